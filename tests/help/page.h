/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page.h - the source of a manual page, read for its list items and words.
 *
 * Knows as much of mdoc as the pages of etc/man use: a line that begins with a
 * dot is a macro, everything else is text.
 */
#ifndef TESTS_HELP_PAGE_H
#define TESTS_HELP_PAGE_H

#include <stdbool.h>
#include <stddef.h>

/* Some lines, to compare with others. */
struct lines {
	char **of;
	size_t used;
};

void lines_init(struct lines *l);
void lines_fini(struct lines *l);
void lines_add(struct lines *l, const char *format, ...) __attribute__((format(printf, 2, 3)));
void lines_add_once(struct lines *l, const char *line);
bool lines_has(const struct lines *l, const char *line);
/* Both hold the same, in any order; else the test fails with what is missing where. */
void lines_same(const struct lines *a, const char *a_name, const struct lines *b, const char *b_name);

/* The whole of etc/man/NAME, with quoting taken off. What is returned here and below is freed by the caller. */
char *page_read(const char *name);
/* From behind the line that is `from` ("" = the start) to before the first line that begins with `until` or a section. */
char *page_part(const char *page, const char *from, const char *until);
/* What stands behind `before` in the lines that begin with it. */
void page_lines(const char *part, const char *before, struct lines *to);
/* The lines that begin so, whole. */
void page_items(const char *part, const char *before, struct lines *to);
/* The words behind every occurrence of a macro ("Ic"), up to the next macro of its line; each once. */
void page_macro(const char *part, const char *macro, struct lines *to);
/* The text behind the list item up to the next one or the end of the list, macros and line ends taken out. */
char *page_words(const char *page, const char *item);
/* The literal displays. */
void page_blocks(const char *page, struct lines *to);

#endif

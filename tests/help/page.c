/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/help/page.h"

#include "gateway/base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- lines ---- */

void lines_init(struct lines *l)
{
	*l = (struct lines){ .used = 0 };
}

void lines_fini(struct lines *l)
{
	for (size_t i = 0; i < l->used; i++)
		free(l->of[i]);
	free(l->of);
	lines_init(l);
}

void lines_add(struct lines *l, const char *format, ...)
{
	va_list args;

	l->of = realloc(l->of, (l->used + 1) * sizeof *l->of);
	assert_non_null(l->of);
	va_start(args, format);
	assert_int_not_equal(vasprintf(&l->of[l->used++], format, args), -1);
	va_end(args);
}

bool lines_has(const struct lines *l, const char *line)
{
	for (size_t i = 0; i < l->used; i++)
		if (strcmp(l->of[i], line) == 0)
			return true;
	return false;
}

void lines_add_once(struct lines *l, const char *line)
{
	if (!lines_has(l, line))
		lines_add(l, "%s", line);
}

static void each_is_in(const struct lines *a, const char *a_name, const struct lines *b, const char *b_name)
{
	for (size_t i = 0; i < a->used; i++)
		if (!lines_has(b, a->of[i]))
			fail_msg("\"%s\" of %s is missing in %s", a->of[i], a_name, b_name);
}

void lines_same(const struct lines *a, const char *a_name, const struct lines *b, const char *b_name)
{
	each_is_in(a, a_name, b, b_name);
	each_is_in(b, b_name, a, a_name);
}

/* ---- pages ---- */

/* The text of a buf as the caller's own. */
static char *own(struct buf *b)
{
	char *text = strdup(b->data);

	assert_non_null(text);
	buf_fini(b);
	return text;
}

/* "\-" is '-', "\e" a backslash, "\(dq" a quote, "\&" nothing. */
static void unquote(char *text)
{
	char *to = text;

	for (const char *at = text; *at != '\0';) {
		if (*at != '\\') {
			*to++ = *at++;
		} else if (strncmp(at, "\\(dq", 4) == 0) {
			*to++ = '"';
			at += 4;
		} else {
			if (at[1] != '&')
				*to++ = at[1] == 'e' ? '\\' : at[1];
			at += 2;
		}
	}
	*to = '\0';
}

char *page_read(const char *name)
{
	char path[120];
	struct buf text;
	FILE *file;
	size_t n;

	snprintf(path, sizeof path, "etc/man/%s", name);
	file = fopen(path, "r");
	assert_non_null(file);
	buf_init(&text);
	while ((n = fread(buf_room(&text, 65536), 1, 65536, file)) > 0)
		text.length += n;
	text.data[text.length] = '\0';
	fclose(file);
	unquote(text.data);
	return own(&text);
}

/* The next line, "" at the end; moves *at behind it. */
static size_t next_line(const char **at, const char **line)
{
	size_t n = strcspn(*at, "\n");

	*line = *at;
	*at += n + ((*at)[n] == '\n');
	return n;
}

static bool begins(const char *line, const char *with)
{
	return strncmp(line, with, strlen(with)) == 0;
}

char *page_part(const char *page, const char *from, const char *until)
{
	bool inside = from[0] == '\0';
	const char *line;
	struct buf part;

	buf_init(&part);
	while (*page != '\0') {
		size_t n = next_line(&page, &line);

		if (inside && (begins(line, until) || begins(line, ".Sh ")))
			break;
		if (inside)
			buf_addf(&part, "%.*s\n", (int)n, line);
		else
			inside = n == strlen(from) && begins(line, from);
	}
	if (!inside)
		fail_msg("the page has no line \"%s\"", from);
	return own(&part);
}

static void gather(const char *part, const char *before, size_t skip, struct lines *to)
{
	const char *line;

	while (*part != '\0') {
		size_t n = next_line(&part, &line);

		if (begins(line, before))
			lines_add(to, "%.*s", (int)(n - skip), line + skip);
	}
}

void page_lines(const char *part, const char *before, struct lines *to)
{
	gather(part, before, strlen(before), to);
}

void page_items(const char *part, const char *before, struct lines *to)
{
	gather(part, before, 0, to);
}

static bool is_macro(const char *word)
{
	static const char *const macros[] = { "Ic", "Li", "Ar", "Fl", "Ns", "Pa", "Pq", "Xr", "No", "Cm", "Dq", "Sq",
		"Ev", "Nm", "Sx", "It", "Op", "Dv", NULL };

	for (const char *const *m = macros; *m != NULL; m++)
		if (strcmp(*m, word) == 0)
			return true;
	return false;
}

static void words_behind(char *line, const char *macro, struct lines *to)
{
	bool taking = false;
	char *word;

	while ((word = strsep(&line, " ")) != NULL) {
		if (is_macro(word))
			taking = strcmp(word, macro) == 0;
		else if (taking && word[0] != '\0' && strchr(",;.:()", word[0]) == NULL)
			lines_add_once(to, word);
	}
}

void page_macro(const char *part, const char *macro, struct lines *to)
{
	const char *line;

	while (*part != '\0') {
		size_t n = next_line(&part, &line);
		char *copy;

		if (line[0] != '.')
			continue;
		copy = strndup(line + 1, n - 1);
		assert_non_null(copy);
		words_behind(copy, macro, to);
		free(copy);
	}
}

/* Add the words of a line without its macros; what a closing mark stands alone for joins the word before. */
static void add_words(struct buf *to, char *line, bool is_macro_line)
{
	char *word;

	while ((word = strsep(&line, " ")) != NULL) {
		if (word[0] == '\0' || (is_macro_line && is_macro(word)))
			continue;
		if (to->length > 0 && (word[1] != '\0' || strchr(",;.:", word[0]) == NULL))
			buf_addc(to, ' ');
		buf_adds(to, word);
	}
}

char *page_words(const char *page, const char *item)
{
	bool inside = false;
	const char *line;
	struct buf words;

	buf_init(&words);
	while (*page != '\0') {
		size_t n = next_line(&page, &line);
		char *copy;

		if (inside && (begins(line, ".It") || begins(line, ".El")))
			break;
		if (!inside) {
			inside = n == strlen(item) && begins(line, item);
			continue;
		}
		copy = strndup(line[0] == '.' ? line + 1 : line, line[0] == '.' ? n - 1 : n);
		assert_non_null(copy);
		add_words(&words, copy, line[0] == '.');
		free(copy);
	}
	if (!inside)
		fail_msg("the page has no item \"%s\"", item);
	return own(&words);
}

void page_blocks(const char *page, struct lines *to)
{
	const char *line;

	while (*page != '\0') {
		struct buf block;

		next_line(&page, &line);
		if (!begins(line, ".Bd -literal"))
			continue;
		buf_init(&block);
		while (*page != '\0') {
			size_t n = next_line(&page, &line);

			if (begins(line, ".Ed"))
				break;
			buf_addf(&block, "%.*s\n", (int)n, line);
		}
		lines_add(to, "%s", block.data);
		buf_fini(&block);
	}
}

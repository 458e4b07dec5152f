/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text.h - the texts that go out, by key, language and with or without tone marks.
 *
 * In the files:
 *   texts: ( { key = "report_receipt";
 *              vi = "Đã nhận BC số {no}, {unit}, {period}: {values}. Nếu sai nhắn: SUA {example}";
 *              plain = "Da nhan BC so {no}, ...";	# left out: vi without its marks
 *              en = "Report {no} received, ..."; }, ... );
 * {name} is replaced by the argument of that name; [...] is left out as a whole when a placeholder in it is empty.
 * The keys, and the placeholders that each may use, are those of text_keys.h: others are faults.
 *
 * A key that a later file has again replaces the earlier text, so that a local file (90-local.cfg) can reword what
 * the package brings; twice in one file is a fault. `parts = 2;` says that more than one part is meant, which the
 * check then does not warn of.
 */
#ifndef MENUS_TEXT_H
#define MENUS_TEXT_H

#include "gateway/base/buf.h"
#include "menus/node.h"

struct texts;

enum text_style {
	TEXT_PLAIN,    /* Vietnamese without marks: GSM-7, one part where it can */
	TEXT_ACCENTED, /* Vietnamese with its marks */
	TEXT_ENGLISH,
	TEXT_LOCAL /* the first of the section languages; the others behind it */
};
#define TEXT_LOCALS_MAX 5
#define TEXT_STYLES_MAX (TEXT_LOCAL + TEXT_LOCALS_MAX)

struct text_argument {
	const char *name, *value; /* value with its marks; taken off for TEXT_PLAIN and TEXT_ENGLISH */
};

/* The readers of the section; used by menus_load(). */
struct texts *texts_new(void);
void texts_read(struct texts *texts, const struct node *section, struct faults *faults);
/* A group of a further language: key = "text"; ... */
void texts_read_local(struct texts *texts, unsigned local, const struct node *group, struct faults *faults);
void texts_free(struct texts **texts);

/* Append the text of that key. arguments ends with a { NULL, NULL }. A key that is not there is our mistake: the key
 * itself is appended in brackets and false returned (a test walks all keys the programme uses). */
bool texts_render(const struct texts *texts, enum text_style style, const char *key,
	const struct text_argument *arguments, struct buf *out);
bool texts_has(const struct texts *texts, const char *key);

/* What the menu files call something (an indicator, a topic, a role, a category, a guide) in another language than
 * Vietnamese. The placeholders {role}, {topic}, {category} and {title} are said by it; in lists the caller does that. */
void texts_add_name(struct texts *texts, enum text_style style, const char *vi, const char *name);
/* The name in that style: vi itself in Vietnamese, and where there is no other. Borrowed. */
const char *texts_name(const struct texts *texts, enum text_style style, const char *vi);

/* ---- for the check ---- */
struct text_entry {
	const char *key;
	const char *vi, *plain, *en;        /* the templates; plain is vi without marks when the file has none */
	const char *local[TEXT_LOCALS_MAX]; /* of the further languages; NULL where one has none */
	unsigned parts;                     /* as meant: 1 unless the file says more */
	const char *file;                   /* where it stands */
	int line;
};
/* A text that is only a word of other texts and has no placeholders. Borrowed. */
const char *texts_word(const struct texts *texts, enum text_style style, const char *key);
/* The i-th text that there is, or false past the last. */
bool texts_at(const struct texts *texts, unsigned i, struct text_entry *entry);
/* Append the text with every placeholder at its longest usual value. */
void texts_longest(const struct text_entry *entry, enum text_style style, struct buf *out);
/* Faults: keys of text_keys.h that no file has. */
void texts_check(const struct texts *texts, const char *folder, struct faults *faults);
/* A template is well formed, and its placeholders are among those allowed (a list with spaces); else a fault at n
 * and false. Also used for texts that stand elsewhere (menus). */
bool text_template_check(const char *pattern, const char *allowed, const struct node *n, struct faults *faults);

#endif

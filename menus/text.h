/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text.h - the texts that go out, by key, language and with or without tone marks.
 *
 * In the files:
 *   texts: ( { key = "report_receipt";
 *              vi = "Đã nhận BC số {no}, {unit}, {period}: {values}. Nếu sai nhắn: SUA {example}";
 *              plain = "Da nhan BC so {no}, ...";	# left out: vi without its marks
 *              en = "Report {no} received, ..."; }, ... );
 * {name} is replaced by the argument of that name. A placeholder that no argument fills is a fault of the check.
 */
#ifndef MENUS_TEXT_H
#define MENUS_TEXT_H

#include "gateway/base/buf.h"
#include "menus/node.h"

struct texts;

enum text_style {
	TEXT_PLAIN,    /* Vietnamese without marks: GSM-7, one part where it can */
	TEXT_ACCENTED, /* Vietnamese with its marks */
	TEXT_ENGLISH
};

struct text_argument {
	const char *name, *value; /* value with its marks; taken off for TEXT_PLAIN and TEXT_ENGLISH */
};

/* The readers of the section; used by menus_load(). */
struct texts *texts_new(void);
void texts_read(struct texts *texts, const struct node *section, struct faults *faults);
void texts_free(struct texts **texts);

/* Append the text of that key. arguments ends with a { NULL, NULL }. A key that is not there is our mistake: the key
 * itself is appended in brackets and false returned (a test walks all keys the programme uses). */
bool texts_render(const struct texts *texts, enum text_style style, const char *key,
	const struct text_argument *arguments, struct buf *out);
bool texts_has(const struct texts *texts, const char *key);

#endif

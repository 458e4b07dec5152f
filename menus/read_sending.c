/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is said of sending: to a broadcast that was shown, or to one that is on its way. "thôi dừng gửi" of who sends to
 * many is about that, and no wish to hear nothing more. */
#include "menus/view.h"

#include <stddef.h>

#define PHONE_DIGITS 9 /* and more: no number of a broadcast */

/* "sửa nội dung: ...", "sửa lại: họp 9h" */
static bool changes_words(const struct tokens *t)
{
	return (token_is(t, 0, "sua") || token_is(t, 0, "doi")) && t->used > 2 &&
	       (token_is(t, 1, "tin") || token_is(t, 1, "tb") || token_is(t, 1, "lai") ||
		       (token_is(t, 1, "noi") && token_is(t, 2, "dung")));
}

enum sending sending_said(const struct view *v)
{
	static const char *const no[] = { "dung", "thoi", "khoan", "huy", "bo", "ngung", "khoi", "dep", NULL };
	static const char *const other[] = { "ok", "oke", "okay", "gui", "di", "luon", "ngay", "nua", "tin", "do",
		"nay", "nhe", "nha", "roi", "co", "vang", "da", "uh", "dong", "y", "xac", "nhan", "duoc", "thi", "vay",
		"a", "em", "anh", "chi", "tb", "thong", "bao", "cho", "ca", "het", "lai", "cai", "vua", "giup", "gium",
		"so", NULL };
	const struct tokens *t = v->p->tokens;
	bool sends = false, refuses = false;

	if (changes_words(t))
		return SENDING_NO;
	for (unsigned i = 0; i < t->used; i++) {
		bool known = t->at[i].kind == TOKEN_SIGN || token_is_of(t, i, other);
		const bool negated = token_is_no(t, i) || token_is_of(t, i, no);

		known |= t->at[i].kind == TOKEN_NUMBER && t->at[i].digits < PHONE_DIGITS && i > 0 &&
			 (token_is(t, i - 1, "tb") || token_is(t, i - 1, "so"));
		if (!known && !negated)
			return SENDING_OTHER;
		sends |= token_is(t, i, "gui");
		refuses |= negated;
	}
	return v->question || !sends ? SENDING_OTHER : refuses ? SENDING_NO : SENDING_YES;
}

/* "dừng gửi tb 1", "khoan gửi đã": of one that is on its way. Words that may be a wish to hear nothing more are that
 * where none is. */
bool sending_read(struct view *v)
{
	bool stop = v->act[INTENT_OPTOUT].score > 0, named = view_has_token(v, "tb") || view_has_token(v, "thong");

	if (!view_is_office(v) || changes_words(v->p->tokens) || sending_said(v) != SENDING_NO ||
		view_has_token(v, "nhan"))
		return false;
	v->r->score = v->r->margin = 90;
	if (stop && !named) {
		v->r->intent = INTENT_OPTOUT;
		reading_add_text(v->r, 0, "want", "sending");
		return true;
	}
	v->r->intent = INTENT_BROADCAST;
	reading_add_text(v->r, 0, "action", "cancel");
	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_NUMBER && view_at(v, i)->flags == 0) {
			reading_add_number(v->r, 0, "ref", view_at(v, i)->value);
			break;
		}
	return true;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who goes instead: "chị Lan đi thay tôi", "tui bận, anh Tuấn đi thế", "cử anh Quân đi". "Em đi thay anh Tuấn" is the
 * sender's own going, and "em thấy mệt" nobody's. */
#include "menus/view.h"

static const char *const self[] = { "toi", "tui", "em", "minh", "con", "chau", "da", "thoi", "vay", "thi", "se", "xin",
	"ok", "u", "a", NULL };

static bool ends(const struct tokens *t, unsigned i)
{
	return i >= t->used || t->at[i].kind == TOKEN_SIGN;
}

/* "đi thay", "đi thế em", "chị Lan thay em đi họp", "chị Lan thay nhé" */
static bool stands_in(const struct tokens *t, unsigned i)
{
	static const char *const behind[] = { "toi", "tui", "em", "minh", "con", "chau", "cho", "to", "anh", "chi",
		"ong", "ba", "co", "chu", "bac", "nhe", "nha", "nghe", "a", "duoc", "dc", "roi", "vi", "thoi", "luon",
		"giup", "gium", NULL };
	static const char *const go[] = { "di", "du", "hop", "hoc", "den", "gia", NULL };

	if (!token_is_of(t, i, TOKEN_WORDS("thay", "the")) || i == 0)
		return false;
	if (token_is_of(t, i - 1, go))
		return ends(t, i + 1) || token_is_of(t, i + 1, behind);
	if (token_is(t, i, "the") || token_is_no(t, i - 1) || token_is(t, i - 1, "chua"))
		return false;
	if (ends(t, i + 1) || token_is_of(t, i + 1, TOKEN_WORDS("nhe", "nha", "nghe", "a", "duoc", "dc")))
		return true;
	for (unsigned k = i + 1; token_is_of(t, i + 1, self) && !ends(t, k); k++)
		if (token_is_of(t, k, go))
			return true;
	return false;
}

/* "cử anh Quân", "cử người": and no "anh cứ đi trước" */
static bool is_sent(const struct view *v, unsigned i)
{
	if (!token_is(v->p->tokens, i, "cu"))
		return false;
	if (token_is_of(v->p->tokens, i + 1, TOKEN_WORDS("nguoi", "con", "em", "to", "pho", "thanh")))
		return true;
	for (unsigned k = 0; k < v->p->used; k++)
		if (view_at(v, k)->from == i + 1)
			return rsvp_names_other(v, k, v->p->used);
	return false;
}

/* "không có ai đi thay" */
static bool is_nobody(const struct tokens *t, unsigned from, unsigned to)
{
	for (unsigned i = from; i + 1 < to; i++)
		if ((token_is_no(t, i) || token_is(t, i, "chua")) &&
			token_is_of(t, i + 1 + token_is(t, i + 1, "co"), TOKEN_WORDS("ai", "nguoi")))
			return true;
	return false;
}

/* The token where those begin who are told of in that clause: the last that is named, or whoever is sent. */
static unsigned begin_of(const struct view *v, unsigned from, unsigned to)
{
	static const char *const sent[] = { "de", "cho", "nho", "cu", "giao", "nhan", "co", NULL };
	unsigned begin = from;

	for (unsigned i = from; i + 1 < to; i++)
		if (token_is_of(v->p->tokens, i, sent))
			begin = i + 1;
	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->from >= from && view_at(v, i)->to < to && rsvp_names_other(v, i, v->p->used))
			begin = view_at(v, i)->from;
	return begin;
}

bool rsvp_instead(const struct view *v, unsigned *from, unsigned *to)
{
	static const char *const go[] = { "di", "du", "den", "qua", "len", "se", "hop", "hoc", "tham", "thay", "the",
		NULL };
	const struct tokens *t = v->p->tokens;
	unsigned clause = 0;

	for (unsigned i = 0; i < t->used; i++) {
		const bool sends = is_sent(v, i);
		bool own = true;

		clause = t->at[i].kind == TOKEN_SIGN ? i + 1 : clause;
		if (!(sends || stands_in(t, i)) || is_nobody(t, clause, i))
			continue;
		*from = sends ? i + 1 : begin_of(v, clause, i);
		for (*to = *from; !ends(t, *to) && !token_is_of(t, *to, go); (*to)++)
			own &= token_is_of(t, *to, self);
		if (!own || *to == *from)
			return true;
	}
	return false;
}

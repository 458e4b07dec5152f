/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A day, an hour and a meeting that are asked about, were heard of, or are those of others: no plan of who writes. */
#include "menus/judge.h"
#include "menus/title.h"

#include <stddef.h>

/* "phải không", "đúng ko" */
static bool asks_if_true(const struct tokens *t)
{
	for (unsigned i = 0; i + 1 < t->used; i++)
		if (token_is_of(t, i, TOKEN_WORDS("phai", "dung")) && token_is_no(t, i + 1))
			return true;
	return false;
}

/* "họp ở đâu", "mấy giờ xong", "phải không", "nghe nói mai họp", "xin ý kiến: ..." */
static bool asks_in_words(const struct view *v)
{
	const struct tokens *t = v->p->tokens;

	return token_has_pair(t, TOKEN_WORDS("o", "tai", "cho"), TOKEN_WORDS("dau", "nao")) ||
	       token_has_pair(t, TOKEN_WORDS("may"), TOKEN_WORDS("gio", "h")) ||
	       token_has_pair(t, TOKEN_WORDS("gio", "luc", "khi"), TOKEN_WORDS("nao")) || asks_if_true(t) ||
	       token_has_pair(t, TOKEN_WORDS("hay"), TOKEN_WORDS("sao")) ||
	       token_pair(t, 3, TOKEN_WORDS("co"), TOKEN_WORDS("phai")) < t->used ||
	       token_pair(t, 4, TOKEN_WORDS("nghe", "thay"), TOKEN_WORDS("noi", "bao", "don", "dau", "ke")) < t->used ||
	       token_pair(t, 1, TOKEN_WORDS("hinh"), TOKEN_WORDS("nhu")) < t->used ||
	       token_pair(t, 3, TOKEN_WORDS("y"), TOKEN_WORDS("kien")) < t->used ||
	       token_has_pair(t, TOKEN_WORDS("cho", "em", "xin", "toi"), TOKEN_WORDS("hoi"));
}

/* Who is asked stands behind the question: "hả chị", "không bà con", "à vậy em". */
static bool is_spoken_to(const struct view *v, unsigned t)
{
	return token_is_of(
		v->p->tokens, t, TOKEN_WORDS(TITLES, "em", "con", "ae", "vay", "ta", "may", "oi", "the", "day", "nhi"));
}

/* "ạ" is no "à"; "nhà cô Hà" and "tòa A" are names. */
static bool ends_in_question(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	unsigned end = t->used;

	while (end > 3 && is_spoken_to(v, end - 1))
		end--;
	if (end < 4)
		return false;
	const unsigned last = end - 1;

	if (token_is_no(t, last) || token_is(t, last, "chua"))
		return true;
	return token_is_of(v->p->tokens, last, TOKEN_WORDS("a", "ah", "ha", "ho", "hay")) &&
	       accent_tone(t->at[last].accent) != TONE_DOT && !title_names(t, last);
}

/* "họp", "giao ban", "tập huấn": the token behind it, or 0. */
static unsigned behind_meeting(const struct tokens *all, unsigned t)
{
	if (token_is(all, t, "hop"))
		return t + 1;
	return (token_is(all, t, "giao") && token_is(all, t + 1, "ban")) ||
			       (token_is(all, t, "tap") && token_is(all, t + 1, "huan"))
		       ? t + 2
		       : 0;
}

/* "họp tổ", "họp dân", "họp với các tổ": held by who writes; "họp tổ trưởng" is so only of an office. */
static bool is_own(const struct view *v, unsigned t)
{
	const struct tokens *all = v->p->tokens;

	t += token_is(all, t, "voi");
	if (token_is(all, t, "to"))
		return view_is_office(v) || !token_is_of(all, t + 1, TOKEN_WORDS("truong", "pho"));
	return token_is_of(all, t, TOKEN_WORDS("dan", "cac", "thon", "nhom", "cho", "ba"));
}

/* A meeting of others, or one that nobody may say whose it is. */
static bool sits(const struct view *v, unsigned t)
{
	unsigned behind = behind_meeting(v->p->tokens, t);

	return behind > 0 && !is_own(v, behind);
}

/* A day or an hour that the word belongs to: "8h tối họp". */
static bool is_evening(const struct view *v, unsigned t)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (t >= view_at(v, i)->from && t < view_at(v, i)->to)
			return view_at(v, i)->kind == ITEM_TIME || view_at(v, i)->kind == ITEM_DATE;
	return false;
}

/* "họp huyện", "họp ở tỉnh", "tập huấn bên hội phụ nữ" */
static bool is_elsewhere(const struct view *v, unsigned behind)
{
	const struct tokens *all = v->p->tokens;
	const char *const *above =
		view_is_office(v) ? TOKEN_WORDS("tinh", "huyen") : TOKEN_WORDS("tinh", "huyen", "xa");

	return token_is_of(all, behind, above) || token_is(all, behind, "ben") ||
	       (token_is_of(all, behind, TOKEN_WORDS("o", "tren", "tai", "len")) &&
		       token_is_of(all, behind + 1, above));
}

/* "em đi họp huyện", "em bận họp", "tôi họp ở tỉnh": where who writes will be. "mời các em họp", "tổ em họp" call others. */
static bool tells_of_self(const struct view *v)
{
	const struct tokens *all = v->p->tokens;

	for (unsigned t = 0; t < all->used; t++) {
		unsigned meets = t + 1;

		if (!token_is_of(all, t, TOKEN_WORDS("em", "e", "toi", "tui", "minh", "chau")) ||
			(t > 0 && token_is_of(all, t - 1, TOKEN_WORDS("moi", "cac", "anh", "chi", "ca", "may"))))
			continue;
		while (token_is_of(all, meets,
			TOKEN_WORDS("di", "ban", "phai", "co", "bi", "du", "se", "cung", "mac", "duoc", "lai", "len")))
			meets++;
		const bool elsewhere = behind_meeting(all, meets) > 0 && is_elsewhere(v, behind_meeting(all, meets));
		const bool group =
			t > 0 && token_is_of(all, t - 1, TOKEN_WORDS("to", "thon", "nhom", "xa", "ben", "chung"));
		const bool teaches = meets == t + 1 && token_is(all, meets, "tap"); /* "tôi tập huấn VNeID" */

		if (sits(v, meets) && (elsewhere || (!group && !teaches && !is_evening(v, t))))
			return true;
	}
	return false;
}

/* "đảng ủy", "thường vụ": no meeting of the teams */
static bool is_of_party(const struct tokens *all, unsigned t)
{
	return token_is(all, t, "hdnd") ||
	       (token_is_of(all, t, TOKEN_WORDS("dang", "huyen", "tinh")) && token_is(all, t + 1, "uy")) ||
	       (token_is(all, t, "thuong") && token_is_of(all, t + 1, TOKEN_WORDS("vu", "truc")));
}

/* "xã họp đảng ủy", "thôn bên họp", "xã mời tôi ... họp", "nếu xã cho thì ...": called by others, or not yet sure. */
static bool tells_of_others(const struct view *v)
{
	const struct tokens *all = v->p->tokens;
	const char *const *above = view_is_office(v) ? TOKEN_WORDS("tinh", "huyen")
						     : TOKEN_WORDS("tinh", "huyen", "xa", "ubnd", "uy", "nu");
	bool invites = false;

	for (unsigned t = 0; t + 1 < all->used; t++) {
		const bool where =
			t > 0 && token_is_of(all, t - 1, TOKEN_WORDS("o", "tai", "len", "toan", "ca", "ubnd"));
		const bool called = token_is_of(all, t, TOKEN_WORDS("tinh", "huyen", "xa", "ubnd", "ben", "thon")) &&
				    token_is_of(all, t + 1, TOKEN_WORDS("moi", "keu", "goi")) &&
				    token_is_of(all, t + 2, TOKEN_WORDS("em", "e", "toi", "tui", "minh", "chau"));
		const bool others = token_is_of(all, t, above) || token_is_of(all, t, TOKEN_WORDS("ben", "khac"));

		invites |= token_is(all, t, "moi");
		if (called || (others && !where && !invites && sits(v, t + 1)) ||
			(behind_meeting(all, t) > 0 && is_of_party(all, behind_meeting(all, t))))
			return true;
	}
	return token_is(all, 0, "neu");
}

bool plan_asked(const struct view *v)
{
	const struct keyword *by = v->act[INTENT_SCHEDULE_ADD].by;
	const bool ordered = by != NULL && by->command && by->place == KEYWORD_HEAD; /* "LICH 25/8 8h họp a" */
	const bool told = !token_is(v->p->tokens, 0, "lich") && (tells_of_self(v) || tells_of_others(v));

	return asks_in_words(v) || (!ordered && (ends_in_question(v) || told));
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who is there says so: "em đã tới, mã 7557", "có mặt lịch 6". The number is a door code or a training's, and no figure. */
#include "menus/view.h"

#include <stddef.h>

/* "có mặt"; "đã đến", "tới rồi": of going nowhere without the word that it is done. */
static bool says_present(const struct tokens *t, unsigned i)
{
	static const char *const came[] = { "den", "toi", "du", "vao" };

	if (token_is(t, i, "mat") && i > 0 && token_is(t, i - 1, "co"))
		return true;
	for (size_t k = 0; k < sizeof came / sizeof *came; k++)
		if (token_is(t, i, came[k]))
			return (i > 0 && token_is(t, i - 1, "da")) || (i + 1 < t->used && token_is(t, i + 1, "roi"));
	return false;
}

/* The last item, but for what is only polite: it counts nothing. */
static bool ends_with(const struct view *v, unsigned i)
{
	while (++i < v->p->used)
		if (view_at(v, i)->kind != ITEM_SIGN && !view_is_polite(view_at(v, i)) &&
			!item_is(view_at(v, i), CLASS_FILLER))
			return false;
	return true;
}

/* Its only number; v->p->used: it has none, or several. */
static unsigned only_number(const struct view *v)
{
	unsigned at = v->p->used;

	for (unsigned i = 0; i < v->p->used; i++) {
		if (view_at(v, i)->kind != ITEM_NUMBER)
			continue;
		if (at < v->p->used || view_at(v, i)->flags != 0)
			return v->p->used;
		at = i;
	}
	return at;
}

/* Something that is counted by name, but for the class in front of its number; or a no: "chưa đến được". */
static bool says_more(const struct view *v, unsigned number)
{
	bool more = v->question;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		const struct sense *s = item->kind == ITEM_WORD ? item_sense(item, SENSE_INDICATOR) : NULL;

		more |= (s != NULL && !s->weak && i + 1 != number) || item_is(item, CLASS_NO) ||
			item_is(item, CLASS_HOUSEHOLD) || item->kind == ITEM_PERIOD;
	}
	return more;
}

/* "mã 3224", "ma so 3 2 2 4", "DD 3 2 2 4": a code behind its word, which may be typed digit by digit, and stands last. */
static bool named_code(const struct view *v, int64_t *code)
{
	const struct tokens *t = v->p->tokens;
	unsigned i = 0, digits = 0;

	while (i < t->used && !token_is(t, i, "ma") && !token_is(t, i, "dd") && !token_is(t, i, "code"))
		i++;
	for (i++; token_is(t, i, "so") || token_is(t, i, "la") || (i < t->used && t->at[i].kind == TOKEN_SIGN);)
		i++;
	for (*code = 0; digits < 4 && i < t->used && t->at[i].kind == TOKEN_NUMBER; i++) {
		if (t->at[i].digits != 1 && (t->at[i].digits != 4 || digits > 0))
			return false;
		*code = *code * 10 + t->at[i].value;
		digits += t->at[i].digits;
	}
	for (unsigned k = 0; k < v->p->used; k++)
		if (view_at(v, k)->from >= i && !view_is_polite(view_at(v, k)) && !item_is(view_at(v, k), CLASS_FILLER))
			return false;
	return digits == 4;
}

/* "3 2 2 4": the code of a class that is on, digit by digit. */
static bool bare_code(const struct view *v, int64_t *code)
{
	const struct tokens *t = v->p->tokens;
	bool known = false;

	*code = 0;
	for (unsigned i = 0; i < t->used; i++) {
		if (t->used != 4 || t->at[i].kind != TOKEN_NUMBER || t->at[i].digits != 1)
			return false;
		*code = *code * 10 + t->at[i].value;
	}
	for (unsigned d = 0; d < v->at->doors_used; d++)
		known |= v->at->doors[d] == *code;
	return known;
}

/* While a class is on: "tới rồi", "em đến lớp rồi", "đang ở lớp" of who is called to one, and nothing else. */
static bool says_here(const struct view *v)
{
	static const char *const there[] = { "lop", "noi", "cho", "hop", "truong" };
	const struct tokens *t = v->p->tokens;
	bool here = false;

	if (v->at->doors_used == 0 || v->at->events_used + v->at->invited_used == 0 || v->numbers > 0 || v->question ||
		v->how_many || v->has_date || v->has_unit || v->meaning > 4 || t->used > 7 || view_has_token(v, "chua"))
		return false;
	for (unsigned i = 0; i < t->used; i++) {
		here |= says_present(t, i);
		for (size_t k = 0; k < sizeof there / sizeof *there; k++)
			here |= i > 0 && token_is(t, i, there[k]) &&
				((token_is(t, i - 1, "o") && i > 1 && token_is(t, i - 2, "dang")) ||
					((token_is(t, i - 1, "den") || token_is(t, i - 1, "toi")) &&
						token_is(t, i + 1, "roi")));
	}
	return here;
}

bool present_read(struct view *v)
{
	unsigned at = only_number(v);
	bool present = false;
	int64_t code;

	if (v->at->doors_used > 0 && (named_code(v, &code) || bare_code(v, &code))) {
		v->r->intent = INTENT_ATTENDANCE;
		reading_add_number(v->r, 0, "door", code);
		return true;
	}
	if (says_here(v)) {
		v->r->intent = INTENT_ATTENDANCE;
		reading_add_text(v->r, 0, "present", "yes");
		return true;
	}
	if (at == v->p->used || !ends_with(v, at) || says_more(v, at))
		return false;
	for (unsigned i = 0; i < view_at(v, at)->from; i++)
		present |= says_present(v->p->tokens, i);
	if (!present || (!attendance_is_door(v, view_at(v, at)) && !attendance_is_ref(v, at)))
		return false;
	v->r->intent = INTENT_ATTENDANCE;
	if (attendance_is_door(v, view_at(v, at)))
		reading_add_number(v->r, 0, "door", view_at(v, at)->value);
	else {
		reading_add_number(v->r, 0, "ref", view_at(v, at)->value);
		reading_add_text(v->r, 0, "present", "yes");
	}
	return true;
}

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

bool present_read(struct view *v)
{
	unsigned at = only_number(v);
	bool present = false;

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

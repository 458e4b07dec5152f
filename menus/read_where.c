/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where a training or meeting is, or is moved to. */
#include "menus/sitting.h"

/* "nvh Sơn Trà VNeID": what it is about behind where it is. */
static bool ends_place(const struct item *here)
{
	bool topic = (item_sense(here, SENSE_TOPIC) != NULL || item_sense(here, SENSE_INDICATOR) != NULL) &&
		     !item_is(here, CLASS_PLACE);

	return topic || item_is(here, CLASS_ONLINE) || item_is(here, CLASS_PARTNER) ||
	       item_is(here, CLASS_WHOLE_COMMUNE) || item_is(here, CLASS_WHOLE_DISTRICT);
}

/* "nhà tôi", "nhà em" */
static bool is_self(const struct view *v, unsigned i)
{
	static const char *const self[] = { "toi", "tui", "minh", "em", "e" };
	bool own = false;

	for (size_t k = 0; k < sizeof self / sizeof *self; k++)
		own |= token_is(v->p->tokens, view_at(v, i)->from, self[k]);
	return own;
}

/* "nhà cô Mai", "nhà tôi": a house, and no politeness. */
static bool is_house_of(const struct view *v, unsigned i)
{
	return i > 0 && token_is(v->p->tokens, view_at(v, i)->from - 1u, "nha") &&
	       (item_is(view_at(v, i), CLASS_TITLE) || is_self(v, i));
}

void where_own_house(struct view *v)
{
	for (unsigned i = 1; i < v->p->used; i++) {
		struct item *item = &v->p->at[i];
		const struct item *next = i + 1 < v->p->used ? view_at(v, i + 1) : NULL;

		const bool evening = item->kind == ITEM_TIME && (item->flags & TIME_ONLY_PART);

		if ((evening || item->kind == ITEM_WORD) && item->to == item->from + 1 &&
			token_is(v->p->tokens, item->from, "toi") && token_is(v->p->tokens, item->from - 1u, "nha") &&
			(next == NULL || (next->kind != ITEM_TIME && next->kind != ITEM_NUMBER)))
			*item = (struct item){ .kind = ITEM_WORD, .from = item->from, .to = item->to };
	}
}

static bool is_marked(const struct item *item)
{
	return item->kind == ITEM_WORD && item_is(item, CLASS_AT) && !item_is(item, CLASS_TO);
}

/* "chua", "cho" without their marks: "chưa", "cho" as a rule, and a pagoda or a market only behind "ở"; "tập huấn zalo" is
 * about it. */
static bool may_be_no_place(const struct view *v, const struct item *item)
{
	const struct tokens *t = v->p->tokens;
	bool moved = item->from > 0 && item->to < t->used &&
		     token_is_of(t, item->from - 1u, TOKEN_WORDS("ra", "sang", "ve", "qua", "len"));

	return item->to == item->from + 1 && token_is_of(t, item->from, TOKEN_WORDS("chua", "cho", "zalo", "zoom")) &&
	       t->at[item->from].accent == 0 && !moved;
}

bool where_is_place(const struct view *v, const struct item *item)
{
	return is_marked(item) || (item->kind == ITEM_WORD && item_is(item, CLASS_PLACE) && !may_be_no_place(v, item));
}

/* The end of the place that begins at item `from`. */
static unsigned end_of(const struct view *v, unsigned from)
{
	unsigned to = from;

	while (to < v->p->used) {
		const struct item *here = view_at(v, to);
		if (here->kind == ITEM_SIGN || here->kind == ITEM_DATE || here->kind == ITEM_TIME || here->line ||
			(to > from && (ends_place(here) || whom_begins(v, to))) ||
			(to > from && (item_is(here, CLASS_MEETING) || item_is(here, CLASS_POLITE)) &&
				!item_is(here, CLASS_PLACE) && !is_house_of(v, to)) ||
			(to > from && item_is(here, CLASS_TO)))
			break;
		to++;
	}
	return whom_leave(v, from, to);
}

struct span where_next(const struct view *v, unsigned from)
{
	for (unsigned i = from; i < v->p->used; i++) {
		unsigned first = i;

		bool house = i + 1 < v->p->used && is_house_of(v, i + 1) && is_self(v, i + 1);

		if (whom_is_for(v, i) || !(where_is_place(v, view_at(v, i)) || house))
			continue;
		if (is_marked(view_at(v, i))) {
			first++;
			if (first < v->p->used && item_sign(view_at(v, first), ':'))
				first++;
			if (first >= v->p->used || view_at(v, first)->kind == ITEM_DATE ||
				view_at(v, first)->kind == ITEM_TIME)
				continue;
		}
		unsigned to = end_of(v, first);
		if (to > first)
			return (struct span){ first, to };
	}
	return (struct span){ 0, 0 };
}

/* "từ" before item i: what stands there is left. */
static bool leaves(const struct view *v, unsigned i)
{
	const struct item *before = i > 0 ? view_at(v, i - 1) : NULL;

	if (before != NULL && is_marked(before))
		before = i > 1 ? view_at(v, i - 2) : NULL;
	return before != NULL && token_is(v->p->tokens, before->to - 1u, "tu");
}

static bool is_to(const struct view *v, unsigned i)
{
	static const char *const words[] = { "sang", "qua", "den", "ve", "toi", "thanh" };
	bool to = false;

	for (size_t k = 0; k < sizeof words / sizeof *words && i < v->p->used; k++)
		to |= token_is(v->p->tokens, view_at(v, i)->from, words[k]);
	return to;
}

struct span where_moved(const struct view *v)
{
	struct span place = where_next(v, 0), none = { 0, 0 };
	unsigned behind = place.to + 1;

	if (place.to == 0 || (!leaves(v, place.from) && !is_to(v, place.to)))
		return place;
	if (!is_to(v, place.to))
		return where_next(v, place.to);
	if (behind < v->p->used && where_is_place(v, view_at(v, behind)))
		return where_next(v, behind);
	if (!leaves(v, place.from))
		return place; /* "nhà văn hóa, sang thứ 6" */
	return behind < v->p->used && end_of(v, behind) > behind ? (struct span){ behind, end_of(v, behind) } : none;
}

void where_add(struct view *v, const char *key, struct span place)
{
	if (place.to > place.from)
		view_field(v, key, place.from, place.to);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "duyệt 17, giao dvc 20 Sơn Trà", "nhắc Sơn Trà và duyệt 17": a leader's text with two orders. The first is read alone, and
 * the other is kept as it was typed: the numbers and places of one are not those of the other. */
#include "menus/view.h"

#include <string.h>

static bool joins(const struct view *v, const struct item *item)
{
	return (item->kind == ITEM_SIGN && (item->sign == ',' || item->sign == ';' || item->sign == '.')) ||
	       item_is(item, CLASS_AND) || item_word_is(v->p, item, "va") || item_word_is(v->p, item, "roi") ||
	       item_word_is(v->p, item, "xong");
}

struct parts { /* what an order is made of */
	bool number, indicator, place;
};

static struct parts parts_of(const struct view *v, unsigned from, unsigned to)
{
	struct parts parts = { .number = false };

	for (unsigned i = from; i < to; i++) {
		const struct item *item = view_at(v, i);

		parts.number |= item->kind == ITEM_NUMBER;
		parts.indicator |= item_sense(item, SENSE_INDICATOR) != NULL;
		parts.place |= item->kind == ITEM_UNIT && item->hits > 0;
	}
	return parts;
}

/* Does an order stand from there on, with what belongs to it? */
static enum intent ordered(const struct view *v, unsigned at, unsigned to)
{
	const struct item *item = view_at(v, at);
	struct parts parts = parts_of(v, at + 1, to);

	if (item->kind != ITEM_WORD)
		return INTENT_UNKNOWN;
	if (item_keyword(v->p, item, INTENT_TARGET_SET) != NULL && parts.number && parts.indicator)
		return INTENT_TARGET_SET;
	if (item_keyword(v->p, item, INTENT_APPROVE) != NULL && parts.number && !parts.indicator)
		return INTENT_APPROVE;
	return item_keyword(v->p, item, INTENT_URGE) != NULL && parts.place && !parts.number ? INTENT_URGE
											     : INTENT_UNKNOWN;
}

static bool is_order(enum intent intent)
{
	return intent == INTENT_APPROVE || intent == INTENT_REJECT || intent == INTENT_URGE ||
	       intent == INTENT_TARGET_SET;
}

static bool is_other(enum intent first, enum intent second)
{
	return second != INTENT_UNKNOWN && second != first &&
	       !(first == INTENT_REJECT && second == INTENT_APPROVE); /* they are read together */
}

static bool is_whole(struct parts parts)
{
	return parts.number || parts.place;
}

static bool is_number(const struct view *v, unsigned i)
{
	return i < v->p->used && view_at(v, i)->kind == ITEM_NUMBER && view_at(v, i)->flags == 0;
}

/* What is meant by its number ends there, or why and what of it stands behind: "trả 316 vì sai", "7 đã xong". A number that
 * counts something is a part of what is answered. */
static bool is_named(const struct view *v, unsigned i, bool plain)
{
	const struct item *next = i + 1 < v->p->used ? view_at(v, i + 1) : NULL;

	if (!is_number(v, i))
		return false;
	if (next == NULL || next->kind == ITEM_SIGN || item_is(next, CLASS_SETTLED) || item_word_is(v->p, next, "da") ||
		item_word_is(v->p, next, "da xong") || item_word_is(v->p, next, "xong"))
		return true;
	if (plain || item_is(next, CLASS_REASON)) /* "vì", which is a piece, too: "ví" */
		return !plain;
	return next->kind == ITEM_WORD && !item_is_unit_word(next) && !item_is(next, CLASS_DEVICE);
}

/* "TL 8, 7 và 9 đã xong": the last of the numbers that begin there; 0: what stands there is no number of another. */
static unsigned other_numbers(const struct view *v, unsigned at)
{
	unsigned last = at;

	if (!is_number(v, at) || view_lists_ticket(v, view_at(v, at)->value))
		return 0;
	while (last + 2 < v->p->used && joins(v, view_at(v, last + 1)) && is_number(v, last + 2))
		last += 2;
	return is_named(v, last, true) ? last : 0;
}

/* The rest stays, and is said of the first. */
static void drop(struct view *v, unsigned from, unsigned to)
{
	memmove(&v->p->at[from], &v->p->at[to], (v->p->used - to) * sizeof v->p->at[0]);
	v->p->used -= to - from;
}

/* Behind an answer to a difficulty: "TL 8 đã xong, trả 316 vì sai", "..., TL 7 chưa có máy". */
static bool is_beside_answer(const struct view *v, unsigned at)
{
	static const enum intent acts[] = { INTENT_APPROVE, INTENT_REJECT, INTENT_ANSWER, INTENT_DIFFICULTY,
		INTENT_SCHEDULE_CHANGE };
	unsigned number = at + 1;

	while (number < v->p->used && (item_word_is(v->p, view_at(v, number), "so") ||
					      item_keyword(v->p, view_at(v, number), INTENT_REPORT) != NULL ||
					      item_keyword(v->p, view_at(v, number), INTENT_DIFFICULTY) != NULL))
		number++;
	for (size_t k = 0; k < sizeof acts / sizeof *acts; k++)
		if (view_at(v, at)->kind == ITEM_WORD && item_keyword(v->p, view_at(v, at), acts[k]) != NULL)
			return is_named(v, number, false);
	return false;
}

/* The answer goes to whoever had the difficulty: nothing else that was ordered may stand in it. */
static void cut_from_answer(struct view *v)
{
	for (unsigned i = 1; i + 1 < v->p->used; i++) {
		unsigned at = i + 1, end = v->p->used;

		if (!joins(v, view_at(v, i)))
			continue;
		if (is_number(v, i - 1) && other_numbers(v, at) != 0) {
			view_words(v, "undone", at, end);
			drop(v, i, other_numbers(v, at) + 1);
			return;
		}
		if (view_at(v, i)->kind != ITEM_SIGN)
			continue;
		while (at + 1 < end && (joins(v, view_at(v, at)) || view_is_polite(view_at(v, at))))
			at++;
		if (!is_beside_answer(v, at))
			continue;
		view_words(v, "undone", at, end);
		v->p->used = i;
		return;
	}
}

void second_order_cut(struct view *v)
{
	if (v->r->intent == INTENT_ANSWER)
		cut_from_answer(v);
	for (unsigned i = 1; is_order(v->r->intent) && i + 1 < v->p->used; i++) {
		unsigned at = i + 1;

		if (!joins(v, view_at(v, i)))
			continue;
		while (at + 1 < v->p->used && (joins(v, view_at(v, at)) || view_is_polite(view_at(v, at))))
			at++;
		if (!is_other(v->r->intent, ordered(v, at, v->p->used)) || !is_whole(parts_of(v, 0, i)))
			continue;
		view_words(v, "undone", at, v->p->used);
		v->p->used = i;
		return;
	}
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "duyệt 17, giao dvc 20 Sơn Trà", "nhắc Sơn Trà và duyệt 17": a leader's text with two orders. The first is read alone, and
 * the other is kept as it was typed: the numbers and places of one are not those of the other. */
#include "menus/view.h"

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

void second_order_cut(struct view *v)
{
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

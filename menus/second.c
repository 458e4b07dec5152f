/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "bc dvc 3, lich", "sửa dvc 5 và hủy lịch": behind figures a command of its own, and no more, is another matter. */
#include "menus/view.h"

static bool joins(const struct view *v, const struct item *item)
{
	return (item->kind == ITEM_SIGN && (item->sign == ',' || item->sign == ';' || item->sign == '.')) ||
	       item_is(item, CLASS_AND) || item_word_is(v->p, item, "va");
}

/* What that item commands, where commands may stand; UNKNOWN when it is none of another kind than a report. */
static enum intent commanded(const struct view *v, const struct item *item, bool alone)
{
	static const enum intent acts[] = { INTENT_SCHEDULE_QUERY, INTENT_SCHEDULE_CHANGE, INTENT_TARGET_QUERY,
		INTENT_HELP, INTENT_LEAVE, INTENT_DIGEST, INTENT_URGE };

	if (item->kind != ITEM_WORD || item_sense(item, SENSE_INDICATOR) != NULL ||
		item_sense(item, SENSE_CATEGORY) != NULL || (item_is(item, CLASS_FILLER) && !alone))
		return INTENT_UNKNOWN;
	for (size_t k = 0; k < sizeof acts / sizeof *acts; k++) {
		const struct keyword *word = item_keyword(v->p, item, acts[k]);

		if (word != NULL && word->weight >= 60)
			return acts[k];
	}
	return INTENT_UNKNOWN;
}

/* What stands behind the command: words, and a number only where a meeting is meant by it. */
static bool is_rest(const struct view *v, unsigned i, enum intent act)
{
	const struct item *item = view_at(v, i);

	if (item->kind == ITEM_NUMBER)
		return act == INTENT_SCHEDULE_CHANGE;
	return act != INTENT_HELP && (item->kind != ITEM_WORD || (item_sense(item, SENSE_INDICATOR) == NULL &&
									 item_sense(item, SENSE_CATEGORY) == NULL));
}

enum intent second_cut(struct view *v)
{
	enum intent second = INTENT_UNKNOWN;
	unsigned join = v->p->used, i;

	while (join > 0 && !joins(v, view_at(v, join - 1)))
		join--;
	for (i = join; i < v->p->used && second == INTENT_UNKNOWN; i++) {
		const struct item *item = view_at(v, i);

		second = commanded(v, item, join + 1 == v->p->used); /* "bc dvc 5; ct" */
		if (second == INTENT_UNKNOWN && !view_is_polite(item) && !item_is(item, CLASS_QUESTION))
			return INTENT_UNKNOWN;
	}
	for (; i < v->p->used; i++)
		if (!is_rest(v, i, second))
			return INTENT_UNKNOWN;
	if (join <= 1 || second == INTENT_UNKNOWN)
		return INTENT_UNKNOWN;
	v->p->used = join - 1;
	v->question = v->how_many = v->how = false;
	return second;
}

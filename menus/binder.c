/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is bound to what, and what is left over. */
#include "menus/binder.h"

#include <string.h>

void binder_problem(struct binder *b, enum count_problem p, int indicator)
{
	if (b->c->problem != COUNT_FINE)
		return;
	b->c->problem = p;
	b->c->problem_indicator = indicator;
}

const struct item *binder_item(const struct binder *b, unsigned i)
{
	static const struct item end = { .kind = ITEM_SIGN, .sign = '\n' };
	return i < b->to ? view_at(b->v, i) : &end;
}

struct count *binder_find(struct counts *c, int indicator, uint16_t unit)
{
	for (unsigned i = 0; i < c->used; i++)
		if (c->at[i].indicator == indicator && c->at[i].entry == unit)
			return &c->at[i];
	return NULL;
}

static struct count *make(struct binder *b, int indicator)
{
	struct count *k = binder_find(b->c, indicator, b->unit);

	if (k != NULL)
		return k;
	if (b->c->used == COUNTS_MAX) {
		binder_problem(b, COUNT_TWICE, indicator);
		return &b->c->at[COUNTS_MAX - 1];
	}
	k = &b->c->at[b->c->used++];
	*k = (struct count){ .indicator = (uint16_t)indicator, .entry = b->unit };
	return k;
}

/* "voso 1 postmart 1": two words of their own in front of two numbers; "gh 1: voso 1" says the whole first. */
static bool is_beside(const struct binder *b, unsigned first, unsigned second)
{
	if (first == 0 || second <= first + 1 || binder_item(b, first)->kind != ITEM_NUMBER)
		return false;
	const struct tokens *t = b->v->p->tokens;
	const struct item *one = binder_item(b, first - 1), *other = binder_item(b, second - 1);
	const struct sense *s = one->kind == ITEM_WORD ? item_sense(one, SENSE_INDICATOR) : NULL;

	return s != NULL && first > 1 && binder_item(b, first - 2)->kind == ITEM_WORD &&
	       item_sense(binder_item(b, first - 2), SENSE_INDICATOR) != NULL && other->kind == ITEM_WORD &&
	       item_sense(other, SENSE_INDICATOR) != NULL &&
	       strcmp(token_fold(t, one->from), token_fold(t, other->from)) != 0;
}

/* Put a number on an indicator. hồ sơ that were handed in one after another add up; everything else may be said once. */
void binder_put(struct binder *b, int indicator, bool weak, int64_t value, bool total, bool add, unsigned at)
{
	struct count *k = make(b, indicator);
	const unsigned before = k->item;

	k->item = (uint16_t)at;
	if (binder_item(b, at)->kind == ITEM_NUMBER)
		k->doubtful |= (binder_item(b, at)->flags & NUMBER_NO_COUNT) != 0;
	if (b->contrary && !total)
		binder_problem(b, COUNT_UNSURE, indicator);
	if (total) {
		if (k->has_total && k->total != value)
			binder_problem(b, COUNT_TWICE, indicator);
		k->total = value;
		k->has_total = true;
		b->with_total = true;
	} else if (b->less && b->correcting) {
		k->delta = -value;
		k->has_delta = true;
	} else if (add && b->correcting) {
		k->delta = value;
		k->has_delta = true;
	} else if (k->has_value && weak && k->first && b->number >= 0) {
		/* "3 hồ sơ dvc khai sinh, 1 hồ sơ đất": both said before their word, and both of one kind */
		k->value += value;
		k->weak &= weak;
	} else if (k->has_value && !b->correcting && b->number < 0) {
		k->beside |= k->parts == 0 && is_beside(b, before, at);
		k->parts += value; /* "gh 4: voso 3, postmart 1": seen in finish() */
	} else if (k->has_value) {
		binder_problem(b, COUNT_TWICE, indicator);
	} else {
		if (b->less)
			binder_problem(b, COUNT_UNSURE, indicator);
		k->value = value;
		k->has_value = true;
		k->first = b->number >= 0;
		k->weak = weak;
		b->without_total = true;
		b->with_add |= add;
		b->without_add |= !add;
	}
	b->seen_number = b->after_count = true;
	b->separated = false;
	b->add = b->less = false;
	b->about = 0;
}

static void loose(struct binder *b, int64_t value)
{
	b->c->loose = value;
	b->c->loose_used++;
	binder_problem(b, COUNT_NO_INDICATOR, -1);
}

/* The number that waited gets what indicator it can have. */
void binder_settle_number(struct binder *b)
{
	if (b->number < 0)
		return;
	if (b->number_weak >= 0 && b->number_unknown > 0)
		binder_problem(b, COUNT_UNSURE, b->number_weak); /* a weak word among words nobody knows */
	if (b->number_weak >= 0 && b->number_contrary)
		binder_problem(b, COUNT_UNSURE, b->number_weak);
	if (b->number_weak >= 0)
		binder_put(b, b->number_weak, true, b->number, b->number_total, b->number_add, b->number_at);
	else
		loose(b, b->number);
	b->number = -1;
	b->number_weak = -1;
}

void binder_settle_strong(struct binder *b)
{
	if (b->strong >= 0) {
		if (binder_find(b->c, b->strong, b->unit) == NULL)
			binder_problem(b, b->about > 0 ? COUNT_VAGUE : COUNT_NO_NUMBER, b->strong);
		b->strong = -1;
	}
	b->weak = -1;
}

void binder_settle_parts(struct binder *b)
{
	if (b->label && (b->whole >= b->c->used || b->part_sum != b->c->at[b->whole].value))
		binder_problem(b, COUNT_UNSURE, -1);
	b->label = false;
	b->part_sum = 0;
}

void binder_begin_parts(struct binder *b)
{
	binder_settle_parts(b);
	b->whole = b->c->used > 0 && b->number < 0 ? b->c->used - 1 : b->c->used;
}

bool binder_is_whole(const struct binder *b, unsigned indicator)
{
	return b->whole < b->c->used && b->c->at[b->whole].indicator == indicator;
}

bool binder_is_separator(const struct item *i)
{
	return i->kind == ITEM_SIGN && i->sign != '\0' && strchr(".,;\n|", i->sign) != NULL;
}

bool binder_is_sign(const struct item *i, const char *signs)
{
	return i->kind == ITEM_SIGN && i->sign > ' ' && strchr(signs, i->sign) != NULL;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/count.h"

#include "menus/binder.h"

#include <string.h>

const char *count_problem_name(enum count_problem problem)
{
	static const char *const names[] = { "fine", "no number", "no indicator", "vague", "bad number", "twice",
		"unsure" };

	return names[problem];
}

/* "báo cáo anh Tài: ...", "bc chị Lan xã: ...": to whom it is said is no word among counts. */
static bool ends_address(const struct binder *b, const struct item *item)
{
	return item->sign == ':' && !b->seen_number && b->number < 0 && b->strong < 0 && b->weak < 0 &&
	       item_keyword(b->v->p, view_at(b->v, 0), INTENT_REPORT) != NULL &&
	       item_is(view_at(b->v, 1), CLASS_TITLE) && b->unknown <= 2;
}

static void take_sign(struct binder *b, const struct item *item)
{
	if (ends_address(b, item))
		b->unknown = b->strange = 0;
	if (binder_is_separator(item) || item->sign == '\n') {
		b->separated = true;
		b->contrary = false;
		b->after_number = false;
		if (item->sign == ';' || item->sign == '\n' || item->sign == '.') {
			b->about = 0;
			b->iffy = false;
		}
		b->weak = item->sign == ',' ? b->weak : -1;
	}
	if (item->sign == '(' && b->after_count && b->strong < 0) {
		binder_begin_parts(b);
		b->of_which = b->bracket = true; /* "20 (nữ 12)" */
	}
	if (item->sign == ')')
		b->of_which = b->bracket = false;
}

static void finish(struct binder *b)
{
	struct counts *c = b->c;

	if (b->number >= 0)
		binder_settle_number(b);
	binder_settle_strong(b);
	if (c->old >= 0 && c->used > 0 && b->correcting && !c->at[c->used - 1].has_old) {
		c->at[c->used - 1].old = c->old; /* "8 chứ không phải 10" */
		c->at[c->used - 1].has_old = true;
		c->old = -1;
	}
	if (c->old >= 0 && c->new < 0 && c->loose_used == 1) {
		c->new = c->loose; /* "từ 4 thành 5" */
	}
	for (unsigned i = 0; i < c->used; i++)
		if (c->at[i].beside || (c->at[i].parts > 0 && c->at[i].parts != c->at[i].value))
			binder_problem(b, COUNT_TWICE, c->at[i].indicator);
	binder_settle_parts(b);
	/* Numbers that are partly additions, or totals without saying so for each, are asked. */
	if (b->with_add && b->without_add)
		binder_problem(b, COUNT_UNSURE, -1);
	c->add = b->with_add;
	c->total = b->with_total && !b->without_total;
}

/* "còn thiếu 3", "thiếu 5 người": what is left to do, and no want of anything; "thiếu 2 máy", "thiếu 2 người làm". */
static bool is_left(const struct binder *b, unsigned i)
{
	const struct item *item = binder_item(b, i);
	unsigned end = i + 2;

	if (!item_is(item, CLASS_REMAINING) || !b->seen_number || binder_item(b, i + 1)->kind != ITEM_NUMBER)
		return false;
	while (item_is_unit_word(binder_item(b, end)) && !item_is(binder_item(b, end), CLASS_DEVICE))
		end++;
	item = binder_item(b, end);
	if (end < b->to && item_word_is(b->v->p, item, "lam"))
		return false;
	return end >= b->to || view_is_polite(item) || item_word_is(b->v->p, item, "nua") ||
	       item_is(item, CLASS_REMAINING) || item_is(item, CLASS_NOT_YET);
}

/* "báo cáo tháng 9 thiếu: dvc 3": what was forgotten in it. */
static bool is_forgotten(const struct binder *b, unsigned i)
{
	return item_word_is(b->v->p, binder_item(b, i), "thieu") && b->v->act[INTENT_REPORT].by != NULL &&
	       !b->seen_number && item_sign(binder_item(b, i + 1), ':') &&
	       item_sense(binder_item(b, i + 2), SENSE_INDICATOR) != NULL;
}

/* A difficulty is told from here on: "VNE 20. Khó khăn: ...". True when the word begins one. */
static bool take_difficulty(struct binder *b, unsigned i)
{
	const struct item *item = binder_item(b, i);
	const struct token *first = &b->v->p->tokens->at[item->from];

	if (!view_complains(b->v, item) || (!b->seen_number && b->strong >= 0) ||
		item_sense(item, SENSE_INDICATOR) != NULL || is_left(b, i))
		return false;
	if (is_forgotten(b, i))
		return true;
	binder_settle_number(b);
	if (b->strong >= 0)
		binder_settle_strong(b);
	if (item->to == item->from + 1 && first->length == 2 &&
		(binder_item(b, i + 1)->kind == ITEM_NUMBER || first->repair != REPAIR_NONE))
		binder_problem(b, COUNT_UNSURE, -1); /* "VNE 20 KK 15" */
	if (!b->c->difficulty)
		b->c->difficulty_from = i;
	b->c->difficulty = true;
	b->separated = true; /* what follows is not said of those who were counted */
	b->after_number = false;
	return true;
}

/* A mistyped code beside its number. */
static bool take_near(struct binder *b, unsigned i)
{
	const struct item *item = binder_item(b, i);
	int64_t value;
	enum count_problem bad;
	unsigned next = i + 1;

	if (item->senses_used > 0 || b->of_which)
		return false;
	int indicator = count_near_code(b->v, item);
	if (indicator < 0)
		return false;
	while (binder_is_sign(binder_item(b, next), ":=-.,"))
		next++;
	const struct item *behind = binder_item(b, i + 1);
	bool last = i + 1 >= b->to || behind->kind != ITEM_WORD || behind->senses_used > 0;
	bool before = last && b->number >= 0 && !b->separated && !view_is_syllable(b->v->p->tokens, item->from);
	if (!count_number_here(b, next, &value, &bad) && !before)
		return false;
	b->c->guessed = true;
	count_word_strong(b, i, indicator);
	return true;
}

static void take_figure(struct binder *b, unsigned i, unsigned from)
{
	const struct item *item = binder_item(b, i);

	if (b->correcting && item->kind == ITEM_NUMBER && (item->flags & NUMBER_WEAK) && item_is(item, CLASS_FROM) &&
		binder_item(b, i + 1)->kind == ITEM_NUMBER) {
		b->expect_old = true; /* "từ 4 thành 5": tu is no four here */
		return;
	}
	if (!count_word_zero(b, i) && (b->team == 0 || i != b->team) && !count_mark_is_name(b, i, from) &&
		!count_mark_is_ordinal(b, i, from) && !count_mark_code(b, i) && !count_mark_ref(b, i, from))
		count_number_take(b, i, from);
}

/* The next unit from item i on; past the end where there is none. */
static unsigned next_unit(const struct binder *b, unsigned i)
{
	while (i < b->to && binder_item(b, i)->kind != ITEM_UNIT)
		i++;
	return i;
}

/* "dvc 4 thôn A và dvc 6 thôn B": several units, each behind figures of its own, and nothing counted behind the last. */
static bool is_behind(const struct binder *b, unsigned from)
{
	bool counted = false, last = false;
	unsigned units = 0;

	for (unsigned i = from; i < b->to; i++) {
		const struct item *item = binder_item(b, i);

		if (item->kind == ITEM_NUMBER)
			counted = true;
		else if (item->kind == ITEM_UNIT && counted)
			units++;
		else if (item->kind == ITEM_UNIT && !last)
			return false;
		else if (item->kind != ITEM_UNIT)
			continue;
		last = item->kind == ITEM_UNIT;
		counted = counted && !last;
	}
	return units > 1 && !counted;
}

static void take_unit(struct binder *b, unsigned i)
{
	if (b->unit_behind) {
		binder_settle_number(b);
		binder_settle_strong(b);
		while (binder_item(b, i + 1)->kind == ITEM_UNIT)
			i++;
		if (next_unit(b, i + 1) < b->to)
			b->unit = (uint16_t)next_unit(b, i + 1);
		return;
	}
	if (b->bracket)
		binder_problem(b, COUNT_UNSURE, -1); /* "dvc 5 (Tân Hy 8)" */
	if (!b->seen_number || (b->unit_said && b->number < 0)) {
		b->unit = (uint16_t)i;
		b->unit_said = true;
	}
}

static void take(struct binder *b, unsigned i, unsigned from)
{
	struct counts *c = b->c;

	switch (binder_item(b, i)->kind) {
	case ITEM_SIGN:
	case ITEM_PICTURE:
		take_sign(b, binder_item(b, i));
		break;
	case ITEM_NUMBER:
	case ITEM_TIME:
	case ITEM_PHONE:
	case ITEM_DATE:
		take_figure(b, i, from);
		break;
	case ITEM_PERIOD:
		b->period |= c->used > 0 && c->at[c->used - 1].has_total && !c->at[c->used - 1].has_value;
		break;
	case ITEM_UNIT:
		take_unit(b, i);
		break;
	case ITEM_WORD:
		if (!take_difficulty(b, i) && !take_near(b, i))
			count_word_take(b, i);
		break;
	default:
		b->unknown++;
	}
}

void count_bind(const struct view *v, unsigned from, unsigned to, bool correcting, struct counts *c)
{
	struct binder b = { .v = v,
		.c = c,
		.correcting = correcting,
		.to = to,
		.strong = -1,
		.weak = -1,
		.number = -1,
		.number_weak = -1 };

	*c = (struct counts){ .problem_indicator = -1, .loose = -1, .old = -1, .new = -1, .ref = -1 };
	for (unsigned i = 0; i < v->p->used; i++)
		v->p->at[i].flags &= ~(unsigned)NUMBER_TARGET; /* of an earlier binding */
	count_mark_tick(v->p->at, from, to);
	b.team = count_team_at(v);
	b.unit_behind = !correcting && is_behind(&b, from);
	if (b.unit_behind)
		b.unit = (uint16_t)next_unit(&b, from);
	for (unsigned i = from; i < to; i++) {
		if (binder_item(&b, i)->line) {
			b.separated = true;
			b.contrary = b.of_which = false;
			b.about = 0;
		}
		if (c->difficulty && b.strong < 0 && binder_item(&b, i)->kind == ITEM_NUMBER)
			continue; /* numbers in what is told of a difficulty */
		take(&b, i, from);
	}
	finish(&b);
}

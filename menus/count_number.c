/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A number: whether it counts, what takes its surety away, and what it is bound to. */
#include "menus/binder.h"

#include <string.h>

/* A number that is no count: an amount of money, years, days, kilometres. */
static bool is_measured(const struct binder *b, unsigned i)
{
	const struct item *next = binder_item(b, i + 1);
	const struct item *n = binder_item(b, i);

	if (n->kind == ITEM_NUMBER && (n->flags & NUMBER_MONEY))
		return true;
	if (i + 2 < b->to && count_is_no_period(b->v, i + 2))
		return false; /* "vne 5 tháng 13" */
	if (item_is(next, CLASS_REASON) && binder_item(b, i + 2)->kind == ITEM_WORD)
		return false; /* "tt 0 do ngân hàng nghỉ": no degrees */
	return item_is(next, CLASS_MEASURE) && !item_is_unit_word(next) && item_sense(next, SENSE_INDICATOR) == NULL;
}

/* Is a number in digits or words here that counts? *bad tells what is wrong with it. */
bool count_number_here(const struct binder *b, unsigned i, int64_t *value, enum count_problem *bad)
{
	const struct item *n = binder_item(b, i), *next = binder_item(b, i + 1);

	*bad = COUNT_FINE;
	if (n->kind == ITEM_TIME && (n->flags & TIME_BARE) &&
		(next->kind == ITEM_DATE || (i > 0 && item_word_is(b->v->p, binder_item(b, i - 1), "luc"))))
		return false; /* "lúc 8h", "8h ngày 18/8" */
	if (n->kind == ITEM_TIME && (n->flags & TIME_BARE) && !(n->flags & TIME_PART) && n->to_hour < 0) {
		*value = n->value;
		return true;
	}
	if (n->kind == ITEM_PHONE) {
		*bad = COUNT_BAD;
		*value = 0;
		return b->strong >= 0;
	}
	if (n->kind == ITEM_DATE && (n->flags & DATE_BARE) && !(n->flags & DATE_RELATIVE)) {
		*bad = COUNT_BAD; /* 2/5 behind an indicator */
		*value = 0;
		return b->strong >= 0;
	}
	if (n->kind != ITEM_NUMBER || (n->flags & (NUMBER_TICKED | NUMBER_TARGET)))
		return false;
	*value = n->value;
	if (n->flags & NUMBER_WEAK) {
		/* "ba", "nam", "tu": a number only where nothing else fits */
		bool counts =
			item_is_unit_word(next) ||
			(b->strong >= 0 && b->unknown == 0 &&
				(binder_is_separator(next) || next->kind == ITEM_SIGN ||
					item_sense(next, SENSE_INDICATOR) != NULL || item_is(next, CLASS_POLITE)));
		if (!counts)
			return false;
	}
	if (n->flags & (NUMBER_TWO_WAYS | NUMBER_RANGE | NUMBER_ABOUT))
		*bad = COUNT_VAGUE;
	else if (n->flags & NUMBER_NO_COUNT)
		*bad = COUNT_BAD;
	if (n->value < 0)
		*bad = COUNT_BAD;
	return true;
}

/* "DVC -5", and neither "DVC - 5" nor "DVC-5" */
static bool is_minus(const struct binder *b, unsigned i, unsigned from)
{
	const struct item *sign = binder_item(b, i - 1);

	return i >= from + 2 && item_sign(sign, '-') && sign->gap && !binder_item(b, i)->gap &&
	       item_sense(binder_item(b, i - 2), SENSE_INDICATOR) != NULL;
}

/* What stands right before a number that takes its surety away. */
static enum count_problem right_before(const struct binder *b, unsigned i, unsigned from)
{
	const struct item *before = binder_item(b, i - 1);
	const struct sense *said = item_sense(before, SENSE_INDICATOR);
	bool arrow = i > from + 1 && item_sign(before, '>') && !before->gap &&
		     binder_is_sign(binder_item(b, i - 2), "=-"); /* "DVC=>5" */
	bool code = b->c->code != NULL && before->value >= 1000;

	if ((binder_is_sign(before, "~<>") || before->sign == '\1') && !arrow)
		return COUNT_VAGUE;
	if (is_minus(b, i, from))
		return COUNT_BAD;
	if ((said == NULL || said->weak) && (item_is(before, CLASS_ABOUT) || item_is(before, CLASS_VAGUE)))
		return COUNT_VAGUE;
	if (before->kind == ITEM_NUMBER && (before->flags & (NUMBER_TICKED | NUMBER_TARGET)) == 0 &&
		!binder_item(b, i)->line && !code)
		return COUNT_BAD; /* two numbers side by side */
	return COUNT_FINE;
}

/* "5+", "5?", "5+2" */
static bool is_sign_vague(const struct binder *b, unsigned i)
{
	const struct item *sign = binder_item(b, i), *next = binder_item(b, i + 1);

	if ((binder_is_sign(sign, "+~") || (sign->kind == ITEM_SIGN && sign->sign == '\1')) && !sign->gap &&
		next->kind != ITEM_WORD)
		return true;
	return item_sign(sign, '?') || (item_sign(sign, '+') && next->kind == ITEM_NUMBER);
}

/* "5 hộ trở lên"; but "5 hộ đến" and "hay" only with another number behind them. */
static bool is_beyond(const struct binder *b, unsigned i)
{
	static const char *const joins[] = { "hay", "hoac", "den", "toi", "phan", "ha" };

	if (!item_is(binder_item(b, i), CLASS_BEYOND))
		return false;
	for (size_t k = 0; k < sizeof joins / sizeof *joins; k++)
		if (item_word_is(b->v->p, binder_item(b, i), joins[k]))
			return binder_item(b, i + 1)->kind == ITEM_NUMBER;
	return true;
}

/* "5 hộ mỗi ngày", "5 hộ/tuần" */
static bool is_rate(const struct binder *b, unsigned i)
{
	const struct item *per = binder_item(b, i + 1);

	return item_is(binder_item(b, i), CLASS_RATE) ||
	       (item_sign(binder_item(b, i), '/') && (item_is(per, CLASS_DAY) || item_is(per, CLASS_WEEK) ||
							     item_is(per, CLASS_MONTH) || item_is_unit_word(per)));
}

/* What stands right before or behind a number that takes its surety away. */
static enum count_problem around(const struct binder *b, unsigned i, unsigned from)
{
	enum count_problem bad = i > from ? right_before(b, i, from) : COUNT_FINE;
	unsigned behind = i + 1 + item_is_unit_word(binder_item(b, i + 1));

	if (bad != COUNT_FINE)
		return bad;
	if (is_sign_vague(b, i + 1) || is_beyond(b, behind) || is_rate(b, behind) ||
		item_is(binder_item(b, behind), CLASS_HOW_MANY))
		return COUNT_VAGUE;
	if ((binder_item(b, i)->flags & NUMBER_WORDS) && item_word_is(b->v->p, binder_item(b, i + 1), "may"))
		return COUNT_VAGUE; /* "trăm mấy" */
	return COUNT_FINE;
}

/* "20 (nữ 12)" and "trong đó 4 hộ nghèo" are parts of the number before, unless an indicator claims them; "15 (năm)" is
 * none. True when the number was taken. */
static bool take_part(struct binder *b, unsigned i, int64_t value)
{
	if (b->strong < 0 && (binder_item(b, i)->flags & NUMBER_PERCENT))
		return true; /* "12 (60%)" */
	if (b->bracket && !b->total && b->strong < 0) {
		const struct count *whole = b->c->used > 0 ? &b->c->at[b->c->used - 1] : NULL;
		bool again = item_sign(binder_item(b, i - 1), '(') && (binder_item(b, i)->flags & NUMBER_WORDS);
		if (whole != NULL && (value > whole->value || (again && value != whole->value)))
			binder_problem(b, COUNT_UNSURE, whole->indicator);
	}
	if (b->bracket && b->total)
		return false;
	unsigned k = i + 1;
	while (item_is_unit_word(binder_item(b, k)) || item_is(binder_item(b, k), CLASS_VERB))
		k++;
	const struct item *named = binder_item(b, k);
	const struct sense *s = item_sense(named, SENSE_INDICATOR);
	if (s != NULL && !s->weak) {
		bool verb = k > i + 1 + item_is_unit_word(binder_item(b, i + 1));
		bool code = named->to == named->from + 1 &&
			    term_is_code(b->v->words, b->v->p->tokens->at[named->from].word);
		if (verb || code)
			binder_problem(b, COUNT_UNSURE, -1);
		else
			b->label |= !binder_is_whole(b, s->index);
	}
	b->part_sum += value;
	return b->strong < 0;
}

/* What is left to do is no count. */
static void take_remaining(struct binder *b, unsigned i)
{
	unsigned k = i + 1;

	while (item_is_unit_word(binder_item(b, k)))
		k++;
	const struct sense *s = item_sense(binder_item(b, k), SENSE_INDICATOR);
	b->remaining = false;
	b->after_number = false;
	if (s != NULL && !s->weak)
		binder_problem(b, COUNT_UNSURE, s->index);
}

/* Numbers that say nothing new: days and years, the same number in words, a percentage of what was told. */
static bool says_nothing(struct binder *b, unsigned i, unsigned from, int64_t value, bool fine)
{
	bool measured = is_measured(b, i);

	if (b->strong >= 0) {
		if (measured)
			binder_problem(b, COUNT_UNSURE, b->strong); /* "vneid có 2 mức" */
		return false;
	}
	if (measured) {
		/* "5 dvc va 3 vnd id": among counts it may be one */
		if (b->after_count && !b->separated && !item_word_is(b->v->p, binder_item(b, i + 1), "tuoi"))
			binder_problem(b, COUNT_UNSURE, -1);
		return true;
	}
	/* "20 (hai mươi)": the same number again */
	if (i > from && item_sign(binder_item(b, i - 1), '(') && b->c->used > 0 && fine &&
		value == (b->number >= 0 ? b->number : b->c->at[b->c->used - 1].value) &&
		item_sign(binder_item(b, i + 1), ')'))
		return true;
	return b->c->used > 0 && (binder_item(b, i)->flags & NUMBER_PERCENT); /* "đạt 32%" */
}

/* For the indicator that waits. */
static void put_on_strong(struct binder *b, unsigned i, int64_t value, bool total, bool add)
{
	if (b->unknown > 0)
		binder_problem(b, COUNT_UNSURE, b->strong);
	binder_put(b, b->strong, false, value, total, add, i);
	struct count *k = binder_find(b->c, b->strong, b->unit);
	if ((b->expect_new || b->correcting) && b->c->old >= 0 && k != NULL) {
		k->old = b->c->old;
		k->has_old = true;
		b->c->old = -1;
	}
	b->strong = b->weak = -1;
}

/* For the indicator before: "dvc 5, lũy kế 87", "lũy kế dvc 87, tuần này 5". */
static bool put_on_last(struct binder *b, unsigned i, int64_t value)
{
	struct counts *c = b->c;

	if (c->used == 0 || b->number >= 0)
		return false;
	const struct count *last = &c->at[c->used - 1];
	if (b->total) {
		int64_t sum = 0;
		for (unsigned k = 0; k < c->used; k++)
			sum += c->at[k].value;
		if (c->used < 2 || sum != value) /* "dvc 5 tt 3 tổng 8" only adds up */
			binder_put(b, last->indicator, false, value, true, false, i);
		return true;
	}
	if (!b->period || !last->has_total || last->has_value)
		return false;
	binder_put(b, last->indicator, false, value, false, false, i);
	return true;
}

static void wait_for_indicator(struct binder *b, unsigned i, int64_t value, bool total, bool add)
{
	binder_settle_number(b);
	b->number = value;
	b->number_at = i;
	b->number_weak = b->weak;
	/* "đi ... 12": the verb is far from what it is said to count */
	b->number_unknown = b->strange + (b->unknown > 1) + (b->weak >= 0 && b->weak_visit && i - b->weak_at > 2);
	b->number_total = total;
	b->number_add = add;
	b->number_contrary = b->contrary;
	b->weak = -1;
	b->separated = false;
}

void count_number_take(struct binder *b, unsigned i, unsigned from)
{
	int64_t value = 0;
	enum count_problem bad;
	const struct item *item = binder_item(b, i);

	if (item->kind == ITEM_TIME && b->strong >= 0 && !(item->flags & TIME_BARE))
		binder_problem(b, COUNT_UNSURE, b->strong); /* "nt 5 g 2" */
	if (!count_number_here(b, i, &value, &bad)) {
		b->unknown += item->kind == ITEM_NUMBER && !(item->flags & (NUMBER_TICKED | NUMBER_TARGET));
		return;
	}
	if (b->of_which && take_part(b, i, value))
		return;
	if (b->remaining) {
		take_remaining(b, i);
		return;
	}
	if (says_nothing(b, i, from, value, bad == COUNT_FINE))
		return;
	if (count_old_is(b, i)) {
		b->c->old = value;
		b->expect_old = false;
		b->expect_new = true;
		return;
	}
	if (bad == COUNT_FINE)
		bad = around(b, i, from);
	if (bad == COUNT_FINE && (b->about > 0 || b->iffy))
		bad = COUNT_VAGUE;
	if (bad != COUNT_FINE)
		binder_problem(b, bad, b->strong);
	bool plus = i > from && item_sign(binder_item(b, i - 1), '+') && !item->gap;
	bool add = plus || b->add || b->all_add;
	bool total = b->total || (b->all_total && !b->period);
	if (b->strong >= 0)
		put_on_strong(b, i, value, total, add);
	else if (!put_on_last(b, i, value))
		wait_for_indicator(b, i, value, total, add);
	b->total = b->period = false;
	b->unknown = b->strange = 0;
	b->add = false;
	b->after_number = true;
	b->seen_number = true;
	b->contrary = false;
}

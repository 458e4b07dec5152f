/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Corrections: counts become fields beside what was sent before, or a question. */
#include "menus/count_fields.h"

#include <string.h>

enum kinds { KIND_OF_PERIOD = 1, KIND_CUMULATIVE = 2 };

/* "tu 4 thanh 5" names no indicator: the one whose last value that was, or the only one; -1. *kinds: which of its figures. */
static int indicator_of_value(const struct view *v, const struct counts *c, int64_t value, bool any, unsigned *kinds)
{
	int found = -1, count = 0;

	*kinds = 0;
	for (unsigned i = 0; i < v->at->last_used; i++) {
		if ((!any && v->at->last[i].value != value) || (c->total && !v->at->last[i].total))
			continue;
		*kinds |= v->at->last[i].total ? KIND_CUMULATIVE : KIND_OF_PERIOD;
		for (unsigned k = 0; k < lexicon_indicators(v->words); k++)
			if (strcmp(lexicon_indicator_at(v->words, k)->code, v->at->last[i].indicator) == 0) {
				count += found != (int)k;
				found = (int)k;
			}
	}
	return count == 1 ? found : -1;
}

/* "báo lộn 10 thành 12": 12 is what was sent, unless only 10 is kept; then which of the two is right is asked. */
static bool written_wrong(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	unsigned at = token_pair(t, t->used, TOKEN_WORDS("bao", "ghi", "nhan", "gui", "bam", "danh", "viet", "bc"),
		TOKEN_WORDS("lon", "nham", "sai"));
	unsigned number = at + 2;

	while (number < t->used && number < at + 5 && t->at[number].kind == TOKEN_WORD)
		number++; /* "dvc", "thanh toán" */
	return number + 2 < t->used && t->at[number].kind == TOKEN_NUMBER && token_is(t, number + 1, "thanh") &&
	       t->at[number + 2].kind == TOKEN_NUMBER;
}

/* Is that what was told last of the indicator? */
static bool is_last(const struct view *v, unsigned indicator, int64_t value)
{
	for (unsigned i = 0; i < v->at->last_used; i++)
		if (strcmp(v->at->last[i].indicator, count_code(v, indicator)) == 0 && v->at->last[i].value == value)
			return true;
	return false;
}

/* Turns the one count round, or asks. True when it was asked. */
static bool turn_round(struct view *v, struct count *k)
{
	const int64_t written = k->value;

	if (!is_last(v, k->indicator, written)) {
		ask(v, INTENT_CORRECTION, "number");
		reading_add_text(v->r, 0, "indicator", count_code(v, k->indicator));
		return true;
	}
	k->value = k->old;
	k->old = written;
	return false;
}

/* Of which figure is that number? */
static void ask_which(struct view *v, const struct counts *c, int64_t value)
{
	ask(v, INTENT_CORRECTION, "indicator");
	for (unsigned i = 0; i < v->at->last_used; i++) {
		bool shown = false; /* of the period, and cumulative */

		for (unsigned k = 0; k < i; k++)
			shown |= strcmp(v->at->last[k].indicator, v->at->last[i].indicator) == 0;
		if (!shown)
			ask_option(v, v->at->last[i].indicator);
	}
	reading_add_number(v->r, 0, "number", value);
	if (c->old >= 0)
		reading_add_number(v->r, 0, "old", c->old);
}

/* What was cumulative stays so; where it may be either of the two, it is asked. */
static void settle_kind(struct view *v, struct counts *c, unsigned kinds)
{
	c->total |= kinds == KIND_CUMULATIVE;
	if (kinds == (KIND_OF_PERIOD | KIND_CUMULATIVE))
		ask(v, INTENT_CORRECTION, "mode");
}

static void correct_loose(struct view *v, struct counts *c)
{
	int64_t value = c->new >= 0 ? c->new : c->loose;
	unsigned kinds;

	c->total |= view_has(v, CLASS_TOTAL); /* "sửa lũy kế thành 95" */
	if (v->at->pending_intent == INTENT_REPORT || v->at->pending_intent == INTENT_CORRECTION) {
		ask_which(v, c, value); /* perhaps of the one that was asked about, and not of what was sent before */
		return;
	}
	if (c->old >= 0 && written_wrong(v)) {
		unsigned of_old;
		int written = indicator_of_value(v, c, value, false, &kinds);
		if (written >= 0 && indicator_of_value(v, c, c->old, false, &of_old) < 0) {
			count_put(v, 0, "", (unsigned)written, c->old);
			count_put(v, 0, "old.", (unsigned)written, value);
			settle_kind(v, c, kinds);
			return;
		}
		ask(v, INTENT_CORRECTION, "number");
		reading_add_number(v->r, 0, "number", value);
		return;
	}
	int indicator = indicator_of_value(v, c, c->old, c->old < 0, &kinds);

	if (indicator < 0 || c->loose_used > 1) {
		ask_which(v, c, value);
		return;
	}
	count_put(v, 0, "", (unsigned)indicator, value);
	if (c->old >= 0)
		count_put(v, 0, "old.", (unsigned)indicator, c->old);
	settle_kind(v, c, kinds);
}

void correction_drop_read(struct view *v)
{
	v->r->fields_used = 0;
	ask(v, INTENT_CORRECTION, "number");
	(void)fields_topic(v, "indicator");
	reading_add_number(v->r, 0, "drop", 1);
}

void correction_read(struct view *v)
{
	struct counts c;

	v->r->intent = INTENT_CORRECTION;
	if (second_cut(v) != INTENT_UNKNOWN) { /* "sửa dvc 5 và hủy lịch" */
		ask(v, INTENT_CORRECTION, "two");
		return;
	}
	count_bind(v, 0, v->p->used, true, &c);
	count_trace(v, &c);
	if (c.ref >= 0)
		reading_add_number(v->r, 0, "ref", c.ref);
	if (c.used == 0 && c.loose_used == 1 && (c.problem == COUNT_NO_INDICATOR || c.problem == COUNT_FINE)) {
		correct_loose(v, &c);
		count_put_rest(v, &c);
		return;
	}
	if (c.used == 0) {
		ask(v, INTENT_CORRECTION, v->strong > 0 ? "number" : "what");
		count_put_loose(v, &c);
		return;
	}
	if (c.problem != COUNT_FINE || v->p->tokens->cut) {
		ask(v, INTENT_CORRECTION, count_asked(c.problem));
		count_put_all(v, &c);
		count_put_loose(v, &c);
		return;
	}
	if (c.used == 1 && c.at[0].has_old && c.at[0].has_value && written_wrong(v) && turn_round(v, &c.at[0]))
		return;
	bool units = count_put_units(v, &c);
	const struct count *big = count_implausible(v, &c);
	if (!units)
		v->r->guess = INTENT_CORRECTION;
	else if (big != NULL) {
		ask(v, INTENT_CORRECTION, "confirm");
		reading_add_text(v->r, 0, "indicator", count_code(v, big->indicator));
	}
	count_put_all(v, &c);
	count_put_rest(v, &c);
}

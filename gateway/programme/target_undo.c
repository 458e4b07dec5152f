/* SPDX-License-Identifier: GPL-2.0-or-later */
/* target_undo.c - targets are taken back: HUY CT, HUY CT DVC thang 12 thon Son Tra. */
#include "gateway/programme/closed.h"
#include "gateway/programme/target_set.h"
#include "store/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNDO_SPAN CLOCK_DAY /* what was given longer ago is asked about first */

/* HUY CT DVC thang 12 thon Son Tra: the unit has no such target any more. */
int target_take_back(struct act *a, const struct assignment *all, enum authority right, struct why *why)
{
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS], detail[80];
	struct target t = { .value = 0 }, stands;
	struct member by;
	struct buf old;
	bool found;
	int result = -1;

	record_copy(all->unit->code, t.unit, sizeof t.unit);
	record_copy(act_text(a, "indicator"), t.indicator, sizeof t.indicator);
	record_copy(all->period, t.period, sizeof t.period);
	unit_in_sentence(all->unit, name);
	if (target_get(a->p->store, &t, &found, why) == -1)
		return -1;
	if (!found)
		return act_answer(a, OUTCOME_REFUSED, why, "target_none", "unit", name, "period",
			act_period_name(a, all->period, period), NULL);
	if (right != AUTHORITY_AREA && strcmp(t.set_by, a->from) != 0)
		return act_deny_for(a, AUTHORITY_TARGET, why);
	if (target_giver(a, &t, &stands, &by, why) == -1)
		return -1;
	if (by.id != 0)
		return target_refuse_given(a, &stands, &by, why);
	buf_init(&old);
	target_add_value(&t, &old);
	snprintf(detail, sizeof detail, "%s %s", t.indicator, t.period);
	if (target_drop(a->p->store, &t, why) == 0 &&
		audit_add(a->p->store, a->from, "target-dropped", t.unit, detail, a->in->now_us, why) == 0 &&
		target_tell(a, all->unit, &t, &t, "target_taken", why) == 0)
		result = act_answer(a, OUTCOME_RECORDED, why, "target_dropped", "unit", name, "period",
			act_period_name(a, all->period, period), "values", old.data, "indicator", t.indicator, NULL);
	buf_fini(&old);
	return result;
}

/* ---- the last ---- */

/* All of one text: the targets, and the unit that it named, which lies above the others where it was shared out. */
struct given {
	struct target *at;
	size_t used;
	const struct unit *top;
	int64_t units;
};

static void survey(const struct act *a, struct given *g)
{
	for (size_t i = 0; i < g->used; i++) {
		const struct unit *unit = units_find(a->units, g->at[i].unit);

		g->units += i == 0 || strcmp(g->at[i].unit, g->at[i - 1].unit) != 0;
		if (unit != NULL && (g->top == NULL || units_is_under(a->units, g->top->code, unit->code)))
			g->top = unit;
	}
}

static struct target what_stood_before(const struct target *t)
{
	struct target before = *t;

	before.value = t->before;
	record_copy(t->before_denominator, before.denominator, sizeof before.denominator);
	return before;
}

/* What the unit was given, and what it had before. */
static void add_top(const struct given *g, struct buf *values, struct buf *old)
{
	for (size_t i = 0; i < g->used; i++) {
		const struct target before = what_stood_before(&g->at[i]);

		if (strcmp(before.unit, g->top->code) != 0)
			continue;
		buf_adds(values, values->length > 0 ? ", " : "");
		target_add_value(&g->at[i], values);
		if (before.value == -1)
			continue;
		buf_adds(old, old->length > 0 ? ", " : "");
		target_add_value(&before, old);
	}
}

static int undo_one(struct act *a, const struct target *t, struct why *why)
{
	const struct unit *unit = units_find(a->units, t->unit);
	const struct target before = what_stood_before(t);
	char detail[80];

	snprintf(detail, sizeof detail, "%s %s", t->indicator, t->period);
	if (target_undo(a->p->store, t, why) == -1 ||
		audit_add(a->p->store, a->from, "target-dropped", t->unit, detail, a->in->now_us, why) == -1)
		return -1;
	if (unit == NULL)
		return 0;
	if (t->before == -1)
		return target_tell(a, unit, t, t, "target_taken", why);
	return target_tell(a, unit, &before, t, "target_given", why);
}

static int undo(struct act *a, const struct given *g, struct why *why)
{
	bool sure = act_has(a, "confirmed") || g->at[0].set_at + UNDO_SPAN > act_said_us(a);
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS], day[CALENDAR_NAME_OCTETS];
	struct buf values, old;
	int result = 0;

	buf_init(&values);
	buf_init(&old);
	add_top(g, &values, &old);
	if (!sure) {
		question_begin(a, PENDING_CONFIRM, INTENT_TARGET_SET);
		result = question_ask(a, why);
	}
	for (size_t i = 0; i < g->used && result == 0 && sure; i++)
		result = undo_one(a, &g->at[i], why);
	if (result == 0)
		result = act_answer(a, sure ? OUTCOME_RECORDED : OUTCOME_ASKED, why,
			sure ? "target_undone" : "target_undo_ask", "unit", unit_in_sentence(g->top, name), "period",
			act_period_name(a, g->at[0].period, period), "values", values.data, "date",
			calendar_day_name(g->at[0].set_at, a->in->now_us, day), "count",
			g->units > 1 ? NUMBER(g->units - 1) : "", "old", old.data, NULL);
	buf_fini(&values);
	buf_fini(&old);
	return result;
}

int target_take_back_last(struct act *a, const struct unit *unit, struct why *why)
{
	char period[CALENDAR_PERIOD_OCTETS] = "";
	struct given g = { .used = 0 };
	int result;

	if (act_has(a, "period"))
		act_period(a, 0, unit, period);
	if (target_last(a->p->store, a->from, unit == NULL ? "" : unit->code, period, &g.at, &g.used, why) == -1)
		return -1;
	survey(a, &g);
	if (g.top == NULL)
		result = act_answer(a, OUTCOME_REFUSED, why, "target_undo_none", NULL);
	else if (act_right(a, AUTHORITY_TARGET, g.top) == AUTHORITY_NONE)
		result = act_deny_unit(a, g.top, why);
	else if (closed_for(a, g.top, g.at[0].period))
		result = closed_answer(a, g.top, why);
	else
		result = undo(a, &g, why);
	free(g.at);
	return result;
}

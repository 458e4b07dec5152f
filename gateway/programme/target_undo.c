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

/* ---- all of one text ---- */

/* All of one text: the targets, and the unit that it named, which lies above the others where it was shared out. */
struct given {
	struct target *at;
	size_t used;
	const struct unit *top;
	int64_t below; /* how many other units */
};

static void survey(const struct act *a, struct given *g)
{
	for (size_t i = 0; i < g->used; i++) {
		const struct unit *unit = units_find(a->units, g->at[i].unit);

		if (unit != NULL && (g->top == NULL || units_is_under(a->units, g->top->code, unit->code)))
			g->top = unit;
	}
	for (size_t i = 0; i < g->used && g->top != NULL; i++)
		g->below += strcmp(g->at[i].unit, g->top->code) != 0 &&
			    (i == 0 || strcmp(g->at[i].unit, g->at[i - 1].unit) != 0);
}

static struct target what_stood_before(const struct target *t)
{
	struct target before = *t;

	before.value = t->before;
	record_copy(t->before_denominator, before.denominator, sizeof before.denominator);
	return before;
}

/* Shares of what the unit was given from above and keeps: what they come to; a percentage is the same for each. */
static void add_shares(const struct given *g, struct buf *values)
{
	struct target sum = g->at[0];

	for (size_t i = 1; i < g->used && sum.denominator[0] == '\0'; i++)
		sum.value += g->at[i].value;
	target_add_value(&sum, values);
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
	if (values->length == 0)
		add_shares(g, values);
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

/* sure: it need not be asked. */
static int undo(struct act *a, const struct given *g, bool sure, struct why *why)
{
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
			g->below > 0 ? NUMBER(g->below) : "", "old", old.data, NULL);
	buf_fini(&values);
	buf_fini(&old);
	return result;
}

/* What was given long ago, or before one that the sender took back since, is asked about first. */
static int is_sure(struct act *a, const struct target *last, bool *sure, struct why *why)
{
	bool again;

	*sure = act_has(a, "confirmed");
	if (*sure || last->set_at + UNDO_SPAN <= act_said_us(a))
		return 0;
	if (audit_did_since(a->p->store, a->from, "target-dropped", last->set_at, &again, why) == -1)
		return -1;
	*sure = !again;
	return 0;
}

int target_take_back_last(struct act *a, const struct unit *unit, struct why *why)
{
	char period[CALENDAR_PERIOD_OCTETS] = "";
	struct given g = { .used = 0 };
	bool sure;
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
	else if ((result = is_sure(a, &g.at[0], &sure, why)) == 0)
		result = undo(a, &g, sure, why);
	free(g.at);
	return result;
}

/* ---- of one indicator and period ---- */

int target_take_back_period(struct act *a, struct assignment *all, struct why *why)
{
	char next[RECORD_PERIOD_OCTETS];
	const char *indicator = act_text(a, "indicator");
	const struct target *last = NULL;
	bool named = act_has(a, "period"), stands = false, follows = false;
	int rank, best = -1; /* what was given just now is meant before what runs, and that before what is to come */
	int64_t from, until;
	struct target *rows;
	size_t used;

	if (named && !target_period_next_year(a, all->period, next))
		return 0;
	if (target_list(a->p->store, all->unit->code, "", "9999-99", &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++) {
		if (strcmp(rows[i].indicator, indicator) != 0)
			continue;
		stands |= strcmp(rows[i].period, all->period) == 0;
		follows |= named && strcmp(rows[i].period, next) == 0;
		if (calendar_period_bounds(rows[i].period, &from, &until) == -1 || until <= a->in->now_us)
			continue;
		rank = rows[i].set_at + UNDO_SPAN > a->in->now_us ? 2 : from <= a->in->now_us;
		if (rank > best || (rank == best && rows[i].set_at > last->set_at)) {
			best = rank;
			last = &rows[i];
		}
	}
	if (named && follows && !stands)
		record_copy(next, all->period, sizeof all->period);
	if (!named && last != NULL)
		record_copy(last->period, all->period, sizeof all->period);
	free(rows);
	return 0;
}

static bool may_drop(const struct act *a, const struct target *t, enum authority right)
{
	return right == AUTHORITY_AREA || strcmp(t->set_by, a->from) == 0;
}

/* What was given in one text, of the unit and of those below it. own: the unit's; NULL: it has none that the sender may
 * take back, and it is the shares that the sender gave last. *done: there were some. */
static int undo_shares(
	struct act *a, const struct assignment *all, const struct target *own, bool *done, struct why *why)
{
	struct given g = { .top = all->unit };
	size_t found;
	int result;

	if (target_shared(a->p->store, own != NULL ? own->set_by : a->from, own != NULL ? own->set_at : 0,
		    act_text(a, "indicator"), all->period, &g.at, &found, why) == -1)
		return -1;
	for (size_t i = 0; i < found; i++)
		if (units_is_under(a->units, g.at[i].unit, all->unit->code))
			g.at[g.used++] = g.at[i];
	survey(a, &g);
	*done = g.used > 0 && g.top != NULL;
	result = *done ? undo(a, &g, true, why) : 0;
	free(g.at);
	return result;
}

/* HUY CT DVC thang 12 thon Son Tra: the unit has no such target any more. */
int target_take_back(struct act *a, const struct assignment *all, enum authority right, struct why *why)
{
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS], detail[80];
	struct target t = { .value = 0 }, stands;
	struct member by = { .id = 0 };
	struct buf old;
	bool found, done = false;
	int result = -1;

	record_copy(all->unit->code, t.unit, sizeof t.unit);
	record_copy(act_text(a, "indicator"), t.indicator, sizeof t.indicator);
	record_copy(all->period, t.period, sizeof t.period);
	unit_in_sentence(all->unit, name);
	if (target_get(a->p->store, &t, &found, why) == -1 || (found && target_giver(a, &t, &stands, &by, why) == -1))
		return -1;
	if (!unit_is_village(all->unit)) {
		result = undo_shares(a, all, found && by.id == 0 && may_drop(a, &t, right) ? &t : NULL, &done, why);
		if (result == -1 || done)
			return result;
	}
	if (!found)
		return act_answer(a, OUTCOME_REFUSED, why, "target_none", "unit", name, "period",
			act_period_name(a, all->period, period), NULL);
	if (!may_drop(a, &t, right))
		return act_deny_for(a, AUTHORITY_TARGET, why);
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

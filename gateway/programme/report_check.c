/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report_check.c - what is looked at before a report counts: its unit, its period, and figures that can hardly be. */
#include "gateway/base/period.h"
#include "gateway/programme/closed.h"
#include "gateway/programme/collect.h"
#include "gateway/programme/figures.h"
#include "gateway/programme/report.h"
#include "gateway/programme/standing.h"
#include "gateway/programme/team_look.h"
#include "gateway/programme/then.h"
#include "gateway/programme/undivided.h"
#include "gateway/programme/whole.h"
#include "menus/lexicon.h"
#include "menus/unit_kind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void report_keep_periods(struct act *a)
{
	const struct reading *r = act_reading(a);

	for (unsigned i = 0; a->question.intent == INTENT_REPORT && (i == 0 || i < r->entries); i++) {
		struct report_entry e;

		report_read_entry(a, i, &e);
		if (e.period[0] != '\0' && reading_find(&a->question.kept, i, "period") == NULL)
			reading_add_text(&a->question.kept, i, "period", e.period);
	}
}

void report_begin_question(struct act *a, enum pending kind)
{
	question_begin(a, kind, act_reading(a)->intent);
	report_keep_periods(a);
}

int report_ask_confirm(struct act *a, struct why *why)
{
	report_begin_question(a, PENDING_CONFIRM);
	a->question.number = store_next_no(a->p->store, "report", why);
	return a->question.number == -1 ? -1 : question_ask(a, why);
}

/* What a village can hardly have: the indicator's own limit, or what its households, or its adults, come to. */
static int limit_of(
	struct act *a, const struct report_entry *e, const struct report_value *v, int64_t *limit, struct why *why)
{
	const struct lexicon_indicator *i = lexicon_indicator(a->p->menus->lexicon, v->indicator);
	int64_t whole = 0;

	*limit = i->most;
	if (i->denominator[0] == '\0')
		return 0;
	if (whole_of(a->p->store, a->units, e->unit, i->denominator, &whole, why) == -1)
		return -1;
	if (whole == 0)
		whole = e->unit->households * i->per_household;
	if (whole > 0 && whole < *limit)
		*limit = whole;
	return 0;
}

/* What the year's reports come to until now, as long as the period runs: who tells of an earlier one is not asked. */
static int done_in_year(
	struct act *a, const struct report_entry *e, const char *indicator, int64_t *done, bool *known, struct why *why)
{
	char year[RECORD_PERIOD_OCTETS];
	int64_t from, until;
	struct figures f;
	int result;

	if (*known || calendar_period_bounds(e->period, &from, &until) == -1 || until <= a->in->now_us)
		return 0;
	snprintf(year, sizeof year, "%.4s", e->period);
	result = figures_read(a->p->store, a->units, e->unit, year, &f, why);
	if (result == 0)
		*done = figures_progress(&f, indicator, year, known);
	figures_fini(&f);
	return result;
}

/* A cumulative figure that is lower than the last one, or than the sum of what was reported. */
static enum report_check check_total(
	struct act *a, const struct report_entry *e, const struct report_value *v, struct why *why)
{
	int64_t before = 0;
	struct figures f;
	bool known = false;
	int result = figures_read(a->p->store, a->units, e->unit, e->period, &f, why);

	if (result == 0)
		known = figures_cumulative(&f, v->indicator, e->period, &before);
	figures_fini(&f);
	if (result == -1 || done_in_year(a, e, v->indicator, &before, &known, why) == -1)
		return REPORT_FAILED;
	if (!known || v->value >= before)
		return REPORT_GOES_ON;
	if (report_ask_confirm(a, why) == -1)
		return REPORT_FAILED;
	return act_answer(a, OUTCOME_ASKED, why, "report_total_lower", "no", NUMBER(a->question.number), "indicator",
		       v->indicator, "value", NUMBER(v->value), "total", NUMBER(before), NULL) == -1
		       ? REPORT_FAILED
		       : REPORT_ANSWERED;
}

static enum report_check check_value(
	struct act *a, const struct report_entry *e, const struct report_value *v, struct why *why)
{
	int64_t limit;

	if (limit_of(a, e, v, &limit, why) == -1)
		return REPORT_FAILED;
	if (unit_is_village(e->unit) && v->value > limit && (!v->total || v->value > 12 * limit)) {
		if (report_ask_confirm(a, why) == -1)
			return REPORT_FAILED;
		return act_answer(a, OUTCOME_ASKED, why, "report_implausible", "no", NUMBER(a->question.number),
			       "indicator", v->indicator, "value", NUMBER(v->value), "limit", NUMBER(limit), NULL) == -1
			       ? REPORT_FAILED
			       : REPORT_ANSWERED;
	}
	/* Who corrects it says that the last one was wrong. */
	return v->total && act_reading(a)->intent != INTENT_CORRECTION ? check_total(a, e, v, why) : REPORT_GOES_ON;
}

enum report_check report_check_values(struct act *a, const struct report_entry *e, struct why *why)
{
	enum report_check check = REPORT_GOES_ON;

	if (act_has(a, "confirmed"))
		return REPORT_GOES_ON;
	for (unsigned i = 0; i < e->used && check == REPORT_GOES_ON; i++)
		check = check_value(a, e, &e->values[i], why);
	return check;
}

static enum report_check answered(int result)
{
	return result == -1 ? REPORT_FAILED : REPORT_ANSWERED;
}

/* The number in "Tổ dân phố 2"; 0: it is called otherwise. */
static int64_t number_of(const struct unit *unit)
{
	const char *name = unit->name + unit_kind_in_name(unit->name);

	return strcmp(unit->kind, "to_dan_pho") == 0 ? strtoll(name, NULL, 10) : 0;
}

int report_team(struct act *a, const struct unit *unit, int64_t *no, struct why *why)
{
	int64_t said = act_number(a, "team", 0);
	struct team *teams;
	size_t used;

	*no = 0;
	if (said <= 0 || number_of(unit) != 0)
		return 0;
	if (team_of_unit(a->p->store, a->units, unit, &teams, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		if (teams[i].no == said || (*no == 0 && used > 1 && (size_t)said == i + 1))
			*no = teams[i].no;
	free(teams);
	return 0;
}

enum report_check report_check_team(struct act *a, const struct report_entry *e, struct why *why)
{
	int64_t said = act_number(a, "team", 0), no;
	char name[RECORD_NAME_OCTETS];

	if (said == 0 || said == number_of(e->unit))
		return REPORT_GOES_ON;
	if (report_team(a, e->unit, &no, why) == -1)
		return REPORT_FAILED;
	return no != 0 ? REPORT_GOES_ON
		       : answered(act_answer(a, OUTCOME_ASKED, why, "report_team_unknown", "no", NUMBER(said), "unit",
				 unit_in_sentence(e->unit, name), NULL));
}

/* Does that report hold a figure of the period of one of these indicators? Those go to *held. */
static int hold(struct act *a, const struct report_entry *e, const struct report *r, struct report_value *held,
	unsigned *used, struct why *why)
{
	struct report_value *values;
	size_t values_used;

	if (report_values(a->p->store, r->no, &values, &values_used, why) == -1)
		return -1;
	for (size_t i = 0; i < values_used; i++) {
		unsigned k = 0, at = 0;

		while (k < e->used && (values[i].total || e->values[k].total ||
					      strcmp(e->values[k].indicator, values[i].indicator) != 0))
			k++;
		while (at < *used && strcmp(held[at].indicator, values[i].indicator) != 0)
			at++;
		if (k == e->used || at == REPORT_VALUES_MAX)
			continue;
		if (at == *used)
			held[(*used)++] = (struct report_value){ .report = r->no };
		record_copy(values[i].indicator, held[at].indicator, sizeof held[at].indicator);
		held[at].value += values[i].value;
	}
	free(values);
	return 0;
}

/* What is approved within a longer period, of the figures that are given for all of it. */
static int find_approved(
	struct act *a, const struct report_entry *e, struct report_value *held, unsigned *used, struct why *why)
{
	char first[RECORD_PERIOD_OCTETS], last[RECORD_PERIOD_OCTETS];
	struct report *rows;
	size_t rows_used;
	int result = 0;

	snprintf(first, sizeof first, "%.4s", e->period);
	snprintf(last, sizeof last, "%.4s~", e->period);
	if (report_standing_in(a->p->store, e->unit->code, first, last, &rows, &rows_used, why) == -1)
		return -1;
	for (size_t i = 0; i < rows_used && result == 0; i++)
		if (strcmp(rows[i].status, "approved") == 0 && strcmp(rows[i].period, e->period) != 0 &&
			period_holds(e->period, rows[i].period))
			result = hold(a, e, &rows[i], held, used, why);
	free(rows);
	return result;
}

/* What the months of a longer period come to already, where it is more than is now said of the whole. */
static int find_more(
	struct act *a, const struct report_entry *e, struct report_value *more, unsigned *used, struct why *why)
{
	struct standing s;
	struct figures f;
	int result = figures_read(a->p->store, a->units, e->unit, e->period, &f, why);

	if (standing_read(a->p->store, a->units, e->unit, e->period, &s, why) == -1)
		result = -1;
	for (unsigned i = 0; i < e->used && result == 0; i++) {
		bool known, own;
		int64_t done = figures_progress(&f, e->values[i].indicator, e->period, &known);

		(void)standing_value(&s, e->values[i].indicator, false, &own);
		if (e->values[i].total || !known || own || done <= e->values[i].value)
			continue;
		more[*used] = e->values[i];
		more[(*used)++].value = done;
	}
	standing_fini(&s);
	figures_fini(&f);
	return result;
}

/* Less is said of the whole than its months come to: perhaps only what is new is meant. */
static enum report_check check_less(struct act *a, const struct report_entry *e, struct why *why)
{
	char period[CALENDAR_NAME_OCTETS], example[ACT_EXAMPLE_OCTETS];
	struct report_value more[REPORT_VALUES_MAX];
	struct buf old, fresh;
	unsigned used = 0;
	int result;

	if (act_has(a, "confirmed"))
		return REPORT_GOES_ON;
	if (find_more(a, e, more, &used, why) == -1)
		return REPORT_FAILED;
	if (used == 0)
		return REPORT_GOES_ON;
	if (report_ask_confirm(a, why) == -1)
		return REPORT_FAILED;
	buf_init(&old);
	buf_init(&fresh);
	act_add_values(a, more, used, &old);
	act_add_values(a, e->values, e->used, &fresh);
	result = act_answer(a, OUTCOME_ASKED, why, "report_less", "no", NUMBER(a->question.number), "period",
		act_period_name(a, e->period, period), "old", old.data, "new", fresh.data, "example",
		act_example(a, more[0].indicator, example), NULL);
	buf_fini(&old);
	buf_fini(&fresh);
	return answered(result);
}

/* The figure of a quarter, half or year stands for those of its months; it takes no approved one's place. */
static enum report_check check_within(struct act *a, const struct report_entry *e, struct why *why)
{
	char period[CALENDAR_NAME_OCTETS], example[ACT_EXAMPLE_OCTETS];
	struct report_value held[REPORT_VALUES_MAX];
	struct buf values;
	struct period p;
	unsigned used = 0;
	int result;

	if (e->add || period_read(e->period, &p) == -1 || p.kind < PERIOD_QUARTER || p.kind > PERIOD_YEAR)
		return REPORT_GOES_ON;
	if (find_approved(a, e, held, &used, why) == -1)
		return REPORT_FAILED;
	if (used == 0)
		return check_less(a, e, why);
	buf_init(&values);
	act_add_values(a, held, used, &values);
	result = act_answer(a, OUTCOME_REFUSED, why, "report_within", "period", act_period_name(a, e->period, period),
		"values", values.data, "example", act_example(a, held[0].indicator, example), NULL);
	buf_fini(&values);
	return answered(result);
}

enum report_check report_check_unit(struct act *a, const struct report_entry *e, struct why *why)
{
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS];
	struct buf values;
	enum report_check check;

	if (closed_or_unknown(a)) /* and not of the sender's own unit instead */
		return answered(closed_or_unknown_answer(a, why));
	if (e->unit == NULL && e->today != NULL && e->first)
		return answered(then_ask(a, e->today, e->period, why));
	if (e->unit == NULL)
		return answered(act_answer(a, OUTCOME_ASKED, why, "report_unit_missing", NULL));
	if (!e->mends && closed_for(a, e->unit, e->period))
		return answered(closed_answer(a, e->unit, why));
	if (act_right(a, AUTHORITY_REPORT, e->today) != AUTHORITY_NONE &&
		(check = undivided_check(a, e, why)) != REPORT_GOES_ON)
		return check;
	switch (act_right(a, AUTHORITY_REPORT, e->today)) {
	case AUTHORITY_NONE:
		return answered(act_deny_unit(a, e->unit, why));
	case AUTHORITY_CHECK:
		break;
	default:
		return REPORT_GOES_ON;
	}
	if (act_has(a, "confirmed"))
		return REPORT_GOES_ON;
	if (report_ask_confirm(a, why) == -1)
		return REPORT_FAILED;
	buf_init(&values);
	act_add_values(a, e->values, e->used, &values);
	if (e->nil)
		buf_adds(&values, act_word(a, "word_nothing"));
	check = answered(act_answer(a, OUTCOME_ASKED, why, "report_other_unit", "no", NUMBER(a->question.number),
		"unit", unit_in_sentence(e->unit, name), "period",
		calendar_period_name(e->period, a->style == TEXT_ENGLISH, a->in->now_us, period), "values", values.data,
		NULL));
	buf_fini(&values);
	return check;
}

/* The letter that founds the teams is of 2022: nothing was counted before. */
static bool is_before_teams(int64_t until_us)
{
	struct civil last = clock_civil(until_us - CLOCK_SECOND);

	return last.year < 2022;
}

/* "tháng 12" in November may be last year's: its name, or "" where that cannot be. */
static void name_year_before(const struct act *a, const char *period, char name[static CALENDAR_NAME_OCTETS])
{
	char before[RECORD_PERIOD_OCTETS], year[16];
	int64_t from, until;

	name[0] = '\0';
	snprintf(year, sizeof year, "%04d", atoi(period) - 1);
	record_copy(period, before, sizeof before);
	memcpy(before, year, 4);
	if (calendar_period_bounds(before, &from, &until) == 0 && from <= a->in->now_us && !is_before_teams(until))
		act_period_name(a, before, name);
}

enum report_check report_check_period(struct act *a, const struct report_entry *e, struct why *why)
{
	char period[CALENDAR_NAME_OCTETS], last[CALENDAR_NAME_OCTETS], example[32];
	int64_t from, until;

	if (collect_is(e->period))
		return REPORT_GOES_ON;
	if (calendar_period_bounds(e->period, &from, &until) == -1)
		return answered(act_answer(a, OUTCOME_ASKED, why, "ask_period", NULL));
	bool before = is_before_teams(until);
	if (from <= a->in->now_us && !before)
		return check_within(a, e, why);
	act_example(a, e->used > 0 ? e->values[0].indicator : "DVC", example);
	name_year_before(a, e->period, last);
	return answered(act_answer(a, OUTCOME_REFUSED, why, before ? "report_too_early" : "report_future", "period",
		calendar_period_name(e->period, a->style == TEXT_ENGLISH, a->in->now_us, period), "example", example,
		"before", before ? "" : last, NULL));
}

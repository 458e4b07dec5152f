/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/collect.h"

#include "gateway/base/period.h"
#include "gateway/programme/digest.h"
#include "gateway/programme/pages.h"
#include "gateway/programme/people.h"
#include "menus/lexicon.h"
#include "store/audit.h"
#include "store/due.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAYS_MOST 92 /* what is asked for longer than that is no extra collection */
#define REMIND_AT (8 * CLOCK_HOUR)

bool collect_is(const char *period)
{
	return strlen(period) > 5 && period[4] == '-' && period[5] == 'X';
}

static int number_of(const char *period)
{
	return (int)strtol(period + 6, NULL, 10);
}

static bool asks_for(const struct collection *c, const char *indicator)
{
	size_t n = strlen(indicator);

	for (const char *at = c->indicators; n > 0 && (at = strstr(at, indicator)) != NULL; at += n)
		if ((at == c->indicators || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
			return true;
	return false;
}

int collect_find(struct programme *p, const struct units *units, const struct unit *unit, const char *period,
	const char *indicator, int64_t now_us, struct collection *c, struct why *why)
{
	struct collection *rows;
	size_t used;

	*c = (struct collection){ .until = 0 };
	if (number_of(period) > 0) {
		if (collection_get(p->store, period, c, why) == -1)
			return -1;
		if (c->period[0] != '\0' && !units_is_under(units, unit->code, c->unit))
			c->period[0] = '\0';
		return 0;
	}
	if (collection_open(p->store, now_us, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		if (units_is_under(units, unit->code, rows[i].unit) &&
			(c->period[0] == '\0' || (asks_for(&rows[i], indicator) && !asks_for(c, indicator))))
			*c = rows[i];
	free(rows);
	return 0;
}

int collect_answer_none(struct act *a, struct why *why)
{
	return act_answer(a, OUTCOME_REFUSED, why, "collection_none", NULL);
}

static const char *day_of(const struct act *a, const struct collection *c, char to[static CALENDAR_NAME_OCTETS])
{
	return calendar_day_name(c->until - CLOCK_SECOND, a->in->now_us, to);
}

/* ---- reports ---- */

static enum report_check answered(int result)
{
	return result == -1 ? REPORT_FAILED : REPORT_ANSWERED;
}

enum report_check collect_check(struct act *a, struct report_entry *e, struct why *why)
{
	char day[CALENDAR_NAME_OCTETS];
	struct collection c;

	if (e->unit == NULL || !collect_is(e->period))
		return REPORT_GOES_ON;
	if (collect_find(a->p, a->units, e->unit, e->period, e->used > 0 ? e->values[0].indicator : "", act_said_us(a),
		    &c, why) == -1)
		return REPORT_FAILED;
	if (c.period[0] == '\0')
		return answered(collect_answer_none(a, why));
	record_copy(c.period, e->period, sizeof e->period);
	if (act_said_us(a) >= c.until)
		return answered(act_answer(a, OUTCOME_REFUSED, why, "collection_closed", "no",
			NUMBER(number_of(c.period)), "date", day_of(a, &c, day), NULL));
	for (unsigned i = 0; i < e->used; i++)
		if (!asks_for(&c, e->values[i].indicator))
			return answered(act_answer(a, OUTCOME_REFUSED, why, "collection_other", "no",
				NUMBER(number_of(c.period)), "indicator", e->values[i].indicator, "list", c.indicators,
				NULL));
	return REPORT_GOES_ON;
}

int collect_ask(struct act *a, struct why *why)
{
	char period[CALENDAR_PERIOD_OCTETS], day[CALENDAR_NAME_OCTETS];
	struct collection c;

	act_period(a, 0, a->unit, period);
	if (collect_find(a->p, a->units, a->unit, period, "", act_said_us(a), &c, why) == -1)
		return -1;
	if (c.period[0] == '\0')
		return collect_answer_none(a, why);
	return act_answer(a, OUTCOME_ASKED, why, "collection_needs", "no", NUMBER(number_of(c.period)), "date",
		day_of(a, &c, day), "list", c.indicators, NULL);
}

/* ---- opening ---- */

static int tell_team(
	struct act *a, const struct unit *village, const struct collection *c, const char *key, struct why *why)
{
	static const char *const heads[] = { "to_truong", "to_pho" };
	char office[RECORD_NAME_OCTETS], day[CALENDAR_NAME_OCTETS];
	struct voice v = act_voice(a);
	int result = 0;

	v.out = NULL;
	for (size_t i = 0; i < sizeof heads / sizeof *heads && result == 0; i++) {
		struct member *rows;
		size_t used;

		if (people_of(a->p->store, a->units, village, heads[i], &rows, &used, why) == -1)
			return -1;
		for (size_t k = 0; k < used && result == 0; k++)
			result = voice_tell(&v, &rows[k], "awaited", c->until, why, key, "office",
				act_office(a, office), "no", NUMBER(number_of(c->period)), "list", c->indicators,
				"date", day_of(a, c, day), NULL);
		free(rows);
	}
	return result;
}

static int tell_teams(struct act *a, const struct unit *unit, const struct collection *c, const char *key, size_t *used,
	struct why *why)
{
	const struct unit **villages = units_villages_in(a->units, unit->code, used);
	int result = 0;

	for (size_t i = 0; i < *used && result == 0; i++)
		result = tell_team(a, villages[i], c, key, why);
	free(villages);
	return result;
}

static int remind_later(struct programme *p, const struct collection *c, int64_t now_us, struct why *why)
{
	int64_t at = clock_midnight(c->until - CLOCK_SECOND, 0) + REMIND_AT;

	return at > now_us ? due_add(p->store, "collection", c->period, at, c->unit, why) : 0;
}

int collect_remind_later(struct programme *p, int64_t now_us, struct why *why)
{
	struct collection *rows;
	size_t used;
	int result = 0;

	if (collection_open(p->store, now_us, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++)
		result = remind_later(p, &rows[i], now_us, why);
	free(rows);
	return result;
}

static int store_new(struct act *a, struct collection *c, struct why *why)
{
	int64_t no = store_next_no(a->p->store, "collection", why);
	struct period p = { PERIOD_EXTRA, clock_civil(a->in->now_us).year, (int)no };

	if (no == -1)
		return -1;
	period_write(&p, c->period);
	if (collection_put(a->p->store, c, why) == -1 ||
		audit_add(a->p->store, a->from, "collection", c->unit, c->period, a->in->now_us, why) == -1)
		return -1;
	return remind_later(a->p, c, a->in->now_us, why);
}

int collect_begin(struct act *a, const struct unit *unit, struct why *why)
{
	struct collection c = { .opened_at = a->in->now_us };
	char day[CALENDAR_NAME_OCTETS], name[RECORD_NAME_OCTETS];
	struct civil last;
	size_t villages;
	int64_t from;

	record_copy(act_text(a, "indicators"), c.indicators, sizeof c.indicators);
	record_copy(unit->code, c.unit, sizeof c.unit);
	record_copy(a->from, c.opened_by, sizeof c.opened_by);
	if (c.indicators[0] == '\0' || clock_read(act_text(a, "date"), &from) == -1)
		return act_answer(a, OUTCOME_ASKED, why, "collection_how", NULL);
	last = clock_civil(from);
	last = clock_add_days(&last, 1);
	c.until = clock_moment(&last);
	if (c.until <= a->in->now_us || c.until > a->in->now_us + DAYS_MOST * CLOCK_DAY)
		return act_answer(a, OUTCOME_REFUSED, why, "collection_date", "date", day_of(a, &c, day), NULL);
	if (store_new(a, &c, why) == -1 || tell_teams(a, unit, &c, "collection_asked", &villages, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "collection_opened", "no", NUMBER(number_of(c.period)), "unit",
		unit_in_sentence(unit, name), "list", c.indicators, "date", day_of(a, &c, day), "count",
		NUMBER((int64_t)villages), NULL);
}

/* The one of that number, else the last that the sender opened; it must be theirs to end. */
static int find_own(struct act *a, struct collection *c, struct why *why)
{
	const char *period = act_text(a, "period");
	struct collection *rows;
	size_t used;

	if (collection_open(a->p->store, a->in->now_us, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && c->period[0] == '\0'; i++) {
		const struct unit *unit = units_find(a->units, rows[i].unit);
		bool meant = period[0] != '\0' && number_of(period) != 0
				     ? number_of(period) == number_of(rows[i].period)
				     : strcmp(rows[i].opened_by, a->from) == 0;

		if (meant && unit != NULL && act_right(a, AUTHORITY_URGE, unit) == AUTHORITY_AREA)
			*c = rows[i];
	}
	free(rows);
	return 0;
}

int collect_end(struct act *a, struct why *why)
{
	struct collection c = { .period = "" };
	char name[RECORD_NAME_OCTETS];
	const struct unit *unit;
	size_t villages;

	if (find_own(a, &c, why) == -1)
		return -1;
	if (c.period[0] == '\0')
		return collect_answer_none(a, why);
	unit = units_find(a->units, c.unit);
	if (tell_teams(a, unit, &c, "collection_withdrawn", &villages, why) == -1)
		return -1;
	c.until = a->in->now_us;
	if (collection_put(a->p->store, &c, why) == -1 ||
		audit_add(a->p->store, a->from, "collection-withdrawn", c.unit, c.period, a->in->now_us, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "collection_ended", "no", NUMBER(number_of(c.period)), "unit",
		unit_in_sentence(unit, name), "list", c.indicators, "count", NUMBER((int64_t)villages), NULL);
}

/* ---- TH DX ---- */

int collect_answer(struct act *a, const struct unit *unit, const char *period, struct why *why)
{
	char name[RECORD_NAME_OCTETS], day[CALENDAR_NAME_OCTETS];
	struct buf values, missing;
	struct voice v = act_voice(a);
	struct collection c;
	struct rollup r;
	int result;

	if (collect_find(a->p, a->units, unit, period, "", a->in->now_us, &c, why) == -1)
		return -1;
	if (c.period[0] == '\0')
		return collect_answer_none(a, why);
	buf_init(&values);
	buf_init(&missing);
	result = rollup_read(a->p, a->units, unit, c.period, &r, why);
	if (result == 0) {
		rollup_add_values(a->p, &r, (struct rollup_told){ .most = REPORT_VALUES_MAX }, a->in->now_us,
			a->style == TEXT_ENGLISH, &values);
		digest_add_missing(&v, &r, a->style, DIGEST_NAMES_MAX, &missing);
		result = pages_answer(a, why, "collection_digest", "no", NUMBER(number_of(c.period)), "unit",
			unit_in_sentence(unit, name), "date", day_of(a, &c, day), "reported",
			NUMBER((int64_t)r.reported), "units", NUMBER((int64_t)r.used), "values", values.data, "missing",
			missing.data, NULL);
	}
	rollup_fini(&r);
	buf_fini(&values);
	buf_fini(&missing);
	return result;
}

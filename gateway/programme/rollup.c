/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/rollup.h"

#include "gateway/programme/figures.h"
#include "menus/unit_kind.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* A unit has reported when a report of the period stands (a nil report too), or one of a shorter period in it. */
static int part_reported(
	struct programme *p, const struct figures_part *part, const char *period, bool *reported, struct why *why)
{
	struct report *rows;
	size_t used;

	if (report_standing(p->store, part->row->code, period, &rows, &used, why) == -1)
		return -1;
	free(rows);
	*reported = used > 0;
	for (size_t i = 0; i < part->totals_used && !*reported; i++)
		*reported = period_holds(period, part->totals[i].period);
	return 0;
}

/* What was merged into the village must have reported as well, when that was in force at the end of the period. */
static int read_reported(struct programme *p, const struct units *units, const struct figures *f, const char *period,
	bool *reported, struct why *why)
{
	char day[RECORD_DAY_OCTETS];
	bool found = false, all = true;

	period_day(units, period, day);
	for (size_t i = 0; i < f->parts_used; i++) {
		bool one;

		if (units_row_of(units, f->parts[i].row->code, day) != f->parts[i].row ||
			(f->parts_used > 1 && !unit_in_force(f->parts[i].row, day)))
			continue;
		if (part_reported(p, &f->parts[i], period, &one, why) == -1)
			return -1;
		found = true;
		all = all && one;
	}
	*reported = found && all;
	return 0;
}

static void add_figures(const struct programme *p, const struct figures *f, struct rollup *r, bool aims)
{
	unsigned n = lexicon_indicators(p->menus->lexicon);

	for (unsigned i = 0; i < n; i++) {
		const char *code = lexicon_indicator_at(p->menus->lexicon, i)->code;
		const struct target *t = figures_target(f, code, r->period);
		int64_t aim = t == NULL || !aims ? -1 : figures_target_value(f, t);
		bool known;

		r->of[i].value += figures_value(f, code, r->period, &known);
		r->of[i].known = r->of[i].known || known;
		if (aim <= 0)
			continue;
		r->of[i].aim += aim;
		r->of[i].done += figures_progress(f, code, t->period, &known);
		record_copy(t->period, r->of[i].aim_period, sizeof r->of[i].aim_period);
	}
}

/* A target of the whole unit stands before those of its villages; all of the unit's figures work towards it. */
static int take_own_targets(
	struct programme *p, const struct units *units, const struct figures *own, struct rollup *r, struct why *why)
{
	unsigned n = lexicon_indicators(p->menus->lexicon);

	for (unsigned i = 0; i < n; i++) {
		const char *code = lexicon_indicator_at(p->menus->lexicon, i)->code;
		const struct target *t = figures_target(own, code, r->period);
		bool known;

		if (t == NULL || figures_target_value(own, t) <= 0)
			continue;
		r->of[i].aim = figures_target_value(own, t);
		r->of[i].done = figures_progress(own, code, t->period, &known);
		record_copy(t->period, r->of[i].aim_period, sizeof r->of[i].aim_period);
		for (size_t k = 0; k < r->used; k++) {
			struct figures f;
			int failed = figures_read(p->store, units, r->villages[k], t->period, &f, why);

			if (failed == 0)
				r->of[i].done += figures_progress(&f, code, t->period, &known);
			figures_fini(&f);
			if (failed == -1)
				return -1;
		}
	}
	return 0;
}

static int read_village(struct programme *p, const struct units *units, struct rollup *r, size_t i, struct why *why)
{
	struct figures f;
	int result = -1;

	if (figures_read(p->store, units, r->villages[i], r->period, &f, why) == 0 &&
		read_reported(p, units, &f, r->period, &r->has_reported[i], why) == 0) {
		add_figures(p, &f, r, true);
		r->reported += r->has_reported[i];
		result = 0;
	}
	figures_fini(&f);
	return result;
}

/* What was reported for units that were divided since counts in the whole that holds their parts. */
static int add_divided(struct programme *p, const struct units *units, struct rollup *r, struct why *why)
{
	size_t used;
	const struct unit **rows = units_divided_in(units, r->unit, &used);
	int result = 0;

	for (size_t i = 0; i < used && result == 0; i++) {
		struct figures f;

		result = figures_read_row(p->store, units, rows[i], r->period, &f, why);
		if (result == 0)
			add_figures(p, &f, r, false);
		figures_fini(&f);
	}
	free(rows);
	return result;
}

static void count_in(struct rollup *r, const struct unit *unit, bool reported)
{
	size_t i = 0;

	while (i < r->missing_used && r->missing[i].unit != unit)
		i++;
	if (i == r->missing_used) {
		r->missing = record_room(r->missing, r->missing_used, sizeof *r->missing);
		r->missing[r->missing_used++] = (struct rollup_part){ .unit = unit };
	}
	r->missing[i].total++;
	r->missing[i].done += reported;
}

/* The villages that have not reported; above a commune, the communes in which some have not. */
static void find_missing(const struct units *units, struct rollup *r)
{
	size_t kept = 0;

	for (size_t i = 0; i < r->used; i++) {
		const struct unit *part =
			unit_is_commune(r->unit) ? r->villages[i] : units_commune(units, r->villages[i]->code);

		if (part != NULL)
			count_in(r, part, r->has_reported[i]);
	}
	for (size_t i = 0; i < r->missing_used; i++)
		if (r->missing[i].done < r->missing[i].total)
			r->missing[kept++] = r->missing[i];
	r->missing_used = kept;
}

int rollup_read(struct programme *p, const struct units *units, const struct unit *unit, const char *period,
	struct rollup *r, struct why *why)
{
	struct figures own;
	int result = -1;

	memset(r, 0, sizeof *r);
	r->unit = unit;
	record_copy(period, r->period, sizeof r->period);
	r->villages = units_villages_in(units, unit->code, &r->used);
	r->has_reported = calloc(r->used + 1, sizeof *r->has_reported);
	assert(r->has_reported != NULL);
	for (size_t i = 0; i < r->used; i++)
		if (read_village(p, units, r, i, why) == -1)
			return -1;
	if (add_divided(p, units, r, why) == -1)
		return -1;
	find_missing(units, r);
	if (figures_read(p->store, units, unit, period, &own, why) == 0) {
		if (!unit_is_village(unit)) {
			add_figures(p, &own, r, false);
			result = take_own_targets(p, units, &own, r, why);
		} else {
			result = 0;
		}
	}
	figures_fini(&own);
	return result;
}

void rollup_fini(struct rollup *r)
{
	free(r->villages);
	free(r->has_reported);
	free(r->missing);
	r->missing = NULL;
	r->villages = NULL;
	r->has_reported = NULL;
}

/* "2022" is the year of "2022-08". */
static bool is_year_of(const char *year, const char *period)
{
	size_t n = strlen(year);

	return n == strspn(year, "0123456789") && strncmp(year, period, n) == 0 && period[n] == '-';
}

static void add_value(
	const struct rollup *r, unsigned i, const char *code, int64_t now_us, bool english, struct buf *to)
{
	char period[CALENDAR_NAME_OCTETS];

	if (r->of[i].aim == 0)
		buf_addf(to, "%s %" PRId64, code, r->of[i].value);
	else if (strcmp(r->of[i].aim_period, r->period) == 0 && r->of[i].done != r->of[i].value)
		buf_addf(to, "%s %" PRId64 " (%" PRId64 "/%" PRId64 ")", code, r->of[i].value, r->of[i].done,
			r->of[i].aim);
	else if (r->of[i].done == r->of[i].value &&
		 (strcmp(r->of[i].aim_period, r->period) == 0 || is_year_of(r->of[i].aim_period, r->period)))
		buf_addf(to, "%s %" PRId64 "/%" PRId64, code, r->of[i].done, r->of[i].aim);
	else if (is_year_of(r->of[i].aim_period, r->period))
		buf_addf(to, "%s %" PRId64 " (%s %" PRId64 "/%" PRId64 ")", code, r->of[i].value,
			english ? "year" : "năm", r->of[i].done, r->of[i].aim);
	else
		buf_addf(to, "%s %" PRId64 " (%s: %" PRId64 "/%" PRId64 ")", code, r->of[i].value,
			calendar_period_name(r->of[i].aim_period, english, now_us, period), r->of[i].done,
			r->of[i].aim);
}

void rollup_add_values(
	const struct programme *p, const struct rollup *r, unsigned most, int64_t now_us, bool english, struct buf *to)
{
	unsigned n = lexicon_indicators(p->menus->lexicon), shown = 0;

	for (int round = 0; round < 2; round++)
		for (unsigned i = 0; i < n && shown < most; i++) {
			bool aimed = r->of[i].aim > 0;

			if (aimed != (round == 0) || (!r->of[i].known && !aimed))
				continue;
			if (shown++ > 0)
				buf_adds(to, ", ");
			add_value(r, i, lexicon_indicator_at(p->menus->lexicon, i)->code, now_us, english, to);
		}
}

const char *rollup_short_name(const struct unit *unit)
{
	const char *bare = unit->name + unit_kind_in_name(unit->name);

	return *bare >= '0' && *bare <= '9' ? unit->name : bare;
}

unsigned rollup_add_missing(const struct rollup *r, unsigned most, struct buf *to)
{
	unsigned shown = 0;

	for (; shown < r->missing_used && shown < most; shown++) {
		buf_addf(to, "%s%s", shown == 0 ? "" : ", ", rollup_short_name(r->missing[shown].unit));
		if (!unit_is_commune(r->unit))
			buf_addf(to, " %zu/%zu", r->missing[shown].done, r->missing[shown].total);
	}
	return (unsigned)r->missing_used - shown;
}

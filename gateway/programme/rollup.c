/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/rollup.h"

#include "gateway/base/period.h"
#include "gateway/programme/figures.h"
#include "gateway/programme/whole.h"
#include "menus/unit_kind.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_values(const struct programme *p, const struct figures *f, struct rollup *r)
{
	unsigned n = lexicon_indicators(p->menus->lexicon);

	for (unsigned i = 0; i < n; i++) {
		bool known;

		r->of[i].value += figures_value(f, lexicon_indicator_at(p->menus->lexicon, i)->code, r->period, &known);
		r->of[i].known = r->of[i].known || known;
	}
}

/* What a roll-up is made of: the villages, behind them the unit itself where it is none, and what was divided since and
 * counts in the whole. */
struct pieces {
	struct figures *units, *divided;
	size_t villages_used, units_used, divided_used;
};

static int read_pieces(
	struct programme *p, const struct units *units, struct rollup *r, struct pieces *all, struct why *why)
{
	const struct unit **list = units_villages_in(units, r->unit->code, &all->villages_used), **rows;
	size_t used;
	int result;

	all->units_used = all->villages_used;
	if (!unit_is_village(r->unit)) {
		list = record_room(list, all->units_used, sizeof *list);
		list[all->units_used++] = r->unit;
	}
	result = figures_read_all(p->store, units, list, all->units_used, r->period, &all->units, why);
	free(list);
	rows = units_divided_in(units, r->unit, &used);
	all->divided = calloc(used + 1, sizeof *all->divided);
	assert(all->divided != NULL);
	for (; all->divided_used < used && result == 0; all->divided_used++)
		result = figures_read_row(p->store, units, rows[all->divided_used], r->period, all->units,
			all->units_used, &all->divided[all->divided_used], why);
	free(rows);
	return result;
}

static void free_pieces(struct pieces *all)
{
	for (size_t i = 0; i < all->units_used; i++)
		figures_fini(&all->units[i]);
	for (size_t i = 0; i < all->divided_used; i++)
		figures_fini(&all->divided[i]);
	free(all->units);
	free(all->divided);
}

static int64_t progress_of(const struct figures *f, const char *code, const char *period)
{
	bool known;

	return figures_progress(f, code, period, &known);
}

/* What the villages are to reach of one indicator together in a period, and how many of them are to. */
struct aim {
	char period[RECORD_PERIOD_OCTETS];
	int64_t value;
	size_t villages;
};

static void add_aim(const struct target *t, struct aim aims[static PERIOD_ABOVE_MAX])
{
	int64_t value = figures_target_value(t);
	size_t i = 0;

	while (i < PERIOD_ABOVE_MAX && aims[i].villages > 0 && strcmp(aims[i].period, t->period) != 0)
		i++;
	if (value <= 0 || i == PERIOD_ABOVE_MAX)
		return;
	record_copy(t->period, aims[i].period, sizeof aims[i].period);
	aims[i].value += value;
	aims[i].villages++;
}

/* Numbers of different periods are no summands: the aim is that of the shortest period that most villages have, and a
 * village's own month leaves the commune's year as it is. villages: that have any. */
static bool is_better(const struct aim *one, const struct aim *other, size_t villages)
{
	bool both = 2 * one->villages > villages && 2 * other->villages > villages;

	if (one->villages == 0 || other->villages == 0)
		return one->villages > 0;
	return both || one->villages == other->villages ? period_holds(other->period, one->period)
							: one->villages > other->villages;
}

static struct aim aim_of_villages(const struct pieces *all, const char *code)
{
	struct aim aims[PERIOD_ABOVE_MAX] = { { .villages = 0 } }, best = { .villages = 0 };
	size_t villages = 0;

	for (size_t i = 0; i < all->villages_used; i++) {
		const struct figures *f = &all->units[i];

		villages += figures_target(f, code) != NULL;
		for (size_t k = 0; k < f->targets_used; k++)
			if (strcmp(f->targets[k].indicator, code) == 0)
				add_aim(&f->targets[k], aims);
	}
	for (size_t i = 0; i < PERIOD_ABOVE_MAX; i++)
		if (is_better(&aims[i], &best, villages))
			best = aims[i];
	return best;
}

/* Its own, if it is known of what; else share. True when it has one. */
static bool take_own(const struct target *own, struct rollup *r, unsigned i, struct aim *aim)
{
	const int64_t value = own == NULL ? 0 : figures_target_value(own);

	if (value == 0)
		return false;
	aim->value = value > 0 ? value : 0;
	record_copy(own->period, aim->period, sizeof aim->period);
	if (value < 0) {
		r->of[i].share = own->value;
		record_copy(own->denominator, r->of[i].share_of, sizeof r->of[i].share_of);
	}
	return true;
}

static bool has_target(const struct figures *f, const char *code, const char *period)
{
	for (size_t i = 0; i < f->targets_used; i++)
		if (strcmp(f->targets[i].indicator, code) == 0 && strcmp(f->targets[i].period, period) == 0 &&
			figures_target_value(&f->targets[i]) > 0)
			return true;
	return false;
}

/* Is one of those villages a part of what was divided? */
static bool has_part(const struct units *units, const struct pieces *all, const struct figures *divided,
	const char *code, const char *period)
{
	for (size_t i = 0; i < all->villages_used; i++)
		if (has_target(&all->units[i], code, period) &&
			units_undivided(units, all->units[i].unit, divided->unit->valid_to) == divided->unit)
			return true;
	return false;
}

/* All of the unit's figures work towards its own target; towards the sum of villages' targets those of these villages. */
static int64_t done_of(
	const struct units *units, const struct pieces *all, const char *code, const char *period, bool own)
{
	int64_t done = 0;

	for (size_t i = 0; i < all->units_used; i++)
		if (own || (i < all->villages_used && has_target(&all->units[i], code, period)))
			done += progress_of(&all->units[i], code, period);
	for (size_t i = 0; i < all->divided_used; i++)
		if (own || has_part(units, all, &all->divided[i], code, period))
			done += progress_of(&all->divided[i], code, period);
	return done;
}

/* A target of the whole unit stands before those of its villages. */
static void take_aims(const struct programme *p, const struct units *units, const struct pieces *all, struct rollup *r)
{
	const struct figures *whole = all->units_used == all->villages_used ? NULL : &all->units[all->villages_used];
	unsigned n = lexicon_indicators(p->menus->lexicon);

	for (unsigned i = 0; i < n; i++) {
		const char *code = lexicon_indicator_at(p->menus->lexicon, i)->code;
		struct aim aim = aim_of_villages(all, code);
		bool own = take_own(whole == NULL ? NULL : figures_target(whole, code), r, i, &aim);

		if (!own && aim.value <= 0)
			continue;
		r->of[i].aim = aim.value;
		r->of[i].own = own;
		r->of[i].done = done_of(units, all, code, aim.period, own);
		record_copy(aim.period, r->of[i].aim_period, sizeof r->of[i].aim_period);
	}
}

bool rollup_owes(const struct programme *p, const struct units *units, const struct unit *village, const char *period)
{
	const struct unit *commune = units_commune(units, village->code);

	return calendar_owes(p->menus->calendar, commune == NULL ? "" : commune->code, period);
}

/* ---- who was to report ---- */

static void put_village(struct rollup *r, const struct unit *village, bool reported)
{
	r->villages[r->used] = village;
	r->has_reported[r->used++] = reported;
	r->reported += reported;
}

/* A village that began since is not asked for what was before, where the others of the unit were there: in its stand is
 * what was divided, or nothing. Where none was there, nobody knows of before, and they all stand for themselves. */
static void find_villages(const struct units *units, const struct pieces *all, struct rollup *r)
{
	char day[RECORD_DAY_OCTETS];
	bool known = false;

	period_day(units, r->period, day);
	for (size_t i = 0; i < all->villages_used; i++)
		known = known || units_was_there(units, all->units[i].unit, day);
	for (size_t i = 0; i < all->villages_used; i++) {
		const struct unit *village = all->units[i].unit;
		bool reported = figures_reported(&all->units[i], units);

		if (reported || units_was_there(units, village, day) ||
			(!known && units_undivided(units, village, day) == NULL))
			put_village(r, village, reported);
	}
	for (size_t i = 0; i < all->divided_used; i++) {
		const struct unit *row = all->divided[i].unit;

		if (unit_is_village(row) && unit_in_force(row, day))
			put_village(r, row, figures_reported(&all->divided[i], units));
	}
}

static void add_pieces(const struct programme *p, const struct units *units, const struct pieces *all, struct rollup *r)
{
	for (size_t i = 0; i < all->units_used; i++)
		add_values(p, &all->units[i], r);
	for (size_t i = 0; i < all->divided_used; i++)
		add_values(p, &all->divided[i], r);
	for (size_t i = 0; i < r->used; i++)
		r->owed = r->owed || rollup_owes(p, units, r->villages[i], r->period);
	take_aims(p, units, all, r);
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
		const struct unit *part = unit_is_commune(r->unit) || unit_is_village(r->unit)
						  ? r->villages[i]
						  : units_commune(units, r->villages[i]->code);

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
	struct pieces all = { .units = NULL };
	int result;

	memset(r, 0, sizeof *r);
	r->unit = unit;
	record_copy(period, r->period, sizeof r->period);
	result = read_pieces(p, units, r, &all, why);
	r->villages = calloc(all.villages_used + all.divided_used + 1, sizeof *r->villages);
	r->has_reported = calloc(all.villages_used + all.divided_used + 1, sizeof *r->has_reported);
	assert(r->villages != NULL && r->has_reported != NULL);
	if (result == 0) {
		find_villages(units, &all, r);
		add_pieces(p, units, &all, r);
		find_missing(units, r);
	}
	free_pieces(&all);
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

static void add_share(const struct rollup *r, unsigned i, const char *code, bool english, struct buf *to)
{
	buf_addf(to, "%s %" PRId64, code, r->of[i].value);
	whole_add_unknown(r->of[i].share, r->of[i].share_of, english, to);
}

void rollup_add_value(
	const struct rollup *r, unsigned i, const char *code, int64_t now_us, bool english, struct buf *to)
{
	char period[CALENDAR_NAME_OCTETS];

	if (r->of[i].share > 0)
		add_share(r, i, code, english, to);
	else if (r->of[i].aim == 0)
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

bool rollup_add_progress(
	const struct rollup *r, unsigned i, const char *code, bool cumulative, bool english, struct buf *to)
{
	if ((r->of[i].aim <= 0 && r->of[i].share <= 0) || (cumulative && !figures_take_cumulative(r->of[i].aim_period)))
		return false;
	buf_addf(to, "%s %" PRId64, code, r->of[i].done);
	if (r->of[i].aim > 0) {
		buf_addf(to, "/%" PRId64 " (%" PRId64 "%%)", r->of[i].aim, r->of[i].done * 100 / r->of[i].aim);
		return true;
	}
	whole_add_unknown(r->of[i].share, r->of[i].share_of, english, to);
	return true;
}

/* Targets first; where not all are told, those of which something came in this period before them. NONE: nothing is known
 * of it. */
enum { CAME, AIMED, KNOWN, NONE };

static int rank_of(const struct rollup *r, unsigned i)
{
	if (r->of[i].aim > 0 || r->of[i].share > 0)
		return r->of[i].value != 0 ? CAME : AIMED;
	return r->of[i].known ? KNOWN : NONE;
}

/* "DVC", or "dịch vụ công trực tuyến:" */
static void label_of(const struct programme *p, const struct lexicon_indicator *indicator, bool named, bool english,
	char to[static RECORD_NAME_OCTETS])
{
	if (named)
		snprintf(to, RECORD_NAME_OCTETS,
			"%s:", texts_name(p->menus->texts, english ? TEXT_ENGLISH : TEXT_ACCENTED, indicator->name));
	else
		record_copy(indicator->code, to, RECORD_NAME_OCTETS);
}

void rollup_add_values(const struct programme *p, const struct rollup *r, struct rollup_told told, int64_t now_us,
	bool english, struct buf *to)
{
	unsigned n = lexicon_indicators(p->menus->lexicon), all = 0, shown = 0;
	char label[RECORD_NAME_OCTETS];

	for (unsigned i = 0; i < n; i++)
		all += rank_of(r, i) != NONE;
	for (int rank = CAME; rank < NONE; rank++)
		for (unsigned i = 0; i < n && shown < told.most; i++) {
			int own = rank_of(r, i);

			if ((all <= told.most && own == CAME ? AIMED : own) != rank)
				continue;
			if (shown++ > 0)
				buf_adds(to, told.named ? "; " : ", ");
			label_of(p, lexicon_indicator_at(p->menus->lexicon, i), told.named, english, label);
			if (told.alone)
				buf_addf(to, "%s %" PRId64, label, r->of[i].value);
			else
				rollup_add_value(r, i, label, now_us, english, to);
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
		if (!unit_is_commune(r->unit) && !unit_is_village(r->unit))
			buf_addf(to, " %zu/%zu", r->missing[shown].total - r->missing[shown].done,
				r->missing[shown].total);
	}
	return (unsigned)r->missing_used - shown;
}

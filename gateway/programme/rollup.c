/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/rollup.h"

#include "gateway/programme/figures.h"
#include "menus/unit_kind.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_figures(const struct programme *p, const struct figures *f, struct rollup *r, bool aims)
{
	unsigned n = lexicon_indicators(p->menus->lexicon);

	for (unsigned i = 0; i < n; i++) {
		const char *code = lexicon_indicator_at(p->menus->lexicon, i)->code;
		const struct target *t = figures_target(f, code);
		int64_t aim = t == NULL || !aims ? -1 : figures_target_value(t);
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

/* What a roll-up is made of: the unit itself, its villages, and what was divided since and counts in the whole. */
struct pieces {
	struct figures own;
	struct figures *villages, *divided;
	size_t villages_used, divided_used;
};

static int read_pieces(
	struct programme *p, const struct units *units, struct rollup *r, struct pieces *all, struct why *why)
{
	size_t used;
	const struct unit **rows;
	int result = figures_read(p->store, units, r->unit, r->period, &all->own, why);

	if (result == 0) {
		all->villages_used = r->used;
		result = figures_read_all(
			p->store, units, r->villages, r->used, r->period, &all->own, &all->villages, why);
	}
	rows = units_divided_in(units, r->unit, &used);
	all->divided = calloc(used + 1, sizeof *all->divided);
	assert(all->divided != NULL);
	for (; all->divided_used < used && result == 0; all->divided_used++)
		result = figures_read_row(p->store, units, rows[all->divided_used], r->period, &all->own,
			&all->divided[all->divided_used], why);
	free(rows);
	return result;
}

static void free_pieces(struct pieces *all)
{
	figures_fini(&all->own);
	for (size_t i = 0; i < all->villages_used; i++)
		figures_fini(&all->villages[i]);
	for (size_t i = 0; i < all->divided_used; i++)
		figures_fini(&all->divided[i]);
	free(all->villages);
	free(all->divided);
}

static int64_t progress_of(const struct figures *list, size_t used, const char *code, const char *period)
{
	int64_t sum = 0;
	bool known;

	for (size_t i = 0; i < used; i++)
		sum += figures_progress(&list[i], code, period, &known);
	return sum;
}

/* A target of the whole unit stands before those of its villages; all of the unit's figures work towards it. */
static void take_own_targets(const struct programme *p, const struct pieces *all, struct rollup *r)
{
	unsigned n = lexicon_indicators(p->menus->lexicon);

	for (unsigned i = 0; i < n; i++) {
		const char *code = lexicon_indicator_at(p->menus->lexicon, i)->code;
		const struct target *t = figures_target(&all->own, code);

		if (t == NULL || figures_target_value(t) <= 0)
			continue;
		r->of[i].aim = figures_target_value(t);
		r->of[i].done = progress_of(&all->own, 1, code, t->period) +
				progress_of(all->villages, all->villages_used, code, t->period) +
				progress_of(all->divided, all->divided_used, code, t->period);
		record_copy(t->period, r->of[i].aim_period, sizeof r->of[i].aim_period);
	}
}

static void add_pieces(const struct programme *p, const struct units *units, const struct pieces *all, struct rollup *r)
{
	for (size_t i = 0; i < r->used; i++) {
		add_figures(p, &all->villages[i], r, true);
		r->has_reported[i] = figures_reported(&all->villages[i], units);
		r->reported += r->has_reported[i];
	}
	for (size_t i = 0; i < all->divided_used; i++)
		add_figures(p, &all->divided[i], r, false);
	if (!unit_is_village(r->unit)) {
		add_figures(p, &all->own, r, false);
		take_own_targets(p, all, r);
	}
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
	struct pieces all = { .villages = NULL };
	int result;

	memset(r, 0, sizeof *r);
	r->unit = unit;
	record_copy(period, r->period, sizeof r->period);
	r->villages = units_villages_in(units, unit->code, &r->used);
	r->has_reported = calloc(r->used + 1, sizeof *r->has_reported);
	assert(r->has_reported != NULL);
	result = read_pieces(p, units, r, &all, why);
	if (result == 0) {
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

void rollup_add_value(
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

/* Targets first; where not all are told, those of which something came in this period before them. NONE: nothing is known
 * of it. */
enum { CAME, AIMED, KNOWN, NONE };

static int rank_of(const struct rollup *r, unsigned i)
{
	if (r->of[i].aim > 0)
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

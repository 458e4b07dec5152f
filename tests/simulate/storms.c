/* SPDX-License-Identifier: GPL-2.0-or-later */
/* storms.c - a storm comes: a chair, or the office, lets nobody be urged for some days; some end that before its time. */
#include "tests/simulate/world.h"

#include <string.h>

#define OVER_BY "2025-06-22" /* the merger finds none of them */

static const char *act_of(const struct say *say)
{
	return json_string_value(json_object_get(say->means, "act"));
}

static void write_day(const struct civil *day, char to[static RECORD_DAY_OCTETS])
{
	snprintf(to, RECORD_DAY_OCTETS, "%04u-%02u-%02u", (unsigned)day->year % 10000, (unsigned)day->month % 100,
		(unsigned)day->day % 100);
}

/* a: the commune, or -1: the district. */
static void suspend(struct world *w, struct event *e)
{
	struct commune *c = e->a >= 0 ? &w->communes[e->a] : NULL;
	struct person *p = person_at(w, c != NULL ? "lanh_dao_xa" : "can_bo_huyen", c, NULL);
	struct civil today = clock_civil(w->now), from = clock_add_days(&today, chance_of(w, 70) ? 0 : 2),
		     to = clock_add_days(&from, 1 + (int)chance(w, 7));
	char first[RECORD_DAY_OCTETS], last[RECORD_DAY_OCTETS], since[24] = "";

	if (p == NULL)
		return;
	write_day(&from, first);
	write_day(&to, last);
	if (from.day != today.day)
		snprintf(since, sizeof since, "tu %d/%d ", from.day, from.month);
	person_says(w, p,
		say_new(w,
			json_pack("{s:s s:s s:s s:s}", "act", "suspend", "unit", c != NULL ? c->code : "524", "from",
				first, "until", last),
			false, "TAM NGUNG %sDEN %d/%d bao so %u", since, to.day, to.month, 1 + chance(w, 9)));
}

void storms_plan(struct world *w)
{
	struct civil day = clock_civil(w->from);
	int64_t over_by;

	clock_read(OVER_BY, &over_by);
	for (int64_t at = w->from; at < w->until && at < over_by - 14 * CLOCK_DAY;
		day = clock_add_days(&day, 1), at = clock_moment(&day)) {
		unsigned percent = day.day >= 17 && day.day <= 27 ? 30 : 4; /* mostly where a deadline is near */

		if (chance_of(w, percent))
			plan_add(
				w, chance_by_day(w, at, at + CLOCK_DAY), suspend, NULL, chance(w, w->communes_used), 0);
		if (chance(w, 1000) < 8)
			plan_add(w, chance_by_day(w, at, at + CLOCK_DAY), suspend, NULL, -1, 0);
	}
}

void storms_answered(struct world *w, struct person *p, struct say *say, const char *folded)
{
	int64_t no = number_behind(folded, " nhac lai het tam ngung ");

	if (strcmp(act_of(say), "suspend") == 0 && hears(folded, "da tam ngung nhac ", NULL) && chance_of(w, 45))
		plan_say(w, chance_by_day(w, w->now + CLOCK_HOUR, w->now + 5 * CLOCK_DAY), p,
			say_new(w, json_pack("{s:s s:I}", "act", "suspend_end", "no", (json_int_t)no), false,
				"HET TAM NGUNG %lld", (long long)no));
}

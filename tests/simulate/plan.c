/* SPDX-License-Identifier: GPL-2.0-or-later */
/* plan.c - what is to happen, as a heap by time; and chance. */
#include "tests/simulate/world.h"

#include "tests/help/slips.h"

#include <stdlib.h>

static bool is_before(const struct event *a, const struct event *b)
{
	return a->at != b->at ? a->at < b->at : a->no < b->no;
}

static void put(struct world *w, const struct event *e)
{
	size_t at = w->plan_used++;

	if (w->plan_used > w->plan_room) {
		w->plan_room = w->plan_room * 2 + 1024;
		w->plan = realloc(w->plan, w->plan_room * sizeof *w->plan);
		if (w->plan == NULL)
			abort();
	}
	for (; at > 0 && is_before(e, &w->plan[(at - 1) / 2]); at = (at - 1) / 2)
		w->plan[at] = w->plan[(at - 1) / 2];
	w->plan[at] = *e;
}

void plan_add(struct world *w, int64_t at, happen *run, struct person *who, int64_t a, int64_t b)
{
	struct event e = { .at = at < w->now ? w->now : at, .no = w->events++, .run = run, .who = who, .a = a, .b = b };

	put(w, &e);
}

static void speak(struct world *w, struct event *e)
{
	const char *unit = json_string_value(json_object_get(e->say->means, "unit"));

	if (e->who->village != NULL && unit != NULL && !district_knows(w, unit)) {
		say_free(e->say); /* it was about a village that has been divided since */
		return;
	}
	reports_name_period(w, e->who, e->say);
	person_says(w, e->who, e->say);
}

void plan_say(struct world *w, int64_t at, struct person *who, struct say *say)
{
	struct event e = { .at = at < w->now ? w->now : at, .no = w->events++, .run = speak, .who = who, .say = say };

	put(w, &e);
}

bool plan_next(struct world *w, int64_t until, struct event *e)
{
	struct event last;
	size_t at = 0;

	if (w->plan_used == 0 || w->plan[0].at >= until)
		return false;
	*e = w->plan[0];
	last = w->plan[--w->plan_used];
	for (;;) {
		size_t child = 2 * at + 1;

		if (child + 1 < w->plan_used && is_before(&w->plan[child + 1], &w->plan[child]))
			child++;
		if (child >= w->plan_used || is_before(&last, &w->plan[child]))
			break;
		w->plan[at] = w->plan[child];
		at = child;
	}
	w->plan[at] = last;
	return true;
}

unsigned chance(struct world *w, unsigned n)
{
	return slips_dice(&w->dice, n);
}

bool chance_of(struct world *w, unsigned percent)
{
	return chance(w, 100) < percent;
}

int64_t chance_soon(struct world *w, int64_t least, int64_t most)
{
	return w->now + least + (int64_t)chance(w, (unsigned)((most - least) / CLOCK_SECOND)) * CLOCK_SECOND;
}

int64_t chance_by_day(struct world *w, int64_t from, int64_t until)
{
	unsigned days = (unsigned)((until - from + CLOCK_DAY - 1) / CLOCK_DAY);
	struct civil day = clock_civil(from);
	int64_t at;

	day.hour = day.minute = day.second = 0;
	day = clock_add_days(&day, days == 0 ? 0 : (int)chance(w, days));
	at = clock_moment(&day) + 390 * CLOCK_MINUTE + (int64_t)chance(w, 15 * 3600) * CLOCK_SECOND;
	return at < from ? from : at;
}

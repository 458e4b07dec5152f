/* SPDX-License-Identifier: GPL-2.0-or-later */
/* roll.c - what people change in the roll by their own texts: who acts for a head, PINs for borrowed phones, erasures. */
#include "tests/simulate/world.h"

#include <string.h>

#define ERASED_AFTER (3 * CLOCK_DAY)

static const char *act_of(const struct say *say)
{
	return json_string_value(json_object_get(say->means, "act"));
}

/* ---- somebody acts for a head, or for a chair ---- */

/* a: the village; b: of its commune's chair. */
static void depute(struct world *w, struct event *e)
{
	struct village *v = &w->villages[e->a], *of = e->b != 0 ? NULL : v;
	int64_t *acting_until = of == NULL ? &v->commune->acting_until : &v->acting_until;
	struct person *head = person_at(w, of == NULL ? "lanh_dao_xa" : "to_truong", v->commune, of),
		      *to = person_at(w, of == NULL ? "can_bo_xa" : "thanh_vien", v->commune, of);
	struct civil day = clock_civil(w->now), after;

	if (head == NULL || to == NULL || *acting_until > w->now)
		return;
	day = clock_add_days(&day, 2 + (int)chance(w, 20));
	day.hour = day.minute = day.second = 0;
	after = clock_add_days(&day, 1);
	*acting_until = clock_moment(&after) + CLOCK_DAY;
	person_says(w, head,
		say_new(w,
			json_pack("{s:s s:s s:I}", "act", "depute", "to", to->phone, "until",
				(json_int_t)clock_moment(&after)),
			false, "UY QUYEN 0%s den %d/%d", to->phone + 3, day.day, day.month));
}

static void go_back(struct world *w, struct event *e)
{
	(void)w;
	if (e->who->had != NULL)
		e->who->role = e->who->had;
	e->who->had = NULL;
}

/* ---- PINs ---- */

static void set_pin(struct world *w, struct event *e)
{
	static const char *const pins[] = { "4831", "7392", "5824", "9157" };
	struct person *p = e->who;

	if (!person_is_here(w, p) || p->silent)
		return;
	p->pin = pins[chance(w, 4)];
	person_says(w, p, say_new(w, json_pack("{s:s}", "act", "pin"), false, "PIN %s", p->pin));
}

/* ---- erasing ---- */

static void wish(struct world *w, struct event *e)
{
	if (person_is_here(w, e->who) && !e->who->silent && strcmp(e->who->role, "thanh_vien") == 0 &&
		e->who->village->acting_until <= w->now)
		person_says(w, e->who, say_new(w, json_pack("{s:s}", "act", "erase"), false, "XOA DU LIEU"));
}

static void keep(struct world *w, struct event *e)
{
	e->who->silent = false;
	person_says(w, e->who, say_new(w, json_pack("{s:s}", "act", "erase_not"), false, "GIU DU LIEU"));
}

static void is_erased(struct world *w, struct event *e)
{
	(void)w;
	e->who->gone = true;
	if (e->who->second != NULL)
		e->who->second->gone = true;
}

static void erase_answered(struct world *w, struct person *p, const char *folded)
{
	int64_t code = number_behind(folded, " xoa du lieu ");

	if (code != 0) {
		plan_say(w, chance_soon(w, CLOCK_MINUTE, 5 * CLOCK_MINUTE), p,
			say_new(w, json_pack("{s:s}", "act", "erase"), false, "XOA DU LIEU %lld", (long long)code));
	} else if (strstr(folded, "xoa du lieu cua ") != NULL) {
		p->silent = true;
		if (chance_of(w, 30))
			plan_add(w, w->now + 4 * CLOCK_HOUR, keep, p, 0, 0);
		else
			plan_add(w, w->now + ERASED_AFTER, is_erased, p, 0, 0);
	}
}

/* ---- all year ---- */

/* One early in each year, whoever else wishes it: what comes after it is looked at. */
static void plan_first_wish(struct world *w)
{
	unsigned first = chance(w, w->people_used);

	for (unsigned i = 0; i < w->people_used; i++) {
		struct person *p = &w->people[(first + i) % w->people_used];

		if (strcmp(p->role, "thanh_vien") != 0)
			continue;
		plan_add(w, chance_by_day(w, w->from + CLOCK_DAY, w->from + 4 * CLOCK_DAY), wish, p, 1, 0);
		return;
	}
}

void roll_plan(struct world *w)
{
	unsigned weeks = (unsigned)((w->until - w->from) / (7 * CLOCK_DAY));

	plan_first_wish(w);

	for (unsigned i = 0; i < 2 * weeks; i++)
		plan_add(w, chance_by_day(w, w->from + CLOCK_DAY, w->until - CLOCK_DAY), depute, NULL,
			chance(w, w->villages_used), i % 2 == 0);
	for (unsigned i = 0; i < w->people_used; i++) {
		struct person *p = &w->people[i];

		if (strcmp(p->role, "to_truong") == 0 && chance_of(w, 8))
			plan_add(w, chance_by_day(w, w->from, w->from + 20 * CLOCK_DAY), set_pin, p, 0, 0);
		if (strcmp(p->role, "thanh_vien") == 0 && chance(w, 5000) < weeks)
			plan_add(w, chance_by_day(w, w->from + CLOCK_DAY, w->until - 5 * CLOCK_DAY), wish, p, 0, 0);
	}
}

void roll_answered(struct world *w, struct person *p, struct say *say, const char *folded)
{
	struct person *to;

	if (strcmp(act_of(say), "erase") == 0)
		erase_answered(w, p, folded);
	if (strcmp(act_of(say), "depute") != 0 || !hears(folded, "da uy quyen ", NULL))
		return;
	to = person_of(w, json_string_value(json_object_get(say->means, "to")));
	to->had = to->role;
	to->role = p->role;
	plan_add(w, json_integer_value(json_object_get(say->means, "until")), go_back, to, 0, 0);
}

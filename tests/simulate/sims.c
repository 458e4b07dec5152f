/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sims.c - people with two SIMs: the second is asked for by the first, agreed on, approved; then either speaks for them. */
#include "tests/simulate/world.h"

#include <string.h>

#define LATELY CLOCK_HOUR /* nobody changes the SIM in the middle of a conversation */

static const char *act_of(const struct say *say)
{
	return json_string_value(json_object_get(say->means, "act"));
}

struct person *sims_sends(struct person *p, const char *act, int64_t now)
{
	static const char *const either[] = { "report", "nil", "confirm", "correct", "undo", "ticket", "ticket_done",
		"ticket_again", "rsvp", "targets", "schedule", "thanks" };

	p->said_at = now;
	for (size_t i = 0; i < sizeof either / sizeof *either; i++)
		if (p->second != NULL && p->on_second && strcmp(act, either[i]) == 0)
			return p->second;
	return p;
}

static void change_sim(struct world *w, struct event *e)
{
	struct person *p = e->who;

	if (p->gone)
		return;
	if (w->now - p->said_at > LATELY)
		p->on_second = !p->on_second;
	plan_add(w, chance_by_day(w, w->now + CLOCK_DAY, w->now + 9 * CLOCK_DAY), change_sim, p, 0, 0);
}

/* who: the SIM. */
static void want(struct world *w, struct event *e)
{
	const struct village *v = &w->villages[chance(w, w->villages_used)];
	struct person *p = person_at(w, chance_of(w, 70) ? "to_pho" : "thanh_vien", v->commune, v);

	if (p == NULL || p->second != NULL || p->had != NULL)
		return;
	e->who->of = p;
	person_says(w, p,
		say_new(w, json_pack("{s:s s:s}", "act", "second", "phone", e->who->phone), false, "THEM SO 0%s",
			e->who->phone + 3));
}

void sims_plan(struct world *w)
{
	for (unsigned i = 0; i < w->people_used; i++)
		if (w->people[i].spare)
			plan_add(w, chance_by_day(w, w->from + CLOCK_DAY, (w->from + w->until) / 2), want,
				&w->people[i], 0, 0);
}

void sims_answered(struct world *w, struct person *p, struct say *say, const char *folded)
{
	(void)w;
	if (strcmp(act_of(say), "second") == 0 && !hears(folded, "da gui tin den ", NULL))
		person_of(w, json_string_value(json_object_get(say->means, "phone")))->of = NULL;
	(void)p;
}

void sims_told(struct world *w, struct person *p, const char *folded)
{
	if (!p->spare || p->of == NULL)
		return;
	if (strstr(folded, " xin gan so nay voi ") != NULL) {
		plan_say(w, chance_soon(w, CLOCK_MINUTE, 3 * CLOCK_HOUR), p,
			say_new(w, json_pack("{s:s s:s}", "act", "second_yes", "of", p->of->phone), false, "DONG Y"));
	} else if (hears(folded, "da duyet ", NULL) && p->of->second == NULL) {
		p->of->second = p;
		p->of->on_second = true;
		plan_add(w, chance_by_day(w, w->now + CLOCK_DAY, w->now + 9 * CLOCK_DAY), change_sim, p->of, 0, 0);
	}
}

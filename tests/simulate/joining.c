/* SPDX-License-Identifier: GPL-2.0-or-later */
/* joining.c - newcomers, people who stop and come back, people who are away, people who want tone marks. */
#include "tests/simulate/world.h"

#include <string.h>

static const char *act_of(const struct say *say)
{
	return json_string_value(json_object_get(say->means, "act"));
}

static void join(struct world *w, struct event *e)
{
	const struct person *p = e->who;

	if (strcmp(p->village->name, "Thôn Đông Sơn") == 0) /* a commune is called so too since the merger */
		return;
	person_says(w, e->who,
		say_new(w,
			json_pack("{s:s s:s s:s s:s}", "act", "join", "unit", p->village->code, "role", "thanh_vien",
				"name", p->name),
			false, "DK %s, thành viên, %s, xã %s", p->name, p->village->name, p->commune->name));
}

static void stop(struct world *w, struct event *e)
{
	struct person *p = e->who;

	if (p->silent || !person_is_here(w, p))
		return;
	p->silent = true;
	person_says(w, p,
		say_new(w, json_pack("{s:s}", "act", "stop"), false, chance_of(w, 50) ? "TC" : "khong nhan tin nua"));
}

static void resume(struct world *w, struct event *e)
{
	person_says(w, e->who, say_new(w, json_pack("{s:s}", "act", "resume"), false, "NHAN LAI"));
	e->who->silent = false;
}

static void leave(struct world *w, struct event *e)
{
	e->who->away_until = w->now + e->a;
}

static void with_marks(struct world *w, struct event *e)
{
	person_says(w, e->who, say_new(w, json_pack("{s:s}", "act", "marks"), false, "CO DAU"));
}

void joining_plan(struct world *w)
{
	unsigned months = (unsigned)((w->until - w->from) / (30 * CLOCK_DAY)) + 1;

	for (unsigned i = 0, n = 0; i < w->people_used; i++) {
		struct person *p = &w->people[i];

		if (p->role[0] == '\0' && n++ < 2 * months)
			plan_add(w, chance_by_day(w, w->from + CLOCK_DAY, w->until - CLOCK_DAY), join, p, 0, 0);
		if (p->role[0] == '\0')
			continue;
		if (chance(w, 1000) < 3 * months && p->village != NULL) {
			int64_t at = chance_by_day(w, w->from + CLOCK_DAY, w->until);

			plan_add(w, at, stop, p, 0, 0);
			if (chance_of(w, 60))
				plan_add(w, chance_by_day(w, at + CLOCK_DAY, at + 60 * CLOCK_DAY), resume, p, 0, 0);
		}
		if (chance(w, 100) < 2 * months)
			plan_add(w, chance_by_day(w, w->from, w->until), leave, p, (3 + chance(w, 35)) * CLOCK_DAY, 0);
		if (chance(w, 100) < 2)
			plan_add(w, chance_by_day(w, w->from + CLOCK_DAY, w->from + 20 * CLOCK_DAY), with_marks, p, 0,
				0);
	}
}

void joining_answered(struct world *w, struct person *p, struct say *say, const char *folded)
{
	if (strcmp(act_of(say), "join") == 0 && strstr(folded, " dong y nhan dong y") != NULL)
		plan_say(w, chance_soon(w, CLOCK_MINUTE, CLOCK_HOUR), p,
			say_new(w, json_pack("{s:s}", "act", "consent"), false, "DONG Y"));
}

void joining_told(struct world *w, struct person *p, const char *folded)
{
	int64_t no;

	if (hears(folded, "dang ky so ", &no) && strstr(folded, " nhan duyet ") != NULL) {
		bool yes = chance_of(w, 85);

		plan_say(w, chance_soon(w, 10 * CLOCK_MINUTE, 2 * CLOCK_DAY), p,
			say_new(w, json_pack("{s:s s:I}", "act", yes ? "approve" : "refuse", "no", (json_int_t)no),
				false, yes ? "DUYET %lld" : "TC %lld khong thuoc to", (long long)no));
	} else if (hears(folded, "da duyet ", NULL) && p->role[0] == '\0') {
		p->role = "thanh_vien";
	}
}

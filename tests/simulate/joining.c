/* SPDX-License-Identifier: GPL-2.0-or-later */
/* joining.c - newcomers, people who stop and come back, people who are away, people who want tone marks. */
#include "tests/simulate/world.h"

#include "tests/simulate/gate.h"

#include <string.h>

static const char *act_of(const struct say *say)
{
	return json_string_value(json_object_get(say->means, "act"));
}

static void join(struct world *w, struct event *e)
{
	const struct person *p = e->who;

	person_says(w, e->who,
		say_new(w,
			json_pack("{s:s s:s s:s s:s}", "act", "join", "unit", p->village->code, "role", "thanh_vien",
				"name", p->name),
			false, "DK %s, thành viên, %s, xã %s", p->name, p->village->name, p->commune->name));
}

/* The head of a village has a new number: who is this record's, until now nobody's. */
static void change_number(struct world *w, struct event *e)
{
	struct person *p = e->who, *old = NULL;
	char local[16];

	for (unsigned i = 0; i < w->people_used && old == NULL; i++)
		if (strcmp(w->people[i].role, "to_truong") == 0 && w->people[i].village == p->village)
			old = &w->people[i];
	if (old == NULL || old->silent || old->gone)
		return;
	snprintf(local, sizeof local, "0%s", old->phone + 3);
	p->replaces = old;
	memcpy(p->name, old->name, sizeof p->name);
	person_says(w, p,
		say_new(w, json_pack("{s:s s:s s:s}", "act", "new_number", "unit", p->village->code, "old", old->phone),
			false, "toi ten %s to truong %s xa %s, day la sdt moi cua toi, so cu %s hu sim roi", p->name,
			p->village->name, p->commune->name, local));
	old->gone = true; /* the SIM is broken, whether the new number is approved or not */
}

/* A commune has a new chair: the roll says so. a: the commune. */
static void change_chair(struct world *w, struct event *e)
{
	struct person *p = e->who, *old = person_at(w, "lanh_dao_xa", &w->communes[e->a], NULL);
	const struct civil today = clock_civil(w->now);
	struct buf csv;

	if (old == NULL || !gate_is_up(w->gate) || old->commune->acting_until > w->now)
		return;
	p->role = "lanh_dao_xa";
	p->commune = &w->communes[e->a];
	p->village = NULL;
	old->gone = true;
	buf_init(&csv);
	buf_addf(&csv,
		"phone,name,role,unit,team,status,consent_at\n%s,%s,lanh_dao_xa,%s,,left,\n%s,%s,lanh_dao_xa,%s,,active,%04d-%02d-%02d\n",
		old->phone, old->name, old->commune->code, p->phone, p->name, p->commune->code, today.year, today.month,
		today.day);
	ledger_row(w, json_pack("{s:s s:s}", "k", "left", "phone", old->phone));
	ledger_row(w, json_pack("{s:s s:s s:s s:s s:s}", "k", "person", "phone", p->phone, "name", p->name, "role",
			      p->role, "unit", p->commune->code));
	gate_import(w->gate, "members", csv.data, w->now);
	buf_fini(&csv);
}

void joining_stop(struct world *w, struct event *e)
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

		if (p->role[0] == '\0' && !p->spare) {
			happen *why = n % 6 == 4 ? change_number : n % 6 == 5 ? change_chair : join;

			if (n < 2 * months)
				plan_add(w, chance_by_day(w, w->from + CLOCK_DAY, w->until - CLOCK_DAY), why, p,
					why == change_chair ? 2 + n / 2 : 0, 0);
			n++;
		}
		if (p->role[0] == '\0')
			continue;
		if (chance(w, 1000) < 3 * months && p->village != NULL) {
			int64_t at = chance_by_day(w, w->from + CLOCK_DAY, w->until);

			plan_add(w, at, joining_stop, p, 0, 0);
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
	if ((strcmp(act_of(say), "join") == 0 || strcmp(act_of(say), "new_number") == 0) &&
		strstr(folded, " dong y nhan dong y") != NULL)
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
	} else if (hears(folded, "da duyet ", NULL) && p->role[0] == '\0' && !p->spare) {
		p->role = p->replaces != NULL ? "to_truong" : "thanh_vien";
	}
}

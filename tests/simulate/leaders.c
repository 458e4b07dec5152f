/* SPDX-License-Identifier: GPL-2.0-or-later */
/* leaders.c - chairs and the office: how it stands, who is missing, urge them, set a target. */
#include "tests/simulate/world.h"

#include "tests/simulate/gate.h"

static struct person *leader(struct world *w, int64_t commune)
{
	return commune < 0 ? person_at(w, "can_bo_huyen", NULL, NULL)
			   : person_at(w, "lanh_dao_xa", &w->communes[commune], NULL);
}

static const char *area_of(const struct person *p)
{
	return p->commune == NULL ? "524" : p->commune->code;
}

static void look(struct world *w, struct event *e)
{
	struct person *p = leader(w, e->a);

	/* Not while it is off: nothing would tell the answer from a digest that comes by itself. */
	if (p != NULL && gate_is_up(w->gate))
		person_says(w, p,
			say_new(w, json_pack("{s:s s:s s:b}", "act", "digest", "unit", area_of(p), "list", (int)e->b),
				false, e->b != 0 ? "TH CHUA" : "TH"));
}

static void urge(struct world *w, struct event *e)
{
	struct person *p = leader(w, e->a);

	if (p != NULL)
		person_says(w, p, say_new(w, json_pack("{s:s s:s}", "act", "urge", "unit", area_of(p)), false, "NHAC"));
}

/* What are my targets, what is planned? a: which question. */
static void ask(struct world *w, struct event *e)
{
	struct village *v = &w->villages[chance(w, w->villages_used)];
	struct person *p = person_at(w, e->a == 0 ? "to_truong" : "thanh_vien", v->commune, v);

	if (p != NULL)
		person_says(w, p,
			say_new(w, json_pack("{s:s s:s}", "act", e->a == 0 ? "targets" : "schedule", "unit", v->code),
				false, e->a == 0 ? "CT" : "LICH"));
}

/* The office sets a village's target. */
static void set_target(struct world *w, struct event *e)
{
	struct village *v = &w->villages[chance(w, w->villages_used)];
	struct person *p = person_at(w, "can_bo_huyen", NULL, NULL);
	struct civil day = clock_civil(w->now);
	int value = 20 + (int)chance(w, 180);
	char period[RECORD_PERIOD_OCTETS];

	if (e->a != 0) { /* another one for the rest of the year */
		if (p != NULL)
			person_says(w, p,
				say_new(w,
					json_pack("{s:s s:s s:s s:s s:i}", "act", "target", "unit", v->code, "ind",
						"DVC", "period", "2025", "value", value + 100),
					false, "GIAO CT DVC %d nam 2025 %s xã %s", value + 100, v->name,
					v->commune->name));
		return;
	}
	snprintf(period, sizeof period, "%04d-%02d", day.year % 10000, day.month % 100);
	if (p != NULL && !v->commune->by_week)
		person_says(w, p,
			say_new(w,
				json_pack("{s:s s:s s:s s:s s:i}", "act", "target", "unit", v->code, "ind", "VNE",
					"period", period, "value", value),
				false, "GIAO CT VNE %d %s xã %s", value, v->name, v->commune->name));
}

/* a: the commune; b: the report's number. */
static void decide(struct world *w, struct event *e)
{
	static const char *const reasons[] = { "thieu so TT", "chua khop so thuc te", "dem lai giup" };
	struct person *p = leader(w, e->a);
	bool yes = chance_of(w, 65);

	if (p == NULL)
		return;
	person_says(w, p,
		say_new(w, json_pack("{s:s s:I s:b}", "act", "decide", "no", (json_int_t)e->b, "yes", (int)yes), false,
			yes ? "DUYET BC %lld" : "TRA LAI BC %lld %s", (long long)e->b, reasons[chance(w, 3)]));
}

void leaders_see(struct world *w, const struct village *v, int64_t no)
{
	if (chance_of(w, 12))
		plan_add(w, chance_soon(w, CLOCK_HOUR, 4 * CLOCK_DAY), decide, NULL, v->commune - w->communes, no);
}

void leaders_plan(struct world *w)
{
	struct civil day = clock_civil(w->from);
	int64_t merger;

	clock_read("2025-07-01", &merger);
	for (int64_t at = w->from; at < w->until; day = clock_add_days(&day, 1), at = clock_moment(&day)) {
		for (unsigned c = 0; c < w->communes_used; c++) {
			if (day.weekday == 1 && chance_of(w, 25))
				plan_add(w, at + 450 * CLOCK_MINUTE + chance(w, 7200) * CLOCK_SECOND, look, NULL, c, 0);
			if (day.day == 24 && chance_of(w, 30))
				plan_add(
					w, at + 540 * CLOCK_MINUTE + chance(w, 14400) * CLOCK_SECOND, look, NULL, c, 1);
			if ((day.day == 23 || day.day == 26) && chance_of(w, 25))
				plan_add(
					w, at + 600 * CLOCK_MINUTE + chance(w, 40000) * CLOCK_SECOND, urge, NULL, c, 0);
		}
		for (int k = 0; k < 3; k++)
			plan_add(w, chance_by_day(w, at, at + CLOCK_DAY), ask, NULL, k % 2, 0);
		if (at < merger && chance_of(w, 10))
			plan_add(w, chance_by_day(w, at, at + CLOCK_DAY), set_target, NULL,
				day.year == 2025 && chance_of(w, 50), 0);
		if (at < merger && chance_of(w, 15))
			plan_add(w, at + 480 * CLOCK_MINUTE + chance(w, 30000) * CLOCK_SECOND, look, NULL, -1, 0);
	}
}

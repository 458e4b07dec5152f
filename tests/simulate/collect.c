/* SPDX-License-Identifier: GPL-2.0-or-later */
/* collect.c - chairs ask for figures outside of the calendar, until a day; most teams send them. */
#include "tests/simulate/world.h"

#include "tests/simulate/gate.h"

#include <stdlib.h>
#include <string.h>

static const char *const codes[] = { "DVC", "VNE", "QR" };

static const char *act_of(const struct say *say)
{
	return json_string_value(json_object_get(say->means, "act"));
}

/* a: the commune. */
static void open_one(struct world *w, struct event *e)
{
	struct person *p = person_at(w, "lanh_dao_xa", &w->communes[e->a], NULL);
	struct civil day = clock_civil(w->now), after;
	unsigned first = chance(w, 3), second = (first + 1) % 3;

	if (p == NULL)
		return;
	day = clock_add_days(&day, 3 + (int)chance(w, 8));
	day.hour = day.minute = day.second = 0;
	after = clock_add_days(&day, 1);
	person_says(w, p,
		say_new(w,
			json_pack("{s:s s:s s:[s,s] s:I}", "act", "collect", "unit", p->commune->code, "codes",
				codes[first], codes[second], "until", (json_int_t)clock_moment(&after)),
			false, "YCBC %s %s DEN %d/%d", codes[first], codes[second], day.day, day.month));
}

/* a: its number; who: the chair. */
static void look(struct world *w, struct event *e)
{
	if (person_is_here(w, e->who) && gate_is_up(w->gate))
		person_says(w, e->who,
			say_new(w,
				json_pack("{s:s s:I s:s}", "act", e->b != 0 ? "collect_urge" : "collect_look", "no",
					(json_int_t)e->a, "unit", e->who->commune->code),
				false, e->b != 0 ? "NHAC DX %lld" : "TH DX %lld", (long long)e->a));
}

/* a: its number; b: which figures, a bit each. */
static void send(struct world *w, struct event *e)
{
	struct civil day = clock_civil(w->now);
	char period[RECORD_PERIOD_OCTETS], list[64] = "";
	json_t *values = json_object(), *means;
	size_t used = 0;

	snprintf(period, sizeof period, "%04d-X%lld", day.year % 10000, (long long)e->a % 1000);
	means = json_pack("{s:s s:s s:s s:s s:o}", "act", "report", "how", "set", "unit", e->who->village->code,
		"period", period, "v", values);
	if (!person_is_here(w, e->who)) {
		json_decref(means);
		return;
	}
	if (chance_of(w, 8)) {
		json_object_del(means, "v");
		json_object_set_new(means, "act", json_string("nil"));
		person_says(w, e->who, say_new(w, means, false, "BC DX %lld khong co", (long long)e->a));
		return;
	}
	for (unsigned i = 0; i < 3; i++)
		if ((e->b & 1 << i) != 0) {
			int n = 1 + (int)chance(w, 30);

			json_object_set_new(values, codes[i], json_integer(n));
			used += (size_t)snprintf(list + used, sizeof list - used, " %s %d", codes[i], n);
		}
	person_says(w, e->who, say_new(w, means, false, "BC DX %lld%s", (long long)e->a, list));
}

void collect_plan(struct world *w)
{
	struct civil day = clock_civil(w->from);

	for (int64_t at = w->from; at < w->until; day = clock_add_days(&day, 1), at = clock_moment(&day))
		if (day.month != 12 && chance_of(w, 12)) /* in December one would end in another year */
			plan_add(w, chance_by_day(w, at, at + CLOCK_DAY), open_one, NULL, chance(w, w->communes_used),
				0);
}

void collect_answered(struct world *w, struct person *p, struct say *say, const char *folded)
{
	int64_t no;

	if (strcmp(act_of(say), "collect") != 0 || !hears(folded, "da mo dot dx ", &no))
		return;
	if (chance_of(w, 50))
		plan_add(w, chance_soon(w, CLOCK_DAY, 5 * CLOCK_DAY), look, p, no, 0);
	if (chance_of(w, 30))
		plan_add(w, chance_by_day(w, w->now + CLOCK_DAY, w->now + 2 * CLOCK_DAY), look, p, no, 1);
}

/* Which figures a text asks for, a bit each. */
static int64_t named(const char *folded)
{
	static const char *const small[] = { " dvc", " vne", " qr" };
	int64_t which = 0;

	for (unsigned i = 0; i < 3; i++)
		if (strstr(folded, small[i]) != NULL)
			which |= 1 << i;
	return which;
}

/* Those who are asked, or reminded: of the two heads of a village mostly one answers. */
void collect_told(struct world *w, struct person *p, const char *folded)
{
	bool asked = strstr(folded, " can bao cao dot xuat ") != NULL;
	int64_t no = asked ? number_behind(folded, " nhan bc dx ") : number_behind(folded, " chua nop bc dot dx ");

	if (no <= 0 || no >= COLLECTIONS_MAX || p->village == NULL)
		return;
	if (asked) /* a reminder names none */
		w->asked[no] = named(folded);
	if (chance_of(w, asked ? 45 : 70))
		plan_add(w, chance_soon(w, CLOCK_HOUR, (asked ? 60 : 12) * CLOCK_HOUR), send, p, no, w->asked[no]);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* trainings.c - officers call trainings, move them, cancel them; people say whether they come. */
#include "tests/simulate/world.h"

#include <string.h>

static const int starts_min[] = { 7 * 60, 8 * 60, 8 * 60 + 30, 14 * 60, 19 * 60 };

static const char *act_of(const struct say *say)
{
	return json_string_value(json_object_get(say->means, "act"));
}

static void write_time(const struct civil *at, char to[static 16])
{
	if (at->minute == 0)
		snprintf(to, 16, "%dh", at->hour);
	else
		snprintf(to, 16, "%dh%02d", at->hour, at->minute);
}

static struct civil roll_start(struct world *w, int days)
{
	struct civil at = clock_civil(w->now);
	int minute = starts_min[chance(w, sizeof starts_min / sizeof *starts_min)];

	at = clock_add_days(&at, days);
	at.hour = minute / 60;
	at.minute = minute % 60;
	at.second = 0;
	return at;
}

/* who is NULL: an officer of the commune a; of the district when it is -1. */
static void call(struct world *w, struct event *e)
{
	struct commune *c = e->a >= 0 ? &w->communes[e->a] : NULL;
	struct person *p = person_at(w, c != NULL ? "can_bo_xa" : "can_bo_huyen", c, NULL);
	static const char *const topics[] = { "tap huan VNeID", "tap huan dich vu cong", "tap huan thanh toan",
		"hop to" };
	struct civil start = roll_start(w, 2 + (int)chance(w, 9));
	char time[16];

	if (p == NULL)
		return;
	write_time(&start, time);
	person_says(w, p,
		say_new(w,
			json_pack("{s:s s:s s:I}", "act", "training_add", "scope", c != NULL ? c->code : "524", "start",
				(json_int_t)clock_moment(&start)),
			false, "LICH %d/%d %s %s tai %s", start.day, start.month, time, topics[chance(w, 4)],
			c != NULL ? "UBND xa" : "hoi truong huyen"));
}

void trainings_plan(struct world *w)
{
	int64_t merger;

	clock_read("2025-07-01", &merger);
	for (unsigned c = 0; c < w->communes_used; c++)
		for (int64_t at = w->from + (int64_t)chance(w, 40) * CLOCK_DAY; at < w->until;
			at += (30 + (int64_t)chance(w, 30)) * CLOCK_DAY)
			/* After the merger the officers of the new communes share the work. */
			if (at < merger || strcmp(w->communes[c].code, w->communes[c].successor) == 0)
				plan_add(w, chance_by_day(w, at, at + CLOCK_DAY), call, NULL, c, 0);
	for (int64_t at = w->from + 45 * CLOCK_DAY; at < w->until && at < merger - 15 * CLOCK_DAY;
		at += 130 * CLOCK_DAY)
		plan_add(w, chance_by_day(w, at, at + CLOCK_DAY), call, NULL, -1, 0);
}

/* ---- what becomes of it ---- */

static void move_later(struct world *w, struct person *p, int64_t no, int64_t start)
{
	int64_t at = w->now + (start - w->now) / 4 * (1 + (int64_t)chance(w, 3));
	struct civil to = clock_civil(start);
	char time[16];

	to = clock_add_days(&to, 1 + (int)chance(w, 4));
	to.hour = 14;
	to.minute = 30;
	write_time(&to, time);
	plan_say(w, at, p,
		say_new(w,
			json_pack("{s:s s:I s:I}", "act", "training_move", "no", (json_int_t)no, "start",
				(json_int_t)clock_moment(&to)),
			false, "doi lich so %lld sang %d/%d %s", (long long)no, to.day, to.month, time));
}

void trainings_answered(struct world *w, struct person *p, struct say *say, const char *folded)
{
	int64_t no, start = json_integer_value(json_object_get(say->means, "start"));

	if (hears(folded, "da doi lich so ", &no) && no < TRAININGS_MAX)
		w->starts[no] = start;
	if (hears(folded, "da huy lich so ", &no) && no < TRAININGS_MAX)
		w->starts[no] = 0;
	if (strcmp(act_of(say), "training_add") == 0 && hears(folded, "chua moi ", NULL)) {
		json_t *sure = json_deep_copy(say->means);

		json_object_set_new(sure, "sure", json_true());
		plan_say(w, chance_soon(w, 20 * CLOCK_SECOND, 8 * CLOCK_MINUTE), p,
			say_new(w, sure, false, "XN %lld", (long long)number_behind(folded, " nhan xn ")));
		return;
	}
	if (strcmp(act_of(say), "training_add") != 0 || !hears(folded, "da ghi lich so ", &no) || no >= TRAININGS_MAX)
		return;
	w->starts[no] = start;
	if (chance_of(w, 15))
		move_later(w, p, no, start);
	else if (chance_of(w, 14))
		plan_say(w, w->now + (start - w->now) / 8 * (1 + (int64_t)chance(w, 6)), p,
			say_new(w, json_pack("{s:s s:I}", "act", "training_cancel", "no", (json_int_t)no), false,
				"HUY LICH %lld", (long long)no));
	else if (chance_of(w, 70)) {
		int people = 5 + (int)chance(w, 30);

		plan_say(w, start + 3 * CLOCK_HOUR + (int64_t)chance(w, 7200) * CLOCK_SECOND, p,
			say_new(w,
				json_pack("{s:s s:I s:i}", "act", "attendance", "no", (json_int_t)no, "count", people),
				false, "tap huan xong, %d nguoi du", people));
	}
}

/* a: the training; b: yes. Nobody answers for what has begun. */
static void answer(struct world *w, struct event *e)
{
	if (w->starts[e->a] > w->now && person_is_here(w, e->who))
		person_says(w, e->who,
			say_new(w, json_pack("{s:s s:I s:b}", "act", "rsvp", "no", (json_int_t)e->a, "yes", (int)e->b),
				false, e->b != 0 ? "CO %lld" : "KHONG %lld", (long long)e->a));
}

void trainings_invited(struct world *w, struct person *p, const char *folded)
{
	int64_t no = number_behind(folded, " khong di duoc nhan khong "), at;
	bool yes = chance_of(w, 75);

	if (no == 0 || no >= TRAININGS_MAX || !person_is_here(w, p) || p->silent ||
		!chance_of(w, hears(folded, "moi du", NULL) ? 40 : 8))
		return;
	at = chance_soon(w, CLOCK_MINUTE, 12 * CLOCK_HOUR);
	plan_add(w, at, answer, p, no, yes);
	if (chance_of(w, 5))
		plan_add(w, at + 6 * CLOCK_HOUR, answer, p, no, !yes);
}

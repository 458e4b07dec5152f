/* SPDX-License-Identifier: GPL-2.0-or-later */
/* broadcasts.c - one text to many: chairs, officers and the office call; they confirm, drop, look and take back. */
#include "tests/simulate/world.h"

#include <string.h>

#define DISTRICT_EACH 45 /* days between two to the whole district */

static const char *act_of(const struct say *say)
{
	return json_string_value(json_object_get(say->means, "act"));
}

static int64_t no_of(const struct say *say)
{
	return json_integer_value(json_object_get(say->means, "no"));
}

/* a: the commune, or -1: the district. */
static void call(struct world *w, struct event *e)
{
	static const char *const texts[] = { "moi ba con den nha van hoa lam can cuoc",
		"tong ket thi dua, cac to chuan bi so lieu",
		"cong an xa lam dinh danh dien tu luu dong tai nha van hoa tung thon, cac to di tung nha bao cho nguoi "
		"gia va nguoi o mot minh cung biet, mang theo can cuoc va dien thoai" };
	struct commune *c = e->a >= 0 ? &w->communes[e->a] : NULL;
	struct person *p = person_at(w,
		c == NULL          ? "can_bo_huyen"
		: chance_of(w, 60) ? "lanh_dao_xa"
				   : "can_bo_xa",
		c, NULL);
	bool to_heads = chance_of(w, 30);
	char text[TEXT_OCTETS];

	if (p == NULL)
		return;
	snprintf(
		text, sizeof text, "%s (thong bao dot %llu)", texts[chance(w, 3)], (unsigned long long)++w->broadcasts);
	person_says(w, p,
		say_new(w,
			json_pack("{s:s s:s s:s s:s s:I}", "act", "broadcast", "unit", c != NULL ? c->code : "524",
				"role", to_heads ? "to_truong" : "", "says", text, "serial", (json_int_t)w->broadcasts),
			false, to_heads ? "TB TO TRUONG: %s" : "TB %s", text));
}

void broadcasts_plan(struct world *w)
{
	struct civil day = clock_civil(w->from);
	int64_t merger;

	clock_read("2025-07-01", &merger);
	for (int64_t at = w->from; at < w->until; day = clock_add_days(&day, 1), at = clock_moment(&day))
		if (chance_of(w, 40))
			plan_add(w, chance_by_day(w, at, at + CLOCK_DAY), call, NULL, chance(w, w->communes_used), 0);
	/* Late in the day: some of it goes in the morning. */
	for (int64_t at = w->from + 7 * CLOCK_DAY; at < w->until && at < merger; at += DISTRICT_EACH * CLOCK_DAY)
		plan_add(w, at + 1270 * CLOCK_MINUTE + (int64_t)chance(w, 1800) * CLOCK_SECOND, call, NULL, -1, 0);
}

static void then_say(
	struct world *w, struct person *p, int64_t at, const char *act, const char *words, int64_t no, bool numbered)
{
	json_t *means = json_pack("{s:s s:I}", "act", act, "no", (json_int_t)no);

	plan_say(w, at, p,
		numbered ? say_new(w, means, false, "%s %lld", words, (long long)no)
			 : say_new(w, means, false, "%s", words));
}

void broadcasts_answered(struct world *w, struct person *p, struct say *say, const char *folded)
{
	unsigned roll = chance(w, 100);
	int64_t no;

	if (strcmp(act_of(say), "broadcast") == 0 && hears(folded, "tb ", &no) &&
		strstr(folded, " dong xong ") != NULL) {
		bool numbered = strstr(folded, " nhan xn bo huy tb") == NULL; /* another one waits, too */

		if (roll < 80)
			then_say(w, p, chance_soon(w, 20 * CLOCK_SECOND, 8 * CLOCK_MINUTE), "broadcast_send", "XN", no,
				numbered);
		else if (roll < 90)
			then_say(w, p, chance_soon(w, 20 * CLOCK_SECOND, 8 * CLOCK_MINUTE), "broadcast_drop", "HUY TB",
				no, numbered);
	} else if (strstr(folded, " dang cho chua gui gui thi nhan xn ") != NULL) {
		then_say(w, p, chance_soon(w, 20 * CLOCK_SECOND, 3 * CLOCK_MINUTE), act_of(say),
			strcmp(act_of(say), "broadcast_send") == 0 ? "XN" : "HUY TB", no_of(say), true);
	} else if (strcmp(act_of(say), "broadcast_send") == 0 && hears(folded, "dang gui tb ", NULL)) {
		if (roll < 40)
			then_say(w, p, chance_soon(w, 10 * CLOCK_SECOND, 20 * CLOCK_MINUTE), "broadcast_look", "TB",
				no_of(say), true);
		else if (roll < 60)
			then_say(w, p, chance_soon(w, 10 * CLOCK_SECOND, 2 * CLOCK_MINUTE), "broadcast_stop", "HUY TB",
				no_of(say), true);
	}
}

/* To one or the other it is the one text too many. */
void broadcasts_told(struct world *w, struct person *p, const char *folded)
{
	if (strstr(folded, " thong bao dot ") != NULL && p->village != NULL && strcmp(p->role, "thanh_vien") == 0 &&
		chance(w, 1000) < 3)
		plan_add(w, chance_soon(w, CLOCK_MINUTE, CLOCK_HOUR), joining_stop, p, 0, 0);
}

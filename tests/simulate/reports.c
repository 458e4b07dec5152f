/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reports.c - what teams report: each period, late, never, twice, with more to add, corrected, taken back. */
#include "tests/simulate/world.h"

#include "menus/calendar.h"

#include <stdlib.h>
#include <string.h>

#define DUE_DAY     25
#define DUE_WEEKDAY 5 /* of communes that count by week */
#define COUNTS_MAX  3
#define WRONG_PIN   "2460" /* nobody has it: roll.c */

static const char *const codes[] = { "DVC", "TT", "VNE", "SK", "GH", "QR", "ZL", "HGD" };
static const char *const words[] = { "dich vu cong", "thanh toan", "vneid", "so suc khoe", "gian hang so", "ma qr",
	"nhom zalo", "ho gia dinh" };
#define CODES (sizeof codes / sizeof *codes)

/* ---- periods ---- */

/* Since the merger the calendar is that of the new commune: only 21100 counts by week on. */
static bool counts_by_week(const struct commune *c, int64_t at)
{
	struct civil day = clock_civil(at);

	if (day.year < 2025 || (day.year == 2025 && day.month < 7))
		return c->by_week;
	return strcmp(c->successor, "21100") == 0;
}

static void period_at(const struct commune *c, int64_t at, char to[static RECORD_PERIOD_OCTETS])
{
	struct civil day = clock_civil(at);
	int year = day.year, week;

	if (!counts_by_week(c, at)) {
		snprintf(to, RECORD_PERIOD_OCTETS, "%04d-%02d", day.year % 10000, day.month % 100);
		return;
	}
	week = clock_iso_week(&day, &year);
	snprintf(to, RECORD_PERIOD_OCTETS, "%04d-W%02d", year % 10000, week % 100);
}

/* "thang 9 ", as people name a period that is not the present one. */
static void name_period(const char *period, char to[static 24])
{
	if (period[5] == 'X')
		snprintf(to, 24, "DX %d ", atoi(period + 6));
	else if (period[5] == 'W')
		snprintf(to, 24, "tuan %d ", atoi(period + 6));
	else
		snprintf(to, 24, "thang %d ", atoi(period + 5));
}

/* ---- texts ---- */

struct counts {
	unsigned used, code[COUNTS_MAX];
	int value[COUNTS_MAX];
};

static void roll_counts(struct world *w, struct counts *c)
{
	unsigned first = chance(w, CODES);

	c->used = 1 + chance(w, COUNTS_MAX);
	for (unsigned i = 0; i < c->used; i++) {
		c->code[i] = i == 0 && chance_of(w, 60) ? 0 : (first + 1 + i * 3) % CODES;
		for (unsigned k = 0; k < i; k++)
			if (c->code[k] == c->code[i])
				c->code[i] = (c->code[i] + 1) % CODES;
		c->value[i] = 1 + (int)chance(w, chance_of(w, 80) ? 18 : 60);
	}
}

static json_t *means_of(
	const char *act, const char *how, const struct village *v, const char *period, const struct counts *c)
{
	json_t *values = json_object();

	for (unsigned i = 0; i < c->used; i++)
		json_object_set_new(values, codes[c->code[i]], json_integer(c->value[i]));
	return json_pack(
		"{s:s s:s s:s s:s s:o}", "act", act, "how", how, "unit", v->code, "period", period, "v", values);
}

static void list_counts(
	const struct counts *c, bool in_words, const char *sign, const char *between, char to[static 160])
{
	size_t used = 0;

	to[0] = '\0';
	for (unsigned i = 0; i < c->used; i++)
		used += (size_t)snprintf(to + used, 160 - used, "%s%s %s%d", i == 0 ? "" : between,
			in_words ? words[c->code[i]] : codes[c->code[i]], sign, c->value[i]);
}

static struct say *report_text(struct world *w, const struct village *v, const char *period, const struct counts *c)
{
	char now[RECORD_PERIOD_OCTETS], of[24] = "", list[160];
	bool in_words = chance_of(w, 25);

	period_at(v->commune, w->now, now);
	if (strcmp(period, now) != 0)
		name_period(period, of);
	list_counts(c, in_words, "", in_words ? ", " : " ", list);
	return say_new(w, means_of("report", "set", v, period, c), true, "%s %s%s",
		in_words           ? "Bao cao"
		: chance_of(w, 50) ? "BC"
				   : "bc",
		of, list);
}

/* ---- reporting ---- */

static struct person *reporter(struct world *w, struct village *v)
{
	struct person *p = person_at(w, "to_truong", v->commune, v);

	if (p == NULL)
		p = person_at(w, "to_pho", v->commune, v);
	return p != NULL ? p : person_at(w, "thanh_vien", v->commune, v);
}

/* On the phone of somebody else of the village, by their PIN. */
static void borrow(struct world *w, struct person *p, const char *period, const struct counts *c)
{
	struct person *lender = person_at(w, "thanh_vien", p->commune, p->village);
	struct say *right;
	char list[160];
	json_t *means;

	if (lender == NULL || lender->says_used > 0)
		return;
	list_counts(c, false, "", " ", list);
	means = means_of("report", "set", p->village, period, c);
	json_object_set_new(means, "for", json_string(p->phone));
	right = say_new(w, means, false, "TOI %s BC %s", p->pin, list);
	if (!chance_of(w, 30)) {
		person_says(w, lender, right);
		return;
	}
	means = json_deep_copy(means);
	json_object_set_new(means, "act", json_string("wrong_pin"));
	person_says(w, lender, say_new(w, means, false, "TOI %s BC %s", WRONG_PIN, list));
	plan_say(w, chance_soon(w, 2 * CLOCK_MINUTE, 9 * CLOCK_MINUTE), lender, right);
}

/* a: the village; b: the moment at which its period began. */
static void report(struct world *w, struct event *e)
{
	struct village *v = &w->villages[e->a];
	struct person *p = reporter(w, v);
	char period[RECORD_PERIOD_OCTETS], now[RECORD_PERIOD_OCTETS], of[24] = "";
	struct counts c = { .used = 0 };

	period_at(v->commune, e->b, period);
	period_at(v->commune, w->now, now);
	if (p == NULL || strcmp(v->reported, period) == 0)
		return;
	if (chance_of(w, 5)) {
		if (strcmp(period, now) != 0)
			name_period(period, of);
		person_says(w, p,
			say_new(w,
				json_pack("{s:s s:s s:s s:s}", "act", "nil", "how", "set", "unit", v->code, "period",
					period),
				false, chance_of(w, 50) ? "BC %skhong co gi" : "BC %s0", of));
		return;
	}
	roll_counts(w, &c);
	if (p->pin != NULL && strcmp(period, now) == 0 && chance_of(w, 60)) {
		borrow(w, p, period, &c);
		return;
	}
	if (chance_of(w, 1))
		c.value[0] *= 40;
	person_says(w, p, report_text(w, v, period, &c));
}

/* A member has more to add. */
static void add_more(struct world *w, struct event *e)
{
	struct village *v = &w->villages[e->a];
	struct person *p = person_at(w, chance_of(w, 50) ? "thanh_vien" : "to_pho", v->commune, v);
	char period[RECORD_PERIOD_OCTETS], list[160];
	struct counts c = { .used = 0 };

	if (p == NULL)
		return;
	period_at(v->commune, w->now, period);
	roll_counts(w, &c);
	c.used = 1;
	if (chance_of(w, 60)) {
		list_counts(&c, false, "+", "", list);
		plan_say(w, w->now, p, say_new(w, means_of("report", "add", v, period, &c), false, "BC %s", list));
	} else { /* the gateway cannot know whether that comes on top: it asks when there is a figure */
		person_says(w, p, report_text(w, v, period, &c));
	}
}

static void plan_period(struct world *w, unsigned i, int64_t from, int64_t due, int64_t until)
{
	unsigned roll = chance(w, 100);
	int64_t at;

	if (roll < 84)
		at = chance_by_day(w, from + (due - from) / 4, due);
	else if (roll < 90)
		at = chance_by_day(w, due, until);
	else if (roll < 95)
		at = chance_by_day(w, until, until + 4 * CLOCK_DAY);
	else
		return;
	plan_add(w, at, report, NULL, i, from);
	if (chance_of(w, 30))
		plan_add(w, chance_by_day(w, from, until), add_more, NULL, i, 0);
}

/* The periods that begin from that moment on. */
void reports_plan_village(struct world *w, unsigned i, int64_t from)
{
	struct civil day = clock_civil(from);

	day.hour = day.minute = day.second = 0;
	for (int64_t at = clock_moment(&day); at < w->until; day = clock_add_days(&day, 1), at = clock_moment(&day)) {
		bool by_week = counts_by_week(w->villages[i].commune, at);
		struct civil due = day, after = day;

		if (by_week ? day.weekday != 1 : day.day != 1)
			continue;
		due = clock_add_days(&day, by_week ? DUE_WEEKDAY : DUE_DAY);
		after = clock_add_days(&day, by_week ? 7 : 28);
		if (!by_week) {
			after.month = day.month % 12 + 1;
			after.year = day.year + day.month / 12;
			after.day = 1;
		}
		plan_period(w, i, at, clock_moment(&due), clock_moment(&after));
	}
}

void reports_plan(struct world *w)
{
	for (unsigned i = 0; i < w->villages_used; i++)
		reports_plan_village(w, i, w->from);
}

/* ---- what comes back ---- */

static const char *text_of(const json_t *means, const char *key)
{
	const char *text = json_string_value(json_object_get(means, key));

	return text == NULL ? "" : text;
}

void reports_name_period(struct world *w, const struct person *p, struct say *say)
{
	const char *period = text_of(say->means, "period"), *rest = strchr(say->clean, ' ');
	const char *act = text_of(say->means, "act");
	char now[RECORD_PERIOD_OCTETS], of[24], text[TEXT_OCTETS];
	bool usual;

	if (p->village == NULL || period[0] == '\0' || period[5] == 'X' || rest == NULL || strcmp(act, "confirm") == 0)
		return;
	period_at(p->village->commune, w->now, now);
	name_period(period, of);
	usual = strcmp(period, strcmp(act, "correct") == 0 ? p->last_period : now) == 0;
	/* "+2" behind one's own report for another period would go there. */
	if (strcmp(text_of(say->means, "how"), "add") == 0 && p->last_period[0] != '\0' &&
		strcmp(p->last_period, period) != 0)
		usual = false;
	if (usual || strstr(say->clean, of) != NULL)
		return;
	json_object_del(say->means, "slip");
	snprintf(text, sizeof text, "%.*s %s%s", (int)(rest - say->clean), say->clean, of, rest + 1);
	memcpy(say->clean, text, sizeof text);
	memcpy(say->text, text, sizeof text);
}

static json_t *turned(const json_t *means, const char *act, const char *how)
{
	json_t *copy = json_deep_copy(means);

	json_object_set_new(copy, "act", json_string(act));
	json_object_set_new(copy, "how", json_string(how));
	return copy;
}

static struct counts counts_of(const json_t *means)
{
	struct counts c = { .used = 0 };

	for (unsigned i = 0; i < CODES && c.used < COUNTS_MAX; i++) {
		const json_t *value = json_object_get(json_object_get(means, "v"), codes[i]);

		if (value == NULL)
			continue;
		c.code[c.used] = i;
		c.value[c.used++] = (int)json_integer_value(value);
	}
	return c;
}

static void correct_later(struct world *w, struct person *p, const json_t *means)
{
	char of[24] = "", list[160];
	struct counts c = counts_of(means);

	if (c.used == 0)
		return;
	c.used = 1;
	c.value[0] += 1 + (int)chance(w, 5);
	if (chance_of(w, 60))
		name_period(text_of(means, "period"), of);
	list_counts(&c, false, "", "", list);
	plan_say(w, chance_soon(w, 5 * CLOCK_MINUTE, 30 * CLOCK_HOUR), p,
		say_new(w, means_of("correct", "set", p->village, text_of(means, "period"), &c), true, "SUA %s%s", of,
			list));
}

/* Taken back, and sent anew. */
static void undo_later(struct world *w, struct person *p, const json_t *means, int64_t no)
{
	int64_t at = chance_soon(w, 2 * CLOCK_MINUTE, 3 * CLOCK_HOUR);
	struct counts c = counts_of(means);

	plan_say(w, at, p,
		say_new(w, json_pack("{s:s s:I}", "act", "undo", "no", (json_int_t)no), false, "HUY BC %lld",
			(long long)no));
	for (unsigned i = 0; i < c.used; i++)
		c.value[i]++;
	if (c.used > 0 && chance_of(w, 70))
		plan_say(w, at + 10 * CLOCK_MINUTE, p, report_text(w, p->village, text_of(means, "period"), &c));
}

static void received(struct world *w, struct person *p, const struct say *say, int64_t no)
{
	char soon[RECORD_PERIOD_OCTETS];

	snprintf(p->village->reported, sizeof p->village->reported, "%s", text_of(say->means, "period"));
	period_at(p->village->commune, w->now + CLOCK_HOUR, soon);
	leaders_see(w, p->village, no);
	if (strcmp(text_of(say->means, "how"), "set") != 0)
		return;
	if (chance_of(w, 7))
		correct_later(w, p, say->means);
	else if (chance_of(w, 2))
		undo_later(w, p, say->means, no);
	else if (strcmp(soon, p->village->reported) == 0 && chance_of(w, 3)) /* once more, to be sure */
		plan_say(w, chance_soon(w, 20 * CLOCK_SECOND, 20 * CLOCK_MINUTE), p,
			say_new(w, json_deep_copy(say->means), false, "%s", say->clean));
}

void reports_answered(struct world *w, struct person *p, struct say *say, const char *folded)
{
	const char *act = text_of(say->means, "act");
	int64_t no, soon = chance_soon(w, 30 * CLOCK_SECOND, 8 * CLOCK_MINUTE);

	if (text_of(say->means, "for")[0] != '\0') { /* what is asked back on a borrowed phone they leave */
		if (!hears(folded, "da nhan bc so ", NULL))
			return;
		p = person_of(w, text_of(say->means, "for"));
		snprintf(p->village->reported, sizeof p->village->reported, "%s", text_of(say->means, "period"));
		snprintf(p->last_period, sizeof p->last_period, "%s", text_of(say->means, "period"));
		return;
	}
	if (p->village != NULL && strncmp(folded, "da ", 3) == 0 && text_of(say->means, "period")[0] != '\0')
		snprintf(p->last_period, sizeof p->last_period, "%s", text_of(say->means, "period"));
	if (p->village == NULL || strchr(text_of(say->means, "period"), 'X') != NULL ||
		(strcmp(act, "report") != 0 && strcmp(act, "nil") != 0 && strcmp(act, "confirm") != 0))
		return;
	if (hears(folded, "da nhan bc so ", &no)) {
		received(w, p, say, no);
	} else if (w->now - say->said_at > CLOCK_HOUR || p->says_used > 0) {
		return; /* a question that came days later: they leave it */
	} else if (strstr(folded, " nhan 1 thay bang ") != NULL) {
		bool add = strcmp(text_of(say->means, "how"), "add") == 0 || chance_of(w, 40);

		plan_say(w, soon, p,
			say_new(w, turned(say->means, "report", add ? "add" : "replace"), false, "%d", add ? 2 : 1));
	} else if (strstr(folded, " lon hon muc thuong co ") != NULL) {
		plan_say(w, soon, p,
			say_new(w, turned(say->means, "confirm", "set"), false, "XN %lld",
				(long long)number_behind(folded, " nhan xn ")));
	} else if (strstr(folded, " nhan xn neu thay bang khong phat sinh") != NULL) {
		if (chance_of(w, 30))
			plan_say(w, soon, p, say_new(w, turned(say->means, "confirm", "nil"), false, "XN"));
	}
}

/* a: the village; b: a moment of the period. */
static void report_again(struct world *w, struct event *e)
{
	struct village *v = &w->villages[e->a];
	struct counts c = { .used = 0 };
	char period[RECORD_PERIOD_OCTETS];

	if (!person_is_here(w, e->who))
		return;
	period_at(v->commune, e->b, period);
	roll_counts(w, &c);
	person_says(w, e->who, report_text(w, v, period, &c));
}

/* A leader has returned it: most send it again, for the period that the text names. */
static void send_again(struct world *w, struct person *p, const char *folded)
{
	char period[RECORD_PERIOD_OCTETS], name[24];

	for (int back = 0; back < 62 && chance_of(w, 97); back++) {
		int64_t at = w->now - back * CLOCK_DAY;

		period_at(p->village->commune, at, period);
		name_period(period, name);
		if (strstr(folded, name) != NULL) {
			plan_add(w, chance_soon(w, CLOCK_HOUR, 2 * CLOCK_DAY), report_again, p,
				p->village - w->villages, at);
			return;
		}
	}
}

/* The reminder names the period: the present one, or the one before. */
void reports_reminded(struct world *w, struct person *p, const char *folded)
{
	char period[RECORD_PERIOD_OCTETS], name[24];
	int64_t step = CLOCK_DAY;

	if (p->village != NULL && hears(folded, "lanh dao xa tra lai bc so ", NULL))
		send_again(w, p, folded);
	if (p->village == NULL || !person_is_here(w, p) || strstr(folded, " nop bc ") == NULL ||
		strstr(folded, " dot dx ") != NULL || !chance_of(w, 60))
		return;
	for (int back = 0; back < 40; back++) {
		int64_t at = w->now - back * step;

		period_at(p->village->commune, at, period);
		name_period(period, name);
		name[strlen(name) - 1] = '\0';
		if (strstr(folded, name) != NULL) {
			plan_add(w, chance_soon(w, 10 * CLOCK_MINUTE, 20 * CLOCK_HOUR), report, NULL,
				p->village - w->villages, at);
			return;
		}
	}
}

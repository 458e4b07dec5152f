/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/digest.h"

#include "gateway/base/segment.h"
#include "gateway/programme/collect.h"
#include "gateway/programme/suspend.h"
#include "gateway/programme/then.h"
#include "gateway/programme/training.h"
#include "menus/lexicon.h"
#include "store/ticket.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UCS2_PARTS_MAX 2 /* of a digest with tone marks; one without has one part */
#define VALUES_MAX     6
#define TRAININGS_MAX  2
#define GROUP_VALUES   15 /* of a text for the group, */
#define GROUP_NAMES    30 /* which has some four parts */

/* ---- the lines ---- */

/* How many are open, and how many days the oldest has waited. */
static int add_tickets(const struct voice *v, const struct units *units, const struct unit *unit, enum text_style style,
	struct buf *to, struct why *why)
{
	int64_t open, oldest, days;
	size_t used;
	const char **codes = units_codes_in(units, unit->code, &used);
	int result = ticket_count_open_in(v->p->store, codes, used, &open, &oldest, why);

	free(codes);
	if (result == -1)
		return -1;
	days = (v->now_us - oldest) / CLOCK_DAY;
	if (open > 0)
		voice_render(v, style, to, "digest_tickets", "count", NUMBER(open), "age", days > 0 ? NUMBER(days) : "",
			NULL);
	return 0;
}

static bool is_known(const struct rollup *r)
{
	for (size_t i = 0; i < sizeof r->of / sizeof *r->of; i++)
		if (r->of[i].known)
			return true;
	return false;
}

/* What a digest is made of. */
struct digest {
	const struct voice *v;
	const struct units *units;
	struct rollup of;
	enum text_style style;
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS];
	struct buf tickets;
	struct training *trainings;
	size_t trainings_used;
};

/* named: of an indicator's topic its name, for people who do not know the codes. */
static const char *topic_of(const struct digest *d, const struct training *t, bool named)
{
	const struct menus *menus = d->v->p->menus;
	const struct lexicon_entry *topic = lexicon_topic(menus->lexicon, t->topic);
	const struct lexicon_indicator *indicator = named ? lexicon_indicator(menus->lexicon, t->topic) : NULL;

	if (topic == NULL && indicator == NULL)
		return t->topic;
	return texts_name(menus->texts, d->style, topic != NULL ? topic->name : indicator->name);
}

static void add_trainings(const struct digest *d, size_t used, bool named, struct buf *to)
{
	for (size_t i = 0; i < used; i++) {
		struct civil at = clock_civil(d->trainings[i].starts_at);

		buf_addf(to, "%s%d/%d %s", i == 0 ? "" : ", ", at.day, at.month, topic_of(d, &d->trainings[i], named));
	}
}

void digest_add_missing(
	const struct voice *v, const struct rollup *of, enum text_style style, unsigned names, struct buf *to)
{
	char when[DIGEST_WHEN_OCTETS];
	unsigned left;
	struct buf list;

	buf_init(&list);
	left = rollup_add_missing(of, names, &list);
	if (left == 0)
		buf_adds(to, list.data);
	else
		voice_render(v, style, to, unit_is_commune(of->unit) ? "digest_more" : "digest_more_communes", "list",
			list.data, "count", NUMBER(left), "when", digest_when(v, of->unit, of->period, when), NULL);
	buf_fini(&list);
}

const char *digest_when(
	const struct voice *v, const struct unit *unit, const char *period, char to[static DIGEST_WHEN_OCTETS])
{
	const struct unit *commune = unit_is_village(unit) ? NULL : unit;
	char now[CALENDAR_PERIOD_OCTETS], name[CALENDAR_NAME_OCTETS];

	calendar_period_at(v->p->menus->calendar, commune == NULL ? "" : commune->code, v->now_us, now);
	to[0] = '\0';
	if (strcmp(now, period) != 0) /* the words of the text, which are Vietnamese in every language */
		snprintf(to, DIGEST_WHEN_OCTETS, " %s", calendar_period_name(period, false, v->now_us, name));
	return to;
}

const char *digest_urge(const struct voice *v, const struct rollup *of, char to[static DIGEST_URGE_OCTETS])
{
	char when[DIGEST_WHEN_OCTETS];

	to[0] = '\0';
	if (of->owed)
		snprintf(to, DIGEST_URGE_OCTETS, "NHAC%s", digest_when(v, of->unit, of->period, when));
	return to;
}

static bool fits(const struct buf *text)
{
	struct segment_plan plan;

	return segment_plan(text->data, &plan, NULL) == 0 &&
	       plan.parts <= (plan.alphabet == ALPHABET_UCS2 ? UCS2_PARTS_MAX : 1);
}

/* How much of each is told. */
struct measure {
	unsigned values, trainings, names;
	bool paused; /* of a period that is over, when urging rested */
	bool alone;  /* figures without how far they are */
};

/* That urging rests, and until when; of a period that is over what was then, where there is room for it. True: the period
 * runs. */
static bool find_pause(const struct digest *d, bool past, char pause[static CALENDAR_NAME_OCTETS],
	char paused[static SUSPEND_SPAN_OCTETS])
{
	char when[DIGEST_WHEN_OCTETS];
	bool runs = digest_when(d->v, d->of.unit, d->of.period, when)[0] == '\0';

	pause[0] = paused[0] = '\0';
	if (runs)
		suspend_until(d->v->p, d->of.unit, d->v->now_us, pause);
	else if (past)
		suspend_within(d->v->p, d->of.unit, d->of.period, d->v->now_us, paused);
	return runs;
}

static bool render_as(const struct digest *d, struct measure most, struct buf *to)
{
	char pause[CALENDAR_NAME_OCTETS], paused[SUSPEND_SPAN_OCTETS];
	bool runs = find_pause(d, most.paused, pause, paused);
	struct buf values, missing, trainings;

	buf_clear(to);
	buf_init(&values);
	buf_init(&missing);
	buf_init(&trainings);
	rollup_add_values(d->v->p, &d->of, (struct rollup_told){ .most = most.values, .alone = most.alone },
		d->v->now_us, d->style == TEXT_ENGLISH, &values);
	digest_add_missing(d->v, &d->of, d->style, most.names, &missing);
	add_trainings(d, most.trainings < d->trainings_used ? most.trainings : d->trainings_used, false, &trainings);
	voice_render(d->v, d->style, to, "digest", "unit", d->name, "period", d->period, "reported",
		NUMBER((int64_t)d->of.reported), "units", NUMBER((int64_t)d->of.used), "values", values.data, "missing",
		missing.data, "tickets", d->tickets.data, "trainings", trainings.data, "pause", pause, "paused", paused,
		"urge", runs && d->of.owed && pause[0] == '\0' ? "NHAC" : "", NULL);
	buf_fini(&values);
	buf_fini(&missing);
	buf_fini(&trainings);
	return fits(to);
}

/* With as many names as fit, from `least` up; each more makes it longer. False when not even those fit. */
static bool render_names(const struct digest *d, struct measure most, unsigned least, struct buf *to)
{
	size_t missing = d->of.missing_used;
	unsigned fit = least, over = missing < DIGEST_NAMES_MAX ? (unsigned)missing : DIGEST_NAMES_MAX;

	most.names = over;
	if (render_as(d, most, to))
		return true;
	most.names = least;
	if (over <= least || !render_as(d, most, to))
		return false;
	while (over - fit > 1) {
		most.names = fit + (over - fit) / 2;
		*(render_as(d, most, to) ? &fit : &over) = most.names;
	}
	most.names = fit;
	return render_as(d, most, to);
}

/* Less of it until it fits: first names, as far as three are left, then trainings, then figures; before the second of
 * them when urging rested, and how far they are. */
static void render_fitting(const struct digest *d, struct buf *to)
{
	static const struct measure least[] = { { VALUES_MAX, TRAININGS_MAX, 3, true, false },
		{ VALUES_MAX, 1, 3, true, false }, { 4, 1, 2, true, false }, { 3, 1, 2, true, false },
		{ 3, 1, 1, true, false }, { 2, 1, 1, true, false }, { 2, 0, 1, true, false }, { 2, 1, 1, false, false },
		{ 2, 0, 1, false, false }, { VALUES_MAX, 1, 1, true, true }, { 3, 1, 1, true, true },
		{ 2, 0, 1, true, true }, { 2, 0, 1, false, true }, { 1, 0, 1, true, false },
		{ 1, 0, 1, false, false } };

	for (size_t i = 0; i < sizeof least / sizeof *least; i++)
		if (render_names(d, least[i], least[i].names, to))
			return;
}

/* A unit that has been merged since the period is said to be that of today. */
static void name_of(struct digest *d)
{
	char name[RECORD_NAME_OCTETS];
	unsigned merged = then_count(d->units, d->of.unit, d->of.period);
	struct buf both;

	unit_in_sentence(d->of.unit, name);
	buf_init(&both);
	if (merged > 1)
		voice_render(d->v, d->style, &both, "word_merged", "unit", name, "count", NUMBER(merged), NULL);
	record_copy(merged > 1 ? both.data : name, d->name, sizeof d->name);
	buf_fini(&both);
}

/* Nobody has reported; what else there is to tell is told as in the others. other: the period that is due now, where that
 * one is not. */
static bool render_empty_as(
	const struct digest *d, struct measure most, const char *due, const char *other, struct buf *to)
{
	char pause[CALENDAR_NAME_OCTETS], paused[SUSPEND_SPAN_OCTETS], rests[CALENDAR_NAME_OCTETS] = "";
	char urge[DIGEST_URGE_OCTETS];
	struct buf trainings;

	(void)find_pause(d, most.paused, pause, paused);
	suspend_until(d->v->p, d->of.unit, d->v->now_us, rests);
	digest_urge(d->v, &d->of, urge);
	buf_clear(to);
	buf_init(&trainings);
	add_trainings(d, most.trainings < d->trainings_used ? most.trainings : d->trainings_used, false, &trainings);
	voice_render(d->v, d->style, to, "digest_empty", "unit", d->of.unit->name, "period", d->period, "units",
		NUMBER((int64_t)d->of.used), "due", due, "urge", rests[0] == '\0' ? urge : "", "before", other,
		"tickets", d->tickets.data, "trainings", trainings.data, "pause", pause, "paused", paused, NULL);
	buf_fini(&trainings);
	return fits(to);
}

static void render_empty(const struct digest *d, struct buf *to)
{
	static const struct measure least[] = { { .trainings = TRAININGS_MAX, .paused = true },
		{ .trainings = 1, .paused = true }, { .paused = true }, { .trainings = 1 }, { .trainings = 0 } };
	const struct rollup *r = &d->of;
	const struct unit *commune = units_commune(d->units, r->unit->code);
	const char *code = commune == NULL ? "" : commune->code;
	char due[CALENDAR_NAME_OCTETS] = "", now[CALENDAR_PERIOD_OCTETS] = "", other[CALENDAR_NAME_OCTETS] = "";

	if (r->owed)
		calendar_due_name(d->v->p->menus->calendar, code, r->period, d->v->now_us, due);
	else if (!collect_is(r->period)) { /* what came in since Monday is of the month */
		calendar_period_at(d->v->p->menus->calendar, code, d->v->now_us, now);
		calendar_period_name(now, d->style == TEXT_ENGLISH, d->v->now_us, other);
	}
	for (size_t i = 0; i < sizeof least / sizeof *least; i++)
		if (render_empty_as(d, least[i], due, other, to))
			return;
}

static void render(struct digest *d, struct buf *to)
{
	const struct rollup *r = &d->of;

	calendar_period_name(r->period, d->style == TEXT_ENGLISH, d->v->now_us, d->period);
	name_of(d);
	if (r->reported > 0 || is_known(r))
		render_fitting(d, to);
	else
		render_empty(d, to);
}

/* To be pasted: all of it, over as many parts as that needs. */
static void render_group(struct digest *d, struct buf *to)
{
	const struct rollup *r = &d->of;
	const struct unit *commune = units_commune(d->units, r->unit->code);
	char due[CALENDAR_NAME_OCTETS] = "", day[CALENDAR_NAME_OCTETS];
	struct buf values, missing, trainings;

	buf_init(&values);
	buf_init(&missing);
	buf_init(&trainings);
	calendar_period_name(r->period, d->style == TEXT_ENGLISH, d->v->now_us, d->period);
	name_of(d);
	if (r->owed)
		calendar_due_name(
			d->v->p->menus->calendar, commune == NULL ? "" : commune->code, r->period, d->v->now_us, due);
	rollup_add_values(d->v->p, r, (struct rollup_told){ .most = GROUP_VALUES, .named = true }, d->v->now_us,
		d->style == TEXT_ENGLISH, &values);
	digest_add_missing(d->v, r, d->style, GROUP_NAMES, &missing);
	add_trainings(d, d->trainings_used, true, &trainings);
	voice_render(d->v, d->style, to, "digest_group", "unit", d->name, "period", d->period, "date",
		calendar_day_name(d->v->now_us, d->v->now_us, day), "reported", NUMBER((int64_t)r->reported), "units",
		NUMBER((int64_t)r->used), "values", values.data, "missing", missing.data, "tickets", d->tickets.data,
		"trainings", trainings.data, "due", due, NULL);
	buf_fini(&values);
	buf_fini(&missing);
	buf_fini(&trainings);
}

static int read_and_render(struct digest *d, const struct unit *unit, const char *period,
	void (*as)(struct digest *d, struct buf *to), struct buf *to, struct why *why)
{
	struct programme *p = d->v->p;
	int result = -1;

	buf_init(&d->tickets);
	if (rollup_read(p, d->units, unit, period, &d->of, why) == 0 &&
		add_tickets(d->v, d->units, unit, d->style, &d->tickets, why) == 0 &&
		training_upcoming(p, d->units, unit, true, d->v->now_us, TRAININGS_MAX, &d->trainings,
			&d->trainings_used, why) == 0) {
		as(d, to);
		result = 0;
	}
	rollup_fini(&d->of);
	free(d->trainings);
	buf_fini(&d->tickets);
	return result;
}

int digest_render(const struct voice *v, const struct units *units, const struct unit *unit, const char *period,
	enum text_style style, struct buf *to, struct why *why)
{
	struct digest d = { .v = v, .units = units, .style = style };

	return read_and_render(&d, unit, period, render, to, why);
}

int digest_render_group(const struct voice *v, const struct units *units, const struct unit *unit, const char *period,
	enum text_style style, struct buf *to, struct why *why)
{
	struct digest d = { .v = v, .units = units, .style = style };

	return read_and_render(&d, unit, period, render_group, to, why);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/digest.h"

#include "gateway/base/period.h"
#include "gateway/base/segment.h"
#include "gateway/programme/closed.h"
#include "gateway/programme/figures.h"
#include "gateway/programme/people.h"
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
#define URGED_MAX      8  /* names in the answer to NHAC */
#define NAMES_MAX      64 /* of a list of the missing: some five parts */

/* ---- the lines ---- */

/* How many are open, and how many days the oldest has waited. */
static int add_tickets(const struct voice *v, const struct units *units, const struct unit *unit, enum text_style style,
	struct buf *to, struct why *why)
{
	int64_t open = 0, oldest = v->now_us, days, some, at;
	size_t used;
	const char **codes = units_codes_in(units, unit->code, &used);
	int result = 0;

	for (size_t i = 0; i < used && result == 0; i++) {
		result = ticket_count_open(v->p->store, codes[i], &some, why);
		if (result == 0 && some > 0)
			result = ticket_oldest_open(v->p->store, codes[i], &at, why);
		if (result == 0 && some > 0) {
			open += some;
			oldest = at < oldest ? at : oldest;
		}
	}
	free(codes);
	days = (v->now_us - oldest) / CLOCK_DAY;
	if (open > 0)
		voice_render(v, style, to, "digest_tickets", "count", NUMBER(open), "age", days > 0 ? NUMBER(days) : "",
			NULL);
	return result;
}

static void add_trainings(const struct programme *p, const struct training *rows, size_t used, struct buf *to)
{
	for (size_t i = 0; i < used; i++) {
		const struct lexicon_entry *topic = lexicon_topic(p->menus->lexicon, rows[i].topic);
		struct civil at = clock_civil(rows[i].starts_at);

		buf_addf(to, "%s%d/%d %s", i == 0 ? "" : ", ", at.day, at.month,
			topic == NULL ? rows[i].topic : topic->name);
	}
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

static void add_missing(const struct digest *d, unsigned names, struct buf *to)
{
	unsigned left;
	struct buf list;

	buf_init(&list);
	left = rollup_add_missing(&d->of, names, &list);
	if (left == 0)
		buf_adds(to, list.data);
	else
		voice_render(d->v, d->style, to, unit_is_commune(d->of.unit) ? "digest_more" : "digest_more_communes",
			"list", list.data, "count", NUMBER(left), NULL);
	buf_fini(&list);
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
};

static bool render_as(const struct digest *d, struct measure most, struct buf *to)
{
	struct buf values, missing, trainings;

	buf_clear(to);
	buf_init(&values);
	buf_init(&missing);
	buf_init(&trainings);
	rollup_add_values(d->v->p, &d->of, most.values, d->v->now_us, d->style == TEXT_ENGLISH, &values);
	add_missing(d, most.names, &missing);
	add_trainings(d->v->p, d->trainings, most.trainings < d->trainings_used ? most.trainings : d->trainings_used,
		&trainings);
	voice_render(d->v, d->style, to, "digest", "unit", d->name, "period", d->period, "reported",
		NUMBER((int64_t)d->of.reported), "units", NUMBER((int64_t)d->of.used), "values", values.data, "missing",
		missing.data, "tickets", d->tickets.data, "trainings", trainings.data, NULL);
	buf_fini(&values);
	buf_fini(&missing);
	buf_fini(&trainings);
	return fits(to);
}

/* With as many names as fit, from `least` up; each more makes it longer. False when not even those fit. */
static bool render_names(const struct digest *d, struct measure most, unsigned least, struct buf *to)
{
	size_t missing = d->of.missing_used;
	unsigned fit = least, over = missing < NAMES_MAX ? (unsigned)missing : NAMES_MAX;

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

/* Less of it until it fits: first names, as far as three are left, then trainings, then figures. */
static void render_fitting(const struct digest *d, struct buf *to)
{
	static const struct measure least[] = { { VALUES_MAX, TRAININGS_MAX, 3 }, { VALUES_MAX, 1, 3 }, { 4, 1, 2 },
		{ 3, 1, 2 }, { 3, 1, 1 }, { 2, 1, 1 }, { 2, 0, 1 }, { 1, 0, 1 } };

	for (size_t i = 0; i < sizeof least / sizeof *least; i++)
		if (render_names(d, least[i], least[i].names, to))
			return;
}

/* A unit that has been merged since the period is said to be that of today. */
static void name_of(struct digest *d)
{
	char name[RECORD_NAME_OCTETS];
	unsigned merged = then_count(d->units, d->of.unit, d->of.period);

	unit_in_sentence(d->of.unit, name);
	if (merged > 1)
		snprintf(d->name, sizeof d->name,
			d->style == TEXT_ENGLISH ? "%.120s (merged from %u)" : "%.120s (gộp %u đơn vị)", name, merged);
	else
		snprintf(d->name, sizeof d->name, "%s", name);
}

static void render(struct digest *d, struct buf *to)
{
	const struct rollup *r = &d->of;
	const struct unit *commune = units_commune(d->units, r->unit->code);
	char due[CALENDAR_NAME_OCTETS];

	calendar_period_name(r->period, d->style == TEXT_ENGLISH, d->v->now_us, d->period);
	name_of(d);
	if (r->reported > 0 || is_known(r)) {
		render_fitting(d, to);
		return;
	}
	calendar_due_name(d->v->p->menus->calendar, commune == NULL ? "" : commune->code, r->period, due);
	voice_render(d->v, d->style, to, "digest_empty", "unit", r->unit->name, "period", d->period, "units",
		NUMBER((int64_t)r->used), "due", due, NULL);
}

int digest_render(const struct voice *v, const struct units *units, const struct unit *unit, const char *period,
	enum text_style style, struct buf *to, struct why *why)
{
	struct digest d = { .v = v, .units = units, .style = style };
	int result = -1;

	buf_init(&d.tickets);
	if (rollup_read(v->p, units, unit, period, &d.of, why) == 0 &&
		add_tickets(v, units, unit, style, &d.tickets, why) == 0 &&
		training_upcoming(
			v->p, units, unit, true, v->now_us, TRAININGS_MAX, &d.trainings, &d.trainings_used, why) == 0) {
		render(&d, to);
		result = 0;
	}
	rollup_fini(&d.of);
	free(d.trainings);
	buf_fini(&d.tickets);
	return result;
}

/* ---- TH ---- */

static int answer_village(struct act *a, const struct unit *unit, const char *period, struct why *why)
{
	char name[RECORD_NAME_OCTETS], words[CALENDAR_NAME_OCTETS], due[CALENDAR_NAME_OCTETS];
	struct rollup r;
	struct buf values;
	int result = -1;

	buf_init(&values);
	if (rollup_read(a->p, a->units, unit, period, &r, why) == 0) {
		rollup_add_values(a->p, &r, VALUES_MAX, a->in->now_us, a->style == TEXT_ENGLISH, &values);
		result = act_answer(a, OUTCOME_ANSWERED, why, "digest_village", "unit", unit_in_sentence(unit, name),
			"period", calendar_period_name(period, a->style == TEXT_ENGLISH, a->in->now_us, words),
			"values", values.data, "due",
			calendar_due_name(
				a->p->menus->calendar, a->commune == NULL ? "" : a->commune->code, period, due),
			NULL);
	}
	rollup_fini(&r);
	buf_fini(&values);
	return result;
}

/* TH CHUA: all that are missing, over as many parts as they need. */
static int answer_missing(struct act *a, const struct unit *unit, const char *period, struct why *why)
{
	char name[RECORD_NAME_OCTETS], words[CALENDAR_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct digest d = { .v = &v, .units = a->units, .style = a->style };
	struct buf list;
	int result = rollup_read(a->p, a->units, unit, period, &d.of, why);

	buf_init(&list);
	calendar_period_name(period, a->style == TEXT_ENGLISH, a->in->now_us, words);
	if (result == 0)
		add_missing(&d, NAMES_MAX, &list);
	if (result == 0 && list.length == 0)
		result = act_answer(a, OUTCOME_ANSWERED, why, "urge_none", "period", words, NULL);
	else if (result == 0)
		result = act_answer(a, OUTCOME_ANSWERED, why, "digest_missing", "unit", unit_in_sentence(unit, name),
			"period", words, "count", NUMBER((int64_t)(d.of.used - d.of.reported)), "units",
			NUMBER((int64_t)d.of.used), "list", list.data, NULL);
	buf_fini(&list);
	rollup_fini(&d.of);
	return result;
}

/* As now; a unit of before, which the text names, as then. */
static int answer_unit(struct act *a, const struct unit *unit, bool named, const char *period, struct why *why)
{
	const struct unit *then = named ? then_unit(a, 0, unit, period) : unit;
	char day[RECORD_DAY_OCTETS];
	struct units *units = NULL;
	struct voice v = act_voice(a);
	struct buf text;
	int result;

	if (then != NULL && then != unit)
		units = units_on(a->units, period_last_day(period, day));
	buf_init(&text);
	result = digest_render(
		&v, units != NULL ? units : a->units, then != NULL ? then : unit, period, a->style, &text, why);
	if (result == 0)
		result = act_answer_text(a, OUTCOME_ANSWERED, text.data, why);
	buf_fini(&text);
	units_free(&units);
	return result;
}

int act_digest(struct act *a, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	char period[CALENDAR_PERIOD_OCTETS];
	bool named = unit != NULL;

	if (closed_or_unknown(a))
		return closed_or_unknown_answer(a, why);
	if (unit == NULL || authority_of(AUTHORITY_DIGEST, a->me.role) != AUTHORITY_AREA) {
		unit = a->unit;
		named = false;
	}
	if (unit == NULL || act_right(a, AUTHORITY_DIGEST, unit) == AUTHORITY_NONE)
		return unit == NULL ? act_deny(a, why) : act_deny_unit(a, unit, why);
	act_period(a, 0, unit, period);
	if (unit_is_village(unit))
		return answer_village(a, unit, period, why);
	if (strcmp(act_text(a, "list"), "missing") == 0)
		return answer_missing(a, unit, period, why);
	return answer_unit(a, unit, named, period, why);
}

/* ---- NHAC ---- */

static int remind_village(const struct voice *v, const struct units *units, const struct unit *village,
	const char *commune, const char *period, unsigned *told, struct why *why)
{
	static const char *const heads[] = { "to_truong", "to_pho", "thanh_vien" };
	bool late = v->now_us >= calendar_due_us(v->p->menus->calendar, commune, period);
	char name[RECORD_NAME_OCTETS], words[CALENDAR_NAME_OCTETS], due[CALENDAR_NAME_OCTETS];
	unsigned before = *told;

	unit_in_sentence(village, name);
	calendar_due_name(v->p->menus->calendar, commune, period, due);
	/* The heads; where there is none who may be reached, those below them. */
	for (size_t i = 0; i < sizeof heads / sizeof *heads && *told == before; i++) {
		struct member *rows;
		size_t used;
		int result = 0;

		if (people_of(v->p->store, units, village, heads[i], &rows, &used, why) == -1)
			return -1;
		for (size_t k = 0; k < used && result == 0; k++) {
			bool may;

			result = voice_may_tell(v, &rows[k], &may, why);
			if (result == -1 || !may)
				continue;
			(*told)++;
			result = voice_tell(v, &rows[k], "unasked", 0, why,
				late ? "reminder_report_late" : "reminder_report", "unit", name, "period",
				calendar_period_name(period, strcmp(rows[k].language, "en") == 0, v->now_us, words),
				"due", due, NULL);
		}
		free(rows);
		if (result == -1)
			return -1;
	}
	return 0;
}

int digest_remind(const struct voice *v, const struct units *units, const struct unit *unit, const char *period,
	unsigned *told, struct buf *names, struct why *why)
{
	unsigned missing = 0, named = 0;
	struct rollup r;
	int result;

	*told = 0;
	result = rollup_read(v->p, units, unit, period, &r, why);
	for (size_t i = 0; i < r.used && result == 0; i++) {
		const struct unit *commune = units_commune(units, r.villages[i]->code);
		unsigned before = *told;

		if (r.has_reported[i])
			continue;
		missing++;
		result = remind_village(
			v, units, r.villages[i], commune == NULL ? "" : commune->code, period, told, why);
		if (*told > before && names != NULL && named++ < URGED_MAX)
			buf_addf(names, "%s%s", named == 1 ? "" : ", ", rollup_short_name(r.villages[i]));
	}
	/* Nobody can be reached: the villages are named all the same. */
	if (result == 0 && names != NULL && missing > 0 && names->length == 0)
		rollup_add_missing(&r, URGED_MAX, names);
	rollup_fini(&r);
	return result;
}

int act_urge(struct act *a, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	char period[CALENDAR_PERIOD_OCTETS], words[CALENDAR_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct buf names;
	unsigned told;
	int result;

	if (closed_or_unknown(a))
		return closed_or_unknown_answer(a, why);
	if (unit == NULL)
		unit = a->unit;
	if (unit == NULL || act_right(a, AUTHORITY_URGE, unit) == AUTHORITY_NONE)
		return unit == NULL ? act_deny(a, why) : act_deny_unit(a, unit, why);
	act_period(a, 0, unit, period);
	buf_init(&names);
	v.out = NULL; /* the sender's answer says how many */
	result = digest_remind(&v, a->units, unit, period, &told, &names, why);
	if (result == 0)
		result = names.length == 0
				 ? act_answer(a, OUTCOME_ANSWERED, why, "urge_none", "period",
					   calendar_period_name(period, a->style == TEXT_ENGLISH, a->in->now_us, words),
					   NULL)
				 : act_answer(a, OUTCOME_RECORDED, why, "urge_done", "count", NUMBER(told), "list",
					   names.data, NULL);
	buf_fini(&names);
	return result;
}

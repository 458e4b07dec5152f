/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/digest.h"

#include "gateway/base/segment.h"
#include "gateway/programme/act.h"
#include "gateway/programme/people.h"
#include "gateway/programme/training.h"
#include "store/ticket.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PARTS_MAX  2 /* of a digest */
#define VALUES_MAX 6
#define NAMES_MAX  8

/* ---- the lines ---- */

static int add_tickets(
	struct programme *p, const struct units *units, const struct unit *unit, struct buf *to, struct why *why)
{
	int64_t open = 0, some;
	size_t used;
	const char **codes = units_codes_in(units, unit->code, &used);
	int result = 0;

	for (size_t i = 0; i < used && result == 0; i++) {
		result = ticket_count_open(p->store, codes[i], &some, why);
		if (result == 0)
			open += some;
	}
	free(codes);
	if (open > 0)
		buf_addf(to, "%" PRId64, open);
	return result;
}

static int add_trainings(
	const struct voice *v, const struct units *units, const struct unit *unit, struct buf *to, struct why *why)
{
	struct training *rows;
	size_t used;

	if (training_upcoming(v->p, units, unit, true, v->now_us, 2, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++) {
		struct civil at = clock_civil(rows[i].starts_at);

		buf_addf(to, "%s%d/%d %s", i == 0 ? "" : ", ", at.day, at.month, rows[i].topic);
	}
	free(rows);
	return 0;
}

static bool is_known(const struct rollup *r)
{
	for (size_t i = 0; i < sizeof r->of / sizeof *r->of; i++)
		if (r->of[i].known)
			return true;
	return false;
}

static void render(const struct voice *v, const struct units *units, const struct rollup *r, enum text_style style,
	const char *tickets, const char *trainings, struct buf *to)
{
	const struct unit *commune = units_commune(units, r->unit->code);
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS], due[CALENDAR_NAME_OCTETS];
	struct segment_plan plan;
	struct buf values, missing;

	buf_init(&values);
	buf_init(&missing);
	calendar_period_name(r->period, style == TEXT_ENGLISH, v->now_us, period);
	/* Fewer names and figures until it fits. */
	for (unsigned less = 0; less < VALUES_MAX; less++) {
		buf_clear(to);
		buf_clear(&values);
		buf_clear(&missing);
		rollup_add_values(v->p, r, VALUES_MAX - less, v->now_us, style == TEXT_ENGLISH, &values);
		rollup_add_missing(units, r, NAMES_MAX - less, &missing);
		if (r->reported == 0 && !is_known(r))
			voice_render(v, style, to, "digest_empty", "unit", r->unit->name, "period", period, "units",
				NUMBER((int64_t)r->used), "due",
				calendar_due_name(
					v->p->menus->calendar, commune == NULL ? "" : commune->code, r->period, due),
				NULL);
		else
			voice_render(v, style, to, "digest", "unit", unit_in_sentence(r->unit, name), "period", period,
				"reported", NUMBER((int64_t)r->reported), "units", NUMBER((int64_t)r->used), "values",
				values.data, "missing", missing.data, "tickets", tickets, "trainings", trainings, NULL);
		if (segment_plan(to->data, &plan, NULL) == 0 && plan.parts <= PARTS_MAX)
			break;
	}
	buf_fini(&values);
	buf_fini(&missing);
}

int digest_render(const struct voice *v, const struct units *units, const struct unit *unit, const char *period,
	enum text_style style, struct buf *to, struct why *why)
{
	struct buf tickets, trainings;
	struct rollup r;
	int result = -1;

	buf_init(&tickets);
	buf_init(&trainings);
	if (rollup_read(v->p, units, unit, period, &r, why) == 0 &&
		add_tickets(v->p, units, unit, &tickets, why) == 0 &&
		add_trainings(v, units, unit, &trainings, why) == 0) {
		render(v, units, &r, style, tickets.data, trainings.data, to);
		result = 0;
	}
	rollup_fini(&r);
	buf_fini(&tickets);
	buf_fini(&trainings);
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

int act_digest(struct act *a, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	char period[CALENDAR_PERIOD_OCTETS];
	struct voice v = act_voice(a);
	struct buf text;
	int result;

	if (unit == NULL || authority_of(AUTHORITY_DIGEST, a->me.role) != AUTHORITY_AREA)
		unit = a->unit;
	if (unit == NULL || act_right(a, AUTHORITY_DIGEST, unit) == AUTHORITY_NONE)
		return unit == NULL ? act_deny(a, why) : act_deny_unit(a, unit, why);
	act_period(a, 0, unit, period);
	if (unit_is_village(unit))
		return answer_village(a, unit, period, why);
	buf_init(&text);
	result = digest_render(&v, a->units, unit, period, a->style, &text, why);
	if (result == 0)
		result = act_answer_text(a, OUTCOME_ANSWERED, text.data, why);
	buf_fini(&text);
	return result;
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
		if (*told > before && names != NULL && named++ < NAMES_MAX)
			buf_addf(names, "%s%s", named == 1 ? "" : ", ", rollup_short_name(r.villages[i]));
	}
	/* Nobody can be reached: the villages are named all the same. */
	if (result == 0 && names != NULL && missing > 0 && names->length == 0)
		rollup_add_missing(units, &r, NAMES_MAX, names);
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

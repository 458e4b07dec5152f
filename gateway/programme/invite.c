/* SPDX-License-Identifier: GPL-2.0-or-later */
/* invite.c - who is called to a training, who will come, and who came. */
#include "gateway/programme/training.h"
#include "store/due.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHOICES_MAX   9
#define REPORT_WITHIN (7 * CLOCK_DAY) /* how long after a training its head count is taken */

/* ---- telling ---- */

static int tell_one(const struct voice *v, const struct training *t, const struct member *to, const char *kind,
	const char *key, unsigned *told, struct why *why)
{
	struct invitation i;
	struct training_words w;
	bool found, may;

	if (invitation_get(v->p->store, t->no, to->phone, &i, &found, why) == -1 ||
		voice_may_tell(v, to, &may, why) == -1)
		return -1;
	if (!may || (found && strcmp(i.answer, "no") == 0))
		return 0;
	if (!found && invitation_add(v->p->store, t->no, to->phone, why) == -1)
		return -1;
	training_words(v->p, t, voice_style(v->p, to), v->now_us, &w);
	(*told)++;
	return voice_tell(v, to, kind, t->starts_at, why, key, "no", w.no, "date", w.date, "time", w.time, "place",
		w.place, "topic", w.topic, NULL);
}

/* Those who were invited by an import and do not belong to the scope. */
static int tell_guests(const struct voice *v, const struct units *units, const struct training *t, const char *except,
	const char *kind, const char *key, unsigned *told, struct why *why)
{
	struct invitation *rows;
	size_t used;
	int result = 0;

	if (invitation_expected(v->p->store, t->no, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++) {
		struct member m;

		if (strcmp(rows[i].phone, except) == 0)
			continue;
		result = member_by_phone(v->p->store, rows[i].phone, &m, why);
		if (result == 0 && m.id != 0 && !units_is_under(units, m.unit, t->scope))
			result = tell_one(v, t, &m, kind, key, told, why);
	}
	free(rows);
	return result;
}

int training_tell(const struct voice *v, const struct units *units, const struct training *t, const char *except,
	const char *kind, const char *key, unsigned *told, struct why *why)
{
	size_t codes_used;
	const char **codes = units_codes_in(units, t->scope, &codes_used);
	int result = 0;

	for (size_t i = 0; i < codes_used && result == 0; i++) {
		struct member *rows = NULL;
		size_t used;

		result = member_list(v->p->store, codes[i], "", "active", &rows, &used, why);
		for (size_t k = 0; result == 0 && k < used; k++)
			if (strcmp(rows[k].phone, except) != 0)
				result = tell_one(v, t, &rows[k], kind, key, told, why);
		free(rows);
	}
	free(codes);
	return result == 0 ? tell_guests(v, units, t, except, kind, key, told, why) : -1;
}

int training_remind_later(struct programme *p, const struct training *t, int64_t now_us, struct why *why)
{
	int64_t moments[CALENDAR_REMINDERS_MAX];
	unsigned used = calendar_training_reminders(p->menus->calendar, t->starts_at, moments);

	for (unsigned i = 0; i < used; i++) {
		char key[DUE_KEY_OCTETS];

		if (moments[i] <= now_us)
			continue;
		/* The start stands in the key: a moved training has reminders of its own. */
		snprintf(key, sizeof key, "%" PRId64 ":%" PRId64 ":%" PRId64, t->no, t->starts_at / CLOCK_SECOND,
			moments[i] / CLOCK_SECOND);
		if (due_add(p->store, "training", key, moments[i], t->scope, why) == -1)
			return -1;
	}
	return 0;
}

/* ---- CO, KHONG ---- */

static int ask_event(struct act *a, const int64_t *nos, unsigned used, struct why *why)
{
	struct buf options;
	int result;

	buf_init(&options);
	for (unsigned i = 0; i < used; i++)
		buf_addf(&options, "%s%" PRId64, i == 0 ? "" : ", ", nos[i]);
	question_begin(a, PENDING_CHOICE, act_reading(a)->intent);
	record_copy("ref", a->question.subject, sizeof a->question.subject);
	result = question_ask(a, why);
	if (result == 0)
		result = act_answer(a, OUTCOME_ASKED, why, "ask_ref", "options", options.data, NULL);
	buf_fini(&options);
	return result;
}

/* The training that an answer is about: named, or the only one open, or the only one answered before. *no 0: none;
 * -1: answered already by a question. */
static int find_event(struct act *a, int64_t *no, struct why *why)
{
	int64_t nos[CHOICES_MAX];
	unsigned used = 0;

	*no = act_number(a, "ref", act_number(a, "event", 0));
	if (*no != 0)
		return 0;
	if (invitation_trainings(a->p->store, a->from, true, a->in->now_us, CHOICES_MAX, nos, &used, why) == -1)
		return -1;
	if (used == 0 &&
		invitation_trainings(a->p->store, a->from, false, a->in->now_us, CHOICES_MAX, nos, &used, why) == -1)
		return -1;
	if (used == 1)
		*no = nos[0];
	if (used <= 1)
		return 0;
	*no = -1;
	return ask_event(a, nos, used, why);
}

static bool is_called(const struct act *a, const struct training *t)
{
	return a->unit != NULL && units_is_under(a->units, a->unit->code, t->scope);
}

/* Whom a training calls, and who is shown it: officers may come to what is held below them. */
static bool may_come(const struct act *a, const struct training *t)
{
	return is_called(a, t) ||
	       (a->unit != NULL && training_sees_below(a) && units_is_under(a->units, t->scope, a->unit->code));
}

int act_rsvp(struct act *a, struct why *why)
{
	bool yes = strcmp(act_text(a, "answer"), "no") != 0, found;
	struct invitation i = { .answered_at = a->in->now_us };
	struct training_words w;
	struct training t;
	int64_t no;

	if (find_event(a, &no, why) == -1)
		return -1;
	if (no == -1)
		return 0;
	if (no == 0)
		return act_answer(a, OUTCOME_REFUSED, why, "rsvp_unknown", NULL);
	if (training_get(a->p->store, no, &t, why) == -1 ||
		invitation_get(a->p->store, no, a->from, &i, &found, why) == -1)
		return -1;
	if (t.no == 0 || strcmp(t.status, "planned") != 0 || t.starts_at <= a->in->now_us ||
		(!found && !may_come(a, &t)))
		return act_answer(a, OUTCOME_REFUSED, why, "rsvp_unknown", NULL);
	i.training = no;
	i.answered_at = a->in->now_us;
	record_copy(a->from, i.phone, sizeof i.phone);
	record_copy(yes ? "yes" : "no", i.answer, sizeof i.answer);
	if (!found)
		i.attended_at = 0;
	if (invitation_put(a->p->store, &i, why) == -1)
		return -1;
	if (a->question_open && a->question.intent == INTENT_RSVP && question_close(a, why) == -1)
		return -1;
	training_words(a->p, &t, a->style, a->in->now_us, &w);
	return act_answer(a, OUTCOME_RECORDED, why, yes ? "rsvp_yes" : "rsvp_no", "no", w.no, "date", w.date, "time",
		w.time, "place", w.place, NULL);
}

/* ---- who came ---- */

/* The last training that has begun and concerns the sender. */
static int find_begun(struct act *a, struct training *t, struct why *why)
{
	int64_t no = act_number(a, "event", act_number(a, "ref", 0)), from = a->in->now_us - REPORT_WITHIN;
	struct training *rows;
	size_t used;

	memset(t, 0, sizeof *t);
	if (no != 0 && training_get(a->p->store, no, t, why) == -1)
		return -1;
	/* An invitation that is still open is not what was held. */
	if (t->no != 0 && (t->starts_at <= a->in->now_us || act_has(a, "ref")))
		return 0;
	memset(t, 0, sizeof *t);
	if (training_list(a->p->store, "", from, a->in->now_us + 1, 256, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++) {
		const struct unit *scope = units_find(a->units, rows[i].scope);

		if (scope != NULL &&
			(is_called(a, &rows[i]) || act_right(a, AUTHORITY_ATTENDANCE, scope) != AUTHORITY_NONE))
			*t = rows[i];
	}
	free(rows);
	return 0;
}

static int check_in(struct act *a, const struct training *t, struct why *why)
{
	struct invitation i;
	bool found;

	if (invitation_get(a->p->store, t->no, a->from, &i, &found, why) == -1)
		return -1;
	if (!found)
		i = (struct invitation){ .training = t->no };
	record_copy(a->from, i.phone, sizeof i.phone);
	i.attended_at = a->in->now_us;
	if (invitation_put(a->p->store, &i, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "attendance_done", "no", NUMBER(t->no), "topic",
		act_topic_name(a, t->topic), NULL);
}

int act_attendance(struct act *a, struct why *why)
{
	const struct unit *scope;
	struct training_words w;
	struct training t;

	if (find_begun(a, &t, why) == -1)
		return -1;
	scope = t.no == 0 ? NULL : units_find(a->units, t.scope);
	if (scope == NULL || t.starts_at > a->in->now_us || strcmp(t.status, "cancelled") == 0)
		return act_answer(a, OUTCOME_REFUSED, why, "attendance_unknown", NULL);
	if (!act_has(a, "count"))
		return is_called(a, &t) ? check_in(a, &t, why)
					: act_answer(a, OUTCOME_REFUSED, why, "attendance_unknown", NULL);
	if (!is_called(a, &t) && act_right(a, AUTHORITY_ATTENDANCE, scope) == AUTHORITY_NONE)
		return act_deny_unit(a, scope, why);
	t.attended = act_number(a, "count", 0);
	record_copy("held", t.status, sizeof t.status);
	if (training_put(a->p->store, &t, why) == -1)
		return -1;
	training_words(a->p, &t, a->style, a->in->now_us, &w);
	return act_answer(a, OUTCOME_RECORDED, why, "attendance_count", "no", w.no, "topic", w.topic, "date", w.date,
		"count", NUMBER(t.attended), NULL);
}

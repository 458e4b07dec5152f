/* SPDX-License-Identifier: GPL-2.0-or-later */
/* training_change.c - trainings are moved, cancelled, and taken up again. */
#include "gateway/programme/training.h"
#include "menus/fold.h"
#include "menus/lexicon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHANGES_MAX 16

/* ---- which one ---- */

/* How well what was called it names it: 2 just so ("họp tổ"), 1 by its kind (a "họp" that is no lesson, a "tập huấn" of
 * what is counted), 0 it is something else. */
static int named(const struct act *a, const struct training *t)
{
	const char *topic = act_text(a, "topic");
	bool lesson = lexicon_indicator(a->p->menus->lexicon, t->topic) != NULL;

	if (topic[0] == '\0' || strcmp(topic, t->topic) == 0)
		return 2;
	return (strcmp(topic, "hop") == 0 && !lesson) || (strcmp(topic, "tap_huan") == 0 && lesson);
}

static bool fits(const struct act *a, const struct training *t)
{
	const char *date = act_text(a, "date"), *time = act_text(a, "time");
	struct civil at = clock_civil(t->starts_at);
	char day[24], hour[16];

	snprintf(day, sizeof day, "%04d-%02d-%02d", at.year, at.month, at.day);
	snprintf(hour, sizeof hour, "%02d:%02d", at.hour, at.minute);
	return (date[0] == '\0' || strcmp(date, day) == 0) &&
	       (date[0] == '\0' || time[0] == '\0' || strcmp(time, hour) == 0);
}

static int answer_of(struct act *a, const struct training *t, enum outcome_status status, const char *key,
	unsigned told, struct why *why)
{
	struct training_words w;

	training_words(a->p, t, a->style, a->in->now_us, &w);
	return act_answer(a, status, why, key, "no", w.no, "date", w.date, "time", w.time, "place", w.place, "topic",
		w.topic, "count", NUMBER(told), NULL);
}

static int deny_scope(struct act *a, const struct training *t, struct why *why)
{
	const struct unit *scope = units_find(a->units, t->scope);

	return scope == NULL ? act_deny(a, why) : act_deny_unit(a, scope, why);
}

/* ---- asking for the new date ---- */

static int ask_new_date(
	struct act *a, const struct training *t, enum outcome_status status, const char *key, struct why *why)
{
	char date[CALENDAR_NAME_OCTETS];

	question_begin(a, PENDING_CHOICE, INTENT_SCHEDULE_CHANGE);
	record_copy("new_date", a->question.subject, sizeof a->question.subject);
	reading_clear(&a->question.kept);
	reading_add_number(&a->question.kept, 0, "ref", t->no);
	if (act_has(a, "also"))
		reading_add_text(&a->question.kept, 0, "also", act_text(a, "also"));
	return question_ask(a, why) == -1
		       ? -1
		       : act_answer(a, status, why, key, "no", NUMBER(t->no), "date",
				 calendar_date_name(t->starts_at, a->style == TEXT_ENGLISH, a->in->now_us, date), NULL);
}

/* ---- doing it ---- */

static int publish(struct act *a, struct training *t, const char *key, struct why *why)
{
	struct voice v = act_voice(a);
	unsigned told;

	v.out = NULL; /* the sender's answer says how many heard of it */
	if (training_publish(&v, a->units, t, a->from, &told, why) == -1)
		return -1;
	return answer_of(a, t, OUTCOME_RECORDED, key, told, why);
}

static int cancel(struct act *a, struct training *t, struct why *why)
{
	record_copy("cancelled", t->status, sizeof t->status);
	return publish(a, t, "training_cancel_done", why);
}

static int reopen(struct act *a, struct training *t, struct why *why)
{
	struct training with;

	if (strcmp(t->status, "planned") == 0)
		return answer_of(a, t, OUTCOME_ANSWERED, "training_planned", 0, why);
	if (training_clash(a, t, &with, why) == -1)
		return -1;
	if (with.no != 0)
		return training_refuse_clash(a, &with, why);
	record_copy("planned", t->status, sizeof t->status);
	return publish(a, t, "training_reopened", why);
}

static bool is_same(const struct training *t, const struct training *moved)
{
	char old[RECORD_NAME_OCTETS], new[RECORD_NAME_OCTETS];

	fold_text(t->place, old, sizeof old);
	fold_text(moved->place, new, sizeof new);
	return t->starts_at == moved->starts_at && strcmp(old, new) == 0 && strcmp(t->method, moved->method) == 0;
}

static int move(struct act *a, struct training *t, struct why *why)
{
	const char *new_date = act_text(a, "new_date"), *new_time = act_text(a, "new_time"),
		   *place = act_text(a, "new_place"), *method = act_text(a, "new_method");
	const int64_t shift_us = act_number(a, "shift_min", 0) * CLOCK_MINUTE;
	struct civil at = clock_civil(t->starts_at);
	struct training moved = *t, with;
	char day[24], hour[16];

	snprintf(day, sizeof day, "%04d-%02d-%02d", at.year, at.month, at.day);
	snprintf(hour, sizeof hour, "%02d:%02d", at.hour, at.minute);
	if (new_date[0] == '\0' && new_time[0] == '\0' && place[0] == '\0' && method[0] == '\0' && shift_us == 0)
		return ask_new_date(a, t, OUTCOME_ASKED, "training_when", why);
	moved.starts_at =
		training_moment(new_date[0] != '\0' ? new_date : day, new_time[0] != '\0' ? new_time : hour) + shift_us;
	if (moved.starts_at <= a->in->now_us || moved.starts_at > a->in->now_us + TRAINING_AHEAD) {
		*t = moved;
		return ask_new_date(a, t, OUTCOME_REFUSED,
			moved.starts_at <= a->in->now_us ? "training_past" : "training_far", why);
	}
	if (t->ends_at != 0)
		moved.ends_at = t->ends_at + moved.starts_at - t->starts_at;
	if (place[0] != '\0')
		record_copy(place, moved.place, sizeof moved.place);
	if (method[0] != '\0')
		record_copy(method, moved.method, sizeof moved.method);
	if (is_same(t, &moved))
		return answer_of(a, t, OUTCOME_ANSWERED, "training_unchanged", 0, why);
	if (training_clash(a, &moved, &with, why) == -1)
		return -1;
	if (with.no != 0)
		return training_refuse_clash(a, &with, why);
	*t = moved;
	return publish(a, t, "training_change_done", why);
}

static int change(struct act *a, struct training *t, struct why *why)
{
	const char *action = act_text(a, "action");
	bool reopens = strcmp(action, "reopen") == 0;
	int result;

	a->out->intent = INTENT_SCHEDULE_CHANGE;
	if (!training_is_yours(a, t))
		return deny_scope(a, t, why);
	if (strcmp(t->status, "cancelled") == 0 && !reopens)
		result = answer_of(a, t, OUTCOME_REFUSED, "training_is_cancelled", 0, why);
	else if (t->starts_at <= a->in->now_us || strcmp(t->status, "held") == 0)
		result = answer_of(a, t, OUTCOME_REFUSED, "training_begun", 0, why);
	else if (reopens)
		result = reopen(a, t, why);
	else
		result = strcmp(action, "cancel") == 0 ? cancel(a, t, why) : move(a, t, why);
	if (result == 0 && !a->question_asked && a->question_open && a->question.intent == INTENT_SCHEDULE_CHANGE)
		result = question_close(a, why);
	return result;
}

int training_reopen(struct act *a, int64_t no, bool *reopened, struct why *why)
{
	struct training t;

	*reopened = false;
	if (act_meant(a, "training", &no, why) == -1 || training_get(a->p->store, no, &t, why) == -1)
		return -1;
	if (t.no == 0 || strcmp(t.status, "cancelled") != 0 || t.starts_at <= a->in->now_us ||
		!training_is_yours(a, &t))
		return 0;
	*reopened = true;
	return change(a, &t, why);
}

/* ---- NHAC LICH 5 ---- */

static bool is_today(const struct act *a, const struct training *t)
{
	struct civil day = clock_civil(t->starts_at), today = clock_civil(a->in->now_us);

	return day.year == today.year && day.month == today.month && day.day == today.day;
}

int act_training_urge(struct act *a, struct why *why)
{
	struct voice v = act_voice(a);
	int64_t no = act_number(a, "ref", 0);
	struct training t;
	unsigned told;

	if (act_meant(a, "training", &no, why) == -1 || training_get(a->p->store, no, &t, why) == -1)
		return -1;
	if (t.no == 0)
		return act_answer(a, OUTCOME_REFUSED, why, "schedule_unknown", "no", NUMBER(no), NULL);
	if (!training_is_yours(a, &t))
		return deny_scope(a, &t, why);
	if (strcmp(t.status, "planned") != 0 || t.starts_at <= a->in->now_us)
		return answer_of(a, &t, OUTCOME_REFUSED,
			strcmp(t.status, "cancelled") == 0 ? "training_is_cancelled" : "training_begun", 0, why);
	v.out = NULL; /* the sender's answer says how many */
	if (training_urge(&v, a->units, &t, is_today(a, &t) ? "reminder_training_hours" : "reminder_training_day",
		    &told, why) == -1)
		return -1;
	return answer_of(a, &t, told > 0 ? OUTCOME_RECORDED : OUTCOME_ANSWERED,
		told > 0 ? "training_urged" : "training_urged_none", told, why);
}

/* ---- which one is changed ---- */

/* Nothing names one by its number: what fits the text and is the sender's to change. */
static int change_fitting(struct act *a, struct why *why)
{
	struct training *rows;
	size_t used, fitting = 0, yours = 0, likely = 0;
	int result, best = 0;
	bool kind = strcmp(act_text(a, "topic"), "hop") == 0 || strcmp(act_text(a, "topic"), "tap_huan") == 0;

	if (training_upcoming(a->p, a->units, a->unit, true, a->in->now_us, CHANGES_MAX, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		if (fits(a, &rows[i]))
			rows[fitting++] = rows[i];
	/* Of those the ones that are called so; a "họp" may be anything, but then it is asked. */
	for (size_t i = 0; i < fitting; i++)
		best = named(a, &rows[i]) > best ? named(a, &rows[i]) : best;
	for (size_t i = 0; i < fitting; i++)
		if (named(a, &rows[i]) == best)
			rows[likely++] = rows[i];
	fitting = best > 0 || kind ? likely : 0;
	/* Among several that fit, those that the sender may not change are not meant. */
	for (size_t i = 0; i < fitting && fitting > 1; i++)
		if (training_is_yours(a, &rows[i]))
			rows[yours++] = rows[i];
	if (yours > 0)
		fitting = yours;
	if (fitting == 1 && best > 0)
		result = change(a, &rows[0], why);
	else
		result = fitting > 0 ? training_ask_which(a, rows, fitting, why)
				     : act_answer(a, OUTCOME_REFUSED, why, "schedule_none_fits", NULL);
	free(rows);
	return result;
}

static int change_numbered(struct act *a, int64_t no, struct why *why)
{
	struct training t;

	if (act_meant(a, "training", &no, why) == -1 || training_get(a->p->store, no, &t, why) == -1)
		return -1;
	if (t.no == 0)
		return act_answer(a, OUTCOME_REFUSED, why, "schedule_unknown", "no", NUMBER(no), NULL);
	return change(a, &t, why);
}

int act_training_change(struct act *a, struct why *why)
{
	const char *also = act_text(a, "also");
	int64_t no = act_number(a, "ref", 0);
	int result;
	char *end;

	if (authority_of(AUTHORITY_TRAINING, a->me.role) == AUTHORITY_NONE)
		return act_deny(a, why);
	if (no == 0)
		return change_fitting(a, why);
	result = change_numbered(a, no, why);
	/* "HUY LICH 7 va 8": each is answered by a text of its own. What is asked about the first holds for all. */
	for (; result == 0 && *also != '\0' && !a->question_asked; also = end + (*end == ','))
		result = change_numbered(a, strtoll(also, &end, 10), why);
	return result;
}

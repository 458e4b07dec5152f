/* SPDX-License-Identifier: GPL-2.0-or-later */
/* training.c - trainings by text: asked for, added, moved, cancelled. */
#include "gateway/programme/training.h"

#include "menus/lexicon.h"
#include "store/due.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AHEAD       (120 * CLOCK_DAY) /* how far a list looks */
#define SHOWN_MAX   3                 /* items of a list: two parts */
#define CHANGES_MAX 16

/* ---- words ---- */

void training_words(const struct programme *p, const struct training *t, enum text_style style, int64_t now_us,
	struct training_words *w)
{
	const struct lexicon_indicator *indicator = lexicon_indicator(p->menus->lexicon, t->topic);
	const struct lexicon_entry *entry = lexicon_topic(p->menus->lexicon, t->topic);

	voice_number(t->no, w->no);
	calendar_date_name(t->starts_at, style == TEXT_ENGLISH, now_us, w->date);
	calendar_time_name(t->starts_at, w->time);
	record_copy(t->place[0] != '\0' ? t->place : "nơi sẽ báo sau", w->place, sizeof w->place);
	record_copy(indicator != NULL     ? indicator->name
		    : entry != NULL       ? entry->name
		    : t->topic[0] != '\0' ? t->topic
					  : "nội dung chung",
		w->topic, sizeof w->topic);
}

/* ---- which trainings ---- */

static int by_start(const void *left, const void *right)
{
	const struct training *a = left, *b = right;

	if (a->starts_at != b->starts_at)
		return a->starts_at < b->starts_at ? -1 : 1;
	return a->no < b->no ? -1 : a->no > b->no;
}

static int add_of_scope(struct programme *p, const char *scope, int64_t now_us, unsigned most, struct training **rows,
	size_t *used, struct why *why)
{
	struct training *some;
	size_t n;

	if (training_list(p->store, scope, now_us, now_us + AHEAD, (int)most, &some, &n, why) == -1)
		return -1;
	for (size_t i = 0; i < n; i++) {
		*rows = record_room(*rows, *used, sizeof **rows);
		(*rows)[(*used)++] = some[i];
	}
	free(some);
	return 0;
}

static int add_of_codes(struct programme *p, const char **codes, size_t codes_used, int64_t now_us, unsigned most,
	struct training **rows, size_t *used, struct why *why)
{
	int result = 0;

	for (size_t i = 0; i < codes_used && result == 0; i++)
		result = add_of_scope(p, codes[i], now_us, most, rows, used, why);
	free(codes);
	return result;
}

int training_upcoming(struct programme *p, const struct units *units, const struct unit *unit, bool below,
	int64_t now_us, unsigned most, struct training **rows, size_t *used, struct why *why)
{
	int result = 0;
	size_t n;

	*rows = NULL;
	*used = 0;
	if (unit == NULL)
		result = add_of_scope(p, "", now_us, most, rows, used, why);
	else if (below) {
		const char **codes = units_codes_in(units, unit->code, &n);

		result = add_of_codes(p, codes, n, now_us, most, rows, used, why);
		unit = units_above(units, unit);
	}
	for (; unit != NULL && result == 0; unit = units_above(units, unit)) {
		const char **codes = units_codes_of(units, unit, &n);

		result = add_of_codes(p, codes, n, now_us, most, rows, used, why);
	}
	if (result == -1) {
		free(*rows);
		*rows = NULL;
		return -1;
	}
	if (*used > 0)
		qsort(*rows, *used, sizeof **rows, by_start);
	if (*used > most)
		*used = most;
	return 0;
}

/* ---- LICH ---- */

static int answer_list(struct act *a, const struct training *rows, size_t used, struct why *why)
{
	struct voice v = act_voice(a);
	struct buf list;
	int result;

	if (used == 0)
		return act_answer(a, OUTCOME_ANSWERED, why, "schedule_none", NULL);
	buf_init(&list);
	for (size_t i = 0; i < used; i++) {
		struct training_words w;

		training_words(a->p, &rows[i], a->style, a->in->now_us, &w);
		if (i > 0)
			buf_adds(&list, "; ");
		voice_render(&v, a->style, &list, "schedule_item", "no", w.no, "date", w.date, "time", w.time, "place",
			w.place, "topic", w.topic, NULL);
	}
	result = act_answer(a, OUTCOME_ANSWERED, why, "schedule_list", "list", list.data, NULL);
	buf_fini(&list);
	return result;
}

bool training_sees_below(const struct act *a)
{
	return authority_of(AUTHORITY_TRAINING, a->me.role) == AUTHORITY_AREA;
}

int act_training_list(struct act *a, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	struct training *rows;
	size_t used;
	int result;

	if (unit == NULL)
		unit = a->unit;
	if (training_upcoming(
		    a->p, a->units, unit, training_sees_below(a), a->in->now_us, SHOWN_MAX, &rows, &used, why) == -1)
		return -1;
	result = answer_list(a, rows, used, why);
	free(rows);
	return result;
}

/* ---- adding ---- */

/* The moment of a date and time as the text gave them; -1 when they make none. */
static int64_t moment_of(const char *date, const char *time)
{
	char text[32];
	int64_t at;

	snprintf(text, sizeof text, "%.10s %.5s", date, time);
	return clock_read(text, &at) == -1 ? -1 : at;
}

/* Ask for one piece; the answer joins what was said. */
static int ask_piece(struct act *a, const char *piece, struct why *why, const char *key, const char *date)
{
	char name[CALENDAR_NAME_OCTETS];
	int64_t at;

	question_begin(a, PENDING_CHOICE, act_reading(a)->intent);
	record_copy(piece, a->question.subject, sizeof a->question.subject);
	if (question_ask(a, why) == -1)
		return -1;
	if (clock_read(date, &at) == 0)
		date = calendar_date_name(at, a->style == TEXT_ENGLISH, a->in->now_us, name);
	return act_answer(a, OUTCOME_ASKED, why, key, "date", date, NULL);
}

static int answer_added(struct act *a, const struct training *t, unsigned told, struct why *why)
{
	struct training_words w;

	training_words(a->p, t, a->style, a->in->now_us, &w);
	return act_answer(a, OUTCOME_RECORDED, why, "training_added", "no", w.no, "date", w.date, "time", w.time,
		"place", w.place, "topic", w.topic, "count", NUMBER(told), NULL);
}

static int add_one(struct act *a, const struct unit *scope, int64_t starts_at, struct why *why)
{
	struct training t = { .starts_at = starts_at };
	struct voice v = act_voice(a);
	struct training *same;
	unsigned told = 0;
	size_t used;

	if (training_list(a->p->store, scope->code, starts_at, starts_at + 1, 1, &same, &used, why) == -1)
		return -1;
	if (used > 0) {
		int result = answer_list(a, same, used, why);

		free(same);
		return result;
	}
	free(same);
	record_copy(act_text(a, "place"), t.place, sizeof t.place);
	record_copy(act_text(a, "topic"), t.topic, sizeof t.topic);
	record_copy(scope->code, t.scope, sizeof t.scope);
	record_copy("truc_tiep", t.method, sizeof t.method);
	record_copy("planned", t.status, sizeof t.status);
	record_copy(a->from, t.added_by, sizeof t.added_by);
	if (training_put(a->p->store, &t, why) == -1 || training_remind_later(a->p, &t, a->in->now_us, why) == -1)
		return -1;
	v.out = NULL; /* who is invited hears of it; the sender's answer says how many */
	if (training_tell(&v, a->units, &t, a->from, "unasked", "training_invited", &told, why) == -1)
		return -1;
	return answer_added(a, &t, told, why);
}

/* The next date of "2022-08-25,2022-08-26"; false behind the last. */
static bool next_date(const char **list, char date[static RECORD_DAY_OCTETS])
{
	size_t n = strcspn(*list, ",");

	if (n == 0)
		return false;
	snprintf(date, RECORD_DAY_OCTETS, "%.*s", (int)(n < RECORD_DAY_OCTETS ? n : RECORD_DAY_OCTETS - 1), *list);
	*list += (*list)[n] == ',' ? n + 1 : n;
	return true;
}

static int add_all(struct act *a, const struct unit *scope, const char *dates, const char *time, struct why *why)
{
	char date[RECORD_DAY_OCTETS];
	bool recorded = false;

	for (const char *left = dates; next_date(&left, date);)
		if (moment_of(date, time) <= a->in->now_us)
			return ask_piece(a, "date", why, "ask_date", "");
	for (const char *left = dates; next_date(&left, date);) {
		if (add_one(a, scope, moment_of(date, time), why) == -1)
			return -1;
		recorded = recorded || a->out->status == OUTCOME_RECORDED;
	}
	if (recorded)
		a->out->status = OUTCOME_RECORDED;
	return a->question_open && a->question.intent == INTENT_SCHEDULE_ADD ? question_close(a, why) : 0;
}

int act_training_add(struct act *a, struct why *why)
{
	const struct unit *scope = act_unit_named(a, 0);
	const char *dates = act_text(a, "date"), *time = act_text(a, "time");
	char first[RECORD_DAY_OCTETS];

	if (scope == NULL || (a->unit != NULL && units_is_under(a->units, a->unit->code, scope->code)))
		scope = a->unit;
	if (scope == NULL || act_right(a, AUTHORITY_TRAINING, scope) == AUTHORITY_NONE)
		return scope == NULL ? act_deny(a, why) : act_deny_unit(a, scope, why);
	if (dates[0] == '\0')
		return ask_piece(a, "date", why, "ask_date", "");
	if (time[0] == '\0') {
		const char *left = dates;

		next_date(&left, first);
		return ask_piece(a, "time", why, "ask_time", first);
	}
	return add_all(a, scope, dates, time, why);
}

/* ---- moving and cancelling ---- */

static bool fits(const struct act *a, const struct training *t)
{
	const char *date = act_text(a, "date"), *time = act_text(a, "time");
	int64_t no = act_number(a, "event", act_number(a, "ref", 0));
	struct civil at = clock_civil(t->starts_at);
	char day[24], hour[16];
	const struct unit *scope = units_find(a->units, t->scope);

	snprintf(day, sizeof day, "%04d-%02d-%02d", at.year, at.month, at.day);
	snprintf(hour, sizeof hour, "%02d:%02d", at.hour, at.minute);
	return scope != NULL && act_right(a, AUTHORITY_TRAINING, scope) != AUTHORITY_NONE && (no == 0 || no == t->no) &&
	       (date[0] == '\0' || strcmp(date, day) == 0) &&
	       (date[0] == '\0' || time[0] == '\0' || strcmp(time, hour) == 0);
}

static int ask_which(struct act *a, const struct training *rows, size_t used, struct why *why)
{
	struct buf options;
	int result;

	buf_init(&options);
	for (size_t i = 0; i < used; i++)
		buf_addf(&options, "%s%" PRId64, i == 0 ? "" : ", ", rows[i].no);
	question_begin(a, PENDING_CHOICE, act_reading(a)->intent);
	record_copy("ref", a->question.subject, sizeof a->question.subject);
	result = question_ask(a, why);
	if (result == 0)
		result = act_answer(a, OUTCOME_ASKED, why, "ask_ref", "options", options.data, NULL);
	buf_fini(&options);
	return result;
}

static int tell_change(struct act *a, const struct training *t, const char *key, struct why *why)
{
	struct voice v = act_voice(a);
	struct training_words w;
	unsigned told = 0;

	training_words(a->p, t, a->style, a->in->now_us, &w);
	if (act_answer(a, OUTCOME_RECORDED, why, key, "no", w.no, "date", w.date, "time", w.time, "place", w.place,
		    "topic", w.topic, NULL) == -1)
		return -1;
	v.out = NULL;
	return training_tell(&v, a->units, t, a->from, "notice", key, &told, why);
}

static int cancel(struct act *a, struct training *t, struct why *why)
{
	char prefix[32];

	snprintf(prefix, sizeof prefix, "%" PRId64 ":", t->no);
	record_copy("cancelled", t->status, sizeof t->status);
	if (training_put(a->p->store, t, why) == -1 || due_drop(a->p->store, "training", prefix, why) == -1)
		return -1;
	return tell_change(a, t, "training_cancelled", why);
}

static int move(struct act *a, struct training *t, struct why *why)
{
	const char *new_date = act_text(a, "new_date"), *new_time = act_text(a, "new_time"),
		   *place = act_text(a, "new_place");
	struct civil at = clock_civil(t->starts_at);
	char day[24], hour[16], prefix[32];
	int64_t starts_at;

	snprintf(day, sizeof day, "%04d-%02d-%02d", at.year, at.month, at.day);
	snprintf(hour, sizeof hour, "%02d:%02d", at.hour, at.minute);
	starts_at = moment_of(new_date[0] != '\0' ? new_date : day, new_time[0] != '\0' ? new_time : hour);
	if (starts_at <= a->in->now_us || (new_date[0] == '\0' && new_time[0] == '\0' && place[0] == '\0'))
		return act_answer(a, OUTCOME_ASKED, why, "ask_date", NULL);
	if (t->ends_at != 0)
		t->ends_at += starts_at - t->starts_at;
	t->starts_at = starts_at;
	if (place[0] != '\0')
		record_copy(place, t->place, sizeof t->place);
	snprintf(prefix, sizeof prefix, "%" PRId64 ":", t->no);
	if (training_put(a->p->store, t, why) == -1 || due_drop(a->p->store, "training", prefix, why) == -1 ||
		training_remind_later(a->p, t, a->in->now_us, why) == -1)
		return -1;
	return tell_change(a, t, "training_changed", why);
}

int act_training_change(struct act *a, struct why *why)
{
	struct training *rows;
	size_t used, fitting = 0;
	int result;

	if (training_upcoming(a->p, a->units, a->unit, true, a->in->now_us, CHANGES_MAX, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		if (fits(a, &rows[i]))
			rows[fitting++] = rows[i];
	if (fitting == 0)
		result = act_answer(a, OUTCOME_REFUSED, why, "schedule_none", NULL);
	else if (fitting > 1)
		result = ask_which(a, rows, fitting, why);
	else if (strcmp(act_text(a, "action"), "cancel") == 0)
		result = cancel(a, &rows[0], why);
	else
		result = move(a, &rows[0], why);
	if (result == 0 && !a->question_asked && a->question_open && a->question.intent == INTENT_SCHEDULE_CHANGE)
		result = question_close(a, why);
	free(rows);
	return result;
}

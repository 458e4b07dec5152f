/* SPDX-License-Identifier: GPL-2.0-or-later */
/* training.c - which trainings there are, and how they are told: LICH, LICH 5. */
#include "gateway/programme/training.h"

#include "gateway/programme/pages.h"
#include "gateway/programme/people.h"
#include "menus/lexicon.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_MAX   12  /* items of a list */
#define WHEN_MAX    200 /* of which those of the day or month that was asked for are kept */
#define GUEST_MAX   16
#define SPAN        (2 * CLOCK_HOUR) /* of a training whose end nobody said */
#define OPTIONS_MAX 6

/* ---- words ---- */

void training_words(const struct programme *p, const struct training *t, enum text_style style, int64_t now_us,
	struct training_words *w)
{
	const struct lexicon_indicator *indicator = lexicon_indicator(p->menus->lexicon, t->topic);
	const struct lexicon_entry *entry = lexicon_topic(p->menus->lexicon, t->topic);
	const struct texts *texts = p->menus->texts;

	voice_number(t->no, w->no);
	calendar_date_name(t->starts_at, style == TEXT_ENGLISH, now_us, w->date);
	calendar_time_name(t->starts_at, w->time);
	if (strcmp(t->method, "truc_tuyen") == 0)
		snprintf(w->place, sizeof w->place, "%s%s%s", texts_word(texts, style, "word_online"),
			t->place[0] != '\0' ? ", " : "", t->place);
	else
		record_copy(t->place[0] != '\0' ? t->place : texts_word(texts, style, "word_place_later"), w->place,
			sizeof w->place);
	record_copy(indicator != NULL     ? indicator->name
		    : entry != NULL       ? entry->name
		    : t->topic[0] != '\0' ? t->topic
					  : texts_word(texts, style, "word_general"),
		w->topic, sizeof w->topic);
	w->meeting = entry != NULL && entry->meeting ? "" : texts_word(texts, style, "word_training");
}

int64_t training_ends(const struct training *t)
{
	return t->ends_at > t->starts_at ? t->ends_at : t->starts_at + SPAN;
}

/* ---- which trainings ---- */

static int by_start(const void *left, const void *right)
{
	const struct training *a = left, *b = right;

	if (a->starts_at != b->starts_at)
		return a->starts_at < b->starts_at ? -1 : 1;
	return a->no < b->no ? -1 : a->no > b->no;
}

static int add_of_scopes(struct programme *p, const char *const *scopes, size_t scopes_used, int64_t now_us,
	unsigned most, struct training **rows, size_t *used, struct why *why)
{
	for (size_t at = 0; at < scopes_used; at += RECORD_MANY) {
		size_t left = scopes_used - at, n;
		struct training *some;

		if (training_list_in(p->store, scopes + at, left < RECORD_MANY ? left : RECORD_MANY, now_us,
			    now_us + TRAINING_AHEAD, (int)most, &some, &n, why) == -1)
			return -1;
		for (size_t i = 0; i < n; i++) {
			*rows = record_room(*rows, *used, sizeof **rows);
			(*rows)[(*used)++] = some[i];
		}
		free(some);
	}
	return 0;
}

const char **training_scopes(const struct units *units, const struct unit *unit, bool below, size_t *used)
{
	const char **all = NULL;

	*used = 0;
	if (below) {
		all = units_codes_in(units, unit->code, used);
		unit = units_above(units, unit);
	}
	for (; unit != NULL; unit = units_above(units, unit)) {
		size_t n;
		const char **codes = units_codes_of(units, unit, &n);

		for (size_t i = 0; i < n; i++) {
			all = record_room(all, *used, sizeof *all);
			all[(*used)++] = codes[i];
		}
		free(codes);
	}
	return all;
}

int training_upcoming(struct programme *p, const struct units *units, const struct unit *unit, bool below,
	int64_t now_us, unsigned most, struct training **rows, size_t *used, struct why *why)
{
	const char **scopes;
	size_t n;
	int result;

	*rows = NULL;
	*used = 0;
	if (unit == NULL)
		return training_list(p->store, "", now_us, now_us + TRAINING_AHEAD, (int)most, rows, used, why);
	scopes = training_scopes(units, unit, below, &n);
	result = add_of_scopes(p, scopes, n, now_us, most, rows, used, why);
	free(scopes);
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

/* What calls other villages or roles leaves the list of whoever does not run it. */
static void drop_others(const struct act *a, struct training *rows, size_t *used)
{
	size_t left = 0;

	for (size_t i = 0; i < *used; i++)
		if ((rows[i].only_units[0] == '\0' && rows[i].only_roles[0] == '\0') || a->me.id == 0 ||
			training_is_for(a->units, &rows[i], a->unit == NULL ? "" : a->unit->code, a->me.role) ||
			training_is_yours(a, &rows[i]))
			rows[left++] = rows[i];
	*used = left;
}

/* Those to which the sender was invited by hand join the list. */
static int add_guest(struct act *a, struct training **rows, size_t *used, struct why *why)
{
	int64_t nos[GUEST_MAX];
	unsigned count;

	if (invitation_trainings(a->p->store, a->from, false, a->in->now_us, GUEST_MAX, nos, &count, why) == -1)
		return -1;
	for (unsigned i = 0; i < count; i++) {
		bool there = false;

		for (size_t k = 0; k < *used; k++)
			there |= (*rows)[k].no == nos[i];
		if (there)
			continue;
		*rows = record_room(*rows, *used, sizeof **rows);
		if (training_get(a->p->store, nos[i], &(*rows)[*used], why) == -1)
			return -1;
		(*used)++;
	}
	if (*used > 0)
		qsort(*rows, *used, sizeof **rows, by_start);
	if (*used > SHOWN_MAX)
		*used = SHOWN_MAX;
	return 0;
}

/* ---- rights ---- */

bool training_sees_below(const struct act *a)
{
	return authority_of(AUTHORITY_TRAINING, a->me.role) == AUTHORITY_AREA;
}

bool training_is_yours(const struct act *a, const struct training *t)
{
	const struct unit *scope = units_find(a->units, t->scope);

	if (strcmp(t->added_by, a->from) == 0)
		return true;
	return scope != NULL && strcmp(a->me.role, "doi_tac") != 0 &&
	       act_right(a, AUTHORITY_TRAINING, scope) != AUTHORITY_NONE;
}

static bool is_of(const struct units *units, const struct training *t, const char *unit)
{
	char list[TRAINING_LIST_OCTETS], *rest = list;
	bool is = t->only_units[0] == '\0';

	record_copy(t->only_units, list, sizeof list);
	for (const char *code = strsep(&rest, ","); code != NULL && !is; code = strsep(&rest, ","))
		is = units_is_under(units, unit, code);
	return is && units_is_under(units, unit, t->scope);
}

/* Residents ask for the schedule themselves, unless it is for them. */
static bool is_for_role(const struct training *t, const char *role)
{
	char list[TRAINING_LIST_OCTETS], *rest = list;
	bool is = t->only_roles[0] == '\0' && strcmp(role, "nguoi_dan") != 0;

	record_copy(t->only_roles, list, sizeof list);
	for (const char *one = strsep(&rest, ","); one != NULL && !is; one = strsep(&rest, ","))
		is = strcmp(one, role) == 0;
	return is;
}

bool training_is_for(const struct units *units, const struct training *t, const char *unit, const char *role)
{
	return is_for_role(t, role) && is_of(units, t, unit);
}

static void add_item(struct buf *to, const char *words)
{
	buf_addf(to, "%s%s", to->length > 0 ? ", " : "", words);
}

void training_audience(const struct act *a, const struct training *t, struct buf *to)
{
	bool some = t->only_units[0] != '\0' && strcmp(t->only_units, TRAINING_WHO_WAS_INVITED) != 0;
	char list[TRAINING_LIST_OCTETS], name[RECORD_NAME_OCTETS], *rest = list;

	record_copy(t->only_roles, list, sizeof list);
	for (const char *role = strsep(&rest, ","); role != NULL && role[0] != '\0'; role = strsep(&rest, ","))
		add_item(to, act_named(a, act_role_name(a, role)));
	record_copy(some ? t->only_units : t->scope, list, sizeof list);
	rest = list;
	for (const char *code = strsep(&rest, ","); code != NULL; code = strsep(&rest, ",")) {
		const struct unit *unit = units_find(a->units, code);

		add_item(to, unit == NULL ? code : unit_in_sentence(unit, name));
	}
}

bool training_calls(const struct act *a, const struct training *t)
{
	if (a->unit == NULL)
		return false;
	if (strcmp(t->only_units, TRAINING_WHO_WAS_INVITED) == 0)
		return units_is_under(a->units, a->unit->code, t->scope);
	return is_of(a->units, t, a->unit->code) && (t->only_roles[0] == '\0' || is_for_role(t, a->me.role));
}

int training_organisers(struct programme *p, const struct units *units, const struct training *t, struct member **rows,
	size_t *used, struct why *why)
{
	static const char *const roles[] = { "can_bo_xa", "to_truong", "can_bo_huyen", "lanh_dao_xa" };
	const struct unit *unit = units_find(units, t->scope);
	struct member added;

	*rows = NULL;
	*used = 0;
	if (member_by_phone(p->store, t->added_by, &added, why) == -1)
		return -1;
	if (added.id != 0 && strcmp(added.status, "active") == 0) {
		*rows = record_room(NULL, 0, sizeof **rows);
		(*rows)[(*used)++] = added;
		return 0;
	}
	for (size_t i = 0; unit != NULL && i < sizeof roles / sizeof *roles && *used == 0; i++) {
		free(*rows);
		if (people_of(p->store, units, unit, roles[i], rows, used, why) == -1)
			return -1;
	}
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
	result = pages_answer(a, why, "schedule_list", "count", NUMBER((int64_t)used), "list", list.data, NULL);
	buf_fini(&list);
	return result;
}

/* How many come, for who runs it; a partner gets these counts and never a number of anybody. */
static int answer_counts(struct act *a, const struct training *t, struct why *why)
{
	struct turnout n;
	struct training_words w;
	int64_t came;

	if (invitation_turnout(a->p->store, t->no, &n, why) == -1)
		return -1;
	came = t->attended > 0 ? t->attended : n.checked_in;
	training_words(a->p, t, a->style, a->in->now_us, &w);
	return act_answer(a, OUTCOME_ANSWERED, why, "schedule_counts", "no", w.no, "topic", w.topic, "date", w.date,
		"time", w.time, "count", NUMBER(n.invited - n.untold), "failed", n.untold > 0 ? NUMBER(n.untold) : "",
		"yes", NUMBER(n.yes), "people", NUMBER(n.people), "missing", NUMBER(n.no), "came",
		came > 0 ? NUMBER(came) : "", "others", n.others > 0 ? NUMBER(n.others) : "", "code", t->code, NULL);
}

/* LICH 5 */
static int answer_one(struct act *a, int64_t no, struct why *why)
{
	struct training_words w;
	struct invitation i;
	struct training t;
	bool found;

	if (act_meant(a, "training", &no, why) == -1 || training_get(a->p->store, no, &t, why) == -1 ||
		invitation_get(a->p->store, no, a->from, &i, &found, why) == -1)
		return -1;
	if (t.no == 0)
		return act_answer(a, OUTCOME_ANSWERED, why, "schedule_unknown", "no", NUMBER(no), NULL);
	training_words(a->p, &t, a->style, a->in->now_us, &w);
	if (strcmp(t.status, "cancelled") == 0)
		return act_answer(a, OUTCOME_ANSWERED, why, "training_cancelled", "no", w.no, "topic", w.topic, "date",
			w.date, "time", w.time, NULL);
	if (a->me.id != 0 && training_is_yours(a, &t))
		return answer_counts(a, &t, why);
	return act_answer(a, OUTCOME_ANSWERED, why, "schedule_one", "no", w.no, "topic", w.topic, "date", w.date,
		"time", w.time, "place", w.place, "owner", t.partner, "answer",
		i.answer[0] == '\0'            ? ""
		: strcmp(i.answer, "yes") == 0 ? act_word(a, "word_coming")
					       : act_word(a, "word_not_coming"),
		NULL);
}

/* Leave what is on the day or in the month that was asked for; when becomes its name, and is empty without one. */
static void keep_when(const struct act *a, struct training *rows, size_t *used, char when[static CALENDAR_NAME_OCTETS])
{
	const char *date = act_text(a, "date"), *period = act_text(a, "period");
	int year, month, day = 0;
	size_t left = 0;

	when[0] = '\0';
	if (sscanf(date, "%d-%d-%d", &year, &month, &day) != 3 &&
		(strlen(period) != 7 || sscanf(period, "%d-%d", &year, &month) != 2))
		return;
	/* Those of at most a year are listed: the month says which, whether it was read of this year or the next. */
	for (size_t i = 0; i < *used; i++) {
		struct civil starts = clock_civil(rows[i].starts_at);

		if (starts.month == month && (day == 0 || starts.day == day))
			rows[left++] = rows[i];
	}
	*used = left;
	if (day != 0)
		snprintf(when, CALENDAR_NAME_OCTETS, "%d/%d", day, month);
	else
		calendar_period_name(period, a->style == TEXT_ENGLISH, a->in->now_us, when);
}

int act_training_list(struct act *a, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	char when[CALENDAR_NAME_OCTETS];
	bool named = unit != NULL;
	bool asked = act_text(a, "date")[0] != '\0' || act_text(a, "period")[0] != '\0';
	unsigned most = asked ? WHEN_MAX : SHOWN_MAX;
	struct training *rows;
	size_t used;
	int result;

	if (act_number(a, "ref", 0) != 0)
		return answer_one(a, act_number(a, "ref", 0), why);
	if (!named)
		unit = a->unit;
	if (training_upcoming(a->p, a->units, unit, training_sees_below(a), a->in->now_us, most, &rows, &used, why) ==
		-1)
		return -1;
	if (!named)
		drop_others(a, rows, &used);
	result = named || a->me.id == 0 ? 0 : add_guest(a, &rows, &used, why);
	keep_when(a, rows, &used, when);
	if (result == 0)
		result = used == 0 && when[0] != '\0'
				 ? act_answer(a, OUTCOME_ANSWERED, why, "schedule_none_in", "period", when, NULL)
				 : answer_list(a, rows, used, why);
	free(rows);
	return result;
}

int training_ask_which(struct act *a, const struct training *rows, size_t used, struct why *why)
{
	struct buf options;
	int result;

	buf_init(&options);
	for (size_t i = 0; i < used && i < OPTIONS_MAX; i++) {
		struct civil day = clock_civil(rows[i].starts_at);

		buf_addf(&options, "%s%" PRId64 " (%02d:%02d %d/%d)", i == 0 ? "" : ", ", rows[i].no, day.hour,
			day.minute, day.day, day.month);
	}
	question_begin(a, PENDING_CHOICE,
		act_reading(a)->intent == INTENT_ASK ? act_reading(a)->guess : act_reading(a)->intent);
	record_copy("ref", a->question.subject, sizeof a->question.subject);
	result = question_ask(a, why);
	if (result == 0)
		result = act_answer(a, OUTCOME_ASKED, why, "ask_ref", "options", options.data, NULL);
	buf_fini(&options);
	return result;
}

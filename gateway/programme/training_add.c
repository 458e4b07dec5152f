/* SPDX-License-Identifier: GPL-2.0-or-later */
/* training_add.c - LICH 25/8 8h ...: trainings and meetings, one or several in a text. */
#include "gateway/programme/training.h"

#include "gateway/programme/closed.h"
#include "menus/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DATES_MAX   12
#define UNSHOWN_MAX 200       /* more people than a commune has are called after a look at what it comes to */
#define NEAR        CLOCK_DAY /* no training lasts longer: what began before cannot clash */
#define NEAR_MAX    1024

int64_t training_moment(const char *date, const char *time)
{
	char text[32];
	int64_t at;

	snprintf(text, sizeof text, "%.10s %.5s", date, time);
	return clock_read(text, &at) == -1 ? -1 : at;
}

/* ---- what takes the same people or the same place ---- */

static bool same_words(const char *left, const char *right)
{
	char a[RECORD_NAME_OCTETS], b[RECORD_NAME_OCTETS];

	fold_text(left, a, sizeof a);
	fold_text(right, b, sizeof b);
	return strcmp(a, b) == 0;
}

/* "nhà văn hóa" is another house in each village; what names the commune's office, or a village, is one. */
static bool is_one_place(const struct act *a, const char *place, const struct unit *commune)
{
	char words[RECORD_NAME_OCTETS], name[RECORD_NAME_OCTETS];
	size_t used;
	const struct unit **villages;
	bool one;

	fold_text(place, words, sizeof words);
	if (strstr(words, "ubnd") != NULL || strstr(words, "uy ban") != NULL || strstr(words, " xa") != NULL)
		return true;
	villages = units_villages_in(a->units, commune->code, &used);
	one = false;
	for (size_t i = 0; i < used && !one; i++) {
		fold_text(villages[i]->name, name, sizeof name);
		one = strstr(words, strncmp(name, "thon ", 5) == 0 ? name + 5 : name) != NULL;
	}
	free(villages);
	return one;
}

/* Two lists that have nothing in common. */
static bool differ(const char *left, const char *right)
{
	char list[TRAINING_LIST_OCTETS], *rest = list;

	if (left[0] == '\0' || right[0] == '\0')
		return false;
	record_copy(left, list, sizeof list);
	for (const char *one = strsep(&rest, ","); one != NULL; one = strsep(&rest, ",")) {
		const char *at = strstr(right, one);

		if (at != NULL && (at == right || at[-1] == ',') && strchr(",", at[strlen(one)]) != NULL)
			return false;
	}
	return true;
}

/* The next of "2022-08-25,2022-08-26", "21049,21043"; false behind the last. */
static bool next_of(const char **list, char *to, size_t octets)
{
	size_t n = strcspn(*list, ",");

	if (n == 0)
		return false;
	snprintf(to, octets, "%.*s", (int)(n < octets ? n : octets - 1), *list);
	*list += (*list)[n] == ',' ? n + 1 : n;
	return true;
}

/* The units whose people a training calls: its scope, or of that only some. */
static const char *called_units(const struct training *t)
{
	return t->only_units[0] == '\0' || strcmp(t->only_units, TRAINING_WHO_WAS_INVITED) == 0 ? t->scope
												: t->only_units;
}

/* Does one of these lie in one of those? */
static bool lies_in(const struct act *a, const char *these, const char *those)
{
	char low[RECORD_CODE_OCTETS], high[RECORD_CODE_OCTETS];

	while (next_of(&these, low, sizeof low))
		for (const char *at = those; next_of(&at, high, sizeof high);)
			if (units_is_under(a->units, low, high))
				return true;
	return false;
}

/* One class of one commune keeps no whole district or province from its own. */
static bool calls_the_same(const struct act *a, const struct training *t, const struct training *other)
{
	const char *left = called_units(t), *right = called_units(other);
	bool wide = units_commune(a->units, t->scope) == NULL;

	return !differ(t->only_roles, other->only_roles) &&
	       (lies_in(a, left, right) || (!wide && lies_in(a, right, left)));
}

static bool clashes(const struct act *a, const struct training *t, const struct training *other)
{
	const struct unit *commune = units_commune(a->units, t->scope);

	if (other->no == t->no || other->starts_at >= training_ends(t) || training_ends(other) <= t->starts_at)
		return false;
	if (calls_the_same(a, t, other))
		return true;
	return commune != NULL && commune == units_commune(a->units, other->scope) &&
	       strcmp(t->method, "truc_tuyen") != 0 && t->place[0] != '\0' && same_words(t->place, other->place) &&
	       is_one_place(a, t->place, commune);
}

int training_clash(struct act *a, const struct training *t, struct training *with, struct why *why)
{
	struct training *rows;
	size_t used;

	memset(with, 0, sizeof *with);
	if (training_list(a->p->store, "", t->starts_at - NEAR, training_ends(t), NEAR_MAX, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && with->no == 0; i++)
		if (clashes(a, t, &rows[i]))
			*with = rows[i];
	free(rows);
	return 0;
}

static int answer_with(
	struct act *a, const struct training *t, enum outcome_status status, const char *key, struct why *why)
{
	const struct unit *scope = units_find(a->units, t->scope);
	char name[RECORD_NAME_OCTETS] = "";
	struct training_words w;

	training_words(a->p, t, a->style, a->in->now_us, &w);
	return act_answer(a, status, why, key, "no", w.no, "date", w.date, "time", w.time, "place", w.place, "topic",
		w.topic, "unit", scope == NULL ? "" : unit_in_sentence(scope, name), NULL);
}

int training_refuse_clash(struct act *a, const struct training *with, struct why *why)
{
	return answer_with(a, with, OUTCOME_REFUSED, "training_clash", why);
}

/* ---- the pieces of the text ---- */

/* Ask for one piece; the answer joins what was said. */
static int ask_piece(struct act *a, const char *piece, enum outcome_status status, struct why *why, const char *key,
	const char *date)
{
	char name[CALENDAR_NAME_OCTETS];
	int64_t at;

	question_begin(a, PENDING_CHOICE, INTENT_SCHEDULE_ADD);
	record_copy(piece, a->question.subject, sizeof a->question.subject);
	if (question_ask(a, why) == -1)
		return -1;
	if (clock_read(date, &at) == 0)
		date = calendar_date_name(at, a->style == TEXT_ENGLISH, a->in->now_us, name);
	return act_answer(a, status, why, key, "date", date, NULL);
}

/* The unit that is called: a word for all of the commune or district, a unit that was named, the sender's own. Who
 * names the commune in which their village lies gives an address. */
static const struct unit *scope_of(const struct act *a)
{
	const struct unit *named = act_unit_named(a, 0), *commune = named == NULL ? a->commune : NULL;
	const char *whole = act_text(a, "scope");

	if (commune == NULL && named != NULL)
		commune = units_commune(a->units, named->code);
	if (strcmp(whole, "commune") == 0 && commune != NULL)
		return commune;
	if (strcmp(whole, "district") == 0 && commune != NULL)
		return units_above(a->units, commune);
	if (named == NULL || (a->unit != NULL && units_is_under(a->units, a->unit->code, named->code)))
		return a->unit;
	return named;
}

static bool add_code(char list[static TRAINING_LIST_OCTETS], const char *code)
{
	size_t n = strlen(list);

	return snprintf(list + n, TRAINING_LIST_OCTETS - n, "%s%s", n > 0 ? "," : "", code) <
	       (int)(TRAINING_LIST_OCTETS - n);
}

/* Several units: what holds them all is the scope, of which only they are called. NULL: more than there is room for. */
static const struct unit *read_audience(const struct act *a, struct training *t)
{
	unsigned entries = act_reading(a)->entries;
	const struct unit *scope = entries > 1 ? act_unit_named(a, 0) : scope_of(a);

	memset(t, 0, sizeof *t);
	record_copy(act_text(a, "role"), t->only_roles, sizeof t->only_roles);
	for (unsigned i = 0; i < entries && entries > 1 && scope != NULL; i++) {
		const struct unit *one = act_unit_named(a, i);

		if (one == NULL || !add_code(t->only_units, one->code))
			return NULL;
		while (scope != NULL && !units_is_under(a->units, one->code, scope->code))
			scope = units_above(a->units, scope);
	}
	if (scope != NULL)
		record_copy(scope->code, t->scope, sizeof t->scope);
	return scope;
}

/* "nhà tôi" of who writes is somebody's house to whom it is told. (A phrase of the menu files would hide the house from the
 * reading of the place.) */
static void place_of(const struct act *a, char to[static RECORD_NAME_OCTETS])
{
	static const char *const self[] = { "nha toi", "nha tui", "nha minh", "nha em", "nha e" };
	const char *place = act_text(a, "place"), *last = strrchr(place, ' ');
	char folded[RECORD_TEXT_OCTETS];
	size_t n = fold_text(place, folded, sizeof folded), used = last == NULL ? 0 : (size_t)(last + 1 - place);

	record_copy(place, to, RECORD_NAME_OCTETS);
	for (size_t i = 0; i < sizeof self / sizeof *self; i++) {
		size_t own = strlen(self[i]);

		if (n >= own && strcmp(folded + n - own, self[i]) == 0 && (n == own || folded[n - own - 1] == ' ') &&
			used < RECORD_NAME_OCTETS && a->me.name[0] != '\0')
			record_copy(a->me.name, to + used, RECORD_NAME_OCTETS - used);
	}
}

/* One training for each date. Returns how many, 0 when a date or time is none. */
static size_t plan(const struct act *a, const struct training *audience, struct training rows[static DATES_MAX])
{
	const char *dates = act_text(a, "date"), *times = act_text(a, "time"), *until = act_text(a, "until");
	const char *method = act_text(a, "method");
	char date[RECORD_DAY_OCTETS], time[8] = "";
	size_t used = 0;

	while (used < DATES_MAX && next_of(&dates, date, sizeof date)) {
		struct training *t = &rows[used++];

		next_of(&times, time, sizeof time); /* the last one holds for the rest */
		*t = *audience;
		t->starts_at = training_moment(date, time);
		if (t->starts_at == -1)
			return 0;
		t->ends_at = until[0] == '\0' ? 0 : training_moment(date, until);
		if (t->ends_at <= t->starts_at)
			t->ends_at = 0;
		place_of(a, t->place);
		record_copy(act_text(a, "topic"), t->topic, sizeof t->topic);
		record_copy(act_text(a, "partner"), t->partner, sizeof t->partner);
		if (t->partner[0] == '\0' && strcmp(a->me.role, "doi_tac") == 0)
			record_copy(a->me.name, t->partner, sizeof t->partner);
		record_copy(method[0] != '\0' ? method : "truc_tiep", t->method, sizeof t->method);
		record_copy("planned", t->status, sizeof t->status);
		record_copy(a->from, t->added_by, sizeof t->added_by);
	}
	return used;
}

/* ---- storing ---- */

/* Said already: the same people are called to the same thing at that time. */
static bool is_same(const struct training *t, const struct training *other)
{
	return other->starts_at == t->starts_at && strcmp(other->scope, t->scope) == 0 &&
	       strcmp(other->only_units, t->only_units) == 0 && strcmp(other->only_roles, t->only_roles) == 0 &&
	       (same_words(other->place, t->place) || strcmp(other->topic, t->topic) == 0);
}

static int answer_added(struct act *a, const struct training *rows, size_t used, unsigned told, struct why *why)
{
	struct training_words w;
	struct buf list, whom;
	int result;

	buf_init(&whom);
	training_audience(a, &rows[0], &whom);
	training_words(a->p, &rows[0], a->style, a->in->now_us, &w);
	buf_init(&list);
	for (size_t i = 0; i < used; i++) {
		struct civil day = clock_civil(rows[i].starts_at);

		training_words(a->p, &rows[i], a->style, a->in->now_us, &w);
		buf_addf(&list, "%s%s: %s %d/%d", i == 0 ? "" : ", ", w.no, w.time, day.day, day.month);
	}
	if (used == 1)
		result = act_answer(a, OUTCOME_RECORDED, why, "training_added", "no", w.no, "date", w.date, "time",
			w.time, "place", w.place, "topic", w.topic, "count", NUMBER(told), "unit", whom.data, "code",
			rows[0].code, NULL);
	else
		result = act_answer(a, OUTCOME_RECORDED, why, "training_added_many", "topic", w.topic, "place", w.place,
			"list", list.data, "count", NUMBER(told), "unit", whom.data, NULL);
	buf_fini(&list);
	buf_fini(&whom);
	return result;
}

static int store_all(struct act *a, struct training *rows, size_t used, struct why *why)
{
	struct voice v = act_voice(a);
	unsigned told = 0;

	for (size_t i = 0; i < used; i++)
		if (training_put(a->p->store, &rows[i], why) == -1)
			return -1;
	v.out = NULL; /* who is invited hears of it; the sender's answer says how many */
	if (training_publish_all(&v, a->units, rows, used, a->from, &told, why) == -1)
		return -1;
	return answer_added(a, rows, used, told, why);
}

/* ---- whether it may go ---- */

/* So many are first told how many, in how many parts and for how much: XN. */
static int ask_whether(struct act *a, const struct training *t, const struct training_reach *reach, struct why *why)
{
	struct training_words w;
	struct buf whom;
	int result;

	question_begin(a, PENDING_CONFIRM, INTENT_SCHEDULE_ADD);
	a->question.number = store_next_no(a->p->store, "training", why);
	if (a->question.number == -1 || question_ask(a, why) == -1)
		return -1;
	buf_init(&whom);
	training_audience(a, t, &whom);
	training_words(a->p, t, a->style, a->in->now_us, &w);
	result = act_answer(a, OUTCOME_ASKED, why, "training_preview", "no", NUMBER(a->question.number), "date", w.date,
		"time", w.time, "topic", w.topic, "count", NUMBER(reach->people), "unit", whom.data, "parts",
		NUMBER(reach->parts), "cost", NUMBER(reach->cost), NULL);
	buf_fini(&whom);
	return result;
}

static int publish(struct act *a, struct training *rows, size_t used, struct why *why)
{
	struct training_reach reach;
	struct voice v = act_voice(a);

	rows[0].no = act_number(a, "confirmed", 0);
	if (rows[0].no != 0)
		return store_all(a, rows, used, why);
	if (training_count(&v, a->units, rows, used, a->from, &reach, why) == -1)
		return -1;
	return reach.people > UNSHOWN_MAX ? ask_whether(a, &rows[0], &reach, why) : store_all(a, rows, used, why);
}

/* All dates are looked at before any is stored. */
static int add_all(struct act *a, const struct training *audience, struct why *why)
{
	struct training rows[DATES_MAX], with;
	size_t used = plan(a, audience, rows), new = 0;

	if (used == 0)
		return ask_piece(a, "date", OUTCOME_ASKED, why, "ask_date", "");
	for (size_t i = 0; i < used; i++) {
		struct training_words w;

		training_words(a->p, &rows[i], a->style, a->in->now_us, &w);
		if (rows[i].starts_at <= a->in->now_us)
			return ask_piece(a, "date", OUTCOME_REFUSED, why, "training_past", w.date);
		if (rows[i].starts_at > a->in->now_us + TRAINING_AHEAD)
			return ask_piece(a, "date", OUTCOME_REFUSED, why, "training_far", w.date);
		if (training_clash(a, &rows[i], &with, why) == -1)
			return -1;
		if (with.no != 0 && !is_same(&rows[i], &with))
			return training_refuse_clash(a, &with, why);
		if (with.no == 0)
			rows[new ++] = rows[i];
	}
	if ((new == 0 ? answer_with(a, &with, OUTCOME_ANSWERED, "training_same", why) : publish(a, rows, new, why)) ==
		-1)
		return -1;
	return !a->question_asked && a->question_open && a->question.intent == INTENT_SCHEDULE_ADD
		       ? question_close(a, why)
		       : 0;
}

int act_training_add(struct act *a, struct why *why)
{
	const char *dates = act_text(a, "date");
	char first[RECORD_DAY_OCTETS];
	struct training audience;
	const struct unit *scope;

	if (closed_or_unknown(a))
		return closed_or_unknown_answer(a, why);
	if (act_has(a, "units"))
		return act_answer(a, OUTCOME_REFUSED, why, "training_many", "limit", NUMBER(READING_ENTRIES_MAX), NULL);
	scope = read_audience(a, &audience);
	if (scope == NULL)
		return act_deny(a, why);
	if (act_right(a, AUTHORITY_TRAINING, scope) == AUTHORITY_NONE)
		return act_deny_unit(a, scope, why);
	if (dates[0] == '\0')
		return ask_piece(a, "date", OUTCOME_ASKED, why, "ask_date", "");
	if (act_text(a, "time")[0] == '\0') {
		next_of(&dates, first, sizeof first);
		return ask_piece(a, "time", OUTCOME_ASKED, why, "ask_time", first);
	}
	return add_all(a, &audience, why);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Trainings and meetings: announced, and asked for. */
#include "menus/date.h"
#include "menus/sitting.h"
#include "menus/whom.h"

#include <stdio.h>
#include <string.h>

#define DATES_MAX 12

static void time_text(int hour, int minute, char to[static 8])
{
	snprintf(to, 8, "%02d:%02d", hour % 24, minute % 60);
}

/* Ask back for a date that is none, or two. True when asked. */
bool sitting_ask_date(struct view *v, enum intent guess, const struct item *d)
{
	char text[DATE_TEXT_OCTETS];

	if (!(d->flags & (DATE_WRONG | DATE_LUNAR | DATE_TWO_WAYS | DATE_CONFLICT)))
		return false;
	ask(v, guess, "date");
	if (d->flags & (DATE_TWO_WAYS | DATE_CONFLICT)) {
		ask_option(v, date_text(d->date, text));
		ask_option(v, date_text(d->other, text));
	}
	return true;
}

bool sitting_date(const struct view *v, const struct item *item, struct item *out)
{
	int64_t day = item->value, month = item->second;

	*out = *item;
	if (item->kind == ITEM_DATE)
		return true;
	/* "24/7" is round the clock elsewhere. */
	if (item->kind == ITEM_WORD && item_is(item, CLASS_TECHNICAL)) {
		const struct token *t = v->p->tokens->at;
		if (t[item->from].digits == 0 || t[item->to - 1].digits == 0 || item->to - item->from < 2)
			return false;
		day = t[item->from].value;
		month = t[item->to - 1].value;
	} else if (item->kind != ITEM_NUMBER || !(item->flags & (NUMBER_DECIMAL | NUMBER_RANGE)))
		return false;
	if (day < 1 || day > 31 || month < 1 || month > 12)
		return false;
	out->kind = ITEM_DATE;
	out->date = date_near(&v->p->now, (int)day, (int)month);
	out->other = (struct day){ 0 };
	out->flags = clock_day_exists(out->date.year, out->date.month, out->date.day) ? 0 : DATE_WRONG;
	return true;
}

bool sitting_hour(const struct item *item, int *hour, int *minute)
{
	if (item->kind == ITEM_TIME && item->hour >= 0) {
		*hour = item->hour;
		*minute = item->minute;
		return true;
	}
	if (item->kind == ITEM_NUMBER && item->flags == 0 && item->value >= 500 && item->value <= 2359 &&
		item->value % 100 < 60) {
		*hour = (int)(item->value / 100);
		*minute = (int)(item->value % 100);
		return true;
	}
	if (item->kind == ITEM_NUMBER && (item->flags & ~NUMBER_WORDS) == NUMBER_HALF && item->value <= 23) {
		*hour = (int)item->value;
		*minute = 30;
		return true;
	}
	return false;
}

/* "sang" without marks: to, before it is the morning. */
bool sitting_is_to(const struct view *v, const struct item *item)
{
	return token_is(v->p->tokens, item->from, "sang") && v->p->tokens->at[item->from].accent == 0;
}

bool sitting_is_new(const struct view *v, const struct item *item)
{
	return item->kind == ITEM_DATE || (item->flags & TIME_ONLY_PART) || where_is_place(v, item);
}

#define BEFORE_DAWN 4 /* o'clock: until then nobody meets, and "2h" is said of the afternoon */

/* The hour of an item, moved to the afternoon or evening when that was said apart from it, or is meant. False when it is
 * none. */
bool sitting_time(const struct view *v, unsigned i, int part, char to[static 8])
{
	const struct item *item = view_at(v, i);
	const struct token *first = &v->p->tokens->at[item->from];
	int hour, minute;

	if (!sitting_hour(item, &hour, &minute))
		return false;
	bool moved = v->r->intent == INTENT_SCHEDULE_CHANGE && sitting_is_to(v, item);
	bool said = (item->flags & TIME_PART) && !moved, dawn = hour >= 1 && hour <= BEFORE_DAWN;
	bool day = first->kind == TOKEN_NUMBER && first->digits >= 2; /* 02:00 */
	if (hour < 12 && !said && (part >= 2 || (part < 0 && dawn && !day)))
		hour += 12;
	time_text(hour, minute, to);
	return true;
}

/* "8h đến 11h": when it ends, and no sitting of its own. */
static bool ends_sitting(const struct view *v, unsigned i)
{
	const struct item *before = i > 0 ? view_at(v, i - 1) : NULL;

	return before != NULL &&
	       (item_sign(before, '-') || item_word_is(v->p, before, "den") || item_word_is(v->p, before, "toi"));
}

/* One hour for all dates; or, when there are as many hours as dates and they differ, each date's own: "08:00,14:00".
 * False: other numbers of hours say nothing certain but the first. */
static bool add_time(struct view *v, const char *key, int part, unsigned days)
{
	char all[READING_TEXT_OCTETS] = "", first[8] = "", one[8];
	size_t used = 0;
	unsigned hours = 0;
	bool differ = false;

	for (unsigned i = 0; i < v->p->used && hours < DATES_MAX; i++) {
		if (!sitting_time(v, i, part, one) || (hours > 0 && ends_sitting(v, i)))
			continue;
		if (hours == 0)
			memcpy(first, one, sizeof first);
		differ |= strcmp(first, one) != 0;
		used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", hours++ > 0 ? "," : "", one);
	}
	if (hours > 0)
		reading_add_text(v->r, 0, key, differ && days > 1 && hours == days ? all : first);
	return !differ || hours == days;
}

/* "14h-16h30": when it ends. */
static void add_end(struct view *v)
{
	char text[8];

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind != ITEM_TIME || item->hour < 0 || item->to_hour < 0)
			continue;
		time_text(item->to_hour, item->to_minute < 0 ? 0 : item->to_minute, text);
		reading_add_text(v->r, 0, "until", text);
		return;
	}
}

/* The part of the day that an item says apart from an hour: 0 morning .. 3 evening, -1 none. */
int sitting_part(const struct view *v, unsigned i)
{
	const struct item *item = view_at(v, i);
	/* "sang chiều mai 2h", "sang nhà văn hóa 2h" */
	bool to = sitting_is_to(v, item) && i + 1 < v->p->used && sitting_is_new(v, view_at(v, i + 1));

	/* "sang sang thu 6", "qua sang mai": the second is the morning */
	const bool behind_to =
		i > 0 && (sitting_is_to(v, view_at(v, i - 1)) || item_word_is(v->p, view_at(v, i - 1), "qua"));

	to &= !behind_to;
	if (item->kind == ITEM_TIME && (item->flags & TIME_ONLY_PART) && !to)
		return (int)item->value;
	if (item->kind == ITEM_DATE && token_is(v->p->tokens, item->from, "chieu"))
		return 2;
	if (item->kind == ITEM_DATE && token_is(v->p->tokens, item->from, "sang") &&
		(behind_to || v->r->intent != INTENT_SCHEDULE_CHANGE))
		return 0;
	return item->kind == ITEM_DATE && token_is(v->p->tokens, item->from, "toi") ? 3 : -1;
}

/* "chiều mai 2h": a part of the day that stands apart from the hour. */
int sitting_part_said(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		int part = sitting_part(v, i);
		if (part >= 0)
			return part;
	}
	return -1;
}

void sitting_add_method(struct view *v, const char *key)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (item_is(view_at(v, i), CLASS_ONLINE) || item_is(view_at(v, i), CLASS_IN_PERSON)) {
			reading_add_text(
				v->r, 0, key, item_is(view_at(v, i), CLASS_ONLINE) ? "truc_tuyen" : "truc_tiep");
			return;
		}
}

/* With whom, how, and for whom; a place has said its own unit already. */
static void add_frame(struct view *v, struct span place)
{
	enum intent intent = v->r->intent;

	for (unsigned i = 0; i < v->p->used && reading_find(v->r, 0, "partner") == NULL; i++)
		if (view_at(v, i)->kind == ITEM_WORD && (i < place.from || i >= place.to) &&
			item_is(view_at(v, i), CLASS_PARTNER))
			view_field(v, "partner", i, i + 1);
	sitting_add_method(v, "method");
	whom_read(v, place);
	if (v->r->intent == INTENT_ASK)
		v->r->guess = intent;
}

struct subject {
	const struct view *v;
	const struct sense *best;
};

/* "tập huấn" says less than what is taught, and that less than what kind of meeting it is. */
static int weight_of(const struct view *v, const struct sense *topic)
{
	const struct lexicon_entry *entry = topic == NULL ? NULL : lexicon_topic_at(v->words, topic->index);

	if (entry == NULL)
		return 0;
	return strcmp(entry->code, "tap_huan") == 0 ? 1 : entry->lesson ? 2 : 3;
}

static void better(void *into, const struct sense *s)
{
	struct subject *found = into;
	int old = weight_of(found->v, found->best), new = weight_of(found->v, s);

	if (new > old || (new == old && s->words > found->best->words))
		found->best = s;
}

/* An indicator that is trained: "tập huấn VNeID". Words for meetings are no such thing, though they may be counted. */
static const char *trained(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		const struct sense *s = item->kind == ITEM_WORD ? item_sense(item, SENSE_INDICATOR) : NULL;
		if (s != NULL && !s->weak && !item_is(item, CLASS_MEETING) && item_sense(item, SENSE_TOPIC) == NULL)
			return indicator_code(v, s);
	}
	return NULL;
}

/* What it is about. */
void sitting_add_topic(struct view *v)
{
	struct subject found = { .v = v };
	const char *indicator = trained(v);

	view_scan(v, SENSE_TOPIC, better, &found);
	if (indicator != NULL && weight_of(v, found.best) <= 1)
		reading_add_text(v->r, 0, "topic", indicator);
	else if (found.best != NULL)
		reading_add_text(v->r, 0, "topic", lexicon_topic_at(v->words, found.best->index)->code);
	else
		(void)fields_topic(v, "topic");
}

/* "8h sáng và 14h chiều": so many sessions of one day; 1 when only one hour is said. */
static unsigned sessions(const struct view *v)
{
	char last[8] = "", one[8];
	unsigned most = 1, together = 0;
	int part = sitting_part_said(v);

	for (unsigned i = 0; i < v->p->used; i++) {
		if (sitting_time(v, i, part, one)) {
			together = strcmp(one, last) > 0 ? together + 1 : 1;
			most = together > most ? together : most;
			memcpy(last, one, sizeof last);
		} else if (!item_sign(view_at(v, i), ',') && !item_sign(view_at(v, i), '&') &&
			   !item_is(view_at(v, i), CLASS_AND)) {
			together = 0;
			last[0] = '\0';
		}
	}
	return most < DATES_MAX ? most : DATES_MAX;
}

/* "15/12 đến 17/12", "15-17/12": the day before item i from which on it is each day; false when it is none. */
static bool first_of_range(const struct view *v, unsigned i, struct item *first)
{
	const struct item *to = i > 1 ? view_at(v, i - 1) : NULL, *from = i > 1 ? view_at(v, i - 2) : NULL;

	if (to == NULL || !(item_sign(to, '-') || token_is(v->p->tokens, to->from, "den") ||
				  token_is(v->p->tokens, to->from, "toi")))
		return false;
	if (sitting_date(v, from, first))
		return true;
	if (from->kind != ITEM_NUMBER || from->flags != 0 || from->value < 1 || from->value > 31)
		return false;
	*first = *view_at(v, i);
	first->flags = 0;
	first->date.day = (int16_t)from->value;
	return true;
}

static void add_day(struct day day, char all[static READING_TEXT_OCTETS], unsigned *days)
{
	char one[DATE_TEXT_OCTETS];
	size_t used = strlen(all);

	date_text(day, one);
	if (strstr(all, one) == NULL && *days < DATES_MAX)
		(void)snprintf(all + used, READING_TEXT_OCTETS - used, "%s%s", (*days)++ > 0 ? "," : "", one);
}

/* Each day before `to`; false when they are more than a text may call. */
static bool add_between(struct day from, struct day to, char all[static READING_TEXT_OCTETS], unsigned *days)
{
	while (date_compare(from, to) < 0) {
		struct civil day = { .year = from.year, .month = from.month, .day = from.day };

		add_day(from, all, days);
		if (*days == DATES_MAX)
			return false;
		from = date_add(&day, 1);
	}
	return true;
}

/* False when a date must be asked for. *days says how many there are. */
static bool add_dates(struct view *v, enum intent guess, unsigned *count)
{
	char all[READING_TEXT_OCTETS] = "";
	struct day_list list = day_list_find(v);
	struct item d, first;
	unsigned days = 0;

	for (unsigned k = 0; k < list.used; k++) {
		if (!clock_day_exists(list.at[k].year, list.at[k].month, list.at[k].day) || list.more) {
			ask(v, guess, "date");
			return false;
		}
		add_day(list.at[k], all, &days);
	}
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if ((list.used > 0 && item->from < list.to && item->to > list.from) || !sitting_date(v, item, &d))
			continue;
		if (i > 0 && days > 0 &&
			(item_word_is(v->p, view_at(v, i - 1), "hay") ||
				item_word_is(v->p, view_at(v, i - 1), "hoac"))) {
			ask(v, guess, "date"); /* "20/8 hay 21/8" */
			return false;
		}
		if (sitting_ask_date(v, guess, &d))
			return false;
		if (first_of_range(v, i, &first) && !add_between(first.date, d.date, all, &days)) {
			ask(v, guess, "date"); /* more days than a text may call */
			return false;
		}
		add_day(d.date, all, &days);
	}
	if (days == 1) { /* the same day for each of its sessions */
		char day[DATE_TEXT_OCTETS];

		memcpy(day, all, strlen(all) + 1);
		for (; days < sessions(v); days++)
			(void)snprintf(all + strlen(all), sizeof all - strlen(all), ",%s", day);
	}
	*count = days;
	if (days > 0)
		reading_add_text(v->r, 0, "date", all);
	return true;
}

/* "25h": an hour that no day has. */
static bool no_hour(const struct view *v)
{
	for (unsigned i = 0; i + 1 < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_NUMBER && view_at(v, i)->value > 23 &&
			item_is(view_at(v, i + 1), CLASS_HOUR))
			return true;
	return false;
}

/* "8h hay 9h", "25 hoặc 26/8": two of what must be one. */
static bool says_or(const struct view *v, enum item_kind kind)
{
	for (unsigned i = 1; i + 1 < v->p->used; i++) {
		const struct item *before = view_at(v, i - 1), *behind = view_at(v, i + 1);
		bool other = item_word_is(v->p, view_at(v, i), "hay") || item_word_is(v->p, view_at(v, i), "hoac");
		if (other && behind->kind == kind && (before->kind == kind || before->kind == ITEM_NUMBER))
			return true;
	}
	return false;
}

void schedule_read(struct view *v)
{
	unsigned days;

	where_own_house(v);
	if (v->r->intent == INTENT_SCHEDULE_CHANGE) {
		schedule_change_read(v);
		return;
	}
	v->r->intent = INTENT_SCHEDULE_ADD;
	if (!add_dates(v, INTENT_SCHEDULE_ADD, &days))
		return;
	bool clear = add_time(v, "time", sitting_part_said(v), days);
	add_end(v);
	struct span place = where_next(v, 0);
	where_add(v, "place", place);
	sitting_add_topic(v);
	add_frame(v, place);
	if (sittings_differ(v) || (days > 0 && !clear))
		ask(v, INTENT_SCHEDULE_ADD, "sittings");
	else if (days == 0 || says_or(v, ITEM_DATE))
		ask(v, INTENT_SCHEDULE_ADD, "date");
	else if (says_or(v, ITEM_TIME) || (reading_find(v->r, 0, "time") == NULL && no_hour(v)))
		ask(v, INTENT_SCHEDULE_ADD, "time");
}

/* "mấy em lớp 9", "con tôi học lớp 5": a class of children at school. */
bool schedule_is_school(const struct view *v)
{
	static const char *const children[] = { "em", "con", "chau", "be", "sinh", "hoc", "khoi" };

	for (unsigned i = 2; i < v->p->used; i++) {
		const struct item *number = view_at(v, i), *before = view_at(v, i - 2);

		if (number->kind != ITEM_NUMBER || number->flags != 0 || number->value < 1 || number->value > 12 ||
			!item_word_is(v->p, view_at(v, i - 1), "lop"))
			continue;
		for (size_t k = 0; k < sizeof children / sizeof *children; k++)
			if (token_is(v->p->tokens, before->to - 1u, children[k]))
				return true;
	}
	return false;
}

/* LICH, LICH 5, the schedule of a unit. */
void schedule_query_read(struct view *v)
{
	char text[DATE_TEXT_OCTETS];

	fields_with(v, v->act[INTENT_SCHEDULE_QUERY].by);
	if (schedule_add_ref(v))
		return;
	(void)fields_units(v, 0, v->p->used, 0);
	v->r->intent = INTENT_SCHEDULE_QUERY;
	/* "lịch 30/11", "lịch tháng 1": of that day or month alone */
	if (v->p->used == 2 && view_at(v, 1)->kind == ITEM_DATE && !(view_at(v, 1)->flags & DATE_RELATIVE))
		reading_add_text(v->r, 0, "date", date_text(view_at(v, 1)->date, text));
	fields_period(v);
}

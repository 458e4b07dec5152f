/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Trainings and meetings: announced, moved, cancelled, asked for. */
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
static bool ask_date(struct view *v, enum intent guess, const struct item *d)
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
static bool is_to(const struct view *v, const struct item *item)
{
	return token_is(v->p->tokens, item->from, "sang") && v->p->tokens->at[item->from].accent == 0;
}

static bool is_new(const struct item *item)
{
	return item->kind == ITEM_DATE || (item->flags & TIME_ONLY_PART) || where_is_place(item);
}

#define BEFORE_DAWN 4 /* o'clock: until then nobody meets, and "2h" is said of the afternoon */

/* The hour of an item, moved to the afternoon or evening when that was said apart from it, or is meant. False when it is
 * none. */
static bool time_of(const struct view *v, unsigned i, int part, char to[static 8])
{
	const struct item *item = view_at(v, i);
	const struct token *first = &v->p->tokens->at[item->from];
	int hour, minute;

	if (!sitting_hour(item, &hour, &minute))
		return false;
	bool moved = v->r->intent == INTENT_SCHEDULE_CHANGE && is_to(v, item);
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
		if (!time_of(v, i, part, one) || (hours > 0 && ends_sitting(v, i)))
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
static int part_of(const struct view *v, unsigned i)
{
	const struct item *item = view_at(v, i);
	/* "sang chiều mai 2h", "sang nhà văn hóa 2h" */
	bool to = is_to(v, item) && i + 1 < v->p->used && is_new(view_at(v, i + 1));

	if (item->kind == ITEM_TIME && (item->flags & TIME_ONLY_PART) && !to)
		return (int)item->value;
	if (item->kind == ITEM_DATE && token_is(v->p->tokens, item->from, "chieu"))
		return 2;
	if (item->kind == ITEM_DATE && token_is(v->p->tokens, item->from, "sang") &&
		v->r->intent != INTENT_SCHEDULE_CHANGE)
		return 0;
	return item->kind == ITEM_DATE && token_is(v->p->tokens, item->from, "toi") ? 3 : -1;
}

/* "chiều mai 2h": a part of the day that stands apart from the hour. */
static int part_said(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		int part = part_of(v, i);
		if (part >= 0)
			return part;
	}
	return -1;
}

static void add_method(struct view *v, const char *key)
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
	add_method(v, "method");
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
static void add_topic(struct view *v)
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
	int part = part_said(v);

	for (unsigned i = 0; i < v->p->used; i++) {
		if (time_of(v, i, part, one)) {
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
		if (ask_date(v, guess, &d))
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

static void change_read(struct view *v);

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
		change_read(v);
		return;
	}
	v->r->intent = INTENT_SCHEDULE_ADD;
	if (!add_dates(v, INTENT_SCHEDULE_ADD, &days))
		return;
	bool clear = add_time(v, "time", part_said(v), days);
	add_end(v);
	struct span place = where_next(v, 0);
	where_add(v, "place", place);
	add_topic(v);
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

/* "1 tiếng", "30 phút", "2 ngày", "1 tuần": minutes of the number at that token; 0 when it is no stretch of time. */
static int64_t stretch_of(const struct view *v, unsigned token)
{
	static const struct {
		const char *word;
		int64_t minutes;
	} units[] = { { "phut", 1 }, { "p", 1 }, { "ph", 1 }, { "tieng", 60 }, { "gio", 60 }, { "ngay", 1440 },
		{ "tuan", 10080 } };
	const struct tokens *t = v->p->tokens;

	for (size_t u = 0; t->at[token].kind == TOKEN_NUMBER && u < sizeof units / sizeof *units; u++)
		if (t->at[token].value > 0 && t->at[token].value < 1000 && token_is(t, token + 1, units[u].word))
			return t->at[token].value * units[u].minutes;
	return 0;
}

/* "tập huấn 1 buổi", "lùi 1 tiếng" count; "2 vì bão" does not, though "vi" is a wallet elsewhere. */
static bool counts_something(const struct view *v, unsigned i)
{
	if (stretch_of(v, view_at(v, i)->from) != 0)
		return true;
	return i + 1 < v->p->used && view_at(v, i + 1)->kind == ITEM_WORD &&
	       !item_word_is(v->p, view_at(v, i + 1), "vi") &&
	       (item_is(view_at(v, i + 1), CLASS_PIECE) || item_is(view_at(v, i + 1), CLASS_PERSON) ||
		       item_is(view_at(v, i + 1), CLASS_HOUSEHOLD));
}

static bool is_named_by(const struct view *v, const struct item *before)
{
	const struct tokens *t = v->p->tokens;

	if (before->to > 1 && token_is(t, before->to - 1u, "so") && token_is(t, before->to - 2u, "bao"))
		return false; /* a typhoon's */
	return before->kind == ITEM_WORD &&
	       (item_is(before, CLASS_MEETING) || token_is(v->p->tokens, before->to - 1, "so") ||
		       item_keyword(v->p, before, INTENT_SCHEDULE_ADD) != NULL ||
		       item_keyword(v->p, before, INTENT_SCHEDULE_QUERY) != NULL ||
		       item_keyword(v->p, before, INTENT_SCHEDULE_CHANGE) != NULL);
}

/* A number that names a training: right behind "lịch", "họp", "tập huấn", "số" (HUY LICH 5). */
bool schedule_is_ref(const struct view *v, unsigned i)
{
	const struct item *item = view_at(v, i), *before = i > 0 ? view_at(v, i - 1) : NULL;

	return item->kind == ITEM_NUMBER && item->flags == 0 && item->value >= 1 && item->value <= 99999 &&
	       before != NULL && !counts_something(v, i) && is_named_by(v, before);
}

static bool add_ref(struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (schedule_is_ref(v, i)) {
			reading_add_number(v->r, 0, "ref", view_at(v, i)->value);
			return true;
		}
	return false;
}

/* LICH, LICH 5, the schedule of a unit. */
void schedule_query_read(struct view *v)
{
	char text[DATE_TEXT_OCTETS];

	fields_with(v, v->act[INTENT_SCHEDULE_QUERY].by);
	if (add_ref(v))
		return;
	(void)fields_units(v, 0, v->p->used, 0);
	v->r->intent = INTENT_SCHEDULE_QUERY;
	/* "lịch 30/11", "lịch tháng 1": of that day or month alone */
	if (v->p->used == 2 && view_at(v, 1)->kind == ITEM_DATE && !(view_at(v, 1)->flags & DATE_RELATIVE))
		reading_add_text(v->r, 0, "date", date_text(view_at(v, 1)->date, text));
	fields_period(v);
}

/* "HUY LICH 7,8" looks like a part of one, and is two numbers where things are numbered. */
static bool is_pair(const struct view *v, const struct item *item)
{
	char text[READING_TEXT_OCTETS];

	if (item->kind != ITEM_NUMBER || !(item->flags & NUMBER_DECIMAL))
		return false;
	token_typed(v->p->tokens, item->from, item->to, text, sizeof text);
	return strchr(text, ',') != NULL;
}

#define LIKE_HOUR 100 /* trainings are numbered that high: then "730" behind such a number is no hour */

/* "HUY LICH 7 va 8", "7, 8", "7 8": a training's number, or one more behind such. */
static bool is_one_more(const struct view *v, unsigned i)
{
	const struct item *item = view_at(v, i);
	int hour, minute;

	if (schedule_is_ref(v, i) || (i > 0 && is_pair(v, item) && is_named_by(v, view_at(v, i - 1))))
		return true;
	if (i < 2 || item->kind != ITEM_NUMBER || item->flags != 0 || item->value < 1 || item->value > 99999 ||
		counts_something(v, i))
		return false;
	unsigned before = rsvp_is_joined(v, i) ? i - 2 : i - 1;
	return is_one_more(v, before) &&
	       (view_at(v, before)->value >= LIKE_HOUR || !sitting_hour(item, &hour, &minute));
}

/* The trainings that are changed: the first, and in "also" the others. False: none is named by its number. */
static bool add_refs(struct view *v)
{
	char also[100] = "";
	size_t used = 0;
	bool any = false;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		int64_t nos[2] = { item->value, is_pair(v, item) ? item->second : item->value };

		for (int k = 0; is_one_more(v, i) && k < 1 + (nos[0] != nos[1]); k++) {
			if (!any)
				reading_add_number(v->r, 0, "ref", nos[k]);
			else if (used + 12 < sizeof also)
				used += (size_t)snprintf(also + used, sizeof also - used, "%s%lld", used > 0 ? "," : "",
					(long long)nos[k]);
			any = true;
		}
	}
	if (used > 0)
		reading_add_text(v->r, 0, "also", also);
	return any;
}

/* What the words up to here say is done: "dời", "hủy", and "sang" before what is new. */
struct change {
	bool moves, cancels, to;
};

/* "nữa": no more; but "2 ngày nữa" is when, "nửa tiếng" how long, and "không dời nữa" calls nothing off. */
static bool is_no_more(const struct tokens *t, unsigned i)
{
	static const char *const stretches[] = { "tieng", "gio", "ngay", "tuan", "bua", "hom", NULL };
	static const char *const moved[] = { "doi", "lui", "chuyen", "hoan", NULL };

	return token_is(t, i, "khoi") ||
	       (token_is(t, i, "nua") && !token_is_of(t, i + 1, stretches) &&
		       (i == 0 || (!token_is_of(t, i - 1, stretches) && !token_is_of(t, i - 1, moved))));
}

/* "sang", "đến"; "to 25/8" of who writes English, and no "cả tổ: tối nay ...". */
static bool leads_to(const struct view *v, unsigned i)
{
	const struct item *next = i + 1 < v->p->used ? view_at(v, i + 1) : NULL;

	return item_is(view_at(v, i), CLASS_TO) &&
	       (!item_word_is(v->p, view_at(v, i), "to") ||
		       (next != NULL && (next->kind == ITEM_DATE || next->kind == ITEM_TIME || is_new(next))));
}

static void hear(const struct view *v, unsigned at, struct change *c)
{
	const struct item *item = view_at(v, at);
	static const char *const move[] = { "hoan", "doi", "chuyen", "lui", "day", "som", "sua", NULL };
	static const char *const cancel[] = { "huy", "bo", "nghi", "xoa", NULL };
	static const char *const to[] = { "sang", "qua", "thanh", NULL };
	const struct tokens *t = v->p->tokens;

	if (item->kind == ITEM_WORD) {
		c->moves |= item_is(item, CLASS_MOVE) || token_is_of(t, item->from, move);
		c->cancels |= item_is(item, CLASS_CANCEL) || token_is_of(t, item->from, cancel);
		c->to |= leads_to(v, at) || strstr(view_word(v, item), "sang") != NULL;
		for (unsigned i = item->from; i < item->to; i++) {
			c->cancels |= is_no_more(t, i);
			c->to |= token_is_of(t, i, to);
		}
	}
	/* "sang" without marks is "to" here before it is the morning. */
	c->to |= is_to(v, item) && (item->kind == ITEM_TIME || (item->kind == ITEM_DATE && c->moves && !c->cancels));
}

/* "họp 8h ngày 20 dời sang 14h": how many hours are told. */
static unsigned count_hours(const struct view *v)
{
	unsigned hours = 0;
	int hour, minute;

	for (unsigned i = 0; i < v->p->used; i++)
		hours += !is_one_more(v, i) && sitting_hour(view_at(v, i), &hour, &minute);
	return hours;
}

/* Two dates: from the first to the second. One date behind "sang", "qua": the new one. False when one must be asked for.
 * *days says how many there are. */
static bool add_change(struct view *v, bool ref, struct change *c, unsigned *days)
{
	bool one_hour = count_hours(v) == 1;
	char text[DATE_TEXT_OCTETS], hour[8];
	unsigned hours = 0;
	int part = part_said(v);
	struct item d;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		int own = part_of(v, i);

		if (is_one_more(v, i))
			continue;
		hear(v, i, c);
		if (own >= 0 || (item->kind == ITEM_DATE && *days > 0))
			part = own;
		if (sitting_date(v, item, &d)) {
			if (ask_date(v, INTENT_SCHEDULE_CHANGE, &d))
				return false;
			reading_add_text(v->r, 0, *days > 0 || c->to ? "new_date" : "date", date_text(d.date, text));
			++*days;
		} else if (time_of(v, i, part, hour)) {
			bool new = hours > 0 || c->to || (c->moves && one_hour && (ref || *days > 0));

			reading_add_text(v->r, 0, new ? "new_time" : "time", hour);
			hours++;
		}
	}
	return true;
}

/* "lùi lại 1 tiếng", "sớm 30 phút", "hoãn sang tuần sau": by how much, where neither a day nor an hour is named. */
static void add_shift(struct view *v, const struct change *c)
{
	static const char *const sooner[] = { "som", "len", NULL }, *const next[] = { "sau", "toi", NULL };
	const struct tokens *t = v->p->tokens;
	int64_t minutes = 0;
	bool back = false;

	if (!c->moves || c->cancels || reading_find(v->r, 0, "new_date") != NULL ||
		reading_find(v->r, 0, "new_time") != NULL)
		return;
	for (unsigned i = 0; i < t->used; i++) {
		minutes = minutes == 0 ? stretch_of(v, i) : minutes;
		if (minutes == 0 && token_is(t, i, "nua") && (token_is(t, i + 1, "tieng") || token_is(t, i + 1, "gio")))
			minutes = 30;
		back |= token_is_of(t, i, sooner);
		if (minutes == 0 && token_is(t, i, "tuan") && token_is_of(t, i + 1, next))
			minutes = 10080;
	}
	if (minutes != 0)
		reading_add_number(v->r, 0, "shift_min", back ? -minutes : minutes);
}

static unsigned count_fields(const struct reading *r, const char *key)
{
	unsigned used = 0;

	for (unsigned i = 0; i < r->fields_used; i++)
		used += strcmp(r->fields[i].key, key) == 0;
	return used;
}

/* "hủy lịch 4, lịch 2 vẫn giữ", "chứ không phải lịch 2", "lịch 2 không hủy": a training that is named stays. */
static bool keeps_one(const struct view *v)
{
	static const char *const no[] = { "khong", "ko", "k", "dung", "kg", "hong", NULL };
	static const char *const done[] = { "huy", "bo", "phai", "nghi", "xoa", "doi", NULL };
	const struct tokens *t = v->p->tokens;
	unsigned last = 0;

	for (unsigned i = 0; i < t->used; i++)
		if (token_is(t, i, "giu") || (token_is_of(t, i, no) && token_is_of(t, i + 1, done)))
			return true;
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind == ITEM_NUMBER)
			last = i;
		if (last > 0 && is_one_more(v, last) && token_is(t, item->from, "van"))
			return true;
	}
	return false;
}

/* "hủy lịch 4, 14h ngày 3/12 họp bù": a meeting is told behind a day and an hour. */
static bool tells_another(const struct view *v)
{
	bool day = false, hour = false;
	int h, m;

	for (unsigned i = 0; i < v->p->used; i++) {
		day |= view_at(v, i)->kind == ITEM_DATE;
		hour |= sitting_hour(view_at(v, i), &h, &m);
		if (day && hour && view_at(v, i)->kind == ITEM_WORD && item_is(view_at(v, i), CLASS_MEETING))
			return true;
	}
	return false;
}

/* "hủy lịch 3 và dời lịch 1 sang 15h", "dời lịch 3 sang 9h, lịch 4 sang 10h": what is done to one is not done to all. */
static bool has_two_fates(const struct view *v, const struct change *c)
{
	const unsigned hours = count_fields(v->r, "new_time"), days = count_fields(v->r, "new_date");

	if (count_fields(v->r, "also") > 0)
		return hours > 1 || days > 1 || (c->cancels && (c->moves || hours + days > 0)) || keeps_one(v);
	return c->cancels && count_fields(v->r, "ref") > 0 && tells_another(v);
}

static const char *action_of(const struct view *v, const struct change *c)
{
	static const char *const new[] = { "new_date", "new_time", "new_place", "new_method", "shift_min" };

	for (size_t k = 0; k < sizeof new / sizeof *new; k++)
		if (reading_find(v->r, 0, new[k]) != NULL)
			return "move";
	return c->cancels ? "cancel" : c->moves ? "postpone" : "move";
}

static void change_read(struct view *v)
{
	struct change c = { .moves = false };
	unsigned days = 0;

	v->r->intent = INTENT_SCHEDULE_CHANGE;
	fields_with(v, v->act[INTENT_SCHEDULE_CHANGE].by);
	bool ref = add_refs(v);
	if (!add_change(v, ref, &c, &days))
		return;
	where_add(v, "new_place", where_moved(v));
	add_topic(v);
	add_method(v, "new_method");
	add_shift(v, &c);
	if (has_two_fates(v, &c)) {
		v->r->fields_used = 0;
		ask(v, INTENT_SCHEDULE_CHANGE, "two");
		return;
	}
	if (reading_find(v->r, 0, "action") == NULL) /* "mở lại lịch" says its own */
		reading_add_text(v->r, 0, "action", action_of(v, &c));
	if (days > 0 || ref)
		return;
	if (v->at->events_used == 1)
		reading_add_number(v->r, 0, "event", v->at->events[0]);
	else
		ask(v, INTENT_SCHEDULE_CHANGE, "which_event");
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Trainings and meetings: announced, moved, cancelled; answers to invitations; who came. */
#include "menus/date.h"
#include "menus/view.h"

#include <stdio.h>
#include <string.h>

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

/* In a schedule t7 is Saturday, and "20.8" or "20-8" is a day. */
static bool as_date(const struct view *v, const struct item *item, struct item *out)
{
	*out = *item;
	if (item->kind == ITEM_DATE)
		return true;
	if (item->kind != ITEM_NUMBER || !(item->flags & (NUMBER_DECIMAL | NUMBER_RANGE)) || item->value < 1 ||
		item->value > 31 || item->second < 1 || item->second > 12)
		return false;
	out->kind = ITEM_DATE;
	out->date = date_near(&v->p->now, (int)item->value, (int)item->second);
	out->other = (struct day){ 0 };
	out->flags = clock_day_exists(out->date.year, out->date.month, out->date.day) ? 0 : DATE_WRONG;
	return true;
}

/* 730, 1400, 07h: hours without a mark, behind the date of a schedule. */
static bool as_time(const struct item *item, int *hour, int *minute)
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

static void add_time(struct view *v, const char *key, int part)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		int hour, minute;
		char text[8];
		if (!as_time(view_at(v, i), &hour, &minute))
			continue;
		if (part >= 2 && hour < 12 && !(view_at(v, i)->flags & TIME_PART))
			hour += 12;
		time_text(hour, minute, text);
		reading_add_text(v->r, 0, key, text);
		return;
	}
}

/* "chiều mai 2h": a part of the day that stands apart from the hour. */
static int part_said(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind == ITEM_TIME && (item->flags & TIME_ONLY_PART))
			return (int)item->value;
		if (item->kind == ITEM_DATE) {
			const char *word = token_fold(v->p->tokens, item->from);
			if (strcmp(word, "chieu") == 0)
				return 2;
			if (strcmp(word, "toi") == 0)
				return 3;
		}
	}
	return -1;
}

/* Where: a place word, "tại ..." up to the next date, time or comma, or a unit's office. */
static void add_place(struct view *v, const char *key)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		unsigned from = i;
		bool marked = item->kind == ITEM_WORD && item_is(item, CLASS_AT) && !item_is(item, CLASS_TO);
		if (!marked && !(item->kind == ITEM_WORD && item_is(item, CLASS_PLACE)))
			continue;
		if (marked) {
			from++;
			if (from < v->p->used && item_sign(view_at(v, from), ':'))
				from++;
			if (from >= v->p->used || view_at(v, from)->kind == ITEM_DATE ||
				view_at(v, from)->kind == ITEM_TIME)
				continue;
		}
		unsigned to = from;
		while (to < v->p->used) {
			const struct item *here = view_at(v, to);
			if (here->kind == ITEM_SIGN || here->kind == ITEM_DATE || here->kind == ITEM_TIME ||
				here->line ||
				(to > from && (item_is(here, CLASS_MEETING) || item_is(here, CLASS_POLITE)) &&
					!item_is(here, CLASS_PLACE)) ||
				(to > from && item_is(here, CLASS_TO)))
				break;
			to++;
		}
		if (to > from)
			view_field(v, key, from, to);
		if (reading_find(v->r, 0, key) != NULL)
			return;
	}
}

struct longest {
	const struct view *v;
	const struct sense *best;
};

static void longest(void *into, const struct sense *s)
{
	struct longest *l = into;

	if (!lexicon_topic_at(l->v->words, s->index)->lesson && (l->best == NULL || s->words > l->best->words))
		l->best = s;
}

static void add_topic(struct view *v)
{
	struct longest l = { .v = v };

	/* What it is about: a meeting word of the topics, the longest; an indicator when that is trained. */
	view_scan(v, SENSE_TOPIC, longest, &l);
	if (l.best != NULL)
		reading_add_text(v->r, 0, "topic", lexicon_topic_at(v->words, l.best->index)->code);
	else
		(void)fields_topic(v, "topic");
}

static bool add_dates(struct view *v, enum intent guess)
{
	char all[READING_TEXT_OCTETS] = "", one[DATE_TEXT_OCTETS];
	struct item d;
	size_t used = 0;
	unsigned days = 0;

	for (unsigned i = 0; i < v->p->used; i++) {
		if (!as_date(v, view_at(v, i), &d))
			continue;
		if (ask_date(v, guess, &d))
			return false;
		date_text(d.date, one);
		if (strstr(all, one) != NULL || used + 12 >= sizeof all || days == 12)
			continue;
		used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", days > 0 ? "," : "", one);
		days++;
	}
	if (days == 0)
		return true;
	reading_add_text(v->r, 0, "date", all);
	return true;
}

static void change_read(struct view *v);

void schedule_read(struct view *v)
{
	if (v->r->intent == INTENT_SCHEDULE_CHANGE) {
		change_read(v);
		return;
	}
	v->r->intent = INTENT_SCHEDULE_ADD;
	if (!add_dates(v, INTENT_SCHEDULE_ADD))
		return;
	add_time(v, "time", part_said(v));
	if (reading_find(v->r, 0, "date") == NULL) {
		ask(v, INTENT_SCHEDULE_ADD, "date");
	}
	add_place(v, "place");
	add_topic(v);
}

/* Two dates: from the first to the second. One date behind "sang", "qua": the new one. */
static void change_read(struct view *v)
{
	struct item d;
	char text[DATE_TEXT_OCTETS], hour_text[8];
	unsigned days = 0, hours = 0, all_hours = 0;
	bool moves = false, cancels = false, to = false;

	v->r->intent = INTENT_SCHEDULE_CHANGE;
	for (unsigned i = 0; i < v->p->used; i++) {
		int hour, minute;
		all_hours += as_time(view_at(v, i), &hour, &minute);
	}
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		int hour, minute;
		if (item->kind == ITEM_WORD) {
			const char *w = view_word(v, item);
			moves |= item_is(item, CLASS_MOVE) || strcmp(w, "hoan") == 0 || strcmp(w, "doi") == 0 ||
				 strcmp(w, "chuyen") == 0 || strcmp(w, "lui") == 0 || strcmp(w, "day") == 0 ||
				 strcmp(w, "som") == 0 || strcmp(w, "sua") == 0;
			cancels |= item_is(item, CLASS_CANCEL) || strcmp(w, "huy") == 0 || strcmp(w, "bo") == 0 ||
				   strcmp(w, "nghi") == 0 || strcmp(w, "khoi") == 0 || strcmp(w, "xoa") == 0;
			to |= item_is(item, CLASS_TO) || strstr(w, "sang") != NULL;
			for (unsigned t = item->from; t < item->to; t++)
				to |= token_is(v->p->tokens, t, "sang") || token_is(v->p->tokens, t, "qua") ||
				      token_is(v->p->tokens, t, "thanh");
		}
		/* "sang" without marks is "to" here before it is the morning. */
		to |= item->kind == ITEM_TIME && token_is(v->p->tokens, item->from, "sang") &&
		      v->p->tokens->at[item->from].accent == 0;
		if (as_date(v, item, &d)) {
			if (ask_date(v, INTENT_SCHEDULE_CHANGE, &d))
				return;
			reading_add_text(v->r, 0, days > 0 || to ? "new_date" : "date", date_text(d.date, text));
			days++;
		} else if (as_time(item, &hour, &minute)) {
			time_text(hour, minute, hour_text);
			reading_add_text(v->r, 0,
				hours > 0 || to || (moves && days > 0 && all_hours == 1) ? "new_time" : "time",
				hour_text);
			hours++;
		}
	}
	add_place(v, "new_place");
	add_topic(v);
	bool new_thing = reading_find(v->r, 0, "new_date") != NULL || reading_find(v->r, 0, "new_time") != NULL ||
			 reading_find(v->r, 0, "new_place") != NULL;
	const char *action = cancels && !new_thing ? "cancel" : "move";
	if (moves && !new_thing && !cancels)
		action = "postpone";
	reading_add_text(v->r, 0, "action", action);
	if (days == 0 && v->at->events_used != 1) {
		ask(v, INTENT_SCHEDULE_CHANGE, "which_event");
		return;
	}
	if (days == 0)
		reading_add_number(v->r, 0, "event", v->at->events[0]);
}

/* The event that an answer is for: the number that was typed, or the only one asked. */
static bool add_event(struct view *v, enum intent guess)
{
	if (v->at->events_used == 1) {
		reading_add_number(v->r, 0, "event", v->at->events[0]);
		return true;
	}
	for (unsigned i = 0; i < v->p->used; i++)
		for (unsigned e = 0; e < v->at->events_used; e++)
			if (view_at(v, i)->kind == ITEM_NUMBER && view_at(v, i)->value == v->at->events[e]) {
				reading_add_number(v->r, 0, "event", v->at->events[e]);
				return true;
			}
	ask(v, guess, "which_event");
	for (unsigned e = 0; e < v->at->events_used; e++) {
		char text[24];
		snprintf(text, sizeof text, "%lld", (long long)v->at->events[e]);
		ask_option(v, text);
	}
	return v->at->events_used == 0;
}

static bool says_no(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if ((item->kind == ITEM_WORD || item->kind == ITEM_NUMBER) && item_is(item, CLASS_NO)) {
			/* "không những đi mà còn ..." is rare; "có" before it makes a question, seen by the caller */
			return true;
		}
	}
	return false;
}

/* "không biết có đi được không", "không vắng đâu": the negation is of something else than going. */
static bool is_undecided(const struct view *v)
{
	static const char *const nots[] = { "khong", "ko", "k", "chua", "hong", "chang" };
	static const char *const of[] = { "biet", "chac", "vang", "nghi", "ban", "van", "sao", "ro" };
	const struct tokens *t = v->p->tokens;
	bool not = false, other = false;

	for (unsigned i = 0; i + 1 < t->used; i++) {
		not = other = false;
		for (size_t k = 0; k < sizeof nots / sizeof nots[0]; k++)
			not |= token_is(t, i, nots[k]);
		for (size_t k = 0; k < sizeof of / sizeof of[0]; k++)
			other |= token_is(t, i + 1, of[k]);
		if (not &&other)
			return true;
	}
	return false;
}

void rsvp_read(struct view *v)
{
	bool late = false, no = says_no(v), other = false;

	if (is_undecided(v)) {
		ask(v, INTENT_RSVP, "rsvp");
		return;
	}

	v->r->intent = INTENT_RSVP;
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		late |= item_is(item, CLASS_LATE) || item_word_is(v->p, item, "tre");
		other |= item_word_is(v->p, item, "cu") || item_word_is(v->p, item, "thay");
		for (unsigned t = item->from; t < item->to && item->kind == ITEM_WORD; t++)
			other |= token_is(v->p->tokens, t, "thay") || token_is(v->p->tokens, t, "cu");
	}
	if (!add_event(v, INTENT_RSVP) && v->r->intent == INTENT_ASK) {
		reading_add_text(v->r, 0, "answer", no && !late ? "no" : "yes");
		return;
	}
	v->r->intent = INTENT_RSVP;
	reading_add_text(v->r, 0, "answer", no && !late && !other ? "no" : "yes");
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind != ITEM_NUMBER || item->flags != 0)
			continue;
		const struct item *next = i + 1 < v->p->used ? view_at(v, i + 1) : item;
		if (late && (item_is(next, CLASS_MINUTE) || item_word_is(v->p, next, "p")))
			reading_add_number(v->r, 0, "late", item->value);
		else if (item_is(next, CLASS_PERSON))
			reading_add_number(v->r, 0, "count", item->value);
	}
	if (other)
		view_field(v, "delegate", 0, v->p->used);
}

void attendance_read(struct view *v)
{
	v->r->intent = INTENT_ATTENDANCE;
	if (v->at->events_used > 0)
		reading_add_number(v->r, 0, "event", v->at->events[0]);
	bool counted = false;
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		const struct item *before = i > 0 ? view_at(v, i - 1) : NULL;
		if (item->kind != ITEM_NUMBER &&
			!(item->kind == ITEM_DATE && (item->flags & DATE_BARE) && !(item->flags & DATE_RELATIVE)))
			continue;
		if (item->value < 0 || (item->flags & (NUMBER_TWO_WAYS | NUMBER_RANGE | NUMBER_DECIMAL | NUMBER_BIG)))
			continue;
		if (before != NULL && item_is(before, CLASS_ABSENT)) {
			reading_add_number(v->r, 0, "absent", item->value);
			continue;
		}
		if (before != NULL && (item_is(before, CLASS_ABOUT) || item_is(before, CLASS_VAGUE)))
			continue;
		if (counted)
			continue;
		counted = true;
		reading_add_number(v->r, 0, "count", item->value);
		if (item->kind == ITEM_DATE || (item->flags & NUMBER_RATIO))
			reading_add_number(v->r, 0, "expected", item->second);
	}
	if (!counted && reading_find(v->r, 0, "absent") == NULL)
		ask(v, INTENT_ATTENDANCE, "number");
}

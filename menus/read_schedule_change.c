/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A training is moved, put off, called off or opened again. */
#include "menus/date.h"
#include "menus/sitting.h"

#include <string.h>

#define BEFORE_DAWN 5 /* o'clock: nobody meets before, and by so many hours it is moved */

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
		       (next != NULL &&
			       (next->kind == ITEM_DATE || next->kind == ITEM_TIME || sitting_is_new(v, next))));
}

static void hear(const struct view *v, unsigned at, struct change *c)
{
	const struct item *item = view_at(v, at);
	static const char *const move[] = { "hoan", "doi", "chuyen", "lui", "day", "som", "sua", "move", "postpone",
		NULL };
	static const char *const cancel[] = { "huy", "bo", "nghi", "xoa", "cancel", NULL };
	static const char *const to[] = { "sang", "qua", "thanh", NULL };
	const struct tokens *t = v->p->tokens;
	/* "mưa to quá hủy họp": and to nothing */
	const bool very = token_is(t, item->to - 1u, "qua") && token_is_of(t, item->to, cancel);

	if (item->kind == ITEM_WORD) {
		c->moves |= item_is(item, CLASS_MOVE) || token_is_of(t, item->from, move);
		c->cancels |= item_is(item, CLASS_CANCEL) || token_is_of(t, item->from, cancel);
		c->to |= (leads_to(v, at) && !very) || strstr(view_word(v, item), "sang") != NULL;
		for (unsigned i = item->from; i < item->to; i++) {
			c->cancels |= is_no_more(t, i);
			c->to |= token_is_of(t, i, to) && !very;
		}
	}
	/* "sang" without marks is "to" here before it is the morning. */
	c->to |= sitting_is_to(v, item) &&
		 (item->kind == ITEM_TIME || (item->kind == ITEM_DATE && c->moves && !c->cancels));
}

/* "lùi 1h", "sớm hơn 2h", "lùi lại 1h30": by how long, in minutes, and no hour of the day; 0: it is one. */
static int64_t stretch_of_hours(const struct view *v, unsigned i)
{
	static const char *const by[] = { "lui", "tre", "muon", "cham", "som", "hon", "them", NULL };
	const struct item *item = view_at(v, i);
	const struct tokens *t = v->p->tokens;
	int hour, minute;
	bool behind = item->from > 0 && token_is_of(t, item->from - 1u, by);

	behind |= item->from > 1 && token_is(t, item->from - 1u, "lai") && view_has_token(v, "lui");
	behind |= i > 0 && view_at(v, i - 1)->kind == ITEM_NUMBER && view_has_token(v, "lui") &&
		  !token_is(t, item->from, "sang"); /* "lùi lịch 5 1h" */
	return behind && sitting_hour(item, &hour, &minute) && hour < BEFORE_DAWN ? hour * 60 + minute : 0;
}

/* "họp 8h ngày 20 dời sang 14h": how many hours are told. */
static unsigned count_hours(const struct view *v)
{
	unsigned hours = 0;
	int hour, minute;

	for (unsigned i = 0; i < v->p->used; i++)
		hours += !schedule_is_one_more(v, i) && stretch_of_hours(v, i) == 0 &&
			 sitting_hour(view_at(v, i), &hour, &minute);
	return hours;
}

/* Two dates: from the first to the second. One date behind "sang", "qua": the new one. False when one must be asked for.
 * *days says how many there are. */
static bool add_change(struct view *v, bool ref, struct change *c, unsigned *days)
{
	bool one_hour = count_hours(v) == 1;
	char text[DATE_TEXT_OCTETS], hour[8];
	unsigned hours = 0;
	int part = sitting_part_said(v);
	struct item d;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		int own = sitting_part(v, i);

		if (schedule_is_one_more(v, i) || stretch_of_hours(v, i) != 0)
			continue;
		hear(v, i, c);
		if (own >= 0 || (item->kind == ITEM_DATE && *days > 0))
			part = own;
		if (sitting_date(v, item, &d)) {
			if (sitting_ask_date(v, INTENT_SCHEDULE_CHANGE, &d))
				return false;
			reading_add_text(v->r, 0, *days > 0 || c->to ? "new_date" : "date", date_text(d.date, text));
			++*days;
		} else if (sitting_time(v, i, part, hour)) {
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
		minutes = minutes == 0 ? schedule_stretch(v, i) : minutes;
		if (minutes == 0 && token_is(t, i, "nua") && (token_is(t, i + 1, "tieng") || token_is(t, i + 1, "gio")))
			minutes = 30;
		back |= token_is_of(t, i, sooner);
		if (minutes == 0 && token_is(t, i, "tuan") && token_is_of(t, i + 1, next))
			minutes = 10080;
	}
	for (unsigned i = 0; i < v->p->used; i++)
		minutes = minutes == 0 ? stretch_of_hours(v, i) : minutes;
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
	static const char *const done[] = { "huy", "bo", "phai", "nghi", "xoa", "doi", NULL };
	const struct tokens *t = v->p->tokens;
	unsigned last = 0;

	for (unsigned i = 0; i < t->used; i++)
		if (token_is(t, i, "giu") ||
			((token_is_no(t, i) || token_is(t, i, "dung")) && token_is_of(t, i + 1, done)))
			return true;
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind == ITEM_NUMBER)
			last = i;
		if (last > 0 && schedule_is_one_more(v, last) && token_is(t, item->from, "van"))
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

/* "đổi buổi 3/12", "hủy lớp 3/12" name none: any training of that day is meant. */
static bool names_subject(const struct view *v)
{
	bool named = false;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		bool session =
			item->to == item->from + 1 && token_is_of(v->p->tokens, item->from, TOKEN_WORDS("buoi", "lop"));

		named |= !session &&
			 (item_sense(item, SENSE_INDICATOR) != NULL || item_sense(item, SENSE_TOPIC) != NULL);
	}
	return named;
}

static void add_subject(struct view *v)
{
	sitting_add_topic(v);
	const struct reading_field *topic = reading_find(v->r, 0, "topic");

	if (topic != NULL && lexicon_indicator(v->words, topic->text) != NULL && !names_subject(v))
		v->r->fields_used--;
}

void schedule_change_read(struct view *v)
{
	struct change c = { .moves = false };
	unsigned days = 0;

	v->r->intent = INTENT_SCHEDULE_CHANGE;
	fields_with(v, v->act[INTENT_SCHEDULE_CHANGE].by);
	bool ref = schedule_add_refs(v);
	if (!add_change(v, ref, &c, &days))
		return;
	where_add(v, "new_place", where_moved(v));
	add_subject(v);
	sitting_add_method(v, "new_method");
	add_shift(v, &c);
	if (has_two_fates(v, &c)) {
		v->r->fields_used = 0;
		ask(v, INTENT_SCHEDULE_CHANGE, "two");
		return;
	}
	bool moved_on = reading_find(v->r, 0, "new_date") != NULL || (ref && days == 0 && c.to && !c.cancels);

	if (moved_on && reading_find(v->r, 0, "new_time") == NULL && reading_find(v->r, 0, "shift_min") == NULL &&
		sitting_part_said(v) >= 0)
		ask(v, INTENT_SCHEDULE_CHANGE, "time"); /* "sang chiều thứ 4": at what hour of it? */
	if (reading_find(v->r, 0, "action") == NULL)    /* "mở lại lịch" says its own */
		reading_add_text(v->r, 0, "action", action_of(v, &c));
	if (days > 0 || ref)
		return;
	if (v->at->events_used == 1)
		reading_add_number(v->r, 0, "event", v->at->events[0]);
	else
		ask(v, INTENT_SCHEDULE_CHANGE, "which_event");
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sitting.h - when and where the sittings are that a text announces or moves. */
#ifndef MENUS_SITTING_H
#define MENUS_SITTING_H

#include "menus/whom.h"

/* In a schedule t7 is Saturday, and "20.8" or "20-8" is a day. */
bool sitting_date(const struct view *v, const struct item *item, struct item *out);
/* 730, 1400, 07h: hours without a mark, behind the date of a schedule. */
bool sitting_hour(const struct item *item, int *hour, int *minute);
/* The hour that item i says, as "14:00"; part: of the day, -1: none is said. */
bool sitting_time(const struct view *v, unsigned i, int part, char to[static 8]);
/* The part of the day that item i says, -1; that of the whole text, -1. */
int sitting_part(const struct view *v, unsigned i);
int sitting_part_said(const struct view *v);
/* "sang" without marks, which is "to" before what is new. */
bool sitting_is_to(const struct view *v, const struct item *item);
/* A day, a part of the day or a place: what may be new behind "sang". */
bool sitting_is_new(const struct view *v, const struct item *item);
/* A day that does not exist, or may be two, is asked for. True when it was. */
bool sitting_ask_date(struct view *v, enum intent guess, const struct item *d);
void sitting_add_topic(struct view *v);
void sitting_add_method(struct view *v, const char *key);

/* "5, 6, 7/12", "4 và 5 tháng 12", "5-7/12": days that share the month behind the last of them. */
#define DAY_LIST_MAX 12
struct day_list {
	unsigned used, from, to; /* days; its tokens */
	bool more;               /* than a text may call */
	struct day at[DAY_LIST_MAX];
};
struct day_list day_list_find(const struct view *v); /* day_list.c */

/* The items that say a place: a place word, "tại ..." up to the next date, time or comma, or a unit's office. From item
 * `from` on; an empty span when there is none. */
struct span where_next(const struct view *v, unsigned from);
/* The place that a change names: of "từ hội trường xã sang nhà văn hóa" the second. */
struct span where_moved(const struct view *v);
bool where_is_place(const struct view *v, const struct item *item);
/* "tại nhà tôi": of the sender, and no evening. */
void where_own_house(struct view *v);
void where_add(struct view *v, const char *key, struct span place);

/* "8h 5/12 tại nhà văn hóa, 14h 6/12 tại trường": several sittings, each with a place or with people of its own. A text
 * has one place and calls the same people to all of its sittings. */
bool sittings_differ(const struct view *v);

/* The training that the text names by its number, as "ref"; with the others of them as "also". False: none. (schedule_ref.c) */
bool schedule_add_ref(struct view *v);
bool schedule_add_refs(struct view *v);
/* A training's number, or one more behind such: "HUY LICH 7 và 8". */
bool schedule_is_one_more(const struct view *v, unsigned i);
/* "1 tiếng", "2 ngày": minutes of the number at that token; 0 when it is no stretch of time. */
int64_t schedule_stretch(const struct view *v, unsigned token);
void schedule_change_read(struct view *v); /* read_schedule_change.c */

#endif

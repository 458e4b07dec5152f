/* SPDX-License-Identifier: GPL-2.0-or-later */
/* english_join.h - how days, months and hours are said in English, for the joiners of dates, periods and times. */
#ifndef MENUS_ENGLISH_JOIN_H
#define MENUS_ENGLISH_JOIN_H

#include "menus/join.h"

/* 1 = Monday, 1 = January; 0: it is no such name. */
int english_weekday(const struct parse *p, const struct item *item);
int english_month(const struct parse *p, const struct item *item);
/* "st", "nd", "rd", "th" right behind a number: one item, or 0. */
unsigned english_suffix(const struct parse *p, unsigned i);
/* Behind a day: "th of December 2026". How many items, 0: none. */
unsigned english_month_behind(const struct parse *p, unsigned i, int64_t *month, int64_t *year);
/* "Dec 5", "December 5th, 2026"; *year 0: it was not said. */
unsigned english_month_first(const struct parse *p, unsigned i, int64_t *day, int64_t *month, int64_t *year);
/* "2026-12-05" */
unsigned english_iso(const struct parse *p, unsigned i, int64_t *day, int64_t *month, int64_t *year);
/* "this", "next", "last", in front of a weekday, a week, a month. */
bool english_lead(const struct parse *p, unsigned i, int *shift);
/* "am" 0, "pm" 1 behind an hour; -1: neither. sure: nothing else can be meant. */
int english_half(const struct parse *p, unsigned i, bool sure);

#endif

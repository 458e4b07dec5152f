/* SPDX-License-Identifier: GPL-2.0-or-later */
/* join.h - items joined into dates, times and periods, shared by the files that do it.
 *
 * Each takes what stands from item i on and fills *out. Returns how many items
 * that were, 0 when it is none: date_join.c (days), clock_join.c (hours),
 * period_join.c (weeks, months, pairs of numbers), date.c (the walk).
 */
#ifndef MENUS_JOIN_H
#define MENUS_JOIN_H

#include "menus/date.h"

/* The item at i, or one that is nothing. */
const struct item *join_at(const struct parse *p, unsigned i);
/* One of these signs at i, nothing but it between two items. */
bool join_sign_glued(const struct parse *p, unsigned i, const char *signs);
/* A number that is only that, in words or digits; in digits; a year of this century. */
bool join_plain_number(const struct item *n, int64_t least, int64_t most);
bool join_digits(const struct item *n, int64_t least, int64_t most);
bool join_is_year(const struct item *n);
/* The month behind a day: "tháng 8", "t8". */
unsigned join_month_behind(const struct parse *p, unsigned i, int64_t *month, int64_t *year);
/* "này", "trước", "sau": *shift by so many. */
int join_period_word(const struct item *w, int *shift);
/* "hôm nay", "mai": in so many days. */
bool join_relative(const struct parse *p, const struct item *w, int *days);

unsigned join_date(struct parse *p, unsigned i, struct item *out);
unsigned join_time(struct parse *p, unsigned i, struct item *out);
unsigned join_week(struct parse *p, unsigned i, struct item *out);
unsigned join_month(struct parse *p, unsigned i, struct item *out);
unsigned join_long_period(struct parse *p, unsigned i, struct item *out);
unsigned join_pair(struct parse *p, unsigned i, struct item *out);

#endif

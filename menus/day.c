/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/date.h"

#include <stdio.h>

struct day date_of(const struct civil *c)
{
	return (struct day){ (int16_t)c->year, (int16_t)c->month, (int16_t)c->day };
}

static bool is_leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int month_days(int y, int m)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return m == 2 && is_leap(y) ? 29 : days[m - 1];
}

struct day date_add(const struct civil *now, int days)
{
	int y = now->year, m = now->month, d = now->day + days;

	while (d > month_days(y, m)) {
		d -= month_days(y, m);
		y += m == 12;
		m = m == 12 ? 1 : m + 1;
	}
	while (d < 1) {
		y -= m == 1;
		m = m == 1 ? 12 : m - 1;
		d += month_days(y, m);
	}
	return (struct day){ (int16_t)y, (int16_t)m, (int16_t)d };
}

/* Sakamoto's rule. */
int date_weekday(struct day d)
{
	static const int shift[] = { 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 };
	int y = d.year - (d.month < 3);
	int sunday0 = (y + y / 4 - y / 100 + y / 400 + shift[d.month - 1] + d.day) % 7;

	return sunday0 == 0 ? 7 : sunday0;
}

int date_compare(struct day a, struct day b)
{
	if (a.year != b.year)
		return a.year - b.year;
	return a.month != b.month ? a.month - b.month : a.day - b.day;
}

struct day date_next_weekday(const struct civil *now, int weekday, bool week_said, int weeks)
{
	int today = date_weekday(date_of(now));

	if (week_said)
		return date_add(now, weekday - today + 7 * weeks);
	int ahead = (weekday - today + 7) % 7;
	return date_add(now, ahead == 0 ? 7 : ahead);
}

struct day date_near(const struct civil *now, int day, int month)
{
	struct day d = { (int16_t)now->year, (int16_t)month, (int16_t)day };
	struct day past = date_add(now, -90);

	if (date_compare(d, past) < 0)
		d.year++;
	return d;
}

struct day date_past(const struct civil *now, struct day d, bool no_month, bool no_year)
{
	if (date_compare(d, date_of(now)) <= 0)
		return d;
	if (no_month) {
		d.year -= d.month == 1;
		d.month = d.month == 1 ? 12 : (int16_t)(d.month - 1);
	} else if (no_year && d.year > now->year) {
		d.year--;
	}
	return d;
}

/* A week belongs to the year of its Thursday (ISO 8601). */
void date_week(const struct civil *now, int weeks, char to[static 12])
{
	int to_thursday = 4 - date_weekday(date_of(now));
	struct day d = date_add(now, 7 * weeks + to_thursday);
	int day = d.day;

	for (int m = 1; m < d.month; m++)
		day += month_days(d.year, m);
	snprintf(to, 12, "%04d-W%02d", d.year % 10000, ((day - 1) / 7 + 1) % 100);
}

const char *date_text(struct day d, char to[static DATE_TEXT_OCTETS])
{
	snprintf(to, DATE_TEXT_OCTETS, "%04d-%02d-%02d", d.year % 10000, d.month % 100, d.day % 100);
	return to;
}

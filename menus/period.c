/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/period.h"

#include <stdio.h>

static const struct {
	char letter;     /* behind the hyphen; 0: none */
	unsigned digits; /* of the number */
	int in_year;     /* how many a year has; 53: some have 52 */
	int months;      /* 0: not made of months */
} kinds[PERIOD_KINDS] = {
	[PERIOD_WEEK] = { 'W', 2, 53, 0 },
	[PERIOD_MONTH] = { 0, 2, 12, 1 },
	[PERIOD_QUARTER] = { 'Q', 1, 4, 3 },
	[PERIOD_HALF] = { 'H', 1, 2, 6 },
	[PERIOD_YEAR] = { 0, 0, 1, 12 },
};

/* The number of the first n digits, or -1 when there are fewer. */
static int digits(const char *text, unsigned n)
{
	int number = 0;

	for (; n > 0; n--, text++) {
		if (*text < '0' || *text > '9')
			return -1;
		number = number * 10 + (*text - '0');
	}
	return number;
}

/* A year of 53 weeks is one whose 28 December, which always lies in the last week, lies in week 53. */
static int weeks_in(int year)
{
	return clock_iso_week(&(struct civil){ .year = year, .month = 12, .day = 28 }, NULL);
}

int period_read(const char *text, struct period *period)
{
	int year = digits(text, 4);

	if (year < 1970 || year > 2099)
		return -1;
	if (text[4] == '\0') {
		*period = (struct period){ PERIOD_YEAR, year, 1 };
		return 0;
	}
	if (text[4] != '-')
		return -1;
	for (enum period_kind kind = PERIOD_WEEK; kind < PERIOD_YEAR; kind++) {
		const char *number = text + 5;
		if (kinds[kind].letter != 0 && *number++ != kinds[kind].letter)
			continue;
		int n = digits(number, kinds[kind].digits);
		if (n < 1 || number[kinds[kind].digits] != '\0' || n > kinds[kind].in_year)
			continue;
		if (kind == PERIOD_WEEK && n > weeks_in(year))
			return -1;
		*period = (struct period){ kind, year, n };
		return 0;
	}
	return -1;
}

char *period_write(const struct period *p, char to[static PERIOD_OCTETS])
{
	unsigned year = (unsigned)p->year % 10000, number = (unsigned)p->number % 100;

	switch (p->kind) {
	case PERIOD_YEAR:
		snprintf(to, PERIOD_OCTETS, "%04u", year);
		break;
	case PERIOD_MONTH:
		snprintf(to, PERIOD_OCTETS, "%04u-%02u", year, number);
		break;
	case PERIOD_WEEK:
		snprintf(to, PERIOD_OCTETS, "%04u-W%02u", year, number);
		break;
	default:
		snprintf(to, PERIOD_OCTETS, "%04u-%c%u", year, kinds[p->kind].letter, number);
	}
	return to;
}

struct period period_of(enum period_kind kind, const struct civil *day)
{
	struct period p = { .kind = kind, .year = day->year };

	if (kind == PERIOD_WEEK)
		p.number = clock_iso_week(day, &p.year);
	else
		p.number = (day->month - 1) / kinds[kind].months + 1;
	return p;
}

/* Midnight of a day whose month or day may lie past the end. */
static struct civil day_of(int year, int month, int day)
{
	struct civil c = { .year = year, .month = month, .day = day };

	return clock_add_days(&c, 0);
}

struct civil period_first_day(const struct period *p)
{
	if (p->kind != PERIOD_WEEK)
		return day_of(p->year, (p->number - 1) * kinds[p->kind].months + 1, 1);
	/* 4 January lies in week 1 (ISO 8601). */
	struct civil fourth = day_of(p->year, 1, 4);
	return clock_add_days(&fourth, (p->number - 1) * 7 - (fourth.weekday - 1));
}

struct civil period_day_after(const struct period *p)
{
	struct period next = period_shift(p, 1);

	return period_first_day(&next);
}

struct period period_shift(const struct period *p, int steps)
{
	struct civil day = period_first_day(p);

	if (p->kind == PERIOD_WEEK)
		day = clock_add_days(&day, 7 * steps);
	else
		day = day_of(day.year, day.month + steps * kinds[p->kind].months, 1);
	return period_of(p->kind, &day);
}

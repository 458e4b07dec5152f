/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/period.h"

#include <string.h>

#define YEAR_DIGITS 4

static const struct {
	char letter;     /* behind the hyphen; 0: none */
	unsigned digits; /* of the number */
	int in_year;     /* how many a year has; 53: some have 52 */
	int months;      /* 0: not made of months */
} kinds[PERIOD_KINDS + 1] = {
	[PERIOD_WEEK] = { 'W', 2, 53, 0 },
	[PERIOD_MONTH] = { 0, 2, 12, 1 },
	[PERIOD_QUARTER] = { 'Q', 1, 4, 3 },
	[PERIOD_HALF] = { 'H', 1, 2, 6 },
	[PERIOD_YEAR] = { 0, 0, 1, 12 },
	[PERIOD_EXTRA] = { 'X', 0, 999, 0 },
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

/* Days from 1970-01-01 to the first of a month in the Gregorian calendar; month may lie past the end of the year. */
static int day_number(int year, int month)
{
	static const int before[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };
	int leaps;

	year += (month - 1) / 12;
	month = (month - 1) % 12;
	leaps = (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 - (1969 / 4 - 1969 / 100 + 1969 / 400);
	return (year - 1970) * 365 + leaps + before[month] +
	       (month > 1 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0));
}

/* A year that begins or ends with a Thursday has 53 weeks; 1970-01-01 was one. Without the C library's calendar: a report asks this for every sum of its year. */
static int weeks_in(int year)
{
	return day_number(year, 1) % 7 == 0 || (day_number(year + 1, 1) - 1) % 7 == 0 ? 53 : 52;
}

/* Any number of digits, without zeros in front. */
static int read_extra(const char *number, int year, struct period *period)
{
	unsigned n = (unsigned)strspn(number, "0123456789");

	if (n < 1 || n > 3 || number[n] != '\0' || *number == '0')
		return -1;
	*period = (struct period){ PERIOD_EXTRA, year, digits(number, n) };
	return 0;
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
	if (text[5] == kinds[PERIOD_EXTRA].letter)
		return read_extra(text + 6, year, period);
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

/* A report has some twenty periods and days written: printf() would take longer than all the rest of it. */
static char *put(char *to, unsigned number, unsigned n)
{
	for (unsigned i = n; i-- > 0; number /= 10)
		to[i] = (char)('0' + number % 10);
	return to + n;
}

char *period_write(const struct period *p, char to[static PERIOD_OCTETS])
{
	unsigned number = (unsigned)p->number % 1000, n = kinds[p->kind].digits;
	char *at = put(to, (unsigned)p->year, YEAR_DIGITS);

	if (p->kind == PERIOD_EXTRA)
		n = number < 10 ? 1 : number < 100 ? 2 : 3;
	if (p->kind != PERIOD_YEAR)
		*at++ = '-';
	if (kinds[p->kind].letter != 0)
		*at++ = kinds[p->kind].letter;
	*put(at, number, n) = '\0';
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

/* ---- periods within periods ---- */

static bool span_of(const struct period *p, struct period_span *span)
{
	int months = kinds[p->kind].months;

	if (p->kind == PERIOD_EXTRA)
		return false;
	if (p->kind == PERIOD_WEEK) {
		int fourth = day_number(p->year, 1) + 3; /* 4 January lies in week 1; 1970-01-01 was a Thursday */

		span->from = fourth - (fourth + 3) % 7 + (p->number - 1) * 7;
		span->until = span->from + 7;
		return true;
	}
	span->from = day_number(p->year, (p->number - 1) * months + 1);
	span->until = day_number(p->year, p->number * months + 1);
	return true;
}

bool period_span(const char *text, struct period_span *span)
{
	struct period p;

	return period_read(text, &p) == 0 && span_of(&p, span);
}

bool period_span_holds(const struct period_span *outer, const struct period_span *inner)
{
	int twice = inner->from + inner->until; /* the middle */

	return twice >= 2 * outer->from && twice < 2 * outer->until &&
	       inner->until - inner->from <= outer->until - outer->from;
}

bool period_holds(const char *outer, const char *inner)
{
	struct period_span o, i;

	if (strcmp(outer, inner) == 0)
		return true;
	return period_span(outer, &o) && period_span(inner, &i) && period_span_holds(&o, &i);
}

/* The month in which a week's Thursday lies. */
static int month_of(const struct period_span *week, int year)
{
	int month = 1;

	while (month < 12 && day_number(year, month + 1) <= week->from + 3)
		month++;
	return month;
}

unsigned period_above(const char *text, char above[static PERIOD_ABOVE_MAX][PERIOD_OCTETS])
{
	struct period_span span;
	struct period p;
	unsigned used = 0;
	int month;

	if (period_read(text, &p) == -1)
		return 0;
	period_write(&p, above[used++]);
	if (!span_of(&p, &span))
		return used;
	month = p.kind == PERIOD_WEEK ? month_of(&span, p.year) : (p.number - 1) * kinds[p.kind].months + 1;
	for (enum period_kind kind = p.kind + 1; kind <= PERIOD_YEAR; kind++) {
		struct period longer = { kind, p.year, (month - 1) / kinds[kind].months + 1 };

		period_write(&longer, above[used++]);
	}
	return used;
}

unsigned period_within(const char *text, char within[static PERIOD_WITHIN_MAX][PERIOD_OCTETS])
{
	struct period p;
	unsigned used = 0;

	if (period_read(text, &p) == -1)
		return 0;
	period_write(&p, within[used++]);
	for (int kind = p.kind == PERIOD_EXTRA ? -1 : (int)p.kind - 1; kind >= PERIOD_WEEK; kind--) {
		struct civil day = period_first_day(&p);
		struct period in = period_of((enum period_kind)kind, &day);

		if (!period_holds(text, period_write(&in, within[used]))) /* a week whose Thursday was before */
			in = period_shift(&in, 1);
		while (used < PERIOD_WITHIN_MAX && period_holds(text, period_write(&in, within[used]))) {
			in = period_shift(&in, 1);
			used++;
		}
	}
	return used;
}

char *period_day_text(const struct civil *day, char to[static PERIOD_DAY_OCTETS])
{
	char *at = put(to, (unsigned)day->year, YEAR_DIGITS);

	*at++ = '-';
	at = put(at, (unsigned)day->month, 2);
	*at++ = '-';
	*put(at, (unsigned)day->day, 2) = '\0';
	return to;
}

char *period_last_day(const char *text, char to[static PERIOD_DAY_OCTETS])
{
	struct period p;
	struct civil day;

	to[0] = '\0';
	if (period_read(text, &p) == -1 || p.kind == PERIOD_EXTRA)
		return to;
	day = period_day_after(&p);
	day = clock_add_days(&day, -1);
	return period_day_text(&day, to);
}

char *period_first_day_text(const char *text, char to[static PERIOD_DAY_OCTETS])
{
	struct period p;
	struct civil day;

	to[0] = '\0';
	if (period_read(text, &p) == -1 || p.kind == PERIOD_EXTRA)
		return to;
	day = period_first_day(&p);
	return period_day_text(&day, to);
}

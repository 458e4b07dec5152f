/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int64_t read_clock(clockid_t id)
{
	struct timespec ts;

	clock_gettime(id, &ts);
	return (int64_t)ts.tv_sec * CLOCK_SECOND + ts.tv_nsec / 1000;
}

int64_t clock_wall_us(void)
{
	return read_clock(CLOCK_REALTIME);
}

int64_t clock_mono_us(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

int64_t clock_wall_of(const struct clock_hands *hands)
{
	return hands != NULL ? hands->wall_us : clock_wall_us();
}

int64_t clock_mono_of(const struct clock_hands *hands)
{
	return hands != NULL ? hands->mono_us : clock_mono_us();
}

/* libc takes an unknown name for UTC. */
bool clock_zone_exists(const char *name)
{
	static const char zones[] = CLOCK_ZONES;
	char path[256];

	snprintf(path, sizeof path, "%s/%s", zones, name);
	return name[0] != '\0' && strstr(name, "..") == NULL && (access(zones, F_OK) != 0 || access(path, F_OK) == 0);
}

void clock_set_zone(const char *name)
{
	setenv("TZ", name, 1);
	tzset(); /* localtime_r() looks only once */
}

/* Seconds, rounded towards the past, so that times before 1970 keep their order. */
static time_t seconds_of(int64_t us)
{
	return (time_t)(us >= 0 ? us / CLOCK_SECOND : -((-us + CLOCK_SECOND - 1) / CLOCK_SECOND));
}

struct civil clock_civil(int64_t wall_us)
{
	time_t t = seconds_of(wall_us);
	struct tm tm = { 0 };

	localtime_r(&t, &tm);
	return (struct civil){ .year = tm.tm_year + 1900,
		.month = tm.tm_mon + 1,
		.day = tm.tm_mday,
		.hour = tm.tm_hour,
		.minute = tm.tm_min,
		.second = tm.tm_sec,
		.weekday = tm.tm_wday == 0 ? 7 : tm.tm_wday };
}

static struct tm broken_down(const struct civil *c)
{
	return (struct tm){ .tm_year = c->year - 1900,
		.tm_mon = c->month - 1,
		.tm_mday = c->day,
		.tm_hour = c->hour,
		.tm_min = c->minute,
		.tm_sec = c->second,
		.tm_isdst = -1 };
}

int64_t clock_moment(const struct civil *civil)
{
	struct tm tm = broken_down(civil);

	return (int64_t)mktime(&tm) * CLOCK_SECOND;
}

bool clock_day_exists(int year, int month, int day)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (year < 1970 || year > 2099 || month < 1 || month > 12 || day < 1)
		return false;
	return day <= days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/* Days from 0000-03-01 to a day of the Gregorian calendar, and back: years that begin in March have their leap day at
 * their end, and 400 of them have 146,097 days. The year 0 or later. */
#define DAYS_OF_400    146097
#define DAYS_TO_1970   719468
#define DAYS_BEFORE(m) ((153 * (m) + 2) / 5) /* m: months since March */

static int day_number(int year, int month, int day)
{
	int months = year * 12 + month - 3; /* a month may lie before the first or behind the last of its year */

	year = months / 12;
	return year * 365 + year / 4 - year / 100 + year / 400 + DAYS_BEFORE(months % 12) + day - 1;
}

static void set_day(struct civil *c, int number)
{
	int era = number / DAYS_OF_400, day = number % DAYS_OF_400;
	int year = (day - day / 1460 + day / 36524 - day / (DAYS_OF_400 - 1)) / 365, month;

	day -= year * 365 + year / 4 - year / 100;
	month = (5 * day + 2) / 153;
	c->day = day - DAYS_BEFORE(month) + 1;
	c->month = month < 10 ? month + 3 : month - 9;
	c->year = era * 400 + year + (month >= 10);
	c->weekday = (number - DAYS_TO_1970 % 7 + 3) % 7 + 1; /* 1970-01-01 was a Thursday */
}

/* A report asks for some thirty days: without the C library, which looks at the time zone each time. */
struct civil clock_add_days(const struct civil *civil, int days)
{
	struct civil later = *civil;

	set_day(&later, day_number(civil->year, civil->month, civil->day) + days);
	return later;
}

int64_t clock_midnight(int64_t at_us, int days)
{
	struct civil day = clock_civil(at_us), then;

	day.hour = day.minute = day.second = 0;
	then = clock_add_days(&day, days);
	return clock_moment(&then);
}

int clock_iso_week(const struct civil *civil, int *year)
{
	struct civil thursday = clock_add_days(civil, 0);

	thursday = clock_add_days(&thursday, 4 - thursday.weekday);
	if (year != NULL)
		*year = thursday.year;
	return (day_number(thursday.year, thursday.month, thursday.day) - day_number(thursday.year, 1, 1)) / 7 + 1;
}

char *clock_text(int64_t wall_us, char to[static CLOCK_TEXT_OCTETS])
{
	time_t t = seconds_of(wall_us);
	struct tm tm = { 0 };
	size_t n;

	localtime_r(&t, &tm);
	n = strftime(to, CLOCK_TEXT_OCTETS, "%Y-%m-%dT%H:%M:%S%z", &tm);
	if (n >= 5) { /* +0700 becomes +07:00 */
		memmove(to + n - 1, to + n - 2, 3);
		to[n - 2] = ':';
	}
	return to;
}

/* The offset behind a time: "", "Z" or "+07:00". 0 = local, 1 = given, -1 = neither. */
static int read_offset(const char *text, int *offset_s)
{
	int hours, minutes, end = 0;
	char sign;

	if (*text == '\0')
		return 0;
	*offset_s = 0;
	if (strcmp(text, "Z") == 0)
		return 1;
	if (sscanf(text, "%c%2d:%2d%n", &sign, &hours, &minutes, &end) != 3 || text[end] != '\0')
		return -1;
	if ((sign != '+' && sign != '-') || hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
		return -1;
	*offset_s = (hours * 3600 + minutes * 60) * (sign == '-' ? -1 : 1);
	return 1;
}

int clock_read(const char *text, int64_t *wall_us)
{
	struct civil c = { 0 };
	struct tm tm;
	int end = 0, offset_s = 0, given;

	if (sscanf(text, "%4d-%2d-%2d%n", &c.year, &c.month, &c.day, &end) != 3)
		return -1;
	if (!clock_day_exists(c.year, c.month, c.day))
		return -1;
	text += end;
	if (*text == 'T' || *text == ' ') {
		text++;
		if (sscanf(text, "%2d:%2d%n", &c.hour, &c.minute, &end) != 2)
			return -1;
		text += end;
		if (*text == ':') {
			if (sscanf(text, ":%2d%n", &c.second, &end) != 1)
				return -1;
			text += end;
		}
		if (*text == '.')
			text += 1 + strspn(text + 1, "0123456789");
	}
	if (c.hour < 0 || c.hour > 23 || c.minute < 0 || c.minute > 59 || c.second < 0 || c.second > 60)
		return -1;
	given = read_offset(text, &offset_s);
	if (given == -1)
		return -1;
	if (given == 0) {
		*wall_us = clock_moment(&c);
		return 0;
	}
	tm = broken_down(&c);
	tm.tm_isdst = 0;
	*wall_us = ((int64_t)timegm(&tm) - offset_s) * CLOCK_SECOND;
	return 0;
}

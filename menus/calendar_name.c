/* SPDX-License-Identifier: GPL-2.0-or-later */
/* calendar_name.c - periods, days and hours in words, Vietnamese and English. */
#include "gateway/base/clock.h"
#include "menus/calendar.h"
#include "gateway/base/period.h"

#include <stdio.h>

static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July", "August",
	"September", "October", "November", "December" };
static const char *const weekdays[] = { "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật" };
static const char *const short_weekdays[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

static void name_english(const struct period *p, char to[static CALENDAR_NAME_OCTETS])
{
	if (p->kind == PERIOD_MONTH)
		snprintf(to, CALENDAR_NAME_OCTETS, "%s", months[p->number - 1]);
	else if (p->kind == PERIOD_WEEK)
		snprintf(to, CALENDAR_NAME_OCTETS, "week %d", p->number);
	else if (p->kind == PERIOD_QUARTER)
		snprintf(to, CALENDAR_NAME_OCTETS, "quarter %d", p->number);
	else if (p->kind == PERIOD_HALF)
		snprintf(to, CALENDAR_NAME_OCTETS, "%s half-year", p->number == 1 ? "first" : "second");
	else if (p->kind == PERIOD_EXTRA)
		snprintf(to, CALENDAR_NAME_OCTETS, "collection DX %d", p->number);
	else
		snprintf(to, CALENDAR_NAME_OCTETS, "%d", p->year);
}

static void name_vietnamese(const struct period *p, char to[static CALENDAR_NAME_OCTETS])
{
	if (p->kind == PERIOD_MONTH)
		snprintf(to, CALENDAR_NAME_OCTETS, "tháng %d", p->number);
	else if (p->kind == PERIOD_WEEK)
		snprintf(to, CALENDAR_NAME_OCTETS, "tuần %d", p->number);
	else if (p->kind == PERIOD_QUARTER)
		snprintf(to, CALENDAR_NAME_OCTETS, "quý %d", p->number);
	else if (p->kind == PERIOD_HALF)
		snprintf(to, CALENDAR_NAME_OCTETS, "6 tháng %s năm", p->number == 1 ? "đầu" : "cuối");
	else if (p->kind == PERIOD_EXTRA)
		snprintf(to, CALENDAR_NAME_OCTETS, "đợt DX %d", p->number);
	else
		snprintf(to, CALENDAR_NAME_OCTETS, "năm %d", p->year);
}

char *calendar_period_name(const char *period, bool english, int64_t now_us, char to[static CALENDAR_NAME_OCTETS])
{
	char name[CALENDAR_NAME_OCTETS];
	struct period p;

	if (period_read(period, &p) == -1) {
		snprintf(to, CALENDAR_NAME_OCTETS, "%.*s", CALENDAR_NAME_OCTETS - 1, period);
		return to;
	}
	if (english)
		name_english(&p, name);
	else
		name_vietnamese(&p, name);
	if (p.kind == PERIOD_YEAR || p.year == clock_civil(now_us).year)
		snprintf(to, CALENDAR_NAME_OCTETS, "%s", name);
	else
		snprintf(to, CALENDAR_NAME_OCTETS, english ? "%.30s %d" : "%.30s/%d", name, p.year);
	return to;
}

char *calendar_date_name(int64_t at_us, bool english, int64_t now_us, char to[static CALENDAR_NAME_OCTETS])
{
	struct civil day = clock_civil(at_us);
	int n;

	if (english)
		n = snprintf(to, CALENDAR_NAME_OCTETS, "%s %d %.3s", short_weekdays[day.weekday - 1], day.day,
			months[day.month - 1]);
	else
		n = snprintf(to, CALENDAR_NAME_OCTETS, "%s %d/%d", weekdays[day.weekday - 1], day.day, day.month);
	if (day.year != clock_civil(now_us).year)
		snprintf(to + n, CALENDAR_NAME_OCTETS - (size_t)n, english ? " %d" : "/%d", day.year);
	return to;
}

char *calendar_day_name(int64_t at_us, int64_t now_us, char to[static CALENDAR_NAME_OCTETS])
{
	struct civil day = clock_civil(at_us);

	if (day.year == clock_civil(now_us).year)
		snprintf(to, CALENDAR_NAME_OCTETS, "%d/%d", day.day, day.month);
	else
		snprintf(to, CALENDAR_NAME_OCTETS, "%d/%d/%d", day.day, day.month, day.year);
	return to;
}

char *calendar_time_name(int64_t at_us, char to[static CALENDAR_NAME_OCTETS])
{
	struct civil c = clock_civil(at_us);

	snprintf(to, CALENDAR_NAME_OCTETS, "%02d:%02d", c.hour, c.minute);
	return to;
}

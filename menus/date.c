/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Items joined into dates, times and periods (parse_dates). */
#include "menus/date.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* The item at i, or one that is nothing. */
static const struct item *at(const struct parse *p, unsigned i)
{
	static const struct item none = { .kind = ITEM_FOREIGN };
	return i < p->used ? &p->at[i] : &none;
}

static bool sign_glued(const struct parse *p, unsigned i, const char *signs)
{
	const struct item *s = at(p, i), *next = at(p, i + 1);

	return s->kind == ITEM_SIGN && s->sign != '\0' && strchr(signs, s->sign) != NULL && !s->gap && !next->gap;
}

static bool plain_number(const struct item *n, int64_t least, int64_t most)
{
	return n->kind == ITEM_NUMBER && (n->flags & ~(NUMBER_WORDS | NUMBER_WEAK | NUMBER_SLIP)) == 0 &&
	       n->value >= least && n->value <= most;
}

static bool digits(const struct item *n, int64_t least, int64_t most)
{
	return plain_number(n, least, most) && (n->flags & (NUMBER_WORDS | NUMBER_WEAK)) == 0;
}

static int64_t year_of(int64_t y)
{
	return y < 100 ? 2000 + y : y;
}

static bool is_year(const struct item *n)
{
	return digits(n, 2000, 2099);
}

static void set_date(struct parse *p, struct item *out, int64_t day, int64_t month, int64_t year)
{
	out->kind = ITEM_DATE;
	if (month == 0) { /* a day alone: this month, or the next when it is over */
		out->flags |= DATE_NO_MONTH;
		month = p->now.month;
		year = p->now.year;
		if (day < p->now.day) {
			month = month == 12 ? 1 : month + 1;
			year += month == 1;
		}
		out->date = (struct day){ (int16_t)year, (int16_t)month, (int16_t)day };
	} else if (year == 0) {
		out->flags |= DATE_NO_YEAR;
		out->date = date_near(&p->now, (int)day, (int)month);
	} else {
		out->date = (struct day){ (int16_t)year_of(year), (int16_t)month, (int16_t)day };
	}
	out->other = (struct day){ 0 };
	if (!clock_day_exists(out->date.year, out->date.month, out->date.day))
		out->flags |= DATE_WRONG;
}

/* 20/8, 20-8-2022, 20.8.22. Returns items. */
static unsigned numeric_date(struct parse *p, unsigned i, struct item *out)
{
	const struct item *d = at(p, i);

	/* 20.8 and 20.8.2022 came as one number with dots. */
	if (d->kind == ITEM_NUMBER && (d->flags & NUMBER_DECIMAL) && d->to - d->from == 5) {
		const struct token *k = &p->tokens->at[d->from];
		int64_t day = k[0].value, month = k[2].value, year = k[4].value;
		if (k[1].sign == '.' && day >= 1 && day <= 31 && month >= 1 && month <= 12 &&
			(year < 100 || year / 100 == 20)) {
			set_date(p, out, day, month, year);
			return 1;
		}
		return 0;
	}
	const struct item *m = at(p, i + 2);
	if (!digits(d, 1, 31) || !sign_glued(p, i + 1, "/-") || m->kind != ITEM_NUMBER)
		return 0;
	/* 31/9 and 12/13 are dates that are none; 28/31 in a report is a ratio: both readings are kept. */
	char sign = at(p, i + 1)->sign;
	if (sign_glued(p, i + 3, "/-") && at(p, i + 3)->sign == sign && digits(m, 1, 12) &&
		(digits(at(p, i + 4), 0, 99) || is_year(at(p, i + 4)))) {
		set_date(p, out, d->value, m->value, at(p, i + 4)->value);
		return 5;
	}
	if (sign_glued(p, i + 3, ".") && digits(m, 1, 12) && is_year(at(p, i + 4))) {
		set_date(p, out, d->value, m->value, at(p, i + 4)->value);
		return 5;
	}
	if (!digits(m, 1, 12))
		return 0;
	set_date(p, out, d->value, m->value, 0);
	out->flags |= DATE_BARE;
	out->value = d->value;
	out->second = m->value;
	return 3;
}

static bool is_month_letter(const struct parse *p, unsigned i)
{
	/* "20 t8", "t 8": t glued to its number */
	return item_word_is(p, at(p, i), "t") || item_word_is(p, at(p, i), "th");
}

/* The month behind a day: "tháng 8", "t8", "tháng tám năm 2022". Returns items, 0 when there is none. */
static unsigned month_behind(const struct parse *p, unsigned i, int64_t *month, int64_t *year)
{
	const struct item *n = at(p, i + 1);

	*year = 0;
	if (!(item_is(at(p, i), CLASS_MONTH) || (is_month_letter(p, i) && !n->gap)))
		return 0;
	if (item_word_is(p, n, "gieng")) {
		*month = 1;
		return 2;
	}
	if (!plain_number(n, 1, 12)) {
		if (at(p, i + 1)->kind == ITEM_DATE)
			return 0;
		return 0;
	}
	*month = n->value;
	if (sign_glued(p, i + 2, "/-") && is_year(at(p, i + 3))) {
		*year = at(p, i + 3)->value;
		return 4;
	}
	if (item_is(at(p, i + 2), CLASS_YEAR) && is_year(at(p, i + 3))) {
		*year = at(p, i + 3)->value;
		return 4;
	}
	return 2;
}

static bool lunar_near(const struct parse *p, unsigned i)
{
	return item_is(at(p, i), CLASS_LUNAR);
}

/* "ngày 20", "ngày 20/8", "20 tháng 8", "mùng 5", "rằm tháng 7". Returns items. */
static unsigned said_date(struct parse *p, unsigned i, struct item *out)
{
	unsigned n = 0, took;
	int64_t month = 0, year = 0;
	bool named = item_is(at(p, i), CLASS_DAY);

	if (item_is(at(p, i), CLASS_FIRST_DAY)) { /* mùng, mồng: lunar as a rule */
		if (!plain_number(at(p, i + 1), 1, 10))
			return 0;
		took = 2 + month_behind(p, i + 2, &month, &year);
		set_date(p, out, at(p, i + 1)->value, month, year);
		out->flags |= DATE_LUNAR;
		return took;
	}
	if (lunar_near(p, i)) {
		out->kind = ITEM_DATE;
		out->date = out->other = (struct day){ 0 };
		out->flags |= DATE_LUNAR;
		return 1 + month_behind(p, i + 1, &month, &year);
	}
	if (named)
		n = 1;
	const struct item *d = at(p, i + n);
	took = numeric_date(p, i + n, out);
	if (took > 0) {
		if (named)
			out->flags = (out->flags & ~(uint32_t)DATE_BARE) | DATE_NAMED;
		if (lunar_near(p, i + n + took)) {
			out->flags |= DATE_LUNAR;
			took++;
		}
		return n + took;
	}
	if (named && item_sign(d, ':')) /* "ngày: 20/8" */
		return 0;
	if (named && d->kind == ITEM_NUMBER && (d->flags & NUMBER_DECIMAL) && d->to == d->from + 3 && d->value >= 1 &&
		d->value <= 31 && d->second >= 1 && d->second <= 12) { /* "ngày 17.8" */
		set_date(p, out, d->value, d->second, 0);
		out->flags |= DATE_NAMED;
		return n + 1;
	}
	if (!plain_number(d, 1, 31))
		return 0;
	unsigned behind = month_behind(p, i + n + 1, &month, &year);
	if (behind == 0 && !named)
		return 0;
	if (named && behind == 0 && d->value == 1 && (d->flags & NUMBER_WORDS) && p->tokens->at[d->from].accent == 0) {
		/* ngày mốt is in two days, ngày một the first. */
		set_date(p, out, 1, 0, 0);
		out->other = out->date;
		out->date = date_add(&p->now, 2);
		out->flags |= DATE_TWO_WAYS;
		return n + 1;
	}
	set_date(p, out, d->value, month, year);
	out->flags |= DATE_NAMED;
	if (lunar_near(p, i + n + 1 + behind)) {
		out->flags |= DATE_LUNAR;
		behind++;
	}
	return n + 1 + behind;
}

static bool relative(const struct parse *p, const struct item *w, int *days)
{
	static const struct {
		enum word_class class;
		int days;
	} table[] = { { CLASS_TODAY, 0 }, { CLASS_TOMORROW, 1 }, { CLASS_DAY_AFTER, 2 }, { CLASS_YESTERDAY, -1 },
		{ CLASS_DAY_BEFORE, -2 } };

	/* "mot" without marks is a number before it is the day after tomorrow. */
	if (w->kind != ITEM_WORD && (w->kind != ITEM_NUMBER || p->tokens->at[w->from].accent == 0))
		return false;
	for (size_t k = 0; k < sizeof table / sizeof table[0]; k++)
		if (item_is(w, table[k].class)) {
			*days = table[k].days;
			return true;
		}
	return false;
}

static int period_word(const struct item *w, int *shift)
{
	if (item_is(w, CLASS_THIS))
		*shift = 0;
	else if (item_is(w, CLASS_LAST))
		*shift = -1;
	else if (item_is(w, CLASS_NEXT))
		*shift = 1;
	else
		return 0;
	return 1;
}

/* "thứ hai", "thứ 2", "t2", "CN", each with "tuần sau"; and a date that may stand behind it. */
static unsigned weekday(struct parse *p, unsigned i, struct item *out)
{
	const struct item *w = at(p, i), *n = at(p, i + 1);
	unsigned took = 0;
	int day = 0, shift = 0;
	bool week = false, today = false, letter = item_word_is(p, w, "t") && !n->gap;

	if (item_is(w, CLASS_SUNDAY)) {
		day = 7;
		took = 1;
	} else if ((item_is(w, CLASS_WEEKDAY) || letter) && plain_number(n, 2, 7)) {
		day = (int)n->value - 1;
		took = 2;
	}
	if (took == 0)
		return 0;
	if (letter && item_is(at(p, i + 2), CLASS_YEAR))
		return 0;
	if (item_is(at(p, i + took), CLASS_WEEK) && period_word(at(p, i + took + 1), &shift)) {
		week = true;
		took += 2;
		if (shift == 1 && item_word_is(p, at(p, i + took), "nua")) { /* tuần sau nữa: the week after next */
			shift = 2;
			took++;
		}
	} else if (item_word_is(p, at(p, i + took), "nay")) { /* "t7 nay": the coming one, not today */
		letter = false;
		today = day == date_weekday(date_of(&p->now));
		took++;
	}
	out->kind = ITEM_DATE;
	out->date = today ? date_of(&p->now) : date_next_weekday(&p->now, day, week, shift);
	out->other = (struct day){ 0 };
	out->flags |= DATE_RELATIVE;
	struct item date = { .kind = ITEM_DATE };
	unsigned skip = item_sign(at(p, i + took), ',') || item_sign(at(p, i + took), '(') ? 1 : 0;
	unsigned more = said_date(p, i + took + skip, &date);
	if (more > 0) {
		if (!(date.flags & (DATE_WRONG | DATE_LUNAR)) && date_weekday(date.date) != day) {
			out->other = out->date;
			/* The weekday nearest to the date that was said. */
			struct civil c = { .year = date.date.year, .month = date.date.month, .day = date.date.day };
			int off = day - date_weekday(date.date);
			out->other = date_add(&c, off > 3 ? off - 7 : off < -3 ? off + 7 : off);
			out->date = date.date;
			out->flags |= DATE_CONFLICT;
		} else {
			out->date = date.date;
			out->flags = date.flags & ~(uint32_t)DATE_BARE;
		}
		return took + skip + more;
	}
	if (letter && !week) { /* "t7" alone: July, or Saturday */
		out->flags |= DATE_BARE;
		out->value = n->value;
		snprintf(out->period, sizeof out->period, "%04d-%02d", p->now.year % 10000, (int)n->value);
	}
	return took;
}

static bool part_of_day(const struct item *w, int *part)
{
	static const enum word_class parts[] = { CLASS_MORNING, CLASS_NOON, CLASS_AFTERNOON, CLASS_EVENING };

	for (int k = 0; k < 4; k++)
		if (item_is(w, parts[k])) {
			*part = k;
			return true;
		}
	return false;
}

/* The hour as it is meant with "sáng", "trưa", "chiều", "tối". */
static int64_t hour_in(int64_t hour, int part)
{
	if (part == 1)
		return hour < 4 ? hour + 12 : hour;
	if (part == 2)
		return hour < 12 ? hour + 12 : hour;
	if (part == 3)
		return hour < 12 && hour >= 4 ? hour + 12 : hour == 12 ? 0 : hour;
	return hour;
}

/* "7 giờ 30 sáng", "14 gio 15": two digits that nothing else can want. */
static bool minutes_behind(const struct parse *p, unsigned i)
{
	const struct item *m = at(p, i), *next = at(p, i + 1);
	int part;

	if (!digits(m, 0, 59) || p->tokens->at[m->from].digits != 2)
		return false;
	return part_of_day(next, &part) || i + 1 >= p->used || item_sign(next, ',');
}

/* One clock time without a part of the day. Returns items; *bare when only "5h" was said. */
static unsigned clock_time(const struct parse *p, unsigned i, int64_t *hour, int64_t *minute, bool *bare)
{
	const struct item *h = at(p, i), *next = at(p, i + 1);

	*minute = 0;
	*bare = false;
	if (h->kind == ITEM_NUMBER && (h->flags & NUMBER_HALF) && h->value <= 23) {
		*hour = h->value;
		*minute = 30;
		*bare = true;
		return 1;
	}
	if (!plain_number(h, 0, 24))
		return 0;
	*hour = h->value;
	if (item_sign(next, ':') && sign_glued(p, i + 1, ":") && digits(at(p, i + 2), 0, 59) && !next->gap &&
		p->tokens->at[at(p, i + 2)->from].digits == 2) {
		*minute = at(p, i + 2)->value;
		return 3;
	}
	if (!item_is(next, CLASS_HOUR))
		return 0;
	*bare = item_word_is(p, next, "h") && (h->flags & NUMBER_WORDS) == 0;
	unsigned took = 2;
	const struct item *m = at(p, i + 2);
	if (digits(m, 0, 59) && !m->gap && p->tokens->at[m->from].digits == 2) {
		*minute = m->value;
		*bare = false;
		took = 3;
		if (item_is(at(p, i + 3), CLASS_MINUTE) && !at(p, i + 3)->gap)
			took = 4;
	} else if (minutes_behind(p, i + 2)) {
		*minute = m->value;
		*bare = false;
		took = 3;
	} else if (plain_number(m, 1, 59) && item_is(at(p, i + 3), CLASS_MINUTE)) {
		*minute = m->value;
		*bare = false;
		took = 4;
	} else if (item_word_is(p, m, "ruoi")) {
		*minute = 30;
		*bare = false;
		took = 3;
	} else if (item_is(m, CLASS_LACKING) && plain_number(at(p, i + 3), 1, 59)) {
		*hour = *hour == 0 ? 23 : *hour - 1;
		*minute = 60 - at(p, i + 3)->value;
		*bare = false;
		took = 4 + item_is(at(p, i + 4), CLASS_MINUTE);
	}
	return took;
}

/* "8h", "7h30", "8 giờ kém 15", "7 rưỡi tối", "tối 7h", "từ 14h đến 16h", or only "sáng". */
static unsigned time_of_day(struct parse *p, unsigned i, struct item *out)
{
	int64_t hour, minute, end_hour = -1, end_minute = 0;
	int part = -1;
	bool bare, end_bare, before = part_of_day(at(p, i), &part);
	unsigned took = clock_time(p, i + before, &hour, &minute, &bare);

	if (took == 0) {
		if (!before)
			return 0;
		out->kind = ITEM_TIME;
		out->hour = out->minute = out->to_hour = out->to_minute = -1;
		out->flags |= TIME_PART | TIME_ONLY_PART;
		out->value = part;
		return 1;
	}
	took += before;
	unsigned sep = i + took;
	bool to =
		item_sign(at(p, sep), '-') || item_word_is(p, at(p, sep), "den") || item_word_is(p, at(p, sep), "toi");
	unsigned more = to ? clock_time(p, sep + 1, &end_hour, &end_minute, &end_bare) : 0;
	took += more > 0 ? 1 + more : 0;
	if (more == 0)
		end_hour = -1;
	if (!before && part_of_day(at(p, i + took), &part)) {
		/* "7h toi hop": tối; "8h30 toi den": behind a number of hours it is the evening as well */
		int days; /* "7 giờ tối mai": the same words say the day, and are read again */
		took += relative(p, at(p, i + took), &days) ? 0 : 1;
		before = true;
	}
	out->kind = ITEM_TIME;
	if (hour > 24 || (hour == 24 && minute > 0))
		return 0;
	if (bare)
		out->flags |= TIME_BARE;
	if (before)
		out->flags |= TIME_PART;
	out->value = hour;
	out->hour = (int16_t)hour_in(hour, part);
	out->minute = (int16_t)minute;
	out->to_hour = end_hour < 0 ? -1 : (int16_t)hour_in(end_hour, part);
	out->to_minute = (int16_t)end_minute;
	return took;
}

static unsigned set_period(struct item *out, unsigned took, const char *format, int a, int b)
{
	out->kind = ITEM_PERIOD;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(out->period, sizeof out->period, format, a, b);
#pragma GCC diagnostic pop
	return took;
}

static int roman(const struct parse *p, const struct item *w)
{
	static const char *const numerals[] = { "i", "ii", "iii", "iv" };

	for (int k = 0; k < 4; k++)
		if (item_word_is(p, w, numerals[k]))
			return k + 1;
	return 0;
}

static unsigned month_period(struct parse *p, unsigned i, struct item *out)
{
	int shift;
	int64_t month, year;
	unsigned took = month_behind(p, i, &month, &year);

	if (item_is(at(p, i), CLASS_MONTH) && period_word(at(p, i + 1), &shift)) {
		int m = p->now.month + shift;
		int y = p->now.year + (m > 12) - (m < 1);
		return set_period(out, 2, "%04d-%02d", y, m > 12 ? 1 : m < 1 ? 12 : m);
	}
	if (took == 0 && digits(at(p, i), 1, 12) && sign_glued(p, i + 1, "/-.") && is_year(at(p, i + 2)))
		return set_period(out, 3, "%04d-%02d", (int)at(p, i + 2)->value, (int)at(p, i)->value);
	if (took == 0)
		return 0;
	/* A month that lies far ahead is last year's. */
	if (year == 0)
		year = month > p->now.month + 3 ? p->now.year - 1 : p->now.year;
	return set_period(out, took, "%04d-%02d", (int)year, (int)month);
}

static unsigned week_period(struct parse *p, unsigned i, struct item *out)
{
	int shift;
	const struct item *n = at(p, i + 1);
	bool letter = item_word_is(p, at(p, i), "w") && !n->gap;

	if (!item_is(at(p, i), CLASS_WEEK) && !letter)
		return 0;
	if (period_word(n, &shift)) {
		out->kind = ITEM_PERIOD;
		date_week(&p->now, shift, out->period);
		return 2;
	}
	if (!plain_number(n, 1, 53))
		return 0;
	struct item month = { .kind = ITEM_PERIOD };
	unsigned more = n->value <= 5 ? month_period(p, i + 2, &month) : 0;
	if (more > 0) {
		memcpy(out->period, month.period, sizeof out->period);
		out->kind = ITEM_PERIOD;
		out->flags |= PERIOD_WEEK_OF_MONTH;
		out->value = n->value;
		return 2 + more;
	}
	return set_period(out, 2, "%04d-W%02d", p->now.year, (int)n->value);
}

static unsigned long_period(struct parse *p, unsigned i, struct item *out)
{
	int shift;
	const struct item *w = at(p, i), *n = at(p, i + 1);

	if (item_is(w, CLASS_HALF_YEAR)) {
		bool second = item_word_is(p, at(p, i), "cuoi") ||
			      strstr(token_fold(p->tokens, (unsigned)w->to - 2), "cuoi") != NULL;
		unsigned took = 1;
		int year = p->now.year;
		if (is_year(n)) {
			year = (int)n->value;
			took = 2;
		}
		return set_period(out, took, "%04d-H%d", year, second ? 2 : 1);
	}
	if (item_is(w, CLASS_QUARTER)) {
		int q = plain_number(n, 1, 4) ? (int)n->value : roman(p, n);
		unsigned took = 2;
		int year = p->now.year;
		if (q == 0 && period_word(n, &shift)) {
			q = (p->now.month + 2) / 3 + shift;
			year += (q > 4) - (q < 1);
			q = q > 4 ? 1 : q < 1 ? 4 : q;
		} else if (q != 0 && sign_glued(p, i + 2, "/-") && is_year(at(p, i + 3))) {
			year = (int)at(p, i + 3)->value;
			took = 4;
		}
		return q == 0 ? 0 : set_period(out, took, "%04d-Q%d", year, q);
	}
	/* A collection outside of the calendar: by its number, or the one that is open ("X0"). */
	if (item_is(w, CLASS_EXTRA)) {
		bool number = plain_number(n, 1, 999);

		return set_period(out, number ? 2 : 1, "%04d-X%d", p->now.year, number ? (int)n->value : 0);
	}
	if (item_is(w, CLASS_YEAR)) {
		if (is_year(n))
			return set_period(out, 2, "%04d", (int)n->value, 0);
		if (period_word(n, &shift))
			return set_period(out, 2, "%04d", p->now.year + shift, 0);
	}
	return 0;
}

/* "26/8/2022 (thứ sáu)": the weekday behind the date says it again, or contradicts it. Returns items. */
static unsigned weekday_behind(struct parse *p, unsigned i, struct item *out)
{
	bool bracket = item_sign(at(p, i), '(');
	unsigned skip = bracket || item_sign(at(p, i), ',') ? 1 : 0, took = 0;
	const struct item *w = at(p, i + skip), *n = at(p, i + skip + 1);
	int day = 0;

	if (item_is(w, CLASS_SUNDAY)) {
		day = 7;
		took = 1;
	} else if ((item_is(w, CLASS_WEEKDAY) || (item_word_is(p, w, "t") && !n->gap)) && plain_number(n, 2, 7)) {
		day = (int)n->value - 1;
		took = 2;
	}
	if (took == 0 || w->line || (out->flags & (DATE_WRONG | DATE_LUNAR)))
		return 0;
	if (date_weekday(out->date) != day) {
		struct civil c = { .year = out->date.year, .month = out->date.month, .day = out->date.day };
		int off = day - date_weekday(out->date);
		out->other = date_add(&c, off > 3 ? off - 7 : off < -3 ? off + 7 : off);
		out->flags |= DATE_CONFLICT;
	}
	out->flags &= ~(uint32_t)DATE_BARE;
	return skip + took + (bracket && item_sign(at(p, i + skip + took), ')') ? 1 : 0);
}

static unsigned date(struct parse *p, unsigned i, struct item *out)
{
	int days;
	unsigned took = weekday(p, i, out);

	if (took > 0)
		return took;
	if (relative(p, at(p, i), &days)) {
		out->kind = ITEM_DATE;
		out->date = date_add(&p->now, days);
		out->other = (struct day){ 0 };
		out->flags |= DATE_RELATIVE;
		if (days == 2 && token_is(p->tokens, at(p, i)->from, "ngay") &&
			token_is(p->tokens, at(p, i)->from + 1, "mot") &&
			p->tokens->at[at(p, i)->from + 1].accent == 0) {
			/* ngày mốt is in two days, ngày một the first. */
			set_date(p, out, 1, 0, 0);
			out->other = out->date;
			out->date = date_add(&p->now, 2);
			out->flags |= DATE_TWO_WAYS;
			return 1;
		}
		/* "ngay mai 20/8": the date says it again */
		struct item again = { .kind = ITEM_DATE };
		unsigned skip = item_sign(at(p, i + 1), '(') || item_sign(at(p, i + 1), ',') ? 1 : 0;
		unsigned more = said_date(p, i + 1 + skip, &again);
		if (more > 0 && !(again.flags & (DATE_WRONG | DATE_LUNAR))) {
			if (date_compare(again.date, out->date) != 0) {
				out->flags |= DATE_CONFLICT;
				out->other = again.date;
			}
			return 1 + skip + more;
		}
		return 1;
	}
	took = said_date(p, i, out);
	return took > 0 ? took + weekday_behind(p, i + took, out) : 0;
}

static unsigned number_pair(struct parse *p, unsigned i, struct item *out)
{
	const struct item *a = at(p, i), *b = at(p, i + 2);

	if (a->kind != ITEM_NUMBER)
		return 0;
	if (b->kind == ITEM_NUMBER && at(p, i + 1)->kind == ITEM_SIGN && !b->line) {
		char sign = at(p, i + 1)->sign;
		bool glued = !at(p, i + 1)->gap && !b->gap, wide = at(p, i + 1)->gap && b->gap;
		if (sign == '/' && (glued || wide)) {
			*out = *a;
			out->flags |= NUMBER_RATIO;
			out->second = b->value;
			return 3;
		}
		if ((sign == '-' || sign == '~') && (glued || wide)) {
			*out = *a;
			out->flags |= NUMBER_RANGE;
			out->second = b->value;
			return 3;
		}
	}
	if (item_sign(at(p, i + 1), '%')) {
		*out = *a;
		out->flags |= NUMBER_PERCENT;
		return 2;
	}
	if (item_word_is(p, at(p, i + 1), "ruoi") && (a->flags & NUMBER_WORDS) == 0) {
		*out = *a;
		out->flags |= NUMBER_HALF;
		return 2;
	}
	if (item_word_is(p, at(p, i + 1), "k") && !at(p, i + 1)->gap && (a->flags & NUMBER_WORDS) == 0) {
		*out = *a;
		out->flags |= NUMBER_BIG;
		return 2;
	}
	const struct item *unit = at(p, i + 1);
	/* "5 d" may be the beginning of a code: a letter alone is money only behind an amount ("50.000d"). */
	bool letter = p->tokens->at[unit->from].length == 1;
	if (item_is(unit, CLASS_MONEY) && (!letter || (!unit->gap && a->value >= 500))) {
		*out = *a;
		out->flags |= NUMBER_MONEY;
		return 2;
	}
	return 0;
}

/* Join what belongs together from item i on into *out. Returns items, 0 when nothing does. */
static unsigned join(struct parse *p, unsigned i, struct item *out)
{
	unsigned (*const readers[])(struct parse *, unsigned, struct item *) = { date, time_of_day, week_period,
		month_period, long_period, number_pair };

	for (size_t k = 0; k < sizeof readers / sizeof readers[0]; k++) {
		struct item try = *out;
		unsigned took = readers[k](p, i, &try);
		if (took > 0) {
			*out = try;
			return took;
		}
	}
	return 0;
}

static bool may_start(const struct item *w)
{
	return w->kind == ITEM_NUMBER || (w->kind == ITEM_WORD && (w->senses_used > 0 || w->to - w->from == 1));
}

/* "7 rưỡi tối" is joined in two steps: the half first. */
static void join_halves(struct parse *p)
{
	for (unsigned i = 0; i + 1 < p->used; i++) {
		struct item *n = &p->at[i];
		if (digits(n, 0, 24) && item_word_is(p, &p->at[i + 1], "ruoi")) {
			n->flags |= NUMBER_HALF;
			n->to = p->at[i + 1].to;
			memmove(&p->at[i + 1], &p->at[i + 2], (p->used - i - 2) * sizeof p->at[0]);
			p->used--;
			return; /* one is enough: the text stays linear to read */
		}
	}
}

void parse_dates(struct parse *p)
{
	unsigned used = 0;

	join_halves(p);
	for (unsigned i = 0; i < p->used;) {
		if (!may_start(&p->at[i])) {
			p->at[used++] = p->at[i++];
			continue;
		}
		struct item out = p->at[i];
		struct item first = out;
		out.flags = 0;
		out.senses_used = 0;
		out.value = out.second = 0;
		out.period[0] = '\0';
		unsigned took = join(p, i, &out);
		if (took == 0) {
			p->at[used++] = first;
			i++;
			continue;
		}
		out.from = first.from;
		out.to = p->at[i + took - 1].to;
		out.gap = first.gap;
		out.line = first.line;
		p->at[used++] = out;
		i += took;
	}
	p->used = used;
}

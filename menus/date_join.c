/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Days: 20/8, ngày 20 tháng 8, thứ sáu tuần sau, mai, rằm. */
#include "menus/english_join.h"

#include <stdio.h>
#include <string.h>

/* The item at i, or one that is nothing. */
const struct item *join_at(const struct parse *p, unsigned i)
{
	static const struct item none = { .kind = ITEM_FOREIGN };
	return i < p->used ? &p->at[i] : &none;
}

bool join_sign_glued(const struct parse *p, unsigned i, const char *signs)
{
	const struct item *s = join_at(p, i), *next = join_at(p, i + 1);

	return s->kind == ITEM_SIGN && s->sign != '\0' && strchr(signs, s->sign) != NULL && !s->gap && !next->gap;
}

bool join_plain_number(const struct item *n, int64_t least, int64_t most)
{
	return n->kind == ITEM_NUMBER && (n->flags & ~(NUMBER_WORDS | NUMBER_WEAK | NUMBER_SLIP)) == 0 &&
	       n->value >= least && n->value <= most;
}

bool join_digits(const struct item *n, int64_t least, int64_t most)
{
	return join_plain_number(n, least, most) && (n->flags & (NUMBER_WORDS | NUMBER_WEAK)) == 0;
}

static int64_t year_of(int64_t y)
{
	return y < 100 ? 2000 + y : y;
}

bool join_is_year(const struct item *n)
{
	return join_digits(n, 2000, 2099);
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

/* 1-5/12, 1-5/12/2022: from the first to the fifth, and no first of May. Returns items. */
static unsigned day_range(struct parse *p, unsigned i, struct item *out)
{
	const struct item *from = join_at(p, i), *to = join_at(p, i + 2), *month = join_at(p, i + 4);
	int64_t year = 0;

	if (!join_sign_glued(p, i + 1, "-") || !join_sign_glued(p, i + 3, "/") || !join_digits(to, 1, 31) ||
		!join_digits(month, 1, 12) || from->value >= to->value)
		return 0;
	if (join_sign_glued(p, i + 5, "/") && join_is_year(join_at(p, i + 6)))
		year = join_at(p, i + 6)->value;
	set_date(p, out, to->value, month->value, year);
	out->other = out->date;
	out->date.day = (int16_t)from->value;
	out->flags |= DATE_RANGE;
	return year > 0 ? 7 : 5;
}

/* 20/8, 20-8-2022, 20.8.22. Returns items. */
static unsigned numeric_date(struct parse *p, unsigned i, struct item *out)
{
	const struct item *d = join_at(p, i);
	int64_t day, month, year;
	unsigned took;

	/* 20.8 and 20.8.2022 came as one number with dots. */
	if (d->kind == ITEM_NUMBER && (d->flags & NUMBER_DECIMAL) && d->to - d->from == 5) {
		const struct token *k = &p->tokens->at[d->from];

		day = k[0].value;
		month = k[2].value;
		year = k[4].value;
		if (k[1].sign == '.' && day >= 1 && day <= 31 && month >= 1 && month <= 12 &&
			(year < 100 || year / 100 == 20)) {
			set_date(p, out, day, month, year);
			return 1;
		}
		return 0;
	}
	took = english_iso(p, i, &day, &month, &year);
	if (took == 0)
		took = english_month_first(p, i, &day, &month, &year);
	if (took > 0) {
		set_date(p, out, day, month, year);
		return took;
	}
	const struct item *m = join_at(p, i + 2);
	if (!join_digits(d, 1, 31) || !join_sign_glued(p, i + 1, "/-") || m->kind != ITEM_NUMBER)
		return 0;
	took = day_range(p, i, out);
	if (took > 0)
		return took;
	/* 31/9 and 12/13 are dates that are none; 28/31 in a report is a ratio: both readings are kept. */
	char sign = join_at(p, i + 1)->sign;
	if (join_sign_glued(p, i + 3, "/-") && join_at(p, i + 3)->sign == sign && join_digits(m, 1, 12) &&
		(join_digits(join_at(p, i + 4), 0, 99) || join_is_year(join_at(p, i + 4)))) {
		set_date(p, out, d->value, m->value, join_at(p, i + 4)->value);
		return 5;
	}
	/* 12/25/2022 can only be the 25th of December. */
	if (join_sign_glued(p, i + 3, "/") && sign == '/' && join_digits(d, 1, 12) && join_digits(m, 13, 31) &&
		join_is_year(join_at(p, i + 4))) {
		set_date(p, out, m->value, d->value, join_at(p, i + 4)->value);
		return 5;
	}
	if (join_sign_glued(p, i + 3, ".") && join_digits(m, 1, 12) && join_is_year(join_at(p, i + 4))) {
		set_date(p, out, d->value, m->value, join_at(p, i + 4)->value);
		return 5;
	}
	if (!join_digits(m, 1, 12))
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
	return item_word_is(p, join_at(p, i), "t") || item_word_is(p, join_at(p, i), "th");
}

/* The month behind a day: "tháng 8", "t8", "tháng tám năm 2022". Returns items, 0 when there is none. */
/* A year of the last three, or the next, that counts nothing: "2025", and no "2025 lượt". */
static bool is_near_year(const struct parse *p, unsigned i)
{
	const struct item *n = join_at(p, i), *next = join_at(p, i + 1);

	return !n->line && join_digits(n, p->now.year - 3, p->now.year + 1) && !item_is_unit_word(next);
}

unsigned join_month_behind(const struct parse *p, unsigned i, int64_t *month, int64_t *year)
{
	const struct item *n = join_at(p, i + 1);
	unsigned english = english_month_behind(p, i, month, year);

	if (english > 0)
		return english;
	*year = 0;
	if (!(item_is(join_at(p, i), CLASS_MONTH) || (is_month_letter(p, i) && !n->gap)))
		return 0;
	if (item_word_is(p, n, "gieng")) {
		*month = 1;
		return 2;
	}
	if (!join_plain_number(n, 1, 12))
		return 0;
	if (p->tokens->at[join_at(p, i)->from].length <= 2 && token_is(p->tokens, n->from, "nam") &&
		join_is_year(join_at(p, i + 2)))
		return 0; /* "TH năm 2025" */
	*month = n->value;
	if (join_sign_glued(p, i + 2, "/-") && join_is_year(join_at(p, i + 3))) {
		*year = join_at(p, i + 3)->value;
		return 4;
	}
	if (item_is(join_at(p, i + 2), CLASS_YEAR) && join_is_year(join_at(p, i + 3))) {
		*year = join_at(p, i + 3)->value;
		return 4;
	}
	if (is_near_year(p, i + 2)) { /* "tháng 6 2025" */
		*year = join_at(p, i + 2)->value;
		return 3;
	}
	return 2;
}

static bool lunar_near(const struct parse *p, unsigned i)
{
	return item_is(join_at(p, i), CLASS_LUNAR);
}

/* "bc tt 30 tháng 8", "giao tt 30 tháng 12": right behind what is counted, in a text that reports, corrects or assigns,
 * it is the count and no day of that month; but "bc vne 20 tháng 8 25 người" has another. */
static bool is_count(const struct parse *p, unsigned i, unsigned end)
{
	static const enum intent acts[] = { INTENT_REPORT, INTENT_CORRECTION, INTENT_TARGET_SET };
	const struct sense *counted = i > 0 ? item_sense(join_at(p, i - 1), SENSE_INDICATOR) : NULL;
	bool said = false;

	if (counted == NULL || counted->weak || join_at(p, end)->kind == ITEM_NUMBER)
		return false;
	for (unsigned k = 0; k < i; k++)
		for (size_t n = 0; n < sizeof acts / sizeof *acts; n++)
			said |= item_keyword(p, join_at(p, k), acts[n]) != NULL;
	return said;
}

/* May a day begin there? */
static bool begins_day(const struct parse *p, unsigned i)
{
	const struct item *item = join_at(p, i);
	int days;

	return item->kind == ITEM_NUMBER || item_is(item, CLASS_DAY) || item_is(item, CLASS_WEEKDAY) ||
	       item_is(item, CLASS_SUNDAY) || join_relative(p, item, &days);
}

/* "ngày 20", "ngày 20/8", "20 tháng 8", "mùng 5", "rằm tháng 7". Returns items. */
static unsigned said_date(struct parse *p, unsigned i, struct item *out)
{
	unsigned n = 0, took;
	int64_t month = 0, year = 0;
	bool named = item_is(join_at(p, i), CLASS_DAY);

	if (item_is(join_at(p, i), CLASS_FIRST_DAY)) { /* mùng, mồng: lunar as a rule */
		if (!join_plain_number(join_at(p, i + 1), 1, 10))
			return 0;
		took = 2 + join_month_behind(p, i + 2, &month, &year);
		set_date(p, out, join_at(p, i + 1)->value, month, year);
		out->flags |= DATE_LUNAR;
		return took;
	}
	if (lunar_near(p, i)) {
		out->kind = ITEM_DATE;
		out->date = out->other = (struct day){ 0 };
		out->flags |= DATE_LUNAR;
		return 1 + join_month_behind(p, i + 1, &month, &year);
	}
	if (named)
		n = 1;
	const struct item *d = join_at(p, i + n);
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
	if (!join_plain_number(d, 1, 31))
		return 0;
	unsigned behind = join_month_behind(p, i + n + 1, &month, &year);
	if (named && behind == 0 && (d->flags & NUMBER_WEAK) && item_is(d, CLASS_FROM) && begins_day(p, i + n + 1))
		return 0; /* "3 ngày từ 1/12": and no fourth */
	if (!named && (behind == 0 || is_count(p, i, i + 1 + behind)))
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

bool join_relative(const struct parse *p, const struct item *w, int *days)
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

/* "nhà chị Mai", "gặp cô Mai": a name behind what people are called by. In small letters only at their house: "anh chị
 * mai họp" speaks to people of tomorrow. */
static bool is_somebody(const struct parse *p, unsigned i)
{
	const struct item *title = i > 0 ? join_at(p, i - 1) : NULL, *name = join_at(p, i);
	const struct token *t = p->tokens->at;

	if (title == NULL || title->kind != ITEM_WORD || name->to - name->from != 1)
		return false;
	bool house = token_is(p->tokens, title->from, "nha") ||
		     (title->from > 0 && token_is(p->tokens, title->from - 1u, "nha"));
	bool written = t[name->from].capital && !t[name->from].shout && !t[title->from].capital;
	return item_is(title, CLASS_TITLE) && (house || written);
}

int join_period_word(const struct item *w, int *shift)
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

/* "next Friday": of the next week, or, said before Friday, this one? "last Friday" is the one that was. */
static void lead_weekday(const struct parse *p, int day, int shift, struct item *out)
{
	struct day coming = date_next_weekday(&p->now, day, false, 0);

	if (shift < 0) {
		struct civil c = { .year = coming.year, .month = coming.month, .day = coming.day };

		out->date = date_add(&c, day == date_weekday(date_of(&p->now)) ? -14 : -7);
		return;
	}
	out->date = coming;
	if (shift > 0 && date_compare(coming, date_next_weekday(&p->now, day, true, 1)) != 0) {
		out->other = date_next_weekday(&p->now, day, true, 1);
		out->flags |= DATE_TWO_WAYS;
	}
}

/* "thứ hai", "thứ 2", "t2", "CN", "Friday"; *day 1 is Monday. Returns items. */
static unsigned weekday_name(const struct parse *p, unsigned i, int *day)
{
	const struct item *w = join_at(p, i), *n = join_at(p, i + 1);

	*day = english_weekday(p, w);
	if (*day == 0 && item_is(w, CLASS_SUNDAY))
		*day = 7;
	if (*day > 0)
		return 1;
	if (!(item_is(w, CLASS_WEEKDAY) || (item_word_is(p, w, "t") && !n->gap)) || !join_plain_number(n, 2, 7))
		return 0;
	*day = (int)n->value - 1;
	return 2;
}

/* "tuần sau", "tuần sau nữa": so many weeks on. Returns items. */
static unsigned week_behind(const struct parse *p, unsigned i, int *shift)
{
	if (!item_is(join_at(p, i), CLASS_WEEK) || !join_period_word(join_at(p, i + 1), shift))
		return 0;
	if (*shift != 1 || !item_word_is(p, join_at(p, i + 2), "nua"))
		return 2;
	*shift = 2;
	return 3;
}

/* "thứ sáu, 26/8", "thứ sáu (26/8)": the date behind the weekday is the one, and where it is of another day, the nearest
 * such weekday is the other. Returns items. */
static unsigned date_behind(struct parse *p, unsigned i, int day, struct item *out)
{
	struct item date = { .kind = ITEM_DATE };
	unsigned skip = item_sign(join_at(p, i), ',') || item_sign(join_at(p, i), '(') ? 1 : 0;
	unsigned took = said_date(p, i + skip, &date);

	if (took == 0)
		return 0;
	out->date = date.date;
	if (!(date.flags & (DATE_WRONG | DATE_LUNAR)) && date_weekday(date.date) != day) {
		struct civil c = { .year = date.date.year, .month = date.date.month, .day = date.date.day };
		int off = day - date_weekday(date.date);
		out->other = date_add(&c, off > 3 ? off - 7 : off < -3 ? off + 7 : off);
		out->flags |= DATE_CONFLICT;
	} else {
		out->flags = date.flags & ~(uint32_t)DATE_BARE;
	}
	return skip + took;
}

/* "chủ nhật vừa rồi", "thứ hai vừa qua"; "rồi" alone says that it is there already. */
static bool is_past(const struct item *item)
{
	return item_is(item, CLASS_LAST) && item->to > item->from + 1u;
}

/* A weekday, with "tuần sau" or "nay" behind it; and a date that may stand there. */
static unsigned weekday(struct parse *p, unsigned i, struct item *out)
{
	const struct item *n = join_at(p, i + 1);
	int day, shift = 0;
	bool letter = item_word_is(p, join_at(p, i), "t") && !n->gap;
	bool lead = english_lead(p, i, &shift) && english_weekday(p, n) > 0; /* "next Friday" */
	unsigned took = weekday_name(p, i + lead, &day) + lead;

	if (took == 0 || (letter && item_is(join_at(p, i + 2), CLASS_YEAR)))
		return 0;
	unsigned week = week_behind(p, i + took, &shift);
	bool coming = week == 0 && item_word_is(p, join_at(p, i + took), "nay"); /* "t7 nay" */
	bool today = coming && day == date_weekday(date_of(&p->now));
	took += week + coming;
	out->kind = ITEM_DATE;
	out->date = today ? date_of(&p->now) : date_next_weekday(&p->now, day, week > 0, shift);
	out->other = (struct day){ 0 };
	out->flags |= DATE_RELATIVE;
	if (week == 0 && !coming && is_past(join_at(p, i + took))) {
		lead = true;
		shift = -1;
		took++;
	}
	if (lead)
		lead_weekday(p, day, shift, out);
	unsigned date = date_behind(p, i + took, day, out);
	if (date == 0 && letter && week == 0 && !coming) { /* "t7" alone: July, or Saturday */
		out->flags |= DATE_BARE;
		out->value = n->value;
		snprintf(out->period, sizeof out->period, "%04d-%02d", p->now.year % 10000, (int)n->value);
	}
	return took + date;
}

/* "26/8/2022 (thứ sáu)": the weekday behind the date says it again, or contradicts it. Returns items. */
static unsigned weekday_behind(struct parse *p, unsigned i, struct item *out)
{
	bool bracket = item_sign(join_at(p, i), '(');
	unsigned skip = bracket || item_sign(join_at(p, i), ',') ? 1 : 0, took = 0;
	const struct item *w = join_at(p, i + skip), *n = join_at(p, i + skip + 1);
	int day = 0;

	if (item_is(w, CLASS_SUNDAY) || english_weekday(p, w) > 0) {
		day = item_is(w, CLASS_SUNDAY) ? 7 : english_weekday(p, w);
		took = 1;
	} else if ((item_is(w, CLASS_WEEKDAY) || (item_word_is(p, w, "t") && !n->gap)) && join_plain_number(n, 2, 7)) {
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
	return skip + took + (bracket && item_sign(join_at(p, i + skip + took), ')') ? 1 : 0);
}

/* "đến 24/7": a day, though "24/7" alone is round the clock. */
static unsigned day_behind(struct parse *p, unsigned i, struct item *out)
{
	static const char *const before[] = { "den", "toi", "han", "ngay", "truoc" };
	const struct item *item = join_at(p, i);
	const struct token *t = p->tokens->at;
	bool behind = false;

	if (item->kind != ITEM_WORD || !item_is(item, CLASS_TECHNICAL) || item->from == 0 || item->to - item->from < 2)
		return 0;
	for (size_t k = 0; k < sizeof before / sizeof *before; k++)
		behind |= token_is(p->tokens, (unsigned)item->from - 1, before[k]);
	if (!behind || t[item->from].digits == 0 || t[item->to - 1].digits == 0 || t[item->from].value > 31 ||
		t[item->to - 1].value > 12)
		return 0;
	set_date(p, out, t[item->from].value, t[item->to - 1].value, 0);
	return 1;
}

/* "LICH 2608 0800", "họp 260822 lúc 8h": a day in one run of digits, at the head of a sitting and with its hour behind it.
 * Returns items. */
static unsigned packed_date(struct parse *p, unsigned i, struct item *out)
{
	const struct item *d = join_at(p, i), *hour = join_at(p, i + 1);
	int64_t day = d->value, year = 0;

	if (item_sign(hour, ',') || item_word_is(p, hour, "luc") || item_word_is(p, hour, "vao"))
		hour = join_at(p, i + 2);
	bool headed = i > 0 && item_keyword(p, join_at(p, 0), INTENT_SCHEDULE_ADD) != NULL &&
		      join_at(p, i - 1)->kind == ITEM_WORD;
	if (!headed || !join_digits(d, 101, 31122099) || d->to != d->from + 1u || !join_plain_number(hour, 0, 2359))
		return 0;
	switch (p->tokens->at[d->from].digits) {
	case 6:
		year = year_of(day % 100);
		day /= 100;
		break;
	case 8:
		year = day % 10000;
		day /= 10000;
		break;
	case 4:
		break;
	default:
		return 0;
	}
	const int64_t month = day % 100;
	if (day < 100 || day >= 3200 || month < 1 || month > 12 ||
		(year != 0 && (year < p->now.year || year > p->now.year + 1)))
		return 0;
	set_date(p, out, day / 100, month, year);
	return 1;
}

unsigned join_date(struct parse *p, unsigned i, struct item *out)
{
	int days;
	unsigned took = weekday(p, i, out);

	if (took == 0)
		took = day_behind(p, i, out);
	if (took > 0)
		return took;
	if (join_relative(p, join_at(p, i), &days) && !is_somebody(p, i)) {
		out->kind = ITEM_DATE;
		out->date = date_add(&p->now, days);
		out->other = (struct day){ 0 };
		out->flags |= DATE_RELATIVE;
		if (days == 2 && token_is(p->tokens, join_at(p, i)->from, "ngay") &&
			token_is(p->tokens, join_at(p, i)->from + 1, "mot") &&
			p->tokens->at[join_at(p, i)->from + 1].accent == 0) {
			/* ngày mốt is in two days, ngày một the first. */
			set_date(p, out, 1, 0, 0);
			out->other = out->date;
			out->date = date_add(&p->now, 2);
			out->flags |= DATE_TWO_WAYS;
			return 1;
		}
		/* "ngay mai 20/8": the date says it again */
		struct item again = { .kind = ITEM_DATE };
		unsigned skip = item_sign(join_at(p, i + 1), '(') || item_sign(join_at(p, i + 1), ',') ? 1 : 0;
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
	took = packed_date(p, i, out);
	if (took == 0)
		took = said_date(p, i, out);
	return took > 0 ? took + weekday_behind(p, i + took, out) : 0;
}

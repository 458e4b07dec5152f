/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Hours: 8h, 7 giờ 30 sáng, 8 giờ kém 15, từ 14h đến 16h, tối. */
#include "menus/english_join.h"

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
	const struct item *m = join_at(p, i), *next = join_at(p, i + 1);
	int part;

	if (!join_digits(m, 0, 59) || p->tokens->at[m->from].digits != 2)
		return false;
	return part_of_day(next, &part) || i + 1 >= p->used || item_sign(next, ',');
}

static bool is_behind_at(const struct parse *p, unsigned i)
{
	return i > 0 && item_word_is(p, join_at(p, i - 1), "at");
}

/* "pm" behind an hour that ends at i makes it one of the afternoon. Returns items. */
static unsigned half_behind(const struct parse *p, unsigned i, bool sure, int64_t *hour)
{
	int half = *hour >= 1 && *hour <= 12 ? english_half(p, i, sure) : -1;

	if (half >= 0)
		*hour = *hour % 12 + 12 * half;
	return half >= 0;
}

/* "toi" without marks, away from a day and an hour, is who speaks: "toi moi ca to hop 8h mai". */
static bool is_speaker(const struct parse *p, unsigned i)
{
	static const char *const leads[] = { "ngay", "hom", "luc", "vao", "khoang", "thu", "t", "chu", "cn", NULL };
	const struct item *w = join_at(p, i), *next = join_at(p, i + 1);
	int days;

	if (w->to != w->from + 1u || !token_is(p->tokens, w->from, "toi") || p->tokens->at[w->from].accent != 0)
		return false;
	if (w->from > 0 && (token_is(p->tokens, w->from - 1u, "bua") || token_is(p->tokens, w->from - 1u, "buoi")))
		return false;
	const struct item *last = i > 0 ? join_at(p, i - 1) : NULL;
	const bool late = last != NULL && (i + 1 >= p->used || next->kind == ITEM_SIGN) &&
			  (last->kind == ITEM_NUMBER || last->kind == ITEM_DATE || join_relative(p, last, &days));
	const bool day = next->kind == ITEM_NUMBER || next->kind == ITEM_DATE || item_is(next, CLASS_WEEKDAY) ||
			 item_is(next, CLASS_WEEKDAY_NAME) || join_relative(p, next, &days) ||
			 token_is_of(p->tokens, w->to, leads);

	return !day && !late; /* "thứ 5 tối, 8h" */
}

/* One clock time without a part of the day. Returns items; *bare when only "5h" was said. */
static unsigned clock_time(const struct parse *p, unsigned i, int64_t *hour, int64_t *minute, bool *bare)
{
	const struct item *h = join_at(p, i), *next = join_at(p, i + 1);

	*minute = 0;
	*bare = false;
	if (h->kind == ITEM_NUMBER && (h->flags & NUMBER_HALF) && h->value <= 23) {
		*hour = h->value;
		*minute = 30;
		*bare = true;
		return 1;
	}
	if (!join_plain_number(h, 0, 24))
		return 0;
	*hour = h->value;
	if (h->value >= 1 && h->value <= 12 && english_half(p, i + 1, is_behind_at(p, i)) >= 0)
		return 1;
	if (item_sign(next, ':') && join_sign_glued(p, i + 1, ":") && join_digits(join_at(p, i + 2), 0, 59) &&
		!next->gap && p->tokens->at[join_at(p, i + 2)->from].digits == 2) {
		*minute = join_at(p, i + 2)->value;
		return 3;
	}
	if (!item_is(next, CLASS_HOUR))
		return 0;
	*bare = item_word_is(p, next, "h") && (h->flags & NUMBER_WORDS) == 0;
	unsigned took = 2;
	const struct item *m = join_at(p, i + 2);
	if (join_digits(m, 0, 59) && !m->gap && p->tokens->at[m->from].digits == 2) {
		*minute = m->value;
		*bare = false;
		took = 3;
		if (item_is(join_at(p, i + 3), CLASS_MINUTE) && !join_at(p, i + 3)->gap)
			took = 4;
	} else if (minutes_behind(p, i + 2)) {
		*minute = m->value;
		*bare = false;
		took = 3;
	} else if (join_plain_number(m, 1, 59) && item_is(join_at(p, i + 3), CLASS_MINUTE)) {
		*minute = m->value;
		*bare = false;
		took = 4;
	} else if (item_word_is(p, m, "ruoi")) {
		*minute = 30;
		*bare = false;
		took = 3;
	} else if (item_is(m, CLASS_LACKING) && join_plain_number(join_at(p, i + 3), 1, 59)) {
		*hour = *hour == 0 ? 23 : *hour - 1;
		*minute = 60 - join_at(p, i + 3)->value;
		*bare = false;
		took = 4 + item_is(join_at(p, i + 4), CLASS_MINUTE);
	}
	return took;
}

/* "8h", "7h30", "8 giờ kém 15", "7 rưỡi tối", "tối 7h", "từ 14h đến 16h", or only "sáng". */
unsigned join_time(struct parse *p, unsigned i, struct item *out)
{
	int64_t hour, minute, end_hour = -1, end_minute = 0;
	int part = -1;
	bool bare, end_bare, before = part_of_day(join_at(p, i), &part);
	unsigned took = clock_time(p, i + before, &hour, &minute, &bare);

	if (took == 0) {
		if (!before || is_speaker(p, i))
			return 0;
		out->kind = ITEM_TIME;
		out->hour = out->minute = out->to_hour = out->to_minute = -1;
		out->flags |= TIME_PART | TIME_ONLY_PART;
		out->value = part;
		return 1;
	}
	took += before;
	if (half_behind(p, i + took, minute > 0 || is_behind_at(p, i), &hour) > 0) {
		took++;
		before = true; /* said as surely as with "sáng", "chiều" */
		bare = false;
	}
	int other;
	int64_t behind;
	bool behind_bare;
	/* "sang 2h chiều": to, and no morning; but "sáng 8h chiều 14h" are two hours */
	if (before && item_word_is(p, join_at(p, i), "sang") && part_of_day(join_at(p, i + took), &other) &&
		other != part && clock_time(p, i + took + 1, &behind, &behind, &behind_bare) == 0)
		return 0;
	unsigned sep = i + took;
	bool to = item_sign(join_at(p, sep), '-') || item_word_is(p, join_at(p, sep), "den") ||
		  item_word_is(p, join_at(p, sep), "toi") || item_word_is(p, join_at(p, sep), "to");
	unsigned more = to ? clock_time(p, sep + 1, &end_hour, &end_minute, &end_bare) : 0;
	if (more > 0)
		more += half_behind(p, sep + 1 + more, end_minute > 0, &end_hour);
	took += more > 0 ? 1 + more : 0;
	if (more == 0)
		end_hour = -1;
	if (!before && part_of_day(join_at(p, i + took), &part)) {
		/* "7h toi hop": tối; "8h30 toi den": behind a number of hours it is the evening as well */
		int days; /* "7 giờ tối mai": the same words say the day, and are read again */
		took += join_relative(p, join_at(p, i + took), &days) ? 0 : 1;
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

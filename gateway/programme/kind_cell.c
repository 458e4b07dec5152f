/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kind_cell.c - one cell of a file to the value of its column, and back. */
#include "gateway/programme/kind.h"
#include "gateway/base/clock.h"
#include "gateway/base/msisdn.h"
#include "gateway/base/nearest.h"
#include "gateway/base/period.h"
#include "gateway/base/utf8.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOWER  "abcdefghijklmnopqrstuvwxyz"
#define UPPER  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

static char *text_at(const struct kind_column *c, void *record)
{
	return (char *)record + c->offset;
}

/* Keep a text in its column, composed (NFC), as what people text is. */
static int keep(const struct kind_column *c, const char *cell, void *record, struct why *why)
{
	struct buf composed;
	int result = 0;

	buf_init(&composed);
	utf8_repair(cell, strlen(cell), &composed);
	if (composed.length >= c->octets)
		result = why_set(why, "%s has %zu octets; write at most %zu", c->name, composed.length, c->octets - 1);
	else
		memcpy(text_at(c, record), composed.data, composed.length + 1);
	buf_fini(&composed);
	return result;
}

static bool consists_of(const char *text, const char *letters)
{
	return strspn(text, letters) == strlen(text);
}

static int read_ident(const struct kind_column *c, const char *cell, void *record, struct why *why)
{
	if (!consists_of(cell, LOWER DIGITS "_"))
		return why_set(why,
			"%s \"%s\" is no word of these files; write small letters without marks, with _ "
			"between, such as to_dan_pho",
			c->name, cell);
	return keep(c, cell, record, why);
}

static int read_word(const struct kind_column *c, const char *cell, void *record, struct why *why)
{
	const char *near;
	char all[200] = "";
	size_t at = 0;

	for (unsigned i = 0; c->words[i] != NULL; i++)
		if (strcmp(cell, c->words[i]) == 0)
			return keep(c, cell, record, why);
	near = nearest_word(cell, c->words);
	if (near != NULL)
		return why_set(why, "%s \"%s\" is not known; write %s", c->name, cell, near);
	for (unsigned i = 0; c->words[i] != NULL && at < sizeof all; i++)
		at += (size_t)snprintf(all + at, sizeof all - at, "%s%s", i > 0 ? " " : "", c->words[i]);
	return why_set(why, "%s \"%s\" is not known; write one of: %s", c->name, cell, all);
}

static void swap(char *list, char from, char to)
{
	for (; *list != '\0'; list++)
		if (*list == from)
			*list = to;
}

static int read_words(const struct kind_column *c, const char *cell, void *record, struct why *why)
{
	char list[RECORD_TEXT_OCTETS], *rest = list;

	if (keep(c, cell, record, why) == -1)
		return -1;
	record_copy(cell, list, sizeof list);
	for (const char *word = strsep(&rest, "/"); word != NULL; word = strsep(&rest, "/"))
		if (read_word(c, word, record, why) == -1)
			return -1;
	if (keep(c, cell, record, why) == -1)
		return -1;
	swap(text_at(c, record), '/', ',');
	return 0;
}

static int read_code(const struct kind_column *c, const char *cell, void *record, struct why *why)
{
	if (!consists_of(cell, LOWER UPPER DIGITS "-._"))
		return why_set(why, "%s \"%s\" is no code; write letters without marks and digits, such as 2104901",
			c->name, cell);
	return keep(c, cell, record, why);
}

static int read_codes(const struct kind_column *c, const char *cell, void *record, struct why *why)
{
	char code[RECORD_CODE_OCTETS];
	const char *at = cell;
	unsigned used = 0;

	if (!consists_of(cell, LOWER UPPER DIGITS "-._/"))
		return why_set(why, "%s \"%s\" is no list of codes; write them with / between, such as 21043/21049",
			c->name, cell);
	while (unit_code_next(&at, code))
		used++;
	if (used > UNIT_SUCCESSORS_MAX)
		return why_set(why, "%s has %u codes; at most %d are possible", c->name, used, UNIT_SUCCESSORS_MAX);
	return keep(c, cell, record, why);
}

static int read_units(const struct kind_column *c, const char *cell, void *record, struct why *why)
{
	if (!consists_of(cell, LOWER UPPER DIGITS "-._/"))
		return why_set(why, "%s \"%s\" is no list of codes; write them with / between, such as 2104901/2104902",
			c->name, cell);
	if (keep(c, cell, record, why) == -1)
		return -1;
	swap(text_at(c, record), '/', ',');
	return 0;
}

static void print_list(const char *list, struct buf *out)
{
	for (; *list != '\0'; list++)
		buf_addc(out, *list == ',' ? '/' : *list);
}

static bool is_list(enum kind_type type)
{
	return type == KIND_UNITS || type == KIND_WORDS;
}

static int read_indicator(const struct kind_column *c, const char *cell, void *record, struct why *why)
{
	size_t n = strlen(cell);

	if (n < 2 || n > 7 || !consists_of(cell, UPPER DIGITS) || strchr(UPPER, cell[0]) == NULL)
		return why_set(why, "%s \"%s\" is no indicator's code; write 2 to 7 capitals and digits, such as DVC",
			c->name, cell);
	return keep(c, cell, record, why);
}

static int read_day(const struct kind_column *c, const char *cell, void *record, struct why *why)
{
	int year, month, day, used = 0;

	if (strlen(cell) != 10 || sscanf(cell, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 || used != 10 ||
		!consists_of(cell, DIGITS "-") || !clock_day_exists(year, month, day))
		return why_set(why, "%s \"%s\" is no day; write it as 2022-08-18", c->name, cell);
	return keep(c, cell, record, why);
}

static int read_period(const struct kind_column *c, const char *cell, void *record, struct why *why)
{
	struct period period;

	if (period_read(cell, &period) == -1)
		return why_set(why,
			"%s \"%s\" is no period; write 2022-08, 2022-W33, 2022-Q3, 2022-H1, 2022 or 2022-X1", c->name,
			cell);
	return keep(c, cell, record, why);
}

static int read_phone(const struct kind_column *c, const char *cell, void *record, struct why *why)
{
	char msisdn[MSISDN_OCTETS];

	if (msisdn_read(cell, msisdn, why) == -1)
		return why_in(why, "%s", c->name);
	return keep(c, msisdn, record, why);
}

static int read_phones(const struct kind_column *c, const char *cell, void *record, struct why *why)
{
	struct kind_phones *phones = (struct kind_phones *)(void *)text_at(c, record);

	for (phones->used = 0;; cell++) {
		size_t n = strcspn(cell, "/");
		char one[64], msisdn[MSISDN_OCTETS];

		if (phones->used == EXCHANGE_PHONES_MAX)
			return why_set(why, "%s has more than %d numbers; write at most so many", c->name,
				EXCHANGE_PHONES_MAX);
		snprintf(one, sizeof one, "%.*s", (int)(n < sizeof one ? n : sizeof one - 1), cell);
		if (msisdn_read(one, msisdn, why) == -1)
			return why_in(why, "%s", c->name);
		record_copy(msisdn, phones->list[phones->used++], RECORD_PHONE_OCTETS);
		cell += n;
		if (*cell == '\0')
			return 0;
	}
}

static int read_number(const struct kind_column *c, const char *cell, void *record, struct why *why)
{
	int64_t least = c->type == KIND_NO || c->type == KIND_TRAINING ? 1 : 0, value;

	errno = 0;
	value = strtoll(cell, NULL, 10);
	if (!consists_of(cell, DIGITS) || errno != 0 || value < least || value > INT64_C(999999999999))
		return why_set(why, "%s \"%s\" is no such number; write digits alone, %" PRId64 " or more", c->name,
			cell, least);
	memcpy(text_at(c, record), &value, sizeof value);
	return 0;
}

static int read_moment(const struct kind_column *c, const char *cell, void *record, struct why *why)
{
	int64_t at;

	if (clock_read(cell, &at) == -1)
		return why_set(why, "%s \"%s\" is no time; write it as 2022-08-18T08:00:00+07:00 or 2022-08-18 08:00",
			c->name, cell);
	memcpy(text_at(c, record), &at, sizeof at);
	return 0;
}

static int read_bool(const struct kind_column *c, const char *cell, void *record, struct why *why)
{
	const char *no = c->type == KIND_MODE ? "period" : "0", *yes = c->type == KIND_MODE ? "total" : "1";
	bool value = strcmp(cell, yes) == 0;

	if (!value && strcmp(cell, no) != 0)
		return why_set(why, "%s \"%s\" is not known; write %s or %s", c->name, cell, no, yes);
	memcpy(text_at(c, record), &value, sizeof value);
	return 0;
}

static int read_who(const struct kind_column *c, const char *cell, void *record, struct why *why)
{
	char msisdn[MSISDN_OCTETS];

	return keep(c, msisdn_read(cell, msisdn, NULL) == 0 ? msisdn : cell, record, why);
}

int kind_read(const struct kind_column *column, const char *cell, void *record, struct why *why)
{
	static int (*const readers[])(const struct kind_column *, const char *, void *, struct why *) = {
		[KIND_TEXT] = keep,
		[KIND_IDENT] = read_ident,
		[KIND_WORD] = read_word,
		[KIND_WORDS] = read_words,
		[KIND_CODE] = read_code,
		[KIND_CODES] = read_codes,
		[KIND_UNIT] = read_code,
		[KIND_UNITS] = read_units,
		[KIND_DAY] = read_day,
		[KIND_PERIOD] = read_period,
		[KIND_NEW_CODE] = read_indicator,
		[KIND_INDICATOR] = read_indicator,
		[KIND_LANGUAGE] = keep,
		[KIND_TOPIC] = keep,
		[KIND_PHONE] = read_phone,
		[KIND_WHO] = read_who,
		[KIND_PHONES] = read_phones,
		[KIND_NUMBER] = read_number,
		[KIND_NO] = read_number,
		[KIND_TEAM] = read_number,
		[KIND_TRAINING] = read_number,
		[KIND_MOMENT] = read_moment,
		[KIND_FLAG] = read_bool,
		[KIND_MODE] = read_bool,
	};

	return readers[column->type](column, cell, record, why);
}

static bool is_int(enum kind_type type)
{
	return type == KIND_NUMBER || type == KIND_NO || type == KIND_TEAM || type == KIND_TRAINING;
}

/* 0 is no team and no time: an empty cell. Other numbers stand as they are. */
static void print_int(enum kind_type type, int64_t value, struct buf *out)
{
	char moment[CLOCK_TEXT_OCTETS];

	if (value == 0 && (type == KIND_MOMENT || type == KIND_TEAM))
		return;
	if (type == KIND_MOMENT)
		buf_adds(out, clock_text(value, moment));
	else
		buf_addf(out, "%" PRId64, value);
}

void kind_print(const struct kind_column *column, const void *record, struct buf *out)
{
	const char *at = (const char *)record + column->offset;
	int64_t value;
	bool flag;

	if (is_int(column->type) || column->type == KIND_MOMENT) {
		memcpy(&value, at, sizeof value);
		print_int(column->type, value, out);
	} else if (column->type == KIND_FLAG || column->type == KIND_MODE) {
		memcpy(&flag, at, sizeof flag);
		buf_adds(out, column->type == KIND_FLAG ? (flag ? "1" : "0") : (flag ? "total" : "period"));
	} else if (column->type == KIND_PHONES) {
		const struct kind_phones *phones = (const struct kind_phones *)(const void *)at;

		for (unsigned i = 0; i < phones->used; i++)
			buf_addf(out, "%s%s", i > 0 ? "/" : "", phones->list[i]);
	} else if (is_list(column->type)) {
		print_list(at, out);
	} else {
		buf_adds(out, at);
	}
}

void kind_print_row(const struct kind_column *column, struct query *q, int at, struct buf *out)
{
	if (is_int(column->type) || column->type == KIND_MOMENT || column->type == KIND_FLAG)
		print_int(column->type, query_column_int(q, at), out);
	else if (is_list(column->type))
		print_list(query_column_text(q, at), out);
	else
		buf_adds(out, query_column_text(q, at));
}

bool kind_is_number(const struct kind_column *column)
{
	return is_int(column->type) || column->type == KIND_FLAG;
}

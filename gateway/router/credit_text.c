/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/credit_text.h"

#include "gateway/base/clock.h"
#include "menus/plain.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define DIGITS_MOST 15

static void fold(const char *text, struct buf *to)
{
	buf_init(to);
	plain_add(text, to);
	for (size_t i = 0; i < to->length; i++)
		to->data[i] = (char)tolower((unsigned char)to->data[i]);
}

/* Where the text goes on behind the first of the words that it has; NULL when it has none. */
static const char *behind(const char *text, const char *words)
{
	char word[64];

	while (*words != '\0') {
		size_t n = strcspn(words, "|");
		struct buf folded;
		const char *at;

		snprintf(word, sizeof word, "%.*s", (int)n, words);
		fold(word, &folded);
		at = folded.length > 0 ? strstr(text, folded.data) : NULL;
		if (at != NULL)
			at += folded.length;
		buf_fini(&folded);
		if (at != NULL)
			return at;
		words += n + (words[n] == '|');
	}
	return NULL;
}

/* The digits at *at; *at moves behind them. A group of three behind a mark belongs to them, fewer are a fraction. */
static int64_t read_amount(const char **at)
{
	int64_t amount = 0;
	const char *c = *at;
	int digits = 0;

	for (;; c++) {
		if (isdigit((unsigned char)*c) && digits < DIGITS_MOST) {
			amount = amount * 10 + (*c - '0');
			digits++;
			continue;
		}
		if ((*c != '.' && *c != ',') || strspn(c + 1, "0123456789") != 3)
			break;
	}
	if ((*c == '.' || *c == ',') && isdigit((unsigned char)c[1]))
		c += 1 + strspn(c + 1, "0123456789");
	*at = c;
	return amount;
}

static bool is_money(const char *behind_digits)
{
	const char *c = behind_digits + strspn(behind_digits, " ");

	return strncmp(c, "vnd", 3) == 0 || strncmp(c, "dong", 4) == 0 || (*c == 'd' && !isalnum((unsigned char)c[1]));
}

int64_t credit_text_amount(const char *text, const char *words)
{
	int64_t amount = CREDIT_NONE;
	const char *at;
	struct buf folded;

	fold(text, &folded);
	at = behind(folded.data, words);
	while (at != NULL && *(at += strcspn(at, "0123456789")) != '\0') {
		bool negative = at > folded.data && at[-1] == '-';
		int64_t found = read_amount(&at);

		if (!is_money(at))
			continue;
		amount = negative ? 0 : found;
		break;
	}
	buf_fini(&folded);
	return amount;
}

int64_t credit_text_expiry(const char *text, const char *words)
{
	struct civil day = { .hour = 23, .minute = 59, .second = 59 };
	int64_t moment = 0;
	const char *at;
	struct buf folded;

	fold(text, &folded);
	at = behind(folded.data, words);
	for (; at != NULL && *(at += strcspn(at, "0123456789")) != '\0'; at += strspn(at, "0123456789")) {
		if (sscanf(at, "%2d%*1[/-]%2d%*1[/-]%4d", &day.day, &day.month, &day.year) != 3)
			continue;
		if (day.year < 100)
			day.year += 2000;
		if (!clock_day_exists(day.year, day.month, day.day))
			continue;
		moment = clock_moment(&day);
		break;
	}
	buf_fini(&folded);
	return moment;
}

bool credit_text_is_good(const char *text)
{
	struct buf folded;
	bool good;

	fold(text, &folded);
	good = strstr(folded.data, "thanh cong") != NULL || strstr(folded.data, "successful") != NULL;
	good = good && strstr(folded.data, "khong thanh cong") == NULL && strstr(folded.data, "unsuccessful") == NULL;
	buf_fini(&folded);
	return good;
}

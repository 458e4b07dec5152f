/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/parse.h"

#include <string.h>

#define GROUPS_MAX 5

/* Separators people put into a phone number: 0905.123.456, 0905 123 456, 0905-123-456. */
static bool is_between(const struct token *k)
{
	return k->kind == TOKEN_SIGN && (k->sign == '.' || k->sign == '-');
}

static bool is_phone(const char *digits, unsigned n)
{
	if (n >= 2 && digits[0] == '8' && digits[1] == '4' && (n == 11 || n == 12))
		return true;
	/* 0 and nine digits; ten digits behind 01 until 2018; landlines 02 and nine more. */
	return digits[0] == '0' && (n == 10 || (n == 11 && (digits[1] == '1' || digits[1] == '2')));
}

unsigned phone_tokens(const struct tokens *t, unsigned i)
{
	char digits[16];
	unsigned n = 0, at = i, groups = 0, best = 0;

	while (at < t->used && groups < GROUPS_MAX) {
		const struct token *k = &t->at[at];
		if (k->kind != TOKEN_NUMBER || k->line || n + k->digits >= sizeof digits || k->repair == REPAIR_DIGIT)
			break;
		/* The first group of a number that is written in groups holds its carrier: 0905, 84905, 090. */
		if (groups == 0 && k->digits < 3 && !(k->digits == 2 && strcmp(t->letters + k->at, "84") == 0))
			break;
		memcpy(digits + n, t->letters + k->at, k->digits);
		n += k->digits;
		groups++;
		at++;
		if (is_phone(digits, n))
			best = at;
		if (at < t->used && is_between(&t->at[at]) && !t->at[at].gap)
			at++;
	}
	return best > i ? best - i : 0;
}

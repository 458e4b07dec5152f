/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/term.h"

#include <string.h>

/* The key of a letter on a 12-key pad (ITU-T E.161). */
static char key_of(char c)
{
	static const char keys[] = "22233344455566677778889999";
	return c >= 'a' && c <= 'z' ? keys[c - 'a'] : c;
}

static enum slip substituted(const char *typed, const char *meant, size_t n)
{
	size_t at = 0;

	while (at < n && typed[at] == meant[at])
		at++;
	if (at == n)
		return SLIP_NONE;
	if (at + 1 < n && typed[at] == meant[at + 1] && typed[at + 1] == meant[at])
		return memcmp(typed + at + 2, meant + at + 2, n - at - 2) == 0 ? SLIP_SWAP : SLIP_NONE;
	if (memcmp(typed + at + 1, meant + at + 1, n - at - 1) != 0)
		return SLIP_NONE;
	return key_of(typed[at]) == key_of(meant[at]) ? SLIP_PAD : SLIP_OTHER;
}

enum slip slip_between(const char *typed, size_t tn, const char *meant, size_t mn)
{
	if (tn == mn)
		return substituted(typed, meant, tn);
	if (tn + 1 != mn && mn + 1 != tn)
		return SLIP_NONE;
	const char *longer = tn > mn ? typed : meant, *shorter = tn > mn ? meant : typed;
	size_t n = tn > mn ? mn : tn, at = 0;
	while (at < n && longer[at] == shorter[at])
		at++;
	if (memcmp(longer + at + 1, shorter + at, n - at) != 0)
		return SLIP_NONE;
	if (tn < mn)
		return SLIP_DROP;
	return at > 0 && longer[at] == longer[at - 1] ? SLIP_DOUBLE : SLIP_EXTRA;
}

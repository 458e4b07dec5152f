/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/segment.h"
#include "gateway/base/gsm7.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

/* The character at text; returns its octets, 0 at the end, -1 when it is no UTF-8. */
static int character_at(const char *text, utf8proc_int32_t *character)
{
	size_t rest = strnlen(text, 4);
	utf8proc_ssize_t octets;

	if (rest == 0)
		return 0;
	octets = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)rest, character);
	return octets > 0 ? (int)octets : -1;
}

static unsigned units_of(utf8proc_int32_t character, enum alphabet alphabet)
{
	if (alphabet == ALPHABET_GSM7)
		return gsm7_septets((uint32_t)character);
	return character > 0xFFFF ? 2 : 1;
}

/* Octets of the longest piece at text that fits in `most` units; the text is known to be good. */
static size_t piece(const char *text, enum alphabet alphabet, unsigned most)
{
	utf8proc_int32_t character, before = 0, state = 0;
	size_t at = 0, allowed = 0;
	unsigned units = 0;

	for (;;) {
		int octets = character_at(text + at, &character);

		if (octets <= 0)
			return at;
		if (at > 0 && utf8proc_grapheme_break_stateful(before, character, &state))
			allowed = at;
		units += units_of(character, alphabet);
		if (units > most)
			return allowed > 0 ? allowed : at;
		before = character;
		at += (size_t)octets;
	}
}

static unsigned count_parts(const char *text, enum alphabet alphabet, unsigned most)
{
	unsigned parts = 0;

	do {
		text += piece(text, alphabet, most);
		parts++;
	} while (*text != '\0');
	return parts;
}

/* Units of the text in both alphabets; *gsm7 is false when it has a character outside that one. */
static int measure(const char *text, bool *gsm7, size_t units[2], struct why *why)
{
	utf8proc_int32_t character;
	size_t at = 0;

	*gsm7 = true;
	units[ALPHABET_GSM7] = units[ALPHABET_UCS2] = 0;
	for (;;) {
		int octets = character_at(text + at, &character);
		unsigned septets;

		if (octets == 0)
			return 0;
		if (octets < 0)
			return why_set(why, "octet %zu of the text is no UTF-8", at + 1);
		septets = units_of(character, ALPHABET_GSM7);
		*gsm7 = *gsm7 && septets > 0;
		units[ALPHABET_GSM7] += septets;
		units[ALPHABET_UCS2] += units_of(character, ALPHABET_UCS2);
		at += (size_t)octets;
	}
}

static int plan_measured(
	const char *text, enum alphabet alphabet, size_t units, struct segment_plan *plan, struct why *why)
{
	unsigned alone = alphabet == ALPHABET_GSM7 ? SEGMENT_GSM7_ALONE : SEGMENT_UCS2_ALONE;
	unsigned joined = alphabet == ALPHABET_GSM7 ? SEGMENT_GSM7_JOINED : SEGMENT_UCS2_JOINED;
	unsigned parts = units <= alone ? 1 : count_parts(text, alphabet, joined);

	if (parts > SEGMENT_PARTS_MAX)
		return why_set(why, "%zu units need %u parts, at most %d are sent", units, parts, SEGMENT_PARTS_MAX);
	*plan = (struct segment_plan){
		.alphabet = alphabet, .parts = parts, .units_per_part = parts == 1 ? alone : joined, .units = units
	};
	return 0;
}

int segment_plan(const char *text, struct segment_plan *plan, struct why *why)
{
	enum alphabet alphabet;
	size_t units[2];
	bool gsm7;

	if (measure(text, &gsm7, units, why) == -1)
		return -1;
	alphabet = gsm7 ? ALPHABET_GSM7 : ALPHABET_UCS2;
	return plan_measured(text, alphabet, units[alphabet], plan, why);
}

int segment_plan_in(const char *text, enum alphabet alphabet, struct segment_plan *plan, struct why *why)
{
	size_t units[2];
	bool gsm7;

	if (measure(text, &gsm7, units, why) == -1)
		return -1;
	if (alphabet == ALPHABET_GSM7 && !gsm7)
		return why_set(why, "the text has characters outside the GSM 7-bit alphabet");
	return plan_measured(text, alphabet, units[alphabet], plan, why);
}

const char *segment_cut(const char *text, const struct segment_plan *plan, unsigned part, size_t *octets)
{
	assert(part < plan->parts);
	*octets = piece(text, plan->alphabet, plan->units_per_part);
	while (part-- > 0) {
		text += *octets;
		*octets = piece(text, plan->alphabet, plan->units_per_part);
	}
	return text;
}

const char *segment_alphabet_name(enum alphabet alphabet)
{
	return alphabet == ALPHABET_GSM7 ? "gsm7" : "ucs2";
}

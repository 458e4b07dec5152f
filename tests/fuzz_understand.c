/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any octets as a text: no crash, nothing left undefined, every field that comes out is well-formed UTF-8; and, where
 * no sanitizer slows it down, none takes more than a millisecond of this thread's time. */
#include "gateway/base/utf8.h"
#include "menus/understand.h"
#include "tests/help/words.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LIMIT_NS 1000000
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int64_t thread_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* The first octets choose who writes and what is open; the rest is the text. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct lexicon *words;
	static struct unit_names *units;
	static struct reading reading;

	if (words == NULL) {
		words = words_load();
		units = words_units();
	}
	uint32_t dice;
	if (size < sizeof dice)
		return 0;
	memcpy(&dice, data, sizeof dice);
	struct situation at = words_situation_of(dice);
	int64_t best = INT64_MAX; /* a cold cache, or a machine that is busy, is no finding */
	for (int times = 0; times < 16 && best > LIMIT_NS; times++) {
		int64_t from = thread_ns();
		understand(words, units, &at, (const char *)data + sizeof dice, size - sizeof dice, &reading, NULL);
		int64_t took = thread_ns() - from;
		best = took < best ? took : best;
		if (SANITIZED)
			break;
	}
	if (!SANITIZED && best > LIMIT_NS)
		abort();
	if (reading.intent >= INTENTS || reading.fields_used > READING_FIELDS_MAX ||
		reading.entries > READING_ENTRIES_MAX)
		abort();
	for (unsigned i = 0; i < reading.fields_used; i++)
		if (!utf8_is_valid(reading.fields[i].text, strlen(reading.fields[i].text)))
			abort();
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts a second on one core, from octets to intent and fields, and the longest time that one text took. */
#include "gateway/base/clock.h"
#include "menus/understand.h"
#include "tests/help/figure.h"
#include "tests/help/corpus.h"
#include "tests/help/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXTS_MAX 2000
#define ROUNDS    100

struct text {
	char *octets;
	size_t n;
	struct situation at;
};

static unsigned load(struct text *texts)
{
	static struct corpus_row row;
	FILE *file = fopen("tests/texts.tsv", "r");
	unsigned used = 0;

	if (file == NULL || !corpus_next(file, &row)) {
		fputs("tests/texts.tsv is not there; run from the root of the source\n", stderr);
		exit(1);
	}
	while (used < TEXTS_MAX && corpus_next(file, &row)) {
		texts[used].octets = malloc(row.length + 1);
		memcpy(texts[used].octets, row.text, row.length + 1);
		texts[used].n = row.length;
		texts[used].at = words_situation();
		used++;
	}
	fclose(file);
	return used;
}

/* A text of ten parts (1,530 octets) of the worst kinds: noise, digits, one word again and again, words of no language. */
static int64_t worst_us(const struct lexicon *words, const struct unit_names *units, struct reading *reading)
{
	static const char *const kinds[] = { "bc dvc 5 ", "q", "1,", "bao cao nham ", "xyzzy kwq ", "\xC3\xA1", "hai ",
		"son tra " };
	struct situation at = words_situation();
	char text[1530];
	int64_t worst = 0;

	for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
		size_t n = strlen(kinds[k]);
		for (size_t i = 0; i < sizeof text; i++)
			text[i] = kinds[k][i % n];
		int64_t best = INT64_MAX;
		for (int times = 0; times < 5; times++) {
			int64_t from = clock_mono_us();
			understand(words, units, &at, text, sizeof text, reading, NULL);
			int64_t took = clock_mono_us() - from;
			best = took < best ? took : best;
		}
		worst = best > worst ? best : worst;
	}
	return worst;
}

int main(void)
{
	static struct text texts[TEXTS_MAX];
	static struct reading reading;
	struct lexicon *words = words_load();
	struct unit_names *units = words_units();
	unsigned used = load(texts);
	int64_t from = clock_mono_us();

	for (int round = 0; round < ROUNDS; round++)
		for (unsigned i = 0; i < used; i++)
			understand(words, units, &texts[i].at, texts[i].octets, texts[i].n, &reading, NULL);
	int64_t took = clock_mono_us() - from;
	figure("understand_texts", (double)used * ROUNDS * 1e6 / (double)took, "1/s", NULL);
	figure("understand_worst_10_parts", (double)worst_us(words, units, &reading) / 1000, "ms", "<= 1");
	for (unsigned i = 0; i < used; i++)
		free(texts[i].octets);
	lexicon_free(&words);
	unit_names_free(&units);
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The engine against whole files of texts: our own, and the sample that scores releases where it is there. */
#include "menus/mask.h"
#include "menus/understand.h"
#include "tests/help/corpus.h"
#include "tests/help/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

struct tally {
	unsigned texts, of[CORPUS_KINDS];
};

static struct tally run(const char *path)
{
	struct tally t = { 0 };
	struct lexicon *words = words_load();
	struct unit_names *units = words_units();
	struct corpus_row *row = calloc(1, sizeof *row);
	struct reading *r = calloc(1, sizeof *r);
	FILE *file = fopen(path, "r");

	assert_non_null(file);
	assert_true(corpus_next(file, row)); /* the header */
	while (corpus_next(file, row)) {
		if (strcmp(row->intent, "deny") == 0)
			continue; /* who may do what is the programme's to know: score.py judges these */
		struct situation at = corpus_situation(row);
		if (memchr(row->text, '\0', row->length) == NULL)
			mask_secrets(row->text); /* as they are on arrival, before they are read */
		understand(words, units, &at, row->text, row->length, r, NULL);
		enum corpus_kind kind = corpus_judge(row, &at, r);
		t.texts++;
		t.of[kind]++;
		if (kind != CORPUS_RIGHT)
			print_message("%s %s \"%s\": want %s %s, got %s\n", corpus_kind_name(kind), row->id, row->text,
				row->intent, row->expected, corpus_intent(&at, r));
	}
	fclose(file);
	free(row);
	free(r);
	lexicon_free(&words);
	unit_names_free(&units);
	print_message("%s: %u texts, %u right\n", path, t.texts, t.of[CORPUS_RIGHT]);
	return t;
}

static void must_hold(const struct tally *t)
{
	assert_int_equal(t->of[CORPUS_SILENT_WRONG], 0);
	assert_int_equal(t->of[CORPUS_ANSWERED_MACHINE], 0);
	assert_int_equal(t->of[CORPUS_MISSED_OPTOUT], 0);
	assert_true(t->of[CORPUS_RIGHT] * 100 >= t->texts * 97);
}

static void our_own_texts_are_read_right(void **state)
{
	(void)state;
	struct tally t = run("tests/texts.tsv");
	assert_true(t.texts > 400);
	must_hold(&t);
}

/* Texts that were collected apart from the engine. What is reached may not get worse. */
static void texts_from_the_field_are_read_no_worse_than_before(void **state)
{
	(void)state;
	struct tally t = run("tests/corpus/field.tsv");
	assert_true(t.texts > 1000);
	assert_int_equal(t.of[CORPUS_SILENT_WRONG], 0);
	assert_int_equal(t.of[CORPUS_ANSWERED_MACHINE], 0);
	assert_int_equal(t.of[CORPUS_MISSED_OPTOUT], 0);
	assert_true(t.of[CORPUS_RIGHT] * 100 >= t.texts * 97);
}

/* Written by others as likely texts, before they had seen what the engine makes of them. */
static void likely_texts_are_read_no_worse_than_before(void **state)
{
	(void)state;
	struct tally t = run("tests/corpus/likely.tsv");
	assert_true(t.texts > 700);
	assert_int_equal(t.of[CORPUS_SILENT_WRONG], 0);
	assert_int_equal(t.of[CORPUS_ANSWERED_MACHINE], 0);
	assert_int_equal(t.of[CORPUS_MISSED_OPTOUT], 0);
	assert_true(t.of[CORPUS_RIGHT] * 100 >= t.texts * 98);
}

/* Written to mislead: traps, plans, quarrels, parts and targets. Many may be asked back; none is kept wrongly. */
static void texts_that_mislead_are_asked_rather_than_kept(void **state)
{
	(void)state;
	struct tally t = run("tests/corpus/hard.tsv");
	assert_true(t.texts > 600);
	assert_int_equal(t.of[CORPUS_SILENT_WRONG], 0);
	assert_int_equal(t.of[CORPUS_ANSWERED_MACHINE], 0);
	assert_int_equal(t.of[CORPUS_MISSED_OPTOUT], 0);
	assert_true(t.of[CORPUS_RIGHT] * 100 >= t.texts * 94);
}

/* Two sets of a writer who had seen neither the engine nor the sets above; with the programme's own questions they were
 * read at first 97.8 % right and none kept wrongly, 79.6 % and eleven. What the engine alone reaches may not get worse. */
static void texts_of_another_town_are_read_no_worse_than_before(void **state)
{
	(void)state;
	struct tally t = run("tests/corpus/town.tsv");
	assert_true(t.texts > 490);
	assert_true(t.of[CORPUS_SILENT_WRONG] <= 1);
	assert_int_equal(t.of[CORPUS_MISSED_OPTOUT], 0);
	assert_true(t.of[CORPUS_RIGHT] * 100 >= t.texts * 97);
}

static void traps_of_numbers_are_read_no_worse_than_before(void **state)
{
	(void)state;
	struct tally t = run("tests/corpus/traps.tsv");
	assert_true(t.texts > 490);
	assert_true(t.of[CORPUS_SILENT_WRONG] <= 16);
	assert_true(t.of[CORPUS_RIGHT] * 100 >= t.texts * 80);
}

static void the_sample_that_scores_releases_is_read_right(void **state)
{
	(void)state;
	if (access("../shared/corpus/sample.tsv", R_OK) != 0)
		skip();
	struct tally t = run("../shared/corpus/sample.tsv");
	must_hold(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_own_texts_are_read_right),
		cmocka_unit_test(texts_from_the_field_are_read_no_worse_than_before),
		cmocka_unit_test(likely_texts_are_read_no_worse_than_before),
		cmocka_unit_test(texts_that_mislead_are_asked_rather_than_kept),
		cmocka_unit_test(texts_of_another_town_are_read_no_worse_than_before),
		cmocka_unit_test(traps_of_numbers_are_read_no_worse_than_before),
		cmocka_unit_test(the_sample_that_scores_releases_is_read_right),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

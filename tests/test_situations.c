/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every text of the corpora, whoever writes it and whatever else is open: each is read to its end, and what comes out is
 * well formed. Half of them lose their first or last word, or stand behind a number, as answers do. */
#include "gateway/base/utf8.h"
#include "tests/help/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define EACH        200 /* situations of one text */
#define TEXT_OCTETS 2000

static uint32_t dice = 20261128u;

static uint32_t throw(void)
{
	dice = dice * 1664525u + 1013904223u;
	return dice ^ (dice >> 15);
}

/* "bc dvc 5" -> "dvc 5", "bc dvc", "1 bc dvc 5" */
static const char *vary(const char *text, char to[static TEXT_OCTETS])
{
	const char *space = strchr(text, ' ');

	switch (throw() % 8) {
	case 0:
		snprintf(to, TEXT_OCTETS, "%s", space == NULL ? text : space + 1);
		break;
	case 1:
		snprintf(to, TEXT_OCTETS, "%s", text);
		if (strrchr(to, ' ') != NULL)
			*strrchr(to, ' ') = '\0';
		break;
	case 2:
		snprintf(to, TEXT_OCTETS, "%u %s", throw() % 20, text);
		break;
	case 3: /* two orders in one text */
		snprintf(to, TEXT_OCTETS, "%s va nhac Son Tra", text);
		break;
	default:
		return text;
	}
	return to;
}

static void assert_well_formed(const struct reading *r)
{
	assert_true(r->intent < INTENTS);
	assert_true(r->fields_used <= READING_FIELDS_MAX);
	assert_true(r->entries <= READING_ENTRIES_MAX);
	for (unsigned i = 0; i < r->fields_used; i++)
		assert_true(utf8_is_valid(r->fields[i].text, strlen(r->fields[i].text)));
}

/* The second column of a table of texts. */
static char *text_of(char *line)
{
	char *text = strchr(line, '\t');

	if (text != NULL)
		text[1 + strcspn(text + 1, "\t\n")] = '\0';
	return text == NULL ? NULL : text + 1;
}

static void every_text_is_read_in_every_situation(void **state)
{
	struct lexicon *words = words_load();
	struct unit_names *units = words_units();
	struct reading *reading = malloc(sizeof *reading);
	FILE *f = fopen("tests/texts.tsv", "re");
	char *line = NULL, varied[TEXT_OCTETS];
	const char *text;
	unsigned texts = 0;
	size_t room = 0;

	(void)state;
	assert_non_null(f);
	assert_non_null(reading);
	while (getline(&line, &room, f) > 0) {
		text = text_of(line);
		for (unsigned i = 0; text != NULL && i < EACH; i++) {
			struct situation at = words_situation_of(throw());
			const char *one = vary(text, varied);

			understand(words, units, &at, one, strlen(one), reading, NULL);
			assert_well_formed(reading);
		}
		texts += text != NULL;
	}
	assert_true(texts > 1000);
	free(line);
	free(reading);
	fclose(f);
	unit_names_free(&units);
	lexicon_free(&words);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(every_text_is_read_in_every_situation) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/check_code.h"

#include "menus/fold.h"
#include "menus/parse.h"
#include "menus/term.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The letters of the keys 2 to 9. */
static const char *const keys[] = { "abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz" };

void code_lines_note(struct code_lines *lines, const struct node *section)
{
	if (strcmp(node_name(section), "indicators") != 0)
		return;
	for (unsigned i = 0; i < node_length(section) && lines->used < LEXICON_INDICATORS_MAX; i++) {
		const struct node *code = node_get(node_at(section, i), "code");
		if (code == NULL || node_kind(code) != NODE_TEXT)
			continue;
		snprintf(lines->of[lines->used].code, LEXICON_CODE_OCTETS, "%s", node_text(code, "", NULL));
		lines->of[lines->used].file = strdup(node_file(code));
		if (lines->of[lines->used].file == NULL)
			abort();
		lines->of[lines->used++].line = node_line(code);
	}
}

void code_lines_fini(struct code_lines *lines)
{
	for (unsigned i = 0; i < lines->used; i++)
		free(lines->of[i].file);
	lines->used = 0;
}

/* What a word means when it stands alone. */
static const struct sense *senses_of(const struct lexicon *l, const char *word, unsigned *count)
{
	int id = term_word(l, word, strlen(word));
	uint32_t node = id == TERM_NONE ? 0 : term_step(l, 0, id);

	*count = 0;
	return node == 0 ? NULL : term_senses(l, node, count);
}

/* A command's own word: neither plain speech nor a hint. */
static bool is_command(const struct lexicon *l, const struct sense *sense)
{
	return sense->kind == SENSE_KEYWORD && term_keyword(l, sense)->command;
}

static bool counts_something(const struct sense *sense)
{
	return sense->kind == SENSE_WORD &&
	       (sense->index == CLASS_HOUSEHOLD || sense->index == CLASS_PERSON || sense->index == CLASS_NOTHING);
}

struct code {
	const struct lexicon *lexicon;
	const char *code, *file;
	int line;
	struct faults *faults;
};

static void check_word(const struct code *c, const char *folded)
{
	unsigned count;
	const struct sense *senses = senses_of(c->lexicon, folded, &count);

	if (number_is_word(folded))
		faults_add(c->faults, c->file, c->line,
			"the code %s swallows the number word \"%s\"; give the indicator another code", c->code,
			folded);
	for (unsigned i = 0; i < count; i++) {
		if (is_command(c->lexicon, &senses[i]))
			faults_add(c->faults, c->file, c->line,
				"the code %s is a command already (%s); give the indicator another code", c->code,
				intent_name(term_keyword(c->lexicon, &senses[i])->act));
		if (counts_something(&senses[i]))
			faults_add(c->faults, c->file, c->line,
				"the code %s swallows the word that people count with (5 %s); give the indicator "
				"another code",
				c->code, folded);
	}
}

static const char *key_of(char letter)
{
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (strchr(keys[i], letter) != NULL)
			return keys[i];
	return NULL;
}

/* A code is told once for each pair: by the one that comes later in the alphabet. */
static void check_neighbour(const struct code *c, const char *folded, const char *neighbour)
{
	unsigned count;
	const struct sense *senses = senses_of(c->lexicon, neighbour, &count);
	char other[LEXICON_CODE_OCTETS];

	for (unsigned i = 0; i < count; i++) {
		if (is_command(c->lexicon, &senses[i]))
			faults_warn(c->faults, c->file, c->line,
				"the code %s has the keys of the command %s on a phone; a code of other keys is safer",
				c->code, neighbour);
		if (senses[i].kind != SENSE_INDICATOR)
			continue;
		fold_text(lexicon_indicator_at(c->lexicon, senses[i].index)->code, other, sizeof other);
		if (strcmp(other, neighbour) == 0 && strcmp(neighbour, folded) < 0)
			faults_warn(c->faults, c->file, c->line,
				"the code %s has the keys of %s on a phone; a code of other keys is safer", c->code,
				lexicon_indicator_at(c->lexicon, senses[i].index)->code);
	}
}

/* Every other word of the same keys: at most 4^7. */
static void check_keys(const struct code *c, const char *folded, char *word, size_t at)
{
	const char *key;

	if (folded[at] == '\0') {
		if (strcmp(word, folded) != 0)
			check_neighbour(c, folded, word);
		return;
	}
	key = key_of(folded[at]);
	if (key == NULL) {
		word[at] = folded[at];
		check_keys(c, folded, word, at + 1);
		return;
	}
	for (; *key != '\0'; key++) {
		word[at] = *key;
		check_keys(c, folded, word, at + 1);
	}
}

static void check_code(const struct code *c)
{
	char folded[LEXICON_CODE_OCTETS], word[LEXICON_CODE_OCTETS] = "";

	if (lexicon_indicator(c->lexicon, c->code) == NULL)
		return; /* refused when it was read */
	fold_text(c->code, folded, sizeof folded);
	check_word(c, folded);
	check_keys(c, folded, word, 0);
}

void check_codes(const struct lexicon *lexicon, const struct code_lines *lines, struct faults *faults)
{
	for (unsigned i = 0; i < lines->used; i++) {
		const struct code c = { lexicon, lines->of[i].code, lines->of[i].file, lines->of[i].line, faults };
		check_code(&c);
	}
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/check_alias.h"

#include "menus/parse.h"
#include "menus/term.h"

#include <stdio.h>
#include <string.h>

#define FOLDED_OCTETS 160
#define SURE_WEIGHT   60 /* of a word for an act: what weighs less is a mere hint */

/* "12", "hai mươi": no word can be one. */
static bool is_number(const char *folded)
{
	char copy[FOLDED_OCTETS], *rest = copy;
	const char *word;

	snprintf(copy, sizeof copy, "%s", folded);
	while ((word = strsep(&rest, " ")) != NULL)
		if (word[strspn(word, "0123456789")] != '\0' && !number_is_word(word))
			return false;
	return folded[0] != '\0';
}

/* Classes by which every text is read, whatever it is about. */
static bool is_needed(const struct sense *s)
{
	static const enum word_class needed[] = { CLASS_YES, CLASS_NO, CLASS_NOT, CLASS_ZERO, CLASS_NOTHING,
		CLASS_NOT_YET, CLASS_ADD, CLASS_LESS, CLASS_TOTAL, CLASS_CANCEL, CLASS_HOUSEHOLD, CLASS_PERSON,
		CLASS_VILLAGE, CLASS_COMMUNE, CLASS_TEAM, CLASS_DAY, CLASS_WEEK, CLASS_MONTH, CLASS_QUARTER, CLASS_YEAR,
		CLASS_TODAY, CLASS_TOMORROW, CLASS_YESTERDAY, CLASS_THIS, CLASS_LAST, CLASS_NEXT, CLASS_HOUR,
		CLASS_MINUTE };

	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (s->kind == SENSE_WORD && s->index == needed[i])
			return true;
	return false;
}

static bool is_sure_keyword(const struct lexicon *l, const struct sense *s)
{
	return s->kind == SENSE_KEYWORD && (term_keyword(l, s)->command || term_keyword(l, s)->weight >= SURE_WEIGHT);
}

/* Said of the same people, and with another meaning that this one would hide. */
static bool hides(const struct lexicon *l, const struct term_phrase *alias, const struct term_phrase *other)
{
	const struct sense *a = &alias->sense, *b = &other->sense;
	bool same_people = alias->scope == 0 || other->scope == 0 || alias->scope == other->scope;

	if (!same_people || (a->kind == b->kind && a->index == b->index) || a->kind == SENSE_WORD)
		return false;
	if (a->kind == SENSE_KEYWORD) /* commands against each other: check_word.h */
		return (b->kind == SENSE_INDICATOR && !b->weak) || is_needed(b);
	if (b->kind == SENSE_INDICATOR) /* what is the very code of another: check_word.h */
		return a->kind == SENSE_INDICATOR && !(a->weak && b->weak) && other->file != NULL;
	return is_needed(b) || is_sure_keyword(l, b);
}

static const char *meaning(const struct lexicon *l, const struct sense *s)
{
	if (s->kind == SENSE_KEYWORD)
		return intent_name(term_keyword(l, s)->act);
	return s->kind == SENSE_INDICATOR ? lexicon_indicator_at(l, s->index)->code : "a word that every text may need";
}

/* One line may bring several meanings of a word, which is no conflict. */
static bool same_line(const struct term_phrase *a, const struct term_phrase *b)
{
	return b->added && a->line == b->line && strcmp(a->file, b->file) == 0;
}

static bool check_alias(const struct lexicon *l, unsigned at, const struct term_phrase *alias, struct faults *faults)
{
	char folded[FOLDED_OCTETS], theirs[FOLDED_OCTETS], place[400] = ""; /* a code has none */
	struct term_phrase other;

	fold_text(alias->text, folded, sizeof folded);
	if (is_number(folded)) {
		faults_add(faults, alias->file, alias->line,
			"\"%s\" is a number, and would be none in any text; write another word", alias->text);
		return false;
	}
	for (unsigned i = 0; term_phrase_at(l, i, &other); i++) {
		if (i == at || (other.added && i > at) || same_line(alias, &other) || !hides(l, alias, &other))
			continue;
		fold_text(other.text, theirs, sizeof theirs);
		if (strcmp(folded, theirs) != 0)
			continue;
		if (other.file != NULL)
			snprintf(place, sizeof place, " (%s:%d)", other.file, other.line);
		faults_add(faults, alias->file, alias->line,
			"\"%s\" already means %s%s, and would not any more; write another word", alias->text,
			meaning(l, &other.sense), place);
		return false;
	}
	return true;
}

/* One fault is enough for a word of several meanings: they stand side by side. */
void check_aliases(const struct lexicon *lexicon, struct faults *faults)
{
	struct term_phrase alias, last = { .text = "" };

	for (unsigned i = 0; term_phrase_at(lexicon, i, &alias); i++) {
		if (!alias.added || alias.file == NULL ||
			(same_line(&alias, &last) && strcmp(alias.text, last.text) == 0))
			continue;
		if (!check_alias(lexicon, i, &alias, faults))
			last = alias;
	}
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/check_word.h"

#include "menus/parse.h"
#include "menus/term.h"

#include <stdlib.h>
#include <string.h>

#define FOLDED_OCTETS 64
#define SHORT_OCTETS  4 /* commands of so many letters are all slip */

struct command {
	char folded[FOLDED_OCTETS];
	struct term_phrase phrase;
	const struct keyword *keyword;
	bool one_word; /* and meant to be texted: its keys can slip */
};

struct words {
	struct command *of;
	unsigned used;
	struct faults *faults;
};

static void gather(const struct lexicon *l, struct words *w)
{
	struct term_phrase phrase;
	unsigned n = 0;

	while (term_phrase_at(l, n, &phrase))
		n++;
	w->of = calloc(n + 1, sizeof w->of[0]);
	if (w->of == NULL)
		abort();
	for (unsigned i = 0; term_phrase_at(l, i, &phrase); i++) {
		struct command *c = &w->of[w->used];
		if (phrase.sense.kind != SENSE_KEYWORD)
			continue;
		c->phrase = phrase;
		c->keyword = term_keyword(l, &phrase.sense);
		fold_text(phrase.text, c->folded, sizeof c->folded);
		c->one_word = c->keyword->command && strchr(c->folded, ' ') == NULL;
		w->used++;
	}
}

/* By their letters; of equal ones the surer first. */
static int by_letters(const void *a, const void *b)
{
	const struct command *one = a, *other = b;
	int order = strcmp(one->folded, other->folded);

	return order != 0 ? order : other->keyword->weight - one->keyword->weight;
}

/* Does anybody say both? */
static bool meet(const struct command *a, const struct command *b)
{
	bool two_forms = a->keyword->act == INTENT_FORM && b->keyword->act == INTENT_FORM &&
			 strcmp(a->keyword->with[0].value, b->keyword->with[0].value) != 0;

	return (two_forms || a->keyword->act != b->keyword->act) &&
	       (a->phrase.scope == 0 || b->phrase.scope == 0 || a->phrase.scope == b->phrase.scope);
}

static const struct command *later(const struct command *a, const struct command *b)
{
	int order = strcmp(a->phrase.file, b->phrase.file);

	return order > 0 || (order == 0 && a->phrase.line >= b->phrase.line) ? a : b;
}

/* ---- the same letters ---- */

/* Something surer is said by the same letters: which of the two is meant does not decide. */
static bool is_outweighed(const struct words *w, unsigned from, const struct command *c)
{
	for (unsigned i = from; i < w->used && strcmp(w->of[i].folded, c->folded) == 0; i++)
		if (w->of[i].keyword->weight > c->keyword->weight &&
			(w->of[i].keyword->place == c->keyword->place || w->of[i].keyword->place == KEYWORD_ANYWHERE))
			return true;
	return false;
}

static void check_same(const struct words *w, unsigned from, const struct command *a, const struct command *b)
{
	const struct command *last = later(a, b), *first = last == a ? b : a;

	if (!meet(a, b))
		return;
	if (a->keyword->weight == b->keyword->weight) { /* wherever: what is said alone is said at the head too */
		if (!is_outweighed(w, from, a))
			faults_add(w->faults, last->phrase.file, last->phrase.line,
				"\"%s\" means %s, and \"%s\" in %s:%d means %s, which is the same without marks; write "
				"another word, or another weight",
				last->phrase.text, intent_name(last->keyword->act), first->phrase.text,
				first->phrase.file, first->phrase.line, intent_name(first->keyword->act));
	} else if (a->keyword->command && b->keyword->command) {
		faults_add(w->faults, last->phrase.file, last->phrase.line,
			"the command \"%s\" (%s) swallows \"%s\" (%s, %s:%d); write another word", last->phrase.text,
			intent_name(last->keyword->act), first->phrase.text, intent_name(first->keyword->act),
			first->phrase.file, first->phrase.line);
	} else if (b->keyword->command &&
		   a->keyword->place == b->keyword->place) { /* the less sure one: they are in that order */
		faults_add(w->faults, b->phrase.file, b->phrase.line,
			"the command \"%s\" never counts: it means %s already, by weight %d in %s:%d; write another word, "
			"or a weight above that",
			b->phrase.text, intent_name(a->keyword->act), a->keyword->weight, a->phrase.file,
			a->phrase.line);
	}
}

/* ---- the same keys ---- */

static bool same_keys(const char *a, const char *b)
{
	for (; *a != '\0' && *b != '\0'; a++, b++)
		if (*a != *b && slip_between(a, 1, b, 1) != SLIP_PAD)
			return false;
	return *a == *b;
}

static bool names(const struct keyword *k, const char *folded)
{
	char near[FOLDED_OCTETS];
	size_t n = strlen(folded);

	fold_text(k->near, near, sizeof near);
	for (const char *at = near; (at = strstr(at, folded)) != NULL; at += n)
		if ((at == near || at[-1] == ' ') && (at[n] == '\0' || at[n] == ' '))
			return true;
	return false;
}

static void check_keys(const struct words *w, const struct command *a, const struct command *b)
{
	size_t n = strlen(a->folded);
	bool swapped = n <= SHORT_OCTETS && slip_between(a->folded, n, b->folded, strlen(b->folded)) == SLIP_SWAP;
	const struct command *last = later(a, b), *first = last == a ? b : a;

	if (!meet(a, b) || strcmp(a->folded, b->folded) == 0 || (!swapped && !same_keys(a->folded, b->folded)))
		return;
	if (names(a->keyword, b->folded) || names(b->keyword, a->folded))
		return;
	faults_add(w->faults, last->phrase.file, last->phrase.line,
		"the command %s (%s) is one slip from %s (%s, %s:%d): %s; write another word, or near = \"%s\"; if that "
		"may be",
		last->phrase.text, intent_name(last->keyword->act), first->phrase.text,
		intent_name(first->keyword->act), first->phrase.file, first->phrase.line,
		swapped ? "its letters swapped" : "the same keys on a phone", first->phrase.text);
}

/* ---- the code of another indicator ---- */

/* What has that code, and is not the one at index. */
static const struct lexicon_indicator *other_of_code(const struct lexicon *l, const char *folded, unsigned index)
{
	char code[FOLDED_OCTETS];

	for (unsigned i = 0; i < lexicon_indicators(l); i++) {
		fold_text(lexicon_indicator_at(l, i)->code, code, sizeof code);
		if (i != index && strcmp(code, folded) == 0)
			return lexicon_indicator_at(l, i);
	}
	return NULL;
}

/* A word for one indicator that is the code of another: whoever reports that would count for the first. */
static void check_indicators(const struct lexicon *l, struct faults *faults)
{
	struct term_phrase phrase;
	char folded[FOLDED_OCTETS];

	for (unsigned i = 0; term_phrase_at(l, i, &phrase); i++) {
		const struct lexicon_indicator *other;

		if (phrase.sense.kind != SENSE_INDICATOR || phrase.file == NULL)
			continue;
		fold_text(phrase.text, folded, sizeof folded);
		other = other_of_code(l, folded, phrase.sense.index);
		if (other != NULL)
			faults_add(faults, phrase.file, phrase.line,
				"\"%s\" for %s is the code of another indicator, %s; write another word", phrase.text,
				lexicon_indicator_at(l, phrase.sense.index)->code, other->code);
	}
}

void check_words(const struct lexicon *lexicon, struct faults *faults)
{
	struct words w = { .faults = faults };

	check_indicators(lexicon, faults);
	gather(lexicon, &w);
	qsort(w.of, w.used, sizeof w.of[0], by_letters);
	for (unsigned i = 0; i < w.used; i++) {
		const struct command *c = &w.of[i];
		if (c->one_word && number_is_word(c->folded) && !names(c->keyword, c->folded))
			faults_add(faults, c->phrase.file, c->phrase.line,
				"the command %s swallows the number word \"%s\"; write another word, or near = \"%s\"; if "
				"that may be",
				c->phrase.text, c->folded, c->folded);
		unsigned from = i;
		while (from > 0 && strcmp(w.of[from - 1].folded, c->folded) == 0)
			from--;
		for (unsigned k = from; k < i; k++)
			check_same(&w, from, &w.of[k], c);
		for (unsigned k = 0; c->one_word && k < i; k++)
			if (w.of[k].one_word)
				check_keys(&w, &w.of[k], c);
	}
	free(w.of);
}

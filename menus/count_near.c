/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A mistyped code, where a code is expected (count_near_code). */
#include "menus/binder.h"

/* Only where a code is expected: at the front, behind the command, a number, a unit word or a sign. A syllable is a word
 * of its own ("nữ"), but for three letters right behind the command ("BC DUC 5"). */
static bool is_expected(const struct view *v, const struct item *item)
{
	const struct item *before = item > v->p->at ? item - 1 : NULL;
	bool command = before != NULL && (item_keyword(v->p, before, INTENT_REPORT) != NULL ||
						 item_keyword(v->p, before, INTENT_CORRECTION) != NULL);

	if (view_is_syllable(v->p->tokens, item->from) && !(command && v->p->tokens->at[item->from].length >= 3))
		return false;
	return before == NULL || command || before->kind != ITEM_WORD || item_is_unit_word(before) ||
	       view_is_polite(before) || item_is(before, CLASS_AND) || item_is(before, CLASS_VERB) ||
	       item_is(before, CLASS_FILLER);
}

/* The slip between the word at that token and the code of an indicator, which has *n letters. */
static enum slip slip_of(const struct view *v, unsigned token, unsigned indicator, size_t *n)
{
	char code[LEXICON_CODE_OCTETS];
	const char *from = lexicon_indicator_at(v->words, indicator)->code;

	for (*n = 0; from[*n] != '\0'; ++*n)
		code[*n] = from[*n] >= 'A' && from[*n] <= 'Z' ? (char)(from[*n] + 32) : from[*n];
	code[*n] = '\0';
	return slip_between(token_fold(v->p->tokens, token), v->p->tokens->at[token].length, code, *n);
}

int count_near_code(const struct view *v, const struct item *item)
{
	int found = -1;
	enum slip best = SLIP_OTHER;
	bool two = false;

	if (item->kind != ITEM_WORD || item->senses_used > 0 || item->to != item->from + 1)
		return -1;
	const struct token *k = &v->p->tokens->at[item->from];
	if (k->length < 2 || k->length > 7 || k->repair == REPAIR_TELEX || !is_expected(v, item))
		return -1;
	for (unsigned i = 0; i < lexicon_indicators(v->words); i++) {
		size_t n;
		enum slip slip = slip_of(v, item->from, i, &n);

		if (slip == SLIP_NONE || slip > (n >= 3 ? SLIP_DROP : SLIP_SWAP))
			continue;
		if (slip == SLIP_PAD && n == 2)
			return -1; /* two letters are too little to tell which key was meant */
		/* Two letters can be too many codes to prefer one slip to another: KS is SK, or CKS. */
		bool another = k->length == 2 && found >= 0;
		if (slip < best) {
			best = slip;
			found = (int)i;
			two = another;
		} else {
			two |= another || slip == best;
		}
	}
	/* What may be left of three letters makes two of them ambiguous, and is never guessed itself. */
	return two || (k->length == 2 && best == SLIP_DROP) ? -1 : found;
}

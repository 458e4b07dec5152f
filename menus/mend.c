/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words that are none, made words again (token_mend). */
#include "menus/token.h"

#include "menus/syllable.h"
#include "menus/telex.h"
#include "menus/term.h"

#include <string.h>

static struct token *copy(struct tokens *to, const struct tokens *from, unsigned i, const char *fold, unsigned n)
{
	if (to->used == TOKENS_MAX || to->letters_used + n + 1 > TOKEN_LETTERS_MAX) {
		to->cut = true;
		return NULL;
	}
	struct token *k = &to->at[to->used++];
	*k = from->at[i];
	k->at = (uint16_t)to->letters_used;
	memcpy(to->letters + k->at, fold, n);
	to->letters[k->at + n] = '\0';
	to->letters_used += n + 1;
	k->length = n > 255 ? 255 : (uint8_t)n;
	return k;
}

static void put(const struct lexicon *l, struct tokens *to, const struct tokens *from, unsigned i, const char *fold,
	unsigned n, enum token_repair repair, int word)
{
	struct token *k = copy(to, from, i, fold, n);

	if (k == NULL)
		return;
	if (repair != REPAIR_NONE)
		k->repair = (uint8_t)repair;
	k->word = word != TERM_NONE ? word : term_word(l, fold, n);
}

/* "B C DVC", "d v c 5": letters typed apart that together are a code. Returns how many tokens were joined. */
static unsigned join_letters(const struct lexicon *l, const struct tokens *from, unsigned i, struct tokens *to)
{
	char code[12];
	unsigned n = 0, best = 0;

	while (n < sizeof code && i + n < from->used && from->at[i + n].kind == TOKEN_WORD &&
		from->at[i + n].length == 1 && !(n > 0 && from->at[i + n].line)) {
		code[n] = token_fold(from, i + n)[0];
		n++;
		int word = n >= 2 ? term_word(l, code, n) : TERM_NONE;
		if (term_is_code(l, word))
			best = n;
	}
	if (best == 0)
		return 0;
	struct token *k = copy(to, from, i, code, best);
	if (k != NULL) {
		k->repair = REPAIR_JOIN;
		k->to = from->at[i + best - 1].to;
		k->word = term_word(l, code, best);
		k->accent = 0;
	}
	return best;
}

#define SPLIT_LETTERS_MAX 40

/* How good a piece is: words of the lexicon before mere syllables, codes of two letters last. 0: none. */
static int piece(const struct lexicon *l, const char *s, unsigned n)
{
	int word = n >= 2 ? term_word(l, s, n) : TERM_NONE;

	if (term_is_code(l, word))
		return n >= 3 ? 30 : 24;
	if (n >= 2 && syllable_is(s, n))
		return word >= 0 ? 28 : 20;
	return word >= 0 && n >= 3 ? 28 : 0;
}

/* Cut a glued word into pieces, the fewest and best. Returns how many; ends[] holds where each ends. */
static unsigned split(const struct lexicon *l, const char *s, unsigned n, uint8_t ends[SPLIT_LETTERS_MAX])
{
	int best[SPLIT_LETTERS_MAX + 1];
	uint8_t back[SPLIT_LETTERS_MAX + 1];

	if (n > SPLIT_LETTERS_MAX)
		return 0;
	best[0] = 0;
	for (unsigned to = 1; to <= n; to++) {
		best[to] = -1000;
		back[to] = 0;
		for (unsigned from = to > 9 ? to - 9 : 0; from < to; from++) {
			int p = best[from] > -1000 ? piece(l, s + from, to - from) : 0;
			/* A cost for each piece, so that few long ones win. */
			if (p > 0 && best[from] + p - 40 > best[to]) {
				best[to] = best[from] + p - 40;
				back[to] = (uint8_t)from;
			}
		}
	}
	if (best[n] == -1000)
		return 0;
	unsigned pieces = 0;
	for (unsigned at = n; at > 0; at = back[at])
		pieces++;
	unsigned k = pieces;
	for (unsigned at = n; at > 0; at = back[at])
		ends[--k] = (uint8_t)at;
	return pieces;
}

static bool put_split(const struct lexicon *l, struct tokens *to, const struct tokens *from, unsigned i)
{
	const char *s = token_fold(from, i);
	uint8_t ends[SPLIT_LETTERS_MAX];
	unsigned pieces = from->at[i].length < 4 ? 0 : split(l, s, from->at[i].length, ends);

	if (pieces < 2)
		return false;
	/* Laughter ("kkkk") and keys held down are no words. */
	bool same = true;
	for (unsigned c = 1; s[c] != '\0' && same; c++)
		same = s[c] == s[0];
	if (same)
		return false;
	unsigned at = 0, first = from->at[i].from;
	bool straight = (unsigned)(from->at[i].to - first) == from->at[i].length;
	for (unsigned p = 0; p < pieces; p++) {
		unsigned used = to->used;
		put(l, to, from, i, s + at, (unsigned)ends[p] - at, REPAIR_SPLIT, TERM_NONE);
		if (to->used == used)
			return true;
		struct token *k = &to->at[used];
		if (p > 0)
			k->gap = k->line = false;
		if (straight) { /* one character for each folded letter: the pieces know where they stand */
			k->from = (uint16_t)(first + at);
			k->to = (uint16_t)(first + ends[p]);
		}
		accent marks = 0;
		for (unsigned c = at; c < ends[p]; c++)
			marks = accent_with(marks, c - at,
				(struct fold_letter){ 0, (uint8_t)accent_mark(from->at[i].accent, c), 0 });
		k->accent = marks;
		at = ends[p];
	}
	return true;
}

/* "bcc", "tttt": a key that was pressed twice in a short code. */
static int undouble(const struct lexicon *l, const char *s, unsigned n)
{
	char shorter[8];

	if (n < 3 || n > 6)
		return TERM_NONE;
	for (unsigned out = 1; out < n; out++) {
		if (s[out] != s[out - 1])
			continue;
		memcpy(shorter, s, out);
		memcpy(shorter + out, s + out + 1, n - out - 1);
		int word = term_word(l, shorter, n - 1);
		if (term_is_code(l, word))
			return word;
	}
	return TERM_NONE;
}

/* "vned" may be vneid or vne: both are VNeID. */
static bool same_meaning(const struct lexicon *l, int a, int b)
{
	unsigned count_a = 0, count_b = 0;
	uint32_t node_a = term_step(l, 0, a), node_b = term_step(l, 0, b);
	const struct sense *sense_a = node_a != 0 ? term_senses(l, node_a, &count_a) : NULL;
	const struct sense *sense_b = node_b != 0 ? term_senses(l, node_b, &count_b) : NULL;

	return count_a > 0 && count_b > 0 && sense_a[0].kind == sense_b[0].kind && sense_a[0].index == sense_b[0].index;
}

/* The only word that a slip can have made this of. Short words are more alike: of three letters only the likely slips
 * count, and a likelier slip must not stand beside another as likely. */
static int mended(const struct lexicon *l, const char *s, unsigned n)
{
	struct term_near near[TERM_NEAR_MAX];
	unsigned found = n >= 3 ? term_near(l, s, n, near) : 0;

	if (found == 0)
		return TERM_NONE;
	if (n == 3 && near[0].slip > SLIP_SWAP)
		return TERM_NONE;
	for (unsigned k = 1; k < found; k++)
		if ((near[k].slip == near[0].slip || near[0].slip >= SLIP_DROP) &&
			!same_meaning(l, near[0].word, near[k].word))
			return TERM_NONE;
	return near[0].word;
}

/* The word of a lost-letter token that goes best with the word behind it. */
static int found_again(const struct lexicon *l, const char *s, unsigned n, const char *next, unsigned next_n)
{
	static const char letters[] = "aeiouyd";
	char whole[32];
	unsigned lost = 0, at[2];
	int best = TERM_NONE, best_score = 0;

	if (n >= sizeof whole)
		return TERM_NONE;
	memcpy(whole, s, n + 1);
	for (unsigned i = 0; i < n; i++)
		if (s[i] == '?') {
			if (lost == 2)
				return TERM_NONE;
			at[lost++] = i;
		}
	unsigned tries = lost == 2 ? 49 : 7;
	for (unsigned t = 0; t < tries; t++) {
		whole[at[0]] = letters[t % 7];
		if (lost == 2)
			whole[at[1]] = letters[t / 7];
		int word = term_word(l, whole, n);
		uint32_t node = term_step(l, 0, word);
		unsigned senses = 0;
		if (word < 0)
			continue;
		if (node != 0)
			(void)term_senses(l, node, &senses);
		int score = 1 + (node != 0) + (senses > 0);
		for (unsigned k = 0; node != 0 && next != NULL && k < 7; k++) {
			char two[32];
			if (next_n >= sizeof two)
				break;
			memcpy(two, next, next_n + 1);
			char *hole = memchr(two, '?', next_n);
			if (hole != NULL)
				*hole = letters[k];
			if (term_step(l, node, term_word(l, two, next_n)) != 0) {
				score += 5;
				break;
			}
		}
		if (score > best_score) {
			best = word;
			best_score = score;
		}
	}
	return best;
}

static bool put_telex(const struct lexicon *l, struct tokens *to, const struct tokens *from, unsigned i)
{
	struct telex_word w;
	const struct token *k = &from->at[i];

	if (k->length < 2 || !telex_undo(token_fold(from, i), k->length, &w) || w.length == 0)
		return false;
	int word = term_word(l, w.fold, w.length);
	if (!syllable_is(w.fold, w.length) && !term_is_code(l, word))
		return false;
	unsigned used = to->used;
	put(l, to, from, i, w.fold, w.length, REPAIR_TELEX, word);
	if (to->used > used)
		to->at[used].accent = w.accent;
	return true;
}

static void mend_word(const struct lexicon *l, const struct tokens *from, unsigned i, struct tokens *to)
{
	const struct token *k = &from->at[i];
	const char *s = token_fold(from, i);
	unsigned n = k->length;
	int word = term_word(l, s, n);

	if (memchr(s, '?', n) != NULL) {
		const char *next =
			i + 1 < from->used && from->at[i + 1].kind == TOKEN_WORD ? token_fold(from, i + 1) : NULL;
		word = found_again(l, s, n, next, next != NULL ? from->at[i + 1].length : 0);
		if (word != TERM_NONE)
			put(l, to, from, i, term_spelling(l, word), (unsigned)strlen(term_spelling(l, word)),
				REPAIR_LOST, word);
		else
			put(l, to, from, i, s, n, REPAIR_NONE, TERM_NONE);
		return;
	}
	if (word != TERM_NONE || syllable_is(s, n)) {
		put(l, to, from, i, s, n, REPAIR_NONE, word);
		return;
	}
	if (k->accent == 0 && put_telex(l, to, from, i))
		return;
	word = undouble(l, s, n);
	if (word == TERM_NONE && put_split(l, to, from, i))
		return;
	if (word == TERM_NONE && n <= 24)
		word = mended(l, s, n);
	if (word != TERM_NONE)
		put(l, to, from, i, term_spelling(l, word), (unsigned)strlen(term_spelling(l, word)), REPAIR_SLIP,
			word);
	else
		put(l, to, from, i, s, n, REPAIR_NONE, TERM_NONE);
}

void token_mend(const struct lexicon *l, const struct tokens *from, struct tokens *to)
{
	to->text = from->text;
	to->used = to->letters_used = 0;
	to->cut = from->cut;
	to->vni = from->vni;
	for (unsigned i = 0; i < from->used; i++) {
		const struct token *k = &from->at[i];
		if (k->kind != TOKEN_WORD) {
			put(l, to, from, i, token_fold(from, i), k->length, REPAIR_NONE, TERM_NONE);
			continue;
		}
		unsigned joined = k->length == 1 ? join_letters(l, from, i, to) : 0;
		if (joined > 0)
			i += joined - 1;
		else
			mend_word(l, from, i, to);
	}
}

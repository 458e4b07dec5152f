/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words that are none, made words again (token_mend). */
#include "menus/token.h"

#include "menus/parse.h"
#include "menus/syllable.h"
#include "menus/telex.h"
#include "menus/term.h"

#include <string.h>

/* So many tokens of a text are mended: more than people write, and what keeps ten parts of
 * noise within a millisecond. A slip behind them stays a word that nobody knows, and is asked about. */
#define MEND_TOKENS_MAX 100

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

static bool is_letter(const struct tokens *t, unsigned i)
{
	return i < t->used && t->at[i].kind == TOKEN_WORD && t->at[i].length == 1;
}

/* "B C DVC", "d v c 5", "T.C": letters typed apart that together are a code. Returns how many tokens were joined. */
static unsigned join_letters(const struct lexicon *l, const struct tokens *from, unsigned i, struct tokens *to)
{
	char code[12];
	unsigned n = 0, best = 0, end = i; /* end: behind the last letter of the best */

	for (unsigned at = i; n < sizeof code && is_letter(from, at) && !(n > 0 && from->at[at].line); at++) {
		code[n++] = token_fold(from, at)[0];
		if (n >= 2 && term_is_code(l, term_word(l, code, n))) {
			best = n;
			end = at + 1;
		}
		if (at + 1 < from->used && from->at[at + 1].sign == '.' && !from->at[at + 1].gap &&
			is_letter(from, at + 2) && !from->at[at + 2].gap)
			at++;
	}
	if (best == 0)
		return 0;
	struct token *k = copy(to, from, i, code, best);
	if (k != NULL) {
		k->repair = REPAIR_JOIN;
		k->to = from->at[end - 1].to;
		k->word = term_word(l, code, best);
		k->accent = 0;
	}
	return end - i;
}

/* Does `word` in the place of tokens i..end-1 lie on a path of the lexicon with a neighbour on either side? */
static bool on_path(const struct lexicon *l, const struct tokens *t, unsigned i, unsigned end, int word)
{
	if (word == TERM_NONE)
		return false;
	for (unsigned from = i >= 3 ? i - 3 : 0; from <= i; from++) {
		uint32_t node = 0;
		unsigned k = from;
		for (; k < i; k++) {
			node = k > from && t->at[k].line ? 0 : term_step(l, node, t->at[k].word);
			if (node == 0)
				break;
		}
		if (k < i || (i > from && t->at[i].line))
			continue;
		node = term_step(l, node, word);
		if (node != 0 &&
			(i > from || (end < t->used && !t->at[end].line && term_step(l, node, t->at[end].word) != 0)))
			return true;
	}
	return false;
}

static unsigned put_joined(
	struct tokens *to, const struct tokens *from, unsigned i, const char *code, unsigned n, int word)
{
	struct token *k = copy(to, from, i, code, n);

	if (k != NULL) {
		k->repair = REPAIR_JOIN;
		k->to = from->at[i + 1].to;
		k->accent = 0;
		k->word = word;
	}
	return 2;
}

/* "su a dvc 8", "DV C 5": a space inside a code. The first word of a text is joined whenever that makes a command of
 * it; elsewhere one of the halves must be no word. */
static unsigned join_halves(const struct lexicon *l, const struct tokens *from, unsigned i, struct tokens *to)
{
	char code[16];
	const struct token *a = &from->at[i];

	if (i + 1 >= from->used)
		return 0;
	const struct token *b = &from->at[i + 1];
	unsigned n = (unsigned)a->length + b->length;
	if (b->kind != TOKEN_WORD || b->line || n >= sizeof code || n < 3)
		return 0;
	memcpy(code, token_fold(from, i), a->length);
	memcpy(code + a->length, token_fold(from, i + 1), b->length);
	int word_a = term_word(l, token_fold(from, i), a->length),
	    word_b = term_word(l, token_fold(from, i + 1), b->length);
	int word = term_word(l, code, n);
	bool words = (word_a != TERM_NONE || syllable_is(token_fold(from, i), a->length)) &&
		     (word_b != TERM_NONE || syllable_is(token_fold(from, i + 1), b->length));
	/* One letter beside the rest ("s ua") is no word of its own. */
	words &= a->length > 1 && b->length > 1;
	if ((n >= 4 || a->length == 1) && word != TERM_NONE && !term_is_code(l, word) &&
		on_path(l, from, i, i + 2, word) && !on_path(l, from, i, i + 1, word_a) &&
		!on_path(l, from, i + 1, i + 2, word_b))
		return put_joined(to, from, i, code, n, word);
	if (!term_is_code(l, word) || (words && i > 0) || term_is_code(l, word_a) || term_is_code(l, word_b))
		return 0;
	return put_joined(to, from, i, code, n, word);
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

static bool is_command(const struct lexicon *l, int word)
{
	unsigned count = 0;
	uint32_t node = term_step(l, 0, word);
	const struct sense *senses = node != 0 ? term_senses(l, node, &count) : NULL;

	for (unsigned s = 0; s < count; s++)
		if (senses[s].kind == SENSE_KEYWORD && term_keyword(l, &senses[s])->command)
			return true;
	return false;
}

/* Do all its pieces stand in the lexicon, the first a command or a phrase with the second ("baocao", "bcdvc")? */
static bool is_glued(const struct lexicon *l, const char *s, unsigned n)
{
	uint8_t ends[SPLIT_LETTERS_MAX];
	unsigned pieces = n < 4 ? 0 : split(l, s, n, ends);

	if (pieces < 2)
		return false;
	int first = term_word(l, s, ends[0]), second = term_word(l, s + ends[0], (unsigned)ends[1] - ends[0]);
	return term_is_code(l, first) || term_step(l, term_step(l, 0, first), second) != 0;
}

static bool put_split(const struct lexicon *l, struct tokens *to, const struct tokens *from, unsigned i)
{
	const char *s = token_fold(from, i);
	uint8_t ends[SPLIT_LETTERS_MAX];
	unsigned pieces = from->at[i].length < 4 ? 0 : split(l, s, from->at[i].length, ends);

	if (pieces < 2)
		return false;
	/* A short word is two codes only when the first is a command ("bctt"): "ttne" and "ghhd" are slips. */
	int head = term_word(l, s, ends[0]);
	if (from->at[i].length <= 6 && ends[0] == 2 && term_is_code(l, head) && !is_command(l, head))
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
static int mended(const struct lexicon *l, const char *s, unsigned n, enum slip *slip)
{
	struct term_near near[TERM_NEAR_MAX];
	unsigned found = n >= 3 ? term_near(l, s, n, near) : 0;

	/* A number is never made of letters that were none. */
	for (unsigned k = 0; k < found && near[k].slip == near[0].slip; k++)
		if (number_is_word(term_spelling(l, near[k].word)))
			return TERM_NONE;
	if (found == 0)
		return TERM_NONE;
	if (n == 3 && near[0].slip > SLIP_SWAP)
		return TERM_NONE;
	for (unsigned k = 1; k < found; k++)
		if ((near[k].slip == near[0].slip || near[0].slip >= SLIP_DROP) &&
			!same_meaning(l, near[0].word, near[k].word))
			return TERM_NONE;
	*slip = near[0].slip;
	return near[0].word;
}

/* The word of a lost-letter token that goes best with the word behind it. */
static int found_again(const struct lexicon *l, const char *s, unsigned n, const char *next, unsigned next_n)
{
	static const char letters[] = "aeiouyd";
	char whole[32];
	unsigned lost = 0, at[2] = { 0 };
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

/* A token that a slip may have made, and what it is as it stands. */
struct typed {
	const struct tokens *t;
	unsigned at;
	bool syllable;   /* a word of Vietnamese, that may be meant */
	bool known;      /* a word of the lexicon */
	bool indicators; /* may be of a unit's name: only what is counted takes its place */
};

/* Acts that nobody is taken for by likeness: nobody is signed off, and nothing undone. */
static bool is_grave(enum intent act)
{
	return act == INTENT_OPTOUT || act == INTENT_UNDO || act == INTENT_PRIVACY || act == INTENT_REJECT ||
	       act == INTENT_APPROVE || act == INTENT_RSVP;
}

/* Does a phrase of so many words do no harm where it was not meant? */
static bool is_safe(const struct lexicon *l, const struct typed *typed, const struct sense *s, unsigned words)
{
	enum intent act;

	switch (s->kind) {
	case SENSE_INDICATOR:
		return !s->weak;
	case SENSE_ROLE:
	case SENSE_CATEGORY:
		return !typed->indicators;
	case SENSE_KEYWORD:
		act = term_keyword(l, s)->act;
		/* A word that is known gives way to what is counted, not to other talk. */
		if (typed->indicators || (typed->known && act != INTENT_REPORT))
			return false;
		return words > 3 || !typed->syllable || !is_grave(act);
	default:
		return false;
	}
}

/* The longest phrase of commands, indicators, roles and difficulties from token i on, with word in the place of what was
 * typed; 0 when it does not reach beyond that or is a phrase in which a slip could do harm. */
static unsigned phrase_with(const struct lexicon *l, const struct typed *typed, unsigned i, int word, bool *report)
{
	const struct tokens *t = typed->t;
	uint32_t node = 0;
	unsigned best = 0;

	for (unsigned k = i; k < t->used && k < i + TERM_WORDS_MAX; k++) {
		node = k > i && t->at[k].line ? 0 : term_step(l, node, k == typed->at ? word : t->at[k].word);
		if (node == 0)
			break;
		if (k < typed->at || k == i)
			continue;
		unsigned count;
		const struct sense *senses = term_senses(l, node, &count);
		for (unsigned s = 0; s < count; s++) {
			const struct sense *sense = &senses[s];

			if (!is_safe(l, typed, sense, k + 1 - i))
				continue;
			best = k + 1 - i;
			*report |= sense->kind == SENSE_KEYWORD && term_keyword(l, sense)->act == INTENT_REPORT &&
				   term_keyword(l, sense)->command;
		}
	}
	return best;
}

/* The one word, one slip from token i, that makes a phrase with its neighbours as they stand. A word of the lexicon is
 * replaced only where three words agree, or two long ones, and one of two letters ("bà con ơi") only where four do. */
static int mended_beside(const struct lexicon *l, const struct tokens *t, unsigned i, bool indicators)
{
	struct term_near near[TERM_NEAR_MAX];
	const char *s = token_fold(t, i);
	const struct typed typed = { t, i, syllable_is(s, t->at[i].length), t->at[i].word != TERM_NONE, indicators };
	unsigned found = t->at[i].length >= 1 && t->at[i].length <= 12 ? term_near(l, s, t->at[i].length, near) : 0;
	unsigned best = 0;
	int word = TERM_NONE;

	for (unsigned k = 0; k < found; k++) {
		if (number_is_word(term_spelling(l, near[k].word)) || (typed.known && near[k].slip > SLIP_DROP))
			continue;
		for (unsigned from = i >= 3 ? i - 3 : 0; from <= i; from++) {
			bool report = false; /* "báo cáo": nothing is as likely at the head of a text */
			unsigned words = phrase_with(l, &typed, from, near[k].word, &report);
			size_t letters = 0;
			for (unsigned w = from; w < from + words; w++)
				letters += t->at[w].length;
			if (words == 0 || (words == 2 && typed.known && letters < 8 && !report) ||
				(words <= 3 && typed.known && t->at[i].length < 3 && !report) ||
				(words == 2 && letters < 5))
				continue;
			if (words > best) {
				best = words;
				word = near[k].word;
			} else if (words == best && word != near[k].word) {
				word = TERM_NONE;
			}
		}
	}
	return word;
}

/* Names of units are never mended, unless what is counted is spelt so (thanh voán): neither their first word nor the
 * one behind it. */
static bool may_be_unit(const struct unit_names *units, const struct tokens *t, unsigned i)
{
	return unit_find_may_start(units, token_fold(t, i)) ||
	       (i > 0 && unit_find_may_start(units, token_fold(t, i - 1)));
}

static void put_as_typed(const struct lexicon *l, struct tokens *to, const struct tokens *from, unsigned i)
{
	put(l, to, from, i, token_fold(from, i), from->at[i].length, REPAIR_NONE, from->at[i].word);
}

static void put_slip(const struct lexicon *l, struct tokens *to, const struct tokens *from, unsigned i, int word)
{
	const char *spelling = term_spelling(l, word);

	put(l, to, from, i, spelling, (unsigned)strlen(spelling), REPAIR_SLIP, word);
}

/* "?" stands where a letter was lost. */
static void put_lost(const struct lexicon *l, struct tokens *to, const struct tokens *from, unsigned i)
{
	bool followed = i + 1 < from->used && from->at[i + 1].kind == TOKEN_WORD;
	int word = found_again(l, token_fold(from, i), from->at[i].length, followed ? token_fold(from, i + 1) : NULL,
		followed ? from->at[i + 1].length : 0);

	if (word == TERM_NONE) {
		put_as_typed(l, to, from, i);
		return;
	}
	put(l, to, from, i, term_spelling(l, word), (unsigned)strlen(term_spelling(l, word)), REPAIR_LOST, word);
}

/* What is no word at all: a slip, Telex, or words that were glued. */
static void mend_nonword(const struct lexicon *l, struct tokens *to, const struct tokens *from, unsigned i, bool unit)
{
	const char *s = token_fold(from, i);
	unsigned n = from->at[i].length;
	bool bare = from->at[i].accent == 0;
	enum slip slip = SLIP_NONE;
	/* "usa" is SUA with two keys swapped before it is Telex for "úa". */
	int word = n <= 4 && bare && !unit ? mended(l, s, n, &slip) : TERM_NONE;
	bool code = word != TERM_NONE && slip <= SLIP_SWAP && term_is_code(l, word);

	if (!code && bare && put_telex(l, to, from, i))
		return;
	word = undouble(l, s, n);
	if (word == TERM_NONE && n <= 24 && !unit)
		word = mended(l, s, n, &slip);
	/* A likely slip goes before a split; words that were glued before a slip that is less likely. */
	if ((word == TERM_NONE || slip > SLIP_SWAP || (slip > SLIP_DOUBLE && is_glued(l, s, n))) &&
		put_split(l, to, from, i))
		return;
	if (word != TERM_NONE)
		put_slip(l, to, from, i, word);
	else
		put_as_typed(l, to, from, i);
}

/* The word that the neighbours ask for. */
static int asked_for(const struct lexicon *l, const struct tokens *t, unsigned i, bool unit)
{
	int word = t->at[i].word;

	if ((word != TERM_NONE && unit) || number_is_word(token_fold(t, i)) || on_path(l, t, i, i + 1, word))
		return TERM_NONE;
	return mended_beside(l, t, i, unit);
}

static void mend_word(const struct lexicon *l, const struct unit_names *units, const struct tokens *from, unsigned i,
	struct tokens *to)
{
	const struct token *k = &from->at[i];
	const char *s = token_fold(from, i);

	if (memchr(s, '?', k->length) != NULL) {
		put_lost(l, to, from, i);
		return;
	}
	bool word = k->word != TERM_NONE || syllable_is(s, k->length);
	if (i >= MEND_TOKENS_MAX) {
		if (word || k->accent != 0 || !put_telex(l, to, from, i))
			put_as_typed(l, to, from, i);
		return;
	}
	/* What the neighbours ask for goes before everything else. */
	bool unit = may_be_unit(units, from, i);
	int beside = asked_for(l, from, i, unit);
	if (beside != TERM_NONE) {
		put_slip(l, to, from, i, beside);
		if (to->used > 0)
			to->at[to->used - 1].accent = 0; /* its marks stood on other letters */
	} else if (word) {
		put_as_typed(l, to, from, i);
	} else {
		mend_nonword(l, to, from, i, unit);
	}
}

static void mend_beside(const struct lexicon *l, const struct unit_names *units, struct tokens *t)
{
	for (unsigned i = 0; i < t->used && i < MEND_TOKENS_MAX; i++) {
		struct token *k = &t->at[i];
		if (k->kind != TOKEN_WORD ||
			(k->repair != REPAIR_NONE && k->repair != REPAIR_TELEX && k->repair != REPAIR_SLIP) ||
			number_is_word(token_fold(t, i)) || on_path(l, t, i, i + 1, k->word))
			continue;
		int word = mended_beside(l, t, i, may_be_unit(units, t, i));
		size_t n = word != TERM_NONE ? strlen(term_spelling(l, word)) : 0;
		if (word == TERM_NONE || t->letters_used + n + 1 > TOKEN_LETTERS_MAX)
			continue;
		k->at = (uint16_t)t->letters_used;
		memcpy(t->letters + k->at, term_spelling(l, word), n + 1);
		t->letters_used += (unsigned)n + 1;
		k->length = (uint8_t)n;
		k->word = word;
		k->accent = 0; /* its marks stood on other letters */
		k->repair = REPAIR_SLIP;
	}
}

/* Which words are "không", the files say. */
static void mark_no(const struct lexicon *l, struct tokens *t)
{
	const int no = term_word(l, "khong", strlen("khong"));

	for (unsigned i = 0; i < t->used; i++)
		t->at[i].no = token_is(t, i, "khong") || term_spells(l, t->at[i].word, t->at[i].accent, no);
}

void token_mend(const struct lexicon *l, const struct unit_names *units, struct tokens *from, struct tokens *to)
{
	for (unsigned i = 0; i < from->used; i++)
		if (from->at[i].kind == TOKEN_WORD || from->at[i].kind == TOKEN_NUMBER)
			from->at[i].word = term_word(l, token_fold(from, i), from->at[i].length);
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
		if (joined == 0)
			joined = join_halves(l, from, i, to);
		if (joined > 0)
			i += joined - 1;
		else
			mend_word(l, units, from, i, to);
	}
	mend_beside(l, units, to);
	mark_no(l, to);
}

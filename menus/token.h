/* SPDX-License-Identifier: GPL-2.0-or-later */
/* token.h - a decoded text as words, numbers and signs.
 *
 * First it is cut as it stands; then words that are none are mended: letters of
 * an input method undone, glued words split, letters typed apart joined, lost
 * letters found again, slips of one letter set right where only one word of the
 * lexicon can be meant. Unit names are never mended.
 *
 * Pure; all memory is in the struct, which is large (about 100 KB) and needs no
 * clearing.
 */
#ifndef MENUS_TOKEN_H
#define MENUS_TOKEN_H

#include "menus/decode.h"
#include "menus/fold.h"

#include <stdbool.h>
#include <string.h>

struct lexicon;

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_SIGN, TOKEN_PICTURE, TOKEN_FOREIGN };
enum token_repair {
	REPAIR_NONE,
	REPAIR_TELEX,
	REPAIR_VNI,
	REPAIR_SPLIT,
	REPAIR_JOIN,
	REPAIR_LOST,
	REPAIR_SLIP,
	REPAIR_DIGIT /* O, l, I among digits */
};
const char *token_repair_name(enum token_repair repair);

struct token {
	uint8_t kind, repair;
	bool gap;     /* white space before it */
	bool line;    /* a new line before it */
	bool capital; /* begins with a capital */
	bool shout;   /* nothing but capitals */
	bool no;      /* "không", or a spelling of it: "ko", "hổng", "hok" (etc/menus.d: spellings); when mended */
	char sign;    /* of TOKEN_SIGN: its ASCII character, or '\1' for another */
	uint16_t from, to; /* its characters in the decoded text */
	uint16_t at;       /* its folded form in letters */
	uint8_t length;    /* octets of the folded form, cut at 255 */
	uint8_t digits;    /* of TOKEN_NUMBER */
	accent accent;
	int word;      /* its number in the lexicon, or TERM_NONE */
	int64_t value; /* of TOKEN_NUMBER; -1 when it has more than 15 digits */
};

#define TOKENS_MAX        1200
#define TOKEN_LETTERS_MAX (2 * DECODE_OCTETS_MAX + 4096)

struct tokens {
	const struct decoded *text;
	unsigned used, letters_used;
	bool cut; /* there was more than fits: what was read is not the whole text */
	bool vni; /* digits inside letters: a VNI keyboard was left on */
	struct token at[TOKENS_MAX];
	char letters[TOKEN_LETTERS_MAX];
};

/* Cut the text; nothing is mended yet, word is not set. */
void token_cut(const struct decoded *text, struct tokens *to);
/* Mend and look every word up, in both. from and to are two structs. */
struct unit_names;
void token_mend(const struct lexicon *words, const struct unit_names *units, struct tokens *from, struct tokens *to);

static inline const char *token_fold(const struct tokens *t, unsigned i)
{
	return t->letters + t->at[i].at;
}
static inline bool token_is(const struct tokens *t, unsigned i, const char *folded)
{
	return i < t->used && token_fold(t, i)[0] == folded[0] && strcmp(token_fold(t, i), folded) == 0;
}

/* Is it "không", however it is written? "chưa", "đừng", "thôi" and the like are said beside it where they count. */
static inline bool token_is_no(const struct tokens *t, unsigned i)
{
	return i < t->used && t->at[i].no;
}

/* Is it one of the words? The list ends with NULL. */
static inline bool token_is_of(const struct tokens *t, unsigned i, const char *const *words)
{
	while (*words != NULL && !token_is(t, i, *words))
		words++;
	return *words != NULL;
}

#define TOKEN_WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* Where, before `end`, a word of the first kind stands right in front of one of the second; t->used: nowhere. */
static inline unsigned token_pair(
	const struct tokens *t, unsigned end, const char *const *first, const char *const *second)
{
	for (unsigned i = 0; i + 1 < t->used && i < end; i++)
		if (token_is_of(t, i, first) && token_is_of(t, i + 1, second))
			return i;
	return t->used;
}

/* Does one of the second stand right behind one of the first? */
static inline bool token_has_pair(const struct tokens *t, const char *const *first, const char *const *second)
{
	return token_pair(t, t->used, first, second) < t->used;
}

/* The text of tokens from..to-1 as it was typed, in UTF-8, white space as single spaces. Returns the octets. */
size_t token_typed(const struct tokens *t, unsigned from, unsigned to, char *out, size_t room);

#endif

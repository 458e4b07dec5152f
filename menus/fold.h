/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fold.h - a Vietnamese letter as its base, its mark and its tone.
 *
 * Words are looked up by their folded form: a-z and 0-9, without case, marks,
 * tones and the bar of đ. Beside it stands the accent: one number that holds
 * the mark of each letter and the tone of the word, wherever the tone was put
 * (hòa = hoà). Zero: nothing was marked, which says nothing against any word.
 *
 * Pure functions.
 */
#ifndef MENUS_FOLD_H
#define MENUS_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum fold_mark { MARK_NONE, MARK_ROOF /* â */, MARK_BOW /* ă */, MARK_HORN /* ơ */, MARK_BAR /* đ */ };
enum fold_tone { TONE_NONE, TONE_ACUTE, TONE_GRAVE, TONE_HOOK, TONE_TILDE, TONE_DOT };

struct fold_letter {
	char base; /* 'a'..'z', '0'..'9', or '\0' when it is none of our letters */
	uint8_t mark, tone;
};
struct fold_letter fold_marked(uint32_t cp); /* of what is not ASCII */
static inline struct fold_letter fold_letter(uint32_t cp)
{
	if (cp >= 0x80)
		return fold_marked(cp);
	bool capital = cp >= 'A' && cp <= 'Z';
	bool ours = capital || (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9');
	return (struct fold_letter){ ours ? (char)(cp + (capital ? 32 : 0)) : '\0', 0, 0 };
}
/* A combining mark (U+0301 ...): sets what it stands for in *letter; false when it is none of ours. */
bool fold_combining(uint32_t cp, struct fold_letter *letter);
/* The composed small letter; 0 when there is none. */
uint32_t fold_compose(struct fold_letter letter);

typedef uint64_t accent;
#define ACCENT_LETTERS_MAX 20 /* marks of letters behind the twentieth are not kept */
accent accent_with(accent a, unsigned at, struct fold_letter letter);
enum fold_tone accent_tone(accent a);
enum fold_mark accent_mark(accent a, unsigned at);

/* May the typed word be the written one, as far as its marks go? Marks left out are no contradiction; hook and tilde
 * are one, as they are spoken in the south. */
bool accent_agrees(accent typed, accent written);
/* The same marks and tone, hook and tilde being one. */
bool accent_equal(accent a, accent b);

/* Fold a UTF-8 string: words of a-z0-9 parted by single spaces, everything else being a space. Returns the length, or
 * room when it did not fit (then cut, still ended). */
size_t fold_text(const char *text, char *to, size_t room);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* decode.h - from the octets of a text to the characters that were meant.
 *
 * Repairs what phones, modems and copying do to Vietnamese: broken UTF-8; UTF-8
 * read as Latin-1; the old one-octet tables TCVN3 and VNI-Windows seen as
 * Latin-1; VIQR; marks apart from their letters; invisible characters; letters
 * and digits that only look unlike (fullwidth, mathematical, circled, keycaps);
 * typographic quotes and dashes. Each repair is done only where it makes
 * syllables out of what was none.
 *
 * Pure; cost is linear in the octets.
 */
#ifndef MENUS_DECODE_H
#define MENUS_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DECODE_OCTETS_MAX 4096   /* 10 joined parts of 153 septets, twice and more */
#define DECODE_LOST       0xFFFD /* a letter that was lost on the way */
#define DECODE_CIRCLED    0xE000 /* + 1..20: a circled number, an item number as a rule */

enum decode_charset { DECODE_UTF8, DECODE_LATIN1, DECODE_TWICE, DECODE_TCVN3, DECODE_VNI, DECODE_VIQR };
const char *decode_charset_name(enum decode_charset charset);

/* A text is ten parts at most: 10 * 153 septets. What stands behind is not read, and the numbers of a text that was cut
 * are asked back, since one in its end may have been missed (struct decoded: cut). */
#define DECODE_CHARACTERS_MAX 1530

struct decoded {
	enum decode_charset charset; /* what it turned out to be */
	bool cut;                    /* there was more than DECODE_CHARACTERS_MAX */
	unsigned n;
	uint32_t cp[DECODE_OCTETS_MAX + 1];
};

void decode(const char *text, size_t octets, struct decoded *to);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/fold.h"

#include "gateway/base/utf8.h"

#include <string.h>

/* Letters as base, mark, tone. Latin-1: the small letters, the capitals stand 32 before them. */
static const char latin[] = "a02 a01 a10 a04 ... ... ... ... e02 e01 e10 ... i02 i01 "
			    "... ... d40 ... o02 o01 o10 o04 ... ... ... u02 u01 ... "
			    "... y01 ... ... ";
/* U+1EA0 .. U+1EF9 */
static const char extended[] = "a05 a05 a03 a03 a11 a11 a12 a12 a13 a13 a14 a14 a15 a15 "
			       "a21 a21 a22 a22 a23 a23 a24 a24 a25 a25 e05 e05 e03 e03 "
			       "e04 e04 e11 e11 e12 e12 e13 e13 e14 e14 e15 e15 i03 i03 "
			       "i05 i05 o05 o05 o03 o03 o11 o11 o12 o12 o13 o13 o14 o14 "
			       "o15 o15 o31 o31 o32 o32 o33 o33 o34 o34 o35 o35 u05 u05 "
			       "u03 u03 u31 u31 u32 u32 u33 u33 u34 u34 u35 u35 y02 y02 "
			       "y05 y05 y03 y03 y04 y04 ";
static const struct {
	uint16_t cp;
	char letter[4];
} others[] = {
	{ 0x0102, "a20" },
	{ 0x0103, "a20" },
	{ 0x0110, "d40" },
	{ 0x0111, "d40" },
	{ 0x0128, "i04" },
	{ 0x0129, "i04" },
	{ 0x0168, "u04" },
	{ 0x0169, "u04" },
	{ 0x01A0, "o30" },
	{ 0x01A1, "o30" },
	{ 0x01AF, "u30" },
	{ 0x01B0, "u30" },
};

static struct fold_letter cell(const char *c)
{
	if (c[0] == '.')
		return (struct fold_letter){ 0 };
	return (struct fold_letter){ c[0], (uint8_t)(c[1] - '0'), (uint8_t)(c[2] - '0') };
}

struct fold_letter fold_marked(uint32_t cp)
{
	if (cp >= 0xC0 && cp <= 0xFF)
		return cell(latin + 4 * (cp & 0x1F));
	if (cp >= 0x1EA0 && cp <= 0x1EF9)
		return cell(extended + 4 * (cp - 0x1EA0));
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (others[i].cp == cp)
			return cell(others[i].letter);
	return (struct fold_letter){ 0 };
}

bool fold_combining(uint32_t cp, struct fold_letter *letter)
{
	static const struct {
		uint16_t cp;
		uint8_t mark, tone;
	} marks[] = {
		{ 0x0301, 0, TONE_ACUTE },
		{ 0x0300, 0, TONE_GRAVE },
		{ 0x0309, 0, TONE_HOOK },
		{ 0x0303, 0, TONE_TILDE },
		{ 0x0323, 0, TONE_DOT },
		{ 0x0302, MARK_ROOF, 0 },
		{ 0x0306, MARK_BOW, 0 },
		{ 0x031B, MARK_HORN, 0 },
		{ 0x0340, 0, TONE_GRAVE },
		{ 0x0341, 0, TONE_ACUTE },
		{ 0x0335, MARK_BAR, 0 },
	};

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (marks[i].cp == cp) {
			if (marks[i].mark != 0)
				letter->mark = marks[i].mark;
			else
				letter->tone = marks[i].tone;
			return true;
		}
	return false;
}

static bool is_letter(struct fold_letter a, struct fold_letter b)
{
	return a.base == b.base && a.mark == b.mark && a.tone == b.tone;
}

uint32_t fold_compose(struct fold_letter letter)
{
	if (letter.mark == 0 && letter.tone == 0)
		return (uint32_t)(unsigned char)letter.base;
	for (uint32_t cp = 0x1EA1; cp <= 0x1EF9; cp += 2)
		if (is_letter(fold_letter(cp), letter))
			return cp;
	for (uint32_t cp = 0xE0; cp <= 0xFF; cp++)
		if (cp != 0xF0 && is_letter(fold_letter(cp), letter))
			return cp;
	for (size_t i = 1; i < sizeof others / sizeof others[0]; i += 2)
		if (is_letter(cell(others[i].letter), letter))
			return others[i].cp;
	return 0;
}

/* Bits 0-3 hold the tone, then three bits for the mark of each letter. */
accent accent_with(accent a, unsigned at, struct fold_letter letter)
{
	if (letter.tone != 0)
		a = (a & ~(accent)15) | letter.tone;
	if (letter.mark != 0 && at < ACCENT_LETTERS_MAX)
		a = (a & ~((accent)7 << (4 + 3 * at))) | (accent)letter.mark << (4 + 3 * at);
	return a;
}

enum fold_tone accent_tone(accent a)
{
	return (enum fold_tone)(a & 15);
}

enum fold_mark accent_mark(accent a, unsigned at)
{
	return at < ACCENT_LETTERS_MAX ? (enum fold_mark)(a >> (4 + 3 * at) & 7) : MARK_NONE;
}

static unsigned spoken(accent a)
{
	return accent_tone(a) == TONE_TILDE ? TONE_HOOK : accent_tone(a);
}

bool accent_agrees(accent typed, accent written)
{
	if (spoken(typed) != TONE_NONE && spoken(typed) != spoken(written))
		return false;
	for (unsigned at = 0; at < ACCENT_LETTERS_MAX; at++)
		if (accent_mark(typed, at) != MARK_NONE && accent_mark(typed, at) != accent_mark(written, at))
			return false;
	return true;
}

bool accent_equal(accent a, accent b)
{
	return spoken(a) == spoken(b) && a >> 4 == b >> 4;
}

size_t fold_text(const char *text, char *to, size_t room)
{
	size_t used = 0;
	bool gap = false;

	for (size_t n = strlen(text); n > 0;) {
		uint32_t cp;
		struct fold_letter mark = { 0 };
		size_t took = utf8_next(text, n, &cp);
		text += took;
		n -= took;
		if (fold_combining(cp, &mark))
			continue;
		char base = fold_letter(cp).base;
		if (base == '\0') {
			gap = used > 0;
			continue;
		}
		if (used + gap + 1 >= room) {
			to[used] = '\0';
			return room;
		}
		if (gap)
			to[used++] = ' ';
		to[used++] = base;
		gap = false;
	}
	to[used] = '\0';
	return used;
}

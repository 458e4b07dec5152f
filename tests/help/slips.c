/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/help/slips.h"

#include "menus/fold.h"

#include <stdio.h>
#include <string.h>

uint32_t slips_dice(uint32_t *d, uint32_t sides)
{
	*d = *d * 1664525u + 1013904223u;
	return (uint32_t)((uint64_t)(*d >> 1) * sides >> 31);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A place where a letter is, not beside an octet of a marked letter: those are not taken apart. */
static int letter_at(uint32_t *d, const char *s, size_t n)
{
	for (int tries = 0; tries < 40; tries++) {
		size_t at = slips_dice(d, (uint32_t)n);
		bool near = (at > 0 && (signed char)s[at - 1] < 0) || (signed char)s[at + 1] < 0;
		if (is_letter(s[at]) && !near)
			return (int)at;
	}
	return -1;
}

static void insert(char *s, size_t at, const char *what)
{
	size_t n = strlen(what);

	memmove(s + at + n, s + at, strlen(s + at) + 1);
	memcpy(s + at, what, n);
}

static void pad_neighbour(uint32_t *d, char *s)
{
	static const char *const keys[] = { "abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz" };
	int at = letter_at(d, s, strlen(s));
	if (at < 0)
		return;
	bool upper = s[at] <= 'Z';
	char c = upper ? (char)(s[at] + 32) : s[at];
	for (int k = 0; k < 8; k++) {
		const char *found = strchr(keys[k], c);
		if (found == NULL)
			continue;
		size_t size = strlen(keys[k]);
		char other = keys[k][((size_t)(found - keys[k]) + 1 + slips_dice(d, (uint32_t)size - 1)) % size];
		s[at] = upper ? (char)(other - 32) : other;
		return;
	}
}

static void drop(uint32_t *d, char *s)
{
	int at = letter_at(d, s, strlen(s));
	/* "8 ho" must not become "8o": an o behind a digit is a nought. */
	if (at >= 0 && (at == 0 || strchr("oOlLiI", s[at + 1]) == NULL))
		memmove(s + at, s + at + 1, strlen(s + at));
}

static void swap(uint32_t *d, char *s)
{
	int at = letter_at(d, s, strlen(s));
	if (at < 0 || !is_letter(s[at + 1]) || s[at] == s[at + 1] || (signed char)s[at + 2] < 0)
		return;
	char c = s[at];
	s[at] = s[at + 1];
	s[at + 1] = c;
}

static void twice(uint32_t *d, char *s)
{
	int at = letter_at(d, s, strlen(s));
	if (at >= 0)
		insert(s, (size_t)at, (char[]){ s[at], '\0' });
}

static void split(uint32_t *d, char *s)
{
	int at = letter_at(d, s, strlen(s));
	if (at > 0 && is_letter(s[at - 1]))
		insert(s, (size_t)at, " ");
}

/* A space is lost; not one between two numbers. */
static void glue(uint32_t *d, char *s)
{
	size_t n = strlen(s);
	for (int tries = 0; tries < 20; tries++) {
		size_t at = 1 + slips_dice(d, (uint32_t)n - 1);
		/* "4 o" must stay apart: an o behind a digit is a nought. */
		if (s[at] != ' ' || at + 1 >= n || strchr("oOlLiI", s[at + 1]) != NULL)
			continue;
		memmove(s + at, s + at + 1, n - at);
		return;
	}
}

/* --- what is no slip: it must not matter at all --- */

static void change_case(uint32_t *d, char *s)
{
	int way = (int)slips_dice(d, 3);
	for (; *s != '\0'; s++) {
		bool up = way == 0 || (way == 1 && slips_dice(d, 2) == 0);
		if (*s >= 'a' && *s <= 'z' && up)
			*s = (char)(*s - 32);
		else if (*s >= 'A' && *s <= 'Z' && !up)
			*s = (char)(*s + 32);
	}
}

static void junk(uint32_t *d, char *s)
{
	static const char *const before[] = { "", " ", "📢 ", "\xEF\xBB\xBF", "  ", "da ", "Re: ", "em chao anh. " };
	static const char *const after[] = { "", ".", " a", " nhe", "!", " 👍", "...", "\n", " cam on" };
	insert(s, 0, before[slips_dice(d, 8)]);
	strcat(s, after[slips_dice(d, 9)]);
}

/* Without tone marks, or as an input method leaves them. */
static void residue(uint32_t *d, char *s)
{
	char out[512];
	size_t used = 0;
	int way = (int)slips_dice(d, 3);

	for (size_t i = 0, n = strlen(s); i < n && used < 480;) {
		size_t word = strcspn(s + i, " ,:.\n");
		char one[128], folded[128];
		if (word == 0 || word >= sizeof one) {
			out[used++] = s[i++];
			continue;
		}
		memcpy(one, s + i, word);
		one[word] = '\0';
		i += word;
		fold_text(one, folded, sizeof folded);
		bool marked = false;
		for (size_t k = 0; k < word; k++)
			marked |= (unsigned char)one[k] >= 0xC3 &&
				  (unsigned char)one[k] <= 0xE1; /* letters, not pictures */
		/* dd and double vowels are where Telex shows; the tone follows the word */
		const char *text = marked ? folded : one;
		used += (size_t)snprintf(out + used, sizeof out - used, "%s%s", text, marked && way == 1 ? "s" : "");
	}
	out[used] = '\0';
	memcpy(s, out, used + 1);
}

static void (*const slips[])(uint32_t *, char *) = { pad_neighbour, drop, swap, twice, split, glue };
static void (*const harmless[])(uint32_t *, char *) = { change_case, junk, residue };

void slips_make(uint32_t *d, char *text)
{
	slips[slips_dice(d, sizeof slips / sizeof slips[0])](d, text);
}

void slips_adorn(uint32_t *d, char *text)
{
	harmless[slips_dice(d, sizeof harmless / sizeof harmless[0])](d, text);
}

bool slips_make_another_code(const struct lexicon *words, const char *own_counts, const char *text)
{
	char folded[600];

	fold_text(text, folded, sizeof folded);
	for (unsigned i = 0; i < lexicon_indicators(words); i++) {
		const char *code = lexicon_indicator_at(words, i)->code;
		char word[16], own[16];
		snprintf(word, sizeof word, " %s", code);
		for (char *p = word; *p != '\0'; p++)
			*p = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
		snprintf(own, sizeof own, "%s=", code);
		size_t n = strlen(word);
		for (const char *at = strstr(folded, word); at != NULL; at = strstr(at + 1, word))
			if ((at[n] == ' ' || at[n] == '\0' || (at[n] >= '0' && at[n] <= '9')) &&
				strstr(own_counts, own) == NULL)
				return true;
	}
	return false;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/syllable.h"

#include <stdint.h>
#include <string.h>

/* Sorted. oo stands for no rime here: what looks like soong is Telex for sông. */
static const char rimes[][6] = { "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e",
	"ec", "ech", "em", "en", "eng", "enh", "eo", "ep", "et", "eu", "i", "ia", "ich", "iec", "iem", "ien", "ieng",
	"iep", "iet", "ieu", "im", "in", "inh", "ip", "it", "iu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang",
	"oanh", "oao", "oap", "oat", "oay", "oc", "oe", "oen", "oeo", "oet", "oi", "om", "on", "ong", "op", "ot", "u",
	"ua", "uan", "uang", "uat", "uay", "uc", "ue", "uech", "uen", "uenh", "ui", "um", "un", "ung", "uo", "uoc",
	"uoi", "uom", "uon", "uong", "uop", "uot", "uou", "up", "ut", "uu", "uy", "uya", "uych", "uyen", "uyet", "uynh",
	"uyt", "uyu", "y", "yem", "yen", "yet", "yeu" };
/* What may stand behind "qu". */
static const char after_q[][6] = { "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e",
	"en", "eo", "eng", "et", "oc", "ot", "on", "uoc", "y", "yen", "yet", "ynh", "yt", "ych", "i", "it" };

static bool among(const char (*list)[6], size_t count, const char *s, size_t n)
{
	for (size_t low = 0, high = count; low < high;) {
		size_t middle = (low + high) / 2;
		int order = strncmp(list[middle], s, n);
		if (order == 0)
			order = list[middle][n] == '\0' ? 0 : 1;
		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static bool is_rime(const char *s, size_t n)
{
	return n > 0 && n <= 5 && among(rimes, sizeof rimes / sizeof rimes[0], s, n);
}

/* The letters of the onset, or n when what is here can start no syllable. */
static size_t onset(const char *s, size_t n)
{
	static const char two[] = "ch gh gi kh ng nh ph qu th tr ";

	if (strchr("aeiouy", s[0]) != NULL)
		return 0;
	if (n > 3 && memcmp(s, "ngh", 3) == 0)
		return 3;
	if (n > 2)
		for (const char *t = two; *t != '\0'; t += 3)
			if (t[0] == s[0] && t[1] == s[1])
				return 2;
	return strchr("bcdghklmnprstvx", s[0]) != NULL ? 1 : n;
}

bool syllable_is(const char *s, size_t n)
{
	if (n == 0 || n > SYLLABLE_LETTERS_MAX)
		return false;
	size_t head = onset(s, n);
	if (head == n)
		return n == 2 && s[0] == 'g' && s[1] == 'i';
	const char *rime = s + head;
	size_t left = n - head;
	if (s[0] == 'q') {
		for (size_t i = 0; head == 2 && i < sizeof after_q / sizeof after_q[0]; i++)
			if (strlen(after_q[i]) == left && memcmp(after_q[i], rime, left) == 0)
				return true;
		return false;
	}
	bool front = rime[0] == 'e' || rime[0] == 'i' || rime[0] == 'y';
	if (head == 1 && s[0] == 'c' && front)
		return false;
	if (head == 1 && s[0] == 'k' && !front)
		return left == 1 && rime[0] == 'a' ? false : memcmp(s, "kong", 4) == 0 && n == 4;
	if (((head == 2 && s[1] == 'h' && s[0] == 'g') || head == 3) && !front)
		return false;
	if (head == 2 && s[0] == 'n' && s[1] == 'g' && (rime[0] == 'e' || rime[0] == 'i'))
		return false;
	if (is_rime(rime, left))
		return true;
	/* gì, gìn, giết: the i belongs to both sides. */
	return head == 2 && s[0] == 'g' && s[1] == 'i' && is_rime(s + 1, n - 1);
}

size_t syllable_tone_place(const char *s, size_t n)
{
	size_t head = onset(s, n);
	size_t from = head < n ? head : 0, vowels = 0;

	if (head == n)
		return n == 2 && s[0] == 'g' ? 1 : 0;
	while (from + vowels < n && strchr("aeiouy", s[from + vowels]) != NULL)
		vowels++;
	bool closed = from + vowels < n;
	if (vowels <= 1)
		return from;
	if (vowels == 2)
		return closed || memcmp(s + from, "ie", 2) == 0 || memcmp(s + from, "uo", 2) == 0 ? from + 1 : from;
	return from + 1;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/unit_name.h"

#include "gateway/base/sure.h"
#include "gateway/base/utf8.h"
#include "menus/unit_find.h"
#include "menus/unit_kind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEVELS_MAX 8 /* province, district, commune, village; parents of parents are followed no further */

struct unit_names {
	struct unit_name *units;
	unsigned used;
	struct unit_hit *hits; /* by folded bare name */
	unsigned hits_used;
	unsigned *by_code;   /* numbers of units, by code, in force first */
	uint8_t starts[512]; /* a bit for each hash of a first word */
	uint8_t ends[512];   /* and of the last of several */
};

static char *free_it(const char *text)
{
	free((void *)(uintptr_t)text);
	return NULL;
}

struct unit_names *unit_names_new(void)
{
	struct unit_names *u = calloc(1, sizeof *u);
	if (u == NULL)
		abort();
	return u;
}

static void forget_hits(struct unit_names *u)
{
	for (unsigned i = 0; i < u->hits_used; i++)
		free_it(u->hits[i].folded);
	free(u->hits);
	free(u->by_code);
	u->hits = NULL;
	u->by_code = NULL;
	u->hits_used = 0;
	memset(u->starts, 0, sizeof u->starts);
	memset(u->ends, 0, sizeof u->ends);
}

void unit_names_free(struct unit_names **units)
{
	struct unit_names *u = *units;

	if (u == NULL)
		return;
	forget_hits(u);
	for (unsigned i = 0; i < u->used; i++) {
		free_it(u->units[i].code);
		free_it(u->units[i].name);
		free_it(u->units[i].kind);
		free_it(u->units[i].parent_code);
	}
	free(u->units);
	free(u);
	*units = NULL;
}

void unit_names_add(struct unit_names *u, const struct unit_name *unit)
{
	if ((u->used & (u->used - 1)) == 0) {
		u->units = realloc(u->units, (u->used == 0 ? 1 : 2 * (size_t)u->used) * sizeof *u->units);
		if (u->units == NULL)
			abort();
	}
	u->units[u->used++] = (struct unit_name){ sure_copy(unit->code), sure_copy(unit->name), sure_copy(unit->kind),
		sure_copy(unit->parent_code != NULL ? unit->parent_code : ""), unit->old };
}

static const char *const kind_words[] = { "thon", "xa", "thi tran", "phuong", "to dan pho", "huyen", "tinh",
	"thanh pho", "khu dan cu", "khu pho", "xom", "ap", "ban", "dac khu", "quan", NULL };

/* Words of the name and their marks. Returns how many, 0 when there are too many. */
static unsigned cut(const char *name, char folded[][32], accent *accents)
{
	unsigned words = 0, n = 0;
	accent marks = 0;

	for (size_t left = strlen(name);;) {
		uint32_t cp = ' ';
		size_t took = left > 0 ? utf8_next(name, left, &cp) : 0;
		struct fold_letter l = fold_letter(cp);
		struct fold_letter mark = { 0 };
		if (took > 0 && n > 0 && fold_combining(cp, &mark)) {
			marks = accent_with(marks, n - 1, mark);
		} else if (took > 0 && l.base != '\0' && n < 31) {
			marks = accent_with(marks, n, l);
			folded[words][n++] = l.base;
		} else if (n > 0) {
			folded[words][n] = '\0';
			accents[words++] = marks;
			n = 0;
			marks = 0;
		}
		if (took == 0)
			return words;
		if (words == UNIT_WORDS_MAX + 3)
			return 0;
		name += took;
		left -= took;
	}
}

/* How many words at the front are that kind word; none when nothing stands behind: "Xã" alone is a name. */
static unsigned length_of(const char *w, char folded[][32], unsigned words)
{
	unsigned i = 0;

	while (*w != '\0' && i < words) {
		size_t n = strcspn(w, " ");
		if (strlen(folded[i]) != n || memcmp(folded[i], w, n) != 0)
			break;
		w += n + (w[n] == ' ');
		i++;
	}
	return *w == '\0' && i < words ? i : 0;
}

/* How many words at the front say what kind of unit it is: its own kind, or one of the common ones. */
static unsigned kind_length(const char *kind, char folded[][32], unsigned words)
{
	const char *own = unit_kind_plain(kind);
	unsigned n = own == NULL ? 0 : length_of(own, folded, words);

	for (unsigned k = 0; n == 0 && kind_words[k] != NULL; k++)
		n = length_of(kind_words[k], folded, words);
	return n;
}

/* Behind a consonant i and y are one sound, and people write either: Tân Hy, Tân Hi. */
static void spell(char *folded)
{
	for (char *c = folded; *c != '\0'; c++)
		if (*c == 'y' && c > folded && (c[1] == ' ' || c[1] == '\0') &&
			strchr("aeiouy 0123456789", c[-1]) == NULL)
			*c = 'i';
}

static unsigned start_bit(const char *word)
{
	unsigned h = 5381;

	for (; *word != '\0' && *word != ' '; word++)
		h = h * 33 + (unsigned char)*word;
	return h & (sizeof((struct unit_names *)0)->starts * 8 - 1);
}

static void set_bit(uint8_t bits[static 512], const char *word)
{
	const unsigned bit = start_bit(word);

	bits[bit / 8] |= (uint8_t)(1 << bit % 8);
}

/* Is the bit of that word set, as names spell it? */
static bool has_bit(const uint8_t bits[static 512], const char *folded)
{
	char word[32];

	snprintf(word, sizeof word, "%.*s", (int)strcspn(folded, " "), folded);
	spell(word);
	const unsigned bit = start_bit(word);

	return bits[bit / 8] >> bit % 8 & 1;
}

static void add_hit(
	struct unit_names *u, const struct unit_name *unit, char words[][32], const accent *accents, unsigned n)
{
	char folded[UNIT_WORDS_MAX * 32 + 1] = "";
	size_t used = 0;

	if (n == 0 || n > UNIT_WORDS_MAX)
		return;
	for (unsigned i = 0; i < n; i++)
		used += (size_t)snprintf(folded + used, sizeof folded - used, "%s%s", i > 0 ? " " : "", words[i]);
	spell(folded);
	struct unit_hit *h = &u->hits[u->hits_used++];
	*h = (struct unit_hit){ .unit = unit, .words = n, .folded = sure_copy(folded) };
	memcpy(h->accents, accents, n * sizeof accents[0]);
	set_bit(u->starts, folded);
	if (n > 1)
		set_bit(u->ends, strrchr(folded, ' ') + 1);
}

/* A number in a name is written both ways: Thôn 3, Thôn Ba. */
static bool other_number(char word[32], accent *marks)
{
	static const char *const names[] = { "", "mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin",
		"muoi" };

	for (int i = 1; i <= 10; i++) {
		char digits[12];
		snprintf(digits, sizeof digits, "%d", i);
		if (strcmp(word, digits) == 0) {
			snprintf(word, 32, "%s", names[i]);
			*marks = 0;
			return true;
		}
		if (strcmp(word, names[i]) == 0) {
			snprintf(word, 32, "%s", digits);
			*marks = 0;
			return true;
		}
	}
	return false;
}

static int by_folded(const void *a, const void *b)
{
	return strcmp(((const struct unit_hit *)a)->folded, ((const struct unit_hit *)b)->folded);
}

static int order_codes(const void *a, const void *b, void *names)
{
	const struct unit_names *u = names;
	const struct unit_name *x = &u->units[*(const unsigned *)a], *y = &u->units[*(const unsigned *)b];
	int order = strcmp(x->code, y->code);

	return order != 0 ? order : x->old - y->old;
}

void unit_names_ready(struct unit_names *u)
{
	forget_hits(u);
	u->hits = calloc((size_t)u->used * 2 + 1, sizeof *u->hits);
	u->by_code = calloc((size_t)u->used + 1, sizeof *u->by_code);
	if (u->hits == NULL || u->by_code == NULL)
		abort();
	for (unsigned i = 0; i < u->used; i++) {
		char words[UNIT_WORDS_MAX + 4][32];
		accent accents[UNIT_WORDS_MAX + 4];
		unsigned n = cut(u->units[i].name, words, accents);
		unsigned kind = kind_length(u->units[i].kind, words, n);
		if (n == 0)
			continue;
		add_hit(u, &u->units[i], words + kind, accents + kind, n - kind);
		/* Only a name that is a number, or a numbered one of several words (Tuyết Diêm 2, not Bình Nam). */
		bool digits = words[n - 1][0] >= '0' && words[n - 1][0] <= '9';
		if ((n - kind == 1 || digits) && other_number(words[n - 1], &accents[n - 1]))
			add_hit(u, &u->units[i], words + kind, accents + kind, n - kind);
	}
	qsort(u->hits, u->hits_used, sizeof *u->hits, by_folded);
	for (unsigned i = 0; i < u->used; i++)
		u->by_code[i] = i;
	qsort_r(u->by_code, u->used, sizeof *u->by_code, order_codes, u);
}

bool unit_find_may_start(const struct unit_names *u, const char *folded)
{
	return has_bit(u->starts, folded);
}

bool unit_find_may_end(const struct unit_names *u, const char *folded)
{
	return has_bit(u->ends, folded);
}

unsigned unit_find(const struct unit_names *u, const char *folded, const struct unit_hit **first)
{
	unsigned low = 0, high = u->hits_used, n = 0;
	char spelled[UNIT_WORDS_MAX * 32 + 1];

	snprintf(spelled, sizeof spelled, "%s", folded);
	spell(spelled);
	while (low < high) {
		unsigned middle = (low + high) / 2;
		if (strcmp(u->hits[middle].folded, spelled) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*first = u->hits + low;
	while (low + n < u->hits_used && strcmp(u->hits[low + n].folded, spelled) == 0)
		n++;
	return n;
}

const struct unit_name *unit_names_by_code(const struct unit_names *u, const char *code)
{
	unsigned low = 0, high = u->used;

	while (low < high) {
		unsigned middle = (low + high) / 2;
		if (strcmp(u->units[u->by_code[middle]].code, code) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	const struct unit_name *unit = low < u->used ? &u->units[u->by_code[low]] : NULL;
	return unit != NULL && strcmp(unit->code, code) == 0 ? unit : NULL;
}

bool unit_names_is_under(const struct unit_names *u, const char *code, const char *under)
{
	for (int level = 0; level < LEVELS_MAX && code[0] != '\0'; level++) {
		if (strcmp(code, under) == 0)
			return true;
		const struct unit_name *unit = unit_names_by_code(u, code);
		if (unit == NULL)
			return false;
		code = unit->parent_code;
	}
	return false;
}

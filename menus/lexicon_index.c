/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/lexicon.h"

#include "gateway/base/utf8.h"
#include "menus/lexicon_inside.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define PHRASE_OCTETS_MAX 160

static uint64_t hash(const char *s, size_t n, uint64_t seed)
{
	uint64_t h = 0xcbf29ce484222325u ^ seed; /* FNV-1a */

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 0x100000001b3u;
	return h;
}

static size_t slot_of(const struct index *x, uint64_t key)
{
	key *= 0x9e3779b97f4a7c15u; /* spread: edges are small numbers */
	return (size_t)(key >> 32) & (x->room - 1);
}

static void index_put(struct index *x, uint64_t key, uint32_t value)
{
	if ((x->used + 1) * 2 > x->room) {
		struct index old = *x;
		x->room = old.room == 0 ? 256 : old.room * 2;
		x->at = calloc(x->room, sizeof x->at[0]);
		if (x->at == NULL)
			abort();
		x->used = 0;
		for (size_t i = 0; i < old.room; i++)
			if (old.at[i].used)
				index_put(x, old.at[i].key, old.at[i].value);
		free(old.at);
	}
	size_t i = slot_of(x, key);
	while (x->at[i].used)
		i = (i + 1) & (x->room - 1);
	x->at[i] = (struct index_entry){ key, value, true };
	x->used++;
}

/* The first entry of that key at or behind *at; start with *at = slot_of(). */
static const struct index_entry *index_next(const struct index *x, uint64_t key, size_t *at)
{
	if (x->room == 0)
		return NULL;
	while (x->at[*at].used) {
		const struct index_entry *e = &x->at[*at];
		*at = (*at + 1) & (x->room - 1);
		if (e->key == key)
			return e;
	}
	return NULL;
}

int term_word(const struct lexicon *l, const char *folded, size_t n)
{
	uint64_t key = hash(folded, n, 0);
	size_t at = l->word_ids.room != 0 ? slot_of(&l->word_ids, key) : 0;

	for (const struct index_entry *e; (e = index_next(&l->word_ids, key, &at)) != NULL;)
		if (l->word_length[e->value] == n && memcmp(l->words[e->value], folded, n) == 0)
			return (int)e->value;
	return TERM_NONE;
}

static uint32_t edge(const struct lexicon *l, uint32_t node, int word)
{
	uint64_t key = (uint64_t)node << 32 | (uint32_t)word;
	size_t at = slot_of(&l->edges, key);
	const struct index_entry *e = index_next(&l->edges, key, &at);
	return e != NULL ? e->value : 0;
}

uint32_t term_step(const struct lexicon *l, uint32_t node, int word)
{
	if (word < 0 || l->edges.room == 0)
		return 0;
	uint32_t next = edge(l, node, word);
	/* Alone it is what it is ("k"); inside a phrase it is the word that it is written for. */
	if (next == 0 && node != 0 && l->word_spelled[word] != 0)
		next = edge(l, node, l->spelled[l->word_spelled[word] - 1].meant);
	return next;
}

int term_meant(const struct lexicon *l, int word, accent typed)
{
	if (word < 0 || l->word_spelled[word] == 0)
		return TERM_NONE;
	for (const struct spelled *s = &l->spelled[l->word_spelled[word] - 1]; s->word == word; s++)
		if (typed == 0 || accent_equal(typed, s->accent))
			return s->meant;
	return TERM_NONE;
}

bool term_spells(const struct lexicon *l, int word, accent typed, int meant)
{
	if (word < 0 || meant < 0 || l->word_spelled[word] == 0)
		return false;
	for (const struct spelled *s = &l->spelled[l->word_spelled[word] - 1]; s->word == word; s++)
		if (s->meant == meant && typed == s->accent)
			return true;
	return false;
}

const struct sense *term_senses(const struct lexicon *l, uint32_t node, unsigned *count)
{
	*count = l->nodes[node].count;
	return l->senses + l->nodes[node].first;
}

static bool is_of_class(const struct lexicon *l, uint32_t node, enum lexicon_class which)
{
	static const enum word_class classes[] = { [LEXICON_APPROVING] = CLASS_APPROVING,
		[LEXICON_REJECTING] = CLASS_REJECTING,
		[LEXICON_ASKING] = CLASS_ASKING };
	unsigned count;
	const struct sense *senses = term_senses(l, node, &count);

	for (unsigned i = 0; i < count; i++)
		if (senses[i].kind == SENSE_WORD && senses[i].index == classes[which])
			return true;
	return false;
}

size_t lexicon_begins(const struct lexicon *l, enum lexicon_class which, const char *folded)
{
	size_t at = 0, longest = 0;
	uint32_t node = 0;

	do {
		size_t n = strcspn(folded + at, " ");

		node = term_step(l, node, term_word(l, folded + at, n));
		at += n;
		if (node != 0 && is_of_class(l, node, which))
			longest = at;
		at += strspn(folded + at, " ");
	} while (node != 0 && folded[at] != '\0');
	return longest;
}

const struct keyword *term_keyword(const struct lexicon *l, const struct sense *sense)
{
	return &l->keywords[sense->index];
}

const struct machine *term_machine(const struct lexicon *l, const struct sense *sense)
{
	return &l->machines[sense->index];
}

bool term_is_code(const struct lexicon *l, int word)
{
	return word >= 0 && l->word_code[word];
}

const char *term_spelling(const struct lexicon *l, int word)
{
	return l->words[word];
}

static void add_deletions(struct lexicon *l, const char *word, size_t n, uint32_t id)
{
	char shorter[64];

	if (n < 3 || n >= sizeof shorter)
		return;
	for (size_t out = 0; out < n; out++) {
		if (out > 0 && word[out] == word[out - 1])
			continue; /* the same word again */
		memcpy(shorter, word, out);
		memcpy(shorter + out, word + out + 1, n - out - 1);
		index_put(&l->deletions, hash(shorter, n - 1, 1), id);
	}
}

static int word_id(struct lexicon *l, const char *word, size_t n)
{
	int id = term_word(l, word, n);

	if (id >= 0)
		return id;
	l->words = lexicon_grow(l->words, l->words_used, sizeof l->words[0]);
	l->word_length = lexicon_grow(l->word_length, l->words_used, sizeof l->word_length[0]);
	l->word_code = lexicon_grow(l->word_code, l->words_used, sizeof l->word_code[0]);
	l->word_spelled = lexicon_grow(l->word_spelled, l->words_used, sizeof l->word_spelled[0]);
	id = (int)l->words_used++;
	l->words[id] = strndup(word, n);
	if (l->words[id] == NULL)
		abort();
	l->word_length[id] = (uint8_t)n;
	l->word_code[id] = false;
	l->word_spelled[id] = 0;
	index_put(&l->word_ids, hash(word, n, 0), (uint32_t)id);
	add_deletions(l, word, n, (uint32_t)id);
	return id;
}

static uint32_t new_node(struct lexicon *l)
{
	l->nodes = lexicon_grow(l->nodes, l->nodes_used, sizeof l->nodes[0]);
	l->nodes[l->nodes_used] = (struct node_senses){ 0, 0 };
	return l->nodes_used++;
}

/* Cut a written phrase into folded words and their marks. Returns how many, or 0 when it holds none or too many. */
static unsigned cut(const char *text, char folded[][PHRASE_OCTETS_MAX], accent *accents)
{
	unsigned words = 0, n = 0;
	accent marks = 0;

	for (size_t left = strlen(text);;) {
		uint32_t cp = ' ';
		size_t took = left > 0 ? utf8_next(text, left, &cp) : 0;
		struct fold_letter letter = fold_letter(cp);
		if (took > 0 && letter.base != '\0' && n + 1 < PHRASE_OCTETS_MAX) {
			marks = accent_with(marks, n, letter);
			folded[words][n++] = letter.base;
		} else if (n > 0) {
			folded[words][n] = '\0';
			accents[words++] = marks;
			n = 0;
			marks = 0;
		}
		if (took == 0)
			return words;
		text += took;
		left -= took;
		if (words == TERM_WORDS_MAX && left > 0)
			return 0;
	}
}

static void tell_wordless(const struct lexicon_phrase *p, struct faults *faults)
{
	if (faults != NULL && p->file != NULL)
		faults_add(faults, p->file, p->line, "\"%s\" holds no word, or more than %d; write it in letters",
			p->text, TERM_WORDS_MAX);
}

/* A phrase that only some communes say is in their index; what is wrong with it is told here. */
static void check_elsewhere(const struct lexicon_phrase *p, struct faults *faults)
{
	char folded[TERM_WORDS_MAX + 1][PHRASE_OCTETS_MAX] = { 0 };
	accent accents[TERM_WORDS_MAX + 1] = { 0 };

	if (cut(p->text, folded, accents) == 0)
		tell_wordless(p, faults);
}

static int by_word(const void *a, const void *b)
{
	const struct spelled *one = a, *other = b;
	return one->word - other->word;
}

/* Number the spellings; the last entry is of no word, so that a walk ends. */
static void index_spellings(struct lexicon *l, struct faults *faults)
{
	char folded[TERM_WORDS_MAX + 1][PHRASE_OCTETS_MAX] = { 0 };
	accent accents[TERM_WORDS_MAX + 1] = { 0 };
	unsigned used = 0;

	l->spelled = calloc(l->spellings_used + 1, sizeof l->spelled[0]);
	if (l->spelled == NULL)
		abort();
	for (unsigned i = 0; i < l->spellings_used; i++) {
		struct spelled s = { .word = TERM_NONE };
		if (cut(l->spellings[i].written, folded, accents) == 1) {
			s.word = word_id(l, folded[0], strlen(folded[0]));
			s.accent = accents[0];
		}
		if (s.word != TERM_NONE && cut(l->spellings[i].meant, folded, accents) == 1) {
			s.meant = word_id(l, folded[0], strlen(folded[0]));
			s.meant_accent = accents[0];
			l->spelled[used++] = s;
		} else if (faults != NULL) {
			faults_add(faults, NULL, 0, "\"%s\" for \"%s\" is no spelling of one word by one word",
				l->spellings[i].written, l->spellings[i].meant);
		}
	}
	qsort(l->spelled, used, sizeof l->spelled[0], by_word);
	l->spelled[used].word = TERM_NONE;
	for (unsigned i = used; i-- > 0;)
		l->word_spelled[l->spelled[i].word] = (uint16_t)(i + 1);
}

/* A phrase of several words stands in the index as it is written and, with the words that its spellings mean, again.
 * Returns the second node, 0 when there is none, and its sense. */
static uint32_t meant_node(struct lexicon *l, const struct lexicon_phrase *p, struct sense *sense)
{
	char folded[TERM_WORDS_MAX + 1][PHRASE_OCTETS_MAX] = { 0 };
	accent accents[TERM_WORDS_MAX + 1] = { 0 };
	int word[TERM_WORDS_MAX + 1];
	unsigned words = cut(p->text, folded, accents);
	bool other = false;
	uint32_t node = 0;

	*sense = p->sense;
	for (unsigned i = 0; i < words; i++) {
		word[i] = term_word(l, folded[i], strlen(folded[i]));
		if (word[i] == TERM_NONE || l->word_spelled[word[i]] == 0 || words == 1)
			continue;
		for (const struct spelled *s = &l->spelled[l->word_spelled[word[i]] - 1]; s->word == word[i]; s++)
			if (accent_equal(accents[i], s->accent)) {
				word[i] = s->meant;
				sense->accents[i] = s->meant_accent;
				other = true;
				break;
			}
	}
	for (unsigned i = 0; other && i < words; i++) {
		uint32_t next = edge(l, node, word[i]);
		if (next == 0) {
			next = new_node(l);
			index_put(&l->edges, (uint64_t)node << 32 | (uint32_t)word[i], next);
		}
		node = next;
	}
	return node;
}

/* The node of a phrase, made when it is new. */
static uint32_t node_of(struct lexicon *l, struct lexicon_phrase *p, struct faults *faults)
{
	char folded[TERM_WORDS_MAX + 1][PHRASE_OCTETS_MAX] = { 0 };
	accent accents[TERM_WORDS_MAX + 1] = { 0 };
	unsigned words = cut(p->text, folded, accents);
	uint32_t node = 0;

	if (words == 0) {
		tell_wordless(p, faults);
		return 0;
	}
	p->sense.words = (uint8_t)words;
	p->sense.marked = p->text[0] == '=';
	memcpy(p->sense.accents, accents, sizeof p->sense.accents);
	for (unsigned i = 0; i < words; i++) {
		int word = word_id(l, folded[i], strlen(folded[i]));
		assert((unsigned)word < l->words_used);
		uint32_t next = l->edges.room != 0 ? edge(l, node, word) : 0;
		if (words == 1 && (p->sense.kind == SENSE_INDICATOR ? !p->sense.weak
								    : p->sense.kind == SENSE_KEYWORD &&
									      l->keywords[p->sense.index].command))
			l->word_code[word] = true;
		if (next == 0) {
			next = new_node(l);
			index_put(&l->edges, (uint64_t)node << 32 | (uint32_t)word, next);
		}
		node = next;
	}
	return node;
}

void lexicon_index_free(struct lexicon *l)
{
	for (unsigned i = 0; i < l->words_used; i++)
		free(l->words[i]);
	free(l->words);
	free(l->word_length);
	free(l->word_code);
	free(l->word_spelled);
	free(l->spelled);
	free(l->word_ids.at);
	free(l->edges.at);
	free(l->deletions.at);
	free(l->nodes);
	free(l->senses);
	l->words = NULL;
	l->word_length = NULL;
	l->word_code = NULL;
	l->word_spelled = NULL;
	l->spelled = NULL;
	l->word_ids = l->edges = l->deletions = (struct index){ 0 };
	l->nodes = NULL;
	l->senses = NULL;
	l->words_used = l->nodes_used = l->senses_used = 0;
}

/* The same phrase for the same thing twice is no fault: an alias may repeat a code. */
static bool is_same(const struct sense *a, const struct sense *b)
{
	return a->kind == b->kind && a->index == b->index && memcmp(a->accents, b->accents, sizeof a->accents) == 0;
}

struct placed { /* a sense, and the node at the end of its phrase */
	uint32_t node;
	struct sense sense;
};

void lexicon_ready(struct lexicon *l, struct faults *faults)
{
	lexicon_index_free(l);
	lexicon_alias_resolve(l, faults);
	(void)new_node(l);
	index_spellings(l, faults);
	struct placed *placed = calloc(2 * (size_t)l->phrases_used + 1, sizeof *placed);
	unsigned used = 0;
	if (placed == NULL)
		abort();
	for (unsigned i = 0; i < l->phrases_used; i++) {
		if (!lexicon_scope_holds(l, l->phrases[i].scope)) {
			check_elsewhere(&l->phrases[i], faults);
			continue;
		}
		placed[used].node = node_of(l, &l->phrases[i], faults);
		placed[used].sense = l->phrases[i].sense;
		used += placed[used].node != 0;
	}
	for (unsigned i = 0, n = l->phrases_used; i < n; i++) {
		if (!lexicon_scope_holds(l, l->phrases[i].scope))
			continue;
		placed[used].node = meant_node(l, &l->phrases[i], &placed[used].sense);
		used += placed[used].node != 0;
	}
	for (unsigned i = 0; i < used; i++)
		l->nodes[placed[i].node].count++;
	uint32_t first = 0;
	for (unsigned i = 0; i < l->nodes_used; i++) {
		l->nodes[i].first = first;
		first += l->nodes[i].count;
		l->nodes[i].count = 0;
	}
	l->senses = calloc(first + 1, sizeof l->senses[0]);
	if (l->senses == NULL)
		abort();
	l->senses_used = first;
	for (unsigned i = 0; i < used; i++) {
		struct node_senses *at = &l->nodes[placed[i].node];
		bool there = false;
		for (unsigned k = 0; k < at->count && !there; k++)
			there = is_same(&l->senses[at->first + k], &placed[i].sense);
		if (!there)
			l->senses[at->first + at->count++] = placed[i].sense;
	}
	free(placed);
}

static void keep_near(struct term_near *to, unsigned *used, int word, enum slip slip)
{
	unsigned at = 0;

	for (unsigned i = 0; i < *used; i++)
		if (to[i].word == word)
			return;
	while (at < *used && to[at].slip <= slip)
		at++;
	if (at == TERM_NEAR_MAX)
		return;
	if (*used < TERM_NEAR_MAX)
		++*used;
	memmove(to + at + 1, to + at, (*used - at - 1) * sizeof *to);
	to[at] = (struct term_near){ word, slip };
}

static void look_near(const struct lexicon *l, const char *key_text, size_t key_n, const char *folded, size_t n,
	struct term_near *to, unsigned *used)
{
	uint64_t key = hash(key_text, key_n, 1);
	size_t at = l->deletions.room != 0 ? slot_of(&l->deletions, key) : 0;

	for (const struct index_entry *e; (e = index_next(&l->deletions, key, &at)) != NULL;) {
		enum slip slip = slip_between(folded, n, l->words[e->value], l->word_length[e->value]);
		if (slip != SLIP_NONE)
			keep_near(to, used, (int)e->value, slip);
	}
}

unsigned term_near(const struct lexicon *l, const char *folded, size_t n, struct term_near to[static TERM_NEAR_MAX])
{
	char shorter[64];
	unsigned used = 0;

	if (n < 2 || n >= sizeof shorter)
		return 0;
	look_near(l, folded, n, folded, n, to, &used); /* a letter was dropped */
	for (size_t out = 0; out < n; out++) {
		memcpy(shorter, folded, out);
		memcpy(shorter + out, folded + out + 1, n - out - 1);
		look_near(l, shorter, n - 1, folded, n, to, &used); /* one is wrong, or two are swapped */
		bool twice = out > 0 && folded[out] == folded[out - 1];
		int word = n > 3 || (twice && n == 3) ? term_word(l, shorter, n - 1) : TERM_NONE;
		if (word >= 0) /* one too many */
			keep_near(to, &used, word, slip_between(folded, n, shorter, n - 1));
	}
	return used;
}

bool term_phrase_at(const struct lexicon *l, unsigned i, struct term_phrase *phrase)
{
	const struct lexicon_phrase *p;

	if (i >= l->phrases_used)
		return false;
	p = &l->phrases[i];
	*phrase = (struct term_phrase){ p->text, p->sense, p->file, p->line, p->scope, p->added };
	return true;
}

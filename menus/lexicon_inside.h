/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lexicon_inside.h - the lexicon's own struct, shared by its files: lexicon.c (tables), lexicon_read.c (sections of
 * the menu files), lexicon_index.c (words, phrases and slips). Nobody else includes it. */
#ifndef MENUS_LEXICON_INSIDE_H
#define MENUS_LEXICON_INSIDE_H

#include "menus/term.h"

struct lexicon_phrase { /* as it was read, kept so that the index can be built again */
	char *text;     /* with marks */
	struct sense sense;
	const char *file; /* where a fault of it is shown */
	int line;
};

struct index_entry {
	uint64_t key;
	uint32_t value;
	bool used;
};
struct index { /* open addressing, a power of two */
	struct index_entry *at;
	size_t room, used;
};

struct node_senses {
	uint32_t first, count;
};

struct lexicon {
	struct lexicon_indicator *indicators;
	struct lexicon_entry *topics, *roles, *categories;
	struct keyword *keywords;
	struct machine *machines;
	unsigned indicators_used, topics_used, roles_used, categories_used, keywords_used, machines_used;
	struct lexicon_phrase *phrases;
	unsigned phrases_used, phrases_room;
	char **strings; /* all copies, freed together */
	unsigned strings_used, strings_room;

	/* The index, built by lexicon_ready(). */
	char **words;
	uint8_t *word_length;
	bool *word_code;
	unsigned words_used, words_room;
	struct index word_ids;  /* hash of the word -> number */
	struct index edges;     /* node << 32 | word -> node */
	struct index deletions; /* hash of the word with one letter out -> number, several entries for one key */
	struct node_senses *nodes;
	unsigned nodes_used, nodes_room;
	struct sense *senses;
	unsigned senses_used;
};

const char *lexicon_keep(struct lexicon *l, const char *text); /* a copy that lives as long as the lexicon */
const char *lexicon_keep_plain(struct lexicon *l, const char *text);
/* Note that text means sense; file may be NULL. */
void lexicon_phrase(struct lexicon *l, const char *text, struct sense sense, const char *file, int line);
void lexicon_index_free(struct lexicon *l);
/* Room for one more element of *array, used so far, by doubling. */
void *lexicon_grow(void *array, unsigned used, size_t element);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lexicon_inside.h - the lexicon's own struct, shared by its files: lexicon.c (tables), lexicon_read.c (sections of
 * the menu files), lexicon_index.c (words, phrases and slips), lexicon_alias.c (further words, and a commune's own).
 * Nobody else includes it. */
#ifndef MENUS_LEXICON_INSIDE_H
#define MENUS_LEXICON_INSIDE_H

#include "menus/term.h"

struct lexicon_phrase { /* as it was read, kept so that the index can be built again */
	char *text;     /* with marks */
	struct sense sense;
	const char *file; /* where a fault of it is shown */
	int line;
	uint16_t scope; /* 0: everywhere; else which of the scopes */
	bool added;     /* of the section aliases */
};

#define SCOPE_COMMUNES_MAX 64
struct lexicon_scope { /* the communes where a phrase is said */
	const char *communes[SCOPE_COMMUNES_MAX], *file;
	int lines[SCOPE_COMMUNES_MAX];
	unsigned used;
};

struct lexicon_alias { /* a further word for something that may stand in a later file */
	const char *of, *text, *file;
	int line;
	bool weak;
	uint16_t scope;
};

struct lexicon_spelling { /* a word as people write it, and the word that it is */
	const char *written, *meant;
};
struct spelled { /* the same in the index: several may share a word, apart by their marks */
	int word, meant;
	accent accent, meant_accent;
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
	struct lexicon_scope *scopes;
	struct lexicon_alias *aliases;
	struct lexicon_spelling *spellings;
	unsigned scopes_used, aliases_used, spellings_used;
	const char *
		*communes; /* of a lexicon_local(), whose tables are another's; else NULL. Yours, the codes are not */
	size_t communes_used;
	char **strings; /* all copies, freed together */
	unsigned strings_used, strings_room;

	/* The index, built by lexicon_ready(). */
	char **words;
	uint8_t *word_length;
	bool *word_code;
	uint16_t *word_spelled; /* 1 + its first entry of spelled, 0 = none */
	struct spelled *spelled;
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
/* Note that text means sense; file may be NULL. Returns the phrase, borrowed until the next is noted. */
struct lexicon_phrase *lexicon_phrase(
	struct lexicon *l, const char *text, struct sense sense, const char *file, int line);
/* The scope that a list of communes names; 0 when n is NULL. */
uint16_t lexicon_scope_read(struct lexicon *l, const struct node *n, struct faults *f);
/* Read a group of the section aliases. */
void lexicon_alias_read(struct lexicon *l, const struct node *n, struct faults *f);
/* Make phrases of the aliases that were read; once. */
void lexicon_alias_resolve(struct lexicon *l, struct faults *faults);
/* Is a phrase of that scope said in the commune of this lexicon? */
bool lexicon_scope_holds(const struct lexicon *l, uint16_t scope);
void lexicon_index_free(struct lexicon *l);
/* Room for one more element of *array, used so far, by doubling. */
void *lexicon_grow(void *array, unsigned used, size_t element);

#endif

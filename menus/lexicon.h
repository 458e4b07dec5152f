/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lexicon.h - the words that the menu files teach, and what they stand for.
 *
 * Eight sections: keywords, indicators, topics, roles, categories, words,
 * machines, aliases. Words are written with their tone marks and found without them;
 * marks that were typed decide where two words differ by them alone. The
 * engine's own look-up is menus/term.h; here is what the programme reads.
 *
 * Not changed while a text is being understood. Adding an indicator needs
 * lexicon_ready() again before the next text.
 */
#ifndef MENUS_LEXICON_H
#define MENUS_LEXICON_H

#include "menus/node.h"

#include <stdbool.h>
#include <stdint.h>

struct lexicon;

#define LEXICON_INDICATORS_MAX 128
#define LEXICON_CODE_OCTETS    8

struct lexicon_indicator {
	const char *code;    /* "DVC": 2..7 capitals and digits */
	const char *name;    /* "dịch vụ công trực tuyến" */
	const char *plain;   /* the same without tone marks, made by the lexicon */
	const char *english; /* "online public services"; NULL or "": not said */
	const char *unit;    /* the word for one of them: "người", "hộ", "lượt" */
	const char *unit_plain;
	int64_t least, most;     /* what one village can report in one period; beyond it we ask back */
	int64_t per_household;   /* most of them in a household, where the village's are known; 0: that says nothing */
	const char *denominator; /* what a percentage is of: "household" "adult14" "adult15" "adult18" "" */
	bool told;               /* those count who were told of it; else to be told is not to have done it */
};

struct lexicon_entry {    /* a topic, a role or a category */
	const char *code; /* "tap_huan" "to_truong" "mang" */
	const char *name; /* with tone marks, as a text may show it */
	const char *plain;
	const char *english; /* "": not said */
	bool urgent;         /* a category that a leader must hear of at once */
	bool lesson;         /* a topic of guides only: beside it the indicator that is counted still stands */
	bool apart;          /* a category that is never said of those who were counted: the network, the weather */
	bool meeting;        /* a topic that says what kind of meeting it is, and not what is taught */
};

/* Of the classes of words (menus/term.h), those that the programme asks for. */
enum lexicon_class { LEXICON_APPROVING, LEXICON_REJECTING, LEXICON_ASKING };

/* The loader's side: new, read each section (its name says which it is), ready once after the last file. */
struct lexicon *lexicon_new(void);
void lexicon_free(struct lexicon **words);
void lexicon_read(struct lexicon *words, const struct node *section, struct faults *faults);
/* Builds the indexes and checks what can only be seen in the whole. Faults go to faults, which may be NULL. */
void lexicon_ready(struct lexicon *words, struct faults *faults);

/* Add or replace an indicator (an imported one). aliases: words separated by '|', "" for none. Strings are copied;
 * plain and unit_plain are not read. 0, or -1 with why set. Call lexicon_ready() when all are added. */
int lexicon_add_indicator(
	struct lexicon *words, const struct lexicon_indicator *indicator, const char *aliases, struct why *why);

/* A commune's own words, by its code and those of what was merged into it: a lexicon that has them beside all others, over
 * the tables of this one, which must stay as it is for so long. NULL when none has any. Yours until lexicon_free(). */
struct lexicon *lexicon_local(const struct lexicon *words, const char *const *codes, size_t used);
/* The communes that have words of their own, each once; NULL past the last. */
const char *lexicon_commune_at(const struct lexicon *words, unsigned i);

/* Where a commune is named, every time; false past the last. */
bool lexicon_commune_said(const struct lexicon *words, unsigned i, const char **code, const char **file, int *line);

/* Indicators in the order of the files; by code NULL when there is none. Borrowed. */
unsigned lexicon_indicators(const struct lexicon *words);
const struct lexicon_indicator *lexicon_indicator_at(const struct lexicon *words, unsigned i);
const struct lexicon_indicator *lexicon_indicator(const struct lexicon *words, const char *code);

/* Every name that answers show, of indicators, topics, roles and categories, and what it is in English, "" when no
 * file says it; false past the last. */
bool lexicon_name_at(const struct lexicon *words, unsigned i, const char **name, const char **english);

/* How many octets of a folded text, which begins with a word, are a phrase of that class of words, the longest; 0: none. */
size_t lexicon_begins(const struct lexicon *words, enum lexicon_class which, const char *folded);

/* Topics (codes of indicators are topics too, but not listed here), roles, categories of difficulties. */
unsigned lexicon_topics(const struct lexicon *words);
const struct lexicon_entry *lexicon_topic_at(const struct lexicon *words, unsigned i);
const struct lexicon_entry *lexicon_topic(const struct lexicon *words, const char *code);
unsigned lexicon_roles(const struct lexicon *words);
const struct lexicon_entry *lexicon_role_at(const struct lexicon *words, unsigned i);
const struct lexicon_entry *lexicon_role(const struct lexicon *words, const char *code);
unsigned lexicon_categories(const struct lexicon *words);
const struct lexicon_entry *lexicon_category_at(const struct lexicon *words, unsigned i);
const struct lexicon_entry *lexicon_category(const struct lexicon *words, const char *code);

#endif

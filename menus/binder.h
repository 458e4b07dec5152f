/* SPDX-License-Identifier: GPL-2.0-or-later */
/* binder.h - what count_bind() knows while it reads a text from left to right.
 *
 * Shared by its files: binder.c (what is bound), count_number.c (a number),
 * count_mark.c (numbers that count nothing), count_old.c (what is corrected),
 * count_word.c (a word), count.c (the walk). Nobody else includes it.
 */
#ifndef MENUS_BINDER_H
#define MENUS_BINDER_H

#include "menus/count.h"

struct binder {
	const struct view *v;
	struct counts *c;
	bool correcting;
	unsigned to;
	int strong, weak; /* indicators that wait for their number; -1 */
	unsigned strong_at, weak_at;
	int64_t number; /* a number that waits for its indicator; -1 */
	unsigned number_at;
	int number_weak; /* the weak indicator that stood before or behind that number */
	bool number_total, number_add;
	bool total, period; /* said since the last number */
	bool all_total;     /* said before the first number */
	bool all_add;       /* said before all that is counted: "thêm DVC 8, TT 2" */
	bool add, less;
	int about;       /* vague words since the last number */
	bool weak_visit; /* it is a verb as well: "đi", "tuyên truyền" */
	unsigned number_unknown, unknown_at;
	unsigned strange; /* of those, the ones that are in no list at all */
	unsigned unknown; /* words nobody knows since the last indicator or number */
	bool contrary;    /* not, not yet, remaining, a difficulty: since the last separator */
	bool separated;   /* a separator since the number */
	bool of_which;
	bool after_count;  /* a number was bound in this clause */
	bool remaining;    /* the next number is what is left to do */
	bool after_number; /* the last thing read was a number and its unit word */
	bool expect_old, expect_new;
	bool seen_number;
	bool with_total, without_total, with_add, without_add;
	bool unit_said;
	bool number_contrary; /* the number that waits was said of those who did not */
	bool iffy;            /* "nếu": until the end of the sentence */
	bool bracket;         /* the part is told in brackets */
	bool corrected;       /* a word that corrects was passed */
	bool label;           /* what was counted is told apart: in a part, or again in other words */
	int64_t part_sum;
	unsigned whole;   /* the count whose parts they are */
	unsigned team;    /* the item of the number of a team, 0 */
	uint16_t unit;    /* the item of the unit that is spoken of */
	bool unit_behind; /* each unit stands behind its counts: "dvc 4 thôn A và dvc 6 thôn B" */
};

/* The first problem stands. */
void binder_problem(struct binder *b, enum count_problem p, int indicator);
/* The item at i; past the end a new line. */
const struct item *binder_item(const struct binder *b, unsigned i);
struct count *binder_find(struct counts *c, int indicator, uint16_t unit);
/* Put a number on an indicator. */
void binder_put(struct binder *b, int indicator, bool weak, int64_t value, bool total, bool add, unsigned at);
/* The number, the indicator that waited gets what it can have. */
void binder_settle_number(struct binder *b);
void binder_settle_strong(struct binder *b);
/* Parts of what was counted last are told from here on, or no more: with names of their own they must make up the whole. */
void binder_begin_parts(struct binder *b);
void binder_settle_parts(struct binder *b);
/* Is that indicator the one whose parts are told? */
bool binder_is_whole(const struct binder *b, unsigned indicator);

bool binder_is_separator(const struct item *i);
bool binder_is_sign(const struct item *i, const char *signs);

/* Is a number in digits or words here that counts? *bad tells what is wrong with it (count_number.c). */
bool count_number_here(const struct binder *b, unsigned i, int64_t *value, enum count_problem *bad);
void count_number_take(struct binder *b, unsigned i, unsigned from);

/* Numbers that count nothing (count_mark.c): of a list, of a unit, of a report, which one, a person's name. */
void count_mark_tick(struct item *items, unsigned from, unsigned to);
bool count_mark_code(struct binder *b, unsigned i);
bool count_mark_ref(struct binder *b, unsigned i, unsigned from);
bool count_mark_is_ordinal(const struct binder *b, unsigned i, unsigned from);
bool count_mark_is_name(const struct binder *b, unsigned i, unsigned from);

/* What is corrected (count_old.c): the number at i is an old one; a word says so; the next one is the new one. */
bool count_old_is(const struct binder *b, unsigned i);
bool count_old_is_wrong_word(const struct binder *b, const struct item *item);
bool count_old_falls_to(const struct binder *b, unsigned i);

/* Words (count_word.c). zero: "SK: không" is none of it. */
void count_word_take(struct binder *b, unsigned i);
void count_word_strong(struct binder *b, unsigned i, int indicator);
bool count_word_zero(struct binder *b, unsigned i);

#endif

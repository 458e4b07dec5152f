/* SPDX-License-Identifier: GPL-2.0-or-later */
/* count.h - which number belongs to which indicator.
 *
 * Every number of the text must be explained: bound to an indicator, or a date,
 * an item number, a part ("trong đó 2 hộ nghèo"), a measure ("3 ngày"). One that
 * is left over, or an indicator without its number, is a problem, and a report
 * with a problem is asked back. This is what keeps a wrong number from passing.
 */
#ifndef MENUS_COUNT_H
#define MENUS_COUNT_H

#include "menus/view.h"

#define COUNTS_MAX 40

enum count_problem {
	COUNT_FINE,
	COUNT_NO_NUMBER,    /* an indicator without a number */
	COUNT_NO_INDICATOR, /* a number without an indicator */
	COUNT_VAGUE,        /* about, more than, a few, a range, a rate */
	COUNT_BAD,          /* decimal, phone number, too big, negative, a ratio */
	COUNT_TWICE,        /* the same indicator with two numbers */
	COUNT_UNSURE        /* something unknown between the two, or a clause that says the contrary */
};
const char *count_problem_name(enum count_problem problem);

struct count {
	uint16_t indicator;
	int64_t value, total, old, delta;
	int64_t parts; /* said again, of the same indicator: together they are the value, or it was said twice */
	bool beside;   /* one of the parts stands beside the value, as another kind: "voso 1 postmart 1" */
	bool has_value, has_total, has_old, has_delta, weak;
	bool first;     /* the number stood before the indicator */
	bool doubtful;  /* the number itself is none that counts: 60%, 1.5, 10-12 */
	bool contrary;  /* said of those who did not: "5 người từ chối cài vneid" */
	uint16_t entry; /* item of the unit that it was said of, for a text about several units */
	uint16_t item;
};

struct counts {
	struct count at[COUNTS_MAX];
	unsigned used;
	enum count_problem problem; /* the first one */
	int problem_indicator;      /* of it, -1 */
	int64_t loose;              /* a number without an indicator, -1 */
	unsigned loose_used;
	bool against_target; /* a number was what had been asked for */
	bool total, add;     /* every number is a total, or to be added */
	bool zero;           /* "BC 0", "BC không" */
	bool difficulty;     /* a difficulty is told beside the counts; from this item on */
	unsigned difficulty_from;
	int64_t old, new; /* "tu 4 thanh 5" without an indicator; -1 */
	int64_t ref;      /* the number of the report that is corrected; -1 */
	const char *code; /* a unit named by its code */
	char code_text[16];
	bool guessed; /* an indicator was read through a slip */
};

/* Bind what stands in items from..to-1; correcting allows an old value beside the new one. */
void count_bind(const struct view *v, unsigned from, unsigned to, bool correcting, struct counts *c);

/* "tháng 13", "tuần 60": the number at item i is said of a month or a week that does not exist, and counts nothing. */
bool count_is_no_period(const struct view *v, unsigned i);

/* "BC TO 1 DVC 5", "tổ 1 bc dvc 5": the item of the number that names the team, in front of all that is counted and
 * with a figure behind; 0 when there is none. */
unsigned count_team_at(const struct view *v);

/* The indicator that a mistyped code can only mean, or -1. */
int count_near_code(const struct view *v, const struct item *item);

#endif

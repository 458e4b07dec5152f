/* SPDX-License-Identifier: GPL-2.0-or-later */
/* suspension.h - days on which nobody in a unit is urged: a storm, a holiday. */
#ifndef STORE_SUSPENSION_H
#define STORE_SUSPENSION_H

#include "store/record.h"

struct suspension {
	int64_t no; /* 0: there is none */
	char unit[RECORD_CODE_OCTETS];
	char first_day[RECORD_DAY_OCTETS], last_day[RECORD_DAY_OCTETS]; /* both included */
	char reason[RECORD_NAME_OCTETS];
	char by_whom[RECORD_NAME_OCTETS];
	int64_t at;
};

/* Store it; it gets the next number. */
int suspension_add(struct store *st, struct suspension *s, struct why *why);
/* One that was not taken back. */
int suspension_get(struct store *st, int64_t no, struct suspension *s, struct why *why);
/* It was none after all. */
int suspension_end(struct store *st, int64_t no, int64_t at_us, struct why *why);
/* That day was its last. */
int suspension_move_end(struct store *st, int64_t no, const char *last_day, struct why *why);
/* Those that were not taken back and last until that day or longer, in the order of their days. *rows is yours, free()
 * it. */
int suspension_list(struct store *st, const char *day, struct suspension **rows, size_t *used, struct why *why);

#endif

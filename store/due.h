/* SPDX-License-Identifier: GPL-2.0-or-later */
/* due.h - what is to happen at a time: reminders, digests, periods.
 *
 * kind says what, key says for what ("5:1660867200"), and never a person's number, since keys are not erased. What was
 * done stays, so that adding it again does not make it happen twice.
 */
#ifndef STORE_DUE_H
#define STORE_DUE_H

#include "store/record.h"

#define DUE_KEY_OCTETS 128

#define DUE_URGED      "urged"      /* of "unit:period": a reminder rests; asked for ahead by absent.c */
#define DUE_URGED_TEAM "urged_team" /* of a unit: the reminder of its teams rests */

struct due {
	char kind[RECORD_WORD_OCTETS]; /* "": there is none */
	char key[DUE_KEY_OCTETS];
	int64_t at;
	char unit[RECORD_CODE_OCTETS];
};

/* Add it unless it is there, waiting or done. */
int due_add(struct store *st, const char *kind, const char *key, int64_t at_us, const char *unit, struct why *why);
/* Those of that kind since that moment, waiting or done. *rows is yours, free() it. */
int due_list(struct store *st, const char *kind, int64_t since_us, struct due **rows, size_t *used, struct why *why);
/* The first that waits and whose time has come; due->kind is "" when there is none. */
int due_next(struct store *st, int64_t now_us, struct due *due, struct why *why);
/* When the first that waits is due; INT64_MAX when none waits. */
int due_next_time(struct store *st, int64_t *at, struct why *why);
/* One by its name, *waiting false when it was done; due->kind is "" when there is none. */
int due_get(struct store *st, const char *kind, const char *key, struct due *due, bool *waiting, struct why *why);
int due_done(struct store *st, const char *kind, const char *key, int64_t now_us, struct why *why);
/* It waits for another time now; also what was done waits again. Nothing happens when it is not there. */
int due_move(struct store *st, const char *kind, const char *key, int64_t at_us, struct why *why);
/* Drop those of that kind that wait and whose key begins so ("" = all). */
int due_drop(struct store *st, const char *kind, const char *prefix, struct why *why);
/* When one of that kind was last done, 0 = never (or forgotten). */
int due_last_done(struct store *st, const char *kind, int64_t *at, struct why *why);
/* Forget what was done before that moment, at most so many, the oldest first. */
int due_prune(struct store *st, int64_t before_us, unsigned most, unsigned *pruned, struct why *why);

#endif

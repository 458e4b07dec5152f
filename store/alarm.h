/* SPDX-License-Identifier: GPL-2.0-or-later */
/* alarm.h - incidents: what someone should know of, until it is over. One a kind and subject, however often it is raised. */
#ifndef STORE_ALARM_H
#define STORE_ALARM_H

#include "store/record.h"

#define ALARM_SUBJECT_OCTETS 64

struct alarm {
	char kind[RECORD_WORD_OCTETS];      /* "sim-full", "pin", "store" ... */
	char subject[ALARM_SUBJECT_OCTETS]; /* the link, or what it is about */
	int64_t raised_at;                  /* first, since it was last cleared */
	int64_t cleared_at;                 /* 0: it still stands */
	int64_t times;                      /* how often it was raised since it stands */
	char text[RECORD_TEXT_OCTETS];
};

/* *is_new (may be NULL): someone must be told: it did not stand before. What was cleared and comes again within an hour
 * of being told is the same incident: it is counted, and nobody is told twice. */
int alarm_raise(struct store *st, const char *kind, const char *subject, const char *text, int64_t now_us, bool *is_new,
	struct why *why);
/* It is over. Nothing happens when it did not stand. */
int alarm_clear(struct store *st, const char *kind, const char *subject, int64_t now_us, struct why *why);
/* Those of that kind are over that have not been told of since that moment. */
int alarm_clear_old(struct store *st, const char *kind, int64_t since_us, int64_t now_us, struct why *why);
/* Those that stand, and those cleared since then (INT64_MAX: only those that stand), the newest first. *rows is yours,
 * free() it. */
int alarm_list(struct store *st, int64_t cleared_since_us, struct alarm **rows, size_t *used, struct why *why);

#endif

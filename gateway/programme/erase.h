/* SPDX-License-Identifier: GPL-2.0-or-later */
/* erase.h - what is held about a person: shown, exported, erased, and forgotten by age. */
#ifndef GATEWAY_PROGRAMME_ERASE_H
#define GATEWAY_PROGRAMME_ERASE_H

#include "gateway/base/buf.h"
#include "gateway/programme/voice.h"

/* The law's time for a wish to be erased (domain 4g), and how long one may take it back here. */
#define ERASE_LAW_DAYS 15
#define ERASE_AFTER    (3 * CLOCK_DAY)

/* Erase whoever has that number, or only the number. *rows: how much of theirs there was; *busy: a text to them is being
 * sent just now, nothing was done. */
int erase_person(const struct voice *v, const struct units *units, const char *phone, int64_t *rows, bool *busy,
	struct why *why);

/* The time has come (due "erase", key: the wish's id). *again: when to try again, 0 = it is done. */
int erase_due(const struct voice *v, const struct units *units, int64_t id, int64_t *again, struct why *why);

/* A step through what is too old (due "retention"); *more: there is more of it. */
int retention_step(const struct voice *v, bool *more, struct why *why);

/* Is the sender to be erased soon? Then they are told when, and how they keep their data. */
int erase_is_waiting(struct act *a, bool *waits, struct why *why);

/* Ask for the code without which nobody is erased. */
int erase_ask_code(struct act *a, struct why *why);

#endif

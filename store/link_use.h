/* SPDX-License-Identifier: GPL-2.0-or-later */
/* link_use.h - what each link did, by the hour: for its caps, its rate of success, and when it last worked. */
#ifndef STORE_LINK_USE_H
#define STORE_LINK_USE_H

#include "store/record.h"

struct link_use {
	int64_t parts;   /* that the network took, or perhaps took */
	int64_t texts;   /* sent whole */
	int64_t refused; /* times that a text was surely not sent */
	int64_t unsure;
	int64_t received;             /* parts and texts that came in */
	int64_t sent_at, received_at; /* the last time, 0 = never */
};

/* Add to the hour that has `now_us` in it. */
int link_use_add(struct store *st, const char *link, const struct link_use *more, int64_t now_us, struct why *why);
/* The sum of the hours that began at `since_us` or later; the last times are those of all hours. */
int link_use_since(struct store *st, const char *link, int64_t since_us, struct link_use *sum, struct why *why);
/* The parts of those hours alone. */
int link_use_parts(struct store *st, const char *link, int64_t since_us, int64_t *parts, struct why *why);
/* Parts of texts that the link has in its hands. */
int link_use_in_hand(struct store *st, const char *link, int64_t *parts, struct why *why);
/* Forget hours that began before that moment. */
int link_use_prune(struct store *st, int64_t before_us, struct why *why);

/* When the hour began that a moment lies in. */
int64_t link_use_hour(int64_t at_us);

#endif

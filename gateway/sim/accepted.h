/* SPDX-License-Identifier: GPL-2.0-or-later */
/* accepted.h - how often the network took each text: proof that nothing is lost and nothing sent twice. */
#ifndef GATEWAY_SIM_ACCEPTED_H
#define GATEWAY_SIM_ACCEPTED_H

#include <stdint.h>

struct accepted;

struct accepted *accepted_new(void);
void accepted_free(struct accepted **a);
/* Count one part; returns how often it has been taken by now. part 0 and 1 are the same when parts is 1. */
uint64_t accepted_add(struct accepted *a, const char *to, const char *text, unsigned part, unsigned parts);
/* How often a part with those words was taken. */
uint64_t accepted_times(const struct accepted *a, const char *to, const char *text);
/* A hash of number and words. */
uint64_t accepted_hash(const char *number, const char *text);
/* How many different (to, text, part), and how many of them more than once. */
void accepted_totals(const struct accepted *a, uint64_t *distinct, uint64_t *repeated);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* why.h - the reason of a failure, as one sentence with its numbers.
 *
 * A function that can fail takes a struct why and returns -1 with it set; the
 * caller handles the failure, or adds its own words in front and passes it up.
 */
#ifndef GATEWAY_BASE_WHY_H
#define GATEWAY_BASE_WHY_H

#define WHY_OCTETS 512

struct why {
	char text[WHY_OCTETS]; /* UTF-8, cut at the end when too long */
};

/* Set the reason. Always returns -1, so that a caller can return it. why may be NULL. */
int why_set(struct why *why, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Where to set a reason that we look at ourselves: why, or own when the caller wants none. */
struct why *why_or(struct why *why, struct why *own);

/* Put words in front of a reason: "FORMAT: old reason". Always returns -1. */
int why_in(struct why *why, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif

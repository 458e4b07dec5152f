/* SPDX-License-Identifier: GPL-2.0-or-later */
/* whole.h - a gateway with one simulated modem and the demo people, for stories over real processes.
 *
 * It is noon there (gateway_at_noon), so that what keeps the hours goes at once.
 * Texts are heard in any order: what went to others meanwhile is kept for later.
 */
#ifndef TESTS_HELP_WHOLE_H
#define TESTS_HELP_WHOLE_H

#include "tests/help/gateway.h"
#include "tests/help/sim.h"

#define HEAD    "+84905100001" /* of seeds/demo: team leader of Sơn Trà */
#define OFFICER "+84905100002" /* of its commune, Bình Đông */
#define CHAIR   "+84905100003"

struct whole {
	struct simulator sim;
	struct gateway gateway;
	json_t *sent; /* texts that nobody has heard yet */
};

void whole_begin(struct whole *w);
void whole_end(struct whole *w);
/* A person texts the modem. */
void whole_says(struct whole *w, const char *who, const char *text);
/* The next text to that number with those words; fails when none comes. Yours, free() it. */
char *whole_hears(struct whole *w, const char *who, const char *words);
/* The same, and nothing more is wanted of it. */
void whole_heard(struct whole *w, const char *who, const char *words);
/* Import rows of that kind into the running gateway; the header first. */
void whole_import(struct whole *w, const char *kind, const char *csv);
/* "2026-11-26T08:44:06Z": the moment so many seconds from now. Returns to. */
const char *whole_moment(long seconds, char to[static 32]);
/* SIGKILL to every process once all texts that are out are delivered, and a new life. */
void whole_crashes(struct whole *w);

#endif

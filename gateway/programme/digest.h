/* SPDX-License-Identifier: GPL-2.0-or-later */
/* digest.h - the two lines for a leader, and urging those who are missing. */
#ifndef GATEWAY_PROGRAMME_DIGEST_H
#define GATEWAY_PROGRAMME_DIGEST_H

#include "gateway/programme/rollup.h"
#include "gateway/programme/voice.h"

/* Append the digest of a unit and period. */
int digest_render(const struct voice *v, const struct units *units, const struct unit *unit, const char *period,
	enum text_style style, struct buf *to, struct why *why);

/* Remind the heads of the villages that have not reported. *told counts people, and names (may be NULL) gets the
 * villages. */
int digest_remind(const struct voice *v, const struct units *units, const struct unit *unit, const char *period,
	unsigned *told, struct buf *names, struct why *why);

#endif

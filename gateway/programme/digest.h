/* SPDX-License-Identifier: GPL-2.0-or-later */
/* digest.h - the two lines for a leader, and what stands behind them. digest_ask.c answers TH, digest_tell.c sends it at
 * its hour. */
#ifndef GATEWAY_PROGRAMME_DIGEST_H
#define GATEWAY_PROGRAMME_DIGEST_H

#include "gateway/programme/rollup.h"
#include "gateway/programme/voice.h"

#define DIGEST_NAMES_MAX 64 /* of a list of units: some five parts */

/* Append the digest of a unit and period. */
int digest_render(const struct voice *v, const struct units *units, const struct unit *unit, const char *period,
	enum text_style style, struct buf *to, struct why *why);
/* The same as a longer text to be pasted into the group of the unit (S30, S34). */
int digest_render_group(const struct voice *v, const struct units *units, const struct unit *unit, const char *period,
	enum text_style style, struct buf *to, struct why *why);
#define DIGEST_WHEN_OCTETS (CALENDAR_NAME_OCTETS + 2)
/* " tháng 10": what NHAC and TH CHUA need behind them to be of that period; "" for the one that runs. Returns to. */
const char *digest_when(
	const struct voice *v, const struct unit *unit, const char *period, char to[static DIGEST_WHEN_OCTETS]);
#define DIGEST_URGE_OCTETS (DIGEST_WHEN_OCTETS + 4)
/* "NHAC tháng 10"; "" for a period by which no village reports. Returns to. */
const char *digest_urge(const struct voice *v, const struct rollup *of, char to[static DIGEST_URGE_OCTETS]);
/* Append who is missing, at most so many names, and how many more. */
void digest_add_missing(
	const struct voice *v, const struct rollup *of, enum text_style style, unsigned names, struct buf *to);

/* The line of the Youth Union (S9): the deputies of the village teams. */
int digest_render_youth(const struct voice *v, const struct units *units, const struct unit *unit, const char *period,
	enum text_style style, struct buf *to, struct why *why);

/* How the sender's own village stands, whoever of it asks; the digest of those who lead more. */
struct act;
int digest_own(struct act *a, struct why *why);
/* Of several units that one text names each in short; all of them are in force or the answer says why not. */
int digest_each(struct act *a, const char *period, struct why *why);

/* Send the digest of a unit that is due at that moment to those who lead it, and to its Youth Union. */
int digest_tell(
	const struct voice *v, const struct units *units, const struct unit *unit, int64_t due_us, struct why *why);

#endif

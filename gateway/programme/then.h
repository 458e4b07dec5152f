/* SPDX-License-Identifier: GPL-2.0-or-later */
/* then.h - units that became others, in texts about a time before or by names of before.
 *
 * A text of July about June that names Bình Đông means the Bình Đông of June;
 * one about July means Vạn Tường, and the answer says so.
 */
#ifndef GATEWAY_PROGRAMME_THEN_H
#define GATEWAY_PROGRAMME_THEN_H

#include "gateway/programme/act.h"

/* The unit of a period for which today's unit stands in an entry: that one, when it was there on the period's last day,
 * else the one of those that went into it which the words of the entry name. NULL: it could be several. A part of what was
 * divided since is itself, unless the entry means the whole: undivided.h. */
const struct unit *then_unit(const struct act *a, unsigned entry, const struct unit *today, const char *period);
/* That unit of today, when the row became it or it is a part of what the row was; else NULL. */
const struct unit *then_today(const struct units *units, const struct unit *row, const struct unit *wanted);
/* May a text about today's unit mean that row? It became it, and the text names no other. */
bool then_may_be(const struct act *a, const struct unit *today, const struct unit *row);
/* Ask which of them; what was clear is kept. */
int then_ask(struct act *a, const struct unit *today, const char *period, struct why *why);
/* "xã Vạn Tường (Bình Đông cũ)": the unit's name in an answer, with the old one that the entry used. Returns to. */
#define THEN_NAME_OCTETS (RECORD_NAME_OCTETS + 60)
char *then_name(const struct act *a, unsigned entry, const struct unit *unit, char to[static THEN_NAME_OCTETS]);

/* The unit of before that the entry names, when others went with it into today's unit; NULL: it names none, or all of it. */
const struct unit *then_part(const struct act *a, unsigned entry, const struct unit *unit);

/* The name of two units that are one without its marks: theirs, or of what went into them. NULL: there is none. */
const struct unit *then_collision(const struct act *a, const struct unit *unit, const struct unit *other);
/* The unit in which a village lay before it was moved; NULL: it was not. */
const struct unit *then_above(const struct act *a, const struct unit *village);
/* How many units of before a period went into that unit since; 0: it was there then. */
unsigned then_count(const struct units *units, const struct unit *unit, const char *period);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* people.h - the people of a unit, those of the units merged into it included. */
#ifndef GATEWAY_PROGRAMME_PEOPLE_H
#define GATEWAY_PROGRAMME_PEOPLE_H

#include "gateway/programme/units.h"
#include "store/member.h"

/* The active people of that very unit with that role ("" = any). *rows is yours, free() it; on failure it is NULL. */
int people_of(struct store *st, const struct units *units, const struct unit *unit, const char *role,
	struct member **rows, size_t *used, struct why *why);

/* Who will be of that very unit whenever they text again: those who stopped or have not consented yet, too. */
int people_count_in_roll(struct store *st, const char *code, size_t *people, struct why *why);

/* Who is in the roll and named so, of the unit of that code and all below it. *rows is yours, free() it. */
int people_called(struct store *st, const struct units *units, const char *top, const char *name, struct member **rows,
	size_t *used, struct why *why);

/* "anh", "chi", "di": is that word, folded, of n octets, how one speaks to somebody? */
bool people_is_title(const char *folded, size_t n);
/* "Lê Văn Quân" is named by "le van quan", by "van quan", by "quan" and by "anh quan". */
bool people_is_named(const char *whole, const char *said);

/* "nguyễn văn a" as names are written, "Nguyễn Văn A"; capitals stay. Returns to. */
const char *people_write_name(const char *said, char to[static RECORD_NAME_OCTETS]);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* exchange.h - rows on their way in from files and out to them.
 *
 * What import and export need beside the families of tables: single rows by
 * their natural key, and every row of a kind in a stable order, so that two
 * exports of the same store are the same file.
 */
#ifndef STORE_EXCHANGE_H
#define STORE_EXCHANGE_H

#include "store/member.h"
#include "store/report.h"
#include "store/target.h"
#include "store/team.h"
#include "store/unit.h"

struct indicator { /* beside those of the menu files */
	char code[RECORD_CODE_OCTETS];
	char name[RECORD_NAME_OCTETS];
	char unit_word[RECORD_WORD_OCTETS];
	char aliases[RECORD_TEXT_OCTETS]; /* words separated by '|' */
	int64_t least, most;
};

#define EXCHANGE_PHONES_MAX 8 /* numbers of one person in a file */

/* One row by its key, which stands in *row; *found says whether there is one, and *row is it then. */
int exchange_unit_get(struct store *st, struct unit *row, bool *found, struct why *why);
int exchange_team_get(struct store *st, struct team *row, bool *found, struct why *why);
int exchange_indicator_get(struct store *st, struct indicator *row, bool *found, struct why *why);
int exchange_value_get(struct store *st, struct report_value *row, bool *found, struct why *why);

int exchange_team_put(struct store *st, const struct team *row, struct why *why);
int exchange_indicator_put(struct store *st, const struct indicator *row, struct why *why);

/* The numbers of a person, the one added last first, at most EXCHANGE_PHONES_MAX. */
int exchange_phones(struct store *st, int64_t member, char phones[EXCHANGE_PHONES_MAX][RECORD_PHONE_OCTETS],
	unsigned *used, struct why *why);

enum exchange_kind {
	EXCHANGE_UNITS,
	EXCHANGE_TEAMS,
	EXCHANGE_MEMBERS,
	EXCHANGE_ENROLMENTS,
	EXCHANGE_TRAININGS,
	EXCHANGE_INVITATIONS,
	EXCHANGE_INDICATORS,
	EXCHANGE_TARGETS,
	EXCHANGE_DENOMINATORS,
	EXCHANGE_COLLECTIONS,
	EXCHANGE_GROUPS,
	EXCHANGE_REPORTS,
	EXCHANGE_TICKETS,
	EXCHANGE_FORMS,
	EXCHANGE_MESSAGES,
	EXCHANGE_TOTALS, /* of every unit alone; gateway/programme/totals.h sums them up */
	EXCHANGE_KINDS
};

struct exchange_range {
	const char *unit;          /* this one and those below it; "" = all */
	int64_t from_us, until_us; /* from <= t < until, for kinds that have a time */
};

/* All rows of a kind. Step it, read the columns in the order of the kind's table in gateway/programme/kind.c. */
struct query *exchange_list(
	struct store *st, enum exchange_kind kind, const struct exchange_range *range, struct why *why);
/* Which parts of the range the kind knows. */
bool exchange_has_unit(enum exchange_kind kind);
bool exchange_has_time(enum exchange_kind kind);

#endif

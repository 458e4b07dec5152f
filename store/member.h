/* SPDX-License-Identifier: GPL-2.0-or-later */
/* member.h - the roll: people, their numbers, and the numbers that want no texts.
 *
 * A person is known by any of their numbers. What is stored of a person is
 * name, role, unit and number only; a judgement of a person has no column.
 */
#ifndef STORE_MEMBER_H
#define STORE_MEMBER_H

#include "store/record.h"

struct member {
	int64_t id; /* 0: nobody */
	char name[RECORD_NAME_OCTETS];
	char role[RECORD_WORD_OCTETS];
	char unit[RECORD_CODE_OCTETS];
	int64_t team;                    /* 0 = none */
	char status[RECORD_WORD_OCTETS]; /* awaiting_consent active stopped left */
	int64_t consent_at;
	char language[4];
	bool accents;
	int64_t created_at;
	char phone[RECORD_PHONE_OCTETS]; /* the number asked for, or the one added last */
};

/* A row of these columns, the first of which is that one of the query. */
#define MEMBER_COLUMNS                                                                                                 \
	"m.id, m.name, m.role, m.unit, m.team, m.status, m.consent_at, m.language, m.accents, m.created_at, p.msisdn"
void member_read_row(struct query *q, int column, struct member *m);

/* The person with that number, which is then member->phone; member->id is 0 when there is none. */
int member_by_phone(struct store *st, const char *phone, struct member *member, struct why *why);
/* The same by the id, with the number added last. */
int member_by_id(struct store *st, int64_t id, struct member *member, struct why *why);
/* Store a person by member->phone: over the person who has that number, else a new one. Sets member->id. */
int member_put(struct store *st, struct member *member, int64_t now_us, struct why *why);
int member_set_status(struct store *st, int64_t id, const char *status, struct why *why);
/* Consent was given at that moment to that wording; the person becomes active. */
int member_consent(struct store *st, int64_t id, int64_t at_us, const char *wording, struct why *why);
int member_set_language(struct store *st, int64_t id, const char *language, bool accents, struct why *why);
int member_set_role(struct store *st, int64_t id, const char *role, struct why *why);
int member_set_team(struct store *st, int64_t id, int64_t team, struct why *why);
/* Give a person that number, from whoever has it. */
int member_put_phone(struct store *st, const char *phone, int64_t id, int64_t at_us, struct why *why);
/* One more number, to which no texts go: those go to the one added last. */
int member_add_phone(struct store *st, int64_t id, const char *phone, struct why *why);
/* How many numbers a person has. */
int member_phones(struct store *st, int64_t id, int64_t *count, struct why *why);
/* A number that is no longer theirs. */
int member_drop_phone(struct store *st, int64_t id, const char *phone, struct why *why);
/* The number `to` takes the place of `from`. */
int member_move_phone(struct store *st, int64_t id, const char *from, const char *to, int64_t now_us, struct why *why);

/* People of that very unit with that role ("" = any) and status ("" = any), by name. One row a person, with the number
 * added last. *rows is yours, free() it. */
int member_list(struct store *st, const char *unit, const char *role, const char *status, struct member **rows,
	size_t *used, struct why *why);

/* The same of one to RECORD_MANY units at once, by unit and name. */
int member_list_in(struct store *st, const char *const *units, size_t units_used, const char *role, const char *status,
	struct member **rows, size_t *used, struct why *why);

/* Those of one to RECORD_MANY units, by unit, who may be sent texts: active, and no wish to stop. */
int member_list_reachable(struct store *st, const char *const *units, size_t units_used, struct member **rows,
	size_t *used, struct why *why);

/* Wishes to stop: of members and of strangers. */
int stopped_put(struct store *st, const char *phone, int64_t at_us, struct why *why);
int stopped_drop(struct store *st, const char *phone, struct why *why);
int stopped_is(struct store *st, const char *phone, bool *is, struct why *why);

#endif

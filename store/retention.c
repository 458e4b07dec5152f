/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/retention.h"

#include <stddef.h>

/* Ids hold the moment they were given (store_id()), so that these classes are gone through once, from the oldest on.
 * $1: rows up to this id were done; $2: the last to do now. next: $2 older than that id, $3 at most. */
struct by_id {
	const char *name, *next, *prune[3];
};

static const struct by_id texts = { "texts",
	"SELECT MAX(id), COUNT(*) FROM (SELECT id FROM message WHERE id > $1 AND id < $2 ORDER BY id LIMIT $3) AS r",
	{ "UPDATE message SET text = '', phone = '' WHERE id > $1 AND id <= $2 "
	  "AND state NOT IN ('queued', 'sending', 'unsure', 'kept')",
		"UPDATE part SET phone = '' WHERE message > $1 AND message <= $2",
		"UPDATE addressee SET phone = '' WHERE message > $1 AND message <= $2" } };
static const struct by_id audit = { "audit",
	"SELECT MAX(id), COUNT(*) FROM (SELECT id FROM audit WHERE id > $1 AND id < $2 ORDER BY id LIMIT $3) AS r",
	{ "UPDATE audit SET who = 'forgotten', subject = '', detail = '' WHERE id > $1 AND id <= $2", NULL } };

/* The others are over at different times: those that still hold something are looked for. $1: older than that moment;
 * $2: at most. The last statement is the one after which a row is looked for no more. */
#define OLD_TICKETS                                                                                                    \
	"SELECT no FROM ticket WHERE at < $1 AND status IN ('answered', 'closed') AND "                                \
	"(phone <> '' OR text <> '' OR owner <> '') ORDER BY no LIMIT $2"
/* One on which nobody ever decided is refused with that. */
#define OLD_ENROLMENTS                                                                                                 \
	"SELECT no FROM enrolment WHERE (CASE WHEN status = 'pending' THEN asked_at ELSE decided_at END) < $1 AND "    \
	"(name <> '' OR phone <> '') ORDER BY no LIMIT $2"
/* When somebody left stands in the change log. */
#define OLD_LEFT                                                                                                       \
	"SELECT m.id FROM member m WHERE m.status = 'left' AND m.name <> '' AND m.created_at < $1 AND NOT EXISTS "     \
	"(SELECT 1 FROM audit u JOIN phone p ON p.msisdn = u.subject WHERE p.member = m.id AND u.at >= $1) "           \
	"ORDER BY m.id LIMIT $2"

static const char *const tickets[] = { "UPDATE ticket SET text = '', answer = '', phone = '', owner = '' "
				       "WHERE no IN (" OLD_TICKETS ")",
	NULL };
static const char *const enrolments[] = {
	"UPDATE enrolment SET name = '', phone = '', old_phone = '', decided_by = '', "
	"status = CASE WHEN status = 'pending' THEN 'rejected' ELSE status END, "
	"reason = '' WHERE no IN (" OLD_ENROLMENTS ")",
	NULL
};
static const char *const left[] = {
	"UPDATE form SET phone = '' WHERE phone IN (SELECT msisdn FROM phone WHERE member IN (" OLD_LEFT "))",
	"UPDATE report SET phone = '' WHERE phone IN (SELECT msisdn FROM phone WHERE member IN (" OLD_LEFT "))",
	"UPDATE broadcast SET phone = '' WHERE phone IN (SELECT msisdn FROM phone WHERE member IN (" OLD_LEFT "))",
	"UPDATE consent SET phone = '' WHERE phone IN (SELECT msisdn FROM phone WHERE member IN (" OLD_LEFT "))",
	"DELETE FROM phone WHERE member IN (" OLD_LEFT ")",
	"UPDATE member SET name = '' WHERE id IN (" OLD_LEFT ")",
	NULL,
};

static int read_upto(struct store *st, const char *class, int64_t *upto, struct why *why)
{
	return record_number(record_ask(st, "SELECT upto FROM retention WHERE class = $1", why, "t", class), upto, why);
}

static int note_upto(struct store *st, const char *class, int64_t upto, struct why *why)
{
	static const char sql[] = "INSERT INTO retention (class, upto) VALUES ($1, $2) "
				  "ON CONFLICT (class) DO UPDATE SET upto = excluded.upto";

	return record_do(st, sql, why, "ti", class, upto);
}

static int prune_by_id(
	struct store *st, const struct by_id *class, int64_t before_us, unsigned most, unsigned *done, struct why *why)
{
	int64_t from, to;
	struct query *q;

	if (read_upto(st, class->name, &from, why) == -1)
		return -1;
	q = record_ask(st, class->next, why, "iii", from, store_id_at(before_us), (int64_t)most);
	if (q == NULL || query_step(q, why) != STEP_ROW)
		return -1;
	to = query_column_int(q, 0);
	*done = (unsigned)query_column_int(q, 1);
	query_end(q);
	if (*done == 0)
		return 0;
	for (size_t i = 0; i < sizeof class->prune / sizeof *class->prune && class->prune[i] != NULL; i++)
		if (record_do(st, class->prune[i], why, "ii", from, to) == -1)
			return -1;
	return note_upto(st, class->name, to, why);
}

static int prune_found(struct store *st, const char *const *statements, int64_t before_us, unsigned most,
	unsigned *done, struct why *why)
{
	for (; *statements != NULL; statements++) {
		struct query *q = record_ask(st, *statements, why, "ii", before_us, (int64_t)most);
		int64_t changed;

		if (record_changes(q, &changed, why) == -1)
			return -1;
		*done = (unsigned)changed;
	}
	return 0;
}

int retention_prune(
	struct store *st, enum retention_class class, int64_t before_us, unsigned most, unsigned *done, struct why *why)
{
	*done = 0;
	switch (class) {
	case RETENTION_TEXTS:
		return prune_by_id(st, &texts, before_us, most, done, why);
	case RETENTION_AUDIT:
		return prune_by_id(st, &audit, before_us, most, done, why);
	case RETENTION_TICKETS:
		return prune_found(st, tickets, before_us, most, done, why);
	case RETENTION_ENROLMENTS:
		return prune_found(st, enrolments, before_us, most, done, why);
	case RETENTION_LEFT:
		return prune_found(st, left, before_us, most, done, why);
	case RETENTION_CLASSES:
		break;
	}
	return 0;
}

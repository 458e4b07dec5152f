/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/person.h"

#include "gateway/base/buf.h"
#include "gateway/base/msisdn.h"

#include <string.h>

/* ---- a number moves ---- */

int person_move(struct store *st, const char *from, const char *to, struct why *why)
{
	static const char *const moves[] = {
		"UPDATE report SET phone = $2 WHERE phone = $1",
		"UPDATE form SET phone = $2 WHERE phone = $1",
		"UPDATE ticket SET phone = $2 WHERE phone = $1",
		"UPDATE ticket SET owner = $2 WHERE owner = $1",
		"DELETE FROM invitation WHERE phone = $1 AND training IN (SELECT training FROM invitation WHERE phone = $2)",
		"UPDATE invitation SET phone = $2 WHERE phone = $1",
		"UPDATE training SET added_by = $2 WHERE added_by = $1",
		"UPDATE consent SET phone = $2 WHERE phone = $1",
		"UPDATE erasure SET phone = $2 WHERE phone = $1",
		"UPDATE enrolment SET old_phone = $2 WHERE old_phone = $1 AND phone <> $2 AND status = 'pending'",
	};

	/* What waits to go; but the old number itself hears that another one was asked for. */
	static const char waiting[] = "UPDATE message SET phone = $2 WHERE phone = $1 AND direction = 'out' "
				      "AND state = 'queued' AND kind <> 'answer' AND text NOT LIKE '%' || $3 || '%'";
	size_t length = strlen(to), digits = length < 9 ? length : 9; /* however it is written */

	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (record_do(st, moves[i], why, "tt", from, to) == -1)
			return -1;
	return record_do(st, waiting, why, "ttt", from, to, to + length - digits);
}

int person_hand_over(struct store *st, const char *from, const char *to, struct why *why)
{
	static const char sql[] = "UPDATE ticket SET owner = $2 WHERE owner = $1 AND status IN ('open', 'passed_up')";

	return record_do(st, sql, why, "tt", from, to);
}

/* ---- counts ---- */

int person_count(struct store *st, const char *phone, struct person_counts *counts, struct why *why)
{
	struct {
		const char *sql;
		int64_t *to;
	} each[] = {
		{ "SELECT COUNT(*) FROM report WHERE phone = $1", &counts->reports },
		{ "SELECT COUNT(*) FROM ticket WHERE phone = $1", &counts->tickets },
		{ "SELECT COUNT(*) FROM message WHERE phone = $1", &counts->texts },
		{ "SELECT COUNT(*) FROM invitation WHERE phone = $1", &counts->invitations },
	};

	for (size_t i = 0; i < sizeof each / sizeof *each; i++)
		if (record_number(record_ask(st, each[i].sql, why, "t", phone), each[i].to, why) == -1)
			return -1;
	return 0;
}

/* ---- erasing ---- */

int person_is_sent_to(struct store *st, const char *phone, bool *is, struct why *why)
{
	static const char sql[] = "SELECT COUNT(*) FROM message WHERE phone = $1 AND state = 'sending'";
	int64_t count;

	if (record_number(record_ask(st, sql, why, "t", phone), &count, why) == -1)
		return -1;
	*is = count > 0;
	return 0;
}

/* $1: the number; $2: a name under which an invitation is still counted, and which belongs to nobody. */
static const char *const by_phone[] = {
	"UPDATE message SET state = 'expired', reason = 'erased' WHERE phone = $1 AND state IN ('queued', 'unsure')",
	"UPDATE message SET phone = '', text = '' WHERE phone = $1 AND state <> 'sending'",
	"UPDATE part SET phone = '' WHERE phone = $1",
	"DELETE FROM inbound_part WHERE phone = $1",
	"UPDATE early_receipt SET phone = '' WHERE phone = $1",
	"DELETE FROM due WHERE key LIKE '%:' || $1",
	"DELETE FROM session WHERE phone = $1",
	"DELETE FROM stopped WHERE msisdn = $1",
	"DELETE FROM guess WHERE subject = $1",
	"DELETE FROM ported WHERE phone = $1",
	"UPDATE report SET phone = '' WHERE phone = $1",
	"UPDATE form SET phone = '' WHERE phone = $1",
	/* Nobody is there any more to whom it could be answered. */
	"UPDATE ticket SET status = 'closed' WHERE phone = $1 AND status IN ('open', 'passed_up')",
	"UPDATE ticket SET phone = '', text = '', answer = '' WHERE phone = $1",
	"UPDATE ticket SET owner = '' WHERE owner = $1",
	"DELETE FROM addressee WHERE phone = $1",
	"UPDATE broadcast SET phone = '' WHERE phone = $1",
	"UPDATE invitation SET phone = $2, delegate = '' WHERE phone = $1",
	"UPDATE collection SET opened_by = '' WHERE opened_by = $1",
	"UPDATE training SET added_by = '' WHERE added_by = $1",
	"UPDATE target SET set_by = '' WHERE set_by = $1",
	"UPDATE target SET before_by = '' WHERE before_by = $1",
	"UPDATE team SET set_by = '' WHERE set_by = $1",
	"UPDATE meeting_place SET set_by = '' WHERE set_by = $1",
	"UPDATE suspension SET by_whom = '' WHERE by_whom = $1",
	"UPDATE enrolment SET status = 'rejected' WHERE status = 'pending' AND (phone = $1 OR old_phone = $1)",
	"UPDATE enrolment SET name = '', reason = '', phone = '', old_phone = '' WHERE phone = $1 OR old_phone = $1",
	"UPDATE enrolment SET decided_by = '' WHERE decided_by = $1",
	"UPDATE consent SET phone = '' WHERE phone = $1",
	"UPDATE audit SET who = 'erased' WHERE who = $1",
	"UPDATE audit SET subject = 'erased' WHERE subject = $1",
	"DELETE FROM phone WHERE msisdn = $1",
};

int person_erase_by(struct store *st, const char *sql, const char *one, const char *two, int64_t *rows, struct why *why)
{
	const char *types = strstr(sql, "$2") != NULL ? "tt" : "t";
	int64_t changed;
	int result = record_changes(record_ask(st, sql, why, types, one, two), &changed, why);

	*rows += changed;
	return result;
}

static int erase_number(struct store *st, const char *phone, int64_t now_us, int64_t *rows, struct why *why)
{
	char nobody[RECORD_PHONE_OCTETS], local[MSISDN_OCTETS];
	struct buf name;
	int result = 0;

	buf_init(&name);
	buf_addf(&name, PERSON_GONE "%llx", (unsigned long long)store_id(st, now_us));
	record_copy(name.data, nobody, sizeof nobody);
	buf_fini(&name);
	for (size_t i = 0; i < sizeof by_phone / sizeof *by_phone && result == 0; i++)
		result = person_erase_by(st, by_phone[i], phone, nobody, rows, why);
	if (result == 0)
		result = person_erase_words(st, phone, rows, why);
	return result == 0 ? person_erase_words(st, msisdn_local(phone, local), rows, why) : -1;
}

int person_erase(struct store *st, int64_t member, char (*phones)[RECORD_PHONE_OCTETS], unsigned phones_used,
	const char *name, const char *plain, int64_t now_us, int64_t *rows, struct why *why)
{
	static const char *const by_member[] = {
		"DELETE FROM pin WHERE member = $1",
		"UPDATE deputy SET ended_at = until WHERE ended_at = 0 AND (member = $1 OR for_member = $1)",
		"DELETE FROM phone WHERE member = $1",
		"DELETE FROM member WHERE id = $1",
	};

	*rows = 0;
	for (unsigned i = 0; i < phones_used; i++)
		if (erase_number(st, phones[i], now_us, rows, why) == -1)
			return -1;
	if (person_erase_words(st, name, rows, why) == -1 || person_erase_words(st, plain, rows, why) == -1)
		return -1;
	for (size_t i = 0; i < sizeof by_member / sizeof *by_member && member != 0; i++)
		if (record_do(st, by_member[i], why, "i", member) == -1)
			return -1;
	return 0;
}

/* ---- the export ---- */

static const char *const member_columns[] = { "id", "name", "role", "unit", "team", "status", "consent_at", "language",
	"accents", "created_at", NULL };
static const char *const phone_columns[] = { "msisdn", "added_at", NULL };
static const char *const consent_columns[] = { "at", "answer", "version", "text", NULL };
static const char *const enrolment_columns[] = { "no", "phone", "name", "role", "unit", "status", "asked_at",
	"decided_at", "reason", "old_phone", NULL };
static const char *const report_columns[] = { "no", "unit", "period", "at", "status", "nil", "reason", NULL };
static const char *const form_columns[] = { "no", "form", "unit", "at", "status", NULL };
static const char *const ticket_columns[] = { "no", "unit", "category", "text", "status", "at", "answer", NULL };
static const char *const invitation_columns[] = { "training", "answer", "answered_at", "attended_at", NULL };
static const char *const message_columns[] = { "id", "direction", "text", "state", "received_at", "queued_at",
	"sent_at", NULL };
static const char *const audit_columns[] = { "at", "what", "subject", "detail", NULL };

static const struct person_listing listings[] = {
	{ "member", member_columns,
		"SELECT id, name, role, unit, team, status, consent_at, language, accents, created_at FROM member "
		"WHERE id IN (SELECT member FROM phone WHERE msisdn = $1)" },
	{ "phone", phone_columns, "SELECT msisdn, added_at FROM phone WHERE msisdn = $1" },
	{ "consent", consent_columns,
		"SELECT c.at, c.answer, c.version, w.text FROM consent c JOIN wording w ON w.version = c.version "
		"WHERE c.phone = $1 ORDER BY c.id" },
	{ "enrolment", enrolment_columns,
		"SELECT no, phone, name, role, unit, status, asked_at, decided_at, reason, old_phone FROM enrolment "
		"WHERE phone = $1 OR old_phone = $1 ORDER BY no" },
	{ "report", report_columns,
		"SELECT no, unit, period, at, status, nil, reason FROM report WHERE phone = $1 ORDER BY no" },
	{ "form", form_columns, "SELECT no, form, unit, at, status FROM form WHERE phone = $1 ORDER BY no" },
	{ "ticket", ticket_columns,
		"SELECT no, unit, category, text, status, at, answer FROM ticket WHERE phone = $1 ORDER BY no" },
	{ "invitation", invitation_columns,
		"SELECT training, answer, answered_at, attended_at FROM invitation WHERE phone = $1 ORDER BY training" },
	{ "message", message_columns,
		"SELECT id, direction, text, state, received_at, queued_at, sent_at FROM message "
		"WHERE phone = $1 ORDER BY id" },
	{ "audit", audit_columns,
		"SELECT at, what, subject, detail FROM audit WHERE who = $1 OR subject = $1 ORDER BY id" },
};

const struct person_listing *person_listing(unsigned i)
{
	return i < sizeof listings / sizeof *listings ? &listings[i] : NULL;
}

/* ---- wishes to be erased ---- */

int erasure_add(struct store *st, struct erasure *e, struct why *why)
{
	static const char sql[] = "INSERT INTO erasure (id, phone, asked_at, at) VALUES ($1, $2, $3, $4)";

	e->id = store_id(st, e->asked_at);
	return record_do(st, sql, why, "itii", e->id, e->phone, e->asked_at, e->at);
}

static void read_erasure(struct query *q, void *row)
{
	struct erasure *e = row;

	e->id = query_column_int(q, 0);
	record_text(q, 1, e->phone, sizeof e->phone);
	e->asked_at = query_column_int(q, 2);
	e->at = query_column_int(q, 3);
}

int erasure_waiting(struct store *st, int64_t id, const char *phone, struct erasure *e, struct why *why)
{
	static const char sql[] = "SELECT id, phone, asked_at, at FROM erasure WHERE done_at = 0 AND phone <> '' "
				  "AND (id = $1 OR ($1 = 0 AND phone = $2)) ORDER BY id DESC LIMIT 1";
	struct query *q = record_ask(st, sql, why, "it", id, phone);

	return record_one(q, read_erasure, sizeof *e, e, why);
}

int erasure_end(struct store *st, int64_t id, int64_t done_us, struct why *why)
{
	return record_do(st, "UPDATE erasure SET phone = '', done_at = $2 WHERE id = $1", why, "ii", id, done_us);
}

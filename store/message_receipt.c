/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message_receipt.c - which text a delivery report settles, and what it makes of it. */
#include "gateway/base/clock.h"
#include "store/absent.h"
#include "store/later.h"
#include "store/message.h"
#include "store/message_row.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* TP-ST, 3GPP TS 23.040 9.2.3.15: from 0 the transaction is completed, from 0x20 the centre tries on, from 0x40 it has
 * stopped trying. */
#define STATUS_TRYING 0x20
#define STATUS_LOST   0x40

struct place {
	int64_t message; /* 0: none */
	unsigned part;
	struct message_brief m; /* as it was found; id 0: not read yet */
};

/* q may be NULL: -1. */
static int read_place(struct query *q, struct place *place, bool brief, struct why *why)
{
	enum step step = q == NULL ? STEP_FAILED : query_step(q, why);

	*place = (struct place){ .message = 0 };
	if (step == STEP_ROW) {
		place->message = query_column_int(q, 0);
		place->part = (unsigned)query_column_int(q, 1);
		if (brief)
			message_row_read_brief(q, 2, &place->m);
	}
	if (q != NULL)
		query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

/* The newest: there are only 256 references, and an older text that lacks its receipt has had its time. */
static int find_by_reference(struct store *st, const struct message_receipt *r, struct place *place, struct why *why)
{
	static const char sql[] = "SELECT message, part FROM part WHERE state IN ('sent', 'unsure') AND link = $1"
				  " AND phone = $2 AND reference = $3 ORDER BY sent_at DESC, message DESC LIMIT 1";

	return read_place(record_ask(st, sql, why, "tti", r->link, r->phone, (int64_t)r->reference), place, false, why);
}

/* The oldest: receipts come in the order of the texts, as a rule. Texts that were given up come last. */
static int find_unsure(struct store *st, const struct message_receipt *r, struct place *place, struct why *why)
{
	static const char sql[] =
		"SELECT p.message, p.part FROM part p JOIN message m ON m.id = p.message"
		" WHERE p.state IN ('sent', 'unsure') AND p.link = $1 AND p.phone = $2 AND p.reference = $3"
		" AND p.network_id = ''"
		" ORDER BY CASE WHEN m.state IN ('failed', 'expired') THEN 1 ELSE 0 END, p.sent_at, p.message, p.part"
		" LIMIT 1";

	return read_place(
		record_ask(st, sql, why, "tti", r->link, r->phone, (int64_t)MESSAGE_NO_REFERENCE), place, false, why);
}

/* Parts to that number whose response was lost, and of which a receipt with a name that we do not know may be. One that
 * has waited for a day is given up. */
static int count_nameless(
	struct store *st, const char *link, const char *phone, int64_t now_us, int64_t *parts, struct why *why)
{
	return record_number(
		record_ask(st,
			"SELECT count(*) FROM part WHERE state IN ('sent', 'unsure') AND link = $1 AND phone = $2"
			" AND reference = $3 AND network_id = '' AND sent_at > $4",
			why, "ttii", link, phone, (int64_t)MESSAGE_NO_REFERENCE, now_us - CLOCK_DAY),
		parts, why);
}

/* A text to that number still waits for its response, which will say whose the receipt is. */
static int is_awaited(struct store *st, const char *link, const char *phone, int64_t *texts, struct why *why)
{
	return record_number(
		record_ask(st,
			"SELECT count(*) FROM message WHERE direction = 'out' AND state IN ('sending', 'unsure')"
			" AND state = 'sending' AND via = $1 AND phone = $2",
			why, "tt", link, phone),
		texts, why);
}

static bool is_named(const struct message_receipt *r)
{
	return r->network_id != NULL && r->network_id[0] != '\0';
}

/* The next part of that name that has no receipt yet: a long text in one unit has one name for all its parts. */
static int find_by_name(struct store *st, const struct message_receipt *r, struct place *place, struct why *why)
{
	static const char sql[] =
		"SELECT p.message, p.part, " MESSAGE_BRIEF " FROM part p JOIN message m ON m.id = p.message"
		" WHERE p.state IN ('sent', 'unsure') AND p.link = $1 AND p.network_id = $2 AND p.network_id <> ''"
		" ORDER BY p.message DESC, p.part LIMIT 1";

	return read_place(record_ask(st, sql, why, "tt", r->link, r->network_id), place, true, why);
}

/* By each name alone, whatever the server thinks of the table: see RECORD_KEYS. */
static int find_ids(
	struct store *st, const char *link, const char *const *names, unsigned used, int64_t *ids, struct why *why)
{
	static const char sql[] = RECORD_KEYS
		" SELECT key, (SELECT max(p.message + 0) FROM part p WHERE p.state IN ('sent', 'unsure') AND p.link = $33"
		" AND p.network_id = key AND p.network_id <> '') FROM k WHERE key <> ''";
	struct query *q = store_query(st, sql, why);
	enum step step = STEP_FAILED;

	for (unsigned i = 0; q != NULL && i < RECORD_KEYS_MAX; i++)
		query_text(q, (int)i + 1, i < used ? names[i] : "");
	if (q != NULL)
		query_text(q, RECORD_KEYS_MAX + 1, link);
	while (q != NULL && (step = query_step(q, why)) == STEP_ROW)
		for (unsigned i = 0; i < used; i++)
			if (strcmp(names[i], query_column_text(q, 0)) == 0)
				ids[i] = query_column_int(q, 1);
	return step == STEP_DONE ? 0 : -1;
}

int message_look_named(struct store *st, const char *link, const char *const *names, unsigned used,
	struct message_brief *texts, struct why *why)
{
	int64_t ids[MESSAGE_NAMES_MAX] = { 0 }, asked[MESSAGE_NAMES_MAX];
	struct message_brief found[MESSAGE_NAMES_MAX];
	unsigned n = 0, found_used;

	static_assert(MESSAGE_NAMES_MAX <= RECORD_KEYS_MAX, "in one statement");
	memset(texts, 0, used * sizeof *texts);
	if (find_ids(st, link, names, used, ids, why) == -1)
		return -1;
	for (unsigned i = 0; i < used; i++) {
		bool again = ids[i] == 0;

		for (unsigned k = 0; k < n; k++)
			again |= asked[k] == ids[i];
		if (!again)
			asked[n++] = ids[i];
	}
	if (message_look_all(st, asked, n, found, &found_used, why) == -1)
		return -1;
	for (unsigned i = 0; i < used; i++)
		for (unsigned k = 0; k < found_used; k++)
			if (found[k].id == ids[i])
				texts[i] = found[k];
	return 0;
}

/* Brought again, as our answer was lost: of a text of that name the end is known, so it is of no other. */
static int is_repeat(struct store *st, const struct message_receipt *r, int64_t *parts, struct why *why)
{
	return record_number(
		record_ask(st,
			"SELECT count(*) FROM part WHERE link = $1 AND network_id = $2 AND network_id <> ''"
			" AND phone = $3 AND state NOT IN ('sent', 'unsure')",
			why, "ttt", r->link, r->network_id, r->phone),
		parts, why);
}

/* *repeat: it was taken before. One that may be of several texts is of none yet: better twice than never. */
static int find_named(struct store *st, const struct message_receipt *r, int64_t now_us, struct place *place,
	int64_t *repeat, struct why *why)
{
	int64_t parts = 0, awaited = 0;

	if (find_by_name(st, r, place, why) == -1)
		return -1;
	if (place->message != 0)
		return 0;
	if (is_repeat(st, r, repeat, why) == -1)
		return -1;
	if (*repeat == 0 && count_nameless(st, r->link, r->phone, now_us, &parts, why) == -1)
		return -1;
	if (parts == 1 && is_awaited(st, r->link, r->phone, &awaited, why) == -1)
		return -1;
	return parts == 1 && awaited == 0 ? find_unsure(st, r, place, why) : 0;
}

static int find(struct store *st, const struct message_receipt *r, int64_t now_us, struct place *place, int64_t *repeat,
	struct why *why)
{
	*repeat = 0;
	if (r->text != NULL) {
		*place = (struct place){ r->text->id, 1, *r->text };
		return 0;
	}
	if (is_named(r))
		return find_named(st, r, now_us, place, repeat, why);
	if (find_by_reference(st, r, place, why) == -1)
		return -1;
	return place->message != 0 ? 0 : find_unsure(st, r, place, why);
}

/* The network has had that part, whatever became of it. */
static int settle_part(struct store *st, struct message_brief *m, unsigned part, const struct message_receipt *r,
	int64_t now_us, struct why *why)
{
	static const struct later_kind settled = {
		.sql = "UPDATE part SET state = v.column3, reference = v.column4, settled_at = v.column5,"
		       " network_id = CASE WHEN network_id = '' THEN v.column6 ELSE network_id END"
		       " FROM (VALUES ($1, $2, $3, $4, $5, $6)) AS v"
		       " WHERE part.message IN ($1) AND part.message = v.column1 AND part.part = v.column2",
		.types = "i|itiit"
	};
	static const char skip[] = "UPDATE message SET skip = skip | $2 WHERE id = $1";
	bool trying = r->status >= STATUS_TRYING && r->status < STATUS_LOST;
	int64_t bit = INT64_C(1) << (part - 1);
	const char *state = trying ? "sent" : r->status < STATUS_TRYING ? "delivered" : "failed";

	if (later_do(st, &settled, why, m->id, (int64_t)part, state, (int64_t)r->reference,
		    trying ? INT64_C(0) : now_us, is_named(r) ? r->network_id : "") == -1)
		return -1;
	if ((m->skip & (uint64_t)bit) != 0)
		return 0;
	m->skip |= (uint64_t)bit;
	return record_do(st, skip, why, "ii", m->id, bit);
}

static int set_state(struct store *st, int64_t id, const char *state, int64_t now_us, struct why *why)
{
	static const char sql[] = "UPDATE message SET state = $2, next_at = $3, reason = '' WHERE id = $1";

	return record_do(st, sql, why, "iti", id, state, now_us);
}

static int count_unsure(struct store *st, int64_t id, int64_t *n, struct why *why)
{
	struct query *q = store_query(st, "SELECT count(*) FROM part WHERE message = $1 AND state = 'unsure'", why);

	if (q == NULL)
		return -1;
	query_int(q, 1, id);
	if (query_step(q, why) != STEP_ROW)
		return -1;
	*n = query_column_int(q, 0);
	query_end(q);
	return 0;
}

/* A text that was unsure, or waits to be sent once more: all parts taken, it is sent; the doubtful ones settled, the
 * rest of it goes. */
static int leave_unsure(struct store *st, const struct message_brief *m, int64_t now_us, struct why *why)
{
	uint64_t all = (UINT64_C(1) << m->parts) - 1;
	int64_t doubtful;

	if (m->state != MESSAGE_UNSURE && m->state != MESSAGE_QUEUED)
		return 0;
	if ((m->skip & all) == all)
		return set_state(st, m->id, "sent", now_us, why);
	if (m->state == MESSAGE_QUEUED || count_unsure(st, m->id, &doubtful, why) == -1)
		return m->state == MESSAGE_QUEUED ? 0 : -1;
	return doubtful > 0 ? 0 : set_state(st, m->id, "queued", now_us, why);
}

/* ---- the whole text ---- */

static int conclude_delivered(
	struct store *st, int64_t id, int64_t parts, int64_t now_us, bool *delivered, struct why *why)
{
	static const char sql[] = "UPDATE message SET state = 'delivered', delivered_at = $2, reason = '' WHERE id = $1"
				  " AND direction = 'out' AND state <> 'delivered' AND parts = $3";
	int64_t changed;
	int result = record_changes(record_ask(st, sql, why, "iii", id, now_us, parts), &changed, why);

	*delivered = changed == 1;
	return result;
}

/* Of one part; nobody asks whether it was so before. */
static int conclude_whole(struct store *st, int64_t id, int64_t now_us, struct why *why)
{
	static const struct later_kind delivered = {
		.sql = "UPDATE message SET state = 'delivered', delivered_at = v.column2, reason = ''"
		       " FROM (VALUES ($1, $2)) AS v WHERE id IN ($1) AND id = v.column1"
		       " AND direction = 'out' AND state <> 'delivered' AND parts = 1",
		.types = "i|i"
	};

	return later_do(st, &delivered, why, id, now_us);
}

static int conclude_lost(struct store *st, int64_t id, struct why *why)
{
	static const char sql[] = "UPDATE message SET state = 'failed', reason = 'the network could not deliver it'"
				  " WHERE id = $1 AND direction = 'out' AND state = 'sent'";

	return record_do(st, sql, why, "i", id);
}

int message_row_conclude(struct store *st, int64_t id, int64_t now_us, bool *delivered, struct why *why)
{
	static const char sql[] = "SELECT count(CASE WHEN state = 'delivered' THEN 1 END),"
				  " count(CASE WHEN state = 'failed' THEN 1 END) FROM part WHERE message = $1";
	struct query *q = record_ask(st, sql, why, "i", id);
	int64_t arrived, lost;

	*delivered = false;
	if (q == NULL || query_step(q, why) != STEP_ROW)
		return -1;
	arrived = query_column_int(q, 0);
	lost = query_column_int(q, 1);
	query_end(q);
	if (arrived > 0 && conclude_delivered(st, id, arrived, now_us, delivered, why) == -1)
		return -1;
	return lost > 0 ? conclude_lost(st, id, why) : 0;
}

/* Of a text of one part the receipt says all. */
static int conclude_by(struct store *st, const struct message_brief *m, const struct message_receipt *r, int64_t now_us,
	bool *delivered, struct why *why)
{
	if (m->parts != 1)
		return message_row_conclude(st, m->id, now_us, delivered, why);
	*delivered = r->status < STATUS_TRYING;
	if (*delivered)
		return conclude_whole(st, m->id, now_us, why);
	return r->status >= STATUS_LOST ? conclude_lost(st, m->id, why) : 0;
}

static enum receipt outcome(bool delivered, const struct message_receipt *r)
{
	if (r->status >= STATUS_LOST)
		return RECEIPT_LOST;
	if (r->status >= STATUS_TRYING)
		return RECEIPT_TRYING;
	return delivered ? RECEIPT_DELIVERED : RECEIPT_PART;
}

/* *parts: of the text. */
static enum receipt settle(struct store *st, const struct place *place, const struct message_receipt *r, int64_t now_us,
	unsigned *parts, struct why *why)
{
	struct message_brief m = place->m;
	bool delivered;

	*parts = 0;
	if ((m.id == 0 && message_look(st, place->message, &m, why) == -1) ||
		settle_part(st, &m, place->part, r, now_us, why) == -1 || leave_unsure(st, &m, now_us, why) == -1 ||
		conclude_by(st, &m, r, now_us, &delivered, why) == -1)
		return RECEIPT_FAILED;
	*parts = m.parts;
	return outcome(delivered || m.state == MESSAGE_DELIVERED, r);
}

/* Every part of that name; of a TP-MR there is one. */
static enum receipt settle_all(
	struct store *st, struct place *place, const struct message_receipt *r, int64_t now_us, struct why *why)
{
	unsigned parts;
	enum receipt result = settle(st, place, r, now_us, &parts, why);

	while (is_named(r) && parts > 1 && r->status < STATUS_TRYING && result != RECEIPT_FAILED) {
		if (find_by_name(st, r, place, why) == -1)
			return RECEIPT_FAILED;
		if (place->message == 0)
			break;
		result = settle(st, place, r, now_us, &parts, why);
	}
	return result;
}

/* ---- receipts that come before the response ---- */

static enum receipt keep_early(struct store *st, const struct message_receipt *r, int64_t now_us, struct why *why)
{
	static const char sql[] =
		"INSERT INTO early_receipt (link, network_id, status, done_at, at, phone)"
		" VALUES ($1, $2, $3, $4, $5, $6)"
		" ON CONFLICT (link, network_id) DO UPDATE SET status = excluded.status, done_at = excluded.done_at";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return RECEIPT_FAILED;
	query_text(q, 1, r->link);
	query_text(q, 2, r->network_id);
	query_int(q, 3, r->status);
	query_int(q, 4, r->done_us);
	query_int(q, 5, now_us);
	query_text(q, 6, r->phone);
	return query_run(q, why) == -1 ? RECEIPT_FAILED : RECEIPT_EARLY;
}

/* Take the early receipt of that name out, if there is one. */
static int take_early(struct store *st, struct message_receipt *r, bool *found, struct why *why)
{
	static const char look[] = "SELECT status, done_at FROM early_receipt WHERE link = $1 AND network_id = $2";
	static const char drop[] = "DELETE FROM early_receipt WHERE link = $1 AND network_id = $2";
	struct query *q = record_ask(st, look, why, "tt", r->link, r->network_id);
	enum step step = q == NULL ? STEP_FAILED : query_step(q, why);

	*found = step == STEP_ROW;
	if (step != STEP_ROW)
		return step == STEP_FAILED ? -1 : 0;
	r->status = (unsigned)query_column_int(q, 0);
	r->done_us = query_column_int(q, 1);
	query_end(q);
	return record_do(st, drop, why, "tt", r->link, r->network_id);
}

/* The name of the oldest early receipt of that number that came since that moment, and how many there are. */
static int find_early(struct store *st, const char *link, const char *phone, int64_t since_us, struct buf *name,
	int64_t *there, struct why *why)
{
	struct query *q = record_ask(st,
		"SELECT network_id FROM early_receipt WHERE link = $1 AND phone = $2 AND at >= $3 ORDER BY at, network_id",
		why, "tti", link, phone, since_us);
	enum step step = q == NULL ? STEP_FAILED : STEP_ROW;

	buf_clear(name);
	*there = 0;
	while (step == STEP_ROW && (step = query_step(q, why)) == STEP_ROW)
		if ((*there)++ == 0)
			buf_adds(name, query_column_text(q, 0));
	return step == STEP_FAILED ? -1 : 0;
}

/* As many as may be meant have come: each has its own. One that came before a text was made is of another. */
static int settle_early(
	struct store *st, const char *link, const char *phone, struct buf *name, int64_t now_us, struct why *why)
{
	struct message_receipt r = { .link = link, .phone = phone, .reference = MESSAGE_NO_REFERENCE };
	int64_t nameless, there;
	struct place place;
	unsigned parts;
	bool found;

	for (;;) {
		if (count_nameless(st, link, phone, now_us, &nameless, why) == -1 ||
			find_unsure(st, &r, &place, why) == -1)
			return -1;
		if (nameless == 0 || place.message == 0)
			return 0;
		if (find_early(st, link, phone, store_id_moment(place.message), name, &there, why) == -1)
			return -1;
		if (there < nameless)
			return 0;
		r.network_id = name->data;
		if (take_early(st, &r, &found, why) == -1 ||
			settle(st, &place, &r, now_us, &parts, why) == RECEIPT_FAILED)
			return -1;
	}
}

int message_row_settle_early(struct store *st, const char *link, const char *phone, int64_t now_us, struct why *why)
{
	int64_t texts;
	struct buf name;
	int result;

	if (is_awaited(st, link, phone, &texts, why) == -1)
		return -1;
	if (texts > 0)
		return 0;
	buf_init(&name);
	result = settle_early(st, link, phone, &name, now_us, why);
	buf_fini(&name);
	return result;
}

int message_row_drop_early(struct store *st, int64_t id, struct why *why)
{
	return record_do(st,
		"DELETE FROM early_receipt WHERE link = (SELECT via FROM message WHERE id = $1)"
		" AND phone = (SELECT phone FROM message WHERE id = $1)",
		why, "i", id);
}

int message_prune_early(struct store *st, int64_t before_us, unsigned *dropped, struct why *why)
{
	struct query *q = record_ask(st, "DELETE FROM early_receipt WHERE at < $1", why, "i", before_us);
	int64_t changed;
	int result = record_changes(q, &changed, why);

	*dropped = (unsigned)changed;
	return result;
}

int message_row_named(
	struct store *st, int64_t id, unsigned part, const char *network_id, int64_t now_us, struct why *why)
{
	static const char sql[] = "SELECT e.link FROM part p JOIN early_receipt e ON e.link = p.link"
				  " WHERE p.message = $1 AND p.part = $2 AND e.network_id = $3";
	struct query *q;
	enum step step;
	char link[MESSAGE_LINK_OCTETS];
	struct message_receipt r = { .link = link, .network_id = network_id, .reference = MESSAGE_NO_REFERENCE };
	struct place place = { .message = id, .part = part };
	bool found;

	if (absent_is(st, NULL, ABSENT_EARLY))
		return 0;
	q = record_ask(st, sql, why, "iit", id, (int64_t)part, network_id);
	step = q == NULL ? STEP_FAILED : query_step(q, why);
	if (step != STEP_ROW)
		return step == STEP_FAILED ? -1 : 0;
	record_text(q, 0, link, sizeof link);
	query_end(q);
	if (take_early(st, &r, &found, why) == -1)
		return -1;
	return found && settle_all(st, &place, &r, now_us, why) == RECEIPT_FAILED ? -1 : 0;
}

/* Whose it is is looked for first: as a rule it is of a text, and new. */
enum receipt message_settle(
	struct store *st, const struct message_receipt *receipt, int64_t now_us, int64_t *id, struct why *why)
{
	struct place place;
	int64_t message, repeat;
	bool seen;

	*id = 0;
	if (find(st, receipt, now_us, &place, &repeat, why) == -1)
		return RECEIPT_FAILED;
	if (repeat > 0)
		return RECEIPT_SEEN;
	if (place.message == 0) {
		if (message_row_was_seen(st, receipt->identity, &seen, &message, why) == -1)
			return RECEIPT_FAILED;
		if (seen)
			return RECEIPT_SEEN;
		if (!is_named(receipt))
			return RECEIPT_UNKNOWN;
		if (keep_early(st, receipt, now_us, why) == RECEIPT_FAILED ||
			message_row_settle_early(st, receipt->link, receipt->phone, now_us, why) == -1)
			return RECEIPT_FAILED;
		return RECEIPT_EARLY;
	}
	message = place.message;
	switch (message_row_seen(st, receipt->identity, now_us, &message, why)) {
	case KEEP_FAILED:
		return RECEIPT_FAILED;
	case KEEP_SEEN:
		return RECEIPT_SEEN;
	case KEEP_NEW:
		break;
	}
	*id = place.message;
	return settle_all(st, &place, receipt, now_us, why);
}

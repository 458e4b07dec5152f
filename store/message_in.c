/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message_in.c - what came in: kept once, joined when it came in parts. */
#include "store/absent.h"
#include "store/later.h"
#include "store/message.h"
#include "store/message_row.h"

#include <string.h>

#define GAP "[...]" /* stands for parts that never came */

/* ---- what was seen ---- */

int message_row_was_seen(struct store *st, const char *identity, bool *seen, int64_t *message, struct why *why)
{
	struct query *q = store_query(st, "SELECT message FROM seen WHERE identity = $1", why);
	enum step step;

	if (q == NULL)
		return -1;
	query_text(q, 1, identity);
	step = query_step(q, why);
	*seen = step == STEP_ROW;
	*message = *seen ? query_column_int(q, 0) : 0;
	query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

static int forget_attempt(struct store *st, const char *identity, struct why *why)
{
	return record_do(st, "DELETE FROM attempt WHERE identity = $1", why, "t", identity);
}

/* It is not there: nothing is waited for. Should another gateway have put it there meanwhile, the transaction fails, and
 * is done again by what is there then. */
static int add_seen(struct store *st, const char *identity, int64_t now_us, int64_t message, struct why *why)
{
	static const struct later_kind seen = { .sql = "INSERT INTO seen (identity, at, message) VALUES ($1, $2, $3)",
		.types = "t|ii" };

	absent_there(st, identity, ABSENT_SEEN);
	return later_do(st, &seen, why, identity, now_us, message);
}

enum keep message_row_seen(struct store *st, const char *identity, int64_t now_us, int64_t *message, struct why *why)
{
	static const char sql[] = "INSERT INTO seen (identity, at, message) VALUES ($1, $2, $3)"
				  " ON CONFLICT (identity) DO NOTHING";
	struct query *q;
	bool seen;

	if (absent_is(st, identity, ABSENT_SEEN) && absent_is(st, NULL, ABSENT_ATTEMPTS))
		return add_seen(st, identity, now_us, *message, why) == 0 ? KEEP_NEW : KEEP_FAILED;
	q = record_ask(st, sql, why, "tii", identity, now_us, *message);
	if (q == NULL || query_run(q, why) == -1 || forget_attempt(st, identity, why) == -1)
		return KEEP_FAILED;
	if (query_changes(q) == 1)
		return KEEP_NEW;
	return message_row_was_seen(st, identity, &seen, message, why) == -1 ? KEEP_FAILED : KEEP_SEEN;
}

int message_again(
	struct store *st, const struct message_in *in, int64_t span_us, int64_t broke_us, int64_t *id, struct why *why)
{
	static const char look[] = "SELECT id FROM message WHERE phone = $1 AND id >= $2"
				   " AND direction = 'in' AND link = $3 AND text = $4 AND received_at <= $5"
				   " AND again_at <= $5 ORDER BY id DESC LIMIT 1";
	static const char note[] = "UPDATE message SET again_at = $2 WHERE id = $1";
	struct query *q;
	unsigned used;

	*id = 0;
	if (absent_is_text(st, in->phone, in->received_at - span_us))
		return 0;
	q = record_ask(st, look, why, "titti", in->phone, store_id_at(in->received_at - span_us), in->link, in->text,
		broke_us);
	if (message_row_ids(q, id, 1, &used, why) == -1)
		return -1;
	return used == 0 ? 0 : record_do(st, note, why, "ii", *id, in->received_at);
}

int message_heard(struct store *st, const char *phone, int64_t since_us, char intent[static RECORD_WORD_OCTETS],
	int64_t *heard, struct why *why)
{
	static const char sql[] =
		"SELECT i.intent, i.id FROM message o "
		"LEFT JOIN message i ON i.id = o.answers AND i.phone = o.phone "
		"WHERE o.phone = $1 AND o.id >= $2 AND o.direction = 'out' ORDER BY o.id DESC LIMIT 1";
	struct query *q = record_ask(st, sql, why, "ti", phone, store_id_at(since_us));
	enum step step = q == NULL ? STEP_FAILED : query_step(q, why);

	record_copy(step == STEP_ROW ? query_column_text(q, 0) : "", intent, RECORD_WORD_OCTETS);
	if (heard != NULL)
		*heard = step == STEP_ROW ? query_column_int(q, 1) : 0;
	if (q != NULL)
		query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

enum keep message_note(struct store *st, const char *identity, int64_t now_us, struct why *why)
{
	int64_t none = 0;

	return message_row_seen(st, identity, now_us, &none, why);
}

int message_try(struct store *st, const char *identity, int64_t now_us, unsigned *times, struct why *why)
{
	static const char sql[] = "INSERT INTO attempt (identity, times, at) VALUES ($1, 1, $2)"
				  " ON CONFLICT (identity) DO UPDATE SET times = attempt.times + 1, at = excluded.at"
				  " RETURNING times";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_text(q, 1, identity);
	query_int(q, 2, now_us);
	if (query_step(q, why) != STEP_ROW)
		return -1;
	*times = (unsigned)query_column_int(q, 0);
	return query_run(q, why);
}

static int prune_attempts(struct store *st, int64_t before_us, struct why *why)
{
	return record_do(st, "DELETE FROM attempt WHERE at < $1", why, "i", before_us);
}

int message_prune_seen(struct store *st, int64_t before_us, unsigned most, unsigned *dropped, struct why *why)
{
	static const char sql[] = "DELETE FROM seen WHERE identity IN"
				  " (SELECT identity FROM seen WHERE at < $1 ORDER BY at LIMIT $2)";
	int64_t changed;
	int result = record_changes(record_ask(st, sql, why, "ii", before_us, (int64_t)most), &changed, why);

	*dropped = (unsigned)changed;
	return result == 0 ? prune_attempts(st, before_us, why) : -1;
}

/* ---- whole texts ---- */

static int insert(struct store *st, int64_t id, const struct message_in *in, struct why *why)
{
	static const char sql[] = "INSERT INTO message (id, direction, phone, link, text, state, received_at)"
				  " VALUES ($1, 'in', $2, $3, $4, 'kept', $5)";

	absent_there(st, in->phone, ABSENT_TEXTS);
	return record_do(st, sql, why, "ittti", id, in->phone, in->link, in->text, in->received_at);
}

enum keep message_admit(struct store *st, const struct message_in *in, int64_t now_us, int64_t *id, struct why *why)
{
	*id = store_id(st, now_us);
	return in->identity[0] == '\0' ? KEEP_NEW : message_row_seen(st, in->identity, now_us, id, why);
}

int message_keep_done(struct store *st, int64_t id, const struct message_in *in, const char *intent, const char *status,
	struct why *why)
{
	static const struct later_kind done = {
		.sql = "INSERT INTO message (id, direction, phone, link, text, state, intent, status, received_at)"
		       " VALUES ($1, 'in', $2, $3, $4, 'done', $5, $6, $7)",
		.types = "i|ttttti"
	};

	absent_there(st, in->phone, ABSENT_TEXTS);
	return later_do(st, &done, why, id, in->phone, in->link, in->text, intent, status, in->received_at);
}

enum keep message_keep(struct store *st, const struct message_in *in, int64_t now_us, int64_t *id, struct why *why)
{
	enum keep keep = message_admit(st, in, now_us, id, why);

	if (keep == KEEP_NEW && insert(st, *id, in, why) == -1)
		return KEEP_FAILED;
	return keep;
}

int message_next_kept(struct store *st, int64_t after, struct message *m, struct why *why)
{
	static const char sql[] = "SELECT " MESSAGE_COLUMNS " FROM message"
				  " WHERE direction = 'in' AND state = 'kept' AND id > $1 ORDER BY id LIMIT 1";
	struct query *q = store_query(st, sql, why);

	if (q != NULL)
		query_int(q, 1, after);
	return message_row_one(q, m, why);
}

int message_done(
	struct store *st, int64_t id, const char *intent, const char *status, const char *unit, struct why *why)
{
	static const char sql[] = "UPDATE message SET state = 'done', intent = $2, status = $3, unit = $4"
				  " WHERE id = $1 AND direction = 'in'";

	return record_do(st, sql, why, "ittt", id, intent, status, unit);
}

int message_poison(struct store *st, int64_t id, const char *reason, struct why *why)
{
	static const char sql[] = "UPDATE message SET state = 'poison', reason = $2 WHERE id = $1 AND direction = 'in'";

	return record_do(st, sql, why, "it", id, reason);
}

/* ---- parts ---- */

/* By what parts belong together. */
struct key {
	const char *link, *phone;
	unsigned reference, parts;
};

static void bind_key(struct query *q, const struct key *key)
{
	query_text(q, 1, key->link);
	query_text(q, 2, key->phone);
	query_int(q, 3, key->reference);
	query_int(q, 4, key->parts);
}

static int count_parts(struct store *st, const struct key *key, unsigned *have, struct why *why)
{
	static const char sql[] = "SELECT count(*) FROM inbound_part"
				  " WHERE link = $1 AND phone = $2 AND reference = $3 AND parts = $4";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	bind_key(q, key);
	if (query_step(q, why) != STEP_ROW)
		return -1;
	*have = (unsigned)query_column_int(q, 0);
	query_end(q);
	return 0;
}

/* What stands in the place of a part: nothing, this very part (perhaps brought twice by the network), or a part of
 * another text with the same reference, for there are only 256 of them. */
enum place { PLACE_FAILED = -1, PLACE_FREE, PLACE_SAME, PLACE_OTHER };

static enum place look_at_place(
	struct store *st, const struct key *key, const struct message_part_in *in, struct why *why)
{
	static const char sql[] = "SELECT text FROM inbound_part"
				  " WHERE link = $1 AND phone = $2 AND reference = $3 AND parts = $4 AND part = $5";
	struct query *q = store_query(st, sql, why);
	enum place place = PLACE_FREE;
	enum step step;

	if (q == NULL)
		return PLACE_FAILED;
	bind_key(q, key);
	query_int(q, 5, in->part);
	step = query_step(q, why);
	if (step == STEP_FAILED)
		return PLACE_FAILED;
	if (step == STEP_ROW)
		place = strcmp(query_column_text(q, 0), in->text) == 0 ? PLACE_SAME : PLACE_OTHER;
	query_end(q);
	return place;
}

static int insert_part(struct store *st, const struct message_part_in *in, int64_t now_us, struct why *why)
{
	static const char sql[] = "INSERT INTO inbound_part (identity, link, phone, reference, parts, part, text, at)"
				  " VALUES ($5, $1, $2, $3, $4, $6, $7, $8)";
	const struct key key = { in->link, in->phone, in->reference, in->parts };
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	bind_key(q, &key);
	query_text(q, 5, in->identity);
	query_int(q, 6, in->part);
	query_text(q, 7, in->text);
	query_int(q, 8, now_us);
	return query_run(q, why);
}

enum keep message_keep_part(struct store *st, const struct message_part_in *in, int64_t now_us, unsigned *have,
	int64_t *displaced, struct why *why)
{
	const struct key key = { in->link, in->phone, in->reference, in->parts };
	enum place place;
	int64_t message;
	bool seen;

	*have = 0;
	*displaced = 0;
	if (in->part < 1 || in->part > in->parts)
		return (enum keep)why_set(why, "part %u of %u does not exist", in->part, in->parts);
	if (message_row_was_seen(st, in->identity, &seen, &message, why) == -1)
		return KEEP_FAILED;
	if (seen)
		return KEEP_SEEN;
	if (forget_attempt(st, in->identity, why) == -1)
		return KEEP_FAILED;
	place = look_at_place(st, &key, in, why);
	if (place == PLACE_FAILED)
		return KEEP_FAILED;
	if (place == PLACE_OTHER &&
		message_join(st, in->link, in->phone, in->reference, in->parts, now_us, displaced, why) == -1)
		return KEEP_FAILED;
	if (place != PLACE_SAME && insert_part(st, in, now_us, why) == -1)
		return KEEP_FAILED;
	if (count_parts(st, &key, have, why) == -1)
		return KEEP_FAILED;
	if (place != PLACE_SAME)
		return KEEP_NEW;
	return message_note(st, in->identity, now_us, why) == KEEP_FAILED ? KEEP_FAILED : KEEP_SEEN;
}

/* The text of the parts that are there; *received_at of the first that came, INT64_MAX without any. */
static int read_parts(struct store *st, const struct key *key, struct buf *text, int64_t *received_at, struct why *why)
{
	static const char sql[] = "SELECT part, text, at FROM inbound_part"
				  " WHERE link = $1 AND phone = $2 AND reference = $3 AND parts = $4 ORDER BY part";
	struct query *q = store_query(st, sql, why);
	unsigned expected = 1;
	enum step step;

	*received_at = INT64_MAX;
	if (q == NULL)
		return -1;
	bind_key(q, key);
	while ((step = query_step(q, why)) == STEP_ROW) {
		unsigned part = (unsigned)query_column_int(q, 0);

		if (part > expected)
			buf_adds(text, GAP);
		expected = part + 1;
		buf_adds(text, query_column_text(q, 1));
		if (query_column_int(q, 2) < *received_at)
			*received_at = query_column_int(q, 2);
	}
	if (expected <= key->parts)
		buf_adds(text, GAP);
	return step == STEP_DONE ? 0 : -1;
}

/* The parts are kept as the message `id` now: read again, they are known. */
static int retire_parts(struct store *st, const struct key *key, int64_t id, int64_t now_us, struct why *why)
{
	static const char note[] = "INSERT INTO seen (identity, at, message) SELECT identity, $5, $6 FROM inbound_part"
				   " WHERE link = $1 AND phone = $2 AND reference = $3 AND parts = $4"
				   " ON CONFLICT (identity) DO NOTHING";
	static const char drop[] = "DELETE FROM inbound_part"
				   " WHERE link = $1 AND phone = $2 AND reference = $3 AND parts = $4";
	struct query *q = store_query(st, note, why);

	absent_forget(st, ABSENT_SEEN);
	if (q == NULL)
		return -1;
	bind_key(q, key);
	query_int(q, 5, now_us);
	query_int(q, 6, id);
	if (query_run(q, why) == -1)
		return -1;
	q = store_query(st, drop, why);
	if (q == NULL)
		return -1;
	bind_key(q, key);
	return query_run(q, why);
}

int message_join(struct store *st, const char *link, const char *phone, unsigned reference, unsigned parts,
	int64_t now_us, int64_t *id, struct why *why)
{
	const struct key key = { link, phone, reference, parts };
	struct message_in in = { .link = link, .phone = phone };
	struct buf text;
	int result;

	*id = 0;
	buf_init(&text);
	result = read_parts(st, &key, &text, &in.received_at, why);
	if (result == 0 && in.received_at != INT64_MAX) {
		*id = store_id(st, now_us);
		in.text = text.data;
		result = insert(st, *id, &in, why);
		if (result == 0)
			result = retire_parts(st, &key, *id, now_us, why);
	}
	buf_fini(&text);
	return result;
}

int message_hide(struct store *st, int64_t id, const char *text, struct why *why)
{
	return record_do(st, "UPDATE message SET text = $2 WHERE id = $1 AND direction = 'in'", why, "it", id, text);
}

struct oldest {
	char link[MESSAGE_LINK_OCTETS], phone[MESSAGE_PHONE_OCTETS];
	unsigned reference, parts;
	int64_t at; /* INT64_MAX: there is none */
};

/* Of that sender at that link; phone NULL: of all. */
static int find_oldest(struct store *st, const char *link, const char *phone, struct oldest *oldest, struct why *why)
{
	static const char of_all[] = "SELECT link, phone, reference, parts, at FROM inbound_part ORDER BY at LIMIT 1";
	static const char of_one[] = "SELECT link, phone, reference, parts, at FROM inbound_part"
				     " WHERE link = $1 AND phone = $2 ORDER BY at LIMIT 1";
	struct query *q = store_query(st, phone == NULL ? of_all : of_one, why);
	enum step step;

	oldest->at = INT64_MAX;
	if (q == NULL)
		return -1;
	if (phone != NULL) {
		query_text(q, 1, link);
		query_text(q, 2, phone);
	}
	step = query_step(q, why);
	if (step == STEP_ROW) {
		record_text(q, 0, oldest->link, sizeof oldest->link);
		record_text(q, 1, oldest->phone, sizeof oldest->phone);
		oldest->reference = (unsigned)query_column_int(q, 2);
		oldest->parts = (unsigned)query_column_int(q, 3);
		oldest->at = query_column_int(q, 4);
	}
	query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

static int count_open(struct store *st, const char *link, const char *phone, int64_t *open, struct why *why)
{
	static const char sql[] = "SELECT count(*) FROM (SELECT DISTINCT reference, parts FROM inbound_part"
				  " WHERE link = $1 AND phone = $2) AS open";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_text(q, 1, link);
	query_text(q, 2, phone);
	if (query_step(q, why) != STEP_ROW)
		return -1;
	*open = query_column_int(q, 0);
	query_end(q);
	return 0;
}

int message_join_crowded(struct store *st, const char *link, const char *phone, unsigned most, int64_t now_us,
	int64_t *id, struct why *why)
{
	struct oldest oldest;
	int64_t open;

	*id = 0;
	if (count_open(st, link, phone, &open, why) == -1)
		return -1;
	if (open <= most)
		return 0;
	if (find_oldest(st, link, phone, &oldest, why) == -1)
		return -1;
	return message_join(st, oldest.link, oldest.phone, oldest.reference, oldest.parts, now_us, id, why);
}

int message_parts_waiting(struct store *st, int64_t *parts, int64_t *oldest_at, struct why *why)
{
	struct query *q = store_query(st, "SELECT count(*), min(at) FROM inbound_part", why);

	if (q == NULL)
		return -1;
	if (query_step(q, why) != STEP_ROW)
		return -1;
	*parts = query_column_int(q, 0);
	*oldest_at = *parts == 0 ? INT64_MAX : query_column_int(q, 1);
	query_end(q);
	return 0;
}

int message_join_late(
	struct store *st, int64_t before_us, int64_t now_us, int64_t *id, int64_t *oldest_at, struct why *why)
{
	struct oldest oldest;

	*id = 0;
	if (find_oldest(st, NULL, NULL, &oldest, why) == -1)
		return -1;
	if (oldest.at < before_us) {
		if (message_join(st, oldest.link, oldest.phone, oldest.reference, oldest.parts, now_us, id, why) ==
				-1 ||
			find_oldest(st, NULL, NULL, &oldest, why) == -1)
			return -1;
	}
	*oldest_at = oldest.at;
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/message.h"

#include "gateway/base/clock.h"
#include "store/message_row.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[MESSAGE_STATES] = {
	[MESSAGE_QUEUED] = "queued",
	[MESSAGE_SENDING] = "sending",
	[MESSAGE_SENT] = "sent",
	[MESSAGE_UNSURE] = "unsure",
	[MESSAGE_DELIVERED] = "delivered",
	[MESSAGE_FAILED] = "failed",
	[MESSAGE_EXPIRED] = "expired",
	[MESSAGE_KEPT] = "kept",
	[MESSAGE_DONE] = "done",
	[MESSAGE_POISON] = "poison",
};

const char *message_state_name(enum message_state state)
{
	assert((unsigned)state < MESSAGE_STATES);
	return names[state];
}

/* What stands in the table is ours; a word that a later Keng put there counts as ended. */
static enum message_state state_of(const char *name)
{
	for (int i = 0; i < MESSAGE_STATES; i++)
		if (strcmp(names[i], name) == 0)
			return (enum message_state)i;
	return MESSAGE_FAILED;
}

void message_init(struct message *m)
{
	*m = (struct message){ .id = 0 };
	buf_init(&m->text);
}

void message_fini(struct message *m)
{
	buf_fini(&m->text);
}

/* ---- rows ---- */

static void read_row(struct query *q, struct message *m)
{
	m->id = query_column_int(q, 0);
	m->out = strcmp(query_column_text(q, 1), "out") == 0;
	record_text(q, 2, m->phone, sizeof m->phone);
	record_text(q, 3, m->link, sizeof m->link);
	record_text(q, 4, m->via, sizeof m->via);
	record_text(q, 5, m->unit, sizeof m->unit);
	buf_clear(&m->text);
	buf_adds(&m->text, query_column_text(q, 6));
	m->state = state_of(query_column_text(q, 7));
	record_text(q, 8, m->intent, sizeof m->intent);
	record_text(q, 9, m->status, sizeof m->status);
	m->answers = query_column_int(q, 10);
	record_text(q, 11, m->kind, sizeof m->kind);
	m->priority = (enum message_priority)query_column_int(q, 12);
	m->alphabet = (unsigned)query_column_int(q, 13);
	m->parts = (unsigned)query_column_int(q, 14);
	m->reference = (unsigned)query_column_int(q, 15);
	m->skip = (uint64_t)query_column_int(q, 16);
	m->flash = query_column_int(q, 17) != 0;
	m->attempts = (unsigned)query_column_int(q, 18);
	m->unsure = (unsigned)query_column_int(q, 19);
	m->cms_error = query_column_int(q, 20);
	record_text(q, 21, m->reason, sizeof m->reason);
	m->received_at = query_column_int(q, 22);
	m->queued_at = query_column_int(q, 23);
	m->next_at = query_column_int(q, 24);
	m->expires_at = query_column_int(q, 25);
	m->sent_at = query_column_int(q, 26);
	m->delivered_at = query_column_int(q, 27);
}

int message_row_one(struct query *q, struct message *m, struct why *why)
{
	enum step step;

	m->id = 0;
	if (q == NULL)
		return -1;
	step = query_step(q, why);
	if (step == STEP_ROW)
		read_row(q, m);
	query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

int message_row_ids(struct query *q, int64_t *ids, unsigned room, unsigned *used, struct why *why)
{
	enum step step = STEP_DONE;

	*used = 0;
	if (q == NULL)
		return -1;
	while (*used < room && (step = query_step(q, why)) == STEP_ROW)
		ids[(*used)++] = query_column_int(q, 0);
	query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

unsigned message_row_bind_ids(struct query *q, const int64_t *ids, unsigned used)
{
	unsigned n = used < MESSAGE_AT_ONCE ? used : MESSAGE_AT_ONCE;

	if (q == NULL)
		return 0;
	for (unsigned i = 0; i < MESSAGE_AT_ONCE; i++)
		query_int(q, (int)i + 1, i < n ? ids[i] : 0);
	return n;
}

int message_get(struct store *st, int64_t id, struct message *m, struct why *why)
{
	struct query *q = store_query(st, "SELECT " MESSAGE_COLUMNS " FROM message WHERE id = $1", why);

	if (q != NULL)
		query_int(q, 1, id);
	return message_row_one(q, m, why);
}

#define BRIEF "SELECT " MESSAGE_BRIEF " FROM message m WHERE m.id"

void message_row_read_brief(struct query *q, int column, struct message_brief *m)
{
	m->id = query_column_int(q, column);
	m->out = strcmp(query_column_text(q, column + 1), "out") == 0;
	m->state = state_of(query_column_text(q, column + 2));
	m->parts = (unsigned)query_column_int(q, column + 3);
	m->attempts = (unsigned)query_column_int(q, column + 4);
	m->skip = (uint64_t)query_column_int(q, column + 5);
}

static void read_brief(struct query *q, void *row)
{
	message_row_read_brief(q, 0, row);
}

static struct message *row_of(const int64_t *ids, unsigned used, struct message *rows, int64_t id)
{
	for (unsigned i = 0; i < used; i++)
		if (ids[i] == id)
			return &rows[i];
	return NULL;
}

const struct later_kind message_row_queued = {
	.sql = "INSERT INTO message (id, direction, phone, link, unit, text, answers, kind, priority, alphabet, parts,"
	       " reference, flash, queued_at, next_at, expires_at, waits, state, via, attempts) VALUES ($1, 'out', $2, $3, $4,"
	       " $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
	.types = "i|ttttitiiiiiiiiitti"
};

/* One that is not written yet. */
static bool read_unwritten(struct store *st, int64_t id, struct message *m)
{
	struct later_row row;

	if (!later_find(st, &message_row_queued, id, &row))
		return false;
	m->id = id;
	m->out = true;
	record_copy(later_text(row, QUEUED_PHONE), m->phone, sizeof m->phone);
	record_copy(later_text(row, QUEUED_LINK), m->link, sizeof m->link);
	record_copy(later_text(row, QUEUED_VIA), m->via, sizeof m->via);
	record_copy(later_text(row, QUEUED_UNIT), m->unit, sizeof m->unit);
	buf_clear(&m->text);
	buf_adds(&m->text, later_text(row, QUEUED_TEXT));
	m->state = state_of(later_text(row, QUEUED_STATE));
	m->intent[0] = m->status[0] = m->reason[0] = '\0';
	m->answers = later_number(row, QUEUED_ANSWERS);
	record_copy(later_text(row, QUEUED_KIND), m->kind, sizeof m->kind);
	m->priority = (enum message_priority)later_number(row, QUEUED_PRIORITY);
	m->alphabet = (unsigned)later_number(row, QUEUED_ALPHABET);
	m->parts = (unsigned)later_number(row, QUEUED_PARTS);
	m->reference = (unsigned)later_number(row, QUEUED_REFERENCE);
	m->flash = later_number(row, QUEUED_FLASH) != 0;
	m->attempts = (unsigned)later_number(row, QUEUED_ATTEMPTS);
	m->skip = m->unsure = 0;
	m->cms_error = -1;
	m->queued_at = later_number(row, QUEUED_QUEUED_AT);
	m->next_at = later_number(row, QUEUED_NEXT_AT);
	m->expires_at = later_number(row, QUEUED_EXPIRES_AT);
	m->received_at = m->sent_at = m->delivered_at = 0;
	return true;
}

int message_get_all(struct store *st, const int64_t *ids, unsigned used, struct message *rows, struct why *why)
{
	unsigned unwritten = 0;
	enum step step;

	for (unsigned i = 0; i < used; i++) {
		rows[i].id = 0;
		unwritten += read_unwritten(st, ids[i], &rows[i]);
	}
	if (unwritten == used)
		return 0;
	for (unsigned n; used > 0; ids += n, rows += n, used -= n) {
		struct query *q = later_query(st, "SELECT " MESSAGE_COLUMNS " FROM message WHERE id IN " MESSAGE_IDS,
			&message_row_queued, why);

		n = message_row_bind_ids(q, ids, used);
		if (n == 0)
			return -1;
		while ((step = query_step(q, why)) == STEP_ROW) {
			struct message *m = row_of(ids, n, rows, query_column_int(q, 0));

			if (m != NULL)
				read_row(q, m);
		}
		if (step == STEP_FAILED)
			return -1;
	}
	return 0;
}

int message_look(struct store *st, int64_t id, struct message_brief *m, struct why *why)
{
	return record_one(record_ask(st, BRIEF " = $1", why, "i", id), read_brief, sizeof *m, m, why);
}

int message_look_all(struct store *st, const int64_t *ids, unsigned used, struct message_brief *rows,
	unsigned *rows_used, struct why *why)
{
	enum step step;

	*rows_used = 0;
	for (unsigned n; used > 0; ids += n, used -= n) {
		struct query *q = store_query(st, BRIEF " IN " MESSAGE_IDS, why);

		n = message_row_bind_ids(q, ids, used);
		if (n == 0)
			return -1;
		while ((step = query_step(q, why)) == STEP_ROW)
			message_row_read_brief(q, 0, &rows[(*rows_used)++]);
		if (step == STEP_FAILED)
			return -1;
	}
	return 0;
}

int message_after(struct store *st, int64_t after, struct message *m, struct why *why)
{
	struct query *q =
		store_query(st, "SELECT " MESSAGE_COLUMNS " FROM message WHERE id > $1 ORDER BY id LIMIT 1", why);

	if (q != NULL)
		query_int(q, 1, after);
	return message_row_one(q, m, why);
}

struct query *message_unheard(struct store *st, int64_t from, int64_t until, struct why *why)
{
	static const char sql[] =
		"SELECT id, phone, text FROM message WHERE id >= $1 AND id < $2 AND direction = 'in' AND "
		"intent IN ('unknown', 'ask') AND text <> '' ORDER BY id";
	struct query *q = store_query(st, sql, why);

	if (q != NULL) {
		query_int(q, 1, from);
		query_int(q, 2, until);
	}
	return q;
}

/* ---- counts ---- */

/* What was written earlier and waited may have gone since; nothing waits longer than this. */
#define WAITED_MOST (4 * CLOCK_DAY)

int message_count(struct store *st, int64_t since_us, struct message_counts *counts, struct why *why)
{
	static const char sql[] =
		"SELECT direction, state, count(*) FROM message WHERE id >= $2 AND (id >= $1 OR (direction = 'out' "
		"AND sent_at >= $3)) AND kind <> 'test' GROUP BY direction, state";
	struct query *q = store_query(st, sql, why);
	enum step step;

	if (q == NULL)
		return -1;
	*counts = (struct message_counts){ .in = { 0 } };
	query_int(q, 1, store_id_at(since_us));
	query_int(q, 2, store_id_at(since_us - WAITED_MOST));
	query_int(q, 3, since_us);
	while ((step = query_step(q, why)) == STEP_ROW) {
		bool out = strcmp(query_column_text(q, 0), "out") == 0;
		enum message_state state = state_of(query_column_text(q, 1));

		(out ? counts->out : counts->in)[state] += query_column_int(q, 2);
	}
	return step == STEP_DONE ? 0 : -1;
}

static void read_depth(struct query *q, void *row)
{
	struct message_depth *d = row;

	record_text(q, 0, d->link, sizeof d->link);
	d->due = query_column_int(q, 1);
	d->later = query_column_int(q, 2) - d->due;
	d->oldest_at = store_id_moment(query_column_int(q, 3));
}

int message_depth(struct store *st, int64_t now_us, struct message_depth **rows, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT link, count(CASE WHEN next_at <= $1 THEN 1 END), count(*), min(id) FROM message"
		" WHERE direction = 'out' AND state = 'queued' GROUP BY link ORDER BY link";
	struct query *q = store_query(st, sql, why);

	*rows = NULL;
	*used = 0;
	if (q == NULL)
		return -1;
	query_int(q, 1, now_us);
	return record_all(q, read_depth, sizeof **rows, rows, used, why);
}

static void read_failure(struct query *q, void *row)
{
	struct message_failure *f = row;

	record_text(q, 0, f->reason, sizeof f->reason);
	f->texts = query_column_int(q, 1);
	f->people = query_column_int(q, 2);
}

int message_failures(struct store *st, int64_t since_us, struct message_failure **rows, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT reason, count(*), count(DISTINCT phone) FROM message WHERE id >= $1 AND direction = 'out'"
		" AND (state IN ('failed', 'expired') OR (state = 'unsure' AND next_at = $2))"
		" AND kind <> 'test' AND reason NOT IN ('withdrawn', 'erased')"
		" GROUP BY reason ORDER BY count(*) DESC, reason";
	struct query *q = record_ask(st, sql, why, "ii", store_id_at(since_us), INT64_MAX);

	*rows = NULL;
	*used = 0;
	return q == NULL ? -1 : record_all(q, read_failure, sizeof **rows, rows, used, why);
}

/* ---- the life of a text ---- */

struct life {
	struct message_step *rows;
	size_t used;
};

/* Keeps the order of time; what happened at the same time stays in the order of the calls. */
static void add_step(struct life *life, const struct message_step *step)
{
	size_t at = life->used;

	life->rows = record_room(life->rows, life->used, sizeof *life->rows);
	while (at > 0 && life->rows[at - 1].at > step->at) {
		life->rows[at] = life->rows[at - 1];
		at--;
	}
	life->rows[at] = *step;
	life->used++;
}

static void add_whole(struct life *life, int64_t at, const char *what, const char *link)
{
	struct message_step step = { .at = at };

	if (at == 0)
		return;
	record_copy(what, step.what, sizeof step.what);
	record_copy(link, step.link, sizeof step.link);
	add_step(life, &step);
}

static int add_parts(struct store *st, int64_t id, struct life *life, struct why *why)
{
	static const char sql[] =
		"SELECT part, sent_at, CASE WHEN state = 'unsure' THEN 'part unsure' ELSE 'part sent' END,"
		" settled_at, CASE WHEN state = 'failed' THEN 'part failed' ELSE 'part delivered' END,"
		" reference, link, state FROM part WHERE message = $1 ORDER BY part";
	struct query *q = store_query(st, sql, why);
	enum step step;

	if (q == NULL)
		return -1;
	query_int(q, 1, id);
	while ((step = query_step(q, why)) == STEP_ROW) {
		struct message_step row = { .part = (unsigned)query_column_int(q, 0),
			.at = query_column_int(q, 1),
			.reference = (unsigned)query_column_int(q, 5) };

		record_text(q, 2, row.what, sizeof row.what);
		record_text(q, 6, row.link, sizeof row.link);
		add_step(life, &row);
		row.at = query_column_int(q, 3);
		record_text(q, 4, row.what, sizeof row.what);
		if (row.at != 0)
			add_step(life, &row);
	}
	return step == STEP_DONE ? 0 : -1;
}

int message_life(struct store *st, int64_t id, struct message_step **rows, size_t *used, struct why *why)
{
	struct life life = { NULL, 0 };
	struct message m;
	int result;

	message_init(&m);
	result = message_get(st, id, &m, why);
	if (result == 0 && m.id != 0) {
		add_whole(&life, m.received_at, "received", m.link);
		add_whole(&life, m.queued_at, "queued", m.link);
		result = add_parts(st, id, &life, why);
		add_whole(&life, m.state == MESSAGE_UNSURE ? 0 : m.sent_at, "sent", m.via);
		add_whole(&life, m.delivered_at, "delivered", m.via);
	}
	message_fini(&m);
	if (result == -1) {
		free(life.rows);
		life = (struct life){ NULL, 0 };
	}
	*rows = life.rows;
	*used = life.used;
	return result;
}

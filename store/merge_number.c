/* SPDX-License-Identifier: GPL-2.0-or-later */
/* merge_number.c - which number a row of the box has here: see merge.h. */
#include "gateway/base/buf.h"
#include "store/columns.h"
#include "store/inside.h"
#include "store/merge_inside.h"
#include "store/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define IDENTITY_MAX 4

/* What cannot change of a row tells that it is the same. counter: people type the number; NULL: it is an id, unique by
 * itself but for boxes that were given the same gateway.number. */
static const struct numbered {
	const char *kind, *table, *column, *counter;
	const char *identity[IDENTITY_MAX + 1];
} kinds[] = {
	{ "team", "team", "no", "team", { "unit", "level", "decision", "decided_on" } },
	{ "enrolment", "enrolment", "no", "enrolment", { "phone", "asked_at", "role", "unit" } },
	{ "training", "training", "no", "training", { "starts_at", "scope", "topic", "code" } },
	{ "report", "report", "no", "report", { "phone", "at", "unit", "period" } },
	{ "ticket", "ticket", "no", "ticket", { "phone", "at", "category" } },
	{ "form", "form", "no", "form", { "phone", "at", "form" } },
	{ "broadcast", "broadcast", "no", "broadcast", { "phone", "at" } },
	{ "suspension", "suspension", "no", "suspension", { "unit", "first_day", "at" } },
	{ "unit", "unit", "id", NULL, { "code", "valid_from" } },
	{ "message", "message", "id", NULL, { "direction", "received_at", "queued_at" } },
	{ "audit", "audit", "id", NULL, { "at", "what" } },
	{ "consent", "consent", "id", NULL, { "at", "answer" } },
	{ "erasure", "erasure", "id", NULL, { "asked_at" } },
	{ "deputy", "deputy", "id", NULL, { "until", "role" } },
};

static int look_up(struct merge *m, const char *kind, int64_t from_no, int64_t *to_no, struct why *why)
{
	struct query *q = record_ask(m->to, "SELECT to_no FROM merged WHERE origin = $1 AND kind = $2 AND from_no = $3",
		why, "iti", m->origin, kind, from_no);

	return q == NULL ? -1 : record_number(q, to_no, why);
}

int merge_number(struct merge *m, const char *kind, int64_t from_no, int64_t *to_no, struct why *why)
{
	if (from_no == 0) {
		*to_no = 0;
		return 0;
	}
	if (look_up(m, kind, from_no, to_no, why) == -1)
		return -1;
	if (*to_no == 0)
		*to_no = from_no;
	return 0;
}

static int keep(struct merge *m, const char *kind, int64_t from_no, int64_t to_no, struct why *why)
{
	return record_do(m->to, "INSERT INTO merged (origin, kind, from_no, to_no) VALUES ($1, $2, $3, $4)", why,
		"itii", m->origin, kind, from_no, to_no);
}

/* ---- one kind of rows ---- */

struct search {
	const struct numbered *kind;
	struct table table;
	int place[IDENTITY_MAX]; /* of its identity's columns */
	unsigned identity_used;
	struct db_statement *rows;   /* of the box: number, identity */
	struct db_statement *twin;   /* the first row here that is the same and nobody's yet */
	struct db_statement *holder; /* what has that id here: its identity */
	int64_t free_from;           /* numbers from here on were nobody's before */
};

static struct db_statement *prepare(struct db *db, const struct buf *sql, struct why *why)
{
	return db->driver->prepare(db, sql->data, why);
}

static int prepare_search(struct merge *m, struct search *s, struct why *why)
{
	const struct numbered *k = s->kind;
	struct buf list, rows, twin, holder;
	int result = -1;

	buf_init(&list);
	buf_init(&rows);
	buf_init(&twin);
	buf_init(&holder);
	for (s->identity_used = 0; k->identity[s->identity_used] != NULL; s->identity_used++) {
		s->place[s->identity_used] = columns_find(&s->table, k->identity[s->identity_used]);
		buf_addf(&list, ", %s", k->identity[s->identity_used]);
		buf_addf(&twin, " AND %s = $%u", k->identity[s->identity_used], s->identity_used + 1);
	}
	buf_addf(&rows, "SELECT %s%s FROM %s ORDER BY %s", k->column, list.data, k->table, k->column);
	buf_addf(&holder, "SELECT %s%s FROM %s WHERE %s = $1", k->column, list.data, k->table, k->column);
	s->rows = prepare(m->from->db, &rows, why);
	s->holder = prepare(m->to->db, &holder, why);
	buf_clear(&rows);
	buf_addf(&rows,
		"SELECT %s FROM %s WHERE NOT EXISTS (SELECT 1 FROM merged w WHERE w.origin = $%u AND w.kind = '%s'"
		" AND w.to_no = %s.%s)%s ORDER BY %s LIMIT 1",
		k->column, k->table, s->identity_used + 1, k->kind, k->table, k->column, twin.data, k->column);
	s->twin = prepare(m->to->db, &rows, why);
	if (s->rows != NULL && s->holder != NULL && s->twin != NULL)
		result = 0;
	buf_fini(&list);
	buf_fini(&rows);
	buf_fini(&twin);
	buf_fini(&holder);
	return result;
}

static void finish_search(struct merge *m, struct search *s)
{
	if (s->rows != NULL)
		m->from->db->driver->finish(s->rows);
	if (s->twin != NULL)
		m->to->db->driver->finish(s->twin);
	if (s->holder != NULL)
		m->to->db->driver->finish(s->holder);
}

/* *to_no 0: none. */
static int find_twin(struct merge *m, struct search *s, int64_t *to_no, struct why *why)
{
	const struct db_driver *from = m->from->db->driver, *to = m->to->db->driver;
	enum step step;

	to->reset(s->twin, true);
	for (unsigned i = 0; i < s->identity_used; i++) {
		if (s->table.is_text[s->place[i]])
			to->bind_text(s->twin, (int)i + 1, from->column_text(s->rows, (int)i + 1));
		else
			to->bind_int(s->twin, (int)i + 1, from->column_int(s->rows, (int)i + 1));
	}
	to->bind_int(s->twin, (int)s->identity_used + 1, m->origin);
	step = to->step(s->twin, why);
	*to_no = step == STEP_ROW ? to->column_int(s->twin, 0) : 0;
	to->reset(s->twin, false);
	return step == STEP_FAILED ? -1 : 0;
}

enum holder { HOLDER_FAILED = -1, HOLDER_NONE, HOLDER_SAME, HOLDER_OTHER };

static enum holder find_holder(struct merge *m, struct search *s, int64_t no, struct why *why)
{
	const struct db_driver *from = m->from->db->driver, *to = m->to->db->driver;
	enum holder holder = HOLDER_NONE;
	enum step step;

	to->reset(s->holder, true);
	to->bind_int(s->holder, 1, no);
	step = to->step(s->holder, why);
	if (step == STEP_FAILED)
		return HOLDER_FAILED;
	if (step == STEP_ROW) {
		holder = HOLDER_SAME;
		for (int i = 1; i <= (int)s->identity_used; i++)
			if (strcmp(from->column_text(s->rows, i), to->column_text(s->holder, i)) != 0)
				holder = HOLDER_OTHER;
	}
	to->reset(s->holder, false);
	return holder;
}

static int assign_id(struct merge *m, struct search *s, int64_t from_no, struct why *why)
{
	switch (find_holder(m, s, from_no, why)) {
	case HOLDER_FAILED:
		return -1;
	case HOLDER_OTHER:
		return keep(m, s->kind->kind, from_no, store_id(m->to, m->now_us), why);
	default:
		return 0; /* the same id */
	}
}

static int assign_typed(struct merge *m, struct search *s, int64_t from_no, struct why *why)
{
	int64_t to_no;

	if (find_twin(m, s, &to_no, why) == -1)
		return -1;
	if (to_no == 0)
		to_no = from_no >= s->free_from ? from_no : store_next_no(m->to, s->kind->counter, why);
	return to_no == -1 ? -1 : keep(m, s->kind->kind, from_no, to_no, why);
}

/* New numbers begin above those of the box, so that as many as possible keep theirs. */
static int make_room(struct merge *m, struct search *s, struct why *why)
{
	struct query *q = record_ask(m->to, "SELECT next FROM counter WHERE kind = $1", why, "t", s->kind->counter);
	int64_t next;

	if (q == NULL || record_number(q, &s->free_from, why) == -1)
		return -1;
	if (s->free_from == 0)
		s->free_from = 1;
	q = record_ask(m->from, "SELECT next FROM counter WHERE kind = $1", why, "t", s->kind->counter);
	if (q == NULL || record_number(q, &next, why) == -1)
		return -1;
	return next > 1 ? store_raise_no(m->to, s->kind->counter, next - 1, why) : 0;
}

static int assign_kind(struct merge *m, const struct numbered *kind, struct why *why)
{
	struct search s = { .kind = kind };
	enum step step = STEP_FAILED;
	int result = -1;

	snprintf(s.table.name, sizeof s.table.name, "%s", kind->table);
	if (columns_read(m->model, &s.table, why) == -1 || prepare_search(m, &s, why) == -1 ||
		(kind->counter != NULL && make_room(m, &s, why) == -1))
		goto finish;
	while ((step = m->from->db->driver->step(s.rows, why)) == STEP_ROW) {
		int64_t from_no = m->from->db->driver->column_int(s.rows, 0), to_no;

		if (look_up(m, kind->kind, from_no, &to_no, why) == -1)
			goto finish;
		if (to_no == 0 && (kind->counter != NULL ? assign_typed(m, &s, from_no, why)
							 : assign_id(m, &s, from_no, why)) == -1)
			goto finish;
	}
	result = step == STEP_DONE ? 0 : -1;
finish:
	finish_search(m, &s);
	return result == -1 ? why_in(why, "numbers of %s", kind->table) : 0;
}

/* ---- people: each of their telephone numbers tells who they are ---- */

static int member_here(struct merge *m, int64_t from_id, const char *phone, struct why *why)
{
	struct query *q = record_ask(m->to, "SELECT member FROM phone WHERE msisdn = $1", why, "t", phone);
	int64_t known, here;

	if (q == NULL || record_number(q, &here, why) == -1 || look_up(m, "member", from_id, &known, why) == -1)
		return -1;
	return here != 0 && known == 0 ? keep(m, "member", from_id, here, why) : 0;
}

static int member_new(struct merge *m, int64_t from_id, struct why *why)
{
	struct query *q = record_ask(m->to, "SELECT COUNT(*) FROM member WHERE id = $1", why, "i", from_id);
	int64_t known, taken;

	if (q == NULL || record_number(q, &taken, why) == -1 || look_up(m, "member", from_id, &known, why) == -1)
		return -1;
	if (known != 0)
		return 0;
	return keep(m, "member", from_id, taken != 0 ? store_id(m->to, m->now_us) : from_id, why);
}

static int assign_members(struct merge *m, struct why *why)
{
	struct query *q =
		store_query(m->from, "SELECT member, msisdn FROM phone ORDER BY member, added_at, msisdn", why);
	enum step step;

	while (q != NULL && (step = query_step(q, why)) == STEP_ROW)
		if (member_here(m, query_column_int(q, 0), query_column_text(q, 1), why) == -1)
			return -1;
	if (q == NULL || step == STEP_FAILED)
		return -1;
	q = store_query(m->from, "SELECT id FROM member ORDER BY id", why);
	while (q != NULL && (step = query_step(q, why)) == STEP_ROW)
		if (member_new(m, query_column_int(q, 0), why) == -1)
			return -1;
	return q == NULL || step == STEP_FAILED ? -1 : 0;
}

int merge_assign(struct merge *m, struct why *why)
{
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (assign_kind(m, &kinds[i], why) == -1)
			return -1;
	return assign_members(m, why);
}

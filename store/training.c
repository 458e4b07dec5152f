/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/training.h"

#define COLUMNS                                                                                                        \
	"t.no, t.starts_at, t.ends_at, t.place, t.topic, t.scope, t.method, t.partner, t.status, t.code, t.added_by, t.attended"

static void read_row(struct query *q, void *row)
{
	struct training *t = row;

	t->no = query_column_int(q, 0);
	t->starts_at = query_column_int(q, 1);
	t->ends_at = query_column_int(q, 2);
	record_text(q, 3, t->place, sizeof t->place);
	record_text(q, 4, t->topic, sizeof t->topic);
	record_text(q, 5, t->scope, sizeof t->scope);
	record_text(q, 6, t->method, sizeof t->method);
	record_text(q, 7, t->partner, sizeof t->partner);
	record_text(q, 8, t->status, sizeof t->status);
	record_text(q, 9, t->code, sizeof t->code);
	record_text(q, 10, t->added_by, sizeof t->added_by);
	t->attended = query_column_int(q, 11);
}

int training_put(struct store *st, struct training *t, struct why *why)
{
	static const char sql[] =
		"INSERT INTO training (no, starts_at, ends_at, place, topic, scope, method, partner, status, code, added_by, "
		"attended) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (no) DO UPDATE SET "
		"starts_at = excluded.starts_at, ends_at = excluded.ends_at, place = excluded.place, "
		"topic = excluded.topic, scope = excluded.scope, method = excluded.method, "
		"partner = excluded.partner, status = excluded.status, code = excluded.code, "
		"added_by = excluded.added_by, attended = excluded.attended";
	struct query *q;

	if (t->no == 0 && (t->no = store_next_no(st, "training", why)) == -1)
		return -1;
	q = store_query(st, sql, why);
	if (q == NULL)
		return -1;
	query_int(q, 1, t->no);
	query_int(q, 2, t->starts_at);
	query_int(q, 3, t->ends_at);
	query_text(q, 4, t->place);
	query_text(q, 5, t->topic);
	query_text(q, 6, t->scope);
	query_text(q, 7, t->method);
	query_text(q, 8, t->partner);
	query_text(q, 9, t->status);
	query_text(q, 10, t->code);
	query_text(q, 11, t->added_by);
	query_int(q, 12, t->attended);
	return query_run(q, why);
}

int training_get(struct store *st, int64_t no, struct training *t, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM training t WHERE t.no = $1";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_int(q, 1, no);
	return record_one(q, read_row, sizeof *t, t, why);
}

int training_list(struct store *st, const char *scope, int64_t from, int64_t to, int most, struct training **rows,
	size_t *used, struct why *why)
{
	static const char one[] = "SELECT " COLUMNS " FROM training t WHERE t.scope = $1 AND t.status = 'planned' "
				  "AND t.starts_at >= $2 AND t.starts_at < $3 ORDER BY t.starts_at, t.no LIMIT $4";
	static const char any[] = "SELECT " COLUMNS " FROM training t WHERE t.scope <> $1 AND t.status = 'planned' "
				  "AND t.starts_at >= $2 AND t.starts_at < $3 ORDER BY t.starts_at, t.no LIMIT $4";
	struct query *q = store_query(st, scope[0] != '\0' ? one : any, why);

	if (q == NULL)
		return -1;
	query_text(q, 1, scope);
	query_int(q, 2, from);
	query_int(q, 3, to);
	query_int(q, 4, most);
	return record_all(q, read_row, sizeof **rows, rows, used, why);
}

int invitation_put(struct store *st, const struct invitation *i, struct why *why)
{
	static const char sql[] =
		"INSERT INTO invitation (training, phone, answer, answered_at, attended_at) VALUES ($1, $2, $3, $4, $5) "
		"ON CONFLICT (training, phone) DO UPDATE SET answer = excluded.answer, "
		"answered_at = excluded.answered_at, attended_at = excluded.attended_at";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_int(q, 1, i->training);
	query_text(q, 2, i->phone);
	query_text(q, 3, i->answer);
	query_int(q, 4, i->answered_at);
	query_int(q, 5, i->attended_at);
	return query_run(q, why);
}

int invitation_add(struct store *st, int64_t training, const char *phone, struct why *why)
{
	static const char sql[] =
		"INSERT INTO invitation (training, phone) VALUES ($1, $2) ON CONFLICT (training, phone) DO NOTHING";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_int(q, 1, training);
	query_text(q, 2, phone);
	return query_run(q, why);
}

static void read_invitation(struct query *q, void *row)
{
	struct invitation *i = row;

	i->training = query_column_int(q, 0);
	record_text(q, 1, i->phone, sizeof i->phone);
	record_text(q, 2, i->answer, sizeof i->answer);
	i->answered_at = query_column_int(q, 3);
	i->attended_at = query_column_int(q, 4);
}

int invitation_get(
	struct store *st, int64_t training, const char *phone, struct invitation *i, bool *found, struct why *why)
{
	static const char sql[] = "SELECT training, phone, answer, answered_at, attended_at FROM invitation "
				  "WHERE training = $1 AND phone = $2";
	struct query *q = store_query(st, sql, why);
	enum step step;

	if (q == NULL)
		return -1;
	query_int(q, 1, training);
	query_text(q, 2, phone);
	step = query_step(q, why);
	if (step == STEP_FAILED)
		return -1;
	*found = step == STEP_ROW;
	if (*found)
		read_invitation(q, i);
	query_end(q);
	return 0;
}

int invitation_trainings(struct store *st, const char *phone, bool open, int64_t after, int most, int64_t *nos,
	unsigned *used, struct why *why)
{
	static const char sql[] =
		"SELECT t.no FROM invitation i JOIN training t ON t.no = i.training WHERE i.phone = $1 AND t.status = 'planned' "
		"AND (t.starts_at > $2 OR t.ends_at > $2) AND ($3 = 0 OR i.answer = '') ORDER BY t.starts_at, t.no LIMIT $4";
	struct query *q = store_query(st, sql, why);
	enum step step;

	if (q == NULL)
		return -1;
	*used = 0;
	query_text(q, 1, phone);
	query_int(q, 2, after);
	query_int(q, 3, open);
	query_int(q, 4, most);
	while ((step = query_step(q, why)) == STEP_ROW)
		nos[(*used)++] = query_column_int(q, 0);
	return step == STEP_DONE ? 0 : -1;
}

int invitation_expected(struct store *st, int64_t training, struct invitation **rows, size_t *used, struct why *why)
{
	static const char sql[] = "SELECT training, phone, answer, answered_at, attended_at FROM invitation "
				  "WHERE training = $1 AND answer <> 'no' ORDER BY phone";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_int(q, 1, training);
	return record_all(q, read_invitation, sizeof **rows, rows, used, why);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/training.h"

#include "store/absent.h"

#define COLUMNS                                                                                                                    \
	"t.no, t.starts_at, t.ends_at, t.place, t.topic, t.scope, t.method, t.partner, t.status, t.code, t.added_by, t.attended, " \
	"t.told_status, t.told_starts_at, t.told_place, t.told_method, t.only_units, t.only_roles"
#define INVITATION                                                                                                           \
	"i.training, i.phone, i.answer, i.answered_at, i.attended_at, i.told, i.message, i.people, i.late_min, i.delegate, " \
	"i.heard, i.knew, i.uninvited"

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
	record_text(q, 12, t->told_status, sizeof t->told_status);
	t->told_starts_at = query_column_int(q, 13);
	record_text(q, 14, t->told_place, sizeof t->told_place);
	record_text(q, 15, t->told_method, sizeof t->told_method);
	record_text(q, 16, t->only_units, sizeof t->only_units);
	record_text(q, 17, t->only_roles, sizeof t->only_roles);
}

int training_put(struct store *st, struct training *t, struct why *why)
{
	static const char sql[] =
		"INSERT INTO training (no, starts_at, ends_at, place, topic, scope, method, partner, status, code, added_by, "
		"attended, told_status, told_starts_at, told_place, told_method, only_units, only_roles) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) ON CONFLICT (no) DO UPDATE SET "
		"starts_at = excluded.starts_at, ends_at = excluded.ends_at, place = excluded.place, "
		"topic = excluded.topic, scope = excluded.scope, method = excluded.method, "
		"partner = excluded.partner, status = excluded.status, code = excluded.code, "
		"added_by = excluded.added_by, attended = excluded.attended, told_status = excluded.told_status, "
		"told_starts_at = excluded.told_starts_at, told_place = excluded.told_place, "
		"told_method = excluded.told_method, only_units = excluded.only_units, only_roles = excluded.only_roles";
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
	query_text(q, 13, t->told_status);
	query_int(q, 14, t->told_starts_at);
	query_text(q, 15, t->told_place);
	query_text(q, 16, t->told_method);
	query_text(q, 17, t->only_units);
	query_text(q, 18, t->only_roles);
	store_turn_over(st);
	return query_run(q, why);
}

int training_get(struct store *st, int64_t no, struct training *t, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM training t WHERE t.no = $1";

	return record_one(record_ask(st, sql, why, "i", no), read_row, sizeof *t, t, why);
}

int training_list(struct store *st, const char *scope, int64_t from, int64_t to, int most, struct training **rows,
	size_t *used, struct why *why)
{
	static const char one[] = "SELECT " COLUMNS " FROM training t WHERE t.scope = $1 AND t.status = 'planned' "
				  "AND t.starts_at >= $2 AND t.starts_at < $3 ORDER BY t.starts_at, t.no LIMIT $4";
	static const char any[] = "SELECT " COLUMNS " FROM training t WHERE t.scope <> $1 AND t.status = 'planned' "
				  "AND t.starts_at >= $2 AND t.starts_at < $3 ORDER BY t.starts_at, t.no LIMIT $4";

	return record_all(record_ask(st, scope[0] != '\0' ? one : any, why, "tiii", scope, from, to, (int64_t)most),
		read_row, sizeof **rows, rows, used, why);
}

int training_list_in(struct store *st, const char *const *scopes, size_t count, int64_t from, int64_t to, int most,
	struct training **rows, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS " FROM training t WHERE t.status = 'planned' AND t.scope IN " RECORD_MANY_CODES
		" AND t.starts_at >= $41 AND t.starts_at < $42 ORDER BY t.starts_at, t.no LIMIT $43";
	struct query *q = record_ask_many(st, sql, scopes, count, why);

	if (q == NULL)
		return -1;
	query_int(q, RECORD_MANY + 1, from);
	query_int(q, RECORD_MANY + 2, to);
	query_int(q, RECORD_MANY + 3, most);
	return record_all(q, read_row, sizeof **rows, rows, used, why);
}

static void read_ahead(struct query *q, void *row)
{
	struct training_ahead *t = row;

	t->no = query_column_int(q, 0);
	t->starts_at = query_column_int(q, 1);
	record_text(q, 2, t->scope, sizeof t->scope);
}

int training_list_ahead(struct store *st, int64_t from, int64_t to, unsigned most, struct training_ahead **rows,
	size_t *used, struct why *why)
{
	static const char sql[] = "SELECT no, starts_at, scope FROM training WHERE status = 'planned' "
				  "AND starts_at >= $1 AND starts_at < $2 ORDER BY starts_at, no LIMIT $3";
	struct query *q = record_ask(st, sql, why, "iii", from, to, (int64_t)most);

	return q == NULL ? -1 : record_all(q, read_ahead, sizeof **rows, rows, used, why);
}

int training_news(struct store *st, int64_t from, int most, struct training **rows, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS " FROM training t WHERE t.starts_at >= $1 AND "
		"(t.status = 'planned' OR (t.status = 'cancelled' AND t.told_status <> '')) AND "
		"(t.status <> t.told_status OR t.starts_at <> t.told_starts_at OR t.place <> t.told_place "
		"OR t.method <> t.told_method) "
		"ORDER BY t.starts_at, t.no LIMIT $2";

	return record_all(
		record_ask(st, sql, why, "ii", from, (int64_t)most), read_row, sizeof **rows, rows, used, why);
}

int training_held(
	struct store *st, int64_t from, int64_t to, int most, struct training **rows, size_t *used, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM training t WHERE t.starts_at >= $1 AND t.starts_at < $2 AND "
				  "t.status <> 'cancelled' ORDER BY t.starts_at, t.no LIMIT $3";

	return record_all(
		record_ask(st, sql, why, "iii", from, to, (int64_t)most), read_row, sizeof **rows, rows, used, why);
}

int training_by_code(struct store *st, const char *code, int64_t from, int64_t to, struct training *t, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM training t WHERE t.code = $1 AND t.starts_at >= $2 AND "
				  "t.starts_at < $3 ORDER BY CASE WHEN t.status = 'cancelled' THEN 1 ELSE 0 END, "
				  "t.starts_at DESC LIMIT 1";

	return record_one(record_ask(st, sql, why, "tii", code, from, to), read_row, sizeof *t, t, why);
}

/* ---- invitations ---- */

int invitation_put(struct store *st, const struct invitation *i, struct why *why)
{
	static const char sql[] =
		"INSERT INTO invitation (training, phone, answer, answered_at, attended_at, told, message, people, late_min, "
		"delegate, heard, knew, uninvited) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (training, phone) DO UPDATE SET "
		"answer = excluded.answer, answered_at = excluded.answered_at, attended_at = excluded.attended_at, "
		"told = excluded.told, message = excluded.message, people = excluded.people, "
		"late_min = excluded.late_min, delegate = excluded.delegate, heard = excluded.heard, knew = excluded.knew, "
		"uninvited = excluded.uninvited";

	return record_do(st, sql, why, "ittiiiiiittti", i->training, i->phone, i->answer, i->answered_at,
		i->attended_at, i->told, i->message, i->people, i->late_min, i->delegate, i->heard, i->knew,
		i->uninvited);
}

static void read_invitation(struct query *q, void *row)
{
	struct invitation *i = row;

	i->training = query_column_int(q, 0);
	record_text(q, 1, i->phone, sizeof i->phone);
	record_text(q, 2, i->answer, sizeof i->answer);
	i->answered_at = query_column_int(q, 3);
	i->attended_at = query_column_int(q, 4);
	i->told = query_column_int(q, 5);
	i->message = query_column_int(q, 6);
	i->people = query_column_int(q, 7);
	i->late_min = query_column_int(q, 8);
	record_text(q, 9, i->delegate, sizeof i->delegate);
	record_text(q, 10, i->heard, sizeof i->heard);
	record_text(q, 11, i->knew, sizeof i->knew);
	i->uninvited = query_column_int(q, 12);
}

int invitation_get(
	struct store *st, int64_t training, const char *phone, struct invitation *i, bool *found, struct why *why)
{
	static const char sql[] = "SELECT " INVITATION " FROM invitation i WHERE i.training = $1 AND i.phone = $2";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_int(q, 1, training);
	query_text(q, 2, phone);
	if (record_one(q, read_invitation, sizeof *i, i, why) == -1)
		return -1;
	*found = i->training != 0;
	return 0;
}

/* Those of a person are few, and sorted anyway: a LIMIT would have SQLite make a table for each look. */
static int first_numbers(struct query *q, unsigned most, int64_t *nos, unsigned *used, struct why *why)
{
	enum step step = STEP_DONE;

	while (*used < most && (step = query_step(q, why)) == STEP_ROW)
		nos[(*used)++] = query_column_int(q, 0);
	query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

int invitation_trainings(struct store *st, const char *phone, bool open, int64_t after, int most, int64_t *nos,
	unsigned *used, struct why *why)
{
	static const char sql[] =
		"SELECT t.no FROM invitation i JOIN training t ON t.no = i.training WHERE i.phone = $1 AND t.status = 'planned' "
		"AND (t.starts_at > $2 OR t.ends_at > $2) AND ($3 = 0 OR i.answer = '') ORDER BY t.starts_at, t.no";
	struct query *q;

	*used = 0;
	if (absent_is(st, phone, ABSENT_INVITATIONS))
		return 0;
	q = record_ask(st, sql, why, "tii", phone, after, (int64_t)open);
	if (q == NULL)
		return -1;
	return first_numbers(q, (unsigned)most, nos, used, why);
}

int invitation_past(struct store *st, const char *phone, int64_t since, int64_t now, int most, int64_t *nos,
	unsigned *used, struct why *why)
{
	static const char sql[] =
		"SELECT t.no FROM invitation i JOIN training t ON t.no = i.training WHERE i.phone = $1 AND t.starts_at > $2 "
		"AND (t.status <> 'planned' OR (t.starts_at <= $3 AND t.ends_at <= $3)) ORDER BY t.starts_at DESC, t.no";
	struct query *q;

	if (absent_is(st, phone, ABSENT_INVITATIONS))
		return 0;
	q = record_ask(st, sql, why, "tii", phone, since, now);
	if (q == NULL)
		return -1;
	return first_numbers(q, *used + (unsigned)most, nos, used, why);
}

int invitation_list(struct store *st, int64_t training, struct invitation **rows, size_t *used, struct why *why)
{
	static const char sql[] = "SELECT " INVITATION " FROM invitation i WHERE i.training = $1 ORDER BY i.phone";

	return record_all(record_ask(st, sql, why, "i", training), read_invitation, sizeof **rows, rows, used, why);
}

int invitation_last_answered(struct store *st, const char *phone, int64_t after, int64_t *no, struct why *why)
{
	static const char sql[] =
		"SELECT t.no FROM invitation i JOIN training t ON t.no = i.training WHERE i.phone = $1 AND i.answer <> '' "
		"AND t.status = 'planned' AND t.starts_at > $2 ORDER BY i.answered_at DESC, t.no LIMIT 1";
	struct query *q = store_query(st, sql, why);
	enum step step;

	if (q == NULL)
		return -1;
	query_text(q, 1, phone);
	query_int(q, 2, after);
	step = query_step(q, why);
	if (step == STEP_FAILED)
		return -1;
	*no = step == STEP_ROW ? query_column_int(q, 0) : 0;
	query_end(q);
	return 0;
}

int invitation_shares(struct store *st, const struct invitation *i, bool *shares, struct why *why)
{
	struct query *q = store_query(
		st, "SELECT count(*) FROM invitation WHERE phone = $1 AND message = $2 AND training <> $3", why);

	if (q == NULL)
		return -1;
	query_text(q, 1, i->phone);
	query_int(q, 2, i->message);
	query_int(q, 3, i->training);
	if (query_step(q, why) != STEP_ROW)
		return -1;
	*shares = query_column_int(q, 0) > 0;
	query_end(q);
	return 0;
}

int invitation_ask_again(struct store *st, int64_t training, struct why *why)
{
	struct query *q = store_query(st,
		"UPDATE invitation SET answer = '', answered_at = 0, people = 0, late_min = 0, delegate = '' WHERE training = $1",
		why);

	if (q == NULL)
		return -1;
	query_int(q, 1, training);
	return query_run(q, why);
}

int invitation_turnout(struct store *st, int64_t training, struct turnout *turnout, struct why *why)
{
	/* CASE in the place of FILTER, which not every engine has. Whoever has left the team since then does not come. */
	static const char sql[] =
		"SELECT sum(1 - uninvited), sum(CASE WHEN answer = 'yes' THEN 1 ELSE 0 END), "
		"sum(CASE WHEN answer = 'no' THEN 1 ELSE 0 END), "
		"sum(CASE WHEN answer = 'yes' THEN CASE WHEN people > 1 THEN people ELSE 1 END ELSE 0 END), "
		"sum(CASE WHEN attended_at > 0 THEN CASE WHEN people > 1 THEN people ELSE 1 END ELSE 0 END), "
		"sum(CASE WHEN late_min > 0 THEN 1 ELSE 0 END), "
		"sum(CASE WHEN told = 0 AND attended_at = 0 AND answer = '' THEN 1 ELSE 0 END), "
		"sum(CASE WHEN attended_at > 0 AND uninvited = 0 THEN 1 ELSE 0 END) "
		"FROM (SELECT i.people, i.late_min, i.attended_at, i.told, i.uninvited, "
		"CASE WHEN m.status = 'left' THEN '' ELSE i.answer END AS answer FROM invitation i "
		"LEFT JOIN phone p ON p.msisdn = i.phone LEFT JOIN member m ON m.id = p.member WHERE i.training = $1) AS t";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_int(q, 1, training);
	if (query_step(q, why) != STEP_ROW)
		return -1;
	turnout->invited = query_column_int(q, 0);
	turnout->yes = query_column_int(q, 1);
	turnout->no = query_column_int(q, 2);
	turnout->people = query_column_int(q, 3);
	turnout->checked_in = query_column_int(q, 4);
	turnout->late = query_column_int(q, 5);
	turnout->untold = query_column_int(q, 6);
	turnout->others = turnout->checked_in - query_column_int(q, 7);
	query_end(q);
	return 0;
}

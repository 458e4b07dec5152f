/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/member.h"

#include "store/absent.h"

#include <string.h>

#define COLUMNS MEMBER_COLUMNS

void member_read_row(struct query *q, int column, struct member *m)
{
	m->id = query_column_int(q, column);
	record_text(q, column + 1, m->name, sizeof m->name);
	record_text(q, column + 2, m->role, sizeof m->role);
	record_text(q, column + 3, m->unit, sizeof m->unit);
	m->team = query_column_int(q, column + 4);
	record_text(q, column + 5, m->status, sizeof m->status);
	m->consent_at = query_column_int(q, column + 6);
	record_text(q, column + 7, m->language, sizeof m->language);
	m->accents = query_column_int(q, column + 8) != 0;
	m->created_at = query_column_int(q, column + 9);
	record_text(q, column + 10, m->phone, sizeof m->phone);
}

static void read_row(struct query *q, void *row)
{
	member_read_row(q, 0, row);
}

int member_by_phone(struct store *st, const char *phone, struct member *member, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS " FROM phone p JOIN member m ON m.id = p.member WHERE p.msisdn = $1";
	const struct member *known = absent_member(st, phone);

	if (known == NULL && !absent_is(st, phone, ABSENT_MEMBERS))
		return record_one(record_ask(st, sql, why, "t", phone), read_row, sizeof *member, member, why);
	if (known != NULL)
		*member = *known;
	else
		memset(member, 0, sizeof *member);
	return 0;
}

int member_by_id(struct store *st, int64_t id, struct member *member, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM member m JOIN phone p ON p.member = m.id WHERE m.id = $1 "
				  "ORDER BY p.added_at DESC, p.msisdn DESC LIMIT 1";
	struct query *q = record_ask(st, sql, why, "i", id);

	return record_one(q, read_row, sizeof *member, member, why);
}

int member_set_role(struct store *st, int64_t id, const char *role, struct why *why)
{
	return record_do(st, "UPDATE member SET role = $2 WHERE id = $1", why, "it", id, role);
}

int member_set_team(struct store *st, int64_t id, int64_t team, struct why *why)
{
	return record_do(st, "UPDATE member SET team = $2 WHERE id = $1", why, "ii", id, team);
}

int member_add_phone(struct store *st, int64_t id, const char *phone, struct why *why)
{
	static const char sql[] =
		"INSERT INTO phone (msisdn, member, added_at) "
		"SELECT $2, $1, MIN(added_at) - 1 FROM phone WHERE member = $1 "
		"ON CONFLICT (msisdn) DO UPDATE SET member = excluded.member, added_at = excluded.added_at";

	return record_do(st, sql, why, "it", id, phone);
}

int member_phones(struct store *st, int64_t id, int64_t *count, struct why *why)
{
	return record_number(record_ask(st, "SELECT COUNT(*) FROM phone WHERE member = $1", why, "i", id), count, why);
}

int member_put_phone(struct store *st, const char *phone, int64_t member, int64_t now_us, struct why *why)
{
	static const char sql[] =
		"INSERT INTO phone (msisdn, member, added_at) VALUES ($1, $2, $3) "
		"ON CONFLICT (msisdn) DO UPDATE SET member = excluded.member, added_at = excluded.added_at";

	return record_do(st, sql, why, "tii", phone, member, now_us);
}

int member_put(struct store *st, struct member *member, int64_t now_us, struct why *why)
{
	static const char sql[] =
		"INSERT INTO member (id, name, role, unit, team, status, consent_at, created_at) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
		"role = excluded.role, unit = excluded.unit, team = excluded.team, status = excluded.status, "
		"consent_at = excluded.consent_at";
	struct member known;
	struct query *q;

	if (member_by_phone(st, member->phone, &known, why) == -1)
		return -1;
	member->id = known.id != 0 ? known.id : store_id(st, now_us);
	q = store_query(st, sql, why);
	if (q == NULL)
		return -1;
	query_int(q, 1, member->id);
	query_text(q, 2, member->name);
	query_text(q, 3, member->role);
	query_text(q, 4, member->unit);
	query_int(q, 5, member->team);
	query_text(q, 6, member->status);
	query_int(q, 7, member->consent_at);
	query_int(q, 8, now_us);
	if (query_run(q, why) == -1)
		return -1;
	return known.id != 0 ? 0 : member_put_phone(st, member->phone, member->id, now_us, why);
}

int member_set_status(struct store *st, int64_t id, const char *status, struct why *why)
{
	static const char sql[] = "UPDATE member SET status = $2 WHERE id = $1";

	return record_do(st, sql, why, "it", id, status);
}

int member_consent(struct store *st, int64_t id, int64_t at_us, const char *wording, struct why *why)
{
	static const char sql[] =
		"UPDATE member SET status = 'active', consent_at = $2, consent_text = $3 WHERE id = $1";

	return record_do(st, sql, why, "iit", id, at_us, wording);
}

int member_set_language(struct store *st, int64_t id, const char *language, bool accents, struct why *why)
{
	static const char sql[] = "UPDATE member SET language = $2, accents = $3 WHERE id = $1";

	return record_do(st, sql, why, "iti", id, language, (int64_t)accents);
}

int member_drop_phone(struct store *st, int64_t id, const char *phone, struct why *why)
{
	return record_do(st, "DELETE FROM phone WHERE msisdn = $2 AND member = $1", why, "it", id, phone);
}

int member_move_phone(struct store *st, int64_t id, const char *from, const char *to, int64_t now_us, struct why *why)
{
	static const char sql[] = "DELETE FROM phone WHERE msisdn = $1 AND member = $2";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_text(q, 1, from);
	query_int(q, 2, id);
	if (query_run(q, why) == -1)
		return -1;
	return member_put_phone(st, to, id, now_us, why);
}

/* Of a person's numbers the one added last. */
#define LAST_PHONE                                                                                                     \
	"NOT EXISTS (SELECT 1 FROM phone o WHERE o.member = m.id "                                                     \
	"AND (o.added_at > p.added_at OR (o.added_at = p.added_at AND o.msisdn > p.msisdn))) "

int member_list(struct store *st, const char *unit, const char *role, const char *status, struct member **rows,
	size_t *used, struct why *why)
{
	static const char sql[] = "SELECT " COLUMNS " FROM member m JOIN phone p ON p.member = m.id WHERE m.unit = $1 "
				  "AND ($2 = '' OR m.role = $2) AND ($3 = '' OR m.status = $3) "
				  "AND " LAST_PHONE "ORDER BY m.name, m.id";

	return record_all(
		record_ask(st, sql, why, "ttt", unit, role, status), read_row, sizeof **rows, rows, used, why);
}

int member_list_in(struct store *st, const char *const *units, size_t units_used, const char *role, const char *status,
	struct member **rows, size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS " FROM member m JOIN phone p ON p.member = m.id WHERE m.unit IN " RECORD_MANY_CODES
		" AND ($41 = '' OR m.role = $41) AND ($42 = '' OR m.status = $42) "
		"AND " LAST_PHONE "ORDER BY m.unit, m.name, m.id";
	struct query *q = record_ask_many(st, sql, units, units_used, why);

	if (q == NULL)
		return -1;
	query_text(q, RECORD_MANY + 1, role);
	query_text(q, RECORD_MANY + 2, status);
	return record_all(q, read_row, sizeof **rows, rows, used, why);
}

int member_list_reachable(struct store *st, const char *const *units, size_t units_used, struct member **rows,
	size_t *used, struct why *why)
{
	static const char sql[] =
		"SELECT " COLUMNS " FROM member m JOIN phone p ON p.member = m.id WHERE m.unit IN " RECORD_MANY_CODES
		" AND m.status = 'active' AND " LAST_PHONE
		"AND NOT EXISTS (SELECT 1 FROM stopped s WHERE s.msisdn = p.msisdn) ORDER BY m.unit, m.name, m.id";
	struct query *q = record_ask_many(st, sql, units, units_used, why);

	*rows = NULL;
	*used = 0;
	return q == NULL ? -1 : record_all(q, read_row, sizeof **rows, rows, used, why);
}

int stopped_put(struct store *st, const char *phone, int64_t at_us, struct why *why)
{
	static const char sql[] = "INSERT INTO stopped (msisdn, at) VALUES ($1, $2) ON CONFLICT (msisdn) DO NOTHING";

	return record_do(st, sql, why, "ti", phone, at_us);
}

int stopped_drop(struct store *st, const char *phone, struct why *why)
{
	static const char sql[] = "DELETE FROM stopped WHERE msisdn = $1";

	return record_do(st, sql, why, "t", phone);
}

int stopped_is(struct store *st, const char *phone, bool *is, struct why *why)
{
	static const char sql[] = "SELECT 1 FROM stopped WHERE msisdn = $1";
	int64_t one = 0;
	int result = absent_is(st, phone, ABSENT_STOPPED)
			     ? 0
			     : record_number(record_ask(st, sql, why, "t", phone), &one, why);

	*is = one == 1;
	return result;
}

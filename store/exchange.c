/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/exchange.h"

#include <string.h>

/* ---- single rows ---- */

/* The unit (code, valid_from). */
int exchange_unit_get(struct store *st, struct unit *row, bool *found, struct why *why)
{
	static const char sql[] =
		"SELECT id, name, kind, parent_code, valid_to, successor_code, source, households FROM unit "
		"WHERE code = $1 AND valid_from = $2";
	struct query *q = store_query(st, sql, why);
	enum step step;

	if (q == NULL)
		return -1;
	query_text(q, 1, row->code);
	query_text(q, 2, row->valid_from);
	step = query_step(q, why);
	*found = step == STEP_ROW;
	if (*found) {
		row->id = query_column_int(q, 0);
		record_text(q, 1, row->name, sizeof row->name);
		record_text(q, 2, row->kind, sizeof row->kind);
		record_text(q, 3, row->parent, sizeof row->parent);
		record_text(q, 4, row->valid_to, sizeof row->valid_to);
		record_text(q, 5, row->successor, sizeof row->successor);
		record_text(q, 6, row->source, sizeof row->source);
		row->households = query_column_int(q, 7);
	}
	query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

int exchange_team_get(struct store *st, struct team *row, bool *found, struct why *why)
{
	static const char sql[] = "SELECT unit, level, decision, decided_on FROM team WHERE no = $1";
	struct query *q = store_query(st, sql, why);
	enum step step;

	if (q == NULL)
		return -1;
	query_int(q, 1, row->no);
	step = query_step(q, why);
	*found = step == STEP_ROW;
	if (*found) {
		record_text(q, 0, row->unit, sizeof row->unit);
		record_text(q, 1, row->level, sizeof row->level);
		record_text(q, 2, row->decision, sizeof row->decision);
		record_text(q, 3, row->decided_on, sizeof row->decided_on);
	}
	query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

int exchange_team_put(struct store *st, const struct team *row, struct why *why)
{
	static const char sql[] =
		"INSERT INTO team (no, unit, level, decision, decided_on) VALUES ($1, $2, $3, $4, $5) "
		"ON CONFLICT (no) DO UPDATE SET unit = excluded.unit, level = excluded.level, "
		"decision = excluded.decision, decided_on = excluded.decided_on";

	return record_do(st, sql, why, "itttt", row->no, row->unit, row->level, row->decision, row->decided_on);
}

int exchange_indicator_get(struct store *st, struct indicator *row, bool *found, struct why *why)
{
	static const char sql[] = "SELECT name, unit_word, aliases, least, most FROM indicator WHERE code = $1";
	struct query *q = store_query(st, sql, why);
	enum step step;

	if (q == NULL)
		return -1;
	query_text(q, 1, row->code);
	step = query_step(q, why);
	*found = step == STEP_ROW;
	if (*found) {
		record_text(q, 0, row->name, sizeof row->name);
		record_text(q, 1, row->unit_word, sizeof row->unit_word);
		record_text(q, 2, row->aliases, sizeof row->aliases);
		row->least = query_column_int(q, 3);
		row->most = query_column_int(q, 4);
	}
	query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

int exchange_indicator_put(struct store *st, const struct indicator *row, struct why *why)
{
	static const char sql[] =
		"INSERT INTO indicator (code, name, unit_word, aliases, least, most) VALUES ($1, $2, $3, $4, $5, $6) "
		"ON CONFLICT (code) DO UPDATE SET name = excluded.name, unit_word = excluded.unit_word, "
		"aliases = excluded.aliases, least = excluded.least, most = excluded.most";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	store_note_change(st, STORE_UNITS);
	query_text(q, 1, row->code);
	query_text(q, 2, row->name);
	query_text(q, 3, row->unit_word);
	query_text(q, 4, row->aliases);
	query_int(q, 5, row->least);
	query_int(q, 6, row->most);
	return query_run(q, why);
}

int exchange_value_get(struct store *st, struct report_value *row, bool *found, struct why *why)
{
	static const char sql[] = "SELECT value FROM report_value WHERE report = $1 AND indicator = $2 AND mode = $3";
	struct query *q = store_query(st, sql, why);
	enum step step;

	if (q == NULL)
		return -1;
	query_int(q, 1, row->report);
	query_text(q, 2, row->indicator);
	query_text(q, 3, row->total ? "total" : "period");
	step = query_step(q, why);
	*found = step == STEP_ROW;
	if (*found)
		row->value = query_column_int(q, 0);
	query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

int exchange_phones(struct store *st, int64_t member, char phones[EXCHANGE_PHONES_MAX][RECORD_PHONE_OCTETS],
	unsigned *used, struct why *why)
{
	static const char sql[] = "SELECT msisdn FROM phone WHERE member = $1 ORDER BY added_at DESC, msisdn DESC";
	struct query *q = store_query(st, sql, why);
	enum step step = STEP_DONE;

	if (q == NULL)
		return -1;
	query_int(q, 1, member);
	for (*used = 0; *used < EXCHANGE_PHONES_MAX && (step = query_step(q, why)) == STEP_ROW; (*used)++)
		record_text(q, 0, phones[*used], RECORD_PHONE_OCTETS);
	query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

/* ---- all rows ---- */

/* The codes of unit $1 and of all units below it. */
#define UNDER                                                                                                          \
	"WITH RECURSIVE under (code) AS (SELECT code FROM unit WHERE code = $1 UNION "                                 \
	"SELECT u.code FROM unit u JOIN under ON u.parent_code = under.code WHERE under.code <> '') "
#define WITHIN(column) "($1 = '' OR " column " IN (SELECT code FROM under)) "
#define DURING(column) "AND " column " >= $2 AND " column " < $3 "

static const struct listing {
	const char *sql;
	bool unit, time; /* which parameters it has: $1; $2 and $3 */
} listings[EXCHANGE_KINDS] = {
	[EXCHANGE_UNITS] = { UNDER
		"SELECT code, name, kind, parent_code, valid_from, valid_to, successor_code, source, households FROM unit "
		"WHERE " WITHIN("code") "ORDER BY code, valid_from",
		true, false },
	[EXCHANGE_TEAMS] = { UNDER "SELECT no, unit, level, decision, decided_on FROM team "
				   "WHERE " WITHIN("unit") "ORDER BY no",
		true, false },
	/* The first column is the person: the numbers come from exchange_phones(). */
	[EXCHANGE_MEMBERS] = { UNDER "SELECT id, name, role, unit, team, status, consent_at, language, accents "
				     "FROM member WHERE " WITHIN("unit") "AND name <> '' ORDER BY unit, name, id",
		true, false },
	[EXCHANGE_ENROLMENTS] = { UNDER
		"SELECT no, phone, name, role, unit, status, asked_at, decided_at, decided_by, reason, old_phone "
		"FROM enrolment WHERE " WITHIN("unit") DURING("asked_at") "ORDER BY no",
		true, true },
	[EXCHANGE_TRAININGS] = { UNDER
		"SELECT no, starts_at, ends_at, place, topic, scope, method, partner, status, code, added_by, attended, "
		"only_units, only_roles FROM training WHERE " WITHIN("scope") DURING("starts_at") "ORDER BY no",
		true, true },
	[EXCHANGE_INVITATIONS] = { UNDER
		"SELECT i.training, i.phone, i.answer, i.answered_at, i.attended_at, i.uninvited FROM invitation i "
		"JOIN training t ON t.no = i.training "
		"WHERE " WITHIN("t.scope") DURING("t.starts_at") "ORDER BY i.training, i.phone",
		true, true },
	[EXCHANGE_INDICATORS] = { "SELECT code, name, unit_word, aliases, least, most FROM indicator ORDER BY code",
		false, false },
	[EXCHANGE_TARGETS] = { UNDER "SELECT unit, indicator, period, value, denominator, set_by, set_at FROM target "
				     "WHERE " WITHIN("unit") "ORDER BY unit, indicator, period",
		true, false },
	[EXCHANGE_DENOMINATORS] = { UNDER "SELECT unit, denominator, value FROM denominator "
					  "WHERE " WITHIN("unit") "ORDER BY unit, denominator",
		true, false },
	[EXCHANGE_COLLECTIONS] = { UNDER "SELECT period, unit, indicators, until, opened_at, opened_by FROM collection "
					 "WHERE " WITHIN("unit") "ORDER BY period",
		true, false },
	[EXCHANGE_GROUPS] = { UNDER "SELECT unit, link, set_by, set_at FROM meeting_place "
				    "WHERE " WITHIN("unit") "ORDER BY unit",
		true, false },
	[EXCHANGE_REPORTS] = { UNDER
		"SELECT r.no, r.phone, r.unit, r.period, v.indicator, v.value, v.mode, r.at, r.status, r.replaces, r.reason, r.late "
		"FROM report r LEFT JOIN report_value v ON v.report = r.no "
		"WHERE " WITHIN("r.unit") DURING("r.at") "ORDER BY r.no, v.indicator, v.mode",
		true, true },
	[EXCHANGE_TICKETS] = { UNDER
		"SELECT no, phone, unit, category, text, status, owner, due_at, at, answer, answered_at FROM ticket "
		"WHERE " WITHIN("unit") DURING("at") "ORDER BY no",
		true, true },
	[EXCHANGE_FORMS] = { UNDER "SELECT f.no, f.form, f.phone, f.unit, f.at, f.status, v.field, v.value FROM form f "
				   "LEFT JOIN form_value v ON v.form_no = f.no "
				   "WHERE " WITHIN("f.unit") DURING("f.at") "ORDER BY f.no, v.place",
		true, true },
	[EXCHANGE_TOTALS] = { "SELECT unit, indicator, period, value FROM total ORDER BY unit, period, indicator", true,
		true },
	/* A text belongs to the unit that it was about, or to that of the person. */
	[EXCHANGE_MESSAGES] = { UNDER
		"SELECT id, direction, phone, CASE WHEN via <> '' THEN via WHEN link LIKE '@%' THEN '' ELSE link END,"
		" unit, text, state, intent, status, answers, parts, reason, "
		"received_at, queued_at, sent_at, delivered_at FROM message "
		"WHERE "
		"($1 = '' OR unit IN (SELECT code FROM under) OR phone IN (SELECT p.msisdn FROM phone p "
		"JOIN member m ON m.id = p.member WHERE m.unit IN (SELECT code FROM under))) " DURING(
			"(CASE WHEN direction = 'in' THEN received_at ELSE queued_at END)") "ORDER BY id",
		true, true },
};

struct query *exchange_list(
	struct store *st, enum exchange_kind kind, const struct exchange_range *range, struct why *why)
{
	const struct listing *l = &listings[kind];
	struct query *q = store_query(st, l->sql, why);

	if (q == NULL)
		return NULL;
	if (l->unit && kind != EXCHANGE_TOTALS)
		query_text(q, 1, range->unit);
	if (l->time && kind != EXCHANGE_TOTALS) {
		query_int(q, 2, range->from_us);
		query_int(q, 3, range->until_us);
	}
	return q;
}

bool exchange_has_unit(enum exchange_kind kind)
{
	return listings[kind].unit;
}

bool exchange_has_time(enum exchange_kind kind)
{
	return listings[kind].time;
}

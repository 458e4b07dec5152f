/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/move.h"

#include <string.h>

/* The mark: no code begins with it. */
#define MARKED "'>' || $2"

#define TO_END "substr(unit, 2) WHERE unit LIKE '>%'"

static const struct {
	const char *move[2], *end[2]; /* one after the other */
} moves[MOVES] = {
	[MOVE_MEMBERS] = { { "UPDATE member SET unit = " MARKED " WHERE unit = $1" },
		{ "UPDATE member SET unit = " TO_END } },
	[MOVE_TEAMS] = { { "UPDATE team SET unit = " MARKED " WHERE unit = $1" },
		{ "UPDATE team SET unit = " TO_END } },
	[MOVE_ENROLMENTS] = { { "UPDATE enrolment SET unit = " MARKED " WHERE unit = $1 AND status = 'pending'" },
		{ "UPDATE enrolment SET unit = " TO_END } },
	/* The units of it that are called have codes in a list. */
	[MOVE_TRAININGS] = { { "UPDATE training SET only_units = trim(replace(',' || only_units || ',', "
			       "',' || $1 || ',', ',>' || $2 || ','), ',') "
			       "WHERE ',' || only_units || ',' LIKE '%,' || $1 || ',%' AND status = 'planned'",
				     "UPDATE training SET scope = " MARKED " WHERE scope = $1 AND status = 'planned' "
				     "AND CASE WHEN ends_at > 0 THEN ends_at ELSE starts_at END >= $3" },
		{ "UPDATE training SET scope = substr(scope, 2) WHERE scope LIKE '>%'",
			"UPDATE training SET only_units = replace(only_units, '>', '') WHERE only_units LIKE '%>%'" } },
	[MOVE_TICKETS] = { { "UPDATE ticket SET unit = " MARKED
			     " WHERE unit = $1 AND status IN ('open', 'passed_up')" },
		{ "UPDATE ticket SET unit = " TO_END } },
	[MOVE_DUE] = { { "UPDATE due SET unit = " MARKED " WHERE unit = $1 AND state = 'waiting' "
			 "AND kind NOT IN ('digest', 'reminder')" },
		{ "UPDATE due SET unit = " TO_END } },
	[MOVE_COLLECTIONS] = { { "UPDATE collection SET unit = " MARKED " WHERE unit = $1 AND until >= $3" },
		{ "UPDATE collection SET unit = " TO_END } },
	[MOVE_SUSPENSIONS] = { { "UPDATE suspension SET unit = " MARKED " WHERE unit = $1 AND ended_at = 0" },
		{ "UPDATE suspension SET unit = " TO_END } },
	/* What is counted adds up. */
	[MOVE_DENOMINATORS] = { { "INSERT INTO denominator (unit, denominator, value) SELECT " MARKED
				  ", d.denominator, d.value FROM denominator d WHERE d.unit = $1 "
				  "ON CONFLICT (unit, denominator) DO UPDATE SET value = denominator.value + excluded.value",
					"DELETE FROM denominator WHERE unit = $1" },
		{ "INSERT INTO denominator (unit, denominator, value) SELECT substr(d.unit, 2), d.denominator, d.value "
		  "FROM denominator d WHERE d.unit LIKE '>%' "
		  "ON CONFLICT (unit, denominator) DO UPDATE SET value = denominator.value + excluded.value",
			"DELETE FROM denominator WHERE unit LIKE '>%'" } },
	/* A unit has one group: that of the unit whose code it keeps, else that of the first. */
	[MOVE_MEETING_PLACES] = { { "INSERT INTO meeting_place (unit, link, set_by, set_at) SELECT " MARKED
				    ", m.link, m.set_by, m.set_at FROM meeting_place m WHERE m.unit = $1 "
				    "ON CONFLICT (unit) DO NOTHING",
					  "DELETE FROM meeting_place WHERE unit = $1" },
		{ "INSERT INTO meeting_place (unit, link, set_by, set_at) SELECT substr(m.unit, 2), m.link, m.set_by, "
		  "m.set_at FROM meeting_place m WHERE m.unit LIKE '>%' ON CONFLICT (unit) DO NOTHING",
			"DELETE FROM meeting_place WHERE unit LIKE '>%'" } },
};

int move_rows(struct store *st, enum move what, const char *from, const char *to, int64_t since_us, int64_t *moved,
	struct why *why)
{
	for (int i = 0; i < 2 && moves[what].move[i] != NULL; i++) {
		const char *sql = moves[what].move[i];
		const char *types = strstr(sql, "$3") != NULL ? "tti" : strstr(sql, "$2") != NULL ? "tt" : "t";

		if (record_changes(record_ask(st, sql, why, types, from, to, since_us), moved, why) == -1)
			return -1;
	}
	store_turn_over(st); /* whom a training calls is read once for many texts */
	return 0;
}

int move_keep_audience(struct store *st, const char *unit, int64_t since_us, struct why *why)
{
	static const char sql[] = "UPDATE training SET only_units = '-' WHERE scope = $1 AND only_units = '' "
				  "AND told_status <> '' AND status = 'planned' "
				  "AND CASE WHEN ends_at > 0 THEN ends_at ELSE starts_at END >= $2";

	return record_do(st, sql, why, "ti", unit, since_us);
}

int move_member(struct store *st, int64_t member, const char *to, struct why *why)
{
	return record_do(st, "UPDATE member SET unit = " MARKED " WHERE id = $1", why, "it", member, to);
}

int move_end(struct store *st, struct why *why)
{
	for (int i = 0; i < 2 * MOVES; i++) {
		const char *sql = moves[i / 2].end[i % 2];
		struct query *q = sql == NULL ? NULL : store_query(st, sql, why);

		if (sql != NULL && (q == NULL || query_run(q, why) == -1))
			return -1;
	}
	store_turn_over(st);
	return 0;
}

int move_drop_due(struct store *st, const char *unit, struct why *why)
{
	static const char sql[] =
		"DELETE FROM due WHERE state = 'waiting' AND kind IN ('digest', 'reminder') AND unit = $1";

	return record_do(st, sql, why, "t", unit);
}

int move_is_done(struct store *st, const char *code, const char *valid_from, bool *is, struct why *why)
{
	static const char sql[] = "SELECT 1 FROM reorganised WHERE code = $1 AND valid_from = $2";
	struct query *q = store_query(st, sql, why);
	enum step step;

	if (q == NULL)
		return -1;
	query_text(q, 1, code);
	query_text(q, 2, valid_from);
	step = query_step(q, why);
	*is = step == STEP_ROW;
	query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

int move_set_done(struct store *st, const char *code, const char *valid_from, int64_t now_us, struct why *why)
{
	static const char sql[] = "INSERT INTO reorganised (code, valid_from, at) VALUES ($1, $2, $3) "
				  "ON CONFLICT (code, valid_from) DO NOTHING";

	return record_do(st, sql, why, "tti", code, valid_from, now_us);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/move.h"

/* The mark: no code begins with it. */
#define MARKED "'>' || $2"

static const char *const moves[MOVES] = {
	[MOVE_MEMBERS] = "UPDATE member SET unit = " MARKED " WHERE unit = $1",
	[MOVE_TEAMS] = "UPDATE team SET unit = " MARKED " WHERE unit = $1",
	[MOVE_ENROLMENTS] = "UPDATE enrolment SET unit = " MARKED " WHERE unit = $1 AND status = 'pending'",
	[MOVE_TRAININGS] = "UPDATE training SET scope = " MARKED " WHERE scope = $1 AND status = 'planned' "
			   "AND CASE WHEN ends_at > 0 THEN ends_at ELSE starts_at END >= $3",
	[MOVE_TICKETS] = "UPDATE ticket SET unit = " MARKED " WHERE unit = $1 AND status IN ('open', 'passed_up')",
	[MOVE_DUE] = "UPDATE due SET unit = " MARKED " WHERE unit = $1 AND state = 'waiting' "
		     "AND kind NOT IN ('digest', 'reminder')",
};

static const char *const ends[MOVES] = {
	[MOVE_MEMBERS] = "UPDATE member SET unit = substr(unit, 2) WHERE unit LIKE '>%'",
	[MOVE_TEAMS] = "UPDATE team SET unit = substr(unit, 2) WHERE unit LIKE '>%'",
	[MOVE_ENROLMENTS] = "UPDATE enrolment SET unit = substr(unit, 2) WHERE unit LIKE '>%'",
	[MOVE_TRAININGS] = "UPDATE training SET scope = substr(scope, 2) WHERE scope LIKE '>%'",
	[MOVE_TICKETS] = "UPDATE ticket SET unit = substr(unit, 2) WHERE unit LIKE '>%'",
	[MOVE_DUE] = "UPDATE due SET unit = substr(unit, 2) WHERE unit LIKE '>%'",
};

int move_rows(struct store *st, enum move what, const char *from, const char *to, int64_t since_us, int64_t *moved,
	struct why *why)
{
	struct query *q = store_query(st, moves[what], why);

	if (q == NULL)
		return -1;
	query_text(q, 1, from);
	query_text(q, 2, to);
	if (what == MOVE_TRAININGS)
		query_int(q, 3, since_us);
	if (query_run(q, why) == -1)
		return -1;
	*moved = query_changes(q);
	return 0;
}

int move_member(struct store *st, int64_t member, const char *to, struct why *why)
{
	struct query *q = store_query(st, "UPDATE member SET unit = " MARKED " WHERE id = $1", why);

	if (q == NULL)
		return -1;
	query_int(q, 1, member);
	query_text(q, 2, to);
	return query_run(q, why);
}

int move_end(struct store *st, struct why *why)
{
	for (int i = 0; i < MOVES; i++) {
		struct query *q = store_query(st, ends[i], why);

		if (q == NULL || query_run(q, why) == -1)
			return -1;
	}
	return 0;
}

int move_drop_due(struct store *st, const char *unit, struct why *why)
{
	static const char sql[] =
		"DELETE FROM due WHERE state = 'waiting' AND kind IN ('digest', 'reminder') AND unit = $1";
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_text(q, 1, unit);
	return query_run(q, why);
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
	struct query *q = store_query(st, sql, why);

	if (q == NULL)
		return -1;
	query_text(q, 1, code);
	query_text(q, 2, valid_from);
	query_int(q, 3, now_us);
	return query_run(q, why);
}

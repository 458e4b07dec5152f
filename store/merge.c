/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/merge.h"

#include "gateway/base/clock.h"
#include "store/columns.h"
#include "store/inside.h"
#include "store/merge_inside.h"
#include "store/record.h"

#include <string.h>

#define LOCK_WAIT_MS 2000

static int read_origin(struct merge *m, struct why *why)
{
	struct query *q = store_query(m->from, "SELECT applied_at FROM migration WHERE number = 1", why);

	return q == NULL ? -1 : record_number(q, &m->origin, why);
}

/* "2022-X3" stands in each of its reports: two collections of the same name cannot be told apart afterwards. */
static int check_collections(struct merge *m, struct why *why)
{
	struct query *q = store_query(m->from, "SELECT period, unit, opened_at FROM collection ORDER BY period", why);
	enum step step;

	if (q == NULL)
		return -1;
	while ((step = query_step(q, why)) == STEP_ROW) {
		struct query *other = record_ask(m->to,
			"SELECT COUNT(*) FROM collection WHERE period = $1 AND (unit <> $2 OR opened_at <> $3)", why,
			"tti", query_column_text(q, 0), query_column_text(q, 1), query_column_int(q, 2));
		int64_t clashes;

		if (other == NULL || record_number(other, &clashes, why) == -1)
			return -1;
		if (clashes != 0)
			return why_set(why,
				"the collection %.12s is another one in both stores, and their reports cannot be told apart:"
				" bring the reports of the box by keng export and keng import instead",
				query_column_text(q, 0));
	}
	return step == STEP_DONE ? 0 : -1;
}

static int merge_all(struct merge *m, struct why *why)
{
	if (read_origin(m, why) == -1 || check_collections(m, why) == -1 || merge_assign(m, why) == -1 ||
		merge_rows(m, why) == -1 || merge_reports(m, why) == -1)
		return -1;
	/* Older rows came among those that were gone through: see retention.h. */
	return record_do(m->to, "UPDATE retention SET upto = 0", why, "");
}

/* One transaction of each. */
static int run(struct merge *m, bool dry_run, struct why *why)
{
	int result;

	if (store_begin(m->from, why) == -1)
		return -1;
	result = store_begin(m->to, why);
	if (result == 0) {
		result = merge_all(m, why);
		if (result == 0 && !dry_run)
			result = store_commit(m->to, why);
		else
			store_rollback(m->to);
	}
	store_rollback(m->from);
	return result;
}

static int open_both(const char *from_url, const char *to_url, struct merge *m, struct why *why)
{
	/* One that is not there yet, or is of another schema, is said and not made or changed. */
	m->to = store_open_readonly(to_url, why);
	if (m->to == NULL)
		return -1;
	store_close(&m->to);
	m->from = store_open_readonly(from_url, why);
	if (m->from == NULL || store_lock_for(m->from, LOCK_WAIT_MS, why) == -1)
		return -1;
	m->to = store_open(to_url, 0, why);
	if (m->to == NULL || store_lock_for(m->to, LOCK_WAIT_MS, why) == -1)
		return -1;
	m->model = columns_model(why);
	return m->model != NULL ? 0 : -1;
}

int store_merge(const char *from_url, const char *to_url, bool dry_run, const struct merge_talk *talk, struct why *why)
{
	struct merge m = { .talk = talk, .now_us = clock_wall_us() };
	int result = -1;

	if (open_both(from_url, to_url, &m, why) == 0)
		result = run(&m, dry_run, why);
	if (m.model != NULL)
		m.model->driver->close(m.model);
	store_close(&m.to);
	store_close(&m.from);
	return result;
}

/* Is there something of that person by that number? */
static int is_theirs(
	struct store *st, const char *phone, const char *kind, int64_t no, int64_t *theirs, struct why *why)
{
	static const struct {
		const char *kind, *sql;
	} rows[] = {
		{ "report", "SELECT COUNT(*) FROM report WHERE no = $1 AND phone = $2" },
		{ "ticket", "SELECT COUNT(*) FROM ticket WHERE no = $1 AND (phone = $2 OR owner = $2)" },
		{ "enrolment", "SELECT COUNT(*) FROM enrolment WHERE no = $1 AND phone = $2" },
		{ "training", "SELECT COUNT(*) FROM invitation WHERE training = $1 AND phone = $2" },
		{ "form", "SELECT COUNT(*) FROM form WHERE no = $1 AND phone = $2" },
		{ "broadcast", "SELECT COUNT(*) FROM broadcast WHERE no = $1 AND phone = $2" },
	};

	*theirs = 0;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct query *q;

		if (strcmp(rows[i].kind, kind) != 0)
			continue;
		q = record_ask(st, rows[i].sql, why, "it", no, phone);
		return q == NULL ? -1 : record_number(q, theirs, why);
	}
	return 0;
}

int store_meant_no(struct store *st, const char *phone, const char *kind, int64_t no, int64_t *meant, struct why *why)
{
	struct query *q;
	int64_t theirs;

	*meant = no;
	if (is_theirs(st, phone, kind, no, &theirs, why) == -1)
		return -1;
	if (theirs != 0)
		return 0;
	q = record_ask(st,
		"SELECT n.to_no FROM phone p JOIN merged w ON w.kind = 'member' AND w.to_no = p.member"
		" JOIN merged n ON n.origin = w.origin AND n.kind = $2 AND n.from_no = $3"
		" WHERE p.msisdn = $1 ORDER BY n.origin DESC LIMIT 1",
		why, "tti", phone, kind, no);
	if (q == NULL || record_number(q, meant, why) == -1)
		return -1;
	if (*meant == 0)
		*meant = no;
	return 0;
}

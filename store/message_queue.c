/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message_queue.c - the queues as a whole: which there are, and moving texts between them and in time. */
#include "store/message.h"

#include "store/message_row.h"

#include <string.h>

/* Those of the texts that are not written yet, which names may lack; in their order. */
static void add_unwritten(struct store *st, char names[][MESSAGE_LINK_OCTETS], unsigned room, unsigned *used)
{
	size_t n = later_count(st, &message_row_queued);

	for (size_t i = 0; i < n; i++) {
		struct later_row row = later_at(st, &message_row_queued, i);
		const char *link = later_text(row, QUEUED_LINK);
		unsigned at = 0;

		while (at < *used && strcmp(names[at], link) < 0)
			at++;
		if (later_number(row, QUEUED_ATTEMPTS) != 0 || *used == room ||
			(at < *used && strcmp(names[at], link) == 0))
			continue;
		memmove(names[at + 1], names[at], (*used - at) * MESSAGE_LINK_OCTETS);
		record_copy(link, names[at], MESSAGE_LINK_OCTETS);
		(*used)++;
	}
}

int message_queues(struct store *st, char names[][MESSAGE_LINK_OCTETS], unsigned room, unsigned *used, struct why *why)
{
	/* From one name to the next: the index gives each with one look, however many texts wait. */
	static const char first[] = "SELECT link FROM message WHERE direction = 'out' AND state = 'queued'"
				    " ORDER BY link LIMIT 1";
	static const char next[] = "SELECT link FROM message WHERE direction = 'out' AND state = 'queued'"
				   " AND link > $1 ORDER BY link LIMIT 1";
	enum step step = STEP_ROW;

	for (*used = 0; *used < room && step == STEP_ROW; *used += step == STEP_ROW) {
		struct query *q = later_query(st, *used == 0 ? first : next, &message_row_queued, why);

		if (q == NULL)
			return -1;
		if (*used > 0)
			query_text(q, 1, names[*used - 1]);
		step = query_step(q, why);
		if (step == STEP_ROW)
			record_text(q, 0, names[*used], MESSAGE_LINK_OCTETS);
		query_end(q);
	}
	add_unwritten(st, names, room, used);
	return step == STEP_FAILED ? -1 : 0;
}

int message_let_pass(struct store *st, int64_t id, struct why *why)
{
	return record_do(st,
		"UPDATE message SET priority = $2 WHERE id = $1 AND direction = 'out' AND state = 'queued'", why, "ii",
		id, (int64_t)MESSAGE_NOTICE);
}

int message_reroute(struct store *st, int64_t id, const char *link, struct why *why)
{
	store_note_queued(st);
	return record_do(st, "UPDATE message SET link = $2 WHERE id = $1 AND direction = 'out' AND state = 'queued'",
		why, "it", id, link);
}

int message_postpone(struct store *st, const char *queue, enum message_priority priority, int64_t until, int64_t now_us,
	unsigned most, int64_t *moved, struct why *why)
{
	static const char sql[] =
		"UPDATE message SET postponed = next_at, next_at = $3,"
		" expires_at = CASE WHEN waits = 1 AND expires_at > 0 THEN expires_at + $3 - $4 ELSE expires_at END"
		" WHERE id IN (SELECT id FROM message WHERE direction = 'out' AND state = 'queued' AND link = $1"
		" AND priority = $2 AND next_at <= $4 ORDER BY next_at, id LIMIT $5)";

	return record_changes(
		record_ask(st, sql, why, "tiiii", queue, (int64_t)priority, until, now_us, (int64_t)most), moved, why);
}

int message_resume(struct store *st, enum message_priority priority, struct why *why)
{
	return record_do(st,
		"UPDATE message SET next_at = postponed, postponed = 0 WHERE direction = 'out' AND state = 'queued'"
		" AND postponed > 0 AND priority = $1",
		why, "i", (int64_t)priority);
}

int message_put_off(struct store *st, int64_t id, int64_t at_us, struct why *why)
{
	static const char sql[] =
		"UPDATE message SET next_at = $2, postponed = 0,"
		" expires_at = CASE WHEN waits = 1 AND expires_at > 0 THEN expires_at + $2 - next_at ELSE expires_at END"
		" WHERE id = $1 AND direction = 'out' AND state = 'queued'";

	return record_do(st, sql, why, "ii", id, at_us);
}

int message_postponed(struct store *st, int64_t now_us, int64_t *texts, struct why *why)
{
	struct query *q = record_ask(st,
		"SELECT COUNT(*) FROM message WHERE direction = 'out' AND state = 'queued' AND postponed > 0"
		" AND next_at > $1",
		why, "i", now_us);

	return record_number(q, texts, why);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message_out.c - the way out. Each step is one UPDATE that asks for the state before, so that a report that comes
 * late or twice changes nothing. */
#include "store/absent.h"
#include "store/message.h"
#include "store/message_row.h"

#include <assert.h>
#include <string.h>

#define REFERENCES 256 /* of concatenation: one octet (3GPP TS 23.040, 9.2.3.24.1) */

/* ---- queueing ---- */

static int choose_reference(struct store *st, unsigned parts, int64_t *reference, struct why *why)
{
	*reference = 0;
	if (parts == 1)
		return 0;
	*reference = store_next_no(st, "reference", why);
	if (*reference == -1)
		return -1;
	*reference %= REFERENCES;
	return 0;
}

int64_t message_queue(struct store *st, const struct message_out *out, int64_t now_us, struct why *why)
{
	int64_t id = store_id(st, now_us), reference;

	assert(out->parts >= 1 && out->parts <= MESSAGE_PARTS_MAX && (unsigned)out->priority < MESSAGE_PRIORITIES);
	if (choose_reference(st, out->parts, &reference, why) == -1)
		return -1;
	store_note_queued(st);
	absent_there(st, out->phone, ABSENT_TEXTS);
	return later_do(st, &message_row_queued, why, id, out->phone, out->link, out->unit, out->text,
		       (int64_t)out->answers, out->kind, (int64_t)out->priority, (int64_t)out->alphabet,
		       (int64_t)out->parts, reference, (int64_t)out->flash, now_us,
		       out->next_at != 0 ? out->next_at : now_us, out->expires_at, (int64_t)!out->useless_later,
		       "queued", "", INT64_C(0)) == 0
		       ? id
		       : -1;
}

int message_reword(struct store *st, int64_t id, const char *text, unsigned alphabet, unsigned parts, struct why *why)
{
	static const char sql[] =
		"UPDATE message SET text = $2, alphabet = $3, parts = $4, reference = $5"
		" WHERE id = $1 AND direction = 'out' AND state = 'queued' AND attempts = 0 AND skip = 0";
	int64_t reference;
	struct query *q;

	assert(parts >= 1 && parts <= MESSAGE_PARTS_MAX);
	if (choose_reference(st, parts, &reference, why) == -1)
		return -1;
	q = store_query(st, sql, why);
	if (q == NULL)
		return -1;
	query_int(q, 1, id);
	query_text(q, 2, text);
	query_int(q, 3, alphabet);
	query_int(q, 4, parts);
	query_int(q, 5, reference);
	return query_run(q, why) == -1 ? -1 : query_changes(q) > 0;
}

/* ---- who is next ---- */

struct waiting {
	int64_t next_at, id;
};
struct best {
	struct waiting rows[MESSAGE_NEXT_MAX];
	unsigned used, room;
};

static bool is_before(const struct waiting *a, const struct waiting *b)
{
	return a->next_at != b->next_at ? a->next_at < b->next_at : a->id < b->id;
}

/* False when it comes behind all that there is room for: so will the rest of its queue. */
static bool add_best(struct best *best, const struct waiting *w)
{
	unsigned at = best->used;

	if (at == best->room && (at == 0 || !is_before(w, &best->rows[at - 1])))
		return false;
	if (at == best->room)
		at--;
	else
		best->used++;
	for (; at > 0 && is_before(w, &best->rows[at - 1]); at--)
		best->rows[at] = best->rows[at - 1];
	best->rows[at] = *w;
	return true;
}

/* And those that were queued in this transaction and are not written yet. */
static void add_unwritten(
	struct store *st, const char *queue, int priority, int64_t until_us, int64_t now_us, struct best *best)
{
	size_t n = later_count(st, &message_row_queued);

	for (size_t i = 0; i < n; i++) {
		struct later_row row = later_at(st, &message_row_queued, i);
		int64_t expires_at = later_number(row, QUEUED_EXPIRES_AT);
		struct waiting w = { later_number(row, QUEUED_NEXT_AT), later_number(row, QUEUED_ID) };

		if (later_number(row, QUEUED_ATTEMPTS) == 0 && later_number(row, QUEUED_PRIORITY) == priority &&
			w.next_at <= until_us && (expires_at == 0 || expires_at > now_us) &&
			strcmp(later_text(row, QUEUED_LINK), queue) == 0)
			(void)add_best(best, &w);
	}
}

/* One queue's texts of one priority, which the index message_open holds in their order. */
static int add_queue(struct store *st, const char *queue, int priority, int64_t until_us, int64_t now_us,
	struct best *best, struct why *why)
{
	static const char sql[] =
		"SELECT next_at, id FROM message WHERE direction = 'out' AND state = 'queued' AND link = $1"
		" AND priority = $2 AND next_at <= $3 AND (expires_at = 0 OR expires_at > $5)"
		" ORDER BY next_at, id LIMIT $4" STORE_SKIP_LOCKED;
	struct query *q = later_query(st, sql, &message_row_queued, why);
	struct waiting w;
	enum step step;

	if (q == NULL)
		return -1;
	query_text(q, 1, queue);
	query_int(q, 2, priority);
	query_int(q, 3, until_us);
	query_int(q, 4, best->room);
	query_int(q, 5, now_us);
	while ((step = query_step(q, why)) == STEP_ROW) {
		w = (struct waiting){ query_column_int(q, 0), query_column_int(q, 1) };
		if (!add_best(best, &w))
			break;
	}
	query_end(q);
	add_unwritten(st, queue, priority, until_us, now_us, best);
	return step == STEP_FAILED ? -1 : 0;
}

static int64_t delay_of(const struct message_source *source, int priority)
{
	return priority > MESSAGE_NOTICE ? source->unasked_delay_us : source->asked_delay_us;
}

int message_next(struct store *st, const struct message_source *sources, unsigned sources_used,
	enum message_priority last, int64_t now_us, int64_t *ids, unsigned room, unsigned *used, struct why *why)
{
	struct best best;

	*used = 0;
	if (room > MESSAGE_NEXT_MAX)
		room = MESSAGE_NEXT_MAX;
	for (int priority = 0; priority <= (int)last && *used < room; priority++) {
		best.used = 0;
		best.room = room - *used;
		for (unsigned i = 0; i < sources_used; i++)
			if (add_queue(st, sources[i].queue, priority, now_us - delay_of(&sources[i], priority), now_us,
				    &best, why) == -1)
				return -1;
		for (unsigned i = 0; i < best.used; i++)
			ids[(*used)++] = best.rows[i].id;
	}
	return 0;
}

int message_next_time(struct store *st, const struct message_source *sources, unsigned sources_used,
	enum message_priority last, int64_t *at, struct why *why)
{
	static const char sql[] =
		"SELECT next_at FROM message WHERE direction = 'out' AND state = 'queued' AND link = $1"
		" AND priority = $2 ORDER BY next_at LIMIT 1";

	*at = INT64_MAX;
	for (unsigned i = 0; i < sources_used; i++)
		for (int priority = 0; priority <= (int)last; priority++) {
			struct query *q = record_ask(st, sql, why, "ti", sources[i].queue, (int64_t)priority);
			int64_t delay_us = delay_of(&sources[i], priority);
			enum step step = q == NULL ? STEP_FAILED : query_step(q, why);

			if (step == STEP_FAILED)
				return -1;
			if (step == STEP_ROW && query_column_int(q, 0) + delay_us < *at)
				*at = query_column_int(q, 0) + delay_us;
			query_end(q);
		}
	return 0;
}

/* What was queued in this transaction is not, nor is it unsure: it stays unwritten. */
int message_overdue(struct store *st, int64_t now_us, int64_t *ids, unsigned room, unsigned *used, struct why *why)
{
	static const char sql[] =
		"SELECT id FROM message WHERE direction = 'out' AND state = 'queued'"
		" AND expires_at > 0 AND expires_at <= $1 ORDER BY expires_at LIMIT $2" STORE_SKIP_LOCKED;
	struct query *q = later_query(st, sql, &message_row_queued, why);

	if (q != NULL) {
		query_int(q, 1, now_us);
		query_int(q, 2, room);
	}
	return message_row_ids(q, ids, room, used, why);
}

/* ---- in the hands of a link ---- */

int message_sending(struct store *st, int64_t id, const char *via, struct why *why)
{
	return message_sending_all(st, &id, 1, via, why);
}

/* What leaves in the transaction that made it is written once, as it is then. The others, as many as go into one
 * statement, are in written; *taken counts both. */
static unsigned leave_unwritten(struct store *st, const int64_t *ids, unsigned used, const char *via,
	int64_t written[static MESSAGE_AT_ONCE], unsigned *taken)
{
	struct later_row row;
	unsigned n = 0;

	for (*taken = 0; *taken < used && n < MESSAGE_AT_ONCE; (*taken)++) {
		if (!later_find(st, &message_row_queued, ids[*taken], &row) ||
			later_number(row, QUEUED_ATTEMPTS) != 0) {
			written[n++] = ids[*taken];
			continue;
		}
		later_set_text(row, QUEUED_STATE, "sending");
		later_set_text(row, QUEUED_VIA, via);
		later_set_number(row, QUEUED_ATTEMPTS, 1);
	}
	return n;
}

int message_sending_all(struct store *st, const int64_t *ids, unsigned used, const char *via, struct why *why)
{
	static const char sql[] =
		"UPDATE message SET state = 'sending', via = $33, attempts = attempts + 1, postponed = 0"
		" WHERE id IN " MESSAGE_IDS " AND direction = 'out' AND coalesce(state, '') = 'queued'";

	int64_t written[MESSAGE_AT_ONCE];

	/* By their ids, and not through all that waits: coalesce(). */
	for (unsigned n, taken; used > 0; ids += taken, used -= taken) {
		struct query *q;

		n = leave_unwritten(st, ids, used, via, written, &taken);
		if (n == 0)
			continue;
		q = later_query(st, sql, &message_row_queued, why);
		n = message_row_bind_ids(q, written, n);
		if (n == 0)
			return -1;
		query_text(q, MESSAGE_AT_ONCE + 1, via);
		if (query_run(q, why) == -1)
			return -1;
		if (query_changes(q) != n)
			return why_set(why, "text %llx, or one of %u, is not queued", (unsigned long long)*ids, n);
	}
	return 0;
}

/* A link has it since an earlier transaction: it is written. */
static int mark_taken(struct store *st, int64_t id, unsigned part, struct why *why)
{
	struct query *q =
		later_query(st, "UPDATE message SET skip = skip | $2 WHERE id = $1", &message_row_queued, why);

	assert(part >= 1 && part <= MESSAGE_PARTS_MAX);
	if (q == NULL)
		return -1;
	query_int(q, 1, id);
	query_int(q, 2, INT64_C(1) << (part - 1));
	return query_run(q, why);
}

struct taken {
	unsigned part, reference;
	const char *network_id;
};

/* A part that was delivered stays so: its receipt may be here before the link's own report, and a part sent twice has
 * been read once. */
static int put_part(struct store *st, int64_t id, const struct taken *p, int64_t now_us, struct why *why)
{
	static const struct later_kind taken = {
		.sql = "INSERT INTO part (message, part, link, phone, reference, sent_at, state, network_id)"
		       " SELECT m.id, v.column2, m.via, m.phone, v.column3, v.column4, 'sent', v.column5"
		       " FROM (VALUES ($1, $2, $3, $4, $5)) AS v JOIN message m ON m.id = v.column1"
		       " WHERE m.id IN ($1) AND m.direction = 'out'"
		       " ON CONFLICT (message, part) DO UPDATE SET link = excluded.link, reference = excluded.reference,"
		       " sent_at = excluded.sent_at, state = 'sent', settled_at = 0, network_id = excluded.network_id"
		       " WHERE part.state <> 'delivered'",
		.types = "i|iiit"
	};

	if (p->part < 1 || p->part > MESSAGE_PARTS_MAX)
		return why_set(why, "part %u of a text does not exist", p->part);
	return later_do(st, &taken, why, id, (int64_t)p->part, (int64_t)p->reference, now_us, p->network_id);
}

static int name_part(struct store *st, int64_t id, const struct taken *p, int64_t now_us, struct why *why)
{
	return p->network_id[0] == '\0' ? 0 : message_row_named(st, id, p->part, p->network_id, now_us, why);
}

int message_part_sent(struct store *st, int64_t id, unsigned part, unsigned reference, const char *network_id,
	int64_t now_us, struct why *why)
{
	const struct taken p = { part, reference, network_id };

	if (put_part(st, id, &p, now_us, why) == -1 || mark_taken(st, id, part, why) == -1)
		return -1;
	return name_part(st, id, &p, now_us, why);
}

/* Also from unsure, and when it waits to be sent once more: the link may have outlived the router that gave up on it. */
#define MAY_BE_SENT "(state IN ('sending', 'unsure') OR (state = 'queued' AND unsure > 0))"

int message_sent(struct store *st, int64_t id, int64_t now_us, struct why *why)
{
	static const char sql[] = "UPDATE message SET state = 'sent', sent_at = $2, cms_error = -1, reason = ''"
				  " WHERE id = $1 AND direction = 'out' AND " MAY_BE_SENT;
	bool delivered;

	return record_do(st, sql, why, "ii", id, now_us) == 0 ? message_row_conclude(st, id, now_us, &delivered, why)
							      : -1;
}

/* What its receipt made of the text, if it came first, was made of it then. */
int message_sent_whole(
	struct store *st, int64_t id, unsigned reference, const char *network_id, int64_t now_us, struct why *why)
{
	static const struct later_kind whole = {
		.sql = "UPDATE message SET skip = skip | 1,"
		       " sent_at = CASE WHEN " MAY_BE_SENT " THEN v.column2 ELSE sent_at END,"
		       " cms_error = CASE WHEN " MAY_BE_SENT " THEN -1 ELSE cms_error END,"
		       " reason = CASE WHEN " MAY_BE_SENT " THEN '' ELSE reason END,"
		       " state = CASE WHEN " MAY_BE_SENT " THEN 'sent' ELSE state END"
		       " FROM (VALUES ($1, $2)) AS v WHERE id = v.column1 AND id IN ($1) AND direction = 'out'",
		.types = "i|i"
	};
	const struct taken p = { 1, reference, network_id };

	if (put_part(st, id, &p, now_us, why) == -1 || later_do(st, &whole, why, id, now_us) == -1)
		return -1;
	return name_part(st, id, &p, now_us, why);
}

int message_refused(
	struct store *st, int64_t id, int64_t retry_at, int64_t cms_error, const char *reason, struct why *why)
{
	static const char sql[] = "UPDATE message SET state = 'queued', next_at = $2, cms_error = $3, reason = $4"
				  " WHERE id = $1 AND direction = 'out' AND state = 'sending'";

	return record_do(st, sql, why, "iiit", id, retry_at, cms_error, reason);
}

int message_give_up(
	struct store *st, int64_t id, enum message_state state, int64_t cms_error, const char *reason, struct why *why)
{
	static const char sql[] = "UPDATE message SET state = $2, cms_error = $3, reason = $4 WHERE id = $1"
				  " AND direction = 'out' AND state IN ('queued', 'sending', 'unsure', 'sent')";
	struct query *q = store_query(st, sql, why);

	assert(state == MESSAGE_FAILED || state == MESSAGE_EXPIRED);
	if (q == NULL)
		return -1;
	query_int(q, 1, id);
	query_text(q, 2, message_state_name(state));
	query_int(q, 3, cms_error);
	query_text(q, 4, reason);
	return query_run(q, why);
}

/* ---- unsure ---- */

static int add_unsure_part(struct store *st, int64_t id, unsigned part, int64_t now_us, struct why *why)
{
	static const char sql[] =
		"INSERT INTO part (message, part, link, phone, reference, sent_at, state)"
		" SELECT id, $2, via, phone, $3, $4, 'unsure' FROM message WHERE id = $1"
		" ON CONFLICT (message, part) DO UPDATE SET link = excluded.link, sent_at = excluded.sent_at"
		" WHERE part.state = 'unsure'";

	return record_do(st, sql, why, "iiii", id, (int64_t)part, (int64_t)MESSAGE_NO_REFERENCE, now_us);
}

static int add_unsure_parts(struct store *st, const struct message *m, unsigned part, int64_t now_us, struct why *why)
{
	for (unsigned n = 1; n <= m->parts; n++)
		if ((m->skip >> (n - 1) & 1) == 0 && (part == 0 || part == n) &&
			add_unsure_part(st, m->id, n, now_us, why) == -1)
			return -1;
	return 0;
}

/* After the last of that link's that still wait. */
static int wait_behind_others(struct store *st, const char *via, int64_t *wait_until, struct why *why)
{
	struct query *q = record_ask(st,
		"SELECT next_at FROM message WHERE direction = 'out' AND state IN ('sending', 'unsure')"
		" AND state = 'unsure' AND via = $1 AND next_at < $2 ORDER BY next_at DESC LIMIT 1",
		why, "ti", via, INT64_MAX);
	int64_t last;

	if (record_number(q, &last, why) == -1)
		return -1;
	if (last + MESSAGE_UNSURE_APART > *wait_until)
		*wait_until = last + MESSAGE_UNSURE_APART;
	return 0;
}

static int set_unsure(struct store *st, const struct message *m, int64_t wait_until, const char *reason, int64_t now_us,
	struct why *why)
{
	static const char sql[] =
		"UPDATE message SET unsure = unsure + $2, state = 'unsure', next_at = $3, reason = $4,"
		" sent_at = CASE WHEN state = 'sending' THEN $5 ELSE sent_at END"
		" WHERE id = $1 AND state IN ('sending', 'unsure')";
	struct query *q;

	if (m->state == MESSAGE_SENDING && wait_behind_others(st, m->via, &wait_until, why) == -1)
		return -1;
	q = store_query(st, sql, why);
	if (q == NULL)
		return -1;
	query_int(q, 1, m->id);
	query_int(q, 2, m->state == MESSAGE_SENDING);
	query_int(q, 3, wait_until);
	query_text(q, 4, reason);
	query_int(q, 5, now_us);
	return query_run(q, why);
}

int message_unsure(struct store *st, int64_t id, unsigned part, int64_t wait_until, const char *reason, int64_t now_us,
	struct why *why)
{
	struct message m;
	int result;

	message_init(&m);
	result = message_get(st, id, &m, why);
	if (result == 0 && m.id != 0 && (m.state == MESSAGE_SENDING || m.state == MESSAGE_UNSURE)) {
		result = set_unsure(st, &m, wait_until, reason, now_us, why);
		if (result == 0 && m.state == MESSAGE_SENDING)
			result = add_unsure_parts(st, &m, part, now_us, why);
		if (result == 0 && m.state == MESSAGE_SENDING)
			result = message_row_settle_early(st, m.via, m.phone, now_us, why);
	}
	message_fini(&m);
	return result;
}

/* A last look at the receipts that came; which of several texts they are of is then told no more. */
static int look_once_more(struct store *st, int64_t id, int64_t now_us, struct why *why)
{
	struct message m;
	int result;

	if (absent_is(st, NULL, ABSENT_EARLY))
		return 0;
	message_init(&m);
	result = message_get(st, id, &m, why);
	if (result == 0 && m.id != 0)
		result = message_row_settle_early(st, m.via, m.phone, now_us, why);
	message_fini(&m);
	return result == -1 ? -1 : message_row_drop_early(st, id, why);
}

int message_resend(struct store *st, int64_t id, int64_t now_us, struct why *why)
{
	static const char sql[] = "UPDATE message SET state = 'queued', next_at = $2"
				  " WHERE id = $1 AND direction = 'out' AND state = 'unsure'";

	if (look_once_more(st, id, now_us, why) == -1)
		return -1;
	store_note_queued(st);
	return record_do(st, sql, why, "ii", id, now_us);
}

static int orphans(struct store *st, const char *sql, const char *of, int64_t wait_until, int64_t now_us, unsigned *n,
	struct why *why)
{
	unsigned used;
	int64_t id;

	for (*n = 0;; (*n)++) {
		struct query *q = record_ask(st, sql, why, "t", of);

		if (message_row_ids(q, &id, 1, &used, why) == -1)
			return -1;
		if (used == 0)
			return 0;
		if (message_unsure(st, id, 0, wait_until, "its link ended while it was sending", now_us, why) == -1)
			return -1;
	}
}

int message_orphans(struct store *st, const char *via, int64_t wait_until, int64_t now_us, unsigned *n, struct why *why)
{
	static const char sql[] = "SELECT id FROM message WHERE direction = 'out' AND state IN ('sending', 'unsure')"
				  " AND state = 'sending' AND via = $1 LIMIT 1";

	return orphans(st, sql, via, wait_until, now_us, n, why);
}

int message_orphans_but_of_others(
	struct store *st, const char *gateway, int64_t wait_until, int64_t now_us, unsigned *n, struct why *why)
{
	static const char sql[] = "SELECT id FROM message WHERE direction = 'out' AND state IN ('sending', 'unsure')"
				  " AND state = 'sending' AND via NOT IN (SELECT l.link FROM gateway_link l"
				  " JOIN gateway g ON g.name = l.gateway WHERE g.state = 'running' AND g.name <> $1)"
				  " LIMIT 1";

	return orphans(st, sql, gateway, wait_until, now_us, n, why);
}

int message_unsure_due(struct store *st, int64_t now_us, int64_t *ids, unsigned room, unsigned *used, struct why *why)
{
	static const char sql[] =
		"SELECT id FROM message WHERE direction = 'out' AND state IN ('sending', 'unsure') AND state = 'unsure'"
		" AND next_at <= $1 ORDER BY next_at, id LIMIT $2" STORE_SKIP_LOCKED;
	struct query *q = later_query(st, sql, &message_row_queued, why);

	if (q != NULL) {
		query_int(q, 1, now_us);
		query_int(q, 2, room);
	}
	return message_row_ids(q, ids, room, used, why);
}

int message_unsure_time(struct store *st, int64_t *at, struct why *why)
{
	static const char sql[] =
		"SELECT next_at FROM message WHERE direction = 'out' AND state IN ('sending', 'unsure')"
		" AND state = 'unsure' ORDER BY next_at LIMIT 1";
	unsigned used;

	*at = INT64_MAX;
	return message_row_ids(store_query(st, sql, why), at, 1, &used, why);
}

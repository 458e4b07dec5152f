/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/link_use.h"

#include "gateway/base/clock.h"

int64_t link_use_hour(int64_t at_us)
{
	struct civil hour = clock_civil(at_us);

	hour.minute = hour.second = 0;
	return clock_moment(&hour);
}

int link_use_add(struct store *st, const char *link, const struct link_use *more, int64_t now_us, struct why *why)
{
	static const char sql[] =
		"INSERT INTO link_use (link, hour, parts, texts, refused, unsure, received, sent_at, received_at)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (link, hour) DO UPDATE SET"
		" parts = link_use.parts + excluded.parts, texts = link_use.texts + excluded.texts,"
		" refused = link_use.refused + excluded.refused, unsure = link_use.unsure + excluded.unsure,"
		" received = link_use.received + excluded.received,"
		" sent_at = CASE WHEN excluded.sent_at > 0 THEN excluded.sent_at ELSE link_use.sent_at END,"
		" received_at = CASE WHEN excluded.received_at > 0 THEN excluded.received_at"
		" ELSE link_use.received_at END";

	return record_do(st, sql, why, "tiiiiiiii", link, link_use_hour(now_us), more->parts, more->texts,
		more->refused, more->unsure, more->received, more->sent_at, more->received_at);
}

static void read_sum(struct query *q, void *row)
{
	struct link_use *u = row;

	u->parts = query_column_int(q, 0);
	u->texts = query_column_int(q, 1);
	u->refused = query_column_int(q, 2);
	u->unsure = query_column_int(q, 3);
	u->received = query_column_int(q, 4);
	u->sent_at = query_column_int(q, 5);
	u->received_at = query_column_int(q, 6);
}

/* The last times are those of the newest hours that have one: looked up from the end, not over all hours. */
int link_use_since(struct store *st, const char *link, int64_t since_us, struct link_use *sum, struct why *why)
{
	static const char sql[] =
		"SELECT SUM(parts), SUM(texts), SUM(refused), SUM(unsure), SUM(received),"
		" (SELECT sent_at FROM link_use WHERE link = $1 AND sent_at > 0 ORDER BY hour DESC LIMIT 1),"
		" (SELECT received_at FROM link_use WHERE link = $1 AND received_at > 0 ORDER BY hour DESC LIMIT 1)"
		" FROM link_use WHERE link = $1 AND hour >= $2";
	struct query *q = record_ask(st, sql, why, "ti", link, since_us);

	return record_one(q, read_sum, sizeof *sum, sum, why);
}

int link_use_parts(struct store *st, const char *link, int64_t since_us, int64_t *parts, struct why *why)
{
	struct query *q = record_ask(
		st, "SELECT SUM(parts) FROM link_use WHERE link = $1 AND hour >= $2", why, "ti", link, since_us);

	return record_number(q, parts, why);
}

/* Both conditions: the first is that of the index message_unsettled, the second is what is meant. */
int link_use_in_hand(struct store *st, const char *link, int64_t *parts, struct why *why)
{
	static const char sql[] =
		"SELECT SUM(parts) FROM message WHERE direction = 'out' AND state IN ('sending', 'unsure')"
		" AND state = 'sending' AND via = $1";
	struct query *q = record_ask(st, sql, why, "t", link);

	return record_number(q, parts, why);
}

int link_use_prune(struct store *st, int64_t before_us, struct why *why)
{
	return record_do(st, "DELETE FROM link_use WHERE hour < $1", why, "i", before_us);
}

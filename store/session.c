/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/session.h"

#include "store/absent.h"

void session_init(struct session *s)
{
	*s = (struct session){ .kind = "" };
	buf_init(&s->data);
}

void session_fini(struct session *s)
{
	buf_fini(&s->data);
}

static void read_row(struct query *q, struct session *s)
{
	record_text(q, 0, s->kind, sizeof s->kind);
	buf_adds(&s->data, query_column_text(q, 1));
	s->started_at = query_column_int(q, 2);
	s->expires_at = query_column_int(q, 3);
}

/* The session that a query finds, and its channel when somebody asks; an empty kind: there is none. */
static int read_found(struct query *q, struct session *s, char *channel, struct why *why)
{
	enum step step = q == NULL ? STEP_FAILED : query_step(q, why);

	if (step == STEP_ROW) {
		read_row(q, s);
		if (channel != NULL)
			record_text(q, 4, channel, SESSION_CHANNEL_OCTETS);
	}
	if (q != NULL)
		query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

int session_get(
	struct store *st, const char *phone, const char *channel, int64_t now_us, struct session *s, struct why *why)
{
	static const char sql[] = "SELECT kind, data, started_at, expires_at FROM session"
				  " WHERE phone = $1 AND channel = $2 AND expires_at > $3";

	s->kind[0] = '\0';
	buf_clear(&s->data);
	if (absent_is(st, phone, ABSENT_SESSIONS))
		return 0;
	return read_found(record_ask(st, sql, why, "tti", phone, channel, now_us), s, NULL, why);
}

int session_get_texted(struct store *st, const char *phone, int64_t now_us, struct session *s,
	char channel[static SESSION_CHANNEL_OCTETS], struct why *why)
{
	static const char sql[] =
		"SELECT kind, data, started_at, expires_at, channel FROM session"
		" WHERE phone = $1 AND (channel = 'sms' OR (channel LIKE 'ussd:%' AND kind <> 'menu'))"
		" AND expires_at > $2 ORDER BY started_at DESC LIMIT 1";

	s->kind[0] = channel[0] = '\0';
	buf_clear(&s->data);
	if (absent_is(st, phone, ABSENT_SESSIONS))
		return 0;
	return read_found(record_ask(st, sql, why, "ti", phone, now_us), s, channel, why);
}

int session_last(struct store *st, const char *phone, const char *kind, int64_t since_us, struct session *s,
	char channel[static SESSION_CHANNEL_OCTETS], struct why *why)
{
	static const char sql[] =
		"SELECT kind, data, started_at, expires_at, channel FROM session"
		" WHERE phone = $1 AND kind = $2 AND started_at >= $3 ORDER BY started_at DESC LIMIT 1";

	s->kind[0] = '\0';
	buf_clear(&s->data);
	return read_found(record_ask(st, sql, why, "tti", phone, kind, since_us), s, channel, why);
}

int session_put(struct store *st, const char *phone, const char *channel, const char *kind, const char *data,
	int64_t now_us, int64_t expires_at, struct why *why)
{
	static const char sql[] =
		"INSERT INTO session (phone, channel, kind, data, started_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)"
		" ON CONFLICT (phone, channel) DO UPDATE SET kind = excluded.kind, data = excluded.data,"
		" started_at = excluded.started_at, expires_at = excluded.expires_at";

	return record_do(st, sql, why, "ttttii", phone, channel, kind, data, now_us, expires_at);
}

int session_drop(struct store *st, const char *phone, const char *channel, struct why *why)
{
	return record_do(st, "DELETE FROM session WHERE phone = $1 AND channel = $2", why, "tt", phone, channel);
}

static void read_key(struct query *q, void *row)
{
	struct session_key *key = row;

	record_text(q, 0, key->phone, sizeof key->phone);
	record_text(q, 1, key->channel, sizeof key->channel);
}

int session_list(struct store *st, int64_t now_us, struct session_key **rows, size_t *used, struct why *why)
{
	static const char sql[] = "SELECT phone, channel FROM session WHERE expires_at > $1 ORDER BY phone, channel";

	return record_all(record_ask(st, sql, why, "i", now_us), read_key, sizeof **rows, rows, used, why);
}

int session_expire(struct store *st, int64_t now_us, unsigned *dropped, struct why *why)
{
	struct query *q = record_ask(st, "DELETE FROM session WHERE expires_at <= $1", why, "i", now_us);
	int64_t changed;
	int result = record_changes(q, &changed, why);

	if (dropped != NULL)
		*dropped = (unsigned)changed;
	return result;
}

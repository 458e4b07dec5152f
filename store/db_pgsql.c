/* SPDX-License-Identifier: GPL-2.0-or-later */
/* db_pgsql.c - the store in a PostgreSQL database. With pgsql.c the only file that knows libpq. */
#include "gateway/base/clock.h"
#include "store/pgsql.h"
#include "store/pgsql_hold.h"
#include "store/pgsql_news.h"
#include "store/pgsql_url.h"
#include "store/transfer.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DOUBT_US     (10 * CLOCK_SECOND) /* so long a commit whose answer was lost is asked about */
#define LOOK_MS      50
#define WHO_OCTETS   160
#define SCRIPT_TYPES " TEXT"

static struct pgsql *of(struct db *db)
{
	return (struct pgsql *)db;
}
static struct pgsql_statement *of_statement(struct db_statement *statement)
{
	return (struct pgsql_statement *)statement;
}

static void pause_ms(int ms)
{
	const struct timespec rest = { .tv_nsec = ms * 1000000L };

	nanosleep(&rest, NULL);
}

/* ---- opening ---- */

static void pg_close(struct db *db)
{
	struct pgsql *s = of(db);

	pgsql_drop(s);
	free(s->joined_as);
	free(s->url);
	free(s);
}

static struct db *pg_open(const char *where, enum db_mode mode, struct why *why)
{
	struct pgsql *s = calloc(1, sizeof *s);
	size_t room = strlen(where) + sizeof "postgresql:";

	if (s == NULL || (s->url = malloc(room)) == NULL)
		abort();
	snprintf(s->url, room, "postgresql:%s", where);
	s->db.driver = &db_pgsql;
	s->mode = mode;
	if (pgsql_connect(s, why) == 0)
		return &s->db;
	pg_close(&s->db);
	return NULL;
}

static int pg_lock(struct db *db, int wait_ms, struct why *why)
{
	return pgsql_hold(of(db), NULL, wait_ms, why);
}

static int pg_join(struct db *db, const char *name, int wait_ms, struct why *why)
{
	return pgsql_ready(of(db), why) == 0 ? pgsql_hold(of(db), name, wait_ms, why) : -1;
}

static int pg_is_held(struct db *db, const char *name, bool *held, struct why *why)
{
	return pgsql_ready(of(db), why) == 0 ? pgsql_is_held(of(db), name, held, why) : -1;
}

static int pg_why_busy(struct db *db, struct why *why)
{
	char whose[WHO_OCTETS];
	bool awaits;

	if (pgsql_ready(of(db), why) == -1 || pgsql_awaits_standby(of(db), NULL, &awaits, why) == -1)
		return -1;
	if (awaits && (pgsql_whose_commit(of(db), whose, sizeof whose, why) == -1 ||
			      pgsql_say_standby(of(db), whose, why) == -1))
		return -1;
	return awaits;
}

static bool pg_is_shared(const struct db *db)
{
	(void)db;
	return true;
}

/* Its moment lies between the two at which we asked and heard. */
static int pg_clock(struct db *db, int64_t *behind_us, struct why *why)
{
	int64_t asked_us = clock_wall_us();
	char text[24];

	if (pgsql_ready(of(db), why) == -1 ||
		pgsql_ask(of(db), "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint", text, sizeof text,
			why) == -1)
		return -1;
	*behind_us = strtoll(text, NULL, 10) - (asked_us + clock_wall_us()) / 2;
	return 0;
}

static enum db_failure pg_failure(const struct db *db)
{
	return ((const struct pgsql *)db)->failure;
}

/* ---- copies: into SQLite, so that a backup needs no server to be read ---- */

static struct db *pg_copy(struct db *db, struct why *why)
{
	struct db *to = db_sqlite.open(":memory:", DB_WRITE, why);

	if (to == NULL)
		return NULL;
	if (pgsql_ready(of(db), why) == 0 && transfer(db, to, NULL, NULL, why) == 0)
		return to;
	db_sqlite.close(to);
	return NULL;
}

static int pg_backup(struct db *db, const char *path, struct why *why)
{
	struct db *copy = pg_copy(db, why);
	int result = -1;

	if (copy == NULL)
		return -1;
	result = copy->driver->backup(copy, path, why);
	copy->driver->close(copy);
	return result;
}

/* ---- transactions ---- */

/* The schema is written for both engines; here a text is compared octet by octet, as SQLite does, whatever the locale
 * of the database. */
static char *translate(const char *sql)
{
	static const char type[] = SCRIPT_TYPES, collate[] = " COLLATE \"C\"";
	size_t n = strlen(sql), room = n + 1, used = 0;
	char *to;

	for (const char *at = strstr(sql, type); at != NULL; at = strstr(at + 1, type))
		room += sizeof collate;
	to = malloc(room);
	if (to == NULL)
		abort();
	for (const char *at = sql; *at != '\0';) {
		if (strncmp(at, type, sizeof type - 1) == 0 && strchr(" ,)\n;", at[sizeof type - 1]) != NULL) {
			used += (size_t)snprintf(to + used, room - used, "%s%s", type, collate);
			at += sizeof type - 1;
		} else {
			to[used++] = *at++;
		}
	}
	to[used] = '\0';
	return to;
}

/* A step of the schema goes through all rows of a store, which may be millions: it takes as long as it takes, and so do
 * the statements behind it in that transaction. */
static int pg_script(struct db *db, const char *sql, struct why *why)
{
	char *here;
	int result;

	if (pgsql_ready(of(db), why) == -1 ||
		(of(db)->in_transaction && (pgsql_send(of(db), "SET LOCAL statement_timeout = 0", why) == -1 ||
						   pgsql_send(of(db), "SET LOCAL enable_seqscan = on", why) == -1)))
		return -1;
	here = translate(sql);
	result = pgsql_script(of(db), here, why);
	free(here);
	return result;
}

static int pg_begin(struct db *db, struct why *why)
{
	struct pgsql *s = of(db);

	if (pgsql_ready(s, why) == -1 || pgsql_send_begin(s, why) == -1)
		return -1;
	s->in_transaction = true;
	s->failed = false;
	return 0;
}

static int pg_exclude(struct db *db, struct why *why)
{
	if (of(db)->mode == DB_READ)
		return 0;
	return pgsql_send(
		of(db), "SELECT pg_advisory_xact_lock(hashtext('keng-acts'), hashtext(current_schema()))", why);
}

/* The line broke while the commit was under way. Ask the server, or the one that took its place, what became of it. */
static int resolve_doubt(struct pgsql *s, const char *xid, struct why *why)
{
	int64_t until_us = clock_mono_us() + DOUBT_US;
	char sql[96], outcome[32];
	struct why lost, own;

	why = why_or(why, &own);
	lost = *why;
	snprintf(sql, sizeof sql, "SELECT coalesce(pg_xact_status('%s'::xid8), 'aborted')", xid);
	for (; clock_mono_us() < until_us; pause_ms(LOOK_MS)) {
		if (pgsql_ready(s, why) == -1)
			continue;
		if (pgsql_ask(s, sql, outcome, sizeof outcome, why) == -1) {
			if (s->connection != NULL) /* it knows of no such transaction yet: it never came there */
				return -1;
			continue;
		}
		if (strcmp(outcome, "committed") == 0)
			return 0;
		if (strcmp(outcome, "aborted") == 0) {
			*why = lost;
			s->failure = DB_FAILURE_AWAY;
			return -1;
		}
	}
	s->failure = DB_FAILURE_DOUBT;
	return why_set(why, "the database went away during a commit, and nobody can say whether it was kept%s%s",
		s->away.text[0] != '\0' ? "; " : "", s->away.text);
}

static int pg_commit(struct db *db, struct why *why)
{
	struct pgsql *s = of(db);
	char xid[sizeof s->xid];

	if (s->failed)
		return why_set(why, "%s", s->fault.text);
	if (s->mode == DB_WRITE && s->xid[0] == '\0' && pgsql_settle(s, why) == -1)
		return -1;
	memcpy(xid, s->xid, sizeof xid);
	if (pgsql_send(s, "COMMIT", why) == 0 && pgsql_settle(s, why) == 0) {
		s->in_transaction = false;
		return 0;
	}
	if (s->connection != NULL || s->mode == DB_READ)
		return -1;
	return resolve_doubt(s, xid, why);
}

static void pg_rollback(struct db *db)
{
	struct pgsql *s = of(db);
	struct why why;

	if (s->in_transaction && pgsql_send(s, "ROLLBACK", &why) == 0)
		pgsql_settle(s, &why);
	s->in_transaction = s->failed = false;
}

static int pg_savepoint(struct db *db, struct why *why)
{
	if (of(db)->failed) {
		*why = of(db)->fault;
		return -1;
	}
	return pgsql_send(of(db), "SAVEPOINT point", why);
}

/* What a text did is known to be good, or not, before it is released. */
static int pg_release(struct db *db, struct why *why)
{
	if (of(db)->failed) {
		*why = of(db)->fault;
		return -1;
	}
	return pgsql_send(of(db), "RELEASE SAVEPOINT point", why) == 0 ? pgsql_settle(of(db), why) : -1;
}

static void pg_rollback_to(struct db *db)
{
	struct pgsql *s = of(db);
	struct why why;

	if (!s->in_transaction)
		return;
	pgsql_settle(s, &why); /* what fails there is taken back now */
	s->failed = false;
	if (s->in_transaction && pgsql_send(s, "ROLLBACK TO SAVEPOINT point", &why) == 0 &&
		pgsql_send(s, "RELEASE SAVEPOINT point", &why) == 0)
		pgsql_settle(s, &why);
}

static bool pg_in_transaction(const struct db *db)
{
	return ((const struct pgsql *)db)->in_transaction;
}

/* ---- statements ---- */

static struct db_statement *pg_prepare(struct db *db, const char *sql, struct why *why)
{
	struct pgsql_statement *q = calloc(1, sizeof *q);

	(void)why; /* it is sent with the first run, when the types of its parameters are known */
	if (q == NULL || (q->sql = strdup(sql)) == NULL)
		abort();
	q->statement.db = db;
	q->gives_rows =
		strncmp(sql, "INSERT", 6) != 0 && strncmp(sql, "UPDATE", 6) != 0 && strncmp(sql, "DELETE", 6) != 0;
	q->gives_rows |= strstr(sql, "RETURNING") != NULL;
	q->row = -1;
	return &q->statement;
}

static void pg_reset(struct db_statement *statement, bool unbind)
{
	struct pgsql_statement *q = of_statement(statement);

	PQclear(q->result);
	q->result = NULL;
	q->row = -1;
	q->done = false;
	for (int i = 1; unbind && i <= q->parameters; i++) {
		q->value[i].bound = false;
		free(q->value[i].text);
		q->value[i].text = NULL;
	}
}

static void pg_finish(struct db_statement *statement)
{
	struct pgsql_statement *q = of_statement(statement);
	struct pgsql *s = of(q->statement.db);

	for (unsigned i = 0; i < s->pending_used; i++)
		if (s->pending[i].q == q) {
			s->pending[i].q = NULL;
			s->pending[i].what = PENDING_CONTROL;
		}
	pg_reset(statement, true);
	free(q->value);
	free(q->types);
	free(q->sent);
	free(q->sql);
	free(q);
}

static void *more(void *rows, int before, int now, size_t octets)
{
	char *list = realloc(rows, (size_t)now * octets);

	if (list == NULL)
		abort();
	memset(list + (size_t)before * octets, 0, (size_t)(now - before) * octets);
	return list;
}

static void make_room(struct pgsql_statement *q, int at)
{
	int room = at < 8 ? 8 : 2 * at;

	if (at < q->room)
		return;
	q->value = more(q->value, q->room, room, sizeof *q->value);
	q->types = more(q->types, q->room, room, sizeof *q->types);
	q->sent = more(q->sent, q->room, room, sizeof *q->sent);
	q->room = room;
}

static struct pgsql_value *bind(struct db_statement *statement, int at)
{
	struct pgsql_statement *q = of_statement(statement);

	assert(at >= 1 && at <= PGSQL_PARAMETERS_MAX);
	make_room(q, at);
	if (at > q->parameters)
		q->parameters = at;
	q->value[at].bound = true;
	return &q->value[at];
}

static int pg_bind_int(struct db_statement *statement, int at, int64_t value)
{
	struct pgsql_value *v = bind(statement, at);

	v->is_text = false;
	snprintf(v->number, sizeof v->number, "%" PRId64, value);
	return 0;
}

static int pg_bind_text(struct db_statement *statement, int at, const char *value)
{
	struct pgsql_value *v = bind(statement, at);

	free(v->text);
	v->text = NULL;
	v->is_text = true;
	v->bound = value != NULL;
	if (value != NULL && (v->text = strdup(value)) == NULL)
		abort();
	return 0;
}

static int run(struct pgsql *s, struct pgsql_statement *q, struct why *why)
{
	if (s->failed)
		return why_set(why, "%s", s->fault.text);
	if (!s->in_transaction && pgsql_ready(s, why) == -1)
		return -1;
	q->changes = -1;
	if (pgsql_send_statement(s, q, why) == -1)
		return -1;
	return q->gives_rows || !s->in_transaction ? pgsql_settle(s, why) : 0;
}

static enum step pg_step(struct db_statement *statement, struct why *why)
{
	struct pgsql_statement *q = of_statement(statement);

	if (q->row == -1 && run(of(q->statement.db), q, why) == -1)
		return STEP_FAILED;
	q->row++;
	return q->result != NULL && q->row < PQntuples(q->result) ? STEP_ROW : STEP_DONE;
}

static int64_t pg_column_int(struct db_statement *statement, int column)
{
	const struct pgsql_statement *q = of_statement(statement);
	const char *text = PQgetvalue(q->result, q->row, column);

	return text[0] == 't' ? 1 : strtoll(text, NULL, 10);
}

static const char *pg_column_text(struct db_statement *statement, int column)
{
	const struct pgsql_statement *q = of_statement(statement);

	return PQgetvalue(q->result, q->row, column);
}

/* It may still be under way. */
static int64_t pg_changes(struct db_statement *statement)
{
	struct pgsql_statement *q = of_statement(statement);
	struct pgsql *s = of(q->statement.db);
	struct why why;

	if (q->changes == -1 && s->connection != NULL)
		pgsql_settle(s, &why); /* a failure is kept: the transaction takes nothing more */
	return q->changes > 0 ? q->changes : 0;
}

const struct db_driver db_pgsql = {
	.scheme = "postgresql",
	.rows_log2 = 5,
	.check = pgsql_url_check,
	.open = pg_open,
	.close = pg_close,
	.copy = pg_copy,
	.backup = pg_backup,
	.lock = pg_lock,
	.join = pg_join,
	.is_held = pg_is_held,
	.why_busy = pg_why_busy,
	.is_shared = pg_is_shared,
	.exclude = pg_exclude,
	.tell = pgsql_tell,
	.ear = pgsql_ear,
	.heard = pgsql_heard,
	.clock = pg_clock,
	.failure = pg_failure,
	.script = pg_script,
	.begin = pg_begin,
	.commit = pg_commit,
	.rollback = pg_rollback,
	.savepoint = pg_savepoint,
	.release = pg_release,
	.rollback_to = pg_rollback_to,
	.in_transaction = pg_in_transaction,
	.prepare = pg_prepare,
	.finish = pg_finish,
	.reset = pg_reset,
	.bind_int = pg_bind_int,
	.bind_text = pg_bind_text,
	.step = pg_step,
	.column_int = pg_column_int,
	.column_text = pg_column_text,
	.changes = pg_changes,
};

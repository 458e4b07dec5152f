/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/pgsql.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "store/pgsql_advice.h"
#include "store/pgsql_hold.h"

#include <assert.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ANSWER_US     (20 * CLOCK_SECOND)        /* a server that is silent for longer is given up */
#define CONNECT_US    (10 * CLOCK_SECOND)        /* of all hosts of the URL together */
#define LOOK_US       (50 * CLOCK_SECOND / 1000) /* of a connection that is being made, in one call */
#define REST_LEAST_US (250 * CLOCK_SECOND / 1000)
#define REST_MOST_US  (5 * CLOCK_SECOND) /* well below what a gateway may be silent: gateway/router/lease.h */
#define SPIN_US       100
#define SPIN_REST     16  /* so many answers are slept for after one that took longer */
#define TEXT_OCTETS   170 /* of the server's words, so that the advice behind them is not cut */

/* plan_cache_mode: each statement is planned once, and not weighed anew with its values; none is long enough for jit.
 * enable_seqscan: so that what is planned while a table is empty does not go through all of it when it is full.
 * lock_timeout: two gateways that wait for each other's rows. idle_in_transaction: a gateway that was stopped in the
 * middle must not hold what the others wait for. keepalives: the server's own, so that the connection of a machine that was
 * cut off ends within 15 s and its locks with it, also for that machine when it comes back; user_timeout: the same when
 * the server had something to tell it. */
static const char session[] =
	"SET statement_timeout = '15s'; SET lock_timeout = '10s';"
	"SET idle_in_transaction_session_timeout = '12s'; SET client_min_messages = warning;"
	"SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 3; SET tcp_keepalives_count = 3;"
	"SET tcp_user_timeout = 15000;"
	"SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET jit = off;"
	"SET standard_conforming_strings = on; SET default_transaction_isolation = 'read committed'";

/* ---- failures ---- */

static bool names_several(PGconn *connection)
{
	PQconninfoOption *all = PQconninfo(connection);
	bool several = false;

	for (const PQconninfoOption *one = all; one != NULL && one->keyword != NULL; one++)
		several |= strncmp(one->keyword, "host", 4) == 0 && one->val != NULL && strchr(one->val, ',') != NULL;
	PQconninfoFree(all);
	return several;
}

/* A server tells what pg_is_in_recovery() gives with each connection, also with one that we are refused (since 14). */
static struct pgsql_place place_of(const struct pgsql *s)
{
	const char *standby = s->connection != NULL ? PQparameterStatus(s->connection, "in_hot_standby") : NULL;

	return (struct pgsql_place){
		.is_primary = standby != NULL && strcmp(standby, "off") == 0,
		.several = s->connection != NULL && names_several(s->connection),
	};
}

/* Keep what it failed of, and what can be done about it. */
static int fail(struct pgsql *s, const char *doing, const char *state, const char *text, struct why *why)
{
	const struct pgsql_place place = place_of(s);
	const char *advice = pgsql_advice(state, text, &place);

	s->failure = pgsql_is_full(state)    ? DB_FAILURE_FULL
		     : pgsql_is_busy(state)  ? DB_FAILURE_BUSY
		     : pgsql_may_pass(state) ? DB_FAILURE_AWAY
					     : DB_FAILURE_OTHER;
	return why_set(why, "%s: %s%s%s%s%s%s", doing, text[0] != '\0' ? text : "it does not answer",
		advice[0] != '\0' ? "; " : "", advice, state[0] != '\0' ? " (PostgreSQL " : "", state,
		state[0] != '\0' ? ")" : "");
}

static int fail_of_result(struct pgsql *s, const PGresult *result, struct why *why)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	char text[TEXT_OCTETS], of_text[PGSQL_STATE_OCTETS];

	pgsql_tidy(primary != NULL ? primary : PQresultErrorMessage(result), of_text, text, sizeof text);
	return fail(s, "the database failed", state != NULL ? state : of_text, text, why);
}

static int fail_of_connection(struct pgsql *s, const char *doing, struct why *why)
{
	char text[TEXT_OCTETS], state[PGSQL_STATE_OCTETS];

	pgsql_tidy(s->connection != NULL ? PQerrorMessage(s->connection) : "there is no connection", state, text,
		sizeof text);
	fail(s, doing, state, text, why);
	if (s->failure == DB_FAILURE_OTHER)
		s->failure = DB_FAILURE_AWAY;
	pgsql_drop(s);
	return -1;
}

/* ---- connecting ---- */

void pgsql_drop(struct pgsql *s)
{
	if (s->connection != NULL)
		PQfinish(s->connection);
	s->connection = NULL;
	s->connecting = false;
	s->news |= STORE_NEWS_LINE;
	for (unsigned i = 0; i < s->pending_used; i++)
		if (s->pending[i].q != NULL)
			s->pending[i].q->connection = 0;
	s->pending_used = 0;
	s->in_transaction = s->failed = false;
}

/* The server's word to a line that nobody asks anything: that it goes, mostly. */
static void hear_notice(void *user, const char *message)
{
	char text[TEXT_OCTETS], state[PGSQL_STATE_OCTETS];

	(void)user;
	pgsql_tidy(message, state, text, sizeof text);
	log_warn("store-says", "text=\"%s\" state=%s", text, state);
}

/* libpq's defaults that the URL may overrule stand before it. */
static void start(struct pgsql *s)
{
	const char *const names[] = { "connect_timeout", "application_name", "tcp_user_timeout", "keepalives_idle",
		"target_session_attrs", "dbname", "client_encoding", NULL };
	const char *const values[] = { "4", "keng", "15000", "10", s->mode == DB_WRITE ? "read-write" : "any", s->url,
		"UTF8", NULL };

	s->connection = PQconnectStartParams(names, values, 1);
	if (s->connection == NULL)
		abort();
	PQsetErrorVerbosity(s->connection, PQERRORS_VERBOSE); /* for the SQLSTATE of what it is refused for */
	PQsetNoticeProcessor(s->connection, hear_notice, s);
	s->connecting = true;
	s->until_us = clock_mono_us() + CONNECT_US;
}

static bool wait_for(const struct pgsql *s, short events, int64_t us)
{
	struct pollfd fd = { .fd = PQsocket(s->connection), .events = events };

	return fd.fd >= 0 && poll(&fd, 1, us > 0 ? (int)((us + 999) / 1000) : 0) != 0;
}

/* Go on with a connection for as long as that. 1: it stands, 0: not yet, -1: it failed. */
static int go_on(struct pgsql *s, int64_t for_us)
{
	int64_t end_us = clock_mono_us() + for_us;
	PostgresPollingStatusType way = PGRES_POLLING_WRITING;

	if (PQstatus(s->connection) == CONNECTION_BAD)
		return -1;
	for (;;) {
		int64_t left_us = end_us - clock_mono_us();

		if (!wait_for(s, way == PGRES_POLLING_READING ? POLLIN : POLLOUT, left_us) || left_us <= 0)
			return clock_mono_us() >= s->until_us ? -1 : 0;
		way = PQconnectPoll(s->connection);
		if (way == PGRES_POLLING_OK)
			return 1;
		if (way == PGRES_POLLING_FAILED)
			return -1;
	}
}

static int check_server(struct pgsql *s, struct why *why)
{
	const char *encoding = PQparameterStatus(s->connection, "server_encoding");

	if (PQserverVersion(s->connection) < 130000)
		return why_set(why, "PostgreSQL is %d; Keng needs 13 or newer", PQserverVersion(s->connection) / 10000);
	if (encoding == NULL || strcmp(encoding, "UTF8") != 0)
		return why_set(why, "the database keeps its texts in %s; make one with: createdb -E UTF8 -T template0",
			encoding != NULL ? encoding : "an unknown encoding");
	return 0;
}

static int set_up(struct pgsql *s, struct why *why)
{
	PGresult *result;
	bool good;

	s->connecting = false;
	s->number++;
	if (check_server(s, why) == -1)
		goto drop;
	result = PQexec(s->connection, session);
	good = PQresultStatus(result) == PGRES_COMMAND_OK;
	PQclear(result);
	if (!good || PQenterPipelineMode(s->connection) != 1)
		return fail_of_connection(s, "cannot set up the database", why);
	if (pgsql_hold_again(s, why) != 1)
		goto drop;
	s->rest_us = 0;
	return 0;

drop:
	s->failure = DB_FAILURE_AWAY;
	pgsql_drop(s);
	return -1;
}

static void rest(struct pgsql *s)
{
	s->rest_us = s->rest_us == 0 ? REST_LEAST_US : s->rest_us * 2 < REST_MOST_US ? s->rest_us * 2 : REST_MOST_US;
	s->try_at_us = clock_mono_us() + s->rest_us;
}

/* Between two attempts what the last one failed of is still the reason. */
static int still_away(struct pgsql *s, struct why *why)
{
	s->failure = DB_FAILURE_AWAY;
	return why_set(why, "%s", s->away.text[0] != '\0' ? s->away.text : "the database does not answer yet");
}

static int advance(struct pgsql *s, int64_t for_us, struct why *why)
{
	int state = go_on(s, for_us);
	struct why own;
	int result;

	why = why_or(why, &own);
	if (state == 0)
		return still_away(s, why);
	result = state == 1 ? set_up(s, why) : fail_of_connection(s, "cannot reach the database", why);
	if (result == -1) {
		rest(s);
		s->away = *why;
	} else {
		s->away.text[0] = '\0';
	}
	return result;
}

int pgsql_connect(struct pgsql *s, struct why *why)
{
	start(s);
	return advance(s, CONNECT_US, why);
}

int pgsql_ready(struct pgsql *s, struct why *why)
{
	if (s->connection != NULL && !s->connecting) {
		if (PQstatus(s->connection) == CONNECTION_OK)
			return 0;
		pgsql_drop(s);
	}
	if (s->connection == NULL) {
		if (clock_mono_us() < s->try_at_us)
			return still_away(s, why);
		start(s);
	}
	return advance(s, LOOK_US, why);
}

/* ---- sending ---- */

static int expect(struct pgsql *s, int what, struct pgsql_statement *q)
{
	assert(s->pending_used < PGSQL_PENDING_MAX);
	s->pending[s->pending_used].what = what;
	s->pending[s->pending_used].q = q;
	s->pending[s->pending_used++].run = q != NULL ? q->run : 0;
	return 0;
}

static int make_room(struct pgsql *s, struct why *why)
{
	return s->pending_used + 2 >= PGSQL_PENDING_MAX ? pgsql_settle(s, why) : 0;
}

static int send(struct pgsql *s, const char *sql, int what, struct why *why)
{
	if (make_room(s, why) == -1)
		return -1;
	if (PQsendQueryParams(s->connection, sql, 0, NULL, NULL, NULL, NULL, 0) != 1)
		return fail_of_connection(s, "cannot reach the database", why);
	return expect(s, what, NULL);
}

int pgsql_send(struct pgsql *s, const char *sql, struct why *why)
{
	return send(s, sql, PENDING_CONTROL, why);
}

int pgsql_send_begin(struct pgsql *s, struct why *why)
{
	s->xid[0] = '\0';
	if (s->mode == DB_READ)
		return send(s, "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", PENDING_CONTROL, why);
	if (send(s, "BEGIN", PENDING_CONTROL, why) == -1)
		return -1;
	return send(s, "SELECT pg_current_xact_id()::text", PENDING_XID, why);
}

#define OID_INT8 20
#define OID_TEXT 25

/* A parameter has the type of what is bound to it; a statement to which another type is bound is prepared again. */
static bool is_prepared(const struct pgsql *s, struct pgsql_statement *q)
{
	bool same = q->connection == s->number;

	for (int i = 0; i < q->parameters; i++) {
		Oid type = q->value[i + 1].is_text ? OID_TEXT : OID_INT8;

		same &= q->types[i] == type;
		q->types[i] = type;
	}
	return same;
}

static int prepare(struct pgsql *s, struct pgsql_statement *q, struct why *why)
{
	if (is_prepared(s, q))
		return 0;
	snprintf(q->name, sizeof q->name, "k%u", ++s->statements);
	if (PQsendPrepare(s->connection, q->name, q->sql, q->parameters, q->types) != 1)
		return fail_of_connection(s, "cannot reach the database", why);
	q->connection = s->number;
	return expect(s, PENDING_PREPARE, q);
}

int pgsql_send_statement(struct pgsql *s, struct pgsql_statement *q, struct why *why)
{
	if (make_room(s, why) == -1 || prepare(s, q, why) == -1)
		return -1;
	for (int i = 0; i < q->parameters; i++) {
		const struct pgsql_value *v = &q->value[i + 1];

		q->sent[i] = !v->bound ? NULL : v->is_text ? v->text : v->number;
	}
	if (PQsendQueryPrepared(s->connection, q->name, q->parameters, q->sent, NULL, NULL, 0) != 1)
		return fail_of_connection(s, "cannot reach the database", why);
	q->run++;
	return expect(s, PENDING_RUN, q);
}

/* ---- what comes back ---- */

/* Most answers of a server on the same machine are here sooner than a sleep and its waking take. One that lies further
 * away is looked for like that only now and then. */
static bool comes_at_once(struct pgsql *s)
{
	int64_t until_us = clock_mono_us() + SPIN_US;

	if (s->patience > 0) {
		s->patience--;
		return false;
	}
	do {
		if (PQconsumeInput(s->connection) != 1 || !PQisBusy(s->connection))
			return true;
	} while (clock_mono_us() < until_us);
	s->patience = SPIN_REST;
	return false;
}

/* The next result, waited for no longer than the server may be silent. NULL: the end of one statement's results. */
static int next_result(struct pgsql *s, PGresult **result)
{
	int64_t until_us = clock_mono_us() + ANSWER_US;

	while (PQisBusy(s->connection) && !comes_at_once(s)) {
		if (!wait_for(s, POLLIN, until_us - clock_mono_us()) || clock_mono_us() >= until_us ||
			PQconsumeInput(s->connection) != 1)
			return -1;
	}
	*result = PQgetResult(s->connection);
	return 0;
}

static void keep(struct pgsql *s, struct pgsql_pending *p, PGresult *result)
{
	if (p->what == PENDING_XID && PQntuples(result) == 1)
		snprintf(s->xid, sizeof s->xid, "%s", PQgetvalue(result, 0, 0));
	if (p->what != PENDING_RUN || p->q == NULL || p->q->run != p->run) {
		PQclear(result);
		return;
	}
	PQclear(p->q->result);
	p->q->result = result;
	p->q->changes = strtoll(PQcmdTuples(result), NULL, 10);
}

/* The results of one that was sent. -1: the line is gone. */
static int collect_one(struct pgsql *s, struct pgsql_pending *p, bool *failed, struct why *why)
{
	PGresult *result;

	for (;;) {
		if (next_result(s, &result) == -1)
			return -1;
		if (result == NULL)
			return PQstatus(s->connection) == CONNECTION_OK ? 0 : -1;
		switch (PQresultStatus(result)) {
		case PGRES_COMMAND_OK:
		case PGRES_TUPLES_OK:
			keep(s, p, result);
			continue;
		case PGRES_PIPELINE_ABORTED:
			break;
		default:
			if (!*failed)
				fail_of_result(s, result, why);
			*failed = true;
		}
		if (p->what == PENDING_PREPARE)
			p->q->connection = 0;
		PQclear(result);
	}
}

static int collect_sync(struct pgsql *s)
{
	PGresult *result;
	bool synced;

	do {
		if (next_result(s, &result) == -1)
			return -1;
		synced = PQresultStatus(result) == PGRES_PIPELINE_SYNC;
		PQclear(result);
		if (PQstatus(s->connection) != CONNECTION_OK)
			return -1;
	} while (!synced);
	return 0;
}

int pgsql_settle(struct pgsql *s, struct why *why)
{
	bool failed = false, lost = PQpipelineSync(s->connection) != 1;
	struct why own;

	why = why_or(why, &own);
	for (unsigned i = 0; i < s->pending_used && !lost; i++)
		lost = collect_one(s, &s->pending[i], &failed, why) == -1;
	if (lost || collect_sync(s) == -1) {
		if (!failed)
			return fail_of_connection(s, "the database is gone", why);
		s->failure = DB_FAILURE_AWAY; /* its last word said why it goes */
		pgsql_drop(s);
		return -1;
	}
	s->pending_used = 0;
	if (failed && s->in_transaction && !s->failed) {
		s->failed = true;
		s->fault = *why;
	}
	return failed ? -1 : 0;
}

/* ---- outside of the pipeline ---- */

static PGresult *simply(struct pgsql *s, const char *sql, struct why *why)
{
	PGresult *result;
	struct why own;

	why = why_or(why, &own);
	if (pgsql_settle(s, why) == -1)
		return NULL;
	PQexitPipelineMode(s->connection);
	result = PQexec(s->connection, sql);
	if (PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK) {
		fail_of_result(s, result, why);
		s->failed = s->in_transaction;
		s->fault = *why;
		PQclear(result);
		result = NULL;
	}
	if (PQstatus(s->connection) != CONNECTION_OK || PQenterPipelineMode(s->connection) != 1) {
		PQclear(result);
		result = NULL;
		fail_of_connection(s, "the database is gone", why);
	}
	return result;
}

int pgsql_script(struct pgsql *s, const char *sql, struct why *why)
{
	PGresult *result = simply(s, sql, why);

	if (result == NULL)
		return -1;
	PQclear(result);
	return 0;
}

int pgsql_ask(struct pgsql *s, const char *sql, char *to, size_t room, struct why *why)
{
	PGresult *result = simply(s, sql, why);

	if (result == NULL)
		return -1;
	snprintf(to, room, "%s", PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "");
	PQclear(result);
	return 0;
}

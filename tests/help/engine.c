/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/help/engine.h"

#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <libpq-fe.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static unsigned schemas; /* made by this process */
static pid_t maker;

static const char *server(void)
{
	return getenv("KENG_TEST_STORE");
}

bool engine_is_shared(void)
{
	return server() != NULL && server()[0] != '\0';
}

long engine_stride(void)
{
	return engine_is_shared() ? 5 : 1;
}

static void tell_server(const char *verb, const char *manner, unsigned first, unsigned last)
{
	PGconn *connection = PQconnectdb(server());
	char sql[128];

	PQclear(PQexec(connection, "SET client_min_messages = warning"));
	for (unsigned n = first; n <= last; n++) {
		PGresult *result;

		snprintf(sql, sizeof sql, "%s SCHEMA keng_%d_%u %s", verb, (int)getpid(), n, manner);
		result = PQexec(connection, sql);
		if (PQresultStatus(result) != PGRES_COMMAND_OK)
			fprintf(stderr, "%s: %s", sql, PQerrorMessage(connection));
		PQclear(result);
	}
	PQfinish(connection);
}

void engine_do(const char *format, ...)
{
	PGconn *connection = PQconnectdb(server());
	PGresult *result;
	char sql[512];
	va_list list;

	va_start(list, format);
	vsnprintf(sql, sizeof sql, format, list);
	va_end(list);
	PQclear(PQexec(connection, "SET client_min_messages = warning"));
	result = PQexec(connection, sql);
	if (PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK)
		fprintf(stderr, "%s: %s", sql, PQerrorMessage(connection));
	PQclear(result);
	PQfinish(connection);
}

void engine_run(const char *url, const char *sql)
{
	PGconn *connection = PQconnectdb(url);
	PGresult *result = PQexec(connection, sql);

	if (PQresultStatus(result) != PGRES_COMMAND_OK) {
		fprintf(stderr, "%s: %s", sql, PQerrorMessage(connection));
		exit(1);
	}
	PQclear(result);
	PQfinish(connection);
}

uid_t engine_server_user(void)
{
	const struct passwd *user = getpwnam("postgres");

	assert_non_null(user);
	return user->pw_uid;
}

static void drop_all(void)
{
	if (getpid() == maker)
		tell_server("DROP", "CASCADE", 1, schemas);
}

char *engine_url(char to[static ENGINE_URL_OCTETS])
{
	if (!engine_is_shared()) {
		snprintf(to, ENGINE_URL_OCTETS, "sqlite::memory:");
		return to;
	}
	if (maker != getpid()) {
		maker = getpid();
		schemas = 0;
		atexit(drop_all);
	}
	schemas++;
	tell_server("CREATE", "", schemas, schemas);
	snprintf(to, ENGINE_URL_OCTETS, "%s?options=-csearch_path%%3Dkeng_%d_%u", server(), (int)getpid(), schemas);
	return to;
}

/* Bringing an empty store up to date takes longer than most tests: it is done once, and copied. */
static struct store *ready(void)
{
	static struct store *empty;
	static pid_t opened;
	struct why why = { "" };

	if (empty == NULL || opened != getpid()) {
		empty = store_open_failing("sqlite::memory:", 1, &why);
		opened = getpid();
	}
	if (empty == NULL)
		fail_msg("%s", why.text);
	return empty;
}

void engine_make(const char *path)
{
	struct why why = { "" };

	if (store_backup(ready(), path, &why) == -1)
		fail_msg("%s", why.text);
}

struct store *engine_open(unsigned gateway)
{
	char url[ENGINE_URL_OCTETS];
	struct why why = { "" };
	struct store *st = engine_is_shared() || gateway != 1 ? store_open_failing(engine_url(url), gateway, &why)
							      : store_copy(ready(), &why);

	if (st == NULL)
		fail_msg("%s", why.text);
	return st;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/pgsql_news.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int pgsql_listen(struct pgsql *s, struct why *why)
{
	if (pgsql_ask(s, "SELECT current_schema()", s->schema, sizeof s->schema, why) == -1)
		return -1;
	return pgsql_script(s, "LISTEN keng", why);
}

int pgsql_tell(struct db *db, unsigned news, struct why *why)
{
	char sql[96];

	snprintf(sql, sizeof sql, "SELECT pg_notify('keng', current_schema() || ' %u')", news);
	return pgsql_send((struct pgsql *)db, sql, why);
}

int pgsql_ear(const struct db *db)
{
	const struct pgsql *s = (const struct pgsql *)db;

	return s->joined_as != NULL && s->connection != NULL && !s->connecting ? PQsocket(s->connection) : -1;
}

static void hear(struct pgsql *s, const PGnotify *n)
{
	size_t length = strlen(s->schema);

	if (n->be_pid != PQbackendPID(s->connection) && strncmp(n->extra, s->schema, length) == 0 &&
		n->extra[length] == ' ')
		s->news |= (unsigned)strtoul(n->extra + length, NULL, 10);
}

unsigned pgsql_heard(struct db *db)
{
	struct pgsql *s = (struct pgsql *)db;
	unsigned news;
	PGnotify *n;

	if (pgsql_ear(db) != -1 && PQconsumeInput(s->connection) != 1)
		pgsql_drop(s);
	while (s->connection != NULL && (n = PQnotifies(s->connection)) != NULL) {
		hear(s, n);
		PQfreemem(n);
	}
	news = s->news;
	s->news = 0;
	return news;
}

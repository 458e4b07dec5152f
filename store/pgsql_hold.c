/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/pgsql_hold.h"

#include "store/pgsql_news.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LOOK_MS         50
#define SQL_OCTETS      600
#define NAME_OCTETS     80
#define STANDBYS_OCTETS 200

#define STORE_KEY "hashtext('keng'), hashtext(current_schema())"
#define NAME_KEY  "hashtext('keng:' || %s), hashtext(current_schema())"

static void pause_ms(int ms)
{
	const struct timespec rest = { .tv_nsec = ms * 1000000L };

	nanosleep(&rest, NULL);
}

/* The name as a literal of SQL. */
static const char *quoted(struct pgsql *s, const char *name, char to[static NAME_OCTETS])
{
	char *literal = PQescapeLiteral(s->connection, name, strlen(name));

	snprintf(to, NAME_OCTETS, "%s", literal != NULL ? literal : "''");
	PQfreemem(literal);
	return to;
}

int pgsql_awaits_standby(struct pgsql *s, const char *name, bool *awaits, struct why *why)
{
	char sql[SQL_OCTETS], literal[NAME_OCTETS], found[8];
	int n = snprintf(sql, sizeof sql,
		"SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'SyncRep'");

	if (name != NULL)
		snprintf(sql + n, sizeof sql - (size_t)n,
			" AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted"
			" AND classid = hashtext('keng:' || %s)::oid AND objid = hashtext(current_schema())::oid)",
			quoted(s, name, literal));
	if (pgsql_ask(s, sql, found, sizeof found, why) == -1)
		return -1;
	*awaits = found[0] == 't';
	return 0;
}

int pgsql_whose_commit(struct pgsql *s, char *to, size_t room, struct why *why)
{
	static const char sql[] =
		"SELECT coalesce((SELECT 'the gateway ' || string_agg(g.name, ', ' ORDER BY g.name) FROM gateway g WHERE EXISTS"
		" (SELECT 1 FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
		" WHERE a.datname = current_database() AND a.wait_event = 'SyncRep'"
		" AND l.locktype = 'advisory' AND l.granted AND l.classid = hashtext('keng:' || g.name)::oid"
		" AND l.objid = hashtext(current_schema())::oid)), 'another connection')";

	return pgsql_ask(s, sql, to, room, why);
}

int pgsql_say_standby(struct pgsql *s, const char *whose, struct why *why)
{
	char names[STANDBYS_OCTETS];

	if (pgsql_ask(s, "SELECT current_setting('synchronous_standby_names')", names, sizeof names, why) == -1)
		return -1;
	why_set(why,
		"the commit of %s waits for its synchronous standby (synchronous_standby_names = %s): start the standby, or"
		" see docs/scale.md",
		whose, names);
	return 0;
}

/* Another gateway, or our own last connection: that of one whose commit waits for its standby ends with that wait. */
static int say_who_holds(struct pgsql *s, const char *name, struct why *why)
{
	char whose[2 * NAME_OCTETS];
	bool awaits;

	snprintf(whose, sizeof whose, "the gateway %s", name);
	if (pgsql_awaits_standby(s, name, &awaits, why) == -1 || (awaits && pgsql_say_standby(s, whose, why) == -1))
		return -1;
	s->failure = awaits ? DB_FAILURE_AWAY : DB_FAILURE_OTHER;
	if (!awaits)
		why_set(why,
			"another gateway named %s works on this store (or its last connection has not ended yet): give this one another"
			" gateway.name",
			name);
	return 0;
}

static int try_alone(struct pgsql *s, struct why *why)
{
	char taken[8];

	if (pgsql_ask(s, "SELECT pg_try_advisory_lock(" STORE_KEY ")", taken, sizeof taken, why) == -1)
		return -1;
	if (taken[0] != 't')
		why_set(why, "another gateway works on this store");
	return taken[0] == 't';
}

static int try_joined(struct pgsql *s, const char *name, struct why *why)
{
	char sql[SQL_OCTETS], literal[NAME_OCTETS], taken[8];

	snprintf(sql, sizeof sql,
		"SELECT CASE WHEN NOT pg_try_advisory_lock(" NAME_KEY ") THEN 'name'"
		" WHEN NOT pg_try_advisory_lock_shared(" STORE_KEY ") THEN 'store' ELSE 'taken' END",
		quoted(s, name, literal));
	if (pgsql_ask(s, sql, taken, sizeof taken, why) == -1)
		return -1;
	s->failure = DB_FAILURE_OTHER;
	if (strcmp(taken, "name") == 0)
		return say_who_holds(s, name, why);
	if (strcmp(taken, "store") == 0)
		why_set(why, "somebody works on this store alone (a command, or a Keng that changes its schema)");
	return strcmp(taken, "taken") == 0;
}

static int try_once(struct pgsql *s, const char *name, struct why *why)
{
	return name != NULL ? try_joined(s, name, why) : try_alone(s, why);
}

/* Who had it alone to change the schema shares it now. */
static int share(struct pgsql *s, struct why *why)
{
	char given[8];

	if (!s->alone)
		return 0;
	s->alone = false;
	return pgsql_ask(s, "SELECT pg_advisory_unlock(" STORE_KEY ")", given, sizeof given, why);
}

int pgsql_hold(struct pgsql *s, const char *name, int wait_ms, struct why *why)
{
	int taken = 1;
	struct why own;

	why = why_or(why, &own);
	if (name != NULL ? s->joined_as != NULL : s->alone)
		return 0;
	for (int waited_ms = 0; (taken = try_once(s, name, why)) == 0 && waited_ms < wait_ms; waited_ms += LOOK_MS)
		pause_ms(LOOK_MS);
	if (taken == 0 && wait_ms >= 1000) {
		struct why reason = *why;

		return why_set(why, "%s; it did not let go within %d s", reason.text, wait_ms / 1000);
	}
	if (taken != 1)
		return -1;
	if (name == NULL) {
		s->alone = true;
		return 0;
	}
	s->joined_as = strdup(name);
	if (s->joined_as == NULL)
		abort();
	return share(s, why) == 0 ? pgsql_listen(s, why) : -1;
}

int pgsql_hold_again(struct pgsql *s, struct why *why)
{
	int taken = 1;

	if (s->joined_as != NULL)
		taken = try_joined(s, s->joined_as, why);
	if (taken == 1 && s->joined_as != NULL && pgsql_listen(s, why) == -1)
		return -1;
	return taken == 1 && s->alone ? try_alone(s, why) : taken;
}

int pgsql_is_held(struct pgsql *s, const char *name, bool *held, struct why *why)
{
	char sql[SQL_OCTETS], literal[NAME_OCTETS], free_now[8];

	/* Given back with the transaction. */
	snprintf(sql, sizeof sql, "SELECT pg_try_advisory_xact_lock_shared(" NAME_KEY ")", quoted(s, name, literal));
	if (pgsql_ask(s, sql, free_now, sizeof free_now, why) == -1)
		return -1;
	*held = free_now[0] != 't';
	return 0;
}

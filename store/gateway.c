/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/gateway.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS      "name, number, state, life, host, process, version, menus, menus_at, seen_at, until"
#define LINK_COLUMNS "link, gateway, kind, phone, carriers, price, state, able, asked_at, unasked_at, leaves_at"

static void read_row(struct query *q, void *row)
{
	struct gateway *g = row;

	record_text(q, 0, g->name, sizeof g->name);
	g->number = query_column_int(q, 1);
	record_text(q, 2, g->state, sizeof g->state);
	g->life = query_column_int(q, 3);
	record_text(q, 4, g->host, sizeof g->host);
	g->process = query_column_int(q, 5);
	record_text(q, 6, g->version, sizeof g->version);
	record_text(q, 7, g->menus, sizeof g->menus);
	g->menus_at = query_column_int(q, 8);
	g->seen_at = query_column_int(q, 9);
	g->until = query_column_int(q, 10);
}

/* ---- numbers ---- */

static int is_free(struct store *st, const struct gateway *g, struct why *why)
{
	struct query *q =
		record_ask(st, "SELECT name FROM gateway WHERE number = $1 AND name <> $2 AND state = 'running'", why,
			"it", g->number, g->name);
	char other[GATEWAY_NAME_OCTETS];
	enum step step = q == NULL ? STEP_FAILED : query_step(q, why);

	if (step != STEP_ROW)
		return step == STEP_FAILED ? -1 : 0;
	record_text(q, 0, other, sizeof other);
	query_end(q);
	return why_set(why,
		"gateway.number %" PRId64
		" is that of the gateway %s, which runs: give this one another, or leave it out",
		g->number, other);
}

/* Its own of before, else the least that no row has; then, of more than a thousand rows, one that does not run. */
static int choose_number(struct store *st, struct gateway *g, struct why *why)
{
	bool taken[GATEWAY_NUMBERS] = { false };
	struct gateway *rows;
	size_t used;

	if (gateway_list(st, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++) {
		if (strcmp(rows[i].name, g->name) == 0)
			g->number = rows[i].number;
		else if (rows[i].number >= 0 && rows[i].number < GATEWAY_NUMBERS)
			taken[rows[i].number] = true;
	}
	free(rows);
	if (g->number != GATEWAY_NUMBER_ANY && !taken[g->number])
		return 0;
	for (g->number = 0; g->number < GATEWAY_NUMBERS; g->number++)
		if (!taken[g->number])
			return 0;
	return why_set(why, "%d gateways are known to this store, and no number is left", GATEWAY_NUMBERS);
}

/* ---- one's own row ---- */

int gateway_join(struct store *st, struct gateway *g, struct why *why)
{
	static const char sql[] =
		"INSERT INTO gateway (" COLUMNS ") VALUES ($1, $2, 'running', $3, $4, $5, $6, $7, $8, $9, $10)"
		" ON CONFLICT (name) DO UPDATE SET number = excluded.number, state = excluded.state,"
		" life = excluded.life, host = excluded.host, process = excluded.process, version = excluded.version,"
		" menus = excluded.menus, menus_at = excluded.menus_at, seen_at = excluded.seen_at,"
		" until = excluded.until";

	if (g->number == GATEWAY_NUMBER_ANY ? choose_number(st, g, why) == -1 : is_free(st, g, why) == -1)
		return -1;
	return record_do(st, sql, why, "tiitittiii", g->name, g->number, g->life, g->host, g->process, g->version,
		g->menus, g->menus_at, g->seen_at, g->until);
}

int gateway_renew(struct store *st, const struct gateway *g, bool *ours, struct why *why)
{
	/* It returns the row, so that a database that takes nothing now is told from a row that others took. */
	static const char sql[] = "UPDATE gateway SET seen_at = $3, until = $4, menus = $5, menus_at = $6"
				  " WHERE name = $1 AND life = $2 AND state = 'running' RETURNING life";
	struct query *q =
		record_ask(st, sql, why, "tiiiti", g->name, g->life, g->seen_at, g->until, g->menus, g->menus_at);
	enum step step = q == NULL ? STEP_FAILED : query_step(q, why);

	if (step == STEP_ROW)
		query_end(q);
	*ours = step == STEP_ROW;
	return step == STEP_FAILED ? -1 : 0;
}

int gateway_end(struct store *st, const char *name, int64_t life, const char *state, int64_t leaves_at, struct why *why)
{
	if (record_do(st, "UPDATE gateway SET state = $3 WHERE name = $1 AND life = $2", why, "tit", name, life,
		    state) == -1)
		return -1;
	return record_do(st,
		"UPDATE gateway_link SET able = 0, state = 'down',"
		" leaves_at = CASE WHEN kind = 'desk' THEN 0 ELSE $2 END WHERE gateway = $1",
		why, "ti", name, leaves_at);
}

int gateway_list(struct store *st, struct gateway **rows, size_t *used, struct why *why)
{
	struct query *q = store_query(st, "SELECT " COLUMNS " FROM gateway ORDER BY name", why);

	*rows = NULL;
	*used = 0;
	return q == NULL ? -1 : record_all(q, read_row, sizeof **rows, rows, used, why);
}

int gateway_prune(struct store *st, int64_t before_us, int64_t now_us, struct why *why)
{
	if (record_do(st,
		    "DELETE FROM gateway_link WHERE gateway IN"
		    " (SELECT name FROM gateway WHERE state <> 'running' AND seen_at < $1)",
		    why, "i", before_us) == -1)
		return -1;
	if (record_do(st, "DELETE FROM gateway WHERE state <> 'running' AND seen_at < $1", why, "i", before_us) == -1)
		return -1;
	return record_do(st,
		"UPDATE alarm SET cleared_at = $1 WHERE kind IN ('gateway-gone', 'menus-differ', 'clock', 'parts')"
		" AND cleared_at = 0 AND subject NOT IN (SELECT name FROM gateway)",
		why, "i", now_us);
}

/* ---- links ---- */

static void read_link(struct query *q, void *row)
{
	struct gateway_link *l = row;

	record_text(q, 0, l->link, sizeof l->link);
	record_text(q, 1, l->gateway, sizeof l->gateway);
	record_text(q, 2, l->kind, sizeof l->kind);
	record_text(q, 3, l->phone, sizeof l->phone);
	record_text(q, 4, l->carriers, sizeof l->carriers);
	l->price = query_column_int(q, 5);
	record_text(q, 6, l->state, sizeof l->state);
	l->able = query_column_int(q, 7) != 0;
	l->asked_at = query_column_int(q, 8);
	l->unasked_at = query_column_int(q, 9);
	l->leaves_at = query_column_int(q, 10);
}

int gateway_links(struct store *st, struct gateway_link **rows, size_t *used, struct why *why)
{
	struct query *q = store_query(st, "SELECT " LINK_COLUMNS " FROM gateway_link ORDER BY gateway, link", why);

	*rows = NULL;
	*used = 0;
	return q == NULL ? -1 : record_all(q, read_link, sizeof **rows, rows, used, why);
}

int gateway_may_have(struct store *st, const char *gateway, const char *link, struct why *why)
{
	struct query *q = record_ask(st,
		"SELECT g.name FROM gateway_link l JOIN gateway g ON g.name = l.gateway"
		" WHERE l.link = $1 AND g.name <> $2 AND g.state = 'running'",
		why, "tt", link, gateway);
	char other[GATEWAY_NAME_OCTETS];
	enum step step = q == NULL ? STEP_FAILED : query_step(q, why);

	if (step != STEP_ROW)
		return step == STEP_FAILED ? -1 : 0;
	record_text(q, 0, other, sizeof other);
	query_end(q);
	return why_set(
		why, "the gateway %s, which runs, has a link %s too: give one of them another name", other, link);
}

static int put_link(struct store *st, const char *gateway, const struct gateway_link *l, struct why *why)
{
	static const char sql[] =
		"INSERT INTO gateway_link (" LINK_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
		" ON CONFLICT (link) DO UPDATE SET gateway = excluded.gateway, kind = excluded.kind,"
		" phone = excluded.phone, carriers = excluded.carriers, price = excluded.price, state = excluded.state,"
		" able = excluded.able, asked_at = excluded.asked_at, unasked_at = excluded.unasked_at,"
		" leaves_at = excluded.leaves_at";

	if (gateway_may_have(st, gateway, l->link, why) == -1)
		return -1;
	return record_do(st, sql, why, "tttttitiiii", l->link, gateway, l->kind, l->phone, l->carriers, l->price,
		l->state, (int64_t)l->able, l->asked_at, l->unasked_at, l->leaves_at);
}

int gateway_put_links(
	struct store *st, const char *gateway, const struct gateway_link *links, size_t used, struct why *why)
{
	if (record_do(st, "DELETE FROM gateway_link WHERE gateway = $1", why, "t", gateway) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		if (put_link(st, gateway, &links[i], why) == -1)
			return -1;
	return 0;
}

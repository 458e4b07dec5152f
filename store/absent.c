/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/absent.h"

#include "gateway/base/clock.h"
#include "store/due.h"
#include "store/inside.h"
#include "store/record.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEY_OCTETS   ABSENT_KEY_OCTETS
#define KEYS_MAX     1024 /* of one group, a power of two; the table is twice as large */
#define SLOTS        ((size_t)2 * KEYS_MAX)
#define TEXTS_SPAN   CLOCK_HOUR
#define AT_ONCE      RECORD_KEYS_MAX /* in one statement; its last ones may be empty */
#define OF_THE_WHOLE (ABSENT_ATTEMPTS | ABSENT_EARLY | ABSENT_NEWS_OF_MEMBERS)

struct absent_keys {
	uint64_t turn;    /* of the store, that all of this is good for */
	int64_t since_us; /* texts were looked for from that moment on */
	unsigned whole;   /* of the whole store */
	unsigned used;
	struct member *members; /* those found by their numbers */
	size_t members_used;
	struct one {
		char key[KEY_OCTETS]; /* "": free */
		unsigned what;
		size_t member; /* its place among the members, 1..; 0: none */
	} slots[SLOTS];
};

/* ---- the table ---- */

/* FNV-1a. */
static struct one *slot_of(struct absent_keys *a, const char *key)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	size_t slot;

	for (const char *c = key; *c != '\0'; c++)
		hash = (hash ^ (unsigned char)*c) * UINT64_C(1099511628211);
	for (slot = hash % SLOTS; a->slots[slot].key[0] != '\0' && strcmp(a->slots[slot].key, key) != 0;)
		slot = (slot + 1) % SLOTS;
	return &a->slots[slot];
}

static bool is_fresh(const struct store *st)
{
	uint64_t turn = store_turn(st);

	return st->absent != NULL && turn != 0 && st->absent->turn == turn;
}

static struct absent_keys *renew(struct store *st)
{
	if (st->absent == NULL)
		st->absent = calloc(1, sizeof *st->absent);
	assert(st->absent != NULL);
	if (!is_fresh(st)) {
		free(st->absent->members);
		memset(st->absent, 0, sizeof *st->absent);
		st->absent->turn = store_turn(st);
	}
	return st->absent;
}

static void note(struct absent_keys *a, const char *key, unsigned what)
{
	struct one *one = slot_of(a, key);

	if (one->key[0] == '\0') {
		if (a->used == KEYS_MAX)
			return;
		a->used++;
		record_copy(key, one->key, sizeof one->key);
	}
	one->what |= what;
}

bool absent_is(const struct store *st, const char *key, enum absent what)
{
	if (!is_fresh(st))
		return false;
	return ((key == NULL ? st->absent->whole : slot_of(st->absent, key)->what) & (unsigned)what) != 0;
}

bool absent_is_text(const struct store *st, const char *phone, int64_t since_us)
{
	return absent_is(st, phone, ABSENT_TEXTS) && since_us >= st->absent->since_us;
}

char *absent_key(const char *whose, const char *period, char to[static ABSENT_KEY_OCTETS])
{
	snprintf(to, ABSENT_KEY_OCTETS, "%s:%s", whose, period);
	return to;
}

bool absent_is_report(const struct store *st, const char *whose, const char *period)
{
	char key[ABSENT_KEY_OCTETS];

	return is_fresh(st) && absent_is(st, absent_key(whose, period, key), ABSENT_REPORTS);
}

void absent_there(struct store *st, const char *key, enum absent what)
{
	if (is_fresh(st))
		slot_of(st->absent, key)->what &= ~(unsigned)what;
}

void absent_there_report(struct store *st, const struct absent_place *place)
{
	char key[ABSENT_KEY_OCTETS];

	absent_there(st, absent_key(place->phone, place->period, key), ABSENT_REPORTS);
	absent_there(st, absent_key(place->unit, place->period, key), ABSENT_REPORTS);
}

void absent_forget(struct store *st, unsigned what)
{
	if (what == 0 || !is_fresh(st))
		return;
	st->absent->whole &= ~what;
	for (size_t i = 0; (what & ~(unsigned)OF_THE_WHOLE) != 0 && i < SLOTS; i++)
		st->absent->slots[i].what &= ~what;
}

void absent_free(struct store *st)
{
	if (st->absent != NULL)
		free(st->absent->members);
	free(st->absent);
	st->absent = NULL;
}

/* ---- what is written ---- */

unsigned absent_written_by(const char *sql)
{
	static const char *const verbs[] = { "INSERT INTO ", "UPDATE ", "DELETE FROM " };
	static const struct {
		const char *table;
		unsigned what;
		bool told; /* by whom a row is added: absent_there() */
	} tables[] = {
		{ "stopped ", ABSENT_STOPPED, false },
		{ "session ", ABSENT_SESSIONS, false },
		{ "ticket ", ABSENT_TICKETS, false },
		{ "invitation ", ABSENT_INVITATIONS, false },
		{ "phone ", ABSENT_NUMBERS | ABSENT_MEMBERS | ABSENT_NEWS_OF_MEMBERS, false },
		{ "member ", ABSENT_NEWS_OF_MEMBERS, false },
		{ "denominator ", ABSENT_DENOMINATORS, false },
		{ "target ", ABSENT_TARGETS, false },
		{ "attempt ", ABSENT_ATTEMPTS, false },
		{ "early_receipt ", ABSENT_EARLY, false },
		{ "due ", ABSENT_URGED, false },
		{ "report ", ABSENT_REPORTS, true },
	};

	for (size_t v = 0; v < sizeof verbs / sizeof verbs[0]; v++) {
		size_t n = strlen(verbs[v]);

		if (strncmp(sql, verbs[v], n) != 0)
			continue;
		for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
			if (strncmp(sql + n, tables[i].table, strlen(tables[i].table)) == 0)
				return v == 0 && tables[i].told ? 0 : tables[i].what;
	}
	return 0;
}

/* ---- looking ---- */

#define KEYS      RECORD_KEYS " SELECT key"
#define ANY(from) ", (SELECT 1 FROM " from " LIMIT 1)"
#define OF_KEYS   " FROM k WHERE key <> ''"

/* What is asked for: the key, and behind it a column each that is 1 for what is there. */
struct question {
	const char *sql;
	unsigned columns_used, columns[8];
};

static unsigned answer(struct query *q, const struct question *question)
{
	unsigned all = 0, there = 0;

	for (unsigned i = 0; i < question->columns_used; i++) {
		all |= question->columns[i];
		if (query_column_int(q, (int)i + 1) != 0)
			there |= question->columns[i];
	}
	return all & ~there;
}

static struct query *ask(struct store *st, const char *sql, const char *const *keys, unsigned used, struct why *why)
{
	struct query *q = store_query(st, sql, why);

	for (unsigned i = 0; q != NULL && i < AT_ONCE; i++)
		query_text(q, (int)i + 1, i < used && strlen(keys[i]) < KEY_OCTETS ? keys[i] : "");
	return q;
}

static int look(struct store *st, const struct question *question, const char *const *keys, unsigned used,
	int64_t since, struct why *why)
{
	struct absent_keys *a = renew(st);
	struct query *q = ask(st, question->sql, keys, used, why);
	enum step step;

	if (q == NULL)
		return -1;
	if (since != 0)
		query_int(q, AT_ONCE + 1, since);
	while ((step = query_step(q, why)) == STEP_ROW)
		note(a, query_column_text(q, 0), answer(q, question));
	return step == STEP_FAILED ? -1 : 0;
}

int absent_look_senders(struct store *st, const char *const *phones, unsigned used, int64_t now_us, struct why *why)
{
	static const char sql[] = KEYS ANY("stopped WHERE msisdn = key") ANY("session WHERE phone = key")
		ANY("ticket WHERE phone = key") ANY("ticket WHERE owner = key") ANY("invitation WHERE phone = key")
			ANY("phone a JOIN phone b ON b.member = a.member WHERE a.msisdn = key AND b.msisdn <> key")
				ANY("message WHERE phone = key AND id >= $33") OF_KEYS;
	static const struct question question = { sql, 7,
		{ ABSENT_STOPPED, ABSENT_SESSIONS, ABSENT_TICKETS, ABSENT_TICKETS, ABSENT_INVITATIONS, ABSENT_NUMBERS,
			ABSENT_TEXTS } };

	renew(st)->since_us = now_us - TEXTS_SPAN;
	for (unsigned i = 0; i < used && i < KEYS_MAX; i += AT_ONCE)
		if (look(st, &question, phones + i, used - i, store_id_at(now_us - TEXTS_SPAN), why) == -1)
			return -1;
	return 0;
}

/* ---- the people ---- */

static int look_at_people(struct store *st, const char *const *phones, unsigned used, struct why *why)
{
	static const char sql[] =
		KEYS ", " MEMBER_COLUMNS " FROM k JOIN phone p ON p.msisdn = key JOIN member m ON m.id = p.member";
	struct absent_keys *a = st->absent;
	struct query *q = ask(st, sql, phones, used, why);
	enum step step;

	if (q == NULL)
		return -1;
	for (unsigned i = 0; i < used && i < AT_ONCE; i++)
		note(a, phones[i], ABSENT_MEMBERS);
	while ((step = query_step(q, why)) == STEP_ROW) {
		struct one *one = slot_of(a, query_column_text(q, 0));

		if (one->key[0] == '\0') /* there was no room for it */
			continue;
		a->members = record_room(a->members, a->members_used, sizeof *a->members);
		member_read_row(q, 1, &a->members[a->members_used++]);
		one->what &= ~(unsigned)ABSENT_MEMBERS;
		one->member = a->members_used;
	}
	return step == STEP_FAILED ? -1 : 0;
}

static int look_at_units(struct store *st, const struct member *members, size_t used, struct why *why)
{
	static const char sql[] = KEYS ANY("denominator WHERE unit = key") ANY("target WHERE unit = key") OF_KEYS;
	static const struct question question = { sql, 2, { ABSENT_DENOMINATORS, ABSENT_TARGETS } };
	const char *units[AT_ONCE];
	unsigned n = 0;

	for (size_t i = 0; i < used; i++) {
		units[n++] = members[i].unit;
		if ((n == AT_ONCE || i + 1 == used) && look(st, &question, units, n, 0, why) == -1)
			return -1;
		n %= AT_ONCE;
	}
	return 0;
}

int absent_look_members(struct store *st, const char *const *phones, unsigned used, struct why *why)
{
	struct absent_keys *a = renew(st);

	for (size_t i = 0; a->members_used > 0 && i < SLOTS; i++)
		a->slots[i].member = 0;
	free(a->members);
	a->members = NULL;
	a->members_used = 0;
	a->whole |= ABSENT_NEWS_OF_MEMBERS;
	for (unsigned i = 0; i < used && i < KEYS_MAX; i += AT_ONCE)
		if (look_at_people(st, phones + i, used - i, why) == -1)
			return -1;
	return look_at_units(st, a->members, a->members_used, why);
}

const struct member *absent_member(const struct store *st, const char *phone)
{
	size_t place;

	if (!absent_is(st, NULL, ABSENT_NEWS_OF_MEMBERS))
		return NULL;
	place = slot_of(st->absent, phone)->member;
	return place == 0 ? NULL : &st->absent->members[place - 1];
}

/* ---- the reports ---- */

#define THREE(a, b, c) "($" #a ", $" #b ", $" #c ")"
#define PLACES_AT_ONCE 16

static void note_report(struct absent_keys *a, const char *whose, const char *period, unsigned what)
{
	char key[ABSENT_KEY_OCTETS];

	if (what != 0)
		note(a, absent_key(whose, period, key), what);
}

static int look_at_places(struct store *st, const struct absent_place *places, unsigned used, struct why *why)
{
	static const char sql[] = "WITH k (phone, unit, period) AS (VALUES " THREE(1, 2, 3) ", " THREE(
		4, 5, 6) ", " THREE(7, 8, 9) ", " THREE(10, 11, 12) ", " THREE(13, 14, 15) ", " THREE(16, 17,
		18) ", " THREE(19, 20, 21) ", " THREE(22, 23, 24) ", " THREE(25, 26, 27) ", " THREE(28, 29,
		30) ", " THREE(31, 32, 33) ", " THREE(34, 35, 36) ", " THREE(37, 38, 39) ", " THREE(40, 41,
		42) ", " THREE(43, 44, 45) ", " THREE(46, 47,
		48) ") SELECT k.phone, k.unit, k.period" ANY("report r WHERE r.period = k.period AND r.phone = k.phone")
		ANY("report r WHERE r.period = k.period AND r.unit = k.unit")
			ANY("due d WHERE d.kind = '" DUE_URGED
			    "' AND d.key = k.unit || ':' || k.period") " FROM k WHERE k.period <> ''";
	struct query *q = store_query(st, sql, why);
	enum step step;

	for (unsigned i = 0; q != NULL && i < PLACES_AT_ONCE; i++) {
		query_text(q, (int)i * 3 + 1, i < used ? places[i].phone : "");
		query_text(q, (int)i * 3 + 2, i < used ? places[i].unit : "");
		query_text(q, (int)i * 3 + 3, i < used ? places[i].period : "");
	}
	while (q != NULL && (step = query_step(q, why)) == STEP_ROW) {
		const char *unit = query_column_text(q, 1), *period = query_column_text(q, 2);

		note_report(
			st->absent, query_column_text(q, 0), period, query_column_int(q, 3) == 0 ? ABSENT_REPORTS : 0);
		note_report(st->absent, unit, period,
			(query_column_int(q, 4) == 0 ? ABSENT_REPORTS : 0) |
				(query_column_int(q, 5) == 0 ? ABSENT_URGED : 0));
	}
	return q == NULL || step == STEP_FAILED ? -1 : 0;
}

int absent_look_reports(struct store *st, const struct absent_place *places, unsigned used, struct why *why)
{
	renew(st);
	for (unsigned i = 0; i < used && i < KEYS_MAX; i += PLACES_AT_ONCE)
		if (look_at_places(st, places + i, used - i, why) == -1)
			return -1;
	return 0;
}

/* ---- the whole ---- */

static int look_at_whole(struct store *st, struct why *why)
{
	static const char sql[] = "SELECT (SELECT 1 FROM attempt LIMIT 1), (SELECT 1 FROM early_receipt LIMIT 1)";
	struct absent_keys *a = renew(st);
	struct query *q = store_query(st, sql, why);
	enum step step = q == NULL ? STEP_FAILED : query_step(q, why);

	if (step != STEP_ROW)
		return -1;
	a->whole &= ABSENT_NEWS_OF_MEMBERS;
	a->whole |=
		(query_column_int(q, 0) == 0 ? ABSENT_ATTEMPTS : 0) | (query_column_int(q, 1) == 0 ? ABSENT_EARLY : 0);
	query_end(q);
	return 0;
}

int absent_look_items(struct store *st, const char *const *identities, unsigned used, struct why *why)
{
	static const char sql[] = KEYS ANY("seen WHERE identity = key") OF_KEYS;
	static const struct question question = { sql, 1, { ABSENT_SEEN } };

	for (unsigned i = 0; i < used && i < KEYS_MAX; i += AT_ONCE)
		if (look(st, &question, identities + i, used - i, 0, why) == -1)
			return -1;
	return look_at_whole(st, why);
}

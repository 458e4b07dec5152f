/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/pgsql_advice.h"

#include <ctype.h>
#include <string.h>

#define READ_ONLY NULL /* it depends on the server */

static const struct {
	const char *state; /* how it begins; "" = none came with it */
	const char *text;  /* and what stands in the text, "" = anything */
	const char *advice;
} rows[] = {
	{ "28P01", "", "correct the password in the store's URL or in the file that PGPASSFILE names" },
	{ "28", "not permitted to log in", "ALTER ROLE this user LOGIN" },
	{ "28", "does not exist", "make the user with createuser, or correct its name in the store's URL" },
	{ "28", "", "let this user and address in by a line in the server's pg_hba.conf, and reload the server" },
	{ "3D000", "", "make the database with createdb -E UTF8 -T template0, or correct its name in the store's URL" },
	{ "3F000", "", "GRANT USAGE, CREATE ON SCHEMA public to this user, or make the user the database's owner" },
	{ "42501", "", "GRANT this user the rights (ALTER DATABASE ... OWNER TO is the simplest)" },
	{ "25006", "", READ_ONLY },
	{ "53100", "", "make room on the server's disk" },
	{ "53300", "", "raise max_connections of the server" },
	{ "57P03", "", "it starts or recovers; it is tried again" },
	{ "57P01", "", "it was stopped; start it" },
	{ "", "read-only", READ_ONLY },
	{ "", "no password supplied", "write the password into the store's URL or the file that PGPASSFILE names" },
	{ "", "could not translate host name", "correct the host in the store's URL, or the name server" },
	{ "", "refused", "start the server there, or correct host and port in the store's URL" },
	{ "", "No such file", "start the server there, or correct the host in the store's URL" },
	{ "", "SSL", "look at sslmode in the store's URL and at the certificates" },
};

static const char *of_read_only(const struct pgsql_place *place)
{
	if (place->is_primary)
		return "default_transaction_read_only is on there: set it off for the server, this database and this user";
	if (place->several)
		return "it is a standby: promote one (pg_promote)";
	return "it is a standby: promote it (pg_promote), or name all hosts in the store's URL";
}

const char *pgsql_advice(const char *state, const char *text, const struct pgsql_place *place)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		size_t n = strlen(rows[i].state);

		if ((n == 0) == (state[0] == '\0') && strncmp(state, rows[i].state, n) == 0 &&
			strstr(text, rows[i].text) != NULL)
			return rows[i].advice != READ_ONLY ? rows[i].advice : of_read_only(place);
	}
	return "";
}

/* 08 connection, 28 who one is, 3D/3F what is not there, 40 a transaction that lost, 53 resources, 57P a server that starts
 * or stops, 58 its system, and single ones: rights, read-only, a lock or an answer that came too late. */
bool pgsql_may_pass(const char *state)
{
	static const char *const states[] = { "08", "28", "3D", "3F", "40", "53", "57P", "58", "42501", "25006",
		"55P03", "57014" };

	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		if (strncmp(state, states[i], strlen(states[i])) == 0)
			return true;
	return state[0] == '\0';
}

bool pgsql_is_busy(const char *state)
{
	return strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0 || strcmp(state, "55P03") == 0;
}

bool pgsql_is_full(const char *state)
{
	return strncmp(state, "53100", 5) == 0 || strncmp(state, "58", 2) == 0;
}

/* "28P01: " begins here; "FATAL: " does not, since it has no digit. */
static bool is_state(const char *at)
{
	int digits = 0;

	for (int i = 0; i < 5; i++) {
		if (!isdigit((unsigned char)at[i]) && !(at[i] >= 'A' && at[i] <= 'Z'))
			return false;
		digits += isdigit((unsigned char)at[i]) != 0;
	}
	return digits > 0 && at[5] == ':' && at[6] == ' ';
}

static bool add(char c, char *to, size_t room, size_t *used)
{
	c = isspace((unsigned char)c) ? ' ' : c == '"' ? '\'' : c; /* it will stand between quotes in a log */
	if (c == ' ' && (*used == 0 || to[*used - 1] == ' '))
		return true;
	if (*used + 1 >= room)
		return false;
	to[(*used)++] = c;
	return true;
}

static bool adds(const char *words, char *to, size_t room, size_t *used)
{
	while (*words != '\0' && add(*words, to, room, used))
		words++;
	return *words == '\0';
}

/* Not in the middle of a word, and so that one sees it. */
static void cut(char *to, size_t room, size_t used)
{
	size_t end = used + sizeof "..." <= room ? used : room - sizeof "...";

	while (end > 0 && to[end] != ' ')
		end--;
	strcpy(to + end, "...");
}

/* How many octets at a line's beginning say nothing: where it is in the server's source, and what our advice says. */
static size_t idle(const char *at)
{
	static const char *const words[] = { "LOCATION:", "\tIs the server running" };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strncmp(at, words[i], strlen(words[i])) == 0)
			return strcspn(at, "\n");
	return 0;
}

/* Of a host whose answer was not waited for any longer libpq names only the place. */
static bool add_silence(char *to, size_t room, size_t *used)
{
	static const char failed[] = "failed:";
	size_t n = sizeof failed - 1;

	while (*used > 0 && to[*used - 1] == ' ')
		(*used)--;
	return *used < n || memcmp(to + *used - n, failed, n) != 0 || adds(" it does not answer", to, room, used);
}

void pgsql_tidy(const char *message, char state[static PGSQL_STATE_OCTETS], char *to, size_t room)
{
	static const char server[] = "connection to server ";
	const char *at = message;
	bool fits = true;
	size_t used = 0;

	state[0] = '\0';
	while (*at != '\0' && fits) {
		bool begins = at > message && at[-1] == '\n';

		if (begins && strncmp(at, server, sizeof server - 1) == 0) { /* the next one that the URL names */
			fits = add_silence(to, room, &used) && adds("; ", to, room, &used);
			at += sizeof server - 1;
		} else if (begins && idle(at) > 0) {
			at += idle(at);
		} else if (at > message && at[-1] == ' ' && is_state(at)) {
			if (state[0] == '\0') {
				memcpy(state, at, 5);
				state[5] = '\0';
			}
			at += 7;
		} else {
			fits = add(*at++, to, room, &used);
		}
	}
	fits = fits && add_silence(to, room, &used);
	to[used] = '\0';
	if (!fits)
		cut(to, room, used);
}

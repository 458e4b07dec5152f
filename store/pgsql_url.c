/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/pgsql_url.h"

#include "gateway/base/log.h"

#include <ctype.h>
#include <libpq-fe.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCHEME "postgresql://"
#define FORM   "write " SCHEME "user:password@host:5432/database?sslmode=require, as much of it as is needed"
#define RAW    "write @ in the password as %40, / as %2F, % as %25"

/* ---- who logs in ---- */

static bool holds(const char *from, const char *end, char c)
{
	return from < end && memchr(from, c, (size_t)(end - from)) != NULL;
}

/* libpq ends them at the first '@' that no '/' comes before. Where that can be a part of a password it must be the only
 * one; else a later one may stand among the parameters. */
static bool are_user_and_password_clear(const char *from)
{
	const char *end = from + strcspn(from, "@/"), *last = strrchr(from, '@');

	if (*end == '@' && holds(from, end, ':'))
		return end == last;
	return !holds(*end == '@' ? end + 1 : from, from + strcspn(from, "?"), '@');
}

static bool are_octets_clear(const char *at)
{
	for (; *at != '\0'; at++)
		if (*at == '%' && (!isxdigit((unsigned char)at[1]) || !isxdigit((unsigned char)at[2])))
			return false;
	return true;
}

/* ---- what libpq says ---- */

/* What it quotes stands in the URL as it is shown to anybody. */
static bool shows_nothing_hidden(const char *url, const char *message, const char *shown)
{
	char word[LOG_URL_OCTETS];

	if (strchr(url, '"') != NULL) /* what it quotes would have no clear end */
		return false;
	for (const char *at = strchr(message, '"'); at != NULL; at = strchr(at, '"')) {
		size_t n = strcspn(++at, "\"");

		if (at[n] == '\0' || n >= sizeof word)
			return false;
		memcpy(word, at, n);
		word[n] = '\0';
		if (strcmp(word, "=") != 0 && strstr(shown, word) == NULL)
			return false;
		at += n + 1;
	}
	return true;
}

static int refuse(const char *url, char *message, struct why *why)
{
	char shown[LOG_URL_OCTETS];

	log_mask_url(url, shown);
	if (message == NULL || !shows_nothing_hidden(url, message, shown))
		return why_set(why, "the store's URL cannot be read; %s", RAW ", and " FORM);
	message[strcspn(message, "\n")] = '\0';
	return why_set(why, "%s; " FORM, message);
}

/* ---- single options ---- */

static const char *value_of(const PQconninfoOption *options, const char *keyword)
{
	for (; options->keyword != NULL; options++)
		if (strcmp(options->keyword, keyword) == 0)
			return options->val != NULL ? options->val : "";
	return "";
}

/* One for each host, those that are left out are 5432. */
static bool are_ports(const char *list)
{
	while (*list != '\0') {
		char *end = NULL;
		long port = *list == ',' ? 1 : isdigit((unsigned char)*list) ? strtol(list, &end, 10) : 0;

		if (end != NULL)
			list = end;
		if (port < 1 || port > 65535 || (*list != ',' && *list != '\0'))
			return false;
		list += *list == ',';
	}
	return true;
}

static bool is_sslmode(const char *value)
{
	static const char *const modes[] = { "", "disable", "allow", "prefer", "require", "verify-ca", "verify-full" };

	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
		if (strcmp(value, modes[i]) == 0)
			return true;
	return false;
}

static int check_options(const char *url, const PQconninfoOption *options, struct why *why)
{
	char message[LOG_URL_OCTETS];
	const char *port = value_of(options, "port"), *mode = value_of(options, "sslmode");

	if (!are_ports(port)) {
		snprintf(message, sizeof message, "the port is \"%s\", and no number of 1 to 65535", port);
		return refuse(url, message, why);
	}
	if (!is_sslmode(mode)) {
		snprintf(message, sizeof message,
			"sslmode is \"%s\", and none of disable, allow, prefer, require, verify-ca, verify-full", mode);
		return refuse(url, message, why);
	}
	return 0;
}

int pgsql_url_check(const char *url, struct why *why)
{
	PQconninfoOption *options;
	char *message = NULL;
	int result;

	if (strncmp(url, SCHEME, strlen(SCHEME)) != 0)
		return why_set(why, "the store's URL does not begin with " SCHEME "; " FORM);
	if (!are_user_and_password_clear(url + strlen(SCHEME)))
		return why_set(why, "a raw @ or / stands in the user or password of the store's URL; %s", RAW);
	if (!are_octets_clear(url))
		return why_set(why, "two hexadecimal digits must follow each %% in the store's URL; %s", RAW);
	options = PQconninfoParse(url, &message);
	result = options != NULL ? check_options(url, options, why) : refuse(url, message, why);
	PQconninfoFree(options);
	PQfreemem(message);
	return result;
}

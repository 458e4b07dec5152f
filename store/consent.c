/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/consent.h"

#include "gateway/base/identity.h"

#include <string.h>

char *consent_version(const char *text, char to[static CONSENT_VERSION_OCTETS])
{
	char hash[IDENTITY_OCTETS];

	identity_of("consent", 0, "", text, strlen(text), hash);
	record_copy(hash, to, CONSENT_VERSION_OCTETS);
	return to;
}

int consent_add(
	struct store *st, const char *phone, const char *answer, const char *text, int64_t now_us, struct why *why)
{
	static const char keep[] = "INSERT INTO wording (version, text, since) VALUES ($1, $2, $3) "
				   "ON CONFLICT (version) DO NOTHING";
	static const char add[] = "INSERT INTO consent (id, phone, at, answer, version) VALUES ($1, $2, $3, $4, $5)";
	char version[CONSENT_VERSION_OCTETS];

	consent_version(text, version);
	if (record_do(st, keep, why, "tti", version, text, now_us) == -1)
		return -1;
	return record_do(st, add, why, "ititt", store_id(st, now_us), phone, now_us, answer, version);
}

static void read_row(struct query *q, void *row)
{
	struct consent *c = row;

	c->id = query_column_int(q, 0);
	c->at = query_column_int(q, 1);
	record_text(q, 2, c->answer, sizeof c->answer);
	record_text(q, 3, c->version, sizeof c->version);
}

int consent_last(struct store *st, const char *phone, struct consent *c, struct why *why)
{
	static const char sql[] =
		"SELECT id, at, answer, version FROM consent WHERE phone = $1 ORDER BY id DESC LIMIT 1";
	struct query *q = record_ask(st, sql, why, "t", phone);

	return record_one(q, read_row, sizeof *c, c, why);
}

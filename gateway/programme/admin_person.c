/* SPDX-License-Identifier: GPL-2.0-or-later */
/* admin_person.c - everything about one person, given out (keng export person) or erased (keng erase). */
#include "gateway/base/msisdn.h"
#include "gateway/programme/admin_verb.h"
#include "gateway/programme/erase.h"
#include "gateway/programme/programme.h"
#include "store/audit.h"
#include "store/exchange.h"
#include "store/person.h"

#include <inttypes.h>
#include <string.h>

struct numbers {
	char list[EXCHANGE_PHONES_MAX][RECORD_PHONE_OCTETS];
	unsigned used;
	struct member who; /* id 0: in no roll */
};

static int read_numbers(const struct admin_call *call, const char *phone, struct numbers *n, struct why *why)
{
	struct store *st = call->at->store;

	memset(n, 0, sizeof *n);
	if (member_by_phone(st, phone, &n->who, why) == -1)
		return -1;
	if (n->who.id != 0)
		return exchange_phones(st, n->who.id, n->list, &n->used, why);
	record_copy(phone, n->list[n->used++], RECORD_PHONE_OCTETS);
	return 0;
}

static int read_phone(const struct admin_call *call, char to[static MSISDN_OCTETS])
{
	struct why why;

	if (msisdn_read(admin_text(call, "phone"), to, &why) == -1)
		return admin_refuse(call, "\"%s\": %s", admin_text(call, "phone"), why.text);
	return 0;
}

/* ---- export ---- */

static int add_rows(struct store *st, const struct person_listing *l, const char *phone, json_t *to, struct why *why)
{
	struct query *q = record_ask(st, l->sql, why, "t", phone);
	enum step step;

	if (q == NULL)
		return -1;
	while ((step = query_step(q, why)) == STEP_ROW) {
		json_t *row = json_object();

		for (int i = 0; l->columns[i] != NULL; i++) {
			json_t *value = json_string(query_column_text(q, i));

			json_object_set_new(row, l->columns[i], value != NULL ? value : json_string(""));
		}
		json_array_append_new(to, row);
	}
	return step == STEP_FAILED ? -1 : 0;
}

/* One table after the other, each number's rows; a person's own row is the same by any number. */
static int add_tables(struct store *st, const struct numbers *n, json_t *to, struct why *why)
{
	const struct person_listing *l;

	for (unsigned i = 0; (l = person_listing(i)) != NULL; i++) {
		json_t *rows = json_array();
		unsigned most = strcmp(l->table, "member") == 0 ? 1 : n->used;
		int result = 0;

		for (unsigned k = 0; k < most && result == 0; k++)
			result = add_rows(st, l, n->list[k], rows, why);
		json_object_set_new(to, l->table, rows);
		if (result == -1)
			return -1;
	}
	return 0;
}

static int note(const struct admin_call *call, const char *what, const char *phone, struct why *why)
{
	return audit_add(call->at->store, admin_who(call), what, phone, "", call->at->now_us, why);
}

int admin_person(const struct admin_call *call)
{
	struct store *st = call->at->store;
	char phone[MSISDN_OCTETS], *text;
	struct numbers n;
	struct why why;
	json_t *all;
	int result;

	if (read_phone(call, phone) != 0)
		return 1;
	if (store_begin(st, &why) == -1)
		return admin_refuse(call, "%s", why.text);
	all = json_object();
	result = read_numbers(call, phone, &n, &why) == 0 && add_tables(st, &n, all, &why) == 0 ? 0 : -1;
	if (result == 0)
		result = note(call, "export-person", phone, &why);
	if (result == -1)
		store_rollback(st);
	else
		result = store_commit(st, &why);
	text = result == 0 ? json_dumps(all, JSON_INDENT(2)) : NULL;
	json_decref(all);
	if (text == NULL)
		return admin_refuse(call, "%s; nothing was exported", why.text);
	buf_addf(call->out, "%s\n", text);
	free(text);
	return 0;
}

/* ---- erase ---- */

static int say_plan(const struct admin_call *call, const struct numbers *n, struct why *why)
{
	struct person_counts sum = { .reports = 0 };

	for (unsigned i = 0; i < n->used; i++) {
		struct person_counts one;

		if (person_count(call->at->store, n->list[i], &one, why) == -1)
			return -1;
		sum.reports += one.reports;
		sum.tickets += one.tickets;
		sum.texts += one.texts;
		sum.invitations += one.invitations;
	}
	buf_addf(call->out,
		"%s: %u numbers, %" PRId64 " texts, %" PRId64 " difficulties and %" PRId64
		" invitations are erased; %" PRId64 " reports go on counting without the person\n",
		n->who.id != 0 ? n->who.name : "in no roll", n->used, sum.texts, sum.tickets, sum.invitations,
		sum.reports);
	return 0;
}

static int erase(const struct admin_call *call, const char *phone, struct why *why)
{
	struct programme *p = call->at->programme;
	struct voice v = { .p = p, .now_us = call->at->now_us, .link = "" };
	const struct units *units = programme_units(p, call->at->now_us, why);
	int64_t rows;
	bool busy;

	/* Who ordered it stands in the log, and not whom it concerned. */
	if (units == NULL || note(call, "erase", "", why) == -1 ||
		erase_person(&v, units, phone, &rows, &busy, why) == -1)
		return -1;
	if (busy)
		return why_set(why,
			"a text to that number, or one that names the person, is being sent just now; try again in a minute");
	buf_addf(call->out, "erased, %" PRId64 " rows; copies made by keng backup still hold it\n", rows);
	return 0;
}

int admin_erase(const struct admin_call *call)
{
	struct store *st = call->at->store;
	char phone[MSISDN_OCTETS];
	struct numbers n;
	struct why why;
	int result;

	if (read_phone(call, phone) != 0)
		return 1;
	if (store_begin(st, &why) == -1)
		return admin_refuse(call, "%s", why.text);
	result = read_numbers(call, phone, &n, &why);
	if (result == 0)
		result = admin_flag(call, "plan") ? say_plan(call, &n, &why) : erase(call, phone, &why);
	if (result == -1 || admin_flag(call, "plan"))
		store_rollback(st);
	else
		result = store_commit(st, &why);
	if (result == -1)
		return admin_refuse(call, "%s; nothing was erased", why.text);
	return 0;
}

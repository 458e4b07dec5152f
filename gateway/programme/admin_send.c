/* SPDX-License-Identifier: GPL-2.0-or-later */
/* admin_send.c - an administrator's text: whom it reaches, what it costs, and queueing all of it or nothing. */
#include "gateway/base/msisdn.h"
#include "gateway/base/segment.h"
#include "gateway/base/sure.h"
#include "gateway/base/utf8.h"
#include "gateway/config.h"
#include "gateway/programme/admin_verb.h"
#include "gateway/programme/export.h"
#include "gateway/programme/kind.h"
#include "gateway/programme/price.h"
#include "gateway/programme/programme.h"
#include "store/audit.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EACH_MAX 50 /* texts of one batch to one number */

struct addressee {
	char phone[RECORD_PHONE_OCTETS];
	char *text; /* yours */
	unsigned parts;
	int64_t cost; /* dong */
};

struct mailing {
	const struct admin_call *call;
	struct addressee *list;
	size_t used;
	unsigned left_out; /* people who want no texts */
	unsigned parts;
	int64_t cost;
};

/* ---- one addressee ---- */

static int add(struct mailing *m, const char *phone, const char *text, struct why *why)
{
	struct segment_plan plan;
	struct addressee *one;
	struct buf composed;

	buf_init(&composed);
	utf8_repair(text, strlen(text), &composed);
	if (composed.length == 0 || segment_plan(composed.data, &plan, why) == -1) {
		if (composed.length == 0)
			why_set(why, "the text is empty; write what is to be sent");
		buf_fini(&composed);
		return -1;
	}
	m->list = record_room(m->list, m->used, sizeof *m->list);
	one = &m->list[m->used++];
	record_copy(phone, one->phone, sizeof one->phone);
	one->text = composed.data; /* taken over */
	one->parts = plan.parts;
	one->cost = plan.parts * price_of_part(m->call->at->config, phone);
	m->parts += one->parts;
	m->cost += one->cost;
	return 0;
}

/* A person's number, or a short code of 3 to 8 digits, which never begins with 0. */
static int read_phone(const char *typed, char to[static MSISDN_OCTETS], struct why *why)
{
	size_t n = strlen(typed);

	if (n >= 3 && n <= 8 && typed[0] != '0' && strspn(typed, "0123456789") == n) {
		memcpy(to, typed, n + 1);
		return 0;
	}
	return msisdn_read(typed, to, why);
}

static int wants_none(struct mailing *m, const char *phone, bool *none, struct why *why)
{
	struct member person;

	if (stopped_is(m->call->at->store, phone, none, why) == -1 ||
		member_by_phone(m->call->at->store, phone, &person, why) == -1)
		return -1;
	*none |= strcmp(person.status, "stopped") == 0;
	return 0;
}

/* ---- to one, to many, from a list ---- */

static int to_one(struct mailing *m, struct why *why)
{
	char phone[MSISDN_OCTETS];
	bool none;

	if (read_phone(admin_text(m->call, "to"), phone, why) == -1)
		return why_in(why, "--to %s", admin_text(m->call, "to"));
	if (wants_none(m, phone, &none, why) == -1)
		return -1;
	if (none)
		return why_set(
			why, "%s has asked for no more texts (TC); only NHAN LAI from that phone changes it", phone);
	return add(m, phone, admin_text(m->call, "text"), why);
}

static bool has_role(const json_t *roles, const char *role)
{
	const json_t *one;
	size_t i;

	if (json_array_size(roles) == 0)
		return true;
	json_array_foreach(roles, i, one) if (strcmp(json_string_value(one), role) == 0) return true;
	return false;
}

static int check_roles(const json_t *roles, struct why *why)
{
	const struct kind_column *c = kind_find("members")->columns;
	char scratch[RECORD_WORD_OCTETS];
	struct kind_column column;
	const json_t *one;
	size_t i;

	while (strcmp(c->name, "role") != 0)
		c++;
	column = *c;
	column.offset = 0;
	json_array_foreach(roles, i, one)
	{
		if (!json_is_string(one))
			return why_set(why, "roles is no list of words");
		if (kind_read(&column, json_string_value(one), scratch, why) == -1)
			return -1;
	}
	return 0;
}

/* One row of the members: phone, name, role, unit, team, status, ... */
static int on_member(const struct kind *kind, const char *const *cells, void *user, struct why *why)
{
	struct mailing *m = user;
	const char *phone = NULL, *role = NULL, *status = NULL;
	char first[RECORD_PHONE_OCTETS];
	bool none;

	for (unsigned i = 0; kind->columns[i].name != NULL; i++) {
		phone = strcmp(kind->columns[i].name, "phone") == 0 ? cells[i] : phone;
		role = strcmp(kind->columns[i].name, "role") == 0 ? cells[i] : role;
		status = strcmp(kind->columns[i].name, "status") == 0 ? cells[i] : status;
	}
	assert(phone != NULL && role != NULL && status != NULL);
	if (!has_role(json_object_get(m->call->args, "roles"), role) || phone[0] == '\0')
		return 0;
	snprintf(first, sizeof first, "%.*s", (int)strcspn(phone, "/"), phone);
	if (strcmp(status, "stopped") != 0 && strcmp(status, "active") != 0)
		return 0; /* has not consented, or has left */
	if (wants_none(m, first, &none, why) == -1)
		return -1;
	if (none) {
		m->left_out++;
		return 0;
	}
	return add(m, first, admin_text(m->call, "text"), why);
}

static int to_many(struct mailing *m, struct why *why)
{
	struct export_request request;

	if (check_roles(json_object_get(m->call->args, "roles"), why) == -1 ||
		export_ask(m->call->at->store, "members", admin_text(m->call, "unit"), "", "", &request, why) == -1)
		return -1;
	return export_each(m->call->at->store, &request, on_member, m, why) == -1 ? -1 : 0;
}

/* One line of a batch, PHONE<TAB>TEXT; what is wrong with it goes to err. */
static int batch_line(struct mailing *m, char *line, int number, unsigned *faults, struct why *why)
{
	char *tab = strchr(line, '\t'), phone[MSISDN_OCTETS];
	struct why fault;
	bool none;

	if (tab != NULL)
		*tab = '\0';
	if (tab == NULL)
		why_set(&fault, "there is no tab; write PHONE, a tab and the text");
	else if (!utf8_is_valid(tab + 1, strlen(tab + 1)))
		why_set(&fault, "it is not UTF-8; save the file as UTF-8");
	else if (read_phone(line, phone, &fault) == 0) {
		if (wants_none(m, phone, &none, why) == -1)
			return -1;
		m->left_out += none;
		if (none || add(m, phone, tab + 1, &fault) == 0)
			return 0;
	}
	buf_addf(m->call->err, "%s:%d: %s\n", admin_text(m->call, "file"), number, fault.text);
	(*faults)++;
	return 0;
}

static int by_phone(const void *a, const void *b)
{
	const char *const *one = a, *const *other = b;

	return strcmp(*one, *other);
}

/* At three a day they would go out for weeks, and each looks for a day behind all before it. */
static int check_each(const struct mailing *m, struct why *why)
{
	const char **phones = calloc(m->used + 1, sizeof *phones);
	int result = 0;

	assert(phones != NULL);
	for (size_t i = 0; i < m->used; i++)
		phones[i] = m->list[i].phone;
	qsort(phones, m->used, sizeof *phones, by_phone);
	for (size_t i = EACH_MAX; i < m->used && result == 0; i++)
		if (strcmp(phones[i - EACH_MAX], phones[i]) == 0)
			result = why_set(why, "more than %d texts are for %s; write fewer; nothing was queued",
				EACH_MAX, phones[i]);
	free(phones);
	return result;
}

static int from_batch(struct mailing *m, struct why *why)
{
	char *body = sure_copy(m->call->body), *rest = body + utf8_mark(body, strlen(body)), *line;
	unsigned faults = 0;
	int result = 0;

	for (int number = 1; result == 0 && (line = strsep(&rest, "\n")) != NULL; number++) {
		size_t n = strlen(line);

		if (n > 0 && line[n - 1] == '\r')
			line[--n] = '\0';
		if (n > 0)
			result = batch_line(m, line, number, &faults, why);
	}
	free(body);
	if (result == 0 && faults > 0)
		return why_set(why, "%u bad %s in %s; nothing was queued", faults, faults == 1 ? "line" : "lines",
			admin_text(m->call, "file"));
	return result == 0 ? check_each(m, why) : result;
}

static int collect(struct mailing *m, struct why *why)
{
	const struct admin_call *call = m->call;

	if (admin_text(call, "to")[0] != '\0')
		return to_one(m, why);
	if (admin_flag(call, "batch"))
		return from_batch(m, why);
	if (admin_text(call, "unit")[0] != '\0' || json_array_size(json_object_get(call->args, "roles")) > 0)
		return to_many(m, why);
	return why_set(why, "it is not said to whom; write --to, --unit, --role or --batch");
}

/* ---- queueing ---- */

/* One text to one person goes at once; what goes to many keeps the hours and lets answers pass. */
static int queue_all(struct mailing *m, struct why *why)
{
	const struct admin_context *at = m->call->at;
	const char *kind = admin_text(m->call, "to")[0] != '\0' ? "answer" : "bulk";
	char subject[RECORD_NAME_OCTETS], detail[RECORD_TEXT_OCTETS];
	char *roles = json_dumps(json_object_get(m->call->args, "roles"), JSON_COMPACT);

	for (size_t i = 0; i < m->used; i++)
		if (programme_queue(at->programme, m->list[i].phone, m->list[i].text, kind, "", 0, at->now_us, why) ==
			-1) {
			free(roles);
			return -1;
		}
	snprintf(subject, sizeof subject, "%s%s%s", admin_text(m->call, "to"), admin_text(m->call, "unit"),
		roles != NULL ? roles : "");
	snprintf(detail, sizeof detail, "people=%zu parts=%u cost=%" PRId64, m->used, m->parts, m->cost);
	free(roles);
	return audit_add(at->store, admin_who(m->call), "send", subject, detail, at->now_us, why);
}

/* Is it what the plan said? The roll may have changed since. */
static int check_plan(const struct mailing *m, struct why *why)
{
	const json_t *people = json_object_get(m->call->args, "people"),
		     *parts = json_object_get(m->call->args, "parts");

	if ((people != NULL && json_integer_value(people) != (json_int_t)m->used) ||
		(parts != NULL && json_integer_value(parts) != (json_int_t)m->parts))
		return why_set(why,
			"it would now go to %zu people in %u parts, no longer as was said; nothing was queued", m->used,
			m->parts);
	return 0;
}

static int work(struct mailing *m, struct why *why)
{
	struct store *st = m->call->at->store;

	if (store_begin(st, why) == -1)
		return -1;
	if (collect(m, why) == -1 || check_plan(m, why) == -1)
		goto undo;
	if (m->used == 0) {
		why_set(why, "there is nobody to send it to%s",
			m->left_out > 0 ? ": they have asked for no more texts" : "");
		goto undo;
	}
	if (admin_flag(m->call, "plan")) {
		store_rollback(st);
		return 0;
	}
	if (queue_all(m, why) == -1)
		goto undo;
	return store_commit(st, why);

undo:
	store_rollback(st);
	return -1;
}

static void say(const struct mailing *m)
{
	if (admin_flag(m->call, "plan"))
		buf_addf(m->call->out, "{\"people\": %zu, \"parts\": %u, \"cost\": %" PRId64 ", \"left_out\": %u}\n",
			m->used, m->parts, m->cost, m->left_out);
	else
		buf_addf(m->call->out, "queued: %zu %s, %u %s, about %" PRId64 " dong\n", m->used,
			m->used == 1 ? "text" : "texts", m->parts, m->parts == 1 ? "part" : "parts", m->cost);
}

int admin_send(const struct admin_call *call)
{
	struct mailing m = { .call = call };
	struct why why;
	int status = 0;

	if (work(&m, &why) == -1)
		status = admin_refuse(call, "%s", why.text);
	else
		say(&m);
	for (size_t i = 0; i < m.used; i++)
		free(m.list[i].text);
	free(m.list);
	return status;
}

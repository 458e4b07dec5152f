/* SPDX-License-Identifier: GPL-2.0-or-later */
/* merge_rows.c - the rows of the box, table by table: see merge.h. */
#include "gateway/base/buf.h"
#include "store/columns.h"
#include "store/inside.h"
#include "store/merge_inside.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEY_MAX     3
#define NUMBERS_MAX 3
#define LATER_MAX   3
#define KEY_OCTETS  160

/* key: the columns by which a row is found here. numbers: those that hold a number of a kind, "column:kind". A row that is
 * here already becomes that of the box when its status lies further on in `words`, or, with the same one, when a moment
 * or count of `later` is greater and none is less. */
static const struct rule {
	const char *table;
	const char *key[KEY_MAX + 1];
	const char *numbers[NUMBERS_MAX + 1];
	const char *ranked, *words;
	const char *later[LATER_MAX + 1];
	const char *apart; /* a column that makes no difference */
} rules[] = {
	{ .table = "unit", .key = { "code", "valid_from" }, .numbers = { "id:unit" }, .apart = "id" },
	{ .table = "reorganised", .key = { "code", "valid_from" } },
	{ .table = "team", .key = { "no" }, .numbers = { "no:team" }, .ranked = "status", .words = "draft active" },
	{ .table = "member",
		.key = { "id" },
		.numbers = { "id:member", "team:team" },
		.ranked = "status",
		.words = "awaiting_consent active stopped left" },
	{ .table = "phone", .key = { "msisdn" }, .numbers = { "member:member" } },
	{ .table = "pin", .key = { "member" }, .numbers = { "member:member" }, .later = { "set_at" } },
	{ .table = "stopped", .key = { "msisdn" }, .later = { "at" } },
	{ .table = "enrolment",
		.key = { "no" },
		.numbers = { "no:enrolment", "team:team" },
		.ranked = "status",
		.words = "pending approved rejected",
		.later = { "decided_at" } },
	{ .table = "consent", .key = { "id" }, .numbers = { "id:consent" } },
	{ .table = "wording", .key = { "version" } },
	{ .table = "deputy",
		.key = { "id" },
		.numbers = { "id:deputy", "member:member", "for_member:member" },
		.later = { "ended_at" } },
	{ .table = "erasure", .key = { "id" }, .numbers = { "id:erasure" }, .later = { "done_at" } },
	{ .table = "meeting_place", .key = { "unit" }, .later = { "set_at" } },
	{ .table = "training",
		.key = { "no" },
		.numbers = { "no:training" },
		.ranked = "status",
		.words = "planned held cancelled",
		.later = { "attended" } },
	{ .table = "invitation",
		.key = { "training", "phone" },
		.numbers = { "training:training", "message:message" },
		.later = { "answered_at", "attended_at", "told" } },
	{ .table = "indicator", .key = { "code" } },
	{ .table = "target", .key = { "unit", "indicator", "period" }, .later = { "set_at" } },
	{ .table = "denominator", .key = { "unit", "denominator" } },
	{ .table = "collection", .key = { "period" }, .later = { "until" } },
	{ .table = "ticket",
		.key = { "no" },
		.numbers = { "no:ticket" },
		.ranked = "status",
		.words = "open passed_up answered closed",
		.later = { "answered_at", "rung" } },
	{ .table = "form",
		.key = { "no" },
		.numbers = { "no:form", "message:message" },
		.ranked = "status",
		.words = "received undone" },
	{ .table = "form_value", .key = { "form_no", "place" }, .numbers = { "form_no:form" } },
	{ .table = "broadcast",
		.key = { "no" },
		.numbers = { "no:broadcast" },
		.ranked = "status",
		.words = "counting waiting queued withdrawn" },
	{ .table = "addressee", .key = { "message" }, .numbers = { "message:message", "broadcast:broadcast" } },
	{ .table = "recipient",
		.key = { "broadcast", "place" },
		.numbers = { "broadcast:broadcast", "member:member" } },
	{ .table = "suspension", .key = { "no" }, .numbers = { "no:suspension" }, .later = { "ended_at" } },
	{ .table = "message",
		.key = { "id" },
		.numbers = { "id:message", "answers:message" },
		.ranked = "state",
		.words = "kept poison done queued sending unsure sent failed expired delivered" },
	{ .table = "part",
		.key = { "message", "part" },
		.numbers = { "message:message" },
		.ranked = "state",
		.words = "unsure sent failed delivered" },
	{ .table = "seen", .key = { "identity" }, .numbers = { "message:message" } },
	{ .table = "attempt", .key = { "identity" } },
	{ .table = "inbound_part", .key = { "identity" } },
	{ .table = "early_receipt", .key = { "link", "network_id" } },
	{ .table = "due", .key = { "kind", "key" }, .ranked = "state", .words = "waiting done" },
	{ .table = "alarm", .key = { "kind", "subject" } },
	{ .table = "link_memory", .key = { "link", "key" }, .later = { "at" } },
	{ .table = "link_use", .key = { "link", "hour" } },
	{ .table = "sim_device", .key = { "sim", "imei" }, .later = { "seen_at" } },
	{ .table = "self_test", .key = { "token" }, .numbers = { "message:message" } },
	{ .table = "ported", .key = { "phone" }, .later = { "at" } },
	{ .table = "audit", .key = { "id" }, .numbers = { "id:audit" } },
};

/* The number that a key of what is due begins with. */
static const struct {
	const char *due, *kind;
} keyed[] = { { "ticket", "ticket" }, { "ticket_reminder", "ticket" }, { "training", "training" },
	{ "training_door", "training" }, { "training_after", "training" }, { "deputy", "deputy" },
	{ "deputy_begin", "deputy" }, { "erase", "erasure" }, { "broadcast", "broadcast" },
	{ "reorganised", "member" } };

struct cell {
	int64_t number;
	const char *text; /* borrowed from the row, or from `own` */
	char own[KEY_OCTETS];
};

struct copying {
	const struct rule *rule;
	struct table table;
	int key[KEY_MAX];
	unsigned key_used;
	struct db_statement *rows, *find, *insert, *update;
	struct cell cells[COLUMNS_MAX];
	struct merge_count count;
};

/* ---- statements ---- */

/* Its parameters are numbered from 1, or as the columns where all of these are bound. */
static void add_key(const struct copying *c, bool as_columns, struct buf *sql)
{
	for (unsigned i = 0; i < c->key_used; i++)
		buf_addf(sql, "%s%s = $%u", i == 0 ? " WHERE " : " AND ", c->rule->key[i],
			as_columns ? (unsigned)c->key[i] + 1 : i + 1);
}

static int prepare(struct merge *m, struct copying *c, struct why *why)
{
	struct buf list, sql;
	const struct table *t = &c->table;
	struct db *to = m->to->db;

	buf_init(&list);
	buf_init(&sql);
	for (unsigned i = 0; i < t->used; i++)
		buf_addf(&list, "%s%s", i == 0 ? "" : ", ", t->columns[i]);
	buf_addf(&sql, "SELECT %s FROM %s", list.data, t->name);
	c->rows = m->from->db->driver->prepare(m->from->db, sql.data, why);
	add_key(c, false, &sql);
	c->find = to->driver->prepare(to, sql.data, why);
	buf_clear(&sql);
	buf_addf(&sql, "UPDATE %s SET ", t->name);
	for (unsigned i = 0; i < t->used; i++)
		buf_addf(&sql, "%s%s = $%u", i == 0 ? "" : ", ", t->columns[i], i + 1);
	add_key(c, true, &sql);
	c->update = to->driver->prepare(to, sql.data, why);
	buf_clear(&sql);
	buf_addf(&sql, "INSERT INTO %s (%s) VALUES (", t->name, list.data);
	for (unsigned i = 0; i < t->used; i++)
		buf_addf(&sql, "%s$%u", i == 0 ? "" : ", ", i + 1);
	buf_adds(&sql, ")");
	c->insert = to->driver->prepare(to, sql.data, why);
	buf_fini(&list);
	buf_fini(&sql);
	return c->rows != NULL && c->find != NULL && c->update != NULL && c->insert != NULL ? 0 : -1;
}

static void finish(struct merge *m, struct copying *c)
{
	struct db_statement *const here[] = { c->find, c->update, c->insert };

	if (c->rows != NULL)
		m->from->db->driver->finish(c->rows);
	for (size_t i = 0; i < sizeof here / sizeof here[0]; i++)
		if (here[i] != NULL)
			m->to->db->driver->finish(here[i]);
}

static void bind_cell(const struct copying *c, struct db_statement *q, int at, int column)
{
	if (c->table.is_text[column])
		q->db->driver->bind_text(q, at, c->cells[column].text);
	else
		q->db->driver->bind_int(q, at, c->cells[column].number);
}

static int write_row(struct copying *c, struct db_statement *q, struct why *why)
{
	q->db->driver->reset(q, true);
	for (int i = 0; i < (int)c->table.used; i++)
		bind_cell(c, q, i + 1, i);
	return q->db->driver->step(q, why) == STEP_DONE ? 0 : -1;
}

/* ---- a row of the box, with the numbers that it has here ---- */

static int renumber(struct merge *m, struct copying *c, const char *column_and_kind, struct why *why)
{
	const char *colon = strchr(column_and_kind, ':');
	char column[64];
	int at;

	snprintf(column, sizeof column, "%.*s", (int)(colon - column_and_kind), column_and_kind);
	at = columns_find(&c->table, column);
	return merge_number(m, colon + 1, c->cells[at].number, &c->cells[at].number, why);
}

static int renumber_due(struct merge *m, struct copying *c, struct why *why)
{
	const char *kind = c->cells[columns_find(&c->table, "kind")].text;
	struct cell *key = &c->cells[columns_find(&c->table, "key")];
	char *end;
	int64_t no;

	for (size_t i = 0; i < sizeof keyed / sizeof keyed[0]; i++) {
		if (strcmp(kind, keyed[i].due) != 0)
			continue;
		if (merge_number(m, keyed[i].kind, strtoll(key->text, &end, 10), &no, why) == -1)
			return -1;
		snprintf(key->own, sizeof key->own, "%" PRId64 "%.100s", no, end);
		key->text = key->own;
	}
	return 0;
}

static int read_row(struct merge *m, struct copying *c, struct why *why)
{
	const struct db_driver *from = m->from->db->driver;

	for (unsigned i = 0; i < c->table.used; i++) {
		if (c->table.is_text[i])
			c->cells[i].text = from->column_text(c->rows, (int)i);
		else
			c->cells[i].number = from->column_int(c->rows, (int)i);
	}
	for (int i = 0; i < NUMBERS_MAX && c->rule->numbers[i] != NULL; i++)
		if (renumber(m, c, c->rule->numbers[i], why) == -1)
			return -1;
	return strcmp(c->table.name, "due") == 0 ? renumber_due(m, c, why) : 0;
}

/* ---- beside the one that is here ---- */

static int place_of(const char *words, const char *word)
{
	size_t n = strlen(word);
	int place = 0;

	for (const char *at = words; *at != '\0'; place++) {
		size_t length = strcspn(at, " ");

		if (length == n && memcmp(at, word, n) == 0)
			return place;
		at += length + (at[length] == ' ');
	}
	return -1;
}

static bool is_same(const struct copying *c)
{
	const struct db_driver *to = c->find->db->driver;

	for (int i = 0; i < (int)c->table.used; i++) {
		bool same = c->table.is_text[i] ? strcmp(c->cells[i].text, to->column_text(c->find, i)) == 0
						: c->cells[i].number == to->column_int(c->find, i);

		if (!same && (c->rule->apart == NULL || strcmp(c->table.columns[i], c->rule->apart) != 0))
			return false;
	}
	return true;
}

static bool is_further(const struct copying *c)
{
	const struct db_driver *to = c->find->db->driver;
	bool later = false;
	int at, ours, here;

	if (c->rule->ranked != NULL) {
		at = columns_find(&c->table, c->rule->ranked);
		ours = place_of(c->rule->words, c->cells[at].text);
		here = place_of(c->rule->words, to->column_text(c->find, at));
		if (ours != here)
			return ours > here;
	}
	for (int i = 0; i < LATER_MAX && c->rule->later[i] != NULL; i++) {
		at = columns_find(&c->table, c->rule->later[i]);
		if (c->cells[at].number < to->column_int(c->find, at))
			return false;
		later |= c->cells[at].number > to->column_int(c->find, at);
	}
	return later;
}

static int take_row(struct copying *c, struct why *why)
{
	const struct db_driver *to = c->find->db->driver;
	enum { NEW, SAME, FURTHER, KEPT } what;
	enum step step;

	to->reset(c->find, true);
	for (int i = 0; i < (int)c->key_used; i++)
		bind_cell(c, c->find, i + 1, c->key[i]);
	step = to->step(c->find, why);
	if (step == STEP_FAILED)
		return -1;
	what = step == STEP_DONE ? NEW : is_same(c) ? SAME : is_further(c) ? FURTHER : KEPT;
	to->reset(c->find, false);
	c->count.rows++;
	c->count.added += what == NEW;
	c->count.same += what == SAME;
	c->count.updated += what == FURTHER;
	c->count.kept += what == KEPT;
	return what == NEW ? write_row(c, c->insert, why) : what == FURTHER ? write_row(c, c->update, why) : 0;
}

static int copy_table(struct merge *m, const struct rule *rule, struct why *why)
{
	struct copying c = { .rule = rule, .count.table = rule->table };
	int64_t before = 0, after = 0;
	enum step step = STEP_FAILED;
	int result = -1;

	snprintf(c.table.name, sizeof c.table.name, "%s", rule->table);
	if (columns_read(m->model, &c.table, why) == -1)
		return -1;
	for (; c.key_used < KEY_MAX && rule->key[c.key_used] != NULL; c.key_used++)
		c.key[c.key_used] = columns_find(&c.table, rule->key[c.key_used]);
	if (prepare(m, &c, why) == -1 || columns_count_rows(m->to->db, rule->table, &before, why) == -1)
		goto done;
	while ((step = m->from->db->driver->step(c.rows, why)) == STEP_ROW)
		if (read_row(m, &c, why) == -1 || take_row(&c, why) == -1)
			goto done;
	if (step != STEP_DONE || columns_count_rows(m->to->db, rule->table, &after, why) == -1)
		goto done;
	if (after != before + c.count.added)
		why_set(why, "of %" PRId64 " new rows %" PRId64 " came over", c.count.added, after - before);
	else
		result = 0;
done:
	finish(m, &c);
	if (result == 0 && m->talk->count != NULL && c.count.rows > 0)
		m->talk->count(&c.count, m->talk->user);
	return result == 0 ? 0 : why_in(why, "table %s", rule->table);
}

int merge_rows(struct merge *m, struct why *why)
{
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		if (copy_table(m, &rules[i], why) == -1)
			return -1;
	return 0;
}

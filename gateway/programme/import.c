/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/import.h"
#include "gateway/programme/import_check.h"
#include "gateway/programme/programme.h"

#include <assert.h>
#include <string.h>

struct apply {
	struct import_file *f;
	bool dry_run;
	int64_t now_us;
	unsigned added, changed, same;
	struct buf *out;
};

/* Say in a dry run what a row would do. */
static void say_row(struct apply *a, size_t row, const char *what, const void *record, const char *changes)
{
	const struct kind_column *columns = a->f->kind->columns;
	struct buf key;

	if (!a->dry_run)
		return;
	buf_init(&key);
	for (unsigned i = 0; columns[i].name != NULL; i++) {
		size_t before = key.length;

		if (!columns[i].key)
			continue;
		if (key.length > 0)
			buf_addc(&key, ' ');
		kind_print(&columns[i], record, &key);
		if (key.length == before + 1 && before > 0)
			key.data[--key.length] = '\0';
	}
	buf_addf(a->out, "%s:%d: %s %s%s\n", csv_table_name(a->f->table), csv_table_line(a->f->table, row), what,
		key.data, changes);
	buf_fini(&key);
}

static bool lacks_phone(const struct kind_phones *stored, const struct kind_phones *brought, unsigned i)
{
	for (unsigned j = 0; j < stored->used; j++)
		if (strcmp(stored->list[j], brought->list[i]) == 0)
			return false;
	return true;
}

/* Numbers are only ever added to a person. True when there is a new one. */
static bool merge_phones(struct kind_phones *stored, const struct kind_phones *brought)
{
	bool more = false;

	for (unsigned i = 0; i < brought->used; i++)
		if (lacks_phone(stored, brought, i) && stored->used < EXCHANGE_PHONES_MAX) {
			record_copy(brought->list[i], stored->list[stored->used++], RECORD_PHONE_OCTETS);
			more = true;
		}
	return more;
}

/* Bring one column of a stored row to what the file says. True when that changes it as a file would show it. */
static bool merge_column(const struct kind_column *c, void *stored, const void *brought, struct buf *changes)
{
	struct buf was, is;
	bool differs;

	buf_init(&was);
	buf_init(&is);
	kind_print(c, stored, &was);
	if (c->type == KIND_PHONES) {
		differs = merge_phones(
			(void *)((char *)stored + c->offset), (const void *)((const char *)brought + c->offset));
		kind_print(c, stored, &is);
	} else {
		kind_print(c, brought, &is);
		differs = strcmp(was.data, is.data) != 0;
		if (differs)
			memcpy((char *)stored + c->offset, (const char *)brought + c->offset, c->octets);
	}
	if (differs)
		buf_addf(
			changes, "%s %s \"%s\" -> \"%s\"", changes->length > 0 ? "," : ":", c->name, was.data, is.data);
	buf_fini(&was);
	buf_fini(&is);
	return differs;
}

/* What the file says of the row, over what is stored of it. True when something changes. */
static bool merge(struct apply *a, size_t row, void *stored, const void *brought, struct buf *changes)
{
	bool differs = false;

	for (unsigned i = 0; a->f->kind->columns[i].name != NULL; i++) {
		const struct kind_column *c = &a->f->kind->columns[i];
		bool empty = import_cell(a->f, row, i)[0] == '\0';

		if (a->f->at[i] == -1 || (c->key && c->type != KIND_PHONES) || (empty && c->otherwise != NULL))
			continue;
		differs |= merge_column(c, stored, brought, changes);
	}
	return differs;
}

/* A row that is new may still lie over something stored: a further value of a stored report. */
static int apply_row(struct apply *a, size_t row, struct why *why)
{
	const struct kind *kind = a->f->kind;
	union import_record brought, stored, before;
	struct buf changes;
	bool found, differs, readable = import_read_row(a->f, row, &brought);
	int result = 0;

	assert(readable); /* it was checked */
	(void)readable;
	stored = brought;
	if (kind->find(a->f->store, &stored, &found, why) == -1)
		return -1;
	before = stored;
	buf_init(&changes);
	differs = merge(a, row, &stored, &brought, &changes);
	a->added += !found;
	a->changed += found && differs;
	a->same += found && !differs;
	if (!found || differs) {
		say_row(a, row, found ? "changed" : "added", found ? &brought : &stored, changes.data);
		result = kind->put(a->f->store, &stored, found ? &before : NULL, a->now_us, why);
	}
	buf_fini(&changes);
	return result;
}

/* Later numbers of the same kind start above those that the file brought. */
static int raise_numbers(struct apply *a, struct why *why)
{
	int64_t highest = 0, no;
	union import_record record;

	if (a->f->kind->counter == NULL)
		return 0;
	for (size_t row = 0; row < csv_table_records(a->f->table); row++) {
		import_read_row(a->f, row, &record);
		memcpy(&no, record.octets + a->f->kind->columns[0].offset, sizeof no);
		highest = no > highest ? no : highest;
	}
	return highest > 0 ? store_raise_no(a->f->store, a->f->kind->counter, highest, why) : 0;
}

static int apply_rows(struct apply *a, bool with_first_cell, struct why *why)
{
	for (size_t row = 0; row < csv_table_records(a->f->table); row++) {
		if ((import_cell(a->f, row, 0)[0] != '\0') != with_first_cell)
			continue;
		if (apply_row(a, row, why) == -1)
			return why_in(why, "%s:%d", csv_table_name(a->f->table), csv_table_line(a->f->table, row));
	}
	return 0;
}

/* Lines that bring their code come first, so that none of those is given to a line without one. */
static int apply_all(struct apply *a, struct why *why)
{
	if (apply_rows(a, true, why) == -1 || apply_rows(a, false, why) == -1)
		return -1;
	return raise_numbers(a, why);
}

/* Check and apply within a transaction. 0; 1 when the file is wrong; -1 with why set when the store failed. */
static int work(struct apply *a, struct why *why)
{
	if (import_check_header(a->f) && import_check_rows(a->f, why) == -1)
		return -1;
	if (a->f->faults.count > 0)
		return 1;
	return apply_all(a, why);
}

static void say_counts(const struct apply *a)
{
	buf_addf(a->out, "%s: %u added, %u changed, %u the same%s\n", a->f->kind->name, a->added, a->changed, a->same,
		a->dry_run ? "; nothing was stored (dry run)" : "");
}

static int in_transaction(struct apply *a, struct why *why)
{
	struct store *st = a->f->store;
	int result;

	if (store_in_transaction(st))
		return work(a, why);
	if (store_begin(st, why) == -1)
		return -1;
	result = work(a, why);
	if (result == 0 && !a->dry_run)
		return store_commit(st, why);
	store_rollback(st);
	return result;
}

int import_csv(struct programme *p, struct store *st, const char *kind, const char *file_name, const char *content,
	size_t n, bool dry_run, int64_t now_us, struct buf *out, struct buf *err)
{
	struct import_file f = { .programme = p, .store = st, .kind = kind_find(kind), .now_us = now_us };
	struct apply a = { .f = &f, .dry_run = dry_run, .now_us = now_us, .out = out };
	char names[KIND_NAMES_OCTETS];
	struct why why;
	int result;

	if (f.kind == NULL || f.kind->octets == 0) {
		buf_addf(err, "%s: \"%s\" is no kind that can be imported; write one of: %s\n", file_name, kind,
			kind_names(true, names));
		return 1;
	}
	faults_init(&f.faults);
	f.table = csv_table_read(file_name, content, n, &f.faults);
	result = in_transaction(&a, &why);
	buf_add(err, f.faults.lines.data, f.faults.lines.length);
	if (result == -1)
		buf_addf(err, "%s; nothing was imported\n", why.text);
	else if (result == 0)
		say_counts(&a);
	if (result == 0 && !dry_run && p != NULL)
		programme_forget(p);
	csv_table_free(&f.table);
	faults_fini(&f.faults);
	return result == 0 ? 0 : 1;
}

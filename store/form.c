/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/form.h"

static void read_row(struct query *q, void *row)
{
	struct form_record *f = row;

	f->no = query_column_int(q, 0);
	record_text(q, 1, f->form, sizeof f->form);
	record_text(q, 2, f->phone, sizeof f->phone);
	record_text(q, 3, f->unit, sizeof f->unit);
	f->at = query_column_int(q, 4);
	record_text(q, 5, f->status, sizeof f->status);
	f->message = query_column_int(q, 6);
}

int form_put(struct store *st, struct form_record *f, struct why *why)
{
	static const char sql[] =
		"INSERT INTO form (no, form, phone, unit, at, status, message) VALUES ($1, $2, $3, $4, $5, $6, $7) "
		"ON CONFLICT (no) DO UPDATE SET form = excluded.form, phone = excluded.phone, unit = excluded.unit, "
		"at = excluded.at, status = excluded.status, message = excluded.message";
	struct query *q;

	if (f->no == 0 && (f->no = store_next_no(st, "form", why)) == -1)
		return -1;
	q = store_query(st, sql, why);
	if (q == NULL)
		return -1;
	query_int(q, 1, f->no);
	query_text(q, 2, f->form);
	query_text(q, 3, f->phone);
	query_text(q, 4, f->unit);
	query_int(q, 5, f->at);
	query_text(q, 6, f->status);
	query_int(q, 7, f->message);
	return query_run(q, why);
}

int form_put_value(
	struct store *st, const struct form_record *f, int place, const char *field, const char *value, struct why *why)
{
	static const char sql[] =
		"INSERT INTO form_value (form_no, place, field, value, unit) VALUES ($1, $2, $3, $4, $5) "
		"ON CONFLICT (form_no, place) DO UPDATE SET field = excluded.field, value = excluded.value, "
		"unit = excluded.unit";

	return record_do(st, sql, why, "iittt", f->no, (int64_t)place, field, value, f->unit);
}

int form_get(struct store *st, int64_t no, struct form_record *f, struct why *why)
{
	static const char sql[] = "SELECT no, form, phone, unit, at, status, message FROM form WHERE no = $1";

	return record_one(record_ask(st, sql, why, "i", no), read_row, sizeof *f, f, why);
}

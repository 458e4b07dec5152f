/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/menu_set.h"

#include "store/inside.h"

#define KEPT 5 /* versions */

void menu_set_init(struct menu_set *set)
{
	*set = (struct menu_set){ .version = 0 };
	buf_init(&set->settings);
	buf_init(&set->files);
}

void menu_set_fini(struct menu_set *set)
{
	buf_fini(&set->settings);
	buf_fini(&set->files);
}

int menu_set_newest(struct store *st, struct menu_set *set, struct why *why)
{
	static const char sql[] =
		"SELECT version, mark, gateway, at, settings, files FROM menu_set ORDER BY version DESC LIMIT 1";
	struct query *q = store_query(st, sql, why);
	enum step step = q == NULL ? STEP_FAILED : query_step(q, why);

	set->version = 0;
	buf_clear(&set->settings);
	buf_clear(&set->files);
	if (step == STEP_ROW) {
		set->version = query_column_int(q, 0);
		record_text(q, 1, set->mark, sizeof set->mark);
		record_text(q, 2, set->gateway, sizeof set->gateway);
		set->at = query_column_int(q, 3);
		buf_adds(&set->settings, query_column_text(q, 4));
		buf_adds(&set->files, query_column_text(q, 5));
		query_end(q);
	}
	return step == STEP_FAILED ? -1 : 0;
}

int menu_set_add(struct store *st, struct menu_set *set, struct why *why)
{
	static const char sql[] =
		"INSERT INTO menu_set (version, mark, gateway, at, settings, files) VALUES ($1, $2, $3, $4, $5, $6)";

	if (record_number(store_query(st, "SELECT max(version) FROM menu_set", why), &set->version, why) == -1)
		return -1;
	set->version++;
	if (record_do(st, sql, why, "ittitt", set->version, set->mark, set->gateway, set->at, set->settings.data,
		    set->files.data) == -1 ||
		record_do(st, "DELETE FROM menu_set WHERE version <= $1", why, "i", set->version - KEPT) == -1)
		return -1;
	return store_note_menus(st, set->version, why);
}

int menu_set_read_at(struct store *st, const char *gateway, struct menu_set *set, struct why *why)
{
	static const char sql[] = "SELECT files, read_settings, read_files FROM gateway WHERE name = $1";
	struct query *q = record_ask(st, sql, why, "t", gateway);
	enum step step = q == NULL ? STEP_FAILED : query_step(q, why);

	record_copy(gateway, set->gateway, sizeof set->gateway);
	if (step == STEP_ROW) {
		record_text(q, 0, set->mark, sizeof set->mark);
		buf_adds(&set->settings, query_column_text(q, 1));
		buf_adds(&set->files, query_column_text(q, 2));
		query_end(q);
	}
	return step == STEP_FAILED ? -1 : 0;
}

int menu_set_note_read(struct store *st, const struct menu_set *set, struct why *why)
{
	static const char sql[] = "UPDATE gateway SET files = $2, read_settings = $3, read_files = $4 WHERE name = $1";

	return record_do(st, sql, why, "tttt", set->gateway, set->mark, set->settings.data, set->files.data);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/help/merger.h"

#include "gateway/programme/reorganise.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

struct merger merger_begin(void)
{
	struct merger m = { .t = talk_new() };

	buf_init(&m.said);
	buf_init(&m.faults);
	return m;
}

void merger_end(struct merger *m)
{
	talk_free(&m->t);
	buf_fini(&m->said);
	buf_fini(&m->faults);
}

int merger_try(struct merger *m, const char *csv, bool dry_run)
{
	struct why why = { "" };
	int status;

	buf_clear(&m->said);
	buf_clear(&m->faults);
	assert_int_equal(store_begin(m->t->store, &why), 0);
	status = reorganise_csv(m->t->programme, "m.csv", csv, strlen(csv), dry_run, m->t->now, &m->said, &m->faults);
	if (status == 0 && !dry_run)
		assert_int_equal(store_commit(m->t->store, &why), 0);
	else
		store_rollback(m->t->store);
	programme_forget(m->t->programme);
	return status;
}

void merger_apply(struct merger *m, const char *csv)
{
	if (merger_try(m, csv, false) != 0)
		fail_msg("%s", m->faults.data);
}

void merger_refused(struct merger *m, const char *lines, const char *fault)
{
	char csv[4000];

	snprintf(csv, sizeof csv, MERGER_HEADER "%s", lines);
	assert_int_equal(merger_try(m, csv, false), 1);
	assert_int_equal(m->said.length, 0);
	if (strstr(m->faults.data, fault) == NULL)
		fail_msg("not said: %s\nbut: %s", fault, m->faults.data);
}

void merger_says(const struct merger *m, const char *words)
{
	if (strstr(m->said.data, words) == NULL)
		fail_msg("not said: %s\nbut: %s", words, m->said.data);
}

static void read_file(const char *path, struct buf *to)
{
	FILE *f = fopen(path, "r");
	size_t n;

	assert_non_null(f);
	while ((n = fread(buf_room(to, 4096), 1, 4096, f)) > 0)
		to->length += n;
	buf_room(to, 1)[0] = '\0';
	fclose(f);
}

void merger_of_2025(struct merger *m)
{
	struct buf file;

	buf_init(&file);
	read_file("seeds/binh-son/2025-07-01.csv", &file);
	merger_apply(m, file.data);
	buf_fini(&file);
}

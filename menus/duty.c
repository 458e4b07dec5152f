/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/duty.h"

#include "gateway/base/clock.h"
#include "menus/lexicon.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_MAX  1024
#define HOURS_MAX (90 * 24)
#define WORD      24

/* What a row does not say is 0, "" or an empty list. */
struct row {
	char category[WORD], unit[16], phone[WORD];
	bool urgent;
	char ladder[DUTY_ROLES_MAX][WORD], tell[DUTY_ROLES_MAX][WORD];
	unsigned ladder_used, tell_used, remind_used;
	int answer_hours, climb_hours, remind_hours[DUTY_REMINDERS_MAX];
	char *file;
	int line;
};

struct duties {
	struct row *rows;
	unsigned used;
};

struct duties *duties_new(void)
{
	struct duties *d = calloc(1, sizeof *d);

	if (d == NULL)
		abort();
	return d;
}

void duties_free(struct duties **duties)
{
	for (unsigned i = 0; *duties != NULL && i < (*duties)->used; i++)
		free((*duties)->rows[i].file);
	if (*duties != NULL)
		free((*duties)->rows);
	free(*duties);
	*duties = NULL;
}

/* ---- reading ---- */

static void read_word(const struct node *group, const char *name, size_t octets, char *to, struct faults *faults)
{
	const struct node *n = node_get(group, name);
	const char *text = node_text(n, "", faults);

	if (strlen(text) >= octets) {
		node_fault(n, faults, "%s has more than %zu characters; write its code", name, octets - 1);
		return;
	}
	memcpy(to, text, strlen(text) + 1);
}

static bool is_list(const struct node *n, unsigned most, struct faults *faults)
{
	if (n == NULL)
		return false;
	if (node_kind(n) == NODE_LIST && node_length(n) <= most)
		return true;
	node_fault(n, faults, "%s is no list of at most %u; write %s = [ ... ];", node_name(n), most, node_name(n));
	return false;
}

static void read_roles(const struct node *group, const char *name, char to[DUTY_ROLES_MAX][WORD], unsigned *used,
	struct faults *faults)
{
	const struct node *n = node_get(group, name);

	for (unsigned i = 0; is_list(n, DUTY_ROLES_MAX, faults) && i < node_length(n); i++) {
		const char *role = node_text(node_at(n, i), "", faults);

		if (strlen(role) >= WORD) {
			node_fault(n, faults, "%s is no role; write one of the section roles", role);
			return;
		}
		memcpy(to[(*used)++], role, strlen(role) + 1);
	}
}

static void read_reminders(const struct node *n, struct row *row, struct faults *faults)
{
	for (unsigned i = 0; is_list(n, DUTY_REMINDERS_MAX, faults) && i < node_length(n); i++)
		row->remind_hours[row->remind_used++] = (int)node_int(node_at(n, i), 24, 1, HOURS_MAX, faults);
}

static void read_row(struct duties *d, const struct node *n, struct faults *faults)
{
	static const char *const known[] = { "category", "unit", "urgent", "ladder", "tell", "phone", "answer_hours",
		"climb_hours", "remind_hours", NULL };
	struct row *row;

	node_only(n, known, faults);
	d->rows = realloc(d->rows, (d->used + 1) * sizeof *d->rows);
	if (d->rows == NULL)
		abort();
	row = &d->rows[d->used++];
	memset(row, 0, sizeof *row);
	row->file = strdup(node_file(n));
	if (row->file == NULL)
		abort();
	row->line = node_line(n);
	read_word(n, "category", sizeof row->category, row->category, faults);
	read_word(n, "unit", sizeof row->unit, row->unit, faults);
	read_word(n, "phone", sizeof row->phone, row->phone, faults);
	row->urgent = node_bool(node_get(n, "urgent"), false, faults);
	read_roles(n, "ladder", row->ladder, &row->ladder_used, faults);
	read_roles(n, "tell", row->tell, &row->tell_used, faults);
	row->answer_hours = (int)node_int(node_get(n, "answer_hours"), 0, 1, HOURS_MAX, faults);
	row->climb_hours = (int)node_int(node_get(n, "climb_hours"), 0, 1, HOURS_MAX, faults);
	read_reminders(node_get(n, "remind_hours"), row, faults);
}

void duties_read(struct duties *d, const struct node *section, struct faults *faults)
{
	for (unsigned i = 0; i < node_length(section); i++) {
		const struct node *n = node_at(section, i);

		if (node_kind(n) != NODE_GROUP)
			node_fault(n, faults, "difficulties holds groups; write ( { ... }, { ... } )");
		else if (d->used == ROWS_MAX)
			node_fault(n, faults, "difficulties has more than %d rows; join some of them", ROWS_MAX);
		else
			read_row(d, n, faults);
	}
}

/* ---- checking ---- */

static void check_roles(const struct row *row, const char roles[][WORD], unsigned used, const struct lexicon *words,
	struct faults *faults)
{
	for (unsigned i = 0; i < used; i++)
		if (lexicon_role(words, roles[i]) == NULL)
			faults_add(faults, row->file, row->line,
				"there is no role %s; write one of the section roles, such as can_bo_xa", roles[i]);
}

void duties_check(const struct duties *d, const struct lexicon *words, struct faults *faults)
{
	for (unsigned i = 0; i < d->used; i++) {
		const struct row *row = &d->rows[i];

		if (row->category[0] != '\0' && lexicon_category(words, row->category) == NULL)
			faults_add(faults, row->file, row->line,
				"there is no category %s; write one of the section categories, such as mang",
				row->category);
		check_roles(row, row->ladder, row->ladder_used, words, faults);
		check_roles(row, row->tell, row->tell_used, words, faults);
	}
}

/* ---- looking up ---- */

static void take(const struct row *row, struct duty *duty)
{
	for (unsigned i = 0; i < row->ladder_used; i++)
		duty->ladder[i] = row->ladder[i];
	if (row->ladder_used > 0)
		duty->ladder_used = row->ladder_used;
	for (unsigned i = 0; i < row->tell_used; i++)
		duty->tell[i] = row->tell[i];
	if (row->tell_used > 0)
		duty->tell_used = row->tell_used;
	for (unsigned i = 0; i < row->remind_used; i++)
		duty->remind_us[i] = row->remind_hours[i] * CLOCK_HOUR;
	if (row->remind_used > 0)
		duty->remind_used = row->remind_used;
	if (row->answer_hours > 0)
		duty->answer_us = row->answer_hours * CLOCK_HOUR;
	if (row->climb_hours > 0)
		duty->climb_us = row->climb_hours * CLOCK_HOUR;
	if (row->phone[0] != '\0')
		duty->phone = row->phone;
}

/* 0: it does not fit; else the more the more special. */
static int weight_of(const struct row *row, const char *category, const char *commune, bool urgent)
{
	bool any_category = row->category[0] == '\0', any_unit = row->unit[0] == '\0';

	if ((row->urgent && !urgent) || (!any_category && strcmp(row->category, category) != 0) ||
		(!any_unit && strcmp(row->unit, commune) != 0))
		return 0;
	return 1 + (row->urgent ? 1 : 0) + (any_category ? 0 : 2) + (any_unit ? 0 : 4);
}

void duties_find(const struct duties *d, const char *category, const char *commune, bool urgent, struct duty *duty)
{
	*duty = (struct duty){ .ladder = { "can_bo_xa", "lanh_dao_xa", "can_bo_huyen", "lanh_dao_huyen", "quan_tri" },
		.ladder_used = 5,
		.phone = "",
		.answer_us = 5 * CLOCK_DAY,
		.climb_us = 3 * CLOCK_DAY,
		.remind_us = { CLOCK_DAY },
		.remind_used = 1 };
	for (int weight = 1; weight <= 8; weight++)
		for (unsigned i = 0; i < d->used; i++)
			if (weight_of(&d->rows[i], category, commune, urgent) == weight)
				take(&d->rows[i], duty);
}

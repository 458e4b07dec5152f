/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/unit_row.h"

#include "gateway/base/period.h"
#include "gateway/programme/figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool unit_row_differs(const struct units *units, const struct unit *one, const struct unit *other)
{
	bool divided, other_divided;

	return units_heir(units, one, &divided) != units_heir(units, other, &other_divided) || divided != other_divided;
}

bool unit_row_is_shared(const struct units *units, const struct unit *row)
{
	size_t at = units_place(units, row);

	for (size_t i = at; i-- > 0 && strcmp(units_row(units, i)->code, row->code) == 0;)
		if (unit_row_differs(units, units_row(units, i), row))
			return true;
	for (size_t i = at + 1; i < units_count(units) && strcmp(units_row(units, i)->code, row->code) == 0; i++)
		if (unit_row_differs(units, units_row(units, i), row))
			return true;
	return false;
}

/* When it came: of a correction, when the report came that it stands for. */
static int came_at(struct store *st, const struct report *r, int64_t *at, struct why *why)
{
	struct report one = *r;

	while (one.replaces > 0 && one.replaces < one.no) {
		if (report_get(st, one.replaces, &one, why) == -1)
			return -1;
		if (one.no != 0)
			*at = one.at;
	}
	return 0;
}

int unit_row_of_report(
	struct store *st, const struct units *units, const struct report *r, const struct unit **row, struct why *why)
{
	char last[RECORD_DAY_OCTETS], first[PERIOD_DAY_OCTETS], came[PERIOD_DAY_OCTETS];
	int64_t at = r->at;
	struct civil day;

	*row = units_row_of(units, r->unit, period_day(units, r->period, last));
	if (*row == NULL || !unit_row_is_shared(units, *row))
		return 0;
	if (came_at(st, r, &at, why) == -1)
		return -1;
	day = clock_civil(at);
	period_day_text(&day, came);
	period_first_day_text(r->period, first);
	if (strcmp(came, first) >= 0 && strcmp(came, last) < 0)
		*row = units_row_of(units, r->unit, came);
	return 0;
}

/* ---- the sums ---- */

static struct total *sum_of(struct total **rows, size_t *used, const char *indicator, const char *period)
{
	size_t i = 0;

	while (i < *used && (strcmp((*rows)[i].indicator, indicator) != 0 || strcmp((*rows)[i].period, period) != 0))
		i++;
	if (i < *used)
		return &(*rows)[i];
	*rows = record_room(*rows, *used, sizeof **rows);
	(*rows)[i] = (struct total){ .value = 0 };
	record_copy(indicator, (*rows)[i].indicator, sizeof(*rows)->indicator);
	record_copy(period, (*rows)[i].period, sizeof(*rows)->period);
	(*used)++;
	return &(*rows)[i];
}

static int add_report(struct store *st, const struct report *r, struct total **rows, size_t *used, struct why *why)
{
	struct report_value *values;
	size_t values_used;

	if (report_values(st, r->no, &values, &values_used, why) == -1)
		return -1;
	sum_of(rows, used, "", r->period)->value++;
	for (size_t i = 0; i < values_used; i++) {
		char key[RECORD_CODE_OCTETS + 8];
		struct total *sum;

		snprintf(key, sizeof key, "%s%s", values[i].total ? "total." : "", values[i].indicator);
		sum = sum_of(rows, used, key, r->period);
		sum->value = values[i].total ? values[i].value : sum->value + values[i].value;
	}
	free(values);
	return 0;
}

int unit_row_sums(struct store *st, const struct units *units, const struct unit *row, const char *first,
	const char *last, struct total **rows, size_t *used, struct why *why)
{
	struct report *reports;
	size_t reports_used;
	int result = 0;

	*rows = NULL;
	*used = 0;
	if (report_standing_in(st, row->code, first, last, &reports, &reports_used, why) == -1)
		return -1;
	for (size_t i = 0; i < reports_used && result == 0; i++) {
		const struct unit *of;

		result = unit_row_of_report(st, units, &reports[i], &of, why);
		if (result == 0 && of == row)
			result = add_report(st, &reports[i], rows, used, why);
	}
	free(reports);
	if (result == -1) {
		free(*rows);
		*rows = NULL;
		*used = 0;
	}
	return result;
}

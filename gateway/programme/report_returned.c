/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report_returned.c - a report was returned, and is put right before its sender has heard of that: they need not. */
#include "gateway/programme/approve.h"
#include "gateway/programme/report.h"
#include "gateway/programme/standing.h"

#include <stdlib.h>
#include <string.h>

/* Is nothing of it missing any more? */
static int is_put_right(struct act *a, const struct report *r, const struct standing *now, bool *is, struct why *why)
{
	struct report_value *values;
	size_t used;

	*is = now->reports_used > 0;
	if (report_values(a->p->store, r->no, &values, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++) {
		bool known;

		(void)standing_value(now, values[i].indicator, values[i].total, &known);
		*is = *is && known;
	}
	free(values);
	return 0;
}

static int settle(struct act *a, const struct report *rows, size_t used, const struct standing *now, struct why *why)
{
	for (size_t i = 0; i < used; i++) {
		bool is;

		if (is_put_right(a, &rows[i], now, &is, why) == -1 ||
			(is && decide_untell_returned(a, &rows[i], why) == -1))
			return -1;
	}
	return 0;
}

int report_was_returned(struct act *a, const struct report_entry *e, bool *was, struct why *why)
{
	struct report *rows;
	size_t used;

	if (report_returned_in(a->p->store, e->unit->code, e->period, &rows, &used, why) == -1)
		return -1;
	*was = used > 0;
	free(rows);
	return 0;
}

int report_put_right(struct act *a, const struct report_entry *e, struct why *why)
{
	struct report *rows;
	struct standing now;
	size_t used;
	int result = 0;

	if (report_returned_in(a->p->store, e->unit->code, e->period, &rows, &used, why) == -1)
		return -1;
	if (used > 0) {
		result = standing_read(a->p->store, a->units, e->unit, e->period, &now, why);
		if (result == 0)
			result = settle(a, rows, used, &now, why);
		standing_fini(&now);
	}
	free(rows);
	return result;
}

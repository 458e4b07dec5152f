/* SPDX-License-Identifier: GPL-2.0-or-later */
/* target_mend.c - "nhầm, TT 2000 thôi" of who has just given a target: no report is meant, but what was given last. */
#include "gateway/programme/target_set.h"

#include "menus/lexicon.h"
#include "store/report.h"

#include <stdlib.h>
#include <string.h>

#define MENDED_WITHIN (2 * CLOCK_HOUR)

/* Given a moment ago, and no report was sent since. */
static int is_meant(struct act *a, const struct target *t, const char *indicator, bool *is, struct why *why)
{
	struct report last;

	*is = false;
	if (strcmp(t->indicator, indicator) != 0 || t->set_at + MENDED_WITHIN < act_said_us(a))
		return 0;
	if (report_last_sent(a->p->store, a->from, &last, why) == -1)
		return -1;
	*is = last.no == 0 || last.at < t->set_at;
	return 0;
}

static void read_again(struct act *a, const struct target *t, int64_t value)
{
	struct reading *r = &a->out->reading;

	reading_clear(r);
	r->intent = a->out->intent = INTENT_TARGET_SET;
	reading_add_text(r, 0, "code", t->unit);
	reading_add_text(r, 0, "period", t->period);
	reading_add_text(r, 0, "indicator", t->indicator);
	reading_add_number(r, 0, "number", value);
	reading_add_number(r, 0, t->indicator, value);
	if (t->denominator[0] != '\0') {
		reading_add_number(r, 0, "percent", value);
		reading_add_text(r, 0, "of", t->denominator);
	}
}

int target_mend(struct act *a, bool *is, struct why *why)
{
	const struct reading_field *figure = act_only_figure(a, &a->out->reading);
	struct target *given;
	int64_t value;
	size_t used;
	int result;

	*is = false;
	if (figure == NULL || act_has(a, "code") || act_has(a, "period") || act_has(a, "ref"))
		return 0;
	value = figure->number;
	if (target_last(a->p->store, a->from, "", "", &given, &used, why) == -1)
		return -1;
	result = used == 1 ? is_meant(a, &given[0], figure->key, is, why) : 0;
	if (*is)
		read_again(a, &given[0], value);
	free(given);
	return *is ? act_target_set(a, why) : result;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* digest_each.c - TH of several units in one text: each in short, "Sơn Trà: DVC 10/150; Tân Hy: chưa nộp". */
#include "gateway/programme/closed.h"
#include "gateway/programme/collect.h"
#include "gateway/programme/digest.h"
#include "gateway/programme/pages.h"
#include "gateway/programme/undivided.h"
#include "menus/lexicon.h"

#include <string.h>

#define VALUES_MAX 6

/* What of each is told: its figures, or of one indicator that was named that one. */
static void add_values(struct act *a, const struct rollup *r, struct buf *to)
{
	const char *wanted = act_text(a, "indicator");
	unsigned n = lexicon_indicators(a->p->menus->lexicon);

	for (unsigned i = 0; i < n; i++)
		if (strcmp(lexicon_indicator_at(a->p->menus->lexicon, i)->code, wanted) == 0) {
			rollup_add_value(r, i, wanted, a->in->now_us, a->style == TEXT_ENGLISH, to);
			return;
		}
	rollup_add_values(
		a->p, r, (struct rollup_told){ .most = VALUES_MAX }, a->in->now_us, a->style == TEXT_ENGLISH, to);
}

static int add_one(struct act *a, const struct unit *unit, const char *period, struct buf *list, struct why *why)
{
	struct voice v = act_voice(a);
	bool village = unit_is_village(unit);
	struct buf values;
	struct rollup r;
	int result = rollup_read(a->p, a->units, unit, period, &r, why);

	buf_init(&values);
	if (result == 0 && r.reported > 0)
		add_values(a, &r, &values);
	buf_adds(list, list->length > 0 ? "; " : "");
	if (result == 0)
		voice_render(&v, a->style, list, r.reported == 0 ? "digest_each_none" : "digest_each_one", "unit",
			rollup_short_name(unit), "reported", village ? "" : NUMBER((int64_t)r.reported), "units",
			village ? "" : NUMBER((int64_t)r.used), "values", values.data, NULL);
	rollup_fini(&r);
	buf_fini(&values);
	return result;
}

/* Lists, and what is no digest of reports, are of one unit; who is missing or has reported is told by each. */
static bool is_of_one(const struct act *a, const char *period)
{
	const char *list = act_text(a, "list");
	bool missing = strcmp(list, "missing") == 0 || strcmp(list, "reported") == 0;

	return act_has(a, "several") || act_has(a, "indicators") || collect_is(period) || (list[0] != '\0' && !missing);
}

int digest_each(struct act *a, const char *period, struct why *why)
{
	char words[CALENDAR_NAME_OCTETS];
	struct buf list;
	int result = 0;

	if (is_of_one(a, period))
		return act_answer(a, OUTCOME_ASKED, why, "digest_one_unit", "limit", NUMBER(READING_ENTRIES_MAX), NULL);
	for (unsigned i = 0; i < act_reading(a)->entries; i++) {
		const struct unit *unit = act_unit_named(a, i);

		if (act_right(a, AUTHORITY_DIGEST, unit) == AUTHORITY_NONE)
			return act_deny_unit(a, unit, why);
		if (closed_for(a, unit, period))
			return closed_answer(a, unit, why);
		if (undivided_of(a, unit, period) != NULL)
			return undivided_answer(a, unit, period, why);
	}
	buf_init(&list);
	for (unsigned i = 0; i < act_reading(a)->entries && result == 0; i++)
		result = add_one(a, act_unit_named(a, i), period, &list, why);
	if (result == 0)
		result = pages_answer(
			a, why, "digest_each", "period", act_period_name(a, period, words), "list", list.data, NULL);
	buf_fini(&list);
	return result;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* target.c - what a unit is to reach, and how far it is: CT. target_set.c assigns. */
#include "gateway/base/segment.h"
#include "gateway/programme/closed.h"
#include "gateway/programme/figures.h"
#include "gateway/programme/rollup.h"
#include "menus/lexicon.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_MAX 6

/* Behind what counts towards a longer period than that was asked for: " năm 2026". */
static void add_period(const struct act *a, const char *of, const char *asked, struct buf *to)
{
	char name[CALENDAR_NAME_OCTETS];

	if (strcmp(of, asked) != 0)
		buf_addf(to, " %s", act_period_name(a, of, name));
}

static void add_own(const struct act *a, const struct figures *f, const char *only, struct buf *to)
{
	unsigned n = lexicon_indicators(a->p->menus->lexicon), shown = 0;

	for (unsigned i = 0; i < n && shown < SHOWN_MAX; i++) {
		const char *code = lexicon_indicator_at(a->p->menus->lexicon, i)->code;
		struct buf one;

		if (only[0] != '\0' && strcmp(only, code) != 0)
			continue;
		buf_init(&one);
		if (figures_add_progress(f, code, false, a->style == TEXT_ENGLISH, &one)) {
			buf_addf(to, "%s%s", shown++ == 0 ? "" : ", ", one.data);
			add_period(a, figures_target(f, code)->period, f->period, to);
		}
		buf_fini(&one);
	}
}

/* Of a commune: its own targets, else those of its villages together. */
static int add_of_villages(const struct act *a, const struct unit *unit, const char *only, const char *period,
	struct buf *to, struct why *why)
{
	unsigned n = lexicon_indicators(a->p->menus->lexicon), shown = 0;
	struct rollup r;
	int result = rollup_read(a->p, a->units, unit, period, &r, why);

	for (unsigned i = 0; result == 0 && i < n && shown < SHOWN_MAX; i++) {
		const char *code = lexicon_indicator_at(a->p->menus->lexicon, i)->code;

		struct buf one;

		if (only[0] != '\0' && strcmp(only, code) != 0)
			continue;
		buf_init(&one);
		if (rollup_add_progress(&r, i, code, false, a->style == TEXT_ENGLISH, &one)) {
			buf_addf(to, "%s%s", shown++ == 0 ? "" : ", ", one.data);
			add_period(a, r.of[i].aim_period, period, to);
		}
		buf_fini(&one);
	}
	rollup_fini(&r);
	return result;
}

static int add_targets(const struct act *a, const struct unit *unit, const char *only, const char *period,
	struct buf *to, struct why *why)
{
	struct figures f;

	if (!unit_is_village(unit))
		return add_of_villages(a, unit, only, period, to, why);
	if (figures_read(a->p->store, a->units, unit, period, &f, why) == -1) {
		figures_fini(&f);
		return -1;
	}
	add_own(a, &f, only, to);
	figures_fini(&f);
	return 0;
}

static unsigned parts_of(const struct buf *text)
{
	struct segment_plan plan = { .parts = SEGMENT_PARTS_MAX };
	struct why longer;

	(void)segment_plan(text->data, &plan, &longer);
	return plan.parts;
}

/* How to report is left out where it would cost a text. */
static int answer_list(struct act *a, const char *unit, const char *period, const char *list, struct why *why)
{
	struct voice v = act_voice(a);
	struct buf with, without;
	int result;

	buf_init(&with);
	buf_init(&without);
	voice_render(&v, a->style, &with, "target_list", "unit", unit, "period", period, "list", list, "indicator",
		"DVC", NULL);
	voice_render(&v, a->style, &without, "target_list", "unit", unit, "period", period, "list", list, "indicator",
		"", NULL);
	result = act_answer_text(
		a, OUTCOME_ANSWERED, parts_of(&with) > parts_of(&without) ? without.data : with.data, why);
	buf_fini(&with);
	buf_fini(&without);
	return result;
}

/* "ct gia my, xuan lam": those of the further units behind those of the first, each with its name. */
static int add_further(struct act *a, const char *period, struct buf *to, struct why *why)
{
	int result = 0;

	for (unsigned i = 1; i < act_reading(a)->entries && result == 0; i++) {
		const struct unit *unit = act_unit_named(a, i);
		size_t before;

		if (unit == NULL)
			continue;
		buf_addf(to, "%s; %s: ", to->length > 0 ? "" : "0", rollup_short_name(unit));
		before = to->length;
		result = add_targets(a, unit, act_text(a, "indicator"), period, to, why);
		if (to->length == before)
			buf_adds(to, "0");
	}
	return result;
}

int act_target_list(struct act *a, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	char period[CALENDAR_PERIOD_OCTETS], words[CALENDAR_NAME_OCTETS], name[RECORD_NAME_OCTETS];
	const char *when;
	struct buf list;
	int result;

	if (closed_or_unknown(a))
		return closed_or_unknown_answer(a, why);
	if (act_has(a, "several"))
		return act_answer(a, OUTCOME_ASKED, why, "digest_one_unit", "limit", NUMBER(READING_ENTRIES_MAX), NULL);
	if (unit == NULL || (a->unit != NULL && units_is_under(a->units, a->unit->code, unit->code)))
		unit = a->unit;
	if (unit == NULL)
		return act_answer(a, OUTCOME_ASKED, why, "report_unit_missing", NULL);
	/* Targets and sums are no secret, and of no person: anyone in the roll may ask for any unit's. */
	act_period(a, 0, unit, period);
	buf_init(&list);
	result = add_targets(a, unit, act_text(a, "indicator"), period, &list, why);
	if (result == 0 && act_reading(a)->intent == INTENT_TARGET_QUERY)
		result = add_further(a, period, &list, why);
	when = calendar_period_name(period, a->style == TEXT_ENGLISH, a->in->now_us, words);
	unit_in_sentence(unit, name);
	if (result == 0 && list.length > 0)
		result = answer_list(a, name, when, list.data, why);
	else if (result == 0)
		result = act_answer(a, OUTCOME_ANSWERED, why, "target_none", "unit", name, "period", when, NULL);
	buf_fini(&list);
	return result;
}

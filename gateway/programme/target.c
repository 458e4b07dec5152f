/* SPDX-License-Identifier: GPL-2.0-or-later */
/* target.c - what a unit is to reach: asked for (CT), and assigned by those who may (S7). */
#include "gateway/programme/act.h"
#include "gateway/programme/figures.h"
#include "gateway/programme/rollup.h"
#include "gateway/programme/then.h"
#include "menus/lexicon.h"
#include "store/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_MAX 6

/* ---- CT ---- */

static void add_own(const struct act *a, const struct figures *f, const char *only, struct buf *to)
{
	unsigned n = lexicon_indicators(a->p->menus->lexicon), shown = 0;

	for (unsigned i = 0; i < n && shown < SHOWN_MAX; i++) {
		const char *code = lexicon_indicator_at(a->p->menus->lexicon, i)->code;
		struct buf one;

		if (only[0] != '\0' && strcmp(only, code) != 0)
			continue;
		buf_init(&one);
		if (figures_add_progress(f, code, &one))
			buf_addf(to, "%s%s", shown++ == 0 ? "" : ", ", one.data);
		buf_fini(&one);
	}
}

/* A commune without targets of its own: those of its villages together. */
static int add_of_villages(const struct act *a, const struct unit *unit, const char *only, const char *period,
	struct buf *to, struct why *why)
{
	unsigned n = lexicon_indicators(a->p->menus->lexicon), shown = 0;
	struct rollup r;
	int result = rollup_read(a->p, a->units, unit, period, &r, why);

	for (unsigned i = 0; result == 0 && i < n && shown < SHOWN_MAX; i++) {
		const char *code = lexicon_indicator_at(a->p->menus->lexicon, i)->code;

		if (r.of[i].aim > 0 && (only[0] == '\0' || strcmp(only, code) == 0))
			buf_addf(to, "%s%s %" PRId64 "/%" PRId64 " (%" PRId64 "%%)", shown++ == 0 ? "" : ", ", code,
				r.of[i].done, r.of[i].aim, r.of[i].done * 100 / r.of[i].aim);
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

int act_target_list(struct act *a, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	char period[CALENDAR_PERIOD_OCTETS], words[CALENDAR_NAME_OCTETS], name[RECORD_NAME_OCTETS];
	struct buf list;
	int result;

	if (unit == NULL || (a->unit != NULL && units_is_under(a->units, a->unit->code, unit->code)))
		unit = a->unit;
	if (unit == NULL)
		return act_answer(a, OUTCOME_ASKED, why, "report_unit_missing", NULL);
	/* Targets and sums are no secret, and of no person: anyone in the roll may ask for any unit's. */
	act_period(a, 0, unit, period);
	buf_init(&list);
	result = add_targets(a, unit, act_text(a, "indicator"), period, &list, why);
	if (result == 0)
		result = act_answer(a, OUTCOME_ANSWERED, why, list.length > 0 ? "target_list" : "target_none", "unit",
			unit_in_sentence(unit, name), "period",
			calendar_period_name(period, a->style == TEXT_ENGLISH, a->in->now_us, words), "list", list.data,
			NULL);
	buf_fini(&list);
	return result;
}

/* ---- assigning ---- */

static int ask_sure(struct act *a, const struct target *t, const char *unit, const char *period, struct why *why)
{
	question_begin(a, PENDING_CONFIRM, INTENT_TARGET_SET);
	if (question_ask(a, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ASKED, why, "target_confirm", "unit", unit, "indicator", t->indicator, "period",
		period, "value", NUMBER(t->value), NULL);
}

static int tell_heads(struct act *a, const struct target *t, const char *unit, const char *period, struct why *why)
{
	struct voice v = act_voice(a);
	struct member *rows;
	size_t used;
	int result = 0;

	if (member_list(a->p->store, t->unit, "to_truong", "active", &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++)
		if (strcmp(rows[i].phone, a->from) != 0)
			result = voice_tell(&v, &rows[i], "notice", 0, why, "target_done", "unit", unit, "indicator",
				t->indicator, "period", period, "value", NUMBER(t->value), NULL);
	free(rows);
	return result;
}

static int assign(struct act *a, const struct target *t, const char *unit, const char *period, struct why *why)
{
	char detail[64];

	snprintf(detail, sizeof detail, "%s %s %" PRId64, t->indicator, t->period, t->value);
	if (target_put(a->p->store, t, why) == -1 ||
		audit_add(a->p->store, a->from, "target", t->unit, detail, a->in->now_us, why) == -1)
		return -1;
	if (a->question_open && a->question.intent == INTENT_TARGET_SET && question_close(a, why) == -1)
		return -1;
	if (act_answer(a, OUTCOME_RECORDED, why, "target_done", "unit", unit, "indicator", t->indicator, "period",
		    period, "value", NUMBER(t->value), NULL) == -1)
		return -1;
	return tell_heads(a, t, unit, period, why);
}

int act_target_set(struct act *a, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	char period[CALENDAR_NAME_OCTETS], name[THEN_NAME_OCTETS];
	struct target t = { .set_at = a->in->now_us, .value = act_number(a, "number", -1) };
	enum authority right;

	if (unit == NULL)
		unit = a->unit;
	right = act_right(a, AUTHORITY_TARGET, unit);
	if (unit == NULL || right == AUTHORITY_NONE)
		return unit == NULL ? act_deny(a, why) : act_deny_unit(a, unit, why);
	if (lexicon_indicator(a->p->menus->lexicon, act_text(a, "indicator")) == NULL)
		return act_answer(a, OUTCOME_ASKED, why, "ask_topic", NULL);
	record_copy(act_text(a, "indicator"), t.indicator, sizeof t.indicator);
	if (t.value < 0)
		return act_answer(a, OUTCOME_ASKED, why, "ask_number", "indicator", t.indicator, "kept", "", NULL);
	record_copy(unit->code, t.unit, sizeof t.unit);
	record_copy(a->from, t.set_by, sizeof t.set_by);
	act_period(a, 0, unit, t.period);
	then_name(a, 0, unit, name);
	calendar_period_name(t.period, a->style == TEXT_ENGLISH, a->in->now_us, period);
	if (right == AUTHORITY_CHECK && !act_has(a, "confirmed"))
		return ask_sure(a, &t, name, period, why);
	return assign(a, &t, name, period, why);
}

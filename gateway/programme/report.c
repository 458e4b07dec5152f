/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report.c - figures: taken, added, replaced, told apart from repeats, asked back when they can hardly be. */
#include "gateway/programme/report.h"

#include "gateway/base/period.h"
#include "gateway/programme/collect.h"
#include "gateway/programme/difficulty.h"
#include "gateway/programme/figures.h"
#include "gateway/programme/rollup.h"
#include "gateway/programme/standing.h"
#include "gateway/programme/then.h"
#include "gateway/programme/urge.h"
#include "menus/lexicon.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROGRESS_MAX 3 /* indicators whose progress a receipt shows, as far as they fit */

/* ---- what the text says ---- */

/* "DVC", "total.DVC", "delta.DVC": which indicator a field is about; NULL when it is about none. */
static const char *indicator_of(const struct act *a, const struct reading_field *f, const char *prefix)
{
	size_t n = strlen(prefix);

	if (!f->is_number || strncmp(f->key, prefix, n) != 0)
		return NULL;
	return lexicon_indicator(a->p->menus->lexicon, f->key + n) != NULL ? f->key + n : NULL;
}

static void add_value(struct report_entry *e, const char *indicator, int64_t value, bool total)
{
	struct report_value *v;

	if (e->used == REPORT_VALUES_MAX)
		return;
	v = &e->values[e->used++];
	record_copy(indicator, v->indicator, sizeof v->indicator);
	v->value = value;
	v->total = total;
}

void report_read_entry(const struct act *a, unsigned entry, struct report_entry *e)
{
	const struct reading *r = act_reading(a);
	const char *mode = act_text(a, "mode");

	memset(e, 0, sizeof *e);
	e->unit = act_unit_named(a, entry);
	/* A commune in the text of a villager says where the village lies. */
	if (e->unit == NULL ||
		(a->unit != NULL && e->unit != a->unit && units_is_under(a->units, a->unit->code, e->unit->code)))
		e->unit = a->unit;
	act_period(a, entry, e->unit, e->period);
	e->entry = entry;
	e->today = e->unit;
	e->unit = then_unit(a, entry, e->today, e->period);
	e->add = strcmp(mode, "add") == 0;
	for (unsigned i = 0; i < r->fields_used; i++) {
		const struct reading_field *f = &r->fields[i];
		const char *indicator;

		if (f->entry != entry)
			continue;
		if ((indicator = indicator_of(a, f, "")) != NULL)
			add_value(e, indicator, f->number, strcmp(mode, "total") == 0);
		else if ((indicator = indicator_of(a, f, "total.")) != NULL)
			add_value(e, indicator, f->number, true);
		else if ((indicator = indicator_of(a, f, "delta.")) != NULL) {
			add_value(e, indicator, f->number, false);
			e->add = true;
		}
	}
	e->nil = e->used == 0 && act_number(a, "none", 0) != 0;
}

/* ---- answering ---- */

static const char *commune_of(const struct act *a, const struct report_entry *e)
{
	const struct unit *commune = units_commune(a->units, e->unit->code);

	return commune == NULL ? "" : commune->code;
}

static bool is_late(const struct act *a, const struct report_entry *e)
{
	int64_t due = calendar_due_us(a->p->menus->calendar, commune_of(a, e), e->period);

	return due != -1 && act_said_us(a) >= due;
}

static bool is_repeated(const struct report_entry *e, unsigned at)
{
	for (unsigned i = 0; i < at; i++)
		if (strcmp(e->values[i].indicator, e->values[at].indicator) == 0)
			return true;
	return false;
}

static bool gives_total(const struct report_entry *e, const char *indicator)
{
	for (unsigned i = 0; i < e->used; i++)
		if (e->values[i].total && strcmp(e->values[i].indicator, indicator) == 0)
			return true;
	return false;
}

/* Of a village its figures, of what lies above all that lies in it. */
struct progress {
	struct figures own;
	struct rollup whole;
	bool is_whole;
};

static int read_progress(struct act *a, const struct report_entry *e, struct progress *p, struct why *why)
{
	*p = (struct progress){ .is_whole = !unit_is_village(e->unit) && unit_in_force(e->unit, units_day(a->units)) };
	return p->is_whole ? rollup_read(a->p, a->units, e->unit, e->period, &p->whole, why)
			   : figures_read_progress(a->p->store, a->units, e->unit, e->period, &p->own, why);
}

/* Beside a cumulative figure only what that counts towards is told; what the villages are to reach is not the commune's. */
static bool add_progress(
	const struct act *a, const struct progress *p, const struct report_entry *e, unsigned at, struct buf *to)
{
	const struct lexicon *words = a->p->menus->lexicon;
	const char *code = e->values[at].indicator;
	bool cumulative = gives_total(e, code), english = a->style == TEXT_ENGLISH;

	if (!p->is_whole)
		return figures_add_progress(&p->own, code, cumulative, english, to);
	for (unsigned i = 0; i < lexicon_indicators(words); i++)
		if (strcmp(lexicon_indicator_at(words, i)->code, code) == 0)
			return p->whole.of[i].own && rollup_add_progress(&p->whole, i, code, cumulative, english, to);
	return false;
}

int report_answer(struct act *a, const struct report_entry *e, int64_t no, const char *key, const char *old,
	const char *fresh, struct why *why)
{
	char name[THEN_NAME_OCTETS], period[CALENDAR_NAME_OCTETS], due[CALENDAR_NAME_OCTETS] = "", example[32],
								   next[48];
	const char *extra =
		e->nil ? strstr(e->period, "-X") : NULL; /* a figure goes to the same collection: DX 1 DVC 5 */
	struct voice v = act_voice(a);
	struct segment_plan plan;
	struct buf values, progress, text;
	struct progress towards;
	int result = -1;

	buf_init(&values);
	buf_init(&progress);
	buf_init(&text);
	act_add_values(a, e->values, e->used, &values);
	act_example(a, e->used > 0 ? e->values[0].indicator : "DVC", example);
	snprintf(next, sizeof next, "%s%s%s%s", extra != NULL ? "DX " : "", extra != NULL ? extra + 2 : "",
		extra != NULL ? " " : "", example);
	if (is_late(a, e))
		calendar_due_name(a->p->menus->calendar, commune_of(a, e), e->period, a->in->now_us, due);
	if (read_progress(a, e, &towards, why) == -1)
		goto done;
	/* As much progress as fits into one part. */
	for (unsigned most = PROGRESS_MAX + 1; most-- > 0;) {
		buf_clear(&progress);
		for (unsigned i = 0, shown = 0; i < e->used && shown < most; i++) {
			struct buf one;

			if (is_repeated(e, i))
				continue; /* "DVC 12, lũy kế DVC 87" go towards one target */

			buf_init(&one);
			if (add_progress(a, &towards, e, i, &one))
				buf_addf(&progress, "%s%s", shown++ == 0 ? "" : ", ", one.data);
			buf_fini(&one);
		}
		buf_clear(&text);
		voice_render(&v, a->style, &text, key, "no", NUMBER(no), "unit", then_name(a, e->entry, e->unit, name),
			"period", calendar_period_name(e->period, a->style == TEXT_ENGLISH, a->in->now_us, period),
			"values", values.data, "progress", progress.data, "example", next, "old", old, "new", fresh,
			"due", due, NULL);
		if (most == 0 || (segment_plan(text.data, &plan, NULL) == 0 && plan.parts == 1))
			break;
	}
	result = act_answer_text(a, OUTCOME_RECORDED, text.data, why);
done:
	figures_fini(&towards.own);
	rollup_fini(&towards.whole);
	buf_fini(&values);
	buf_fini(&progress);
	buf_fini(&text);
	return result;
}

static int answer_duplicate(struct act *a, const struct report_entry *e, const struct standing *s, struct why *why)
{
	const struct report *r = standing_holder(s, e->values, e->used);
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS], at[CALENDAR_NAME_OCTETS];
	struct civil when = clock_civil(r->at);
	struct buf values;
	int result;

	snprintf(at, sizeof at, "%d/%d %02d:%02d", when.day, when.month, when.hour, when.minute);
	buf_init(&values);
	if (e->nil)
		buf_adds(&values, act_word(a, "word_nothing"));
	act_add_values(a, e->values, e->used, &values);
	result = act_answer(a, OUTCOME_ANSWERED, why, "report_duplicate", "no", NUMBER(r->no), "unit",
		unit_in_sentence(e->unit, name), "period",
		calendar_period_name(e->period, a->style == TEXT_ENGLISH, a->in->now_us, period), "values", values.data,
		"at", at, NULL);
	buf_fini(&values);
	return result;
}

/* 1 = replace, 2 = add. */
static int ask_replace_or_add(struct act *a, const struct report_entry *e, const struct standing *s,
	const struct report_value *changed, unsigned changed_used, struct why *why)
{
	struct report_value old[REPORT_VALUES_MAX], sum[REPORT_VALUES_MAX];
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS];
	struct buf before, fresh, after;
	int result = -1;
	bool known;

	for (unsigned i = 0; i < changed_used; i++) {
		old[i] = changed[i];
		old[i].value = standing_value(s, changed[i].indicator, false, &known);
	}
	/* What is new is kept either way, and said. */
	for (unsigned i = 0; i < e->used; i++) {
		sum[i] = e->values[i];
		if (!sum[i].total)
			sum[i].value += standing_value(s, sum[i].indicator, false, &known);
	}
	buf_init(&before);
	buf_init(&fresh);
	buf_init(&after);
	act_add_values(a, old, changed_used, &before);
	act_add_values(a, e->values, e->used, &fresh);
	act_add_values(a, sum, e->used, &after);
	report_begin_question(a, PENDING_CHOICE);
	question_choice(a, "replace");
	question_choice(a, "add");
	if (question_ask(a, why) == 0)
		result = act_answer(a, OUTCOME_ASKED, why, "report_replace_or_add", "no",
			NUMBER(standing_holder(s, changed, changed_used)->no), "unit", unit_in_sentence(e->unit, name),
			"period", calendar_period_name(e->period, a->style == TEXT_ENGLISH, a->in->now_us, period),
			"old", before.data, "new", fresh.data, "sum", after.data, NULL);
	buf_fini(&before);
	buf_fini(&fresh);
	buf_fini(&after);
	return result;
}

static int refuse_locked(struct act *a, const struct report *locked, struct why *why)
{
	return act_answer(a, OUTCOME_REFUSED, why, "correct_locked", "no", NUMBER(locked->no), NULL);
}

/* What is approved is not replaced; it may be added to, with what else the text says. */
static int refuse_approved(struct act *a, const struct report_entry *e, const struct report *locked, struct why *why)
{
	const struct unit *commune = units_commune(a->units, e->unit->code);
	char name[RECORD_NAME_OCTETS], period[CALENDAR_NAME_OCTETS], now[CALENDAR_PERIOD_OCTETS];
	struct buf fresh;
	int result;

	buf_init(&fresh);
	calendar_period_at(a->p->menus->calendar, commune == NULL ? "" : commune->code, a->in->now_us, now);
	if (strcmp(e->period, now) != 0) /* BC THEM alone would be of the period that runs */
		buf_addf(&fresh, "%s ", act_period_name(a, e->period, period));
	act_add_values(a, e->values, e->used, &fresh);
	result = act_answer(a, OUTCOME_REFUSED, why, "report_locked", "no", NUMBER(locked->no), "unit",
		unit_in_sentence(e->unit, name), "period", act_period_name(a, e->period, period), "new", fresh.data,
		NULL);
	buf_fini(&fresh);
	return result;
}

/* ---- recording ---- */

struct report report_head(const struct act *a, const struct report_entry *e)
{
	struct report head = { .at = a->in->now_us, .nil = e->nil, .message = a->in->message };

	/* A confirmed text gets the number under which it was asked back; only the first entry can. */
	if (act_has(a, "confirmed") && e->first)
		head.no = act_number(a, "confirmed", 0);
	record_copy(a->from, head.phone, sizeof head.phone);
	record_copy(e->unit->code, head.unit, sizeof head.unit);
	record_copy(e->period, head.period, sizeof head.period);
	record_copy("received", head.status, sizeof head.status);
	head.late = is_late(a, e);
	return head;
}

/* What is added to a period raises the cumulative figure that was given for it. */
static void raise_cumulative(const struct standing *s, struct report_entry *e)
{
	unsigned n = e->used;

	for (unsigned i = 0; i < n; i++) {
		bool known;
		int64_t total = standing_value(s, e->values[i].indicator, true, &known);

		if (!e->values[i].total && known && !gives_total(e, e->values[i].indicator))
			add_value(e, e->values[i].indicator, total + e->values[i].value, true);
	}
}

static int record_added(struct act *a, const struct standing *s, struct report_entry *e, struct why *why)
{
	struct report head = report_head(a, e);
	struct report_entry shown = *e;
	unsigned n = e->used;

	raise_cumulative(s, e);
	if (standing_join(a->p->store, &head, e->values, e->used, why) == -1)
		return -1;
	for (unsigned i = 0; i < n; i++) {
		bool known;

		if (!shown.values[i].total)
			shown.values[i].value += standing_value(s, shown.values[i].indicator, false, &known);
	}
	return report_answer(a, &shown, head.no, "report_added", "", "", why);
}

static int record_replaced(struct act *a, const struct standing *s, const struct report_entry *e, struct why *why)
{
	struct report head = report_head(a, e);

	if (standing_replace(a->p->store, s, &head, e->values, e->used, why) == -1)
		return -1;
	return report_answer(a, e, head.no, "report_replaced", "", "", why);
}

static int nobody_need_be_reminded(struct act *a, const struct report_entry *e, struct why *why)
{
	struct voice v = act_voice(a);

	/* Of what was divided since, the whole was reminded. */
	const struct unit *reminded = e->unit != NULL && unit_is_divided(e->unit) ? e->unit : e->today;

	return reminded == NULL ? 0 : urge_over(&v, a->units, reminded, e->period, why);
}

static bool is_in(const struct report_value *v, const struct report_entry *e)
{
	for (unsigned i = 0; i < e->used; i++)
		if (e->values[i].total == v->total && strcmp(e->values[i].indicator, v->indicator) == 0)
			return true;
	return false;
}

/* "BC TUAN DVC 4" where August has its own DVC 10: the week's is kept, and adds nothing to it. What the longer period has. */
static int add_apart(struct act *a, const struct report_entry *e, struct buf *had, struct why *why)
{
	char above[PERIOD_ABOVE_MAX][PERIOD_OCTETS], name[CALENDAR_NAME_OCTETS];
	unsigned periods = period_above(e->period, above);
	int result = 0;

	for (unsigned p = 1; p < periods && result == 0 && had->length == 0; p++) {
		struct standing s;

		result = standing_read(a->p->store, a->units, e->unit, above[p], &s, why);
		for (unsigned i = 0; i < e->used && result == 0; i++) {
			struct report_value v = e->values[i];
			bool known;

			v.value = standing_value(&s, v.indicator, v.total, &known);
			if (!known || v.total)
				continue;
			buf_addf(had, "%s ", had->length > 0 ? "," : act_period_name(a, above[p], name));
			act_add_values(a, &v, 1, had);
		}
		standing_fini(&s);
	}
	return result;
}

/* What the text repeats beside what is new is said, too: nobody need wonder where it is. */
static int answer_new(struct act *a, const struct report_entry *said, const struct report_entry *e, int64_t no,
	const char *key, struct why *why)
{
	struct buf had;
	int result = 0;

	buf_init(&had);
	for (unsigned i = 0; i < said->used; i++)
		if (!is_in(&said->values[i], e)) {
			buf_adds(&had, had.length == 0 ? "" : ", ");
			act_add_values(a, &said->values[i], 1, &had);
		}
	if (had.length > 0)
		key = "report_receipt_had";
	else if ((result = add_apart(a, e, &had, why)) == 0 && had.length > 0)
		key = "report_receipt_apart";
	if (result == 0)
		result = report_answer(a, e, no, key, had.data, "", why);
	buf_fini(&had);
	return result;
}

/* said: all figures of the text. */
static int record_new(struct act *a, const struct standing *s, const struct report_entry *said,
	const struct report_entry *e, struct why *why)
{
	struct report head = report_head(a, e);
	const struct report *nil = NULL;
	const char *key = e->nil ? "report_nil" : act_has(a, "confirmed") ? "report_confirmed" : "report_receipt";

	for (size_t i = 0; i < s->reports_used; i++)
		if (s->reports[i].nil)
			nil = &s->reports[i];
	/* Figures after "nothing to report": the nil report has been overtaken. */
	if (nil != NULL) {
		if (standing_replace(a->p->store, s, &head, e->values, e->used, why) == -1)
			return -1;
	} else if (standing_join(a->p->store, &head, e->values, e->used, why) == -1) {
		return -1;
	}
	if (nobody_need_be_reminded(a, e, why) == -1)
		return -1;
	return answer_new(a, said, e, head.no, key, why);
}

/* ---- one entry ---- */

/* What stands of a period, each indicator once, with its additions. */
static void add_standing(const struct act *a, const struct standing *s, struct buf *to)
{
	struct report_value sum[STANDING_VALUES_MAX];
	unsigned used = 0;

	for (unsigned i = 0; i < s->values_used; i++) {
		bool known, there = false;

		for (unsigned k = 0; k < used; k++)
			there |= sum[k].total == s->values[i].total &&
				 strcmp(sum[k].indicator, s->values[i].indicator) == 0;
		if (there)
			continue;
		sum[used] = s->values[i];
		sum[used++].value = standing_value(s, s->values[i].indicator, s->values[i].total, &known);
	}
	act_add_values(a, sum, used, to);
}

static int take_nil(struct act *a, const struct standing *s, struct report_entry *e, struct why *why)
{
	char period[CALENDAR_NAME_OCTETS];
	struct report head;
	struct buf values;
	int result = -1;

	if (s->reports_used == 0)
		return record_new(a, s, e, e, why);
	if (s->values_used == 0)
		return answer_duplicate(a, e, s, why);
	if (standing_locked(s, NULL, 0) != NULL)
		return refuse_locked(a, standing_locked(s, NULL, 0), why);
	if (act_has(a, "confirmed")) {
		head = report_head(a, e);
		if (standing_replace(a->p->store, s, &head, NULL, 0, why) == -1)
			return -1;
		return report_answer(a, e, head.no, "report_nil", "", "", why);
	}
	if (report_ask_confirm(a, why) == -1)
		return -1;
	buf_init(&values);
	add_standing(a, s, &values);
	result = act_answer(a, OUTCOME_ASKED, why, "report_nil_conflict", "no", NUMBER(s->reports[0].no), "period",
		calendar_period_name(e->period, a->style == TEXT_ENGLISH, a->in->now_us, period), "values", values.data,
		NULL);
	buf_fini(&values);
	return result;
}

/* More is taken away than there is. */
static bool falls_below_zero(const struct standing *s, const struct report_entry *e)
{
	for (unsigned i = 0; i < e->used; i++) {
		bool known;

		if (e->values[i].value < 0 &&
			(!e->add || e->values[i].total ||
				standing_value(s, e->values[i].indicator, false, &known) + e->values[i].value < 0))
			return true;
	}
	return false;
}

/* Does one of the figures of the period become another? */
static bool changes_some(const struct standing *s, const struct report_entry *e)
{
	bool known, changes = false;

	for (unsigned i = 0; i < e->used; i++)
		if (!e->values[i].total)
			changes |=
				standing_value(s, e->values[i].indicator, false, &known) != e->values[i].value && known;
	return changes;
}

/* Leave in the entry what is new or changed; what changes a known figure of the period goes to changed, too. A figure
 * that is as before is a repeat; beside one that changes, or of another team, it may as well be added. */
static unsigned sort_values(const struct standing *s, struct report_entry *e, bool other_team,
	struct report_value changed[static REPORT_VALUES_MAX], unsigned *equal)
{
	unsigned kept = 0, n = 0;
	bool changes = other_team || changes_some(s, e);

	*equal = 0;
	for (unsigned i = 0; i < e->used; i++) {
		bool known;
		int64_t old = standing_value(s, e->values[i].indicator, e->values[i].total, &known);

		if (known && old == e->values[i].value && !e->add && (!changes || e->values[i].total)) {
			(*equal)++;
			continue;
		}
		if (known && !e->values[i].total)
			changed[n++] = e->values[i];
		e->values[kept++] = e->values[i];
	}
	e->used = kept;
	return n;
}

/* A village may have several teams (S13): did another one than the sender's report what stands, or is this said of
 * another than theirs? */
static int is_of_other_team(
	struct act *a, const struct standing *s, const struct report_entry *e, bool *other, struct why *why)
{
	const struct report *r = standing_holder(s, e->values, e->used);
	struct member by;
	int64_t said;

	*other = false;
	if (r == NULL)
		return 0;
	if (report_team(a, e->unit, &said, why) == -1)
		return -1;
	*other = said != 0 && said != a->me.team;
	if (*other || a->me.team == 0 || strcmp(r->phone, a->from) == 0)
		return 0;
	if (member_by_phone(a->p->store, r->phone, &by, why) == -1)
		return -1;
	*other = by.id != 0 && by.team != 0 && by.team != a->me.team;
	return 0;
}

static int take_entry(struct act *a, struct report_entry *e, struct why *why)
{
	struct report_value changed[REPORT_VALUES_MAX];
	struct report_entry all = *e;
	int64_t choice = act_number(a, "choice", 0);
	struct standing s;
	unsigned changed_used, equal;
	bool other_team, returned = false;
	int result = -1;

	if (standing_read(a->p->store, a->units, e->unit, e->period, &s, why) == -1 ||
		report_was_returned(a, e, &returned, why) == -1)
		goto done;
	if (e->nil) {
		result = take_nil(a, &s, e, why);
		goto done;
	}
	if (falls_below_zero(&s, e)) {
		result = act_answer(
			a, OUTCOME_ASKED, why, "ask_number", "indicator", e->values[0].indicator, "kept", "", NULL);
		goto done;
	}
	if (is_of_other_team(a, &s, e, &other_team, why) == -1)
		goto done;
	changed_used = sort_values(&s, e, other_team, changed, &equal);
	if (e->used == 0)
		result = answer_duplicate(a, &all, &s, why);
	else if ((e->add && s.reports_used > 0 && (changed_used > 0 || e->values[0].total)) ||
		 (choice == 2 && changed_used > 0))
		result = record_added(a, &s, e, why);
	else if (changed_used == 0)
		result = record_new(a, &s, &all, e, why);
	else if (standing_locked(&s, changed, changed_used) != NULL &&
		 authority_of(AUTHORITY_REPORT, a->me.role) != AUTHORITY_AREA)
		result = refuse_approved(a, e, standing_locked(&s, changed, changed_used), why);
	else if (choice == 1)
		result = record_replaced(a, &s, e, why);
	else
		result = ask_replace_or_add(a, e, &s, changed, changed_used, why);
done:
	standing_fini(&s);
	return result == 0 && returned && a->out->status == OUTCOME_RECORDED ? report_put_right(a, &all, why) : result;
}

/* Would an entry need the question "replace or add"? A text for two units is then asked back as a whole. */
static int is_clear(struct act *a, const struct report_entry *e, bool *clear, struct why *why)
{
	struct report_value changed[REPORT_VALUES_MAX];
	struct report_entry copy = *e;
	struct standing s;
	unsigned equal;

	if (standing_read(a->p->store, a->units, e->unit, e->period, &s, why) == -1) {
		standing_fini(&s);
		return -1;
	}
	*clear = *clear && (e->add || sort_values(&s, &copy, false, changed, &equal) == 0) &&
		 (!e->nil || s.values_used == 0);
	standing_fini(&s);
	return 0;
}

static int take_entries(struct act *a, struct report_entry *entries, unsigned used, struct why *why)
{
	bool clear = true, recorded = false;

	if (used == 1)
		return take_entry(a, &entries[0], why);
	for (unsigned i = 0; i < used; i++)
		if (is_clear(a, &entries[i], &clear, why) == -1)
			return -1;
	for (unsigned i = 0; i < used; i++) {
		bool mine = true;

		/* With a question to ask, the entry that raises it speaks for all. */
		if (!clear && !act_has(a, "choice") && !act_has(a, "confirmed")) {
			if (is_clear(a, &entries[i], &mine, why) == -1)
				return -1;
			if (mine)
				continue;
			return take_entry(a, &entries[i], why);
		}
		if (take_entry(a, &entries[i], why) == -1)
			return -1;
		recorded = recorded || a->out->status == OUTCOME_RECORDED;
	}
	if (recorded)
		a->out->status = OUTCOME_RECORDED;
	return 0;
}

/* What the text asks behind its figures is answered by a text of its own; the outcome stays that of the report. */
static int answer_second(struct act *a, int (*run)(struct act *a, struct why *why), struct why *why)
{
	enum outcome_status status = a->out->status;
	struct reading report = *act_reading(a);
	char topic[RECORD_CODE_OCTETS];
	int result;

	record_copy(act_text(a, "topic"), topic, sizeof topic);
	reading_clear(&a->out->reading);
	if (topic[0] != '\0')
		reading_add_text(&a->out->reading, 0, "topic", topic);
	result = run(a, why);
	a->out->reading = report;
	a->out->status = status;
	a->out->intent = INTENT_REPORT;
	return result;
}

static int take_second(struct act *a, const char *also, struct why *why)
{
	static const struct {
		const char *also;
		int (*run)(struct act *a, struct why *why);
	} seconds[] = { { "schedule_query", act_training_list }, { "target_query", act_target_list },
		{ "guide", act_guide }, { "help", act_help } };

	if (strcmp(also, "difficulty") == 0)
		return difficulty_take_along(a, why);
	for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++)
		if (strcmp(also, seconds[i].also) == 0)
			return answer_second(a, seconds[i].run, why);
	return 0;
}

#define ADDED_WITHIN (12 * CLOCK_HOUR)

static int repeats_any(struct act *a, const struct report *last, bool *any, struct why *why)
{
	struct report_value *rows;
	size_t used;

	*any = false;
	if (report_values(a->p->store, last->no, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		*any = *any || reading_find(act_reading(a), 0, rows[i].indicator) != NULL;
	free(rows);
	return 0;
}

/* "thêm 2 dvc" behind a report of the week with DVC in it is of that week, too. */
static int settle_addition(struct act *a, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0) != NULL ? act_unit_named(a, 0) : a->unit;
	struct report last;
	bool same;

	if (strcmp(act_text(a, "mode"), "add") != 0 || act_has(a, "period") || act_has(a, "date") || unit == NULL)
		return 0;
	if (report_last_sent(a->p->store, a->from, &last, why) == -1)
		return -1;
	if (last.no == 0 || !report_counts(last.status) || a->in->now_us - last.at >= ADDED_WITHIN ||
		strcmp(last.unit, unit->code) != 0 || collect_is(last.period))
		return 0;
	if (repeats_any(a, &last, &same, why) == -1)
		return -1;
	if (same)
		reading_add_text(&a->out->reading, 0, "period", last.period);
	return 0;
}

/* The figures alone. */
static int take_figures(struct act *a, struct why *why)
{
	struct report_entry entries[READING_ENTRIES_MAX];
	unsigned used = act_reading(a)->entries;

	if (used <= 1 && settle_addition(a, why) == -1)
		return -1;

	for (unsigned i = 0; i < used; i++) {
		enum report_check check;

		report_read_entry(a, i, &entries[i]);
		entries[i].first = i == 0;
		if (entries[i].used == 0 && strcmp(act_text(a, "mode"), "before") == 0)
			return report_ask_before(a, why);
		if (entries[i].used == 0 && !entries[i].nil)
			return act_answer(a, OUTCOME_ASKED, why, "ask_number", "indicator", "DVC", "kept", "", NULL);
		if ((check = report_check_unit(a, &entries[i], why)) != REPORT_GOES_ON ||
			(check = report_check_team(a, &entries[i], why)) != REPORT_GOES_ON ||
			(check = collect_check(a, &entries[i], why)) != REPORT_GOES_ON ||
			(check = report_check_period(a, &entries[i], why)) != REPORT_GOES_ON ||
			(check = report_check_values(a, &entries[i], why)) != REPORT_GOES_ON)
			return check == REPORT_FAILED ? -1 : 0;
	}
	if (take_entries(a, entries, used, why) == -1)
		return -1;
	return !a->question_asked && a->question_open ? question_close(a, why) : 0;
}

int act_report(struct act *a, struct why *why)
{
	if (take_figures(a, why) == -1)
		return -1;
	return take_second(a, act_text(a, "also"), why) == -1 ? -1 : take_second(a, act_text(a, "then"), why);
}

/* XN: what waits for it is done, whatever it was. */
int act_confirm(struct act *a, struct why *why)
{
	struct reading *r = &a->out->reading;
	int64_t no = act_number(a, "ref", 0);
	bool asked = question_confirms(a, no), offered = false;

	if (!asked && no != 0 && question_offered(a, no, &offered, why) == -1)
		return -1;
	if (!asked && !offered)
		return no != 0 ? broadcast_confirmed(a, why)
			       : act_answer(a, OUTCOME_REFUSED, why, "report_confirm_nothing", NULL);
	if (asked) {
		no = a->question.number;
		reading_clear(r);
		question_merge(r, &a->question.kept);
		r->intent = a->question.intent;
		if (question_close(a, why) == -1)
			return -1;
	}
	r->score = r->margin = 100;
	reading_add_number(r, 0, "confirmed", no);
	a->out->intent = r->intent;
	return act_run(a, why);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ask.c - asking back: one question, with what was clear kept beside it. */
#include "gateway/programme/report.h"
#include "gateway/programme/act.h"
#include "gateway/programme/approve.h"
#include "gateway/programme/closed.h"
#include "gateway/programme/collect.h"
#include "gateway/programme/difficulty.h"
#include "gateway/programme/enrol.h"
#include "gateway/programme/rollup.h"
#include "gateway/programme/standing.h"
#include "gateway/programme/then.h"
#include "gateway/programme/training.h"
#include "menus/lexicon.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what was clear ---- */

static void add_kept(const struct act *a, const char *but, struct buf *to)
{
	const struct reading *r = act_reading(a);

	for (unsigned i = 0; i < r->fields_used; i++) {
		const struct reading_field *f = &r->fields[i];

		if (f->is_number && strcmp(f->key, but) != 0 && lexicon_indicator(a->p->menus->lexicon, f->key) != NULL)
			buf_addf(to, "%s%s %" PRId64, to->length == 0 ? "" : ", ", f->key, f->number);
	}
}

/* The counts of a text that is no sure report, as they may be typed: "DVC 12 TT 3"; "" where they say more than that. */
static void add_typed(const struct act *a, struct buf *to)
{
	const struct reading *r = act_reading(a);
	char period[CALENDAR_NAME_OCTETS];

	if (r->guess != INTENT_REPORT || r->entries > 1 || act_has(a, "mode") || act_has(a, "number") ||
		act_has(a, "code") || act_has(a, "unit"))
		return;
	if (act_has(a, "period"))
		buf_adds(to, calendar_period_name(act_text(a, "period"), false, a->in->now_us, period));
	for (unsigned i = 0; i < r->fields_used; i++) {
		const struct reading_field *f = &r->fields[i];

		if (f->is_number && lexicon_indicator(a->p->menus->lexicon, f->key) != NULL)
			buf_addf(to, "%s%s %" PRId64, to->length == 0 ? "" : " ", f->key, f->number);
	}
}

/* Nothing of it was kept: was it a report? False when nothing was counted. */
static bool ask_whether_report(struct act *a, int *result, struct why *why)
{
	struct buf typed;
	bool any;

	buf_init(&typed);
	add_typed(a, &typed);
	any = typed.length > 0 && strpbrk(typed.data, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != NULL;
	if (any)
		*result = act_answer(a, OUTCOME_ASKED, why, "ask_report", "values", typed.data, NULL);
	buf_fini(&typed);
	return any;
}

static void keep(struct act *a, enum pending kind)
{
	enum intent waiting = act_reading(a)->guess;

	question_begin(a, kind, waiting == INTENT_UNKNOWN ? INTENT_REPORT : waiting);
}

/* ---- the questions ---- */

/* "nham", "sua bc 31": what stands, and how to mend it. */
static int ask_correction(struct act *a, struct why *why)
{
	char period[CALENDAR_PERIOD_OCTETS], words[CALENDAR_NAME_OCTETS], example[ACT_EXAMPLE_OCTETS];
	struct report_value *rows;
	struct buf values;
	size_t used;
	int result;

	if (act_has(a, "ref"))
		return correct_ask(a, why);
	if (a->at.last_no == 0) {
		act_period(a, 0, a->unit, period);
		return act_answer(a, OUTCOME_ASKED, why, "correct_nothing", "period",
			calendar_period_name(period, a->style == TEXT_ENGLISH, a->in->now_us, words), "example",
			act_example(a, "DVC", example), NULL);
	}
	if (report_values(a->p->store, a->at.last_no, &rows, &used, why) == -1)
		return -1;
	buf_init(&values);
	act_add_values(a, rows, used, &values);
	if (used == 0)
		buf_adds(&values, act_word(a, "word_nothing"));
	act_example(a, used > 0 ? rows[0].indicator : "DVC", example);
	free(rows);
	result = act_answer(a, OUTCOME_ASKED, why, "correct_what", "no", NUMBER(a->at.last_no), "values", values.data,
		"example", example, NULL);
	buf_fini(&values);
	return result;
}

/* How much is assigned? For what is clear a bare number answers. */
static int ask_target(struct act *a, const char *indicator, struct why *why)
{
	bool clear = lexicon_indicator(a->p->menus->lexicon, indicator) != NULL;

	if (clear) {
		keep(a, PENDING_NUMBER);
		record_copy(indicator, a->question.subject, sizeof a->question.subject);
	}
	if (clear && question_ask(a, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ASKED, why, "ask_target", "indicator", clear ? indicator : "DVC", NULL);
}

static const char *number_key(const struct act *a)
{
	static const char *const keys[][2] = { { "open", "ask_number_open" }, { "percent", "ask_number_percent" },
		{ "drop", "ask_number_drop" }, { "vague", "ask_number_vague" } };

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (act_has(a, keys[i][0]))
			return keys[i][1];
	return act_reading(a)->guess == INTENT_CORRECTION ? "ask_number_correct" : "ask_number";
}

/* "BC DX": which one, and what it needs, says more than the figures of every month. */
static bool is_of_collection(const struct act *a)
{
	return act_reading(a)->guess == INTENT_REPORT && a->unit != NULL && collect_is(act_text(a, "period"));
}

static int ask_number(struct act *a, struct why *why)
{
	const char *indicator = act_text(a, "indicator");
	struct buf kept;
	int result = -1;

	if (indicator[0] == '\0' && act_reading(a)->options_used > 0)
		indicator = act_reading(a)->options[0];
	if (act_reading(a)->guess == INTENT_TARGET_SET)
		return ask_target(a, indicator, why);
	if (act_reading(a)->guess == INTENT_ATTENDANCE)
		return act_answer(a, OUTCOME_ASKED, why, "attendance_unknown", NULL);
	if (lexicon_indicator(a->p->menus->lexicon, indicator) == NULL && is_of_collection(a))
		return collect_ask(a, why);
	/* Nothing says which: the answer must name it, so nothing is kept waiting for a bare number. */
	if (lexicon_indicator(a->p->menus->lexicon, indicator) == NULL && ask_whether_report(a, &result, why))
		return result;
	if (lexicon_indicator(a->p->menus->lexicon, indicator) == NULL)
		return act_reading(a)->guess == INTENT_CORRECTION
			       ? ask_correction(a, why)
			       : act_answer(a, OUTCOME_ASKED, why, "ask_number", "indicator", "DVC", "kept", "", NULL);
	buf_init(&kept);
	add_kept(a, indicator, &kept);
	keep(a, PENDING_NUMBER);
	record_copy(indicator, a->question.subject, sizeof a->question.subject);
	if (question_ask(a, why) == 0)
		result = act_answer(
			a, OUTCOME_ASKED, why, number_key(a), "indicator", indicator, "kept", kept.data, NULL);
	buf_fini(&kept);
	return result;
}

static int ask_indicator(struct act *a, struct why *why)
{
	const struct reading *r = act_reading(a);
	const struct lexicon *words = a->p->menus->lexicon;
	const char *first = r->options_used > 0 ? r->options[0] : "DVC",
		   *second = r->options_used > 1 ? r->options[1] : "TT";
	struct buf kept;
	int result = -1;
	bool own;

	if (report_choose(a, &own, why) == -1 || (!own && correct_own(a, &own, why) == -1))
		return -1;
	if (own)
		return 0;
	if (lexicon_indicator(words, first) == NULL || lexicon_indicator(words, second) == NULL) {
		first = "DVC";
		second = "TT";
	}
	if (act_reading(a)->guess == INTENT_TARGET_SET)
		return ask_number(a, why);
	if (is_of_collection(a))
		return collect_ask(a, why);
	if (!act_has(a, "number"))
		return act_answer(a, OUTCOME_ASKED, why, "ask_indicators", NULL);
	buf_init(&kept);
	add_kept(a, "", &kept);
	keep(a, PENDING_INDICATOR);
	a->question.number = act_number(a, "number", 0);
	if (question_ask(a, why) == 0)
		result = act_answer(a, OUTCOME_ASKED, why,
			r->guess == INTENT_CORRECTION ? "ask_indicator_correct" : "ask_indicator", "number",
			NUMBER(a->question.number), "first", first, "second", second, "kept", kept.data, NULL);
	buf_fini(&kept);
	return result;
}

/* Names that differ by a mark alone are told apart by the word for it: marks do not reach every phone. */
static const char *mark_of(const char *name)
{
	static const struct {
		const char *letters, *name;
	} marks[] = {
		{ "áắấéếíóốớúứýÁẮẤÉẾÍÓỐỚÚỨÝ", "word_tone_sac" },
		{ "àằầèềìòồờùừỳÀẰẦÈỀÌÒỒỜÙỪỲ", "word_tone_huyen" },
		{ "ảẳẩẻểỉỏổởủửỷẢẲẨẺỂỈỎỔỞỦỬỶ", "word_tone_hoi" },
		{ "ãẵẫẽễĩõỗỡũữỹÃẴẪẼỄĨÕỖỠŨỮỸ", "word_tone_nga" },
		{ "ạặậẹệịọộợụựỵẠẶẬẸỆỊỌỘỢỤỰỴ", "word_tone_nang" },
	};
	const char *last = strrchr(name, ' ');

	for (const char *c = last == NULL ? name : last; *c != '\0';) {
		size_t n = (unsigned char)*c < 0x80 ? 1 : (unsigned char)*c < 0xe0 ? 2 : 3;
		char letter[4] = "";

		memcpy(letter, c, n < 4 && strlen(c) >= n ? n : 1);
		for (size_t i = 0; n > 1 && i < sizeof marks / sizeof *marks; i++)
			if (strstr(marks[i].letters, letter) != NULL)
				return marks[i].name;
		c += strlen(c) >= n ? n : 1;
	}
	return "word_tone_none";
}

/* The unit of today or of before whose name makes an option one of several. */
static const struct unit *option_name(const struct act *a, unsigned option, const struct unit *unit)
{
	const struct reading *r = act_reading(a);
	const struct unit *found = NULL;

	for (unsigned i = 0; i < r->options_used && found == NULL; i++) {
		const struct unit *other = i == option ? NULL : units_find(a->units, r->options[i]);

		if (other != NULL)
			found = then_collision(a, unit, other);
	}
	return found != NULL ? found : unit;
}

/* Do all options lie in that commune? Then it tells none of them apart. */
static bool all_lie_in(const struct act *a, const struct unit *commune)
{
	const struct reading *r = act_reading(a);

	for (unsigned i = 0; i < r->options_used; i++)
		if (units_commune(a->units, r->options[i]) != commune)
			return false;
	return true;
}

/* "Bình Long cũ" */
static void add_before(const struct act *a, const struct unit *unit, const char *behind, struct buf *to)
{
	struct voice v = act_voice(a);

	voice_render(&v, a->style, to, "word_before", "unit", rollup_short_name(unit), NULL);
	buf_adds(to, behind);
}

/* What tells the unit from another option of that name: the mark, where the names differ by it; else the code. "": it has
 * a name of its own. */
static const char *distinction_of(struct act *a, unsigned option, const struct unit *unit)
{
	const struct reading *r = act_reading(a);

	for (unsigned i = 0; i < r->options_used; i++) {
		const struct unit *other = i == option ? NULL : units_find(a->units, r->options[i]);

		if (other != NULL && other != unit && units_has_name(unit, other->name))
			return strcmp(mark_of(other->name), mark_of(unit->name)) != 0 ? act_word(a, mark_of(unit->name))
										      : unit->code;
	}
	return "";
}

/* "thôn 1 (Bình Long)", after a merger "thôn 1 (Bình Long cũ)"; "xã Bình Thạnh (dấu nặng)". */
static void add_option(struct act *a, unsigned option, const struct unit *unit, struct buf *to)
{
	const struct unit *commune = units_commune(a->units, unit->code), *old = option_name(a, option, unit);
	const char *mark = distinction_of(a, option, unit);
	char name[RECORD_NAME_OCTETS];

	buf_addf(to, "%s%u: %s", to->length == 0 ? "" : ". ", a->question.choices_used, unit_in_sentence(unit, name));
	if (unit_is_village(unit) && commune != NULL && !all_lie_in(a, commune)) {
		buf_addf(to, " (%s)", rollup_short_name(commune));
	} else if (unit_is_village(unit) && then_above(a, unit) != NULL) {
		buf_adds(to, " (");
		add_before(a, then_above(a, unit), ")", to);
	} else if (strcmp(old->name, unit->name) != 0) {
		buf_adds(to, " (");
		add_before(a, old, ", ", to);
		buf_addf(to, "%s)", act_word(a, mark_of(old->name)));
	} else if (mark[0] != '\0') {
		buf_addf(to, " (%s)", mark);
	}
}

/* Nothing was named, and the sender's own unit does not report for itself. */
static int ask_whose(struct act *a, struct why *why)
{
	char period[CALENDAR_PERIOD_OCTETS];

	if (a->unit != NULL && closed_for(a, a->unit, act_period(a, 0, a->unit, period)))
		return closed_answer(a, a->unit, why);
	return question_ask_unit(a, act_reading(a)->guess, why) == -1
		       ? -1
		       : act_answer(a, OUTCOME_ASKED, why, "report_unit_missing", NULL);
}

/* What a registration lacks, unless one waits that has it. */
static int ask_registration(struct act *a, int (*ask)(struct act *a, struct why *why), struct why *why)
{
	bool mended;

	if (enrol_mend_waiting(a, &mended, why) == -1)
		return -1;
	return mended ? 0 : ask(a, why);
}

static int ask_unit(struct act *a, struct why *why)
{
	const struct reading *r = act_reading(a);
	const char *word = act_text(a, "unit")[0] != '\0' ? act_text(a, "unit") : act_text(a, "commune");
	struct buf options;
	int result = -1;

	if (r->options_used == 0 && r->guess == INTENT_TARGET_SET && !closed_or_unknown(a))
		return act_answer(a, OUTCOME_ASKED, why, "target_one_unit", "indicator",
			act_has(a, "indicator") ? act_text(a, "indicator") : "DVC", NULL);
	if (r->options_used == 0 && word[0] == '\0' && r->guess == INTENT_REGISTER)
		return ask_registration(a, enrol_ask_unit, why);
	if (r->options_used == 0 && closed_or_unknown(a))
		return closed_or_unknown_answer(a, why);
	if (r->options_used == 0 && word[0] != '\0')
		return act_answer(a, OUTCOME_ASKED, why, "report_one_unit", NULL);
	if (r->options_used == 0)
		return ask_whose(a, why);
	buf_init(&options);
	keep(a, PENDING_UNIT);
	for (unsigned i = 0; i < r->options_used; i++) {
		const struct unit *unit = units_find(a->units, r->options[i]);

		if (unit == NULL)
			continue;
		question_choice(a, unit->code);
		add_option(a, i, unit, &options);
		/* The answer may be the commune in which it lies. */
		if (unit_is_village(unit) && reading_find(&a->question.kept, 0, "unit") == NULL)
			reading_add_text(&a->question.kept, 0, "unit", unit->name);
		/* The commune was clear. */
		if (word[0] == '\0' || (unit_is_village(unit) && !act_has(a, "unit")))
			word = act_word(a, unit_is_village(unit) ? "word_village" : "word_commune");
	}
	if (question_ask(a, why) == 0)
		result = act_answer(a, OUTCOME_ASKED, why, "ask_unit", "word", word, "options", options.data, NULL);
	buf_fini(&options);
	return result;
}

static int ask_name(struct act *a, struct why *why)
{
	return ask_registration(a, enrol_ask_name, why);
}

static int ask_piece(struct act *a, const char *piece, const char *key, struct why *why)
{
	keep(a, PENDING_CHOICE);
	record_copy(piece, a->question.subject, sizeof a->question.subject);
	return question_ask(a, why) == -1 ? -1 : act_answer(a, OUTCOME_ASKED, why, key, NULL);
}

static int ask_date(struct act *a, struct why *why)
{
	return ask_piece(a, "date", "ask_date", why);
}

static int ask_time(struct act *a, struct why *why)
{
	char name[CALENDAR_NAME_OCTETS];
	const char *date = act_text(a, act_has(a, "new_date") ? "new_date" : "date");
	int64_t at;

	keep(a, PENDING_CHOICE);
	record_copy(act_reading(a)->guess == INTENT_SCHEDULE_CHANGE ? "new_time" : "time", a->question.subject,
		sizeof a->question.subject);
	if (question_ask(a, why) == -1)
		return -1;
	if (clock_read(date, &at) == 0)
		date = calendar_date_name(at, a->style == TEXT_ENGLISH, a->in->now_us, name);
	return act_answer(a, OUTCOME_ASKED, why, "ask_time", "date", date, NULL);
}

static int ask_role(struct act *a, struct why *why)
{
	return ask_piece(a, "role", "ask_role", why);
}

static int ask_topic(struct act *a, struct why *why)
{
	return ask_piece(a, "topic", "ask_topic", why);
}

static int ask_period(struct act *a, struct why *why)
{
	if (act_has(a, "periods")) /* a report of several: which figure is whose is told anew */
		return act_answer(a, OUTCOME_ASKED, why, "ask_periods", NULL);
	if (!act_has(a, "no_period"))
		return ask_piece(a, "period", "ask_period", why);
	keep(a, PENDING_CHOICE);
	record_copy("period", a->question.subject, sizeof a->question.subject);
	question_forget(&a->question.kept, "no_period");
	return question_ask(a, why) == -1
		       ? -1
		       : act_answer(a, OUTCOME_ASKED, why, "ask_no_period", "period", act_text(a, "no_period"), NULL);
}

static int ask_two(struct act *a, struct why *why)
{
	return act_answer(a, OUTCOME_ASKED, why,
		act_reading(a)->guess == INTENT_SCHEDULE_CHANGE ? "ask_two_trainings" : "ask_two", NULL);
}

static int ask_text(struct act *a, struct why *why)
{
	return difficulty_list(a, why);
}

static int ask_mode(struct act *a, struct why *why)
{
	const struct reading *r = act_reading(a);
	int64_t value = 0;

	for (unsigned i = 0; i < r->fields_used; i++)
		if (r->fields[i].is_number && lexicon_indicator(a->p->menus->lexicon, r->fields[i].key) != NULL)
			value = r->fields[i].number;
	keep(a, PENDING_CHOICE);
	record_copy("mode", a->question.subject, sizeof a->question.subject);
	question_choice(a, "period");
	question_choice(a, "total");
	if (question_ask(a, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ASKED, why, "ask_mode", "value", NUMBER(value), "total", "", NULL);
}

/* "em chưa báo cáo được vì bận": until when, and how. */
int act_later(struct act *a, struct why *why)
{
	char period[CALENDAR_PERIOD_OCTETS], words[CALENDAR_NAME_OCTETS], due[CALENDAR_NAME_OCTETS],
		example[ACT_EXAMPLE_OCTETS];
	const struct unit *commune = a->unit == NULL ? NULL : units_commune(a->units, a->unit->code);

	act_period(a, 0, a->unit, period);
	return act_answer(a, OUTCOME_ANSWERED, why, "ask_later", "period", act_period_name(a, period, words), "due",
		calendar_due_name(
			a->p->menus->calendar, commune == NULL ? "" : commune->code, period, a->in->now_us, due),
		"example", act_example(a, "DVC", example), NULL);
}

/* "BC TO 1 DVC 5" is a report where there is such a team. */
static int ask_team(struct act *a, struct why *why)
{
	struct reading *r = &a->out->reading;

	a->out->intent = r->intent = INTENT_REPORT;
	r->ask[0] = '\0';
	return a->in->part_alone ? act_answer(a, OUTCOME_ASKED, why, "part_alone", NULL) : act_run(a, why);
}

/* Which of the numbers that wait: invitations, or what a leader decides on. */
static int ask_ref(struct act *a, struct why *why)
{
	enum intent guess = act_reading(a)->guess;
	struct buf options;
	int result = -1;

	if (act_has(a, "list")) /* "CHO DUYET" is clear: what waits? */
		a->out->intent = guess;
	if (guess == INTENT_APPROVE || guess == INTENT_REJECT)
		return approve_ask(a, why);
	if (guess == INTENT_SCHEDULE_CHANGE)
		return act_training_change(a, why);
	if (guess == INTENT_RSVP && strcmp(act_reading(a)->ask, "which_event") == 0)
		return act_rsvp(a, why);
	if (act_has(a, "numbers"))
		return act_answer(a, OUTCOME_ASKED, why, "rsvp_how", NULL);
	/* Which training is clear, and whether they come is not. */
	if (strcmp(act_reading(a)->ask, "rsvp") == 0 && (act_has(a, "event") || a->at.events_used == 1))
		return rsvp_ask_whether(a, act_number(a, "event", a->at.events[0]), why);
	if (a->at.events_used == 0 && a->at.answered != 0 && guess == INTENT_RSVP)
		return rsvp_ask_whether(a, a->at.answered, why);
	if (a->at.events_used == 0)
		return act_answer(a, OUTCOME_ASKED, why, "rsvp_unknown", "no", "", NULL);
	buf_init(&options);
	for (unsigned i = 0; i < a->at.events_used; i++)
		buf_addf(&options, "%s%" PRId64, i == 0 ? "" : ", ", a->at.events[i]);
	keep(a, PENDING_CHOICE);
	record_copy("ref", a->question.subject, sizeof a->question.subject);
	if (question_ask(a, why) == 0)
		result = act_answer(a, OUTCOME_ASKED, why, guess == INTENT_RSVP ? "rsvp_whether" : "ask_ref", "no",
			NUMBER(a->at.events[0]), "options", options.data, NULL);
	buf_fini(&options);
	return result;
}

/* Two readings: the choices are sentences that may be typed as they stand. */
static int ask_intent(struct act *a, struct why *why)
{
	const struct reading *r = act_reading(a);
	struct buf options;
	int result;

	if (r->options_used == 0 && ask_whether_report(a, &result, why))
		return result;
	if (r->options_used == 0 && act_unknown(a, why) == -1)
		return -1;
	if (r->options_used == 0) {
		if (a->out->status != OUTCOME_IGNORED)
			a->out->status = OUTCOME_ASKED;
		return 0;
	}
	buf_init(&options);
	for (unsigned i = 0; i < r->options_used; i++)
		buf_addf(&options, "%s%u: %s", i == 0 ? "" : ". ", i + 1, r->options[i]);
	result = act_answer(a, OUTCOME_ASKED, why, "ask_intent", "options", options.data, NULL);
	buf_fini(&options);
	return result;
}

/* More than a village can have: XN records it. */
static int ask_confirm(struct act *a, struct why *why)
{
	const struct lexicon_indicator *indicator = lexicon_indicator(a->p->menus->lexicon, act_text(a, "indicator"));
	char total[READING_KEY_OCTETS];
	int64_t value, limit;

	if (authority_of(AUTHORITY_REPORT, a->me.role) == AUTHORITY_NONE) /* XN would be refused */
		return act_deny_for(a, AUTHORITY_REPORT, why);
	if (indicator == NULL)
		return ask_number(a, why);
	snprintf(total, sizeof total, "total.%s", indicator->code);
	value = act_number(a, indicator->code, act_number(a, total, 0));
	limit = a->at.households > 0 && a->at.households < indicator->most ? a->at.households : indicator->most;
	if (value <= limit)
		limit = indicator->most;
	keep(a, PENDING_CONFIRM);
	report_keep_periods(a);
	a->question.number = store_next_no(a->p->store, "report", why);
	if (a->question.number == -1 || question_ask(a, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ASKED, why, "report_implausible", "no", NUMBER(a->question.number), "indicator",
		indicator->code, "value", NUMBER(value), "limit", NUMBER(limit), NULL);
}

static int ask_consent(struct act *a, struct why *why)
{
	bool waits = (a->question_open && a->question.kind == PENDING_CONSENT) ||
		     strcmp(a->me.status, "awaiting_consent") == 0;

	return waits ? enrol_ask_consent_again(a, why) : ask_intent(a, why);
}

/* Another head of a team: whose number that is, nobody can guess. */
static int ask_leader(struct act *a, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);

	return act_answer(
		a, OUTCOME_ASKED, why, "ask_leader", "unit", unit == NULL ? "" : rollup_short_name(unit), NULL);
}

/* Each is a text of its own: nothing is kept. */
static int ask_sittings(struct act *a, struct why *why)
{
	return act_answer(a, OUTCOME_ASKED, why, "training_sittings", NULL);
}

/* "cho ... :", and nobody knows whom that calls. */
static int ask_address(struct act *a, struct why *why)
{
	return act_answer(a, OUTCOME_ASKED, why, "broadcast_whom", NULL);
}

static int ask_urge(struct act *a, struct why *why)
{
	return act_answer(a, OUTCOME_ASKED, why, "ask_urge", NULL);
}

static int ask_undo(struct act *a, struct why *why)
{
	return act_answer(a, OUTCOME_ASKED, why, "ask_undo", NULL);
}

static int ask_stop(struct act *a, struct why *why)
{
	return act_answer(a, OUTCOME_ASKED, why, "ask_stop", NULL);
}

static int ask_other_stop(struct act *a, struct why *why)
{
	return act_answer(a, OUTCOME_ASKED, why, "ask_other_stop", NULL);
}

static int ask_what(struct act *a, struct why *why)
{
	static const struct {
		const char *what;
		int (*ask)(struct act *a, struct why *why);
	} questions[] = {
		{ "number", ask_number },
		{ "indicator", ask_indicator },
		{ "confirm", ask_confirm },
		{ "what", ask_number },
		{ "unit", ask_unit },
		{ "commune", ask_unit },
		{ "name", ask_name },
		{ "consent", ask_consent },
		{ "role", ask_role },
		{ "date", ask_date },
		{ "time", ask_time },
		{ "topic", ask_topic },
		{ "period", ask_period },
		{ "two", ask_two },
		{ "text", ask_text },
		{ "mode", ask_mode },
		{ "ref", ask_ref },
		{ "rsvp", ask_ref },
		{ "which_event", ask_ref },
		{ "sittings", ask_sittings },
		{ "address", ask_address },
		{ "stop", ask_stop },
		{ "other_stop", ask_other_stop },
		{ "undo", ask_undo },
		{ "urge", ask_urge },
		{ "happened", difficulty_ask },
		{ "before", report_ask_before },
		{ "later", act_later },
		{ "team", ask_team },
		{ "secret", act_secret },
		{ "leader", ask_leader },
		{ "intent", ask_intent },
	};

	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
		if (strncmp(act_reading(a)->ask, questions[i].what, strlen(questions[i].what)) == 0)
			return questions[i].ask(a, why);
	return ask_intent(a, why);
}

int act_ask(struct act *a, struct why *why)
{
	if (ask_what(a, why) == -1)
		return -1;
	return difficulty_is_beside(a) ? difficulty_take_along(a, why) : 0;
}

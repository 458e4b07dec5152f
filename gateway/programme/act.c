/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/borrow.h"
#include "gateway/programme/closed.h"
#include "gateway/programme/enrol.h"
#include "gateway/programme/erase.h"
#include "gateway/programme/leader.h"
#include "gateway/programme/people.h"

#include "gateway/base/log.h"
#include "menus/lexicon.h"
#include "store/guard.h"
#include "store/merge.h"
#include "store/ticket.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SAME_QUESTION_MAX 6                /* the very same question to one person in an hour */
#define SENT_BEFORE_MOST  (14 * CLOCK_DAY) /* no network keeps a text longer */
#define ANYBODY           AUTHORITY_ACTS   /* no right is needed */

struct act_rule {
	int (*run)(struct act *a, struct why *why);
	enum authority_act needs;
	bool open; /* also to people who are not in the roll, or have not consented yet */
	bool own_phone; /* not on a borrowed one: it says who somebody is and how they are reached, or shows others' numbers */
};

static int deny(struct act *a, enum authority_act act, const struct unit *unit, const char *key, struct why *why);

static int ignore(struct act *a, struct why *why)
{
	(void)why;
	a->out->status = OUTCOME_IGNORED;
	return 0;
}

static int acknowledge(struct act *a, struct why *why)
{
	(void)why;
	a->out->status = OUTCOME_ANSWERED;
	return 0;
}

/* XN belongs to the question that it answers: the open one, or by its number one that was asked before it. */
static int confirm(struct act *a, struct why *why)
{
	bool asked = question_confirms(a, act_number(a, "ref", 0));

	if (asked && a->question.intent == INTENT_LEAVE)
		return leave_confirmed(a, why);
	return asked && a->question.intent == INTENT_BROADCAST ? broadcast_confirmed(a, why) : act_confirm(a, why);
}

static const struct act_rule rules[INTENTS] = {
	[INTENT_UNKNOWN] = { act_unknown, ANYBODY, true, false },
	[INTENT_REGISTER] = { act_register, ANYBODY, true, true },
	[INTENT_SCHEDULE_ADD] = { act_training_add, AUTHORITY_TRAINING, false, false },
	[INTENT_SCHEDULE_QUERY] = { act_training_list, ANYBODY, true, false },
	[INTENT_SCHEDULE_CHANGE] = { act_training_change, AUTHORITY_TRAINING, false, false },
	[INTENT_REPORT] = { act_report, ANYBODY, false, false },
	[INTENT_CORRECTION] = { act_correct, ANYBODY, false, false },
	[INTENT_DIFFICULTY] = { act_ticket, ANYBODY, true, false },
	[INTENT_TARGET_QUERY] = { act_target_list, ANYBODY, false, false },
	[INTENT_TARGET_SET] = { act_target_set, AUTHORITY_TARGET, false, false },
	[INTENT_DIGEST] = { act_digest, AUTHORITY_DIGEST, false, false },
	[INTENT_HELP] = { act_help, ANYBODY, true, false },
	[INTENT_GUIDE] = { act_guide, ANYBODY, true, false },
	[INTENT_OPTOUT] = { act_stop, ANYBODY, true, true },
	[INTENT_OPTIN] = { act_resume, ANYBODY, true, true },
	[INTENT_APPROVE] = { act_approve, AUTHORITY_APPROVE, false, false },
	[INTENT_REJECT] = { act_reject, AUTHORITY_APPROVE, false, false },
	[INTENT_RSVP] = { act_rsvp, ANYBODY, false, false },
	[INTENT_ATTENDANCE] = { act_attendance, AUTHORITY_ATTENDANCE, false, false },
	[INTENT_ACK] = { acknowledge, ANYBODY, true, false },
	[INTENT_ASK] = { act_ask, ANYBODY, true, false },
	[INTENT_DENY] = { act_deny, ANYBODY, true, false },
	[INTENT_IGNORE] = { ignore, ANYBODY, true, false },
	[INTENT_OFFTOPIC] = { act_offtopic, ANYBODY, true, false },
	[INTENT_EMPTY] = { act_help, ANYBODY, true, false },
	[INTENT_TEAM] = { act_team, ANYBODY, false, false },
	[INTENT_GROUP] = { act_group, ANYBODY, false, false },
	[INTENT_URGE] = { act_urge, AUTHORITY_URGE, false, false },
	[INTENT_ANSWER] = { act_ticket_answer, AUTHORITY_TICKET_ANSWER, false, false },
	[INTENT_SUSPEND] = { act_suspend, AUTHORITY_SUSPEND, false, false },
	[INTENT_BROADCAST] = { act_broadcast, AUTHORITY_BROADCAST, false, false },
	[INTENT_PRIVACY] = { act_privacy, ANYBODY, true, true },
	[INTENT_LANGUAGE] = { act_language, ANYBODY, true, false },
	[INTENT_STATUS] = { act_status, ANYBODY, true, false },
	[INTENT_UNDO] = { act_undo, ANYBODY, false, false },
	[INTENT_CONFIRM] = { confirm, ANYBODY, false, false },
	[INTENT_FORM] = { act_form, ANYBODY, false, false },
	[INTENT_MENU] = { act_menu, ANYBODY, true, false },
	[INTENT_LEAVE] = { act_leave, ANYBODY, false, true },
	[INTENT_DEPUTE] = { act_depute, AUTHORITY_DEPUTE, false, true },
	[INTENT_NUMBER] = { act_number_change, ANYBODY, true, true },
	[INTENT_OBJECT] = { act_object, ANYBODY, false, false },
	[INTENT_PIN] = { act_pin, ANYBODY, false, false },
	[INTENT_PHONEBOOK] = { act_phonebook, AUTHORITY_NUMBERS, false, true },
};

/* Someone who is not in the roll, or is and has not consented, asks for what needs both. */
static int turn_away(struct act *a, const struct act_rule *rule, struct why *why)
{
	struct enrolment waiting;
	bool taken_back;

	if (strcmp(a->me.status, "awaiting_consent") == 0)
		return enrol_ask_consent(a, a->unit, why);
	if (rule->needs != ANYBODY)
		a->out->intent = INTENT_DENY;
	if (enrolment_pending_of(a->p->store, a->from, &waiting, why) == -1)
		return -1;
	if (waiting.no != 0 && act_reading(a)->intent == INTENT_LEAVE)
		return enrol_withdraw(a, &taken_back, why);
	return act_answer(a, OUTCOME_REFUSED, why, waiting.no != 0 ? "not_active" : "not_registered", NULL);
}

static bool wants_own_phone(const struct act *a, const struct reading *r)
{
	return a->borrowed && rules[r->intent == INTENT_ASK ? r->guess : r->intent].own_phone;
}

static bool is_in(const struct act *a)
{
	return a->me.id != 0 && (strcmp(a->me.status, "active") == 0 || strcmp(a->me.status, "stopped") == 0);
}

/* Is it done to a unit, by who has a right to it or says where its people meet? */
static bool decides(enum intent intent)
{
	return rules[intent].needs != ANYBODY || intent == INTENT_TEAM || intent == INTENT_GROUP;
}

/* Whoever has a difficulty in hand answers it, also where the role alone would not. */
static int is_owner(struct act *a, enum intent intent, bool *owner, struct why *why)
{
	struct ticket *rows = NULL;
	size_t used = 0;

	if (intent == INTENT_ANSWER && ticket_open_owned(a->p->store, a->from, 1, &rows, &used, why) == -1)
		return -1;
	free(rows);
	*owner = used > 0;
	return 0;
}

/* A "no", or a "yes" that chooses nothing, to the question that is open. *done: it was answered. */
static int answer_open(struct act *a, bool *done, struct why *why)
{
	const struct reading *r = act_reading(a);
	const bool confirm = a->question.kind == PENDING_CONFIRM;
	const enum intent of = a->question.intent;

	*done = true;
	if (strcmp(r->ask, "nothing") == 0 || (confirm && of == INTENT_LEAVE && r->guess == INTENT_LEAVE))
		return question_close(a, why) == -1 ? -1 : act_answer(a, OUTCOME_ANSWERED, why, "leave_kept", NULL);
	if (strcmp(r->ask, "choice") == 0) /* to the wish to be erased, and for a PIN, it is said without the code */
		return of == INTENT_PRIVACY ? erase_ask_code(a, why)
		       : of == INTENT_PIN   ? pin_ask(a, why)
					    : question_ask_choice(a, why);
	if (confirm && of == INTENT_BROADCAST && r->guess == INTENT_BROADCAST && strcmp(r->ask, "address") != 0)
		return act_broadcast(a, why);
	*done = false;
	/* Another number is asked for: XN does what was to be confirmed no more. */
	return confirm && strcmp(r->ask, "number") == 0 && r->fields_used == 0 ? question_close(a, why) : 0;
}

static int deny_act(struct act *a, enum authority_act act, struct why *why)
{
	return act == AUTHORITY_APPROVE   ? act_deny_approve(a, why)
	       : act == AUTHORITY_SUSPEND ? deny(a, act, NULL, "deny_suspend", why)
					  : act_deny_for(a, act, why);
}

/* Who is not in the roll, or has no right to it, which is said before details are asked for. *done: they were told. */
static int refuse(struct act *a, bool *done, struct why *why)
{
	const struct reading *r = act_reading(a);
	const struct act_rule *rule = &rules[r->intent],
			      *guess = &rules[r->intent == INTENT_ASK ? r->guess : r->intent];
	bool owner = false;

	*done = true;
	if (!guess->open && !is_in(a))
		return turn_away(a, guess, why);
	if (guess->needs == AUTHORITY_APPROVE || guess->needs == AUTHORITY_TARGET)
		rule = guess;
	if (!rule->open && !is_in(a))
		return turn_away(a, rule, why);
	*done = rule->needs != ANYBODY && authority_of(rule->needs, a->me.role) == AUTHORITY_NONE;
	if (*done && is_owner(a, r->intent, &owner, why) == -1)
		return -1;
	*done = *done && !owner;
	return *done ? deny_act(a, rule->needs, why) : 0;
}

/* A leader's second order: it is not done, and that is said. */
static int tell_undone(struct act *a, struct why *why)
{
	if (!act_has(a, "undone") || act_has(a, "confirmed"))
		return 0;
	return act_answer(a, a->out->status, why, "order_undone", "text", act_text(a, "undone"), NULL);
}

/* "đổi ý", "thôi", "nhận lại" of who is to be erased soon: that goes on, and they are told how to stop it. */
static int tell_erasure(struct act *a, const struct reading *r, bool *done, struct why *why)
{
	bool named = act_has(a, "ref") || act_has(a, "event"), changes = act_has(a, "changes");
	bool vague = r->intent == INTENT_OPTIN || r->intent == INTENT_OPTOUT ||
		     (r->intent == INTENT_ASK && r->guess == INTENT_RSVP) ||
		     (r->intent == INTENT_RSVP && (!named || changes));

	if (!vague || a->question_open || strcmp(a->me.status, "awaiting_consent") == 0)
		return 0;
	return erase_is_waiting(a, done, why);
}

int act_run(struct act *a, struct why *why)
{
	const struct reading *r = act_reading(a);
	const struct unit *closed;
	bool done = false;

	if (wants_own_phone(a, r))
		return act_answer(a, OUTCOME_REFUSED, why, "pin_own_phone", NULL);
	if (r->intent == INTENT_ASK && a->question_open && answer_open(a, &done, why) == -1)
		return -1;
	if (!done && tell_erasure(a, r, &done, why) == -1)
		return -1;
	if (!done && refuse(a, &done, why) == -1)
		return -1;
	if (done)
		return 0;
	if (decides(r->intent == INTENT_ASK ? r->guess : r->intent) && (closed = closed_unit(a)) != NULL)
		return closed_answer(a, closed, why);
	return rules[r->intent].run(a, why) == -1 ? -1 : tell_undone(a, why);
}

/* ---- the text's fields ---- */

const char *act_text(const struct act *a, const char *key)
{
	const struct reading_field *f = reading_find(act_reading(a), 0, key);

	return f == NULL || f->is_number ? "" : f->text;
}

bool act_has(const struct act *a, const char *key)
{
	return reading_find(act_reading(a), 0, key) != NULL;
}

int64_t act_number(const struct act *a, const char *key, int64_t otherwise)
{
	const struct reading_field *f = reading_find(act_reading(a), 0, key);

	return f == NULL || !f->is_number ? otherwise : f->number;
}

int act_meant(struct act *a, const char *kind, int64_t *no, struct why *why)
{
	return *no == 0 ? 0 : store_meant_no(a->p->store, a->from, kind, *no, no, why);
}

/* A village in the text counts before the commune in which it lies. */
const struct unit *act_unit_named(const struct act *a, unsigned entry)
{
	const struct reading *r = act_reading(a);
	const struct reading_field *word = reading_find(r, entry, "unit");
	const struct reading_field *commune = reading_find(r, entry, "commune");
	const struct unit *found = NULL;

	for (unsigned i = 0; i < r->fields_used; i++) {
		const struct reading_field *f = &r->fields[i];
		const struct unit *unit;

		if (f->entry != entry || f->is_number || strcmp(f->key, "code") != 0)
			continue;
		unit = units_find(a->units, f->text);
		if (unit != NULL && (found == NULL || units_is_under(a->units, unit->code, found->code)))
			found = unit;
	}
	if (found == NULL && commune != NULL)
		found = units_by_word(a->units, commune->text);
	if (found == NULL && word == NULL && commune == NULL && strcmp(act_text(a, "scope"), "province") == 0)
		found = units_top(a->units, a->unit); /* "toàn tỉnh" */
	/* Words for a village that is not in the list name no other unit instead. */
	if (word == NULL || (found != NULL && unit_is_village(found)))
		return found;
	found = found == NULL ? NULL : units_village_by_word(a->units, word->text, found);
	return found != NULL ? found : units_by_word(a->units, word->text);
}

struct reading_field *act_only_figure(const struct act *a, struct reading *r)
{
	struct reading_field *found = NULL;
	unsigned figures = 0;

	for (unsigned i = 0; i < r->fields_used; i++)
		if (r->fields[i].is_number && lexicon_indicator(a->p->menus->lexicon, r->fields[i].key) != NULL) {
			found = &r->fields[i];
			figures++;
		}
	return figures == 1 ? found : NULL;
}

/* A time stamp that cannot be is not believed. */
int64_t act_said_us(const struct act *a)
{
	int64_t now_us = a->in->now_us, sent_us = a->in->sent_us;

	return sent_us < now_us && sent_us > now_us - SENT_BEFORE_MOST ? sent_us : now_us;
}

char *act_period(const struct act *a, unsigned entry, const struct unit *unit, char to[static CALENDAR_PERIOD_OCTETS])
{
	const struct reading_field *period = reading_find(act_reading(a), entry, "period");
	const struct reading_field *date = reading_find(act_reading(a), entry, "date");
	const struct unit *commune = unit == NULL ? NULL : units_commune(a->units, unit->code);
	int64_t at = act_said_us(a), from, until;

	if (period == NULL)
		period = reading_find(act_reading(a), 0, "period");
	if (period != NULL &&
		(calendar_period_bounds(period->text, &from, &until) == 0 || strstr(period->text, "-X") != NULL)) {
		record_copy(period->text, to, CALENDAR_PERIOD_OCTETS);
		return to;
	}
	if (date != NULL && clock_read(date->text, &from) == 0)
		at = from;
	return calendar_period_at(a->p->menus->calendar, commune == NULL ? "" : commune->code, at, to);
}

const char *act_period_name(const struct act *a, const char *period, char to[static CALENDAR_NAME_OCTETS])
{
	return calendar_period_name(period, a->style == TEXT_ENGLISH, a->in->now_us, to);
}

/* ---- rights ---- */

enum authority act_right(const struct act *a, enum authority_act act, const struct unit *unit)
{
	enum authority level = authority_of(act, a->me.role);
	const struct unit *commune;

	if (!is_in(a) || unit == NULL || a->unit == NULL || level == AUTHORITY_NONE)
		return AUTHORITY_NONE;
	if (level == AUTHORITY_AREA)
		return units_is_under(a->units, unit->code, a->unit->code) ? AUTHORITY_AREA : AUTHORITY_NONE;
	if (unit == a->unit && (level == AUTHORITY_OWN || (act != AUTHORITY_TARGET && act != AUTHORITY_TEAM)))
		return AUTHORITY_AREA;
	commune = units_commune(a->units, unit->code);
	if (level == AUTHORITY_CHECK && commune != NULL && commune == a->commune)
		return AUTHORITY_CHECK;
	return AUTHORITY_NONE;
}

/* In their own unit, and not only as a draft. */
static bool is_entitled(enum authority_act act, const char *role)
{
	enum authority level = authority_of(act, role);

	if (level == AUTHORITY_CHECK)
		return act != AUTHORITY_TARGET && act != AUTHORITY_TEAM;
	return level != AUTHORITY_NONE;
}

/* Somebody else who may do it for that unit, from there upwards; found->id 0: nobody is in the roll. */
static int find_entitled(
	const struct act *a, enum authority_act act, const struct unit *unit, struct member *found, struct why *why)
{
	memset(found, 0, sizeof *found);
	for (; unit != NULL && found->id == 0; unit = units_above(a->units, unit)) {
		struct member *rows;
		size_t used;

		if (people_of(a->p->store, a->units, unit, "", &rows, &used, why) == -1)
			return -1;
		for (size_t i = 0; i < used; i++)
			if (strcmp(rows[i].phone, a->from) != 0 && is_entitled(act, rows[i].role) &&
				(found->id == 0 || strcmp(rows[i].role, "to_truong") == 0 ||
					strncmp(rows[i].role, "lanh_dao", strlen("lanh_dao")) == 0))
				*found = rows[i]; /* who heads the others, where there is one */
		free(rows);
	}
	return 0;
}

/* "Phạm Văn Tài (lãnh đạo xã)"; the office where nobody is known. Returns to, or NULL when the store failed. */
static const char *entitled(const struct act *a, enum authority_act act, const struct unit *unit,
	char to[static RECORD_NAME_OCTETS], struct why *why)
{
	struct member found;

	if (act == ANYBODY || a->me.id == 0)
		return act_office(a, to);
	if (find_entitled(a, act, unit, &found, why) == -1)
		return NULL;
	if (found.id == 0)
		return act_office(a, to);
	snprintf(to, RECORD_NAME_OCTETS, "%.100s (%.50s)", found.name, act_named(a, act_role_name(a, found.role)));
	return to;
}

static int deny(struct act *a, enum authority_act act, const struct unit *unit, const char *key, struct why *why)
{
	char who[RECORD_NAME_OCTETS], name[RECORD_NAME_OCTETS] = "", example[ACT_EXAMPLE_OCTETS] = "";

	a->out->intent = INTENT_DENY;
	if (entitled(a, act, unit == NULL ? a->unit : unit, who, why) == NULL)
		return -1;
	if (a->unit != NULL && unit_is_village(a->unit) && a->unit != unit &&
		act_right(a, AUTHORITY_REPORT, a->unit) != AUTHORITY_NONE)
		act_example(a, "DVC", example);
	return act_answer(a, OUTCOME_REFUSED, why, key, "unit", unit == NULL ? "" : unit_in_sentence(unit, name), "who",
		who, "example", example, NULL);
}

int act_deny(struct act *a, struct why *why)
{
	return deny(a, rules[act_reading(a)->intent].needs, NULL, "deny", why);
}

int act_deny_for(struct act *a, enum authority_act act, struct why *why)
{
	return deny(a, act, NULL, "deny", why);
}

int act_deny_approve(struct act *a, struct why *why)
{
	return deny(a, AUTHORITY_APPROVE, NULL, "deny_approve", why);
}

int act_deny_unit(struct act *a, const struct unit *unit, struct why *why)
{
	enum authority_act act = rules[act_reading(a)->intent].needs;

	/* In their own unit it is the right that they lack. */
	return deny(a, act == ANYBODY ? AUTHORITY_REPORT : act, unit, unit == a->unit ? "deny" : "deny_unit", why);
}

/* ---- answering ---- */

struct voice act_voice(const struct act *a)
{
	return (struct voice){ .p = a->p,
		.now_us = a->in->now_us,
		.link = a->in->link,
		.answers = a->in->message,
		.out = a->out,
		.ussd = a->in->session[0] != '\0' };
}

/* It is not asked again for now, and the administrators hear of it: a machine, or somebody who does not get on. */
static int tell_of_loop(struct act *a, struct why *why)
{
	char masked[LOG_MASK_OCTETS], reason[LOG_MASK_OCTETS + 80];

	log_mask(a->texter, masked);
	snprintf(reason, sizeof reason, "%s was asked the same %d times in an hour, and is not asked again for now",
		masked, SAME_QUESTION_MAX);
	log_warn("loop", "from=%s", masked);
	return programme_alarm(a->p, "loop", masked, reason, a->in->now_us, why);
}

int act_answer_text(struct act *a, enum outcome_status status, const char *text, struct why *why)
{
	struct voice v = act_voice(a);
	int64_t same = 0;

	a->out->status = status;
	/* A phone that answers our questions by itself never says anything new. */
	if (status == OUTCOME_ASKED && !v.ussd &&
		guard_same(a->p->store, a->texter, text, v.now_us - CLOCK_HOUR, SAME_QUESTION_MAX, &same, why) == -1)
		return -1;
	if (same >= SAME_QUESTION_MAX) {
		a->out->status = OUTCOME_IGNORED;
		return tell_of_loop(a, why);
	}
	return voice_queue(&v, a->texter, text, "answer", 0, why);
}

int act_answer(struct act *a, enum outcome_status status, struct why *why, const char *key, ...)
{
	struct voice v = act_voice(a);
	struct buf text;
	va_list pairs;
	int result;

	buf_init(&text);
	va_start(pairs, key);
	voice_renderv(&v, a->style, &text, key, pairs);
	va_end(pairs);
	result = act_answer_text(a, status, text.data, why);
	buf_fini(&text);
	return result;
}

const char *act_office(const struct act *a, char to[static RECORD_NAME_OCTETS])
{
	const struct unit *unit = a->commune != NULL ? a->commune : a->unit != NULL ? a->unit : units_home(a->units);
	char name[RECORD_NAME_OCTETS];
	bool divided;

	if (unit != NULL && units_heir(a->units, unit, &divided) != NULL)
		unit = units_heir(a->units, unit, &divided); /* of what has ended, who has its files */

	if (unit == NULL)
		snprintf(to, RECORD_NAME_OCTETS, "UBND");
	else
		snprintf(to, RECORD_NAME_OCTETS, "UBND %.150s", unit_in_sentence(unit, name));
	return to;
}

const char *act_named(const struct act *a, const char *vi)
{
	return texts_name(a->p->menus->texts, a->style, vi);
}

const char *act_word(const struct act *a, const char *key)
{
	return texts_word(a->p->menus->texts, a->style, key);
}

const char *act_example(const struct act *a, const char *indicator, char to[static ACT_EXAMPLE_OCTETS])
{
	snprintf(to, ACT_EXAMPLE_OCTETS, "%.15s %.12s", indicator, act_word(a, "word_number"));
	return to;
}

void act_add_values(const struct act *a, const struct report_value *values, size_t used, struct buf *to)
{
	for (size_t i = 0; i < used; i++)
		buf_addf(to, "%s%s%s%s %" PRId64, i == 0 ? "" : ", ", values[i].total ? act_word(a, "word_total") : "",
			values[i].total ? " " : "", values[i].indicator, values[i].value);
}

const char *act_role_name(const struct act *a, const char *role)
{
	const struct lexicon_entry *entry = lexicon_role(a->p->menus->lexicon, role);

	return entry == NULL ? role : entry->name;
}

const char *act_topic_name(const struct act *a, const char *topic)
{
	const struct lexicon_indicator *indicator = lexicon_indicator(a->p->menus->lexicon, topic);
	const struct lexicon_entry *entry = lexicon_topic(a->p->menus->lexicon, topic);

	if (indicator != NULL)
		return indicator->name;
	return entry == NULL ? topic : entry->name;
}

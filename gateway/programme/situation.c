/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/situation.h"

#include "gateway/programme/authority.h"
#include "gateway/programme/enrol.h"
#include "gateway/programme/question.h"
#include "gateway/programme/training.h"
#include "gateway/programme/voice.h"
#include "store/absent.h"
#include "store/message.h"
#include "store/report.h"
#include "store/ticket.h"

#include <stdlib.h>
#include <string.h>

#define PAST_US              (30 * CLOCK_DAY)    /* so long a training that is over is known by its number */
#define HEARD_US             (30 * CLOCK_MINUTE) /* so long a bare "ok" may be said to a receipt */
#define PENDING_ANYWHERE_MAX 256                 /* enrolments looked through for leaders above the communes */

static int read_sender(struct act *a, struct why *why)
{
	const struct unit *unit;
	int64_t phones = 0;

	if (member_by_phone(a->p->store, a->from, &a->me, why) == -1 ||
		stopped_is(a->p->store, a->from, &a->stopped, why) == -1)
		return -1;
	if (strcmp(a->me.status, "left") == 0)
		memset(&a->me, 0, sizeof a->me);
	/* Whichever of the numbers was used, the person goes by the one to which texts go. */
	if (a->me.id != 0 && !absent_is(a->p->store, a->from, ABSENT_NUMBERS) &&
		member_phones(a->p->store, a->me.id, &phones, why) == -1)
		return -1;
	if (phones > 1 && member_by_id(a->p->store, a->me.id, &a->me, why) == -1)
		return -1;
	if (a->me.id != 0)
		record_copy(a->me.phone, a->from, sizeof a->from);
	unit = a->me.id == 0 ? NULL : units_find(a->units, a->me.unit);
	a->unit = unit;
	a->commune = unit == NULL ? NULL : units_commune(a->units, unit->code);
	a->style = voice_style(a->p, &a->me);
	return 0;
}

static void add_approval(struct act *a, const struct enrolment *e)
{
	if (a->at.approvals_used < SITUATION_REFS_MAX)
		a->at.approvals[a->at.approvals_used++] = e->no;
}

/* What waits for a leader: all of the commune; above it, what lies below the leader's unit. */
int situation_read_approvals(struct act *a, struct why *why)
{
	size_t codes_used = 0, used;
	const char **codes, *everywhere = "";
	int result = 0;

	a->at.approvals_used = 0;
	if (a->unit == NULL || authority_of(AUTHORITY_APPROVE, a->me.role) == AUTHORITY_NONE)
		return 0;
	codes = a->commune != NULL ? units_codes_in(a->units, a->commune->code, &codes_used) : NULL;
	if (a->commune == NULL)
		codes_used = 1;
	for (size_t i = 0; i < codes_used && result == 0; i++) {
		struct enrolment *rows = NULL;

		result = enrolment_pending_in(a->p->store, codes != NULL ? codes[i] : everywhere,
			codes != NULL ? SITUATION_REFS_MAX : PENDING_ANYWHERE_MAX, &rows, &used, why);
		for (size_t k = 0; result == 0 && k < used; k++) {
			bool may = false;

			result = enrol_may_decide(a, &rows[k], &may, why);
			if (may)
				add_approval(a, &rows[k]);
		}
		free(rows);
	}
	free(codes);
	return result;
}

static int read_last_report(struct act *a, struct why *why)
{
	char period[CALENDAR_PERIOD_OCTETS];
	struct report_value *values;
	struct report last;
	size_t used;

	if (a->me.id == 0)
		return 0;
	calendar_period_at(a->p->menus->calendar, a->commune == NULL ? "" : a->commune->code, act_said_us(a), period);
	if (report_last_of(a->p->store, a->from, period, &last, why) == -1)
		return -1;
	a->at.last_no = last.no;
	if (last.no == 0)
		return 0;
	if (report_values(a->p->store, last.no, &values, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && a->at.last_used < SITUATION_VALUES_MAX; i++) {
		record_copy(values[i].indicator, a->at.last[a->at.last_used].indicator, sizeof a->at.last[0].indicator);
		a->at.last[a->at.last_used].total = values[i].total;
		a->at.last[a->at.last_used++].value = values[i].value;
	}
	free(values);
	return 0;
}

static void fill(struct act *a)
{
	struct situation *at = &a->at;

	at->now = clock_civil(act_said_us(a));
	at->from = a->texter;
	at->from_name = a->in->from_name;
	at->ussd = a->in->session[0] != '\0';
	at->known = a->me.id != 0;
	at->stopped = a->stopped || strcmp(a->me.status, "stopped") == 0;
	at->role = a->me.role;
	at->unit = a->unit == NULL ? "" : a->unit->code;
	at->commune = a->commune == NULL ? "" : a->commune->code;
	at->households = a->unit == NULL ? 0 : a->unit->households;
	at->pending = a->question.kind;
	if (strcmp(a->me.status, "awaiting_consent") == 0 && at->pending == PENDING_NONE)
		at->pending = PENDING_CONSENT;
	record_copy(a->question.subject, at->pending_subject, sizeof at->pending_subject);
	at->pending_number = a->question.number;
	at->pending_intent = a->question.intent;
	at->choices_used = a->question.choices_used;
	for (unsigned i = 0; i < a->question.choices_used; i++)
		at->choices[i] = a->question.choices[i];
}

static bool is_invited(const struct situation *at, int64_t no)
{
	for (unsigned i = 0; i < at->invited_used; i++)
		if (at->invited[i] == no)
			return true;
	return false;
}

/* Trainings that LICH shows the sender may be answered by their number, though nobody has sent an invitation: an import
 * brought them, or the sender joined later. */
static int add_called(struct act *a, struct why *why)
{
	int64_t nos[SITUATION_REFS_MAX];
	unsigned used;

	if (a->unit == NULL)
		return 0;
	if (training_called(a->p, a->units, a->unit, training_sees_below(a), a->in->now_us, SITUATION_REFS_MAX, nos,
		    &used, why) == -1)
		return -1;
	for (unsigned i = 0; i < used && a->at.invited_used < SITUATION_REFS_MAX; i++)
		if (!is_invited(&a->at, nos[i]))
			a->at.invited[a->at.invited_used++] = nos[i];
	return 0;
}

/* Was it a moment ago? What is written next may be of that one, too. */
static int read_just_answered(struct act *a, struct why *why)
{
	struct invitation i;
	bool found;

	if (invitation_get(a->p->store, a->at.answered, a->from, &i, &found, why) == -1)
		return -1;
	a->at.just_answered = found && i.answered_at > a->in->now_us - HEARD_US;
	return 0;
}

/* Those that wait for an answer, which a bare CO may mean, and all: a number may change an answer that was given. What
 * is over or was called off is known by its number for a while, so that the answer says so. */
static int read_invitations(struct act *a, struct why *why)
{
	struct store *st = a->p->store;

	if (invitation_trainings(st, a->from, false, a->in->now_us, SITUATION_REFS_MAX, a->at.invited,
		    &a->at.invited_used, why) == -1)
		return -1;
	if (a->at.invited_used > 0 && invitation_trainings(st, a->from, true, a->in->now_us, SITUATION_REFS_MAX,
					      a->at.events, &a->at.events_used, why) == -1)
		return -1;
	if (a->at.invited_used > a->at.events_used &&
		invitation_last_answered(st, a->from, a->in->now_us, &a->at.answered, why) == -1)
		return -1;
	if (a->at.answered != 0 && read_just_answered(a, why) == -1)
		return -1;
	if (training_doors(a->p, a->in->now_us, a->at.doors, &a->at.doors_used, why) == -1 || add_called(a, why) == -1)
		return -1;
	return invitation_past(st, a->from, a->in->now_us - PAST_US, a->in->now_us,
		SITUATION_REFS_MAX - (int)a->at.invited_used, a->at.invited, &a->at.invited_used, why);
}

static int read_tickets(struct act *a, struct why *why)
{
	return ticket_of_person(a->p->store, a->from, SITUATION_REFS_MAX, a->at.tickets, &a->at.tickets_used,
		&a->at.answered_ticket, why);
}

#define DUNG_OCTETS 16 /* "dung." and the like, which is "đúng" or "dừng" */

/* What a bare "ok" could mean is looked at only where it could mean something else. */
static int read_heard(struct act *a, struct why *why)
{
	static const char *const recorded[] = { "report", "correction", "undo", "difficulty", "answer", "target_set",
		"attendance", "schedule_add", "schedule_change", "register", "digest", "broadcast", "urge", "approve",
		"reject", "suspend", "team" };
	char intent[RECORD_WORD_OCTETS];

	if (a->at.events_used + a->at.approvals_used == 0 &&
		(strlen(a->in->text) > DUNG_OCTETS || strpbrk(a->in->text, "0123456789") != NULL))
		return 0;
	if (message_heard(a->p->store, a->from, a->in->now_us - HEARD_US, intent, NULL, why) == -1)
		return -1;
	for (size_t i = 0; i < sizeof recorded / sizeof *recorded; i++)
		a->at.heard |= strcmp(intent, recorded[i]) == 0;
	return 0;
}

/* "Are you sure?", "how many?" of a moment ago, and nothing else since: else they wait for XN or a number, and not for
 * "có" or "không". */
static int read_passed(struct act *a, struct why *why)
{
	char intent[RECORD_WORD_OCTETS];

	if (a->at.pending != PENDING_CONFIRM && a->at.pending != PENDING_NUMBER)
		return 0;
	if (message_heard(a->p->store, a->from, a->in->now_us - CLOCK_DAY, intent, NULL, why) == -1)
		return -1;
	a->at.pending_passed = intent[0] != '\0' && strcmp(intent, intent_name(INTENT_ASK)) != 0 &&
			       strcmp(intent, intent_name(INTENT_OPTOUT)) != 0 &&
			       strcmp(intent, intent_name(a->question.intent)) != 0;
	return 0;
}

int situation_read(struct act *a, struct why *why)
{
	memset(&a->at, 0, sizeof a->at);
	if (read_sender(a, why) == -1 || question_read(a, why) == -1)
		return -1;
	fill(a);
	if (read_passed(a, why) == -1 || situation_read_approvals(a, why) == -1 || read_last_report(a, why) == -1 ||
		read_tickets(a, why) == -1)
		return -1;
	return a->me.id != 0 && read_invitations(a, why) == -1 ? -1 : read_heard(a, why);
}

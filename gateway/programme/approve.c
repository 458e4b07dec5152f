/* SPDX-License-Identifier: GPL-2.0-or-later */
/* approve.c - a leader decides by text: registrations (DUYET 17, TC 17) and reports (DUYET 31, TRA 31).
 *
 * Both are numbered for themselves, so a number may mean either; which one is
 * asked back when both wait.
 */
#include "gateway/programme/approve.h"
#include "gateway/programme/enrol.h"
#include "gateway/programme/leader.h"
#include "gateway/programme/people.h"
#include "gateway/programme/rollup.h"
#include "gateway/programme/short_list.h"
#include "gateway/programme/standing.h"
#include "gateway/programme/team.h"
#include "gateway/programme/team_look.h"
#include "store/audit.h"
#include "store/deputy.h"
#include "store/person.h"
#include "store/report.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DECIDED_LATELY CLOCK_DAY
#define REPORTED_LONG  (62 * CLOCK_DAY) /* who names an older report's number means something else that has it */
#define WAITING_SHOWN  6
#define NAMES_SHOWN    3
#define NUMBERS_MAX    32 /* decided by one text */

enum subject { SUBJECT_NONE, SUBJECT_ENROLMENT, SUBJECT_REPORT, SUBJECT_BOTH };

struct decision {
	bool approve;
	const char *reason;
	struct enrolment enrolment;
	struct report report;
};

static bool may_decide(const struct act *a, const char *unit, const char *phone)
{
	const struct unit *u = units_find(a->units, unit);

	return u != NULL && act_right(a, AUTHORITY_APPROVE, u) == AUTHORITY_AREA && strcmp(phone, a->from) != 0 &&
	       strcmp(phone, a->texter) != 0;
}

static int log_decision(struct act *a, const struct decision *d, const char *what, int64_t no, struct why *why)
{
	char subject[48];

	snprintf(subject, sizeof subject, "%s %lld", what, (long long)no);
	return audit_add(
		a->p->store, a->from, d->approve ? "approve" : "reject", subject, d->reason, a->in->now_us, why);
}

/* ---- registrations ---- */

/* The person whose number changes, or who gets another one; m->id 0: it is a new person. */
static int move_phone(struct act *a, const struct enrolment *e, struct member *m, struct why *why)
{
	struct store *st = a->p->store;

	if (e->old_phone[0] == '\0')
		return 0;
	if (member_by_phone(st, e->old_phone, m, why) == -1)
		return -1;
	if (m->id == 0)
		return 0;
	if (e->keep_old)
		return member_add_phone(st, m->id, e->phone, why);
	if (member_move_phone(st, m->id, e->old_phone, e->phone, a->in->now_us, why) == -1)
		return -1;
	return person_move(st, e->old_phone, e->phone, why);
}

/* The team of the unit in which a person of that role is lacking most; 0: the unit has none. */
static int choose_team(
	struct act *a, const struct enrolment *e, const struct unit *unit, int64_t *team, struct why *why)
{
	size_t teams_used, used, least = SIZE_MAX;
	struct team *teams;
	struct member *rows;

	*team = 0;
	if (team_of_unit(a->p->store, a->units, unit, &teams, &teams_used, why) == -1)
		return -1;
	if (people_of(a->p->store, a->units, unit, "", &rows, &used, why) == -1) {
		free(teams);
		return -1;
	}
	for (size_t i = 0; i < teams_used; i++) {
		size_t people = 0, same = 0;

		for (size_t k = 0; k < used; k++) {
			people += rows[k].team == teams[i].no;
			same += rows[k].team == teams[i].no && strcmp(rows[k].role, e->role) == 0;
		}
		if (same * 1000 + people < least) {
			least = same * 1000 + people;
			*team = teams[i].no;
		}
	}
	free(teams);
	free(rows);
	return 0;
}

static int admit(struct act *a, const struct enrolment *e, struct why *why)
{
	const struct unit *unit = units_find(a->units, e->unit);
	struct member m = { .id = 0 };
	struct deputy acting = { .id = 0 };
	bool stopped = false, knows;
	int64_t team;

	if (move_phone(a, e, &m, why) == -1)
		return -1;
	if (m.id == 0 && member_by_phone(a->p->store, e->phone, &m, why) == -1)
		return -1;
	/* Who is in the roll has consented; somebody else's data still waits for that. */
	knows = e->asked_at != 0 || (m.id != 0 && m.consent_at != 0 && strcmp(m.status, "left") != 0);
	if (m.team == 0 || strcmp(m.unit, e->unit) != 0) {
		if (choose_team(a, e, unit, &team, why) == -1)
			return -1;
		m.team = team;
	}
	/* What they were for a time they are for good now, or something else. */
	if (m.id != 0 && deputy_running(a->p->store, 0, m.id, 0, &acting, why) == -1)
		return -1;
	if (acting.id != 0 && deputy_end(a->p->store, acting.id, a->in->now_us, why) == -1)
		return -1;
	record_copy(e->phone, m.phone, sizeof m.phone);
	record_copy(e->name, m.name, sizeof m.name);
	record_copy(e->role, m.role, sizeof m.role);
	record_copy(e->unit, m.unit, sizeof m.unit);
	if (e->asked_at != 0 && (m.consent_at == 0 || strcmp(m.status, "left") == 0))
		m.consent_at = e->asked_at;
	if (!knows)
		m.consent_at = 0;
	record_copy(knows ? "active" : "awaiting_consent", m.status, sizeof m.status);
	if (member_put(a->p->store, &m, a->in->now_us, why) == -1)
		return -1;
	/* A wish to stop since then outlives the decision. */
	if (stopped_is(a->p->store, e->phone, &stopped, why) == -1)
		return -1;
	return stopped && knows ? member_set_status(a->p->store, m.id, "stopped", why) : 0;
}

/* Those whose data an import brought have not been asked for their consent yet. */
static int tell_applicant(
	struct act *a, const struct enrolment *e, const struct decision *d, const char *unit, struct why *why)
{
	struct voice v = act_voice(a);
	char office[RECORD_NAME_OCTETS];
	bool stopped;

	if (stopped_is(a->p->store, e->phone, &stopped, why) == -1)
		return -1;
	if (stopped)
		return 0;
	if (!d->approve)
		return voice_say(&v, e->phone, TEXT_PLAIN, "awaited", 0, why, "register_rejected", "no", NUMBER(e->no),
			"reason", d->reason, "office", act_office(a, office), NULL);
	if (e->asked_at == 0)
		return voice_say(&v, e->phone, TEXT_PLAIN, "awaited", 0, why, "register_welcome", "office",
			act_office(a, office), NULL);
	return voice_say(&v, e->phone, TEXT_PLAIN, "awaited", 0, why, "register_approved", "name", e->name, "role",
		act_role_name(a, e->role), "unit", unit, NULL);
}

/* The numbers that were given under that key, "17,18" or one. */
static size_t numbers_of(const struct act *a, const char *key, int64_t to[static NUMBERS_MAX])
{
	const struct reading_field *f = reading_find(act_reading(a), 0, key);
	const char *at = f == NULL || f->is_number ? "" : f->text;
	size_t used = 0;
	char *end;

	if (f != NULL && f->is_number)
		to[used++] = f->number;
	for (; *at != '\0' && used < NUMBERS_MAX; at = end + (*end == ',')) {
		to[used++] = strtoll(at, &end, 10);
		if (end == at)
			return used - 1;
	}
	return used;
}

/* What was answered to a question holds for the first that is named. */
static bool is_first(const struct act *a, int64_t no)
{
	int64_t numbers[NUMBERS_MAX];

	return numbers_of(a, "ref", numbers) > 0 && numbers[0] == no;
}

/* Approved, but the place is taken: who has it must be named first. *asked: it was. */
static int make_place(struct act *a, const struct enrolment *e, bool *asked, struct why *why)
{
	const char *chosen = is_first(a, e->no) ? act_text(a, "replace") : "";
	struct member *rows;
	size_t used;
	int result = 0;

	*asked = false;
	if (chosen[0] != '\0')
		return strcmp(chosen, "0") == 0 ? 0 : leader_replace(a, e, strtoll(chosen, NULL, 10), why);
	if (leader_holders(a, e, &rows, &used, why) == -1)
		return -1;
	if (used > 0) {
		*asked = true;
		result = leader_ask(a, e, rows, used, why);
	}
	free(rows);
	return result;
}

static int answer_decided(struct act *a, const struct decision *d, const char *unit, struct why *why)
{
	const struct enrolment *e = &d->enrolment;
	struct buf missing;
	int result = 0;

	buf_init(&missing);
	if (d->approve)
		result = team_add_missing_in(a, units_find(a->units, e->unit), &missing, why);
	if (result == 0)
		result = act_answer(a, OUTCOME_RECORDED, why, d->approve ? "approve_done" : "reject_done", "no",
			NUMBER(e->no), "name", e->name, "role", act_role_name(a, e->role), "unit", unit, "missing",
			missing.data, NULL);
	buf_fini(&missing);
	return result;
}

static int decide_enrolment(struct act *a, const struct decision *d, struct why *why)
{
	const struct enrolment *e = &d->enrolment;
	const struct unit *unit = units_find(a->units, e->unit);
	char name[RECORD_NAME_OCTETS];
	bool asked = false;

	unit_in_sentence(unit, name);
	if (d->approve && make_place(a, e, &asked, why) == -1)
		return -1;
	if (asked)
		return 0;
	if (d->approve && admit(a, e, why) == -1)
		return -1;
	if (enrolment_decide(a->p->store, e->no, d->approve ? "approved" : "rejected", a->from, d->reason,
		    a->in->now_us, why) == -1 ||
		log_decision(a, d, "enrolment", e->no, why) == -1 || enrol_decided(a, e, why) == -1 ||
		answer_decided(a, d, name, why) == -1)
		return -1;
	return tell_applicant(a, e, d, name, why);
}

int approve_enrolment(struct act *a, const struct enrolment *e, struct why *why)
{
	struct decision d = { .approve = true, .reason = "", .enrolment = *e };

	return decide_enrolment(a, &d, why);
}

/* ---- reports ---- */

static int tell_reporter(struct act *a, const struct decision *d, const char *unit, const char *values,
	const char *first, struct why *why)
{
	const struct report *r = &d->report;
	char period[CALENDAR_NAME_OCTETS], example[ACT_EXAMPLE_OCTETS];
	struct voice v = act_voice(a);
	struct member to;

	if (member_by_phone(a->p->store, r->phone, &to, why) == -1)
		return -1;
	if (to.id == 0)
		return 0;
	snprintf(example, sizeof example, "%.15s %.12s", first,
		texts_word(a->p->menus->texts, voice_style(a->p, &to), "word_number"));
	return voice_tell(&v, &to, d->approve ? "notice" : "awaited", 0, why,
		d->approve ? "report_approved" : "report_returned", "no", NUMBER(r->no), "unit", unit, "period",
		calendar_period_name(r->period, strcmp(to.language, "en") == 0, a->in->now_us, period), "values",
		values, "reason", d->reason, "example", example, NULL);
}

static int read_text(
	struct act *a, const struct report *r, struct buf *text, char first[static RECORD_CODE_OCTETS], struct why *why)
{
	struct report_value *values;
	size_t used;

	if (report_values(a->p->store, r->no, &values, &used, why) == -1)
		return -1;
	act_add_values(a, values, used, text);
	if (r->nil)
		buf_adds(text, act_word(a, "word_nothing"));
	record_copy(used > 0 ? values[0].indicator : "DVC", first, RECORD_CODE_OCTETS);
	free(values);
	return 0;
}

/* Store it and tell who sent the report. */
static int store_decision(struct act *a, const struct decision *d, struct why *why)
{
	const struct report *r = &d->report;
	char name[RECORD_NAME_OCTETS], first[RECORD_CODE_OCTETS];
	struct buf text;
	int result = -1;

	buf_init(&text);
	unit_in_sentence(units_find(a->units, r->unit), name);
	if (read_text(a, r, &text, first, why) == 0 &&
		report_set_status(a->p->store, r->no, d->approve ? "approved" : "returned", d->reason, why) == 0 &&
		log_decision(a, d, "report", r->no, why) == 0)
		result = tell_reporter(a, d, name, text.data, first, why);
	buf_fini(&text);
	return result;
}

static int decide_report(struct act *a, const struct decision *d, struct why *why)
{
	const struct report *r = &d->report;
	char name[RECORD_NAME_OCTETS], first[RECORD_CODE_OCTETS];
	struct buf text;
	int result = -1;

	buf_init(&text);
	if (read_text(a, r, &text, first, why) == 0 && store_decision(a, d, why) == 0)
		result = act_answer(a, OUTCOME_RECORDED, why, d->approve ? "report_approve_done" : "report_return_done",
			"no", NUMBER(r->no), "unit", unit_in_sentence(units_find(a->units, r->unit), name), "values",
			text.data, NULL);
	buf_fini(&text);
	return result;
}

/* ---- which one is meant ---- */

static int find_subject(
	struct act *a, int64_t no, struct decision *d, enum subject *subject, bool *elsewhere, struct why *why)
{
	bool enrolment = false, report;

	if (enrolment_get(a->p->store, no, &d->enrolment, why) == -1 ||
		report_get(a->p->store, no, &d->report, why) == -1 ||
		(d->enrolment.no != 0 && enrol_may_decide(a, &d->enrolment, &enrolment, why) == -1))
		return -1;
	if (enrolment && a->in->now_us - d->report.at > REPORTED_LONG)
		d->report.no = 0;
	report = d->report.no != 0 && may_decide(a, d->report.unit, d->report.phone);
	*elsewhere = (d->enrolment.no != 0 || d->report.no != 0) && !enrolment && !report;
	/* One that was decided a short while ago may be meant again. */
	enrolment = enrolment && (strcmp(d->enrolment.status, "pending") == 0 ||
					 a->in->now_us - d->enrolment.decided_at <= DECIDED_LATELY);
	report = report && (strcmp(d->report.status, "received") == 0 ||
				   (!d->approve && strcmp(d->report.status, "approved") == 0));
	*subject = enrolment && report ? SUBJECT_BOTH
		   : enrolment         ? SUBJECT_ENROLMENT
		   : report            ? SUBJECT_REPORT
				       : SUBJECT_NONE;
	return 0;
}

static int ask_which(struct act *a, const struct decision *d, int64_t no, struct why *why)
{
	const struct unit *unit = units_find(a->units, d->report.unit);
	char name[RECORD_NAME_OCTETS];

	question_begin(a, PENDING_CHOICE, act_reading(a)->intent);
	question_choice(a, "enrolment");
	question_choice(a, "report");
	question_wait_from(a, no);
	if (question_ask(a, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ASKED, why, "approve_both", "no", NUMBER(no), "name", d->enrolment.name, "unit",
		unit == NULL ? "" : unit_in_sentence(unit, name), NULL);
}

/* It is somebody else's to decide. */
static int deny_elsewhere(struct act *a, const struct decision *d, struct why *why)
{
	const struct unit *unit = units_find(a->units, d->enrolment.no != 0 ? d->enrolment.unit : d->report.unit);
	struct member *rows;
	size_t used;
	int result;

	if (unit == NULL || unit != a->unit || d->enrolment.no == 0)
		return unit == NULL ? act_deny_approve(a, why) : act_deny_unit(a, unit, why);
	if (enrol_chain(a, d->enrolment.unit, d->enrolment.role, &rows, &used, why) == -1)
		return -1;
	a->out->intent = INTENT_DENY;
	result = act_answer(a, OUTCOME_REFUSED, why, "deny_own_team", "who", used > 0 ? rows[0].name : "", NULL);
	free(rows);
	return result;
}

/* A report that is no longer to be decided: what became of it. */
static int answer_state(struct act *a, const struct report *r, struct why *why)
{
	static const struct {
		const char *status, *key;
	} states[] = { { "approved", "report_is_approved" }, { "returned", "report_is_returned" },
		{ "replaced", "report_is_replaced" } };
	const char *key = "report_is_undone";
	char name[RECORD_NAME_OCTETS];

	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (strcmp(states[i].status, r->status) == 0)
			key = states[i].key;
	return act_answer(a, OUTCOME_REFUSED, why, key, "no", NUMBER(r->no), "unit",
		unit_in_sentence(units_find(a->units, r->unit), name), "new", r->reason, NULL);
}

static int answer_already(struct act *a, const struct enrolment *e, struct why *why)
{
	return act_answer(a, OUTCOME_ANSWERED, why, "approve_already", "no", NUMBER(e->no), "name", e->name, NULL);
}

/* Nothing of theirs has that number here; but what the box that they used knew by it may be waiting. */
static int find_merged(
	struct act *a, int64_t *no, struct decision *d, enum subject *subject, bool *elsewhere, struct why *why)
{
	static const char *const kinds[] = { "report", "enrolment" };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds && *subject == SUBJECT_NONE; i++) {
		int64_t meant = *no;

		if (act_meant(a, kinds[i], &meant, why) == -1)
			return -1;
		if (meant == *no)
			continue;
		if (find_subject(a, meant, d, subject, elsewhere, why) == -1)
			return -1;
		if (*subject != SUBJECT_NONE)
			*no = meant;
	}
	return *subject != SUBJECT_NONE ? 0 : find_subject(a, *no, d, subject, elsewhere, why);
}

static int decide_one(struct act *a, int64_t no, bool approve, struct why *why)
{
	struct decision d = { .approve = approve, .reason = act_text(a, "reason") };
	int64_t choice = is_first(a, no) ? act_number(a, "choice", 0) : 0;
	enum subject subject;
	bool elsewhere;

	if (find_subject(a, no, &d, &subject, &elsewhere, why) == -1 ||
		(subject == SUBJECT_NONE && find_merged(a, &no, &d, &subject, &elsewhere, why) == -1))
		return -1;
	if (subject == SUBJECT_BOTH && choice != 0)
		subject = choice == 1 ? SUBJECT_ENROLMENT : SUBJECT_REPORT;
	if (subject == SUBJECT_ENROLMENT && strcmp(d.enrolment.status, "pending") != 0)
		return answer_already(a, &d.enrolment, why);
	switch (subject) {
	case SUBJECT_ENROLMENT:
		return decide_enrolment(a, &d, why);
	case SUBJECT_REPORT:
		return decide_report(a, &d, why);
	case SUBJECT_BOTH:
		return ask_which(a, &d, no, why);
	case SUBJECT_NONE:
		break;
	}
	if (elsewhere)
		return deny_elsewhere(a, &d, why);
	if (d.report.no != 0 && may_decide(a, d.report.unit, d.report.phone))
		return answer_state(a, &d.report, why);
	if (d.enrolment.no != 0 && strcmp(d.enrolment.status, "pending") != 0)
		return answer_already(a, &d.enrolment, why);
	return act_answer(a, OUTCOME_REFUSED, why, "approve_unknown", "no", NUMBER(no), NULL);
}

/* The reports that wait for a leader: of the current period and of the one before, which is often decided later. */
struct waiting {
	struct report *rows;
	size_t used;
};

static int add_waiting(struct act *a, const char *unit, struct waiting *w, struct why *why)
{
	char period[CALENDAR_PERIOD_OCTETS];

	calendar_period_at(a->p->menus->calendar, a->commune == NULL ? "" : a->commune->code, a->in->now_us, period);
	for (int back = 0; back < 2; back++) {
		struct report *rows;
		size_t used;

		if (report_standing(a->p->store, unit, period, &rows, &used, why) == -1)
			return -1;
		for (size_t i = 0; i < used; i++) {
			if (strcmp(rows[i].status, "received") != 0 || strcmp(rows[i].phone, a->from) == 0)
				continue;
			w->rows = record_room(w->rows, w->used, sizeof *w->rows);
			w->rows[w->used++] = rows[i];
		}
		free(rows);
		if (calendar_period_shift(period, -1, period) == -1)
			break;
	}
	return 0;
}

static int read_waiting(struct act *a, struct waiting *w, struct why *why)
{
	size_t used;
	const struct unit **villages = units_villages_in(a->units, a->unit->code, &used);
	int result = add_waiting(a, a->unit->code, w, why);

	for (size_t i = 0; i < used && result == 0; i++)
		result = add_waiting(a, villages[i]->code, w, why);
	free(villages);
	return result;
}

/* "31 Son Tra, 32 Tan Hy": as many as are shown. */
static void add_names(const struct act *a, const struct waiting *w, const char *before, struct buf *to)
{
	for (size_t i = 0; i < w->used && i < WAITING_SHOWN; i++)
		buf_addf(to, "%s%lld %s", i == 0 ? before : ", ", (long long)w->rows[i].no,
			rollup_short_name(units_find(a->units, w->rows[i].unit)));
}

/* No registration waits: the reports that do. */
static int answer_waiting_reports(struct act *a, struct why *why)
{
	struct waiting w = { .rows = NULL };
	struct buf options;
	int result = read_waiting(a, &w, why);

	buf_init(&options);
	add_names(a, &w, "BC ", &options);
	if (result == 0 && w.used == 0)
		result = act_answer(a, OUTCOME_ANSWERED, why, "approve_none", NULL);
	else if (result == 0)
		result = act_answer(a, OUTCOME_ASKED, why, "approve_which", "count", NUMBER((int64_t)w.used), "options",
			options.data, "no", NUMBER(w.rows[0].no), NULL);
	buf_fini(&options);
	free(w.rows);
	return result;
}

/* DUYET HET: each is decided as if its number had been given, and one answer speaks for all. */
static int approve_all(struct act *a, struct why *why)
{
	struct decision d = { .approve = true, .reason = "" };
	struct waiting w = { .rows = NULL };
	struct buf list;
	int result = read_waiting(a, &w, why);

	if (result == 0 && w.used == 0)
		result = act_answer(a, OUTCOME_ANSWERED, why, "approve_none", NULL);
	buf_init(&list);
	add_names(a, &w, "", &list);
	if (w.used > WAITING_SHOWN)
		buf_adds(&list, " ...");
	for (size_t i = 0; i < w.used && result == 0; i++) {
		d.report = w.rows[i];
		result = store_decision(a, &d, why);
	}
	if (result == 0 && w.used > 0)
		result = act_answer(a, OUTCOME_RECORDED, why, "report_all_approved", "count", NUMBER((int64_t)w.used),
			"list", list.data, NULL);
	buf_fini(&list);
	free(w.rows);
	return result;
}

int approve_ask(struct act *a, struct why *why)
{
	unsigned n = a->at.approvals_used;
	struct voice v = act_voice(a);
	struct short_list options;
	int result = 0;

	if (n == 0)
		return answer_waiting_reports(a, why);
	short_list_init(&options, NAMES_SHOWN);
	for (unsigned i = 0; i < n && result == 0; i++) {
		struct enrolment e;

		result = enrolment_get(a->p->store, a->at.approvals[i], &e, why);
		short_list_add(&options, "%lld %s", (long long)a->at.approvals[i], e.name);
	}
	if (result == 0)
		result = act_answer(a, OUTCOME_ASKED, why, "approve_which", "count", NUMBER(n), "options",
			short_list_end(&options, &v, a->style), "no", NUMBER(a->at.approvals[0]), NULL);
	short_list_fini(&options);
	return result;
}

/* Those of that key. */
static int decide_named(struct act *a, const char *key, bool approve, bool *recorded, struct why *why)
{
	int64_t numbers[NUMBERS_MAX];
	size_t used = numbers_of(a, key, numbers);

	for (size_t i = 0; i < used && !a->question_asked; i++) {
		if (decide_one(a, numbers[i], approve, why) == -1)
			return -1;
		*recorded |= a->out->status == OUTCOME_RECORDED;
	}
	return 0;
}

static int decide(struct act *a, bool approve, struct why *why)
{
	bool recorded = false;

	if (strcmp(act_text(a, "what"), "team") == 0)
		return team_decide(a, approve, why);
	if (!act_has(a, "ref") && !act_has(a, "reject_ref")) {
		if (approve && a->at.approvals_used == 0 && act_has(a, "all"))
			return approve_all(a, why);
		return a->at.approvals_used == 1 ? decide_one(a, a->at.approvals[0], approve, why)
						 : approve_ask(a, why);
	}
	if (decide_named(a, "reject_ref", false, &recorded, why) == -1 ||
		decide_named(a, "ref", approve, &recorded, why) == -1)
		return -1;
	if (a->question_asked)
		return 0;
	if (recorded)
		a->out->status = OUTCOME_RECORDED;
	return a->question_open && a->question.kind == PENDING_CHOICE ? question_close(a, why) : 0;
}

int act_approve(struct act *a, struct why *why)
{
	return decide(a, true, why);
}

int act_reject(struct act *a, struct why *why)
{
	return decide(a, false, why);
}

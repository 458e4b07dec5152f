/* SPDX-License-Identifier: GPL-2.0-or-later */
/* approve.c - a leader decides by text: registrations (DUYET 17, TC 17) and reports (DUYET 31, TRA 31).
 *
 * Both are numbered for themselves, so a number may mean either; which one is
 * asked back when both wait.
 */
#include "gateway/programme/approve.h"
#include "gateway/base/msisdn.h"
#include "gateway/programme/enrol.h"
#include "gateway/programme/pages.h"
#include "gateway/programme/people.h"
#include "gateway/programme/rollup.h"
#include "gateway/programme/situation.h"
#include "gateway/programme/team.h"
#include "store/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DECIDED_LATELY CLOCK_DAY
#define REPORTED_LONG  (62 * CLOCK_DAY) /* who names an older report's number means something else that has it */
#define UNSEEN_MAX     9                /* so much is decided although nothing was shown */
#define NUMBERS_MAX    32               /* decided by one text */

enum subject { SUBJECT_NONE, SUBJECT_ENROLMENT, SUBJECT_REPORT, SUBJECT_BOTH };

static bool may_decide(const struct act *a, const char *unit, const char *phone)
{
	const struct unit *u = units_find(a->units, unit);

	return u != NULL && act_right(a, AUTHORITY_APPROVE, u) == AUTHORITY_AREA && strcmp(phone, a->from) != 0 &&
	       strcmp(phone, a->texter) != 0;
}

int approve_log(struct act *a, const struct decision *d, const char *what, int64_t no, struct why *why)
{
	char subject[48];

	snprintf(subject, sizeof subject, "%s %lld", what, (long long)no);
	return audit_add(
		a->p->store, a->from, d->approve ? "approve" : "reject", subject, d->reason, a->in->now_us, why);
}

/* "duyệt hết đăng ký": the text may speak of one of the two alone. */
static bool speaks_of(const struct act *a, const char *what)
{
	const char *said = act_text(a, "what");

	return said[0] == '\0' || strcmp(said, what) == 0;
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

bool approve_is_first(const struct act *a, int64_t no)
{
	int64_t numbers[NUMBERS_MAX];

	return numbers_of(a, "ref", numbers) > 0 && numbers[0] == no;
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
	enrolment = enrolment && speaks_of(a, "enrolment") &&
		    (strcmp(d->enrolment.status, "pending") == 0 ||
			    a->in->now_us - d->enrolment.decided_at <= DECIDED_LATELY);
	if (report && speaks_of(a, "report") && decide_may_report(a, d, &report, why) == -1)
		return -1;
	report = report && speaks_of(a, "report");
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

int approve_waits(struct act *a, int64_t no, bool *waits, struct why *why)
{
	struct decision d = { .approve = true, .reason = "" };
	enum subject subject;
	bool elsewhere;

	if (find_subject(a, no, &d, &subject, &elsewhere, why) == -1)
		return -1;
	*waits = (subject != SUBJECT_REPORT && subject != SUBJECT_NONE && strcmp(d.enrolment.status, "pending") == 0) ||
		 (subject != SUBJECT_ENROLMENT && subject != SUBJECT_NONE && strcmp(d.report.status, "received") == 0);
	return 0;
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
	const char *key = strcmp(e->reason, ENROLMENT_WITHDRAWN) == 0 ? "approve_withdrawn" : "approve_already";

	return act_answer(a, OUTCOME_ANSWERED, why, key, "no", NUMBER(e->no), "name", e->name, NULL);
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

/* Why? Whatever is said next is the reason; nothing is returned without one. */
static int ask_reason(struct act *a, const struct decision *d, struct why *why)
{
	const struct report *r = &d->report;
	char name[RECORD_NAME_OCTETS];

	if (act_reading(a)->intent == INTENT_REJECT) {
		question_begin(a, PENDING_CHOICE, INTENT_REJECT);
		record_copy(QUESTION_WORDS, a->question.subject, sizeof a->question.subject);
		question_wait_from(a, r->no);
		if (question_ask(a, why) == -1)
			return -1;
	}
	return act_answer(a, OUTCOME_ASKED, why, "report_return_why", "no", NUMBER(r->no), "unit",
		unit_in_sentence(units_find(a->units, r->unit), name), NULL);
}

static int decide_one(struct act *a, int64_t no, bool approve, struct why *why)
{
	struct decision d = { .approve = approve, .reason = approve ? "" : act_text(a, "reason") };
	int64_t choice = approve_is_first(a, no) ? act_number(a, "choice", 0) : 0;
	enum subject subject;
	bool elsewhere, told;

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
		return approve || d.reason[0] != '\0' ? decide_report(a, &d, why) : ask_reason(a, &d, why);
	case SUBJECT_BOTH:
		return ask_which(a, &d, no, why);
	case SUBJECT_NONE:
		break;
	}
	if (!speaks_of(a, "report") && d.report.no != 0 && !elsewhere) /* "duyệt đăng ký 31", which is a report */
		return approve_ask(a, why);
	if (team_tell_draft(a, no, &told, why) == -1)
		return -1;
	if (told)
		return 0;
	if (elsewhere)
		return deny_elsewhere(a, &d, why);
	if (d.report.no != 0 && may_decide(a, d.report.unit, d.report.phone))
		return answer_state(a, &d.report, why);
	if (d.enrolment.no != 0 && strcmp(d.enrolment.status, "pending") != 0)
		return answer_already(a, &d.enrolment, why);
	return act_answer(a, OUTCOME_REFUSED, why, "approve_unknown", "no", NUMBER(no), NULL);
}

/* In a village or commune that the text names, or it names none. */
static bool is_of_named(const struct act *a, const struct enrolment *e)
{
	bool of = act_unit_named(a, 0) == NULL;

	for (unsigned i = 0; !of && i < act_reading(a)->entries; i++) {
		const struct unit *named = act_unit_named(a, i);

		of = named != NULL && units_is_under(a->units, e->unit, named->code);
	}
	return of;
}

/* "; đổi số 0905100001 > 0905200001": it is a person of the roll, whose number goes to another phone. */
static void add_number(const struct act *a, const struct enrolment *e, struct buf *to)
{
	char phone[MSISDN_OCTETS], old[MSISDN_OCTETS];

	if (e->old_phone[0] == '\0')
		return;
	msisdn_local(e->phone, phone);
	if (e->keep_old)
		buf_addf(to, "; %s %s", act_word(a, "word_second_number"), phone);
	else
		buf_addf(to, "; %s %s > %s", act_word(a, "word_number_change"), msisdn_local(e->old_phone, old), phone);
}

/* "17 Lê Thị Nga (thành viên Sơn Trà)"; only: that one, 0 = all. */
static int add_enrolments(
	struct act *a, int64_t only, struct buf *to, struct buf *shown, size_t *used, int64_t *no, struct why *why)
{
	for (unsigned i = 0; i < a->at.approvals_used; i++) {
		const struct unit *unit;
		struct enrolment e;

		if (only != 0 && only != a->at.approvals[i])
			continue;
		if (enrolment_get(a->p->store, a->at.approvals[i], &e, why) == -1)
			return -1;
		if (!is_of_named(a, &e))
			continue;
		unit = units_find(a->units, e.unit);
		buf_addf(to, "%s%lld %s (%s %s", (*used)++ == 0 ? "" : ", ", (long long)e.no, e.name,
			act_named(a, act_role_name(a, e.role)), unit == NULL ? "" : rollup_short_name(unit));
		add_number(a, &e, to);
		buf_adds(to, ")");
		approve_add_shown(shown, APPROVE_ENROLMENT, e.no);
		*no = *no == 0 ? e.no : *no;
	}
	return 0;
}

/* What waits, or of it that number, as the text of that key says it; it is what was shown. *count: how much it is; of none
 * nothing is said. */
static int show_waiting(struct act *a, const char *key, int64_t only, size_t *count, struct why *why)
{
	char first[32] = "";
	struct buf options, shown;
	int64_t no = 0;
	size_t reports = 0, teams = 0, n = 0;
	int result;

	buf_init(&options);
	buf_init(&shown);
	result = only != 0 || speaks_of(a, "enrolment") ? add_enrolments(a, only, &options, &shown, &n, &no, why) : 0;
	if (result == 0 && (only != 0 || speaks_of(a, "report")))
		result = decide_add_waiting(a, only, &options, &shown, &reports, &no, why);
	if (no != 0)
		snprintf(first, sizeof first, "%lld", (long long)no);
	if (result == 0)
		result = team_add_waiting(a, &options, &teams, first, why);
	*count = n + reports + teams;
	if (result == 0 && *count > 0)
		result = pages_answer(a, why, key, "count", NUMBER((int64_t)*count), "options", options.data, "no",
			first, "all", n + reports > 0 ? "DUYET HET" : "", NULL);
	if (a->paged && shown.length > 0)
		approve_add_unseen(&shown);
	if (result == 0)
		result = approve_keep_shown(a, shown.data, why);
	buf_fini(&options);
	buf_fini(&shown);
	return result;
}

/* Nothing waits; what became of the report that was named, or is to go back and was approved before. */
static int answer_none(struct act *a, struct why *why)
{
	const struct reading *r = act_reading(a);
	struct report report = { .no = 0 };

	if ((r->intent == INTENT_REJECT || r->guess == INTENT_REJECT) && act_unit_named(a, 0) != NULL &&
		decide_last_approved(a, &report, why) == -1)
		return -1;
	if (act_has(a, "list") && report_get(a->p->store, act_number(a, "ref", 0), &report, why) == -1)
		return -1;
	if (strcmp(report.status, "received") == 0 || !may_decide(a, report.unit, report.phone))
		report.no = 0;
	return report.no != 0 ? answer_state(a, &report, why)
			      : act_answer(a, OUTCOME_ANSWERED, why, "approve_none", NULL);
}

static int show(struct act *a, int64_t only, struct why *why)
{
	size_t count;

	if (show_waiting(a, "approve_which", only, &count, why) == -1)
		return -1;
	if (count == 0)
		return answer_none(a, why);
	a->out->status = OUTCOME_ASKED;
	return 0;
}

int approve_ask(struct act *a, struct why *why)
{
	bool done;

	if (approve_named(a, &done, why) == -1)
		return -1;
	if (!done && (a->at.approvals_used == 0 || !speaks_of(a, "enrolment")) && decide_only_of(a, &done, why) == -1)
		return -1;
	if (done)
		return 0;
	return show(a, act_number(a, "ref", 0), why);
}

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

/* ---- DUYET HET ---- */

/* What waits still is shown, so that the next DUYET HET is for that; of drafts each is decided for itself. */
static int show_rest(struct act *a, size_t *count, struct why *why)
{
	return situation_read_approvals(a, why) == -1 ? -1 : show_waiting(a, "approve_left", 0, count, why);
}

/* Those of a village or a period are reports, unless the text says otherwise. */
static int decide_all_enrolments(struct act *a, const char *shown, bool part, bool *recorded, struct why *why)
{
	int64_t numbers[SITUATION_REFS_MAX];
	unsigned used = a->at.approvals_used;

	memcpy(numbers, a->at.approvals, used * sizeof *numbers);
	if (!speaks_of(a, "enrolment") || (part && speaks_of(a, "report")))
		return 0;
	for (unsigned i = 0; i < used && !a->question_asked; i++) {
		struct decision d = { .approve = true, .reason = "" };

		if (enrolment_get(a->p->store, numbers[i], &d.enrolment, why) == -1)
			return -1;
		if (!is_of_named(a, &d.enrolment) || strcmp(d.enrolment.status, "pending") != 0 ||
			!approve_was_shown(shown, APPROVE_ENROLMENT, d.enrolment.no) ||
			approve_is_left_out(a, d.enrolment.no))
			continue;
		if (decide_enrolment(a, &d, why) == -1)
			return -1;
		*recorded |= a->out->status == OUTCOME_RECORDED;
	}
	return 0;
}

static int decide_those(struct act *a, const char *shown, bool part, bool *recorded, struct why *why)
{
	size_t reports = 0, left = 0;

	if (decide_all_enrolments(a, shown, part, recorded, why) == -1)
		return -1;
	if (a->question_asked)
		return 0;
	if (speaks_of(a, "report") && decide_all_reports(a, shown, &reports, why) == -1)
		return -1;
	*recorded |= reports > 0;
	if (!part && show_rest(a, &left, why) == -1)
		return -1;
	return *recorded || left > 0 ? 0 : act_answer(a, OUTCOME_ANSWERED, why, "approve_none", NULL);
}

/* More was not shown than anybody would decide unseen: all of it is decided after XN. *asked: it is asked. */
static int ask_unseen(struct act *a, const char *shown, bool *asked, struct why *why)
{
	size_t reports = 0, count = approve_count_shown(shown);

	*asked = false;
	if (act_has(a, "confirmed") || (count > 0 && !approve_has_unseen(shown)))
		return 0;
	if (count == 0 && speaks_of(a, "report") && decide_reports_wait(a, &reports, why) == -1)
		return -1;
	if (count == 0)
		count = reports + (speaks_of(a, "enrolment") ? a->at.approvals_used : 0);
	*asked = approve_has_unseen(shown) || count > UNSEEN_MAX;
	if (!*asked)
		return 0;
	question_begin(a, PENDING_CONFIRM, INTENT_APPROVE);
	if (question_ask(a, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ASKED, why, "approve_unseen", "count", NUMBER((int64_t)count), NULL);
}

/* All that was shown last, and what came since then waits still, and is shown; all that waits, where nothing was shown, or those of a
 * village or a period alone. */
static int decide_all(struct act *a, bool *recorded, struct why *why)
{
	bool part = act_unit_named(a, 0) != NULL || act_has(a, "period"), asked = false;
	struct buf shown;
	int result;

	if (act_has(a, "period") && !speaks_of(a, "report")) /* registrations are of no period */
		return approve_ask(a, why);

	buf_init(&shown);
	result = part ? 0 : approve_read_shown(a, &shown, why);
	if (result == 0 && !part)
		result = ask_unseen(a, shown.data, &asked, why);
	if (result == 0 && !asked)
		result = decide_those(a, shown.data, part, recorded, why);
	buf_fini(&shown);
	return result;
}

/* Those that the text names, or all. */
static int decide_meant(struct act *a, bool approve, bool *recorded, struct why *why)
{
	if (approve && act_has(a, "all"))
		return decide_all(a, recorded, why);
	return decide_named(a, "reject_ref", false, recorded, why) == -1
		       ? -1
		       : decide_named(a, "ref", approve, recorded, why);
}

/* "đồng ý cho Trần Văn Tám vào tổ": the one registration that waits for somebody of that name; 0: none, or several. */
static int find_by_name(struct act *a, struct enrolment *one, struct why *why)
{
	size_t found = 0;

	*one = (struct enrolment){ .no = 0 };
	for (unsigned i = 0; i < a->at.approvals_used; i++) {
		struct enrolment e;

		if (enrolment_get(a->p->store, a->at.approvals[i], &e, why) == -1)
			return -1;
		if (!people_is_named(e.name, act_text(a, "name")) || !is_of_named(a, &e))
			continue;
		found++;
		*one = e;
	}
	if (found != 1)
		one->no = 0;
	return 0;
}

/* The only registration that waits, which the text does not name: is it what it speaks of? "Trả lại thôn Sơn Trà" may be of a
 * report of theirs as well, and nobody is refused for what a report lacks. */
static int check_only(struct act *a, bool approve, bool *fits, struct why *why)
{
	size_t reports = 0;
	struct enrolment e;

	*fits = !act_has(a, "only");
	if (*fits)
		return 0;
	if (enrolment_get(a->p->store, act_number(a, "ref", 0), &e, why) == -1)
		return -1;
	if (!approve && speaks_of(a, "report") && act_unit_named(a, 0) != NULL &&
		decide_reports_wait(a, &reports, why) == -1)
		return -1;
	*fits = speaks_of(a, "enrolment") && is_of_named(a, &e) && reports == 0;
	return 0;
}

/* No number was said. */
static int decide_unnumbered(struct act *a, bool approve, struct why *why)
{
	struct decision d = { .approve = approve, .reason = "" };

	if (act_has(a, "name")) {
		if (find_by_name(a, &d.enrolment, why) == -1)
			return -1;
		return d.enrolment.no != 0 ? decide_enrolment(a, &d, why) : approve_ask(a, why);
	}
	return a->at.approvals_used == 1 ? decide_one(a, a->at.approvals[0], approve, why) : approve_ask(a, why);
}

static int decide(struct act *a, bool approve, struct why *why)
{
	bool recorded = false, fits;

	if (strcmp(act_text(a, "what"), "team") == 0)
		return team_decide(a, approve, why);
	if (!act_has(a, "ref") && !act_has(a, "reject_ref") && !(approve && act_has(a, "all")))
		return decide_unnumbered(a, approve, why);
	if (check_only(a, approve, &fits, why) == -1 || (fits && approve_spread(a, &fits, why) == -1))
		return -1;
	if (!fits)
		return show(a, 0, why);
	if (decide_meant(a, approve, &recorded, why) == -1)
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

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/kind.h"
#include "gateway/programme/totals.h"
#include "menus/unit_kind.h"
#include "gateway/base/msisdn.h"
#include "store/guard.h"
#include "store/person.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where a column's value lies, and its room. */
#define AT(record, member) .offset = offsetof(struct record, member), .octets = sizeof((struct record *)0)->member

static const char *const roles[] = { "thanh_vien", "to_pho", "to_truong", "can_bo_xa", "lanh_dao_xa", "can_bo_huyen",
	"lanh_dao_huyen", "doi_tac", "nguoi_dan", "quan_tri", NULL };
static const char *const member_statuses[] = { "awaiting_consent", "active", "stopped", "left", NULL };
static const char *const enrolment_statuses[] = { "pending", "approved", "rejected", NULL };
static const char *const levels[] = { "tinh", "huyen", "xa", "thon", NULL };
static const char *const methods[] = { "truc_tiep", "truc_tuyen", NULL };
static const char *const training_statuses[] = { "planned", "cancelled", "held", NULL };
static const char *const answers[] = { "yes", "no", NULL };
static const char *const report_statuses[] = { "received", "approved", "returned", "replaced", "undone", NULL };
static const char *const ticket_statuses[] = { "open", "passed_up", "answered", "closed", NULL };
static const char *const categories[] = { "mang", "thiet_bi", "ky_nang", "tam_ly", "nhan_luc", "kinh_phi", "thu_tuc",
	"loi_he_thong", "thien_tai", "an_toan", "lua_dao", "hoi_dap", "ho_tro", "tai_lieu", "sim", "ngon_ngu", "khac",
	NULL };

/* ---- units ---- */

static const struct kind_column unit_columns[] = {
	{ "code", KIND_CODE, AT(unit, code), .key = true },
	{ "name", KIND_TEXT, AT(unit, name), .needed = true },
	{ "kind", KIND_WORD, AT(unit, kind), .needed = true, .words = unit_kinds },
	{ "parent_code", KIND_CODE, AT(unit, parent) },
	{ "valid_from", KIND_DAY, AT(unit, valid_from), .key = true },
	{ "valid_to", KIND_DAY, AT(unit, valid_to) },
	{ "successor_code", KIND_CODES, AT(unit, successor) },
	{ "source", KIND_TEXT, AT(unit, source) },
	{ "households", KIND_NUMBER, AT(unit, households) },
	{ .name = NULL },
};

/* A village that brings no code gets one: again that of the village of its name, or the next of its commune. */
static int find_unit(struct store *st, void *record, bool *found, struct why *why)
{
	struct unit *u = record;

	if (u->code[0] == '\0' && unit_issue_code(st, u, why) == -1)
		return -1;
	return exchange_unit_get(st, record, found, why);
}

static int put_unit(struct store *st, void *record, const void *before, int64_t now_us, struct why *why)
{
	(void)before;
	return unit_put(st, record, now_us, why);
}

static int check_unit(const void *record, struct why *why)
{
	const struct unit *u = record;

	if (u->valid_to[0] != '\0' && strcmp(u->valid_to, u->valid_from) < 0)
		return why_set(why, "valid_to %s lies before valid_from %s; write the last day on which it was valid",
			u->valid_to, u->valid_from);
	if (u->code[0] == '\0' && (!unit_is_village(u) || u->parent[0] == '\0'))
		return why_set(why, "code is empty; only a village (thon, to_dan_pho) with a parent_code is given one, "
				    "write the official code");
	if (u->code[0] != '\0' && strcmp(u->code, u->parent) == 0)
		return why_set(why, "parent_code is the unit itself; write the code of the unit above, or nothing");
	return 0;
}

/* ---- teams ---- */

static const struct kind_column team_columns[] = {
	{ "no", KIND_NO, AT(team, no), .needed = true, .key = true },
	{ "unit", KIND_UNIT, AT(team, unit), .needed = true },
	{ "level", KIND_WORD, AT(team, level), .needed = true, .words = levels },
	{ "decision", KIND_TEXT, AT(team, decision) },
	{ "decided_on", KIND_DAY, AT(team, decided_on) },
	{ .name = NULL },
};

static int find_team(struct store *st, void *record, bool *found, struct why *why)
{
	return exchange_team_get(st, record, found, why);
}

static int put_team(struct store *st, void *record, const void *before, int64_t now_us, struct why *why)
{
	(void)before;
	(void)now_us;
	return exchange_team_put(st, record, why);
}

/* ---- members ---- */

static const struct kind_column member_columns[] = {
	{ "phone", KIND_PHONES, AT(kind_member, phones), .needed = true, .key = true },
	{ "name", KIND_TEXT, AT(kind_member, member.name), .needed = true },
	{ "role", KIND_WORD, AT(kind_member, member.role), .needed = true, .words = roles },
	{ "unit", KIND_UNIT, AT(kind_member, member.unit), .needed = true },
	{ "team", KIND_TEAM, AT(kind_member, member.team) },
	{ "status", KIND_WORD, AT(kind_member, member.status), .otherwise = "active", .words = member_statuses },
	{ "consent_at", KIND_MOMENT, AT(kind_member, member.consent_at) },
	{ "language", KIND_LANGUAGE, AT(kind_member, member.language), .otherwise = "vi" },
	{ "accents", KIND_FLAG, AT(kind_member, member.accents) },
	{ .name = NULL },
};

/* The person who has any of the numbers; two persons are a mistake of the file. What was stored of the person replaces
 * the record, and the numbers of the record that are new to them are left for put_member() to add. */
static int find_member(struct store *st, void *record, bool *found, struct why *why)
{
	struct kind_member *r = record;
	struct member one, person = { .id = 0 };

	for (unsigned i = 0; i < r->phones.used; i++) {
		if (member_by_phone(st, r->phones.list[i], &one, why) == -1)
			return -1;
		if (one.id != 0 && person.id != 0 && one.id != person.id)
			return why_set(why, "phone names two persons of the roll; give each a line of their own");
		if (one.id != 0)
			person = one;
	}
	*found = person.id != 0;
	if (!*found)
		return 0;
	r->member = person;
	return exchange_phones(st, person.id, r->phones.list, &r->phones.used, why);
}

static bool has_phone(const struct kind_phones *phones, const char *phone)
{
	for (unsigned i = 0; i < phones->used; i++)
		if (strcmp(phones->list[i], phone) == 0)
			return true;
	return false;
}

/* Who has left, or stops, gets nothing of what waits. */
static bool goes_silent(const struct kind_member *now, const struct kind_member *old)
{
	const char *status = now->member.status;

	return old != NULL && strcmp(old->member.status, status) != 0 &&
	       (strcmp(status, "left") == 0 || strcmp(status, "stopped") == 0);
}

/* The first number is the one to which texts go: it is added last. A number is never taken away by a file. */
static int put_member(struct store *st, void *record, const void *before, int64_t now_us, struct why *why)
{
	struct kind_member *r = record;
	const struct kind_member *old = before;
	char known[RECORD_PHONE_OCTETS];

	record_copy(old != NULL ? old->phones.list[0] : r->phones.list[0], known, sizeof known);
	record_copy(known, r->member.phone, sizeof r->member.phone);
	if (member_put(st, &r->member, now_us, why) == -1)
		return -1;
	if (goes_silent(r, old) && guard_withdraw_all(st, known, why) == -1)
		return -1;
	if (member_set_language(st, r->member.id, r->member.language, r->member.accents, why) == -1)
		return -1;
	for (unsigned i = 0; i < r->phones.used; i++) {
		const char *phone = r->phones.list[i];

		if (old != NULL && has_phone(&old->phones, phone))
			continue;
		if (member_put_phone(st, phone, r->member.id, now_us + r->phones.used - i, why) == -1)
			return -1;
	}
	return 0;
}

static int check_member(const void *record, struct why *why)
{
	const struct kind_member *r = record;

	for (unsigned i = 1; i < r->phones.used; i++)
		for (unsigned j = 0; j < i; j++)
			if (strcmp(r->phones.list[i], r->phones.list[j]) == 0)
				return why_set(why, "phone has %s twice; write it once", r->phones.list[i]);
	return 0;
}

/* ---- enrolments ---- */

static const struct kind_column enrolment_columns[] = {
	{ "no", KIND_NO, AT(enrolment, no), .needed = true, .key = true },
	{ "phone", KIND_PHONE, AT(enrolment, phone), .needed = true, .erasable = true },
	{ "name", KIND_TEXT, AT(enrolment, name), .needed = true, .erasable = true },
	{ "role", KIND_WORD, AT(enrolment, role), .needed = true, .words = roles },
	{ "unit", KIND_UNIT, AT(enrolment, unit), .needed = true },
	{ "status", KIND_WORD, AT(enrolment, status), .otherwise = "pending", .words = enrolment_statuses },
	{ "asked_at", KIND_MOMENT, AT(enrolment, asked_at) },
	{ "decided_at", KIND_MOMENT, AT(enrolment, decided_at) },
	{ "decided_by", KIND_WHO, AT(enrolment, decided_by) },
	{ "reason", KIND_TEXT, AT(enrolment, reason) },
	{ "old_phone", KIND_PHONE, AT(enrolment, old_phone) },
	{ .name = NULL },
};

static int find_enrolment(struct store *st, void *record, bool *found, struct why *why)
{
	struct enrolment *r = record, stored;

	if (enrolment_get(st, r->no, &stored, why) == -1)
		return -1;
	*found = stored.no != 0;
	if (*found)
		*r = stored;
	return 0;
}

static int put_enrolment(struct store *st, void *record, const void *before, int64_t now_us, struct why *why)
{
	struct enrolment *r = record;

	if (before == NULL && r->asked_at == 0)
		r->asked_at = now_us;
	return enrolment_put(st, r, why);
}

static int check_enrolment(const void *record, struct why *why)
{
	const struct enrolment *r = record;
	bool whole = r->phone[0] != '\0' && r->name[0] != '\0';

	if (!whole && (strcmp(r->status, "pending") == 0 || r->phone[0] != r->name[0]))
		return why_set(why, "%s is empty; every line needs it, unless its person was erased",
			r->phone[0] == '\0' ? "phone" : "name");
	return 0;
}

/* ---- trainings and invitations ---- */

static const struct kind_column training_columns[] = {
	{ "no", KIND_NO, AT(training, no), .needed = true, .key = true },
	{ "starts_at", KIND_MOMENT, AT(training, starts_at), .needed = true },
	{ "ends_at", KIND_MOMENT, AT(training, ends_at) },
	{ "place", KIND_TEXT, AT(training, place), .needed = true },
	{ "topic", KIND_TOPIC, AT(training, topic), .needed = true },
	{ "scope", KIND_UNIT, AT(training, scope), .needed = true },
	{ "method", KIND_WORD, AT(training, method), .otherwise = "truc_tiep", .words = methods },
	{ "partner", KIND_TEXT, AT(training, partner) },
	{ "status", KIND_WORD, AT(training, status), .otherwise = "planned", .words = training_statuses },
	{ "code", KIND_TEXT, AT(training, code) },
	{ "added_by", KIND_WHO, AT(training, added_by) },
	{ "attended", KIND_NUMBER, AT(training, attended) },
	{ "only_units", KIND_UNITS, AT(training, only_units) },
	{ "only_roles", KIND_WORDS, AT(training, only_roles), .words = roles },
	{ .name = NULL },
};

static int find_training(struct store *st, void *record, bool *found, struct why *why)
{
	struct training *r = record, stored;

	if (training_get(st, r->no, &stored, why) == -1)
		return -1;
	*found = stored.no != 0;
	if (*found)
		*r = stored;
	return 0;
}

static int put_training(struct store *st, void *record, const void *before, int64_t now_us, struct why *why)
{
	(void)before;
	(void)now_us;
	return training_put(st, record, why);
}

static int check_training(const void *record, struct why *why)
{
	const struct training *t = record;

	if (t->ends_at != 0 && t->ends_at <= t->starts_at)
		return why_set(why, "ends_at does not lie behind starts_at; write a later time, or nothing");
	return 0;
}

static const struct kind_column invitation_columns[] = {
	{ "training", KIND_TRAINING, AT(invitation, training), .needed = true, .key = true },
	{ "phone", KIND_WHO, AT(invitation, phone), .needed = true, .key = true },
	{ "answer", KIND_WORD, AT(invitation, answer), .words = answers },
	{ "answered_at", KIND_MOMENT, AT(invitation, answered_at) },
	{ "attended_at", KIND_MOMENT, AT(invitation, attended_at) },
	{ "uninvited", KIND_NUMBER, AT(invitation, uninvited) },
	{ .name = NULL },
};

static int check_invitation(const void *record, struct why *why)
{
	const struct invitation *r = record;
	char msisdn[MSISDN_OCTETS];

	if (strncmp(r->phone, PERSON_GONE, strlen(PERSON_GONE)) == 0)
		return 0;
	return msisdn_read(r->phone, msisdn, why) == 0 ? 0 : why_in(why, "phone");
}

static int find_invitation(struct store *st, void *record, bool *found, struct why *why)
{
	struct invitation *r = record, stored;

	if (invitation_get(st, r->training, r->phone, &stored, found, why) == -1)
		return -1;
	if (*found)
		*r = stored;
	return 0;
}

static int put_invitation(struct store *st, void *record, const void *before, int64_t now_us, struct why *why)
{
	(void)before;
	(void)now_us;
	return invitation_put(st, record, why);
}

/* ---- indicators and targets ---- */

static const struct kind_column indicator_columns[] = {
	{ "code", KIND_NEW_CODE, AT(indicator, code), .needed = true, .key = true },
	{ "name", KIND_TEXT, AT(indicator, name), .needed = true },
	{ "unit_word", KIND_TEXT, AT(indicator, unit_word) },
	{ "aliases", KIND_TEXT, AT(indicator, aliases) },
	{ "least", KIND_NUMBER, AT(indicator, least) },
	{ "most", KIND_NUMBER, AT(indicator, most), .otherwise = "1000" },
	{ .name = NULL },
};

static int find_indicator(struct store *st, void *record, bool *found, struct why *why)
{
	return exchange_indicator_get(st, record, found, why);
}

static int put_indicator(struct store *st, void *record, const void *before, int64_t now_us, struct why *why)
{
	(void)before;
	(void)now_us;
	return exchange_indicator_put(st, record, why);
}

static int check_indicator(const void *record, struct why *why)
{
	const struct indicator *r = record;

	if (r->most < r->least)
		return why_set(why, "most is below least; write the highest number that is plausible");
	return 0;
}

static const struct kind_column target_columns[] = {
	{ "unit", KIND_UNIT, AT(target, unit), .needed = true, .key = true },
	{ "indicator", KIND_INDICATOR, AT(target, indicator), .needed = true, .key = true },
	{ "period", KIND_PERIOD, AT(target, period), .needed = true, .key = true },
	{ "value", KIND_NUMBER, AT(target, value), .needed = true },
	{ "denominator", KIND_IDENT, AT(target, denominator) },
	{ "set_by", KIND_WHO, AT(target, set_by) },
	{ "set_at", KIND_MOMENT, AT(target, set_at) },
	{ .name = NULL },
};

static int find_target(struct store *st, void *record, bool *found, struct why *why)
{
	return target_get(st, record, found, why);
}

static int put_target(struct store *st, void *record, const void *before, int64_t now_us, struct why *why)
{
	struct target *r = record;

	if (before == NULL && r->set_at == 0)
		r->set_at = now_us;
	return target_put(st, r, why);
}

static int check_target(const void *record, struct why *why)
{
	const struct target *r = record;

	if (r->denominator[0] != '\0' && r->value > 100)
		return why_set(why,
			"value %lld is more than 100 percent of the denominator; write a percentage, or leave "
			"the denominator empty",
			(long long)r->value);
	return 0;
}

static const struct kind_column group_columns[] = {
	{ "unit", KIND_UNIT, AT(meeting_place, unit), .needed = true, .key = true },
	{ "link", KIND_TEXT, AT(meeting_place, link), .needed = true },
	{ "set_by", KIND_WHO, AT(meeting_place, set_by) },
	{ "set_at", KIND_MOMENT, AT(meeting_place, set_at) },
	{ .name = NULL },
};

static int find_group(struct store *st, void *record, bool *found, struct why *why)
{
	struct meeting_place *r = record, stored;

	if (meeting_place_get(st, r->unit, &stored, why) == -1)
		return -1;
	*found = stored.unit[0] != '\0';
	if (*found)
		*r = stored;
	return 0;
}

static int put_group(struct store *st, void *record, const void *before, int64_t now_us, struct why *why)
{
	struct meeting_place *r = record;

	if (before == NULL && r->set_at == 0)
		r->set_at = now_us;
	return meeting_place_put(st, r, why);
}

/* As a text may set it: so that the answer stays one part. */
static int check_group(const void *record, struct why *why)
{
	const struct meeting_place *r = record;

	if (strlen(r->link) > MEETING_PLACE_LINK_MAX)
		return why_set(
			why, "link has %zu octets; write one of at most %d", strlen(r->link), MEETING_PLACE_LINK_MAX);
	return 0;
}

static const struct kind_column denominator_columns[] = {
	{ "unit", KIND_UNIT, AT(denominator, unit), .needed = true, .key = true },
	{ "denominator", KIND_IDENT, AT(denominator, name), .needed = true, .key = true },
	{ "value", KIND_NUMBER, AT(denominator, value), .needed = true },
	{ .name = NULL },
};

static int find_denominator(struct store *st, void *record, bool *found, struct why *why)
{
	return denominator_get(st, record, found, why);
}

static int put_denominator(struct store *st, void *record, const void *before, int64_t now_us, struct why *why)
{
	(void)before;
	(void)now_us;
	return denominator_put(st, record, why);
}

static const struct kind_column collection_columns[] = {
	{ "period", KIND_PERIOD, AT(collection, period), .needed = true, .key = true },
	{ "unit", KIND_UNIT, AT(collection, unit), .needed = true },
	{ "indicators", KIND_TEXT, AT(collection, indicators), .needed = true },
	{ "until", KIND_MOMENT, AT(collection, until), .needed = true },
	{ "opened_at", KIND_MOMENT, AT(collection, opened_at) },
	{ "opened_by", KIND_WHO, AT(collection, opened_by) },
	{ .name = NULL },
};

static int find_collection(struct store *st, void *record, bool *found, struct why *why)
{
	struct collection *r = record, stored;

	if (collection_get(st, r->period, &stored, why) == -1)
		return -1;
	*found = stored.period[0] != '\0';
	if (*found)
		*r = stored;
	return 0;
}

static int put_collection(struct store *st, void *record, const void *before, int64_t now_us, struct why *why)
{
	struct collection *r = record;

	if (before == NULL && r->opened_at == 0)
		r->opened_at = now_us;
	/* Later ones that are opened by text are numbered above it. */
	return store_raise_no(st, "collection", strtoll(r->period + 6, NULL, 10), why) == -1
		       ? -1
		       : collection_put(st, r, why);
}

static int check_collection(const void *record, struct why *why)
{
	const struct collection *r = record;

	if (strchr(r->period, 'X') == NULL)
		return why_set(why, "period %s is one of the calendar; write the year and a number, such as 2022-X3",
			r->period);
	return 0;
}

/* ---- reports: a line a value, the head repeated ---- */

static const struct kind_column report_columns[] = {
	{ "no", KIND_NO, AT(kind_report, head.no), .needed = true, .key = true },
	{ "phone", KIND_PHONE, AT(kind_report, head.phone), .needed = true, .erasable = true },
	{ "unit", KIND_UNIT, AT(kind_report, head.unit), .needed = true },
	{ "period", KIND_PERIOD, AT(kind_report, head.period), .needed = true },
	{ "indicator", KIND_INDICATOR, AT(kind_report, value.indicator), .key = true },
	{ "value", KIND_NUMBER, AT(kind_report, value.value) },
	{ "mode", KIND_MODE, AT(kind_report, value.total), .otherwise = "period", .key = true },
	{ "at", KIND_MOMENT, AT(kind_report, head.at) },
	{ "status", KIND_WORD, AT(kind_report, head.status), .otherwise = "received", .words = report_statuses },
	{ "replaces", KIND_NUMBER, AT(kind_report, head.replaces) },
	{ "reason", KIND_TEXT, AT(kind_report, head.reason) },
	{ "late", KIND_FLAG, AT(kind_report, head.late) },
	{ .name = NULL },
};

static int find_report(struct store *st, void *record, bool *found, struct why *why)
{
	struct kind_report *r = record;
	struct report stored;

	if (report_get(st, r->head.no, &stored, why) == -1)
		return -1;
	r->head_stored = stored.no != 0;
	r->value_stored = false;
	r->value.report = r->head.no;
	if (r->head_stored)
		r->head = stored;
	if (r->head_stored && r->value.indicator[0] != '\0' &&
		exchange_value_get(st, &r->value, &r->value_stored, why) == -1)
		return -1;
	*found = r->head_stored && (r->value_stored || r->value.indicator[0] == '\0');
	return 0;
}

static bool same_head(const struct report *a, const struct report *b)
{
	return strcmp(a->phone, b->phone) == 0 && strcmp(a->unit, b->unit) == 0 && strcmp(a->period, b->period) == 0 &&
	       a->at == b->at && strcmp(a->status, b->status) == 0 && a->nil == b->nil && a->replaces == b->replaces &&
	       strcmp(a->reason, b->reason) == 0;
}

/* Through report_put() and report_put_value(), which keep the running sums as a texted report does. */
static int put_report(struct store *st, void *record, const void *before, int64_t now_us, struct why *why)
{
	struct kind_report *r = record;
	const char *indicator = r->value.indicator;
	struct report stored;

	(void)before;
	if (report_get(st, r->head.no, &stored, why) == -1)
		return -1;
	if (r->head.at == 0)
		r->head.at = stored.no != 0 ? stored.at : now_us;
	r->head.nil = indicator[0] == '\0';
	if ((stored.no == 0 || !same_head(&stored, &r->head)) && report_put(st, &r->head, why) == -1)
		return -1;
	r->value.report = r->head.no;
	return indicator[0] == '\0' ? 0 : report_put_value(st, &r->head, &r->value, why);
}

static int check_report(const void *record, struct why *why)
{
	const struct kind_report *r = record;

	if (r->value.indicator[0] == '\0' && r->value.value != 0)
		return why_set(why, "value %lld has no indicator; write its code, or leave both empty for a nil report",
			(long long)r->value.value);
	return 0;
}

/* ---- tickets ---- */

static const struct kind_column ticket_columns[] = {
	{ "no", KIND_NO, AT(ticket, no), .needed = true, .key = true },
	{ "phone", KIND_PHONE, AT(ticket, phone), .needed = true, .erasable = true },
	{ "unit", KIND_UNIT, AT(ticket, unit), .needed = true },
	{ "category", KIND_WORD, AT(ticket, category), .otherwise = "khac", .words = categories },
	{ "text", KIND_TEXT, AT(ticket, text), .needed = true, .erasable = true },
	{ "status", KIND_WORD, AT(ticket, status), .otherwise = "open", .words = ticket_statuses },
	{ "owner", KIND_WHO, AT(ticket, owner) },
	{ "due_at", KIND_MOMENT, AT(ticket, due_at) },
	{ "at", KIND_MOMENT, AT(ticket, at) },
	{ "answer", KIND_TEXT, AT(ticket, answer) },
	{ "answered_at", KIND_MOMENT, AT(ticket, answered_at) },
	{ .name = NULL },
};

static int find_ticket(struct store *st, void *record, bool *found, struct why *why)
{
	struct ticket *r = record, stored;

	if (ticket_get(st, r->no, &stored, why) == -1)
		return -1;
	*found = stored.no != 0;
	if (*found)
		*r = stored;
	return 0;
}

static int check_ticket(const void *record, struct why *why)
{
	const struct ticket *r = record;

	if (r->text[0] == '\0' && r->phone[0] != '\0')
		return why_set(why, "text is empty; every line needs it, unless its person was erased");
	return 0;
}

static int put_ticket(struct store *st, void *record, const void *before, int64_t now_us, struct why *why)
{
	struct ticket *r = record;

	if (before == NULL && r->at == 0)
		r->at = now_us;
	return ticket_put(st, r, why);
}

/* ---- forms: export only, a line a value, the head repeated ---- */

static const struct kind_column form_columns[] = {
	{ .name = "no", .type = KIND_NO },
	{ .name = "form", .type = KIND_TEXT },
	{ .name = "phone", .type = KIND_TEXT },
	{ .name = "unit", .type = KIND_TEXT },
	{ .name = "at", .type = KIND_MOMENT },
	{ .name = "status", .type = KIND_TEXT },
	{ .name = "field", .type = KIND_TEXT },
	{ .name = "value", .type = KIND_TEXT },
	{ .name = NULL },
};

/* ---- messages: export only ---- */

static const struct kind_column message_columns[] = {
	{ .name = "no", .type = KIND_NO },
	{ .name = "direction", .type = KIND_TEXT },
	{ .name = "phone", .type = KIND_TEXT },
	{ .name = "link", .type = KIND_TEXT },
	{ .name = "unit", .type = KIND_TEXT },
	{ .name = "text", .type = KIND_TEXT },
	{ .name = "state", .type = KIND_TEXT },
	{ .name = "intent", .type = KIND_TEXT },
	{ .name = "status", .type = KIND_TEXT },
	{ .name = "answers", .type = KIND_NUMBER },
	{ .name = "parts", .type = KIND_NUMBER },
	{ .name = "reason", .type = KIND_TEXT },
	{ .name = "received_at", .type = KIND_MOMENT },
	{ .name = "queued_at", .type = KIND_MOMENT },
	{ .name = "sent_at", .type = KIND_MOMENT },
	{ .name = "delivered_at", .type = KIND_MOMENT },
	{ .name = NULL },
};

/* ---- totals: export only, summed up when they are asked for ---- */

static const struct kind_column totals_columns[] = {
	{ "unit", KIND_CODE, AT(totals_row, unit.code), .key = true },
	{ "name", KIND_TEXT, AT(totals_row, unit.name) },
	{ "kind", KIND_IDENT, AT(totals_row, unit.kind) },
	{ "valid_from", KIND_DAY, AT(totals_row, unit.valid_from), .key = true },
	{ "parent_code", KIND_CODE, AT(totals_row, unit.parent) },
	{ "period", KIND_PERIOD, AT(totals_row, period), .key = true },
	{ "indicator", KIND_INDICATOR, AT(totals_row, indicator), .key = true },
	{ "mode", KIND_MODE, AT(totals_row, cumulative), .key = true },
	{ "own", KIND_NUMBER, AT(totals_row, own) },
	{ "value", KIND_NUMBER, AT(totals_row, value) },
	{ .name = NULL },
};

/* table: totals again, the indicators as further columns; see table.h. */
static const struct kind_column table_columns[] = {
	{ "period", KIND_PERIOD, AT(totals_row, period), .key = true },
	{ "unit", KIND_CODE, AT(totals_row, unit.code), .key = true },
	{ "name", KIND_TEXT, AT(totals_row, unit.name) },
	{ "kind", KIND_IDENT, AT(totals_row, unit.kind) },
	{ "parent_code", KIND_CODE, AT(totals_row, unit.parent) },
	{ .name = NULL },
};

static const struct kind kinds[] = {
	{ "units", EXCHANGE_UNITS, unit_columns, sizeof(struct unit), NULL, find_unit, put_unit, check_unit },
	{ "members", EXCHANGE_MEMBERS, member_columns, sizeof(struct kind_member), NULL, find_member, put_member,
		check_member },
	{ "teams", EXCHANGE_TEAMS, team_columns, sizeof(struct team), "team", find_team, put_team, NULL },
	{ "enrolments", EXCHANGE_ENROLMENTS, enrolment_columns, sizeof(struct enrolment), "enrolment", find_enrolment,
		put_enrolment, check_enrolment },
	{ "trainings", EXCHANGE_TRAININGS, training_columns, sizeof(struct training), "training", find_training,
		put_training, check_training },
	{ "invitations", EXCHANGE_INVITATIONS, invitation_columns, sizeof(struct invitation), NULL, find_invitation,
		put_invitation, check_invitation },
	{ "indicators", EXCHANGE_INDICATORS, indicator_columns, sizeof(struct indicator), NULL, find_indicator,
		put_indicator, check_indicator },
	{ "targets", EXCHANGE_TARGETS, target_columns, sizeof(struct target), NULL, find_target, put_target,
		check_target },
	{ "groups", EXCHANGE_GROUPS, group_columns, sizeof(struct meeting_place), NULL, find_group, put_group,
		check_group },
	{ "denominators", EXCHANGE_DENOMINATORS, denominator_columns, sizeof(struct denominator), NULL,
		find_denominator, put_denominator, NULL },
	{ "collections", EXCHANGE_COLLECTIONS, collection_columns, sizeof(struct collection), NULL, find_collection,
		put_collection, check_collection },
	{ "reports", EXCHANGE_REPORTS, report_columns, sizeof(struct kind_report), "report", find_report, put_report,
		check_report },
	{ "tickets", EXCHANGE_TICKETS, ticket_columns, sizeof(struct ticket), "ticket", find_ticket, put_ticket,
		check_ticket },
	{ "forms", EXCHANGE_FORMS, form_columns, 0, NULL, NULL, NULL, NULL },
	{ "messages", EXCHANGE_MESSAGES, message_columns, 0, NULL, NULL, NULL, NULL },
	{ "totals", EXCHANGE_TOTALS, totals_columns, 0, NULL, NULL, NULL, NULL },
	{ "table", EXCHANGE_TOTALS, table_columns, 0, NULL, NULL, NULL, NULL },
};
#define KINDS (sizeof kinds / sizeof *kinds)

_Static_assert(sizeof(struct kind_report) <= KIND_RECORD_OCTETS, "room for a report");
_Static_assert(sizeof(struct ticket) <= KIND_RECORD_OCTETS, "room for a ticket");

const struct kind *kind_find(const char *name)
{
	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(name, kinds[i].name) == 0)
			return &kinds[i];
	return NULL;
}

const char *kind_names(bool importable, char to[static KIND_NAMES_OCTETS])
{
	int at = 0;

	to[0] = '\0';
	for (size_t i = 0; i < KINDS; i++)
		if (!importable || kinds[i].octets > 0)
			at += snprintf(
				to + at, KIND_NAMES_OCTETS - (size_t)at, "%s%s", at > 0 ? ", " : "", kinds[i].name);
	return to;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* broadcast.c - one text to many (A8; S24, S35, S40): TB shows whom it reaches, in how many parts, for how much and
 * until when; XN sends it, spread over the hours; TB 12 says how far it is, HUY TB 12 takes back what still waits.
 *
 * Without a role it goes to the teams and to who leads them. Residents get only
 * what is addressed to them, and only if they asked for news (TIN); each such
 * text says how to end that.
 */
#include "gateway/base/segment.h"
#include "gateway/programme/act.h"
#include "gateway/programme/closed.h"
#include "gateway/programme/phone_set.h"
#include "gateway/programme/price.h"
#include "menus/plain.h"
#include "store/audit.h"
#include "store/broadcast.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PARTS_MOST   3  /* of one text to one person */
#define QUOTED_MOST  24 /* letters of it in the preview */
#define AT_OCTETS    (2 * CALENDAR_NAME_OCTETS)
#define RESIDENT     "nguoi_dan"
#define LONGER_PARTS 10 /* what even the network takes */

/* ---- what is to be sent, and to whom ---- */

struct recipient {
	struct member person;
	unsigned parts;
};

struct mailing {
	struct broadcast b;
	struct recipient *list;
	size_t used;
	struct phone_set reached;
	unsigned most_parts; /* of one person */
	int64_t done_at;     /* when the last one goes */
};

static void mailing_fini(struct mailing *m)
{
	free(m->list);
	phone_set_fini(&m->reached);
}

static bool in_list(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = list; (at = strstr(at, word)) != NULL; at += n)
		if ((at == list || at[-1] == ',') && (at[n] == ',' || at[n] == '\0'))
			return true;
	return false;
}

static bool is_called(const struct broadcast *b, const struct member *person)
{
	if (b->roles[0] != '\0')
		return in_list(b->roles, person->role);
	return strcmp(person->role, RESIDENT) != 0 && strcmp(person->role, "doi_tac") != 0;
}

/* The text as that person gets it: from whom, and with or without marks as they read. */
static void compose(const struct act *a, const struct broadcast *b, const struct member *person, struct buf *to)
{
	enum text_style style = voice_style(a->p, person);
	char office[RECORD_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct buf words;

	buf_init(&words);
	if (style == TEXT_ACCENTED)
		buf_adds(&words, b->text);
	else
		plain_add(b->text, &words);
	voice_render(&v, style, to, strcmp(person->role, RESIDENT) == 0 ? "broadcast_news" : "broadcast_text", "office",
		act_office(a, office), "text", words.data, NULL);
	buf_fini(&words);
}

static int add(struct act *a, struct mailing *m, const struct member *person, struct why *why)
{
	struct voice v = act_voice(a);
	struct segment_plan plan = { .parts = LONGER_PARTS };
	struct buf text;
	struct why longer;
	bool may;

	if (!is_called(&m->b, person) || strcmp(person->phone, a->from) == 0)
		return 0;
	if (voice_may_tell(&v, person, &may, why) == -1)
		return -1;
	if (!may || !phone_set_add(&m->reached, person->phone))
		return 0;
	buf_init(&text);
	compose(a, &m->b, person, &text);
	(void)segment_plan(text.data, &plan, &longer);
	buf_fini(&text);
	m->list = record_room(m->list, m->used, sizeof *m->list);
	m->list[m->used++] = (struct recipient){ *person, plan.parts };
	m->b.people++;
	m->b.parts += plan.parts;
	m->b.cost += plan.parts * price_of_part(a->p->config, person->phone);
	m->most_parts = plan.parts > m->most_parts ? plan.parts : m->most_parts;
	return 0;
}

static int add_unit(struct act *a, struct mailing *m, const char *unit, struct why *why)
{
	size_t codes_used;
	const char **codes = units_codes_in(a->units, unit, &codes_used);
	int result = 0;

	for (size_t i = 0; i < codes_used && result == 0; i++) {
		struct member *rows = NULL;
		size_t used = 0;

		result = member_list(a->p->store, codes[i], "", "active", &rows, &used, why);
		for (size_t k = 0; result == 0 && k < used; k++)
			result = add(a, m, &rows[k], why);
		free(rows);
	}
	free(codes);
	return result;
}

/* When the next text may go, given when the last one went: so many parts a minute, inside the hours. */
static int64_t next_moment(const struct act *a, int64_t at, unsigned parts)
{
	double each = (double)CLOCK_MINUTE / price_parts_per_minute(a->p->config);

	return calendar_next_slot(a->p->menus->calendar, at + (int64_t)(each * parts));
}

/* Whom m->b reaches now. */
static int collect(struct act *a, struct mailing *m, struct why *why)
{
	char units[sizeof m->b.units], *rest = units;

	memcpy(units, m->b.units, sizeof units);
	m->b.people = m->b.parts = m->b.cost = 0;
	for (const char *unit = strsep(&rest, ","); unit != NULL; unit = strsep(&rest, ","))
		if (add_unit(a, m, unit, why) == -1)
			return -1;
	m->done_at = calendar_next_slot(a->p->menus->calendar, a->in->now_us);
	for (size_t i = 0; i + 1 < m->used; i++)
		m->done_at = next_moment(a, m->done_at, m->list[i].parts);
	return 0;
}

/* ---- in words ---- */

static void add_item(struct buf *to, const char *words)
{
	buf_addf(to, "%s%s", to->length > 0 ? ", " : "", words);
}

/* "tổ trưởng, thôn Sơn Trà, thôn Tân Hy" */
static void scope_words(const struct act *a, const struct broadcast *b, struct buf *to)
{
	char list[BROADCAST_LIST_OCTETS], name[RECORD_NAME_OCTETS], *rest = list;

	record_copy(b->roles, list, sizeof list);
	for (const char *role = strsep(&rest, ","); role != NULL && role[0] != '\0'; role = strsep(&rest, ","))
		add_item(to, act_named(a, act_role_name(a, role)));
	record_copy(b->units, list, sizeof list);
	rest = list;
	for (const char *code = strsep(&rest, ","); code != NULL; code = strsep(&rest, ",")) {
		const struct unit *unit = units_find(a->units, code);

		add_item(to, unit == NULL ? code : unit_in_sentence(unit, name));
	}
}

/* "09:40", with the day when it is not today. */
static const char *moment_words(const struct act *a, int64_t at, char to[static AT_OCTETS])
{
	char day[CALENDAR_NAME_OCTETS], time[CALENDAR_NAME_OCTETS];

	calendar_time_name(at, time);
	if (clock_midnight(at, 0) == clock_midnight(a->in->now_us, 0))
		snprintf(to, AT_OCTETS, "%s", time);
	else
		snprintf(to, AT_OCTETS, "%s %s", time, calendar_day_name(at, a->in->now_us, day));
	return to;
}

/* The first words, as many as the preview has room for. */
static void quote(const char *text, struct buf *to)
{
	size_t n = strlen(text), end = 0;

	for (size_t i = 0, letters = 0; i < n && letters <= QUOTED_MOST; i++) {
		letters += ((unsigned char)text[i] & 0xc0) != 0x80;
		if (text[i] == ' ')
			end = i;
		if (i + 1 == n)
			end = n;
	}
	buf_add(to, text, end);
	if (end < n)
		buf_adds(to, "...");
}

/* ---- TB ... ---- */

/* The units that the text addresses, or the sender's own. 1: go on, 0: it was answered. */
static int read_units(struct act *a, struct broadcast *b, struct why *why)
{
	const struct reading *r = act_reading(a);
	size_t used = 0;

	for (unsigned i = 0; i < r->entries; i++) {
		const struct unit *unit = act_unit_named(a, i);

		if (unit == NULL && i == 0)
			unit = a->unit;
		if (unit == NULL)
			continue;
		if (act_right(a, AUTHORITY_BROADCAST, unit) != AUTHORITY_AREA)
			return act_deny_unit(a, unit, why);
		if (!in_list(b->units, unit->code) && used < sizeof b->units - RECORD_CODE_OCTETS - 1)
			used += (size_t)snprintf(
				b->units + used, sizeof b->units - used, "%s%s", used > 0 ? "," : "", unit->code);
	}
	if (used == 0)
		return act_answer(a, OUTCOME_REFUSED, why, "broadcast_usage", NULL);
	return 1;
}

static int preview(struct act *a, struct mailing *m, struct why *why)
{
	char at[AT_OCTETS];
	struct buf scope, words;
	int result;

	buf_init(&scope);
	buf_init(&words);
	scope_words(a, &m->b, &scope);
	quote(m->b.text, &words);
	if (m->used == 0) {
		result = act_answer(a, OUTCOME_REFUSED, why, "broadcast_nobody", "scope", scope.data, NULL);
	} else if (m->most_parts > PARTS_MOST) {
		result = act_answer(a, OUTCOME_REFUSED, why, "broadcast_long", "parts", NUMBER(m->most_parts), "limit",
			NUMBER(PARTS_MOST), NULL);
	} else {
		question_begin(a, PENDING_CONFIRM, INTENT_BROADCAST);
		result = broadcast_put(a->p->store, &m->b, why);
		a->question.number = m->b.no;
		if (result == 0)
			result = question_ask(a, why);
		if (result == 0)
			result = act_answer(a, OUTCOME_ASKED, why, "broadcast_preview", "no", NUMBER(m->b.no), "count",
				NUMBER(m->b.people), "scope", scope.data, "parts", NUMBER(m->b.parts), "cost",
				NUMBER(m->b.cost), "at", moment_words(a, m->done_at, at), "quote", words.data, NULL);
	}
	buf_fini(&scope);
	buf_fini(&words);
	return result;
}

static int propose(struct act *a, struct why *why)
{
	struct mailing m = { .list = NULL };
	int result;

	if (act_text(a, "text")[0] == '\0')
		return act_answer(a, OUTCOME_REFUSED, why, "broadcast_usage", NULL);
	if (closed_or_unknown(a))
		return closed_or_unknown_answer(a, why);
	if (act_has(a, "units"))
		return act_answer(
			a, OUTCOME_REFUSED, why, "broadcast_many", "limit", NUMBER(READING_ENTRIES_MAX), NULL);
	record_copy(a->from, m.b.phone, sizeof m.b.phone);
	record_copy(act_text(a, "text"), m.b.text, sizeof m.b.text);
	record_copy(act_text(a, "role"), m.b.roles, sizeof m.b.roles);
	record_copy("waiting", m.b.status, sizeof m.b.status);
	m.b.at = a->in->now_us;
	result = read_units(a, &m.b, why);
	if (result != 1)
		return result;
	result = collect(a, &m, why) == -1 ? -1 : preview(a, &m, why);
	mailing_fini(&m);
	return result;
}

/* ---- XN ---- */

static int queue_all(struct act *a, struct mailing *m, struct why *why)
{
	struct voice v = act_voice(a);
	int64_t id = 0;
	int result = 0;
	struct buf text;

	buf_init(&text);
	v.id = &id;
	v.out = NULL; /* hundreds of texts are no list of answers */
	v.later_us = a->in->now_us;
	for (size_t i = 0; i < m->used && result == 0; i++) {
		buf_clear(&text);
		compose(a, &m->b, &m->list[i].person, &text);
		result = voice_queue(&v, m->list[i].person.phone, text.data, "bulk", 0, why);
		if (result == 0 && id != 0)
			result = broadcast_add(a->p->store, m->b.no, m->list[i].person.phone, id, why);
		v.later_us = next_moment(a, v.later_us, m->list[i].parts);
	}
	buf_fini(&text);
	return result;
}

static int send_it(struct act *a, struct mailing *m, struct why *why)
{
	char at[AT_OCTETS], detail[RECORD_TEXT_OCTETS], subject[24];

	record_copy("queued", m->b.status, sizeof m->b.status);
	m->b.at = a->in->now_us;
	snprintf(subject, sizeof subject, "%" PRId64, m->b.no);
	snprintf(detail, sizeof detail, "units=%s roles=%s people=%" PRId64 " parts=%" PRId64 " cost=%" PRId64,
		m->b.units, m->b.roles, m->b.people, m->b.parts, m->b.cost);
	if (queue_all(a, m, why) == -1 || broadcast_put(a->p->store, &m->b, why) == -1 ||
		audit_add(a->p->store, a->from, "broadcast", subject, detail, a->in->now_us, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "broadcast_sent", "no", NUMBER(m->b.no), "count",
		NUMBER(m->b.people), "at", moment_words(a, m->done_at, at), NULL);
}

int broadcast_confirmed(struct act *a, struct why *why)
{
	struct mailing m = { .list = NULL };
	int result;

	a->out->intent = INTENT_BROADCAST;
	if (broadcast_get(a->p->store, a->question.number, &m.b, why) == -1 || question_close(a, why) == -1)
		return -1;
	if (strcmp(m.b.status, "waiting") != 0)
		return act_answer(a, OUTCOME_REFUSED, why, "report_confirm_nothing", NULL);
	result = collect(a, &m, why);
	if (result == 0)
		result = m.used > 0 ? send_it(a, &m, why) : preview(a, &m, why);
	mailing_fini(&m);
	return result;
}

/* ---- TB 12, HUY TB 12 ---- */

/* The one that is meant: by its number, else the sender's last. Only who may send to all of its units sees it. */
static int find(struct act *a, struct broadcast *b, struct why *why)
{
	int64_t no = act_number(a, "ref", 0);
	char units[sizeof b->units], *rest = units;

	if (no == 0)
		return broadcast_last_of(a->p->store, a->from, "queued", b, why);
	if (broadcast_get(a->p->store, no, b, why) == -1)
		return -1;
	memcpy(units, b->units, sizeof units);
	for (const char *code = strsep(&rest, ","); code != NULL && b->no != 0; code = strsep(&rest, ",")) {
		const struct unit *unit = units_find(a->units, code);

		if (strcmp(b->phone, a->from) != 0 &&
			(unit == NULL || act_right(a, AUTHORITY_BROADCAST, unit) != AUTHORITY_AREA))
			b->no = 0;
	}
	return 0;
}

static int none(struct act *a, struct why *why)
{
	int64_t no = act_number(a, "ref", 0);

	return act_answer(a, OUTCOME_REFUSED, why, "broadcast_none", "no", no > 0 ? NUMBER(no) : "", NULL);
}

static int show(struct act *a, struct why *why)
{
	struct broadcast_progress p;
	struct broadcast b;
	char at[AT_OCTETS];

	if (find(a, &b, why) == -1)
		return -1;
	if (b.no == 0 || strcmp(b.status, "waiting") == 0)
		return none(a, why);
	if (broadcast_progress(a->p->store, b.no, &p, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ANSWERED, why, "broadcast_progress", "no", NUMBER(b.no), "count", NUMBER(b.people),
		"sent", NUMBER(p.gone), "waiting", p.waiting > 0 ? NUMBER(p.waiting) : "", "failed",
		p.failed > 0 ? NUMBER(p.failed) : "", "at", p.last_at > 0 ? moment_words(a, p.last_at, at) : "", NULL);
}

static int drop(struct act *a, int64_t no, struct why *why)
{
	struct broadcast b;

	a->out->intent = INTENT_BROADCAST;
	if (broadcast_get(a->p->store, no, &b, why) == -1 || question_close(a, why) == -1)
		return -1;
	record_copy("withdrawn", b.status, sizeof b.status);
	if (broadcast_put(a->p->store, &b, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ANSWERED, why, "broadcast_dropped", "no", NUMBER(no), NULL);
}

static int withdraw(struct act *a, struct why *why)
{
	bool asked = a->question_open && a->question.kind == PENDING_CONFIRM && a->question.intent == INTENT_BROADCAST;
	int64_t no = act_number(a, "ref", 0), waiting = 0;
	struct broadcast_progress p;
	struct broadcast b;
	char subject[24];

	if (asked && (no == 0 || no == a->question.number))
		return drop(a, a->question.number, why);
	if (find(a, &b, why) == -1)
		return -1;
	if (b.no == 0 || strcmp(b.status, "queued") != 0)
		return none(a, why);
	if (broadcast_withdraw(a->p->store, b.no, &waiting, why) == -1 ||
		broadcast_progress(a->p->store, b.no, &p, why) == -1)
		return -1;
	if (waiting == 0)
		return act_answer(a, OUTCOME_REFUSED, why, "broadcast_over", "no", NUMBER(b.no), "sent",
			NUMBER(p.gone + p.waiting), NULL);
	snprintf(subject, sizeof subject, "%" PRId64, b.no);
	if (audit_add(a->p->store, a->from, "broadcast-withdrawn", subject, "", a->in->now_us, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "broadcast_withdrawn", "no", NUMBER(b.no), "sent",
		NUMBER(p.gone + p.waiting), "waiting", NUMBER(waiting), NULL);
}

int act_broadcast(struct act *a, struct why *why)
{
	const char *action = act_text(a, "action");

	if (strcmp(action, "cancel") == 0 || act_reading(a)->intent == INTENT_ASK)
		return withdraw(a, why);
	if (strcmp(action, "status") == 0 || act_has(a, "ref"))
		return show(a, why);
	return propose(a, why);
}

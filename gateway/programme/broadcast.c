/* SPDX-License-Identifier: GPL-2.0-or-later */
/* broadcast.c - one text to many (A8; S24, S35, S40): TB shows whom it reaches, in how many parts, for how much and
 * until when; XN sends it, spread over the hours; TB 12 says how far it is, HUY TB 12 takes back what still waits.
 *
 * Without a role it goes to the teams and to who leads them. Residents get only
 * what is addressed to them, and only if they asked for news (TIN); each such
 * text says how to end that. To more than BROADCAST_AT_ONCE people it goes in
 * slices: broadcast_many.c.
 */
#include "gateway/programme/broadcast.h"

#include "gateway/base/segment.h"
#include "gateway/programme/closed.h"
#include "gateway/programme/phone_set.h"
#include "gateway/programme/price.h"
#include "gateway/programme/short_list.h"
#include "menus/plain.h"
#include "store/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RESIDENT     "nguoi_dan"
#define NAMED_MOST   8  /* that wait, in one answer */
#define LONGER_PARTS 10 /* what even the network takes */
#define FEW_MORE     2  /* people, and a tenth: so many more than were shown may get it */

/* ---- what is to be sent, and to whom ---- */

struct receiver {
	struct member person;
	unsigned parts;
};

struct mailing {
	struct broadcast b;
	struct receiver *list;
	size_t used;
	struct phone_set reached;
	int64_t done_at;    /* when the last one goes */
	int64_t full_until; /* when the first may go to whose day is full */
	unsigned full;      /* people who had as many texts today as nobody may exceed */
	bool many;          /* more than go at once: the list is not whole */
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

bool broadcast_calls(const struct broadcast *b, const struct member *person)
{
	if (b->roles[0] != '\0')
		return in_list(b->roles, person->role);
	return strcmp(person->role, RESIDENT) != 0 && strcmp(person->role, "doi_tac") != 0;
}

static bool is_plain(const char *text)
{
	while ((unsigned char)*text - 1U < 0x7f)
		text++;
	return *text == '\0';
}

void broadcast_compose(const struct voice *v, const struct broadcast *b, const struct member *person, struct buf *to)
{
	enum text_style style = voice_style(v->p, person);
	struct buf words;

	if (style == TEXT_ACCENTED && is_plain(b->text)) /* marks in the office's name alone double what it costs */
		style = TEXT_PLAIN;
	buf_init(&words);
	if (style == TEXT_ACCENTED)
		buf_adds(&words, b->text);
	else
		plain_add(b->text, &words);
	voice_render(v, style, to, strcmp(person->role, RESIDENT) == 0 ? "broadcast_news" : "broadcast_text", "office",
		b->office, "text", words.data, NULL);
	buf_fini(&words);
}

static int add(struct act *a, struct mailing *m, const struct member *person, struct why *why)
{
	struct voice v = act_voice(a);
	struct segment_plan plan = { .parts = LONGER_PARTS };
	struct buf text;
	struct why longer;
	int64_t at;
	bool may;

	if (!broadcast_calls(&m->b, person) || strcmp(person->phone, a->from) == 0)
		return 0;
	if (voice_may_tell(&v, person, &may, why) == -1)
		return -1;
	if (!may || !phone_set_add(&m->reached, person->phone))
		return 0;
	if (programme_when(a->p, person->phone, "bulk", 0, a->in->now_us, &at, why) == -1)
		return -1;
	m->full_until = at > m->full_until ? at : m->full_until;
	m->full += clock_midnight(at, 0) > clock_midnight(calendar_next_slot(a->p->menus->calendar, a->in->now_us), 0);
	buf_init(&text);
	broadcast_compose(&v, &m->b, person, &text);
	(void)segment_plan(text.data, &plan, &longer);
	buf_fini(&text);
	m->list = record_room(m->list, m->used, sizeof *m->list);
	m->list[m->used++] = (struct receiver){ *person, plan.parts };
	m->b.people++;
	m->b.parts += plan.parts;
	m->b.cost += plan.parts * price_of_part(a->p->config, person->phone);
	m->b.longest = plan.parts > m->b.longest ? plan.parts : m->b.longest;
	m->many = m->used > BROADCAST_AT_ONCE;
	return 0;
}

static int add_unit(struct act *a, struct mailing *m, const char *unit, struct why *why)
{
	size_t codes_used;
	const char **codes = units_codes_in(a->units, unit, &codes_used);
	int result = 0;

	for (size_t i = 0; i < codes_used && result == 0 && !m->many; i++) {
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

/* Whom m->b reaches now. */
static int collect(struct act *a, struct mailing *m, struct why *why)
{
	char units[sizeof m->b.units], *rest = units;

	memcpy(units, m->b.units, sizeof units);
	m->b.people = m->b.parts = m->b.cost = m->b.longest = 0;
	m->full = 0;
	for (const char *unit = strsep(&rest, ","); unit != NULL; unit = strsep(&rest, ","))
		if (add_unit(a, m, unit, why) == -1)
			return -1;
	if (broadcast_end(a->p, a->in->now_us, m->b.parts, &m->done_at, why) == -1)
		return -1;
	m->done_at = m->full_until > m->done_at ? m->full_until : m->done_at;
	return 0;
}

/* ---- TB ... ---- */

static void add_code(struct broadcast *b, const char *code)
{
	size_t used = strlen(b->units);

	if (!in_list(b->units, code) && used < sizeof b->units - RECORD_CODE_OCTETS - 1)
		snprintf(b->units + used, sizeof b->units - used, "%s%s", used > 0 ? "," : "", code);
}

/* "toàn huyện", or the sender's own. */
static const struct unit *whole(const struct act *a)
{
	const struct unit *above = a->commune != NULL ? units_above(a->units, a->commune) : NULL;

	return act_has(a, "scope") && above != NULL ? above : a->unit;
}

/* The units that the text addresses, or the sender's own. 1: go on, 0: it was answered. */
static int read_units(struct act *a, struct broadcast *b, struct why *why)
{
	const struct reading *r = act_reading(a);

	for (unsigned i = 0; i < r->entries; i++) {
		const struct unit *unit = act_unit_named(a, i);

		if (unit == NULL && i == 0)
			unit = whole(a);
		if (unit == NULL)
			continue;
		if (act_right(a, AUTHORITY_BROADCAST, unit) != AUTHORITY_AREA)
			return act_deny_unit(a, unit, why);
		add_code(b, unit->code);
	}
	if (b->units[0] == '\0')
		return act_answer(a, OUTCOME_REFUSED, why, "broadcast_usage", NULL);
	return 1;
}

/* What m->b comes to, now or when they are counted. before: as many were shown the last time. */
static int show_mailing(struct act *a, struct mailing *m, int64_t before, struct why *why)
{
	const struct broadcast_limits limits = { m->full, act_has(a, "urgent") };

	return m->many ? broadcast_count(a, &m->b, why) : broadcast_preview(a, &m->b, before, m->done_at, limits, why);
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
	act_office(a, m.b.office);
	result = read_units(a, &m.b, why);
	if (result != 1)
		return result;
	result = collect(a, &m, why) == -1 ? -1 : show_mailing(a, &m, 0, why);
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
		broadcast_compose(&v, &m->b, &m->list[i].person, &text);
		result = voice_queue(&v, m->list[i].person.phone, text.data, "bulk", 0, why);
		if (result == 0 && id != 0)
			result = broadcast_add(a->p->store, m->b.no, m->list[i].person.phone, id, why);
		v.later_us = broadcast_next(a->p, v.later_us, m->list[i].parts);
	}
	buf_fini(&text);
	return result;
}

/* ---- several that wait for XN ---- */

/* The one that was shown last, or 0 when none is asked about. */
static int64_t asked_about(const struct act *a)
{
	bool asked = a->question_open && a->question.kind == PENDING_CONFIRM && a->question.intent == INTENT_BROADCAST;

	return asked ? a->question.number : 0;
}

static int settle(struct act *a, int64_t no, struct why *why)
{
	return no != 0 && asked_about(a) == no ? question_close(a, why) : 0;
}

/* The subject of a question that a bare XN does not answer: it may be the one before, said twice. */
#define BY_NUMBER "number"

/* Several were shown and wait: no bare XN or HUY TB goes to the wrong one, or to the wrong people. *asked: it was asked
 * which. */
static int ask_which(struct act *a, bool *asked, struct why *why)
{
	struct voice v = act_voice(a);
	struct broadcast *rows;
	struct short_list list;
	size_t used;
	int result = 0;

	if (broadcast_all_waiting(a->p->store, a->from, broadcast_shown_since(a), &rows, &used, why) == -1)
		return -1;
	*asked = used > 1 || strcmp(a->question.subject, BY_NUMBER) == 0;
	short_list_init(&list, NAMED_MOST);
	for (size_t i = 0; i < used; i++)
		short_list_add(&list, "TB %" PRId64, rows[i].no);
	free(rows);
	if (*asked) {
		a->question_asked = true; /* it stays open */
		result = act_answer(a, OUTCOME_ASKED, why, "broadcast_which", "list",
			short_list_end(&list, &v, a->style), "no", NUMBER(asked_about(a)), NULL);
	}
	short_list_fini(&list);
	return result;
}

/* One is settled; the one that was shown before it waits still. *no: its number, 0 = none. */
static int ask_next(struct act *a, int64_t settled, int64_t *no, struct why *why)
{
	struct broadcast next;

	*no = 0;
	if (broadcast_find_other(a, settled, &next, why) == -1)
		return -1;
	if (next.no == 0)
		return 0;
	*no = next.no;
	question_begin(a, PENDING_CONFIRM, INTENT_BROADCAST);
	a->question.number = next.no;
	record_copy(BY_NUMBER, a->question.subject, sizeof a->question.subject);
	return question_ask(a, why);
}

static bool is_shown(const struct act *a, const struct broadcast *b)
{
	return strcmp(b->status, "waiting") == 0 && strcmp(b->phone, a->from) == 0 && b->at >= broadcast_shown_since(a);
}

/* ---- on its way ---- */

/* It is on its way: kept, noted and told. */
static int tell_sent(struct act *a, struct broadcast *b, int64_t done_at, struct why *why)
{
	char at[BROADCAST_AT_OCTETS], detail[RECORD_TEXT_OCTETS], subject[24];
	struct broadcast_progress p;
	int64_t next;

	/* Whose day is full gets it on the next. */
	if (broadcast_progress(a->p->store, b->no, &p, why) == -1)
		return -1;
	done_at = p.last_at > done_at ? p.last_at : done_at;
	record_copy("queued", b->status, sizeof b->status);
	b->at = a->in->now_us;
	snprintf(subject, sizeof subject, "%" PRId64, b->no);
	snprintf(detail, sizeof detail, "units=%s roles=%s people=%" PRId64 " parts=%" PRId64 " cost=%" PRId64,
		b->units, b->roles, b->people, b->parts, b->cost);
	if (broadcast_put(a->p->store, b, why) == -1 ||
		audit_add(a->p->store, a->from, "broadcast", subject, detail, a->in->now_us, why) == -1 ||
		ask_next(a, b->no, &next, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "broadcast_sent", "no", NUMBER(b->no), "count", NUMBER(b->people),
		"at", broadcast_moment(a, done_at, at), "next", next != 0 ? NUMBER(next) : "", NULL);
}

static int send_counted(struct act *a, struct broadcast *b, struct why *why)
{
	int64_t done_at;

	return broadcast_release(a, b, &done_at, why) == -1 ? -1 : tell_sent(a, b, done_at, why);
}

/* Units may have been merged since they were shown: as they are today. Returns one that the sender may not send to. */
static const struct unit *renew_units(struct act *a, struct broadcast *b, bool *others)
{
	char units[sizeof b->units], *rest = units;
	const struct unit *denied = NULL;

	memcpy(units, b->units, sizeof units);
	b->units[0] = '\0';
	for (const char *code = strsep(&rest, ","); code != NULL; code = strsep(&rest, ",")) {
		const struct unit *unit = units_find(a->units, code);

		add_code(b, unit == NULL ? code : unit->code);
		if (unit != NULL && act_right(a, AUTHORITY_BROADCAST, unit) != AUTHORITY_AREA)
			denied = unit;
		*others |= unit != NULL && strcmp(unit->code, code) != 0;
	}
	return denied;
}

/* To those who are there now, unless they are clearly more than were shown, or of other units. */
static int send_at_once(struct act *a, struct mailing *m, struct why *why)
{
	int64_t shown = m->b.people;
	bool others = false;
	const struct unit *denied = renew_units(a, &m->b, &others);

	if (denied != NULL)
		return act_deny_unit(a, denied, why);
	if (collect(a, m, why) == -1)
		return -1;
	if (m->many || m->used == 0 || others || m->b.people > shown + shown / 10 + FEW_MORE) {
		m->b.at = a->in->now_us;
		return show_mailing(a, m, shown, why);
	}
	return queue_all(a, m, why) == -1 ? -1 : tell_sent(a, &m->b, m->done_at, why);
}

int broadcast_confirmed(struct act *a, struct why *why)
{
	struct mailing m = { .list = NULL };
	int64_t no = act_number(a, "ref", 0);
	bool asked = false;
	int result;

	a->out->intent = INTENT_BROADCAST;
	if (no == 0 && ask_which(a, &asked, why) == -1)
		return -1;
	if (asked)
		return 0;
	if (broadcast_get(a->p->store, no != 0 ? no : asked_about(a), &m.b, why) == -1 || settle(a, m.b.no, why) == -1)
		return -1;
	if (!is_shown(a, &m.b))
		return act_answer(a, OUTCOME_REFUSED, why, "report_confirm_nothing", NULL);
	if (m.b.office[0] == '\0')
		act_office(a, m.b.office);
	result = m.b.unmade > 0 ? send_counted(a, &m.b, why) : send_at_once(a, &m, why);
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

/* With those who have no text yet. */
static int read_progress(struct act *a, const struct broadcast *b, struct broadcast_progress *p, struct why *why)
{
	if (broadcast_progress(a->p->store, b->no, p, why) == -1)
		return -1;
	if (strcmp(b->status, "withdrawn") == 0)
		p->failed += b->unmade;
	else
		p->waiting += b->unmade;
	return 0;
}

static int show(struct act *a, struct why *why)
{
	struct broadcast_progress p;
	struct broadcast b;
	char at[BROADCAST_AT_OCTETS];

	if (find(a, &b, why) == -1)
		return -1;
	if (b.no == 0 || strcmp(b.status, "waiting") == 0)
		return none(a, why);
	if (strcmp(b.status, "counting") == 0)
		return broadcast_say_counting(a, &b, why);
	if (read_progress(a, &b, &p, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ANSWERED, why, "broadcast_progress", "no", NUMBER(b.no), "count", NUMBER(b.people),
		"sent", NUMBER(p.gone), "waiting", p.waiting > 0 ? NUMBER(p.waiting) : "", "failed",
		p.failed > 0 ? NUMBER(p.failed) : "", "at",
		p.last_at > 0 ? broadcast_moment(a, calendar_next_slot(a->p->menus->calendar, p.last_at), at) : "",
		NULL);
}

static int drop(struct act *a, int64_t no, struct why *why)
{
	struct broadcast b;
	int64_t next;

	a->out->intent = INTENT_BROADCAST;
	if (broadcast_get(a->p->store, no, &b, why) == -1 || settle(a, no, why) == -1)
		return -1;
	record_copy("withdrawn", b.status, sizeof b.status);
	if (broadcast_put(a->p->store, &b, why) == -1 || broadcast_forget(a->p->store, &b, a->in->now_us, why) == -1 ||
		ask_next(a, no, &next, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ANSWERED, why, "broadcast_dropped", "no", NUMBER(no), "next",
		next != 0 ? NUMBER(next) : "", NULL);
}

/* Without a number it is one that is being counted still, before one that is on its way. */
static int find_to_withdraw(struct act *a, int64_t no, struct broadcast *b, struct why *why)
{
	if (no == 0 && broadcast_last_of(a->p->store, a->from, "counting", b, why) == -1)
		return -1;
	return no == 0 && b->no != 0 ? 0 : find(a, b, why);
}

static int withdraw(struct act *a, struct why *why)
{
	int64_t no = act_number(a, "ref", 0), waiting = 0;
	bool asked = false;
	struct broadcast_progress p;
	struct broadcast b;
	char subject[24];

	if (no == 0 && asked_about(a) != 0) {
		if (ask_which(a, &asked, why) == -1)
			return -1;
		if (asked)
			return 0;
		return drop(a, asked_about(a), why);
	}
	if (find_to_withdraw(a, no, &b, why) == -1)
		return -1;
	if (b.no != 0 && (strcmp(b.status, "counting") == 0 || is_shown(a, &b)))
		return drop(a, b.no, why);
	if (b.no == 0 || strcmp(b.status, "queued") != 0)
		return none(a, why);
	if (broadcast_withdraw(a->p->store, b.no, &waiting, why) == -1 ||
		broadcast_progress(a->p->store, b.no, &p, why) == -1 ||
		broadcast_forget(a->p->store, &b, a->in->now_us, why) == -1)
		return -1;
	waiting += b.unmade;
	if (waiting == 0)
		return act_answer(a, OUTCOME_REFUSED, why, "broadcast_over", "no", NUMBER(b.no), "sent",
			NUMBER(p.gone + p.waiting), NULL);
	snprintf(subject, sizeof subject, "%" PRId64, b.no);
	if (audit_add(a->p->store, a->from, "broadcast-withdrawn", subject, "", a->in->now_us, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "broadcast_withdrawn", "no", NUMBER(b.no), "sent",
		NUMBER(p.gone + p.waiting), "waiting", NUMBER(waiting), NULL);
}

int broadcast_stop(struct act *a, bool *done, struct why *why)
{
	struct broadcast_progress p = { .waiting = 0 };
	struct broadcast b;

	*done = false;
	if (find_to_withdraw(a, 0, &b, why) == -1)
		return -1;
	if (b.no != 0 && strcmp(b.status, "queued") == 0 && read_progress(a, &b, &p, why) == -1)
		return -1;
	if (b.no == 0 ||
		(p.waiting == 0 && b.at < a->in->now_us - BROADCAST_FRESH_US && strcmp(b.status, "queued") == 0))
		return 0;
	*done = true;
	a->out->intent = INTENT_BROADCAST;
	return withdraw(a, why);
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

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* erase.c - a person sees what is held about them, and may have it erased (XOA DU LIEU). */
#include "gateway/programme/erase.h"

#include "gateway/base/log.h"
#include "gateway/base/msisdn.h"
#include "gateway/programme/act.h"
#include "gateway/programme/enrol.h"
#include "gateway/programme/leader.h"
#include "gateway/programme/people.h"
#include "menus/plain.h"
#include "store/audit.h"
#include "store/guard.h"
#include "store/consent.h"
#include "store/due.h"
#include "store/enrolment.h"
#include "store/exchange.h"
#include "store/person.h"
#include "store/pin.h"
#include "store/session.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CODE_LEAST 1000 /* of four digits */
#define CODE_MOST  10000
#define BUSY_WAIT  CLOCK_MINUTE

#define CODE_CHANNEL "erase"

static const char *day_of(int64_t at, char to[static CALENDAR_NAME_OCTETS])
{
	struct civil day = clock_civil(at);

	snprintf(to, CALENDAR_NAME_OCTETS, "%d/%d/%d", day.day, day.month, day.year);
	return to;
}

/* ---- what is held ---- */

struct held {
	char phones[EXCHANGE_PHONES_MAX][RECORD_PHONE_OCTETS];
	unsigned phones_used;
	struct person_counts counts;
	struct consent consent;
	struct enrolment waits; /* a registration; no 0: none */
	struct erasure erasure; /* id 0: none */
	struct pin pin;         /* hash "": none */
};

/* A number as an argument; "" when there is nothing of it. */
#define NUMBER_IF_ANY(n) ((n) > 0 ? NUMBER(n) : "")

static int read_held(struct store *st, const struct member *m, const char *phone, struct held *h, struct why *why)
{
	memset(h, 0, sizeof *h);
	if (m->id != 0 && exchange_phones(st, m->id, h->phones, &h->phones_used, why) == -1)
		return -1;
	if (m->id != 0 && pin_get(st, m->id, &h->pin, why) == -1)
		return -1;
	if (m->id == 0)
		record_copy(phone, h->phones[h->phones_used++], RECORD_PHONE_OCTETS);
	for (unsigned i = 0; i < h->phones_used; i++) {
		struct person_counts one;

		if (person_count(st, h->phones[i], &one, why) == -1)
			return -1;
		h->counts.reports += one.reports;
		h->counts.tickets += one.tickets;
		h->counts.texts += one.texts;
		h->counts.invitations += one.invitations;
		if (h->consent.id == 0 && consent_last(st, h->phones[i], &h->consent, why) == -1)
			return -1;
		if (h->waits.no == 0 && enrolment_pending_of(st, h->phones[i], &h->waits, why) == -1)
			return -1;
		if (h->erasure.id == 0 && erasure_waiting(st, 0, h->phones[i], &h->erasure, why) == -1)
			return -1;
	}
	return 0;
}

/* Of who is in no list: a registration may wait, and the texts are kept for some days. */
static int show_unlisted(struct act *a, const struct held *h, const char *date, struct why *why)
{
	const struct enrolment *e = &h->waits;
	const struct unit *unit = units_find(a->units, e->unit);
	char office[RECORD_NAME_OCTETS], place[RECORD_NAME_OCTETS] = "", since[CALENDAR_NAME_OCTETS] = "";
	char old[MSISDN_OCTETS] = "", days[24];
	bool other = e->old_phone[0] != '\0'; /* whose it is is not told */

	voice_number(a->p->config->keep_texts_days, days);
	if (unit != NULL && !other)
		enrol_place(a, unit, e->team, place);
	if (e->asked_at != 0)
		day_of(e->asked_at, since);
	return act_answer(a, OUTCOME_ANSWERED, why, e->no != 0 ? "privacy_waiting" : "privacy_none", "no",
		NUMBER(e->no), "name", other ? "" : e->name, "role", other ? "" : act_role_name(a, e->role), "unit",
		place, "old_phone", msisdn_local(e->old_phone, old), "at", since, "kk",
		NUMBER_IF_ANY(h->counts.tickets), "count", NUMBER(h->counts.texts), "days", days, "date", date,
		"office", act_office(a, office), NULL);
}

/* When they left, were taken out or replaced; 0: nobody has noted it. */
static int read_left(struct store *st, const struct held *h, int64_t *at, struct why *why)
{
	static const char *const how[] = { "leave", "remove", "replace" };

	*at = 0;
	for (unsigned i = 0; i < h->phones_used; i++)
		for (size_t k = 0; k < sizeof how / sizeof *how; k++) {
			int64_t then = 0;

			if (audit_last(st, how[k], h->phones[i], &then, why) == -1)
				return -1;
			if (then > *at)
				*at = then;
		}
	return 0;
}

/* Of who is in the roll no more: their row of it stays, and their reports. */
static int show_left(struct act *a, const struct member *m, const char *date, struct why *why)
{
	const struct unit *unit = units_find(a->units, m->unit);
	char office[RECORD_NAME_OCTETS], place[RECORD_NAME_OCTETS], phone[MSISDN_OCTETS], days[24];
	char until[CALENDAR_NAME_OCTETS] = "";
	struct held h;
	int64_t left;

	if (read_held(a->p->store, m, a->from, &h, why) == -1 || read_left(a->p->store, &h, &left, why) == -1)
		return -1;
	if (left != 0)
		day_of(left, until);
	voice_number(a->p->config->keep_texts_days, days);
	return act_answer(a, OUTCOME_ANSWERED, why, "privacy_left", "name", m->name, "role", act_role_name(a, m->role),
		"unit", unit == NULL ? m->unit : unit_in_sentence(unit, place), "at", until, "phone",
		msisdn_local(a->from, phone), "number", NUMBER(h.counts.reports), "kk", NUMBER_IF_ANY(h.counts.tickets),
		"invited", NUMBER_IF_ANY(h.counts.invitations), "count", NUMBER(h.counts.texts), "days", days, "no",
		h.waits.no != 0 ? NUMBER(h.waits.no) : "", "date", date, "office", act_office(a, office), NULL);
}

static int show(struct act *a, struct why *why)
{
	char date[CALENDAR_NAME_OCTETS] = "";
	char office[RECORD_NAME_OCTETS], unit[RECORD_NAME_OCTETS], since[CALENDAR_NAME_OCTETS] = "";
	char local[MSISDN_OCTETS], days[24];
	struct buf numbers;
	struct member before;
	struct held h;
	int result;

	act_office(a, office);
	if (read_held(a->p->store, &a->me, a->from, &h, why) == -1)
		return -1;
	voice_number(a->p->config->keep_texts_days, days);
	if (h.erasure.id != 0)
		day_of(h.erasure.at, date);
	if (a->me.id == 0 && member_by_phone(a->p->store, a->from, &before, why) == -1)
		return -1;
	if (a->me.id == 0 && before.id != 0)
		return show_left(a, &before, date, why);
	if (a->me.id == 0)
		return show_unlisted(a, &h, date, why);
	if (a->me.consent_at != 0)
		day_of(a->me.consent_at, since);
	buf_init(&numbers);
	for (unsigned i = 0; i < h.phones_used; i++)
		buf_addf(&numbers, "%s%s", i == 0 ? "" : ", ", msisdn_local(h.phones[i], local));
	result = act_answer(a, OUTCOME_ANSWERED, why, "privacy_data", "name", a->me.name, "role",
		act_role_name(a, a->me.role), "unit", a->unit == NULL ? a->me.unit : unit_in_sentence(a->unit, unit),
		"phone", numbers.data, "at", since, "version", h.consent.version, "number", NUMBER(h.counts.reports),
		"no", h.waits.no != 0 ? NUMBER(h.waits.no) : "", "kk", NUMBER_IF_ANY(h.counts.tickets), "invited",
		NUMBER_IF_ANY(h.counts.invitations), "pin", h.pin.hash[0] != '\0' ? "PIN" : "", "date", date, "count",
		NUMBER(h.counts.texts), "days", days, "office", office, NULL);
	buf_fini(&numbers);
	return result;
}

/* ---- XOA DU LIEU ---- */

/* The code that was given, and holds whatever is asked in between; 0 = none. */
static int read_code(struct act *a, int64_t *code, struct why *why)
{
	struct session s;
	int result;

	session_init(&s);
	result = session_get(a->p->store, a->from, CODE_CHANNEL, a->in->now_us, &s, why);
	*code = result == 0 && s.kind[0] != '\0' ? strtoll(s.data.data, NULL, 10) : 0;
	session_fini(&s);
	return result;
}

static int keep_code(struct act *a, int64_t code, struct why *why)
{
	return session_put(a->p->store, a->from, CODE_CHANNEL, CODE_CHANNEL, NUMBER(code), a->in->now_us,
		a->in->now_us + a->p->config->session_s * CLOCK_SECOND, why);
}

/* The sender: by the name, or where there is none by the number. */
static const char *own_name(const struct act *a, char local[static MSISDN_OCTETS])
{
	return a->me.name[0] != '\0' ? a->me.name : msisdn_local(a->from, local);
}

/* Behind "XOA DU LIEU" or alone. */
int erase_ask_code(struct act *a, struct why *why)
{
	char local[MSISDN_OCTETS];
	int64_t code;

	if (read_code(a, &code, why) == -1)
		return -1;
	if (code == 0)
		code = CODE_LEAST + (int64_t)randombytes_uniform(CODE_MOST - CODE_LEAST);
	question_begin(a, PENDING_CHOICE, INTENT_PRIVACY);
	record_copy("ref", a->question.subject, sizeof a->question.subject);
	if (question_ask(a, why) == -1 || keep_code(a, code, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ASKED, why, "erase_code", "number", NUMBER(code), "name", own_name(a, local),
		"role", a->me.id != 0 ? act_role_name(a, a->me.role) : "", NULL);
}

int erase_is_waiting(struct act *a, bool *waits, struct why *why)
{
	char at[CALENDAR_NAME_OCTETS], law[CALENDAR_NAME_OCTETS];
	struct erasure e;

	if (erasure_waiting(a->p->store, 0, a->from, &e, why) == -1)
		return -1;
	*waits = e.id != 0;
	if (!*waits)
		return 0;
	return act_answer(a, OUTCOME_ANSWERED, why, "erase_waiting", "date", day_of(e.at, at), "due",
		day_of(e.asked_at + ERASE_LAW_DAYS * CLOCK_DAY, law), NULL);
}

/* By the name in the roll, that of a registration that waits, or their own place. Of who is not in the roll nothing is known
 * that could be another's. */
static int names_other(struct act *a, bool *other, struct why *why)
{
	const struct unit *unit = act_unit_named(a, 0);
	struct enrolment waits;

	*other = false;
	if (a->me.id == 0)
		return 0;
	if (enrolment_pending_of(a->p->store, a->from, &waits, why) == -1)
		return -1;
	*other = (act_has(a, "name") && !people_is_named(a->me.name, act_text(a, "name")) &&
			 !people_is_named(waits.name, act_text(a, "name"))) ||
		 (act_has(a, "role") &&
			 (strcmp(act_text(a, "role"), a->me.role) != 0 || (unit != NULL && unit != a->unit)));
	return 0;
}

/* Another's data is meant: their number, or words that name them. */
static int is_of_other(struct act *a, bool *other, struct why *why)
{
	char phone[MSISDN_OCTETS];
	struct member of;

	if (!act_has(a, "phone"))
		return names_other(a, other, why);
	*other = msisdn_read(act_text(a, "phone"), phone, NULL) == -1 || strcmp(phone, a->from) != 0;
	if (!*other || a->me.id == 0)
		return 0;
	if (member_by_phone(a->p->store, phone, &of, why) == -1)
		return -1;
	*other = of.id != a->me.id;
	return 0;
}

static int wish(struct act *a, struct why *why)
{
	char local[MSISDN_OCTETS];
	struct erasure e = { .asked_at = a->in->now_us, .at = a->in->now_us + ERASE_AFTER };
	char at[CALENDAR_NAME_OCTETS], law[CALENDAR_NAME_OCTETS], office[RECORD_NAME_OCTETS], key[32];
	int64_t code;
	bool waits, other;

	if (is_of_other(a, &other, why) == -1)
		return -1;
	if (other)
		return act_answer(a, OUTCOME_REFUSED, why, "erase_other", NULL);
	if (erase_is_waiting(a, &waits, why) == -1)
		return -1;
	if (waits)
		return 0;
	day_of(e.at, at);
	day_of(e.asked_at + ERASE_LAW_DAYS * CLOCK_DAY, law);
	act_office(a, office);
	if (read_code(a, &code, why) == -1)
		return -1;
	if (code == 0 || act_number(a, "ref", 0) != code)
		return erase_ask_code(a, why);
	record_copy(a->from, e.phone, sizeof e.phone);
	if (question_close(a, why) == -1 || session_drop(a->p->store, a->from, CODE_CHANNEL, why) == -1 ||
		erasure_add(a->p->store, &e, why) == -1)
		return -1;
	snprintf(key, sizeof key, "%" PRId64, e.id);
	/* Nothing more is sent from now on, and nothing more is done with the data. */
	if (due_add(a->p->store, "erase", key, e.at, a->me.unit, why) == -1 ||
		stopped_put(a->p->store, a->from, a->in->now_us, why) == -1 ||
		guard_withdraw_all(a->p->store, a->from, why) == -1 || enrol_end_all(a, &a->me, why) == -1 ||
		audit_add(a->p->store, a->from, "erase-wanted", a->from, "", a->in->now_us, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "erase_taken", "name", own_name(a, local), "date", at, "due", law,
		"office", office, NULL);
}

static int close_code(struct act *a, struct why *why)
{
	return a->question_open && a->question.intent == INTENT_PRIVACY ? question_close(a, why) : 0;
}

/* GIU DU LIEU: taken back in time. */
static int keep(struct act *a, struct why *why)
{
	struct enrolment gone;
	struct erasure e;
	char key[32];

	if (erasure_waiting(a->p->store, 0, a->from, &e, why) == -1 ||
		enrolment_withdrawn_of(a->p->store, a->from, e.asked_at, &gone, why) == -1)
		return -1;
	if (e.id == 0) /* the code that was given is good for nothing any more */
		return session_drop(a->p->store, a->from, CODE_CHANNEL, why) == -1 || close_code(a, why) == -1
			       ? -1
			       : act_answer(a, OUTCOME_ANSWERED, why, "erase_none", NULL);
	snprintf(key, sizeof key, "%" PRId64, e.id);
	if (erasure_end(a->p->store, e.id, a->in->now_us, why) == -1 ||
		due_done(a->p->store, "erase", key, a->in->now_us, why) == -1 ||
		stopped_drop(a->p->store, a->from, why) == -1 ||
		audit_add(a->p->store, a->from, "erase-taken-back", a->from, "", a->in->now_us, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "erase_kept", "no", gone.no != 0 ? NUMBER(gone.no) : "", NULL);
}

int act_privacy(struct act *a, struct why *why)
{
	const char *want = act_text(a, "want");

	if (strcmp(want, "erase") == 0)
		return wish(a, why);
	return strcmp(want, "keep") == 0 ? keep(a, why) : show(a, why);
}

/* ---- doing it ---- */

/* Names of registrations, of which others were told; who was rejected is in no roll. */
struct names {
	char list[EXCHANGE_PHONES_MAX * ENROLMENT_NAMES_MAX][RECORD_NAME_OCTETS];
	unsigned used;
};

static int read_names(struct store *st, const struct held *h, struct names *n, struct why *why)
{
	unsigned used;

	n->used = 0;
	for (unsigned i = 0; i < h->phones_used; i++, n->used += used)
		if (enrolment_names(st, h->phones[i], &n->list[n->used], &used, why) == -1)
			return -1;
	return 0;
}

/* With and without marks. */
static int erase_names(struct store *st, const struct names *n, int64_t *rows, struct why *why)
{
	struct buf plain;
	int result = 0;

	buf_init(&plain);
	for (unsigned i = 0; i < n->used && result == 0; i++) {
		buf_clear(&plain);
		plain_add(n->list[i], &plain);
		result = person_erase_words(st, n->list[i], rows, why) == 0
				 ? person_erase_words(st, plain.data, rows, why)
				 : -1;
	}
	buf_fini(&plain);
	return result;
}

static int read_told_of(struct store *st, const char *name, bool *busy, struct why *why)
{
	struct buf plain;
	int result;

	buf_init(&plain);
	plain_add(name, &plain);
	result = person_is_told_of(st, name, busy, why);
	if (result == 0 && !*busy)
		result = person_is_told_of(st, plain.data, busy, why);
	buf_fini(&plain);
	return result;
}

/* Is a text being sent to them just now, or one that names them? */
static int read_busy(struct store *st, const struct held *h, const struct member *m, const struct names *n, bool *busy,
	struct why *why)
{
	char local[MSISDN_OCTETS];

	for (unsigned i = 0; i < h->phones_used && !*busy; i++)
		if (person_is_sent_to(st, h->phones[i], busy, why) == -1 ||
			(!*busy && person_is_told_of(st, msisdn_local(h->phones[i], local), busy, why) == -1))
			return -1;
	for (unsigned i = 0; i < n->used && !*busy; i++)
		if (read_told_of(st, n->list[i], busy, why) == -1)
			return -1;
	return *busy ? 0 : read_told_of(st, m->name, busy, why);
}

int erase_person(
	const struct voice *v, const struct units *units, const char *phone, int64_t *rows, bool *busy, struct why *why)
{
	struct store *st = v->p->store;
	char mask[LOG_MASK_OCTETS];
	struct member m;
	struct held h;
	struct names names;
	struct buf plain;
	int result = -1;

	*rows = 0;
	*busy = false;
	if (member_by_phone(st, phone, &m, why) == -1 || read_held(st, &m, phone, &h, why) == -1 ||
		read_names(st, &h, &names, why) == -1)
		return -1;
	if (read_busy(st, &h, &m, &names, busy, why) == -1)
		return -1;
	if (*busy)
		return 0;
	buf_init(&plain);
	plain_add(m.name, &plain);
	/* Who acts for them goes back first. */
	if ((m.id == 0 || deputy_end_of(v, units, m.id, m.id, why) == 0) &&
		person_erase(st, m.id, h.phones, h.phones_used, m.name, plain.data, v->now_us, rows, why) == 0 &&
		erase_names(st, &names, rows, why) == 0 &&
		audit_add(st, "keng", "erased", "", m.id != 0 ? "a person of the roll" : "a number", v->now_us, why) ==
			0) {
		log_info("erased", "phone=%s rows=%" PRId64, log_mask(phone, mask), *rows);
		result = 0;
	}
	buf_fini(&plain);
	return result;
}

int erase_due(const struct voice *v, const struct units *units, int64_t id, int64_t *again, struct why *why)
{
	struct erasure e;
	int64_t rows;
	bool busy;

	*again = 0;
	if (erasure_waiting(v->p->store, id, "", &e, why) == -1)
		return -1;
	if (e.id == 0)
		return 0;
	if (erase_person(v, units, e.phone, &rows, &busy, why) == -1)
		return -1;
	if (busy) {
		*again = v->now_us + BUSY_WAIT;
		return 0;
	}
	return erasure_end(v->p->store, e.id, v->now_us, why);
}

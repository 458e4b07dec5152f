/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/ticket.h"

#include "gateway/base/log.h"
#include "gateway/base/msisdn.h"
#include "gateway/programme/people.h"
#include "menus/lexicon.h"
#include "store/due.h"
#include "store/guard.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOLD_MAX 8 /* people of one role that hear of an urgent one at once */

/* ---- names ---- */

static const struct unit *unit_of(const struct units *units, const struct ticket *t)
{
	const struct unit *unit = units_find(units, t->unit);

	return unit != NULL ? unit : units_home(units);
}

void ticket_duty(struct programme *p, const struct units *units, const struct ticket *t, struct duty *duty)
{
	const struct unit *commune = units_commune(units, t->unit);

	duties_find(p->menus->duties, t->category, commune == NULL ? "" : commune->code, t->urgent, duty);
}

const char *ticket_category_name(const struct programme *p, const char *category)
{
	const struct lexicon_entry *entry = lexicon_category(p->menus->lexicon, category);

	if (entry == NULL)
		entry = lexicon_category(p->menus->lexicon, "khac");
	return entry == NULL ? category : entry->name;
}

static void office_name(const struct unit *unit, char to[static RECORD_NAME_OCTETS])
{
	char name[RECORD_NAME_OCTETS];

	snprintf(to, RECORD_NAME_OCTETS, "%s%.120s", unit != NULL && unit_is_village(unit) ? "" : "UBND ",
		unit == NULL ? "" : unit_in_sentence(unit, name));
}

const char *ticket_owner_name(struct programme *p, const struct units *units, const struct ticket *t,
	enum text_style style, char to[static RECORD_NAME_OCTETS], struct why *why)
{
	const struct unit *unit = units_commune(units, t->unit);
	char office[RECORD_NAME_OCTETS];
	struct member owner;

	if (member_by_phone(p->store, t->owner, &owner, why) == -1)
		return NULL;
	if (owner.id != 0)
		unit = units_find(units, owner.unit);
	office_name(unit != NULL ? unit : unit_of(units, t), office);
	if (owner.id == 0)
		record_copy(t->owner[0] != '\0' ? texts_word(p->menus->texts, style, "word_admin") : office, to,
			RECORD_NAME_OCTETS);
	else
		snprintf(to, RECORD_NAME_OCTETS, "%.70s (%.80s)", owner.name, office);
	return to;
}

const char *ticket_due_name(const struct ticket *t, int64_t now_us, char to[static 24])
{
	struct civil day = clock_civil(t->due_at);

	if (t->due_at == 0)
		to[0] = '\0';
	else if (t->due_at - now_us <= CLOCK_DAY)
		snprintf(to, 24, "%02d:%02d %d/%d", day.hour, day.minute, day.day, day.month);
	else
		snprintf(to, 24, "%d/%d", day.day, day.month);
	return to;
}

/* ---- who is next ---- */

struct next {
	char phone[RECORD_PHONE_OCTETS]; /* "": there is none */
	int64_t rung;
};

/* May that person have it? Not who sent it, nor who has it, nor who hears no texts. */
static int may_have(const struct voice *v, const struct ticket *t, const struct member *m, bool *may, struct why *why)
{
	*may = false;
	if (m->id == 0 || strcmp(m->phone, t->phone) == 0 || strcmp(m->phone, t->owner) == 0)
		return 0;
	return voice_may_tell(v, m, may, why);
}

/* Somebody with that role in the unit or above it, and not below `tier`, where there is one. */
static int find_role(const struct voice *v, const struct units *units, const struct ticket *t, const char *role,
	const struct unit *tier, struct next *step, struct why *why)
{
	int result = 0;

	for (const struct unit *unit = unit_of(units, t); unit != NULL && step->phone[0] == '\0' && result == 0;
		unit = units_above(units, unit)) {
		struct member *rows;
		size_t used;

		if (tier != NULL && !units_is_under(units, tier->code, unit->code))
			continue;
		if (people_of(v->p->store, units, unit, role, &rows, &used, why) == -1)
			return -1;
		for (size_t i = 0; i < used && step->phone[0] == '\0' && result == 0; i++) {
			bool may;

			result = may_have(v, t, &rows[i], &may, why);
			if (result == 0 && may)
				record_copy(rows[i].phone, step->phone, sizeof step->phone);
		}
		free(rows);
	}
	return result;
}

/* Who is named for it by their number, before any role. */
static int find_named(
	const struct voice *v, const struct ticket *t, const struct duty *duty, struct next *step, struct why *why)
{
	char phone[MSISDN_OCTETS];
	struct member named;
	bool may;

	if (msisdn_read(duty->phone, phone, NULL) == -1)
		return 0;
	if (member_by_phone(v->p->store, phone, &named, why) == -1 || may_have(v, t, &named, &may, why) == -1)
		return -1;
	if (may)
		record_copy(phone, step->phone, sizeof step->phone);
	return 0;
}

static void find_admin(const struct voice *v, const struct ticket *t, struct next *step)
{
	for (size_t i = 0; i < sizeof v->p->config->admins / sizeof *v->p->config->admins &&
			   v->p->config->admins[i] != NULL && step->phone[0] == '\0';
		i++)
		if (strcmp(v->p->config->admins[i], t->owner) != 0 && strcmp(v->p->config->admins[i], t->phone) != 0)
			record_copy(v->p->config->admins[i], step->phone, sizeof step->phone);
}

/* The step behind rung `from`; step->phone is "" when there is none. */
static int find_next(const struct voice *v, const struct units *units, const struct ticket *t, int64_t from,
	const struct unit *tier, struct next *step, struct why *why)
{
	static const char *const anybody[] = { "can_bo_xa", "lanh_dao_xa", "can_bo_huyen", "lanh_dao_huyen",
		"quan_tri" };
	struct duty duty;

	*step = (struct next){ .rung = from };
	ticket_duty(v->p, units, t, &duty);
	if (from == 0 && t->owner[0] == '\0' && duty.phone[0] != '\0' && find_named(v, t, &duty, step, why) == -1)
		return -1;
	while (step->phone[0] == '\0' && step->rung < (int64_t)duty.ladder_used)
		if (find_role(v, units, t, duty.ladder[step->rung++], tier, step, why) == -1)
			return -1;
	/* Nobody stands on the ladder, as after a reform that ends a tier: whoever is there. */
	for (size_t i = 0; from == 0 && i < sizeof anybody / sizeof *anybody && step->phone[0] == '\0'; i++)
		if (find_role(v, units, t, anybody[i], tier, step, why) == -1)
			return -1;
	if (step->phone[0] == '\0' && from <= (int64_t)duty.ladder_used) {
		find_admin(v, t, step);
		step->rung = duty.ladder_used + 1;
	}
	return 0;
}

/* ---- telling ---- */

static int tell(const struct voice *v, const struct units *units, const struct ticket *t, const char *phone,
	const char *kind, const char *key, struct why *why)
{
	const struct unit *unit = unit_of(units, t);
	char name[RECORD_NAME_OCTETS] = "", owner[RECORD_NAME_OCTETS], local[MSISDN_OCTETS], due[24];
	struct member to;
	bool stopped;

	if (member_by_phone(v->p->store, phone, &to, why) == -1 ||
		stopped_is(v->p->store, phone, &stopped, why) == -1 ||
		ticket_owner_name(v->p, units, t, voice_style(v->p, &to), owner, why) == NULL)
		return -1;
	/* Who has left hears nothing of other people's difficulties any more. */
	if (stopped || phone[0] == '\0' || strcmp(to.status, "left") == 0)
		return 0;
	if (unit != NULL)
		unit_in_sentence(unit, name);
	return voice_say(v, phone, voice_style(v->p, &to), kind, 0, why, key, "no", NUMBER(t->no), "unit", name,
		"category", ticket_category_name(v->p, t->category), "text",
		strcmp(key, "difficulty_answered") == 0 ? t->answer : t->text, "phone", msisdn_local(t->phone, local),
		"owner", owner, "due", ticket_due_name(t, v->now_us, due), NULL);
}

/* The words by which what the owner was told of it is found. */
static int mark_of(const struct voice *v, const struct ticket *t, struct buf *words, struct why *why)
{
	struct member owner;

	if (member_by_phone(v->p->store, t->owner, &owner, why) == -1)
		return -1;
	voice_render(v, voice_style(v->p, &owner), words, "difficulty_mark", "no", NUMBER(t->no), NULL);
	return 0;
}

int ticket_untell_owner(const struct voice *v, const struct ticket *t, bool *heard, struct why *why)
{
	struct buf words;
	int result = 0;

	*heard = false;
	if (t->owner[0] == '\0')
		return 0;
	buf_init(&words);
	if (mark_of(v, t, &words, why) == -1 || voice_forget(v, t->owner, words.data, why) == -1 ||
		guard_has_heard(v->p->store, t->owner, words.data, t->at, v->now_us, heard, why) == -1)
		result = -1;
	buf_fini(&words);
	return result;
}

int ticket_tell_owner(
	const struct voice *v, const struct units *units, const struct ticket *t, const char *key, struct why *why)
{
	bool fresh = strcmp(key, "difficulty_to_owner") == 0 || strcmp(key, "difficulty_reopened") == 0;

	return tell(v, units, t, t->owner, t->urgent && fresh ? "alarm" : "notice", key, why);
}

int ticket_untell_sender(const struct voice *v, const struct ticket *t, struct why *why)
{
	struct member sender;
	struct buf text;
	int result;

	if (member_by_phone(v->p->store, t->phone, &sender, why) == -1)
		return -1;
	buf_init(&text);
	voice_render(v, voice_style(v->p, &sender), &text, "difficulty_passed", "no", NUMBER(t->no), "category", "%",
		"owner", "%", "due", "%", NULL);
	result =
		guard_withdraw_like(v->p->store, t->phone, "awaited", text.data, v->now_us - GUARD_PLANNED_WITHIN, why);
	buf_fini(&text);
	return result;
}

/* Those for whom that text waits: who has it now need not hear it, the others hear the new name. */
static int retell_those(
	const struct voice *v, const struct units *units, const struct ticket *t, const char *words, struct why *why)
{
	struct guard_phone *phones;
	size_t used;
	int result = 0;

	if (guard_waiting_phones(v->p->store, words, v->now_us, &phones, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++) {
		result = voice_forget(v, phones[i].text, words, why);
		if (result == 0 && strcmp(phones[i].text, t->owner) != 0)
			result = ticket_tell_former(v, units, t, phones[i].text, why);
	}
	free(phones);
	return result;
}

int ticket_retell_former(const struct voice *v, const struct units *units, const struct ticket *t, struct why *why)
{
	struct buf words;
	int result = 0;

	buf_init(&words);
	for (int style = 0; style < TEXT_STYLES_MAX && result == 0; style++) {
		buf_clear(&words);
		voice_render(v, (enum text_style)style, &words, "difficulty_taken_mark", "no", NUMBER(t->no), NULL);
		result = retell_those(v, units, t, words.data, why);
	}
	buf_fini(&words);
	return result;
}

int ticket_tell_former(
	const struct voice *v, const struct units *units, const struct ticket *t, const char *former, struct why *why)
{
	return tell(v, units, t, former, "notice", "difficulty_taken", why);
}

int ticket_tell_sender(
	const struct voice *v, const struct units *units, const struct ticket *t, const char *key, struct why *why)
{
	const char *kind = t->urgent && strcmp(key, "difficulty_answered") == 0 ? "alarm" : "awaited";

	return ticket_untell_sender(v, t, why) == -1 ? -1 : tell(v, units, t, t->phone, kind, key, why);
}

/* Everyone with that role in the nearest unit that has any. */
static int tell_role(
	const struct voice *v, const struct units *units, const struct ticket *t, const char *role, struct why *why)
{
	size_t told = 0;
	int result = 0;

	for (const struct unit *unit = unit_of(units, t); unit != NULL && told == 0 && result == 0;
		unit = units_above(units, unit)) {
		struct member *rows;
		size_t used;

		if (people_of(v->p->store, units, unit, role, &rows, &used, why) == -1)
			return -1;
		for (size_t i = 0; i < used && told < TOLD_MAX && result == 0; i++) {
			bool may;

			result = may_have(v, t, &rows[i], &may, why);
			told += result == 0 && may;
			if (result == 0 && may)
				result = tell(v, units, t, rows[i].phone, t->urgent ? "alarm" : "notice",
					"difficulty_to_owner", why);
		}
		free(rows);
	}
	return result;
}

/* ---- its time ---- */

int ticket_rest(struct programme *p, const struct ticket *t, int64_t now_us, struct why *why)
{
	char key[DUE_KEY_OCTETS];

	snprintf(key, sizeof key, "%" PRId64, t->no);
	if (due_done(p->store, "ticket", key, now_us, why) == -1)
		return -1;
	snprintf(key, sizeof key, "%" PRId64 ":", t->no);
	return due_drop(p->store, "ticket_reminder", key, why);
}

int ticket_wait(struct programme *p, const struct units *units, const struct ticket *t, int64_t now_us, struct why *why)
{
	char key[DUE_KEY_OCTETS];
	struct duty duty;

	ticket_duty(p, units, t, &duty);
	snprintf(key, sizeof key, "%" PRId64, t->no);
	if (due_add(p->store, "ticket", key, t->due_at, t->unit, why) == -1 ||
		due_move(p->store, "ticket", key, t->due_at, why) == -1)
		return -1;
	for (unsigned i = 0; i < duty.remind_used; i++) {
		int64_t at = t->due_at - duty.remind_us[i];

		if (at <= now_us)
			continue;
		snprintf(key, sizeof key, "%" PRId64 ":%" PRId64 ":%u", t->no, t->due_at / CLOCK_SECOND, i);
		if (due_add(p->store, "ticket_reminder", key, at, t->unit, why) == -1)
			return -1;
	}
	return 0;
}

/* ---- from one to the next ---- */

int ticket_open(const struct voice *v, const struct units *units, struct ticket *t, struct why *why)
{
	struct duty duty;
	struct next step;

	ticket_duty(v->p, units, t, &duty);
	if (t->owner[0] == '\0') {
		if (find_next(v, units, t, 0, NULL, &step, why) == -1)
			return -1;
		record_copy(step.phone, t->owner, sizeof t->owner);
		t->rung = step.rung;
	}
	if (t->due_at == 0)
		t->due_at = v->now_us + duty.answer_us;
	if (ticket_put(v->p->store, t, why) == -1 || ticket_wait(v->p, units, t, v->now_us, why) == -1)
		return -1;
	if (t->owner[0] == '\0')
		log_warn("difficulty-without-owner", "no=%" PRId64 " unit=%s", t->no, t->unit);
	return 0;
}

int ticket_announce(const struct voice *v, const struct units *units, const struct ticket *t, struct why *why)
{
	struct duty duty;

	ticket_duty(v->p, units, t, &duty);
	if (ticket_tell_owner(v, units, t, "difficulty_to_owner", why) == -1)
		return -1;
	for (unsigned i = 0; i < duty.tell_used; i++)
		if (tell_role(v, units, t, duty.tell[i], why) == -1)
			return -1;
	return 0;
}

/* It is with who was found from now on, who, like the sender, is told. */
static int give(const struct voice *v, const struct units *units, struct ticket *t, const struct next *to,
	const char *status, int64_t time_us, struct why *why)
{
	bool heard;

	if (ticket_untell_owner(v, t, &heard, why) == -1)
		return -1;
	record_copy(to->phone, t->owner, sizeof t->owner);
	record_copy(status, t->status, sizeof t->status);
	t->rung = to->rung;
	t->due_at = v->now_us + time_us;
	if (ticket_put(v->p->store, t, why) == -1 || ticket_rest(v->p, t, v->now_us, why) == -1 ||
		ticket_wait(v->p, units, t, v->now_us, why) == -1 ||
		ticket_tell_owner(v, units, t, "difficulty_to_owner", why) == -1 ||
		ticket_retell_former(v, units, t, why) == -1)
		return -1;
	return ticket_tell_sender(v, units, t, "difficulty_passed", why);
}

/* The step behind that of a role; 0: the ladder does not have it. */
static int64_t rung_behind(const struct duty *duty, const char *role)
{
	for (unsigned i = 0; i < duty->ladder_used; i++)
		if (strcmp(duty->ladder[i], role) == 0)
			return i + 1;
	return 0;
}

int ticket_pass_up(const struct voice *v, const struct units *units, struct ticket *t, const struct unit *tier,
	const char *by, bool *moved, struct why *why)
{
	int64_t from = t->rung, least[2];
	struct member owner;
	struct duty duty;
	struct next step;

	if (member_by_phone(v->p->store, t->owner, &owner, why) == -1)
		return -1;
	ticket_duty(v->p, units, t, &duty);
	/* By hand it came to who stands higher than the step: up is above both. */
	least[0] = rung_behind(&duty, owner.role);
	least[1] = tier == NULL ? rung_behind(&duty, by) : 0;
	for (size_t i = 0; i < 2; i++)
		from = least[i] > from ? least[i] : from;
	if (find_next(v, units, t, from, tier, &step, why) == -1)
		return -1;
	*moved = step.phone[0] != '\0';
	return *moved ? give(v, units, t, &step, "passed_up", duty.climb_us, why) : 0;
}

int ticket_hand(const struct voice *v, const struct units *units, struct ticket *t, const struct unit *unit,
	const char *role, bool *moved, struct why *why)
{
	struct ticket there = *t;
	struct next step = { .rung = 0 }; /* when its time is over it climbs from the first step on */
	struct duty duty;

	record_copy(unit->code, there.unit, sizeof there.unit);
	if (find_role(v, units, &there, role, NULL, &step, why) == -1)
		return -1;
	*moved = step.phone[0] != '\0';
	ticket_duty(v->p, units, t, &duty);
	return *moved ? give(v, units, t, &step, "open", duty.answer_us, why) : 0;
}

int ticket_hand_to(
	const struct voice *v, const struct units *units, struct ticket *t, const char *phone, struct why *why)
{
	struct next step = { .rung = 0 };
	struct duty duty;

	record_copy(phone, step.phone, sizeof step.phone);
	ticket_duty(v->p, units, t, &duty);
	return give(v, units, t, &step, "open", duty.answer_us, why);
}

/* Who had it in hand may have it again: not who hears no texts, nor one whose unit has ended or no longer holds the village. */
static int keep_owner(const struct voice *v, const struct units *units, const struct ticket *t, const struct duty *duty,
	bool *keeps, struct why *why)
{
	char named[MSISDN_OCTETS] = "";
	const struct unit *unit;
	struct member owner;

	*keeps = true;
	if (member_by_phone(v->p->store, t->owner, &owner, why) == -1)
		return -1;
	if (owner.id == 0) /* an administrator */
		return 0;
	if (voice_may_tell(v, &owner, keeps, why) == -1)
		return -1;
	if (duty->phone[0] != '\0' && msisdn_read(duty->phone, named, NULL) == 0 && strcmp(named, owner.phone) == 0)
		return 0;
	unit = units_find(units, owner.unit);
	*keeps &= unit != NULL && (strcmp(owner.role, "quan_tri") == 0 || units_is_under(units, t->unit, unit->code));
	return 0;
}

int ticket_reopen(const struct voice *v, const struct units *units, struct ticket *t, struct why *why)
{
	struct duty duty;
	bool keeps;

	ticket_duty(v->p, units, t, &duty);
	if (keep_owner(v, units, t, &duty, &keeps, why) == -1)
		return -1;
	if (!keeps) {
		t->owner[0] = '\0';
		t->rung = 0;
	}
	record_copy("open", t->status, sizeof t->status);
	t->due_at = v->now_us + duty.answer_us;
	if (ticket_rest(v->p, t, v->now_us, why) == -1)
		return -1;
	if (t->owner[0] == '\0' && ticket_open(v, units, t, why) == -1)
		return -1;
	if (ticket_put(v->p->store, t, why) == -1)
		return -1;
	return ticket_wait(v->p, units, t, v->now_us, why);
}

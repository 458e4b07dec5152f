/* SPDX-License-Identifier: GPL-2.0-or-later */
/* difficulty.c - difficulties go up as tickets, and the answers come down (S33).
 *
 * Digits that may be a code, a card or an identity number are masked before
 * the text is stored: nobody who answers needs them.
 */
#include "gateway/programme/difficulty.h"

#include "gateway/base/msisdn.h"
#include "gateway/programme/enrol.h"
#include "gateway/programme/people.h"
#include "menus/lexicon.h"
#include "store/due.h"
#include "store/ticket.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ANSWER_WITHIN (5 * CLOCK_DAY)
#define URGENT_WITHIN CLOCK_DAY
#define SECRET_DIGITS 6 /* as many in a row may be a one-time code or an identity number */
#define LIST_MAX      5
#define FRAUD         "lua_dao" /* the category's code */

static const char *category_name(const struct act *a, const char *category)
{
	const struct lexicon_entry *entry = lexicon_category(a->p->menus->lexicon, category);

	return entry == NULL ? "khác" : entry->name;
}

static void day_name(int64_t at, char to[static 16])
{
	struct civil day = clock_civil(at);

	snprintf(to, 16, "%d/%d", day.day, day.month);
}

void difficulty_mask(char *text)
{
	for (char *c = text; *c != '\0';) {
		size_t n = 0;

		while (isdigit((unsigned char)c[n]))
			n++;
		if (n >= SECRET_DIGITS)
			memset(c, '*', n);
		c += n > 0 ? n : 1;
	}
}

/* ---- who answers ---- */

/* An officer of the commune where there is one, else whoever decides there. owner->id 0: nobody is in the roll. */
static int find_owner(const struct act *a, const char *unit, struct member *owner, struct why *why)
{
	const struct unit *commune = units_commune(a->units, unit);
	struct member *rows;
	size_t used = 0;

	memset(owner, 0, sizeof *owner);
	if (commune != NULL) {
		if (people_of(a->p->store, a->units, commune, "can_bo_xa", &rows, &used, why) == -1)
			return -1;
		if (used > 0)
			*owner = rows[0];
		free(rows);
	}
	if (used > 0)
		return 0;
	if (enrol_deciders(a, unit, &rows, &used, why) == -1)
		return -1;
	if (used > 0)
		*owner = rows[0];
	free(rows);
	return 0;
}

static const char *owner_name(const struct act *a, const struct member *owner, char to[static RECORD_NAME_OCTETS])
{
	char office[RECORD_NAME_OCTETS];

	if (owner->id == 0)
		return act_office(a, to);
	snprintf(to, RECORD_NAME_OCTETS, "%.80s (%.70s)", owner->name, act_office(a, office));
	return to;
}

static int tell_owner(struct act *a, const struct ticket *t, const struct member *owner, bool urgent, struct why *why)
{
	const struct unit *unit = units_find(a->units, t->unit);
	char name[RECORD_NAME_OCTETS], phone[MSISDN_OCTETS];
	struct voice v = act_voice(a);

	if (owner->id == 0)
		return 0;
	return voice_tell(&v, owner, urgent ? "alarm" : "notice", 0, why, "difficulty_to_owner", "no", NUMBER(t->no),
		"unit", unit == NULL ? "" : unit_in_sentence(unit, name), "category", category_name(a, t->category),
		"text", t->text, "phone", msisdn_local(t->phone, phone), NULL);
}

/* ---- KK ... ---- */

/* What to do about a fraud cannot wait for the answer. */
static const char *receipt_of(const struct lexicon_entry *category)
{
	if (category != NULL && strcmp(category->code, FRAUD) == 0)
		return "fraud_warning";
	return category != NULL && category->urgent ? "difficulty_urgent" : "difficulty_received";
}

static int open_ticket(struct act *a, struct why *why)
{
	const struct lexicon_entry *category = lexicon_category(a->p->menus->lexicon, act_text(a, "cat"));
	const struct unit *unit = a->unit != NULL ? a->unit : act_unit_named(a, 0);
	bool urgent = category != NULL && category->urgent;
	struct ticket t = { .at = a->in->now_us, .due_at = a->in->now_us + (urgent ? URGENT_WITHIN : ANSWER_WITHIN) };
	char name[RECORD_NAME_OCTETS], due[16], key[32];
	struct member owner;

	if (unit == NULL)
		unit = units_home(a->units);
	record_copy(a->from, t.phone, sizeof t.phone);
	record_copy(unit == NULL ? "" : unit->code, t.unit, sizeof t.unit);
	record_copy(category == NULL ? "khac" : category->code, t.category, sizeof t.category);
	record_copy(act_text(a, "text")[0] != '\0' ? act_text(a, "text") : a->in->text, t.text, sizeof t.text);
	record_copy("open", t.status, sizeof t.status);
	difficulty_mask(t.text);
	if (find_owner(a, t.unit, &owner, why) == -1)
		return -1;
	record_copy(owner.phone, t.owner, sizeof t.owner);
	if (ticket_put(a->p->store, &t, why) == -1)
		return -1;
	snprintf(key, sizeof key, "%" PRId64, t.no);
	day_name(t.due_at, due);
	if (due_add(a->p->store, "ticket", key, t.due_at, t.unit, why) == -1 ||
		act_answer(a, OUTCOME_RECORDED, why, receipt_of(category), "no", NUMBER(t.no), "category",
			category_name(a, t.category), "owner", owner_name(a, &owner, name), "due", due, NULL) == -1)
		return -1;
	return tell_owner(a, &t, &owner, urgent, why);
}

int difficulty_take_along(struct act *a, struct why *why)
{
	return open_ticket(a, why);
}

static int answer_status(struct act *a, const struct ticket *t, struct why *why)
{
	static const struct {
		const char *status, *words;
	} names[] = {
		{ "open", "đang xử lý" },
		{ "passed_up", "đã chuyển cấp trên" },
		{ "answered", "đã trả lời" },
		{ "closed", "đã xong" },
	};
	const char *status = t->status;
	char due[16] = "", name[RECORD_NAME_OCTETS];
	struct member owner;

	if (member_by_phone(a->p->store, t->owner, &owner, why) == -1)
		return -1;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(t->status, names[i].status) == 0)
			status = names[i].words;
	if (strcmp(t->status, "answered") == 0)
		return act_answer(
			a, OUTCOME_ANSWERED, why, "difficulty_answered", "no", NUMBER(t->no), "text", t->answer, NULL);
	if (t->due_at != 0)
		day_name(t->due_at, due);
	return act_answer(a, OUTCOME_ANSWERED, why, "difficulty_status", "no", NUMBER(t->no), "category",
		category_name(a, t->category), "status", status, "owner", owner_name(a, &owner, name), "due", due,
		NULL);
}

static bool may_see(const struct act *a, const struct ticket *t)
{
	const struct unit *unit = units_find(a->units, t->unit);

	return strcmp(t->phone, a->from) == 0 || strcmp(t->owner, a->from) == 0 ||
	       (unit != NULL && act_right(a, AUTHORITY_TICKET_ANSWER, unit) == AUTHORITY_AREA);
}

/* KK 12: how it stands; KK 12 and a text from who sent it: not solved yet. */
static int answer_one(struct act *a, int64_t no, struct why *why)
{
	const char *text = act_text(a, "text");
	struct ticket t;
	struct buf more;

	if (ticket_get(a->p->store, no, &t, why) == -1)
		return -1;
	if (t.no == 0 || !may_see(a, &t))
		return act_answer(a, OUTCOME_REFUSED, why, "difficulty_none", NULL);
	if (text[0] == '\0' || strcmp(t.phone, a->from) != 0)
		return answer_status(a, &t, why);
	buf_init(&more);
	buf_addf(&more, "%s / %s", t.text, text);
	record_copy(more.data, t.text, sizeof t.text);
	buf_fini(&more);
	difficulty_mask(t.text);
	record_copy("open", t.status, sizeof t.status);
	if (ticket_put(a->p->store, &t, why) == -1 || answer_status(a, &t, why) == -1)
		return -1;
	a->out->status = OUTCOME_RECORDED;
	return 0;
}

int difficulty_list(struct act *a, struct why *why)
{
	bool leader = authority_is_leader(a->me.role) && a->unit != NULL;
	size_t codes_used = 1, used = 0;
	const char **codes = leader ? units_codes_in(a->units, a->unit->code, &codes_used) : NULL;
	int64_t count = 0;
	struct buf list;
	int result = 0;

	buf_init(&list);
	for (size_t i = 0; i < codes_used && result == 0; i++) {
		struct ticket *rows;

		result = leader ? ticket_open_in(a->p->store, codes[i], LIST_MAX, &rows, &used, why)
				: ticket_open_of(a->p->store, a->from, LIST_MAX, &rows, &used, why);
		for (size_t k = 0; result == 0 && k < used; k++)
			if (count++ < LIST_MAX)
				buf_addf(&list, "%s%" PRId64 " %s", list.length == 0 ? "" : ", ", rows[k].no,
					category_name(a, rows[k].category));
		if (result == 0)
			free(rows);
	}
	free(codes);
	if (result == 0)
		result = count == 0 ? act_answer(a, leader ? OUTCOME_ANSWERED : OUTCOME_ASKED, why,
					      leader ? "difficulty_none" : "ask_text", NULL)
				    : act_answer(a, OUTCOME_ANSWERED, why, "difficulty_list", "count", NUMBER(count),
					      "list", list.data, NULL);
	if (count > 0 || leader)
		a->out->intent = INTENT_DIFFICULTY;
	buf_fini(&list);
	return result;
}

int act_ticket(struct act *a, struct why *why)
{
	int64_t no = act_number(a, "ref", 0);

	if (no != 0)
		return answer_one(a, no, why);
	if (act_text(a, "cat")[0] == '\0' && act_text(a, "text")[0] == '\0' && !act_has(a, "topic"))
		return difficulty_list(a, why);
	return open_ticket(a, why);
}

/* ---- TL 12 ... ---- */

static int tell_asker(struct act *a, const struct ticket *t, struct why *why)
{
	struct voice v = act_voice(a);
	struct member to;
	bool stopped;

	if (member_by_phone(a->p->store, t->phone, &to, why) == -1 ||
		stopped_is(a->p->store, t->phone, &stopped, why) == -1)
		return -1;
	if (stopped)
		return 0;
	return voice_say(&v, t->phone, voice_style(a->p, &to), "notice", 0, why, "difficulty_answered", "no",
		NUMBER(t->no), "text", t->answer, NULL);
}

int act_ticket_answer(struct act *a, struct why *why)
{
	const char *text = act_text(a, "text");
	int64_t no = act_number(a, "ref", 0);
	const struct unit *unit;
	char key[32];
	struct ticket t;

	/* "TL 1 tuan sau": the number stands first, whatever the words behind it could make of it. */
	if (no == 0 && text[0] >= '1' && text[0] <= '9') {
		char *end;

		no = strtoll(text, &end, 10);
		text = end + strspn(end, " :,.");
	}
	if (no == 0)
		return difficulty_list(a, why);
	if (ticket_get(a->p->store, no, &t, why) == -1)
		return -1;
	unit = t.no == 0 ? NULL : units_find(a->units, t.unit);
	if (t.no == 0)
		return act_answer(a, OUTCOME_REFUSED, why, "difficulty_none", NULL);
	if (strcmp(t.owner, a->from) != 0 &&
		(unit == NULL || act_right(a, AUTHORITY_TICKET_ANSWER, unit) != AUTHORITY_AREA))
		return act_deny(a, why);
	if (text[0] == '\0')
		return answer_status(a, &t, why);
	record_copy(text, t.answer, sizeof t.answer);
	record_copy("answered", t.status, sizeof t.status);
	t.answered_at = a->in->now_us;
	snprintf(key, sizeof key, "%" PRId64, t.no);
	if (ticket_put(a->p->store, &t, why) == -1 || due_done(a->p->store, "ticket", key, a->in->now_us, why) == -1 ||
		act_answer(a, OUTCOME_RECORDED, why, "answer_done", "no", NUMBER(t.no), NULL) == -1)
		return -1;
	return tell_asker(a, &t, why);
}

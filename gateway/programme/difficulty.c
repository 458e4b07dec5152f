/* SPDX-License-Identifier: GPL-2.0-or-later */
/* difficulty.c - difficulties go up as tickets (S33), and whoever sent one says whether it is solved.
 *
 * Digits that may be a code, a card or an identity number are masked before
 * the text is stored: nobody who answers needs them.
 */
#include "gateway/programme/difficulty.h"

#include "gateway/programme/pages.h"
#include "gateway/programme/ticket.h"
#include "gateway/programme/training.h"
#include "menus/lexicon.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SECRET_DIGITS 6  /* as many in a row may be a one-time code or an identity number */
#define SHOWN_MAX     40 /* of a list, a page at a time */
#define READ_MAX      200
#define FRAUD         "lua_dao" /* the category's code */

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

static int answer(struct act *a, const struct ticket *t, enum outcome_status status, const char *key, struct why *why)
{
	char owner[RECORD_NAME_OCTETS], due[24];

	if (ticket_owner_name(a->p, a->units, t, a->style, owner, why) == NULL)
		return -1;
	return act_answer(a, status, why, key, "no", NUMBER(t->no), "category", ticket_category_name(a->p, t->category),
		"owner", owner, "due", ticket_due_name(t, a->in->now_us, due), "text", t->answer, NULL);
}

/* ---- KK ... ---- */

/* What to do about a fraud cannot wait for the answer. */
static const char *receipt_of(const struct ticket *t)
{
	if (strcmp(t->category, FRAUD) == 0)
		return "fraud_warning";
	return t->urgent ? "difficulty_urgent" : "difficulty_received";
}

/* The very same words, while they still wait for their answer; *no 0: nothing like it waits. */
static int find_same(struct act *a, const struct ticket *t, struct ticket *same, struct why *why)
{
	struct ticket *rows;
	size_t used;

	memset(same, 0, sizeof *same);
	if (ticket_open_of(a->p->store, a->from, READ_MAX, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++)
		if (strcmp(rows[i].text, t->text) == 0)
			*same = rows[i];
	free(rows);
	return 0;
}

static int open_ticket(struct act *a, struct why *why)
{
	const struct lexicon_entry *category = lexicon_category(a->p->menus->lexicon, act_text(a, "cat"));
	const struct unit *unit = a->unit != NULL ? a->unit : act_unit_named(a, 0);
	struct ticket t = { .at = a->in->now_us }, same;
	struct voice v = act_voice(a);

	if (unit == NULL)
		unit = units_home(a->units);
	record_copy(a->from, t.phone, sizeof t.phone);
	record_copy(unit == NULL ? "" : unit->code, t.unit, sizeof t.unit);
	record_copy(category == NULL ? "khac" : category->code, t.category, sizeof t.category);
	record_copy(act_text(a, "text")[0] != '\0' ? act_text(a, "text") : a->in->text, t.text, sizeof t.text);
	record_copy("open", t.status, sizeof t.status);
	t.urgent = act_number(a, "urgent", category != NULL && category->urgent) != 0;
	difficulty_mask(t.text);
	if (find_same(a, &t, &same, why) == -1)
		return -1;
	if (same.no != 0)
		return answer(a, &same, OUTCOME_ANSWERED, "difficulty_same", why);
	if (a->question_open && a->question.intent == INTENT_DIFFICULTY && question_close(a, why) == -1)
		return -1;
	if (ticket_open(&v, a->units, &t, why) == -1 || answer(a, &t, OUTCOME_RECORDED, receipt_of(&t), why) == -1)
		return -1;
	return ticket_announce(&v, a->units, &t, why);
}

bool difficulty_is_beside(const struct act *a)
{
	const struct reading *r = act_reading(a);

	return r->intent == INTENT_ASK && r->guess == INTENT_REPORT && act_text(a, "text")[0] != '\0' &&
	       strcmp(act_text(a, "also"), "difficulty") == 0;
}

/* ---- KK 12 ---- */

static int answer_status(struct act *a, const struct ticket *t, enum outcome_status status, struct why *why)
{
	static const struct {
		const char *status, *sender, *office; /* who sent it says whether it is solved; an office answers */
	} names[] = {
		{ "open", "difficulty_status", "difficulty_status" },
		{ "passed_up", "difficulty_status_passed", "difficulty_status_passed" },
		{ "answered", "difficulty_answered", "difficulty_answered_office" },
		{ "closed", "difficulty_closed", "difficulty_closed_office" },
	};
	bool sender = strcmp(t->phone, a->from) == 0;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(t->status, names[i].status) == 0)
			return answer(a, t, status, sender ? names[i].sender : names[i].office, why);
	return answer(a, t, status, "difficulty_status", why);
}

bool difficulty_is_yours(const struct act *a, const struct ticket *t)
{
	const struct unit *unit = units_find(a->units, t->unit);

	return strcmp(t->owner, a->from) == 0 ||
	       (unit != NULL && act_right(a, AUTHORITY_TICKET_ANSWER, unit) == AUTHORITY_AREA);
}

static int unknown(struct act *a, int64_t no, struct why *why)
{
	return act_answer(a, OUTCOME_REFUSED, why, "difficulty_unknown", "no", NUMBER(no), NULL);
}

/* What the sender adds stands behind what was said before; what was answered is open again. */
static int add(struct act *a, struct ticket *t, const char *text, struct why *why)
{
	bool was_open = strcmp(t->status, "open") == 0 || strcmp(t->status, "passed_up") == 0;
	struct voice v = act_voice(a);
	struct buf more;

	if (was_open && text[0] == '\0')
		return answer_status(a, t, OUTCOME_ANSWERED, why);
	buf_init(&more);
	buf_addf(&more, "%s / %s", t->text, text);
	if (text[0] != '\0')
		record_copy(more.data, t->text, sizeof t->text);
	buf_fini(&more);
	difficulty_mask(t->text);
	if (was_open)
		return ticket_put(a->p->store, t, why) == -1 ||
				       answer(a, t, OUTCOME_RECORDED, "difficulty_added", why) == -1
			       ? -1
			       : ticket_tell_owner(&v, a->units, t, "difficulty_more", why);
	if (ticket_reopen(&v, a->units, t, why) == -1)
		return -1;
	return answer(a, t, OUTCOME_RECORDED, "difficulty_reopen_done", why) == -1
		       ? -1
		       : ticket_tell_owner(&v, a->units, t, "difficulty_reopened", why);
}

/* XONG 12; "KK 12 đã xử lý" of who has it in hand is the answer */
static int close_ticket(struct act *a, struct ticket *t, struct why *why)
{
	struct voice v = act_voice(a);
	bool waited = strcmp(t->status, "open") == 0 || strcmp(t->status, "passed_up") == 0, heard;

	if (strcmp(t->phone, a->from) != 0 && act_text(a, "text")[0] != '\0')
		return difficulty_reply(a, t, act_text(a, "text"), why);
	if (strcmp(t->phone, a->from) != 0)
		return waited ? answer(a, t, OUTCOME_REFUSED, "difficulty_close_not", why)
			      : answer_status(a, t, OUTCOME_ANSWERED, why);
	if (strcmp(t->status, "closed") == 0)
		return answer(a, t, OUTCOME_ANSWERED, "difficulty_closed", why);
	record_copy("closed", t->status, sizeof t->status);
	if (ticket_put(a->p->store, t, why) == -1 || ticket_rest(a->p, t, a->in->now_us, why) == -1 ||
		ticket_untell_owner(&v, t, &heard, why) == -1 || ticket_untell_sender(&v, t, why) == -1 ||
		answer(a, t, OUTCOME_RECORDED, "difficulty_close_done", why) == -1)
		return -1;
	return waited && heard ? ticket_tell_owner(&v, a->units, t, "difficulty_solved", why) : 0;
}

static int act_on(struct act *a, int64_t no, struct why *why)
{
	const char *action = act_text(a, "action"), *text = act_text(a, "text");
	struct ticket t;
	bool reopened = false;

	if (act_meant(a, "ticket", &no, why) == -1 || ticket_get(a->p->store, no, &t, why) == -1)
		return -1;
	if (t.no == 0 || (strcmp(t.phone, a->from) != 0 && !difficulty_is_yours(a, &t))) {
		if (strcmp(action, "reopen") == 0 && training_reopen(a, no, &reopened, why) == -1)
			return -1;
		return reopened ? 0 : unknown(a, no, why);
	}
	if (strcmp(action, "close") == 0)
		return close_ticket(a, &t, why);
	if (strcmp(t.phone, a->from) != 0)
		return answer_status(a, &t, OUTCOME_ANSWERED, why);
	if (strcmp(action, "reopen") == 0 || text[0] != '\0')
		return add(a, &t, text, why);
	return answer_status(a, &t, OUTCOME_ANSWERED, why);
}

/* "XONG 8 và 7" */
static int act_on_each(struct act *a, int64_t no, struct why *why)
{
	char also[READING_TEXT_OCTETS], *end;
	const char *at = also;
	int result = act_on(a, no, why);

	record_copy(act_text(a, "also"), also, sizeof also);
	while (result == 0 && *at >= '0' && *at <= '9' && !a->question_asked) {
		result = act_on(a, strtoll(at, &end, 10), why);
		at = end + (*end == ',');
	}
	return result;
}

/* ---- KK alone ---- */

static int by_due(const void *left, const void *right)
{
	const struct ticket *a = left, *b = right;

	if (a->due_at != b->due_at)
		return a->due_at < b->due_at ? -1 : 1;
	return a->no < b->no ? -1 : a->no > b->no;
}

struct list {
	struct ticket *rows;
	size_t used;
};

static void join(struct list *list, struct ticket *some, size_t used)
{
	for (size_t i = 0; i < used; i++) {
		bool there = false;

		for (size_t k = 0; k < list->used; k++)
			there |= list->rows[k].no == some[i].no;
		if (there)
			continue;
		list->rows = record_room(list->rows, list->used, sizeof *list->rows);
		list->rows[list->used++] = some[i];
	}
	free(some);
}

/* What is in that unit; without one what the sender sent, has in hand, or sees in the area. The first to be due first. */
static int read_list(struct act *a, bool leader, const struct unit *named, struct list *list, struct why *why)
{
	size_t codes_used = 0, used;
	const char *area = named != NULL ? named->code : leader ? a->unit->code : NULL;
	const char **codes = area != NULL ? units_codes_in(a->units, area, &codes_used) : NULL;
	struct ticket *some;
	int result = 0;

	if (named == NULL && (result = ticket_open_of(a->p->store, a->from, READ_MAX, &some, &used, why)) == 0)
		join(list, some, used);
	if (named == NULL && result == 0 &&
		(result = ticket_open_owned(a->p->store, a->from, READ_MAX, &some, &used, why)) == 0)
		join(list, some, used);
	for (size_t i = 0; i < codes_used && result == 0; i++)
		if ((result = ticket_open_in(a->p->store, codes[i], READ_MAX, &some, &used, why)) == 0)
			join(list, some, used);
	free(codes);
	if (list->used > 0)
		qsort(list->rows, list->used, sizeof *list->rows, by_due);
	return result;
}

/* KK QUA HAN: those alone. */
static void leave_timely(struct list *list, int64_t now_us)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->used; i++)
		if (list->rows[i].due_at <= now_us)
			list->rows[kept++] = list->rows[i];
	list->used = kept;
}

/* "17 duong truyen den 8/9; 18 ..." */
static void add_shown(const struct act *a, const struct list *list, struct buf *text)
{
	for (size_t i = 0; i < list->used && i < SHOWN_MAX; i++) {
		const struct ticket *t = &list->rows[i];
		char due[24];

		buf_addf(text, "%s%" PRId64 " %s %s", i == 0 ? "" : "; ", t->no,
			act_named(a, ticket_category_name(a->p, t->category)),
			t->due_at <= a->in->now_us ? act_word(a, "word_overdue")
						   : ticket_due_name(t, a->in->now_us, due));
	}
}

/* Of those that were sent the last answer still waits for a word whether it solved it; *no 0: there is none. */
static int find_answered(struct act *a, struct ticket *t, struct why *why)
{
	memset(t, 0, sizeof *t);
	return a->at.answered_ticket == 0 ? 0 : ticket_get(a->p->store, a->at.answered_ticket, t, why);
}

/* None is open, or none of those asked for. asked: for the list; a bare KK wants to tell something. */
static int answer_none(struct act *a, bool late, size_t all, bool asked, struct why *why)
{
	struct ticket answered;

	if (late)
		return act_answer(a, OUTCOME_ANSWERED, why, "difficulty_none_late", "count",
			all > 0 ? NUMBER((int64_t)all) : "", NULL);
	if (asked && find_answered(a, &answered, why) == -1)
		return -1;
	if (asked && answered.no != 0)
		return answer_status(a, &answered, OUTCOME_ANSWERED, why);
	return asked ? act_answer(a, OUTCOME_ANSWERED, why, "difficulty_none", NULL)
		     : act_answer(a, OUTCOME_ASKED, why, "ask_text", NULL);
}

int difficulty_list(struct act *a, struct why *why)
{
	const bool leader = authority_is_leader(a->me.role) && a->unit != NULL;
	const bool list_said = strcmp(act_text(a, "action"), "list") == 0, asked = leader || list_said;
	const bool late = strcmp(act_text(a, "list"), "late") == 0;
	const struct unit *named = leader && list_said ? act_unit_named(a, 0) : NULL;
	struct list list = { NULL, 0 };
	struct buf text;
	size_t all;
	int result;

	if (named != NULL && act_right(a, AUTHORITY_DIGEST, named) == AUTHORITY_NONE)
		return act_deny_unit(a, named, why);
	if (read_list(a, leader, named, &list, why) == -1) {
		free(list.rows);
		return -1;
	}
	all = list.used;
	if (late)
		leave_timely(&list, a->in->now_us);
	buf_init(&text);
	add_shown(a, &list, &text);
	result = list.used == 0 ? answer_none(a, late, all, asked, why)
				: pages_answer(a, why, leader ? "difficulty_list" : "difficulty_list_own", "count",
					  NUMBER((int64_t)list.used), "list", text.data, NULL);
	if ((list.used > 0 || asked) && act_reading(a)->intent != INTENT_ANSWER)
		a->out->intent = INTENT_DIFFICULTY;
	buf_fini(&text);
	free(list.rows);
	return result;
}

int difficulty_ask(struct act *a, struct why *why)
{
	const char *key = strcmp(act_text(a, "cat"), FRAUD) == 0 ? "fraud_what" : "urgent_what";

	if (act_has(a, "whether"))
		return act_answer(a, OUTCOME_ASKED, why, key, NULL);
	question_begin(a, PENDING_CHOICE, INTENT_DIFFICULTY);
	record_copy(QUESTION_WORDS, a->question.subject, sizeof a->question.subject);
	reading_add_number(&a->question.kept, 0, "urgent", 1);
	return question_ask(a, why) == -1 ? -1 : act_answer(a, OUTCOME_ASKED, why, key, NULL);
}

/* What stood behind the difficulty in the same text, a report or a wish, is taken as one of its own. */
static int take_behind(struct act *a, struct why *why)
{
	struct reading difficulty = *act_reading(a), *r = &a->out->reading;
	enum outcome_status status = a->out->status;
	char text[READING_TEXT_OCTETS];
	int result;

	record_copy(act_text(a, "behind"), text, sizeof text);
	understand(programme_words(a->p, a->commune), a->p->names, &a->at, text, strlen(text), r, NULL);
	if (r->intent == INTENT_SCHEDULE_QUERY || r->intent == INTENT_TARGET_QUERY || r->intent == INTENT_DIGEST ||
		r->intent == INTENT_RSVP)
		result = act_run(a, why);
	else if (authority_of(AUTHORITY_REPORT, a->me.role) == AUTHORITY_NONE)
		result = act_deny_for(a, AUTHORITY_REPORT, why);
	else if (r->intent == INTENT_REPORT)
		result = act_report(a, why);
	else
		result = act_answer(a, OUTCOME_ASKED, why, "ask_number", "indicator", "DVC", "kept", "", NULL);
	*r = difficulty;
	a->out->status = status;
	a->out->intent = INTENT_DIFFICULTY;
	return result;
}

int act_ticket(struct act *a, struct why *why)
{
	const char *action = act_text(a, "action");
	int64_t no = act_number(a, "ref", 0);

	if (no != 0)
		return act_on_each(a, no, why);
	if (strcmp(action, "list") == 0 ||
		(act_text(a, "cat")[0] == '\0' && act_text(a, "text")[0] == '\0' && !act_has(a, "topic")))
		return difficulty_list(a, why);
	if (open_ticket(a, why) == -1)
		return -1;
	return act_text(a, "behind")[0] != '\0' ? take_behind(a, why) : 0;
}

/* "bc dvc 3, kk 8 xong rồi": what stands beside the figures may be of one that is known, as in a text of its own. A number
 * is that of one behind KK alone, and not in "do bão số 1". */
static bool is_of_known(struct act *a, struct reading *r)
{
	const char *told = act_text(a, "text");
	struct buf text;

	if (told[0] == '\0' || (!act_has(a, "known") && strpbrk(told, "0123456789") != NULL))
		return false;
	buf_init(&text);
	buf_addf(&text, "KK %s", act_text(a, "text"));
	understand(programme_words(a->p, a->commune), a->p->names, &a->at, text.data, text.length, r, NULL);
	buf_fini(&text);
	return r->intent == INTENT_DIFFICULTY &&
	       (reading_find(r, 0, "ref") != NULL || reading_find(r, 0, "action") != NULL);
}

int difficulty_take_along(struct act *a, struct why *why)
{
	struct reading figures = *act_reading(a), of_known;
	enum outcome_status status = a->out->status;
	enum intent intent = a->out->intent;
	bool known = is_of_known(a, &of_known);
	int result;

	if (known)
		a->out->reading = of_known;
	result = known ? act_ticket(a, why) : open_ticket(a, why);
	a->out->reading = figures;
	a->out->status = status;
	a->out->intent = intent;
	return result;
}

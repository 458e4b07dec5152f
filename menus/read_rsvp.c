/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers to invitations, and who came. */
#include "menus/view.h"

#include <stdio.h>
#include <string.h>

/* "cả 2": how many are meant, and none by its number. */
static bool says_how_many(const struct view *v, unsigned i)
{
	return i > 0 && item_word_is(v->p, view_at(v, i - 1), "ca");
}

bool rsvp_counts(const struct view *v, const struct item *behind)
{
	return item_is(behind, CLASS_PERSON) || item_is(behind, CLASS_MINUTE) || item_word_is(v->p, behind, "p") ||
	       token_is_of(v->p->tokens, behind->from, TOKEN_WORDS("ngay", "buoi", "hom", "bua", "tuan", "minh"));
}

/* "3 người", "15 phút", "cả 2": what the number counts. */
static bool counts_something(const struct view *v, unsigned i)
{
	const struct item *next = i + 1 < v->p->used ? view_at(v, i + 1) : NULL;

	if (says_how_many(v, i))
		return true;
	return next != NULL && (rsvp_counts(v, next) || rsvp_is_seat(v, i));
}

static bool is_listed(int64_t no, const int64_t *list, unsigned used)
{
	for (unsigned i = 0; i < used; i++)
		if (list[i] == no)
			return true;
	return false;
}

/* The training that is named by its number; 0 = none is. "lịch 7" is no other one, also when they are not asked to it. */
static int64_t named_event(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind == ITEM_NUMBER && item->flags == 0 && !counts_something(v, i) &&
			(is_listed(item->value, v->at->events, v->at->events_used) ||
				is_listed(item->value, v->at->invited, v->at->invited_used)))
			return item->value;
	}
	for (unsigned i = 1; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_NUMBER && view_at(v, i)->flags == 0 &&
			token_is(v->p->tokens, view_at(v, i)->from - 1u, "lich"))
			return view_at(v, i)->value;
	return 0;
}

bool rsvp_is_joined(const struct view *v, unsigned i)
{
	const struct item *before = i > 0 ? view_at(v, i - 1) : NULL;

	return before != NULL && (before->kind == ITEM_SIGN || item_word_is(v->p, before, "va"));
}

/* "có 1 và 2", "không 1, không 2" */
bool rsvp_is_one_more(const struct view *v, unsigned i)
{
	const struct item *before = i > 0 ? view_at(v, i - 1) : NULL;

	return rsvp_is_joined(v, i) || (before != NULL && (item_is(before, CLASS_YES) || item_is(before, CLASS_NO)) &&
					       rsvp_is_joined(v, i - 1));
}

bool rsvp_is_known(const struct view *v, int64_t no)
{
	return is_listed(no, v->at->events, v->at->events_used) || is_listed(no, v->at->invited, v->at->invited_used);
}

void rsvp_also(struct view *v, int64_t first)
{
	char list[100] = "";
	size_t n = 0;

	for (unsigned i = 0; i < v->p->used && n + 12 < sizeof list; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind == ITEM_NUMBER && item->flags == 0 && item->value != first && rsvp_is_one_more(v, i) &&
			!counts_something(v, i) && rsvp_is_known(v, item->value))
			n += (size_t)snprintf(
				list + n, sizeof list - n, "%s%lld", n == 0 ? "" : ",", (long long)item->value);
	}
	if (n > 0)
		reading_add_text(v->r, 0, "also", list);
}

/* The one that was answered, and no longer waits: 1, else 0. */
static unsigned one_answered(const struct view *v)
{
	return v->at->answered != 0 && !is_listed(v->at->answered, v->at->events, v->at->events_used);
}

/* "cả 2", "cả hai": how many are meant; 0 = nothing is said of it. "Cả hai vợ chồng" are people. */
static int64_t all_of(const struct view *v, unsigned i)
{
	const struct tokens *t = v->p->tokens;
	const struct item *item = view_at(v, i);

	if (item->kind == ITEM_NUMBER && says_how_many(v, i))
		return item->value;
	if (item->kind != ITEM_WORD || item->to != item->from + 2 || !token_is(t, item->from, "ca") ||
		!token_is(t, item->from + 1u, "hai") || token_is(t, item->to, "vo") ||
		(i + 1 < v->p->used &&
			(item_is(view_at(v, i + 1), CLASS_PERSON) || item_is(view_at(v, i + 1), CLASS_TITLE))))
		return 0;
	return 2;
}

/* "cả 2", and that many wait, or one of them was answered before. */
bool rsvp_says_all(const struct view *v)
{
	unsigned known = v->at->events_used + one_answered(v);

	for (unsigned i = 0; i < v->p->used && known > 1 && v->at->events_used > 0; i++) {
		int64_t all = all_of(v, i);

		if (all == (int64_t)known || (all > 1 && all == (int64_t)v->at->events_used))
			return true;
	}
	return false;
}

static void add_all(struct view *v)
{
	char list[100] = "";
	size_t n = 0;

	reading_add_number(v->r, 0, "event", v->at->events[0]);
	if (v->at->events_used == 1)
		n = (size_t)snprintf(list, sizeof list, "%lld", (long long)v->at->answered);
	for (unsigned e = 1; e < v->at->events_used && n + 24 < sizeof list; e++)
		n += (size_t)snprintf(
			list + n, sizeof list - n, "%s%lld", n == 0 ? "" : ",", (long long)v->at->events[e]);
	reading_add_text(v->r, 0, "also", list);
}

/* "buổi thứ hai": the second, or Monday's. */
static bool is_second_or_monday(const struct view *v)
{
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 0; i + 2 < t->used; i++)
		if ((token_is(t, i, "buoi") || token_is(t, i, "lich") || token_is(t, i, "lop")) &&
			token_is(t, i + 1, "thu") && t->at[i + 2].kind == TOKEN_WORD)
			return true;
	return false;
}

static void ask_which(struct view *v, enum intent guess, int64_t answered)
{
	char text[24];

	ask(v, guess, "which_event");
	for (unsigned e = 0; e < v->at->events_used + (answered != 0); e++) {
		snprintf(text, sizeof text, "%lld", (long long)(e < v->at->events_used ? v->at->events[e] : answered));
		ask_option(v, text);
	}
}

/* The event that an answer is for: the number that was typed, or the only one asked. */
static bool add_event(struct view *v, enum intent guess)
{
	int64_t named = named_event(v);

	if (named == 0 && rsvp_says_all(v)) {
		add_all(v);
		return true;
	}
	/* "không đi được, bận gặt" right behind the answer to another: of that one, or of the one that is open? And it is
	 * no answer to that question to say it again. */
	bool again = v->at->pending == PENDING_CHOICE && v->at->pending_intent == INTENT_RSVP &&
		     strcmp(v->at->pending_subject, "ref") == 0;
	bool either =
		v->at->just_answered && v->at->answered != 0 && v->at->events_used > 0 && (v->meaning > 1 || again);
	if (named == 0 && (either || (is_second_or_monday(v) && v->at->events_used > 1))) {
		ask_which(v, guess, either ? v->at->answered : 0);
		return false;
	}
	if (named == 0 && v->at->events_used == 1)
		named = v->at->events[0];
	/* Nothing is open: who writes of coming or not thinks of what was answered last. */
	if (named == 0 && v->at->events_used == 0)
		named = v->at->answered;
	if (named != 0) {
		reading_add_number(v->r, 0, "event", named);
		rsvp_also(v, named);
		return true;
	}
	ask_which(v, guess, 0);
	return v->at->events_used == 0;
}

int64_t rsvp_refused(const struct view *v)
{
	unsigned i = 0;

	while (i < v->p->used && view_is_polite(view_at(v, i)) && !item_is(view_at(v, i), CLASS_NO))
		i++;
	if (i + 2 >= v->p->used || v->question || !item_is(view_at(v, i), CLASS_NO) ||
		view_at(v, i)->to != view_at(v, i)->from + 1)
		return 0;
	const struct item *no = view_at(v, i + 1), *behind = view_at(v, i + 2);
	bool counts = counts_something(v, i + 1) || (item_is(behind, CLASS_HOUSEHOLD) && i + 3 == v->p->used);
	if (no->kind != ITEM_NUMBER || no->flags != 0 || counts ||
		!(is_listed(no->value, v->at->events, v->at->events_used) ||
			is_listed(no->value, v->at->invited, v->at->invited_used)))
		return 0;
	for (unsigned k = i + 2; k < v->p->used && !item_is(view_at(v, k), CLASS_REASON); k++) {
		const struct item *item = view_at(v, k);
		const struct sense *s = item->kind == ITEM_WORD ? item_sense(item, SENSE_INDICATOR) : NULL;

		if (item->kind == ITEM_NUMBER || item_is(item, CLASS_BUT) || item_word_is(v->p, item, "nao") ||
			(s != NULL && !s->weak))
			return 0;
	}
	return no->value;
}

static bool yes_behind(const struct view *v, unsigned i, struct rsvp_own own)
{
	bool yes = rsvp_alone(v->p->tokens);

	for (unsigned k = i + 1; k < own.to; k++) {
		const struct item *item = view_at(v, k);
		bool people = item_is(item, CLASS_VISIT) && k + 1 < own.to &&
			      view_at(v, k + 1)->kind == ITEM_NUMBER; /* "thôi đi 2 người" */

		yes |= (item_is(item, CLASS_YES) && !view_is_polite(item)) || people;
	}
	return yes;
}

static bool says_no(const struct view *v, struct rsvp_own own)
{
	for (unsigned i = own.from; i < own.to; i++) {
		const struct item *item = view_at(v, i);
		/* "không những đi mà còn ..." is rare; "có" before it makes a question, seen by the caller */
		bool begins = item_word_is(v->p, item, "thoi") && yes_behind(v, i, own); /* "à thôi, đi được" */
		if ((item->kind == ITEM_WORD || item->kind == ITEM_NUMBER) && item_is(item, CLASS_NO) && !begins &&
			!only_limits(v, i))
			return true; /* but "có 2 người thôi", "chỉ em đi thôi" */
	}
	return false;
}

/* "không biết có đi được không", "không vắng đâu": the negation is of something else than going. */
static bool is_undecided(const struct view *v, struct rsvp_own own)
{
	static const char *const of[] = { "biet", "chac", "vang", "nghi", "ban", "van", "sao", "ro", NULL };
	const struct tokens *t = v->p->tokens;

	if (view_has(v, CLASS_DOUBT) || token_pair(t, t->used, TOKEN_WORDS("thoi"), TOKEN_WORDS("dung")) < t->used)
		return true; /* "chắc đi được", "có lẽ đi"; "thôi đừng cộng", without marks a "đúng" */
	for (unsigned i = view_at(v, own.from)->from; i + 1 < view_at(v, own.to - 1)->to; i++) {
		const bool denied = token_is_no(t, i) || token_is_of(t, i, TOKEN_WORDS("chua", "chang"));

		if (denied && token_is_of(t, i + 1, of))
			return true;
	}
	return false;
}

/* "đi chợ | cho không | đi được": a negation that another phrase took in still denies the going behind it. */
static bool denies_going(const struct view *v, struct rsvp_own own)
{
	static const char *const going[] = { "di", "du", "den", "toi", "tham", NULL };
	const struct tokens *t = v->p->tokens;

	for (unsigned i = view_at(v, own.from)->from + 1u; i + 1 < view_at(v, own.to - 1)->to; i++)
		if ((token_is_no(t, i) || token_is(t, i, "khoi")) && token_is_of(t, i + 1, going) &&
			!token_is(t, i - 1, "sao"))
			return true;
	return false;
}

/* "có đi không vậy": whether somebody else comes. */
static bool asks_whether(const struct view *v, struct rsvp_own own)
{
	bool yes = false;

	for (unsigned i = own.from; i < own.to; i++) {
		const struct item *item = view_at(v, i);

		if (yes && item->to - item->from > 1 && item_is(item, CLASS_QUESTION) && !item_is(item, CLASS_NO) &&
			token_is_no(v->p->tokens, item->from))
			return true;
		yes |= item_is(item, CLASS_YES);
	}
	return false;
}

/* "đi lịch 5 được không": whether they may. */
static bool asks_may(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	const struct token *last = t->used > 1 ? &t->at[t->used - 1] : NULL;
	unsigned end = last != NULL && last->kind == TOKEN_SIGN && last->sign == '?' ? t->used - 1 : t->used;

	return end > 1 && token_is_of(t, end - 2, TOKEN_WORDS("duoc", "dc")) && token_is_no(t, end - 1);
}

static bool says_yes(const struct view *v, struct rsvp_own own)
{
	for (unsigned i = own.from; i < own.to; i++)
		if (item_is(view_at(v, i), CLASS_YES))
			return true;
	return false;
}

/* "... đi", "có 2 người", "1 mình tôi": and no mere "có vậy thôi", "về thôi". */
static bool says_going(const struct view *v)
{
	if (rsvp_goes(v) || rsvp_alone(v->p->tokens))
		return true;
	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_NUMBER && counts_something(v, i))
			return true;
	return false;
}

/* How many come, and how late. */
static void add_company(struct view *v, struct rsvp_own own, bool late)
{
	int64_t together = rsvp_company(v);
	const bool alone = together == 0 && rsvp_alone(v->p->tokens);

	if (together > 1 || alone)
		reading_add_number(v->r, 0, "count", alone ? 1 : together);
	for (unsigned i = 0; i + 1 < v->p->used; i++) {
		const struct item *item = view_at(v, i), *next = view_at(v, i + 1);
		bool said = (i >= own.from && i + 1 < own.to) || (i > 0 && item_word_is(v->p, view_at(v, i - 1), "di"));
		if (item->kind != ITEM_NUMBER || item->flags != 0 || !said) /* "có, đi 3 người" */
			continue;
		if (late && (item_is(next, CLASS_MINUTE) || item_word_is(v->p, next, "p")))
			reading_add_number(v->r, 0, "late", item->value);
		else if ((item_is(next, CLASS_PERSON) || rsvp_is_seat(v, i)) && reading_find(v->r, 0, "count") == NULL)
			reading_add_number(v->r, 0, "count", item->value);
	}
	if (together == 1)
		reading_add_number(v->r, 0, "company", together);
}

/* "không đi không được": two refusals are a promise, or a quarrel. */
static bool twice_not(const struct view *v, struct rsvp_own own)
{
	unsigned nots = 0;

	for (unsigned i = view_at(v, own.from)->from; i < view_at(v, own.to - 1)->to; i++)
		nots += token_is_no(v->p->tokens, i);
	return nots > 1;
}

/* "2 người đi, 1 người vắng": the team comes, and who does not is counted. */
static bool some_absent(struct view *v)
{
	int64_t going = -1, absent = -1;

	for (unsigned i = 0; i + 2 < v->p->used; i++) {
		const struct item *n = view_at(v, i);
		if (n->kind != ITEM_NUMBER || n->flags != 0 || !item_is(view_at(v, i + 1), CLASS_PERSON))
			continue;
		if (item_is(view_at(v, i + 2), CLASS_NO))
			absent = n->value;
		else if (going < 0)
			going = n->value;
	}
	if (absent >= 0 && going < 0) /* "tổ đi 4 người, 1 người bận" */
		for (unsigned i = 0; i + 1 < v->p->used && going < 0; i++)
			if (view_at(v, i)->kind == ITEM_NUMBER && item_is(view_at(v, i + 1), CLASS_PERSON) &&
				view_at(v, i)->value != absent)
				going = view_at(v, i)->value;
	if (going < 0 || absent < 0)
		return false;
	reading_add_number(v->r, 0, "count", going);
	reading_add_number(v->r, 0, "absent", absent);
	return true;
}

/* Not even whether something is answered. */
static bool is_unclear(const struct view *v, struct rsvp_own own, bool alone)
{
	return (v->at->events_used < 2 && is_second_or_monday(v) && named_event(v) == 0) || is_undecided(v, own) ||
	       rsvp_is_open(v, own, alone) || twice_not(v, own) || asks_whether(v, own) || asks_may(v);
}

/* Who goes instead; "tổ cử 2 người đi" says how many. */
static void add_delegate(struct view *v, unsigned from, unsigned to)
{
	char text[READING_TEXT_OCTETS];

	if (v->p->tokens->at[from].kind == TOKEN_NUMBER)
		return;
	token_typed(v->p->tokens, from, to, text, sizeof text);
	reading_add_text(v->r, 0, "delegate", text);
}

void rsvp_read(struct view *v)
{
	const struct rsvp_own own = rsvp_own(v);
	/* "không dẫn con theo, đi một mình thôi": the no is of whom they bring */
	const bool denied = denies_going(v, own), alone = !denied && rsvp_alone(v->p->tokens);
	bool late = false, no = denied || (!alone && says_no(v, own)), asks = false;
	unsigned from, to;
	const bool other = rsvp_instead(v, &from, &to);

	if (is_unclear(v, own, alone) || (!no && only_is_said(v) && !says_going(v))) {
		ask(v, INTENT_RSVP, "rsvp");
		return;
	}

	v->r->intent = INTENT_RSVP;
	no &= !some_absent(v);
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		late |= item_is(item, CLASS_LATE) || item_word_is(v->p, item, "tre");
	}
	/* "bà Tám không đi được": and who writes? "nhờ đi thay": and who goes? "em cứ tưởng ...": nobody is sent */
	const bool said = no || late || says_yes(v, own) || says_going(v);
	if (other ? from == to : own.somebody || (!said && (v->meaning > 1 || view_has_token(v, "cu")))) {
		ask(v, INTENT_RSVP, "rsvp");
		return;
	}
	/* "đổi ý" means the last answer; without a yes or no it says nothing. */
	fields_with(v, v->act[INTENT_RSVP].by);
	bool changes = reading_find(v->r, 0, "changes") != NULL;
	int64_t changed = named_event(v) != 0 ? named_event(v) : v->at->answered;
	if (changes && changed != 0) {
		reading_add_number(v->r, 0, "event", changed);
		if (!no && !late && !says_yes(v, own)) {
			ask(v, INTENT_RSVP, "rsvp");
			return;
		}
	} else {
		asks = !add_event(v, INTENT_RSVP) && v->r->intent == INTENT_ASK;
	}
	add_company(v, own, late);
	if (asks) {
		reading_add_text(v->r, 0, "answer", no && !late ? "no" : "yes");
		return;
	}
	v->r->intent = INTENT_RSVP;
	reading_add_text(v->r, 0, "answer", no && !late && !other ? "no" : "yes");
	if (other)
		add_delegate(v, from, to);
}

/* DD 4821: a door code. No training has a thousand people, and no code has other than four digits. */
bool attendance_is_door(const struct view *v, const struct item *item)
{
	return item->kind == ITEM_NUMBER && item->flags == 0 && item->value >= 0 && item->value <= 9999 &&
	       v->p->tokens->at[item->from].digits == 4;
}

/* "lịch 6"; "buổi 6", "lớp 6" where that is a training's number. */
bool attendance_is_ref(const struct view *v, unsigned i)
{
	static const char *const held[] = { "buoi", "lop", "hop", "huan" };
	const struct item *item = view_at(v, i);
	bool named = schedule_is_ref(v, i);
	bool known = is_listed(item->value, v->at->events, v->at->events_used) ||
		     is_listed(item->value, v->at->invited, v->at->invited_used);

	if (i == 0 || item->flags != 0 || counts_something(v, i))
		return false;
	for (size_t k = 0; k < sizeof held / sizeof *held; k++)
		named |= token_is(v->p->tokens, item->from - 1u, held[k]);
	return named && (known || token_is(v->p->tokens, item->from - 1u, "lich"));
}

/* "DD 5 28": the first of two plain numbers right behind the keyword is the training's, unless it is counted itself. */
static bool has_ref(const struct view *v, unsigned *at)
{
	unsigned first = v->act[INTENT_ATTENDANCE].item + 1;
	bool keyword = v->act[INTENT_ATTENDANCE].by != NULL && v->act[INTENT_ATTENDANCE].by->place == KEYWORD_HEAD;

	for (unsigned i = 0; i + 1 < v->p->used; i++) {
		const struct item *item = view_at(v, i), *next = view_at(v, i + 1);
		if (item->kind != ITEM_NUMBER || item->flags != 0 ||
			!((keyword && i == first) || schedule_is_ref(v, i)))
			continue;
		bool named = schedule_is_ref(v, i); /* "lịch 2 có 7 người dự" */
		while ((next->kind == ITEM_SIGN || (named && next->kind == ITEM_WORD)) && i + 2 < v->p->used)
			next = view_at(v, ++i + 1);
		if (next->kind != ITEM_NUMBER || attendance_is_door(v, next))
			return false;
		*at = (unsigned)(item - v->p->at);
		return true;
	}
	return false;
}

/* "điểm danh lịch 6": which training, and not how many came. */
static bool names_training(struct view *v)
{
	const struct item *number = NULL;
	unsigned at = 0;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind == ITEM_SIGN || item->kind == ITEM_WORD)
			continue;
		if (number != NULL)
			return false;
		number = item;
		at = i;
	}
	if (number == NULL || !attendance_is_ref(v, at))
		return false;
	reading_add_number(v->r, 0, "ref", number->value);
	return true;
}

/* DD 4821, "dd 4821 3 người" */
static bool add_door(struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (attendance_is_door(v, view_at(v, i))) {
			reading_add_number(v->r, 0, "door", view_at(v, i)->value);
			add_company(v, (struct rsvp_own){ .to = v->p->used }, false);
			return true;
		}
	return false;
}

/* "28"; "27/30", of how many, also where that looks like a day. */
static bool may_count(const struct item *item)
{
	bool like_day = item->kind == ITEM_DATE && (item->flags & DATE_BARE) && !(item->flags & DATE_RELATIVE);

	return (item->kind == ITEM_NUMBER || like_day) && item->value >= 0 &&
	       !(item->flags & (NUMBER_TWO_WAYS | NUMBER_RANGE | NUMBER_DECIMAL | NUMBER_BIG));
}

/* "khoảng 20"; but "dự 7 người", and no "dư 7" */
static bool makes_vague(const struct view *v, const struct item *before)
{
	return (item_is(before, CLASS_ABOUT) || item_is(before, CLASS_VAGUE)) && !item_word_is(v->p, before, "du");
}

/* How many came, and how many did not. False when nobody knows. */
static bool add_attended(struct view *v, unsigned ref_at)
{
	bool counted = false;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i), *before = i > 0 ? view_at(v, i - 1) : NULL;

		if (i == ref_at || !may_count(item))
			continue;
		if (before != NULL && item_is(before, CLASS_ABSENT)) {
			reading_add_number(v->r, 0, "absent", item->value);
		} else if (before != NULL && makes_vague(v, before)) {
			continue;
		} else if (!counted) {
			counted = true;
			reading_add_number(v->r, 0, "count", item->value);
			if (item->kind == ITEM_DATE || (item->flags & NUMBER_RATIO))
				reading_add_number(v->r, 0, "expected", item->second);
		} else if (before->kind == ITEM_NUMBER) {
			return false; /* "có mặt 2 12": which is the training, which the count? */
		}
	}
	return counted || reading_find(v->r, 0, "absent") != NULL;
}

void attendance_read(struct view *v)
{
	unsigned ref_at = v->p->used;

	v->r->intent = INTENT_ATTENDANCE;
	if (add_door(v) || names_training(v))
		return;
	if (has_ref(v, &ref_at))
		reading_add_number(v->r, 0, "ref", view_at(v, ref_at)->value);
	else if (v->at->events_used > 0)
		reading_add_number(v->r, 0, "event", v->at->events[0]);
	if (!add_attended(v, ref_at))
		ask(v, INTENT_ATTENDANCE, "number");
}

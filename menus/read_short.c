/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bare answers: yes, no, a number, a name. What they mean hangs on what was asked. */
#include "menus/count.h"
#include "menus/person.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct bare {
	bool both;    /* one word that is yes or no, as its marks would tell: "vang" */
	bool counted; /* the number is one of people or minutes: "3 người đi" */
	bool refused; /* the no is more than that there is nothing: "thôi", "bận" */
	bool yes, no, number, other, indicator, unit, question, stop;
	int64_t value;
	uint16_t flags;
	unsigned items, pictures, number_item, indicator_item, unit_item;
};

static void look(const struct view *v, struct bare *b)
{
	*b = (struct bare){ .value = -1 };
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind == ITEM_SIGN || item->kind == ITEM_PICTURE) {
			b->question |= item->sign == '?';
			b->pictures += item->kind == ITEM_PICTURE;
			continue;
		}
		/* "k" and "co" are answers before they are anything else. */
		bool yes = item_is(item, CLASS_YES), no = item_is(item, CLASS_NO);
		const struct sense *s = item->kind == ITEM_WORD ? item_sense(item, SENSE_INDICATOR) : NULL;
		if (item->kind == ITEM_NUMBER && !(item->flags & NUMBER_WEAK)) {
			b->other |= b->number;
			b->number = true;
			b->number_item = i;
			b->value = item->value;
			b->flags = item->flags;
			b->counted = i + 1 < v->p->used && (item_is(view_at(v, i + 1), CLASS_PERSON) ||
								   item_is(view_at(v, i + 1), CLASS_MINUTE));
		} else if (item_word_is(v->p, item, "vang") && yes && no) {
			b->both = b->yes = b->no = true;
		} else if (no) {
			b->no = true;
			b->refused |= !item_is(item, CLASS_ZERO);
		} else if (yes && !(item_is(item, CLASS_POLITE) && (b->yes || b->number))) {
			b->yes = true;
		} else if (s != NULL) {
			b->other |= b->indicator;
			b->indicator = true;
			b->indicator_item = i;
		} else if (item->kind == ITEM_UNIT) {
			b->unit = true;
			b->unit_item = i;
		} else if (item->kind == ITEM_WORD &&
			   (item_is(item, CLASS_POLITE) || item_is(item, CLASS_FILLER) ||
				   item_is(item, CLASS_HOUSEHOLD) || item_is(item, CLASS_PERSON) ||
				   item_is(item, CLASS_THANKS))) {
			b->question |= item_is(item, CLASS_QUESTION) && item->to - item->from > 1;
		} else if (item->kind == ITEM_TIME && (item->flags & TIME_BARE)) {
			b->number = true; /* "5h": five households */
			b->number_item = i;
			b->value = item->value;
		} else {
			b->other = true;
		}
		b->items++;
	}
}

/* "XONG 8" is said of difficulty 8, where there is one, and counts nothing; offices close and do not count. */
static bool settles(const struct view *v, const struct bare *b)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct keyword *k = item_keyword(v->p, view_at(v, i), INTENT_DIFFICULTY);

		if (k != NULL && view_with(k, "action")[0] != '\0')
			return b->number && (view_lists_ticket(v, b->value) || view_is_office(v));
	}
	return false;
}

static bool only_number(const struct bare *b)
{
	return b->number && !b->other && !b->indicator && !b->unit && !b->yes && !b->no;
}

static bool clear(const struct bare *b)
{
	return b->value >= 0 && (b->flags & ~(NUMBER_WORDS | NUMBER_SLIP | NUMBER_PLUS | NUMBER_THOUSANDS)) == 0 &&
	       !b->question;
}

static void complete_number(struct view *v, const struct bare *b)
{
	enum intent intent = v->at->pending_intent != INTENT_UNKNOWN ? v->at->pending_intent : INTENT_REPORT;
	struct bare plain = *b;

	if (intent == INTENT_TARGET_SET) /* "60% số hộ" */
		plain.flags &= (uint16_t)~NUMBER_PERCENT;
	if (!clear(&plain)) {
		ask(v, intent, "number");
		reading_add_text(v->r, 0, "indicator", v->at->pending_subject);
		return;
	}
	v->r->intent = intent;
	const char *subject = v->at->pending_subject;
	if (intent == INTENT_TARGET_SET || lexicon_indicator(v->words, subject) == NULL) {
		reading_add_text(v->r, 0, "indicator", subject);
		reading_add_number(v->r, 0, "number", b->value);
		if (intent == INTENT_TARGET_SET) {
			reading_add_number(v->r, 0, subject, b->value);
			fields_percent(v, 0);
		}
		return;
	}
	reading_add_number(v->r, 0, subject, b->value);
	const struct lexicon_indicator *i = lexicon_indicator(v->words, subject);
	if (b->value > i->most) {
		v->r->intent = INTENT_ASK;
		v->r->guess = intent;
		snprintf(v->r->ask, sizeof v->r->ask, "confirm");
	}
}

/* No to a question with choices: nothing of it is done. An invitation is answered by it, and what waits for a leader is
 * not, while that question is open. */
static bool drops(struct view *v, const struct bare *b)
{
	bool no = b->no && !b->yes && !b->other && !b->number && !b->question && !b->indicator && !b->unit;

	if (!no || v->at->pending_intent == INTENT_RSVP || strcmp(v->at->pending_subject, "mode") == 0)
		return false;
	ask(v, v->at->pending_intent, "nothing");
	return true;
}

/* "không đi được": of the invitation, whatever else was asked. */
static bool says_of_going(const struct view *v)
{
	static const char *const going[] = { "di", "du", "den", "toi", "tham" };
	bool goes = false;

	for (unsigned i = 0; i < v->p->tokens->used && v->at->events_used > 0; i++)
		for (size_t k = 0; k < sizeof going / sizeof *going; k++)
			goes |= token_is(v->p->tokens, i, going[k]);
	return goes;
}

/* Yes to a question with choices says none of them. */
static bool agrees(struct view *v, const struct bare *b)
{
	bool yes = b->yes && !b->no && !b->other && !b->number && !b->question && !b->indicator && !b->unit;

	if (!yes || v->at->pending_intent == INTENT_RSVP || v->at->pending_intent == INTENT_APPROVE ||
		(v->at->events_used > 0 && v->act[INTENT_RSVP].score > 0)) /* "có đi được ạ" answers the invitation */
		return false;
	ask(v, v->at->pending_intent, "choice");
	return true;
}

#define COMMAND_WEIGHT 78 /* CT, and whatever else is a command only where one stands */

/* "NHAC thon Tan Hy" is a command of its own, whatever unit was asked for. */
static bool commands_other(const struct view *v)
{
	for (enum intent i = 1; i < INTENTS; i++) {
		const struct keyword *by = v->act[i].by;

		if (i != v->at->pending_intent && by != NULL && v->act[i].item == v->first &&
			(by->command || (by->place == KEYWORD_HEAD && by->weight >= COMMAND_WEIGHT)))
			return true;
	}
	return false;
}

static bool choose(struct view *v, const struct bare *b)
{
	int64_t n = -1;
	/* "ok 1 nhé"; "CO 1" is the answer to an invitation */
	bool agreed = b->number && b->yes && !b->no && !b->other && !b->indicator && !b->unit && !b->question &&
		      !token_is(v->p->tokens, 0, "co");

	if ((only_number(b) || agreed) && b->value >= 1 && b->value <= v->at->choices_used)
		n = b->value;
	for (unsigned k = 0; b->unit && !b->number && n < 0 && !commands_other(v) && k < v->at->choices_used; k++) {
		const struct item *u = view_at(v, b->unit_item);
		for (unsigned h = 0; h < u->hits; h++)
			if (u->hits == 1 && strcmp(u->hit[h].unit->code, v->at->choices[k]) == 0)
				n = k + 1;
	}
	if (n < 0)
		return false;
	v->r->intent = v->at->pending_intent;
	reading_add_number(v->r, 0, "choice", n);
	if (v->at->pending == PENDING_UNIT)
		reading_add_text(v->r, 0, "code", v->at->choices[n - 1]);
	else
		reading_add_text(v->r, 0, "chosen", v->at->choices[n - 1]);
	return true;
}

static bool pending_unit(struct view *v, const struct bare *b)
{
	if (choose(v, b))
		return true;
	if (!b->unit || b->number || b->indicator || v->strong > 0 || commands_other(v))
		return false;
	v->r->intent = v->at->pending_intent;
	if (v->r->intent == INTENT_REGISTER) {
		register_add_role(v);
		if (v->act[INTENT_REGISTER].by != NULL) /* "DK Le Van Tam, xa Binh Son" says it all anew */
			register_add_name(v);
	}
	(void)fields_units(v, 0, v->p->used, 0);
	return true;
}

static bool pending_indicator(struct view *v, const struct bare *b)
{
	if (!b->indicator || b->number || b->other)
		return choose(v, b);
	v->r->intent = v->at->pending_intent != INTENT_UNKNOWN ? v->at->pending_intent : INTENT_REPORT;
	reading_add_number(v->r, 0, indicator_code(v, item_sense(view_at(v, b->indicator_item), SENSE_INDICATOR)),
		v->at->pending_number);
	return true;
}

static bool pending_consent(struct view *v, const struct bare *b, bool yes, bool no)
{
	if (b->yes && !b->number && b->question) {
		ask(v, INTENT_OPTIN, "consent"); /* "đồng ý cái gì mới được?" */
		return true;
	}
	if (only_number(b)) { /* no digits were offered */
		ask(v, INTENT_OPTIN, "consent");
		return true;
	}
	if (!yes && !no)
		return false;
	v->r->intent = yes ? INTENT_OPTIN : INTENT_OPTOUT;
	reading_add_text(v->r, 0, "consent", yes ? "yes" : "no");
	return true;
}

static bool pending_number(struct view *v, const struct bare *b, bool no)
{
	if (no && !b->refused && v->at->pending_intent == INTENT_REPORT && v->act[INTENT_OPTOUT].score == 0) {
		v->r->intent = INTENT_REPORT;
		reading_add_number(v->r, 0, v->at->pending_subject, 0);
		return true;
	}
	if (!only_number(b))
		return drops(v, b);
	complete_number(v, b);
	return true;
}

/* "Hủy" to a question, to the preview of a broadcast or to "are you sure?" is about that, and does not end all texts. */
static bool says_cancel(const struct view *v)
{
	return v->p->tokens->used == 1 && token_is(v->p->tokens, 0, "huy");
}

enum sending { SENDING_OTHER, SENDING_YES, SENDING_NO };

/* "ok gửi đi", "thôi không gửi nữa", to a broadcast that was shown; "sửa nội dung: ..." is a no, for the whole is texted
 * again. */
static enum sending says_of_sending(const struct view *v)
{
	static const char *const no[] = { "dung", "khong", "ko", "k", "hong", "hok", "thoi", "khoan", "huy", "bo" };
	static const char *const other[] = { "ok", "oke", "okay", "gui", "di", "luon", "ngay", "nua", "tin", "do",
		"nay", "nhe", "nha", "roi", "co", "vang", "da", "uh", "dong", "y", "xac", "nhan", "duoc", "thi", "vay",
		"a", "em", "anh", "chi", "tb", "cho", "ca", "het" };
	const struct tokens *t = v->p->tokens;
	bool sends = false, refuses = false;

	if ((token_is(t, 0, "sua") || token_is(t, 0, "doi")) && t->used > 2 &&
		(token_is(t, 1, "tin") || token_is(t, 1, "tb") || (token_is(t, 1, "noi") && token_is(t, 2, "dung"))))
		return SENDING_NO;
	for (unsigned i = 0; i < t->used; i++) {
		bool known = t->at[i].kind == TOKEN_SIGN, negated = false;

		for (size_t w = 0; w < sizeof no / sizeof *no; w++)
			negated |= token_is(t, i, no[w]);
		for (size_t w = 0; w < sizeof other / sizeof *other; w++)
			known |= token_is(t, i, other[w]);
		if (!known && !negated)
			return SENDING_OTHER;
		sends |= token_is(t, i, "gui");
		refuses |= negated;
	}
	return v->question || !sends ? SENDING_OTHER : refuses ? SENDING_NO : SENDING_YES;
}

static bool pending_confirm(struct view *v, const struct bare *b, bool yes, bool no)
{
	enum sending said = v->at->pending_intent == INTENT_BROADCAST ? says_of_sending(v) : SENDING_OTHER;

	yes |= said == SENDING_YES;
	no |= said == SENDING_NO;

	if (yes || (only_number(b) && b->value == 1) || v->act[INTENT_CONFIRM].score > 0) {
		v->r->intent = INTENT_CONFIRM;
		if (b->number && !b->other && !only_number(b)) /* "1" alone is a yes, and no number */
			reading_add_number(v->r, 0, "ref", b->value);
		return true;
	}
	no |= says_cancel(v); /* to what was shown: elsewhere it never comes here */
	if (no)
		ask(v, v->at->pending_intent,
			v->at->pending_intent == INTENT_SCHEDULE_ADD || v->at->pending_intent == INTENT_REGISTER
				? "nothing"
				: "number");
	return no;
}

static bool pending_menu(struct view *v, const struct bare *b)
{
	char topic[32];

	if (!only_number(b) || b->value > 99)
		return false;
	if (strcmp(v->at->pending_subject, "guide") == 0) {
		snprintf(topic, sizeof topic, "menu:%lld", (long long)b->value);
		v->r->intent = INTENT_GUIDE;
		reading_add_text(v->r, 0, "topic", topic);
		return true;
	}
	v->r->intent = INTENT_MENU;
	reading_add_number(v->r, 0, "choice", b->value);
	return true;
}

/* The name that a text is: a family name and what follows, behind "tôi tên là" or nothing; or two to six words of which
 * none means anything here. */
static bool name_alone(struct view *v, unsigned *from, unsigned *to)
{
	const struct tokens *t = v->p->tokens;
	bool means = false, words = true;

	if (person_find(v, from, to) && *to == t->used) {
		bool intro = true;

		for (unsigned i = 0; i < v->p->used && view_at(v, i)->from < *from; i++)
			intro &= item_is(view_at(v, i), CLASS_I_AM) || item_is(view_at(v, i), CLASS_NAME_IS) ||
				 view_is_polite(view_at(v, i));
		return intro;
	}
	for (unsigned i = 0; i < t->used; i++)
		words &= t->at[i].kind == TOKEN_WORD;
	for (unsigned i = 0; i < v->p->used; i++)
		means |= view_at(v, i)->senses_used > 0;
	*from = 0;
	*to = t->used;
	return words && !means && t->used >= 2 && t->used <= 6;
}

static bool pending_name(struct view *v, const struct bare *b)
{
	bool role = false, answer = (b->yes || b->no) && !b->other;
	char name[READING_TEXT_OCTETS];
	unsigned from, to;

	for (unsigned i = 0; i < v->p->used; i++)
		role |= item_sense(view_at(v, i), SENSE_ROLE) != NULL;
	if (b->number || b->indicator || v->meaning == 0 || answer || v->question || v->how_many ||
		v->act[INTENT_OPTOUT].score > 0)
		return drops(v, b);
	for (enum intent i = 0; i < INTENTS; i++)
		if (v->act[i].score >= 84)
			return false;
	if (b->unit || role) { /* more than the name */
		register_read(v);
		return true;
	}
	if (!name_alone(v, &from, &to))
		return false;
	v->r->intent = INTENT_REGISTER;
	token_typed(v->p->tokens, from, to, name, sizeof name);
	reading_add_text(v->r, 0, "name", name);
	return true;
}

/* "tháng 7", "của tháng 7 ạ": of which month, week or quarter it is. */
static bool pending_period(struct view *v)
{
	bool said = false;

	if (strcmp(v->at->pending_subject, "period") != 0)
		return false;
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		bool period = item->kind == ITEM_PERIOD;

		if ((period && said) || (!period && !view_is_polite(item) && !item_is(item, CLASS_FILLER) &&
						item_keyword(v->p, item, INTENT_REPORT) == NULL))
			return false;
		said |= period;
	}
	if (said) {
		v->r->intent = v->at->pending_intent;
		fields_period(v);
	}
	return said;
}

/* What the gateway asked last, answered in a word. */
static bool answer_pending(struct view *v, const struct bare *b)
{
	bool yes = b->yes && !b->no && !b->other && !b->number && !b->question;
	bool no = b->no && !b->yes && !b->other && !b->number && !b->question;
	bool shown = v->at->pending == PENDING_CONFIRM &&
		     (v->at->pending_intent == INTENT_BROADCAST || v->at->pending_intent == INTENT_LEAVE);

	if (says_cancel(v) && !shown && v->at->pending != PENDING_CONSENT && v->at->pending != PENDING_MENU &&
		v->at->pending != PENDING_NAME) {
		ask(v, v->at->pending_intent, "nothing");
		return true;
	}
	if (no && !shown && v->at->pending != PENDING_CONSENT && v->at->pending_intent != INTENT_RSVP &&
		says_of_going(v))
		return false;
	switch (v->at->pending) {
	case PENDING_CONSENT:
		return pending_consent(v, b, yes, no);
	case PENDING_NUMBER:
		return pending_number(v, b, no);
	case PENDING_INDICATOR:
		return pending_indicator(v, b);
	case PENDING_UNIT:
		return pending_unit(v, b) || drops(v, b);
	case PENDING_CHOICE:
		return choose(v, b) || pending_period(v) || drops(v, b) || agrees(v, b);
	case PENDING_CONFIRM:
		return pending_confirm(v, b, yes, no);
	case PENDING_MENU:
		return pending_menu(v, b);
	case PENDING_NAME:
		return pending_name(v, b);
	case PENDING_NONE:
		break;
	}
	return false;
}

static bool waits(const struct view *v, int64_t ref)
{
	for (unsigned i = 0; i < v->at->approvals_used; i++)
		if (v->at->approvals[i] == ref)
			return true;
	return false;
}

static bool leader(const struct view *v)
{
	return v->at->approvals_used > 0;
}

static bool listed(int64_t no, const int64_t *list, unsigned used)
{
	for (unsigned i = 0; i < used; i++)
		if (list[i] == no)
			return true;
	return false;
}

/* "CO 5", "KHONG 5": yes or no to the invitation of that number, as the invitation tells people to write; also when it
 * was answered before. */
static bool answer_named(struct view *v, const struct bare *b)
{
	if (!b->number || b->counted || b->yes == b->no || b->other || b->indicator || b->unit || !clear(b))
		return false;
	if (b->number_item > 0 && item_word_is(v->p, view_at(v, b->number_item - 1), "ca"))
		return false; /* "có cả 2": both */
	/* Behind "CO" a number is the one that is meant, and no other that waits is taken instead. */
	bool alone = (v->at->events_used > 0 || (v->at->known && !view_is_leader(v))) && b->items == 2 &&
		     b->number_item == 1 && b->flags == 0 &&
		     v->act[INTENT_CONFIRM].score == 0; /* "XN 31" is about a report */
	if (!alone && !listed(b->value, v->at->events, v->at->events_used) &&
		!listed(b->value, v->at->invited, v->at->invited_used))
		return false;
	v->r->intent = INTENT_RSVP;
	reading_add_number(v->r, 0, "event", b->value);
	reading_add_text(v->r, 0, "answer", b->no ? "no" : "yes");
	return true;
}

/* "CO 18 va 19": several invitations, and nothing else. */
static bool answer_several(struct view *v)
{
	bool yes = false, no = false, waits = false;
	int64_t first = 0;
	unsigned numbers = 0;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind == ITEM_NUMBER) {
			if (item->flags != 0 || !rsvp_is_known(v, item->value) ||
				(numbers > 0 && !rsvp_is_one_more(v, i)))
				return false;
			waits |= listed(item->value, v->at->events, v->at->events_used);
			first = first == 0 ? item->value : first;
			numbers++;
		} else if (item->kind == ITEM_WORD && (item_is(item, CLASS_YES) || item_is(item, CLASS_NO))) {
			no |= item_is(item, CLASS_NO);
			yes |= item_is(item, CLASS_YES);
		} else if (item->kind != ITEM_SIGN && !item_is(item, CLASS_FILLER) && !view_is_polite(item)) {
			return false;
		}
	}
	if (numbers < 2 || yes == no || !waits)
		return false;
	v->r->intent = INTENT_RSVP;
	reading_add_number(v->r, 0, "event", first);
	reading_add_text(v->r, 0, "answer", no ? "no" : "yes");
	rsvp_also(v, first);
	return true;
}

/* "CO 5 3": an answer to an invitation, with one number too many to say which. */
static bool answer_unclear(struct view *v)
{
	unsigned numbers = 0;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (i == 0 ? !token_is(v->p->tokens, 0, "co") && !token_is(v->p->tokens, 0, "khong")
			   : item->kind != ITEM_NUMBER || item->flags != 0)
			return false;
		numbers += i > 0;
	}
	if (numbers < 2 || view_is_leader(v))
		return false;
	ask(v, INTENT_RSVP, "rsvp");
	reading_add_number(v->r, 0, "numbers", numbers);
	return true;
}

/* "không đồng ý 17 vì không phải người trong thôn": yes or no at once, then the number of what waits, then why. */
static bool answer_with_reason(struct view *v)
{
	unsigned i = 0;

	while (i < v->p->used && view_is_polite(view_at(v, i)) && !item_is(view_at(v, i), CLASS_NO))
		i++;
	if (!leader(v) || v->question || i + 1 >= v->p->used || view_at(v, i + 1)->kind != ITEM_NUMBER ||
		!waits(v, view_at(v, i + 1)->value))
		return false;
	bool yes = item_is(view_at(v, i), CLASS_YES), no = item_is(view_at(v, i), CLASS_NO);
	for (unsigned k = i + 2; k < v->p->used; k++)
		if (view_at(v, k)->kind == ITEM_NUMBER)
			return false;
	bool reason = i + 2 < v->p->used && item_is(view_at(v, i + 2), CLASS_REASON);
	if (yes == no || !no || !reason)
		return false;
	v->r->intent = INTENT_REJECT;
	approve_read(v);
	return true;
}

/* "KHONG 1 vì nhà có đám" */
static bool refuse_named(struct view *v)
{
	int64_t no = rsvp_refused(v);

	if (no == 0 || waits(v, no))
		return false;
	v->r->intent = INTENT_RSVP;
	reading_add_number(v->r, 0, "event", no);
	reading_add_text(v->r, 0, "answer", "no");
	return true;
}

/* The number of what waits for a leader may be that of a training too: "CO 6" and "KHONG 6" are how an invitation is
 * answered, and no approval. */
static bool is_for_invitation(const struct view *v, const struct bare *b)
{
	bool says_so = token_is(v->p->tokens, 0, "co") || token_is(v->p->tokens, 0, "khong");

	return says_so && (b->number ? listed(b->value, v->at->events, v->at->events_used) ||
						  listed(b->value, v->at->invited, v->at->invited_used)
				     : v->at->events_used > 0);
}

/* "ok", "dạ cảm ơn" to a receipt of a moment ago is only polite, whatever else waits. */
static bool thanks(const struct view *v, const struct bare *b)
{
	const struct item *said = NULL;

	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_WORD && item_keyword(v->p, view_at(v, i), INTENT_ACK) != NULL)
			said = view_at(v, i);
	return (v->at->heard || v->at->just_answered) && said != NULL && b->items <= 3 && !b->no && !b->other &&
	       !b->number && !b->indicator && !b->unit && !b->question;
}

/* "XN" is the answer to "are you sure?" alone. Said twice, or too late, it is no yes to whatever else waits. */
static bool confirms_nothing(struct view *v, const struct bare *b)
{
	if (!token_is(v->p->tokens, 0, "xn") || b->other || b->number || b->indicator || b->unit || b->no)
		return false;
	v->r->intent = INTENT_CONFIRM;
	return true;
}

/* Yes, no, 1, 2 where an approval or an invitation waits. */
static bool answer_waiting(struct view *v, const struct bare *b)
{
	bool one = only_number(b) && b->value == 1 && !b->question,
	     two = only_number(b) && b->value == 2 && !b->question;
	bool bare = !b->other && !b->number && !b->indicator && !b->unit;

	/* "ok 17", "không đồng ý 17 vì trùng": the number of what waits. */
	if (leader(v) && !b->question && b->yes != b->no && !b->indicator && !is_for_invitation(v, b) &&
		(bare || (b->number && waits(v, b->value)))) {
		v->r->intent = b->yes ? INTENT_APPROVE : INTENT_REJECT;
		approve_read(v);
		return true;
	}

	if (leader(v) && !b->question && bare && b->yes != b->no && is_for_invitation(v, b)) {
		ask(v, INTENT_APPROVE, "ref"); /* "có", where both wait */
		return true;
	}
	if (leader(v) && b->question && b->number && waits(v, b->value)) {
		ask(v, INTENT_APPROVE, "intent"); /* "17 là ai vậy?" */
		return true;
	}
	if (answer_named(v, b) || answer_with_reason(v) || refuse_named(v))
		return true;
	if (rsvp_says_all(v) && b->yes != b->no && !b->indicator && !b->unit && !b->question) {
		rsvp_read(v);
		return true;
	}
	if (!(bare || one || two) || (b->items == 0))
		return false;
	if (b->question || (b->yes && b->no)) {
		/* "có không?" asks; "dạ không", "không đi được" answer no. */
		bool asks = b->question || b->both || !view_is_polite(view_at(v, 0));
		if (asks && (b->yes || b->no) && v->at->events_used > 0) {
			ask(v, INTENT_RSVP, "rsvp");
			return true;
		}
		if (b->question)
			return false;
	}
	if (v->at->events_used > 0 && (b->yes || b->no || one || two)) {
		rsvp_read(v);
		if (two && v->r->fields_used > 0) {
			v->r->fields_used = 0;
			rsvp_read(v);
			for (unsigned i = 0; i < v->r->fields_used; i++)
				if (strcmp(v->r->fields[i].key, "answer") == 0)
					snprintf(v->r->fields[i].text, sizeof v->r->fields[i].text, "no");
		}
		if (one || two) /* no invitation offers digits: it is asked back */
			reading_add_number(v->r, 0, "digit", b->value);
		return true;
	}
	return false;
}

/* The code on the wall of a training that goes on, alone or as "có mặt 4821". */
static bool answer_door(struct view *v, const struct bare *b)
{
	bool said = v->act[INTENT_RSVP].score > 0 || v->act[INTENT_ATTENDANCE].score > 0;

	if (!(only_number(b) || (said && b->number && v->numbers == 1 && !b->no && !b->indicator && !b->question)) ||
		b->flags != 0 || !listed(b->value, v->at->doors, v->at->doors_used))
		return false;
	v->r->intent = INTENT_ATTENDANCE;
	reading_add_number(v->r, 0, "door", b->value);
	return true;
}

/* "5 7 2": several small numbers and nothing else. */
static bool numbers_only(const struct view *v)
{
	unsigned numbers = 0;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind == ITEM_SIGN && item->sign != '\0' && strchr(",.;+&", item->sign) != NULL)
			continue;
		if (item->kind != ITEM_NUMBER || (item->flags & ~NUMBER_SLIP) != 0 || item->value < 0 ||
			item->value > 9999)
			return false;
		numbers++;
	}
	return numbers > 1 && numbers < 8;
}

/* Nothing was asked: a bare word or number can mean too much. */
static bool answer_nothing(struct view *v, const struct bare *b)
{
	if (only_number(b) && b->items - 1 <= 2) {
		if (item_sign(view_at(v, 0), '*') || item_sign(view_at(v, 0), '#') || b->value < 0 || b->value > 9999 ||
			v->p->tokens->at[view_at(v, b->number_item)->from].digits > 4 || b->pictures > 1) {
			v->r->intent = INTENT_UNKNOWN;
			return true;
		}
		ask(v, INTENT_REPORT, "indicator");
		reading_add_number(v->r, 0, "number", b->value);
		return true;
	}
	if (numbers_only(v)) {
		bool all_wait = leader(v);
		for (unsigned i = 0; i < v->p->used; i++)
			all_wait &= view_at(v, i)->kind != ITEM_NUMBER || waits(v, view_at(v, i)->value);
		ask(v, all_wait ? INTENT_APPROVE : INTENT_REPORT, all_wait ? "intent" : "indicator");
		return true;
	}
	if (b->other || b->number || b->indicator || b->unit || b->items == 0)
		return false;
	bool weak_yes = v->act[INTENT_ACK].score > 0;
	if ((b->no && !weak_yes) || (b->yes && !weak_yes)) {
		ask(v, INTENT_UNKNOWN, "intent");
		return true;
	}
	return false;
}

bool short_read(struct view *v)
{
	struct bare b;

	if (v->p->used > 14)
		return v->at->pending == PENDING_NONE && (answer_with_reason(v) || refuse_named(v));
	look(v, &b);
	b.other |= settles(v, &b);
	if (v->at->pending == PENDING_NONE && approve_names_person(v))
		return true;
	if (v->at->pending != PENDING_NONE && answer_pending(v, &b))
		return true;
	/* A stop word alone is a wish to stop, whatever else waits; but "no" to an invitation is only that. */
	if (v->act[INTENT_OPTOUT].score > 0 &&
		!(v->at->events_used > 0 && b.no && !b.other && v->act[INTENT_RSVP].score > 0))
		return false;
	/* "vẫn chưa được", said of a difficulty that was answered, answers no invitation. */
	if (strcmp(view_with(v->act[INTENT_DIFFICULTY].by, "action"), "reopen") == 0 && v->at->answered_ticket != 0)
		return false;
	if (v->act[INTENT_APPROVE].score > 60 || v->act[INTENT_REJECT].score > 60)
		return false;
	/* XONG 12, where 12 is a difficulty and a training. */
	if (view_with(v->act[INTENT_DIFFICULTY].by, "action")[0] != '\0' && (view_ticket(v) != 0 || settles(v, &b)))
		return false;
	if (thanks(v, &b)) {
		v->r->intent = INTENT_ACK;
		return true;
	}
	if (confirms_nothing(v, &b) || answer_door(v, &b) || present_read(v) || answer_several(v) ||
		answer_waiting(v, &b) || answer_unclear(v))
		return true;
	return answer_nothing(v, &b);
}

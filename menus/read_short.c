/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bare answers: yes, no, a number. What they mean hangs on what was asked (read_pending.c), and else on what waits. */
#include "menus/bare.h"
#include "menus/judge.h"

#include <stdio.h>
#include <string.h>

/* "có mặt", "đi được", "bận việc", "ốm": whether somebody comes; "vâng", "tôi đồng ý", "đồng ý tham gia" are no such words. */
static bool is_of_coming(const struct view *v, const struct item *item)
{
	static const char *const comes[] = { "di", "du", "mat", "den", "tham", "kip", "attend", "attending", "come",
		"coming", NULL };
	static const char *const stays[] = { "ban", "gio", "vang", "nghi", "phep", "ket", "mac", "om", "benh", "viec",
		"ranh", "xa", NULL };
	const struct tokens *t = v->p->tokens;
	bool of = false;

	if (token_pair(t, t->used, TOKEN_WORDS("dong"), TOKEN_WORDS("y")) < t->used)
		return false;
	for (unsigned k = item->from; k < item->to && !(k > item->from && token_is(t, k, "dau")); k++) /* "... đâu" */
		of |= token_is_of(t, k, comes) || (item_is(item, CLASS_NO) && token_is_of(t, k, stays)) ||
		      (k > item->from && token_is(t, k, "toi")) ||
		      (item->to == item->from + 1 && token_is(t, k, "dau")); /* "không đồng ý đâu" */
	return of;
}

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
		if (only_limits(v, i)) {
			b->only = true;
			continue;
		}
		/* "k" and "co" are answers before they are anything else. */
		bool yes = item_is(item, CLASS_YES), no = item_is(item, CLASS_NO);
		b->coming |= (yes || no) && is_of_coming(v, item);
		const struct sense *s = item->kind == ITEM_WORD ? item_sense(item, SENSE_INDICATOR) : NULL;
		if (item->kind == ITEM_NUMBER && !(item->flags & NUMBER_WEAK)) {
			b->other |= b->number;
			b->number = true;
			b->number_item = i;
			b->value = item->value;
			b->flags = item->flags;
			b->counted = i + 1 < v->p->used && rsvp_counts(v, view_at(v, i + 1));
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
			b->loose |= !item_is(item, CLASS_POLITE) && !item_is(item, CLASS_THANKS);
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
	if (!b->number || b->counted || b->yes == b->no || b->other || b->indicator || b->unit || !bare_is_clear(b))
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

		if (i == 0 ? !token_is(v->p->tokens, 0, "co") && !token_is_no(v->p->tokens, 0)
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

/* "CO 5 3 nguoi", as the answers say it: also of one that was answered before. */
static bool answer_counted(struct view *v)
{
	if (v->p->used < 4 || v->p->used > 6 || !token_is(v->p->tokens, 0, "co") || v->question)
		return false;
	const struct item *no = view_at(v, 1), *count = view_at(v, 2);

	if (no->kind != ITEM_NUMBER || no->flags != 0 || !rsvp_is_known(v, no->value) || count->kind != ITEM_NUMBER ||
		count->flags != 0 || !item_is(view_at(v, 3), CLASS_PERSON))
		return false;
	for (unsigned i = 4; i < v->p->used; i++)
		if (!view_is_polite(view_at(v, i)))
			return false;
	v->r->intent = INTENT_RSVP;
	reading_add_number(v->r, 0, "event", no->value);
	reading_add_number(v->r, 0, "count", count->value);
	reading_add_text(v->r, 0, "answer", "yes");
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
	bool says_so = token_is(v->p->tokens, 0, "co") || token_is_no(v->p->tokens, 0);

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
	return (v->at->heard || (v->at->just_answered && !rsvp_goes(v))) && said != NULL && b->items <= 3 && !b->no &&
	       !b->other && !b->number && !b->indicator && !b->unit && !b->question;
}

/* Is the text made of such words alone? */
static bool only_of(const struct view *v, const char *const *words)
{
	for (unsigned i = 0; i < v->p->tokens->used; i++)
		if (v->p->tokens->at[i].kind == TOKEN_WORD && !token_is_of(v->p->tokens, i, words))
			return false;
	return v->p->tokens->used > 0;
}

/* "đúng rồi", "chính xác ạ"; "dung" without marks needs a "roi", a "vay" to be no "dừng". */
static bool says_right(const struct view *v, bool *unsure)
{
	static const char *const right[] = { "dung", "roi", "chuan", "chinh", "xac", "vay", "do", "a", "nha", "nhe",
		"em", "chi", "anh", "day", NULL };
	static const char *const sure[] = { "roi", "vay", NULL };
	const struct tokens *t = v->p->tokens;
	char typed[16];
	bool behind = token_is_of(t, 1, sure);

	*unsure = false;
	if (!(v->at->heard || v->at->just_answered) || !only_of(v, right))
		return false;
	if (!token_is(t, 0, "dung"))
		return token_is(t, 0, "chuan") || (token_is(t, 0, "chinh") && token_is(t, 1, "xac"));
	token_typed(t, 0, 1, typed, sizeof typed);
	*unsure = strlen(typed) == strlen("dung") && !behind; /* with marks it takes more octets */
	return strstr(typed, "ú") != NULL || strstr(typed, "Ú") != NULL || *unsure ||
	       (strlen(typed) == strlen("dung") && behind);
}

/* What stands right behind a receipt "recorded DVC 5. If it is wrong ...": "dung" may be "đúng" or "dừng", "hủy" is of
 * what was recorded or of the texts. */
static bool behind_receipt(struct view *v)
{
	static const char *const undo[] = { "huy", "bo", "thoi", "di", "nhe", "nha", "a", "giup", "em", "voi", NULL };
	bool unsure, undoes = only_of(v, undo);

	if (v->at->heard && undoes && token_is_of(v->p->tokens, 0, TOKEN_WORDS("huy", "bo", "thoi"))) {
		ask(v, INTENT_OPTOUT, "undo");
		return true;
	}
	if (v->at->just_answered && undoes && token_is_of(v->p->tokens, 0, TOKEN_WORDS("huy", "bo", "thoi"))) {
		ask(v, INTENT_RSVP, "rsvp"); /* of coming, and not of all texts */
		reading_add_number(v->r, 0, "event", v->at->answered);
		return true;
	}
	if (v->at->events_used > 0 && v->at->pending == PENDING_NONE && undoes && token_is(v->p->tokens, 0, "thoi")) {
		ask(v, INTENT_RSVP, "rsvp");
		return true;
	}
	if (!says_right(v, &unsure))
		return false;
	if (unsure)
		ask(v, INTENT_OPTOUT, "stop");
	else
		v->r->intent = INTENT_ACK;
	return true;
}

/* "XN" is the answer to "are you sure?" alone. Said twice, or too late, it is no yes to whatever else waits. */
static bool confirms_nothing(struct view *v, const struct bare *b)
{
	if (!token_is(v->p->tokens, 0, "xn") || b->other || b->number || b->indicator || b->unit || b->no)
		return false;
	v->r->intent = INTENT_CONFIRM;
	return true;
}

/* Yes or no, if anything. */
static bool is_plain(const struct bare *b)
{
	return !b->other && !b->number && !b->indicator && !b->unit;
}

/* "thấy không", "còn không": a no behind another word asks; "dạ không", "thôi không" do not. */
static bool asks_by_no(const struct view *v)
{
	static const char *const answers[] = { "da", "em", "e", "anh", "chi", "toi", "tui", "minh", "chau", "thi",
		"thoi", "u", "xin", "xa", "dc", "duoc", NULL };
	const struct tokens *t = v->p->tokens;

	return t->used > 1 && token_is_no(t, t->used - 1) && !token_is_no(t, t->used - 2) &&
	       !token_is_of(t, t->used - 2, answers);
}

/* Yes or no where an approval waits, alone or with the number of what waits: "ok 17", "không đồng ý 17 vì trùng". */
static bool answer_approval(struct view *v, const struct bare *b)
{
	bool named = b->number && waits(v, b->value);

	if (!leader(v))
		return false;
	if (b->question || asks_by_no(v)) {
		if (named)
			ask(v, INTENT_APPROVE, "intent"); /* "17 là ai vậy?" */
		return named;
	}
	if (b->yes == b->no || b->only)
		return false;
	if (is_for_invitation(v, b)) {
		if (is_plain(b))
			ask(v, INTENT_APPROVE, "ref"); /* "có", where both wait */
		return is_plain(b);
	}
	if (b->indicator || b->coming || !(named || (is_plain(b) && !b->loose)))
		return false;
	v->r->intent = b->yes ? INTENT_APPROVE : INTENT_REJECT;
	approve_read(v);
	return true;
}

/* "cả hai đều đi" */
static bool answer_all(struct view *v, const struct bare *b)
{
	if (!rsvp_says_all(v) || b->yes == b->no || b->indicator || b->unit || b->question)
		return false;
	rsvp_read(v);
	return true;
}

/* 1 and 2, as if yes and no had been numbered. No invitation offers digits: it is asked back. */
static void answer_digit(struct view *v, int64_t digit)
{
	rsvp_read(v);
	if (digit == 2 && v->r->fields_used > 0) {
		v->r->fields_used = 0;
		rsvp_read(v);
		for (unsigned i = 0; i < v->r->fields_used; i++)
			if (strcmp(v->r->fields[i].key, "answer") == 0)
				snprintf(v->r->fields[i].text, sizeof v->r->fields[i].text, "no");
	}
	reading_add_number(v->r, 0, "digit", digit);
}

/* Yes, no, 1, 2 and nothing else where an invitation waits. */
static bool answer_invitation(struct view *v, const struct bare *b)
{
	if (v->at->events_used == 0)
		return false;
	if (bare_is_number(b) && (b->value == 1 || b->value == 2) && !b->question) {
		answer_digit(v, b->value);
		return true;
	}
	if (!is_plain(b) || (!b->yes && !b->no))
		return false;
	/* "có không?" asks; "dạ không", "không đi được" answer no. */
	if (b->question || asks_by_no(v) || b->both || (b->yes && b->no && !view_is_polite(view_at(v, 0))))
		ask(v, INTENT_RSVP, "rsvp");
	else
		rsvp_read(v);
	return true;
}

/* "em đi được rồi", "thôi em bận", "không" right behind the answer: what was said of the last training is said again, or
 * changed. A bare yes or no long after it may be of anything. */
static bool answer_again(struct view *v, const struct bare *b)
{
	bool goes = rsvp_goes(v), plain = is_plain(b) && (b->yes != b->no || (goes && b->yes));

	if (v->at->events_used > 0 || v->at->answered == 0 || v->at->heard || !plain || b->question || b->both ||
		(v->act[INTENT_ACK].score > 0 && !goes && b->yes))
		return false;
	if (goes || v->at->just_answered) {
		rsvp_read(v);
		return true;
	}
	ask(v, INTENT_RSVP, "rsvp");
	reading_add_number(v->r, 0, "event", v->at->answered);
	return true;
}

/* Yes, no, 1, 2 where an approval or an invitation waits. */
static bool answer_waiting(struct view *v, const struct bare *b)
{
	return answer_approval(v, b) || answer_named(v, b) || answer_counted(v) || answer_with_reason(v) ||
	       refuse_named(v) || answer_all(v, b) || answer_invitation(v, b) || answer_again(v, b);
}

/* The code on the wall of a training that goes on, alone or as "có mặt 4821". */
static bool answer_door(struct view *v, const struct bare *b)
{
	bool said = v->act[INTENT_RSVP].score > 0 || v->act[INTENT_ATTENDANCE].score > 0;

	if (!(bare_is_number(b) || (said && b->number && v->numbers == 1 && !b->no && !b->indicator && !b->question)) ||
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
	if (bare_is_number(b) && b->items - 1 <= 2) {
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
	b.question |= token_is(v->p->tokens, 0, "ai"); /* "ai đi 1" */
	b.other |= settles(v, &b);
	if (v->at->pending == PENDING_NONE && approve_names_person(v))
		return true;
	if (v->at->pending != PENDING_NONE && pending_read(v, &b))
		return true;
	if (behind_receipt(v))
		return true;
	/* "không đồng ý đâu" of who is not in the roll, and is asked nothing: what they agreed to before */
	if (!v->at->known && v->at->events_used == 0 && v->at->pending == PENDING_NONE &&
		pending_refuses_consent(v, &b)) {
		v->r->intent = INTENT_OPTOUT;
		return true;
	}
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
	if (view_with(v->act[INTENT_DIFFICULTY].by, "action")[0] != '\0' &&
		(view_ticket(v) != 0 || difficulty_several(v) || settles(v, &b)))
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

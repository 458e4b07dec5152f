/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What speaks of coming and answers nothing: a question ("sao lại không đi"), a condition ("nếu trời mưa thì không đi"),
 * a yes beside a no. */
#include "menus/view.h"

static bool is_going(const struct tokens *t, unsigned i)
{
	static const char *const words[] = { "di", "du", "den", "toi", "tham", "mat", NULL };

	return token_is_of(t, i, words);
}

/* "ước gì có 5 người giúp", "giá mà ...", "phải chi ..." */
static bool wishes(const struct tokens *t, unsigned i)
{
	return (token_is(t, i, "uoc") && (token_is(t, i + 1, "gi") || token_is(t, i + 1, "chi"))) ||
	       (token_is(t, i, "gia") && (token_is(t, i + 1, "ma") || token_is(t, i + 1, "nhu"))) ||
	       (token_is(t, i, "phai") && token_is(t, i + 1, "chi"));
}

/* "nếu trời mưa", "if it rains", "trừ khi" */
static bool is_conditional(const struct tokens *t)
{
	static const char *const words[] = { "neu", "he", "if", "unless", NULL };

	for (unsigned i = 0; i < t->used; i++)
		if (token_is_of(t, i, words) || (token_is(t, i, "tru") && token_is(t, i + 1, "khi")) || wishes(t, i))
			return true;
	return false;
}

/* "sao không đi được", "không đi sao được", "có gì đâu mà không đi": whoever says no by it, it is not this. */
static bool denies_in_question(const struct tokens *t, unsigned i)
{
	const bool no = token_is_no(t, i) && is_going(t, i + 1);

	if (no && token_is(t, i + 2, "sao") && token_is_of(t, i + 3, TOKEN_WORDS("duoc", "dc")))
		return true;
	if (no && i > 0 && token_is(t, i - 1, "sao"))
		return token_is_of(t, i + 2, TOKEN_WORDS("duoc", "dc"));
	return no && i > 1 && token_is(t, i - 1, "ma") &&
	       token_pair(t, i, TOKEN_WORDS("gi", "chi"), TOKEN_WORDS("dau", "ma")) < t->used;
}

/* "sao lại không đi", "không đi thì sao": and no "sao không đi", which is a yes. */
static bool asks_why(const struct view *v, struct rsvp_own own)
{
	const struct tokens *t = v->p->tokens;
	unsigned last = view_at(v, own.to - 1)->to - 1u;

	for (unsigned i = view_at(v, own.from)->from; i < last; i++)
		if ((token_is(t, i, "sao") && token_is(t, i + 1, "lai")) || denies_in_question(t, i))
			return true;
	return last > 0 && token_is(t, last, "sao") && token_is(t, last - 1, "thi");
}

/* "ai đi được", "sao đi được", "khi nào đi": who, how or when, and no yes; "ngày nào cũng đi được" is one. */
static bool asks_who(const struct view *v, struct rsvp_own own)
{
	static const char *const words[] = { "ai", "sao", "nao", "gi", NULL };
	static const char *const stays[] = { "vang", "nghi", "ban", "om", NULL };
	static const char *const between[] = { "ma", "co", "dang", "se", "thi", NULL };
	const struct tokens *t = v->p->tokens;
	unsigned last = view_at(v, own.to - 1)->to;

	for (unsigned i = view_at(v, own.from)->from; i + 1 < last; i++) {
		unsigned going = i + 1;
		bool how = i > 0 && token_is_of(t, i, TOKEN_WORDS("nguoi", "gio")) &&
			   token_is_of(t, i - 1, TOKEN_WORDS("may", "bao"));

		while (going < last && token_is_of(t, going, between))
			going++;
		if ((how || token_is_of(t, i, words)) && is_going(t, going) && !token_is(t, going + 1, "cung"))
			return true;
		if (token_is(t, i, "ai") && going < last && token_is_of(t, going, stays))
			return true; /* "ai vắng" */
	}
	return false;
}

/* "mai đi được không ta", "xem có đi được không": a bare no at the end, behind a going that nothing denies. */
static bool asks_at_end(const struct view *v, struct rsvp_own own)
{
	static const char *const said[] = { "ta", "nhi", "he", "vay", "z", "day", "a", "ha", "nhe", "anh", "chi", "em",
		NULL };
	const struct tokens *t = v->p->tokens;
	unsigned from = view_at(v, own.from)->from, at = view_at(v, own.to - 1)->to;
	bool going = false;

	while (at > from && (token_is_of(t, at - 1, said) || t->at[at - 1].kind == TOKEN_SIGN))
		at--;
	if (at <= from + 1 || !token_is_no(t, at - 1))
		return false;
	for (unsigned i = from; i + 1 < at; i++) {
		if (token_is_no(t, i) || token_is(t, i, "thi"))
			return false;
		going |= is_going(t, i);
	}
	return going;
}

/* "có 1 ..., không 2": that training, by its number. */
static bool is_numbered(const struct view *v, unsigned i)
{
	const struct item *item = view_at(v, i);
	bool listed = false;

	for (unsigned e = 0; e < v->at->events_used; e++)
		listed |= v->at->events[e] == item->value;
	for (unsigned e = 0; e < v->at->invited_used; e++)
		listed |= v->at->invited[e] == item->value;
	return item->kind == ITEM_NUMBER && item->flags == 0 && listed;
}

/* "đi được 1, còn 2 thì không" */
static bool is_of_other(const struct view *v, unsigned i)
{
	return item_word_is(v->p, view_at(v, i), "con") && i + 1 < v->p->used && is_numbered(v, i + 1);
}

/* "có đi nhưng không ăn trưa", "không đi lịch 2, lịch 1 thì đi": some part is a yes, and another a no. */
static bool says_both(const struct view *v, struct rsvp_own own)
{
	const struct tokens *t = v->p->tokens;
	bool yes = false, no = false;

	for (unsigned i = own.from; i < own.to;) {
		bool goes = false, negated = false;

		for (; i < own.to; i++) {
			const struct item *item = view_at(v, i);

			if (item->line || item_is(item, CLASS_BUT) || is_of_other(v, i) ||
				(item->kind == ITEM_SIGN && item->sign == ','))
				break;
			for (unsigned k = item->from; k < item->to; k++)
				goes |= is_going(t, k) && item_is(item, CLASS_YES);
			goes |= i > own.from && is_numbered(v, i) && item_is(view_at(v, i - 1), CLASS_YES);
			negated |= item->kind == ITEM_WORD && item_is(item, CLASS_NO) && !item_is(item, CLASS_YES);
		}
		yes |= goes && !negated;
		no |= negated;
		i += i < own.to; /* the sign */
	}
	return yes && no;
}

/* "có 1 3 người, không 2 bận": of two trainings, whoever is counted beside them. */
static bool differ(const struct view *v)
{
	unsigned numbered = 0;

	for (unsigned i = 0; i < v->p->used; i++)
		numbered += is_numbered(v, i);
	return numbered > 1 && says_both(v, (struct rsvp_own){ .to = v->p->used });
}

/* "nghỉ 3 ngày": away for so long, and of no training in it that is named; "vậy đi nghỉ": to bed. */
static bool rests(const struct view *v)
{
	const struct tokens *t = v->p->tokens;

	if (token_pair(t, t->used, TOKEN_WORDS("di"), TOKEN_WORDS("nghi")) < t->used)
		return true;
	for (unsigned i = 1; i + 1 < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_NUMBER && token_is(v->p->tokens, view_at(v, i)->from - 1u, "nghi") &&
			token_is_of(v->p->tokens, view_at(v, i + 1)->from, TOKEN_WORDS("ngay", "hom", "bua", "tuan")))
			return true;
	return false;
}

bool rsvp_is_open(const struct view *v, struct rsvp_own own, bool alone)
{
	return rests(v) || is_conditional(v->p->tokens) || asks_why(v, own) || asks_who(v, own) ||
	       asks_at_end(v, own) || (!alone && says_both(v, own)) || differ(v);
}

/* "co 2, khong 3, con 5 thi chua biet": each by its number, and another fate for each; one text tells one. */
bool rsvp_each_read(struct view *v)
{
	unsigned at = 1;

	while (at < v->p->used && !is_numbered(v, at))
		at++;
	if (v->at->events_used == 0 || at >= v->p->used || v->question || !differ(v))
		return false;
	const struct item *before = view_at(v, at - 1);

	if (!item_is(before, CLASS_YES) && !item_is(before, CLASS_NO) && !is_going(v->p->tokens, before->from))
		return false;
	ask(v, INTENT_RSVP, "rsvp");
	reading_add_number(v->r, 0, "numbers", 2);
	return true;
}

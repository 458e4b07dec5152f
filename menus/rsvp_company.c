/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who comes along: "2 vợ chồng tôi đi", "vợ em cũng đi", "tôi đi với chị Hoa". */
#include "menus/view.h"

#define FAMILY_MOST 20

static const char *const together[] = { "voi", "cung", "va", "dan", "ru", "keo", NULL };

/* "vợ", "bà xã": one person, who is no other member of the team. Returns how many words that is, 0: it is none. */
static unsigned spouse(const struct tokens *t, unsigned i)
{
	if (token_is_of(t, i, TOKEN_WORDS("ba", "ong")) && token_is(t, i + 1, "xa"))
		return 2;
	return token_is_of(t, i, TOKEN_WORDS("vo", "chong")) ? 1 : 0;
}

static bool is_couple(const struct tokens *t, unsigned i)
{
	return token_is(t, i, "vo") && token_is(t, i + 1, "chong");
}

/* "mẹ con", "chị em": so many as the number in front says. */
static bool is_family(const struct tokens *t, unsigned i)
{
	return (token_is_of(t, i, TOKEN_WORDS("me", "cha", "bo", "ma")) && token_is(t, i + 1, "con")) ||
	       (token_is_of(t, i, TOKEN_WORDS("ong", "ba")) && token_is(t, i + 1, "chau")) ||
	       (token_is_of(t, i, TOKEN_WORDS("anh", "chi")) && token_is(t, i + 1, "em"));
}

/* The number right in front of that word. */
static int64_t number_before(const struct view *v, unsigned token)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind == ITEM_NUMBER && item->to == token && item->value > 1 && item->value <= FAMILY_MOST)
			return item->value;
	}
	return 0;
}

/* "vợ em cũng đi", "chồng đi cùng" */
static bool spouse_joins(const struct tokens *t, unsigned i)
{
	i += spouse(t, i);
	i += token_is_of(t, i, TOKEN_WORDS("em", "toi", "tui", "minh"));
	return token_is(t, i, "cung") || (token_is(t, i, "di") && token_is_of(t, i + 1, TOKEN_WORDS("cung", "theo")));
}

/* "với chị Hoa" */
static bool somebody_joins(const struct view *v)
{
	for (unsigned i = 1; i < v->p->used; i++)
		if (token_is_of(v->p->tokens, view_at(v, i)->from - 1u, together) &&
			rsvp_names_somebody(v, i, v->p->used))
			return true;
	return false;
}

/* "đi cùng 1 người nữa", "đi, dẫn theo 2 bà con": and who writes. 0: nothing of that kind. */
static int64_t with_others(const struct view *v)
{
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 1; i + 1 < v->p->used; i++) {
		const struct item *item = view_at(v, i), *people = view_at(v, i + 1);

		if (item->kind == ITEM_NUMBER && item->flags == 0 && item_is(people, CLASS_PERSON) &&
			(token_is_of(t, item->from - 1u, together) ||
				token_is_of(t, item->from - 1u, TOKEN_WORDS("them", "theo", "kem")) ||
				token_is_of(t, people->to, TOKEN_WORDS("nua", "khac", "cung", "theo")) ||
				(token_is(t, people->to, "di") &&
					token_is_of(t, people->to + 1u, TOKEN_WORDS("cung", "theo")))))
			return item->value + 1;
	}
	return 0;
}

/* "2 suất", "3 chỗ nhé": so many people at what one is invited to; no "2 suất quà", no "gửi 2 cho chị". */
bool rsvp_is_seat(const struct view *v, unsigned i)
{
	static const char *const behind[] = { "di", "du", "tham", "tap", "hop", "nhe", "nha", "nghe", "a", "voi",
		"luon", NULL };
	const struct item *number = view_at(v, i);
	const struct tokens *t = v->p->tokens;
	const unsigned next = number->to + 1u;

	return number->kind == ITEM_NUMBER && number->flags == 0 &&
	       token_is_of(t, number->to, TOKEN_WORDS("suat", "xuat", "cho", "slot")) &&
	       (next >= t->used || t->at[next].kind == TOKEN_SIGN || token_is_of(t, next, behind));
}

int64_t rsvp_company(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	int64_t others = with_others(v);

	if (others > 0)
		return others;

	for (unsigned i = 0; i < t->used; i++) {
		bool couple = is_couple(t, i);
		int64_t counted = couple || is_family(t, i) ? number_before(v, i) : 0;

		if (counted > 0)
			return counted;
		if (couple || (spouse(t, i) > 0 && ((i > 0 && token_is_of(t, i - 1, together)) || spouse_joins(t, i))))
			return 2;
	}
	return somebody_joins(v) ? 1 : 0;
}

/* "vợ tôi đi được", "chồng em không đi": who writes tells nothing of themselves. */
bool rsvp_spouse_alone(const struct tokens *t, unsigned from, unsigned to)
{
	for (unsigned i = from; i < to; i++) {
		unsigned at = i + spouse(t, i);

		if (at == i || is_couple(t, i) || (i > 0 && (is_couple(t, i - 1) || token_is_of(t, i - 1, together))) ||
			!token_is_of(t, at, TOKEN_WORDS("em", "toi", "tui", "minh")))
			continue;
		for (at++; at < to && (token_is_no(t, at) || token_is_of(t, at, TOKEN_WORDS("se", "moi"))); at++)
			;
		if (token_is_of(t, at, TOKEN_WORDS("di", "du", "den", "tham")))
			return !spouse_joins(t, i);
	}
	return false;
}

/* "... một mình không được", "... một mình sao được", "... một mình ngại lắm" */
static bool denied_behind(const struct tokens *t, unsigned i)
{
	for (; i < t->used && t->at[i].kind != TOKEN_SIGN; i++)
		if (token_is_no(t, i) || token_is_of(t, i, TOKEN_WORDS("sao", "ngai", "so", "hay")))
			return true;
	return false;
}

/* Behind or in front of the words from..to-1 stands the going, or "thôi": "có 1 mình tôi thôi". */
static bool goes_alone(const struct tokens *t, unsigned from, unsigned to, bool one)
{
	const bool in_front = one && from > 0 && token_is(t, from - 1, "di");
	const unsigned before = from - in_front;

	if (denied_behind(t, to) || (before > 0 && (token_is_no(t, before - 1) || token_is(t, before - 1, "dung"))))
		return false;
	if (in_front || token_is_of(t, to, TOKEN_WORDS("di", "du")) || (one && token_is(t, t->used - 1, "di")))
		return true;
	return token_is(t, to, "thoi") &&
	       (from == 0 || token_is_of(t, from - 1, TOKEN_WORDS("co", "chi", "thoi", "da")));
}

bool rsvp_alone(const struct tokens *t)
{
	static const char *const self[] = { "toi", "tui", "em", "con", "chau", "tau", NULL };

	for (unsigned i = 0; i < t->used; i++) {
		const bool one = token_is_of(t, i, TOKEN_WORDS("1", "mot")) && token_is(t, i + 1, "minh");
		const unsigned minh = i + (one ? 2 : token_is(t, i, "minh")), to = minh + token_is_of(t, minh, self);
		const unsigned co = i > 0 && token_is(t, i - 1, "co");
		const bool chi = i > co && token_is(t, i - 1 - co, "chi");
		const bool thoi = token_is(t, to + token_is(t, to, "di"), "thoi"), of_me = minh > i && to > minh;

		/* "chỉ mình tôi đi", "chỉ em đi thôi", "mình tui đi thôi" */
		if (to > i && (one || (chi && (thoi || of_me)) || (of_me && thoi)) && goes_alone(t, i, to, one))
			return true;
	}
	return false;
}

/* "... đi", "... đi được nhé": of going to what was asked, and to no market. */
bool rsvp_goes(const struct view *v)
{
	static const char *const going[] = { "di", "du", "tham", NULL };
	static const char *const behind[] = { "duoc", "dc", "nha", "nhe", "nghe", "a", "ca", "het", "luon", "nua",
		"chung", "cung", "theo", "voi", "du", "hop", "tap", "hoc", "roi", "r", "anh", "chi", "gia", "thoi",
		NULL };
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 0; i < t->used; i++)
		if (token_is_of(t, i, going) &&
			(i + 1 == t->used || t->at[i + 1].kind == TOKEN_SIGN || token_is_of(t, i + 1, behind)))
			return true;
	return false;
}

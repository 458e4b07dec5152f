/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Of whom is it said that they come? "em đi được, còn bà Tám không đi được" is the sender's yes, and bà Tám's no. */
#include "menus/person.h"
#include "menus/view.h"

static bool is_cut(const struct view *v, const struct item *item)
{
	return (item->kind == ITEM_SIGN && (item->sign == ',' || item->sign == ';' || item->sign == '.')) ||
	       item->line || item_word_is(v->p, item, "con") || item_word_is(v->p, item, "ma") ||
	       item_is(item, CLASS_BUT);
}

static bool is_one_of(const struct view *v, const struct item *item, const char *const *words)
{
	for (; *words != NULL; words++)
		for (unsigned t = item->from; t < item->to; t++)
			if (token_is(v->p->tokens, t, *words))
				return true;
	return false;
}

/* "anh Minh", and no "mình". */
static bool is_minh(const struct view *v, const struct item *item)
{
	return item_word_is(v->p, item, "minh") && !person_is_self(v->p->tokens, item->from);
}

/* A name may be no word at all, a family name, a number in one word ("Tám"), or written as one ("Mai"). */
static bool is_name(const struct view *v, const struct item *item)
{
	const struct token *t = &v->p->tokens->at[item->from];

	if (item->line || item->to != item->from + 1)
		return false;
	if (item->kind == ITEM_NUMBER)
		return (item->flags & NUMBER_WORDS) != 0;
	return item->kind == ITEM_WORD && (item->senses_used == 0 || item_is(item, CLASS_FAMILY) || is_minh(v, item) ||
						  (t->capital && !t->shout && !view_is_polite(item)));
}

bool rsvp_names_somebody(const struct view *v, unsigned i, unsigned to)
{
	static const char *const own[] = { "em", "con", "chau", NULL };     /* "em Hoa" may be who writes */
	static const char *const her[] = { "chi", "co", "ba", "di", NULL }; /* "chị Mai", and "mai" is tomorrow */
	const struct item *item = view_at(v, i), *next = i + 1 < to ? view_at(v, i + 1) : NULL;

	if (next != NULL && next->kind == ITEM_DATE && next->to == next->from + 1 &&
		token_is(v->p->tokens, next->from, "mai") && item->kind == ITEM_WORD && item->to == item->from + 1)
		return is_one_of(v, item, her);
	if (item->kind == ITEM_WORD && item->to == item->from + 2 && token_is(v->p->tokens, item->from + 1u, "mai"))
		return is_one_of(v, item, her); /* one phrase of that, or of another sense */
	if (item->kind == ITEM_NUMBER && item->to == item->from + 2 && (item->flags & NUMBER_TWO_WAYS))
		return token_is(v->p->tokens, item->from, "ba") && (next == NULL || !item_is(next, CLASS_PERSON));
	return item->kind == ITEM_WORD && item_is(item, CLASS_TITLE) && next != NULL && !is_one_of(v, item, own) &&
	       (is_name(v, next) || item_sense(next, SENSE_ROLE) != NULL);
}

bool rsvp_names_other(const struct view *v, unsigned i, unsigned to)
{
	static const char *const kin[] = { "vo", "chong", NULL };
	const struct item *item = view_at(v, i), *next = i + 1 < to ? view_at(v, i + 1) : NULL;

	return rsvp_names_somebody(v, i, to) ||
	       (item->kind == ITEM_WORD && (is_one_of(v, item, kin) || item_sense(item, SENSE_ROLE) != NULL)) ||
	       (item->kind == ITEM_NUMBER && next != NULL && item_is(next, CLASS_PERSON));
}

/* "không tới được": to arrive is written like "tôi". */
static bool arrives(const struct view *v, const struct item *item)
{
	for (unsigned t = item->from + 1u; t < item->to; t++)
		if (token_is(v->p->tokens, t, "toi"))
			return item_is(item, CLASS_NO);
	return item_word_is(v->p, item, "toi") && item->to < v->p->tokens->used &&
	       (token_is(v->p->tokens, item->to, "duoc") || token_is(v->p->tokens, item->to, "dc"));
}

enum whose { NOBODYS, OWN, OTHERS };

/* Whose coming or staying away that clause tells; "dạ", "ok" alone tell nobody's. */
static enum whose whose(const struct view *v, unsigned from, unsigned to)
{
	static const char *const self[] = { "em", "toi", "tui", "minh", "chau", "i", NULL };
	static const char *const heard[] = { "da", "vang", "ok", "oke", "oki", "okie", "u", "uh", "um", NULL };
	bool said = false, other = false, own = false;

	for (unsigned i = from; i < to; i++) {
		const struct item *item = view_at(v, i);
		bool answer = item_is(item, CLASS_YES) || item_is(item, CLASS_NO);
		bool weak = item->to == item->from + 1 && is_one_of(v, item, heard);

		said |= answer && !weak;
		other |= rsvp_names_other(v, i, to);
		own |= is_one_of(v, item, self) && !rsvp_names_other(v, i, to) && !arrives(v, item) &&
		       !is_minh(v, item);
	}
	if (!said)
		return NOBODYS;
	own &= !rsvp_spouse_alone(v->p->tokens, view_at(v, from)->from, view_at(v, to - 1)->to);
	return other && !own ? OTHERS : OWN;
}

struct rsvp_own rsvp_own(const struct view *v)
{
	struct rsvp_own own = { .to = v->p->used };
	unsigned first = v->p->used, last = 0, others = 0;
	bool closed = false;

	for (unsigned from = 0, to; from < v->p->used; from = to) {
		for (to = from + 1; to < v->p->used && !is_cut(v, view_at(v, to)); to++)
			;
		enum whose of = whose(v, from, to);

		for (unsigned i = from; i < to && of == OTHERS; i++)
			own.somebody |= rsvp_names_somebody(v, i, to);
		own.somebody |=
			of == OTHERS && rsvp_spouse_alone(v->p->tokens, view_at(v, from)->from, view_at(v, to - 1)->to);
		others += of == OTHERS;
		closed |= of == OTHERS && last > 0;
		if (of == OWN && !closed) {
			first = first < from ? first : from;
			last = to;
		}
	}
	if (others == 0 || last == 0) {
		own.somebody &= last == 0;
		return own;
	}
	return (struct rsvp_own){ .from = first, .to = last };
}

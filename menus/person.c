/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/person.h"
#include "menus/title.h"

#include <string.h>

#define PERSON_ITEMS_MAX 120 /* who writes says the name among so many items */

#define NAME_WORDS_MAX 5

static bool is_middle(const struct tokens *t, unsigned i)
{
	return token_is(t, i, "thi") || token_is(t, i, "van");
}

/* "Trần A Khoa": a name of its own behind the family's, with another word behind it; else "ạ", "à". */
static bool is_middle_a(const struct view *v, unsigned token, unsigned words)
{
	const struct tokens *t = v->p->tokens;

	return words == 1 && token_is(t, token, "a") && item_is(view_item_of(v, token - 1), CLASS_FAMILY) &&
	       token + 1 < t->used && t->at[token + 1].kind == TOKEN_WORD &&
	       view_item_of(v, token + 1)->senses_used == 0 && view_item_of(v, token + 1)->kind == ITEM_WORD;
}

/* Behind "Văn", "Thị" stands who it is: Mới, Lâm, Đang. */
static bool is_given(const struct tokens *t, unsigned i)
{
	static const char *const names[] = { "moi", "lam", "doi", "dang", "nha", "day", "vo" };
	bool given = false;

	for (size_t k = 0; k < sizeof names / sizeof *names && i > 0 && is_middle(t, i - 1); k++)
		given |= token_is(t, i, names[k]);
	return given;
}

/* Words that end a name when they are an item of their own. */
static bool ends_name(const struct view *v, const struct item *item, unsigned words)
{
	if (item->kind == ITEM_PHONE || item->kind == ITEM_SIGN || item->kind == ITEM_PERIOD ||
		item->kind == ITEM_PICTURE)
		return true;
	if (item->kind == ITEM_UNIT)
		return item->kind_said || words >= 2;
	if (item->kind != ITEM_WORD)
		return item->kind == ITEM_NUMBER && !(item->flags & NUMBER_WORDS);
	if (item_sense(item, SENSE_ROLE) != NULL && (item->to - item->from > 1 || words >= 2))
		return true;
	if (item->to - item->from > 1 && item_sense(item, SENSE_KEYWORD) != NULL)
		return true;
	if (words >= 2 && (item_is(item, CLASS_VILLAGE) || item_is(item, CLASS_COMMUNE) || item_is(item, CLASS_TEAM)))
		return true;
	static const char *const stops[] = { "xin", "o", "thon", "xa", "a", "nhe", "nha", "sdt", "dt", "so", "lam",
		"la", "day", "moi", "vo", "vao", "thay", "va", "ubnd", "doi", "nam sinh", "sn", "tuoi", "duoc", "tham",
		"roi", "muon", "dang", "to", "cccd", "cmnd", "cmt", NULL };
	for (unsigned k = 0; stops[k] != NULL; k++)
		if (item->to == item->from + 1 && token_is(v->p->tokens, item->from, stops[k]))
			return words >= 1 && !is_middle_a(v, item->from, words) && !is_given(v->p->tokens, item->from);
	return item->to - item->from > 2;
}

static unsigned name_end(const struct view *v, unsigned from)
{
	const struct tokens *t = v->p->tokens;
	unsigned to = from;

	while (to < t->used && to - from < NAME_WORDS_MAX) {
		const struct token *k = &t->at[to];
		const struct item *item = view_item_of(v, to);
		if (k->kind != TOKEN_WORD || (to > from && k->line) || k->length > 7)
			break;
		bool incomplete = to - from == 1 || (to - from >= 1 && is_middle(t, to - 1));
		if (item->from == to && !(item->kind == ITEM_UNIT && !item->kind_said && incomplete) &&
			!(incomplete && to - from >= 1 && item->to == to + 1 && k->capital) &&
			ends_name(v, item, to - from))
			break;
		if (to > from + 1 && to + 1 == item->to && view_swallowed(v, item, SENSE_ROLE) != NULL)
			break;
		/* A capital name ends where small letters go on. */
		if (to > from + 1 && t->at[from].capital && !t->at[from].shout && !k->capital && k->length > 0 &&
			t->at[from + 1].capital)
			break;
		to++;
		if (to - from == 4 && !is_middle(t, to - 2))
			break;
	}
	return to;
}

/* Behind the command and the role, "dk tt đỗ minh quân", and in the answer to who it is stands a name, also of a family that
 * is a word elsewhere. */
static bool is_awaited(const struct view *v, unsigned token)
{
	const struct item *before;

	if (token > 0 && view_item_of(v, token - 1)->kind == ITEM_SIGN)
		token--;
	if (token == 0)
		return v->at->pending == PENDING_NAME;
	before = view_item_of(v, token - 1);
	return before->kind == ITEM_WORD &&
	       (item_keyword(v->p, before, INTENT_REGISTER) != NULL || item_sense(before, SENSE_ROLE) != NULL);
}

static int family_score(const struct view *v, unsigned token)
{
	static const char *const common[] = { "nguyen", "tran", "le", "pham", "huynh", "hoang", "phan", "vu", "vo",
		"dang", "bui", "ngo", "truong", "doan", "dinh", "duong", "trinh", "luong", NULL };
	const struct item *item = view_item_of(v, token);
	const struct token *k = &v->p->tokens->at[token];
	int score = 0;

	/* "Mai Văn Tám": a family, and not tomorrow. */
	if (item->kind == ITEM_DATE && item->to == token + 1 && token_is(v->p->tokens, token, "mai") &&
		token + 1 < v->p->tokens->used &&
		(is_middle(v->p->tokens, token + 1) || (k->capital && !k->shout && k[1].capital)))
		return 3;
	/* "Hồ Thị Na": and no household. */
	if (item->from == token && token_is(v->p->tokens, token, "ho") && token + 1 < v->p->tokens->used &&
		is_middle(v->p->tokens, token + 1))
		return 3;
	if (item->kind == ITEM_UNIT || (item->from != token && item->to - item->from > 2))
		return 0;
	if (item->from == token && item->to == token + 1 && item_is(item, CLASS_FAMILY))
		score = 1 + k->capital +
			(token + 1 < v->p->tokens->used &&
				(is_middle(v->p->tokens, token + 1) || is_awaited(v, token)));
	for (unsigned c = 0; common[c] != NULL && item->from == token; c++)
		if (token_is(v->p->tokens, token, common[c]))
			score += item_is(item, CLASS_FAMILY) || item->to == token + 1 ? 2 : 1;
	return score;
}

static bool introduces(const struct item *item)
{
	return item->kind == ITEM_WORD && (item_is(item, CLASS_I_AM) || item_is(item, CLASS_NAME_IS));
}

/* A village in the middle of a name is a part of the name. */
static void claim(struct view *v, unsigned from, unsigned to)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		struct item *item = &v->p->at[i];
		if (item->kind == ITEM_UNIT && item->from >= from && item->from < to) {
			item->kind = ITEM_WORD;
			item->senses_used = 0;
		}
	}
}

bool person_find(struct view *v, unsigned *from, unsigned *to)
{
	const struct tokens *t = v->p->tokens;
	int best = 1;
	bool found = false;

	for (unsigned i = 0; i < v->p->used && i < PERSON_ITEMS_MAX; i++) {
		const struct item *item = view_at(v, i);
		bool intro = introduces(item);
		unsigned start = intro ? item->to : item->from;
		if (intro && i + 1 < v->p->used && item_sign(view_at(v, i + 1), ':'))
			start = view_at(v, i + 1)->to;
		if (intro && start < t->used && item_is(view_item_of(v, start), CLASS_TITLE) &&
			view_item_of(v, start)->to < t->used)
			start = view_item_of(v, start)->to;
		if (start >= t->used || t->at[start].kind != TOKEN_WORD)
			continue;
		int score = family_score(v, start) + (intro ? 3 : 0);
		/* "tôi là tổ trưởng ..." introduces a role, not a name. */
		if (intro && family_score(v, start) < 2 &&
			(view_item_of(v, start)->kind == ITEM_UNIT ||
				item_sense(view_item_of(v, start), SENSE_ROLE) != NULL ||
				item_is(view_item_of(v, start), CLASS_TEAM)))
			continue;
		unsigned end = name_end(v, start);
		if (end == start || (end - start == 1 && !intro))
			continue;
		if (score > best) {
			best = score;
			*from = start;
			*to = end;
			found = true;
		}
	}
	if (found)
		claim(v, *from, *to);
	return found;
}

/* With a capital amid words without. */
static bool is_written_as_name(const struct tokens *t, unsigned i)
{
	return i > 0 && i < t->used && t->at[i].capital && !t->at[i].shout && !t->at[t->used - 1].capital;
}

bool person_is_self(const struct tokens *t, unsigned i)
{
	static const char *const titles[] = { TITLES_OR_EM, NULL };
	const bool titled = i > 0 && token_is_of(t, i - 1, titles);

	if (token_is_of(t, i, TOKEN_WORDS("toi", "tui")))
		return true;
	/* "anh cho em", but also "anh, em ...": how one calls oneself before somebody */
	if (token_is_of(t, i, TOKEN_WORDS("em", "con", "chau")))
		return !(titled && is_written_as_name(t, i));
	return token_is_of(t, i, TOKEN_WORDS("minh", "to", "gia", "nha")) && !titled && !is_written_as_name(t, i);
}

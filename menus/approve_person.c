/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whose registration a leader decides on, by name: "duyệt cho Trần Văn Tám", "duyệt cô Năm". */
#include "menus/person.h"
#include "menus/title.h"
#include "menus/view.h"

static const struct item *item_at(const struct view *v, unsigned token)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->from <= token && token < view_at(v, i)->to)
			return view_at(v, i);
	return NULL;
}

/* "duyệt chị Hoa", "duyệt cô Năm": a name behind how one speaks to them, though it may be a number, too; not "duyệt anh
 * nhé", "duyệt chị ấy". */
bool approve_person_called(const struct view *v, unsigned *from, unsigned *to)
{
	static const char *const titles[] = { TITLES_BEFORE_NAME, "di", "em", NULL };
	static const char *const others[] = { "ay", "no", "do", "ta", "nay", "kia", "voi", "luon", "di", "giup", "minh",
		"ngay", "nua", "roi", "lai", "het", "cai", "truoc", "bao", "bc", "nguoi", "ban", "to", "may", "duoc",
		"chua", "ok", NULL };
	const struct weight *by = &v->act[v->r->intent];
	const struct item *name, *behind;
	unsigned t = by->by == NULL ? 0 : view_at(v, by->item)->to;

	t += token_is(v->p->tokens, t, "cho");
	*from = t + 1;
	*to = t + 2;
	if (by->by == NULL || t + 1 >= v->p->tokens->used || !token_is_of(v->p->tokens, t, titles) ||
		token_is_of(v->p->tokens, t + 1, others) || token_is_no(v->p->tokens, t + 1))
		return false;
	name = item_at(v, t + 1);
	behind = item_at(v, t + 2); /* none at the end, and where a second order was cut off */
	return name != NULL && (name->kind == ITEM_WORD || (name->flags & NUMBER_WORDS) != 0) &&
	       !view_is_polite(name) &&
	       (behind == NULL || behind->kind != ITEM_WORD || view_is_polite(behind) || item_is(behind, CLASS_REASON));
}

/* "duyệt cho Trần Văn Tám": whose registration it is, the programme knows. */
bool approve_name(struct view *v)
{
	char name[READING_TEXT_OCTETS];
	unsigned from, to;

	if (!approve_person_called(v, &from, &to) && (v->at->approvals_used == 0 || !person_find(v, &from, &to)))
		return false;
	token_typed(v->p->tokens, from, to, name, sizeof name);
	reading_add_text(v->r, 0, "name", name);
	return true;
}

bool approve_names_person(struct view *v)
{
	const struct item *first = v->p->used > 0 ? view_at(v, 0) : NULL;
	bool joins = false;

	if (first == NULL || !item_is(first, CLASS_YES) || item_is(first, CLASS_NO) || v->question)
		return false;
	for (unsigned t = 1; t + 1 < v->p->tokens->used; t++)
		joins |= token_is(v->p->tokens, t, "vao") &&
			 (token_is(v->p->tokens, t + 1, "to") || token_is(v->p->tokens, t + 1, "doi"));
	if (!joins || !approve_name(v))
		return false;
	v->r->intent = INTENT_APPROVE;
	return true;
}

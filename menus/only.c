/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "thôi", "nghỉ": a wish of its own where nothing but a plea stands in front ("dạ thôi em"), and else the last word of half
 * of all sentences ("đi thôi", "một mình tôi thôi", "vậy đi nghỉ"), which stops and refuses nothing. */
#include "menus/view.h"

bool only_is_everyday(const struct view *v, const struct item *item)
{
	return item_word_is(v->p, item, "thoi") || item_word_is(v->p, item, "nghi");
}

bool only_is_plea(const struct view *v, const struct item *item)
{
	static const char *const words[] = { "a", "nhe", "nha", "nghe", "nhen", "nghen", "hen", "da", "vang", "u", "uh",
		"thua", "xin", "oi", "voi", "giup", "gium", "dum", "luon", "em", "anh", "chi", "cac", "chu", "bac",
		"chau", "con", "toi", "tui", "tau", "e", "ad", "admin", "sep", "thay", NULL };

	if (item->kind == ITEM_SIGN || item->kind == ITEM_PICTURE)
		return true;
	if (!view_is_polite(item))
		return false;
	for (unsigned i = item->from; i < item->to; i++)
		if (!token_is_of(v->p->tokens, i, words))
			return false;
	return true;
}

bool only_limits(const struct view *v, unsigned i)
{
	if (!item_word_is(v->p, view_at(v, i), "thoi"))
		return false;
	for (; i > 0 && !view_at(v, i)->line && view_at(v, i - 1)->kind != ITEM_SIGN; i--)
		if (!only_is_plea(v, view_at(v, i - 1)))
			return true;
	return false;
}

bool only_is_said(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (only_limits(v, i))
			return true;
	return false;
}

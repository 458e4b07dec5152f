/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "xóa dữ liệu 0905…", "xóa dữ liệu của anh Khoa": whose data is to go, where that is said. */
#include "menus/person.h"
#include "menus/title.h"
#include "menus/view.h"

/* "của tôi", "anh ơi", "chị nhé": nobody else is named. */
static bool begins_name(const struct tokens *t, unsigned i)
{
	static const char *const none[] = { "toi", "tui", "em", "minh", "chau", "con", "may", "ca", "ban", "so", "sdt",
		"sim", "dt", "dien", "oi", "a", "ah", "di", "nhe", "nha", "giup", "gium", "dum", "voi", "cho", "nay",
		"het", "roi", "thiet", "ho", "xin", "nhen", "luon", NULL };

	return i < t->used && t->at[i].kind == TOKEN_WORD && !token_is_of(t, i, none);
}

/* The token at which the name begins, behind the words that ask; t->used: there is none. */
static unsigned find_name(const struct tokens *t, unsigned from)
{
	static const char *const titles[] = { TITLES_BEFORE_NAME, NULL };

	for (unsigned i = from; i + 1 < t->used; i++) {
		unsigned name = i + 1;

		if (token_is(t, i, "cua") && token_is_of(t, name, titles))
			name++;
		else if (!token_is(t, i, "cua") && !token_is_of(t, i, titles))
			continue;
		if (begins_name(t, name))
			return name;
	}
	return t->used;
}

/* "của tổ trưởng", "của cán bộ xã": by the place, and of where that is said. */
static bool add_role(struct view *v, unsigned token)
{
	const struct sense *s = token < v->p->tokens->used ? item_sense(view_item_of(v, token), SENSE_ROLE) : NULL;

	if (s == NULL || s->words < 2)
		return false;
	reading_add_text(v->r, 0, "role", lexicon_role_at(v->words, s->index)->code);
	(void)fields_units(v, 0, v->p->used, 0);
	return true;
}

void erase_read(struct view *v, unsigned from)
{
	const struct tokens *t = v->p->tokens;
	unsigned first = from < v->p->used ? view_at(v, from)->from : t->used, to = t->used, name = find_name(t, first);
	char text[READING_TEXT_OCTETS];

	fields_phone(v);
	if (name == t->used && !(person_find(v, &name, &to) && name >= first))
		return;
	if (add_role(v, name))
		return;
	token_typed(t, name, to, text, sizeof text);
	reading_add_text(v->r, 0, "name", text);
}

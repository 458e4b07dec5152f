/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "thay tổ trưởng thôn Tân Hy bằng ông Trần Văn Tám": an office tells that a team has another head. How that is done is
 * said: nobody is taken out of the roll by a sentence. */
#include "menus/person.h"
#include "menus/title.h"
#include "menus/view.h"

#include <string.h>

/* "miễn nhiệm chị Hoa", "miễn nhiệm tổ phó Sơn Trà": who is to go, by the name, else by the place. */
static bool dismiss(struct view *v)
{
	static const char *const titles[] = { TITLES_BEFORE_NAME, NULL };
	const struct tokens *t = v->p->tokens;
	char name[READING_TEXT_OCTETS];
	const char *role;
	unsigned from = 0, to = 0;

	for (unsigned i = 2; i + 1 < t->used && from == 0; i++)
		if (token_is_of(t, i, titles) && t->at[i + 1].kind == TOKEN_WORD)
			from = i + 1;
	for (to = from; from > 0 && to < t->used && to < from + 4 && t->at[to].kind == TOKEN_WORD &&
			!token_is_of(t, to, TOKEN_WORDS("thon", "xa", "to", "lam", "khoi", "chuc", "nhe"));)
		to++;
	if (to > from || person_find(v, &from, &to)) {
		token_typed(t, from, to, name, sizeof name);
		reading_add_text(v->r, 0, "name", name);
	} else if (appoint_role(v, &role) < t->used && strcmp(role, "thanh_vien") != 0) {
		reading_add_text(v->r, 0, "role", role);
	} else {
		return false;
	}
	v->r->intent = INTENT_LEAVE;
	if (!fields_units(v, 0, v->p->used, 0))
		v->r->guess = INTENT_LEAVE;
	return true;
}

bool new_leader_read(struct view *v)
{
	const struct tokens *t = v->p->tokens;
	bool head = token_has_pair(t, TOKEN_WORDS("to"), TOKEN_WORDS("truong")) ||
		    token_has_pair(t, TOKEN_WORDS("to"), TOKEN_WORDS("pho"));
	bool dismissed = token_has_pair(t, TOKEN_WORDS("mien"), TOKEN_WORDS("nhiem")) ||
			 token_has_pair(t, TOKEN_WORDS("bai"), TOKEN_WORDS("nhiem")) ||
			 token_has_pair(t, TOKEN_WORDS("cach"), TOKEN_WORDS("chuc"));
	bool replaced = view_has_token(v, "thay") && !token_has_pair(t, TOKEN_WORDS("thay"), TOKEN_WORDS("mat")) &&
			!token_has_pair(t, TOKEN_WORDS("thay"), TOKEN_WORDS("doi"));
	bool another = token_has_pair(t, TOKEN_WORDS("truong"), TOKEN_WORDS("moi")) ||
		       token_has_pair(t, TOKEN_WORDS("pho"), TOKEN_WORDS("moi"));
	bool given = view_has_token(v, "cho") && !v->has_date && !v->has_time &&
		     (token_has_pair(t, TOKEN_WORDS("chuyen"), TOKEN_WORDS("to")) ||
			     token_has_pair(t, TOKEN_WORDS("giao"), TOKEN_WORDS("chuc")) ||
			     token_has_pair(t, TOKEN_WORDS("chuyen"), TOKEN_WORDS("chuc")) ||
			     token_has_pair(t, TOKEN_WORDS("nhuong"), TOKEN_WORDS("chuc")));

	if (!(dismissed || (head && (replaced || another || given))) || v->question || v->how_many ||
		!view_is_office(v) || v->strong > 0 || v->act[INTENT_DEPUTE].score > 40 ||
		v->act[INTENT_BROADCAST].score > 60 ||
		(v->act[INTENT_REGISTER].by != NULL && v->act[INTENT_REGISTER].by->command) ||
		appoint_changes_number(v) || v->act[INTENT_DIFFICULTY].score > 84 ||
		v->act[INTENT_PHONEBOOK].score > 60)
		return false;
	if (dismissed && !replaced && !another && !given && dismiss(v))
		return true;
	ask(v, INTENT_REGISTER, "leader");
	(void)fields_units(v, 0, v->p->used, 0);
	return true;
}

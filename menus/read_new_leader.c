/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "thay tổ trưởng thôn Tân Hy bằng ông Trần Văn Tám": an office tells that a team has another head. How that is done is
 * said: nobody is taken out of the roll by a sentence. */
#include "menus/view.h"

#include <string.h>

static bool has_pair(const struct tokens *t, const char *first, const char *second)
{
	for (unsigned i = 0; i + 1 < t->used; i++)
		if (token_is(t, i, first) && token_is(t, i + 1, second))
			return true;
	return false;
}

bool new_leader_read(struct view *v)
{
	const struct tokens *t = v->p->tokens;
	bool head = has_pair(t, "to", "truong") || has_pair(t, "to", "pho");
	bool dismissed = has_pair(t, "mien", "nhiem") || has_pair(t, "bai", "nhiem") || has_pair(t, "cach", "chuc");
	bool replaced = view_has_token(v, "thay") && !has_pair(t, "thay", "mat") && !has_pair(t, "thay", "doi");
	bool another = has_pair(t, "truong", "moi") || has_pair(t, "pho", "moi");
	bool given = view_has_token(v, "cho") && !v->has_date && !v->has_time &&
		     (has_pair(t, "chuyen", "to") || has_pair(t, "giao", "chuc") || has_pair(t, "chuyen", "chuc") ||
			     has_pair(t, "nhuong", "chuc"));

	if (!(dismissed || (head && (replaced || another || given))) || v->question || v->how_many ||
		!view_is_office(v) || v->strong > 0 || v->act[INTENT_DEPUTE].score > 40 ||
		v->act[INTENT_BROADCAST].score > 60 ||
		(v->act[INTENT_REGISTER].by != NULL && v->act[INTENT_REGISTER].by->command) ||
		v->act[INTENT_DIFFICULTY].score > 84 || v->act[INTENT_PHONEBOOK].score > 60)
		return false;
	ask(v, INTENT_REGISTER, "leader");
	(void)fields_units(v, 0, v->p->used, 0);
	return true;
}

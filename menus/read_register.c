/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Registration: who, in which role, of which unit, by which phone. */
#include "menus/person.h"
#include "menus/title.h"

#include <string.h>

static const struct sense *role_of(const struct view *v)
{
	const struct sense *best = NULL;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		const struct sense *s =
			item->kind == ITEM_WORD ? item_sense(item, SENSE_ROLE) : view_swallowed(v, item, SENSE_ROLE);
		if (s == NULL)
			continue;
		const char *code = lexicon_role_at(v->words, s->index)->code;
		if (strcmp(code, "nguoi_dan") == 0)
			continue; /* "dân", "bà con": said of others */
		/* The first word that names a role; a longer one behind it says it more exactly. */
		if (best == NULL || (best->words == 1 && s->words > 2))
			best = s;
	}
	return best;
}

/* Typed where a role stood that also names an indicator: "DK TT ..." */
void register_add_name(struct view *v)
{
	unsigned from, to;
	char text[READING_TEXT_OCTETS];

	if (!person_find(v, &from, &to))
		return;
	token_typed(v->p->tokens, from, to, text, sizeof text);
	reading_add_text(v->r, 0, "name", text);
}

/* "đk giúp anh Ba 0905…": of who is in the roll, another person, who is called by a title before the number. */
static void add_titled(struct view *v)
{
	static const char *const titles[] = { TITLES_OR_EM, NULL };
	const struct tokens *t = v->p->tokens;
	char text[READING_TEXT_OCTETS];

	for (unsigned i = 1, to; v->at->known && i + 2 < t->used; i++) {
		for (to = i + 1; to < t->used && to < i + 5 && t->at[to].kind == TOKEN_WORD; to++)
			;
		if (!token_is_of(t, i, titles) || to == i + 1 || to == t->used || t->at[to].digits < 9)
			continue;
		token_typed(t, i + 1, to, text, sizeof text);
		reading_add_text(v->r, 0, "name", text);
		return;
	}
}

/* A unit named by its code: "DK CB Tran Thi Lan 21049". */
static void add_code(struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *n = view_at(v, i);
		if (n->kind != ITEM_NUMBER || n->flags != 0 || n->value < 1000)
			continue;
		const char *code = token_fold(v->p->tokens, n->from);
		if (unit_names_by_code(v->p->units, code) != NULL) {
			reading_add_text(v->r, 0, "code", code);
			return;
		}
	}
}

/* "tổ số 2": which of the village's teams. */
static void add_team(struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *to = view_at(v, i);
		unsigned n = i + 1;

		if (to->kind != ITEM_WORD || !item_word_is(v->p, to, "to"))
			continue;
		n += n < v->p->used && item_word_is(v->p, view_at(v, n), "so");
		if (n == v->p->used || view_at(v, n)->kind != ITEM_NUMBER || view_at(v, n)->flags != 0)
			continue;
		reading_add_number(v->r, 0, "team", view_at(v, n)->value);
		return;
	}
}

void register_add_role(struct view *v)
{
	const struct sense *role = role_of(v);

	if (role != NULL)
		reading_add_text(v->r, 0, "role", lexicon_role_at(v->words, role->index)->code);
}

/* "đk rồi chưa duyệt hả": what became of it? */
static bool asks_state(const struct view *v)
{
	static const char *const words[] = { "roi", "chua", "duyet", "xong", "dau" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (view_has_token(v, words[i]))
			return true;
	return false;
}

void register_read(struct view *v)
{
	const struct sense *role = role_of(v);

	v->r->intent = INTENT_REGISTER;
	/* "TIN thon Son Tra": a resident who wants news gives no name. */
	fields_with(v, v->act[INTENT_REGISTER].by);
	if (v->moves && strcmp(v->at->role, "nguoi_dan") == 0 && reading_find(v->r, 0, "role") == NULL)
		reading_add_text(v->r, 0, "role", "nguoi_dan");
	bool resident = reading_find(v->r, 0, "role") != NULL;
	if (!resident)
		register_add_role(v);
	register_add_name(v);
	if (reading_find(v->r, 0, "name") == NULL)
		add_titled(v);
	fields_phone(v);
	if (!fields_units(v, 0, v->p->used, 0)) {
		v->r->guess = INTENT_REGISTER;
		return;
	}
	if (resident)
		return;
	add_team(v);
	if (reading_find(v->r, 0, "unit") == NULL && reading_find(v->r, 0, "commune") == NULL)
		add_code(v);
	bool named = reading_find(v->r, 0, "name") != NULL;
	bool placed = reading_find(v->r, 0, "unit") != NULL || reading_find(v->r, 0, "commune") != NULL ||
		      reading_find(v->r, 0, "code") != NULL;
	/* Who tells the number by which they are known need not say who they are. */
	const struct reading_field *want = reading_find(v->r, 0, "want");
	if (reading_find(v->r, 0, "old_phone") != NULL ||
		(want != NULL && strcmp(want->text, "second") == 0 && reading_find(v->r, 0, "phone") != NULL))
		return;
	if (!named && !placed && role == NULL && want == NULL && reading_find(v->r, 0, "phone") == NULL &&
		asks_state(v)) {
		reading_add_text(v->r, 0, "want", "state");
		return;
	}
	bool district = role != NULL && strstr(lexicon_role_at(v->words, role->index)->code, "huyen") != NULL;
	/* "DK", "DK to pho": who is in the roll has a name. Elsewhere than at the head it may be said of anybody. */
	const bool head = v->act[INTENT_REGISTER].by != NULL && v->act[INTENT_REGISTER].item == v->first;
	bool moves = v->moves || reading_find(v->r, 0, "phone") != NULL || reading_find(v->r, 0, "team") != NULL ||
		     (head && reading_find(v->r, 0, "person") == NULL && (v->meaning == 1 || role != NULL || placed));
	if (!named && !(moves && v->at->known))
		ask(v, INTENT_REGISTER, "name");
	else if (!placed && !district && !(v->at->known && v->at->unit != NULL && v->at->unit[0] != '\0'))
		ask(v, INTENT_REGISTER, "unit");
}

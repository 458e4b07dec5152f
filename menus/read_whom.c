/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whom a training or meeting is for: units, everybody of a commune, roles. */
#include "menus/unit_kind.h"
#include "menus/whom.h"

#include <stdio.h>
#include <string.h>

static const struct sense *role_at(const struct view *v, unsigned i)
{
	return i < v->p->used && view_at(v, i)->kind == ITEM_WORD ? item_sense(view_at(v, i), SENSE_ROLE) : NULL;
}

/* "đối tượng", "thành phần" [tham dự gồm]: whom, and no more of the place. */
static bool says_whom(const struct view *v, const struct item *item)
{
	static const char *const words[][2] = { { "doi", "tuong" }, { "thanh", "phan" } };
	bool says = false;

	for (size_t k = 0; k < sizeof words / sizeof *words && item->from + 1u < v->p->tokens->used; k++)
		says |= token_is(v->p->tokens, item->from, words[k][0]) &&
			token_is(v->p->tokens, item->from + 1u, words[k][1]);
	return says;
}

static bool is_subject(const struct item *item)
{
	return item->kind == ITEM_WORD && (item_is(item, CLASS_MEETING) || item_sense(item, SENSE_TOPIC) != NULL ||
						  item_sense(item, SENSE_INDICATOR) != NULL);
}

/* "họp giao ban tổ trưởng 8/12", "tập huấn VNeID tổ trưởng và tổ phó": what it is about, and who is called. A name behind
 * the role is one person. */
static bool stands_behind_subject(const struct view *v, unsigned i)
{
	const struct item *next = i + 1 < v->p->used ? view_at(v, i + 1) : NULL;
	const struct token *t = v->p->tokens->at;
	const bool name = next != NULL && next->kind == ITEM_WORD &&
			  (next->senses_used == 0 || (t[next->from].capital && !t[view_at(v, i)->from].capital));

	return !name && i > 0 && role_at(v, i) != NULL && is_subject(view_at(v, i - 1));
}

/* "mời ...", "(dành) cho ...", "thành phần ...", "đối tượng ...", "các tổ trưởng": behind that stands who is called. */
static bool calls(const struct view *v, unsigned i)
{
	const struct item *item = view_at(v, i);

	return item->kind == ITEM_WORD &&
	       (token_is(v->p->tokens, item->from, "moi") || item_word_is(v->p, item, "cho") ||
		       item_word_is(v->p, item, "phan") || says_whom(v, item) ||
		       (item_word_is(v->p, item, "chi") && role_at(v, i + 1) != NULL) || /* only */
		       (item_word_is(v->p, item, "gui") && role_at(v, i + 1) != NULL) || stands_behind_subject(v, i) ||
		       (role_at(v, i) != NULL && (token_is(v->p->tokens, item->from, "cac") ||
							 token_is(v->p->tokens, item->from, "hop"))));
}

/* "mời tổ trưởng": whom, and no more of the place. "UBND xã mới" is a new one. */
static bool invites(const struct view *v, unsigned i)
{
	if (item_word_is(v->p, view_at(v, i), "danh") && i + 1 < v->p->used && calls(v, i + 1))
		i++;
	return calls(v, i) && (role_at(v, i) != NULL || role_at(v, i + 1) != NULL);
}

static bool is_named_village(const struct item *item)
{
	return item->kind == ITEM_UNIT && (item->hits > 0 ? unit_kind_is_village(item->hit->unit->kind)
							  : item->kind_said && item->unit_kind == CLASS_VILLAGE);
}

/* "cho thôn Tân Hy", "dành cho 2 thôn", "chỉ tổ trưởng": for whom, where the word without its marks could be the place
 * ("chỗ"), and where the village may be one that nobody knows. */
bool whom_is_for(const struct view *v, unsigned i)
{
	bool marked = item_word_is(v->p, view_at(v, i), "cho") || item_word_is(v->p, view_at(v, i), "chi");
	const struct item *whom = i + 1 < v->p->used ? view_at(v, i + 1) : NULL;

	if (item_word_is(v->p, view_at(v, i), "danh") && whom != NULL)
		return whom_is_for(v, i + 1);
	if (marked && whom != NULL && whom->kind == ITEM_NUMBER && i + 2 < v->p->used)
		whom = view_at(v, i + 2);
	return marked && whom != NULL &&
	       (whom->kind == ITEM_UNIT || role_at(v, i + 1) != NULL ||
		       (whom->kind == ITEM_WORD && item_is(whom, CLASS_VILLAGE)));
}

/* "thôn Sơn Trà và thôn Tân Hy": no place is in two villages. */
static bool names_two(const struct view *v, unsigned i)
{
	return i + 2 < v->p->used && is_named_village(view_at(v, i)) &&
	       (item_sign(view_at(v, i + 1), ',') || item_is(view_at(v, i + 1), CLASS_AND)) &&
	       is_named_village(view_at(v, i + 2));
}

bool whom_begins(const struct view *v, unsigned i)
{
	return invites(v, i) || says_whom(v, view_at(v, i)) || whom_is_for(v, i) || names_two(v, i);
}

/* "nvh [dành riêng] cho thôn Tân Hy", "nvh [cho] toàn xã": what leads to whom it is for is no more of the place. */
unsigned whom_leave(const struct view *v, unsigned from, unsigned to)
{
	static const char *const words[] = { "cho", "danh", "rieng", "chi" };
	bool leads = to < v->p->used && view_at(v, to)->kind != ITEM_SIGN && view_at(v, to)->kind != ITEM_DATE &&
		     view_at(v, to)->kind != ITEM_TIME;

	for (bool left = leads; left && to > from + 1;) {
		left = false;
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			left |= item_word_is(v->p, view_at(v, to - 1), words[k]);
		to -= left;
	}
	return to;
}

static bool names_unit(const struct view *v)
{
	return v->r->intent == INTENT_ASK || reading_find(v->r, 0, "unit") != NULL ||
	       reading_find(v->r, 0, "commune") != NULL || reading_find(v->r, 0, "scope") != NULL;
}

/* "cho thôn 7", where no village is called so: it is asked about, and nobody invited. */
static void add_numbered(struct view *v, struct span place)
{
	char text[READING_TEXT_OCTETS];

	for (unsigned i = 0; i + 2 < v->p->used; i++) {
		const struct item *kind = view_at(v, i + 1), *number = view_at(v, i + 2);

		if ((i >= place.from && i < place.to) || !whom_is_for(v, i) || kind->kind != ITEM_WORD ||
			!item_is(kind, CLASS_VILLAGE) || number->kind != ITEM_NUMBER)
			continue;
		token_typed(v->p->tokens, kind->from, number->to, text, sizeof text);
		reading_add_text(v->r, 0, "unit", text);
		return;
	}
}

/* "thôn Sơn Trà và Vĩnh Lâm", of which nobody knows the second: it is asked about, and not left out. */
static void add_unknown_too(struct view *v, struct span place)
{
	const struct token *t = v->p->tokens->at;
	char text[READING_TEXT_OCTETS];

	for (unsigned i = 0; i + 2 < v->p->used; i++) {
		unsigned end = i + 2;

		if ((i >= place.from && i < place.to) || !is_named_village(view_at(v, i)) ||
			!item_is(view_at(v, i + 1), CLASS_AND))
			continue;
		while (end < v->p->used && view_at(v, end)->kind == ITEM_WORD &&
			(view_at(v, end)->senses_used == 0 || (end > i + 2 && t[view_at(v, end)->from].capital)))
			end++;
		if (end == i + 2)
			continue;
		token_typed(v->p->tokens, view_at(v, i + 2)->from, view_at(v, end - 1)->to, text, sizeof text);
		reading_add_text(v->r, 1, "unit", text);
		v->r->entries = 2;
		return;
	}
}

static bool is_named_commune(const struct item *item)
{
	return item->kind == ITEM_UNIT && item->hits > 0 && unit_kind_is_commune(item->hit->unit->kind) &&
	       !(item->kind_said && item->unit_kind == CLASS_DISTRICT);
}

static unsigned count_named(const struct view *v, struct span place, bool (*is_one)(const struct item *item))
{
	unsigned n = 0;

	for (unsigned i = 0; i < v->p->used; i++)
		n += (i < place.from || i >= place.to) && is_one(view_at(v, i));
	return n;
}

/* One unit, or several villages or communes, each of them an entry. A commune beside a village is where that lies. */
static void add_units(struct view *v, struct span place)
{
	bool (*is_one)(const struct item *item) =
		count_named(v, place, is_named_village) > 0 ? is_named_village : is_named_commune;
	unsigned entry = 0;

	if (count_named(v, place, is_one) < 2) {
		add_numbered(v, place);
		if (fields_units(v, 0, place.from, 0) && reading_find(v->r, 0, "code") == NULL)
			(void)fields_units(v, place.to, v->p->used, 0);
		if (!names_unit(v))
			fields_unknown_unit(v, 0, place.from);
		if (!names_unit(v))
			fields_unknown_unit(v, place.to, v->p->used);
		if (!names_unit(v))
			(void)fields_name_within(v, 0, place.from);
		if (!names_unit(v))
			(void)fields_name_within(v, place.to, v->p->used);
		if (v->r->intent != INTENT_ASK)
			add_unknown_too(v, place);
		return;
	}
	for (unsigned i = 0; i < v->p->used; i++)
		if ((i < place.from || i >= place.to) && is_one(view_at(v, i))) {
			if (entry < READING_ENTRIES_MAX && !fields_units(v, i, i + 1, entry))
				return;
			entry++;
		}
	if (entry > READING_ENTRIES_MAX)
		reading_add_number(v->r, 0, "units", entry);
	else
		v->r->entries = entry;
}

/* "thành phần tham dự gồm: ...": what may stand between that and who is called. */
static bool leads_on(const struct view *v, const struct item *item)
{
	static const char *const words[] = { "gom", "tham", "du", "gia", "la", "bao" };
	bool all = item->kind == ITEM_WORD;

	for (unsigned t = item->from; t < item->to && all; t++) {
		bool one = false;

		for (size_t k = 0; k < sizeof words / sizeof *words && !one; k++)
			one = token_is(v->p->tokens, t, words[k]);
		all = one;
	}
	return all || item_sign(item, ',') || item_sign(item, ':') || item_is(item, CLASS_AND) ||
	       item_is(item, CLASS_ALL);
}

/* "mời tổ trưởng, tổ phó", "cho tổ trưởng": only people of those roles. Others may be who comes to teach; "cho bà con" says
 * whose training it is in the end, and calls nobody else than the teams. */
static void add_roles(struct view *v, struct span place)
{
	char all[READING_TEXT_OCTETS] = "";
	size_t used = 0;
	bool invites = false;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		const struct sense *role = role_at(v, i);
		const struct keyword *sent =
			item->kind == ITEM_WORD ? item_keyword(v->p, item, INTENT_BROADCAST) : NULL;

		if (i >= place.from && i < place.to)
			continue;
		if (used == 0 && sent != NULL &&
			view_with(sent, "role")[0] != '\0') { /* "gửi các tổ trưởng", one phrase */
			used = (size_t)snprintf(all, sizeof all, "%s", view_with(sent, "role"));
			continue;
		}
		if (role == NULL || (!calls(v, i) && !invites)) {
			invites = calls(v, i) || (invites && leads_on(v, item));
			continue;
		}
		const char *code = lexicon_role_at(v->words, role->index)->code;
		invites = true;
		if (strcmp(code, "nguoi_dan") == 0 && !view_has_token(v, "moi"))
			continue;
		if (strstr(all, code) == NULL && used + strlen(code) + 2 < sizeof all)
			used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", used > 0 ? "," : "", code);
	}
	if (used > 0)
		reading_add_text(v->r, 0, "role", all);
}

void whom_read(struct view *v, struct span place)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind == ITEM_WORD && (i < place.from || i >= place.to) &&
			(item_is(item, CLASS_WHOLE_COMMUNE) || item_is(item, CLASS_WHOLE_DISTRICT)))
			reading_add_text(v->r, 0, "scope", item_is(item, CLASS_WHOLE_COMMUNE) ? "commune" : "district");
	}
	add_roles(v, place);
	add_units(v, place);
}

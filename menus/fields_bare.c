/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A name that nobody knows where a unit may stand, without its kind: "nhac hoa loc", "th son tra, hoa loc", "giao dvc 50
 * cho hoa loc". Without a look at it the whole commune would be urged, told, or given a target. */
#include "menus/unit_find.h"
#include "menus/view.h"

#define LETTERS_LEAST 3 /* of a name in one word that is no syllable: "hoaloc" */

static bool is_slip(const struct view *v, const struct item *item)
{
	return v->p->tokens->at[item->from].repair == REPAIR_SLIP;
}

/* Nothing that the text says otherwise: what is asked, why, until when, of whom. */
static bool may_go_on(const struct view *v, const struct item *item)
{
	static const enum word_class others[] = { CLASS_REASON, CLASS_QUESTION, CLASS_NOT, CLASS_AND, CLASS_ALL,
		CLASS_MONTH, CLASS_WEEK, CLASS_QUARTER, CLASS_DAY, CLASS_FILLER };
	bool may = item->kind == ITEM_WORD && (item->senses_used == 0 || item_sense(item, SENSE_KEYWORD) == NULL) &&
		   item_sense(item, SENSE_INDICATOR) == NULL && item_sense(item, SENSE_ROLE) == NULL;

	for (size_t k = 0; k < sizeof others / sizeof *others; k++)
		may = may && !item_is(item, others[k]);
	return may || (item->kind == ITEM_WORD && is_slip(v, item));
}

/* "TAM NGUNG until Aug 25" */
static bool is_english(const struct view *v, const struct item *item)
{
	static const char *const words[] = { "until", "till", "from", "to", "because", "please" };
	bool any = false;

	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		any |= token_is(v->p->tokens, item->from, words[k]);
	return any;
}

static bool is_kind(const struct item *item)
{
	return item->kind == ITEM_WORD && item->to == item->from + 1u &&
	       (item_is(item, CLASS_VILLAGE) || item_is(item, CLASS_COMMUNE));
}

static bool calls_somebody(const struct item *item)
{
	return item->kind == ITEM_WORD && item->to == item->from + 1u && item_is(item, CLASS_TITLE);
}

/* Where the name that begins at item i ends; i when none does. joined: it can be nothing else there, also in one word. */
static unsigned name_end(const struct view *v, unsigned i, bool joined)
{
	unsigned end = i, first, from;

	if (i < v->p->used && is_kind(view_at(v, i))) {
		joined = true;
		end++;
	} else if (i + 1 < v->p->used && calls_somebody(view_at(v, i))) {
		end++; /* "chau thuan", "anh hung": nobody is told of by a name alone */
		joined = joined || view_is_syllable(v->p->tokens, view_at(v, end)->from);
	}
	if (end >= v->p->used || view_at(v, end)->kind != ITEM_WORD || is_english(v, view_at(v, end)) ||
		(view_at(v, end)->senses_used > 0 && !(joined && is_slip(v, view_at(v, end)))))
		return i;
	first = end;
	from = view_at(v, first)->from;
	while (end < v->p->used && may_go_on(v, view_at(v, end)) && !view_at(v, end)->line)
		end++;
	while (end > first && view_is_polite(view_at(v, end - 1)) && !is_slip(v, view_at(v, end - 1)))
		end--;
	if (end == first)
		return i;
	bool word = view_at(v, end - 1)->to == from + 1u;
	return joined || !word ||
			       (!view_is_syllable(v->p->tokens, from) && v->p->tokens->at[from].length >= LETTERS_LEAST)
		       ? end
		       : i;
}

/* Behind a unit that is known and a comma or "và"? */
static bool is_joined(const struct view *v, unsigned i)
{
	return i > 1 && (item_sign(view_at(v, i - 1), ',') || item_is(view_at(v, i - 1), CLASS_AND)) &&
	       view_at(v, i - 2)->kind == ITEM_UNIT && view_at(v, i - 2)->hits > 0;
}

/* May a unit stand at item i, behind the command that ends before `from`? */
static bool may_stand(const struct view *v, unsigned i, unsigned from)
{
	const struct item *before = view_at(v, i - 1);

	if (i == from || is_joined(v, i) || item_word_is(v->p, before, "cho"))
		return true;
	if (i == from + 1 && view_is_polite(before) && !item_is(before, CLASS_TITLE)) /* "nhac giup hoa loc" */
		return true;
	return v->r->intent == INTENT_TARGET_SET &&
	       (before->kind == ITEM_NUMBER || item_sense(before, SENSE_INDICATOR) != NULL);
}

/* "giao vne 60% toàn tỉnh", "nhắc cả tỉnh": no place of that name, but all there is. */
static bool is_all_of_it(struct view *v)
{
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 0; i + 1 < t->used && !v->has_unit; i++)
		if ((token_is(t, i, "toan") || token_is(t, i, "ca")) && token_is(t, i + 1, "tinh")) {
			reading_add_text(v->r, 0, "scope", "province");
			return true;
		}
	return false;
}

unsigned fields_bare_unit(struct view *v)
{
	const struct weight *w = &v->act[v->r->intent];
	unsigned from = w->item + 1u, entry = v->has_unit ? v->r->entries : 0;
	char text[READING_TEXT_OCTETS];

	if (w->by == NULL || w->item != v->first || is_all_of_it(v))
		return 0;
	for (unsigned i = from; i < v->p->used; i++) {
		unsigned end = may_stand(v, i, from)
				       ? name_end(v, i, is_joined(v, i) || item_word_is(v->p, view_at(v, i - 1), "cho"))
				       : i;

		if (end == i)
			continue;
		token_typed(v->p->tokens, view_at(v, i)->from, view_at(v, end - 1)->to, text, sizeof text);
		if (entry == READING_ENTRIES_MAX)
			reading_add_text(v->r, 0, "several", "units");
		else
			reading_add_text(v->r, entry, "unit", text);
		v->r->entries = entry < READING_ENTRIES_MAX ? entry + 1 : entry;
		return end;
	}
	return 0;
}

static bool names_none(const struct view *v)
{
	return reading_find(v->r, 0, "unit") == NULL && reading_find(v->r, 0, "commune") == NULL;
}

/* Does nothing but a time stand behind a name there? */
static bool ends_name(const struct view *v, unsigned i)
{
	const struct item *item = i < v->p->used ? view_at(v, i) : NULL;

	return item == NULL || item->kind == ITEM_DATE || item->kind == ITEM_TIME || item->kind == ITEM_PERIOD ||
	       item->kind == ITEM_SIGN || item->line || item_word_is(v->p, item, "den") || view_is_polite(item);
}

/* Two words that mean nothing, of which names of units here are made. */
static bool looks_named(const struct view *v, unsigned i)
{
	const struct parse *p = v->p;
	const struct item *before = view_at(v, i - 1), *first = view_at(v, i), *last = view_at(v, i + 1);

	return first->kind == ITEM_WORD && last->kind == ITEM_WORD && first->senses_used + last->senses_used == 0 &&
	       unit_find_may_start(p->units, token_fold(p->tokens, first->from)) &&
	       unit_find_may_end(p->units, token_fold(p->tokens, last->from)) && ends_name(v, i + 2) &&
	       !(before->kind == ITEM_WORD && before->senses_used == 0) && !item_is(before, CLASS_REASON) &&
	       !item_is(before, CLASS_TITLE) && !item_is(before, CLASS_FAMILY);
}

unsigned fields_name_within(struct view *v, unsigned from, unsigned to)
{
	char text[READING_TEXT_OCTETS];

	for (unsigned i = from > v->first ? from : v->first + 1u; i + 1 < to && !v->has_unit && names_none(v); i++) {
		if (!looks_named(v, i))
			continue;
		token_typed(v->p->tokens, view_at(v, i)->from, view_at(v, i + 1)->to, text, sizeof text);
		reading_add_text(v->r, 0, "unit", text);
		return i;
	}
	return v->p->used;
}

void fields_unknown_names(struct view *v)
{
	if (!v->has_unit)
		fields_last_unit(v);
	if (v->has_unit || names_none(v))
		(void)fields_bare_unit(v);
	(void)fields_name_within(v, 0, v->p->used);
}

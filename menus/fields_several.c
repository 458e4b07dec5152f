/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Several units in one text: "thôn Sơn Trà và thôn Tân Hy", "xã A, xã B". */
#include "menus/unit_kind.h"
#include "menus/view.h"

#include <string.h>

/* A village, or a commune, that is known or said to be one. */
static bool is_named(const struct view *v, const struct item *item, bool commune)
{
	bool (*is_of)(const char *kind) = commune ? unit_kind_is_commune : unit_kind_is_village;

	if (item->kind != ITEM_UNIT || (item->kind_said && item->unit_kind == CLASS_DISTRICT) ||
		fields_is_hamlet(v, item))
		return false;
	if (item->hits > 0)
		return is_of(item->hit->unit->kind);
	return item->kind_said && item->unit_kind == (commune ? CLASS_COMMUNE : CLASS_VILLAGE);
}

static bool is_same(const struct item *one, const struct item *other)
{
	return one->hits > 0 && other->hits > 0 && strcmp(one->hit->unit->code, other->hit->unit->code) == 0;
}

bool fields_several_units(const struct view *v)
{
	const struct item *village = NULL, *commune = NULL;
	bool villages = false, communes = false, twice = false;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (is_named(v, item, false)) {
			villages |= village != NULL && !is_same(village, item);
			twice |= village != NULL;
			village = item;
		} else if (is_named(v, item, true)) {
			communes |= commune != NULL && !is_same(commune, item);
			commune = item;
		}
	}
	/* Two communes beside a village are where it lies, and where it lay; beside "thôn 3 ... thôn 3" they part them. */
	return villages || (communes && (village == NULL || twice));
}

/* Was the unit of item i named before, and not as one of another commune? */
static bool is_repeated(const struct view *v, unsigned i, bool commune)
{
	for (unsigned k = 0; k < i; k++) {
		const struct item *at = i + 1 < v->p->used ? view_at(v, i + 1) : NULL, *before = view_at(v, k + 1);
		bool apart = at != NULL && is_named(v, at, true) && is_named(v, before, true) && !is_same(at, before);

		if (is_named(v, view_at(v, k), commune) && is_same(view_at(v, k), view_at(v, i)) && (commune || !apart))
			return true;
	}
	return false;
}

bool fields_each_unit(struct view *v)
{
	unsigned entry = 0, fields = v->r->fields_used;
	bool communes = true, clear = true;
	enum intent intent = v->r->intent;

	if (!fields_several_units(v))
		return fields_units(v, 0, v->p->used, 0);
	for (unsigned i = 0; i < v->p->used; i++)
		communes &= !is_named(v, view_at(v, i), false);
	for (unsigned i = 0; i < v->p->used && clear; i++) {
		unsigned to = i + 1;

		if (!is_named(v, view_at(v, i), communes) || is_repeated(v, i, communes))
			continue;
		while (!communes && to < v->p->used && is_named(v, view_at(v, to), true)) /* where it lies */
			to++;
		clear = entry < READING_ENTRIES_MAX && fields_units(v, i, to, entry++);
	}
	if (clear) {
		v->r->entries = entry;
		return true;
	}
	v->r->intent = intent;
	v->r->fields_used = fields;
	v->r->options_used = 0;
	v->r->ask[0] = '\0';
	reading_add_text(v->r, 0, "several", "units");
	return true;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Of which kind is what is hard: named by the sender, or by what its words speak for. */
#include "menus/view.h"

#include <stdio.h>
#include <string.h>

struct points {
	const struct view *v;
	int of[64];
	unsigned first; /* of the categories, the one that was named first */
	bool any;
};

/* Requests and questions say how, not what: any other category goes before them. */
static bool is_general(const struct points *p, const struct sense *s)
{
	const char *code = lexicon_category_at(p->v->words, s->index)->code;

	return strcmp(code, "ho_tro") == 0 || strcmp(code, "hoi_dap") == 0 || strcmp(code, "khac") == 0;
}

static void see(void *into, const struct sense *s)
{
	struct points *p = into;

	if (s->index >= 64)
		return;
	bool general = is_general(p, s);
	p->of[s->index] += general ? 1 : s->words > 1 ? 6 : 4;
	if (!p->any && !general) {
		p->any = true;
		p->of[s->index]++; /* the first that is named is the cause as a rule */
	}
}

/* Points of the category of that code. */
static int points_of(const struct points *p, const char *code)
{
	for (unsigned k = 0; k < lexicon_categories(p->v->words) && k < 64; k++)
		if (strcmp(lexicon_category_at(p->v->words, k)->code, code) == 0)
			return p->of[k];
	return 0;
}

const char *difficulty_category(const struct view *v)
{
	struct points p = { .v = v };
	unsigned best = 0;

	view_scan(v, SENSE_CATEGORY, see, &p);
	if (v->category != NULL && v->category->index < 64 && p.of[v->category->index] == 0)
		see(&p, v->category); /* with a word between: "mạng vẫn chậm" */
	for (unsigned k = 1; k < lexicon_categories(v->words) && k < 64; k++)
		if (p.of[k] > p.of[best])
			best = k;
	if (v->scam)
		return "lua_dao";
	if (fire_told(v) || fire_doubtful(v))
		return "thien_tai";
	const char *code = p.of[best] > 0 ? lexicon_category_at(v->words, best)->code : "";
	/* "mạng yếu quá không cài được": why it fails goes before what fails */
	if (strcmp(code, "loi_he_thong") == 0 && points_of(&p, "mang") > 0)
		return "mang";
	if (code[0] != '\0')
		return code;
	return v->question ? "hoi_dap" : "khac";
}

/* Is that one of the names, which commas part: "an ninh" of "tai nạn, an ninh"? */
static bool is_one_of(const char *folded, const char *names)
{
	char name[READING_TEXT_OCTETS], plain[READING_TEXT_OCTETS];

	for (const char *at = names; *at != '\0'; at += strspn(at, ", ")) {
		const size_t n = strcspn(at, ",");

		snprintf(name, sizeof name, "%.*s", (int)n, at);
		fold_text(name, plain, sizeof plain);
		if (strcmp(plain, folded) == 0)
			return true;
		at += n;
	}
	return false;
}

const char *difficulty_named(const struct view *v, unsigned from)
{
	char typed[READING_TEXT_OCTETS], said[READING_TEXT_OCTETS];
	unsigned end = from;

	while (end < v->p->used && view_at(v, end)->kind == ITEM_WORD)
		end++;
	if (v->scam || v->danger || from == 0 || end >= v->p->used || !item_sign(view_at(v, end), ':'))
		return NULL;
	view_text(v, from, end, typed, sizeof typed);
	fold_text(typed, said, sizeof said);
	for (unsigned k = 0; k < lexicon_categories(v->words); k++) {
		const struct lexicon_entry *category = lexicon_category_at(v->words, k);

		if (is_one_of(said, category->name))
			return category->code;
	}
	return NULL;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/check_sentence.h"

#include "menus/guide.h"
#include "menus/lexicon.h"
#include "menus/step_tree.h"
#include "menus/term.h"
#include "menus/understand.h"
#include "menus/unit_name.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* What a person may answer to a step. */
static void add_sample(const struct menus *m, const struct step_field *f, struct buf *to)
{
	switch (f->type) {
	case STEP_TYPE_NUMBER:
		buf_addf(to, "%" PRId64, f->least <= 5 && f->most >= 5 ? 5 : f->least);
		break;
	case STEP_TYPE_OPTIONS:
		buf_adds(to, f->options_used > 0 ? f->options[0].value : "");
		break;
	case STEP_TYPE_LIST:
		if (strcmp(f->list, "indicators") == 0 && lexicon_indicators(m->lexicon) > 0)
			buf_adds(to, lexicon_indicator_at(m->lexicon, 0)->code);
		else if (strcmp(f->list, "guides") == 0 && guides_count(m->guides) > 0)
			buf_adds(to, guide_topic(guides_at(m->guides, 0)));
		else
			buf_adds(to, strcmp(f->list, "units") == 0 ? "21049" : "5");
		break;
	case STEP_TYPE_DATE:
		buf_adds(to, "18/8");
		break;
	case STEP_TYPE_UNIT:
		buf_adds(to, "21049");
		break;
	case STEP_TYPE_TEXT:
		buf_adds(to, "thon Son Tra");
	}
}

static void add_sentence(const struct menus *m, const struct step_item *item, struct buf *to)
{
	for (const char *at = item->sentence; *at != '\0';) {
		size_t n = *at == '{' ? strcspn(at, "}") : 0;
		const struct step_field *field = NULL;
		for (unsigned i = 0; n > 1 && i < item->steps_used; i++)
			if (strlen(item->steps[i].name) == n - 1 && strncmp(item->steps[i].name, at + 1, n - 1) == 0)
				field = &item->steps[i];
		if (field == NULL) {
			buf_addc(to, *at++);
			continue;
		}
		add_sample(m, field, to);
		at += n + 1;
	}
}

/* Somebody with things open, so that what answers them is understood. */
static enum intent intent_of(const struct menus *m, const struct unit_names *units, const char *text)
{
	const struct situation at = { .now = { 2022, 8, 18, 9, 0, 0, 4 },
		.from = "+84905123456",
		.known = true,
		.role = "lanh_dao_xa",
		.unit = "21049",
		.commune = "21049",
		.approvals = { 5 },
		.approvals_used = 1,
		.events = { 5 },
		.events_used = 1,
		.invited = { 5 },
		.invited_used = 1 };
	struct reading r;

	understand(m->lexicon, units, &at, text, strlen(text), &r, NULL);
	return r.intent;
}

static bool is_understood(enum intent intent)
{
	return intent != INTENT_UNKNOWN && intent != INTENT_IGNORE && intent != INTENT_OFFTOPIC;
}

static void check_item(
	const struct menus *m, const struct unit_names *units, const struct step_item *item, struct faults *faults)
{
	struct buf text;

	if (item->sentence == NULL || item->sentence[0] == '\0')
		return;
	buf_init(&text);
	add_sentence(m, item, &text);
	if (!is_understood(intent_of(m, units, text.data)))
		faults_add(faults, item->file, item->line,
			"the sentence of the item %s is not understood: \"%s\"; write what a person would text",
			item->name, text.data);
	buf_fini(&text);
}

/* "... Bỏ: HUY CT": what a text offers to take back is sent as it stands. */
static void check_undo(const struct menus *m, const struct unit_names *units, const struct text_entry *entry,
	enum text_style style, struct faults *faults)
{
	static const char offer[] = ": HUY ";
	struct buf text;

	buf_init(&text);
	texts_longest(entry, style, &text);
	for (char *at = strstr(text.data, offer), *next; at != NULL; at = next) {
		at += 2; /* the colon */
		next = strstr(at, offer);
		char *end = at + strcspn(at, ".,;:?()"), kept = *end;
		*end = '\0';
		enum intent intent = intent_of(m, units, at);
		if (!is_understood(intent) || intent == INTENT_ASK)
			faults_add(faults, entry->file, entry->line,
				"the text %s offers what is not understood: \"%s\"; write what a person would text",
				entry->key, at);
		*end = kept;
	}
	buf_fini(&text);
}

static bool has_keywords(const struct lexicon *l)
{
	struct term_phrase phrase;

	for (unsigned i = 0; term_phrase_at(l, i, &phrase); i++)
		if (phrase.sense.kind == SENSE_KEYWORD)
			return true;
	return false;
}

void check_sentences(const struct menus *m, struct faults *faults)
{
	static const struct unit_name commune = { "21049", "Xã Bình Đông", "xa", "", false };
	struct unit_names *units;

	if (!has_keywords(m->lexicon)) /* a file is missing: that nothing is understood is no fault of each sentence */
		return;
	units = unit_names_new();
	unit_names_add(units, &commune);
	unit_names_ready(units);
	/* Else what texts offer may be at fault only for that. */
	enum intent undo = intent_of(m, units, "HUY BC");
	bool sound = faults->count == 0 && is_understood(undo) && undo != INTENT_REPORT && undo != INTENT_ASK;
	struct text_entry entry;
	for (unsigned i = 0; sound && texts_at(m->texts, i, &entry); i++) {
		check_undo(m, units, &entry, TEXT_PLAIN, faults);
		check_undo(m, units, &entry, TEXT_ENGLISH, faults);
	}
	for (unsigned i = 0; i < m->steps->used; i++)
		for (unsigned k = 0; k < m->steps->of[i]->items_used; k++)
			check_item(m, units, &m->steps->of[i]->items[k], faults);
	unit_names_free(&units);
}

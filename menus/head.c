/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The first word of a text says what it is for: here a slip in it is set right, or doubted (head_mend). */
#include "menus/count.h"
#include "menus/syllable.h"
#include "menus/view.h"

#include <string.h>

#define HEAD_ITEMS_MAX 120 /* a word that corrects stands before so many items, or is written as it is */

/* Words of the lexicon that a command word can have become by one slip, likelier ones first. */
static unsigned near_codes(const struct view *v, const char *s, unsigned n, struct term_near near[static TERM_NEAR_MAX])
{
	unsigned used = 0;

	if (n >= 3)
		return term_near(v->words, s, n, near);
	/* Two letters: the swap, the other letters of the same keys; and what was a command of three ("SU" for "SUA"). */
	used = term_near(v->words, s, n, near);
	if (used > TERM_NEAR_MAX / 2)
		used = TERM_NEAR_MAX / 2;
	char two[2] = { s[1], s[0] };
	int word = term_word(v->words, two, 2);
	if (term_is_code(v->words, word))
		near[used++] = (struct term_near){ word, SLIP_SWAP };
	for (unsigned at = 0; at < 2; at++)
		for (char c = 'a'; c <= 'z' && used < TERM_NEAR_MAX; c++) {
			two[0] = s[0];
			two[1] = s[1];
			two[at] = c;
			word = slip_between(s, 2, two, 2) == SLIP_PAD ? term_word(v->words, two, 2) : TERM_NONE;
			if (term_is_code(v->words, word))
				near[used++] = (struct term_near){ word, SLIP_PAD };
		}
	return used;
}

struct near_command {
	const struct sense *sense; /* of the likeliest */
	enum slip slip;
	unsigned acts;             /* how many different acts are as likely */
	enum slip near_correction; /* how near the nearest that corrects is */
	bool correction;           /* one of all that are near corrects */
};

static void see_command(const struct view *v, const struct term_near *near, struct near_command *to)
{
	unsigned count = 0;
	uint32_t node = term_step(v->words, 0, near->word);
	const struct sense *senses = node != 0 ? term_senses(v->words, node, &count) : NULL;

	for (unsigned i = 0; i < count; i++) {
		/* Words that correct are doubted even where they are no command ("nhầm"). */
		if (senses[i].kind != SENSE_KEYWORD ||
			(!term_keyword(v->words, &senses[i])->command &&
				term_keyword(v->words, &senses[i])->act != INTENT_CORRECTION))
			continue;
		enum intent act = term_keyword(v->words, &senses[i])->act;
		to->correction |= act == INTENT_CORRECTION;
		if (act == INTENT_CORRECTION && (to->near_correction == SLIP_NONE || near->slip < to->near_correction))
			to->near_correction = near->slip;
		if (!term_keyword(v->words, &senses[i])->command)
			continue;
		if (to->sense == NULL || near->slip < to->slip) {
			to->sense = &senses[i];
			to->slip = near->slip;
			to->acts = 1;
		} else if (near->slip == to->slip && term_keyword(v->words, to->sense)->act != act) {
			to->acts++;
		}
	}
}

static struct near_command near_command(const struct view *v, const struct item *item)
{
	const struct tokens *t = v->p->tokens;
	struct term_near near[TERM_NEAR_MAX];
	struct near_command found = { .sense = NULL };
	unsigned n = t->at[item->from].length;

	if (item->to != item->from + 1 || n < 2 || n > 12)
		return found;
	unsigned used = near_codes(v, token_fold(t, item->from), n, near);
	for (unsigned k = 0; k < used; k++)
		see_command(v, &near[k], &found);
	return found;
}

/* A word that can stand before a command: greetings, units, "Re:". Short words that a slip makes of a command do not
 * count as such ("QUA DVC 8"). */
static bool is_preface(struct view *v, const struct item *item)
{
	if (!view_is_preface(v, item))
		return false;
	if (item->kind == ITEM_WORD && v->p->tokens->at[item->from].length == 3) {
		struct near_command near = near_command(v, item);
		return !near.correction || near.near_correction > SLIP_DROP;
	}
	return true;
}

static unsigned telex_words(const struct view *v)
{
	unsigned count = 0;

	for (unsigned i = 0; i < v->p->tokens->used && count < 2; i++)
		count += v->p->tokens->at[i].repair == REPAIR_TELEX;
	return count;
}

/* "I.", "II)", "a.": the mark of an item. */
static bool is_roman(const struct view *v, const struct item *item)
{
	static const char *const numerals[] = { "i", "ii", "iii", "iv", "v", "vi", "a", "b", "c", "d", "e" };
	const struct tokens *t = v->p->tokens;

	if (item->to >= t->used || t->at[item->to].kind != TOKEN_SIGN || t->at[item->to].gap ||
		(t->at[item->to].sign != '.' && t->at[item->to].sign != ')' && t->at[item->to].sign != '/'))
		return false;
	for (size_t k = 0; k < sizeof numerals / sizeof numerals[0]; k++)
		if (token_is(t, item->from, numerals[k]))
			return true;
	return false;
}

/* A token that may be what is left of a command: one letter, a word nobody knows, or one that was made of another. */
static bool is_remnant(const struct view *v, const struct item *item)
{
	static const char *const fine[] = { "e", "c", "m", "r", NULL };

	if (item->kind != ITEM_WORD && item->kind != ITEM_TIME)
		return false;
	if (is_roman(v, item) || item_is(item, CLASS_TOTAL)) /* "lk vneid 212" */
		return false;
	for (unsigned t = item->from; t < item->to; t++) {
		const struct token *k = &v->p->tokens->at[t];
		bool abbreviation = false;
		for (unsigned i = 0; fine[i] != NULL; i++)
			abbreviation |= token_is(v->p->tokens, t, fine[i]);
		/* One word of Telex in a text without any other is a slip of two keys ("as"). */
		if ((k->repair != REPAIR_NONE && k->repair != REPAIR_VNI &&
			    (k->repair != REPAIR_TELEX || telex_words(v) < 2)) ||
			(k->kind == TOKEN_WORD && k->length == 1 && !abbreviation) || token_is(v->p->tokens, t, "lai"))
			return true;
	}
	/* Short words are what is left of short commands: "RA", "VA" for "SUA". */
	bool short_word = item->to == item->from + 1 && v->p->tokens->at[item->from].length == 2 &&
			  v->p->tokens->at[item->from].accent == 0 && !view_is_preface(v, item);
	if (short_word) {
		struct near_command near = near_command(v, item); /* "CB" is as near to BC */
		short_word = near.sense == NULL || term_keyword(v->words, near.sense)->act != INTENT_REPORT;
	}
	return item->kind == ITEM_WORD && (item->senses_used == 0 || short_word);
}

/* The command to report stands somewhere: no other needs to be looked for. */
static bool has_report(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (item_keyword(v->p, view_at(v, i), INTENT_REPORT) != NULL)
			return true;
	return false;
}

/* "xyz dvc 8": such a word right where a command stands, and no command. Two plain words make it a sentence. */
static bool remnant_before_code(const struct view *v, unsigned at)
{
	unsigned remnants = 0, plain = 0;

	if (has_report(v))
		return false;
	for (unsigned i = at; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		const struct sense *s = item->kind == ITEM_WORD ? item_sense(item, SENSE_INDICATOR) : NULL;
		const struct item *next = i + 1 < v->p->used ? view_at(v, i + 1) : item;
		if (item->kind == ITEM_NUMBER &&
			(!(item->flags & NUMBER_WEAK) || item_is(next, CLASS_HOUSEHOLD) || item_is(next, CLASS_PERSON)))
			return false;
		/* "đã cài đặt ...": somebody tells what was done */
		if (item->kind == ITEM_WORD && item_is(item, CLASS_VERB) &&
			v->p->tokens->at[item->from].repair == REPAIR_NONE &&
			(item->to - item->from > 1 || v->p->tokens->at[item->from].length > 3))
			return false;
		if ((s != NULL && !s->weak) || (i > at && count_near_is_better(v, i)))
			return remnants > 0 && plain < 2;
		if (is_remnant(v, item) || item_keyword(v->p, item, INTENT_CORRECTION) != NULL)
			remnants++;
		else if (item->kind == ITEM_WORD && !view_is_preface(v, item))
			plain++;
	}
	return false;
}

/* The folded letters of a token as it was typed, before anything was mended. 0 when there are too many. */
static unsigned typed_fold(const struct tokens *t, unsigned token, char *to, size_t room)
{
	unsigned n = 0;

	for (unsigned i = t->at[token].from; i < t->at[token].to; i++) {
		char base = fold_letter(t->text->cp[i]).base;
		if (n + 1 >= room)
			return 0;
		if (base != '\0')
			to[n++] = base;
	}
	to[n] = '\0';
	return n;
}

/* A word that nobody knows, one slip from a word that corrects ("nhma" for "nhầm"), anywhere in the text. */
static bool may_correct(const struct view *v)
{
	struct term_near near[TERM_NEAR_MAX];

	for (unsigned i = 0; i < v->p->used && i < HEAD_ITEMS_MAX; i++) {
		const struct item *item = view_at(v, i);
		char typed[16];
		unsigned n = typed_fold(v->p->tokens, item->from, typed, sizeof typed);
		bool changed = v->p->tokens->at[item->from].repair == REPAIR_SLIP ||
			       v->p->tokens->at[item->from].repair == REPAIR_TELEX;
		if (item->kind != ITEM_WORD || (item->senses_used > 0 && !changed) || n < 3 ||
			item_keyword(v->p, item, INTENT_REPORT) != NULL || item_sense(item, SENSE_INDICATOR) != NULL)
			continue;
		unsigned used = term_near(v->words, typed, n, near);
		for (unsigned k = 0; k < used; k++) {
			unsigned count = 0;
			uint32_t node = term_step(v->words, 0, near[k].word);
			const struct sense *senses = node != 0 ? term_senses(v->words, node, &count) : NULL;
			for (unsigned s = 0; s < count; s++)
				if (senses[s].kind == SENSE_KEYWORD &&
					term_keyword(v->words, &senses[s])->act == INTENT_CORRECTION &&
					near[k].slip <= (strlen(term_spelling(v->words, near[k].word)) > 3 ? SLIP_DROP
													   : SLIP_SWAP))
					return true;
		}
	}
	return false;
}

/* Nobody is signed off by a slip, unless it is all that was typed, and no word ("Hùng", "quét"); "tuyệt" approves nothing,
 * and "DUYEN 17" does. */
static bool is_too_grave(const struct view *v, enum intent act, const struct item *item)
{
	const char *folded = token_fold(v->p->tokens, item->from);
	bool number = false, word = syllable_is(folded, strlen(folded));

	for (unsigned i = 0; i < v->p->used; i++)
		number |= view_at(v, i)->kind == ITEM_NUMBER;
	return (act == INTENT_OPTOUT && (v->p->used > 1 || word)) ||
	       ((act == INTENT_APPROVE || act == INTENT_REJECT || act == INTENT_REGISTER) && word && !number);
}

/* The first word, when it is none that we know, may be a command with a slip in it. Where it may be several, or where
 * another word stands that a slip makes of "SUA" ("SAU DVC 8"), a report is not taken for granted. */
void head_mend(struct view *v)
{
	unsigned at = 0;

	v->may_correct = may_correct(v);
	v->doubtful_head = remnant_before_code(v, 0);
	while (at < v->p->used && is_preface(v, view_at(v, at)))
		at++;
	if (at == v->p->used)
		return;
	struct item *item = &v->p->at[at];
	bool unknown = item->kind == ITEM_WORD && item->senses_used == 0;
	if ((item->kind != ITEM_WORD && item->kind != ITEM_NUMBER) || item_sense(item, SENSE_KEYWORD) != NULL ||
		item_sense(item, SENSE_INDICATOR) != NULL || item_is(item, CLASS_TOTAL) ||
		v->p->tokens->at[item->from].kind != TOKEN_WORD)
		return;
	struct near_command near = near_command(v, item);
	if (v->p->tokens->at[item->from].length == 1)
		return;
	if (!unknown && (near.sense != NULL || near.correction)) {
		/* "năm" with its marks is a number and nothing else */
		bool marked =
			v->p->tokens->at[item->from].accent != 0 && v->p->tokens->at[item->from].repair == REPAIR_NONE;
		v->doubtful_head |=
			near.correction && !marked &&
			near.near_correction <= (v->p->tokens->at[item->from].length > 3 ? SLIP_EXTRA : SLIP_DROP);
		return;
	}
	v->doubtful_head |= unknown && near.correction && near.sense == NULL;
	if (near.sense == NULL || count_near_is_better(v, at)) {
		v->doubtful_head &= !count_near_is_better(v, at);
		return;
	}
	if (near.acts > 1 || (v->p->tokens->at[item->from].length <= 3 && near.slip >= SLIP_DROP)) {
		v->doubtful_head |=
			near.acts > 1 || near.correction || term_keyword(v->words, near.sense)->act != INTENT_REPORT;
		return;
	}
	enum intent act = term_keyword(v->words, near.sense)->act;
	if (is_too_grave(v, act, item) || has_report(v))
		return;
	item->senses[0] = near.sense;
	item->senses_used = 1;
	v->doubtful_head = act != INTENT_REPORT;
}

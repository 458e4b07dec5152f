/* SPDX-License-Identifier: GPL-2.0-or-later */
/* approve_named.c - a registration decided on by whose it is: "tc võ sáu vì không ở thôn".
 *
 * A name may be other words (six, seven, a star), so it is looked for among
 * those who wait, in a text that is an order and names no number.
 */
#include "gateway/programme/approve.h"
#include "gateway/programme/people.h"
#include "menus/fold.h"
#include "menus/lexicon.h"

#include <stdio.h>
#include <string.h>

/* The next word of text, folded. Returns what is behind it, or NULL: there is none. */
static const char *next_word(const char *text, char said[static RECORD_NAME_OCTETS])
{
	char word[RECORD_NAME_OCTETS];
	size_t octets;

	text += strspn(text, " ");
	octets = strcspn(text, " ,.;:!?\n");
	if (octets == 0 || octets >= sizeof word)
		return NULL;
	snprintf(word, sizeof word, "%.*s", (int)octets, text);
	fold_text(word, said, RECORD_NAME_OCTETS);
	return text + octets;
}

/* Is the next word of text that one, folded? Returns what is behind it, or NULL. */
static const char *behind_word(const char *text, const char *folded, size_t n)
{
	char said[RECORD_NAME_OCTETS];
	const char *behind = next_word(text, said);

	return behind != NULL && strlen(said) == n && memcmp(said, folded, n) == 0 ? behind : NULL;
}

/* "ông", "chị": what is behind such a word, or NULL. */
static const char *behind_title(const char *text)
{
	char said[RECORD_NAME_OCTETS];
	const char *behind = next_word(text, said);

	return behind != NULL && people_is_title(said, strlen(said)) ? behind : NULL;
}

/* Do these words, a name as it is folded, begin at text? Returns what is behind them, or NULL. */
static const char *behind_words(const char *text, const char *words)
{
	while (text != NULL && *words != '\0') {
		size_t n = strcspn(words, " ");

		text = behind_word(text, words, n);
		words += n + strspn(words + n, " ");
	}
	return text;
}

/* "võ sáu", "ông sáu": the whole name, or its last word behind a title. Returns what is behind it, or NULL. */
static const char *behind_name(const char *text, const char *name)
{
	char folded[RECORD_NAME_OCTETS];
	const char *last, *behind = NULL;

	fold_text(name, folded, sizeof folded);
	last = strrchr(folded, ' ');
	if (last == NULL)
		return NULL;
	for (; *text != '\0' && behind == NULL; text += strcspn(text, " "), text += strspn(text, " ")) {
		behind = behind_words(text, folded);
		if (behind == NULL)
			behind = behind_words(behind_title(text), last + 1);
	}
	return behind;
}

/* An order, "tc ...", "duyệt ...", and no question. */
static bool orders(const struct act *a, enum intent intent)
{
	const struct lexicon *l = a->p->menus->lexicon;
	enum lexicon_class order = intent == INTENT_REJECT ? LEXICON_REJECTING : LEXICON_APPROVING;
	char words[RECORD_TEXT_OCTETS];
	const char *last;

	if (fold_text(a->in->text, words, sizeof words) >= sizeof words || strchr(a->in->text, '?') != NULL)
		return false;
	last = strrchr(words, ' ');
	return last != NULL && lexicon_begins(l, order, words) != 0 && lexicon_begins(l, LEXICON_ASKING, last + 1) == 0;
}

static const char *reason_at(const char *text)
{
	const char *behind;

	text += strspn(text, " ,.;:");
	behind = behind_word(text, "vi", strlen("vi"));
	return behind == NULL ? text : behind + strspn(behind, " ");
}

int approve_named(struct act *a, bool *done, struct why *why)
{
	const struct reading *r = act_reading(a);
	enum intent intent = r->intent == INTENT_ASK ? r->guess : r->intent;
	struct decision d = { .approve = intent == INTENT_APPROVE, .reason = "" };
	unsigned found = 0;

	*done = false;
	if (act_has(a, "name") || act_has(a, "all") || act_has(a, "list") || a->at.approvals_used == 0 ||
		!orders(a, intent))
		return 0;
	for (unsigned i = 0; i < a->at.approvals_used; i++) {
		struct enrolment e;
		const char *behind;

		if (enrolment_get(a->p->store, a->at.approvals[i], &e, why) == -1)
			return -1;
		behind = behind_name(a->in->text, e.name);
		if (behind == NULL)
			continue;
		found++;
		d.enrolment = e;
		d.reason = d.approve ? "" : reason_at(behind);
	}
	*done = found == 1;
	if (!*done)
		return 0;
	a->out->intent = intent;
	return decide_enrolment(a, &d, why);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lexicon_alias.c - further words for what is there, and words that only some communes say.
 *
 * An alias names what it stands for by a code or by a word that people type,
 * which may stand in a later file: it is kept as it was read until all are
 * there. A commune's own words are in an index of their own (lexicon_local), so
 * that they cannot touch what anybody else means.
 */
#include "gateway/base/nearest.h"
#include "menus/lexicon.h"
#include "menus/lexicon_inside.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define FOLDED_OCTETS 160

/* ---- scopes ---- */

bool lexicon_scope_holds(const struct lexicon *l, uint16_t scope)
{
	if (scope == 0)
		return true;
	for (unsigned i = 0; i < l->scopes[scope - 1].used; i++)
		for (size_t k = 0; k < l->communes_used; k++)
			if (strcmp(l->scopes[scope - 1].communes[i], l->communes[k]) == 0)
				return true;
	return false;
}

uint16_t lexicon_scope_read(struct lexicon *l, const struct node *n, struct faults *f)
{
	struct lexicon_scope *scope;

	if (n == NULL)
		return 0;
	if (node_kind(n) != NODE_LIST || node_length(n) == 0 || node_length(n) > SCOPE_COMMUNES_MAX) {
		node_fault(n, f, "communes is no list of 1 to %d codes; write communes = [ \"21049\" ];",
			SCOPE_COMMUNES_MAX);
		return 0;
	}
	l->scopes = lexicon_grow(l->scopes, l->scopes_used, sizeof l->scopes[0]);
	scope = &l->scopes[l->scopes_used++];
	scope->used = 0;
	scope->file = lexicon_keep(l, node_file(n));
	for (unsigned i = 0; i < node_length(n); i++) {
		const char *code = node_text(node_at(n, i), "", f);
		if (code[0] == '\0')
			node_fault(node_at(n, i), f, "is no code of a commune; write \"21049\"");
		scope->lines[scope->used] = node_line(node_at(n, i));
		scope->communes[scope->used++] = lexicon_keep(l, code);
	}
	return (uint16_t)l->scopes_used;
}

/* Has one of the scopes before, or an earlier place of this one, that commune? */
static bool is_named_before(const struct lexicon *l, unsigned scope, unsigned place)
{
	for (unsigned s = 0; s <= scope; s++)
		for (unsigned i = 0; i < (s < scope ? l->scopes[s].used : place); i++)
			if (strcmp(l->scopes[s].communes[i], l->scopes[scope].communes[place]) == 0)
				return true;
	return false;
}

const char *lexicon_commune_at(const struct lexicon *l, unsigned i)
{
	for (unsigned s = 0; s < l->scopes_used; s++)
		for (unsigned place = 0; place < l->scopes[s].used; place++)
			if (!is_named_before(l, s, place) && i-- == 0)
				return l->scopes[s].communes[place];
	return NULL;
}

bool lexicon_commune_said(const struct lexicon *l, unsigned i, const char **code, const char **file, int *line)
{
	for (unsigned s = 0; s < l->scopes_used; i -= l->scopes[s++].used)
		if (i < l->scopes[s].used) {
			*code = l->scopes[s].communes[i];
			*file = l->scopes[s].file;
			*line = l->scopes[s].lines[i];
			return true;
		}
	return false;
}

/* Those of the codes that have words of their own, by the names that live as long as the tables; NULL: none. */
static const char **with_own_words(const struct lexicon *l, const char *const *codes, size_t used, size_t *found)
{
	const char **communes = NULL, *one;

	*found = 0;
	for (unsigned i = 0; (one = lexicon_commune_at(l, i)) != NULL; i++)
		for (size_t k = 0; k < used; k++)
			if (strcmp(one, codes[k]) == 0) {
				communes = lexicon_grow(communes, (unsigned)*found, sizeof *communes);
				communes[(*found)++] = one;
			}
	return communes;
}

struct lexicon *lexicon_local(const struct lexicon *words, const char *const *codes, size_t used)
{
	size_t found;
	const char **communes = with_own_words(words, codes, used, &found);
	struct lexicon *l;

	if (communes == NULL)
		return NULL;
	l = lexicon_new();
	*l = (struct lexicon){
		.indicators = words->indicators,
		.topics = words->topics,
		.roles = words->roles,
		.categories = words->categories,
		.keywords = words->keywords,
		.machines = words->machines,
		.indicators_used = words->indicators_used,
		.topics_used = words->topics_used,
		.roles_used = words->roles_used,
		.categories_used = words->categories_used,
		.keywords_used = words->keywords_used,
		.machines_used = words->machines_used,
		.scopes = words->scopes,
		.scopes_used = words->scopes_used,
		.spellings = words->spellings,
		.spellings_used = words->spellings_used,
		.phrases_used = words->phrases_used,
		.communes = communes,
		.communes_used = found,
	};
	l->phrases = calloc(words->phrases_used + 1, sizeof l->phrases[0]);
	if (l->phrases == NULL)
		abort();
	memcpy(l->phrases, words->phrases, words->phrases_used * sizeof l->phrases[0]);
	lexicon_ready(l, NULL);
	return l;
}

/* ---- aliases ---- */

/* "tien2bac": where a number touches a word in a text, it is read as a number of its own. */
static bool mixes_digits(const char *text)
{
	for (const char *at = text; *at != '\0' && at[1] != '\0'; at++) {
		unsigned char a = (unsigned char)at[0], b = (unsigned char)at[1];

		if ((isdigit(a) && (isalpha(b) || b >= 0x80)) || (isdigit(b) && (isalpha(a) || a >= 0x80)))
			return true;
	}
	return false;
}

static void keep_words(struct lexicon *l, const struct node *list, struct lexicon_alias like, struct faults *f)
{
	for (unsigned i = 0; list != NULL && i < node_length(list); i++) {
		const struct node *n = node_at(list, i);
		l->aliases = lexicon_grow(l->aliases, l->aliases_used, sizeof l->aliases[0]);
		like.text = lexicon_keep(l, node_text(n, "", f));
		like.line = node_line(n);
		if (mixes_digits(like.text))
			node_fault(n, f,
				"\"%s\" is never understood: in a text its number counts for itself; write words without digits"
				" in them",
				like.text);
		l->aliases[l->aliases_used++] = like;
	}
}

void lexicon_alias_read(struct lexicon *l, const struct node *n, struct faults *f)
{
	static const char *const known[] = { "of", "words", "weak", "communes", NULL };
	const struct node *of = node_get(n, "of");
	struct lexicon_alias like = { .line = 0 };

	node_only(n, known, f);
	if (of == NULL)
		node_fault(n, f, "of is missing; write of = \"DVC\"; or a command, such as of = \"BC\";");
	if (node_get(n, "words") == NULL && node_get(n, "weak") == NULL)
		node_fault(n, f, "this alias has no words; write words = [ \"...\" ];");
	like.of = lexicon_keep(l, node_text(of, "", f));
	like.file = lexicon_keep(l, node_file(n));
	like.scope = lexicon_scope_read(l, node_get(n, "communes"), f);
	keep_words(l, node_get(n, "words"), like, f);
	like.weak = true;
	keep_words(l, node_get(n, "weak"), like, f);
}

static bool find_entry(const struct lexicon_entry *list, unsigned used, const char *code, uint16_t *index)
{
	for (unsigned i = 0; i < used; i++)
		if (strcmp(list[i].code, code) == 0) {
			*index = (uint16_t)i;
			return true;
		}
	return false;
}

/* What has that code. */
static bool find_code(const struct lexicon *l, const char *code, struct sense *sense)
{
	for (unsigned i = 0; i < l->indicators_used; i++)
		if (strcmp(l->indicators[i].code, code) == 0) {
			*sense = (struct sense){ .kind = SENSE_INDICATOR, .index = (uint16_t)i };
			return true;
		}
	*sense = (struct sense){ .kind = SENSE_TOPIC };
	if (find_entry(l->topics, l->topics_used, code, &sense->index))
		return true;
	sense->kind = SENSE_ROLE;
	if (find_entry(l->roles, l->roles_used, code, &sense->index))
		return true;
	sense->kind = SENSE_CATEGORY;
	return find_entry(l->categories, l->categories_used, code, &sense->index);
}

/* Once for each thing: "LICH" and "lịch" are written for the same. */
static void add_alias(struct lexicon *l, const struct lexicon_alias *a, struct sense sense)
{
	struct lexicon_phrase *phrase;

	sense.weak = sense.kind == SENSE_INDICATOR && a->weak;
	for (unsigned i = l->phrases_used; i-- > 0 && l->phrases[i].file != NULL && l->phrases[i].line == a->line &&
					   strcmp(l->phrases[i].text, a->text) == 0;)
		if (l->phrases[i].sense.kind == sense.kind && l->phrases[i].sense.index == sense.index)
			return;
	phrase = lexicon_phrase(l, a->text, sense, a->file, a->line);
	phrase->scope = a->scope;
	phrase->added = true;
}

/* A word that people type stands for all that it means where it is said alone. */
static bool add_as_word(struct lexicon *l, const struct lexicon_alias *a)
{
	char of[FOLDED_OCTETS], folded[FOLDED_OCTETS];
	unsigned used = l->phrases_used;
	bool found = false;

	fold_text(a->of, of, sizeof of);
	for (unsigned i = 0; i < used; i++) {
		if (l->phrases[i].scope != 0 || l->phrases[i].sense.kind >= SENSE_MACHINE)
			continue;
		fold_text(l->phrases[i].text, folded, sizeof folded);
		if (strcmp(of, folded) != 0)
			continue;
		add_alias(l, a, l->phrases[i].sense);
		found = true;
	}
	return found;
}

static void tell_unknown(const struct lexicon *l, const struct lexicon_alias *a, struct faults *faults)
{
	const char *codes[LEXICON_INDICATORS_MAX + 1] = { NULL }, *meant;

	for (unsigned i = 0; i < l->indicators_used; i++)
		codes[i] = l->indicators[i].code;
	meant = nearest_word(a->of, codes);
	faults_add(faults, a->file, a->line,
		"there is nothing called %s for \"%s\" to stand for; write %s%sa code, or a word that people type",
		a->of, a->text, meant != NULL ? meant : "", meant != NULL ? ", " : "");
}

void lexicon_alias_resolve(struct lexicon *l, struct faults *faults)
{
	struct lexicon_alias *aliases = l->aliases;
	unsigned used = l->aliases_used;
	struct sense sense;

	l->aliases = NULL;
	l->aliases_used = 0;
	for (unsigned i = 0; i < used; i++) {
		if (find_code(l, aliases[i].of, &sense))
			add_alias(l, &aliases[i], sense);
		else if (!add_as_word(l, &aliases[i]) && faults != NULL)
			tell_unknown(l, &aliases[i], faults);
	}
	free(aliases);
}

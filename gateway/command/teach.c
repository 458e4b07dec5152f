/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/command/teach.h"
#include "gateway/command/ground.h"
#include "gateway/command/inbox.h"
#include "gateway/base/nearest.h"
#include "gateway/config.h"
#include "gateway/programme/programme.h"
#include "menus/lexicon.h"
#include "menus/menus.h"
#include "menus/term.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINE_NAME    "99-proposed.cfg"
#define WORDS_MAX    12 /* of a text, looked at */
#define TRIES_MAX    10 /* for one text */
#define PHRASE_WORDS 4
#define WEIGHT_LEAST 60 /* of a keyword that others are likened to */
#define WORD_LEAST   3  /* letters: shorter words are near to too many */

/* ---- a folder to try a line in ---- */

static int link_files(struct teacher *t, const char *from, struct why *why)
{
	char *whole = realpath(from, NULL), target[4096], name[512];
	DIR *dir = whole != NULL ? opendir(whole) : NULL;
	int result = dir != NULL ? 0 : why_set(why, "%s: %s", from, strerror(errno));
	const struct dirent *e;

	while (dir != NULL && result == 0 && (e = readdir(dir)) != NULL) {
		size_t n = strlen(e->d_name);

		if (n < 4 || n > 255 || strcmp(e->d_name + n - 4, ".cfg") != 0)
			continue;
		snprintf(target, sizeof target, "%s/%s", whole, e->d_name);
		snprintf(name, sizeof name, "%s/%s", t->folder, e->d_name);
		if (symlink(target, name) == -1)
			result = why_set(why, "%s: %s", name, strerror(errno));
	}
	if (dir != NULL)
		closedir(dir);
	free(whole);
	return result;
}

int teacher_init(struct teacher *t, struct ground *g, struct why *why)
{
	t->ground = g;
	snprintf(t->folder, sizeof t->folder, "/tmp/keng-unknown-XXXXXX");
	if (mkdtemp(t->folder) == NULL)
		return why_set(why, "%s: %s", t->folder, strerror(errno));
	snprintf(t->line_file, sizeof t->line_file, "%s/" LINE_NAME, t->folder);
	if (link_files(t, g->config->menus, why) == 0)
		return 0;
	teacher_fini(t);
	return -1;
}

void teacher_fini(struct teacher *t)
{
	DIR *dir = opendir(t->folder);
	const struct dirent *e;
	char name[512];

	while (dir != NULL && (e = readdir(dir)) != NULL) {
		snprintf(name, sizeof name, "%s/%s", t->folder, e->d_name);
		if (e->d_name[0] != '.')
			unlink(name);
	}
	if (dir != NULL)
		closedir(dir);
	rmdir(t->folder);
}

static struct menus *menus_with(const struct teacher *t, const char *line)
{
	FILE *f = fopen(t->line_file, "we");
	struct menus *menus = NULL;
	struct faults faults;

	if (f == NULL)
		return NULL;
	fprintf(f, "aliases: ( %s );\n", line);
	faults_init(&faults);
	if (fclose(f) == 0)
		menus = menus_load(t->folder, &faults);
	faults_fini(&faults);
	return menus;
}

static bool is_understood(enum intent intent)
{
	return intent != INTENT_UNKNOWN && intent != INTENT_ASK;
}

/* Is the text understood by those menus, and as that act (INTENT_UNKNOWN: any)? NULL is no menus. */
static int prove(
	struct teacher *t, const struct message *m, struct menus *menus, enum intent act, bool *proved, struct why *why)
{
	struct ground *g = t->ground;
	struct outcome o;
	int result;

	*proved = false;
	if (menus == NULL)
		return 0;
	outcome_init(&o);
	programme_set_menus(g->programme, menus, g->config);
	result = inbox_take(g, m, false, &o, why);
	programme_set_menus(g->programme, g->menus, g->config);
	*proved = result == 0 && is_understood(o.reading.intent) && (act == INTENT_UNKNOWN || o.reading.intent == act);
	outcome_fini(&o);
	return result;
}

/* ---- proposals ---- */

struct search {
	struct teacher *t;
	const struct message *m;
	struct buf *line;
	char folded[512];
	char *words[WORDS_MAX];
	unsigned words_used, tries;
	char of[64], taught[128]; /* once found */
	bool found;
};

/* The words of the text that the lexicon does not have; what is a number, or short, is none. */
static void find_words(struct search *s)
{
	char *rest = s->folded, *word;

	fold_text(s->m->text.data, s->folded, sizeof s->folded);
	while (s->words_used < WORDS_MAX && (word = strsep(&rest, " ")) != NULL)
		if (strlen(word) >= WORD_LEAST && strpbrk(word, "0123456789") == NULL &&
			term_word(s->t->ground->menus->lexicon, word, strlen(word)) == TERM_NONE)
			s->words[s->words_used++] = word;
}

/* What is no matter of the programme, and mere hints, are not taught by likeness. */
static bool is_taught(const struct keyword *k)
{
	return is_understood(k->act) && k->act != INTENT_ACK && k->act != INTENT_OFFTOPIC && k->weight >= WEIGHT_LEAST;
}

/* words as a further word for `of`: is the text then understood as that act? */
static int try_alias(struct search *s, const char *of, const char *words, enum intent act, struct why *why)
{
	struct menus *menus;
	int result;

	if (s->tries++ >= TRIES_MAX)
		return 0;
	buf_clear(s->line);
	buf_addf(s->line, "{ of = \"%s\"; words = [ \"%s\" ]; }", of, words);
	menus = menus_with(s->t, s->line->data);
	result = prove(s->t, s->m, menus, act, &s->found, why);
	menus_free(&menus);
	if (s->found) {
		snprintf(s->of, sizeof s->of, "%s", of);
		snprintf(s->taught, sizeof s->taught, "%s", words);
	}
	return result;
}

/* What one word of the lexicon speaks for, as far as that is an act. */
static int try_as(struct search *s, const char *word, int known, struct why *why)
{
	const struct lexicon *l = s->t->ground->menus->lexicon;
	uint32_t node = term_step(l, 0, known);
	const struct sense *senses;
	unsigned count;

	if (node == 0)
		return 0;
	senses = term_senses(l, node, &count);
	for (unsigned i = 0; i < count && !s->found; i++)
		if (senses[i].kind == SENSE_KEYWORD && is_taught(term_keyword(l, &senses[i])) &&
			try_alias(s, term_spelling(l, known), word, term_keyword(l, &senses[i])->act, why) == -1)
			return -1;
	return 0;
}

/* A key that was held: "duyyett" as "duyet". */
static void squeeze(const char *word, char *to, size_t room)
{
	size_t n = 0;

	for (; *word != '\0' && n + 1 < room; word++)
		if (n == 0 || to[n - 1] != *word)
			to[n++] = *word;
	to[n] = '\0';
}

static int try_near_keywords(struct search *s, const char *word, struct why *why)
{
	const struct lexicon *l = s->t->ground->menus->lexicon;
	struct term_near near[TERM_NEAR_MAX];
	unsigned used = term_near(l, word, strlen(word), near);
	char squeezed[64];
	int known;

	for (unsigned i = 0; i < used && !s->found; i++)
		if (try_as(s, word, near[i].word, why) == -1)
			return -1;
	squeeze(word, squeezed, sizeof squeezed);
	known = term_word(l, squeezed, strlen(squeezed));
	return s->found || known == TERM_NONE ? 0 : try_as(s, word, known, why);
}

static int try_near_indicator(struct search *s, const char *word, struct why *why)
{
	const struct lexicon *l = s->t->ground->menus->lexicon;
	const char *codes[LEXICON_INDICATORS_MAX + 1] = { NULL }, *code;

	for (unsigned i = 0; i < lexicon_indicators(l); i++)
		codes[i] = lexicon_indicator_at(l, i)->code;
	code = nearest_word(word, codes);
	return code == NULL ? 0 : try_alias(s, code, word, INTENT_UNKNOWN, why);
}

/* What the text begins with, up to its first number: a few words. */
static void phrase_of(const struct message *m, char *phrase, size_t room)
{
	size_t n;
	unsigned words = 0;

	fold_text(m->text.data, phrase, room);
	for (n = 0; phrase[n] != '\0' && !isdigit((unsigned char)phrase[n]); n++)
		if (phrase[n] == ' ' && ++words == PHRASE_WORDS)
			break;
	while (n > 0 && phrase[n - 1] == ' ')
		n--;
	phrase[n] = '\0';
}

/* The first command for an act that says nothing else; NULL when there is none. */
static const char *command_of(const struct lexicon *l, enum intent act)
{
	struct term_phrase phrase;

	for (unsigned i = 0; term_phrase_at(l, i, &phrase); i++) {
		const struct keyword *k =
			phrase.sense.kind == SENSE_KEYWORD && phrase.scope == 0 ? term_keyword(l, &phrase.sense) : NULL;
		if (k != NULL && k->act == act && k->command && k->withs == 0)
			return phrase.text;
	}
	return NULL;
}

/* A text that was asked back: what it was taken for, by the phrase that it begins with. */
static int try_guess(struct search *s, enum intent guess, struct why *why)
{
	const char *of = is_understood(guess) ? command_of(s->t->ground->menus->lexicon, guess) : NULL;
	char phrase[128];

	phrase_of(s->m, phrase, sizeof phrase);
	return of != NULL && phrase[0] != '\0' ? try_alias(s, of, phrase, guess, why) : 0;
}

static int search(struct search *s, enum intent guess, struct why *why)
{
	find_words(s);
	for (unsigned i = 0; i < s->words_used && !s->found; i++)
		if (try_near_keywords(s, s->words[i], why) == -1)
			return -1;
	for (unsigned i = 0; i < s->words_used && !s->found; i++)
		if (try_near_indicator(s, s->words[i], why) == -1)
			return -1;
	return s->found ? 0 : try_guess(s, guess, why);
}

/* Nothing was proved: the administrator chooses the act. */
static void leave_open(const struct message *m, struct buf *line)
{
	char phrase[128];

	phrase_of(m, phrase, sizeof phrase);
	buf_clear(line);
	buf_addf(line, "# keng alias \"...\" \"%s\"", phrase);
}

int teach(struct teacher *t, const struct message *m, struct buf *line, struct buf *command, struct why *why)
{
	struct search s = { .t = t, .m = m, .line = line };
	struct outcome o;
	enum intent guess;
	int result;

	buf_clear(line);
	buf_clear(command);
	outcome_init(&o);
	result = inbox_take(t->ground, m, false, &o, why);
	guess = o.reading.intent == INTENT_ASK ? o.reading.guess : INTENT_UNKNOWN;
	if (result == 0 && is_understood(o.reading.intent))
		buf_addf(line, "# understood by now, as %s", intent_name(o.intent));
	else if (result == 0 && (result = search(&s, guess, why)) == 0 && !s.found)
		leave_open(m, line);
	if (result == 0 && s.found) {
		buf_clear(line);
		buf_addf(line, "{ of = \"%s\"; words = [ \"%s\" ]; }", s.of, s.taught);
		buf_addf(command, "keng alias \"%s\" \"%s\"", s.of, s.taught);
	}
	outcome_fini(&o);
	return result;
}

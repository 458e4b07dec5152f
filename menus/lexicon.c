/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/lexicon.h"

#include "menus/lexicon_inside.h"
#include "menus/plain.h"

#include <stdlib.h>
#include <string.h>

struct lexicon *lexicon_new(void)
{
	struct lexicon *l = calloc(1, sizeof *l);
	if (l == NULL)
		abort(); /* as buf.h: memory that is not there ends the process */
	return l;
}

void lexicon_free(struct lexicon **words)
{
	struct lexicon *l = *words;

	if (l == NULL)
		return;
	lexicon_index_free(l);
	free(l->phrases);
	*words = NULL;
	if (l->communes != NULL) { /* the rest is the other lexicon's */
		free(l->communes);
		free(l);
		return;
	}
	for (unsigned i = 0; i < l->strings_used; i++)
		free(l->strings[i]);
	free(l->strings);
	free(l->indicators);
	free(l->topics);
	free(l->roles);
	free(l->categories);
	free(l->keywords);
	free(l->machines);
	free(l->scopes);
	free(l->aliases);
	free(l->spellings);
	free(l);
}

void *lexicon_grow(void *array, unsigned used, size_t element)
{
	if (used != 0 && (used & (used - 1)) != 0)
		return array; /* room is always the next power of two */
	array = realloc(array, (used == 0 ? 1 : (size_t)used * 2) * element);
	if (array == NULL)
		abort();
	return array;
}

const char *lexicon_keep(struct lexicon *l, const char *text)
{
	char *copy = strdup(text);
	if (copy == NULL)
		abort();
	l->strings = lexicon_grow(l->strings, l->strings_used, sizeof l->strings[0]);
	l->strings[l->strings_used++] = copy;
	return copy;
}

const char *lexicon_keep_plain(struct lexicon *l, const char *text)
{
	struct buf plain;

	buf_init(&plain);
	plain_add(text, &plain);
	const char *kept = lexicon_keep(l, plain.data);
	buf_fini(&plain);
	return kept;
}

struct lexicon_phrase *lexicon_phrase(
	struct lexicon *l, const char *text, struct sense sense, const char *file, int line)
{
	char *copy = (char *)(uintptr_t)lexicon_keep(l, text);

	l->phrases = lexicon_grow(l->phrases, l->phrases_used, sizeof l->phrases[0]);
	l->phrases[l->phrases_used] =
		(struct lexicon_phrase){ copy, sense, file != NULL ? lexicon_keep(l, file) : NULL, line, 0, false };
	return &l->phrases[l->phrases_used++];
}

static unsigned indicator_place(struct lexicon *l, const char *code)
{
	for (unsigned i = 0; i < l->indicators_used; i++)
		if (strcmp(l->indicators[i].code, code) == 0)
			return i;
	l->indicators = lexicon_grow(l->indicators, l->indicators_used, sizeof l->indicators[0]);
	return l->indicators_used++;
}

/* A code is typed on a key pad, printed in answers and read by scripts: capitals and digits only. */
static int check_code(const char *code, struct why *why)
{
	size_t n = strlen(code);

	if (n < 2 || n >= LEXICON_CODE_OCTETS)
		return why_set(why, "an indicator code has 2 to %d letters: \"%s\"", LEXICON_CODE_OCTETS - 1, code);
	if (code[0] < 'A' || code[0] > 'Z' || strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != n)
		return why_set(why, "an indicator code is capitals, and digits behind them: \"%s\"", code);
	return 0;
}

int lexicon_add_indicator(
	struct lexicon *l, const struct lexicon_indicator *indicator, const char *aliases, struct why *why)
{
	if (check_code(indicator->code, why) == -1)
		return -1;
	if (indicator->least < 0 || indicator->least > indicator->most)
		return why_set(why, "indicator %s: least %lld, most %lld hold no number", indicator->code,
			(long long)indicator->least, (long long)indicator->most);
	unsigned at = indicator_place(l, indicator->code);
	if (at >= LEXICON_INDICATORS_MAX) {
		l->indicators_used--;
		return why_set(why, "more than %d indicators", LEXICON_INDICATORS_MAX);
	}
	l->indicators[at] = (struct lexicon_indicator){
		.code = lexicon_keep(l, indicator->code),
		.name = lexicon_keep(l, indicator->name),
		.plain = lexicon_keep_plain(l, indicator->name),
		.english = lexicon_keep(l, indicator->english == NULL ? "" : indicator->english),
		.unit = lexicon_keep(l, indicator->unit),
		.unit_plain = lexicon_keep_plain(l, indicator->unit),
		.least = indicator->least,
		.most = indicator->most,
		.denominator = lexicon_keep(l, indicator->denominator),
		.per_household = indicator->per_household,
		.told = indicator->told,
	};
	struct sense sense = { .kind = SENSE_INDICATOR, .index = (uint16_t)at };
	lexicon_phrase(l, indicator->code, sense, NULL, 0);
	lexicon_phrase(l, indicator->name, sense, NULL, 0);
	for (const char *from = aliases; *from != '\0';) {
		char one[128];
		size_t n = strcspn(from, "|");
		if (n > 0 && n < sizeof one) {
			memcpy(one, from, n);
			one[n] = '\0';
			lexicon_phrase(l, one, sense, NULL, 0);
		}
		from += n + (from[n] == '|');
	}
	return 0;
}

unsigned lexicon_indicators(const struct lexicon *l)
{
	return l->indicators_used;
}

const struct lexicon_indicator *lexicon_indicator_at(const struct lexicon *l, unsigned i)
{
	return &l->indicators[i];
}

const struct lexicon_indicator *lexicon_indicator(const struct lexicon *l, const char *code)
{
	for (unsigned i = 0; i < l->indicators_used; i++)
		if (strcmp(l->indicators[i].code, code) == 0)
			return &l->indicators[i];
	return NULL;
}

static const struct lexicon_entry *entry(const struct lexicon_entry *list, unsigned n, const char *code)
{
	for (unsigned i = 0; i < n; i++)
		if (strcmp(list[i].code, code) == 0)
			return &list[i];
	return NULL;
}

unsigned lexicon_topics(const struct lexicon *l)
{
	return l->topics_used;
}

const struct lexicon_entry *lexicon_topic_at(const struct lexicon *l, unsigned i)
{
	return &l->topics[i];
}

const struct lexicon_entry *lexicon_topic(const struct lexicon *l, const char *code)
{
	return entry(l->topics, l->topics_used, code);
}

unsigned lexicon_roles(const struct lexicon *l)
{
	return l->roles_used;
}

const struct lexicon_entry *lexicon_role_at(const struct lexicon *l, unsigned i)
{
	return &l->roles[i];
}

const struct lexicon_entry *lexicon_role(const struct lexicon *l, const char *code)
{
	return entry(l->roles, l->roles_used, code);
}

unsigned lexicon_categories(const struct lexicon *l)
{
	return l->categories_used;
}

const struct lexicon_entry *lexicon_category_at(const struct lexicon *l, unsigned i)
{
	return &l->categories[i];
}

const struct lexicon_entry *lexicon_category(const struct lexicon *l, const char *code)
{
	return entry(l->categories, l->categories_used, code);
}

bool lexicon_name_at(const struct lexicon *l, unsigned i, const char **name, const char **english)
{
	const struct lexicon_entry *const lists[] = { l->topics, l->roles, l->categories };
	const unsigned used[] = { l->topics_used, l->roles_used, l->categories_used };

	if (i < l->indicators_used) {
		*name = l->indicators[i].name;
		*english = l->indicators[i].english;
		return true;
	}
	i -= l->indicators_used;
	for (size_t k = 0; k < sizeof used / sizeof *used; k++) {
		if (i < used[k]) {
			*name = lists[k][i].name;
			*english = lists[k][i].english;
			return true;
		}
		i -= used[k];
	}
	return false;
}

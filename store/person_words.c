/* SPDX-License-Identifier: GPL-2.0-or-later */
/* person_words.c - the words by which others' texts name a person who is erased: the number as people write it, the name
 * with and without marks.
 *
 * A text that goes out is a line for each matter: only the lines that name the
 * person go, so that what else it tells is still told. An answer that somebody
 * waits for goes without the words. What others wrote in is emptied, but for
 * their difficulties, which still want an answer.
 */
#include "store/person.h"

#include "gateway/base/buf.h"
#include "gateway/base/segment.h"
#include "store/message.h"

#include <string.h>
#include <strings.h>

#define WORDS_LEAST 6 /* octets: a given name alone stands in half of all texts */
#define INSTEAD     "***"

/* What is unsure and is tried no more (next_at: the end of time) is on its way no longer. */
#define ON_ITS_WAY "state = 'sending' OR (state = 'unsure' AND next_at < 9223372036854775807)"

/* $1: like that; $2: the words themselves, as they are written: what has them in other capitals is emptied. */
#define STATEMENTS(LIKE)                                                                                               \
	"UPDATE message SET text = '' WHERE direction = 'in' AND state <> 'kept' AND text " LIKE " $1",                \
		"UPDATE ticket SET answer = replace(answer, $2, '" INSTEAD "') WHERE answer " LIKE " $1",              \
		"UPDATE ticket SET text = replace(text, $2, '" INSTEAD "') WHERE text " LIKE " $1",                    \
		"UPDATE ticket SET answer = '' WHERE answer " LIKE " $1",                                              \
		"UPDATE ticket SET text = '' WHERE text " LIKE " $1",                                                  \
		"UPDATE training SET place = replace(place, $2, '" INSTEAD "') WHERE place " LIKE " $1",               \
		"UPDATE training SET told_place = replace(told_place, $2, '" INSTEAD "') WHERE told_place " LIKE       \
		" $1",                                                                                                 \
		"UPDATE invitation SET heard = replace(heard, $2, '" INSTEAD "') WHERE heard " LIKE " $1",             \
		"UPDATE invitation SET knew = replace(knew, $2, '" INSTEAD "') WHERE knew " LIKE " $1",                \
		"UPDATE training SET partner = replace(partner, $2, '" INSTEAD "') WHERE partner " LIKE " $1",         \
		"UPDATE broadcast SET text = replace(text, $2, '" INSTEAD "') WHERE text " LIKE " $1",                 \
		"UPDATE training SET place = '' WHERE place " LIKE " $1",                                              \
		"UPDATE training SET told_place = '' WHERE told_place " LIKE " $1",                                    \
		"UPDATE invitation SET heard = '' WHERE heard " LIKE " $1",                                            \
		"UPDATE invitation SET knew = '' WHERE knew " LIKE " $1",                                              \
		"UPDATE training SET partner = '' WHERE partner " LIKE " $1",                                          \
		"UPDATE broadcast SET text = '' WHERE text " LIKE " $1",                                               \
		"UPDATE report SET reason = '' WHERE reason " LIKE " $1",                                              \
		"UPDATE enrolment SET reason = '' WHERE reason " LIKE " $1",                                           \
		"UPDATE suspension SET reason = '' WHERE reason " LIKE " $1",                                          \
		"DELETE FROM meeting_place WHERE link " LIKE " $1",                                                    \
		"UPDATE audit SET detail = '' WHERE detail " LIKE " $1",                                               \
		"UPDATE audit SET subject = 'erased' WHERE subject " LIKE " $1",                                       \
		"UPDATE form_value SET value = '' WHERE value " LIKE " $1",                                            \
		"UPDATE invitation SET delegate = '' WHERE delegate " LIKE " $1",                                      \
		"UPDATE alarm SET text = '' WHERE text " LIKE " $1", "DELETE FROM session WHERE data " LIKE " $1",

/* LIKE tells small letters from capitals on a server, and not in a file. */
static const char *const of_file[] = { STATEMENTS("LIKE") }, *const of_server[] = { STATEMENTS("ILIKE") };

static void add_like(const char *words, struct buf *like)
{
	buf_addc(like, '%');
	for (const char *c = words; *c != '\0'; c++)
		buf_addc(like, *c == '%' ? '_' : *c);
	buf_addc(like, '%');
}

/* ---- texts that went out, or wait ---- */

struct text {
	int64_t id; /* 0: there is none */
	bool waits, is_answer;
	struct buf words;
};

/* The next one behind that id. */
static int next_text(struct store *st, const char *like, struct text *t, struct why *why)
{
#define NEXT(LIKE)                                                                                                     \
	"SELECT id, state, kind, text FROM message WHERE id > $2 AND direction = 'out' AND NOT (" ON_ITS_WAY           \
	") AND text " LIKE " $1 ORDER BY id LIMIT 1"
	struct query *q = record_ask(st, store_is_shared(st) ? NEXT("ILIKE") : NEXT("LIKE"), why, "ti", like, t->id);
	enum step step;

	if (q == NULL)
		return -1;
	t->id = 0;
	buf_clear(&t->words);
	step = query_step(q, why);
	if (step == STEP_ROW) {
		t->id = query_column_int(q, 0);
		t->waits = strcmp(query_column_text(q, 1), "queued") == 0;
		t->is_answer = strcmp(query_column_text(q, 2), "answer") == 0;
		buf_adds(&t->words, query_column_text(q, 3));
		query_end(q);
	}
	return step == STEP_FAILED ? -1 : 0;
}

/* The lines that do not have the words. */
static void keep_lines(char *text, const char *words, struct buf *kept)
{
	for (char *line = text, *end; line != NULL; line = end) {
		end = strchr(line, '\n');
		if (end != NULL)
			*end++ = '\0';
		if (strcasestr(line, words) == NULL)
			buf_addf(kept, "%s%s", kept->length == 0 ? "" : "\n", line);
	}
}

static void replace_words(const char *text, const char *words, struct buf *kept)
{
	for (const char *at; (at = strcasestr(text, words)) != NULL; text = at + strlen(words)) {
		buf_add(kept, text, (size_t)(at - text));
		buf_adds(kept, INSTEAD);
	}
	buf_adds(kept, text);
}

/* What waits is counted anew, and given up when a part of it has left already or nothing is left to tell. */
static int put_text(struct store *st, const struct text *t, const char *kept, struct why *why)
{
	struct segment_plan plan;
	struct why unfit;
	int done = 0;

	if (t->waits && kept[0] != '\0' && segment_plan(kept, &plan, &unfit) == 0)
		done = message_reword(st, t->id, kept, plan.alphabet, plan.parts, why);
	if (done != 0)
		return done == -1 ? -1 : 0;
	if (t->waits)
		return record_do(st, "UPDATE message SET state = 'expired', reason = 'erased', text = '' WHERE id = $1",
			why, "i", t->id);
	return record_do(st, "UPDATE message SET text = $2 WHERE id = $1", why, "it", t->id, kept);
}

static int erase_texts(struct store *st, const char *like, const char *words, int64_t *rows, struct why *why)
{
	struct text t = { .id = 0 };
	struct buf kept;
	int result;

	buf_init(&t.words);
	buf_init(&kept);
	while ((result = next_text(st, like, &t, why)) == 0 && t.id != 0) {
		buf_clear(&kept);
		if (t.waits && t.is_answer)
			replace_words(t.words.data, words, &kept);
		else
			keep_lines(t.words.data, words, &kept);
		result = put_text(st, &t, kept.data, why);
		if (result == -1)
			break;
		(*rows)++;
	}
	buf_fini(&kept);
	buf_fini(&t.words);
	return result;
}

int person_erase_words(struct store *st, const char *words, int64_t *rows, struct why *why)
{
	struct buf like;
	int result;

	if (strlen(words) < WORDS_LEAST)
		return 0;
	buf_init(&like);
	add_like(words, &like);
	result = erase_texts(st, like.data, words, rows, why);
	for (size_t i = 0; i < sizeof of_file / sizeof *of_file && result == 0; i++)
		result = person_erase_by(
			st, store_is_shared(st) ? of_server[i] : of_file[i], like.data, words, rows, why);
	buf_fini(&like);
	return result;
}

int person_is_told_of(struct store *st, const char *words, bool *is, struct why *why)
{
#define TOLD(LIKE) "SELECT COUNT(*) FROM message WHERE (" ON_ITS_WAY ") AND direction = 'out' AND text " LIKE " $1"
	struct buf like;
	int64_t count = 0;
	int result = 0;

	if (strlen(words) >= WORDS_LEAST) {
		buf_init(&like);
		add_like(words, &like);
		result = record_number(
			record_ask(st, store_is_shared(st) ? TOLD("ILIKE") : TOLD("LIKE"), why, "t", like.data), &count,
			why);
		buf_fini(&like);
	}
	*is = count > 0;
	return result;
}

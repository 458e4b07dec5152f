/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reorganise_talks.c - questions that wait for an answer while units change. */
#include "gateway/programme/question.h"
#include "gateway/programme/reorganise_inside.h"
#include "gateway/programme/voice.h"
#include "store/session.h"

#include <stdlib.h>
#include <string.h>

/* A question about a unit that was divided, or is no more, cannot be answered. */
static const char *map(const char *code, void *user)
{
	const struct reorganisation *r = user;
	const struct moved *m = reorganise_moved(r, code);

	if (m == NULL)
		return NULL;
	if (m->now == NULL || strchr(m->old->successor, '/') != NULL)
		return "";
	return strcmp(m->now->code, code) == 0 ? NULL : m->now->code;
}

static int close_one(struct reorganisation *r, const struct session_key *key, struct why *why)
{
	struct voice voice = { .p = r->p, .now_us = r->now_us, .link = "" };
	struct member person;

	if (session_drop(r->st, key->phone, key->channel, why) == -1)
		return -1;
	if (member_by_phone(r->st, key->phone, &person, why) == -1)
		return -1;
	return voice_say(
		&voice, key->phone, voice_style(voice.p, &person), "awaited", 0, why, "reorganised_question", NULL);
}

static int move_one(struct reorganisation *r, const struct session_key *key, unsigned counts[3], struct why *why)
{
	enum question_moved moved;
	struct session s;
	struct buf data;
	int result = -1;

	session_init(&s);
	buf_init(&data);
	if (session_get(r->st, key->phone, key->channel, r->now_us, &s, why) == -1)
		goto done;
	moved = question_move(s.kind, s.data.data, map, r, &data);
	counts[moved]++;
	if (moved == QUESTION_MOVED)
		result = session_put(
			r->st, key->phone, key->channel, s.kind, data.data, s.started_at, s.expires_at, why);
	else
		result = moved == QUESTION_VOID ? close_one(r, key, why) : 0;
done:
	session_fini(&s);
	buf_fini(&data);
	return result;
}

int reorganise_talks(struct reorganisation *r, struct why *why)
{
	unsigned counts[3] = { 0 };
	struct session_key *keys;
	size_t used;
	int result = 0;

	if (session_list(r->st, r->now_us, &keys, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++)
		result = move_one(r, &keys[i], counts, why);
	free(keys);
	if (counts[QUESTION_MOVED] + counts[QUESTION_VOID] > 0)
		buf_addf(r->out, "open questions: %u follow their unit, %u are closed and the person is told\n",
			counts[QUESTION_MOVED], counts[QUESTION_VOID]);
	return result;
}

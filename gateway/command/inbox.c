/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/command/inbox.h"
#include "gateway/command/ground.h"
#include "gateway/base/clock.h"
#include "gateway/base/msisdn.h"
#include "gateway/config.h"
#include "store/session.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#define CHANNEL "sms" /* of store/session.h */

/* ---- since when ---- */

static int64_t unit_us(char letter)
{
	return letter == 'h' ? CLOCK_HOUR : letter == 'd' ? CLOCK_DAY : letter == 'w' ? 7 * CLOCK_DAY : 0;
}

int inbox_since(const char *text, int64_t now_us, int64_t *since_us, struct why *why)
{
	char *end;
	long long count = strtoll(text, &end, 10);

	if (end != text && count > 0 && unit_us(*end) != 0 && end[1] == '\0') {
		if (count > INBOX_DAYS_MAX * CLOCK_DAY / unit_us(*end))
			return why_set(why, "\"%s\" is longer than %d days", text, INBOX_DAYS_MAX);
		*since_us = now_us - count * unit_us(*end);
		return 0;
	}
	if (clock_read(text, since_us) == -1)
		return why_set(why, "\"%s\" is no time, write it as 30d, 12h, 4w or 2022-08-18", text);
	if (*since_us > now_us)
		return why_set(why, "\"%s\" is still to come", text);
	return 0;
}

/* ---- the copy ---- */

static int drop_dialogues(struct store *st, struct why *why)
{
	if (store_begin(st, why) == -1)
		return -1;
	if (session_expire(st, INT64_MAX, NULL, why) == -1) {
		store_rollback(st);
		return -1;
	}
	return store_commit(st, why);
}

int inbox_open(struct ground *g, int64_t now_us, struct why *why)
{
	struct store *real = store_open_readonly(g->config->store, why);

	if (real == NULL) {
		g->away = ground_store_is_away(g->config);
		return -1;
	}
	g->store = store_copy(real, why);
	store_close(&real);
	if (g->store == NULL || drop_dialogues(g->store, why) == -1)
		return -1;
	return ground_programme(g, now_us, why);
}

int inbox_next(struct store *st, int64_t *after, struct message *m, struct why *why)
{
	do {
		if (message_after(st, *after, m, why) == -1)
			return -1;
		if (m->id != 0)
			*after = m->id;
	} while (m->id != 0 && m->out);
	return 0;
}

/* ---- one text ---- */

/* The dialogue as the text left it, after everything else was taken back. */
static int keep_dialogue(struct store *st, const char *phone, const struct session *s, int64_t now_us, struct why *why)
{
	int result;

	if (store_begin(st, why) == -1)
		return -1;
	if (s->kind[0] != '\0')
		result = session_put(st, phone, CHANNEL, s->kind, s->data.data, now_us, s->expires_at, why);
	else
		result = session_drop(st, phone, CHANNEL, why);
	if (result == 0)
		return store_commit(st, why);
	store_rollback(st);
	return -1;
}

int inbox_take(struct ground *g, const struct message *m, bool go_on, struct outcome *outcome, struct why *why)
{
	int64_t now_us = store_id_moment(m->id); /* as it was when the text was acted upon */
	struct programme_text text = { .link = m->link,
		.from = m->phone,
		.from_name = strspn(m->phone, "+0123456789") != strlen(m->phone),
		.text = m->text.data,
		.session = "",
		.now_us = now_us };
	struct session left;
	int result;

	if (store_begin(g->store, why) == -1)
		return -1;
	session_init(&left);
	result = programme_take(g->programme, &text, outcome, NULL, why);
	if (result == 0)
		result = session_get(g->store, m->phone, CHANNEL, now_us, &left, why);
	store_rollback(g->store);
	if (result == 0 && go_on)
		result = keep_dialogue(g->store, m->phone, &left, now_us, why);
	session_fini(&left);
	return result;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* approve_shown.c - what DUYET and CHO DUYET have shown last: DUYET HET decides that, and nothing that came since.
 *
 * It is kept as a session of the person's, as long as a question: " E17  R31 ", a
 * letter for what it is and its number, and " + " when only a page of it was seen.
 */
#include "gateway/programme/approve.h"
#include "store/session.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define CHANNEL "approvals"
#define KIND    "shown"
#define UNSEEN  " + "

static char *mark_of(enum approve_what what, int64_t no, char to[static 32])
{
	snprintf(to, 32, " %c%" PRId64 " ", what == APPROVE_REPORT ? 'R' : 'E', no);
	return to;
}

void approve_add_shown(struct buf *shown, enum approve_what what, int64_t no)
{
	char mark[32];

	buf_adds(shown, mark_of(what, no, mark));
}

void approve_add_unseen(struct buf *shown)
{
	buf_adds(shown, UNSEEN);
}

bool approve_has_unseen(const char *shown)
{
	return strstr(shown, UNSEEN) != NULL;
}

size_t approve_count_shown(const char *shown)
{
	size_t used = 0;

	for (; *shown != '\0'; shown++)
		used += *shown == 'E' || *shown == 'R';
	return used;
}

int approve_keep_shown(struct act *a, const char *shown, struct why *why)
{
	if (shown[0] == '\0')
		return session_drop(a->p->store, a->from, CHANNEL, why);
	return session_put(a->p->store, a->from, CHANNEL, KIND, shown, a->in->now_us,
		a->in->now_us + a->p->config->session_s * CLOCK_SECOND, why);
}

int approve_read_shown(struct act *a, struct buf *shown, struct why *why)
{
	struct session s;
	int result;

	session_init(&s);
	result = session_get(a->p->store, a->from, CHANNEL, a->in->now_us, &s, why);
	if (result == 0 && strcmp(s.kind, KIND) == 0)
		buf_adds(shown, s.data.data);
	session_fini(&s);
	return result;
}

bool approve_was_shown(const char *shown, enum approve_what what, int64_t no)
{
	char mark[32];

	return shown[0] == '\0' || strstr(shown, mark_of(what, no, mark)) != NULL;
}

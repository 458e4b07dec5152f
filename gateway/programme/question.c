/* SPDX-License-Identifier: GPL-2.0-or-later */
/* question.c - what is asked: begun, kept in the store, gone on with and closed. */
#include "gateway/programme/question.h"

#include "gateway/programme/act.h"
#include "gateway/programme/difficulty.h"
#include "gateway/programme/question_json.h"
#include "store/session.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define USSD_CHANNEL "ussd:"
#define SENT_SLACK   (10 * CLOCK_MINUTE) /* the clocks of the network and ours differ */
#define LATE_SLACK   (30 * CLOCK_SECOND) /* the network takes longer for one text than for the other */

void question_init(struct question *q)
{
	buf_init(&q->state);
	q->screens = 0;
	q->begun_us = 0;
	question_clear(q);
}

void question_fini(struct question *q)
{
	buf_fini(&q->state);
}

void question_clear(struct question *q)
{
	q->kind = PENDING_NONE;
	q->subject[0] = q->as[0] = '\0';
	q->number = q->late_us = 0;
	q->intent = INTENT_UNKNOWN;
	q->choices_used = 0;
	buf_clear(&q->state);
	reading_clear(&q->kept);
}

/* What a report says beside its figures is done at once, whatever has to be asked about them, and not again. */
static void forget_others(struct reading *kept)
{
	static const char *const others[] = { "also", "then", "text", "cat", "topic", "urgent", "known" };
	unsigned used = 0;

	for (unsigned i = 0; i < kept->fields_used; i++) {
		bool other = false;

		for (size_t k = 0; k < sizeof others / sizeof *others; k++)
			other |= strcmp(kept->fields[i].key, others[k]) == 0;
		if (!other)
			kept->fields[used++] = kept->fields[i];
	}
	kept->fields_used = used;
}

void question_begin(struct act *a, enum pending kind, enum intent intent)
{
	question_clear(&a->question);
	a->question.kind = kind;
	a->question.intent = intent;
	question_merge(&a->question.kept, act_reading(a));
	if (act_reading(a)->intent == INTENT_REPORT || difficulty_is_beside(a))
		forget_others(&a->question.kept);
	a->question.kept.intent = intent;
	a->question.kept.entries = act_reading(a)->entries;
}

void question_choice(struct act *a, const char *choice)
{
	struct question *q = &a->question;

	if (q->choices_used < sizeof q->choices / sizeof *q->choices)
		record_copy(choice, q->choices[q->choices_used++], sizeof *q->choices);
}

void question_wait_from(struct act *a, int64_t no)
{
	struct reading *kept = &a->question.kept;
	char first[24], rest[READING_TEXT_OCTETS] = "";
	const struct reading_field *ref = reading_find(kept, 0, "ref");
	int n = snprintf(first, sizeof first, "%" PRId64, no);
	unsigned used = 0;

	for (const char *at = ref == NULL ? NULL : ref->text; at != NULL; at = strchr(at, ',')) {
		at += *at == ',';
		if (strncmp(at, first, (size_t)n) == 0 && at[n] == ',')
			record_copy(at, rest, sizeof rest);
	}
	for (unsigned i = 0; i < kept->fields_used; i++)
		if (strcmp(kept->fields[i].key, "ref") != 0 && strcmp(kept->fields[i].key, "reject_ref") != 0)
			kept->fields[used++] = kept->fields[i];
	kept->fields_used = used;
	if (rest[0] != '\0')
		reading_add_text(kept, 0, "ref", rest);
	else
		reading_add_number(kept, 0, "ref", no);
}

static const char *channel_of(const struct act *a, char to[static 80])
{
	if (a->borrowed)
		return QUESTION_BORROWED;
	if (a->in->session[0] == '\0')
		return "sms";
	snprintf(to, 80, USSD_CHANNEL "%.30s:%.40s", a->in->link, a->in->session);
	return to;
}

/* A text that its sender sent before is no answer: after a time off texts come all at once. But when it is as late as the
 * one that made us ask, a clock is wrong. */
static bool is_older_than(const struct act *a, const struct session *s)
{
	int64_t said_us = act_said_us(a), later_us = a->in->now_us - said_us - a->question.late_us;

	return said_us + SENT_SLACK < s->started_at && (later_us < -LATE_SLACK || later_us > LATE_SLACK);
}

/* What a USSD session asked last is answered by a text when it has dropped, and is the text's from then on. */
static int get_open(struct act *a, struct session *s, struct why *why)
{
	char channel[SESSION_CHANNEL_OCTETS];

	if (a->borrowed || a->in->session[0] != '\0')
		return session_get(a->p->store, a->texter, channel_of(a, channel), a->in->now_us, s, why);
	if (session_get_texted(a->p->store, a->texter, a->in->now_us, s, channel, why) == -1)
		return -1;
	if (s->kind[0] == '\0' || strcmp(channel, "sms") == 0)
		return 0;
	if (session_drop(a->p->store, a->texter, channel, why) == -1)
		return -1;
	return session_put(a->p->store, a->texter, "sms", s->kind, s->data.data, s->started_at, s->expires_at, why);
}

int question_read(struct act *a, struct why *why)
{
	struct session s;
	int result = -1;

	question_clear(&a->question);
	a->question_open = false;
	session_init(&s);
	if (get_open(a, &s, why) == -1)
		goto done;
	result = 0;
	if (question_read_json(s.kind, s.data.data, &a->question))
		a->question_open = !is_older_than(a, &s);
	if (!a->question_open)
		question_clear(&a->question);
done:
	session_fini(&s);
	return result;
}

/* A session that would go on for ever ends with the screen after its last; what was to be shown then is kept, and shown
 * when it is dialled again. */
static void count_screen(struct act *a)
{
	struct question *q = &a->question;

	if (a->in->session[0] == '\0' || a->screen_counted)
		return;
	a->screen_counted = true;
	if (q->screens++ == 0)
		q->begun_us = a->in->now_us;
	a->session_over = q->screens > QUESTION_SCREENS_MOST || a->in->now_us - q->begun_us >= QUESTION_SESSION_SPAN;
	if (a->session_over)
		q->screens = 0;
}

/* ---- offers: what a number confirms ---- */

/* What was offered to a borrower is not offered to who lends the phone. */
static const char *offer_channel(bool borrowed, int64_t no, char to[static SESSION_CHANNEL_OCTETS])
{
	snprintf(to, SESSION_CHANNEL_OCTETS, "%s%" PRId64, borrowed ? QUESTION_OFFER_BORROWED : QUESTION_OFFER, no);
	return to;
}

/* A broadcast is kept by its own number, and who leaves is asked at once. */
static bool is_offer(const struct question *q)
{
	return q->kind == PENDING_CONFIRM && q->number != 0 && q->intent != INTENT_BROADCAST &&
	       q->intent != INTENT_LEAVE;
}

static int drop_offer(struct act *a, int64_t no, struct why *why)
{
	char channel[SESSION_CHANNEL_OCTETS];

	return session_drop(a->p->store, a->texter, offer_channel(a->borrowed, no, channel), why);
}

bool question_confirms(const struct act *a, int64_t no)
{
	return a->question_open && a->question.kind == PENDING_CONFIRM && (no == 0 || no == a->question.number);
}

int question_offered(struct act *a, int64_t no, bool *found, struct why *why)
{
	char channel[SESSION_CHANNEL_OCTETS];
	struct question offered;
	struct session s;
	int result;

	*found = false;
	session_init(&s);
	question_init(&offered);
	result = session_get(a->p->store, a->texter, offer_channel(a->borrowed, no, channel), a->in->now_us, &s, why);
	if (result == 0 && question_read_json(s.kind, s.data.data, &offered) && !is_older_than(a, &s) &&
		(!a->borrowed || strcmp(offered.as, a->from) == 0)) {
		*found = true;
		a->question_open = false; /* what was asked since then is not answered by it */
		reading_clear(&a->out->reading);
		question_merge(&a->out->reading, &offered.kept);
		a->out->reading.intent = offered.intent;
		result = drop_offer(a, no, why);
	}
	question_fini(&offered);
	session_fini(&s);
	return result;
}

static int put(struct act *a, const char *phone, const char *channel, struct why *why)
{
	char offer[SESSION_CHANNEL_OCTETS];
	int64_t span =
		a->question.kind == PENDING_CONSENT ? QUESTION_CONSENT_SPAN : a->p->config->session_s * CLOCK_SECOND;
	char *data;
	int result;

	/* Whoever has lent the phone has it back soon; until then the answer is the borrower's. */
	if (a->borrowed && span > QUESTION_BORROWED_SPAN)
		span = QUESTION_BORROWED_SPAN;
	if (a->borrowed)
		record_copy(a->from, a->question.as, sizeof a->question.as);
	a->question.late_us = a->in->now_us - act_said_us(a);
	/* TIEP goes on with the menu from now on. */
	if (a->question.kind == PENDING_MENU && question_keep_page(a, "", 0, why) == -1)
		return -1;
	data = question_to_json(&a->question);
	if (data == NULL)
		return why_set(why, "the open question cannot be written as JSON");
	result = session_put(a->p->store, phone, channel, question_kind_name(a->question.kind), data, a->in->now_us,
		a->in->now_us + span, why);
	/* Whatever is asked next, its number reaches it as long. */
	if (result == 0 && is_offer(&a->question))
		result = session_put(a->p->store, phone, offer_channel(a->borrowed, a->question.number, offer),
			question_kind_name(PENDING_CONFIRM), data, a->in->now_us, a->in->now_us + span, why);
	free(data);
	return result;
}

int question_ask(struct act *a, struct why *why)
{
	char channel[80];

	a->question_asked = true;
	count_screen(a);
	return put(a, a->texter, channel_of(a, channel), why);
}

void question_forget(struct reading *kept, const char *key)
{
	unsigned used = 0;

	for (unsigned i = 0; i < kept->fields_used; i++)
		if (strcmp(kept->fields[i].key, key) != 0)
			kept->fields[used++] = kept->fields[i];
	kept->fields_used = used;
}

void question_forget_unit(struct reading *kept)
{
	question_forget(kept, "unit");
	question_forget(kept, "commune");
	question_forget(kept, "code");
}

int question_ask_unit(struct act *a, enum intent intent, struct why *why)
{
	if (act_reading(a)->entries > 1 || intent == INTENT_UNKNOWN)
		return 0;
	question_begin(a, PENDING_UNIT, intent);
	question_forget_unit(&a->question.kept);
	return question_ask(a, why);
}

int question_ask_other(struct act *a, const char *phone, struct why *why)
{
	return put(a, phone, "sms", why);
}

/* Whose question waits in that channel of borrowers, and of which number; "" = nobody's. */
static int read_borrowed(struct act *a, const char *channel, char as[static RECORD_PHONE_OCTETS], int64_t *number,
	int64_t *asked_us, struct why *why)
{
	struct session s;
	struct question q;
	int result;

	as[0] = '\0';
	session_init(&s);
	question_init(&q);
	result = session_get(a->p->store, a->texter, channel, a->in->now_us, &s, why);
	if (result == 0 && question_read_json(s.kind, s.data.data, &q)) {
		record_copy(q.as, as, RECORD_PHONE_OCTETS);
		*number = q.kind == PENDING_CONFIRM ? q.number : 0;
		*asked_us = s.started_at;
	}
	question_fini(&q);
	session_fini(&s);
	return result;
}

int question_was_asked(struct act *a, int64_t since_us, bool *asked, struct why *why)
{
	char channel[SESSION_CHANNEL_OCTETS];
	struct session s;
	int result;

	session_init(&s);
	result = session_get_texted(a->p->store, a->texter, a->in->now_us, &s, channel, why);
	*asked = s.kind[0] != '\0' && s.started_at > since_us;
	session_fini(&s);
	return result;
}

int question_borrower(struct act *a, int64_t no, char to[static RECORD_PHONE_OCTETS], struct why *why)
{
	char channel[SESSION_CHANNEL_OCTETS];
	int64_t number = 0, asked_us = 0;
	bool other = false;

	if (no != 0 && read_borrowed(a, offer_channel(true, no, channel), to, &number, &asked_us, why) == -1)
		return -1;
	if (no != 0 && to[0] != '\0')
		return 0;
	if (read_borrowed(a, QUESTION_BORROWED, to, &number, &asked_us, why) == -1)
		return -1;
	if (no != 0)
		other = number != no;
	else if (to[0] != '\0' && question_was_asked(a, asked_us, &other, why) == -1)
		return -1;
	if (other)
		to[0] = '\0';
	return 0;
}

/* dialled: only what was left open in a USSD session. */
static int resume(struct act *a, int64_t since_us, bool dialled, bool take, bool *found, struct why *why)
{
	char channel[SESSION_CHANNEL_OCTETS];
	struct session s;
	int result = -1;

	*found = false;
	session_init(&s);
	if (session_last(a->p->store, a->from, question_kind_name(PENDING_MENU), since_us, &s, channel, why) == -1)
		goto done;
	result = 0;
	*found = s.kind[0] != '\0' && (!dialled || strncmp(channel, USSD_CHANNEL, strlen(USSD_CHANNEL)) == 0);
	if (!*found || !take)
		goto done;
	question_clear(&a->question);
	*found = question_read_json(s.kind, s.data.data, &a->question);
	result = session_drop(a->p->store, a->from, channel, why);
done:
	session_fini(&s);
	return result;
}

int question_resume(struct act *a, bool take, bool *found, struct why *why)
{
	return resume(a, a->in->now_us - QUESTION_RESUME_SPAN, false, take, found, why);
}

int question_redial(struct act *a, bool *found, struct why *why)
{
	int64_t span_us = a->p->config->ussd_resume_s * CLOCK_SECOND;

	*found = false;
	return span_us == 0 ? 0 : resume(a, a->in->now_us - span_us, true, true, found, why);
}

int question_leave(struct act *a, struct why *why)
{
	return put(a, a->texter, USSD_CHANNEL "left", why);
}

int question_close(struct act *a, struct why *why)
{
	char channel[80];

	a->question_asked = false;
	if (!a->question_open || (is_offer(&a->question) && drop_offer(a, a->question.number, why) == -1))
		return a->question_open ? -1 : 0;
	return session_drop(a->p->store, a->texter, channel_of(a, channel), why);
}

/* ---- the next page of a guide ---- */

int question_keep_page(struct act *a, const char *topic, unsigned page, struct why *why)
{
	char data[READING_KEY_OCTETS + 16];

	if (page == 0)
		return session_drop(a->p->store, a->texter, QUESTION_GUIDE, why);
	snprintf(data, sizeof data, "%u %s", page, topic);
	return session_put(a->p->store, a->texter, QUESTION_GUIDE, QUESTION_GUIDE, data, a->in->now_us,
		a->in->now_us + a->p->config->session_s * CLOCK_SECOND, why);
}

int question_page(struct act *a, char topic[static READING_KEY_OCTETS], unsigned *page, struct why *why)
{
	struct session s;
	int result, n = 0;

	*page = 0;
	session_init(&s);
	result = session_get(a->p->store, a->texter, QUESTION_GUIDE, a->in->now_us, &s, why);
	if (result == 0 && strcmp(s.kind, QUESTION_GUIDE) == 0 && sscanf(s.data.data, "%u %n", page, &n) == 1)
		record_copy(s.data.data + n, topic, READING_KEY_OCTETS);
	session_fini(&s);
	return result;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* session.h - a running dialogue or an open question, one a phone and channel ("sms", "ussd:LINK:SESSION"). */
#ifndef STORE_SESSION_H
#define STORE_SESSION_H

#include "gateway/base/buf.h"
#include "store/record.h"

#define SESSION_CHANNEL_OCTETS 80

struct session {
	char kind[RECORD_WORD_OCTETS]; /* "": there is none */
	struct buf data;               /* JSON */
	int64_t started_at, expires_at;
};
void session_init(struct session *s);
void session_fini(struct session *s);

/* The one that runs at that moment; s->kind is "" when none does. */
int session_get(
	struct store *st, const char *phone, const char *channel, int64_t now_us, struct session *s, struct why *why);
/* For who texts: the last that runs, on the channel "sms" or, but for menus, one that a USSD session left when it dropped. */
int session_get_texted(struct store *st, const char *phone, int64_t now_us, struct session *s,
	char channel[static SESSION_CHANNEL_OCTETS], struct why *why);
/* The last of that kind on any channel, also one that is over, that was touched at or after since_us. */
int session_last(struct store *st, const char *phone, const char *kind, int64_t since_us, struct session *s,
	char channel[static SESSION_CHANNEL_OCTETS], struct why *why);
/* Start one, or replace the one that runs. */
int session_put(struct store *st, const char *phone, const char *channel, const char *kind, const char *data,
	int64_t now_us, int64_t expires_at, struct why *why);
int session_drop(struct store *st, const char *phone, const char *channel, struct why *why);
/* Which ones run at that moment. *rows is yours, free() it. */
struct session_key {
	char phone[RECORD_PHONE_OCTETS];
	char channel[SESSION_CHANNEL_OCTETS];
};
int session_list(struct store *st, int64_t now_us, struct session_key **rows, size_t *used, struct why *why);
/* Drop all that are over. *dropped says how many; may be NULL. */
int session_expire(struct store *st, int64_t now_us, unsigned *dropped, struct why *why);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* programme.h - the acts: what a text makes happen.
 *
 * Works on the caller's transaction: the router (or `keng try`) begins, calls
 * programme_take() for each text, and commits. Everything that it decides is
 * in the store when it returns; memory holds only what can be read again.
 */
#ifndef GATEWAY_PROGRAMME_PROGRAMME_H
#define GATEWAY_PROGRAMME_PROGRAMME_H

#include "gateway/base/buf.h"
#include "gateway/base/why.h"
#include "menus/reading.h"

#include <stdbool.h>
#include <stdint.h>

struct store;
struct menus;
struct config;
struct programme;

/* store, menus and config are borrowed for its life. Loads the seeds into an empty store. NULL with why set. */
struct programme *programme_new(
	struct store *store, const struct menus *menus, const struct config *config, int64_t now_us, struct why *why);
void programme_free(struct programme **p);
/* Other menus and configuration from now on (a reload); borrowed as in programme_new(). */
void programme_set_menus(struct programme *p, const struct menus *menus, const struct config *config);
/* Units, people or indicators were changed from outside (an import): read them again when next needed. */
void programme_forget(struct programme *p);

struct programme_text {
	int64_t message;  /* the store's id of the inbound text, 0 in `keng try` */
	const char *link; /* answers leave by the same link */
	const char *from;
	bool from_name;
	const char *text;    /* UTF-8 or what came; NUL-terminated */
	const char *masked;  /* the same by mask_secrets(); NULL: not made yet */
	const char *session; /* USSD session, "" for SMS */
	bool part_alone;     /* one part of a long text whose others never came */
	int64_t now_us;
	int64_t sent_us; /* when the network took it from its sender; 0: not known. Days and periods in it are of then */
};

enum outcome_status { OUTCOME_RECORDED, OUTCOME_ANSWERED, OUTCOME_ASKED, OUTCOME_REFUSED, OUTCOME_IGNORED };
const char *outcome_status_name(enum outcome_status status);

#define OUTCOME_REPLIES_MAX 8
struct outcome {
	struct reading reading;
	enum intent intent; /* as printed: DENY when the reading was understood and the sender has no right */
	enum outcome_status status;
	/* What was queued because of this text, in order; to other people too (a leader's approval line). */
	struct {
		char to[24];
		int64_t message; /* the store's id; 0 on USSD */
		unsigned parts;
		bool ucs2;
		struct buf text;
	} replies[OUTCOME_REPLIES_MAX];
	unsigned replies_used; /* further ones are queued but not listed */
	bool ussd_more;        /* USSD: the session goes on */
	bool ussd_over;        /* it would, but has lasted too long: it was ended */
	char kept[16]; /* what is kept in the place of a text that is nothing but a secret; "" = as it is masked */
};
void outcome_init(struct outcome *o);
void outcome_fini(struct outcome *o);

/* Understand a text, do what it asks, queue the answers. 0, or -1 when the store failed (the caller rolls back and
 * tries again later: nothing of it has happened). trace may be NULL; see understand(). */
int programme_take(struct programme *p, const struct programme_text *text, struct outcome *outcome, struct buf *trace,
	struct why *why);

/* Within a transaction, before texts of these numbers are taken: look in one go for what the programme will ask about
 * their senders. Who they are was looked for (store/absent.h). */
int programme_foresee(struct programme *p, const char *const *phones, unsigned used, int64_t now_us, struct why *why);

/* Do everything that is due at now (reminders, digests, escalations, expiries), at most `most` items, within the
 * caller's transaction. Returns how many were done, or -1. *next_us is when to call again (INT64_MAX: nothing waits). */
int programme_due(struct programme *p, int64_t now_us, int most, int64_t *next_us, struct why *why);

/* Until when nothing that is due is done, as what came while nothing ran is taken first; 0: it is done. */
int64_t programme_waits_until(const struct programme *p, int64_t now_us);

/* Queue one text to one number (an administrator's, an alarm's). kind "answer" goes at any hour and before others;
 * "unasked" waits for the hours 07:00-22:00 of the calendar. Returns its id or -1. */
int64_t programme_queue(struct programme *p, const char *to, const char *text, const char *kind, const char *link,
	int64_t answers, int64_t now_us, struct why *why);

/* When a text that waits and was meant for planned_us may go at the earliest: now, or, when it is past the person's hours
 * or their cap of this day is used up, the next slot. */
int programme_when(struct programme *p, const char *to, const char *kind, int64_t planned_us, int64_t now_us,
	int64_t *at, struct why *why);

/* Say a text of the menu files to a person in their style, as an answer by that link. Arguments as pairs, ended by NULL;
 * see gateway/programme/voice.h. */
int programme_say(struct programme *p, const char *to, const char *link, int64_t now_us, struct why *why,
	const char *key, ...) __attribute__((sentinel));

/* Raise an alarm: it is kept once however often it is raised, and config.admins are told when it is new, at any hour.
 * kind as FRAME_ALARM has it; reason may be "". */
int programme_alarm(struct programme *p, const char *kind, const char *subject, const char *reason, int64_t now_us,
	struct why *why);
/* Only its text, without marks: for when nothing can be kept. */
void programme_alarm_text(
	const struct programme *p, const char *kind, const char *subject, const char *reason, struct buf *to);

/* An administrator's command (send, import, export, status, ...). See gateway/programme/admin.h. */
#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* voice.h - how the programme speaks: a text by its key, in the person's style, queued.
 *
 * A voice belongs to one occasion (a text that came, or something due). The
 * arguments of a text are pairs of name and value behind the key, ended by
 * NULL: voice_say(v, to, style, "answer", 0, why, "report_nil", "no", "31", NULL).
 *
 * Kinds: "answer" (someone waits for it), "awaited" (what became of something
 * that they asked for, or of no use tomorrow), "notice" (somebody's act
 * concerns another person), "unasked" (reminders, digests, invitations),
 * "courtesy" (thanks), "bulk", "alarm". All but answers and alarms keep the
 * hours of the calendar, as the person's commune has them. What nobody asked
 * for, notice, unasked, courtesy and bulk together, keeps the cap of the day on
 * which it goes; a notice and a courtesy leave room for one more. A notice that
 * has to wait joins the one that waits already: they go as one text.
 */
#ifndef GATEWAY_PROGRAMME_VOICE_H
#define GATEWAY_PROGRAMME_VOICE_H

#include "gateway/programme/inside.h"

#include <stdarg.h>

#define VOICE_SAME_MAX  60                 /* the very same text to one number ... */
#define VOICE_SAME_SPAN (5 * CLOCK_MINUTE) /* ... in this time: a person does not ask that often, a loop does */

struct voice {
	struct programme *p;
	int64_t now_us;
	int64_t later_us;    /* what is not asked for goes then at the earliest; 0 = now */
	const char *link;    /* answers leave by it; "" = any */
	int64_t answers;     /* the inbound text, 0 = none */
	struct outcome *out; /* lists what was queued; NULL: nobody reads it */
	bool ussd;           /* an answer is shown, not queued */
	int64_t *id;         /* gets the store's id of the last text, 0 when none was queued; NULL: nobody asks */
};

/* How that person is spoken to. */
enum text_style voice_style(const struct programme *p, const struct member *to);

/* Render a text; the arguments as in voice_say(). */
void voice_render(const struct voice *v, enum text_style style, struct buf *to, const char *key, ...)
	__attribute__((sentinel));
void voice_renderv(const struct voice *v, enum text_style style, struct buf *to, const char *key, va_list pairs);

/* When a text of that kind may go to that number: inside the hours, and what nobody asked for not more often in a day than
 * the calendar allows. */
int voice_slot(const struct voice *v, const char *to, const char *kind, int64_t *at, struct why *why);

/* Queue a text that is rendered already. expires_us 0: the configuration's validity. */
int voice_queue(
	const struct voice *v, const char *to, const char *text, const char *kind, int64_t expires_us, struct why *why);
int voice_say(const struct voice *v, const char *to, enum text_style style, const char *kind, int64_t expires_us,
	struct why *why, const char *key, ...) __attribute__((sentinel));
/* To a person, unless they want no texts, have left, or have not consented. */
int voice_tell(const struct voice *v, const struct member *to, const char *kind, int64_t expires_us, struct why *why,
	const char *key, ...) __attribute__((sentinel));
/* Take back a text that says that to a person and has not left; also out of notices that wait together. */
int voice_withdraw(const struct voice *v, const struct member *to, struct why *why, const char *key, ...)
	__attribute__((sentinel));
/* Leave a notice out of those that wait for that person; *left: it was among them. */
int voice_leave_out(const struct voice *v, const struct member *to, bool *left, struct why *why, const char *key, ...)
	__attribute__((sentinel));
/* Leave the notices that have those words out of what waits for that number. */
int voice_forget(const struct voice *v, const char *phone, const char *words, struct why *why);
/* May that person be sent texts that they did not ask for? */
int voice_may_tell(const struct voice *v, const struct member *to, bool *may, struct why *why);

/* Numbers as arguments: NUMBER(31) lives to the end of the block. */
#define NUMBER(n) voice_number((n), (char[24]){ 0 })
const char *voice_number(int64_t n, char to[static 24]);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dialogue.c - USSD: one request at a time, its answer or its end told to the router. */
#include "gateway/base/log.h"
#include "gateway/link/link.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { WANTED = 1, ENDED = 2, NOT_SUPPORTED = 4, TIMED_OUT = 5 }; /* as in struct frame_ussd_reply */

static void reply(struct link *link, uint64_t id, unsigned status, const char *text)
{
	struct frame frame = { .type = FRAME_USSD_REPLY };
	struct buf lines; /* ended by LF alone */

	buf_init(&lines);
	for (; *text != '\0'; text++) {
		if (*text != '\r')
			buf_addc(&lines, *text);
		else if (text[1] != '\n')
			buf_addc(&lines, '\n');
	}
	frame.u.ussd_reply = (struct frame_ussd_reply){ id, status, lines.data };
	frames_send(link, &frame);
	buf_fini(&lines);
}

void dialogue_ask(struct link *link, uint64_t id, const char *code)
{
	struct link_dialogue *d = &link->dialogue;

	if (d->waiting_used >= LINK_DIALOGUE_MAX || strlen(code) >= sizeof d->waiting[0].code) {
		reply(link, id, ENDED, "");
		return;
	}
	d->waiting[d->waiting_used].id = id;
	snprintf(d->waiting[d->waiting_used].code, sizeof d->waiting[0].code, "%s", code);
	d->waiting_used++;
}

/* One that wants an answer is ended, lest the next code that is dialled be taken for it. */
static void unasked(struct link *link, unsigned status)
{
	unsigned times = ++link->dialogue.unasked;

	if ((times & (times - 1)) == 0) /* a network that goes on and on is said less and less */
		log_info("ussd-unasked", "status=%u times=%u", status, times);
	if (status == WANTED && link->dialogue.waiting_used == 0)
		dialogue_ask(link, 0, "");
}

void dialogue_answer(struct link *link, unsigned status, const char *text)
{
	if (!link->dialogue.open) { /* the network began it by itself: nobody to tell */
		unasked(link, status);
		return;
	}
	link->dialogue.open = false;
	reply(link, link->dialogue.id, status, text);
}

/* The code only holds what a key pad has; anything else would end the command's quotes. */
static bool is_code(const char *code)
{
	return code[strspn(code, "0123456789*#+ ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,")] == '\0';
}

static enum life_event dial(struct link *link, uint64_t id, const char *code)
{
	struct link_dialogue *d = &link->dialogue;
	enum phone_result result;
	struct why why = { "" };

	if (!is_code(code)) {
		reply(link, id, ENDED, "");
		return LIFE_NONE;
	}
	d->open = *code != '\0';
	d->id = id;
	d->until_us = clock_mono_us() + LINK_DIALOGUE_US;
	link_job(link, "ussd", link->options->job_deadline_s);
	result = *code == '\0' ? phone_hang_up(link->phone, &why) : phone_dial(link->phone, code, &why);
	link_job_end(link);
	if (result == PHONE_LOST)
		return link_lost(link, &why);
	if (*code == '\0')
		reply(link, id, ENDED, "");
	else if (result != PHONE_OK && d->open) {
		log_warn("ussd-refused", "reason=\"%s\"", why.text);
		d->open = false;
		reply(link, id, NOT_SUPPORTED, "");
	}
	return LIFE_NONE;
}

enum life_event dialogue_tend(struct link *link)
{
	struct link_dialogue *d = &link->dialogue;

	if (d->open && clock_mono_us() >= d->until_us)
		dialogue_answer(link, TIMED_OUT, "");
	while (d->waiting_used > 0 && (!d->open || d->waiting[0].code[0] == '\0')) {
		uint64_t id = d->waiting[0].id;
		char code[sizeof d->waiting[0].code];
		enum life_event event;

		if (d->open) /* it is cancelled: the one who waits is told too */
			dialogue_answer(link, ENDED, "");
		memcpy(code, d->waiting[0].code, sizeof code);
		memmove(d->waiting, d->waiting + 1, --d->waiting_used * sizeof d->waiting[0]);
		event = dial(link, id, code);
		if (event != LIFE_NONE)
			return event;
	}
	return LIFE_NONE;
}

void dialogue_end(struct link *link)
{
	struct link_dialogue *d = &link->dialogue;

	if (d->open)
		dialogue_answer(link, ENDED, "");
	while (d->waiting_used > 0)
		reply(link, d->waiting[--d->waiting_used].id, ENDED, "");
}

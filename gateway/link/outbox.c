/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/link/outbox.h"
#include "gateway/base/log.h"
#include "gateway/link/link.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER_DIGITS_MAX 20
#define REFERENCE_UNKNOWN 256

void outbox_fini(struct outbox *outbox)
{
	free(outbox->to);
	free(outbox->text);
	*outbox = (struct outbox){ .busy = false };
}

/* The end of the text, whichever. */
static void done(struct link *link, enum frame_result result, unsigned part, int64_t cms, const char *reason)
{
	struct frame frame = { .type = FRAME_DONE };

	frame.u.done = (struct frame_done){ link->outbox.message, result, part, cms, reason };
	frames_send(link, &frame);
	outbox_fini(&link->outbox);
}

static bool is_number(const char *to)
{
	size_t n = strlen(to + (to[0] == '+'));

	return n >= 1 && n <= NUMBER_DIGITS_MAX && strspn(to + (to[0] == '+'), "0123456789*#") == n;
}

static int check(struct outbox *o, const struct frame_submit *submit, struct why *why)
{
	enum alphabet alphabet = submit->alphabet == ALPHABET_GSM7 ? ALPHABET_GSM7 : ALPHABET_UCS2;

	if (!is_number(submit->to))
		return why_set(why, "not a number that a SIM can send to");
	if (segment_plan_in(submit->text, alphabet, &o->plan, why) == -1)
		return -1;
	if (o->plan.parts != submit->parts)
		return why_set(why, "planned as %" PRIu64 " parts, it needs %u", submit->parts, o->plan.parts);
	return 0;
}

/* The first part from `part` on that the network has not taken; plan.parts when there is none. */
static unsigned next_part(const struct outbox *o, unsigned part)
{
	while (part < o->plan.parts && o->skip >> part & 1)
		part++;
	return part;
}

void outbox_take(struct link *link, const struct frame_submit *submit)
{
	struct outbox *o = &link->outbox;
	struct why why;

	if (o->busy) { /* more than the window: said, and left alone */
		struct frame frame = { .type = FRAME_DONE };

		frame.u.done = (struct frame_done){ submit->message, FRAME_REFUSED, 1, -1, "the link is busy" };
		frames_send(link, &frame);
		return;
	}
	*o = (struct outbox){ .busy = true,
		.message = submit->message,
		.skip = submit->skip,
		.validity_s = submit->validity_s,
		.to = strdup(submit->to),
		.text = strdup(submit->text),
		.reference = submit->reference & 0xFF,
		.flash = submit->flash != 0,
		.receipt = submit->receipt != 0 && link->habits.receipts,
		.taken_us = clock_mono_us() };
	if (o->to == NULL || o->text == NULL)
		abort();
	if (check(o, submit, &why) == -1)
		done(link, FRAME_REFUSED, 1, -1, why.text);
	else
		o->part = next_part(o, 0);
}

enum life_event outbox_send(struct link *link)
{
	struct outbox *o = &link->outbox;
	struct phone_part part = { .to = o->to,
		.smsc = link->who.smsc,
		.alphabet = o->plan.alphabet,
		.reference = o->reference,
		.part = o->part + 1,
		.parts = o->plan.parts,
		.flash = o->flash,
		.receipt = o->receipt,
		.validity_s = o->validity_s };
	enum phone_result result;
	struct why why;

	if (o->part >= o->plan.parts) { /* the router asked for nothing that is left */
		done(link, FRAME_SENT, 0, -1, "");
		return LIFE_REGISTERED;
	}
	part.text = segment_cut(o->text, &o->plan, o->part, &part.octets);
	o->has_answer = false;
	o->refusal[0] = '\0';
	o->deadline_us = clock_mono_us() + link->options->send_deadline_s * CLOCK_SECOND;
	link->sending_since_us = clock_mono_us();
	link_job(link, "send", link->options->send_deadline_s);
	if (link->options->send_deadline_s > LINK_PROMPT_S)
		line_set_deadline(link->line, clock_mono_us() + LINK_PROMPT_S * CLOCK_SECOND);
	result = phone_send(link->phone, &part, &why);
	line_set_deadline(link->line, 0); /* from here on it is ours: o->deadline_us */
	/* An error at the prompt comes both ways: as the result, and with its number by callback. Counted once. */
	o->has_answer = phone_take_sent(link->phone, &o->cms, &o->mr);
	if (result == PHONE_OK)
		return o->has_answer ? LIFE_SENT : LIFE_NONE;
	if (result == PHONE_LOST && !o->has_answer) {
		link_lost(link, &why);
		return LIFE_SILENT;
	}
	if (!o->has_answer || o->cms == 0)
		o->cms = -1;
	o->has_answer = true;
	snprintf(o->refusal, sizeof o->refusal, "%.100s", why.text);
	return LIFE_SENT;
}

enum life_event outbox_look(struct link *link)
{
	struct outbox *o = &link->outbox;

	phone_read(link->phone);
	o->has_answer = phone_take_sent(link->phone, &o->cms, &o->mr);
	if (o->has_answer)
		return LIFE_SENT;
	if (clock_mono_us() < o->deadline_us)
		return LIFE_NONE;
	link_set_reason(link, "the modem did not say what became of a text");
	return LIFE_SILENT;
}

static void part_sent(struct link *link)
{
	struct outbox *o = &link->outbox;
	struct frame frame = { .type = FRAME_PART_SENT };

	frame.u.part_sent = (struct frame_part_sent){ o->message, o->part + 1,
		o->mr >= 0 && o->mr <= 255 ? (uint64_t)o->mr : REFERENCE_UNKNOWN, "" };
	frames_send(link, &frame);
}

static void done_refused(struct link *link)
{
	const struct outbox *o = &link->outbox;
	char reason[192];

	if (o->cms > 0)
		snprintf(reason, sizeof reason, "CMS %d", o->cms);
	else
		snprintf(reason, sizeof reason, "the modem refused it: %s", o->refusal);
	done(link, FRAME_REFUSED, o->part + 1, o->cms > 0 ? o->cms : -1, reason);
}

enum life_event outbox_go_on(struct link *link)
{
	struct outbox *o = &link->outbox;

	link_job_end(link);
	if (o->cms != 0) {
		done_refused(link);
		return LIFE_REGISTERED;
	}
	part_sent(link);
	recovery_worked(link);
	o->part = next_part(o, o->part + 1);
	if (o->part >= o->plan.parts)
		done(link, FRAME_SENT, 0, -1, "");
	else if (link->stopping)
		outbox_give_back(link);
	else
		return outbox_send(link);
	return LIFE_REGISTERED;
}

void outbox_give_up(struct link *link)
{
	struct outbox *o = &link->outbox;

	link_job_end(link);
	if (!o->busy)
		return;
	if (line_data_written(link->line)) {
		log_warn("unsure", "msg=%" PRIx64 " part=%u/%u", o->message, o->part + 1, o->plan.parts);
		done(link, FRAME_UNSURE, o->part + 1, -1, link->reason);
	}
	/* else: the PDU never had its ^Z. It is kept, and sent when the line is back; see outbox_give_back(). */
}

void outbox_give_back(struct link *link)
{
	char reason[LINK_REASON_OCTETS + 64];

	snprintf(reason, sizeof reason, "the link is %s: %s", life_state_name(link->state), link->reason);
	done(link, FRAME_REFUSED, link->outbox.part + 1, -1, reason);
}

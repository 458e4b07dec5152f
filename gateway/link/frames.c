/* SPDX-License-Identifier: GPL-2.0-or-later */
/* frames.c - frames to and from the router, and the state that it is told. */
#include "gateway/base/log.h"
#include "gateway/link/link.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#define READ_OCTETS 16384

void frames_send(struct link *link, const struct frame *frame)
{
	struct why why;

	if (link->router_fd != -1 && frame_write(link->router_fd, frame, &why) == -1) {
		log_warn("router-lost", "reason=\"%s\"", why.text);
		link->stopping = true;
	}
}

static void take_frame(struct link *link, const struct frame *frame)
{
	switch (frame->type) {
	case FRAME_SUBMIT:
		link->offered = false;
		outbox_take(link, &frame->u.submit);
		break;
	case FRAME_KEPT:
		inbox_kept(link, frame->u.kept.token);
		break;
	case FRAME_USSD_SEND:
		dialogue_ask(link, frame->u.ussd_send.id, frame->u.ussd_send.code);
		break;
	case FRAME_STOP:
		link->stopping = true;
		link->stop_by_us = clock_mono_us() + (int64_t)frame->u.stop.grace_ms * 1000;
		break;
	default:
		log_warn("frame-unexpected", "type=%s", frame_name(frame->type));
	}
}

static void lost(struct link *link, const char *reason)
{
	log_info("router-gone", "reason=\"%s\"", reason);
	link->stopping = true;
	link->router_fd = -1; /* main's to close */
}

void frames_read(struct link *link)
{
	struct frame frame;
	struct why why = { "closed" };
	size_t used;
	ssize_t n;
	int got;

	do {
		n = recv(link->router_fd, buf_room(&link->in, READ_OCTETS), READ_OCTETS, MSG_DONTWAIT);
	} while (n == -1 && errno == EINTR);
	if (n == -1 && errno == EAGAIN)
		return;
	if (n <= 0) {
		lost(link, n == 0 ? "closed" : strerror(errno));
		return;
	}
	link->in.length += (size_t)n;
	while ((got = frame_decode(link->in.data, link->in.length, &frame, &used, &why)) == 1) {
		take_frame(link, &frame);
		buf_drop(&link->in, used);
	}
	if (got == -1)
		lost(link, why.text);
}

/* A send that is quick is no change of state worth telling. */
static enum life_state shown_state(const struct link *link)
{
	if (link->state == LIFE_SENDING && clock_mono_us() - link->sending_since_us < LINK_SLOW_US)
		return LIFE_READY;
	return link->state;
}

void frames_tell_state(struct link *link)
{
	char library[PHONE_ID_OCTETS];
	const struct link_identity *who = &link->who;
	struct frame frame = { .type = FRAME_LINK_STATE };
	struct buf octets;

	frame.u.link_state = (struct frame_link_state){ .state = life_state_name(shown_state(link)),
		.reason = link->reason,
		.imei = who->imei,
		.imsi = who->imsi,
		.operator_name = who->operator_name,
		.smsc = who->smsc,
		.network = who->network,
		.signal_pct = who->signal_pct,
		.storage_used = who->storage.sim_used + who->storage.modem_used,
		.storage_size = who->storage.sim_size + who->storage.modem_size,
		.device = who->tty,
		.library = phone_library(library),
		.iccid = who->iccid,
		.model = who->model,
		.radio = who->radio,
		.profile = link->habits.profile };
	buf_init(&octets);
	frame_encode(&frame, &octets);
	if (octets.length != link->last_told.length || memcmp(octets.data, link->last_told.data, octets.length) != 0) {
		buf_clear(&link->last_told);
		buf_add(&link->last_told, octets.data, octets.length);
		frames_send(link, &frame);
	}
	buf_fini(&octets);
}

/* Where that kind stands among those; LINK_ALARMS_MAX when it does not. */
static unsigned place_of(const char *const *kinds, const char *kind)
{
	unsigned i = 0;

	while (i < LINK_ALARMS_MAX && (kinds[i] == NULL || strcmp(kinds[i], kind) != 0))
		i++;
	return i;
}

static void add_kind(const char **kinds, const char *kind)
{
	unsigned at = 0;

	while (at < LINK_ALARMS_MAX - 1 && kinds[at] != NULL)
		at++;
	kinds[at] = kind;
}

/* That one is over is said once though we did not raise it: an earlier process may have. */
static bool is_told(const struct link *link, const char *kind, bool raised)
{
	bool stands = place_of(link->alarms, kind) < LINK_ALARMS_MAX;

	return raised ? stands : !stands && place_of(link->quiet, kind) < LINK_ALARMS_MAX;
}

void frames_alarm(struct link *link, const char *kind, bool raised, const char *format, ...)
{
	struct frame frame = { .type = FRAME_ALARM };
	unsigned at = place_of(link->alarms, kind);
	char text[LINK_REASON_OCTETS * 2];
	va_list args;

	if (is_told(link, kind, raised))
		return;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (raised)
		add_kind(link->alarms, kind);
	else if (at < LINK_ALARMS_MAX)
		link->alarms[at] = NULL;
	if (!raised && place_of(link->quiet, kind) == LINK_ALARMS_MAX)
		add_kind(link->quiet, kind);
	frame.u.alarm = (struct frame_alarm){ kind, raised, text };
	frames_send(link, &frame);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/frame.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#define FIELDS_MAX  20
#define HEAD_OCTETS 5 /* length and type */

enum kind { END, NUMBER, TEXT };

struct field {
	enum kind kind;
	size_t offset; /* within the struct of the type */
};

struct layout {
	const char *name;
	struct field fields[FIELDS_MAX];
};

#define N(type, member)                                                                                                \
	{                                                                                                              \
		NUMBER, offsetof(struct frame_##type, member)                                                          \
	}
#define T(type, member)                                                                                                \
	{                                                                                                              \
		TEXT, offsetof(struct frame_##type, member)                                                            \
	}

static const struct layout layouts[FRAME_TYPES] = {
	[FRAME_SUBMIT] = { "submit", { N(submit, message), T(submit, to), T(submit, text), N(submit, alphabet),
					     N(submit, parts), N(submit, reference), N(submit, skip), N(submit, flash),
					     N(submit, receipt), N(submit, validity_s) } },
	[FRAME_KEPT] = { "kept", { N(kept, token) } },
	[FRAME_USSD_SEND] = { "ussd_send", { N(ussd_send, id), T(ussd_send, code) } },
	[FRAME_STOP] = { "stop", { N(stop, grace_ms) } },
	[FRAME_LINK_STATE] = { "link_state",
		{ T(link_state, state), T(link_state, reason), T(link_state, imei), T(link_state, imsi),
			T(link_state, operator_name), T(link_state, smsc), T(link_state, network),
			N(link_state, signal_pct), N(link_state, storage_used), N(link_state, storage_size),
			T(link_state, device), T(link_state, library), T(link_state, iccid), T(link_state, model),
			T(link_state, radio), T(link_state, profile) } },
	[FRAME_READY] = { "ready", { N(ready, window), N(ready, more) } },
	[FRAME_PART_SENT] = { "part_sent",
		{ N(part_sent, message), N(part_sent, part), N(part_sent, reference), T(part_sent, id) } },
	[FRAME_DONE] = { "done",
		{ N(done, message), N(done, result), N(done, part), N(done, cms_error), T(done, reason) } },
	[FRAME_INBOUND] = { "inbound",
		{ N(inbound, token), T(inbound, identity), T(inbound, from), N(inbound, from_name), T(inbound, text),
			N(inbound, smsc_us), N(inbound, reference), N(inbound, part), N(inbound, parts),
			N(inbound, flash), N(inbound, binary), N(inbound, again_us) } },
	[FRAME_RECEIPT] = { "receipt",
		{ N(receipt, token), T(receipt, identity), N(receipt, reference), T(receipt, id), T(receipt, to),
			N(receipt, status), N(receipt, smsc_us), N(receipt, done_us) } },
	[FRAME_USSD_REPLY] = { "ussd_reply", { N(ussd_reply, id), N(ussd_reply, status), T(ussd_reply, text) } },
	[FRAME_ALARM] = { "alarm", { T(alarm, kind), N(alarm, raised), T(alarm, text) } },
	[FRAME_CALL] = { "call", { T(call, from) } },
	[FRAME_RECOVERY] = { "recovery", { T(recovery, step), N(recovery, ok), T(recovery, reason) } },
	[FRAME_JOB] = { "job", { T(job, name), N(job, deadline_ms) } },
	[FRAME_LINK_UP] = { "link_up", { T(link_up, link), N(link_up, generation) } },
	[FRAME_LINK_DOWN] = { "link_down", { T(link_down, link), T(link_down, reason), N(link_down, rest_ms) } },
	[FRAME_RELOAD] = { "reload", { N(reload, id) } },
	[FRAME_PING] = { "ping", { N(ping, id) } },
	[FRAME_UP] = { "up", { N(up, id), N(up, ok), T(up, reason) } },
	[FRAME_PONG] = { "pong", { N(pong, id) } },
	[FRAME_KILL_LINK] = { "kill_link", { T(kill_link, link), T(kill_link, reason) } },
	[FRAME_REMEMBER] = { "remember", { T(remember, link), T(remember, key), T(remember, value) } },
	[FRAME_ALL_UP] = { "all_up", { N(all_up, links), N(all_up, ready) } },
	[FRAME_COMMAND] = { "command", { T(command, verb), T(command, args), T(command, body) } },
	[FRAME_RESULT] = { "result", { N(result_text, exit_status), T(result_text, out), T(result_text, err) } },
	[FRAME_USSD_DIAL] = { "ussd_dial",
		{ T(ussd_dial, session), T(ussd_dial, from), T(ussd_dial, text), N(ussd_dial, begin) } },
	[FRAME_USSD_ANSWER] = { "ussd_answer",
		{ T(ussd_answer, session), T(ussd_answer, text), N(ussd_answer, more) } },
	[FRAME_WAITS] = { "waits", { T(waits, reason) } },
};

const char *frame_name(enum frame_type type)
{
	if (type <= 0 || type >= FRAME_TYPES)
		return "unknown";
	return layouts[type].name;
}

static void put_number(struct buf *out, uint64_t n, unsigned octets)
{
	char raw[8];

	for (unsigned i = 0; i < octets; i++)
		raw[i] = (char)(n >> (8 * i));
	buf_add(out, raw, octets);
}

static uint64_t get_number(const char *from, unsigned octets)
{
	uint64_t n = 0;

	for (unsigned i = 0; i < octets; i++)
		n |= (uint64_t)(unsigned char)from[i] << (8 * i);
	return n;
}

void frame_encode(const struct frame *frame, struct buf *out)
{
	const char *body = (const char *)&frame->u;
	size_t start = out->length;
	size_t length;

	assert(frame->type > 0 && frame->type < FRAME_TYPES);
	put_number(out, 0, 4);
	buf_addc(out, (char)frame->type);
	for (const struct field *f = layouts[frame->type].fields; f->kind != END; f++) {
		if (f->kind == NUMBER) {
			uint64_t n;

			memcpy(&n, body + f->offset, sizeof n);
			put_number(out, n, 8);
		} else {
			const char *text;

			memcpy(&text, body + f->offset, sizeof text);
			if (text == NULL)
				text = "";
			put_number(out, strlen(text) + 1, 4);
			buf_add(out, text, strlen(text) + 1);
		}
	}
	length = out->length - start - 4;
	assert(length <= FRAME_OCTETS_MAX);
	for (unsigned i = 0; i < 4; i++)
		out->data[start + i] = (char)(length >> (8 * i));
}

/* One field at *at of a body that ends at end. 0 or -1. */
static int decode_field(const struct field *f, const char **at, const char *end, char *body)
{
	uint64_t n;

	if (f->kind == NUMBER) {
		if (end - *at < 8)
			return -1;
		n = get_number(*at, 8);
		memcpy(body + f->offset, &n, sizeof n);
		*at += 8;
		return 0;
	}
	if (end - *at < 4)
		return -1;
	n = get_number(*at, 4);
	*at += 4;
	if (n == 0 || n > (uint64_t)(end - *at) || memchr(*at, '\0', (size_t)n) != *at + n - 1)
		return -1;
	memcpy(body + f->offset, at, sizeof *at);
	*at += n;
	return 0;
}

int frame_decode(const char *octets, size_t n, struct frame *frame, size_t *used, struct why *why)
{
	const char *at = octets + HEAD_OCTETS, *end;
	size_t length;
	unsigned type;

	if (n < 4)
		return 0;
	length = get_number(octets, 4);
	if (length < 1 || length > FRAME_OCTETS_MAX)
		return why_set(why, "a frame of %zu octets, 1 to %u are possible", length, FRAME_OCTETS_MAX);
	if (n < HEAD_OCTETS)
		return 0;
	type = (unsigned char)octets[4];
	if (type == 0 || type >= FRAME_TYPES || layouts[type].name == NULL)
		return why_set(why, "a frame of unknown type %u", type);
	if (n < length + 4)
		return 0;
	end = octets + 4 + length;
	memset(frame, 0, sizeof *frame);
	frame->type = (enum frame_type)type;
	for (const struct field *f = layouts[type].fields; f->kind != END; f++)
		if (decode_field(f, &at, end, (char *)&frame->u) == -1)
			return why_set(why, "frame %s is cut or damaged in field %zu", layouts[type].name,
				(size_t)(f - layouts[type].fields) + 1);
	if (at != end)
		return why_set(why, "frame %s has %zu octets too many", layouts[type].name, (size_t)(end - at));
	*used = length + 4;
	return 1;
}

static int wait_for(int fd, short events)
{
	struct pollfd p = { .fd = fd, .events = events };

	while (poll(&p, 1, -1) == -1)
		if (errno != EINTR)
			return -1;
	return 0;
}

int frame_write(int fd, const struct frame *frame, struct why *why)
{
	struct buf out;
	size_t done = 0;
	int result = 0;

	buf_init(&out);
	frame_encode(frame, &out);
	while (done < out.length) {
		ssize_t n = write(fd, out.data + done, out.length - done);

		if (n >= 0)
			done += (size_t)n;
		else if (errno == EAGAIN && wait_for(fd, POLLOUT) == 0)
			continue;
		else if (errno != EINTR) {
			result = why_set(why, "writing frame %s: %s", frame_name(frame->type), strerror(errno));
			break;
		}
	}
	buf_fini(&out);
	return result;
}

int frame_read(int fd, struct buf *in, struct frame *frame, size_t *used, struct why *why)
{
	for (;;) {
		int got = frame_decode(in->data, in->length, frame, used, why);
		ssize_t n;

		if (got != 0)
			return got;
		n = read(fd, buf_room(in, 65536), 65536);
		if (n == 0)
			return 0;
		if (n > 0)
			in->length += (size_t)n;
		else if (errno == EAGAIN && wait_for(fd, POLLIN) == 0)
			continue;
		else if (errno != EINTR)
			return why_set(why, "reading a frame: %s", strerror(errno));
	}
}

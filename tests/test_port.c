/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/port.h"

#include <event2/event.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

struct heard {
	struct event_base *base;
	unsigned frames, ends;
	uint64_t sum;
	char reason[80];
	bool free_at_frame;
	struct port *port;
};

static void on_frame(struct port *port, const struct frame *f, void *user)
{
	struct heard *h = user;

	h->frames++;
	h->sum += f->u.ping.id;
	if (h->free_at_frame) {
		port_free(&port);
		h->port = NULL;
		event_base_loopbreak(h->base);
	}
}

static void on_end(struct port *port, const char *reason, void *user)
{
	struct heard *h = user;

	h->ends++;
	snprintf(h->reason, sizeof h->reason, "%s", reason);
	port_free(&port);
	h->port = NULL;
	event_base_loopbreak(h->base);
}

static void start(struct heard *h, int *other)
{
	int ends[2];

	*h = (struct heard){ .base = event_base_new() };
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	h->port = port_new(h->base, ends[0], on_frame, on_end, h);
	*other = ends[1];
}

static void a_stream_cut_at_every_byte_gives_the_same_frames(void **state)
{
	const struct frame f = { .type = FRAME_PING, .u.ping.id = 7 };
	struct buf b;

	(void)state;
	buf_init(&b);
	frame_encode(&f, &b);
	frame_encode(&f, &b);
	for (size_t cut = 0; cut <= b.length; cut++) {
		struct heard h;
		int other;

		start(&h, &other);
		assert_int_equal(write(other, b.data, cut), cut);
		event_base_loop(h.base, EVLOOP_NONBLOCK);
		assert_int_equal(h.frames, cut / (b.length / 2));
		assert_int_equal(write(other, b.data + cut, b.length - cut), b.length - cut);
		close(other);
		event_base_dispatch(h.base);
		assert_int_equal(h.frames, 2);
		assert_int_equal(h.sum, 14);
		assert_int_equal(h.ends, 1);
		assert_string_equal(h.reason, "closed");
		event_base_free(h.base);
	}
	buf_fini(&b);
}

static void nonsense_ends_the_port_with_its_reason(void **state)
{
	struct heard h;
	int other;

	(void)state;
	start(&h, &other);
	assert_int_equal(write(other, "\xff\xff\xff\xffgarbage", 11), 11);
	event_base_dispatch(h.base);
	assert_int_equal(h.ends, 1);
	assert_non_null(strstr(h.reason, "octets"));
	close(other);
	event_base_free(h.base);
}

static void a_handler_may_free_its_port(void **state)
{
	const struct frame f = { .type = FRAME_PING };
	struct heard h;
	struct why why;
	int other;

	(void)state;
	start(&h, &other);
	h.free_at_frame = true;
	for (int i = 0; i < 3; i++)
		assert_int_equal(frame_write(other, &f, &why), 0);
	event_base_dispatch(h.base);
	assert_int_equal(h.frames, 1);
	assert_null(h.port);
	close(other);
	event_base_free(h.base);
}

static void a_descriptor_travels_with_its_frame(void **state)
{
	const struct frame f = { .type = FRAME_LINK_UP, .u.link_up = { "viettel-1", 1 } };
	struct heard h;
	struct port *sender;
	struct event_base *base = event_base_new();
	struct why why;
	int other, ends[2], fd;
	char got[3] = "";

	(void)state;
	start(&h, &other);
	sender = port_new(base, other, on_frame, on_end, &h);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(port_send_fd(sender, &f, ends[1], &why), 0);
	close(ends[1]);
	event_base_loop(h.base, EVLOOP_NONBLOCK);
	assert_int_equal(h.frames, 1);
	fd = port_take_fd(h.port);
	assert_true(fd >= 0);
	assert_int_equal(port_take_fd(h.port), -1);
	assert_int_equal(write(fd, "ok", 2), 2);
	assert_int_equal(read(ends[0], got, 2), 2);
	assert_string_equal(got, "ok");
	close(fd);
	close(ends[0]);
	port_free(&sender);
	port_free(&h.port);
	event_base_free(h.base);
	event_base_free(base);
}

static void what_the_socket_does_not_take_yet_waits_and_arrives(void **state)
{
	const struct frame f = { .type = FRAME_PING, .u.ping.id = 1 };
	struct heard h;
	struct port *sender;
	int other;

	(void)state;
	start(&h, &other);
	sender = port_new(h.base, other, on_frame, on_end, &h);
	for (int i = 0; i < 200000; i++)
		port_send(sender, &f);
	assert_false(port_is_flushed(sender));
	while (!port_is_flushed(sender) || h.frames < 200000)
		event_base_loop(h.base, EVLOOP_ONCE);
	assert_int_equal(h.sum, 200000);
	port_free(&sender);
	port_free(&h.port);
	event_base_free(h.base);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stream_cut_at_every_byte_gives_the_same_frames),
		cmocka_unit_test(nonsense_ends_the_port_with_its_reason),
		cmocka_unit_test(a_handler_may_free_its_port),
		cmocka_unit_test(a_descriptor_travels_with_its_frame),
		cmocka_unit_test(what_the_socket_does_not_take_yet_waits_and_arrives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

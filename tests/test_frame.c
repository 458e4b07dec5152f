/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/frame.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static const struct frame examples[] = {
	{ .type = FRAME_SUBMIT,
		.u.submit = { .message = 0x8f21c0,
			.to = "+84905123456",
			.text = "Đã nhận",
			.parts = 2,
			.reference = 255,
			.validity_s = 86400 } },
	{ .type = FRAME_KEPT, .u.kept = { .token = UINT64_MAX } },
	{ .type = FRAME_USSD_SEND, .u.ussd_send = { .id = 1, .code = "*101#" } },
	{ .type = FRAME_STOP, .u.stop = { .grace_ms = 6000 } },
	{ .type = FRAME_LINK_STATE,
		.u.link_state = { .state = "ready",
			.reason = "",
			.imei = "356",
			.imsi = "452",
			.operator_name = "Viettel",
			.smsc = "+84980200030",
			.network = "home",
			.signal_pct = -1,
			.device = "ttyUSB2",
			.library = "libgammu",
			.iccid = "8984",
			.model = "Quectel EC25",
			.radio = "lte",
			.profile = "quectel-ec2x" } },
	{ .type = FRAME_READY, .u.ready = { .window = 1, .more = 1 } },
	{ .type = FRAME_PART_SENT, .u.part_sent = { 1, 2, 256, "7a0f" } },
	{ .type = FRAME_DONE, .u.done = { 1, FRAME_REFUSED, 1, -1, "no answer" } },
	{ .type = FRAME_INBOUND,
		.u.inbound = { .token = 7,
			.identity = "abc",
			.from = "VIETTEL",
			.from_name = 1,
			.text = "",
			.smsc_us = -5,
			.part = 1,
			.parts = 1 } },
	{ .type = FRAME_RECEIPT, .u.receipt = { 1, "id", 12, "7a0f", "+84905123456", 0, 1, 2 } },
	{ .type = FRAME_USSD_REPLY, .u.ussd_reply = { 1, 2, "TK goc la 12d" } },
	{ .type = FRAME_ALARM, .u.alarm = { "sim-full", 1, "SIM is full" } },
	{ .type = FRAME_CALL, .u.call = { "+84905123456" } },
	{ .type = FRAME_RECOVERY, .u.recovery = { "radio", 1, "no network for 120 s" } },
	{ .type = FRAME_JOB, .u.job = { "send", 150000 } },
	{ .type = FRAME_LINK_UP, .u.link_up = { "viettel-1", 3 } },
	{ .type = FRAME_LINK_DOWN, .u.link_down = { "viettel-1", "signal 9", 400 } },
	{ .type = FRAME_RELOAD, .u.reload = { 9 } },
	{ .type = FRAME_PING, .u.ping = { 9 } },
	{ .type = FRAME_UP, .u.up = { 9, 0, "keng.cfg:3: …" } },
	{ .type = FRAME_PONG, .u.pong = { 9 } },
	{ .type = FRAME_KILL_LINK, .u.kill_link = { "viettel-1", "silent" } },
	{ .type = FRAME_REMEMBER, .u.remember = { "viettel-1", "bad_pin", "00ff" } },
	{ .type = FRAME_WAITS, .u.waits = { "cannot reach the database" } },
	{ .type = FRAME_ALL_UP, .u.all_up = { 2, 1 } },
	{ .type = FRAME_COMMAND, .u.command = { "import", "{\"kind\":\"units\"}", "code,name\n" } },
	{ .type = FRAME_RESULT, .u.result = { 1, "", "units.csv:2: …" } },
	{ .type = FRAME_USSD_DIAL, .u.ussd_dial = { "s1", "+84905123456", "*101#", 1 } },
	{ .type = FRAME_USSD_ANSWER, .u.ussd_answer = { "s1", "1. Bao cao", 1 } },
};
#define EXAMPLES (sizeof examples / sizeof examples[0])

static void every_type_has_an_example(void **state)
{
	bool seen[FRAME_TYPES] = { false };

	(void)state;
	for (size_t i = 0; i < EXAMPLES; i++)
		seen[examples[i].type] = true;
	for (int t = 1; t < FRAME_TYPES; t++) {
		assert_string_not_equal(frame_name((enum frame_type)t), "unknown");
		assert_true(seen[t]);
	}
}

static void what_is_encoded_is_decoded(void **state)
{
	(void)state;
	for (size_t i = 0; i < EXAMPLES; i++) {
		struct buf first, second;
		struct frame f;
		struct why why;
		size_t used;

		buf_init(&first);
		buf_init(&second);
		frame_encode(&examples[i], &first);
		assert_int_equal(frame_decode(first.data, first.length, &f, &used, &why), 1);
		assert_int_equal(used, first.length);
		assert_int_equal(f.type, examples[i].type);
		frame_encode(&f, &second);
		assert_int_equal(second.length, first.length);
		assert_memory_equal(second.data, first.data, first.length);
		buf_fini(&first);
		buf_fini(&second);
	}
}

static void fields_arrive_as_they_were_sent(void **state)
{
	struct buf b;
	struct frame f;
	size_t used;

	(void)state;
	buf_init(&b);
	frame_encode(&examples[8], &b);
	assert_int_equal(frame_decode(b.data, b.length, &f, &used, NULL), 1);
	assert_string_equal(f.u.inbound.from, "VIETTEL");
	assert_int_equal(f.u.inbound.smsc_us, -5);
	assert_int_equal(f.u.inbound.from_name, 1);
	buf_fini(&b);
}

static void a_frame_cut_at_any_byte_waits_for_the_rest(void **state)
{
	(void)state;
	for (size_t i = 0; i < EXAMPLES; i++) {
		struct buf b;

		buf_init(&b);
		frame_encode(&examples[i], &b);
		for (size_t n = 0; n < b.length; n++) {
			char *cut = malloc(n + 1); /* so that a read behind the end is seen */
			struct frame f;
			size_t used;

			memcpy(cut, b.data, n);
			assert_int_equal(frame_decode(cut, n, &f, &used, NULL), 0);
			free(cut);
		}
		buf_fini(&b);
	}
}

static void a_damaged_length_within_a_frame_is_refused(void **state)
{
	struct buf b;
	struct frame f;
	struct why why;
	size_t used;

	(void)state;
	buf_init(&b);
	frame_encode(&examples[11], &b); /* alarm: its first field is a text */
	b.data[5] = 127;
	assert_int_equal(frame_decode(b.data, b.length, &f, &used, &why), -1);
	assert_non_null(strstr(why.text, "alarm"));
	buf_fini(&b);
}

static void a_text_without_its_end_or_with_one_inside_is_refused(void **state)
{
	struct buf b;
	struct frame f;
	size_t used;

	(void)state;
	buf_init(&b);
	frame_encode(&examples[2], &b); /* ussd_send: ends with a text */
	b.data[b.length - 1] = 'x';
	assert_int_equal(frame_decode(b.data, b.length, &f, &used, NULL), -1);
	b.data[b.length - 1] = '\0';
	b.data[b.length - 3] = '\0';
	assert_int_equal(frame_decode(b.data, b.length, &f, &used, NULL), -1);
	buf_fini(&b);
}

static void impossible_heads_are_refused_at_once(void **state)
{
	struct frame f;
	struct why why;
	size_t used;

	(void)state;
	assert_int_equal(frame_decode("\0\0\0\0", 4, &f, &used, &why), -1);
	assert_int_equal(frame_decode("\xff\xff\xff\xff", 4, &f, &used, &why), -1);
	assert_int_equal(frame_decode("\1\0\0\0\0", 5, &f, &used, &why), -1);
	assert_int_equal(frame_decode("\1\0\0\0\xfe", 5, &f, &used, &why), -1);
}

static void octets_left_over_are_refused(void **state)
{
	struct buf b;
	struct frame f;
	size_t used;

	(void)state;
	buf_init(&b);
	frame_encode(&examples[1], &b);
	buf_addc(&b, 'x');
	b.data[0]++;
	assert_int_equal(frame_decode(b.data, b.length, &f, &used, NULL), -1);
	buf_fini(&b);
}

static void frames_cross_a_socket_one_after_the_other(void **state)
{
	int ends[2];
	struct buf in;
	struct frame f;
	struct why why;
	size_t used;

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	buf_init(&in);
	for (size_t i = 0; i < EXAMPLES; i++)
		assert_int_equal(frame_write(ends[0], &examples[i], &why), 0);
	close(ends[0]);
	for (size_t i = 0; i < EXAMPLES; i++) {
		assert_int_equal(frame_read(ends[1], &in, &f, &used, &why), 1);
		assert_int_equal(f.type, examples[i].type);
		buf_drop(&in, used);
	}
	assert_int_equal(frame_read(ends[1], &in, &f, &used, &why), 0);
	close(ends[1]);
	buf_fini(&in);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_type_has_an_example),
		cmocka_unit_test(what_is_encoded_is_decoded),
		cmocka_unit_test(fields_arrive_as_they_were_sent),
		cmocka_unit_test(a_frame_cut_at_any_byte_waits_for_the_rest),
		cmocka_unit_test(a_damaged_length_within_a_frame_is_refused),
		cmocka_unit_test(a_text_without_its_end_or_with_one_inside_is_refused),
		cmocka_unit_test(impossible_heads_are_refused_at_once),
		cmocka_unit_test(octets_left_over_are_refused),
		cmocka_unit_test(frames_cross_a_socket_one_after_the_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

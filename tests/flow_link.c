/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng-modem, a real process, against the simulator: frames in, frames out, with every fault that a modem has. */
#include "gateway/base/clock.h"
#include "gateway/base/segment.h"
#include "gateway/link/arguments.h"
#include "tests/help/modem_link.h"
#include "tests/help/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PERSON "+84905123456"

#define WORDS(...)                                                                                                     \
	(const char *const[])                                                                                          \
	{                                                                                                              \
		__VA_ARGS__, NULL                                                                                      \
	}
/* Short deadlines, so that what a modem does not answer is known soon. */
#define QUICK WORDS("--send-deadline-s", "2", "--job-deadline-s", "3", "--poll-s", "1")
#define CALM  WORDS("--send-deadline-s", "60", "--job-deadline-s", "60", "--poll-s", "600")

struct scene {
	struct simulator sim;
	struct modem_link link;
};

static void set(struct scene *s, const char *const sim_options[], const char *const link_options[])
{
	simulator_start(&s->sim, sim_options);
	modem_link_start(&s->link, simulator_port(&s->sim, 1), NULL, link_options);
}

static void strike(struct scene *s)
{
	modem_link_stop(&s->link);
	simulator_stop(&s->sim);
}

/* One text goes, whatever came before. */
static void assert_works(struct scene *s, uint64_t message)
{
	modem_link_submit(&s->link, message, PERSON, "van con song");
	assert_int_equal(modem_link_done(&s->link, message)->result, FRAME_SENT);
}

/* Wait until the simulator's counter has that value. */
static void await_counter(struct scene *s, const char *name, int64_t value)
{
	int64_t until = clock_mono_us() + 20 * CLOCK_SECOND;

	while (simulator_counter(&s->sim, name) < value) {
		if (clock_mono_us() > until)
			fail_msg("%s never becomes %d", name, (int)value);
		modem_link_comes(&s->link, FRAME_TYPES, 20);
	}
	assert_int_equal(simulator_counter(&s->sim, name), value);
}

/* ---- the plain way ---- */

static void a_link_tells_who_it_is(void **state)
{
	const struct frame_link_state *now;
	struct scene s;

	(void)state;
	set(&s, WORDS("--model", "Quectel/EC25/EC25EFAR06A06M4G"), CALM);
	now = modem_link_wait_state(&s.link, "ready");
	assert_string_equal(now->model, "Quectel EC25 EC25EFAR06A06M4G");
	assert_string_equal(now->radio, "lte");
	assert_int_equal(strlen(now->imei), 15);
	assert_int_equal(strlen(now->imsi), 15);
	assert_int_equal(now->smsc[0], '+');
	assert_string_equal(now->network, "home");
	assert_string_equal(now->reason, "");
	assert_true(now->operator_name[0] != '\0');
	assert_in_range(now->signal_pct, 1, 100);
	assert_int_equal(now->storage_used, 0);
	assert_true(now->storage_size > 0);
	assert_memory_equal(now->device, "/dev/pts/", 9);
	assert_memory_equal(now->library, "libgammu ", 9);
	assert_int_equal(modem_link_wait(&s.link, FRAME_READY)->u.ready.window, 1);
	assert_false(modem_link_comes(&s.link, FRAME_READY, 100)); /* said once */
	strike(&s);
}

static void a_text_goes_out_and_its_receipt_comes_back(void **state)
{
	const struct frame *frame;
	struct scene s;
	uint64_t reference;

	(void)state;
	set(&s, WORDS("--receipt-delay", "50"), CALM);
	modem_link_submit(&s.link, 17, PERSON, "Da nhan BC so 31");
	frame = modem_link_wait(&s.link, FRAME_PART_SENT);
	assert_int_equal(frame->u.part_sent.message, 17);
	assert_int_equal(frame->u.part_sent.part, 1);
	reference = frame->u.part_sent.reference;
	assert_int_equal(modem_link_done(&s.link, 17)->result, FRAME_SENT);
	frame = modem_link_wait(&s.link, FRAME_RECEIPT);
	assert_int_equal(frame->u.receipt.reference, reference);
	assert_string_equal(frame->u.receipt.to, PERSON);
	assert_int_equal(frame->u.receipt.status, 0);
	assert_true(frame->u.receipt.smsc_us > 0);
	modem_link_kept(&s.link, frame->u.receipt.token);
	await_counter(&s, "deleted", 1);
	assert_int_equal(simulator_accepted(&s.sim, PERSON, "Da nhan BC so 31"), 1);
	strike(&s);
}

static void receipts_are_found_wherever_the_modem_puts_them(void **state)
{
	static const char *const memories[] = { "0", "1" }; /* of report_sr: in SM with all else, in SR */
	struct scene s;

	(void)state;
	for (int i = 0; i < 2; i++) {
		uint64_t token;

		set(&s, WORDS("--receipt-delay", "50"), CALM);
		modem_link_wait_state(&s.link, "ready");
		simulator_do(&s.sim, "{\"do\": \"set\", \"what\": \"report_sr\", \"value\": %s}", memories[i]);
		modem_link_submit(&s.link, 1, PERSON, "nhan chua");
		(void)modem_link_wait(&s.link, FRAME_RECEIPT);
		modem_link_kill(&s.link); /* it lies there still, and is found at the next start */
		modem_link_start(&s.link, simulator_port(&s.sim, 1), NULL, CALM);
		token = modem_link_wait(&s.link, FRAME_RECEIPT)->u.receipt.token;
		modem_link_kept(&s.link, token);
		await_counter(&s, "deleted", 1);
		simulator_text(&s.sim, 1, PERSON, "van doc");
		modem_link_kept(&s.link, modem_link_wait(&s.link, FRAME_INBOUND)->u.inbound.token);
		await_counter(&s, "deleted", 2);
		assert_works(&s, 2);
		strike(&s);
	}
}

static void receipts_that_come_straight_to_the_terminal_are_told(void **state)
{
	struct scene s;

	(void)state;
	set(&s, WORDS("--receipt-delay", "50"), WORDS("--cnmi", "2,1,0,1,0"));
	modem_link_submit(&s.link, 1, PERSON, "nhan chua");
	assert_string_equal(modem_link_wait(&s.link, FRAME_RECEIPT)->u.receipt.to, PERSON);
	assert_int_equal(simulator_counter(&s.sim, "deleted"), 0);
	strike(&s);
}

static void a_text_leaves_the_sim_only_when_it_is_kept(void **state)
{
	const struct frame_inbound *in;
	struct scene s;

	(void)state;
	set(&s, NULL, QUICK); /* polls every second */
	modem_link_wait_state(&s.link, "ready");
	simulator_text(&s.sim, 1, PERSON, "bc nt5 vid 3");
	in = &modem_link_wait(&s.link, FRAME_INBOUND)->u.inbound;
	assert_string_equal(in->from, PERSON);
	assert_int_equal(in->from_name, 0);
	assert_string_equal(in->text, "bc nt5 vid 3");
	assert_int_equal(in->parts, 1);
	assert_int_equal(in->flash, 0);
	assert_int_equal(in->binary, 0);
	assert_true(in->smsc_us > 0);
	assert_int_equal(strlen(in->identity), 32);
	uint64_t token = in->token;

	assert_false(modem_link_comes(&s.link, FRAME_INBOUND, 2500)); /* told once, however often it is seen */
	assert_int_equal(simulator_counter(&s.sim, "deleted"), 0);
	modem_link_kept(&s.link, token);
	await_counter(&s, "deleted", 1);
	strike(&s);
}

static void texts_that_wait_in_the_sim_are_found_at_the_start_under_the_same_identity(void **state)
{
	char identity[40];
	struct scene s;

	(void)state;
	set(&s, NULL, CALM);
	modem_link_wait_state(&s.link, "ready");
	simulator_text(&s.sim, 1, PERSON, "bc");
	snprintf(identity, sizeof identity, "%s", modem_link_wait(&s.link, FRAME_INBOUND)->u.inbound.identity);
	modem_link_kill(&s.link);
	modem_link_start(&s.link, simulator_port(&s.sim, 1), NULL, CALM);
	assert_string_equal(modem_link_wait(&s.link, FRAME_INBOUND)->u.inbound.identity, identity);
	strike(&s);
}

static void the_same_text_in_two_places_has_one_identity_and_two_tokens(void **state)
{
	const struct frame_inbound *in;
	char identity[40];
	uint64_t first;
	struct scene s;

	(void)state;
	set(&s, NULL, CALM);
	modem_link_wait_state(&s.link, "ready");
	simulator_fault(&s.sim, 1, "twice", 0, 1);
	simulator_text(&s.sim, 1, PERSON, "hai lan");
	in = &modem_link_wait(&s.link, FRAME_INBOUND)->u.inbound;
	first = in->token;
	snprintf(identity, sizeof identity, "%s", in->identity);
	in = &modem_link_wait(&s.link, FRAME_INBOUND)->u.inbound;
	assert_string_equal(in->identity, identity);
	assert_int_not_equal(in->token, first);
	modem_link_kept(&s.link, in->token);
	modem_link_kept(&s.link, first);
	await_counter(&s, "deleted", 2);
	strike(&s);
}

static void every_character_of_the_alphabet_arrives_as_it_was(void **state)
{
	static const char *const texts[] = { "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?",
		"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà", "^{}\\[~]|€\f", "@@@@@@@@",
		"Tổ công nghệ số cộng đồng 😀", "`" };
	struct scene s;

	(void)state;
	set(&s, NULL, CALM);
	for (uint64_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		modem_link_submit(&s.link, i, PERSON, texts[i]);
		assert_int_equal(modem_link_done(&s.link, i)->result, FRAME_SENT);
		assert_int_equal(simulator_accepted(&s.sim, PERSON, texts[i]), 1);
		simulator_text(&s.sim, 1, PERSON, texts[i]);
		assert_string_equal(modem_link_wait(&s.link, FRAME_INBOUND)->u.inbound.text, texts[i]);
	}
	strike(&s);
}

static void long_texts_go_in_parts_and_come_in_parts(void **state)
{
	static const char text[] = "Bao cao tuan {1}: NT5 12, VID 3, DVC 40. Bao cao tuan {2}: NT5 12, VID 3, DVC 40. "
				   "Bao cao tuan {3}: NT5 12, VID 3, DVC 40. Bao cao tuan {4}: NT5 12, VID 3, DVC 40.";
	struct scene s;
	json_t *sent;

	(void)state;
	set(&s, NULL, CALM);
	modem_link_submit(&s.link, 200, PERSON, text);
	for (uint64_t part = 1; part <= 2; part++) {
		assert_int_equal(modem_link_wait(&s.link, FRAME_PART_SENT)->u.part_sent.part, part);
		sent = simulator_wait_sent(&s.sim, PERSON);
		assert_int_equal(json_integer_value(json_object_get(sent, "part")), part);
		assert_int_equal(json_integer_value(json_object_get(sent, "parts")), 2);
		assert_int_equal(json_integer_value(json_object_get(sent, "reference")), 200);
		json_decref(sent);
	}
	assert_int_equal(modem_link_done(&s.link, 200)->result, FRAME_SENT);
	simulator_do(&s.sim,
		"{\"do\": \"text\", \"from\": \"%s\", \"text\": \"%s\", \"reference\": 9, \"order\": [2, 1]}", PERSON,
		text);
	for (uint64_t part = 2; part >= 1; part--) {
		const struct frame_inbound *in = &modem_link_wait(&s.link, FRAME_INBOUND)->u.inbound;

		assert_int_equal(in->part, part);
		assert_int_equal(in->parts, 2);
		assert_int_equal(in->reference, 9);
	}
	strike(&s);
}

static void parts_that_the_network_has_are_not_sent_again(void **state)
{
	struct frame frame = { .type = FRAME_SUBMIT };
	struct segment_plan plan;
	struct scene s;
	char text[400];

	(void)state;
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_int_equal(segment_plan(text, &plan, NULL), 0);
	assert_int_equal(plan.parts, 3);
	set(&s, NULL, CALM);
	modem_link_wait(&s.link, FRAME_READY);
	frame.u.submit = (struct frame_submit){
		.message = 1, .to = PERSON, .text = text, .parts = 3, .reference = 1, .skip = 1 | 4
	};
	modem_link_send(&s.link, &frame);
	assert_int_equal(modem_link_wait(&s.link, FRAME_PART_SENT)->u.part_sent.part, 2);
	assert_int_equal(modem_link_done(&s.link, 1)->result, FRAME_SENT);
	assert_int_equal(simulator_counter(&s.sim, "sent"), 1);
	strike(&s);
}

static void a_flash_text_is_shown_at_once(void **state)
{
	struct frame frame = { .type = FRAME_SUBMIT };
	struct scene s;
	json_t *sent;

	(void)state;
	set(&s, NULL, CALM);
	modem_link_wait(&s.link, FRAME_READY);
	frame.u.submit = (struct frame_submit){ .message = 1, .to = PERSON, .text = "bao", .parts = 1, .flash = 1 };
	modem_link_send(&s.link, &frame);
	assert_int_equal(modem_link_done(&s.link, 1)->result, FRAME_SENT);
	sent = simulator_wait_sent(&s.sim, PERSON);
	assert_true(json_is_true(json_object_get(sent, "flash")));
	assert_false(json_is_true(json_object_get(sent, "receipt")));
	json_decref(sent);
	simulator_do(&s.sim, "{\"do\": \"text\", \"from\": \"%s\", \"text\": \"khan\", \"flash\": true}", PERSON);
	assert_int_equal(modem_link_wait(&s.link, FRAME_INBOUND)->u.inbound.flash, 1);
	strike(&s);
}

static void what_no_sim_can_send_is_refused_at_once(void **state)
{
	static const struct frame_submit bad[] = {
		{ .to = "VIETTEL", .text = "a", .parts = 1 },
		{ .to = "", .text = "a", .parts = 1 },
		{ .to = "+84905123456789012345678", .text = "a", .parts = 1 },
		{ .to = PERSON, .text = "a", .parts = 2 },
		{ .to = PERSON, .text = "đ", .parts = 1, .alphabet = ALPHABET_GSM7 },
		{ .to = PERSON, .text = "\xC3(", .parts = 1 },
	};
	struct scene s;

	(void)state;
	set(&s, NULL, CALM);
	for (uint64_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct frame frame = { .type = FRAME_SUBMIT, .u.submit = bad[i] };
		const struct frame_done *done;

		modem_link_wait(&s.link, FRAME_READY);
		frame.u.submit.message = i;
		modem_link_send(&s.link, &frame);
		done = modem_link_done(&s.link, i);
		assert_int_equal(done->result, FRAME_REFUSED);
		assert_true(done->reason[0] != '\0');
	}
	assert_int_equal(simulator_counter(&s.sim, "sent"), 0);
	strike(&s);
}

static void what_cannot_be_decoded_comes_as_hex_and_frees_its_place(void **state)
{
	const struct frame_inbound *in;
	struct scene s;

	(void)state;
	set(&s, NULL, CALM);
	modem_link_wait_state(&s.link, "ready");
	simulator_do(&s.sim, "{\"do\": \"pdu\", \"pdu\": \"00440B914809214365F7000022808190000000FFFF4141\"}");
	in = &modem_link_wait(&s.link, FRAME_INBOUND)->u.inbound;
	assert_int_equal(in->binary, 1);
	assert_string_equal(in->from, "");
	assert_string_equal(in->text, "00440B914809214365F7000022808190000000FFFF4141");
	modem_link_kept(&s.link, in->token);
	await_counter(&s, "deleted", 1);
	strike(&s);
}

/* ---- refusals ---- */

static void the_networks_refusal_comes_with_its_number_once(void **state)
{
	static const char *const kinds[] = { "cms", "prompt-error" };
	struct scene s;

	(void)state;
	set(&s, NULL, CALM);
	for (uint64_t i = 0; i < 2; i++) {
		const struct frame_done *done;

		modem_link_wait_state(&s.link, "ready");
		simulator_fault(&s.sim, 1, kinds[i], 500 + (int)i, 1);
		modem_link_submit(&s.link, i, PERSON, "mot");
		done = modem_link_done(&s.link, i);
		assert_int_equal(done->result, FRAME_REFUSED);
		assert_int_equal(done->cms_error, 500 + i);
		assert_int_equal(done->part, 1);
		assert_false(modem_link_comes(&s.link, FRAME_DONE, 200));
		modem_link_forget(&s.link);
		modem_link_kill(&s.link);
		modem_link_start(&s.link, simulator_port(&s.sim, 1), NULL, CALM);
	}
	assert_works(&s, 9);
	strike(&s);
}

static void an_answer_that_never_comes_is_unsure_and_nothing_is_sent_twice(void **state)
{
	const struct frame_done *done;
	struct scene s;

	(void)state;
	set(&s, WORDS("--receipt-delay", "50"), QUICK);
	modem_link_wait_state(&s.link, "ready");
	simulator_fault(&s.sim, 1, "lost", 0, 1);
	modem_link_submit(&s.link, 1, PERSON, "mat tra loi");
	done = modem_link_done(&s.link, 1);
	assert_int_equal(done->result, FRAME_UNSURE);
	assert_int_equal(done->part, 1);
	assert_string_equal(modem_link_wait(&s.link, FRAME_RECEIPT)->u.receipt.to, PERSON);
	assert_works(&s, 2);
	assert_int_equal(simulator_accepted(&s.sim, PERSON, "mat tra loi"), 1);
	strike(&s);
}

static void a_text_whose_pdu_was_never_written_goes_once_the_modem_is_back(void **state)
{
	static const char *const kinds[] = { "silence", "hang" };
	struct scene s;

	(void)state;
	for (int i = 0; i < 2; i++) {
		set(&s, NULL, QUICK);
		modem_link_wait_state(&s.link, "ready");
		simulator_fault(&s.sim, 1, kinds[i], 0, i == 0 ? 1 : 0);
		modem_link_submit(&s.link, 1, PERSON, "dung mot lan");
		assert_true(modem_link_wait_state(&s.link, "resting")->reason[0] != '\0');
		simulator_do(&s.sim, "{\"do\": \"fault\", \"kind\": \"clear\"}");
		assert_int_equal(modem_link_done(&s.link, 1)->result, FRAME_SENT);
		assert_int_equal(simulator_accepted(&s.sim, PERSON, "dung mot lan"), 1);
		strike(&s);
	}
}

static void a_pdu_waits_for_a_late_prompt_whatever_the_modem_says_before_it(void **state)
{
	static const char *const lines[] = { "+CMTI: \\\"SM\\\",3", "+QIND: 1", "RDY", "^RSSI:19", "+CREG: 1",
		"+CUSD: 0,\\\"xin\\\",15" };
	struct scene s;

	(void)state;
	set(&s, NULL, CALM);
	modem_link_wait_state(&s.link, "ready");
	simulator_do(&s.sim, "{\"do\": \"fault\", \"kind\": \"prompt\", \"ms\": 800, \"times\": 1}");
	modem_link_submit(&s.link, 1, PERSON, "dau nhac den muon");
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		simulator_do(&s.sim, "{\"do\": \"fault\", \"kind\": \"unsolicited\", \"line\": \"%s\"}", lines[i]);
	assert_int_equal(modem_link_done(&s.link, 1)->result, FRAME_SENT);
	assert_int_equal(simulator_counter(&s.sim, "early_octets"), 0);
	strike(&s);
}

/* ---- noise ---- */

static void no_line_that_a_modem_says_by_itself_costs_a_send_its_time(void **state)
{
	static const char *const lines[] = { "+QIND: \\\"csq\\\",1", "RDY", "SMS DONE", "+CIEV: 1,2", "OK", "ERROR",
		"+CMS ERROR: 500", "> ", "+CMT: ,400", "+CMTI: \\\"SM\\\",-1", "+CMTI: \\\"XX\\\",1",
		"+CUSD: 0,\\\"dong 1", "AT+CSQ", "+CMGL: 1,0,,9", "+CMGS: 77" };
	struct scene s;

	(void)state;
	set(&s, NULL, CALM);
	for (uint64_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		int64_t start = clock_mono_us();

		simulator_do(&s.sim, "{\"do\": \"fault\", \"kind\": \"unsolicited\", \"line\": \"%s\"}", lines[i]);
		modem_link_submit(&s.link, i, PERSON, "van con song");
		if (modem_link_done(&s.link, i)->result !=
			FRAME_SENT) /* "ERROR" just as a command was open is its answer */
			assert_works(&s, 100 + i);
		assert_true(i == 0 || clock_mono_us() - start < 15 * CLOCK_SECOND); /* libgammu alone waits 18 s */
	}
	strike(&s);
}

static void garbage_and_floods_stop_nothing(void **state)
{
	static const int octets[] = { 1, 50, 3000, 20000 };
	struct scene s;

	(void)state;
	set(&s, NULL, CALM);
	for (uint64_t i = 0; i < 4; i++) {
		simulator_do(&s.sim, "{\"do\": \"fault\", \"kind\": \"garbage\", \"octets\": %d}", octets[i]);
		assert_works(&s, i);
	}
	simulator_do(&s.sim,
		"{\"do\": \"fault\", \"kind\": \"unsolicited\", \"line\": \"+CMTI: \\\"SM\\\",1\", \"times\": 10000}");
	assert_works(&s, 4);
	simulator_text(&s.sim, 1, PERSON, "giua dong");
	assert_string_equal(modem_link_wait(&s.link, FRAME_INBOUND)->u.inbound.text, "giua dong");
	strike(&s);
}

/* ---- coming and going ---- */

static void a_modem_that_vanishes_is_ready_again_soon_after_its_return(void **state)
{
	struct scene s;
	int64_t returned;

	(void)state;
	set(&s, NULL, CALM);
	modem_link_wait_state(&s.link, "ready");
	simulator_do(&s.sim, "{\"do\": \"vanish\"}");
	modem_link_wait_state(&s.link, "resting");
	modem_link_wait_state(&s.link, "down");
	modem_link_submit(&s.link, 1, PERSON, "doi modem");
	simulator_do(&s.sim, "{\"do\": \"return\"}");
	returned = clock_mono_us();
	modem_link_wait_state(&s.link, "ready");
	assert_true(clock_mono_us() - returned < 2 * CLOCK_SECOND);
	assert_int_equal(modem_link_done(&s.link, 1)->result, FRAME_SENT);
	assert_int_equal(simulator_accepted(&s.sim, PERSON, "doi modem"), 1);
	strike(&s);
}

static void a_modem_that_vanishes_with_a_text_leaves_it_unsure(void **state)
{
	struct scene s;

	(void)state;
	set(&s, NULL, CALM);
	modem_link_wait_state(&s.link, "ready");
	simulator_do(&s.sim, "{\"do\": \"fault\", \"kind\": \"vanish-sent\", \"ms\": 300, \"times\": 1}");
	modem_link_submit(&s.link, 1, PERSON, "di mat");
	assert_int_equal(modem_link_done(&s.link, 1)->result, FRAME_UNSURE);
	assert_works(&s, 2);
	assert_int_equal(simulator_accepted(&s.sim, PERSON, "di mat"), 1);
	strike(&s);
}

static void a_modem_that_is_not_there_is_waited_for(void **state)
{
	struct scene s;

	(void)state;
	simulator_start(&s.sim, NULL);
	simulator_do(&s.sim, "{\"do\": \"vanish\"}");
	modem_link_start(&s.link, simulator_port(&s.sim, 1), NULL, CALM);
	assert_true(modem_link_wait_state(&s.link, "down")->reason[0] != '\0');
	simulator_do(&s.sim, "{\"do\": \"return\"}");
	assert_works(&s, 1);
	strike(&s);
}

static void without_a_network_a_text_waits_until_it_is_back(void **state)
{
	const struct frame_link_state *now;
	struct scene s;

	(void)state;
	set(&s, NULL, CALM);
	modem_link_wait_state(&s.link, "ready");
	simulator_fault(&s.sim, 1, "registration", 2, 0);
	now = modem_link_wait_state(&s.link, "registering");
	while (strcmp(now->network, "searching") != 0) /* the one on the way up comes first */
		now = modem_link_wait_state(&s.link, "registering");
	assert_string_equal(now->reason, "network: searching");
	modem_link_submit(&s.link, 1, PERSON, "cho song");
	assert_false(modem_link_comes(&s.link, FRAME_DONE, 300));
	assert_int_equal(simulator_counter(&s.sim, "sent"), 0);
	simulator_do(&s.sim, "{\"do\": \"fault\", \"kind\": \"clear\"}");
	assert_int_equal(modem_link_done(&s.link, 1)->result, FRAME_SENT);
	strike(&s);
}

static void a_full_memory_raises_an_alarm_and_room_clears_it(void **state)
{
	uint64_t tokens[9];
	struct scene s;

	(void)state;
	set(&s, WORDS("--capacity", "10"), QUICK);
	modem_link_wait_state(&s.link, "ready");
	for (int i = 0; i < 9; i++) {
		simulator_text(&s.sim, 1, PERSON, "day");
		tokens[i] = modem_link_wait(&s.link, FRAME_INBOUND)->u.inbound.token;
	}
	modem_link_wait_alarm(&s.link, "sim-full", true);
	for (int i = 0; i < 9; i++)
		modem_link_kept(&s.link, tokens[i]);
	modem_link_wait_alarm(&s.link, "sim-full", false);
	strike(&s);
}

/* ---- the SIM ---- */

/* "pin_tries" or "puk_tries" of the simulated SIM. */
static int64_t tries_left(struct scene *s, const char *what)
{
	struct why why;
	json_t *answer = client_ask(s->sim.client, json_pack("{s:s}", "do", "state"), 5000, &why);
	int64_t tries;

	assert_non_null(answer);
	tries = json_integer_value(json_object_get(json_array_get(json_object_get(answer, "modems"), 0), what));
	json_decref(answer);
	return tries;
}

static void a_right_pin_opens_the_sim(void **state)
{
	struct scene s;

	(void)state;
	simulator_start(&s.sim, WORDS("--pin", "1234"));
	modem_link_start(&s.link, simulator_port(&s.sim, 1), "1234", CALM);
	modem_link_wait_alarm(&s.link, "pin", false); /* the process before it may have raised it */
	modem_link_wait_alarm(&s.link, "sim-missing", false);
	modem_link_wait_alarm(&s.link, "line", false);
	assert_works(&s, 1);
	assert_int_equal(tries_left(&s, "pin_tries"), 3);
	strike(&s);
}

static void a_wrong_pin_is_tried_once_and_never_again(void **state)
{
	char hash[64];
	struct scene s;

	(void)state;
	simulator_start(&s.sim, WORDS("--pin", "1234"));
	modem_link_start(&s.link, simulator_port(&s.sim, 1), "4321", CALM);
	snprintf(hash, sizeof hash, "%s", modem_link_wait_alarm(&s.link, ARGUMENTS_BAD_PIN, true)->text);
	assert_int_equal(strlen(hash), 32);
	modem_link_wait_alarm(&s.link, "pin", true);
	modem_link_wait_state(&s.link, "resting");
	modem_link_wait_state(&s.link, "resting"); /* the second round tries nothing */
	assert_int_equal(tries_left(&s, "pin_tries"), 2);
	modem_link_stop(&s.link);

	modem_link_start(&s.link, simulator_port(&s.sim, 1), "4321", WORDS("--bad-pin", hash));
	modem_link_wait_alarm(&s.link, "pin", true);
	assert_int_equal(tries_left(&s, "pin_tries"), 2);
	modem_link_stop(&s.link);

	modem_link_start(&s.link, simulator_port(&s.sim, 1), "1234", WORDS("--bad-pin", hash));
	assert_works(&s, 1); /* a corrected one is tried */
	assert_int_equal(tries_left(&s, "pin_tries"), 3);
	strike(&s);
}

static void a_sim_that_wants_its_puk_is_left_alone(void **state)
{
	static const char *const wrong[] = { "1111", "2222", "3333" };
	struct scene s;

	(void)state;
	simulator_start(&s.sim, WORDS("--pin", "1234"));
	for (int i = 0; i < 3; i++) {
		modem_link_start(&s.link, simulator_port(&s.sim, 1), wrong[i], CALM);
		modem_link_wait_alarm(&s.link, "pin", true);
		modem_link_stop(&s.link);
	}
	modem_link_start(&s.link, simulator_port(&s.sim, 1), "1234", CALM);
	modem_link_wait_alarm(&s.link, "puk", true);
	assert_int_equal(tries_left(&s, "puk_tries"), 10);
	strike(&s);
}

static void a_sim_that_is_missing_or_wants_a_pin_that_nobody_gave_is_told(void **state)
{
	struct scene s;

	(void)state;
	simulator_start(&s.sim, WORDS("--pin", "1234"));
	modem_link_start(&s.link, simulator_port(&s.sim, 1), NULL, CALM);
	modem_link_wait_alarm(&s.link, "pin", true);
	assert_int_equal(tries_left(&s, "pin_tries"), 3);
	strike(&s);

	simulator_start(&s.sim, NULL);
	simulator_fault(&s.sim, 1, "sim", 0, 0);
	modem_link_start(&s.link, simulator_port(&s.sim, 1), NULL, CALM);
	modem_link_wait_alarm(&s.link, "sim-missing", true);
	simulator_do(&s.sim, "{\"do\": \"fault\", \"kind\": \"clear\"}");
	modem_link_wait_alarm(&s.link, "sim-missing", false);
	assert_works(&s, 1);
	strike(&s);
}

/* ---- USSD ---- */

static const struct frame_ussd_reply *dial(struct scene *s, uint64_t id, const char *code)
{
	const struct frame frame = { .type = FRAME_USSD_SEND, .u.ussd_send = { id, code } };
	const struct frame_ussd_reply *reply;

	modem_link_send(&s->link, &frame);
	reply = &modem_link_wait(&s->link, FRAME_USSD_REPLY)->u.ussd_reply;
	assert_int_equal(reply->id, id);
	return reply;
}

static void codes_are_dialled_and_menus_answered(void **state)
{
	const struct frame_ussd_reply *reply;
	struct scene s;

	(void)state;
	set(&s, NULL, CALM);
	modem_link_wait_state(&s.link, "ready");
	simulator_do(&s.sim, "{\"do\": \"ussd\", \"code\": \"*123#\", \"answer\": \"Tài khoản: 45.300đ\"}");
	simulator_do(&s.sim, "{\"do\": \"ussd\", \"code\": \"*124#\", \"answer\": \"mot\\nhai\\nba\"}");
	reply = dial(&s, 1, "*123#");
	assert_int_equal(reply->status, 0);
	assert_string_equal(reply->text, "Tài khoản: 45.300đ");
	assert_string_equal(dial(&s, 2, "*124#")->text, "mot\nhai\nba");
	simulator_do(&s.sim, "{\"do\": \"set\", \"what\": \"ussd_crlf\", \"value\": 1}");
	assert_string_equal(dial(&s, 3, "*124#")->text, "mot\nhai\nba");
	assert_int_equal(dial(&s, 4, "*098#")->status, 1); /* a menu wants an answer */
	assert_works(&s, 1);
	assert_true(dial(&s, 5, "1")->text[0] != '\0');
	assert_int_equal(dial(&s, 6, "")->status, 2);
	assert_int_equal(dial(&s, 7, "\"\r")->status, 2); /* no key pad has that */
	strike(&s);
}

static void a_dialogue_that_the_network_begins_is_ended_before_the_next_code_is_dialled(void **state)
{
	struct scene s;

	(void)state;
	set(&s, NULL, CALM);
	modem_link_wait_state(&s.link, "ready");
	dial(&s, 2, "*102#"); /* from then on the modem shows what comes by itself */
	simulator_do(&s.sim, "{\"do\": \"ussd\", \"push\": \"Ban co muon mua goi 5.000d? 1. Co\", \"more\": true}");
	assert_string_equal(modem_link_wait(&s.link, FRAME_USSD_REPLY)->u.ussd_reply.text, "");
	assert_non_null(strstr(dial(&s, 1, "*101#")->text, "TK chinh"));
	strike(&s);
}

/* ---- its processes ---- */

static void jobs_are_told_to_the_parent_with_their_deadlines(void **state)
{
	bool begun = false, ended = false;
	struct frame frame;
	struct why why;
	struct buf in;
	struct scene s;
	size_t used;

	(void)state;
	set(&s, NULL, CALM);
	assert_works(&s, 1);
	buf_init(&in);
	while (!(begun && ended)) {
		assert_int_equal(frame_read(s.link.parent_fd, &in, &frame, &used, &why), 1);
		assert_int_equal(frame.type, FRAME_JOB);
		if (frame.u.job.name[0] == '\0')
			assert_int_equal(frame.u.job.deadline_ms, 0);
		else
			assert_in_range(frame.u.job.deadline_ms, 60000, 70000);
		ended = begun && frame.u.job.name[0] == '\0';
		begun = begun || strcmp(frame.u.job.name, "send") == 0;
		buf_drop(&in, used);
	}
	buf_fini(&in);
	strike(&s);
}

static void a_stop_finishes_the_text_that_is_on_its_way(void **state)
{
	const struct frame stop = { .type = FRAME_STOP, .u.stop.grace_ms = 10000 };
	struct scene s;

	(void)state;
	set(&s, WORDS("--latency", "700"), CALM);
	modem_link_submit(&s.link, 1, PERSON, "con mot tin");
	modem_link_wait_state(&s.link, "sending");
	modem_link_send(&s.link, &stop);
	assert_int_equal(modem_link_done(&s.link, 1)->result, FRAME_SENT);
	strike(&s);
}

/* Voluntary switches of all its threads. */
static long switches(pid_t pid)
{
	char command[128], line[64] = "";
	FILE *f;

	snprintf(command, sizeof command, "cat /proc/%d/task/*/status | awk '/^voluntary/ {n += $2} END {print n}'",
		(int)pid);
	f = popen(command, "r");
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof line, f));
	pclose(f);
	return atol(line);
}

static void an_idle_link_does_not_stir(void **state)
{
	struct scene s;
	long before;

	(void)state;
	set(&s, NULL, CALM);
	assert_works(&s, 1);
	modem_link_wait(&s.link, FRAME_RECEIPT);
	assert_false(modem_link_comes(&s.link, FRAME_TYPES, 200));
	before = switches(s.link.pid);
	assert_false(modem_link_comes(&s.link, FRAME_TYPES, 2000));
	assert_int_equal(switches(s.link.pid), before);
	strike(&s);
}

static void a_call_is_told_once_however_long_it_rings(void **state)
{
	struct scene s;

	(void)state;
	set(&s, NULL, CALM);
	assert_works(&s, 1);
	simulator_do(&s.sim, "{\"do\": \"call\", \"from\": \"" PERSON "\", \"rings\": 2}");
	assert_string_equal(modem_link_wait(&s.link, FRAME_CALL)->u.call.from, PERSON);
	assert_false(modem_link_comes(&s.link, FRAME_CALL, 6000)); /* it rings every five seconds */
	simulator_do(&s.sim, "{\"do\": \"call\", \"from\": \"\"}");
	assert_string_equal(modem_link_wait(&s.link, FRAME_CALL)->u.call.from, ""); /* withheld */
	assert_works(&s, 2);
	strike(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_link_tells_who_it_is),
		cmocka_unit_test(a_text_goes_out_and_its_receipt_comes_back),
		cmocka_unit_test(a_call_is_told_once_however_long_it_rings),
		cmocka_unit_test(receipts_are_found_wherever_the_modem_puts_them),
		cmocka_unit_test(receipts_that_come_straight_to_the_terminal_are_told),
		cmocka_unit_test(a_text_leaves_the_sim_only_when_it_is_kept),
		cmocka_unit_test(texts_that_wait_in_the_sim_are_found_at_the_start_under_the_same_identity),
		cmocka_unit_test(the_same_text_in_two_places_has_one_identity_and_two_tokens),
		cmocka_unit_test(every_character_of_the_alphabet_arrives_as_it_was),
		cmocka_unit_test(long_texts_go_in_parts_and_come_in_parts),
		cmocka_unit_test(parts_that_the_network_has_are_not_sent_again),
		cmocka_unit_test(a_flash_text_is_shown_at_once),
		cmocka_unit_test(what_no_sim_can_send_is_refused_at_once),
		cmocka_unit_test(what_cannot_be_decoded_comes_as_hex_and_frees_its_place),
		cmocka_unit_test(the_networks_refusal_comes_with_its_number_once),
		cmocka_unit_test(an_answer_that_never_comes_is_unsure_and_nothing_is_sent_twice),
		cmocka_unit_test(a_text_whose_pdu_was_never_written_goes_once_the_modem_is_back),
		cmocka_unit_test(a_pdu_waits_for_a_late_prompt_whatever_the_modem_says_before_it),
		cmocka_unit_test(no_line_that_a_modem_says_by_itself_costs_a_send_its_time),
		cmocka_unit_test(garbage_and_floods_stop_nothing),
		cmocka_unit_test(a_modem_that_vanishes_is_ready_again_soon_after_its_return),
		cmocka_unit_test(a_modem_that_vanishes_with_a_text_leaves_it_unsure),
		cmocka_unit_test(a_modem_that_is_not_there_is_waited_for),
		cmocka_unit_test(without_a_network_a_text_waits_until_it_is_back),
		cmocka_unit_test(a_full_memory_raises_an_alarm_and_room_clears_it),
		cmocka_unit_test(a_right_pin_opens_the_sim),
		cmocka_unit_test(a_wrong_pin_is_tried_once_and_never_again),
		cmocka_unit_test(a_sim_that_wants_its_puk_is_left_alone),
		cmocka_unit_test(a_sim_that_is_missing_or_wants_a_pin_that_nobody_gave_is_told),
		cmocka_unit_test(codes_are_dialled_and_menus_answered),
		cmocka_unit_test(a_dialogue_that_the_network_begins_is_ended_before_the_next_code_is_dialled),
		cmocka_unit_test(jobs_are_told_to_the_parent_with_their_deadlines),
		cmocka_unit_test(a_stop_finishes_the_text_that_is_on_its_way),
		cmocka_unit_test(an_idle_link_does_not_stir),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

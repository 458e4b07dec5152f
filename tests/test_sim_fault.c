/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The faults of the simulator: each does what it says, as often as it says, and is over then. */
#include "gateway/base/segment.h"
#include "gateway/sim/accepted.h"
#include "gateway/sim/agenda.h"
#include "gateway/sim/deliver.h"
#include "gateway/sim/fault.h"
#include "gateway/sim/modem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* SMS-SUBMIT to +84905123456 "hello": 18 octets. */
#define SEND        "AT+CMGS=18\r0001000B914809153254F6000005E8329BFD06\x1A"
#define SEND_REPORT "AT+CMGS=18\r0021000B914809153254F6000005E8329BFD06\x1A"
#define TAKEN(mr)   "\r\n> \r\n+CMGS: " mr "\r\n\r\nOK\r\n"
#define REFUSED(n)  "\r\n> \r\n+CMS ERROR: " n "\r\n"

struct bench {
	struct agenda *agenda;
	struct modem *modem;
	int64_t now_us;
	unsigned events[MODEM_EVENT_KINDS];
	int last_code, gone_ms;
};

static void on_event(void *user, struct modem *m, const struct modem_event *event)
{
	struct bench *b = user;

	(void)m;
	b->events[event->kind]++;
	b->last_code = event->code;
}

static void on_restart(void *user, struct modem *m, int gone_ms)
{
	struct bench *b = user;

	b->gone_ms = gone_ms;
	modem_power(m, false);
}

static void begin(struct bench *b)
{
	struct modem_options options = {
		.number = 1, .msisdn = "+84905000001", .pin = "", .receipt_delay_ms = 1000, .capacity = 10
	};
	struct modem_host host = { .event = on_event, .restart = on_restart };

	memset(b, 0, sizeof *b);
	host.user = b;
	b->agenda = agenda_new(0, 1660788000000000);
	b->modem = modem_new(&options, b->agenda, &host);
	memset(b->events, 0, sizeof b->events);
	modem_feed(b->modem, "ATE0+CMEE=1;+CNMI=2,1,0,2\r", 26);
	buf_clear(modem_output(b->modem));
}

static void end(struct bench *b)
{
	modem_free(&b->modem);
	agenda_free(&b->agenda);
}

static void pass_ms(struct bench *b, int64_t ms)
{
	b->now_us += ms * 1000;
	agenda_run(b->agenda, b->now_us);
}

static void expect_said(struct bench *b, const char *answer)
{
	struct buf *out = modem_output(b->modem);

	assert_string_equal(out->data, answer);
	buf_clear(out);
}

static void expect(struct bench *b, const char *typed, const char *answer)
{
	modem_feed(b->modem, typed, strlen(typed));
	agenda_run(b->agenda, b->now_us);
	expect_said(b, answer);
}

static void set(struct bench *b, enum fault_kind kind, int64_t code, int64_t ms, int64_t times)
{
	struct fault fault = { .kind = kind, .code = code, .ms = ms, .times = times };
	struct why why;

	assert_int_equal(fault_set(b->modem, &fault, &why), 0);
}

static void set_line(struct bench *b, enum fault_kind kind, int64_t code, int64_t times, const char *line)
{
	struct fault fault = { .kind = kind, .code = code, .times = times };
	struct why why;

	snprintf(fault.line, sizeof fault.line, "%s", line);
	assert_int_equal(fault_set(b->modem, &fault, &why), 0);
}

static void bring(struct bench *b, const char *text)
{
	struct deliver d = { .from = "+84905123456", .text = text, .choose = true, .wall_us = 1660788000000000 };
	struct why why;

	assert_true(deliver_text(b->modem, &d, &why) >= 1);
}

static void the_network_refuses_so_many_texts(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	set(&b, FAULT_CMS, 500, 0, 2);
	expect(&b, SEND, REFUSED("500"));
	expect(&b, SEND, REFUSED("500"));
	expect(&b, SEND, TAKEN("1"));
	assert_int_equal(b.events[MODEM_REFUSED], 2);
	assert_int_equal(b.events[MODEM_SENT], 1);
	set(&b, FAULT_PROMPT_ERROR, 38, 0, 1);
	expect(&b, "AT+CMGS=18\r", "\r\n+CMS ERROR: 38\r\n");
	expect(&b, SEND, TAKEN("2"));
	end(&b);
}

static void silence_swallows_a_command_and_its_echo(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	expect(&b, "ATE1\r", "\r\nOK\r\n");
	set(&b, FAULT_SILENCE, 0, 0, 1);
	expect(&b, "AT+CSQ\r", "");
	expect(&b, "AT\r", "AT\r\r\nOK\r\n");
	set(&b, FAULT_SILENCE, 0, 0, 0);
	for (int i = 0; i < 5; i++)
		expect(&b, "AT\r", "");
	set(&b, FAULT_CLEAR, 0, 0, 0);
	expect(&b, "AT\r", "AT\r\r\nOK\r\n");
	end(&b);
}

static void an_answer_is_lost_but_the_text_is_not(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	set(&b, FAULT_LOST, 0, 0, 1);
	expect(&b, SEND_REPORT, "\r\n> ");
	assert_int_equal(b.events[MODEM_SENT], 1);
	expect(&b, "AT\r", "\r\nOK\r\n");
	pass_ms(&b, 1000);
	expect_said(&b, "\r\n+CDSI: \"SM\",1\r\n"); /* its receipt tells the truth */
	end(&b);
}

static void a_modem_may_go_when_the_text_has_gone(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	set(&b, FAULT_VANISH_SENT, 0, 5000, 1);
	expect(&b, SEND_REPORT, "");
	assert_int_equal(b.gone_ms, 5000);
	assert_int_equal(b.events[MODEM_SENT], 1);
	assert_false(modem_is_on(b.modem));
	pass_ms(&b, 5000);
	modem_power(b.modem, true);
	expect(&b, "ATE0\r", "ATE0\r\r\nOK\r\n");
	expect(&b, "AT+CPMS?\r", "\r\n+CPMS: \"SM\",1,10,\"SM\",1,10,\"SM\",1,10\r\n\r\nOK\r\n"); /* the receipt */
	end(&b);
}

static void a_late_prompt_loses_what_came_before_it(void **state)
{
	struct bench b;
	struct modem_counters n;

	(void)state;
	begin(&b);
	set(&b, FAULT_PROMPT, 0, 3000, 1);
	expect(&b, "AT+CMGS=18\r0001000B91", "");
	pass_ms(&b, 2999);
	expect_said(&b, "");
	pass_ms(&b, 1);
	expect_said(&b, "\r\n> ");
	expect(&b, "0001000B914809153254F6000005E8329BFD06\x1A", "\r\n+CMGS: 1\r\n\r\nOK\r\n");
	modem_counters(b.modem, &n);
	assert_int_equal(n.early_octets, 10);
	end(&b);
}

static void a_slow_modem_answers_after_its_time(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	set(&b, FAULT_SLOW, 0, 200, 0);
	expect(&b, "AT\rAT+CSQ\r", "");
	pass_ms(&b, 200);
	expect_said(&b, "\r\nOK\r\n");
	pass_ms(&b, 200);
	expect_said(&b, "\r\n+CSQ: 23,99\r\n\r\nOK\r\n");
	end(&b);
}

static void garbage_and_unknown_lines_come_at_any_time(void **state)
{
	struct fault noise = { .kind = FAULT_GARBAGE, .octets = 64 };
	struct bench b;
	struct why why;

	(void)state;
	begin(&b);
	assert_int_equal(fault_set(b.modem, &noise, &why), 0);
	assert_int_equal(modem_output(b.modem)->length, 64);
	buf_clear(modem_output(b.modem));
	noise.octets = 0;
	assert_int_equal(fault_set(b.modem, &noise, &why), -1);
	modem_feed(b.modem, "AT+CM", 5);
	set_line(&b, FAULT_UNSOLICITED, 0, 2, "+QIND: \"csq\",20");
	expect(&b, "GS=18\r", "\r\n+QIND: \"csq\",20\r\n\r\n+QIND: \"csq\",20\r\n\r\n> ");
	set_line(&b, FAULT_UNSOLICITED, 0, 0, "RDY");
	expect(&b, "\x1B", "\r\nRDY\r\n\r\nOK\r\n");
	end(&b);
}

static void one_text_is_stored_in_two_places(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	set(&b, FAULT_TWICE, 0, 0, 1);
	bring(&b, "a");
	bring(&b, "b");
	expect_said(&b, "\r\n+CMTI: \"SM\",1\r\n\r\n+CMTI: \"SM\",2\r\n\r\n+CMTI: \"SM\",3\r\n");
	end(&b);
}

static void a_receipt_says_what_it_is_told_or_never_comes(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	set(&b, FAULT_RECEIPT, 0x46, 0, 1);
	expect(&b, SEND_REPORT, TAKEN("1"));
	pass_ms(&b, 1000);
	expect_said(&b, "\r\n+CDSI: \"SM\",1\r\n");
	assert_int_equal(b.last_code, 0x46);
	set(&b, FAULT_RECEIPT, -1, 0, 1);
	expect(&b, SEND_REPORT, TAKEN("2"));
	pass_ms(&b, 100000);
	expect_said(&b, "");
	end(&b);
}

static void without_registration_nothing_goes_out_or_in(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	expect(&b, "AT+CREG=1\r", "\r\nOK\r\n");
	set(&b, FAULT_REGISTRATION, 3, 0, 0);
	expect_said(&b, "\r\n+CREG: 3\r\n");
	expect(&b, SEND, REFUSED("331"));
	bring(&b, "a");
	expect_said(&b, "");
	set(&b, FAULT_CLEAR, 0, 0, 0);
	expect_said(&b, "\r\n+CREG: 1\r\n\r\n+CMTI: \"SM\",1\r\n");
	set(&b, FAULT_REGISTRATION, 2, 500, 0); /* for half a second */
	expect_said(&b, "\r\n+CREG: 2\r\n");
	pass_ms(&b, 500);
	expect_said(&b, "\r\n+CREG: 1\r\n");
	end(&b);
}

static void a_full_memory_says_so_and_takes_nothing(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	set(&b, FAULT_FULL, 0, 0, 0);
	bring(&b, "a");
	expect(&b, "AT+CPMS?\r", "\r\n+CPMS: \"SM\",10,10,\"SM\",10,10,\"SM\",10,10\r\n\r\nOK\r\n");
	set(&b, FAULT_CLEAR, 0, 0, 0);
	expect_said(&b, "\r\n+CMTI: \"SM\",1\r\n");
	end(&b);
}

static void a_receipt_without_room_does_not_keep_texts_out(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	assert_int_equal(modem_set(b.modem, "report_sr", 1, NULL), 0);
	for (int i = 0; i < 51; i++) {
		modem_feed(b.modem, SEND_REPORT, strlen(SEND_REPORT));
		pass_ms(&b, 1000);
	}
	pass_ms(&b, 1000);
	buf_clear(modem_output(b.modem));
	bring(&b, "a");
	expect_said(&b, "\r\n+CMTI: \"SM\",1\r\n");
	expect(&b, "AT+CPMS=\"SR\";+CMGD=7\r", "\r\n+CPMS: 50,50,1,10,1,10\r\n\r\nOK\r\n\r\n+CDSI: \"SR\",7\r\n");
	end(&b);
}

static void a_hung_modem_neither_reads_nor_speaks(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	set(&b, FAULT_HANG, 0, 3000, 0);
	expect(&b, "AT\r", "");
	bring(&b, "a");
	expect_said(&b, "");
	pass_ms(&b, 3000);
	expect_said(&b, "\r\n+CMTI: \"SM\",1\r\n\r\nOK\r\n");
	set(&b, FAULT_HANG, 0, 0, 0);
	expect(&b, "AT\r", "");
	modem_power(b.modem, false);
	modem_power(b.modem, true);
	expect(&b, "ATE0\r", "ATE0\r\r\nOK\r\n");
	end(&b);
}

static void a_missing_sim_and_a_broken_command_say_their_errors(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	set(&b, FAULT_SIM, 0, 0, 0);
	expect(&b, "AT+CPIN?\r", "\r\n+CME ERROR: 10\r\n");
	expect(&b, "AT+CPMS?\r", "\r\n+CMS ERROR: 310\r\n");
	expect(&b, "AT+CREG?\r", "\r\n+CREG: 0,0\r\n\r\nOK\r\n");
	set(&b, FAULT_CLEAR, 0, 0, 0);
	set_line(&b, FAULT_ERROR, 100, 1, "+CSQ");
	expect(&b, "AT\r", "\r\nOK\r\n");
	expect(&b, "AT+CSQ\r", "\r\n+CME ERROR: 100\r\n");
	expect(&b, "AT+CSQ\r", "\r\n+CSQ: 23,99\r\n\r\nOK\r\n");
	end(&b);
}

static void power_off_forgets_the_line_but_not_the_sim(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	bring(&b, "a");
	buf_clear(modem_output(b.modem));
	expect(&b, "AT+CMGS=18\r", "\r\n> ");
	modem_power(b.modem, false);
	expect(&b, "AT\r", "");
	bring(&b, "b"); /* waits in the network */
	modem_power(b.modem, true);
	expect(&b, "ATE0\r", "ATE0\r\r\nOK\r\n");
	expect(&b, "AT+CPMS?\r", "\r\n+CPMS: \"SM\",2,10,\"SM\",2,10,\"SM\",2,10\r\n\r\nOK\r\n");
	end(&b);
}

static void every_fault_has_a_name(void **state)
{
	(void)state;
	for (int kind = 0; kind < FAULT_KINDS; kind++)
		assert_int_equal(fault_of(fault_name((enum fault_kind)kind)), kind);
	assert_int_equal(fault_of("no such"), FAULT_KINDS);
}

/* ---- the agenda and the log of what was accepted ---- */

struct diary {
	struct agenda *agenda;
	char done[16];
	size_t n;
};

static void note(void *user, void *item)
{
	struct diary *d = user;

	d->done[d->n++] = *(char *)item;
}

static void plan(struct diary *d, int64_t delay_ms, char letter)
{
	char *item = malloc(1);

	*item = letter;
	agenda_add(d->agenda, delay_ms, note, d, item);
}

static void the_agenda_keeps_the_order_of_time_and_of_adding(void **state)
{
	struct diary d = { .agenda = agenda_new(0, 0) }, other = { .agenda = d.agenda };

	(void)state;
	assert_int_equal(agenda_next_us(d.agenda), INT64_MAX);
	plan(&d, 30, 'e');
	plan(&d, 10, 'a');
	plan(&d, 20, 'c');
	plan(&other, 15, 'x');
	plan(&d, 10, 'b');
	plan(&d, 20, 'd');
	assert_int_equal(agenda_next_us(d.agenda), 10000);
	agenda_run(d.agenda, 9999);
	assert_string_equal(d.done, "");
	agenda_drop(d.agenda, NULL, &other);
	agenda_run(d.agenda, 20000);
	assert_string_equal(d.done, "abcd");
	agenda_run(d.agenda, 15000); /* the clock does not go back */
	assert_int_equal(agenda_now_us(d.agenda), 20000);
	agenda_run(d.agenda, 30000);
	assert_string_equal(d.done, "abcde");
	assert_string_equal(other.done, "");
	plan(&d, 10, 'f');
	agenda_free(&d.agenda);
}

static void what_was_accepted_is_counted_by_words_and_part(void **state)
{
	struct accepted *a = accepted_new();
	uint64_t distinct, repeated;
	char text[32];

	(void)state;
	for (int i = 0; i < 5000; i++) {
		snprintf(text, sizeof text, "text %d", i);
		assert_int_equal(accepted_add(a, "+84905123456", text, 1, 1), 1);
	}
	assert_int_equal(accepted_add(a, "+84905123456", "text 7", 1, 1), 2);
	assert_int_equal(accepted_add(a, "+84905123456", "text 7", 1, 2), 1); /* a part of a longer one */
	assert_int_equal(accepted_add(a, "+84905123457", "text 7", 1, 1), 1);
	assert_int_equal(accepted_times(a, "+84905123456", "text 7"), 3);
	assert_int_equal(accepted_times(a, "+84905123456", "text"), 0);
	accepted_totals(a, &distinct, &repeated);
	assert_int_equal(distinct, 5002);
	assert_int_equal(repeated, 1);
	accepted_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_network_refuses_so_many_texts),
		cmocka_unit_test(silence_swallows_a_command_and_its_echo),
		cmocka_unit_test(an_answer_is_lost_but_the_text_is_not),
		cmocka_unit_test(a_modem_may_go_when_the_text_has_gone),
		cmocka_unit_test(a_late_prompt_loses_what_came_before_it),
		cmocka_unit_test(a_slow_modem_answers_after_its_time),
		cmocka_unit_test(garbage_and_unknown_lines_come_at_any_time),
		cmocka_unit_test(one_text_is_stored_in_two_places),
		cmocka_unit_test(a_receipt_says_what_it_is_told_or_never_comes),
		cmocka_unit_test(without_registration_nothing_goes_out_or_in),
		cmocka_unit_test(a_full_memory_says_so_and_takes_nothing),
		cmocka_unit_test(a_receipt_without_room_does_not_keep_texts_out),
		cmocka_unit_test(a_hung_modem_neither_reads_nor_speaks),
		cmocka_unit_test(a_missing_sim_and_a_broken_command_say_their_errors),
		cmocka_unit_test(power_off_forgets_the_line_but_not_the_sim),
		cmocka_unit_test(every_fault_has_a_name),
		cmocka_unit_test(the_agenda_keeps_the_order_of_time_and_of_adding),
		cmocka_unit_test(what_was_accepted_is_counted_by_words_and_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

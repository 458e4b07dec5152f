/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The AT machine of the simulator: what is typed, what comes back. */
#include "gateway/base/segment.h"
#include "gateway/sim/agenda.h"
#include "gateway/sim/at_args.h"
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

#define WALL 1660788000000000 /* 2022-08-18 09:00:00 +07:00 */

struct bench {
	struct agenda *agenda;
	struct modem *modem;
	int64_t now_us;
};

static void begin(struct bench *b, const char *pin, int latency_ms)
{
	struct modem_options options = { .number = 1,
		.msisdn = "+84905000001",
		.pin = pin,
		.latency_ms = latency_ms,
		.receipt_delay_ms = 1000,
		.capacity = 3 };

	b->now_us = 1000000;
	b->agenda = agenda_new(b->now_us, WALL);
	b->modem = modem_new(&options, b->agenda, NULL);
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

static void type(struct bench *b, const char *text)
{
	modem_feed(b->modem, text, strlen(text));
	agenda_run(b->agenda, b->now_us);
}

/* What the modem said since the last time. */
static const char *said(struct bench *b)
{
	static char text[65536];
	struct buf *out = modem_output(b->modem);

	snprintf(text, sizeof text, "%s", out->data);
	buf_drop(out, out->length);
	return text;
}

static void expect(struct bench *b, const char *typed, const char *answer)
{
	type(b, typed);
	assert_string_equal(said(b), answer);
}

/* As a terminal does that wants no echo and errors in numbers. */
static void quietly(struct bench *b)
{
	type(b, "ATE0+CMEE=1\r");
	said(b);
}

static void bring(struct bench *b, const char *text, bool flash)
{
	struct deliver d = { .from = "+84905123456", .text = text, .choose = true, .flash = flash, .wall_us = WALL };
	struct why why;

	assert_true(deliver_text(b->modem, &d, &why) >= 1);
}

struct row {
	const char *typed, *answer;
};

static void walk(const struct row *rows)
{
	struct bench b;

	begin(&b, "", 0);
	quietly(&b);
	for (; rows->typed != NULL; rows++)
		expect(&b, rows->typed, rows->answer);
	end(&b);
}

static void commands_answer_as_a_modem_does(void **state)
{
	static const struct row rows[] = {
		{ "AT\r", "\r\nOK\r\n" },
		{ "at\r", "\r\nOK\r\n" },
		{ "AT+CGMI\r", "\r\nKeng\r\n\r\nOK\r\n" },
		{ "AT+CGSN\r", "\r\n356938035640011\r\n\r\nOK\r\n" },
		{ "AT+CIMI\r", "\r\n452040000000001\r\n\r\nOK\r\n" },
		{ "AT+CSQ\r", "\r\n+CSQ: 23,99\r\n\r\nOK\r\n" },
		{ "AT+CREG?\r", "\r\n+CREG: 0,1\r\n\r\nOK\r\n" },
		{ "AT+CREG=2;+CREG?\r", "\r\n+CREG: 2,1,\"2F1A\",\"01A2B3C4\",7\r\n\r\nOK\r\n" },
		{ "AT+CEREG=?\r", "\r\n+CEREG: (0-2)\r\n\r\nOK\r\n" },
		{ "AT+COPS=3,2;+COPS?\r", "\r\n+COPS: 0,2,\"45204\",7\r\n\r\nOK\r\n" },
		{ "AT+COPS=3,0;+COPS?\r", "\r\n+COPS: 0,0,\"Keng VN\",7\r\n\r\nOK\r\n" },
		{ "AT+CSCS=\"UCS2\";+COPS?\r", "\r\n+COPS: 0,0,\"004B0065006E006700200056004E\",7\r\n\r\nOK\r\n" },
		{ "AT+CSCS=\"GSM\";+CSCS?\r", "\r\n+CSCS: \"GSM\"\r\n\r\nOK\r\n" },
		{ "AT+CPIN?\r", "\r\n+CPIN: READY\r\n\r\nOK\r\n" },
		{ "AT+CPMS?\r", "\r\n+CPMS: \"SM\",0,3,\"SM\",0,3,\"SM\",0,3\r\n\r\nOK\r\n" },
		{ "AT+CPMS=\"ME\",\"SM\",\"ME\"\r", "\r\n+CPMS: 0,3,0,3,0,3\r\n\r\nOK\r\n" },
		{ "AT+CNMI=2,1,0,2,0;+CNMI?\r", "\r\n+CNMI: 2,1,0,2,0\r\n\r\nOK\r\n" },
		{ "AT+CNMI=,,,1;+CNMI?\r", "\r\n+CNMI: 2,1,0,1,0\r\n\r\nOK\r\n" },
		{ "AT+CSCA?\r", "\r\n+CSCA: \"+84980200030\",145\r\n\r\nOK\r\n" },
		{ "AT+CSCA=\"84900000023\",145;+CSCA?\r", "\r\n+CSCA: \"+84900000023\",145\r\n\r\nOK\r\n" },
		{ "AT+CMGF?\r", "\r\n+CMGF: 0\r\n\r\nOK\r\n" },
		{ "AT+CMGL=4\r", "\r\nOK\r\n" },
		{ "AT+CMGD=?\r", "\r\n+CMGD: (),(0-4)\r\n\r\nOK\r\n" },
		{ "AT+CFUN=4;+CREG?;+CSQ\r", "\r\n+CREG: 2,0\r\n\r\n+CSQ: 99,99\r\n\r\nOK\r\n\r\n+CREG: 0\r\n" },
		{ "A/", "\r\n+CREG: 2,0\r\n\r\n+CSQ: 99,99\r\n\r\nOK\r\n" },
		{ "AT+CFUN=1\r", "\r\nOK\r\n\r\n+CREG: 1,\"2F1A\",\"01A2B3C4\",7\r\n" },
		{ NULL, NULL },
	};

	(void)state;
	walk(rows);
}

static void what_is_wrong_is_refused(void **state)
{
	static const struct row rows[] = {
		{ "AT+NOSUCH\r", "\r\nERROR\r\n" },
		{ "AT+CSQ=1\r", "\r\nERROR\r\n" },
		{ "AT+CREG=7\r", "\r\n+CME ERROR: 50\r\n" },
		{ "AT+CREG=\"1\"\r", "\r\n+CME ERROR: 50\r\n" },
		{ "AT+CREG=1,\r", "\r\n+CME ERROR: 50\r\n" },
		{ "AT+CSCS=\"KLINGON\"\r", "\r\n+CME ERROR: 4\r\n" },
		{ "AT+CPIN=\"1234\"\r", "\r\n+CME ERROR: 3\r\n" },
		{ "AT+CMGF=1\r", "\r\n+CMS ERROR: 302\r\n" },
		{ "AT+CPMS=\"XX\"\r", "\r\n+CMS ERROR: 302\r\n" },
		{ "AT+CPMS=\"SM\",\"SR\"\r", "\r\n+CMS ERROR: 302\r\n" },
		{ "AT+CNMI=5\r", "\r\n+CMS ERROR: 302\r\n" },
		{ "AT+CMGR=1\r", "\r\n+CMS ERROR: 321\r\n" },
		{ "AT+CMGD=4\r", "\r\n+CMS ERROR: 321\r\n" },
		{ "AT+CMGS=\"+84905123456\"\r", "\r\n+CMS ERROR: 304\r\n" },
		{ "AT+CMGS=0\r", "\r\n+CMS ERROR: 304\r\n" },
		{ "AT+CMGS=14,1\r", "\r\n+CMS ERROR: 302\r\n" },
		{ "AT+CNMA\r", "\r\n+CMS ERROR: 302\r\n" },
		/* The rest of a line is not done after its first error. */
		{ "AT+CREG=7;+CSQ\r", "\r\n+CME ERROR: 50\r\n" },
		{ "ATE7\r", "\r\nERROR\r\n" },
		/* A line that does not begin with AT is nobody's. */
		{ "hello\r", "" },
		{ "\r\r\n", "" },
		{ NULL, NULL },
	};

	(void)state;
	walk(rows);
}

static void echo_errors_and_results_follow_their_settings(void **state)
{
	static const struct row rows[] = {
		{ "ATE1\r", "\r\nOK\r\n" },
		{ "AT\r", "AT\r\r\nOK\r\n" },
		{ "ATE0\r", "ATE0\r\r\nOK\r\n" },
		{ "AT+CMEE=2;+CREG=9\r", "\r\n+CME ERROR: incorrect parameters\r\n" },
		{ "AT+CMEE=0;+CREG=9\r", "\r\nERROR\r\n" },
		{ "AT+CMEE=0;+CMGR=1\r", "\r\n+CMS ERROR: 321\r\n" }, /* 3GPP TS 27.005, 3.2.5 */
		{ "ATV0\r", "0\r" },
		{ "AT+NOSUCH\r", "4\r" },
		{ "ATV1\r", "\r\nOK\r\n" },
		{ "ATQ1\r", "" },
		{ "AT+CSQ\r", "\r\n+CSQ: 23,99\r\n" },
		{ "ATZ\r", "\r\nOK\r\n" },
		{ "AT\r", "AT\r\r\nOK\r\n" },
		{ "ATX\b\r", "ATX\b\r\r\nOK\r\n" },
		{ NULL, NULL },
	};

	(void)state;
	walk(rows);
}

static void a_sim_with_a_pin_does_nothing_before_it(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "0042", 0);
	quietly(&b);
	expect(&b, "AT+CPIN?\r", "\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n");
	expect(&b, "AT+CREG?\r", "\r\n+CREG: 0,0\r\n\r\nOK\r\n");
	expect(&b, "AT+CIMI\r", "\r\n+CME ERROR: 11\r\n");
	expect(&b, "AT+CMGS=14\r", "\r\n+CMS ERROR: 311\r\n");
	expect(&b, "AT+CPIN=0041\r", "\r\n+CME ERROR: 16\r\n");
	expect(&b, "AT+CPINR\r", "\r\n+CPINR: SIM PIN,2,3\r\n\r\n+CPINR: SIM PUK,10,10\r\n\r\nOK\r\n");
	expect(&b, "AT+CPIN=\"0042\"\r", "\r\nOK\r\n");
	expect(&b, "AT+CREG?\r", "\r\n+CREG: 0,1\r\n\r\nOK\r\n");
	modem_power(b.modem, false);
	modem_power(b.modem, true);
	quietly(&b);
	expect(&b, "AT+CPIN?\r", "\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n");
	end(&b);
}

static void three_wrong_pins_lock_the_sim_until_the_puk(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "1234", 0);
	quietly(&b);
	expect(&b, "AT+CPIN=1111\r", "\r\n+CME ERROR: 16\r\n");
	expect(&b, "AT+CPIN=1111\r", "\r\n+CME ERROR: 16\r\n");
	expect(&b, "AT+CPIN=1111\r", "\r\n+CME ERROR: 12\r\n");
	expect(&b, "AT+CPIN?\r", "\r\n+CPIN: SIM PUK\r\n\r\nOK\r\n");
	expect(&b, "AT+CPIN=1234\r", "\r\n+CME ERROR: 12\r\n");
	expect(&b, "AT+CPIN=11111111,4321\r", "\r\n+CME ERROR: 16\r\n");
	expect(&b, "AT+CPIN=12345678,4321\r", "\r\nOK\r\n");
	expect(&b, "AT+CPIN?\r", "\r\n+CPIN: READY\r\n\r\nOK\r\n");
	end(&b);
}

/* SMS-SUBMIT to +84905123456 "hello", no centre given: 18 octets behind the 00. */
#define HELLO        "0001000B914809153254F6000005E8329BFD06"
#define HELLO_REPORT "0021000B914809153254F6000005E8329BFD06"

static void a_text_is_taken_behind_the_prompt(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "", 500);
	quietly(&b);
	expect(&b, "AT+CMGS=18\r", "\r\n> ");
	expect(&b, HELLO "\x1A", "");
	pass_ms(&b, 499);
	assert_string_equal(said(&b), "");
	pass_ms(&b, 1);
	assert_string_equal(said(&b), "\r\n+CMGS: 1\r\n\r\nOK\r\n");
	/* What is typed meanwhile waits for its turn. */
	type(&b, "AT+CMGS=18\r" HELLO "\x1A"
		 "AT+CSQ\r");
	assert_string_equal(said(&b), "\r\n> ");
	pass_ms(&b, 500);
	assert_string_equal(said(&b), "\r\n+CMGS: 2\r\n\r\nOK\r\n\r\n+CSQ: 23,99\r\n\r\nOK\r\n");
	end(&b);
}

static void a_pdu_that_is_not_what_was_promised_is_refused(void **state)
{
	static const struct row rows[] = {
		{ "AT+CMGS=17\r" HELLO "\x1A", "\r\n> \r\n+CMS ERROR: 304\r\n" },
		{ "AT+CMGS=19\r" HELLO "\x1A", "\r\n> \r\n+CMS ERROR: 304\r\n" },
		{ "AT+CMGS=18\r" HELLO "0\x1A", "\r\n> \r\n+CMS ERROR: 304\r\n" },
		{ "AT+CMGS=18\rZZ" HELLO "\x1A", "\r\n> \r\n+CMS ERROR: 304\r\n" },
		{ "AT+CMGS=18\r\x1A", "\r\n> \r\n+CMS ERROR: 304\r\n" },
		/* TP-UDL promises more than there is. */
		{ "AT+CMGS=18\r0001000B914809153254F6000045E8329BFD06\x1A", "\r\n> \r\n+CMS ERROR: 304\r\n" },
		/* ESC gives it up, and that is no error. */
		{ "AT+CMGS=18\r" HELLO "\x1B", "\r\n> \r\nOK\r\n" },
		{ "AT\r", "\r\nOK\r\n" },
		/* Line ends within the PDU do not count. */
		{ "AT+CMGS=18\r0001000B914809153254F6\r\n000005E8329BFD06\x1A", "\r\n> \r\n+CMGS: 1\r\n\r\nOK\r\n" },
		{ NULL, NULL },
	};

	(void)state;
	walk(rows);
}

static void a_stored_text_is_written_listed_sent_and_deleted(void **state)
{
	static const struct row rows[] = {
		{ "AT+CMGW=18\r" HELLO "\x1A", "\r\n> \r\n+CMGW: 1\r\n\r\nOK\r\n" },
		{ "AT+CMGL=2\r", "\r\n+CMGL: 1,2,,18\r\n" HELLO "\r\n\r\nOK\r\n" },
		{ "AT+CMSS=1\r", "\r\n+CMSS: 1\r\n\r\nOK\r\n" },
		{ "AT+CMGL=2\r", "\r\nOK\r\n" },
		{ "AT+CMGL=3\r", "\r\n+CMGL: 1,3,,18\r\n" HELLO "\r\n\r\nOK\r\n" },
		{ "AT+CMGD=1,1\r", "\r\nOK\r\n" }, /* only the read ones */
		{ "AT+CMGD=?\r", "\r\n+CMGD: (1),(0-4)\r\n\r\nOK\r\n" },
		{ "AT+CMGD=1,2\r", "\r\nOK\r\n" },
		{ "AT+CMGD=?\r", "\r\n+CMGD: (),(0-4)\r\n\r\nOK\r\n" },
		{ NULL, NULL },
	};

	(void)state;
	walk(rows);
}

/* SMS-DELIVER of "hi" from +84905123456 at 22/08/18 09:00:00 +07, by the centre +84980200030. */
#define HI_TPDU "040B914809153254F600002280819000008202E834"
#define HI      "07914889200030F0" HI_TPDU
/* The same words again within the second: the centre stamps them a second later. */
#define HI_AGAIN "07914889200030F0040B914809153254F600002280819000108202E834"

static void a_text_is_announced_read_once_unread_and_deleted(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "", 0);
	quietly(&b);
	bring(&b, "hi", false);
	assert_string_equal(said(&b), ""); /* nobody asked to be told */
	type(&b, "AT+CNMI=2,1\r");
	said(&b);
	bring(&b, "hi", false);
	assert_string_equal(said(&b), "\r\n+CMTI: \"SM\",2\r\n");
	expect(&b, "AT+CMGR=2\r", "\r\n+CMGR: 0,,21\r\n" HI_AGAIN "\r\n\r\nOK\r\n");
	expect(&b, "AT+CMGR=2\r", "\r\n+CMGR: 1,,21\r\n" HI_AGAIN "\r\n\r\nOK\r\n");
	expect(&b, "AT+CMGL=0\r", "\r\n+CMGL: 1,0,,21\r\n" HI "\r\n\r\nOK\r\n");
	expect(&b, "AT+CMGD=1,4\r", "\r\nOK\r\n");
	expect(&b, "AT+CMGL=4\r", "\r\nOK\r\n");
	end(&b);
}

static void the_same_words_within_a_second_get_different_time_stamps(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "", 0);
	quietly(&b);
	bring(&b, "hi", false);
	bring(&b, "ho", false);
	bring(&b, "hi", false);
	type(&b, "AT+CMGL=4\r");
	assert_string_equal(said(&b),
		"\r\n+CMGL: 1,0,,21\r\n" HI "\r\n"
		"\r\n+CMGL: 2,0,,21\r\n07914889200030F0040B914809153254F600002280819000008202E837\r\n"
		"\r\n+CMGL: 3,0,,21\r\n07914889200030F0040B914809153254F600002280819000108202E834\r\n"
		"\r\nOK\r\n");
	end(&b);
}

static void a_full_memory_keeps_texts_in_the_network(void **state)
{
	struct bench b;
	struct modem_counters n;

	(void)state;
	begin(&b, "", 0);
	quietly(&b);
	type(&b, "AT+CNMI=2,1\r");
	for (int i = 0; i < 5; i++)
		bring(&b, "hi", false);
	said(&b);
	modem_counters(b.modem, &n);
	assert_int_equal(n.sm_used, 3);
	assert_int_equal(n.waiting, 2);
	expect(&b, "AT+CMGD=2\r", "\r\nOK\r\n\r\n+CMTI: \"SM\",2\r\n");
	expect(&b, "AT+CMGD=1,4\r", "\r\nOK\r\n\r\n+CMTI: \"SM\",1\r\n");
	end(&b);
}

static void an_announcement_waits_for_the_end_of_the_command(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "", 500);
	quietly(&b);
	type(&b, "AT+CNMI=2,1\r");
	said(&b);
	expect(&b, "AT+CMGS=18\r", "\r\n> ");
	bring(&b, "hi", false);
	assert_string_equal(said(&b), "");
	type(&b, HELLO "\x1A");
	pass_ms(&b, 500);
	assert_string_equal(said(&b), "\r\n+CMGS: 1\r\n\r\nOK\r\n\r\n+CMTI: \"SM\",1\r\n");
	end(&b);
}

static void a_direct_text_wants_its_acknowledgement(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "", 0);
	quietly(&b);
	type(&b, "AT+CSMS=1;+CNMI=2,2\r");
	said(&b);
	bring(&b, "hi", false);
	bring(&b, "hi", false);
	assert_string_equal(said(&b), "\r\n+CMT: ,21\r\n" HI "\r\n");
	expect(&b, "AT+CNMA\r", "\r\nOK\r\n\r\n+CMT: ,21\r\n" HI_AGAIN "\r\n");
	pass_ms(&b, 15000); /* not confirmed: the network stores the second, and shows no more directly */
	expect(&b, "AT+CNMI?\r", "\r\n+CNMI: 2,0,0,0,0\r\n\r\nOK\r\n");
	expect(&b, "AT+CMGL=4\r", "\r\n+CMGL: 1,0,,21\r\n" HI_AGAIN "\r\n\r\nOK\r\n");
	expect(&b, "AT+CNMA\r", "\r\n+CMS ERROR: 340\r\n");
	end(&b);
}

static void a_receipt_comes_by_the_way_that_was_chosen(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "", 0);
	quietly(&b);
	type(&b, "AT+CNMI=2,1,0,1\rAT+CMGS=18\r" HELLO_REPORT "\x1A");
	said(&b);
	pass_ms(&b, 1000);
	/* type, TP-MR 1, recipient, both times, status 0 */
	assert_string_equal(said(&b), "\r\n+CDS: 25\r\n07914889200030F006010B914809153254F6"
				      "22808190000082"
				      "22808190001082"
				      "00\r\n");
	type(&b, "AT+CNMI=2,1,0,2\rAT+CMGS=18\r" HELLO_REPORT "\x1A");
	said(&b);
	pass_ms(&b, 1000);
	assert_string_equal(said(&b), "\r\n+CDSI: \"SM\",1\r\n");
	assert_int_equal(modem_set(b.modem, "report_sr", 1, NULL), 0);
	type(&b, "AT+CMGS=18\r" HELLO_REPORT "\x1A");
	said(&b);
	pass_ms(&b, 1000);
	assert_string_equal(said(&b), "\r\n+CDSI: \"SR\",1\r\n");
	expect(&b, "AT+CPMS=\"SR\"\r", "\r\n+CPMS: 1,50,1,3,1,3\r\n\r\nOK\r\n");
	end(&b);
}

static void ussd_answers_in_the_character_set_of_the_terminal(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "", 300);
	quietly(&b);
	expect(&b, "AT+CUSD=1,\"*101#\",15\r", "\r\nOK\r\n");
	pass_ms(&b, 300);
	assert_string_equal(said(&b), "\r\n+CUSD: 0,\"TK chinh: 45.300d, HSD: 31/12/2026.\",15\r\n");
	expect(&b, "AT+CUSD=1,\"*100*1234567890123#\"\r", "\r\nOK\r\n");
	pass_ms(&b, 300);
	assert_string_equal(said(&b), "\r\n+CUSD: 0,\"Nap the thanh cong 50.000d. Tai khoan: 95.300d\",15\r\n");
	expect(&b, "AT+CUSD=1,\"*100*12#\"\r", "\r\nOK\r\n");
	pass_ms(&b, 300);
	assert_string_equal(said(&b), "\r\n+CUSD: 0,\"Ma the khong dung. Vui long kiem tra lai.\",15\r\n");
	/* UCS-2 is hex whatever the character set */
	expect(&b, "AT+CUSD=1,\"*102#\"\r", "\r\nOK\r\n");
	pass_ms(&b, 300);
	assert_non_null(strstr(said(&b), "\r\n+CUSD: 0,\"005400E00069"));
	expect(&b, "AT+CSCS=\"UCS2\";+CUSD=1,\"002A0031003000310023\",15\r", "\r\nOK\r\n");
	pass_ms(&b, 300);
	assert_non_null(strstr(said(&b), "\r\n+CUSD: 0,\"0054004B00200063"));
	expect(&b, "AT+CUSD=1,\"*101#\",15\r", "\r\n+CME ERROR: 50\r\n"); /* no UCS-2 */
	expect(&b, "AT+CSCS=\"GSM\";+CUSD=1,\"*999#\"\r", "\r\nOK\r\n");
	pass_ms(&b, 300);
	assert_string_equal(said(&b), "\r\n+CUSD: 4\r\n");
	end(&b);
}

static void a_ussd_menu_has_lines_and_waits_for_answers(void **state)
{
	struct bench b;
	struct why why;

	(void)state;
	begin(&b, "", 0);
	quietly(&b);
	type(&b, "AT+CUSD=1,\"*098#\"\r");
	assert_string_equal(said(&b), "\r\nOK\r\n\r\n+CUSD: 1,\"Chon dich vu:\n1. Goi data\n2. Tin khuyen mai\n"
				      "3. So cua toi\n0. Thoat\",15\r\n");
	type(&b, "AT+CUSD=1,\"3\"\r");
	assert_string_equal(said(&b), "\r\nOK\r\n\r\n+CUSD: 0,\"So thue bao cua ban: +84905000001\",15\r\n");
	/* The dialogue is over: an answer is no code. */
	type(&b, "AT+CUSD=1,\"3\"\r");
	assert_string_equal(said(&b), "\r\nOK\r\n\r\n+CUSD: 4\r\n");
	type(&b, "AT+CUSD=1,\"*098#\"\rAT+CUSD=2\r");
	said(&b);
	type(&b, "AT+CUSD=1,\"3\"\r");
	assert_string_equal(said(&b), "\r\nOK\r\n\r\n+CUSD: 4\r\n");
	assert_int_equal(modem_set(b.modem, "ussd_crlf", 1, &why), 0);
	type(&b, "AT+CUSD=1,\"*098#\"\rAT+CUSD=1,\"2\"\r");
	assert_non_null(strstr(said(&b), "1,\"Khuyen mai 20% the nap ngay thu nam.\r\n0. Tro lai\",15"));
	end(&b);
}

static void parameters_are_read_strictly(void **state)
{
	static const char *const bad[] = { "a", "1 2", "\"open", "1,x", "999999999999", "1,2,3,4,5,6,7,8,9", "\"a\"b",
		"-1" };
	struct at_args args;

	(void)state;
	assert_int_equal(at_args_read("", &args), 0);
	assert_int_equal(args.count, 0);
	assert_int_equal(at_args_read(" 1 ,, \"a,b\" ,007", &args), 0);
	assert_int_equal(args.count, 4);
	assert_true(at_args_number(&args, 0, 1, 1));
	assert_false(args.at[1].given);
	assert_string_equal(args.at[2].text, "a,b");
	assert_int_equal(args.at[3].number, 7);
	assert_string_equal(args.at[3].text, "007");
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_int_equal(at_args_read(bad[i], &args), -1);
}

/* Whatever a terminal types, the modem answers or waits; it never falls. */
static void any_octets_are_survived(void **state)
{
	static const char words[] =
		"AT+CMGS=18\r|0001000B91\x1A|AT|+CUSD=1,\"*098#\"|\r|+CNMI=|;|\"|,|\x1B|=?|A/|\x08|E1|"
		"+CMGL=4|+CMGD=1,4|+CPIN=|1234|Z|&F|D123;|S3=13|\n|\xFF|+CMGW=9|+COPS=?";
	struct bench b;
	unsigned dice = 1;

	(void)state;
	begin(&b, "", 1);
	for (int i = 0; i < 20000; i++) {
		const char *word = words;

		dice = dice * 1103515245u + 12345u;
		for (unsigned skip = (dice >> 16) % 27; skip > 0 && strchr(word, '|') != NULL; skip--)
			word = strchr(word, '|') + 1;
		modem_feed(b.modem, word, strcspn(word, "|"));
		if (i % 3 == 0)
			bring(&b, "hi", false);
		pass_ms(&b, 1);
		said(&b);
	}
	pass_ms(&b, 10000);
	said(&b);
	type(&b, "\x1B\rATZE0\r");
	said(&b);
	expect(&b, "AT\r", "\r\nOK\r\n"); /* it still reads */
	end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commands_answer_as_a_modem_does),
		cmocka_unit_test(what_is_wrong_is_refused),
		cmocka_unit_test(echo_errors_and_results_follow_their_settings),
		cmocka_unit_test(a_sim_with_a_pin_does_nothing_before_it),
		cmocka_unit_test(three_wrong_pins_lock_the_sim_until_the_puk),
		cmocka_unit_test(a_text_is_taken_behind_the_prompt),
		cmocka_unit_test(a_pdu_that_is_not_what_was_promised_is_refused),
		cmocka_unit_test(a_stored_text_is_written_listed_sent_and_deleted),
		cmocka_unit_test(a_text_is_announced_read_once_unread_and_deleted),
		cmocka_unit_test(the_same_words_within_a_second_get_different_time_stamps),
		cmocka_unit_test(a_full_memory_keeps_texts_in_the_network),
		cmocka_unit_test(an_announcement_waits_for_the_end_of_the_command),
		cmocka_unit_test(a_direct_text_wants_its_acknowledgement),
		cmocka_unit_test(a_receipt_comes_by_the_way_that_was_chosen),
		cmocka_unit_test(ussd_answers_in_the_character_set_of_the_terminal),
		cmocka_unit_test(a_ussd_menu_has_lines_and_waits_for_answers),
		cmocka_unit_test(parameters_are_read_strictly),
		cmocka_unit_test(any_octets_are_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

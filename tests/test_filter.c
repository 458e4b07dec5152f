/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/buf.h"
#include "gateway/link/at_line.h"
#include "gateway/link/filter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

/* A script is lines of who speaks and what: 'h' libgammu, 'm' the modem, 'a' a command of our own, 'q' silence. */
struct step {
	char who;
	const char *what;
};

struct bench {
	struct filter filter;
	struct buf modem, host, events; /* all that came out */
};

static void on_event(void *user, const struct filter_event *e)
{
	static const char *const names[] = { "stored", "item", "direct", "ussd", "network", "call", "answer" };
	struct bench *b = user;

	buf_addf(&b->events, "%s", names[e->kind]);
	if (e->kind == FILTER_ITEM)
		buf_addf(&b->events, " %u %d", (unsigned)e->number, e->stat);
	if (e->kind == FILTER_USSD)
		buf_addf(&b->events, " %d", e->stat);
	if (e->kind == FILTER_ANSWER)
		buf_addf(&b->events, " %d", e->ok);
	if (e->kind != FILTER_STORED && e->kind != FILTER_NETWORK)
		buf_addf(&b->events, " %s", e->text);
	buf_addc(&b->events, ';');
}

static void begin(struct bench *b)
{
	const struct filter_user user = { .user = b, .event = on_event };

	filter_init(&b->filter, &user);
	buf_init(&b->modem);
	buf_init(&b->host);
	buf_init(&b->events);
}

static void end(struct bench *b)
{
	filter_fini(&b->filter);
	buf_fini(&b->modem);
	buf_fini(&b->host);
	buf_fini(&b->events);
}

static void collect(struct bench *b)
{
	buf_add(&b->modem, b->filter.to_modem.data, b->filter.to_modem.length);
	buf_clear(&b->filter.to_modem);
	buf_add(&b->host, b->filter.to_host.data, b->filter.to_host.length);
	buf_clear(&b->filter.to_host);
}

static void feed(struct bench *b, char who, const char *what, size_t n)
{
	if (who == 'h')
		filter_from_host(&b->filter, what, n);
	else if (who == 'm')
		filter_from_modem(&b->filter, what, n);
	else if (who == 'a')
		assert_int_equal(filter_ask(&b->filter, what), 0);
	else
		filter_quiet(&b->filter);
	collect(b);
}

static void say(struct bench *b, char who, const char *what)
{
	feed(b, who, what, strlen(what));
}

/* Play the script, the modem's octets in pieces of that size. */
static void play(struct bench *b, const struct step *steps, size_t piece)
{
	begin(b);
	for (; steps->who != '\0'; steps++) {
		size_t n = strlen(steps->what), at = 0;

		if (steps->who != 'm') {
			feed(b, steps->who, steps->what, n);
			continue;
		}
		for (; at < n; at += piece)
			feed(b, 'm', steps->what + at, n - at < piece ? n - at : piece);
	}
}

/* The same in every cut: whole, and in pieces of 1 to 7 octets. */
static void expect(const struct step *steps, const char *modem, const char *host, const char *events)
{
	static const size_t pieces[] = { 100000, 1, 2, 3, 5, 7 };

	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		struct bench b;

		play(&b, steps, pieces[i]);
		assert_string_equal(b.modem.data, modem);
		assert_string_equal(b.host.data, host);
		assert_string_equal(b.events.data, events);
		end(&b);
	}
}

#define STEPS(...)                                                                                                     \
	(const struct step[])                                                                                          \
	{                                                                                                              \
		__VA_ARGS__,                                                                                           \
		{                                                                                                      \
			'\0', NULL                                                                                     \
		}                                                                                                      \
	}
/* What libgammu is shown in place of the first and the second text. */
#define HARMLESS_1 "07914809000000F0040A910000000010000022808190000082014B"
#define HARMLESS_2 "07914809000000F0040A910000000020000022808190000082014B"

static void an_answer_passes_with_its_echo(void **state)
{
	(void)state;
	expect(STEPS({ 'h', "AT+CSQ\r" }, { 'm', "AT+CSQ\r\r\n+CSQ: 23,99\r\n\r\nOK\r\n" }), "AT+CSQ\r",
		"AT+CSQ\r\r\n+CSQ: 23,99\r\n\r\nOK\r\n", "");
}

static void a_modem_without_echo_is_given_one(void **state)
{
	(void)state;
	expect(STEPS({ 'h', "AT+CSQ\r" }, { 'm', "\r\n+CSQ: 23,99\r\n\r\nOK\r\n" }), "AT+CSQ\r",
		"AT+CSQ\r\r\n+CSQ: 23,99\r\n\r\nOK\r\n", "");
}

static void an_old_answer_before_the_echo_is_dropped(void **state)
{
	(void)state;
	expect(STEPS({ 'h', "AT\r" }, { 'm', "AT\r\r\nOK\r\n" }, { 'h', "AT+CSQ\r" },
		       { 'm', "\r\nOK\r\n\r\n+CMS ERROR: 500\r\nAT+CSQ\r\r\n+CSQ: 9,99\r\n\r\nOK\r\n" }),
		"AT\rAT+CSQ\r", "AT\r\r\nOK\r\nAT+CSQ\r\r\n+CSQ: 9,99\r\n\r\nOK\r\n", "");
}

static void unknown_lines_are_dropped_while_idle(void **state)
{
	struct bench b;

	(void)state;
	play(&b, STEPS({ 'm', "\r\nRDY\r\n\r\n+QIND: \"csq\",19\r\nOK\r\nERROR\r\n^BOOT:1,2\r\n" }), 4);
	assert_string_equal(b.host.data, "");
	assert_string_equal(b.events.data, "");
	assert_int_equal(b.filter.dropped, 5);
	end(&b);
}

static void foreign_lines_within_an_answer_are_dropped(void **state)
{
	(void)state;
	expect(STEPS({ 'h', "AT+CSQ\r" },
		       { 'm', "AT+CSQ\r\r\n+QIND: 1\r\n\r\nRING\r\nhello\r\n^RSSI:9\r\n+CSQ: 23,99\r\n+CIEV: 1\r\nOK\r\n" }),
		"AT+CSQ\r", "AT+CSQ\r\r\n+CSQ: 23,99\r\n\r\nOK\r\n", "");
}

static void answers_without_prefix_pass_where_a_command_has_them(void **state)
{
	(void)state;
	expect(STEPS({ 'h', "AT+CGMM\r" }, { 'm', "AT+CGMM\r\r\nSIM DONE\r\nRDY\r\nEC25\r\nOK\r\n" },
		       { 'h', "AT+CIMI\r" }, { 'm', "AT+CIMI\r\r\nPB DONE\r\n452040000000001\r\nOK\r\n" }),
		"AT+CGMM\rAT+CIMI\r",
		"AT+CGMM\r\r\nSIM DONE\r\n\r\nEC25\r\n\r\nOK\r\nAT+CIMI\r\r\n452040000000001\r\n\r\nOK\r\n", "");
}

static void what_modems_say_instead_of_error_becomes_error(void **state)
{
	(void)state;
	expect(STEPS({ 'h', "AT+CPROT=?\r" }, { 'm', "AT+CPROT=?\r\r\nCOMMAND NOT SUPPORT\r\n" }), "AT+CPROT=?\r",
		"AT+CPROT=?\r\r\nERROR\r\n", "");
}

static void a_pdu_waits_for_the_real_prompt(void **state)
{
	struct bench b;

	(void)state;
	play(&b,
		STEPS({ 'h', "AT+CMGS=21\r" }, { 'm', "AT+CMGS=21\r" }, { 'h', "0011AABB\x1A" },
			{ 'm', "\r\n+QIND: x\r\n" }),
		1);
	assert_string_equal(b.modem.data, "AT+CMGS=21\r");
	assert_false(b.filter.data_written);
	say(&b, 'm', "\r\n>");
	assert_string_equal(b.modem.data, "AT+CMGS=21\r");
	say(&b, 'm', " ");
	assert_string_equal(b.modem.data, "AT+CMGS=21\r0011AABB\x1A");
	assert_true(b.filter.data_written);
	end(&b);
	expect(STEPS({ 'h', "AT+CMGS=21\r" }, { 'm', "AT+CMGS=21\r\r\n> " }, { 'h', "0011AABB\x1A" },
		       { 'm', "0011AABB\x1A\r\n\r\n+CMGS: 7\r\n\r\nOK\r\n" }),
		"AT+CMGS=21\r0011AABB\x1A", "AT+CMGS=21\r\r\n> \r\n+CMGS: 7\r\n\r\nOK\r\n", "");
}

static void a_pdu_whose_command_was_refused_never_reaches_the_modem(void **state)
{
	(void)state;
	expect(STEPS({ 'h', "AT+CMGS=21\r" }, { 'h', "0011AABB\x1A" }, { 'm', "AT+CMGS=21\r\r\n+CMS ERROR: 302\r\n" },
		       { 'h', "0011CCDD\x1A\x1B\r" }, { 'h', "AT\r" }),
		"AT+CMGS=21\rAT\r", "AT+CMGS=21\r\r\n+CMS ERROR: 302\r\nAT\r", "");
}

static void a_text_that_was_given_up_does_not_go_when_its_prompt_comes_late(void **state)
{
	(void)state;
	expect(STEPS({ 'h', "AT+CMGS=21\r" },
		       { 'h', "0011AABB\x1A"
			      "AT\r" },
		       { 'm', "AT+CMGS=21\r\r\n> AT\r\r\nOK\r\n" }),
		"AT+CMGS=21\rAT\r\x1B", "AT+CMGS=21\rAT\r\r\nOK\r\n", "");
}

static void a_prompt_that_nobody_wants_is_left(void **state)
{
	(void)state;
	expect(STEPS({ 'h', "AT+CMGS=21\r" }, { 'h', "\x1B\r" }, { 'm', "AT+CMGS=21\r\r\n> " }), "AT+CMGS=21\r\x1B",
		"AT+CMGS=21\r", "");
}

/* A modem that said these by itself lost the text: the PDU went out early, and an ESC ended the real prompt. */
static void what_comes_before_the_echo_or_the_end_of_a_text_is_not_its_answer(void **state)
{
	(void)state;
	expect(STEPS({ 'h', "AT\r" }, { 'm', "AT\r\r\nOK\r\n" }, { 'h', "AT+CMGS=21\r" }, { 'h', "0011AABB\x1A" },
		       { 'm', "\r\n> \r\n+CMGS: 77\r\n\r\nOK\r\n" },
		       { 'm', "AT+CMGS=21\r\r\n+CMGS: 78\r\n\r\nOK\r\n\r\n> " },
		       { 'm', "\r\n> \r\n+CMGS: 7\r\n\r\nOK\r\n" }),
		"AT\rAT+CMGS=21\r0011AABB\x1A", "AT\r\r\nOK\r\nAT+CMGS=21\r\r\n> \r\n+CMGS: 7\r\n\r\nOK\r\n", "");
}

/* Noise hid the echo: the prompt is believed when nothing follows it. */
static void a_prompt_whose_echo_was_lost_is_taken_when_the_modem_is_quiet(void **state)
{
	struct bench b;

	(void)state;
	play(&b,
		STEPS({ 'h', "AT\r" }, { 'm', "AT\r\r\nOK\r\n" }, { 'h', "AT+CMGS=21\r" }, { 'h', "0011AABB\x1A" },
			{ 'm', "AT+C#x9\r\r\n> " }),
		1);
	assert_true(filter_awaits_quiet(&b.filter));
	assert_string_equal(b.modem.data, "AT\rAT+CMGS=21\r");
	filter_quiet(&b.filter);
	collect(&b);
	assert_false(filter_awaits_quiet(&b.filter));
	assert_string_equal(b.modem.data, "AT\rAT+CMGS=21\r0011AABB\x1A");
	end(&b);
}

static void notifications_become_events_at_any_time(void **state)
{
	(void)state;
	expect(STEPS({ 'm', "\r\n+CMTI: \"SM\",-1\r\n" }, { 'h', "AT+CMGS=21\r" },
		       { 'm', "AT+CMGS=21\r\r\n+CMTI: \"SM\",3\r\n\r\n+CREG: 2\r\n\r\n> " }, { 'h', "00\x1A" },
		       { 'm', "\r\n+CDSI: \"SR\",1\r\n+CMGS: 1\r\nOK\r\n" }),
		"AT+CMGS=21\r00\x1A", "AT+CMGS=21\r\r\n> \r\n+CMGS: 1\r\n\r\nOK\r\n", "stored;stored;network;stored;");
}

static void the_registration_that_was_asked_for_is_told_from_the_one_that_changed(void **state)
{
	(void)state;
	expect(STEPS({ 'h', "AT+CREG?\r" },
		       { 'm', "AT+CREG?\r\r\n+CREG: 1,\"2F1A\",\"01A2\"\r\n+CREG: 2\r\n+CREG: 2,1,\"2F1A\"\r\nOK\r\n" }),
		"AT+CREG?\r", "AT+CREG?\r\r\n+CREG: 2,1,\"2F1A\"\r\n\r\nOK\r\n", "network;network;");
}

static void direct_texts_and_reports_never_reach_libgammu(void **state)
{
	(void)state;
	expect(STEPS({ 'm', "\r\n+CMT: ,24\r\n07914809\r\n\r\n+CDS: 25\r\n07914810\r\n\r\n+CBM: 88\r\n0000\r\n" },
		       { 'h', "AT+CSQ\r" }, { 'm', "AT+CSQ\r\r\n+CDS: 25\r\nABCD\r\n+CSQ: 9,99\r\nOK\r\n" }),
		"AT+CSQ\r", "AT+CSQ\r\r\n+CSQ: 9,99\r\n\r\nOK\r\n", "direct 07914809;direct 07914810;direct ABCD;");
}

static void texts_of_a_list_are_taken_out_and_harmless_ones_put_in(void **state)
{
	(void)state;
	expect(STEPS({ 'h', "AT+CMGL=4\r" },
		       { 'm', "AT+CMGL=4\r\r\n+CMGL: 3,0,\"Anh Ba\",24\r\n0791AA\r\n+CMTI: \"SM\",9\r\n"
			      "+CMGL: 7,1,,30\r\n+CREG: 5\r\n0791BB\r\n\r\nOK\r\n" }),
		"AT+CMGL=4\r",
		"AT+CMGL=4\r\r\n+CMGL: 3,1,,19\r\n" HARMLESS_1 "\r\n\r\n+CMGL: 7,1,,19\r\n" HARMLESS_2 "\r\n\r\nOK\r\n",
		"item 1 0 0791AA;stored;network;item 2 1 0791BB;");
}

static void a_single_text_is_replaced_too(void **state)
{
	(void)state;
	expect(STEPS({ 'h', "AT+CMGR=3\r" }, { 'm', "AT+CMGR=3\r\r\n+CMGR: 1,,24\r\n0791AA\r\n\r\nOK\r\n" }),
		"AT+CMGR=3\r", "AT+CMGR=3\r\r\n+CMGR: 1,,19\r\n" HARMLESS_1 "\r\n\r\nOK\r\n", "item 1 1 0791AA;");
}

static void a_header_without_its_pdu_still_has_a_place(void **state)
{
	(void)state;
	expect(STEPS({ 'h', "AT+CMGL=4\r" },
		       { 'm', "AT+CMGL=4\r\r\n+CMGL: 3,0,,0\r\n\r\n\r\n+CMGL: 4,0,,9\r\nzz\r\nOK\r\n" }),
		"AT+CMGL=4\r",
		"AT+CMGL=4\r\r\n+CMGL: 3,1,,19\r\n" HARMLESS_1 "\r\n\r\n+CMGL: 4,1,,19\r\n" HARMLESS_2 "\r\n\r\nOK\r\n",
		"item 1 0 ;item 2 0 ;");
}

static void an_ussd_answer_on_one_line_goes_to_libgammu_after_the_open_command(void **state)
{
	(void)state;
	expect(STEPS({ 'h', "AT+CUSD=1,\"*101#\",15\r" },
		       { 'm', "AT+CUSD=1,\"*101#\",15\r\r\n+CUSD: 0,\"0041\",72\r\n\r\nOK\r\n" },
		       { 'm', "\r\n+CUSD: 2\r\n" }),
		"AT+CUSD=1,\"*101#\",15\r",
		"AT+CUSD=1,\"*101#\",15\r\r\nOK\r\n\r\n+CUSD: 0,\"0041\",72\r\n\r\n+CUSD: 2\r\n", "");
}

static void an_ussd_answer_of_several_lines_is_joined(void **state)
{
	(void)state;
	expect(STEPS({ 'm', "\r\n+CUSD: 1,\"Chon:\r\n1. Goi\r\n\r\n> 2. Nap\r\n\",15\r\n" }), "", "",
		"ussd 1 Chon:\n1. Goi\n\n> 2. Nap\n;");
	expect(STEPS({ 'm', "\r\n+CUSD: 1,\"Chon:\n1. Goi\n0. Thoat\",15\r\n" }), "", "",
		"ussd 1 Chon:\n1. Goi\n0. Thoat;");
}

static void an_open_quote_ends_with_silence_or_the_next_command(void **state)
{
	(void)state;
	expect(STEPS({ 'm', "\r\n+CUSD: 0,\"mot\r\nhai\r\n" }, { 'q', "" }), "", "", "ussd 0 mot\nhai;");
	expect(STEPS({ 'm', "\r\n+CUSD: 0,\"mot\r\nhai\r\n" }, { 'h', "AT+CMGS=2\r" }, { 'm', "AT+CMGS=2\r\r\n> " },
		       { 'h', "00\x1A" }, { 'm', "\r\n+CMGS: 1\r\n\r\nOK\r\n" }),
		"AT+CMGS=2\r00\x1A", "AT+CMGS=2\r\r\n> \r\n+CMGS: 1\r\n\r\nOK\r\n", "ussd 0 mot\nhai;");
}

static void our_own_commands_are_answered_to_us(void **state)
{
	(void)state;
	expect(STEPS({ 'a', "AT+CCID" }, { 'm', "AT+CCID\r\r\n+ICCID: 8984\r\nOK\r\n" }, { 'a', "AT+X" },
		       { 'm', "AT+X\r\r\n+CME ERROR: 10\r\n" }),
		"AT+CCID\rAT+X\r", "", "answer 1 +ICCID: 8984\nOK\n;answer 0 +CME ERROR: 10\n;");
}

static void an_answer_that_nobody_waits_for_is_dropped(void **state)
{
	struct bench b;

	(void)state;
	play(&b, STEPS({ 'a', "AT" }, { 'm', "AT\r\r\nOK\r\n" }, { 'a', "AT+CPIN?" }), 1);
	filter_abandon(&b.filter);
	say(&b, 'm', "AT+CPIN?\r\r\n+CPIN: READY\r\nOK\r\n");
	assert_string_equal(b.events.data, "answer 1 OK\n;");
	assert_string_equal(b.host.data, "");
	end(&b);
}

static void everything_is_bounded(void **state)
{
	struct bench b;
	char noise[FILTER_LINE_MAX];

	(void)state;
	begin(&b);
	memset(noise, 'x', sizeof noise);
	for (int i = 0; i < 200; i++) {
		filter_from_modem(&b.filter, noise, sizeof noise);
		filter_from_host(&b.filter, noise, sizeof noise);
		say(&b, 'm', "\r\n+CUSD: 0,\"a\",15\r\n+CUSD: 0,\"");
		say(&b, 'h', "AT+CMGS=1\r");
		filter_from_host(&b.filter, noise, sizeof noise);
	}
	assert_true(b.filter.line.length <= FILTER_LINE_MAX);
	assert_true(b.filter.host_line.length <= FILTER_LINE_MAX);
	assert_true(b.filter.held.length <= FILTER_HELD_MAX);
	assert_true(b.filter.to_host.length <= FILTER_OUT_MAX + FILTER_LINE_MAX);
	assert_true(b.filter.ussd.length <= FILTER_USSD_MAX + FILTER_LINE_MAX);
	assert_true(b.filter.later.length <= 4 * FILTER_USSD_MAX);
	end(&b);
}

static void an_endless_line_is_passed_over(void **state)
{
	struct bench b;
	char noise[3 * FILTER_LINE_MAX];

	(void)state;
	begin(&b);
	memset(noise, 'A', sizeof noise);
	say(&b, 'h', "AT+CMGL=4\r");
	say(&b, 'm', "AT+CMGL=4\r\r\n+CMGL: 1,0,,9\r\n");
	feed(&b, 'm', noise, sizeof noise);
	say(&b, 'm', "\r\nOK\r\n");
	assert_string_equal(b.host.data, "AT+CMGL=4\r\r\n+CMGL: 1,1,,19\r\n" HARMLESS_1 "\r\n\r\nOK\r\n");
	assert_string_equal(b.events.data, "item 1 0 ;");
	end(&b);
}

static void lines_are_known_for_what_they_are(void **state)
{
	static const struct {
		const char *line;
		enum at_line_kind kind;
	} lines[] = {
		{ "OK", AT_LINE_OK },
		{ "OKAY", AT_LINE_OTHER },
		{ "ERROR", AT_LINE_ERROR },
		{ "+CMS ERROR: 500", AT_LINE_ERROR },
		{ "+CME ERROR: SIM not inserted", AT_LINE_ERROR },
		{ "+CMTI: \"SM\",1", AT_LINE_STORED },
		{ "+CDSI: \"SR\",1", AT_LINE_STORED },
		{ "+CMT: ,20", AT_LINE_DIRECT },
		{ "+CDS: 20", AT_LINE_DIRECT },
		{ "+CBM: 88", AT_LINE_BROADCAST },
		{ "+CUSD: 0", AT_LINE_USSD },
		{ "+CEREG: 1", AT_LINE_NETWORK },
		{ "RING", AT_LINE_NOISE },
		{ "+CLIP: \"+84905123456\",145,\"\",0,\"\",0", AT_LINE_CALL },
		{ "SMS Ready", AT_LINE_NOISE },
		{ "RINGTONE", AT_LINE_OTHER },
		{ "+CMGL: 1,1,,20", AT_LINE_OTHER },
	};
	static const struct {
		const char *command, *prefix;
	} prefixes[] = { { "AT+CSQ", "+CSQ" }, { "AT+CPMS=?", "+CPMS" }, { "AT+CREG?", "+CREG" }, { "ATZ", "" },
		{ "AT", "" }, { "AT^CURC=0", "^CURC" }, { "AT$QCX=1", "$QCX" } };

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		assert_int_equal(at_line_kind(lines[i].line), lines[i].kind);
	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
		char prefix[32];

		at_line_prefix_of(prefixes[i].command, prefix, sizeof prefix);
		assert_string_equal(prefix, prefixes[i].prefix);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_passes_with_its_echo),
		cmocka_unit_test(a_modem_without_echo_is_given_one),
		cmocka_unit_test(an_old_answer_before_the_echo_is_dropped),
		cmocka_unit_test(unknown_lines_are_dropped_while_idle),
		cmocka_unit_test(foreign_lines_within_an_answer_are_dropped),
		cmocka_unit_test(answers_without_prefix_pass_where_a_command_has_them),
		cmocka_unit_test(what_modems_say_instead_of_error_becomes_error),
		cmocka_unit_test(a_pdu_waits_for_the_real_prompt),
		cmocka_unit_test(a_pdu_whose_command_was_refused_never_reaches_the_modem),
		cmocka_unit_test(a_text_that_was_given_up_does_not_go_when_its_prompt_comes_late),
		cmocka_unit_test(a_prompt_that_nobody_wants_is_left),
		cmocka_unit_test(what_comes_before_the_echo_or_the_end_of_a_text_is_not_its_answer),
		cmocka_unit_test(a_prompt_whose_echo_was_lost_is_taken_when_the_modem_is_quiet),
		cmocka_unit_test(notifications_become_events_at_any_time),
		cmocka_unit_test(the_registration_that_was_asked_for_is_told_from_the_one_that_changed),
		cmocka_unit_test(direct_texts_and_reports_never_reach_libgammu),
		cmocka_unit_test(texts_of_a_list_are_taken_out_and_harmless_ones_put_in),
		cmocka_unit_test(a_single_text_is_replaced_too),
		cmocka_unit_test(a_header_without_its_pdu_still_has_a_place),
		cmocka_unit_test(an_ussd_answer_on_one_line_goes_to_libgammu_after_the_open_command),
		cmocka_unit_test(an_ussd_answer_of_several_lines_is_joined),
		cmocka_unit_test(an_open_quote_ends_with_silence_or_the_next_command),
		cmocka_unit_test(our_own_commands_are_answered_to_us),
		cmocka_unit_test(an_answer_that_nobody_waits_for_is_dropped),
		cmocka_unit_test(everything_is_bounded),
		cmocka_unit_test(an_endless_line_is_passed_over),
		cmocka_unit_test(lines_are_known_for_what_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

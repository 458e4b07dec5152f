/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/identity.h"
#include "gateway/base/pdu.h"
#include "gateway/base/segment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define SECOND_US INT64_C(1000000)

/* Decode from a heap copy of the exact size, so that ASan sees a read past the end. */
static int decode(const char *hex, enum pdu_direction direction, struct pdu *pdu, struct why *why)
{
	uint8_t octets[PDU_OCTETS_MAX];
	int n = pdu_from_hex(hex, strlen(hex), octets, sizeof octets);
	uint8_t *exact = malloc(n > 0 ? (size_t)n : 1);
	int result;

	assert_true(n >= 0 && exact != NULL);
	memcpy(exact, octets, (size_t)n);
	result = pdu_decode(exact, (size_t)n, direction, pdu, why);
	free(exact);
	return result;
}

static void assert_text(const struct pdu *pdu, const char *expected)
{
	struct buf text;

	buf_init(&text);
	pdu_text(pdu, &text);
	assert_string_equal(text.data, expected);
	buf_fini(&text);
}

/* SMSC length, type, digits | first octet | sender | PID DCS | time stamp | UDL UD */
static const struct {
	const char *hex, *smsc, *from;
	bool name;
	const char *text;
	int64_t at_s;
	int zone_min, message_class;
	unsigned reference, part, parts;
} delivers[] = {
	/* plain, international, packed "How are you?" */
	{ "07911326040000F0"
	  "04"
	  "0B911346610089F6"
	  "0000"
	  "20806291731400"
	  "0CC8F71D14969741F977FD07",
		"+31624000000", "+31641600986", false, "How are you?", 1030390661, 0, -1, 0, 1, 1 },
	/* no centre, short code of an unknown type, +7 h (28 quarters), UCS-2 "Chào" */
	{ "00"
	  "04"
	  "038191F1"
	  "0008"
	  "22808190000082"
	  "08"
	  "0043006800E0006F",
		"", "191", false, "Chào", 1660788000, 420, -1, 0, 1, 1 },
	/* sender "BIDV_OTP", 8 septets in 14 semi-octets, '_' kept; class 0 */
	{ "00"
	  "04"
	  "0ED0C224D11A7952A1"
	  "0010"
	  "22808190000000"
	  "02E834",
		"", "BIDV_OTP", true, "hi", 1660813200, 0, 0, 0, 1, 1 },
	/* sender "A@B", 3 septets in 6 semi-octets; west of Greenwich (-5 h, 20 quarters, sign bit) */
	{ "00"
	  "04"
	  "06D0418010"
	  "0000"
	  "2280819000000A"
	  "00",
		"", "A@B", true, "", 1660831200, -300, -1, 0, 1, 1 },
	/* concatenation, 8-bit reference 0x2A, part 2 of 3; 7 septets of header and fill, then "ab" */
	{ "00"
	  "44"
	  "0B914809214365F7"
	  "0000"
	  "22808190000000"
	  "09"
	  "050003"
	  "2A0302"
	  "C262",
		"", "+84901234567", false, "ab", 1660813200, 0, -1, 0x2A, 2, 3 },
	/* concatenation, 16-bit reference 0x1234, UCS-2 with a surrogate pair */
	{ "00"
	  "44"
	  "0B914809214365F7"
	  "0008"
	  "22808190000000"
	  "0B"
	  "060804"
	  "12340201"
	  "D83DDE00",
		"", "+84901234567", false, "😀", 1660813200, 0, -1, 0x1234, 1, 2 },
	/* part 4 of 3 is nothing sensible: the element is ignored, the text stays */
	{ "00"
	  "44"
	  "0B914809214365F7"
	  "0004"
	  "22808190000000"
	  "08"
	  "050003"
	  "2A0304"
	  "6162",
		"", "+84901234567", false, "6162", 1660813200, 0, -1, 0, 1, 1 },
	/* a header whose element goes past its end is ignored as a whole */
	{ "00"
	  "44"
	  "0B914809214365F7"
	  "0004"
	  "22808190000000"
	  "08"
	  "050004"
	  "2A0302"
	  "6162",
		"", "+84901234567", false, "6162", 1660813200, 0, -1, 0, 1, 1 },
	/* a national single shift (IE 0x24) is ignored: the default alphabet shows */
	{ "00"
	  "44"
	  "0B914809214365F7"
	  "0000"
	  "22808190000000"
	  "07"
	  "032401"
	  "01"
	  "088B01",
		"", "+84901234567", false, "ab", 1660813200, 0, -1, 0, 1, 1 },
	/* a time stamp that is none costs the time, not the text; lone surrogate and NUL are shown */
	{ "00"
	  "04"
	  "0B914809214365F7"
	  "0018"
	  "FFFFFFFFFFFFFF"
	  "06"
	  "D83D00000041",
		"", "+84901234567", false, "\xEF\xBF\xBD A", 0, 0, 0, 0, 1, 1 },
};

static void delivered_texts_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof delivers / sizeof delivers[0]; i++) {
		struct pdu pdu;
		struct why why;

		assert_int_equal(decode(delivers[i].hex, PDU_FROM_NETWORK, &pdu, &why), 0);
		assert_int_equal(pdu.type, PDU_DELIVER);
		assert_string_equal(pdu.smsc.text, delivers[i].smsc);
		assert_string_equal(pdu.peer.text, delivers[i].from);
		assert_int_equal(pdu_address_is_name(&pdu.peer), delivers[i].name);
		assert_text(&pdu, delivers[i].text);
		assert_int_equal(pdu.at.wall_us, delivers[i].at_s * SECOND_US);
		assert_int_equal(pdu.at.zone_min, delivers[i].zone_min);
		assert_int_equal(pdu.message_class, delivers[i].message_class);
		assert_int_equal(pdu.concat_reference, delivers[i].reference);
		assert_int_equal(pdu.concat_part, delivers[i].part);
		assert_int_equal(pdu.concat_parts, delivers[i].parts);
	}
}

static void a_pdu_cut_anywhere_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof delivers / sizeof delivers[0]; i++) {
		char hex[PDU_HEX_OCTETS];

		for (size_t n = 0; n < strlen(delivers[i].hex); n += 2) {
			struct pdu pdu;
			struct why why;

			memcpy(hex, delivers[i].hex, n);
			hex[n] = '\0';
			assert_int_equal(decode(hex, PDU_FROM_NETWORK, &pdu, &why), -1);
		}
	}
}

/* Headers that have crashed other decoders. */
static void impossible_lengths_are_refused(void **state)
{
	static const char *const bad[] = {
		"", "FF", "0C91", "0004FF91",                        /* sender of 255 digits */
		"0004159148092143658709214365F70000228081900000000", /* sender of 21 digits */
		"00040B914809214365F7000022808190000000FF414141",    /* UDL 255 with 3 octets */
		"00440B914809214365F7000022808190000000050500032A",  /* UDHL beyond the data */
		"00440B914809214365F700002280819000000001FF",        /* UDHL 255 in one octet */
		"00440B914809214365F7000022808190000000010000",      /* a header of 1 octet is 2 septets, UDL says 1 */
		"00440B914809214365F700042280819000000000",          /* a header is promised, no octet for it */
		"00040B914809214365F7000022808190000000A1",          /* 161 septets */
		"00050B914809214365F700002280819000000000",          /* type 1 from the network */
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		uint8_t octets[PDU_OCTETS_MAX];
		int n = pdu_from_hex(bad[i], strlen(bad[i]), octets, sizeof octets);
		struct pdu pdu;
		struct why why = { "" };

		if (n >= 0) {
			assert_int_equal(decode(bad[i], PDU_FROM_NETWORK, &pdu, &why), -1);
			assert_true(why.text[0] != '\0');
		}
	}
}

static void submits_are_read_and_written_as_published(void **state)
{
	static const char hex[] = "0011000B916407281553F80000AA0AE8329BFD4697D9EC37";
	struct pdu pdu, made = { .type = PDU_SUBMIT, .validity = 0xAA };
	uint8_t octets[PDU_OCTETS_MAX];
	char back[PDU_HEX_OCTETS];
	struct why why;
	size_t tpdu;

	(void)state;
	assert_int_equal(decode(hex, PDU_TO_NETWORK, &pdu, &why), 0);
	assert_string_equal(pdu.peer.text, "+46708251358");
	assert_int_equal(pdu.validity, 0xAA);
	assert_int_equal(pdu_validity_seconds(0xAA), 4 * 86400);
	assert_text(&pdu, "hellohello");
	assert_int_equal(pdu_address_set(&made.peer, "+46708251358", &why), 0);
	assert_int_equal(pdu_set_text(&made, "hellohello", 10, false, false, &why), 0);
	pdu_to_hex(octets, pdu_encode(&made, octets, &tpdu), back);
	assert_string_equal(back, hex);
	assert_int_equal(tpdu, strlen(hex) / 2 - 1);
}

static void the_other_validity_formats_are_passed_over(void **state)
{
	static const char *const hex[] = {
		"0001000B916407281553F8000002E834",               /* none */
		"0019000B916407281553F800002280819000000002E834", /* absolute */
		"0009000B916407281553F800000102030405060702E834", /* enhanced */
	};

	(void)state;
	for (size_t i = 0; i < sizeof hex / sizeof hex[0]; i++) {
		struct pdu pdu;
		struct why why;

		assert_int_equal(decode(hex[i], PDU_TO_NETWORK, &pdu, &why), 0);
		assert_int_equal(pdu.validity, -1);
		assert_text(&pdu, "hi");
	}
}

static void reports_are_read_with_and_without_parameters(void **state)
{
	static const char *const hex[] = {
		"00062A0B914809214365F7228081900000822280819010008200",
		"00062A0B914809214365F722808190000082228081901000820000",               /* no parameter */
		"00062A0B914809214365F722808190000082228081901000820007000002E834",     /* all of them */
		"07914809000000F0062A0B914809214365F7228081900000822280819010008200FF", /* marked, but none there */
	};
	struct pdu pdu;
	struct why why;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(decode(hex[i], PDU_FROM_NETWORK, &pdu, &why), 0);
		assert_int_equal(pdu.type, PDU_STATUS_REPORT);
		assert_int_equal(pdu.reference, 0x2A);
		assert_string_equal(pdu.peer.text, "+84901234567");
		assert_int_equal(pdu.status, 0);
		assert_int_equal(pdu.done.wall_us - pdu.at.wall_us, 60 * SECOND_US);
	}
	assert_int_equal(decode(hex[3], PDU_FROM_NETWORK, &pdu, &why), -1);
}

/* 3GPP TS 23.038, 4 */
static void coding_schemes_mean_what_the_standard_says(void **state)
{
	static const struct {
		uint8_t dcs;
		enum pdu_coding coding;
		int message_class;
	} schemes[] = {
		{ 0x00, PDU_GSM7, -1 },
		{ 0x04, PDU_8BIT, -1 },
		{ 0x08, PDU_UCS2, -1 },
		{ 0x0C, PDU_GSM7, -1 }, /* reserved alphabet */
		{ 0x10, PDU_GSM7, 0 },
		{ 0x11, PDU_GSM7, 1 },
		{ 0x18, PDU_UCS2, 0 },
		{ 0x1B, PDU_UCS2, 3 },
		{ 0x20, PDU_8BIT, -1 }, /* compressed */
		{ 0x48, PDU_UCS2, -1 }, /* automatic deletion */
		{ 0x80, PDU_GSM7, -1 }, /* reserved */
		{ 0xBF, PDU_GSM7, -1 },
		{ 0xC8, PDU_GSM7, -1 }, /* message waiting, discard */
		{ 0xD0, PDU_GSM7, -1 },
		{ 0xE0, PDU_UCS2, -1 },
		{ 0xF0, PDU_GSM7, 0 },
		{ 0xF6, PDU_8BIT, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		int message_class;

		assert_int_equal(pdu_dcs_coding(schemes[i].dcs, &message_class), schemes[i].coding);
		assert_int_equal(message_class, schemes[i].message_class);
	}
}

/* 3GPP TS 23.040, 9.2.3.12.1 */
static void a_validity_is_never_shorter_than_asked(void **state)
{
	(void)state;
	assert_int_equal(pdu_validity(0), 0);
	assert_int_equal(pdu_validity(300), 0);
	assert_int_equal(pdu_validity(3600), 0x0B);
	assert_int_equal(pdu_validity(12 * 3600), 143);
	assert_int_equal(pdu_validity(24 * 3600), 0xA7);
	assert_int_equal(pdu_validity(3 * 86400), 0xA9);
	assert_int_equal(pdu_validity(7 * 86400), 0xAD);
	assert_int_equal(pdu_validity(UINT64_MAX), 255);
	for (unsigned v = 0; v < 256; v++)
		assert_int_equal(pdu_validity(pdu_validity_seconds((uint8_t)v)), v);
	for (uint64_t s = 1; s < 63 * 7 * 86400; s += 997)
		assert_true(pdu_validity_seconds(pdu_validity(s)) >= s);
}

static void the_status_says_delivered_trying_or_failed(void **state)
{
	(void)state;
	assert_int_equal(pdu_outcome(0x00), PDU_DELIVERED);
	assert_int_equal(pdu_outcome(0x02), PDU_DELIVERED);
	assert_int_equal(pdu_outcome(0x20), PDU_TRYING);
	assert_int_equal(pdu_outcome(0x3F), PDU_TRYING);
	assert_int_equal(pdu_outcome(0x40), PDU_FAILED);
	assert_int_equal(pdu_outcome(0x63), PDU_FAILED);
}

static void addresses_survive_the_way_there_and_back(void **state)
{
	static const char *const texts[] = { "+84905123456", "191", "*101#", "0905123456", "VIETTEL", "A@B", "BIDV_OTP",
		"@@@", "12345678901", "Mobi Fone 1", "{}[]~", "+", "" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct pdu pdu = { .type = PDU_DELIVER }, back;
		uint8_t octets[PDU_OCTETS_MAX];
		struct why why;
		size_t n;

		assert_int_equal(pdu_address_set(&pdu.peer, texts[i], &why), 0);
		n = pdu_encode(&pdu, octets, NULL);
		assert_int_equal(pdu_decode(octets, n, PDU_FROM_NETWORK, &back, &why), 0);
		assert_string_equal(back.peer.text, texts[i]);
		assert_int_equal(back.peer.type, pdu.peer.type);
	}
}

static void addresses_that_no_phone_has_are_refused(void **state)
{
	static const char *const texts[] = { "123456789012345678901", "Chuyển đổi", "TWELVELETTER", "{}[]~^" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct pdu_address address;

		assert_int_equal(pdu_address_set(&address, texts[i], NULL), -1);
	}
}

static void every_part_of_a_long_text_comes_back_as_it_went(void **state)
{
	static const char *const words[] = { "Bao cao tuan {1}: ", "Tổ công nghệ số 😀 " };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct segment_plan plan;
		struct buf text, joined;
		struct why why;

		buf_init(&text);
		buf_init(&joined);
		for (int n = 0; n < 20; n++)
			buf_adds(&text, words[i]);
		assert_int_equal(segment_plan(text.data, &plan, &why), 0);
		assert_true(plan.parts > 1);
		for (unsigned part = 0; part < plan.parts; part++) {
			struct pdu pdu = { .type = PDU_SUBMIT, .validity = -1 }, back;
			uint8_t octets[PDU_OCTETS_MAX];
			size_t n, length;
			const char *at = segment_cut(text.data, &plan, part, &length);

			assert_int_equal(pdu_address_set(&pdu.peer, "+84905123456", &why), 0);
			pdu_set_concat(&pdu, 200, part + 1, plan.parts);
			assert_int_equal(
				pdu_set_text(&pdu, at, length, plan.alphabet == ALPHABET_UCS2, false, &why), 0);
			n = pdu_encode(&pdu, octets, NULL);
			assert_int_equal(pdu_decode(octets, n, PDU_TO_NETWORK, &back, &why), 0);
			assert_int_equal(back.concat_reference, 200);
			assert_int_equal(back.concat_part, part + 1);
			assert_int_equal(back.concat_parts, plan.parts);
			pdu_text(&back, &joined);
		}
		assert_string_equal(joined.data, text.data);
		buf_fini(&text);
		buf_fini(&joined);
	}
}

static void a_text_that_does_not_fit_is_refused(void **state)
{
	struct pdu pdu = { .type = PDU_SUBMIT };
	char text[162];

	(void)state;
	memset(text, 'a', sizeof text);
	assert_int_equal(pdu_set_text(&pdu, text, 160, false, false, NULL), 0);
	assert_int_equal(pdu_set_text(&pdu, text, 161, false, false, NULL), -1);
	assert_int_equal(pdu_set_text(&pdu, text, 70, true, false, NULL), 0);
	assert_int_equal(pdu_set_text(&pdu, text, 71, true, false, NULL), -1);
	pdu_set_concat(&pdu, 1, 1, 2);
	assert_int_equal(pdu_set_text(&pdu, text, 153, false, false, NULL), 0);
	assert_int_equal(pdu_set_text(&pdu, text, 154, false, false, NULL), -1);
	assert_int_equal(pdu_set_text(&pdu, text, 67, true, false, NULL), 0);
	assert_int_equal(pdu_set_text(&pdu, text, 68, true, false, NULL), -1);
}

static void an_identity_hangs_on_every_one_of_its_parts(void **state)
{
	static const uint8_t raw[] = { 1, 2, 3 }, other[] = { 1, 2, 4 };
	char first[IDENTITY_OCTETS], next[IDENTITY_OCTETS];

	(void)state;
	identity_of("452041234567890", 5, "+84905123456", raw, 3, first);
	assert_int_equal(strlen(first), 32);
	assert_string_equal(identity_of("452041234567890", 5, "+84905123456", raw, 3, next), first);
	assert_string_not_equal(identity_of("452041234567891", 5, "+84905123456", raw, 3, next), first);
	assert_string_not_equal(identity_of("452041234567890", 6, "+84905123456", raw, 3, next), first);
	assert_string_not_equal(identity_of("452041234567890", 5, "+84905123457", raw, 3, next), first);
	assert_string_not_equal(identity_of("452041234567890", 5, "+84905123456", other, 3, next), first);
	assert_string_not_equal(identity_of("452041234567890", 5, "+84905123456", raw, 2, next), first);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(delivered_texts_are_read),
		cmocka_unit_test(a_pdu_cut_anywhere_is_refused),
		cmocka_unit_test(impossible_lengths_are_refused),
		cmocka_unit_test(submits_are_read_and_written_as_published),
		cmocka_unit_test(the_other_validity_formats_are_passed_over),
		cmocka_unit_test(reports_are_read_with_and_without_parameters),
		cmocka_unit_test(coding_schemes_mean_what_the_standard_says),
		cmocka_unit_test(a_validity_is_never_shorter_than_asked),
		cmocka_unit_test(the_status_says_delivered_trying_or_failed),
		cmocka_unit_test(addresses_survive_the_way_there_and_back),
		cmocka_unit_test(addresses_that_no_phone_has_are_refused),
		cmocka_unit_test(every_part_of_a_long_text_comes_back_as_it_went),
		cmocka_unit_test(a_text_that_does_not_fit_is_refused),
		cmocka_unit_test(an_identity_hangs_on_every_one_of_its_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

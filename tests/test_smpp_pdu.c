/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/smpp/smpp_pdu.h"
#include "gateway/smpp/smpp_receipt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- units as the standard prints them ---- */

/* SMPP v3.4, 4.1.5: a bind_transmitter of "SMPP3TEST" with the password "secret08" and the type "SUBMIT1". */
static const uint8_t bind_octets[] = { 0, 0, 0, 0x2f,   /* command_length 47 */
	0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1,             /* bind_transmitter, sequence 1 */
	'S', 'M', 'P', 'P', '3', 'T', 'E', 'S', 'T', 0, /* system_id */
	's', 'e', 'c', 'r', 'e', 't', '0', '8', 0,      /* password */
	'S', 'U', 'B', 'M', 'I', 'T', '1', 0,           /* system_type */
	0x50, 1, 1, 0 };                                /* version, TON, NPI, no range */

static void the_bind_of_the_standard_is_read_and_written(void **state)
{
	struct smpp_pdu pdu;
	enum smpp_status refuse;
	struct buf again;
	struct why why;

	(void)state;
	assert_int_equal(smpp_pdu_decode(bind_octets, sizeof bind_octets, &pdu, &refuse, &why), 0);
	assert_int_equal(pdu.command, SMPP_BIND_TRANSMITTER);
	assert_int_equal(pdu.sequence, 1);
	assert_string_equal(pdu.system_id, "SMPP3TEST");
	assert_string_equal(pdu.password, "secret08");
	assert_string_equal(pdu.system_type, "SUBMIT1");
	assert_int_equal(pdu.interface_version, 0x50);
	assert_int_equal(pdu.range.ton, 1);
	buf_init(&again);
	assert_int_equal(smpp_pdu_encode(&pdu, &again, &why), 0);
	assert_int_equal(again.length, sizeof bind_octets);
	assert_memory_equal(again.data, bind_octets, sizeof bind_octets);
	buf_fini(&again);
}

static struct smpp_pdu a_submit(void)
{
	struct smpp_pdu pdu = { .command = SMPP_SUBMIT_SM, .sequence = 7, .registered = 1 };

	pdu.source = (struct smpp_address){ 0, 1, "8099" };
	pdu.destination = (struct smpp_address){ 1, 1, "84905123456" };
	strcpy(pdu.validity, "000001000000000R");
	pdu.message = (const uint8_t *)"Da nhan";
	pdu.message_octets = 7;
	return pdu;
}

static void what_is_written_is_read(void **state)
{
	static const uint8_t reference[] = { 0x12, 0x34 };
	struct smpp_pdu pdu = a_submit(), again;
	enum smpp_status refuse;
	struct buf octets;
	uint32_t number;

	(void)state;
	smpp_pdu_add(&pdu, SMPP_TAG_SAR_MSG_REF_NUM, reference, sizeof reference);
	buf_init(&octets);
	assert_int_equal(smpp_pdu_encode(&pdu, &octets, NULL), 0);
	assert_int_equal(smpp_pdu_decode((uint8_t *)octets.data, octets.length, &again, &refuse, NULL), 0);
	assert_string_equal(again.destination.text, "84905123456");
	assert_string_equal(again.validity, "000001000000000R");
	assert_int_equal(again.message_octets, 7);
	assert_memory_equal(again.message, "Da nhan", 7);
	assert_true(smpp_pdu_tlv_number(&again, SMPP_TAG_SAR_MSG_REF_NUM, &number));
	assert_int_equal(number, 0x1234);
	buf_fini(&octets);
}

static void a_text_longer_than_the_standard_allows_is_not_written(void **state)
{
	struct smpp_pdu pdu = a_submit();
	struct buf octets;
	struct why why;

	(void)state;
	strcpy(pdu.destination.text, "849051234568490512345");
	buf_init(&octets);
	assert_int_equal(smpp_pdu_encode(&pdu, &octets, &why), -1);
	assert_string_equal(why.text, "destination.text takes at most 20 characters");
	assert_int_equal(octets.length, 0);
	buf_fini(&octets);
}

/* ---- tolerance: what message centres really send ---- */

struct sent {
	const char *what;
	uint8_t octets[64];
	size_t n;
	const char *message_id;
};

static void a_response_may_end_anywhere(void **state)
{
	static const struct sent sent[] = {
		{ "the header alone, with an error", { 0, 0, 0, 16, 0x80, 0, 0, 4, 0, 0, 0, 0x58, 0, 0, 0, 7 }, 16,
			"" },
		{ "an error and a NUL", { 0, 0, 0, 17, 0x80, 0, 0, 4, 0, 0, 4, 1, 0, 0, 0, 7, 0 }, 17, "" },
		{ "no NUL behind the id", { 0, 0, 0, 18, 0x80, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 7, 'a', '1' }, 18, "a1" },
		{ "a parameter whose length is not there",
			{ 0, 0, 0, 22, 0x80, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 7, '9', 0, 0x04, 0x27, 0, 9 }, 22, "9" },
		{ "octets that are nothing", { 0, 0, 0, 20, 0x80, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 7, '9', 0, 1, 2 }, 20,
			"9" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
		enum smpp_status refuse;
		struct smpp_pdu pdu;

		assert_int_equal(smpp_pdu_decode(sent[i].octets, sent[i].n, &pdu, &refuse, NULL), 0);
		assert_int_equal(pdu.sequence, 7);
		assert_string_equal(pdu.message_id, sent[i].message_id);
	}
}

static void a_request_cut_at_any_octet_is_refused_and_never_read_past_its_end(void **state)
{
	struct smpp_pdu pdu = a_submit(), again;
	struct buf octets;

	(void)state;
	buf_init(&octets);
	smpp_pdu_encode(&pdu, &octets, NULL);
	for (size_t n = SMPP_PDU_OCTETS_LEAST; n < octets.length; n++) {
		uint8_t *cut = malloc(n); /* of exactly that size, for AddressSanitizer */
		enum smpp_status refuse = SMPP_ROK;

		assert_non_null(cut);
		memcpy(cut, octets.data, n);
		if (smpp_pdu_decode(cut, n, &again, &refuse, NULL) == -1)
			assert_true(refuse == SMPP_RINVCMDLEN || refuse == SMPP_RINVMSGLEN);
		else /* a text field may end with the unit: only then are all fields there */
			assert_true(n == octets.length);
		assert_int_equal(again.sequence, 7);
		free(cut);
	}
	buf_fini(&octets);
}

static void an_unknown_command_is_refused_by_its_name(void **state)
{
	static const uint8_t octets[16] = { 0, 0, 0, 16, 0, 0, 0x77, 0x77, 0, 0, 0, 0, 0, 0, 0, 9 };
	enum smpp_status refuse;
	struct smpp_pdu pdu;
	struct why why;

	(void)state;
	assert_int_equal(smpp_pdu_decode(octets, sizeof octets, &pdu, &refuse, &why), -1);
	assert_int_equal(refuse, SMPP_RINVCMDID);
	assert_string_equal(why.text, "command_id 0x00007777 is unknown");
}

static void a_length_that_no_unit_has_ends_the_line(void **state)
{
	static const uint8_t short_one[] = { 0, 0, 0, 15 }, huge[] = { 0xff, 0xff, 0xff, 0xff },
			     whole[] = { 0, 0, 0, 16 };
	size_t length;

	(void)state;
	assert_int_equal(smpp_pdu_length(short_one, 4, &length, NULL), -1);
	assert_int_equal(smpp_pdu_length(huge, 4, &length, NULL), -1);
	assert_int_equal(smpp_pdu_length(whole, 3, &length, NULL), 0);
	assert_int_equal(smpp_pdu_length(whole, 4, &length, NULL), 0);
	assert_int_equal(smpp_pdu_length(whole, 16, &length, NULL), 1);
}

static void more_parameters_than_are_kept_are_dropped(void **state)
{
	struct smpp_pdu pdu = { .command = SMPP_DATA_SM, .sequence = 1 }, again;
	enum smpp_status refuse;
	struct buf octets;

	(void)state;
	buf_init(&octets);
	smpp_pdu_encode(&pdu, &octets, NULL);
	for (int i = 0; i < 200; i++)
		buf_add(&octets, "\x14\0\0\0", 4);
	octets.data[2] = (char)(octets.length >> 8);
	octets.data[3] = (char)octets.length;
	assert_int_equal(smpp_pdu_decode((uint8_t *)octets.data, octets.length, &again, &refuse, NULL), 0);
	assert_int_equal(again.tlvs_used, SMPP_TLVS_MAX);
	buf_fini(&octets);
}

/* ---- receipts ---- */

static struct smpp_pdu a_receipt(const char *text)
{
	struct smpp_pdu pdu = { .command = SMPP_DELIVER_SM, .esm_class = SMPP_ESM_RECEIPT };

	pdu.message = (const uint8_t *)text;
	pdu.message_octets = (uint8_t)strlen(text);
	return pdu;
}

static void receipts_are_read_in_any_order_and_case(void **state)
{
	static const struct {
		const char *text, *id;
		unsigned status, error;
	} rows[] = {
		/* appendix B */
		{ "id:0123456789 sub:001 dlvrd:001 submit date:2208180900 done date:2208180901 stat:DELIVRD err:000 text:Da nhan",
			"0123456789", 0x00, 0 },
		{ "ID:7AF STAT:UNDELIV ERR:027", "7AF", 0x43, 27 },
		{ "stat:EXPIRED id:12", "12", 0x46, 0 },
		{ "stat:rejectd id:12", "12", 0x42, 0 },
		{ "id: 12 stat:ENROUTE", "12", 0x20, 0 },
		{ "id:12 stat:ACCEPTD", "12", 0x20, 0 },
		{ "id:12 stat:SOMEWORD", "12", 0x20, 0 },
		{ "sub:001 stat:DELIVRD", "", 0x00, 0 },
		/* the words of the message may say anything */
		{ "id:12 stat:EXPIRED err:001 text:id:99 stat:DELIVRD", "12", 0x46, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct smpp_pdu pdu = a_receipt(rows[i].text);
		struct smpp_receipt receipt;

		assert_true(smpp_receipt_read(&pdu, &receipt));
		assert_string_equal(receipt.id, rows[i].id);
		assert_int_equal(receipt.status, rows[i].status);
		assert_int_equal(receipt.error, rows[i].error);
	}
}

static void the_parameters_count_before_the_text(void **state)
{
	static const uint8_t expired = 3, error[] = { 3, 0x01, 0x02 };
	struct smpp_pdu pdu = a_receipt("id:12 stat:DELIVRD err:000");
	struct smpp_receipt receipt;

	(void)state;
	smpp_pdu_add(&pdu, SMPP_TAG_RECEIPTED_MESSAGE_ID, "77", 3);
	smpp_pdu_add(&pdu, SMPP_TAG_MESSAGE_STATE, &expired, 1);
	smpp_pdu_add(&pdu, SMPP_TAG_NETWORK_ERROR_CODE, error, sizeof error);
	assert_true(smpp_receipt_read(&pdu, &receipt));
	assert_string_equal(receipt.id, "77");
	assert_int_equal(receipt.status, 0x46);
	assert_int_equal(receipt.error, 0x102);
	pdu.esm_class = 0;
	assert_false(smpp_receipt_read(&pdu, &receipt)); /* a text that looks like one is a text */
}

static void an_id_has_one_form_however_it_was_written(void **state)
{
	static const struct {
		const char *id;
		bool hex;
		const char *one;
	} rows[] = {
		{ "7AF", true, "1967" },
		{ "000007af", true, "1967" },
		{ "1967", false, "1967" },
		{ "0001967", false, "1967" },
		{ "AB-12", false, "ab-12" },
		{ "00ab-12", true, "ab-12" },
		{ "", true, "" },
		{ "123456789012345678901234", false, "123456789012345678901234" },
	};
	char one[SMPP_ID_OCTETS];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(smpp_receipt_id(rows[i].id, rows[i].hex, one), rows[i].one);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_bind_of_the_standard_is_read_and_written),
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(a_text_longer_than_the_standard_allows_is_not_written),
		cmocka_unit_test(a_response_may_end_anywhere),
		cmocka_unit_test(a_request_cut_at_any_octet_is_refused_and_never_read_past_its_end),
		cmocka_unit_test(an_unknown_command_is_refused_by_its_name),
		cmocka_unit_test(a_length_that_no_unit_has_ends_the_line),
		cmocka_unit_test(more_parameters_than_are_kept_are_dropped),
		cmocka_unit_test(receipts_are_read_in_any_order_and_case),
		cmocka_unit_test(the_parameters_count_before_the_text),
		cmocka_unit_test(an_id_has_one_form_however_it_was_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What operators' texts say of the money on a SIM. */
#include "gateway/router/credit_text.h"

#include "gateway/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define AMOUNT "TK chinh|TK goc|tai khoan chinh|tai khoan goc|so du|tai khoan" /* the defaults */
#define EXPIRY "HSD|han su dung|den ngay|het han"

static void an_amount_is_found_behind_its_word_in_every_spelling(void **state)
{
	static const struct {
		const char *text;
		int64_t dong;
	} rows[] = {
		{ "TK goc la 12d. De biet cac CT dac biet cua Quy khach, bam goi *098#.", 12 }, /* Viettel, 2017 */
		{ "TK chinh: 45.000d, HSD: 31/12/2026.", 45000 },
		{ "TK chinh=1,234,567 VND. TK KM=5.000d", 1234567 },
		{ "Tai khoan cua Quy khach la 20000 dong", 20000 },
		{ "Tài khoản gốc: 7.500đ\nHạn dùng: 31/12/2026", 7500 },
		{ "So du: 12.500,50 VND", 12500 },
		{ "TK KM: 500d. TK chinh: 3.000d", 3000 },
		{ "TK chinh: -200d", 0 },
		{ "TK chinh 0905123456: 900d", 900 },
		{ "Ma MMI khong hop le.", CREDIT_NONE },
		{ "TK chinh: khong co", CREDIT_NONE },
		{ "TK chinh: 99 data", CREDIT_NONE },
		{ "", CREDIT_NONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (credit_text_amount(rows[i].text, AMOUNT) != rows[i].dong)
			fail_msg("\"%s\": %lld, wanted %lld", rows[i].text,
				(long long)credit_text_amount(rows[i].text, AMOUNT), (long long)rows[i].dong);
}

static void a_day_is_found_behind_its_word(void **state)
{
	static const struct {
		const char *text;
		int year, month, day; /* 0: none */
	} rows[] = {
		{ "TK chinh: 45.000d, HSD: 31/12/2026.", 2026, 12, 31 },
		{ "TK goc 0d, han su dung den 5-3-27", 2027, 3, 5 },
		{ "Hạn sử dụng: 0h ngày 01/02/2027", 2027, 2, 1 },
		{ "HSD: 31/02/2026", 0, 0, 0 },
		{ "TK chinh 31/12/2026", 0, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t at_us = credit_text_expiry(rows[i].text, EXPIRY);
		struct civil day = clock_civil(at_us);

		if (rows[i].year == 0)
			assert_true(at_us == 0);
		else if (day.year != rows[i].year || day.month != rows[i].month || day.day != rows[i].day)
			fail_msg("\"%s\": %d-%d-%d", rows[i].text, day.year, day.month, day.day);
	}
}

static void a_top_up_is_good_when_the_operator_says_so(void **state)
{
	(void)state;
	assert_true(credit_text_is_good("Nap the thanh cong (Successful refill)"));
	assert_true(credit_text_is_good("Quý khách đã nạp thành công 50.000đ"));
	assert_false(credit_text_is_good("The nap khong dung"));
	assert_false(credit_text_is_good("Giao dich khong thanh cong"));
	assert_false(credit_text_is_good(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_amount_is_found_behind_its_word_in_every_spelling),
		cmocka_unit_test(a_day_is_found_behind_its_word),
		cmocka_unit_test(a_top_up_is_good_when_the_operator_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

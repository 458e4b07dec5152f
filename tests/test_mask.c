/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Identity numbers, codes, passwords and PINs never reach the disk; counts, dates and telephone numbers stay. */
#include "menus/mask.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void becomes(const char *text, const char *masked)
{
	char now[512];

	snprintf(now, sizeof now, "%s", text);
	assert_int_equal(mask_secrets(now), strcmp(text, masked) != 0);
	assert_string_equal(now, masked);
}

static void secrets_are_overwritten(void **state)
{
	static const char *const texts[][2] = {
		/* identity numbers: 12 digits, 9 digits, in groups, with their word */
		{ "CCCD 051088001234", "CCCD ************" },
		{ "so cua toi 051088001234 nhe", "so cua toi ************ nhe" },
		{ "căn cước 051 088 001 234", "căn cước *** *** *** ***" },
		{ "cmnd 212345678", "cmnd *********" },
		{ "toi la Hung 212345678", "toi la Hung *********" },
		{ "cmt: 312345678 cap 2010", "cmt: ********* cap 2010" },
		{ "the 9704 3612 3456 7890", "the **** **** **** ****" },
		{ "stk 1903456789012", "stk *************" },
		/* behind a word of decision too, unless they are numbers of reports */
		{ "duyet cccd 201 345 678", "duyet cccd *** *** ***" },
		{ "duyet dk lan 201 345 678", "duyet dk lan *** *** ***" },
		{ "tra 201 345 678", "tra *** *** ***" },
		{ "duyet 194 195 196 212345678", "duyet *** *** *** *********" },
		{ "12345678901234567890123", "***********************" },
		/* one-time codes */
		{ "ma otp 482913", "ma otp ******" },
		{ "OTP la 4829", "OTP la ****" },
		{ "ma xac thuc: 55 12 09", "ma xac thuc: ** ** **" },
		{ "dat ma pin la 4 8 3 1", "dat ma pin la * * * *" },
		{ "ma so bi mat 4831", "ma so bi mat ****" },
		{ "set pin 5713", "set pin ****" },
		{ "0905100006 8765 bc qr 3", "0905100006 **** bc qr 3" },
		{ "482913 la ma xac thuc cua ban", "****** la ma xac thuc cua ban" },
		{ "mã xác thực: 00482913", "mã xác thực: ********" },
		{ "ho xin otp em doc 482913 roi", "ho xin otp em doc ****** roi" },
		/* ... in groups, however they are parted */
		{ "otp 664 215", "otp *** ***" },
		{ "otp 664-215", "otp ***-***" },
		{ "ma otp la 664 215", "ma otp la *** ***" },
		{ "otp 664.215", "otp ***.***" },
		{ "otp 664 - 215", "otp *** - ***" },
		{ "otp 664  215", "otp ***  ***" },
		{ "otp 6642 1534", "otp **** ****" },
		{ "kk otp vietcombank 0391 82 bi tru tien", "kk otp vietcombank **** ** bi tru tien" },
		{ "kk bao ca nhan ma xac nhan 664 215 phai lam sao",
			"kk bao ca nhan ma xac nhan *** *** phai lam sao" },
		{ "664 215 la ma xac nhan cua ai", "*** *** la ma xac nhan cua ai" },
		{ "o te pe 664215", "o te pe ******" },
		{ "gui ma 6 so 664 215 ve may", "gui ma 6 so *** *** ve may" },
		/* ... of cards */
		{ "kk ma pin the 4821 bi khoa", "kk ma pin the **** bi khoa" },
		{ "cho ma pin 4821 roi mat tien", "cho ma pin **** roi mat tien" },
		{ "mk the atm 4821", "mk the atm ****" },
		/* passports */
		{ "kk ho chieu C1234567 het han", "kk ho chieu C******* het han" },
		{ "hộ chiếu số c 1234567", "hộ chiếu số c *******" },
		{ "passport N7654321 mat roi", "passport N******* mat roi" },
		{ "giay to C1234567 het han", "giay to C******* het han" },
		/* passwords */
		{ "mat khau 664 215", "mat khau *** ***" },
		{ "mat khau ngan hang 482913", "mat khau ngan hang ******" },
		{ "mat khau: hoahong", "mat khau: *******" },
		{ "mật khẩu là Abc@123", "mật khẩu là *******" },
		{ "pass 123456", "pass ******" },
		{ "mk vneid hoa2022 nhe", "mk vneid ******* nhe" },
		{ "mat khau vneid cua tui la Abc12345 quen roi lam sao",
			"mat khau vneid cua tui la ******** quen roi lam sao" },
		{ "mat khau zalo la Abc12345 sao khong vao duoc", "mat khau zalo la ******** sao khong vao duoc" },
		{ "mk zalo cua tui la Hoa1987", "mk zalo cua tui la *******" },
		{ "mk zalo cua ba con la hoahong, sao khong vao", "mk zalo cua ba con la *******, sao khong vao" },
		{ "mật khẩu dịch vụ công của mình là hoahong", "mật khẩu dịch vụ công của mình là *******" },
		{ "mat khau dich vu cong: hoahong", "mat khau dich vu cong: *******" },
		{ "mat khau la hoa hong 1987", "mat khau la hoa hong ****" },
		{ "password is Hoa#87", "password is ******" },
		/* PINs of our own */
		{ "PIN 4321", "PIN ****" },
		{ "doi pin 4321 8765", "doi pin **** ****" },
		{ "pin cua toi la 4829", "pin cua toi la ****" },
		{ "doi pin cu 4321 thanh 8765", "doi pin cu **** thanh ****" },
		{ "doi pin tu 4321 sang 8765", "doi pin tu **** sang ****" },
		{ "ma pin the ngan hang la 482913 sao bi khoa", "ma pin the ngan hang la ****** sao bi khoa" },
		{ "TOI 4321 BC DVC 5", "TOI **** BC DVC 5" },
		{ "TOI 0905123456 4321 BC DVC 5", "TOI 0905123456 **** BC DVC 5" },
		{ "toi 0905 123 456 4321 BC DVC 5", "toi 0905 123 456 **** BC DVC 5" },
		{ "tôi 4321 kk mất sóng", "tôi **** kk mất sóng" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		becomes(texts[i][0], texts[i][1]);
}

static void what_people_report_stays(void **state)
{
	static const char *const texts[] = {
		"",
		"BC DVC 12 TT 3",
		"BC luy ke VNE 1200",
		"bc 1.200 ho",
		"DVC 5000",
		"sdt 0905123456",
		"so cu 0905.123.456 so moi +84905200001",
		"0905 123 456",
		"84905123456",
		"905123456",
		"LICH 20/8/2022 8h",
		"GIAO CT DVC 150 TT 50 VNE 200",
		"quen mat khau vneid",
		"mat khau la gi",
		"mật khẩu vneid là gì vậy",
		"mat khau la gi vay vneid 1900",
		"mat khau zalo la cai chi",
		"quen mat khau vneid la khong vao duoc",
		"mat khau la phai 8 ky tu",
		"doi mat khau vneid bi khoa: nguoi dan hoi",
		"quen mat khau, dvc la 1200",
		"mk la doan vien thon son tra",
		"sac pin cho 1200 ho",
		"doi mat khau o dau",
		"otp khong ve 5 ho",
		"KK khong nhan duoc otp tu 20/8/2022",
		"otp khong ve 1.200 ho",
		"otp khong ve thon 12, 15 ho",
		"otp khong ve so 0905 123 456",
		"ma otp gui ve so 0905123456 khong duoc",
		"mat khau zalo 0905 123 456",
		"bc dvc 664 215",
		"ho chieu 12 ho",
		"pin yeu",
		"toi 12 ho",
		"toi di ngay 2/9/2022",
		"may 4 nguoi 2022 2023",
		"thon 1 thon 2 3 4 5 6 7 8 9",
		"QD 12/QD-UBND 10/8/2022 thon Son Tra",
		"xn 31",
		"duyet 194 195 196",
		"duyet 194 195 196 197",
		"Duyệt các bc số 194, 195 196 197 198",
		"tra lai 194 195 196 sai so",
		"duyet 194 195 196 con 197 198 199 tra lai vi sai",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		becomes(texts[i], texts[i]);
}

static void any_octets_may_come(void **state)
{
	static const char *const texts[] = { "\xff\xfe otp 482913 \xc3", "ma\xcc\xa3t kha\xcc\x82\xcc\x89u: x1y2z3",
		"otp", "pin", "toi", "mk", "toi 0905123456", "\xf0\x9f\x98\x80 cccd 051088001234" };
	char many[4097];

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char *now = strdup(texts[i]);

		assert_non_null(now);
		mask_secrets(now);
		assert_int_equal(strlen(now), strlen(texts[i]));
		assert_null(strstr(now, "482913"));
		assert_null(strstr(now, "051088001234"));
		free(now);
	}
	/* More words than it looks at: no secret is lost in a text that a person writes. */
	for (size_t i = 0; i < sizeof many - 1; i++)
		many[i] = i % 2 == 0 ? '1' : ' ';
	many[sizeof many - 1] = '\0';
	mask_secrets(many);
	assert_int_equal(strlen(many), sizeof many - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(secrets_are_overwritten),
		cmocka_unit_test(what_people_report_stays),
		cmocka_unit_test(any_octets_may_come),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

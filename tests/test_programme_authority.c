/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who may do what, and for which unit: every act, role and place, as the founding letter has it (S4-S7, S28, S36). */
#include "tests/help/talk.h"

#include "gateway/programme/programme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#define ROLES 10

/* In the order of the columns below. All but the last four are of thôn Sơn Trà, xã Bình Đông. */
static const struct {
	const char *name, *phone;
} people[ROLES] = {
	{ "thanh_vien", MEMBER },
	{ "to_pho", "+84905100007" },
	{ "to_truong", HEAD },
	{ "can_bo_xa", OFFICER },
	{ "lanh_dao_xa", CHAIR },
	{ "can_bo_huyen", OFFICE },
	{ "lanh_dao_huyen", "+84905200070" },
	{ "quan_tri", ADMIN },
	{ "doi_tac", "+84905200071" },
	{ "nguoi_dan", "+84905200072" },
};

enum place { OWN, NEIGHBOUR, ELSEWHERE, PLACES };
static const char *const place_names[PLACES] = { "thôn Sơn Trà", "thôn Tân Hy of the same commune",
	"thôn Thanh Thủy of another commune" };

/* y: done; n: refused, nothing stored, and told whom to ask; c: asked back first; d: only as a draft. */
static const struct {
	const char *act, *text[PLACES], *may[PLACES];
} rules[] = {
	/*                                                member deputy head officer chair office district admin partner resident */
	{ "report", { "BC SK 5 thon Son Tra", "BC SK 5 thon Tan Hy", "BC SK 5 thon Thanh Thuy xa Binh Hai" },
		{ "yyyyyyyynn", "nccyyyyynn", "nnnnnyyynn" } },
	{ "nil report", { "BC 0 thon Son Tra", "BC 0 thon Tan Hy", "BC 0 thon Thanh Thuy xa Binh Hai" },
		{ "yyyyyyyynn", "nccyyyyynn", "nnnnnyyynn" } },
	{ "approve a registration", { "DUYET 41", "DUYET 42", "DUYET 43" },
		{ "nnnnyyyynn", "nnnnyyyynn", "nnnnnyyynn" } },
	{ "refuse a registration", { "TC 41 sai ten", "TC 42 sai ten", "TC 43 sai ten" },
		{ "nnnnyyyynn", "nnnnyyyynn", "nnnnnyyynn" } },
	{ "approve a report", { "DUYET 51", "DUYET 52", "DUYET 53" }, { "nnnnyyyynn", "nnnnyyyynn", "nnnnnyyynn" } },
	{ "return a report", { "TRA 51 sai so", "TRA 52 sai so", "TRA 53 sai so" },
		{ "nnnnyyyynn", "nnnnyyyynn", "nnnnnyyynn" } },
	{ "assign a target",
		{ "GIAO CT DVC 50 thon Son Tra", "GIAO CT DVC 50 thon Tan Hy",
			"GIAO CT DVC 50 thon Thanh Thuy xa Binh Hai" },
		{ "nnncyyyynn", "nnncyyyynn", "nnnnnyyynn" } },
	{ "urge those who have not reported",
		{ "NHAC thon Son Tra", "NHAC thon Tan Hy", "NHAC thon Thanh Thuy xa Binh Hai" },
		{ "nnnyyyyynn", "nnnyyyyynn", "nnnnnyyynn" } },
	{ "answer a difficulty", { "TL 61 da xong", "TL 62 da xong", "TL 63 da xong" },
		{ "nnnyyyyynn", "nnnyyyyynn", "nnnnnyyynn" } },
	{ "set a team up",
		{ "QD 99/QD-UBND 10/8/2022 thon Son Tra", "QD 99/QD-UBND 10/8/2022 thon Tan Hy",
			"QD 99/QD-UBND 10/8/2022 thon Thanh Thuy xa Binh Hai" },
		{ "nnndyyyynn", "nnndyyyynn", "nnnnnyyynn" } },
	{ "drop a team", { "HUY TO 1", "HUY TO 2", "HUY TO 4" }, { "nnnnyyyynn", "nnnnyyyynn", "nnnnnyyynn" } },
	{ "see whom a team lacks",
		{ "THIEU TO thon Son Tra", "THIEU TO thon Tan Hy", "THIEU TO thon Thanh Thuy xa Binh Hai" },
		{ "nyyyyyyynn", "nnnyyyyynn", "nnnnnyyynn" } },
	{ "urge teams", { "NHAC TO thon Son Tra", "NHAC TO thon Tan Hy", "NHAC TO thon Thanh Thuy xa Binh Hai" },
		{ "nnnyyyyynn", "nnnyyyyynn", "nnnnnyyynn" } },
	{ "put somebody forward",
		{ "DK Vo Van Sau 0905200079, thanh vien, thon Son Tra, xa Binh Dong",
			"DK Vo Van Sau 0905200079, thanh vien, thon Tan Hy, xa Binh Dong",
			"DK Vo Van Sau 0905200079, thanh vien, thon Thanh Thuy, xa Binh Hai" },
		{ "nyyyyyyynn", "nnnyyyyynn", "nnnnnyyynn" } },
	{ "see numbers of others",
		{ "DANH BA thon Son Tra", "DANH BA thon Tan Hy", "DANH BA thon Thanh Thuy xa Binh Hai" },
		{ "nyyyyyyynn", "nnnyyyyynn", "nnnnnyyynn" } },
	{ "say where a unit meets",
		{ "NHOM zalo.me/g/abc thon Son Tra", "NHOM zalo.me/g/abc thon Tan Hy",
			"NHOM zalo.me/g/abc thon Thanh Thuy xa Binh Hai" },
		{ "nyyyyyyynn", "nnnyyyyynn", "nnnnnyyynn" } },
};

static void set_up(struct talk *t)
{
	talk_import(t, "members",
		"phone,name,role,unit,team,status,consent_at\n"
		"+84905200070,Đinh Văn Lâm,lanh_dao_huyen,524,,active,2022-08-10\n"
		"+84905200071,Trần VNPT,doi_tac,21049,,active,2022-08-10\n"
		"+84905200072,Lê Dân,nguoi_dan,2104901,,active,2022-08-10\n");
	talk_import(t, "enrolments",
		"no,phone,name,role,unit,status\n"
		"41,+84905200081,Lê A,thanh_vien,2104901,pending\n"
		"42,+84905200082,Lê B,thanh_vien,2104902,pending\n"
		"43,+84905200083,Lê C,thanh_vien,2106701,pending\n");
	talk_import(t, "reports",
		"no,phone,unit,period,indicator,value,mode,at,status\n"
		"51,+84905200091,2104901,2022-07,DVC,5,period,2022-07-20T09:00:00+07:00,received\n"
		"52,+84905200092,2104902,2022-07,DVC,5,period,2022-07-20T09:00:00+07:00,received\n"
		"53,+84905200093,2106701,2022-07,DVC,5,period,2022-07-20T09:00:00+07:00,received\n");
	talk_import(t, "tickets",
		"no,phone,unit,category,text,status\n"
		"61,+84905200091,2104901,mang,mat song,open\n"
		"62,+84905200092,2104902,mang,mat song,open\n"
		"63,+84905200093,2106701,mang,mat song,open\n");
}

/* What came of it, as the table has it; '?' is none of that. */
static char outcome_of(struct talk *t)
{
	switch (t->outcome.status) {
	case OUTCOME_RECORDED:
		return strstr(t->outcome.replies[t->outcome.replies_used - 1].text.data, "Da soan to") != NULL ? 'd'
													       : 'y';
	case OUTCOME_ANSWERED:
		return 'y';
	case OUTCOME_ASKED:
		/* Another team, or another decision: whoever may not is not asked that. */
		return strstr(t->outcome.replies[0].text.data, "lap them to") != NULL ? 'y' : 'c';
	case OUTCOME_REFUSED:
		return 'n';
	case OUTCOME_IGNORED:
		break;
	}
	return '?';
}

static void nothing_was_stored(struct talk *t)
{
	static const struct {
		const char *sql;
		int64_t count;
	} there[] = {
		{ "SELECT COUNT(*) FROM report WHERE status = 'received'", 3 },
		{ "SELECT COUNT(*) FROM report", 3 },
		{ "SELECT COUNT(*) FROM team", 6 },
		{ "SELECT COUNT(*) FROM target WHERE set_by <> ''", 0 },
		{ "SELECT COUNT(*) FROM enrolment WHERE status = 'pending'", 3 },
		{ "SELECT COUNT(*) FROM enrolment", 3 },
		{ "SELECT COUNT(*) FROM ticket WHERE status = 'open'", 3 },
		{ "SELECT COUNT(*) FROM meeting_place", 0 },
	};

	for (size_t i = 0; i < sizeof there / sizeof *there; i++)
		assert_int_equal(talk_number(t, there[i].sql), there[i].count);
}

static void check(struct talk *t, size_t rule, enum place place, unsigned role)
{
	const char *text = rules[rule].text[place], *answer;
	char wanted = rules[rule].may[place][role], came;
	struct why why = { "" };

	assert_int_equal(store_begin(t->store, &why), 0);
	if (talk_take(t, people[role].phone, text, &why) == -1)
		fail_msg("%s: %s", text, why.text);
	answer = t->outcome.replies_used > 0 ? t->outcome.replies[0].text.data : "";
	came = outcome_of(t);
	if (wanted == 'd' && came == 'y' && strstr(answer, "lap them to") != NULL)
		came = 'd';
	if (came != wanted)
		fail_msg("%s, by %s, for %s: wanted %c, came %c: \"%s\"", rules[rule].act, people[role].name,
			place_names[place], wanted, came, answer);
	if (wanted == 'n') {
		nothing_was_stored(t);
		/* Whoever is refused is told whom to ask, and that nothing was kept; of a difficulty elsewhere not even
		 * whether it is there. */
		if (strstr(answer, "chua ghi gi") == NULL ||
			(strstr(answer, "Xin hoi") == NULL && strstr(answer, "Nguoi duyet") == NULL &&
				strstr(answer, "Khong thay kho khan") == NULL))
			fail_msg("%s, by %s: \"%s\"", text, people[role].name, answer);
	}
	store_rollback(t->store);
}

static void every_act_is_for_those_roles_and_those_units_alone(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	set_up(t);
	for (size_t rule = 0; rule < sizeof rules / sizeof *rules; rule++)
		for (enum place place = OWN; place < PLACES; place++)
			for (unsigned role = 0; role < ROLES; role++)
				check(t, rule, place, role);
	talk_free(&t);
}

/* TH: a village's head sees the own village whatever was asked for, a commune the commune, the district all. */
static void a_digest_is_of_the_own_area(void **state)
{
	struct talk *t = talk_new();

	(void)state;
	set_up(t);
	talk_says(t, MEMBER, "TH");
	talk_answer(t, "deny", OUTCOME_REFUSED, "Xin hoi Nguyen Van Hung");
	talk_says(t, HEAD, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "thon Son Tra");
	talk_says(t, OFFICER, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Xa Binh Dong");
	talk_says(t, CHAIR, "TH xa Binh Hai");
	talk_answer(t, "deny", OUTCOME_REFUSED, "khong phu trach xa Binh Hai");
	assert_null(strstr(t->outcome.replies[0].text.data, "thon minh"));
	talk_says(t, OFFICE, "TH xa Binh Hai");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "Binh Hai");
	talk_says(t, OFFICE, "TH");
	talk_answer(t, "digest", OUTCOME_ANSWERED, "uyen Binh Son");
	talk_free(&t);
}

/* What a text says of its sender gives it nothing: rights stand in the roll. */
static void nobody_gets_a_right_by_saying_so(void **state)
{
	static const char *const claims[] = { "toi la chu tich huyen, cap quyen", "SET ROLE lanh_dao_xa",
		"cho toi quyen admin", "Chủ tịch đây, nâng quyền cho số này", "cap quyen quan tri cho 0905100003" };
	static const char *const from[] = { HEAD, MEMBER, "+84905999999" };
	static const char held[] =
		"SELECT COUNT(*) FROM member WHERE role IN ('lanh_dao_xa', 'lanh_dao_huyen', 'quan_tri')";
	struct talk *t = talk_new();
	int64_t before = talk_number(t, held);

	(void)state;
	for (size_t f = 0; f < sizeof from / sizeof from[0]; f++)
		for (size_t i = 0; i < sizeof claims / sizeof claims[0]; i++) {
			talk_says(t, from[f], claims[i]);
			assert_int_not_equal(t->outcome.status, OUTCOME_RECORDED);
		}
	assert_int_equal(talk_number(t, held), before);
	talk_says(t, HEAD, "toi la chu tich huyen, cap quyen");
	talk_answer(t, "deny", OUTCOME_REFUSED, "quyen");
	talk_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_act_is_for_those_roles_and_those_units_alone),
		cmocka_unit_test(a_digest_is_of_the_own_area),
		cmocka_unit_test(nobody_gets_a_right_by_saying_so),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

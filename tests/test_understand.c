/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a text means in a situation: bare answers, senders that are machines, indicators added without a compiler. */
#include "gateway/base/buf.h"
#include "menus/lexicon.h"
#include "menus/understand.h"
#include "tests/help/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

struct engine {
	struct lexicon *words;
	struct unit_names *units;
	struct situation at;
	struct reading r;
};

static int set_up(void **state)
{
	struct engine *e = calloc(1, sizeof *e);
	e->words = words_load();
	e->units = words_units();
	e->at = words_situation();
	*state = e;
	return 0;
}

static int tear_down(void **state)
{
	struct engine *e = *state;
	lexicon_free(&e->words);
	unit_names_free(&e->units);
	free(e);
	return 0;
}

static enum intent read_text(struct engine *e, const char *text)
{
	understand(e->words, e->units, &e->at, text, strlen(text), &e->r, NULL);
	return e->r.intent;
}

static void assert_number(const struct engine *e, const char *key, int64_t value)
{
	const struct reading_field *f = reading_find(&e->r, 0, key);
	assert_non_null(f);
	assert_true(f->is_number);
	assert_int_equal(f->number, value);
}

static void assert_text(const struct engine *e, const char *key, const char *text)
{
	const struct reading_field *f = reading_find(&e->r, 0, key);
	assert_non_null(f);
	assert_string_equal(f->text, text);
}

static void a_bare_number_completes_what_was_asked(void **state)
{
	struct engine *e = *state;

	e->at.pending = PENDING_NUMBER;
	e->at.pending_intent = INTENT_REPORT;
	strcpy(e->at.pending_subject, "DVC");
	assert_int_equal(read_text(e, "5"), INTENT_REPORT);
	assert_number(e, "DVC", 5);
	assert_int_equal(read_text(e, "muoi lam ho a"), INTENT_REPORT);
	assert_number(e, "DVC", 15);
	assert_int_equal(read_text(e, "khoang 20"), INTENT_ASK);
	assert_int_equal(read_text(e, "10-12"), INTENT_ASK);
	/* Something else is not forced into the answer. */
	assert_int_equal(read_text(e, "BC TT 3"), INTENT_REPORT);
	assert_number(e, "TT", 3);
	assert_null(reading_find(&e->r, 0, "DVC"));
	assert_int_equal(read_text(e, "TC"), INTENT_OPTOUT);
}

static void a_bare_indicator_unit_or_choice_completes_it_too(void **state)
{
	struct engine *e = *state;

	e->at.pending = PENDING_INDICATOR;
	e->at.pending_intent = INTENT_REPORT;
	e->at.pending_number = 5;
	assert_int_equal(read_text(e, "vneid"), INTENT_REPORT);
	assert_number(e, "VNE", 5);
	e->at.pending = PENDING_UNIT;
	e->at.choices[0] = "21046";
	e->at.choices[1] = "21091";
	e->at.choices_used = 2;
	assert_int_equal(read_text(e, "2"), INTENT_REPORT);
	assert_text(e, "code", "21091");
	assert_int_equal(read_text(e, "Bình Thạnh"), INTENT_REPORT);
	assert_text(e, "code", "21046");
	assert_int_equal(read_text(e, "son tra"), INTENT_REPORT);
	assert_text(e, "code", "2104901");
	e->at.pending = PENDING_CONFIRM;
	assert_int_equal(read_text(e, "XN"), INTENT_CONFIRM);
	assert_int_equal(read_text(e, "dung roi"), INTENT_CONFIRM);
	e->at.pending_passed = true; /* other things were answered since */
	assert_int_equal(read_text(e, "XN"), INTENT_CONFIRM);
	assert_int_not_equal(read_text(e, "co"), INTENT_CONFIRM);
	e->at.pending = PENDING_NUMBER;
	strcpy(e->at.pending_subject, "DVC");
	assert_int_not_equal(read_text(e, "khong"), INTENT_REPORT);
	e->at.pending_passed = false;
	assert_int_equal(read_text(e, "khong"), INTENT_REPORT);
	e->at.pending = PENDING_CONFIRM;
	assert_int_equal(read_text(e, "SUA DVC 8"), INTENT_CORRECTION);
}

static void a_sender_that_is_no_subscriber_is_never_answered(void **state)
{
	struct engine *e = *state;

	e->at.from = "VIETTEL";
	e->at.from_name = true;
	assert_int_equal(read_text(e, "BC DVC 5"), INTENT_IGNORE);
	e->at.from = "191";
	e->at.from_name = false;
	assert_int_equal(read_text(e, "BC DVC 5"), INTENT_IGNORE);
	assert_int_equal(read_text(e, "Tai khoan cua Quy khach da het. Vui long nap the."), INTENT_IGNORE);
	assert_string_equal(e->r.machine, "no-credit");
	e->at.ussd = true; /* a dialogue is typed by a person whatever the number looks like */
	assert_int_equal(read_text(e, "BC DVC 5"), INTENT_REPORT);
}

static void notices_to_our_own_sim_raise_their_alarm(void **state)
{
	struct engine *e = *state;
	static const char *const rows[][2] = {
		{ "TB: Tu 15/6 thue bao doi thiet bi phai xac thuc khuon mat, neu khong se bi tam dung goi di va nhan tin.",
			"sim-blocked" },
		{ "[TB] Thue bao cua Quy khach sap het han su dung. Vui long nap the truoc ngay 25/08/2022",
			"sim-expiry" },
		{ "Tai khoan chinh cua Quy khach khong du de thuc hien giao dich", "no-credit" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_int_equal(read_text(e, rows[i][0]), INTENT_IGNORE);
		assert_string_equal(e->r.machine, rows[i][1]);
	}
}

static void an_indicator_can_be_added_without_a_compiler(void **state)
{
	struct engine *e = *state;
	struct why why;
	const struct lexicon_indicator extra = {
		.code = "D4G", .name = "điện thoại 2G đã thay", .unit = "máy", .most = 50, .denominator = ""
	};

	assert_int_equal(read_text(e, "BC D4G 5"), INTENT_ASK);
	assert_int_equal(lexicon_add_indicator(e->words, &extra, "thay máy 2g|đổi máy", &why), 0);
	lexicon_ready(e->words, NULL);
	assert_int_equal(read_text(e, "BC doi may 5"), INTENT_REPORT);
	assert_number(e, "D4G", 5);
	const struct lexicon_indicator bad = { .code = "x", .name = "", .unit = "", .most = 1, .denominator = "" };
	assert_int_equal(lexicon_add_indicator(e->words, &bad, "", &why), -1);
}

static void a_count_that_no_village_has_is_asked_back(void **state)
{
	struct engine *e = *state;

	e->at.households = 300;
	assert_int_equal(read_text(e, "BC HGD 280"), INTENT_REPORT);
	assert_int_equal(read_text(e, "BC HGD 310"), INTENT_ASK);
	assert_string_equal(e->r.ask, "confirm");
	assert_number(e, "HGD", 310);
	assert_int_equal(read_text(e, "BC DVC 5000"), INTENT_ASK);
	e->at.role = "can_bo_huyen";
	assert_int_equal(read_text(e, "BC DVC 5000"), INTENT_ASK); /* of which unit? */
	assert_string_equal(e->r.ask, "unit");
	assert_int_equal(read_text(e, "BC 21049 DVC 5000"), INTENT_REPORT); /* an office adds many villages up */
}

static void acts_beside_the_corpus_have_their_words(void **state)
{
	struct engine *e = *state;
	static const struct {
		const char *text;
		enum intent intent;
	} rows[] = { { "MENU", INTENT_MENU }, { "MA", INTENT_HELP }, { "HUY BC 31", INTENT_UNDO },
		{ "XN 31", INTENT_CONFIRM }, { "NHAC", INTENT_URGE }, { "KK 12", INTENT_DIFFICULTY },
		{ "TL 12 mai xa xuong", INTENT_ANSWER }, { "DAU CO", INTENT_LANGUAGE },
		{ "DAU KHONG", INTENT_LANGUAGE }, { "XEM DU LIEU", INTENT_PRIVACY }, { "XOA DU LIEU", INTENT_PRIVACY },
		{ "NHAN LAI", INTENT_OPTIN }, { "TB ba con nho cai VNeID", INTENT_BROADCAST }, { "", INTENT_EMPTY } };
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(read_text(e, rows[i].text), rows[i].intent);
	(void)read_text(e, "HUY BC 31");
	assert_number(e, "ref", 31);
	(void)read_text(e, "TL 12 mai xa xuong");
	assert_number(e, "ref", 12);
	assert_text(e, "text", "mai xa xuong");
	(void)read_text(e, "XOA DU LIEU");
	assert_text(e, "want", "erase");
}

/* Who is in danger writes what is seen, and no command, whatever else waits for an answer. */
static void danger_is_urgent_whatever_is_open(void **state)
{
	static const struct {
		const char *text, *category;
	} told[] = {
		{ "sat lo duong khong di duoc", "thien_tai" },
		{ "nuoc ngap toi noc nha roi cuu voi", "thien_tai" },
		{ "kk nuoc lu len cao qua cuu voi", "thien_tai" },
		{ "nuoc ngap cuu toi voi", "thien_tai" },
		{ "co nguoi chet duoi", "an_toan" },
		{ "con trai toi bi tai nan", "an_toan" },
		{ "bi dien giat", "an_toan" },
		{ "cap cuu", "an_toan" },
		{ "mat trom xe may", "an_toan" },
		{ "dien cup 3 ngay nay", "thien_tai" },
	};
	static const char *const none[] = { "lam sao de khong bi lua", "dm lu lua dao", "hd cap cuu",
		"hop khan cap 8h mai" };
	struct engine *e = *state;

	for (int invited = 0; invited < 2; invited++) {
		e->at.events_used = (unsigned)invited;
		e->at.events[0] = 5;
		for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
			assert_int_equal(read_text(e, told[i].text), INTENT_DIFFICULTY);
			assert_text(e, "cat", told[i].category);
			assert_number(e, "urgent", 1);
		}
		for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
			assert_int_not_equal(read_text(e, none[i]), INTENT_DIFFICULTY);
	}
}

/* A yes to "1 or 2?" is none of them; one that says of coming is for the invitation. */
static void dung_behind_a_receipt_may_say_that_it_is_right(void **state)
{
	struct engine *e = *state;

	e->at = words_situation();
	assert_int_equal(read_text(e, "dung"), INTENT_OPTOUT);
	e->at.heard = true;
	assert_int_equal(read_text(e, "dung"), INTENT_ASK);
	assert_string_equal(e->r.ask, "stop");
	assert_int_equal(read_text(e, "dừng"), INTENT_OPTOUT);
	assert_int_equal(read_text(e, "dung nhan tin"), INTENT_OPTOUT);
	assert_int_equal(read_text(e, "dừng nhé em"), INTENT_OPTOUT);
	assert_int_equal(read_text(e, "Dừng ạ"), INTENT_OPTOUT);
	assert_int_equal(read_text(e, "dung nhe em"), INTENT_ASK);
	assert_int_equal(read_text(e, "dung roi"), INTENT_ACK);
	assert_int_equal(read_text(e, "đúng rồi em"), INTENT_ACK);
	e->at.events_used = 1;
	e->at.events[0] = 5;
	assert_int_equal(read_text(e, "dung roi"), INTENT_ACK);
	assert_int_equal(read_text(e, "huy di"), INTENT_ASK);
	assert_string_equal(e->r.ask, "undo");
	e->at = words_situation();
	assert_int_equal(read_text(e, "huy"), INTENT_OPTOUT);
}

static void coming_answers_the_invitation_beside_a_question(void **state)
{
	struct engine *e = *state;

	e->at.pending = PENDING_CHOICE;
	e->at.pending_intent = INTENT_REPORT;
	e->at.choices_used = 2;
	e->at.events_used = 1;
	e->at.events[0] = 5;
	assert_int_equal(read_text(e, "co di duoc a"), INTENT_RSVP);
	assert_text(e, "answer", "yes");
	assert_int_equal(read_text(e, "co"), INTENT_ASK);
	assert_int_equal(read_text(e, "khong di duoc"), INTENT_RSVP);
	assert_text(e, "answer", "no");
	assert_int_equal(read_text(e, "khong"), INTENT_ASK);
}

/* "Cả hai", where one of the two was answered before. */
static void both_are_meant_also_when_one_was_answered(void **state)
{
	struct engine *e = *state;

	e->at.events_used = 1;
	e->at.events[0] = 5;
	e->at.answered = 7;
	assert_int_equal(read_text(e, "khong di ca hai"), INTENT_RSVP);
	assert_number(e, "event", 5);
	assert_text(e, "also", "7");
	assert_int_equal(read_text(e, "khong di"), INTENT_RSVP);
	assert_null(reading_find(&e->r, 0, "also"));
}

static void what_is_asked_behind_a_report_is_all_answered(void **state)
{
	struct engine *e = *state;

	assert_int_equal(read_text(e, "bc dvc 5; lich; ct"), INTENT_REPORT);
	assert_number(e, "DVC", 5);
	assert_text(e, "also", "schedule_query");
	assert_text(e, "then", "target_query");
	assert_int_equal(read_text(e, "bc dvc 5; lich"), INTENT_REPORT);
	assert_text(e, "then", "schedule_query");
	assert_null(reading_find(&e->r, 0, "also"));
}

static void what_is_wrong_is_told_with_what_fails(void **state)
{
	struct engine *e = *state;

	(void)read_text(e, "dvc 7, tt 4 thon tui, con mang yeu qua ko cai dc");
	assert_text(e, "text", "mang yeu qua ko cai dc");
	assert_text(e, "cat", "mang");
}

static void a_reading_says_why(void **state)
{
	struct engine *e = *state;
	struct buf why;

	buf_init(&why);
	understand(e->words, e->units, &e->at, "bcdvc5", 6, &e->r, &why);
	assert_non_null(strstr(why.data, "items:"));
	assert_non_null(strstr(why.data, "split"));
	assert_non_null(strstr(why.data, "report="));
	assert_non_null(strstr(why.data, "DVC=5"));
	buf_fini(&why);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(a_bare_number_completes_what_was_asked),
		T(a_bare_indicator_unit_or_choice_completes_it_too),
		T(a_sender_that_is_no_subscriber_is_never_answered),
		T(notices_to_our_own_sim_raise_their_alarm),
		T(an_indicator_can_be_added_without_a_compiler),
		T(a_count_that_no_village_has_is_asked_back),
		T(acts_beside_the_corpus_have_their_words),
		T(danger_is_urgent_whatever_is_open),
		T(dung_behind_a_receipt_may_say_that_it_is_right),
		T(coming_answers_the_invitation_beside_a_question),
		T(both_are_meant_also_when_one_was_answered),
		T(what_is_asked_behind_a_report_is_all_answered),
		T(what_is_wrong_is_told_with_what_fails),
		T(a_reading_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

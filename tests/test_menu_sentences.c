/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What our texts tell people to write, and what our numbered menus compose, is understood as it was meant. */
#include "menus/lexicon.h"
#include "menus/menus.h"
#include "menus/step_tree.h"
#include "menus/understand.h"
#include "menus/unit_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct ground {
	struct menus *menus;
	struct unit_names *units;
};

static int set_up(void **state)
{
	static const struct unit_name units[] = {
		{ "524", "Huyện Bình Sơn", "huyen", "", false },
		{ "21049", "Xã Bình Đông", "xa", "524", false },
		{ "21049-01", "Thôn Sơn Trà", "thon", "21049", false },
	};
	struct ground *g = calloc(1, sizeof *g);
	struct faults faults;

	setenv("TZ", "Asia/Ho_Chi_Minh", 1);
	tzset();
	faults_init(&faults);
	g->menus = menus_load("etc/menus.d", &faults);
	assert_string_equal(faults.lines.data, "");
	faults_fini(&faults);
	g->units = unit_names_new();
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		unit_names_add(g->units, &units[i]);
	unit_names_ready(g->units);
	*state = g;
	return 0;
}

static int tear_down(void **state)
{
	struct ground *g = *state;

	menus_free(&g->menus);
	unit_names_free(&g->units);
	free(g);
	return 0;
}

static enum intent meant(const struct ground *g, const char *role, const char *text)
{
	struct situation at = { .now = { 2022, 8, 18, 9, 0, 0, 4 },
		.from = "+84905123456",
		.known = role[0] != '\0',
		.role = role,
		.unit = "21049-01",
		.commune = "21049",
		.households = 300,
		.approvals = { 17, 31 },
		.approvals_used = strcmp(role, "lanh_dao_xa") == 0 ? 2 : 0,
		.events = { 5 },
		.events_used = 1,
		.invited = { 5, 6 },
		.invited_used = 2,
		.last = { { "DVC", 12, false } },
		.last_used = 1,
		.last_no = 31 };
	struct reading reading;

	understand(g->menus->lexicon, g->units, &at, text, strlen(text), &reading, NULL);
	return reading.intent;
}

static bool is(const struct ground *g, const char *role, const char *text, enum intent wanted)
{
	enum intent intent = meant(g, role, text);

	if (intent == wanted)
		return true;
	fprintf(stderr, "\"%s\" (%s) is %s, not %s\n", text, role, intent_name(intent), intent_name(wanted));
	return false;
}

static void what_the_texts_tell_people_to_write_is_understood(void **state)
{
	static const struct {
		const char *role, *text;
		enum intent intent;
	} rows[] = {
		{ "", "DK Nguyen Van A, to truong, thon Son Tra, xa Binh Dong", INTENT_REGISTER },
		{ "", "TC", INTENT_OPTOUT },
		{ "to_truong", "BC DVC 5 TT 2", INTENT_REPORT },
		{ "to_truong", "BC DVC 5", INTENT_REPORT },
		{ "to_truong", "BC 0", INTENT_REPORT },
		{ "to_truong", "MA", INTENT_HELP },
		{ "to_truong", "TG", INTENT_HELP },
		{ "to_truong", "GT", INTENT_HELP },
		{ "to_truong", "MENU", INTENT_MENU },
		{ "to_truong", "SUA DVC 8", INTENT_CORRECTION },
		{ "to_truong", "HUY BC 31", INTENT_UNDO },
		{ "to_truong", "XN 31", INTENT_CONFIRM },
		{ "to_truong", "KK mang yeu o xom 2", INTENT_DIFFICULTY },
		{ "to_truong", "KK 12", INTENT_DIFFICULTY },
		{ "to_truong", "CT", INTENT_TARGET_QUERY },
		{ "to_truong", "LICH", INTENT_SCHEDULE_QUERY },
		{ "to_truong", "CO 5", INTENT_RSVP },
		{ "to_truong", "KHONG 5", INTENT_RSVP },
		{ "to_truong", "KHONG 6", INTENT_RSVP }, /* answered before: the mind was changed */
		{ "to_truong", "HD VNEID", INTENT_GUIDE },
		{ "to_truong", "HD SK", INTENT_GUIDE },
		{ "to_truong", "TIEP", INTENT_GUIDE },
		{ "to_truong", "TC", INTENT_OPTOUT },
		{ "to_truong", "NHAN LAI", INTENT_OPTIN },
		{ "to_truong", "CO DAU", INTENT_LANGUAGE },
		{ "to_truong", "KHONG DAU", INTENT_LANGUAGE },
		{ "to_truong", "TIENG VIET", INTENT_LANGUAGE },
		{ "lanh_dao_xa", "DUYET 17", INTENT_APPROVE },
		{ "lanh_dao_xa", "TC 17 sai ten thon", INTENT_REJECT },
		{ "lanh_dao_xa", "TRA 31 thieu so lieu", INTENT_REJECT },
		{ "lanh_dao_xa", "TH", INTENT_DIGEST },
		{ "lanh_dao_xa", "NHAC", INTENT_URGE },
		{ "lanh_dao_xa", "TL 12 da lap them tram phat song", INTENT_ANSWER },
		{ "lanh_dao_xa", "HUY LICH 5", INTENT_SCHEDULE_CHANGE },
	};
	bool all = true;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		all = is(*state, rows[i].role, rows[i].text, rows[i].intent) && all;
	assert_true(all);
}

/* The sentence with a likely value for each of its steps. */
static void fill(const struct step_item *item, struct buf *out)
{
	static const struct {
		const char *step, *value;
	} values[] = { { "name", "Nguyen Van A" }, { "role", "to truong" }, { "unit", "thon Son Tra, xa Binh Dong" },
		{ "text", "mang yeu o xom 2" }, { "topic", "VNE" }, { "indicator", "DVC" }, { "number", "5" },
		{ "no", "5" }, { "date", "26/8/2022" }, { "time", "14h30" }, { "place", "nha van hoa thon Son Tra" } };

	for (const char *at = item->sentence; *at != '\0';) {
		size_t n = *at == '{' ? strcspn(at, "}") : 0;
		const char *value = NULL;
		for (size_t i = 0; n > 0 && i < sizeof values / sizeof values[0]; i++)
			if (strncmp(values[i].step, at + 1, n - 1) == 0 && values[i].step[n - 1] == '\0')
				value = values[i].value;
		for (unsigned i = 0; n > 0 && i < item->steps_used; i++)
			if (item->steps[i].options_used > 0 && strncmp(item->steps[i].name, at + 1, n - 1) == 0 &&
				value == NULL)
				value = item->steps[i].options[0].value;
		if (value != NULL)
			buf_adds(out, value);
		else
			buf_addc(out, *at);
		at += value != NULL ? n + 1 : 1;
	}
}

static void every_sentence_of_the_numbered_menus_is_understood(void **state)
{
	const struct ground *g = *state;
	struct buf sentence;
	bool all = true;

	buf_init(&sentence);
	for (unsigned i = 0; i < g->menus->steps->used; i++) {
		const struct step_menu *menu = g->menus->steps->of[i];
		for (unsigned j = 0; j < menu->items_used; j++) {
			const struct step_item *item = &menu->items[j];
			const char *role = item->roles_used > 0 ? item->roles[0] : "to_truong";
			if (item->sentence == NULL)
				continue;
			buf_clear(&sentence);
			fill(item, &sentence);
			assert_null(strchr(sentence.data, '{'));
			if (strcmp(role, "chua_dang_ky") == 0)
				role = "";
			enum intent intent = meant(g, role, sentence.data);
			if (intent != INTENT_UNKNOWN && intent != INTENT_ASK && intent != INTENT_IGNORE)
				continue;
			fprintf(stderr, "%s/%s: \"%s\" is %s\n", menu->name, item->name, sentence.data,
				intent_name(intent));
			all = false;
		}
	}
	buf_fini(&sentence);
	assert_true(all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_texts_tell_people_to_write_is_understood),
		cmocka_unit_test(every_sentence_of_the_numbered_menus_is_understood),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

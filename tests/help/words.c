/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/help/words.h"

#include "menus/node.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct lexicon *words_load(void)
{
	static const char *const files[] = { "etc/menus.d/10-keywords.cfg", "etc/menus.d/12-reports.cfg",
		"etc/menus.d/15-people.cfg", "etc/menus.d/20-indicators.cfg", "etc/menus.d/30-words.cfg",
		"etc/menus.d/40-machines.cfg", "etc/menus.d/41-scams.cfg" };
	struct faults faults;
	struct lexicon *words = lexicon_new();

	faults_init(&faults);
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct node_file *file = node_file_open(files[i], &faults);
		const struct node *root = file != NULL ? node_file_root(file) : NULL;
		for (unsigned k = 0; root != NULL && k < node_length(root); k++)
			lexicon_read(words, node_at(root, k), &faults);
		node_file_close(&file);
	}
	lexicon_ready(words, &faults);
	if (faults.count > 0) {
		fputs(faults.lines.data, stderr);
		abort();
	}
	faults_fini(&faults);
	return words;
}

struct unit_names *words_units(void)
{
	static const struct unit_name units[] = {
		{ "51", "Tỉnh Quảng Ngãi", "tinh", "", false },
		{ "524", "Huyện Bình Sơn", "huyen", "51", false },
		{ "21040", "Thị trấn Châu Ổ", "thi_tran", "524", false },
		{ "21043", "Xã Bình Thuận", "xa", "524", false },
		{ "21046", "Xã Bình Thạnh", "xa", "524", false },
		{ "21049", "Xã Bình Đông", "xa", "524", false },
		{ "21052", "Xã Bình Chánh", "xa", "524", false },
		{ "21055", "Xã Bình Nguyên", "xa", "524", false },
		{ "21058", "Xã Bình Khương", "xa", "524", false },
		{ "21061", "Xã Bình Trị", "xa", "524", false },
		{ "21064", "Xã Bình An", "xa", "524", false },
		{ "21067", "Xã Bình Hải", "xa", "524", false },
		{ "21070", "Xã Bình Dương", "xa", "524", false },
		{ "21073", "Xã Bình Phước", "xa", "524", false },
		{ "21079", "Xã Bình Hòa", "xa", "524", false },
		{ "21082", "Xã Bình Trung", "xa", "524", false },
		{ "21085", "Xã Bình Minh", "xa", "524", false },
		{ "21088", "Xã Bình Long", "xa", "524", false },
		{ "21091", "Xã Bình Thanh", "xa", "524", false },
		{ "21100", "Xã Bình Chương", "xa", "524", false },
		{ "21103", "Xã Bình Hiệp", "xa", "524", false },
		{ "21106", "Xã Bình Mỹ", "xa", "524", false },
		{ "21109", "Xã Bình Tân Phú", "xa", "524", false },
		{ "21112", "Xã Bình Châu", "xa", "524", false },
		{ "21040", "Xã Bình Thới", "xa", "524", true },
		{ "21109", "Xã Bình Phú", "xa", "524", true },
		{ "21091", "Xã Bình Thanh Đông", "xa", "524", true },
		{ "21091", "Xã Bình Thanh Tây", "xa", "524", true },
		{ "2104901", "Thôn Sơn Trà", "thon", "21049", false },
		{ "2104902", "Thôn Tân Hy", "thon", "21049", false },
		{ "2104903", "Thôn Thượng Hòa", "thon", "21049", false },
		{ "2104904", "Thôn 3", "thon", "21049", false },
		{ "2106701", "Thôn Thanh Thủy", "thon", "21067", false },
		{ "2104301", "Thôn Thuận Phước", "thon", "21043", false },
		{ "2104302", "Thôn Tuyết Diêm 2", "thon", "21043", false },
		{ "2111201", "Thôn Châu Thuận Biển", "thon", "21112", false },
		{ "2111202", "Thôn Châu Thuận Nông", "thon", "21112", false },
		{ "2104303", "Thôn Đông Lỗ", "thon", "21043", false },
		{ "2106401", "Thôn Vĩnh An", "thon", "21064", false },
		{ "2104001", "Tổ dân phố 2", "to_dan_pho", "21040", false },
	};
	struct unit_names *names = unit_names_new();

	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		unit_names_add(names, &units[i]);
	unit_names_ready(names);
	return names;
}

struct situation words_situation(void)
{
	return (struct situation){ .now = { 2022, 8, 18, 9, 0, 0, 4 },
		.from = "+84905100001",
		.known = true,
		.role = "to_truong",
		.unit = "2104901",
		.commune = "21049",
		.last = { { "DVC", 10, false }, { "TT", 4, false } },
		.last_used = 2,
		.last_no = 31 };
}

/* The next bits of dice, as a number below `below`. */
static unsigned roll(uint32_t *dice, unsigned below)
{
	unsigned value = *dice % below;

	*dice /= below;
	return value;
}

static unsigned numbers(int64_t to[static 2], int64_t first, unsigned used)
{
	to[0] = first;
	to[1] = first + 1;
	return used;
}

struct situation words_situation_of(uint32_t dice)
{
	static const char *const roles[] = { "to_truong", "thanh_vien", "lanh_dao_xa", "can_bo_xa", "can_bo_huyen",
		"nguoi_dan", "", "lanh_dao_tinh" };
	struct situation at = words_situation();

	at.role = roles[roll(&dice, sizeof roles / sizeof *roles)];
	at.known = at.role[0] != '\0';
	at.pending = (enum pending)roll(&dice, PENDING_NAME + 1);
	at.pending_intent = (enum intent)roll(&dice, INTENTS);
	strcpy(at.pending_subject, roll(&dice, 2) != 0 ? "DVC" : "guide");
	at.choices[0] = "21046";
	at.choices[1] = "21091";
	at.choices_used = 2;
	at.approvals_used = numbers(at.approvals, 17, roll(&dice, 3));
	at.events_used = numbers(at.events, 5, roll(&dice, 3));
	at.invited_used = numbers(at.invited, 5, roll(&dice, 3));
	at.answered = roll(&dice, 2) != 0 ? 5 : 0;
	at.just_answered = at.answered != 0 && at.events_used > 0;
	at.tickets_used = numbers(at.tickets, 1, roll(&dice, 3));
	at.answered_ticket = at.tickets_used > 1 ? 1 : 0;
	at.doors_used = numbers(at.doors, 3224, roll(&dice, 2));
	at.heard = roll(&dice, 2) != 0;
	at.ussd = roll(&dice, 4) == 0;
	at.stopped = roll(&dice, 4) == 0;
	return at;
}

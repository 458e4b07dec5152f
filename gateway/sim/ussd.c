/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/sim/ussd.h"

#include <stdio.h>
#include <string.h>

#define TOP_UP_DONG   50000
#define TOP_UP_DIGITS 13

enum { NO_MENU, MENU_MAIN, MENU_DATA, MENU_NEWS, MENU_OWN };

struct menu {
	const char *text;
	int next[4]; /* where the answers 1, 2, ... lead; 0 = nowhere */
};

static const struct menu menus[] = {
	[MENU_MAIN] = { "Chon dich vu:\n1. Goi data\n2. Tin khuyen mai\n3. So cua toi\n0. Thoat",
		{ MENU_DATA, MENU_NEWS } },
	[MENU_DATA] = { "Goi data:\n1. Ngay 5.000d/500MB\n2. Thang 70.000d/4GB\n0. Tro lai", { 0 } },
	[MENU_NEWS] = { "Khuyen mai 20% the nap ngay thu nam.\n0. Tro lai", { 0 } },
};

/* 45300 becomes "45.300", as prices are written here. */
static void add_dong(struct buf *out, int64_t dong)
{
	char digits[24];
	int n = snprintf(digits, sizeof digits, "%lld", (long long)dong);

	for (int i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			buf_addc(out, '.');
		buf_addc(out, digits[i]);
	}
	buf_adds(out, "d");
}

static enum ussd_state show_menu(struct ussd *u, int menu, struct buf *out)
{
	u->menu = menu;
	buf_adds(out, menus[menu].text);
	return USSD_MORE;
}

static enum ussd_state choose_main(struct ussd *u, int choice, struct buf *out)
{
	if (choice == 1 || choice == 2)
		return show_menu(u, menus[MENU_MAIN].next[choice - 1], out);
	u->menu = NO_MENU;
	if (choice == 3)
		buf_addf(out, "So thue bao cua ban: %s", u->msisdn);
	else
		buf_adds(out, "Cam on quy khach.");
	return USSD_DONE;
}

static enum ussd_state buy_data(struct ussd *u, int choice, struct buf *out)
{
	int64_t price = choice == 1 ? 5000 : 70000;

	u->menu = NO_MENU;
	if (u->balance < price) {
		buf_adds(out, "Tai khoan khong du. Nap the: *100*ma the#");
		return USSD_DONE;
	}
	u->balance -= price;
	buf_adds(out, "Dang ky thanh cong. Con lai ");
	add_dong(out, u->balance);
	return USSD_DONE;
}

static enum ussd_state choose(struct ussd *u, const char *input, struct buf *out)
{
	int choice = strlen(input) == 1 ? input[0] - '0' : -1;

	if (u->menu == MENU_OWN) {
		u->menu = NO_MENU;
		buf_addf(out, "Da nhan: %s", input);
		return USSD_DONE;
	}
	if (u->menu == MENU_MAIN && choice >= 0 && choice <= 3)
		return choose_main(u, choice, out);
	if (u->menu == MENU_DATA && (choice == 1 || choice == 2))
		return buy_data(u, choice, out);
	if (choice == 0)
		return show_menu(u, MENU_MAIN, out);
	buf_adds(out, "Lua chon khong dung.\n");
	return show_menu(u, u->menu, out);
}

static enum ussd_state top_up(struct ussd *u, const char *input, struct buf *out)
{
	const char *code = input + strlen("*100*");

	if (strspn(code, "0123456789") != TOP_UP_DIGITS || strcmp(code + TOP_UP_DIGITS, "#") != 0) {
		buf_adds(out, "Ma the khong dung. Vui long kiem tra lai.");
		return USSD_DONE;
	}
	u->balance += TOP_UP_DONG;
	buf_adds(out, "Nap the thanh cong ");
	add_dong(out, TOP_UP_DONG);
	buf_adds(out, ". Tai khoan: ");
	add_dong(out, u->balance);
	return USSD_DONE;
}

static enum ussd_state own_code(struct ussd *u, unsigned i, struct buf *out)
{
	buf_adds(out, u->own[i].answer);
	u->menu = u->own[i].more ? MENU_OWN : NO_MENU;
	return u->own[i].more ? USSD_MORE : USSD_DONE;
}

static enum ussd_state dial(struct ussd *u, const char *code, struct buf *out)
{
	for (unsigned i = 0; i < u->added; i++)
		if (strcmp(u->own[i].code, code) == 0)
			return own_code(u, i, out);
	if (strcmp(code, "*098#") == 0)
		return show_menu(u, MENU_MAIN, out);
	if (strncmp(code, "*100*", 5) == 0)
		return top_up(u, code, out);
	if (strcmp(code, "*101#") == 0) {
		buf_adds(out, "TK chinh: ");
		add_dong(out, u->balance);
		buf_adds(out, ", HSD: 31/12/2026.");
		return USSD_DONE;
	}
	if (strcmp(code, "*102#") == 0) { /* in the other alphabet */
		buf_adds(out, "Tài khoản khuyến mại: 0đ\nHạn dùng: 31/12/2026");
		return USSD_DONE;
	}
	return USSD_NOT_SUPPORTED;
}

enum ussd_state ussd_step(struct ussd *u, const char *input, struct buf *out)
{
	size_t n = strlen(input);

	/* A new code ends an open dialogue. */
	if (u->menu == NO_MENU || (n > 1 && input[0] == '*' && input[n - 1] == '#')) {
		u->menu = NO_MENU;
		return dial(u, input, out);
	}
	return choose(u, input, out);
}

enum ussd_state ussd_type(struct ussd *u, const char *input, struct buf *out)
{
	return u->menu == NO_MENU ? dial(u, input, out) : choose(u, input, out);
}

bool ussd_is_open(const struct ussd *u)
{
	return u->menu != NO_MENU;
}

void ussd_cancel(struct ussd *u)
{
	u->menu = NO_MENU;
}

void ussd_open(struct ussd *u)
{
	u->menu = MENU_OWN;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A stop in whose words somebody else is named: "ngưng gửi cho thôn Hòa Bình", "chặn số 0905...", "đừng gửi tin cho anh
 * Hùng". Who texts is not stopped by it; whose texts shall end is asked. */
#include "menus/judge.h"
#include "menus/title.h"

#include <string.h>

#define NATIONAL_DIGITS 9 /* of a number, without 0 or +84 */

/* "cho toi", "số này": what is said of one's own texts. */
static const char *const own[] = { "toi", "tui", "em", "minh", "chau", "nay", "me", NULL };
/* Behind a title they are no name: "đừng nhắn cho anh nữa" is said of oneself. */
static const char *const no_name[] = { "nua", "nhe", "nha", "nhen", "dau", "di", "oi", "voi", "roi", "a", "vi", "het",
	"luon", "day", "the", "giup", "gium", "dum", "khong", "ko", "k", "thoi", "nghe", "tin", "tu", "ma", "gi",
	"biet", "lam", "hoai", "va", "cam", "xin", NULL };

static bool is_other_number(struct view *v)
{
	const struct reading_field *phone;
	size_t n, of;

	fields_phone(v);
	phone = reading_find(v->r, 0, "phone");
	if (phone == NULL)
		return false;
	n = strlen(phone->text);
	of = strlen(v->at->from);
	return n < NATIONAL_DIGITS || of < NATIONAL_DIGITS ||
	       strcmp(phone->text + n - NATIONAL_DIGITS, v->at->from + of - NATIONAL_DIGITS) != 0;
}

/* Whom item i, behind "cho" or "của", calls: a unit, a role, "anh Hùng". */
static bool is_other(const struct view *v, unsigned i)
{
	const struct tokens *t = v->p->tokens;
	const struct item *item = view_at(v, i);
	const unsigned next = item->from + 1u;
	const bool word = next < t->used && t->at[next].kind == TOKEN_WORD && !token_is_of(t, next, no_name);

	if (item->kind == ITEM_UNIT || (item->kind == ITEM_WORD && item_sense(item, SENSE_ROLE) != NULL))
		return true;
	return word && (item_is(item, CLASS_VILLAGE) || item_is(item, CLASS_COMMUNE) ||
			       token_is_of(t, item->from, TOKEN_WORDS(TITLES_BEFORE_NAME)));
}

/* "chị Nga nghỉ việc rồi, xóa khỏi danh sách", "tổ phó nghỉ rồi ..." */
static bool tells_of_somebody(const struct view *v)
{
	bool other = false;

	for (unsigned i = 0; i < v->p->used; i++)
		other |= is_other(v, i);
	return other;
}

bool stop_of_other(struct view *v)
{
	static const char *const leads[] = { "cho", "cua", "den", NULL };
	static const char *const texts[] = { "nhan", "gui", "tin", NULL };
	const struct tokens *t = v->p->tokens;
	bool other = is_other_number(v), texted = false;

	for (unsigned i = 0; i < v->p->used; i++)
		for (unsigned k = view_at(v, i)->from; k < view_at(v, i)->to; k++)
			if (view_at(v, i)->kind != ITEM_UNIT &&
				token_is_of(t, k, own)) /* "xã Bình Minh" is not "mình" */
				return false;
	for (unsigned i = 0; i < t->used; i++) {
		other |= token_is(t, i, "chan") && token_is(t, i + 1, "so") && i + 2 < t->used; /* "chặn số lạ" */
		texted |= token_is_of(t, i, texts);
	}
	for (unsigned i = 1; i < v->p->used; i++)
		other |= view_at(v, i)->kind == ITEM_UNIT ||
			 (token_is_of(t, view_at(v, i)->from - 1u, leads) && is_other(v, i));
	other |= view_has_token(v, "xoa") && tells_of_somebody(v);
	return other || (view_is_office(v) && !texted && view_has_token(v, "nhac")); /* of those whom an office urges */
}

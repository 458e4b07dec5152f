/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who wanted to be erased and regrets it: "thôi không xóa nữa", "đổi ý, đừng xóa", "để lại dữ liệu cho tôi". */
#include "menus/judge.h"

/* All that such a text is made of, besides politeness. */
static const char *const around[] = { "thoi", "doi", "y", "nghi", "suy", "lai", "nua", "dau", "du", "lieu", "thong",
	"tin", "ca", "nhan", "so", "tai", "khoan", "ten", "cua", "cho", "toi", "em", "tui", "minh", "chau", "con",
	"het", "viec", "yeu", "cau", "lenh", "muon", "can", "roi", "da", "gio", "vay", "nhu", "cu", "nguyen", "bo",
	"them", "di", "lam", "on", "huy", "rut", "vua", "hoi", "nay", "luc", "cai", "nhe", "la", "and", NULL };
static const char *const between[] = { "can", "co", "muon", "bo", "yeu", "cau", "viec", "lenh", "phai", NULL };
static const char *const keeps[] = { "giu", "de", NULL };

static bool refuses(const struct tokens *t, unsigned i)
{
	return token_is_no(t, i) || token_is_of(t, i, TOKEN_WORDS("dung", "khoi", "khoan", "huy", "ngung"));
}

/* "đừng xóa", "không muốn xóa", "hủy yêu cầu xóa" */
static bool is_refused(const struct tokens *t, unsigned erase)
{
	unsigned i = erase;

	while (i > 0 && token_is_of(t, i - 1, between))
		i--;
	return i > 0 && refuses(t, i - 1);
}

static bool names_data(const struct tokens *t)
{
	for (unsigned i = 0; i + 1 < t->used; i++)
		if ((token_is(t, i, "du") && token_is(t, i + 1, "lieu")) ||
			(token_is(t, i, "thong") && token_is(t, i + 1, "tin")))
			return true;
	return false;
}

bool kept_read(struct view *v)
{
	const struct tokens *t = v->p->tokens;
	bool refused = false, kept = false;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind == ITEM_SIGN || item->kind == ITEM_PICTURE)
			continue;
		for (unsigned w = item->from; w < item->to; w++) {
			bool erase = token_is(t, w, "xoa");

			if (erase && !is_refused(t, w))
				return false;
			refused |= erase;
			kept |= token_is_of(t, w, keeps);
			if (!erase && !token_is_of(t, w, keeps) && !refuses(t, w) && !token_is_of(t, w, around) &&
				!token_is_of(t, w, between) && !view_is_polite(item))
				return false;
		}
	}
	if (v->question || !(refused || (kept && names_data(t))))
		return false;
	v->r->intent = INTENT_PRIVACY;
	v->r->score = v->r->margin = 90;
	reading_add_text(v->r, 0, "want", "keep");
	return true;
}

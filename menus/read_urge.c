/* SPDX-License-Identifier: GPL-2.0-or-later */
/* NHAC: who is reminded to report, and of which period; anything else is no such reminder. */
#include "menus/view.h"

/* "NHAC LICH 5", "nhắc người chưa trả lời lịch 5": those who have not answered that invitation. */
static void add_urged_training(struct view *v)
{
	for (unsigned i = 1; i < v->p->used && reading_find(v->r, 0, "ref") == NULL; i++)
		if (schedule_is_ref(v, i) && (item_is(view_at(v, i - 1), CLASS_MEETING) || view_has_token(v, "lich")))
			reading_add_number(v->r, 0, "ref", view_at(v, i)->value);
}

/* "nhắc vneid"; "đóng tiền điện" speaks of one, too, and is no code. */
static bool is_code(const struct item *item)
{
	const struct sense *s = item_sense(item, SENSE_INDICATOR);

	return s != NULL && !s->weak && s->words == 1;
}

/* Beside places and times: what may be said of those who have not reported. */
static bool is_of_reports(const struct view *v, const struct item *item)
{
	static const char *const words[] = { "nop", "bao", "cao", "bc", "chua", "cac", "nhung", "thon", "to", "xa",
		"xom", "tdp", "don", "vi", "het", "tat", "ca", "toan", "gap", "lai", "giup", "gium", "dum", "ai", "noi",
		"con", "thieu", "tre", "cham", "han", "so", "lieu", "ket", "qua", "di", "ngay", "luon", "them", "dong",
		"nua", "cho", "mau", "som", "truoc", "khan", "deu", "moi", "nguoi", "nhe", "nha", "anh", "chi", "em",
		"nao", "ban", "co", "minh", "va", "voi", "cung", "huyen", "tinh", "khu", "pho", "day", "du", "dung",
		"sau", "duoc", "tiep", "mot", "ky", "thang", "tuan", "quy", "nam", "nay", "la", "o", "cua", "toi",
		"tui", "phai", "thi", NULL };

	if (item->kind != ITEM_WORD || view_is_polite(item) || is_code(item) || item_sense(item, SENSE_ROLE) != NULL ||
		item_keyword(v->p, item, INTENT_REPORT) != NULL || item_keyword(v->p, item, INTENT_URGE) != NULL)
		return true;
	for (unsigned t = item->from; t < item->to; t++)
		if (!token_is_of(v->p->tokens, t, words) && !token_is_no(v->p->tokens, t) &&
			!(token_is(v->p->tokens, t, "lan") && token_is(v->p->tokens, t + 1, "nua")))
			return false;
	return true;
}

void urge_read(struct view *v, unsigned from)
{
	if (!fields_each_unit(v)) {
		fields_period(v);
		return;
	}
	fields_unknown_names(v);
	fields_period(v);
	add_urged_training(v);
	v->r->intent = INTENT_URGE;
	if (reading_find(v->r, 0, "open") != NULL || reading_find(v->r, 0, "unit") != NULL ||
		reading_find(v->r, 0, "ref") != NULL)
		return;
	for (unsigned i = from; i < v->p->used; i++)
		if (!is_of_reports(v, view_at(v, i))) {
			ask(v, INTENT_URGE, "urge");
			return;
		}
}

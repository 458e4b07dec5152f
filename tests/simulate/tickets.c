/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tickets.c - difficulties: sent, answered, forgotten until they climb, not solved after all. */
#include "tests/simulate/world.h"

#include <string.h>

static const struct {
	const char *text, *category; /* as people would sort it */
} troubles[] = {
	{ "mang yeu o xom 2, khong cai duoc", "mang" },
	{ "song yeu ca thon", "mang" },
	{ "nhieu nguoi lon tuoi khong biet dung", "ky_nang" },
	{ "ba con khong co dien thoai thong minh", "thiet_bi" },
	{ "app bao loi hoai khong vao duoc", "loi_he_thong" },
	{ "ba con so lua dao khong chiu cai", "tam_ly" },
	{ "thieu nguoi di huong dan", "nhan_luc" },
	{ "khong co kinh phi xang xe", "kinh_phi" },
	{ "het to roi, xin tai lieu", "tai_lieu" },
	{ "co nguoi bi lua mat tien", "lua_dao" },
	{ "mat dien tu hom qua", "thien_tai" },
	{ "cccd het han khong lam duoc", "thu_tuc" },
};
#define TROUBLES (sizeof troubles / sizeof *troubles)

static void trouble(struct world *w, struct event *e)
{
	struct village *v = &w->villages[chance(w, w->villages_used)];
	static const char *const roles[] = { "to_truong", "to_pho", "thanh_vien" };
	struct person *p = person_at(w, roles[chance(w, 3)], v->commune, v);
	unsigned i = chance(w, TROUBLES);

	(void)e;
	if (p != NULL)
		person_says(w, p,
			say_new(w,
				json_pack("{s:s s:s s:s s:s}", "act", "ticket", "unit", v->code, "cat",
					troubles[i].category, "says", troubles[i].text),
				false, "KK %s", troubles[i].text));
}

void tickets_plan(struct world *w)
{
	for (int64_t at = w->from + CLOCK_DAY; at < w->until; at += CLOCK_DAY)
		for (unsigned n = chance(w, 3); n > 0; n--)
			plan_add(w, chance_by_day(w, at, at + CLOCK_DAY), trouble, NULL, 0, 0);
}

static void solved(struct world *w, struct person *p, int64_t no, int64_t least, int64_t most)
{
	plan_say(w, chance_soon(w, least, most), p,
		say_new(w, json_pack("{s:s s:I}", "act", "ticket_done", "no", (json_int_t)no), false, "XONG %lld",
			(long long)no));
}

/* One's own is written down; some of them are over before anybody answers. */
void tickets_answered(struct world *w, struct person *p, const char *folded)
{
	int64_t no;

	if ((hears(folded, "da ghi kho khan so ", &no) || hears(folded, "da ghi viec khan so ", &no)) &&
		chance_of(w, 6))
		solved(w, p, no, 20 * CLOCK_MINUTE, 4 * CLOCK_DAY);
}

void tickets_told(struct world *w, struct person *p, const char *folded)
{
	static const char *const answers[] = { "tuan sau xa cu nguoi xuong giup", "da bao Viettel, se sua trong tuan",
		"moi ba con len bo phan mot cua, co nguoi ho tro", "da gui tai lieu qua buu dien" };
	int64_t no;

	if ((hears(folded, "kho khan so ", &no) && number_behind(folded, " tl ") == no) ||
		hears(folded, "qua han kho khan so ", &no)) {
		if (chance_of(w, folded[0] == 'q' ? 90 : 45)) { /* what has climbed is not forgotten again */
			const char *text = answers[chance(w, 4)];

			plan_say(w, chance_soon(w, CLOCK_HOUR, 4 * CLOCK_DAY), p,
				say_new(w,
					json_pack("{s:s s:I s:s}", "act", "ticket_answer", "no", (json_int_t)no, "says",
						text),
					false, "TL %lld %s", (long long)no, text));
		} else if (strstr(folded, " chuyen ") != NULL && chance_of(w, 15))
			plan_say(w, chance_soon(w, CLOCK_HOUR, 2 * CLOCK_DAY), p,
				say_new(w, json_pack("{s:s s:I}", "act", "ticket_pass", "no", (json_int_t)no), false,
					"CHUYEN %lld", (long long)no));
	} else if (hears(folded, "tra loi kho khan so ", &no) && person_is_here(w, p)) {
		if (chance_of(w, 12))
			plan_say(w, chance_soon(w, 2 * CLOCK_HOUR, 5 * CLOCK_DAY), p,
				say_new(w, json_pack("{s:s s:I}", "act", "ticket_again", "no", (json_int_t)no), false,
					"KK %lld van chua duoc", (long long)no));
		else if (chance_of(w, 18))
			solved(w, p, no, CLOCK_HOUR, 3 * CLOCK_DAY);
		else if (chance_of(w, 20))
			plan_say(w, chance_soon(w, CLOCK_MINUTE, CLOCK_HOUR), p,
				say_new(w, json_pack("{s:s}", "act", "thanks"), false, "cam on"));
	}
}

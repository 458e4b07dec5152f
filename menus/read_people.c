/* SPDX-License-Identifier: GPL-2.0-or-later */
/* People and teams: decisions that set teams up, who is missing, leaving, deputies, numbers, the group. */
#include "menus/date.h"
#include "menus/person.h"
#include "menus/title.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const struct keyword *keyword_of(const struct view *v, unsigned *behind)
{
	const struct weight *w = &v->act[v->r->intent];

	*behind = w->by != NULL ? w->item + 1 : 0;
	return w->by;
}

static void units_of(struct view *v)
{
	enum intent intent = v->r->intent;

	if (!fields_units(v, 0, v->p->used, 0))
		v->r->guess = intent;
}

static void first_ref(struct view *v, unsigned from)
{
	for (unsigned i = from; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_NUMBER && view_at(v, i)->flags == 0) {
			reading_add_number(v->r, 0, "ref", view_at(v, i)->value);
			return;
		}
}

static bool add_date(struct view *v, const struct item *item)
{
	char date[16];

	if (item->kind != ITEM_DATE || (item->flags & (DATE_WRONG | DATE_TWO_WAYS | DATE_CONFLICT | DATE_LUNAR)) != 0)
		return false;
	snprintf(date, sizeof date, "%04u-%02u-%02u", (unsigned)item->date.year % 10000,
		(unsigned)item->date.month % 100, (unsigned)item->date.day % 100);
	return reading_add_text(v->r, 0, "date", date);
}

/* ---- teams: "QD 12/QD-UBND 10/8/2022 thon Son Tra" ---- */

/* The number of a decision: from its first digit to the white space behind it, as typed. */
static unsigned add_decision(struct view *v, unsigned from)
{
	unsigned to = from;

	/* "so"; "lập tổ thôn Tân Hy QĐ 33/QĐ-UBND ..." */
	while (from < v->p->used && (view_at(v, from)->kind == ITEM_WORD || view_at(v, from)->kind == ITEM_UNIT))
		from++;
	if (from == v->p->used || view_at(v, from)->kind != ITEM_NUMBER)
		return from;
	for (to = from + 1; to < v->p->used && !view_at(v, to)->gap && !view_at(v, to)->line; to++)
		;
	view_field(v, "decision", from, to);
	return to;
}

/* "huyện Bình Sơn": of all the acts only this one is about a district's own team. */
static void add_district(struct view *v)
{
	for (unsigned i = 0; i < v->p->used && reading_find(v->r, 0, "code") == NULL; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind == ITEM_UNIT && item->kind_said && item->unit_kind == CLASS_DISTRICT && item->hits > 0)
			reading_add_text(v->r, 0, "code", item->hit->unit->code);
	}
}

void team_read(struct view *v)
{
	unsigned from;
	const struct keyword *k = keyword_of(v, &from);
	const struct reading_field *want;

	fields_with(v, k);
	want = reading_find(v->r, 0, "want");
	if (want == NULL) {
		unsigned behind = add_decision(v, from);

		for (unsigned i = behind; i < v->p->used; i++)
			if (add_date(v, view_at(v, i)))
				break;
		view_field(v, "text", from, v->p->used);
	} else if (strcmp(want->text, "drop") == 0) {
		first_ref(v, from);
	}
	if (want == NULL || strcmp(want->text, "urge") != 0)
		units_of(v);
	else if (!fields_each_unit(v))
		v->r->guess = INTENT_TEAM;
	else
		fields_unknown_names(v);
	if (reading_find(v->r, 0, "unit") == NULL && reading_find(v->r, 0, "commune") == NULL)
		add_district(v);
}

/* ---- "NGHI TO" ---- */

bool team_is_meant(const struct view *v, unsigned i)
{
	static const char *const behind[] = { "cong", "cn", "cns", "cnscd", "so", "truong", "pho", "vien", "nua", "nay",
		"minh", "cua", "vi", "do", "roi", "r", "tu", "de", "lam", "luon", "di", "giup", "gium", "dum", "voi",
		"duoc", "dc", NULL };
	const struct tokens *t = v->p->tokens;

	if (!token_is(t, i, "to"))
		return false;
	if (i + 1 >= t->used || token_is_of(t, i + 1, behind))
		return true;
	return view_item_of(v, i + 1)->kind != ITEM_WORD || view_is_polite(view_item_of(v, i + 1)) ||
	       item_is(view_item_of(v, i + 1), CLASS_VILLAGE);
}

/* "không làm | tổ phó Sơn Trà nữa", "thôi làm | vì bận": is the team left, and no work, no meeting and no day? From the token
 * behind the verb. */
static bool leaves_team(const struct view *v, unsigned i)
{
	static const char *const ends[] = { "nua", "vi", "do", "tai", "roi", "r", "luon", NULL };
	const struct tokens *t = v->p->tokens;

	while (token_is_of(t, i, TOKEN_WORDS("lam", "gia", "trong", "viec", "chuc", "o")))
		i++;
	if (team_is_meant(v, i) || token_is(t, i, "pho") || (token_is(t, i, "thanh") && token_is(t, i + 1, "vien")) ||
		(i < t->used && item_sense(view_item_of(v, i), SENSE_ROLE) != NULL))
		return true;
	for (unsigned k = 0; k < v->p->used; k++) {
		const struct item *item = view_at(v, k);

		if (item->from >= i && (item->kind == ITEM_DATE || item_sense(item, SENSE_INDICATOR) != NULL ||
					       item_sense(item, SENSE_CATEGORY) != NULL))
			return false;
	}
	return i >= t->used || t->at[i].kind != TOKEN_WORD || token_is_of(t, i, ends) ||
	       view_is_polite(view_item_of(v, i));
}

/* "… nghỉ tổ", "… thôi làm", "… ra khỏi tổ": the token where it begins; 0: nowhere behind a name. "nghỉ làm hôm nay" ends
 * with the day. */
static unsigned leave_said(const struct view *v)
{
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 1; i + 1 < t->used; i++) {
		if ((token_is(t, i, "nghi") && token_is(t, i + 1, "to")) ||
			(token_is(t, i + 1, "lam") && token_is_of(t, i, TOKEN_WORDS("thoi", "nghi")) &&
				leaves_team(v, i + 2)))
			return i;
		if (token_is(t, i, "khoi") && (token_is(t, i + 1, "to") || token_is(t, i + 1, "danh")))
			return i > 1 && token_is_of(t, i - 1, TOKEN_WORDS("ra", "rut", "roi")) ? i - 1 : i;
	}
	return 0;
}

/* "cho ba bảy nghỉ tổ", "xóa anh Ba khỏi tổ", "đỗ minh quân xin nghỉ tổ": another person than who writes, whose name may be
 * other words. Tokens from..to-1. */
bool leave_names(const struct view *v, unsigned *from, unsigned *to)
{
	static const char *const titles[] = { TITLES_OR_EM, NULL };
	const struct tokens *t = v->p->tokens;
	static const char *const sends[] = { "cho", "xoa", "bo", "loai", "dua", "rut", "gach", "moi", NULL };
	unsigned end = leave_said(v);

	if (!v->at->known || end == 0 || v->question)
		return false;
	*from = token_is_of(t, 0, sends) ? 1 : 0;
	*from += *from == 1 && token_is(t, 1, "ten");
	*to = token_is(t, end - 1, "xin") ? end - 1 : end;
	if (*from == 0 && *to == end) /* "tôi nghỉ tổ" */
		return false;
	for (unsigned i = *from; i < *to; i++)
		if (t->at[i].kind != TOKEN_WORD && !(*from == 1 && *to == 2 && t->at[i].digits > 8)) /* a number */
			return false;
	bool several = *to > *from + 1;

	if (several && person_is_self(t, *from) && token_is_of(t, *from + 1, TOKEN_WORDS("duoc", "dc")))
		return false;
	if (*from > 0 && several && token_is_of(t, *from, titles)) /* "cho anh Minh", also "cho anh tôi" */
		return true;
	if (*to > *from && (person_is_self(t, *from) || person_is_self(t, *to - 1)) &&
		!(several && token_is(t, *from, "em")))
		return false;
	return *to > *from + (*from == 0 ? 1u : 0u);
}

unsigned leave_told_of(const struct view *v, bool *leaves)
{
	static const char *const titles[] = { TITLES_OR_EM, NULL };
	static const char *const wishes[] = { "xin", "nghi", "thoi", NULL };
	static const char *const verbs[] = { "lam", "nghi", "tham", NULL };
	static const char *const no_name[] = { "oi", "a", "ah", "nay", "ay", NULL };
	const struct tokens *t = v->p->tokens;

	*leaves = false;
	for (unsigned i = 1; i < 6 && i + 1 < t->used && v->at->known && token_is_of(t, 0, titles); i++) {
		if (t->at[i].kind != TOKEN_WORD || token_is_of(t, i, no_name) || person_is_self(t, i))
			return 0;
		if (!(token_is_no(t, i) || token_is_of(t, i, wishes)) || !token_is_of(t, i + 1, verbs))
			continue;
		*leaves = (token_is_of(t, i, TOKEN_WORDS("xin", "thoi")) || view_has_token(v, "nua")) &&
			  leaves_team(v, i + 2);
		i -= i > 2 && token_is(t, i - 1, "xin"); /* "xin thôi làm" */
		return i > 1 ? i : 0;
	}
	return 0;
}

void leave_read(struct view *v)
{
	/* Somebody who is not in the roll tells of the one before: "ong Hung thoi lam to truong, toi len thay". */
	unsigned from, to;
	char name[READING_TEXT_OCTETS];
	bool leaves;

	if (!v->at->known && (v->has_unit || view_has_sense(v, SENSE_ROLE) || person_find(v, &from, &to))) {
		register_read(v);
		return;
	}
	/* A leader may name somebody else: "NGHI TO Le Van Binh". What is known to be no name may be one all the same. */
	const struct keyword *k = keyword_of(v, &from);

	fields_with(v, k);
	if (k != NULL && k->place == KEYWORD_HEAD && from < v->p->used)
		view_field(v, "text", from, v->p->used);
	bool sent = (leave_names(v, &from, &to) && from > 0) || person_find(v, &from, &to);

	if (!sent && (to = leave_told_of(v, &leaves)) > 0 && leaves) {
		from = 0;
		sent = true;
	}
	/* Without "cho" it may be anything: it counts when somebody has that name. */
	if (sent || leave_names(v, &from, &to)) {
		from += from + 1 < to && token_is_of(v->p->tokens, from, TOKEN_WORDS(TITLES_BEFORE_NAME));
		token_typed(v->p->tokens, from, to, name, sizeof name);
		reading_add_text(v->r, 0, sent ? "name" : "text", name);
	}
	fields_phone(v);
	units_of(v);
	/* "xin rút khỏi tổ" is a wish to stop, which who is in a team is asked about. */
	if (k != NULL && strcmp(view_with(k, "want"), "leave") == 0 && reading_find(v->r, 0, "name") == NULL &&
		reading_find(v->r, 0, "text") == NULL && reading_find(v->r, 0, "phone") == NULL)
		v->r->intent = INTENT_OPTOUT;
}

/* ---- "UY QUYEN Bui Thi Mai den 30/8" ---- */

/* The 20 of "tu 20 den 25/12": a day of the month of the date behind it. */
static bool is_day_of(const struct view *v, unsigned i)
{
	if (i + 2 >= v->p->used || view_at(v, i)->kind != ITEM_NUMBER || !item_is(view_at(v, i + 1), CLASS_TO))
		return false;
	const struct item *number = view_at(v, i), *day = view_at(v, i + 2);

	return number->flags == 0 && day->kind == ITEM_DATE && number->value > 0 && number->value <= day->date.day;
}

/* "tu 1/12", which may be read as a number behind the name ("Bay tu mai"): and no Tú, no Tư. */
static bool says_since(const struct view *v, unsigned i)
{
	return token_is(v->p->tokens, view_at(v, i)->to - 1u, "tu") && i + 1 < v->p->used &&
	       (view_at(v, i + 1)->kind == ITEM_DATE || is_day_of(v, i + 1));
}

/* A day behind these is the last. */
static const char *const until[] = { "den", "toi", "truoc", "qua", "het", NULL };

static bool begins_digit(const struct view *v, unsigned token)
{
	return isdigit((unsigned char)token_fold(v->p->tokens, token)[0]) != 0;
}

/* Where the name ends: before "den", "tu mai", a number, a telephone number or a date of digits. */
static bool ends_person(const struct view *v, unsigned i)
{
	const struct item *item = view_at(v, i);

	if (says_since(v, i))
		return true;
	/* "tới chủ nhật", written as "tối": an evening is no part of a name */
	if (item->kind == ITEM_TIME && i + 1 < v->p->used && view_at(v, i + 1)->kind == ITEM_DATE)
		return true;
	/* "chị Nga hôm nay", "ngày mai": no name of two words */
	if (item->kind == ITEM_DATE && (item->flags & DATE_RELATIVE) != 0 && item->to - item->from > 1)
		return true;
	if (item_word_is(v->p, item, "het") && i + 1 < v->p->used && /* "hết hôm nay", "hết tuần này" */
		(view_at(v, i + 1)->kind == ITEM_DATE || view_at(v, i + 1)->kind == ITEM_PERIOD))
		return true;
	if (item_word_is(v->p, item, "trong") && i + 1 < v->p->used && view_at(v, i + 1)->kind == ITEM_NUMBER)
		return true;
	if (item->kind == ITEM_WORD)
		return item_is(item, CLASS_TO) || item_is(item, CLASS_FROM) || item_is(item, CLASS_DAY);
	if (item->kind == ITEM_DATE ||
		item->kind == ITEM_NUMBER) /* "Võ Đình Nam", "Bảy" are names; "ngày 20/8" is none */
		return begins_digit(v, item->from) || begins_digit(v, item->to - 1u);
	return item->kind != ITEM_UNIT && item->kind != ITEM_TIME && item->kind != ITEM_FOREIGN;
}

static bool is_role(const struct item *item)
{
	return item->kind == ITEM_WORD && item_sense(item, SENSE_ROLE) != NULL;
}

/* "cho chị", "cho số", "cho tổ phó chị": what stands before a name. */
static unsigned skip_titles(const struct view *v, unsigned i)
{
	for (; i < v->p->used && view_at(v, i)->kind == ITEM_WORD; i++) {
		const struct item *item = view_at(v, i);
		bool number =
			item_word_is(v->p, item, "so") && i + 1 < v->p->used && view_at(v, i + 1)->kind == ITEM_PHONE;

		if (!number && !item_is(item, CLASS_TITLE) && !item_word_is(v->p, item, "cho") &&
			!item_word_is(v->p, item, "cua") && !is_role(item))
			break;
	}
	return i;
}

/* Behind a name its owner's role: "Lan cán bộ xã". One word may be of the name. */
static bool tells_role(const struct item *item)
{
	return is_role(item) && item_sense(item, SENSE_ROLE)->words > 1;
}

/* "từ mai nhờ chị Lan duyệt thay": the name ends before those words. Where it begins. */
static unsigned name_before(const struct view *v, unsigned end)
{
	static const char *const begins[] = { "nho", "cho", "de", "giao", "co", "khoi", "con", "nhu" };
	unsigned i = end;

	for (; i > 0; i--) {
		const struct item *item = view_at(v, i - 1);
		bool begun = item_is(item, CLASS_TITLE) || is_role(item) || item_is(item, CLASS_NO) ||
			     (item->kind == ITEM_DATE && item->to - item->from > 1) || ends_person(v, i - 1);

		for (size_t k = 0; k < sizeof begins / sizeof *begins; k++)
			begun |= item_word_is(v->p, item, begins[k]);
		if (begun)
			break;
	}
	return i;
}

/* "tu 1/12", "tu ngay 1/12": the first day. */
static bool is_since(const struct view *v, const struct item *day)
{
	unsigned before = day->from;

	if (before > 0 && token_is(v->p->tokens, before - 1, "ngay"))
		before--;
	return before > 0 && token_is(v->p->tokens, before - 1, "tu");
}

/* "ngày mai", "ngày 20/8" and no "đến" before it: that day alone. */
static bool is_one_day(const struct view *v, const struct item *day)
{
	const struct tokens *t = v->p->tokens;
	unsigned before = day->from;
	bool said = (day->flags & DATE_RELATIVE) != 0;

	while (before > 0 && token_is_of(t, before - 1, TOKEN_WORDS("ngay", "vao", "trong"))) {
		said = said || token_is(t, before - 1, "ngay");
		before--;
	}
	said = said || token_is(t, day->from, "ngay");
	return said && !token_is_of(t, day->from, until) && (before == 0 || !token_is_of(t, before - 1, until));
}

static void add_day(struct view *v, const char *key, struct day day)
{
	char text[DATE_TEXT_OCTETS];

	reading_add_text(v->r, 0, key, date_text(day, text));
}

/* "tu 1/12 den 5/12", "1/12-5/12", "3 ngay tu mai", "den 5/12": of two the one behind "tu" is the first, and one alone is the
 * last unless it stands behind "tu". None when one is no day. */
static void read_days(struct view *v, unsigned from, int span)
{
	const struct item *days[2] = { NULL, NULL };
	unsigned used = 0;

	for (unsigned i = from; i < v->p->used && used < 2; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind != ITEM_DATE || item->date.day == 0)
			continue;
		if ((item->flags & (DATE_WRONG | DATE_TWO_WAYS | DATE_CONFLICT | DATE_LUNAR)) != 0)
			return;
		days[used++] = item;
	}
	if (used == 2) {
		unsigned first = is_since(v, days[1]) && !is_since(v, days[0]) ? 1 : 0;

		add_day(v, "from", days[first]->date);
		add_day(v, "date", days[1 - first]->date);
	} else if (used == 1 && days[0]->other.day != 0) {
		add_day(v, "from", days[0]->date);
		add_day(v, "date", days[0]->other);
	} else if (used == 1 && is_since(v, days[0])) {
		add_day(v, "from", days[0]->date);
		if (span > 0)
			add_day(v, "date", fields_last_day(days[0]->date, span));
	} else if (used == 1) {
		struct day first = days[0]->date;

		if (is_one_day(v, days[0]))
			add_day(v, "from", first);
		for (unsigned i = from; i < v->p->used; i++)
			if (is_day_of(v, i)) {
				first.day = (uint8_t)view_at(v, i)->value;
				add_day(v, "from", first);
			}
		add_day(v, "date", days[0]->date);
	} else if (span > 0) {
		add_day(v, "date", fields_last_day(date_of(&v->p->now), span));
	}
}

/* "ai duyệt thay tôi", and no "chị Ái". */
static bool asks_who(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (item_word_is(v->p, view_at(v, i), "ai") && (i == 0 || !item_is(view_at(v, i - 1), CLASS_TITLE)))
			return true;
	return false;
}

/* "không duyệt thay nữa", "khỏi nhờ chị Lan duyệt thay" */
static bool denies_before(const struct view *v, unsigned end)
{
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 0; i < end; i++)
		if (token_is_no(t, i) || token_is_of(t, i, TOKEN_WORDS("khoi", "thoi", "dung")))
			return true;
	return view_has_token(v, "nua");
}

static void want(struct view *v, const char *what)
{
	v->r->fields_used = 0;
	if (what != NULL)
		reading_add_text(v->r, 0, "want", what);
}

/* "chị Lan duyệt thay tôi tới thứ 6", "chị Lan không duyệt thay nữa", "ai duyệt thay" */
static void read_stands_in(struct view *v, unsigned by)
{
	unsigned to = by, from, span_at = v->p->used;
	bool ends = denies_before(v, view_at(v, by)->to);

	if (asks_who(v) || v->question ||
		item_is(view_at(v, v->p->used - 1), CLASS_NO)) { /* until when: who asks that it be so is told how */
		want(v, v->has_date ? NULL : "show");
		return;
	}
	want(v, ends && !v->has_date ? "end" : NULL);
	while (to > 0 && (item_is(view_at(v, to - 1), CLASS_NO) || item_word_is(v->p, view_at(v, to - 1), "khoi") ||
				 tells_role(view_at(v, to - 1))))
		to--;
	from = name_before(v, to);
	if (from < to)
		view_field(v, "name", from, to);
	fields_phone(v);
	if (!ends)
		read_days(v, 0, fields_days(v, 0, &span_at));
}

/* "ủy quyền cho tổ phó": by the place alone, of the items from..to-1. */
static void depute_role(struct view *v, unsigned from, unsigned to)
{
	for (unsigned i = from; i < to; i++)
		if (is_role(view_at(v, i))) {
			const struct sense *s = item_sense(view_at(v, i), SENSE_ROLE);

			reading_add_text(v->r, 0, "role", lexicon_role_at(v->words, s->index)->code);
			return;
		}
}

void depute_read(struct view *v)
{
	unsigned from, to, span_at = v->p->used;
	const struct reading_field *said;

	fields_with(v, keyword_of(v, &from));
	said = reading_find(v->r, 0, "want");
	if (v->act[INTENT_DEPUTE].by == NULL || (said != NULL && strcmp(said->text, "how") == 0)) {
		want(v, NULL); /* "cho anh Tám báo cáo thay": who, until when is said behind UY QUYEN */
		return;
	}
	if (said != NULL && strcmp(said->text, "stand") == 0) {
		read_stands_in(v, v->act[INTENT_DEPUTE].item);
		return;
	}
	if (said != NULL && (strcmp(said->text, "show") == 0 || v->question ||
				    token_is(v->p->tokens, v->p->tokens->used - 1u, "chua"))) {
		want(v, "show"); /* "hết ủy quyền chưa" */
		return;
	}
	const unsigned said_from = from;

	from = skip_titles(v, from);
	int span = fields_days(v, from, &span_at);
	for (to = from; to < v->p->used && to != span_at && !ends_person(v, to) && !tells_role(view_at(v, to)); to++)
		;
	if (to < v->p->used && says_since(v, to) && from < v->p->used) {
		char name[READING_TEXT_OCTETS];

		token_typed(v->p->tokens, view_at(v, from)->from, view_at(v, to)->to - 1u, name, sizeof name);
		reading_add_text(v->r, 0, "name", name);
	} else if (to == from + 1 && item_word_is(v->p, view_at(v, from), "pho")) {
		reading_add_text(v->r, 0, "role", "to_pho");
	} else if (to > from) {
		view_field(v, "name", from, to);
	} else {
		depute_role(v, said_from, from);
	}
	read_days(v, to, span);
	fields_phone(v);
}

/* ---- numbers, the PIN, the phone book, the group ---- */

/* "số mới của anh Hùng 0911...", "chị Mai đổi số 0911...", "Đỗ Minh Quân đổi số": another's number is no matter of who writes.
 * Tokens from..to-1. */
static bool number_is_of(struct view *v, unsigned *from, unsigned *to)
{
	static const char *const titles[] = { TITLES_BEFORE_NAME, NULL };
	static const char *const others[] = { "oi", "a", "toi", "tui", "minh", "em", "chi", "cho", "xin", "doi", "so",
		"moi", "thay", "dung", "xai", "nay", NULL };
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 0; i + 1 < t->used; i++)
		if ((i == 0 || token_is(t, i - 1, "cua")) && token_is_of(t, i, titles) &&
			t->at[i + 1].kind == TOKEN_WORD && !token_is_of(t, i + 1, others)) {
			*from = i;
			*to = i + 2;
			return true;
		}
	return person_find(v, from, to);
}

static void add_owner(struct view *v)
{
	char name[READING_TEXT_OCTETS];
	unsigned from, to;

	if (!v->at->known || reading_find(v->r, 0, "phone") == NULL || !number_is_of(v, &from, &to))
		return;
	token_typed(v->p->tokens, from, to, name, sizeof name);
	reading_add_text(v->r, 0, "name", name);
}

void number_read(struct view *v)
{
	unsigned from;

	fields_with(v, keyword_of(v, &from));
	fields_phone(v);
	if (v->strong > 0 && reading_find(v->r, 0, "phone") == NULL) { /* "bỏ số DVC": no telephone number, a figure */
		correction_drop_read(v);
		return;
	}
	if (v->at->known && appoint_changes_number(v)) { /* whoever has that place */
		const char *role;

		(void)appoint_role(v, &role);
		reading_add_text(v->r, 0, "role", role);
		units_of(v);
	}
	add_owner(v);
	if (!v->at->known) /* another phone than the one that is known speaks: it joins the roll first */
		register_read(v);
}

void object_read(struct view *v)
{
	unsigned from;

	(void)keyword_of(v, &from);
	first_ref(v, from);
}

void pin_read(struct view *v)
{
	unsigned from;

	/* The digits are not read here: they must stand in no reading. */
	fields_with(v, keyword_of(v, &from));
}

void phonebook_read(struct view *v)
{
	fields_with(v, v->act[INTENT_PHONEBOOK].by);
	units_of(v);
	if (!v->has_unit)
		fields_last_unit(v);
	(void)fields_name_within(v, 0, v->p->used);
	/* "ai là tổ phó thôn Sơn Trà": those of that role */
	if (reading_find(v->r, 0, "role") == NULL && view_has_token(v, "ai") && v->has_unit) {
		const char *role;

		if (appoint_role(v, &role) < v->p->tokens->used)
			reading_add_text(v->r, 0, "role", role);
		else
			depute_role(v, 0, v->p->used);
		if (reading_find(v->r, 0, "role") != NULL)
			reading_add_number(v->r, 0, "who", 1);
	}
}

void group_read(struct view *v)
{
	unsigned from;
	const struct keyword *k = keyword_of(v, &from);
	bool said = false;

	fields_with(v, k);
	units_of(v);
	for (unsigned i = from; i < v->p->used; i++)
		said |= view_at(v, i)->kind != ITEM_UNIT && !view_is_polite(view_at(v, i));
	if (said && reading_find(v->r, 0, "want") == NULL && k != NULL && k->place == KEYWORD_HEAD)
		view_field(v, "text", from, v->p->used);
}

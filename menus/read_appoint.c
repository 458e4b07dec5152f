/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "cử chị Mai làm tổ phó thôn Sơn Trà", "tổ phó Sơn Trà là 0905…", "thêm chị Mai 0905… vào tổ": a head, or who is above, names
 * who has a place in a team. Who is in the roll already gets it after a question; a number that nobody has is a registration
 * like any other, which who decides approves by it. */
#include "menus/person.h"
#include "menus/title.h"

#include <string.h>

static const char *const titles[] = { TITLES_OR_EM, "dong", "ban", NULL };

/* Who gets which place: the tokens of the name, none where a number alone says who. */
struct named {
	unsigned from, to;
	const char *role;
};

static bool names_places(const struct view *v)
{
	return v->at->known && (view_is_office(v) || strcmp(v->at->role, "to_truong") == 0);
}

unsigned appoint_role(const struct view *v, const char **code)
{
	static const struct {
		const char *words[2], *code;
	} places[] = { { { "to", "truong" }, "to_truong" }, { { "to", "pho" }, "to_pho" },
		{ { "pho", "to" }, "to_pho" }, { { "thanh", "vien" }, "thanh_vien" } };
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 0; i + 1 < t->used; i++)
		for (size_t k = 0; k < sizeof places / sizeof *places; k++)
			if (token_is(t, i, places[k].words[0]) && token_is(t, i + 1, places[k].words[1])) {
				*code = places[k].code;
				return i;
			}
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		const struct sense *s = item->kind == ITEM_WORD ? item_sense(item, SENSE_ROLE) : NULL;

		if (s == NULL)
			continue;
		*code = lexicon_role_at(v->words, s->index)->code;
		if (strcmp(*code, "to_truong") == 0 || strcmp(*code, "to_pho") == 0)
			return item->from;
	}
	*code = "";
	return t->used;
}

static unsigned count_phones(const struct view *v)
{
	unsigned used = 0;

	for (unsigned i = 0; i < v->p->used; i++)
		used += view_at(v, i)->kind == ITEM_PHONE;
	return used;
}

/* "cử", "bầu", "đề nghị cho": the first words, behind which the person stands. Returns the token behind them; 0: it does not
 * begin so. */
static unsigned behind_verb(const struct tokens *t)
{
	static const char *const verbs[] = { "cu", "bau", "chon", "giao", "cho", "dua", "nang", "them", "nho", "phan",
		NULL };
	static const char *const pairs[][2] = { { "chi", "dinh" }, { "bo", "nhiem" }, { "de", "cu" }, { "tien", "cu" },
		{ "phan", "cong" }, { "de", "bat" }, { "bo", "sung" }, { "ket", "nap" }, { "cat", "cu" } };
	static const char *const before[] = { "xa", "ubnd", "thon", "to", "toi", "em", "minh", "xin", "nay", "de",
		"nghi", "da", "vua", "moi", NULL };
	unsigned i = 0;

	while (i < t->used && token_is_of(t, i, before) && !(token_is(t, i, "de") && token_is(t, i + 1, "cu")))
		i++;
	for (size_t k = 0; k < sizeof pairs / sizeof *pairs && i + 2 < t->used; k++)
		if (token_is(t, i, pairs[k][0]) && token_is(t, i + 1, pairs[k][1]))
			return i + 2;
	return i + 1 < t->used && token_is_of(t, i, verbs) ? i + 1 : 0;
}

/* "… không làm tổ phó nữa", "… nghỉ": no new place. */
static bool denies(const struct tokens *t)
{
	for (unsigned i = 0; i < t->used; i++)
		if (token_is_no(t, i) || token_is_of(t, i, TOKEN_WORDS("chua", "nghi", "thoi", "nua", "dung", "khoi")))
			return true;
	return false;
}

/* "bà con", "mọi người", "cả nhà", "các chị": nobody who could get a place. */
static bool names_many(const struct view *v, unsigned from, unsigned to)
{
	const struct tokens *t = v->p->tokens;
	const struct item *last = view_item_of(v, to - 1);
	bool titled = last->from > 0 && last->to == last->from + 1 && token_is_of(t, last->from - 1u, titles);

	return token_is_of(t, from, TOKEN_WORDS("cac", "may", "moi", "nhung", "nhieu", "toan")) ||
	       item_is(view_item_of(v, from), CLASS_ALL) || (item_is(last, CLASS_PERSON) && !titled);
}

/* The name of tokens from..to-1 without what stands before it, and without the number behind it; as typed. */
static void add_name(struct view *v, unsigned from, unsigned to)
{
	static const char *const skipped[] = { "cho", "so", "nguoi", "them", NULL };
	const struct tokens *t = v->p->tokens;
	char name[READING_TEXT_OCTETS];

	for (unsigned i = from; i < to; i++)
		if (t->at[i].kind != TOKEN_WORD)
			to = i;
	if (from == to || names_many(v, from, to))
		return;
	while (from < to && (token_is_of(t, from, skipped) || (token_is_of(t, from, titles) && from + 1 < to)))
		from++;
	if (to <= from || to - from > 5 ||
		(to == from + 1 &&
			(person_is_self(t, from) || token_is(t, from, "ai") || token_is_of(t, from, titles))))
		return;
	token_typed(t, from, to, name, sizeof name);
	reading_add_text(v->r, 0, "name", name);
}

/* A number behind "cử" without its mark is not the old one ("cũ"). */
static void add_phone(struct view *v)
{
	const struct reading_field *old;

	fields_phone(v);
	old = reading_find(v->r, 0, "old_phone");
	if (old != NULL && reading_find(v->r, 0, "phone") == NULL)
		reading_add_text(v->r, 0, "phone", old->text);
	for (unsigned i = 0; i < v->r->fields_used; i++)
		if (&v->r->fields[i] == old)
			v->r->fields[i] = v->r->fields[--v->r->fields_used];
}

/* "cử … làm tổ phó", "cho … lên làm tổ trưởng": where the words that lead to the role begin; 0: nowhere. */
static unsigned find_becomes(const struct tokens *t, unsigned from, unsigned role)
{
	static const char *const becomes[] = { "lam", "len", "giu", "chuc", "thanh", "tro", "lai", "vao", "xuong",
		NULL };
	unsigned i = role;

	while (i > from && token_is_of(t, i - 1, becomes))
		i--;
	return i < role ? i : 0;
}

/* "… vào tổ": as a member. */
static unsigned find_into_team(const struct view *v, unsigned from)
{
	const struct tokens *t = v->p->tokens;

	for (unsigned i = from; i + 1 < t->used; i++)
		if (token_is_of(t, i, TOKEN_WORDS("vao", "vo")) && team_is_meant(v, i + 1))
			return i;
	return 0;
}

/* What asks whom to call, or sends word; no "chị Liên", "anh Nhân". */
static bool calls(const struct tokens *t)
{
	static const char *const words[] = { "goi", "lien", "nghi", "xoa", "dk", "nhan", "gui", "nhac", NULL };

	for (unsigned i = 0; i < t->used; i++)
		if (token_is_of(t, i, words) && !(i > 0 && token_is_of(t, i - 1, titles)))
			return true;
	return false;
}

/* "số mới", "sđt của", "số tổ phó", "đổi số": whose number it is, and not who has it ("là số 0905…", "tổ số 2", "công nghệ
 * số", "chuyển đổi số"). */
static bool is_number_of(const struct tokens *t, unsigned i, unsigned role)
{
	unsigned behind = i + 1;

	if (!token_is_of(t, i, TOKEN_WORDS("so", "sdt", "dt", "sim")) || (i > 0 && token_is(t, i - 1, "nghe")) ||
		(i > 1 && token_is(t, i - 2, "chuyen")))
		return false;
	while (token_is_of(t, behind, TOKEN_WORDS("dien", "thoai", "dt", "lien", "lac", "cu")))
		behind++;
	return behind == role || token_is_of(t, behind, TOKEN_WORDS("moi", "cua")) ||
	       (i > role && token_is_of(t, i - 1, TOKEN_WORDS("doi", "thay"))); /* "tổ phó đổi số" */
}

bool appoint_changes_number(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	const char *code;
	const unsigned role = appoint_role(v, &code);

	if (role == t->used || count_phones(v) != 1 || v->question || v->strong > 0 || denies(t) || calls(t))
		return false;
	for (unsigned i = 0; i < t->used; i++)
		if (is_number_of(t, i, role))
			return true;
	return false;
}

/* "tổ phó Sơn Trà là 0905…", "đổi tổ trưởng sang 0905…": what stands between the place and the number says so. */
static bool says_is(const struct tokens *t)
{
	static const char *const is[] = { "la", "bang", "sang", "thanh", "cu", "bau", "moi", "doi", "thay", NULL };
	bool says = false;

	for (unsigned i = 0; i < t->used; i++) {
		if (token_is_of(t, i, TOKEN_WORDS("sdt", "dt")))
			return false;
		says |= token_is_of(t, i, is);
	}
	return says && !calls(t);
}

/* Where a name that begins there ends; how somebody is called, and the word behind it, belong to it. */
static unsigned name_end(const struct tokens *t, unsigned from)
{
	static const char *const ends[] = { "thon", "xa", "to", "lam", "nhe", "nha", "giup", "di", "a", NULL };

	for (from += token_is_of(t, from, titles) ? 2 : 1; from < t->used && !token_is_of(t, from, ends);)
		from++;
	return from < t->used ? from : t->used;
}

/* "tổ trưởng Sơn Trà bây giờ là chị Mai": behind "là", where somebody is called by a title. 0: nobody. */
static unsigned behind_is(const struct tokens *t, unsigned role)
{
	for (unsigned i = role + 1; i + 2 < t->used; i++)
		if (token_is(t, i, "la") && token_is_of(t, i + 1, titles))
			return i + 1;
	return 0;
}

/* "thay tổ trưởng thôn Sơn Trà bằng anh Tám", "đổi tổ phó thành chị Hoa": behind the word that brings in the new one. 0:
 * nobody. */
static unsigned behind_swap(const struct tokens *t, unsigned role)
{
	static const char *const swaps[] = { "thay", "doi", NULL };
	static const char *const into[] = { "bang", "thanh", "sang", NULL };
	unsigned name = 0;

	if (!token_is_of(t, 0, swaps) && !token_is_of(t, 1, swaps)) /* "xin thay" */
		return 0;
	for (unsigned i = 1; i + 1 < t->used; i++)
		if (token_is_of(t, i, into) && t->at[i + 1].kind == TOKEN_WORD &&
			(token_is_of(t, i + 1, titles) || (name == 0 && i > role)))
			name = i + 1;
	return name;
}

/* "cử chị Mai làm tổ phó", "chị Mai lên làm tổ trưởng": up to where they become something. */
static bool find_promoted(const struct tokens *t, unsigned verb, unsigned role, struct named *n)
{
	const bool titled = verb == 0 && token_is_of(t, 0, titles);

	n->from = verb;
	n->to = verb > 0 || titled ? find_becomes(t, verb + titled, role) : 0;
	return n->to > (titled ? 1u : 0u);
}

/* Who is named to which place; false: nobody. verb: the token behind "cử", 0 where there is none. */
static bool find_named(const struct view *v, unsigned verb, unsigned phones, struct named *n)
{
	const struct tokens *t = v->p->tokens;
	const unsigned role = appoint_role(v, &n->role);

	if (role == t->used) {
		n->role = "thanh_vien";
		n->from = verb;
		n->to = verb > 0 ? find_into_team(v, verb) : 0;
		return n->to > 0;
	}
	if (find_promoted(t, verb, role, n))
		return true;
	if (phones > 0 && (v->has_date || !says_is(t) || v->act[INTENT_BROADCAST].score >= 60))
		return false;
	if ((n->from = behind_swap(t, role)) == 0 && !calls(t))
		n->from = behind_is(t, role);
	n->to = n->from > 0 ? name_end(t, n->from) : 0;
	return n->to > 0 || phones > 0;
}

/* "TB tổ phó là …", "duyệt 31, tổ phó là …": a command for something else stands first. "giao anh Quân …" is the verb itself. */
static bool commands_else(const struct view *v, unsigned verb)
{
	const struct item *first = v->first < v->p->used ? view_at(v, v->first) : NULL;

	for (unsigned i = 0; first != NULL && first->to > verb && i < first->senses_used; i++) {
		const struct keyword *k =
			first->senses[i]->kind == SENSE_KEYWORD ? term_keyword(v->words, first->senses[i]) : NULL;

		if (k != NULL && (k->command || k->place == KEYWORD_HEAD) && k->act != INTENT_REGISTER &&
			!(verb > 0 && k->act == INTENT_NUMBER) &&   /* "thêm số 0905… vào tổ" */
			strcmp(view_with(k, "topic"), "head") != 0) /* "thay tổ trưởng" */
			return true;
	}
	return false;
}

static void finish(struct view *v, const char *role)
{
	v->r->intent = INTENT_REGISTER;
	reading_add_text(v->r, 0, "want", "appoint");
	reading_add_text(v->r, 0, "role", role);
	if (!fields_units(v, 0, v->p->used, 0))
		v->r->guess = INTENT_REGISTER;
}

bool appoint_read(struct view *v)
{
	const unsigned phones = count_phones(v), verb = behind_verb(v->p->tokens);
	const struct keyword *joins = v->act[INTENT_REGISTER].by;
	struct named n;

	if (!names_places(v) || v->question || v->how_many || v->strong > 0 || phones > 1 || denies(v->p->tokens) ||
		(verb == 0 && joins != NULL && joins->command) || commands_else(v, verb) || appoint_changes_number(v) ||
		!find_named(v, verb, phones, &n))
		return false;
	if (strcmp(n.role, "to_truong") == 0 && !view_is_office(v)) /* no head names the next one */
		return false;
	if (n.from < n.to)
		add_name(v, n.from, n.to);
	if (phones > 0)
		add_phone(v);
	if (v->r->fields_used == 0)
		return false;
	finish(v, n.role);
	return true;
}

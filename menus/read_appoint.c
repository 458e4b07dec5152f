/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "cử chị Mai làm tổ phó thôn Sơn Trà", "tổ phó Sơn Trà là 0905…", "thêm chị Mai 0905… vào tổ": a head, or who is above, names
 * who has a place in a team. It is asked back before anything is done. */
#include "menus/view.h"

#include <string.h>

static const char *const titles[] = { "anh", "chi", "ong", "ba", "chu", "bac", "co", "thim", "cau", "mo", "em", "dong",
	"ban", NULL };

static bool names_places(const struct view *v)
{
	return v->at->known && (view_is_office(v) || strcmp(v->at->role, "to_truong") == 0);
}

/* The token where a place of a team is named, its code in *code; t->used: none. Longer phrases hold it, too ("làm tổ trưởng"). */
static unsigned find_role(const struct view *v, const char **code)
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
	static const char *const nots[] = { "khong", "ko", "k", "chua", "nghi", "thoi", "nua", "dung", "khoi", NULL };

	for (unsigned i = 0; i < t->used; i++)
		if (token_is_of(t, i, nots))
			return true;
	return false;
}

/* The name of tokens from..to-1 without what stands before it, and without the number behind it; as typed. */
static void add_name(struct view *v, unsigned from, unsigned to)
{
	static const char *const self[] = { "toi", "tui", "em", "minh", "ai", NULL };
	static const char *const skipped[] = { "cho", "so", "nguoi", "them", NULL };
	const struct tokens *t = v->p->tokens;
	char name[READING_TEXT_OCTETS];

	while (from < to && (token_is_of(t, from, skipped) || (token_is_of(t, from, titles) && from + 1 < to)))
		from++;
	for (unsigned i = from; i < to; i++)
		if (t->at[i].kind != TOKEN_WORD)
			to = i;
	if (to <= from || to - from > 5 ||
		(to == from + 1 && (token_is_of(t, from, self) || token_is_of(t, from, titles))))
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
static unsigned find_into_team(const struct tokens *t, unsigned from)
{
	for (unsigned i = from; i + 1 < t->used; i++)
		if ((token_is(t, i, "vao") || token_is(t, i, "vo")) && token_is(t, i + 1, "to"))
			return i;
	return 0;
}

/* "tổ phó Sơn Trà là 0905…", "đổi tổ trưởng sang 0905…": what stands between the place and the number says so; what asks whom
 * to call does not. */
static bool says_is(const struct tokens *t, unsigned role)
{
	static const char *const is[] = { "la", "bang", "sang", "thanh", "cu", "bau", "moi", "doi", "thay", NULL };
	static const char *const calls[] = { "sdt", "dt", "goi", "lien", "nghi", "xoa", "dk", "nhan", "gui", "nhac",
		NULL };
	bool says = false;

	if (role > 0 && token_is(t, role - 1, "so"))
		return false;
	for (unsigned i = 0; i < t->used; i++) {
		if (token_is_of(t, i, calls))
			return false;
		says |= token_is_of(t, i, is);
	}
	return says;
}

/* "tổ trưởng Sơn Trà bây giờ là chị Mai": the token behind "là", where somebody is called by a title; 0: there is none. */
static unsigned behind_is(const struct tokens *t, unsigned role)
{
	for (unsigned i = role + 1; i + 2 < t->used; i++)
		if (token_is(t, i, "la") && token_is_of(t, i + 1, titles))
			return i + 1;
	return 0;
}

/* "thay tổ trưởng thôn Sơn Trà bằng anh Tám", "đổi tổ phó thành chị Hoa": the token behind the word that brings in the new
 * one, and in *end where the name ends; 0: it is not said so. */
static unsigned behind_swap(const struct tokens *t, unsigned role, unsigned *end)
{
	static const char *const swaps[] = { "thay", "doi", NULL };
	static const char *const into[] = { "bang", "thanh", "sang", NULL };
	static const char *const ends[] = { "thon", "xa", "to", "lam", "nhe", "nha", "giup", "di", "a", NULL };
	unsigned name = 0;

	if (!token_is_of(t, 0, swaps) && !token_is_of(t, 1, swaps)) /* "xin thay" */
		return 0;
	for (unsigned i = 1; i + 1 < t->used; i++)
		if (token_is_of(t, i, into) && t->at[i + 1].kind == TOKEN_WORD &&
			(token_is_of(t, i + 1, titles) || (name == 0 && i > role)))
			name = i + 1;
	*end = name + 1;
	while (*end < t->used && !token_is_of(t, *end, ends))
		++*end;
	return name;
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
	const struct tokens *t = v->p->tokens;
	const unsigned phones = count_phones(v);
	const char *code = "thanh_vien";
	unsigned role, name = behind_verb(t), end, swap;

	if (!names_places(v) || v->question || v->how_many || v->strong > 0 || phones > 1 || denies(t) ||
		(name == 0 && v->act[INTENT_REGISTER].by != NULL && v->act[INTENT_REGISTER].by->command))
		return false;
	role = find_role(v, &code);
	if (strcmp(code, "to_truong") == 0 && !view_is_office(v)) /* no head names the next one */
		return false;
	bool becomes = role < t->used && ((name > 0 && (end = find_becomes(t, name, role)) > 0) ||
						 (token_is_of(t, 0, titles) && (end = find_becomes(t, 1, role)) > 1));
	if (becomes) /* "cử chị Mai làm tổ phó": the name ends where they become something */
		name = name < end ? name : 0;
	else if (role < t->used && phones == 0 && (swap = behind_swap(t, role, &end)) > 0)
		name = swap;
	else if (role < t->used && phones > 0 && !v->has_date && says_is(t, role) &&
		 v->act[INTENT_BROADCAST].score < 60)
		name = end = 0;
	else if (role < t->used && phones == 0 && (name = behind_is(t, role)) > 0)
		end = t->used;
	else if (role == t->used && name > 0 && (end = find_into_team(t, name)) > 0)
		code = "thanh_vien";
	else
		return false;
	if (name < end)
		add_name(v, name, end);
	if (phones > 0)
		add_phone(v);
	if (v->r->fields_used == 0)
		return false;
	finish(v, code);
	return true;
}

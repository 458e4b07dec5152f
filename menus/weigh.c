/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What speaks for each intent: the phrases of the keywords, by their weight and place (view_weigh). */
#include "menus/view.h"

#include "menus/count.h"
#include "menus/syllable.h"

#include <stdio.h>
#include <string.h>

bool view_is_polite(const struct item *item)
{
	if (item->kind == ITEM_SIGN || item->kind == ITEM_PICTURE)
		return true;
	return item->kind == ITEM_WORD && item_is(item, CLASS_POLITE);
}

bool view_counts_meetings(const struct view *v, unsigned indicator)
{
	return strcmp(lexicon_indicator_at(v->words, indicator)->unit_plain, "buoi") == 0;
}

const char *view_word(const struct view *v, const struct item *item)
{
	return token_fold(v->p->tokens, item->from);
}

const struct item *view_item_of(const struct view *v, unsigned token)
{
	unsigned low = 0, high = v->p->used;

	while (low + 1 < high) {
		unsigned middle = (low + high) / 2;
		if (v->p->at[middle].from <= token)
			low = middle;
		else
			high = middle;
	}
	return &v->p->at[low];
}

void view_text(const struct view *v, unsigned from, unsigned to, char *out, size_t room)
{
	out[0] = '\0';
	if (from < to && to <= v->p->used)
		token_typed(v->p->tokens, v->p->at[from].from, v->p->at[to - 1].to, out, room);
}

/* A mark that stands around words and says nothing in them. */
static bool is_rim(const struct item *item, const char *signs)
{
	return item->kind == ITEM_PICTURE ||
	       (item->kind == ITEM_SIGN && (signs == NULL || strchr(signs, item->sign) != NULL));
}

static void add_field(struct view *v, const char *key, unsigned from, unsigned to, const char *signs)
{
	char text[READING_TEXT_OCTETS];

	while (from < to && is_rim(view_at(v, from), signs))
		from++;
	while (to > from && is_rim(view_at(v, to - 1), signs))
		to--;
	view_text(v, from, to, text, sizeof text);
	if (text[0] != '\0')
		reading_add_text(v->r, 0, key, text);
}

void view_field(struct view *v, const char *key, unsigned from, unsigned to)
{
	add_field(v, key, from, to, NULL);
}

void view_words(struct view *v, const char *key, unsigned from, unsigned to)
{
	add_field(v, key, from, to, ".,;:-");
}

bool view_return_undone(const struct view *v)
{
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 0; i + 1 < t->used; i++)
		if ((token_is(t, i, "tra") && token_is(t, i + (token_is(t, i + 1, "lai") ? 2u : 1u), "nham")) ||
			(token_is(t, i, "huy") && token_is(t, i + 1, "tra")))
			return true;
	return false;
}

bool view_is_preface(const struct view *v, const struct item *item)
{
	if (view_is_polite(item) || item->kind == ITEM_UNIT || item_is(item, CLASS_TEAM) ||
		item_is(item, CLASS_REPLY) || item_is(item, CLASS_MINE) || item_is(item, CLASS_THANKS))
		return true;
	/* "chào anh": known as nothing but a greeting */
	for (unsigned i = 0; i < item->senses_used; i++)
		if (item->senses[i]->kind != SENSE_KEYWORD ||
			term_keyword(v->words, item->senses[i])->act != INTENT_ACK)
			return false;
	return item->senses_used > 0;
}

/* A polite word that is a command where commands stand ("giúp"). */
static bool is_command(const struct view *v, const struct item *item)
{
	for (unsigned i = 0; i < item->senses_used; i++)
		if (item->senses[i]->kind == SENSE_KEYWORD &&
			term_keyword(v->words, item->senses[i])->place == KEYWORD_HEAD)
			return true;
	return false;
}

static bool is_zero(const struct item *item)
{
	return item->kind == ITEM_NUMBER && item->value == 0 && item->flags == 0;
}

/* "tuần này 0 hộ", "thôn Sơn Trà 0": of when or where, and nothing else. */
static bool zero_alone(const struct view *v)
{
	unsigned zeros = 0, about = 0;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (is_zero(item))
			zeros++;
		else if (item->kind == ITEM_PERIOD || item->kind == ITEM_UNIT)
			about++;
		else if (!item_is(item, CLASS_HOUSEHOLD) && !item_is(item, CLASS_PERSON) &&
			 !item_is(item, CLASS_FILLER) && !view_is_polite(item))
			return false;
	}
	return zeros == 1 && about > 0;
}

/* "hok được hộ nào cả", "0 hộ nào": not one of what is counted. */
static bool none_of_any(const struct view *v)
{
	const struct parse *p = v->p;
	bool no = false;

	for (unsigned i = 0; i + 2 < p->used && i < 4; i++) {
		const struct item *item = &p->at[i];
		no |= is_zero(item) ||
		      (item->kind == ITEM_WORD && (item_is(item, CLASS_NO) || item_is(item, CLASS_ZERO)));
		bool unit = item_is(&p->at[i + 1], CLASS_HOUSEHOLD) || item_is(&p->at[i + 1], CLASS_PERSON);
		if (no && unit && item_word_is(p, &p->at[i + 2], "nao"))
			return true;
	}
	return false;
}

static unsigned zeros(const struct view *v)
{
	unsigned n = 0;

	for (unsigned i = 0; i < v->p->used; i++)
		n += is_zero(view_at(v, i));
	return n;
}

/* "phát 20 tờ rơi": what was done with them, and no want of them. */
static bool was_given_out(const struct parse *p, unsigned i)
{
	static const char *const words[] = { "phat", "dan", "treo", "in" };

	for (size_t k = 0; i >= 2 && p->at[i - 1].kind == ITEM_NUMBER && k < sizeof words / sizeof *words; k++)
		if (item_word_is(p, &p->at[i - 2], words[k]))
			return true;
	return false;
}

static bool says_no(const struct parse *p, const struct item *item)
{
	return item->kind == ITEM_WORD && (item_is(item, CLASS_NO) || item_is(item, CLASS_ZERO)) &&
	       !item_word_is(p, item, "co");
}

/* "hôm nay có làm việc không ạ": its "không" ends what "có" began, which asks. */
static bool ends_in_no(const struct parse *p)
{
	unsigned i = p->used;

	while (i > 0 && !says_no(p, &p->at[i - 1]) && view_is_polite(&p->at[i - 1]))
		i--;
	if (i == 0 || !says_no(p, &p->at[i - 1]))
		return false;
	while (i-- > 0)
		if (item_word_is(p, &p->at[i], "co"))
			return true;
	return false;
}

static void look_at_word(struct view *v, unsigned i)
{
	const struct item *item = view_at(v, i);
	const struct sense *indicator = item_sense(item, SENSE_INDICATOR);

	if (indicator != NULL)
		*(indicator->weak ? &v->weak : &v->strong) += 1;
	v->question |= item_is(item, CLASS_QUESTION);
	v->how |= item_is(item, CLASS_HOW);
	v->how_many |=
		item_is(item, CLASS_HOW_MANY) && !(i > 0 && view_at(v, i - 1)->kind == ITEM_NUMBER); /* "mười mấy" */
	v->nothing |= item_is(item, CLASS_NOTHING);
}

static void look_at_item(struct view *v, unsigned i)
{
	const struct item *item = view_at(v, i);
	const struct sense *category = item_sense(item, SENSE_CATEGORY);

	v->has_date |= item->kind == ITEM_DATE;
	v->has_time |= item->kind == ITEM_TIME;
	v->has_unit |= item->kind == ITEM_UNIT;
	v->numbers += item->kind == ITEM_NUMBER && !(item->flags & NUMBER_WEAK);
	if (item->kind == ITEM_WORD)
		look_at_word(v, i);
	if (category != NULL && !was_given_out(v->p, i)) {
		v->category = v->category == NULL || category->words > v->category->words ? category : v->category;
		v->categories++;
	}
}

static void look(struct view *v)
{
	const struct parse *p = v->p;
	bool sign = false;

	v->first = p->used;
	for (unsigned i = 0; i < p->used; i++) {
		const struct item *item = &p->at[i];
		bool before = v->first == p->used, command = before && is_command(v, item);

		sign |= item_sign(item, '?');
		if (view_is_polite(item) && !command)
			continue;
		v->meaning++;
		if (command || (before && !view_is_preface(v, item)))
			v->first = i;
		look_at_item(v, i);
	}
	v->nothing = v->nothing && nil_is_all(v);
	if (zero_alone(v) || none_of_any(v)) {
		v->nothing = true;
		v->numbers -= zeros(v);
	}
	/* "không có gì" asks nothing; "hôm nay có làm việc không" does. */
	v->question = sign || (v->question && !v->nothing) || (v->numbers == 0 && v->meaning > 2 && ends_in_no(p));
}

/* "STOP STOP", "ngừng, ngừng"; "dung dung" without marks may be "đúng đúng". */
static bool is_stop_again(const struct view *v, unsigned i)
{
	const struct item *item = view_at(v, i);
	bool right = token_is(v->p->tokens, item->from, "dung") && v->p->tokens->at[item->from].accent == 0;

	return item->kind == ITEM_SIGN || (item_keyword(v->p, item, INTENT_OPTOUT) != NULL && !right);
}

/* Does nothing but politeness stand beside that item? "TO thôn Tân Hy" asks for the team there, "kk quá hạn xã Bình Sơn"
 * for the difficulties. */
static bool is_alone(const struct view *v, unsigned at, enum intent act)
{
	bool place = act == INTENT_TEAM || act == INTENT_DIFFICULTY;

	bool everyday = act == INTENT_OPTOUT && only_is_everyday(v, view_at(v, at));

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (i != at && !(everyday ? only_is_plea(v, item) : view_is_polite(item)) &&
			!(place && item->kind == ITEM_UNIT) && !(act == INTENT_OPTOUT && is_stop_again(v, i)))
			return false;
	}
	return true;
}

static void weigh_item(struct view *v, unsigned i)
{
	const struct item *item = view_at(v, i);

	for (unsigned s = 0; s < item->senses_used; s++) {
		if (item->senses[s]->kind != SENSE_KEYWORD)
			continue;
		const struct keyword *k = term_keyword(v->words, item->senses[s]);
		if (k->place == KEYWORD_HEAD && i != v->first)
			continue;
		if (k->place == KEYWORD_ALONE && !is_alone(v, i, k->act))
			continue;
		/* Nobody is signed off by a slip, unless it is all that was typed, and nothing returned without its number. */
		bool slip = item->to == item->from + 1 && v->p->tokens->at[item->from].repair == REPAIR_SLIP;
		if (slip &&
			((k->act == INTENT_OPTOUT && v->p->used > 1) || (k->act == INTENT_REJECT && v->numbers == 0)))
			continue;
		struct weight *w = &v->act[k->act];
		/* A command counts most where commands stand; further phrases of the same act make it surer. */
		int score = k->weight + (i == v->first && k->command ? 6 : 0) + (item->to - item->from > 2 ? 3 : 0);
		if (score > w->score) {
			w->score = score + (w->by != NULL && w->by != k ? 4 : 0);
			w->by = k;
			w->item = i;
		} else if (w->by != k) {
			w->score += 4;
		}
	}
}

/* A wish to stop is heard also where another phrase runs into it: "xin thôi | thôi nhận tin". */
static void see_stop(void *into, const struct sense *s)
{
	struct view *v = into;
	const struct keyword *k = term_keyword(v->words, s);

	if (k->act == INTENT_OPTOUT && k->place == KEYWORD_ANYWHERE && k->weight > v->act[k->act].score) {
		v->act[k->act].score = k->weight;
		v->act[k->act].by = k;
	}
}

/* "đừng gọi tôi nữa", "khỏi nhắn tin cho em nữa": whatever was sent, to whom, and no more of it. */
static bool wants_no_more(const struct tokens *t)
{
	static const char *const between[] = { "tin", "cho", "toi", "tui", "em", "minh", "chau", "con", "so", "nay",
		NULL };

	for (unsigned i = 0; i + 2 < t->used; i++) {
		unsigned at = i + 2;

		if (!token_is_of(t, i, TOKEN_WORDS("dung", "khoi", "dg")) ||
			!token_is_of(t, i + 1, TOKEN_WORDS("goi", "nhan", "gui", "nhac", "nt")))
			continue;
		while (token_is_of(t, at, between))
			at++;
		if (token_is(t, at, "nua"))
			return true;
	}
	return false;
}

/* "không cần nhận 3 cái tin này đâu": no, to receive, a text; and not that none came. */
static bool wants_no_text(const struct view *v)
{
	static const char *const no[] = { "dung", "khoi", "thoi", NULL };
	static const char *const want[] = { "can", "muon", "co", "thich", "them", "ham", NULL };
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 0; i + 2 < t->used; i++) {
		const bool first = token_is_no(t, i) || token_is_of(t, i, no);
		const unsigned at = i + 1 + token_is_of(t, i + 1, want);

		if (!first || !(token_is(t, at, "nhan") || token_is(t, at, "gui")))
			continue;
		for (unsigned k = at + 1; k < t->used && k < at + 5; k++) {
			if (token_is(t, k, "duoc") || token_is(t, k, "dc") || token_is(t, k, "thay"))
				break;
			if (token_is(t, k, "tin"))
				return true;
		}
	}
	return false;
}

/* "không nhận tin được", "nhắn tin không được": what does not work, and no wish. */
static bool cannot_text(const struct tokens *t)
{
	for (unsigned i = 1; i + 1 < t->used; i++)
		if (token_is(t, i, "tin") && token_is(t, i - 1, "nhan") &&
			(token_is(t, i + 1, "duoc") || token_is(t, i + 1, "dc")))
			return true;
	return false;
}

static void see_danger(void *into, const struct sense *s)
{
	bool *danger = into;
	*danger |= s->index == CLASS_DANGER && s->words > 1;
}

/* "nước lên cao quá cứu với", and no "họp khẩn cấp": what is held, counted or asked about is in no danger. */
static bool tells_danger(const struct view *v)
{
	bool danger = false;

	view_scan(v, SENSE_WORD, see_danger, &danger);
	return (danger || fire_told(v)) && !v->how && v->strong == 0 && !view_has(v, CLASS_MEETING);
}

void view_weigh(struct view *v)
{
	look(v);
	v->danger = tells_danger(v);
	if (!cannot_text(v->p->tokens)) {
		view_scan(v, SENSE_KEYWORD, see_stop, v);
		if (v->act[INTENT_OPTOUT].score == 0 && v->strong == 0 && wants_no_text(v))
			v->act[INTENT_OPTOUT].score = 70;
		if (v->strong == 0 && wants_no_more(v->p->tokens))
			view_raise(v, INTENT_OPTOUT, 99); /* "dung goi" may be written for "đúng rồi" */
	}
	for (unsigned i = 0; i < v->p->used; i++)
		if (v->p->at[i].senses_used > 0)
			weigh_item(v, i);
}

bool view_lists_ticket(const struct view *v, int64_t no)
{
	for (unsigned i = 0; i < v->at->tickets_used; i++)
		if (v->at->tickets[i] == no)
			return true;
	return false;
}

int64_t view_asked_ticket(const struct view *v)
{
	int64_t no = 0;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i), *before = i > 0 ? view_at(v, i - 1) : item;
		bool number = item->kind == ITEM_NUMBER && item->flags == 0 && item->value > 0;

		if (number && no == 0 && (item_word_is(v->p, before, "kk") || item_word_is(v->p, before, "so")))
			no = item->value;
		else if (item->kind != ITEM_SIGN && !view_is_polite(item) && !item_is(item, CLASS_QUESTION) &&
			 !item_is(item, CLASS_SETTLED) && !item_is(item, CLASS_FILLER) &&
			 !item_word_is(v->p, item, "kk") && !item_word_is(v->p, item, "so") &&
			 !item_word_is(v->p, item, "kho khan"))
			return 0;
	}
	return v->question && (view_has_token(v, "kk") || view_has_token(v, "khan")) ? no : 0;
}

bool view_names_storm(const struct view *v, const struct item *item)
{
	return item->to > 1 && token_is(v->p->tokens, item->to - 1u, "so") &&
	       token_is(v->p->tokens, item->to - 2u, "bao");
}

/* "đã sửa xong 1 máy": so many of something, and the number of nothing; "vì" is written like "ví". */
static bool counts_behind(const struct view *v, unsigned i)
{
	const struct item *next = i + 1 < v->p->used ? view_at(v, i + 1) : NULL;

	return next != NULL && !item_is(next, CLASS_REASON) && (item_is_unit_word(next) || item_is(next, CLASS_DEVICE));
}

int64_t view_ticket(const struct view *v)
{
	int64_t found = 0;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind != ITEM_NUMBER || (item->flags & NUMBER_WEAK))
			continue;
		if (found != 0 || item->flags != 0 || counts_behind(v, i) || (i > 0 && view_names_storm(v, item - 1)))
			return 0;
		found = item->value;
	}
	return found != 0 && view_lists_ticket(v, found) ? found : 0;
}

const char *view_with(const struct keyword *k, const char *key)
{
	for (unsigned i = 0; k != NULL && i < k->withs; i++)
		if (strcmp(k->with[i].key, key) == 0)
			return k->with[i].value;
	return "";
}

bool view_complains(const struct view *v, const struct item *item)
{
	const struct keyword *k = item_keyword(v->p, item, INTENT_DIFFICULTY);

	return k != NULL && view_with(k, "action")[0] == '\0';
}

bool count_near_is_better(const struct view *v, unsigned i)
{
	unsigned next = i + 1;

	while (next < v->p->used && view_at(v, next)->kind == ITEM_SIGN)
		next++;
	return count_near_code(v, view_at(v, i)) >= 0 && next < v->p->used && view_at(v, next)->kind == ITEM_NUMBER;
}

bool view_is_syllable(const struct tokens *t, unsigned token)
{
	return syllable_is(token_fold(t, token), t->at[token].length);
}

bool picture_agrees(const struct view *v)
{
	/* thumbs up, OK hand, clapping, folded hands, hearts, smiles, check marks */
	static const uint32_t good[] = { 0x1F44D, 0x1F44C, 0x1F44F, 0x1F64F, 0x2764, 0x1F60A, 0x1F642, 0x1F600, 0x1F601,
		0x2705, 0x2714, 0x1F495, 0x1F496, 0x1F497, 0x1F49C, 0x1F499, 0x1F49A, 0x1F49B, 0x263A, 0x1F604, 0x1F603,
		0x1F91D, 0x1F339, 0x1F60D, 0x1F970, 0x1FAE1, 0x1F4AA };
	const struct decoded *d = v->p->tokens->text;

	for (unsigned i = 0; i < d->n; i++)
		for (size_t k = 0; k < sizeof good / sizeof good[0]; k++)
			if (d->cp[i] == good[k])
				return true;
	return false;
}

/* The longest phrase of that kind from token i on; meant: with the word that its first is a spelling of. */
static const struct sense *scan_from(const struct view *v, unsigned i, enum sense_kind kind, bool meant)
{
	const struct tokens *t = v->p->tokens;
	accent typed[TERM_WORDS_MAX];
	const struct sense *best = NULL;
	uint32_t node = 0;

	for (unsigned n = 0; n < TERM_WORDS_MAX && i + n < t->used; n++) {
		int word = t->at[i + n].word;
		typed[n] = t->at[i + n].accent;
		int other = term_meant(v->words, word, typed[n]);
		bool follows = n > 0 && other != TERM_NONE && term_step(v->words, node, other) != 0;
		if ((meant && n == 0) || follows) {
			word = other;
			typed[n] = 0;
		}
		node = term_step(v->words, node, word);
		if (node == 0)
			break;
		unsigned count;
		const struct sense *senses = term_senses(v->words, node, &count);
		for (unsigned s = 0; s < count; s++)
			if (senses[s].kind == kind && sense_fits(&senses[s], typed))
				best = &senses[s];
	}
	return best;
}

/* Phrases of one kind wherever they begin, also inside longer ones: "lịch họp" is a keyword and holds "họp". */
void view_scan(
	const struct view *v, enum sense_kind kind, void (*found)(void *into, const struct sense *sense), void *into)
{
	const struct tokens *t = v->p->tokens;
	unsigned end = 0;

	for (unsigned i = 0; i < t->used; i++) {
		const struct sense *best = scan_from(v, i, kind, false);
		if (term_meant(v->words, t->at[i].word, t->at[i].accent) != TERM_NONE) {
			const struct sense *meant = scan_from(v, i, kind, true);
			best = best == NULL || (meant != NULL && meant->words > best->words) ? meant : best;
		}
		/* "tài liệu" inside "in tài liệu" says nothing more; "giả danh" behind "người già" does. */
		if (best == NULL || i + best->words <= end)
			continue;
		end = i + best->words;
		found(into, best);
	}
}

const struct sense *view_swallowed(const struct view *v, const struct item *item, enum sense_kind kind)
{
	const struct sense *s;

	if (item->kind != ITEM_UNIT || item->kind_said || item->to - item->from < 2)
		return NULL;
	s = scan_from(v, item->to - 1u, kind, false);
	return s != NULL && s->words > 1 ? s : NULL;
}

bool view_is_office(const struct view *v)
{
	return strstr(v->at->role, "lanh_dao") != NULL || strstr(v->at->role, "can_bo") != NULL;
}

bool view_is_leader(const struct view *v)
{
	return view_is_office(v) || v->at->approvals_used > 0;
}

bool view_has_token(const struct view *v, const char *folded)
{
	for (unsigned i = 0; i < v->p->tokens->used; i++)
		if (token_is(v->p->tokens, i, folded))
			return true;
	return false;
}

bool view_has(const struct view *v, enum word_class class)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_WORD && item_is(view_at(v, i), class))
			return true;
	return false;
}

bool view_has_sense(const struct view *v, enum sense_kind kind)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_WORD && item_sense(view_at(v, i), kind) != NULL)
			return true;
	return false;
}

enum intent view_best(const struct view *v, enum intent but, int *score)
{
	enum intent best = INTENT_UNKNOWN;

	*score = 0;
	for (enum intent i = 1; i < INTENTS; i++)
		if (i != but && v->act[i].score > *score) {
			*score = v->act[i].score;
			best = i;
		}
	return best;
}

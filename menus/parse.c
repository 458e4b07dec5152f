/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/parse.h"
#include "menus/unit_kind.h"

#include <stddef.h>
#include <string.h>

const struct sense *item_sense(const struct item *item, enum sense_kind kind)
{
	for (unsigned i = 0; i < item->senses_used; i++)
		if (item->senses[i]->kind == kind)
			return item->senses[i];
	return NULL;
}

bool item_is(const struct item *item, enum word_class class)
{
	for (unsigned i = 0; i < item->senses_used; i++)
		if (item->senses[i]->kind == SENSE_WORD && item->senses[i]->index == class)
			return true;
	return false;
}

bool item_is_unit_word(const struct item *item)
{
	return item_is(item, CLASS_HOUSEHOLD) || item_is(item, CLASS_PERSON) || item_is(item, CLASS_PIECE);
}

const struct keyword *item_keyword(const struct parse *p, const struct item *item, enum intent act)
{
	for (unsigned i = 0; i < item->senses_used; i++)
		if (item->senses[i]->kind == SENSE_KEYWORD && term_keyword(p->words, item->senses[i])->act == act)
			return term_keyword(p->words, item->senses[i]);
	return NULL;
}

bool item_word_is(const struct parse *p, const struct item *item, const char *folded)
{
	return item->kind == ITEM_WORD && item->to == item->from + 1 && token_is(p->tokens, item->from, folded);
}

static struct item *add(struct parse *p, enum item_kind kind, unsigned from, unsigned to)
{
	struct item *item = &p->at[p->used++]; /* every item has a token, and there is as much room */
	const struct token *k = &p->tokens->at[from];

	memset(item, 0, offsetof(struct item, senses));
	item->kind = (uint8_t)kind;
	item->gap = k->gap;
	item->line = k->line;
	item->sign = k->sign;
	item->from = (uint16_t)from;
	item->to = (uint16_t)to;
	item->hit = NULL;
	item->value = item->second = 0;
	item->hits = item->name_from = 0;
	item->kind_said = false;
	return item;
}

/* Nothing but bars of đ was typed. */
static bool only_bars(accent a)
{
	for (unsigned i = 0; i < ACCENT_LETTERS_MAX; i++)
		if (accent_mark(a, i) != MARK_NONE && accent_mark(a, i) != MARK_BAR)
			return false;
	return accent_tone(a) == TONE_NONE;
}

bool sense_fits(const struct sense *s, const accent *typed)
{
	unsigned wrong = 0;

	if (s->words == 1 && s->accents[0] == 0 && !s->marked && only_bars(typed[0]))
		return true; /* "ĐVC" */
	for (unsigned i = 0; i < s->words; i++) {
		wrong += !accent_agrees(typed[i], s->accents[i]);
		if (s->marked && s->accents[i] != 0 && !accent_equal(typed[i], s->accents[i]))
			return false;
	}
	return wrong * 2 <= (s->words > 1 ? s->words : 0);
}

struct phrase {
	unsigned to;
	unsigned senses_used;
	const struct sense *senses[ITEM_SENSES_MAX];
};

/* A sign between two words of a phrase that only joins them: dich-vu-cong, b/c, T.T */
static bool is_joint(const struct tokens *t, unsigned i)
{
	return i + 1 < t->used && t->at[i].kind == TOKEN_SIGN && !t->at[i].gap && !t->at[i + 1].gap &&
	       memchr("-_./'", t->at[i].sign, 5) != NULL && t->at[i].to - t->at[i].from == 1;
}

/* Where marks were typed and one sense has just these, the others are other words: "tôi" is no "tối". Senses that are
 * written without marks stay. */
static unsigned keep_exact(const struct sense **fit, unsigned used, const accent *typed)
{
	bool exact = false, marked = false;
	unsigned kept = 0;

	for (unsigned s = 0; s < used && !exact; s++) {
		exact = true;
		for (unsigned i = 0; i < fit[s]->words; i++) {
			exact &= accent_equal(typed[i], fit[s]->accents[i]);
			marked |= typed[i] != 0;
		}
	}
	for (unsigned s = 0; exact && marked && s < used; s++) {
		bool same = true, bare = true;
		for (unsigned i = 0; i < fit[s]->words; i++) {
			same &= accent_equal(typed[i], fit[s]->accents[i]);
			bare &= fit[s]->accents[i] == 0;
		}
		if (same || bare)
			fit[kept++] = fit[s];
	}
	return kept > 0 ? kept : used;
}

/* "trong tháng 8", "từ đầu quý 3": what would end at token at is no phrase, the number behind it belongs to its last word. */
static bool names_period(const struct tokens *t, unsigned at, const struct sense *const *fit, unsigned used)
{
	bool value = false;

	if (at >= t->used || t->at[at].kind != TOKEN_NUMBER || t->at[at].line)
		return false;
	for (unsigned s = 0; s < used; s++)
		value |= fit[s]->kind == SENSE_WORD &&
			 (fit[s]->index == CLASS_PERIOD_VALUE || fit[s]->index == CLASS_TOTAL);
	int64_t n = t->at[at].value;
	return value && ((token_is(t, at - 1, "thang") && n >= 1 && n <= 12) ||
				(token_is(t, at - 1, "tuan") && n >= 1 && n <= 53) ||
				(token_is(t, at - 1, "quy") && n >= 1 && n <= 4) ||
				(token_is(t, at - 1, "nam") && n >= 2000 && n <= 2099));
}

/* The word of a token and the marks it has; meant: the one that a spelling stands for, which has none. */
static int word_of(const struct parse *p, const struct token *k, bool meant, accent *typed)
{
	int other = meant ? term_meant(p->words, k->word, k->accent) : TERM_NONE;

	*typed = other != TERM_NONE ? 0 : k->accent;
	return other != TERM_NONE ? other : k->word;
}

/* What the phrase that ends at that node can mean as it was typed. */
static unsigned fitting(const struct parse *p, uint32_t node, const accent *typed, const struct sense **fit)
{
	unsigned count, used = 0;
	const struct sense *senses = term_senses(p->words, node, &count);

	for (unsigned s = 0; s < count && used < ITEM_SENSES_MAX; s++)
		if (senses[s].kind < SENSE_MACHINE && sense_fits(&senses[s], typed))
			fit[used++] = &senses[s];
	return used;
}

/* The longest phrase of the lexicon from token i on, longer than what *best holds. meant: with the words that spellings
 * stand for. */
static void walk_phrase(const struct parse *p, unsigned i, bool meant, struct phrase *best)
{
	const struct tokens *t = p->tokens;
	const struct sense *fit[ITEM_SENSES_MAX];
	accent typed[TERM_WORDS_MAX] = { 0 };
	uint32_t node = 0;

	for (unsigned n = 0, at = i; n < TERM_WORDS_MAX && at < t->used; n++) {
		if (n > 0 && is_joint(t, at))
			at++;
		const struct token *k = &t->at[at++];
		if (k->word == TERM_NONE || (k->line && n > 0))
			break;
		node = term_step(p->words, node, word_of(p, k, meant, &typed[n]));
		if (node == 0)
			break;
		unsigned used = keep_exact(fit, fitting(p, node, typed, fit), typed);
		/* What looked like Telex may be a key pressed twice ("suaa"): then its marks say nothing. */
		if (used == 0 && k->repair == REPAIR_TELEX) {
			typed[n] = 0;
			used = fitting(p, node, typed, fit);
		}
		if (used == 0 || at <= best->to || (meant && n == 0) || (n > 0 && names_period(t, at, fit, used)))
			continue;
		best->to = at;
		best->senses_used = used;
		memcpy(best->senses, fit, used * sizeof fit[0]);
	}
}

/* "mạng vẫn chậm", "sóng rất yếu": what is hard, with a word between that only says how much or how long. */
static void walk_told(const struct parse *p, unsigned i, struct phrase *best)
{
	static const char *const between[] = { "van", "cu", "con", "lai", "rat", "hoi", "dang", "cung", "hay", "bi",
		"thi", NULL };
	const struct tokens *t = p->tokens;
	const struct sense *fit[ITEM_SENSES_MAX];
	accent typed[TERM_WORDS_MAX] = { 0 };
	uint32_t node = 0;
	unsigned n = 0, skipped = 0;

	for (unsigned at = i; at < t->used && n < TERM_WORDS_MAX && t->at[at].word != TERM_NONE; at++) {
		uint32_t next = term_step(p->words, node, t->at[at].word);

		if (t->at[at].line && at > i)
			return;
		if (next == 0 && n == 1 && skipped < 2 && token_is_of(t, at, between)) {
			skipped++;
			continue;
		}
		if (next == 0)
			return;
		node = next;
		typed[n++] = t->at[at].accent;
		unsigned used = fitting(p, node, typed, fit), kept = 0;
		for (unsigned s = 0; s < used; s++)
			if (fit[s]->kind == SENSE_CATEGORY)
				fit[kept++] = fit[s];
		if (kept == 0 || skipped == 0 || at < best->to)
			continue;
		best->to = at + 1;
		best->senses_used = kept;
		memcpy(best->senses, fit, kept * sizeof fit[0]);
	}
}

/* Behind "Nguyễn Văn", or anywhere in a registration, "toan xa", "tung thon", "moi to" end a name and begin an address:
 * Toàn, Tùng and Mới are people. */
static bool ends_name(const struct parse *p, unsigned i)
{
	static const char *const names[] = { "moi", "tung", "toan", "ca", NULL },
				 *const kinds[] = { "thon", "xa", "to", NULL },
				 *const middles[] = { "van", "thi", NULL };
	const struct tokens *t = p->tokens;
	const struct item *family = p->used >= 2 ? &p->at[p->used - 2] : NULL;

	if (family == NULL || i + 1 >= t->used || !token_is_of(t, i, names) || !token_is_of(t, i + 1, kinds))
		return false;
	return item_keyword(p, &p->at[0], INTENT_REGISTER) != NULL ||
	       (item_is(family, CLASS_FAMILY) && token_is_of(t, i - 1, middles));
}

static bool find_phrase(const struct parse *p, unsigned i, struct phrase *best)
{
	const struct tokens *t = p->tokens;
	bool spelled = false;

	best->to = i;
	if (ends_name(p, i))
		return false;
	walk_phrase(p, i, false, best);
	for (unsigned k = i; k < t->used && k < i + TERM_WORDS_MAX && t->at[k].word != TERM_NONE && !spelled; k++)
		spelled = term_meant(p->words, t->at[k].word, t->at[k].accent) != TERM_NONE;
	if (spelled)
		walk_phrase(p, i, true, best);
	walk_told(p, i, best);
	return best->to > i;
}

struct unit_found {
	unsigned to;
	const struct unit_hit *hit;
	unsigned hits;
};

/* How the marks of the name agree: 2 exactly, 1 as far as any were typed, 0 they contradict it. */
static int unit_fit(const struct tokens *t, const unsigned *at, const struct unit_hit *h)
{
	bool exact = true;

	for (unsigned i = 0; i < h->words; i++) {
		if (!accent_agrees(t->at[at[i]].accent, h->accents[i]))
			return 0;
		exact &= accent_equal(t->at[at[i]].accent, h->accents[i]);
	}
	return exact ? 2 : 1;
}

/* The longest bare unit name from token i on. Where marks were typed they decide: "Bình Thạnh" is one of two. A name
 * whose marks contradict every unit is a unit that nobody knows (hits == 0), and never the likest. */
static bool find_unit(const struct parse *p, unsigned i, struct unit_found *best)
{
	const struct tokens *t = p->tokens;
	char name[UNIT_WORDS_MAX * 16];
	unsigned at[UNIT_WORDS_MAX] = { 0 }, used = 0;

	*best = (struct unit_found){ .to = i };
	if (!unit_find_may_start(p->units, token_fold(t, i)))
		return false;
	for (unsigned n = 0, k = i; n < UNIT_WORDS_MAX && k < t->used; n++, k++) {
		const struct token *token = &t->at[k];
		if (token->kind == TOKEN_SIGN && n > 0 && is_joint(t, k))
			token = &t->at[++k];
		if ((token->kind != TOKEN_WORD && token->kind != TOKEN_NUMBER) || token->repair == REPAIR_SLIP ||
			token->repair == REPAIR_LOST || used + token->length + 2 > sizeof name ||
			(n > 0 && token->line))
			break;
		/* A slip that was mended is no name: names are taken as they were typed or not at all. */
		if (n > 0)
			name[used++] = ' ';
		memcpy(name + used, t->letters + token->at, (size_t)token->length + 1);
		used += token->length;
		at[n] = k;
		const struct unit_hit *hit;
		unsigned count = unit_find(p->units, name, &hit);
		int top = -1;
		for (unsigned h = 0; h < count; h++) {
			int fit = unit_fit(t, at, &hit[h]);
			if (fit > top) {
				top = fit;
				best->hit = &hit[h];
				best->hits = 0;
			}
			best->hits += fit == top && fit > 0;
		}
		if (top == 0)
			best->hit = NULL;
		if (count > 0)
			best->to = k + 1;
	}
	return best->to > i;
}

/* 1.000 is a thousand, 1.5 and 1,5 are one and a half. Returns tokens. */
static unsigned read_digits(struct parse *p, unsigned i)
{
	const struct tokens *t = p->tokens;
	struct item *item = add(p, ITEM_NUMBER, i, i + 1);
	int64_t value = t->at[i].value;
	unsigned at = i + 1;

	if (t->at[i].repair == REPAIR_DIGIT)
		item->flags |= NUMBER_SLIP;
	while (at + 1 < t->used && t->at[at].kind == TOKEN_SIGN && !t->at[at].gap &&
		t->at[at + 1].kind == TOKEN_NUMBER && !t->at[at + 1].gap &&
		(t->at[at].sign == '.' || t->at[at].sign == ',') && t->at[at].to - t->at[at].from == 1) {
		bool thousands = t->at[at + 1].digits == 3 && t->at[i].digits <= 3 && value > 0;
		item->flags |= thousands ? NUMBER_THOUSANDS : NUMBER_DECIMAL;
		item->second = t->at[at + 1].value;
		value = thousands && value < 1000000000 ? value * 1000 + t->at[at + 1].value : value;
		at += 2;
	}
	if (at == i + 5 && item->flags == NUMBER_DECIMAL)
		at = i + 5; /* 20.8.2022: a date, read again by parse_dates() from its tokens */
	int64_t times = at < t->used && !t->at[at].line ? number_multiplier(t, at) : 0;
	if (at < t->used && !t->at[at].line && t->at[at].accent == 0 && token_is(t, at, "ta"))
		item->flags |= NUMBER_TWO_WAYS; /* "2 ta ho": two dozen? */
	if (times > 0 && value >= 0 && value < 1000000) {
		unsigned flags;
		int64_t rest = 0;
		value *= times;
		at++;
		unsigned n = number_words(t, at, &rest, &flags);
		if (n > 0 && rest < times && times >= 10)
			at += n;
		else
			rest = 0;
		value += rest > 0 && rest < 10 && times >= 100 ? rest * times / 10 : rest;
	}
	if (value < 0 || value > 1000000000) {
		value = -1;
		item->flags |= NUMBER_BIG;
	}
	item->value = value;
	item->to = (uint16_t)at;
	return at - i;
}

/* The words of kinds of units, and what may follow them. */
static bool unit_kind(const struct phrase *f, enum word_class *class)
{
	static const enum word_class kinds[] = { CLASS_VILLAGE, CLASS_COMMUNE, CLASS_TOWN, CLASS_TEAM, CLASS_DISTRICT };

	for (unsigned s = 0; s < f->senses_used; s++)
		for (unsigned k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
			if (f->senses[s]->kind == SENSE_WORD && f->senses[s]->index == kinds[k]) {
				*class = kinds[k];
				return true;
			}
	return false;
}

/* Does the unit's own kind fit the word that was said? */
static bool kind_fits(const struct unit_name *u, enum word_class class)
{
	bool village = unit_kind_is_village(u->kind);
	bool commune = unit_kind_is_commune(u->kind);

	switch (class) {
	case CLASS_VILLAGE:
		return village;
	case CLASS_COMMUNE:
	case CLASS_TOWN:
		return commune;
	case CLASS_DISTRICT:
		return !village && !commune;
	default:
		return true;
	}
}

/* "thôn Phước Hòa" where no such unit is known: the words behind "thôn" up to what means something else. */
static unsigned unknown_name(const struct parse *p, unsigned i)
{
	const struct tokens *t = p->tokens;
	struct phrase f;
	unsigned n = 0;

	while (n < 4 && i + n < t->used) {
		const struct token *k = &t->at[i + n];
		if (k->line || (n > 0 && k->kind == TOKEN_SIGN))
			break;
		if (k->kind == TOKEN_NUMBER && k->digits <= 2 && n > 0)
			return n; /* a count rather than a part of the name, unless the roll knows it */
		if (k->kind != TOKEN_WORD || k->length < 2)
			break;
		if (find_phrase(p, i + n, &f) && !(k->capital && !k->shout && f.to == i + n + 1))
			break;
		struct unit_found u;
		if (n > 0 && find_unit(p, i + n, &u) && u.to > i + n + 1)
			break;
		n++;
	}
	return n;
}

static unsigned add_unit(
	struct parse *p, unsigned i, unsigned name, const struct unit_found *u, bool said, enum word_class class)
{
	struct item *item = add(p, ITEM_UNIT, i, u->to);

	item->hit = u->hit;
	item->hits = (uint8_t)(u->hits > 255 ? 255 : u->hits);
	item->kind_said = said;
	item->unit_kind = class;
	item->name_from = (uint8_t)(name - i);
	item->senses_used = 0;
	return u->to - i;
}

/* "5th" */
static bool is_ordinal(const struct tokens *t, unsigned i)
{
	return token_is(t, i, "th") && !t->at[i].gap && i > 0 && t->at[i - 1].kind == TOKEN_NUMBER;
}

/* Keep those that are of the kind that was said, unless none is. */
static bool keep_kind(struct unit_found *u, enum word_class class)
{
	const struct unit_hit *first = NULL;
	unsigned fit = 0;

	for (unsigned h = 0; h < u->hits; h++)
		if (kind_fits(u->hit[h].unit, class)) {
			first = first != NULL ? first : &u->hit[h];
			fit++;
		}
	if (fit == 0)
		return false;
	u->hit = first;
	u->hits = fit;
	return true;
}

/* The name of a unit that nobody knows: "thôn Phước Hòa", "thôn 7", "thôn bảy". Returns tokens. */
static unsigned new_name(const struct parse *p, unsigned i, enum word_class class)
{
	const struct token *k = &p->tokens->at[i];
	unsigned n = unknown_name(p, i), flags;
	int64_t value;

	if (n > 0 || class != CLASS_VILLAGE)
		return n;
	if (k->kind == TOKEN_NUMBER && k->digits <= 2)
		return 1;
	return number_words(p->tokens, i, &value, &flags);
}

/* Where the name behind a kind word begins: "x. Bình Đông", "thôn: Sơn Trà" */
static unsigned behind_signs(const struct tokens *t, unsigned i)
{
	while (i < t->used && t->at[i].kind == TOKEN_SIGN &&
		(t->at[i].sign == '.' || t->at[i].sign == ':' || t->at[i].sign == '-'))
		i++;
	return i;
}

/* A kind word with a name behind it. Returns tokens, 0 when no name follows. */
static unsigned read_kind(struct parse *p, unsigned i, const struct phrase *f, enum word_class class)
{
	const struct tokens *t = p->tokens;
	struct unit_found u;
	unsigned name = behind_signs(t, f->to);

	if (name >= t->used || t->at[name].line || is_ordinal(t, i))
		return 0;
	bool alone = f->to - i == 1, single = alone && t->at[i].length <= 2;
	bool unsure = single || class == CLASS_TEAM; /* t, x, tt, to: sure only before a name that is known */
	if (find_unit(p, name, &u)) {
		bool word = u.to == name + 1, number = word && t->at[name].kind == TOKEN_NUMBER;
		/* "tổ 5" counts, "tổ công nghệ số 5" has its name; a short word is hardly one. */
		if (unsure && word && (number ? alone : t->at[name].length < 5))
			return 0;
		if (keep_kind(&u, class) || (!word && !single))
			return add_unit(p, i, name, &u, true, class);
	}
	unsigned n = unsure || class == CLASS_DISTRICT ? 0 : new_name(p, name, class);
	if (n == 0)
		return 0;
	u = (struct unit_found){ .to = name + n };
	return add_unit(p, i, name, &u, true, class);
}

static unsigned read_word(struct parse *p, unsigned i)
{
	const struct tokens *t = p->tokens;
	struct phrase f = { .to = i };
	struct unit_found u = { .to = i };
	enum word_class class;
	bool phrase = find_phrase(p, i, &f);

	/* "TH Son Tra" is the command TH, not "thôn". */
	if (phrase && unit_kind(&f, &class) && !(i == 0 && token_is(t, i, "th"))) {
		unsigned n = read_kind(p, i, &f, class);
		if (n > 0)
			return n;
	}
	bool unit = find_unit(p, i, &u) && u.to > i + 1 && u.to >= f.to;
	int64_t value = 0;
	unsigned flags = 0;
	unsigned n = number_words(t, i, &value, &flags);
	if (unit && u.to - i > n)
		return add_unit(p, i, i, &u, false, CLASS_VILLAGE);
	if (n > 0 && i + n > f.to - (phrase && f.to == i + n)) {
		struct item *item = add(p, ITEM_NUMBER, i, i + n);
		item->value = value;
		item->flags = (uint16_t)flags;
		/* The word keeps what else it means. */
		if (n == 1 && phrase && f.to == i + 1) {
			item->senses_used = (uint8_t)f.senses_used;
			memcpy(item->senses, f.senses, sizeof f.senses);
		}
		return n;
	}
	struct item *item = add(p, ITEM_WORD, i, phrase ? f.to : i + 1);
	item->senses_used = phrase ? (uint8_t)f.senses_used : 0;
	memcpy(item->senses, f.senses, item->senses_used * sizeof f.senses[0]);
	return item->to - i;
}

static unsigned read_number(struct parse *p, unsigned i)
{
	struct phrase f;
	unsigned n = phone_tokens(p->tokens, i);

	if (n > 0) {
		add(p, ITEM_PHONE, i, i + n);
		return n;
	}
	if (find_phrase(p, i, &f)) { /* "2g", "6 tháng đầu năm" */
		struct item *item = add(p, ITEM_WORD, i, f.to);
		item->senses_used = (uint8_t)f.senses_used;
		memcpy(item->senses, f.senses, item->senses_used * sizeof f.senses[0]);
		return f.to - i;
	}
	return read_digits(p, i);
}

void parse_items(struct parse *p)
{
	const struct tokens *t = p->tokens;

	p->used = 0;
	p->accented = false;
	for (unsigned i = 0; i < t->used; i++)
		p->accented |= t->at[i].accent != 0;
	for (unsigned i = 0; i < t->used;) {
		switch (t->at[i].kind) {
		case TOKEN_WORD:
			i += read_word(p, i);
			break;
		case TOKEN_NUMBER:
			i += read_number(p, i);
			break;
		default:
			add(p,
				t->at[i].kind == TOKEN_SIGN      ? ITEM_SIGN
				: t->at[i].kind == TOKEN_PICTURE ? ITEM_PICTURE
								 : ITEM_FOREIGN,
				i, i + 1);
			i++;
			break;
		}
	}
}

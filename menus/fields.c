/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Fields that several readers fill: units, periods, topics, phones, and how to ask back. */
#include "menus/date.h"
#include "menus/unit_kind.h"
#include "menus/view.h"

#include <stdio.h>
#include <string.h>

void ask(struct view *v, enum intent guess, const char *what)
{
	v->r->intent = INTENT_ASK;
	if (guess != INTENT_ASK) /* asked twice, it is still about the same */
		v->r->guess = guess;
	snprintf(v->r->ask, sizeof v->r->ask, "%s", what);
}

bool ask_option(struct view *v, const char *option)
{
	if (v->r->options_used == sizeof v->r->options / sizeof v->r->options[0])
		return false;
	snprintf(v->r->options[v->r->options_used++], READING_TEXT_OCTETS, "%s", option);
	return true;
}

const char *indicator_code(const struct view *v, const struct sense *s)
{
	return lexicon_indicator_at(v->words, s->index)->code;
}

static bool is_village(const struct unit_name *u)
{
	return unit_kind_is_village(u->kind);
}

static bool is_commune(const struct unit_name *u)
{
	return unit_kind_is_commune(u->kind);
}

struct choice {
	const struct unit_hit *hits[12];
	unsigned used;
};

/* The distinct units that an item can name, those under `within` first choice, then those near the sender. */
static void candidates(const struct view *v, const struct item *item, const char *within, struct choice *c)
{
	c->used = 0;
	for (unsigned h = 0; h < item->hits && c->used < 12; h++) {
		bool there = false;
		for (unsigned k = 0; k < c->used; k++)
			there |= strcmp(c->hits[k]->unit->code, item->hit[h].unit->code) == 0;
		if (!there)
			c->hits[c->used++] = &item->hit[h];
	}
	struct choice some = { .used = 0 };
	for (unsigned k = 0; k < c->used; k++)
		if (within[0] != '\0' && unit_names_is_under(v->p->units, c->hits[k]->unit->code, within))
			some.hits[some.used++] = c->hits[k];
	if (some.used > 0)
		*c = some;
	/* A name in force goes before an old one. */
	some.used = 0;
	for (unsigned k = 0; k < c->used; k++)
		if (!c->hits[k]->unit->old)
			some.hits[some.used++] = c->hits[k];
	if (some.used > 0)
		*c = some;
}

/* A unit in words as typed, without its kind word for a commune. */
static void add_unit(struct view *v, unsigned entry, const struct item *item, const struct unit_name *u)
{
	char text[READING_TEXT_OCTETS];
	const char *name;
	bool commune = u != NULL ? is_commune(u)
				 : item->kind_said && item->unit_kind != CLASS_VILLAGE && item->unit_kind != CLASS_TEAM;

	token_typed(v->p->tokens, item->from + (commune || item->unit_kind == CLASS_TEAM ? item->name_from : 0),
		item->to, text, sizeof text);
	name = text;
	/* "thông Sơn Trà", "t. Sơn Trà": the kind as it is spelt */
	bool one_word =
		item->name_from == 1 || (item->name_from > 1 && v->p->tokens->at[item->from + 1u].kind == TOKEN_SIGN);
	if (!commune && item->kind_said && item->unit_kind == CLASS_VILLAGE && one_word &&
		(token_is(v->p->tokens, item->from, "thong") || v->p->tokens->at[item->from].length <= 2)) {
		size_t n = strlen("thôn ");
		memcpy(text, "thôn ", n);
		token_typed(v->p->tokens, item->from + item->name_from, item->to, text + n, sizeof text - n);
	}
	for (unsigned t = item->from + item->name_from; u != NULL && t < item->to; t++)
		if (v->p->tokens->at[t].repair == REPAIR_SPLIT || v->p->tokens->at[t].repair == REPAIR_JOIN)
			name = u->name; /* "SONTRA": as it is written */
	if (u != NULL && !commune && !is_village(u))
		return; /* a district or province says nothing that we do not know */
	reading_add_text(v->r, entry, commune ? "commune" : "unit", name);
	if (u != NULL) {
		reading_add_text(v->r, entry, "code", u->code);
	}
}

static bool ask_unit(struct view *v, const struct choice *c)
{
	ask(v, v->r->intent, "unit");
	for (unsigned k = 0; k < c->used; k++)
		ask_option(v, c->hits[k]->unit->code);
	return false;
}

/* "huyện Bình Sơn", where there is only a commune of that name by now. */
static bool is_district(const struct item *item)
{
	return item->kind_said && item->unit_kind == CLASS_DISTRICT;
}

/* Nothing but a district that is none any more was named: it is kept as typed, and is no commune of that name. */
static void add_district(struct view *v, unsigned from, unsigned to, unsigned entry)
{
	char text[READING_TEXT_OCTETS];

	for (unsigned i = from; i < to; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind != ITEM_UNIT || !is_district(item) || item->hits == 0 || !is_commune(item->hit->unit))
			continue;
		token_typed(v->p->tokens, item->from, item->to, text, sizeof text);
		reading_add_text(v->r, entry, "unit", text);
		return;
	}
}

/* The first commune that is named, if any. Returns false when it has to be asked which one is meant. */
static bool add_commune(struct view *v, unsigned from, unsigned to, unsigned entry, const struct unit_name **commune)
{
	struct choice c;

	*commune = NULL;
	for (unsigned i = from; i < to; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind != ITEM_UNIT || item->hits == 0 || !is_commune(item->hit->unit) || is_district(item))
			continue;
		candidates(v, item, "", &c);
		if (c.used > 1)
			return ask_unit(v, &c);
		*commune = c.hits[0]->unit;
		add_unit(v, entry, item, *commune);
		return true;
	}
	return true;
}

/* A numbered village exists in every commune: of several, the sender's is meant. */
static void choose_own(const struct view *v, struct choice *c)
{
	for (unsigned k = 0; v->at->unit != NULL && k < c->used; k++)
		if (strcmp(c->hits[k]->unit->code, v->at->unit) == 0) {
			c->hits[0] = c->hits[k];
			c->used = 1;
		}
}

/* A village, looked for in the commune that was named, or else in the sender's. Returns false when it has to be asked
 * which one is meant. */
static bool add_village(struct view *v, unsigned entry, const struct item *item, const struct unit_name *commune)
{
	const char *own = v->at->known && v->at->commune != NULL ? v->at->commune : "";
	struct choice c;

	candidates(v, item, commune != NULL ? commune->code : own, &c);
	choose_own(v, &c);
	if (c.used > 1)
		return ask_unit(v, &c);
	/* Said to be in another commune than the one we know: as typed, for a person to see. */
	bool elsewhere = commune != NULL && !unit_names_is_under(v->p->units, c.hits[0]->unit->code, commune->code);
	add_unit(v, entry, item, elsewhere ? NULL : c.hits[0]->unit);
	return true;
}

/* "xóm" and a number or a name that no unit has */
static bool says_hamlet(const struct view *v, const struct item *item)
{
	if (item->kind != ITEM_UNIT || !item->kind_said || !token_is(v->p->tokens, item->from, "xom"))
		return false;
	if (item->hits == 0)
		return true;
	const char *name = item->hit->unit->name;
	char last = name[strlen(name) - 1];
	return strcmp(item->hit->unit->kind, "xom") != 0 && last >= '0' && last <= '9';
}

bool fields_is_hamlet(const struct view *v, const struct item *item)
{
	bool village = v->at->known && v->at->unit != NULL && v->at->commune != NULL && v->at->commune[0] != '\0' &&
		       strcmp(v->at->unit, v->at->commune) != 0;
	unsigned hamlets = 0;
	bool counted = v->r->intent != INTENT_REPORT;

	if (!says_hamlet(v, item) || v->r->intent == INTENT_CORRECTION)
		return false;
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *other = view_at(v, i);

		hamlets += says_hamlet(v, other);
		counted |= other->kind == ITEM_NUMBER && other->value > 0;
		village |= other->kind == ITEM_UNIT && !says_hamlet(v, other) && other->hits > 0 &&
			   is_village(other->hit->unit);
	}
	/* what is said of a part is not said of the whole: "xóm 2 không có gì", "sửa xóm 2 dvc 8" */
	return village && hamlets == 1 && counted;
}

bool fields_is_unknown(const struct view *v, const struct item *item)
{
	return item->kind == ITEM_UNIT && (item->hits == 0 || says_hamlet(v, item)) && !fields_is_hamlet(v, item);
}

/* "xóm 2 dvc 3" of an officer: of which village it is a part is not known. */
static bool is_lost_hamlet(const struct view *v, const struct item *item, const struct unit_name *commune)
{
	const enum intent intent = v->r->intent;

	return v->at->known && commune == NULL && says_hamlet(v, item) && item->hits > 0 &&
	       (intent == INTENT_REPORT || intent == INTENT_CORRECTION || intent == INTENT_TARGET_SET);
}

/* "tt 8, trong đó 3 ở chợ Châu Ổ": where a part was done is not whose report it is. */
static unsigned before_part(const struct view *v, unsigned from, unsigned to)
{
	for (unsigned i = from; i < to; i++)
		if (item_is(view_at(v, i), CLASS_OF_WHICH) && token_is(v->p->tokens, view_at(v, i)->from, "trong"))
			return i;
	return to;
}

bool fields_units(struct view *v, unsigned from, unsigned to, unsigned entry)
{
	const struct unit_name *commune;
	bool village = false;
	to = before_part(v, from, to);

	/* Communes first: the village is looked for inside. */
	if (!add_commune(v, from, to, entry, &commune))
		return false;
	for (unsigned i = from; i < to && !village; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind != ITEM_UNIT || fields_is_hamlet(v, item))
			continue;
		if (is_lost_hamlet(v, item, commune))
			return ask_unit(v, &(struct choice){ 0 });
		if (item->hits == 0) {
			village = !item->kind_said || item->unit_kind == CLASS_VILLAGE;
			if (village || commune == NULL)
				add_unit(v, entry, item, NULL);
		} else if (is_village(item->hit->unit)) {
			village = true;
			if (!add_village(v, entry, item, commune))
				return false;
		}
	}
	if (!village && commune == NULL && v->r->intent != INTENT_REPORT) /* whose a report is, is asked */
		add_district(v, from, to, entry);
	return true;
}

/* Does the word at that token alone stand for a kind of unit, as "thôn" does at the end of "họp thôn"? */
static bool kind_of(const struct view *v, unsigned token, enum word_class *class)
{
	static const enum word_class kinds[] = { CLASS_VILLAGE, CLASS_COMMUNE, CLASS_TEAM };
	uint32_t node = term_step(v->words, 0, v->p->tokens->at[token].word);
	const struct sense *senses;
	unsigned count = 0;

	if (node == 0 || v->p->tokens->at[token].length < 2)
		return false;
	senses = term_senses(v->words, node, &count);
	for (unsigned s = 0; s < count; s++)
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
			if (senses[s].kind == SENSE_WORD && senses[s].index == kinds[k] &&
				sense_fits(&senses[s], &v->p->tokens->at[token].accent)) {
				*class = kinds[k];
				return true;
			}
	return false;
}

/* A word that stands for nothing else, so that it can be a name: no phrase but by a slip, and no number but one in a
 * single word ("Tám"). */
static bool may_be_name(const struct view *v, const struct item *item)
{
	return (item->kind == ITEM_WORD &&
		       (item->senses_used == 0 || v->p->tokens->at[item->from].repair == REPAIR_SLIP)) ||
	       (item->kind == ITEM_NUMBER && item->to == item->from + 1 &&
		       (item->flags & (NUMBER_WORDS | NUMBER_WEAK)) == (NUMBER_WORDS | NUMBER_WEAK));
}

void fields_unknown_unit(struct view *v, unsigned from, unsigned to)
{
	char text[READING_TEXT_OCTETS];
	enum word_class class;

	for (unsigned i = from; i + 1 < to; i++) {
		unsigned kind = view_at(v, i)->to - 1, end = i + 1;

		if (view_at(v, i)->kind != ITEM_WORD || !kind_of(v, kind, &class))
			continue;
		while (end < to && may_be_name(v, view_at(v, end)) && !view_at(v, end)->line)
			end++;
		if (end == i + 1)
			continue;
		token_typed(v->p->tokens, class == CLASS_COMMUNE ? kind + 1 : kind, view_at(v, end - 1)->to, text,
			sizeof text);
		reading_add_text(v->r, 0, class == CLASS_COMMUNE ? "commune" : "unit", text);
		return;
	}
}

/* May that word be one of a unit's name: nothing that is asked by? */
static bool may_be_named(const struct view *v, const struct item *item)
{
	static const char *const others[] = { "nao", "minh", "ta", "toi", "em", "nay", "chung", "chua", "da", "gi" };
	bool may = item->kind == ITEM_WORD && item_keyword(v->p, item, v->r->intent) == NULL &&
		   item_sense(item, SENSE_INDICATOR) == NULL && !item_is(item, CLASS_MONTH) &&
		   !item_is(item, CLASS_WEEK) && !item_is(item, CLASS_QUARTER);

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		may = may && !token_is(v->p->tokens, item->from, others[i]);
	return may;
}

void fields_last_unit(struct view *v)
{
	char text[READING_TEXT_OCTETS];
	bool unknown = false;

	for (unsigned i = v->first + 1; i + 1 < v->p->used; i++) {
		const struct item *kind = view_at(v, i);
		bool commune = item_is(kind, CLASS_COMMUNE);
		unsigned end = i + 1;

		if (kind->kind != ITEM_WORD || (!commune && !item_is(kind, CLASS_VILLAGE)))
			continue;
		for (; end < v->p->used && may_be_named(v, view_at(v, end)); end++)
			unknown |= view_at(v, end)->senses_used == 0 ||
				   v->p->tokens->at[view_at(v, end)->from].repair == REPAIR_SLIP;
		if (unknown && end == v->p->used) {
			token_typed(v->p->tokens, kind->from, view_at(v, end - 1)->to, text, sizeof text);
			reading_add_text(v->r, 0, commune ? "commune" : "unit", text);
		}
		return;
	}
}

#define DAYS_MOST 400

int fields_days(const struct view *v, unsigned from, unsigned *at)
{
	const struct tokens *t = v->p->tokens;

	for (unsigned i = from; i < v->p->used; i++) {
		const struct item *item = view_at(v, i), *of = i + 1 < v->p->used ? view_at(v, i + 1) : NULL;
		bool counts = of != NULL && (item_is(of, CLASS_DAY) || item_is(of, CLASS_WEEK));
		bool named = i > from && (item_is(view_at(v, i - 1), CLASS_TITLE) ||
						 item_is(view_at(v, i - 1), CLASS_FAMILY)); /* "anh Ba" */
		bool words = item->kind == ITEM_NUMBER && (item->flags & NUMBER_WORDS) && counts && !named &&
			     (item->flags & ~(uint32_t)(NUMBER_WORDS | NUMBER_WEAK)) == 0;
		bool number = item->kind == ITEM_NUMBER && item->flags == 0 && counts;
		/* "1 tuần" is one word */
		bool word =
			item->kind == ITEM_WORD && item->to == item->from + 2 && token_is(t, item->from + 1u, "tuan");
		int64_t n = words ? item->value : t->at[item->from].value;

		if (!(number || word || words) || (!words && t->at[item->from].digits == 0) || n < 1 || n > DAYS_MOST)
			continue;
		*at = i;
		return (int)n * (word || item_is(of, CLASS_WEEK) ? 7 : 1);
	}
	return 0;
}

struct day fields_last_day(struct day first, int days)
{
	const struct civil civil = { .year = first.year, .month = first.month, .day = first.day };

	return date_add(&civil, days - 1);
}

void fields_period(struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		const char *period = item->kind == ITEM_PERIOD || (item->kind == ITEM_DATE && item->period[0] != '\0')
					     ? item->period
					     : NULL;
		if (period == NULL || reading_find(v->r, 0, "period") != NULL)
			continue;
		reading_add_text(v->r, 0, "period", period);
		if (item->kind == ITEM_PERIOD && (item->flags & PERIOD_WEEK_OF_MONTH))
			reading_add_number(v->r, 0, "week", item->value);
	}
}

struct topics {
	const struct sense *strong, *weak, *topic, *lesson;
	const struct view *v;
};

/* The first strong indicator, the longest weak one, the longest topic. */
static void see_indicator(void *into, const struct sense *s)
{
	struct topics *t = into;

	if (!s->weak && t->strong == NULL)
		t->strong = s;
	else if (s->weak && (t->weak == NULL || s->words > t->weak->words) &&
		 strcmp(indicator_code(t->v, s), "HGD") != 0)
		t->weak = s;
}

static void see_topic(void *into, const struct sense *s)
{
	struct topics *t = into;
	const struct sense **longest = lexicon_topic_at(t->v->words, s->index)->lesson ? &t->lesson : &t->topic;

	if (*longest == NULL || s->words > (*longest)->words)
		*longest = s;
}

bool fields_topic(struct view *v, const char *key)
{
	struct topics t = { .v = v };

	view_scan(v, SENSE_INDICATOR, see_indicator, &t);
	view_scan(v, SENSE_TOPIC, see_topic, &t);
	if (t.strong == NULL)
		t.strong = t.weak;
	if (t.strong != NULL)
		reading_add_text(v->r, 0, key, indicator_code(v, t.strong));
	else if (t.topic != NULL)
		reading_add_text(v->r, 0, key, lexicon_topic_at(v->words, t.topic->index)->code);
	return t.strong != NULL || t.topic != NULL;
}

bool fields_lesson(struct view *v)
{
	struct topics t = { .v = v };

	view_scan(v, SENSE_INDICATOR, see_indicator, &t);
	view_scan(v, SENSE_TOPIC, see_topic, &t);
	if (t.lesson == NULL || (t.strong != NULL && t.strong->words > t.lesson->words))
		return false;
	reading_add_text(v->r, 0, "lesson", lexicon_topic_at(v->words, t.lesson->index)->code);
	return true;
}

static void add_code(void *into, const struct sense *s)
{
	struct view *v = into;
	const char *code = indicator_code(v, s);
	const struct reading_field *f = reading_find(v->r, 0, "indicators");
	struct buf list;

	if (s->weak || (f != NULL && strstr(f->text, code) != NULL))
		return;
	buf_init(&list);
	buf_addf(&list, "%s%s%s", f == NULL ? "" : f->text, f == NULL ? "" : " ", code);
	if (f != NULL)
		v->r->fields_used--; /* it is the last one */
	reading_add_text(v->r, 0, "indicators", list.data);
	buf_fini(&list);
}

void fields_indicators(struct view *v)
{
	view_scan(v, SENSE_INDICATOR, add_code, v);
}

void fields_with(struct view *v, const struct keyword *k)
{
	for (unsigned i = 0; k != NULL && i < k->withs; i++)
		if (reading_find(v->r, 0, k->with[i].key) == NULL)
			reading_add_text(v->r, 0, k->with[i].key, k->with[i].value);
}

/* Numbers of eleven digits became ten in 2018; the old form is kept in lists and heads. */
static void modern(char *digits)
{
	static const char *const map[][2] = { { "0120", "070" }, { "0121", "079" }, { "0122", "077" },
		{ "0126", "076" }, { "0128", "078" }, { "0123", "083" }, { "0124", "084" }, { "0125", "085" },
		{ "0127", "081" }, { "0129", "082" }, { "0162", "032" }, { "0163", "033" }, { "0164", "034" },
		{ "0165", "035" }, { "0166", "036" }, { "0167", "037" }, { "0168", "038" }, { "0169", "039" },
		{ "0186", "056" }, { "0188", "058" }, { "0199", "059" } };

	if (strlen(digits) != 11)
		return;
	for (size_t i = 0; i < sizeof map / sizeof map[0]; i++)
		if (strncmp(digits, map[i][0], 4) == 0) {
			memcpy(digits, map[i][1], 3);
			memmove(digits + 3, digits + 4, strlen(digits + 4) + 1);
			return;
		}
}

void fields_phone(struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		char digits[20];
		size_t n = 0;
		bool old = false;
		if (item->kind != ITEM_PHONE)
			continue;
		for (unsigned t = item->from; t < item->to; t++)
			for (const char *s = token_fold(v->p->tokens, t);
				*s >= '0' && *s <= '9' && n + 1 < sizeof digits; s++)
				digits[n++] = *s;
		digits[n] = '\0';
		if (n > 2 && strncmp(digits, "84", 2) == 0) {
			memmove(digits + 1, digits + 2, n - 1);
			digits[0] = '0';
		}
		modern(digits);
		for (unsigned k = i > 3 ? i - 3 : 0; k < i; k++)
			old |= item_is(view_at(v, k), CLASS_OLD);
		const char *key = old ? "old_phone" : "phone";
		if (reading_find(v->r, 0, key) == NULL)
			reading_add_text(v->r, 0, key, digits);
	}
}

/* "30%", "30% số hộ": of what the indicator is counted against, or of the households. */
void fields_percent(struct view *v, unsigned from)
{
	for (unsigned i = from; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind != ITEM_NUMBER || !(item->flags & NUMBER_PERCENT))
			continue;
		reading_add_number(v->r, 0, "percent", item->value);
		if ((item->flags & NUMBER_DECIMAL) && item->second != 0)
			reading_add_number(v->r, 0, "decimal", 1); /* "80,5%" */
		unsigned next = i + 1;
		while (next < v->p->used && item_is(view_at(v, next), CLASS_FILLER))
			next++;
		if (next < v->p->used && item_is(view_at(v, next), CLASS_HOUSEHOLD))
			reading_add_text(v->r, 0, "of", "household");
	}
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* form_fill.c - what a text behind a form's keyword says for its fields.
 *
 * Only what can mean one thing is taken: a choice by its words, the one date,
 * the one unit, a number beside the words of its field. Where something unsure
 * or unknown stands beside them ("khoảng", "không", a number too many), no
 * number is taken at all, and the fields are asked one by one.
 */
#include "menus/form.h"

#include "menus/date.h"
#include "menus/lexicon.h"
#include "menus/parse.h"
#include "menus/step_tree.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER_FINE (NUMBER_WORDS | NUMBER_THOUSANDS | NUMBER_TICKED)
#define DATE_UNSURE (DATE_WRONG | DATE_LUNAR | DATE_TWO_WAYS | DATE_CONFLICT)

struct fill {
	const struct step_item *form;
	const struct form_text *in;
	struct form_values *values;
	unsigned from;         /* the first item behind the keyword */
	bool doubt;            /* something says that the numbers may not be what they seem */
	bool used[TOKENS_MAX]; /* tokens that a field or the keyword has taken */
	struct decoded decoded;
	struct tokens cut, mended;
	struct parse parse;
};

static struct fill *fill_new(const struct form_text *in)
{
	struct fill *f = calloc(1, sizeof *f);

	if (f == NULL)
		abort();
	f->in = in;
	decode(in->text, strlen(in->text), &f->decoded);
	token_cut(&f->decoded, &f->cut);
	token_mend(in->words, in->units, &f->cut, &f->mended);
	f->parse.words = in->words;
	f->parse.units = in->units;
	f->parse.now = in->at->now;
	f->parse.tokens = &f->mended;
	if (f->mended.used > 0) {
		parse_items(&f->parse);
		parse_dates(&f->parse);
	}
	return f;
}

static bool is_set(const struct fill *f, unsigned field)
{
	return f->values->set[field];
}

static void set(struct fill *f, unsigned field, const char *value)
{
	snprintf(f->values->of[field], sizeof f->values->of[field], "%s", value);
	f->values->set[field] = true;
}

static void take_tokens(struct fill *f, unsigned from, unsigned to)
{
	for (unsigned t = from; t < to; t++)
		f->used[t] = true;
}

/* ---- single items ---- */

/* The unit that an item names inside the sender's commune (anywhere for who has none); NULL when none or several. */
static const char *unit_code(const struct fill *f, const struct item *item)
{
	const char *within = f->in->at->commune != NULL ? f->in->at->commune : "", *code = NULL;

	for (unsigned i = 0; i < item->hits; i++) {
		const char *one = item->hit[i].unit->code;
		if (within[0] != '\0' && !unit_names_is_under(f->in->units, one, within))
			continue;
		if (code != NULL && strcmp(code, one) != 0)
			return NULL;
		code = one;
	}
	return code;
}

/* A day so many days from today; of what is past, the last such day is meant. */
static bool date_value(
	const struct fill *f, const struct item *item, int64_t least, int64_t most, char to[static DATE_TEXT_OCTETS])
{
	struct day day = item->date;

	if (item->kind != ITEM_DATE || (item->flags & DATE_UNSURE) != 0 || item->period[0] != '\0')
		return false;
	if (most <= 0)
		day = date_past(&f->in->at->now, day, (item->flags & DATE_NO_MONTH) != 0,
			(item->flags & (DATE_NO_YEAR | DATE_NO_MONTH)) != 0);
	date_text(day, to);
	return date_compare(day, date_add(&f->in->at->now, (int)least)) >= 0 &&
	       date_compare(day, date_add(&f->in->at->now, (int)most)) <= 0;
}

/* ---- words ---- */

/* Does one of the phrases "|toc mai|nha|" stand at token t? Its length in tokens, the longest; 0 when none does. */
static unsigned phrase_at(const struct fill *f, const char *phrases, unsigned t)
{
	unsigned best = 0;
	char folded[256];
	size_t n = 0;

	folded[n++] = '|';
	for (unsigned k = t; phrases != NULL && k < f->mended.used && k < t + TERM_WORDS_MAX && !f->used[k]; k++) {
		const char *word = token_fold(&f->mended, k);
		size_t length = strlen(word);
		if (n + length + 3 > sizeof folded || f->mended.at[k].kind == TOKEN_SIGN)
			break;
		if (k > t)
			folded[n++] = ' ';
		memcpy(folded + n, word, length);
		n += length;
		folded[n] = '|';
		folded[n + 1] = '\0';
		if (strstr(phrases, folded) != NULL)
			best = k + 1 - t;
	}
	return best;
}

/* The same for one phrase as it is written in the file. */
static unsigned written_at(const struct fill *f, const char *phrase, unsigned t)
{
	char folded[160], one[164];

	if (phrase == NULL || phrase[0] == '\0')
		return 0;
	fold_text(phrase, folded, sizeof folded);
	snprintf(one, sizeof one, "|%s|", folded);
	return phrase_at(f, one, t);
}

static unsigned longer(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

static unsigned option_at(const struct fill *f, const struct step_option *o, unsigned t)
{
	unsigned n = phrase_at(f, o->words, t);

	if (f->mended.at[t].kind != TOKEN_NUMBER) /* "1" counts something */
		n = longer(n, written_at(f, o->value, t));
	n = longer(n, written_at(f, o->label.of[TEXT_ACCENTED], t));
	return longer(n, written_at(f, o->label.of[TEXT_ENGLISH], t));
}

/* ---- choices ---- */

/* The longest option that stands at a token; two fields that may mean it by the same words are both asked. */
static void fill_options_at(struct fill *f, unsigned t)
{
	unsigned best = 0, field = 0, option = 0;
	bool two = false;

	for (unsigned i = 0; i < f->form->steps_used; i++)
		for (unsigned k = 0; k < f->form->steps[i].options_used; k++) {
			unsigned n = option_at(f, &f->form->steps[i].options[k], t);
			two = n == best && n > 0 ? true : n > best ? false : two;
			if (n > best) {
				best = n;
				field = i;
				option = k;
			}
		}
	if (best == 0 || two)
		return;
	f->doubt |= is_set(f, field);
	set(f, field, f->form->steps[field].options[option].value);
	take_tokens(f, t, t + best);
}

/* ---- numbers ---- */

/* The number field whose words stand at that token, and how many tokens they are; -1 when none or two do. */
static int field_at(const struct fill *f, unsigned t, unsigned *length)
{
	int field = -1;

	*length = 0;
	for (unsigned i = 0; i < f->form->steps_used; i++) {
		const struct step_field *one = &f->form->steps[i];
		unsigned n = one->type == STEP_TYPE_NUMBER
				     ? longer(phrase_at(f, one->words, t), written_at(f, one->unit, t))
				     : 0;
		if (n == 0 || n < *length)
			continue;
		field = n == *length ? -1 : (int)i;
		*length = n;
	}
	return field;
}

/* The same for words that end right before a token, signs between passed over. */
static int field_before(const struct fill *f, unsigned t, unsigned *from, unsigned *length)
{
	while (t > 0 && f->mended.at[t - 1].kind == TOKEN_SIGN)
		t--;
	for (unsigned n = TERM_WORDS_MAX; n > 0; n--) {
		if (n > t)
			continue;
		int field = field_at(f, t - n, length);
		if (field >= 0 && *length == n) {
			*from = t - n;
			return field;
		}
	}
	return -1;
}

static bool take_number(struct fill *f, const struct item *item, int field)
{
	const struct step_field *one = field < 0 ? NULL : &f->form->steps[field];
	char value[24];

	if (one == NULL || (item->flags & ~NUMBER_FINE) != 0 || item->value < one->least || item->value > one->most)
		return false;
	f->doubt |= is_set(f, (unsigned)field);
	snprintf(value, sizeof value, "%" PRId64, item->value);
	set(f, (unsigned)field, value);
	take_tokens(f, item->from, item->to);
	return true;
}

/* "5 nhà" when numbers stand before their words, "nhà 5" when words do: the first of the text says which. */
static void fill_number(struct fill *f, const struct item *item, bool words_first)
{
	unsigned length = 0, from = item->to;
	int field = words_first ? field_before(f, item->from, &from, &length) : field_at(f, from, &length);

	if (take_number(f, item, field))
		take_tokens(f, from, from + length);
}

static int only_number_field(const struct fill *f)
{
	int field = -1;

	for (unsigned i = 0; i < f->form->steps_used; i++)
		if (f->form->steps[i].type == STEP_TYPE_NUMBER) {
			if (field >= 0)
				return -1;
			field = (int)i;
		}
	return field;
}

static void fill_numbers(struct fill *f)
{
	unsigned numbers = 0, length;
	bool words_first = false;

	for (unsigned i = f->from; i < f->parse.used; i++) {
		const struct item *item = &f->parse.at[i];
		if (item->kind == ITEM_NUMBER)
			numbers++;
		else if (numbers == 0 && field_at(f, item->from, &length) >= 0)
			words_first = true;
	}
	for (unsigned i = f->from; i < f->parse.used; i++)
		if (f->parse.at[i].kind == ITEM_NUMBER)
			fill_number(f, &f->parse.at[i], words_first);
	for (unsigned i = f->from; numbers == 1 && i < f->parse.used; i++)
		if (f->parse.at[i].kind == ITEM_NUMBER && !f->used[f->parse.at[i].from])
			(void)take_number(f, &f->parse.at[i], only_number_field(f));
}

/* ---- dates, units ---- */

static void fill_items(struct fill *f, enum step_type type, enum item_kind kind)
{
	unsigned there = 0, field = f->form->steps_used;
	char day[DATE_TEXT_OCTETS];

	for (unsigned i = f->from; i < f->parse.used; i++)
		there += f->parse.at[i].kind == kind;
	for (unsigned i = f->form->steps_used; i-- > 0;)
		if (f->form->steps[i].type == type)
			field = i;
	for (unsigned i = f->from; there == 1 && field < f->form->steps_used && i < f->parse.used; i++) {
		const struct item *item = &f->parse.at[i];
		const struct step_field *one = &f->form->steps[field];
		const char *value = NULL;
		if (item->kind != kind)
			continue;
		if (kind == ITEM_UNIT)
			value = unit_code(f, item);
		else if (date_value(f, item, one->least, one->most, day))
			value = day;
		if (value != NULL)
			set(f, field, value);
		take_tokens(f, item->from, item->to); /* one that does not do is asked, and is no remark either */
	}
}

/* ---- what is left ---- */

/* Words that turn a number or a choice into something else. */
static bool is_doubtful(const struct item *item)
{
	static const enum word_class classes[] = { CLASS_VAGUE, CLASS_ABOUT, CLASS_FUTURE, CLASS_BEYOND, CLASS_RATE,
		CLASS_LESS, CLASS_BUT, CLASS_REMAINING, CLASS_NOT_YET, CLASS_INSTEAD, CLASS_NOT, CLASS_NO, CLASS_ZERO,
		CLASS_QUESTION };

	for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
		if (item_is(item, classes[i]))
			return true;
	return false;
}

static bool is_left(const struct fill *f, const struct item *item)
{
	bool used = true;

	for (unsigned t = item->from; t < item->to; t++)
		used &= f->used[t];
	return !used && item->kind != ITEM_SIGN && item->kind != ITEM_PICTURE &&
	       !(item->kind == ITEM_WORD && (item_is(item, CLASS_POLITE) || item_is(item, CLASS_AND)));
}

static int only_text_field(const struct fill *f)
{
	int field = -1;

	for (unsigned i = 0; i < f->form->steps_used; i++)
		if (f->form->steps[i].type == STEP_TYPE_TEXT) {
			if (field >= 0)
				return -1;
			field = (int)i;
		}
	return field;
}

/* What no field has taken is the one text, if it is in one piece; without a text it makes the numbers doubtful. */
static void fill_text(struct fill *f)
{
	int field = only_text_field(f);
	unsigned first = f->parse.used, last = 0;
	bool numbers = false;
	char text[STEP_TYPED_OCTETS];

	for (unsigned i = f->from; i < f->parse.used; i++) {
		const struct item *item = &f->parse.at[i];
		if (!is_left(f, item))
			continue;
		first = first == f->parse.used ? i : first;
		last = i + 1;
		f->doubt |= item->kind == ITEM_WORD && is_doubtful(item);
		numbers |= item->kind == ITEM_NUMBER;
	}
	if (first >= last)
		return;
	if (field < 0 || numbers) {
		f->doubt = true;
		return;
	}
	for (unsigned i = first; i < last; i++)
		if (f->used[f->parse.at[i].from])
			return;
	token_typed(&f->mended, f->parse.at[first].from, f->parse.at[last - 1].to, text, sizeof text);
	set(f, (unsigned)field, text);
}

static void drop_doubtful(struct fill *f)
{
	for (unsigned i = 0; i < f->form->steps_used; i++)
		if (f->form->steps[i].type == STEP_TYPE_NUMBER || f->form->steps[i].type == STEP_TYPE_OPTIONS ||
			f->form->steps[i].type == STEP_TYPE_TEXT)
			f->values->set[i] = false;
}

/* Who has told all that must be told is not asked for the rest. */
static void pass_over_optional(struct fill *f)
{
	bool any = false;

	for (unsigned i = 0; i < f->form->steps_used; i++) {
		if (!is_set(f, i) && !f->form->steps[i].optional)
			return;
		any |= is_set(f, i);
	}
	for (unsigned i = 0; any && i < f->form->steps_used; i++)
		if (!is_set(f, i))
			set(f, i, "");
}

/* Behind the word of the form; false when it does not stand there (a step of a menu opened it). */
static bool find_keyword(struct fill *f)
{
	for (unsigned i = 0; i < f->parse.used; i++) {
		const struct keyword *k = item_keyword(&f->parse, &f->parse.at[i], INTENT_FORM);
		if (f->parse.at[i].kind != ITEM_WORD || k == NULL || strcmp(k->with[0].value, f->form->name) != 0)
			continue;
		f->from = i + 1;
		take_tokens(f, 0, f->parse.at[i].to);
		return true;
	}
	return false;
}

static int64_t undo_number(const struct fill *f)
{
	const struct item *item = &f->parse.at[f->from];

	if (f->from + 1 >= f->parse.used || !token_is(&f->mended, item->from, "huy") || item[1].kind != ITEM_NUMBER)
		return 0;
	return item[1].value > 0 ? item[1].value : 0;
}

void form_fill(const struct step_item *form, const struct form_text *text, struct form_values *values, int64_t *undo)
{
	struct fill *f = fill_new(text);

	memset(values, 0, sizeof *values);
	*undo = 0;
	f->form = form;
	f->values = values;
	if (find_keyword(f) && (*undo = undo_number(f)) == 0) {
		fill_items(f, STEP_TYPE_DATE, ITEM_DATE);
		fill_items(f, STEP_TYPE_UNIT, ITEM_UNIT);
		for (unsigned t = f->parse.at[f->from - 1].to; t < f->mended.used; t++)
			fill_options_at(f, t);
		fill_numbers(f);
		fill_text(f);
		if (f->doubt)
			drop_doubtful(f);
		pass_over_optional(f);
	}
	free(f);
}

/* ---- one value, in answer to its step ---- */

static bool is_command(const struct fill *f, const struct item *item)
{
	for (unsigned i = 0; i < item->senses_used; i++)
		if (item->senses[i]->kind == SENSE_KEYWORD && term_keyword(f->in->words, item->senses[i])->command)
			return true;
	return false;
}

/* The one item of that kind, when nothing else stands there that could mean something. */
static const struct item *only_item(const struct fill *f, enum item_kind kind)
{
	const struct item *found = NULL;

	for (unsigned i = 0; i < f->parse.used; i++) {
		const struct item *item = &f->parse.at[i];
		if (item->kind == kind && found == NULL)
			found = item;
		else if (item->kind != ITEM_SIGN && item->kind != ITEM_PICTURE &&
			 (item->kind != ITEM_WORD || is_doubtful(item) || is_command(f, item)))
			return NULL;
	}
	return found;
}

static bool read_number(const struct fill *f, char value[static STEP_TYPED_OCTETS])
{
	const struct item *item = only_item(f, ITEM_NUMBER);

	if (item == NULL || (item->flags & ~(NUMBER_FINE | NUMBER_WEAK)) != 0 || item->value < 0)
		return false;
	snprintf(value, STEP_TYPED_OCTETS, "%" PRId64, item->value);
	return true;
}

/* What is wrong with a day is told by the days between which it must be. */
static bool read_date(const struct fill *f, int64_t least, int64_t most, char value[static STEP_TYPED_OCTETS])
{
	const struct item *item = only_item(f, ITEM_DATE);
	struct day from = date_add(&f->in->at->now, (int)least), until = date_add(&f->in->at->now, (int)most);
	char day[DATE_TEXT_OCTETS];

	if (item != NULL && date_value(f, item, least, most, day)) {
		snprintf(value, STEP_TYPED_OCTETS, "%s", day);
		return true;
	}
	snprintf(value, STEP_TYPED_OCTETS, "%d/%d/%d|%d/%d/%d", from.day, from.month, from.year, until.day, until.month,
		until.year);
	return false;
}

static bool read_unit(const struct fill *f, char value[static STEP_TYPED_OCTETS])
{
	const struct item *item = only_item(f, ITEM_UNIT);
	const char *code = item != NULL ? unit_code(f, item) : NULL;

	if (code != NULL)
		snprintf(value, STEP_TYPED_OCTETS, "%s", code);
	return code != NULL;
}

enum step_read form_read(const struct form_text *text, enum step_type type, int64_t least, int64_t most,
	char value[static STEP_TYPED_OCTETS])
{
	struct fill *f = fill_new(text);
	bool good = false;

	if (type == STEP_TYPE_NUMBER)
		good = read_number(f, value);
	else if (type == STEP_TYPE_DATE)
		good = read_date(f, least, most, value);
	else if (type == STEP_TYPE_UNIT)
		good = read_unit(f, value);
	free(f);
	return good ? STEP_READ_GOOD : STEP_READ_WRONG;
}

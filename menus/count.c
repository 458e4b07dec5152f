/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/count.h"

#include <stdio.h>
#include <string.h>

const char *count_problem_name(enum count_problem problem)
{
	static const char *const names[] = { "fine", "no number", "no indicator", "vague", "bad number", "twice",
		"unsure" };

	return names[problem];
}

/* The state while reading from left to right. */
struct binder {
	const struct view *v;
	struct counts *c;
	bool correcting;
	unsigned to;
	int strong, weak; /* indicators that wait for their number; -1 */
	unsigned strong_at, weak_at;
	int64_t number; /* a number that waits for its indicator; -1 */
	unsigned number_at;
	int number_weak; /* the weak indicator that stood before or behind that number */
	bool number_total, number_add;
	bool total, period; /* said since the last number */
	bool all_total;     /* said before the first number */
	bool add, less;
	int about;       /* vague words since the last number */
	bool weak_visit; /* it is a verb as well: "đi", "tuyên truyền" */
	unsigned number_unknown, unknown_at;
	unsigned strange; /* of those, the ones that are in no list at all */
	unsigned unknown; /* words nobody knows since the last indicator or number */
	bool contrary;    /* not, not yet, remaining, a difficulty: since the last separator */
	bool separated;   /* a separator since the number */
	bool of_which;
	bool after_count;  /* a number was bound in this clause */
	bool remaining;    /* the next number is what is left to do */
	bool after_number; /* the last thing read was a number and its unit word */
	int64_t instead;   /* "không phải 5" */
	bool expect_old, expect_new;
	bool seen_number;
	bool with_total, without_total, with_add, without_add;
	bool household, person;
	bool unit_said;
	bool number_contrary; /* the number that waits was said of those who did not */
	bool iffy;            /* "nếu": until the end of the sentence */
	bool bracket;         /* the part is told in brackets */
	bool corrected;       /* a word that corrects was passed */
	bool label;           /* what was counted is told apart: in a part, or again in other words */
	int64_t part_sum;
	uint16_t unit; /* the item of the unit that is spoken of */
};

static void problem(struct binder *b, enum count_problem p, int indicator)
{
	if (b->c->problem != COUNT_FINE)
		return;
	b->c->problem = p;
	b->c->problem_indicator = indicator;
}

static const struct item *item_at(const struct binder *b, unsigned i)
{
	static const struct item end = { .kind = ITEM_SIGN, .sign = '\n' };
	return i < b->to ? view_at(b->v, i) : &end;
}

static struct count *find(struct counts *c, int indicator, uint16_t unit)
{
	for (unsigned i = 0; i < c->used; i++)
		if (c->at[i].indicator == indicator && c->at[i].entry == unit)
			return &c->at[i];
	return NULL;
}

static struct count *make(struct binder *b, int indicator)
{
	struct count *k = find(b->c, indicator, b->unit);

	if (k != NULL)
		return k;
	if (b->c->used == COUNTS_MAX) {
		problem(b, COUNT_TWICE, indicator);
		return &b->c->at[COUNTS_MAX - 1];
	}
	k = &b->c->at[b->c->used++];
	*k = (struct count){ .indicator = (uint16_t)indicator, .entry = b->unit };
	return k;
}

/* Put a number on an indicator. hồ sơ that were handed in one after another add up; everything else may be said once. */
static void bind(struct binder *b, int indicator, bool weak, int64_t value, bool total, bool add, unsigned at)
{
	struct count *k = make(b, indicator);

	k->item = (uint16_t)at;
	if (b->contrary && !total)
		problem(b, COUNT_UNSURE, indicator);
	if (total) {
		if (k->has_total && k->total != value)
			problem(b, COUNT_TWICE, indicator);
		k->total = value;
		k->has_total = true;
		b->with_total = true;
	} else if (b->less && b->correcting) {
		k->delta = -value;
		k->has_delta = true;
	} else if (add && b->correcting) {
		k->delta = value;
		k->has_delta = true;
	} else if (k->has_value && weak && k->first && b->number >= 0) {
		/* "3 hồ sơ dvc khai sinh, 1 hồ sơ đất": both said before their word, and both of one kind */
		k->value += value;
		k->weak &= weak;
	} else if (k->has_value && !b->correcting && b->number < 0) {
		k->parts += value; /* "gh 4: voso 3, postmart 1": seen in finish() */
	} else if (k->has_value) {
		problem(b, COUNT_TWICE, indicator);
	} else {
		if (b->less)
			problem(b, COUNT_UNSURE, indicator);
		k->value = value;
		k->has_value = true;
		k->first = b->number >= 0;
		k->weak = weak;
		b->without_total = true;
		b->with_add |= add;
		b->without_add |= !add;
	}
	b->seen_number = b->after_count = true;
	b->separated = false;
	b->add = b->less = false;
	b->about = 0;
}

static void loose(struct binder *b, int64_t value)
{
	b->c->loose = value;
	b->c->loose_used++;
	problem(b, COUNT_NO_INDICATOR, -1);
}

/* The number that waited gets what indicator it can have. */
static void settle_number(struct binder *b)
{
	if (b->number < 0)
		return;
	if (b->number_weak >= 0 && b->number_unknown > 0)
		problem(b, COUNT_UNSURE, b->number_weak); /* a weak word among words nobody knows */
	if (b->number_weak >= 0 && b->number_contrary)
		problem(b, COUNT_UNSURE, b->number_weak);
	if (b->number_weak >= 0)
		bind(b, b->number_weak, true, b->number, b->number_total, b->number_add, b->number_at);
	else
		loose(b, b->number);
	b->number = -1;
	b->number_weak = -1;
}

static void settle_strong(struct binder *b)
{
	if (b->strong >= 0) {
		if (find(b->c, b->strong, b->unit) == NULL)
			problem(b, b->about > 0 ? COUNT_VAGUE : COUNT_NO_NUMBER, b->strong);
		b->strong = -1;
	}
	b->weak = -1;
}

static bool is_separator(const struct item *i)
{
	return i->kind == ITEM_SIGN && i->sign != '\0' && strchr(".,;\n|", i->sign) != NULL;
}

static bool is_unit_word(const struct item *i)
{
	return item_is(i, CLASS_HOUSEHOLD) || item_is(i, CLASS_PERSON) || item_is(i, CLASS_PIECE);
}

int count_near_code(const struct view *v, const struct item *item)
{
	int found = -1;
	enum slip best = SLIP_OTHER;
	bool two = false;

	if (item->kind != ITEM_WORD || item->senses_used > 0 || item->to != item->from + 1)
		return -1;
	const struct token *k = &v->p->tokens->at[item->from];
	if (k->length < 2 || k->length > 7 || k->repair == REPAIR_TELEX)
		return -1;
	/* Only where a code is expected: at the front, behind the command, a number, a unit word or a sign. A syllable is a
	 * word of its own ("nữ"), but for three letters right behind the command ("BC DUC 5"). */
	const struct item *before = item > v->p->at ? item - 1 : NULL;
	bool command = before != NULL && (item_keyword(v->p, before, INTENT_REPORT) != NULL ||
						 item_keyword(v->p, before, INTENT_CORRECTION) != NULL);
	bool expected = before == NULL || command || before->kind != ITEM_WORD || is_unit_word(before) ||
			view_is_polite(before) || item_is(before, CLASS_AND) || item_is(before, CLASS_VERB) ||
			item_is(before, CLASS_FILLER);
	if (!expected || (view_is_syllable(v->p->tokens, item->from) && (k->length < 3 || !command)))
		return -1;
	for (unsigned i = 0; i < lexicon_indicators(v->words); i++) {
		char code[LEXICON_CODE_OCTETS];
		const char *from = lexicon_indicator_at(v->words, i)->code;
		size_t n = 0;
		for (; from[n] != '\0'; n++)
			code[n] = from[n] >= 'A' && from[n] <= 'Z' ? (char)(from[n] + 32) : from[n];
		code[n] = '\0';
		enum slip slip = slip_between(token_fold(v->p->tokens, item->from), k->length, code, n);
		if (slip == SLIP_NONE || slip > (n >= 3 ? SLIP_DROP : SLIP_SWAP))
			continue;
		if (slip == SLIP_PAD && n == 2)
			return -1; /* two letters are too little to tell which key was meant */
		/* Two letters can be too many codes to prefer one slip to another: KS is SK, or CKS. */
		two |= slip == best || (k->length == 2 && found >= 0);
		if (slip < best) {
			best = slip;
			two = k->length == 2 && found >= 0;
			found = (int)i;
		}
	}
	/* What may be left of three letters makes two of them ambiguous, and is never guessed itself. */
	return two || (k->length == 2 && best == SLIP_DROP) ? -1 : found;
}

/* A number that is no count: an amount of money, years, days, kilometres. */
static bool is_measured(const struct binder *b, unsigned i)
{
	const struct item *next = item_at(b, i + 1);
	const struct item *n = item_at(b, i);

	if (n->kind == ITEM_NUMBER && (n->flags & NUMBER_MONEY))
		return true;
	return item_is(next, CLASS_MEASURE) && !is_unit_word(next) && item_sense(next, SENSE_INDICATOR) == NULL;
}

/* Is a number in digits or words here that counts? *bad tells what is wrong with it. */
static bool number_here(const struct binder *b, unsigned i, int64_t *value, enum count_problem *bad)
{
	const struct item *n = item_at(b, i), *next = item_at(b, i + 1);

	*bad = COUNT_FINE;
	if (n->kind == ITEM_TIME && (n->flags & TIME_BARE) &&
		(next->kind == ITEM_DATE || (i > 0 && item_word_is(b->v->p, item_at(b, i - 1), "luc"))))
		return false; /* "lúc 8h", "8h ngày 18/8" */
	if (n->kind == ITEM_TIME && (n->flags & TIME_BARE) && !(n->flags & TIME_PART) && n->to_hour < 0) {
		*value = n->value;
		return true;
	}
	if (n->kind == ITEM_PHONE) {
		*bad = COUNT_BAD;
		*value = 0;
		return b->strong >= 0;
	}
	if (n->kind == ITEM_DATE && (n->flags & DATE_BARE) && !(n->flags & DATE_RELATIVE)) {
		*bad = COUNT_BAD; /* 2/5 behind an indicator */
		*value = 0;
		return b->strong >= 0;
	}
	if (n->kind != ITEM_NUMBER || (n->flags & (NUMBER_TICKED | NUMBER_TARGET)))
		return false;
	*value = n->value;
	if (n->flags & NUMBER_WEAK) {
		/* "ba", "nam", "tu": a number only where nothing else fits */
		bool counts = is_unit_word(next) || (b->strong >= 0 && b->unknown == 0 &&
							    (is_separator(next) || next->kind == ITEM_SIGN ||
								    item_sense(next, SENSE_INDICATOR) != NULL ||
								    item_is(next, CLASS_POLITE)));
		if (!counts)
			return false;
	}
	if (n->flags & (NUMBER_TWO_WAYS | NUMBER_RANGE | NUMBER_ABOUT))
		*bad = COUNT_VAGUE;
	else if (n->flags & (NUMBER_DECIMAL | NUMBER_BIG | NUMBER_RATIO | NUMBER_PERCENT | NUMBER_MONEY | NUMBER_HALF |
				    NUMBER_MINUS))
		*bad = COUNT_BAD;
	if (n->value < 0)
		*bad = COUNT_BAD;
	return true;
}

static bool is_sign_in(const struct item *i, const char *signs)
{
	return i->kind == ITEM_SIGN && i->sign > ' ' && strchr(signs, i->sign) != NULL;
}

/* What stands right before or behind a number that takes its surety away. */
static enum count_problem around(const struct binder *b, unsigned i, unsigned from)
{
	const struct item *before = i > from ? item_at(b, i - 1) : NULL, *next = item_at(b, i + 1);

	if (before != NULL) {
		bool arrow =
			i > from + 1 && item_sign(before, '>') && !before->gap && is_sign_in(item_at(b, i - 2), "=-");
		if ((is_sign_in(before, "~<>") || before->sign == '\1') && !arrow)
			return COUNT_VAGUE; /* but "DVC=>5" */
		if (item_sign(before, '-') && (before->gap || i < from + 2) && !item_at(b, i)->gap && i >= from + 2 &&
			(item_sense(item_at(b, i - 2), SENSE_INDICATOR) != NULL))
			return COUNT_BAD; /* DVC -5 */
		const struct sense *said = item_sense(before, SENSE_INDICATOR);
		if ((said == NULL || said->weak) && (item_is(before, CLASS_ABOUT) || item_is(before, CLASS_VAGUE)))
			return COUNT_VAGUE;
		bool code = b->c->code != NULL && before->value >= 1000;
		if (before->kind == ITEM_NUMBER && (before->flags & (NUMBER_TICKED | NUMBER_TARGET)) == 0 &&
			!item_at(b, i)->line && !code)
			return COUNT_BAD; /* two numbers side by side */
	}
	if ((is_sign_in(next, "+~") || (next->kind == ITEM_SIGN && next->sign == '\1')) && !next->gap &&
		item_at(b, i + 2)->kind != ITEM_WORD)
		return COUNT_VAGUE;
	if (item_sign(next, '?') || (item_sign(next, '+') && item_at(b, i + 2)->kind == ITEM_NUMBER))
		return COUNT_VAGUE;
	unsigned k = i + 1;
	if (is_unit_word(item_at(b, k)))
		k++;
	const struct item *behind = item_at(b, k), *more = item_at(b, k + 1);
	if (item_is(behind, CLASS_BEYOND)) {
		bool joins = item_word_is(b->v->p, behind, "hay") || item_word_is(b->v->p, behind, "hoac") ||
			     item_word_is(b->v->p, behind, "den") || item_word_is(b->v->p, behind, "toi") ||
			     item_word_is(b->v->p, behind, "phan") || item_word_is(b->v->p, behind, "ha");
		if (!joins || more->kind == ITEM_NUMBER)
			return COUNT_VAGUE;
	}
	if (item_is(behind, CLASS_RATE) || item_is(behind, CLASS_HOW_MANY) ||
		(item_sign(behind, '/') && (item_is(more, CLASS_DAY) || item_is(more, CLASS_WEEK) ||
						   item_is(more, CLASS_MONTH) || is_unit_word(more))))
		return COUNT_VAGUE;
	return COUNT_FINE;
}

static bool has_number(const struct binder *b, unsigned from)
{
	for (unsigned i = from; i < b->to; i++)
		if (view_at(b->v, i)->kind == ITEM_NUMBER && !(view_at(b->v, i)->flags & NUMBER_WEAK))
			return true;
	return false;
}

/* "sai", "nhầm", "lộn" */
static bool is_wrong_word(const struct binder *b, const struct item *item)
{
	static const char *const wrong[] = { "sai", "nham", "lon" };

	for (size_t w = 0; w < sizeof wrong / sizeof wrong[0] && item->kind == ITEM_WORD; w++)
		for (unsigned t = item->from; t < item->to; t++)
			if (token_is(b->v->p->tokens, t, wrong[w]))
				return true;
	return false;
}

/* "hôm trước báo 10, sửa thành 12", "10 là sai, đúng là 8": a number before all that corrects. */
static bool was_told(const struct binder *b, unsigned i)
{
	unsigned k = i + 1;

	if (!has_number(b, i + 1))
		return false;
	if (!b->corrected && i > 0 &&
		(item_word_is(b->v->p, item_at(b, i - 1), "bao") || item_word_is(b->v->p, item_at(b, i - 1), "ghi") ||
			item_word_is(b->v->p, item_at(b, i - 1), "bc")))
		return true;
	while (k < i + 5 && (is_unit_word(item_at(b, k)) || item_is(item_at(b, k), CLASS_FILLER) ||
				    item_word_is(b->v->p, item_at(b, k), "la") ||
				    item_sense(item_at(b, k), SENSE_INDICATOR) != NULL))
		k++;
	return is_wrong_word(b, item_at(b, k));
}

/* Correcting: "4 thành 5", "8 chứ không phải 5", "4 -> 5". True when the number is an old one. */
static bool is_old_value(const struct binder *b, unsigned i)
{
	unsigned k = i + 1;

	if (!b->correcting)
		return false;
	if (b->expect_old)
		return true;
	if (was_told(b, i))
		return true;
	if (is_unit_word(item_at(b, k)))
		k++;
	while (item_at(b, k)->kind == ITEM_WORD && item_sense(item_at(b, k), SENSE_INDICATOR) != NULL && k < i + 3)
		k++;
	const struct item *next = item_at(b, k);
	bool arrow = (item_sign(next, '-') && item_sign(item_at(b, k + 1), '>')) || item_sign(next, '>') ||
		     item_sign(next, '=') || next->sign == '\1';
	unsigned after = k + (item_sign(next, '-') ? 2 : 1);
	bool to = item_is(next, CLASS_TO) || item_keyword(b->v->p, next, INTENT_CORRECTION) != NULL;
	if (to && item_is(item_at(b, after), CLASS_TO))
		after++;
	while (item_is(item_at(b, after), CLASS_FILLER) && after < k + 4 && item_at(b, after)->kind == ITEM_WORD)
		after++;
	return (arrow || to) && item_at(b, after)->kind == ITEM_NUMBER && !item_is(next, CLASS_INSTEAD);
}

static void take_number(struct binder *b, unsigned i, unsigned from)
{
	int64_t value = 0;
	enum count_problem bad;

	if (item_at(b, i)->kind == ITEM_TIME && b->strong >= 0 && !(item_at(b, i)->flags & TIME_BARE))
		problem(b, COUNT_UNSURE, b->strong); /* "nt 5 g 2" */
	if (!number_here(b, i, &value, &bad)) {
		b->unknown +=
			item_at(b, i)->kind == ITEM_NUMBER && !(item_at(b, i)->flags & (NUMBER_TICKED | NUMBER_TARGET));
		return;
	}
	if (b->of_which && b->bracket && !b->total && b->strong < 0) {
		/* "20 (nữ 12)" is a part, "15 (năm)" is none */
		const struct count *whole = b->c->used > 0 ? &b->c->at[b->c->used - 1] : NULL;
		bool again = item_sign(item_at(b, i - 1), '(') && (item_at(b, i)->flags & NUMBER_WORDS);
		if (whole != NULL && (value > whole->value || (again && value != whole->value)))
			problem(b, COUNT_UNSURE, whole->indicator);
	}
	if (b->of_which && !(b->bracket && b->total)) {
		/* A part of the number before it, unless an indicator claims it. */
		unsigned k = i + 1;
		while (is_unit_word(item_at(b, k)) || item_is(item_at(b, k), CLASS_VERB))
			k++;
		const struct item *named = item_at(b, k);
		if (item_sense(named, SENSE_INDICATOR) != NULL && !item_sense(named, SENSE_INDICATOR)->weak) {
			if (k > i + 1 + is_unit_word(item_at(b, i + 1)) ||
				(named->to == named->from + 1 &&
					term_is_code(b->v->words, b->v->p->tokens->at[named->from].word)))
				problem(b, COUNT_UNSURE, -1);
			else
				b->label = true;
		}
		b->part_sum += value;
		if (b->strong < 0)
			return;
	}
	if (b->remaining) {
		unsigned k = i + 1;
		while (is_unit_word(item_at(b, k)))
			k++;
		const struct sense *s = item_sense(item_at(b, k), SENSE_INDICATOR);
		b->remaining = false;
		b->after_number = false;
		if (s != NULL && !s->weak)
			problem(b, COUNT_UNSURE, s->index);
		return;
	}
	if (b->strong >= 0 && is_measured(b, i))
		problem(b, COUNT_UNSURE, b->strong); /* "vneid có 2 mức" */
	if (b->strong < 0 && is_measured(b, i)) {
		/* "5 dvc va 3 vnd id": among counts it may be one */
		if (b->after_count && !b->separated && !item_word_is(b->v->p, item_at(b, i + 1), "tuoi"))
			problem(b, COUNT_UNSURE, -1);
		return;
	}
	/* "20 (hai mươi)": the same number again */
	if (i > from && item_sign(item_at(b, i - 1), '(') && b->c->used > 0 && b->strong < 0 && bad == COUNT_FINE &&
		value == (b->number >= 0 ? b->number : b->c->at[b->c->used - 1].value) &&
		item_sign(item_at(b, i + 1), ')'))
		return;
	if (b->strong < 0 && b->c->used > 0 && (item_at(b, i)->flags & NUMBER_PERCENT))
		return; /* "đạt 32%": of what was told */
	if (is_old_value(b, i)) {
		b->c->old = value;
		b->expect_old = false;
		b->expect_new = true;
		return;
	}
	if (bad == COUNT_FINE)
		bad = around(b, i, from);
	if (bad == COUNT_FINE && (b->about > 0 || b->iffy))
		bad = COUNT_VAGUE;
	if (bad != COUNT_FINE)
		problem(b, bad, b->strong);
	bool plus = i > from && item_sign(item_at(b, i - 1), '+') && !item_at(b, i)->gap;
	bool add = plus || b->add;
	bool total = b->total || (b->all_total && !b->period);
	if (b->strong >= 0) {
		if (b->unknown > 0)
			problem(b, COUNT_UNSURE, b->strong);
		bind(b, b->strong, false, value, total, add, i);
		if (b->expect_new || b->correcting) {
			struct count *k = find(b->c, b->strong, b->unit);
			if (b->c->old >= 0 && k != NULL) {
				k->old = b->c->old;
				k->has_old = true;
				b->c->old = -1;
			}
		}
		b->strong = b->weak = -1;
	} else if (b->total && b->c->used > 0 && b->number < 0) {
		/* "dvc 5, lũy kế 87": of the indicator before; "dvc 5 tt 3 tổng 8" only adds up */
		int64_t sum = 0;
		for (unsigned k = 0; k < b->c->used; k++)
			sum += b->c->at[k].value;
		if (b->c->used < 2 || sum != value)
			bind(b, b->c->at[b->c->used - 1].indicator, false, value, true, false, i);
	} else if (b->period && b->c->used > 0 && b->number < 0 && b->c->at[b->c->used - 1].has_total &&
		   !b->c->at[b->c->used - 1].has_value) {
		bind(b, b->c->at[b->c->used - 1].indicator, false, value, false, false, i);
	} else {
		settle_number(b);
		b->number = value;
		b->number_at = i;
		b->number_weak = b->weak;
		/* "đi ... 12": the verb is far from what it is said to count */
		b->number_unknown =
			b->strange + (b->unknown > 1) + (b->weak >= 0 && b->weak_visit && i - b->weak_at > 2);
		b->number_total = total;
		b->number_add = add;
		b->number_contrary = b->contrary;
		b->weak = -1;
		b->separated = false;
	}
	b->total = b->period = false;
	b->unknown = b->strange = 0;
	b->add = false;
	b->after_number = true;
	b->seen_number = true;
	b->contrary = false;
}

/* A strong indicator claims the number before it when nothing parts them, or waits for the next. */
static void take_strong(struct binder *b, unsigned i, int indicator)
{
	if (b->strong >= 0 && b->strong != indicator)
		settle_strong(b);
	if (b->number >= 0 && !b->separated) {
		if (b->unknown > (b->v->p->at[b->number_at].flags & NUMBER_WORDS ? 0 : 2))
			problem(b, COUNT_UNSURE, indicator);
		bool contrary = b->contrary || b->number_contrary;
		if (contrary)
			problem(b, COUNT_UNSURE, indicator);
		b->contrary = false;
		bind(b, indicator, false, b->number, b->number_total, b->number_add, b->number_at);
		if (b->correcting && b->c->old >= 0) {
			struct count *k = find(b->c, indicator, b->unit);
			k->old = b->c->old;
			k->has_old = true;
			b->c->old = -1;
		}
		if (contrary)
			find(b->c, indicator, b->unit)->contrary = true;
		b->number = -1;
		b->number_weak = -1;
		/* The indicator may be said in two ways: "5 hộ dvc dịch vụ công". */
		b->strong = -1;
		b->strong_at = i;
		b->unknown = 0;
		b->weak = -1;
		return;
	}
	settle_number(b);
	/* "bc th dvc 5": a short word without a sense here may have been a code */
	if (i > 1 && b->unknown > 0 && b->unknown_at == i - 1 &&
		b->v->p->tokens->at[item_at(b, i - 1)->from].length <= 2)
		problem(b, COUNT_UNSURE, indicator);
	/* A phrase that begins inside a glued word ("tg|an toàn") is sure only behind a command or another code. */
	const struct token *first = &b->v->p->tokens->at[item_at(b, i)->from];
	if (first->repair == REPAIR_SPLIT && !first->gap && i > 0 && item_at(b, i)->to - item_at(b, i)->from > 1 &&
		item_at(b, i - 1)->kind == ITEM_WORD &&
		item_keyword(b->v->p, item_at(b, i - 1), INTENT_REPORT) == NULL &&
		item_keyword(b->v->p, item_at(b, i - 1), INTENT_CORRECTION) == NULL &&
		!item_is(item_at(b, i - 1), CLASS_VERB))
		problem(b, COUNT_UNSURE, indicator);
	/* "sức khỏe ... tt 15": two indicators, one number */
	if (b->weak >= 0 && b->weak != indicator && !b->weak_visit)
		problem(b, COUNT_UNSURE, indicator);
	/* The same indicator again right behind: "dịch vụ công trực tuyến (dvc) 5", "3 tài khoản ví". */
	struct count *k = find(b->c, indicator, b->unit);
	int64_t value;
	enum count_problem bad;
	unsigned next = i + 1;
	while (is_sign_in(item_at(b, next), ":=-(") && next < i + 3)
		next++;
	bool has_next = number_here(b, next, &value, &bad);
	if (k != NULL && k->has_value && b->after_number && !has_next && !b->correcting)
		return;
	b->strong = indicator;
	b->strong_at = i;
	b->unknown = 0;
	b->weak = -1;
	b->of_which = false;
	b->contrary = false;
}

static void take_weak(struct binder *b, unsigned i, int indicator)
{
	const struct item *item = item_at(b, i);

	/* A word that was made of another is no hint. */
	uint8_t repair = b->v->p->tokens->at[item->from].repair;
	if (repair == REPAIR_SPLIT || repair == REPAIR_SLIP || repair == REPAIR_JOIN)
		return;
	if (b->after_number && b->after_count && !b->separated && b->number < 0 && is_unit_word(item))
		return; /* "dvc 9 hồ sơ": what was counted */
	if (b->strong >= 0)
		return; /* "DVC hồ sơ 5": said in other words */
	if (b->number >= 0 && !b->separated) {
		bool visit = item_is(item, CLASS_VISIT);
		if (b->number_weak < 0 && !visit)
			b->number_weak = indicator;
		return;
	}
	b->weak = indicator;
	b->weak_at = i;
	b->weak_visit = item_is(item, CLASS_VISIT) || item_is(item, CLASS_VERB);
}

static void take_sign(struct binder *b, const struct item *item)
{
	if (is_separator(item) || item->sign == '\n') {
		b->separated = true;
		b->contrary = false;
		b->after_number = false;
		if (item->sign == ';' || item->sign == '\n' || item->sign == '.') {
			b->about = 0;
			b->iffy = false;
		}
		b->weak = item->sign == ',' ? b->weak : -1;
	}
	if (item->sign == '(' && b->after_count && b->strong < 0)
		b->of_which = b->bracket = true; /* "20 (nữ 12)" */
	if (item->sign == ')')
		b->of_which = b->bracket = false;
}

/* "SK: không", "TT chưa có": none of it. */
static bool take_zero(struct binder *b, unsigned i)
{
	const struct item *item = item_at(b, i), *next = item_at(b, i + 1);

	if (b->strong < 0 || !item_is(item, CLASS_ZERO))
		return false;
	unsigned k = i + 1;
	while (is_unit_word(item_at(b, k)) || item_is(item_at(b, k), CLASS_POLITE) ||
		item_is(item_at(b, k), CLASS_QUESTION))
		k++;
	const struct item *end = item_at(b, k);
	bool ends = is_separator(end) || end->kind == ITEM_SIGN || end->line ||
		    item_sense(end, SENSE_INDICATOR) != NULL || item_is(end, CLASS_AND) || end->kind == ITEM_PICTURE;
	if (!ends || next->kind == ITEM_NUMBER || item_sign(next, '?') || end->sign == '?' || b->v->question)
		return false;
	bind(b, b->strong, false, 0, b->total, false, i);
	b->strong = -1;
	b->seen_number = true;
	return true;
}

/* "còn 3 hộ chưa làm", "còn thiếu 5": sure only when it is said twice. */
static bool is_left_over(const struct binder *b, unsigned i)
{
	unsigned k = i + 2;

	if (item_at(b, i)->to - item_at(b, i)->from > 1 || item_word_is(b->v->p, item_at(b, i), "thieu"))
		return true;
	while (is_unit_word(item_at(b, k)))
		k++;
	if (item_is(item_at(b, k), CLASS_REMAINING) || item_is(item_at(b, k), CLASS_NOT_YET) ||
		item_is(item_at(b, k), CLASS_NOT))
		return true;
	/* "zalo 210 hộ rồi, còn 90 hộ ...": a clause of its own that names nothing that is counted */
	if (!b->after_count || !b->separated || b->number >= 0)
		return false;
	for (k = i + 2; k < b->to && !is_separator(item_at(b, k)); k++)
		if (item_sense(item_at(b, k), SENSE_INDICATOR) != NULL || item_at(b, k)->kind == ITEM_NUMBER)
			return false;
	return true;
}

/* A word that says nothing of a count: a small word of the language, the word for a report, or one nobody knows. */
static void take_other_word(struct binder *b, unsigned i)
{
	const struct item *item = item_at(b, i);

	if (is_unit_word(item) || item_is(item, CLASS_FILLER) || item_is(item, CLASS_VERB) ||
		item_is(item, CLASS_TITLE) || item_is(item, CLASS_OFFICE) || item_is(item, CLASS_FAMILY) ||
		(b->correcting && is_wrong_word(b, item)) || item_is(item, CLASS_POLITE) ||
		item_is(item, CLASS_ABOUT) || item_is(item, CLASS_AND))
		return;
	if (item_keyword(b->v->p, item, INTENT_REPORT) != NULL) {
		b->unknown = b->strange = 0;
	} else {
		b->unknown++;
		b->strange += item->senses_used == 0;
		b->unknown_at = i;
	}
}

/* "trong đó khai sinh 2, đất đai 3": what a part is called is no indicator of its own, unless it is a code. */
static bool takes_no_count(struct binder *b, unsigned i)
{
	const struct item *item = item_at(b, i);
	const struct sense *s = item_sense(item, SENSE_INDICATOR);
	bool code = false;

	if (s == NULL)
		return item_sense(item, SENSE_CATEGORY) != NULL || item_is(item, CLASS_NOT_YET) ||
		       item_is(item, CLASS_REMAINING);
	if (s->weak)
		return true;
	if (item->to == item->from + 1)
		code = term_is_code(b->v->words, b->v->p->tokens->at[item->from].word);
	b->label |= !code;
	return !code;
}

/* "còn 7", "xuống 7", "lên 12": the number that it shall be. */
static bool falls_to(const struct binder *b, unsigned i)
{
	static const char *const words[] = { "con", "xuong", "len", "chi" };

	if (item_at(b, i + 1)->kind != ITEM_NUMBER)
		return false;
	for (size_t w = 0; w < sizeof words / sizeof words[0]; w++)
		if (token_is(b->v->p->tokens, item_at(b, i)->to - 1u, words[w]))
			return true;
	return false;
}

/* Does the word stand beside a number that somebody asked for, and not one that was reached? */
static bool skip_target(struct binder *b, unsigned i)
{
	unsigned number = 0;

	for (unsigned k = i + 1; k < b->to && k < i + 6 && number == 0; k++) {
		const struct item *item = item_at(b, k);
		if (item->kind == ITEM_NUMBER && !(item->flags & (NUMBER_PERCENT | NUMBER_TICKED | NUMBER_WEAK)))
			number = k;
		else if (item->kind == ITEM_SIGN
				 ? strchr(":=(", item->sign) == NULL
				 : item->kind != ITEM_PERIOD && item->kind != ITEM_UNIT &&
					   !item_is(item, CLASS_FILLER) && !item_is(item, CLASS_TARGET) &&
					   !item_is(item, CLASS_MINE) && item_sense(item, SENSE_INDICATOR) == NULL)
			return false;
	}
	if (number == 0)
		return false;
	bool other = false;
	for (unsigned k = 0; k < b->to && !other; k++)
		other = k != number && view_at(b->v, k)->kind == ITEM_NUMBER &&
			!(view_at(b->v, k)->flags & (NUMBER_PERCENT | NUMBER_TICKED | NUMBER_TARGET | NUMBER_WEAK));
	if (other)
		b->v->p->at[number].flags |= NUMBER_TARGET;
	b->c->against_target |= other;
	return other;
}

static void take_word(struct binder *b, unsigned i)
{
	const struct item *item = item_at(b, i);
	const struct sense *s = item_sense(item, SENSE_INDICATOR);
	bool role_only = s != NULL && item_sense(item, SENSE_ROLE) != NULL && item_at(b, i + 1)->kind == ITEM_WORD &&
			 item_is(item_at(b, i + 1), CLASS_FAMILY);

	if (take_zero(b, i))
		return;
	if (b->of_which && b->strong < 0 && takes_no_count(b, i))
		return;
	if (s != NULL && !role_only) {
		if (!s->weak)
			take_strong(b, i, s->index);
		else if (!(b->number >= 0 && item_is(item, CLASS_HOUSEHOLD)))
			take_weak(b, i, s->index);
		return;
	}
	if (item_is(item, CLASS_TARGET) && !b->correcting && b->v->p->tokens->at[item->from].repair == REPAIR_NONE &&
		skip_target(b, i))
		return;
	b->iffy |= item_word_is(b->v->p, item, "neu");
	b->number_contrary |= b->number >= 0 && !b->separated && item_word_is(b->v->p, item, "hoc");
	b->number_contrary |= b->number >= 0 && !b->separated && item_is(item, CLASS_REQUEST); /* "10 người xin cài" */
	if (item_is(item, CLASS_INCLUDING)) {
		problem(b, COUNT_UNSURE, b->strong);
	} else if (item_is(item, CLASS_OF_WHICH)) {
		b->of_which = b->seen_number;
		settle_number(b);
	} else if (item_is(item, CLASS_BUT) && b->strong < 0) {
		b->separated = true;
		b->after_number = b->contrary = false;
		b->about = 0;
	} else if (item_is(item, CLASS_TOTAL)) {
		settle_number(b);
		if (!b->seen_number && b->strong < 0)
			b->all_total = true;
		else
			b->total = true;
	} else if (item_is(item, CLASS_PERIOD_VALUE)) {
		b->period = true;
		b->total = false;
	} else if (b->correcting && (item_is(item, CLASS_INSTEAD) ||
					    (item_is(item, CLASS_FROM) && item_at(b, i + 1)->kind == ITEM_NUMBER))) {
		b->expect_old = true;
	} else if (b->correcting &&
		   (item_keyword(b->v->p, item, INTENT_CORRECTION) != NULL || item_is(item, CLASS_TO) ||
			   item_is(item, CLASS_OLD) || item_is(item, CLASS_NEW) || falls_to(b, i))) {
		b->corrected = true;
		b->expect_old = false;
		return;
	} else if (item_is(item, CLASS_LESS)) {
		b->less = true;
	} else if (item_is(item, CLASS_ADD)) {
		b->add = true;
	} else if (item_is(item, CLASS_RATE) || item_is(item, CLASS_FUTURE) || item_is(item, CLASS_DOUBT)) {
		problem(b, COUNT_VAGUE, b->strong);
	} else if (item_is(item, CLASS_VAGUE)) {
		b->about += b->strong >= 0;
	} else if (item_is(item, CLASS_NOT_YET) || item_is(item, CLASS_REMAINING) || item_is(item, CLASS_NOT) ||
		   ((item_is(item, CLASS_ZERO) || item_is(item, CLASS_NOTHING)) && b->number >= 0) ||
		   item_sense(item, SENSE_CATEGORY) != NULL) {
		/* "còn 3 hộ chưa làm": what remains is said of itself */
		if (item_is(item, CLASS_REMAINING) && item_at(b, i + 1)->kind == ITEM_NUMBER && b->strong < 0 &&
			is_left_over(b, i)) {
			settle_number(b);
			b->remaining = true;
			b->separated = true;
			return;
		}
		const struct sense *about = item_sense(item, SENSE_CATEGORY);
		if (about != NULL && b->after_number && b->strong < 0 &&
			lexicon_category_at(b->v->words, about->index)->apart) {
			settle_number(b); /* "5 hộ mạng chập chờn": two things are told */
			b->separated = true;
			b->after_number = false;
			return;
		}
		if (about != NULL && b->strong < 0 && b->number < 0 &&
			lexicon_category_at(b->v->words, about->index)->apart)
			return;
		b->contrary = true;
		/* "vneid 5 người bị lỗi": five that failed */
		if (b->after_number && !b->separated && b->c->used > 0)
			problem(b, COUNT_UNSURE, b->c->at[b->c->used - 1].indicator);
	} else {
		take_other_word(b, i);
	}
}

/* Mark item numbers: 1. 2. 3. or (1) (2), before the first indicator and in order. */
static void tick(const struct view *v, unsigned from, unsigned to, struct item *items)
{
	unsigned found[COUNTS_MAX], used = 0, rows = 0;
	int64_t expected = 1;
	bool indicator = false;

	for (unsigned i = from; i + 1 < to; i++) {
		const struct item *n = &items[i];
		if (n->kind == ITEM_WORD && item_sense(n, SENSE_INDICATOR) != NULL && used == 0)
			indicator = true;
		if (n->kind != ITEM_NUMBER || (n->flags & NUMBER_WORDS) || n->value != expected || used == COUNTS_MAX)
			continue;
		const struct item *mark = &items[i + 1];
		bool marked = is_sign_in(mark, ".)/:-") && !mark->gap && i + 2 < to &&
			      (items[i + 2].kind != ITEM_NUMBER || items[i + 2].gap);
		bool after_indicator = i > from && item_sense(&items[i - 1], SENSE_INDICATOR) != NULL &&
				       !item_sense(&items[i - 1], SENSE_INDICATOR)->weak;
		/* A table: "1 DVC 12" on a line of its own. */
		const struct sense *named = item_sense(mark, SENSE_INDICATOR);
		bool row = (n->line || i == from) && named != NULL && !named->weak && i + 2 < to &&
			   items[i + 2].kind == ITEM_NUMBER && !items[i + 2].line && (i + 3 >= to || items[i + 3].line);
		rows += row;
		if (row ? n->line == false && i != from : !marked || indicator || after_indicator)
			continue;
		found[used++] = i;
		expected++;
	}
	(void)v;
	if (used == 0 || (rows > 0 && used < 2) ||
		(used == 1 && !items[found[0]].line && found[0] != from && !is_sign_in(&items[found[0] - 1], ":(.")))
		return;
	for (unsigned k = 0; k < used; k++)
		items[found[k]].flags |= NUMBER_TICKED;
}

/* A unit named by its code at the head: "BC 21049 DVC 30". */
static bool take_code(struct binder *b, unsigned i)
{
	const struct item *n = item_at(b, i);

	if (n->kind != ITEM_NUMBER || n->flags != 0 || n->value < 1000 || b->strong >= 0 || b->c->code != NULL)
		return false;
	snprintf(b->c->code_text, sizeof b->c->code_text, "%s", token_fold(b->v->p->tokens, n->from));
	const struct unit_name *u = unit_names_by_code(b->v->p->units, b->c->code_text);
	if (u == NULL)
		return false;
	b->c->code = b->c->code_text;
	return true;
}

/* The number of a report: "sửa bc 31 dvc 8", "bc số 31". */
static bool take_ref(struct binder *b, unsigned i, unsigned from)
{
	const struct item *n = item_at(b, i);

	if (!b->correcting || n->kind != ITEM_NUMBER || n->flags != 0 || i == from || b->strong >= 0 || b->c->ref >= 0)
		return false;
	const struct item *before = item_at(b, i - 1);
	bool report = item_keyword(b->v->p, before, INTENT_REPORT) != NULL || item_word_is(b->v->p, before, "so") ||
		      (item_keyword(b->v->p, before, INTENT_CORRECTION) != NULL && n->value == b->v->at->last_no &&
			      n->value > 0);
	unsigned k = i + 1;
	while (is_sign_in(item_at(b, k), ":,-;(") && k < i + 3)
		k++;
	if (!report || item_sense(item_at(b, k), SENSE_INDICATOR) == NULL ||
		item_sense(item_at(b, k), SENSE_INDICATOR)->weak)
		return false;
	b->c->ref = n->value;
	return true;
}

/* "theo CV 45", "cv số 45": a letter is quoted. Alone, "cv 5" may be DVC without its first key. */
static bool is_quoted(const struct binder *b, unsigned at, unsigned number)
{
	return number > at + 1 || (at > 0 && item_word_is(b->v->p, item_at(b, at - 1), "theo"));
}

/* "đợt 2", "lần 3", "buổi 2": which one, not how many. */
static bool is_ordinal(const struct binder *b, unsigned i, unsigned from)
{
	const struct item *before = i > from ? item_at(b, i - 1) : NULL;

	if (before != NULL && before->kind == ITEM_WORD && before->to > 1 && !item_at(b, i)->line &&
		token_is(b->v->p->tokens, before->to - 1u, "nha") && token_is(b->v->p->tokens, before->to - 2u, "so"))
		return true; /* số nhà 24 */
	for (unsigned k = i; k > from && k + 3 > i; k--)
		if ((k < i && !item_word_is(b->v->p, item_at(b, k), "so")) || item_at(b, k - 1)->kind != ITEM_WORD)
			break;
		else if ((item_word_is(b->v->p, item_at(b, k - 1), "cv") && is_quoted(b, k - 1, i)) ||
			 (item_at(b, k - 1)->kind == ITEM_WORD &&
				 token_is(b->v->p->tokens, item_at(b, k - 1)->to - 1u, "van") &&
				 token_is(b->v->p->tokens, item_at(b, k - 1)->to - 2u, "cong")))
			return k < i || item_at(b, i)->value >= 100 ||
			       item_sign(item_at(b, i + 1), '/'); /* công văn số 45 */
	if (before != NULL && before->kind == ITEM_WORD && before->to > 1 &&
		token_is(b->v->p->tokens, before->to - 1u, "do") && token_is(b->v->p->tokens, before->to - 2u, "muc"))
		return true; /* mức độ 4 */
	return before != NULL && (item_word_is(b->v->p, before, "dot") || item_word_is(b->v->p, before, "muc") ||
					 item_word_is(b->v->p, before, "lan") || item_word_is(b->v->p, before, "ky") ||
					 item_word_is(b->v->p, before, "stt") || item_word_is(b->v->p, before, "phan"));
}

/* A person is named by a number: ông Bảy, chị Tám. */
static bool is_name(const struct binder *b, unsigned i, unsigned from)
{
	const struct item *n = item_at(b, i);

	const struct tokens *t = b->v->p->tokens;
	const struct item *next = item_at(b, i + 1);

	if (n->kind != ITEM_NUMBER || !(n->flags & NUMBER_WORDS) || (is_unit_word(next) && !item_is(next, CLASS_VERB)))
		return false;
	/* "bà Bảy": a title that is a number word itself */
	if (n->to == n->from + 2 && token_is(t, n->from, "ba") && (n->flags & NUMBER_TWO_WAYS))
		return item_sense(next, SENSE_INDICATOR) == NULL;
	return i > from && n->to <= n->from + 2 &&
	       (item_is(item_at(b, i - 1), CLASS_TITLE) || item_is(item_at(b, i - 1), CLASS_FAMILY) ||
		       token_is(t, n->from - 1u, "thi") || token_is(t, n->from - 1u, "van"));
}

static void finish(struct binder *b)
{
	struct counts *c = b->c;

	if (b->number >= 0)
		settle_number(b);
	settle_strong(b);
	if (c->old >= 0 && c->used > 0 && b->correcting && !c->at[c->used - 1].has_old) {
		c->at[c->used - 1].old = c->old; /* "8 chứ không phải 10" */
		c->at[c->used - 1].has_old = true;
		c->old = -1;
	}
	if (c->old >= 0 && c->new < 0 && c->loose_used == 1) {
		c->new = c->loose; /* "từ 4 thành 5" */
	}
	for (unsigned i = 0; i < c->used; i++)
		if (c->at[i].parts > 0 && c->at[i].parts != c->at[i].value)
			problem(b, COUNT_TWICE, c->at[i].indicator);
	if (b->label && (c->used != 1 || b->part_sum != c->at[0].value))
		problem(b, COUNT_UNSURE, -1);
	/* Numbers that are partly additions, or totals without saying so for each, are asked. */
	if (b->with_add && b->without_add)
		problem(b, COUNT_UNSURE, -1);
	c->add = b->with_add;
	c->total = b->with_total && !b->without_total;
}

void count_bind(const struct view *v, unsigned from, unsigned to, bool correcting, struct counts *c)
{
	struct binder b = { .v = v,
		.c = c,
		.correcting = correcting,
		.to = to,
		.strong = -1,
		.weak = -1,
		.number = -1,
		.number_weak = -1 };
	struct item *items = v->p->at;

	*c = (struct counts){ .problem_indicator = -1, .loose = -1, .old = -1, .new = -1, .ref = -1 };
	tick(v, from, to, items);
	for (unsigned i = from; i < to; i++) {
		const struct item *item = item_at(&b, i);
		if (item->line) {
			b.separated = true;
			b.contrary = b.of_which = false;
			b.about = 0;
		}
		if (c->difficulty && b.strong < 0 && item->kind == ITEM_NUMBER)
			continue; /* numbers in what is told of a difficulty */
		switch (item->kind) {
		case ITEM_SIGN:
		case ITEM_PICTURE:
			take_sign(&b, item);
			break;
		case ITEM_NUMBER:
		case ITEM_TIME:
		case ITEM_PHONE:
		case ITEM_DATE:
			if (correcting && item->kind == ITEM_NUMBER && (item->flags & NUMBER_WEAK) &&
				item_is(item, CLASS_FROM) && item_at(&b, i + 1)->kind == ITEM_NUMBER) {
				b.expect_old = true; /* "từ 4 thành 5": tu is no four here */
				break;
			}
			if (take_zero(&b, i) || is_name(&b, i, from) || is_ordinal(&b, i, from) || take_code(&b, i) ||
				take_ref(&b, i, from))
				break;
			take_number(&b, i, from);
			break;
		case ITEM_PERIOD:
			b.period |= c->used > 0 && c->at[c->used - 1].has_total && !c->at[c->used - 1].has_value;
			break;
		case ITEM_UNIT:
			if (b.bracket)
				problem(&b, COUNT_UNSURE, -1); /* "dvc 5 (Tân Hy 8)" */
			if (!b.seen_number || (b.unit_said && b.number < 0)) {
				b.unit = (uint16_t)i;
				b.unit_said = true;
			}
			break;
		case ITEM_WORD:
			if (view_complains(v, item) && (b.seen_number || b.strong < 0) &&
				item_sense(item, SENSE_INDICATOR) == NULL) {
				settle_number(&b);
				if (b.strong >= 0)
					settle_strong(&b);
				if (item->to == item->from + 1 && v->p->tokens->at[item->from].length == 2 &&
					((i + 1 < to && view_at(v, i + 1)->kind == ITEM_NUMBER) ||
						v->p->tokens->at[item->from].repair != REPAIR_NONE))
					problem(&b, COUNT_UNSURE, -1); /* "VNE 20 KK 15" */
				c->difficulty = true;
				c->difficulty_from = i;
				b.separated = true; /* what follows is not said of those who were counted */
				b.after_number = false;
				break;
			}
			if (item->senses_used == 0 && !b.of_which && count_near_code(v, item) >= 0) {
				int64_t value;
				enum count_problem bad;
				unsigned next = i + 1;
				while (is_sign_in(item_at(&b, next), ":=-.,"))
					next++;
				bool last = i + 1 >= to || view_at(v, i + 1)->kind != ITEM_WORD ||
					    view_at(v, i + 1)->senses_used > 0;
				if (number_here(&b, next, &value, &bad) ||
					(last && b.number >= 0 && !b.separated &&
						!view_is_syllable(v->p->tokens, item->from))) {
					c->guessed = true;
					take_strong(&b, i, count_near_code(v, item));
					break;
				}
			}
			take_word(&b, i);
			break;
		default:
			b.unknown++;
		}
	}
	finish(&b);
}

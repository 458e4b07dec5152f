/* SPDX-License-Identifier: GPL-2.0-or-later */
/* step_walk.c - from the state of a dialogue and a key to the next page, or to the sentence.
 */
#include "menus/form.h"
#include "menus/plain.h"
#include "menus/step_place.h"
#include "menus/step_tree.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VALUE_OCTETS STEP_TYPED_OCTETS

struct walk {
	const struct steps *steps;
	const struct step_view *view;
	struct step_place at;
	struct buf *state, *out;
};

/* ---- what a page offers ---- */

static bool is_for(const struct step_item *item, const char *role)
{
	if (item->roles_used == 0)
		return true;
	if (role == NULL || role[0] == '\0')
		role = "chua_dang_ky";
	for (unsigned i = 0; i < item->roles_used; i++)
		if (strcmp(item->roles[i], role) == 0)
			return true;
	return false;
}

static void gather(const struct walk *w, struct step_choices *to)
{
	const struct step_field *f = step_place_field(&w->at);
	const struct step_menu *menu = step_place_menu(&w->at);
	enum text_style style = w->view->style;

	to->used = 0;
	if (f == NULL) {
		for (unsigned i = 0; i < menu->items_used; i++)
			if (is_for(&menu->items[i], w->view->role))
				step_choices_add(to, menu->items[i].name, step_say(&menu->items[i].label, style));
	} else if (f->type == STEP_TYPE_LIST || f->type == STEP_TYPE_UNIT) {
		w->view->choices(w->view->user, f->type == STEP_TYPE_UNIT ? "units" : f->list, to);
	} else if (f->type == STEP_TYPE_OPTIONS) {
		for (unsigned i = 0; i < f->options_used; i++)
			step_choices_add(to, f->options[i].value, step_say(&f->options[i].label, style));
	}
}

static bool offers_choices(const struct step_place *p)
{
	const struct step_field *f = step_place_field(p);

	return f == NULL || f->type == STEP_TYPE_LIST || f->type == STEP_TYPE_OPTIONS || f->type == STEP_TYPE_UNIT;
}

/* Where 0 is a number that may be meant, only '*' goes back. */
static const char *back_key(const struct step_place *p)
{
	const struct step_field *f = step_place_field(p);

	return f != NULL && f->type == STEP_TYPE_NUMBER && f->least == 0 ? "*" : "0";
}

/* Append a template with {name} replaced by the values so far. */
static void fill(const struct step_place *p, const char *pattern, bool marks, struct buf *out)
{
	for (const char *at = pattern; *at != '\0';) {
		size_t n = *at == '{' ? strcspn(at, "}") : 0;
		const char *value = NULL;
		for (unsigned i = 0; n > 1 && p->item != NULL && i < p->item->steps_used; i++)
			if (p->values.set[i] && strncmp(p->item->steps[i].name, at + 1, n - 1) == 0 &&
				p->item->steps[i].name[n - 1] == '\0')
				value = p->values.of[i];
		if (value == NULL) {
			buf_addc(out, *at++);
			continue;
		}
		if (marks)
			buf_adds(out, value);
		else
			plain_add(value, out);
		at += n + 1;
	}
}

static void add_header(const struct walk *w, const struct step_choices *choices, struct buf *header)
{
	const struct step_field *f = step_place_field(&w->at);
	enum text_style style = w->view->style;

	if (f != NULL)
		fill(&w->at, step_say(&f->ask, style), style == TEXT_ACCENTED, header);
	else
		buf_adds(header, step_say(&step_place_menu(&w->at)->title, style));
	if (f != NULL && f->optional) {
		buf_addc(header, ' ');
		texts_render(w->view->texts, style, "form_skip", NULL, header);
	}
	if (offers_choices(&w->at) && choices->used == 0 && (f == NULL || f->type != STEP_TYPE_UNIT)) {
		buf_addc(header, '\n');
		texts_render(w->view->texts, style, "menu_nothing", NULL, header);
	}
}

static bool at_start(const struct step_place *p)
{
	return p->depth == 1 && p->item == NULL;
}

static unsigned draw(const struct walk *w, const struct step_choices *choices, const char *hint, struct buf *out)
{
	struct buf header;
	unsigned shown;

	buf_init(&header);
	if (hint != NULL)
		buf_addf(&header, "%s ", hint);
	add_header(w, choices, &header);
	buf_clear(out);
	shown = step_page(w->view, header.data, choices, w->at.first, back_key(&w->at), at_start(&w->at), out);
	buf_fini(&header);
	return shown;
}

/* Show where the person stands, behind a hint when what they typed was none of it. The hint gives way when it would
 * push a choice off the page, since the numbers must stay those of the page without it. */
static enum step_result show(struct walk *w, const char *hint)
{
	struct step_choices choices;
	unsigned shown;

	gather(w, &choices);
	if (w->at.first >= choices.used)
		w->at.first = 0;
	shown = draw(w, &choices, NULL, w->out);
	if (hint != NULL && (draw(w, &choices, hint, w->out) != shown || !step_fits(w->out->data, w->view->ussd)))
		draw(w, &choices, NULL, w->out);
	w->at.shown_used = 0;
	for (unsigned i = 0; offers_choices(&w->at) && i < shown && i < STEP_PAGE_MAX; i++)
		snprintf(w->at.shown[w->at.shown_used++], STEP_VALUE_OCTETS, "%s", choices.of[w->at.first + i].value);
	step_place_write(&w->at, w->state);
	return STEP_PAGE;
}

/* ---- moves ---- */

static enum step_result leave(struct walk *w)
{
	buf_clear(w->state);
	buf_clear(w->out);
	return STEP_LEFT;
}

static enum step_result go_back(struct walk *w)
{
	w->at.first = 0;
	if (w->at.item != NULL && step_place_position(&w->at) > 0)
		w->at.values.set[step_place_position(&w->at) - 1] = false;
	else if (w->at.item != NULL)
		w->at.item = NULL;
	else if (w->at.depth > 1)
		w->at.depth--;
	else
		return leave(w);
	return show(w, NULL);
}

static enum step_result go_to_start(struct walk *w)
{
	w->at.depth = 1;
	w->at.path[0] = steps_menu(w->steps, "main") != NULL ? steps_menu(w->steps, "main") : w->at.path[0];
	w->at.item = NULL;
	w->at.first = 0;
	memset(&w->at.values, 0, sizeof w->at.values);
	return show(w, NULL);
}

/* All steps have their value. */
static enum step_result finish(struct walk *w)
{
	buf_clear(w->out);
	if (w->at.item->form) {
		step_place_write(&w->at, w->state);
		return STEP_FORM;
	}
	fill(&w->at, w->at.item->sentence, true, w->out);
	buf_clear(w->state);
	return STEP_SENTENCE;
}

/* One more value: the next step, or the end when that was the last. */
static enum step_result take_value(struct walk *w, const char *value)
{
	unsigned i = step_place_position(&w->at);

	snprintf(w->at.values.of[i], VALUE_OCTETS, "%s", value);
	w->at.values.set[i] = true;
	w->at.first = 0;
	return step_place_position(&w->at) == w->at.item->steps_used ? finish(w) : show(w, NULL);
}

static enum step_result open_item(struct walk *w, const char *name)
{
	const struct step_item *item = step_place_item(step_place_menu(&w->at), name);
	const struct step_menu *menu = item->menu != NULL ? steps_menu(w->steps, item->menu) : NULL;

	w->at.first = 0;
	if (menu != NULL && w->at.depth < STEP_DEPTH_MAX) {
		w->at.path[w->at.depth++] = menu;
		return show(w, NULL);
	}
	if (item->sentence == NULL && !item->form)
		return go_to_start(w);
	w->at.item = item;
	memset(&w->at.values, 0, sizeof w->at.values);
	return item->steps_used == 0 ? finish(w) : show(w, NULL);
}

static enum step_result hint_at(struct walk *w, const char *key, const struct text_argument *arguments)
{
	struct buf hint;
	enum step_result result;

	buf_init(&hint);
	texts_render(w->view->texts, w->view->style, key, arguments, &hint);
	result = show(w, hint.data);
	buf_fini(&hint);
	return result;
}

/* Only the fields of forms have one, "" too. */
static bool is_of_form(const struct step_field *f)
{
	return f->unit != NULL;
}

/* A unit goes into a sentence by its name, as a person would text it. */
static enum step_result choose(struct walk *w, const struct step_choices *choices, unsigned i)
{
	const struct step_field *f = step_place_field(&w->at);

	if (f == NULL)
		return open_item(w, choices->of[i].value);
	return take_value(w, f->type == STEP_TYPE_UNIT && !is_of_form(f) ? choices->of[i].label : choices->of[i].value);
}

/* Which choice a number means: what stood there on the page that the person has seen. -1: none, or it is gone. */
static int meant(const struct walk *w, const struct step_choices *choices, unsigned shown, unsigned number)
{
	if (w->at.shown_used == 0)
		return number >= 1 && number <= shown ? (int)(w->at.first + number - 1) : -1;
	for (unsigned i = 0; number >= 1 && number <= w->at.shown_used && i < choices->used; i++)
		if (strcmp(choices->of[i].value, w->at.shown[number - 1]) == 0)
			return (int)i;
	return -1;
}

/* On a page of choices: its number, the page key, or the value itself ("DVC"). */
static enum step_result take_choice(struct walk *w, const char *input)
{
	struct step_choices choices;
	char most[12];
	unsigned shown, number;

	gather(w, &choices);
	if (w->at.first >= choices.used)
		w->at.first = 0;
	shown = draw(w, &choices, NULL, w->out);
	buf_clear(w->out);
	if ((strcmp(input, "9") == 0 || strcmp(input, "#") == 0) && choices.used > shown) {
		w->at.first = w->at.first + shown < choices.used ? w->at.first + shown : 0;
		return show(w, NULL);
	}
	for (unsigned i = 0; w->at.item != NULL && i < choices.used; i++)
		if (strcasecmp(choices.of[i].value, input) == 0 && !isdigit((unsigned char)input[0]))
			return choose(w, &choices, i);
	if (input[strspn(input, "0123456789")] != '\0' || strlen(input) > 3)
		return STEP_NOT_MINE;
	number = (unsigned)strtoul(input, NULL, 10);
	if (meant(w, &choices, shown, number) >= 0)
		return choose(w, &choices, (unsigned)meant(w, &choices, shown, number));
	snprintf(most, sizeof most, "%u", shown);
	return hint_at(w, "menu_wrong", (const struct text_argument[]){ { "most", most }, { NULL, NULL } });
}

static enum step_result hint_date(struct walk *w, char *range)
{
	char *until = strchr(range, '|');

	if (until != NULL)
		*until++ = '\0';
	return hint_at(w, "form_date",
		(const struct text_argument[]){ { "from", range }, { "until", until }, { NULL, NULL } });
}

/* What goes into a sentence: a day as people write it, anything else as it was typed. */
static const char *as_texted(const struct step_field *f, const char *input, char value[static VALUE_OCTETS])
{
	unsigned year, month, day;

	if (f->type != STEP_TYPE_DATE || sscanf(value, "%u-%u-%u", &year, &month, &day) != 3)
		return input;
	snprintf(value, VALUE_OCTETS, "%u/%u/%u", day, month, year);
	return value;
}

/* What the engine must read: a date, a unit, a number in words. */
static enum step_result take_read(struct walk *w, const struct step_field *f, const char *input)
{
	char value[VALUE_OCTETS] = "";
	enum step_read read = w->view->read == NULL
				      ? STEP_READ_OTHER
				      : w->view->read(w->view->user, f->type, f->least, f->most, input, value);

	if (read == STEP_READ_GOOD)
		return take_value(w, is_of_form(f) ? value : as_texted(f, input, value));
	if (read == STEP_READ_OTHER)
		return STEP_NOT_MINE;
	return f->type == STEP_TYPE_DATE ? hint_date(w, value) : hint_at(w, "form_unit", NULL);
}

static enum step_result hint_range(struct walk *w, const struct step_field *f)
{
	char least[24], most[24];

	snprintf(least, sizeof least, "%jd", (intmax_t)f->least);
	snprintf(most, sizeof most, "%jd", (intmax_t)f->most);
	return hint_at(w, "menu_range",
		(const struct text_argument[]){ { "least", least }, { "most", most }, { NULL, NULL } });
}

/* Digits, and what may stand behind them ("5 ho"); anything else is for the engine. */
static enum step_result take_number(struct walk *w, const struct step_field *f, const char *input)
{
	size_t digits = strspn(input, "0123456789");
	char read[VALUE_OCTETS] = "";

	if (digits == 0 && is_of_form(f) && w->view->read != NULL) {
		switch (w->view->read(w->view->user, f->type, f->least, f->most, input, read)) {
		case STEP_READ_GOOD:
			return take_number(w, f, read);
		case STEP_READ_WRONG:
			return hint_range(w, f);
		case STEP_READ_OTHER:
			return STEP_NOT_MINE;
		}
	}
	if (digits == 0 || digits > 9 || strpbrk(input + digits, "0123456789.,/-+") != NULL || strlen(input) > 24)
		return STEP_NOT_MINE;
	int64_t number = strtoll(input, NULL, 10);
	snprintf(read, sizeof read, "%jd", (intmax_t)number);
	if (number >= f->least && number <= f->most)
		return take_value(w, is_of_form(f) ? read : input);
	return hint_range(w, f);
}

static size_t letters(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		n += (*text & 0xC0) != 0x80;
	return n;
}

static enum step_result take_text(struct walk *w, const struct step_field *f, const char *input)
{
	char most[24];

	if (is_of_form(f) && letters(input) > (size_t)f->most) {
		snprintf(most, sizeof most, "%jd", (intmax_t)f->most);
		return hint_at(w, "form_long", (const struct text_argument[]){ { "most", most }, { NULL, NULL } });
	}
	return strlen(input) < VALUE_OCTETS ? take_value(w, input) : STEP_NOT_MINE;
}

static enum step_result take_typed(struct walk *w, const char *input)
{
	const struct step_field *f = step_place_field(&w->at);
	enum step_result result;

	if (f == NULL)
		return take_choice(w, input);
	if (f->optional && strcmp(input, "-") == 0)
		return take_value(w, "");
	switch (f->type) {
	case STEP_TYPE_NUMBER:
		return take_number(w, f, input);
	case STEP_TYPE_DATE:
		return take_read(w, f, input);
	case STEP_TYPE_TEXT:
		return take_text(w, f, input);
	default:
		result = take_choice(w, input);
		return result == STEP_NOT_MINE && f->type == STEP_TYPE_UNIT ? take_read(w, f, input) : result;
	}
}

/* ---- from outside ---- */

enum step_result step_begin(
	const struct steps *steps, const char *menu, const struct step_view *view, struct buf *state, struct buf *out)
{
	struct walk w = { .steps = steps, .view = view, .state = state, .out = out };

	buf_clear(state);
	buf_clear(out);
	w.at.path[0] = steps_menu(steps, menu);
	w.at.depth = 1;
	return w.at.path[0] != NULL ? show(&w, NULL) : STEP_NOT_MINE;
}

/* Without the white space around it, and a full stop behind it. */
static void trimmed(const char *input, char to[VALUE_OCTETS + 1])
{
	size_t n;

	input += strspn(input, " \t\r\n");
	n = strnlen(input, VALUE_OCTETS);
	memcpy(to, input, n);
	while (n > 0 && strchr(" \t\r\n.", to[n - 1]) != NULL)
		n--;
	to[n] = '\0';
}

enum step_result step_take(
	const struct steps *steps, const struct step_view *view, const char *input, struct buf *state, struct buf *out)
{
	struct walk w = { .steps = steps, .view = view, .state = state, .out = out };
	char typed[VALUE_OCTETS + 1];

	if (!step_place_read(steps, state->data, &w.at) || (w.at.item != NULL && step_place_field(&w.at) == NULL))
		return step_begin(steps, "main", view, state, out);
	trimmed(input, typed);
	if (typed[0] == '\0')
		return STEP_NOT_MINE;
	if (strcmp(typed, "00") == 0)
		return go_to_start(&w);
	if (strcmp(typed, back_key(&w.at)) == 0 || strcmp(typed, "*") == 0)
		return go_back(&w);
	return take_typed(&w, typed);
}

enum step_result step_show(const struct steps *steps, const struct step_view *view, struct buf *state, struct buf *out)
{
	struct walk w = { .steps = steps, .view = view, .state = state, .out = out };

	if (!step_place_read(steps, state->data, &w.at) || (w.at.item != NULL && step_place_field(&w.at) == NULL))
		return step_begin(steps, "main", view, state, out);
	return show(&w, NULL);
}

bool step_takes_text(const struct steps *steps, const char *state)
{
	struct step_place p;

	return step_place_read(steps, state, &p) && step_place_field(&p) != NULL &&
	       step_place_field(&p)->type == STEP_TYPE_TEXT;
}

/* ---- forms ---- */

enum step_result form_begin(const struct steps *steps, const struct step_item *form, const struct step_view *view,
	const struct form_values *given, const char *hint, struct buf *state, struct buf *out)
{
	struct walk w = { .steps = steps, .view = view, .state = state, .out = out };

	buf_clear(state);
	buf_clear(out);
	w.at.path[0] = steps_menu(steps, FORM_MENU);
	w.at.depth = 1;
	w.at.item = form;
	w.at.values = *given;
	return step_place_field(&w.at) == NULL ? finish(&w) : show(&w, hint);
}

const struct step_item *form_of_state(const struct steps *steps, const char *state, struct form_values *values)
{
	struct step_place p;

	if (!step_place_read(steps, state, &p) || p.item == NULL || !p.item->form)
		return NULL;
	*values = p.values;
	return p.item;
}

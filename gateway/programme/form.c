/* SPDX-License-Identifier: GPL-2.0-or-later */
/* form.c - forms of the menu files: told in one sentence, or asked step by step; kept, told on, taken back. */
#include "gateway/programme/form.h"

#include "gateway/base/msisdn.h"
#include "gateway/programme/act.h"
#include "gateway/programme/difficulty.h"
#include "gateway/programme/people.h"
#include "menus/form.h"
#include "menus/step.h"
#include "store/form.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static struct form_text text_of(struct act *a, const char *text)
{
	return (struct form_text){
		.words = programme_words(a->p, a->commune), .units = a->p->names, .at = &a->at, .text = text
	};
}

/* ---- what was understood, in words ---- */

static const char *label_of(const struct act *a, const struct step_item *form, unsigned i, const char *value,
	char to[static STEP_TYPED_OCTETS])
{
	const struct unit *unit = form_field_type(form, i) == STEP_TYPE_UNIT ? units_find(a->units, value) : NULL;

	if (unit != NULL)
		return unit_in_sentence(unit, to);
	return form_label(form, i, value, a->style, to);
}

static void add_values(
	const struct act *a, const struct step_item *form, const struct form_values *values, struct buf *to)
{
	char label[STEP_TYPED_OCTETS];

	for (unsigned i = 0; i < form_fields(form); i++)
		if (values->set[i] && values->of[i][0] != '\0')
			buf_addf(to, "%s%s", to->length > 0 ? ", " : "", label_of(a, form, i, values->of[i], label));
}

/* What scripts see: form, and each field by its name. */
static void show_fields(struct act *a, const struct step_item *form, const struct form_values *values)
{
	struct reading *r = &a->out->reading;

	reading_clear(r);
	a->out->intent = r->intent = INTENT_FORM;
	r->score = r->margin = 100;
	reading_add_text(r, 0, "form", form_name(form));
	for (unsigned i = 0; i < form_fields(form); i++) {
		if (!values->set[i] || values->of[i][0] == '\0')
			continue;
		if (form_field_type(form, i) == STEP_TYPE_NUMBER)
			reading_add_number(r, 0, form_field_name(form, i), strtoll(values->of[i], NULL, 10));
		else
			reading_add_text(r, 0, form_field_name(form, i), values->of[i]);
	}
}

/* ---- keeping it ---- */

/* The unit that it is about: the one it names, or the sender's. */
static const struct unit *unit_of(const struct act *a, const struct step_item *form, const struct form_values *values)
{
	for (unsigned i = 0; i < form_fields(form); i++)
		if (form_field_type(form, i) == STEP_TYPE_UNIT && values->of[i][0] != '\0')
			return units_find(a->units, values->of[i]);
	return a->unit;
}

/* values NULL: it was taken back. */
static int tell(struct act *a, const struct step_item *form, const struct form_record *f, const char *values,
	const char *role, struct why *why)
{
	const struct unit *unit = units_find(a->units, f->unit), *commune;
	char name[RECORD_NAME_OCTETS], phone[MSISDN_OCTETS];
	struct voice v = act_voice(a);
	struct member *rows;
	size_t used;
	int result;

	commune = unit == NULL ? NULL : units_commune(a->units, unit->code);
	if (commune == NULL)
		return 0;
	result = people_of(a->p->store, a->units, commune, role, &rows, &used, why);
	for (size_t i = 0; result == 0 && i < used; i++)
		if (strcmp(rows[i].phone, a->from) != 0)
			result = voice_tell(&v, &rows[i], "notice", 0, why,
				values != NULL ? "form_notice" : "form_notice_undone", "form",
				form_title(form, voice_style(a->p, &rows[i])), "no", NUMBER(f->no), "unit",
				unit_in_sentence(unit, name), "name", a->me.name, "phone", msisdn_local(a->from, phone),
				"values", values, NULL);
	free(rows);
	return result;
}

static int tell_all(
	struct act *a, const struct step_item *form, const struct form_record *f, const char *values, struct why *why)
{
	const char *role;

	for (unsigned i = 0; (role = form_tells(form, i)) != NULL; i++)
		if (tell(a, form, f, values, role, why) == -1)
			return -1;
	return 0;
}

static int put_values(struct act *a, const struct step_item *form, struct form_values *values,
	const struct form_record *f, struct why *why)
{
	for (unsigned i = 0; i < form_fields(form); i++) {
		if (form_field_type(form, i) == STEP_TYPE_TEXT)
			difficulty_mask(values->of[i]);
		if (form_put_value(a->p->store, f, (int)i, form_field_name(form, i), values->of[i], why) == -1)
			return -1;
	}
	return 0;
}

static int keep(struct act *a, const struct step_item *form, struct form_values *values, struct why *why)
{
	struct form_record f = { .at = a->in->now_us, .message = a->in->message };
	const struct unit *unit = unit_of(a, form, values);
	struct buf said;
	int result;

	record_copy(form_name(form), f.form, sizeof f.form);
	record_copy(a->from, f.phone, sizeof f.phone);
	record_copy(unit == NULL ? "" : unit->code, f.unit, sizeof f.unit);
	record_copy("received", f.status, sizeof f.status);
	if (form_put(a->p->store, &f, why) == -1 || put_values(a, form, values, &f, why) == -1)
		return -1;
	show_fields(a, form, values);
	buf_init(&said);
	add_values(a, form, values, &said);
	result = act_answer(a, OUTCOME_RECORDED, why, "form_receipt", "form", form_title(form, a->style), "no",
		NUMBER(f.no), "values", said.data, "word", form_word(form), NULL);
	if (result == 0)
		result = tell_all(a, form, &f, said.data, why);
	buf_fini(&said);
	return result;
}

int form_finish(struct act *a, const char *state, struct why *why)
{
	struct form_values *values = calloc(1, sizeof *values);
	const struct step_item *form;
	int result;

	if (values == NULL)
		abort();
	form = form_of_state(a->p->menus->steps, state, values);
	result = form == NULL ? act_unknown(a, why) : question_close(a, why);
	if (form != NULL && result == 0)
		result = keep(a, form, values, why);
	free(values);
	return result;
}

/* ---- taking it back ---- */

/* Only who sent it, and only once. */
static int take_back(struct act *a, const struct step_item *form, int64_t no, struct why *why)
{
	struct form_record f;

	if (act_meant(a, "form", &no, why) == -1 || form_get(a->p->store, no, &f, why) == -1)
		return -1;
	if (f.no == 0 || strcmp(f.phone, a->from) != 0 || strcmp(f.form, form_name(form)) != 0 ||
		strcmp(f.status, "received") != 0)
		return act_answer(
			a, OUTCOME_REFUSED, why, "form_undo_unknown", "no", NUMBER(no), "word", form_word(form), NULL);
	record_copy("undone", f.status, sizeof f.status);
	if (form_put(a->p->store, &f, why) == -1 ||
		act_answer(a, OUTCOME_RECORDED, why, "form_undone", "form", form_title(form, a->style), "no",
			NUMBER(no), "word", form_word(form), NULL) == -1)
		return -1;
	return tell_all(a, form, &f, NULL, why);
}

/* ---- the keyword ---- */

/* The first thing that was not clear is asked, behind what was. */
static int ask_rest(struct act *a, const struct step_item *form, struct form_values *values, struct why *why)
{
	struct buf said, hint;
	struct voice v = act_voice(a);
	int result;

	show_fields(a, form, values);
	buf_init(&said);
	buf_init(&hint);
	add_values(a, form, values, &said);
	if (said.length > 0)
		voice_render(&v, a->style, &hint, "form_kept", "values", said.data, NULL);
	result = menu_ask_form(a, form, values, said.length > 0 ? hint.data : NULL, why);
	buf_fini(&said);
	buf_fini(&hint);
	return result;
}

static bool is_complete(const struct step_item *form, const struct form_values *values)
{
	for (unsigned i = 0; i < form_fields(form); i++)
		if (!values->set[i])
			return false;
	return true;
}

int act_form(struct act *a, struct why *why)
{
	const struct step_item *form = form_find(a->p->menus->steps, act_text(a, "form"));
	struct form_text text = text_of(a, a->in->text);
	struct form_values *values;
	int64_t undo;
	int result;

	if (form == NULL)
		return act_unknown(a, why);
	if (!form_is_for(form, a->me.role))
		return act_deny(a, why);
	values = calloc(1, sizeof *values);
	if (values == NULL)
		abort();
	form_fill(form, &text, values, &undo);
	if (undo != 0)
		result = take_back(a, form, undo, why);
	else if (is_complete(form, values))
		result = keep(a, form, values, why);
	else
		result = ask_rest(a, form, values, why);
	free(values);
	return result;
}

enum step_read form_read_step(
	struct act *a, enum step_type type, int64_t least, int64_t most, const char *typed, char *value)
{
	struct form_text text = text_of(a, typed);

	return form_read(&text, type, least, most, value);
}

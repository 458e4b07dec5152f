/* SPDX-License-Identifier: GPL-2.0-or-later */
/* form.h - forms with typed fields: their own keyword, asked step by step or told in one sentence.
 *
 *   forms: ( { name = "storm"; vi = "Thiệt hại bão"; en = "Storm damage"; words = [ "BAOLU", "báo bão lũ" ];
 *              roles = [ "to_truong" ]; tell = [ "can_bo_xa" ]; fields: (
 *     { name = "houses"; vi = "Mấy nhà tốc mái?"; en = "Houses?"; type = "number"; most = 500; unit = "nhà"; },
 *     { name = "state"; vi = "Mức độ?"; en = "How bad?"; options: ( { value = "nang"; ... }, ... ); },
 *     { name = "village"; vi = "Thôn nào?"; en = "Village?"; type = "unit"; },
 *     { name = "day"; vi = "Ngày nào?"; en = "Which day?"; type = "date"; past = 30; },
 *     { name = "note"; vi = "Ghi chú?"; en = "Note?"; optional = true; } ); }, ... );
 *
 * The forms are the items of the menu FORM_MENU, which any item of a menu may
 * open. A sentence behind the keyword fills what is clear in it (form_fill);
 * the rest is asked. A number that two fields may mean is asked too.
 */
#ifndef MENUS_FORM_H
#define MENUS_FORM_H

#include "menus/step.h"
#include "menus/understand.h"

#define FORM_MENU "forms"

struct step_item; /* a form */
struct step_field;

struct form_values {
	bool set[STEP_STEPS_MAX];
	char of[STEP_STEPS_MAX][STEP_TYPED_OCTETS]; /* "" where an optional field was passed over */
};

/* NULL when there is none of that name. */
const struct step_item *form_find(const struct steps *steps, const char *name);
const char *form_name(const struct step_item *form);
const char *form_title(const struct step_item *form, enum text_style style);
const char *form_word(const struct step_item *form);
bool form_is_for(const struct step_item *form, const char *role);
/* The roles in the commune that hear of it; NULL past the last. */
const char *form_tells(const struct step_item *form, unsigned i);

unsigned form_fields(const struct step_item *form);
const char *form_field_name(const struct step_item *form, unsigned i);
enum step_type form_field_type(const struct step_item *form, unsigned i);
/* A value as people read it: "5 nhà", "Nặng", "18/8"; a unit's code stays. Returns to or what is borrowed. */
const char *form_label(const struct step_item *form, unsigned i, const char *value, enum text_style style,
	char to[static STEP_TYPED_OCTETS]);

/* Ask for the first field that has no value, behind a hint (NULL: none). STEP_PAGE, or STEP_FORM when nothing is to be
 * asked. */
enum step_result form_begin(const struct steps *steps, const struct step_item *form, const struct step_view *view,
	const struct form_values *given, const char *hint, struct buf *state, struct buf *out);
/* The form of a state and its values so far; NULL when it is no form's. */
const struct step_item *form_of_state(const struct steps *steps, const char *state, struct form_values *values);

/* ---- what a text says (form_fill.c) ---- */
struct form_text {
	const struct lexicon *words;
	const struct unit_names *units;
	const struct situation *at;
	const char *text;
};
/* Fill what is clear behind the keyword. Optional fields that were not told count as passed over when all others are
 * clear. *undo: "BAOLU HUY 12" takes number 12 back; else 0. */
void form_fill(const struct step_item *form, const struct form_text *text, struct form_values *values, int64_t *undo);
/* Read one value, as step_view.read has it; STEP_READ_OTHER is never the answer. */
enum step_read form_read(const struct form_text *text, enum step_type type, int64_t least, int64_t most,
	char value[static STEP_TYPED_OCTETS]);

#endif

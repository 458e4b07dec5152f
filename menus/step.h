/* SPDX-License-Identifier: GPL-2.0-or-later */
/* step.h - numbered menus, walked step by step over SMS and USSD alike.
 *
 *   menus: ( { name = "main"; vi = "Keng"; en = "Keng"; items: (
 *       { name = "report"; vi = "Báo cáo"; en = "Report"; roles = [ "to_truong" ];
 *         steps: ( { name = "indicator"; vi = "Chỉ tiêu nào?"; en = "Which?"; choices = "indicators"; },
 *                  { name = "number"; vi = "{indicator}: bao nhiêu?"; en = "..."; type = "number"; least = 0; } );
 *         sentence = "BC {indicator} {number}"; },
 *       { name = "more"; vi = "Việc khác"; en = "More"; menu = "others"; } ); }, ... );
 *
 * An item opens a menu, or collects the values of its steps and composes a
 * sentence, which is then understood like any text: a menu can do nothing that
 * a text could not. Items are numbered 1..8 on each page, by what fits there;
 * 9 or # turns the page, 0 goes back, 00 to the start.
 *
 * Where a person stands is a short text that the session keeps. It names menus,
 * items and values, never positions, so that menus may change under it.
 *
 * The section `forms` (step_form.c) makes the menu "forms": each of its items
 * is a form, whose typed fields are asked as steps; see menus/form.h.
 *
 * Stop words come first: while a step takes any text, the caller asks the
 * engine whether it is one before it gives the text to step_take().
 */
#ifndef MENUS_STEP_H
#define MENUS_STEP_H

#include "gateway/base/buf.h"
#include "menus/node.h"
#include "menus/text.h"

#include <stdbool.h>

struct steps;

#define STEP_CHOICES_MAX  64
#define STEP_VALUE_OCTETS 32
#define STEP_PAGE_MAX     8 /* choices on a page: 9 turns it */
#define STEP_LABEL_OCTETS 96

#define STEP_STEPS_MAX    12
#define STEP_TYPED_OCTETS 481

enum step_type { STEP_TYPE_TEXT, STEP_TYPE_NUMBER, STEP_TYPE_LIST, STEP_TYPE_OPTIONS, STEP_TYPE_DATE, STEP_TYPE_UNIT };

struct step_choices {
	unsigned used;
	struct {
		char value[STEP_VALUE_OCTETS]; /* goes into the sentence: "DVC" */
		char label[STEP_LABEL_OCTETS]; /* is shown, with its tone marks: "DVC dịch vụ công" */
	} of[STEP_CHOICES_MAX];
};
/* Past STEP_CHOICES_MAX, or with a value that does not fit, it is left out. */
void step_choices_add(struct step_choices *choices, const char *value, const char *label);

/* What choices from data may be called in the files; the programme knows all of them. */
#define STEP_LISTS "indicators", "trainings", "invitations", "guides", "units", "approvals", "tickets"

/* What a person typed for a step, as the engine reads it. */
enum step_read {
	STEP_READ_GOOD,
	STEP_READ_WRONG, /* no such value */
	STEP_READ_OTHER  /* a text of its own: not meant for the step */
};

/* Who walks, and how it is shown. */
struct step_view {
	const struct texts *texts;
	enum text_style style;
	bool ussd;        /* 182 septets or 80 UCS-2 units a page; else 160 septets, or 134 units in two parts */
	const char *role; /* "" : not in the roll; items for "chua_dang_ky" are then shown */
	/* Fill the choices of that list (one of STEP_LISTS). */
	void (*choices)(void *user, const char *list, struct step_choices *to);
	/* Read a number in words, a date ("2022-08-18", so many days from today) or a unit (its code). NULL: none can be
	 * read. What a wrong date should be between is left in value: "8/8/2022|18/8/2022". */
	enum step_read (*read)(void *user, enum step_type type, int64_t least, int64_t most, const char *typed,
		char value[static STEP_TYPED_OCTETS]);
	void *user;
};

enum step_result {
	STEP_PAGE,     /* out is a page to show; state says where the person stands now */
	STEP_FORM,     /* a form is filled: state holds its values, see menus/form.h */
	STEP_SENTENCE, /* out is a sentence to understand; the dialogue is over, state is "" */
	STEP_NOT_MINE, /* nothing that the page offers: understand the text as it stands; state is as it was */
	STEP_LEFT      /* 0 at the start: the dialogue is over, state is "" */
};

/* The loader's side. A later file's menu of the same name replaces the earlier one. */
struct steps *steps_new(void);
void steps_read(struct steps *steps, const struct node *section, struct faults *faults);
void steps_read_forms(struct steps *steps, const struct node *section, struct faults *faults);
/* Once all files are read: the menu main opens the forms, when there are any and no item does. */
void steps_ready(struct steps *steps);
void steps_free(struct steps **steps);
/* Give every title, label and question its words in a further language; translate returns NULL where it has none. */
void steps_translate(
	struct steps *steps, enum text_style style, const char *(*translate)(void *user, const char *vi), void *user);

/* Open a menu ("main"). state and out are cleared first. STEP_PAGE, or STEP_NOT_MINE when there is no such menu. */
enum step_result step_begin(
	const struct steps *steps, const char *menu, const struct step_view *view, struct buf *state, struct buf *out);
/* Take what a person typed. A state that no longer fits the menus starts again at its first menu. */
enum step_result step_take(
	const struct steps *steps, const struct step_view *view, const char *input, struct buf *state, struct buf *out);

/* Show again where that state stands (its first menu when it no longer fits the menus). */
enum step_result step_show(const struct steps *steps, const struct step_view *view, struct buf *state, struct buf *out);

/* Does a text fit on a page of the channel? 182 septets or 80 UCS-2 units by USSD, one part (two of UCS-2) by SMS. */
bool step_fits(const char *page, bool ussd);

/* Does the step where that state stands take any text (not a number of the page)? */
bool step_takes_text(const struct steps *steps, const char *state);

/* For the check: what only the whole can tell (menus that nothing opens or that are not there, loops, pages that
 * cannot hold one item, roles and lists that do not exist). roles ends with NULL; languages: how many further ones there are. */
void steps_check(const struct steps *steps, const struct texts *texts, const char *const *roles, unsigned languages,
	struct faults *faults);

#endif

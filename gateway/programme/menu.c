/* SPDX-License-Identifier: GPL-2.0-or-later */
/* menu.c - the numbered menus: over SMS after MENU, over USSD from the first key. */
#include "gateway/programme/act.h"
#include "gateway/programme/form.h"
#include "gateway/programme/training.h"
#include "menus/guide.h"
#include "menus/lexicon.h"
#include "menus/step.h"
#include "store/ticket.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TRAININGS_MAX  8
#define TICKETS_MAX    16
#define SURE           90 /* as a command is */
#define COMMAND_OCTETS 16

static void list_indicators(const struct act *a, struct step_choices *to)
{
	unsigned n = lexicon_indicators(a->p->menus->lexicon);

	for (unsigned i = 0; i < n; i++) {
		const struct lexicon_indicator *indicator = lexicon_indicator_at(a->p->menus->lexicon, i);
		char label[STEP_LABEL_OCTETS];

		snprintf(label, sizeof label, "%s %.70s", indicator->code, act_named(a, indicator->name));
		step_choices_add(to, indicator->code, label);
	}
}

static void list_guides(const struct act *a, struct step_choices *to)
{
	unsigned n = guides_count(a->p->menus->guides);

	for (unsigned i = 0; i < n; i++) {
		const struct guide *guide = guides_at(a->p->menus->guides, i);

		step_choices_add(to, guide_topic(guide), act_named(a, guide_title(guide)));
	}
}

static void add_training(const struct act *a, const struct training *t, struct step_choices *to)
{
	char value[24], label[STEP_LABEL_OCTETS];
	struct civil at = clock_civil(t->starts_at);

	snprintf(label, sizeof label, "%d/%d %02d:%02d %.60s", at.day, at.month, at.hour, at.minute,
		act_named(a, act_topic_name(a, t->topic)));
	step_choices_add(to, voice_number(t->no, value), label);
}

/* A list that the store cannot give now is shown empty; the next text will fail by itself if the store is gone. */
static void list_trainings(const struct act *a, struct step_choices *to)
{
	struct training *rows;
	size_t used;

	if (training_upcoming(a->p, a->units, a->unit, false, a->in->now_us, TRAININGS_MAX, &rows, &used, NULL) == -1)
		return;
	for (size_t i = 0; i < used; i++)
		add_training(a, &rows[i], to);
	free(rows);
}

static void list_invitations(const struct act *a, struct step_choices *to)
{
	for (unsigned i = 0; i < a->at.events_used; i++) {
		struct training t;

		if (training_get(a->p->store, a->at.events[i], &t, NULL) == 0 && t.no != 0)
			add_training(a, &t, to);
	}
}

static void list_units(const struct act *a, struct step_choices *to)
{
	const struct unit **villages;
	size_t used;

	if (a->commune == NULL)
		return;
	villages = units_villages_in(a->units, a->commune->code, &used);
	for (size_t i = 0; i < used; i++)
		step_choices_add(to, villages[i]->code, villages[i]->name);
	free(villages);
}

static void list_approvals(const struct act *a, struct step_choices *to)
{
	for (unsigned i = 0; i < a->at.approvals_used; i++) {
		char value[24], label[STEP_LABEL_OCTETS];

		snprintf(label, sizeof label, "%s %s", act_word(a, "word_no"), voice_number(a->at.approvals[i], value));
		step_choices_add(to, value, label);
	}
}

static void add_ticket(const struct ticket *t, struct step_choices *to)
{
	char value[24], label[STEP_LABEL_OCTETS];

	snprintf(label, sizeof label, "%s: %.40s", voice_number(t->no, value), t->text);
	step_choices_add(to, value, label);
}

/* Those that wait in the sender's area. */
static void list_tickets(const struct act *a, struct step_choices *to)
{
	size_t codes_used = 0, used;
	const char **codes = a->unit == NULL ? NULL : units_codes_in(a->units, a->unit->code, &codes_used);
	struct ticket *rows;

	for (size_t i = 0; i < codes_used && to->used < TICKETS_MAX; i++) {
		if (ticket_open_in(a->p->store, codes[i], TICKETS_MAX, &rows, &used, NULL) == -1)
			break;
		for (size_t k = 0; k < used; k++)
			add_ticket(&rows[k], to);
		free(rows);
	}
	free(codes);
}

static void list(void *user, const char *name, struct step_choices *to)
{
	static const struct {
		const char *name;
		void (*fill)(const struct act *a, struct step_choices *to);
	} lists[] = {
		{ "indicators", list_indicators },
		{ "guides", list_guides },
		{ "trainings", list_trainings },
		{ "invitations", list_invitations },
		{ "units", list_units },
		{ "approvals", list_approvals },
		{ "tickets", list_tickets },
	};

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (strcmp(lists[i].name, name) == 0)
			lists[i].fill(user, to);
}

/* A text that says something else is no answer to the step: it is understood as it stands. */
static enum step_read read_value(
	void *user, enum step_type type, int64_t least, int64_t most, const char *typed, char *value)
{
	struct act *a = user;
	struct reading r;

	if (form_read_step(a, type, least, most, typed, value) == STEP_READ_GOOD)
		return STEP_READ_GOOD;
	if (typed[strspn(typed, "0123456789 ./-")] == '\0')
		return STEP_READ_WRONG;
	understand(programme_words(a->p, a->commune), a->p->names, &a->at, typed, strlen(typed), &r, NULL);
	if (r.intent == INTENT_OPTOUT || r.intent == INTENT_IGNORE)
		return STEP_READ_OTHER;
	return r.score < SURE || r.intent == INTENT_ASK || r.intent == INTENT_ACK || r.intent == INTENT_OFFTOPIC
		       ? STEP_READ_WRONG
		       : STEP_READ_OTHER;
}

static struct step_view view_of(struct act *a)
{
	return (struct step_view){ .texts = a->p->menus->texts,
		.style = a->style,
		.ussd = a->in->session[0] != '\0',
		.role = a->me.role,
		.choices = list,
		.read = read_value,
		.user = a };
}

/* ---- walking ---- */

static int show(struct act *a, const char *state, const char *page, struct why *why)
{
	reading_clear(&a->out->reading);
	a->out->intent = a->out->reading.intent = INTENT_MENU;
	question_clear(&a->question);
	a->question.kind = PENDING_MENU;
	a->question.intent = INTENT_MENU;
	buf_adds(&a->question.state, state);
	if (question_ask(a, why) == -1)
		return -1;
	return act_answer_text(a, OUTCOME_ANSWERED, page, why);
}

int act_menu(struct act *a, struct why *why)
{
	struct step_view view = view_of(a);
	struct buf state, page;
	int result;

	buf_init(&state);
	buf_init(&page);
	if (step_begin(a->p->menus->steps, "main", &view, &state, &page) == STEP_PAGE)
		result = show(a, state.data, page.data, why);
	else
		result = act_help(a, why);
	buf_fini(&state);
	buf_fini(&page);
	return result;
}

/* The page on which a->question stands. */
static int show_again(struct act *a, struct why *why)
{
	struct step_view view = view_of(a);
	struct buf state, page;
	int result;

	buf_init(&state);
	buf_init(&page);
	buf_adds(&state, a->question.state.data);
	if (step_show(a->p->menus->steps, &view, &state, &page) == STEP_PAGE)
		result = show(a, state.data, page.data, why);
	else
		result = act_help(a, why);
	buf_fini(&state);
	buf_fini(&page);
	return result;
}

int act_resume_menu(struct act *a, bool *resumed, struct why *why)
{
	if (question_resume(a, true, resumed, why) == -1)
		return -1;
	return *resumed ? show_again(a, why) : 0;
}

/* A session begins; what is open in one of the same name is of a session before. */
static bool dials(const struct act *a)
{
	return a->in->session[0] != '\0' && (a->in->text[0] == '\0' || a->in->text[0] == '*' || a->in->text[0] == '#');
}

/* Who dials begins at the first page, or goes on where a session dropped a while ago. */
static int dial(struct act *a, struct why *why)
{
	bool dropped;

	if (question_redial(a, &dropped, why) == -1)
		return -1;
	a->question.screens = 0;
	return dropped ? show_again(a, why) : act_menu(a, why);
}

int menu_ask_form(struct act *a, const struct step_item *form, const struct form_values *values, const char *hint,
	struct why *why)
{
	struct step_view view = view_of(a);
	struct reading *reading = malloc(sizeof *reading);
	struct buf state, page;
	int result;

	if (reading == NULL)
		abort();
	*reading = *act_reading(a);
	buf_init(&state);
	buf_init(&page);
	(void)form_begin(a->p->menus->steps, form, &view, values, hint, &state, &page);
	result = show(a, state.data, page.data, why);
	a->out->reading = *reading; /* what was clear is shown */
	a->out->intent = reading->intent;
	if (result == 0)
		a->out->status = OUTCOME_ASKED;
	buf_fini(&state);
	buf_fini(&page);
	free(reading);
	return result;
}

/* "TG", "trợ giúp", "MENU" and "LICH" alone tell of nothing. */
static bool asks_only(const struct act *a)
{
	const struct reading *r = act_reading(a);

	return (r->intent == INTENT_HELP || r->intent == INTENT_MENU || r->intent == INTENT_SCHEDULE_QUERY) &&
	       r->fields_used == 0 && r->score >= SURE && strlen(a->in->text) <= COMMAND_OCTETS;
}

/* Words that end the texts come first, also where a step takes any text; and a whole report is no remark. */
static bool says_otherwise(struct act *a)
{
	struct reading *r = &a->out->reading;

	understand(programme_words(a->p, a->commune), a->p->names, &a->at, a->in->text, strlen(a->in->text), r, NULL);
	return r->intent == INTENT_OPTOUT || r->intent == INTENT_IGNORE || asks_only(a) ||
	       ((r->intent == INTENT_REPORT || r->intent == INTENT_CORRECTION || r->intent == INTENT_UNDO ||
			r->intent == INTENT_FORM) &&
		       r->score >= SURE);
}

static int leave(struct act *a, struct why *why)
{
	reading_clear(&a->out->reading);
	a->out->intent = a->out->reading.intent = INTENT_MENU;
	if (question_close(a, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_ANSWERED, why, "menu_finished", NULL);
}

/* The sentence is understood as if it had been typed, with no question open. */
static int finish(struct act *a, const char *sentence, struct why *why)
{
	buf_adds(&a->sentence, sentence);
	if (question_close(a, why) == -1)
		return -1;
	question_clear(&a->question);
	a->question_open = false;
	a->at.pending = PENDING_NONE;
	return QUESTION_SENTENCE;
}

static int walk(struct act *a, struct why *why)
{
	struct step_view view = view_of(a);
	struct buf state, out;
	int result = QUESTION_NOT_WALKING;

	buf_init(&state);
	buf_init(&out);
	buf_adds(&state, a->question.state.data);
	switch (step_take(a->p->menus->steps, &view, a->in->text, &state, &out)) {
	case STEP_PAGE:
		result = show(a, state.data, out.data, why) == -1 ? -1 : QUESTION_SHOWN;
		break;
	case STEP_FORM:
		result = form_finish(a, state.data, why) == -1 ? -1 : QUESTION_SHOWN;
		break;
	case STEP_SENTENCE:
		result = finish(a, out.data, why);
		break;
	case STEP_LEFT:
		result = leave(a, why) == -1 ? -1 : QUESTION_SHOWN;
		break;
	case STEP_NOT_MINE:
		break;
	}
	buf_fini(&state);
	buf_fini(&out);
	return result;
}

int question_walk(struct act *a, struct why *why)
{
	bool open = a->question_open && a->question.kind == PENDING_MENU;

	if (dials(a))
		return dial(a, why) == -1 ? -1 : QUESTION_SHOWN;
	if (!open)
		return QUESTION_NOT_WALKING;
	if (step_takes_text(a->p->menus->steps, a->question.state.data) && says_otherwise(a))
		return QUESTION_NOT_WALKING;
	return walk(a, why);
}

/* A bare number, a name: of itself it says nothing. */
static bool says_nothing(const struct reading *r)
{
	return r->intent == INTENT_UNKNOWN || (r->intent == INTENT_ASK && strcmp(r->ask, "indicator") == 0);
}

int question_walk_dropped(struct act *a, struct why *why)
{
	bool dropped;
	int result;

	if (a->in->session[0] != '\0' || a->borrowed || a->question_open || !says_nothing(act_reading(a)))
		return QUESTION_NOT_WALKING;
	if (question_redial(a, &dropped, why) == -1)
		return -1;
	if (!dropped)
		return QUESTION_NOT_WALKING;
	a->question_open = true;
	result = walk(a, why);
	if (result != QUESTION_NOT_WALKING)
		return result;
	a->question_open = false;
	return question_leave(a, why) == -1 ? -1 : QUESTION_NOT_WALKING;
}

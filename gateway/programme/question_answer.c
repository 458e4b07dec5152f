/* SPDX-License-Identifier: GPL-2.0-or-later */
/* question_answer.c - a text and what was asked: does it answer that, and what does it complete? */
#include "gateway/programme/act.h"
#include "gateway/programme/question.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PIECE_OCTETS 40 /* of an answer that is only the piece asked for */

/* "DVC" of "delta.DVC". */
static const char *what_of(const struct reading_field *f)
{
	const char *dot = strchr(f->key, '.');

	return dot == NULL ? f->key : dot + 1;
}

/* Did one of the first fields say it, in whatever way? A figure that is said anew is not also what it was before. */
static bool says(const struct reading *r, unsigned first, const struct reading_field *of)
{
	for (unsigned i = 0; i < first; i++)
		if (r->fields[i].entry == of->entry && strcmp(what_of(&r->fields[i]), what_of(of)) == 0)
			return true;
	return false;
}

/* Another village is named than the one whose code was kept: nobody may know it. */
static bool is_code_of_another(const struct reading *into, unsigned first, const struct reading_field *kept)
{
	struct reading_field unit = { .key = "unit", .entry = kept->entry };

	return strcmp(kept->key, "code") == 0 && says(into, first, &unit);
}

void question_merge(struct reading *into, const struct reading *kept)
{
	unsigned first = into->fields_used;

	for (unsigned i = 0; i < kept->fields_used; i++) {
		const struct reading_field *f = &kept->fields[i];

		if (says(into, first, f) || is_code_of_another(into, first, f))
			continue;
		if (f->is_number)
			reading_add_number(into, f->entry, f->key, f->number);
		else
			reading_add_text(into, f->entry, f->key, f->text);
	}
	if (kept->entries > into->entries)
		into->entries = kept->entries;
}

/* ---- answers ---- */

/* The number that a text is, from 1 to most, when it is nothing else but for spaces and dots; else 0. */
static unsigned bare_number(const char *text, unsigned most)
{
	static const char space[] = " .\t\r\n";
	unsigned long number;
	char *end;

	text += strspn(text, space);
	if (*text < '1' || *text > '9' || strspn(text, "0123456789") > 9)
		return 0;
	number = strtoul(text, &end, 10);
	end += strspn(end, space);
	return *end == '\0' && number <= most ? (unsigned)number : 0;
}

static void take_choice(struct act *a, unsigned choice)
{
	struct reading *r = &a->out->reading;

	reading_clear(r);
	r->intent = a->question.intent;
	r->score = r->margin = 100;
	if (a->question.kind == PENDING_UNIT)
		reading_add_text(r, 0, "code", a->question.choices[choice - 1]);
	else if (a->question.choices_used == 0)
		reading_add_number(r, 0, "ref", choice);
	else if (a->question.subject[0] != '\0')
		reading_add_text(r, 0, a->question.subject, a->question.choices[choice - 1]);
	else
		reading_add_number(r, 0, "choice", choice);
	question_merge(r, &a->question.kept);
}

bool question_answered(struct act *a)
{
	unsigned choice;

	if (!a->question_open || (a->question.kind != PENDING_CHOICE && a->question.kind != PENDING_UNIT))
		return false;
	if (a->question.choices_used == 0 && strcmp(a->question.subject, "ref") == 0)
		choice = bare_number(a->in->text, UINT32_MAX);
	else
		choice = bare_number(a->in->text, a->question.choices_used);
	if (choice == 0)
		return false;
	take_choice(a, choice);
	return true;
}

bool question_missed(const struct act *a)
{
	const struct question *q = &a->question;
	const unsigned number = bare_number(a->in->text, UINT32_MAX);

	for (unsigned i = 0; i < a->at.doors_used; i++)
		if (a->at.doors[i] == number) /* of a training that goes on, whatever else was asked */
			return false;
	return a->question_open && (q->kind == PENDING_CHOICE || q->kind == PENDING_UNIT) && q->choices_used > 0 &&
	       number > q->choices_used;
}

int question_ask_choice(struct act *a, struct why *why)
{
	struct buf options;
	int result;

	if (a->question.choices_used == 0) /* a yes to a list that offers none */
		return act_answer(a, OUTCOME_REFUSED, why, "report_confirm_nothing", NULL);
	a->out->intent = a->out->reading.intent = INTENT_ASK;
	a->out->reading.guess = a->question.intent;
	a->question_asked = true; /* it stays open */
	buf_init(&options);
	for (unsigned i = 1; i <= a->question.choices_used; i++)
		buf_addf(&options, "%s%u", i == 1 ? "" : ", ", i);
	result = act_answer(a, OUTCOME_ASKED, why, "ask_choice", "options", options.data, NULL);
	buf_fini(&options);
	return result;
}

static bool is_count(const struct reading_field *f)
{
	return f->is_number && f->key[0] >= 'A' && f->key[0] <= 'Z';
}

/* Does the reading hold the piece that was asked for, and no other figures than that? */
static bool answers(const struct question *q, const struct reading *r)
{
	const struct reading_field *count = NULL;
	unsigned counts = 0;

	for (unsigned i = 0; i < r->fields_used; i++)
		if (is_count(&r->fields[i])) {
			count = &r->fields[i];
			counts++;
		}
	switch (q->kind) {
	case PENDING_NUMBER:
		return counts == 1 && strcmp(count->key, q->subject) == 0;
	case PENDING_INDICATOR:
		return counts == 1 && count->number == q->number;
	case PENDING_UNIT:
		return counts == 0 && (reading_find(r, 0, "unit") != NULL || reading_find(r, 0, "code") != NULL ||
					      reading_find(r, 0, "commune") != NULL);
	case PENDING_NAME:
		return reading_find(r, 0, "name") != NULL;
	default:
		return false;
	}
}

static bool is_offered(const struct question *q, const char *choice)
{
	for (unsigned i = 0; i < q->choices_used; i++)
		if (strcmp(q->choices[i], choice) == 0)
			return true;
	return false;
}

/* "BC t8 TT 7", "GIAO BHYT 30 Son Tra thang 9": a text of its own, with a figure that what waits does not have. */
static bool has_figure_of_its_own(const struct question *q, const struct reading *r)
{
	for (unsigned i = 0; i < r->fields_used; i++)
		if (is_count(&r->fields[i]) && !says(&q->kept, q->kept.fields_used, &r->fields[i]))
			return true;
	return false;
}

/* One piece was asked for by its key ("time", "ref"), and the text has it: it belongs to what waits. A period of those
 * that were offered may be named. */
static bool brings_piece(const struct question *q, struct reading *r)
{
	const struct reading_field *f;

	if (q->kind != PENDING_CHOICE || q->subject[0] == '\0' || has_figure_of_its_own(q, r))
		return false;
	f = reading_find(r, 0, q->subject);
	if (f == NULL || (q->choices_used > 0 && (strcmp(q->subject, "period") != 0 || !is_offered(q, f->text))))
		return false;
	return (r->intent == q->intent || r->guess == q->intent || r->intent == INTENT_ASK ||
		r->intent == INTENT_UNKNOWN);
}

/* "8h30" says nothing by itself: behind what was said before, it is read as what it stands for there. */
static bool read_behind(struct act *a)
{
	const struct question *q = &a->question;
	const bool hour = strcmp(q->subject, "time") == 0 || strcmp(q->subject, "new_time") == 0;
	const struct reading_field *date = reading_find(
					   &q->kept, 0, strcmp(q->subject, "time") == 0 ? "date" : "new_date"),
				   *ref = reading_find(&q->kept, 0, "ref");
	struct reading *r = &a->out->reading, behind;
	struct buf sentence;
	unsigned month, day;

	bool adds = q->intent == INTENT_SCHEDULE_ADD &&
		    (strcmp(q->subject, "time") == 0 || strcmp(q->subject, "date") == 0);
	bool moves = q->intent == INTENT_SCHEDULE_CHANGE && ref != NULL &&
		     (strcmp(q->subject, "new_date") == 0 || strcmp(q->subject, "new_time") == 0);

	if ((!adds && !moves) || q->choices_used > 0 || strlen(a->in->text) > PIECE_OCTETS)
		return false;
	if (r->intent != INTENT_UNKNOWN && r->intent != INTENT_ASK && r->intent != INTENT_SCHEDULE_ADD &&
		r->intent != INTENT_REPORT)
		return false;
	buf_init(&sentence);
	if (moves)
		buf_addf(&sentence, "DOI LICH %" PRId64 " sang ", ref->number);
	else
		buf_adds(&sentence, "LICH ");
	if (date != NULL && hour && sscanf(date->text, "%*d-%u-%u", &month, &day) == 2)
		buf_addf(&sentence, "%u/%u ", day, month);
	buf_adds(&sentence, a->in->text);
	understand(
		programme_words(a->p, a->commune), a->p->names, &a->at, sentence.data, sentence.length, &behind, NULL);
	buf_fini(&sentence);
	if (behind.intent != q->intent || reading_find(&behind, 0, q->subject) == NULL)
		return false;
	*r = behind;
	return true;
}

/* "LICH 30/8 14h tap huan VNeID": a training of its own, whatever another text lacked. */
static bool is_whole(const struct reading *r)
{
	return r->intent == INTENT_SCHEDULE_ADD && reading_find(r, 0, "date") != NULL &&
	       reading_find(r, 0, "time") != NULL && reading_find(r, 0, "topic") != NULL;
}

/* What happened? Whatever is told, and is no other act, tells it: that it did, too. */
static bool tells(struct act *a)
{
	const struct question *q = &a->question;
	const struct reading *r = act_reading(a);
	bool yes = r->intent == INTENT_ASK && strcmp(r->ask, "choice") == 0;
	bool no = r->intent == INTENT_ASK && strcmp(r->ask, "nothing") == 0;
	bool known = r->intent == INTENT_DIFFICULTY &&
		     (reading_find(r, 0, "action") != NULL || reading_find(r, 0, "ref") != NULL);

	if (!a->question_open || q->kind != PENDING_CHOICE || q->choices_used > 0 || no || known ||
		strcmp(q->subject, QUESTION_WORDS) != 0)
		return false;
	return yes || r->intent == INTENT_ASK || r->intent == INTENT_UNKNOWN || r->intent == INTENT_OFFTOPIC ||
	       r->intent == INTENT_DIFFICULTY;
}

static void take_words(struct act *a)
{
	struct reading *r = &a->out->reading;
	const struct reading_field *cat = r->intent == INTENT_DIFFICULTY ? reading_find(r, 0, "cat") : NULL;
	char category[READING_KEY_OCTETS];

	record_copy(cat == NULL ? "" : cat->text, category, sizeof category);
	reading_clear(r);
	r->intent = a->question.intent;
	r->score = r->margin = 100;
	question_merge(r, &a->question.kept);
	if (category[0] != '\0' && reading_find(r, 0, "cat") == NULL)
		reading_add_text(r, 0, "cat", category);
	reading_add_text(r, 0, r->intent == INTENT_REJECT ? "reason" : "text", a->in->text);
}

void question_complete(struct act *a)
{
	struct reading *r = &a->out->reading;

	if (is_whole(r) || (r->intent == INTENT_ASK && strcmp(r->ask, "nothing") == 0))
		return;
	/* "ok 1 nhé", "số 1": the number among other words */
	int64_t choice = act_number(a, "choice", 0);
	if (a->question_open && a->question.kind == PENDING_CHOICE && r->intent == a->question.intent && choice > 0 &&
		choice <= (int64_t)a->question.choices_used && act_has(a, "chosen")) {
		take_choice(a, (unsigned)choice);
		return;
	}
	if (tells(a)) {
		take_words(a);
		return;
	}
	if (a->question_open && (brings_piece(&a->question, r) || read_behind(a))) {
		r->intent = a->question.intent;
		question_merge(r, &a->question.kept);
		return;
	}

	if (!a->question_open || r->intent != a->question.intent || !answers(&a->question, r))
		return;
	/* Who says their name anew with the place says all of the place. */
	if (a->question.kind == PENDING_UNIT && reading_find(r, 0, "name") != NULL)
		question_forget_unit(&a->question.kept);
	question_merge(r, &a->question.kept);
}

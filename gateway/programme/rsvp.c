/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rsvp.c - CO, KHONG: who will come, with how many, how late, or who instead. */
#include "gateway/programme/training.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHOICES_MAX 6
#define PEOPLE_MAX  50 /* that one person brings */

static int ask_event(struct act *a, const int64_t *nos, unsigned used, struct why *why)
{
	struct training rows[CHOICES_MAX];

	for (unsigned i = 0; i < used; i++)
		if (training_get(a->p->store, nos[i], &rows[i], why) == -1)
			return -1;
	return training_ask_which(a, rows, used, why);
}

/* The training that an answer is about: named, or the only one open, or the one answered last. *no 0: none; -1: a
 * question was asked. */
static int find_event(struct act *a, int64_t *no, struct why *why)
{
	int64_t nos[CHOICES_MAX];
	unsigned used = 0;

	*no = act_number(a, "ref", act_number(a, "event", 0));
	if (*no != 0)
		return act_meant(a, "training", no, why);
	if (invitation_trainings(a->p->store, a->from, true, a->in->now_us, CHOICES_MAX, nos, &used, why) == -1)
		return -1;
	if (used == 0)
		return invitation_last_answered(a->p->store, a->from, a->in->now_us, no, why);
	/* Right behind an answer it may be meant anew. */
	if (used == 1 && act_reading(a)->intent == INTENT_ASK && a->at.just_answered && a->at.answered != 0)
		nos[used++] = a->at.answered;
	*no = used == 1 ? nos[0] : -1;
	return used == 1 ? 0 : ask_event(a, nos, used, why);
}

/* "1" could be a yes, and as well the answer to what was asked before, or a count: the invitation asks for CO or KHONG. */
static int ask_digit(struct act *a, struct why *why)
{
	return act_answer(a, OUTCOME_ASKED, why, "rsvp_digit", "number", NUMBER(act_number(a, "digit", 0)), "no",
		NUMBER(act_number(a, "event", a->at.events[0])), NULL);
}

int rsvp_ask_whether(struct act *a, int64_t no, struct why *why)
{
	if (a->at.events_used > 1) { /* a bare "co" is then said of this one */
		question_begin(a, PENDING_CHOICE, INTENT_RSVP);
		reading_clear(&a->question.kept);
		reading_add_number(&a->question.kept, 0, "event", no);
		record_copy("answer", a->question.subject, sizeof a->question.subject);
		if (question_ask(a, why) == -1)
			return -1;
	}
	return act_answer(a, OUTCOME_ASKED, why, "rsvp_which", "no", NUMBER(no), NULL);
}

/* Whom a training calls, and who is shown it: officers may come to what is held below them. */
static bool may_come(const struct act *a, const struct training *t)
{
	return training_calls(a, t) ||
	       (a->unit != NULL && training_sees_below(a) && units_is_under(a->units, t->scope, a->unit->code));
}

/* Why nobody can answer any more; NULL when they can. A bare number answers which of the invitations is meant, and
 * invites nobody to another training. */
static const char *refusal(const struct act *a, const struct training *t, bool invited)
{
	if (t->no == 0 || (!invited && (act_has(a, "ref") || !may_come(a, t))))
		return "rsvp_unknown";
	if (strcmp(t->status, "cancelled") == 0)
		return "training_is_cancelled";
	return t->starts_at <= a->in->now_us ? "rsvp_too_late" : NULL;
}

static int answer(struct act *a, const struct training *t, enum outcome_status status, const char *key,
	const struct invitation *i, struct why *why)
{
	struct training_words w;

	training_words(a->p, t, a->style, a->in->now_us, &w);
	return act_answer(a, status, why, key, "no", w.no, "date", w.date, "time", w.time, "place", w.place, "topic",
		w.topic, "people", i->people > 1 ? NUMBER(i->people) : "", "delegate", i->delegate, "late",
		i->late_min > 0 ? NUMBER(i->late_min) : "", "also", act_text(a, "also"), "company",
		act_number(a, "company", 0) > 0 && i->people < 2 ? "2" : "", NULL);
}

/* What the text says replaces what was said before; "trễ 15p" or "em đi được rồi" behind "3 người đi" keeps the three. */
static void take(struct act *a, struct invitation *i, bool yes)
{
	int64_t people = act_number(a, "count", 0), late = act_number(a, "late", 0);

	if (!yes || strcmp(i->answer, "yes") != 0)
		i->people = 0;
	if (yes && people > 0)
		i->people = people;
	i->late_min = yes ? late : 0;
	record_copy(yes ? act_text(a, "delegate") : "", i->delegate, sizeof i->delegate);
	record_copy(yes ? "yes" : "no", i->answer, sizeof i->answer);
	record_copy(a->from, i->phone, sizeof i->phone);
	i->answered_at = a->in->now_us;
}

/* The same answer to the other trainings that the text names; each of them waits for one. */
static int answer_others(struct act *a, bool yes, struct why *why)
{
	const char *at = act_text(a, "also");
	char *end;

	for (; *at != '\0'; at = end + (*end == ',')) {
		int64_t no = strtoll(at, &end, 10);
		struct invitation i;
		bool found;

		if (end == at)
			return 0;
		if (invitation_get(a->p->store, no, a->from, &i, &found, why) == -1)
			return -1;
		i.training = no;
		take(a, &i, yes);
		if (invitation_put(a->p->store, &i, why) == -1)
			return -1;
	}
	return 0;
}

int act_rsvp(struct act *a, struct why *why)
{
	bool yes = strcmp(act_text(a, "answer"), "no") != 0, found;
	struct invitation i;
	struct training t;
	const char *no_more;
	int64_t no;

	if (act_has(a, "digit"))
		return ask_digit(a, why);
	if (find_event(a, &no, why) == -1)
		return -1;
	if (no == -1)
		return 0;
	if (training_get(a->p->store, no, &t, why) == -1 ||
		invitation_get(a->p->store, no, a->from, &i, &found, why) == -1)
		return -1;
	no_more = refusal(a, &t, found);
	if (t.no == 0 || (no_more != NULL && strcmp(no_more, "rsvp_unknown") == 0))
		return act_answer(a, OUTCOME_REFUSED, why, "rsvp_unknown", "no", no > 0 ? NUMBER(no) : "", NULL);
	if (no_more != NULL)
		return answer(a, &t, OUTCOME_REFUSED, no_more, &i, why);
	if (act_number(a, "count", 0) > PEOPLE_MAX)
		return answer(a, &t, OUTCOME_REFUSED, "rsvp_too_many", &i, why);
	if (!act_has(a, "answer")) /* "3" says which, and not yet whether */
		return rsvp_ask_whether(a, no, why);
	i.training = no;
	take(a, &i, yes);
	if (invitation_put(a->p->store, &i, why) == -1 || answer_others(a, yes, why) == -1)
		return -1;
	if (a->question_open && a->question.intent == INTENT_RSVP && question_close(a, why) == -1)
		return -1;
	return answer(a, &t, OUTCOME_RECORDED,
		!yes                    ? "rsvp_no"
		: i.delegate[0] != '\0' ? "rsvp_instead"
					: "rsvp_yes",
		&i, why);
}

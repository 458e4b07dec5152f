/* SPDX-License-Identifier: GPL-2.0-or-later */
/* help.c - help, codes, guides, and what nobody understood. */
#include "gateway/programme/act.h"
#include "gateway/programme/enrol.h"
#include "gateway/programme/group.h"
#include "gateway/programme/pages.h"
#include "menus/guide.h"
#include "menus/lexicon.h"
#include "store/guard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNKNOWN_MAX        2  /* helps that nobody asked for, to one person ... */
#define UNKNOWN_LEADER_MAX 10 /* ... who leads, and tries other words */
#define UNKNOWN_SPAN       CLOCK_HOUR
#define SECRET_SPAN        CLOCK_DAY
#define CODES_MAX          9 /* with their names; the others by their code alone */

/* ---- help ---- */

/* "DVC la gi": that one. */
static int answer_code(struct act *a, const struct lexicon_indicator *of, struct why *why)
{
	bool english = a->style == TEXT_ENGLISH;

	return act_answer(a, OUTCOME_ANSWERED, why, a->me.id == 0 ? "code_stranger" : "code", "indicator", of->code,
		"name", texts_name(a->p->menus->texts, a->style, of->name), "unit", english ? "" : of->unit, NULL);
}

static int answer_codes(struct act *a, struct why *why)
{
	unsigned n = lexicon_indicators(a->p->menus->lexicon);
	struct buf list;
	int result;

	buf_init(&list);
	for (unsigned i = 0; i < n; i++) {
		const struct lexicon_indicator *indicator = lexicon_indicator_at(a->p->menus->lexicon, i);

		buf_addf(&list, "%s%s", i == 0 ? "" : ", ", indicator->code);
		if (i < CODES_MAX)
			buf_addf(&list, " %s", act_named(a, indicator->name));
	}
	result = pages_answer(a, why, "codes", "list", list.data, NULL);
	buf_fini(&list);
	return result;
}

static int answer_deadline(struct act *a, struct why *why)
{
	const char *commune = a->commune == NULL ? "" : a->commune->code;
	char period[CALENDAR_PERIOD_OCTETS], words[CALENDAR_NAME_OCTETS], due[CALENDAR_NAME_OCTETS];
	char name[RECORD_NAME_OCTETS];

	calendar_period_at(a->p->menus->calendar, commune, a->in->now_us, period);
	return act_answer(a, OUTCOME_ANSWERED, why, "digest_village", "unit", unit_in_sentence(a->unit, name), "period",
		calendar_period_name(period, a->style == TEXT_ENGLISH, a->in->now_us, words), "values", "", "due",
		calendar_due_name(a->p->menus->calendar, commune, period, a->in->now_us, due), NULL);
}

int act_help(struct act *a, struct why *why)
{
	const char *topic = act_text(a, "topic");
	char office[RECORD_NAME_OCTETS];

	if (strcmp(topic, "codes") == 0 && act_has(a, "indicator"))
		return answer_code(a, lexicon_indicator(a->p->menus->lexicon, act_text(a, "indicator")), why);
	if (strcmp(topic, "codes") == 0)
		return answer_codes(a, why);
	if (strcmp(topic, "contact") == 0 && a->me.id != 0 && a->unit != NULL)
		return group_contact(a, why);
	if (strcmp(topic, "about") == 0 || strcmp(topic, "contact") == 0 || strcmp(topic, "cost") == 0)
		return act_answer(a, OUTCOME_ANSWERED, why, "about", "office", act_office(a, office), NULL);
	if (strcmp(topic, "export") == 0 && authority_is_leader(a->me.role))
		return act_answer(a, OUTCOME_ANSWERED, why, "help_export", NULL);
	if (strcmp(topic, "head") == 0)
		return act_answer(a, OUTCOME_ANSWERED, why, "help_head", NULL);
	if (strcmp(topic, "register") == 0)
		return act_answer(a, OUTCOME_ANSWERED, why, "register_how", NULL);
	if (strcmp(topic, "deadline") == 0 && a->unit != NULL && strcmp(act_text(a, "want"), "later") == 0)
		return act_later(a, why);
	if (strcmp(topic, "deadline") == 0 && a->unit != NULL)
		return answer_deadline(a, why);
	if (a->me.id == 0)
		return act_answer(a, OUTCOME_ANSWERED, why, "help_stranger", NULL);
	return act_answer(a, OUTCOME_ANSWERED, why, authority_is_leader(a->me.role) ? "help_leader" : "help", NULL);
}

/* ---- not understood ---- */

/* A phone that answers by itself must not be answered for ever. */
static int answer_sparingly(struct act *a, const char *text, struct why *why)
{
	int most = authority_is_leader(a->me.role) ? UNKNOWN_LEADER_MAX : UNKNOWN_MAX;
	int64_t same;

	if (guard_same(a->p->store, a->texter, text, a->in->now_us - UNKNOWN_SPAN, most, &same, why) == -1)
		return -1;
	if (same >= most && a->in->session[0] == '\0') {
		a->out->status = OUTCOME_IGNORED;
		return 0;
	}
	return act_answer_text(a, OUTCOME_ANSWERED, text, why);
}

static int answer_sparingly_by_key(struct act *a, const char *key, struct why *why)
{
	char office[RECORD_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct buf text;
	int result;

	buf_init(&text);
	act_office(a, office);
	if (strcmp(key, "offtopic") == 0 || strcmp(key, "about") == 0)
		voice_render(&v, a->style, &text, key, "office", office, NULL);
	else
		voice_render(&v, a->style, &text, key, NULL);
	result = answer_sparingly(a, text.data, why);
	buf_fini(&text);
	return result;
}

int act_secret(struct act *a, struct why *why)
{
	bool bare = strcmp(act_reading(a)->ask, "secret") == 0;
	struct voice v = act_voice(a);
	struct buf text;
	int64_t same = 0;
	int result;

	buf_init(&text);
	voice_render(&v, a->style, &text, "secret_seen", NULL);
	result = !bare ? 0 : guard_same(a->p->store, a->texter, text.data, a->in->now_us - SECRET_SPAN, 1, &same, why);
	if (result == 0 && same > 0 && a->in->session[0] == '\0')
		a->out->status = OUTCOME_IGNORED;
	else if (result == 0)
		result = act_answer_text(a, OUTCOME_ASKED, text.data, why);
	buf_fini(&text);
	return result;
}

/* What is shown of the commands is what they can use. */
static const char *unknown_key(const struct act *a)
{
	/* A resident reports nothing, like who is in no list. */
	if (a->me.id == 0 || strcmp(a->me.role, "nguoi_dan") == 0)
		return "unknown_stranger";
	return authority_is_leader(a->me.role) ? "unknown_leader" : "unknown";
}

int act_unknown(struct act *a, struct why *why)
{
	bool left_open = false, asked = false;

	if (enrol_ask_again(a, &asked, why) == -1)
		return -1;
	if (asked)
		return 0;
	/* Whoever waits for the leader's yes may ask for it in many words. */
	if (a->me.id == 0 && enrol_answer_waiting(a, &asked, why) == -1)
		return -1;
	if (asked)
		return 0;
	/* The answer to a menu that has run out. */
	if (!a->question_open && question_resume(a, false, &left_open, why) == -1)
		return -1;
	if (left_open)
		return answer_sparingly_by_key(a, "menu_ran_out", why);
	return answer_sparingly_by_key(a, unknown_key(a), why);
}

int act_offtopic(struct act *a, struct why *why)
{
	bool told = false;

	/* Whoever waits for the leader's yes says more about it. */
	if (a->me.id == 0 && act_text(a, "want")[0] == '\0' && enrol_answer_waiting(a, &told, why) == -1)
		return -1;
	if (told)
		return 0;
	if (strcmp(act_text(a, "want"), "about") == 0)
		return answer_sparingly_by_key(a, "about", why);
	/* An office is what others are sent to. */
	return answer_sparingly_by_key(a, authority_is_leader(a->me.role) ? unknown_key(a) : "offtopic", why);
}

/* ---- guides ---- */

/* Those of indicators and the like; the guide of other platforms names the lessons. */
static void add_topics(const struct act *a, struct buf *to)
{
	unsigned n = guides_count(a->p->menus->guides);

	for (unsigned i = 0; i < n; i++) {
		const struct guide *guide = guides_at(a->p->menus->guides, i);
		const struct lexicon_entry *topic = lexicon_topic(a->p->menus->lexicon, guide_topic(guide));

		if (topic == NULL || !topic->lesson)
			buf_addf(to, "%s%s", to->length == 0 ? "" : ", ", guide_title(guide));
	}
}

static int answer_topics(struct act *a, const char *key, const char *word, struct why *why)
{
	struct buf list;
	int result;

	buf_init(&list);
	add_topics(a, &list);
	if (word[0] == '\0')
		result = pages_answer(a, why, key, "list", list.data, NULL);
	else
		result = pages_answer(a, why, key, "word", word, "list", list.data, NULL);
	buf_fini(&list);
	return result;
}

static int answer_page(struct act *a, const struct guide *guide, unsigned page, struct why *why)
{
	unsigned pages = guide_pages(guide, a->style);
	bool last = page >= pages;

	if (question_keep_page(a, guide_topic(guide), last ? 0 : page + 1, why) == -1)
		return -1;
	if (last)
		return act_answer(a, OUTCOME_ANSWERED, why, "guide_last", "title", guide_title(guide), "text",
			guide_page(guide, a->style, page), NULL);
	return act_answer(a, OUTCOME_ANSWERED, why, "guide_page", "title", guide_title(guide), "text",
		guide_page(guide, a->style, page), "page", NUMBER(page), "pages", NUMBER(pages), NULL);
}

int act_guide(struct act *a, struct why *why)
{
	char waiting[READING_KEY_OCTETS] = "";
	const char *topic = act_text(a, "topic");
	const struct guide *guide = NULL;
	unsigned page = 1;
	bool resumed = false;

	/* TIEP: the guide goes on; with none open, the menu that was left. */
	if (topic[0] == '\0' && strcmp(act_text(a, "page"), "next") == 0) {
		if (pages_next(a, &resumed, why) == -1)
			return -1;
		if (resumed)
			return 0;
		if (question_page(a, waiting, &page, why) == -1)
			return -1;
		topic = waiting;
		if (page == 0 && !a->question_open && act_resume_menu(a, &resumed, why) == -1)
			return -1;
		if (resumed)
			return 0;
		if (topic[0] == '\0')
			return act_answer(a, OUTCOME_ANSWERED, why, "page_none", NULL);
	}
	if (strncmp(topic, "menu:", 5) == 0) {
		long n = strtol(topic + 5, NULL, 10);

		if (n >= 1 && (unsigned long)n <= guides_count(a->p->menus->guides))
			guide = guides_at(a->p->menus->guides, (unsigned)n - 1);
	} else {
		guide = guides_find(a->p->menus->guides, act_text(a, "lesson"));
		if (guide == NULL)
			guide = guides_find(a->p->menus->guides, topic);
	}
	if (guide != NULL && page <= guide_pages(guide, a->style))
		return answer_page(a, guide, page, why);
	return topic[0] == '\0' ? answer_topics(a, "guide_list", "", why)
				: answer_topics(a, "guide_unknown", act_named(a, act_topic_name(a, topic)), why);
}

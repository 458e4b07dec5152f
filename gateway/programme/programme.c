/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/act.h"

#include "gateway/base/log.h"
#include "gateway/base/msisdn.h"
#include "gateway/base/period.h"
#include "gateway/programme/borrow.h"
#include "gateway/programme/import.h"
#include "gateway/programme/situation.h"
#include "gateway/programme/suspend.h"
#include "menus/lexicon.h"
#include "menus/mask.h"
#include "store/figure.h"
#include "store/alarm.h"
#include "store/exchange.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the programme itself ---- */

static int read_file(const char *path, struct buf *content, struct why *why)
{
	FILE *f = fopen(path, "re");
	size_t n;

	if (f == NULL)
		return why_set(why, "%s: %s", path, strerror(errno));
	while ((n = fread(buf_room(content, 65536), 1, 65536, f)) > 0) {
		content->length += n;
		content->data[content->length] = '\0';
	}
	n = (size_t)ferror(f);
	fclose(f);
	return n != 0 ? why_set(why, "%s cannot be read", path) : 0;
}

/* The units of the seeds, into a store that has none. */
static int load_seeds_within(struct programme *p, int64_t now_us, struct why *why)
{
	char path[4096];
	struct buf content, said, faults;
	int64_t units;
	int result = -1;

	if (unit_count(p->store, &units, why) == -1)
		return -1;
	if (units > 0 || p->config->seeds == NULL || p->config->seeds[0] == '\0')
		return 0;
	snprintf(path, sizeof path, "%s/units.csv", p->config->seeds);
	buf_init(&content);
	buf_init(&said);
	buf_init(&faults);
	if (read_file(path, &content, why) == 0) {
		result = 0;
		if (import_csv(p, p->store, "units", path, content.data, content.length, false, now_us, &said,
			    &faults) != 0)
			result = why_set(why, "%s", faults.data);
	}
	buf_fini(&content);
	buf_fini(&said);
	buf_fini(&faults);
	return result;
}

static int load_seeds(struct programme *p, int64_t now_us, struct why *why)
{
	if (store_begin(p->store, why) == -1)
		return -1;
	if (load_seeds_within(p, now_us, why) == 0)
		return store_commit(p->store, why);
	store_rollback(p->store);
	return -1;
}

/* Indicators that an import brought stand beside those of the menu files; of one that the files have too, they know more:
 * what a percentage is of, how many there can be in a household, whether to be told is enough. */
static int add_indicators(struct programme *p, struct why *why)
{
	struct exchange_range all = { .unit = "", .from_us = 0, .until_us = INT64_MAX };
	struct query *q = exchange_list(p->store, EXCHANGE_INDICATORS, &all, why);
	bool added = false;
	enum step step;

	if (q == NULL)
		return -1;
	while ((step = query_step(q, why)) == STEP_ROW) {
		struct lexicon_indicator indicator = { .code = query_column_text(q, 0),
			.name = query_column_text(q, 1),
			.unit = query_column_text(q, 2),
			.least = query_column_int(q, 4),
			.most = query_column_int(q, 5),
			.denominator = "" };
		const struct lexicon_indicator *known = lexicon_indicator(p->menus->lexicon, indicator.code);
		struct why unfit;

		if (known != NULL) {
			indicator.denominator = known->denominator;
			indicator.per_household = known->per_household;
			indicator.told = known->told;
		}

		if (lexicon_add_indicator(p->menus->lexicon, &indicator, query_column_text(q, 3), &unfit) == -1)
			log_warn("indicator-left-out", "code=%s reason=\"%s\"", indicator.code, unfit.text);
		added = true;
	}
	if (step == STEP_FAILED)
		return -1;
	if (added)
		lexicon_ready(p->menus->lexicon, NULL);
	return 0;
}

/* What an earlier Keng has stored and this one keeps more of. */
static int catch_up(struct programme *p, struct why *why)
{
	if (store_begin(p->store, why) == -1)
		return -1;
	if (figure_catch_up(p->store, why) == 0)
		return store_commit(p->store, why);
	store_rollback(p->store);
	return -1;
}

struct programme *programme_new(
	struct store *store, const struct menus *menus, const struct config *config, int64_t now_us, struct why *why)
{
	struct programme *p = calloc(1, sizeof *p);

	assert(p != NULL);
	p->store = store;
	p->menus = menus;
	p->config = config;
	if (load_seeds(p, now_us, why) == -1 || catch_up(p, why) == -1)
		programme_free(&p);
	return p;
}

void programme_free(struct programme **p)
{
	if (*p == NULL)
		return;
	programme_forget(*p);
	ahead_forget(*p);
	free(*p);
	*p = NULL;
}

void programme_set_menus(struct programme *p, const struct menus *menus, const struct config *config)
{
	p->menus = menus;
	p->config = config;
	programme_forget(p);
}

static void forget_locals(struct programme *p)
{
	for (unsigned i = 0; i < p->locals_used; i++)
		lexicon_free(&p->locals[i].words);
	p->locals_used = p->locals_next = 0;
}

const struct lexicon *programme_words(struct programme *p, const struct unit *commune)
{
	struct lexicon *words;
	const char **codes;
	size_t used;
	unsigned at;

	if (commune == NULL)
		return p->menus->lexicon;
	for (unsigned i = 0; i < p->locals_used; i++)
		if (strcmp(p->locals[i].commune, commune->code) == 0)
			return p->locals[i].words;
	codes = units_codes_of(p->units, commune, &used); /* words of what was merged into it are still said there */
	words = lexicon_local(p->menus->lexicon, codes, used);
	free(codes);
	if (words == NULL)
		return p->menus->lexicon;
	if (p->locals_used < PROGRAMME_LOCALS_MAX) {
		at = p->locals_used++;
	} else { /* the one that was made first gives way */
		at = p->locals_next++ % PROGRAMME_LOCALS_MAX;
		lexicon_free(&p->locals[at].words);
	}
	p->locals[at].words = words;
	record_copy(commune->code, p->locals[at].commune, sizeof p->locals[at].commune);
	return words;
}

void programme_forget(struct programme *p)
{
	forget_locals(p);
	units_free(&p->units);
	if (p->names != NULL)
		unit_names_free(&p->names);
	p->names = NULL;
	p->next_sweep_us = 0;
	p->sweep_row = 0;
	p->pauses_known = false;
}

/* The calendar moves deadlines behind what is suspended. */
static const struct units *with_pauses(struct programme *p, int64_t now_us, struct why *why)
{
	if (!p->pauses_known && suspend_into_calendar(p, now_us, why) == -1)
		return NULL;
	p->pauses_known = true;
	return p->units;
}

/* Another gateway on this store may have changed what we keep in memory. */
static int follow_changes(struct programme *p, struct why *why)
{
	struct store_changes changes;

	if (store_changes(p->store, &changes, why) == -1)
		return -1;
	if (changes.kept[STORE_UNITS] != p->changes[STORE_UNITS])
		programme_forget(p);
	/* A storm brings hundreds: units are not read for them. */
	if (changes.kept[STORE_PAUSES] != p->changes[STORE_PAUSES])
		p->pauses_known = false;
	memcpy(p->changes, changes.kept, sizeof p->changes);
	return 0;
}

const struct units *programme_units(struct programme *p, int64_t now_us, struct why *why)
{
	struct civil now = clock_civil(now_us);
	char day[PERIOD_DAY_OCTETS];

	if (follow_changes(p, why) == -1)
		return NULL;
	period_day_text(&now, day);
	if (p->units != NULL && strcmp(units_day(p->units), day) == 0)
		return with_pauses(p, now_us, why);
	/* A hundred thousand are not read again each midnight. */
	if (p->units != NULL && units_move_on(p->units, day)) {
		p->pauses_known = false;
		return with_pauses(p, now_us, why);
	}
	programme_forget(p);
	if (add_indicators(p, why) == -1)
		return NULL;
	p->units = units_read(p->store, day, why);
	if (p->units == NULL)
		return NULL;
	p->names = units_names(p->units);
	return with_pauses(p, now_us, why);
}

/* ---- one text ---- */

void outcome_init(struct outcome *o)
{
	o->intent = INTENT_UNKNOWN;
	o->status = OUTCOME_IGNORED;
	o->replies_used = 0;
	o->ussd_more = o->ussd_over = false;
	o->kept[0] = '\0';
	reading_clear(&o->reading);
	for (size_t i = 0; i < OUTCOME_REPLIES_MAX; i++)
		buf_init(&o->replies[i].text);
}

void outcome_fini(struct outcome *o)
{
	for (size_t i = 0; i < OUTCOME_REPLIES_MAX; i++)
		buf_fini(&o->replies[i].text);
}

const char *outcome_status_name(enum outcome_status status)
{
	static const char *const names[] = {
		[OUTCOME_RECORDED] = "recorded",
		[OUTCOME_ANSWERED] = "answered",
		[OUTCOME_ASKED] = "asked",
		[OUTCOME_REFUSED] = "refused",
		[OUTCOME_IGNORED] = "ignored",
	};

	return names[status];
}

/* What an operator told the gateway's own SIM: someone must act. */
static int raise_alarm(struct act *a, struct why *why)
{
	const char *machine = act_reading(a)->machine;

	if (machine[0] == '\0')
		return 0;
	log_warn("alarm", "kind=%s link=%s", machine, a->in->link);
	return programme_alarm(a->p, machine, a->in->link, "", a->in->now_us, why);
}

/* A number, a date or a name may have been cut off with the part that never came. */
static bool is_unsafe_alone(enum intent intent)
{
	return intent == INTENT_REPORT || intent == INTENT_CORRECTION || intent == INTENT_TARGET_SET ||
	       intent == INTENT_REGISTER || intent == INTENT_SCHEDULE_ADD || intent == INTENT_SCHEDULE_CHANGE;
}

/* A text that holds a secret and was not understood is answered by a warning, and not by what its words may mean. */
static bool only_a_secret(const struct act *a)
{
	enum intent intent = act_reading(a)->intent;

	return strcmp(a->raw, a->in->text) != 0 && !a->question_open &&
	       (intent == INTENT_ASK || intent == INTENT_UNKNOWN || intent == INTENT_OFFTOPIC || intent == INTENT_DENY);
}

static void read_text(struct act *a, const char *text, struct buf *trace)
{
	understand(programme_words(a->p, a->commune), a->p->names, &a->at, text, strlen(text), &a->out->reading, trace);
	question_complete(a);
}

/* walked: what the steps of a menu made of it. */
static int read_words(struct act *a, bool person, int walked, struct buf *trace, struct why *why)
{
	read_text(a, walked == QUESTION_SENTENCE ? a->sentence.data : a->in->text, trace);
	if (!person || walked == QUESTION_SENTENCE)
		return walked;
	walked = question_walk_dropped(a, why);
	if (walked == QUESTION_SENTENCE)
		read_text(a, a->sentence.data, trace);
	return walked;
}

/* "TOI 0905110002 BC DVC 9": as who has that number. Who changes numbers, registers or stops names it otherwise. */
static bool speaks_as_another(const struct reading *r)
{
	enum intent intent = r->intent == INTENT_ASK ? r->guess : r->intent;

	return intent != INTENT_REGISTER && intent != INTENT_NUMBER && intent != INTENT_OBJECT &&
	       intent != INTENT_OPTOUT && intent != INTENT_OPTIN && intent != INTENT_PIN;
}

static int take(struct act *a, bool person, struct buf *trace, struct why *why)
{
	struct reading *r = &a->out->reading;
	bool lacks_pin = false;
	int walked = 0;

	if (person && pin_is_told(a))
		return pin_take(a, why);
	if (person && (walked = question_walk(a, why)) == -1)
		return -1;
	if (walked == QUESTION_SHOWN)
		return 0;
	if (person && question_missed(a))
		return question_ask_choice(a, why);
	if ((!person || !question_answered(a)) && (walked = read_words(a, person, walked, trace, why)) == -1)
		return -1;
	if (walked == QUESTION_SHOWN)
		return 0;
	a->out->intent = r->intent;
	if (!person || r->intent == INTENT_IGNORE) {
		a->out->intent = r->intent = INTENT_IGNORE;
		a->out->status = OUTCOME_IGNORED;
		return raise_alarm(a, why);
	}
	if (only_a_secret(a))
		return act_secret(a, why);
	if (speaks_as_another(r) && borrow_lacks_pin(a, &lacks_pin, why) == -1)
		return -1;
	if (lacks_pin)
		return act_answer(a, OUTCOME_REFUSED, why, "pin_toi", NULL);
	if (a->in->part_alone && is_unsafe_alone(r->intent))
		return act_answer(a, OUTCOME_ASKED, why, "part_alone", NULL);
	return act_run(a, why);
}

/* Whose text it is comes before what it says: it may be written on a borrowed phone. */
static int take_as(struct act *a, struct programme_text *masked, bool person, struct buf *trace, struct why *why)
{
	enum borrow borrow = person ? borrow_read(a, masked, why) : BORROW_NONE;

	if (borrow == BORROW_FAILED)
		return -1;
	if (borrow == BORROW_REFUSED)
		return 0;
	if (situation_read(a, why) == -1)
		return -1;
	/* To whom nothing is known digits alone may be a PIN, or a code, that belongs to somebody else. */
	if (person && a->me.id == 0 && borrow_hide_digits(a, why) == -1)
		return -1;
	return take(a, person, trace, why);
}

/* In the place of the screen: it is over, and goes on when it is dialled again. */
static void end_session(struct act *a)
{
	struct outcome *out = a->out;
	unsigned i = 0;

	while (i < out->replies_used && out->replies[i].message != 0)
		i++;
	if (i == out->replies_used)
		return;
	buf_clear(&out->replies[i].text);
	texts_render(a->p->menus->texts, a->style == TEXT_ENGLISH ? TEXT_ENGLISH : TEXT_PLAIN, "ussd_over", NULL,
		&out->replies[i].text);
	out->replies[i].parts = 1;
	out->replies[i].ucs2 = false;
}

/* Does the USSD session go on? A question that was left as it is shows a screen too. */
static int go_on(struct act *a, struct why *why)
{
	bool more = a->in->session[0] != '\0' && a->question_asked;

	if (more && !a->screen_counted && question_ask(a, why) == -1)
		return -1;
	if (more && a->session_over)
		end_session(a);
	a->out->ussd_over = more && a->session_over;
	a->out->ussd_more = more && !a->session_over;
	return 0;
}

int programme_take(struct programme *p, const struct programme_text *text, struct outcome *outcome, struct buf *trace,
	struct why *why)
{
	struct act act, *a = &act;
	struct programme_text masked = *text;
	char *words = strdup(text->masked != NULL ? text->masked : text->text);
	bool person;
	int result = -1;

	assert(words != NULL);
	memset(a, 0, offsetof(struct act, question));
	if (text->masked == NULL)
		mask_secrets(words);
	masked.text = words;
	a->p = p;
	a->in = &masked;
	a->raw = text->text;
	a->out = outcome;
	outcome->replies_used = 0;
	outcome->ussd_more = outcome->ussd_over = false;
	outcome->kept[0] = '\0';
	reading_clear(&outcome->reading);
	question_init(&a->question);
	buf_init(&a->sentence);
	buf_init(&a->lent);
	person = !text->from_name && msisdn_read(text->from, a->from, NULL) == 0;
	if (!person)
		record_copy(text->from, a->from, sizeof a->from);
	record_copy(a->from, a->texter, sizeof a->texter);
	a->units = programme_units(p, text->now_us, why);
	if (a->units != NULL)
		result = take_as(a, &masked, person, trace, why);
	if (result == 0)
		result = go_on(a, why);
	question_fini(&a->question);
	buf_fini(&a->sentence);
	buf_fini(&a->lent);
	free(words);
	return result;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/understand.h"

#include "menus/judge.h"

#include <stdio.h>
#include <string.h>

/* Everything that one text needs, in one piece of the stack: nothing is allocated. */
struct work {
	struct decoded decoded;
	struct tokens cut, mended;
	struct parse parse;
	struct view view;
};

/* A phrase that always needs a question: with = { ask = "indicator"; guess = "report"; } */
static void read_ask(struct view *v)
{
	const struct keyword *k = v->act[INTENT_ASK].by;

	ask(v, INTENT_UNKNOWN, "intent");
	for (unsigned i = 0; i < k->withs; i++) {
		if (strcmp(k->with[i].key, "ask") == 0)
			snprintf(v->r->ask, sizeof v->r->ask, "%s", k->with[i].value);
		if (strcmp(k->with[i].key, "list") == 0)
			reading_add_text(v->r, 0, "list", k->with[i].value);
		for (enum intent g = 1; g < INTENTS; g++)
			if (strcmp(k->with[i].key, "guess") == 0 && v->r->guess == INTENT_UNKNOWN &&
				strcmp(intent_name(g), k->with[i].value) == 0)
				v->r->guess = g;
	}
}

static void read_intent(struct view *v, enum intent intent)
{
	static void (*const readers[INTENTS])(struct view *) = {
		[INTENT_REGISTER] = register_read,
		[INTENT_SCHEDULE_ADD] = schedule_read,
		[INTENT_SCHEDULE_QUERY] = schedule_query_read,
		[INTENT_SCHEDULE_CHANGE] = schedule_read,
		[INTENT_REPORT] = report_read,
		[INTENT_CORRECTION] = correction_read,
		[INTENT_DIFFICULTY] = difficulty_read,
		[INTENT_TARGET_QUERY] = target_query_read,
		[INTENT_TARGET_SET] = target_set_read,
		[INTENT_DIGEST] = digest_read,
		[INTENT_HELP] = help_read,
		[INTENT_GUIDE] = guide_read,
		[INTENT_APPROVE] = approve_read,
		[INTENT_REJECT] = approve_read,
		[INTENT_RSVP] = rsvp_read,
		[INTENT_ATTENDANCE] = attendance_read,
		[INTENT_TEAM] = team_read,
		[INTENT_LEAVE] = leave_read,
		[INTENT_DEPUTE] = depute_read,
		[INTENT_NUMBER] = number_read,
		[INTENT_OBJECT] = object_read,
		[INTENT_PIN] = pin_read,
		[INTENT_PHONEBOOK] = phonebook_read,
		[INTENT_GROUP] = group_read,
		[INTENT_BROADCAST] = broadcast_read,
		[INTENT_SUSPEND] = suspend_read,
	};

	v->r->intent = intent;
	if (intent == INTENT_ASK) {
		read_ask(v);
		return;
	}
	second_order_cut(v);
	if (readers[intent] != NULL)
		readers[intent](v);
	else if (intent == INTENT_OPTIN)
		fields_with(v, v->act[INTENT_OPTIN].by); /* "nhận lại" wants texts, and agrees to nothing */
	else
		plain_read(v);
	if (v->r->intent == INTENT_GUIDE && v->r->fields_used == 0)
		fields_with(v, v->act[INTENT_GUIDE].by); /* TIEP */
}

/* An order that is asked about does nothing: what stands is told, or what they want is asked. */
static void read_asked(struct view *v, enum intent order)
{
	static const enum intent about[INTENTS] = {
		[INTENT_SCHEDULE_CHANGE] = INTENT_SCHEDULE_QUERY,
		[INTENT_TARGET_SET] = INTENT_TARGET_QUERY,
		[INTENT_UNDO] = INTENT_STATUS,
	};

	const int64_t no = view_ticket(v);

	if (about[order] != INTENT_UNKNOWN) {
		read_intent(v, about[order]);
	} else if (order == INTENT_URGE) {
		ask(v, order, "urge");
	} else if (order == INTENT_ANSWER) { /* "TL 7 chưa": how is number 7? */
		v->r->intent = INTENT_DIFFICULTY;
		if (no != 0)
			reading_add_number(v->r, 0, "ref", no);
		else
			reading_add_text(v->r, 0, "action", "list");
	} else {
		approve_ask_ref(v, order);
	}
}

static void trace_scores(struct view *v)
{
	if (v->trace == NULL)
		return;
	buf_adds(v->trace, "scores:");
	for (enum intent i = 1; i < INTENTS; i++)
		if (v->act[i].score > 0)
			buf_addf(v->trace, " %s=%d", intent_name(i), v->act[i].score);
	buf_addc(v->trace, '\n');
}

#define SCORE_ENOUGH 40

/* What won, by which words, and what came next. */
static void trace_choice(struct view *v, enum intent best, int score, enum intent next, int second)
{
	char text[READING_TEXT_OCTETS] = "";
	const struct weight *w = &v->act[best];

	if (v->trace == NULL)
		return;
	if (score < SCORE_ENOUGH) {
		buf_addf(v->trace, "chosen: nothing, %d are needed\n", SCORE_ENOUGH);
		return;
	}
	if (w->by != NULL)
		view_text(v, w->item, w->item + 1, text, sizeof text);
	buf_addf(v->trace, "chosen: %s=%d%s%s%s, runner-up: %s=%d, margin %d\n", intent_name(best), score,
		text[0] != '\0' ? " by \"" : "", text, text[0] != '\0' ? "\"" : "",
		second > 0 ? intent_name(next) : "none", second, score - second);
}

/* What the choice became: a question, when something was not clear. */
static void trace_end(struct view *v)
{
	if (v->trace == NULL || v->r->intent != INTENT_ASK)
		return;
	buf_addf(v->trace, "asked: %s%s%s\n", v->r->ask, v->r->guess != INTENT_UNKNOWN ? ", guess " : "",
		v->r->guess != INTENT_UNKNOWN ? intent_name(v->r->guess) : "");
}

static void decide(struct view *v)
{
	int score, second;

	judge_counts(v);
	judge_schedule(v);
	judge_change(v);
	judge_people(v);
	judge_tickets(v);
	judge_difficulty(v);
	judge_questions(v);
	judge_answers(v);
	judge_awaited(v);
	trace_scores(v);
	if (appoint_read(v) || new_leader_read(v) || rsvp_each_read(v) || sending_read(v) || broadcast_addressed(v) ||
		later_read(v) || taken_back_read(v) || kept_read(v))
		return;
	enum intent best = view_best(v, INTENT_UNKNOWN, &score);
	enum intent next = view_best(v, best, &second);
	trace_choice(v, best, score, next, second);
	if (score < SCORE_ENOUGH) {
		nothing_read(v);
		return;
	}
	v->r->score = score > 100 ? 100 : score;
	v->r->margin = score - second > 100 ? 100 : score - second;
	/* Two acts that are equally near: a report beside a target, a stop beside anything. */
	if (score == second && (best == INTENT_REPORT || next == INTENT_REPORT) && v->numbers > 0) {
		ask(v, INTENT_REPORT, "intent");
		return;
	}
	if (v->at->pending == PENDING_CONSENT && score < 70 && (best == INTENT_DIFFICULTY || best == INTENT_APPROVE)) {
		ask(v, INTENT_OPTIN, "consent");
		return;
	}
	if (best == INTENT_DIFFICULTY && !v->scam && judge_counts_too(v)) {
		read_intent(v, INTENT_REPORT);
		ask(v, INTENT_REPORT, "number");
		return;
	}
	if ((best == INTENT_DIGEST || best == INTENT_STATUS || best == INTENT_REPORT) && judge_is_late(v)) {
		ask(v, INTENT_REPORT, "later");
		return;
	}
	if ((v->doubtful_head || v->may_correct) && best == INTENT_REPORT) {
		read_intent(v, best);
		ask(v, INTENT_REPORT, "intent");
		return;
	}
	if (best == INTENT_OPTOUT && v->at->pending != PENDING_CONSENT && stop_of_other(v))
		ask(v, INTENT_OPTOUT, "other_stop");
	else if (order_is_asked(v, best))
		read_asked(v, best);
	else
		read_intent(v, best);
}

/* What came of the octets, and of the keyboard's own letters. */
static void trace_stages(struct view *v, const struct decoded *decoded, const char *text, size_t n)
{
	char folded[256], copy[256];

	if (v->trace == NULL)
		return;
	if (decoded->charset != DECODE_UTF8)
		buf_addf(v->trace, "charset: %s\n", decode_charset_name(decoded->charset));
	snprintf(copy, sizeof copy, "%.*s", (int)(n < sizeof copy ? n : sizeof copy - 1), text);
	fold_text(copy, folded, sizeof folded);
	buf_addf(v->trace, "folded: %s\n", folded);
}

static void trace_items(struct view *v)
{
	char text[READING_TEXT_OCTETS];
	static const char *const kinds[] = { "word", "number", "date", "time", "period", "unit", "phone", "sign",
		"picture", "foreign" };

	if (v->trace == NULL)
		return;
	buf_adds(v->trace, "items:");
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		view_text(v, i, i + 1, text, sizeof text);
		buf_addf(v->trace, " [%s %s", kinds[item->kind], text);
		for (unsigned t = item->from; t < item->to; t++)
			if (v->p->tokens->at[t].repair != REPAIR_NONE)
				buf_addf(v->trace, " (%s: %s)", token_repair_name(v->p->tokens->at[t].repair),
					token_fold(v->p->tokens, t));
		buf_adds(v->trace, item->kind == ITEM_WORD && item->senses_used == 0 ? "?]" : "]");
	}
	buf_addc(v->trace, '\n');
}

/* "co 1, bc dvc 3", "điểm danh 5475 bc vne 3": the number in front is of the invitation, and counts nothing. What stands
 * behind it is left, to be asked about. */
static bool drop_answer(struct parse *p)
{
	unsigned at = 1;
	bool number = false;

	if (p->used == 0 || !(token_is(p->tokens, p->at[0].from, "co") || token_is_no(p->tokens, p->at[0].from) ||
				    item_keyword(p, &p->at[0], INTENT_ATTENDANCE) != NULL))
		return false;
	while (at < p->used && (p->at[at].kind == ITEM_NUMBER || p->at[at].kind == ITEM_SIGN))
		number |= p->at[at++].kind == ITEM_NUMBER;
	const struct keyword *k = at < p->used ? item_keyword(p, &p->at[at], INTENT_REPORT) : NULL;
	if (!number || k == NULL || !k->command)
		return false;
	p->used -= at;
	memmove(&p->at[0], &p->at[at], p->used * sizeof p->at[0]);
	return true;
}

/* "co 5, kk máy in hỏng", "khong 5 vì bị ốm, bc dvc 4": an answer to an invitation, and behind a sign a command. */
static bool answers_and_commands(const struct view *v)
{
	const struct parse *p = v->p;

	if (p->used < 4 || p->at[1].kind != ITEM_NUMBER || !rsvp_is_known(v, p->at[1].value) ||
		!(token_is(p->tokens, p->at[0].from, "co") || token_is_no(p->tokens, p->at[0].from)))
		return false;
	for (unsigned i = 3; i < p->used; i++) {
		const struct keyword *report = item_keyword(p, &p->at[i], INTENT_REPORT),
				     *trouble = item_keyword(p, &p->at[i], INTENT_DIFFICULTY);

		if (p->at[i - 1].kind == ITEM_SIGN &&
			((report != NULL && report->command) || (trouble != NULL && trouble->command)))
			return true;
	}
	return false;
}

void understand(const struct lexicon *words, const struct unit_names *units, const struct situation *at,
	const char *text, size_t n, struct reading *reading, struct buf *why_trace)
{
	struct work w;
	struct view *v = &w.view;

	reading_clear(reading);
	decode(text, n, &w.decoded);
	token_cut(&w.decoded, &w.cut);
	token_mend(words, units, &w.cut, &w.mended);
	w.parse.words = words;
	w.parse.units = units;
	w.parse.now = at->now;
	w.parse.tokens = &w.mended;
	parse_items(&w.parse);
	*v = (struct view){ .p = &w.parse, .at = at, .words = words, .r = reading, .trace = why_trace };
	trace_stages(v, &w.decoded, text, n);
	if (w.mended.used == 0) {
		reading->intent = INTENT_EMPTY;
		reading->score = reading->margin = 100;
		return;
	}
	v->scam = scam_told(v) && !fire_told(v); /* "bị lửa cháy" */
	if (machine_is(v)) {
		if (why_trace != NULL)
			buf_adds(why_trace, "chosen: ignore, a machine wrote it\n");
		return;
	}
	if (machine_is_bare_code(v)) {
		ask(v, INTENT_UNKNOWN, "secret");
		trace_end(v);
		return;
	}
	parse_dates(&w.parse);
	head_mend(v);
	trace_items(v);
	if (no_trouble_drop(&w.parse)) {
		reading->intent = INTENT_ACK;
		reading->score = reading->margin = 90;
		return;
	}
	bool two = drop_answer(&w.parse);
	view_weigh(v);
	if (!two && !v->danger && !v->scam && answers_and_commands(v)) {
		ask(v, INTENT_UNKNOWN, "two");
		trace_end(v);
		return;
	}
	if (two) {
		read_intent(v, INTENT_REPORT);
		ask(v, INTENT_REPORT, "number");
		trace_end(v);
		return;
	}
	if (short_read(v)) {
		reading->score = reading->margin = 90;
		if (why_trace != NULL)
			buf_addf(why_trace, "chosen: %s, a short answer%s\n", intent_name(reading->intent),
				at->pending != PENDING_NONE ? " to what was asked" : "");
		return;
	}
	decide(v);
	trace_end(v);
}

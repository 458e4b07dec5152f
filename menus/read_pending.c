/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers to a question that is open: a number, a choice, a name, yes or no. */
#include "menus/bare.h"
#include "menus/person.h"

#include <stdio.h>
#include <string.h>

static void complete_number(struct view *v, const struct bare *b)
{
	enum intent intent = v->at->pending_intent != INTENT_UNKNOWN ? v->at->pending_intent : INTENT_REPORT;
	struct bare plain = *b;

	if (intent == INTENT_TARGET_SET) /* "60% số hộ" */
		plain.flags &= (uint16_t)~NUMBER_PERCENT;
	if (!bare_is_clear(&plain)) {
		ask(v, intent, "number");
		reading_add_text(v->r, 0, "indicator", v->at->pending_subject);
		return;
	}
	v->r->intent = intent;
	const char *subject = v->at->pending_subject;
	if (intent == INTENT_TARGET_SET || lexicon_indicator(v->words, subject) == NULL) {
		reading_add_text(v->r, 0, "indicator", subject);
		reading_add_number(v->r, 0, "number", b->value);
		if (intent == INTENT_TARGET_SET) {
			reading_add_number(v->r, 0, subject, b->value);
			fields_percent(v, 0);
		}
		return;
	}
	reading_add_number(v->r, 0, subject, b->value);
	const struct lexicon_indicator *i = lexicon_indicator(v->words, subject);
	if (b->value > i->most) {
		v->r->intent = INTENT_ASK;
		v->r->guess = intent;
		snprintf(v->r->ask, sizeof v->r->ask, "confirm");
	}
}

/* No to a question with choices: nothing of it is done. An invitation is answered by it, and what waits for a leader is
 * not, while that question is open. */
static bool drops(struct view *v, const struct bare *b)
{
	bool no = b->no && !b->yes && !b->other && !b->number && !b->question && !b->indicator && !b->unit;

	if (!no || v->at->pending_intent == INTENT_RSVP || strcmp(v->at->pending_subject, "mode") == 0)
		return false;
	ask(v, v->at->pending_intent, "nothing");
	return true;
}

/* "không đi được": of the invitation, whatever else was asked. */
static bool says_of_going(const struct view *v)
{
	static const char *const going[] = { "di", "du", "den", "toi", "tham" };
	bool goes = false;

	for (unsigned i = 0; i < v->p->tokens->used && v->at->events_used > 0; i++)
		for (size_t k = 0; k < sizeof going / sizeof *going; k++)
			goes |= token_is(v->p->tokens, i, going[k]);
	return goes;
}

/* Yes to a question with choices says none of them. */
static bool agrees(struct view *v, const struct bare *b)
{
	bool yes = b->yes && !b->no && !b->other && !b->number && !b->question && !b->indicator && !b->unit;

	if (!yes || v->at->pending_intent == INTENT_RSVP || v->at->pending_intent == INTENT_APPROVE ||
		((v->at->events_used > 0 || v->at->answered != 0) &&
			v->act[INTENT_RSVP].score > 0)) /* "có đi được ạ" answers the invitation */
		return false;
	ask(v, v->at->pending_intent, "choice");
	return true;
}

#define COMMAND_WEIGHT 78 /* CT, and whatever else is a command only where one stands */

/* "NHAC thon Tan Hy" is a command of its own, whatever unit was asked for. */
static bool commands_other(const struct view *v)
{
	for (enum intent i = 1; i < INTENTS; i++) {
		const struct keyword *by = v->act[i].by;

		if (i != v->at->pending_intent && by != NULL && v->act[i].item == v->first &&
			(by->command || (by->place == KEYWORD_HEAD && by->weight >= COMMAND_WEIGHT)))
			return true;
	}
	return false;
}

static bool choose(struct view *v, const struct bare *b)
{
	int64_t n = -1;
	/* "ok 1 nhé"; "CO 1" is the answer to an invitation */
	bool agreed = b->number && b->yes && !b->no && !b->other && !b->indicator && !b->unit && !b->question &&
		      !token_is(v->p->tokens, 0, "co");

	if ((bare_is_number(b) || agreed) && !b->loose && b->value >= 1 && b->value <= v->at->choices_used)
		n = b->value;
	for (unsigned k = 0; b->unit && !b->number && n < 0 && !commands_other(v) && k < v->at->choices_used; k++) {
		const struct item *u = view_at(v, b->unit_item);
		for (unsigned h = 0; h < u->hits; h++)
			if (u->hits == 1 && strcmp(u->hit[h].unit->code, v->at->choices[k]) == 0)
				n = k + 1;
	}
	if (n < 0)
		return false;
	v->r->intent = v->at->pending_intent;
	reading_add_number(v->r, 0, "choice", n);
	if (v->at->pending == PENDING_UNIT)
		reading_add_text(v->r, 0, "code", v->at->choices[n - 1]);
	else
		reading_add_text(v->r, 0, "chosen", v->at->choices[n - 1]);
	return true;
}

/* "thay", "thay bằng", "thay đi": replaced; "dạ thầy" is polite. */
static bool says_instead(const struct view *v, const struct item *item)
{
	static const char *const behind[] = { "bang", "the", "cho", "so", "di", "luon", "nhe", NULL };
	const struct tokens *t = v->p->tokens;

	return item->kind == ITEM_WORD && token_is(t, item->from, "thay") &&
	       (t->used == 1 || (item->from + 1u < t->used && token_is_of(t, item->from + 1u, behind)));
}

/* Which of both is said in words: "cộng thêm", "thay bằng số mới"; 0: neither, or more than that. */
static unsigned choice_of_words(const struct view *v)
{
	static const char *const add[] = { "add", "add" }, *const instead[] = { "replace", "new" };
	const char *const *wanted = NULL;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (says_instead(v, item) || item_is(item, CLASS_NEW))
			wanted = instead;
		else if (item_is(item, CLASS_ADD))
			wanted = wanted == instead ? NULL : add;
		else if (item->kind != ITEM_NUMBER && !view_is_polite(item) && !item_is(item, CLASS_FILLER) &&
			 !(wanted == instead && says_instead(v, item - 1)))
			return 0;
	}
	for (unsigned k = 0; wanted != NULL && k < v->at->choices_used; k++)
		if (strcmp(v->at->choices[k], wanted[0]) == 0 || strcmp(v->at->choices[k], wanted[1]) == 0)
			return k + 1;
	return 0;
}

/* Beside the words "2 cộng thêm" has the number of the choice; in "cộng thêm 2" it could as well be how many. */
static bool choose_by_word(struct view *v, const struct bare *b)
{
	unsigned choice = b->indicator || b->unit || b->question || b->yes || b->no ? 0 : choice_of_words(v);

	if (choice == 0)
		return false;
	if (b->number && b->value != choice) {
		ask(v, v->at->pending_intent, "indicator");
		reading_add_number(v->r, 0, "number", b->value);
		reading_add_text(v->r, 0, "chosen", v->at->choices[choice - 1]);
		if (strcmp(v->at->choices[choice - 1], "add") == 0)
			reading_add_text(v->r, 0, "mode", "add");
		return true;
	}
	if (b->number && b->number_item != v->first) {
		ask(v, v->at->pending_intent, "choice");
		return true;
	}
	v->r->intent = v->at->pending_intent;
	reading_add_number(v->r, 0, "choice", choice);
	reading_add_text(v->r, 0, "chosen", v->at->choices[choice - 1]);
	return true;
}

static bool pending_unit(struct view *v, const struct bare *b)
{
	if (choose(v, b))
		return true;
	if (!b->unit || b->number || b->indicator || v->strong > 0 || commands_other(v))
		return false;
	v->r->intent = v->at->pending_intent;
	if (v->r->intent == INTENT_REGISTER) {
		register_add_role(v);
		if (v->act[INTENT_REGISTER].by != NULL) /* "DK Le Van Tam, xa Binh Son" says it all anew */
			register_add_name(v);
	}
	(void)fields_units(v, 0, v->p->used, 0);
	return true;
}

#define WORD_MIN 4 /* letters: "tới", "ví" and "sổ" without their marks are anything */

/* "bán hàng", "tập huấn nhé": an indicator in ordinary words, which "tên tới", "vì bận" and "đừng đến" are not. */
static bool is_slight(const struct view *v, const struct bare *b, const struct sense *s)
{
	const struct item *item = view_at(v, b->indicator_item);
	bool first = b->indicator_item == 0, beside = b->loose || b->yes || b->no || !first;

	return s->weak && (beside || v->p->tokens->at[item->to - 1].length < WORD_MIN);
}

static bool pending_indicator(struct view *v, const struct bare *b)
{
	const struct sense *s = b->indicator ? item_sense(view_at(v, b->indicator_item), SENSE_INDICATOR) : NULL;

	if (s == NULL || b->number || b->other || b->no || is_slight(v, b, s))
		return choose(v, b);
	v->r->intent = v->at->pending_intent != INTENT_UNKNOWN ? v->at->pending_intent : INTENT_REPORT;
	reading_add_number(v->r, 0, indicator_code(v, s), v->at->pending_number);
	return true;
}

/* The first token behind who speaks. */
static unsigned behind_self(const struct tokens *t)
{
	unsigned at = 0;

	while (token_is_of(t, at, TOKEN_WORDS("da", "thua", "toi", "tui", "em", "minh", "con", "chau", "xin")))
		at++;
	return at;
}

/* "ngừng gửi tin đi", "thôi không gửi nữa": more than an answer to the question. */
static bool says_stop(const struct view *v)
{
	const struct weight *stop = &v->act[INTENT_OPTOUT];

	return stop->by != NULL && stop->score >= 80 && v->p->tokens->used > 2 && !v->question;
}

bool pending_refuses_consent(const struct view *v, const struct bare *b)
{
	const struct tokens *t = v->p->tokens;
	const unsigned at = behind_self(t);

	for (unsigned i = 0; i < t->used; i++)
		if (b->question || token_is_of(t, i, TOKEN_WORDS("sao", "hay", "thi", "neu", "nhung", "ma", "gi")))
			return false;
	return token_is_no(t, at) && token_is(t, at + 1, "dong") && token_is(t, at + 2, "y");
}

/* "chưa", "chưa đồng ý"; "thành viên", which they have said before: neither yes nor no. */
static bool is_no_consent_yet(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	const unsigned at = behind_self(t);
	bool role = false;

	if (token_is(t, at, "chua"))
		return at + 1 == t->used || token_is(t, at + 1, "dong");
	for (unsigned i = 0; i < v->p->used; i++) {
		const bool is_role = item_sense(view_at(v, i), SENSE_ROLE) != NULL;

		if (!is_role && !view_is_polite(view_at(v, i)))
			return false;
		role |= is_role;
	}
	return role;
}

/* Consent, or that there is none, is kept only of a clear word: "đồng ý cái gì mới được?", "có người", "đi chợ", "được
 * bhyt" and "bận việc" are asked again. */
static bool pending_consent(struct view *v, const struct bare *b, bool yes, bool no)
{
	if (v->scam || v->danger || says_stop(v))
		return false;
	if (pending_refuses_consent(v, b)) {
		v->r->intent = INTENT_OPTOUT;
		reading_add_text(v->r, 0, "consent", "no");
		return true;
	}
	if (is_no_consent_yet(v)) {
		ask(v, INTENT_OPTIN, "consent");
		return true;
	}
	if ((yes || no || (b->yes && !b->number)) &&
		(b->question || b->coming || b->loose || b->indicator || b->only)) {
		ask(v, INTENT_OPTIN, "consent");
		return true;
	}
	if (bare_is_number(b)) { /* no digits were offered */
		ask(v, INTENT_OPTIN, "consent");
		return true;
	}
	if (!yes && !no)
		return false;
	v->r->intent = yes ? INTENT_OPTIN : INTENT_OPTOUT;
	reading_add_text(v->r, 0, "consent", yes ? "yes" : "no");
	return true;
}

static bool pending_number(struct view *v, const struct bare *b, bool no)
{
	if (no && !b->refused && !v->at->pending_passed && v->at->pending_intent == INTENT_REPORT &&
		v->act[INTENT_OPTOUT].score == 0) {
		v->r->intent = INTENT_REPORT;
		reading_add_number(v->r, 0, v->at->pending_subject, 0);
		return true;
	}
	if (!bare_is_number(b))
		return drops(v, b);
	complete_number(v, b);
	return true;
}

/* "Hủy" to a question, to the preview of a broadcast or to "are you sure?" is about that, and does not end all texts. */
static bool says_cancel(const struct view *v)
{
	return v->p->tokens->used == 1 && token_is(v->p->tokens, 0, "huy");
}

/* "bỏ đi", "thôi bỏ đi", "hủy đi" to the preview of a broadcast. */
static bool drops_preview(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	bool drops = false;

	for (unsigned i = 0; i < t->used; i++) {
		drops |= token_is_of(t, i, TOKEN_WORDS("bo", "huy"));
		if (!token_is_of(t, i, TOKEN_WORDS("bo", "huy", "thoi", "di", "luon", "nhe", "nha", "em", "a")))
			return false;
	}
	return drops && v->at->pending == PENDING_CONFIRM && v->at->pending_intent == INTENT_BROADCAST;
}

static bool pending_confirm(struct view *v, const struct bare *b, bool yes, bool no)
{
	enum sending said = v->at->pending_intent == INTENT_BROADCAST ? sending_said(v) : SENDING_OTHER;

	if (v->at->pending_intent == INTENT_LEAVE && v->act[INTENT_LEAVE].score > 0)
		return false; /* "không làm trong tổ nữa" says it again */
	yes = (yes || said == SENDING_YES) && !v->at->pending_passed;
	no |= said == SENDING_NO;

	if (yes || (bare_is_number(b) && b->value == 1) || v->act[INTENT_CONFIRM].score > 0) {
		v->r->intent = INTENT_CONFIRM;
		if (b->number && !b->other && !bare_is_number(b)) /* "1" alone is a yes, and no number */
			reading_add_number(v->r, 0, "ref", b->value);
		return true;
	}
	no |= says_cancel(v) || drops_preview(v); /* to what was shown: elsewhere it never comes here */
	if (no)
		ask(v, v->at->pending_intent,
			v->at->pending_intent == INTENT_SCHEDULE_ADD || v->at->pending_intent == INTENT_REGISTER ||
					v->at->pending_intent == INTENT_UNDO ||
					v->at->pending_intent == INTENT_APPROVE ||
					v->at->pending_intent == INTENT_TARGET_SET
				? "nothing"
				: "number");
	return no;
}

static bool pending_menu(struct view *v, const struct bare *b)
{
	char topic[32];

	if (!bare_is_number(b) || b->value > 99)
		return false;
	if (strcmp(v->at->pending_subject, "guide") == 0) {
		snprintf(topic, sizeof topic, "menu:%lld", (long long)b->value);
		v->r->intent = INTENT_GUIDE;
		reading_add_text(v->r, 0, "topic", topic);
		return true;
	}
	v->r->intent = INTENT_MENU;
	reading_add_number(v->r, 0, "choice", b->value);
	return true;
}

/* "Lê Văn Tám", "Nguyễn Thị Bảy", "Năm": numbers that are written in words are names. */
static bool is_name_of_numbers(const struct view *v)
{
	for (unsigned i = 0; i < v->p->tokens->used; i++)
		if (v->p->tokens->at[i].kind != TOKEN_WORD)
			return false;
	return true;
}

/* "Năm", "Tư", "Út": what a child is called by its place among the children, whatever else the word may be. */
static bool is_name_of_rank(const struct tokens *t)
{
	static const char *const ranks[] = { "hai", "ba", "tu", "bon", "nam", "sau", "bay", "tam", "chin", "muoi", "ut",
		NULL };

	return t->used == 1 && token_is_of(t, 0, ranks);
}

/* The name that a text is: a family name and what follows, behind "tôi tên là" or nothing; or two to six words of which
 * none means anything here, or one that would be a number. */
static bool name_alone(struct view *v, unsigned *from, unsigned *to)
{
	const struct tokens *t = v->p->tokens;
	bool means = false, words = true;

	if (person_find(v, from, to) && *to == t->used) {
		bool intro = true;

		for (unsigned i = 0; i < v->p->used && view_at(v, i)->from < *from; i++)
			intro &= item_is(view_at(v, i), CLASS_I_AM) || item_is(view_at(v, i), CLASS_NAME_IS) ||
				 view_is_polite(view_at(v, i));
		return intro;
	}
	for (unsigned i = 0; i < t->used; i++)
		words &= t->at[i].kind == TOKEN_WORD;
	for (unsigned i = 0; i < v->p->used; i++)
		means |= view_at(v, i)->senses_used > 0;
	*from = 0;
	*to = t->used;
	return is_name_of_rank(t) || (words && !means && t->used >= 2 && t->used <= 6);
}

static bool pending_name(struct view *v, const struct bare *b)
{
	bool role = false, answer = (b->yes || b->no) && !b->other,
	     called = (b->number && is_name_of_numbers(v)) || is_name_of_rank(v->p->tokens);
	char name[READING_TEXT_OCTETS];
	unsigned from, to;

	for (unsigned i = 0; i < v->p->used; i++)
		role |= item_sense(view_at(v, i), SENSE_ROLE) != NULL;
	if ((!called && (b->number || v->meaning == 0)) || b->indicator || answer || v->question || v->how_many ||
		v->act[INTENT_OPTOUT].score > 0)
		return drops(v, b);
	for (enum intent i = 0; i < INTENTS; i++)
		if (v->act[i].score >= 84)
			return false;
	if (b->unit || role) { /* more than the name */
		register_read(v);
		return true;
	}
	if (!name_alone(v, &from, &to))
		return false;
	v->r->intent = INTENT_REGISTER;
	token_typed(v->p->tokens, from, to, name, sizeof name);
	reading_add_text(v->r, 0, "name", name);
	return true;
}

/* "tháng 7", "của tháng 7 ạ": of which month, week or quarter it is. */
static bool pending_period(struct view *v)
{
	bool said = false;

	if (strcmp(v->at->pending_subject, "period") != 0)
		return false;
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		bool period = item->kind == ITEM_PERIOD;

		if ((period && said) || (!period && !view_is_polite(item) && !item_is(item, CLASS_FILLER) &&
						item_keyword(v->p, item, INTENT_REPORT) == NULL))
			return false;
		said |= period;
	}
	if (said) {
		v->r->intent = v->at->pending_intent;
		fields_period(v);
	}
	return said;
}

bool pending_read(struct view *v, const struct bare *b)
{
	bool yes = b->yes && !b->no && !b->other && !b->number && !b->question && !b->only;
	bool no = b->no && !b->yes && !b->other && !b->number && !b->question && !b->only;
	bool shown = v->at->pending == PENDING_CONFIRM &&
		     (v->at->pending_intent == INTENT_BROADCAST || v->at->pending_intent == INTENT_LEAVE);

	if (says_cancel(v) && !shown && v->at->pending != PENDING_CONSENT && v->at->pending != PENDING_MENU &&
		v->at->pending != PENDING_NAME) {
		ask(v, v->at->pending_intent, "nothing");
		return true;
	}
	if (no && !shown && v->at->pending != PENDING_CONSENT && v->at->pending_intent != INTENT_RSVP &&
		says_of_going(v))
		return false;
	switch (v->at->pending) {
	case PENDING_CONSENT:
		return pending_consent(v, b, yes, no);
	case PENDING_NUMBER:
		return pending_number(v, b, no);
	case PENDING_INDICATOR:
		return pending_indicator(v, b);
	case PENDING_UNIT:
		return pending_unit(v, b) || drops(v, b);
	case PENDING_CHOICE:
		return choose(v, b) || choose_by_word(v, b) || pending_period(v) || drops(v, b) || agrees(v, b);
	case PENDING_CONFIRM:
		return pending_confirm(v, b, yes, no);
	case PENDING_MENU:
		return pending_menu(v, b);
	case PENDING_NAME:
		return pending_name(v, b);
	case PENDING_NONE:
		break;
	}
	return false;
}

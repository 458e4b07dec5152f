/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/judge.h"

#include <stdio.h>

/* The letter of a word that is one letter again and again ("kkkk", "xxxxx"); 0 when it is another word. */
static char repeated(const struct tokens *t, unsigned token)
{
	const char *s = token_fold(t, token);

	if (t->at[token].length < 3)
		return '\0';
	for (unsigned i = 1; s[i] != '\0'; i++)
		if (s[i] != s[0])
			return '\0';
	return s[0];
}

struct words { /* what the text is made of */
	unsigned all, known, strange, foreign, pictures, noise, laughs;
};

static struct words count_words(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	struct words w = { 0 };

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		w.foreign += item->kind == ITEM_FOREIGN;
		w.pictures += item->kind == ITEM_PICTURE;
		if (item->kind == ITEM_UNIT || item->kind == ITEM_DATE || item->kind == ITEM_TIME ||
			item->kind == ITEM_PERIOD) {
			w.all++;
			w.known++;
		}
		if (item->kind != ITEM_WORD)
			continue;
		w.all++;
		char letter = repeated(t, item->from);
		w.laughs += letter == 'k' || letter == 'h' || item_is(item, CLASS_LAUGH);
		w.noise += letter != '\0' && letter != 'k' && letter != 'h';
		w.noise += item_is(item, CLASS_NOISE);
		w.strange += item->senses_used == 0;
		w.known += item->senses_used > 0 || view_is_syllable(t, item->from);
	}
	return w;
}

static void ask_number(struct view *v)
{
	if (v->numbers == 0 && item_is(view_at(v, v->first), CLASS_CANCEL)) { /* "xóa dvc" */
		correction_drop_read(v);
		return;
	}
	ask(v, INTENT_REPORT, "number");
	(void)fields_topic(v, "indicator");
	/* "vneid báo hết hạn": a report, a guide or a difficulty? */
	if (v->numbers == 0 && !view_has(v, CLASS_VAGUE))
		reading_add_number(v->r, 0, "open", 1);
}

/* "TH năm", "TH 11", which read like a month: the digest of it. True when it is that. */
static bool is_digest(struct view *v)
{
	const struct item *item = view_at(v, 0);
	char year[8];

	if (v->p->used != 1 || item->kind != ITEM_PERIOD || !token_is(v->p->tokens, item->from, "th") ||
		item->to < item->from + 2)
		return false;
	v->r->intent = INTENT_DIGEST;
	snprintf(year, sizeof year, "%04d", v->p->now.year);
	if (token_is(v->p->tokens, item->from + 1u, "nam"))
		reading_add_text(v->r, 0, "period", year);
	else
		fields_period(v);
	return true;
}

/* Pictures, laughter, noise, words of a phone for what it cannot send. True when it was one. */
static bool is_no_language(struct view *v, const struct words *w)
{
	const struct item *last = view_at(v, v->p->used - 1);

	if (w->all == 0 && v->numbers == 0 && w->foreign == 0) {
		v->r->intent = w->pictures > 0 && picture_agrees(v) ? INTENT_ACK
			       : v->question                        ? INTENT_HELP
								    : INTENT_UNKNOWN;
		return true;
	}
	if (v->strong > 0 && (v->numbers > 0 || view_has(v, CLASS_VAGUE)))
		return false;
	/* "[Nhãn dán]": a phone's word for what it cannot send */
	bool placeholder = item_sign(view_at(v, 0), '[') && item_sign(last, ']') && v->numbers == 0;
	bool laughter = w->laughs > 0 && w->laughs == w->all && w->foreign == 0;
	if (!placeholder && !laughter && w->noise == 0 && w->known * 2 >= w->all + w->foreign &&
		(w->all > 1 || w->known > 0))
		return false;
	v->r->intent = laughter && !placeholder ? INTENT_OFFTOPIC : INTENT_UNKNOWN;
	return true;
}

/* "hủy luôn cái đó", "cộng vào", "làm được nhiều đó": what was done, or is to be done, to something that was sent. */
static bool is_of_work(const struct item *item)
{
	return item->kind == ITEM_WORD && !item_is(item, CLASS_YES) && !item_is(item, CLASS_NO) &&
	       !view_is_polite(item) &&
	       (item_is(item, CLASS_ADD) || item_is(item, CLASS_CANCEL) || item_is(item, CLASS_VERB));
}

/* "để em xem" */
static bool is_of_oneself(const struct view *v)
{
	return view_has_token(v, "em") || view_has_token(v, "toi") || view_has_token(v, "minh") ||
	       view_has_token(v, "chau") || view_has_token(v, "con");
}

/* Units, roles, months, words of other acts and telephone numbers stand in no answer to an invitation. */
static bool is_about_something(const struct view *v)
{
	const bool undecided = view_has(v, CLASS_DOUBT) || rsvp_goes(v) || is_of_oneself(v);
	bool role = false;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		role |= item_sense(item, SENSE_ROLE) != NULL || item->kind == ITEM_PERIOD || item->kind == ITEM_PHONE ||
			item_is(item, CLASS_OFFICE) || item_keyword(v->p, item, INTENT_DIFFICULTY) != NULL ||
			item_keyword(v->p, item, INTENT_DIGEST) != NULL ||
			item_keyword(v->p, item, INTENT_TARGET_QUERY) != NULL || (!undecided && is_of_work(item));
	}
	return v->has_unit || role || v->numbers > 0;
}

/* Nothing spoke for any intent. */
void nothing_read(struct view *v)
{
	struct words w = count_words(v);
	bool invited = v->at->events_used > 0;
	bool open = invited && (w.strange == 0 || is_of_oneself(v)) && !is_about_something(v);
	/* "để con trai tôi đi thay được không": of the invitation, when nothing else is named */
	bool asks = (v->question || v->how_many) && w.all > 2 && !open;

	if (invited && view_has(v, CLASS_YES) && view_has(v, CLASS_NO) && w.all > 1) {
		ask(v, INTENT_RSVP, "rsvp"); /* "có hay không cũng được" */
		return;
	}
	if (difficulty_follow_read(v) || is_no_language(v, &w) || is_digest(v))
		return;
	if (v->strong > 0 && (v->numbers > 0 || view_has(v, CLASS_VAGUE))) {
		ask_number(v);
		return;
	}
	if (v->at->pending == PENDING_CONSENT && w.all > 1 && !v->how_many) {
		ask(v, INTENT_OPTIN, "consent");
		return;
	}
	if (asks || (!invited && w.all >= 4 && w.strange > 0 && v->numbers == 0 && v->strong == 0))
		v->r->intent = INTENT_OFFTOPIC;
	else if (v->strong > 0)
		ask_number(v);
	else if (open) /* this answers neither yes nor no */
		ask(v, INTENT_RSVP, "rsvp");
	else
		ask(v, INTENT_UNKNOWN, "intent");
}

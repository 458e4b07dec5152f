/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is hard: of which kind, how urgent, more of one that is open, or asked after. */
#include "menus/date.h"
#include "menus/judge.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define ASKED_MAX 6 /* tokens of a question whether something happened */

/* "KK 12 vẫn chưa được": what is said stands behind the keyword and the number; where they stand elsewhere, all is. */
static unsigned behind_number(const struct view *v, int64_t no)
{
	for (unsigned i = 0; i + 1 < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind == ITEM_NUMBER && item->flags == 0 && item->value == no)
			return i + 1;
		if (item_keyword(v->p, item, INTENT_DIFFICULTY) == NULL && !item_word_is(v->p, item, "so"))
			return 0;
	}
	return 0;
}

/* "xong 8 và 7": the first number; those behind it become "also". */
static int64_t add_others(struct view *v)
{
	char also[READING_TEXT_OCTETS] = "";
	int64_t first = 0;
	size_t used = 0;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind != ITEM_NUMBER)
			continue;
		if (first == 0)
			first = item->value;
		else if (used + 24 < sizeof also)
			used += (size_t)snprintf(
				also + used, sizeof also - used, "%s%" PRId64, used > 0 ? "," : "", item->value);
	}
	reading_add_text(v->r, 0, "also", also);
	return first;
}

/* How far are those that are open? The only one is told of by itself, unless it may be another that is meant. */
static void ask_of_open(struct view *v, bool only)
{
	if (only && v->at->tickets_used == 1)
		reading_add_number(v->r, 0, "ref", v->at->tickets[0]);
	else
		reading_add_text(v->r, 0, "action", "list");
}

/* "vẫn hỏng": of the one that was answered last, which is opened again; else of those that are open. */
static bool still_read(struct view *v)
{
	bool none = v->at->answered_ticket == 0 && v->at->tickets_used == 0;

	if (!difficulty_still(v) || (none && v->category != NULL)) /* "wifi vẫn chưa có" tells of a new one */
		return false;
	if (v->at->answered_ticket == 0) {
		ask_of_open(v, true);
		return true;
	}
	reading_add_text(v->r, 0, "action", "reopen");
	reading_add_number(v->r, 0, "ref", v->at->answered_ticket);
	return true;
}

/* XONG 12, MO LAI 12, "vẫn chưa được", "khó khăn của tôi": said of difficulties that are known. True when it is that. */
static bool action_read(struct view *v)
{
	const struct reading_field *action;
	int64_t no = view_ticket(v);

	fields_with(v, v->act[INTENT_DIFFICULTY].by);
	action = reading_find(v->r, 0, "action");
	if (action == NULL)
		return false;
	if (strcmp(action->text, "list") == 0 && view_is_leader(v) && v->has_unit)
		(void)fields_units(v, 0, v->p->used, 0);
	if (no == 0 && difficulty_several(v))
		no = add_others(v);
	if (no == 0 && strcmp(action->text, "close") == 0 && view_only_number(v) != NULL)
		no = view_only_number(v)->value; /* of an office, which is told that there is none */
	if (no == 0 && strcmp(action->text, "reopen") == 0) {
		const struct item *n = view_only_number(v);
		no = n != NULL && n->value > 0 ? n->value : v->at->answered_ticket;
	}
	if (no == 0 && strcmp(action->text, "list") != 0) {
		v->r->fields_used = 0; /* "xong", "vẫn chưa được": which of those that are open? */
		ask_of_open(v, strcmp(action->text, "reopen") == 0);
		return true;
	}
	if (no != 0)
		reading_add_number(v->r, 0, "ref", no);
	if (strcmp(action->text, "reopen") == 0 && v->meaning > 2)
		view_field(v, "text", behind_number(v, no), v->p->used);
	return true;
}

/* "KK 12 đến đâu rồi", "KK 12 vẫn chưa ai gọi": what is said behind the number of a difficulty. */
static bool asks_after(const struct view *v, const struct item *next)
{
	static const char *const words[] = { "van", "chua", "den", "toi", "sao", "the", "roi", "da", "thi" };

	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (next->kind == ITEM_WORD && token_is(v->p->tokens, next->from, words[k]))
			return true;
	return item_is(next, CLASS_QUESTION);
}

/* "KK 12 vẫn chậm": more about number 12; "KK 5 hộ ..." counts households. */
static unsigned skip_ref(struct view *v, unsigned from)
{
	bool named = from > 0 && from < v->p->used && item_word_is(v->p, view_at(v, from), "so");
	unsigned at = from + named;
	const struct item *item = at < v->p->used ? view_at(v, at) : NULL, *next;

	if (item == NULL || item->kind != ITEM_NUMBER || item->flags != 0)
		return from;
	if (at + 1 == v->p->used && !named)
		return from;
	if (at + 1 == v->p->used) { /* "khi nào trả lời khó khăn số 5" */
		reading_add_number(v->r, 0, "ref", item->value);
		return at + 1;
	}
	next = view_at(v, at + 1);
	if (from == 0 && item->value == v->at->answered_ticket && view_has_token(v, "van")) {
		reading_add_number(v->r, 0, "ref", item->value); /* "12 dân vẫn không chịu" */
		return at + 1;
	}
	if (!view_lists_ticket(v, item->value) && !(from > 0 && (named || asks_after(v, next))))
		return from;
	if (item_is_unit_word(next) || item_is(next, CLASS_DEVICE) ||
		(item_is(next, CLASS_MEASURE) && !asks_after(v, next)) || /* sào, sao */
		(!named && count_failed(v)))
		return from;
	reading_add_number(v->r, 0, "ref", item->value);
	return at + 1;
}

/* Does "số" and a number stand right behind the word that makes it a difficulty? */
static bool names_ref(const struct view *v)
{
	unsigned at = v->act[INTENT_DIFFICULTY].item + 1u;

	return v->act[INTENT_DIFFICULTY].by != NULL && at + 1 < v->p->used &&
	       item_word_is(v->p, view_at(v, at), "so") && view_at(v, at + 1)->kind == ITEM_NUMBER;
}

/* "KK 3 đã xử lý": nothing is left of number 3, whoever says so; its owner's answer is in those very words. */
static bool settled_read(struct view *v, unsigned from)
{
	unsigned said = 0;

	if (from > 0 && from < v->p->used && item_word_is(v->p, view_at(v, from), "so"))
		from++;
	const struct item *n = from < v->p->used ? view_at(v, from) : NULL;
	if (from == 0 || n == NULL || n->kind != ITEM_NUMBER || n->flags != 0 || n->value <= 0)
		return false;
	for (unsigned i = from + 1; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item_is(item, CLASS_SETTLED))
			said++;
		else if (item->kind != ITEM_SIGN && !item_is(item, CLASS_FILLER) && !item_is(item, CLASS_THANKS) &&
			 !view_is_polite(item))
			return false;
	}
	if (said == 0)
		return false;
	reading_add_number(v->r, 0, "ref", n->value);
	reading_add_text(v->r, 0, "action", "close");
	view_field(v, "text", from + 1, v->p->used);
	return true;
}

static bool in_danger(const struct view *v)
{
	if (fire_told(v))
		return true;
	for (unsigned i = 0; i < v->p->used; i++)
		if (item_is(view_at(v, i), CLASS_DANGER))
			return true;
	return false;
}

bool difficulty_is_reason(const struct view *v)
{
	for (unsigned i = 1; i < v->p->used; i++)
		if (v->category != NULL && item_sense(view_at(v, i), SENSE_CATEGORY) == v->category)
			return item_is(view_at(v, i - 1), CLASS_REASON);
	return false;
}

/* "chưa làm được gì vì mưa bão": why nothing was done, and no call for help. */
static bool is_excuse(const struct view *v)
{
	return difficulty_is_reason(v) && (v->nothing || judge_is_late(v));
}

/* "mai cúp điện từ 8h đến 11h": a power cut that was announced, and nothing else that is urgent. */
static bool is_announced(const struct view *v)
{
	bool cut = false, when = false;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		const struct sense *s = item_sense(item, SENSE_CATEGORY);
		bool power = false;

		for (unsigned t = item->from; t < item->to; t++)
			power |= token_is(v->p->tokens, t, "dien");
		if (s != NULL && lexicon_category_at(v->words, s->index)->urgent && !power)
			return false;
		cut |= s != NULL && power;
		when |= (item->kind == ITEM_TIME && item->to_hour >= 0) ||
			(item->kind == ITEM_DATE && date_compare(item->date, date_of(&v->p->now)) > 0);
	}
	return cut && when;
}

/* "lua dao" and no more: the name of what is taught, counted and feared says nothing of what happened. A command before
 * it, or a word of danger, says that it did. */
static bool only_names(const struct view *v, const char *cat)
{
	const struct lexicon_entry *entry = lexicon_category(v->words, cat);
	const struct item *named = NULL;

	if (entry == NULL || !entry->urgent || in_danger(v))
		return false;
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		bool number = item->kind == ITEM_NUMBER && named != NULL && view_names_storm(v, named);

		if (number || item->kind == ITEM_SIGN ||
			(view_is_polite(item) && item_sense(item, SENSE_CATEGORY) == NULL))
			continue;
		if (named != NULL)
			return false;
		named = item;
	}
	return named != NULL && item_sense(named, SENSE_CATEGORY) != NULL &&
	       (item_sense(named, SENSE_INDICATOR) != NULL || item_sense(named, SENSE_TOPIC) != NULL ||
		       view_names_storm(v, named));
}

/* "bão số 5 vô chưa", "sạt lở chưa": asked, and not told; a command tells, and so does a longer text. */
static bool asks_whether(const struct view *v, const char *cat)
{
	const struct lexicon_entry *entry = lexicon_category(v->words, cat);
	const struct keyword *by = v->act[INTENT_DIFFICULTY].by;

	return entry != NULL && entry->urgent && !in_danger(v) && (by == NULL || !by->command) &&
	       v->p->tokens->used <= ASKED_MAX && order_ends_asking(v->p->tokens);
}

/* "KK xã Đông Sơn": a unit, and nothing that is told. */
static bool only_unit(const struct view *v, unsigned from)
{
	bool only = true, unit = false;

	for (unsigned i = from; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		bool named = item->kind == ITEM_UNIT && item->hits > 0;

		unit |= named;
		only = only && (named || view_is_polite(item) || item_word_is(v->p, item, "cua") ||
				       item_word_is(v->p, item, "o"));
	}
	return only && unit;
}

/* "chưa xong, kk 8 vẫn còn", "máy in sửa được rồi, xong kk 8": of one that is known, which is named behind. */
static bool mentioned_read(struct view *v)
{
	static const char *const done[] = { "xong", "roi", "da", "het", "duoc", "dc", "r", NULL };
	static const char *const open_still[] = { "chua", "van", "lai", "nho", "nhac", "xin", "som", "gap", "mau",
		"khi", "bao", NULL }; /* "nhắc xã xử lý kk 1 giúp" wants it done */
	const struct tokens *t = v->p->tokens;
	bool settled = false, ended = false, open = false;

	if (difficulty_mentioned(v) == 0)
		return false;
	for (unsigned i = 0; i < v->p->used; i++)
		settled |= item_is(view_at(v, i), CLASS_SETTLED);
	for (unsigned i = 0; i < t->used; i++) {
		ended |= token_is_of(t, i, done);
		open |= token_is_no(t, i) || token_is_of(t, i, open_still);
	}
	reading_add_number(v->r, 0, "ref", difficulty_mentioned(v));
	if (settled && ended && !open)
		reading_add_text(v->r, 0, "action", "close");
	view_field(v, "text", v->first, v->p->used);
	return true;
}

/* "KK tuần này", "khó khăn hôm nay": when, and nothing of what is hard. */
static bool only_when(const struct view *v, unsigned from)
{
	bool only = true, when = false;

	for (unsigned i = from; i < v->p->used; i++) {
		bool time = view_at(v, i)->kind == ITEM_PERIOD || view_at(v, i)->kind == ITEM_DATE;

		when |= time;
		only = only && (time || view_is_polite(view_at(v, i)) || item_word_is(v->p, view_at(v, i), "trong"));
	}
	return only && when;
}

/* "khó khăn của xã", "khó khăn của tổ em": whose, and nothing of what is hard. */
static bool says_whose(const struct view *v, unsigned from)
{
	static const char *const words[] = { "cua", "xa", "to", "thon", "toi", "em", "minh", "huyen", "tinh", "o",
		"cac", "dang", "mo", "con", "nay", "ta", "chung", NULL };

	for (unsigned t = view_at(v, from)->from; t < view_at(v, v->p->used - 1)->to; t++)
		if (!token_is_of(v->p->tokens, t, words))
			return false;
	return token_is(v->p->tokens, view_at(v, from)->from, "cua");
}

/* What is hard, and what else is wished behind it. */
static void add_told(struct view *v, unsigned from)
{
	unsigned end = difficulty_end(v, from);
	/* A command tells nothing; "thiếu điện thoại" does. */
	const struct weight *w = &v->act[INTENT_DIFFICULTY];
	if (w->by != NULL && w->item == v->first && from == v->first + 1u && !w->by->command)
		from = v->first;
	if (end == v->p->used) {
		view_field(v, "text", from, end);
		return;
	}
	const struct item *join = view_at(v, end - 1);
	bool joined = from + 1 < end && (item_word_is(v->p, join, "va") || item_word_is(v->p, join, "nen"));
	view_field(v, "text", from, joined ? end - 1 : end);
	if (item_keyword(v->p, view_at(v, end), INTENT_REPORT) != NULL)
		reading_add_text(v->r, 0, "also", "report");
	view_field(v, "behind", end, v->p->used);
}

/* Of those that are known: an order, a question, "KK" alone, "KK 12 xong", "KK 12". */
static bool known_read(struct view *v, unsigned from)
{
	const struct item *n = view_only_number(v);

	if (difficulty_order_read(v))
		return true;
	if (difficulty_asked(v) != 0) {
		reading_add_number(v->r, 0, "ref", difficulty_asked(v));
		return true;
	}
	if (mentioned_read(v) || still_read(v) || action_read(v))
		return true;
	if (difficulty_is_known(v)) {
		reading_add_text(v->r, 0, "action", "list");
		if (view_is_leader(v))
			(void)fields_units(v, 0, v->p->used, 0);
		return true;
	}
	if (!v->question && settled_read(v, from))
		return true;
	if (n == NULL || n->value <= 0 || count_failed(v)) /* "KK 12": how is ticket 12? */
		return false;
	reading_add_number(v->r, 0, "ref", n->value);
	return true;
}

/* Behind the command stands only whose or when: they are listed. */
static bool list_read(struct view *v, unsigned from)
{
	bool unit = from > 0 && view_is_leader(v) && only_unit(v, from);

	if (from == 0 || (!unit && !says_whose(v, from) && !only_when(v, from)))
		return false;
	reading_add_text(v->r, 0, "action", "list");
	if (unit)
		(void)fields_units(v, from, v->p->used, 0);
	return true;
}

/* "tối nào cũng cúp điện", "điện cúp hoài": what comes again and again wakes nobody. */
static bool is_lasting_cut(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	const char *const *const cut = TOKEN_WORDS("cup", "mat"), *const *const power = TOKEN_WORDS("dien");

	if (v->categories > 1 ||
		(token_pair(t, t->used, cut, power) == t->used && token_pair(t, t->used, power, cut) == t->used))
		return false;
	return view_has_token(v, "hoai") || token_pair(t, t->used, TOKEN_WORDS("nao", "thuong", "lien", "hay"),
						    TOKEN_WORDS("cung", "xuyen", "tuc", "bi", "cup", "mat")) < t->used;
}

/* What is hard, in which words, and whether it is urgent. */
static void told_read(struct view *v, unsigned from)
{
	const char *named = difficulty_named(v, from), *cat = named != NULL ? named : difficulty_category(v);
	const struct lexicon_entry *entry = lexicon_category(v->words, cat);

	reading_add_text(v->r, 0, "cat", cat);
	if (only_names(v, cat) || asks_whether(v, cat) || fire_doubtful(v)) {
		ask(v, INTENT_DIFFICULTY, "happened");
		if (asks_whether(v, cat) &&
			!only_names(v, cat)) /* who only asks need not say more: what comes next is read for itself */
			reading_add_number(v->r, 0, "whether", 1);
		return;
	}
	if ((entry != NULL && entry->urgent) || in_danger(v))
		reading_add_number(
			v->r, 0, "urgent", in_danger(v) || !(is_excuse(v) || is_lasting_cut(v) || is_announced(v)));
	(void)fields_topic(v, "topic");
	const struct reading_field *topic = reading_find(v->r, 0, "topic");
	if (topic != NULL && lexicon_indicator(v->words, topic->text) == NULL)
		v->r->fields_used--;
	add_told(v, from);
}

/* "nước rút rồi", "không sao rồi, cứu được rồi": nothing else is said, and that it is over. */
static bool only_settled(const struct view *v)
{
	unsigned said = 0;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		bool settled = item_is(item, CLASS_SETTLED);

		if (!settled && !view_is_polite(item) && !item_is(item, CLASS_THANKS))
			return false;
		said += settled;
	}
	return said > 0;
}

/* "mấy giờ thợ lên", "chưa thấy ai lên": whoever was to come. */
static bool waits_for_somebody(const struct tokens *t)
{
	static const char *const who[] = { "tho", "ai", "nguoi", "xa", "doan", "bo", NULL };
	static const char *const comes[] = { "len", "toi", "den", "xuong", "qua", "ghe", NULL };
	bool when = token_pair(t, t->used, TOKEN_WORDS("may", "khi", "bao", "chung", "hom", "luc", "chua"),
			    TOKEN_WORDS("gio", "nao", "mo", "thay", "ai", "co")) < t->used;

	return when && token_pair(t, t->used, who, comes) < t->used;
}

bool difficulty_follow_read(struct view *v)
{
	bool over = v->at->tickets_used > 0 && only_settled(v);
	bool waits = v->at->answered_ticket != 0 && v->at->events_used == 0 && waits_for_somebody(v->p->tokens);

	if (v->at->pending != PENDING_NONE || v->numbers > 0 || v->strong > 0 || (!over && !waits))
		return false;
	v->r->intent = INTENT_DIFFICULTY;
	if (over) {
		ask_of_open(v, false);
		return true;
	}
	reading_add_text(v->r, 0, "action", "reopen");
	reading_add_number(v->r, 0, "ref", v->at->answered_ticket);
	view_field(v, "text", 0, v->p->used);
	return true;
}

void difficulty_read(struct view *v)
{
	const struct weight *w = &v->act[INTENT_DIFFICULTY];
	unsigned from = w->by != NULL && w->item == v->first ? v->first + 1 : 0, said = 0;

	v->r->intent = INTENT_DIFFICULTY;
	if (known_read(v, from))
		return;
	if (from > 0 && from + 1 < v->p->used && item_word_is(v->p, view_at(v, from), "moi") &&
		item_sign(view_at(v, from + 1), ':'))
		from += 2;                            /* "kk mới: máy in hỏng" */
	if (from == 0 && v->question && names_ref(v)) /* "khi nào trả lời khó khăn số 5 vậy" */
		(void)skip_ref(v, w->item + 1u);
	else
		from = skip_ref(v, from);
	for (unsigned i = from; i < v->p->used; i++) {
		const struct keyword *again = item_keyword(v->p, view_at(v, i), INTENT_DIFFICULTY);

		said += !view_is_polite(view_at(v, i)) && (again == NULL || !again->command);
	}
	if (said == 0)
		ask(v, INTENT_DIFFICULTY, "text"); /* also "kkh kkh" */
	else if (!list_read(v, from))
		told_read(v, from);
}

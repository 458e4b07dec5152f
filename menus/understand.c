/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/understand.h"

#include "menus/date.h"
#include "menus/view.h"

#include <stdio.h>
#include <string.h>

/* Everything that one text needs, in one piece of the stack: nothing is allocated. */
struct work {
	struct decoded decoded;
	struct tokens cut, mended;
	struct parse parse;
	struct view view;
};

static void raise(struct view *v, enum intent i, int to)
{
	if (v->act[i].score < to)
		v->act[i].score = to;
}

static void lower(struct view *v, enum intent i, int by)
{
	v->act[i].score -= v->act[i].score > by ? by : v->act[i].score;
}

static enum intent best_of(const struct view *v, enum intent but, int *score)
{
	enum intent best = INTENT_UNKNOWN;

	*score = 0;
	for (enum intent i = 1; i < INTENTS; i++)
		if (i != but && v->act[i].score > *score) {
			*score = v->act[i].score;
			best = i;
		}
	return best;
}

static bool is_leader(const struct view *v)
{
	return strstr(v->at->role, "lanh_dao") != NULL || strstr(v->at->role, "can_bo") != NULL ||
	       v->at->approvals_used > 0;
}

static bool has_token(const struct view *v, const char *folded)
{
	for (unsigned i = 0; i < v->p->tokens->used; i++)
		if (token_is(v->p->tokens, i, folded))
			return true;
	return false;
}

/* Counts that are complete speak for a report by themselves; words of correction turn it into one. */
static void weigh_counts(struct view *v)
{
	const struct weight *bc = &v->act[INTENT_REPORT];
	bool correction = v->act[INTENT_CORRECTION].score > 0;
	bool head = v->act[INTENT_CORRECTION].by != NULL && v->act[INTENT_CORRECTION].by->place == KEYWORD_HEAD;

	/* "tôi không phải ...": nothing that was counted is corrected */
	const struct weight *correct = &v->act[INTENT_CORRECTION];
	if (correct->by != NULL && v->numbers == 0 && v->strong == 0 &&
		item_is(view_at(v, correct->item), CLASS_INSTEAD)) {
		lower(v, INTENT_CORRECTION, 200);
		correction = false;
	}
	if (v->numbers == 0 && v->strong == 0 && v->weak == 0 && !v->nothing && bc->score == 0)
		return;
	struct report_look look = v->look = report_look(v);
	if (look.wish)
		raise(v, INTENT_DIFFICULTY, 64);
	if (look.any && v->numbers > 0 && !v->how && !v->question)
		lower(v, INTENT_HELP, 50);
	if (look.counted) {
		lower(v, INTENT_ACK, 40);
		if (!is_leader(v)) {
			lower(v, INTENT_REJECT, 60);
			lower(v, INTENT_APPROVE, 60);
		}
	}
	if (look.complete) {
		raise(v, INTENT_REPORT, 72);
		v->act[INTENT_REPORT].score += v->strong > 1 ? 12 : 6;
		lower(v, INTENT_DIGEST, 40);
		if (!v->how && !v->question)
			lower(v, INTENT_GUIDE, 50);
		lower(v, INTENT_HELP, v->how ? 0 : 40);
		if (v->act[INTENT_DIFFICULTY].item != v->first)
			lower(v, INTENT_DIFFICULTY, 40);
		lower(v, INTENT_GROUP, has_token(v, "me") || has_token(v, "https") ? 0 : 60);
		lower(v, INTENT_URGE, is_leader(v) ? 0 : 60);
		if (look.against_target && !v->how_many && !v->question) {
			lower(v, INTENT_TARGET_QUERY, 60);
			lower(v, INTENT_TARGET_SET, is_leader(v) ? 0 : 60);
			lower(v, INTENT_ASK, 60);
		}
		lower(v, INTENT_OFFTOPIC, 60);
		lower(v, INTENT_RSVP, 50);
		lower(v, INTENT_REJECT, 40);
		if (!v->has_time)
			lower(v, INTENT_SCHEDULE_ADD, 30);
		lower(v, INTENT_TARGET_QUERY, v->how_many || v->question ? 0 : 30);
	} else if (look.any && v->act[INTENT_REPORT].score > 0) {
		lower(v, INTENT_DIGEST, 40);
		lower(v, INTENT_ATTENDANCE, 20);
	} else if (look.any && v->numbers > 0 && !v->question) {
		lower(v, INTENT_GROUP, has_token(v, "me") || has_token(v, "https") ? 0 : 60);
		raise(v, INTENT_REPORT, v->category != NULL || v->act[INTENT_DIFFICULTY].score > 0 ? 36 : 44);
		if (v->category != NULL)
			raise(v, INTENT_DIFFICULTY, 48);
	}
	/* "mẫu báo cáo", "bc làm sao" ask how to. */
	if (!look.any && v->strong == 0 && v->numbers == 0 && !v->nothing && bc->by != NULL) {
		if (v->how)
			raise(v, INTENT_HELP, 80);
		if (v->act[INTENT_HELP].score >= 60)
			lower(v, INTENT_REPORT, 30);
	}
	/* "kết quả tốt nhưng mạng chậm" reports nothing that counts. */
	if (!look.any && v->strong == 0 && v->numbers == 0 && !v->nothing && bc->by != NULL &&
		(!bc->by->command || v->category != NULL))
		lower(v, INTENT_REPORT, bc->by->command ? 45 : 25);
	bool period = false;
	for (unsigned i = 0; i < v->p->used; i++)
		period |= view_at(v, i)->kind == ITEM_PERIOD;
	if (!look.any && v->strong == 0 && v->numbers == 0 && !v->nothing && bc->by != NULL && !bc->by->command &&
		period && v->category == NULL)
		raise(v, INTENT_DIGEST, 66); /* "số liệu tuần 33" */
	const struct weight *digest = &v->act[INTENT_DIGEST];
	if (!look.any && v->strong == 0 && v->numbers == 0 && digest->by != NULL && digest->by->withs > 0)
		lower(v, INTENT_REPORT, 30);
	if (v->nothing && (v->numbers == 0 || v->act[INTENT_REPORT].score > 0)) {
		raise(v, INTENT_REPORT, 58);
		if (v->category == NULL && v->act[INTENT_DIFFICULTY].score < 60)
			lower(v, INTENT_DIFFICULTY, 20);
	}
	if (correction && (head || look.any || v->numbers > 0 || v->strong > 0)) {
		int report = v->act[INTENT_REPORT].score;
		if (head ? look.any || v->strong > 0 || !v->question : true)
			raise(v, INTENT_CORRECTION, report + 14);
	}
}

static bool has_class(const struct view *v, enum word_class class)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_WORD && item_is(view_at(v, i), class))
			return true;
	return false;
}

static bool has_sense(const struct view *v, enum sense_kind kind)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_WORD && item_sense(view_at(v, i), kind) != NULL)
			return true;
	return false;
}

static void see_meeting(void *into, const struct sense *s)
{
	bool *meeting = into;
	*meeting |= s->index == CLASS_MEETING;
}

/* A word for a meeting, also inside a longer phrase: "họp tổ công nghệ số". */
static bool says_meeting(const struct view *v)
{
	bool meeting = false;

	view_scan(v, SENSE_WORD, see_meeting, &meeting);
	return meeting;
}

static bool lies_ahead(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind == ITEM_DATE && !(item->flags & (DATE_WRONG | DATE_LUNAR)) &&
			date_compare(item->date, date_of(&v->p->now)) > 0)
			return true;
	}
	return false;
}

/* "khỏi tập huấn 20/8", "đừng mở lớp 23/8 nữa" */
static bool calls_off(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_WORD && item_is(view_at(v, i), CLASS_CANCEL) &&
			(i == v->first || !item_word_is(v->p, view_at(v, i), "bo")))
			return true; /* "họp chi bộ" calls nothing off */
	return has_token(v, "nua") && (has_class(v, CLASS_NOT) || has_token(v, "dung") || has_token(v, "khong"));
}

static void weigh_meeting_asked(struct view *v)
{
	bool when = false;
	static const char *const words[] = { "nao", "gio", "chung", "luc" };

	for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
		when |= has_token(v, words[k]);
	bool period = false;
	for (unsigned i = 0; i < v->p->used; i++)
		period |= view_at(v, i)->kind == ITEM_PERIOD || view_at(v, i)->kind == ITEM_DATE;
	if (v->numbers == 0 && (when || period) && !v->how)
		raise(v, INTENT_SCHEDULE_QUERY, 72);
}

static void weigh_schedule(struct view *v)
{
	bool meeting = says_meeting(v) || v->act[INTENT_SCHEDULE_ADD].score > 0;

	if (!meeting && v->act[INTENT_SCHEDULE_QUERY].score == 0)
		return;
	if (meeting && v->question &&
		!(v->act[INTENT_SCHEDULE_ADD].by != NULL && v->act[INTENT_SCHEDULE_ADD].by->place == KEYWORD_HEAD))
		weigh_meeting_asked(v);
	if (meeting && lies_ahead(v) && v->has_time && v->act[INTENT_BROADCAST].score == 0 &&
		v->act[INTENT_ANSWER].score == 0 && !v->question && !v->how_many &&
		(v->act[INTENT_REPORT].by == NULL || !v->act[INTENT_REPORT].by->command)) {
		raise(v, INTENT_SCHEDULE_ADD, 60);
		lower(v, INTENT_REPORT, 40); /* "14h chiều 23/8 mở lớp VNeID": numbers of what is to come */
	}
	if (meeting && v->has_date && !v->question && calls_off(v))
		raise(v, INTENT_SCHEDULE_CHANGE, 92);
	bool announced =
		says_meeting(v) || v->has_time ||
		(v->act[INTENT_SCHEDULE_ADD].by != NULL && v->act[INTENT_SCHEDULE_ADD].by->place == KEYWORD_HEAD);
	if (meeting && v->has_date && !v->has_time && v->meaning == 2 && v->p->used == 2 &&
		(view_at(v, 1)->flags & DATE_RELATIVE))
		raise(v, INTENT_SCHEDULE_QUERY, 98); /* "lịch mai" */
	if ((v->has_date || v->has_time) && announced) {
		if (meeting && !v->question && !v->how_many)
			raise(v, INTENT_SCHEDULE_ADD, v->act[INTENT_SCHEDULE_ADD].score + (v->has_date ? 36 : 20));
		else if (meeting)
			raise(v, INTENT_SCHEDULE_QUERY, 74);
		if (!v->question && v->act[INTENT_SCHEDULE_ADD].score >= 60 && v->act[INTENT_SCHEDULE_QUERY].score < 90)
			lower(v, INTENT_SCHEDULE_QUERY, 40);
	} else if (v->act[INTENT_SCHEDULE_ADD].by != NULL && v->act[INTENT_SCHEDULE_ADD].by->place == KEYWORD_HEAD) {
		if (!(v->act[INTENT_REPORT].score > 60) &&
			(v->numbers == 0 || (v->first + 1 < v->p->used && schedule_is_ref(v, v->first + 1))))
			raise(v, INTENT_SCHEDULE_QUERY, 72);
		lower(v, INTENT_SCHEDULE_ADD, 40);
	} else {
		lower(v, INTENT_SCHEDULE_ADD, 20);
	}
	if (v->act[INTENT_SCHEDULE_CHANGE].score >= 80)
		lower(v, INTENT_SCHEDULE_ADD, 40);
}

/* "4g": a network before it is an hour. */
static bool is_network(const struct view *v, const struct item *item)
{
	return item->value >= 2 && item->value <= 5 && !(item->flags & TIME_PART) && item->minute == 0 &&
	       item->to == item->from + 2 && token_is(v->p->tokens, item->from + 1u, "g") &&
	       !v->p->tokens->at[item->from + 1].gap;
}

/* "đổi", "dời" without a meeting or a day: "đồi", "đòi" as well. */
static void weigh_change(struct view *v)
{
	bool sure_time = false;

	for (unsigned i = 0; i < v->p->used; i++)
		sure_time |= view_at(v, i)->kind == ITEM_TIME && !(view_at(v, i)->flags & TIME_BARE) &&
			     !is_network(v, view_at(v, i));
	if (v->act[INTENT_SCHEDULE_CHANGE].score > 0 && !says_meeting(v) && !v->has_date && !sure_time &&
		v->at->events_used == 0)
		lower(v, INTENT_SCHEDULE_CHANGE, 45);
}

static void weigh_people(struct view *v)
{
	bool role = has_sense(v, SENSE_ROLE), me = has_class(v, CLASS_I_AM) || has_class(v, CLASS_NAME_IS);
	bool phone = false;

	for (unsigned i = 0; i < v->p->used; i++)
		phone |= view_at(v, i)->kind == ITEM_PHONE;
	if (me && (role || phone || v->has_unit) && v->act[INTENT_REPORT].score < 70)
		raise(v, INTENT_REGISTER, 72);
	if (me && role && v->numbers == 0 && v->strong == 0 && v->act[INTENT_REGISTER].score > 0)
		raise(v, INTENT_REGISTER, 94); /* "tôi là ..., chủ tịch xã, đăng ký nhận báo cáo" */
	if (!v->at->known && role && v->has_unit && v->act[INTENT_REPORT].score < 60)
		raise(v, INTENT_REGISTER, 62);
	/* "đăng ký voso" asks how to; "đăng ký tập huấn" accepts. */
	bool head = v->act[INTENT_REGISTER].by != NULL && v->act[INTENT_REGISTER].item == v->first;
	bool only_topic = v->strong > 0 && !me && !v->has_unit && !phone;
	const struct sense *s = NULL;
	for (unsigned i = v->first + 1; only_topic && i < v->p->used && s == NULL; i++)
		s = view_at(v, i)->kind == ITEM_WORD ? item_sense(view_at(v, i), SENSE_INDICATOR) : NULL;
	if (s != NULL && !s->weak && head && strcmp(indicator_code(v, s), "TT") != 0) {
		raise(v, INTENT_GUIDE, 80);
		lower(v, INTENT_REGISTER, 60);
	}
	if (v->question && v->strong > 0)
		lower(v, INTENT_REGISTER, 40);
}

/* What is said of a difficulty that is known means nothing where none is: "xong 12 hộ" reports, "chuyển lịch" is no
 * passing up. */
static void weigh_tickets(struct view *v)
{
	const struct weight *said = &v->act[INTENT_DIFFICULTY], *answer = &v->act[INTENT_ANSWER];
	const char *action = view_with(said->by, "action");
	bool named = view_ticket(v) != 0 && v->strong == 0, alone = v->numbers == 0 && v->strong == 0;
	bool plain = answer->item + 1 < v->p->used && view_at(v, answer->item + 1)->kind == ITEM_NUMBER &&
		     view_at(v, answer->item + 1)->flags == 0;

	if (strcmp(action, "close") == 0 && !named)
		lower(v, INTENT_DIFFICULTY, 200);
	if (strcmp(action, "reopen") == 0 && !named && !(alone && v->at->answered_ticket != 0))
		lower(v, INTENT_DIFFICULTY, 200);
	if (strcmp(view_with(answer->by, "action"), "pass_up") == 0 &&
		(v->has_date || v->has_time || v->strong > 0 || has_class(v, CLASS_MEETING) ||
			(view_with(answer->by, "to")[0] == '\0' && !plain)))
		lower(v, INTENT_ANSWER, 200);
	if (named && (strcmp(action, "close") == 0 || strcmp(action, "reopen") == 0)) {
		lower(v, INTENT_OPTIN, 100);
		lower(v, INTENT_ACK, 100);
		lower(v, INTENT_REPORT, 100);
	}
}

static void weigh_difficulty(struct view *v)
{
	if (v->category != NULL) {
		int hint = 40 + 8 * (int)(v->categories > 3 ? 3 : v->categories) + (v->category->words > 1 ? 8 : 0);
		if (v->question && v->act[INTENT_DIFFICULTY].score == 0)
			hint -= 14;
		if (v->act[INTENT_DIFFICULTY].score > 0)
			v->act[INTENT_DIFFICULTY].score += 6;
		raise(v, INTENT_DIFFICULTY, hint);
	}
	/* Roads, rubbish and lamps are the commune's, but not ours. */
	if (v->act[INTENT_OFFTOPIC].score > 0 && v->strong == 0 && v->act[INTENT_DIFFICULTY].item != v->first)
		lower(v, INTENT_DIFFICULTY, 16);
	if (v->act[INTENT_OFFTOPIC].score > 0 &&
		(v->strong > 0 || v->act[INTENT_DIFFICULTY].score > 70 ||
			(v->category != NULL && (v->act[INTENT_DIFFICULTY].by != NULL ||
							lexicon_category_at(v->words, v->category->index)->urgent))))
		lower(v, INTENT_OFFTOPIC, 30);
}

static void weigh_questions(struct view *v)
{
	if (v->how && (v->strong > 0 || (v->weak > 0 && v->meaning > 2)))
		raise(v, INTENT_GUIDE, v->strong > 0 ? 60 : 52);
	int score;
	if (v->question && v->strong > 0 && v->numbers == 0 && v->p->used > 2) {
		(void)best_of(v, INTENT_UNKNOWN, &score);
		if (score < 40)
			raise(v, INTENT_GUIDE, 50);
	}
	if (v->question && v->strong > 0 && v->act[INTENT_GUIDE].score > 0)
		v->act[INTENT_GUIDE].score += 8;
	if (v->how_many && v->strong > 0 && v->numbers == 0 && v->act[INTENT_REPORT].score < 84)
		raise(v, INTENT_TARGET_QUERY, 56);
	if (v->how_many && v->numbers == 0 && v->strong == 0 && has_class(v, CLASS_VERB) &&
		(has_class(v, CLASS_MINE) || has_class(v, CLASS_TEAM)))
		raise(v, INTENT_TARGET_QUERY, 52); /* "tổ mình đạt được bao nhiêu rồi" */
	if (v->how_many && v->numbers == 0 && v->act[INTENT_ASK].score > 0) {
		lower(v, INTENT_ASK, 60); /* "còn mấy hộ nữa là đủ chỉ tiêu" */
		raise(v, INTENT_TARGET_QUERY, 66);
	}
	const struct keyword *help = v->act[INTENT_HELP].by;
	if (help != NULL && help->withs > 0 && strcmp(help->with[0].value, "cost") == 0 && v->strong > 0)
		lower(v, INTENT_HELP, 40);
	/* "giao" without a number asks. */
	if (v->act[INTENT_TARGET_SET].score > 0 && (v->how_many || (v->question && v->numbers == 0))) {
		lower(v, INTENT_TARGET_SET, 60);
		raise(v, INTENT_TARGET_QUERY, 70);
	}
	if (v->act[INTENT_TARGET_QUERY].by != NULL && v->act[INTENT_TARGET_QUERY].by->place == KEYWORD_HEAD &&
		v->strong > 0 && v->numbers > 0 && !v->question && v->act[INTENT_REPORT].score > 60 &&
		!v->look.against_target)
		v->act[INTENT_REPORT].score = v->act[INTENT_TARGET_QUERY].score; /* "CT DVC 5": asked, or told? */
}

/* "mấy giờ vậy", "ở đâu", "ngày nào" */
static bool asks_when_or_where(const struct view *v)
{
	static const char *const words[] = { "gio", "dau", "nao", "bao" };

	for (unsigned i = 0; i < v->p->tokens->used; i++)
		for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
			if (token_is(v->p->tokens, i, words[k]))
				return true;
	return false;
}

static void see_category(void *into, const struct sense *s)
{
	bool *any = into;
	*any |= s->words > 1;
}

/* A difficulty in several words, also where another phrase runs into it: "tổ | thiếu người". */
static bool says_category(const struct view *v)
{
	bool any = false;

	view_scan(v, SENSE_CATEGORY, see_category, &any);
	return any;
}

static void weigh_answers(struct view *v)
{
	bool invited = v->at->events_used > 0 || v->at->answered != 0;
	if (v->at->events_used == 0 && v->numbers == 0)
		lower(v, INTENT_ATTENDANCE, 30);
	if (!invited) {
		lower(v, INTENT_RSVP, 34);
	} else if (v->act[INTENT_RSVP].score > 0 && !v->question) {
		v->act[INTENT_RSVP].score += 14;
	}
	if (v->at->events_used > 0 && v->question && v->strong == 0 && v->meaning <= 5 && asks_when_or_where(v))
		raise(v, INTENT_SCHEDULE_QUERY, 56);
	bool split = false;
	for (unsigned i = 0; i + 2 < v->p->used; i++)
		split |= view_at(v, i)->kind == ITEM_NUMBER && item_is(view_at(v, i + 1), CLASS_PERSON) &&
			 item_is(view_at(v, i + 2), CLASS_NO);
	if (split && v->numbers > 1 && v->at->events_used > 0 && !says_meeting(v) && !has_class(v, CLASS_HELD)) {
		raise(v, INTENT_RSVP, 80);
		lower(v, INTENT_ATTENDANCE, 60);
	}
	if (v->at->events_used > 0 && v->first < v->p->used && item_is(view_at(v, v->first), CLASS_NO) &&
		view_at(v, v->first)->to - view_at(v, v->first)->from > 1 && v->numbers == 0)
		raise(v, INTENT_RSVP, 76); /* "không rảnh đâu anh ơi" */
	bool training = has_sense(v, SENSE_INDICATOR) && v->act[INTENT_SCHEDULE_ADD].score > 0;
	if (training && v->at->events_used > 0 && v->numbers > 0 && has_class(v, CLASS_PERSON))
		raise(v, INTENT_ATTENDANCE, 84); /* "buổi tập huấn hôm nay 27 người tham gia" */
	if (v->at->events_used > 0 && v->numbers > 0 && has_class(v, CLASS_PERSON) && v->strong == 0 &&
		!has_class(v, CLASS_HELD) && (has_class(v, CLASS_VISIT) || has_class(v, CLASS_YES)))
		raise(v, INTENT_RSVP, 62);
	if (v->act[INTENT_ATTENDANCE].score > 0 && v->numbers > 0 &&
		(has_class(v, CLASS_HELD) || v->at->events_used > 0))
		v->act[INTENT_ATTENDANCE].score += 10;
	if (!is_leader(v)) {
		if (v->numbers == 0) {
			lower(v, INTENT_REJECT, 30);
			lower(v, INTENT_APPROVE, 10);
		}
	}
	/* "từ chối" is a wish to stop, unless an item is named or waits for this leader. */
	const struct weight *reject = &v->act[INTENT_REJECT];
	bool short_form = reject->by != NULL && token_is(v->p->tokens, view_at(v, reject->item)->from, "tc");
	if (reject->score > 0 && v->act[INTENT_OPTOUT].score > 0 && v->numbers == 0) {
		lower(v, v->at->approvals_used > 0 && !short_form ? INTENT_OPTOUT : INTENT_REJECT, 100);
	}
	if (reject->score > 0 && v->numbers > 0 && reject->by != NULL && reject->by->weight == 60 &&
		reject->item == v->first)
		raise(v, INTENT_REJECT, 88);
	if (v->act[INTENT_TEAM].score > 0 && says_category(v) && !v->question && !is_leader(v))
		lower(v, INTENT_TEAM, 70); /* "tổ thiếu người quá": of one's own team */
	if (v->act[INTENT_OPTOUT].score >= 90)
		lower(v, INTENT_TEAM, 60); /* "tôi nghỉ làm tổ trưởng rồi, đừng nhắn nữa" */
	if (v->act[INTENT_ACK].score > 0 && v->act[INTENT_ACK].score < 60 && v->question)
		lower(v, INTENT_ACK, 20);
	if (v->act[INTENT_ACK].score > 0 && v->act[INTENT_ACK].item <= v->first && !v->question && !v->how_many &&
		v->numbers == 0)
		lower(v, INTENT_DIGEST, 40); /* "chúc mừng tổ mình đứng thứ 2 toàn xã" */
}

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

/* Nothing spoke for any intent. */
static void read_nothing(struct view *v)
{
	unsigned known = 0, words = 0, foreign = 0, pictures = 0, noise = 0, laughs = 0, strange = 0;
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		foreign += item->kind == ITEM_FOREIGN;
		pictures += item->kind == ITEM_PICTURE;
		if (item->kind == ITEM_UNIT || item->kind == ITEM_DATE || item->kind == ITEM_TIME ||
			item->kind == ITEM_PERIOD) {
			words++;
			known++;
		}
		if (item->kind != ITEM_WORD)
			continue;
		words++;
		char letter = repeated(t, item->from);
		laughs += letter == 'k' || letter == 'h' || item_is(item, CLASS_LAUGH);
		noise += letter != '\0' && letter != 'k' && letter != 'h';
		noise += item_is(item, CLASS_NOISE);
		strange += item->senses_used == 0;
		known += item->senses_used > 0 || view_is_syllable(t, item->from);
	}
	if (words == 0 && v->numbers == 0 && foreign == 0) {
		v->r->intent = pictures > 0 && picture_agrees(v) ? INTENT_ACK
			       : v->question                     ? INTENT_HELP
								 : INTENT_UNKNOWN;
		return;
	}
	if (v->strong > 0 && (v->numbers > 0 || has_class(v, CLASS_VAGUE))) {
		ask(v, INTENT_REPORT, "number");
		(void)fields_topic(v, "indicator");
		return;
	}
	if (v->at->events_used > 0 && has_class(v, CLASS_YES) && has_class(v, CLASS_NO) && words > 1) {
		ask(v, INTENT_RSVP, "rsvp"); /* "có hay không cũng được" */
		return;
	}
	if (item_sign(view_at(v, 0), '[') && item_sign(view_at(v, v->p->used - 1), ']') && v->numbers == 0) {
		v->r->intent = INTENT_UNKNOWN; /* "[Nhãn dán]": a phone's word for what it cannot send */
		return;
	}
	if (laughs > 0 && laughs == words && foreign == 0) {
		v->r->intent = INTENT_OFFTOPIC;
		return;
	}
	if (noise > 0 || known * 2 < words + foreign || (words <= 1 && known == 0)) {
		v->r->intent = INTENT_UNKNOWN;
		return;
	}
	if (v->at->pending == PENDING_CONSENT && words > 1 && !v->how_many) {
		ask(v, INTENT_OPTIN, "consent");
		return;
	}
	if ((v->question || v->how_many) && words > 2) {
		v->r->intent = INTENT_OFFTOPIC;
		return;
	}
	if (v->at->events_used > 0) { /* an invitation waits, and this answers neither yes nor no */
		ask(v, INTENT_RSVP, "rsvp");
		return;
	}
	if (words >= 4 && strange > 0 && v->numbers == 0 && v->strong == 0) {
		v->r->intent = INTENT_OFFTOPIC;
		return;
	}
	if (v->strong > 0) {
		ask(v, INTENT_REPORT, "number");
		(void)fields_topic(v, "indicator");
		return;
	}
	ask(v, INTENT_UNKNOWN, "intent");
}

/* A phrase that always needs a question: with = { ask = "indicator"; guess = "report"; } */
static void read_ask(struct view *v)
{
	const struct keyword *k = v->act[INTENT_ASK].by;

	ask(v, INTENT_UNKNOWN, "intent");
	for (unsigned i = 0; i < k->withs; i++) {
		if (strcmp(k->with[i].key, "ask") == 0)
			snprintf(v->r->ask, sizeof v->r->ask, "%s", k->with[i].value);
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
	};

	v->r->intent = intent;
	if (intent == INTENT_ASK) {
		read_ask(v);
		return;
	}
	if (readers[intent] != NULL)
		readers[intent](v);
	else if (intent == INTENT_OPTIN)
		reading_add_text(v->r, 0, "consent", "yes");
	else
		plain_read(v);
	if (v->r->intent == INTENT_GUIDE && v->r->fields_used == 0)
		fields_with(v, v->act[INTENT_GUIDE].by); /* TIEP */
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

/* Numbers that may be counts: no amounts, no names of people, no numbers of errors. */
static unsigned countable(const struct view *v)
{
	unsigned count = 0;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *n = view_at(v, i), *before = i > 0 ? n - 1 : NULL;
		if (n->kind != ITEM_NUMBER ||
			(n->flags & (NUMBER_MONEY | NUMBER_WEAK | NUMBER_TARGET | NUMBER_PERCENT)) != 0)
			continue;
		bool name = before != NULL && (n->flags & NUMBER_WORDS) && item_is(before, CLASS_TITLE);
		bool error = before != NULL && before->kind == ITEM_WORD &&
			     (token_is(v->p->tokens, before->to - 1u, "loi") ||
				     token_is(v->p->tokens, before->to - 1u, "ma"));
		count += !name && !error;
	}
	return count;
}

/* Something was counted, and a difficulty is told, but not which number is what: "vneid 12 trừ 2 người bị lỗi". */
static bool counts_too(const struct view *v)
{
	const struct weight *d = &v->act[INTENT_DIFFICULTY];
	bool head = d->by != NULL && d->by->place == KEYWORD_HEAD && d->item == v->first && d->by->command;
	unsigned numbers = countable(v);
	bool hint = d->by == NULL && !v->look.wish && !(v->look.contrary && numbers == 1);
	bool done = v->strong > 0 && d->by == NULL && has_token(v, "xong") && !has_class(v, CLASS_NOT_YET);
	bool maybe = done || v->look.counted || (numbers > 0 && v->strong > 0 && (v->category == NULL || hint));

	for (unsigned i = 0; i + 1 < v->p->used; i++)
		maybe |= v->strong > 0 && !v->look.wish && view_at(v, i)->kind == ITEM_NUMBER &&
			 (view_at(v, i)->flags & NUMBER_WEAK) &&
			 (item_is(view_at(v, i + 1), CLASS_PERSON) || item_is(view_at(v, i + 1), CLASS_HOUSEHOLD) ||
				 (i > 0 && item_sense(view_at(v, i - 1), SENSE_INDICATOR) != NULL));
	return maybe && !head;
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

	weigh_counts(v);
	weigh_schedule(v);
	weigh_change(v);
	weigh_people(v);
	weigh_tickets(v);
	weigh_difficulty(v);
	weigh_questions(v);
	weigh_answers(v);
	trace_scores(v);
	enum intent best = best_of(v, INTENT_UNKNOWN, &score);
	enum intent next = best_of(v, best, &second);
	trace_choice(v, best, score, next, second);
	if (score < SCORE_ENOUGH) {
		read_nothing(v);
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
	if (best == INTENT_DIFFICULTY && counts_too(v)) {
		read_intent(v, INTENT_REPORT);
		ask(v, INTENT_REPORT, "number");
		return;
	}
	if ((v->doubtful_head || v->may_correct) && best == INTENT_REPORT) {
		read_intent(v, best);
		ask(v, INTENT_REPORT, "intent");
		return;
	}
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
	if (machine_is(v)) {
		if (why_trace != NULL)
			buf_adds(why_trace, "chosen: ignore, a machine wrote it\n");
		return;
	}
	parse_dates(&w.parse);
	head_mend(v);
	trace_items(v);
	view_weigh(v);
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

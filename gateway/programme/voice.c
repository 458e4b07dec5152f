/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/voice.h"

#include "gateway/base/log.h"
#include "gateway/base/segment.h"
#include "menus/language.h"
#include "menus/plain.h"
#include "menus/step.h"
#include "store/guard.h"
#include "store/message.h"
#include "store/route.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define ARGUMENTS_MAX   16
#define OCTETS_JOINED   918 /* of notices that wait together: six parts when they are plain */
#define OCTETS_WHEN_CUT 600 /* of a text that needs more than SEGMENT_PARTS_MAX parts: fits in ten of either alphabet */

const char *voice_number(int64_t n, char to[static 24])
{
	snprintf(to, 24, "%" PRId64, n);
	return to;
}

enum text_style voice_style(const struct programme *p, const struct member *to)
{
	enum text_style style;

	if (strcmp(to->language, "en") == 0)
		return TEXT_ENGLISH;
	if (languages_style(p->menus->languages, to->language, &style))
		return style;
	return to->accents ? TEXT_ACCENTED : TEXT_PLAIN;
}

void voice_renderv(const struct voice *v, enum text_style style, struct buf *to, const char *key, va_list pairs)
{
	struct text_argument arguments[ARGUMENTS_MAX + 1] = { { NULL, NULL } };
	unsigned used = 0;

	for (const char *name = va_arg(pairs, const char *); name != NULL; name = va_arg(pairs, const char *)) {
		assert(used < ARGUMENTS_MAX);
		arguments[used++] = (struct text_argument){ name, va_arg(pairs, const char *) };
	}
	texts_render(v->p->menus->texts, style, key, arguments, to);
}

void voice_render(const struct voice *v, enum text_style style, struct buf *to, const char *key, ...)
{
	va_list pairs;

	va_start(pairs, key);
	voice_renderv(v, style, to, key, pairs);
	va_end(pairs);
}

/* ---- queueing ---- */

static enum message_priority priority_of(const char *kind)
{
	if (strcmp(kind, "answer") == 0)
		return MESSAGE_ANSWER;
	if (strcmp(kind, "unasked") == 0 || strcmp(kind, "courtesy") == 0)
		return MESSAGE_UNASKED;
	return strcmp(kind, "bulk") == 0 ? MESSAGE_BULK : MESSAGE_NOTICE;
}

static bool keeps_hours(const char *kind)
{
	return strcmp(kind, "answer") != 0 && strcmp(kind, "alarm") != 0;
}

static bool keeps_cap(const char *kind)
{
	return strcmp(kind, "unasked") == 0 || strcmp(kind, "courtesy") == 0 || strcmp(kind, "bulk") == 0 ||
	       strcmp(kind, "notice") == 0;
}

/* How many texts of the day there may be for one of that kind to go: thanks, and what somebody's act brings, leave the
 * last place to what the calendar brings. */
static int64_t most_before(const struct voice *v, const char *kind)
{
	int64_t most = calendar_unasked_per_day(v->p->menus->calendar);

	if (strcmp(kind, "courtesy") == 0)
		return most - 1;
	return strcmp(kind, "notice") == 0 && most > 1 ? most - 1 : most;
}

#define DAYS_AHEAD 7 /* beyond the cap of each of so many days it goes at the end of them */

/* The commune by whose hours that number is texted; "" when all have the same. */
static int commune_of(const struct voice *v, const char *to, char commune[static RECORD_CODE_OCTETS], struct why *why)
{
	const struct units *units;
	const struct unit *unit;
	struct member person;

	commune[0] = '\0';
	if (!calendar_has_local_hours(v->p->menus->calendar))
		return 0;
	units = programme_units(v->p, v->now_us, why);
	if (units == NULL || member_by_phone(v->p->store, to, &person, why) == -1)
		return -1;
	unit = person.id == 0 ? NULL : units_commune(units, person.unit);
	if (unit != NULL)
		record_copy(unit->code, commune, RECORD_CODE_OCTETS);
	return 0;
}

int voice_slot(const struct voice *v, const char *to, const char *kind, int64_t *at, struct why *why)
{
	const struct calendar *calendar = v->p->menus->calendar;
	int64_t most = most_before(v, kind);
	char commune[RECORD_CODE_OCTETS];

	*at = v->now_us;
	if (!keeps_hours(kind))
		return 0;
	if (commune_of(v, to, commune, why) == -1)
		return -1;
	*at = calendar_slot_in(calendar, commune, v->later_us > v->now_us ? v->later_us : v->now_us);
	for (int day = 0; keeps_cap(kind) && day < DAYS_AHEAD; day++) {
		int64_t there;

		if (guard_unasked(v->p->store, to, clock_midnight(*at, 0), clock_midnight(*at, 1), &there, why) == -1)
			return -1;
		if (there < most)
			break;
		*at = calendar_slot_in(calendar, commune, clock_midnight(*at, 1));
	}
	return 0;
}

/* A plan for a text; one that is too long, or that a phone could not show, is cut or made plain first. */
static void plan_of(struct buf *text, struct segment_plan *plan)
{
	struct why why;

	if (segment_plan(text->data, plan, &why) == 0)
		return;
	if (text->length > OCTETS_WHEN_CUT) {
		size_t n = OCTETS_WHEN_CUT;

		while (n > 0 && ((unsigned char)text->data[n] & 0xc0) == 0x80)
			n--;
		text->data[text->length = n] = '\0';
	}
	if (segment_plan(text->data, plan, &why) == 0)
		return;
	for (size_t i = 0; i < text->length; i++)
		if ((unsigned char)text->data[i] >= 0x80)
			text->data[i] = '?';
	segment_plan(text->data, plan, &why);
}

/* Where there are too many the answer stands among them all the same. */
static void list_reply(const struct voice *v, const char *to, const char *text, const char *kind,
	const struct segment_plan *plan, int64_t id)
{
	struct outcome *out = v->out;

	if (out == NULL || (out->replies_used == OUTCOME_REPLIES_MAX && strcmp(kind, "answer") != 0))
		return;
	out->replies_used -= out->replies_used == OUTCOME_REPLIES_MAX;
	snprintf(out->replies[out->replies_used].to, sizeof out->replies[0].to, "%s", to);
	out->replies[out->replies_used].message = id;
	out->replies[out->replies_used].parts = plan->parts;
	out->replies[out->replies_used].ucs2 = plan->alphabet == ALPHABET_UCS2;
	buf_clear(&out->replies[out->replies_used].text);
	buf_adds(&out->replies[out->replies_used].text, text);
	out->replies_used++;
}

/* Add a notice to the one that waits for that person. *id is 0 when there is none, or no room in it. */
static int join_waiting(const struct voice *v, const char *to, const char *text, int64_t *id, struct why *why)
{
	struct segment_plan plan;
	struct why unfit;
	struct buf all;
	int result = -1;

	buf_init(&all);
	if (guard_waiting(v->p->store, to, "", v->now_us, id, &all, why) == -1)
		goto done;
	result = 0;
	buf_addf(&all, "\n%s", text);
	if (*id == 0 || all.length > OCTETS_JOINED || segment_plan(all.data, &plan, &unfit) == -1)
		*id = 0;
	else {
		result = message_reword(v->p->store, *id, all.data, plan.alphabet, plan.parts, why);
		*id = result == 1 ? *id : 0;
	}
done:
	buf_fini(&all);
	return result == -1 ? -1 : 0;
}

#define LASTING                                                                                                        \
	(3 * CLOCK_DAY) /* so long a notice, and what somebody waits for, is of use when nothing else says an end */

/* How long a text of that kind is of use from the hour for which it is planned. */
static int64_t validity_of(const struct voice *v, const char *kind)
{
	int64_t validity_us = v->p->config->validity_s * CLOCK_SECOND;

	if (strcmp(kind, "notice") != 0 && strcmp(kind, "awaited") != 0)
		return validity_us;
	return validity_us < LASTING ? LASTING : validity_us;
}

static int64_t put(const struct voice *v, const char *to, const char *text, const struct segment_plan *plan,
	const char *kind, int64_t expires_us, struct why *why)
{
	int64_t at, validity_us = validity_of(v, kind);
	struct message_out message = {
		.phone = to,
		.text = text,
		.link = v->link,
		.unit = "",
		.kind = kind,
		.priority = priority_of(kind),
		.alphabet = plan->alphabet,
		.parts = plan->parts,
		.answers = v->answers,
		.useless_later = expires_us != 0,
	};
	char queue[RECORD_WORD_OCTETS];

	if (strcmp(kind, "answer") != 0 || v->link[0] == '\0') { /* nobody wrote to a link */
		if (route_queue(v->p->store, to, queue, why) == -1)
			return -1;
		message.link = queue;
	}
	if (voice_slot(v, to, kind, &at, why) == -1)
		return -1;
	if (at > v->now_us && expires_us == 0 && strcmp(kind, "notice") == 0) {
		int64_t joined;

		if (join_waiting(v, to, text, &joined, why) == -1)
			return -1;
		if (joined != 0)
			return joined;
	}
	message.next_at = at == v->now_us ? 0 : at;
	message.expires_at = expires_us != 0 ? expires_us : at + validity_us;
	if (at >= message.expires_at) {
		char mask[LOG_MASK_OCTETS];

		log_info("left-out", "kind=%s to=%s reason=too-late", kind, log_mask(to, mask));
		return 0;
	}
	return message_queue(v->p->store, &message, v->now_us, why);
}

/* As much of a text as fits on a page, up to a space, and where the rest is. */
static void cut_to_page(const struct voice *v, struct buf *text)
{
	size_t whole = text->length, n = whole;
	struct buf page;

	buf_init(&page);
	do {
		while (n > 0 && text->data[n - 1] != ' ')
			n--;
		n -= n > 0;
		buf_clear(&page);
		buf_add(&page, text->data, n > 0 ? n : whole < 100 ? whole : 100);
		texts_render(v->p->menus->texts, TEXT_PLAIN, "ussd_rest", NULL, &page);
	} while (n > 0 && !step_fits(page.data, true));
	buf_clear(text);
	buf_adds(text, page.data);
	buf_fini(&page);
}

/* A page of USSD holds 182 septets, or 80 letters with marks: then without them, and what is still too long goes by SMS
 * as a whole. */
static int answer_by_ussd(const struct voice *v, const char *to, struct buf *said, struct why *why)
{
	struct segment_plan plan = { .parts = 1 };
	struct voice by_sms = *v;
	struct buf page;
	int result = 0;

	buf_init(&page);
	if (step_fits(said->data, true))
		buf_adds(&page, said->data);
	else
		plain_add(said->data, &page);
	by_sms.ussd = false;
	if (!step_fits(page.data, true))
		cut_to_page(v, &page);
	else
		by_sms.ussd = true;
	plan_of(&page, &plan);
	plan.parts = 1;
	list_reply(v, to, page.data, "answer", &plan, 0);
	if (!by_sms.ussd)
		result = voice_queue(&by_sms, to, said->data, "answer", 0, why);
	buf_fini(&page);
	return result;
}

int voice_queue(
	const struct voice *v, const char *to, const char *text, const char *kind, int64_t expires_us, struct why *why)
{
	struct segment_plan plan = { .parts = 1 };
	struct buf said;
	int64_t id = 0, same = 0;
	int result = -1;

	if (v->id != NULL)
		*v->id = 0;
	buf_init(&said);
	buf_adds(&said, text);
	plan_of(&said, &plan);
	if (v->ussd && strcmp(kind, "answer") == 0) {
		result = answer_by_ussd(v, to, &said, why);
		goto done;
	}
	if (guard_same(v->p->store, to, said.data, v->now_us - VOICE_SAME_SPAN, VOICE_SAME_MAX, &same, why) == -1)
		goto done;
	if (same >= VOICE_SAME_MAX) {
		char mask[LOG_MASK_OCTETS];

		log_warn("loop", "to=%s same=%" PRId64 " seconds=%" PRId64, log_mask(to, mask), same,
			VOICE_SAME_SPAN / CLOCK_SECOND);
		result = 0;
		goto done;
	}
	id = put(v, to, said.data, &plan, kind, expires_us, why);
	if (id > 0) {
		v->p->queued++;
		list_reply(v, to, said.data, kind, &plan, id);
	}
	if (v->id != NULL && id > 0)
		*v->id = id;
	result = id == -1 ? -1 : 0;
done:
	buf_fini(&said);
	return result;
}

static int sayv(const struct voice *v, const char *to, enum text_style style, const char *kind, int64_t expires_us,
	struct why *why, const char *key, va_list pairs)
{
	struct buf text;
	int result;

	buf_init(&text);
	voice_renderv(v, style, &text, key, pairs);
	result = voice_queue(v, to, text.data, kind, expires_us, why);
	buf_fini(&text);
	return result;
}

int voice_say(const struct voice *v, const char *to, enum text_style style, const char *kind, int64_t expires_us,
	struct why *why, const char *key, ...)
{
	va_list pairs;
	int result;

	va_start(pairs, key);
	result = sayv(v, to, style, kind, expires_us, why, key, pairs);
	va_end(pairs);
	return result;
}

int voice_may_tell(const struct voice *v, const struct member *to, bool *may, struct why *why)
{
	bool stopped = false;

	*may = false;
	if (strcmp(to->status, "active") != 0 || to->phone[0] == '\0')
		return 0;
	if (stopped_is(v->p->store, to->phone, &stopped, why) == -1)
		return -1;
	*may = !stopped;
	return 0;
}

int voice_tell(const struct voice *v, const struct member *to, const char *kind, int64_t expires_us, struct why *why,
	const char *key, ...)
{
	va_list pairs;
	bool may;
	int result;

	if (voice_may_tell(v, to, &may, why) == -1)
		return -1;
	if (!may)
		return 0;
	va_start(pairs, key);
	result = sayv(v, to->phone, voice_style(v->p, to), kind, expires_us, why, key, pairs);
	va_end(pairs);
	return result;
}

/* Leave out the lines that are those words (whole), or have them. */
static void leave_lines(struct buf *all, const char *words, bool whole)
{
	struct buf kept;

	buf_init(&kept);
	for (char *line = all->data, *end; line != NULL; line = end) {
		end = strchr(line, '\n');
		if (end != NULL)
			*end++ = '\0';
		if (whole ? strcmp(line, words) != 0 : strstr(line, words) == NULL)
			buf_addf(&kept, "%s%s", kept.length == 0 ? "" : "\n", line);
	}
	buf_clear(all);
	buf_adds(all, kept.data);
	buf_fini(&kept);
}

/* Take notices out of those that wait; *left: there were such. */
static int leave_waiting(
	const struct voice *v, const char *to, const char *words, bool whole, bool *left, struct why *why)
{
	struct segment_plan plan;
	struct buf all;
	int64_t id = 1, last = 0;
	int result = 0;

	*left = false;
	buf_init(&all);
	while (result != -1 && id != 0) {
		size_t before;

		buf_clear(&all);
		result = guard_waiting(v->p->store, to, words, v->now_us, &id, &all, why);
		before = all.length;
		if (result == -1 || id == 0 || id == last)
			break;
		last = id;
		leave_lines(&all, words, whole);
		if (all.length == before)
			break;
		*left = true;
		plan_of(&all, &plan);
		result = all.length == 0 ? guard_give_up(v->p->store, id, why)
					 : message_reword(v->p->store, id, all.data, plan.alphabet, plan.parts, why);
	}
	buf_fini(&all);
	return result == -1 ? -1 : 0;
}

int voice_forget(const struct voice *v, const char *phone, const char *words, struct why *why)
{
	bool left;

	return leave_waiting(v, phone, words, false, &left, why);
}

int voice_leave_out(const struct voice *v, const struct member *to, bool *left, struct why *why, const char *key, ...)
{
	struct buf text;
	va_list pairs;
	int result;

	buf_init(&text);
	va_start(pairs, key);
	voice_renderv(v, voice_style(v->p, to), &text, key, pairs);
	va_end(pairs);
	result = leave_waiting(v, to->phone, text.data, true, left, why);
	buf_fini(&text);
	return result;
}

int voice_withdraw(const struct voice *v, const struct member *to, struct why *why, const char *key, ...)
{
	struct buf text;
	va_list pairs;
	bool left;
	int result;

	buf_init(&text);
	va_start(pairs, key);
	voice_renderv(v, voice_style(v->p, to), &text, key, pairs);
	va_end(pairs);
	result = guard_withdraw(v->p->store, to->phone, text.data, v->now_us - GUARD_PLANNED_WITHIN, why);
	if (result == 0)
		result = leave_waiting(v, to->phone, text.data, true, &left, why);
	buf_fini(&text);
	return result;
}

/* ---- for administrators and alarms ---- */

int programme_say(
	struct programme *p, const char *to, const char *link, int64_t now_us, struct why *why, const char *key, ...)
{
	struct voice v = { .p = p, .now_us = now_us, .link = link };
	struct member person;
	va_list pairs;
	int result;

	if (member_by_phone(p->store, to, &person, why) == -1)
		return -1;
	va_start(pairs, key);
	result = sayv(&v, to, voice_style(p, &person), "answer", 0, why, key, pairs);
	va_end(pairs);
	return result;
}

int64_t programme_queue(struct programme *p, const char *to, const char *text, const char *kind, const char *link,
	int64_t answers, int64_t now_us, struct why *why)
{
	struct voice v = { .p = p, .now_us = now_us, .link = link, .answers = answers };
	struct segment_plan plan = { .parts = 1 };
	struct buf said;
	int64_t id;

	buf_init(&said);
	buf_adds(&said, text);
	plan_of(&said, &plan);
	id = put(&v, to, said.data, &plan, kind, 0, why);
	buf_fini(&said);
	return id;
}

int programme_when(struct programme *p, const char *to, const char *kind, int64_t planned_us, int64_t now_us,
	int64_t *at, struct why *why)
{
	struct voice v = { .p = p, .now_us = now_us, .link = "" };
	bool counted =
		!keeps_cap(kind) || planned_us >= clock_midnight(now_us, 0); /* it is one of this day's already */
	char commune[RECORD_CODE_OCTETS];

	*at = now_us;
	if (!keeps_cap(kind) && strcmp(kind, "awaited") != 0) /* the SIMs' tests of each other, too, go at any hour */
		return 0;
	if (commune_of(&v, to, commune, why) == -1)
		return -1;
	if (counted && calendar_slot_in(p->menus->calendar, commune, now_us) <= now_us)
		return 0;
	return voice_slot(&v, to, kind, at, why);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/pages.h"

#include "gateway/base/segment.h"
#include "store/session.h"

#include <stdio.h>
#include <string.h>

#define PAGES_MAX  99
#define KIND       "rest" /* of the session that holds what is left: "2 5 " and the text from page 2 of 5 on */
#define PARTS_MOST 2      /* of a page with tone marks, which fits 70 letters into one */

static void render(const struct act *a, const char *from, size_t octets, unsigned page, unsigned pages, struct buf *to)
{
	struct voice v = act_voice(a);
	struct buf text;

	buf_init(&text);
	buf_add(&text, from, octets);
	buf_clear(to);
	if (page < pages)
		voice_render(&v, a->style, to, "guide_page", "text", text.data, "page", NUMBER(page), "pages",
			NUMBER(pages), NULL);
	else
		buf_adds(to, text.data);
	buf_fini(&text);
}

static bool fits(const struct buf *text)
{
	struct segment_plan plan;

	return segment_plan(text->data, &plan, NULL) == 0 &&
	       plan.parts <= (plan.alphabet == ALPHABET_UCS2 ? PARTS_MOST : 1);
}

/* Does an item of a list or a sentence end there? A comma in brackets ends none. */
static bool is_end(const char *text, size_t n)
{
	int open = 0;

	for (size_t i = 0; i < n; i++)
		open += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
	return open <= 0 && strchr(",;.", text[n - 1]) != NULL;
}

/* The octets of one page of what is left, which ends behind an item of a list or a sentence, at least behind a word. */
static size_t cut(const struct act *a, const char *rest, struct buf *page)
{
	size_t whole = strlen(rest), n = whole, word = 0;

	render(a, rest, whole, 1, 1, page);
	if (fits(page))
		return whole;
	while (n > 0) {
		while (n > 0 && rest[n - 1] != ' ')
			n--;
		if (n < 2)
			break;
		render(a, rest, n - 1, PAGES_MAX, PAGES_MAX + 1, page);
		if (fits(page)) {
			word = word > 0 ? word : n;
			if (is_end(rest, n - 1))
				return n;
			if (n < word / 2) /* no such end is near */
				return word;
		}
		n--;
	}
	return word > 0 ? word : whole;
}

static unsigned count(const struct act *a, const char *text)
{
	struct buf page;
	unsigned pages = 0;

	buf_init(&page);
	while (*text != '\0' && pages < PAGES_MAX) {
		text += cut(a, text, &page);
		pages++;
	}
	buf_fini(&page);
	return pages;
}

/* Keep what stands behind this page, or forget what waited. */
static int keep(struct act *a, const char *rest, unsigned page, unsigned pages, struct why *why)
{
	struct buf data;
	int result;

	if (*rest == '\0')
		return session_drop(a->p->store, a->texter, QUESTION_GUIDE, why);
	buf_init(&data);
	buf_addf(&data, "%u %u %s", page, pages, rest);
	result = session_put(a->p->store, a->texter, QUESTION_GUIDE, KIND, data.data, a->in->now_us,
		a->in->now_us + a->p->config->session_s * CLOCK_SECOND, why);
	buf_fini(&data);
	return result;
}

static int show(struct act *a, const char *text, unsigned page, unsigned pages, struct why *why)
{
	struct buf said;
	size_t n;
	int result;

	buf_init(&said);
	n = cut(a, text, &said);
	render(a, text, n - (n > 0 && text[n - 1] == ' '), page, pages, &said);
	result = keep(a, text + n, page + 1, pages, why) == -1 ? -1
							       : act_answer_text(a, OUTCOME_ANSWERED, said.data, why);
	buf_fini(&said);
	return result;
}

int pages_answer(struct act *a, struct why *why, const char *key, ...)
{
	struct voice v = act_voice(a);
	struct buf text;
	va_list pairs;
	int result;

	buf_init(&text);
	va_start(pairs, key);
	voice_renderv(&v, a->style, &text, key, pairs);
	va_end(pairs);
	if (v.ussd || fits(&text)) /* a page of USSD is cut where it is shown */
		result = act_answer_text(a, OUTCOME_ANSWERED, text.data, why);
	else
		result = show(a, text.data, 1, count(a, text.data), why);
	a->paged = !fits(&text) && !v.ussd;
	buf_fini(&text);
	return result;
}

int pages_next(struct act *a, bool *shown, struct why *why)
{
	struct session s;
	unsigned page = 0, pages = 0;
	int result, n = 0;

	*shown = false;
	session_init(&s);
	result = session_get(a->p->store, a->texter, QUESTION_GUIDE, a->in->now_us, &s, why);
	if (result == 0 && strcmp(s.kind, KIND) == 0 && sscanf(s.data.data, "%u %u %n", &page, &pages, &n) == 2) {
		*shown = true;
		result = show(a, s.data.data + n, page, pages, why);
	}
	session_fini(&s);
	return result;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* step_page.c - one page of a menu: a header, numbered choices as far as they fit, and the keys that turn it.
 *
 * A page on USSD holds 182 septets or 80 UCS-2 units; over SMS one part of 160
 * septets, or two of 67 units, since 70 hold hardly two choices with their marks.
 */
#include "gateway/base/segment.h"
#include "menus/plain.h"
#include "menus/step_tree.h"

#include <stdio.h>
#include <string.h>

#define USSD_SEPTETS 182
#define USSD_UNITS   80

bool step_fits(const char *page, bool ussd)
{
	struct segment_plan plan;

	if (segment_plan(page, &plan, NULL) == -1)
		return false;
	if (plan.alphabet == ALPHABET_GSM7)
		return plan.units <= (ussd ? USSD_SEPTETS : SEGMENT_GSM7_ALONE);
	return plan.units <= (ussd ? USSD_UNITS : 2 * SEGMENT_UCS2_JOINED);
}

void step_choices_add(struct step_choices *choices, const char *value, const char *label)
{
	if (choices->used == STEP_CHOICES_MAX || strlen(value) >= STEP_VALUE_OCTETS)
		return;
	snprintf(choices->of[choices->used].value, STEP_VALUE_OCTETS, "%s", value);
	size_t n = strlen(label);
	if (n >= STEP_LABEL_OCTETS)
		for (n = STEP_LABEL_OCTETS - 1; (label[n] & 0xC0) == 0x80;)
			n--;
	snprintf(choices->of[choices->used].label, STEP_LABEL_OCTETS, "%.*s", (int)n, label);
	choices->used++;
}

static void add_piece(const struct step_view *view, const char *key, const char *digit, struct buf *out)
{
	const struct text_argument arguments[] = { { "key", digit }, { NULL, NULL } };

	if (out->length > 0 && out->data[out->length - 1] != '\n')
		buf_addc(out, ' ');
	texts_render(view->texts, view->style, key, arguments, out);
}

static void last_line(const struct step_view *view, const char *back, bool leave, bool more, struct buf *out)
{
	buf_clear(out);
	buf_addc(out, '\n');
	add_piece(view, leave ? "menu_leave" : "menu_back", back, out);
	if (more)
		add_piece(view, "menu_more", "9", out);
}

/* Append "\n3.label"; without marks unless the style has them. */
static void add_choice(const struct step_view *view, unsigned number, const char *label, struct buf *out)
{
	buf_addf(out, "\n%u.", number);
	if (view->style == TEXT_ACCENTED)
		buf_adds(out, label);
	else
		plain_add(label, out);
}

static bool fits_with(struct buf *page, const char *last, bool ussd)
{
	size_t length = page->length;
	bool fits;

	buf_adds(page, last);
	fits = step_fits(page->data, ussd);
	page->length = length;
	page->data[length] = '\0';
	return fits;
}

/* Take letters off the end until the page fits. */
static void cut_to_fit(struct buf *page, size_t least, const char *last, bool ussd)
{
	while (page->length > least && !fits_with(page, last, ussd)) {
		do
			page->length--;
		while (page->length > least && (page->data[page->length] & 0xC0) == 0x80);
		page->data[page->length] = '\0';
	}
}

unsigned step_page(const struct step_view *view, const char *header, const struct step_choices *choices, unsigned first,
	const char *back, bool leave, struct buf *out)
{
	struct buf last;
	size_t begin;
	unsigned shown = 0, left = choices->used - first;

	buf_init(&last);
	buf_adds(out, header);
	for (; shown < left && shown < STEP_PAGE_MAX; shown++) {
		last_line(view, back, leave, first > 0 || shown + 1 < left, &last);
		begin = out->length;
		add_choice(view, shown + 1, choices->of[first + shown].label, out);
		if (fits_with(out, last.data, view->ussd))
			continue;
		if (shown == 0) { /* too long even alone: shown as far as it goes */
			cut_to_fit(out, begin, last.data, view->ussd);
			shown = 1;
		} else {
			out->length = begin;
			out->data[begin] = '\0';
		}
		break;
	}
	last_line(view, back, leave, first > 0 || shown < left, &last);
	buf_adds(out, last.data);
	buf_fini(&last);
	return shown;
}

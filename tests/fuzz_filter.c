/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any octets from both sides, in any order: the filter stays within its bounds, and a ^Z only follows a prompt.
 * 0xFF changes the side, 0xFE is silence, 0xFD a command of our own, 0xFC gives it up. */
#include "gateway/link/filter.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t n);

static void on_event(void *user, const struct filter_event *event)
{
	unsigned *events = user;

	assert(event->kind < FILTER_EVENT_KINDS && strlen(event->text) <= FILTER_ANSWER_MAX);
	++*events;
}

static void check(struct filter *f, bool prompted)
{
	assert(f->line.length <= FILTER_LINE_MAX && f->host_line.length <= FILTER_LINE_MAX);
	assert(f->held.length <= FILTER_HELD_MAX && f->answer.length <= FILTER_ANSWER_MAX + FILTER_LINE_MAX);
	assert(f->ussd.length <= FILTER_USSD_MAX + FILTER_LINE_MAX && f->later.length <= 4 * FILTER_USSD_MAX);
	assert(f->to_host.length <= FILTER_OUT_MAX + 2 * FILTER_LINE_MAX);
	if (memchr(f->to_modem.data, 0x1A, f->to_modem.length) != NULL)
		assert(prompted && f->data_written);
}

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t n)
{
	unsigned events = 0;
	const struct filter_user user = { .user = &events, .event = on_event };
	bool modem = true, prompted = false;
	struct filter f;

	filter_init(&f, &user);
	for (size_t i = 0; i < n; i++) {
		prompted = prompted || f.state == FILTER_DATA || f.state == FILTER_PROMPT;
		if (octets[i] == 0xFF)
			modem = !modem;
		else if (octets[i] == 0xFE)
			filter_quiet(&f);
		else if (octets[i] == 0xFD)
			filter_ask(&f, "AT+CREG?");
		else if (octets[i] == 0xFC)
			filter_abandon(&f);
		else if (modem)
			filter_from_modem(&f, &octets[i], 1);
		else
			filter_from_host(&f, &octets[i], 1);
		check(&f, prompted);
		buf_clear(&f.to_modem);
		if (i % 64 == 0)
			buf_clear(&f.to_host);
	}
	filter_fini(&f);
	return 0;
}

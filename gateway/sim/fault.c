/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/sim/fault.h"
#include "gateway/sim/modem_state.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define GARBAGE_OCTETS_MAX 65536
#define FLOOD_LINES_MAX    10000

struct kind {
	const char *name;
	bool ms_is_length; /* ms says how long it lasts; else it is a delay, or nothing */
	bool is_state;     /* it strikes by being there; others when fault_take() finds them */
};

static const struct kind kinds[FAULT_KINDS] = {
	[FAULT_CMS] = { "cms", false, false },
	[FAULT_PROMPT_ERROR] = { "prompt-error", false, false },
	[FAULT_SILENCE] = { "silence", true, false },
	[FAULT_LOST] = { "lost", false, false },
	[FAULT_PROMPT] = { "prompt", false, false },
	[FAULT_SLOW] = { "slow", false, false },
	[FAULT_TWICE] = { "twice", false, false },
	[FAULT_RECEIPT] = { "receipt", false, false },
	[FAULT_FULL] = { "full", true, true },
	[FAULT_REGISTRATION] = { "registration", true, true },
	[FAULT_HANG] = { "hang", true, true },
	[FAULT_SIM] = { "sim", true, true },
	[FAULT_ERROR] = { "error", false, false },
	[FAULT_VANISH_SENT] = { "vanish-sent", false, false },
	[FAULT_GARBAGE] = { "garbage", false, false },
	[FAULT_UNSOLICITED] = { "unsolicited", false, false },
	[FAULT_CLEAR] = { "clear", false, false },
};

const char *fault_name(enum fault_kind kind)
{
	return kinds[kind].name;
}

enum fault_kind fault_of(const char *name)
{
	enum fault_kind kind = 0;

	while (kind < FAULT_KINDS && strcmp(kinds[kind].name, name) != 0)
		kind++;
	return kind;
}

bool fault_is(const struct faults *f, enum fault_kind kind)
{
	return f->of[kind].on;
}

const struct fault *fault_take(struct faults *f, enum fault_kind kind)
{
	if (!f->of[kind].on)
		return NULL;
	if (f->of[kind].fault.times > 0 && --f->of[kind].fault.times == 0)
		f->of[kind].on = false;
	f->struck++;
	return &f->of[kind].fault;
}

void fault_power(struct faults *f)
{
	f->of[FAULT_HANG].on = false;
	for (size_t i = 0; i < FAULT_LASTING; i++)
		f->of[i].on &= !f->of[i].fault.until_power && !f->of[i].fault.until_radio;
}

void fault_radio(struct faults *f)
{
	for (size_t i = 0; i < FAULT_LASTING; i++)
		f->of[i].on &= !f->of[i].fault.until_radio;
}

/* What stands in the way of the modem's work may have gone. */
static void settle(struct modem *m)
{
	bool full = fault_is(&m->faults, FAULT_FULL);

	m->sm.full = m->me.full = m->sr.full = full;
	at_registration_changed(m);
	network_push(m);
	line_resume(m);
}

static void end_of_fault(void *user, void *item)
{
	struct modem *m = (struct modem *)((char *)user - offsetof(struct modem, faults));

	m->faults.of[*(enum fault_kind *)item].on = false;
	settle(m);
}

static void end_later(struct modem *m, enum fault_kind kind, int64_t ms)
{
	enum fault_kind *item = malloc(sizeof *item);

	if (item == NULL)
		abort();
	*item = kind;
	agenda_add(m->agenda, ms, end_of_fault, &m->faults, item); /* also while the modem is off */
}

/* Noise as a line with a bad contact gives it: any octets, but no line ends, so that it sticks to what follows. */
static void make_noise(struct modem *m, int64_t octets)
{
	for (int64_t i = 0; i < octets; i++) {
		m->dice = m->dice * 6364136223846793005u + 1442695040888963407u;
		buf_addc(&m->output, (char)(0x80 | (m->dice >> 56)));
	}
}

static int do_at_once(struct modem *m, const struct fault *fault, struct why *why)
{
	int64_t lines = fault->times > 0 ? fault->times : 1;

	m->faults.struck += fault->kind != FAULT_CLEAR;
	switch (fault->kind) {
	case FAULT_GARBAGE:
		if (fault->octets < 1 || fault->octets > GARBAGE_OCTETS_MAX)
			return why_set(why, "octets must be 1 to %d", GARBAGE_OCTETS_MAX);
		make_noise(m, fault->octets);
		return 0;
	case FAULT_UNSOLICITED:
		if (lines > FLOOD_LINES_MAX)
			return why_set(why, "at most %d lines", FLOOD_LINES_MAX);
		/* In the midst of whatever goes on: such lines know no manners. */
		for (int64_t i = 0; i < lines && m->output.length <= LINE_HELD_MAX; i++)
			line_info(m, "%s", fault->line);
		return 0;
	default:
		memset(m->faults.of, 0, sizeof m->faults.of);
		agenda_drop(m->agenda, end_of_fault, &m->faults);
		settle(m);
		return 0;
	}
}

int fault_set(struct modem *m, const struct fault *fault, struct why *why)
{
	if (fault->times < 0 || fault->ms < 0)
		return why_set(why, "times and ms cannot be below 0");
	if (fault->kind >= FAULT_LASTING)
		return do_at_once(m, fault, why);
	m->faults.of[fault->kind].on = true;
	m->faults.of[fault->kind].fault = *fault;
	m->faults.struck += kinds[fault->kind].is_state;
	if (kinds[fault->kind].ms_is_length && fault->ms > 0)
		end_later(m, fault->kind, fault->ms);
	settle(m);
	return 0;
}

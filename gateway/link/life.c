/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/link/life.h"

#include <stddef.h>

static const struct life_rule rules[] = {
	/* in             on                  act                 then             */
	{ LIFE_ABSENT, LIFE_WAKE, LIFE_DO_OPEN, LIFE_OPENING },

	{ LIFE_OPENING, LIFE_OPENED, LIFE_DO_CHECK_SIM, LIFE_PIN },
	{ LIFE_OPENING, LIFE_NO_DEVICE, LIFE_DO_AWAIT, LIFE_ABSENT },
	{ LIFE_OPENING, LIFE_FAILED, LIFE_DO_REST, LIFE_RESTING },
	{ LIFE_OPENING, LIFE_VANISHED, LIFE_DO_REST_BRIEF, LIFE_RESTING },

	{ LIFE_PIN, LIFE_PIN_WANTED, LIFE_DO_ENTER_PIN, LIFE_PIN },
	{ LIFE_PIN, LIFE_SIM_READY, LIFE_DO_SET_UP, LIFE_REGISTERING },
	{ LIFE_PIN, LIFE_FAILED, LIFE_DO_REST, LIFE_RESTING },
	{ LIFE_PIN, LIFE_VANISHED, LIFE_DO_REST_BRIEF, LIFE_RESTING },

	{ LIFE_REGISTERING, LIFE_WAKE, LIFE_DO_LOOK, LIFE_REGISTERING },
	{ LIFE_REGISTERING, LIFE_REGISTERED, LIFE_DO_OFFER, LIFE_READY },
	{ LIFE_REGISTERING, LIFE_FAILED, LIFE_DO_REST, LIFE_RESTING },
	{ LIFE_REGISTERING, LIFE_VANISHED, LIFE_DO_REST_BRIEF, LIFE_RESTING },

	{ LIFE_READY, LIFE_WAKE, LIFE_DO_TEND, LIFE_READY },
	{ LIFE_READY, LIFE_SUBMIT, LIFE_DO_SEND, LIFE_SENDING },
	{ LIFE_READY, LIFE_UNREGISTERED, LIFE_DO_NOTHING, LIFE_REGISTERING },
	{ LIFE_READY, LIFE_FAILED, LIFE_DO_REST, LIFE_RESTING },
	{ LIFE_READY, LIFE_VANISHED, LIFE_DO_REST_BRIEF, LIFE_RESTING },

	{ LIFE_SENDING, LIFE_SENT, LIFE_DO_GO_ON, LIFE_SENDING },
	{ LIFE_SENDING, LIFE_REGISTERED, LIFE_DO_OFFER, LIFE_READY },   /* all parts have their end */
	{ LIFE_SENDING, LIFE_SILENT, LIFE_DO_GIVE_UP, LIFE_RESTING },   /* may be out: its receipt decides */
	{ LIFE_SENDING, LIFE_VANISHED, LIFE_DO_GIVE_UP, LIFE_RESTING }, /* likewise, once ^Z was written */

	{ LIFE_RESTING, LIFE_WAKE, LIFE_DO_OPEN, LIFE_OPENING },
};

const struct life_rule *life_find(enum life_state state, enum life_event event)
{
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		if (rules[i].in == state && rules[i].on == event)
			return &rules[i];
	}
	return NULL;
}

const char *life_state_name(enum life_state state)
{
	static const char *const names[LIFE_STATES] = { "down", "opening", "pin", "registering", "ready", "sending",
		"resting" };

	return state < LIFE_STATES ? names[state] : "unknown";
}

const char *life_event_name(enum life_event event)
{
	static const char *const names[LIFE_EVENTS] = { "none", "wake", "no-device", "opened", "failed", "pin-wanted",
		"sim-ready", "registered", "unregistered", "submit", "sent", "silent", "vanished" };

	return event < LIFE_EVENTS ? names[event] : "unknown";
}

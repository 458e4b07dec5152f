/* SPDX-License-Identifier: GPL-2.0-or-later */
/* life.h - the life of a modem link as a table: in a state, on an event, what is done and which state follows.
 *
 * The table alone; link.c does what the acts name. A pair that has no row is
 * ignored.
 */
#ifndef GATEWAY_LINK_LIFE_H
#define GATEWAY_LINK_LIFE_H

enum life_state {
	LIFE_ABSENT,      /* the device is not there */
	LIFE_OPENING,     /* the tty is being opened, the modem woken, libgammu begun */
	LIFE_PIN,         /* is the SIM there, and does it want its PIN? */
	LIFE_REGISTERING, /* texts are received as they lie in the SIM; none can be sent yet */
	LIFE_READY,
	LIFE_SENDING, /* one part is on its way */
	LIFE_RESTING, /* after a failure, longer each time */
	LIFE_STATES
};

enum life_event {
	LIFE_NONE,         /* nothing follows */
	LIFE_WAKE,         /* a rest is over, or it is time to look */
	LIFE_NO_DEVICE,    /* there is no such device */
	LIFE_OPENED,       /* the modem answers */
	LIFE_FAILED,       /* something did not work; the line is to be closed */
	LIFE_PIN_WANTED,   /* the SIM asks for its PIN, and ours may be tried */
	LIFE_SIM_READY,    /* the SIM works */
	LIFE_REGISTERED,   /* the network takes texts */
	LIFE_UNREGISTERED, /* it does not */
	LIFE_SUBMIT,       /* a text waits to be sent */
	LIFE_SENT,         /* the modem has said what became of the part */
	LIFE_SILENT,       /* it has not, in time */
	LIFE_VANISHED,     /* the tty is gone */
	LIFE_EVENTS
};

enum life_act {
	LIFE_DO_NOTHING,
	LIFE_DO_OPEN,       /* open the line; OPENED, NO_DEVICE or FAILED */
	LIFE_DO_CHECK_SIM,  /* SIM_READY, PIN_WANTED or FAILED */
	LIFE_DO_ENTER_PIN,  /* SIM_READY or FAILED */
	LIFE_DO_SET_UP,     /* who we are, notifications on; REGISTERED, UNREGISTERED or FAILED */
	LIFE_DO_LOOK,       /* is there a network now? REGISTERED, NONE or FAILED */
	LIFE_DO_OFFER,      /* tell the router that we take a text */
	LIFE_DO_TEND,       /* probe, poll; NONE, UNREGISTERED or FAILED */
	LIFE_DO_SEND,       /* hand the next part to the modem; NONE, SENT, SILENT */
	LIFE_DO_GO_ON,      /* report the part; the next one (NONE, SENT, SILENT) or the end (REGISTERED) */
	LIFE_DO_GIVE_UP,    /* the part is unsure; the line is closed */
	LIFE_DO_AWAIT,      /* close, and look for the device soon */
	LIFE_DO_REST,       /* close, and rest a little longer than last time */
	LIFE_DO_REST_BRIEF, /* close, and come back at once: the device will be back under another name */
	LIFE_ACTS
};

struct life_rule {
	enum life_state in;
	enum life_event on;
	enum life_act act;
	enum life_state then;
};

/* The row of that pair, NULL when there is none. */
const struct life_rule *life_find(enum life_state state, enum life_event event);

const char *life_state_name(enum life_state state); /* as FRAME_LINK_STATE shows them */
const char *life_event_name(enum life_event event);

#endif

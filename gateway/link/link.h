/* SPDX-License-Identifier: GPL-2.0-or-later */
/* link.h - a modem link: one modem, one socket to the router, one to the parent.
 *
 * The main thread sleeps in poll() on the router's socket and the line's
 * eventfd; everything that it does with the modem is one job with a deadline
 * on the wall clock, told to the parent before and after.
 *
 * The parts: opening.c brings the modem up, watch.c knows its state, inbox.c
 * receives (reports.c the reports that libgammu does not see), outbox.c sends, dialogue.c speaks USSD, calls.c knows who
 * rings, recovery.c gets a modem back, frames.c speaks frames.
 */
#ifndef GATEWAY_LINK_LINK_H
#define GATEWAY_LINK_LINK_H

#include "gateway/base/clock.h"
#include "gateway/frame.h"
#include "gateway/link/habits.h"
#include "gateway/link/inbox.h"
#include "gateway/link/life.h"
#include "gateway/link/line.h"
#include "gateway/link/options.h"
#include "gateway/link/outbox.h"
#include "gateway/link/phone.h"
#include "gateway/link/recovery.h"

#include <limits.h>

#define LINK_ABSENT_US     (250 * (int64_t)1000) /* while the device is not there, it is looked for so often at first */
#define LINK_SELDOM_US     (2 * CLOCK_SECOND)    /* and so often when it has been away for long */
#define LINK_BRIEF_US      (200 * (int64_t)1000) /* after a device vanished: it is back soon */
#define LINK_REST_FIRST_US (1 * CLOCK_SECOND)    /* after a failure, doubled each time */
#define LINK_REST_MOST_US  (60 * CLOCK_SECOND)
#define LINK_LOOK_US       (2 * CLOCK_SECOND)    /* without a network it is asked for so often */
#define LINK_PROBE_US      (30 * CLOCK_SECOND)   /* signal and network, which also finds dead modems */
#define LINK_GOOD_US       (60 * CLOCK_SECOND)   /* having worked so long, the rests begin anew */
#define LINK_HOLD_US       (20 * CLOCK_SECOND)   /* a text waits so long for a link that is not ready */
#define LINK_SLOW_US       (500 * (int64_t)1000) /* sending for longer than that is told as a state */
#define LINK_TROUBLE_US    (60 * CLOCK_SECOND)   /* away for so long: an alarm */
#define LINK_PROMPT_S      30                    /* a modem that gives no prompt for so long gives none */
#define LINK_MARGIN_MS     5000                  /* the parent kills so much later than we give up */

#define LINK_ALARMS_MAX    8
#define LINK_DIALOGUE_MAX  4
#define LINK_DIALOGUE_US   (75 * CLOCK_SECOND) /* networks answer a USSD request within 60 s or not at all */
#define LINK_FULL_PCT      80
#define LINK_ROOM_PCT      60
#define LINK_REASON_OCTETS 200
#define LINK_MODEL_OCTETS  128

struct link_identity { /* read at each opening */
	char imei[PHONE_ID_OCTETS], imsi[PHONE_ID_OCTETS], iccid[PHONE_ID_OCTETS], smsc[PHONE_ID_OCTETS];
	char operator_name[PHONE_NAME_OCTETS];
	char model[LINK_MODEL_OCTETS]; /* "Quectel EC25 EC25EFAR06A06M4G": maker, model, firmware; "" = not known */
	const char *network, *radio;   /* as in FRAME_LINK_STATE */
	int signal_pct;
	struct phone_storage storage;
	char tty[PATH_MAX];
};

struct link_dialogue { /* USSD */
	struct {
		uint64_t id;
		char code[PHONE_ID_OCTETS * 6];
	} waiting[LINK_DIALOGUE_MAX];
	unsigned waiting_used;
	bool open; /* the last one waits for its answer */
	uint64_t id;
	int64_t until_us;
	unsigned unasked; /* what the network has said by itself */
};

struct link {
	const struct options *options;
	int router_fd, parent_fd, wake_fd;
	struct buf in;        /* from the router, up to a whole frame */
	struct buf last_told; /* the last FRAME_LINK_STATE, to see whether something changed */
	enum life_state state;
	char reason[LINK_REASON_OCTETS]; /* why it is not ready */
	struct line *line;
	struct phone *phone;
	struct link_identity who;
	struct habits habits;
	struct inbox inbox;
	struct outbox outbox;
	struct link_dialogue dialogue;
	struct recovery recovery;
	struct {
		char from[PHONE_ID_OCTETS];
		int64_t at_us; /* of its last signal, monotonic */
	} call;
	const char *alarms[LINK_ALARMS_MAX]; /* kinds that are raised */
	const char *quiet[LINK_ALARMS_MAX];  /* kinds that were said to be over, by this process */
	char bad_pin[IDENTITY_OCTETS];       /* of a PIN that was refused in this life */
	bool has_reports;                    /* the modem has a memory SR */
	bool stopping, offered;
	int64_t wake_us; /* when LIFE_WAKE is due, INT64_MAX = never */
	int64_t poll_us; /* when the memories are looked at in any case */
	int64_t rest_us; /* how long the next rest is */
	int64_t ready_since_us, trouble_since_us, sending_since_us, stop_by_us;
};

void link_init(struct link *link, const struct options *options, int router_fd, int parent_fd);
void link_fini(struct link *link);
/* Work until the router closes its socket or says stop. */
void link_run(struct link *link);
/* Let the table act on an event, and on what follows from it. */
void link_event(struct link *link, enum life_event event);

/* A blocking job begins: tell the parent, arm the line's deadline. */
void link_job(struct link *link, const char *name, int64_t deadline_s);
void link_job_end(struct link *link);
/* Say why it is not ready; "" = it is. */
void link_set_reason(struct link *link, const char *reason);
/* libgammu lost the modem: say why, as far as the line knows better. Returns LIFE_FAILED. */
enum life_event link_lost(struct link *link, const struct why *why);

/* ---- frames.c ---- */
void frames_send(struct link *link, const struct frame *frame);
/* Read what came; marks the link as stopping when the socket has closed. */
void frames_read(struct link *link);
/* Tell the state when something of it changed. */
void frames_tell_state(struct link *link);
/* Raise or clear an alarm; each is told once. kind is a constant. */
void frames_alarm(struct link *link, const char *kind, bool raised, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* ---- opening.c ---- */
enum life_event opening_open(struct link *link);
enum life_event opening_check_sim(struct link *link);
enum life_event opening_enter_pin(struct link *link);
enum life_event opening_set_up(struct link *link);
void opening_close(struct link *link);

/* ---- watch.c ---- */
/* Is there a network? Reads the registration; operator too, when it is new. */
enum life_event watch_network(struct link *link);
/* Signal and storage; LIFE_NONE or LIFE_FAILED. */
enum life_event watch_probe(struct link *link);
/* Storage alone: at each regular poll, and when much waits in it. */
enum life_event watch_storage(struct link *link);
bool watch_is_filling(const struct link *link);

/* ---- reports.c ---- */
/* Look at the memory SR, when the modem has one. LIFE_NONE or LIFE_FAILED. */
enum life_event reports_poll(struct link *link);
/* Delete there what is kept. */
enum life_event reports_tidy(struct link *link);

/* ---- calls.c ---- */
/* The line of a caller (+CLIP). */
void calls_ring(struct link *link, const char *line);

/* ---- dialogue.c ---- */
void dialogue_ask(struct link *link, uint64_t id, const char *code);
/* Dial what waits; LIFE_NONE or LIFE_FAILED. */
enum life_event dialogue_tend(struct link *link);
/* The network answered. */
void dialogue_answer(struct link *link, unsigned status, const char *text);
/* The line is gone: whoever waits is told. */
void dialogue_end(struct link *link);

#endif

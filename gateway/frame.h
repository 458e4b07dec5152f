/* SPDX-License-Identifier: GPL-2.0-or-later */
/* frame.h - the messages between our processes.
 *
 * On a stream socket: a 4-octet length (little endian, of what follows), one
 * octet of type, then the fields of that type in the order of its struct:
 * integers as 8 octets little endian, texts as 4 octets of length and UTF-8
 * with its NUL. Each type is described once, by a table of its fields; one
 * encode and one decode serve all of them.
 *
 * A decoder trusts nobody: a frame that is too long, cut, of an unknown type or
 * with octets left over is refused, also when one of our own processes sent it.
 */
#ifndef GATEWAY_FRAME_H
#define GATEWAY_FRAME_H

#include "gateway/base/buf.h"
#include "gateway/base/why.h"

#include <stdbool.h>
#include <stdint.h>

#define FRAME_OCTETS_MAX (64u << 20) /* an import file travels in one frame */

enum frame_type {
	/* router to link */
	FRAME_SUBMIT = 1, /* send this text */
	FRAME_KEPT,       /* the inbound item of that token is committed: delete it */
	FRAME_USSD_SEND,  /* dial a code, or answer a menu; an empty code ends the session */
	FRAME_STOP,       /* finish what is in hand, then exit 0 */
	/* link to router */
	FRAME_LINK_STATE, /* state, identity, network, storage: whenever one of them changed */
	FRAME_READY,      /* can take SUBMIT frames */
	FRAME_PART_SENT,  /* the network took one part */
	FRAME_DONE,       /* the end of a SUBMIT: sent, refused, unsure */
	FRAME_INBOUND,    /* one part of a text came in */
	FRAME_RECEIPT,    /* a delivery report came in */
	FRAME_USSD_REPLY, /* the network answered */
	FRAME_ALARM,      /* someone should know */
	FRAME_CALL,       /* a telephone rings: told once a call, never answered */
	FRAME_RECOVERY,   /* the link did something to get its modem back */
	/* link to parent */
	FRAME_JOB, /* a blocking job begins and ends within deadline_ms; 0 = it has ended */
	/* parent to router */
	FRAME_LINK_UP,   /* a link (re)started; its socket travels along (SCM_RIGHTS) */
	FRAME_LINK_DOWN, /* a link died */
	FRAME_RELOAD,    /* read configuration and menus again */
	FRAME_PING,      /* answer with PONG */
	/* router to parent */
	FRAME_UP, /* the router works (after its start, and after a reload) */
	FRAME_PONG,
	FRAME_KILL_LINK, /* a link does not answer: SIGKILL and start it again */
	FRAME_REMEMBER,  /* what a link must know at its next start, from the store */
	FRAME_ALL_UP,    /* every part works, or has said why it does not */
	/* an administrator's command, over the control socket */
	FRAME_COMMAND,
	FRAME_RESULT,
	/* a USSD dialogue of a person, from a link that serves them */
	FRAME_USSD_DIAL,   /* a person dialled or answered */
	FRAME_USSD_ANSWER, /* what they see */
	FRAME_WAITS,       /* router to parent: the store cannot be opened yet */
	FRAME_TYPES        /* how many there are, plus one */
};

/* ---- router to link ---- */
struct frame_submit {
	uint64_t message;    /* the store's id */
	const char *to;      /* "+84905123456" or a short code */
	const char *text;    /* UTF-8, NFC */
	uint64_t alphabet;   /* enum alphabet of gateway/base/segment.h, as planned when the text was queued */
	uint64_t parts;      /* as planned */
	uint64_t reference;  /* concatenation reference, 0..255; only used when parts > 1 */
	uint64_t skip;       /* bit n set: part n+1 was already taken by the network */
	uint64_t flash;      /* 1: class 0, shown at once and not kept */
	uint64_t receipt;    /* 1: ask for a delivery report */
	uint64_t validity_s; /* how long the network may keep trying, seconds */
};
struct frame_kept {
	uint64_t token; /* as in FRAME_INBOUND or FRAME_RECEIPT */
};
struct frame_ussd_send {
	uint64_t id;      /* comes back in FRAME_USSD_REPLY */
	const char *code; /* "*101#", "1", or "" to cancel */
};
struct frame_stop {
	uint64_t grace_ms;
};
/* ---- link to router ---- */
struct frame_link_state {
	const char *state;  /* "down" "opening" "pin" "registering" "ready" "sending" "resting" */
	const char *reason; /* why it is not ready; "" when it is */
	const char *imei, *imsi, *operator_name, *smsc;
	const char *network;                 /* "home" "roaming" "searching" "denied" "none" "unknown" */
	int64_t signal_pct;                  /* 0..100, -1 unknown */
	uint64_t storage_used, storage_size; /* texts in the SIM and modem together */
	const char *device, *library;        /* "/dev/ttyUSB2", "libgammu 1.42.0" */
	const char *iccid;                   /* the SIM card's own number; "" = not known, as below */
	const char *model;                   /* "Quectel EC25 EC25EFAR06A03M4G": maker, model, firmware */
	const char *radio;                   /* "gsm" "umts" "lte" (AT+CEREG, AT+COPS) */
	const char *profile;                 /* as which it is treated, a file of modems.d; see link/habits.h */
};
struct frame_ready {
	uint64_t window; /* so many SUBMIT frames; 1 for a modem, 0 = none now */
	uint64_t more;   /* 1: beside what it could take before; 0: instead of that */
};
struct frame_part_sent {
	uint64_t message;
	uint64_t part;      /* 1.. */
	uint64_t reference; /* TP-MR, 0..255; 256 = not known */
	const char *id;     /* how the message centre names it in its receipts; "" where TP-MR does */
};
enum frame_result { FRAME_SENT = 1, FRAME_REFUSED, FRAME_UNSURE };
struct frame_done {
	uint64_t message;
	uint64_t result;   /* enum frame_result; refused: surely not sent; unsure: may have been sent */
	uint64_t part;     /* the part that was refused or is unsure; 0 when all were sent */
	int64_t cms_error; /* 3GPP TS 27.005 3.2.5, -1 when there is none */
	const char *reason;
};
struct frame_inbound {
	uint64_t token;       /* the link's own; KEPT brings it back */
	const char *identity; /* the transport's: the same text read twice has the same one (gateway/base/identity.h) */
	const char *from;     /* "+84905123456", "191" or "VIETTEL" */
	uint64_t from_name;   /* 1: the sender is alphanumeric */
	const char *text;     /* UTF-8, NFC not yet applied; of this part only */
	int64_t smsc_us;      /* the message centre's time stamp, wall */
	uint64_t reference, part, parts; /* concatenation; parts = 1 and reference = 0 when there is none */
	uint64_t flash;                  /* 1: class 0 */
	uint64_t binary;                 /* 1: 8-bit data, text is its hex */
	uint64_t
		again_us; /* it may be a text that was kept before that moment (wall), when the link began; 0: it is new */
};
struct frame_receipt {
	uint64_t token;
	const char *identity;
	uint64_t reference; /* TP-MR, 256 = it is named by id */
	const char *id;     /* as in FRAME_PART_SENT */
	const char *to;     /* the recipient of the message that it reports on */
	uint64_t status;    /* TP-ST, 3GPP TS 23.040 9.2.3.15 */
	int64_t smsc_us, done_us;
};
struct frame_ussd_reply {
	uint64_t id;
	uint64_t
		status; /* 0 done, 1 answer wanted, 2 ended by the network, 3 other client, 4 not supported, 5 timeout */
	const char *text;
};
struct frame_alarm {
	const char *kind; /* "sim-full" "pin" "puk" "sim-missing" "line" ... */
	uint64_t raised;  /* 1 raised, 0 cleared */
	const char *text; /* a sentence for the administrator */
};
struct frame_call {
	const char *from; /* "+84905123456"; "" = withheld */
};
struct frame_recovery {
	const char *step;   /* "port" "radio" "restart" "command" */
	uint64_t ok;        /* 1: the modem took it */
	const char *reason; /* what was wrong */
};
/* ---- link to parent ---- */
struct frame_job {
	const char *name;
	uint64_t deadline_ms;
};
/* ---- parent to router ---- */
struct frame_link_up {
	const char *link;
	uint64_t generation; /* grows with every start of that link */
};
struct frame_link_down {
	const char *link;
	const char *reason;
	uint64_t rest_ms; /* it is started again after that */
};
struct frame_reload {
	uint64_t id;
};
struct frame_ping {
	uint64_t id;
};
/* ---- router to parent ---- */
struct frame_up {
	uint64_t id;        /* of the RELOAD that it answers, 0 at the start */
	uint64_t ok;        /* 0: refused, the old configuration stays */
	const char *reason; /* faults, one a line */
};
struct frame_waits {
	const char *reason;
};
struct frame_pong {
	uint64_t id;
};
struct frame_kill_link {
	const char *link;
	const char *reason;
};
struct frame_remember {
	const char *link, *key, *value; /* key "bad_pin": see gateway/link/arguments.h */
};
struct frame_all_up {
	uint64_t links, ready; /* how many there are, how many of them can send */
};
/* ---- control socket ---- */
struct frame_command {
	const char *verb; /* "send", "status", "import", ... */
	const char *args; /* a JSON object */
	const char *body; /* a file's content; "" when there is none */
};
struct frame_result_text {
	uint64_t exit_status; /* as in the interface page */
	const char *out;      /* for stdout */
	const char *err;      /* for stderr */
};
/* ---- USSD to people ---- */
struct frame_ussd_dial {
	const char *session; /* unique within the link while it lives */
	const char *from;
	const char *text; /* the code when begin = 1, else what was typed */
	uint64_t begin;   /* 1: the first of the session */
};
struct frame_ussd_answer {
	const char *session;
	const char *text;
	uint64_t more; /* 1: an answer is wanted, 0: the session ends */
};

struct frame {
	enum frame_type type;
	union {
		struct frame_submit submit;
		struct frame_kept kept;
		struct frame_ussd_send ussd_send;
		struct frame_stop stop;
		struct frame_link_state link_state;
		struct frame_ready ready;
		struct frame_part_sent part_sent;
		struct frame_done done;
		struct frame_inbound inbound;
		struct frame_receipt receipt;
		struct frame_ussd_reply ussd_reply;
		struct frame_alarm alarm;
		struct frame_call call;
		struct frame_recovery recovery;
		struct frame_job job;
		struct frame_link_up link_up;
		struct frame_link_down link_down;
		struct frame_reload reload;
		struct frame_ping ping;
		struct frame_up up;
		struct frame_waits waits;
		struct frame_pong pong;
		struct frame_kill_link kill_link;
		struct frame_remember remember;
		struct frame_all_up all_up;
		struct frame_command command;
		struct frame_result_text result;
		struct frame_ussd_dial ussd_dial;
		struct frame_ussd_answer ussd_answer;
	} u;
};

/* "submit", "kept", ... for logs; "unknown" for what is none. */
const char *frame_name(enum frame_type type);

/* Append the frame to out. A NULL text counts as "". */
void frame_encode(const struct frame *frame, struct buf *out);

/* Decode the frame at the start of the octets. Texts are borrowed from there.
 * 1: decoded, *used says how many octets it took; 0: more octets are needed;
 * -1: it can never become a frame, why says where. */
int frame_decode(const char *octets, size_t n, struct frame *frame, size_t *used, struct why *why);

/* Blocking send and receive on a socket, for processes without a loop. 0 or -1. */
int frame_write(int fd, const struct frame *frame, struct why *why);
/* Read until one whole frame stands at the start of in; the caller drops *used octets when done with it.
 * 1: a frame; 0: the other side closed; -1: error. */
int frame_read(int fd, struct buf *in, struct frame *frame, size_t *used, struct why *why);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* modem_state.h - the inside of a simulated modem, for the files of this folder
 * that make one: line.c reads and answers command lines, at_*.c hold the tables
 * of commands, network.c and ussd.c the operator, fault.c what goes wrong.
 */
#ifndef GATEWAY_SIM_MODEM_STATE_H
#define GATEWAY_SIM_MODEM_STATE_H

#include "gateway/sim/fault.h"
#include "gateway/sim/manner.h"
#include "gateway/sim/modem.h"
#include "gateway/sim/storage.h"
#include "gateway/sim/ussd.h"

#define LINE_OCTETS_MAX  2048  /* of a command line; more is an error */
#define LINE_TEXT_OCTETS 4096  /* of one line to the terminal; a PDU in hex has 400 */
#define LINE_HELD_MAX    65536 /* octets that wait while a command runs, and output that nobody reads */

#define RESET_GONE_MS 2000 /* a restart: the port is away for so long */

#define STAMPS_MOST 1024 /* texts of the last seconds that are remembered for their time stamps */

/* Results of a command. */
#define AT_OK     0
#define AT_LATER  1 /* line_result() comes later */
#define AT_FAIL   2
#define AT_CME(n) (0x1000 + (n)) /* 3GPP TS 27.007, 9.2 */
#define AT_CMS(n) (0x2000 + (n)) /* 3GPP TS 27.005, 3.2.5 */

#define CME_NOT_ALLOWED   3
#define CME_NO_SIM        10
#define CME_SIM_PIN       11
#define CME_SIM_PUK       12
#define CME_WRONG         16
#define CME_INDEX         21
#define CME_NO_NETWORK    30
#define CME_NOT_SUPPORTED 4
#define CMS_NOT_ALLOWED   302
#define CMS_UNSUPPORTED   303
#define CMS_PDU           304
#define CMS_NO_SIM        310
#define CMS_SIM_PIN       311
#define CMS_SIM_PUK       316
#define CMS_INDEX         321
#define CMS_FULL          322
#define CMS_NO_NETWORK    331
#define CMS_NO_ACK_WAITED 340

enum at_form { AT_EXECUTE, AT_SET, AT_READ, AT_TEST };

struct at_call {
	enum at_form form;
	const char *args; /* behind '='; for basic commands the digits */
	int number;       /* basic commands: 0 when there are no digits */
};

#define AT_BEFORE_PIN 1 /* also without a SIM, and before its PIN */
#define AT_SMS        2 /* errors are +CMS ERROR */

struct at_command {
	const char *name; /* "+CSQ", "E", "&F" */
	int (*act)(struct modem *m, const struct at_call *call);
	const char *test; /* what NAME=? says behind "NAME: "; "" = only OK; NULL = act answers */
	int flags;
};
/* Tables end with a NULL name. */
extern const struct at_command at_basic[], at_identity[], at_network[], at_sms[], at_submit[], at_ussd[];

enum line_mode {
	LINE_COMMAND,     /* reads a command line */
	LINE_WAIT_PROMPT, /* AT+CMGS was taken, the prompt is not out yet: what comes now is lost */
	LINE_TEXT,        /* behind the prompt, up to ^Z or ESC */
	LINE_BUSY         /* a command runs */
};

enum charset { CHARSET_GSM, CHARSET_IRA, CHARSET_UCS2 };

/* What is forgotten at power off. */
struct modem_settings {
	bool echo, verbose, quiet;
	int clip, cmee, cnmi[5], csms, cmms, creg, cgreg, cereg, cfun, cusd, cops_format, cgsms;
	int registration; /* as the terminal was last told */
	enum charset charset;
	struct storage *memory[3]; /* AT+CPMS: read, write, receive */
	bool pin_given;
	bool hushed;       /* by an init command of its maker: it says nothing unasked any more */
	unsigned chatters; /* how often it has */
};

/* When the centre last stamped those words. */
struct stamp {
	uint64_t words;
	int64_t second;
};

struct modem {
	unsigned number;
	struct agenda *agenda;
	struct modem_host host;
	bool on;
	/* the line */
	enum line_mode mode;
	union {
		struct {
			struct buf line, last_line;        /* the command line, and the one before for A/ */
			struct buf held;                   /* octets of the terminal that were not read yet */
			struct buf text;                   /* behind the prompt */
			struct buf output, nothing;        /* to the terminal */
			struct buf unsolicited, sms_lines; /* lines that wait for the command to end */
		};
		struct buf bufs[8];
	};
	bool reading;   /* within line_resume() */
	size_t line_at; /* where the next command of the line begins */
	struct modem_settings set;
	/* behind the prompt */
	bool to_memory;   /* AT+CMGW, not AT+CMGS */
	bool from_memory; /* AT+CMSS */
	int text_octets, text_status;
	/* the SIM */
	char imei[16], imsi[16], iccid[21], msisdn[24], smsc[24], pin[MODEM_PIN_OCTETS], puk[MODEM_PIN_OCTETS];
	char model[120];             /* "MANUFACTURER/MODEL/FIRMWARE"; "" = its own */
	const struct manner *manner; /* NULL = none */
	bool pin_wanted;
	unsigned pin_tries, puk_tries;
	struct storage sm, me, sr;
	/* the operator */
	int latency_ms, jitter_ms, receipt_delay_ms, signal, ussd_crlf, report_sr;
	uint64_t dice;
	uint8_t mr;
	struct waiting *waiting, **waiting_end; /* texts and receipts that the modem could not take yet */
	struct waiting *unacknowledged;         /* shown directly, AT+CNMA is to confirm it */
	struct stamp stamps[STAMPS_MOST];
	unsigned stamps_next;
	struct ussd ussd;
	struct faults faults;
	struct modem_counters counters;
	char network; /* its address stands for the operator in the agenda, where the modem's own stands for itself */
};

/* ---- line.c ---- */
void line_reset(struct modem *m);
/* An information line: CR LF text CR LF. */
void line_info(struct modem *m, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* An unsolicited line: at once when the line is free, else after the command. */
void line_unsolicited(struct modem *m, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* As above for texts and receipts, which AT+CNMI <mode> 0 holds back. */
void line_sms(struct modem *m, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The command that answered AT_LATER has ended. */
void line_result(struct modem *m, int result);
/* It ended, and nobody is told. */
void line_lost(struct modem *m);
/* Ask for the text of AT+CMGS or AT+CMGW. */
void line_prompt(struct modem *m);
/* Go on reading what waited. */
void line_resume(struct modem *m);

/* ---- at_*.c ---- */
int at_run(struct modem *m, const char *name, const struct at_call *call);
/* A command of one number: NAME? shows it, NAME=n sets it within 0..most; else it is refused with that result. */
int at_of_number(struct modem *m, const struct at_call *call, const char *name, int *value, int most, int refused);
void at_settings_default(struct modem *m);
/* A string as AT+CSCS shows it; appended. */
void at_string(const struct modem *m, const char *text, struct buf *out);
/* A string of the terminal's as UTF-8; -1 when it is none in that character set. */
int at_string_read(const struct modem *m, const char *text, struct buf *out);
/* AT_OK when the SIM can be used, else the error of that kind. */
int at_sim(const struct modem *m, bool sms);
/* "READY" "SIM PIN" "SIM PUK", NULL when there is no SIM. */
const char *at_sim_state(const struct modem *m);
/* The text behind the prompt is complete. */
void at_submit_take(struct modem *m);
/* Tell of a changed registration when the terminal asked for it. */
void at_registration_changed(struct modem *m);

/* ---- network.c ---- */
int network_registration(const struct modem *m);
bool network_serves(const struct modem *m);
int network_delay_ms(struct modem *m);
/* Hand a submit to the network; line_result() follows. */
void network_submit(struct modem *m, const struct pdu *submit);
/* Something changed that may let waiting texts in. */
void network_push(struct modem *m);
void network_power(struct modem *m);
unsigned network_waiting(const struct modem *m);
void network_fini(struct modem *m);
/* A direct text was confirmed, or was not (AT+CNMA=2). */
int network_acknowledge(struct modem *m, bool good);

/* ---- modem.c ---- */
void modem_tell(struct modem *m, const struct modem_event *event);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* phone.h - the one door to libgammu.
 *
 * Every function that talks to the modem blocks until it answers, libgammu
 * gives up, or phone_abort() is called from another thread; an aborted phone
 * is of no more use than to be closed. What came over the air is never decoded
 * here: the line filter shows libgammu harmless texts in its place.
 *
 * libgammu sleeps 0.7 s a text; usleep() is defined in phone.c and shortens
 * that. It can: the filter holds the PDU until the modem's prompt is there.
 */
#ifndef GATEWAY_LINK_PHONE_H
#define GATEWAY_LINK_PHONE_H

#include "gateway/base/segment.h"
#include "gateway/base/why.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PHONE_ID_OCTETS   32
#define PHONE_NAME_OCTETS 64
#define PHONE_USSD_OCTETS 4096 /* GSM_MAX_USSD_LENGTH letters as UTF-8 */

struct phone;

enum phone_result {
	PHONE_OK,
	PHONE_EMPTY,   /* nothing there (any more) */
	PHONE_REFUSED, /* the modem said no, or cannot */
	PHONE_LOST     /* no answer, aborted, or the line is broken: close it */
};

struct phone_options {
	const char *device, *connection; /* the pty, "dku2at" */
	const char *features;            /* libgammu's names, with commas; "" = what it knows of the model */
	const char *memories;            /* "SM", "ME" or "" = both */
};

/* The answers of a USSD request: status as in FRAME_USSD_REPLY, text in UTF-8. Called from within phone functions. */
typedef void phone_on_ussd(void *user, unsigned status, const char *text);

struct phone *phone_new(const struct phone_options *options, phone_on_ussd *on_ussd, void *user);
void phone_free(struct phone **phone);                      /* also ends the connection */
void phone_abort(struct phone *phone);                      /* from any thread */
const char *phone_library(char to[static PHONE_ID_OCTETS]); /* "libgammu 1.42.0"; returns to */

enum phone_result phone_open(struct phone *phone, struct why *why);
enum phone_result phone_enter_pin(struct phone *phone, const char *pin, struct why *why);

enum phone_result phone_imei(struct phone *phone, char to[static PHONE_ID_OCTETS], struct why *why);
enum phone_result phone_imsi(struct phone *phone, char to[static PHONE_ID_OCTETS], struct why *why);
enum phone_result phone_smsc(struct phone *phone, char to[static PHONE_ID_OCTETS], struct why *why);
/* 0..100, -1 = not known. */
enum phone_result phone_signal(struct phone *phone, int *percent, struct why *why);
/* The operator's name (or its digits). */
enum phone_result phone_operator(struct phone *phone, char to[static PHONE_NAME_OCTETS], struct why *why);

struct phone_storage {
	unsigned sim_used, sim_size, modem_used, modem_size;
};
enum phone_result phone_storage(struct phone *phone, struct phone_storage *storage, struct why *why);

enum phone_result phone_receive(struct phone *phone, struct why *why);    /* AT+CNMI=2,1,0,2,0 */
enum phone_result phone_keep_radio(struct phone *phone, struct why *why); /* AT+CMMS=2 */

/* A place in a memory, as libgammu names it. */
struct phone_place {
	int location, folder, memory;
	uint32_t number; /* the filter's, of the text that lies there */
};
/* The first (start) or next text of all memories; EMPTY after the last. */
enum phone_result phone_next(struct phone *phone, bool start, struct phone_place *place, struct why *why);
enum phone_result phone_delete(struct phone *phone, const struct phone_place *place, struct why *why);

/* One part. text: UTF-8, octets long; it fits. */
struct phone_part {
	const char *to, *smsc, *text;
	size_t octets;
	enum alphabet alphabet;
	unsigned reference, part, parts; /* 8-bit reference; parts = 1: none */
	bool flash, receipt;
	uint64_t validity_s; /* 0 = the centre's own */
};
/* Hand a part to the modem. OK: it was written, and phone_take_sent() tells what became of it after phone_read(). */
enum phone_result phone_send(struct phone *phone, const struct phone_part *part, struct why *why);
/* What the modem said to the last phone_send(): false while it has said nothing. cms = 0: sent, with its reference. */
bool phone_take_sent(struct phone *phone, int *cms, int *reference);

/* Read what has arrived (callbacks run). */
void phone_read(struct phone *phone);

enum phone_result phone_dial(struct phone *phone, const char *code, struct why *why);
enum phone_result phone_hang_up(struct phone *phone, struct why *why);

#endif

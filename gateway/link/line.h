/* SPDX-License-Identifier: GPL-2.0-or-later */
/* line.h - an open modem line: the tty, the pty that libgammu opens in its place, and the thread between them.
 *
 * The thread runs the line filter. It wakes the main thread through an eventfd
 * when something came (a text, a notification), when the tty has vanished, and
 * when the deadline of a job has passed; for the last two it also calls the
 * interrupt, which makes libgammu give up.
 * A line that was interrupted is of no more use: close it and open it again.
 */
#ifndef GATEWAY_LINK_LINE_H
#define GATEWAY_LINK_LINE_H

#include "gateway/base/buf.h"
#include "gateway/base/why.h"

#include <stdbool.h>
#include <stdint.h>

#define LINE_ITEMS_MAX 4096 /* more is left in the SIM and read at the next poll */

struct line;

enum line_item_kind { LINE_STORED_TEXT, LINE_DIRECT_TEXT, LINE_USSD_TEXT, LINE_CALLER };
struct line_item {
	struct line_item *next;
	enum line_item_kind kind;
	uint32_t number; /* STORED: what libgammu shows as the sender's digits */
	int stat;        /* STORED: TS 27.005 <stat>; USSD: TS 27.007 <m> */
	char text[];     /* the PDU in hex; the answer of a USSD request; the line that names a caller */
};

/* Open the device (a symbolic link is followed now). NULL with why set; *absent tells that there is no such device.
 * trace: a file for the lines, "" = none. wake_fd: an eventfd, borrowed. */
struct line *line_open(const char *device, const char *trace, int wake_fd, bool *absent, struct why *why);
void line_close(struct line **line);

const char *line_tty(const struct line *line);  /* what the device was at its opening: "/dev/ttyUSB2" */
const char *line_host(const struct line *line); /* what libgammu opens */

/* Who interrupts libgammu; called from the line's thread. NULL = nobody. */
void line_set_interrupt(struct line *line, void (*interrupt)(void *user), void *user);
/* A job ends before that moment of the monotonic clock, or is interrupted; 0 = no job. */
void line_set_deadline(struct line *line, int64_t mono_us);

/* Put a command to the modem by ourselves, while libgammu is in none. 0: OK, with the lines of the answer in answer
 * (may be NULL); -1 with why set: an error, no answer in time, or the line is gone. */
int line_ask(struct line *line, const char *command, int timeout_ms, struct buf *answer, struct why *why);
/* Work in that memory by line_ask() from now on; NULL goes back to the one that libgammu believes in. */
int line_use_memory(struct line *line, const char *memory, struct why *why);
/* Leave whatever state an earlier user left the modem in, and see whether it answers. */
int line_wake_modem(struct line *line, int timeout_ms, struct why *why);

/* To poll for what libgammu is to read. What the filter writes there arrives a little later (a pty hands octets over in
 * a work queue), so nothing else tells when. */
int line_host_fd(const struct line *line);
bool line_has_input(const struct line *line); /* libgammu has something to read */
bool line_is_gone(struct line *line);         /* the tty vanished */
bool line_is_overdue(struct line *line);      /* a deadline passed */
bool line_data_written(struct line *line);    /* the last AT+CMGS got its ^Z */
/* What came since the last call; each is true once. */
bool line_take_stored(struct line *line);
bool line_take_reports(struct line *line); /* in the memory SR */
bool line_take_network(struct line *line);
/* The oldest item, NULL when there is none. The caller's: free(). */
struct line_item *line_take_item(struct line *line);
/* Lines that were dropped since the opening. */
uint64_t line_dropped(struct line *line);

#endif

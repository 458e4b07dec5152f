/* SPDX-License-Identifier: GPL-2.0-or-later */
/* phone_screen.h - what `keng phone` shows: bubbles on a terminal, plain lines in a pipe.
 *
 * In a pipe every line of a text that was sent begins with "> ", of one that
 * came with "< ", of a USSD text with "= "; the rest is indented by two spaces.
 */
#ifndef GATEWAY_COMMAND_PHONE_SCREEN_H
#define GATEWAY_COMMAND_PHONE_SCREEN_H

#include <stdbool.h>

struct screen {
	bool tty, colour;
	unsigned columns;
};

/* How stdout is. */
void screen_init(struct screen *s);
/* The window may have another width now. */
void screen_measure(struct screen *s);

struct screen_part {
	const char *from; /* who sent it: "modem 1", "" when it says nothing */
	const char *text, *alphabet;
	unsigned part, parts;
	bool flash;
};

/* A text of this phone's, and what it costs. */
void screen_mine(const struct screen *s, const char *text, bool flash);
void screen_theirs(const struct screen *s, const struct screen_part *part);
/* What was dialled, and what the network shows. */
void screen_dialled(const struct screen *s, const char *code);
void screen_ussd(const struct screen *s, const char *text, bool more);
/* A dim line of the phone's own. */
void screen_note(const struct screen *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A small sign that a text has arrived; not in a pipe. */
void screen_tick(const struct screen *s, const char *text);

#define SCREEN_COST_OCTETS 160
/* "1 tin, 23/160 ký tự GSM-7", "2 tin, 200 ký tự GSM-7 (153 một phần)"; why it cannot be sent when it cannot. */
const char *screen_cost(const char *text, char to[static SCREEN_COST_OCTETS]);

#endif

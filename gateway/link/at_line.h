/* SPDX-License-Identifier: GPL-2.0-or-later */
/* at_line.h - what a line from a modem can be (3GPP TS 27.005, TS 27.007, V.250).
 *
 * Pure questions about one line without its CR and LF.
 */
#ifndef GATEWAY_LINK_AT_LINE_H
#define GATEWAY_LINK_AT_LINE_H

#include <stdbool.h>
#include <stddef.h>

enum at_line_kind {
	AT_LINE_OTHER,     /* an answer, or something unknown */
	AT_LINE_OK,        /* final */
	AT_LINE_ERROR,     /* final: ERROR, +CME ERROR, +CMS ERROR and what some modems say instead */
	AT_LINE_STORED,    /* +CMTI, +CDSI */
	AT_LINE_DIRECT,    /* +CMT, +CDS: the PDU is on the next line */
	AT_LINE_BROADCAST, /* +CBM: likewise */
	AT_LINE_USSD,      /* +CUSD */
	AT_LINE_NETWORK,   /* +CREG, +CGREG, +CEREG */
	AT_LINE_CALL,      /* +CLIP: who rings */
	AT_LINE_NOISE      /* known lines of no interest: RING, RDY, ... */
};

enum at_line_kind at_line_kind(const char *line);

/* The line begins with "<prefix>:" (or is all of it). prefix "" has no such line. */
bool at_line_has_prefix(const char *line, const char *prefix);
/* "+CSQ" of "AT+CSQ", "+CPMS" of "AT+CPMS=?"; "" for "ATZ". */
void at_line_prefix_of(const char *command, char *prefix, size_t octets);
/* Can the line be the answer without prefix that this command has (AT+CGSN, ATI)? */
bool at_line_is_plain_answer(const char *line, const char *command);
/* "+CREG: 2,1,..." answers AT+CREG?; "+CREG: 1" or '+CREG: 1,"00A1",...' came by itself. */
bool at_line_is_registration_answer(const char *line);
/* So many seconds a modem may say nothing while that command is open; it has lost it after that. By what modules say of
 * their longest answers (2 to 5 s for most), and the network's own times for those that wait for it. */
unsigned at_line_patience_s(const char *command);
/* Hex digits, at least two. */
bool at_line_is_hex(const char *line);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* msisdn.h - telephone numbers of people in Viet Nam, in one form: "+84905123456".
 *
 * A mobile number is 0 and nine digits (since 2018), or +84 and nine. Lists
 * still hold the 11-digit numbers of before 2018-09-15, which moved one to one,
 * and numbers as spreadsheets leave them. Which prefixes are mobile, and whose
 * they are, stands in one table (libphonenumber, 2026-07-17); since numbers are
 * carried from one network to another, the carrier is only a guess.
 *
 * Trap: 055 was the code of Quang Ngai's fixed lines. 0553851261 looks like a
 * mobile number; only 0559 is one, the others are 0255 today.
 */
#ifndef GATEWAY_BASE_MSISDN_H
#define GATEWAY_BASE_MSISDN_H

#include "gateway/base/why.h"

#include <stdbool.h>

#define MSISDN_OCTETS 16

/* Read a number as people write it ("0905.123.456", "(+84)905 123 456", "84905123456", "01689123456", "905123456").
 * 0, or -1 with why set: short codes, names, fixed lines, foreign numbers and what is no number. */
int msisdn_read(const char *written, char to[static MSISDN_OCTETS], struct why *why);

/* As people dial it: "0905123456". What is not +84... is returned as it stands. Returns to. */
const char *msisdn_local(const char *msisdn, char to[static MSISDN_OCTETS]);

/* The network that the prefix was given to: "viettel" "mobifone" "vinaphone" "vietnamobile" "gmobile" "wintel"
 * "indochina", "" when not known. */
const char *msisdn_carrier(const char *msisdn);

#endif

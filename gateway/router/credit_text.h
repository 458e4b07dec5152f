/* SPDX-License-Identifier: GPL-2.0-or-later */
/* credit_text.h - what an operator's text says of the money on a SIM.
 *
 * "TK chinh: 45.000d, HSD: 31/12/2026": the amount stands behind one of the
 * operator's words for it, thousands parted by '.' or ',', and has d, đ, dong
 * or VND behind it; the day stands behind one of the words for that. Words are
 * found whatever their case and marks; '|' stands between them.
 *
 * Pure functions.
 */
#ifndef GATEWAY_ROUTER_CREDIT_TEXT_H
#define GATEWAY_ROUTER_CREDIT_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#define CREDIT_NONE (-1)

/* Dong, CREDIT_NONE when the text tells of none. */
int64_t credit_text_amount(const char *text, const char *words);
/* The moment at which the SIM's time is over (the end of that day), 0 when the text tells of none. */
int64_t credit_text_expiry(const char *text, const char *words);
/* Does it say that a top-up was good? */
bool credit_text_is_good(const char *text);

#endif

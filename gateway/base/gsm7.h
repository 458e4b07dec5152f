/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gsm7.h - the GSM 7-bit default alphabet and how its septets are packed.
 *
 * The tables are those of 3GPP TS 23.038, 6.2.1 and 6.2.1.1; a letter of the
 * extension table travels as an escape and a second septet, so it counts 2.
 * National shift tables are not used. Packing is that of 6.1.2.1: septet after
 * septet, least significant bit first.
 *
 * Pure functions: no I/O, no allocation but what the caller's buf does.
 */
#ifndef GATEWAY_BASE_GSM7_H
#define GATEWAY_BASE_GSM7_H

#include "gateway/base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GSM7_ESCAPE 0x1B

/* How many septets that character takes: 1, 2, or 0 when the alphabet has none for it. */
unsigned gsm7_septets(uint32_t character);
/* Write them to septets and return how many. */
unsigned gsm7_encode(uint32_t character, uint8_t septets[static 2]);

/* Append the characters of n septets (0..127 each) as UTF-8. An escape before a septet that the extension table lacks
 * shows the letter of the main table; an escape before an escape, or at the end, shows a space (6.2.1.1). */
void gsm7_to_text(const uint8_t *septets, size_t n, struct buf *out);

/* Pack n septets behind fill zero bits (0..6: so many make a header end on a septet). Returns the octets written:
 * (fill + 7 n + 7) / 8. */
size_t gsm7_pack(const uint8_t *septets, size_t n, unsigned fill, uint8_t *octets);
/* Take n septets apart; reads (fill + 7 n + 7) / 8 octets. */
void gsm7_unpack(const uint8_t *octets, size_t n, unsigned fill, uint8_t *septets);

#endif

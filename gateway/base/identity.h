/* SPDX-License-Identifier: GPL-2.0-or-later */
/* identity.h - by what an inbound item is known again.
 *
 * The same item read twice from a SIM has the same identity, two texts with
 * the same words have two: the message centre's time stamp and the raw octets
 * are in it. A keyless BLAKE2b of 16 octets, as 32 hex digits.
 */
#ifndef GATEWAY_BASE_IDENTITY_H
#define GATEWAY_BASE_IDENTITY_H

#include <stddef.h>
#include <stdint.h>

#define IDENTITY_OCTETS 33 /* with its NUL */

/* receiver: the SIM's IMSI, else the link's name. Returns to. */
char *identity_of(const char *receiver, int64_t smsc_us, const char *sender, const void *raw, size_t octets,
	char to[static IDENTITY_OCTETS]);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* storage.h - one memory of a modem: numbered places for short messages.
 *
 * A place holds the PDU as AT commands show it, with the message centre's
 * address in front (3GPP TS 27.005, 3.1 <pdu>), and its status.
 */
#ifndef GATEWAY_SIM_STORAGE_H
#define GATEWAY_SIM_STORAGE_H

#include "gateway/base/pdu.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STORAGE_PLACES_MAX 1000

/* <stat> of 3GPP TS 27.005, 3.1 */
enum storage_status { STORAGE_UNREAD, STORAGE_READ, STORAGE_UNSENT, STORAGE_SENT, STORAGE_ALL };

struct stored {
	bool used;
	enum storage_status status;
	uint8_t octets[PDU_OCTETS_MAX];
	size_t length;      /* all of them */
	size_t tpdu_octets; /* without the centre's address */
};

struct storage {
	const char *name; /* "SM", "ME", "SR" */
	struct stored *places;
	unsigned capacity, used;
	bool full; /* the fault "storage full": no place is free, whatever is in it */
};

void storage_init(struct storage *s, const char *name, unsigned capacity);
void storage_fini(struct storage *s);
/* Keep a PDU. Returns its place 1..capacity, or 0 when none is free. */
unsigned storage_put(struct storage *s, enum storage_status status, const uint8_t *octets, size_t n);
/* What is at that place; NULL when nothing is, or the place does not exist. */
struct stored *storage_at(const struct storage *s, unsigned place);
bool storage_delete(struct storage *s, unsigned place);
/* As AT+CPMS counts: a memory that is called full says so. */
unsigned storage_count(const struct storage *s);
bool storage_has_room(const struct storage *s);

#endif

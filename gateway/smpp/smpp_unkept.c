/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/smpp/smpp_unkept.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS (2 * SMPP_UNKEPT_MOST) /* half of them for what was answered lately */

enum state { FREE, WAITING, ANSWERED };

struct slot {
	enum state state;
	uint64_t token, name, hash;
	struct smpp_unkept_unit unit;
	int64_t at_us;    /* it came, or was answered */
	int64_t broke_us; /* its answer is in doubt since; 0: it is not */
};

struct smpp_unkept {
	struct slot slots[SLOTS];
	uint64_t token;
	unsigned waiting, doubtful;
};

struct smpp_unkept *smpp_unkept_new(void)
{
	struct smpp_unkept *u = calloc(1, sizeof *u);

	if (u == NULL)
		abort();
	return u;
}

void smpp_unkept_free(struct smpp_unkept **u)
{
	free(*u);
	*u = NULL;
}

unsigned smpp_unkept_waiting(const struct smpp_unkept *u)
{
	return u->waiting;
}

/* FNV-1a, 64 bits: two units that differ and fall together within a break are as good as impossible. */
static uint64_t mix(uint64_t hash, const void *octets, size_t n)
{
	const uint8_t *at = octets;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ at[i]) * 0x100000001b3u;
	return hash;
}

static uint64_t hash_of(const struct smpp_pdu *pdu)
{
	size_t n = 0;
	const uint8_t *body = smpp_pdu_body(pdu, &n);
	uint64_t hash = mix(0xcbf29ce484222325u, pdu->source.text, strlen(pdu->source.text) + 1);

	hash = mix(hash, pdu->destination.text, strlen(pdu->destination.text) + 1);
	hash = mix(hash, &pdu->data_coding, 1);
	hash = mix(hash, &pdu->esm_class, 1);
	for (unsigned i = 0; i < pdu->tlvs_used; i++)
		hash = mix(hash, pdu->tlvs[i].value, pdu->tlvs[i].length);
	return mix(hash, body, n);
}

static void settle(struct smpp_unkept *u, struct slot *slot)
{
	if (slot->broke_us != 0)
		u->doubtful--;
	slot->broke_us = 0;
}

/* The name of the unit that this one is once more, 0: it is new. */
static uint64_t name_again(struct smpp_unkept *u, uint64_t hash, int64_t now_us)
{
	for (size_t i = 0; i < SLOTS && u->doubtful > 0; i++) {
		struct slot *slot = &u->slots[i];

		if (slot->broke_us == 0)
			continue;
		if (now_us - slot->broke_us > SMPP_UNKEPT_AGAIN_US)
			settle(u, slot);
		else if (slot->hash == hash) {
			settle(u, slot);
			return slot->name;
		}
	}
	return 0;
}

uint64_t smpp_unkept_add(struct smpp_unkept *u, const struct smpp_pdu *pdu, const struct smpp_unkept_unit *unit,
	int64_t now_us, uint64_t *name)
{
	uint64_t hash = hash_of(pdu), again;
	struct slot *slot;

	if (u->waiting == SMPP_UNKEPT_MOST)
		return 0;
	again = name_again(u, hash, now_us);
	do
		slot = &u->slots[++u->token % SLOTS];
	while (slot->state == WAITING);
	settle(u, slot);
	*name = again != 0 ? again : u->token;
	*slot = (struct slot){ WAITING, u->token, *name, hash, *unit, now_us, 0 };
	u->waiting++;
	return u->token;
}

bool smpp_unkept_take(struct smpp_unkept *u, uint64_t token, int64_t now_us, struct smpp_unkept_unit *unit)
{
	struct slot *slot = &u->slots[token % SLOTS];

	if (slot->state != WAITING || slot->token != token)
		return false;
	slot->state = ANSWERED;
	slot->at_us = now_us;
	u->waiting--;
	*unit = slot->unit;
	return true;
}

bool smpp_unkept_late(struct smpp_unkept *u, int64_t before_us, struct smpp_unkept_unit *unit)
{
	for (size_t i = 0; i < SLOTS && u->waiting > 0; i++) {
		struct slot *slot = &u->slots[i];

		if (slot->state != WAITING || slot->at_us > before_us)
			continue;
		/* The router may keep it all the same, so the next that is like it is the same. */
		slot->state = ANSWERED;
		u->doubtful += slot->broke_us == 0;
		slot->broke_us = before_us;
		u->waiting--;
		*unit = slot->unit;
		return true;
	}
	return false;
}

void smpp_unkept_broke(struct smpp_unkept *u, unsigned bind, int64_t now_us)
{
	for (size_t i = 0; i < SLOTS; i++) {
		struct slot *slot = &u->slots[i];

		if (slot->state == FREE || slot->unit.bind != bind || slot->broke_us != 0 ||
			(slot->state == ANSWERED && now_us - slot->at_us > SMPP_UNKEPT_DOUBT_US))
			continue;
		slot->broke_us = now_us;
		u->doubtful++;
	}
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/identity.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define HASH_OCTETS 16

char *identity_of(const char *receiver, int64_t smsc_us, const char *sender, const void *raw, size_t octets,
	char to[static IDENTITY_OCTETS])
{
	crypto_generichash_state state;
	unsigned char hash[HASH_OCTETS];
	char time[24];

	/* Each text goes in with its NUL, so that no two lists of fields give the same octets. */
	snprintf(time, sizeof time, "%lld", (long long)smsc_us);
	crypto_generichash_init(&state, NULL, 0, sizeof hash);
	crypto_generichash_update(&state, (const unsigned char *)receiver, strlen(receiver) + 1);
	crypto_generichash_update(&state, (const unsigned char *)time, strlen(time) + 1);
	crypto_generichash_update(&state, (const unsigned char *)sender, strlen(sender) + 1);
	crypto_generichash_update(&state, raw, octets);
	crypto_generichash_final(&state, hash, sizeof hash);
	return sodium_bin2hex(to, IDENTITY_OCTETS, hash, sizeof hash);
}

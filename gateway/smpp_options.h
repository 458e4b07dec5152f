/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smpp_options.h - what a message-centre link is told at its start.
 *
 * They come as one JSON object in the environment (KENG_SMPP), so that no
 * password stands in a list of processes; the parent writes it from the
 * configuration, where keng.cfg(5) describes each key.
 */
#ifndef GATEWAY_SMPP_OPTIONS_H
#define GATEWAY_SMPP_OPTIONS_H

#include "gateway/base/why.h"

#include <stdbool.h>
#include <stdint.h>

#define SMPP_OPTIONS_VARIABLE "KENG_SMPP"
#define SMPP_BINDS_MAX        16 /* connections of one link: twice config's most */

struct config_link;

enum smpp_shape { SMPP_TRANSCEIVER, SMPP_PAIR };                 /* pair: a transmitter and a receiver */
enum smpp_alphabet { SMPP_ALPHABET_GSM7, SMPP_ALPHABET_LATIN1 }; /* what data_coding 0 means there */
enum smpp_long { SMPP_LONG_UDH, SMPP_LONG_SAR, SMPP_LONG_PAYLOAD };
enum smpp_ussd { SMPP_USSD_OFF, SMPP_USSD_ITS, SMPP_USSD_REFERENCE, SMPP_USSD_PLAIN };

struct smpp_options {
	char *name, *host, *system_id, *password, *system_type, *address, *service_type;
	int64_t port;
	enum smpp_shape bind;
	int64_t binds;  /* 1..8: so many transceivers, or pairs */
	int64_t window; /* units without a response, of one connection that sends */
	int64_t source_ton, source_npi, destination_ton, destination_npi; /* -1: by the number */
	enum smpp_alphabet alphabet;
	enum smpp_long longs;
	bool hex_in_response, hex_in_receipt; /* how the centre writes message ids */
	enum smpp_ussd ussd;
	double rate; /* units a second, 0 = as fast as the window lets */
	int64_t enquire_s, response_s;
	bool tls, tls_verify;
	char *tls_ca;
};

/* Read the object that smpp_options_text() wrote. 0, or -1 with why set; smpp_options_fini() also then. */
int smpp_options_read(const char *json, struct smpp_options *o, struct why *why);
void smpp_options_fini(struct smpp_options *o);
/* The words that a key of the configuration may have (NULL-terminated); NULL: that key has no such list. */
const char *const *smpp_options_words(const char *key);
/* The object for a link of the configuration. Yours. */
char *smpp_options_text(const struct config_link *link);

#endif

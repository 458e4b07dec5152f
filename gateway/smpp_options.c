/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/smpp_options.h"

#include "gateway/base/sure.h"
#include "gateway/config.h"

#include <jansson.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* The words of keng.cfg for a choice, in the order of its enum. */
static const char *const shapes[] = { "transceiver", "pair", NULL };
static const char *const alphabets[] = { "gsm7", "latin1", NULL };
static const char *const longs[] = { "udh", "sar", "payload", NULL };
static const char *const ussds[] = { "off", "its", "reference", "plain", NULL };
static const char *const ids[] = { "same", "hex-decimal", "decimal-hex", NULL };

/* The place of a word, -1 when it is none of them. */
static int place(const char *const *words, const char *word)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	return -1;
}

const char *const *smpp_options_words(const char *key)
{
	static const struct {
		const char *key;
		const char *const *words;
	} choices[] = { { "bind", shapes }, { "alphabet", alphabets }, { "long_texts", longs }, { "ussd", ussds },
		{ "ids", ids } };

	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
		if (strcmp(choices[i].key, key) == 0)
			return choices[i].words;
	return NULL;
}

char *smpp_options_text(const struct config_link *k)
{
	json_t *o = json_pack("{s:s s:s s:I s:s s:s s:s s:s s:s}", "name", k->name, "host", k->host, "port",
		(json_int_t)k->port, "system_id", k->system_id, "password", k->password, "system_type", k->system_type,
		"address", k->address, "service_type", k->service_type);
	json_t *more = json_pack("{s:s s:I s:I s:s s:s s:s s:s s:I s:I s:I s:I s:I s:I s:f s:b s:b s:s}", "bind",
		k->bind, "binds", (json_int_t)k->binds, "window", (json_int_t)k->window, "alphabet", k->alphabet,
		"long_texts", k->long_texts, "ids", k->ids, "ussd", k->ussd, "source_ton", (json_int_t)k->source_ton,
		"source_npi", (json_int_t)k->source_npi, "destination_ton", (json_int_t)k->destination_ton,
		"destination_npi", (json_int_t)k->destination_npi, "enquire_s", (json_int_t)k->enquire_s, "response_s",
		(json_int_t)k->response_s, "rate", k->rate / 60, "tls", k->tls, "tls_verify", k->tls_verify, "tls_ca",
		k->tls_ca);
	char *text;

	if (o == NULL || more == NULL || json_object_update(o, more) == -1)
		abort();
	text = json_dumps(o, JSON_COMPACT | JSON_SORT_KEYS);
	json_decref(o);
	json_decref(more);
	if (text == NULL)
		abort();
	return text;
}

/* Words are checked where the configuration is read; here a wrong one is the first of the list. */
static unsigned choice(const char *const *words, const char *word)
{
	int at = place(words, word);

	return at < 0 ? 0 : (unsigned)at;
}

static int read_object(json_t *o, struct smpp_options *to, struct why *why)
{
	const char *name, *host, *system_id, *password, *system_type, *address, *service_type, *bind, *alphabet,
		*long_texts, *how_ids, *ussd, *tls_ca;
	int tls, tls_verify;
	json_error_t error;

	if (json_unpack_ex(o, &error, JSON_STRICT,
		    "{s:s s:s s:I s:s s:s s:s s:s s:s s:s s:I s:I s:s s:s s:s s:s s:I s:I s:I s:I s:I s:I s:f s:b s:b s:s}",
		    "name", &name, "host", &host, "port", &to->port, "system_id", &system_id, "password", &password,
		    "system_type", &system_type, "address", &address, "service_type", &service_type, "bind", &bind,
		    "binds", &to->binds, "window", &to->window, "alphabet", &alphabet, "long_texts", &long_texts, "ids",
		    &how_ids, "ussd", &ussd, "source_ton", &to->source_ton, "source_npi", &to->source_npi,
		    "destination_ton", &to->destination_ton, "destination_npi", &to->destination_npi, "enquire_s",
		    &to->enquire_s, "response_s", &to->response_s, "rate", &to->rate, "tls", &tls, "tls_verify",
		    &tls_verify, "tls_ca", &tls_ca) == -1)
		return why_set(why, "%s", error.text);
	to->name = sure_copy(name);
	to->host = sure_copy(host);
	to->system_id = sure_copy(system_id);
	to->password = sure_copy(password);
	to->system_type = sure_copy(system_type);
	to->address = sure_copy(address);
	to->service_type = sure_copy(service_type);
	to->tls_ca = sure_copy(tls_ca);
	to->bind = (enum smpp_shape)choice(shapes, bind);
	to->alphabet = (enum smpp_alphabet)choice(alphabets, alphabet);
	to->longs = (enum smpp_long)choice(longs, long_texts);
	to->ussd = (enum smpp_ussd)choice(ussds, ussd);
	to->hex_in_response = choice(ids, how_ids) == 1;
	to->hex_in_receipt = choice(ids, how_ids) == 2;
	to->tls = tls != 0;
	to->tls_verify = tls_verify != 0;
	return 0;
}

int smpp_options_read(const char *json, struct smpp_options *o, struct why *why)
{
	json_error_t error;
	json_t *object = json_loads(json == NULL ? "" : json, 0, &error);
	int result;

	memset(o, 0, sizeof *o);
	if (object == NULL)
		return why_set(why, "%s: %s", SMPP_OPTIONS_VARIABLE, error.text);
	result = read_object(object, o, why);
	json_decref(object);
	return result;
}

void smpp_options_fini(struct smpp_options *o)
{
	char **texts[] = { &o->name, &o->host, &o->system_id, &o->password, &o->system_type, &o->address,
		&o->service_type, &o->tls_ca };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		free(*texts[i]);
		*texts[i] = NULL;
	}
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/ussd_options.h"

#include "gateway/config.h"

#include <arpa/inet.h>
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *own(const char *text)
{
	char *copy = strdup(text);

	if (copy == NULL)
		abort();
	return copy;
}

char *ussd_options_text(const struct config_link *k)
{
	json_t *allow = json_array(), *o;
	char *text;

	for (unsigned i = 0; k->allow[i] != NULL; i++)
		json_array_append_new(allow, json_string(k->allow[i]));
	o = json_pack("{s:s s:s s:s s:b s:o}", "name", k->name, "listen", k->listen, "secret", k->secret, "whole",
		strcmp(k->input, "whole") == 0, "allow", allow);
	text = o == NULL ? NULL : json_dumps(o, JSON_COMPACT | JSON_SORT_KEYS);
	if (text == NULL)
		abort();
	json_decref(o);
	return text;
}

int ussd_options_read(const char *json, struct ussd_options *o, struct why *why)
{
	const char *name, *listen, *secret;
	json_error_t error;
	json_t *object = json_loads(json == NULL ? "" : json, 0, &error), *allow;
	int whole;

	memset(o, 0, sizeof *o);
	if (object == NULL)
		return why_set(why, "%s: %s", USSD_OPTIONS_VARIABLE, error.text);
	if (json_unpack_ex(object, &error, JSON_STRICT, "{s:s s:s s:s s:b s:o}", "name", &name, "listen", &listen,
		    "secret", &secret, "whole", &whole, "allow", &allow) == -1) {
		json_decref(object);
		return why_set(why, "%s: %s", USSD_OPTIONS_VARIABLE, error.text);
	}
	o->name = own(name);
	o->listen = own(listen);
	o->secret = own(secret);
	o->whole = whole != 0;
	for (size_t i = 0; i < json_array_size(allow) && i < USSD_ALLOW_MAX; i++)
		o->allow[i] = own(json_string_value(json_array_get(allow, i)));
	json_decref(object);
	return 0;
}

void ussd_options_fini(struct ussd_options *o)
{
	free(o->name);
	free(o->listen);
	free(o->secret);
	for (unsigned i = 0; i < USSD_ALLOW_MAX; i++)
		free(o->allow[i]);
	memset(o, 0, sizeof *o);
}

/* ---- networks ---- */

struct network {
	int family;
	uint8_t octets[16];
	unsigned bits;
};

static bool read_network(const char *text, struct network *n)
{
	char address[64], *slash, *end = NULL;
	unsigned long bits;

	snprintf(address, sizeof address, "%s", text);
	slash = strchr(address, '/');
	if (slash != NULL)
		*slash++ = '\0';
	n->family = strchr(address, ':') != NULL ? AF_INET6 : AF_INET;
	n->bits = n->family == AF_INET6 ? 128 : 32;
	if (inet_pton(n->family, address, n->octets) != 1)
		return false;
	if (slash == NULL)
		return true;
	bits = strtoul(slash, &end, 10);
	if (end == slash || *end != '\0' || bits > n->bits)
		return false;
	n->bits = (unsigned)bits;
	return true;
}

bool ussd_options_is_network(const char *text)
{
	struct network n;

	return read_network(text, &n);
}

static bool holds(const struct network *n, const struct network *address)
{
	unsigned whole = n->bits / 8, rest = n->bits % 8;

	if (n->family != address->family || memcmp(n->octets, address->octets, whole) != 0)
		return false;
	return rest == 0 || (n->octets[whole] ^ address->octets[whole]) >> (8 - rest) == 0;
}

bool ussd_options_allow(char *const networks[], const char *address)
{
	struct network asks, n;

	if (networks[0] == NULL)
		return true;
	if (!read_network(address, &asks))
		return false;
	for (unsigned i = 0; networks[i] != NULL; i++)
		if (read_network(networks[i], &n) && holds(&n, &asks))
			return true;
	return false;
}

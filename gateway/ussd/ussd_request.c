/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/ussd/ussd_request.h"

#include "gateway/base/msisdn.h"

#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The names of each field, the usual one first. */
static const char *const sessions[] = { "sessionId", "session_id", "sessionid", "session", NULL };
static const char *const phones[] = { "phoneNumber", "phone", "msisdn", "MSISDN", NULL };
static const char *const codes[] = { "serviceCode", "service_code", "ussdString", "code", NULL };
static const char *const texts[] = { "text", "input", "ussd_input", "message", NULL };

/* The value of a field, NULL when it is not there. */
typedef const char *find_field(const void *fields, const char *name);

static const char *find_in_json(const void *fields, const char *name)
{
	return json_string_value(json_object_get(fields, name));
}

static const char *find_in_form(const void *fields, const char *name)
{
	return evhttp_find_header(fields, name);
}

static const char *find_any(find_field *find, const void *fields, const char *const *names)
{
	for (unsigned i = 0; names[i] != NULL; i++) {
		const char *value = find(fields, names[i]);

		if (value != NULL)
			return value;
	}
	return NULL;
}

/* A value too long for its room is no value that a network sends. */
static int copy(const char *value, char *to, size_t room, const char *name, struct why *why)
{
	if (value == NULL)
		return why_set(why, "%s is missing", name);
	if (strlen(value) >= room)
		return why_set(why, "%s is longer than %zu octets", name, room - 1);
	strcpy(to, value);
	return 0;
}

static int fill(find_field *find, const void *fields, bool whole, struct ussd_request *r, struct why *why)
{
	char phone[USSD_NUMBER_OCTETS] = "", typed[USSD_TYPED_OCTETS] = "", msisdn[MSISDN_OCTETS];
	const char *code = find_any(find, fields, codes), *text = find_any(find, fields, texts), *last;

	if (copy(find_any(find, fields, sessions), r->session, sizeof r->session, sessions[0], why) == -1 ||
		copy(find_any(find, fields, phones), phone, sizeof phone, phones[0], why) == -1 ||
		copy(code == NULL ? "" : code, r->code, sizeof r->code, codes[0], why) == -1 ||
		copy(text == NULL ? "" : text, typed, sizeof typed, texts[0], why) == -1)
		return -1;
	if (r->session[0] == '\0' || phone[0] == '\0')
		return why_set(why, "%s is empty", r->session[0] == '\0' ? sessions[0] : phones[0]);
	snprintf(r->from, sizeof r->from, "%s", msisdn_read(phone, msisdn, NULL) == 0 ? msisdn : phone);
	r->begin = typed[0] == '\0' || strcmp(typed, r->code) == 0;
	last = whole ? strrchr(typed, '*') : NULL;
	snprintf(r->text, sizeof r->text, "%s", r->begin ? r->code : last != NULL ? last + 1 : typed);
	return 0;
}

static int read_json(const char *body, size_t n, bool whole, struct ussd_request *r, struct why *why)
{
	json_error_t error;
	json_t *object = json_loadb(body, n, 0, &error);
	int result;

	if (object == NULL)
		return why_set(why, "the JSON ends at octet %d: %s", error.position, error.text);
	result = fill(find_in_json, object, whole, r, why);
	json_decref(object);
	return result;
}

/* The fields of the body count before those of the address. */
static int read_form(const char *body, size_t n, const char *query, bool whole, struct ussd_request *r, struct why *why)
{
	char *text = malloc(n + 1);
	struct evkeyvalq fields;
	int result;

	if (text == NULL)
		abort();
	memcpy(text, body, n);
	text[n] = '\0';
	if (n == 0 && query != NULL) {
		free(text);
		text = strdup(query);
		if (text == NULL)
			abort();
	}
	if (evhttp_parse_query_str(text, &fields) == -1) {
		free(text);
		return why_set(why, "the form fields cannot be read");
	}
	result = fill(find_in_form, &fields, whole, r, why);
	evhttp_clear_headers(&fields);
	free(text);
	return result;
}

int ussd_request_read(
	const char *body, size_t n, const char *query, bool whole, struct ussd_request *r, struct why *why)
{
	size_t blank = 0;

	memset(r, 0, sizeof *r);
	while (blank < n && strchr(" \t\r\n", body[blank]) != NULL && body[blank] != '\0')
		blank++;
	r->json = blank < n && body[blank] == '{';
	return r->json ? read_json(body, n, whole, r, why) : read_form(body, n, query, whole, r, why);
}

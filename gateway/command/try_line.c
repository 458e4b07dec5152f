/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/command/try_line.h"
#include "gateway/base/clock.h"
#include "gateway/base/msisdn.h"
#include "gateway/base/utf8.h"
#include "gateway/command/bring.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

void try_line_init(struct try_line *line)
{
	*line = (struct try_line){ .number = 0 };
	buf_init(&line->text);
	buf_init(&line->session);
}

void try_line_fini(struct try_line *line)
{
	buf_fini(&line->text);
	buf_fini(&line->session);
}

/* ---- in ---- */

/* A person's number in its one form; a short code or a name as it stands. */
static int read_from(struct try_line *line, const char *from, size_t n, struct why *why)
{
	char msisdn[MSISDN_OCTETS];

	if (n == 0 || n >= sizeof line->from)
		return why_set(why, "a sender of %zu octets; write a number, such as 0905123456", n);
	memcpy(line->from, from, n);
	line->from[n] = '\0';
	if (!utf8_is_valid(line->from, n) || strpbrk(line->from, "\r\n\t") != NULL)
		return why_set(why, "the sender is no text; write a number, such as 0905123456");
	line->from_name = strspn(line->from, "+0123456789 .-()") != n;
	if (msisdn_read(line->from, msisdn, NULL) == 0)
		memcpy(line->from, msisdn, sizeof msisdn);
	return 0;
}

static int read_tabbed(struct try_line *line, const char *octets, size_t n, struct why *why)
{
	const char *tab = memchr(octets, '\t', n);

	if (tab == NULL)
		return why_set(why, "there is no tab; write PHONE, a tab and the text, or a JSON object");
	buf_add(&line->text, tab + 1, (size_t)(octets + n - tab - 1));
	return read_from(line, octets, (size_t)(tab - octets), why);
}

/* The text of a key, or NULL when it is not there; *wrong when it is no text. */
static const char *text_of(json_t *object, const char *key, bool *wrong)
{
	json_t *value = json_object_get(object, key);

	if (value == NULL || json_is_null(value))
		return NULL;
	if (!json_is_string(value))
		*wrong = true;
	return json_string_value(value);
}

static int read_object(struct try_line *line, json_t *object, struct why *why)
{
	bool wrong = false;
	const char *from = text_of(object, "from", &wrong), *text = text_of(object, "text", &wrong);
	const char *now = text_of(object, "now", &wrong), *channel = text_of(object, "channel", &wrong);
	const char *session = text_of(object, "session", &wrong);
	bool ussd = channel != NULL && strcmp(channel, "ussd") == 0;

	if (wrong)
		return why_set(why, "from, text, now, channel and session are texts; write them in quotes");
	if (from == NULL || text == NULL)
		return why_set(
			why, "\"%s\" is missing; every object needs from and text", from == NULL ? "from" : "text");
	if (channel != NULL && !ussd && strcmp(channel, "sms") != 0)
		return why_set(why, "channel \"%s\" is not known; write sms or ussd", channel);
	if (ussd && (session == NULL || session[0] == '\0'))
		return why_set(why, "a USSD text needs a session; write \"session\": \"1\"");
	if (now != NULL && clock_read(now, &line->now_us) == -1)
		return why_set(why, "now \"%s\" is no time; write it as 2022-08-18T09:00:00+07:00", now);
	buf_adds(&line->text, text);
	if (ussd)
		buf_adds(&line->session, session);
	return read_from(line, from, strlen(from), why);
}

static int read_json(struct try_line *line, const char *octets, size_t n, struct why *why)
{
	json_error_t error;
	json_t *object = json_loadb(octets, n, JSON_REJECT_DUPLICATES, &error);
	int result;

	if (object == NULL)
		return why_set(why, "it is no JSON object: %s, at octet %d", error.text, error.position);
	result = read_object(line, object, why);
	json_decref(object);
	return result;
}

int try_line_read(struct try_line *line, const char *octets, size_t n, int64_t now_us, struct why *why)
{
	buf_clear(&line->text);
	buf_clear(&line->session);
	line->now_us = now_us;
	if (memchr(octets, '\0', n) != NULL)
		return why_set(why, "it has a NUL octet; leave it out");
	return n > 0 && octets[0] == '{' ? read_json(line, octets, n, why) : read_tabbed(line, octets, n, why);
}

/* ---- out ---- */

static json_t *field_value(const struct reading_field *f)
{
	return f->is_number ? json_integer(f->number) : bring_text(f->text);
}

/* A key that comes again makes a list. */
static void add_field(json_t *object, const char *key, json_t *value)
{
	json_t *there = json_object_get(object, key), *list;

	if (there == NULL) {
		json_object_set_new(object, key, value);
		return;
	}
	if (json_is_array(there)) {
		json_array_append_new(there, value);
		return;
	}
	list = json_array();
	json_array_append(list, there);
	json_array_append_new(list, value);
	json_object_set_new(object, key, list);
}

static json_t *entry_of(const struct reading *r, unsigned entry)
{
	json_t *object = json_object();

	for (unsigned i = 0; i < r->fields_used; i++)
		if (r->fields[i].entry == entry)
			add_field(object, r->fields[i].key, field_value(&r->fields[i]));
	return object;
}

json_t *try_line_fields(const struct reading *r)
{
	json_t *fields;

	if (r->entries > 1) {
		json_t *entries = json_array();

		for (unsigned e = 0; e < r->entries; e++)
			json_array_append_new(entries, entry_of(r, e));
		fields = json_object();
		json_object_set_new(fields, "entries", entries);
	} else {
		fields = entry_of(r, 0);
	}
	if (r->intent != INTENT_ASK)
		return fields;
	if (r->ask[0] != '\0' && json_object_get(fields, "ask") == NULL)
		json_object_set_new(fields, "ask", bring_text(r->ask));
	if (r->guess != INTENT_UNKNOWN && json_object_get(fields, "guess") == NULL)
		json_object_set_new(fields, "guess", json_string(intent_name(r->guess)));
	for (unsigned i = 0; i < r->options_used; i++) {
		if (i == 0)
			json_object_set_new(fields, "options", json_array());
		json_array_append_new(json_object_get(fields, "options"), bring_text(r->options[i]));
	}
	return fields;
}

static json_t *replies_of(const struct outcome *o)
{
	json_t *replies = json_array();

	for (unsigned i = 0; i < o->replies_used && i < OUTCOME_REPLIES_MAX; i++) {
		json_t *one = json_object();

		json_object_set_new(one, "to", bring_text(o->replies[i].to));
		json_object_set_new(one, "text", bring_text(o->replies[i].text.data));
		json_object_set_new(one, "coding", json_string(o->replies[i].ucs2 ? "ucs2" : "gsm7"));
		json_object_set_new(one, "parts", json_integer(o->replies[i].parts));
		json_array_append_new(replies, one);
	}
	return replies;
}

static json_t *lines_of(const struct buf *trace)
{
	json_t *lines = json_array();

	for (const char *at = trace->data; *at != '\0';) {
		size_t n = strcspn(at, "\n");
		struct buf one;

		buf_init(&one);
		utf8_repair(at, n, &one);
		json_array_append_new(lines, json_stringn(one.data, one.length));
		buf_fini(&one);
		at += n + (at[n] == '\n');
	}
	return lines;
}

static int to_buf(const char *octets, size_t n, void *user)
{
	buf_add(user, octets, n);
	return 0;
}

static void print(json_t *object, struct buf *out)
{
	json_dump_callback(object, to_buf, out, 0);
	buf_addc(out, '\n');
	json_decref(object);
}

void try_line_print(
	const struct try_line *line, const struct outcome *outcome, const struct buf *trace, struct buf *out)
{
	json_t *o = json_object();

	json_object_set_new(o, "line", json_integer(line->number));
	json_object_set_new(o, "from", bring_text(line->from));
	json_object_set_new(o, "text", bring_text(line->text.data));
	json_object_set_new(o, "intent", json_string(intent_name(outcome->intent)));
	json_object_set_new(o, "fields", try_line_fields(&outcome->reading));
	json_object_set_new(o, "status", json_string(outcome_status_name(outcome->status)));
	json_object_set_new(o, "replies", replies_of(outcome));
	if (line->session.length > 0) {
		json_object_set_new(o, "session", bring_text(line->session.data));
		json_object_set_new(o, "more", json_boolean(outcome->ussd_more));
	}
	if (trace != NULL)
		json_object_set_new(o, "why", lines_of(trace));
	print(o, out);
}

void try_line_print_error(int64_t number, const char *sentence, struct buf *out)
{
	json_t *o = json_object();

	json_object_set_new(o, "line", json_integer(number));
	json_object_set_new(o, "error", bring_text(sentence));
	print(o, out);
}

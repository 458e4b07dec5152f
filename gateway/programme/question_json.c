/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/question_json.h"

#include <jansson.h>
#include <string.h>

static const char *const kinds[] = {
	[PENDING_NONE] = "none",
	[PENDING_CONSENT] = "consent",
	[PENDING_NUMBER] = "number",
	[PENDING_INDICATOR] = "indicator",
	[PENDING_UNIT] = "unit",
	[PENDING_CHOICE] = "choice",
	[PENDING_CONFIRM] = "confirm",
	[PENDING_MENU] = "menu",
	[PENDING_NAME] = "name",
};

const char *question_kind_name(enum pending kind)
{
	return kinds[kind];
}

/* What is no UTF-8 cannot be kept as JSON; it is as if it had not been said. */
static json_t *text_to_json(const char *text)
{
	json_t *value = json_string(text);

	return value != NULL ? value : json_string("");
}

static json_t *fields_to_json(const struct reading *r)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < r->fields_used; i++) {
		const struct reading_field *f = &r->fields[i];
		json_t *value = f->is_number ? json_integer(f->number) : text_to_json(f->text);

		json_array_append_new(list, json_pack("[s, i, o]", f->key, (int)f->entry, value));
	}
	return list;
}

char *question_to_json(const struct question *q)
{
	json_t *choices = json_array(), *all;
	char *text;

	for (unsigned i = 0; i < q->choices_used; i++)
		json_array_append_new(choices, text_to_json(q->choices[i]));
	all = json_pack("{s:s, s:s, s:I, s:s, s:i, s:o, s:o, s:o, s:i, s:I, s:i, s:I}", "subject", q->subject, "as",
		q->as, "number", (json_int_t)q->number, "intent", intent_name(q->intent), "intent_no", (int)q->intent,
		"choices", choices, "state", text_to_json(q->state.data), "fields", fields_to_json(&q->kept), "entries",
		(int)q->kept.entries, "late", (json_int_t)q->late_us, "screens", (int)q->screens, "begun",
		(json_int_t)q->begun_us);
	text = all == NULL ? NULL : json_dumps(all, JSON_COMPACT | JSON_SORT_KEYS);
	json_decref(all);
	return text;
}

static void fields_from_json(json_t *list, struct reading *r)
{
	size_t i;
	json_t *row;

	json_array_foreach(list, i, row)
	{
		const char *key = json_string_value(json_array_get(row, 0));
		int entry = (int)json_integer_value(json_array_get(row, 1));
		json_t *value = json_array_get(row, 2);

		if (key == NULL || entry < 0 || entry >= READING_ENTRIES_MAX)
			continue;
		if (json_is_integer(value))
			reading_add_number(r, (unsigned)entry, key, json_integer_value(value));
		else if (json_is_string(value))
			reading_add_text(r, (unsigned)entry, key, json_string_value(value));
	}
}

static bool from_json(const char *text, struct question *q)
{
	json_t *all = json_loads(text, 0, NULL), *choice;
	const char *subject = json_string_value(json_object_get(all, "subject"));
	const char *state = json_string_value(json_object_get(all, "state"));
	const char *as = json_string_value(json_object_get(all, "as"));
	int intent = (int)json_integer_value(json_object_get(all, "intent_no"));
	const char *intent_word = json_string_value(json_object_get(all, "intent"));
	size_t i;

	/* The number is checked by the name, since an enum may grow. */
	if (intent < 0 || intent >= INTENTS || intent_word == NULL || subject == NULL ||
		strcmp(intent_name((enum intent)intent), intent_word) != 0) {
		json_decref(all);
		return false;
	}
	q->intent = (enum intent)intent;
	q->number = json_integer_value(json_object_get(all, "number"));
	q->late_us = json_integer_value(json_object_get(all, "late"));
	q->screens = (unsigned)json_integer_value(json_object_get(all, "screens"));
	q->begun_us = json_integer_value(json_object_get(all, "begun"));
	record_copy(subject, q->subject, sizeof q->subject);
	record_copy(as == NULL ? "" : as, q->as, sizeof q->as);
	if (state != NULL)
		buf_adds(&q->state, state);
	json_array_foreach(json_object_get(all, "choices"), i,
		choice) if (json_is_string(choice) && q->choices_used < sizeof q->choices / sizeof *q->choices)
		record_copy(json_string_value(choice), q->choices[q->choices_used++], sizeof *q->choices);
	fields_from_json(json_object_get(all, "fields"), &q->kept);
	q->kept.entries = (unsigned)json_integer_value(json_object_get(all, "entries"));
	if (q->kept.entries < 1 || q->kept.entries > READING_ENTRIES_MAX)
		q->kept.entries = 1;
	q->kept.intent = q->intent;
	json_decref(all);
	return true;
}

bool question_read_json(const char *kind, const char *data, struct question *q)
{
	for (size_t i = 1; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i], kind) == 0 && from_json(data, q)) {
			q->kind = (enum pending)i;
			return true;
		}
	return false;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng replay: the stored inbox by other menus; what would be understood differently. */
#include "gateway/command/command.h"
#include "gateway/command/ground.h"
#include "gateway/command/inbox.h"
#include "gateway/command/try_line.h"
#include "gateway/command/usage.h"
#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/base/utf8.h"
#include "gateway/config.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct usage usage = {
	.command = "replay",
	.operands = "",
	.what = "Read the stored inbox again and print the texts that would be understood differently.",
	.more = "With --menus or --with each text is understood by the menus in force and by those; without them, by the\n"
		"menus on disk, and the intent is compared with the one that was stored (fields are not stored).\n"
		"Nothing is written and nothing is sent: all happens in scratch copies of the store of today. Units, roles\n"
		"and reports are those of today; questions that were open before the first text are not known any more.\n"
		"Texts typed by USSD are not stored. Numbers are masked.\n",
	.options =
		(const struct usage_option[]){ { "since", "TIME", "30d (without it), 12h, 4w, or a day or time.", 0 },
			{ "menus", "FOLDER", "Compare with the menu files of that folder.", 0 },
			{ "with", "FILE", "Compare with the menus of that main configuration file.", 0 },
			{ "all", NULL, "Print the texts understood alike too.", 0 },
			{ "json", NULL, "One JSON object a line, the count last.", 0 }, { NULL, NULL, NULL, 0 } },
};

struct meaning {
	const char *intent;
	json_t *fields; /* NULL: they are not known */
};

struct replay {
	struct ground old, new; /* old.store is NULL: compare with what was stored */
	bool all, json;
	int64_t texts, differently;
};

/* ---- one text ---- */

static int understand_by(struct ground *g, const struct message *m, struct meaning *to, struct why *why)
{
	struct outcome o;
	int result;

	outcome_init(&o);
	result = inbox_take(g, m, true, &o, why);
	to->intent = intent_name(o.intent);
	to->fields = result == 0 ? try_line_fields(&o.reading) : NULL;
	outcome_fini(&o);
	return result;
}

static bool same(const struct meaning *a, const struct meaning *b)
{
	return strcmp(a->intent, b->intent) == 0 &&
	       (a->fields == NULL || b->fields == NULL || json_equal(a->fields, b->fields));
}

static void print_meaning(const struct meaning *m)
{
	char *fields = m->fields != NULL && json_object_size(m->fields) > 0
			       ? json_dumps(m->fields, JSON_COMPACT | JSON_SORT_KEYS)
			       : NULL;

	printf("%s%s%s", m->intent, fields != NULL ? " " : "", fields != NULL ? fields : "");
	free(fields);
}

static json_t *meaning_object(const struct meaning *m)
{
	return m->fields != NULL ? json_pack("{s:s s:O}", "intent", m->intent, "fields", m->fields)
				 : json_pack("{s:s}", "intent", m->intent);
}

static void print_object(json_t *object)
{
	if (object != NULL)
		json_dumpf(object, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(object);
}

static void print_text(const struct replay *r, const struct message *m, const struct meaning *was,
	const struct meaning *now, bool alike)
{
	char at[CLOCK_TEXT_OCTETS], masked[LOG_MASK_OCTETS], quoted[LOG_QUOTE_OCTETS];

	clock_text(store_id_moment(m->id), at);
	if (r->json) {
		struct buf text;

		buf_init(&text);
		utf8_repair(m->text.data, m->text.length, &text);
		print_object(json_pack("{s:s s:s s:s s:o s:o s:b}", "at", at, "from", log_mask(m->phone, masked),
			"text", text.data, "was", meaning_object(was), "now", meaning_object(now), "same", alike));
		buf_fini(&text);
		return;
	}
	printf("%s %s ", at, log_mask(m->phone, masked));
	print_meaning(was);
	printf(alike ? " = " : " -> ");
	print_meaning(now);
	printf(" : %s\n", log_quote(m->text.data, quoted));
}

/* One text both ways. A text that nobody acted upon yet has nothing to be compared with. */
static int compare(struct replay *r, const struct message *m, struct why *why)
{
	struct meaning was = { .intent = m->intent }, now = { .intent = "" };
	int result = 0;
	bool alike;

	if (r->old.store != NULL)
		result = understand_by(&r->old, m, &was, why);
	if (result == 0)
		result = understand_by(&r->new, m, &now, why);
	if (result == 0 && was.intent[0] != '\0') {
		alike = same(&was, &now);
		r->texts++;
		r->differently += !alike;
		if (!alike || r->all)
			print_text(r, m, &was, &now, alike);
	}
	json_decref(was.fields);
	json_decref(now.fields);
	return result;
}

/* ---- all of them ---- */

static int walk(struct replay *r, int64_t since_us, struct why *why)
{
	int64_t after = store_id_at(since_us) - 1;
	struct message m;
	int result;

	message_init(&m);
	while ((result = inbox_next(r->new.store, &after, &m, why)) == 0 && m.id != 0)
		if (compare(r, &m, why) == -1) {
			result = -1;
			break;
		}
	message_fini(&m);
	return result;
}

static void print_count(const struct replay *r)
{
	if (r->json)
		print_object(json_pack(
			"{s:I s:I}", "texts", (json_int_t)r->texts, "differently", (json_int_t)r->differently));
	else
		printf("%lld text%s, %lld differently\n", (long long)r->texts, r->texts == 1 ? "" : "s",
			(long long)r->differently);
}

/* Menus and copies of the store; the old ones only when there are two to compare. */
static int open_grounds(struct replay *r, bool two, int64_t since_us, struct why *why)
{
	if (ground_menus(&r->new) == -1)
		return why_set(why, "the menu files in %s have faults", r->new.config->menus);
	if (inbox_open(&r->new, since_us, why) == -1)
		return -1;
	if (!two)
		return 0;
	if (ground_menus(&r->old) == -1)
		return why_set(why, "the menu files in %s have faults", r->old.config->menus);
	return inbox_open(&r->old, since_us, why);
}

static int run(struct replay *r, bool two, int64_t since_us)
{
	struct why why;

	if (open_grounds(r, two, since_us, &why) == -1 || walk(r, since_us, &why) == -1) {
		fprintf(stderr, "keng replay: %s\n", why.text);
		return r->new.away || r->old.away ? USAGE_MISSING : USAGE_WRONG;
	}
	print_count(r);
	return USAGE_DONE;
}

/* The new side: the same store, other menus. */
static int other_menus(struct replay *r, const char *folder, const char *file)
{
	struct ground other = { .config = NULL };

	if (file != NULL) {
		if (ground_config(&other, file) == -1)
			return -1;
		folder = other.config->menus;
	}
	if (folder != NULL) {
		free(r->new.config->menus);
		r->new.config->menus = strdup(folder);
	}
	ground_close(&other);
	return r->new.config->menus != NULL ? 0 : -1;
}

int command_replay(int argc, char **argv)
{
	struct replay r = { .all = false };
	struct usage_given given;
	const char *folder, *file;
	int64_t since_us;
	struct why why;
	int status = usage_parse(&usage, argc, argv, 0, 0, &given);

	if (status != USAGE_GO_ON)
		return status;
	folder = usage_value(&given, "menus", NULL);
	file = usage_value(&given, "with", NULL);
	if (folder != NULL && file != NULL)
		return usage_wrong(&usage, "--menus and --with exclude each other");
	r.all = usage_has(&given, "all");
	r.json = usage_has(&given, "json");
	status = USAGE_WRONG;
	if (ground_config(&r.new, given.config_file) == 0 && ground_config(&r.old, given.config_file) == 0 &&
		other_menus(&r, folder, file) == 0) {
		if (inbox_since(usage_value(&given, "since", "30d"), clock_wall_us(), &since_us, &why) == -1)
			status = usage_wrong(&usage, "--since %s", why.text);
		else
			status = run(&r, folder != NULL || file != NULL, since_us);
	}
	ground_close(&r.new);
	ground_close(&r.old);
	return status;
}

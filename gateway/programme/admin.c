/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/admin.h"
#include "gateway/programme/admin_verb.h"
#include "gateway/config.h"
#include "gateway/programme/export.h"
#include "gateway/programme/import.h"
#include "gateway/programme/inside.h"
#include "gateway/programme/kind.h"
#include "gateway/programme/programme.h"
#include "store/audit.h"

#include <inttypes.h>
#include <libgen.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define OUT_OCTETS_MAX (32u << 20) /* what comes back fits a frame */

const char *admin_text(const struct admin_call *call, const char *key)
{
	const char *value = json_string_value(json_object_get(call->args, key));

	return value != NULL ? value : "";
}

bool admin_flag(const struct admin_call *call, const char *key)
{
	return json_is_true(json_object_get(call->args, key));
}

const char *admin_who(const struct admin_call *call)
{
	const char *who = admin_text(call, "who");

	return who[0] != '\0' ? who : "administrator";
}

int admin_refuse(const struct admin_call *call, const char *format, ...)
{
	char sentence[2 * WHY_OCTETS];
	va_list list;

	va_start(list, format);
	vsnprintf(sentence, sizeof sentence, format, list);
	va_end(list);
	buf_addf(call->err, "keng: %s\n", sentence);
	return 1;
}

int admin_file(const struct admin_call *call, admin_work *work, admin_note *note, const char *done)
{
	struct store *st = call->at->store;
	bool dry_run = admin_flag(call, "dry_run");
	struct why why;
	int status;

	if (store_begin(st, &why) == -1)
		return admin_refuse(call, "%s", why.text);
	status = work(call, dry_run);
	if (status != 0 || dry_run) {
		store_rollback(st);
		return status;
	}
	if (note(call, &why) == -1) {
		store_rollback(st);
	} else if (store_commit(st, &why) == 0) {
		programme_forget(call->at->programme);
		return 0;
	}
	buf_clear(call->out);
	return admin_refuse(call, "%s; nothing was %s", why.text, done);
}

/* ---- import ---- */

static int note_import(const struct admin_call *call, struct why *why)
{
	char detail[RECORD_TEXT_OCTETS];

	/* The last line of what was said: "units: 3 added, ...". */
	snprintf(detail, sizeof detail, "%s: %.*s", admin_text(call, "file"), (int)strcspn(call->out->data, "\n"),
		call->out->data);
	return audit_add(
		call->at->store, admin_who(call), "import", admin_text(call, "kind"), detail, call->at->now_us, why);
}

int admin_check_unit(const struct admin_call *call, struct why *why)
{
	const struct units *units = programme_units(call->at->programme, call->at->now_us, why);
	const char *code = admin_text(call, "unit");
	const struct unit *row, *heir;

	if (units == NULL)
		return -1;
	row = units_row_of(units, code, units_day(units));
	if (row == NULL || row->valid_to[0] == '\0' || strcmp(row->valid_to, units_day(units)) >= 0)
		return 0;
	heir = units_find(units, code);
	if (unit_is_divided(row))
		return why_set(why, "unit %s %s ended on %s; write one of its parts, %s", code, row->name,
			row->valid_to, row->successor);
	if (heir == NULL || heir == row || !unit_in_force(heir, units_day(units)))
		return why_set(why, "unit %s %s ended on %s, and became no other", code, row->name, row->valid_to);
	return why_set(why, "unit %s %s ended on %s; write its successor %s %s", code, row->name, row->valid_to,
		heir->code, heir->name);
}

static int import_file(const struct admin_call *call, bool dry_run)
{
	return import_csv(call->at->programme, call->at->store, admin_text(call, "kind"), admin_text(call, "file"),
		call->body, strlen(call->body), dry_run, call->at->now_us, call->out, call->err);
}

static int import(const struct admin_call *call)
{
	return admin_file(call, import_file, note_import, "imported");
}

/* ---- export ---- */

static int keep(struct buf *written, void *user, struct why *why)
{
	struct buf *out = user;

	if (out->length + written->length > OUT_OCTETS_MAX)
		return why_set(
			why, "it is longer than %u octets; ask for less with --from, --to or --unit", OUT_OCTETS_MAX);
	buf_add(out, written->data, written->length);
	buf_clear(written);
	return 0;
}

static int note_export(const struct admin_call *call, struct why *why)
{
	struct store *st = call->at->store;
	char detail[RECORD_TEXT_OCTETS];

	snprintf(detail, sizeof detail, "format=%s unit=%s from=%s to=%s", admin_text(call, "format"),
		admin_text(call, "unit"), admin_text(call, "from"), admin_text(call, "to"));
	if (store_begin(st, why) == -1)
		return -1;
	if (audit_add(st, admin_who(call), "export", admin_text(call, "kind"), detail, call->at->now_us, why) == -1) {
		store_rollback(st);
		return -1;
	}
	return store_commit(st, why);
}

static int export(const struct admin_call *call)
{
	struct export_request request;
	struct why why;

	if (export_ask(call->at->store, admin_text(call, "kind"), admin_text(call, "unit"), admin_text(call, "from"),
		    admin_text(call, "to"), &request, &why) == -1 ||
		export_as(&request, admin_text(call, "as"), call->at->now_us, &why) == -1)
		return admin_refuse(call, "%s", why.text);
	if (note_export(call, &why) == -1)
		return admin_refuse(call, "%s; nothing was exported", why.text);
	if (admin_flag(call, "note_only"))
		return 0;
	if (export_text(call->at->store, &request, admin_text(call, "format"), keep, call->out, &why) == -1) {
		buf_clear(call->out);
		return admin_refuse(call, "%s", why.text);
	}
	return 0;
}

/* ---- backup ---- */

/* Are they one file, or one place for a file that is not there yet? */
static bool is_same_place(const char *one, const char *other)
{
	char folder[2][PATH_MAX];
	struct stat a, b;
	const bool there = stat(one, &a) == 0;

	if (there != (stat(other, &b) == 0))
		return false;
	if (!there) {
		snprintf(folder[0], sizeof folder[0], "%s", one);
		snprintf(folder[1], sizeof folder[1], "%s", other);
		if (strcmp(basename(folder[0]), basename(folder[1])) != 0 || stat(dirname(folder[0]), &a) == -1 ||
			stat(dirname(folder[1]), &b) == -1)
			return false;
	}
	return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* A copy in the place of the store, or of what lies beside it, would take it from under a running gateway; one that SQLite
 * takes for its journal would be read as that. */
static bool is_of_store(const char *store, const char *file)
{
	static const char *const beside[] = { "", "-wal", "-shm", "-journal", ".lock" };
	char path[PATH_MAX];

	if (strncmp(store, "sqlite:", 7) != 0)
		return false;
	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
		snprintf(path, sizeof path, "%s%s", store + 7, beside[i]);
		if (is_same_place(path, file))
			return true;
	}
	return false;
}

/* May a copy come into the place of what is there? */
static int check_place(const struct admin_call *call, const char *file, struct why *why)
{
	struct stat st;

	if (strcmp(file, "-") == 0)
		return why_set(why, "a backup is a file; name one, such as keng-backup.db");
	if (is_of_store(call->at->config->store, file))
		return why_set(why, "%s belongs to the store itself; name another file", file);
	if (stat(file, &st) == 0 && !S_ISREG(st.st_mode))
		return why_set(why, "%s is no file; name one, such as keng-backup.db", file);
	return 0;
}

/* A link stays one: what it leads to is replaced. */
static int backup(const struct admin_call *call)
{
	const char *file = admin_text(call, "file");
	char *behind = realpath(file, NULL);
	struct why why;
	int result = check_place(call, file, &why);

	if (result == 0)
		result = store_backup(call->at->store, behind != NULL ? behind : file, &why);
	free(behind);
	if (result == -1)
		return admin_refuse(call, "%s", why.text);
	buf_addf(call->out, "%s holds a copy of the store\n", file);
	return 0;
}

static const struct {
	const char *name;
	int (*run)(const struct admin_call *call);
} verbs[] = { { "send", admin_send }, { "import", import }, { "export", export }, { "reorganise", admin_reorganise },
	{ "person", admin_person }, { "erase", admin_erase }, { "suspend", admin_suspend }, { "status", admin_status },
	{ "backup", backup } };

static int refuse_without_store(const struct admin_call *call)
{
	admin_refuse(call, "the gateway waits for its store, and nothing was done: %s", call->at->store_fault);
	return ADMIN_MISSING;
}

int admin_run(const struct admin_context *at, const char *verb, const char *args_json, const char *body,
	struct buf *out, struct buf *err)
{
	struct admin_call call = { .at = at, .body = body, .out = out, .err = err };
	json_error_t error;
	json_t *args = json_loads(args_json[0] != '\0' ? args_json : "{}", JSON_REJECT_DUPLICATES, &error);
	int status;

	if (!json_is_object(args)) {
		status = admin_refuse(
			&call, "the arguments are no JSON object: %s", args == NULL ? error.text : args_json);
		json_decref(args);
		return status;
	}
	call.args = args;
	status = at->store != NULL || strcmp(verb, "status") == 0 ? -1 : refuse_without_store(&call);
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs && status == -1; i++)
		if (strcmp(verb, verbs[i].name) == 0)
			status = verbs[i].run(&call);
	if (status == -1)
		status = admin_refuse(&call, "there is no command \"%s\"", verb);
	json_decref(args);
	return status;
}

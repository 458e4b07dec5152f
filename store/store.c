/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/store.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "store/absent.h"
#include "store/inside.h"
#include "store/later.h"
#include "store/migrate.h"
#include "store/transfer.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOCK_WAIT_MS 10000 /* a gateway that was told to stop has that long */

static const struct db_driver *const drivers[] = { &db_sqlite, &db_pgsql };

int store_note_failure(struct store *st)
{
	st->failure = st->db->driver->failure(st->db);
	st->in_doubt |= st->failure == DB_FAILURE_DOUBT;
	return -1;
}

/* ---- opening ---- */

static const struct db_driver *driver_of(const char *url, struct why *why)
{
	const char *colon = strchr(url, ':');
	char shown[LOG_URL_OCTETS];

	for (size_t i = 0; colon != NULL && i < sizeof drivers / sizeof drivers[0]; i++) {
		size_t n = strlen(drivers[i]->scheme);

		if (n == (size_t)(colon - url) && memcmp(url, drivers[i]->scheme, n) == 0)
			return drivers[i];
	}
	why_set(why,
		"no store can be opened by \"%s\": write sqlite:/path/of/file.db, or"
		" postgresql://user@host/database",
		log_mask_url(url, shown));
	return NULL;
}

int store_check_url(const char *url, struct why *why)
{
	const struct db_driver *driver = driver_of(url, why);

	if (driver == NULL)
		return -1;
	return driver->check != NULL ? driver->check(url, why) : 0;
}

static struct db *open_url(const char *url, enum db_mode mode, struct why *why)
{
	return store_check_url(url, why) == 0 ? driver_of(url, why)->open(strchr(url, ':') + 1, mode, why) : NULL;
}

/* Takes db over, also when it fails. */
static struct store *store_new(struct db *db, enum db_mode mode, unsigned gateway, struct why *why)
{
	struct store *st = calloc(1, sizeof *st);
	int result;

	if (st == NULL)
		abort();
	assert(gateway < 1024);
	st->db = db;
	st->gateway = gateway;
	if (mode == DB_WRITE)
		result = migrate(db, migrations, clock_wall_us(), why);
	else
		result = migrate_check(db, migrations, why);
	if (result == -1 || number_start(st, why) == -1)
		store_close(&st);
	return st;
}

static struct store *open_with(const char *url, enum db_mode mode, unsigned gateway, bool failing, struct why *why)
{
	struct db *db = open_url(url, mode, why);
	char shown[LOG_URL_OCTETS];
	struct store *st;

	if (db == NULL)
		return NULL;
	st = store_new(failing ? db_failing(db) : db, mode, gateway, why);
	if (st == NULL)
		why_in(why, "%s", log_mask_url(url, shown));
	return st;
}

struct store *store_open(const char *url, unsigned gateway, struct why *why)
{
	return open_with(url, DB_WRITE, gateway, false, why);
}

struct store *store_open_readonly(const char *url, struct why *why)
{
	return open_with(url, DB_READ, 0, false, why);
}

struct store *store_open_failing(const char *url, unsigned gateway, struct why *why)
{
	return open_with(url, DB_WRITE, gateway, true, why);
}

void store_fail_at(struct store *st, long nth)
{
	assert(db_is_failing(st->db));
	db_failing_at(st->db, nth);
}

void store_close(struct store **st)
{
	if (*st == NULL)
		return;
	query_free_all(*st);
	absent_free(*st);
	later_free(*st);
	(*st)->db->driver->close((*st)->db);
	free(*st);
	*st = NULL;
}

int store_lock_for(struct store *st, int wait_ms, struct why *why)
{
	if (st->db->driver->lock(st->db, wait_ms, why) == 0)
		return 0;
	return store_is_shared(st) ? store_say_who_works(st, why) : -1;
}

int store_lock(struct store *st, struct why *why)
{
	return store_lock_for(st, LOCK_WAIT_MS, why);
}

/* ---- copies ---- */

struct store *store_copy(struct store *st, struct why *why)
{
	struct db *db;

	assert(!st->in_transaction);
	db = st->db->driver->copy(st->db, why);
	if (db == NULL) {
		store_note_failure(st);
		return NULL;
	}
	return store_new(db_is_failing(st->db) ? db_failing(db) : db, DB_WRITE, st->gateway, why);
}

/* The rename itself must be on the disk too. */
static int sync_folder_of(const char *path, struct why *why)
{
	char folder[PATH_MAX];
	int fd, result;

	snprintf(folder, sizeof folder, "%s", path);
	fd = open(dirname(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	result = fd == -1 ? -1 : fsync(fd);
	if (result == -1)
		why_set(why, "cannot write the folder of %s to the disk: %s", path, strerror(errno));
	if (fd != -1)
		close(fd);
	return result;
}

int store_backup(struct store *st, const char *path, struct why *why)
{
	char part[PATH_MAX];

	assert(!st->in_transaction);
	if ((size_t)snprintf(part, sizeof part, "%s.part", path) >= sizeof part)
		return why_set(why, "the backup's path is longer than %d octets", PATH_MAX);
	if (unlink(part) == -1 && errno != ENOENT) /* left by a backup that was killed */
		return why_set(why, "cannot replace %s: %s", part, strerror(errno));
	if (st->db->driver->backup(st->db, part, why) == -1) {
		store_note_failure(st);
		unlink(part);
		return -1;
	}
	if (rename(part, path) == -1) {
		why_set(why, "cannot name the backup %s: %s", path, strerror(errno));
		unlink(part);
		return -1;
	}
	return sync_folder_of(path, why);
}

int store_transfer(const char *from_url, const char *to_url, store_transfer_told *told, void *user, struct why *why)
{
	struct db *from = open_url(from_url, DB_READ, why), *to = NULL;
	char shown[LOG_URL_OCTETS];
	int result = -1;

	if (from == NULL)
		return why_in(why, "%s", log_mask_url(from_url, shown));
	if (from->driver->lock(from, 0, why) == 0 && (to = open_url(to_url, DB_WRITE, why)) != NULL)
		result = transfer(from, to, told, user, why);
	if (to != NULL)
		to->driver->close(to);
	from->driver->close(from);
	return result;
}

int store_clock(struct store *st, int64_t *behind_us, struct why *why)
{
	return st->db->driver->clock(st->db, behind_us, why) == 0 ? 0 : store_note_failure(st);
}

/* ---- transactions ---- */

int store_begin_beside(struct store *st, struct why *why)
{
	assert(!st->in_transaction);
	if (st->in_doubt)
		return why_set(why, "it is not known whether the last commit was kept");
	st->failure = DB_FAILURE_NONE;
	if (st->db->driver->begin(st->db, why) == -1)
		return store_note_failure(st);
	st->in_transaction = true;
	st->queued = st->changes_known = false;
	memset(st->changed, 0, sizeof st->changed);
	st->turn++;
	return 0;
}

int store_begin(struct store *st, struct why *why)
{
	if (store_begin_beside(st, why) == -1)
		return -1;
	if (st->db->driver->exclude(st->db, why) == 0)
		return 0;
	store_note_failure(st);
	store_rollback(st);
	return -1;
}

/* An error may have ended the transaction already (a full disk does); what followed it must not seem to be kept. */
static int check_transaction(struct store *st, struct why *why)
{
	if (st->db->driver->in_transaction(st->db))
		return 0;
	return why_set(why, "the store has given up this transaction after an error");
}

int store_commit(struct store *st, struct why *why)
{
	assert(st->in_transaction);
	if (check_transaction(st, why) == 0 && later_write(st, LATER_ALL, NULL, why) == 0 &&
		number_flush(st, why) == 0 && store_write_changes(st, why) == 0) {
		if (st->db->driver->commit(st->db, why) == 0) {
			st->in_transaction = st->changes_known = false;
			number_forget(st);
			return 0;
		}
		store_note_failure(st);
	}
	store_rollback(st);
	return -1;
}

void store_rollback(struct store *st)
{
	st->db->driver->rollback(st->db);
	st->in_transaction = st->changes_known = false;
	st->turn++;
	later_forget(st);
	number_forget(st);
}

int store_savepoint(struct store *st, struct why *why)
{
	assert(st->in_transaction);
	if (check_transaction(st, why) == -1 || later_write(st, LATER_ALL, NULL, why) == -1 ||
		number_flush(st, why) == -1)
		return -1;
	return st->db->driver->savepoint(st->db, why) == 0 ? 0 : store_note_failure(st);
}

int store_release(struct store *st, struct why *why)
{
	assert(st->in_transaction);
	if (check_transaction(st, why) == -1)
		return -1;
	return st->db->driver->release(st->db, why) == 0 ? 0 : store_note_failure(st);
}

void store_rollback_to_savepoint(struct store *st)
{
	st->db->driver->rollback_to(st->db);
	st->turn++;
	later_forget(st);
	number_forget(st);
}

uint64_t store_turn(const struct store *st)
{
	return st->in_transaction ? st->turn : 0;
}

void store_turn_over(struct store *st)
{
	st->turn++;
}

bool store_in_transaction(const struct store *st)
{
	return st->in_transaction;
}

bool store_is_full(const struct store *st)
{
	return st->failure == DB_FAILURE_FULL || store_is_away(st);
}

bool store_is_away(const struct store *st)
{
	return st->failure == DB_FAILURE_AWAY;
}

bool store_is_busy(const struct store *st)
{
	return st->failure == DB_FAILURE_BUSY;
}

bool store_is_in_doubt(const struct store *st)
{
	return st->in_doubt;
}

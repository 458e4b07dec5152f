/* SPDX-License-Identifier: GPL-2.0-or-later */
/* engine.h - an empty store for a test: SQLite in memory, or, when KENG_TEST_STORE is the URL of a PostgreSQL database,
 * a schema of its own there, dropped when the test program ends. So the same tests hold for both engines. */
#ifndef TESTS_HELP_ENGINE_H
#define TESTS_HELP_ENGINE_H

#include "store/store.h"

#include <stdbool.h>
#include <sys/types.h>

#define ENGINE_URL_OCTETS 400

/* Is it PostgreSQL this time? */
bool engine_is_shared(void);
/* The URL of a store that is empty yet. Returns to. */
char *engine_url(char to[static ENGINE_URL_OCTETS]);
/* A store of SQLite that is empty, and up to date, in that file. */
void engine_make(const char *path);
/* Tests that make every call fail in turn, each on a new store, skip so many of them: a store takes 0.3 s to make on
 * PostgreSQL, and what fails there is the same that fails on SQLite, where none is skipped. */
long engine_stride(void);
/* Tell the server something as its administrator, as a printf format. An error is printed, and may be meant. */
void engine_do(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* One statement on that store, however long it takes; the program ends when it fails. */
void engine_run(const char *url, const char *sql);
/* The user that the server runs as, when we are root. */
uid_t engine_server_user(void);
/* Open it, with the engine that fails where a test wants it to. The test ends when that cannot be. */
struct store *engine_open(unsigned gateway);

#endif

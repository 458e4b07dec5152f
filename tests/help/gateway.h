/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gateway.h - a real gateway for a test: its own folder, configuration, store and processes.
 *
 * The programs are those beside KENG_BIN (tests/help/run-tests sets it). Every
 * wait has a deadline and fails the test with the end of the gateway's log.
 */
#ifndef TESTS_HELP_GATEWAY_H
#define TESTS_HELP_GATEWAY_H

#include "tests/help/engine.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct gateway {
	char folder[64]; /* with the store keng.db, the configuration keng.cfg and the log keng.log */
	char config[96], log[96], store[96];
	char url[ENGINE_URL_OCTETS]; /* of the store: that file, or a schema of PostgreSQL (engine.h) */
	char timezone[32], name[32];
	char menus[200]; /* the folder of its menu files: those of the project, unless a test says otherwise */
	pid_t pid;       /* the parent's, 0 = not running */
	long log_from;   /* where the log of the present life begins */
};

/* A new folder with a configuration of these links (libconfig text, "" for none). more is put into `gateway`. */
void gateway_init(struct gateway *g, const char *links, const char *more);
/* The same on the store of another one, under a name of its own. */
void gateway_init_beside(
	struct gateway *g, const struct gateway *other, const char *name, const char *links, const char *more);
/* Name the standby's server in its store's URL too. Before gateway_configure(). */
void gateway_name_standby(struct gateway *g);
/* Let it live where it is noon now, at whatever hour the test runs: what keeps the hours of the day goes at once. Before
 * gateway_configure(). */
void gateway_at_noon(struct gateway *g);
/* Stop it and remove the folder. */
void gateway_fini(struct gateway *g);
/* Write the configuration again (for a reload). */
void gateway_configure(struct gateway *g, const char *links, const char *more);

/* Start it, and do not wait for anything. */
void gateway_launch(struct gateway *g);
/* Start it and wait for event=ready. */
void gateway_start(struct gateway *g);
/* SIGTERM; fails the test when it does not exit 0 within 10 s. */
void gateway_stop(struct gateway *g);
/* SIGKILL of the parent (and so of all), and wait until all are gone. */
void gateway_kill_all(struct gateway *g);

/* The pid of a role ("router", a link's name) as the log said last; 0 when it has not started yet. */
pid_t gateway_pid_of(const struct gateway *g, const char *role);
/* Wait until the log holds a line with both texts, after `since` (gateway_log_end()). */
void gateway_wait_log(const struct gateway *g, long since, const char *text, const char *and_text, int deadline_ms);
long gateway_log_end(const struct gateway *g);
bool gateway_log_has(const struct gateway *g, const char *text);

/* Run `keng ARGS... -c config` and return its exit status; out (may be NULL, else free() it) gets stdout and stderr. */
int gateway_keng(const struct gateway *g, char **out, const char *const args[]);
/* Import a file of seeds/demo for each kind, before the start or while it runs; NULL ends the list. */
void gateway_bring_demo(const struct gateway *g, const char *const kinds[]);
/* Import rows, with their header line, in the same way. */
void gateway_bring(const struct gateway *g, const char *kind, const char *rows);
/* Change its store from outside, while it does not run. */
void gateway_do(const struct gateway *g, const char *sql);
/* The first column of the first row of a query on the store, read from outside. */
int64_t gateway_ask(const struct gateway *g, const char *sql);
/* Wait until a query gives that number. */
void gateway_wait_ask(const struct gateway *g, const char *sql, int64_t want, int deadline_ms);

/* The program of that name beside KENG_BIN. */
const char *gateway_program(const char *name);
/* The folder of the project's files (etc/, seeds/): the working folder of the tests. */
int64_t gateway_now_ms(void);

#endif

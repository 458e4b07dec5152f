/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sim.h - a `keng modem-sim` or `keng smsc-sim` process for a test, in a folder of its own.
 *
 * The program is KENG_BIN, else the keng of the build that the test belongs to.
 * Whatever does not happen within its deadline fails the test. Events are kept
 * from the start on, so that none is missed between two waits.
 */
#ifndef TESTS_HELP_SIM_H
#define TESTS_HELP_SIM_H

#include "gateway/sim/client.h"

#include <stdint.h>
#include <sys/types.h>

#define SIMULATOR_WAIT_MS 20000 /* with sanitizers, on a busy machine */

struct simulator {
	char folder[64], socket[96];
	pid_t pid;
	int port; /* of a message centre */
	struct client *client;
};

/* options: further words of its command line, NULL-terminated; NULL for none. Returns when the ports are there. */
void simulator_start(struct simulator *s, const char *const options[]);
/* The same with a message centre (`keng smsc-sim`) on a free port. */
void simulator_start_centre(struct simulator *s, const char *const options[]);
/* One that was killed comes back on its port. */
void simulator_again_centre(struct simulator *s, const char *const options[]);
/* SIGTERM, wait, remove the folder. */
void simulator_stop(struct simulator *s);

/* The path of the keng that the tests run. Returns it, in path or not. */
const char *simulator_program(char path[static 512]);

/* SIGKILL; its folder stays. */
void simulator_kill(struct simulator *s);
/* Start again in the folder of one that was killed. */
void simulator_again(struct simulator *s, const char *const options[]);

/* The path of a modem's port; borrowed until the next call. */
const char *simulator_port(const struct simulator *s, int modem);
/* A request of gateway/sim/control.h, as a printf format; fails the test when it is refused. */
void simulator_do(struct simulator *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void simulator_text(struct simulator *s, int modem, const char *from, const char *text);
/* times 0: until {"kind": "clear"}. */
void simulator_fault(struct simulator *s, int modem, const char *kind, int code, int times);

/* The next event of that name ("sent", "stored", ...); earlier ones of other names are dropped. json_decref() it. */
json_t *simulator_wait(struct simulator *s, const char *event);
/* The next text sent to that number (NULL: any), whatever part; json_decref() it. */
json_t *simulator_wait_sent(struct simulator *s, const char *to);
/* Fails when a text is sent to that number (NULL: any) within ms. */
void simulator_expect_none(struct simulator *s, const char *to, int ms);

int64_t simulator_counter(struct simulator *s, const char *name);
/* How often the network took that part. */
int64_t simulator_accepted(struct simulator *s, const char *to, const char *text);

#endif

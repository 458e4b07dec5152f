/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gate.h - the gateway on a moved clock: the router's own groups over a real store on disk, with one link whose network
 * takes four seconds a text.
 *
 * What runs is gateway/router/{group,inbound,outbound,peer}.c as in the daemon.
 * Only its loop is not: the simulation calls it when it wants to be called.
 */
#ifndef TESTS_SIMULATE_GATE_H
#define TESTS_SIMULATE_GATE_H

#include "menus/lexicon.h"

#include <stdbool.h>
#include <stdint.h>

struct gate;

/* A text reaches a phone. */
typedef void gate_on_text(const char *to, const char *text, void *user);
/* The gateway has taken the text of that number. */
typedef void gate_on_taken(uint64_t no, void *user);

/* folder: where keng.cfg, menus.d and the store lie. Ends the program when it cannot begin. */
struct gate *gate_new(const char *folder, gate_on_text *on_text, gate_on_taken *on_taken, void *user);
void gate_free(struct gate **g);
const struct lexicon *gate_words(const struct gate *g);

void gate_start(struct gate *g, int64_t now_us);
/* The process ends as it should: what it handed over is reported. */
void gate_stop(struct gate *g, int64_t now_us);
/* The process dies right after a commit: what it was about to hand over never leaves. */
void gate_kill(struct gate *g, int64_t now_us);
bool gate_is_up(const struct gate *g);

/* Rows of that kind from a CSV text. Ends the program when they are refused. */
void gate_import(struct gate *g, const char *kind, const char *csv, int64_t now_us);
/* An administrator's command (gateway/programme/admin.h). Ends the program when it is refused. */
void gate_command(struct gate *g, const char *verb, const char *arguments, const char *body, int64_t now_us);
/* Someone texts; while the gateway is off the SIM keeps it. */
void gate_text(struct gate *g, uint64_t no, const char *from, const char *text, int64_t now_us);
/* From now on the machine's clock is so much ahead of the true one, by which all else here is told. */
void gate_skew(struct gate *g, int64_t skew_us);
/* What the machine's clock says. */
int64_t gate_clock(const struct gate *g, int64_t now_us);
/* Do all that is to be done at that moment. */
void gate_run(struct gate *g, int64_t now_us);
/* When it is to be run again at the latest. */
int64_t gate_next_us(struct gate *g);

struct gate_figures {
	uint64_t groups, texts_in, texts_out, starts;
};
struct gate_figures gate_figures(const struct gate *g);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smsc_load.h - many texts at once, and how fast they are answered.
 *
 * So many members, whose numbers follow one another, send reports and
 * corrections of them in turn; at most `window` texts are on the way without
 * an answer of the gateway's. A round trip ends with the text that answers a
 * member; who waits for it for a minute texts again. In memory; the clock is a parameter.
 */
#ifndef GATEWAY_SMSC_SMSC_LOAD_H
#define GATEWAY_SMSC_SMSC_LOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct smsc_load;

struct smsc_load *smsc_load_new(const char *first, unsigned members, unsigned texts, unsigned window);
void smsc_load_free(struct smsc_load **l);
/* The next text to bring, false: none now. */
bool smsc_load_next(struct smsc_load *l, int64_t now_us, char from[static 24], char *text, size_t room);
/* The gateway kept one; the gateway sent a text to that number. */
void smsc_load_kept(struct smsc_load *l);
void smsc_load_answered(struct smsc_load *l, const char *to, int64_t now_us);
/* No further texts. */
void smsc_load_stop(struct smsc_load *l);
bool smsc_load_is_over(const struct smsc_load *l);

struct smsc_load_figures {
	unsigned texts, kept, answers;
	double seconds, median_ms, p99_ms, worst_ms;
};
void smsc_load_figures(struct smsc_load *l, struct smsc_load_figures *f);

#endif

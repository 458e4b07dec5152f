/* SPDX-License-Identifier: GPL-2.0-or-later */
/* admin_verb.h - one administrator's command on its way: what the verbs of admin.c share. */
#ifndef GATEWAY_PROGRAMME_ADMIN_VERB_H
#define GATEWAY_PROGRAMME_ADMIN_VERB_H

#include "gateway/base/why.h"
#include "gateway/programme/admin.h"

#include <jansson.h>
#include <stdbool.h>

#define ADMIN_MISSING 3 /* the exit status: a part that it needs is not there (gateway/command/usage.h) */

struct admin_call {
	const struct admin_context *at;
	const json_t *args; /* an object */
	const char *body;
	struct buf *out, *err;
};

/* Arguments; "" and false when they are not there. */
const char *admin_text(const struct admin_call *call, const char *key);
bool admin_flag(const struct admin_call *call, const char *key);
/* Who gave the command, for the audit. */
const char *admin_who(const struct admin_call *call);
/* The unit "unit" must be in force, when one is named and there: of an ended one the command would mean another. 0 or -1. */
int admin_check_unit(const struct admin_call *call, struct why *why);
/* Say why not. Returns 1, the exit status. */
int admin_refuse(const struct admin_call *call, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What a file says is done in one transaction, or with dry_run only said; returns the exit status. */
typedef int admin_work(const struct admin_call *call, bool dry_run);
/* It was done: a row of the audit. 0 or -1. */
typedef int admin_note(const struct admin_call *call, struct why *why);
/* All of a file or nothing; done: what did not happen when it fails, "imported". Returns the exit status. */
int admin_file(const struct admin_call *call, admin_work *work, admin_note *note, const char *done);

int admin_send(const struct admin_call *call);       /* admin_send.c */
int admin_reorganise(const struct admin_call *call); /* admin_reorganise.c */
int admin_person(const struct admin_call *call);     /* admin_person.c, as the next */
int admin_erase(const struct admin_call *call);
int admin_status(const struct admin_call *call);  /* admin_status.c */
int admin_suspend(const struct admin_call *call); /* admin_suspend.c */
/* Suspensions that run or are to come, for the status; NULL with why set. */
json_t *admin_suspensions(struct store *st, int64_t now_us, struct why *why);
void admin_print_suspension(const json_t *one, struct buf *out);
/* The gateways on this store, for the status; NULL with why set. (admin_gateways.c) */
json_t *admin_gateways(const struct admin_context *at, struct why *why);
void admin_print_gateway(const json_t *one, struct buf *out);
/* The whole status as metrics; away: of one without a store. (admin_metrics.c) */
void admin_print_metrics(const json_t *all, bool away, struct buf *out);

#endif

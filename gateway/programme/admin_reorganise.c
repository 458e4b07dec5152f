/* SPDX-License-Identifier: GPL-2.0-or-later */
/* admin_reorganise.c - keng reorganise: first what it would change, then the same for good. */
#include "gateway/programme/admin_verb.h"
#include "gateway/programme/programme.h"
#include "gateway/programme/reorganise.h"
#include "store/audit.h"

#include <stdio.h>
#include <string.h>

/* What was said, as far as it fits: it names what cannot be read from the store afterwards. */
static int note(const struct admin_call *call, struct why *why)
{
	char detail[RECORD_TEXT_OCTETS];

	record_copy(call->out->data, detail, sizeof detail);
	return audit_add(call->at->store, admin_who(call), "reorganise", admin_text(call, "file"), detail,
		call->at->now_us, why);
}

int admin_reorganise(const struct admin_call *call)
{
	struct store *st = call->at->store;
	bool dry_run = admin_flag(call, "dry_run");
	struct why why;
	int status;

	if (store_begin(st, &why) == -1)
		return admin_refuse(call, "%s", why.text);
	status = reorganise_csv(call->at->programme, admin_text(call, "file"), call->body, strlen(call->body), dry_run,
		call->at->now_us, call->out, call->err);
	if (status != 0 || dry_run) {
		store_rollback(st);
		return status;
	}
	if (note(call, &why) == -1) {
		store_rollback(st);
		buf_clear(call->out);
		return admin_refuse(call, "%s; nothing was changed", why.text);
	}
	if (store_commit(st, &why) == -1) {
		buf_clear(call->out);
		return admin_refuse(call, "%s; nothing was changed", why.text);
	}
	programme_forget(call->at->programme);
	return 0;
}

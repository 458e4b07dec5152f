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

static int reorganise_file(const struct admin_call *call, bool dry_run)
{
	return reorganise_csv(call->at->programme, admin_text(call, "file"), call->body, strlen(call->body), dry_run,
		call->at->now_us, call->out, call->err);
}

int admin_reorganise(const struct admin_call *call)
{
	return admin_file(call, reorganise_file, note, "changed");
}

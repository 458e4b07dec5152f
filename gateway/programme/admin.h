/* SPDX-License-Identifier: GPL-2.0-or-later */
/* admin.h - the commands of an administrator: send, import, export, reorganise, status,
 * backup.
 *
 * The router runs them for whoever connects to the control socket; without a
 * gateway the command runs them itself on the store. Each verb begins and ends
 * its own transaction, so none may be open. Arguments are a JSON object:
 *
 *   send    {"who", "text", "to": PHONE | "unit": CODE | "roles": [ROLE...] | "batch": true,
 *            "plan": true | "people": N, "parts": N}
 *                                              body: the batch, PHONE<TAB>TEXT lines. plan: queue nothing, say as
 *                                              JSON whom and what it would cost; else N as the plan said
 *   import  {"who", "kind", "file", "dry_run"} body: the file
 *   export  {"who", "kind", "format": "csv" | "json", "from", "to", "unit", "as": "then" | "now",
 *            "note_only": true}                note in the audit that they leave, and give nothing back
 *   reorganise {"who", "file", "dry_run"}      body: the file
 *   person  {"who", "phone"}                everything about one person, as JSON; noted in the audit
 *   erase   {"who", "phone", "plan": true}  plan: only say what is held
 *   suspend {"who", "unit", "from", "until", "reason" | "end": NO | "json": bool} list, when neither ends nor begins
 *   status  {"json": bool}
 *   backup  {"file": an absolute path}
 */
#ifndef GATEWAY_PROGRAMME_ADMIN_H
#define GATEWAY_PROGRAMME_ADMIN_H

#include "gateway/base/buf.h"

#include <stdint.h>

struct programme;
struct store;
struct menus;
struct config;

struct admin_context {
	struct programme *programme; /* NULL for status and backup over a store that is only read */
	struct store *store;         /* NULL while it cannot be opened: only status says something then */
	const struct menus *menus;
	const struct config *config;
	const char *links_json;  /* an array of objects, one a link; NULL: no gateway runs */
	const char *floods_json; /* an array: who is slowed or silenced; NULL: no gateway runs */
	const char *store_fault; /* why nothing can be kept now; NULL or "": all is well */
	const char *fault_kind;  /* "full", "away", "busy", "clock-doubted" */
	int64_t now_us;
};

/* Returns the exit status of the command (gateway/command/usage.h), with what it says appended to out and err. */
int admin_run(const struct admin_context *at, const char *verb, const char *args_json, const char *body,
	struct buf *out, struct buf *err);

#endif

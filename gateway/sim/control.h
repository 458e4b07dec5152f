/* SPDX-License-Identifier: GPL-2.0-or-later */
/* control.h - the simulator's control socket: one JSON object a line, each way.
 *
 * Every request is answered in order by {"ok": true, ...} or {"ok": false,
 * "why": "..."}; events come in between and have "event" instead of "ok". A key
 * that a request does not know is refused. "modem" is 1 when it is left out.
 *
 *   {"do": "state"}        {"ok": true, "what": "modem-sim", "modems": [{"modem": 1, "device": "...", "number": "+84...",
 *                          "on": true, "sim": "READY", "registration": 1, "signal": 23, "sm_used": 0, ...}]}
 *   {"do": "counters"}     totals and, per modem, sent, refused, received, receipts, deleted, commands, early_octets;
 *                          "distinct" different parts that were taken, "repeated" of them more than once
 *   {"do": "accepted", "to": "+84...", "text": "..."}    {"ok": true, "times": 1}
 *   {"do": "watch"}        from now on this client is told of events; "number": "+84..." only
 *                          of texts sent to that number, and of its own being stored and deleted
 *   {"do": "text", "modem": 1, "from": "+84905...", "text": "...", "alphabet": "auto", "flash": false,
 *    "reference": 7, "order": [2, 1]}    a text comes in; "order" picks parts; answers "parts"
 *   {"do": "pdu", "modem": 1, "pdu": "0791...", "report": false}    the same as it stands on the air, right or wrong
 *   {"do": "call", "modem": 1, "from": "+84905...", "rings": 2}    somebody rings; "" withholds the number
 *   {"do": "dial", "from": "+84905...", "text": "*101#"}    a person's own phone: {"event": "ussd", "to": ...} follows
 *   {"do": "ussd", "modem": 1, "code": "*123#", "answer": "...", "more": false}    add a code of the operator's
 *   {"do": "ussd", "modem": 1, "push": "...", "more": true}    the operator speaks first
 *   {"do": "fault", "modem": 1, "kind": "cms", "code": 500, "times": 1, "ms": 0, "octets": 0, "line": ""}    fault.h
 *   {"do": "vanish", "modem": 1, "ms": 5000}, {"do": "return", "modem": 1}
 *   {"do": "set", "modem": 1, "what": "latency", "value": 1000}    modem_set()
 *   {"do": "quit"}
 *
 * Events: {"event": "sent", "modem": 1, "to": "+84...", "text": "...", "part": 1, "parts": 1, "reference": 0,
 * "alphabet": "gsm7", "mr": 12, "flash": false, "receipt": true, "at_us": ...}; "refused" with "code"; "stored",
 * "direct", "deleted" with "from", "memory", "place"; "receipt" with "to", "mr", "code" (TP-ST); "ussd" with "code",
 * "text", "state"; "vanished", "returned". at_us is the monotonic clock, the same in all processes of the machine.
 */
#ifndef GATEWAY_SIM_CONTROL_H
#define GATEWAY_SIM_CONTROL_H

#include "gateway/base/why.h"

struct control;
struct event_base;
struct sim;

/* Listen on a unix socket at path; an old one that nobody answers on is replaced, one that lives is an error: so the
 * socket comes before the ports, which would take the place of another simulator's. NULL with why set. */
struct control *control_new(struct event_base *base, const char *path, struct why *why);
/* The simulator that it controls, borrowed; before the loop runs. */
void control_attach(struct control *c, struct sim *sim);
void control_free(struct control **c);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* desk.h - a link whose far side is a terminal: it serves `keng phone` instead of a modem.
 *
 * A process like a modem link: frames (gateway/frame.h) with the router, JSON
 * lines with its clients as the simulator's control socket has them
 * (gateway/sim/control.h), so that one phone works with both. Keeps nothing on
 * disk. It ends when the router closes its socket.
 *
 * Requests:
 *   {"do": "state"}     {"ok": true, "what": "desk", "link": "desk", "waiting": 0}
 *   {"do": "watch", "number": "+84..."}    from now on this client is the phone of that number; what came for it while
 *                       nobody was there follows; without "number" it sees every text
 *   {"do": "text", "from": "+84...", "text": "...", "flash": false}    {"ok": true, "id": 7, "parts": 1}; when the
 *                       gateway has it on disk: {"event": "kept", "id": 7}
 *   {"do": "dial", "from": "+84...", "text": "*123#"}    a code, or an answer within its dialogue
 * Events: "sent" (a part for the phone: to, text, part, parts, reference, alphabet, flash, at_us), "kept", "ussd" (to,
 * text, more).
 */
#ifndef GATEWAY_DESK_DESK_H
#define GATEWAY_DESK_DESK_H

/* Serve listen_path and the router until the router closes or says stop. Returns the exit status. Takes the
 * descriptors over; the parent's is only held. */
int desk_main(const char *name, const char *listen_path, int router_fd, int parent_fd);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smpp_link.h - a link to a message centre: SMPP on one side, frames with the router on the other.
 *
 * A process like a modem link: no database, no files. It answers deliver_sm
 * only when the router has committed what it brought (FRAME_KEPT), and what
 * was sent without a response when a line broke is reported as unsure.
 */
#ifndef GATEWAY_SMPP_SMPP_LINK_H
#define GATEWAY_SMPP_SMPP_LINK_H

/* Serve the router until it closes or says stop; options as SMPP_OPTIONS_VARIABLE holds them. Returns the exit status.
 * Takes the descriptors over; the parent's is only held. */
int smpp_link_main(const char *options, int router_fd, int parent_fd);

#endif

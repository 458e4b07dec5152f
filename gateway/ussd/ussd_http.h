/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ussd_http.h - USSD as aggregators bring it: one HTTP request a keystroke, "CON ..." or "END ..." back.
 *
 * A process like every link: frames with the router, no store, no files. Who
 * may ask is a list of networks and a shared secret (the header X-Keng-Secret,
 * or Authorization: Bearer). A request is answered when the router has
 * committed what it did; when it takes too long, with END and what to do. Behind
 * a proxy that does TLS; never open to the Internet by itself.
 */
#ifndef GATEWAY_USSD_USSD_HTTP_H
#define GATEWAY_USSD_USSD_HTTP_H

/* Serve until the router closes or says stop; options as USSD_OPTIONS_VARIABLE holds them. Returns the exit status. */
int ussd_http_main(const char *options, int router_fd, int parent_fd);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smpp_tls.h - a link's line inside TLS 1.2 or above: whose certificate is taken, and why one is not.
 *
 * By default the centre's certificate must be of an authority in tls_ca (or of
 * the system's list) and for the host that the link names, a name or an address.
 */
#ifndef GATEWAY_SMPP_SMPP_TLS_H
#define GATEWAY_SMPP_SMPP_TLS_H

#include "gateway/base/why.h"
#include "gateway/smpp_options.h"

#include <stdbool.h>
#include <stddef.h>

struct bufferevent;
struct event_base;
struct ssl_ctx_st;

/* What all lines of a link share; yours until smpp_tls_free(). NULL with why set when tls_ca cannot be read. */
struct ssl_ctx_st *smpp_tls_new(const struct smpp_options *options, struct why *why);
void smpp_tls_free(struct ssl_ctx_st **tls);
/* A line that is not connected yet; NULL: there is no memory for one. */
struct bufferevent *smpp_tls_line(struct event_base *base, struct ssl_ctx_st *tls, const struct smpp_options *options);
/* Why the line failed, as a sentence for who has to mend it. connecting: before anything was said inside TLS. */
void smpp_tls_reason(
	const struct smpp_options *options, struct bufferevent *line, bool connecting, char *to, size_t room);

#endif

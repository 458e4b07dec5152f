/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pgsql_url.h - is that the URL of a database, before libpq sees it?
 *
 * libpq takes a raw '@' or '/' in a password for the password's end, and what
 * follows for a host or a port, which it then shows. Nothing that the masked
 * URL hides (log_mask_url()) is ever in a reason.
 */
#ifndef STORE_PGSQL_URL_H
#define STORE_PGSQL_URL_H

#include "gateway/base/why.h"

/* -1 with why set, and what to write instead, when it can never work. */
int pgsql_url_check(const char *url, struct why *why);

#endif

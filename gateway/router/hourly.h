/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hourly.h - what links leave behind is tidied up once in an hour. */
#ifndef GATEWAY_ROUTER_HOURLY_H
#define GATEWAY_ROUTER_HOURLY_H

#include "gateway/router/state.h"

/* Within a group's transaction; does nothing until the hour is over. */
int hourly_tend(struct router *r, int64_t now_us, struct why *why);

bool hourly_is_due(const struct router *r, int64_t now_us);

#endif

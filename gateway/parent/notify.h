/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notify.h - tell the service manager how we are: sd_notify(3)'s protocol, one datagram to $NOTIFY_SOCKET. */
#ifndef GATEWAY_PARENT_NOTIFY_H
#define GATEWAY_PARENT_NOTIFY_H

#include <stdint.h>

/* "READY=1", "STOPPING=1", "WATCHDOG=1" ... Does nothing when nobody listens. */
void notify_send(const char *state);
/* RELOADING=1 with the monotonic time stamp that Type=notify-reload wants. */
void notify_reloading(void);
/* How often the manager wants to hear WATCHDOG=1, microseconds; 0 = not at all. */
int64_t notify_watchdog_us(void);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sim_device.h - which SIM belongs in which device.
 *
 * The law suspends what a SIM may send when it is found in another device
 * (Circular 08/2026/TT-BKHCN): so a SIM that moved, or a device with another
 * SIM, is meant only when an administrator says so.
 */
#ifndef STORE_SIM_DEVICE_H
#define STORE_SIM_DEVICE_H

#include "store/record.h"

#define SIM_DEVICE_OCTETS 32

enum sim_device {
	SIM_DEVICE_FAILED = -1,
	SIM_DEVICE_KNOWN, /* as it was */
	SIM_DEVICE_NEW,   /* neither was ever seen: noted, and so it belongs */
	SIM_DEVICE_MOVED, /* the SIM belongs in another device */
	SIM_DEVICE_OTHER  /* the SIM is new, the device had another */
};
/* Note that they were seen together, and judge it. before: the device of the SIM that moved, or the SIM that the device
 * had; "" otherwise. */
enum sim_device sim_device_see(struct store *st, const char *sim, const char *imei, const char *link, int64_t now_us,
	char before[static SIM_DEVICE_OCTETS], struct why *why);
/* It is meant so: from now on they belong together. */
int sim_device_accept(struct store *st, const char *sim, const char *imei, int64_t now_us, struct why *why);

#endif

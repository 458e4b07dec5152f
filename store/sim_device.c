/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/sim_device.h"

#include <string.h>

static int first_text(struct query *q, char to[static SIM_DEVICE_OCTETS], struct why *why)
{
	enum step step = q == NULL ? STEP_FAILED : query_step(q, why);

	to[0] = '\0';
	if (step == STEP_ROW)
		record_text(q, 0, to, SIM_DEVICE_OCTETS);
	if (q != NULL)
		query_end(q);
	return step == STEP_FAILED ? -1 : 0;
}

static int note(struct store *st, const char *sim, const char *imei, const char *link, int64_t accepted_us,
	int64_t now_us, struct why *why)
{
	return record_do(st,
		"INSERT INTO sim_device (sim, imei, link, seen_at, accepted_at) VALUES ($1, $2, $3, $4, $5)"
		" ON CONFLICT (sim, imei) DO UPDATE SET link = excluded.link, seen_at = excluded.seen_at",
		why, "tttii", sim, imei, link, now_us, accepted_us);
}

enum sim_device sim_device_see(struct store *st, const char *sim, const char *imei, const char *link, int64_t now_us,
	char before[static SIM_DEVICE_OCTETS], struct why *why)
{
	static const char of_sim[] = "SELECT imei FROM sim_device WHERE sim = $1 AND accepted_at > 0"
				     " ORDER BY accepted_at DESC LIMIT 1";
	static const char of_device[] = "SELECT sim FROM sim_device WHERE imei = $1 AND accepted_at > 0"
					" ORDER BY accepted_at DESC LIMIT 1";
	char device[SIM_DEVICE_OCTETS], card[SIM_DEVICE_OCTETS];
	enum sim_device is;

	before[0] = '\0';
	if (first_text(record_ask(st, of_sim, why, "t", sim), device, why) == -1 ||
		first_text(record_ask(st, of_device, why, "t", imei), card, why) == -1)
		return SIM_DEVICE_FAILED;
	if (strcmp(device, imei) == 0 && strcmp(card, sim) == 0)
		is = SIM_DEVICE_KNOWN;
	else if (device[0] == '\0' && card[0] == '\0')
		is = SIM_DEVICE_NEW;
	else
		is = device[0] != '\0' && strcmp(device, imei) != 0 ? SIM_DEVICE_MOVED : SIM_DEVICE_OTHER;
	if (is == SIM_DEVICE_MOVED || is == SIM_DEVICE_OTHER)
		record_copy(is == SIM_DEVICE_MOVED ? device : card, before, SIM_DEVICE_OCTETS);
	if (note(st, sim, imei, link, is == SIM_DEVICE_NEW ? now_us : 0, now_us, why) == -1)
		return SIM_DEVICE_FAILED;
	return is;
}

int sim_device_accept(struct store *st, const char *sim, const char *imei, int64_t now_us, struct why *why)
{
	return record_do(st, "UPDATE sim_device SET accepted_at = $3 WHERE sim = $1 AND imei = $2", why, "tti", sim,
		imei, now_us);
}

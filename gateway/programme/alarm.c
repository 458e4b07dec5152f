/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/inside.h"
#include "gateway/programme/voice.h"
#include "store/alarm.h"

#include <string.h>

/* Which text tells of which alarm; what stands here not, alarm_other tells. */
static const struct {
	const char *kind, *key;
} rows[] = {
	{ "no-credit", "alarm_no_credit" }, /* an operator's text to our own SIM */
	{ "sim-blocked", "alarm_sim_blocked" },
	{ "sim-expiry", "alarm_sim_expiry" },
	{ "sim-full", "alarm_sim_full" }, /* what a link says of itself: FRAME_ALARM */
	{ "pin", "alarm_pin" },
	{ "line", "alarm_link_down" },
	{ "link-crash", "alarm_link_down" },
	{ "self-test", "alarm_self_test" },
	{ "low-credit", "alarm_low_credit" },
	{ "send-fails", "alarm_send_fails" }, /* the router's own, see gateway/router */
	{ "texts-failed", "alarm_texts_failed" },
	{ "sim-moved", "alarm_sim_moved" },
	{ "sim-other", "alarm_sim_other" },
	{ "store", "alarm_disk_full" },
	{ "store-away", "alarm_store_away" },
	{ "clock", "alarm_clock" },
	{ "parts", "alarm_parts" },
	{ "gateway-gone", "alarm_gateway_gone" },
	{ "menus-differ", "alarm_menus_differ" },
};

static const char *key_of(const char *kind)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (strcmp(rows[i].kind, kind) == 0)
			return rows[i].key;
	return "alarm_other";
}

void programme_alarm_text(
	const struct programme *p, const char *kind, const char *subject, const char *reason, struct buf *to)
{
	const struct text_argument arguments[] = { { "link", subject }, { "gateway", p->config->name },
		{ "reason", reason }, { NULL, NULL } };

	texts_render(p->menus->texts, TEXT_PLAIN, key_of(kind), arguments, to);
}

int programme_alarm(
	struct programme *p, const char *kind, const char *subject, const char *reason, int64_t now_us, struct why *why)
{
	struct buf text;
	bool is_new = false;
	int result;

	buf_init(&text);
	programme_alarm_text(p, kind, subject, reason, &text);
	result = alarm_raise(p->store, kind, subject, reason[0] != '\0' ? reason : text.data, now_us, &is_new, why);
	for (int i = 0; result == 0 && is_new && p->config->admins[i] != NULL; i++)
		if (programme_queue(p, p->config->admins[i], text.data, "alarm", "", 0, now_us, why) == -1)
			result = -1;
	buf_fini(&text);
	return result;
}

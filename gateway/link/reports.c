/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reports.c - status reports in the memory SR, where modems put them that answer AT+CNMI's <ds> = 2 with +CDSI: "SR".
 *
 * libgammu 1.42 never lists that memory, so we do, by commands of our own; libgammu is left in the memory that it
 * believes in.
 */
#include "gateway/base/log.h"
#include "gateway/link/link.h"

#include <stdio.h>
#include <string.h>

#define LIST_MS   20000
#define DELETE_MS 5000

/* The line at *at without its end; *at moves behind it. NULL at the end. */
static char *next_line(char **at)
{
	return **at == '\0' ? NULL : strsep(at, "\n");
}

/* "+CMGL: <index>,<stat>,..." and its PDU on the next line, as often as they are there. */
static void read_list(struct link *link, char *answer)
{
	char *at = answer, *line;

	while (at != NULL && (line = next_line(&at)) != NULL) {
		struct phone_place place = { .location = 0 };
		int stat;
		char *pdu;

		if (sscanf(line, "+CMGL: %9d,%9d", &place.location, &stat) != 2 || at == NULL)
			continue;
		pdu = next_line(&at);
		if (pdu != NULL)
			inbox_found(link, &place, true, stat, pdu);
	}
}

/* The line is not as libgammu believes any more: begin again. */
static enum life_event lost(struct link *link, const struct why *why)
{
	link_job_end(link);
	return link_lost(link, why);
}

enum life_event reports_poll(struct link *link)
{
	struct buf answer;
	struct why why;
	int listed;

	if (!link->has_reports)
		return LIFE_NONE;
	link_job(link, "reports", link->options->job_deadline_s);
	if (line_use_memory(link->line, "SR", &why) == -1) {
		if (line_is_gone(link->line))
			return lost(link, &why);
		link->has_reports = false;
		link_job_end(link);
		return LIFE_NONE;
	}
	buf_init(&answer);
	listed = line_ask(link->line, "AT+CMGL=4", LIST_MS, &answer, &why);
	if (listed == 0) {
		inbox_look_begin(&link->inbox, true);
		read_list(link, answer.data);
		inbox_look_end(&link->inbox, true);
	}
	buf_fini(&answer);
	if (line_use_memory(link->line, NULL, &why) == -1)
		return lost(link, &why);
	link_job_end(link);
	return LIFE_NONE;
}

static bool is_due(const struct inbox_item *item)
{
	return item->report && item->kept && item->seen;
}

static bool any_due(const struct inbox *inbox)
{
	for (unsigned i = 0; i < inbox->used; i++) {
		if (is_due(&inbox->items[i]))
			return true;
	}
	return false;
}

enum life_event reports_tidy(struct link *link)
{
	struct inbox *inbox = &link->inbox;
	struct why why;

	if (!any_due(inbox))
		return LIFE_NONE;
	link_job(link, "reports", link->options->job_deadline_s);
	if (line_use_memory(link->line, "SR", &why) == -1)
		return lost(link, &why);
	for (unsigned i = inbox->used; i-- > 0;) {
		char command[32];

		if (!is_due(&inbox->items[i]))
			continue;
		snprintf(command, sizeof command, "AT+CMGD=%d", inbox->items[i].place.location);
		if (line_ask(link->line, command, DELETE_MS, NULL, &why) == 0)
			inbox_forget(inbox, i);
		else
			log_warn("delete-failed", "identity=%s reason=\"%s\"", inbox->items[i].identity, why.text);
	}
	if (line_use_memory(link->line, NULL, &why) == -1)
		return lost(link, &why);
	link_job_end(link);
	return LIFE_NONE;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/help/whole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define WAIT_MS 30000

void whole_begin(struct whole *w)
{
	static const char *const files[] = { "units", "teams", "members" };
	char links[512], path[64];

	simulator_start(&w->sim, (const char *const[]){ "--modems", "1", "--receipt-delay", "50", NULL });
	w->sent = json_array();
	snprintf(links, sizeof links, "{ name = \"modem-1\"; kind = \"gammu\"; device = \"%s/modem-1\"; }",
		w->sim.folder);
	gateway_init(&w->gateway, links, "");
	gateway_at_noon(&w->gateway);
	/* The receipt of what was on its way at a kill may be told to nobody: then it goes once more, within the story. */
	gateway_configure(&w->gateway, links, "unsure_wait_s = 5;");
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(path, sizeof path, "seeds/demo/%s.csv", files[i]);
		assert_int_equal(
			gateway_keng(&w->gateway, NULL, (const char *const[]){ "import", files[i], path, NULL }), 0);
	}
	gateway_start(&w->gateway);
}

void whole_end(struct whole *w)
{
	gateway_fini(&w->gateway);
	simulator_stop(&w->sim);
	json_decref(w->sent);
}

void whole_says(struct whole *w, const char *who, const char *text)
{
	simulator_text(&w->sim, 1, who, text);
}

/* Take it out of what was sent; NULL when it is not there. */
static char *take(struct whole *w, const char *who, const char *words)
{
	for (size_t i = 0; i < json_array_size(w->sent); i++) {
		json_t *one = json_array_get(w->sent, i);
		const char *text = json_string_value(json_object_get(one, "text"));
		char *copy;

		if (strcmp(json_string_value(json_object_get(one, "to")), who) != 0 || strstr(text, words) == NULL)
			continue;
		copy = strdup(text);
		assert_non_null(copy);
		json_array_remove(w->sent, i);
		return copy;
	}
	return NULL;
}

char *whole_hears(struct whole *w, const char *who, const char *words)
{
	int64_t end = gateway_now_ms() + WAIT_MS;
	char *text;

	while ((text = take(w, who, words)) == NULL) {
		if (gateway_now_ms() > end) {
			char *all = json_dumps(w->sent, JSON_INDENT(1));

			print_error("%s did not hear \"%s\"; not heard by anybody yet: %s\n", who, words, all);
			free(all);
			fail();
		}
		json_array_append_new(w->sent, simulator_wait_sent(&w->sim, NULL));
	}
	return text;
}

void whole_heard(struct whole *w, const char *who, const char *words)
{
	free(whole_hears(w, who, words));
}

void whole_import(struct whole *w, const char *kind, const char *csv)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s.csv", w->gateway.folder, kind);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(csv, f);
	fclose(f);
	assert_int_equal(gateway_keng(&w->gateway, NULL, (const char *const[]){ "import", kind, path, NULL }), 0);
}

const char *whole_moment(long seconds, char to[static 32])
{
	time_t at = time(NULL) + seconds;
	struct tm utc;

	gmtime_r(&at, &utc);
	strftime(to, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
	return to;
}

void whole_crashes(struct whole *w)
{
	gateway_wait_ask(&w->gateway,
		"SELECT count(*) FROM message WHERE direction = 'out' AND state NOT IN ('delivered', 'expired')", 0,
		WAIT_MS);
	gateway_kill_all(&w->gateway);
	gateway_start(&w->gateway);
}

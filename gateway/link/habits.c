/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/link/habits.h"

#include "gateway/profile.h"

#include <stdio.h>
#include <string.h>

#define GENERIC "generic"
#define NOT     "none" /* in a profile: that does not work with these modems */

static void take(char *to, size_t octets, const char *own, const struct profile *p, const char *key, const char *rest)
{
	const char *text = own[0] != '\0' ? own : p == NULL ? "" : profile_text(p, key);

	snprintf(to, octets, "%s", text[0] != '\0' ? text : rest);
	if (strcmp(to, NOT) == 0)
		to[0] = '\0';
}

static void take_cnmi(struct habits *h, const struct options *o, const struct profile *p)
{
	const char *text = p == NULL ? "" : profile_text(p, "cnmi");
	int n[5];

	memcpy(h->cnmi, o->cnmi, sizeof h->cnmi);
	if (h->cnmi[0] < 0 && sscanf(text, "%d,%d,%d,%d,%d", n, n + 1, n + 2, n + 3, n + 4) == 5)
		memcpy(h->cnmi, n, sizeof h->cnmi);
}

static void fill(struct habits *h, const struct options *o, const struct profile *p)
{
	*h = (struct habits){ .fast = o->fast && (p == NULL || profile_allows(p, "fast")),
		.receipts = p == NULL || profile_allows(p, "receipts") };
	snprintf(h->profile, sizeof h->profile, "%s", p == NULL ? "" : profile_name(p));
	take(h->features, sizeof h->features, o->features, p, "features", "");
	take(h->memories, sizeof h->memories, o->memories, p, "memories", "");
	take(h->init, sizeof h->init, o->init, p, "init", "");
	take(h->registration, sizeof h->registration, "", p, "registration", "AT+CREG?;AT+CEREG?;AT+CGREG?");
	take(h->signal, sizeof h->signal, "", p, "signal", "");
	take(h->radio_off, sizeof h->radio_off, "", p, "radio_off", "AT+CFUN=4");
	take(h->radio_on, sizeof h->radio_on, "", p, "radio_on", "AT+CFUN=1");
	take(h->restart, sizeof h->restart, "", p, "restart", "AT+CFUN=1,1");
	take_cnmi(h, o, p);
}

void habits_of(struct habits *h, const struct options *options, const char *manufacturer, const char *model)
{
	struct profiles *all = NULL;
	const struct profile *p = NULL;
	unsigned count = 0;
	struct buf faults;

	buf_init(&faults);
	if (options->modems[0] != '\0') {
		all = profiles_read(options->modems, &faults, &count);
		if (options->profile[0] != '\0')
			p = profiles_find(all, options->profile);
		else if (model[0] != '\0')
			p = profiles_match(all, manufacturer, model);
		if (p == NULL)
			p = profiles_find(all, GENERIC);
	}
	fill(h, options, p);
	profiles_free(&all);
	buf_fini(&faults);
}

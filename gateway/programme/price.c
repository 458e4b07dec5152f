/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/price.h"

#include "gateway/base/msisdn.h"

#include <string.h>

#define PRICE_OTHERWISE 350  /* dong a part to another network (VinaCard), when no link says */
#define RATE_OTHERWISE  20.0 /* parts a minute of a link without a rate: a modem needs 3 s for one */

static bool carries(const struct config_link *link, const char *carrier)
{
	for (unsigned i = 0; link->carriers[i] != NULL; i++)
		if (strcmp(link->carriers[i], carrier) == 0)
			return true;
	return false;
}

int64_t price_of_part(const struct config *config, const char *phone)
{
	const char *carrier = msisdn_carrier(phone);
	int64_t dearest = 0;

	for (unsigned i = 0; i < config->links_used; i++) {
		const struct config_link *link = &config->links[i];

		if (carries(link, carrier))
			return link->price;
		dearest = link->price > dearest ? link->price : dearest;
	}
	return dearest > 0 ? dearest : PRICE_OTHERWISE;
}

/* Does it reach whoever a text is for? A desk and a menu by HTTP do not. */
static bool sends(const struct config_link *link)
{
	return strcmp(link->kind, "gammu") == 0 || strcmp(link->kind, "smpp") == 0;
}

static double rate_of(const struct config_link *link)
{
	double rate = link->rate > 0 ? link->rate : RATE_OTHERWISE,
	       most = (double)config_cap_unasked(link->cap_hour) / 60;

	return most > 0 && most < rate ? most : rate;
}

double price_parts_per_minute(const struct config *config)
{
	double all = 0;

	for (unsigned i = 0; i < config->links_used; i++)
		all += sends(&config->links[i]) ? rate_of(&config->links[i]) : 0;
	return all > 0 ? all : RATE_OTHERWISE;
}

int64_t price_parts_per_day(const struct config *config)
{
	int64_t all = 0;

	for (unsigned i = 0; i < config->links_used; i++) {
		const struct config_link *link = &config->links[i];

		if (!sends(link))
			continue;
		if (link->cap_day == 0)
			return INT64_MAX;
		all += config_cap_unasked(link->cap_day);
	}
	return all > 0 ? all : INT64_MAX;
}

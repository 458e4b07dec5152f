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

double price_parts_per_minute(const struct config *config)
{
	double all = 0;

	for (unsigned i = 0; i < config->links_used; i++)
		all += config->links[i].rate > 0 ? config->links[i].rate : RATE_OTHERWISE;
	return all > 0 ? all : RATE_OTHERWISE;
}

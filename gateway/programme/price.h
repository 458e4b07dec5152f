/* SPDX-License-Identifier: GPL-2.0-or-later */
/* price.h - what a text costs, and how long it takes to send many (S40: told before anything is sent). */
#ifndef GATEWAY_PROGRAMME_PRICE_H
#define GATEWAY_PROGRAMME_PRICE_H

#include "gateway/config.h"

/* What a part costs, in dong, by the link that is there for the number's network, else by the dearest: an estimate,
 * since numbers are carried from one network to another. */
int64_t price_of_part(const struct config *config, const char *phone);
/* Parts that all links send in a minute, more than 0. */
double price_parts_per_minute(const struct config *config);

/* Parts of texts that nobody waits for which all links send in a day at most, more than 0; INT64_MAX: a link has no cap. */
int64_t price_parts_per_day(const struct config *config);

#endif

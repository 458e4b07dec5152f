/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cms.h - what a CMS error of 3GPP TS 27.005 3.2.5 means for the text that met it. */
#ifndef GATEWAY_ROUTER_CMS_H
#define GATEWAY_ROUTER_CMS_H

#include <stdbool.h>
#include <stdint.h>

enum cms_verdict {
	CMS_RETRY,  /* the network or the modem cannot now: again after a growing wait */
	CMS_FAILED, /* this text to this number will never go */
	CMS_LINK,   /* the SIM or the modem is at fault (PIN, no SIM): the text waits, and someone is told */
};
enum cms_verdict cms_judge(int64_t error);
/* Another network may reach a number to which this one says so: the number is carried, barred here, or not known here. */
bool cms_is_of_network(int64_t error);
/* "network out of order"; a fixed sentence for what the standard does not name. */
const char *cms_words(int64_t error);

#endif

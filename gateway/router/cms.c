/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/cms.h"

#include <stddef.h>

/* 1..127: RP causes, 3GPP TS 24.011 E.2; 128..255: TP-FCS, TS 23.040 9.2.3.22; 300..511: TS 27.005 3.2.5. */
static const struct {
	int error;
	enum cms_verdict verdict;
	const char *words;
} rows[] = {
	{ 1, CMS_FAILED, "the number is not assigned" },
	{ 8, CMS_FAILED, "barred by the operator" },
	{ 10, CMS_LINK, "calls and texts of this SIM are barred" },
	{ 17, CMS_RETRY, "network failure" },
	{ 21, CMS_RETRY, "rejected by the message centre" },
	{ 22, CMS_RETRY, "memory capacity exceeded" },
	{ 27, CMS_RETRY, "destination out of order" },
	{ 28, CMS_FAILED, "the number is not known to the network" },
	{ 29, CMS_RETRY, "facility rejected" },
	{ 30, CMS_LINK, "this SIM is not known to the network" },
	{ 38, CMS_RETRY, "network out of order" },
	{ 41, CMS_RETRY, "temporary failure" },
	{ 42, CMS_RETRY, "congestion" },
	{ 47, CMS_RETRY, "resources not available" },
	{ 50, CMS_LINK, "not subscribed to text messages" },
	{ 69, CMS_FAILED, "not implemented by the network" },
	{ 81, CMS_RETRY, "invalid transfer reference" },
	{ 95, CMS_FAILED, "the network finds the message malformed" },
	{ 96, CMS_FAILED, "the network misses mandatory information" },
	{ 97, CMS_FAILED, "message type not known to the network" },
	{ 98, CMS_RETRY, "message not fitting the protocol state" },
	{ 99, CMS_FAILED, "information element not known to the network" },
	{ 111, CMS_RETRY, "protocol error" },
	{ 127, CMS_RETRY, "interworking" },
	{ 193, CMS_FAILED, "no SC subscription" },
	{ 194, CMS_RETRY, "error in the message centre" },
	{ 211, CMS_RETRY, "memory of the destination is full" },
	{ 300, CMS_RETRY, "mobile equipment failure" },
	{ 301, CMS_LINK, "SMS service of the modem is reserved" },
	{ 302, CMS_RETRY, "operation not allowed now" },
	{ 303, CMS_FAILED, "operation not supported by the modem" },
	{ 304, CMS_FAILED, "the modem finds a parameter invalid" },
	{ 305, CMS_FAILED, "the modem finds a text parameter invalid" },
	{ 310, CMS_LINK, "no SIM" },
	{ 311, CMS_LINK, "the SIM wants its PIN" },
	{ 312, CMS_LINK, "the SIM wants its PH-PIN" },
	{ 313, CMS_LINK, "SIM failure" },
	{ 314, CMS_RETRY, "SIM busy" },
	{ 315, CMS_LINK, "wrong SIM" },
	{ 316, CMS_LINK, "the SIM wants its PUK" },
	{ 317, CMS_LINK, "the SIM wants its PIN2" },
	{ 318, CMS_LINK, "the SIM wants its PUK2" },
	{ 320, CMS_RETRY, "memory failure" },
	{ 321, CMS_RETRY, "invalid memory index" },
	{ 322, CMS_RETRY, "memory full" },
	{ 330, CMS_LINK, "the number of the message centre is not known" },
	{ 331, CMS_RETRY, "no network" },
	{ 332, CMS_RETRY, "the network took too long" },
	{ 340, CMS_RETRY, "no +CNMA acknowledgement expected" },
	{ 500, CMS_RETRY, "unknown error" },
};

enum cms_verdict cms_judge(int64_t error)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (rows[i].error == error)
			return rows[i].verdict;
	return CMS_RETRY; /* vendors' own codes, 512 and up, and what has no code: bounded by the number of tries */
}

bool cms_is_of_network(int64_t error)
{
	return error == 1 || error == 8 || error == 28 || error == 69;
}

const char *cms_words(int64_t error)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (rows[i].error == error)
			return rows[i].words;
	return "not explained by the standard";
}

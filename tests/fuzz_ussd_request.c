/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any body, as form fields or JSON: it is read or refused. */
#include "gateway/ussd/ussd_request.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t n)
{
	struct ussd_request r;
	struct why why;

	if (n > USSD_BODY_OCTETS_MAX)
		return 0;
	if (ussd_request_read((const char *)octets, n, NULL, n % 2 == 0, &r, &why) == 0) {
		assert(r.session[0] != '\0' && r.from[0] != '\0');
		assert(memchr(r.text, '\0', sizeof r.text) != NULL);
	}
	return 0;
}

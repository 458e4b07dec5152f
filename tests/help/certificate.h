/* SPDX-License-Identifier: GPL-2.0-or-later */
/* certificate.h - an authority and the certificates that it issues, made for one test: FOLDER/NAME.pem and NAME.key. */
#ifndef TESTS_HELP_CERTIFICATE_H
#define TESTS_HELP_CERTIFICATE_H

struct certificate {
	const char *name;          /* of the files and of the subject */
	const char *issuer;        /* the name of an authority in the same folder; NULL: it is one itself */
	const char *whose;         /* "IP:127.0.0.1", "DNS:smsc.example"; NULL for an authority */
	int from_days, until_days; /* from now on; may be negative */
};
/* Make it. A failure fails the test. */
void certificate_make(const char *folder, const struct certificate *c);

#endif

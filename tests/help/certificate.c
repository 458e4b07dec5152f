/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/help/certificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define DAY_S (24 * 60 * 60)

static FILE *open_file(const char *folder, const char *name, const char *ending, const char *how)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s.%s", folder, name, ending);
	f = fopen(path, how);
	assert_non_null(f);
	return f;
}

static void write_both(const char *folder, const char *name, X509 *x, EVP_PKEY *key)
{
	FILE *f = open_file(folder, name, "pem", "w");

	assert_int_equal(PEM_write_X509(f, x), 1);
	fclose(f);
	f = open_file(folder, name, "key", "w");
	assert_int_equal(PEM_write_PrivateKey(f, key, NULL, NULL, 0, NULL, NULL), 1);
	fclose(f);
}

static void extend(X509 *x, X509 *issuer, int what, const char *value)
{
	X509_EXTENSION *extension;
	X509V3_CTX context;

	X509V3_set_ctx_nodb(&context);
	X509V3_set_ctx(&context, issuer, x, NULL, NULL, 0);
	extension = X509V3_EXT_conf_nid(NULL, &context, what, value);
	assert_non_null(extension);
	X509_add_ext(x, extension, -1);
	X509_EXTENSION_free(extension);
}

static void set_name(X509 *x, const char *name)
{
	X509_NAME_add_entry_by_txt(
		X509_get_subject_name(x), "CN", MBSTRING_ASC, (const unsigned char *)name, -1, -1, 0);
}

void certificate_make(const char *folder, const struct certificate *c)
{
	EVP_PKEY *key = EVP_EC_gen("P-256"), *signer = key;
	X509 *x = X509_new(), *issuer = x;

	assert_non_null(key);
	assert_non_null(x);
	if (c->issuer != NULL) {
		FILE *f = open_file(folder, c->issuer, "pem", "r");

		issuer = PEM_read_X509(f, NULL, NULL, NULL);
		fclose(f);
		f = open_file(folder, c->issuer, "key", "r");
		signer = PEM_read_PrivateKey(f, NULL, NULL, NULL);
		fclose(f);
	}
	X509_set_version(x, X509_VERSION_3);
	ASN1_INTEGER_set(X509_get_serialNumber(x), 1 + (c->issuer != NULL));
	X509_gmtime_adj(X509_getm_notBefore(x), (long)c->from_days * DAY_S);
	X509_gmtime_adj(X509_getm_notAfter(x), (long)c->until_days * DAY_S);
	X509_set_pubkey(x, key);
	set_name(x, c->name);
	X509_set_issuer_name(x, X509_get_subject_name(issuer));
	extend(x, issuer, NID_basic_constraints, c->issuer == NULL ? "critical,CA:TRUE" : "CA:FALSE");
	if (c->whose != NULL)
		extend(x, issuer, NID_subject_alt_name, c->whose);
	assert_true(X509_sign(x, signer, EVP_sha256()) > 0);
	write_both(folder, c->name, x, key);
	if (issuer != x)
		X509_free(issuer);
	if (signer != key)
		EVP_PKEY_free(signer);
	X509_free(x);
	EVP_PKEY_free(key);
}

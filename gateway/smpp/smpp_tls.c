/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/smpp/smpp_tls.h"

#include <event2/bufferevent.h>
#include <event2/bufferevent_ssl.h>
#include <event2/util.h>
#include <inttypes.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>

struct ssl_ctx_st *smpp_tls_new(const struct smpp_options *o, struct why *why)
{
	SSL_CTX *tls = SSL_CTX_new(TLS_client_method());

	if (tls == NULL)
		abort();
	SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION);
	SSL_CTX_set_verify(tls, o->tls_verify ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, NULL);
	if (o->tls_ca[0] != '\0' ? SSL_CTX_load_verify_locations(tls, o->tls_ca, NULL) == 1
				 : SSL_CTX_set_default_verify_paths(tls) == 1)
		return tls;
	SSL_CTX_free(tls);
	why_set(why, "tls_ca %s holds no certificates that can be read", o->tls_ca);
	return NULL;
}

void smpp_tls_free(struct ssl_ctx_st **tls)
{
	SSL_CTX_free(*tls);
	*tls = NULL;
}

struct bufferevent *smpp_tls_line(struct event_base *base, struct ssl_ctx_st *tls, const struct smpp_options *o)
{
	SSL *ssl = SSL_new(tls);
	struct bufferevent *line;

	if (ssl == NULL)
		return NULL;
	SSL_set_tlsext_host_name(ssl, o->host);
	if (o->tls_verify) {
		X509_VERIFY_PARAM *param = SSL_get0_param(ssl);

		if (X509_VERIFY_PARAM_set1_ip_asc(param, o->host) != 1)
			X509_VERIFY_PARAM_set1_host(param, o->host, 0);
	}
	line = bufferevent_openssl_socket_new(
		base, -1, ssl, BUFFEREVENT_SSL_CONNECTING, BEV_OPT_CLOSE_ON_FREE | BEV_OPT_DEFER_CALLBACKS);
	if (line != NULL)
		bufferevent_openssl_set_allow_dirty_shutdown(line, 1);
	return line;
}

static void certificate_reason(const struct smpp_options *o, long verify, char *to, size_t room)
{
	switch (verify) {
	case X509_V_ERR_CERT_HAS_EXPIRED:
		snprintf(to, room, "the centre's certificate has expired");
		return;
	case X509_V_ERR_CERT_NOT_YET_VALID:
		snprintf(to, room, "the centre's certificate is not yet valid; is this machine's clock right?");
		return;
	case X509_V_ERR_HOSTNAME_MISMATCH:
	case X509_V_ERR_IP_ADDRESS_MISMATCH:
		snprintf(to, room, "the centre's certificate is not for %s", o->host);
		return;
	case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
	case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
	case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
	case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
	case X509_V_ERR_CERT_SIGNATURE_FAILURE:
		snprintf(to, room, "the centre's certificate is not of an authority in %s",
			o->tls_ca[0] != '\0' ? "tls_ca" : "the system's list; tls_ca names another");
		return;
	default:
		snprintf(to, room, "the centre's certificate: %s", X509_verify_cert_error_string(verify));
	}
}

void smpp_tls_reason(const struct smpp_options *o, struct bufferevent *line, bool connecting, char *to, size_t room)
{
	unsigned long error = bufferevent_get_openssl_error(line);
	SSL *ssl = bufferevent_openssl_get_ssl(line);
	long verify = ssl == NULL ? X509_V_OK : SSL_get_verify_result(ssl);

	if (verify != X509_V_OK)
		certificate_reason(o, verify, to, room);
	else if (connecting && error != 0 &&
		 (ERR_GET_REASON(error) == SSL_R_WRONG_VERSION_NUMBER ||
			 ERR_GET_REASON(error) == SSL_R_UNEXPECTED_EOF_WHILE_READING))
		snprintf(to, room, "the centre speaks no TLS at port %" PRId64, o->port);
	else if (error != 0)
		snprintf(to, room, "TLS: %s",
			ERR_reason_error_string(error) != NULL ? ERR_reason_error_string(error) : "failed");
	else
		snprintf(to, room, "the line failed: %s", evutil_socket_error_to_string(EVUTIL_SOCKET_ERROR()));
}

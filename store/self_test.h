/* SPDX-License-Identifier: GPL-2.0-or-later */
/* self_test.h - texts from one of our own SIMs to another, known by their token. */
#ifndef STORE_SELF_TEST_H
#define STORE_SELF_TEST_H

#include "store/record.h"

#define SELF_TEST_TOKEN_OCTETS 24
#define SELF_TEST_LINK_OCTETS  64

struct self_test {
	char token[SELF_TEST_TOKEN_OCTETS]; /* "": there is none */
	char from[SELF_TEST_LINK_OCTETS], to[SELF_TEST_LINK_OCTETS];
	int64_t message, at, until;
	int64_t arrived_at; /* 0: not yet */
	bool failed;
};

int self_test_begin(struct store *st, const struct self_test *test, struct why *why);
/* By its token; token "" when there is none. */
int self_test_get(struct store *st, const char *token, struct self_test *test, struct why *why);
/* The newest that began at that link. */
int self_test_last(struct store *st, const char *from, struct self_test *test, struct why *why);
/* The first that waits: *test, or token "". */
int self_test_waiting(struct store *st, struct self_test *test, struct why *why);
int self_test_end(struct store *st, const char *token, int64_t arrived_at, bool failed, struct why *why);
/* Forget those that began before that moment. */
int self_test_prune(struct store *st, int64_t before_us, struct why *why);

#endif

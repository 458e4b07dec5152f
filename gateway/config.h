/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config.h - the main configuration file, all keys in one table.
 *
 * Every key stands once in the table of config.c with its type, default, range,
 * unit and reason; the reader, the faults ("did you mean"), `keng check` and
 * the test that compares keng.cfg(5) with it all use that table.
 */
#ifndef GATEWAY_CONFIG_H
#define GATEWAY_CONFIG_H

#include "gateway/base/buf.h"

#include <stdbool.h>
#include <stdint.h>

#define CONFIG_LINKS_MAX    64
#define CONFIG_CARRIERS_MAX 8
#define CONFIG_ALLOW_MAX    16

struct config_link {
	char *name, *kind;                       /* "gammu" "desk" "smpp" "ussd-http" */
	char *device, *connection;               /* gammu: device or symbolic link; "dku2at" */
	char *profile;                           /* gammu: whose values stand where the link has none; see profile.h */
	char *number;                            /* the SIM's own number, "+84..."; "" when not known */
	char *pin;                               /* from pin or pin_file; "" = none */
	char *smsc;                              /* overrides the SIM's; "" = as in the SIM */
	char *carriers[CONFIG_CARRIERS_MAX + 1]; /* NULL-terminated */
	char *listen;                            /* desk: path of its unix socket; ussd-http: "127.0.0.1:8098" */
	double rate;                             /* texts a minute, 0 = as fast as the modem goes */
	int64_t price;                  /* dong a part: the cheapest way is preferred, and keng send tells it */
	int64_t balance_s, balance_low; /* seconds between questions for the balance, 0 = never; dong */
	char *balance_code, *topup_code, *balance_words, *expiry_words;
	int64_t cap_hour, cap_day;               /* most parts in an hour and in a day, 0 = no cap */
	int64_t poll_s;                          /* seconds between polls of the storage, the net under notifications */
	int64_t network_wait_s;                  /* without a network for so long, the radio is switched off and on */
	char *recover;                           /* gammu: the command that brings the modem back; "" = none */
	int64_t send_deadline_s, job_deadline_s; /* wall clock; past it the link is killed and started again */
	bool receipts;                           /* ask for delivery reports */
	bool fast;                               /* keep the radio link open between texts (AT+CMMS) */
	char *init;                              /* extra AT commands at start, separated by ';' */
	char *trace;    /* a file for the AT trace of this link, "" = none; holds texts and numbers */
	char *cnmi;     /* "" = as tried at start, else "2,1,0,2,0": AT+CNMI */
	char *memories; /* "" = as the modem has them, else "SM" or "ME": AT+CPMS */
	char *features; /* libgammu phone features for this modem, "" = none */
	/* smpp; see gateway/smpp_options.h */
	char *host, *system_id, *password, *system_type, *address, *service_type;
	char *bind, *alphabet, *long_texts, *ids, *ussd, *tls_ca;
	int64_t port, binds, window, source_ton, source_npi, destination_ton, destination_npi, enquire_s, response_s;
	bool tls, tls_verify;
	/* ussd-http; see gateway/ussd_options.h */
	char *secret, *input;
	char *allow[CONFIG_ALLOW_MAX + 1]; /* NULL-terminated */
	const char *modems;                /* the folder of profiles, borrowed from the config */
	int line;                          /* in the file, for faults found later */
};

struct config {
	char *file;     /* as named; relative paths in it are relative to its folder and already resolved */
	char *name;     /* gateway.name */
	char *timezone; /* gateway.timezone */
	char *store;    /* "sqlite:/var/lib/keng/keng.db" */
	int store_line; /* where it stands */
	char *menus, *seeds, *modems;
	char *control;     /* unix socket for commands; default: beside the store, "<store file>.sock" */
	int64_t number;    /* gateway.number, 0..1023: within a shared store; -1: as the store gives it */
	int64_t group_max; /* most inbound items in one commit */
	int64_t retry_first_s, retry_most_s, retry_times; /* of a refused send */
	int64_t validity_s;                               /* how long a text may wait and travel */
	int64_t unsure_wait_s;           /* how long an unsure send waits for its receipt before it is sent once more */
	int64_t sender_hour, sender_day; /* texts that record nothing, of one number; 0 = any number */
	int64_t self_test_s, self_test_wait_s; /* between texts from SIM to SIM, 0 = none; how long one may take */
	bool answer_calls;                     /* who rings is sent the menu */
	bool hold_moved_sim; /* a SIM in another device sends nothing until somebody says that it is meant */
	int64_t join_wait_s; /* how long the parts of a long text wait for the rest */
	int64_t session_s;   /* how long a question stays open */
	int64_t ussd_resume_s;
	int64_t failed_alarm; /* so many texts a day that do not arrive are told of, 0 = never */
	int64_t keep_texts_days, keep_tickets_days, keep_people_days, keep_log_days; /* 0 = for ever */
	char *admins[8]; /* numbers that get alarms, NULL-terminated */
	unsigned links_used;
	struct config_link links[CONFIG_LINKS_MAX];
	char *console_listen; /* "" = none */
};

/* Read the file. Each fault becomes a line "FILE:LINE: what is wrong; what to write instead" in faults; NULL when
 * there is any. Yours until config_free(). */
struct config *config_load(const char *file, struct buf *faults);
/* The same for the check: the configuration comes back as far as it could be read, with the faults counted. What could
 * not be read is as if left out; menus is NULL when the file is no libconfig file at all. Not fit to run. */
struct config *config_check(const char *file, struct buf *faults, unsigned *count);
void config_free(struct config **config);
/* The number for ids until a store has given one. */
unsigned config_number(const struct config *config);
/* What of a cap is for texts that nobody waits for: one part in five is kept for answers. 0 stays 0. */
int64_t config_cap_unasked(int64_t cap);

/* The table of keys, for the check of the man page: calls with "gateway.name", the default as text, a reason. */
void config_each_key(
	void (*each)(const char *key, const char *type, const char *otherwise, const char *reason, void *user),
	void *user);

#endif

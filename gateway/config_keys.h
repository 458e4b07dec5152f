/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config_keys.h - every key of keng.cfg, once: its type, default, range, unit and reason, and where it goes.
 *
 * Private to config.c, which reads by these tables; others see them through
 * config_each_key().
 */
#ifndef GATEWAY_CONFIG_KEYS_H
#define GATEWAY_CONFIG_KEYS_H

#include <stddef.h>
#include <stdint.h>

enum config_type {
	KEY_TEXT,
	KEY_WORD,    /* letters, digits, '-', '_' and '.': stands in logs and file names */
	KEY_PATH,    /* relative to the folder of the file */
	KEY_STORE,   /* "sqlite:PATH" */
	KEY_ZONE,    /* a name of the time zone database */
	KEY_INTEGER, /* least..most */
	KEY_REAL,    /* least..most */
	KEY_YES_NO,
	KEY_NUMBER,   /* a mobile number */
	KEY_NUMBERS,  /* a list of them; most of them */
	KEY_WORDS,    /* a list of words; most of them */
	KEY_NETWORKS, /* a list of addresses and networks; most of them */
	KEY_PIN,      /* digits, least..most; also as KEY_file, which names a file that holds it */
	KEY_SECRET,   /* a password, least..most octets; also as KEY_file */
	KEY_LISTEN,   /* a path, or "host:port": what the kind of the link says */
	KEY_ADDRESS   /* "host:port" */
};

/* "whole number", as faults and the man page say it. */
const char *config_type_name(enum config_type type);

struct config_key {
	const char *name;
	enum config_type type;
	const char *otherwise; /* NULL: must be given; only a text can be */
	int64_t least, most;
	const char *unit, *reason;
	size_t at; /* of the field in its struct */
};

/* The groups of the file; each table ends with a row without a name. */
extern const struct config_key config_gateway_keys[], config_link_keys[], config_console_keys[];

#endif

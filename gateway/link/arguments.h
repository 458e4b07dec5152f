/* SPDX-License-Identifier: GPL-2.0-or-later */
/* arguments.h - how the parent tells keng-modem what to drive.
 *
 *   keng-modem --name viettel-1 --device /dev/ttyUSB2 --connection dku2at --smsc +84... --poll-s 30
 *              --send-deadline-s 120 --job-deadline-s 60 --fast 1 --init "AT+QCFG=..." --trace FILE
 *              --memories SM --features "..." --cnmi 2,1,0,2,0 --bad-pin HASH --network-wait-s 180 --absent-s 30
 *              --recover COMMAND --modems FOLDER --profile NAME
 *
 * An option that is left out has its default (gateway/link/options.c). Descriptor 3 is the router's socket, 4 the
 * parent's (FRAME_JOB). The PIN never stands in a command line: it comes as KENG_PIN in the environment, which
 * keng-modem takes away as it reads it.
 *
 * A PIN that the SIM refused is tried once. The link then sends FRAME_ALARM of kind ARGUMENTS_BAD_PIN whose text is a
 * keyed hash of the PIN and the SIM (ICCID). Whoever has a store keeps it and gives it back as --bad-pin at every later
 * start; a corrected PIN or another SIM has another hash and is tried again. The alarm for people is kind "pin".
 *
 * The parent's side is gateway/arguments.c, the link's gateway/link/options.c.
 */
#ifndef GATEWAY_LINK_ARGUMENTS_H
#define GATEWAY_LINK_ARGUMENTS_H

#define ARGUMENTS_BAD_PIN "bad_pin"
#define ARGUMENTS_PIN_ENV "KENG_PIN"

#define ARGUMENTS_ROUTER_FD 3
#define ARGUMENTS_PARENT_FD 4

struct config_link;

#define ARGUMENTS_MAX 48

/* A command line and what stands in the environment besides; both NULL-terminated. */
struct arguments {
	char *argv[ARGUMENTS_MAX + 1];
	char *environment[2];
	unsigned used;
};

void arguments_init(struct arguments *a);
void arguments_fini(struct arguments *a); /* wipes the secrets */
/* Append a copy. */
void arguments_add(struct arguments *a, const char *argument);
/* The command line of keng-modem for that link. memory: what the store remembers (ARGUMENTS_BAD_PIN), "" = nothing. */
void arguments_modem(struct arguments *a, const char *path, const struct config_link *link, const char *memory);

#endif

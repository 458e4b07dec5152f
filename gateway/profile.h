/* SPDX-License-Identifier: GPL-2.0-or-later */
/* profile.h - what is known of families of modems, as data: files of etc/modems.d.
 *
 *   profile: {
 *     title = "Quectel EC20, EC25"; manufacturer = "Quectel"; models = [ "EC20", "EC25" ];
 *     interface = "if02";                  # the USB interface of the AT port, as /dev/serial/by-id names it; "" = any
 *     memories = "ME"; init = "AT+...";    # any of the keys of a link: connection memories features cnmi init fast
 *                                          # receipts; a link's own value goes before them
 *     registration = "AT+CEREG?;AT+CREG?"; # what asks for the network, in that order
 *     signal = "AT+CESQ";                  # what asks for the signal; AT+CSQ when there is none
 *     radio_off = "AT+CFUN=4"; radio_on = "AT+CFUN=1"; restart = "AT+CFUN=1,1";  # "none": better not
 *     refuses = [ "AT+CNMI=2,2" ];         # what such a modem refuses, for keng modem-sim: how the command begins
 *     knows = [ "AT^PORTSEL=" ];           # what it takes beside init, likewise: libgammu puts that to sticks
 *     chatter = [ "+QIND: ..." ];          # what it says unasked until its init was put, likewise
 *     notes = [ "..." ];                   # what one should know, or what does not work
 *   };
 *
 * A link takes one by profile = "quectel-ec2x"; (the file's name); one that names
 * none takes the one that fits what its modem says of itself, else "generic".
 */
#ifndef GATEWAY_PROFILE_H
#define GATEWAY_PROFILE_H

#include "gateway/base/buf.h"

#include <stdbool.h>

struct profiles;
struct profile;

/* Read all files *.cfg of a folder; one that is not there has none. Faults go to faults as "file:line: ...", and their
 * count to *count. Yours until profiles_free(). */
struct profiles *profiles_read(const char *folder, struct buf *faults, unsigned *count);
void profiles_free(struct profiles **profiles);

/* By the name of its file without .cfg; NULL when there is none. */
const struct profile *profiles_find(const struct profiles *profiles, const char *name);
/* The one whose manufacturer and model those strings name, the longest model first; NULL: none. */
const struct profile *profiles_match(const struct profiles *profiles, const char *manufacturer, const char *model);
/* Their names with commas. */
void profiles_names(const struct profiles *profiles, struct buf *to);

const char *profile_name(const struct profile *p);
const char *profile_title(const struct profile *p);
const char *profile_interface(const struct profile *p);
/* The i-th note; NULL past the last. */
const char *profile_note(const struct profile *p, unsigned i);
/* A text of it; "" when it has none. */
const char *profile_text(const struct profile *p, const char *key);
/* The i-th of a list of texts; NULL past the last. */
const char *profile_item(const struct profile *p, const char *key, unsigned i);
/* False when it says key = false. */
bool profile_allows(const struct profile *p, const char *key);
/* The libconfig group that has the keys of a link: a config_setting_t. */
const void *profile_group(const struct profile *p);

#endif

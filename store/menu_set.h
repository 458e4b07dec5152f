/* SPDX-License-Identifier: GPL-2.0-or-later */
/* menu_set.h - the menus and settings that all gateways on a store work with.
 *
 * Each change is a new version; the highest is in force from the commit that
 * brings it. Older ones are kept for a while, to be looked at.
 */
#ifndef STORE_MENU_SET_H
#define STORE_MENU_SET_H

#include "gateway/base/buf.h"
#include "store/gateway.h"

struct menu_set {
	int64_t version; /* 1, 2 ...; 0: there is none */
	char mark[RECORD_WORD_OCTETS], gateway[GATEWAY_NAME_OCTETS];
	int64_t at; /* by the database's clock */
	struct buf settings, files;
};
void menu_set_init(struct menu_set *set);
void menu_set_fini(struct menu_set *set);

/* The one in force. */
int menu_set_newest(struct store *st, struct menu_set *set, struct why *why);
/* A new one: set->version becomes its version. Within a transaction. */
int menu_set_add(struct store *st, struct menu_set *set, struct why *why);

/* What lay at that gateway when it read its files last: its mark, settings and files; mark "" when that was never, files
 * empty when it was an older Keng. */
int menu_set_read_at(struct store *st, const char *gateway, struct menu_set *set, struct why *why);
int menu_set_note_read(struct store *st, const struct menu_set *set, struct why *why);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config_value.h - one value of keng.cfg: read, checked against its row of the table, put where it goes.
 *
 * Private to config.c, which knows the groups and links.
 */
#ifndef GATEWAY_CONFIG_VALUE_H
#define GATEWAY_CONFIG_VALUE_H

#include "gateway/config.h"
#include "gateway/config_keys.h"
#include "gateway/profile.h"

#include <libconfig.h>

/* What a reading carries along. */
struct config_reader {
	struct config *config;
	struct buf *faults;
	unsigned count;
	char *folder;              /* of the file, absolute, with its '/' at the end */
	struct profiles *profiles; /* NULL until a link wants one */
};

void config_fault(struct config_reader *r, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));
int config_line_of(const config_setting_t *s);
/* A path of the file: relative ones lie in its folder. Yours. */
char *config_resolved(const struct config_reader *r, const char *path);
/* Read the key from its group (NULL: everything has its default) into its field of the struct at base. */
void config_read_key(struct config_reader *r, const struct config_key *key, const config_setting_t *group, void *base);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* check.h - what can be proved about the menus as a whole, before they go live.
 *
 * Each reader tells the faults of its own section; here is what only shows when
 * all are loaded: texts that are missing or grow past one part, guides without
 * a topic, menus that nothing opens. menus_load() runs it: what `keng check`
 * says is what keeps a reload from happening.
 */
#ifndef MENUS_CHECK_H
#define MENUS_CHECK_H

#include "menus/check_code.h"
#include "menus/menus.h"

void menus_check(const struct menus *menus, const struct code_lines *codes, const char *folder, struct faults *faults);

#endif

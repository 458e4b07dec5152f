/* SPDX-License-Identifier: GPL-2.0-or-later */
/* group.h - whom to call. */
#ifndef GATEWAY_PROGRAMME_GROUP_H
#define GATEWAY_PROGRAMME_GROUP_H

#include "gateway/programme/act.h"

/* Tell the sender, who is in the roll and has a unit, whom to call there. */
int group_contact(struct act *a, struct why *why);

#endif

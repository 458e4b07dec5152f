/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/smsc/smsc_fault.h"

#include <string.h>

enum smsc_fault smsc_fault_of(const char *name)
{
	static const char *const names[SMSC_FAULTS] = { "throttle", "status", "silent", "close", "close-not", "mute",
		"bind", "early", "no-receipt", "lost", "bare", "extra", "nonsense", "length", "huge", "clear" };

	for (int i = 0; i < SMSC_FAULTS; i++)
		if (strcmp(names[i], name) == 0)
			return (enum smsc_fault)i;
	return SMSC_FAULTS;
}

void smsc_fault_set(struct smsc_faults *f, enum smsc_fault kind, int64_t times, uint32_t code)
{
	if (kind == SMSC_FAULT_CLEAR) {
		memset(f->of, 0, sizeof f->of);
		return;
	}
	f->of[kind].on = true;
	f->of[kind].times = times;
	f->of[kind].code = code;
}

bool smsc_fault_take(struct smsc_faults *f, enum smsc_fault kind, uint32_t *code)
{
	if (!f->of[kind].on)
		return false;
	f->struck++;
	if (code != NULL)
		*code = f->of[kind].code;
	if (f->of[kind].times > 0 && --f->of[kind].times == 0)
		f->of[kind].on = false;
	return true;
}

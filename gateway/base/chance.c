/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/chance.h"

#include <sodium.h>

uint32_t chance_below(uint32_t below)
{
	return randombytes_uniform(below);
}

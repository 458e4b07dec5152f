/* SPDX-License-Identifier: GPL-2.0-or-later */
/* chance.h - numbers that nobody can guess. */
#ifndef GATEWAY_BASE_CHANCE_H
#define GATEWAY_BASE_CHANCE_H

#include <stdint.h>

/* One of 0 .. below - 1, each as likely. */
uint32_t chance_below(uint32_t below);

#endif

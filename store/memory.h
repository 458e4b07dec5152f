/* SPDX-License-Identifier: GPL-2.0-or-later */
/* memory.h - what a link must remember across restarts: a PIN that was wrong, the last identity seen. */
#ifndef STORE_MEMORY_H
#define STORE_MEMORY_H

#include "gateway/base/buf.h"
#include "store/store.h"

/* 1 with the value in *value (which its owner has initialised); 0 when there is none, *value then empty; or -1. */
int memory_get(struct store *st, const char *link, const char *key, struct buf *value, struct why *why);
int memory_put(struct store *st, const char *link, const char *key, const char *value, int64_t now_us, struct why *why);
int memory_drop(struct store *st, const char *link, const char *key, struct why *why);

#endif

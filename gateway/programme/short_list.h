/* SPDX-License-Identifier: GPL-2.0-or-later */
/* short_list.h - names in a text, no more than fit: "Sơn Trà, Tân Hy và 7 nữa". */
#ifndef GATEWAY_PROGRAMME_SHORT_LIST_H
#define GATEWAY_PROGRAMME_SHORT_LIST_H

#include "gateway/base/buf.h"
#include "gateway/programme/voice.h"

struct short_list {
	struct buf text;
	unsigned used, most;
};

void short_list_init(struct short_list *l, unsigned most);
void short_list_fini(struct short_list *l);
void short_list_add(struct short_list *l, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* What the text says; "" when nothing was added. Valid until the list is ended. */
const char *short_list_end(struct short_list *l, const struct voice *v, enum text_style style);

#endif

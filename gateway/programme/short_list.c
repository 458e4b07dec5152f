/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/short_list.h"

#include "gateway/programme/inside.h"

#include <stdarg.h>
#include <stdio.h>

void short_list_init(struct short_list *l, unsigned most)
{
	*l = (struct short_list){ .most = most };
	buf_init(&l->text);
}

void short_list_fini(struct short_list *l)
{
	buf_fini(&l->text);
}

void short_list_add(struct short_list *l, const char *format, ...)
{
	char one[2 * RECORD_NAME_OCTETS];
	va_list arguments;

	if (l->used++ >= l->most)
		return;
	va_start(arguments, format);
	vsnprintf(one, sizeof one, format, arguments);
	va_end(arguments);
	buf_addf(&l->text, "%s%s", l->text.length > 0 ? ", " : "", one);
}

const char *short_list_end(struct short_list *l, const struct voice *v, enum text_style style)
{
	struct buf all;

	if (l->used <= l->most)
		return l->text.data;
	buf_init(&all);
	voice_render(v, style, &all, "names_more", "list", l->text.data, "count", NUMBER(l->used - l->most), NULL);
	buf_fini(&l->text);
	l->text = all;
	l->used = l->most;
	return l->text.data;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* plain.h - Vietnamese as it goes out to key phones: without tone marks, one part.
 *
 * Keeps case and layout. Typographic quotes, dashes and dots become those of the
 * GSM alphabet too, since one of them would cost the whole text (70 characters a
 * part instead of 160; domain: any of them turns a text into UCS-2).
 */
#ifndef MENUS_PLAIN_H
#define MENUS_PLAIN_H

#include "gateway/base/buf.h"

#include <stdbool.h>

/* Append the text without its marks. Octets that are no UTF-8 become '?'. */
void plain_add(const char *text, struct buf *out);

/* True when every octet belongs to well-formed UTF-8. */
bool plain_is_utf8(const char *text);

#endif

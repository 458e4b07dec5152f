/* SPDX-License-Identifier: GPL-2.0-or-later */
/* charset.h - Vietnamese written in another table than it was read in.
 *
 * Sources: TCVN 5712:1993 VN3, the VNI-Windows font table, RFC 1456 (VIQR),
 * Windows-1252. Each function changes the text in place only where the change
 * turns more words into Vietnamese syllables than there were before.
 */
#ifndef MENUS_CHARSET_H
#define MENUS_CHARSET_H

#include "menus/decode.h"

/* The character of an octet of Windows-1252. */
uint32_t charset_windows(unsigned char octet);

/* UTF-8 read as Latin-1 (once or twice), TCVN3, VNI. Sets charset when it changed something. */
void charset_repair(struct decoded *text);

/* VIQR signs behind vowels; the text holds plain quotes by then. */
void charset_viqr(struct decoded *text);

#endif

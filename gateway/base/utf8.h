/* SPDX-License-Identifier: GPL-2.0-or-later */
/* utf8.h - UTF-8 read, repaired, written and composed.
 *
 * The one door to libutf8proc. Bytes from outside are read one character at a
 * time; what is no well-formed UTF-8 gives UTF8_BAD for each octet, so that a
 * reader always moves on and never reads past the end.
 */
#ifndef GATEWAY_BASE_UTF8_H
#define GATEWAY_BASE_UTF8_H

#include "gateway/base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_BAD        0xFFFFFFFFu /* what utf8_next() gives for an octet that belongs to no character */
#define UTF8_OCTETS_MAX 4

/* Read the character at text, n > 0 octets left. Returns the octets that it took (1 when *cp is UTF8_BAD). */
size_t utf8_next(const char *text, size_t n, uint32_t *cp);

/* Write one character; what is no character (a surrogate, past U+10FFFF) becomes U+FFFD. Returns its octets. */
size_t utf8_put(uint32_t cp, char to[static UTF8_OCTETS_MAX]);

/* The octets of the byte order mark with which the text begins, as some editors put it: 3 or none. */
size_t utf8_mark(const char *text, size_t n);

bool utf8_is_valid(const char *text, size_t n);

/* Append the text with its bad octets replaced by U+FFFD and NUL octets left out, composed (NFC). */
void utf8_repair(const char *text, size_t n, struct buf *out);

/* Compose (NFC) n characters in place. Returns how many they are now, n at most; left alone when there is no memory. */
size_t utf8_compose(uint32_t *cps, size_t n);

/* The plain character that a compatibility form stands for (fullwidth, mathematical, circled, squared letters and
 * digits), or cp itself when it stands for none or for several. */
uint32_t utf8_compatible(uint32_t cp);

enum utf8_kind { UTF8_LETTER, UTF8_DIGIT, UTF8_MARK, UTF8_SPACE, UTF8_PUNCTUATION, UTF8_PICTURE, UTF8_INVISIBLE };
enum utf8_kind utf8_kind(uint32_t cp);
uint32_t utf8_lower(uint32_t cp);
uint32_t utf8_upper(uint32_t cp);

#endif

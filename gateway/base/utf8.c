/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

size_t utf8_next(const char *text, size_t n, uint32_t *cp)
{
	unsigned char c = (unsigned char)text[0];

	if (c < 0x80) {
		*cp = c;
		return 1;
	}
	utf8proc_int32_t one;
	utf8proc_ssize_t took = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)n, &one);
	if (took <= 0) {
		*cp = UTF8_BAD;
		return 1;
	}
	*cp = (uint32_t)one;
	return (size_t)took;
}

size_t utf8_put(uint32_t cp, char to[static UTF8_OCTETS_MAX])
{
	if (!utf8proc_codepoint_valid((utf8proc_int32_t)cp))
		cp = 0xFFFD;
	return (size_t)utf8proc_encode_char((utf8proc_int32_t)cp, (utf8proc_uint8_t *)to);
}

size_t utf8_mark(const char *text, size_t n)
{
	return n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

bool utf8_is_valid(const char *text, size_t n)
{
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		i += utf8_next(text + i, n - i, &cp);
		if (cp == UTF8_BAD)
			return false;
	}
	return true;
}

void utf8_repair(const char *text, size_t n, struct buf *out)
{
	uint32_t *cps = malloc((n + 1) * sizeof *cps);
	size_t used = 0;

	if (cps == NULL)
		abort(); /* as buf.h: memory that is not there ends the process */
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		i += utf8_next(text + i, n - i, &cp);
		if (cp != 0)
			cps[used++] = cp == UTF8_BAD ? 0xFFFD : cp;
	}
	used = utf8_compose(cps, used);
	for (size_t i = 0; i < used; i++) {
		char one[UTF8_OCTETS_MAX];
		buf_add(out, one, utf8_put(cps[i], one));
	}
	free(cps);
}

size_t utf8_compose(uint32_t *cps, size_t n)
{
	if (n == 0)
		return 0;
	/* Decomposing first puts marks in their order; a character falls into at most 4 (UAX 15, NFD). */
	size_t room = n * 4;
	utf8proc_int32_t *work = malloc(room * sizeof *work);
	if (work == NULL)
		return n;
	size_t used = 0;
	int boundary = 0;
	for (size_t i = 0; i < n; i++) {
		utf8proc_ssize_t took = utf8proc_decompose_char((utf8proc_int32_t)cps[i], work + used,
			(utf8proc_ssize_t)(room - used), UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &boundary);
		if (took < 0 || (size_t)took > room - used) {
			free(work);
			return n;
		}
		used += (size_t)took;
	}
	/* utf8proc_normalize_utf32() composes, but does not sort marks: that is done here, a few at a time. */
	for (size_t i = 1; i < used; i++)
		for (size_t j = i; j > 0; j--) {
			int here = utf8proc_get_property(work[j])->combining_class;
			int before = utf8proc_get_property(work[j - 1])->combining_class;
			if (here == 0 || before <= here || i - j > 16)
				break;
			utf8proc_int32_t swap = work[j];
			work[j] = work[j - 1];
			work[j - 1] = swap;
		}
	utf8proc_ssize_t now =
		utf8proc_normalize_utf32(work, (utf8proc_ssize_t)used, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	if (now > 0 && (size_t)now <= n) {
		for (utf8proc_ssize_t i = 0; i < now; i++)
			cps[i] = (uint32_t)work[i];
		n = (size_t)now;
	}
	free(work);
	return n;
}

uint32_t utf8_compatible(uint32_t cp)
{
	utf8proc_int32_t out[20];
	int boundary = 0;

	if (cp < 0x80)
		return cp;
	if (cp >= 0x1F130 && cp <= 0x1F189) /* squared and negative letters have no decomposition, or only some */
		return cp < 0x1F14A                    ? 'A' + cp - 0x1F130
		       : cp >= 0x1F150 && cp < 0x1F16A ? 'A' + cp - 0x1F150
		       : cp >= 0x1F170                 ? 'A' + cp - 0x1F170
						       : cp;
	utf8proc_ssize_t n = utf8proc_decompose_char(
		(utf8proc_int32_t)cp, out, 20, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STABLE, &boundary);
	return n == 1 && out[0] < 0x80 ? (uint32_t)out[0] : cp;
}

enum utf8_kind utf8_kind(uint32_t cp)
{
	if (cp >= 0xFE00 && cp <= 0xFE0F)
		return UTF8_INVISIBLE;
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
		return UTF8_LETTER;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return UTF8_MARK;
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return UTF8_DIGIT;
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return UTF8_SPACE;
	case UTF8PROC_CATEGORY_CC:
		return cp == '\t' || cp == '\n' || cp == '\r' ? UTF8_SPACE : UTF8_INVISIBLE;
	case UTF8PROC_CATEGORY_CF:
		return UTF8_INVISIBLE;
	case UTF8PROC_CATEGORY_SO:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CN:
		return UTF8_PICTURE;
	default:
		return UTF8_PUNCTUATION;
	}
}

uint32_t utf8_lower(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

uint32_t utf8_upper(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'a' && cp <= 'z' ? cp - 32 : cp;
	return (uint32_t)utf8proc_toupper((utf8proc_int32_t)cp);
}

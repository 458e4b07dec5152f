/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/plain.h"

#include <string.h>
#include <utf8proc.h>

#define DECOMPOSED_MAX 8 /* a Vietnamese letter is at most a base and two marks */

static const struct {
	utf8proc_int32_t character;
	const char *instead;
} others[] = {
	{ 0x0111, "d" },
	{ 0x0110, "D" },
	{ 0x00D0, "D" }, /* đ Đ, and Ð which looks the same */
	{ 0x2018, "'" },
	{ 0x2019, "'" },
	{ 0x201C, "\"" }, /* quotes */
	{ 0x201D, "\"" },
	{ 0x201E, "\"" },
	{ 0x2010, "-" },
	{ 0x2011, "-" },
	{ 0x2012, "-" },
	{ 0x2013, "-" },
	{ 0x2014, "-" },
	{ 0x2212, "-" },
	{ 0x2026, "..." },
	{ 0x00A0, " " },
	{ 0x202F, " " },
	{ 0x2022, "-" },
	{ 0x00D7, "x" },
	{ 0x2192, "->" },
	{ 0x200B, "" },
	{ 0xFEFF, "" },
};

static const char *instead_of(utf8proc_int32_t character)
{
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (others[i].character == character)
			return others[i].instead;
	return NULL;
}

static void add_without_marks(utf8proc_int32_t character, struct buf *out)
{
	utf8proc_int32_t pieces[DECOMPOSED_MAX];
	int boundary = 0;
	utf8proc_ssize_t n = utf8proc_decompose_char(character, pieces, DECOMPOSED_MAX, UTF8PROC_DECOMPOSE, &boundary);

	if (n < 1 || n > DECOMPOSED_MAX) {
		buf_addc(out, '?');
		return;
	}
	for (utf8proc_ssize_t i = 0; i < n; i++) {
		utf8proc_uint8_t octets[4];
		if (utf8proc_category(pieces[i]) == UTF8PROC_CATEGORY_MN)
			continue;
		buf_add(out, octets, (size_t)utf8proc_encode_char(pieces[i], octets));
	}
}

void plain_add(const char *text, struct buf *out)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
	utf8proc_ssize_t left = (utf8proc_ssize_t)strlen(text);

	while (left > 0) {
		utf8proc_int32_t character;
		utf8proc_ssize_t used = utf8proc_iterate(at, left, &character);
		const char *instead;

		if (used < 1) {
			used = 1;
			buf_addc(out, '?');
		} else if (character < 0x80) {
			buf_addc(out, (char)character);
		} else if ((instead = instead_of(character)) != NULL) {
			buf_adds(out, instead);
		} else {
			add_without_marks(character, out);
		}
		at += used;
		left -= used;
	}
}

bool plain_is_utf8(const char *text)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
	utf8proc_ssize_t left = (utf8proc_ssize_t)strlen(text);

	while (left > 0) {
		utf8proc_int32_t character;
		utf8proc_ssize_t used = utf8proc_iterate(at, left, &character);
		if (used < 1)
			return false;
		at += used;
		left -= used;
	}
	return true;
}

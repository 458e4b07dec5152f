/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/gsm7.h"

#include <string.h>
#include <utf8proc.h>

/* 3GPP TS 23.038, 6.2.1. 0x1B is the escape and stands for no character. */
static const uint16_t table[128] = {
	'@', 0x00A3, '$', 0x00A5, 0x00E8, 0x00E9, 0x00F9, 0x00EC,    /* 0x00 */
	0x00F2, 0x00C7, '\n', 0x00D8, 0x00F8, '\r', 0x00C5, 0x00E5,  /* 0x08 */
	0x0394, '_', 0x03A6, 0x0393, 0x039B, 0x03A9, 0x03A0, 0x03A8, /* 0x10 */
	0x03A3, 0x0398, 0x039E, 0, 0x00C6, 0x00E6, 0x00DF, 0x00C9,   /* 0x18 */
	' ', '!', '"', '#', 0x00A4, '%', '&', '\'',                  /* 0x20 */
	'(', ')', '*', '+', ',', '-', '.', '/',                      /* 0x28 */
	'0', '1', '2', '3', '4', '5', '6', '7',                      /* 0x30 */
	'8', '9', ':', ';', '<', '=', '>', '?',                      /* 0x38 */
	0x00A1, 'A', 'B', 'C', 'D', 'E', 'F', 'G',                   /* 0x40 */
	'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O',                      /* 0x48 */
	'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W',                      /* 0x50 */
	'X', 'Y', 'Z', 0x00C4, 0x00D6, 0x00D1, 0x00DC, 0x00A7,       /* 0x58 */
	0x00BF, 'a', 'b', 'c', 'd', 'e', 'f', 'g',                   /* 0x60 */
	'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',                      /* 0x68 */
	'p', 'q', 'r', 's', 't', 'u', 'v', 'w',                      /* 0x70 */
	'x', 'y', 'z', 0x00E4, 0x00F6, 0x00F1, 0x00FC, 0x00E0        /* 0x78 */
};

/* 3GPP TS 23.038, 6.2.1.1. */
static const struct {
	uint8_t septet;
	uint16_t character;
} extension[] = { { 0x0A, '\f' }, { 0x14, '^' }, { 0x28, '{' }, { 0x29, '}' }, { 0x2F, '\\' }, { 0x3C, '[' },
	{ 0x3D, '~' }, { 0x3E, ']' }, { 0x40, '|' }, { 0x65, 0x20AC } };
#define EXTENSIONS (sizeof extension / sizeof extension[0])

unsigned gsm7_encode(uint32_t character, uint8_t septets[static 2])
{
	if (character == 0)
		return 0;
	if (character < 0x80 && table[character] == character) { /* most of ASCII stands where it does there */
		septets[0] = (uint8_t)character;
		return 1;
	}
	for (unsigned i = 0; i < 128; i++) {
		if (table[i] == character) {
			septets[0] = (uint8_t)i;
			return 1;
		}
	}
	for (size_t i = 0; i < EXTENSIONS; i++) {
		if (extension[i].character == character) {
			septets[0] = GSM7_ESCAPE;
			septets[1] = extension[i].septet;
			return 2;
		}
	}
	return 0;
}

unsigned gsm7_septets(uint32_t character)
{
	uint8_t septets[2];

	return gsm7_encode(character, septets);
}

static uint32_t escaped(uint8_t septet)
{
	for (size_t i = 0; i < EXTENSIONS; i++) {
		if (extension[i].septet == septet)
			return extension[i].character;
	}
	return septet == GSM7_ESCAPE ? ' ' : table[septet];
}

static void add_character(uint32_t character, struct buf *out)
{
	utf8proc_uint8_t utf8[4];
	utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t)character, utf8);

	buf_add(out, utf8, (size_t)n);
}

void gsm7_to_text(const uint8_t *septets, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		uint8_t septet = septets[i] & 0x7F;

		if (septet != GSM7_ESCAPE)
			add_character(table[septet], out);
		else if (++i < n)
			add_character(escaped(septets[i] & 0x7F), out);
		else
			add_character(' ', out);
	}
}

size_t gsm7_pack(const uint8_t *septets, size_t n, unsigned fill, uint8_t *octets)
{
	size_t total = (fill + 7 * n + 7) / 8;

	memset(octets, 0, total);
	for (size_t i = 0; i < n; i++) {
		size_t bit = fill + 7 * i;
		unsigned pair = (septets[i] & 0x7Fu) << (bit % 8);

		octets[bit / 8] |= (uint8_t)pair;
		if (pair > 0xFF)
			octets[bit / 8 + 1] |= (uint8_t)(pair >> 8);
	}
	return total;
}

void gsm7_unpack(const uint8_t *octets, size_t n, unsigned fill, uint8_t *septets)
{
	for (size_t i = 0; i < n; i++) {
		size_t bit = fill + 7 * i;
		unsigned pair = octets[bit / 8];

		if (bit % 8 > 1)
			pair |= (unsigned)octets[bit / 8 + 1] << 8;
		septets[i] = (pair >> (bit % 8)) & 0x7F;
	}
}

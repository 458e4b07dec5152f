/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/decode.h"

#include "gateway/base/utf8.h"
#include "menus/charset.h"
#include "menus/fold.h"

#include <stdbool.h>

const char *decode_charset_name(enum decode_charset charset)
{
	static const char *const names[] = { "utf-8", "latin-1", "utf-8 read as latin-1", "tcvn3", "vni", "viqr" };

	return names[charset];
}

/* Characters of well-formed UTF-8, or of Latin-1 when most of what is not ASCII is no UTF-8. */
static void characters(const char *text, size_t octets, struct decoded *d)
{
	unsigned bad = 0, good = 0;

	d->n = 0;
	for (size_t i = 0; i < octets;) {
		uint32_t cp;
		size_t took = utf8_next(text + i, octets - i, &cp);
		bad += cp == UTF8_BAD;
		good += took > 1;
		/* A character cut by the end of the text is no letter of it. */
		if (cp != UTF8_BAD || octets - i > 3 || good == 0)
			d->cp[d->n++] = cp == UTF8_BAD ? DECODE_LOST : cp;
		i += took;
	}
	d->charset = DECODE_UTF8;
	if (bad <= good || bad == 0)
		return;
	d->charset = DECODE_LATIN1;
	d->n = 0;
	for (size_t i = 0; i < octets; i++)
		d->cp[d->n++] = charset_windows((unsigned char)text[i]);
}

/* One character as it shall be read; 0: not at all. */
static uint32_t plain(uint32_t cp)
{
	switch (cp) {
	case 0xA0:
	case 0x3000:
	case 0x202F:
	case 0x205F:
	case '\t':
		return ' ';
	case 0x2018:
	case 0x2019:
	case 0x201A:
	case 0x201B:
	case 0x2032:
	case 0xB4:
		return '\'';
	case 0x201C:
	case 0x201D:
	case 0x201E:
	case 0x201F:
	case 0xAB:
	case 0xBB:
	case 0x2033:
		return '"';
	case 0x2212:
	case 0x2043:
		return '-';
	case 0x2022:
	case 0x2023:
	case 0x25CF:
	case 0x25AA:
	case 0xB7:
		return '*';
	case 0x2026:
	case 0x3002:
		return '.';
	case 0x2028:
	case 0x2029:
	case '\r':
		return '\n';
	case 0x2044:
	case 0x2215:
		return '/';
	case 0xAD:
	case 0x20E3: /* the key around a keycap digit */
	case 0x034F:
	case 0x115F:
	case 0x3164:
		return 0;
	}
	if (cp >= 0x2010 && cp <= 0x2015)
		return '-';
	if (cp >= 0x2000 && cp <= 0x200A)
		return ' ';
	if (cp >= 0x2460 && cp <= 0x2473)
		return DECODE_CIRCLED + 1 + cp - 0x2460;
	if (cp >= 0x2776 && cp <= 0x277F)
		return DECODE_CIRCLED + 1 + cp - 0x2776;
	if (cp >= 0x1F3FB && cp <= 0x1F3FF) /* skin colours */
		return 0;
	if (utf8_kind(cp) == UTF8_INVISIBLE)
		return 0;
	/* Superscripts and fractions stay what they are: "5²" is no 52. */
	if ((cp >= 0xFF01 && cp <= 0xFF5E) || (cp >= 0x1D400 && cp <= 0x1D7FF) || (cp >= 0x24B6 && cp <= 0x24E9) ||
		(cp >= 0x1F130 && cp <= 0x1F189))
		return utf8_compatible(cp);
	return cp;
}

static void clean(struct decoded *d)
{
	unsigned to = 0;
	bool apart = false;

	for (unsigned i = 0; i < d->n; i++) {
		uint32_t cp = d->cp[i];
		struct fold_letter letter;
		if (cp >= 0x80 || cp < ' ')
			cp = cp == '\n' ? cp : plain(cp);
		if (cp == 0)
			continue;
		apart |= cp >= 0x0300 && cp <= 0x0341 && fold_combining(cp, &letter);
		d->cp[to++] = cp;
	}
	d->n = to;
	if (apart)
		d->n = (unsigned)utf8_compose(d->cp, d->n);
}

void decode(const char *text, size_t octets, struct decoded *to)
{
	bool longer = octets > DECODE_OCTETS_MAX;

	if (longer)
		octets = DECODE_OCTETS_MAX;
	characters(text, octets, to);
	to->cut = longer || to->n > DECODE_CHARACTERS_MAX;
	if (to->n > DECODE_CHARACTERS_MAX)
		to->n = DECODE_CHARACTERS_MAX;
	bool ascii = true;
	for (unsigned i = 0; i < to->n && ascii; i++)
		ascii = to->cp[i] < 0x80;
	if (!ascii)
		charset_repair(to);
	clean(to);
	charset_viqr(to);
}

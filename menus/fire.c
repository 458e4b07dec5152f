/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "nhà bà Năm cháy", "quán ông Tư bị cháy rồi", "lửa cháy": a fire, also where a name stands within the words, and where no
 * marks tell it from "chạy". "chị Ba chạy xe tới" is none. */
#include "menus/judge.h"

#include <string.h>

#define NAME_WORDS 2 /* "bà Năm", "anh Văn Hòa" */

static const char *const places[] = { "nha", "quan", "tiem", "chuong", "bep", NULL };
static const char *const titles[] = { "ong", "ba", "anh", "chi", "co", "chu", "bac", "thim", "mo", "cau", "di", "o",
	"bo", NULL };
static const char *const whose[] = { "toi", "tui", "em", "minh", "con", "chau", "dan", "hang", "xom", NULL };
static const char *const begins[] = { "bi", "dang", "vua", "moi", "boc", "phat", "co", "lua", "dam", NULL };
static const char *const behind[] = { "roi", "r", "lon", "to", "du", "doi", "qua", "het", "cuu", "voi", "oi", "a",
	"troi", "goi", "giup", "kia", "ne", "anh", "chi", "em", "ba", "con", "lam", "o", "thon", "xom", NULL };

static bool ends(const struct tokens *t, unsigned i)
{
	return i >= t->used || t->at[i].kind == TOKEN_SIGN;
}

/* "cháy", or no marks at all */
static bool may_burn(const struct tokens *t, unsigned i)
{
	char typed[24];

	if (!token_is(t, i, "chay"))
		return false;
	token_typed(t, i, i + 1, typed, sizeof typed);
	return strlen(typed) == strlen("chay") || strstr(typed, "á") != NULL || strstr(typed, "Á") != NULL;
}

/* And nothing behind it that would run: a machine, a car, a market. */
static bool burns(const struct tokens *t, unsigned i)
{
	if (!may_burn(t, i))
		return false;
	for (i++; !ends(t, i) && !token_is(t, i, "thon"); i++)
		if (!token_is_of(t, i, behind))
			return false;
	return true;
}

/* "nhà sập rồi" */
static bool falls(const struct tokens *t, unsigned i)
{
	return token_is(t, i, "sap") && (token_is(t, i - 1, "bi") || token_is(t, i + 1, "roi")) &&
	       (ends(t, i + 2) || ends(t, i + 1));
}

/* Behind "nhà": whose it is, and that something begins. */
static unsigned behind_place(const struct tokens *t, unsigned i)
{
	if (token_is_of(t, i, titles)) {
		unsigned name = ++i;

		while (i < name + NAME_WORDS && !ends(t, i) && !token_is_of(t, i, begins) && !token_is(t, i, "chay") &&
			!token_is(t, i, "sap"))
			i++;
	}
	while (token_is_of(t, i, whose))
		i++;
	if (token_is(t, i, "van") && token_is(t, i + 1, "hoa"))
		i += 2;
	while (token_is_of(t, i, begins))
		i++;
	return i;
}

bool fire_told(const struct view *v)
{
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 0; i < t->used; i++) {
		unsigned at = behind_place(t, i + 1);

		if (token_is_of(t, i, places) && (burns(t, at) || falls(t, at)))
			return true;
		if (token_is(t, i, "lua") && burns(t, i + 1))
			return true;
	}
	/* "cháy ở nhà bà Năm", "cháy rồi bà con ơi" */
	if (may_burn(t, 0) && token_is(t, 1, "o") && token_is_of(t, 2, places))
		return true;
	return burns(t, 0) && t->used > 2 && token_is_of(t, t->used - 1, TOKEN_WORDS("oi", "voi", "cuu"));
}

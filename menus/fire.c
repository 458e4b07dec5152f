/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "nhà bà Năm cháy", "quán ông Tư bị cháy rồi", "lửa cháy": a fire, also where a name stands within the words, and where no
 * marks tell it from "chạy". "chị Ba chạy xe tới" is none. */
#include "menus/judge.h"

#include <string.h>

#define NAME_WORDS 2 /* "bà Năm", "anh Văn Hòa" */

static const char *const places[] = { "nha", "quan", "tiem", "chuong", "bep", NULL };
static const char *const shops[] = { "quan", "tiem", NULL };
static const char *const titles[] = { "ong", "ba", "anh", "chi", "co", "chu", "bac", "thim", "mo", "cau", "di", "o",
	"bo", NULL };
static const char *const whose[] = { "toi", "tui", "em", "minh", "con", "chau", "dan", "hang", "xom", NULL };
static const char *const begins[] = { "bi", "dang", "vua", "moi", "boc", "phat", "co", "lua", "dam", NULL };
static const char *const behind[] = { "roi", "r", "lon", "to", "du", "doi", "qua", "het", "cuu", "voi", "oi", "a",
	"troi", "goi", "giup", "kia", "ne", "anh", "chi", "em", "ba", "con", "lam", "o", "thon", "xom", NULL };

/* "chạy lắm", "chạy quá trời", "chạy đôi chạy đáo": a shop does well */
static const char *const brisk[] = { "lam", "qua", "troi", "doi", NULL };
static const char *const burning[] = { "bi", "boc", "phat", "lua", "dam", NULL };
/* "mạng nhà em bị sập": what is down stands before the house. */
static const char *const online[] = { "mang", "wifi", "web", "app", "thoai", "dt", "zalo", "internet", "trang", "song",
	"may", "cong", "thong", "camera", NULL };

static bool ends(const struct tokens *t, unsigned i)
{
	return i >= t->used || t->at[i].kind == TOKEN_SIGN;
}

/* "cháy" */
static bool is_marked(const struct tokens *t, unsigned i)
{
	char typed[24];

	token_typed(t, i, i + 1, typed, sizeof typed);
	return strstr(typed, "á") != NULL || strstr(typed, "Á") != NULL;
}

/* "cháy", or no marks at all */
static bool may_burn(const struct tokens *t, unsigned i)
{
	char typed[24];

	if (!token_is(t, i, "chay"))
		return false;
	token_typed(t, i, i + 1, typed, sizeof typed);
	return strlen(typed) == strlen("chay") || is_marked(t, i);
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

/* "quán em chay quá trời", without a mark and without "bị": a fire, or many guests? */
static bool sells(const struct tokens *t, unsigned shop, unsigned i)
{
	return token_is_of(t, shop, shops) && token_is_of(t, i + 1, brisk) && !is_marked(t, i) &&
	       !token_is_of(t, i - 1, burning);
}

/* "nhà sập rồi": what stands at `place`, and nothing that is online there. */
static bool falls(const struct tokens *t, unsigned place, unsigned i)
{
	if (!token_is(t, i, "sap") || !(token_is(t, i - 1, "bi") || token_is(t, i + 1, "roi")) ||
		!(ends(t, i + 2) || ends(t, i + 1)))
		return false;
	while (place-- > 0 && !ends(t, place))
		if (token_is_of(t, place, online))
			return false;
	return true;
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

/* What stands at the place burns, or it is said so that it may be. */
static bool burns_at(const struct tokens *t, unsigned place, unsigned i, bool doubtful)
{
	return token_is_of(t, place, places) && burns(t, i) && sells(t, place, i) == doubtful;
}

bool fire_told(const struct view *v)
{
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 0; i < t->used; i++) {
		unsigned at = behind_place(t, i + 1);

		if (burns_at(t, i, at, false) || (token_is_of(t, i, places) && falls(t, i, at)))
			return true;
		if (token_is(t, i, "lua") && burns(t, i + 1))
			return true;
	}
	/* "cháy ở nhà bà Năm", "cháy rồi bà con ơi" */
	if (may_burn(t, 0) && token_is(t, 1, "o") && token_is_of(t, 2, places))
		return true;
	return burns(t, 0) && t->used > 2 && token_is_of(t, t->used - 1, TOKEN_WORDS("oi", "voi", "cuu"));
}

bool fire_doubtful(const struct view *v)
{
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 0; i < t->used; i++)
		if (burns_at(t, i, behind_place(t, i + 1), true))
			return !fire_told(v);
	return false;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Does somebody tell of a fraud? Nobody tells it in the same words, but every tale has the same parts: who called, as
 * whom they posed, what they wanted, with what they lured or frightened, what was lost, and whether it can be true. One
 * part alone is daily life ("công an xã gọi lên làm căn cước"); a loss, or two parts that belong together, are a tale.
 * An advertisement has a lure and a demand, but no caller: it is told by nobody. */
#include "menus/view.h"

static void see_part(void *into, const struct sense *s)
{
	unsigned *parts = into;
	*parts |= 1U << s->index;
}

static bool has(unsigned parts, enum scam_part part)
{
	return (parts & 1U << part) != 0;
}

bool scam_has_caller(const struct view *v)
{
	unsigned parts = 0;

	view_scan(v, SENSE_SCAM, see_part, &parts);
	return has(parts, SCAM_CALL) || has(parts, SCAM_POSE);
}

/* "chuyển 5tr rồi": money that was sent. */
static bool sent_money(const struct tokens *t)
{
	for (unsigned i = 0; i + 2 < t->used; i++)
		if (token_is_of(t, i, TOKEN_WORDS("chuyen", "ck", "gui")) && t->at[i + 1].kind == TOKEN_NUMBER &&
			token_is_of(t, i + 2, TOKEN_WORDS("tr", "trieu", "k", "ngan", "nghin", "cu")))
			return true;
	return false;
}

bool scam_told(const struct view *v)
{
	unsigned parts = 0;

	view_scan(v, SENSE_SCAM, see_part, &parts);
	bool called = has(parts, SCAM_CALL), posed = has(parts, SCAM_POSE), lured = has(parts, SCAM_LURE);

	bool gone = has(parts, SCAM_GONE) || sent_money(v->p->tokens);

	return has(parts, SCAM_LOSS) || (has(parts, SCAM_SLIP) && gone) ||
	       ((called || posed) && (lured || has(parts, SCAM_DEMAND))) || (called && posed) ||
	       ((called || lured) && has(parts, SCAM_DOUBT));
}

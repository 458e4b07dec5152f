/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bare.h - a short text looked at as an answer: what there is in it, whatever was asked. */
#ifndef MENUS_BARE_H
#define MENUS_BARE_H

#include "menus/view.h"

struct bare {
	bool both;    /* one word that is yes or no, as its marks would tell: "vang" */
	bool counted; /* the number is one of people or minutes: "3 người đi" */
	bool refused; /* the no is more than that there is nothing: "thôi", "bận" */
	bool coming;  /* the yes or no is of coming: "có mặt", "bận việc" */
	bool only;    /* "... thôi": just that, and no refusal */
	bool loose;   /* fillers or people beside it: "có người", "thấy không" */
	bool yes, no, number, other, indicator, unit, question, stop;
	int64_t value;
	uint16_t flags;
	unsigned items, pictures, number_item, indicator_item, unit_item;
};

/* A number and nothing else. */
static inline bool bare_is_number(const struct bare *b)
{
	return b->number && !b->other && !b->indicator && !b->unit && !b->yes && !b->no;
}

/* A number as it can be meant, however it is written. */
static inline bool bare_is_clear(const struct bare *b)
{
	return b->value >= 0 && (b->flags & ~(NUMBER_WORDS | NUMBER_SLIP | NUMBER_PLUS | NUMBER_THOUSANDS)) == 0 &&
	       !b->question;
}

/* "tôi không đồng ý", "em không đồng ý tham gia"; "không đồng ý thì sao" asks. */
bool pending_refuses_consent(const struct view *v, const struct bare *b);
/* What the gateway asked last, answered in a word: read_pending.c. False: it is no answer to that. */
bool pending_read(struct view *v, const struct bare *b);

#endif

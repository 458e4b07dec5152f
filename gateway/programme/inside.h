/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inside.h - what the files of the programme share: its state, and one text on its way through.
 *
 * Only gateway/programme/ includes this; everybody else uses programme.h.
 */
#ifndef GATEWAY_PROGRAMME_INSIDE_H
#define GATEWAY_PROGRAMME_INSIDE_H

#include "gateway/config.h"
#include "gateway/programme/programme.h"
#include "gateway/programme/units.h"
#include "menus/calendar.h"
#include "menus/menus.h"
#include "menus/text.h"
#include "menus/understand.h"
#include "store/member.h"
#include "store/store.h"

#define PROGRAMME_LOCALS_MAX 64 /* 1.4 MB and 2.3 ms each */

struct programme {
	struct store *store;
	const struct menus *menus;
	const struct config *config;
	struct units *units;         /* NULL: read when next needed */
	struct unit_names *names;    /* NULL: made when next needed */
	int64_t next_sweep_us;       /* when to look again for what the calendar brings */
	size_t sweep_row;            /* how far it was looked for: a row of the units */
	int64_t settled_us;          /* nothing that is due is done before; 0: not known yet */
	bool sweep_again;            /* deadlines have moved meanwhile */
	uint64_t queued;             /* texts, ever */
	bool pauses_known;           /* the calendar has the store's suspensions */
	int64_t changes[STORE_KEPT]; /* of the store, of what is kept here, as it is kept */
	struct {                     /* the words of communes that have their own, made when one is needed */
		struct lexicon *words;
		char commune[RECORD_CODE_OCTETS];
	} locals[PROGRAMME_LOCALS_MAX];
	unsigned locals_used, locals_next;
	struct ahead *ahead; /* ahead.c; NULL: nothing was read */
};

/* The words by which a text from that commune is understood; borrowed for this text. NULL: of nobody's commune. */
const struct lexicon *programme_words(struct programme *p, const struct unit *commune);

/* The units as they stand at that moment, read when needed. NULL with why set. */
const struct units *programme_units(struct programme *p, int64_t now_us, struct why *why);

/* Deadlines have moved: what the calendar brings is looked for again. */
void programme_sweep_soon(struct programme *p);

/* What ahead.c has read. */
void ahead_forget(struct programme *p);

/* ---- the open question ---- */

struct question {
	enum pending kind;
	char subject[READING_KEY_OCTETS];
	char as[RECORD_PHONE_OCTETS]; /* on a borrowed phone: who was asked; else "" */
	int64_t number;
	enum intent intent; /* what waits for the missing piece */
	char choices[9][RECORD_NAME_OCTETS];
	unsigned choices_used;
	struct buf state;    /* of a menu: where the person stands */
	struct reading kept; /* what was clear */
	int64_t late_us;     /* so long after it was sent the text came that made us ask */
	/* On USSD: how many screens the session has shown, and since when. They outlive question_clear(). */
	unsigned screens;
	int64_t begun_us;
};

/* ---- one text on its way ---- */

struct act {
	struct programme *p;
	const struct programme_text *in;
	struct outcome *out;
	const struct units *units;
	char from[RECORD_PHONE_OCTETS];   /* normalised: by whose number the text is taken */
	char texter[RECORD_PHONE_OCTETS]; /* by whose phone it came, and where the answer goes; from, unless borrowed */
	const char *raw;                  /* the text as it came; in->text has its secrets overwritten */
	struct member me;                 /* id 0: not in the roll */
	bool stopped, borrowed;
	const struct unit *unit, *commune; /* of the sender; NULL when not known */
	enum text_style style;
	bool question_open;  /* one was open when the text came */
	bool question_asked; /* one is asked by the answer to this text */
	bool screen_counted; /* on USSD: the screen that answers this text is in question.screens */
	bool session_over;   /* it was the last that its session may show */
	bool paged;          /* of the answer to this text only the first page is shown */
	struct buf sentence; /* what the steps of a menu composed */
	struct buf lent;     /* what was said on a borrowed phone before the PIN, which came alone */
	struct situation at;
	struct question question; /* the last: it is large, and question_init() leaves what nobody reads as it is */
};

/* The reading of the text; the acts only read it. */
static inline const struct reading *act_reading(const struct act *a)
{
	return &a->out->reading;
}

#endif

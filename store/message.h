/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message.h - every text: what came in, what goes out, and how far it is.
 *
 * Inbound:   kept -> done | poison
 * Outbound:  queued -> sending -> sent -> delivered | failed
 *                             -> queued (surely not sent: again at next_at) | failed
 *                             -> unsure (it may have been sent) -> sent, delivered by its receipt | queued once more
 *            queued -> expired (its validity is over)
 *
 * The implementation stands in five files: message.c (one text, counts),
 * message_in.c (what came in, parts that wait for the others), message_out.c
 * (the way out), message_queue.c (the queues as a whole), message_receipt.c
 * (delivery reports).
 *
 * All functions work within the caller's transaction. A now_us is the caller's clock.
 */
#ifndef STORE_MESSAGE_H
#define STORE_MESSAGE_H

#include "gateway/base/buf.h"
#include "store/record.h"

#define MESSAGE_PHONE_OCTETS  48 /* a name of 11 letters as a sender, too */
#define MESSAGE_LINK_OCTETS   64
#define MESSAGE_REASON_OCTETS 200
#define MESSAGE_PARTS_MAX     62  /* skip is a bit a part */
#define MESSAGE_NO_REFERENCE  256 /* a part's TP-MR that is not known */
#define MESSAGE_QUEUES_MAX    96  /* in one call */

enum message_state {
	MESSAGE_QUEUED,
	MESSAGE_SENDING,
	MESSAGE_SENT,
	MESSAGE_UNSURE,
	MESSAGE_DELIVERED,
	MESSAGE_FAILED,
	MESSAGE_EXPIRED,
	MESSAGE_KEPT,
	MESSAGE_DONE,
	MESSAGE_POISON,
	MESSAGE_STATES
};
/* "queued", as it stands in the table and in exports. */
const char *message_state_name(enum message_state state);

/* The lower goes first. */
enum message_priority {
	MESSAGE_ANSWER,  /* someone waits for it */
	MESSAGE_NOTICE,  /* an alarm, an administrator's text */
	MESSAGE_UNASKED, /* reminders, digests */
	MESSAGE_BULK,    /* to many */
	MESSAGE_PRIORITIES
};

struct message {
	int64_t id; /* 0: there is none */
	bool out;
	char phone[MESSAGE_PHONE_OCTETS];
	char link[MESSAGE_LINK_OCTETS]; /* in: where it came from; out: its queue, see struct message_out */
	char via[MESSAGE_LINK_OCTETS];  /* out: the link that took it last, "" = none yet */
	char unit[RECORD_CODE_OCTETS];
	struct buf text;
	enum message_state state;
	char intent[RECORD_WORD_OCTETS], status[RECORD_WORD_OCTETS]; /* in: as understood */
	int64_t answers;                                             /* out: the id of the text that it answers, 0 */
	char kind[RECORD_WORD_OCTETS];                               /* out: "answer", "unasked", ... */
	enum message_priority priority;
	unsigned alphabet, parts; /* enum alphabet of gateway/base/segment.h */
	unsigned reference;       /* of concatenation, 0..255; 0 when parts is 1 */
	uint64_t skip;            /* bit n: part n + 1 was taken by the network */
	bool flash;
	unsigned attempts, unsure; /* how often it was given to a link; how often its end was not known */
	int64_t cms_error;         /* the last, -1 = none */
	char reason[MESSAGE_REASON_OCTETS];
	int64_t received_at, queued_at, next_at, expires_at, sent_at, delivered_at;
};
void message_init(struct message *m);
void message_fini(struct message *m);

/* One text by its id; m->id is 0 when there is none. */
int message_get(struct store *st, int64_t id, struct message *m, struct why *why);

/* Each of those ids, which are different ones, in its place; rows that were begun with message_init(). */
int message_get_all(struct store *st, const int64_t *ids, unsigned used, struct message *rows, struct why *why);

/* What its next step is decided by; m->id is 0 when there is none. */
struct message_brief {
	int64_t id;
	bool out;
	enum message_state state;
	unsigned parts, attempts;
	uint64_t skip;
};
int message_look(struct store *st, int64_t id, struct message_brief *m, struct why *why);
/* Those of them that there are, in no order; room for as many as there are ids, each of which is given once. */
int message_look_all(struct store *st, const int64_t *ids, unsigned used, struct message_brief *rows,
	unsigned *rows_used, struct why *why);

/* Those whose newest part of that name by that link has no receipt yet, one for each name; id 0: there is none. */
#define MESSAGE_NAMES_MAX 32
int message_look_named(struct store *st, const char *link, const char *const *names, unsigned used,
	struct message_brief *texts, struct why *why);

/* The text with the next higher id than `after`, for walking over all of them. */
int message_after(struct store *st, int64_t after, struct message *m, struct why *why);

/* Those that came in with ids in from..until-1 and were not understood, or asked back: id, phone, text. Yours to step
 * and end. */
struct query *message_unheard(struct store *st, int64_t from, int64_t until, struct why *why);

/* ---- what came in ---- */
enum keep {
	KEEP_FAILED = -1,
	KEEP_NEW,
	KEEP_SEEN /* it was read before: nothing was stored, tell the link that it is kept */
};

struct message_in {
	const char *identity; /* the transport's; "" for what has none (USSD, try): it is always new */
	const char *link, *phone, *text;
	int64_t received_at;
};
/* Keep one text, state kept. *id names it; for KEEP_SEEN the one kept then (0: it was no text, or is pruned). */
enum keep message_keep(struct store *st, const struct message_in *in, int64_t now_us, int64_t *id, struct why *why);
/* The same in two steps, the second when it was acted upon, in the same transaction: its row is written once. Until then
 * nobody finds it by its id. */
enum keep message_admit(struct store *st, const struct message_in *in, int64_t now_us, int64_t *id, struct why *why);
int message_keep_done(struct store *st, int64_t id, const struct message_in *in, const char *intent, const char *status,
	struct why *why);
/* Of the last text to that number since then, if it is an answer: the intent of what it answers, and its id unless heard is
 * NULL; else "", 0. */
int message_heard(struct store *st, const char *phone, int64_t since_us, char intent[static RECORD_WORD_OCTETS],
	int64_t *heard, struct why *why);
/* Is it a text of the last `span_us` that the link brings again, having kept or brought it before `broke_us`, when its
 * line broke? Then that is noted, so that the same words are a new text until a line breaks again. *id 0: it is new.
 * For a transport whose items have no name. */
int message_again(
	struct store *st, const struct message_in *in, int64_t span_us, int64_t broke_us, int64_t *id, struct why *why);
/* Note that an item without a text of its own (a receipt) was read. */
enum keep message_note(struct store *st, const char *identity, int64_t now_us, struct why *why);

struct message_part_in {
	const char *identity, *link, *phone, *text;
	unsigned reference, part, parts; /* part 1..parts */
};
/* Keep one part of a long text. *have says how many of its parts are there now: when all, call message_join().
 * *displaced is the id of an older, incomplete text of the same reference that had to make room (kept, to be acted
 * upon), or 0. */
enum keep message_keep_part(struct store *st, const struct message_part_in *in, int64_t now_us, unsigned *have,
	int64_t *displaced, struct why *why);
/* Make one kept text of the parts that are there, in their order; "[...]" stands for missing ones. The parts are gone
 * then, and their identities seen. *id 0: there was no part. */
int message_join(struct store *st, const char *link, const char *phone, unsigned reference, unsigned parts,
	int64_t now_us, int64_t *id, struct why *why);
/* Join the oldest incomplete text whose first part came before that moment. *id 0: there is none. *oldest_at: when the
 * first part of the next incomplete one came, INT64_MAX: there is none. */
int message_join_late(
	struct store *st, int64_t before_us, int64_t now_us, int64_t *id, int64_t *oldest_at, struct why *why);

/* Join the oldest incomplete text of a sender who has more than so many; *id 0: there are not so many. */
int message_join_crowded(struct store *st, const char *link, const char *phone, unsigned most, int64_t now_us,
	int64_t *id, struct why *why);
/* How many parts of all incomplete texts there are, and when the first of them came (INT64_MAX: there are none). */
int message_parts_waiting(struct store *st, int64_t *parts, int64_t *oldest_at, struct why *why);

/* The next kept text that nobody acted upon, with an id above `after`; m->id 0: there is none. */
int message_next_kept(struct store *st, int64_t after, struct message *m, struct why *why);
/* It was acted upon. */
int message_done(
	struct store *st, int64_t id, const char *intent, const char *status, const char *unit, struct why *why);
/* It cannot be acted upon: set it aside. */
int message_poison(struct store *st, int64_t id, const char *reason, struct why *why);
/* Count an attempt at the item of that identity, for what may kill the process that reads it. *times counts this one;
 * it is forgotten when the item is kept. */
int message_try(struct store *st, const char *identity, int64_t now_us, unsigned *times, struct why *why);
/* Forget identities seen before that moment, at most `most`; *dropped says how many. */
int message_prune_seen(struct store *st, int64_t before_us, unsigned most, unsigned *dropped, struct why *why);

/* ---- the way out ---- */
struct message_out {
	const char *phone, *text;
	const char *link; /* its queue: by which link it must go, or that of any link, see store/route.h */
	const char *unit; /* of the recipient, "" */
	const char *kind; /* "answer", "unasked", ... */
	enum message_priority priority;
	unsigned alphabet, parts;
	bool flash;
	int64_t answers;    /* the id of the inbound text, 0 */
	int64_t next_at;    /* not before, 0 = now */
	int64_t expires_at; /* 0 = never */
	bool useless_later; /* a cap that keeps it back does not prolong its validity */
};
/* Queue a text. Its concatenation reference is chosen here, differing from those of the 255 long texts before. Returns
 * its id, or -1. */
int64_t message_queue(struct store *st, const struct message_out *out, int64_t now_us, struct why *why);

#define MESSAGE_NEXT_MAX 256
struct message_source {
	const char *queue;
	/* Texts are taken from it when they could have gone so long ago: those that somebody waits for, the others. */
	int64_t asked_delay_us, unasked_delay_us;
};
/* The ids of up to `room` (at most MESSAGE_NEXT_MAX) texts that may go now out of those queues and that no other gateway is
 * taking at this moment (they are ours until the commit), none of a priority
 * behind `last`, in the order of priority, next_at, id. Expired ones are not among them. */
int message_next(struct store *st, const struct message_source *sources, unsigned sources_used,
	enum message_priority last, int64_t now_us, int64_t *ids, unsigned room, unsigned *used, struct why *why);
/* When the first text that waits there may go (INT64_MAX: none waits); may lie in the past. Overdue ones count too: give
 * them up first. */
int message_next_time(struct store *st, const struct message_source *sources, unsigned sources_used,
	enum message_priority last, int64_t *at, struct why *why);
/* The names of the queues in which texts wait. */
int message_queues(struct store *st, char names[][MESSAGE_LINK_OCTETS], unsigned room, unsigned *used, struct why *why);
/* An answer lets the answers to others pass. */
int message_let_pass(struct store *st, int64_t id, struct why *why);
/* Put a queued text into another queue. */
int message_reroute(struct store *st, int64_t id, const char *queue, struct why *why);
/* What could go now out of a queue, of that priority, waits until then; at most `most` texts. Its validity grows by that,
 * unless it is useless later. *moved: how many. */
int message_postpone(struct store *st, const char *queue, enum message_priority priority, int64_t until, int64_t now_us,
	unsigned most, int64_t *moved, struct why *why);
/* A text that waits goes at that time, and is worth as long from then on. */
int message_put_off(struct store *st, int64_t id, int64_t at_us, struct why *why);
/* Nothing but that is kept of what came. */
int message_hide(struct store *st, int64_t id, const char *text, struct why *why);
/* Another wording of a text that is queued, and of which nothing has gone. 1: done; 0: it is no longer so, and was left. */
int message_reword(struct store *st, int64_t id, const char *text, unsigned alphabet, unsigned parts, struct why *why);
/* What was postponed of that priority may go as if it had not been. */
int message_resume(struct store *st, enum message_priority priority, struct why *why);
/* How many wait because of a cap. */
int message_postponed(struct store *st, int64_t now_us, int64_t *texts, struct why *why);
/* queued -> sending: `via` has it in hand. Counts the attempt. */
int message_sending(struct store *st, int64_t id, const char *via, struct why *why);
int message_sending_all(struct store *st, const int64_t *ids, unsigned used, const char *via, struct why *why);
/* The network took one part (1..) as TP-MR `reference`, MESSAGE_NO_REFERENCE when that is not known. network_id: its name
 * at the message centre, under which its receipt comes, "" = none; one that came before is acted on now. */
int message_part_sent(struct store *st, int64_t id, unsigned part, unsigned reference, const char *network_id,
	int64_t now_us, struct why *why);
/* sending -> sent: the network took all parts. (Its receipts may have come already: then it is delivered.) */
int message_sent(struct store *st, int64_t id, int64_t now_us, struct why *why);
/* Both at once, of a text of one part. Nothing is waited for. */
int message_sent_whole(
	struct store *st, int64_t id, unsigned reference, const char *network_id, int64_t now_us, struct why *why);
/* sending -> queued: surely not sent, again at retry_at. Parts that were taken are skipped then. */
int message_refused(
	struct store *st, int64_t id, int64_t retry_at, int64_t cms_error, const char *reason, struct why *why);
/* -> failed or expired, for good. */
int message_give_up(
	struct store *st, int64_t id, enum message_state state, int64_t cms_error, const char *reason, struct why *why);
#define MESSAGE_UNSURE_APART 50000 /* microseconds */
/* sending -> unsure: that part (0: every part not known to be taken) may have been sent. A receipt may settle it until
 * wait_until, or a little longer: those of one link end one after the other, MESSAGE_UNSURE_APART, so that a line which
 * breaks again has only few of them in hand a second time. What is unsure already only waits until then. */
int message_unsure(struct store *st, int64_t id, unsigned part, int64_t wait_until, const char *reason, int64_t now_us,
	struct why *why);
/* unsure -> queued: no receipt came; the parts not known to be taken go once more. A receipt that comes before that
 * still settles it. */
int message_resend(struct store *st, int64_t id, int64_t now_us, struct why *why);
/* Every text that was in the hands of that link becomes unsure. *n: how many. */
int message_orphans(
	struct store *st, const char *via, int64_t wait_until, int64_t now_us, unsigned *n, struct why *why);
/* The same of every link but those of other gateways that run: at our start. "": but those of any that runs. */
int message_orphans_but_of_others(
	struct store *st, const char *gateway, int64_t wait_until, int64_t now_us, unsigned *n, struct why *why);
/* The ids of unsure texts whose wait is over. */
int message_unsure_due(struct store *st, int64_t now_us, int64_t *ids, unsigned room, unsigned *used, struct why *why);
/* When the first wait is over, INT64_MAX: there is none. */
int message_unsure_time(struct store *st, int64_t *at, struct why *why);
/* The ids of queued texts whose validity is over. */
int message_overdue(struct store *st, int64_t now_us, int64_t *ids, unsigned room, unsigned *used, struct why *why);

/* ---- delivery reports ---- */
enum receipt {
	RECEIPT_FAILED = -1, /* the store failed */
	RECEIPT_SEEN,        /* it was read before */
	RECEIPT_EARLY,       /* it fits no text yet, and is kept for the part that will bear its name */
	RECEIPT_UNKNOWN,     /* it fits no text; it is not noted as seen, so it may be tried again */
	RECEIPT_TRYING,      /* the network has it and tries on */
	RECEIPT_PART,        /* a part was delivered, others are still out */
	RECEIPT_DELIVERED,   /* the whole text was */
	RECEIPT_LOST         /* it never will be */
};
struct message_receipt {
	const char *identity, *link, *phone;
	unsigned reference;               /* TP-MR */
	const char *network_id;           /* or the name that the centre gave the part; NULL or "": none */
	unsigned status;                  /* TP-ST, 3GPP TS 23.040 9.2.3.15 */
	int64_t done_us;                  /* the message centre's discharge time, 0 = not known */
	const struct message_brief *text; /* of one part, as message_look_named() found it; NULL: it is looked for */
};
/* Forget early receipts that came before that moment. *dropped: how many. */
int message_prune_early(struct store *st, int64_t before_us, unsigned *dropped, struct why *why);
/* Settle the text that a receipt reports on: the parts of that name, or the newest part that the link sent to that number under that reference,
 * else the oldest unsure part to that number. *id names the text, 0 for SEEN and UNKNOWN. A long text that was unsure
 * and has parts that never left is queued again for the rest. */
enum receipt message_settle(
	struct store *st, const struct message_receipt *receipt, int64_t now_us, int64_t *id, struct why *why);

/* ---- looking ---- */
struct message_counts {
	int64_t in[MESSAGE_STATES], out[MESSAGE_STATES];
};
/* How many texts per state came in, were queued or were sent since. */
int message_count(struct store *st, int64_t since_us, struct message_counts *counts, struct why *why);
struct message_depth {
	char link[MESSAGE_LINK_OCTETS]; /* "" = any */
	int64_t due, later;             /* queued: may go now; waits for its time */
	int64_t oldest_at;              /* when the oldest of both was queued */
};
/* The queues, one row a link. *rows is yours, free() it. */
int message_depth(struct store *st, int64_t now_us, struct message_depth **rows, size_t *used, struct why *why);

struct message_failure {
	char reason[MESSAGE_REASON_OCTETS];
	int64_t texts, people;
};
/* Texts queued since that will not arrive, or of which nobody will ever know: failed, expired, unsure for good; a row a
 * reason, the most frequent first. What was withdrawn is not among them. *rows is yours, free() it. */
int message_failures(struct store *st, int64_t since_us, struct message_failure **rows, size_t *used, struct why *why);

struct message_step {
	int64_t at;
	char what[RECORD_WORD_OCTETS]; /* received queued "part sent" "part delivered" sent delivered ... */
	unsigned part;                 /* 0 = the whole text */
	unsigned reference;            /* TP-MR of a part */
	char link[MESSAGE_LINK_OCTETS];
};
/* The life of a text, in order of time. *rows is yours, free() it. */
int message_life(struct store *st, int64_t id, struct message_step **rows, size_t *used, struct why *why);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* state.h - what the files of the router share: the router itself and its peers.
 *
 * All of it can be rebuilt from the store and from what links say of themselves.
 */
#ifndef GATEWAY_ROUTER_STATE_H
#define GATEWAY_ROUTER_STATE_H

#include "gateway/base/buf.h"
#include "gateway/base/why.h"
#include "gateway/config.h"
#include "gateway/port.h"
#include "gateway/router/known.h"
#include "store/gateway.h"
#include "store/link_use.h"

#include <stdbool.h>
#include <stdint.h>

struct clock_hands;
struct event;
struct event_base;
struct flood;
struct menus;
struct programme;
struct store;

#define PEER_WORD_OCTETS 64
#define PEER_TEXT_OCTETS 160
#define PEER_STEPS_MAX   4

/* Two classes of texts: those that somebody waits for (answers, notices), and the rest. */
enum router_class { CLASS_ASKED, CLASS_UNASKED, CLASSES };

/* What is left of a link's caps (cap.h). */
struct cap {
	int64_t room[CLASSES];     /* parts; INT64_MAX where there is no cap */
	int64_t until_us[CLASSES]; /* without room: when there is some again (wall) */
};

/* What its operator was asked by USSD (credit.h). */
enum credit_what { CREDIT_NOTHING, CREDIT_BALANCE, CREDIT_TOPUP };
/* What a waiting administrator hears when the group is committed; NULL: nothing. */
struct link_answer {
	char *text;
	bool good;
};
struct credit_wait {
	enum credit_what what;
	uint64_t id;         /* of the FRAME_USSD_SEND */
	struct port *client; /* the administrator who waits; NULL: nobody */
	struct link_answer answer;
	int64_t next_us; /* when it is asked next (wall); 0: not planned yet */
};

/* What groups count of a link: taken back with a transaction that comes to nothing. */
struct peer_counts {
	int64_t sent, received, unsure, calls;
	int64_t repeats; /* texts that it brought though they were kept */
	int64_t crowded; /* incomplete long texts that were taken as they were, as their sender had too many */
	int64_t endless; /* USSD sessions that were ended as they had lasted too long */
	int64_t topups_failed, topup_failed_us; /* top-ups that were not good, and the last of them (wall) */
	unsigned in_hand;                       /* texts that it was given and has not reported on */
	unsigned fails, excused; /* sends that failed in a row; those that fail with the last one: health.h */
};

/* A link, as the router sees it. */
struct peer {
	struct router *router;
	struct config_link *config; /* of the configuration in force */
	char name[PEER_WORD_OCTETS];
	struct port *port; /* NULL while its process is not there */
	/* what it said last (FRAME_LINK_STATE) */
	char state[PEER_WORD_OCTETS], reason[PEER_TEXT_OCTETS], imei[PEER_WORD_OCTETS], imsi[PEER_WORD_OCTETS];
	char operator_name[PEER_WORD_OCTETS], smsc[PEER_WORD_OCTETS], network[PEER_WORD_OCTETS];
	char device[PEER_TEXT_OCTETS], library[PEER_WORD_OCTETS];
	char iccid[PEER_WORD_OCTETS], model[PEER_TEXT_OCTETS], radio[PEER_WORD_OCTETS];
	char profile[PEER_WORD_OCTETS];
	int64_t signal_pct, storage_used, storage_size;
	char logged[PEER_WORD_OCTETS], logged_reason[PEER_TEXT_OCTETS]; /* the state that the log has last */
	char judged[PEER_TEXT_OCTETS];    /* the SIM and device that were judged last, "SIM in DEVICE" */
	bool held;                        /* that SIM does not belong there: it sends nothing */
	bool crashed;                     /* an alarm stands for that until it works again, of before our start too */
	bool spoke;                       /* it has said how it is, or has died, since the router began */
	uint64_t window;                  /* how many more texts it takes now */
	int64_t next_send_us;             /* pacing: not before (monotonic) */
	struct peer_counts count, before; /* before: as they were when the group began */
	int64_t given_us; /* when it was last given a text (monotonic): who waited longest is asked first */
	struct cap cap;
	struct credit_wait credit;
	struct port *test_client; /* an administrator waits for the end of its test; NULL: nobody */
	struct link_answer test_answer;
	struct link_use use;   /* what this group's transaction adds to it */
	int64_t up_us;         /* its process joined us then; what its last one had brought is kept by then (wall) */
	int64_t down_since_us; /* monotonic; 0 = it can send */
	int64_t restarts, recoveries;
	char recovery[PEER_WORD_OCTETS]; /* the last step that its link took to get the modem back */
	struct peer_step {
		char name[PEER_WORD_OCTETS];
		int64_t times;
	} steps[PEER_STEPS_MAX]; /* each of them, in the order in which they were first taken */
	struct buf after;        /* frames that go out when the group is committed */
	uint64_t after_window;   /* how much of the window they use */
	bool left_in_hand;       /* what it had in hand when it ended could not be marked unsure yet */
};

/* Our place among the gateways on this store: lease.h. */
struct lease {
	bool joined;
	int64_t life;    /* of this router (the database's clock) */
	int64_t next_us; /* when we say again that we live (monotonic) */
	bool told;       /* the links were, as follows */
	struct gateway_link *links;
	unsigned links_used;
	struct gateway *all; /* every gateway as it was read last, ourselves too */
	size_t all_used;
	struct gateway_link *others; /* the links of the other ones, whether these run or not */
	size_t others_used;
	int64_t behind_us;     /* the database's clock less ours, as it was compared last */
	int64_t judge_from_us; /* before that we take nobody for gone: we may have been away ourselves (monotonic) */
	int64_t heard_id;      /* texts that came to the others are counted up to that id: brake.h */
	bool lost;             /* the others took us for gone: only a new start can go on */
	bool fellows;          /* another gateway runs */
	bool to_wake;          /* a command has queued texts that may be for its links */
	int64_t menus_seen;    /* the version in force that we know of: swap.h */
	int64_t menus_used;    /* the one we work with; another when it has faults for this Keng */
	/* alike.h */
	char menus[RECORD_WORD_OCTETS]; /* what ours come to */
	int64_t menus_at;               /* since when (the database's clock) */
	bool differs;                   /* others are in force elsewhere */
};

/* clock_doubt.h: the last moment at which our clock was believed, by it and by the monotonic one. */
struct clock_trust {
	bool known, at_start; /* at_start: of what is stored */
	int64_t wall_us, mono_us;
	int64_t since_us; /* doubted since then (monotonic); 0: it is believed */
};

struct work; /* one frame that waits to be acted on: group.c */

struct router {
	struct event_base *base;
	const struct clock_hands *clock; /* NULL: the machine's; the simulated year moves its own */
	const char *config_file;
	struct config *config;
	struct menus *menus;
	struct store *store;
	struct programme *programme;
	struct port *parent;
	struct peer peers[CONFIG_LINKS_MAX];
	unsigned peers_used;
	bool careful;             /* one text a commit: the last group may have killed us */
	unsigned attempt;         /* careful: how often the text in hand has been tried */
	int64_t careful_until_us; /* monotonic */
	bool stopping, all_up_said;
	int exit_status;
	/* the group */
	struct work *first, **last;
	unsigned waiting;
	struct known_texts known;
	int64_t next_settle_us; /* when waits that are over are looked for again (monotonic) */
	uint64_t ussd_id;       /* of the last FRAME_USSD_SEND */
	struct event *flush_event, *wake_timer, *all_up_timer, *stop_timer, *ear_event;
	int ear_fd;                          /* of ear_event, when there is one */
	int64_t next_join_us;                /* when a long text's missing parts are given up (wall) */
	bool parts_crowded;                  /* it was said that too many parts wait */
	int64_t postponed_until_us[CLASSES]; /* texts wait for caps until then (wall); 0 = none */
	struct flood *flood;                 /* who texts too much; NULL until somebody has texted */
	int64_t next_test_us;                /* when links are tested next (wall), see air_test.h; 0: not planned yet */
	unsigned failed;                     /* texts that finally failed since that was looked at */
	int64_t next_tidy_us;                /* see hourly.h (wall) */
	int64_t next_clock_us;               /* when our clock is compared next (monotonic), see clock_watch.h */
	bool clock_apart;                    /* it was not the database's the last time */
	int64_t clock_told_us;               /* so much, when the alarm was raised; 0: it was not */
	struct clock_trust trust;
	int64_t next_due_us;          /* when the programme wants to be called (wall) */
	char store_fault[WHY_OCTETS]; /* why nothing can be kept; "" = all is well */
	const char *fault_event;      /* that reason's event in the log */
	int64_t busy_since_us;   /* other gateways are in the way of each group since then (monotonic); 0: none is */
	bool store_fault_told;   /* the administrators were told of it */
	int64_t fault_stands_us; /* that is over no sooner, unless a text was kept (monotonic); 0: at once */
	int64_t halted_until_us; /* the store takes nothing: try again then (monotonic); 0 = it does */
	struct lease lease;
	/* the administrator's commands */
	int control_fd;
	struct event *control_event;
};

struct peer *router_peer(struct router *r, const char *name);
/* Something may be there to do: run the group soon. */
void router_flush_soon(struct router *r);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How fast texts go through the store: kept, answered, sent, settled, by the number of texts that share a commit.
 * Usage: bench_store [FOLDER]; prints one JSON object a line. */
#include "gateway/base/clock.h"
#include "store/message.h"
#include "tests/help/figure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECONDS 2

static struct why why;
static const struct message_source links[] = { { .queue = "v1" }, { .queue = "" } };

static void must(bool good)
{
	if (!good) {
		fprintf(stderr, "%s\n", why.text);
		exit(1);
	}
}

static void keep_and_answer(struct store *st, long number)
{
	char identity[33], phone[24];
	const struct message_in in = {
		.identity = identity, .link = "v1", .phone = phone, .text = "BC DVC 5 VID 3 NT 12", .received_at = 1
	};
	const struct message_out out = { .phone = phone,
		.text = "Da nhan BC so 31, thon Son Tra, thang 8: DVC 5, VID 3, NT 12. Neu sai nhan: SUA 31 DVC 6",
		.link = "v1",
		.unit = "22714-01",
		.kind = "answer",
		.parts = 1 };
	int64_t id, now_us = clock_wall_us();

	snprintf(identity, sizeof identity, "%032lx", number * 2654435761 % 4294967291);
	snprintf(phone, sizeof phone, "+849%08ld", number % 20000);
	must(message_keep(st, &in, now_us, &id, &why) == KEEP_NEW);
	must(message_queue(st, &out, now_us, &why) != -1);
	must(message_done(st, id, "report", "recorded", "22714-01", &why) == 0);
}

/* What happens to `n` queued texts until they are delivered: three commits in a gateway, here one. */
static void send_and_settle(struct store *st, unsigned n, long number)
{
	int64_t ids[MESSAGE_NEXT_MAX], now_us = clock_wall_us(), id;
	unsigned used;

	must(message_next(st, links, 2, MESSAGE_BULK, now_us, ids, n, &used, &why) == 0 && used == n);
	for (unsigned i = 0; i < used; i++) {
		struct message_receipt receipt = { .link = "v1", .reference = (unsigned)(number + i) & 255 };
		struct message m;
		char identity[40];

		message_init(&m);
		must(message_get(st, ids[i], &m, &why) == 0 && message_sending(st, ids[i], "v1", &why) == 0);
		must(message_part_sent(st, ids[i], 1, receipt.reference, "", now_us, &why) == 0);
		must(message_sent(st, ids[i], now_us, &why) == 0);
		snprintf(identity, sizeof identity, "r%032lx", number + i);
		receipt.identity = identity;
		receipt.phone = m.phone;
		must(message_settle(st, &receipt, now_us, &id, &why) == RECEIPT_DELIVERED && id == ids[i]);
		message_fini(&m);
	}
}

static void measure(const char *url, unsigned group, bool whole_life, long *number)
{
	struct store *st = store_open(url, 1, &why);
	int64_t from, now_us;
	char name[64];
	long texts = 0;

	must(st != NULL);
	from = clock_mono_us();
	do {
		must(store_begin(st, &why) == 0);
		for (unsigned i = 0; i < group; i++)
			keep_and_answer(st, (*number)++);
		if (whole_life)
			send_and_settle(st, group, *number);
		must(store_commit(st, &why) == 0);
		texts += group;
		now_us = clock_mono_us();
	} while (now_us - from < SECONDS * CLOCK_SECOND);
	snprintf(name, sizeof name, "store_%s_group_%u", whole_life ? "whole_life" : "keep_and_answer", group);
	figure(name, (double)texts * (double)CLOCK_SECOND / (double)(now_us - from), "texts/s", NULL);
	store_close(&st);
}

static void remove_store(const char *path)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	char name[600];

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		snprintf(name, sizeof name, "%s%s", path, ends[i]);
		unlink(name);
	}
}

int main(int argc, char **argv)
{
	static const unsigned groups[] = { 1, 10, 100 };
	char folder[512], url[560];
	long number = 1;

	snprintf(folder, sizeof folder, "%s/keng-bench-XXXXXX", argc > 1 ? argv[1] : "/var/tmp");
	if (mkdtemp(folder) == NULL) {
		perror(folder);
		return 1;
	}
	snprintf(url, sizeof url, "sqlite:%s/keng.db", folder);
	for (int life = 0; life < 2; life++)
		for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
			measure(url, groups[i], life == 1, &number);
			remove_store(url + strlen("sqlite:"));
		}
	rmdir(folder);
	return 0;
}

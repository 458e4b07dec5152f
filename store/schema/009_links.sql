-- SPDX-License-Identifier: GPL-2.0-or-later
-- Many links: routes, use, SIM cards and their devices, tests of the air, incidents. Common subset as in 001.

-- message.link of a text that any link may send is '@carrier', '' when the carrier of its number is not known: a queue
-- that links of that carrier serve first.
-- waits 1: what keeps it back (a link's cap) prolongs its validity; 0: it is of no use after expires_at.
-- postponed: when it could have gone, had not a cap been reached; 0 = none keeps it.
ALTER TABLE message ADD COLUMN waits BIGINT NOT NULL DEFAULT 1;
ALTER TABLE message ADD COLUMN postponed BIGINT NOT NULL DEFAULT 0;
CREATE INDEX message_postponed ON message (postponed)
	WHERE direction = 'out' AND state = 'queued' AND postponed > 0;

-- Numbers that are not of the network that their prefix was given to, learnt from the link that reached them.
CREATE TABLE ported (phone TEXT PRIMARY KEY, carrier TEXT NOT NULL, at BIGINT NOT NULL);

-- What a link did, an hour a row; hour: when it began. parts: taken by the network, or perhaps.
CREATE TABLE link_use (
	link TEXT NOT NULL, hour BIGINT NOT NULL, parts BIGINT NOT NULL, texts BIGINT NOT NULL, refused BIGINT NOT NULL,
	unsure BIGINT NOT NULL, received BIGINT NOT NULL, sent_at BIGINT NOT NULL, received_at BIGINT NOT NULL,
	PRIMARY KEY (link, hour));

-- Which SIM (IMSI, else ICCID) was in which device (IMEI). accepted_at: when it was first seen so, or an administrator
-- said that it is meant; 0: nobody has yet. The last accepted row of a SIM, and that of a device, are where they belong.
CREATE TABLE sim_device (
	sim TEXT NOT NULL, imei TEXT NOT NULL, link TEXT NOT NULL, seen_at BIGINT NOT NULL, accepted_at BIGINT NOT NULL,
	PRIMARY KEY (sim, imei));
CREATE INDEX sim_device_imei ON sim_device (imei, accepted_at);

-- Texts from one of our SIMs to another. arrived_at 0: not yet; failed: given up.
CREATE TABLE self_test (
	token TEXT PRIMARY KEY, from_link TEXT NOT NULL, to_link TEXT NOT NULL, message BIGINT NOT NULL, at BIGINT NOT NULL,
	until BIGINT NOT NULL, arrived_at BIGINT NOT NULL DEFAULT 0, failed BIGINT NOT NULL DEFAULT 0);
CREATE INDEX self_test_waiting ON self_test (until) WHERE arrived_at = 0 AND failed = 0;

-- When people were last told of it: what comes and goes is told of once in an hour.
ALTER TABLE alarm ADD COLUMN told_at BIGINT NOT NULL DEFAULT 0;

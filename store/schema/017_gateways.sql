-- SPDX-License-Identifier: GPL-2.0-or-later
-- Who works on this store. Moments by the clock of the database, which all of them share.

-- state: running, stopped (it said so), gone (it was not heard of for too long: others have taken its work over). life:
-- when its router began; another life is another process. until: so long it is trusted to be there. menus: what its menu
-- files and the settings that must be everywhere the same come to, and when it read them.
CREATE TABLE gateway (
	name TEXT PRIMARY KEY, number BIGINT NOT NULL, state TEXT NOT NULL, life BIGINT NOT NULL, host TEXT NOT NULL,
	process BIGINT NOT NULL, version TEXT NOT NULL, menus TEXT NOT NULL DEFAULT '', menus_at BIGINT NOT NULL DEFAULT 0,
	seen_at BIGINT NOT NULL, until BIGINT NOT NULL);

-- The links of each, as it told last. phone: the SIM's own number. carriers: with commas. asked_at, unasked_at: from when
-- its caps leave room for what somebody waits for, and for the rest. leaves_at: from when others may take what waits for
-- it; 0 = they may not.
CREATE TABLE gateway_link (
	link TEXT PRIMARY KEY, gateway TEXT NOT NULL, kind TEXT NOT NULL, phone TEXT NOT NULL, carriers TEXT NOT NULL,
	price BIGINT NOT NULL, state TEXT NOT NULL, able BIGINT NOT NULL, asked_at BIGINT NOT NULL,
	unasked_at BIGINT NOT NULL, leaves_at BIGINT NOT NULL);
CREATE INDEX gateway_link_gateway ON gateway_link (gateway);

-- SPDX-License-Identifier: GPL-2.0-or-later
-- One text to many.

-- status: waiting (its sender has seen what it costs and has not confirmed) queued withdrawn. phone: of who sends it.
-- units, roles: with commas; roles '' = the teams. people, parts, cost (dong): as was shown, then as was queued.
CREATE TABLE broadcast (
	no BIGINT PRIMARY KEY, phone TEXT NOT NULL, units TEXT NOT NULL, roles TEXT NOT NULL, text TEXT NOT NULL,
	status TEXT NOT NULL, at BIGINT NOT NULL, people BIGINT NOT NULL, parts BIGINT NOT NULL, cost BIGINT NOT NULL);
CREATE INDEX broadcast_phone ON broadcast (phone, no);
-- Whom it reaches, each once: those who were there when it was confirmed. message: the text to them.
CREATE TABLE addressee (
	message BIGINT PRIMARY KEY, broadcast BIGINT NOT NULL, phone TEXT NOT NULL);
CREATE INDEX addressee_broadcast ON addressee (broadcast);
CREATE INDEX addressee_phone ON addressee (phone);

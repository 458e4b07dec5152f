-- SPDX-License-Identifier: GPL-2.0-or-later
-- Forms of the menu files, filled: a head and its values. status: received undone. unit is the unit's code that the
-- form is about, or the sender's. values of units are codes, of dates "YYYY-MM-DD".
CREATE TABLE form (
	no BIGINT PRIMARY KEY, form TEXT NOT NULL, phone TEXT NOT NULL, unit TEXT NOT NULL, at BIGINT NOT NULL,
	status TEXT NOT NULL, message BIGINT NOT NULL DEFAULT 0);
CREATE INDEX form_unit ON form (unit, at);
CREATE INDEX form_phone ON form (phone, at);
CREATE TABLE form_value (
	form_no BIGINT NOT NULL, place BIGINT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
	PRIMARY KEY (form_no, place));

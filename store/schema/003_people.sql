-- SPDX-License-Identifier: GPL-2.0-or-later
-- People, teams, privacy. Common subset as in 001.

-- A draft waits for a leader; set_by: who texted it.
ALTER TABLE team ADD COLUMN status TEXT NOT NULL DEFAULT 'active';
ALTER TABLE team ADD COLUMN set_by TEXT NOT NULL DEFAULT '';

-- 1: the number comes beside old_phone, not in its place (a second SIM).
ALTER TABLE enrolment ADD COLUMN keep_old BIGINT NOT NULL DEFAULT 0;

-- Every answer to a text that asked for consent, with the version of that text. answer: yes no. Erasing a person empties
-- phone and leaves the rest.
CREATE TABLE consent (
	id BIGINT PRIMARY KEY, phone TEXT NOT NULL, at BIGINT NOT NULL, answer TEXT NOT NULL, version TEXT NOT NULL);
CREATE INDEX consent_phone ON consent (phone);
CREATE TABLE wording (version TEXT PRIMARY KEY, text TEXT NOT NULL, since BIGINT NOT NULL);

-- The PIN by which a person is known on a borrowed phone, hashed; and who guessed wrong, until when nobody may guess.
CREATE TABLE pin (member BIGINT PRIMARY KEY, hash TEXT NOT NULL, set_at BIGINT NOT NULL);
CREATE TABLE guess (subject TEXT PRIMARY KEY, wrong BIGINT NOT NULL, at BIGINT NOT NULL);

-- Who acts in whose place, until when; had: the role to go back to. ended_at 0: it runs.
CREATE TABLE deputy (
	id BIGINT PRIMARY KEY, member BIGINT NOT NULL, for_member BIGINT NOT NULL, role TEXT NOT NULL, had TEXT NOT NULL,
	until BIGINT NOT NULL, ended_at BIGINT NOT NULL DEFAULT 0);
CREATE INDEX deputy_running ON deputy (member) WHERE ended_at = 0;

-- Wishes to be erased; phone is emptied when it was done.
CREATE TABLE erasure (
	id BIGINT PRIMARY KEY, phone TEXT NOT NULL, asked_at BIGINT NOT NULL, at BIGINT NOT NULL, done_at BIGINT NOT NULL DEFAULT 0);
CREATE INDEX erasure_waiting ON erasure (phone) WHERE done_at = 0;

-- The group of a unit's people on Zalo or Mocha.
CREATE TABLE meeting_place (unit TEXT PRIMARY KEY, link TEXT NOT NULL, set_by TEXT NOT NULL, set_at BIGINT NOT NULL);

-- How far each class of data was gone through for what is too old: an id.
CREATE TABLE retention (class TEXT PRIMARY KEY, upto BIGINT NOT NULL);

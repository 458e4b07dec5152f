-- SPDX-License-Identifier: GPL-2.0-or-later
-- The first schema. Common subset of SQLite and PostgreSQL. Times: BIGINT, UTC microseconds, 0 = never.
-- A column `unit` in a growing table is the unit by which it could be distributed.

CREATE TABLE counter (kind TEXT PRIMARY KEY, next BIGINT NOT NULL);

-- Key of a unit is (code, valid_from): codes are reused with another meaning. Dates are "YYYY-MM-DD", '' = open.
CREATE TABLE unit (
	id BIGINT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
	parent_code TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
	successor_code TEXT NOT NULL, source TEXT NOT NULL, households BIGINT NOT NULL DEFAULT 0,
	UNIQUE (code, valid_from));
CREATE INDEX unit_parent ON unit (parent_code);

CREATE TABLE team (
	no BIGINT PRIMARY KEY, unit TEXT NOT NULL, level TEXT NOT NULL, decision TEXT NOT NULL, decided_on TEXT NOT NULL);
CREATE INDEX team_unit ON team (unit);

-- One person. unit is a unit's code. status: awaiting_consent active stopped left.
CREATE TABLE member (
	id BIGINT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, unit TEXT NOT NULL, team BIGINT NOT NULL DEFAULT 0,
	status TEXT NOT NULL, consent_at BIGINT NOT NULL DEFAULT 0, consent_text TEXT NOT NULL DEFAULT '',
	language TEXT NOT NULL DEFAULT 'vi', accents BIGINT NOT NULL DEFAULT 0, created_at BIGINT NOT NULL);
CREATE INDEX member_unit ON member (unit, role);

-- The numbers of a person; the sender's number is the identity of a text.
CREATE TABLE phone (
	msisdn TEXT PRIMARY KEY, member BIGINT NOT NULL, added_at BIGINT NOT NULL);
CREATE INDEX phone_member ON phone (member);

-- A wish to stop by someone who is not in the roll counts too.
CREATE TABLE stopped (msisdn TEXT PRIMARY KEY, at BIGINT NOT NULL);

CREATE TABLE enrolment (
	no BIGINT PRIMARY KEY, phone TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, unit TEXT NOT NULL,
	status TEXT NOT NULL, asked_at BIGINT NOT NULL, decided_at BIGINT NOT NULL DEFAULT 0,
	decided_by TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', old_phone TEXT NOT NULL DEFAULT '');
CREATE INDEX enrolment_phone ON enrolment (phone, status);
CREATE INDEX enrolment_unit ON enrolment (unit, status);

CREATE TABLE training (
	no BIGINT PRIMARY KEY, starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL DEFAULT 0, place TEXT NOT NULL,
	topic TEXT NOT NULL, scope TEXT NOT NULL, method TEXT NOT NULL, partner TEXT NOT NULL, status TEXT NOT NULL,
	code TEXT NOT NULL DEFAULT '', added_by TEXT NOT NULL DEFAULT '', attended BIGINT NOT NULL DEFAULT 0);
CREATE INDEX training_starts ON training (starts_at);
CREATE TABLE invitation (
	training BIGINT NOT NULL, phone TEXT NOT NULL, answer TEXT NOT NULL DEFAULT '', answered_at BIGINT NOT NULL DEFAULT 0,
	attended_at BIGINT NOT NULL DEFAULT 0, PRIMARY KEY (training, phone));
CREATE INDEX invitation_phone ON invitation (phone);

-- Indicators brought by import, beside those of the menu files.
CREATE TABLE indicator (
	code TEXT PRIMARY KEY, name TEXT NOT NULL, unit_word TEXT NOT NULL, aliases TEXT NOT NULL,
	least BIGINT NOT NULL, most BIGINT NOT NULL);

CREATE TABLE target (
	unit TEXT NOT NULL, indicator TEXT NOT NULL, period TEXT NOT NULL, value BIGINT NOT NULL, denominator TEXT NOT NULL,
	set_by TEXT NOT NULL DEFAULT '', set_at BIGINT NOT NULL DEFAULT 0, PRIMARY KEY (unit, indicator, period));

-- A report is a head and its values. What replaces it names it in replaces; status: received approved returned
-- replaced undone. mode of a value: period (of this period) or total (cumulative).
CREATE TABLE report (
	no BIGINT PRIMARY KEY, phone TEXT NOT NULL, unit TEXT NOT NULL, period TEXT NOT NULL, at BIGINT NOT NULL,
	status TEXT NOT NULL, nil BIGINT NOT NULL DEFAULT 0, replaces BIGINT NOT NULL DEFAULT 0,
	message BIGINT NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT '');
CREATE INDEX report_unit ON report (unit, period);
CREATE INDEX report_phone ON report (phone, at);
CREATE TABLE report_value (
	report BIGINT NOT NULL, indicator TEXT NOT NULL, value BIGINT NOT NULL, mode TEXT NOT NULL,
	PRIMARY KEY (report, indicator, mode));
-- Running sums, kept in the transaction of the report. value: sum of mode period; total: the last cumulative value.
CREATE TABLE total (
	unit TEXT NOT NULL, indicator TEXT NOT NULL, period TEXT NOT NULL, value BIGINT NOT NULL,
	PRIMARY KEY (unit, period, indicator));

CREATE TABLE ticket (
	no BIGINT PRIMARY KEY, phone TEXT NOT NULL, unit TEXT NOT NULL, category TEXT NOT NULL, text TEXT NOT NULL,
	status TEXT NOT NULL, owner TEXT NOT NULL, due_at BIGINT NOT NULL DEFAULT 0, at BIGINT NOT NULL DEFAULT 0,
	answer TEXT NOT NULL DEFAULT '', answered_at BIGINT NOT NULL DEFAULT 0);
CREATE INDEX ticket_unit ON ticket (unit, status);

-- Every text. direction: in, out. link: where it came from, or by which it must go ('' = any); via: the link that took
-- it last. Outbound state: queued sending sent unsure delivered failed expired; inbound: kept done poison.
CREATE TABLE message (
	id BIGINT PRIMARY KEY, direction TEXT NOT NULL, phone TEXT NOT NULL, link TEXT NOT NULL, unit TEXT NOT NULL DEFAULT '',
	text TEXT NOT NULL, state TEXT NOT NULL, intent TEXT NOT NULL DEFAULT '', status TEXT NOT NULL DEFAULT '',
	answers BIGINT NOT NULL DEFAULT 0,
	kind TEXT NOT NULL DEFAULT '', priority BIGINT NOT NULL DEFAULT 0, alphabet BIGINT NOT NULL DEFAULT 0,
	parts BIGINT NOT NULL DEFAULT 1, reference BIGINT NOT NULL DEFAULT 0, skip BIGINT NOT NULL DEFAULT 0,
	flash BIGINT NOT NULL DEFAULT 0,
	attempts BIGINT NOT NULL DEFAULT 0, unsure BIGINT NOT NULL DEFAULT 0, cms_error BIGINT NOT NULL DEFAULT -1,
	reason TEXT NOT NULL DEFAULT '', received_at BIGINT NOT NULL DEFAULT 0, queued_at BIGINT NOT NULL DEFAULT 0,
	next_at BIGINT NOT NULL DEFAULT 0, expires_at BIGINT NOT NULL DEFAULT 0, sent_at BIGINT NOT NULL DEFAULT 0,
	delivered_at BIGINT NOT NULL DEFAULT 0, via TEXT NOT NULL DEFAULT '');
CREATE INDEX message_phone ON message (phone, id);
-- Only what is still to be done: these stay small however many texts there have been. The first holds all that the
-- choice of the next text reads.
CREATE INDEX message_open ON message (link, priority, next_at, id, expires_at)
	WHERE direction = 'out' AND state = 'queued';
CREATE INDEX message_expires ON message (expires_at) WHERE direction = 'out' AND state = 'queued' AND expires_at > 0;
CREATE INDEX message_unsettled ON message (state, next_at, id)
	WHERE direction = 'out' AND state IN ('sending', 'unsure');
CREATE INDEX message_kept ON message (id) WHERE direction = 'in' AND state = 'kept';

-- The parts of an outbound text as the network took them; reference = TP-MR, 256 = not known. state: sent delivered
-- failed, unsure (it may have been sent).
CREATE TABLE part (
	message BIGINT NOT NULL, part BIGINT NOT NULL, link TEXT NOT NULL, phone TEXT NOT NULL, reference BIGINT NOT NULL,
	sent_at BIGINT NOT NULL, state TEXT NOT NULL, settled_at BIGINT NOT NULL DEFAULT 0, PRIMARY KEY (message, part));
CREATE INDEX part_open ON part (link, phone, reference) WHERE state IN ('sent', 'unsure');

-- What a link has brought, by its transport identity: the same item read twice is kept once. Pruned by age.
CREATE TABLE seen (identity TEXT PRIMARY KEY, at BIGINT NOT NULL, message BIGINT NOT NULL);
CREATE INDEX seen_at ON seen (at);

-- Items that were begun and not finished: what kills the process that reads it is set aside after a few times.
CREATE TABLE attempt (identity TEXT PRIMARY KEY, times BIGINT NOT NULL, at BIGINT NOT NULL);

-- Parts of inbound long texts that wait for the others.
CREATE TABLE inbound_part (
	identity TEXT PRIMARY KEY, link TEXT NOT NULL, phone TEXT NOT NULL, reference BIGINT NOT NULL, parts BIGINT NOT NULL,
	part BIGINT NOT NULL, text TEXT NOT NULL, at BIGINT NOT NULL);
CREATE INDEX inbound_part_key ON inbound_part (link, phone, reference, parts);

-- A running dialogue or open question, one a phone and channel. data is JSON.
CREATE TABLE session (
	phone TEXT NOT NULL, channel TEXT NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL, started_at BIGINT NOT NULL,
	expires_at BIGINT NOT NULL, PRIMARY KEY (phone, channel));

-- What is to happen at a time: reminders, digests, periods. key makes it happen once. state: waiting done.
CREATE TABLE due (
	kind TEXT NOT NULL, key TEXT NOT NULL, at BIGINT NOT NULL, unit TEXT NOT NULL, state TEXT NOT NULL,
	done_at BIGINT NOT NULL DEFAULT 0, PRIMARY KEY (kind, key));
CREATE INDEX due_waiting ON due (at) WHERE state = 'waiting';

CREATE TABLE alarm (
	kind TEXT NOT NULL, subject TEXT NOT NULL, raised_at BIGINT NOT NULL, cleared_at BIGINT NOT NULL DEFAULT 0,
	times BIGINT NOT NULL DEFAULT 1, text TEXT NOT NULL, PRIMARY KEY (kind, subject));

-- What a link must remember across restarts: a PIN that was wrong (by IMSI or ICCID), the last identity seen.
CREATE TABLE link_memory (link TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (link, key));

CREATE TABLE audit (
	id BIGINT PRIMARY KEY, at BIGINT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL);

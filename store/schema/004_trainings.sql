-- SPDX-License-Identifier: GPL-2.0-or-later
-- What people were told of a training ('' = nothing yet): a change by whatever way reaches exactly those who were told.
ALTER TABLE training ADD COLUMN told_status TEXT NOT NULL DEFAULT '';
ALTER TABLE training ADD COLUMN told_starts_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE training ADD COLUMN told_place TEXT NOT NULL DEFAULT '';
ALTER TABLE training ADD COLUMN told_method TEXT NOT NULL DEFAULT '';
CREATE INDEX training_code ON training (code);

-- told: how many texts about it went to that number; message: the last of them. people: how many that person brings or
-- checks in, 0 = only themselves.
ALTER TABLE invitation ADD COLUMN told BIGINT NOT NULL DEFAULT 0;
ALTER TABLE invitation ADD COLUMN message BIGINT NOT NULL DEFAULT 0;
ALTER TABLE invitation ADD COLUMN people BIGINT NOT NULL DEFAULT 0;
ALTER TABLE invitation ADD COLUMN late_min BIGINT NOT NULL DEFAULT 0;
ALTER TABLE invitation ADD COLUMN delegate TEXT NOT NULL DEFAULT '';
UPDATE training SET told_status = status, told_starts_at = starts_at, told_place = place,
	told_method = method
	WHERE no IN (SELECT training FROM invitation);
UPDATE invitation SET told = 1;

-- rung: how far up the ladder of its category a difficulty has climbed.
ALTER TABLE ticket ADD COLUMN rung BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN urgent BIGINT NOT NULL DEFAULT 0;
CREATE INDEX ticket_phone ON ticket (phone, status);
CREATE INDEX ticket_owner ON ticket (owner, status);
CREATE INDEX ticket_open ON ticket (no) WHERE status IN ('open', 'passed_up');

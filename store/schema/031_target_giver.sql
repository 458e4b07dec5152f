-- SPDX-License-Identifier: GPL-2.0-or-later
-- Who had given what stood there before, and when: with HUY CT it is theirs again, and they can take it back, too. Only where
-- it was the first of that unit, indicator and period: what stood before that is not kept. before_by '': nobody's.
ALTER TABLE target ADD COLUMN before_by TEXT NOT NULL DEFAULT '';
ALTER TABLE target ADD COLUMN before_at BIGINT NOT NULL DEFAULT 0;

-- SPDX-License-Identifier: GPL-2.0-or-later
-- What stood there before a target was given, so that who gave it can take it back (HUY CT). before_value -1: nothing.
ALTER TABLE target ADD COLUMN before_value BIGINT NOT NULL DEFAULT -1;
ALTER TABLE target ADD COLUMN before_denominator TEXT NOT NULL DEFAULT '';
-- Who gave what last?
CREATE INDEX target_set_by ON target (set_by, set_at);

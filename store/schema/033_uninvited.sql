-- SPDX-License-Identifier: GPL-2.0-or-later
-- Who checked in at the door and was not invited. Of those who did before, as far as it can be told.
ALTER TABLE invitation ADD COLUMN uninvited BIGINT NOT NULL DEFAULT 0;
UPDATE invitation SET uninvited = 1 WHERE attended_at > 0 AND told = 0 AND message = 0 AND answer = '';

-- SPDX-License-Identifier: GPL-2.0-or-later
-- One text to very many: whom it reaches is counted, and their texts are made, in slices of a transaction each.

-- status counting: they are being counted, and its sender has seen nothing yet. office: as which it signs. upto: the
-- last unit whose people were counted. longest: parts of the longest text. unmade: how many have no text yet; next_at:
-- when the next of those may go.
ALTER TABLE broadcast ADD COLUMN office TEXT NOT NULL DEFAULT '';
ALTER TABLE broadcast ADD COLUMN upto TEXT NOT NULL DEFAULT '';
ALTER TABLE broadcast ADD COLUMN longest BIGINT NOT NULL DEFAULT 0;
ALTER TABLE broadcast ADD COLUMN unmade BIGINT NOT NULL DEFAULT 0;
ALTER TABLE broadcast ADD COLUMN next_at BIGINT NOT NULL DEFAULT 0;
-- Who was counted and has no text yet, in the order in which they get it. Whose text is made becomes an addressee.
CREATE TABLE recipient (
	broadcast BIGINT NOT NULL, place BIGINT NOT NULL, member BIGINT NOT NULL, PRIMARY KEY (broadcast, place));

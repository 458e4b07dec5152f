-- SPDX-License-Identifier: GPL-2.0-or-later
-- What a box that worked alone brought when it was merged into this store: each of its numbers and the one that it has
-- here. origin: when that box's store was made (migration 1), by which it is known again. A person of the box who
-- writes an old number means this row. Kinds with ids ("message" ...) have a row only where the id is another here.
CREATE TABLE merged (
	origin BIGINT NOT NULL, kind TEXT NOT NULL, from_no BIGINT NOT NULL, to_no BIGINT NOT NULL,
	PRIMARY KEY (origin, kind, from_no));
CREATE INDEX merged_to ON merged (kind, to_no);

-- SPDX-License-Identifier: GPL-2.0-or-later
-- When a deputy begins; until then `had` is empty: the role to go back to is not known before. 0: at once.
ALTER TABLE deputy ADD COLUMN since BIGINT NOT NULL DEFAULT 0;

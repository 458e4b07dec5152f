-- SPDX-License-Identifier: GPL-2.0-or-later
-- How often what gateways keep in memory (units, indicators, pauses) was changed: one that knows fewer reads it again.
CREATE TABLE store_change (what TEXT PRIMARY KEY, times BIGINT NOT NULL);

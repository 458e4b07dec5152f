-- SPDX-License-Identifier: GPL-2.0-or-later
-- Which of the unit's teams the person asked for; 0: they named none.
ALTER TABLE enrolment ADD COLUMN team BIGINT NOT NULL DEFAULT 0;

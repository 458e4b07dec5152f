-- SPDX-License-Identifier: GPL-2.0-or-later
-- Days, "YYYY-MM-DD" and both included, on which nobody in that unit ('' = anywhere) is urged: a storm, a holiday.
-- by_whom: a number or an administrator's name. ended_at: when it was taken back.
CREATE TABLE suspension (
	no BIGINT PRIMARY KEY, unit TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL, reason TEXT NOT NULL,
	by_whom TEXT NOT NULL, at BIGINT NOT NULL, ended_at BIGINT NOT NULL DEFAULT 0);
CREATE INDEX suspension_last ON suspension (last_day);

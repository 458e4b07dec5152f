-- SPDX-License-Identifier: GPL-2.0-or-later
-- Whom a training calls of the people of its scope, with commas. only_units: codes of units in it, '' = all of them,
-- '-' = only who was invited, as its unit became a part of another. only_roles: '' = the teams and their leaders.
ALTER TABLE training ADD COLUMN only_units TEXT NOT NULL DEFAULT '';
ALTER TABLE training ADD COLUMN only_roles TEXT NOT NULL DEFAULT '';

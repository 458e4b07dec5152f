-- SPDX-License-Identifier: GPL-2.0-or-later
-- The settings and menu files themselves that lay at a gateway when it read them last, as in menu_set: what it changes
-- becomes the next version, and what others have changed meanwhile stays.
ALTER TABLE gateway ADD COLUMN read_settings TEXT NOT NULL DEFAULT '';
ALTER TABLE gateway ADD COLUMN read_files TEXT NOT NULL DEFAULT '';

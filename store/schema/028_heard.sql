-- SPDX-License-Identifier: GPL-2.0-or-later
-- What the last text about a training told that number of it, and what it knew before: a text that is taken back has
-- told nothing.
ALTER TABLE invitation ADD COLUMN heard TEXT NOT NULL DEFAULT '';
ALTER TABLE invitation ADD COLUMN knew TEXT NOT NULL DEFAULT '';

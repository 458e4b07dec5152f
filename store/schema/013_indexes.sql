-- SPDX-License-Identifier: GPL-2.0-or-later
-- What is asked with every text is found at once, however much there is of it; nothing is kept in order twice.

-- The trainings ahead that somebody may be called to: those of the units above, and of nobody else.
CREATE INDEX training_scope ON training (scope, starts_at) WHERE status = 'planned';

-- Made anew, so that an older store has it in the order of its key too: its index figure_read was the whole once more.
ALTER TABLE figure RENAME TO figure_before;
CREATE TABLE figure (
	unit TEXT NOT NULL, period TEXT NOT NULL, indicator TEXT NOT NULL, value BIGINT NOT NULL, done BIGINT NOT NULL,
	given BIGINT NOT NULL, known BIGINT NOT NULL, PRIMARY KEY (unit, period, indicator));
INSERT INTO figure (unit, period, indicator, value, done, given, known)
	SELECT unit, period, indicator, value, done, given, known FROM figure_before;
DROP TABLE figure_before;

-- SPDX-License-Identifier: GPL-2.0-or-later
-- Reorganisations that were applied. unit.successor_code may hold several codes ("2104911/2104912": the unit was
-- divided, nobody knows in what shares).

-- People, teams, targets ... of the unit that had this code until the day before valid_from have been moved: doing it
-- again would move those of the unit that has the code now.
CREATE TABLE reorganised (
	code TEXT NOT NULL, valid_from TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (code, valid_from));

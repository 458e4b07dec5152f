-- SPDX-License-Identifier: GPL-2.0-or-later
-- Who is told that their unit is another one is named by their row, and no longer by a number that is erased with them.
UPDATE due SET key = (SELECT p.member || ':' || substr(due.key, 1, length(due.key) - length(p.msisdn) - 1)
	FROM phone p WHERE due.key LIKE '%:' || p.msisdn)
	WHERE kind = 'reorganised' AND EXISTS (SELECT 1 FROM phone p WHERE due.key LIKE '%:' || p.msisdn);
DELETE FROM due WHERE kind = 'reorganised' AND key LIKE '%:+%';

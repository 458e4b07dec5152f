-- SPDX-License-Identifier: GPL-2.0-or-later
-- Reports, targets and digests.

-- How many standing values a sum has: a sum of none goes away, so that a report which was taken back leaves no trace.
ALTER TABLE total ADD COLUMN terms BIGINT NOT NULL DEFAULT 0;
UPDATE total SET terms = (SELECT COUNT(*) FROM report r JOIN report_value v ON v.report = r.no
	WHERE r.unit = total.unit AND r.period = total.period AND v.indicator = total.indicator AND v.mode = 'period'
	AND r.status IN ('received', 'approved')) WHERE indicator NOT LIKE 'total.%';
DELETE FROM total WHERE terms = 0 AND indicator NOT LIKE 'total.%';

-- Sent after the deadline of its period.
ALTER TABLE report ADD COLUMN late BIGINT NOT NULL DEFAULT 0;

-- What the sums come to in each period and in each longer one that holds it, so that a digest reads a row and not a
-- year: kept in the transaction of the report (store/figure.h). known: 1 value, 2 done; given: -1 = none.
-- indicator '': value is how many reports stand for the period or a shorter one in it.
CREATE TABLE figure (
	unit TEXT NOT NULL, period TEXT NOT NULL, indicator TEXT NOT NULL, value BIGINT NOT NULL, done BIGINT NOT NULL,
	given BIGINT NOT NULL, known BIGINT NOT NULL, PRIMARY KEY (unit, period, indicator));
-- All that a digest reads lies in one place.
CREATE INDEX figure_read ON figure (unit, period, indicator, value, done, given, known);
-- The figures of the reports that were there before are made when the programme starts.
INSERT INTO counter (kind, next) VALUES ('figures-missing', 1);

-- A digest asks for the targets of a unit in a few periods.
CREATE INDEX target_period ON target (unit, period);

-- How many a percentage is of, where it is not the households: adult14, adult15, adult18 ...
CREATE TABLE denominator (
	unit TEXT NOT NULL, denominator TEXT NOT NULL, value BIGINT NOT NULL, PRIMARY KEY (unit, denominator));

-- A collection outside of the calendar: reports of period "2022-X3" for a unit and all below it, until a moment.
-- indicators: codes with blanks between.
CREATE TABLE collection (
	period TEXT PRIMARY KEY, unit TEXT NOT NULL, indicators TEXT NOT NULL, opened_at BIGINT NOT NULL,
	until BIGINT NOT NULL, opened_by TEXT NOT NULL);

-- SPDX-License-Identifier: GPL-2.0-or-later
-- What grows lies in the order of time: a report touches the pages of the periods that run, which all share, however many
-- years lie behind them; and a digest finds its villages side by side.

-- known: 1 value, 2 done, 4 = a cumulative figure lies in the period, 8 = a sum of that very period stands. 4 is set for all
-- of a year here: what it is for is made anew and not added to (store/figure.h), which sets it right.
ALTER TABLE figure RENAME TO figure_before;
ALTER TABLE total RENAME TO total_before;
CREATE TABLE total (
	unit TEXT NOT NULL, indicator TEXT NOT NULL, period TEXT NOT NULL, value BIGINT NOT NULL,
	terms BIGINT NOT NULL DEFAULT 0, PRIMARY KEY (period, unit, indicator));
INSERT INTO total (unit, indicator, period, value, terms)
	SELECT unit, indicator, period, value, terms FROM total_before ORDER BY period, unit, indicator;
CREATE TABLE figure (
	unit TEXT NOT NULL, period TEXT NOT NULL, indicator TEXT NOT NULL, value BIGINT NOT NULL, done BIGINT NOT NULL,
	given BIGINT NOT NULL, known BIGINT NOT NULL, PRIMARY KEY (period, unit, indicator));
INSERT INTO figure (unit, period, indicator, value, done, given, known)
	SELECT f.unit, f.period, f.indicator, f.value, f.done, f.given, f.known
		+ CASE WHEN EXISTS (SELECT 1 FROM total_before t WHERE t.unit = f.unit AND t.indicator = 'total.' || f.indicator
			AND t.period >= substr(f.period, 1, 4) AND t.period <= substr(f.period, 1, 4) || '~') THEN 4 ELSE 0 END
		+ CASE WHEN EXISTS (SELECT 1 FROM total_before t WHERE t.unit = f.unit AND t.period = f.period
			AND t.indicator = f.indicator) THEN 8 ELSE 0 END
	FROM figure_before f ORDER BY f.period, f.unit, f.indicator;
DROP TABLE figure_before;
DROP TABLE total_before;

DROP INDEX report_unit;
CREATE INDEX report_unit ON report (period, unit);
DROP INDEX report_phone_period;
CREATE INDEX report_phone_period ON report (period, phone);

-- SPDX-License-Identifier: GPL-2.0-or-later
-- Of quarters and halves no figures are kept any more but how many reports stand for just them (store/figure.h).
DELETE FROM figure WHERE period LIKE '%-Q%' OR period LIKE '%-H%';
INSERT INTO figure (unit, period, indicator, value, done, given, known)
	SELECT unit, period, '', COUNT(*), 0, -1, 1 FROM report
	WHERE (period LIKE '%-Q%' OR period LIKE '%-H%') AND status IN ('received', 'approved')
		AND NOT EXISTS (SELECT 1 FROM counter WHERE kind = 'figures-missing')
	GROUP BY unit, period;
-- known: 4 also where the sum of a quarter or half lies in the year.
UPDATE figure SET known = known | 4 WHERE EXISTS (SELECT 1 FROM total t WHERE t.unit = figure.unit
	AND t.indicator = figure.indicator AND (t.period LIKE figure.period || '-Q%' OR t.period LIKE figure.period || '-H%'));

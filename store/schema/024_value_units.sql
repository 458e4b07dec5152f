-- SPDX-License-Identifier: GPL-2.0-or-later
-- Values carry the unit of their report, or form, by which all that tells of a village could be distributed together.
ALTER TABLE report_value RENAME TO report_value_before;
CREATE TABLE report_value (
	report BIGINT NOT NULL, indicator TEXT NOT NULL, value BIGINT NOT NULL, mode TEXT NOT NULL,
	unit TEXT NOT NULL DEFAULT '', PRIMARY KEY (report, indicator, mode));
INSERT INTO report_value (report, indicator, value, mode, unit)
	SELECT v.report, v.indicator, v.value, v.mode, coalesce(r.unit, '')
	FROM report_value_before v LEFT JOIN report r ON r.no = v.report ORDER BY v.report, v.indicator, v.mode;
DROP TABLE report_value_before;

ALTER TABLE form_value ADD COLUMN unit TEXT NOT NULL DEFAULT '';
UPDATE form_value SET unit = coalesce((SELECT f.unit FROM form f WHERE f.no = form_value.form_no), '');

-- SPDX-License-Identifier: GPL-2.0-or-later
-- With every text it is asked what its sender has reported for the period that runs: not by going through all that they
-- have reported in years.
CREATE INDEX report_phone_period ON report (phone, period);

-- SPDX-License-Identifier: GPL-2.0-or-later
-- Figures that must be made anew are found at once; outside of a transaction there are none.
CREATE INDEX figure_stale ON figure (known) WHERE known >= 16;

-- SPDX-License-Identifier: GPL-2.0-or-later
-- What was done and is old is forgotten piece by piece, the oldest first, and not by going through all that is due.
CREATE INDEX due_done ON due (done_at) WHERE state = 'done';

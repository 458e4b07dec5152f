-- SPDX-License-Identifier: GPL-2.0-or-later
-- What was not understood is few among many: the week's list must not read all texts.
CREATE INDEX message_unheard ON message (id) WHERE direction = 'in' AND intent IN ('unknown', 'ask');

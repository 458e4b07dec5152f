-- SPDX-License-Identifier: GPL-2.0-or-later
-- With every text the last tickets of its sender are asked for: each index has them in the order of their numbers.
CREATE INDEX ticket_phone_no ON ticket (phone, no);
CREATE INDEX ticket_owner_no ON ticket (owner, no);

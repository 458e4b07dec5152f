-- SPDX-License-Identifier: GPL-2.0-or-later
-- Whose number an early receipt is about: when the response that would have named its text never comes, the number does.
ALTER TABLE early_receipt ADD COLUMN phone TEXT NOT NULL DEFAULT '';
CREATE INDEX early_receipt_phone ON early_receipt (link, phone, at);

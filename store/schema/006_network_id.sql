-- SPDX-License-Identifier: GPL-2.0-or-later
-- Message centres name each part by an id, '' where a modem's TP-MR is all there is.
ALTER TABLE part ADD COLUMN network_id TEXT NOT NULL DEFAULT '';
CREATE INDEX part_network ON part (link, network_id) WHERE network_id <> '';

-- A text without a name of its own that its message centre brought again: when it did last, 0 = never.
ALTER TABLE message ADD COLUMN again_at BIGINT NOT NULL DEFAULT 0;

-- Receipts that came before the response that says whose they are. Pruned by age.
CREATE TABLE early_receipt (
	link TEXT NOT NULL, network_id TEXT NOT NULL, status BIGINT NOT NULL, done_at BIGINT NOT NULL, at BIGINT NOT NULL,
	PRIMARY KEY (link, network_id));
CREATE INDEX early_receipt_at ON early_receipt (at);

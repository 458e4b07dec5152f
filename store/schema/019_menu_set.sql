-- SPDX-License-Identifier: GPL-2.0-or-later
-- The menus and settings that all gateways on this store work with: the highest version is in force. settings: "session_s=900
-- keep_log_days=1825 ...". files: of each "NAME OCTETS", a line's end, and its content.
CREATE TABLE menu_set (
	version BIGINT PRIMARY KEY, mark TEXT NOT NULL, gateway TEXT NOT NULL, at BIGINT NOT NULL, settings TEXT NOT NULL,
	files TEXT NOT NULL);

-- What the menu files and settings that lie at a gateway came to when it read them last.
ALTER TABLE gateway ADD COLUMN files TEXT NOT NULL DEFAULT '';

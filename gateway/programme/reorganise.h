/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reorganise.h - a merger of units, applied as a whole.
 *
 * A file says what becomes of which unit on a day, a line a unit:
 *
 *   kind,code,name,unit_kind,parent_code,valid_from,from_codes,households,source
 *   merge,21061,Xã Vạn Tường,xa,51,2025-07-01,21043/21049/21061/21067,,1677/NQ-UBTVQH15
 *   split,2106101,Thôn Sơn Trà Đông,thon,21061,2025-07-01,2104901,,...     two lines or more from one unit
 *   move,2104902,,,21085,2025-07-01,,,...                                  another parent, name or kind
 *   end,524,,,,2025-07-01,,,60-NQ/TW                                       and nothing comes after it
 *   new,2106199,Thôn Mới,thon,21061,2025-07-01,,,...
 *   person,2106102,,,,2025-07-01,+84905100006,,                            who belongs to which part of a split
 *
 * Villages of a merged commune need no line: they keep their codes and get its
 * successor as their parent. People, teams, targets, tickets, trainings to
 * come, registrations that wait and open questions follow their unit; reports
 * keep the unit of their own date.
 */
#ifndef GATEWAY_PROGRAMME_REORGANISE_H
#define GATEWAY_PROGRAMME_REORGANISE_H

#include "gateway/base/buf.h"
#include "store/store.h"

#include <stdbool.h>

struct programme;

/* Check the file and apply it within the caller's transaction; out says what changes, by counts and names. 0, or 1 when
 * the file does not add up or the store failed, with every fault in err as FILE:LINE: ...; the caller then rolls back.
 * A dry run is one that the caller rolls back: it may be of a day to come. */
int reorganise_csv(struct programme *p, const char *file_name, const char *content, size_t n, bool dry_run,
	int64_t now_us, struct buf *out, struct buf *err);

/* A row of what is due, of the kind "reorganised": tell that person. */
struct voice;
struct units;
int reorganise_tell(const struct voice *v, const struct units *units, const char *key, struct why *why);

#endif

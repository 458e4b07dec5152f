/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sheet.h - an export as a spreadsheet. The one door to libxlsxwriter. */
#ifndef GATEWAY_COMMAND_SHEET_H
#define GATEWAY_COMMAND_SHEET_H

#include "gateway/programme/export.h"

#include <stdio.h>

#define SHEET_ROWS_MAX 1048575 /* of an .xlsx sheet, without its header */

/* Write all rows as one sheet. 0, or -1 with why set; what stands in `to` then is no spreadsheet. */
int sheet_write(struct store *st, const struct export_request *request, FILE *to, struct why *why);

#endif

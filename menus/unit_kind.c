/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/unit_kind.h"

#include <string.h>

enum level { ABOVE, COMMUNE, VILLAGE };

#define KINDS(ROW)                                                                                                     \
	ROW("tinh", "Tỉnh ", "tỉnh ", "tinh", ABOVE)                                                                   \
	ROW("thanh_pho", "Thành phố ", "thành phố ", "thanh pho", ABOVE)                                               \
	ROW("huyen", "Huyện ", "huyện ", "huyen", ABOVE)                                                               \
	ROW("quan", "Quận ", "quận ", "quan", ABOVE)                                                                   \
	ROW("thi_xa", "Thị xã ", "thị xã ", "thi xa", ABOVE)                                                           \
	ROW("xa", "Xã ", "xã ", "xa", COMMUNE)                                                                         \
	ROW("phuong", "Phường ", "phường ", "phuong", COMMUNE)                                                         \
	ROW("thi_tran", "Thị trấn ", "thị trấn ", "thi tran", COMMUNE)                                                 \
	ROW("dac_khu", "Đặc khu ", "đặc khu ", "dac khu", COMMUNE)                                                     \
	ROW("thon", "Thôn ", "thôn ", "thon", VILLAGE)                                                                 \
	ROW("to_dan_pho", "Tổ dân phố ", "tổ dân phố ", "to dan pho", VILLAGE)                                         \
	ROW("ap", "Ấp ", "ấp ", "ap", VILLAGE)                                                                         \
	ROW("ban", "Bản ", "bản ", "ban", VILLAGE)                                                                     \
	ROW("buon", "Buôn ", "buôn ", "buon", VILLAGE)                                                                 \
	ROW("bon", "Bon ", "bon ", "bon", VILLAGE)                                                                     \
	ROW("lang", "Làng ", "làng ", "lang", VILLAGE)                                                                 \
	ROW("xom", "Xóm ", "xóm ", "xom", VILLAGE)                                                                     \
	ROW("khom", "Khóm ", "khóm ", "khom", VILLAGE)                                                                 \
	ROW("khoi", "Khối ", "khối ", "khoi", VILLAGE)                                                                 \
	ROW("khu_pho", "Khu phố ", "khu phố ", "khu pho", VILLAGE)                                                     \
	ROW("khu_dan_cu", "Khu dân cư ", "khu dân cư ", "khu dan cu", VILLAGE)                                         \
	ROW("tieu_khu", "Tiểu khu ", "tiểu khu ", "tieu khu", VILLAGE)

#define NAME(kind, word, small, plain, level)   kind,
#define STRUCT(kind, word, small, plain, level) { kind, word, small, plain, level },

const char *const unit_kinds[] = { KINDS(NAME) NULL };

static const struct {
	const char *kind, *word, *small, *plain;
	enum level level;
} kinds[] = { KINDS(STRUCT) };
#define USED (sizeof kinds / sizeof *kinds)

static bool is_on(const char *kind, enum level level)
{
	for (size_t i = 0; i < USED; i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			return kinds[i].level == level;
	return false;
}

bool unit_kind_is_commune(const char *kind)
{
	return is_on(kind, COMMUNE);
}

bool unit_kind_is_village(const char *kind)
{
	return is_on(kind, VILLAGE);
}

const char *unit_kind_plain(const char *kind)
{
	for (size_t i = 0; i < USED; i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			return kinds[i].plain;
	return NULL;
}

static size_t row_of(const char *name)
{
	size_t i = 0;

	while (i < USED && strncmp(name, kinds[i].word, strlen(kinds[i].word)) != 0)
		i++;
	return i;
}

size_t unit_kind_in_name(const char *name)
{
	size_t i = row_of(name);

	return i < USED ? strlen(kinds[i].word) : 0;
}

const char *unit_kind_small(const char *name)
{
	size_t i = row_of(name);

	return i < USED ? kinds[i].small : NULL;
}

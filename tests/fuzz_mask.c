/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any octets are masked: nothing is read or written beyond them, what is overwritten becomes '*', and once is enough. */
#include "menus/mask.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1), *masked;

	if (text == NULL)
		abort();
	memcpy(text, data, size);
	text[size] = '\0';
	masked = strdup(text);
	if (masked == NULL)
		abort();
	if (!mask_secrets(masked) && strcmp(masked, text) != 0)
		abort();
	if (strlen(masked) != strlen(text))
		abort();
	for (size_t i = 0; masked[i] != '\0'; i++)
		if (masked[i] != text[i] && masked[i] != '*')
			abort();
	free(masked);
	free(text);
	return 0;
}

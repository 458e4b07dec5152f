/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Frames from any octets: never a crash, and what decodes encodes to the same octets. */
#include "gateway/frame.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct frame frame;
	struct why why;
	struct buf again;
	size_t used;

	if (frame_decode((const char *)data, size, &frame, &used, &why) != 1)
		return 0;
	buf_init(&again);
	frame_encode(&frame, &again);
	assert(again.length == used && memcmp(again.data, data, used) == 0);
	buf_fini(&again);
	return 0;
}

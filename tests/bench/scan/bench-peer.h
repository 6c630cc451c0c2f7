/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

void bench_peer_read (const unsigned char *pixels,
                      int                  width,
                      int                  height,
                      char                *ret_text,
                      size_t               room);

#ifdef __cplusplus
}
#endif

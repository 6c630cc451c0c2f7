/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "trivet-scan-file.h"

#include <glib.h>
#include <sys/mman.h>
#include <unistd.h>

/* A picture file that lies about its size is refused; the pixels of a good one can all be read. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  g_autofree char   *path = NULL;
  g_autofree guint8 *pixels = NULL;
  TrivetLuma         picture = { NULL };
  guint              sum = 0;
  int                fd = memfd_create ("picture", MFD_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, length), ==, (gssize) length);
  path = g_strdup_printf ("/proc/self/fd/%d", fd);
  pixels = trivet_scan_load_pgm (path, &picture, NULL);
  for (int y = 0; pixels != NULL && y < picture.height; y++) {
    for (int x = 0; x < picture.width; x++)
      sum += picture.pixels[(gsize) y * picture.stride + (gsize) x];
  }
  g_assert_cmpuint (sum, <=, 255 * length);
  close (fd);
  return 0;
}

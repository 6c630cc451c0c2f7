/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints the QR code of a text as rows of 0 and 1; test-bad-input.py makes a picture of them. */

#include <glib.h>
#include <qrencode.h>
#include <stdio.h>

int
main (int    argc,
      char **argv)
{
  QRcode *code;

  g_assert_cmpint (argc, ==, 2);
  code = QRcode_encodeString (argv[1], 0, QR_ECLEVEL_L, QR_MODE_8, 1);
  g_assert_nonnull (code);
  for (int y = 0; y < code->width; y++) {
    for (int x = 0; x < code->width; x++)
      putchar ('0' + (code->data[y * code->width + x] & 1));
    putchar ('\n');
  }
  QRcode_free (code);

  return 0;
}

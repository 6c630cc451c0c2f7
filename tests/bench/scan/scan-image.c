/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "trivet-scan-file.h"
#include "trivet-scan-ladder.h"

#include <stdio.h>
#include <string.h>

/* trivet-scan-image [--no-limit] PICTURE…: the contract program of comparisons. Prints one line for
 * each binary PGM picture: the payment digits in it, or an empty line. */

static void
scan (TrivetScanLadder *ladder,
      const char       *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetSecret) text = NULL;
  g_autofree guint8 *pixels = NULL;
  TrivetLuma         picture;
  TrivetScanKind     kind = TRIVET_SCAN_NOTHING;

  pixels = trivet_scan_load_pgm (path, &picture, &error);
  if (pixels != NULL)
    text = trivet_scan_ladder_read (ladder, &picture, &kind);
  else
    g_printerr ("trivet-scan-image: %s\n", error->message);

  printf ("%s\n", kind == TRIVET_SCAN_PAYMENT ? trivet_secret_peek (text) : "");
}

int
main (int   argc,
      char *argv[])
{
  gboolean no_limit = argc > 1 && strcmp (argv[1], "--no-limit") == 0;
  g_autoptr (TrivetScanLadder) ladder = NULL;

  ladder = trivet_scan_ladder_new (TRIVET_SCAN_STILL, no_limit ? TRIVET_SCAN_NO_LIMIT : TRIVET_SCAN_STILL_BUDGET_US);
  for (int i = no_limit ? 2 : 1; i < argc; i++)
    scan (ladder, argv[i]);

  return 0;
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include <glib.h>
#include <stdlib.h>

/* What the parsers say about millions of bad inputs interests nobody; a warning is a bug. GLib would
 * end the program by a trap, of which libFuzzer knows nothing: it would not keep the input. */
static void
drop_chatter (const char    *domain,
              GLogLevelFlags level,
              const char    *message,
              gpointer       user_data)
{
  if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) == 0)
    return;
  g_printerr ("%s: %s\n", domain != NULL ? domain : "no domain", message);
  abort ();
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_log_set_default_handler (drop_chatter, NULL);
  return 0;
}

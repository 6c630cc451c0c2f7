/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include <glib.h>

/* What the parsers say about millions of bad inputs interests nobody; a warning is a bug. */
static void
drop_chatter (const char    *domain,
              GLogLevelFlags level,
              const char    *message,
              gpointer       user_data)
{
  if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) != 0)
    g_log_default_handler (domain, level, message, user_data);
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  g_log_set_default_handler (drop_chatter, NULL);
  return 0;
}

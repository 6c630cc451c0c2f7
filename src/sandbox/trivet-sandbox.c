/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "trivet-sandbox-program.h"

#include <locale.h>

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  /* Must be set before the first use of TLS: GnuTLS would speak 1.0 and 1.1 as well. */
  g_setenv ("G_TLS_GNUTLS_PRIORITY", "NORMAL:-VERS-TLS1.0:-VERS-TLS1.1", FALSE);
  /* A connection can be taken away from HTTP/1.1 only, and lost answers need that. */
  g_unsetenv ("SOUP_SERVER_HTTP2");

  return trivet_sandbox_program_run (argc, argv);
}

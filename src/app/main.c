/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "trivet-config.h"

#include "trivet-application.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>
#include <locale.h>

/* Without a graphics device GL is painted by the processor, which is slower than cairo and, with
 * the compiler that it loads, takes longer to start than all the rest of GTK. */
static void
spare_software_gl (void)
{
  const char *renderer = g_getenv ("GSK_RENDERER");

  if (renderer != NULL && !g_str_equal (renderer, "cairo"))
    return;
  if (renderer == NULL && (g_file_test ("/dev/dri", G_FILE_TEST_EXISTS) || g_file_test ("/dev/nvidiactl", G_FILE_TEST_EXISTS)))
    return;

  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  /* GTK 4.16 took the switch out of GDK_DEBUG and gave it a variable of its own. */
  if (gtk_get_minor_version () < 16)
    g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  else
    g_setenv ("GDK_DISABLE", "gl", FALSE);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TrivetApplication) application = NULL;
  int status;

  /* While there is one thread, the environment may be written. */
  spare_software_gl ();
  setlocale (LC_ALL, "");
  trivet_ui_init_language ();
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TRIVET_LOCALEDIR") != NULL ? g_getenv ("TRIVET_LOCALEDIR") : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = trivet_application_new ();

  status = g_application_run (G_APPLICATION (application), argc, argv);

  return status != 0 ? status : trivet_application_get_exit_status (application);
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ctl"

#include "trivet-ctl.h"

/* The menu from and to a file: a table when its name ends in .csv, else JSON. */

static gboolean
is_table (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".csv");
}

static int
finish (TrivetCtl *ctl,
        guint      n_changed,
        gboolean   is_import)
{
  GListModel *items = trivet_menu_get_items (trivet_register_get_menu (trivet_composition_get_register (ctl->composition)));
  JsonObject *line = json_object_new ();

  json_object_set_int_member (line, "items", g_list_model_get_n_items (items));
  if (is_import)
    json_object_set_int_member (line, "changed", n_changed);
  trivet_ctl_print (line);

  return TRIVET_CTL_DONE;
}

static int
import_file (TrivetCtl  *ctl,
             const char *path)
{
  TrivetRegister *reg = trivet_composition_get_register (ctl->composition);
  TrivetMenu     *menu = trivet_register_get_menu (reg);
  TrivetFactStamp stamp = trivet_register_get_stamp (reg);
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize            length;

  if (!g_file_get_contents (path, &text, &length, &error))
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);
  facts = is_table (path) ? trivet_menu_import_csv (text, (gssize) length, menu, &stamp, &error)
                          : trivet_menu_import (text, (gssize) length, menu, &stamp, &error);
  if (facts == NULL)
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s: %s", path, error->message);
  if (!trivet_ctl_append (ctl, facts, &error))
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);

  return finish (ctl, facts->len, TRUE);
}

static int
export_file (TrivetCtl  *ctl,
             const char *path)
{
  TrivetMenu      *menu = trivet_register_get_menu (trivet_composition_get_register (ctl->composition));
  g_autofree char *text = is_table (path) ? trivet_menu_export_csv (menu) : trivet_menu_export (menu);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, text, -1, &error))
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);

  return finish (ctl, 0, FALSE);
}

/**
 * trivet_ctl_menu:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `menu (import | export) FILE`: makes the menu what FILE says, all or nothing; or writes it there.
 *
 * Returns: the exit code
 */
int
trivet_ctl_menu (TrivetCtl *ctl,
                 int        argc,
                 char     **argv)
{
  GOptionEntry entries[] = { { NULL } };
  gboolean     is_import;

  if (!trivet_ctl_parse (&argc, &argv, entries, "(import | export) FILE - take the menu from a file, or write it"))
    return TRIVET_CTL_USAGE;
  is_import = argc == 3 && g_str_equal (argv[1], "import");
  if (!is_import && !(argc == 3 && g_str_equal (argv[1], "export")))
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "menu needs import or export, and one file (.json or .csv)");
  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;

  return trivet_ctl_close (ctl, is_import ? import_file (ctl, argv[2]) : export_file (ctl, argv[2]));
}

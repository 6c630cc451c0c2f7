/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ctl"

#include "trivet-ctl.h"

/*
 * Copies of the store: made while the register runs, put back while it does not.
 */

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static gboolean
copy_store (TrivetStore *store,
            const char  *target,
            GError     **error)
{
  g_autoptr (GAsyncResult) copied = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  gboolean done;

  trivet_store_backup_async (store, target, NULL, on_done, &copied);
  done = trivet_store_backup_finish (store, wait_for (&copied), error);
  trivet_store_close_async (store, on_done, &closed);
  if (!trivet_store_close_finish (store, wait_for (&closed), done ? error : NULL))
    return FALSE;

  return done;
}

static const char *
one_file (int    argc,
          char **argv)
{
  if (argc == 2)
    return argv[1];
  trivet_ctl_fail (TRIVET_CTL_USAGE, "%s needs one file", argv[0]);

  return NULL;
}

/**
 * trivet_ctl_backup:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `backup FILE`: a whole copy of the store, checked, also while the register is running.
 *
 * Returns: the exit code
 */
int
trivet_ctl_backup (TrivetCtl *ctl,
                   int        argc,
                   char     **argv)
{
  GOptionEntry     entries[] = { { NULL } };
  g_autofree char *path = trivet_store_build_path (ctl->data_dir);
  g_auto (TrivetStoreReport) report = { 0 };
  g_autoptr (TrivetStore) store = NULL;
  g_autoptr (GError) error = NULL;
  const char *target;
  JsonObject *line;

  if (!trivet_ctl_parse (&argc, &argv, entries, "FILE - copy the store, also while the register runs"))
    return TRIVET_CTL_USAGE;
  target = one_file (argc, argv);
  if (target == NULL)
    return TRIVET_CTL_USAGE;

  store = trivet_store_open (path, TRIVET_STORE_OPEN_READ_ONLY, &error);
  if (store == NULL || !copy_store (store, target, &error) || !trivet_store_verify (target, &report, &error))
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);

  line = json_object_new ();
  json_object_set_string_member (line, "backup", target);
  json_object_set_int_member (line, "facts", report.n_facts);
  trivet_ctl_print (line);
  return TRIVET_CTL_DONE;
}

/**
 * trivet_ctl_restore:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `restore FILE`: puts a backup in the place of the store, and keeps what was there beside it. The
 * register must not be running; `resume` then asks the wallets about what the backup left open.
 *
 * Returns: the exit code
 */
int
trivet_ctl_restore (TrivetCtl *ctl,
                    int        argc,
                    char     **argv)
{
  GOptionEntry     entries[] = { { NULL } };
  g_autofree char *path = trivet_store_build_path (ctl->data_dir);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  const char *backup;
  JsonObject *line;

  if (!trivet_ctl_parse (&argc, &argv, entries, "FILE - put a backup back"))
    return TRIVET_CTL_USAGE;
  backup = one_file (argc, argv);
  if (backup == NULL)
    return TRIVET_CTL_USAGE;
  if (!trivet_store_restore (path, backup, &kept, &error))
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);

  line = json_object_new ();
  json_object_set_string_member (line, "restored", path);
  if (kept != NULL)
    json_object_set_string_member (line, "kept", kept);
  trivet_ctl_print (line);
  return TRIVET_CTL_DONE;
}

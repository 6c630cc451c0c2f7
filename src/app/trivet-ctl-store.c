/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ctl"

#include "trivet-ctl.h"

#include "trivet-scan-file.h"

#include <gio/gunixoutputstream.h>
#include <stdio.h>
#include <unistd.h>

/*
 * Commands about the store as a whole, and reading codes from pictures.
 */

#define DEMO_RESOURCE "/org/trivetpos/Trivet/demo/menu.json"

static GBytes *
load_menu (gboolean    demo,
           const char *path,
           GError    **error)
{
  char *text;
  gsize length;

  if (demo)
    return g_resources_lookup_data (DEMO_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  return g_bytes_new_take (text, length);
}

/**
 * trivet_ctl_init:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `init (--demo | --import FILE) [--manager-pin PIN]`: makes a store.
 *
 * Returns: the exit code
 */
int
trivet_ctl_init (TrivetCtl *ctl,
                 int        argc,
                 char     **argv)
{
  gboolean         demo = FALSE;
  g_autofree char *import = NULL;
  g_autofree char *pin = NULL;
  GOptionEntry     entries[] = {
        { "demo", 0, 0, G_OPTION_ARG_NONE, &demo, "The demo restaurant", NULL },
        { "import", 0, 0, G_OPTION_ARG_FILENAME, &import, "A menu file (JSON)", "FILE" },
        { "manager-pin", 0, 0, G_OPTION_ARG_STRING, &pin, "The manager's PIN; - asks for it", "PIN" },
        { NULL },
  };
  g_autoptr (GBytes) menu = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *line;
  guint       n_items = 0;

  if (!trivet_ctl_parse (&argc, &argv, entries, "- make a store"))
    return TRIVET_CTL_USAGE;
  if (demo == (import != NULL))
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "init needs one of --demo and --import");

  menu = load_menu (demo, import, &error);
  if (menu == NULL ||
      !trivet_composition_create_store (ctl->data_dir, g_bytes_get_data (menu, NULL), (gssize) g_bytes_get_size (menu),
                                        "ctl", demo, &n_items, &error)) {
    if (import != NULL && error->domain == TRIVET_MENU_ERROR)
      g_prefix_error (&error, "%s: ", import);
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);
  }

  line = json_object_new ();
  json_object_set_string_member (line, "data", ctl->data_dir);
  json_object_set_int_member (line, "items", n_items);
  trivet_ctl_print (line);

  if (pin == NULL)
    return TRIVET_CTL_DONE;
  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;
  return trivet_ctl_close (ctl, trivet_ctl_set_pin (ctl, pin));
}

static int
verify (const char *path)
{
  g_auto (TrivetStoreReport) report = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean    whole = trivet_store_verify (path, &report, &error);
  JsonObject *line;

  if (!whole && report.finding == TRIVET_STORE_FINDING_NONE)
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);

  line = json_object_new ();
  json_object_set_int_member (line, "facts", report.n_facts);
  json_object_set_boolean_member (line, "whole", whole);
  if (!whole) {
    json_object_set_int_member (line, "sequence", report.sequence);
    if (report.id != NULL)
      json_object_set_string_member (line, "id", report.id);
    json_object_set_string_member (line, "message", report.message);
  }
  trivet_ctl_print (line);

  return whole ? TRIVET_CTL_DONE : trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);
}

static int
export_facts (const char *path)
{
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (GError) error = NULL;

  if (!trivet_store_export (path, stream, NULL, &error))
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);

  return TRIVET_CTL_DONE;
}

typedef struct {
  gboolean done;
  gboolean ok;
  GError  *error;
} Rebuild;

static void
on_rebuilt_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Rebuild *rebuild = user_data;

  rebuild->ok = trivet_store_rebuild_finish (TRIVET_STORE (source), result, &rebuild->error);
  rebuild->done = TRUE;
}

static int
rebuild_state (TrivetCtl *ctl)
{
  Rebuild rebuild = { 0 };
  int     code = TRIVET_CTL_DONE;

  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;

  trivet_store_rebuild_async (trivet_composition_get_store (ctl->composition), on_rebuilt_ready, &rebuild);
  while (!rebuild.done)
    g_main_context_iteration (NULL, TRUE);
  if (rebuild.ok) {
    JsonObject *line = json_object_new ();

    json_object_set_boolean_member (line, "rebuilt", TRUE);
    trivet_ctl_print (line);
  } else {
    code = trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", rebuild.error->message);
    g_error_free (rebuild.error);
  }

  return trivet_ctl_close (ctl, code);
}

/**
 * trivet_ctl_journal:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `journal (verify | export | rebuild)`
 *
 * Returns: the exit code
 */
int
trivet_ctl_journal (TrivetCtl *ctl,
                    int        argc,
                    char     **argv)
{
  g_autofree char *path = trivet_store_build_path (ctl->data_dir);
  GOptionEntry     entries[] = { { NULL } };
  const char      *what;

  if (!trivet_ctl_parse (&argc, &argv, entries, "(verify | export | rebuild) - check, write out or refold the facts"))
    return TRIVET_CTL_USAGE;

  what = argc == 2 ? argv[1] : "";
  if (g_str_equal (what, "verify"))
    return verify (path);
  if (g_str_equal (what, "export"))
    return export_facts (path);
  if (g_str_equal (what, "rebuild"))
    return rebuild_state (ctl);

  return trivet_ctl_fail (TRIVET_CTL_USAGE, "journal needs one of verify, export and rebuild");
}

/**
 * trivet_ctl_scan:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `scan FILE…`: one line a picture: the text of the code in it, or an empty line.
 *
 * Returns: the exit code: 1 when a file could not be read
 */
int
trivet_ctl_scan (TrivetCtl *ctl,
                 int        argc,
                 char     **argv)
{
  GOptionEntry entries[] = { { NULL } };
  int          code = TRIVET_CTL_DONE;

  if (!trivet_ctl_parse (&argc, &argv, entries, "FILE… - read codes from pictures"))
    return TRIVET_CTL_USAGE;
  if (argc < 2)
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "scan needs one picture or more");

  for (int i = 1; i < argc; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TrivetSecret) text = NULL;
    TrivetScanKind kind = TRIVET_SCAN_NOTHING;

    text = trivet_scan_file (argv[i], &kind, &error);
    if (error != NULL)
      code = trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);
    if (kind == TRIVET_SCAN_CUT)
      trivet_ctl_fail (TRIVET_CTL_DONE, "The text in %s is longer than %d bytes; only these are shown", argv[i], TRIVET_SCAN_MAX_TEXT);
    printf ("%s\n", text != NULL ? trivet_secret_peek (text) : "");
  }
  fflush (stdout);

  return code;
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ctl"

#include "trivet-ctl.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/*
 * The manager's PIN. Whoever can run this with the store's file can do anything with it, so the old
 * PIN is not asked for: this is also the way back for a shop that forgot it. The fact names
 * trivetctl.
 */

#define MAX_LINE 64
#define STAFF    "trivetctl"

static TrivetSecret *
read_line (void)
{
  char          line[MAX_LINE] = "";
  TrivetSecret *secret;

  if (fgets (line, sizeof line, stdin) == NULL)
    line[0] = '\0';
  line[strcspn (line, "\r\n")] = '\0';
  secret = trivet_secret_new (line, -1);
  trivet_secret_wipe (line, sizeof line);

  return secret;
}

/**
 * trivet_ctl_read_pin:
 * @prompt: what to ask on a terminal, where the PIN is not shown while it is typed
 *
 * Returns: (transfer full): a line of standard input
 */
TrivetSecret *
trivet_ctl_read_pin (const char *prompt)
{
  struct termios before;
  struct termios quiet;
  gboolean       terminal = isatty (STDIN_FILENO) && tcgetattr (STDIN_FILENO, &before) == 0;
  TrivetSecret  *pin;

  if (!terminal)
    return read_line ();

  quiet = before;
  quiet.c_lflag &= ~(tcflag_t) ECHO;
  fputs (prompt, stderr);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &quiet);
  pin = read_line ();
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  fputc ('\n', stderr);

  return pin;
}

static void
on_set (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/**
 * trivet_ctl_set_pin:
 * @ctl: an opened one
 * @option: the PIN, or "-" to ask for it, or read it from standard input
 *
 * Returns: the exit code
 */
int
trivet_ctl_set_pin (TrivetCtl  *ctl,
                    const char *option)
{
  TrivetManager *manager = trivet_composition_get_manager (ctl->composition);
  g_autoptr (TrivetSecret) pin = strcmp (option, "-") == 0 ? trivet_ctl_read_pin ("Manager's PIN: ") : trivet_secret_new (option, -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *line;

  trivet_manager_reset_pin_async (manager, pin, STAFF, on_set, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!trivet_manager_set_pin_finish (manager, result, &error))
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);

  line = json_object_new ();
  json_object_set_boolean_member (line, "manager_pin", TRUE);
  trivet_ctl_print (line);
  return TRIVET_CTL_DONE;
}

/**
 * trivet_ctl_manager_pin:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `manager-pin`: sets the manager's PIN, asked for on the terminal or read from standard input.
 *
 * Returns: the exit code
 */
int
trivet_ctl_manager_pin (TrivetCtl *ctl,
                        int        argc,
                        char     **argv)
{
  GOptionEntry entries[] = { { NULL } };

  if (!trivet_ctl_parse (&argc, &argv, entries, "- set the manager's PIN, read from the terminal"))
    return TRIVET_CTL_USAGE;
  if (argc != 1)
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "manager-pin asks for the PIN itself, so that it is in no list of commands");
  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;

  return trivet_ctl_close (ctl, trivet_ctl_set_pin (ctl, "-"));
}

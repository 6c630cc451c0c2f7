/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-program.h"

#include "trivet-sandbox-server.h"

#include <stdio.h>
#include <unistd.h>

#include <glib-unix.h>

/**
 * SECTION:trivet-sandbox-program
 *
 * The command line of `trivet-sandbox`.
 */

#define EXIT_WRONG_USE 2
#define MAX_LIFE_S     3600
#define FAST_HANG_S    2
#define HANG_S         120
#define MIN_REVERSE_S  15
#define REFUND_GAP_S   60

typedef struct {
  int      port;
  char    *directory;
  char    *providers;
  int      ready_fd;
  int      code_life_s;
  gint64   balance_minor;
  int      refund_gap_s;
  gboolean fast;
  gboolean bill_today;
} Arguments;

static gboolean
parse_arguments (Arguments *arguments,
                 int       *argc,
                 char    ***argv,
                 GError   **error)
{
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &arguments->port, "Port on 127.0.0.1; 0 for any", "N" },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &arguments->directory, "Where keys and books are", "DIR" },
    { "print-providers", 0, 0, G_OPTION_ARG_FILENAME, &arguments->providers, "Write the provider file here too", "FILE" },
    { "ready-fd", 0, 0, G_OPTION_ARG_INT, &arguments->ready_fd, "Say there when it listens", "N" },
    { "code-life", 0, 0, G_OPTION_ARG_INT, &arguments->code_life_s, "Seconds a payment code lives", "S" },
    { "balance", 0, 0, G_OPTION_ARG_INT64, &arguments->balance_minor, "Fen in each wallet at first", "FEN" },
    { "refund-gap", 0, 0, G_OPTION_ARG_INT, &arguments->refund_gap_s, "Seconds between two refunds of a WeChat order", "S" },
    { "bill-today", 0, 0, G_OPTION_ARG_NONE, &arguments->bill_today, "Bills of the running day, too", NULL },
    { "fast", 0, 0, G_OPTION_ARG_NONE, &arguments->fast, "Short hangs, and reverses at any time", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- training gateways for Alipay and WeChat Pay");

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;

  if (*argc > 1 || arguments->port < 0 || arguments->port > G_MAXUINT16 || arguments->code_life_s < 1 || arguments->code_life_s > MAX_LIFE_S || arguments->balance_minor < 0 || arguments->refund_gap_s < 0 || arguments->refund_gap_s > MAX_LIFE_S) {
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "An argument is out of range");
    return FALSE;
  }

  return TRUE;
}

static gboolean
say_ready (const Arguments *arguments,
           guint            port)
{
  g_autofree char *line = g_strdup_printf ("ready https://127.0.0.1:%u\n", port);

  fputs (line, stdout);
  if (fflush (stdout) != 0)
    return FALSE;
  if (arguments->ready_fd < 0)
    return TRUE;

  if (write (arguments->ready_fd, line, strlen (line)) != (gssize) strlen (line))
    return FALSE;
  return close (arguments->ready_fd) == 0;
}

static gboolean
on_stop_signal (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static int
serve (const Arguments *arguments)
{
  g_autofree char     *standard = g_build_filename (g_get_user_data_dir (), "trivet-sandbox", NULL);
  TrivetSandboxOptions options = {
    .directory = arguments->directory != NULL ? arguments->directory : standard,
    .port = arguments->port,
    .code_life_s = arguments->code_life_s,
    .hang_s = arguments->fast ? FAST_HANG_S : HANG_S,
    .refund_gap_s = arguments->refund_gap_s,
    .bill_today = arguments->bill_today,
    .min_reverse_s = arguments->fast ? 0 : MIN_REVERSE_S,
    .balance_minor = arguments->balance_minor,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetSandboxServer) server = trivet_sandbox_server_new (&options, &error);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  if (server == NULL || !trivet_sandbox_server_write_providers (server, arguments->providers, &error)) {
    fprintf (stderr, "trivet-sandbox: %s\n", error->message);
    return EXIT_FAILURE;
  }

  g_unix_signal_add (SIGINT, on_stop_signal, loop);
  g_unix_signal_add (SIGTERM, on_stop_signal, loop);
  if (!say_ready (arguments, trivet_sandbox_server_get_port (server))) {
    fprintf (stderr, "trivet-sandbox: nobody hears that it is ready\n");
    return EXIT_FAILURE;
  }

  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}

/**
 * trivet_sandbox_program_run:
 * @argc: number of arguments
 * @argv: arguments
 *
 * Serves until SIGINT or SIGTERM.
 *
 * Returns: the exit code: 0 stopped on request, 1 could not run, 2 wrong use
 */
int
trivet_sandbox_program_run (int    argc,
                            char **argv)
{
  Arguments arguments = { .ready_fd = -1, .code_life_s = 60, .balance_minor = 100000000, .refund_gap_s = REFUND_GAP_S };
  g_autoptr (GError) error = NULL;
  int status;

  if (!parse_arguments (&arguments, &argc, &argv, &error)) {
    fprintf (stderr, "trivet-sandbox: %s\n", error->message);
    return EXIT_WRONG_USE;
  }

  status = serve (&arguments);
  g_free (arguments.directory);
  g_free (arguments.providers);
  return status;
}

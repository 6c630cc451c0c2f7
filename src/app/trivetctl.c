/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ctl"

#include "trivet-ctl.h"

#include "trivet-http-client.h"

#include <gst/gst.h>
#include <locale.h>
#include <stdio.h>

/*
 * trivetctl: the register without a screen, for support, integration and tests.
 */

#define DEFAULT_PATIENCE_S 120

typedef struct {
  const char   *name;
  TrivetCtlFunc func;
  gboolean      needs_data;
  const char   *summary;
} Command;

static const Command commands[] = {
  { "init", trivet_ctl_init, TRUE, "make a store (--demo | --import FILE) [--manager-pin PIN]" },
  { "sale", trivet_ctl_sale, TRUE, "one whole sale (--item SKU[:QTY] … (--code DIGITS | --cash AMOUNT | --show-code [--wallet ID]) …)" },
  { "pay", trivet_ctl_pay, TRUE, "an open amount (--amount A --code DIGITS [--provider ID])" },
  { "query", trivet_ctl_query, TRUE, "ask the provider about a payment (PAYMENT)" },
  { "reverse", trivet_ctl_reverse, TRUE, "undo a payment in doubt (PAYMENT)" },
  { "refund", trivet_ctl_refund, TRUE, "give money back (PAYMENT --amount A [--reason TEXT])" },
  { "resume", trivet_ctl_resume, TRUE, "settle everything in doubt" },
  { "bill", trivet_ctl_bill, TRUE, "fetch and store a provider's bill (--provider ID --date D [--entries])" },
  { "reconcile", trivet_ctl_reconcile, TRUE, "compare a day with the bills (--date D [--provider ID] [--resolve KEY --note TEXT])" },
  { "journal", trivet_ctl_journal, TRUE, "verify | export | rebuild" },
  { "receipt", trivet_ctl_receipt, TRUE, "an order's receipt as a picture (ORDER --output FILE.png|.pdf)" },
  { "prices", trivet_ctl_prices, TRUE, "take promotions and charges from a file (FILE)" },
  { "menu", trivet_ctl_menu, TRUE, "take the menu from a file, or write it (import | export) FILE.json|.csv" },
  { "manager-pin", trivet_ctl_manager_pin, TRUE, "set the manager's PIN" },
  { "staff", trivet_ctl_staff, TRUE, "list | add NAME --role ROLE | set NAME | remove NAME" },
  { "backup", trivet_ctl_backup, TRUE, "copy the store while the register runs (FILE)" },
  { "restore", trivet_ctl_restore, TRUE, "put a backup back (FILE)" },
  { "scan", trivet_ctl_scan, FALSE, "read codes from pictures (FILE…)" },
};

static const Command *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    if (g_strcmp0 (commands[i].name, name) == 0)
      return &commands[i];
  }

  return NULL;
}

static char *
dup_commands (void)
{
  GString *text = g_string_new ("Commands:\n");

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "  %-11s  %s\n", commands[i].name, commands[i].summary);
  g_string_append (text, "\nExit codes: 0 done, 1 declined or refused, 2 wrong use, 3 in doubt");

  return g_string_free (text, FALSE);
}

static int
run (TrivetCtl *ctl,
     int        argc,
     char     **argv)
{
  const Command *command = argc > 1 ? find_command (argv[1]) : NULL;

  if (command == NULL)
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "There is no command “%s”; see trivetctl --help", argc > 1 ? argv[1] : "");
  if (command->needs_data && ctl->data_dir == NULL)
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "%s needs --data DIR", command->name);

  return command->func (ctl, argc - 1, argv + 1);
}

int
main (int    argc,
      char **argv)
{
  TrivetCtl    ctl = { .patience_s = DEFAULT_PATIENCE_S };
  GOptionEntry entries[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &ctl.data_dir, "The folder of the store", "DIR" },
    { "providers", 0, 0, G_OPTION_ARG_FILENAME, &ctl.providers_file, "A provider file instead of the store's", "FILE" },
    { "training", 0, 0, G_OPTION_ARG_NONE, &ctl.training, "Allow training gateways on this machine", NULL },
    { "patience", 0, 0, G_OPTION_ARG_INT, &ctl.patience_s, "Seconds to wait before a payment is left in doubt", "SECONDS" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("COMMAND …");
  g_autofree char *summary = dup_commands ();
  g_autoptr (GError) error = NULL;
  int code;

  setlocale (LC_ALL, "");
  /* Standard output is for JSON lines, also when somebody asks for debug messages. */
  g_log_writer_default_set_use_stderr (TRUE);
  trivet_net_init ();
  gst_init (NULL, NULL);
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_description (context, summary);

  if (!g_option_context_parse (context, &argc, &argv, &error))
    code = trivet_ctl_fail (TRIVET_CTL_USAGE, "%s", error->message);
  else
    code = run (&ctl, argc, argv);
  g_free (ctl.data_dir);
  g_free (ctl.providers_file);

  return code;
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ctl"

#include "trivet-ctl.h"

#include <stdio.h>

/* The price book from a file, and as one. */

static int
import_file (TrivetCtl  *ctl,
             const char *path)
{
  TrivetRegister *reg = trivet_composition_get_register (ctl->composition);
  TrivetFactStamp stamp = trivet_register_get_stamp (reg);
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize            length;
  JsonObject      *line;

  if (!g_file_get_contents (path, &text, &length, &error))
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);
  facts = trivet_price_book_import (trivet_register_get_prices (reg), text, (gssize) length, trivet_register_get_shop (reg)->currency, &stamp, &error);
  if (facts == NULL)
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s: %s", path, error->message);
  if (!trivet_ctl_append (ctl, facts, &error))
    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", error->message);

  line = json_object_new ();
  json_object_set_int_member (line, "promotions", trivet_price_book_get_promotions (trivet_register_get_prices (reg))->len);
  json_object_set_int_member (line, "charges", trivet_price_book_get_charges (trivet_register_get_prices (reg))->len);
  json_object_set_int_member (line, "tax_rules", trivet_price_book_get_tax_rules (trivet_register_get_prices (reg))->len);
  json_object_set_int_member (line, "changed", facts->len);
  trivet_ctl_print (line);

  return TRIVET_CTL_DONE;
}

static int
export_book (TrivetCtl *ctl)
{
  TrivetRegister  *reg = trivet_composition_get_register (ctl->composition);
  g_autofree char *text = trivet_price_book_export (trivet_register_get_prices (reg), trivet_register_get_shop (reg)->currency);

  printf ("%s\n", text);

  return TRIVET_CTL_DONE;
}

/**
 * trivet_ctl_prices:
 * @ctl: the options
 * @argc: counts @argv
 * @argv: the command and its options
 *
 * `prices FILE`: makes promotions, charges, taxes by type of order and the rounding of cash what FILE
 * says. All or nothing. `prices --export` prints such a file.
 *
 * Returns: the exit code
 */
int
trivet_ctl_prices (TrivetCtl *ctl,
                   int        argc,
                   char     **argv)
{
  gboolean     exports = FALSE;
  GOptionEntry entries[] = {
    { "export", 0, 0, G_OPTION_ARG_NONE, &exports, "Print the prices as a file that can be taken again", NULL },
    { NULL },
  };

  if (!trivet_ctl_parse (&argc, &argv, entries, "FILE - take promotions, charges, taxes and cash rounding from a file"))
    return TRIVET_CTL_USAGE;
  if (argc != (exports ? 1 : 2))
    return trivet_ctl_fail (TRIVET_CTL_USAGE, "prices needs one file (JSON), or --export");
  if (!trivet_ctl_open (ctl, FALSE))
    return TRIVET_CTL_REFUSED;

  return trivet_ctl_close (ctl, exports ? export_book (ctl) : import_file (ctl, argv[1]));
}

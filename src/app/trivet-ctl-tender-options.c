/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ctl"

#include "trivet-ctl-tender-private.h"

#include <string.h>

/* The tenders that a command line names, in their order. */

static void
tender_free (TrivetCtlTenderItem *self)
{
  g_free (self->text);
  g_free (self);
}

/**
 * trivet_ctl_tender_clear:
 * @self: tenders
 */
void
trivet_ctl_tender_clear (TrivetCtlTender *self)
{
  g_clear_pointer (&self->list, g_ptr_array_unref);
}

/**
 * trivet_ctl_tender_has_any:
 * @self: tenders
 *
 * Returns: whether the command line named one
 */
gboolean
trivet_ctl_tender_has_any (const TrivetCtlTender *self)
{
  return self->list != NULL && self->list->len > 0;
}

static gboolean
add_tender (const char *option,
            const char *value,
            gpointer    data,
            GError    **error)
{
  TrivetCtlTender     *self = data;
  TrivetCtlTenderItem *tender = g_new0 (TrivetCtlTenderItem, 1);

  tender->kind = strstr (option, "cash") != NULL   ? TRIVET_CTL_TENDER_CASH
                 : strstr (option, "show") != NULL ? TRIVET_CTL_TENDER_SHOW
                                                   : TRIVET_CTL_TENDER_CODE;
  tender->text = g_strdup (value);
  g_ptr_array_add (self->list, tender);
  return TRUE;
}

static gboolean
set_wallet (const char *option,
            const char *value,
            gpointer    data,
            GError    **error)
{
  TrivetCtlTender     *self = data;
  TrivetCtlTenderItem *last = self->list->len > 0 ? g_ptr_array_index (self->list, self->list->len - 1) : NULL;

  if (last == NULL || last->kind != TRIVET_CTL_TENDER_SHOW) {
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--wallet belongs behind --show-code");
    return FALSE;
  }
  g_free (last->text);
  last->text = g_strdup (value);
  return TRUE;
}

/**
 * trivet_ctl_parse_tenders:
 * @argc: (inout): counts @argv
 * @argv: (inout): the command and its options; options are taken out
 * @entries: what the command knows besides tenders
 * @tender: what the tenders are put into, in their order
 * @usage: for --help: what follows the command
 *
 * Returns: whether the options made sense; otherwise a person has been told
 */
gboolean
trivet_ctl_parse_tenders (int             *argc,
                          char          ***argv,
                          GOptionEntry    *entries,
                          TrivetCtlTender *tender,
                          const char      *usage)
{
  const GOptionEntry tender_entries[] = {
    { "code", 'c', 0, G_OPTION_ARG_CALLBACK, add_tender, "The guest's payment code; - reads it from standard input", "DIGITS" },
    { "cash", 0, 0, G_OPTION_ARG_CALLBACK, add_tender, "What the guest hands over", "AMOUNT" },
    { "show-code", 0, G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, add_tender, "Show a code for the guest to scan", NULL },
    { "wallet", 0, 0, G_OPTION_ARG_CALLBACK, set_wallet, "Only of this wallet", "ID" },
    { "part", 0, 0, G_OPTION_ARG_NONE, &tender->part, "The order may stay open with a part of it paid", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) error = NULL;
  GOptionGroup *group = g_option_group_new ("tender", "", "", tender, NULL);

  tender->list = g_ptr_array_new_with_free_func ((GDestroyNotify) tender_free);
  g_option_group_add_entries (group, entries);
  g_option_group_add_entries (group, tender_entries);
  g_option_context_set_main_group (context, group);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;

  trivet_ctl_fail (TRIVET_CTL_USAGE, "%s", error->message);
  return FALSE;
}

/**
 * trivet_ctl_parse_amount:
 * @ctl: an opened one
 * @text: such as "28.00"
 * @ret_minor: (out): in minor units, more than zero
 *
 * Returns: whether it is an amount; otherwise a person has been told
 */
gboolean
trivet_ctl_parse_amount (TrivetCtl  *ctl,
                         const char *text,
                         gint64     *ret_minor)
{
  TrivetCurrency currency = trivet_register_get_shop (trivet_composition_get_register (ctl->composition))->currency;
  g_autoptr (GError) error = NULL;
  TrivetMoney money;

  if (!trivet_money_from_decimal (text, currency, &money, &error)) {
    trivet_ctl_fail (TRIVET_CTL_USAGE, "“%s” cannot be taken as an amount: %s; write it like 28.00", text, error->message);
    return FALSE;
  }
  if (money.minor <= 0 || money.minor > TRIVET_ORDER_MAX_PRICE_MINOR) {
    trivet_ctl_fail (TRIVET_CTL_USAGE, "The amount must be more than zero and at most 100000000.00");
    return FALSE;
  }
  *ret_minor = money.minor;

  return TRUE;
}

/**
 * trivet_ctl_check_tenders:
 * @ctl: an opened one
 * @self: tenders
 *
 * Returns: whether all amounts can be read; otherwise a person has been told
 */
gboolean
trivet_ctl_check_tenders (TrivetCtl       *ctl,
                          TrivetCtlTender *self)
{
  for (guint i = 0; i < self->list->len; i++) {
    TrivetCtlTenderItem *tender = g_ptr_array_index (self->list, i);

    if (tender->kind == TRIVET_CTL_TENDER_CASH && !trivet_ctl_parse_amount (ctl, tender->text, &tender->cash_minor))
      return FALSE;
  }

  return TRUE;
}

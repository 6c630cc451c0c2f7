/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-history-row.h"

#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * One past order in the list of what has been sold.
 */

static char *
describe (TrivetUiContext          *context,
          const TrivetOrderSummary *summary)
{
  gint64 time_us = summary->voided_at_us != 0 ? summary->voided_at_us : summary->settled_at_us;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);
  g_autofree char *when = g_date_time_format (time, "%Y-%m-%d %H:%M");
  g_autofree char *method = trivet_words_for_method (trivet_checkout_get_wallets (context->checkout), summary->tender);

  if (summary->voided_at_us != 0)
    return g_strdup_printf (_("%s · void"), when);

  return g_strdup_printf ("%s · %s", when, method);
}

/* Staff look for an order by where its guests sat, or by a name. */
static char *
words_for_order (const TrivetOrderSummary *summary)
{
  g_autofree char *table = NULL;
  g_autofree char *where = NULL;

  if (*summary->table_name != '\0')
    table = trivet_words_for_table_name (summary->table_name);
  if (table != NULL && *summary->label != '\0')
    where = g_strdup_printf ("%s · %s", table, summary->label);
  else
    where = g_strdup (table != NULL ? table : summary->label);

  return *where != '\0' ? g_strdup_printf (_("Order %s · %s"), summary->number, where)
                        : g_strdup_printf (_("Order %s"), summary->number);
}

/**
 * trivet_history_row_new:
 * @context: the screens' context
 * @summary: what the store says of the order; copied
 *
 * Returns: (transfer floating): a button
 */
GtkWidget *
trivet_history_row_new (TrivetUiContext          *context,
                        const TrivetOrderSummary *summary)
{
  TrivetCurrency   currency = trivet_register_get_shop (context->reg)->currency;
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *number = words_for_order (summary);
  g_autofree char *detail = describe (context, summary);
  g_autofree char *total = trivet_ui_format_minor (summary->total_minor, currency);
  g_autofree char *accessible = g_strdup_printf ("%s %s %s", number, detail, total);

  gtk_box_append (GTK_BOX (words), trivet_ui_label_new (number, "strong"));
  gtk_box_append (GTK_BOX (words), trivet_ui_label_new (detail, "dim pay-small"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), trivet_ui_label_new (total, "strong numeric"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "history-row");
  trivet_ui_set_name (button, accessible);
  g_object_set_data_full (G_OBJECT (button), "order", g_strdup (summary->order_id), g_free);
  g_object_set_data (G_OBJECT (button), "settled", GINT_TO_POINTER (summary->settled_at_us != 0 && summary->voided_at_us == 0));

  return button;
}

/**
 * trivet_history_row_get_order_id:
 * @row: from trivet_history_row_new()
 *
 * Returns: (transfer none): whose row it is
 */
const char *
trivet_history_row_get_order_id (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "order");
}

/**
 * trivet_history_row_is_settled:
 * @row: from trivet_history_row_new()
 *
 * Returns: whether it was paid and not voided, so that it can be reopened
 */
gboolean
trivet_history_row_is_settled (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "settled") != NULL;
}

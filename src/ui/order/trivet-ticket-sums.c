/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-ticket-sums.h"

#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetTicketSums: one row for each sum that may be there, and the total. Promotions and charges have
 * a row each, the last of them for all that is left. Rows are only shown when they say something.
 */

#define MAX_NAMED_ROWS 3

typedef enum {
  SUM_SUBTOTAL,
  SUM_PROMOTIONS,
  SUM_DISCOUNT = SUM_PROMOTIONS + MAX_NAMED_ROWS,
  SUM_CHARGES,
  SUM_TAX_ADDED = SUM_CHARGES + MAX_NAMED_ROWS,
  SUM_TAX_INCLUDED,
  SUM_TIP,
  SUM_RETURNED,
  SUM_PAID,
  SUM_BACK,
  SUM_IN_DOUBT,
} SumKind;
#define N_SUMS (SUM_IN_DOUBT + 1)

typedef struct {
  GtkWidget *row;
  GtkWidget *words;
  GtkWidget *amount;
} SumRow;

struct _TrivetTicketSums {
  GtkBox parent_instance;

  TrivetCurrency currency;
  GtkWidget     *rows;
  SumRow         sums[N_SUMS]; /* empty until there is something to say */
  GtkWidget     *total;
};

G_DEFINE_FINAL_TYPE (TrivetTicketSums, trivet_ticket_sums, GTK_TYPE_BOX)

static void
trivet_ticket_sums_class_init (TrivetTicketSumsClass *klass)
{
}

static void
trivet_ticket_sums_init (TrivetTicketSums *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "ticket-sums");
}

static const char *const amount_classes[N_SUMS] = {
  [SUM_SUBTOTAL] = "",
  [SUM_PROMOTIONS... SUM_DISCOUNT] = "good",
  [SUM_CHARGES... SUM_TAX_ADDED - 1] = "",
  [SUM_TAX_ADDED] = "",
  [SUM_TAX_INCLUDED] = "dim",
  [SUM_TIP] = "",
  [SUM_RETURNED] = "good",
  [SUM_PAID] = "good",
  [SUM_BACK] = "good",
  [SUM_IN_DOUBT] = "choices-hint",
};

/* Below those before it that have been made. */
static void
make_row (TrivetTicketSums *self,
          SumKind           kind)
{
  SumRow    *sum = &self->sums[kind];
  GtkWidget *above = NULL;

  sum->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  sum->words = trivet_ui_label_new ("", "dim");
  sum->amount = trivet_ui_label_new ("", amount_classes[kind]);
  gtk_widget_add_css_class (sum->amount, "numeric");
  gtk_label_set_ellipsize (GTK_LABEL (sum->words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (sum->words, TRUE);
  gtk_box_append (GTK_BOX (sum->row), sum->words);
  gtk_box_append (GTK_BOX (sum->row), sum->amount);
  for (guint i = 0; i < kind; i++) {
    if (self->sums[i].row != NULL)
      above = self->sums[i].row;
  }
  gtk_box_insert_child_after (GTK_BOX (self->rows), sum->row, above);
}

static void
build (TrivetTicketSums *self)
{
  GtkWidget *total = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = trivet_ui_label_new (_("Total"), "ticket-total");

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->total = trivet_ui_label_new ("", "ticket-total numeric");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (total), words);
  gtk_box_append (GTK_BOX (total), self->total);
  gtk_box_append (GTK_BOX (self), self->rows);
  gtk_box_append (GTK_BOX (self), total);
}

/**
 * trivet_ticket_sums_new:
 * @currency: of all amounts
 *
 * Returns: (transfer floating): sums of nothing yet
 */
GtkWidget *
trivet_ticket_sums_new (TrivetCurrency currency)
{
  TrivetTicketSums *self = g_object_new (TRIVET_TYPE_TICKET_SUMS, NULL);

  self->currency = currency;
  build (self);

  return GTK_WIDGET (self);
}

/* A row is made when it has something to say; from then on it stays and changes its words. */
static void
show_sum (TrivetTicketSums *self,
          SumKind           kind,
          const char       *words,
          gint64            minor)
{
  g_autofree char *text = NULL;

  if (self->sums[kind].row == NULL && minor == 0)
    return;
  if (self->sums[kind].row == NULL)
    make_row (self, kind);
  text = trivet_ui_format_minor (minor, self->currency);
  gtk_label_set_text (GTK_LABEL (self->sums[kind].words), words);
  gtk_label_set_text (GTK_LABEL (self->sums[kind].amount), text);
  gtk_widget_set_visible (self->sums[kind].row, minor != 0);
}

typedef struct {
  TrivetTicketSums *sums;
  SumKind           first;
  guint             n_shown;
  gint64            last_minor; /* of the last row */
  GString          *last_words;
} NamedRows;

static void
add_named (NamedRows  *rows,
           const char *name,
           gint64      minor)
{
  if (minor == 0)
    return;
  if (rows->n_shown + 1 < MAX_NAMED_ROWS) {
    show_sum (rows->sums, rows->first + rows->n_shown++, name, minor);
    return;
  }
  g_string_append_printf (rows->last_words, "%s%s", rows->last_words->len > 0 ? " · " : "", name);
  rows->last_minor += minor;
}

static void
end_named (NamedRows *rows)
{
  show_sum (rows->sums, rows->first + MAX_NAMED_ROWS - 1, rows->last_words->str, rows->last_minor);
  while (rows->n_shown + 1 < MAX_NAMED_ROWS)
    show_sum (rows->sums, rows->first + rows->n_shown++, "", 0);
  g_string_free (rows->last_words, TRUE);
}

static void
show_promotions (TrivetTicketSums   *self,
                 const TrivetOrder  *order,
                 const TrivetTotals *totals)
{
  NamedRows rows = { self, SUM_PROMOTIONS, 0, 0, g_string_new (NULL) };

  for (guint i = 0; order != NULL && i < order->promotions->len; i++) {
    const TrivetAppliedPromotion *promotion = g_ptr_array_index (order->promotions, i);

    add_named (&rows, trivet_ui_is_chinese () ? promotion->name_zh : promotion->name, -g_array_index (totals->promotions, gint64, i));
  }
  end_named (&rows);
}

static void
show_charges (TrivetTicketSums   *self,
              const TrivetTotals *totals)
{
  NamedRows rows = { self, SUM_CHARGES, 0, 0, g_string_new (NULL) };

  for (guint i = 0; totals->charges != NULL && i < totals->charges->len; i++) {
    const TrivetChargeTotal *total = &g_array_index (totals->charges, TrivetChargeTotal, i);

    add_named (&rows, trivet_ui_is_chinese () ? total->charge->name_zh : total->charge->name, total->amount_minor);
  }
  end_named (&rows);
}

/* What a correction has left over so far. */
static gint64
compute_back (const TrivetOrder  *order,
              const TrivetTotals *totals)
{
  return trivet_order_is_corrected (order) ? MAX (trivet_order_get_net_paid_minor (order) - totals->total_minor, 0) : 0;
}

/**
 * trivet_ticket_sums_update:
 * @self: the sums
 * @tab: (nullable): an order
 *
 * Shows what @tab adds up to.
 */
void
trivet_ticket_sums_update (TrivetTicketSums *self,
                           TrivetTab        *tab)
{
  static const TrivetTotals none;
  TrivetOrder              *order = tab != NULL ? trivet_tab_get_order (tab) : NULL;
  const TrivetTotals       *totals = tab != NULL ? trivet_tab_get_totals (tab) : &none;
  const char               *discount = order != NULL ? trivet_words_for_discount (&order->discount) : _("Discount");
  g_autofree char *total = NULL;

  g_return_if_fail (TRIVET_IS_TICKET_SUMS (self));

  show_sum (self, SUM_SUBTOTAL, _("Subtotal"), totals->subtotal_minor);
  show_promotions (self, order, totals);
  show_charges (self, totals);
  show_sum (self, SUM_TIP, _("Tip"), totals->tip_minor);
  show_sum (self, SUM_DISCOUNT, discount, -totals->order_discount_minor);
  show_sum (self, SUM_TAX_ADDED, _("Tax"), totals->tax_added_minor);
  show_sum (self, SUM_TAX_INCLUDED, _("of which tax"), totals->tax_within_minor);
  show_sum (self, SUM_RETURNED, _("Refunded before"), -totals->returned_minor);
  show_sum (self, SUM_PAID, _("Paid"), order != NULL ? -trivet_order_get_net_paid_minor (order) : 0);
  show_sum (self, SUM_BACK, _("Goes back"), order != NULL ? compute_back (order, totals) : 0);
  show_sum (self, SUM_IN_DOUBT, _("Payment not certain yet"), order != NULL ? trivet_order_get_in_doubt_minor (order) : 0);
  total = trivet_ui_format_minor (totals->total_minor, self->currency);
  gtk_label_set_text (GTK_LABEL (self->total), total);
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-pay-lines.h"

#include "trivet-prices-words.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetPayLines: a list view, because an order may have 500 lines; only those in view are
 * widgets. The model holds nothing but one entry a line: rows read the tab's totals by position.
 */

struct _TrivetPayLines {
  GtkWidget parent_instance;

  TrivetTab     *tab;   /* nullable */
  int            check; /* 0 for the whole order */
  GtkStringList *model;
  GtkWidget     *column;
  GtkWidget     *sums;
};

G_DEFINE_FINAL_TYPE (TrivetPayLines, trivet_pay_lines, GTK_TYPE_WIDGET)

static void
trivet_pay_lines_dispose (GObject *object)
{
  TrivetPayLines *self = TRIVET_PAY_LINES (object);

  g_clear_pointer (&self->column, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_object (&self->tab);

  G_OBJECT_CLASS (trivet_pay_lines_parent_class)->dispose (object);
}

static void
trivet_pay_lines_class_init (TrivetPayLinesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = trivet_pay_lines_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
row_new (void)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *quantity = trivet_ui_label_new ("", "dim numeric");
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = trivet_ui_label_new ("", "");
  GtkWidget *why = trivet_ui_label_new ("", "pay-small good numeric");
  GtkWidget *amount = trivet_ui_label_new ("", "numeric");

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (why), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (quantity), 3);
  gtk_widget_set_valign (quantity, GTK_ALIGN_START);
  gtk_widget_set_valign (amount, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_visible (why, FALSE);
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), why);
  gtk_box_append (GTK_BOX (row), quantity);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), amount);
  gtk_widget_add_css_class (row, "pay-line");

  return row;
}

/* @why: (nullable): why it costs less */
static void
row_set (GtkWidget  *row,
         const char *quantity,
         const char *name,
         const char *why,
         const char *amount)
{
  GtkWidget *label = gtk_widget_get_first_child (row);
  GtkWidget *words = gtk_widget_get_next_sibling (label);
  GtkWidget *reason = gtk_widget_get_last_child (words);

  gtk_label_set_text (GTK_LABEL (label), quantity);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (words)), name);
  gtk_label_set_text (GTK_LABEL (reason), why != NULL ? why : "");
  gtk_widget_set_visible (reason, why != NULL);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (words)), amount);
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  user_data)
{
  gtk_list_item_set_child (item, row_new ());
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
}

/* Returns: (nullable): the check that is shown; NULL for the whole order */
static const TrivetCheck *
get_check (TrivetPayLines *self)
{
  return trivet_checks_lookup (trivet_tab_get_checks (self->tab), self->check);
}

static void
bind_part (TrivetPayLines    *self,
           GtkListItem       *item,
           const TrivetCheck *check,
           guint              position)
{
  const TrivetCheckLine *part;
  g_autofree char       *quantity = NULL;
  g_autofree char       *amount = NULL;

  if (position >= check->lines->len)
    return;
  part = &g_array_index (check->lines, TrivetCheckLine, position);
  if (part->denominator == 1)
    quantity = g_strdup_printf ("%" G_GINT64_FORMAT "×", part->total->line->quantity);
  else
    quantity = g_strdup_printf ("%d/%d", part->numerator, part->denominator);
  amount = trivet_ui_format_minor (part->amount_minor, trivet_tab_get_order (self->tab)->currency);
  row_set (gtk_list_item_get_child (item), quantity,
           trivet_ui_is_chinese () ? part->total->line->name_zh : part->total->line->name, NULL, amount);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  user_data)
{
  TrivetPayLines        *self = user_data;
  const TrivetTotals    *totals = trivet_tab_get_totals (self->tab);
  guint                  position = gtk_list_item_get_position (item);
  const TrivetLineTotal *total;
  g_autofree char       *quantity = NULL;
  g_autofree char       *amount = NULL;
  g_autofree char       *why = NULL;

  if (get_check (self) != NULL) {
    bind_part (self, item, get_check (self), position);
    return;
  }
  if (position >= totals->lines->len)
    return;

  total = &g_array_index (totals->lines, TrivetLineTotal, position);
  quantity = g_strdup_printf ("%" G_GINT64_FORMAT "×", total->line->quantity);
  amount = trivet_ui_format_minor (total->gross_minor - total->line_discount_minor,
                                   trivet_tab_get_order (self->tab)->currency);
  why = trivet_prices_words_dup_why (trivet_tab_get_order (self->tab), totals, position);
  row_set (gtk_list_item_get_child (item), quantity,
           trivet_ui_is_chinese () ? total->line->name_zh : total->line->name, why, amount);
}

static void
trivet_pay_lines_init (TrivetPayLines *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scrolled = gtk_scrolled_window_new ();
  GtkWidget          *list;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  self->model = gtk_string_list_new (NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->model)))),
                            factory);
  gtk_widget_add_css_class (list, "pay-lines");
  trivet_ui_set_name (list, _("What is being paid"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);

  self->sums = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (self->sums, "pay-sums");
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->column), scrolled);
  gtk_box_append (GTK_BOX (self->column), self->sums);
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));
}

/**
 * trivet_pay_lines_new:
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
trivet_pay_lines_new (void)
{
  return g_object_new (TRIVET_TYPE_PAY_LINES, NULL);
}

static void
add_sum (TrivetPayLines *self,
         const char     *name,
         gint64          minor,
         gboolean        strong)
{
  g_autofree char *amount = trivet_ui_format_minor (minor, trivet_tab_get_order (self->tab)->currency);
  GtkWidget       *row = row_new ();

  gtk_widget_set_visible (gtk_widget_get_first_child (row), FALSE);
  row_set (row, "", name, NULL, amount);
  trivet_ui_toggle_class (row, "strong", strong);
  gtk_box_append (GTK_BOX (self->sums), row);
}

static void
add_sum_of (TrivetPayLines *self,
            const char     *name,
            gint64          minor)
{
  if (minor != 0)
    add_sum (self, name, minor, FALSE);
}

/* The same rows as for the whole order: what of each falls to this bill. */
static void
show_check_sums (TrivetPayLines    *self,
                 const TrivetCheck *check)
{
  const TrivetOrder  *order = trivet_tab_get_order (self->tab);
  const TrivetTotals *totals = trivet_tab_get_totals (self->tab);

  if (check->lines->len == 0)
    add_sum (self, _("Share of the dishes"), check->subtotal_minor, FALSE);
  for (guint i = 0; i < check->promotions->len; i++) {
    const TrivetAppliedPromotion *promotion = g_ptr_array_index (order->promotions, i);

    add_sum_of (self, trivet_ui_is_chinese () ? promotion->name_zh : promotion->name, -g_array_index (check->promotions, gint64, i));
  }
  add_sum_of (self, trivet_words_for_discount (&order->discount), -check->order_discount_minor);
  for (guint i = 0; i < check->charges->len; i++) {
    const TrivetCharge *charge = g_array_index (totals->charges, TrivetChargeTotal, i).charge;

    add_sum_of (self, trivet_ui_is_chinese () ? charge->name_zh : charge->name, g_array_index (check->charges, gint64, i));
  }
  add_sum_of (self, _("Tip"), check->tip_minor);
  add_sum_of (self, _("Tax"), check->tax_added_minor);
  add_sum_of (self, _("Refunded before"), -check->returned_minor);
  add_sum_of (self, check->other_minor < 0 ? _("Discount") : _("Taxes and charges"), check->other_minor);
  add_sum (self, _("Total"), check->total_minor, TRUE);
}

static void
show_sums (TrivetPayLines *self)
{
  const TrivetTotals *totals = trivet_tab_get_totals (self->tab);
  const TrivetOrder  *order = trivet_tab_get_order (self->tab);

  trivet_ui_clear_box (GTK_BOX (self->sums));
  if (get_check (self) != NULL) {
    show_check_sums (self, get_check (self));
    return;
  }
  for (guint i = 0; i < order->promotions->len; i++) {
    const TrivetAppliedPromotion *promotion = g_ptr_array_index (order->promotions, i);
    gint64                        taken = g_array_index (totals->promotions, gint64, i);

    if (taken != 0)
      add_sum (self, trivet_ui_is_chinese () ? promotion->name_zh : promotion->name, -taken, FALSE);
  }
  if (totals->order_discount_minor != 0)
    add_sum (self, trivet_words_for_discount (&order->discount), -totals->order_discount_minor, FALSE);
  for (guint i = 0; i < totals->charges->len; i++) {
    const TrivetChargeTotal *total = &g_array_index (totals->charges, TrivetChargeTotal, i);

    add_sum (self, trivet_ui_is_chinese () ? total->charge->name_zh : total->charge->name, total->amount_minor, FALSE);
  }
  if (totals->tip_minor != 0)
    add_sum (self, _("Tip"), totals->tip_minor, FALSE);
  if (totals->tax_added_minor != 0)
    add_sum (self, _("Tax"), totals->tax_added_minor, FALSE);
  if (totals->returned_minor != 0)
    add_sum (self, _("Refunded before"), -totals->returned_minor, FALSE);
  add_sum (self, _("Total"), totals->total_minor, TRUE);
}

/**
 * trivet_pay_lines_set_tab:
 * @self: a list
 * @tab: (nullable): the order; call again when it has changed
 * @check: one of its checks, 0 for the whole order
 */
void
trivet_pay_lines_set_tab (TrivetPayLines *self,
                          TrivetTab      *tab,
                          int             check)
{
  guint n_before;
  guint n;

  g_return_if_fail (TRIVET_IS_PAY_LINES (self));

  g_set_object (&self->tab, tab);
  self->check = check;
  gtk_widget_set_visible (self->column, tab != NULL);

  n_before = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  gtk_string_list_splice (self->model, 0, n_before, NULL);
  if (tab == NULL)
    return;

  n = get_check (self) != NULL ? get_check (self)->lines->len : trivet_tab_get_totals (tab)->lines->len;
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (self->model, "");
  show_sums (self);
}

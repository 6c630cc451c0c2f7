/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-paid-view.h"

#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetPaidView: rows of a name and a sum, straight from the checkout's status.
 */

struct _TrivetPaidView {
  GtkWidget parent_instance;

  GtkWidget *clamp;
  GtkWidget *rows;
};

G_DEFINE_FINAL_TYPE (TrivetPaidView, trivet_paid_view, GTK_TYPE_WIDGET)

static void
trivet_paid_view_dispose (GObject *object)
{
  g_clear_pointer (&TRIVET_PAID_VIEW (object)->clamp, gtk_widget_unparent);

  G_OBJECT_CLASS (trivet_paid_view_parent_class)->dispose (object);
}

static void
trivet_paid_view_class_init (TrivetPaidViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = trivet_paid_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
trivet_paid_view_init (TrivetPaidView *self)
{
  self->clamp = adw_clamp_new ();
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_valign (self->rows, GTK_ALIGN_CENTER);
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), 560);
  adw_clamp_set_child (ADW_CLAMP (self->clamp), self->rows);
  gtk_widget_set_parent (self->clamp, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "cash-view");
}

/**
 * trivet_paid_view_new:
 *
 * Returns: (transfer floating): an empty view
 */
GtkWidget *
trivet_paid_view_new (void)
{
  return g_object_new (TRIVET_TYPE_PAID_VIEW, NULL);
}

static void
add_row (TrivetPaidView *self,
         const char     *name,
         const char     *value,
         const char     *css_class)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *name_label = trivet_ui_label_new (name, "paid-name");
  GtkWidget *value_label = trivet_ui_label_new (value, "paid-value numeric");

  gtk_widget_add_css_class (row, "paid-row");
  gtk_widget_add_css_class (row, css_class);
  gtk_widget_set_hexpand (name_label, TRUE);
  gtk_label_set_wrap (GTK_LABEL (name_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (value_label), 1);
  gtk_box_append (GTK_BOX (row), name_label);
  gtk_box_append (GTK_BOX (row), value_label);
  gtk_box_append (GTK_BOX (self->rows), row);
}

static void
add_sum (TrivetPaidView       *self,
         const TrivetPayScene *scene,
         const char           *name,
         gint64                minor,
         const char           *css_class)
{
  g_autofree char *amount = trivet_ui_format_minor (minor, scene->currency);

  add_row (self, name, amount, css_class);
}

static void
add_cash (TrivetPaidView       *self,
          const TrivetPayScene *scene)
{
  const TrivetCheckoutStatus *status = scene->status;

  add_sum (self, scene, _("To pay"), status->amount.minor, "plain");
  if (status->rounding_minor != 0)
    add_sum (self, scene, _("Rounding"), status->rounding_minor, "plain");
  add_sum (self, scene, _("Received"), status->tendered_minor, "plain");
  add_sum (self, scene, _("Change"), status->change_minor, "huge");
}

static void
add_wallet (TrivetPaidView       *self,
            const TrivetPayScene *scene)
{
  const TrivetCheckoutStatus *status = scene->status;
  g_autofree char            *method = trivet_words_for_method (scene->wallets, status->method);
  g_autofree char            *voucher = g_strdup_printf (_("%s voucher"), method);

  add_sum (self, scene, _("From the customer"), status->payer_minor, "plain");
  if (status->discount_minor > 0)
    add_sum (self, scene, voucher, status->discount_minor, "plain");
  add_sum (self, scene, method, status->amount.minor, "huge");
  if (status->reference != NULL && *status->reference != '\0')
    add_row (self, _("Number at the wallet"), status->reference, "small");
}

/* Nothing was taken: an order that costs nothing, or one that was corrected. */
static void
add_closed (TrivetPaidView       *self,
            const TrivetPayScene *scene)
{
  const TrivetCheckoutStatus *status = scene->status;

  if (status->surplus_minor > status->cash_back_minor)
    add_sum (self, scene, _("Back to the wallet"), status->surplus_minor - status->cash_back_minor, "plain");
  add_sum (self, scene, status->cash_back_minor > 0 ? _("Hand out in cash") : _("To pay"), status->cash_back_minor, "huge");
}

/**
 * trivet_paid_view_show:
 * @self: a view
 * @scene: how things are, with a payment that is paid
 */
void
trivet_paid_view_show (TrivetPaidView       *self,
                       const TrivetPayScene *scene)
{
  g_return_if_fail (TRIVET_IS_PAID_VIEW (self));
  g_return_if_fail (scene != NULL);

  trivet_ui_clear_box (GTK_BOX (self->rows));
  if (scene->status->method == NULL)
    add_closed (self, scene);
  else if (g_strcmp0 (scene->status->method, "cash") == 0)
    add_cash (self, scene);
  else
    add_wallet (self, scene);
}

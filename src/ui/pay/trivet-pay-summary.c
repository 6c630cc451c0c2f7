/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-pay-summary.h"

#include "trivet-pay-lines.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetPaySummary: the left column of the pay page.
 */

/* Longer amounts are written smaller, so that the column keeps its width. */
#define LONG_AMOUNT   9
#define LONGER_AMOUNT 12

enum {
  METHOD_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetPaySummary {
  GtkWidget parent_instance;

  TrivetUiContext *context;
  GtkWidget       *column;
  GtkWidget       *caption;
  GtkWidget       *amount;
  GtkWidget       *scan;
  GtkWidget       *cash;
  GtkWidget       *lines;
  GtkWidget       *paid;
};

G_DEFINE_FINAL_TYPE (TrivetPaySummary, trivet_pay_summary, GTK_TYPE_WIDGET)

static void
trivet_pay_summary_dispose (GObject *object)
{
  TrivetPaySummary *self = TRIVET_PAY_SUMMARY (object);

  g_clear_pointer (&self->column, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_pay_summary_parent_class)->dispose (object);
}

static void
trivet_pay_summary_class_init (TrivetPaySummaryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = trivet_pay_summary_dispose;

  signals[METHOD_CHOSEN] =
    g_signal_new ("method-chosen",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
on_method_clicked (GtkButton *button,
                   gpointer   user_data)
{
  g_signal_emit (user_data, signals[METHOD_CHOSEN], 0);
}

static GtkWidget *
method_button_new (TrivetPaySummary *self,
                   const char       *emoji,
                   const char       *name,
                   const char       *hint)
{
  g_autofree char *title = g_strdup_printf ("%s %s", emoji, name);
  GtkWidget       *button = gtk_toggle_button_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget       *title_label = gtk_label_new (title);
  GtkWidget       *hint_label = gtk_label_new (hint);

  gtk_widget_add_css_class (title_label, "method-name");
  gtk_widget_add_css_class (hint_label, "method-hint");
  gtk_label_set_ellipsize (GTK_LABEL (title_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (hint_label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (hint_label, *hint != '\0');
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), title_label);
  gtk_box_append (GTK_BOX (box), hint_label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "trivet-button");
  gtk_widget_add_css_class (button, "pay-method");
  gtk_widget_set_hexpand (button, TRUE);
  trivet_ui_set_name (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_method_clicked), self);

  return button;
}

/* "Alipay · WeChat Pay", in the language of the screen. */
static char *
dup_wallet_names (TrivetPaySummary *self)
{
  TrivetWalletTable *table = trivet_checkout_get_wallets (self->context->checkout);
  GString           *names = g_string_new (NULL);

  for (guint i = 0; self->context->method_ids != NULL && self->context->method_ids[i] != NULL; i++) {
    g_autofree char *name = trivet_words_for_method (table, self->context->method_ids[i]);

    g_string_append_printf (names, "%s%s", i > 0 ? " · " : "", name);
  }

  return g_string_free (names, FALSE);
}

static GtkWidget *
methods_new (TrivetPaySummary *self)
{
  GtkWidget       *methods = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *wallets = dup_wallet_names (self);

  gtk_box_set_homogeneous (GTK_BOX (methods), TRUE);
  self->scan = method_button_new (self, "📷", _("Scan code"), *wallets != '\0' ? wallets : _("no wallet is set up"));
  self->cash = method_button_new (self, "💴", _("Cash"), _("with change"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->cash), GTK_TOGGLE_BUTTON (self->scan));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->scan), TRUE);
  gtk_box_append (GTK_BOX (methods), self->scan);
  gtk_box_append (GTK_BOX (methods), self->cash);

  return methods;
}

static void
trivet_pay_summary_init (TrivetPaySummary *self)
{
}

static void
build (TrivetPaySummary *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->caption = trivet_ui_label_new (_("Amount due"), "dim");
  self->amount = trivet_ui_label_new ("", "pay-due numeric");
  self->lines = trivet_pay_lines_new ();
  self->paid = trivet_ui_label_new ("", "dim pay-small numeric");
  gtk_label_set_wrap (GTK_LABEL (self->paid), TRUE);
  gtk_widget_set_vexpand (self->lines, TRUE);
  gtk_box_append (GTK_BOX (head), self->caption);
  gtk_box_append (GTK_BOX (head), self->amount);

  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  gtk_box_append (GTK_BOX (self->column), head);
  gtk_box_append (GTK_BOX (self->column), methods_new (self));
  gtk_box_append (GTK_BOX (self->column), self->lines);
  gtk_box_append (GTK_BOX (self->column), self->paid);
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-left");
}

/**
 * trivet_pay_summary_new:
 * @context: the services
 *
 * Returns: (transfer floating): the left column
 */
GtkWidget *
trivet_pay_summary_new (TrivetUiContext *context)
{
  TrivetPaySummary *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_PAY_SUMMARY, NULL);
  self->context = g_object_ref (context);
  build (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_pay_summary_get_method:
 * @self: the left column
 *
 * Returns: the way to pay that is chosen
 */
TrivetPayMethod
trivet_pay_summary_get_method (TrivetPaySummary *self)
{
  g_return_val_if_fail (TRIVET_IS_PAY_SUMMARY (self), TRIVET_PAY_METHOD_SCAN);

  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->cash)) ? TRIVET_PAY_METHOD_CASH
                                                                       : TRIVET_PAY_METHOD_SCAN;
}

/**
 * trivet_pay_summary_set_method:
 * @self: the left column
 * @method: the way to pay; no signal follows
 */
void
trivet_pay_summary_set_method (TrivetPaySummary *self,
                               TrivetPayMethod   method)
{
  GtkWidget *button;

  g_return_if_fail (TRIVET_IS_PAY_SUMMARY (self));

  button = method == TRIVET_PAY_METHOD_CASH ? self->cash : self->scan;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

static void
show_amount (TrivetPaySummary *self,
             TrivetMoney       amount)
{
  g_autofree char *text = trivet_money_format (amount);
  glong            length = g_utf8_strlen (text, -1);

  gtk_label_set_text (GTK_LABEL (self->amount), text);
  trivet_ui_toggle_class (self->amount, "long", length >= LONG_AMOUNT && length < LONGER_AMOUNT);
  trivet_ui_toggle_class (self->amount, "longer", length >= LONGER_AMOUNT);
}

static void
show_paid (TrivetPaySummary     *self,
           const TrivetPayScene *scene,
           const TrivetOrder    *order)
{
  g_autofree char *amount = trivet_ui_format_minor (trivet_order_get_paid_minor (order), scene->currency);
  g_autofree char *words = NULL;

  if (trivet_pay_scene_is_reading (scene) && !scene->cash)
    words = g_strdup_printf (_("Paid so far %s · Nothing is charged until a code is read."), amount);
  else
    words = g_strdup_printf (_("Paid so far %s"), amount);
  gtk_label_set_text (GTK_LABEL (self->paid), words);
}

/**
 * trivet_pay_summary_show:
 * @self: the left column
 * @scene: how things are
 *
 * While a payment is under way the column shows what it asks for, and no other way can be chosen.
 */
void
trivet_pay_summary_show (TrivetPaySummary     *self,
                         const TrivetPayScene *scene)
{
  TrivetTab *tab;
  gboolean   under_way;

  g_return_if_fail (TRIVET_IS_PAY_SUMMARY (self));

  tab = trivet_checkout_get_tab (self->context->checkout);
  if (tab == NULL)
    return;

  under_way = trivet_pay_scene_is_under_way (scene);
  gtk_widget_set_sensitive (self->scan, !under_way && !scene->settled);
  gtk_widget_set_sensitive (self->cash, !under_way && !scene->settled);
  gtk_label_set_text (GTK_LABEL (self->caption), scene->settled ? _("Paid in full") : _("Amount due"));
  if (scene->settled)
    show_amount (self, trivet_money_new (trivet_tab_get_totals (tab)->total_minor, scene->currency));
  else if (under_way)
    show_amount (self, scene->status->amount);
  else
    show_amount (self, trivet_money_new (scene->due_minor, scene->currency));
  show_paid (self, scene, trivet_tab_get_order (tab));
}

/**
 * trivet_pay_summary_show_order:
 * @self: the left column
 *
 * Shows the lines of the order that the checkout has now.
 */
void
trivet_pay_summary_show_order (TrivetPaySummary *self)
{
  g_return_if_fail (TRIVET_IS_PAY_SUMMARY (self));

  trivet_pay_lines_set_tab (TRIVET_PAY_LINES (self->lines), trivet_checkout_get_tab (self->context->checkout));
}

/**
 * trivet_pay_summary_focus:
 * @self: the left column
 *
 * Puts the keyboard on the chosen way to pay.
 */
void
trivet_pay_summary_focus (TrivetPaySummary *self)
{
  g_return_if_fail (TRIVET_IS_PAY_SUMMARY (self));

  gtk_widget_grab_focus (trivet_pay_summary_get_method (self) == TRIVET_PAY_METHOD_CASH ? self->cash : self->scan);
}

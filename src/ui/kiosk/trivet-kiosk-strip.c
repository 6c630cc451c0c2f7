/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-kiosk-strip.h"

#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetKioskStrip: how many dishes, the last ones by name, and the button that pays them all.
 */

#define MAX_CHIPS 3

enum {
  PAY,
  SEE_ALL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetKioskStrip {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetTab       *tab; /* nullable */
  gboolean         open;

  GtkWidget *title;
  GtkWidget *see_all;
  GtkWidget *chips;
  GtkWidget *trouble;
  GtkWidget *pay;
};

G_DEFINE_FINAL_TYPE (TrivetKioskStrip, trivet_kiosk_strip, GTK_TYPE_BOX)

static void
trivet_kiosk_strip_dispose (GObject *object)
{
  TrivetKioskStrip *self = TRIVET_KIOSK_STRIP (object);

  g_clear_object (&self->tab);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_kiosk_strip_parent_class)->dispose (object);
}

static void
trivet_kiosk_strip_class_init (TrivetKioskStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_kiosk_strip_dispose;

  signals[PAY] =
    g_signal_new ("pay", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SEE_ALL] =
    g_signal_new ("see-all", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
on_pay_clicked (GtkButton *button,
                gpointer   user_data)
{
  g_signal_emit (user_data, signals[PAY], 0);
}

static void
on_see_all_clicked (GtkButton *button,
                    gpointer   user_data)
{
  g_signal_emit (user_data, signals[SEE_ALL], 0);
}

static void
trivet_kiosk_strip_init (TrivetKioskStrip *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-strip");
  self->title = trivet_ui_label_new ("", "kiosk-strip-title");
  gtk_widget_set_hexpand (self->title, TRUE);
  self->see_all = trivet_ui_button_new ("", "trivet-button flat", G_CALLBACK (on_see_all_clicked), self);
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->see_all);
  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  gtk_widget_add_css_class (self->chips, "kiosk-chips");
  self->trouble = trivet_ui_label_new ("", "kiosk-trouble");
  gtk_label_set_wrap (GTK_LABEL (self->trouble), TRUE);
  gtk_widget_set_visible (self->trouble, FALSE);
  self->pay = trivet_ui_button_new ("", "trivet-button primary kiosk-pay numeric", G_CALLBACK (on_pay_clicked), self);
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), self->trouble);
  gtk_box_append (GTK_BOX (self), self->chips);
  gtk_box_append (GTK_BOX (self), self->pay);
}

static void
append_chip (TrivetKioskStrip      *self,
             const TrivetLineTotal *total)
{
  const TrivetOrderLine *line = total->line;
  TrivetMenuItem        *item = trivet_menu_lookup_item (trivet_register_get_menu (self->context->reg), line->sku);
  const char            *emoji = item != NULL ? trivet_menu_item_get_emoji (item) : NULL;
  g_autofree char       *amount = trivet_ui_format_minor (total->gross_minor - total->line_discount_minor, trivet_tab_get_order (self->tab)->currency);
  g_autofree char       *words = NULL;
  GtkWidget             *label;

  words = g_strdup_printf ("%s%s%" G_GINT64_FORMAT " × %s %s", emoji != NULL ? emoji : "", emoji != NULL ? " " : "", line->quantity,
                           trivet_ui_is_chinese () ? line->name_zh : line->name, amount);
  label = trivet_ui_label_new (words, "trivet-chip numeric");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_box_append (GTK_BOX (self->chips), label);
}

/* The newest is on the left, where it is looked for. */
static void
show_chips (TrivetKioskStrip   *self,
            const TrivetTotals *totals)
{
  guint n = totals != NULL ? totals->lines->len : 0;

  trivet_ui_clear_box (GTK_BOX (self->chips));
  for (guint i = 0; i < MIN (n, MAX_CHIPS); i++)
    append_chip (self, &g_array_index (totals->lines, TrivetLineTotal, n - 1 - i));
  gtk_widget_set_visible (self->chips, n > 0 && !self->open);
}

static void
show_order (TrivetKioskStrip *self)
{
  const TrivetTotals *totals = self->tab != NULL ? trivet_tab_get_totals (self->tab) : NULL;
  gint64              n = totals != NULL ? totals->n_items : 0;
  g_autofree char    *due = trivet_ui_format_minor (totals != NULL ? totals->total_minor : 0,
                                                 trivet_register_get_shop (self->context->reg)->currency);
  g_autofree char *pay = g_strdup_printf (_("Pay %s"), due);
  g_autofree char *title = n > 0   ? g_strdup_printf (ngettext ("Your order · %d item", "Your order · %d items", (gulong) n), (int) n)
                                   : g_strdup (_("Your order is empty"));
  const char *see_all = self->open ? _("Back to the dishes") : _("See all ▴");

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_button_set_label (GTK_BUTTON (self->see_all), see_all);
  trivet_ui_set_name (self->see_all, see_all);
  gtk_button_set_label (GTK_BUTTON (self->pay), pay);
  trivet_ui_set_name (self->pay, pay);
  gtk_widget_set_sensitive (self->pay, n > 0);
  gtk_widget_set_visible (self->see_all, n > 0 || self->open);
  show_chips (self, totals);
}

static void
on_tab_changed (TrivetKioskStrip *self)
{
  trivet_kiosk_strip_say (self, NULL);
  show_order (self);
}

static void
on_current_changed (TrivetKioskStrip *self)
{
  TrivetTab *tab = trivet_register_get_current (self->context->reg);

  if (self->tab != NULL)
    g_signal_handlers_disconnect_by_func (self->tab, on_tab_changed, self);
  g_set_object (&self->tab, tab);
  if (tab != NULL)
    g_signal_connect_object (tab, "changed", G_CALLBACK (on_tab_changed), self, G_CONNECT_SWAPPED);
  on_tab_changed (self);
}

/**
 * trivet_kiosk_strip_new:
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer floating): the order on the screen
 */
GtkWidget *
trivet_kiosk_strip_new (TrivetUiContext *context)
{
  TrivetKioskStrip *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_KIOSK_STRIP, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (context->reg, "current-changed", G_CALLBACK (on_current_changed), self, G_CONNECT_SWAPPED);
  on_current_changed (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_kiosk_strip_set_open:
 * @self: the order
 * @open: whether the whole list is shown above it
 */
void
trivet_kiosk_strip_set_open (TrivetKioskStrip *self,
                             gboolean          open)
{
  g_return_if_fail (TRIVET_IS_KIOSK_STRIP (self));

  self->open = open;
  show_order (self);
}

/**
 * trivet_kiosk_strip_say:
 * @self: the order
 * @words: (nullable): why something could not be done; %NULL when there is nothing to say
 */
void
trivet_kiosk_strip_say (TrivetKioskStrip *self,
                        const char       *words)
{
  g_return_if_fail (TRIVET_IS_KIOSK_STRIP (self));

  gtk_label_set_text (GTK_LABEL (self->trouble), words != NULL ? words : "");
  gtk_widget_set_visible (self->trouble, words != NULL);
}

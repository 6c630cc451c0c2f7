/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-kiosk-basket.h"

#include "trivet-ticket-sums.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetKioskBasket: a row for each line, and below them what they add up to, with all that promotions
 * and charges make of it.
 */

enum {
  EDIT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetKioskBasket {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetTab       *tab;  /* nullable */
  GHashTable      *rows; /* line id → row */

  GtkWidget *lines;
  GtkWidget *sums;
};

G_DEFINE_FINAL_TYPE (TrivetKioskBasket, trivet_kiosk_basket, GTK_TYPE_BOX)

static void
trivet_kiosk_basket_dispose (GObject *object)
{
  TrivetKioskBasket *self = TRIVET_KIOSK_BASKET (object);

  g_clear_object (&self->tab);
  g_clear_object (&self->context);
  g_clear_pointer (&self->rows, g_hash_table_unref);

  G_OBJECT_CLASS (trivet_kiosk_basket_parent_class)->dispose (object);
}

static void
trivet_kiosk_basket_class_init (TrivetKioskBasketClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_kiosk_basket_dispose;

  signals[EDIT] =
    g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static const char *
get_line_id (gpointer button)
{
  return g_object_get_data (button, "line");
}

static void
on_less_clicked (GtkButton *button,
                 gpointer   user_data)
{
  trivet_register_change_quantity (TRIVET_KIOSK_BASKET (user_data)->context->reg, get_line_id (button), -1);
}

static void
on_more_clicked (GtkButton *button,
                 gpointer   user_data)
{
  trivet_register_change_quantity (TRIVET_KIOSK_BASKET (user_data)->context->reg, get_line_id (button), 1);
}

static void
on_remove_clicked (GtkButton *button,
                   gpointer   user_data)
{
  trivet_register_void_line (TRIVET_KIOSK_BASKET (user_data)->context->reg, get_line_id (button));
}

static void
on_edit_clicked (GtkButton *button,
                 gpointer   user_data)
{
  g_signal_emit (user_data, signals[EDIT], 0, get_line_id (button));
}

static void
append_button (TrivetKioskBasket     *self,
               GtkWidget             *row,
               const TrivetOrderLine *line,
               const char            *label,
               const char            *format,
               const char            *css_classes,
               GCallback              callback)
{
  GtkWidget       *button = trivet_ui_button_new (label, css_classes, callback, self);
  g_autofree char *name = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  name = g_strdup_printf (format, trivet_ui_is_chinese () ? line->name_zh : line->name);
#pragma GCC diagnostic pop
  trivet_ui_set_name (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "line", g_strdup (line->line_id), g_free);
  gtk_box_append (GTK_BOX (row), button);
}

static GtkWidget *
append_label (GtkWidget  *row,
              const char *key,
              const char *css_classes)
{
  GtkWidget *label = trivet_ui_label_new ("", css_classes);

  g_object_set_data (G_OBJECT (row), key, label);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);

  return label;
}

static GtkWidget *
new_row (TrivetKioskBasket     *self,
         const TrivetOrderLine *line)
{
  TrivetMenuItem *item = trivet_menu_lookup_item (trivet_register_get_menu (self->context->reg), line->sku);
  GtkWidget      *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget      *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_widget_add_css_class (row, "kiosk-line");
  gtk_box_append (GTK_BOX (words), append_label (row, "name", "kiosk-name"));
  gtk_box_append (GTK_BOX (words), append_label (row, "detail", "kiosk-words"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), words);
  if (item != NULL && trivet_menu_item_has_choices (item))
    append_button (self, row, line, _("Edit"), _("Change the choices of %s"), "trivet-button kiosk-tool", G_CALLBACK (on_edit_clicked));
  append_button (self, row, line, "−", _("One less %s"), "trivet-button kiosk-step", G_CALLBACK (on_less_clicked));
  gtk_box_append (GTK_BOX (row), append_label (row, "quantity", "kiosk-price numeric"));
  append_button (self, row, line, "+", _("One more %s"), "trivet-button primary kiosk-step", G_CALLBACK (on_more_clicked));
  gtk_box_append (GTK_BOX (row), append_label (row, "amount", "kiosk-price kiosk-amount numeric"));
  append_button (self, row, line, "✕", _("Take out %s"), "trivet-button danger kiosk-step", G_CALLBACK (on_remove_clicked));
  gtk_label_set_xalign (GTK_LABEL (g_object_get_data (G_OBJECT (row), "amount")), 1);

  return row;
}

static char *
dup_detail (const TrivetOrderLine *line)
{
  GString *detail = g_string_new (NULL);

  for (guint i = 0; i < line->modifiers->len; i++) {
    const TrivetLineModifier *modifier = g_ptr_array_index (line->modifiers, i);

    g_string_append_printf (detail, "%s%s", i > 0 ? " · " : "", trivet_ui_is_chinese () ? modifier->name_zh : modifier->name);
  }

  return g_string_free (detail, FALSE);
}

static void
set_text (GtkWidget  *row,
          const char *key,
          const char *text)
{
  gtk_label_set_text (GTK_LABEL (g_object_get_data (G_OBJECT (row), key)), text);
}

static void
show_line (TrivetKioskBasket     *self,
           GtkWidget             *row,
           const TrivetLineTotal *total)
{
  const TrivetOrderLine *line = total->line;
  g_autofree char       *detail = dup_detail (line);
  g_autofree char       *quantity = g_strdup_printf ("%" G_GINT64_FORMAT, line->quantity);
  g_autofree char       *amount = trivet_ui_format_minor (total->gross_minor - total->line_discount_minor, trivet_tab_get_order (self->tab)->currency);

  set_text (row, "name", trivet_ui_is_chinese () ? line->name_zh : line->name);
  set_text (row, "detail", detail);
  set_text (row, "quantity", quantity);
  set_text (row, "amount", amount);
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "detail"), *detail != '\0');
}

/* A row stays the same widget while its line is there, so that no press is lost. */
static void
show_lines (TrivetKioskBasket  *self,
            const TrivetTotals *totals)
{
  g_autoptr (GHashTable) old = g_steal_pointer (&self->rows);
  GHashTableIter iter;
  gpointer       row;

  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; totals != NULL && i < totals->lines->len; i++) {
    const TrivetLineTotal *total = &g_array_index (totals->lines, TrivetLineTotal, i);

    row = g_hash_table_lookup (old, total->line->line_id);
    if (row == NULL) {
      row = new_row (self, total->line);
      gtk_box_append (GTK_BOX (self->lines), row);
    }
    g_hash_table_remove (old, total->line->line_id);
    g_hash_table_insert (self->rows, g_strdup (total->line->line_id), row);
    show_line (self, row, total);
  }
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    gtk_box_remove (GTK_BOX (self->lines), row);
}

static void
on_tab_changed (TrivetKioskBasket *self)
{
  show_lines (self, self->tab != NULL ? trivet_tab_get_totals (self->tab) : NULL);
  trivet_ticket_sums_update (TRIVET_TICKET_SUMS (self->sums), self->tab);
}

static void
on_current_changed (TrivetKioskBasket *self)
{
  TrivetTab *tab = trivet_register_get_current (self->context->reg);

  if (self->tab != NULL)
    g_signal_handlers_disconnect_by_func (self->tab, on_tab_changed, self);
  g_set_object (&self->tab, tab);
  if (tab != NULL)
    g_signal_connect_object (tab, "changed", G_CALLBACK (on_tab_changed), self, G_CONNECT_SWAPPED);
  on_tab_changed (self);
}

static void
trivet_kiosk_basket_init (TrivetKioskBasket *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * trivet_kiosk_basket_new:
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer floating): the lines of the order on the screen
 */
GtkWidget *
trivet_kiosk_basket_new (TrivetUiContext *context)
{
  TrivetKioskBasket *self;
  GtkWidget         *scroller;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_KIOSK_BASKET, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  self->context = g_object_ref (context);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-basket");
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->lines);
  gtk_widget_set_vexpand (scroller, TRUE);
  self->sums = trivet_ticket_sums_new (trivet_register_get_shop (context->reg)->currency);
  gtk_box_append (GTK_BOX (self), scroller);
  gtk_box_append (GTK_BOX (self), self->sums);
  g_signal_connect_object (context->reg, "current-changed", G_CALLBACK (on_current_changed), self, G_CONNECT_SWAPPED);
  on_current_changed (self);

  return GTK_WIDGET (self);
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-header-tabs.h"

#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetHeaderTabs: as wide as its chips, and where there is less room they scroll.
 */

struct _TrivetHeaderTabs {
  GtkBox parent_instance;

  TrivetUiContext *context;
  char            *words; /* of the chips that are shown */

  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (TrivetHeaderTabs, trivet_header_tabs, GTK_TYPE_BOX)

static void
trivet_header_tabs_dispose (GObject *object)
{
  TrivetHeaderTabs *self = TRIVET_HEADER_TABS (object);

  g_clear_pointer (&self->words, g_free);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_header_tabs_parent_class)->dispose (object);
}

static void
trivet_header_tabs_class_init (TrivetHeaderTabsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_header_tabs_dispose;
}

static void
trivet_header_tabs_init (TrivetHeaderTabs *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_valign (self->box, GTK_ALIGN_CENTER);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->box);
  gtk_box_append (GTK_BOX (self), scroller);
}

static void
on_tab_clicked (GtkButton *button,
                gpointer   user_data)
{
  TrivetHeaderTabs *self = user_data;

  trivet_register_select (self->context->reg, g_object_get_data (G_OBJECT (button), "order"));
}

static char *
tab_words (TrivetTab *tab)
{
  const TrivetOrder *order = trivet_tab_get_order (tab);
  g_autofree char   *name = trivet_words_for_order (order);

  if (trivet_order_get_in_doubt_minor (order) > 0)
    return g_strdup_printf ("%s · ?", name);
  if (order->held)
    return g_strdup_printf (_("%s · held"), name);

  return g_steal_pointer (&name);
}

/* Of the order on the screen there is room to say more: "Table 12 · 4 guests". */
static char *
current_words (TrivetTab *tab)
{
  const TrivetOrder *order = trivet_tab_get_order (tab);
  g_autofree char   *words = tab_words (tab);
  g_autofree char   *guests = NULL;

  if (order->kind != TRIVET_ORDER_KIND_TABLE || order->guests == 0)
    return g_steal_pointer (&words);
  guests = g_strdup_printf (ngettext ("%d guest", "%d guests", (gulong) order->guests), order->guests);

  return g_strdup_printf ("%s · %s", words, guests);
}

/* What the chips say. A tap on a dish changes an order, but seldom its chip, and a full house has
 * hundreds of them. */
static char *
dup_tabs_words (GListModel *tabs,
                TrivetTab  *current)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (tabs); i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (tabs, i);
    g_autofree char *own = tab == current ? current_words (tab) : tab_words (tab);

    g_string_append_printf (words, "%s\n%s%s\n", trivet_tab_get_order_id (tab), tab == current ? "!" : "", own);
  }

  return g_string_free (words, FALSE);
}

static void
build_tabs (TrivetHeaderTabs *self)
{
  GListModel *tabs = trivet_register_get_tabs (self->context->reg);
  TrivetTab  *current = trivet_register_get_current (self->context->reg);
  guint       n = g_list_model_get_n_items (tabs);
  char       *words = dup_tabs_words (tabs, current);

  if (g_strcmp0 (words, self->words) == 0) {
    g_free (words);
    return;
  }
  g_free (self->words);
  self->words = words;
  trivet_ui_clear_box (GTK_BOX (self->box));
  for (guint i = 0; i < n; i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (tabs, i);
    g_autofree char *own = tab == current ? current_words (tab) : tab_words (tab);
    gboolean         doubtful = trivet_order_get_in_doubt_minor (trivet_tab_get_order (tab)) > 0;
    const char      *classes = tab == current ? "trivet-chip on" : doubtful ? "trivet-chip doubt"
                                                                            : "trivet-chip";
    GtkWidget       *chip = trivet_ui_button_new (own, classes, G_CALLBACK (on_tab_clicked), self);

    gtk_label_set_max_width_chars (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (chip))), tab == current ? 26 : 16);
    g_object_set_data_full (G_OBJECT (chip), "order", g_strdup (trivet_tab_get_order_id (tab)), g_free);
    gtk_box_append (GTK_BOX (self->box), chip);
  }
}

static void
on_tab_changed (TrivetHeaderTabs *self)
{
  build_tabs (self);
}

static void
on_tabs_changed (TrivetHeaderTabs *self,
                 guint             position,
                 guint             removed,
                 guint             added,
                 GListModel       *tabs)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (tabs, i);

    g_signal_connect_object (tab, "changed", G_CALLBACK (on_tab_changed), self, G_CONNECT_SWAPPED);
  }
  build_tabs (self);
}

/**
 * trivet_header_tabs_new:
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer floating): the chips of all open orders
 */
GtkWidget *
trivet_header_tabs_new (TrivetUiContext *context)
{
  TrivetHeaderTabs *self;
  GListModel       *tabs;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_HEADER_TABS, NULL);
  self->context = g_object_ref (context);
  tabs = trivet_register_get_tabs (context->reg);
  g_signal_connect_object (tabs, "items-changed", G_CALLBACK (on_tabs_changed), self, G_CONNECT_SWAPPED);
  on_tabs_changed (self, 0, 0, g_list_model_get_n_items (tabs), tabs);
  g_signal_connect_object (context->reg, "current-changed", G_CALLBACK (build_tabs), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

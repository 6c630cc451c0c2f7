/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-kiosk-sides.h"

#include "trivet-register-menu.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetKioskSides: one button for each category that has a dish which a guest can order alone, with
 * the picture of its first dish.
 */

/* In the place of a category: no category has such an id. */
#define POPULAR_ID "\x1fpopular"

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetKioskSides {
  GtkWidget parent_instance;

  TrivetUiContext *context;
  TrivetPopular   *popular;
  char            *category_id; /* nullable: the menu has none */
  gboolean         chosen;      /* by the guest */

  GtkWidget *scroller;
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (TrivetKioskSides, trivet_kiosk_sides, GTK_TYPE_WIDGET)

static void
trivet_kiosk_sides_dispose (GObject *object)
{
  TrivetKioskSides *self = TRIVET_KIOSK_SIDES (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->popular);
  g_clear_object (&self->context);
  g_clear_pointer (&self->category_id, g_free);

  G_OBJECT_CLASS (trivet_kiosk_sides_parent_class)->dispose (object);
}

static void
trivet_kiosk_sides_class_init (TrivetKioskSidesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_kiosk_sides_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_kiosk_sides_init (TrivetKioskSides *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  gtk_widget_add_css_class (self->box, "kiosk-sides");
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/* What costs what staff say is nothing that a guest can order alone. */
static gboolean
is_for_guests (TrivetMenuItem *item)
{
  return !trivet_menu_item_get_open_price (item);
}

/* The first dish of each category: category → dish. */
static GHashTable *
find_first_dishes (TrivetKioskSides *self)
{
  GListModel *items = trivet_menu_get_items (trivet_register_get_menu (self->context->reg));
  GHashTable *first = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (TrivetMenuItem) item = g_list_model_get_item (items, i);
    gpointer category_id = (gpointer) trivet_menu_item_get_category_id (item);

    if (is_for_guests (item) && !g_hash_table_contains (first, category_id))
      g_hash_table_insert (first, category_id, item);
  }

  return first;
}

static void
on_side_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetKioskSides *self = user_data;

  self->chosen = TRUE;
  g_free (self->category_id);
  self->category_id = g_strdup (g_object_get_data (G_OBJECT (button), "category"));
  for (GtkWidget *side = gtk_widget_get_first_child (self->box); side != NULL; side = gtk_widget_get_next_sibling (side))
    trivet_ui_toggle_class (side, "on", side == GTK_WIDGET (button));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
append_side (TrivetKioskSides *self,
             const char       *category_id,
             const char       *name,
             const char       *emoji)
{
  GtkWidget *side = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (name);

  if (emoji != NULL && *emoji != '\0') {
    GtkWidget *picture = gtk_label_new (emoji);

    gtk_widget_add_css_class (picture, "kiosk-side-emoji");
    gtk_box_append (GTK_BOX (box), picture);
  }
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (side), box);
  gtk_widget_add_css_class (side, "trivet-button");
  gtk_widget_add_css_class (side, "kiosk-side");
  trivet_ui_toggle_class (side, "on", g_strcmp0 (category_id, self->category_id) == 0);
  trivet_ui_set_name (side, name);
  g_object_set_data_full (G_OBJECT (side), "category", g_strdup (category_id), g_free);
  g_signal_connect_object (side, "clicked", G_CALLBACK (on_side_clicked), self, 0);
  gtk_box_append (GTK_BOX (self->box), side);
}

/**
 * trivet_kiosk_sides_update:
 * @self: categories
 *
 * Shows those that are on the menu now, for what the guest orders.
 */
void
trivet_kiosk_sides_update (TrivetKioskSides *self)
{
  GPtrArray *categories;
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  g_autoptr (GHashTable) first = NULL;
  gboolean popular;
  gboolean found;

  g_return_if_fail (TRIVET_IS_KIOSK_SIDES (self));

  categories = trivet_menu_get_categories (trivet_register_get_menu (self->context->reg));
  first = find_first_dishes (self);
  popular = trivet_popular_get_n (self->popular) > 0;
  if (!self->chosen)
    g_clear_pointer (&self->category_id, g_free);
  found = popular && g_strcmp0 (self->category_id, POPULAR_ID) == 0;
  for (guint i = 0; i < categories->len; i++) {
    const TrivetMenuCategory *category = g_ptr_array_index (categories, i);

    if (!g_hash_table_contains (first, category->id) || !trivet_register_shows_category (self->context->reg, category->id))
      continue;
    g_ptr_array_add (shown, (gpointer) category);
    found = found || g_strcmp0 (category->id, self->category_id) == 0;
  }
  if (!found) {
    g_free (self->category_id);
    self->category_id = popular          ? g_strdup (POPULAR_ID)
                        : shown->len > 0 ? g_strdup (((const TrivetMenuCategory *) g_ptr_array_index (shown, 0))->id)
                                         : NULL;
  }
  trivet_ui_clear_box (GTK_BOX (self->box));
  if (popular)
    append_side (self, POPULAR_ID, _("Popular"), "⭐");
  for (guint i = 0; i < shown->len; i++) {
    const TrivetMenuCategory *category = g_ptr_array_index (shown, i);

    append_side (self, category->id, trivet_ui_is_chinese () ? category->name_zh : category->name,
                 trivet_menu_item_get_emoji (g_hash_table_lookup (first, category->id)));
  }
}

/**
 * trivet_kiosk_sides_new:
 * @context: the screens' context; its register has loaded
 * @popular: what is sold most
 *
 * Returns: (transfer floating): the categories, the first of them chosen
 */
GtkWidget *
trivet_kiosk_sides_new (TrivetUiContext *context,
                        TrivetPopular   *popular)
{
  TrivetKioskSides *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_KIOSK_SIDES, NULL);
  self->context = g_object_ref (context);
  self->popular = g_object_ref (popular);
  trivet_ui_set_name (self, _("Categories"));
  trivet_kiosk_sides_update (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_kiosk_sides_reset:
 * @self: categories
 *
 * Chooses the first one, for the next guest.
 */
void
trivet_kiosk_sides_reset (TrivetKioskSides *self)
{
  g_return_if_fail (TRIVET_IS_KIOSK_SIDES (self));

  self->chosen = FALSE;
  trivet_kiosk_sides_update (self);
}

/**
 * trivet_kiosk_sides_wants:
 * @self: categories
 * @item: a dish
 *
 * Returns: whether it is of the category that is chosen, and a guest can order it alone
 */
gboolean
trivet_kiosk_sides_wants (TrivetKioskSides *self,
                          TrivetMenuItem   *item)
{
  g_return_val_if_fail (TRIVET_IS_KIOSK_SIDES (self), FALSE);
  g_return_val_if_fail (TRIVET_IS_MENU_ITEM (item), FALSE);

  if (!is_for_guests (item))
    return FALSE;
  if (g_strcmp0 (self->category_id, POPULAR_ID) == 0)
    return trivet_popular_contains (self->popular, trivet_menu_item_get_sku (item)) &&
           trivet_register_shows_category (self->context->reg, trivet_menu_item_get_category_id (item));

  return g_strcmp0 (trivet_menu_item_get_category_id (item), self->category_id) == 0;
}

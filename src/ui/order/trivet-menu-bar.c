/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-menu-bar.h"

#include "trivet-glyph.h"
#include "trivet-register-menu.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetMenuBar: the row above the dishes. The search takes the place of the chips.
 */

enum {
  CHANGED,
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetMenuBar {
  GtkWidget parent_instance;

  TrivetUiContext *context;
  char            *category_id; /* NULL: all */
  GHashTable      *hidden;      /* ids of the categories that it is not time for */
  gboolean         all;         /* those are wanted, too */
  char            *query;

  GtkWidget *top;
  GtkWidget *chips;
  GtkWidget *entry; /* NULL until somebody searches */
};

G_DEFINE_FINAL_TYPE (TrivetMenuBar, trivet_menu_bar, GTK_TYPE_WIDGET)

static void
trivet_menu_bar_dispose (GObject *object)
{
  TrivetMenuBar *self = TRIVET_MENU_BAR (object);

  g_clear_pointer (&self->top, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_menu_bar_parent_class)->dispose (object);
}

static void
trivet_menu_bar_finalize (GObject *object)
{
  TrivetMenuBar *self = TRIVET_MENU_BAR (object);

  g_hash_table_unref (self->hidden);
  g_free (self->category_id);
  g_free (self->query);

  G_OBJECT_CLASS (trivet_menu_bar_parent_class)->finalize (object);
}

static void
trivet_menu_bar_class_init (TrivetMenuBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_menu_bar_dispose;
  object_class->finalize = trivet_menu_bar_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_menu_bar_init (TrivetMenuBar *self)
{
  self->query = g_strdup ("");
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
on_chip_clicked (GtkButton *chip,
                 gpointer   user_data)
{
  TrivetMenuBar *self = user_data;

  g_free (self->category_id);
  self->category_id = g_strdup (g_object_get_data (G_OBJECT (chip), "category"));
  trivet_menu_bar_update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Dishes that it is not time for, on purpose. */
static void
on_all_clicked (GtkButton *chip,
                gpointer   user_data)
{
  TrivetMenuBar *self = user_data;

  self->all = TRUE;
  g_clear_pointer (&self->category_id, g_free);
  trivet_menu_bar_update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The menu of the hour. */
static void
on_now_clicked (GtkButton *chip,
                gpointer   user_data)
{
  TrivetMenuBar *self = user_data;

  self->all = FALSE;
  g_clear_pointer (&self->category_id, g_free);
  trivet_menu_bar_update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_chip (TrivetMenuBar *self,
          const char    *label,
          const char    *category_id,
          gboolean       on,
          GCallback      callback)
{
  GtkWidget *chip = trivet_ui_button_new (label, on ? "trivet-chip on" : "trivet-chip", callback, self);

  g_object_set_data_full (G_OBJECT (chip), "category", g_strdup (category_id), g_free);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (chip))), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (self->chips), chip);
}

static char *
dup_now_label (TrivetMenuBar *self)
{
  const TrivetMenuPeriod *period = trivet_register_get_period (self->context->reg);
  gint64                  end_us = trivet_register_get_period_end_us (self->context->reg);
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) end = NULL;
  const char      *name;
  g_autofree char *time = NULL;

  if (period == NULL)
    return g_strdup (_("All day"));
  name = trivet_ui_is_chinese () ? period->name_zh : period->name;
  if (end_us < 0)
    return g_strdup (name);

  utc = g_date_time_new_from_unix_utc (end_us / G_USEC_PER_SEC);
  end = g_date_time_to_timezone (utc, trivet_register_get_zone (self->context->reg));
  time = g_date_time_format (end, "%H:%M");

  /* Translators: a menu of certain hours, and when they end: "Lunch until 14:00" */
  return g_strdup_printf (_("%s until %s"), name, time);
}

static void
update_hidden (TrivetMenuBar *self)
{
  GPtrArray *categories = trivet_menu_get_categories (trivet_register_get_menu (self->context->reg));

  g_hash_table_remove_all (self->hidden);
  for (guint i = 0; i < categories->len; i++) {
    const TrivetMenuCategory *category = g_ptr_array_index (categories, i);

    if (!trivet_register_shows_category (self->context->reg, category->id))
      g_hash_table_add (self->hidden, g_strdup (category->id));
  }
  if (self->category_id != NULL &&
      (trivet_menu_bar_hides (self, self->category_id) ||
       trivet_menu_lookup_category (trivet_register_get_menu (self->context->reg), self->category_id) == NULL))
    g_clear_pointer (&self->category_id, g_free);
}

/**
 * trivet_menu_bar_update:
 * @self: a bar
 *
 * Shows which menu it is now, and the categories that it has.
 */
void
trivet_menu_bar_update (TrivetMenuBar *self)
{
  GPtrArray       *categories = trivet_menu_get_categories (trivet_register_get_menu (self->context->reg));
  gboolean         chinese = trivet_ui_is_chinese ();
  g_autofree char *now = dup_now_label (self);

  update_hidden (self);
  trivet_ui_clear_box (GTK_BOX (self->chips));
  add_chip (self, now, NULL, !self->all && self->category_id == NULL, G_CALLBACK (on_now_clicked));
  if (g_hash_table_size (self->hidden) > 0)
    add_chip (self, _("All dishes"), NULL, self->all && self->category_id == NULL, G_CALLBACK (on_all_clicked));
  for (guint i = 0; i < categories->len; i++) {
    const TrivetMenuCategory *category = g_ptr_array_index (categories, i);

    if (!trivet_menu_bar_hides (self, category->id))
      add_chip (self, chinese ? category->name_zh : category->name, category->id,
                g_strcmp0 (category->id, self->category_id) == 0, G_CALLBACK (on_chip_clicked));
  }
}

/**
 * trivet_menu_bar_forget_all:
 * @self: a bar
 *
 * Only the menu of the hour is wanted again, as for every new guest.
 */
void
trivet_menu_bar_forget_all (TrivetMenuBar *self)
{
  g_return_if_fail (TRIVET_IS_MENU_BAR (self));

  self->all = FALSE;
}

/**
 * trivet_menu_bar_hides:
 * @self: a bar
 * @category_id: a category
 *
 * Returns: whether it is not time for its dishes, and nobody has asked for them all the same
 */
gboolean
trivet_menu_bar_hides (TrivetMenuBar *self,
                       const char    *category_id)
{
  g_return_val_if_fail (TRIVET_IS_MENU_BAR (self), FALSE);

  return !self->all && g_hash_table_contains (self->hidden, category_id);
}

/**
 * trivet_menu_bar_hides_some:
 * @self: a bar
 *
 * Returns: whether some category is hidden
 */
gboolean
trivet_menu_bar_hides_some (TrivetMenuBar *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_BAR (self), FALSE);

  return !self->all && g_hash_table_size (self->hidden) > 0;
}

static void
on_search_changed (GtkEditable *editable,
                   gpointer     user_data)
{
  TrivetMenuBar *self = user_data;

  g_free (self->query);
  self->query = g_strdup (gtk_editable_get_text (editable));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_leave_search_clicked (GtkButton *button,
                         gpointer   user_data)
{
  trivet_menu_bar_leave_search (user_data);
}

static void
on_search_activated (GtkEntry *entry,
                     gpointer  user_data)
{
  g_signal_emit (user_data, signals[ACTIVATED], 0);
}

static void
on_search_clicked (GtkButton *button,
                   gpointer   user_data)
{
  trivet_menu_bar_search (user_data);
}

static GtkWidget *
build_chip_row (TrivetMenuBar *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *search = trivet_glyph_button_new (TRIVET_GLYPH_SEARCH);

  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->chips);
  gtk_widget_add_css_class (scroller, "menu-chips");
  gtk_widget_add_css_class (scroller, "ring-room");
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_widget_add_css_class (search, "trivet-chip");
  trivet_ui_set_tooltip (search, _("Search (Ctrl+F)"));
  trivet_ui_set_name (search, _("Search for a dish"));
  g_signal_connect_object (search, "clicked", G_CALLBACK (on_search_clicked), self, 0);
  gtk_box_append (GTK_BOX (row), scroller);
  gtk_box_append (GTK_BOX (row), search);

  return row;
}

static GtkWidget *
build_search_row (TrivetMenuBar *self)
{
  g_autoptr (GdkPaintable) glyph = trivet_glyph_new (TRIVET_GLYPH_SEARCH);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->entry = gtk_entry_new ();
  gtk_widget_add_css_class (self->entry, "trivet-entry");
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Name, code or pinyin initials"));
  gtk_entry_set_icon_from_paintable (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY, glyph);
  trivet_ui_set_name (self->entry, _("Search for a dish"));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_search_changed), self, 0);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_search_activated), self, 0);
  gtk_box_append (GTK_BOX (row), self->entry);
  gtk_box_append (GTK_BOX (row), trivet_ui_button_new (_("Done"), "trivet-chip", G_CALLBACK (on_leave_search_clicked), self));

  return row;
}

/**
 * trivet_menu_bar_new:
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer floating): a bar that wants all dishes
 */
GtkWidget *
trivet_menu_bar_new (TrivetUiContext *context)
{
  TrivetMenuBar *self = g_object_new (TRIVET_TYPE_MENU_BAR, NULL);

  self->context = g_object_ref (context);
  self->top = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->top), FALSE);
  gtk_stack_add_named (GTK_STACK (self->top), build_chip_row (self), "chips");
  gtk_widget_set_parent (self->top, GTK_WIDGET (self));
  trivet_menu_bar_update (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_menu_bar_get_category:
 * @self: a bar
 *
 * Returns: (transfer none) (nullable): the wanted category's id; %NULL for all
 */
const char *
trivet_menu_bar_get_category (TrivetMenuBar *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_BAR (self), NULL);

  return self->category_id;
}

/**
 * trivet_menu_bar_get_query:
 * @self: a bar
 *
 * Returns: (transfer none): what is searched for, "" for nothing
 */
const char *
trivet_menu_bar_get_query (TrivetMenuBar *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_BAR (self), "");

  return self->query;
}

/**
 * trivet_menu_bar_search:
 * @self: a bar
 *
 * Opens the search.
 */
void
trivet_menu_bar_search (TrivetMenuBar *self)
{
  g_return_if_fail (TRIVET_IS_MENU_BAR (self));

  if (self->entry == NULL)
    gtk_stack_add_named (GTK_STACK (self->top), build_search_row (self), "search");
  gtk_stack_set_visible_child_name (GTK_STACK (self->top), "search");
  gtk_widget_grab_focus (self->entry);
}

/**
 * trivet_menu_bar_leave_search:
 * @self: a bar
 *
 * Returns: whether the search was open
 */
gboolean
trivet_menu_bar_leave_search (TrivetMenuBar *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_BAR (self), FALSE);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->top)), "search") != 0)
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_stack_set_visible_child_name (GTK_STACK (self->top), "chips");

  return TRUE;
}

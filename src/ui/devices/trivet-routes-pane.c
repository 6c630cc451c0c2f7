/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-routes-pane.h"

#include "trivet-devices-page-private.h"
#include "trivet-kitchen-words.h"
#include "trivet-ui.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetRoutesPane: a row of stations and one of courses for each category; of the opened one, a row
 * of stations for each dish.
 */

/* At once, starters, mains, desserts; the others have numbers. */
#define LAST_NAMED_COURSE 3

struct _TrivetRoutesPane {
  GtkBox parent_instance;

  TrivetUiContext *context;
  char            *opened; /* nullable: a category's id */
  char            *category;
  char            *sku;
  char            *station;
  int              course;
  int              last_course; /* the last that is offered */
};

G_DEFINE_FINAL_TYPE (TrivetRoutesPane, trivet_routes_pane, GTK_TYPE_BOX)

static void update (TrivetRoutesPane *self);

static void
trivet_routes_pane_dispose (GObject *object)
{
  g_clear_object (&TRIVET_ROUTES_PANE (object)->context);

  G_OBJECT_CLASS (trivet_routes_pane_parent_class)->dispose (object);
}

static void
trivet_routes_pane_finalize (GObject *object)
{
  TrivetRoutesPane *self = TRIVET_ROUTES_PANE (object);

  g_free (self->opened);
  g_free (self->category);
  g_free (self->sku);
  g_free (self->station);

  G_OBJECT_CLASS (trivet_routes_pane_parent_class)->finalize (object);
}

static void
trivet_routes_pane_class_init (TrivetRoutesPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_routes_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = trivet_routes_pane_finalize;
}

static void
trivet_routes_pane_init (TrivetRoutesPane *self)
{
}

static void
on_routed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GtkWidget) pane = user_data;

  _trivet_devices_page_end (pane, source, result, _("Saved."));
}

static void
run_category (GtkWidget      *pane,
              TrivetApproval *approval)
{
  TrivetRoutesPane *self = TRIVET_ROUTES_PANE (pane);

  trivet_devices_route_category_async (self->context->devices, self->category, self->station, self->course, approval, on_routed, g_object_ref (pane));
}

static void
run_item (GtkWidget      *pane,
          TrivetApproval *approval)
{
  TrivetRoutesPane *self = TRIVET_ROUTES_PANE (pane);

  trivet_devices_route_item_async (self->context->devices, self->sku, self->station, approval, on_routed, g_object_ref (pane));
}

static void
set_text (char      **text,
          const char *value)
{
  g_autofree char *old = *text;

  *text = g_strdup (value);
}

static void
route_category (TrivetRoutesPane *self,
                const char       *category,
                const char       *station,
                int               course)
{
  set_text (&self->category, category);
  set_text (&self->station, station);
  self->course = course;
  _trivet_devices_page_run (GTK_WIDGET (self), trivet_devices_needs (self->context->devices, TRIVET_FACT_CATEGORY_ROUTED), run_category);
}

static TrivetKitchen *
get_kitchen (TrivetRoutesPane *self)
{
  return trivet_kitchen_desk_get_kitchen (self->context->kitchen);
}

static void
on_station_clicked (GtkButton *button,
                    gpointer   user_data)
{
  TrivetRoutesPane *self = user_data;
  const char       *category = g_object_get_data (G_OBJECT (button), "category");
  const char       *station = g_object_get_data (G_OBJECT (button), "value");
  int               course;

  trivet_kitchen_get_category_route (get_kitchen (self), category, &course);
  route_category (self, category, station, course);
}

static void
on_course_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetRoutesPane *self = user_data;
  const char       *category = g_object_get_data (G_OBJECT (button), "category");
  int               course;
  g_autofree char  *station = g_strdup (trivet_kitchen_get_category_route (get_kitchen (self), category, &course));

  route_category (self, category, station, ((const char *) g_object_get_data (G_OBJECT (button), "value"))[0] - '0');
}

static void
on_item_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetRoutesPane *self = user_data;

  set_text (&self->sku, g_object_get_data (G_OBJECT (button), "sku"));
  set_text (&self->station, g_object_get_data (G_OBJECT (button), "value"));
  _trivet_devices_page_run (GTK_WIDGET (self), trivet_devices_needs (self->context->devices, TRIVET_FACT_ITEM_ROUTED), run_item);
}

static void
on_category_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetRoutesPane *self = user_data;
  g_autofree char  *id = g_strdup (g_object_get_data (G_OBJECT (button), "category"));

  set_text (&self->opened, g_strcmp0 (self->opened, id) == 0 ? NULL : id);
  update (self);
}

/* @what: for the ear: of which dish or category it is */
static GtkWidget *
append_chip (TrivetRoutesPane *self,
             GtkWidget        *chips,
             const char       *what,
             const char       *label,
             const char       *value,
             gboolean          chosen,
             GCallback         callback)
{
  GtkWidget       *chip = trivet_ui_button_new (label, chosen ? "trivet-chip tall on" : "trivet-chip tall", callback, self);
  g_autofree char *name = g_strdup_printf ("%s: %s", what, label);

  trivet_ui_set_name (chip, name);
  gtk_accessible_update_state (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_STATE_PRESSED,
                               chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  g_object_set_data_full (G_OBJECT (chip), "value", g_strdup (value), g_free);
  gtk_box_append (GTK_BOX (chips), chip);

  return chip;
}

static void
append_stations (TrivetRoutesPane *self,
                 GtkWidget        *chips,
                 const char       *what,
                 const char       *key,
                 const char       *id,
                 const char       *chosen,
                 GCallback         callback)
{
  GPtrArray *stations = trivet_kitchen_get_stations (get_kitchen (self));

  for (guint i = 0; i < stations->len; i++) {
    const TrivetStation *station = g_ptr_array_index (stations, i);
    GtkWidget           *chip;

    if (station->pass)
      continue;
    chip = append_chip (self, chips, what, trivet_ui_is_chinese () ? station->name_zh : station->name, station->id,
                        g_str_equal (chosen, station->id), callback);
    g_object_set_data_full (G_OBJECT (chip), key, g_strdup (id), g_free);
  }
}

static void
append_items (TrivetRoutesPane *self,
              const char       *category)
{
  GListModel *items = trivet_menu_get_items (trivet_register_get_menu (self->context->reg));

  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (TrivetMenuItem) item = g_list_model_get_item (items, i);
    const char *what = trivet_menu_item_get_name (item, trivet_ui_context_get_language (self->context));
    const char *sku = trivet_menu_item_get_sku (item);
    const char *chosen = trivet_kitchen_get_item_route (get_kitchen (self), sku);
    GtkWidget  *chips;
    GtkWidget  *first;

    if (!g_str_equal (trivet_menu_item_get_category_id (item), category))
      continue;
    chips = trivet_wrap_box_new (8);
    gtk_widget_set_margin_start (chips, 24);
    first = append_chip (self, chips, what, _("as its category"), "", *chosen == '\0', G_CALLBACK (on_item_clicked));
    g_object_set_data_full (G_OBJECT (first), "sku", g_strdup (sku), g_free);
    append_stations (self, chips, what, "sku", sku, chosen, G_CALLBACK (on_item_clicked));
    {
      GtkWidget *label = trivet_ui_label_new (what, "");

      gtk_widget_set_margin_start (label, 24);
      gtk_box_append (GTK_BOX (self), label);
    }
    gtk_box_append (GTK_BOX (self), chips);
  }
}

static int
find_last_in_order (const TrivetOrder *order)
{
  int last = 0;

  for (guint i = 0; i < order->lines->len; i++)
    last = MAX (last, ((const TrivetOrderLine *) g_ptr_array_index (order->lines, i))->course);

  return last;
}

/* The courses that have names, those that a category or an open order has, and one more to begin with. */
static int
find_last_course (TrivetRoutesPane *self)
{
  GPtrArray  *categories = trivet_menu_get_categories (trivet_register_get_menu (self->context->reg));
  GListModel *tabs = trivet_register_get_tabs (self->context->reg);
  int         last = LAST_NAMED_COURSE;

  for (guint i = 0; i < categories->len; i++) {
    int course;

    trivet_kitchen_get_category_route (get_kitchen (self), ((const TrivetMenuCategory *) g_ptr_array_index (categories, i))->id, &course);
    last = MAX (last, course);
  }
  for (guint i = 0; i < g_list_model_get_n_items (tabs); i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (tabs, i);

    last = MAX (last, find_last_in_order (trivet_tab_get_order (tab)));
  }

  return MIN (last + 1, TRIVET_ORDER_MAX_COURSE);
}

static void
append_courses (TrivetRoutesPane         *self,
                const TrivetMenuCategory *category,
                const char               *what,
                int                       chosen)
{
  GtkWidget *chips = trivet_wrap_box_new (8);

  for (int i = 0; i <= self->last_course; i++) {
    const char       value[] = { (char) ('0' + i), '\0' };
    g_autofree char *name = trivet_kitchen_words_dup_course (i);
    GtkWidget       *chip = append_chip (self, chips, what, name, value, chosen == i, G_CALLBACK (on_course_clicked));

    g_object_set_data_full (G_OBJECT (chip), "category", g_strdup (category->id), g_free);
  }
  gtk_box_append (GTK_BOX (self), chips);
}

static void
append_category (TrivetRoutesPane         *self,
                 const TrivetMenuCategory *category)
{
  const char      *what = trivet_ui_is_chinese () ? category->name_zh : category->name;
  GtkWidget       *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *stations = trivet_wrap_box_new (8);
  GtkWidget       *title = trivet_ui_label_new (what, "strong");
  gboolean         opened = g_strcmp0 (self->opened, category->id) == 0;
  g_autofree char *open_name = g_strdup_printf (_("Dishes of %s"), what);
  GtkWidget       *open = trivet_ui_button_new (opened ? _("Hide dishes") : _("Dishes…"), "trivet-chip tall", G_CALLBACK (on_category_clicked), self);
  int              course;
  const char      *chosen = trivet_kitchen_get_category_route (get_kitchen (self), category->id, &course);

  trivet_ui_set_name (open, open_name);
  g_object_set_data_full (G_OBJECT (open), "category", g_strdup (category->id), g_free);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), open);
  append_stations (self, stations, what, "category", category->id, chosen, G_CALLBACK (on_station_clicked));
  gtk_widget_set_margin_top (head, 12);
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), stations);
  append_courses (self, category, what, course);
  if (opened)
    append_items (self, category->id);
}

static void
update (TrivetRoutesPane *self)
{
  GPtrArray *categories = trivet_menu_get_categories (trivet_register_get_menu (self->context->reg));
  GtkWidget *hint = trivet_ui_label_new (_("Which station makes it, and with which course it comes unless staff say otherwise. What goes nowhere goes to the first station."), "dim");

  trivet_ui_clear_box (GTK_BOX (self));
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_box_append (GTK_BOX (self), trivet_ui_label_new (_("What goes where"), "ticket-total"));
  gtk_box_append (GTK_BOX (self), hint);
  self->last_course = find_last_course (self);
  for (guint i = 0; i < categories->len; i++)
    append_category (self, g_ptr_array_index (categories, i));
}

/**
 * trivet_routes_pane_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): the pane
 */
GtkWidget *
trivet_routes_pane_new (TrivetUiContext *context)
{
  TrivetRoutesPane *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_ROUTES_PANE, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (context->kitchen, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

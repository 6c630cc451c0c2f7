/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-menu-page.h"

#include "trivet-dish-list.h"
#include "trivet-menu-form.h"
#include "trivet-menu-row.h"
#include "trivet-menu-words.h"
#include "trivet-row-drag.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetMenuPage: categories at the left, dishes in the middle, what is open at the right; choices and
 * menus of certain hours take the place of the two lists.
 */

typedef enum {
  TAB_DISHES,
  TAB_CHOICES,
  TAB_TIMES,
  N_TABS,
} Tab;

struct _TrivetMenuPage {
  GtkBox parent_instance;

  TrivetUiContext *context;
  Tab              tab;
  char            *category_id; /* NULL: all */

  GtkWidget *tabs[N_TABS];
  GtkWidget *said;
  GtkWidget *undo;
  GtkWidget *left;       /* the card of the categories */
  GtkWidget *categories; /* its rows */
  GtkWidget *edit_category;
  GtkWidget *middle; /* a stack */
  GtkWidget *dishes;
  GtkWidget *parts; /* rows of choices or hours */
  GtkWidget *add;
  GtkWidget *form;
};

G_DEFINE_FINAL_TYPE (TrivetMenuPage, trivet_menu_page, GTK_TYPE_BOX)

static void
trivet_menu_page_dispose (GObject *object)
{
  TrivetMenuPage *self = TRIVET_MENU_PAGE (object);

  g_clear_pointer (&self->category_id, g_free);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_menu_page_parent_class)->dispose (object);
}

static void
trivet_menu_page_class_init (TrivetMenuPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_menu_page_dispose;
}

static void
trivet_menu_page_init (TrivetMenuPage *self)
{
}

static TrivetMenu *
get_menu (TrivetMenuPage *self)
{
  return trivet_register_get_menu (self->context->reg);
}

static const char *
choose_name (const char *name,
             const char *name_zh)
{
  return trivet_ui_is_chinese () ? name_zh : name;
}

/* Categories and hours have places, groups of choices have none. */
static void
append_row (TrivetMenuPage *self,
            GtkWidget      *box,
            const char     *label,
            const char     *detail,
            const char     *id,
            gboolean        on,
            GCallback       callback)
{
  gboolean has_place = id != NULL && (box == self->categories || self->tab == TAB_TIMES);

  gtk_box_append (GTK_BOX (box), trivet_menu_row_new (label, detail, id, on, has_place, callback, self));
}

static void update (TrivetMenuPage *self);

static void
on_category_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetMenuPage *self = user_data;

  g_free (self->category_id);
  self->category_id = g_strdup (g_object_get_data (G_OBJECT (button), "id"));
  trivet_dish_list_set_category (TRIVET_DISH_LIST (self->dishes), self->category_id);
  update (self);
}

static void
update_categories (TrivetMenuPage *self)
{
  GPtrArray       *categories = trivet_menu_get_categories (get_menu (self));
  guint            n_all = g_list_model_get_n_items (trivet_menu_get_items (get_menu (self)));
  g_autofree char *all = g_strdup_printf (ngettext ("%u dish", "%u dishes", n_all), n_all);
  g_autoptr (GHashTable) counts = trivet_menu_count_dishes (get_menu (self));

  trivet_ui_clear_box (GTK_BOX (self->categories));
  append_row (self, self->categories, _("All dishes"), all, NULL, self->category_id == NULL, G_CALLBACK (on_category_clicked));
  for (guint i = 0; i < categories->len; i++) {
    const TrivetMenuCategory *category = g_ptr_array_index (categories, i);
    guint                     n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, category->id));
    g_autofree char          *detail = g_strdup_printf (ngettext ("%u dish", "%u dishes", n), n);

    append_row (self, self->categories, choose_name (category->name, category->name_zh), detail, category->id,
                g_strcmp0 (category->id, self->category_id) == 0, G_CALLBACK (on_category_clicked));
  }
  gtk_widget_set_sensitive (self->edit_category, self->category_id != NULL);
}

static void
on_part_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetMenuPage *self = user_data;

  trivet_menu_form_edit (TRIVET_MENU_FORM (self->form), self->tab == TAB_TIMES ? TRIVET_MENU_PART_PERIOD : TRIVET_MENU_PART_GROUP,
                         g_object_get_data (G_OBJECT (button), "id"));
}

/* Returns: (transfer full): what asks for the group; choices are named only when some do */
static char *
describe_users (TrivetMenu *menu,
                const char *group_id)
{
  guint            n_openers = trivet_menu_count_openers (menu, group_id);
  guint            n_dishes = trivet_menu_count_users (menu, TRIVET_MENU_PART_GROUP, group_id) - n_openers;
  g_autofree char *dishes = g_strdup_printf (ngettext ("%u dish", "%u dishes", n_dishes), n_dishes);
  g_autofree char *openers = g_strdup_printf (ngettext ("opened by %u choice", "opened by %u choices", n_openers), n_openers);

  if (n_openers == 0)
    return g_steal_pointer (&dishes);

  return n_dishes == 0 ? g_steal_pointer (&openers) : g_strdup_printf ("%s · %s", dishes, openers);
}

static void
append_group (TrivetMenuPage *self,
              const char     *id)
{
  const TrivetMenuGroup *group = trivet_menu_lookup_group (get_menu (self), id);
  g_autofree char       *users = describe_users (get_menu (self), id);
  g_autofree char       *detail = g_strdup_printf (_("%u options · choose %d to %d · %s"), group->options->len, group->min, group->max, users);

  append_row (self, self->parts, choose_name (group->name, group->name_zh), detail, id,
              g_strcmp0 (id, trivet_menu_form_get_id (TRIVET_MENU_FORM (self->form))) == 0, G_CALLBACK (on_part_clicked));
}

static void
append_period (TrivetMenuPage         *self,
               const TrivetMenuPeriod *period)
{
  g_autofree char *hours = trivet_menu_words_for_hours (&period->hours);
  guint            n_categories = g_strv_length (period->categories);
  g_autofree char *prices = g_strdup_printf (ngettext ("%u price", "%u prices", period->prices->len), period->prices->len);
  g_autofree char *shown = g_strdup_printf (ngettext ("%u category", "%u categories", n_categories), n_categories);
  g_autofree char *detail = g_strdup_printf ("%s · %s · %s", hours, shown, prices);

  append_row (self, self->parts, choose_name (period->name, period->name_zh), detail, period->id,
              g_strcmp0 (period->id, trivet_menu_form_get_id (TRIVET_MENU_FORM (self->form))) == 0, G_CALLBACK (on_part_clicked));
}

static void
append_hint (TrivetMenuPage *self,
             const char     *words)
{
  GtkWidget *hint = trivet_ui_label_new (words, "empty-hint");

  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_box_append (GTK_BOX (self->parts), hint);
}

static void
update_parts (TrivetMenuPage *self)
{
  g_autoptr (GPtrArray) groups = trivet_menu_list_group_ids (get_menu (self));
  GPtrArray *periods = trivet_menu_get_periods (get_menu (self));

  trivet_ui_clear_box (GTK_BOX (self->parts));
  for (guint i = 0; self->tab == TAB_CHOICES && i < groups->len; i++)
    append_group (self, g_ptr_array_index (groups, i));
  for (guint i = 0; self->tab == TAB_TIMES && i < periods->len; i++)
    append_period (self, g_ptr_array_index (periods, i));
  if (self->tab == TAB_CHOICES && groups->len == 0)
    append_hint (self, _("No dish has choices yet, such as a size or how hot it is. Add some below."));
  if (self->tab == TAB_TIMES && periods->len == 0)
    append_hint (self, _("The menu is the same all day. Add lunch, a happy hour or prices to take away below."));
}

/* Shows which tab, category and part are chosen, and what the menu is now. */
static void
update (TrivetMenuPage *self)
{
  TrivetMenuForm *form = TRIVET_MENU_FORM (self->form);

  if (self->category_id != NULL && trivet_menu_lookup_category (get_menu (self), self->category_id) == NULL) {
    g_clear_pointer (&self->category_id, g_free);
    trivet_dish_list_set_category (TRIVET_DISH_LIST (self->dishes), NULL);
  }
  for (guint i = 0; i < N_TABS; i++)
    trivet_ui_toggle_class (self->tabs[i], "on", i == self->tab);
  gtk_widget_set_visible (self->left, self->tab == TAB_DISHES);
  trivet_ui_toggle_class (gtk_widget_get_parent (self->middle), "wide", self->tab != TAB_DISHES);
  gtk_stack_set_visible_child_name (GTK_STACK (self->middle), self->tab == TAB_DISHES ? "dishes" : "parts");
  gtk_button_set_label (GTK_BUTTON (self->add), self->tab == TAB_DISHES ? _("Add a dish")
                                                                        : self->tab == TAB_CHOICES
                        ? _("Add choices")
                        : _("Add hours"));
  trivet_ui_set_name (self->add, gtk_button_get_label (GTK_BUTTON (self->add)));
  if (self->tab == TAB_DISHES)
    update_categories (self);
  else
    update_parts (self);
  trivet_dish_list_mark (TRIVET_DISH_LIST (self->dishes),
                         trivet_menu_form_get_part (form) == TRIVET_MENU_PART_ITEM ? trivet_menu_form_get_id (form) : NULL);
}

static void
on_tab_clicked (GtkButton *button,
                gpointer   user_data)
{
  TrivetMenuPage *self = user_data;

  self->tab = (Tab) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "tab"));
  trivet_menu_form_close (TRIVET_MENU_FORM (self->form));
  update (self);
}

static void
on_dish_chosen (GtkWidget  *list,
                const char *sku,
                gpointer    user_data)
{
  TrivetMenuPage *self = user_data;

  trivet_menu_form_edit (TRIVET_MENU_FORM (self->form), TRIVET_MENU_PART_ITEM, sku);
}

static void
on_dish_placed (GtkWidget  *list,
                const char *sku,
                const char *before,
                gpointer    user_data)
{
  TrivetMenuPage *self = user_data;

  trivet_menu_form_place (TRIVET_MENU_FORM (self->form), TRIVET_MENU_PART_ITEM, sku, before);
}

static void
on_row_dragged (const char *id,
                const char *before,
                gpointer    user_data)
{
  TrivetMenuPage *self = user_data;

  trivet_menu_form_place (TRIVET_MENU_FORM (self->form), self->tab == TAB_TIMES ? TRIVET_MENU_PART_PERIOD : TRIVET_MENU_PART_CATEGORY, id,
                          before);
}

/* What most shops would type for every dish. */
static JsonObject *
new_dish (TrivetMenuPage *self)
{
  GPtrArray  *categories = trivet_menu_get_categories (get_menu (self));
  GListModel *items = trivet_menu_get_items (get_menu (self));
  JsonObject *entry = json_object_new ();
  g_autoptr (TrivetMenuItem) last = g_list_model_get_n_items (items) > 0 ? g_list_model_get_item (items, g_list_model_get_n_items (items) - 1) : NULL;
  g_autoptr (JsonObject) like = last != NULL ? trivet_menu_describe (get_menu (self), TRIVET_MENU_PART_ITEM, trivet_menu_item_get_sku (last)) : NULL;

  if (self->category_id != NULL)
    json_object_set_string_member (entry, "category", self->category_id);
  else if (categories->len > 0)
    json_object_set_string_member (entry, "category", ((TrivetMenuCategory *) g_ptr_array_index (categories, 0))->id);
  if (like != NULL) {
    json_object_set_string_member (entry, "tax_rate", trivet_json_get_string_or (like, "tax_rate", "0%"));
    json_object_set_boolean_member (entry, "tax_included", trivet_json_get_bool_or (like, "tax_included", TRUE));
  }

  return entry;
}

static void
on_add_clicked (GtkButton *button,
                gpointer   user_data)
{
  TrivetMenuPage *self = user_data;
  JsonObject     *entry = self->tab == TAB_DISHES ? new_dish (self) : json_object_new ();

  if (self->tab == TAB_CHOICES) {
    json_object_set_int_member (entry, "min", 0);
    json_object_set_int_member (entry, "max", 1);
  }
  trivet_menu_form_create (TRIVET_MENU_FORM (self->form),
                           self->tab == TAB_DISHES    ? TRIVET_MENU_PART_ITEM
                           : self->tab == TAB_CHOICES ? TRIVET_MENU_PART_GROUP
                                                      : TRIVET_MENU_PART_PERIOD,
                           entry);
}

static void
on_add_category_clicked (GtkButton *button,
                         gpointer   user_data)
{
  TrivetMenuPage *self = user_data;

  trivet_menu_form_create (TRIVET_MENU_FORM (self->form), TRIVET_MENU_PART_CATEGORY, json_object_new ());
}

static void
on_edit_category_clicked (GtkButton *button,
                          gpointer   user_data)
{
  TrivetMenuPage *self = user_data;

  if (self->category_id != NULL)
    trivet_menu_form_edit (TRIVET_MENU_FORM (self->form), TRIVET_MENU_PART_CATEGORY, self->category_id);
}

static void
on_undo_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetMenuPage *self = user_data;

  trivet_menu_form_undo (TRIVET_MENU_FORM (self->form));
}

static void
on_done (GtkWidget  *form,
         const char *words,
         gpointer    user_data)
{
  TrivetMenuPage *self = user_data;

  gtk_label_set_text (GTK_LABEL (self->said), words);
}

static void
on_shown (TrivetMenuPage *self)
{
  gtk_label_set_text (GTK_LABEL (self->said), "");
  update (self);
}

static void
on_desk_changed (TrivetMenuPage *self)
{
  gtk_widget_set_sensitive (self->undo, trivet_menu_desk_can_undo (self->context->menu_desk));
}

static void
on_menu_changed (TrivetMenuPage *self)
{
  /* A page that nobody sees is brought up to date when it is opened. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  trivet_dish_list_update (TRIVET_DISH_LIST (self->dishes));
  update (self);
}

static GtkWidget *
build_top (TrivetMenuPage *self)
{
  const char *const labels[N_TABS] = { _("Dishes"), _("Choices"), _("Hours") };
  GtkWidget        *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  for (guint i = 0; i < N_TABS; i++) {
    self->tabs[i] = trivet_ui_button_new (labels[i], "trivet-chip tall", G_CALLBACK (on_tab_clicked), self);
    g_object_set_data (G_OBJECT (self->tabs[i]), "tab", GINT_TO_POINTER (i));
    gtk_box_append (GTK_BOX (top), self->tabs[i]);
  }
  self->said = trivet_ui_label_new ("", "dim");
  gtk_label_set_ellipsize (GTK_LABEL (self->said), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->said), 1);
  gtk_widget_set_hexpand (self->said, TRUE);
  self->undo = trivet_ui_button_new (_("Undo"), "trivet-button", G_CALLBACK (on_undo_clicked), self);
  gtk_box_append (GTK_BOX (top), self->said);
  gtk_box_append (GTK_BOX (top), self->undo);

  return top;
}

static GtkWidget *
build_scroller (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

static GtkWidget *
build_left (TrivetMenuPage *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->categories = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  trivet_row_drag_enable (self->categories, trivet_menu_row_get_placed_id, on_row_dragged, self);
  gtk_widget_add_css_class (card, "trivet-card");
  gtk_widget_add_css_class (card, "menu-card");
  gtk_widget_add_css_class (card, "menu-categories");
  /* The rows' words fill their row, and no more. */
  gtk_widget_set_hexpand (card, FALSE);
  self->edit_category = trivet_ui_button_new (_("Edit category"), "trivet-button", G_CALLBACK (on_edit_category_clicked), self);
  gtk_box_append (GTK_BOX (card), build_scroller (self->categories));
  gtk_box_append (GTK_BOX (card), self->edit_category);
  gtk_box_append (GTK_BOX (card), trivet_ui_button_new (_("Add a category"), "trivet-button", G_CALLBACK (on_add_category_clicked), self));

  return card;
}

static GtkWidget *
build_middle (TrivetMenuPage *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->middle = gtk_stack_new ();
  self->dishes = trivet_dish_list_new (self->context);
  g_signal_connect_object (self->dishes, "chosen", G_CALLBACK (on_dish_chosen), self, 0);
  g_signal_connect_object (self->dishes, "placed", G_CALLBACK (on_dish_placed), self, 0);
  self->parts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  trivet_row_drag_enable (self->parts, trivet_menu_row_get_placed_id, on_row_dragged, self);
  gtk_stack_add_named (GTK_STACK (self->middle), self->dishes, "dishes");
  gtk_stack_add_named (GTK_STACK (self->middle), build_scroller (self->parts), "parts");
  self->add = trivet_ui_button_new ("", "trivet-button", G_CALLBACK (on_add_clicked), self);
  gtk_widget_add_css_class (card, "trivet-card");
  gtk_widget_add_css_class (card, "menu-card");
  gtk_widget_add_css_class (card, "menu-dishes");
  gtk_widget_set_hexpand (card, FALSE);
  gtk_box_append (GTK_BOX (card), self->middle);
  gtk_box_append (GTK_BOX (card), self->add);

  return card;
}

static GtkWidget *
build_content (TrivetMenuPage *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->left = build_left (self);
  self->form = trivet_menu_form_new (self->context);
  gtk_widget_add_css_class (self->form, "trivet-card");
  gtk_widget_set_hexpand (self->form, TRUE);
  g_signal_connect_object (self->form, "done", G_CALLBACK (on_done), self, 0);
  g_signal_connect_object (self->form, "shown", G_CALLBACK (on_shown), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), self->left);
  gtk_box_append (GTK_BOX (row), build_middle (self));
  gtk_box_append (GTK_BOX (row), self->form);
  gtk_widget_set_vexpand (row, TRUE);

  return row;
}

/**
 * trivet_menu_page_new:
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
trivet_menu_page_new (TrivetUiContext *context)
{
  TrivetMenuPage *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_MENU_PAGE, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, NULL);
  self->context = g_object_ref (context);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-right");
  gtk_box_append (GTK_BOX (self), build_top (self));
  gtk_box_append (GTK_BOX (self), build_content (self));
  g_signal_connect_object (context->reg, "menu-changed", G_CALLBACK (on_menu_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context->menu_desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  on_desk_changed (self);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_menu_page_open:
 * @self: the page
 *
 * Shows the menu as it is now.
 */
void
trivet_menu_page_open (TrivetMenuPage *self)
{
  g_return_if_fail (TRIVET_IS_MENU_PAGE (self));

  trivet_dish_list_update (TRIVET_DISH_LIST (self->dishes));
  gtk_label_set_text (GTK_LABEL (self->said), "");
  update (self);
}

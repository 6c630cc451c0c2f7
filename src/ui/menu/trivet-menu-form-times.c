/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-menu-form-private.h"

#include "trivet-menu-words.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/* The fields of a menu of certain hours. */

static void
add_days (TrivetMenuForm *self)
{
  /* clang-format off */
  static const char *const days[][2] = {
    { "mon", N_("Mon") },
    { "tue", N_("Tue") },
    { "wed", N_("Wed") },
    { "thu", N_("Thu") },
    { "fri", N_("Fri") },
    { "sat", N_("Sat") },
    { "sun", N_("Sun") },
  };
  /* clang-format on */
  GtkWidget *chips = _trivet_menu_form_add_chips (self, self->box, "days", _("Days; none chosen is every day"));

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    _trivet_menu_form_add_list_chip (chips, self->entry, "days", days[i][0], _(days[i][1]));
}

static void
add_types (TrivetMenuForm *self)
{
  static const TrivetOrderKind kinds[] = { TRIVET_ORDER_KIND_COUNTER, TRIVET_ORDER_KIND_TABLE, TRIVET_ORDER_KIND_TAKEAWAY,
                                           TRIVET_ORDER_KIND_DELIVERY, TRIVET_ORDER_KIND_BAR };
  GtkWidget                   *chips = _trivet_menu_form_add_chips (self, self->box, "types", _("Orders; none chosen is all"));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    _trivet_menu_form_add_list_chip (chips, self->entry, "types", trivet_order_kind_get_name (kinds[i]), trivet_menu_words_for_kind (kinds[i]));
}

static void
add_categories (TrivetMenuForm *self)
{
  GPtrArray *categories = trivet_menu_get_categories (trivet_register_get_menu (self->context->reg));
  GtkWidget *chips = _trivet_menu_form_add_chips (self, self->box, "categories", _("Categories that are shown only then"));

  for (guint i = 0; i < categories->len; i++) {
    const TrivetMenuCategory *category = g_ptr_array_index (categories, i);

    _trivet_menu_form_add_list_chip (chips, self->entry, "categories", category->id,
                                     trivet_ui_is_chinese () ? category->name_zh : category->name);
  }
}

static void
add_price (TrivetMenuForm *self,
           JsonObject     *price,
           guint           index)
{
  TrivetMenu      *menu = trivet_register_get_menu (self->context->reg);
  const char      *sku = trivet_json_get_string_or (price, "sku", "");
  TrivetMenuItem  *item = trivet_menu_lookup_item (menu, sku);
  const char      *name = item != NULL ? trivet_menu_item_get_name (item, trivet_ui_context_get_language (self->context)) : sku;
  g_autofree char *usual = item != NULL ? trivet_ui_format_minor (trivet_menu_item_get_price_minor (item), trivet_menu_get_currency (menu)) : g_strdup ("");
  g_autofree char *hint = g_strdup_printf (_("usually %s"), usual);
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *path = g_strdup_printf ("prices/%u/price", index);
  g_autofree char *dish = g_strdup_printf ("prices/%u/sku", index);

  gtk_widget_add_css_class (row, "menu-fields");
  _trivet_menu_form_add_entry (self, row, price, "price", path, name, hint);
  _trivet_menu_form_add_list_tools (self, row, self->entry, "prices", index, name);
  gtk_box_append (GTK_BOX (self->box), row);
  _trivet_menu_form_add_fault (self, self->box, dish);
}

void
_trivet_menu_form_build_period (TrivetMenuForm *self)
{
  JsonArray *prices = _trivet_menu_form_ensure_list (self->entry, "prices");
  GtkWidget *row;

  _trivet_menu_form_add_names (self, self->box, self->entry, "");
  row = _trivet_menu_form_add_row (self->box);
  _trivet_menu_form_add_entry (self, row, self->entry, "from", "from", _("From"), "11:00");
  _trivet_menu_form_add_entry (self, row, self->entry, "to", "to", _("Until; the same is all day"), "14:30");
  add_days (self);
  add_types (self);
  add_categories (self);
  _trivet_menu_form_add_title (self->box, _("Prices then"));
  for (guint i = 0; i < json_array_get_length (prices); i++)
    add_price (self, json_array_get_object_element (prices, i), i);
  _trivet_menu_form_add_dish_picker (self, self->box, self->entry, "prices", _("Add a dish with another price"));
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-csv-private.h"
#include "trivet-menu-private.h"

#include <string.h>

/*
 * The menu as a table: one row an entry, in the columns below, named in the first row.
 */

const char *const _trivet_menu_csv_kind_names[TRIVET_MENU_CSV_N_KINDS] = { "item", "category", "group", "option", "slot" };

const TrivetMenuCsvColumn _trivet_menu_csv_columns[TRIVET_MENU_CSV_N_COLUMNS] = {
  { "kind", "", TRIVET_MENU_CSV_CELL_KIND, TRIVET_MENU_CSV_KIND_ALL },
  { "group", "", TRIVET_MENU_CSV_CELL_GROUP, TRIVET_MENU_CSV_KIND_OPTION | TRIVET_MENU_CSV_KIND_SLOT },
  { "id", "id", TRIVET_MENU_CSV_CELL_ID, TRIVET_MENU_CSV_KIND_ALL },
  { "name_en", "en", TRIVET_MENU_CSV_CELL_NAME, TRIVET_MENU_CSV_KIND_ALL },
  { "name_zh", "zh", TRIVET_MENU_CSV_CELL_NAME, TRIVET_MENU_CSV_KIND_ALL },
  { "category", "category", TRIVET_MENU_CSV_CELL_TEXT, TRIVET_MENU_CSV_KIND_ITEM },
  { "kitchen", "kitchen", TRIVET_MENU_CSV_CELL_TEXT, TRIVET_MENU_CSV_KIND_ITEM },
  { "price", "price", TRIVET_MENU_CSV_CELL_TEXT, TRIVET_MENU_CSV_KIND_ITEM | TRIVET_MENU_CSV_KIND_OPTION },
  { "open_price", "open_price", TRIVET_MENU_CSV_CELL_BOOL, TRIVET_MENU_CSV_KIND_ITEM },
  { "tax_rate", "tax_rate", TRIVET_MENU_CSV_CELL_TEXT, TRIVET_MENU_CSV_KIND_ITEM },
  { "tax_included", "tax_included", TRIVET_MENU_CSV_CELL_BOOL, TRIVET_MENU_CSV_KIND_ITEM },
  { "modifier_groups", "modifier_groups", TRIVET_MENU_CSV_CELL_LIST, TRIVET_MENU_CSV_KIND_ITEM | TRIVET_MENU_CSV_KIND_OPTION },
  { "choices", "choices", TRIVET_MENU_CSV_CELL_CHOICES, TRIVET_MENU_CSV_KIND_SLOT },
  { "allergens", "allergens", TRIVET_MENU_CSV_CELL_LIST, TRIVET_MENU_CSV_KIND_ITEM },
  { "diet", "diet", TRIVET_MENU_CSV_CELL_LIST, TRIVET_MENU_CSV_KIND_ITEM },
  { "available", "available", TRIVET_MENU_CSV_CELL_BOOL, TRIVET_MENU_CSV_KIND_ITEM },
  { "left", "left", TRIVET_MENU_CSV_CELL_COUNT, TRIVET_MENU_CSV_KIND_ITEM },
  { "emoji", "emoji", TRIVET_MENU_CSV_CELL_TEXT, TRIVET_MENU_CSV_KIND_ITEM },
  { "image", "image", TRIVET_MENU_CSV_CELL_TEXT, TRIVET_MENU_CSV_KIND_ITEM },
  { "color", "color", TRIVET_MENU_CSV_CELL_TEXT, TRIVET_MENU_CSV_KIND_CATEGORY },
  { "min", "min", TRIVET_MENU_CSV_CELL_COUNT, TRIVET_MENU_CSV_KIND_GROUP | TRIVET_MENU_CSV_KIND_SLOT },
  { "max", "max", TRIVET_MENU_CSV_CELL_COUNT, TRIVET_MENU_CSV_KIND_GROUP | TRIVET_MENU_CSV_KIND_SLOT },
  { "preselected", "preselected", TRIVET_MENU_CSV_CELL_BOOL, TRIVET_MENU_CSV_KIND_OPTION },
  { "position", "position", TRIVET_MENU_CSV_CELL_COUNT, TRIVET_MENU_CSV_KIND_ITEM | TRIVET_MENU_CSV_KIND_CATEGORY },
  { "offset", "offset", TRIVET_MENU_CSV_CELL_COUNT, TRIVET_MENU_CSV_KIND_ITEM | TRIVET_MENU_CSV_KIND_CATEGORY },
};

/* The column that holds @member of an entry; %NULL when that is the whole row. */
const char *
_trivet_menu_csv_get_column (const char *member)
{
  if (g_strcmp0 (member, "sku") == 0)
    return "id";
  if (g_strcmp0 (member, "name") == 0)
    return "name_en";
  for (guint i = 0; i < TRIVET_MENU_CSV_N_COLUMNS; i++) {
    if (g_strcmp0 (_trivet_menu_csv_columns[i].member, member) == 0)
      return _trivet_menu_csv_columns[i].name;
  }

  return NULL;
}

const char *
_trivet_menu_csv_get_id_member (TrivetMenuCsvKind kind)
{
  return kind == TRIVET_MENU_CSV_KIND_ITEM ? "sku" : "id";
}

static char *
dup_list_cell (JsonArray *list)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (list); i++)
    g_ptr_array_add (cells, (gpointer) json_array_get_string_element (list, i));
  g_ptr_array_add (cells, NULL);
  _trivet_csv_append_row (out, (const char *const *) cells->pdata, TRIVET_MENU_CSV_LIST_SEPARATOR);

  return g_string_free (out, FALSE);
}

/* "W01;W02=5.00" */
static char *
dup_choices_cell (JsonArray *list)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonObject *choice = json_array_get_object_element (list, i);
    const char *sku = json_object_get_string_member (choice, "sku");
    const char *price = json_object_get_string_member_with_default (choice, "price", NULL);

    /* A mark in the code itself must not be taken for the one before a surcharge. */
    if (price == NULL && strchr (sku, TRIVET_MENU_CSV_PRICE_MARK) != NULL)
      price = "0";
    g_ptr_array_add (cells, price != NULL ? g_strdup_printf ("%s%c%s", sku, TRIVET_MENU_CSV_PRICE_MARK, price) : g_strdup (sku));
  }
  g_ptr_array_add (cells, NULL);
  _trivet_csv_append_row (out, (const char *const *) cells->pdata, TRIVET_MENU_CSV_LIST_SEPARATOR);

  return g_string_free (out, FALSE);
}

static char *
dup_cell (JsonObject                *entry,
          const TrivetMenuCsvColumn *column,
          TrivetMenuCsvKind          kind,
          const char                *group)
{
  const char *member = column->type == TRIVET_MENU_CSV_CELL_ID ? _trivet_menu_csv_get_id_member (kind) : column->member;
  JsonObject *object = column->type == TRIVET_MENU_CSV_CELL_NAME ? json_object_get_object_member (entry, "name") : entry;

  if (column->type == TRIVET_MENU_CSV_CELL_KIND)
    return g_strdup (_trivet_menu_csv_kind_names[g_bit_nth_lsf (kind, -1)]);
  if (column->type == TRIVET_MENU_CSV_CELL_GROUP)
    return g_strdup (group);
  if (!json_object_has_member (object, member))
    return g_strdup ("");

  switch (column->type) {
  case TRIVET_MENU_CSV_CELL_COUNT:
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (object, member));
  case TRIVET_MENU_CSV_CELL_BOOL:
    return g_strdup (json_object_get_boolean_member (object, member) ? "true" : "false");
  case TRIVET_MENU_CSV_CELL_LIST:
    return dup_list_cell (json_object_get_array_member (object, member));
  case TRIVET_MENU_CSV_CELL_CHOICES:
    return dup_choices_cell (json_object_get_array_member (object, member));
  case TRIVET_MENU_CSV_CELL_ID:
  case TRIVET_MENU_CSV_CELL_NAME:
  case TRIVET_MENU_CSV_CELL_TEXT:
  case TRIVET_MENU_CSV_CELL_KIND:
  case TRIVET_MENU_CSV_CELL_GROUP:
  default:
    return g_strdup (json_object_get_string_member (object, member));
  }
}

static void
write_entry (GString          *out,
             JsonObject       *entry,
             TrivetMenuCsvKind kind,
             const char       *group)
{
  char *cells[TRIVET_MENU_CSV_N_COLUMNS + 1] = { NULL };

  for (guint i = 0; i < TRIVET_MENU_CSV_N_COLUMNS; i++)
    cells[i] = dup_cell (entry, &_trivet_menu_csv_columns[i], kind, group);
  _trivet_csv_append_row (out, (const char *const *) cells, ',');
  g_string_append (out, "\r\n");
  for (guint i = 0; i < TRIVET_MENU_CSV_N_COLUMNS; i++)
    g_free (cells[i]);
}

static void
write_list (GString          *out,
            JsonObject       *object,
            const char       *member,
            TrivetMenuCsvKind kind,
            const char       *group)
{
  JsonArray *list = json_object_get_array_member (object, member);

  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonObject *entry = json_array_get_object_element (list, i);

    write_entry (out, entry, kind, group);
    if (kind == TRIVET_MENU_CSV_KIND_GROUP)
      write_list (out, entry, "options", TRIVET_MENU_CSV_KIND_OPTION, json_object_get_string_member (entry, "id"));
    if (kind == TRIVET_MENU_CSV_KIND_ITEM && json_object_has_member (entry, "combo"))
      write_list (out, entry, "combo", TRIVET_MENU_CSV_KIND_SLOT, json_object_get_string_member (entry, "sku"));
  }
}

/**
 * trivet_menu_export_csv:
 * @self: a menu with a currency
 *
 * A table that trivet_menu_import_csv() reads back without a difference; UTF-8 with the mark by which
 * spreadsheets know it.
 *
 * Returns: (transfer full): the text
 */
char *
trivet_menu_export_csv (TrivetMenu *self)
{
  g_autoptr (JsonObject) root = NULL;
  const char *names[TRIVET_MENU_CSV_N_COLUMNS + 1] = { NULL };
  GString    *out = g_string_new ("\xef\xbb\xbf");

  g_return_val_if_fail (TRIVET_IS_MENU (self), NULL);

  root = _trivet_menu_export_root (self);
  for (guint i = 0; i < TRIVET_MENU_CSV_N_COLUMNS; i++)
    names[i] = _trivet_menu_csv_columns[i].name;
  _trivet_csv_append_row (out, names, ',');
  g_string_append (out, "\r\n");
  write_list (out, root, "categories", TRIVET_MENU_CSV_KIND_CATEGORY, "");
  write_list (out, root, "modifier_groups", TRIVET_MENU_CSV_KIND_GROUP, "");
  write_list (out, root, "items", TRIVET_MENU_CSV_KIND_ITEM, "");

  return g_string_free (out, FALSE);
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-menu-csv-private.h"
#include "trivet-menu-private.h"

#include <string.h>

/*
 * The rows of a table are turned into what a JSON file would hold, and judged by the same code.
 */

/* @groups: id → borrowed list of options; @items: sku → borrowed dish; @order: which column each cell of a row is, or -1. */
typedef struct {
  GPtrArray  *rows;
  int         order[TRIVET_MENU_CSV_N_COLUMNS];
  guint       n_order;
  GHashTable *row_numbers;
  GHashTable *groups;
  GHashTable *items;
  JsonArray  *lists[3];
} Table;

static gboolean
refuse (guint       row,
        const char *column,
        GError    **error,
        const char *why)
{
  g_set_error (error, TRIVET_MENU_ERROR, TRIVET_MENU_ERROR_SYNTAX, "row %u, column %s: %s", row, column, why);

  return FALSE;
}

/* Returns: (transfer full) (nullable): UTF-8 without a mark before it */
static char *
dup_text (const char *bytes,
          gssize      length,
          GError    **error)
{
  gsize       n = length < 0 ? strlen (bytes) : (gsize) length;
  gsize       n_read = 0;
  const char *end;
  char       *text;
  guint       line = 1;

  if (n >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0) {
    bytes += 3;
    n -= 3;
  }
  if (memchr (bytes, '\0', n) != NULL) {
    g_set_error_literal (error, TRIVET_MENU_ERROR, TRIVET_MENU_ERROR_SYNTAX,
                         "The file is not a text in UTF-8 or GB18030; save it as “CSV UTF-8”");
    return NULL;
  }
  if (g_utf8_validate (bytes, (gssize) n, &end))
    return g_strndup (bytes, n);

  text = g_convert (bytes, (gssize) n, "UTF-8", "GB18030", &n_read, NULL, NULL);
  if (text != NULL)
    return text;
  /* It is meant to be the one that goes farther. */
  n_read = MAX (n_read, (gsize) (end - bytes));
  for (gsize i = 0; i < MIN (n_read, n); i++)
    line += bytes[i] == '\n' ? 1 : 0;
  g_set_error (error, TRIVET_MENU_ERROR, TRIVET_MENU_ERROR_SYNTAX,
               "line %u: a character is neither UTF-8 nor GB18030; save the file as “CSV UTF-8”", line);
  return NULL;
}

static char *
dup_column_names (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < TRIVET_MENU_CSV_N_COLUMNS; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", _trivet_menu_csv_columns[i].name);

  return g_string_free (text, FALSE);
}

static gboolean
read_head_cell (Table   *table,
                char    *cell,
                GError **error)
{
  g_autofree char *quoted = NULL;
  g_autofree char *known = NULL;
  int              found = -1;

  g_strstrip (cell);
  for (guint i = 0; i < TRIVET_MENU_CSV_N_COLUMNS; i++) {
    if (g_ascii_strcasecmp (cell, _trivet_menu_csv_columns[i].name) == 0)
      found = (int) i;
  }
  quoted = _trivet_menu_import_quote (cell);
  if (found < 0 && *cell != '\0') {
    known = dup_column_names ();
    g_set_error (error, TRIVET_MENU_ERROR, TRIVET_MENU_ERROR_SYNTAX,
                 "row 1: there is no column %s; the first row names the columns, out of %s", quoted, known);
    return FALSE;
  }
  for (guint i = 0; found >= 0 && i < table->n_order; i++) {
    if (table->order[i] == found)
      return refuse (1, quoted, error, "it is there twice");
  }
  if (table->n_order == TRIVET_MENU_CSV_N_COLUMNS)
    return *cell == '\0' ? TRUE : refuse (1, quoted, error, "there are too many columns");
  table->order[table->n_order++] = found;

  return TRUE;
}

static gboolean
read_head (Table   *table,
           GError **error)
{
  GPtrArray *head = table->rows->len > 0 ? g_ptr_array_index (table->rows, 0) : NULL;

  for (guint i = 0; head != NULL && i < head->len; i++) {
    if (!read_head_cell (table, g_ptr_array_index (head, i), error))
      return FALSE;
  }
  for (guint i = 0; i < table->n_order; i++) {
    if (table->order[i] >= 0 && _trivet_menu_csv_columns[table->order[i]].type == TRIVET_MENU_CSV_CELL_ID)
      return TRUE;
  }

  return refuse (1, "“id”", error, "it is missing; the first row names the columns");
}

/* Returns: (nullable): the cell of the first column of that type */
static const char *
get_cell (Table            *table,
          GPtrArray        *row,
          TrivetMenuCsvCell type)
{
  for (guint i = 0; i < MIN (row->len, table->n_order); i++) {
    if (table->order[i] >= 0 && _trivet_menu_csv_columns[table->order[i]].type == type)
      return g_ptr_array_index (row, i);
  }

  return NULL;
}

static gboolean
read_kind (Table             *table,
           GPtrArray         *row,
           guint              number,
           TrivetMenuCsvKind *ret_kind,
           GError           **error)
{
  const char      *cell = get_cell (table, row, TRIVET_MENU_CSV_CELL_KIND);
  g_autofree char *kind = g_strstrip (g_strdup (cell != NULL ? cell : ""));

  *ret_kind = TRIVET_MENU_CSV_KIND_ITEM;
  if (*kind == '\0')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (_trivet_menu_csv_kind_names); i++) {
    *ret_kind = 1 << i;
    if (g_ascii_strcasecmp (kind, _trivet_menu_csv_kind_names[i]) == 0)
      return TRUE;
  }

  return refuse (number, "“kind”", error, "it must be item, category, group, option or slot");
}

/* What is no number stays a text, and is refused as a member of a JSON file would be. */
static void
set_count (JsonObject *entry,
           const char *member,
           const char *cell)
{
  g_autofree char *digits = g_strstrip (g_strdup (cell));
  gint64           value;

  if (g_ascii_string_to_signed (digits, 10, -G_MAXINT, G_MAXINT, &value, NULL))
    json_object_set_int_member (entry, member, value);
  else
    json_object_set_string_member (entry, member, cell);
}

static void
set_bool (JsonObject *entry,
          const char *member,
          const char *cell)
{
  static const char *const words[] = { "false", "true", "no", "yes", "0", "1", "否", "是" };
  g_autofree char         *word = g_strstrip (g_ascii_strdown (cell, -1));

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (g_str_equal (word, words[i])) {
      json_object_set_boolean_member (entry, member, i % 2 == 1);
      return;
    }
  }
  json_object_set_string_member (entry, member, cell);
}

/* A list is a row of its own within the cell. */
static const char *
set_list (JsonObject *entry,
          const char *member,
          const char *cell)
{
  const char *trouble = NULL;
  guint       row;
  guint       column;
  g_autoptr (GPtrArray) rows = _trivet_csv_parse (cell, TRIVET_MENU_CSV_LIST_SEPARATOR, &row, &column, &trouble);
  JsonArray *list;
  GPtrArray *cells;

  if (rows == NULL)
    return trouble;
  if (rows->len != 1)
    return "it holds more than one line";
  list = json_array_new ();
  cells = g_ptr_array_index (rows, 0);
  for (guint i = 0; i < cells->len; i++)
    json_array_add_string_element (list, g_ptr_array_index (cells, i));
  json_object_set_array_member (entry, member, list);

  return NULL;
}

/* "W02=5.00": the last mark is before the surcharge. */
static const char *
set_choices (JsonObject *entry,
             const char *member,
             const char *cell)
{
  const char *trouble = set_list (entry, member, cell);
  g_autoptr (JsonArray) list = trouble == NULL ? json_array_ref (json_object_get_array_member (entry, member)) : NULL;
  JsonArray *choices;

  if (list == NULL)
    return trouble;
  choices = json_array_new ();
  for (guint i = 0; i < json_array_get_length (list); i++) {
    const char      *text = json_array_get_string_element (list, i);
    const char      *mark = strrchr (text, TRIVET_MENU_CSV_PRICE_MARK);
    g_autofree char *sku = mark != NULL ? g_strndup (text, (gsize) (mark - text)) : g_strdup (text);
    JsonObject      *choice = json_object_new ();

    json_object_set_string_member (choice, "sku", sku);
    if (mark != NULL)
      json_object_set_string_member (choice, "price", mark + 1);
    json_array_add_object_element (choices, choice);
  }
  json_object_set_array_member (entry, member, choices);

  return NULL;
}

static void
set_name (JsonObject *entry,
          const char *member,
          const char *cell)
{
  if (!json_object_has_member (entry, "name"))
    json_object_set_object_member (entry, "name", json_object_new ());
  json_object_set_string_member (json_object_get_object_member (entry, "name"), member, cell);
}

/* Returns: (nullable): what is wrong with the cell */
static const char *
set_member (JsonObject                *entry,
            const TrivetMenuCsvColumn *column,
            TrivetMenuCsvKind          kind,
            const char                *cell)
{
  if ((column->kinds & kind) == 0)
    return "this cell must be empty in a row of this kind";

  switch (column->type) {
  case TRIVET_MENU_CSV_CELL_ID:
    json_object_set_string_member (entry, _trivet_menu_csv_get_id_member (kind), cell);
    break;
  case TRIVET_MENU_CSV_CELL_NAME:
    set_name (entry, column->member, cell);
    break;
  case TRIVET_MENU_CSV_CELL_TEXT:
    json_object_set_string_member (entry, column->member, cell);
    break;
  case TRIVET_MENU_CSV_CELL_COUNT:
    set_count (entry, column->member, cell);
    break;
  case TRIVET_MENU_CSV_CELL_BOOL:
    set_bool (entry, column->member, cell);
    break;
  case TRIVET_MENU_CSV_CELL_LIST:
    return set_list (entry, column->member, cell);
  case TRIVET_MENU_CSV_CELL_CHOICES:
    return set_choices (entry, column->member, cell);
  case TRIVET_MENU_CSV_CELL_KIND:
  case TRIVET_MENU_CSV_CELL_GROUP:
  default:
    break;
  }

  return NULL;
}

static gboolean
fill_entry (Table            *table,
            GPtrArray        *row,
            guint             number,
            TrivetMenuCsvKind kind,
            JsonObject       *entry,
            GError          **error)
{
  for (guint i = 0; i < row->len; i++) {
    const char                *cell = g_ptr_array_index (row, i);
    const TrivetMenuCsvColumn *column = i < table->n_order && table->order[i] >= 0 ? &_trivet_menu_csv_columns[table->order[i]] : NULL;
    g_autofree char           *name = column != NULL ? g_strdup_printf ("“%s”", column->name) : g_strdup_printf ("%u", i + 1);
    const char                *trouble = NULL;

    if (*cell == '\0')
      continue;
    trouble = column != NULL ? set_member (entry, column, kind, cell) : "this column has no name in the first row";
    if (trouble != NULL)
      return refuse (number, name, error, trouble);
  }

  return TRUE;
}

/* Returns: (nullable): the list of the dish's slots */
static JsonArray *
get_slots (Table      *table,
           const char *sku)
{
  JsonObject *item = g_hash_table_lookup (table->items, sku);

  if (item != NULL && !json_object_has_member (item, "combo"))
    json_object_set_array_member (item, "combo", json_array_new ());

  return item != NULL ? json_object_get_array_member (item, "combo") : NULL;
}

/* Where the entry belongs. */
static gboolean
add_entry (Table            *table,
           GPtrArray        *row,
           guint             number,
           TrivetMenuCsvKind kind,
           JsonObject       *entry,
           GError          **error)
{
  const char *id = json_object_get_string_member_with_default (entry, _trivet_menu_csv_get_id_member (kind), "");
  const char *group = get_cell (table, row, TRIVET_MENU_CSV_CELL_GROUP);
  JsonArray  *list = table->lists[kind == TRIVET_MENU_CSV_KIND_ITEM ? 0 : kind == TRIVET_MENU_CSV_KIND_CATEGORY ? 1
                                                                                                                : 2];

  if (kind == TRIVET_MENU_CSV_KIND_OPTION) {
    list = g_hash_table_lookup (table->groups, group != NULL ? group : "");
    if (list == NULL)
      return refuse (number, "“group”", error, "it must name a group of a row above");
  }
  if (kind == TRIVET_MENU_CSV_KIND_SLOT) {
    list = get_slots (table, group != NULL ? group : "");
    if (list == NULL)
      return refuse (number, "“group”", error, "it must name the combo, a dish of a row above");
  }
  if (kind == TRIVET_MENU_CSV_KIND_ITEM && !g_hash_table_contains (table->items, id))
    g_hash_table_insert (table->items, g_strdup (id), entry);
  if (kind == TRIVET_MENU_CSV_KIND_GROUP) {
    JsonArray *options = json_array_new ();

    json_object_set_array_member (entry, "options", options);
    if (!g_hash_table_contains (table->groups, id))
      g_hash_table_insert (table->groups, g_strdup (id), options);
  }
  g_hash_table_insert (table->row_numbers, entry, GUINT_TO_POINTER (number));
  json_array_add_object_element (list, json_object_ref (entry));

  return TRUE;
}

static gboolean
is_blank (GPtrArray *row)
{
  for (guint i = 0; i < row->len; i++) {
    if (*(const char *) g_ptr_array_index (row, i) != '\0')
      return FALSE;
  }

  return TRUE;
}

static gboolean
read_rows (Table   *table,
           GError **error)
{
  for (guint i = 1; i < table->rows->len; i++) {
    GPtrArray *row = g_ptr_array_index (table->rows, i);
    g_autoptr (JsonObject) entry = json_object_new ();
    TrivetMenuCsvKind kind;

    if (is_blank (row))
      continue;
    if (!read_kind (table, row, i + 1, &kind, error) || !fill_entry (table, row, i + 1, kind, entry, error) ||
        !add_entry (table, row, i + 1, kind, entry, error))
      return FALSE;
  }
  if (json_array_get_length (table->lists[0]) > 0)
    return TRUE;

  g_set_error_literal (error, TRIVET_MENU_ERROR, TRIVET_MENU_ERROR_VALUE, "The file has no row of a dish");
  return FALSE;
}

static void
table_clear (Table *table)
{
  g_clear_pointer (&table->rows, g_ptr_array_unref);
  g_clear_pointer (&table->row_numbers, g_hash_table_unref);
  g_clear_pointer (&table->groups, g_hash_table_unref);
  g_clear_pointer (&table->items, g_hash_table_unref);
  for (guint i = 0; i < G_N_ELEMENTS (table->lists); i++)
    g_clear_pointer (&table->lists[i], json_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static gboolean
read_table (Table      *table,
            const char *text,
            GError    **error)
{
  g_autofree char *column = NULL;
  const char      *trouble = NULL;
  guint            number = 0;
  guint            cell = 0;

  table->rows = _trivet_csv_parse (text, ',', &number, &cell, &trouble);
  if (table->rows == NULL) {
    column = g_strdup_printf ("%u", cell);
    return refuse (number, column, error, trouble);
  }
  table->row_numbers = g_hash_table_new (NULL, NULL);
  table->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  table->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (table->lists); i++)
    table->lists[i] = json_array_new ();

  return read_head (table, error) && read_rows (table, error);
}

/**
 * trivet_menu_import_csv:
 * @csv: (array length=length): the file, UTF-8 with or without a mark, else GB18030
 * @length: its bytes, or -1 when it ends with NUL
 * @present: the menu so far; it has the currency of the prices
 * @stamp: for the new facts
 * @error: return location for a #TrivetMenuError; the message names the row, as a spreadsheet counts,
 *   and the column
 *
 * Like trivet_menu_import(), from a table (RFC 4180, the columns in README.md). A table without rows
 * of categories, or of groups, leaves those as they are.
 *
 * Returns: (transfer full) (nullable) (element-type TrivetFact): the facts, perhaps none
 */
GPtrArray *
trivet_menu_import_csv (const char            *csv,
                        gssize                 length,
                        TrivetMenu            *present,
                        const TrivetFactStamp *stamp,
                        GError               **error)
{
  static const char *const members[] = { "items", "categories", "modifier_groups" };
  g_auto (Table) table = { 0 };
  g_autoptr (JsonObject) root = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (csv != NULL, NULL);
  g_return_val_if_fail (TRIVET_IS_MENU (present), NULL);
  g_return_val_if_fail (stamp != NULL, NULL);

  text = dup_text (csv, length, error);
  if (text == NULL || !read_table (&table, text, error))
    return NULL;

  root = _trivet_menu_export_root (present);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++) {
    if (json_array_get_length (table.lists[i]) > 0)
      json_object_set_array_member (root, members[i], json_array_ref (table.lists[i]));
  }

  return _trivet_menu_import_root (root, present, table.row_numbers, stamp, error);
}

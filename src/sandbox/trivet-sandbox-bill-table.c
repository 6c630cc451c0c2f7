/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-bill-private.h"

/**
 * SECTION:trivet-sandbox-bill-table
 *
 * The table of a bill: a header and rows of the same width, and its ways to be wrong.
 */

static GPtrArray *
get_row (GPtrArray *table,
         guint      index)
{
  return g_ptr_array_index (table, index);
}

static gboolean
find_column (GPtrArray  *table,
             const char *name,
             guint      *ret_column)
{
  GPtrArray *header = get_row (table, 0);

  for (guint i = 0; i < header->len; i++) {
    g_autofree char *bare = g_strstrip (g_strdup (g_ptr_array_index (header, i)));

    if (g_str_equal (bare, name)) {
      *ret_column = i;
      return TRUE;
    }
  }

  return FALSE;
}

static void
insert_column (GPtrArray  *table,
               guint       column,
               const char *name,
               const char *value)
{
  for (guint i = 0; i < table->len; i++)
    g_ptr_array_insert (get_row (table, i), column, g_strdup (i == 0 ? name : value));
}

static void
remove_column (GPtrArray *table,
               guint      column)
{
  for (guint i = 0; i < table->len; i++)
    g_ptr_array_remove_index (get_row (table, i), column);
}

/* A cell with a comma or a quotation mark is put into quotation marks. */
static void
append_cell (GString    *text,
             const char *cell,
             const char *mark,
             gboolean    quote)
{
  g_autofree char *safe = NULL;

  if (quote && strpbrk (cell, ",\"") != NULL) {
    g_auto (GStrv) parts = g_strsplit (cell, "\"", -1);
    g_autofree char *doubled = g_strjoinv ("\"\"", parts);

    safe = g_strconcat ("\"", doubled, "\"", NULL);
  }
  g_string_append_printf (text, "%s%s", mark, safe != NULL ? safe : cell);
}

/* Returns a table with a header. */
GPtrArray *
_trivet_sandbox_table_new (const char *const *names)
{
  GPtrArray *table = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  _trivet_sandbox_table_add (table, names);
  return table;
}

/* Adds a row; as many cells as the header has. */
void
_trivet_sandbox_table_add (GPtrArray         *table,
                           const char *const *cells)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  for (; *cells != NULL; cells++)
    g_ptr_array_add (row, g_strdup (*cells));
  g_assert (table->len == 0 || row->len == get_row (table, 0)->len);
  g_ptr_array_add (table, row);
}

/* Drops the columns that are not in @names. */
void
_trivet_sandbox_table_keep (GPtrArray         *table,
                            const char *const *names)
{
  GPtrArray *header = get_row (table, 0);

  for (guint i = header->len; i > 0; i--) {
    if (!g_strv_contains (names, g_ptr_array_index (header, i - 1)))
      remove_column (table, i - 1);
  }
}

/* Adds a column that nobody knows, or removes the one that is needed. */
void
_trivet_sandbox_table_spoil (GPtrArray               *table,
                             TrivetSandboxBillTrouble trouble,
                             const char              *needed)
{
  guint column = 0;

  if (!find_column (table, needed, &column))
    return;
  if (trouble == TRIVET_SANDBOX_BILL_MISSING_COLUMN)
    remove_column (table, column);
  if (trouble == TRIVET_SANDBOX_BILL_UNKNOWN_COLUMN)
    insert_column (table, column, "训练新列", "7");
}

/* Returns the text of a table; each cell but the header's has @mark before it. */
char *
_trivet_sandbox_table_print (GPtrArray  *table,
                             const char *mark,
                             gboolean    quote)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < table->len; i++) {
    GPtrArray *row = get_row (table, i);

    for (guint k = 0; k < row->len; k++) {
      if (k > 0)
        g_string_append_c (text, ',');
      append_cell (text, g_ptr_array_index (row, k), i == 0 ? "" : mark, quote);
    }
    g_string_append (text, "\r\n");
  }

  return g_string_free (text, FALSE);
}

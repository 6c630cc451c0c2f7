/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-csv-private.h"

#include <string.h>

/*
 * Rows of cells as text, after RFC 4180: cells in quotation marks may hold separators, line ends and
 * doubled quotation marks. A line may end with LF alone, as many programs write it.
 */

static gboolean
ends_line (char c)
{
  return c == '\n' || c == '\r';
}

/* Moves @at behind the closing quotation mark; @at stands behind the opening one. */
static gboolean
read_quoted (const char **at,
             GString     *cell)
{
  for (const char *p = *at; *p != '\0'; p++) {
    if (*p == '"' && p[1] != '"') {
      *at = p + 1;
      return TRUE;
    }
    if (*p == '"')
      p++;
    g_string_append_c (cell, *p);
  }

  return FALSE;
}

/* Returns: (nullable): what is wrong with the cell that begins at @at */
static const char *
read_cell (const char **at,
           char         separator,
           GString     *cell)
{
  const char *start = *at;

  if (*start == '"') {
    *at = start + 1;
    if (!read_quoted (at, cell))
      return "the quotation mark at its beginning is never closed";
    return **at == '\0' || **at == separator || ends_line (**at)
             ? NULL
             : "text follows the closing quotation mark; write a quotation mark within a cell twice";
  }

  while (**at != '\0' && **at != separator && !ends_line (**at)) {
    if (**at == '"')
      return "it holds a quotation mark; put the cell in quotation marks and write that one twice";
    (*at)++;
  }
  g_string_append_len (cell, start, *at - start);

  return NULL;
}

static const char *
read_row (const char **at,
          char         separator,
          GPtrArray   *row)
{
  for (;;) {
    g_autoptr (GString) cell = g_string_new (NULL);
    const char *trouble = read_cell (at, separator, cell);

    g_ptr_array_add (row, g_string_free (g_steal_pointer (&cell), FALSE));
    if (trouble != NULL)
      return trouble;
    if (**at != separator)
      break;
    (*at)++;
  }
  if (**at == '\r')
    (*at)++;
  if (**at == '\n')
    (*at)++;

  return NULL;
}

/*
 * _trivet_csv_parse:
 * @text: UTF-8
 * @separator: between cells
 * @ret_row: (out): where it is wrong, from 1
 * @ret_column: (out): where it is wrong, from 1
 * @ret_trouble: (out): what is wrong there, a part of a sentence about the cell
 *
 * Rows are counted as a spreadsheet counts them: empty ones too, and a cell of two lines is in one.
 *
 * Returns: (transfer full) (nullable): an array of rows, arrays of cells
 */
GPtrArray *
_trivet_csv_parse (const char  *text,
                   char         separator,
                   guint       *ret_row,
                   guint       *ret_column,
                   const char **ret_trouble)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  while (*text != '\0') {
    GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

    g_ptr_array_add (rows, row);
    *ret_trouble = read_row (&text, separator, row);
    *ret_row = rows->len;
    *ret_column = row->len;
    if (*ret_trouble != NULL)
      return NULL;
  }

  return g_steal_pointer (&rows);
}

static void
append_cell (GString    *out,
             const char *cell,
             char        separator)
{
  char special[] = { separator, '"', '\r', '\n', '\0' };

  if (strpbrk (cell, special) == NULL) {
    g_string_append (out, cell);
    return;
  }

  g_string_append_c (out, '"');
  for (; *cell != '\0'; cell++) {
    if (*cell == '"')
      g_string_append_c (out, '"');
    g_string_append_c (out, *cell);
  }
  g_string_append_c (out, '"');
}

/* Appends @cells without a line end. */
void
_trivet_csv_append_row (GString           *out,
                        const char *const *cells,
                        char               separator)
{
  for (guint i = 0; cells[i] != NULL; i++) {
    if (i > 0)
      g_string_append_c (out, separator);
    append_cell (out, cells[i], separator);
  }
}

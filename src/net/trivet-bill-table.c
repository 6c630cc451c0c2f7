/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-net"

#include "trivet-bill-table.h"

#include <string.h>

/* The text of a provider's bill, read by the names of its columns (specs/alipay.md 12,
 * specs/wechatpay.md 11). Columns come, go and change places with contract and time; a name is the
 * only thing that can be relied on. */

#define MAX_COLUMNS 200

struct _TrivetBillTable {
  TrivetBillForm form;
  GPtrArray     *lines;
  GArray        *line_numbers;
  GPtrArray     *notes;
  guint          position;
  guint          line;
  GHashTable    *columns;
  GPtrArray     *names;
  GPtrArray     *cells;
};

/* Wide parentheses become narrow ones, blanks go. */
static char *
fold_name (const char *name)
{
  GString *folded = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c == 0xff08)
      g_string_append_c (folded, '(');
    else if (c == 0xff09)
      g_string_append_c (folded, ')');
    else if (!g_unichar_isspace (c))
      g_string_append_unichar (folded, c);
  }
  return g_string_free (folded, FALSE);
}

static gboolean
is_row (TrivetBillTable *self,
        const char      *line)
{
  return self->form == TRIVET_BILL_FORM_COMMAS || *line == '`';
}

static void
split_lines (TrivetBillTable *self,
             const char      *text,
             gsize            length)
{
  const char *end = text + length;
  guint       number = 0;

  while (text < end) {
    const char *stop = memchr (text, '\n', (gsize) (end - text));
    const char *next = stop != NULL ? stop + 1 : end;
    char       *line;

    if (stop == NULL)
      stop = end;
    line = g_strndup (text, (gsize) (stop - text));
    g_strchomp (line);
    number++;
    if (*line == '\0') {
      g_free (line);
    } else if (*line == '#' && self->form == TRIVET_BILL_FORM_COMMAS) {
      g_ptr_array_add (self->notes, line);
    } else {
      g_ptr_array_add (self->lines, line);
      g_array_append_val (self->line_numbers, number);
    }
    text = next;
  }
}

/* Copies the quoted field at @p; returns where it ends, or %NULL if it is not a whole quoted field:
 * then the quote is a character like any other. */
static const char *
read_quoted (const char *p,
             char      **ret_cell)
{
  g_autoptr (GString) cell = g_string_new (NULL);

  for (p++; *p != '\0'; p++) {
    if (*p != '"') {
      g_string_append_c (cell, *p);
    } else if (p[1] == '"') {
      g_string_append_c (cell, *++p);
    } else {
      p += 1 + strspn (p + 1, " \t");
      if (*p != ',' && *p != '\0')
        return NULL;
      *ret_cell = g_strdup (cell->str);
      return p;
    }
  }
  return NULL;
}

static void
split_commas (GPtrArray  *cells,
              const char *line)
{
  const char *p = line;

  for (;;) {
    const char *start = p + strspn (p, " \t");
    char       *cell = NULL;
    const char *stop = *start == '"' ? read_quoted (start, &cell) : NULL;

    if (stop == NULL) {
      stop = p + strcspn (p, ",");
      cell = g_strndup (p, (gsize) (stop - p));
    }
    g_ptr_array_add (cells, g_strstrip (cell));
    if (*stop == '\0' || cells->len > MAX_COLUMNS)
      return;
    p = stop + 1;
  }
}

static void
split_backquotes (GPtrArray  *cells,
                  const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line + 1, ",`", MAX_COLUMNS + 2);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (cells, g_strdup (g_strstrip (parts[i])));
}

/**
 * trivet_bill_table_new:
 * @text: (array length=length) (nullable): UTF-8, with or without a byte order mark, lines ended by
 *   LF or CRLF; %NULL only without @length
 * @form: how fields are written
 * @error: %TRIVET_BILL_ERROR_DAMAGED when it is no UTF-8 text
 *
 * Returns: (transfer full) (nullable): the text, before its first header line
 */
TrivetBillTable *
trivet_bill_table_new (const char    *text,
                       gsize          length,
                       TrivetBillForm form,
                       GError       **error)
{
  TrivetBillTable *self;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  /* An empty GBytes has no address, and even adding nothing to that is undefined. */
  if (length == 0)
    text = "";
  /* g_utf8_validate_len refuses NUL too, which would cut a line unseen. */
  if (length > 0 && !g_utf8_validate_len (text, length, NULL)) {
    g_set_error_literal (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_DAMAGED, "The bill is not a text in UTF-8");
    return NULL;
  }
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0) {
    text += 3;
    length -= 3;
  }

  self = g_new0 (TrivetBillTable, 1);
  self->form = form;
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->line_numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  split_lines (self, text, length);
  return self;
}

/**
 * trivet_bill_table_free:
 * @self: (transfer full) (nullable): a table
 */
void
trivet_bill_table_free (TrivetBillTable *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->lines);
  g_array_unref (self->line_numbers);
  g_ptr_array_unref (self->notes);
  g_hash_table_unref (self->columns);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

/**
 * trivet_bill_table_get_notes:
 * @self: a table
 *
 * Returns: (transfer none) (element-type utf8): the lines that begin with #, whole, in order
 */
GPtrArray *
trivet_bill_table_get_notes (TrivetBillTable *self)
{
  return self->notes;
}

static void
take_line (TrivetBillTable *self,
           GPtrArray       *cells)
{
  const char *line = g_ptr_array_index (self->lines, self->position);

  self->line = g_array_index (self->line_numbers, guint, self->position);
  self->position++;
  g_ptr_array_set_size (cells, 0);
  if (self->form == TRIVET_BILL_FORM_BACKQUOTES && *line == '`')
    split_backquotes (cells, line);
  else
    split_commas (cells, line);
}

/**
 * trivet_bill_table_read_header:
 * @self: a table
 * @error: %TRIVET_BILL_ERROR_FORMAT
 *
 * Takes the next line as the names of the columns. Names that are not unique are refused, because
 * a cell could not be told from another; empty names (a comma at the end) are passed over.
 *
 * Returns: whether there was such a line
 */
gboolean
trivet_bill_table_read_header (TrivetBillTable *self,
                               GError         **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_hash_table_remove_all (self->columns);
  g_ptr_array_set_size (self->cells, 0);
  if (self->position == self->lines->len || *(char *) g_ptr_array_index (self->lines, self->position) == '`') {
    g_set_error_literal (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_FORMAT, "The bill has no line with names of columns");
    return FALSE;
  }

  take_line (self, self->names);
  for (guint i = 0; i < self->names->len; i++) {
    g_autofree char *name = fold_name (self->names->pdata[i]);

    if (*name == '\0')
      continue;
    if (self->names->len > MAX_COLUMNS || g_hash_table_contains (self->columns, name)) {
      g_set_error (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_FORMAT, "The bill has the column “%s” twice, or too many columns", name);
      return FALSE;
    }
    g_hash_table_insert (self->columns, g_steal_pointer (&name), GUINT_TO_POINTER (i));
  }
  return TRUE;
}

/* A name is folded once; afterwards the table knows it as it was asked for, too: a bill has many
 * rows. */
static gboolean
find_column (TrivetBillTable *self,
             const char      *column,
             guint           *ret_index)
{
  gpointer index;

  if (!g_hash_table_lookup_extended (self->columns, column, NULL, &index)) {
    g_autofree char *name = fold_name (column);

    if (!g_hash_table_lookup_extended (self->columns, name, NULL, &index))
      return FALSE;
    g_hash_table_insert (self->columns, g_strdup (column), index);
  }
  *ret_index = GPOINTER_TO_UINT (index);
  return TRUE;
}

/**
 * trivet_bill_table_has_column:
 * @column: a name, in either kind of parentheses
 *
 * Returns: whether the header names it
 */
gboolean
trivet_bill_table_has_column (TrivetBillTable *self,
                              const char      *column)
{
  guint index;

  return find_column (self, column, &index);
}

/**
 * trivet_bill_table_require:
 * @self: a table whose header was read
 * @columns: (array zero-terminated=1): names without which the bill cannot be read
 * @error: %TRIVET_BILL_ERROR_FORMAT, names the first that is missing
 *
 * Returns: whether all are there
 */
gboolean
trivet_bill_table_require (TrivetBillTable   *self,
                           const char *const *columns,
                           GError           **error)
{
  for (; *columns != NULL; columns++) {
    if (!trivet_bill_table_has_column (self, *columns)) {
      g_set_error (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_FORMAT, "The bill lacks the column “%s”", *columns);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
contains_folded (const char *const *names,
                 const char        *folded)
{
  for (; *names != NULL; names++) {
    g_autofree char *name = fold_name (*names);

    if (g_str_equal (name, folded))
      return TRUE;
  }
  return FALSE;
}

/**
 * trivet_bill_table_remark_unknown:
 * @self: a table whose header was read
 * @known: (array zero-terminated=1): the names that the documents list
 * @remarks: (element-type utf8): gets one sentence for each other column
 */
void
trivet_bill_table_remark_unknown (TrivetBillTable   *self,
                                  const char *const *known,
                                  GPtrArray         *remarks)
{
  for (guint i = 0; i < self->names->len; i++) {
    g_autofree char *name = fold_name (self->names->pdata[i]);

    if (*name != '\0' && !contains_folded (known, name))
      g_ptr_array_add (remarks, g_strdup_printf ("The bill has a column that Trivet does not know: “%s”", name));
  }
}

/**
 * trivet_bill_table_next:
 * @self: a table whose header was read
 * @error: %TRIVET_BILL_ERROR_DAMAGED when a row has not as many fields as the header
 *
 * Goes on to the next row. Empty fields behind the last column are tolerated.
 *
 * Returns: %FALSE, without @error, behind the last row of this table
 */
gboolean
trivet_bill_table_next (TrivetBillTable *self,
                        GError         **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_ptr_array_set_size (self->cells, 0);
  if (self->position == self->lines->len || !is_row (self, g_ptr_array_index (self->lines, self->position)))
    return FALSE;

  take_line (self, self->cells);
  while (self->cells->len > self->names->len && *(char *) g_ptr_array_index (self->cells, self->cells->len - 1) == '\0')
    g_ptr_array_set_size (self->cells, (gint) self->cells->len - 1);
  if (self->cells->len != self->names->len) {
    g_set_error (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_DAMAGED, "Line %u of the bill has %u fields instead of %u",
                 self->line, self->cells->len, self->names->len);
    return FALSE;
  }
  return TRUE;
}

/**
 * trivet_bill_table_get_line:
 * @self: a table
 *
 * Returns: the number of the line in the text, from 1, for messages
 */
guint
trivet_bill_table_get_line (TrivetBillTable *self)
{
  return self->line;
}

/**
 * trivet_bill_table_get_text:
 * @self: a table on a row
 * @column: a name
 *
 * Returns: (transfer none): the cell without blanks and TABs around it; "" when there is no such
 *   column. Valid until the next row
 */
const char *
trivet_bill_table_get_text (TrivetBillTable *self,
                            const char      *column)
{
  guint index;

  if (!find_column (self, column, &index) || index >= self->cells->len)
    return "";
  return g_ptr_array_index (self->cells, index);
}

/* The cell's text stays out of the message: it could be anything, a name too. */
static gboolean
fail_cell (TrivetBillTable *self,
           const char      *column,
           const char      *what,
           GError         **error)
{
  g_set_error (error, TRIVET_BILL_ERROR, TRIVET_BILL_ERROR_FORMAT, "Line %u of the bill, column “%s”, is not %s", self->line, column, what);
  return FALSE;
}

/**
 * trivet_bill_table_get_micros:
 * @self: a table on a row
 * @column: a name
 * @ret_micros: (out): millionths of the currency's major unit
 * @error: %TRIVET_BILL_ERROR_FORMAT when the cell is empty, missing or no number
 *
 * Returns: whether the cell holds a number with at most six decimals
 */
gboolean
trivet_bill_table_get_micros (TrivetBillTable *self,
                              const char      *column,
                              gint64          *ret_micros,
                              GError         **error)
{
  return trivet_bill_parse_micros (trivet_bill_table_get_text (self, column), ret_micros) || fail_cell (self, column, "a number", error);
}

/**
 * trivet_bill_table_get_minor:
 * @self: a table on a row
 * @column: a name
 * @currency: gives the number of decimals
 * @ret_minor: (out): the amount, may be negative
 * @error: %TRIVET_BILL_ERROR_FORMAT when the cell is empty, missing or no amount
 *
 * Returns: whether the cell holds an amount; zeros behind the last decimal are tolerated
 */
gboolean
trivet_bill_table_get_minor (TrivetBillTable *self,
                             const char      *column,
                             TrivetCurrency   currency,
                             gint64          *ret_minor,
                             GError         **error)
{
  gint64 micros;

  if (!trivet_bill_parse_micros (trivet_bill_table_get_text (self, column), &micros) ||
      !trivet_bill_micros_to_minor (micros, currency, ret_minor))
    return fail_cell (self, column, "an amount", error);
  return TRUE;
}

/**
 * trivet_bill_table_get_count:
 * @self: a table on a row
 * @column: a name
 * @ret_count: (out): a whole number, zero or more
 * @error: %TRIVET_BILL_ERROR_FORMAT when the cell is empty, missing or no whole number
 *
 * Returns: whether the cell holds one
 */
gboolean
trivet_bill_table_get_count (TrivetBillTable *self,
                             const char      *column,
                             gint64          *ret_count,
                             GError         **error)
{
  gint64 micros;

  if (!trivet_bill_parse_micros (trivet_bill_table_get_text (self, column), &micros) || micros < 0 || micros % TRIVET_BILL_MICROS != 0)
    return fail_cell (self, column, "a whole number", error);
  *ret_count = micros / TRIVET_BILL_MICROS;
  return TRUE;
}

/**
 * trivet_bill_table_get_beijing_us:
 * @self: a table on a row
 * @column: a name
 * @ret_us: (out): wall time
 * @error: %TRIVET_BILL_ERROR_FORMAT when the cell is empty, missing or no time
 *
 * Returns: whether the cell holds "YYYY-MM-DD HH:MM:SS" of Beijing
 */
gboolean
trivet_bill_table_get_beijing_us (TrivetBillTable *self,
                                  const char      *column,
                                  gint64          *ret_us,
                                  GError         **error)
{
  return trivet_bill_parse_beijing_us (trivet_bill_table_get_text (self, column), ret_us) || fail_cell (self, column, "a time", error);
}

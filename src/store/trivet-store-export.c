/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-fact-table-private.h"
#include "trivet-hex.h"
#include "trivet-reader-private.h"
#include "trivet-store.h"

#include <string.h>

/* The journal as JSON lines, one fact a line. */

#define PREVIOUS_COLUMN TRIVET_FACT_N_COLUMNS
#define HASH_COLUMN     (TRIVET_FACT_N_COLUMNS + 1)

static void
append_string (GString    *line,
               const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), valid);
  g_autofree char *quoted = json_to_string (node, FALSE);

  g_string_append (line, quoted);
}

static void
append_member (GString    *line,
               const char *name,
               const char *text)
{
  g_string_append_printf (line, ",\"%s\":", name);
  append_string (line, text);
}

/* The body's own bytes, because the hash is over them. One that is no JSON object (somebody
 * changed it) still makes a valid line: then it is a string. */
static void
append_body (GString    *line,
             const char *body)
{
  g_autoptr (JsonNode) node = NULL;

  g_string_append (line, ",\"body\":");
  if (g_utf8_validate (body, -1, NULL))
    node = json_from_string (body, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node) && strpbrk (body, "\r\n") == NULL)
    g_string_append (line, body);
  else
    append_string (line, body);
}

static void
append_hash (GString         *line,
             const char      *name,
             TrivetStatement *row,
             int              column)
{
  g_autofree char *hex = NULL;

  hex = trivet_hex_encode (sqlite3_column_blob (row, column),
                           (gsize) sqlite3_column_bytes (row, column));
  append_member (line, name, hex);
}

static void
append_fact (GString         *line,
             TrivetStatement *row)
{
  g_string_append_printf (line, "{\"sequence\":%" G_GINT64_FORMAT, (gint64) sqlite3_column_int64 (row, 0));
  append_member (line, "id", _trivet_statement_get_text (row, 1));
  append_member (line, "register", _trivet_statement_get_text (row, 2));
  append_member (line, "staff", _trivet_statement_get_text (row, 3));
  g_string_append_printf (line, ",\"time_us\":%" G_GINT64_FORMAT, (gint64) sqlite3_column_int64 (row, 4));
  append_member (line, "type", _trivet_statement_get_text (row, 5));
  g_string_append_printf (line, ",\"version\":%d", sqlite3_column_int (row, 6));
  append_member (line, "subject", _trivet_statement_get_text (row, 7));
  append_body (line, _trivet_statement_get_text (row, 8));
  append_hash (line, "previous_hash", row, PREVIOUS_COLUMN);
  append_hash (line, "hash", row, HASH_COLUMN);
  g_string_append (line, "}\n");
}

static gboolean
write_facts (TrivetDatabase *database,
             GOutputStream  *stream,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autoptr (TrivetStatement) statement = NULL;
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean row;

  statement = _trivet_database_prepare (database,
                                        "SELECT " TRIVET_FACT_COLUMNS ", fact.previous_hash,"
                                        " fact.hash FROM fact ORDER BY sequence",
                                        error);
  if (statement == NULL)
    return FALSE;
  for (;;) {
    if (!_trivet_database_step (database, statement, &row, error))
      return FALSE;
    if (!row)
      return TRUE;
    g_string_truncate (line, 0);
    append_fact (line, statement);
    if (!g_output_stream_write_all (stream, line->str, line->len, NULL, cancellable, error))
      return FALSE;
  }
}

/**
 * trivet_store_export:
 * @path: the store's file; a writer may have it open
 * @stream: where to write; it is not closed
 * @cancellable: (nullable): stops it between two facts
 * @error: where to put the error, of %TRIVET_STORE_ERROR or of the stream
 *
 * Writes all facts as JSON lines: `sequence`, `id`, `register`, `staff`, `time_us`, `type`,
 * `version`, `subject`, `body` (the stored bytes), `previous_hash` and `hash` in hexadecimal.
 * It waits for the disk.
 */
gboolean
trivet_store_export (const char    *path,
                     GOutputStream *stream,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (TrivetDatabase) database = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  database = _trivet_database_open (path, TRIVET_DATABASE_READER, error);
  return database != NULL && _trivet_reader_check (database, error) &&
         write_facts (database, stream, cancellable, error);
}

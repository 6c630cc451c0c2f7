/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-database-private.h"

#include <errno.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

/**
 * TrivetDatabase:
 *
 * One SQLite connection with its prepared statements and its errors as sentences. It belongs to
 * one thread at a time (SQLite's own locks are off), so nothing here is locked.
 */

/* How long another program may hold SQLite's lock before we say BUSY. */
#define BUSY_TIMEOUT_MS 5000
/* What is left of a large write-ahead log after a checkpoint. */
#define WAL_KEEP_BYTES "67108864"

struct _TrivetDatabase {
  char       *path;
  sqlite3    *handle;
  GHashTable *statements; /* SQL text, a constant → statement */
  int         wal_pages;
};

/**
 * _trivet_database_set_error:
 * @self: a database
 * @code: the code that a call on its handle returned
 * @error: where to put the error
 *
 * Like _trivet_database_code_to_error(), with the handle's own message.
 */
void
_trivet_database_set_error (TrivetDatabase *self,
                            int             code,
                            GError        **error)
{
  /* SQLite does not keep the errno of a failed COMMIT; the calls here start from 0. */
  int system_errno = errno != 0 ? errno : sqlite3_system_errno (self->handle);

  /* A one-byte code loses what kind of I/O error it was. */
  if (code < 0x100)
    code = sqlite3_extended_errcode (self->handle);
  _trivet_database_code_to_error (self->path, code, system_errno,
                                  sqlite3_errmsg (self->handle), error);
}

static int
on_wal_written (gpointer    user_data,
                sqlite3    *handle,
                const char *name,
                int         n_pages)
{
  TrivetDatabase *self = user_data;

  self->wal_pages = n_pages;
  return SQLITE_OK;
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static int
get_open_flags (TrivetDatabaseMode mode)
{
  switch (mode) {
  case TRIVET_DATABASE_NEW:
    return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  case TRIVET_DATABASE_WRITER:
    return SQLITE_OPEN_READWRITE;
  case TRIVET_DATABASE_READER:
    return SQLITE_OPEN_READONLY;
  }
  g_assert_not_reached ();
}

/* A store on a read-only disk (a mounted backup) has no place for SQLite's shared memory file; it
 * can be read all the same when it was closed properly, because nothing can change it. */
static gboolean
is_immutable (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  struct statvfs   fs;
  struct stat      log;

  return statvfs (path, &fs) == 0 && (fs.f_flag & ST_RDONLY) != 0 &&
         (stat (wal, &log) != 0 || log.st_size == 0);
}

static char *
build_name (const char        *path,
            TrivetDatabaseMode mode)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = NULL;

  if (mode != TRIVET_DATABASE_READER || !is_immutable (path))
    return g_steal_pointer (&absolute);
  uri = g_filename_to_uri (absolute, NULL, NULL);
  return g_strconcat (uri, "?immutable=1", NULL);
}

static gboolean
configure (TrivetDatabase    *self,
           TrivetDatabaseMode mode,
           GError           **error)
{
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  /* Until _trivet_journal_file_open() has seen that the store is ours and not newer, closing it
   * must not write anything either. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE,
                     mode == TRIVET_DATABASE_WRITER, NULL);
  /* Replaces SQLite's own checkpoint inside a commit: ours runs between two appends. */
  sqlite3_wal_hook (self->handle, on_wal_written, self);

  if (mode == TRIVET_DATABASE_READER)
    return _trivet_database_exec (self, "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY", error);
  if (sqlite3_db_readonly (self->handle, "main") == 1) {
    _trivet_database_code_to_error (self->path, SQLITE_READONLY, 0, "opened for reading only", error);
    return FALSE;
  }
  return _trivet_database_exec (self,
                                "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; "
                                "PRAGMA journal_size_limit = " WAL_KEEP_BYTES,
                                error);
}

/**
 * _trivet_database_open:
 * @path: the file
 * @mode: what for
 * @error: where to put the error, domain %TRIVET_STORE_ERROR
 *
 * Opens a connection. Nothing is written yet, and unless it is a new file closing it writes
 * nothing before SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE is taken back.
 *
 * Returns: (transfer full) (nullable): the connection
 */
TrivetDatabase *
_trivet_database_open (const char        *path,
                       TrivetDatabaseMode mode,
                       GError           **error)
{
  g_autoptr (TrivetDatabase) self = g_new0 (TrivetDatabase, 1);
  g_autofree char *name = build_name (path, mode);
  int              code;

  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  errno = 0;
  code = sqlite3_open_v2 (name, &self->handle,
                          get_open_flags (mode) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
  if (code != SQLITE_OK) {
    _trivet_database_set_error (self, code, error);
    return NULL;
  }
  if (!configure (self, mode, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * _trivet_database_close:
 * @self: (transfer full) (nullable): a database
 *
 * Closes the connection and all its statements.
 */
void
_trivet_database_close (TrivetDatabase *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_critical ("A statement of “%s” was still in use at close", self->path);
  g_free (self->path);
  g_free (self);
}

const char *
_trivet_database_get_path (TrivetDatabase *self)
{
  return self->path;
}

sqlite3 *
_trivet_database_get_handle (TrivetDatabase *self)
{
  return self->handle;
}

/* Pages in the write-ahead log after the last commit. */
int
_trivet_database_get_wal_pages (TrivetDatabase *self)
{
  return self->wal_pages;
}

/**
 * _trivet_database_prepare:
 * @self: a database
 * @sql: one statement, a string constant: its address is the key of the cache
 * @error: where to put the error
 *
 * Returns: (transfer full) (nullable): the statement, ready to bind; give it back with
 *   _trivet_statement_release(), before it is asked for again
 */
TrivetStatement *
_trivet_database_prepare (TrivetDatabase *self,
                          const char     *sql,
                          GError        **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);
  int           code;

  if (statement != NULL)
    return statement;
  errno = 0;
  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK) {
    _trivet_database_set_error (self, code, error);
    return NULL;
  }
  g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

/**
 * _trivet_database_step:
 * @self: a database
 * @statement: one of its statements
 * @ret_row: (out): whether there is a row
 * @error: where to put the error
 *
 * Returns: %FALSE on an error
 */
gboolean
_trivet_database_step (TrivetDatabase  *self,
                       TrivetStatement *statement,
                       gboolean        *ret_row,
                       GError         **error)
{
  int code;

  errno = 0;
  code = sqlite3_step (statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE) {
    _trivet_database_set_error (self, code, error);
    return FALSE;
  }
  *ret_row = code == SQLITE_ROW;
  return TRUE;
}

/* Runs a statement to its end, rows unseen. */
gboolean
_trivet_database_run (TrivetDatabase  *self,
                      TrivetStatement *statement,
                      GError         **error)
{
  gboolean row = TRUE;

  while (row) {
    if (!_trivet_database_step (self, statement, &row, error))
      return FALSE;
  }
  return TRUE;
}

/* Runs statements that are not worth keeping. */
gboolean
_trivet_database_exec (TrivetDatabase *self,
                       const char     *sql,
                       GError        **error)
{
  int code;

  errno = 0;
  code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  _trivet_database_set_error (self, code, error);
  return FALSE;
}

/**
 * _trivet_database_get_int:
 * @self: a database
 * @sql: a query, a string constant, with one row of one number
 * @ret_value: (out): the number; 0 when there is no row
 * @error: where to put the error
 *
 * Returns: %FALSE on an error
 */
gboolean
_trivet_database_get_int (TrivetDatabase *self,
                          const char     *sql,
                          gint64         *ret_value,
                          GError        **error)
{
  g_autoptr (TrivetStatement) statement = _trivet_database_prepare (self, sql, error);
  gboolean row;

  if (statement == NULL || !_trivet_database_step (self, statement, &row, error))
    return FALSE;
  *ret_value = row ? sqlite3_column_int64 (statement, 0) : 0;
  return TRUE;
}

int
_trivet_database_get_changes (TrivetDatabase *self)
{
  return sqlite3_changes (self->handle);
}

/* Some errors (a full disk among them) have rolled back by themselves; asking again then fails,
 * and that is as good. */
void
_trivet_database_rollback (TrivetDatabase *self)
{
  if (sqlite3_get_autocommit (self->handle) == 0)
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

/**
 * _trivet_database_checkpoint:
 * @self: the writer's database
 * @error: where to put the error
 *
 * Copies the write-ahead log into the file as far as no reader needs it, and starts the next log
 * when all of it was copied. The start of a log costs a sync of its own; writing one row here
 * takes that out of the next guest's order.
 */
gboolean
_trivet_database_checkpoint (TrivetDatabase *self,
                             GError        **error)
{
  int n_log, n_copied;
  int code;

  errno = 0;
  code = sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_PASSIVE, &n_log, &n_copied);
  if (code != SQLITE_OK) {
    _trivet_database_set_error (self, code, error);
    return FALSE;
  }
  return _trivet_database_exec (self, "UPDATE head SET log_starts = log_starts + 1", error);
}

/**
 * _trivet_statement_bind:
 * @self: a statement
 * @format: one letter for each parameter: `i` a #gint64, `t` a text (%NULL is ""), `h` a hash
 *   of 32 bytes
 * @...: the values; texts and hashes must live until the statement is released
 *
 * Binds all parameters, the first one first.
 */
void
_trivet_statement_bind (TrivetStatement *self,
                        const char      *format,
                        ...)
{
  va_list     values;
  const char *text;

  va_start (values, format);
  for (int i = 0; format[i] != '\0'; i++) {
    switch (format[i]) {
    case 'i':
      sqlite3_bind_int64 (self, i + 1, va_arg (values, gint64));
      break;
    case 't':
      text = va_arg (values, const char *);
      sqlite3_bind_text (self, i + 1, text != NULL ? text : "", -1, SQLITE_STATIC);
      break;
    case 'h':
      sqlite3_bind_blob (self, i + 1, va_arg (values, const guint8 *), 32, SQLITE_STATIC);
      break;
    default:
      g_assert_not_reached ();
    }
  }
  va_end (values);
}

/* Never %NULL, for strings that are copied at once. */
const char *
_trivet_statement_get_text (TrivetStatement *self,
                            int              column)
{
  const char *text = (const char *) sqlite3_column_text (self, column);

  return text != NULL ? text : "";
}

/* An open statement holds its snapshot, and with it the log. */
void
_trivet_statement_release (TrivetStatement *self)
{
  sqlite3_reset (self);
  sqlite3_clear_bindings (self);
}

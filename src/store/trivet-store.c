/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-store.h"

#include "trivet-reader-private.h"
#include "trivet-store-backup-private.h"
#include "trivet-store-private.h"
#include "trivet-writer-private.h"

/**
 * TrivetStore:
 *
 * The journal and its state tables in one SQLite file: #TrivetJournal through one writer thread,
 * #TrivetRepository through a few readers. The calling thread never waits for the disk, but in
 * the calls that say so and when the last reference goes without trivet_store_close_async().
 */
struct _TrivetStore {
  GObject parent_instance;

  char           *path;
  TrivetReadPool *readers;
  TrivetWriter   *writer; /* NULL when opened for reading only */
  gboolean        closed;
};

static void trivet_store_journal_init (TrivetJournalInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetStore, trivet_store, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_JOURNAL, trivet_store_journal_init) G_IMPLEMENT_INTERFACE (TRIVET_TYPE_REPOSITORY, _trivet_store_repository_init))

#define FILE_NAME "trivet.store"

static gboolean
refuse_if_closed (TrivetStore *self,
                  GTask       *task)
{
  if (!self->closed)
    return FALSE;
  g_task_return_new_error (task, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FAILED,
                           "The store “%s” is closed. Open it again; nothing was written.",
                           self->path);
  return TRUE;
}

static void
on_append_done (GTask     *task,
                GPtrArray *facts,
                GError    *error)
{
  if (error != NULL) {
    g_task_return_error (task, error);
    return;
  }
  trivet_journal_emit_committed (g_task_get_source_object (task), facts);
  g_task_return_boolean (task, TRUE);
}

static void
on_verb_done (GTask     *task,
              GPtrArray *facts,
              GError    *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Whether the store can write; otherwise the task has its answer. */
static gboolean
check_writable (TrivetStore *self,
                GTask       *task)
{
  if (refuse_if_closed (self, task))
    return FALSE;
  if (self->writer != NULL)
    return TRUE;
  g_task_return_new_error (task, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_READ_ONLY,
                           "The store “%s” was opened for reading only. Open it for writing.",
                           self->path);
  return FALSE;
}

static gpointer
ref_fact (gconstpointer fact,
          gpointer      user_data)
{
  return trivet_fact_ref ((TrivetFact *) fact);
}

static GPtrArray *
copy_facts (GPtrArray *facts)
{
  GPtrArray *copy = g_ptr_array_copy (facts, ref_fact, NULL);

  g_ptr_array_set_free_func (copy, (GDestroyNotify) trivet_fact_unref);
  return copy;
}

static void
trivet_store_append_async (TrivetJournal      *journal,
                           GPtrArray          *facts,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  TrivetStore *self = TRIVET_STORE (journal);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, trivet_store_append_async);
  if (check_writable (self, task))
    _trivet_writer_push (self->writer, TRIVET_WRITER_APPEND, copy_facts (facts),
                         g_steal_pointer (&task), on_append_done);
}

static gboolean
trivet_store_append_finish (TrivetJournal *journal,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, journal), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * _trivet_store_push_read:
 * @self: a store
 * @task: (transfer full): whom it is for
 * @func: what to do on a reader's thread
 * @result_free: (nullable): frees what @func returns
 *
 * Answers @task from a snapshot, or refuses it when the store is closed.
 */
void
_trivet_store_push_read (TrivetStore   *self,
                         GTask         *task,
                         TrivetReadFunc func,
                         GDestroyNotify result_free)
{
  g_autoptr (GTask) owned = task;

  if (!refuse_if_closed (self, task))
    _trivet_read_pool_push (self->readers, g_steal_pointer (&owned), func, result_free);
}

static void
trivet_store_dispose (GObject *object)
{
  TrivetStore *self = TRIVET_STORE (object);

  self->closed = TRUE;
  g_clear_pointer (&self->writer, _trivet_writer_free);
  g_clear_pointer (&self->readers, _trivet_read_pool_free);

  G_OBJECT_CLASS (trivet_store_parent_class)->dispose (object);
}

static void
trivet_store_finalize (GObject *object)
{
  TrivetStore *self = TRIVET_STORE (object);

  g_free (self->path);

  G_OBJECT_CLASS (trivet_store_parent_class)->finalize (object);
}

static void
trivet_store_class_init (TrivetStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_store_dispose;
  object_class->finalize = trivet_store_finalize;
}

static void
trivet_store_init (TrivetStore *self)
{
}

static void
trivet_store_journal_init (TrivetJournalInterface *iface)
{
  iface->append_async = trivet_store_append_async;
  iface->append_finish = trivet_store_append_finish;
}

static TrivetStore *
make_store (const char *path,
            gboolean    held)
{
  TrivetStore *self = g_object_new (TRIVET_TYPE_STORE, NULL);

  self->path = g_strdup (path);
  self->readers = _trivet_read_pool_new (path, held);
  return self;
}

/**
 * trivet_store_build_path:
 * @directory: where the register keeps its data
 *
 * Returns: (transfer full): the path of the store in it
 */
char *
trivet_store_build_path (const char *directory)
{
  g_return_val_if_fail (directory != NULL, NULL);

  return g_build_filename (directory, FILE_NAME, NULL);
}

/**
 * trivet_store_create:
 * @path: where; its folder must be there and nothing of that name in it
 * @facts: (element-type TrivetFact): the first facts, `store-created` among them
 * @error: where to put the error: %TRIVET_STORE_ERROR_EXISTS when there is something already, or
 *   what trivet_journal_append_finish() gives
 *
 * Makes a store with its first facts, wholly or not at all. It waits for the disk.
 */
gboolean
trivet_store_create (const char *path,
                     GPtrArray  *facts,
                     GError    **error)
{
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (facts != NULL, FALSE);

  return _trivet_journal_file_create (path, facts, error);
}

/**
 * trivet_store_open:
 * @path: the store's file
 * @flags: what for
 * @error: where to put the error, of %TRIVET_STORE_ERROR
 *
 * For programs without a screen: opens a store, and waits for the disk.
 *
 * Returns: (transfer full) (nullable): the store
 */
TrivetStore *
trivet_store_open (const char          *path,
                   TrivetStoreOpenFlags flags,
                   GError             **error)
{
  g_autoptr (TrivetStore) self = NULL;
  g_autoptr (TrivetDatabase) database = NULL;
  TrivetJournalFile *file;

  g_return_val_if_fail (path != NULL, NULL);

  self = make_store (path, FALSE);
  if (flags == TRIVET_STORE_OPEN_READ_ONLY) {
    database = _trivet_database_open (path, TRIVET_DATABASE_READER, error);
    if (database == NULL || !_trivet_reader_check (database, error) ||
        !_trivet_reader_check_state (database, error))
      return NULL;
    return g_steal_pointer (&self);
  }
  file = _trivet_journal_file_open (path, error);
  if (file == NULL)
    return NULL;
  self->writer = _trivet_writer_new (path, self->readers, file);
  return g_steal_pointer (&self);
}

/**
 * trivet_store_new:
 * @path: the store's file
 *
 * Reads of a new store wait until it has been started, so that they can be asked for before that.
 *
 * Returns: (transfer full): a store that trivet_store_start_async() must open
 */
TrivetStore *
trivet_store_new (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  return make_store (path, TRUE);
}

/**
 * trivet_store_start_async:
 * @self: a new store
 * @callback: (nullable): called when it is open or refused
 * @user_data: for @callback
 *
 * Opens a store for writing on its own thread. The thread-default main context of the caller becomes the one
 * in which #TrivetJournal::committed is emitted. Where it cannot be opened, reads that wait get the same error.
 */
void
trivet_store_start_async (TrivetStore        *self,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TRIVET_IS_STORE (self));
  g_return_if_fail (self->writer == NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_store_start_async);
  self->writer = _trivet_writer_new (self->path, self->readers, NULL);
  _trivet_writer_push (self->writer, TRIVET_WRITER_OPEN, NULL, g_steal_pointer (&task), on_verb_done);
}

/**
 * trivet_store_start_finish:
 * @self: a store
 * @result: what the callback got
 * @error: where to put the error: %TRIVET_STORE_ERROR_OPEN, %TRIVET_STORE_ERROR_NEWER,
 *   %TRIVET_STORE_ERROR_DAMAGED, %TRIVET_STORE_ERROR_READ_ONLY, %TRIVET_STORE_ERROR_BUSY
 *
 * Returns: whether it is open
 */
gboolean
trivet_store_start_finish (TrivetStore  *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * trivet_store_close_async:
 * @self: a store
 * @callback: called when everything that was appended is written and the file is closed
 * @user_data: for @callback
 *
 * Closes the store after what waits. Later calls on it are refused.
 */
void
trivet_store_close_async (TrivetStore        *self,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TRIVET_IS_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_store_close_async);
  if (refuse_if_closed (self, task))
    return;
  self->closed = TRUE;
  if (self->writer != NULL)
    _trivet_writer_push (self->writer, TRIVET_WRITER_CLOSE, NULL, g_steal_pointer (&task), on_verb_done);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * trivet_store_close_finish:
 * @self: a store
 * @result: what the callback got
 * @error: where to put the error
 */
gboolean
trivet_store_close_finish (TrivetStore  *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
trivet_store_get_path (TrivetStore *self)
{
  g_return_val_if_fail (TRIVET_IS_STORE (self), NULL);

  return self->path;
}

/**
 * trivet_store_rebuild_async:
 * @self: a store opened for writing
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Drops the tables that screens read and folds the journal into new ones, in one transaction;
 * reads meanwhile see the old ones.
 */
void
trivet_store_rebuild_async (TrivetStore        *self,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TRIVET_IS_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_store_rebuild_async);
  if (check_writable (self, task))
    _trivet_writer_push (self->writer, TRIVET_WRITER_REBUILD, NULL, g_steal_pointer (&task),
                         on_verb_done);
}

/**
 * trivet_store_rebuild_finish:
 * @self: a store
 * @result: what the callback got
 * @error: where to put the error; after one, the old tables are as they were
 */
gboolean
trivet_store_rebuild_finish (TrivetStore  *self,
                             GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gpointer
run_backup (TrivetDatabase *database,
            gpointer        task_data,
            GCancellable   *cancellable,
            GError        **error)
{
  return GINT_TO_POINTER (_trivet_store_backup_run (database, task_data, cancellable, error));
}

/**
 * trivet_store_backup_async:
 * @self: a store
 * @path: where the copy goes; a file there is replaced when the copy is whole
 * @cancellable: (nullable): stops it; then @path is as it was
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Copies the store as it is at one moment while it goes on working, checks the copy's pages and
 * chain, and makes it durable.
 */
void
trivet_store_backup_async (TrivetStore        *self,
                           const char         *path,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TRIVET_IS_STORE (self));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, trivet_store_backup_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  /* A copy that is whole is not called cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  _trivet_store_push_read (self, g_steal_pointer (&task), run_backup, NULL);
}

/**
 * trivet_store_backup_finish:
 * @self: a store
 * @result: what the callback got
 * @error: where to put the error, of %TRIVET_STORE_ERROR or %G_IO_ERROR_CANCELLED
 */
gboolean
trivet_store_backup_finish (TrivetStore  *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

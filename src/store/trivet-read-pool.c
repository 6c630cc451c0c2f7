/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-read-pool-private.h"

#include "trivet-store.h"

/**
 * TrivetReadPool:
 *
 * A few threads, each with a read-only connection while it works, that answer tasks. Readers do
 * not wait for the writer and it does not wait for them; but while the file is being opened, reads are held.
 */
struct _TrivetReadPool {
  char        *path;
  GThreadPool *threads;
  GMutex       mutex;
  GPtrArray   *idle; /* connections nobody uses; guarded by mutex */
  GQueue      *held; /* jobs that wait for the file, NULL when it is open; guarded by mutex */
};

#define MAX_READERS 2

typedef struct {
  GTask         *task;
  TrivetReadFunc func;
  gpointer       result;
  GDestroyNotify result_free;
  GError        *error;
} TrivetReadJob;

static void
read_job_free (gpointer data)
{
  TrivetReadJob *job = data;

  if (job->result != NULL && job->result_free != NULL)
    job->result_free (job->result);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_free (job);
}

static TrivetDatabase *
take_connection (TrivetReadPool *self,
                 GError        **error)
{
  TrivetDatabase *database = NULL;

  g_mutex_lock (&self->mutex);
  if (self->idle->len > 0)
    database = g_ptr_array_steal_index_fast (self->idle, self->idle->len - 1);
  g_mutex_unlock (&self->mutex);
  if (database != NULL)
    return database;
  return _trivet_database_open (self->path, TRIVET_DATABASE_READER, error);
}

static void
give_back (TrivetReadPool *self,
           TrivetDatabase *database)
{
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->idle, database);
  g_mutex_unlock (&self->mutex);
}

static gboolean
on_read_done (gpointer user_data)
{
  TrivetReadJob *job = user_data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->result_free);
  return G_SOURCE_REMOVE;
}

/* The whole job travels, so that the last reference to the task, and with it to the store, is
 * never dropped on a thread that the store's end would wait for. */
static void
send_back (TrivetReadJob *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  GMainContext *context = g_task_get_context (job->task);

  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, on_read_done, job, read_job_free);
  g_source_attach (source, context);
}

static void
run_job (gpointer data,
         gpointer user_data)
{
  TrivetReadPool *self = user_data;
  TrivetReadJob  *job = data;
  GCancellable   *cancellable = g_task_get_cancellable (job->task);
  TrivetDatabase *database;

  if (!g_cancellable_set_error_if_cancelled (cancellable, &job->error)) {
    database = take_connection (self, &job->error);
    if (database != NULL) {
      job->result = job->func (database, g_task_get_task_data (job->task), cancellable, &job->error);
      give_back (self, database);
    }
  }
  send_back (job);
}

/**
 * _trivet_read_pool_new:
 * @path: the store's file; opened by the first read
 * @held: whether reads wait for _trivet_read_pool_release()
 *
 * Returns: (transfer full): a pool
 */
TrivetReadPool *
_trivet_read_pool_new (const char *path,
                       gboolean    held)
{
  TrivetReadPool *self = g_new0 (TrivetReadPool, 1);

  self->path = g_strdup (path);
  g_mutex_init (&self->mutex);
  self->idle = g_ptr_array_new_with_free_func ((GDestroyNotify) _trivet_database_close);
  self->threads = g_thread_pool_new (run_job, self, MAX_READERS, FALSE, NULL);
  if (held)
    self->held = g_queue_new ();
  return self;
}

/**
 * _trivet_read_pool_release:
 * @self: a pool
 * @error: (nullable): why the file cannot be read, which is the answer of all reads that wait
 *
 * The file is open, or will not be. Reads that wait begin in the order in which they were pushed. From any thread.
 */
void
_trivet_read_pool_release (TrivetReadPool *self,
                           const GError   *error)
{
  g_autoptr (GQueue) held = NULL;
  TrivetReadJob *job;

  g_mutex_lock (&self->mutex);
  held = g_steal_pointer (&self->held);
  g_mutex_unlock (&self->mutex);
  if (held == NULL)
    return;

  while ((job = g_queue_pop_head (held)) != NULL) {
    if (error != NULL) {
      job->error = g_error_copy (error);
      send_back (job);
    } else {
      g_thread_pool_push (self->threads, job, NULL);
    }
  }
}

/* Waits for the reads that were pushed and closes the connections. May be called twice. */
void
_trivet_read_pool_close (TrivetReadPool *self)
{
  if (self->threads != NULL)
    g_thread_pool_free (g_steal_pointer (&self->threads), FALSE, TRUE);
  g_ptr_array_set_size (self->idle, 0);
}

void
_trivet_read_pool_free (TrivetReadPool *self)
{
  if (self == NULL)
    return;
  _trivet_read_pool_close (self);
  g_clear_pointer (&self->held, g_queue_free);
  g_ptr_array_unref (self->idle);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self);
}

static guint
count_waiting (TrivetReadPool *self)
{
  guint n_held;

  g_mutex_lock (&self->mutex);
  n_held = self->held != NULL ? self->held->length : 0;
  g_mutex_unlock (&self->mutex);

  return n_held + g_thread_pool_unprocessed (self->threads);
}

/* Whether @job waits for the file now. */
static gboolean
hold (TrivetReadPool *self,
      TrivetReadJob  *job)
{
  gboolean held;

  g_mutex_lock (&self->mutex);
  held = self->held != NULL;
  if (held)
    g_queue_push_tail (self->held, job);
  g_mutex_unlock (&self->mutex);

  return held;
}

/**
 * _trivet_read_pool_push:
 * @self: a pool that is not closed
 * @task: (transfer full): gets the answer in its own context
 * @func: what to do
 * @result_free: (nullable): frees what @func returns
 *
 * Answers @task on one of the threads. Too many waiting is %TRIVET_STORE_ERROR_BUSY.
 */
void
_trivet_read_pool_push (TrivetReadPool *self,
                        GTask          *task,
                        TrivetReadFunc  func,
                        GDestroyNotify  result_free)
{
  TrivetReadJob *job;

  if (count_waiting (self) >= TRIVET_STORE_MAX_READS) {
    g_task_return_new_error (task, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_BUSY,
                             "The store “%s” has %d reads waiting. Try again.",
                             self->path, TRIVET_STORE_MAX_READS);
    g_object_unref (task);
    return;
  }
  job = g_new0 (TrivetReadJob, 1);
  job->task = task;
  job->func = func;
  job->result_free = result_free;
  if (!hold (self, job))
    g_thread_pool_push (self->threads, job, NULL);
}

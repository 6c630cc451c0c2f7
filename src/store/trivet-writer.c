/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-store"

#include "trivet-writer-private.h"

#include "trivet-store.h"

/**
 * TrivetWriter:
 *
 * The one thread that writes, and its queue. Jobs are done in the order in which they were
 * pushed, each append in a transaction of its own. When nothing waits, the log is copied into
 * the file, so that no guest waits for that.
 */
struct _TrivetWriter {
  char              *path;
  TrivetReadPool    *readers; /* unowned */
  TrivetJournalFile *file;    /* the thread's */
  GThread           *thread;
  GAsyncQueue       *queue;
  GMainContext      *context;   /* where the answers are given */
  int                n_appends; /* waiting; atomic */
};

/* How long nothing must happen before the log is copied. */
#define IDLE_US 200000

typedef struct {
  TrivetWriterVerb verb;
  GPtrArray       *facts;
  GTask           *task;
  TrivetWriterDone done;
  GError          *error;
} TrivetWriterJob;

static void
writer_job_free (gpointer data)
{
  TrivetWriterJob *job = data;

  g_clear_pointer (&job->facts, g_ptr_array_unref);
  g_clear_object (&job->task);
  g_clear_error (&job->error);
  g_free (job);
}

static gboolean
on_job_done (gpointer user_data)
{
  TrivetWriterJob *job = user_data;

  job->done (job->task, job->facts, g_steal_pointer (&job->error));
  return G_SOURCE_REMOVE;
}

/* As in trivet-read-pool.c, the last reference to the store must not be dropped on this thread.
 * Sources of one priority run in the order they were attached, so answers keep their order. */
static void
send_back (TrivetWriter    *self,
           TrivetWriterJob *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, on_job_done, job, writer_job_free);
  g_source_attach (source, self->context);
}

/* Not copied now means copied later; the facts are safe in the log. */
static void
checkpoint (TrivetWriter *self)
{
  g_autoptr (GError) error = NULL;

  if (!_trivet_journal_file_checkpoint (self->file, &error))
    g_message ("The log stays longer than usual: %s", error->message);
}

static void
close_file (TrivetWriter *self)
{
  /* The last connection to close tidies up, and only the writer can. */
  _trivet_read_pool_close (self->readers);
  g_clear_pointer (&self->file, _trivet_journal_file_close);
}

/* The file could not be opened. */
static gboolean
refuse_without_file (TrivetWriter    *self,
                     TrivetWriterJob *job)
{
  if (self->file != NULL)
    return FALSE;

  g_set_error (&job->error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FAILED,
               "The store “%s” is not open. Open it; nothing was written.", self->path);

  return TRUE;
}

static void
append (TrivetWriter    *self,
        TrivetWriterJob *job)
{
  g_atomic_int_dec_and_test (&self->n_appends);
  if (refuse_without_file (self, job))
    return;
  if (_trivet_journal_file_wants_checkpoint (self->file, FALSE))
    checkpoint (self);
  _trivet_journal_file_append (self->file, job->facts, &job->error);
}

static void
run_job (TrivetWriter    *self,
         TrivetWriterJob *job)
{
  switch (job->verb) {
  case TRIVET_WRITER_OPEN:
    self->file = _trivet_journal_file_open (self->path, &job->error);
    break;
  case TRIVET_WRITER_APPEND:
    append (self, job);
    break;
  case TRIVET_WRITER_REBUILD:
    if (!refuse_without_file (self, job))
      _trivet_journal_file_rebuild (self->file, &job->error);
    break;
  case TRIVET_WRITER_CLOSE:
  case TRIVET_WRITER_QUIT:
    close_file (self);
    break;
  }
}

/* Reads that have waited for the file begin behind the answer that it is open. */
static void
answer_open (TrivetWriter    *self,
             TrivetWriterJob *job)
{
  g_autoptr (GError) error = job->error != NULL ? g_error_copy (job->error) : NULL;

  send_back (self, job);
  _trivet_read_pool_release (self->readers, error);
  /* Pays for the log's own first sync before a guest waits, while screens read already. */
  if (error == NULL)
    checkpoint (self);
}

static gpointer
run_thread (gpointer data)
{
  TrivetWriter *self = data;

  if (self->file != NULL)
    checkpoint (self);
  for (;;) {
    TrivetWriterJob *job = NULL;

    if (self->file != NULL && _trivet_journal_file_wants_checkpoint (self->file, TRUE)) {
      job = g_async_queue_timeout_pop (self->queue, IDLE_US);
      if (job == NULL)
        checkpoint (self);
    }
    /* One try for each quiet time: a reader, or a full disk, may be in the way for long. */
    if (job == NULL)
      job = g_async_queue_pop (self->queue);
    run_job (self, job);
    if (job->verb == TRIVET_WRITER_QUIT) {
      writer_job_free (job);
      return NULL;
    }
    if (job->verb == TRIVET_WRITER_OPEN)
      answer_open (self, job);
    else
      send_back (self, job);
  }
}

/**
 * _trivet_writer_new:
 * @path: the store's file
 * @readers: closed before the file is, and released by %TRIVET_WRITER_OPEN; must outlive the writer
 * @file: (transfer full) (nullable): the file when it is open already; otherwise the first job is
 *   %TRIVET_WRITER_OPEN
 *
 * Returns: (transfer full): a running writer
 */
TrivetWriter *
_trivet_writer_new (const char        *path,
                    TrivetReadPool    *readers,
                    TrivetJournalFile *file)
{
  TrivetWriter *self = g_new0 (TrivetWriter, 1);

  self->path = g_strdup (path);
  self->readers = readers;
  self->file = file;
  self->context = g_main_context_ref_thread_default ();
  self->queue = g_async_queue_new_full (writer_job_free);
  self->thread = g_thread_new ("trivet-store", run_thread, self);
  return self;
}

/* Ends the thread after the jobs that wait, and waits for that. */
void
_trivet_writer_free (TrivetWriter *self)
{
  TrivetWriterJob *job;

  if (self == NULL)
    return;
  job = g_new0 (TrivetWriterJob, 1);
  job->verb = TRIVET_WRITER_QUIT;
  g_async_queue_push (self->queue, job);
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  g_main_context_unref (self->context);
  g_free (self->path);
  g_free (self);
}

/**
 * _trivet_writer_push:
 * @self: a writer
 * @verb: what to do
 * @facts: (transfer full) (nullable) (element-type TrivetFact): for %TRIVET_WRITER_APPEND
 * @task: (transfer full): whom it is for
 * @done: called when it is done, in the context that made the writer
 *
 * Queues a job. One append more than %TRIVET_STORE_MAX_APPENDS is refused with
 * %TRIVET_STORE_ERROR_BUSY, without @done.
 */
void
_trivet_writer_push (TrivetWriter    *self,
                     TrivetWriterVerb verb,
                     GPtrArray       *facts,
                     GTask           *task,
                     TrivetWriterDone done)
{
  TrivetWriterJob *job = g_new0 (TrivetWriterJob, 1);

  job->verb = verb;
  job->facts = facts;
  job->task = task;
  job->done = done;
  if (verb == TRIVET_WRITER_APPEND) {
    if (g_atomic_int_get (&self->n_appends) >= TRIVET_STORE_MAX_APPENDS) {
      g_task_return_new_error (task, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_BUSY,
                               "The store “%s” has %d appends waiting for the disk. "
                               "Try again; nothing was written.",
                               self->path, TRIVET_STORE_MAX_APPENDS);
      writer_job_free (job);
      return;
    }
    g_atomic_int_inc (&self->n_appends);
  }
  g_async_queue_push (self->queue, job);
}

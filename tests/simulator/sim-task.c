/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-simulator"

#include "sim-loop.h"
#include "sim-object.h"

#include <gio/gio.h>

/* GTask on the simulator's loop. GLib's own calls back at once or from an idle source, depending on
 * whether two readings of the system's clock differ: with it a seed would not repeat. The linker
 * puts these functions in the place of GLib's (--wrap), so the engine's code is the shipped one.
 * Only what the core uses is here; the linker complains about the rest. */

typedef struct {
  SimLight            head;
  GObject            *source;
  GAsyncReadyCallback callback;
  gpointer            callback_data;
  gpointer            data;
  GDestroyNotify      data_free;
  gpointer            result;
  GDestroyNotify      result_free;
  GError             *error;
  gboolean            returned;
} SimTask;

/* Names that the linker knows. */
GTask      *__wrap_g_task_new (gpointer source, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void        __wrap_g_task_set_source_tag (GTask *task, gpointer tag);
void        __wrap_g_task_set_check_cancellable (GTask *task, gboolean check);
void        __wrap_g_task_set_task_data (GTask *task, gpointer data, GDestroyNotify notify);
const char *__wrap_g_task_get_name (GTask *task);
gpointer    __wrap_g_task_get_task_data (GTask *task);
gpointer    __wrap_g_task_get_source_object (GTask *task);
void        __wrap_g_task_return_pointer (GTask *task, gpointer result, GDestroyNotify notify);
void        __wrap_g_task_return_boolean (GTask *task, gboolean result);
void        __wrap_g_task_return_error (GTask *task, GError *error);
void        __wrap_g_task_return_new_error (GTask *task, GQuark domain, gint code, const char *format, ...) G_GNUC_PRINTF (4, 5);
gpointer    __wrap_g_task_propagate_pointer (GTask *task, GError **error);
gboolean    __wrap_g_task_propagate_boolean (GTask *task, GError **error);
gboolean    __wrap_g_task_is_valid (gpointer result, gpointer source);

static void
task_clear (gpointer data)
{
  SimTask *self = data;

  if (self->data_free != NULL)
    self->data_free (self->data);
  if (self->result != NULL && self->result_free != NULL)
    self->result_free (self->result);
  g_clear_error (&self->error);
  g_object_unref (self->source);
}

GTask *
__wrap_g_task_new (gpointer            source,
                   GCancellable       *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer            data)
{
  SimTask *self = g_new0 (SimTask, 1);

  sim_light_init_task (&self->head, task_clear);
  self->source = g_object_ref (source);
  self->callback = callback;
  self->callback_data = data;
  return (GTask *) (gpointer) self;
}

void
__wrap_g_task_set_source_tag (GTask   *task,
                              gpointer tag)
{
}

/* Setting a tag asks whether a name is missing. */
const char *
__wrap_g_task_get_name (GTask *task)
{
  return "task";
}

void
__wrap_g_task_set_check_cancellable (GTask   *task,
                                     gboolean check)
{
}

void
__wrap_g_task_set_task_data (GTask         *task,
                             gpointer       data,
                             GDestroyNotify notify)
{
  SimTask *self = (SimTask *) (gpointer) task;

  g_assert (self->data == NULL);
  self->data = data;
  self->data_free = notify;
}

gpointer
__wrap_g_task_get_task_data (GTask *task)
{
  return ((SimTask *) (gpointer) task)->data;
}

gpointer
__wrap_g_task_get_source_object (GTask *task)
{
  return ((SimTask *) (gpointer) task)->source;
}

static void
call_back (gpointer a,
           gpointer b)
{
  SimTask *self = a;

  if (self->callback != NULL)
    self->callback (self->source, G_ASYNC_RESULT (self), self->callback_data);
  g_object_unref (self);
}

static void
return_now (SimTask *self)
{
  g_assert (!self->returned);
  self->returned = TRUE;
  sim_loop_push (call_back, g_object_ref (self), NULL);
}

void
__wrap_g_task_return_pointer (GTask         *task,
                              gpointer       result,
                              GDestroyNotify notify)
{
  SimTask *self = (SimTask *) (gpointer) task;

  self->result = result;
  self->result_free = notify;
  return_now (self);
}

void
__wrap_g_task_return_boolean (GTask   *task,
                              gboolean result)
{
  SimTask *self = (SimTask *) (gpointer) task;

  self->result = GINT_TO_POINTER (result);
  return_now (self);
}

void
__wrap_g_task_return_error (GTask  *task,
                            GError *error)
{
  SimTask *self = (SimTask *) (gpointer) task;

  self->error = error;
  return_now (self);
}

void
__wrap_g_task_return_new_error (GTask      *task,
                                GQuark      domain,
                                gint        code,
                                const char *format,
                                ...)
{
  va_list arguments;

  va_start (arguments, format);
  __wrap_g_task_return_error (task, g_error_new_valist (domain, code, format, arguments));
  va_end (arguments);
}

gpointer
__wrap_g_task_propagate_pointer (GTask   *task,
                                 GError **error)
{
  SimTask *self = (SimTask *) (gpointer) task;

  if (self->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&self->error));
    return NULL;
  }
  self->result_free = NULL;
  return g_steal_pointer (&self->result);
}

gboolean
__wrap_g_task_propagate_boolean (GTask   *task,
                                 GError **error)
{
  return GPOINTER_TO_INT (__wrap_g_task_propagate_pointer (task, error));
}

gboolean
__wrap_g_task_is_valid (gpointer result,
                        gpointer source)
{
  return G_IS_TASK (result) && (gpointer) ((SimTask *) result)->source == source;
}

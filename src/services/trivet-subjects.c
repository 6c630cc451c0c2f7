/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-subjects-private.h"

#include "trivet-parts.h"

/* What a service that is a fold of a few subjects reads before it knows anything. */

typedef struct {
  GPtrArray **lists; /* of facts, one for each subject */
  guint       n_subjects;
  TrivetParts parts;
} Reading;

/* One of the subjects, and where its facts go. */
typedef struct {
  GTask *task;
  guint  position;
} Part;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  for (guint i = 0; i < reading->n_subjects; i++)
    g_clear_pointer (&reading->lists[i], g_ptr_array_unref);
  g_free (reading->lists);
  trivet_parts_clear (&reading->parts);
  g_free (reading);
}

static GPtrArray *
join (Reading *reading)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  for (guint i = 0; i < reading->n_subjects; i++)
    g_ptr_array_extend_and_steal (facts, g_steal_pointer (&reading->lists[i]));

  return facts;
}

static void
on_subject_read (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autofree Part *part = user_data;
  g_autoptr (GTask) task = part->task;
  GError  *error = NULL;
  Reading *reading = g_task_get_task_data (task);

  reading->lists[part->position] = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (trivet_parts_end (&reading->parts, task, error))
    g_task_return_pointer (task, join (reading), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * _trivet_subjects_read_async:
 * @repository: where they are read
 * @subjects: (array zero-terminated=1): at least one
 * @callback: called when all have been read, or one could not be
 * @user_data: for @callback
 *
 * Asks for them at once; the facts come in the order of @subjects.
 */
void
_trivet_subjects_read_async (TrivetRepository   *repository,
                             const char *const  *subjects,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (repository, NULL, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->n_subjects = g_strv_length ((GStrv) subjects);
  reading->parts.n_left = reading->n_subjects;
  reading->lists = g_new0 (GPtrArray *, reading->n_subjects);
  g_task_set_source_tag (task, _trivet_subjects_read_async);
  g_task_set_task_data (task, reading, reading_free);
  for (guint i = 0; i < reading->n_subjects; i++) {
    Part *part = g_new (Part, 1);

    *part = (Part){ g_object_ref (task), i };
    trivet_repository_load_facts_async (repository, subjects[i], NULL, on_subject_read, part);
  }
}

/**
 * _trivet_subjects_read_finish:
 * @repository: the same
 * @result: from the callback
 * @error: return location: the store cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type TrivetFact): what was read
 */
GPtrArray *
_trivet_subjects_read_finish (TrivetRepository *repository,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, repository), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

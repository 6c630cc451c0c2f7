/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-subjects-private.h"

/* What a service that is a fold of a few subjects reads before it knows anything. */

typedef struct {
  const char *const *next; /* the subject that is being read, then those after it */
  GPtrArray         *facts;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_ptr_array_unref (reading->facts);
  g_free (reading);
}

static void
on_subject_read (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading   *reading = g_task_get_task_data (task);
  GError    *error = NULL;
  GPtrArray *facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);

  if (facts == NULL) {
    g_task_return_error (task, error);
    return;
  }
  g_ptr_array_extend_and_steal (reading->facts, facts);
  reading->next++;
  if (*reading->next != NULL)
    trivet_repository_load_facts_async (TRIVET_REPOSITORY (source), *reading->next, NULL, on_subject_read, g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_ptr_array_ref (reading->facts), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * _trivet_subjects_read_async:
 * @repository: where they are read
 * @subjects: (array zero-terminated=1): at least one; borrowed until the end
 * @callback: called when all have been read, or one could not be
 * @user_data: for @callback
 *
 * Reads them one after the other: the facts come in the order of @subjects.
 */
void
_trivet_subjects_read_async (TrivetRepository   *repository,
                             const char *const  *subjects,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask   *task = g_task_new (repository, NULL, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->next = subjects;
  reading->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_task_set_source_tag (task, _trivet_subjects_read_async);
  g_task_set_task_data (task, reading, reading_free);
  trivet_repository_load_facts_async (repository, *subjects, NULL, on_subject_read, task);
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

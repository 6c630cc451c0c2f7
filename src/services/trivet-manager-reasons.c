/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-manager-private.h"

#include "trivet-id.h"

/*
 * The shop's reasons: what is offered when an action wants one.
 */

void
_trivet_manager_fold_reason (TrivetManager *self,
                             TrivetFact    *fact)
{
  g_autoptr (GError) error = NULL;

  if (!trivet_reason_list_apply (self->reasons, fact, &error))
    g_critical ("Fact %s does not fit the reasons: %s", trivet_fact_get_id (fact), error->message);
}

/**
 * trivet_manager_get_reasons:
 * @self: a manager
 *
 * Returns: (transfer none): what is offered as a reason
 */
const TrivetReasonList *
trivet_manager_get_reasons (TrivetManager *self)
{
  g_return_val_if_fail (TRIVET_IS_MANAGER (self), NULL);

  return self->reasons;
}

static void
say (TrivetManager *self,
     GPtrArray     *facts,
     TrivetFactType type,
     JsonObject    *body,
     const char    *staff)
{
  const TrivetFactStamp stamp = { self->clock, self->random, self->register_id, staff };

  g_ptr_array_add (facts, trivet_fact_new (type, "reasons", body, &stamp));
}

static gboolean
has_id (GPtrArray  *reasons,
        const char *reason_id)
{
  for (guint i = 0; i < reasons->len; i++) {
    if (g_str_equal (((const TrivetReason *) g_ptr_array_index (reasons, i))->reason_id, reason_id))
      return TRUE;
  }

  return FALSE;
}

/* Those that are gone first, so that there is room for the new. */
static GPtrArray *
make_facts (TrivetManager   *self,
            TrivetReasonKind kind,
            GPtrArray       *reasons,
            const char      *staff)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_autoptr (GPtrArray) before = trivet_reason_list_get (self->reasons, kind);

  for (guint i = 0; i < before->len && !trivet_reason_list_is_own (self->reasons, kind); i++) {
    const TrivetReason *old = g_ptr_array_index (before, i);
    JsonObject         *body;

    if (has_id (reasons, old->reason_id))
      continue;
    body = json_object_new ();
    json_object_set_string_member (body, "id", old->reason_id);
    say (self, facts, TRIVET_FACT_REASON_REMOVED, body, staff);
  }
  for (guint i = 0; i < reasons->len; i++) {
    const TrivetReason *reason = g_ptr_array_index (reasons, i);
    g_autofree char    *id = *reason->reason_id != '\0' ? g_strdup (reason->reason_id) : trivet_id_new (self->clock, self->random);
    g_autoptr (TrivetReason) placed = trivet_reason_new (id, kind, reason->name, reason->name_zh, i + 1);

    say (self, facts, TRIVET_FACT_REASON_SET, trivet_reason_to_body (placed), staff);
  }

  return facts;
}

/* What the journal would refuse is refused before. */
static gboolean
check_facts (GPtrArray *facts,
             GError   **error)
{
  g_autoptr (TrivetReasonList) scratch = trivet_reason_list_new ();

  for (guint i = 0; i < facts->len; i++) {
    if (!trivet_reason_list_apply (scratch, g_ptr_array_index (facts, i), error))
      return FALSE;
  }

  return TRUE;
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * trivet_manager_set_reasons_async:
 * @self: a manager that has loaded
 * @kind: which reasons
 * @reasons: (element-type TrivetReason): all of that kind in their order; those with the id "" are new.
 *   None gives Trivet's own
 * @staff: who does it
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * Replaces what is offered for one kind. What was chosen before stays as it was said.
 */
void
trivet_manager_set_reasons_async (TrivetManager      *self,
                                  TrivetReasonKind    kind,
                                  GPtrArray          *reasons,
                                  const char         *staff,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  GError *error = NULL;

  g_return_if_fail (TRIVET_IS_MANAGER (self));
  g_return_if_fail (reasons != NULL && staff != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  if (!trivet_manager_is_open (self, TRIVET_PERMISSION_EDIT_STAFF)) {
    g_task_return_new_error (task, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_NEEDS_APPROVAL,
                             "Somebody who may change this has to approve it");
    return;
  }
  facts = make_facts (self, kind, reasons, staff);
  if (!check_facts (facts, &error))
    g_task_return_error (task, error);
  else if (facts->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    trivet_journal_append_async (self->journal, facts, on_stored, g_steal_pointer (&task));
}

/**
 * trivet_manager_set_reasons_finish:
 * @self: a manager
 * @result: from the callback
 * @error: return location: %TRIVET_MANAGER_ERROR_NEEDS_APPROVAL, a #TrivetFactError for a name that is empty
 *   or too long or for too many, or the disk's
 *
 * Returns: whether the reasons are durable
 */
gboolean
trivet_manager_set_reasons_finish (TrivetManager *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

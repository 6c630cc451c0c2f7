/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-manager-private.h"

/*
 * Who did what, for those who may see it: a page at a time, and all that fits the filters as lines of JSON.
 */

#define EXPORT_PAGE 2000

/**
 * Export:
 * @lines: what was written so far
 */
typedef struct {
  TrivetAuditQuery *query;
  GString          *lines;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  trivet_audit_query_free (export->query);
  g_string_free (export->lines, TRUE);
  g_free (export);
}

/* Takes @task when who is signed in may not see it. */
static gboolean
is_allowed (TrivetManager *self,
            GTask         *task)
{
  if (trivet_manager_is_open (self, TRIVET_PERMISSION_SEE_AUDIT))
    return TRUE;
  _trivet_manager_refuse (task, "Somebody who may see the audit has to approve it");
  return FALSE;
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError    *error = NULL;
  GPtrArray *entries = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);

  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * trivet_manager_list_audit_async:
 * @self: a manager
 * @query: which facts; copied
 * @callback: called with them
 * @user_data: for @callback
 */
void
trivet_manager_list_audit_async (TrivetManager          *self,
                                 const TrivetAuditQuery *query,
                                 GAsyncReadyCallback     callback,
                                 gpointer                user_data)
{
  GTask *task;

  g_return_if_fail (TRIVET_IS_MANAGER (self));
  g_return_if_fail (query != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_manager_list_audit_async);
  if (is_allowed (self, task))
    trivet_repository_list_audit_async (self->repository, query, NULL, on_listed, task);
}

/**
 * trivet_manager_list_audit_finish:
 * @self: a manager
 * @result: from the callback
 * @error: return location: %TRIVET_MANAGER_ERROR_NEEDS_APPROVAL until %TRIVET_PERMISSION_SEE_AUDIT is open,
 *   or the disk's
 *
 * Returns: (transfer full) (nullable) (element-type TrivetAuditEntry): the newest first
 */
GPtrArray *
trivet_manager_list_audit_finish (TrivetManager *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static char *
dup_time (gint64 time_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autofree char *text = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S") : g_strdup ("");

  return g_strdup_printf ("%s.%03dZ", text, (int) (time_us % G_USEC_PER_SEC / 1000));
}

/* A hash of four digits is soon guessed by whoever has it in a file. */
static gboolean
is_secret (const char *member)
{
  static const char *const members[] = { "hash", "pin_hash", "badge_hash", "badge_hint", NULL };

  return g_strv_contains (members, member);
}

static JsonObject *
copy_body (JsonObject *body)
{
  JsonObject    *copy = json_object_new ();
  JsonObjectIter iter;
  const char    *member;
  JsonNode      *value;

  json_object_iter_init_ordered (&iter, body);
  while (json_object_iter_next_ordered (&iter, &member, &value)) {
    if (!is_secret (member))
      json_object_set_member (copy, member, json_node_copy (value));
  }

  return copy;
}

/* As the journal has it, with the order's number and a time that people can read. */
static void
append_line (GString                *lines,
             const TrivetAuditEntry *entry)
{
  TrivetFact      *fact = entry->fact;
  g_autofree char *time = dup_time (trivet_fact_get_time_us (fact));
  g_autoptr (JsonObject) line = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_object_set_int_member (line, "sequence", trivet_fact_get_sequence (fact));
  json_object_set_string_member (line, "time", time);
  json_object_set_string_member (line, "register", trivet_fact_get_register_id (fact));
  json_object_set_string_member (line, "staff", trivet_fact_get_staff (fact));
  json_object_set_string_member (line, "type", trivet_fact_type_get_name (trivet_fact_get_fact_type (fact)));
  json_object_set_string_member (line, "subject", trivet_fact_get_subject (fact));
  if (*entry->order_number != '\0')
    json_object_set_string_member (line, "order", entry->order_number);
  json_object_set_object_member (line, "body", copy_body (trivet_fact_get_body (fact)));
  json_node_set_object (node, line);
  text = json_to_string (node, FALSE);
  g_string_append_printf (lines, "%s\n", text);
}

static void export_next (GTask *task);

static void
on_page_listed (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);

  if (entries == NULL) {
    g_task_return_error (task, error);
    return;
  }
  for (guint i = 0; i < entries->len; i++) {
    const TrivetAuditEntry *entry = g_ptr_array_index (entries, i);

    append_line (export->lines, entry);
    export->query->before_us = trivet_fact_get_time_us (entry->fact);
    export->query->before_sequence = trivet_fact_get_sequence (entry->fact);
  }
  if (entries->len == EXPORT_PAGE)
    export_next (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_bytes_new (export->lines->str, export->lines->len), (GDestroyNotify) g_bytes_unref);
}

/* Takes @task. */
static void
export_next (GTask *task)
{
  TrivetManager *self = g_task_get_source_object (task);
  const Export *export = g_task_get_task_data (task);

  trivet_repository_list_audit_async (self->repository, export->query, NULL, on_page_listed, task);
}

/**
 * trivet_manager_export_audit_async:
 * @self: a manager
 * @query: which facts; its page and limit are not looked at
 * @callback: called with all of them
 * @user_data: for @callback
 *
 * Each fact is one line of JSON, the newest first, without the hashes of PINs and badges.
 */
void
trivet_manager_export_audit_async (TrivetManager          *self,
                                   const TrivetAuditQuery *query,
                                   GAsyncReadyCallback     callback,
                                   gpointer                user_data)
{
  Export *export;
  GTask *task;

  g_return_if_fail (TRIVET_IS_MANAGER (self));
  g_return_if_fail (query != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, trivet_manager_export_audit_async);
  if (!is_allowed (self, task))
    return;
  export = g_new0 (Export, 1);
  export->query = trivet_audit_query_copy (query);
  export->query->before_us = 0;
  export->query->before_sequence = 0;
  export->query->limit = EXPORT_PAGE;
  export->lines = g_string_new (NULL);
  g_task_set_task_data (task, export, export_free);
  export_next (task);
}

/**
 * trivet_manager_export_audit_finish:
 * @self: a manager
 * @result: from the callback
 * @error: return location, as for trivet_manager_list_audit_finish()
 *
 * Returns: (transfer full) (nullable): the lines
 */
GBytes *
trivet_manager_export_audit_finish (TrivetManager *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-day-left.h"

/*
 * TrivetDayLeft, from and to the facts of days and reports.
 */

static void
leftover_free (gpointer data)
{
  TrivetLeftover *leftover = data;

  g_free (leftover->name);
  g_free (leftover->staff);
  g_free (leftover);
}

/**
 * trivet_day_left_new:
 *
 * Returns: (transfer full): nothing is left
 */
TrivetDayLeft *
trivet_day_left_new (void)
{
  TrivetDayLeft *self = g_new0 (TrivetDayLeft, 1);

  self->orders = g_ptr_array_new_with_free_func (leftover_free);
  self->doubts = g_ptr_array_new_with_free_func (leftover_free);
  self->shifts = g_ptr_array_new_with_free_func (leftover_free);

  return self;
}

/**
 * trivet_day_left_free:
 * @self: (transfer full): what is left
 */
void
trivet_day_left_free (TrivetDayLeft *self)
{
  g_ptr_array_unref (self->orders);
  g_ptr_array_unref (self->doubts);
  g_ptr_array_unref (self->shifts);
  g_free (self);
}

/**
 * trivet_day_left_add:
 * @list: one of the lists of a #TrivetDayLeft
 * @name: an order's number, or a drawer's id
 * @staff: (nullable): who opened the drawer
 * @amount_minor: what is due or in doubt; 0 of a drawer
 */
void
trivet_day_left_add (GPtrArray  *list,
                     const char *name,
                     const char *staff,
                     gint64      amount_minor)
{
  TrivetLeftover *leftover = g_new0 (TrivetLeftover, 1);

  g_return_if_fail (list != NULL && name != NULL);

  leftover->name = g_strdup (name);
  leftover->staff = g_strdup (staff);
  leftover->amount_minor = amount_minor;
  g_ptr_array_add (list, leftover);
}

static JsonArray *
list_to_json (GPtrArray *list)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < list->len; i++) {
    const TrivetLeftover *leftover = g_ptr_array_index (list, i);
    JsonObject           *entry = json_object_new ();

    json_object_set_string_member (entry, "name", leftover->name);
    if (leftover->staff != NULL)
      json_object_set_string_member (entry, "staff", leftover->staff);
    else
      json_object_set_int_member (entry, "amount_minor", leftover->amount_minor);
    json_array_add_object_element (array, entry);
  }

  return array;
}

/**
 * trivet_day_left_to_json:
 * @self: what is left
 *
 * Returns: (transfer full): the member `left` of a fact
 */
JsonObject *
trivet_day_left_to_json (const TrivetDayLeft *self)
{
  JsonObject *body = json_object_new ();

  g_return_val_if_fail (self != NULL, body);

  json_object_set_array_member (body, "orders", list_to_json (self->orders));
  json_object_set_array_member (body, "doubts", list_to_json (self->doubts));
  json_object_set_array_member (body, "shifts", list_to_json (self->shifts));
  json_object_set_int_member (body, "papers", self->n_papers);
  json_object_set_int_member (body, "unsent", self->n_unsent);

  return body;
}

static gboolean
read_list (JsonObject *body,
           const char *member,
           GPtrArray  *list,
           GError    **error)
{
  JsonArray *array = trivet_json_get_array (body, member, error);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode   *node = json_array_get_element (array, i);
    JsonObject *entry = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    const char *name = entry != NULL ? trivet_json_get_string (entry, "name", error) : NULL;

    if (name == NULL) {
      if (entry == NULL)
        g_set_error (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, "A row of “%s” is not an object", member);
      return FALSE;
    }
    trivet_day_left_add (list, name, trivet_json_get_string_or (entry, "staff", NULL), trivet_json_get_int_or (entry, "amount_minor", 0));
  }

  return array != NULL;
}

/**
 * trivet_day_left_read:
 * @body: the member `left` of a fact
 * @error: return location for a #TrivetFactError
 *
 * Returns: (transfer full) (nullable): what was left
 */
TrivetDayLeft *
trivet_day_left_read (JsonObject *body,
                      GError    **error)
{
  g_autoptr (TrivetDayLeft) self = trivet_day_left_new ();

  g_return_val_if_fail (body != NULL, NULL);

  if (!read_list (body, "orders", self->orders, error) || !read_list (body, "doubts", self->doubts, error) ||
      !read_list (body, "shifts", self->shifts, error) || !trivet_json_get_int (body, "papers", &self->n_papers, error) ||
      !trivet_json_get_int (body, "unsent", &self->n_unsent, error))
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
refuse (GError    **error,
        const char *words)
{
  g_set_error_literal (error, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_BODY, words);

  return FALSE;
}

/**
 * trivet_report_check:
 * @fact: a `print-requested` whose subject begins with %TRIVET_REPORT_SUBJECT_PREFIX
 * @error: return location for a #TrivetFactError
 *
 * Returns: whether an X or Z report can be printed from it
 */
gboolean
trivet_report_check (TrivetFact *fact,
                     GError    **error)
{
  JsonObject *body = trivet_fact_get_body (fact);
  const char *document = trivet_json_get_string (body, "document", error);
  gboolean    is_z = g_strcmp0 (document, TRIVET_DOCUMENT_Z_REPORT) == 0;
  gint64      from;
  gint64      number = trivet_json_get_int_or (body, "number", 0);
  g_autoptr (TrivetDayLeft) left = NULL;

  if (document == NULL || !trivet_json_get_int (body, "from_sequence", &from, error))
    return FALSE;
  if (!is_z && !g_str_equal (document, TRIVET_DOCUMENT_X_REPORT))
    return refuse (error, "“document” of a report is “x-report” or “z-report”");
  if (from < 1 || number < 0 || is_z != (number > 0))
    return refuse (error, "A Z report has a number and an X report has none; both begin with a fact");
  if (is_z && trivet_json_get_int_or (body, "to_sequence", 0) < from)
    return refuse (error, "A Z report says which fact ended its day");
  if (!json_object_has_member (body, "left"))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (json_object_get_member (body, "left")))
    return refuse (error, "“left” is not an object");
  left = trivet_day_left_read (json_object_get_object_member (body, "left"), error);

  return left != NULL;
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-price-desk-private.h"

/*
 * How a change of the price book is written and taken back. The price book itself judges it before it
 * goes to the journal.
 */

#define MAX_UNDO 50

void
_trivet_price_step_free (gpointer data)
{
  TrivetPriceStep *step = data;

  g_free (step->id);
  g_free (step->before);
  g_free (step->after);
  g_free (step);
}

static void
fail (GTask  *task,
      GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static gboolean
refuse (GError             **error,
        TrivetPriceDeskError code,
        const char          *message)
{
  g_set_error_literal (error, TRIVET_PRICE_DESK_ERROR, (int) code, message);

  return FALSE;
}

/* The id of the tax rule behind that one, "" behind the last and for one that is not there. */
static const char *
get_next_id (TrivetPriceDesk *self,
             const char      *id)
{
  GPtrArray *rules = trivet_price_book_get_tax_rules (trivet_price_desk_get_book (self));

  for (guint i = 0; i + 1 < rules->len; i++) {
    if (g_str_equal (((TrivetTaxRule *) g_ptr_array_index (rules, i))->id, id))
      return ((TrivetTaxRule *) g_ptr_array_index (rules, i + 1))->id;
  }

  return "";
}

/* Returns: (transfer full) (nullable): what the book says of a tax rule, and where it stands */
static char *
dup_tax_rule (TrivetPriceDesk *self,
              const char      *id,
              const char      *before)
{
  const char *text = trivet_price_book_lookup_text (trivet_price_desk_get_book (self), TRIVET_FACT_TAX_RULE_SET, id);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  if (node == NULL)
    return NULL;
  json_object_set_string_member (json_node_get_object (node), "before", before);

  return trivet_json_print (json_node_get_object (node));
}

/* Returns: (transfer full) (nullable): what the book says of a rule now */
static char *
dup_present (TrivetPriceDesk *self,
             TrivetFactType   set_type,
             const char      *id)
{
  TrivetPriceBook *book = trivet_price_desk_get_book (self);

  if (set_type == TRIVET_FACT_CASH_ROUNDING_SET) {
    g_autoptr (JsonObject) body = trivet_cash_rounding_to_json (trivet_price_book_get_cash_rounding (book));

    return trivet_json_print (body);
  }
  if (set_type == TRIVET_FACT_TIP_RATES_SET) {
    g_autoptr (JsonObject) body = trivet_tip_rates_to_json (trivet_price_book_get_tip_rates (book));

    return trivet_json_print (body);
  }
  if (set_type == TRIVET_FACT_TAX_RULE_SET)
    return dup_tax_rule (self, id, get_next_id (self, id));

  return g_strdup (trivet_price_book_lookup_text (book, set_type, id));
}

static JsonObject *
id_body (const char *id)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "id", id);

  return body;
}

static TrivetFactType
get_removed_type (TrivetFactType set_type)
{
  if (set_type == TRIVET_FACT_PROMOTION_SET)
    return TRIVET_FACT_PROMOTION_REMOVED;

  return set_type == TRIVET_FACT_TAX_RULE_SET ? TRIVET_FACT_TAX_RULE_REMOVED : TRIVET_FACT_CHARGE_REMOVED;
}

/* Returns: (transfer full): the body that makes the rule what @text says */
static JsonObject *
make_body (const char     *id,
           const char     *text,
           TrivetFactType  set_type,
           TrivetFactType *ret_type)
{
  g_autoptr (JsonNode) node = NULL;

  if (text == NULL) {
    *ret_type = get_removed_type (set_type);
    return id_body (id);
  }
  *ret_type = set_type;
  node = json_from_string (text, NULL);
  g_assert (node != NULL && JSON_NODE_HOLDS_OBJECT (node));

  return json_object_ref (json_node_get_object (node));
}

/* Consumes @approval. */
static gboolean
take_approval (TrivetPriceDesk *self,
               TrivetApproval  *approval,
               JsonObject      *body,
               GError         **error)
{
  g_autoptr (TrivetApproval) consumed = approval;
  TrivetPermission permission = trivet_price_desk_needs (self);

  if (permission == TRIVET_PERMISSION_NONE)
    return TRUE;
  if (consumed == NULL || !trivet_approval_covers (consumed, permission))
    return refuse (error, TRIVET_PRICE_DESK_ERROR_NEEDS_APPROVAL, "Somebody who may change prices has to approve it");
  json_object_set_string_member (body, "approver", trivet_approval_get_approver (consumed));

  return TRUE;
}

static gboolean
judge (TrivetPriceDesk *self,
       TrivetFact      *fact,
       GError         **error)
{
  g_autoptr (TrivetPriceBook) book = trivet_price_book_copy (trivet_price_desk_get_book (self));
  g_autoptr (GError) problem = NULL;

  if (trivet_price_book_apply (book, fact, &problem))
    return TRUE;
  if (g_error_matches (problem, TRIVET_FACT_ERROR, TRIVET_FACT_ERROR_CONFLICT))
    return refuse (error, TRIVET_PRICE_DESK_ERROR_FULL, problem->message);
  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static void
on_appended (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TrivetPriceDesk *self = g_task_get_source_object (task);
  TrivetPriceStep *step = g_task_get_task_data (task);
  GError          *error = NULL;

  self->busy = FALSE;
  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error)) {
    g_task_return_error (task, error);
    return;
  }
  if (step != NULL) {
    TrivetPriceStep *kept = g_new0 (TrivetPriceStep, 1);

    *kept = (TrivetPriceStep){ step->set_type, g_steal_pointer (&step->id), g_steal_pointer (&step->before), g_steal_pointer (&step->after) };
    g_queue_push_tail (&self->undo, kept);
    if (g_queue_get_length (&self->undo) > MAX_UNDO)
      _trivet_price_step_free (g_queue_pop_head (&self->undo));
  } else {
    _trivet_price_step_free (g_queue_pop_tail (&self->undo));
  }
  _trivet_price_desk_emit_changed (self);
  g_task_return_boolean (task, TRUE);
}

/* Writes that the rule is what @text says (%NULL: it is removed). Takes @task and @approval. */
static void
write_rule (GTask          *task,
            TrivetFactType  set_type,
            const char     *id,
            const char     *text,
            TrivetApproval *approval)
{
  TrivetPriceDesk *self = g_task_get_source_object (task);
  TrivetFactStamp  stamp = trivet_register_get_stamp (self->reg);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  TrivetFactType type;
  JsonObject    *body = make_body (id, text, set_type, &type);
  GError        *error = NULL;

  if (!take_approval (self, approval, body, &error)) {
    json_object_unref (body);
    fail (task, error);
    return;
  }
  g_ptr_array_add (facts, trivet_fact_new (type, TRIVET_PRICES_SUBJECT, body, &stamp));
  if (!judge (self, g_ptr_array_index (facts, 0), &error)) {
    fail (task, error);
    return;
  }
  self->busy = TRUE;
  trivet_journal_append_async (self->reg->journal, facts, on_appended, task);
}

/* Returns: (transfer full) (nullable): a task; %NULL when it has failed, @approval is gone then */
GTask *
_trivet_price_desk_begin (TrivetPriceDesk    *self,
                          TrivetApproval     *approval,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  if (!self->busy)
    return task;
  g_clear_pointer (&approval, trivet_approval_free);
  fail (task, g_error_new_literal (TRIVET_PRICE_DESK_ERROR, TRIVET_PRICE_DESK_ERROR_BUSY, "Another change is being written"));

  return NULL;
}

/* A step from what the book says now to @text; one that changes nothing is done. Takes @task. */
static void
change (GTask          *task,
        TrivetFactType  set_type,
        const char     *id,
        const char     *text,
        TrivetApproval *approval)
{
  TrivetPriceDesk *self = g_task_get_source_object (task);
  TrivetPriceStep *step = g_new0 (TrivetPriceStep, 1);

  step->set_type = set_type;
  step->id = g_strdup (id);
  step->before = dup_present (self, set_type, id);
  step->after = g_strdup (text);
  g_task_set_task_data (task, step, _trivet_price_step_free);
  if (g_strcmp0 (step->before, step->after) == 0) {
    g_clear_pointer (&approval, trivet_approval_free);
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
    return;
  }
  write_rule (task, set_type, id, text, approval);
}

/* The rule @id becomes @body; one without (@body is %NULL) was refused for @error. Takes @task, @body, @error and @approval. */
void
_trivet_price_desk_set_rule (GTask          *task,
                             TrivetFactType  set_type,
                             const char     *id,
                             JsonObject     *body,
                             GError         *error,
                             TrivetApproval *approval)
{
  g_autoptr (JsonObject) owned = body;
  g_autofree char *text = NULL;

  if (owned == NULL) {
    g_clear_pointer (&approval, trivet_approval_free);
    fail (task, error);
    return;
  }
  if (set_type == TRIVET_FACT_TAX_RULE_SET)
    json_object_set_string_member (owned, "before", get_next_id (g_task_get_source_object (task), id));
  text = trivet_json_print (owned);
  change (task, set_type, id, text, approval);
}

/* Returns: (transfer full) (nullable): the rule's body with the switch set; %NULL without the rule */
static char *
dup_switched (TrivetPriceDesk *self,
              TrivetFactType   set_type,
              const char      *id,
              gboolean         on)
{
  TrivetPriceBook *book = trivet_price_desk_get_book (self);
  const char      *text = trivet_price_book_lookup_text (book, set_type, id);
  g_autoptr (JsonObject) body = NULL;
  TrivetFactType type;

  if (text == NULL)
    return NULL;
  body = make_body (id, text, set_type, &type);
  if (on)
    json_object_remove_member (body, "off");
  else
    json_object_set_boolean_member (body, "off", TRUE);

  return trivet_json_print (body);
}

static void
fail_gone (GTask          *task,
           TrivetApproval *approval)
{
  g_clear_pointer (&approval, trivet_approval_free);
  fail (task, g_error_new_literal (TRIVET_PRICE_DESK_ERROR, TRIVET_PRICE_DESK_ERROR_GONE, "That rule is no longer there"));
}

/**
 * trivet_price_desk_switch_async:
 * @self: a desk
 * @set_type: what kind of rule
 * @id: its id
 * @on: whether it is for orders from now on
 * @approval: (transfer full) (nullable): somebody's yes, when trivet_price_desk_needs() one
 * @callback: called when it is durable
 * @user_data: for @callback
 */
void
trivet_price_desk_switch_async (TrivetPriceDesk    *self,
                                TrivetFactType      set_type,
                                const char         *id,
                                gboolean            on,
                                TrivetApproval     *approval,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autofree char *text = NULL;
  GTask           *task;

  g_return_if_fail (TRIVET_IS_PRICE_DESK (self));
  g_return_if_fail (id != NULL);

  task = _trivet_price_desk_begin (self, approval, callback, user_data);
  if (task == NULL)
    return;
  text = dup_switched (self, set_type, id, on);
  if (text == NULL)
    fail_gone (task, approval);
  else
    change (task, set_type, id, text, approval);
}

/**
 * trivet_price_desk_remove_async:
 * @self: a desk
 * @set_type: what kind of rule
 * @id: its id
 * @approval: (transfer full) (nullable): somebody's yes, when trivet_price_desk_needs() one
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * Orders keep what the rule has made of them until they are changed.
 */
void
trivet_price_desk_remove_async (TrivetPriceDesk    *self,
                                TrivetFactType      set_type,
                                const char         *id,
                                TrivetApproval     *approval,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (TRIVET_IS_PRICE_DESK (self));
  g_return_if_fail (id != NULL);

  task = _trivet_price_desk_begin (self, approval, callback, user_data);
  if (task == NULL)
    return;
  if (trivet_price_book_lookup_text (trivet_price_desk_get_book (self), set_type, id) == NULL)
    fail_gone (task, approval);
  else
    change (task, set_type, id, NULL, approval);
}

/* Returns: (nullable): the id of the rule that the one at @from has behind it when it has moved @by places,
 * "" when it is the last then; %NULL when it cannot go there */
static const char *
find_neighbour (GPtrArray *rules,
                guint      from,
                int        by)
{
  int to = (int) from + by;
  int next = by > 0 ? to + 1 : to;

  if (to < 0 || to >= (int) rules->len)
    return NULL;

  return next < (int) rules->len ? ((TrivetTaxRule *) g_ptr_array_index (rules, (guint) next))->id : "";
}

/**
 * trivet_price_desk_move_tax_rule_async:
 * @self: a desk
 * @id: a tax rule
 * @by: how many places down, or up when negative; beyond the end nothing happens
 * @approval: (transfer full) (nullable): somebody's yes, when trivet_price_desk_needs() one
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * The first rule that fits a dish counts, so their order matters.
 */
void
trivet_price_desk_move_tax_rule_async (TrivetPriceDesk    *self,
                                       const char         *id,
                                       int                 by,
                                       TrivetApproval     *approval,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  GPtrArray       *rules;
  const char      *before;
  g_autofree char *text = NULL;
  GTask           *task;
  guint            from = 0;

  g_return_if_fail (TRIVET_IS_PRICE_DESK (self));
  g_return_if_fail (id != NULL);

  task = _trivet_price_desk_begin (self, approval, callback, user_data);
  if (task == NULL)
    return;
  rules = trivet_price_book_get_tax_rules (trivet_price_desk_get_book (self));
  while (from < rules->len && !g_str_equal (((TrivetTaxRule *) g_ptr_array_index (rules, from))->id, id))
    from++;
  if (from == rules->len) {
    fail_gone (task, approval);
    return;
  }
  before = find_neighbour (rules, from, by);
  text = dup_tax_rule (self, id, before != NULL ? before : get_next_id (self, id));
  change (task, TRIVET_FACT_TAX_RULE_SET, id, text, approval);
}

/**
 * trivet_price_desk_undo_async:
 * @self: a desk
 * @approval: (transfer full) (nullable): somebody's yes, when trivet_price_desk_needs() one
 * @callback: called when it is durable
 * @user_data: for @callback
 *
 * Takes the last step that was made at this register back, by a fact of its own.
 */
void
trivet_price_desk_undo_async (TrivetPriceDesk    *self,
                              TrivetApproval     *approval,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autofree char       *present = NULL;
  const TrivetPriceStep *step;
  GTask                 *task;
  GError                *error = NULL;

  g_return_if_fail (TRIVET_IS_PRICE_DESK (self));

  task = _trivet_price_desk_begin (self, approval, callback, user_data);
  if (task == NULL)
    return;
  step = g_queue_peek_tail (&self->undo);
  if (step == NULL) {
    refuse (&error, TRIVET_PRICE_DESK_ERROR_NO_STEP, "There is no step to take back");
  } else {
    present = dup_present (self, step->set_type, step->id);
    if (g_strcmp0 (present, step->after) == 0) {
      write_rule (task, step->set_type, step->id, step->before, approval);
      return;
    }
    _trivet_price_step_free (g_queue_pop_tail (&self->undo));
    _trivet_price_desk_emit_changed (self);
    refuse (&error, TRIVET_PRICE_DESK_ERROR_CHANGED, "Somebody has changed that rule since");
  }
  g_clear_pointer (&approval, trivet_approval_free);
  fail (task, error);
}

/**
 * trivet_price_desk_change_finish:
 * @self: a desk
 * @result: from the callback
 * @error: return location: #TrivetPriceDeskError, #TrivetFactError or #TrivetStoreError
 *
 * Returns: whether the change is durable
 */
gboolean
trivet_price_desk_change_finish (TrivetPriceDesk *self,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  g_return_val_if_fail (TRIVET_IS_PRICE_DESK (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-register-private.h"

#include <string.h>

/*
 * Taking steps back, by facts of their own: nothing is erased.
 *
 * A voided line cannot live again, so taking a void back adds an equal line. Its id is the old one
 * with a number behind it: older steps still find it, and it keeps its place when an order's
 * discount is shared by the order of the ids.
 */

#define AGAIN_MARK "~"

/* Takes @body over. The step is for the current order. */
TrivetUndoStep *
_trivet_undo_step_new (TrivetRegister *self,
                       TrivetFactType  type,
                       JsonObject     *body)
{
  TrivetUndoStep *step = g_new0 (TrivetUndoStep, 1);

  step->serial = ++self->last_serial;
  step->order_id = g_strdup (self->current_id);
  step->type = type;
  step->body = body;

  return step;
}

static void
undo_fact_free (gpointer data)
{
  TrivetUndoFact *fact = data;

  g_free (fact->order_id);
  json_object_unref (fact->body);
  g_free (fact);
}

/* A step that many facts take back, in the order in which they are added. */
TrivetUndoStep *
_trivet_undo_step_new_many (TrivetRegister *self)
{
  TrivetUndoStep *step = _trivet_undo_step_new (self, TRIVET_FACT_INVALID, NULL);

  step->facts = g_ptr_array_new_with_free_func (undo_fact_free);

  return step;
}

/* Takes @body over. */
void
_trivet_undo_step_add (TrivetUndoStep *step,
                       const char     *order_id,
                       TrivetFactType  type,
                       JsonObject     *body)
{
  TrivetUndoFact *fact = g_new0 (TrivetUndoFact, 1);

  fact->order_id = g_strdup (order_id);
  fact->type = type;
  fact->body = body;
  g_ptr_array_add (step->facts, fact);
}

void
_trivet_undo_step_free (TrivetUndoStep *step)
{
  g_clear_pointer (&step->facts, g_ptr_array_unref);
  g_free (step->order_id);
  g_clear_pointer (&step->body, json_object_unref);
  g_clear_pointer (&step->discount, json_object_unref);
  g_free (step);
}

/* Takes @step over. */
void
_trivet_register_push_undo (TrivetRegister *self,
                            TrivetUndoStep *step)
{
  g_queue_push_tail (&self->undo, step);

  if (g_queue_get_length (&self->undo) > TRIVET_REGISTER_MAX_UNDO)
    _trivet_undo_step_free (g_queue_pop_head (&self->undo));
}

void
_trivet_register_forget_undo (TrivetRegister *self,
                              guint64         serial)
{
  for (GList *l = self->undo.head; l != NULL; l = l->next) {
    TrivetUndoStep *step = l->data;

    if (step->serial == serial) {
      _trivet_undo_step_free (step);
      g_queue_delete_link (&self->undo, l);
      return;
    }
  }
}

/* An order that comes back is not what it was when the steps were taken. */
void
_trivet_register_forget_undo_of (TrivetRegister *self,
                                 const char     *order_id)
{
  GList *next;

  for (GList *l = self->undo.head; l != NULL; l = next) {
    TrivetUndoStep *step = l->data;

    next = l->next;
    if (!g_str_equal (step->order_id, order_id))
      continue;
    _trivet_undo_step_free (step);
    g_queue_delete_link (&self->undo, l);
  }
}

static gboolean
is_same_line (const char *id,
              const char *other_id)
{
  gsize length = strcspn (id, AGAIN_MARK);

  return length == strcspn (other_id, AGAIN_MARK) && strncmp (id, other_id, length) == 0;
}

/* Returns: (nullable): what @line_id has become by being voided and taken back */
static const TrivetOrderLine *
find_living_line (const TrivetOrder *order,
                  const char        *line_id)
{
  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    if (!line->voided && is_same_line (line->line_id, line_id))
      return line;
  }

  return NULL;
}

static char *
dup_next_id (const TrivetOrder *order,
             const char        *line_id)
{
  guint n = 0;

  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);

    n += is_same_line (line->line_id, line_id);
  }

  return g_strdup_printf ("%.*s" AGAIN_MARK "%u", (int) strcspn (line_id, AGAIN_MARK), line_id, n);
}

static void
copy_member (JsonObject *object,
             const char *name,
             JsonNode   *node,
             gpointer    user_data)
{
  json_object_set_member (user_data, name, json_node_copy (node));
}

/* A copy, because the step is kept for the case that the disk refuses. */
static void
add_fact (TrivetRegister *self,
          GPtrArray      *facts,
          const char     *order_id,
          TrivetFactType  type,
          JsonObject     *body,
          const char     *line_id)
{
  JsonObject *copy = json_object_new ();

  json_object_foreach_member (body, copy_member, copy);
  if (line_id != NULL)
    json_object_set_string_member (copy, "line", line_id);
  g_ptr_array_add (facts, _trivet_register_make_fact (self, type, order_id, copy));
}

static gboolean
add_line_again (TrivetRegister       *self,
                GPtrArray            *facts,
                const TrivetUndoStep *step)
{
  const TrivetOrder *order = _trivet_register_peek_ahead (self);
  g_autofree char   *line_id = dup_next_id (order, json_object_get_string_member (step->body, "line"));
  g_autoptr (GPtrArray) modifiers = NULL;

  modifiers = trivet_line_modifiers_read (step->body, NULL);
  if (!_trivet_register_take_dishes (self, facts, json_object_get_string_member (step->body, "sku"), modifiers,
                                     json_object_get_int_member (step->body, "quantity")))
    return FALSE;

  add_fact (self, facts, self->current_id, step->type, step->body, line_id);
  if (step->discount != NULL)
    add_fact (self, facts, self->current_id, TRIVET_FACT_LINE_DISCOUNT_SET, step->discount, line_id);

  return TRUE;
}

/* A step back must not take from the kitchen what a void may not. */
static gboolean
swap_back (TrivetRegister        *self,
           GPtrArray             *facts,
           const TrivetOrderLine *line,
           const TrivetUndoStep  *step)
{
  g_autoptr (GPtrArray) modifiers = trivet_line_modifiers_read (step->body, NULL);

  if (trivet_register_needs_for_modifiers (self, line->line_id, modifiers) != TRIVET_PERMISSION_NONE)
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL, "The kitchen was told already: change the line instead");
  else if (_trivet_register_swap_dishes (self, facts, line, modifiers))
    return TRUE;
  _trivet_register_forget_undo (self, step->serial);

  return FALSE;
}

/* A step that changes a line, which another register may have voided meanwhile. */
static gboolean
change_line_back (TrivetRegister       *self,
                  GPtrArray            *facts,
                  const TrivetUndoStep *step)
{
  const TrivetOrder     *order = _trivet_register_peek_ahead (self);
  const TrivetOrderLine *line = find_living_line (order, json_object_get_string_member (step->body, "line"));

  if (line == NULL) {
    _trivet_register_forget_undo (self, step->serial);
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_NO_LINE, "That line is no longer in the order");
    return FALSE;
  }
  /* A step back must not take from the kitchen what a void may not. */
  if (step->type == TRIVET_FACT_LINE_QUANTITY_CHANGED &&
      trivet_register_needs_for_quantity (self, line->line_id, json_object_get_int_member (step->body, "by")) !=
        TRIVET_PERMISSION_NONE) {
    _trivet_register_forget_undo (self, step->serial);
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_NEEDS_APPROVAL, "The kitchen was told already: void the line instead");
    return FALSE;
  }
  if (step->type == TRIVET_FACT_LINE_QUANTITY_CHANGED &&
      !_trivet_register_take_dishes (self, facts, line->sku, line->modifiers,
                                     MAX (json_object_get_int_member (step->body, "by"), -line->quantity)))
    return FALSE;
  if (step->type == TRIVET_FACT_LINE_MODIFIERS_SET && !swap_back (self, facts, line, step))
    return FALSE;
  if (step->type == TRIVET_FACT_LINE_PRICE_SET && line->sent_quantity > 0) {
    _trivet_register_forget_undo (self, step->serial);
    _trivet_register_fail (self, TRIVET_REGISTER_ERROR_SENT, "The kitchen has that line already: its price stays");
    return FALSE;
  }

  add_fact (self, facts, self->current_id, step->type, step->body, line->line_id);

  return TRUE;
}

/* A line that comes back brings along what the kitchen did for it meanwhile. */
static gboolean
make_many (TrivetRegister       *self,
           GPtrArray            *facts,
           const TrivetUndoStep *step)
{
  for (guint i = 0; i < step->facts->len; i++) {
    const TrivetUndoFact *fact = g_ptr_array_index (step->facts, i);

    if (fact->type != TRIVET_FACT_LINE_MOVED)
      add_fact (self, facts, fact->order_id, fact->type, fact->body, NULL);
    else if (!_trivet_register_add_move (self, facts, fact->order_id, json_object_get_string_member (fact->body, "line"),
                                         json_object_get_int_member (fact->body, "quantity"),
                                         json_object_get_string_member (fact->body, "to")))
      return FALSE;
  }

  return TRUE;
}

static gboolean
make_facts (TrivetRegister       *self,
            GPtrArray            *facts,
            const TrivetUndoStep *step)
{
  if (step->facts != NULL)
    return make_many (self, facts, step);
  if (step->type == TRIVET_FACT_LINE_ADDED)
    return add_line_again (self, facts, step);
  if (json_object_has_member (step->body, "line"))
    return change_line_back (self, facts, step);

  add_fact (self, facts, self->current_id, step->type, step->body, NULL);

  return TRUE;
}

/**
 * trivet_register_can_undo:
 * @self: a register
 *
 * Returns: whether the last step was on the order that is on the screen
 */
gboolean
trivet_register_can_undo (TrivetRegister *self)
{
  TrivetUndoStep *step;
  TrivetOrder    *order;

  g_return_val_if_fail (TRIVET_IS_REGISTER (self), FALSE);

  step = g_queue_peek_tail (&self->undo);
  order = _trivet_register_peek_ahead (self);

  return step != NULL && order != NULL && trivet_order_is_open (order) &&
         g_strcmp0 (step->order_id, self->current_id) == 0;
}

/**
 * trivet_register_undo:
 * @self: a register
 *
 * Takes the last step on the current order back, by a fact of its own: nothing is erased. A step
 * that is refused (see `failed`) can be tried again.
 */
void
trivet_register_undo (TrivetRegister *self)
{
  g_autoptr (GPtrArray) facts = NULL;
  TrivetUndoStep *step;
  guint64         serial;
  gboolean        many;

  g_return_if_fail (TRIVET_IS_REGISTER (self));

  if (!trivet_register_can_undo (self))
    return;

  facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  step = g_queue_peek_tail (&self->undo);
  serial = step->serial;
  many = step->facts != NULL;
  if (make_facts (self, facts, step) && _trivet_register_submit_undo (self, facts))
    return;
  /* Another register has changed one of the orders: trying again would not help. */
  if (many)
    _trivet_register_forget_undo (self, serial);
}

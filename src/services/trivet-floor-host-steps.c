/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-floor-host-private.h"

/* Steps of the plan: each can be taken back, and done again. */

#define MAX_UNDO 50

void
_trivet_floor_host_drop_step (gpointer data)
{
  TrivetPlanStep *step = data;

  g_ptr_array_unref (step->facts);
  g_ptr_array_unref (step->back);
  g_free (step);
}

TrivetPlanStep *
_trivet_plan_step_new (void)
{
  TrivetPlanStep *step = g_new0 (TrivetPlanStep, 1);

  step->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  step->back = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  return step;
}

void
_trivet_floor_host_say (TrivetFloorHost *self,
                        GPtrArray       *facts,
                        TrivetFactType   type,
                        JsonObject      *body)
{
  g_ptr_array_add (facts, _trivet_floor_host_make_fact (self, type, body));
}

/* The same again, now. */
static void
say_again (TrivetFloorHost *self,
           GPtrArray       *facts)
{
  g_autoptr (GPtrArray) again = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);

  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);

    _trivet_floor_host_say (self, again, trivet_fact_get_fact_type (fact), json_object_ref (trivet_fact_get_body (fact)));
  }
  _trivet_floor_host_append (self, again);
}

static void
push (GQueue         *steps,
      TrivetPlanStep *step)
{
  g_queue_push_tail (steps, step);
  if (g_queue_get_length (steps) > MAX_UNDO)
    _trivet_floor_host_drop_step (g_queue_pop_head (steps));
}

/* Takes @step. What was taken back before cannot be done again on another plan. */
void
_trivet_floor_host_finish_step (TrivetFloorHost *self,
                                TrivetPlanStep  *step)
{
  g_queue_clear_full (&self->redo, _trivet_floor_host_drop_step);
  push (&self->undo, step);
  _trivet_floor_host_append (self, step->facts);
}

/* Whether the plan may be changed now. */
gboolean
_trivet_floor_host_may_edit (TrivetFloorHost *self)
{
  if (trivet_manager_is_open (trivet_register_get_manager (self->reg), TRIVET_PERMISSION_EDIT_FLOOR))
    return TRUE;
  _trivet_floor_host_refuse (self);
  return FALSE;
}

/**
 * trivet_floor_host_can_undo:
 * @self: a host
 *
 * Returns: whether a step of the plan can be taken back
 */
gboolean
trivet_floor_host_can_undo (TrivetFloorHost *self)
{
  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (self), FALSE);

  return !g_queue_is_empty (&self->undo);
}

/**
 * trivet_floor_host_undo:
 * @self: a host
 *
 * Takes the last step of the plan back, by facts of its own.
 */
void
trivet_floor_host_undo (TrivetFloorHost *self)
{
  TrivetPlanStep *step;

  g_return_if_fail (TRIVET_IS_FLOOR_HOST (self));

  if (!trivet_floor_host_can_undo (self) || !_trivet_floor_host_may_edit (self))
    return;
  step = g_queue_pop_tail (&self->undo);
  push (&self->redo, step);
  say_again (self, step->back);
}

/**
 * trivet_floor_host_can_redo:
 * @self: a host
 *
 * Returns: whether a step that was taken back can be done again; not after another one
 */
gboolean
trivet_floor_host_can_redo (TrivetFloorHost *self)
{
  g_return_val_if_fail (TRIVET_IS_FLOOR_HOST (self), FALSE);

  return !g_queue_is_empty (&self->redo);
}

/**
 * trivet_floor_host_redo:
 * @self: a host
 *
 * Does again what was taken back last.
 */
void
trivet_floor_host_redo (TrivetFloorHost *self)
{
  TrivetPlanStep *step;

  g_return_if_fail (TRIVET_IS_FLOOR_HOST (self));

  if (!trivet_floor_host_can_redo (self) || !_trivet_floor_host_may_edit (self))
    return;
  step = g_queue_pop_tail (&self->redo);
  push (&self->undo, step);
  say_again (self, step->facts);
}

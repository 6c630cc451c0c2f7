/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-menu-desk-private.h"

#include "trivet-register-private.h"

/*
 * TrivetMenuDesk: one command after the other, each planned (trivet-menu-desk-plan.c) when its
 * turn comes.
 */

/* How many steps can be taken back. */
#define MAX_UNDO 50

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_QUARK (trivet - menu - desk - error - quark, trivet_menu_desk_error)

G_DEFINE_FINAL_TYPE (TrivetMenuDesk, trivet_menu_desk, G_TYPE_OBJECT)

void
_trivet_menu_step_free (TrivetMenuStep *step)
{
  g_clear_pointer (&step->facts, g_ptr_array_unref);
  g_clear_pointer (&step->back, g_ptr_array_unref);
  g_free (step);
}

static void
command_free (TrivetMenuCommand *command)
{
  g_clear_pointer (&command->base, json_object_unref);
  g_clear_pointer (&command->entry, json_object_unref);
  g_clear_pointer (&command->approval, trivet_approval_free);
  g_clear_pointer (&command->faults, g_ptr_array_unref);
  g_clear_pointer (&command->step, _trivet_menu_step_free);
  g_clear_pointer (&command->undone, _trivet_menu_step_free);
  g_free (command->before);
  g_free (command->id);
  g_free (command);
}

static void
trivet_menu_desk_dispose (GObject *object)
{
  TrivetMenuDesk *self = TRIVET_MENU_DESK (object);

  g_queue_clear_full (&self->undo, (GDestroyNotify) _trivet_menu_step_free);
  g_clear_object (&self->manager);
  g_clear_object (&self->reg);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (trivet_menu_desk_parent_class)->dispose (object);
}

static void
trivet_menu_desk_class_init (TrivetMenuDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_menu_desk_dispose;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_menu_desk_init (TrivetMenuDesk *self)
{
  g_queue_init (&self->waiting);
  g_queue_init (&self->undo);
}

/**
 * trivet_menu_desk_new:
 * @reg: the register whose menu it is
 * @journal: where facts go
 *
 * Returns: (transfer full): a desk at which everybody may change everything
 */
TrivetMenuDesk *
trivet_menu_desk_new (TrivetRegister *reg,
                      TrivetJournal  *journal)
{
  TrivetMenuDesk *self;

  g_return_val_if_fail (TRIVET_IS_REGISTER (reg), NULL);
  g_return_val_if_fail (TRIVET_IS_JOURNAL (journal), NULL);

  self = g_object_new (TRIVET_TYPE_MENU_DESK, NULL);
  self->reg = g_object_ref (reg);
  self->journal = g_object_ref (journal);

  return self;
}

/**
 * trivet_menu_desk_set_manager:
 * @self: a desk
 * @manager: (nullable): says who may change the menu
 */
void
trivet_menu_desk_set_manager (TrivetMenuDesk *self,
                              TrivetManager  *manager)
{
  g_return_if_fail (TRIVET_IS_MENU_DESK (self));

  g_set_object (&self->manager, manager);
}

/**
 * trivet_menu_desk_needs:
 * @self: a desk
 *
 * Returns: %TRIVET_PERMISSION_EDIT_MENU when somebody must be asked, %TRIVET_PERMISSION_NONE when who is
 *   signed in may change the menu, or the shop has no staff
 */
TrivetPermission
trivet_menu_desk_needs (TrivetMenuDesk *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_DESK (self), TRIVET_PERMISSION_NONE);

  return trivet_manager_needs (self->manager, TRIVET_PERMISSION_EDIT_MENU);
}

/**
 * trivet_menu_desk_can_undo:
 * @self: a desk
 *
 * Returns: whether there is a step to take back
 */
gboolean
trivet_menu_desk_can_undo (TrivetMenuDesk *self)
{
  g_return_val_if_fail (TRIVET_IS_MENU_DESK (self), FALSE);

  return !g_queue_is_empty (&self->undo);
}

static gboolean
is_allowed (TrivetMenuDesk    *self,
            TrivetMenuCommand *command)
{
  TrivetPermission permission = trivet_menu_desk_needs (self);
  g_autoptr (TrivetApproval) approval = g_steal_pointer (&command->approval);

  return permission == TRIVET_PERMISSION_NONE || (approval != NULL && trivet_approval_covers (approval, permission));
}

static void run_next (TrivetMenuDesk *self);

static void
finish_running (TrivetMenuDesk *self,
                GError         *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->running);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  run_next (self);
}

/* Takes @step: (nullable). */
static void
push_step (TrivetMenuDesk *self,
           TrivetMenuStep *step)
{
  if (step == NULL)
    return;
  g_queue_push_tail (&self->undo, step);
  if (g_queue_get_length (&self->undo) > MAX_UNDO)
    _trivet_menu_step_free (g_queue_pop_head (&self->undo));
}

static void
on_appended (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (TrivetMenuDesk) self = user_data;
  TrivetMenuCommand *command = g_task_get_task_data (self->running);
  GError            *error = NULL;

  /* A step that was taken back in vain can be taken back again. */
  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error))
    push_step (self, g_steal_pointer (&command->undone));
  else
    push_step (self, g_steal_pointer (&command->step));
  _trivet_register_forget_menu (self->reg, error == NULL);
  finish_running (self, error);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
run_next (TrivetMenuDesk *self)
{
  g_autoptr (GPtrArray) facts = NULL;
  GError            *error = NULL;
  TrivetMenuCommand *command;

  if (self->running != NULL || g_queue_is_empty (&self->waiting))
    return;

  self->running = g_queue_pop_head (&self->waiting);
  command = g_task_get_task_data (self->running);
  if (is_allowed (self, command))
    facts = command->plan (self, command, &error);
  else
    g_set_error_literal (&error, TRIVET_MENU_DESK_ERROR, TRIVET_MENU_DESK_ERROR_NOT_ALLOWED,
                         "Who is signed in may not change the menu");
  if (facts == NULL || facts->len == 0) {
    finish_running (self, error);
    return;
  }
  _trivet_register_expect_menu (self->reg, facts);
  trivet_journal_append_async (self->journal, facts, on_appended, g_object_ref (self));
}

/* Takes @command. */
static void
enqueue (TrivetMenuDesk     *self,
         TrivetMenuCommand  *command,
         GAsyncReadyCallback callback,
         gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_task_data (task, command, (GDestroyNotify) command_free);
  g_queue_push_tail (&self->waiting, task);
  run_next (self);
}

static TrivetMenuCommand *
command_new (TrivetMenuPlanFunc plan,
             TrivetMenuPart     part,
             const char        *id,
             TrivetApproval    *approval)
{
  TrivetMenuCommand *command = g_new0 (TrivetMenuCommand, 1);

  command->plan = plan;
  command->part = part;
  command->id = g_strdup (id);
  command->approval = approval;

  return command;
}

/**
 * trivet_menu_desk_save_async:
 * @self: a desk
 * @part: what it is
 * @base: (nullable): what trivet_menu_describe() said when somebody began to change it; %NULL for new
 * @entry: how it is to be
 * @approval: (transfer full) (nullable): somebody's yes
 * @callback: called when it is durable, or refused
 * @user_data: for @callback
 */
void
trivet_menu_desk_save_async (TrivetMenuDesk     *self,
                             TrivetMenuPart      part,
                             JsonObject         *base,
                             JsonObject         *entry,
                             TrivetApproval     *approval,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  TrivetMenuCommand *command;

  g_return_if_fail (TRIVET_IS_MENU_DESK (self));
  g_return_if_fail (entry != NULL);

  command = command_new (_trivet_menu_desk_plan_save, part, base != NULL ? json_object_get_string_member (base, trivet_menu_part_get_id_member (part)) : NULL, approval);
  command->base = base != NULL ? json_object_ref (base) : NULL;
  command->entry = json_object_ref (entry);
  enqueue (self, command, callback, user_data);
}

/**
 * trivet_menu_desk_remove_async:
 * @self: a desk
 * @part: what it is
 * @id: which
 * @approval: (transfer full) (nullable): somebody's yes
 * @callback: called when it is off the menu, or that was refused
 * @user_data: for @callback
 *
 * Open orders keep a dish that is taken off.
 */
void
trivet_menu_desk_remove_async (TrivetMenuDesk     *self,
                               TrivetMenuPart      part,
                               const char         *id,
                               TrivetApproval     *approval,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_MENU_DESK (self));
  g_return_if_fail (id != NULL);

  enqueue (self, command_new (_trivet_menu_desk_plan_remove, part, id, approval), callback, user_data);
}

/**
 * trivet_menu_desk_move_async:
 * @self: a desk
 * @part: what it is; groups have no places
 * @id: which
 * @by: places down, or up when below 0
 * @approval: (transfer full) (nullable): somebody's yes
 * @callback: called when it has its new place
 * @user_data: for @callback
 */
void
trivet_menu_desk_move_async (TrivetMenuDesk     *self,
                             TrivetMenuPart      part,
                             const char         *id,
                             int                 by,
                             TrivetApproval     *approval,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  TrivetMenuCommand *command;

  g_return_if_fail (TRIVET_IS_MENU_DESK (self));
  g_return_if_fail (id != NULL && part != TRIVET_MENU_PART_GROUP);

  command = command_new (_trivet_menu_desk_plan_move, part, id, approval);
  command->by = by;
  enqueue (self, command, callback, user_data);
}

/**
 * trivet_menu_desk_place_async:
 * @self: a desk
 * @part: what it is; groups have no places
 * @id: which
 * @before: (nullable): who is to stand behind it, as of trivet_menu_desk_move_async(); %NULL for nobody. A
 *   dish stays in its category: before a dish of another one means its own category's nearer end
 * @approval: (transfer full) (nullable): somebody's yes
 * @callback: called when it has its new place
 * @user_data: for @callback
 *
 * Names the neighbour rather than a distance, so that it comes to where the person saw it put, whatever
 * somebody else has moved meanwhile.
 */
void
trivet_menu_desk_place_async (TrivetMenuDesk     *self,
                              TrivetMenuPart      part,
                              const char         *id,
                              const char         *before,
                              TrivetApproval     *approval,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  TrivetMenuCommand *command;

  g_return_if_fail (TRIVET_IS_MENU_DESK (self));
  g_return_if_fail (id != NULL && part != TRIVET_MENU_PART_GROUP);

  command = command_new (_trivet_menu_desk_plan_move, part, id, approval);
  command->is_placed = TRUE;
  command->before = g_strdup (before);
  enqueue (self, command, callback, user_data);
}

/**
 * trivet_menu_desk_undo_async:
 * @self: a desk
 * @approval: (transfer full) (nullable): somebody's yes
 * @callback: called when it is done, or refused: a step is only taken back as long as nobody has changed
 *   the same since
 * @user_data: for @callback
 */
void
trivet_menu_desk_undo_async (TrivetMenuDesk     *self,
                             TrivetApproval     *approval,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_MENU_DESK (self));

  enqueue (self, command_new (_trivet_menu_desk_plan_undo, TRIVET_MENU_PART_ITEM, NULL, approval), callback, user_data);
}

/**
 * trivet_menu_desk_finish:
 * @self: a desk
 * @result: from the callback
 * @ret_id: (out) (optional) (transfer full) (nullable): what was saved, moved or removed
 * @ret_faults: (out) (optional) (transfer full) (nullable) (element-type TrivetMenuFault): what is wrong
 * @error: return location for a #TrivetMenuDeskError or #TrivetStoreError
 *
 * Returns: whether it is durable
 */
gboolean
trivet_menu_desk_finish (TrivetMenuDesk *self,
                         GAsyncResult   *result,
                         char          **ret_id,
                         GPtrArray     **ret_faults,
                         GError        **error)
{
  TrivetMenuCommand *command;

  g_return_val_if_fail (TRIVET_IS_MENU_DESK (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  command = g_task_get_task_data (G_TASK (result));
  if (ret_faults != NULL)
    *ret_faults = g_steal_pointer (&command->faults);
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (ret_id != NULL)
    *ret_id = g_strdup (command->id);

  return TRUE;
}

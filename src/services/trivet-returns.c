/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-returns-private.h"

/*
 * TrivetReturns: the order whose money goes back, as the journal has it. Who gives what is in
 * trivet-returns-plan.c, the giving in trivet-returns-give.c.
 */

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_QUARK (trivet - returns - error - quark, trivet_returns_error)

G_DEFINE_FINAL_TYPE (TrivetReturns, trivet_returns, G_TYPE_OBJECT)

static void read_order (TrivetReturns *self,
                        GTask         *task);

static void
on_committed (TrivetJournal *journal,
              GPtrArray     *facts,
              gpointer       user_data)
{
  TrivetReturns *self = user_data;

  for (guint i = 0; i < facts->len && self->order_id != NULL; i++) {
    if (g_strcmp0 (trivet_fact_get_subject (g_ptr_array_index (facts, i)), self->order_id) == 0) {
      read_order (self, NULL);
      return;
    }
  }
}

static void
trivet_returns_dispose (GObject *object)
{
  TrivetReturns *self = TRIVET_RETURNS (object);

  if (self->journal != NULL)
    g_clear_signal_handler (&self->committed_id, self->journal);
  g_clear_object (&self->reg);
  g_clear_object (&self->journal);
  g_clear_object (&self->repository);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->order, trivet_order_unref);

  G_OBJECT_CLASS (trivet_returns_parent_class)->dispose (object);
}

static void
trivet_returns_finalize (GObject *object)
{
  g_free (TRIVET_RETURNS (object)->order_id);

  G_OBJECT_CLASS (trivet_returns_parent_class)->finalize (object);
}

static void
trivet_returns_class_init (TrivetReturnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_returns_dispose;
  object_class->finalize = trivet_returns_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_returns_init (TrivetReturns *self)
{
}

/**
 * trivet_returns_new:
 * @reg: says who works here
 * @journal: where cash is written
 * @repository: where orders are read
 * @engine: asks the providers
 *
 * Returns: (transfer full): with no order open
 */
TrivetReturns *
trivet_returns_new (TrivetRegister      *reg,
                    TrivetJournal       *journal,
                    TrivetRepository    *repository,
                    TrivetPaymentEngine *engine)
{
  TrivetReturns *self;

  g_return_val_if_fail (TRIVET_IS_REGISTER (reg), NULL);
  g_return_val_if_fail (TRIVET_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (TRIVET_IS_REPOSITORY (repository), NULL);
  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (engine), NULL);

  self = g_object_new (TRIVET_TYPE_RETURNS, NULL);
  self->reg = g_object_ref (reg);
  self->journal = g_object_ref (journal);
  self->repository = g_object_ref (repository);
  self->engine = g_object_ref (engine);
  self->committed_id = g_signal_connect (journal, "committed", G_CALLBACK (on_committed), self);

  return self;
}

typedef struct {
  TrivetReturns *returns;
  guint          generation;
  GTask         *task; /* nullable: who waits for the order */
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->returns);
  g_clear_object (&reading->task);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static TrivetOrder *
take_order (TrivetReturns *self,
            GPtrArray     *facts,
            GError       **error)
{
  if (facts == NULL)
    return NULL;
  if (facts->len == 0) {
    g_set_error_literal (error, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NO_ORDER, "There is no such order");
    return NULL;
  }
  return trivet_order_fold (self->order_id, facts, error);
}

static void
on_order_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (TrivetOrder) order = NULL;
  GError        *error = NULL;
  TrivetReturns *self = reading->returns;

  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (reading->generation != self->generation) {
    g_clear_error (&error);
    if (reading->task != NULL)
      g_task_return_new_error (reading->task, TRIVET_RETURNS_ERROR, TRIVET_RETURNS_ERROR_NO_ORDER,
                               "Another order was opened meanwhile");
    return;
  }

  order = take_order (self, facts, &error);
  if (order != NULL) {
    g_clear_pointer (&self->order, trivet_order_unref);
    self->order = g_steal_pointer (&order);
    g_signal_emit (self, signals[CHANGED], 0);
  }
  if (reading->task != NULL && error == NULL)
    g_task_return_boolean (reading->task, TRUE);
  else if (reading->task != NULL)
    g_task_return_error (reading->task, error);
  else if (error != NULL)
    g_warning ("Order %s cannot be read again: %s", self->order_id, error->message);
  if (reading->task == NULL)
    g_clear_error (&error);
}

/* Each reading sees all facts that were durable when it was asked for, and they come in order, so
 * the last one to arrive is the newest. */
static void
read_order (TrivetReturns *self,
            GTask         *task)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->returns = g_object_ref (self);
  reading->generation = self->generation;
  reading->task = task;
  trivet_repository_load_facts_async (self->repository, self->order_id, NULL, on_order_read, reading);
}

/**
 * trivet_returns_open_async:
 * @self: returns
 * @order_id: an order, settled or not
 * @callback: called when it was read
 * @user_data: for @callback
 *
 * From now on the order is kept up to date.
 */
void
trivet_returns_open_async (TrivetReturns      *self,
                           const char         *order_id,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (TRIVET_IS_RETURNS (self));
  g_return_if_fail (order_id != NULL);

  self->generation++;
  g_clear_pointer (&self->order, trivet_order_unref);
  g_free (self->order_id);
  self->order_id = g_strdup (order_id);
  read_order (self, g_task_new (self, NULL, callback, user_data));
}

/**
 * trivet_returns_open_finish:
 * @self: returns
 * @result: from the callback
 * @error: return location: %TRIVET_RETURNS_ERROR_NO_ORDER, or the store's
 *
 * Returns: whether the order is there
 */
gboolean
trivet_returns_open_finish (TrivetReturns *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * trivet_returns_close:
 * @self: returns
 *
 * Forgets the order; refunds that were begun go on.
 */
void
trivet_returns_close (TrivetReturns *self)
{
  g_return_if_fail (TRIVET_IS_RETURNS (self));

  self->generation++;
  g_clear_pointer (&self->order, trivet_order_unref);
  g_clear_pointer (&self->order_id, g_free);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * trivet_returns_get_order:
 * @self: returns
 *
 * Returns: (transfer none) (nullable): the order, with its returns so far; until the next `changed`
 */
TrivetOrder *
trivet_returns_get_order (TrivetReturns *self)
{
  g_return_val_if_fail (TRIVET_IS_RETURNS (self), NULL);

  return self->order;
}

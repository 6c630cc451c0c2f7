/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-parked.h"

/*
 * TrivetParked: what is not settled, as the store lists it. It is read anew after each fact about
 * money, so that it can say nothing that the journal does not.
 */

/* A shown code is withdrawn in a moment; one that is not for so long may need a person. */
#define SHOWN_GRACE_US (10 * 60 * G_TIME_SPAN_SECOND)

struct _TrivetParkedItem {
  GObject parent_instance;

  TrivetMovement     *movement;
  TrivetParkedKind    kind;
  TrivetPaymentReason reason;
};

G_DEFINE_FINAL_TYPE (TrivetParkedItem, trivet_parked_item, G_TYPE_OBJECT)

/*
 * @movements is what the store gave last; @items what of it is to be seen now.
 */
struct _TrivetParked {
  GObject parent_instance;

  TrivetJournal       *journal;
  TrivetRepository    *repository;
  TrivetPaymentEngine *engine;
  TrivetCheckout      *checkout;
  TrivetClock         *clock;

  GPtrArray *movements;
  GPtrArray *items;
  gboolean   reading;
  gboolean   read_again;
};

static void trivet_parked_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrivetParked,
                               trivet_parked,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, trivet_parked_list_model_init))

static void
trivet_parked_item_finalize (GObject *object)
{
  trivet_movement_free (TRIVET_PARKED_ITEM (object)->movement);

  G_OBJECT_CLASS (trivet_parked_item_parent_class)->finalize (object);
}

static void
trivet_parked_item_class_init (TrivetParkedItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = trivet_parked_item_finalize;
}

static void
trivet_parked_item_init (TrivetParkedItem *self)
{
}

/**
 * trivet_parked_item_get_kind:
 * @self: a row
 *
 * Returns: what is not settled about it
 */
TrivetParkedKind
trivet_parked_item_get_kind (TrivetParkedItem *self)
{
  g_return_val_if_fail (TRIVET_IS_PARKED_ITEM (self), TRIVET_PARKED_IN_DOUBT);

  return self->kind;
}

/**
 * trivet_parked_item_get_movement:
 * @self: a row
 *
 * Returns: (transfer none): order, amount, method, numbers and times
 */
const TrivetMovement *
trivet_parked_item_get_movement (TrivetParkedItem *self)
{
  g_return_val_if_fail (TRIVET_IS_PARKED_ITEM (self), NULL);

  return self->movement;
}

/**
 * trivet_parked_item_get_reason:
 * @self: a row
 *
 * Returns: why it is not settled, %TRIVET_PAYMENT_REASON_NONE when the engine does not know it
 */
TrivetPaymentReason
trivet_parked_item_get_reason (TrivetParkedItem *self)
{
  g_return_val_if_fail (TRIVET_IS_PARKED_ITEM (self), TRIVET_PAYMENT_REASON_NONE);

  return self->reason;
}

static GType
get_item_type (GListModel *model)
{
  return TRIVET_TYPE_PARKED_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return TRIVET_PARKED (model)->items->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  TrivetParked *self = TRIVET_PARKED (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
trivet_parked_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_present (TrivetParked *self,
            const char   *payment_id)
{
  const TrivetCheckoutStatus *status = trivet_checkout_get_status (self->checkout);

  switch (status->kind) {
  case TRIVET_CHECKOUT_SENDING:
  case TRIVET_CHECKOUT_WAITING:
  case TRIVET_CHECKOUT_CONFIRMING:
  case TRIVET_CHECKOUT_IN_DOUBT:
  case TRIVET_CHECKOUT_CANCELLING:
    return g_strcmp0 (status->payment_id, payment_id) == 0;
  case TRIVET_CHECKOUT_IDLE:
  case TRIVET_CHECKOUT_READY:
  case TRIVET_CHECKOUT_BAD_CODE:
  case TRIVET_CHECKOUT_PAID:
  case TRIVET_CHECKOUT_DECLINED:
  case TRIVET_CHECKOUT_CANCELLED:
  case TRIVET_CHECKOUT_LINK_DOWN:
  case TRIVET_CHECKOUT_REFUSED:
  case TRIVET_CHECKOUT_CLAIMED:
  case TRIVET_CHECKOUT_OVERRIDDEN:
    return FALSE;
  }

  return FALSE;
}

static gboolean
is_to_be_seen (TrivetParked         *self,
               const TrivetMovement *movement)
{
  gint64 age_us = trivet_clock_get_wall_us (self->clock) - movement->started_at_us;

  if (movement->kind != TRIVET_MOVEMENT_PAYMENT)
    return TRUE;
  if (g_str_equal (movement->state, "offered") || g_str_equal (movement->state, "withdrawn"))
    return FALSE;
  if (movement->shown && age_us < SHOWN_GRACE_US)
    return FALSE;
  return !is_present (self, movement->id);
}

static TrivetParkedKind
get_refund_kind (const TrivetMovement *movement,
                 const TrivetRefund   *refund)
{
  if (g_str_equal (movement->state, "failed"))
    return TRIVET_PARKED_REFUND_FAILED;
  if (refund != NULL && refund->state == TRIVET_REFUND_STATE_BLOCKED)
    return TRIVET_PARKED_REFUND_BLOCKED;
  return TRIVET_PARKED_REFUND;
}

static TrivetParkedItem *
item_new (TrivetParked         *self,
          const TrivetMovement *movement)
{
  TrivetParkedItem *item = g_object_new (TRIVET_TYPE_PARKED_ITEM, NULL);

  item->movement = trivet_movement_copy (movement);
  if (movement->kind == TRIVET_MOVEMENT_PAYMENT) {
    const TrivetPayment *payment = trivet_payment_engine_lookup (self->engine, movement->id);

    item->kind = movement->overridden ? TRIVET_PARKED_OVERRIDDEN
                 : movement->claimed  ? TRIVET_PARKED_CLAIMED
                                      : TRIVET_PARKED_IN_DOUBT;
    item->reason = payment != NULL ? payment->reason : TRIVET_PAYMENT_REASON_NONE;
  } else if (movement->kind == TRIVET_MOVEMENT_CASH_OWED) {
    item->kind = TRIVET_PARKED_CASH_OWED;
  } else {
    const TrivetRefund *refund = trivet_payment_engine_lookup_refund (self->engine, movement->id);

    item->kind = get_refund_kind (movement, refund);
    item->reason = refund != NULL ? refund->reason : TRIVET_PAYMENT_REASON_NONE;
  }

  return item;
}

static gboolean
is_same (TrivetParkedItem *a,
         TrivetParkedItem *b)
{
  return g_str_equal (a->movement->id, b->movement->id) && a->kind == b->kind && a->reason == b->reason &&
         a->movement->amount_minor == b->movement->amount_minor && g_str_equal (a->movement->state, b->movement->state);
}

static gboolean
is_same_list (GPtrArray *a,
              GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++) {
    if (!is_same (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  }

  return TRUE;
}

static void
update_items (TrivetParked *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_old = self->items->len;

  for (guint i = 0; i < self->movements->len; i++) {
    const TrivetMovement *movement = g_ptr_array_index (self->movements, i);

    if (is_to_be_seen (self, movement))
      g_ptr_array_add (items, item_new (self, movement));
  }
  if (is_same_list (self->items, items))
    return;

  g_ptr_array_unref (self->items);
  self->items = g_steal_pointer (&items);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_old, self->items->len);
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (TrivetParked) self = user_data;
  g_autoptr (GPtrArray) movements = NULL;
  g_autoptr (GError) error = NULL;

  movements = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  self->reading = FALSE;
  if (self->checkout == NULL)
    return;

  if (movements == NULL) {
    g_warning ("What is not settled cannot be listed: %s", error->message);
  } else {
    g_ptr_array_unref (self->movements);
    self->movements = g_steal_pointer (&movements);
    update_items (self);
  }
  if (self->read_again)
    trivet_parked_refresh (self);
}

/**
 * trivet_parked_refresh:
 * @self: a list
 *
 * Reads what the store has now; otherwise the list follows the journal by itself.
 */
void
trivet_parked_refresh (TrivetParked *self)
{
  g_return_if_fail (TRIVET_IS_PARKED (self));

  self->read_again = self->reading;
  if (self->reading)
    return;

  self->reading = TRUE;
  trivet_repository_list_movements_async (self->repository, TRIVET_MOVEMENT_QUERY_PARKED, NULL, 0, 0, NULL,
                                          on_listed, g_object_ref (self));
}

static gboolean
is_about_money (TrivetFact *fact)
{
  TrivetFactType type = trivet_fact_get_fact_type (fact);

  return (type >= TRIVET_FACT_PAYMENT_STARTED && type <= TRIVET_FACT_REFUND_ALARM) ||
         type == TRIVET_FACT_ORDER_CLOSED || type == TRIVET_FACT_ORDER_VOIDED || type == TRIVET_FACT_ORDER_REOPENED;
}

static void
on_committed (TrivetJournal *journal,
              GPtrArray     *facts,
              gpointer       user_data)
{
  for (guint i = 0; i < facts->len; i++) {
    if (is_about_money (g_ptr_array_index (facts, i))) {
      trivet_parked_refresh (user_data);
      return;
    }
  }
}

static void
on_refund_changed (TrivetPaymentEngine *engine,
                   TrivetRefund        *refund,
                   gpointer             user_data)
{
  trivet_parked_refresh (user_data);
}

static void
on_checkout_changed (TrivetCheckout *checkout,
                     gpointer        user_data)
{
  update_items (user_data);
}

static void
trivet_parked_dispose (GObject *object)
{
  TrivetParked *self = TRIVET_PARKED (object);

  if (self->journal != NULL)
    g_signal_handlers_disconnect_by_data (self->journal, self);
  if (self->engine != NULL)
    g_signal_handlers_disconnect_by_data (self->engine, self);
  if (self->checkout != NULL)
    g_signal_handlers_disconnect_by_data (self->checkout, self);
  g_clear_object (&self->journal);
  g_clear_object (&self->repository);
  g_clear_object (&self->engine);
  g_clear_object (&self->checkout);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (trivet_parked_parent_class)->dispose (object);
}

static void
trivet_parked_finalize (GObject *object)
{
  TrivetParked *self = TRIVET_PARKED (object);

  g_ptr_array_unref (self->movements);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (trivet_parked_parent_class)->finalize (object);
}

static void
trivet_parked_class_init (TrivetParkedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_parked_dispose;
  object_class->finalize = trivet_parked_finalize;
}

static void
trivet_parked_init (TrivetParked *self)
{
  self->movements = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_movement_free);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * trivet_parked_new:
 * @journal: tells of new facts
 * @repository: lists what is not settled
 * @engine: knows why
 * @checkout: knows what the pay page shows
 * @clock: gives time
 *
 * Returns: (transfer full): an empty list; trivet_parked_refresh() fills it
 */
TrivetParked *
trivet_parked_new (TrivetJournal       *journal,
                   TrivetRepository    *repository,
                   TrivetPaymentEngine *engine,
                   TrivetCheckout      *checkout,
                   TrivetClock         *clock)
{
  TrivetParked *self;

  g_return_val_if_fail (TRIVET_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (TRIVET_IS_REPOSITORY (repository), NULL);
  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (engine), NULL);
  g_return_val_if_fail (TRIVET_IS_CHECKOUT (checkout), NULL);
  g_return_val_if_fail (TRIVET_IS_CLOCK (clock), NULL);

  self = g_object_new (TRIVET_TYPE_PARKED, NULL);
  self->journal = g_object_ref (journal);
  self->repository = g_object_ref (repository);
  self->engine = g_object_ref (engine);
  self->checkout = g_object_ref (checkout);
  self->clock = g_object_ref (clock);
  g_signal_connect (journal, "committed", G_CALLBACK (on_committed), self);
  g_signal_connect (engine, "refund-changed", G_CALLBACK (on_refund_changed), self);
  g_signal_connect (checkout, "changed", G_CALLBACK (on_checkout_changed), self);

  return self;
}

/**
 * trivet_parked_get_n:
 * @self: a list
 *
 * Returns: how many are not settled, for the header
 */
guint
trivet_parked_get_n (TrivetParked *self)
{
  g_return_val_if_fail (TRIVET_IS_PARKED (self), 0);

  return self->items->len;
}

/**
 * trivet_parked_get_n_tasks:
 * @self: a list
 *
 * Returns: how many of them nobody but a person can settle
 */
guint
trivet_parked_get_n_tasks (TrivetParked *self)
{
  guint n = 0;

  g_return_val_if_fail (TRIVET_IS_PARKED (self), 0);

  for (guint i = 0; i < self->items->len; i++) {
    const TrivetParkedItem *item = g_ptr_array_index (self->items, i);

    n += item->kind == TRIVET_PARKED_REFUND_FAILED || item->kind == TRIVET_PARKED_CASH_OWED || item->kind == TRIVET_PARKED_REFUND_BLOCKED ||
         item->reason == TRIVET_PAYMENT_REASON_NEEDS_MANAGER;
  }

  return n;
}

/**
 * trivet_parked_check_now:
 * @self: a list
 * @item: one of its rows
 * @error: return location for a #TrivetPaymentError
 *
 * Asks the provider now instead of at the next time. A refund that failed is not asked for again.
 *
 * Returns: %FALSE when the engine does not know it
 */
gboolean
trivet_parked_check_now (TrivetParked     *self,
                         TrivetParkedItem *item,
                         GError          **error)
{
  g_return_val_if_fail (TRIVET_IS_PARKED (self), FALSE);
  g_return_val_if_fail (TRIVET_IS_PARKED_ITEM (item), FALSE);

  if (item->movement->kind == TRIVET_MOVEMENT_PAYMENT)
    return trivet_payment_engine_check_now (self->engine, item->movement->id, error);
  return trivet_payment_engine_check_refund_now (self->engine, item->movement->id, error);
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-services"

#include "trivet-kiosk-private.h"

/*
 * TrivetKiosk: how long a guest is waited for in each state. All that it does to orders and money is a
 * command of the register or the checkout.
 */

#define TICK_MS 1000
/* While an order that was left behind waits for its codes to be withdrawn. */
#define SWEEP_MS 5000

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrivetKiosk, trivet_kiosk, G_TYPE_OBJECT)

static void schedule (TrivetKiosk *self);

static void
stop_clock (TrivetKiosk *self)
{
  if (self->timeout_id != 0)
    trivet_clock_remove_timeout (self->clock, self->timeout_id);
  self->timeout_id = 0;
}

static void
trivet_kiosk_dispose (GObject *object)
{
  TrivetKiosk *self = TRIVET_KIOSK (object);

  if (self->clock != NULL)
    stop_clock (self);
  g_clear_object (&self->reg);
  g_clear_object (&self->checkout);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->order_id, g_free);
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->staff, g_free);
  for (guint i = 0; i < TRIVET_N_KIOSK_REASONS; i++)
    g_clear_pointer (&self->reasons[i], g_free);

  G_OBJECT_CLASS (trivet_kiosk_parent_class)->dispose (object);
}

static void
trivet_kiosk_class_init (TrivetKioskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_kiosk_dispose;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_kiosk_init (TrivetKiosk *self)
{
  self->number = g_strdup ("");
}

static gint64
now_us (TrivetKiosk *self)
{
  return trivet_clock_get_monotonic_us (self->clock);
}

void
_trivet_kiosk_set_deadline (TrivetKiosk *self,
                            guint        seconds)
{
  self->deadline_us = seconds > 0 ? now_us (self) + seconds * G_USEC_PER_SEC : 0;
}

void
_trivet_kiosk_set_state (TrivetKiosk     *self,
                         TrivetKioskState state,
                         guint            seconds)
{
  self->state = state;
  _trivet_kiosk_set_deadline (self, seconds);
  schedule (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
forget_guest (TrivetKiosk *self)
{
  g_clear_pointer (&self->order_id, g_free);
  g_free (self->number);
  self->number = g_strdup ("");
}

/* Where the next guest begins. What was left is swept when it is safe. */
void
_trivet_kiosk_wait_for_guest (TrivetKiosk *self)
{
  if (trivet_checkout_get_tab (self->checkout) != NULL)
    trivet_checkout_end (self->checkout);
  forget_guest (self);
  self->state = TRIVET_KIOSK_NOBODY;
  trivet_register_new_order (self->reg);
  trivet_register_set_order_kind (self->reg, TRIVET_ORDER_KIND_COUNTER);
  _trivet_kiosk_set_state (self, TRIVET_KIOSK_NOBODY, 0);
}

/* An order on its way to the disk has no tab yet; then the broom takes it. */
void
_trivet_kiosk_drop_order (TrivetKiosk      *self,
                          TrivetKioskReason reason)
{
  TrivetTab *tab = trivet_register_get_current (self->reg);

  if (tab != NULL && trivet_order_is_open (trivet_tab_get_order (tab)) && !_trivet_kiosk_has_money (trivet_tab_get_order (tab)))
    trivet_register_void_order (self->reg, self->reasons[reason]);
  _trivet_kiosk_wait_for_guest (self);
}

static gboolean
is_settled (TrivetKiosk *self)
{
  const TrivetCheckoutStatus *status = trivet_checkout_get_status (self->checkout);

  return status->kind == TRIVET_CHECKOUT_PAID && status->order_settled;
}

void
_trivet_kiosk_leave_to_staff (TrivetKiosk *self)
{
  trivet_register_hold (self->reg);
  _trivet_kiosk_wait_for_guest (self);
}

static void
on_deadline (TrivetKiosk *self)
{
  switch (self->state) {
  case TRIVET_KIOSK_NOBODY:
    break;
  case TRIVET_KIOSK_ORDERING:
    _trivet_kiosk_set_state (self, TRIVET_KIOSK_ASKING, TRIVET_KIOSK_ASK_S);
    break;
  case TRIVET_KIOSK_ASKING:
    _trivet_kiosk_drop_order (self, TRIVET_KIOSK_REASON_GONE);
    break;
  case TRIVET_KIOSK_PAYING:
    if (_trivet_kiosk_is_unclear (self->paying)) {
      _trivet_kiosk_leave_to_staff (self);
    } else if (!_trivet_kiosk_is_moving (self->paying)) {
      trivet_checkout_end (self->checkout);
      _trivet_kiosk_set_state (self, TRIVET_KIOSK_ASKING, TRIVET_KIOSK_ASK_S);
    }
    break;
  case TRIVET_KIOSK_SERVED:
    _trivet_kiosk_wait_for_guest (self);
    break;
  }
}

static gboolean
on_tick (gpointer user_data)
{
  g_autoptr (TrivetKiosk) self = g_object_ref (user_data);

  self->timeout_id = 0;
  if (self->state == TRIVET_KIOSK_NOBODY)
    _trivet_kiosk_sweep (self);
  else if (self->deadline_us != 0 && now_us (self) >= self->deadline_us)
    on_deadline (self);
  else if (self->deadline_us != 0 && self->state != TRIVET_KIOSK_ORDERING)
    g_signal_emit (self, signals[CHANGED], 0);
  schedule (self);

  return G_SOURCE_REMOVE;
}

static void
schedule (TrivetKiosk *self)
{
  gboolean sweeping = self->state == TRIVET_KIOSK_NOBODY && (trivet_register_get_busy (self->reg) || _trivet_kiosk_has_left (self));

  stop_clock (self);
  if (self->is_open && (sweeping || self->deadline_us != 0))
    self->timeout_id = trivet_clock_add_timeout (self->clock, sweeping && self->deadline_us == 0 ? SWEEP_MS : TICK_MS, on_tick, self, NULL);
}

static void
serve (TrivetKiosk *self)
{
  _trivet_kiosk_set_state (self, TRIVET_KIOSK_SERVED, TRIVET_KIOSK_SERVED_S);
}

static void
on_checkout_changed (TrivetKiosk *self)
{
  TrivetCheckoutKind kind = trivet_checkout_get_status (self->checkout)->kind;

  if (!self->is_open || self->state != TRIVET_KIOSK_PAYING)
    return;
  if (is_settled (self)) {
    serve (self);
    return;
  }
  if (kind == self->paying)
    return;
  self->paying = kind;
  _trivet_kiosk_set_state (self, TRIVET_KIOSK_PAYING, _trivet_kiosk_get_pay_s (kind));
}

/* A code of ours may be paid when the guest has gone back already. */
static void
on_settled (TrivetKiosk *self,
            const char  *order_id)
{
  if (self->is_open && g_strcmp0 (order_id, self->order_id) == 0 &&
      (self->state == TRIVET_KIOSK_ORDERING || self->state == TRIVET_KIOSK_ASKING))
    serve (self);
}

static void
on_current_changed (TrivetKiosk *self)
{
  TrivetTab *tab = trivet_register_get_current (self->reg);

  if (!self->is_open || tab == NULL || self->state == TRIVET_KIOSK_NOBODY ||
      g_strcmp0 (self->order_id, trivet_tab_get_order_id (tab)) == 0)
    return;
  forget_guest (self);
  self->order_id = g_strdup (trivet_tab_get_order_id (tab));
  g_free (self->number);
  self->number = g_strdup (trivet_tab_get_order (tab)->number);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* In a shop with staff the register names who is signed in: here that is nobody. */
static void
on_manager_changed (TrivetKiosk *self)
{
  if (self->is_open)
    trivet_register_set_staff (self->reg, TRIVET_KIOSK_STAFF);
}

/**
 * trivet_kiosk_new:
 * @reg: takes the orders; has loaded
 * @checkout: takes the money
 * @clock: says how long nobody touched the screen
 *
 * Returns: (transfer full): a kiosk that is not open yet
 */
TrivetKiosk *
trivet_kiosk_new (TrivetRegister *reg,
                  TrivetCheckout *checkout,
                  TrivetClock    *clock)
{
  TrivetKiosk *self;

  g_return_val_if_fail (TRIVET_IS_REGISTER (reg), NULL);
  g_return_val_if_fail (TRIVET_IS_CHECKOUT (checkout), NULL);
  g_return_val_if_fail (TRIVET_IS_CLOCK (clock), NULL);

  self = g_object_new (TRIVET_TYPE_KIOSK, NULL);
  self->reg = g_object_ref (reg);
  self->checkout = g_object_ref (checkout);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (checkout, "changed", G_CALLBACK (on_checkout_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reg, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reg, "current-changed", G_CALLBACK (on_current_changed), self, G_CONNECT_SWAPPED);
  if (trivet_register_get_manager (reg) != NULL)
    g_signal_connect_object (trivet_register_get_manager (reg), "changed", G_CALLBACK (on_manager_changed), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * trivet_kiosk_open:
 * @self: a kiosk
 * @reasons: (array fixed-size=3): each #TrivetKioskReason in the shop's words, which the facts keep as
 *   they keep those that staff choose
 *
 * From now on guests order here. What a former run left half done is started over: without money it is
 * voided, with a payment that is not settled it waits for staff while the engine settles it.
 */
void
trivet_kiosk_open (TrivetKiosk       *self,
                   const char *const *reasons)
{
  g_return_if_fail (TRIVET_IS_KIOSK (self));
  g_return_if_fail (reasons != NULL);

  if (self->is_open)
    return;
  for (guint i = 0; i < TRIVET_N_KIOSK_REASONS; i++) {
    g_free (self->reasons[i]);
    self->reasons[i] = g_strdup (reasons[i]);
  }
  self->is_open = TRUE;
  self->staff = g_strdup (trivet_register_get_staff (self->reg));
  trivet_register_set_staff (self->reg, TRIVET_KIOSK_STAFF);
  _trivet_kiosk_wait_for_guest (self);
  _trivet_kiosk_sweep (self);
  schedule (self);
}

/**
 * trivet_kiosk_close:
 * @self: a kiosk
 *
 * Staff take over: a guest's order without money is voided, and nothing is counted any more.
 */
void
trivet_kiosk_close (TrivetKiosk *self)
{
  g_return_if_fail (TRIVET_IS_KIOSK (self));

  if (!self->is_open)
    return;
  _trivet_kiosk_drop_order (self, TRIVET_KIOSK_REASON_STAFF);
  self->is_open = FALSE;
  stop_clock (self);
  trivet_register_set_staff (self->reg, self->staff);
  g_clear_pointer (&self->staff, g_free);
}

/**
 * trivet_kiosk_get_state:
 * @self: a kiosk
 *
 * Returns: what the guest does
 */
TrivetKioskState
trivet_kiosk_get_state (TrivetKiosk *self)
{
  g_return_val_if_fail (TRIVET_IS_KIOSK (self), TRIVET_KIOSK_NOBODY);

  return self->state;
}

/**
 * trivet_kiosk_get_seconds_left:
 * @self: a kiosk
 *
 * Returns: how long the present state is waited for, rounded up; 0 while nothing is counted
 */
guint
trivet_kiosk_get_seconds_left (TrivetKiosk *self)
{
  gint64 left_us;

  g_return_val_if_fail (TRIVET_IS_KIOSK (self), 0);

  left_us = self->deadline_us - now_us (self);

  return self->deadline_us != 0 && left_us > 0 ? (guint) ((left_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC) : 0;
}

/**
 * trivet_kiosk_get_number:
 * @self: a kiosk
 *
 * Returns: (transfer none): the number by which the guest's order is called, "" before there is one
 */
const char *
trivet_kiosk_get_number (TrivetKiosk *self)
{
  g_return_val_if_fail (TRIVET_IS_KIOSK (self), "");

  return self->number;
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-engine-private.h"

#include "trivet-id.h"

/* The object around the payments that are being driven: makes them, finds them, and forgets the
 * oldest settled ones. */

/* Settled payments that can still be looked up and checked again. */
#define MAX_SETTLED 256

enum {
  PROP_JOURNAL = 1,
  PROP_REGISTRY,
  PROP_CLOCK,
  PROP_RANDOM,
  PROP_REPOSITORY,
  PROP_REGISTER_ID,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum {
  SIGNAL_CHANGED,
  SIGNAL_REFUND_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrivetPaymentEngine, trivet_payment_engine, G_TYPE_OBJECT)

static void
trivet_payment_engine_set_property (GObject      *object,
                                    guint         property_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  TrivetPaymentEngine *self = TRIVET_PAYMENT_ENGINE (object);

  switch (property_id) {
  case PROP_JOURNAL:
    self->journal = g_value_dup_object (value);
    break;
  case PROP_REGISTRY:
    self->registry = g_value_dup_object (value);
    break;
  case PROP_CLOCK:
    self->clock = g_value_dup_object (value);
    break;
  case PROP_RANDOM:
    self->random = g_value_dup_object (value);
    break;
  case PROP_REPOSITORY:
    self->repository = g_value_dup_object (value);
    break;
  case PROP_REGISTER_ID:
    self->register_id = g_value_dup_string (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    break;
  }
}

static void
trivet_payment_engine_constructed (GObject *object)
{
  TrivetPaymentEngine *self = TRIVET_PAYMENT_ENGINE (object);

  G_OBJECT_CLASS (trivet_payment_engine_parent_class)->constructed (object);

  self->committed_id = g_signal_connect (
    self->journal, "committed", G_CALLBACK (_trivet_payment_engine_on_committed), self);
}

/* Stopping the engine stops no payment: what is unsettled is found in the journal again. */
static void
trivet_payment_engine_dispose (GObject *object)
{
  TrivetPaymentEngine *self = TRIVET_PAYMENT_ENGINE (object);

  self->disposed = TRUE;
  g_clear_signal_handler (&self->committed_id, self->journal);
  g_hash_table_remove_all (self->drives);
  g_hash_table_remove_all (self->refunds);
  g_ptr_array_set_size (self->starting, 0);

  G_OBJECT_CLASS (trivet_payment_engine_parent_class)->dispose (object);
}

static void
trivet_payment_engine_finalize (GObject *object)
{
  TrivetPaymentEngine *self = TRIVET_PAYMENT_ENGINE (object);

  g_hash_table_unref (self->drives);
  g_hash_table_unref (self->refunds);
  g_hash_table_unref (self->reviews);
  g_ptr_array_unref (self->starting_refunds);
  g_queue_clear_full (&self->ended_refunds, g_free);
  g_ptr_array_unref (self->starting);
  g_queue_clear_full (&self->settled, g_free);
  g_clear_object (&self->journal);
  g_clear_object (&self->registry);
  g_clear_object (&self->clock);
  g_clear_object (&self->random);
  g_clear_object (&self->repository);
  g_free (self->register_id);

  G_OBJECT_CLASS (trivet_payment_engine_parent_class)->finalize (object);
}

static void
trivet_payment_engine_class_init (TrivetPaymentEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = trivet_payment_engine_set_property;
  object_class->constructed = trivet_payment_engine_constructed;
  object_class->dispose = trivet_payment_engine_dispose;
  object_class->finalize = trivet_payment_engine_finalize;

  properties[PROP_JOURNAL] =
    g_param_spec_object ("journal", NULL, NULL, TRIVET_TYPE_JOURNAL, flags);
  properties[PROP_REGISTRY] =
    g_param_spec_object ("registry", NULL, NULL, TRIVET_TYPE_PROVIDER_REGISTRY, flags);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, TRIVET_TYPE_CLOCK, flags);
  properties[PROP_RANDOM] = g_param_spec_object ("random", NULL, NULL, TRIVET_TYPE_RANDOM, flags);
  properties[PROP_REPOSITORY] =
    g_param_spec_object ("repository", NULL, NULL, TRIVET_TYPE_REPOSITORY, flags);
  properties[PROP_REGISTER_ID] = g_param_spec_string ("register-id", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * TrivetPaymentEngine::changed:
   * @self: the engine
   * @progress: (type gpointer): a #TrivetPaymentProgress, valid during the emission
   *
   * A payment has a new state, a new check or a new time. Several may come without a difference.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TRIVET_TYPE_PAYMENT_ENGINE, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * TrivetPaymentEngine::refund-changed:
   * @self: the engine
   * @refund: (type TrivetRefund): its durable record
   *
   * A refund has a new state.
   */
  signals[SIGNAL_REFUND_CHANGED] =
    g_signal_new ("refund-changed", TRIVET_TYPE_PAYMENT_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, TRIVET_TYPE_REFUND);
}

static void
trivet_payment_engine_init (TrivetPaymentEngine *self)
{
  self->drives = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                        (GDestroyNotify) _trivet_payment_drive_free);
  self->starting = g_ptr_array_new_with_free_func ((GDestroyNotify) _trivet_payment_drive_free);
  g_queue_init (&self->settled);
  self->refunds = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) _trivet_refund_drive_free);
  self->starting_refunds = g_ptr_array_new ();
  g_queue_init (&self->ended_refunds);
  self->reviews = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * trivet_payment_engine_new:
 * @journal: where facts go
 * @registry: the providers
 * @clock: gives all times and intervals
 * @random: gives ids
 * @repository: reads what the journal holds, to look at whole orders
 * @register_id: this register, stands in facts
 *
 * Returns: (transfer full): an engine without payments; give it what is unsettled with
 *   trivet_payment_engine_resume()
 */
TrivetPaymentEngine *
trivet_payment_engine_new (TrivetJournal          *journal,
                           TrivetProviderRegistry *registry,
                           TrivetClock            *clock,
                           TrivetRandom           *random,
                           TrivetRepository       *repository,
                           const char             *register_id)
{
  g_return_val_if_fail (TRIVET_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (TRIVET_IS_PROVIDER_REGISTRY (registry), NULL);
  g_return_val_if_fail (TRIVET_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (TRIVET_IS_RANDOM (random), NULL);
  g_return_val_if_fail (TRIVET_IS_REPOSITORY (repository), NULL);
  g_return_val_if_fail (register_id != NULL, NULL);

  return g_object_new (TRIVET_TYPE_PAYMENT_ENGINE,
                       "journal", journal,
                       "registry", registry,
                       "clock", clock,
                       "random", random,
                       "repository", repository,
                       "register-id", register_id,
                       NULL);
}

/* Keeps a settled payment for a while, and forgets the oldest one. */
void
_trivet_payment_engine_settle (TrivetPaymentEngine *self,
                               TrivetPaymentDrive  *drive)
{
  if (drive->filed)
    return;

  drive->filed = TRUE;
  g_queue_push_tail (&self->settled, g_strdup (drive->payment->payment_id));
  if (g_queue_get_length (&self->settled) > MAX_SETTLED) {
    g_autofree char *oldest = g_queue_pop_head (&self->settled);

    g_hash_table_remove (self->drives, oldest);
  }
}

/* A clock that was set back since must not make the payment younger than this moment. */
static gint64
compute_asked_us (TrivetPaymentEngine *self,
                  const TrivetPayment *payment)
{
  gint64 age_us = 0;

  if (payment->asked_at_us > 0)
    age_us = trivet_clock_get_wall_us (self->clock) - payment->asked_at_us;

  return trivet_clock_get_monotonic_us (self->clock) - MAX (age_us, 0);
}

static void
remember_alarms (TrivetPaymentDrive *drive,
                 GPtrArray          *facts)
{
  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);
    JsonObject *body = trivet_fact_get_body (fact);

    if (trivet_fact_get_fact_type (fact) == TRIVET_FACT_PAYMENT_ALARM &&
        g_str_equal (trivet_json_get_string_or (body, "payment", ""), drive->payment->payment_id))
      g_hash_table_add (drive->alarms,
                        g_strdup (trivet_json_get_string_or (body, "raw_code", "")));
  }
}

/* A code that was being made when the program stopped has never been on a screen. */
static TrivetPaymentEvent
get_restart_event (const TrivetPayment *payment)
{
  return payment->shown && payment->state == TRIVET_PAYMENT_STATE_ASKED
           ? TRIVET_PAYMENT_EVENT_WITHDRAW
           : TRIVET_PAYMENT_EVENT_RESTART;
}

static void
take_over (TrivetPaymentEngine *self,
           TrivetPayment       *payment,
           GPtrArray           *facts)
{
  TrivetPaymentDrive *drive = _trivet_payment_drive_new (self, payment);

  drive->asked_us = compute_asked_us (self, payment);
  remember_alarms (drive, facts);
  g_hash_table_insert (self->drives, payment->payment_id, drive);

  if (trivet_payment_state_is_final (payment->state)) {
    _trivet_payment_engine_settle (self, drive);
    return;
  }

  drive->resumed = TRUE;
  drive->give_up = payment->overridden;
  drive->give_up_reason = TRIVET_PAYMENT_REASON_STAFF_CANCELLED;
  _trivet_payment_drive_fire (drive, get_restart_event (payment), TRIVET_PAYMENT_REASON_RESTARTED,
                              NULL);
  _trivet_payment_drive_emit (drive);
}

static void
take_over_refund (TrivetPaymentEngine *self,
                  TrivetRefund        *refund,
                  GPtrArray           *payments)
{
  TrivetRefundDrive *drive;

  if (g_hash_table_contains (self->refunds, refund->refund_id))
    return;

  for (guint i = 0; i < payments->len; i++) {
    const TrivetPayment *payment = g_ptr_array_index (payments, i);

    if (!g_str_equal (payment->payment_id, refund->payment_id))
      continue;
    drive = _trivet_refund_drive_new (self, refund, payment);
    g_hash_table_insert (self->refunds, refund->refund_id, drive);
    if (trivet_refund_state_is_final (refund->state))
      _trivet_payment_engine_end_refund (self, drive);
    else
      _trivet_refund_drive_resume (drive);
    return;
  }
}

/**
 * trivet_payment_engine_resume:
 * @self: an engine
 * @order_facts: (element-type TrivetFact): all facts of one order, in sequence
 * @error: return location; as in trivet_payment_fold_all()
 *
 * Goes on with the order's unsettled payments and refunds, and gives back what the order did not
 * need: one that was asked when the program stopped becomes
 * in doubt, and each is queried at once when its time has come. Payments that this engine drives
 * already are left alone. Settled ones become known to trivet_payment_engine_lookup() and
 * trivet_payment_engine_check_now().
 *
 * Returns: %FALSE when the facts cannot be folded; then nothing was taken over
 */
gboolean
trivet_payment_engine_resume (TrivetPaymentEngine *self,
                              GPtrArray           *order_facts,
                              GError             **error)
{
  g_autoptr (GPtrArray) payments = NULL;
  g_autoptr (GPtrArray) refunds = NULL;

  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), FALSE);
  g_return_val_if_fail (order_facts != NULL, FALSE);

  payments = trivet_payment_fold_all (order_facts, error);
  refunds = payments != NULL ? trivet_refund_fold_all (order_facts, error) : NULL;
  if (refunds == NULL)
    return FALSE;

  for (guint i = 0; i < payments->len; i++) {
    TrivetPayment *payment = g_ptr_array_index (payments, i);

    if (!self->disposed && !g_hash_table_contains (self->drives, payment->payment_id))
      take_over (self, payment, order_facts);
  }
  for (guint i = 0; i < refunds->len && !self->disposed; i++)
    take_over_refund (self, g_ptr_array_index (refunds, i), payments);
  if (!self->disposed && order_facts->len > 0)
    _trivet_payment_engine_review (self,
                                   trivet_fact_get_subject (g_ptr_array_index (order_facts, 0)));

  return TRUE;
}

static TrivetPaymentDrive *
find_drive (TrivetPaymentEngine *self,
            const char          *payment_id,
            GError             **error)
{
  TrivetPaymentDrive *drive = g_hash_table_lookup (self->drives, payment_id);

  if (drive == NULL)
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NOT_FOUND,
                 "There is no payment %s here", payment_id);

  return drive;
}

/**
 * trivet_payment_engine_check_now:
 * @self: an engine
 * @payment_id: a payment, settled or not
 * @error: return location; %TRIVET_PAYMENT_ERROR_NOT_FOUND, %TRIVET_PAYMENT_ERROR_NO_PROVIDER when
 *   its provider is not set up any more
 *
 * Asks now. Does nothing when a call is out, a result is being stored, or the payment is paid. A
 * payment that was settled without money is asked about once more; should the provider say "paid",
 * it becomes paid.
 *
 * Returns: %FALSE when the payment cannot be asked about
 */
gboolean
trivet_payment_engine_check_now (TrivetPaymentEngine *self,
                                 const char          *payment_id,
                                 GError             **error)
{
  TrivetPaymentDrive *drive;

  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), FALSE);
  g_return_val_if_fail (payment_id != NULL, FALSE);

  drive = find_drive (self, payment_id, error);
  if (drive == NULL)
    return FALSE;
  if (_trivet_payment_drive_get_provider (drive) == NULL) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NO_PROVIDER,
                 "The provider %s of payment %s is not set up", drive->payment->provider_id,
                 payment_id);
    return FALSE;
  }

  if (!_trivet_payment_drive_is_busy (drive) && !drive->deciding) {
    _trivet_payment_drive_step (drive);
    _trivet_payment_drive_emit (drive);
  }
  return TRUE;
}

/**
 * trivet_payment_engine_cancel:
 * @self: an engine
 * @payment_id: a payment
 * @reason: %TRIVET_PAYMENT_REASON_STAFF_CANCELLED, or %TRIVET_PAYMENT_REASON_OTHER_TENDER for a
 *   shown code whose amount was paid otherwise
 * @staff: who, "" for the program itself
 * @error: return location; %TRIVET_PAYMENT_ERROR_NOT_FOUND, %TRIVET_PAYMENT_ERROR_BAD_TRANSITION
 *   when it is settled already or a guest's claim stands
 *
 * Staff give up. A call that is out is not aborted: its answer decides first, since the guest may
 * have paid. Then there is one last query, and what is not paid by then is reversed until the
 * provider is certain.
 *
 * Returns: %FALSE when there is nothing to give up
 */
gboolean
trivet_payment_engine_cancel (TrivetPaymentEngine *self,
                              const char          *payment_id,
                              TrivetPaymentReason  reason,
                              const char          *staff,
                              GError             **error)
{
  TrivetPaymentDrive *drive;

  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), FALSE);
  g_return_val_if_fail (payment_id != NULL && staff != NULL, FALSE);

  drive = find_drive (self, payment_id, error);
  if (drive == NULL)
    return FALSE;
  if (drive->payment->claimed && !trivet_payment_state_is_final (drive->payment->state)) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_BAD_TRANSITION,
                 "The guest shows a receipt for payment %s; only its provider can end it",
                 payment_id);
    return FALSE;
  }
  if (trivet_payment_state_is_final (drive->payment->state)) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_BAD_TRANSITION,
                 "Payment %s is %s already", payment_id,
                 trivet_payment_state_get_name (drive->payment->state));
    return FALSE;
  }

  if (drive->give_up || drive->payment->state == TRIVET_PAYMENT_STATE_REVERSING)
    return TRUE;
  drive->give_up = TRUE;
  drive->give_up_reason = reason;
  g_free (drive->give_up_staff);
  drive->give_up_staff = g_strdup (staff);
  if (!_trivet_payment_drive_is_busy (drive) && !drive->deciding)
    _trivet_payment_drive_step (drive);
  _trivet_payment_drive_emit (drive);
  return TRUE;
}

/* An override or a claim is about a payment whose end nobody knows. */
static TrivetPaymentDrive *
find_doubtful (TrivetPaymentEngine *self,
               const char          *payment_id,
               gboolean             reversing_too,
               GError             **error)
{
  TrivetPaymentDrive *drive = find_drive (self, payment_id, error);
  TrivetPaymentState  state;

  if (drive == NULL)
    return NULL;
  state = drive->payment->state;
  if (state == TRIVET_PAYMENT_STATE_IN_DOUBT || state == TRIVET_PAYMENT_STATE_REFUSED ||
      (state == TRIVET_PAYMENT_STATE_WAITING && !drive->payment->shown) ||
      (state == TRIVET_PAYMENT_STATE_REVERSING && reversing_too))
    return drive;

  g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_BAD_TRANSITION,
               "Payment %s is %s, not in doubt", payment_id,
               trivet_payment_state_get_name (state));
  return NULL;
}

/**
 * trivet_payment_engine_override:
 * @self: an engine
 * @payment_id: a payment in doubt
 * @approver: the manager whose PIN was checked by the caller
 * @reason: the manager's words, for the audit
 * @error: return location; %TRIVET_PAYMENT_ERROR_NOT_FOUND, %TRIVET_PAYMENT_ERROR_BAD_TRANSITION
 *   when it is not in doubt
 *
 * The order may be paid otherwise from now on, as soon as `changed` shows the record overridden.
 * The payment itself is given up: undone until its provider is certain. Should it prove paid, the
 * order is paid by it; what is then too much goes back by itself (design.md 4.4).
 *
 * Returns: %FALSE when there is nothing to override
 */
gboolean
trivet_payment_engine_override (TrivetPaymentEngine *self,
                                const char          *payment_id,
                                const char          *approver,
                                const char          *reason,
                                GError             **error)
{
  TrivetPaymentDrive *drive;
  JsonObject         *body;

  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), FALSE);
  g_return_val_if_fail (payment_id != NULL && approver != NULL && reason != NULL, FALSE);

  drive = find_doubtful (self, payment_id, TRUE, error);
  if (drive == NULL)
    return FALSE;
  if (drive->payment->overridden)
    return TRUE;

  body = json_object_new ();
  json_object_set_string_member (body, "approver", approver);
  json_object_set_string_member (body, "reason", reason);
  _trivet_payment_drive_mark (drive, TRIVET_FACT_PAYMENT_OVERRIDDEN, approver, body);
  return TRUE;
}

/**
 * trivet_payment_engine_claim:
 * @self: an engine
 * @payment_id: a payment in doubt that is not being undone yet
 * @reference: what the guest's receipt says, such as the wallet's number; may be ""
 * @reason: words for the audit
 * @staff: who looked at it
 * @error: return location; as in trivet_payment_engine_override()
 *
 * Records that the guest shows a receipt. It is not verified: the payment stays in doubt and in
 * every list of what is open, it is not reversed by itself any more, and only its provider's
 * answer, or its bill in the reconciliation, ends it.
 *
 * Returns: %FALSE when it cannot be claimed
 */
gboolean
trivet_payment_engine_claim (TrivetPaymentEngine *self,
                             const char          *payment_id,
                             const char          *reference,
                             const char          *reason,
                             const char          *staff,
                             GError             **error)
{
  TrivetPaymentDrive *drive;
  JsonObject         *body;

  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), FALSE);
  g_return_val_if_fail (payment_id != NULL && reference != NULL, FALSE);
  g_return_val_if_fail (reason != NULL && staff != NULL, FALSE);

  drive = find_doubtful (self, payment_id, FALSE, error);
  if (drive == NULL)
    return FALSE;
  if (drive->payment->claimed)
    return TRUE;

  body = json_object_new ();
  _trivet_json_set_vendor_text (body, "reference", reference);
  json_object_set_string_member (body, "reason", reason);
  _trivet_payment_drive_mark (drive, TRIVET_FACT_PAYMENT_CLAIMED, staff, body);
  return TRUE;
}

/**
 * trivet_payment_engine_lookup:
 * @self: an engine
 * @payment_id: a payment
 *
 * Returns: (transfer none) (nullable): its durable record; all unsettled payments are known, and
 *   the latest settled ones
 */
TrivetPayment *
trivet_payment_engine_lookup (TrivetPaymentEngine *self,
                              const char          *payment_id)
{
  TrivetPaymentDrive *drive;

  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), NULL);
  g_return_val_if_fail (payment_id != NULL, NULL);

  drive = g_hash_table_lookup (self->drives, payment_id);
  return drive != NULL ? drive->payment : NULL;
}

/**
 * trivet_payment_engine_get_n_unsettled:
 * @self: an engine
 *
 * Returns: how many payments have no certain end yet
 */
guint
trivet_payment_engine_get_n_unsettled (TrivetPaymentEngine *self)
{
  GHashTableIter iter;
  gpointer       value;
  guint          n = 0;

  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), 0);

  g_hash_table_iter_init (&iter, self->drives);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    TrivetPaymentDrive *drive = value;

    if (!trivet_payment_state_is_final (drive->payment->state))
      n++;
  }

  return n;
}

/**
 * trivet_payment_engine_prepare:
 * @self: an engine
 *
 * The pay page opened: every provider may connect ahead.
 */
void
trivet_payment_engine_prepare (TrivetPaymentEngine *self)
{
  g_return_if_fail (TRIVET_IS_PAYMENT_ENGINE (self));

  for (guint i = 0; i < trivet_provider_registry_get_n (self->registry); i++)
    trivet_payment_provider_prepare (trivet_provider_registry_get (self->registry, i));
}

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

/* Takes the drive; it is found by its payment and by its order from now on. */
void
_trivet_payment_engine_add_drive (TrivetPaymentEngine *self,
                                  TrivetPaymentDrive  *drive)
{
  GPtrArray *siblings = g_hash_table_lookup (self->by_order, drive->payment->order_id);

  if (siblings == NULL) {
    siblings = g_ptr_array_new ();
    g_hash_table_insert (self->by_order, g_strdup (drive->payment->order_id), siblings);
  }
  g_ptr_array_add (siblings, drive);
  g_hash_table_insert (self->drives, drive->payment->payment_id, drive);
}

/* Returns: (transfer none) (nullable): the drives of an order, valid until one comes or goes */
GPtrArray *
_trivet_payment_engine_list_drives (TrivetPaymentEngine *self,
                                    const char          *order_id)
{
  return g_hash_table_lookup (self->by_order, order_id);
}

static void
forget_drive (gpointer data)
{
  TrivetPaymentDrive *drive = data;
  const char         *order_id = drive->payment->order_id;
  GPtrArray          *siblings = g_hash_table_lookup (drive->engine->by_order, order_id);

  g_ptr_array_remove_fast (siblings, drive);
  if (siblings->len == 0) {
    g_hash_table_remove (drive->engine->foldings, order_id);
    g_hash_table_remove (drive->engine->by_order, order_id);
  }
  _trivet_payment_drive_free (drive);
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
  g_hash_table_unref (self->by_order);
  g_hash_table_unref (self->refunds);
  g_hash_table_unref (self->reviews);
  g_hash_table_unref (self->foldings);
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

/* Tells whoever listens. By number: a name is looked up in three tables, twelve times a payment. */
void
_trivet_payment_engine_emit_changed (TrivetPaymentEngine   *self,
                                     TrivetPaymentProgress *progress)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, progress);
}

void
_trivet_payment_engine_emit_refund_changed (TrivetPaymentEngine *self,
                                            TrivetRefund        *refund)
{
  g_signal_emit (self, signals[SIGNAL_REFUND_CHANGED], 0, refund);
}

static void
trivet_payment_engine_init (TrivetPaymentEngine *self)
{
  self->drives = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                        forget_drive);
  self->by_order = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_ptr_array_unref);
  self->starting = g_ptr_array_new_with_free_func ((GDestroyNotify) _trivet_payment_drive_free);
  g_queue_init (&self->settled);
  self->refunds = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) _trivet_refund_drive_free);
  self->starting_refunds = g_ptr_array_new ();
  g_queue_init (&self->ended_refunds);
  self->reviews = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->foldings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) _trivet_folding_free);
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
  drive->filed_us = trivet_clock_get_monotonic_us (self->clock);
  g_queue_push_tail (&self->settled, g_strdup (drive->payment->payment_id));
  if (g_queue_get_length (&self->settled) > MAX_SETTLED) {
    g_autofree char *oldest = g_queue_pop_head (&self->settled);

    g_hash_table_remove (self->drives, oldest);
  }
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

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-engine-private.h"

/* Looks at a whole order after its money has moved (design.md 4.5 and 4.7). Two things follow: codes
 * that are still shown although their amount was paid otherwise, or is in doubt, are withdrawn; and
 * what the order did not need, because a second guest was quicker or a payment succeeded late, goes
 * back by itself. Both are decided from the journal alone, so a restart in between changes nothing. */

/* A surplus whose refund could not be stored is looked at again. */
#define RETRY_MS 5000

#define RUNNING GINT_TO_POINTER (1)
#define AGAIN   GINT_TO_POINTER (2)

/* What a review needs after it was sent away. */
typedef struct {
  GWeakRef engine;
  char    *order_id;
} Review;

static Review *
review_new (TrivetPaymentEngine *engine,
            const char          *order_id)
{
  Review *review = g_new0 (Review, 1);

  g_weak_ref_init (&review->engine, engine);
  review->order_id = g_strdup (order_id);
  return review;
}

static void
review_free (Review *review)
{
  g_weak_ref_clear (&review->engine);
  g_free (review->order_id);
  g_free (review);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Review, review_free)

/* Facts never change and only follow each other, so an order that was folded is gone on with: its
 * next review reads what is new. */
struct _TrivetFolding {
  TrivetOrder *order;
  guint        n_facts;
  gint64       last_sequence;
};

void
_trivet_folding_free (TrivetFolding *self)
{
  trivet_order_unref (self->order);
  g_free (self);
}

static gboolean
is_beginning (const TrivetFolding *self,
              GPtrArray           *facts)
{
  return self->n_facts <= facts->len &&
         trivet_fact_get_sequence (g_ptr_array_index (facts, self->n_facts - 1)) == self->last_sequence;
}

static TrivetFolding *
ensure_folding (TrivetPaymentEngine *self,
                const char          *order_id,
                GPtrArray           *facts)
{
  TrivetFolding *folding = g_hash_table_lookup (self->foldings, order_id);

  if (folding != NULL && is_beginning (folding, facts))
    return folding;

  folding = g_new0 (TrivetFolding, 1);
  folding->order = trivet_order_new (order_id);
  g_hash_table_replace (self->foldings, g_strdup (order_id), folding);
  return folding;
}

/**
 * _trivet_payment_engine_fold_order:
 * @self: an engine
 * @order_id: the subject
 * @facts: (element-type TrivetFact): all its facts in the order of the journal
 * @error: return location for a #TrivetFactError
 *
 * As trivet_order_fold(). What was folded is kept while the engine knows a payment of the order.
 *
 * Returns: (transfer full) (nullable): the order that the facts make; only to be read, and not to be
 *   held beyond the next call
 */
TrivetOrder *
_trivet_payment_engine_fold_order (TrivetPaymentEngine *self,
                                   const char          *order_id,
                                   GPtrArray           *facts,
                                   GError             **error)
{
  TrivetFolding *folding;

  if (facts->len == 0 || _trivet_payment_engine_list_drives (self, order_id) == NULL)
    return trivet_order_fold (order_id, facts, error);

  folding = ensure_folding (self, order_id, facts);
  for (; folding->n_facts < facts->len; folding->n_facts++) {
    TrivetFact *fact = g_ptr_array_index (facts, folding->n_facts);

    if (!trivet_order_apply (folding->order, fact, error)) {
      g_hash_table_remove (self->foldings, order_id);
      return NULL;
    }
    folding->last_sequence = trivet_fact_get_sequence (fact);
  }

  return trivet_order_ref (folding->order);
}

static gboolean
on_retry_due (gpointer user_data)
{
  Review *review = user_data;
  g_autoptr (TrivetPaymentEngine) engine = g_weak_ref_get (&review->engine);

  if (engine != NULL && !engine->disposed)
    _trivet_payment_engine_review (engine, review->order_id);
  return G_SOURCE_REMOVE;
}

static void
retry_later (TrivetPaymentEngine *self,
             const char          *order_id,
             const GError        *error)
{
  g_warning ("Order %s could not be looked at after its money moved, trying again: %s", order_id,
             error->message);
  trivet_clock_add_timeout (self->clock, RETRY_MS, on_retry_due, review_new (self, order_id),
                            (GDestroyNotify) review_free);
}

static void
on_surplus_started (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  TrivetPaymentEngine *self = TRIVET_PAYMENT_ENGINE (source);
  g_autofree char     *order_id = user_data;
  g_autofree char     *refund_id = NULL;
  g_autoptr (GError) error = NULL;

  refund_id = g_task_propagate_pointer (G_TASK (result), &error);
  if (refund_id == NULL && !self->disposed)
    retry_later (self, order_id, error);
}

static gboolean
can_refund (TrivetPaymentEngine *self,
            const TrivetTender  *tender)
{
  TrivetPaymentProvider *provider;

  if (tender->state != TRIVET_TENDER_PAID || *tender->provider_id == '\0')
    return FALSE;
  provider = trivet_provider_registry_lookup (self->registry, tender->provider_id);
  return provider != NULL &&
         (trivet_payment_provider_get_capabilities (provider) & TRIVET_CAPABILITY_REFUND);
}

/* The first to be paid wins, so the last to be paid is given back first. */
static const TrivetTender *
find_latest (TrivetPaymentEngine *self,
             const TrivetOrder   *order)
{
  const TrivetTender *latest = NULL;

  for (guint i = 0; i < order->tenders->len; i++) {
    const TrivetTender *tender = g_ptr_array_index (order->tenders, i);

    if (can_refund (self, tender) &&
        tender->amount_minor - tender->returned_minor >
          _trivet_payment_engine_sum_starting_refunds (self, order->order_id,
                                                       tender->payment_id) &&
        (latest == NULL || tender->settled_at_us >= latest->settled_at_us))
      latest = tender;
  }

  return latest;
}

/* One refund at a time: its fact brings the next review. Returns: %FALSE when the facts of the
 * payments cannot be folded; most orders have no surplus and are spared that. */
static gboolean
return_surplus (TrivetPaymentEngine *self,
                const TrivetOrder   *order,
                GPtrArray           *facts,
                GError             **error)
{
  gint64 surplus =
    trivet_order_get_surplus_minor (order) -
    _trivet_payment_engine_sum_starting_refunds (self, order->order_id, NULL);
  const TrivetTender *tender = surplus > 0 ? find_latest (self, order) : NULL;
  g_autoptr (GPtrArray) payments = NULL;
  TrivetPayment *payment;
  GTask         *task;
  gint64         left;

  if (tender == NULL)
    return TRUE;
  payments = trivet_payment_fold_all (facts, error);
  if (payments == NULL)
    return FALSE;

  payment = trivet_payment_find (payments, tender->payment_id);
  left = tender->amount_minor - tender->returned_minor;
  task = g_task_new (self, NULL, on_surplus_started, g_strdup (order->order_id));
  g_task_set_source_tag (task, return_surplus);
  _trivet_payment_engine_begin_refund (task, payment, MIN (surplus, left), TRUE, NULL,
                                       order->corrections > 0 ? "Order corrected" : "Paid twice", "");
  return TRUE;
}

static gboolean
is_live_offer (const TrivetPaymentDrive *drive)
{
  return drive->payment->shown && !drive->give_up &&
         (drive->payment->state == TRIVET_PAYMENT_STATE_ASKED ||
          drive->payment->state == TRIVET_PAYMENT_STATE_WAITING);
}

static gboolean
has_live_offer (GPtrArray *drives)
{
  for (guint i = 0; drives != NULL && i < drives->len; i++) {
    if (is_live_offer (g_ptr_array_index (drives, i)))
      return TRUE;
  }

  return FALSE;
}

/* What a code may still be shown for. */
static gint64
compute_offerable (const TrivetOrder *order)
{
  g_auto (TrivetTotals) totals = { 0 };

  if (!trivet_order_is_open (order) || trivet_order_has_blocking_doubt (order) ||
      !trivet_order_compute_totals (order, &totals, NULL))
    return 0;

  return totals.total_minor - trivet_order_get_net_paid_minor (order) -
         trivet_order_get_in_doubt_minor (order);
}

static void
withdraw_offers (TrivetPaymentEngine *self,
                 const TrivetOrder   *order)
{
  g_autoptr (GPtrArray) ids = NULL;
  GPtrArray *drives = _trivet_payment_engine_list_drives (self, order->order_id);
  gint64     offerable;

  if (!has_live_offer (drives))
    return;
  offerable = compute_offerable (order);
  ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < drives->len; i++) {
    const TrivetPaymentDrive *drive = g_ptr_array_index (drives, i);

    if (is_live_offer (drive) && drive->payment->amount.minor > offerable)
      g_ptr_array_add (ids, g_strdup (drive->payment->payment_id));
  }

  for (guint i = 0; i < ids->len && !self->disposed; i++)
    trivet_payment_engine_cancel (self, g_ptr_array_index (ids, i),
                                  TRIVET_PAYMENT_REASON_OTHER_TENDER, "", NULL);
}

static void
judge (TrivetPaymentEngine *self,
       const char          *order_id,
       GPtrArray           *facts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrivetOrder) order =
    _trivet_payment_engine_fold_order (self, order_id, facts, &error);

  if (order == NULL || !return_surplus (self, order, facts, &error)) {
    g_warning ("Order %s cannot be looked at after its money moved: %s", order_id,
               error->message);
    return;
  }
  withdraw_offers (self, order);
}

static void
on_facts_loaded (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Review) review = user_data;
  g_autoptr (TrivetPaymentEngine) self = g_weak_ref_get (&review->engine);
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;
  gboolean again;

  facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (self == NULL || self->disposed)
    return;

  again = g_hash_table_lookup (self->reviews, review->order_id) == AGAIN;
  g_hash_table_remove (self->reviews, review->order_id);
  if (facts == NULL)
    retry_later (self, review->order_id, error);
  else
    judge (self, review->order_id, facts);
  if (again && !self->disposed)
    _trivet_payment_engine_review (self, review->order_id);
}

/* Reads the order and judges it; what is asked for meanwhile makes one more round. */
void
_trivet_payment_engine_review (TrivetPaymentEngine *self,
                               const char          *order_id)
{
  if (g_hash_table_contains (self->reviews, order_id)) {
    g_hash_table_insert (self->reviews, g_strdup (order_id), AGAIN);
    return;
  }

  g_hash_table_insert (self->reviews, g_strdup (order_id), RUNNING);
  trivet_repository_load_facts_async (self->repository, order_id, NULL, on_facts_loaded,
                                      review_new (self, order_id));
}

static gboolean
moves_money (TrivetFactType type)
{
  return type == TRIVET_FACT_PAYMENT_PAID || type == TRIVET_FACT_CASH_TAKEN ||
         type == TRIVET_FACT_ORDER_VOIDED || type == TRIVET_FACT_ORDER_CLOSED ||
         type == TRIVET_FACT_CASH_RETURNED;
}

/* Whether a code is shown for the order, or is just being asked for. */
static gboolean
has_offer (TrivetPaymentEngine *self,
           const char          *order_id)
{
  if (has_live_offer (_trivet_payment_engine_list_drives (self, order_id)))
    return TRUE;
  for (guint i = 0; i < self->starting->len; i++) {
    const TrivetPaymentDrive *drive = g_ptr_array_index (self->starting, i);

    if (drive->payment->shown && g_str_equal (drive->payment->order_id, order_id))
      return TRUE;
  }

  return FALSE;
}

/* A doubt takes no money and leaves no surplus: all that may follow from it is that codes are
 * withdrawn. Most orders show none, and need not be read and folded for it. */
static gboolean
ends_offers (TrivetPaymentEngine *self,
             TrivetFact          *fact)
{
  TrivetFactType type = trivet_fact_get_fact_type (fact);

  return (type == TRIVET_FACT_PAYMENT_DOUBTED || type == TRIVET_FACT_PAYMENT_REVERSING) &&
         has_offer (self, trivet_fact_get_subject (fact));
}

/* A discount after a part was paid may leave more than the order needs, so may the end of a correction,
 * and one refund may not be all of it. The parts may have been paid before the last start, so no drive here knows of them. */
static gboolean
may_leave_surplus (TrivetFact *fact)
{
  TrivetFactType type = trivet_fact_get_fact_type (fact);

  return type == TRIVET_FACT_ORDER_DISCOUNT_SET || type == TRIVET_FACT_LINE_DISCOUNT_SET ||
         type == TRIVET_FACT_LINE_MODIFIERS_SET || type == TRIVET_FACT_LINE_VOIDED ||
         type == TRIVET_FACT_LINE_MOVED || type == TRIVET_FACT_ORDER_MERGED ||
         type == TRIVET_FACT_ORDER_CLOSED || type == TRIVET_FACT_ORDER_VOIDED ||
         type == TRIVET_FACT_REFUND_STARTED ||
         (type == TRIVET_FACT_LINE_QUANTITY_CHANGED &&
          trivet_json_get_int_or (trivet_fact_get_body (fact), "by", 0) < 0);
}

static gboolean
needs_review (TrivetPaymentEngine *self,
              TrivetFact          *fact)
{
  const char *order_id = trivet_fact_get_subject (fact);

  return may_leave_surplus (fact) || ends_offers (self, fact) ||
         (moves_money (trivet_fact_get_fact_type (fact)) &&
          _trivet_payment_engine_list_drives (self, order_id) != NULL);
}

void
_trivet_payment_engine_on_committed (TrivetJournal *journal,
                                     GPtrArray     *facts,
                                     gpointer       user_data)
{
  TrivetPaymentEngine *self = user_data;

  for (guint i = 0; i < facts->len; i++) {
    TrivetFact *fact = g_ptr_array_index (facts, i);

    if (!self->disposed && needs_review (self, fact))
      _trivet_payment_engine_review (self, trivet_fact_get_subject (fact));
  }
}

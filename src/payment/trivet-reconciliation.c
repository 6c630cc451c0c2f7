/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-reconciliation.h"

#include "trivet-bill-sums-private.h"

/* Compares our books with a provider's, number by number, and says what to do about each
 * difference (specs/wechatpay 11, specs/alipay 12). Pure: bills and movements in, result out. */

/* Paid so near midnight that the provider may have booked it on the other day. */
#define MIDNIGHT_US (15 * G_TIME_SPAN_MINUTE)

#define MICROS_A_MINOR 10000

typedef struct {
  const TrivetReconciliationInput *input;
  const TrivetBillSums            *sums;
  TrivetReconciliation            *result;
} Comparison;

static const char *const kind_names[] = {
  [TRIVET_DIFFERENCE_ONLY_OURS] = "only-ours",
  [TRIVET_DIFFERENCE_ONLY_THEIRS] = "only-theirs",
  [TRIVET_DIFFERENCE_AMOUNT] = "amount",
  [TRIVET_DIFFERENCE_STATE] = "state",
  [TRIVET_DIFFERENCE_FEE] = "fee",
  [TRIVET_DIFFERENCE_CLAIM] = "claim",
  [TRIVET_DIFFERENCE_NOT_SETTLED] = "not-settled",
  [TRIVET_DIFFERENCE_SETTLED_AMOUNT] = "settled-amount",
};

static const char *const step_names[] = {
  [TRIVET_NEXT_STEP_ASK_PROVIDER] = "ask-provider",
  [TRIVET_NEXT_STEP_REFUND_OR_ACCEPT] = "refund-or-accept",
  [TRIVET_NEXT_STEP_CALL_PROVIDER] = "call-provider",
  [TRIVET_NEXT_STEP_FIND_SELLER] = "find-seller",
  [TRIVET_NEXT_STEP_CHECK_CONTRACT] = "check-contract",
  [TRIVET_NEXT_STEP_COLLECT] = "collect",
  [TRIVET_NEXT_STEP_WAIT] = "wait",
};

/**
 * trivet_difference_kind_get_name:
 * @kind: a kind
 *
 * Returns: (transfer none): its name for tools and keys, such as "only-ours"
 */
const char *
trivet_difference_kind_get_name (TrivetDifferenceKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_names), NULL);

  return kind_names[kind];
}

/**
 * trivet_next_step_get_name:
 * @step: a step
 *
 * Returns: (transfer none): its name for tools, such as "ask-provider"
 */
const char *
trivet_next_step_get_name (TrivetNextStep step)
{
  g_return_val_if_fail (step < G_N_ELEMENTS (step_names), NULL);

  return step_names[step];
}

/**
 * trivet_bill_get_day:
 * @date: YYYY-MM-DD
 * @ret_from_us: (out): its first microsecond in Beijing, as wall time
 * @ret_to_us: (out): the first one of the next day
 *
 * Returns: %FALSE when @date is no day
 */
gboolean
trivet_bill_get_day (const char *date,
                     gint64     *ret_from_us,
                     gint64     *ret_to_us)
{
  g_autoptr (GTimeZone) beijing = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) from = NULL;

  if (!trivet_bill_is_date (date))
    return FALSE;

  from = g_date_time_new (beijing, (int) g_ascii_strtoull (date, NULL, 10),
                          (int) g_ascii_strtoull (date + 5, NULL, 10),
                          (int) g_ascii_strtoull (date + 8, NULL, 10), 0, 0, 0);
  if (from == NULL)
    return FALSE;
  *ret_from_us = g_date_time_to_unix (from) * G_USEC_PER_SEC;
  *ret_to_us = *ret_from_us + G_TIME_SPAN_DAY;
  return TRUE;
}

static void
difference_free (TrivetDifference *self)
{
  g_free (self->key);
  g_free (self->order_id);
  g_free (self->order_number);
  g_free (self->method);
  g_free (self->id);
  g_free (self->merchant_id);
  g_free (self->provider_transaction_id);
  g_free (self->note);
  g_free (self);
}

/**
 * trivet_reconciliation_free:
 * @self: (transfer full) (nullable): a result
 */
void
trivet_reconciliation_free (TrivetReconciliation *self)
{
  if (self == NULL)
    return;

  g_free (self->provider_id);
  g_free (self->date);
  g_ptr_array_unref (self->differences);
  g_free (self);
}

/* Returns: (transfer none): a difference that the caller completes */
static TrivetDifference *
add_difference (Comparison            *self,
                TrivetDifferenceKind   kind,
                TrivetNextStep         next_step,
                const TrivetMovement  *ours,
                const TrivetBillEntry *theirs)
{
  TrivetDifference *difference = g_new0 (TrivetDifference, 1);
  gboolean          refund = ours != NULL ? ours->kind == TRIVET_MOVEMENT_REFUND
                                          : theirs->kind == TRIVET_BILL_ENTRY_REFUND;
  const char       *number = NULL;

  if (ours != NULL)
    number = refund ? ours->merchant_refund_id : ours->merchant_order_id;
  else
    number = refund ? theirs->merchant_refund_id : theirs->merchant_order_id;

  difference->kind = kind;
  difference->next_step = next_step;
  difference->refund = refund;
  difference->order_id = g_strdup (ours != NULL ? ours->order_id : "");
  difference->order_number = g_strdup (ours != NULL ? ours->order_number : "");
  difference->method = g_strdup (ours != NULL ? ours->method : "");
  difference->id = g_strdup (ours != NULL ? ours->id : "");
  difference->merchant_id = g_strdup (number);
  difference->provider_transaction_id =
    g_strdup (theirs != NULL ? theirs->provider_transaction_id : ours->provider_transaction_id);
  difference->key = g_strdup_printf ("%s:%s:%s", refund ? "refund" : "payment", number,
                                     trivet_difference_kind_get_name (kind));
  if (self->input->notes != NULL)
    difference->note = g_strdup (g_hash_table_lookup (self->input->notes, difference->key));
  g_ptr_array_add (self->result->differences, difference);
  return difference;
}

static gint64
get_time_us (const TrivetMovement *ours)
{
  return ours->settled_at_us != 0 ? ours->settled_at_us : ours->started_at_us;
}

static gboolean
is_in_day (Comparison *self,
           gint64      at_us)
{
  return at_us >= self->input->from_us && at_us < self->input->to_us;
}

typedef enum {
  PLACE_OTHER_DAY, /* another day's bill tells of it */
  PLACE_CARRIED,   /* perhaps the bill of the day before or after, which is not here */
  PLACE_MISSING,   /* no bill has it that could */
} Place;

/* Where something of ours belongs that this day's bill does not have. It is counted at @at_us. The
 * provider booked it at some time from its start until we knew of its end; clocks differ. */
static Place
find_place (Comparison           *self,
            const TrivetMovement *ours,
            const char           *number,
            gint64                at_us)
{
  gint64   from_us = self->input->from_us;
  gint64   first_us = ours->started_at_us - MIDNIGHT_US;
  gint64   last_us = get_time_us (ours) + MIDNIGHT_US;
  gboolean inherited = at_us < from_us && at_us >= from_us - G_TIME_SPAN_DAY && last_us > from_us;

  if (!is_in_day (self, at_us) && !(inherited && self->input->before != NULL))
    return PLACE_OTHER_DAY;
  if (is_in_day (self, at_us) && last_us > self->input->to_us)
    return PLACE_CARRIED;
  if (first_us < from_us && self->input->before == NULL)
    return PLACE_CARRIED;
  return g_hash_table_contains (self->sums->before, number) ? PLACE_OTHER_DAY : PLACE_MISSING;
}

/* Returns: whether it has to be told; what is carried is counted. */
static gboolean
is_missing (Comparison           *self,
            const TrivetMovement *ours,
            const char           *number,
            gint64                at_us)
{
  Place place = find_place (self, ours, number, at_us);

  self->result->n_carried += place == PLACE_CARRIED;
  return place == PLACE_MISSING;
}

/* Half up, for money that is not negative; a fee that is given back mirrors it. */
static gint64
round_fee (gint64 fee_micros)
{
  if (fee_micros < 0)
    return -round_fee (-fee_micros);
  return (fee_micros + MICROS_A_MINOR / 2) / MICROS_A_MINOR;
}

/* A contract's rate; wallets round in their own ways, so one minor unit is no difference. */
static void
compare_fee (Comparison           *self,
             const TrivetMovement *ours,
             const TrivetBillSum  *theirs)
{
  gint64            expected, actual;
  TrivetDifference *difference;

  if (self->input->fee_rate_ppm < 0 || theirs->reversed_minor != 0)
    return;
  expected = (gint64) (((__int128) theirs->in_minor * self->input->fee_rate_ppm + 500000) / 1000000);
  actual = round_fee (theirs->fee_micros);
  if (ABS (expected - actual) <= 1)
    return;

  difference = add_difference (self, TRIVET_DIFFERENCE_FEE, TRIVET_NEXT_STEP_CHECK_CONTRACT, ours,
                               theirs->first);
  difference->ours_minor = expected;
  difference->theirs_minor = actual;
}

/* The third way: did the traded money reach the shop's account? Providers list the fee with it or
 * in a row of its own, so both sums are taken as right. */
static void
compare_settled (Comparison           *self,
                 const TrivetMovement *ours,
                 const TrivetBillSum  *theirs)
{
  const char       *number = theirs->first->provider_transaction_id;
  gint64            net_minor = theirs->in_minor - theirs->reversed_minor;
  gint64            fee_minor = round_fee (theirs->fee_micros);
  const gint64     *settled;
  TrivetDifference *difference;

  if (self->input->funds == NULL || *number == '\0' || net_minor == 0)
    return;

  settled = g_hash_table_lookup (self->sums->settled, number);
  if (settled == NULL) {
    difference = add_difference (self, TRIVET_DIFFERENCE_NOT_SETTLED, TRIVET_NEXT_STEP_WAIT, ours,
                                 theirs->first);
    difference->ours_minor = net_minor;
  } else if (*settled > net_minor || *settled < net_minor - fee_minor - 1) {
    difference = add_difference (self, TRIVET_DIFFERENCE_SETTLED_AMOUNT,
                                 TRIVET_NEXT_STEP_CALL_PROVIDER, ours, theirs->first);
    difference->ours_minor = net_minor;
    difference->theirs_minor = *settled;
  }
}

static void
match (Comparison           *self,
       const TrivetMovement *ours,
       const TrivetBillSum  *theirs)
{
  self->result->n_matched++;
  compare_fee (self, ours, theirs);
  compare_settled (self, ours, theirs);
}

static void
compare_known_payment (Comparison           *self,
                       const TrivetMovement *ours,
                       TrivetBillSum        *theirs)
{
  gboolean          paid = g_str_equal (ours->state, "paid");
  gint64            ours_minor = paid ? ours->amount_minor : 0;
  gint64            net_minor = theirs->in_minor - theirs->reversed_minor;
  TrivetDifference *difference;

  theirs->seen = TRUE;
  /* A reversal alone says that nothing was kept. */
  if (theirs->in_minor == 0 && theirs->reversed_minor > 0)
    net_minor = 0;
  if (ours_minor == net_minor) {
    match (self, ours, theirs);
    return;
  }

  if (ours_minor == 0)
    difference = add_difference (self, TRIVET_DIFFERENCE_STATE,
                                 g_str_equal (ours->state, "void")
                                   ? TRIVET_NEXT_STEP_REFUND_OR_ACCEPT
                                   : TRIVET_NEXT_STEP_ASK_PROVIDER,
                                 ours, theirs->first);
  else if (net_minor == 0)
    difference = add_difference (self, TRIVET_DIFFERENCE_STATE, TRIVET_NEXT_STEP_CALL_PROVIDER,
                                 ours, theirs->first);
  else
    difference = add_difference (self, TRIVET_DIFFERENCE_AMOUNT, TRIVET_NEXT_STEP_CALL_PROVIDER,
                                 ours, theirs->first);
  difference->ours_minor = ours_minor;
  difference->theirs_minor = net_minor;
}

static void
compare_missing_payment (Comparison           *self,
                         const TrivetMovement *ours)
{
  TrivetDifference *difference;
  gint64            at_us = get_time_us (ours);

  if (g_str_equal (ours->state, "paid")) {
    if (!is_missing (self, ours, ours->merchant_order_id, at_us))
      return;
    difference = add_difference (self, TRIVET_DIFFERENCE_ONLY_OURS, TRIVET_NEXT_STEP_ASK_PROVIDER,
                                 ours, NULL);
  } else if (ours->claimed && is_in_day (self, at_us)) {
    difference =
      add_difference (self, TRIVET_DIFFERENCE_CLAIM, TRIVET_NEXT_STEP_COLLECT, ours, NULL);
  } else {
    return;
  }
  difference->ours_minor = ours->amount_minor;
}

static void
compare_payment (Comparison           *self,
                 const TrivetMovement *ours)
{
  TrivetBillSum *theirs = g_hash_table_lookup (self->sums->payments, ours->merchant_order_id);

  if (is_in_day (self, get_time_us (ours)) && g_str_equal (ours->state, "paid"))
    self->result->ours_minor += ours->amount_minor;
  if (theirs != NULL)
    compare_known_payment (self, ours, theirs);
  else
    compare_missing_payment (self, ours);
}

/* Bills list a refund on the day on which it was accepted, and do not change it afterwards. */
static void
compare_refund (Comparison           *self,
                const TrivetMovement *ours)
{
  TrivetBillSum    *theirs = g_hash_table_lookup (self->sums->refunds, ours->merchant_refund_id);
  gboolean          done = g_str_equal (ours->state, "done");
  gint64            ours_minor = done ? ours->amount_minor : 0;
  TrivetDifference *difference;

  if (done && is_in_day (self, ours->started_at_us))
    self->result->ours_minor -= ours->amount_minor;

  if (theirs == NULL) {
    if (!done || !is_missing (self, ours, ours->merchant_refund_id, ours->started_at_us))
      return;
    difference = add_difference (self, TRIVET_DIFFERENCE_ONLY_OURS, TRIVET_NEXT_STEP_CALL_PROVIDER,
                                 ours, NULL);
    difference->ours_minor = ours_minor;
    return;
  }

  theirs->seen = TRUE;
  if (ours_minor == theirs->in_minor) {
    self->result->n_matched++;
    return;
  }
  if (done)
    difference = add_difference (self, TRIVET_DIFFERENCE_AMOUNT, TRIVET_NEXT_STEP_CALL_PROVIDER,
                                 ours, theirs->first);
  else
    difference = add_difference (self, TRIVET_DIFFERENCE_STATE,
                                 g_str_equal (ours->state, "open") ? TRIVET_NEXT_STEP_ASK_PROVIDER
                                                                   : TRIVET_NEXT_STEP_CALL_PROVIDER,
                                 ours, theirs->first);
  difference->ours_minor = ours_minor;
  difference->theirs_minor = theirs->in_minor;
}

static void
report_foreign (Comparison *self,
                GHashTable *table)
{
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const TrivetBillSum *theirs = value;
    TrivetDifference    *difference;

    if (theirs->seen || theirs->in_minor == theirs->reversed_minor)
      continue;
    difference = add_difference (self, TRIVET_DIFFERENCE_ONLY_THEIRS, TRIVET_NEXT_STEP_FIND_SELLER,
                                 NULL, theirs->first);
    difference->theirs_minor = theirs->in_minor - theirs->reversed_minor;
  }
}

static int
compare_differences (gconstpointer a,
                     gconstpointer b)
{
  const TrivetDifference *first = *(TrivetDifference *const *) a;
  const TrivetDifference *second = *(TrivetDifference *const *) b;

  if ((first->note == NULL) != (second->note == NULL))
    return first->note == NULL ? -1 : 1;
  return g_strcmp0 (first->key, second->key);
}

static void
count_open (TrivetReconciliation *result)
{
  g_ptr_array_sort (result->differences, compare_differences);
  for (guint i = 0; i < result->differences->len; i++) {
    const TrivetDifference *difference = g_ptr_array_index (result->differences, i);

    result->n_open += difference->note == NULL;
  }
}

/**
 * trivet_reconcile:
 * @input: both sides of one day
 *
 * Compares per number, three ways when the funds bill is there: ours, theirs, settled.
 *
 * Returns: (transfer full): what agrees, and each difference with its next step
 */
TrivetReconciliation *
trivet_reconcile (const TrivetReconciliationInput *input)
{
  g_autoptr (TrivetBillSums) sums = NULL;
  Comparison self = { .input = input };

  g_return_val_if_fail (input != NULL && input->trade != NULL && input->movements != NULL, NULL);

  self.sums = sums = _trivet_bill_sums_new (input->trade, input->before, input->funds);
  self.result = g_new0 (TrivetReconciliation, 1);
  self.result->provider_id = g_strdup (input->trade->provider_id);
  self.result->date = g_strdup (input->trade->date);
  self.result->theirs_minor = sums->traded_minor;
  self.result->fee_micros = sums->fee_micros;
  self.result->has_funds = input->funds != NULL;
  self.result->settled_minor = sums->settled_minor;
  self.result->differences = g_ptr_array_new_with_free_func ((GDestroyNotify) difference_free);

  for (guint i = 0; i < input->movements->len; i++) {
    const TrivetMovement *ours = g_ptr_array_index (input->movements, i);

    if (ours->kind == TRIVET_MOVEMENT_PAYMENT)
      compare_payment (&self, ours);
    else if (ours->kind == TRIVET_MOVEMENT_REFUND)
      compare_refund (&self, ours);
  }
  report_foreign (&self, sums->payments);
  report_foreign (&self, sums->refunds);
  count_open (self.result);

  return self.result;
}

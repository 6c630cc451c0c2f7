/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-payment"

#include "trivet-payment-engine-private.h"

#include "trivet-id.h"

/* Begins a payment: refuses what must not be asked, makes the intent durable, then asks. */

/* A charge that cannot be queried could never be settled; one that cannot be reversed can. */
#define NEEDED_TO_CHARGE (TRIVET_CAPABILITY_CHARGE_CODE | TRIVET_CAPABILITY_QUERY)
#define NEEDED_TO_SHOW   (TRIVET_CAPABILITY_SHOW_CODE | TRIVET_CAPABILITY_QUERY)

/**
 * Exposure:
 * @claimed_minor: of payments that the order's fold does not count (yet)
 * @in_doubt: one of the order's payments has no certain end, and nobody has taken that upon them
 *
 * What this engine knows beyond the order that the caller folded, which may be a moment old.
 */
typedef struct {
  gint64   claimed_minor;
  gboolean in_doubt;
  gboolean overflow;
} Exposure;

/* A refusal that no query has confirmed counts as a doubt: the provider may yet say "paid". */
static gboolean
is_in_doubt (const TrivetPayment *payment)
{
  if (payment->overridden || payment->claimed)
    return FALSE;

  return payment->state == TRIVET_PAYMENT_STATE_IN_DOUBT ||
         payment->state == TRIVET_PAYMENT_STATE_REVERSING ||
         payment->state == TRIVET_PAYMENT_STATE_REFUSED;
}

/* A code that is only shown, or was withdrawn, is an offer: the first of several to be paid wins,
 * so it does not stand in the way of a charge (design.md 4.5). */
static gboolean
is_offer (const TrivetPayment *payment)
{
  return payment->shown && (payment->state == TRIVET_PAYMENT_STATE_INVALID ||
                            payment->state == TRIVET_PAYMENT_STATE_STARTED ||
                            payment->state == TRIVET_PAYMENT_STATE_ASKED ||
                            payment->state == TRIVET_PAYMENT_STATE_WAITING ||
                            payment->state == TRIVET_PAYMENT_STATE_WITHDRAWN);
}

static void
expose (Exposure            *exposure,
        const TrivetOrder   *order,
        const TrivetPayment *payment)
{
  const TrivetTender *tender = trivet_order_lookup_tender (order, payment->payment_id);
  gboolean            holds_money = payment->state == TRIVET_PAYMENT_STATE_PAID ||
                         (!trivet_payment_state_is_final (payment->state) && !payment->overridden &&
                          !is_offer (payment));

  exposure->in_doubt = exposure->in_doubt || is_in_doubt (payment);
  if (!holds_money || (tender != NULL && tender->state != TRIVET_TENDER_VOID))
    return;
  if (__builtin_add_overflow (exposure->claimed_minor, payment->amount.minor,
                              &exposure->claimed_minor))
    exposure->overflow = TRUE;
}

static Exposure
measure_exposure (TrivetPaymentEngine *self,
                  const TrivetOrder   *order)
{
  Exposure   exposure = { 0, FALSE, FALSE };
  GPtrArray *drives = _trivet_payment_engine_list_drives (self, order->order_id);

  for (guint i = 0; drives != NULL && i < drives->len; i++) {
    TrivetPaymentDrive *drive = g_ptr_array_index (drives, i);

    expose (&exposure, order, drive->payment);
  }
  for (guint i = 0; i < self->starting->len; i++) {
    TrivetPaymentDrive *drive = g_ptr_array_index (self->starting, i);

    if (g_str_equal (drive->payment->order_id, order->order_id))
      expose (&exposure, order, drive->payment);
  }

  return exposure;
}

/* Due − paid − in flight: what may still be asked for. Sums that do not fit are an order that
 * nobody should charge. */
static gboolean
compute_available (const TrivetOrder *order,
                   const Exposure    *exposure,
                   gint64            *ret_owed,
                   gint64            *ret_available,
                   GError           **error)
{
  g_auto (TrivetTotals) totals = { 0 };
  gint64 owed, available;

  if (!trivet_order_compute_totals (order, &totals, error))
    return FALSE;

  if (exposure->overflow ||
      __builtin_sub_overflow (totals.total_minor, trivet_order_get_net_paid_minor (order), &owed) ||
      __builtin_sub_overflow (owed, trivet_order_get_open_minor (order), &available) ||
      __builtin_sub_overflow (available, trivet_order_get_in_doubt_minor (order), &available) ||
      __builtin_sub_overflow (available, exposure->claimed_minor, &available)) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_OVER_DUE,
                 "The payments of order %s exceed every sum", order->order_id);
    return FALSE;
  }

  *ret_owed = owed;
  *ret_available = available;
  return TRUE;
}

static gboolean
check_due (TrivetPaymentEngine *self,
           TrivetOrder         *order,
           TrivetMoney          amount,
           GError             **error)
{
  Exposure exposure = measure_exposure (self, order);
  gint64   owed, available;

  if (exposure.in_doubt || trivet_order_has_blocking_doubt (order)) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_IN_DOUBT,
                 "Order %s has a payment in doubt", order->order_id);
    return FALSE;
  }
  if (!compute_available (order, &exposure, &owed, &available, error))
    return FALSE;
  if (!trivet_order_is_open (order) || owed <= 0) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_SETTLED,
                 "Order %s owes nothing", order->order_id);
    return FALSE;
  }
  if (amount.minor > available) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_OVER_DUE,
                 "%" G_GINT64_FORMAT " is more than the %" G_GINT64_FORMAT
                 " that order %s may still be asked for",
                 amount.minor, available, order->order_id);
    return FALSE;
  }

  return TRUE;
}

static gboolean
check_amount (const TrivetChargeDetails *details,
              gint64                     limit_minor,
              GError                   **error)
{
  if (details->amount.currency != details->order->currency) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_AMOUNT,
                 "Order %s is not in this currency", details->order->order_id);
    return FALSE;
  }
  if (details->amount.minor <= 0 || details->amount.minor > limit_minor) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_AMOUNT,
                 "%" G_GINT64_FORMAT " is not between 1 and the limit of %" G_GINT64_FORMAT,
                 details->amount.minor, limit_minor);
    return FALSE;
  }

  return TRUE;
}

/* Returns: (transfer none) (nullable): the wished provider, or the most preferred one */
static TrivetPaymentProvider *
choose_provider (TrivetPaymentEngine       *self,
                 const TrivetChargeDetails *details,
                 GError                   **error)
{
  TrivetPaymentProvider *provider;
  guint                  needed = details->code != NULL ? NEEDED_TO_CHARGE : NEEDED_TO_SHOW;

  if (details->provider_id == NULL)
    provider = trivet_provider_registry_for_wallet (self->registry, details->wallet_id, needed);
  else
    provider = trivet_provider_registry_lookup (self->registry, details->provider_id);

  if (provider == NULL || !trivet_payment_provider_takes_wallet (provider, details->wallet_id)) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NO_PROVIDER,
                 "No provider is set up that takes %s", details->wallet_id);
    return NULL;
  }
  if ((trivet_payment_provider_get_capabilities (provider) & needed) != needed) {
    g_set_error (error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_NOT_SUPPORTED,
                 "The provider %s cannot %s a code and be queried", details->provider_id,
                 details->code != NULL ? "charge" : "show");
    return NULL;
  }

  return provider;
}

/* Both facts precede the first byte, so one append, and one sync of the disk, makes both durable.
 * A crash before it leaves nothing, one after it leaves a doubt that is queried. */
static GPtrArray *
make_facts (TrivetPaymentEngine       *self,
            const TrivetChargeDetails *details,
            const char                *payment_id,
            TrivetPaymentProvider     *provider)
{
  g_autofree char *ulid = trivet_id_new (self->clock, self->random);
  g_autofree char *merchant_order_id = g_strconcat ("TR", ulid, NULL);
  GPtrArray       *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  JsonObject      *body = json_object_new ();

  json_object_set_string_member (body, "payment", payment_id);
  json_object_set_string_member (body, "method", details->wallet_id);
  json_object_set_string_member (body, "provider", trivet_payment_provider_get_id (provider));
  json_object_set_string_member (body, "merchant_order_id", merchant_order_id);
  json_object_set_int_member (body, "amount_minor", details->amount.minor);
  json_object_set_string_member (body, "currency",
                                 trivet_currency_get_code (details->amount.currency));
  if (details->code == NULL)
    json_object_set_string_member (body, "kind", "show");
  if (details->check != 0)
    json_object_set_int_member (body, "check", details->check);
  g_ptr_array_add (facts,
                   _trivet_payment_engine_make_fact (self, details->order->order_id,
                                                     details->staff, TRIVET_FACT_PAYMENT_STARTED,
                                                     body));

  body = json_object_new ();
  json_object_set_string_member (body, "payment", payment_id);
  g_ptr_array_add (facts,
                   _trivet_payment_engine_make_fact (self, details->order->order_id,
                                                     details->staff, TRIVET_FACT_PAYMENT_ASKED,
                                                     body));

  return facts;
}

static TrivetPaymentDrive *
make_drive (TrivetPaymentEngine       *self,
            const TrivetChargeDetails *details,
            const char                *payment_id)
{
  g_autoptr (TrivetPayment) payment = NULL;
  TrivetPaymentDrive *drive;

  payment = trivet_payment_new (payment_id, details->order->order_id);
  payment->amount = details->amount;
  payment->shown = details->code == NULL;
  drive = _trivet_payment_drive_new (self, payment);
  if (details->code != NULL)
    drive->code = trivet_secret_ref (details->code);
  drive->subject = g_strdup (details->subject != NULL ? details->subject : "");
  drive->staff = g_strdup (details->staff);
  return drive;
}

typedef struct {
  char      *payment_id;
  GPtrArray *facts;
} Start;

static void
start_free (Start *start)
{
  g_free (start->payment_id);
  g_ptr_array_unref (start->facts);
  g_free (start);
}

/* Returns: (transfer full) (nullable): the drive of a payment that is being started; %NULL when the
 * engine was disposed meanwhile */
static TrivetPaymentDrive *
steal_starting (TrivetPaymentEngine *self,
                const char          *payment_id)
{
  for (guint i = 0; i < self->starting->len; i++) {
    TrivetPaymentDrive *drive = g_ptr_array_index (self->starting, i);

    if (g_str_equal (drive->payment->payment_id, payment_id))
      return g_ptr_array_steal_index (self->starting, i);
  }

  return NULL;
}

static void
on_started (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  TrivetPaymentEngine *self = g_task_get_source_object (task);
  Start               *start = g_task_get_task_data (task);
  TrivetPaymentDrive  *drive = steal_starting (self, start->payment_id);

  if (!trivet_journal_append_finish (TRIVET_JOURNAL (source), result, &error)) {
    g_clear_pointer (&drive, _trivet_payment_drive_free);
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (drive == NULL) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED,
                             "The register stopped before the payment was asked");
    return;
  }

  _trivet_payment_engine_add_drive (self, drive);
  drive->asked_us = trivet_clock_get_monotonic_us (self->clock);
  drive->watched_since_us = drive->asked_us;
  _trivet_payment_drive_commit (drive, start->facts);
  g_task_return_pointer (task, g_strdup (start->payment_id), g_free);

  /* The caller may have done anything meanwhile. */
  drive = g_hash_table_lookup (self->drives, start->payment_id);
  if (drive != NULL)
    _trivet_payment_drive_emit (drive);
}

static void
begin (TrivetPaymentEngine       *self,
       const TrivetChargeDetails *details,
       GAsyncReadyCallback        callback,
       gpointer                   user_data)
{
  g_autoptr (GTask) task = NULL;
  GError                *error = NULL;
  TrivetPaymentProvider *provider;
  Start                 *start;

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, begin);
  g_task_set_check_cancellable (task, FALSE);

  provider = choose_provider (self, details, &error);
  if (provider == NULL ||
      !check_amount (details, trivet_payment_provider_get_limit_minor (provider), &error) ||
      !check_due (self, details->order, details->amount, &error)) {
    g_task_return_error (task, error);
    return;
  }

  start = g_new0 (Start, 1);
  start->payment_id = trivet_id_new (self->clock, self->random);
  start->facts = make_facts (self, details, start->payment_id, provider);
  g_task_set_task_data (task, start, (GDestroyNotify) start_free);

  g_ptr_array_add (self->starting, make_drive (self, details, start->payment_id));
  trivet_journal_append_async (self->journal, start->facts, on_started, g_steal_pointer (&task));
}

static gboolean
is_complete (TrivetPaymentEngine       *self,
             const TrivetChargeDetails *details)
{
  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), FALSE);
  g_return_val_if_fail (details != NULL && details->order != NULL, FALSE);
  g_return_val_if_fail (details->wallet_id != NULL && details->staff != NULL, FALSE);
  g_return_val_if_fail (!self->disposed, FALSE);

  return TRUE;
}

/**
 * trivet_payment_engine_charge_async:
 * @self: an engine
 * @details: what to charge; valid during this call only
 * @callback: called when the charge is on its way, or will never be
 * @user_data: for @callback
 *
 * Charges a guest's code. There is no cancelling here: after @callback,
 * trivet_payment_engine_cancel() gives the payment up.
 */
void
trivet_payment_engine_charge_async (TrivetPaymentEngine       *self,
                                    const TrivetChargeDetails *details,
                                    GAsyncReadyCallback        callback,
                                    gpointer                   user_data)
{
  if (!is_complete (self, details))
    return;
  g_return_if_fail (details->code != NULL);

  begin (self, details, callback, user_data);
}

/**
 * trivet_payment_engine_show_async:
 * @self: an engine
 * @details: what to ask for, without a code; valid during this call only
 * @callback: called when the code is being made, or will never be
 * @user_data: for @callback
 *
 * Makes a code for the guest to scan; it comes by `changed`, as @shown_code of the progress. Several
 * may be out for one order, also while a guest's code is being charged: the first to be paid wins,
 * the engine withdraws the others, and gives back what was paid twice in a race (design.md 4.5).
 */
void
trivet_payment_engine_show_async (TrivetPaymentEngine       *self,
                                  const TrivetChargeDetails *details,
                                  GAsyncReadyCallback        callback,
                                  gpointer                   user_data)
{
  if (!is_complete (self, details))
    return;
  g_return_if_fail (details->code == NULL);

  begin (self, details, callback, user_data);
}

/**
 * trivet_payment_engine_charge_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: return location; every error means that nothing was sent: #TrivetPaymentError for what
 *   must not be asked, %TRIVET_STORE_ERROR when the intent could not be stored
 *
 * Ends a charge, and a code to show.
 *
 * Returns: (transfer full) (nullable): the payment's id
 */
char *
trivet_payment_engine_charge_finish (TrivetPaymentEngine *self,
                                     GAsyncResult        *result,
                                     GError             **error)
{
  g_return_val_if_fail (TRIVET_IS_PAYMENT_ENGINE (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

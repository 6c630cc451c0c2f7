/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ctl"

#include "trivet-ctl-tender-private.h"

#include <stdio.h>
#include <string.h>

/*
 * Takes the money for an order: one tender or several, in the order in which they were given.
 */

#define MAX_CODE_BYTES 600

/* How long a code of ours that nobody paid may take to be withdrawn before the program ends. */
#define WITHDRAW_S 20

/* "-" keeps the code out of the list of processes. */
static TrivetSecret *
read_code (const char *option)
{
  char          line[MAX_CODE_BYTES] = "";
  TrivetSecret *code;

  if (strcmp (option, "-") != 0)
    return trivet_secret_new (option, -1);

  if (fgets (line, sizeof line, stdin) == NULL)
    line[0] = '\0';
  code = trivet_secret_new (line, -1);
  trivet_secret_wipe (line, sizeof line);

  return code;
}

static const char *
bad_code_sentence (const TrivetCheckoutStatus *status)
{
  switch (status->code_kind) {
  case TRIVET_CODE_PAYMENT:
    return "No provider is set up that takes this wallet";
  case TRIVET_CODE_UNKNOWN_DIGITS:
    return "These digits belong to no wallet that is known here";
  case TRIVET_CODE_PRODUCT:
    return "That is the bar code of a product, not a payment code";
  case TRIVET_CODE_LINK:
    return "That is a link or a merchant's code; the guest's payment code is needed";
  case TRIVET_CODE_EMPTY:
    return "The code is empty";
  case TRIVET_CODE_OTHER:
    return "That is not a payment code";
  }

  return "That is not a payment code";
}

/**
 * Watch:
 * @code: the exit code so far
 * @done: the present tender has ended
 * @shown: texts that were printed
 */
typedef struct {
  TrivetCtl      *ctl;
  TrivetCheckout *checkout;
  int             code;
  gboolean        done;
  GHashTable     *shown;
} Watch;

static void
on_engine_changed (TrivetPaymentEngine   *engine,
                   TrivetPaymentProgress *progress,
                   gpointer               user_data)
{
  trivet_ctl_print_payment (progress);
}

static void
on_checkout_changed (TrivetCheckout *checkout,
                     gpointer        user_data)
{
  const TrivetCheckoutStatus *status = trivet_checkout_get_status (checkout);
  Watch                      *watch = user_data;

  switch (status->kind) {
  case TRIVET_CHECKOUT_PAID:
    watch->code = TRIVET_CTL_DONE;
    watch->done = TRUE;
    break;
  case TRIVET_CHECKOUT_DECLINED:
  case TRIVET_CHECKOUT_CANCELLED:
  case TRIVET_CHECKOUT_LINK_DOWN:
    watch->code = trivet_ctl_fail (TRIVET_CTL_REFUSED, "Not paid: %s", trivet_payment_reason_get_name (status->reason));
    watch->done = TRUE;
    break;
  case TRIVET_CHECKOUT_BAD_CODE:
    watch->code = trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s; nothing was charged", bad_code_sentence (status));
    watch->done = TRUE;
    break;
  case TRIVET_CHECKOUT_REFUSED:
    watch->code = trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s", status->error->message);
    watch->done = TRUE;
    break;
  case TRIVET_CHECKOUT_IDLE:
  case TRIVET_CHECKOUT_READY:
  case TRIVET_CHECKOUT_SENDING:
  case TRIVET_CHECKOUT_WAITING:
  case TRIVET_CHECKOUT_CONFIRMING:
  case TRIVET_CHECKOUT_IN_DOUBT:
  case TRIVET_CHECKOUT_CANCELLING:
  case TRIVET_CHECKOUT_CLAIMED:
  case TRIVET_CHECKOUT_OVERRIDDEN:
    watch->code = TRIVET_CTL_IN_DOUBT;
    break;
  }
}

static void
print_code (Watch                 *watch,
            const TrivetShownCode *code)
{
  g_autofree char *amount = trivet_money_to_decimal (code->amount);
  JsonObject      *line = json_object_new ();

  json_object_set_string_member (line, "show", code->wallet_id);
  json_object_set_string_member (line, "text", code->text);
  json_object_set_string_member (line, "amount", amount);
  json_object_set_string_member (line, "payment", code->payment_id);
  json_object_set_int_member (line, "seconds", trivet_checkout_get_seconds_left (watch->checkout, code));
  trivet_ctl_print (line);
}

static const char *
describe_failure (const TrivetShownCode *code)
{
  if (code->state == TRIVET_SHOWN_CODE_EXPIRED)
    return "its time is over";
  return code->error != NULL ? code->error->message : trivet_payment_reason_get_name (code->reason);
}

/* Prints each code once; when none can be scanned any more, the tender has ended. */
static void
on_codes_changed (TrivetCheckout *checkout,
                  gpointer        user_data)
{
  Watch     *watch = user_data;
  GPtrArray *codes = trivet_checkout_get_codes (checkout);
  gboolean   alive = codes->len == 0;

  for (guint i = 0; i < codes->len; i++) {
    const TrivetShownCode *code = g_ptr_array_index (codes, i);

    alive = alive || code->state == TRIVET_SHOWN_CODE_MAKING || code->state == TRIVET_SHOWN_CODE_SHOWN;
    if (code->text != NULL && g_hash_table_add (watch->shown, g_strdup (code->text)))
      print_code (watch, code);
  }
  if (alive || watch->done)
    return;

  for (guint i = 0; i < codes->len; i++) {
    const TrivetShownCode *code = g_ptr_array_index (codes, i);

    watch->code = trivet_ctl_fail (TRIVET_CTL_REFUSED, "No code of %s: %s", code->wallet_id, describe_failure (code));
  }
  watch->done = TRUE;
}

static void
add_row (JsonArray     *rows,
         const char    *name,
         gint64         amount_minor,
         TrivetCurrency currency)
{
  g_autofree char *amount = trivet_money_to_decimal (trivet_money_new (amount_minor, currency));
  JsonObject      *row = json_object_new ();

  json_object_set_string_member (row, "name", name);
  json_object_set_string_member (row, "amount", amount);
  json_array_add_object_element (rows, row);
}

/* Takes @rows. */
static void
add_rows (JsonObject *line,
          const char *member,
          JsonArray  *rows)
{
  if (json_array_get_length (rows) > 0)
    json_object_set_array_member (line, member, rows);
  else
    json_array_unref (rows);
}

/* Why the sum is not that of the menu. */
static void
add_prices (JsonObject         *line,
            const TrivetOrder  *order,
            const TrivetTotals *totals)
{
  JsonArray *promotions = json_array_new ();
  JsonArray *charges = json_array_new ();

  for (guint i = 0; i < order->promotions->len; i++) {
    gint64 minor = g_array_index (totals->promotions, gint64, i);

    if (minor != 0)
      add_row (promotions, ((const TrivetAppliedPromotion *) g_ptr_array_index (order->promotions, i))->name, -minor, order->currency);
  }
  for (guint i = 0; i < totals->charges->len; i++) {
    const TrivetChargeTotal *charge = &g_array_index (totals->charges, TrivetChargeTotal, i);

    add_row (charges, charge->charge->name, charge->amount_minor, order->currency);
  }
  add_rows (line, "promotions", promotions);
  add_rows (line, "charges", charges);
}

static void
print_outcome (TrivetTab      *tab,
               TrivetCheckout *checkout)
{
  const TrivetCheckoutStatus *status = trivet_checkout_get_status (checkout);
  const TrivetOrder          *order = trivet_tab_get_order (tab);
  g_autofree char            *total = trivet_money_to_decimal (trivet_money_new (trivet_tab_get_totals (tab)->total_minor, order->currency));
  g_autofree char            *due = trivet_money_to_decimal (trivet_money_new (trivet_tab_get_due_minor (tab), order->currency));
  JsonObject                 *line = json_object_new ();

  json_object_set_string_member (line, "order", order->order_id);
  json_object_set_string_member (line, "number", order->number);
  json_object_set_string_member (line, "outcome", trivet_checkout_kind_get_name (status->kind));
  json_object_set_string_member (line, "total", total);
  add_prices (line, order, trivet_tab_get_totals (tab));
  json_object_set_string_member (line, "due", due);
  if (status->method != NULL)
    json_object_set_string_member (line, "method", status->method);
  if (status->kind == TRIVET_CHECKOUT_PAID && g_strcmp0 (status->method, "cash") == 0) {
    g_autofree char *change = trivet_money_to_decimal (trivet_money_new (status->change_minor, order->currency));
    g_autofree char *rounding = trivet_money_to_decimal (trivet_money_new (status->rounding_minor, order->currency));

    json_object_set_string_member (line, "change", change);
    if (status->rounding_minor != 0)
      json_object_set_string_member (line, "rounding", rounding);
  }
  json_object_set_boolean_member (line, "settled", order->settled_at_us != 0);
  trivet_ctl_print (line);
}

/* Nobody scanned in time. The program ends only when the provider knows that nobody may any more, or
 * when it does not answer. */
static void
withdraw_codes (Watch *watch)
{
  gint64 until_us = g_get_monotonic_time () + WITHDRAW_S * G_USEC_PER_SEC;

  trivet_checkout_hide_codes (watch->checkout);
  while (!watch->done && trivet_checkout_is_withdrawing (watch->checkout) && g_get_monotonic_time () < until_us)
    trivet_ctl_iterate (until_us);
  if (watch->done)
    return;

  watch->code = trivet_checkout_is_withdrawing (watch->checkout)
                  ? trivet_ctl_fail (TRIVET_CTL_IN_DOUBT, "The code could not be withdrawn; run “trivetctl resume”")
                  : trivet_ctl_fail (TRIVET_CTL_REFUSED, "Not paid: nobody paid the shown code in time");
}

static int
begin_show (Watch                     *watch,
            const TrivetCtlTenderItem *tender)
{
  const char *const *wallets = trivet_checkout_get_code_wallets (watch->checkout);

  if (tender->text != NULL)
    trivet_checkout_show_code (watch->checkout, tender->text);
  else
    trivet_checkout_show_all_codes (watch->checkout);
  if (trivet_checkout_get_codes (watch->checkout)->len > 0)
    return TRIVET_CTL_DONE;

  return trivet_ctl_fail (TRIVET_CTL_REFUSED, wallets[0] == NULL ? "No provider is set up that can show a code"
                                                                 : "No code can be shown for this order");
}

/* Too little cash as the last tender leaves an order open that nobody meant to. */
static int
begin_cash (Watch                     *watch,
            const TrivetCtlTenderItem *tender,
            gboolean                   may_be_part)
{
  TrivetTab *tab = trivet_checkout_get_tab (watch->checkout);
  gint64     due = trivet_checkout_get_cash_due (watch->checkout).cash_minor;

  if (tender->cash_minor < due && !may_be_part) {
    g_autofree char *text = trivet_money_to_decimal (trivet_money_new (due, trivet_tab_get_order (tab)->currency));

    return trivet_ctl_fail (TRIVET_CTL_REFUSED, "%s is less than the %s that is due; nothing was taken. "
                                                "Give more, another tender behind it, or --part",
                            tender->text, text);
  }
  trivet_checkout_pay_cash (watch->checkout, tender->cash_minor);
  return TRIVET_CTL_DONE;
}

static int
take_tender (Watch                     *watch,
             const TrivetCtlTenderItem *tender,
             gboolean                   may_be_part)
{
  gint64 deadline_us = trivet_ctl_deadline_us (watch->ctl);
  int    code = TRIVET_CTL_DONE;

  watch->done = FALSE;
  watch->code = TRIVET_CTL_IN_DOUBT;
  if (tender->kind == TRIVET_CTL_TENDER_CODE) {
    g_autoptr (TrivetSecret) secret = read_code (tender->text);

    trivet_checkout_submit_code (watch->checkout, secret);
  } else if (tender->kind == TRIVET_CTL_TENDER_SHOW) {
    code = begin_show (watch, tender);
  } else {
    code = begin_cash (watch, tender, may_be_part);
  }
  if (code != TRIVET_CTL_DONE)
    return code;

  while (!watch->done && g_get_monotonic_time () < deadline_us)
    trivet_ctl_iterate (deadline_us);
  if (!watch->done && tender->kind == TRIVET_CTL_TENDER_SHOW)
    withdraw_codes (watch);
  else if (!watch->done)
    watch->code = trivet_ctl_fail (TRIVET_CTL_IN_DOUBT, "The outcome is not known; run “trivetctl resume”");
  trivet_checkout_hide_codes (watch->checkout);

  return watch->code;
}

static int
take_all (Watch           *watch,
          TrivetCtlTender *self,
          TrivetTab       *tab)
{
  int code = TRIVET_CTL_DONE;

  for (guint i = 0; i < self->list->len && code == TRIVET_CTL_DONE; i++) {
    gboolean last = i + 1 == self->list->len;

    if (i > 0)
      trivet_checkout_try_again (watch->checkout);
    code = take_tender (watch, g_ptr_array_index (self->list, i), self->part || !last);
    print_outcome (tab, watch->checkout);
  }

  return code;
}

/* An order that costs nothing wants no money: whatever was given as a tender is not taken. */
static int
close_order (Watch     *watch,
             TrivetTab *tab)
{
  gint64 deadline_us = trivet_ctl_deadline_us (watch->ctl);

  watch->done = FALSE;
  trivet_checkout_close_order (watch->checkout);
  while (!watch->done && g_get_monotonic_time () < deadline_us)
    trivet_ctl_iterate (deadline_us);
  print_outcome (tab, watch->checkout);

  return watch->code;
}

/**
 * trivet_ctl_check_out:
 * @ctl: an opened one, with an order on its register
 * @self: tenders
 *
 * Takes the money and waits for the end; stops at the first tender that is not paid.
 *
 * Returns: the exit code
 */
int
trivet_ctl_check_out (TrivetCtl       *ctl,
                      TrivetCtlTender *self)
{
  TrivetComposition *composition = ctl->composition;
  g_autoptr (TrivetTab) tab = g_object_ref (trivet_register_get_current (trivet_composition_get_register (composition)));
  g_autoptr (GHashTable) shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Watch watch = { .ctl = ctl, .checkout = trivet_composition_get_checkout (composition), .shown = shown };
  int   code;

  g_signal_connect (trivet_composition_get_engine (composition), "changed", G_CALLBACK (on_engine_changed), &watch);
  trivet_checkout_begin (watch.checkout, trivet_tab_get_order_id (tab));
  trivet_checkout_set_provider (watch.checkout, self->provider_id);
  g_signal_connect (watch.checkout, "changed", G_CALLBACK (on_checkout_changed), &watch);
  g_signal_connect (watch.checkout, "codes-changed", G_CALLBACK (on_codes_changed), &watch);

  code = trivet_checkout_can_close (watch.checkout) ? close_order (&watch, tab) : take_all (&watch, self, tab);
  g_signal_handlers_disconnect_by_data (watch.checkout, &watch);
  g_signal_handlers_disconnect_by_data (trivet_composition_get_engine (composition), &watch);

  return code;
}

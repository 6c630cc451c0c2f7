/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: codes that guests scan live beside the other arms, ask for what is to be paid now, and are
 * off the screen when they should not be paid; who pays first wins, and nothing is taken twice.
 * Method: the real engine between two scripted wallets, a manual clock and a memory journal. */

#include "services-bench.h"

#define TOTAL SERVICES_FISH_MINOR

#define ADD(path, func) \
  g_test_add ("/services/checkout/codes/" path, Services, NULL, services_set_up, func, services_tear_down)

static const TrivetCheckoutStatus *
status_of (Services *self)
{
  return trivet_checkout_get_status (self->checkout);
}

static const TrivetShownCode *
code_of (Services *self,
         guint     position)
{
  GPtrArray *codes = trivet_checkout_get_codes (self->checkout);

  g_assert_cmpuint (position, <, codes->len);
  return g_ptr_array_index (codes, position);
}

static guint
n_calls (Services          *self,
         TrivetScriptedCall call)
{
  return trivet_scripted_provider_get_n_calls (self->provider, call);
}

static void
push_shown (Services   *self,
            const char *text)
{
  trivet_scripted_provider_push (self->provider, TRIVET_SCRIPTED_SHOW, trivet_scripted_answer_shown (text));
}

/* The answers to giving a shown code up: a last look, its close, and the look after it. */
static void
push_withdrawal (Services *self)
{
  trivet_scripted_provider_push_outcome (self->provider, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAYER_ACTION, 0);
  trivet_scripted_provider_push_outcome (self->provider, TRIVET_SCRIPTED_CLOSE, TRIVET_OUTCOME_NOT_PAID, 0);
  trivet_scripted_provider_push_outcome (self->provider, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_NOT_PAID, 0);
}

static void
assert_shown (Services   *self,
              const char *text,
              gint64      amount_minor)
{
  const TrivetShownCode *code = code_of (self, 0);

  g_assert_cmpint (code->state, ==, TRIVET_SHOWN_CODE_SHOWN);
  g_assert_cmpstr (code->text, ==, text);
  g_assert_cmpstr (code->wallet_id, ==, "wechat");
  g_assert_cmpint (code->amount.minor, ==, amount_minor);
  g_assert_nonnull (code->payment_id);
}

/* A pay page for one fish, with a code on it. */
static void
begin_and_show (Services   *self,
                const char *text)
{
  services_begin (self, "fish");
  push_shown (self, text);
  trivet_checkout_show_code (self->checkout, "wechat");
  services_drain (self);
  assert_shown (self, text, TOTAL);
}

static void
end_page (Services *self)
{
  push_withdrawal (self);
  trivet_checkout_end (self->checkout);
  services_drain (self);
}

static void
test_paid (Services     *self,
           gconstpointer user_data)
{
  begin_and_show (self, "weixin://1");
  services_assert_kind (self, "ready");
  g_assert_cmpuint (trivet_checkout_get_n_doubts (self->checkout), ==, 0);
  g_assert_cmpuint (trivet_checkout_get_seconds_left (self->checkout, code_of (self, 0)), ==, 120);
  g_assert_cmpint (trivet_checkout_get_due_minor (self->checkout), ==, TOTAL);

  trivet_scripted_provider_push_paid (self->provider, TRIVET_SCRIPTED_QUERY, TOTAL);
  trivet_manual_clock_advance (self->clock, 3000);
  services_assert_kind (self, "paid");
  g_assert_true (status_of (self)->shown);
  g_assert_true (status_of (self)->order_settled);
  g_assert_cmpstr (status_of (self)->method, ==, "wechat");
  g_assert_cmpint (status_of (self)->amount.minor, ==, TOTAL);
  g_assert_cmpint (status_of (self)->surplus_minor, ==, 0);
  g_assert_cmpint (code_of (self, 0)->state, !=, TRIVET_SHOWN_CODE_SHOWN);
  g_assert_null (code_of (self, 0)->text);
  services_assert_shown (self, "ready paid ");
  g_assert_cmpuint (self->n_settled, ==, 1);
}

/* Beside the camera: the guest's code wins, and the shown one is withdrawn by itself. */
static void
test_scan_wins (Services     *self,
                gconstpointer user_data)
{
  begin_and_show (self, "weixin://1");
  trivet_scripted_provider_push_paid (self->provider, TRIVET_SCRIPTED_CHARGE, TOTAL);
  push_withdrawal (self);
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "paid");
  g_assert_false (status_of (self)->shown);
  g_assert_cmpuint (n_calls (self, TRIVET_SCRIPTED_CLOSE), ==, 1);
  g_assert_null (code_of (self, 0)->text);
  g_assert_cmpuint (n_calls (self, TRIVET_SCRIPTED_SHOW), ==, 1);
}

static void
test_cash_wins (Services     *self,
                gconstpointer user_data)
{
  begin_and_show (self, "weixin://1");
  push_withdrawal (self);
  trivet_checkout_pay_cash (self->checkout, TOTAL);
  services_drain (self);
  services_assert_kind (self, "paid");
  g_assert_cmpuint (n_calls (self, TRIVET_SCRIPTED_CLOSE), ==, 1);
  g_assert_null (code_of (self, 0)->text);
}

/* Both pay in the same moment: the second one's money goes back by itself, and the page says so. */
static void
test_race (Services     *self,
           gconstpointer user_data)
{
  begin_and_show (self, "weixin://1");
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "sending");
  trivet_scripted_provider_push_paid (self->provider, TRIVET_SCRIPTED_QUERY, TOTAL);
  trivet_manual_clock_advance (self->clock, 3000);
  services_assert_kind (self, "sending");
  g_assert_cmpuint (self->n_settled, ==, 1);

  trivet_scripted_provider_push (self->provider, TRIVET_SCRIPTED_REFUND, trivet_scripted_answer_refunded (TOTAL));
  trivet_scripted_provider_release (self->provider, TRIVET_SCRIPTED_CHARGE, trivet_scripted_answer_paid (TOTAL));
  services_drain (self);
  services_assert_kind (self, "paid");
  g_assert_true (status_of (self)->order_settled);
  g_assert_cmpint (status_of (self)->surplus_minor, ==, TOTAL);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_REFUND_STARTED), ==, 1);
}

/* The guest's code is refused after somebody paid ours: the order is paid, and the page says that. */
static void
test_paid_behind (Services     *self,
                  gconstpointer user_data)
{
  begin_and_show (self, "weixin://1");
  services_scan (self, SERVICES_WECHAT_CODE);
  trivet_scripted_provider_push_paid (self->provider, TRIVET_SCRIPTED_QUERY, TOTAL);
  trivet_manual_clock_advance (self->clock, 3000);
  services_assert_kind (self, "sending");

  trivet_scripted_provider_push_outcome (self->provider, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_NOT_PAID, 0);
  trivet_scripted_provider_release (self->provider, TRIVET_SCRIPTED_CHARGE,
                                    trivet_provider_answer_new (TRIVET_OUTCOME_DECLINED, TRIVET_PAYMENT_REASON_NO_MONEY));
  services_drain (self);
  services_assert_kind (self, "paid");
  g_assert_true (status_of (self)->shown);
  g_assert_true (status_of (self)->order_settled);
}

/* The amount changes: the old code goes first, the new one asks for the new amount. */
static void
test_amount (Services     *self,
             gconstpointer user_data)
{
  begin_and_show (self, "weixin://1");
  trivet_checkout_set_amount (self->checkout, 1000);
  services_drain (self);
  g_assert_cmpint (code_of (self, 0)->state, ==, TRIVET_SHOWN_CODE_MAKING);
  g_assert_null (code_of (self, 0)->text);
  g_assert_cmpint (status_of (self)->amount.minor, ==, 1000);
  g_assert_cmpuint (n_calls (self, TRIVET_SCRIPTED_SHOW), ==, 1);

  push_shown (self, "weixin://2");
  trivet_scripted_provider_release (self->provider, TRIVET_SCRIPTED_QUERY,
                                    trivet_provider_answer_new (TRIVET_OUTCOME_PAYER_ACTION, 0));
  trivet_scripted_provider_push_outcome (self->provider, TRIVET_SCRIPTED_CLOSE, TRIVET_OUTCOME_NOT_PAID, 0);
  trivet_scripted_provider_push_outcome (self->provider, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_NOT_PAID, 0);
  services_drain (self);
  assert_shown (self, "weixin://2", 1000);
  g_assert_cmpint (trivet_scripted_provider_get_last (self->provider, TRIVET_SCRIPTED_SHOW)->amount.minor, ==, 1000);
  end_page (self);
}

/* Half by our code, half in cash: after the first the rest is asked for, by a new code too. */
static void
test_parts (Services     *self,
            gconstpointer user_data)
{
  services_begin (self, "fish");
  trivet_checkout_set_amount (self->checkout, 1000);
  push_shown (self, "weixin://1");
  trivet_checkout_show_code (self->checkout, "wechat");
  services_drain (self);
  assert_shown (self, "weixin://1", 1000);

  push_shown (self, "weixin://2");
  trivet_scripted_provider_push_paid (self->provider, TRIVET_SCRIPTED_QUERY, 1000);
  trivet_manual_clock_advance (self->clock, 3000);
  services_assert_kind (self, "paid");
  g_assert_false (status_of (self)->order_settled);
  g_assert_cmpint (trivet_checkout_get_amount_minor (self->checkout), ==, TOTAL - 1000);
  assert_shown (self, "weixin://2", TOTAL - 1000);

  push_withdrawal (self);
  trivet_checkout_pay_cash (self->checkout, 5000);
  services_drain (self);
  services_assert_kind (self, "paid");
  g_assert_true (status_of (self)->order_settled);
  g_assert_cmpint (status_of (self)->change_minor, ==, 5000 - (TOTAL - 1000));
  g_assert_cmpuint (n_calls (self, TRIVET_SCRIPTED_CLOSE), ==, 1);
}

/* A guest's code that comes while ours is being withdrawn waits for the provider's word. */
static void
test_held (Services     *self,
           gconstpointer user_data)
{
  begin_and_show (self, "weixin://1");
  trivet_checkout_hide_codes (self->checkout);
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "sending");
  g_assert_cmpuint (n_calls (self, TRIVET_SCRIPTED_CHARGE), ==, 0);

  trivet_scripted_provider_push_paid (self->provider, TRIVET_SCRIPTED_CHARGE, TOTAL);
  trivet_scripted_provider_release (self->provider, TRIVET_SCRIPTED_QUERY,
                                    trivet_provider_answer_new (TRIVET_OUTCOME_PAYER_ACTION, 0));
  trivet_scripted_provider_push_outcome (self->provider, TRIVET_SCRIPTED_CLOSE, TRIVET_OUTCOME_NOT_PAID, 0);
  trivet_scripted_provider_push_outcome (self->provider, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_NOT_PAID, 0);
  services_drain (self);
  services_assert_kind (self, "paid");
  g_assert_cmpuint (n_calls (self, TRIVET_SCRIPTED_CHARGE), ==, 1);
}

/* And when it turns out that ours was paid, the guest's code is never asked. */
static void
test_held_in_vain (Services     *self,
                   gconstpointer user_data)
{
  begin_and_show (self, "weixin://1");
  trivet_checkout_hide_codes (self->checkout);
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "sending");
  trivet_scripted_provider_release (self->provider, TRIVET_SCRIPTED_QUERY, trivet_scripted_answer_paid (TOTAL));
  services_drain (self);
  services_assert_kind (self, "paid");
  g_assert_true (status_of (self)->shown);
  g_assert_cmpuint (n_calls (self, TRIVET_SCRIPTED_CHARGE), ==, 0);
}

/* Nobody answers whether ours was paid: the doubt is said, and nothing is charged. */
static void
test_held_too_long (Services     *self,
                    gconstpointer user_data)
{
  begin_and_show (self, "weixin://1");
  trivet_scripted_provider_push_outcome (self->provider, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAYER_ACTION, 0);
  trivet_checkout_hide_codes (self->checkout);
  services_drain (self);
  services_scan (self, SERVICES_WECHAT_CODE);
  services_assert_kind (self, "sending");
  trivet_manual_clock_advance (self->clock, 15000);
  services_assert_kind (self, "refused");
  g_assert_error (status_of (self)->error, TRIVET_PAYMENT_ERROR, TRIVET_PAYMENT_ERROR_IN_DOUBT);
  g_assert_cmpuint (n_calls (self, TRIVET_SCRIPTED_CHARGE), ==, 0);
}

static void
test_leave (Services     *self,
            gconstpointer user_data)
{
  g_autofree char *order_id = NULL;

  begin_and_show (self, "weixin://1");
  order_id = g_strdup (services_current (self)->order_id);
  trivet_checkout_end (self->checkout);
  services_drain (self);
  services_assert_kind (self, "idle");
  g_assert_cmpuint (trivet_checkout_get_codes (self->checkout)->len, ==, 0);

  /* The guest was quicker than the withdrawal; staff are on the page again and see it. */
  g_assert_true (trivet_checkout_begin (self->checkout, order_id));
  services_assert_kind (self, "ready");
  trivet_scripted_provider_release (self->provider, TRIVET_SCRIPTED_QUERY, trivet_scripted_answer_paid (TOTAL));
  services_drain (self);
  services_assert_kind (self, "paid");
  g_assert_true (status_of (self)->order_settled);
}

/* Staff leave before the code's intent is durable: it is withdrawn as soon as it is known. */
static void
test_leave_early (Services     *self,
                  gconstpointer user_data)
{
  services_begin (self, "fish");
  trivet_memory_journal_set_delay_ms (self->journal, 50);
  push_shown (self, "weixin://1");
  push_withdrawal (self);
  trivet_checkout_show_code (self->checkout, "wechat");
  trivet_checkout_end (self->checkout);
  trivet_manual_clock_advance (self->clock, 5000);
  g_assert_cmpuint (n_calls (self, TRIVET_SCRIPTED_CLOSE), ==, 1);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_PAYMENT_REVERSED), ==, 1);
}

/* A wallet whose guests never scan: a code is open until it is closed. */
static TrivetProviderAnswer *
answer_idle_world (TrivetScriptedCall call,
                   const char        *merchant_order_id,
                   TrivetMoney        amount,
                   guint             *ret_delay_ms,
                   gpointer           user_data)
{
  GHashTable *closed = user_data;

  if (call == TRIVET_SCRIPTED_SHOW)
    return trivet_scripted_answer_shown (merchant_order_id);
  if (call == TRIVET_SCRIPTED_CLOSE)
    g_hash_table_add (closed, g_strdup (merchant_order_id));

  return trivet_provider_answer_new (g_hash_table_contains (closed, merchant_order_id) ? TRIVET_OUTCOME_NOT_PAID
                                                                                       : TRIVET_OUTCOME_PAYER_ACTION,
                                     TRIVET_PAYMENT_REASON_NONE);
}

/* Its time is over: it is renewed, but a page that is left open makes no codes for ever. */
static void
test_renewal (Services     *self,
              gconstpointer user_data)
{
  g_autoptr (GHashTable) closed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *first = NULL;

  trivet_scripted_provider_set_world (self->provider, answer_idle_world, closed);
  services_begin (self, "fish");
  trivet_checkout_show_code (self->checkout, "wechat");
  services_drain (self);
  first = g_strdup (code_of (self, 0)->text);
  g_assert_nonnull (first);

  trivet_manual_clock_advance (self->clock, 125000);
  g_assert_cmpint (code_of (self, 0)->state, ==, TRIVET_SHOWN_CODE_SHOWN);
  g_assert_cmpstr (code_of (self, 0)->text, !=, first);
  trivet_manual_clock_advance (self->clock, 3600000);
  g_assert_cmpint (code_of (self, 0)->state, ==, TRIVET_SHOWN_CODE_EXPIRED);
  g_assert_cmpuint (n_calls (self, TRIVET_SCRIPTED_SHOW), ==, 4);
  g_assert_cmpuint (n_calls (self, TRIVET_SCRIPTED_CLOSE), ==, 4);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_PAYMENT_REVERSED), ==, 4);

  trivet_checkout_show_code (self->checkout, "wechat");
  services_drain (self);
  g_assert_cmpint (code_of (self, 0)->state, ==, TRIVET_SHOWN_CODE_SHOWN);
  trivet_checkout_end (self->checkout);
  trivet_manual_clock_advance (self->clock, 600000);
  g_assert_cmpuint (services_count_facts (self, TRIVET_FACT_PAYMENT_REVERSED), ==, 5);
}

static void
test_failed (Services     *self,
             gconstpointer user_data)
{
  const char *wallets[] = { "wechat", "alipay", NULL };

  services_begin (self, "fish");
  trivet_checkout_set_code_wallets (self->checkout, wallets);
  trivet_scripted_provider_push_outcome (self->provider, TRIVET_SCRIPTED_SHOW, TRIVET_OUTCOME_UNSENT,
                                         TRIVET_PAYMENT_REASON_UNREACHABLE);
  trivet_checkout_show_all_codes (self->checkout);
  services_drain (self);
  g_assert_cmpint (code_of (self, 0)->state, ==, TRIVET_SHOWN_CODE_FAILED);
  g_assert_cmpint (code_of (self, 0)->reason, ==, TRIVET_PAYMENT_REASON_UNREACHABLE);
  g_assert_cmpstr (code_of (self, 1)->wallet_id, ==, "alipay");
  g_assert_cmpint (code_of (self, 1)->state, ==, TRIVET_SHOWN_CODE_FAILED);
  g_assert_cmpint (code_of (self, 1)->reason, ==, TRIVET_PAYMENT_REASON_NOT_CONTRACTED);
  services_assert_kind (self, "ready");

  push_shown (self, "weixin://1");
  trivet_checkout_show_code (self->checkout, "wechat");
  services_drain (self);
  assert_shown (self, "weixin://1", TOTAL);
  end_page (self);
}

static void
test_disk_full (Services     *self,
                gconstpointer user_data)
{
  services_begin (self, "fish");
  trivet_memory_journal_fail_next (self->journal, 1, TRIVET_STORE_ERROR_FULL);
  trivet_checkout_show_code (self->checkout, "wechat");
  services_drain (self);
  g_assert_cmpint (code_of (self, 0)->state, ==, TRIVET_SHOWN_CODE_FAILED);
  g_assert_error (code_of (self, 0)->error, TRIVET_STORE_ERROR, TRIVET_STORE_ERROR_FULL);
  g_assert_cmpuint (n_calls (self, TRIVET_SCRIPTED_SHOW), ==, 0);
}

/* Two codes of two wallets are out; the one that is paid ends the other. */
static void
test_two_wallets (Services     *self,
                  gconstpointer user_data)
{
  g_autoptr (TrivetScriptedProvider) alipay = trivet_scripted_provider_new ("ali", "alipay", TRIVET_CLOCK (self->clock));
  const char *wallets[] = { "alipay", "wechat", NULL };

  trivet_provider_registry_add (self->registry, TRIVET_PAYMENT_PROVIDER (alipay));
  services_begin (self, "fish");
  trivet_checkout_set_code_wallets (self->checkout, wallets);
  push_shown (self, "weixin://1");
  trivet_scripted_provider_push (alipay, TRIVET_SCRIPTED_SHOW, trivet_scripted_answer_shown ("https://qr.alipay.com/1"));
  trivet_checkout_show_all_codes (self->checkout);
  services_drain (self);
  g_assert_cmpstr (code_of (self, 0)->text, ==, "https://qr.alipay.com/1");
  g_assert_cmpstr (code_of (self, 1)->text, ==, "weixin://1");

  trivet_scripted_provider_push_outcome (self->provider, TRIVET_SCRIPTED_QUERY, TRIVET_OUTCOME_PAYER_ACTION, 0);
  push_withdrawal (self);
  trivet_scripted_provider_push_paid (alipay, TRIVET_SCRIPTED_QUERY, TOTAL);
  trivet_manual_clock_advance (self->clock, 3000);
  services_assert_kind (self, "paid");
  g_assert_cmpstr (status_of (self)->method, ==, "alipay");
  g_assert_cmpuint (n_calls (self, TRIVET_SCRIPTED_CLOSE), ==, 1);
  g_assert_null (code_of (self, 1)->text);
  trivet_checkout_end (self->checkout);
  trivet_manual_clock_advance (self->clock, 600000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  services_capture_logs ();

  ADD ("paid", test_paid);
  ADD ("scan-wins", test_scan_wins);
  ADD ("cash-wins", test_cash_wins);
  ADD ("race", test_race);
  ADD ("paid-behind", test_paid_behind);
  ADD ("amount", test_amount);
  ADD ("parts", test_parts);
  ADD ("held", test_held);
  ADD ("held-in-vain", test_held_in_vain);
  ADD ("held-too-long", test_held_too_long);
  ADD ("leave", test_leave);
  ADD ("leave-early", test_leave_early);
  ADD ("renewal", test_renewal);
  ADD ("failed", test_failed);
  ADD ("disk-full", test_disk_full);
  ADD ("two-wallets", test_two_wallets);

  return g_test_run ();
}

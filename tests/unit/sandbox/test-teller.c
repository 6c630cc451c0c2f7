/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a number is charged at most once, money ends where each scenario says, and the wallet's
 * own clocks work.
 * Method: every scenario on both wallets through pay, three queries and reverses until nothing
 * changes, with invented time; then codes, numbers, balances and ages one by one. */

#include "sandbox-shop.h"
#include "trivet-sandbox-guest.h"

#define ALIPAY  TRIVET_SANDBOX_WALLET_ALIPAY
#define WECHAT  TRIVET_SANDBOX_WALLET_WECHAT
#define V(name) TRIVET_SANDBOX_VERDICT_##name
#define BALANCE 1000000
#define LIFE_S  45

static void
set_up (SandboxShop  *self,
        gconstpointer data)
{
  sandbox_shop_set_up (self, BALANCE);
}

static void
tear_down (SandboxShop  *self,
           gconstpointer data)
{
  sandbox_shop_tear_down (self);
}

static char *
new_code (SandboxShop *self,
          const char  *wallet)
{
  g_autoptr (GError) error = NULL;
  char *code = trivet_sandbox_phone_show_code (self->phone, wallet, NULL, self->now_us, &error);

  g_assert_no_error (error);
  g_assert_true (trivet_sandbox_phone_is_code (wallet, code));
  return code;
}

static TrivetSandboxVerdict
pay_as (SandboxShop *self,
        const char  *wallet,
        const char  *number,
        gint64       amount_minor,
        const char  *code,
        const char  *data)
{
  TrivetSandboxPayCall call = { wallet, "v3", number, amount_minor, code, NULL, data, LIFE_S, self->now_us };
  g_auto (TrivetSandboxRuling) ruling = { 0 };

  trivet_sandbox_teller_pay (self->teller, &call, &ruling);
  return ruling.verdict;
}

static TrivetSandboxVerdict
pay (SandboxShop *self,
     const char  *wallet,
     const char  *number,
     gint64       amount_minor)
{
  g_autofree char *code = new_code (self, wallet);

  return pay_as (self, wallet, number, amount_minor, code, "data");
}

static TrivetSandboxVerdict
reverse (SandboxShop *self,
         const char  *wallet,
         const char  *number,
         gboolean    *ret_returned)
{
  g_auto (TrivetSandboxRuling) ruling = { 0 };

  trivet_sandbox_teller_reverse (self->teller, wallet, number, self->now_us, &ruling);
  if (ret_returned != NULL)
    *ret_returned = ruling.money_returned;
  return ruling.verdict;
}

/* Whether the guest's money is taken by the call to pay alone. */
static gboolean
is_paid_at_once (TrivetSandboxScenario scenario)
{
  switch (scenario) {
  case TRIVET_SANDBOX_SCENARIO_PAID:
  case TRIVET_SANDBOX_SCENARIO_SYSTEM_ERROR:
  case TRIVET_SANDBOX_SCENARIO_LOST_PAID:
  case TRIVET_SANDBOX_SCENARIO_HANG:
  case TRIVET_SANDBOX_SCENARIO_NEW_KEY:
  case TRIVET_SANDBOX_SCENARIO_OTHER_AMOUNT:
  case TRIVET_SANDBOX_SCENARIO_GARBAGE:
  case TRIVET_SANDBOX_SCENARIO_CLOCK:
  case TRIVET_SANDBOX_SCENARIO_LATE_BOOKS:
  case TRIVET_SANDBOX_SCENARIO_ALREADY_PAID:
  case TRIVET_SANDBOX_SCENARIO_VOUCHER:
    return TRUE;
  case TRIVET_SANDBOX_SCENARIO_PASSWORD:
  case TRIVET_SANDBOX_SCENARIO_NO_MONEY:
  case TRIVET_SANDBOX_SCENARIO_LOST_UNPAID:
  case TRIVET_SANDBOX_SCENARIO_FORGED:
  case TRIVET_SANDBOX_SCENARIO_EXPIRED_CODE:
  case TRIVET_SANDBOX_SCENARIO_BUSY:
  case TRIVET_SANDBOX_SCENARIO_NO_PASSWORD:
  case TRIVET_SANDBOX_SCENARIO_PAID_AT_REVERSE:
  case TRIVET_SANDBOX_SCENARIO_REVERSE_AGAIN:
  case TRIVET_SANDBOX_SCENARIO_GUEST_REFUSES:
    return FALSE;
  }

  g_assert_not_reached ();
}

static void
play_to_the_end (SandboxShop          *self,
                 const char           *wallet,
                 TrivetSandboxScenario scenario)
{
  g_autofree char          *number = g_strdup_printf ("NUMBER%u", scenario);
  gint64                    amount_minor = 1000 + scenario;
  const TrivetSandboxOrder *order;
  gboolean                  returned = FALSE;
  guint                     tries = 0;

  pay (self, wallet, number, amount_minor);
  order = sandbox_shop_find (self, wallet, number);
  g_assert_cmpint (order->scenario, ==, scenario);
  g_assert_cmpint (trivet_sandbox_order_get_kept (order), ==, is_paid_at_once (scenario) ? amount_minor : 0);
  g_assert_cmpuint (order->charges, ==, is_paid_at_once (scenario) ? 1 : 0);

  for (guint i = 0; i < 3; i++)
    sandbox_shop_query (self, wallet, number);
  g_assert_cmpint (sandbox_shop_query (self, wallet, number) == V (PAID), ==, is_paid_at_once (scenario));

  sandbox_shop_pass_time (self, 20);
  while (reverse (self, wallet, number, &returned) == V (SYSTEM_ERROR) || sandbox_shop_find (self, wallet, number)->state == TRIVET_SANDBOX_STATE_WAITING)
    g_assert_cmpuint (++tries, <, 4);
  order = sandbox_shop_find (self, wallet, number);
  g_assert_cmpint (trivet_sandbox_order_get_kept (order), ==, 0);
  g_assert_cmpint (returned, ==,
                   is_paid_at_once (scenario) || scenario == TRIVET_SANDBOX_SCENARIO_PAID_AT_REVERSE);
  g_assert_cmpint (tries > 0, ==, scenario == TRIVET_SANDBOX_SCENARIO_REVERSE_AGAIN);
  g_assert_cmpint (sandbox_shop_query (self, wallet, number), !=, V (PAID));
}

static void
test_scenarios (SandboxShop  *self,
                gconstpointer data)
{
  for (guint i = 0; i < TRIVET_SANDBOX_N_SCENARIOS; i++) {
    play_to_the_end (self, ALIPAY, i);
    play_to_the_end (self, WECHAT, i);
  }
  g_assert_cmpint (trivet_sandbox_books_get_spent (self->books, ALIPAY), ==, 0);
  g_assert_cmpint (trivet_sandbox_books_get_spent (self->books, WECHAT), ==, 0);
}

static void
test_codes (SandboxShop  *self,
            gconstpointer data)
{
  g_autofree char *code = new_code (self, ALIPAY);
  g_autofree char *old = new_code (self, ALIPAY);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (pay_as (self, ALIPAY, "UNKNOWN", 100, "280000000000000000", "d"), ==, V (CODE_BAD));
  g_assert_cmpint (pay_as (self, WECHAT, "OTHERS", 100, code, "d"), ==, V (CODE_BAD));
  g_assert_cmpint (pay_as (self, ALIPAY, "FIRST", 100, code, "d"), ==, V (PAID));
  g_assert_cmpint (pay_as (self, ALIPAY, "SECOND", 100, code, "d"), ==, V (CODE_BAD));
  sandbox_shop_pass_time (self, 59);
  g_assert_cmpint (trivet_sandbox_phone_check_code (self->phone, ALIPAY, old, self->now_us), ==, TRIVET_SANDBOX_CODE_GOOD);
  sandbox_shop_pass_time (self, 1);
  g_assert_cmpint (pay_as (self, ALIPAY, "OLD", 100, old, "d"), ==, V (CODE_EXPIRED));
  g_assert_null (trivet_sandbox_phone_show_code (self->phone, "cash", NULL, self->now_us, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (trivet_sandbox_phone_show_code (self->phone, ALIPAY, "130000000000000000", self->now_us, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_numbers (SandboxShop  *self,
              gconstpointer data)
{
  g_autofree char *code = new_code (self, WECHAT);
  g_autofree char *other = new_code (self, WECHAT);

  g_assert_cmpint (pay_as (self, WECHAT, "N", 100, code, "same"), ==, V (PAID));
  g_assert_cmpint (pay_as (self, WECHAT, "N", 100, code, "same"), ==, V (ALREADY_PAID));
  g_assert_cmpint (pay_as (self, WECHAT, "N", 200, other, "different"), ==, V (OTHER_DATA));
  g_assert_cmpuint (sandbox_shop_find (self, WECHAT, "N")->charges, ==, 1);
  g_assert_cmpuint (sandbox_shop_find (self, WECHAT, "N")->pay_calls, ==, 3);
  g_assert_cmpint (sandbox_shop_find (self, WECHAT, "N")->amount_minor, ==, 100);
  g_assert_cmpint (sandbox_shop_query (self, ALIPAY, "N"), ==, V (NOT_FOUND));
  g_assert_cmpint (sandbox_shop_query (self, WECHAT, "M"), ==, V (NOT_FOUND));

  sandbox_shop_pass_time (self, 15);
  g_assert_cmpint (reverse (self, WECHAT, "N", NULL), ==, V (RETURNED));
  g_assert_cmpint (pay_as (self, WECHAT, "N", 100, code, "same"), ==, V (ALREADY_ENDED));
  g_assert_cmpint (reverse (self, WECHAT, "M", NULL), ==, V (CLOSED));
  g_assert_cmpint (pay_as (self, WECHAT, "M", 100, other, "x"), ==, V (ALREADY_ENDED));
  g_assert_cmpint (reverse (self, ALIPAY, "M", NULL), ==, V (NOT_FOUND));
}

static void
test_busy_then_paid (SandboxShop  *self,
                     gconstpointer data)
{
  g_autofree char *code = new_code (self, ALIPAY);

  g_assert_cmpint (pay_as (self, ALIPAY, "B", 110, code, "d"), ==, V (BUSY));
  g_assert_cmpint (sandbox_shop_query (self, ALIPAY, "B"), ==, V (NOT_FOUND));
  g_assert_cmpint (pay_as (self, ALIPAY, "B", 110, code, "d"), ==, V (PAID));
  g_assert_cmpuint (sandbox_shop_find (self, ALIPAY, "B")->charges, ==, 1);
}

static void
test_password (SandboxShop  *self,
               gconstpointer data)
{
  g_autofree char *events = NULL;
  const char      *id;

  g_assert_cmpint (pay (self, WECHAT, "P1", 101), ==, V (WAITING));
  g_assert_cmpint (pay (self, WECHAT, "P2", 201), ==, V (WAITING));
  g_assert_cmpint (pay (self, WECHAT, "P3", 301), ==, V (WAITING));
  g_assert_cmpint (pay (self, WECHAT, "P4", 111), ==, V (WAITING));
  events = trivet_sandbox_guest_dup_events (self->books, self->phone, self->now_us);
  id = sandbox_shop_find (self, WECHAT, "P1")->trade_no;
  g_assert_nonnull (strstr (events, id));
  g_assert_nonnull (strstr (events, "\"seconds_left\":45"));
  g_assert_null (strstr (events, sandbox_shop_find (self, WECHAT, "P4")->trade_no));

  g_assert_true (trivet_sandbox_guest_answer (self->books, self->phone, id, TRUE, self->now_us));
  g_assert_cmpint (sandbox_shop_query (self, WECHAT, "P1"), ==, V (PAID));
  id = sandbox_shop_find (self, WECHAT, "P1")->trade_no;
  g_assert_false (trivet_sandbox_guest_answer (self->books, self->phone, id, TRUE, self->now_us));
  id = sandbox_shop_find (self, WECHAT, "P2")->trade_no;
  g_assert_true (trivet_sandbox_guest_answer (self->books, self->phone, id, FALSE, self->now_us));
  g_assert_cmpint (sandbox_shop_query (self, WECHAT, "P2"), ==, V (REFUSED));
  id = sandbox_shop_find (self, WECHAT, "P4")->trade_no;
  g_assert_false (trivet_sandbox_guest_answer (self->books, self->phone, id, TRUE, self->now_us));
  sandbox_shop_pass_time (self, 45);
  id = sandbox_shop_find (self, WECHAT, "P3")->trade_no;
  g_assert_false (trivet_sandbox_guest_answer (self->books, self->phone, id, TRUE, self->now_us));
  g_assert_cmpint (sandbox_shop_query (self, WECHAT, "P3"), ==, V (CLOSED));
  g_assert_cmpuint (sandbox_shop_find (self, WECHAT, "P3")->charges, ==, 0);
}

static void
test_ages (SandboxShop  *self,
           gconstpointer data)
{
  pay (self, WECHAT, "W", 100);
  pay (self, WECHAT, "V", 100);
  pay (self, ALIPAY, "A", 100);
  pay (self, ALIPAY, "B", 100);
  g_assert_cmpint (reverse (self, WECHAT, "W", NULL), ==, V (TOO_EARLY));
  g_assert_cmpint (reverse (self, ALIPAY, "A", NULL), ==, V (RETURNED));
  sandbox_shop_pass_time (self, 15);
  g_assert_cmpint (reverse (self, WECHAT, "W", NULL), ==, V (RETURNED));
  sandbox_shop_pass_time (self, 24 * 3600);
  g_assert_cmpint (reverse (self, ALIPAY, "B", NULL), ==, V (TOO_LATE));
  sandbox_shop_pass_time (self, 6 * 24 * 3600);
  g_assert_cmpint (reverse (self, WECHAT, "V", NULL), ==, V (TOO_LATE));
  g_assert_cmpint (sandbox_shop_query (self, WECHAT, "V"), ==, V (PAID));
}

static void
test_balance (SandboxShop  *self,
              gconstpointer data)
{
  g_assert_cmpint (pay (self, ALIPAY, "A", BALANCE - 100), ==, V (PAID));
  g_assert_cmpint (pay (self, ALIPAY, "B", 200), ==, V (NO_MONEY));
  g_assert_cmpint (pay (self, WECHAT, "B", 200), ==, V (PAID));
  g_assert_cmpint (pay (self, ALIPAY, "C", 100), ==, V (PAID));
  g_assert_cmpint (pay (self, ALIPAY, "D", 100), ==, V (NO_MONEY));
}

static void
test_forced (SandboxShop  *self,
             gconstpointer data)
{
  trivet_sandbox_teller_force (self->teller, TRIVET_SANDBOX_SCENARIO_VOUCHER);
  g_assert_cmpint (pay (self, ALIPAY, "A", 8800), ==, V (PAID));
  g_assert_cmpint (sandbox_shop_find (self, ALIPAY, "A")->payer_minor, ==, 8300);
  g_assert_cmpint (trivet_sandbox_order_get_kept (sandbox_shop_find (self, ALIPAY, "A")), ==, 8800);
  g_assert_cmpint (pay (self, ALIPAY, "B", 8800), ==, V (PAID));
  g_assert_cmpint (sandbox_shop_find (self, ALIPAY, "B")->payer_minor, ==, 8800);
}

static void
add (const char *path,
     void (*test) (SandboxShop *,
                   gconstpointer))
{
  g_test_add (path, SandboxShop, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/sandbox/teller/scenarios", test_scenarios);
  add ("/sandbox/teller/codes", test_codes);
  add ("/sandbox/teller/numbers", test_numbers);
  add ("/sandbox/teller/busy-then-paid", test_busy_then_paid);
  add ("/sandbox/teller/password", test_password);
  add ("/sandbox/teller/ages", test_ages);
  add ("/sandbox/teller/balance", test_balance);
  add ("/sandbox/teller/forced", test_forced);

  return g_test_run ();
}

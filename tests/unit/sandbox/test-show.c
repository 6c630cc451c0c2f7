/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a code that the shop shows is paid at most once, by whom and when the wallet's rules allow.
 * Method: every scenario on both wallets through show, scan, query and close, with invented time;
 * then lives, repeats and closes one by one. */

#include "sandbox-shop.h"
#include "trivet-sandbox-guest.h"

#define ALIPAY     TRIVET_SANDBOX_WALLET_ALIPAY
#define WECHAT     TRIVET_SANDBOX_WALLET_WECHAT
#define V(name)    TRIVET_SANDBOX_VERDICT_##name
#define SCAN(name) TRIVET_SANDBOX_SCAN_##name
#define CODE_S     120
#define LIFE_S     300

static void
set_up (SandboxShop  *self,
        gconstpointer data)
{
  sandbox_shop_set_up (self, 100000);
}

static void
tear_down (SandboxShop  *self,
           gconstpointer data)
{
  sandbox_shop_tear_down (self);
}

/* Returns the code in the answer, or NULL. */
static char *
show_as (SandboxShop          *self,
         const char           *wallet,
         const char           *number,
         gint64                amount_minor,
         TrivetSandboxVerdict *ret_verdict)
{
  TrivetSandboxShowCall call = { wallet, "v3", number, amount_minor, "lunch", NULL, "data", LIFE_S, self->now_us + CODE_S * G_USEC_PER_SEC, self->now_us };
  g_auto (TrivetSandboxRuling) ruling = { 0 };

  trivet_sandbox_teller_show (self->teller, &call, &ruling);
  *ret_verdict = ruling.verdict;
  return ruling.verdict == V (SHOWN) ? g_strdup (ruling.order->shown_code) : NULL;
}

static char *
show (SandboxShop *self,
      const char  *wallet,
      const char  *number,
      gint64       amount_minor)
{
  TrivetSandboxVerdict verdict;
  char                *code = show_as (self, wallet, number, amount_minor, &verdict);

  g_assert_cmpint (verdict, ==, V (SHOWN));
  return code;
}

static TrivetSandboxScan
scan (SandboxShop *self,
      const char  *code,
      gboolean     password)
{
  g_autoptr (TrivetSandboxOrder) order = NULL;

  return trivet_sandbox_teller_scan (self->teller, code, password, self->now_us, &order);
}

static TrivetSandboxVerdict
close_order (SandboxShop *self,
             const char  *wallet,
             const char  *number)
{
  g_auto (TrivetSandboxRuling) ruling = { 0 };

  trivet_sandbox_teller_close (self->teller, wallet, number, self->now_us, &ruling);
  return ruling.verdict;
}

/* Whether a guest who scans what the books show has paid thereby. */
static TrivetSandboxScan
expected_scan (TrivetSandboxScenario scenario)
{
  switch (scenario) {
  case TRIVET_SANDBOX_SCENARIO_NO_MONEY:
  case TRIVET_SANDBOX_SCENARIO_GUEST_REFUSES:
    return SCAN (FAILED);
  case TRIVET_SANDBOX_SCENARIO_EXPIRED_CODE:
    return SCAN (EXPIRED);
  case TRIVET_SANDBOX_SCENARIO_PASSWORD:
  case TRIVET_SANDBOX_SCENARIO_NO_PASSWORD:
  case TRIVET_SANDBOX_SCENARIO_PAID_AT_REVERSE:
    return SCAN (WAITING);
  case TRIVET_SANDBOX_SCENARIO_PAID:
  case TRIVET_SANDBOX_SCENARIO_SYSTEM_ERROR:
  case TRIVET_SANDBOX_SCENARIO_LOST_PAID:
  case TRIVET_SANDBOX_SCENARIO_LOST_UNPAID:
  case TRIVET_SANDBOX_SCENARIO_HANG:
  case TRIVET_SANDBOX_SCENARIO_FORGED:
  case TRIVET_SANDBOX_SCENARIO_NEW_KEY:
  case TRIVET_SANDBOX_SCENARIO_BUSY:
  case TRIVET_SANDBOX_SCENARIO_OTHER_AMOUNT:
  case TRIVET_SANDBOX_SCENARIO_GARBAGE:
  case TRIVET_SANDBOX_SCENARIO_REVERSE_AGAIN:
  case TRIVET_SANDBOX_SCENARIO_CLOCK:
  case TRIVET_SANDBOX_SCENARIO_LATE_BOOKS:
  case TRIVET_SANDBOX_SCENARIO_ALREADY_PAID:
  case TRIVET_SANDBOX_SCENARIO_VOUCHER:
    return SCAN (PAID);
  }

  g_assert_not_reached ();
}

static void
play_to_the_end (SandboxShop          *self,
                 const char           *wallet,
                 TrivetSandboxScenario scenario)
{
  g_autofree char          *number = g_strdup_printf ("S%u", scenario);
  gint64                    amount_minor = 1000 + scenario;
  TrivetSandboxVerdict      verdict;
  g_autofree char          *first = show_as (self, wallet, number, amount_minor, &verdict);
  g_autofree char          *again = show_as (self, wallet, number, amount_minor, &verdict);
  const TrivetSandboxOrder *order = sandbox_shop_find (self, wallet, number);
  TrivetSandboxScan         seen;

  g_assert_cmpuint (order->charges, ==, 0);
  if (order->shown_code == NULL) {
    g_assert_cmpint (scenario, ==, TRIVET_SANDBOX_SCENARIO_FORGED);
    g_assert_cmpint (scan (self, first, FALSE), ==, SCAN (UNKNOWN));
    return;
  }

  seen = scan (self, order->shown_code, FALSE);
  g_assert_cmpint (seen, ==, expected_scan (scenario));
  order = sandbox_shop_find (self, wallet, number);
  g_assert_cmpint (trivet_sandbox_order_get_kept (order), ==, seen == SCAN (PAID) ? amount_minor : 0);
  for (guint i = 0; i < 3; i++)
    verdict = sandbox_shop_query (self, wallet, number);
  g_assert_cmpint (verdict == V (PAID), ==, seen == SCAN (PAID));

  verdict = close_order (self, wallet, number);
  if (verdict == V (SYSTEM_ERROR))
    verdict = close_order (self, wallet, number);
  order = sandbox_shop_find (self, wallet, number);
  g_assert_cmpuint (order->charges, ==, seen == SCAN (PAID) || scenario == TRIVET_SANDBOX_SCENARIO_PAID_AT_REVERSE ? 1 : 0);
  g_assert_cmpint (verdict == V (ALREADY_PAID), ==, order->charges == 1);
}

static void
test_scenarios (SandboxShop  *self,
                gconstpointer data)
{
  for (guint i = 0; i < TRIVET_SANDBOX_N_SCENARIOS; i++) {
    play_to_the_end (self, ALIPAY, i);
    play_to_the_end (self, WECHAT, i);
  }
}

static void
test_code_life (SandboxShop  *self,
                gconstpointer data)
{
  g_autofree char *alipay = show (self, ALIPAY, "A", 1000);
  g_autofree char *wechat = show (self, WECHAT, "W", 1000);
  g_autofree char *begun = show (self, ALIPAY, "B", 1000);

  g_assert_cmpint (sandbox_shop_query (self, ALIPAY, "A"), ==, V (NOT_FOUND));
  g_assert_cmpint (sandbox_shop_query (self, WECHAT, "W"), ==, V (SHOWN));
  sandbox_shop_pass_time (self, CODE_S - 1);
  g_assert_cmpint (scan (self, begun, TRUE), ==, SCAN (WAITING));
  sandbox_shop_pass_time (self, 1);
  g_assert_cmpint (scan (self, alipay, FALSE), ==, SCAN (EXPIRED));
  g_assert_cmpint (scan (self, wechat, FALSE), ==, SCAN (EXPIRED));
  g_assert_cmpint (sandbox_shop_query (self, ALIPAY, "A"), ==, V (NOT_FOUND));
  g_assert_cmpint (sandbox_shop_query (self, WECHAT, "W"), ==, V (SHOWN));
  g_assert_cmpint (close_order (self, WECHAT, "W"), ==, V (CLOSED));

  /* Alipay's trade lives from the scan on, whatever became of the code. */
  sandbox_shop_pass_time (self, LIFE_S - 2);
  g_assert_cmpint (sandbox_shop_query (self, ALIPAY, "B"), ==, V (WAITING));
  sandbox_shop_pass_time (self, 1);
  g_assert_cmpint (sandbox_shop_query (self, ALIPAY, "B"), ==, V (CLOSED));
  g_assert_cmpint (scan (self, begun, FALSE), ==, SCAN (OVER));
}

static void
test_long_life (SandboxShop  *self,
                gconstpointer data)
{
  TrivetSandboxShowCall call = { ALIPAY, "gateway", "L", 1000, "s", NULL, "d", 3 * 3600, self->now_us + CODE_S * G_USEC_PER_SEC, self->now_us };
  g_auto (TrivetSandboxRuling) ruling = { 0 };

  trivet_sandbox_teller_show (self->teller, &call, &ruling);
  g_assert_cmpint (scan (self, ruling.order->shown_code, TRUE), ==, SCAN (WAITING));
  sandbox_shop_pass_time (self, 3 * 3600 - 1);
  g_assert_cmpint (sandbox_shop_query (self, ALIPAY, "L"), ==, V (WAITING));
  sandbox_shop_pass_time (self, 1);
  g_assert_cmpint (sandbox_shop_query (self, ALIPAY, "L"), ==, V (CLOSED));
}

static void
test_repeats (SandboxShop  *self,
              gconstpointer data)
{
  TrivetSandboxShowCall other = { WECHAT, "v3", "W", 1000, "lunch", NULL, "other data", 0, self->now_us, self->now_us };
  g_auto (TrivetSandboxRuling) ruling = { 0 };
  g_autofree char     *first = show (self, WECHAT, "W", 1000);
  g_autofree char     *second = show (self, WECHAT, "W", 1000);
  g_autofree char     *alipay = show (self, ALIPAY, "A", 1000);
  g_autofree char     *same = show (self, ALIPAY, "A", 1000);
  TrivetSandboxVerdict verdict;

  g_assert_cmpstr (first, !=, second);
  g_assert_cmpstr (alipay, ==, same);
  g_assert_cmpint (scan (self, first, FALSE), ==, SCAN (UNKNOWN));
  trivet_sandbox_teller_show (self->teller, &other, &ruling);
  g_assert_cmpint (ruling.verdict, ==, V (OTHER_DATA));
  g_assert_cmpint (scan (self, second, FALSE), ==, SCAN (PAID));
  g_assert_null (show_as (self, WECHAT, "W", 1000, &verdict));
  g_assert_cmpint (verdict, ==, V (ALREADY_PAID));
  g_assert_cmpint (close_order (self, ALIPAY, "A"), ==, V (NOT_FOUND));
  g_assert_cmpint (scan (self, same, FALSE), ==, SCAN (PAID));
  g_assert_cmpuint (sandbox_shop_find (self, WECHAT, "W")->pay_calls, ==, 4);
}

static void
test_cancel (SandboxShop  *self,
             gconstpointer data)
{
  g_autofree char *unseen = show (self, ALIPAY, "UNSEEN", 1000);
  g_autofree char *raced = show (self, ALIPAY, "RACED", 1014);
  g_autofree char *wechat = show (self, WECHAT, "W", 1000);
  g_auto (TrivetSandboxRuling) first = { 0 };
  g_auto (TrivetSandboxRuling) second = { 0 };
  g_auto (TrivetSandboxRuling) third = { 0 };

  trivet_sandbox_teller_reverse (self->teller, ALIPAY, "UNSEEN", self->now_us, &first);
  g_assert_cmpint (first.verdict, ==, V (CLOSED));
  g_assert_false (first.money_returned);
  g_assert_cmpint (sandbox_shop_query (self, ALIPAY, "UNSEEN"), ==, V (NOT_FOUND));
  g_assert_cmpint (scan (self, unseen, FALSE), ==, SCAN (OVER));

  trivet_sandbox_teller_reverse (self->teller, ALIPAY, "RACED", self->now_us, &second);
  g_assert_true (second.money_returned);
  g_assert_cmpint (sandbox_shop_query (self, ALIPAY, "RACED"), ==, V (RETURNED));
  g_assert_cmpint (scan (self, raced, FALSE), ==, SCAN (OVER));
  g_assert_cmpuint (sandbox_shop_find (self, ALIPAY, "RACED")->charges, ==, 1);

  trivet_sandbox_teller_reverse (self->teller, WECHAT, "W", self->now_us, &third);
  g_assert_cmpint (third.verdict, ==, V (WRONG_KIND));
  g_assert_cmpint (scan (self, wechat, FALSE), ==, SCAN (PAID));
}

static void
test_guest (SandboxShop  *self,
            gconstpointer data)
{
  g_autofree char *code = show (self, WECHAT, "W", 1000);
  g_autofree char *dear = show (self, ALIPAY, "A", 100001000);
  g_autofree char *id = g_strdup (sandbox_shop_find (self, WECHAT, "W")->trade_no);

  g_assert_cmpint (scan (self, dear, FALSE), ==, SCAN (FAILED));
  g_assert_cmpint (sandbox_shop_query (self, ALIPAY, "A"), ==, V (WAITING));
  g_assert_cmpint (close_order (self, ALIPAY, "A"), ==, V (CLOSED));
  g_assert_cmpint (close_order (self, ALIPAY, "A"), ==, V (ALREADY_ENDED));

  g_assert_cmpint (scan (self, code, TRUE), ==, SCAN (WAITING));
  g_assert_true (trivet_sandbox_guest_answer (self->books, self->phone, id, FALSE, self->now_us));
  g_assert_false (trivet_sandbox_guest_answer (self->books, self->phone, id, TRUE, self->now_us));
  g_assert_cmpint (sandbox_shop_query (self, WECHAT, "W"), ==, V (SHOWN));
  g_assert_cmpint (scan (self, code, TRUE), ==, SCAN (WAITING));
  sandbox_shop_pass_time (self, CODE_S);
  g_assert_false (trivet_sandbox_guest_answer (self->books, self->phone, id, TRUE, self->now_us));
  g_assert_cmpint (close_order (self, WECHAT, "W"), ==, V (CLOSED));
  g_assert_cmpint (close_order (self, WECHAT, "W"), ==, V (CLOSED));
  g_assert_cmpint (scan (self, code, FALSE), ==, SCAN (OVER));
  g_assert_cmpuint (sandbox_shop_find (self, WECHAT, "W")->charges, ==, 0);
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
  add ("/sandbox/show/scenarios", test_scenarios);
  add ("/sandbox/show/code-life", test_code_life);
  add ("/sandbox/show/long-life", test_long_life);
  add ("/sandbox/show/repeats", test_repeats);
  add ("/sandbox/show/cancel", test_cancel);
  add ("/sandbox/show/guest", test_guest);

  return g_test_run ();
}

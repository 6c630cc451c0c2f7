/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: a refund number gives back once, the sum never exceeds what was paid, and guest, shop and
 * fee add up whatever the parts are.
 * Method: random splits of orders with and without vouchers, then the wallets' rules one by one with
 * invented time; at the end the books are opened again and must say the same. */

#include "sandbox-shop.h"

#define ALIPAY  TRIVET_SANDBOX_WALLET_ALIPAY
#define WECHAT  TRIVET_SANDBOX_WALLET_WECHAT
#define R(name) TRIVET_SANDBOX_REFUND_VERDICT_##name
#define ROUNDS  200

static void
set_up (SandboxShop  *self,
        gconstpointer data)
{
  sandbox_shop_set_up (self, G_MAXINT32);
}

static void
tear_down (SandboxShop  *self,
           gconstpointer data)
{
  sandbox_shop_tear_down (self);
}

static void
pay (SandboxShop *self,
     const char  *wallet,
     const char  *number,
     gint64       amount_minor)
{
  g_autofree char     *code = trivet_sandbox_phone_show_code (self->phone, wallet, NULL, self->now_us, NULL);
  TrivetSandboxPayCall call = { wallet, "v3", number, amount_minor, code, NULL, "data", 45, self->now_us, "lunch" };
  g_auto (TrivetSandboxRuling) ruling = { 0 };

  trivet_sandbox_teller_pay (self->teller, &call, &ruling);
  g_assert_cmpint (ruling.verdict, ==, TRIVET_SANDBOX_VERDICT_PAID);
}

static TrivetSandboxRefundVerdict
refund (SandboxShop *self,
        const char  *wallet,
        const char  *number,
        const char  *refund_number,
        gint64       amount_minor,
        gint64       total_minor)
{
  TrivetSandboxRefundCall call = { wallet, number, refund_number, amount_minor, total_minor, self->now_us };
  g_auto (TrivetSandboxRefundRuling) ruling = { 0 };

  trivet_sandbox_teller_refund (self->teller, &call, &ruling);
  return ruling.verdict;
}

static TrivetSandboxRefundVerdict
ask (SandboxShop              *self,
     const char               *wallet,
     const char               *refund_number,
     TrivetSandboxRefundState *ret_state)
{
  g_auto (TrivetSandboxRefundRuling) ruling = { 0 };

  trivet_sandbox_teller_query_refund (self->teller, wallet, NULL, refund_number, self->now_us, &ruling);
  if (ruling.refund != NULL)
    *ret_state = ruling.refund->state;
  return ruling.verdict;
}

static void
check_sums (const TrivetSandboxOrder *order)
{
  gint64 refunded = 0;
  gint64 payer = 0;
  gint64 fee = 0;

  for (guint i = 0; i < order->refunds->len; i++) {
    const TrivetSandboxRefund *row = g_ptr_array_index (order->refunds, i);

    g_assert_cmpint (row->payer_minor, >=, 0);
    g_assert_cmpint (row->payer_minor, <=, row->amount_minor);
    g_assert_cmpint (row->fee_minor, >=, 0);
    refunded += row->amount_minor;
    payer += row->payer_minor;
    fee += row->fee_minor;
  }
  g_assert_cmpint (trivet_sandbox_order_get_kept (order), ==, order->amount_minor - refunded);
  g_assert_cmpint (trivet_sandbox_order_get_spent (order), ==, order->payer_minor - payer);
  g_assert_cmpint (trivet_sandbox_order_get_fee (order), ==, order->fee_minor - fee);
  g_assert_cmpint (trivet_sandbox_order_get_fee (order), >=, 0);
  if (refunded == order->amount_minor) {
    g_assert_cmpint (payer, ==, order->payer_minor);
    g_assert_cmpint (fee, ==, order->fee_minor);
  }
}

static void
test_random_parts (SandboxShop  *self,
                   gconstpointer data)
{
  for (guint i = 0; i < ROUNDS; i++) {
    g_autofree char *number = g_strdup_printf ("P%u", i);
    gint64           left = g_test_rand_int_range (1, 2000) * 100 + 20 * (i % 2);

    pay (self, ALIPAY, number, left);
    for (guint k = 0; left > 0; k++) {
      g_autofree char *name = g_strdup_printf ("R%u", k);
      gint64           part = k == 5 ? left : 1 + g_test_rand_int_range (0, (gint32) left);

      g_assert_cmpint (refund (self, ALIPAY, number, "MORE", left + 1, 0), ==, R (TOO_MUCH));
      g_assert_cmpint (refund (self, ALIPAY, number, name, part, 0), ==, R (TAKEN));
      check_sums (sandbox_shop_find (self, ALIPAY, number));
      sandbox_shop_pass_time (self, 3);
      left -= part;
    }
  }
}

static void
test_fees (SandboxShop  *self,
           gconstpointer data)
{
  /* The amounts and fees of the vendors' sample bills. */
  g_assert_cmpint (trivet_sandbox_fee_of (8800), ==, 53);
  g_assert_cmpint (trivet_sandbox_fee_of (300), ==, 2);
  g_assert_cmpint (trivet_sandbox_fee_of (12650), ==, 76);
  g_assert_cmpint (trivet_sandbox_fee_of (0), ==, 0);
  g_assert_cmpint (trivet_sandbox_fee_of (83), ==, 0);
  g_assert_cmpint (trivet_sandbox_fee_of (84), ==, 1);
}

static void
test_rules (SandboxShop  *self,
            gconstpointer data)
{
  pay (self, WECHAT, "W", 8800);
  pay (self, WECHAT, "X", 8800);
  g_assert_cmpint (refund (self, WECHAT, "NONE", "R", 100, 100), ==, R (NO_ORDER));
  g_assert_cmpint (refund (self, WECHAT, "W", "R", 100, 8801), ==, R (WRONG_TOTAL));
  g_assert_cmpint (refund (self, WECHAT, "W", "R", 8801, 8800), ==, R (TOO_MUCH));
  g_assert_cmpint (refund (self, WECHAT, "W", "R", 100, 8800), ==, R (TAKEN));
  g_assert_cmpint (refund (self, WECHAT, "W", "R", 100, 8800), ==, R (REPEATED));
  g_assert_cmpint (refund (self, WECHAT, "W", "R", 200, 8800), ==, R (OTHER_DATA));
  g_assert_cmpint (refund (self, WECHAT, "W", "R", 100, 8801), ==, R (WRONG_TOTAL));
  g_assert_cmpint (refund (self, WECHAT, "X", "R", 100, 8800), ==, R (OTHER_DATA));
  g_assert_cmpint (refund (self, WECHAT, "W", "R2", 100, 8800), ==, R (TOO_SOON));
  sandbox_shop_pass_time (self, 59);
  g_assert_cmpint (refund (self, WECHAT, "W", "R2", 100, 8800), ==, R (TOO_SOON));
  sandbox_shop_pass_time (self, 1);
  g_assert_cmpint (refund (self, WECHAT, "W", "R2", 100, 8800), ==, R (TAKEN));
  sandbox_shop_pass_time (self, 365 * 24 * 3600);
  g_assert_cmpint (refund (self, WECHAT, "W", "R3", 100, 8800), ==, R (REFUSED));
  g_assert_cmpint (trivet_sandbox_order_get_kept (sandbox_shop_find (self, WECHAT, "W")), ==, 8600);
}

static void
test_fifty (SandboxShop  *self,
            gconstpointer data)
{
  pay (self, WECHAT, "W", 8800);
  for (guint i = 0; i < 50; i++) {
    g_autofree char *name = g_strdup_printf ("R%u", i);

    g_assert_cmpint (refund (self, WECHAT, "W", name, 100, 8800), ==, R (TAKEN));
    sandbox_shop_pass_time (self, 60);
  }
  g_assert_cmpint (refund (self, WECHAT, "W", "LAST", 100, 8800), ==, R (REFUSED));
}

static void
test_ends (SandboxShop  *self,
           gconstpointer data)
{
  TrivetSandboxRefundState state = TRIVET_SANDBOX_REFUND_REFUSED;

  pay (self, WECHAT, "W", 8800);
  trivet_sandbox_teller_set_shop_empty (self->teller, WECHAT, TRUE);
  g_assert_cmpint (refund (self, WECHAT, "W", "R", 8800, 8800), ==, R (NO_BALANCE));
  g_assert_cmpint (ask (self, WECHAT, "R", &state), ==, R (NO_ORDER));
  trivet_sandbox_teller_set_shop_empty (self->teller, WECHAT, FALSE);

  trivet_sandbox_teller_force_refund (self->teller, TRIVET_SANDBOX_REFUND_PLAY_REFUSED);
  g_assert_cmpint (refund (self, WECHAT, "W", "NO", 8800, 8800), ==, R (REFUSED));
  g_assert_cmpint (refund (self, WECHAT, "W", "NO", 8800, 8800), ==, R (REFUSED));
  g_assert_cmpint (ask (self, WECHAT, "NO", &state), ==, R (NO_REFUND));

  trivet_sandbox_teller_force_refund (self->teller, TRIVET_SANDBOX_REFUND_PLAY_CLOSED);
  g_assert_cmpint (refund (self, WECHAT, "W", "C", 8800, 8800), ==, R (TAKEN));
  g_assert_cmpint (ask (self, WECHAT, "C", &state), ==, R (REPEATED));
  g_assert_cmpint (state, ==, TRIVET_SANDBOX_REFUND_PENDING);
  g_assert_cmpint (refund (self, WECHAT, "W", "D", 1, 8800), ==, R (TOO_MUCH));
  ask (self, WECHAT, "C", &state);
  g_assert_cmpint (state, ==, TRIVET_SANDBOX_REFUND_CLOSED);
  sandbox_shop_pass_time (self, 60);
  g_assert_cmpint (refund (self, WECHAT, "W", "D", 8800, 8800), ==, R (TAKEN));
  g_assert_cmpint (trivet_sandbox_order_get_kept (sandbox_shop_find (self, WECHAT, "W")), ==, 0);
  g_assert_cmpint (trivet_sandbox_order_get_fee (sandbox_shop_find (self, WECHAT, "W")), ==, 0);
}

static void
test_unpaid (SandboxShop  *self,
             gconstpointer data)
{
  TrivetSandboxShowCall call = { ALIPAY, "gateway", "A", 1000, "s", NULL, "d", 60, self->now_us + G_USEC_PER_SEC, self->now_us };
  g_auto (TrivetSandboxRuling) ruling = { 0 };
  g_auto (TrivetSandboxRuling) reversed = { 0 };
  g_autoptr (TrivetSandboxOrder) order = NULL;

  trivet_sandbox_teller_show (self->teller, &call, &ruling);
  g_assert_cmpint (refund (self, ALIPAY, "A", "R", 100, 0), ==, R (NO_ORDER));
  trivet_sandbox_teller_scan (self->teller, ruling.order->shown_code, TRUE, self->now_us, &order);
  g_assert_cmpint (refund (self, ALIPAY, "A", "R", 100, 0), ==, R (NOT_PAID));
  pay (self, ALIPAY, "B", 1000);
  trivet_sandbox_teller_reverse (self->teller, ALIPAY, "B", self->now_us, &reversed);
  g_assert_cmpint (refund (self, ALIPAY, "B", "R", 100, 0), ==, R (NOT_PAID));
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
  add ("/sandbox/refund/random-parts", test_random_parts);
  add ("/sandbox/refund/fees", test_fees);
  add ("/sandbox/refund/rules", test_rules);
  add ("/sandbox/refund/fifty", test_fifty);
  add ("/sandbox/refund/ends", test_ends);
  add ("/sandbox/refund/unpaid", test_unpaid);

  return g_test_run ();
}

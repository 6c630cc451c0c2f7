/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-cipher.h"
#include "trivet-sandbox-teller-private.h"

/**
 * SECTION:trivet-sandbox-teller-refund
 *
 * Refunds: whole, part, several. A number with the same amount refunds once, whatever is lost in
 * between; the sum never exceeds what was paid.
 */

#define ALIPAY_GAP_S       3
#define MAX_REFUNDS        50
#define PENDING_QUERIES    1
#define REFUNDABLE_S       (G_GINT64_CONSTANT (365) * 24 * 3600)
#define PLAY(name)         TRIVET_SANDBOX_REFUND_PLAY_##name
#define REFUND_STATE(name) TRIVET_SANDBOX_REFUND_##name
#define R(name)            TRIVET_SANDBOX_REFUND_VERDICT_##name

static TrivetSandboxRefund *
find_refund (const TrivetSandboxOrder *order,
             const char               *number)
{
  for (guint i = 0; i < order->refunds->len; i++) {
    TrivetSandboxRefund *refund = g_ptr_array_index (order->refunds, i);

    if (g_str_equal (refund->number, number))
      return refund;
  }

  return NULL;
}

static gboolean
is_too_soon (TrivetSandboxTeller      *self,
             const TrivetSandboxOrder *order,
             gint64                    now_us)
{
  gint64 gap_s = trivet_sandbox_order_is_wechat (order) ? self->refund_gap_s : ALIPAY_GAP_S;
  gint64 last_us = 0;

  for (guint i = 0; i < order->refunds->len; i++) {
    const TrivetSandboxRefund *refund = g_ptr_array_index (order->refunds, i);

    if (refund->state != REFUND_STATE (REFUSED))
      last_us = MAX (last_us, refund->created_us);
  }
  return last_us > 0 && now_us - last_us < gap_s * G_USEC_PER_SEC;
}

/* Whether a new refund may be taken; TAKEN when it may. */
static TrivetSandboxRefundVerdict
judge (TrivetSandboxTeller           *self,
       const TrivetSandboxRefundCall *call,
       const TrivetSandboxOrder      *order)
{
  gboolean wechat = trivet_sandbox_order_is_wechat (order);

  if (order->state != TRIVET_SANDBOX_STATE_PAID)
    return R (NOT_PAID);
  if (call->total_minor != 0 && call->total_minor != order->amount_minor)
    return R (WRONG_TOTAL);
  if (call->amount_minor > order->amount_minor - trivet_sandbox_order_get_taken (order))
    return R (TOO_MUCH);
  if (call->now_us - order->paid_us > REFUNDABLE_S * G_USEC_PER_SEC || (wechat && order->refunds->len >= MAX_REFUNDS))
    return R (REFUSED);
  if (is_too_soon (self, order, call->now_us))
    return R (TOO_SOON);
  if (wechat ? self->wechat_empty : self->alipay_empty)
    return R (NO_BALANCE);
  return R (TAKEN);
}

static gint64
get_voucher_share (const TrivetSandboxOrder *order,
                   gint64                    refunded_minor)
{
  return (order->amount_minor - order->payer_minor) * refunded_minor / order->amount_minor;
}

/* The fee goes back in proportion; the refund that completes the order gives back the rest. */
static gint64
get_fee_share (const TrivetSandboxOrder *order,
               gint64                    taken_minor,
               gint64                    amount_minor)
{
  gint64 left = order->fee_minor;

  for (guint i = 0; i < order->refunds->len; i++) {
    const TrivetSandboxRefund *refund = g_ptr_array_index (order->refunds, i);

    if (trivet_sandbox_refund_is_taken (refund))
      left -= refund->fee_minor;
  }

  return taken_minor + amount_minor == order->amount_minor ? left : MIN (left, trivet_sandbox_fee_of (amount_minor));
}

static TrivetSandboxRefund *
add_refund (TrivetSandboxTeller           *self,
            const TrivetSandboxRefundCall *call,
            TrivetSandboxOrder            *order)
{
  TrivetSandboxRefund *refund = g_new0 (TrivetSandboxRefund, 1);
  gint64               taken = trivet_sandbox_order_get_taken (order);
  g_autofree char     *day = trivet_sandbox_format_time (call->now_us, "%Y%m%d");
  g_autofree char     *tail = trivet_sandbox_random_token (TRIVET_SANDBOX_DIGITS, 13);

  refund->number = g_strdup (call->refund_number);
  refund->refund_no = g_strconcat ("50300000", day, tail, NULL);
  refund->amount_minor = call->amount_minor;
  refund->payer_minor = call->amount_minor - get_voucher_share (order, taken + call->amount_minor) + get_voucher_share (order, taken);
  refund->fee_minor = get_fee_share (order, taken, call->amount_minor);
  refund->created_us = call->now_us;
  refund->play = self->next_refund;
  refund->state = REFUND_STATE (PENDING);
  self->next_refund = PLAY (DONE);
  g_ptr_array_add (order->refunds, refund);
  return refund;
}

static void
end_refund (TrivetSandboxRefund     *refund,
            TrivetSandboxRefundState state,
            gint64                   now_us)
{
  refund->state = state;
  refund->ended_us = now_us;
}

static void
play_refund (TrivetSandboxRefund *refund,
             gint64               now_us)
{
  switch (refund->play) {
  case PLAY (DONE):
    end_refund (refund, REFUND_STATE (DONE), now_us);
    break;
  case PLAY (REFUSED):
    end_refund (refund, REFUND_STATE (REFUSED), now_us);
    break;
  case PLAY (PENDING):
  case PLAY (ABNORMAL):
  case PLAY (CLOSED):
    break;
  }
}

/* A refund on its way arrives, or fails, when it has been asked about often enough. */
static void
go_on (TrivetSandboxRefund *refund,
       gint64               now_us)
{
  if (refund->state != REFUND_STATE (PENDING) || refund->queries <= PENDING_QUERIES)
    return;

  if (refund->play == PLAY (ABNORMAL))
    end_refund (refund, REFUND_STATE (ABNORMAL), now_us);
  else if (refund->play == PLAY (CLOSED))
    end_refund (refund, REFUND_STATE (CLOSED), now_us);
  else
    end_refund (refund, REFUND_STATE (DONE), now_us);
}

/* Takes over @order. */
static void
rule (TrivetSandboxTeller       *self,
      TrivetSandboxOrder        *order,
      TrivetSandboxRefund       *refund,
      TrivetSandboxRefundVerdict verdict,
      TrivetSandboxRefundRuling *ruling)
{
  g_autoptr (GError) error = NULL;

  ruling->order = order;
  ruling->refund = refund;
  ruling->verdict = verdict;
  if (refund != NULL && !trivet_sandbox_books_put (self->books, order, &error)) {
    g_warning ("%s", error->message);
    ruling->verdict = R (SYSTEM_ERROR);
  }
}

static void
repeat_refund (TrivetSandboxTeller           *self,
               const TrivetSandboxRefundCall *call,
               TrivetSandboxOrder            *order,
               TrivetSandboxRefund           *refund,
               TrivetSandboxRefundRuling     *ruling)
{
  TrivetSandboxRefundVerdict verdict = R (REPEATED);

  refund->calls++;
  if (refund->amount_minor != call->amount_minor)
    verdict = R (OTHER_DATA);
  else if (call->total_minor != 0 && call->total_minor != order->amount_minor)
    verdict = R (WRONG_TOTAL);
  else if (refund->state == REFUND_STATE (REFUSED))
    verdict = R (REFUSED);
  rule (self, order, refund, verdict, ruling);
}

/**
 * trivet_sandbox_refund_ruling_clear:
 * @self: a ruling
 *
 * Frees what is inside.
 */
void
trivet_sandbox_refund_ruling_clear (TrivetSandboxRefundRuling *self)
{
  g_clear_pointer (&self->order, trivet_sandbox_order_free);
}

/**
 * trivet_sandbox_teller_force_refund:
 * @self: the teller
 * @play: what becomes of the next new refund
 */
void
trivet_sandbox_teller_force_refund (TrivetSandboxTeller    *self,
                                    TrivetSandboxRefundPlay play)
{
  self->next_refund = play;
}

/**
 * trivet_sandbox_teller_set_shop_empty:
 * @self: the teller
 * @wallet: a wallet
 * @empty: whether the shop's account there holds too little for any refund
 */
void
trivet_sandbox_teller_set_shop_empty (TrivetSandboxTeller *self,
                                      const char          *wallet,
                                      gboolean             empty)
{
  if (g_str_equal (wallet, TRIVET_SANDBOX_WALLET_WECHAT))
    self->wechat_empty = empty;
  else
    self->alipay_empty = empty;
}

/**
 * trivet_sandbox_teller_refund:
 * @self: the teller
 * @call: what is asked, verified
 * @ret_ruling: (out caller-allocates): what to answer; clear it afterwards
 */
void
trivet_sandbox_teller_refund (TrivetSandboxTeller           *self,
                              const TrivetSandboxRefundCall *call,
                              TrivetSandboxRefundRuling     *ret_ruling)
{
  const TrivetSandboxOrder *known = trivet_sandbox_books_find (self->books, call->wallet, call->number);
  const TrivetSandboxOrder *other = NULL;
  g_autoptr (TrivetSandboxOrder) order = NULL;
  TrivetSandboxRefund       *refund;
  TrivetSandboxRefundVerdict verdict;

  *ret_ruling = (TrivetSandboxRefundRuling){ .verdict = R (NO_ORDER) };
  if (known == NULL || known->state == TRIVET_SANDBOX_STATE_ABSENT || trivet_sandbox_order_is_unscanned (known))
    return;

  order = trivet_sandbox_order_copy (known);
  refund = find_refund (order, call->refund_number);
  if (refund != NULL) {
    repeat_refund (self, call, g_steal_pointer (&order), refund, ret_ruling);
    return;
  }

  /* WeChat Pay's refund numbers are the merchant's, Alipay's are those of one trade. */
  if (trivet_sandbox_order_is_wechat (order))
    other = trivet_sandbox_books_find_refund (self->books, call->wallet, call->refund_number, FALSE);
  verdict = other != NULL ? R (OTHER_DATA) : judge (self, call, order);
  if (verdict == R (TAKEN)) {
    refund = add_refund (self, call, order);
    refund->calls = 1;
    play_refund (refund, call->now_us);
    if (refund->state == REFUND_STATE (REFUSED))
      verdict = R (REFUSED);
  }

  rule (self, g_steal_pointer (&order), refund, verdict, ret_ruling);
}

/**
 * trivet_sandbox_teller_query_refund:
 * @self: the teller
 * @wallet: a wallet
 * @number: (nullable): the order's number, the merchant's; %NULL when the refund's names it
 * @refund_number: the refund's number, the merchant's
 * @now_us: now
 * @ret_ruling: (out caller-allocates): what to answer; clear it afterwards
 */
void
trivet_sandbox_teller_query_refund (TrivetSandboxTeller       *self,
                                    const char                *wallet,
                                    const char                *number,
                                    const char                *refund_number,
                                    gint64                     now_us,
                                    TrivetSandboxRefundRuling *ret_ruling)
{
  const TrivetSandboxOrder *known;
  g_autoptr (TrivetSandboxOrder) order = NULL;
  TrivetSandboxRefund *refund;

  known = number != NULL ? trivet_sandbox_books_find (self->books, wallet, number)
                         : trivet_sandbox_books_find_refund (self->books, wallet, refund_number, FALSE);
  *ret_ruling = (TrivetSandboxRefundRuling){ .verdict = R (NO_ORDER) };
  if (known == NULL || known->state == TRIVET_SANDBOX_STATE_ABSENT || trivet_sandbox_order_is_unscanned (known))
    return;

  order = trivet_sandbox_order_copy (known);
  refund = find_refund (order, refund_number);
  if (refund == NULL || refund->state == REFUND_STATE (REFUSED)) {
    rule (self, g_steal_pointer (&order), NULL, R (NO_REFUND), ret_ruling);
    return;
  }

  refund->queries++;
  go_on (refund, now_us);
  rule (self, g_steal_pointer (&order), refund, R (REPEATED), ret_ruling);
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-cipher.h"
#include "trivet-sandbox-guest.h"
#include "trivet-sandbox-teller-private.h"

/**
 * SECTION:trivet-sandbox-teller-show
 *
 * Codes that the shop shows: made, scanned, paid, closed, expired. Alipay has no trade before
 * somebody scans, so it does not know the number till then; WeChat Pay does.
 */

#define S(name)     TRIVET_SANDBOX_SCENARIO_##name
#define STATE(name) TRIVET_SANDBOX_STATE_##name
#define V(name)     TRIVET_SANDBOX_VERDICT_##name
#define D(name)     TRIVET_SANDBOX_DELIVERY_##name
#define SCAN(name)  TRIVET_SANDBOX_SCAN_##name

/* What a call for a code does to the books, and what it is told. */
typedef struct {
  gboolean              made;
  TrivetSandboxVerdict  verdict;
  TrivetSandboxDelivery delivery;
  gboolean              once;
} Play;

static Play
choose_play (const TrivetSandboxOrder *order)
{
  Play play = { TRUE, V (SHOWN), D (PLAIN), FALSE };

  switch (order->scenario) {
  case S (SYSTEM_ERROR):
    play.verdict = V (SYSTEM_ERROR);
    break;
  case S (LOST_PAID):
    play.delivery = D (DROP);
    break;
  case S (LOST_UNPAID):
    play = (Play){ FALSE, V (SHOWN), D (DROP), TRUE };
    break;
  case S (HANG):
    play.delivery = D (HANG);
    break;
  case S (FORGED):
    play = (Play){ FALSE, V (SHOWN), D (FORGE), FALSE };
    break;
  case S (NEW_KEY):
    play.delivery = D (NEW_KEY);
    break;
  case S (BUSY):
    play = (Play){ FALSE, V (BUSY), D (PLAIN), TRUE };
    break;
  case S (GARBAGE):
    play.delivery = D (GARBAGE);
    break;
  case S (CLOCK):
    if (g_str_equal (order->api, "v3"))
      play.delivery = D (OLD_CLOCK);
    else
      play = (Play){ FALSE, V (CLOCK_WRONG), D (PLAIN), TRUE };
    break;
  case S (PAID):
  case S (PASSWORD):
  case S (NO_MONEY):
  case S (EXPIRED_CODE):
  case S (NO_PASSWORD):
  case S (OTHER_AMOUNT):
  case S (PAID_AT_REVERSE):
  case S (REVERSE_AGAIN):
  case S (GUEST_REFUSES):
  case S (LATE_BOOKS):
  case S (ALREADY_PAID):
  case S (VOUCHER):
    break;
  }

  if (play.once && order->pay_calls > 1)
    play = (Play){ TRUE, V (SHOWN), D (PLAIN), FALSE };
  return play;
}

static char *
make_code (const TrivetSandboxOrder *order)
{
  g_autofree char *token = NULL;

  if (!trivet_sandbox_order_is_wechat (order)) {
    token = trivet_sandbox_random_token ("abcdefghijklmnopqrstuvwxyz0123456789", 24);
    return g_strconcat ("https://qr.alipay.com/bax", token, NULL);
  }

  token = trivet_sandbox_random_token (TRIVET_SANDBOX_ALNUM, 12);
  if (g_str_equal (order->api, "v2"))
    return g_strconcat ("weixin://wxpay/bizpayurl?pr=", token, NULL);
  return g_strconcat ("weixin://wxpay/bizpayurl/up?pr=", token, "&groupid=00", NULL);
}

/* WeChat Pay gives a new code each time and the old one dies; Alipay repeats itself. */
static void
renew_code (TrivetSandboxOrder          *order,
            const TrivetSandboxShowCall *call)
{
  if (order->shown_code != NULL && !trivet_sandbox_order_is_wechat (order))
    return;

  g_free (order->shown_code);
  order->shown_code = make_code (order);
  order->expires_us = order->scenario == S (EXPIRED_CODE) ? call->now_us : call->expires_us;
  order->state = STATE (SHOWN);
  order->asking = FALSE;
}

static TrivetSandboxOrder *
begin_order (TrivetSandboxTeller         *self,
             const TrivetSandboxShowCall *call,
             const char                  *fingerprint)
{
  TrivetSandboxOrder *order = trivet_sandbox_order_new (call->wallet, call->number, call->now_us);

  order->api = g_strdup (call->api);
  order->fingerprint = g_strdup (fingerprint);
  order->attach = g_strdup (call->attach);
  order->subject = g_strdup (call->subject);
  order->amount_minor = call->amount_minor;
  order->life_s = call->life_s;
  _trivet_sandbox_teller_choose_scenario (self, order);
  return order;
}

static gboolean
check_number (const TrivetSandboxOrder *order,
              const char               *fingerprint,
              TrivetSandboxVerdict     *verdict)
{
  *verdict = V (SHOWN);
  if (g_strcmp0 (order->fingerprint, fingerprint) != 0)
    *verdict = order->fingerprint == NULL ? V (ALREADY_ENDED) : V (OTHER_DATA);
  else if (order->state == STATE (PAID))
    *verdict = V (ALREADY_PAID);
  else if (order->state == STATE (CLOSED) || order->state == STATE (RETURNED))
    *verdict = V (ALREADY_ENDED);
  return *verdict == V (SHOWN);
}

static void
put_or_warn (TrivetSandboxTeller      *self,
             const TrivetSandboxOrder *order,
             TrivetSandboxScan        *scan)
{
  g_autoptr (GError) error = NULL;

  if (trivet_sandbox_books_put (self->books, order, &error))
    return;

  g_warning ("%s", error->message);
  *scan = SCAN (FAILED);
}

/* What the guest finds before anything is paid: PAID stands for "go on". */
static TrivetSandboxScan
look_at_code (const TrivetSandboxOrder *order,
              gint64                    now_us)
{
  gboolean begun = order->state == STATE (WAITING) && !trivet_sandbox_order_is_wechat (order);

  if (order->state != STATE (SHOWN) && order->state != STATE (WAITING))
    return SCAN (OVER);
  return now_us < order->expires_us || begun ? SCAN (PAID) : SCAN (EXPIRED);
}

static TrivetSandboxScan
pay_code (TrivetSandboxTeller *self,
          TrivetSandboxOrder  *order,
          gboolean             password,
          gint64               now_us)
{
  gboolean refused = order->scenario == S (NO_MONEY) || order->scenario == S (GUEST_REFUSES);

  if (order->state == STATE (SHOWN))
    order->asked_us = now_us;
  order->state = STATE (WAITING);
  /* What is wrong with queries begins with the payment. */
  order->queries = 0;
  if (refused || !trivet_sandbox_guest_can_afford (self->books, self->phone, order)) {
    trivet_sandbox_order_refuse (order, now_us);
    return SCAN (FAILED);
  }

  order->asking = password || order->scenario == S (PASSWORD);
  if (order->asking || order->scenario == S (NO_PASSWORD) || order->scenario == S (PAID_AT_REVERSE))
    return SCAN (WAITING);

  trivet_sandbox_order_mark_paid (order, now_us);
  return SCAN (PAID);
}

/**
 * trivet_sandbox_teller_show:
 * @self: the teller
 * @call: what is asked, verified
 * @ret_ruling: (out caller-allocates): what to answer; clear it afterwards
 *
 * Makes a code that a guest can scan, or does what the scenario says.
 */
void
trivet_sandbox_teller_show (TrivetSandboxTeller         *self,
                            const TrivetSandboxShowCall *call,
                            TrivetSandboxRuling         *ret_ruling)
{
  const TrivetSandboxOrder *known = trivet_sandbox_books_find (self->books, call->wallet, call->number);
  g_autofree char          *fingerprint = _trivet_sandbox_teller_make_fingerprint (self, call->data);
  g_autoptr (TrivetSandboxOrder) order = NULL;
  TrivetSandboxVerdict verdict;
  Play                 play;

  *ret_ruling = (TrivetSandboxRuling){ 0 };
  order = known != NULL ? trivet_sandbox_order_copy (known) : begin_order (self, call, fingerprint);
  order->pay_calls++;
  trivet_sandbox_order_end_if_over (order, call->now_us);
  if (!check_number (order, fingerprint, &verdict)) {
    _trivet_sandbox_teller_rule (self, order, TRUE, verdict, ret_ruling);
    return;
  }

  play = choose_play (order);
  if (play.made)
    renew_code (order, call);
  ret_ruling->delivery = play.delivery;
  _trivet_sandbox_teller_rule (self, order, TRUE, play.verdict, ret_ruling);
  if (!play.made)
    ret_ruling->order->shown_code = make_code (order);
}

/**
 * trivet_sandbox_teller_close:
 * @self: the teller
 * @wallet: a wallet
 * @number: the merchant's number
 * @now_us: now
 * @ret_ruling: (out caller-allocates): what to answer; clear it afterwards
 *
 * Ends an unpaid order. Never gives money back. The ruling is CLOSED (also again and again at
 * WeChat Pay), ALREADY_PAID, ALREADY_ENDED (Alipay), NOT_FOUND, or WRONG_KIND for WeChat Pay's
 * code payments.
 */
void
trivet_sandbox_teller_close (TrivetSandboxTeller *self,
                             const char          *wallet,
                             const char          *number,
                             gint64               now_us,
                             TrivetSandboxRuling *ret_ruling)
{
  const TrivetSandboxOrder *known = trivet_sandbox_books_find (self->books, wallet, number);
  g_autoptr (TrivetSandboxOrder) order = NULL;
  TrivetSandboxVerdict verdict = V (CLOSED);
  gboolean             wechat;

  *ret_ruling = (TrivetSandboxRuling){ .verdict = V (NOT_FOUND) };
  if (known == NULL || known->state == STATE (ABSENT))
    return;

  order = trivet_sandbox_order_copy (known);
  wechat = trivet_sandbox_order_is_wechat (order);
  order->closes++;
  trivet_sandbox_order_end_if_over (order, now_us);
  if (order->scenario == S (PAID_AT_REVERSE) && order->shown_code != NULL && look_at_code (order, now_us) == SCAN (PAID)) {
    order->asked_us = now_us;
    trivet_sandbox_order_mark_paid (order, now_us);
  }

  if (trivet_sandbox_order_is_unscanned (order))
    verdict = V (NOT_FOUND);
  else if (wechat && order->shown_code == NULL)
    verdict = V (WRONG_KIND);
  else if (order->state == STATE (PAID))
    verdict = V (ALREADY_PAID);
  else if (order->state != STATE (SHOWN) && order->state != STATE (WAITING))
    verdict = wechat && order->state == STATE (CLOSED) ? V (CLOSED) : V (ALREADY_ENDED);
  else if (order->scenario == S (REVERSE_AGAIN) && order->closes == 1)
    verdict = V (SYSTEM_ERROR);
  else
    trivet_sandbox_order_mark_ended (order, STATE (CLOSED), now_us);

  _trivet_sandbox_teller_rule (self, order, TRUE, verdict, ret_ruling);
}

/**
 * trivet_sandbox_teller_scan:
 * @self: the teller
 * @text: what the guest's phone read
 * @password: whether the wallet asks the guest for the password first
 * @now_us: now
 * @ret_order: (out) (nullable) (transfer full): the order of that code
 *
 * The guest scans a code that the shop shows, and pays it.
 *
 * Returns: what the guest sees
 */
TrivetSandboxScan
trivet_sandbox_teller_scan (TrivetSandboxTeller *self,
                            const char          *text,
                            gboolean             password,
                            gint64               now_us,
                            TrivetSandboxOrder **ret_order)
{
  const TrivetSandboxOrder *known = trivet_sandbox_books_find_code (self->books, text);
  g_autoptr (TrivetSandboxOrder) order = NULL;
  TrivetSandboxScan scan;

  *ret_order = NULL;
  if (known == NULL)
    return SCAN (UNKNOWN);

  order = trivet_sandbox_order_copy (known);
  trivet_sandbox_order_end_if_over (order, now_us);
  scan = look_at_code (order, now_us);
  if (scan == SCAN (PAID)) {
    scan = pay_code (self, order, password, now_us);
    put_or_warn (self, order, &scan);
  }

  *ret_order = g_steal_pointer (&order);
  return scan;
}

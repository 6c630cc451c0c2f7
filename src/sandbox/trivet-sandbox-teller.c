/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-sandbox"

#include "trivet-sandbox-teller-private.h"

#include "trivet-sandbox-guest.h"

/**
 * SECTION:trivet-sandbox-teller
 *
 * What both wallets do behind their protocols: take the guest's money once, say what became of an
 * order, undo it, and misbehave as the order's scenario demands. Each change is in the books
 * before the ruling is given.
 */

#define VOUCHER_MINOR       500
#define LATE_QUERIES        2
#define ALIPAY_REVERSIBLE_S (24 * 3600)
#define WECHAT_REVERSIBLE_S (7 * 24 * 3600)

#define S(name)     TRIVET_SANDBOX_SCENARIO_##name
#define STATE(name) TRIVET_SANDBOX_STATE_##name
#define V(name)     TRIVET_SANDBOX_VERDICT_##name
#define D(name)     TRIVET_SANDBOX_DELIVERY_##name

/* What a call to pay does to the books, and what it is told. */
typedef struct {
  TrivetSandboxState    state;
  TrivetSandboxVerdict  verdict;
  TrivetSandboxDelivery delivery;
  gboolean              once;
} Play;

static const Play plays[TRIVET_SANDBOX_N_SCENARIOS] = {
  [S (PAID)] = { STATE (PAID), V (PAID), D (PLAIN), FALSE },
  [S (PASSWORD)] = { STATE (WAITING), V (WAITING), D (PLAIN), FALSE },
  [S (NO_MONEY)] = { STATE (REFUSED), V (NO_MONEY), D (PLAIN), FALSE },
  [S (SYSTEM_ERROR)] = { STATE (PAID), V (SYSTEM_ERROR), D (PLAIN), FALSE },
  [S (LOST_PAID)] = { STATE (PAID), V (PAID), D (DROP), FALSE },
  [S (LOST_UNPAID)] = { STATE (ABSENT), V (PAID), D (DROP), TRUE },
  [S (HANG)] = { STATE (PAID), V (PAID), D (HANG), FALSE },
  [S (FORGED)] = { STATE (ABSENT), V (PAID), D (FORGE), FALSE },
  [S (EXPIRED_CODE)] = { STATE (ABSENT), V (CODE_EXPIRED), D (PLAIN), FALSE },
  [S (NEW_KEY)] = { STATE (PAID), V (PAID), D (NEW_KEY), FALSE },
  [S (BUSY)] = { STATE (ABSENT), V (BUSY), D (PLAIN), TRUE },
  [S (NO_PASSWORD)] = { STATE (WAITING), V (WAITING), D (PLAIN), FALSE },
  [S (OTHER_AMOUNT)] = { STATE (PAID), V (PAID), D (OTHER_AMOUNT), FALSE },
  [S (GARBAGE)] = { STATE (PAID), V (PAID), D (GARBAGE), FALSE },
  [S (PAID_AT_REVERSE)] = { STATE (WAITING), V (WAITING), D (PLAIN), FALSE },
  [S (REVERSE_AGAIN)] = { STATE (WAITING), V (WAITING), D (PLAIN), FALSE },
  [S (CLOCK)] = { STATE (ABSENT), V (CLOCK_WRONG), D (PLAIN), TRUE },
  [S (GUEST_REFUSES)] = { STATE (WAITING), V (WAITING), D (PLAIN), FALSE },
  [S (LATE_BOOKS)] = { STATE (PAID), V (SYSTEM_ERROR), D (PLAIN), FALSE },
  [S (ALREADY_PAID)] = { STATE (PAID), V (ALREADY_PAID), D (PLAIN), FALSE },
  [S (VOUCHER)] = { STATE (PAID), V (PAID), D (PLAIN), FALSE },
};

/* WeChat Pay's v3 answers carry a time, so there the clock of the answer is wrong. */
static const Play v3_clock_play = { STATE (PAID), V (PAID), D (OLD_CLOCK), FALSE };

static const TrivetSandboxVerdict state_verdicts[TRIVET_SANDBOX_N_STATES] = {
  [STATE (ABSENT)] = V (NOT_FOUND),
  [STATE (WAITING)] = V (WAITING),
  [STATE (PAID)] = V (PAID),
  [STATE (REFUSED)] = V (REFUSED),
  [STATE (CLOSED)] = V (CLOSED),
  [STATE (RETURNED)] = V (RETURNED),
  [STATE (SHOWN)] = V (SHOWN),
};

G_DEFINE_FINAL_TYPE (TrivetSandboxTeller, trivet_sandbox_teller, G_TYPE_OBJECT)

/* A change that is not on the disk did not happen: the shop hears "system error" and asks again. */
void
_trivet_sandbox_teller_rule (TrivetSandboxTeller      *self,
                             const TrivetSandboxOrder *order,
                             gboolean                  changed,
                             TrivetSandboxVerdict      verdict,
                             TrivetSandboxRuling      *ruling)
{
  g_autoptr (GError) error = NULL;

  ruling->order = trivet_sandbox_order_copy (order);
  ruling->verdict = verdict;
  if (changed && !trivet_sandbox_books_put (self->books, order, &error)) {
    g_warning ("%s", error->message);
    ruling->verdict = V (SYSTEM_ERROR);
    ruling->delivery = D (PLAIN);
    ruling->money_returned = FALSE;
  }
}

/* Returns a digest that tells nobody what was asked. */
char *
_trivet_sandbox_teller_make_fingerprint (TrivetSandboxTeller *self,
                                         const char          *data)
{
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) self->salt,
                                    strlen (self->salt), data, -1);
}

/* The scenario of a new order, and what it says about a voucher. */
void
_trivet_sandbox_teller_choose_scenario (TrivetSandboxTeller *self,
                                        TrivetSandboxOrder  *order)
{
  order->scenario = self->forced ? self->forced_scenario : trivet_sandbox_scenario_from_amount (order->amount_minor);
  self->forced = FALSE;
  order->payer_minor = order->amount_minor;
  if (order->scenario == S (VOUCHER))
    order->payer_minor -= MIN (VOUCHER_MINOR, order->amount_minor - 1);
}

static TrivetSandboxOrder *
begin_order (TrivetSandboxTeller        *self,
             const TrivetSandboxPayCall *call,
             const char                 *fingerprint)
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

/* Returns FALSE when this number cannot be paid now, whatever the guest's code is. */
static gboolean
check_number (const TrivetSandboxOrder *order,
              const char               *fingerprint,
              TrivetSandboxVerdict     *verdict)
{
  if (g_strcmp0 (order->fingerprint, fingerprint) != 0) {
    *verdict = order->fingerprint == NULL ? V (ALREADY_ENDED) : V (OTHER_DATA);
    return FALSE;
  }

  switch (order->state) {
  case STATE (ABSENT):
  case STATE (REFUSED):
    return TRUE;
  case STATE (WAITING):
    *verdict = V (WAITING);
    return FALSE;
  case STATE (SHOWN):
    *verdict = V (OTHER_DATA);
    return FALSE;
  case STATE (PAID):
    *verdict = V (ALREADY_PAID);
    return FALSE;
  case STATE (CLOSED):
  case STATE (RETURNED):
    *verdict = V (ALREADY_ENDED);
    return FALSE;
  }

  g_assert_not_reached ();
}

static gboolean
check_guest (TrivetSandboxTeller        *self,
             const TrivetSandboxPayCall *call,
             TrivetSandboxVerdict       *verdict)
{
  switch (trivet_sandbox_phone_check_code (self->phone, call->wallet, call->code, call->now_us)) {
  case TRIVET_SANDBOX_CODE_GOOD:
    return TRUE;
  case TRIVET_SANDBOX_CODE_EXPIRED:
    *verdict = V (CODE_EXPIRED);
    return FALSE;
  case TRIVET_SANDBOX_CODE_BAD:
    *verdict = V (CODE_BAD);
    return FALSE;
  }

  g_assert_not_reached ();
}

static const Play *
choose_play (TrivetSandboxTeller      *self,
             const TrivetSandboxOrder *order)
{
  const Play *play = &plays[order->scenario];

  if (order->scenario == S (CLOCK) && g_str_equal (order->api, "v3"))
    play = &v3_clock_play;
  if (play->once && order->pay_calls > 1)
    play = &plays[S (PAID)];
  if (play->state != STATE (ABSENT) && !trivet_sandbox_guest_can_afford (self->books, self->phone, order))
    play = &plays[S (NO_MONEY)];
  return play;
}

static void
play_scenario (TrivetSandboxTeller        *self,
               const TrivetSandboxPayCall *call,
               TrivetSandboxOrder         *order,
               TrivetSandboxRuling        *ruling)
{
  const Play *play = choose_play (self, order);

  if (play->state == STATE (PAID))
    trivet_sandbox_order_mark_paid (order, call->now_us);
  else
    order->state = play->state;
  order->asking = order->state == STATE (WAITING) && order->scenario == S (PASSWORD);
  order->asked_us = call->now_us;
  ruling->delivery = play->delivery;

  _trivet_sandbox_teller_rule (self, order, TRUE, play->verdict, ruling);
  if (play->state != STATE (ABSENT))
    trivet_sandbox_phone_use_code (self->phone, call->wallet, call->code);
  if (ruling->verdict == V (PAID) && order->state != STATE (PAID))
    ruling->order->paid_us = call->now_us;
}

static gboolean
is_too_late (const TrivetSandboxOrder *order,
             gint64                    now_us)
{
  gint64 limit_s = trivet_sandbox_order_is_wechat (order) ? WECHAT_REVERSIBLE_S : ALIPAY_REVERSIBLE_S;

  return order->state == STATE (PAID) && now_us - order->paid_us > limit_s * G_USEC_PER_SEC;
}

static gboolean
is_too_early (TrivetSandboxTeller      *self,
              const TrivetSandboxOrder *order,
              gint64                    now_us)
{
  return trivet_sandbox_order_is_wechat (order) && now_us - order->asked_us < self->min_reverse_s * G_USEC_PER_SEC;
}

/* A WeChat order that is reversed before it arrived can never be paid afterwards. */
static void
reverse_unknown (TrivetSandboxTeller *self,
                 const char          *wallet,
                 const char          *number,
                 gint64               now_us,
                 TrivetSandboxRuling *ruling)
{
  const TrivetSandboxOrder *known = trivet_sandbox_books_find (self->books, wallet, number);
  g_autoptr (TrivetSandboxOrder) order = NULL;

  if (!g_str_equal (wallet, TRIVET_SANDBOX_WALLET_WECHAT)) {
    ruling->verdict = V (NOT_FOUND);
    return;
  }

  order = known != NULL ? trivet_sandbox_order_copy (known)
                        : trivet_sandbox_order_new (wallet, number, now_us);
  order->reverses++;
  trivet_sandbox_order_mark_ended (order, STATE (CLOSED), now_us);
  _trivet_sandbox_teller_rule (self, order, TRUE, V (CLOSED), ruling);
}

static void
reverse_known (TrivetSandboxTeller *self,
               TrivetSandboxOrder  *order,
               gint64               now_us,
               TrivetSandboxRuling *ruling)
{
  if (order->scenario == S (PAID_AT_REVERSE) && (order->state == STATE (WAITING) || order->state == STATE (SHOWN))) {
    order->asked_us = now_us;
    trivet_sandbox_order_mark_paid (order, now_us);
  }

  if (order->state == STATE (PAID)) {
    trivet_sandbox_order_mark_ended (order, STATE (RETURNED), now_us);
    ruling->money_returned = TRUE;
  } else if (order->state != STATE (RETURNED)) {
    trivet_sandbox_order_mark_ended (order, STATE (CLOSED), now_us);
  }

  _trivet_sandbox_teller_rule (self, order, TRUE, state_verdicts[order->state], ruling);
}

static void
trivet_sandbox_teller_finalize (GObject *object)
{
  TrivetSandboxTeller *self = TRIVET_SANDBOX_TELLER (object);

  g_object_unref (self->books);
  g_object_unref (self->phone);
  g_free (self->salt);

  G_OBJECT_CLASS (trivet_sandbox_teller_parent_class)->finalize (object);
}

static void
trivet_sandbox_teller_class_init (TrivetSandboxTellerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = trivet_sandbox_teller_finalize;
}

static void
trivet_sandbox_teller_init (TrivetSandboxTeller *self)
{
}

/**
 * trivet_sandbox_ruling_clear:
 * @self: a ruling
 *
 * Frees what is inside.
 */
void
trivet_sandbox_ruling_clear (TrivetSandboxRuling *self)
{
  g_clear_pointer (&self->order, trivet_sandbox_order_free);
}

/**
 * trivet_sandbox_teller_new:
 * @books: where orders are kept
 * @phone: the guest's
 * @salt: a secret of this sandbox, for fingerprints
 * @min_reverse_s: WeChat Pay refuses a reverse earlier than that after the call to pay
 * @refund_gap_s: WeChat Pay refuses a second refund of an order earlier than that after the first
 *
 * Returns: (transfer full): a teller
 */
TrivetSandboxTeller *
trivet_sandbox_teller_new (TrivetSandboxBooks *books,
                           TrivetSandboxPhone *phone,
                           const char         *salt,
                           guint               min_reverse_s,
                           guint               refund_gap_s)
{
  TrivetSandboxTeller *self = g_object_new (TRIVET_SANDBOX_TYPE_TELLER, NULL);

  self->books = g_object_ref (books);
  self->phone = g_object_ref (phone);
  self->salt = g_strdup (salt);
  self->min_reverse_s = min_reverse_s;
  self->refund_gap_s = refund_gap_s;
  return self;
}

/**
 * trivet_sandbox_teller_force:
 * @self: the teller
 * @scenario: how the next new order misbehaves, whatever its amount
 */
void
trivet_sandbox_teller_force (TrivetSandboxTeller  *self,
                             TrivetSandboxScenario scenario)
{
  self->forced = TRUE;
  self->forced_scenario = scenario;
}

/**
 * trivet_sandbox_teller_pay:
 * @self: the teller
 * @call: what is asked, verified
 * @ret_ruling: (out caller-allocates): what to answer; clear it afterwards
 *
 * Takes the guest's money, or does what the scenario says. A number is charged at most once.
 */
void
trivet_sandbox_teller_pay (TrivetSandboxTeller        *self,
                           const TrivetSandboxPayCall *call,
                           TrivetSandboxRuling        *ret_ruling)
{
  const TrivetSandboxOrder *known = trivet_sandbox_books_find (self->books, call->wallet, call->number);
  g_autofree char          *fingerprint = _trivet_sandbox_teller_make_fingerprint (self, call->data);
  g_autoptr (TrivetSandboxOrder) order = NULL;
  TrivetSandboxVerdict verdict;

  *ret_ruling = (TrivetSandboxRuling){ 0 };
  order = known != NULL ? trivet_sandbox_order_copy (known) : begin_order (self, call, fingerprint);
  order->pay_calls++;
  trivet_sandbox_order_end_if_over (order, call->now_us);

  if (!check_number (order, fingerprint, &verdict) || !check_guest (self, call, &verdict))
    _trivet_sandbox_teller_rule (self, order, TRUE, verdict, ret_ruling);
  else
    play_scenario (self, call, order, ret_ruling);
}

/**
 * trivet_sandbox_teller_query:
 * @self: the teller
 * @wallet: a wallet
 * @number: the merchant's number
 * @now_us: now
 * @ret_ruling: (out caller-allocates): what to answer; clear it afterwards
 */
void
trivet_sandbox_teller_query (TrivetSandboxTeller *self,
                             const char          *wallet,
                             const char          *number,
                             gint64               now_us,
                             TrivetSandboxRuling *ret_ruling)
{
  const TrivetSandboxOrder *known = trivet_sandbox_books_find (self->books, wallet, number);
  g_autoptr (TrivetSandboxOrder) order = NULL;
  TrivetSandboxVerdict verdict;
  gboolean             changed;

  *ret_ruling = (TrivetSandboxRuling){ .verdict = V (NOT_FOUND) };
  if (known == NULL)
    return;

  order = trivet_sandbox_order_copy (known);
  order->queries++;
  changed = trivet_sandbox_order_end_if_over (order, now_us);
  verdict = state_verdicts[order->state];
  if (order->scenario == S (LATE_BOOKS) && order->state == STATE (PAID) && order->queries <= LATE_QUERIES)
    verdict = trivet_sandbox_order_is_wechat (order) && order->shown_code != NULL ? V (SHOWN) : V (NOT_FOUND);
  if (trivet_sandbox_order_is_unscanned (order))
    verdict = V (NOT_FOUND);
  if (order->scenario == S (OTHER_AMOUNT) && order->shown_code != NULL && verdict == V (PAID) && order->queries == 1)
    ret_ruling->delivery = D (OTHER_AMOUNT);

  changed |= order->scenario == S (LATE_BOOKS) || order->scenario == S (GUEST_REFUSES) || order->scenario == S (OTHER_AMOUNT);
  _trivet_sandbox_teller_rule (self, order, changed, verdict, ret_ruling);
}

/**
 * trivet_sandbox_teller_reverse:
 * @self: the teller
 * @wallet: a wallet
 * @number: the merchant's number
 * @now_us: now
 * @ret_ruling: (out caller-allocates): what to answer; clear it afterwards
 *
 * Undoes the order: closes it when it is unpaid, returns the money when it is paid.
 */
void
trivet_sandbox_teller_reverse (TrivetSandboxTeller *self,
                               const char          *wallet,
                               const char          *number,
                               gint64               now_us,
                               TrivetSandboxRuling *ret_ruling)
{
  const TrivetSandboxOrder *known = trivet_sandbox_books_find (self->books, wallet, number);
  g_autoptr (TrivetSandboxOrder) order = NULL;

  *ret_ruling = (TrivetSandboxRuling){ 0 };
  if (known == NULL || known->state == STATE (ABSENT)) {
    reverse_unknown (self, wallet, number, now_us, ret_ruling);
    return;
  }

  order = trivet_sandbox_order_copy (known);
  trivet_sandbox_order_end_if_over (order, now_us);
  if (is_too_early (self, order, now_us)) {
    _trivet_sandbox_teller_rule (self, order, TRUE, V (TOO_EARLY), ret_ruling);
    return;
  }
  if (is_too_late (order, now_us)) {
    _trivet_sandbox_teller_rule (self, order, FALSE, V (TOO_LATE), ret_ruling);
    return;
  }

  if (order->refunds->len > 0) {
    _trivet_sandbox_teller_rule (self, order, FALSE, V (NOT_ALLOWED), ret_ruling);
    return;
  }
  if (order->shown_code != NULL && trivet_sandbox_order_is_wechat (order)) {
    _trivet_sandbox_teller_rule (self, order, FALSE, V (WRONG_KIND), ret_ruling);
    return;
  }

  order->reverses++;
  if (order->scenario == S (REVERSE_AGAIN) && order->reverses == 1)
    _trivet_sandbox_teller_rule (self, order, TRUE, V (SYSTEM_ERROR), ret_ruling);
  else if (order->scenario == S (REVERSE_AGAIN) && order->reverses == 2 && !trivet_sandbox_order_is_wechat (order))
    _trivet_sandbox_teller_rule (self, order, TRUE, V (CALL_AGAIN), ret_ruling);
  else
    reverse_known (self, order, now_us, ret_ruling);
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-manager.h"
#include "trivet-payment-engine.h"
#include "trivet-register.h"
#include "trivet-wallet-table.h"

G_BEGIN_DECLS

/**
 * TrivetCheckoutKind:
 *
 * What the status panel of the pay page shows (design/pay-states.png). After each, what happened,
 * whether money moved, and what to do are certain; the words are chosen in ui/.
 * @TRIVET_CHECKOUT_IDLE: no order is being paid
 * @TRIVET_CHECKOUT_READY: waiting for a code or cash; nothing was charged
 * @TRIVET_CHECKOUT_BAD_CODE: what was scanned is no payment code (@code_kind) or its wallet is
 *   not set up (reason NOT_CONTRACTED); nothing was charged; scanning goes on
 * @TRIVET_CHECKOUT_SENDING: the wallet is being asked
 * @TRIVET_CHECKOUT_WAITING: the guest must confirm on the phone
 * @TRIVET_CHECKOUT_CONFIRMING: refused; being confirmed that nothing was charged
 * @TRIVET_CHECKOUT_PAID: final; this tender is paid
 * @TRIVET_CHECKOUT_DECLINED: final; nothing was charged
 * @TRIVET_CHECKOUT_IN_DOUBT: not known; never charge again here
 * @TRIVET_CHECKOUT_CANCELLING: being undone, the provider is not certain yet
 * @TRIVET_CHECKOUT_CANCELLED: final; the provider confirms that no money is kept
 * @TRIVET_CHECKOUT_LINK_DOWN: final for this attempt; nothing was sent, nothing was charged
 * @TRIVET_CHECKOUT_REFUSED: refused by the register itself (@error): amount, disk, another
 *   payment in doubt
 * @TRIVET_CHECKOUT_CLAIMED: the guest shows a receipt; recorded, not verified. What it covers is not
 *   asked for again; what is left may be paid, the next guest may be served
 * @TRIVET_CHECKOUT_OVERRIDDEN: a manager lets the order be paid otherwise; the payment is undone in
 *   the background, and given back should it prove paid
 */
typedef enum {
  TRIVET_CHECKOUT_IDLE,
  TRIVET_CHECKOUT_READY,
  TRIVET_CHECKOUT_BAD_CODE,
  TRIVET_CHECKOUT_SENDING,
  TRIVET_CHECKOUT_WAITING,
  TRIVET_CHECKOUT_CONFIRMING,
  TRIVET_CHECKOUT_PAID,
  TRIVET_CHECKOUT_DECLINED,
  TRIVET_CHECKOUT_IN_DOUBT,
  TRIVET_CHECKOUT_CANCELLING,
  TRIVET_CHECKOUT_CANCELLED,
  TRIVET_CHECKOUT_LINK_DOWN,
  TRIVET_CHECKOUT_REFUSED,
  TRIVET_CHECKOUT_CLAIMED,
  TRIVET_CHECKOUT_OVERRIDDEN,
} TrivetCheckoutKind;
#define TRIVET_N_CHECKOUT_KINDS (TRIVET_CHECKOUT_OVERRIDDEN + 1)

const char *trivet_checkout_kind_get_name (TrivetCheckoutKind kind);

/**
 * TrivetCheckoutStatus:
 * @kind: see there
 * @amount: what this attempt asks for (READY: what the next one will ask for)
 * @method: (nullable): wallet id or "cash"
 * @masked_code: (nullable): "2842 •••• •••• ••77"
 * @since_us: monotonic time at which this attempt began
 * @took_ms: from the code to the final state, 0 before
 * @checks, @checks_max, @next_check_at_us, @give_up_at_us: as in #TrivetPaymentProgress
 * @payer_minor, @discount_minor: for PAID by a wallet
 * @tendered_minor, @change_minor: for PAID in cash
 * @rounding_minor: for PAID in cash: what was received is @amount and this
 * @money_returned: for CANCELLED: the guest had paid and got it back
 * @reference: (nullable): provider's transaction id, for PAID; for CANCELLED the number of its
 *   reversal, when it gave one
 * @settled_at_us: wall time of the final state
 * @reason, @raw_code: why, for all that is not paid
 * @error: (nullable): for REFUSED
 * @payment_id: (nullable): the payment
 * @order_settled: nothing is due any more
 * @check_settled: nothing is due any more of the check that is being paid, or of the order when that
 *   is paid as a whole
 * @shown: for PAID: the guest scanned our code
 * @surplus_minor: what two guests, or one payment too late, paid too much, or a correction left; it
 *   goes back by itself, but for @cash_back_minor
 * @cash_back_minor: what of it was paid in cash: staff hand it out
 */
typedef struct {
  TrivetCheckoutKind   kind;
  TrivetCodeKind       code_kind;
  TrivetPaymentReason  reason;
  TrivetMoney          amount;
  char                *method;
  char                *masked_code;
  char                *raw_code;
  char                *reference;
  char                *payment_id;
  gint64               since_us;
  gint64               took_ms;
  gint64               next_check_at_us;
  gint64               give_up_at_us;
  guint                checks;
  guint                checks_max;
  gint64               payer_minor;
  gint64               discount_minor;
  gint64               tendered_minor;
  gint64               change_minor;
  gint64               rounding_minor;
  gint64               settled_at_us;
  gboolean             money_returned;
  gboolean             order_settled;
  gboolean             check_settled;
  gboolean             shown;
  gint64               surplus_minor;
  gint64               cash_back_minor;
  GError              *error;
} TrivetCheckoutStatus;

/**
 * TrivetShownCodeState:
 * @TRIVET_SHOWN_CODE_MAKING: being asked for, or waiting until the one before is withdrawn
 * @TRIVET_SHOWN_CODE_SHOWN: @text can be scanned
 * @TRIVET_SHOWN_CODE_FAILED: the provider gave none (@reason), or the register refused (@error)
 * @TRIVET_SHOWN_CODE_EXPIRED: its time was over several times and nobody scanned it; show it again
 */
typedef enum {
  TRIVET_SHOWN_CODE_MAKING,
  TRIVET_SHOWN_CODE_SHOWN,
  TRIVET_SHOWN_CODE_FAILED,
  TRIVET_SHOWN_CODE_EXPIRED,
} TrivetShownCodeState;

/**
 * TrivetShownCode:
 * @wallet_id: whose guests can scan it
 * @state: see there
 * @payment_id: (nullable): its payment, once it is asked for
 * @text: (nullable): what to draw as a QR code, unchanged, while it is shown
 * @amount: what it asks for
 * @reason: for FAILED
 * @error: (nullable): for FAILED, when nothing was asked
 * @give_up_at_us: monotonic time at which it is withdrawn or renewed, 0 while it is not shown
 *
 * A code on the pay page for a guest to scan.
 */
typedef struct {
  char                 *wallet_id;
  TrivetShownCodeState  state;
  char                 *payment_id;
  char                 *text;
  TrivetMoney           amount;
  TrivetPaymentReason   reason;
  GError               *error;
  gint64                give_up_at_us;

  /*< private >*/
  gboolean              starting;
  guint                 n_renewed;
} TrivetShownCode;

#define TRIVET_TYPE_CHECKOUT (trivet_checkout_get_type ())
G_DECLARE_FINAL_TYPE (TrivetCheckout, trivet_checkout, TRIVET, CHECKOUT, GObject)

/**
 * TrivetCheckout:
 *
 * Takes the money for one order at a time, by all arms at once: a guest's code from camera, hand
 * scanner or reader, codes of our own that guests scan, and cash. The first to be paid wins.
 *
 * An order may be paid in parts: trivet_checkout_set_amount() says how much the next one is; each
 * ends as PAID, without @order_settled until the last.
 *
 * Signals:
 * - `changed`: the status is new (states, checks; a screen counts seconds by itself)
 * - `codes-changed`: the shown codes are new
 * - `doubts-changed`: the number of payments in doubt in the background changed
 */
TrivetCheckout *trivet_checkout_new (TrivetRegister      *reg,
                                     TrivetJournal       *journal,
                                     TrivetRepository    *repository,
                                     TrivetPaymentEngine *engine,
                                     TrivetWalletTable   *wallets,
                                     TrivetClock         *clock);

gboolean                    trivet_checkout_begin         (TrivetCheckout *self,
                                                           const char     *order_id);
gboolean                    trivet_checkout_begin_check   (TrivetCheckout *self,
                                                           const char     *order_id,
                                                           int             check);
int                         trivet_checkout_get_check     (TrivetCheckout *self);
void                        trivet_checkout_end           (TrivetCheckout *self);
TrivetTab                  *trivet_checkout_get_tab       (TrivetCheckout *self);
const TrivetCheckoutStatus *trivet_checkout_get_status    (TrivetCheckout *self);
TrivetWalletTable          *trivet_checkout_get_wallets   (TrivetCheckout *self);
gint64                      trivet_checkout_get_due_minor (TrivetCheckout *self);
guint                       trivet_checkout_get_n_doubts  (TrivetCheckout *self);

/* The amount of the next tender: 0 (again after each that was paid) is all that is due. Shown codes
 * of another amount are withdrawn and made anew. */
void     trivet_checkout_set_amount       (TrivetCheckout *self,
                                           gint64          amount_minor);
gint64   trivet_checkout_get_amount_minor (TrivetCheckout *self);
gint64   trivet_checkout_get_part_minor   (TrivetCheckout *self,
                                           guint           n_parts);

/* Codes that guests scan. They stay beside all other arms until the order is paid, the amount
 * changes or the page is left; a code whose time is over is renewed a few times. */
void                trivet_checkout_set_code_wallets (TrivetCheckout     *self,
                                                      const char *const  *wallet_ids);
const char *const  *trivet_checkout_get_code_wallets (TrivetCheckout     *self);
void                trivet_checkout_show_code        (TrivetCheckout     *self,
                                                      const char         *wallet_id);
void                trivet_checkout_show_all_codes   (TrivetCheckout     *self);
void                trivet_checkout_hide_codes       (TrivetCheckout     *self);
GPtrArray          *trivet_checkout_get_codes        (TrivetCheckout     *self);
gboolean            trivet_checkout_is_withdrawing   (TrivetCheckout     *self);
guint               trivet_checkout_get_seconds_left (TrivetCheckout        *self,
                                                      const TrivetShownCode *code);

/* An order that costs nothing is closed instead of paid, so is a corrected one that owes nothing more. */
gboolean trivet_checkout_can_close    (TrivetCheckout *self);
void     trivet_checkout_close_order  (TrivetCheckout *self);

void     trivet_checkout_submit_code  (TrivetCheckout *self,
                                       TrivetSecret   *code);
void     trivet_checkout_set_provider (TrivetCheckout *self,
                                       const char     *provider_id);
void     trivet_checkout_pay_cash     (TrivetCheckout *self,
                                       gint64          tendered_minor);
void     trivet_checkout_try_again    (TrivetCheckout *self);
void     trivet_checkout_check_now    (TrivetCheckout *self);
void     trivet_checkout_cancel       (TrivetCheckout *self);
gboolean trivet_checkout_serve_next   (TrivetCheckout *self);

/* About a payment in doubt: the present one (@payment_id %NULL), or one that is parked. */
gboolean trivet_checkout_can_override (TrivetCheckout  *self,
                                       const char      *payment_id);
gboolean trivet_checkout_can_claim    (TrivetCheckout  *self,
                                       const char      *payment_id);
gboolean trivet_checkout_override     (TrivetCheckout  *self,
                                       const char      *payment_id,
                                       TrivetApproval  *approval,
                                       const char      *reason,
                                       GError         **error);
TrivetPermission trivet_checkout_needs_for_claim (TrivetCheckout *self);
gboolean trivet_checkout_claim        (TrivetCheckout  *self,
                                       const char      *payment_id,
                                       const char      *reference,
                                       TrivetApproval  *approval,
                                       const char      *reason,
                                       GError         **error);

/* Hands over every payment that a former run left unsettled. */
void     trivet_checkout_resume_async  (TrivetCheckout       *self,
                                        GPtrArray            *order_ids,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean trivet_checkout_resume_finish (TrivetCheckout       *self,
                                        GAsyncResult         *result,
                                        guint                *ret_n_resumed,
                                        GError              **error);

/**
 * TrivetCashDue:
 * @amount_minor: what the next tender is to pay
 * @cash_minor: what is taken for it in cash: rounded when it is all that is left of the order, or of
 *   its check; a part is not
 */
typedef struct {
  gint64 amount_minor;
  gint64 cash_minor;
} TrivetCashDue;

TrivetCashDue trivet_checkout_get_cash_due (TrivetCheckout *self);

/* Round sums that a guest is likely to hand over for @due_minor, smallest first; the exact sum
 * comes first. At most @n_max are written. */
guint trivet_checkout_suggest_cash (gint64          due_minor,
                                    TrivetCurrency  currency,
                                    gint64         *ret_minor,
                                    guint           n_max);

/**
 * TrivetCashSplit:
 * @covered_minor: what of the order is paid
 * @rounding_minor: what is received is @covered_minor and this
 * @change_minor: what the guest gets back
 * @missing_minor: what is still due in cash, 0 when it is enough
 *
 * What becomes of a sum that a guest hands over.
 */
typedef struct {
  gint64 covered_minor;
  gint64 rounding_minor;
  gint64 change_minor;
  gint64 missing_minor;
} TrivetCashSplit;

gboolean trivet_checkout_split_cash (const TrivetCashDue *due,
                                     gint64               tendered_minor,
                                     TrivetCashSplit     *ret_split);

G_END_DECLS

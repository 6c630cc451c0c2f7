/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-words.h"

#include "trivet-bill.h"
#include "trivet-drawers.h"
#include "trivet-manager.h"
#include "trivet-returns.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * The words that staff read: what happened, whether money moved, what to do. Never a protocol's
 * words; those are in the log for support.
 */

/**
 * trivet_words_for_reason:
 * @reason: why a payment is not paid
 *
 * Returns: (transfer none): a few words for a title: "not enough balance"
 */
const char *
trivet_words_for_reason (TrivetPaymentReason reason)
{
  switch (reason) {
  case TRIVET_PAYMENT_REASON_NONE:
    return _("not paid");
  case TRIVET_PAYMENT_REASON_CODE_EXPIRED:
    return _("the code has expired");
  case TRIVET_PAYMENT_REASON_NO_MONEY:
    return _("not enough balance");
  case TRIVET_PAYMENT_REASON_CARD_NOT_TAKEN:
    return _("that card is not taken");
  case TRIVET_PAYMENT_REASON_LIMIT:
    return _("the guest's limit is reached");
  case TRIVET_PAYMENT_REASON_WALLET_REFUSED:
    return _("the wallet refuses");
  case TRIVET_PAYMENT_REASON_PAYER_CANCELLED:
    return _("the guest cancelled");
  case TRIVET_PAYMENT_REASON_TIME_OVER:
    return _("the guest did not confirm in time");
  case TRIVET_PAYMENT_REASON_OTHER_PAYER:
    return _("begun by another guest");
  case TRIVET_PAYMENT_REASON_CLOSED:
  case TRIVET_PAYMENT_REASON_NOT_EXISTING:
    return _("this attempt has ended");
  case TRIVET_PAYMENT_REASON_MERCHANT_LIMIT:
    return _("over the shop's limit");
  case TRIVET_PAYMENT_REASON_NOT_CONTRACTED:
    return _("not open for this shop");
  case TRIVET_PAYMENT_REASON_BAD_CREDENTIALS:
    return _("the shop's keys are wrong");
  case TRIVET_PAYMENT_REASON_CLOCK_WRONG:
    return _("the clock of this register is wrong");
  case TRIVET_PAYMENT_REASON_OUR_DATA:
  case TRIVET_PAYMENT_REASON_NUMBER_REUSED:
    return _("the wallet does not accept the request");
  case TRIVET_PAYMENT_REASON_ANSWER_LOST:
    return _("the answer was lost");
  case TRIVET_PAYMENT_REASON_UNREACHABLE:
    return _("no connection");
  case TRIVET_PAYMENT_REASON_SERVICE_BUSY:
    return _("the wallet's service is busy");
  case TRIVET_PAYMENT_REASON_NOT_BELIEVABLE:
    return _("the answer cannot be trusted");
  case TRIVET_PAYMENT_REASON_ALREADY_PAID:
    return _("perhaps paid already");
  case TRIVET_PAYMENT_REASON_RESTARTED:
    return _("the register was restarted");
  case TRIVET_PAYMENT_REASON_TOO_EARLY:
    return _("too early to cancel");
  case TRIVET_PAYMENT_REASON_NEEDS_MANAGER:
    return _("a manager must look");
  case TRIVET_PAYMENT_REASON_STAFF_CANCELLED:
    return _("cancelled here");
  case TRIVET_PAYMENT_REASON_OTHER_TENDER:
    return _("paid otherwise");
  case TRIVET_PAYMENT_REASON_SHOP_BALANCE:
    return _("the shop's balance is too low");
  case TRIVET_PAYMENT_REASON_REFUND_REFUSED:
    return _("the wallet does not refund this");
  }

  return _("not paid");
}

/**
 * trivet_words_for_remedy:
 * @reason: why a payment was refused for certain
 *
 * Returns: (transfer none): what to do
 */
const char *
trivet_words_for_remedy (TrivetPaymentReason reason)
{
  switch (reason) {
  case TRIVET_PAYMENT_REASON_CODE_EXPIRED:
  case TRIVET_PAYMENT_REASON_OTHER_PAYER:
  case TRIVET_PAYMENT_REASON_CLOSED:
  case TRIVET_PAYMENT_REASON_NOT_EXISTING:
    return _("Ask the guest to refresh the code, then scan again.");
  case TRIVET_PAYMENT_REASON_NO_MONEY:
  case TRIVET_PAYMENT_REASON_CARD_NOT_TAKEN:
    return _("Ask for another card in the app, or another method.");
  case TRIVET_PAYMENT_REASON_PAYER_CANCELLED:
  case TRIVET_PAYMENT_REASON_TIME_OVER:
    return _("Scan again if the guest wants to, or take another method.");
  case TRIVET_PAYMENT_REASON_MERCHANT_LIMIT:
  case TRIVET_PAYMENT_REASON_NOT_CONTRACTED:
  case TRIVET_PAYMENT_REASON_BAD_CREDENTIALS:
    return _("Take another method and tell the manager.");
  case TRIVET_PAYMENT_REASON_CLOCK_WRONG:
    return _("Set this register's date and time, then scan again.");
  case TRIVET_PAYMENT_REASON_OUR_DATA:
  case TRIVET_PAYMENT_REASON_NUMBER_REUSED:
    return _("Take another method and tell support.");
  case TRIVET_PAYMENT_REASON_UNREACHABLE:
    return _("Check the network, or take another method.");
  case TRIVET_PAYMENT_REASON_NONE:
  case TRIVET_PAYMENT_REASON_LIMIT:
  case TRIVET_PAYMENT_REASON_WALLET_REFUSED:
  case TRIVET_PAYMENT_REASON_ANSWER_LOST:
  case TRIVET_PAYMENT_REASON_SERVICE_BUSY:
  case TRIVET_PAYMENT_REASON_NOT_BELIEVABLE:
  case TRIVET_PAYMENT_REASON_ALREADY_PAID:
  case TRIVET_PAYMENT_REASON_RESTARTED:
  case TRIVET_PAYMENT_REASON_TOO_EARLY:
  case TRIVET_PAYMENT_REASON_NEEDS_MANAGER:
  case TRIVET_PAYMENT_REASON_STAFF_CANCELLED:
  case TRIVET_PAYMENT_REASON_OTHER_TENDER:
    return _("Take another method.");
  case TRIVET_PAYMENT_REASON_SHOP_BALANCE:
    return _("Top up the merchant account. It is tried again by itself.");
  case TRIVET_PAYMENT_REASON_REFUND_REFUSED:
    return _("Give the money back in cash and tell the manager.");
  }

  return _("Take another method.");
}

/**
 * trivet_words_for_code:
 * @kind: what was scanned
 *
 * Returns: (transfer none): what to tell the guest
 */
const char *
trivet_words_for_code (TrivetCodeKind kind)
{
  switch (kind) {
  case TRIVET_CODE_PAYMENT:
    return _("This wallet is not set up here. Take another method.");
  case TRIVET_CODE_UNKNOWN_DIGITS:
    return _("These digits belong to no wallet that is known here. Ask for the page “Pay” of the app.");
  case TRIVET_CODE_PRODUCT:
    return _("That is the bar code of a product. Ask for the payment code in the app.");
  case TRIVET_CODE_LINK:
    return _("That is a link or a shop's code. Ask for the page “Pay” of the app.");
  case TRIVET_CODE_EMPTY:
    return _("The code is empty. Scan again.");
  case TRIVET_CODE_OTHER:
    return _("Ask for the payment code in the app.");
  }

  return _("Ask for the payment code in the app.");
}

/**
 * trivet_words_for_scanner:
 * @state: what the camera does
 *
 * Returns: (transfer none): one line for below the picture
 */
const char *
trivet_words_for_scanner (TrivetScannerState state)
{
  switch (state) {
  case TRIVET_SCANNER_STATE_OFF:
    return _("The camera is off");
  case TRIVET_SCANNER_STATE_STARTING:
    return _("The camera is starting …");
  case TRIVET_SCANNER_STATE_RUNNING:
    return "";
  case TRIVET_SCANNER_STATE_NO_CAMERA:
    return _("No camera. Plug one in, use the hand scanner, or type the code.");
  case TRIVET_SCANNER_STATE_NO_FRAMES:
    return _("The camera is silent. Trying again; the hand scanner works.");
  case TRIVET_SCANNER_STATE_REFUSED:
    return _("The camera was not allowed. Allow it in the system's settings.");
  case TRIVET_SCANNER_STATE_FAILED:
    return _("The camera does not work. Trying again; the hand scanner works.");
  }

  return "";
}

/**
 * trivet_words_for_camera:
 * @label: (nullable): what the scanner calls its source
 *
 * Returns: (transfer none): a name for below the picture; a camera's own name stays as it is
 */
const char *
trivet_words_for_camera (const char *label)
{
  if (label == NULL)
    return _("Camera");
  if (g_str_equal (label, "Training phone"))
    return _("Training phone");

  return label;
}

/**
 * trivet_words_for_method:
 * @wallets: names the wallets
 * @method: (nullable): a wallet's id or "cash"
 *
 * Returns: (transfer full): its name
 */
char *
trivet_words_for_method (TrivetWalletTable *wallets,
                         const char        *method)
{
  const char *name;

  if (method == NULL || *method == '\0')
    return g_strdup (_("the wallet"));
  if (g_str_equal (method, "cash"))
    return g_strdup (_("cash"));

  name = trivet_wallet_table_get_name (wallets, method, trivet_ui_is_chinese () ? "zh_CN" : NULL);

  return g_strdup (name != NULL ? name : method);
}

/**
 * trivet_words_for_table_name:
 * @name: of a table, in the language on the screen
 *
 * Returns: (transfer full): "Table 12" for a number, otherwise the name itself
 */
char *
trivet_words_for_table_name (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return g_ascii_isdigit (*name) ? g_strdup_printf (_("Table %s"), name) : g_strdup (name);
}

/* The last digits of its number are what guests are called by. */
static int
pick_up_number (const TrivetOrder *order)
{
  return (int) (g_ascii_strtoll (order->number, NULL, 10) % 1000);
}

/**
 * trivet_words_for_place:
 * @order: an order
 *
 * Returns: (transfer full): where its guests are, or what they are called by when they fetch it;
 *   the order's number at the counter
 */
char *
trivet_words_for_place (const TrivetOrder *order)
{
  g_return_val_if_fail (order != NULL, NULL);

  switch (order->kind) {
  case TRIVET_ORDER_KIND_TAKEAWAY:
    return g_strdup_printf (_("Takeaway %d"), pick_up_number (order));
  case TRIVET_ORDER_KIND_DELIVERY:
    return g_strdup_printf (_("Delivery %d"), pick_up_number (order));
  case TRIVET_ORDER_KIND_TABLE:
  case TRIVET_ORDER_KIND_BAR:
  case TRIVET_ORDER_KIND_COUNTER:
    break;
  }
  if (*order->table_name != '\0')
    return trivet_words_for_table_name (trivet_ui_is_chinese () ? order->table_name_zh : order->table_name);

  return g_strdup_printf (_("Order %s"), order->number);
}

/**
 * trivet_words_for_order:
 * @order: an order
 *
 * Returns: (transfer full): what staff call it: where its guests are and their name, or its number
 */
char *
trivet_words_for_order (const TrivetOrder *order)
{
  g_autofree char *place = NULL;

  g_return_val_if_fail (order != NULL, NULL);

  if (*order->label == '\0')
    return trivet_words_for_place (order);
  if (order->kind == TRIVET_ORDER_KIND_COUNTER)
    return g_strdup (order->label);
  place = trivet_words_for_place (order);

  return g_strdup_printf ("%s · %s", place, order->label);
}

/**
 * trivet_words_for_discount:
 * @discount: a discount
 *
 * Returns: (transfer none): what stands beside its amount; why something is on the house does not
 */
const char *
trivet_words_for_discount (const TrivetDiscount *discount)
{
  if (discount->kind == TRIVET_DISCOUNT_COMP)
    return _("On the house");

  return discount->name != NULL ? discount->name : _("Discount");
}

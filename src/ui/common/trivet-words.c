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

static const char *
words_for_store_error (int code)
{
  switch (code) {
  case TRIVET_STORE_ERROR_NEWER:
    return _("This store was made by a newer Trivet. Update this one; nothing was changed.");
  case TRIVET_STORE_ERROR_DAMAGED:
    return _("The store is damaged. Restore the latest backup and call support.");
  case TRIVET_STORE_ERROR_FULL:
    return _("The disk is full. Nothing was stored: make room and try again.");
  case TRIVET_STORE_ERROR_READ_ONLY:
    return _("The disk cannot be written. Nothing was stored: check the disk.");
  case TRIVET_STORE_ERROR_BUSY:
    return _("Another program uses this store. Close it and try again.");
  case TRIVET_STORE_ERROR_NOT_FOUND:
    return _("That order is not in this store.");
  default:
    return NULL;
  }
}

static const char *
words_for_payment_error (int code)
{
  switch (code) {
  case TRIVET_PAYMENT_ERROR_OVER_DUE:
    return _("That is more than is still due. Nothing was charged.");
  case TRIVET_PAYMENT_ERROR_IN_DOUBT:
    return _("An earlier payment of this order is not certain yet. Wait until it is: charging again could take the money twice.");
  case TRIVET_PAYMENT_ERROR_AMOUNT:
    return _("That amount cannot be charged. Nothing was charged.");
  case TRIVET_PAYMENT_ERROR_NO_PROVIDER:
    return _("This wallet is not set up here. Nothing was charged: use another way to pay.");
  case TRIVET_PAYMENT_ERROR_SETTLED:
    return _("Nothing is due any more.");
  default:
    return NULL;
  }
}

static const char *
words_for_register_error (int code)
{
  switch (code) {
  case TRIVET_REGISTER_ERROR_NO_ORDER:
    return _("Tap a dish to start an order first.");
  case TRIVET_REGISTER_ERROR_NO_LINE:
    return _("That line is no longer in the order.");
  case TRIVET_REGISTER_ERROR_SOLD_OUT:
    return _("That dish is sold out, or fewer are left.");
  case TRIVET_REGISTER_ERROR_MODIFIERS:
    return _("Make the required choices first.");
  case TRIVET_REGISTER_ERROR_PRICE:
    return _("Type what the dish costs: more than nothing, and not more than the register can hold.");
  case TRIVET_REGISTER_ERROR_SENT:
    return _("The kitchen has it already. Void the line and order it anew.");
  case TRIVET_REGISTER_ERROR_PAYMENT_UNDER_WAY:
    return _("A payment covers this. Wait until it is certain, then refund or add instead.");
  case TRIVET_REGISTER_ERROR_LINE_MOVED:
    return _("Somebody has moved that line to another order. Look for it there.");
  case TRIVET_REGISTER_ERROR_CHECK_PAID:
    return _("That bill is paid and stays as it is. Choose another one.");
  case TRIVET_REGISTER_ERROR_NO_SEATS:
    return _("No line has a seat yet. Split by item, or equally.");
  case TRIVET_REGISTER_ERROR_NO_STORE:
    return _("This store holds no restaurant yet.");
  case TRIVET_REGISTER_ERROR_NEEDS_APPROVAL:
    return _("Somebody who may do this has to approve it.");
  case TRIVET_REGISTER_ERROR_CANNOT_REOPEN:
    return _("This order cannot be reopened: it is not settled, or money of it is still on its way back.");
  case TRIVET_REGISTER_ERROR_GIVEN_BACK:
    return _("The guest got the money for this back already. That part of the order stays as it is.");
  case TRIVET_REGISTER_ERROR_SPLIT:
    return _("Members and coupons change what every bill costs. Make it one bill again first, or ask before you split.");
  case TRIVET_REGISTER_ERROR_DISCOUNTED:
    return _("This order has a discount of its own, which would be lost. Take it off, or give it to the dishes, before you merge.");
  case TRIVET_REGISTER_ERROR_NO_TABLE:
    return _("That cannot be done on the floor: it is taken, gone, or has no name. Look again; nothing was changed.");
  default:
    return NULL;
  }
}

static const char *
words_for_manager_error (int code)
{
  switch (code) {
  case TRIVET_MANAGER_ERROR_NO_PIN:
    return _("No manager's PIN is set yet. Set one with trivetctl manager-pin.");
  case TRIVET_MANAGER_ERROR_WRONG:
    return _("That is not the PIN.");
  case TRIVET_MANAGER_ERROR_PAUSED:
    return _("Too many wrong PINs. Wait a little, then try again.");
  case TRIVET_MANAGER_ERROR_BAD_PIN:
    return _("A PIN has 4 to 12 digits that are not all the same.");
  case TRIVET_MANAGER_ERROR_BUSY:
    return _("Another PIN is being checked. Try again in a moment.");
  case TRIVET_MANAGER_ERROR_HASH:
    return _("The stored PIN cannot be read. Set a new one with trivetctl.");
  case TRIVET_MANAGER_ERROR_NEEDS_APPROVAL:
    return _("Somebody who may do this has to approve it.");
  default:
    return NULL;
  }
}

static const char *
words_for_staff_error (int code)
{
  switch (code) {
  case TRIVET_STAFF_ERROR_NO_MEMBER:
    return _("Nobody who works here has that badge or name.");
  case TRIVET_STAFF_ERROR_WRONG:
    return _("That is not the PIN.");
  case TRIVET_STAFF_ERROR_PAUSED:
    return _("Too many wrong PINs. Wait a little, then try again.");
  case TRIVET_STAFF_ERROR_NO_PIN:
    return _("No PIN is set for this person. A manager sets one under Staff.");
  case TRIVET_STAFF_ERROR_BAD_PIN:
    return _("A PIN has 4 to 12 digits that are not all the same.");
  case TRIVET_STAFF_ERROR_BAD_BADGE:
    return _("A badge has 8 to 100 characters.");
  case TRIVET_STAFF_ERROR_TAKEN_PIN:
    return _("Somebody else has that PIN. Choose another.");
  case TRIVET_STAFF_ERROR_TAKEN_BADGE:
    return _("Somebody else has that badge. Scan another.");
  case TRIVET_STAFF_ERROR_TAKEN_NAME:
    return _("Somebody else has that name. Add a letter or a family name.");
  case TRIVET_STAFF_ERROR_BAD_NAME:
    return _("A name has 1 to 60 characters.");
  case TRIVET_STAFF_ERROR_LAST_MANAGER:
    return _("Somebody active with a PIN must be left who may change staff. Make another manager first.");
  case TRIVET_STAFF_ERROR_ROLE_IN_USE:
    return _("Somebody has that role. Give them another one first.");
  case TRIVET_STAFF_ERROR_BUSY:
    return _("Another change is being written. Try again in a moment.");
  case TRIVET_STAFF_ERROR_HASH:
    return _("The stored PIN cannot be read. A manager sets a new one.");
  case TRIVET_STAFF_ERROR_NEEDS_APPROVAL:
    return _("Somebody who may do this has to approve it.");
  default:
    return NULL;
  }
}

static const char *
words_for_returns_error (int code)
{
  switch (code) {
  case TRIVET_RETURNS_ERROR_NO_ORDER:
    return _("That order is not in this store.");
  case TRIVET_RETURNS_ERROR_NOT_SETTLED:
    return _("This order is not paid yet. Void the line in the order instead.");
  case TRIVET_RETURNS_ERROR_NOTHING:
    return _("Nothing is chosen, or what is chosen cost nothing.");
  case TRIVET_RETURNS_ERROR_TOO_MUCH:
    return _("That is more than can still be given back.");
  case TRIVET_RETURNS_ERROR_BUSY:
    return _("Another refund of this order is being written. Try again in a moment.");
  case TRIVET_RETURNS_ERROR_NEEDS_APPROVAL:
    return _("Somebody who may do this has to approve it.");
  default:
    return NULL;
  }
}

static const char *
words_for_bill_error (int code)
{
  switch (code) {
  case TRIVET_BILL_ERROR_NOT_YET:
    return _("The bill is not there yet. It is tried again by itself.");
  case TRIVET_BILL_ERROR_NO_BUSINESS:
    return _("Nothing moved on that day, or it is too early to ask.");
  case TRIVET_BILL_ERROR_DAMAGED:
    return _("The bill came damaged. It is tried again by itself.");
  case TRIVET_BILL_ERROR_FORMAT:
    return _("The bill has a form that this Trivet cannot read. Update Trivet.");
  case TRIVET_BILL_ERROR_REFUSED:
    return _("The provider does not hand out this bill. Check the keys and the contract.");
  case TRIVET_BILL_ERROR_UNREACHABLE:
    return _("The provider cannot be reached. It is tried again by itself.");
  default:
    return NULL;
  }
}

static const char *
words_for_drawers_error (int code)
{
  switch (code) {
  case TRIVET_DRAWERS_ERROR_NO_DRAWER:
    return _("There is no such drawer any more. Choose another.");
  case TRIVET_DRAWERS_ERROR_NO_SHIFT:
    return _("No shift is open at this register. Open one first.");
  case TRIVET_DRAWERS_ERROR_SHIFT_OPEN:
    return _("A shift is open at that drawer. Close it first.");
  case TRIVET_DRAWERS_ERROR_NOT_COUNTED:
    return _("Money has moved since the count. Count the drawer again.");
  case TRIVET_DRAWERS_ERROR_BAD_SUM:
    return _("A drawer cannot hold that sum.");
  case TRIVET_DRAWERS_ERROR_NO_KICK:
    return _("No printer opens this drawer. Use its key.");
  case TRIVET_DRAWERS_ERROR_KICK_FAILED:
    return _("The drawer's printer does not answer. Use the key.");
  case TRIVET_DRAWERS_ERROR_NOT_ALLOWED:
    return _("Somebody who may do that must sign in first.");
  default:
    return NULL;
  }
}

static const char *
words_for_service_error (const GError *error)
{
  if (error->domain == TRIVET_MANAGER_ERROR)
    return words_for_manager_error (error->code);
  if (error->domain == TRIVET_STAFF_ERROR)
    return words_for_staff_error (error->code);
  if (error->domain == TRIVET_RETURNS_ERROR)
    return words_for_returns_error (error->code);
  if (error->domain == TRIVET_BILL_ERROR)
    return words_for_bill_error (error->code);
  if (error->domain == TRIVET_DRAWERS_ERROR)
    return words_for_drawers_error (error->code);

  return NULL;
}

/**
 * trivet_words_for_error:
 * @error: what went wrong
 *
 * Returns: (transfer full): one sentence for staff: what happened and what to do
 */
char *
trivet_words_for_error (const GError *error)
{
  const char *words = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == TRIVET_STORE_ERROR)
    words = words_for_store_error (error->code);
  else if (error->domain == TRIVET_PAYMENT_ERROR)
    words = words_for_payment_error (error->code);
  else if (error->domain == TRIVET_REGISTER_ERROR)
    words = words_for_register_error (error->code);
  else if (error->domain == TRIVET_FACT_ERROR)
    words = _("The order has changed meanwhile. Look at it and try again.");
  else if (error->domain == TRIVET_MONEY_ERROR)
    words = _("That is not an amount.");
  else
    words = words_for_service_error (error);

  return words != NULL ? g_strdup (words) : g_strdup_printf (_("That did not work: %s"), error->message);
}

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

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

#include <glib/gi18n.h>

/* What is said of an error: what happened, and what to do. */

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
  case TRIVET_STAFF_ERROR_WRONG_BADGE:
    return _("That is not this person's badge.");
  case TRIVET_STAFF_ERROR_PAUSED:
    return _("Too many wrong PINs. Wait a little, then try again.");
  case TRIVET_STAFF_ERROR_NO_PIN:
    return _("No PIN is set for this person. A manager sets one under Staff.");
  case TRIVET_STAFF_ERROR_BAD_PIN:
    return _("A PIN has 4 to 12 digits that are not all the same.");
  case TRIVET_STAFF_ERROR_BAD_BADGE:
    return _("A badge has 8 to 100 characters, and is neither a payment code nor a product's bar code.");
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

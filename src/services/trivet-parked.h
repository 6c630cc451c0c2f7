/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-checkout.h"

G_BEGIN_DECLS

/**
 * TrivetParkedKind:
 * @TRIVET_PARKED_IN_DOUBT: a payment without a certain end; the engine asks on
 * @TRIVET_PARKED_CLAIMED: in doubt, and the guest showed a receipt; its bill may have to tell
 * @TRIVET_PARKED_OVERRIDDEN: in doubt, and a manager let the order be paid otherwise
 * @TRIVET_PARKED_REFUND: money on its way back; the engine goes on
 * @TRIVET_PARKED_REFUND_BLOCKED: it waits until the shop's balance is topped up
 * @TRIVET_PARKED_REFUND_FAILED: the provider will not give it back: pay it by hand
 * @TRIVET_PARKED_CASH_OWED: a correction left it, and it was paid in cash: hand it out
 */
typedef enum {
  TRIVET_PARKED_IN_DOUBT,
  TRIVET_PARKED_CLAIMED,
  TRIVET_PARKED_OVERRIDDEN,
  TRIVET_PARKED_REFUND,
  TRIVET_PARKED_REFUND_BLOCKED,
  TRIVET_PARKED_REFUND_FAILED,
  TRIVET_PARKED_CASH_OWED,
} TrivetParkedKind;

/**
 * TrivetParkedItem:
 *
 * One row: a movement of the store, and what the engine knows of it at this moment.
 */
#define TRIVET_TYPE_PARKED_ITEM (trivet_parked_item_get_type ())
G_DECLARE_FINAL_TYPE (TrivetParkedItem, trivet_parked_item, TRIVET, PARKED_ITEM, GObject)

TrivetParkedKind      trivet_parked_item_get_kind     (TrivetParkedItem *self);
const TrivetMovement *trivet_parked_item_get_movement (TrivetParkedItem *self);
TrivetPaymentReason   trivet_parked_item_get_reason   (TrivetParkedItem *self);

/**
 * TrivetParked:
 *
 * Everything that the engine or a person still has to settle, oldest first: a #GListModel of
 * #TrivetParkedItem that follows the journal. Not in it: the payment under way on the pay page, and
 * codes of our own, unless one could not be withdrawn for minutes: what they bring too much goes
 * back by itself.
 *
 * Signal `items-changed`: as of every list model; the count is the header's.
 */
#define TRIVET_TYPE_PARKED (trivet_parked_get_type ())
G_DECLARE_FINAL_TYPE (TrivetParked, trivet_parked, TRIVET, PARKED, GObject)

TrivetParked *trivet_parked_new           (TrivetJournal       *journal,
                                           TrivetRepository    *repository,
                                           TrivetPaymentEngine *engine,
                                           TrivetCheckout      *checkout,
                                           TrivetClock         *clock);
void          trivet_parked_refresh       (TrivetParked        *self);
guint         trivet_parked_get_n         (TrivetParked        *self);
/* Of those, how many a person must do something about. */
guint         trivet_parked_get_n_tasks   (TrivetParked        *self);
/* The engine asks now instead of at the next time. */
gboolean      trivet_parked_check_now     (TrivetParked        *self,
                                           TrivetParkedItem    *item,
                                           GError             **error);

G_END_DECLS

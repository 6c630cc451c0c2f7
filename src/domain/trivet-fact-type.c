/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-fact.h"

/* What can have happened. */

/* The names are what the journal stores: they never change. */
static const char *const type_names[TRIVET_N_FACT_TYPES] = {
  [TRIVET_FACT_STORE_CREATED] = "store-created",
  [TRIVET_FACT_MENU_CATEGORY_SET] = "menu-category-set",
  [TRIVET_FACT_MENU_CATEGORY_REMOVED] = "menu-category-removed",
  [TRIVET_FACT_MENU_GROUP_SET] = "menu-group-set",
  [TRIVET_FACT_MENU_GROUP_REMOVED] = "menu-group-removed",
  [TRIVET_FACT_MENU_ITEM_SET] = "menu-item-set",
  [TRIVET_FACT_MENU_ITEM_REMOVED] = "menu-item-removed",
  [TRIVET_FACT_ITEM_AVAILABILITY_SET] = "item-availability-set",
  [TRIVET_FACT_MENU_PERIOD_SET] = "menu-period-set",
  [TRIVET_FACT_MENU_PERIOD_REMOVED] = "menu-period-removed",
  [TRIVET_FACT_ROLE_SET] = "role-set",
  [TRIVET_FACT_ROLE_REMOVED] = "role-removed",
  [TRIVET_FACT_STAFF_SET] = "staff-set",
  [TRIVET_FACT_STAFF_REMOVED] = "staff-removed",
  [TRIVET_FACT_STAFF_POLICY_SET] = "staff-policy-set",
  [TRIVET_FACT_STAFF_SIGNED_IN] = "staff-signed-in",
  [TRIVET_FACT_STAFF_SIGNED_OUT] = "staff-signed-out",
  [TRIVET_FACT_STAFF_APPROVED] = "staff-approved",
  [TRIVET_FACT_STAFF_REFUSED] = "staff-refused",
  [TRIVET_FACT_REASON_SET] = "reason-set",
  [TRIVET_FACT_REASON_REMOVED] = "reason-removed",
  [TRIVET_FACT_ROOM_SET] = "room-set",
  [TRIVET_FACT_ROOM_REMOVED] = "room-removed",
  [TRIVET_FACT_TABLE_SET] = "table-set",
  [TRIVET_FACT_TABLE_REMOVED] = "table-removed",
  [TRIVET_FACT_TABLE_LEFT] = "table-left",
  [TRIVET_FACT_TABLE_CLEARED] = "table-cleared",
  [TRIVET_FACT_TABLE_RESERVED] = "table-reserved",
  [TRIVET_FACT_RESERVATION_REMOVED] = "reservation-removed",
  [TRIVET_FACT_QUEUE_JOINED] = "queue-joined",
  [TRIVET_FACT_QUEUE_LEFT] = "queue-left",
  [TRIVET_FACT_STATION_SET] = "station-set",
  [TRIVET_FACT_STATION_REMOVED] = "station-removed",
  [TRIVET_FACT_CATEGORY_ROUTED] = "category-routed",
  [TRIVET_FACT_ITEM_ROUTED] = "item-routed",
  [TRIVET_FACT_PROMOTION_SET] = "promotion-set",
  [TRIVET_FACT_PROMOTION_REMOVED] = "promotion-removed",
  [TRIVET_FACT_CHARGE_SET] = "charge-set",
  [TRIVET_FACT_CHARGE_REMOVED] = "charge-removed",
  [TRIVET_FACT_CASH_ROUNDING_SET] = "cash-rounding-set",
  [TRIVET_FACT_TAX_RULE_SET] = "tax-rule-set",
  [TRIVET_FACT_TAX_RULE_REMOVED] = "tax-rule-removed",
  [TRIVET_FACT_TIP_RATES_SET] = "tip-rates-set",
  [TRIVET_FACT_DRAWER_SET] = "drawer-set",
  [TRIVET_FACT_DRAWER_REMOVED] = "drawer-removed",
  [TRIVET_FACT_SHIFT_OPENED] = "shift-opened",
  [TRIVET_FACT_DRAWER_PAID_IN] = "drawer-paid-in",
  [TRIVET_FACT_DRAWER_PAID_OUT] = "drawer-paid-out",
  [TRIVET_FACT_DRAWER_DROPPED] = "drawer-dropped",
  [TRIVET_FACT_DRAWER_OPENED] = "drawer-opened",
  [TRIVET_FACT_DRAWER_COUNTED] = "drawer-counted",
  [TRIVET_FACT_SHIFT_CLOSED] = "shift-closed",
  [TRIVET_FACT_DAY_CLOSED] = "day-closed",
  [TRIVET_FACT_ORDER_OPENED] = "order-opened",
  [TRIVET_FACT_ORDER_LABELLED] = "order-labelled",
  [TRIVET_FACT_ORDER_HELD] = "order-held",
  [TRIVET_FACT_ORDER_RECALLED] = "order-recalled",
  [TRIVET_FACT_ORDER_VOIDED] = "order-voided",
  [TRIVET_FACT_ORDER_CLOSED] = "order-closed",
  [TRIVET_FACT_ORDER_NOTE_SET] = "order-note-set",
  [TRIVET_FACT_ORDER_DISCOUNT_SET] = "order-discount-set",
  [TRIVET_FACT_ORDER_SEATED] = "order-seated",
  [TRIVET_FACT_ORDER_GUESTS_SET] = "order-guests-set",
  [TRIVET_FACT_ORDER_TYPE_SET] = "order-type-set",
  [TRIVET_FACT_ORDER_TRANSFERRED] = "order-transferred",
  [TRIVET_FACT_ORDER_MERGED] = "order-merged",
  [TRIVET_FACT_CHECKS_SET] = "checks-set",
  [TRIVET_FACT_ORDER_PRICED] = "order-priced",
  [TRIVET_FACT_ORDER_MEMBER_SET] = "order-member-set",
  [TRIVET_FACT_ORDER_COUPON_SET] = "order-coupon-set",
  [TRIVET_FACT_ORDER_TIP_SET] = "order-tip-set",
  [TRIVET_FACT_LINE_ADDED] = "line-added",
  [TRIVET_FACT_LINE_QUANTITY_CHANGED] = "line-quantity-changed",
  [TRIVET_FACT_LINE_MODIFIERS_SET] = "line-modifiers-set",
  [TRIVET_FACT_LINE_PRICE_SET] = "line-price-set",
  [TRIVET_FACT_LINE_NOTE_SET] = "line-note-set",
  [TRIVET_FACT_LINE_DISCOUNT_SET] = "line-discount-set",
  [TRIVET_FACT_LINE_VOIDED] = "line-voided",
  [TRIVET_FACT_LINE_SEAT_SET] = "line-seat-set",
  [TRIVET_FACT_LINE_COURSE_SET] = "line-course-set",
  [TRIVET_FACT_LINE_SHARES_SET] = "line-shares-set",
  [TRIVET_FACT_LINE_MOVED] = "line-moved",
  [TRIVET_FACT_LINE_RECEIVED] = "line-received",
  [TRIVET_FACT_PAYMENT_STARTED] = "payment-started",
  [TRIVET_FACT_PAYMENT_ASKED] = "payment-asked",
  [TRIVET_FACT_PAYMENT_WAITING] = "payment-waiting",
  [TRIVET_FACT_PAYMENT_DOUBTED] = "payment-doubted",
  [TRIVET_FACT_PAYMENT_REFUSED] = "payment-refused",
  [TRIVET_FACT_PAYMENT_REVERSING] = "payment-reversing",
  [TRIVET_FACT_PAYMENT_PAID] = "payment-paid",
  [TRIVET_FACT_PAYMENT_DECLINED] = "payment-declined",
  [TRIVET_FACT_PAYMENT_REVERSED] = "payment-reversed",
  [TRIVET_FACT_PAYMENT_UNSENT] = "payment-unsent",
  [TRIVET_FACT_PAYMENT_ALARM] = "payment-alarm",
  [TRIVET_FACT_PAYMENT_WITHDRAWN] = "payment-withdrawn",
  [TRIVET_FACT_PAYMENT_OVERRIDDEN] = "payment-overridden",
  [TRIVET_FACT_PAYMENT_CLAIMED] = "payment-claimed",
  [TRIVET_FACT_CASH_TAKEN] = "cash-taken",
  [TRIVET_FACT_CASH_RETURNED] = "cash-returned",
  [TRIVET_FACT_REFUND_STARTED] = "refund-started",
  [TRIVET_FACT_REFUND_ASKED] = "refund-asked",
  [TRIVET_FACT_REFUND_PENDING] = "refund-pending",
  [TRIVET_FACT_REFUND_DOUBTED] = "refund-doubted",
  [TRIVET_FACT_REFUND_BLOCKED] = "refund-blocked",
  [TRIVET_FACT_REFUND_REFUSED] = "refund-refused",
  [TRIVET_FACT_REFUND_DONE] = "refund-done",
  [TRIVET_FACT_REFUND_FAILED] = "refund-failed",
  [TRIVET_FACT_REFUND_ALARM] = "refund-alarm",
  [TRIVET_FACT_PRINT_REQUESTED] = "print-requested",
  [TRIVET_FACT_PRINT_STARTED] = "print-started",
  [TRIVET_FACT_PRINT_DONE] = "print-done",
  [TRIVET_FACT_PRINT_FAILED] = "print-failed",
  [TRIVET_FACT_PRINT_CANCELLED] = "print-cancelled",
  [TRIVET_FACT_ORDER_UNMERGED] = "order-unmerged",
  [TRIVET_FACT_ORDER_REOPENED] = "order-reopened",
  [TRIVET_FACT_ORDER_BILL_ASKED] = "order-bill-asked",
  [TRIVET_FACT_COURSE_HELD] = "course-held",
  [TRIVET_FACT_LINES_SENT] = "lines-sent",
  [TRIVET_FACT_LINES_RUSHED] = "lines-rushed",
  [TRIVET_FACT_LINES_COOKED] = "lines-cooked",
  [TRIVET_FACT_LINES_SERVED] = "lines-served",
  [TRIVET_FACT_BILL_STORED] = "bill-stored",
  [TRIVET_FACT_DIFFERENCE_RESOLVED] = "difference-resolved",
  [TRIVET_FACT_MANAGER_PIN_SET] = "manager-pin-set",
  [TRIVET_FACT_MANAGER_PIN_REFUSED] = "manager-pin-refused",
  [TRIVET_FACT_MANAGER_APPROVED] = "manager-approved",
};

/**
 * trivet_fact_type_get_name:
 * @type: a type other than %TRIVET_FACT_INVALID
 *
 * Returns: (transfer none): the name that the journal stores
 */
const char *
trivet_fact_type_get_name (TrivetFactType type)
{
  g_return_val_if_fail (type > TRIVET_FACT_INVALID && type < TRIVET_N_FACT_TYPES, NULL);

  return type_names[type];
}

/**
 * trivet_fact_type_from_name:
 * @name: (nullable): a name from a journal
 *
 * Returns: the type, or %TRIVET_FACT_INVALID when this program does not know it
 */
TrivetFactType
trivet_fact_type_from_name (const char *name)
{
  for (guint i = 1; name != NULL && i < TRIVET_N_FACT_TYPES; i++) {
    if (g_str_equal (name, type_names[i]))
      return (TrivetFactType) i;
  }

  return TRIVET_FACT_INVALID;
}

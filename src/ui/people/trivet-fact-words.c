/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-fact-words.h"

#include <glib/gi18n.h>

/*
 * What each fact is called, and with which others it is looked for.
 */

typedef struct {
  TrivetFactKind kind;
  const char    *title;
} FactWords;

/* A type that a newer part of the program has added shows the name that the journal stores. */
/* clang-format off */
static const FactWords words[TRIVET_N_FACT_TYPES] = {
  [TRIVET_FACT_STORE_CREATED] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Shop set up") },
  [TRIVET_FACT_MENU_CATEGORY_SET] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Menu category changed") },
  [TRIVET_FACT_MENU_CATEGORY_REMOVED] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Menu category removed") },
  [TRIVET_FACT_MENU_GROUP_SET] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Choices of dishes changed") },
  [TRIVET_FACT_MENU_GROUP_REMOVED] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Choices of dishes removed") },
  [TRIVET_FACT_MENU_ITEM_SET] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Dish changed") },
  [TRIVET_FACT_MENU_ITEM_REMOVED] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Dish removed") },
  [TRIVET_FACT_ITEM_AVAILABILITY_SET] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Dish sold out or back") },
  [TRIVET_FACT_MENU_PERIOD_SET] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Menu of certain hours changed") },
  [TRIVET_FACT_MENU_PERIOD_REMOVED] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Menu of certain hours removed") },
  [TRIVET_FACT_ROLE_SET] = { TRIVET_FACT_KIND_STAFF, N_ ("Role changed") },
  [TRIVET_FACT_ROLE_REMOVED] = { TRIVET_FACT_KIND_STAFF, N_ ("Role removed") },
  [TRIVET_FACT_STAFF_SET] = { TRIVET_FACT_KIND_STAFF, N_ ("Staff changed") },
  [TRIVET_FACT_STAFF_REMOVED] = { TRIVET_FACT_KIND_STAFF, N_ ("Staff removed") },
  [TRIVET_FACT_STAFF_POLICY_SET] = { TRIVET_FACT_KIND_STAFF, N_ ("Rule for signing in changed") },
  [TRIVET_FACT_STAFF_SIGNED_IN] = { TRIVET_FACT_KIND_STAFF, N_ ("Signed in") },
  [TRIVET_FACT_STAFF_SIGNED_OUT] = { TRIVET_FACT_KIND_STAFF, N_ ("Signed out") },
  [TRIVET_FACT_STAFF_APPROVED] = { TRIVET_FACT_KIND_STAFF, N_ ("Approved by PIN") },
  [TRIVET_FACT_STAFF_REFUSED] = { TRIVET_FACT_KIND_STAFF, N_ ("Wrong PIN or badge") },
  [TRIVET_FACT_REASON_SET] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Reason changed") },
  [TRIVET_FACT_REASON_REMOVED] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Reason removed") },
  [TRIVET_FACT_ROOM_SET] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Room changed") },
  [TRIVET_FACT_ROOM_REMOVED] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Room removed") },
  [TRIVET_FACT_TABLE_SET] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Table changed") },
  [TRIVET_FACT_TABLE_REMOVED] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Table removed") },
  [TRIVET_FACT_TABLE_LEFT] = { TRIVET_FACT_KIND_ORDERS, N_ ("Guests left the table") },
  [TRIVET_FACT_TABLE_CLEARED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Table cleared") },
  [TRIVET_FACT_TABLE_RESERVED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Table reserved") },
  [TRIVET_FACT_RESERVATION_REMOVED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Reservation ended") },
  [TRIVET_FACT_QUEUE_JOINED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Guests wait for a table") },
  [TRIVET_FACT_QUEUE_LEFT] = { TRIVET_FACT_KIND_ORDERS, N_ ("Guests stopped waiting") },
  [TRIVET_FACT_STATION_SET] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Kitchen station changed") },
  [TRIVET_FACT_STATION_REMOVED] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Kitchen station removed") },
  [TRIVET_FACT_CATEGORY_ROUTED] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Category sent to another station") },
  [TRIVET_FACT_ITEM_ROUTED] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Dish sent to another station") },
  [TRIVET_FACT_PROMOTION_SET] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Promotion changed") },
  [TRIVET_FACT_PROMOTION_REMOVED] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Promotion removed") },
  [TRIVET_FACT_CHARGE_SET] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Charge changed") },
  [TRIVET_FACT_CHARGE_REMOVED] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Charge removed") },
  [TRIVET_FACT_CASH_ROUNDING_SET] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Cash rounding changed") },
  [TRIVET_FACT_TAX_RULE_SET] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Tax rule changed") },
  [TRIVET_FACT_TAX_RULE_REMOVED] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Tax rule removed") },
  [TRIVET_FACT_TIP_RATES_SET] = { TRIVET_FACT_KIND_SETTINGS, N_ ("Tips to choose from changed") },
  [TRIVET_FACT_ORDER_OPENED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Order opened") },
  [TRIVET_FACT_ORDER_LABELLED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Order named") },
  [TRIVET_FACT_ORDER_HELD] = { TRIVET_FACT_KIND_ORDERS, N_ ("Order held") },
  [TRIVET_FACT_ORDER_RECALLED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Order recalled") },
  [TRIVET_FACT_ORDER_VOIDED] = { TRIVET_FACT_KIND_VOIDS, N_ ("Order voided") },
  [TRIVET_FACT_ORDER_CLOSED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Order closed") },
  [TRIVET_FACT_ORDER_NOTE_SET] = { TRIVET_FACT_KIND_ORDERS, N_ ("Note on the order") },
  [TRIVET_FACT_ORDER_DISCOUNT_SET] = { TRIVET_FACT_KIND_VOIDS, N_ ("Discount on the order") },
  [TRIVET_FACT_ORDER_SEATED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Order moved to a table") },
  [TRIVET_FACT_ORDER_GUESTS_SET] = { TRIVET_FACT_KIND_ORDERS, N_ ("Guests counted") },
  [TRIVET_FACT_ORDER_TYPE_SET] = { TRIVET_FACT_KIND_ORDERS, N_ ("Type of order changed") },
  [TRIVET_FACT_ORDER_TRANSFERRED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Order handed over") },
  [TRIVET_FACT_ORDER_MERGED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Order merged") },
  [TRIVET_FACT_CHECKS_SET] = { TRIVET_FACT_KIND_ORDERS, N_ ("Bill split") },
  [TRIVET_FACT_ORDER_PRICED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Promotions and charges worked out") },
  [TRIVET_FACT_ORDER_MEMBER_SET] = { TRIVET_FACT_KIND_ORDERS, N_ ("Member set") },
  [TRIVET_FACT_ORDER_COUPON_SET] = { TRIVET_FACT_KIND_ORDERS, N_ ("Coupon used") },
  [TRIVET_FACT_ORDER_TIP_SET] = { TRIVET_FACT_KIND_ORDERS, N_ ("Tip set") },
  [TRIVET_FACT_LINE_ADDED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Dish added") },
  [TRIVET_FACT_LINE_QUANTITY_CHANGED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Quantity changed") },
  [TRIVET_FACT_LINE_MODIFIERS_SET] = { TRIVET_FACT_KIND_ORDERS, N_ ("Choices changed") },
  [TRIVET_FACT_LINE_PRICE_SET] = { TRIVET_FACT_KIND_ORDERS, N_ ("Open price corrected") },
  [TRIVET_FACT_LINE_NOTE_SET] = { TRIVET_FACT_KIND_ORDERS, N_ ("Note on a dish") },
  [TRIVET_FACT_LINE_DISCOUNT_SET] = { TRIVET_FACT_KIND_VOIDS, N_ ("Discount on a dish") },
  [TRIVET_FACT_LINE_VOIDED] = { TRIVET_FACT_KIND_VOIDS, N_ ("Dish voided") },
  [TRIVET_FACT_LINE_SEAT_SET] = { TRIVET_FACT_KIND_ORDERS, N_ ("Seat changed") },
  [TRIVET_FACT_LINE_COURSE_SET] = { TRIVET_FACT_KIND_ORDERS, N_ ("Course changed") },
  [TRIVET_FACT_LINE_SHARES_SET] = { TRIVET_FACT_KIND_ORDERS, N_ ("Dish shared among bills") },
  [TRIVET_FACT_LINE_MOVED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Dish moved away") },
  [TRIVET_FACT_LINE_RECEIVED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Dish moved here") },
  [TRIVET_FACT_PAYMENT_STARTED] = { TRIVET_FACT_KIND_PAYMENTS, N_ ("Payment begun") },
  [TRIVET_FACT_PAYMENT_ASKED] = { TRIVET_FACT_KIND_PAYMENTS, N_ ("Wallet asked") },
  [TRIVET_FACT_PAYMENT_WAITING] = { TRIVET_FACT_KIND_PAYMENTS, N_ ("Guest must confirm") },
  [TRIVET_FACT_PAYMENT_DOUBTED] = { TRIVET_FACT_KIND_PAYMENTS, N_ ("Payment not certain") },
  [TRIVET_FACT_PAYMENT_REFUSED] = { TRIVET_FACT_KIND_PAYMENTS, N_ ("Wallet refuses") },
  [TRIVET_FACT_PAYMENT_REVERSING] = { TRIVET_FACT_KIND_PAYMENTS, N_ ("Payment being undone") },
  [TRIVET_FACT_PAYMENT_PAID] = { TRIVET_FACT_KIND_PAYMENTS, N_ ("Paid") },
  [TRIVET_FACT_PAYMENT_DECLINED] = { TRIVET_FACT_KIND_PAYMENTS, N_ ("Not paid") },
  [TRIVET_FACT_PAYMENT_REVERSED] = { TRIVET_FACT_KIND_PAYMENTS, N_ ("Payment undone") },
  [TRIVET_FACT_PAYMENT_UNSENT] = { TRIVET_FACT_KIND_PAYMENTS, N_ ("Payment not sent") },
  [TRIVET_FACT_PAYMENT_ALARM] = { TRIVET_FACT_KIND_PAYMENTS, N_ ("Payment needs a look") },
  [TRIVET_FACT_PAYMENT_WITHDRAWN] = { TRIVET_FACT_KIND_PAYMENTS, N_ ("Code taken off the screen") },
  [TRIVET_FACT_PAYMENT_OVERRIDDEN] = { TRIVET_FACT_KIND_PAYMENTS, N_ ("Allowed to be paid otherwise") },
  [TRIVET_FACT_PAYMENT_CLAIMED] = { TRIVET_FACT_KIND_PAYMENTS, N_ ("Guest shows a receipt") },
  [TRIVET_FACT_CASH_TAKEN] = { TRIVET_FACT_KIND_PAYMENTS, N_ ("Cash taken") },
  [TRIVET_FACT_CASH_RETURNED] = { TRIVET_FACT_KIND_REFUNDS, N_ ("Cash given back") },
  [TRIVET_FACT_REFUND_STARTED] = { TRIVET_FACT_KIND_REFUNDS, N_ ("Refund begun") },
  [TRIVET_FACT_REFUND_ASKED] = { TRIVET_FACT_KIND_REFUNDS, N_ ("Refund asked for") },
  [TRIVET_FACT_REFUND_PENDING] = { TRIVET_FACT_KIND_REFUNDS, N_ ("Refund accepted") },
  [TRIVET_FACT_REFUND_DOUBTED] = { TRIVET_FACT_KIND_REFUNDS, N_ ("Refund not certain") },
  [TRIVET_FACT_REFUND_BLOCKED] = { TRIVET_FACT_KIND_REFUNDS, N_ ("Refund waits for balance") },
  [TRIVET_FACT_REFUND_REFUSED] = { TRIVET_FACT_KIND_REFUNDS, N_ ("Refund refused") },
  [TRIVET_FACT_REFUND_DONE] = { TRIVET_FACT_KIND_REFUNDS, N_ ("Refunded") },
  [TRIVET_FACT_REFUND_FAILED] = { TRIVET_FACT_KIND_REFUNDS, N_ ("Refund failed") },
  [TRIVET_FACT_REFUND_ALARM] = { TRIVET_FACT_KIND_REFUNDS, N_ ("Refund needs a look") },
  [TRIVET_FACT_PRINT_REQUESTED] = { TRIVET_FACT_KIND_PRINTING, N_ ("Paper asked for") },
  [TRIVET_FACT_PRINT_STARTED] = { TRIVET_FACT_KIND_PRINTING, N_ ("Printing begun") },
  [TRIVET_FACT_PRINT_DONE] = { TRIVET_FACT_KIND_PRINTING, N_ ("Printed") },
  [TRIVET_FACT_PRINT_FAILED] = { TRIVET_FACT_KIND_PRINTING, N_ ("Not printed") },
  [TRIVET_FACT_PRINT_CANCELLED] = { TRIVET_FACT_KIND_PRINTING, N_ ("Paper not wanted") },
  [TRIVET_FACT_ORDER_UNMERGED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Merge undone") },
  [TRIVET_FACT_ORDER_REOPENED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Reopened") },
  [TRIVET_FACT_ORDER_BILL_ASKED] = { TRIVET_FACT_KIND_ORDERS, N_ ("Bill asked for") },
  [TRIVET_FACT_COURSE_HELD] = { TRIVET_FACT_KIND_KITCHEN, N_ ("Course held or fired") },
  [TRIVET_FACT_LINES_SENT] = { TRIVET_FACT_KIND_KITCHEN, N_ ("Sent to the kitchen") },
  [TRIVET_FACT_LINES_RUSHED] = { TRIVET_FACT_KIND_KITCHEN, N_ ("Kitchen rushed") },
  [TRIVET_FACT_LINES_COOKED] = { TRIVET_FACT_KIND_KITCHEN, N_ ("Cooked") },
  [TRIVET_FACT_LINES_SERVED] = { TRIVET_FACT_KIND_KITCHEN, N_ ("Served") },
  [TRIVET_FACT_BILL_STORED] = { TRIVET_FACT_KIND_BOOKS, N_ ("Provider's bill stored") },
  [TRIVET_FACT_DIFFERENCE_RESOLVED] = { TRIVET_FACT_KIND_BOOKS, N_ ("Difference dealt with") },
  [TRIVET_FACT_MANAGER_PIN_SET] = { TRIVET_FACT_KIND_STAFF, N_ ("Manager's PIN set") },
  [TRIVET_FACT_MANAGER_PIN_REFUSED] = { TRIVET_FACT_KIND_STAFF, N_ ("Wrong manager's PIN") },
  [TRIVET_FACT_MANAGER_APPROVED] = { TRIVET_FACT_KIND_STAFF, N_ ("Approved by the manager's PIN") },
  [TRIVET_FACT_DRAWER_SET] = { TRIVET_FACT_KIND_DRAWERS, N_ ("Drawer changed") },
  [TRIVET_FACT_DRAWER_REMOVED] = { TRIVET_FACT_KIND_DRAWERS, N_ ("Drawer removed") },
  [TRIVET_FACT_SHIFT_OPENED] = { TRIVET_FACT_KIND_DRAWERS, N_ ("Shift begun") },
  [TRIVET_FACT_DRAWER_PAID_IN] = { TRIVET_FACT_KIND_DRAWERS, N_ ("Money put in") },
  [TRIVET_FACT_DRAWER_PAID_OUT] = { TRIVET_FACT_KIND_DRAWERS, N_ ("Money taken out") },
  [TRIVET_FACT_DRAWER_DROPPED] = { TRIVET_FACT_KIND_DRAWERS, N_ ("Money put into the safe") },
  [TRIVET_FACT_DRAWER_OPENED] = { TRIVET_FACT_KIND_DRAWERS, N_ ("Drawer opened without a sale") },
  [TRIVET_FACT_DRAWER_COUNTED] = { TRIVET_FACT_KIND_DRAWERS, N_ ("Drawer counted") },
  [TRIVET_FACT_SHIFT_CLOSED] = { TRIVET_FACT_KIND_DRAWERS, N_ ("Shift ended") },
  [TRIVET_FACT_DAY_CLOSED] = { TRIVET_FACT_KIND_DRAWERS, N_ ("Day closed") },
};

static const char *const kinds[TRIVET_N_FACT_KINDS] = {
  [TRIVET_FACT_KIND_ALL] = N_ ("Everything"),
  [TRIVET_FACT_KIND_ORDERS] = N_ ("Orders"),
  [TRIVET_FACT_KIND_VOIDS] = N_ ("Voids and discounts"),
  [TRIVET_FACT_KIND_PAYMENTS] = N_ ("Payments"),
  [TRIVET_FACT_KIND_REFUNDS] = N_ ("Refunds"),
  [TRIVET_FACT_KIND_KITCHEN] = N_ ("Kitchen"),
  [TRIVET_FACT_KIND_STAFF] = N_ ("Staff"),
  [TRIVET_FACT_KIND_SETTINGS] = N_ ("Settings"),
  [TRIVET_FACT_KIND_PRINTING] = N_ ("Printing"),
  [TRIVET_FACT_KIND_BOOKS] = N_ ("Books"),
  [TRIVET_FACT_KIND_DRAWERS] = N_ ("Drawers and shifts"),
};
/* clang-format on */

/**
 * trivet_fact_words_get_title:
 * @type: a type of facts
 *
 * Returns: (transfer none): what happened, in a few words
 */
const char *
trivet_fact_words_get_title (TrivetFactType type)
{
  return words[type].title != NULL ? _(words[type].title) : trivet_fact_type_get_name (type);
}

/**
 * trivet_fact_words_get_kind:
 * @type: a type of facts
 *
 * Returns: with which others it is looked for; %TRIVET_FACT_KIND_ALL when it has no words of its own
 */
TrivetFactKind
trivet_fact_words_get_kind (TrivetFactType type)
{
  return words[type].kind;
}

/**
 * trivet_fact_kind_get_title:
 * @kind: a kind of facts
 *
 * Returns: (transfer none): its name
 */
const char *
trivet_fact_kind_get_title (TrivetFactKind kind)
{
  return _(kinds[kind]);
}

/**
 * trivet_fact_words_get_fact_title:
 * @fact: a fact
 *
 * Returns: (transfer none): what has happened, more closely than its type says
 */
const char *
trivet_fact_words_get_fact_title (TrivetFact *fact)
{
  TrivetFactType type = trivet_fact_get_fact_type (fact);
  const char    *kind = trivet_json_get_string_or (trivet_fact_get_body (fact), "kind", "");

  if (type == TRIVET_FACT_ORDER_DISCOUNT_SET && g_str_equal (kind, "comp"))
    return _("Order given on the house");
  if (type == TRIVET_FACT_LINE_DISCOUNT_SET && g_str_equal (kind, "comp"))
    return _("Dish given on the house");

  return trivet_fact_words_get_title (type);
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-manager.h"
#include "trivet-menu.h"
#include "trivet-price-book.h"
#include "trivet-repository.h"
#include "trivet-tab.h"

G_BEGIN_DECLS

/**
 * TrivetRegisterError:
 * @TRIVET_REGISTER_ERROR_NO_ORDER: no order is on the screen; start one
 * @TRIVET_REGISTER_ERROR_NO_LINE: that line is gone
 * @TRIVET_REGISTER_ERROR_SOLD_OUT: the dish is sold out, or fewer are left than asked
 * @TRIVET_REGISTER_ERROR_MODIFIERS: a required choice is missing, or too many are made
 * @TRIVET_REGISTER_ERROR_PAYMENT_UNDER_WAY: a payment covers what would be taken away
 * @TRIVET_REGISTER_ERROR_LINE_MOVED: somebody has moved that line to another order; look there
 * @TRIVET_REGISTER_ERROR_CHECK_PAID: that check is paid; choose another
 * @TRIVET_REGISTER_ERROR_NO_SEATS: no line says who ordered it; set seats or split otherwise
 * @TRIVET_REGISTER_ERROR_NO_STORE: the store holds no shop yet; run the set-up
 * @TRIVET_REGISTER_ERROR_NEEDS_APPROVAL: who is signed in may not do that: get somebody's yes, hand
 *   it to trivet_register_approve_next(), and give the command again
 * @TRIVET_REGISTER_ERROR_PRICE: a price is missing, 0 or too high; ask for another
 * @TRIVET_REGISTER_ERROR_SENT: the kitchen knows of the line; void it and order anew
 * @TRIVET_REGISTER_ERROR_DISCOUNTED: the order's own discount would be lost; take it off first
 * @TRIVET_REGISTER_ERROR_CANNOT_REOPEN: the order is not settled, or money of it is on its way back:
 *   wait until it has arrived, or hand it out
 * @TRIVET_REGISTER_ERROR_GIVEN_BACK: the guest got the money for it back before the order was
 *   reopened; that part of the line stays as it is
 * @TRIVET_REGISTER_ERROR_SPLIT: it would change what all bills of the order cost: join them first
 * @TRIVET_REGISTER_ERROR_NO_TABLE: the table, room, reservation or party is gone, or taken
 */
typedef enum {
  TRIVET_REGISTER_ERROR_NO_ORDER,
  TRIVET_REGISTER_ERROR_NO_LINE,
  TRIVET_REGISTER_ERROR_SOLD_OUT,
  TRIVET_REGISTER_ERROR_MODIFIERS,
  TRIVET_REGISTER_ERROR_PAYMENT_UNDER_WAY,
  TRIVET_REGISTER_ERROR_LINE_MOVED,
  TRIVET_REGISTER_ERROR_CHECK_PAID,
  TRIVET_REGISTER_ERROR_NO_SEATS,
  TRIVET_REGISTER_ERROR_NO_STORE,
  TRIVET_REGISTER_ERROR_NO_TABLE,
  TRIVET_REGISTER_ERROR_NEEDS_APPROVAL,
  TRIVET_REGISTER_ERROR_PRICE,
  TRIVET_REGISTER_ERROR_SENT,
  TRIVET_REGISTER_ERROR_CANNOT_REOPEN,
  TRIVET_REGISTER_ERROR_DISCOUNTED,
  TRIVET_REGISTER_ERROR_GIVEN_BACK,
  TRIVET_REGISTER_ERROR_SPLIT,
} TrivetRegisterError;

#define TRIVET_REGISTER_ERROR (trivet_register_error_quark ())
GQuark trivet_register_error_quark (void);

/**
 * TrivetShopInfo:
 *
 * What the store says of the shop. Strings are never %NULL, they may be "".
 */
typedef struct {
  char           *name;
  char           *name_zh;
  char           *address;
  char           *phone;
  char           *footer;
  char           *footer_zh;
  TrivetCurrency  currency;
} TrivetShopInfo;

/**
 * TrivetOrderOpening:
 * @table_id: (nullable): where the guests sit; %NULL for no table
 * @table_name, @table_name_zh: what it is called, %NULL only without a table
 * @guests: 0 when nobody has counted them
 * @label: (nullable): a guest's name
 */
typedef struct {
  TrivetOrderKind  kind;
  const char      *table_id;
  const char      *table_name;
  const char      *table_name_zh;
  int              guests;
  const char      *label;
} TrivetOrderOpening;

/**
 * TrivetTipChoice:
 * @rate_ppm: of the sum without a tip; 0 when the sum is rounded up instead
 * @amount_minor: the tip
 * @total_minor: the sum with it
 */
typedef struct {
  gint64 rate_ppm;
  gint64 amount_minor;
  gint64 total_minor;
} TrivetTipChoice;

#define TRIVET_TYPE_REGISTER (trivet_register_get_type ())
G_DECLARE_FINAL_TYPE (TrivetRegister, trivet_register, TRIVET, REGISTER, GObject)

/**
 * TrivetRegister:
 *
 * Takes orders: each command of a screen becomes facts, and the screen changes when they are
 * durable. Commands return at once; quick taps are judged against what is already on its way.
 *
 * Signals:
 * - `current-changed`: another order (or none) is on the screen
 * - `settled` (const char *order_id): an open order owes nothing any more. It may be reopened, and is
 *   then settled once more: each time its receipt is due, and what follows from being paid
 * - `menu-changed`: the menu was replaced, an availability changed, or it is time for another menu
 * - `failed` (GError *error): a command could not be stored or is not allowed; nothing changed
 */
TrivetRegister *trivet_register_new (TrivetJournal    *journal,
                                     TrivetRepository *repository,
                                     TrivetClock      *clock,
                                     TrivetRandom     *random,
                                     const char       *register_id);

void     trivet_register_load_async  (TrivetRegister       *self,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean trivet_register_load_finish (TrivetRegister       *self,
                                      GAsyncResult         *result,
                                      GError              **error);

const TrivetShopInfo *trivet_register_get_shop     (TrivetRegister *self);
TrivetMenu           *trivet_register_get_menu     (TrivetRegister *self);
TrivetPriceBook      *trivet_register_get_prices   (TrivetRegister *self);
GListModel           *trivet_register_get_tabs     (TrivetRegister *self);
TrivetTab            *trivet_register_get_current  (TrivetRegister *self);
TrivetTab            *trivet_register_lookup_tab   (TrivetRegister *self,
                                                    const char     *order_id);
const char           *trivet_register_get_staff    (TrivetRegister *self);
void                  trivet_register_set_staff    (TrivetRegister *self,
                                                    const char     *staff);
/* To which shift this register's cash belongs now; (nullable). TrivetDrawers sets it. */
const char           *trivet_register_get_shift    (TrivetRegister *self);
void                  trivet_register_set_shift    (TrivetRegister *self,
                                                    const char     *shift_id);
gboolean              trivet_register_get_busy     (TrivetRegister *self);
gboolean              trivet_register_can_undo     (TrivetRegister *self);
TrivetFactStamp       trivet_register_get_stamp    (TrivetRegister *self);

/* Orders. */
void trivet_register_new_order          (TrivetRegister *self);
/* Tables, the bar, takeaway; gives the order's id (transfer full). */
char *trivet_register_open_order        (TrivetRegister           *self,
                                         const TrivetOrderOpening *opening);
void trivet_register_set_guests         (TrivetRegister *self,
                                         int             guests);
void trivet_register_ask_bill           (TrivetRegister *self);
/* In trivet-register-kind.c: eaten here, fetched or brought; without an order, what the next one is. */
TrivetOrderKind trivet_register_get_order_kind (TrivetRegister  *self);
gboolean        trivet_register_set_order_kind (TrivetRegister  *self,
                                                TrivetOrderKind  kind);
/* Who orders the lines that are added from now on, until another order is on the screen. */
int  trivet_register_get_seat           (TrivetRegister *self);
void trivet_register_set_seat           (TrivetRegister *self,
                                         int             seat);
void trivet_register_hold               (TrivetRegister *self);
void trivet_register_select             (TrivetRegister *self,
                                         const char     *order_id);
void trivet_register_set_label          (TrivetRegister *self,
                                         const char     *label);
void trivet_register_set_order_note     (TrivetRegister *self,
                                         const char     *note);
void trivet_register_set_order_discount (TrivetRegister     *self,
                                         TrivetDiscountKind  kind,
                                         gint64              value,
                                         const char         *name);
void trivet_register_void_order         (TrivetRegister *self,
                                         const char     *reason);
void trivet_register_set_member         (TrivetRegister *self,
                                         const char     *member);
void trivet_register_set_coupon         (TrivetRegister *self,
                                         const char     *promotion_id,
                                         gboolean        used);
/* What the guest shows: a coupon's id or name. Gives its promotion; (nullable). */
const TrivetPromotion *
     trivet_register_find_coupon        (TrivetRegister *self,
                                         const char     *text);
/* What it would take off the current order. */
TrivetPromotionVerdict
     trivet_register_judge_coupon       (TrivetRegister *self,
                                         const char     *promotion_id,
                                         gint64         *ret_minor);
void trivet_register_set_tip            (TrivetRegister *self,
                                         gint64          amount_minor);
/* (transfer full) (element-type TrivetTipChoice): what to offer for the current order. */
GArray *trivet_register_suggest_tips    (TrivetRegister *self);
void    trivet_register_set_check_tip       (TrivetRegister *self,
                                             int             check,
                                             gint64          amount_minor);
GArray *trivet_register_suggest_check_tips  (TrivetRegister *self,
                                             int             check);
void trivet_register_undo               (TrivetRegister *self);

/* Corrects an order that was settled, in trivet-register-reopen.c: it comes back to the screen with what
 * was paid for it. Takes along what trivet_register_approve_next() was given. */
TrivetPermission trivet_register_needs_for_reopen (TrivetRegister      *self);
void             trivet_register_reopen_async     (TrivetRegister      *self,
                                                   const char          *order_id,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
gboolean         trivet_register_reopen_finish    (TrivetRegister      *self,
                                                   GAsyncResult        *result,
                                                   GError             **error);

/* What not everybody may do, in trivet-register-approval.c. */
TrivetManager   *trivet_register_get_manager         (TrivetRegister     *self);
void             trivet_register_set_manager         (TrivetRegister     *self,
                                                      TrivetManager      *manager);
void             trivet_register_approve_next        (TrivetRegister     *self,
                                                      TrivetApproval     *approval,
                                                      const char         *reason);
TrivetPermission trivet_register_needs_for_quantity  (TrivetRegister     *self,
                                                      const char         *line_id,
                                                      gint64              by);
TrivetPermission trivet_register_needs_for_modifiers (TrivetRegister     *self,
                                                      const char         *line_id,
                                                      GPtrArray          *modifiers);
gboolean         trivet_register_drops_sent          (const TrivetOrderLine *line,
                                                      GPtrArray             *modifiers);
TrivetPermission trivet_register_needs_for_void      (TrivetRegister     *self);
TrivetPermission trivet_register_needs_for_discount  (TrivetRegister     *self,
                                                      const char         *line_id,
                                                      TrivetDiscountKind  kind,
                                                      gint64              value);

/* Between orders, in trivet-register-move.c. One step back undoes each on both sides. @line_ids:
 * (array zero-terminated=1). @to_order_id: (nullable): a new order. */
gboolean trivet_register_move_lines     (TrivetRegister     *self,
                                         const char *const  *line_ids,
                                         const char         *to_order_id);
gboolean trivet_register_move_quantity  (TrivetRegister     *self,
                                         const char         *line_id,
                                         gint64              quantity,
                                         const char         *to_order_id);
gboolean trivet_register_merge_into     (TrivetRegister     *self,
                                         const char         *to_order_id);
gboolean trivet_register_transfer       (TrivetRegister     *self,
                                         const char         *staff);

/* The checks of the current order, in trivet-register-split.c. */
gboolean trivet_register_split_by_lines  (TrivetRegister         *self,
                                          int                     n_checks);
gboolean trivet_register_split_by_seats  (TrivetRegister         *self);
gboolean trivet_register_split_equally   (TrivetRegister         *self,
                                          int                     n_checks);
gboolean trivet_register_split_by_amounts (TrivetRegister        *self,
                                           const gint64          *amounts_minor,
                                           guint                  n_amounts);
gboolean trivet_register_share_line      (TrivetRegister         *self,
                                          const char             *line_id,
                                          const TrivetLineShare  *shares,
                                          guint                   n_shares);
gboolean trivet_register_move_share      (TrivetRegister         *self,
                                          const char             *line_id,
                                          int                     from_check,
                                          int                     to_check);
gboolean trivet_register_toggle_share    (TrivetRegister         *self,
                                          const char             *line_id,
                                          int                     check);
gboolean trivet_register_join_checks     (TrivetRegister         *self);

/* Lines of the current order. @modifiers: (element-type TrivetLineModifier) (nullable). */
TrivetLineModifier *trivet_register_make_modifier (TrivetRegister         *self,
                                                   const TrivetMenuGroup  *group,
                                                   const TrivetMenuOption *option);
/* Gives the line's id (transfer full), or %NULL when it was refused (see `failed`). A dish
 * without choices joins an equal line; one with choices always gets a line of its own, so that
 * its chips can be changed afterwards. */
char    *trivet_register_add_item          (TrivetRegister     *self,
                                            TrivetMenuItem     *item,
                                            GPtrArray          *modifiers,
                                            gint64              quantity);
char    *trivet_register_add_open_item     (TrivetRegister     *self,
                                            TrivetMenuItem     *item,
                                            gint64              price_minor,
                                            GPtrArray          *modifiers,
                                            gint64              quantity);
void     trivet_register_set_line_price    (TrivetRegister     *self,
                                            const char         *line_id,
                                            gint64              price_minor);
/* An open amount without a dish (trivetctl pay, later the keypad). */
void     trivet_register_add_amount        (TrivetRegister     *self,
                                            const char         *name,
                                            gint64              amount_minor);
void     trivet_register_change_quantity   (TrivetRegister     *self,
                                            const char         *line_id,
                                            gint64              by);
void     trivet_register_set_modifiers     (TrivetRegister     *self,
                                            const char         *line_id,
                                            GPtrArray          *modifiers);
void     trivet_register_set_line_note     (TrivetRegister     *self,
                                            const char         *line_id,
                                            const char         *note);
void     trivet_register_set_line_discount (TrivetRegister     *self,
                                            const char         *line_id,
                                            TrivetDiscountKind  kind,
                                            gint64              value,
                                            const char         *name);
void     trivet_register_set_line_seat     (TrivetRegister     *self,
                                            const char         *line_id,
                                            int                 seat);
void     trivet_register_void_line         (TrivetRegister     *self,
                                            const char         *line_id);

G_END_DECLS

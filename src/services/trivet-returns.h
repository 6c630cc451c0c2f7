/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-manager.h"
#include "trivet-payment-engine.h"
#include "trivet-register.h"

G_BEGIN_DECLS

/**
 * TrivetReturnsError:
 * @TRIVET_RETURNS_ERROR_NO_ORDER: no order is open here, or it does not exist
 * @TRIVET_RETURNS_ERROR_NOT_SETTLED: the order is not paid yet: void the line instead
 * @TRIVET_RETURNS_ERROR_NOTHING: nothing is chosen, or what is chosen costs nothing
 * @TRIVET_RETURNS_ERROR_TOO_MUCH: more than what is left of the line or the payment
 * @TRIVET_RETURNS_ERROR_BUSY: another refund of this order is being written
 * @TRIVET_RETURNS_ERROR_NEEDS_APPROVAL: somebody who may give money back must say yes
 */
typedef enum {
  TRIVET_RETURNS_ERROR_NO_ORDER,
  TRIVET_RETURNS_ERROR_NOT_SETTLED,
  TRIVET_RETURNS_ERROR_NOTHING,
  TRIVET_RETURNS_ERROR_TOO_MUCH,
  TRIVET_RETURNS_ERROR_BUSY,
  TRIVET_RETURNS_ERROR_NEEDS_APPROVAL,
} TrivetReturnsError;

#define TRIVET_RETURNS_ERROR (trivet_returns_error_quark ())
GQuark trivet_returns_error_quark (void);

/**
 * TrivetReturnChoice:
 * @line_id: a line of the order
 * @quantity: how many of it go back, 1 … what is left of it
 */
typedef struct {
  const char *line_id;
  gint64      quantity;
} TrivetReturnChoice;

/**
 * TrivetReturnPart:
 * @payment_id: the payment that gives back
 * @method: its wallet, or "cash"
 * @cash: out of the drawer, at once; otherwise by the provider that took it
 * @amount_minor: how much of what it covered
 * @cash_minor: what the guest gets: as @amount_minor, but the last part of a cash payment carries its
 *   rounding
 * @lines: (element-type TrivetReturnedLine): what of the order goes back with it; may be empty
 *
 * One refund of a plan. A plan has several when no payment covers it alone.
 */
typedef struct {
  char      *payment_id;
  char      *method;
  gboolean   cash;
  gint64     amount_minor;
  gint64     cash_minor;
  GPtrArray *lines;
} TrivetReturnPart;

void trivet_return_part_free (TrivetReturnPart *self);

#define TRIVET_TYPE_RETURNS (trivet_returns_get_type ())
G_DECLARE_FINAL_TYPE (TrivetReturns, trivet_returns, TRIVET, RETURNS, GObject)

/**
 * TrivetReturns:
 *
 * Gives money back for one order at a time. What a line was charged comes from the stored facts
 * (design.md 4.8); the parts of a plan add up to it exactly. There is no undo for money.
 *
 * Signal `changed`: the order has new facts: a refund was begun, ended or failed, or another order
 * is open.
 */
TrivetReturns *trivet_returns_new (TrivetRegister      *reg,
                                   TrivetJournal       *journal,
                                   TrivetRepository    *repository,
                                   TrivetPaymentEngine *engine);

void         trivet_returns_open_async  (TrivetReturns        *self,
                                         const char           *order_id,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean     trivet_returns_open_finish (TrivetReturns        *self,
                                         GAsyncResult         *result,
                                         GError              **error);
void         trivet_returns_close       (TrivetReturns        *self);
TrivetOrder *trivet_returns_get_order   (TrivetReturns        *self);

/* What can still go back. @payment_id: (nullable): %NULL for all payments together. */
gint64   trivet_returns_get_quantity     (TrivetReturns             *self,
                                          const char                *line_id);
gint64   trivet_returns_get_left_minor   (TrivetReturns             *self,
                                          const char                *payment_id);
gboolean trivet_returns_compute          (TrivetReturns             *self,
                                          const TrivetReturnChoice  *choices,
                                          guint                      n_choices,
                                          gint64                    *ret_amount_minor,
                                          gint64                    *ret_tax_minor,
                                          GError                   **error);

/* (transfer full) (element-type TrivetReturnPart) (nullable): who would give what back. With
 * @payment_id that payment gives all of it, or it is an error; with %NULL the latest payment that
 * covers it, else all of them in turn, the latest first. */
GPtrArray *trivet_returns_plan_lines  (TrivetReturns             *self,
                                       const TrivetReturnChoice  *choices,
                                       guint                      n_choices,
                                       const char                *payment_id,
                                       GError                   **error);
GPtrArray *trivet_returns_plan_amount (TrivetReturns             *self,
                                       gint64                     amount_minor,
                                       const char                *payment_id,
                                       GError                   **error);

/* @approval: (transfer full) (nullable): somebody's yes; %NULL where nobody has a PIN. Without one these are
 * refused. */
void       trivet_returns_give_async  (TrivetReturns        *self,
                                       GPtrArray            *plan,
                                       TrivetApproval       *approval,
                                       const char           *reason,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GPtrArray *trivet_returns_give_finish (TrivetReturns        *self,
                                       GAsyncResult         *result,
                                       GError              **error);

/* A refund that the provider will not make is paid out of the drawer. */
void       trivet_returns_pay_by_hand_async  (TrivetReturns        *self,
                                              const char           *refund_id,
                                              TrivetApproval       *approval,
                                              const char           *reason,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean   trivet_returns_pay_by_hand_finish (TrivetReturns        *self,
                                              GAsyncResult         *result,
                                              GError              **error);

/* What a correction left and was paid in cash (trivet_order_get_cash_back_minor()) is handed out. */
void       trivet_returns_hand_out_async  (TrivetReturns        *self,
                                           TrivetApproval       *approval,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean   trivet_returns_hand_out_finish (TrivetReturns        *self,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-kitchen.h"
#include "trivet-print-queue.h"
#include "trivet-printer.h"
#include "trivet-receipt.h"
#include "trivet-register.h"
#include "trivet-wallet-table.h"

G_BEGIN_DECLS

/**
 * TrivetDrawersError:
 * @TRIVET_DRAWERS_ERROR_NO_DRAWER: there is no such drawer; choose another
 * @TRIVET_DRAWERS_ERROR_NO_SHIFT: no shift is open at this register; open one
 * @TRIVET_DRAWERS_ERROR_SHIFT_OPEN: a shift is open at that drawer or register; close it first
 * @TRIVET_DRAWERS_ERROR_NOT_COUNTED: count the drawer, after the last movement, before it is closed
 * @TRIVET_DRAWERS_ERROR_BAD_SUM: not a sum of money that a drawer can hold
 * @TRIVET_DRAWERS_ERROR_NO_KICK: no printer opens that drawer; use its key
 * @TRIVET_DRAWERS_ERROR_KICK_FAILED: its printer does not answer; use its key
 * @TRIVET_DRAWERS_ERROR_NOT_ALLOWED: who is signed in may not do it; get somebody's yes
 */
typedef enum {
  TRIVET_DRAWERS_ERROR_NO_DRAWER,
  TRIVET_DRAWERS_ERROR_NO_SHIFT,
  TRIVET_DRAWERS_ERROR_SHIFT_OPEN,
  TRIVET_DRAWERS_ERROR_NOT_COUNTED,
  TRIVET_DRAWERS_ERROR_BAD_SUM,
  TRIVET_DRAWERS_ERROR_NO_KICK,
  TRIVET_DRAWERS_ERROR_KICK_FAILED,
  TRIVET_DRAWERS_ERROR_NOT_ALLOWED,
} TrivetDrawersError;

#define TRIVET_DRAWERS_ERROR (trivet_drawers_error_quark ())
GQuark trivet_drawers_error_quark (void);

/**
 * TrivetDenominationCount:
 * @minor: one note or coin
 * @count: how many of them
 */
typedef struct {
  gint64 minor;
  gint64 count;
} TrivetDenominationCount;

/**
 * TrivetUnsent:
 * @order_id: an open order
 * @n_dishes: of which the kitchen was not told
 */
typedef struct {
  char   *order_id;
  gint64  n_dishes;
} TrivetUnsent;

/**
 * TrivetDayState:
 * @orders: (element-type TrivetOrderSummary): open ones
 * @doubts: (element-type TrivetMovement): money without a certain end
 * @jobs: (element-type TrivetPrintJob): papers and slips that did not come out
 * @shifts: (element-type TrivetShift): open ones
 * @unsent: (element-type TrivetUnsent): those with dishes that the kitchen was not told of
 *
 * What is open, in doubt or unsent when somebody wants to end the day.
 */
typedef struct {
  GPtrArray *orders;
  GPtrArray *doubts;
  GPtrArray *jobs;
  GPtrArray *shifts;
  GPtrArray *unsent;
} TrivetDayState;

void     trivet_day_state_free         (TrivetDayState       *self);
gboolean trivet_day_state_is_clean     (const TrivetDayState *self);
gint64   trivet_day_state_count_unsent (const TrivetDayState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetDayState, trivet_day_state_free)

#define TRIVET_TYPE_DRAWERS (trivet_drawers_get_type ())
G_DECLARE_FINAL_TYPE (TrivetDrawers, trivet_drawers, TRIVET, DRAWERS, GObject)

/**
 * TrivetDrawers:
 *
 * The cash drawers of the shop and this register's shift at one of them. While a shift is open, the
 * register's cash belongs to it (trivet_register_set_shift()), and a sale in cash opens the drawer, as
 * does money that is put in or taken out;
 * without one, everything else works as ever. Nobody is told what is expected before the count.
 *
 * Signals:
 * - `changed`: a drawer, a shift or the day is new
 * - `drawers-changed`: there are other drawers, or others open them: set their printers anew
 * - `failed` (GError *error): the drawer did not open for cash, a Z report could not be wanted, or
 *   the store cannot be read
 */
TrivetDrawers      *trivet_drawers_new           (TrivetRegister   *reg,
                                                  TrivetJournal    *journal,
                                                  TrivetRepository *repository);
void                trivet_drawers_load          (TrivetDrawers    *self);
/* @manager: (nullable): without one nobody is asked. */
void                trivet_drawers_set_manager   (TrivetDrawers    *self,
                                                  TrivetManager    *manager);
void                trivet_drawers_set_kitchen   (TrivetDrawers    *self,
                                                  TrivetKitchen    *kitchen);
/* @queue: (nullable): with a printer for guests' papers, a day that ends prints its Z report. */
void                trivet_drawers_set_print_queue (TrivetDrawers  *self,
                                                  TrivetPrintQueue *queue);
/* @printer: (nullable): the one at the drawer's `kick` address. */
void                trivet_drawers_set_printer   (TrivetDrawers    *self,
                                                  const char       *drawer_id,
                                                  TrivetPrinter    *printer);

GPtrArray          *trivet_drawers_get_drawers   (TrivetDrawers    *self);
const TrivetDrawer *trivet_drawers_lookup        (TrivetDrawers    *self,
                                                  const char       *drawer_id);
const TrivetShift  *trivet_drawers_get_shift     (TrivetDrawers    *self);
const TrivetShift  *trivet_drawers_find_open     (TrivetDrawers    *self,
                                                  const char       *drawer_id);
const TrivetDayEnd *trivet_drawers_get_last_day  (TrivetDrawers    *self);
TrivetPermission    trivet_drawers_needs         (TrivetDrawers    *self,
                                                  TrivetPermission  permission);

/* Commands; all end with trivet_drawers_finish(). @approval: (transfer full) (nullable): needed when
 * trivet_drawers_needs() says so. */
void     trivet_drawers_set_drawer_async (TrivetDrawers                 *self,
                                          const TrivetDrawer            *drawer,
                                          GAsyncReadyCallback            callback,
                                          gpointer                       user_data);
/* The drawer of a shop that has none yet; its printer is set later. */
void     trivet_drawers_use_first_async  (TrivetDrawers                 *self,
                                          GAsyncReadyCallback            callback,
                                          gpointer                       user_data);
void     trivet_drawers_open_async       (TrivetDrawers                 *self,
                                          const char                    *drawer_id,
                                          gint64                         float_minor,
                                          GAsyncReadyCallback            callback,
                                          gpointer                       user_data);
/* @type: %TRIVET_FACT_DRAWER_PAID_IN, _PAID_OUT or _DROPPED. */
void     trivet_drawers_move_async       (TrivetDrawers                 *self,
                                          TrivetFactType                 type,
                                          gint64                         amount_minor,
                                          const char                    *reason,
                                          TrivetApproval                *approval,
                                          GAsyncReadyCallback            callback,
                                          gpointer                       user_data);
/* @drawer_id, @printer: (nullable): the drawer of this register's shift, and what opens it. */
void     trivet_drawers_kick_async       (TrivetDrawers                 *self,
                                          const char                    *drawer_id,
                                          TrivetPrinter                 *printer,
                                          const char                    *reason,
                                          TrivetApproval                *approval,
                                          GAsyncReadyCallback            callback,
                                          gpointer                       user_data);
void     trivet_drawers_count_async      (TrivetDrawers                 *self,
                                          const TrivetDenominationCount *counts,
                                          gsize                          n_counts,
                                          GAsyncReadyCallback            callback,
                                          gpointer                       user_data);
void     trivet_drawers_close_async      (TrivetDrawers                 *self,
                                          GAsyncReadyCallback            callback,
                                          gpointer                       user_data);
/* @staff_id: (nullable): who goes on with the counted money and the open orders, and confirms it by
 * @secret (nullable), the own PIN or badge; %NULL for who is signed in. */
void     trivet_drawers_hand_over_async  (TrivetDrawers                 *self,
                                          const char                    *staff_id,
                                          TrivetSecret                  *secret,
                                          gboolean                       is_badge,
                                          GAsyncReadyCallback            callback,
                                          gpointer                       user_data);
/* How many open orders go along. */
guint    trivet_drawers_count_orders     (TrivetDrawers                 *self);
void     trivet_drawers_close_day_async  (TrivetDrawers                 *self,
                                          const char                    *business_date,
                                          TrivetApproval                *approval,
                                          GAsyncReadyCallback            callback,
                                          gpointer                       user_data);
gboolean trivet_drawers_finish           (TrivetDrawers                 *self,
                                          GAsyncResult                  *result,
                                          GError                       **error);

/* What a person must know before the day ends; nothing of it keeps the day from ending. */
void            trivet_drawers_survey_async  (TrivetDrawers        *self,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
TrivetDayState *trivet_drawers_survey_finish (TrivetDrawers        *self,
                                              GAsyncResult         *result,
                                              GError              **error);

/* Reports are for who may see them (%TRIVET_PERMISSION_SEE_REPORTS), or from a yes on; the Z report of a day
 * also for whoever has just ended it. @approval: (transfer full) (nullable). */
gboolean        trivet_drawers_open_reports  (TrivetDrawers        *self,
                                              TrivetApproval       *approval);
void            trivet_drawers_leave_reports (TrivetDrawers        *self);

/* The days that have ended, newest first (element-type TrivetDayEnd). */
void            trivet_drawers_list_days_async  (TrivetDrawers      *self,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GPtrArray      *trivet_drawers_list_days_finish (TrivetDrawers      *self,
                                              GAsyncResult         *result,
                                              GError              **error);

/* The Z report of @day, or with %NULL the X report of the day that runs: to look at, and printed by
 * the queue (ends with trivet_drawers_finish()). @wallets: (nullable): names the ways to pay. */
void            trivet_drawers_print_report_async (TrivetDrawers    *self,
                                              const TrivetDayEnd    *day,
                                              GAsyncReadyCallback    callback,
                                              gpointer               user_data);
void            trivet_drawers_report_async  (TrivetDrawers         *self,
                                              const TrivetDayEnd    *day,
                                              TrivetWalletTable     *wallets,
                                              TrivetReceiptLanguage  language,
                                              GAsyncReadyCallback    callback,
                                              gpointer               user_data);
TrivetDocument *trivet_drawers_report_finish (TrivetDrawers         *self,
                                              GAsyncResult          *result,
                                              GError               **error);

G_END_DECLS

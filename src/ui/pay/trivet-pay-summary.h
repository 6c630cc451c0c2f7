/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-pay-scene.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetPayMethod:
 * @TRIVET_PAY_METHOD_SCAN: the guest shows a code, or taps the reader
 * @TRIVET_PAY_METHOD_SHOW: as SCAN, and a code of ours is on the screen as well
 * @TRIVET_PAY_METHOD_CASH: notes and coins
 *
 * What staff prepare for; every way that is not cash stays open all the time.
 */
typedef enum {
  TRIVET_PAY_METHOD_SCAN,
  TRIVET_PAY_METHOD_SHOW,
  TRIVET_PAY_METHOD_CASH,
} TrivetPayMethod;
#define TRIVET_PAY_N_METHODS (TRIVET_PAY_METHOD_CASH + 1)

/* What may be said before a guest pays. */
typedef enum {
  TRIVET_PAY_EXTRA_TIP,
  TRIVET_PAY_EXTRA_COUPON,
  TRIVET_PAY_EXTRA_MEMBER,
} TrivetPayExtra;

/**
 * TrivetPaySummary:
 *
 * The left column of the pay page: what is due, how much of it is paid now, the ways to pay, what it
 * is for. Signals:
 * - `method-chosen`: staff touched one of the ways to pay
 * - `share-chosen` (guint n_parts): the next guest pays one of so many equal parts; 0 for another
 *   sum
 * - `extra-chosen` (guint extra): a tip, a coupon or the member is to be set; not for one bill of a
 *   split order, whose shares they would move
 */
#define TRIVET_TYPE_PAY_SUMMARY (trivet_pay_summary_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPaySummary, trivet_pay_summary, TRIVET, PAY_SUMMARY, GtkWidget)

GtkWidget      *trivet_pay_summary_new        (TrivetUiContext      *context);
TrivetPayMethod trivet_pay_summary_get_method (TrivetPaySummary     *self);
void            trivet_pay_summary_set_method (TrivetPaySummary     *self,
                                               TrivetPayMethod       method);
void            trivet_pay_summary_show       (TrivetPaySummary     *self,
                                               const TrivetPayScene *scene);
void            trivet_pay_summary_show_order (TrivetPaySummary     *self);
void            trivet_pay_summary_focus      (TrivetPaySummary     *self);

G_END_DECLS

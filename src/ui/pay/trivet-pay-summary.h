/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-pay-scene.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetPayMethod:
 *
 * The ways to pay that this terminal has.
 */
typedef enum {
  TRIVET_PAY_METHOD_SCAN,
  TRIVET_PAY_METHOD_CASH,
} TrivetPayMethod;

/**
 * TrivetPaySummary:
 *
 * The left column of the pay page: what is due, the ways to pay, what it is for. Signal
 * `method-chosen`: staff touched one of the ways to pay.
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

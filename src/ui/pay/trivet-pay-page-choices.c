/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-pay-page-private.h"

#include "trivet-amount-pane.h"
#include "trivet-approval-pane.h"
#include "trivet-camera-view.h"
#include "trivet-cash-pane.h"
#include "trivet-claim-pane.h"
#include "trivet-codes-pane.h"
#include "trivet-paid-view.h"
#include "trivet-type-code-pane.h"

/* What staff choose on the page: the way to pay, how much of the order, and what they type. */

static void
on_method_chosen (TrivetPaySummary *summary,
                  gpointer          user_data)
{
  TrivetPayPage *self = user_data;

  _trivet_pay_page_choose_method (self, trivet_pay_summary_get_method (summary));
  trivet_checkout_try_again (self->context->checkout);
  _trivet_pay_page_refresh (self);
}

static void
set_amount (TrivetPayPage *self,
            gint64         amount_minor)
{
  trivet_checkout_set_amount (self->context->checkout, amount_minor);
  trivet_checkout_try_again (self->context->checkout);
  _trivet_pay_page_show_view (self, _trivet_pay_page_is_cash (self) ? self->cash : self->arms);
  _trivet_pay_page_refresh (self);
}

static void
on_share_chosen (TrivetPaySummary *summary,
                 guint             n_parts,
                 gpointer          user_data)
{
  TrivetPayPage *self = user_data;
  TrivetPayScene scene = _trivet_pay_page_read_scene (self);

  if (n_parts > 1) {
    set_amount (self, trivet_checkout_get_part_minor (self->context->checkout, n_parts));
  } else if (n_parts == 1) {
    set_amount (self, 0);
  } else {
    trivet_amount_pane_open (TRIVET_AMOUNT_PANE (self->amount), scene.currency);
    _trivet_pay_page_show_view (self, self->amount);
  }
}

static void
on_amount_chosen (TrivetAmountPane *pane,
                  gint64            minor,
                  gpointer          user_data)
{
  set_amount (user_data, minor);
}

/* Back from a question to where staff were. */
static void
on_question_cancelled (GtkWidget *pane,
                       gpointer   user_data)
{
  TrivetPayPage *self = user_data;

  _trivet_pay_page_show_view (self, _trivet_pay_page_is_cash (self) ? self->cash : self->arms);
  trivet_status_panel_focus_primary (TRIVET_STATUS_PANEL (self->panel));
}

static void
on_tendered (TrivetCashPane *pane,
             gint64          minor,
             gpointer        user_data)
{
  TrivetPayPage *self = user_data;

  trivet_checkout_pay_cash (self->context->checkout, minor);
  _trivet_pay_page_refresh (self);
}

static void
on_type_code (TrivetCameraView *view,
              gpointer          user_data)
{
  TrivetPayPage *self = user_data;

  _trivet_pay_page_show_view (self, self->type_code);
}

static void
on_code_submitted (TrivetTypeCodePane *pane,
                   TrivetSecret       *code,
                   gpointer            user_data)
{
  TrivetPayPage *self = user_data;

  _trivet_pay_page_show_view (self, self->arms);
  trivet_pay_page_handle_code (self, code);
}

static void
on_code_cancelled (TrivetTypeCodePane *pane,
                   gpointer            user_data)
{
  TrivetPayPage *self = user_data;

  _trivet_pay_page_show_view (self, self->arms);
}

static GtkWidget *
arms_new (TrivetPayPage *self)
{
  GtkWidget *arms = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);

  self->camera = trivet_camera_view_new (self->context->scanner);
  self->codes = trivet_codes_pane_new (self->context);
  gtk_widget_set_hexpand (self->camera, TRUE);
  gtk_widget_set_visible (self->codes, FALSE);
  gtk_box_append (GTK_BOX (arms), self->camera);
  gtk_box_append (GTK_BOX (arms), self->codes);
  g_signal_connect (self->camera, "type-code", G_CALLBACK (on_type_code), self);

  return arms;
}

/* The views to the right, one at a time. */
GtkWidget *
_trivet_pay_page_stack_new (TrivetPayPage *self)
{
  GtkWidget *stack = gtk_stack_new ();

  self->arms = arms_new (self);
  self->cash = trivet_cash_pane_new ();
  self->type_code = trivet_type_code_pane_new ();
  self->paid = trivet_paid_view_new ();
  self->amount = trivet_amount_pane_new (self->context->checkout);
  self->approval = trivet_approval_pane_new (self->context);
  self->claim = trivet_claim_pane_new (self->context);
  gtk_stack_add_child (GTK_STACK (stack), self->arms);
  gtk_stack_add_child (GTK_STACK (stack), self->cash);
  gtk_stack_add_child (GTK_STACK (stack), self->type_code);
  gtk_stack_add_child (GTK_STACK (stack), self->paid);
  gtk_stack_add_child (GTK_STACK (stack), self->amount);
  gtk_stack_add_child (GTK_STACK (stack), self->approval);
  gtk_stack_add_child (GTK_STACK (stack), self->claim);
  /* The largest of them must not make all others larger than the screen. */
  gtk_stack_set_hhomogeneous (GTK_STACK (stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (stack), FALSE);
  gtk_widget_set_vexpand (stack, TRUE);
  g_signal_connect (self->cash, "tendered", G_CALLBACK (on_tendered), self);
  g_signal_connect (self->type_code, "submitted", G_CALLBACK (on_code_submitted), self);
  g_signal_connect (self->type_code, "cancelled", G_CALLBACK (on_code_cancelled), self);
  g_signal_connect (self->amount, "chosen", G_CALLBACK (on_amount_chosen), self);
  g_signal_connect (self->amount, "cancelled", G_CALLBACK (on_question_cancelled), self);
  g_signal_connect (self->approval, "cancelled", G_CALLBACK (on_question_cancelled), self);
  g_signal_connect (self->claim, "done", G_CALLBACK (_trivet_pay_page_on_claimed), self);
  g_signal_connect (self->claim, "cancelled", G_CALLBACK (on_question_cancelled), self);

  return stack;
}

void
_trivet_pay_page_connect_summary (TrivetPayPage *self)
{
  g_signal_connect (self->summary, "method-chosen", G_CALLBACK (on_method_chosen), self);
  g_signal_connect (self->summary, "share-chosen", G_CALLBACK (on_share_chosen), self);
  g_signal_connect (self->summary, "extra-chosen", G_CALLBACK (_trivet_pay_page_on_extra_chosen), self);
}

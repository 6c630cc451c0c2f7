/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-pay-page-private.h"

#include "trivet-approval-pane.h"
#include "trivet-claim-pane.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * What can be done about a payment on the pay page that nobody is certain of: a manager lets the
 * order be paid otherwise, or the guest shows a receipt.
 */

static void
remember_payment (TrivetPayPage *self)
{
  g_free (self->doubt_id);
  self->doubt_id = g_strdup (trivet_checkout_get_status (self->context->checkout)->payment_id);
}

/* A refusal means that the payment has come to its end meanwhile; the panel says which. */
static void
on_approved (TrivetApproval *approval,
             const char     *reason,
             gpointer        user_data)
{
  TrivetPayPage *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!trivet_checkout_override (self->context->checkout, self->doubt_id, approval, reason, &error))
    g_debug ("The approval came too late: %s", error->message);
  _trivet_pay_page_show_view (self, self->arms);
}

/* The question of a manager, before the PIN. */
void
_trivet_pay_page_ask_manager (TrivetPayPage *self)
{
  TrivetPayScene scene = _trivet_pay_page_read_scene (self);
  g_auto (GStrv) reasons = trivet_approval_pane_dup_reasons (self->context, TRIVET_REASON_OVERRIDE);
  g_autofree char             *method = trivet_words_for_method (scene.wallets, scene.status->method);
  g_autofree char             *amount = trivet_ui_format_minor (scene.status->amount.minor, scene.status->amount.currency);
  g_autofree char             *title = g_strdup_printf (_("Let %s be paid another way?"), amount);
  g_autofree char             *text = g_strdup_printf (_("%s may still have the customer's money. It is undone in the background; "
                                               "if it proves paid, it goes back by itself."),
                                                          method);
  const TrivetApprovalQuestion question = { title, text, (const char *const *) reasons, on_approved, self, TRIVET_PERMISSION_OVERRIDE_PAYMENT };

  remember_payment (self);
  _trivet_pay_page_show_view (self, self->approval);
  trivet_approval_pane_ask (TRIVET_APPROVAL_PANE (self->approval), &question);
}

/* What the receipt says, before it is recorded. */
void
_trivet_pay_page_ask_receipt (TrivetPayPage *self)
{
  TrivetPayScene   scene = _trivet_pay_page_read_scene (self);
  g_autofree char *method = trivet_words_for_method (scene.wallets, scene.status->method);
  g_autofree char *amount = trivet_ui_format_minor (scene.status->amount.minor, scene.status->amount.currency);

  remember_payment (self);
  _trivet_pay_page_show_view (self, self->claim);
  trivet_claim_pane_open (TRIVET_CLAIM_PANE (self->claim), self->doubt_id, method, amount);
}

/* A refusal means that the payment has come to its end meanwhile; the panel says which. */
void
_trivet_pay_page_on_claimed (GtkWidget    *pane,
                             const GError *error,
                             gpointer      user_data)
{
  TrivetPayPage *self = user_data;

  if (error != NULL)
    g_debug ("The receipt came too late: %s", error->message);
  _trivet_pay_page_show_view (self, self->arms);
}

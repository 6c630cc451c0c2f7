/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-prices-page-private.h"

#include "trivet-approval-pane.h"
#include "trivet-charge-form.h"
#include "trivet-promotion-form.h"
#include "trivet-rounding-form.h"
#include "trivet-tax-form.h"
#include "trivet-tip-form.h"

#include <glib/gi18n.h>

/* What the forms want changed. What needs somebody's yes waits in @command until it is there. */

static void
on_changed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TrivetPricesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = trivet_price_desk_change_finish (TRIVET_PRICE_DESK (source), result, &error);

  if (self->context == NULL)
    return;
  if (ok)
    _trivet_prices_page_show_form (self, self->empty);
  _trivet_prices_page_show_error (self, error);
}

static const char *
get_rule_id (TrivetPricesPage *self,
             TrivetFactType    set_type)
{
  if (set_type == TRIVET_FACT_PROMOTION_SET)
    return trivet_promotion_form_read (TRIVET_PROMOTION_FORM (self->promotion))->id;
  if (set_type == TRIVET_FACT_TAX_RULE_SET)
    return trivet_tax_form_read (TRIVET_TAX_FORM (self->tax_rule))->id;

  return trivet_charge_form_read (TRIVET_CHARGE_FORM (self->charge))->charge_id;
}

/* Takes @approval. */
static void
run (TrivetPricesPage *self,
     TrivetApproval   *approval)
{
  TrivetPriceDesk          *desk = self->context->price_desk;
  const TrivetPricesCommand command = self->command;
  TrivetCashRounding        rounding;
  TrivetTipRates            tips;

  self->command.kind = TRIVET_PRICES_CHANGE_NONE;
  switch (command.kind) {
  case TRIVET_PRICES_CHANGE_SET_PROMOTION:
    trivet_price_desk_set_promotion_async (desk, trivet_promotion_form_read (TRIVET_PROMOTION_FORM (self->promotion)), approval,
                                           on_changed, g_object_ref (self));
    return;
  case TRIVET_PRICES_CHANGE_SET_CHARGE:
    trivet_price_desk_set_charge_async (desk, trivet_charge_form_read (TRIVET_CHARGE_FORM (self->charge)), approval, on_changed,
                                        g_object_ref (self));
    return;
  case TRIVET_PRICES_CHANGE_SET_TAX_RULE:
    trivet_price_desk_set_tax_rule_async (desk, trivet_tax_form_read (TRIVET_TAX_FORM (self->tax_rule)), approval, on_changed,
                                          g_object_ref (self));
    return;
  case TRIVET_PRICES_CHANGE_SET_TIPS:
    tips = trivet_tip_form_read (TRIVET_TIP_FORM (self->tips));
    trivet_price_desk_set_tip_rates_async (desk, &tips, approval, on_changed, g_object_ref (self));
    return;
  case TRIVET_PRICES_CHANGE_SET_ROUNDING:
    rounding = trivet_rounding_form_read (TRIVET_ROUNDING_FORM (self->rounding));
    trivet_price_desk_set_rounding_async (desk, &rounding, approval, on_changed, g_object_ref (self));
    return;
  case TRIVET_PRICES_CHANGE_SWITCH:
    trivet_price_desk_switch_async (desk, command.set_type, get_rule_id (self, command.set_type), command.on, approval, on_changed,
                                    g_object_ref (self));
    return;
  case TRIVET_PRICES_CHANGE_MOVE:
    trivet_price_desk_move_tax_rule_async (desk, self->moved_id, self->moved_by, approval, on_changed, g_object_ref (self));
    return;
  case TRIVET_PRICES_CHANGE_REMOVE:
    trivet_price_desk_remove_async (desk, command.set_type, get_rule_id (self, command.set_type), approval, on_changed,
                                    g_object_ref (self));
    return;
  case TRIVET_PRICES_CHANGE_UNDO:
    trivet_price_desk_undo_async (desk, approval, on_changed, g_object_ref (self));
    return;
  case TRIVET_PRICES_CHANGE_NONE:
    break;
  }
  g_clear_pointer (&approval, trivet_approval_free);
}

static void
on_approved (TrivetApproval *approval,
             const char     *reason,
             gpointer        user_data)
{
  TrivetPricesPage *self = user_data;

  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->content);
  run (self, approval);
}

void
_trivet_prices_page_cancel (TrivetPricesPage *self)
{
  self->command.kind = TRIVET_PRICES_CHANGE_NONE;
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->content);
}

/* What cannot be saved anyway, nobody is asked for. */
static gboolean
can_be_saved (TrivetPricesPage  *self,
              TrivetPricesChange kind)
{
  g_autoptr (GError) error = NULL;

  if (kind == TRIVET_PRICES_CHANGE_SET_PROMOTION)
    trivet_price_desk_check (self->context->price_desk, trivet_promotion_form_read (TRIVET_PROMOTION_FORM (self->promotion)), &error);
  else if (kind == TRIVET_PRICES_CHANGE_SET_CHARGE)
    trivet_charge_form_check (TRIVET_CHARGE_FORM (self->charge), &error);
  if (error != NULL)
    _trivet_prices_page_show_error (self, error);

  return error == NULL;
}

void
_trivet_prices_page_begin (TrivetPricesPage  *self,
                           TrivetPricesChange kind,
                           TrivetFactType     set_type,
                           gboolean           on)
{
  const TrivetApprovalQuestion question = { _("Change prices?"), _("Orders that are taken from now on are priced by it."), NULL, on_approved,
                                                                     self, TRIVET_PERMISSION_EDIT_MENU };
  TrivetApproval              *approval = NULL;

  if (!can_be_saved (self, kind))
    return;
  if (kind != TRIVET_PRICES_CHANGE_MOVE)
    g_clear_pointer (&self->moved_id, g_free);
  self->command = (TrivetPricesCommand){ kind, set_type, on };
  if (trivet_price_desk_needs (self->context->price_desk) != TRIVET_PERMISSION_NONE) {
    approval = trivet_manager_approve_self (self->context->manager, TRIVET_PERMISSION_EDIT_MENU);
    if (approval == NULL) {
      gtk_stack_set_visible_child (GTK_STACK (self->stack), self->approval);
      trivet_approval_pane_ask (TRIVET_APPROVAL_PANE (self->approval), &question);
      return;
    }
  }
  run (self, approval);
}

static void
on_promotion_save (TrivetPricesPage *self)
{
  _trivet_prices_page_begin (self, TRIVET_PRICES_CHANGE_SET_PROMOTION, TRIVET_FACT_PROMOTION_SET, TRUE);
}

static void
on_promotion_switch (TrivetPricesPage *self)
{
  gboolean off = trivet_promotion_form_read (TRIVET_PROMOTION_FORM (self->promotion))->off;

  _trivet_prices_page_begin (self, TRIVET_PRICES_CHANGE_SWITCH, TRIVET_FACT_PROMOTION_SET, off);
}

static void
on_promotion_remove (TrivetPricesPage *self)
{
  _trivet_prices_page_begin (self, TRIVET_PRICES_CHANGE_REMOVE, TRIVET_FACT_PROMOTION_SET, FALSE);
}

static void
on_charge_save (TrivetPricesPage *self)
{
  _trivet_prices_page_begin (self, TRIVET_PRICES_CHANGE_SET_CHARGE, TRIVET_FACT_CHARGE_SET, TRUE);
}

static void
on_charge_switch (TrivetPricesPage *self)
{
  gboolean off = trivet_charge_form_read (TRIVET_CHARGE_FORM (self->charge))->off;

  _trivet_prices_page_begin (self, TRIVET_PRICES_CHANGE_SWITCH, TRIVET_FACT_CHARGE_SET, off);
}

static void
on_charge_remove (TrivetPricesPage *self)
{
  _trivet_prices_page_begin (self, TRIVET_PRICES_CHANGE_REMOVE, TRIVET_FACT_CHARGE_SET, FALSE);
}

static void
on_tax_rule_save (TrivetPricesPage *self)
{
  _trivet_prices_page_begin (self, TRIVET_PRICES_CHANGE_SET_TAX_RULE, TRIVET_FACT_TAX_RULE_SET, TRUE);
}

static void
on_tax_rule_remove (TrivetPricesPage *self)
{
  _trivet_prices_page_begin (self, TRIVET_PRICES_CHANGE_REMOVE, TRIVET_FACT_TAX_RULE_SET, FALSE);
}

static void
on_tips_save (TrivetPricesPage *self)
{
  _trivet_prices_page_begin (self, TRIVET_PRICES_CHANGE_SET_TIPS, TRIVET_FACT_TIP_RATES_SET, TRUE);
}

static void
on_rounding_save (TrivetPricesPage *self)
{
  _trivet_prices_page_begin (self, TRIVET_PRICES_CHANGE_SET_ROUNDING, TRIVET_FACT_CASH_ROUNDING_SET, TRUE);
}

static void
on_form_closed (TrivetPricesPage *self)
{
  _trivet_prices_page_show_form (self, self->empty);
}

/* @name: of a signal of @form without arguments */
static void
follow (TrivetPricesPage *self,
        GtkWidget        *form,
        const char       *name,
        void (*func) (TrivetPricesPage *self))
{
  g_signal_connect_object (form, name, G_CALLBACK (func), self, G_CONNECT_SWAPPED);
}

void
_trivet_prices_page_follow_forms (TrivetPricesPage *self)
{
  GtkWidget *const forms[] = { self->promotion, self->charge, self->tax_rule, self->rounding, self->tips };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    gtk_stack_add_child (GTK_STACK (self->right), forms[i]);
    follow (self, forms[i], "closed", on_form_closed);
  }
  follow (self, self->promotion, "save", on_promotion_save);
  follow (self, self->promotion, "switch", on_promotion_switch);
  follow (self, self->promotion, "remove", on_promotion_remove);
  follow (self, self->charge, "save", on_charge_save);
  follow (self, self->charge, "switch", on_charge_switch);
  follow (self, self->charge, "remove", on_charge_remove);
  follow (self, self->tax_rule, "save", on_tax_rule_save);
  follow (self, self->tax_rule, "remove", on_tax_rule_remove);
  follow (self, self->rounding, "save", on_rounding_save);
  follow (self, self->tips, "save", on_tips_save);
}

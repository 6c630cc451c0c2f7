/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-prices-page.h"

#include "trivet-approval-pane.h"
#include "trivet-charge-form.h"
#include "trivet-price-fields.h"
#include "trivet-prices-rows.h"
#include "trivet-promotion-form.h"
#include "trivet-rounding-form.h"
#include "trivet-tax-form.h"
#include "trivet-tip-form.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetPricesPage: the rules on the left, the chosen one on the right. A change that needs somebody's
 * yes waits in @command until it is there.
 */

typedef enum {
  COMMAND_NONE,
  COMMAND_SET_PROMOTION,
  COMMAND_SET_CHARGE,
  COMMAND_SET_TAX_RULE,
  COMMAND_SET_ROUNDING,
  COMMAND_SET_TIPS,
  COMMAND_SWITCH,
  COMMAND_MOVE,
  COMMAND_REMOVE,
  COMMAND_UNDO,
} CommandKind;

/**
 * Command:
 * @set_type: kind of the rule that is chosen on the right
 * @on: of a switch
 */
typedef struct {
  CommandKind    kind;
  TrivetFactType set_type;
  gboolean       on;
} Command;

struct _TrivetPricesPage {
  GtkBox parent_instance;

  TrivetUiContext *context;
  Command          command;
  char            *moved_id; /* nullable: the tax rule that was moved last, and where to */
  int              moved_by;

  GtkWidget *stack;
  GtkWidget *approval;
  GtkWidget *content;
  GtkWidget *rows;
  GtkWidget *undo;
  GtkWidget *message;
  GtkWidget *right;
  GtkWidget *empty;
  GtkWidget *promotion;
  GtkWidget *charge;
  GtkWidget *tax_rule;
  GtkWidget *rounding;
  GtkWidget *tips;
};

G_DEFINE_FINAL_TYPE (TrivetPricesPage, trivet_prices_page, GTK_TYPE_BOX)

static void
trivet_prices_page_dispose (GObject *object)
{
  g_clear_object (&TRIVET_PRICES_PAGE (object)->context);

  G_OBJECT_CLASS (trivet_prices_page_parent_class)->dispose (object);
}

static void
trivet_prices_page_finalize (GObject *object)
{
  g_free (TRIVET_PRICES_PAGE (object)->moved_id);

  G_OBJECT_CLASS (trivet_prices_page_parent_class)->finalize (object);
}

static void
trivet_prices_page_class_init (TrivetPricesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_prices_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = trivet_prices_page_finalize;
}

static void
trivet_prices_page_init (TrivetPricesPage *self)
{
}

static TrivetPriceBook *
get_book (TrivetPricesPage *self)
{
  return trivet_price_desk_get_book (self->context->price_desk);
}

static void
show_form (TrivetPricesPage *self,
           GtkWidget        *form)
{
  /* Whoever edits something else keeps the focus. */
  if (form != self->empty)
    g_clear_pointer (&self->moved_id, g_free);
  gtk_stack_set_visible_child (GTK_STACK (self->right), form);
}

/* Of the form in view, or below the list. */
static void
show_error (TrivetPricesPage *self,
            const GError     *error)
{
  GtkWidget       *form = gtk_stack_get_visible_child (GTK_STACK (self->right));
  g_autofree char *words = error != NULL ? trivet_price_fields_dup_error (error) : g_strdup ("");

  trivet_promotion_form_show_error (TRIVET_PROMOTION_FORM (self->promotion), form == self->promotion ? error : NULL);
  trivet_charge_form_show_error (TRIVET_CHARGE_FORM (self->charge), form == self->charge ? error : NULL);
  trivet_tax_form_show_error (TRIVET_TAX_FORM (self->tax_rule), form == self->tax_rule ? error : NULL);
  trivet_tip_form_show_error (TRIVET_TIP_FORM (self->tips), form == self->tips ? error : NULL);
  gtk_label_set_text (GTK_LABEL (self->message), words);
  gtk_widget_set_visible (self->message, error != NULL && (form == self->empty || form == self->rounding));
}

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
    show_form (self, self->empty);
  show_error (self, error);
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
  TrivetPriceDesk   *desk = self->context->price_desk;
  const Command      command = self->command;
  TrivetCashRounding rounding;
  TrivetTipRates     tips;

  self->command.kind = COMMAND_NONE;
  switch (command.kind) {
  case COMMAND_SET_PROMOTION:
    trivet_price_desk_set_promotion_async (desk, trivet_promotion_form_read (TRIVET_PROMOTION_FORM (self->promotion)), approval,
                                           on_changed, g_object_ref (self));
    return;
  case COMMAND_SET_CHARGE:
    trivet_price_desk_set_charge_async (desk, trivet_charge_form_read (TRIVET_CHARGE_FORM (self->charge)), approval, on_changed,
                                        g_object_ref (self));
    return;
  case COMMAND_SET_TAX_RULE:
    trivet_price_desk_set_tax_rule_async (desk, trivet_tax_form_read (TRIVET_TAX_FORM (self->tax_rule)), approval, on_changed,
                                          g_object_ref (self));
    return;
  case COMMAND_SET_TIPS:
    tips = trivet_tip_form_read (TRIVET_TIP_FORM (self->tips));
    trivet_price_desk_set_tip_rates_async (desk, &tips, approval, on_changed, g_object_ref (self));
    return;
  case COMMAND_SET_ROUNDING:
    rounding = trivet_rounding_form_read (TRIVET_ROUNDING_FORM (self->rounding));
    trivet_price_desk_set_rounding_async (desk, &rounding, approval, on_changed, g_object_ref (self));
    return;
  case COMMAND_SWITCH:
    trivet_price_desk_switch_async (desk, command.set_type, get_rule_id (self, command.set_type), command.on, approval, on_changed,
                                    g_object_ref (self));
    return;
  case COMMAND_MOVE:
    trivet_price_desk_move_tax_rule_async (desk, self->moved_id, self->moved_by, approval, on_changed, g_object_ref (self));
    return;
  case COMMAND_REMOVE:
    trivet_price_desk_remove_async (desk, command.set_type, get_rule_id (self, command.set_type), approval, on_changed,
                                    g_object_ref (self));
    return;
  case COMMAND_UNDO:
    trivet_price_desk_undo_async (desk, approval, on_changed, g_object_ref (self));
    return;
  case COMMAND_NONE:
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

static void
on_cancelled (TrivetPricesPage *self)
{
  self->command.kind = COMMAND_NONE;
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->content);
}

/* What cannot be saved anyway, nobody is asked for. */
static gboolean
can_be_saved (TrivetPricesPage *self,
              CommandKind       kind)
{
  g_autoptr (GError) error = NULL;

  if (kind == COMMAND_SET_PROMOTION)
    trivet_price_desk_check (self->context->price_desk, trivet_promotion_form_read (TRIVET_PROMOTION_FORM (self->promotion)), &error);
  else if (kind == COMMAND_SET_CHARGE)
    trivet_charge_form_check (TRIVET_CHARGE_FORM (self->charge), &error);
  if (error != NULL)
    show_error (self, error);

  return error == NULL;
}

static void
begin (TrivetPricesPage *self,
       CommandKind       kind,
       TrivetFactType    set_type,
       gboolean          on)
{
  const TrivetApprovalQuestion question = { _("Change prices?"), _("Orders that are taken from now on are priced by it."), NULL, on_approved,
                                                                     self, TRIVET_PERMISSION_EDIT_MENU };
  TrivetApproval              *approval = NULL;

  if (!can_be_saved (self, kind))
    return;
  if (kind != COMMAND_MOVE)
    g_clear_pointer (&self->moved_id, g_free);
  self->command = (Command){ kind, set_type, on };
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
  begin (self, COMMAND_SET_PROMOTION, TRIVET_FACT_PROMOTION_SET, TRUE);
}

static void
on_promotion_switch (TrivetPricesPage *self)
{
  gboolean off = trivet_promotion_form_read (TRIVET_PROMOTION_FORM (self->promotion))->off;

  begin (self, COMMAND_SWITCH, TRIVET_FACT_PROMOTION_SET, off);
}

static void
on_promotion_remove (TrivetPricesPage *self)
{
  begin (self, COMMAND_REMOVE, TRIVET_FACT_PROMOTION_SET, FALSE);
}

static void
on_charge_save (TrivetPricesPage *self)
{
  begin (self, COMMAND_SET_CHARGE, TRIVET_FACT_CHARGE_SET, TRUE);
}

static void
on_charge_switch (TrivetPricesPage *self)
{
  gboolean off = trivet_charge_form_read (TRIVET_CHARGE_FORM (self->charge))->off;

  begin (self, COMMAND_SWITCH, TRIVET_FACT_CHARGE_SET, off);
}

static void
on_charge_remove (TrivetPricesPage *self)
{
  begin (self, COMMAND_REMOVE, TRIVET_FACT_CHARGE_SET, FALSE);
}

static void
on_tax_rule_save (TrivetPricesPage *self)
{
  begin (self, COMMAND_SET_TAX_RULE, TRIVET_FACT_TAX_RULE_SET, TRUE);
}

static void
on_tax_rule_remove (TrivetPricesPage *self)
{
  begin (self, COMMAND_REMOVE, TRIVET_FACT_TAX_RULE_SET, FALSE);
}

static void
on_tips_save (TrivetPricesPage *self)
{
  begin (self, COMMAND_SET_TIPS, TRIVET_FACT_TIP_RATES_SET, TRUE);
}

static void
on_rounding_save (TrivetPricesPage *self)
{
  begin (self, COMMAND_SET_ROUNDING, TRIVET_FACT_CASH_ROUNDING_SET, TRUE);
}

static void
on_undo_clicked (GtkButton *button,
                 gpointer   user_data)
{
  begin (user_data, COMMAND_UNDO, TRIVET_FACT_INVALID, FALSE);
}

static void
on_form_closed (TrivetPricesPage *self)
{
  show_form (self, self->empty);
}

static void
on_promotion_clicked (GtkButton *button,
                      gpointer   user_data)
{
  TrivetPricesPage *self = user_data;
  const char       *id = trivet_prices_rows_get_id (button);

  show_form (self, self->promotion);
  show_error (self, NULL);
  trivet_promotion_form_edit (TRIVET_PROMOTION_FORM (self->promotion),
                              id != NULL ? trivet_price_book_lookup_promotion (get_book (self), id) : NULL);
}

static void
on_charge_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetPricesPage *self = user_data;
  const char       *id = trivet_prices_rows_get_id (button);

  show_form (self, self->charge);
  show_error (self, NULL);
  trivet_charge_form_edit (TRIVET_CHARGE_FORM (self->charge), id != NULL ? trivet_price_book_lookup_charge (get_book (self), id) : NULL);
}

static void
on_tax_rule_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetPricesPage *self = user_data;
  const char       *id = trivet_prices_rows_get_id (button);

  show_form (self, self->tax_rule);
  show_error (self, NULL);
  trivet_tax_form_edit (TRIVET_TAX_FORM (self->tax_rule), id != NULL ? trivet_price_book_lookup_tax_rule (get_book (self), id) : NULL);
}

static void
on_move_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetPricesPage *self = user_data;

  g_free (self->moved_id);
  self->moved_id = g_strdup (trivet_prices_rows_get_id (button));
  self->moved_by = trivet_prices_rows_get_by (button);
  begin (self, COMMAND_MOVE, TRIVET_FACT_TAX_RULE_SET, TRUE);
}

static void
on_tips_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetPricesPage *self = user_data;

  show_form (self, self->tips);
  show_error (self, NULL);
  trivet_tip_form_edit (TRIVET_TIP_FORM (self->tips), trivet_price_book_get_tip_rates (get_book (self)));
}

static void
on_rounding_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetPricesPage *self = user_data;

  show_form (self, self->rounding);
  show_error (self, NULL);
  trivet_rounding_form_edit (TRIVET_ROUNDING_FORM (self->rounding), trivet_price_book_get_cash_rounding (get_book (self)));
}

static void
build_rows (TrivetPricesPage *self)
{
  const TrivetPricesRowActions actions = {
    .promotion = G_CALLBACK (on_promotion_clicked),
    .charge = G_CALLBACK (on_charge_clicked),
    .tax_rule = G_CALLBACK (on_tax_rule_clicked),
    .move = G_CALLBACK (on_move_clicked),
    .rounding = G_CALLBACK (on_rounding_clicked),
    .tips = G_CALLBACK (on_tips_clicked),
    .user_data = self,
    .moved_id = self->moved_id,
    .moved_by = self->moved_by,
  };

  trivet_prices_rows_build (GTK_BOX (self->rows), self->context, &actions);
  gtk_widget_set_sensitive (self->undo, trivet_price_desk_can_undo (self->context->price_desk));
}

static gboolean
build_rows_later (gpointer user_data)
{
  TrivetPricesPage *self = user_data;

  if (self->context != NULL)
    build_rows (self);

  return G_SOURCE_REMOVE;
}

/* A row may be what was touched. */
static void
on_desk_changed (TrivetPricesPage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, build_rows_later, g_object_ref (self), g_object_unref);
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

static void
follow_forms (TrivetPricesPage *self)
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

static GtkWidget *
right_new (TrivetPricesPage *self)
{
  self->right = gtk_stack_new ();
  self->empty = trivet_ui_empty_new (_("Touch a rule to change it"), _("Orders keep the prices that they have until a line is added or changed."));
  gtk_widget_add_css_class (self->empty, "staff-form");
  self->promotion = trivet_promotion_form_new (self->context);
  self->charge = trivet_charge_form_new (self->context);
  self->tax_rule = trivet_tax_form_new (self->context);
  self->rounding = trivet_rounding_form_new (self->context);
  self->tips = trivet_tip_form_new (self->context);
  /* What is not in view must not make the page wider. */
  gtk_stack_set_hhomogeneous (GTK_STACK (self->right), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->right), FALSE);
  gtk_stack_add_child (GTK_STACK (self->right), self->empty);
  follow_forms (self);
  gtk_widget_add_css_class (self->right, "trivet-card");

  return self->right;
}

static GtkWidget *
left_new (TrivetPricesPage *self)
{
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->rows, "staff-form");
  gtk_widget_add_css_class (self->rows, "entry-list");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rows);
  gtk_widget_add_css_class (scroller, "trivet-card");
  gtk_widget_set_vexpand (scroller, TRUE);
  self->message = trivet_ui_label_new ("", "choices-hint");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  self->undo = trivet_ui_button_new (_("Undo"), "trivet-button", G_CALLBACK (on_undo_clicked), self);
  gtk_box_append (GTK_BOX (buttons), trivet_ui_button_new (_("Add a promotion"), "trivet-button primary", G_CALLBACK (on_promotion_clicked), self));
  gtk_box_append (GTK_BOX (buttons), trivet_ui_button_new (_("Add a charge"), "trivet-button", G_CALLBACK (on_charge_clicked), self));
  gtk_box_append (GTK_BOX (buttons), self->undo);
  gtk_box_append (GTK_BOX (left), scroller);
  gtk_box_append (GTK_BOX (left), self->message);
  gtk_box_append (GTK_BOX (left), buttons);

  return left;
}

/**
 * trivet_prices_page_new:
 * @context: the screens' context; its register has loaded
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
trivet_prices_page_new (TrivetUiContext *context)
{
  TrivetPricesPage *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_PRICES_PAGE, NULL);
  self->context = g_object_ref (context);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-right");
  self->stack = gtk_stack_new ();
  gtk_widget_set_hexpand (self->stack, TRUE);
  self->approval = trivet_approval_pane_new (context);
  g_signal_connect_object (self->approval, "cancelled", G_CALLBACK (on_cancelled), self, G_CONNECT_SWAPPED);
  self->content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_set_homogeneous (GTK_BOX (self->content), TRUE);
  gtk_box_append (GTK_BOX (self->content), left_new (self));
  gtk_box_append (GTK_BOX (self->content), right_new (self));
  gtk_stack_add_child (GTK_STACK (self->stack), self->content);
  gtk_stack_add_child (GTK_STACK (self->stack), self->approval);
  gtk_box_append (GTK_BOX (self), self->stack);
  g_signal_connect_object (context->price_desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  trivet_prices_page_refresh (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_prices_page_refresh:
 * @self: the page
 *
 * Shows the price book as it is now, and which rules count at this moment.
 */
void
trivet_prices_page_refresh (TrivetPricesPage *self)
{
  g_return_if_fail (TRIVET_IS_PRICES_PAGE (self));

  on_cancelled (self);
  show_form (self, self->empty);
  show_error (self, NULL);
  build_rows (self);
}

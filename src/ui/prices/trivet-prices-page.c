/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-prices-page.h"

#include "trivet-approval-pane.h"
#include "trivet-charge-form.h"
#include "trivet-price-fields.h"
#include "trivet-prices-words.h"
#include "trivet-promotion-form.h"
#include "trivet-rounding-form.h"
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
  COMMAND_SET_ROUNDING,
  COMMAND_SWITCH,
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
  GtkWidget *rounding;
};

G_DEFINE_FINAL_TYPE (TrivetPricesPage, trivet_prices_page, GTK_TYPE_BOX)

static void
trivet_prices_page_dispose (GObject *object)
{
  g_clear_object (&TRIVET_PRICES_PAGE (object)->context);

  G_OBJECT_CLASS (trivet_prices_page_parent_class)->dispose (object);
}

static void
trivet_prices_page_class_init (TrivetPricesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_prices_page_dispose;
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

static TrivetCurrency
get_currency (TrivetPricesPage *self)
{
  return trivet_register_get_shop (self->context->reg)->currency;
}

static void
show_form (TrivetPricesPage *self,
           GtkWidget        *form)
{
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
  gtk_label_set_text (GTK_LABEL (self->message), words);
  gtk_widget_set_visible (self->message, error != NULL && form != self->promotion && form != self->charge);
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
  return set_type == TRIVET_FACT_PROMOTION_SET ? trivet_promotion_form_read (TRIVET_PROMOTION_FORM (self->promotion))->id
                                               : trivet_charge_form_read (TRIVET_CHARGE_FORM (self->charge))->charge_id;
}

/* Takes @approval. */
static void
run (TrivetPricesPage *self,
     TrivetApproval   *approval)
{
  TrivetPriceDesk   *desk = self->context->price_desk;
  const Command      command = self->command;
  TrivetCashRounding rounding;

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
  case COMMAND_SET_ROUNDING:
    rounding = trivet_rounding_form_read (TRIVET_ROUNDING_FORM (self->rounding));
    trivet_price_desk_set_rounding_async (desk, &rounding, approval, on_changed, g_object_ref (self));
    return;
  case COMMAND_SWITCH:
    trivet_price_desk_switch_async (desk, command.set_type, get_rule_id (self, command.set_type), command.on, approval, on_changed,
                                    g_object_ref (self));
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

  if (kind != COMMAND_SET_PROMOTION ||
      trivet_price_desk_check (self->context->price_desk, trivet_promotion_form_read (TRIVET_PROMOTION_FORM (self->promotion)), &error))
    return TRUE;
  show_error (self, error);

  return FALSE;
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
  const char       *id = g_object_get_data (G_OBJECT (button), "id");

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
  const char       *id = g_object_get_data (G_OBJECT (button), "id");

  show_form (self, self->charge);
  show_error (self, NULL);
  trivet_charge_form_edit (TRIVET_CHARGE_FORM (self->charge), id != NULL ? trivet_price_book_lookup_charge (get_book (self), id) : NULL);
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

static GtkWidget *
row_words_new (const char *title,
               const char *kind,
               const char *sentence)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = trivet_ui_label_new (title, "strong");
  GtkWidget *detail = trivet_ui_label_new (sentence, "dim pay-small");

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (detail), TRUE);
  gtk_box_append (GTK_BOX (head), name);
  if (*kind != '\0')
    gtk_box_append (GTK_BOX (head), trivet_ui_label_new (kind, "dim pay-small"));
  gtk_box_append (GTK_BOX (words), head);
  gtk_box_append (GTK_BOX (words), detail);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);

  return words;
}

/* @state: (nullable): "on", and its style */
static void
append_rule (TrivetPricesPage *self,
             const char       *title,
             const char       *kind,
             const char       *sentence,
             const char       *state,
             const char       *state_class,
             const char       *id,
             GCallback         callback)
{
  GtkWidget       *button = trivet_ui_button_new (title, "trivet-button flat menu-entry", callback, self);
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *spoken = g_strdup_printf ("%s. %s. %s", title, sentence, state != NULL ? state : "");

  gtk_box_append (GTK_BOX (row), row_words_new (title, kind, sentence));
  if (state != NULL) {
    GtkWidget *chip = trivet_ui_label_new (state, state_class);

    gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
    gtk_box_append (GTK_BOX (row), chip);
  }
  gtk_button_set_child (GTK_BUTTON (button), row);
  trivet_ui_set_name (button, spoken);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
  gtk_box_append (GTK_BOX (self->rows), button);
}

static void
append_promotion (TrivetPricesPage      *self,
                  const TrivetPromotion *promotion)
{
  g_autofree char *sentence = trivet_prices_words_dup_promotion (promotion, trivet_register_get_menu (self->context->reg), get_currency (self));
  gboolean         now = trivet_price_desk_is_active_now (self->context->price_desk, promotion);

  append_rule (self, trivet_ui_is_chinese () ? promotion->name_zh : promotion->name, trivet_prices_words_for_kind (promotion->kind), sentence,
               promotion->off ? _("off") : now ? _("on now") : _("not now"), promotion->off ? "tile-tag out" : now ? "tile-tag rule-on"
                                                                                                                      : "tile-tag low",
                                                                    promotion->id, G_CALLBACK (on_promotion_clicked));
}

static void
append_charge (TrivetPricesPage   *self,
               const TrivetCharge *charge)
{
  g_autofree char *sentence = trivet_prices_words_dup_charge (charge, get_currency (self));

  append_rule (self, trivet_ui_is_chinese () ? charge->name_zh : charge->name, trivet_prices_words_for_charge (charge->kind), sentence,
               charge->off ? _("off") : _("on"), charge->off ? "tile-tag out" : "tile-tag rule-on", charge->charge_id, G_CALLBACK (on_charge_clicked));
}

static void
build_rows (TrivetPricesPage *self)
{
  GPtrArray       *promotions = trivet_price_book_get_promotions (get_book (self));
  GPtrArray       *charges = trivet_price_book_get_charges (get_book (self));
  g_autofree char *rounding = trivet_prices_words_dup_rounding (trivet_price_book_get_cash_rounding (get_book (self)), get_currency (self));

  trivet_ui_clear_box (GTK_BOX (self->rows));
  gtk_box_append (GTK_BOX (self->rows), trivet_ui_label_new (_("Promotions"), "section"));
  for (guint i = 0; i < promotions->len; i++)
    append_promotion (self, g_ptr_array_index (promotions, i));
  if (promotions->len == 0)
    append_rule (self, _("No promotions yet"), "", _("A happy hour, a set, a price for members: begin with one."), NULL, NULL, NULL, G_CALLBACK (on_promotion_clicked));
  gtk_box_append (GTK_BOX (self->rows), trivet_ui_label_new (_("Charges"), "section"));
  for (guint i = 0; i < charges->len; i++)
    append_charge (self, g_ptr_array_index (charges, i));
  if (charges->len == 0)
    append_rule (self, _("No charges yet"), "", _("Service, tea, packing or a minimum spend."), NULL, NULL, NULL, G_CALLBACK (on_charge_clicked));
  gtk_box_append (GTK_BOX (self->rows), trivet_ui_label_new (_("Cash"), "section"));
  append_rule (self, _("Rounding of cash"), "", rounding, NULL, NULL, NULL, G_CALLBACK (on_rounding_clicked));
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

static GtkWidget *
right_new (TrivetPricesPage *self)
{
  self->right = gtk_stack_new ();
  self->empty = trivet_ui_empty_new (_("Touch a rule to change it"), _("Orders keep the prices that they have until a line is added or changed."));
  gtk_widget_add_css_class (self->empty, "staff-form");
  self->promotion = trivet_promotion_form_new (self->context);
  self->charge = trivet_charge_form_new (self->context);
  self->rounding = trivet_rounding_form_new (self->context);
  /* What is not in view must not make the page wider. */
  gtk_stack_set_hhomogeneous (GTK_STACK (self->right), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->right), FALSE);
  gtk_stack_add_child (GTK_STACK (self->right), self->empty);
  gtk_stack_add_child (GTK_STACK (self->right), self->promotion);
  gtk_stack_add_child (GTK_STACK (self->right), self->charge);
  gtk_stack_add_child (GTK_STACK (self->right), self->rounding);
  g_signal_connect_object (self->promotion, "save", G_CALLBACK (on_promotion_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->promotion, "switch", G_CALLBACK (on_promotion_switch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->promotion, "remove", G_CALLBACK (on_promotion_remove), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->promotion, "closed", G_CALLBACK (on_form_closed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->charge, "save", G_CALLBACK (on_charge_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->charge, "switch", G_CALLBACK (on_charge_switch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->charge, "remove", G_CALLBACK (on_charge_remove), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->charge, "closed", G_CALLBACK (on_form_closed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rounding, "save", G_CALLBACK (on_rounding_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rounding, "closed", G_CALLBACK (on_form_closed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (self->right, "trivet-card");

  return self->right;
}

static GtkWidget *
left_new (TrivetPricesPage *self)
{
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->rows, "staff-form");
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

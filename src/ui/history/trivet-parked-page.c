/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-parked-page.h"

#include "trivet-approval-pane.h"
#include "trivet-claim-pane.h"
#include "trivet-ui.h"
#include "trivet-words.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetParkedPage: shows the services' list, oldest first. A question to a manager takes the place
 * of the list until it is answered.
 */

struct _TrivetParkedPage {
  GtkBox parent_instance;

  TrivetUiContext *context;
  char            *asked_id; /* nullable: the payment or refund that a question is about */
  gboolean         asked_surplus;
  char            *asked_order_id;

  GtkWidget *stack;
  GtkWidget *rows;
  GtkWidget *message;
  GtkWidget *approval;
  GtkWidget *claim;
};

G_DEFINE_FINAL_TYPE (TrivetParkedPage, trivet_parked_page, GTK_TYPE_BOX)

static void
trivet_parked_page_dispose (GObject *object)
{
  g_clear_object (&TRIVET_PARKED_PAGE (object)->context);

  G_OBJECT_CLASS (trivet_parked_page_parent_class)->dispose (object);
}

static void
trivet_parked_page_finalize (GObject *object)
{
  TrivetParkedPage *self = TRIVET_PARKED_PAGE (object);

  g_free (self->asked_id);
  g_free (self->asked_order_id);

  G_OBJECT_CLASS (trivet_parked_page_parent_class)->finalize (object);
}

static void
trivet_parked_page_class_init (TrivetParkedPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_parked_page_dispose;
  object_class->finalize = trivet_parked_page_finalize;
}

static void
trivet_parked_page_init (TrivetParkedPage *self)
{
}

static void
show_list (TrivetParkedPage *self)
{
  gboolean empty = gtk_widget_get_first_child (self->rows) == NULL;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), empty ? "empty" : "rows");
}

/* @error: (nullable): %NULL takes the sentence away */
static void
show_error (TrivetParkedPage *self,
            const GError     *error)
{
  g_autofree char *words = error != NULL ? trivet_words_for_error (error) : NULL;

  gtk_label_set_text (GTK_LABEL (self->message), words != NULL ? words : "");
  gtk_widget_set_visible (self->message, words != NULL);
}

static char *
dup_method (TrivetParkedPage     *self,
            const TrivetMovement *movement)
{
  return trivet_words_for_method (trivet_checkout_get_wallets (self->context->checkout), movement->method);
}

static char *
dup_amount (TrivetParkedPage     *self,
            const TrivetMovement *movement)
{
  return trivet_ui_format_minor (movement->amount_minor, trivet_register_get_shop (self->context->reg)->currency);
}

static char *
describe (TrivetParkedItem *item)
{
  TrivetPaymentReason reason = trivet_parked_item_get_reason (item);
  const char         *why = trivet_words_for_reason (reason);

  switch (trivet_parked_item_get_kind (item)) {
  case TRIVET_PARKED_IN_DOUBT:
    if (reason == TRIVET_PAYMENT_REASON_NONE)
      return g_strdup (_("Not certain whether the customer paid. Asked again by itself until it is."));
    return g_strdup_printf (_("Not certain whether the customer paid: %s. Asked again by itself until it is."), why);
  case TRIVET_PARKED_CLAIMED:
    return g_strdup (_("The customer showed a receipt. Not verified yet: asked again by itself, and the bill decides."));
  case TRIVET_PARKED_OVERRIDDEN:
    return g_strdup (_("Paid otherwise with a manager's approval. Being undone; what proves paid goes back by itself."));
  case TRIVET_PARKED_REFUND:
    return g_strdup (_("Money on its way back. Accepted is not refunded yet: asked again by itself."));
  case TRIVET_PARKED_REFUND_BLOCKED:
    return g_strdup (_("The refund waits: the shop's balance is too low. Top it up; it is tried again by itself."));
  case TRIVET_PARKED_REFUND_FAILED:
    if (reason == TRIVET_PAYMENT_REASON_NONE)
      return g_strdup (_("The wallet will not give this back. Give it back in cash."));
    return g_strdup_printf (_("The wallet will not give this back: %s. Give it back in cash."), why);
  case TRIVET_PARKED_CASH_OWED:
    return g_strdup (_("The order was corrected and costs less. Hand this out to the guest, in cash."));
  }

  return g_strdup ("");
}

static void
remember (TrivetParkedPage *self,
          TrivetParkedItem *item)
{
  const TrivetMovement *movement = trivet_parked_item_get_movement (item);

  g_free (self->asked_id);
  g_free (self->asked_order_id);
  self->asked_id = g_strdup (movement->id);
  self->asked_order_id = g_strdup (movement->order_id);
  self->asked_surplus = movement->kind == TRIVET_MOVEMENT_CASH_OWED;
  show_error (self, NULL);
}

static TrivetParkedItem *
item_of (gpointer button)
{
  return g_object_get_data (G_OBJECT (button), "item");
}

static void
on_check_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetParkedPage *self = user_data;
  g_autoptr (TrivetParkedItem) item = g_object_ref (item_of (button));
  g_autoptr (GError) error = NULL;

  trivet_parked_check_now (self->context->parked, item, &error);
  show_error (self, error);
}

static void
on_override_approved (TrivetApproval *approval,
                      const char     *reason,
                      gpointer        user_data)
{
  TrivetParkedPage *self = user_data;
  g_autoptr (GError) error = NULL;

  trivet_checkout_override (self->context->checkout, self->asked_id, approval, reason, &error);
  show_error (self, error);
  show_list (self);
}

static void
on_override_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetParkedPage     *self = user_data;
  const TrivetMovement *movement = trivet_parked_item_get_movement (item_of (button));
  g_auto (GStrv) reasons = trivet_approval_pane_dup_reasons (self->context, TRIVET_REASON_OVERRIDE);
  g_autofree char             *amount = dup_amount (self, movement);
  g_autofree char             *method = dup_method (self, movement);
  g_autofree char             *title = g_strdup_printf (_("Let %s be paid another way?"), amount);
  g_autofree char             *text = g_strdup_printf (_("%s may still have the customer's money. It is undone in the background; "
                                                                     "if it proves paid, it goes back by itself."),
                                                          method);
  const TrivetApprovalQuestion question = { title, text, (const char *const *) reasons, on_override_approved, self, TRIVET_PERMISSION_OVERRIDE_PAYMENT };

  remember (self, item_of (button));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->approval);
  trivet_approval_pane_ask (TRIVET_APPROVAL_PANE (self->approval), &question);
}

static void
on_claim_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetParkedPage     *self = user_data;
  const TrivetMovement *movement = trivet_parked_item_get_movement (item_of (button));
  g_autofree char      *amount = dup_amount (self, movement);
  g_autofree char      *method = dup_method (self, movement);

  remember (self, item_of (button));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->claim);
  trivet_claim_pane_open (TRIVET_CLAIM_PANE (self->claim), movement->id, method, amount);
}

static void
on_claimed (GtkWidget    *pane,
            const GError *error,
            gpointer      user_data)
{
  TrivetParkedPage *self = user_data;

  show_error (self, error);
  show_list (self);
}

typedef struct {
  TrivetParkedPage *page;
  TrivetApproval   *approval;
  char             *refund_id;
  char             *reason;
  gboolean          surplus; /* of a correction: there is no refund yet */
} ByHand;

static void
by_hand_free (ByHand *by_hand)
{
  g_object_unref (by_hand->page);
  g_clear_pointer (&by_hand->approval, trivet_approval_free);
  g_free (by_hand->refund_id);
  g_free (by_hand->reason);
  g_free (by_hand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ByHand, by_hand_free)

static void
on_paid_by_hand (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (ByHand) by_hand = user_data;
  g_autoptr (GError) error = NULL;

  trivet_returns_pay_by_hand_finish (TRIVET_RETURNS (source), result, &error);
  if (by_hand->page->context != NULL)
    show_error (by_hand->page, error);
}

static void
on_returns_opened (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (ByHand) by_hand = user_data;
  g_autoptr (GError) error = NULL;
  TrivetApproval *approval;
  const char     *refund_id = by_hand->refund_id;
  const char     *reason = by_hand->reason;

  if (by_hand->page->context == NULL)
    return;
  if (!trivet_returns_open_finish (TRIVET_RETURNS (source), result, &error)) {
    show_error (by_hand->page, error);
    return;
  }

  approval = g_steal_pointer (&by_hand->approval);
  if (by_hand->surplus)
    trivet_returns_hand_out_async (TRIVET_RETURNS (source), approval, on_paid_by_hand, g_steal_pointer (&by_hand));
  else
    trivet_returns_pay_by_hand_async (TRIVET_RETURNS (source), refund_id, approval, reason, on_paid_by_hand,
                                      g_steal_pointer (&by_hand));
}

static void
on_by_hand_approved (TrivetApproval *approval,
                     const char     *reason,
                     gpointer        user_data)
{
  TrivetParkedPage *self = user_data;
  ByHand           *by_hand = g_new0 (ByHand, 1);

  by_hand->page = g_object_ref (self);
  by_hand->approval = approval;
  by_hand->refund_id = g_strdup (self->asked_id);
  by_hand->reason = g_strdup (reason);
  by_hand->surplus = self->asked_surplus;
  show_list (self);
  trivet_returns_open_async (self->context->returns, self->asked_order_id, on_returns_opened, by_hand);
}

static void
on_by_hand_clicked (GtkButton *button,
                    gpointer   user_data)
{
  TrivetParkedPage     *self = user_data;
  const TrivetMovement *movement = trivet_parked_item_get_movement (item_of (button));
  g_auto (GStrv) reasons = trivet_approval_pane_dup_reasons (self->context, TRIVET_REASON_BY_HAND);
  g_autofree char             *amount = dup_amount (self, movement);
  g_autofree char             *title = g_strdup_printf (_("Give back %s in cash?"), amount);
  const TrivetApprovalQuestion question = { title, _("It comes out of the drawer now, and the refund is settled."), (const char *const *) reasons,
                                                      on_by_hand_approved, self, TRIVET_PERMISSION_REFUND, TRUE };

  remember (self, item_of (button));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->approval);
  trivet_approval_pane_ask (TRIVET_APPROVAL_PANE (self->approval), &question);
}

/* The reason is that of the correction. */
static void
on_hand_out_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetParkedPage            *self = user_data;
  const TrivetMovement        *movement = trivet_parked_item_get_movement (item_of (button));
  g_autofree char             *amount = dup_amount (self, movement);
  g_autofree char             *title = g_strdup_printf (_("Hand out %s?"), amount);
  const TrivetApprovalQuestion question = { title, _("It comes out of the drawer now. There is no way to take it back."), NULL,
                                                      on_by_hand_approved, self, TRIVET_PERMISSION_REFUND, TRUE };

  remember (self, item_of (button));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->approval);
  trivet_approval_pane_ask (TRIVET_APPROVAL_PANE (self->approval), &question);
}

static void
on_order_clicked (GtkButton *button,
                  gpointer   user_data)
{
  const TrivetMovement *movement = trivet_parked_item_get_movement (item_of (button));

  gtk_widget_activate_action (GTK_WIDGET (button), "win.refund", "s", movement->order_id);
}

static void
on_question_cancelled (GtkWidget *pane,
                       gpointer   user_data)
{
  show_list (user_data);
}

static void
add_button (TrivetParkedPage *self,
            GtkWidget        *buttons,
            TrivetParkedItem *item,
            const char       *label,
            GCallback         callback)
{
  const TrivetMovement *movement = trivet_parked_item_get_movement (item);
  GtkWidget            *button = trivet_ui_button_new (label, "trivet-button", callback, self);
  g_autofree char      *name = g_strdup_printf (_("%s, order %s"), label, movement->order_number);

  trivet_ui_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "item", g_object_ref (item), g_object_unref);
  gtk_box_append (GTK_BOX (buttons), button);
}

static GtkWidget *
buttons_new (TrivetParkedPage *self,
             TrivetParkedItem *item)
{
  TrivetCheckout       *checkout = self->context->checkout;
  const TrivetMovement *movement = trivet_parked_item_get_movement (item);
  TrivetParkedKind      kind = trivet_parked_item_get_kind (item);
  GtkWidget            *buttons = trivet_wrap_box_new (8);

  if (kind == TRIVET_PARKED_CASH_OWED)
    add_button (self, buttons, item, _("Hand out"), G_CALLBACK (on_hand_out_clicked));
  else if (kind == TRIVET_PARKED_REFUND_FAILED)
    add_button (self, buttons, item, _("Give back in cash"), G_CALLBACK (on_by_hand_clicked));
  else if (kind == TRIVET_PARKED_REFUND_BLOCKED)
    add_button (self, buttons, item, _("Try again now"), G_CALLBACK (on_check_clicked));
  else
    add_button (self, buttons, item, _("Check now"), G_CALLBACK (on_check_clicked));
  if (movement->kind == TRIVET_MOVEMENT_PAYMENT && trivet_checkout_can_claim (checkout, movement->id))
    add_button (self, buttons, item, _("Guest shows a receipt"), G_CALLBACK (on_claim_clicked));
  if (movement->kind == TRIVET_MOVEMENT_PAYMENT && trivet_checkout_can_override (checkout, movement->id))
    add_button (self, buttons, item, _("Manager: pay otherwise"), G_CALLBACK (on_override_clicked));
  add_button (self, buttons, item, _("See the order"), G_CALLBACK (on_order_clicked));

  return buttons;
}

static char *
dup_since (const TrivetMovement *movement)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (movement->started_at_us / G_USEC_PER_SEC);
  g_autofree char *when = g_date_time_format (time, "%Y-%m-%d %H:%M");

  return g_strdup_printf (_("since %s"), when);
}

static void
append_item (TrivetParkedPage *self,
             TrivetParkedItem *item)
{
  const TrivetMovement *movement = trivet_parked_item_get_movement (item);
  GtkWidget            *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget            *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char      *method = dup_method (self, movement);
  g_autofree char      *amount = dup_amount (self, movement);
  g_autofree char      *title = g_strdup_printf (_("Order %s · %s"), movement->order_number, method);
  g_autofree char      *since = dup_since (movement);
  g_autofree char      *detail = describe (item);
  GtkWidget            *title_label = trivet_ui_label_new (title, "strong");
  GtkWidget            *detail_label = trivet_ui_label_new (detail, "dim");

  gtk_label_set_wrap (GTK_LABEL (detail_label), TRUE);
  gtk_box_append (GTK_BOX (head), title_label);
  gtk_box_append (GTK_BOX (head), trivet_ui_label_new (since, "dim pay-small numeric"));
  gtk_widget_set_hexpand (gtk_widget_get_last_child (head), TRUE);
  gtk_box_append (GTK_BOX (head), trivet_ui_label_new (amount, "strong numeric"));
  gtk_widget_add_css_class (row, "list-row");
  gtk_box_append (GTK_BOX (row), head);
  gtk_box_append (GTK_BOX (row), detail_label);
  gtk_box_append (GTK_BOX (row), buttons_new (self, item));
  gtk_box_append (GTK_BOX (self->rows), row);
}

/* A question stays when the list moves, unless what it is about has left it. */
static void
update (TrivetParkedPage *self)
{
  GListModel *model = G_LIST_MODEL (self->context->parked);
  GtkWidget  *shown = gtk_stack_get_visible_child (GTK_STACK (self->stack));
  gboolean    asked_is_there = FALSE;

  trivet_ui_clear_box (GTK_BOX (self->rows));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (TrivetParkedItem) item = g_list_model_get_item (model, i);

    append_item (self, item);
    asked_is_there |= g_strcmp0 (trivet_parked_item_get_movement (item)->id, self->asked_id) == 0;
  }
  if ((shown != self->approval && shown != self->claim) || !asked_is_there)
    show_list (self);
}

static GtkWidget *
empty_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *title = gtk_label_new (_("Everything is settled"));
  GtkWidget *text = gtk_label_new (_("Every payment and every refund has a certain end."));

  gtk_widget_add_css_class (title, "empty-title");
  gtk_widget_add_css_class (text, "dim");
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), text);

  return box;
}

static void
build (TrivetParkedPage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-right");
  self->message = trivet_ui_label_new ("", "trivet-error");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_widget_set_visible (self->message, FALSE);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->approval = trivet_approval_pane_new (self->context);
  self->claim = trivet_claim_pane_new (self->context);
  g_signal_connect (self->approval, "cancelled", G_CALLBACK (on_question_cancelled), self);
  g_signal_connect (self->claim, "done", G_CALLBACK (on_claimed), self);
  g_signal_connect (self->claim, "cancelled", G_CALLBACK (on_question_cancelled), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rows);
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_widget_add_css_class (self->stack, "trivet-card");
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), scroller, "rows");
  gtk_stack_add_named (GTK_STACK (self->stack), empty_new (), "empty");
  gtk_stack_add_child (GTK_STACK (self->stack), self->approval);
  gtk_stack_add_child (GTK_STACK (self->stack), self->claim);
  gtk_box_append (GTK_BOX (self), self->message);
  gtk_box_append (GTK_BOX (self), self->stack);
}

/**
 * trivet_parked_page_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
trivet_parked_page_new (TrivetUiContext *context)
{
  TrivetParkedPage *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_PARKED_PAGE, NULL);
  self->context = g_object_ref (context);
  build (self);
  g_signal_connect_object (context->parked, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  trivet_parked_refresh (context->parked);

  return GTK_WIDGET (self);
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-refund-page-private.h"

#include "trivet-approval-pane.h"
#include "trivet-reason-chooser.h"
#include "trivet-ui.h"
#include "trivet-words.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetRefundPage: staff choose how many of each line go back; the service says what that is in
 * money and which payment gives it. A reason is the last tap before the manager's PIN.
 */

#define RIGHT_WIDTH 380

G_DEFINE_FINAL_TYPE (TrivetRefundPage, trivet_refund_page, GTK_TYPE_BOX)

static void
trivet_refund_page_dispose (GObject *object)
{
  TrivetRefundPage *self = TRIVET_REFUND_PAGE (object);

  g_clear_pointer (&self->plan, g_ptr_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_refund_page_parent_class)->dispose (object);
}

static void
trivet_refund_page_finalize (GObject *object)
{
  TrivetRefundPage *self = TRIVET_REFUND_PAGE (object);

  g_hash_table_unref (self->chosen);
  g_free (self->order_id);
  g_free (self->asked_id);

  G_OBJECT_CLASS (trivet_refund_page_parent_class)->finalize (object);
}

static void
trivet_refund_page_class_init (TrivetRefundPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_refund_page_dispose;
  object_class->finalize = trivet_refund_page_finalize;
}

static void
trivet_refund_page_init (TrivetRefundPage *self)
{
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* @error: (nullable): %NULL takes the sentence away */
void
_trivet_refund_page_show_error (TrivetRefundPage *self,
                                const GError     *error)
{
  g_autofree char *words = error != NULL ? trivet_words_for_error (error) : NULL;

  gtk_label_set_text (GTK_LABEL (self->message), words != NULL ? words : "");
  gtk_widget_set_visible (self->message, words != NULL);
}

static gint64
get_chosen (TrivetRefundPage *self,
            const char       *line_id)
{
  const gint64 *quantity = g_hash_table_lookup (self->chosen, line_id);

  return quantity != NULL ? *quantity : 0;
}

/* Returns: (transfer full) (element-type TrivetReturnChoice) */
static GArray *
make_choices (TrivetRefundPage *self)
{
  GArray        *choices = g_array_new (FALSE, FALSE, sizeof (TrivetReturnChoice));
  GHashTableIter iter;
  gpointer       line_id;
  gpointer       quantity;

  g_hash_table_iter_init (&iter, self->chosen);
  while (g_hash_table_iter_next (&iter, &line_id, &quantity)) {
    TrivetReturnChoice choice = { line_id, *(gint64 *) quantity };

    if (choice.quantity > 0)
      g_array_append_val (choices, choice);
  }

  return choices;
}

static void
show_parts (TrivetRefundPage *self,
            TrivetCurrency    currency)
{
  trivet_ui_clear_box (GTK_BOX (self->parts));
  for (guint i = 0; self->plan != NULL && i < self->plan->len; i++) {
    const TrivetReturnPart *part = g_ptr_array_index (self->plan, i);
    g_autofree char        *amount = trivet_ui_format_minor (part->cash_minor, currency);
    g_autofree char        *method = trivet_words_for_method (trivet_checkout_get_wallets (self->context->checkout), part->method);
    g_autofree char        *words = NULL;
    GtkWidget              *label;

    if (part->cash)
      words = g_strdup_printf (_("%s in cash, out of the drawer"), amount);
    else
      words = g_strdup_printf (_("%s to %s, by the wallet that took it"), amount, method);
    label = trivet_ui_label_new (words, "numeric");
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_box_append (GTK_BOX (self->parts), label);
  }
}

/* What would go back now, and from where. */
static void
show_plan (TrivetRefundPage  *self,
           const TrivetOrder *order)
{
  g_autoptr (GArray) choices = make_choices (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *sum = NULL;
  gint64           amount = 0;
  gint64           tax = 0;

  g_clear_pointer (&self->plan, g_ptr_array_unref);
  if (choices->len > 0 && trivet_returns_compute (self->context->returns, (TrivetReturnChoice *) choices->data, choices->len, &amount, &tax, &error))
    self->plan = trivet_returns_plan_lines (self->context->returns, (TrivetReturnChoice *) choices->data, choices->len, NULL, &error);
  _trivet_refund_page_show_error (self, error);

  sum = trivet_ui_format_minor (amount, order->currency);
  gtk_label_set_text (GTK_LABEL (self->sum), sum);
  show_parts (self, order->currency);
  gtk_widget_set_sensitive (self->reasons, self->plan != NULL);
  gtk_label_set_text (GTK_LABEL (self->hint), self->plan != NULL ? _("Tap why; then a manager types the PIN.")
                                                                 : _("Tap + on each line that goes back."));
}

static void
on_step_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetRefundPage *self = user_data;
  const char       *line_id = g_object_get_data (G_OBJECT (button), "line");
  gint64            by = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "by"));
  gint64            quantity = CLAMP (get_chosen (self, line_id) + by, 0, trivet_returns_get_quantity (self->context->returns, line_id));
  GtkWidget        *row = gtk_widget_get_parent (GTK_WIDGET (button));
  g_autofree char  *text = g_strdup_printf ("%" G_GINT64_FORMAT, quantity);

  g_hash_table_insert (self->chosen, g_strdup (line_id), g_memdup2 (&quantity, sizeof quantity));
  gtk_label_set_text (GTK_LABEL (g_object_get_data (G_OBJECT (row), "number")), text);
  gtk_widget_set_sensitive (g_object_get_data (G_OBJECT (row), "less"), quantity > 0);
  gtk_widget_set_sensitive (g_object_get_data (G_OBJECT (row), "more"),
                            quantity < trivet_returns_get_quantity (self->context->returns, line_id));
  show_plan (self, trivet_returns_get_order (self->context->returns));
}

static GtkWidget *
step_button_new (TrivetRefundPage *self,
                 const char       *label,
                 const char       *name,
                 const char       *line_id,
                 int               by)
{
  GtkWidget *button = trivet_ui_button_new (label, "trivet-button compact", G_CALLBACK (on_step_clicked), self);

  trivet_ui_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "line", g_strdup (line_id), g_free);
  g_object_set_data (G_OBJECT (button), "by", GINT_TO_POINTER (by));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);

  return button;
}

static void
append_steps (TrivetRefundPage *self,
              GtkWidget        *row,
              const char       *line_id,
              const char       *dish)
{
  gint64           left = trivet_returns_get_quantity (self->context->returns, line_id);
  g_autofree char *more_name = g_strdup_printf (_("Give back one more %s"), dish);
  g_autofree char *less_name = g_strdup_printf (_("Give back one less %s"), dish);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, get_chosen (self, line_id));
  GtkWidget       *less = step_button_new (self, "−", less_name, line_id, -1);
  GtkWidget       *label = trivet_ui_label_new (number, "choices-quantity numeric");
  GtkWidget       *more = step_button_new (self, "+", more_name, line_id, 1);

  gtk_label_set_xalign (GTK_LABEL (label), 0.5F);
  gtk_widget_set_sensitive (less, get_chosen (self, line_id) > 0);
  gtk_widget_set_sensitive (more, get_chosen (self, line_id) < left);
  g_object_set_data (G_OBJECT (row), "less", less);
  g_object_set_data (G_OBJECT (row), "number", label);
  g_object_set_data (G_OBJECT (row), "more", more);
  gtk_box_append (GTK_BOX (row), less);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), more);
}

static void
append_line (TrivetRefundPage      *self,
             const TrivetOrder     *order,
             const TrivetLineTotal *total)
{
  const TrivetOrderLine *line = total->line;
  const char            *dish = trivet_ui_is_chinese () && *line->name_zh != '\0' ? line->name_zh : line->name;
  GtkWidget             *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget             *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char       *amount = trivet_ui_format_minor (total->net_minor, order->currency);
  g_autofree char       *title = g_strdup_printf ("%" G_GINT64_FORMAT " × %s", line->quantity, dish);
  g_autofree char       *returned = g_strdup_printf ("%" G_GINT64_FORMAT, line->returned_quantity);
  g_autofree char       *detail = NULL;
  GtkWidget             *title_label = trivet_ui_label_new (title, "strong");

  if (line->returned_quantity > 0)
    detail = g_strdup_printf (_("%s · %s given back"), amount, returned);
  else
    detail = g_strdup (amount);
  gtk_label_set_wrap (GTK_LABEL (title_label), TRUE);
  gtk_box_append (GTK_BOX (words), title_label);
  gtk_box_append (GTK_BOX (words), trivet_ui_label_new (detail, "dim pay-small numeric"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (row, "list-row");
  gtk_box_append (GTK_BOX (row), words);
  append_steps (self, row, line->line_id, dish);
  gtk_box_append (GTK_BOX (self->lines), row);
}

/* The order as the journal has it now. */
void
_trivet_refund_page_show_order (TrivetRefundPage *self)
{
  const TrivetOrder *order = trivet_returns_get_order (self->context->returns);
  g_auto (TrivetTotals) totals = { 0 };
  g_autoptr (GError) error = NULL;

  trivet_ui_clear_box (GTK_BOX (self->lines));
  if (order == NULL || g_strcmp0 (order->order_id, self->order_id) != 0)
    return;
  if (!trivet_order_compute_totals (order, &totals, &error)) {
    _trivet_refund_page_show_error (self, error);
    return;
  }

  for (guint i = 0; i < totals.lines->len; i++)
    append_line (self, order, &g_array_index (totals.lines, TrivetLineTotal, i));
  show_plan (self, order);
  _trivet_refund_page_show_returns (self, order);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "order");
}

static void
on_given (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (TrivetRefundPage) self = user_data;
  g_autoptr (GPtrArray) refund_ids = NULL;
  g_autoptr (GError) error = NULL;

  refund_ids = trivet_returns_give_finish (TRIVET_RETURNS (source), result, &error);
  if (self->context != NULL && refund_ids == NULL)
    _trivet_refund_page_show_error (self, error);
}

/* From here on the journal says what happens; the choice is made new. */
static void
on_approved (TrivetApproval *approval,
             const char     *reason,
             gpointer        user_data)
{
  TrivetRefundPage *self = user_data;
  g_autoptr (GPtrArray) plan = g_steal_pointer (&self->plan);
  g_autofree char *why = g_strdup (g_object_get_data (G_OBJECT (self->reasons), "chosen"));

  g_hash_table_remove_all (self->chosen);
  if (plan != NULL)
    trivet_returns_give_async (self->context->returns, plan, approval, why != NULL ? why : "", on_given, g_object_ref (self));
  else
    g_clear_pointer (&approval, trivet_approval_free);
  _trivet_refund_page_show_order (self);
}

static char *
dup_question (TrivetRefundPage *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (GtkWidget *label = gtk_widget_get_first_child (self->parts); label != NULL; label = gtk_widget_get_next_sibling (label))
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", gtk_label_get_text (GTK_LABEL (label)));
  g_string_append_printf (text, "\n%s", _("There is no way to take it back."));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
ask_for (TrivetRefundPage *self,
         const char       *reason)
{
  g_autofree char             *title = g_strdup_printf (_("Give back %s: %s?"), gtk_label_get_text (GTK_LABEL (self->sum)), reason);
  g_autofree char             *text = dup_question (self);
  const TrivetApprovalQuestion question = { title, text, NULL, on_approved, self, TRIVET_PERMISSION_REFUND, TRUE };

  g_object_set_data_full (G_OBJECT (self->reasons), "chosen", g_strdup (reason), g_free);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->approval);
  trivet_approval_pane_ask (TRIVET_APPROVAL_PANE (self->approval), &question);
}

static void
on_reason_chosen (TrivetReasonChooser *chooser,
                  gpointer             user_data)
{
  ask_for (user_data, trivet_reason_chooser_get_reason (chooser));
}

static void
on_cancelled (TrivetApprovalPane *pane,
              gpointer            user_data)
{
  TrivetRefundPage *self = user_data;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "order");
  _trivet_refund_page_show_order (self);
}

/* While a manager is being asked, the question stands on what was chosen. */
static void
on_returns_changed (TrivetReturns *returns,
                    gpointer       user_data)
{
  TrivetRefundPage *self = user_data;

  if (self->order_id != NULL && gtk_stack_get_visible_child (GTK_STACK (self->stack)) != self->approval)
    _trivet_refund_page_show_order (self);
}

static void
on_parked_changed (TrivetRefundPage *self)
{
  const TrivetOrder *order = trivet_returns_get_order (self->context->returns);

  if (order != NULL && g_strcmp0 (order->order_id, self->order_id) == 0)
    _trivet_refund_page_show_returns (self, order);
}

/* What the shop offers may have changed since. */
static void
offer_reasons (TrivetRefundPage *self)
{
  g_auto (GStrv) reasons = trivet_approval_pane_dup_reasons (self->context, TRIVET_REASON_REFUND);

  trivet_reason_chooser_offer (TRIVET_REASON_CHOOSER (self->reasons), (const char *const *) reasons);
}

static GtkWidget *
reasons_new (TrivetRefundPage *self)
{
  self->reasons = trivet_reason_chooser_new ();
  g_signal_connect (self->reasons, "chosen", G_CALLBACK (on_reason_chosen), self);
  g_signal_connect_object (self->context->manager, "changed", G_CALLBACK (offer_reasons), self, G_CONNECT_SWAPPED);
  offer_reasons (self);

  return self->reasons;
}

static GtkWidget *
right_new (TrivetRefundPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->sum = trivet_ui_label_new ("", "refund-sum numeric");
  self->parts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->hint = trivet_ui_label_new ("", "dim");
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  self->returns = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->returns);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), trivet_ui_label_new (_("Goes back"), "section"));
  gtk_box_append (GTK_BOX (box), self->sum);
  gtk_box_append (GTK_BOX (box), self->parts);
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_box_append (GTK_BOX (box), reasons_new (self));
  self->so_far = trivet_ui_label_new (_("Given back so far"), "section");
  gtk_box_append (GTK_BOX (box), self->so_far);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_widget_set_size_request (box, RIGHT_WIDTH, -1);
  gtk_widget_add_css_class (box, "trivet-card");
  gtk_widget_add_css_class (box, "refund-side");

  return box;
}

static GtkWidget *
order_view_new (TrivetRefundPage *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->lines);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_widget_add_css_class (scroller, "trivet-card");
  gtk_box_append (GTK_BOX (row), scroller);
  gtk_box_append (GTK_BOX (row), right_new (self));

  return row;
}

static void
build (TrivetRefundPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-right");
  self->message = trivet_ui_label_new ("", "trivet-error");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_widget_set_visible (self->message, FALSE);
  self->approval = trivet_approval_pane_new (self->context);
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), order_view_new (self), "order");
  gtk_stack_add_child (GTK_STACK (self->stack), self->approval);
  gtk_box_append (GTK_BOX (self), self->message);
  gtk_box_append (GTK_BOX (self), self->stack);
  g_signal_connect (self->approval, "cancelled", G_CALLBACK (on_cancelled), self);
}

/**
 * trivet_refund_page_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): a page without an order
 */
GtkWidget *
trivet_refund_page_new (TrivetUiContext *context)
{
  TrivetRefundPage *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_REFUND_PAGE, NULL);
  self->context = g_object_ref (context);
  build (self);
  g_signal_connect_object (context->returns, "changed", G_CALLBACK (on_returns_changed), self, 0);
  g_signal_connect_object (context->parked, "items-changed", G_CALLBACK (on_parked_changed), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (TrivetRefundPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean opened = trivet_returns_open_finish (TRIVET_RETURNS (source), result, &error);

  if (self->context == NULL || self->order_id == NULL)
    return;
  if (opened)
    _trivet_refund_page_show_order (self);
  else
    _trivet_refund_page_show_error (self, error);
}

/**
 * trivet_refund_page_open:
 * @self: the page
 * @order_id: a past order
 *
 * Shows the order, with nothing chosen.
 */
void
trivet_refund_page_open (TrivetRefundPage *self,
                         const char       *order_id)
{
  g_return_if_fail (TRIVET_IS_REFUND_PAGE (self));
  g_return_if_fail (order_id != NULL);

  g_free (self->order_id);
  self->order_id = g_strdup (order_id);
  g_hash_table_remove_all (self->chosen);
  g_clear_pointer (&self->plan, g_ptr_array_unref);
  _trivet_refund_page_show_error (self, NULL);
  trivet_ui_clear_box (GTK_BOX (self->lines));
  trivet_ui_clear_box (GTK_BOX (self->returns));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "order");
  trivet_returns_open_async (self->context->returns, order_id, on_opened, g_object_ref (self));
}

/**
 * trivet_refund_page_close:
 * @self: the page
 *
 * The page goes out of view; refunds that have begun go on.
 */
void
trivet_refund_page_close (TrivetRefundPage *self)
{
  g_return_if_fail (TRIVET_IS_REFUND_PAGE (self));

  g_clear_pointer (&self->order_id, g_free);
  trivet_approval_pane_wipe (TRIVET_APPROVAL_PANE (self->approval));
}

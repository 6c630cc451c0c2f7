/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-history-page.h"

#include "trivet-approval-pane.h"
#include "trivet-history-row.h"
#include "trivet-ui.h"
#include "trivet-words.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetHistoryPage: what has been sold, newest first, read from the store in pieces; on the right
 * the receipt as it would be printed.
 */

#define PAGE_SIZE     50
#define PREVIEW_DOTS  576
#define PREVIEW_WIDTH 420

struct _TrivetHistoryPage {
  GtkBox parent_instance;

  TrivetUiContext *context;
  GCancellable    *cancellable;
  char            *text;
  char            *selected_id;
  gint64           oldest_us;

  GtkWidget *stack;
  GtkWidget *parked;
  GtkWidget *rows;
  GtkWidget *more;
  GtkWidget *empty;
  GtkWidget *preview;
  GtkWidget *preview_stack;
  GtkWidget *print;
  GtkWidget *refund;
  GtkWidget *reopen;
  GtkWidget *message;
  GtkWidget *checks; /* of a split order */
  int        check;  /* whose receipt is shown, 0 for the order */
  GtkWidget *list;
  GtkWidget *detail;
  GtkWidget *approval;
};

G_DEFINE_FINAL_TYPE (TrivetHistoryPage, trivet_history_page, GTK_TYPE_BOX)

static void
trivet_history_page_dispose (GObject *object)
{
  TrivetHistoryPage *self = TRIVET_HISTORY_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_history_page_parent_class)->dispose (object);
}

static void
trivet_history_page_finalize (GObject *object)
{
  TrivetHistoryPage *self = TRIVET_HISTORY_PAGE (object);

  g_free (self->text);
  g_free (self->selected_id);

  G_OBJECT_CLASS (trivet_history_page_parent_class)->finalize (object);
}

static void
trivet_history_page_class_init (TrivetHistoryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_history_page_dispose;
  object_class->finalize = trivet_history_page_finalize;
}

static void
trivet_history_page_init (TrivetHistoryPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->text = g_strdup ("");
}

static void
show_message (TrivetHistoryPage *self,
              const GError      *error)
{
  g_autofree char *words = trivet_words_for_error (error);

  gtk_label_set_text (GTK_LABEL (self->message), words);
  gtk_stack_set_visible_child_name (GTK_STACK (self->preview_stack), "message");
}

static void
on_receipt_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (TrivetHistoryPage) self = user_data;
  g_autoptr (TrivetDocument) document = NULL;
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;

  document = trivet_print_queue_build_finish (TRIVET_PRINT_QUEUE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL)
    return;
  if (document != NULL)
    png = trivet_document_painter_paint (self->context->painter, document, PREVIEW_DOTS, &error);
  if (png != NULL)
    texture = gdk_texture_new_from_bytes (png, &error);
  if (texture == NULL) {
    show_message (self, error);
    return;
  }

  gtk_picture_set_paintable (GTK_PICTURE (self->preview), GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (GTK_STACK (self->preview_stack), "receipt");
  gtk_widget_set_sensitive (self->print, TRUE);
}

static void
on_refund_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetHistoryPage *self = user_data;

  if (self->selected_id != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.refund", "s", self->selected_id);
}

/* While somebody's yes is asked for, nothing else is to be seen. */
static void
show_question (TrivetHistoryPage *self,
               gboolean           asking)
{
  gtk_widget_set_visible (self->list, !asking);
  gtk_widget_set_visible (self->detail, !asking);
  gtk_widget_set_visible (self->approval, asking);
}

static void
on_reopened (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (TrivetHistoryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean reopened = trivet_register_reopen_finish (TRIVET_REGISTER (source), result, &error);

  if (self->context == NULL)
    return;
  show_question (self, FALSE);
  if (reopened)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
  else
    show_message (self, error);
}

static void
on_reopen_approved (TrivetApproval *approval,
                    const char     *reason,
                    gpointer        user_data)
{
  TrivetHistoryPage *self = user_data;

  trivet_register_approve_next (self->context->reg, approval, reason);
  trivet_register_reopen_async (self->context->reg, self->selected_id, on_reopened, g_object_ref (self));
}

static void
on_reopen_cancelled (GtkWidget *pane,
                     gpointer   user_data)
{
  show_question (user_data, FALSE);
}

static void
on_reopen_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetHistoryPage *self = user_data;
  g_auto (GStrv) reasons = trivet_approval_pane_dup_reasons (self->context, TRIVET_REASON_REOPEN);
  /* clang-format off */
  const TrivetApprovalQuestion question = {
    _("Reopen this order?"),
    _("It comes back to the order page with what was paid for it. What is due more is paid then; what it costs less goes back. A new receipt says that it was corrected."),
    (const char *const *) reasons,
    on_reopen_approved,
    self,
    TRIVET_PERMISSION_REOPEN,
    TRUE,
  };
  /* clang-format on */

  if (self->selected_id == NULL)
    return;
  show_question (self, TRUE);
  trivet_approval_pane_ask (TRIVET_APPROVAL_PANE (self->approval), &question);
}

static void
ask_preview (TrivetHistoryPage *self)
{
  trivet_print_queue_build_async (self->context->print_queue, self->selected_id, self->check, self->cancellable, on_receipt_ready,
                                  g_object_ref (self));
}

static void
on_check_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetHistoryPage *self = user_data;

  self->check = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "check"));
  for (GtkWidget *chip = gtk_widget_get_first_child (self->checks); chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    trivet_ui_toggle_class (chip, "on", chip == GTK_WIDGET (button));
  if (self->selected_id != NULL)
    ask_preview (self);
}

static void
append_check (TrivetHistoryPage *self,
              const char        *label,
              int                check)
{
  GtkWidget *chip = trivet_ui_button_new (label, check == self->check ? "trivet-chip tall on" : "trivet-chip tall",
                                          G_CALLBACK (on_check_clicked), self);

  g_object_set_data (G_OBJECT (chip), "check", GINT_TO_POINTER (check));
  gtk_box_append (GTK_BOX (self->checks), chip);
}

/* A split order has a receipt for each of its bills. */
static void
on_facts_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TrivetHistoryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  g_autoptr (TrivetOrder) order = NULL;

  if (self->context == NULL || self->selected_id == NULL || facts == NULL || facts->len == 0 ||
      !g_str_equal (trivet_fact_get_subject (g_ptr_array_index (facts, 0)), self->selected_id))
    return;
  order = trivet_order_fold (self->selected_id, facts, NULL);
  trivet_ui_clear_box (GTK_BOX (self->checks));
  gtk_widget_set_visible (self->checks, order != NULL && order->n_checks > 1);
  if (order == NULL || order->n_checks < 2)
    return;
  append_check (self, _("Whole order"), 0);
  for (int i = 1; i <= order->n_checks; i++) {
    g_autofree char *label = g_strdup_printf (_("Bill %d"), i);

    append_check (self, label, i);
  }
}

static void
on_row_clicked (GtkButton *button,
                gpointer   user_data)
{
  TrivetHistoryPage *self = user_data;
  const char        *order_id = trivet_history_row_get_order_id (GTK_WIDGET (button));
  GtkWidget         *row;

  for (row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    trivet_ui_toggle_class (row, "selected", row == GTK_WIDGET (button));
  g_free (self->selected_id);
  self->selected_id = g_strdup (order_id);
  gtk_widget_set_sensitive (self->refund, TRUE);
  self->check = 0;
  gtk_widget_set_visible (self->checks, FALSE);
  gtk_widget_set_sensitive (self->print, FALSE);
  ask_preview (self);
  trivet_repository_load_facts_async (self->context->repository, order_id, self->cancellable, on_facts_ready, g_object_ref (self));
  gtk_widget_set_sensitive (self->reopen, trivet_history_row_is_settled (GTK_WIDGET (button)));
}

static void
append_row (TrivetHistoryPage        *self,
            const TrivetOrderSummary *summary)
{
  GtkWidget *row = trivet_history_row_new (self->context, summary);

  g_signal_connect_object (row, "clicked", G_CALLBACK (on_row_clicked), self, 0);
  gtk_box_append (GTK_BOX (self->rows), row);
}

static void
on_orders_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (TrivetHistoryPage) self = user_data;
  g_autoptr (GPtrArray) summaries = NULL;
  g_autoptr (GError) error = NULL;

  summaries = trivet_repository_list_finish (TRIVET_REPOSITORY (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL)
    return;
  if (summaries == NULL) {
    gtk_widget_set_sensitive (self->more, TRUE);
    show_message (self, error);
    return;
  }

  for (guint i = 0; i < summaries->len; i++) {
    const TrivetOrderSummary *summary = g_ptr_array_index (summaries, i);

    append_row (self, summary);
    self->oldest_us = summary->opened_at_us;
  }
  gtk_widget_set_visible (self->more, summaries->len == PAGE_SIZE);
  gtk_widget_set_sensitive (self->more, TRUE);
  gtk_label_set_text (GTK_LABEL (self->empty), *self->text != '\0' ? _("No order matches") : _("Nothing has been sold yet"));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    gtk_widget_get_first_child (self->rows) != NULL ? "rows" : "empty");
}

/* One piece at a time: a second tap before it is there would ask for the same once more. */
static void
load_page (TrivetHistoryPage *self)
{
  gtk_widget_set_sensitive (self->more, FALSE);
  trivet_repository_list_orders_async (self->context->repository, TRIVET_ORDER_QUERY_HISTORY, self->text, self->oldest_us,
                                       PAGE_SIZE, self->cancellable, on_orders_ready, g_object_ref (self));
}

/**
 * trivet_history_page_refresh:
 * @self: the page
 *
 * Reads the newest orders again.
 */
void
trivet_history_page_refresh (TrivetHistoryPage *self)
{
  g_return_if_fail (TRIVET_IS_HISTORY_PAGE (self));

  /* Answers to older questions must not be added to the new list. */
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->oldest_us = 0;
  g_clear_pointer (&self->selected_id, g_free);
  trivet_ui_clear_box (GTK_BOX (self->rows));
  gtk_widget_set_visible (self->checks, FALSE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->preview_stack), "hint");
  gtk_widget_set_sensitive (self->print, FALSE);
  gtk_widget_set_sensitive (self->refund, FALSE);
  gtk_widget_set_sensitive (self->reopen, FALSE);
  show_question (self, FALSE);
  load_page (self);
}

static void
on_more_clicked (GtkButton *button,
                 gpointer   user_data)
{
  load_page (user_data);
}

static void
on_search_changed (GtkEditable *editable,
                   gpointer     user_data)
{
  TrivetHistoryPage *self = user_data;

  g_free (self->text);
  self->text = g_strdup (gtk_editable_get_text (editable));
  trivet_history_page_refresh (self);
}

static void
on_print_clicked (GtkButton *button,
                  gpointer   user_data)
{
  TrivetHistoryPage *self = user_data;

  if (self->selected_id != NULL)
    trivet_print_queue_request_check (self->context->print_queue, self->selected_id, self->check);
}

static GtkWidget *
build_list (TrivetHistoryPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (entry, "trivet-entry");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Order number, name or amount"));
  trivet_ui_set_name (entry, _("Search past orders"));
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_search_changed), self, 0);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->more = trivet_ui_button_new (_("Older orders"), "trivet-button flat", G_CALLBACK (on_more_clicked), self);
  self->empty = gtk_label_new ("");
  gtk_widget_add_css_class (self->empty, "empty-title");
  gtk_box_append (GTK_BOX (list), self->rows);
  gtk_box_append (GTK_BOX (list), self->more);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_widget_add_css_class (self->stack, "trivet-card");
  gtk_stack_add_named (GTK_STACK (self->stack), scroller, "rows");
  gtk_stack_add_named (GTK_STACK (self->stack), self->empty, "empty");
  gtk_widget_set_hexpand (box, TRUE);
  self->parked = trivet_ui_button_new ("", "trivet-chip tall doubt", NULL, NULL);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->parked), "win.show::parked");
  gtk_widget_set_halign (self->parked, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), self->parked);
  gtk_box_append (GTK_BOX (box), self->stack);

  return box;
}

static GtkWidget *
build_preview (TrivetHistoryPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *hint = gtk_label_new (_("Choose an order to see its receipt"));
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->preview = gtk_picture_new ();
  gtk_picture_set_can_shrink (GTK_PICTURE (self->preview), TRUE);
  gtk_widget_set_valign (self->preview, GTK_ALIGN_START);
  trivet_ui_set_name (self->preview, _("Receipt"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->preview);
  gtk_widget_add_css_class (hint, "dim");
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  self->message = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  self->preview_stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->preview_stack, TRUE);
  gtk_widget_set_size_request (self->preview_stack, PREVIEW_WIDTH, -1);
  gtk_widget_add_css_class (self->preview_stack, "trivet-card");
  gtk_stack_add_named (GTK_STACK (self->preview_stack), hint, "hint");
  gtk_stack_add_named (GTK_STACK (self->preview_stack), scroller, "receipt");
  gtk_stack_add_named (GTK_STACK (self->preview_stack), self->message, "message");
  self->print = trivet_ui_button_new (_("Print again"), "trivet-button big primary", G_CALLBACK (on_print_clicked), self);
  gtk_widget_set_sensitive (self->print, FALSE);
  self->refund = trivet_ui_button_new (_("Refund …"), "trivet-button big", G_CALLBACK (on_refund_clicked), self);
  gtk_widget_set_sensitive (self->refund, FALSE);
  self->reopen = trivet_ui_button_new (_("Reopen …"), "trivet-button big", G_CALLBACK (on_reopen_clicked), self);
  gtk_widget_set_sensitive (self->reopen, FALSE);
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_box_append (GTK_BOX (buttons), self->reopen);
  gtk_box_append (GTK_BOX (buttons), self->refund);
  gtk_box_append (GTK_BOX (buttons), self->print);
  self->checks = trivet_wrap_box_new (8);
  gtk_widget_set_visible (self->checks, FALSE);
  gtk_box_append (GTK_BOX (box), self->checks);
  gtk_box_append (GTK_BOX (box), self->preview_stack);
  gtk_box_append (GTK_BOX (box), buttons);

  return box;
}

static void
update_parked (TrivetHistoryPage *self)
{
  guint            n = trivet_parked_get_n (self->context->parked);
  g_autofree char *words = g_strdup_printf (ngettext ("%u payment or refund not settled", "%u payments or refunds not settled", n), n);

  gtk_button_set_label (GTK_BUTTON (self->parked), words);
  trivet_ui_set_name (self->parked, words);
  gtk_widget_set_visible (self->parked, n > 0);
}

/**
 * trivet_history_page_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): the page, empty until it is refreshed
 */
GtkWidget *
trivet_history_page_new (TrivetUiContext *context)
{
  TrivetHistoryPage *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_HISTORY_PAGE, NULL);
  self->context = g_object_ref (context);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-right");
  self->list = build_list (self);
  self->detail = build_preview (self);
  self->approval = trivet_approval_pane_new (context);
  gtk_widget_set_hexpand (self->approval, TRUE);
  gtk_widget_set_visible (self->approval, FALSE);
  g_signal_connect (self->approval, "cancelled", G_CALLBACK (on_reopen_cancelled), self);
  gtk_box_append (GTK_BOX (self), self->list);
  gtk_box_append (GTK_BOX (self), self->detail);
  gtk_box_append (GTK_BOX (self), self->approval);
  g_signal_connect_object (context->parked, "items-changed", G_CALLBACK (update_parked), self, G_CONNECT_SWAPPED);
  update_parked (self);

  return GTK_WIDGET (self);
}

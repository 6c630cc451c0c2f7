/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-books-detail.h"

#include "trivet-note-pane.h"
#include "trivet-ui.h"
#include "trivet-words.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetBooksDetail: what the bookkeeper found, and the buttons that the next step asks for. It
 * compares nothing itself.
 */

enum {
  FETCH,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetBooksDetail {
  GtkBox parent_instance;

  TrivetUiContext *context;
  char            *provider_id; /* nullable: no day is shown */
  char            *date;
  char            *key; /* nullable: of the difference that a note is about */

  GtkWidget *stack;
  GtkWidget *title;
  GtkWidget *state;
  GtkWidget *sums;
  GtkWidget *message;
  GtkWidget *differences;
  GtkWidget *fetch;
  GtkWidget *note;
};

G_DEFINE_FINAL_TYPE (TrivetBooksDetail, trivet_books_detail, GTK_TYPE_BOX)

static void
trivet_books_detail_dispose (GObject *object)
{
  g_clear_object (&TRIVET_BOOKS_DETAIL (object)->context);

  G_OBJECT_CLASS (trivet_books_detail_parent_class)->dispose (object);
}

static void
trivet_books_detail_finalize (GObject *object)
{
  TrivetBooksDetail *self = TRIVET_BOOKS_DETAIL (object);

  g_free (self->provider_id);
  g_free (self->date);
  g_free (self->key);

  G_OBJECT_CLASS (trivet_books_detail_parent_class)->finalize (object);
}

static void
trivet_books_detail_class_init (TrivetBooksDetailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_books_detail_dispose;
  object_class->finalize = trivet_books_detail_finalize;

  signals[FETCH] =
    g_signal_new ("fetch",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  0);
}

static void
trivet_books_detail_init (TrivetBooksDetail *self)
{
}

static TrivetCurrency
get_currency (TrivetBooksDetail *self)
{
  return trivet_register_get_shop (self->context->reg)->currency;
}

static void
show_message (TrivetBooksDetail *self,
              const char        *words)
{
  gtk_label_set_text (GTK_LABEL (self->message), words != NULL ? words : "");
  gtk_widget_set_visible (self->message, words != NULL);
}

static void
show_error (TrivetBooksDetail *self,
            const GError      *error)
{
  g_autofree char *words = error != NULL ? trivet_words_for_error (error) : NULL;

  show_message (self, words);
}

static void
on_asked (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (TrivetBooksDetail) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->context == NULL)
    return;
  if (trivet_bookkeeper_ask_finish (TRIVET_BOOKKEEPER (source), result, &error))
    show_message (self, _("The provider is being asked. Fetch the bill again when it has answered."));
  else
    show_error (self, error);
}

static const TrivetDifference *
difference_of (gpointer button)
{
  return g_object_get_data (G_OBJECT (button), "difference");
}

static void
on_ask_clicked (GtkButton *button,
                gpointer   user_data)
{
  TrivetBooksDetail *self = user_data;

  trivet_bookkeeper_ask_async (self->context->bookkeeper, difference_of (button), on_asked, g_object_ref (self));
}

static void
on_order_clicked (GtkButton *button,
                  gpointer   user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (button), "win.refund", "s", difference_of (button)->order_id);
}

static void
on_resolve_clicked (GtkButton *button,
                    gpointer   user_data)
{
  TrivetBooksDetail *self = user_data;

  g_free (self->key);
  self->key = g_strdup (difference_of (button)->key);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->note);
  trivet_note_pane_open (TRIVET_NOTE_PANE (self->note), trivet_books_words_for_difference (difference_of (button)));
}

static void
on_resolved (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (TrivetBooksDetail) self = user_data;
  g_autoptr (GError) error = NULL;

  trivet_bookkeeper_resolve_finish (TRIVET_BOOKKEEPER (source), result, &error);
  if (self->context != NULL)
    show_error (self, error);
}

static void
on_noted (TrivetNotePane *pane,
          const char     *note,
          gpointer        user_data)
{
  TrivetBooksDetail *self = user_data;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "day");
  trivet_bookkeeper_resolve_async (self->context->bookkeeper, self->provider_id, self->date, self->key, note,
                                   trivet_register_get_staff (self->context->reg), on_resolved, g_object_ref (self));
}

static void
on_note_cancelled (TrivetNotePane *pane,
                   gpointer        user_data)
{
  TrivetBooksDetail *self = user_data;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "day");
}

static void
on_fetch_clicked (GtkButton *button,
                  gpointer   user_data)
{
  g_signal_emit (user_data, signals[FETCH], 0);
}

static void
add_sum (TrivetBooksDetail *self,
         int                column,
         const char        *name,
         const char        *amount)
{
  gtk_grid_attach (GTK_GRID (self->sums), trivet_ui_label_new (name, "section"), column, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->sums), trivet_ui_label_new (amount, "books-sum numeric"), column, 1, 1, 1);
}

static void
show_sums (TrivetBooksDetail          *self,
           const TrivetReconciliation *result)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->sums)) != NULL)
    gtk_grid_remove (GTK_GRID (self->sums), child);
  gtk_widget_set_visible (self->sums, result != NULL);
  if (result != NULL) {
    g_autofree char *ours = trivet_ui_format_minor (result->ours_minor, get_currency (self));
    g_autofree char *theirs = trivet_ui_format_minor (result->theirs_minor, get_currency (self));
    g_autofree char *settled = trivet_ui_format_minor (result->settled_minor, get_currency (self));
    g_autofree char *fees = trivet_books_format_micros (result->fee_micros, get_currency (self));

    add_sum (self, 0, _("Ours"), ours);
    add_sum (self, 1, _("Theirs"), theirs);
    add_sum (self, 2, _("On the account"), result->has_funds ? settled : _("not told"));
    add_sum (self, 3, _("Fees"), fees);
  }
}

static void
append_number (GString    *text,
               const char *format,
               const char *number)
{
  g_autofree char *words = g_strdup_printf (format, number);

  if (*number != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
}

static char *
dup_numbers (const TrivetDifference *difference)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_number (text, _("Order %s"), difference->order_number);
  append_number (text, _("our number %s"), difference->merchant_id);
  append_number (text, _("their number %s"), difference->provider_transaction_id);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_button (TrivetBooksDetail      *self,
            GtkWidget              *buttons,
            const TrivetDifference *difference,
            const char             *label,
            GCallback               callback)
{
  GtkWidget       *button = trivet_ui_button_new (label, "trivet-button", callback, self);
  g_autofree char *name = g_strdup_printf ("%s %s", label, difference->merchant_id);

  trivet_ui_set_name (button, name);
  g_object_set_data (G_OBJECT (button), "difference", (gpointer) difference);
  gtk_box_append (GTK_BOX (buttons), button);
}

static GtkWidget *
wrapping_label_new (const char *text,
                    const char *css_classes)
{
  GtkWidget *label = trivet_ui_label_new (text, css_classes);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);

  return label;
}

static void
append_steps (TrivetBooksDetail      *self,
              GtkWidget              *row,
              const TrivetDifference *difference)
{
  GtkWidget *buttons = trivet_wrap_box_new (8);

  gtk_box_append (GTK_BOX (row), wrapping_label_new (trivet_books_words_for_step (difference->next_step), ""));
  if (difference->next_step == TRIVET_NEXT_STEP_ASK_PROVIDER && *difference->order_id != '\0')
    add_button (self, buttons, difference, _("Ask the provider"), G_CALLBACK (on_ask_clicked));
  if (*difference->order_id != '\0')
    add_button (self, buttons, difference, _("See the order"), G_CALLBACK (on_order_clicked));
  add_button (self, buttons, difference, _("Resolve …"), G_CALLBACK (on_resolve_clicked));
  gtk_box_append (GTK_BOX (row), buttons);
}

static void
append_difference (TrivetBooksDetail      *self,
                   const TrivetDifference *difference)
{
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *ours = trivet_ui_format_minor (difference->ours_minor, get_currency (self));
  g_autofree char *theirs = trivet_ui_format_minor (difference->theirs_minor, get_currency (self));
  g_autofree char *amounts = g_strdup_printf (_("Ours %s · theirs %s"), ours, theirs);
  g_autofree char *numbers = dup_numbers (difference);

  gtk_box_append (GTK_BOX (row), wrapping_label_new (trivet_books_words_for_difference (difference), "strong"));
  gtk_box_append (GTK_BOX (row), wrapping_label_new (amounts, "numeric"));
  gtk_box_append (GTK_BOX (row), wrapping_label_new (numbers, "dim pay-small numeric"));
  if (difference->note != NULL) {
    g_autofree char *note = g_strdup_printf (_("Resolved: %s"), difference->note);

    gtk_box_append (GTK_BOX (row), wrapping_label_new (note, "good"));
  } else {
    append_steps (self, row, difference);
  }
  gtk_widget_add_css_class (row, "list-row");
  gtk_box_append (GTK_BOX (self->differences), row);
}

static GtkWidget *
head_new (TrivetBooksDetail *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->title = trivet_ui_label_new ("", "approval-title numeric");
  self->state = wrapping_label_new ("", "dim");
  self->fetch = trivet_ui_button_new (_("Fetch the bill now"), "trivet-button primary", G_CALLBACK (on_fetch_clicked), self);
  gtk_widget_set_valign (self->fetch, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->state);
  gtk_box_append (GTK_BOX (head), words);
  gtk_box_append (GTK_BOX (head), self->fetch);

  return head;
}

static GtkWidget *
day_view_new (TrivetBooksDetail *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->sums = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (self->sums), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (self->sums), 12);
  self->message = wrapping_label_new ("", "trivet-error");
  gtk_widget_set_visible (self->message, FALSE);
  self->differences = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->differences);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_add_css_class (box, "books-day");
  gtk_box_append (GTK_BOX (box), head_new (self));
  gtk_box_append (GTK_BOX (box), self->message);
  gtk_box_append (GTK_BOX (box), self->sums);
  gtk_box_append (GTK_BOX (box), scroller);

  return box;
}

/**
 * trivet_books_detail_new:
 * @context: the services; with a bookkeeper
 *
 * Returns: (transfer floating): a view that shows no day yet
 */
GtkWidget *
trivet_books_detail_new (TrivetUiContext *context)
{
  TrivetBooksDetail *self;
  GtkWidget         *hint = gtk_label_new (_("Choose a day to see its differences"));

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_BOOKS_DETAIL, NULL);
  self->context = g_object_ref (context);
  gtk_widget_add_css_class (hint, "dim");
  self->note = trivet_note_pane_new ();
  g_signal_connect (self->note, "noted", G_CALLBACK (on_noted), self);
  g_signal_connect (self->note, "cancelled", G_CALLBACK (on_note_cancelled), self);
  self->stack = gtk_stack_new ();
  gtk_widget_set_hexpand (self->stack, TRUE);
  gtk_widget_add_css_class (self->stack, "trivet-card");
  gtk_stack_add_named (GTK_STACK (self->stack), hint, "hint");
  gtk_stack_add_named (GTK_STACK (self->stack), day_view_new (self), "day");
  gtk_stack_add_child (GTK_STACK (self->stack), self->note);
  gtk_box_append (GTK_BOX (self), self->stack);

  return GTK_WIDGET (self);
}

static gboolean
is_shown (TrivetBooksDetail    *self,
          const TrivetBooksDay *day)
{
  return g_strcmp0 (self->provider_id, day->provider_id) == 0 && g_strcmp0 (self->date, day->date) == 0;
}

/**
 * trivet_books_detail_show:
 * @self: a view
 * @day: what is known of a day; must stay until another is shown, or it is shown again
 *
 * Shows the day. A note that is being written about it stays.
 */
void
trivet_books_detail_show (TrivetBooksDetail    *self,
                          const TrivetBooksDay *day)
{
  g_autofree char *provider = NULL;
  g_autofree char *title = NULL;
  g_autofree char *state = NULL;
  const char      *style;

  g_return_if_fail (TRIVET_IS_BOOKS_DETAIL (self));
  g_return_if_fail (day != NULL);

  if (!is_shown (self, day)) {
    g_free (self->provider_id);
    g_free (self->date);
    self->provider_id = g_strdup (day->provider_id);
    self->date = g_strdup (day->date);
    show_message (self, NULL);
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "day");
  }
  provider = trivet_words_for_method (trivet_checkout_get_wallets (self->context->checkout), day->provider_id);
  title = g_strdup_printf ("%s · %s", provider, day->date);
  state = trivet_books_words_for_day (day, &style);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->state), state);
  gtk_widget_set_sensitive (self->fetch, !day->busy);
  show_sums (self, day->result);
  trivet_ui_clear_box (GTK_BOX (self->differences));
  for (guint i = 0; day->result != NULL && i < day->result->differences->len; i++)
    append_difference (self, g_ptr_array_index (day->result->differences, i));
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-books-page.h"

#include "trivet-books-detail.h"
#include "trivet-door.h"
#include "trivet-ui.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetBooksPage: the last days of each provider that hands out bills, newest first. The
 * bookkeeper fetches and compares; this page asks for it and shows what it says.
 */

#define DAYS       8
#define LIST_WIDTH 340

struct _TrivetBooksPage {
  GtkBox parent_instance;

  TrivetUiContext *context;
  GPtrArray       *days;
  char            *selected; /* nullable: "provider/date" */

  GtkWidget *door;
  GtkWidget *stack;
  GtkWidget *rows;
  GtkWidget *message;
  GtkWidget *detail;
};

G_DEFINE_FINAL_TYPE (TrivetBooksPage, trivet_books_page, GTK_TYPE_BOX)

static void
day_free (TrivetBooksDay *day)
{
  g_free (day->provider_id);
  g_free (day->date);
  g_clear_pointer (&day->result, trivet_reconciliation_free);
  g_clear_error (&day->trouble);
  g_free (day);
}

static void
trivet_books_page_dispose (GObject *object)
{
  g_clear_object (&TRIVET_BOOKS_PAGE (object)->context);

  G_OBJECT_CLASS (trivet_books_page_parent_class)->dispose (object);
}

static void
trivet_books_page_finalize (GObject *object)
{
  TrivetBooksPage *self = TRIVET_BOOKS_PAGE (object);

  g_ptr_array_unref (self->days);
  g_free (self->selected);

  G_OBJECT_CLASS (trivet_books_page_parent_class)->finalize (object);
}

static void
trivet_books_page_class_init (TrivetBooksPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_books_page_dispose;
  object_class->finalize = trivet_books_page_finalize;
}

static void
trivet_books_page_init (TrivetBooksPage *self)
{
  self->days = g_ptr_array_new_with_free_func ((GDestroyNotify) day_free);
}

static TrivetBooksDay *
find_day (TrivetBooksPage *self,
          const char      *provider_id,
          const char      *date)
{
  for (guint i = 0; i < self->days->len; i++) {
    TrivetBooksDay *day = g_ptr_array_index (self->days, i);

    if (g_str_equal (day->provider_id, provider_id) && g_str_equal (day->date, date))
      return day;
  }

  return NULL;
}

static char *
dup_key (const TrivetBooksDay *day)
{
  return g_strconcat (day->provider_id, "/", day->date, NULL);
}

static void show_days (TrivetBooksPage *self);

static void
on_row_clicked (GtkButton *button,
                gpointer   user_data)
{
  TrivetBooksPage *self = user_data;

  g_free (self->selected);
  self->selected = g_strdup (g_object_get_data (G_OBJECT (button), "key"));
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    trivet_ui_toggle_class (row, "selected", row == GTK_WIDGET (button));
  for (guint i = 0; i < self->days->len; i++) {
    TrivetBooksDay  *day = g_ptr_array_index (self->days, i);
    g_autofree char *key = dup_key (day);

    if (g_str_equal (key, self->selected))
      trivet_books_detail_show (TRIVET_BOOKS_DETAIL (self->detail), day);
  }
}

static void
append_row (TrivetBooksPage      *self,
            const TrivetBooksDay *day)
{
  const char      *style;
  g_autofree char *state = trivet_books_words_for_day (day, &style);
  g_autofree char *provider = trivet_words_for_method (trivet_checkout_get_wallets (self->context->checkout), day->provider_id);
  g_autofree char *title = g_strdup_printf ("%s · %s", day->date, provider);
  g_autofree char *name = g_strdup_printf ("%s: %s", title, state);
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget       *state_label = trivet_ui_label_new (state, "books-state pay-small");

  gtk_label_set_wrap (GTK_LABEL (state_label), TRUE);
  gtk_widget_add_css_class (state_label, style);
  gtk_box_append (GTK_BOX (words), trivet_ui_label_new (title, "strong numeric"));
  gtk_box_append (GTK_BOX (words), state_label);
  gtk_button_set_child (GTK_BUTTON (button), words);
  gtk_widget_add_css_class (button, "history-row");
  trivet_ui_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "key", dup_key (day), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_row_clicked), self, 0);
  gtk_box_append (GTK_BOX (self->rows), button);
}

static void
show_days (TrivetBooksPage *self)
{
  trivet_ui_clear_box (GTK_BOX (self->rows));
  for (guint i = 0; i < self->days->len; i++) {
    const TrivetBooksDay *day = g_ptr_array_index (self->days, i);
    g_autofree char      *key = dup_key (day);
    gboolean              selected = g_strcmp0 (key, self->selected) == 0;

    append_row (self, day);
    trivet_ui_toggle_class (gtk_widget_get_last_child (self->rows), "selected", selected);
    if (selected)
      trivet_books_detail_show (TRIVET_BOOKS_DETAIL (self->detail), day);
  }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), self->days->len > 0 ? "days" : "empty");
}

static void
show_error (TrivetBooksPage *self,
            const GError    *error)
{
  g_autofree char *words = error != NULL ? trivet_words_for_error (error) : NULL;

  gtk_label_set_text (GTK_LABEL (self->message), words != NULL ? words : "");
  gtk_widget_set_visible (self->message, words != NULL);
}

typedef struct {
  TrivetBooksPage *page;
  char            *provider_id;
  char            *date;
} Asked;

static Asked *
asked_new (TrivetBooksPage      *self,
           const TrivetBooksDay *day)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->page = g_object_ref (self);
  asked->provider_id = g_strdup (day->provider_id);
  asked->date = g_strdup (day->date);

  return asked;
}

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->page);
  g_free (asked->provider_id);
  g_free (asked->date);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
on_compared (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (TrivetReconciliation) compared = NULL;
  g_autoptr (GError) error = NULL;
  TrivetBooksDay *day;

  compared = trivet_bookkeeper_reconcile_finish (TRIVET_BOOKKEEPER (source), result, &error);
  if (asked->page->context == NULL)
    return;
  day = find_day (asked->page, asked->provider_id, asked->date);
  if (day == NULL)
    return;

  if (compared != NULL) {
    TrivetReconciliation *old = day->result;

    day->result = g_steal_pointer (&compared);
    g_clear_error (&day->trouble);
    show_days (asked->page);
    /* The rows that pointed into it are gone now. */
    g_clear_pointer (&old, trivet_reconciliation_free);
  } else {
    g_clear_error (&day->trouble);
    day->trouble = g_steal_pointer (&error);
    show_days (asked->page);
  }
}

static void
compare (TrivetBooksPage *self,
         TrivetBooksDay  *day)
{
  trivet_bookkeeper_reconcile_async (self->context->bookkeeper, day->provider_id, day->date, NULL, on_compared, asked_new (self, day));
}

static void
on_fetched (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;
  gboolean        stored = trivet_bookkeeper_fetch_finish (TRIVET_BOOKKEEPER (source), result, NULL, &error);
  TrivetBooksDay *day;

  if (asked->page->context == NULL)
    return;
  day = find_day (asked->page, asked->provider_id, asked->date);
  if (day == NULL)
    return;

  day->busy = FALSE;
  g_clear_error (&day->trouble);
  if (stored) {
    day->has_bill = TRUE;
    compare (asked->page, day);
  } else {
    day->trouble = g_steal_pointer (&error);
  }
  show_days (asked->page);
}

static void
on_fetch (TrivetBooksDetail *detail,
          gpointer           user_data)
{
  TrivetBooksPage *self = user_data;

  for (guint i = 0; i < self->days->len; i++) {
    TrivetBooksDay  *day = g_ptr_array_index (self->days, i);
    g_autofree char *key = dup_key (day);

    if (g_strcmp0 (key, self->selected) != 0 || day->busy)
      continue;
    day->busy = TRUE;
    trivet_bookkeeper_fetch_async (self->context->bookkeeper, day->provider_id, day->date, NULL, on_fetched, asked_new (self, day));
  }
  show_days (self);
}

/* A bill came by itself, or somebody resolved a difference. */
static void
on_bookkeeper_changed (TrivetBookkeeper *bookkeeper,
                       const char       *provider_id,
                       const char       *date,
                       gpointer          user_data)
{
  TrivetBooksPage *self = user_data;
  TrivetBooksDay  *day = find_day (self, provider_id, date);
  const GError    *trouble = trivet_bookkeeper_get_trouble (bookkeeper, provider_id, date);

  /* Whoever comes back reads it anew. */
  if (day == NULL || day->busy || !gtk_widget_get_mapped (GTK_WIDGET (self)) || !trivet_door_is_open (TRIVET_DOOR (self->door)))
    return;

  g_clear_error (&day->trouble);
  if (trouble != NULL) {
    day->trouble = g_error_copy (trouble);
  } else {
    day->has_bill = TRUE;
    compare (self, day);
  }
  show_days (self);
}

static void
on_bills_listed (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (TrivetBooksPage) self = user_data;
  g_autoptr (GPtrArray) bills = NULL;
  g_autoptr (GError) error = NULL;

  bills = trivet_bookkeeper_list_bills_finish (TRIVET_BOOKKEEPER (source), result, &error);
  if (self->context == NULL)
    return;
  show_error (self, error);
  for (guint i = 0; bills != NULL && i < bills->len; i++) {
    const TrivetBillSummary *bill = g_ptr_array_index (bills, i);
    TrivetBooksDay          *day = find_day (self, bill->provider_id, bill->date);

    if (day == NULL || !g_str_equal (bill->kind, "trade"))
      continue;
    day->has_bill = TRUE;
    compare (self, day);
  }
  show_days (self);
}

/* The providers' calendar is that of China, wherever the register stands. */
static char *
dup_date (TrivetBooksPage *self,
          guint            days_ago)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  gint64 wall_us = trivet_clock_get_wall_us (self->context->clock) - days_ago * G_TIME_SPAN_DAY;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "%Y-%m-%d");
}

static void
make_days (TrivetBooksPage *self)
{
  GStrv providers = self->context->bill_provider_ids;

  trivet_ui_clear_box (GTK_BOX (self->rows));
  for (guint ago = 0; ago < DAYS; ago++) {
    g_autofree char *date = dup_date (self, ago);

    for (guint i = 0; providers != NULL && providers[i] != NULL; i++) {
      const GError   *trouble = trivet_bookkeeper_get_trouble (self->context->bookkeeper, providers[i], date);
      TrivetBooksDay *day;

      if (find_day (self, providers[i], date) != NULL)
        continue;
      day = g_new0 (TrivetBooksDay, 1);
      day->provider_id = g_strdup (providers[i]);
      day->date = g_strdup (date);
      day->running = ago == 0;
      day->trouble = trouble != NULL ? g_error_copy (trouble) : NULL;
      g_ptr_array_add (self->days, day);
    }
  }
}

static int
compare_days (gconstpointer a,
              gconstpointer b)
{
  const TrivetBooksDay *first = *(TrivetBooksDay *const *) a;
  const TrivetBooksDay *second = *(TrivetBooksDay *const *) b;
  int                   by_date = g_strcmp0 (second->date, first->date);

  return by_date != 0 ? by_date : g_strcmp0 (first->provider_id, second->provider_id);
}

static void
on_opened (TrivetBooksPage *self)
{
  g_autofree char *from = dup_date (self, DAYS - 1);
  g_autofree char *to = dup_date (self, 0);

  make_days (self);
  g_ptr_array_sort (self->days, compare_days);
  show_days (self);
  trivet_bookkeeper_list_bills_async (self->context->bookkeeper, from, to, on_bills_listed, g_object_ref (self));
}

/**
 * trivet_books_page_refresh:
 * @self: the page
 *
 * Reads which bills there are, and compares their days; or asks who may see that.
 */
void
trivet_books_page_refresh (TrivetBooksPage *self)
{
  g_return_if_fail (TRIVET_IS_BOOKS_PAGE (self));

  trivet_door_enter (TRIVET_DOOR (self->door), _("See the books?"), _("What the providers' bills say, beside what was sold here."));
}

static GtkWidget *
empty_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *title = gtk_label_new (_("No bills here"));
  GtkWidget *text = gtk_label_new (_("No provider that hands out bills is set up."));

  gtk_widget_add_css_class (title, "empty-title");
  gtk_widget_add_css_class (text, "dim");
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), text);

  return box;
}

static GtkWidget *
list_new (TrivetBooksPage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rows);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), scroller, "days");
  gtk_stack_add_named (GTK_STACK (self->stack), empty_new (), "empty");
  gtk_widget_set_size_request (self->stack, LIST_WIDTH, -1);
  gtk_widget_add_css_class (self->stack, "trivet-card");
  gtk_widget_set_vexpand (self->stack, TRUE);

  return self->stack;
}

/**
 * trivet_books_page_new:
 * @context: the screens' context, with a bookkeeper
 *
 * Returns: (transfer floating): the page, empty until it is refreshed
 */
GtkWidget *
trivet_books_page_new (TrivetUiContext *context)
{
  TrivetBooksPage *self;
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget       *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);
  g_return_val_if_fail (context->bookkeeper != NULL, NULL);

  self = g_object_new (TRIVET_TYPE_BOOKS_PAGE, NULL);
  self->context = g_object_ref (context);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-right");
  self->message = trivet_ui_label_new ("", "trivet-error");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_widget_set_visible (self->message, FALSE);
  self->detail = trivet_books_detail_new (context);
  g_signal_connect (self->detail, "fetch", G_CALLBACK (on_fetch), self);
  gtk_box_append (GTK_BOX (row), list_new (self));
  gtk_box_append (GTK_BOX (row), self->detail);
  gtk_box_append (GTK_BOX (content), self->message);
  gtk_box_append (GTK_BOX (content), row);
  self->door = trivet_door_new (context, TRIVET_PERMISSION_SEE_REPORTS, content);
  gtk_widget_set_hexpand (self->door, TRUE);
  g_signal_connect_object (self->door, "opened", G_CALLBACK (on_opened), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->door);
  g_signal_connect_object (context->bookkeeper, "changed", G_CALLBACK (on_bookkeeper_changed), self, 0);

  return GTK_WIDGET (self);
}

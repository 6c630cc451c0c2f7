/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-phone-window.h"

#include "trivet-phone-screen.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetPhoneWindow: a wallet as a guest holds it: a fresh code to show or to tap with, a scan of
 * the code that the register shows, and a question for the password when the wallet asks for one.
 */

#define POLL_MS 500

enum {
  SHOWN,
  TAPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetPhoneWindow {
  GtkWindow parent_instance;

  TrivetUiContext    *context;
  TrivetGuestPhone   *phone; /* borrowed from the context */
  GCancellable       *cancellable;
  TrivetPhoneRequest *request;
  TrivetSecret       *code; /* nullable: what the screen shows */
  const char         *wallet_id;
  guint               poll_id;
  gint64              expires_us;
  gboolean            polling;

  GtkWidget *stack;
  GtkWidget *screen;
  GtkWidget *life;
  GtkWidget *scan;
  GtkWidget *ask_amount;
  GtkWidget *ask_merchant;
  GtkWidget *message;
};

G_DEFINE_FINAL_TYPE (TrivetPhoneWindow, trivet_phone_window, GTK_TYPE_WINDOW)

static void ask_for_code (TrivetPhoneWindow *self);

static void
trivet_phone_window_dispose (GObject *object)
{
  TrivetPhoneWindow *self = TRIVET_PHONE_WINDOW (object);

  g_clear_handle_id (&self->poll_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->phone = NULL;
  g_clear_pointer (&self->code, trivet_secret_unref);
  g_clear_object (&self->context);
  g_clear_pointer (&self->request, trivet_phone_request_free);

  G_OBJECT_CLASS (trivet_phone_window_parent_class)->dispose (object);
}

static void
trivet_phone_window_class_init (TrivetPhoneWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_phone_window_dispose;

  signals[SHOWN] =
    g_signal_new ("shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_BYTES, G_TYPE_INT, G_TYPE_INT);
  signals[TAPPED] =
    g_signal_new ("tapped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL,
                  G_TYPE_BOOLEAN, 1, TRIVET_TYPE_SECRET);
}

static void
trivet_phone_window_init (TrivetPhoneWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->wallet_id = "alipay";
}

static void
say (TrivetPhoneWindow *self,
     const char        *words)
{
  gtk_label_set_text (GTK_LABEL (self->message), words);
  gtk_widget_set_visible (self->message, *words != '\0');
}

static void
show_message (TrivetPhoneWindow *self,
              const GError      *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, _("The training wallet cannot be reached."));
}

static void
update_life (TrivetPhoneWindow *self)
{
  gint64           left = (self->expires_us - g_get_monotonic_time ()) / G_USEC_PER_SEC;
  g_autofree char *words = g_strdup_printf (_("A new code in %d s"), (int) MAX (left, 0));

  gtk_label_set_text (GTK_LABEL (self->life), words);
  if (self->expires_us != 0 && left <= 0) {
    self->expires_us = 0;
    ask_for_code (self);
  }
}

static void
on_code_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TrivetPhoneWindow) self = user_data;
  g_autoptr (TrivetSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  guint seconds = 0;

  code = trivet_guest_phone_new_code_finish (TRIVET_GUEST_PHONE (source), result, &seconds, &error);
  if (code == NULL) {
    show_message (self, error);
    return;
  }

  say (self, "");
  g_clear_pointer (&self->code, trivet_secret_unref);
  self->code = trivet_secret_ref (code);
  self->expires_us = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  trivet_phone_screen_set_code (TRIVET_PHONE_SCREEN (self->screen), code, g_str_equal (self->wallet_id, "wechat"));
  update_life (self);
}

static void
ask_for_code (TrivetPhoneWindow *self)
{
  trivet_guest_phone_new_code_async (self->phone, self->wallet_id, self->cancellable, on_code_ready, g_object_ref (self));
}

static void
show_request (TrivetPhoneWindow  *self,
              TrivetPhoneRequest *request)
{
  gboolean same = self->request != NULL && request != NULL && g_str_equal (self->request->id, request->id);

  if (request == NULL) {
    g_clear_pointer (&self->request, trivet_phone_request_free);
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "code");
    return;
  }
  if (!same) {
    g_autofree char *amount = trivet_ui_format_minor (request->amount.minor, request->amount.currency);

    gtk_label_set_text (GTK_LABEL (self->ask_amount), amount);
    gtk_label_set_text (GTK_LABEL (self->ask_merchant), request->merchant);
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "ask");
  }
  g_clear_pointer (&self->request, trivet_phone_request_free);
  self->request = request;
}

static void
on_poll_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (TrivetPhoneWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  TrivetPhoneRequest *request;

  self->polling = FALSE;
  request = trivet_guest_phone_poll_finish (TRIVET_GUEST_PHONE (source), result, &error);
  if (error != NULL)
    show_message (self, error);
  else
    show_request (self, request);
}

static gboolean
on_poll_time (gpointer user_data)
{
  TrivetPhoneWindow *self = user_data;

  update_life (self);
  if (!self->polling) {
    self->polling = TRUE;
    trivet_guest_phone_poll_async (self->phone, self->cancellable, on_poll_ready, g_object_ref (self));
  }

  return G_SOURCE_CONTINUE;
}

static void
on_answered_ready (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (TrivetPhoneWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!trivet_guest_phone_answer_finish (TRIVET_GUEST_PHONE (source), result, &error))
    show_message (self, error);
  show_request (self, NULL);
  ask_for_code (self);
}

static void
answer (TrivetPhoneWindow *self,
        gboolean           confirm)
{
  if (self->request != NULL)
    trivet_guest_phone_answer_async (self->phone, self->request->id, confirm, self->cancellable, on_answered_ready,
                                     g_object_ref (self));
}

static void
on_confirm_clicked (GtkButton *button,
                    gpointer   user_data)
{
  answer (user_data, TRUE);
}

static void
on_refuse_clicked (GtkButton *button,
                   gpointer   user_data)
{
  answer (user_data, FALSE);
}

static void
on_wallet_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetPhoneWindow *self = user_data;
  GtkWidget         *row = gtk_widget_get_parent (GTK_WIDGET (button));

  self->wallet_id = g_object_get_data (G_OBJECT (button), "wallet");
  for (GtkWidget *other = gtk_widget_get_first_child (row); other != NULL; other = gtk_widget_get_next_sibling (other))
    trivet_ui_toggle_class (other, "on", other == GTK_WIDGET (button));
  ask_for_code (self);
}

static void
on_show_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetPhoneWindow *self = user_data;
  g_autoptr (GBytes) gray = NULL;
  int width;
  int height;

  gray = trivet_phone_screen_draw_frame (TRIVET_PHONE_SCREEN (self->screen), &width, &height);
  if (gray != NULL)
    g_signal_emit (self, signals[SHOWN], 0, gray, width, height);
}

static void
on_tap_clicked (GtkButton *button,
                gpointer   user_data)
{
  TrivetPhoneWindow *self = user_data;
  gboolean           heard = FALSE;

  if (self->code != NULL)
    g_signal_emit (self, signals[TAPPED], 0, self->code, &heard);
  say (self, heard ? "" : _("The reader is off: it listens while the register takes a payment."));
}

/* The code that a guest would point the phone at: the one that is on the register's screen now. */
static const TrivetShownCode *
find_shown_code (TrivetPhoneWindow *self)
{
  GPtrArray             *codes = trivet_checkout_get_codes (self->context->checkout);
  const TrivetShownCode *found = NULL;

  for (guint i = 0; i < codes->len; i++) {
    const TrivetShownCode *code = g_ptr_array_index (codes, i);

    if (code->state == TRIVET_SHOWN_CODE_SHOWN && (found == NULL || g_str_equal (code->wallet_id, self->wallet_id)))
      found = code;
  }

  return found;
}

static void
on_scanned (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TrivetPhoneWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  TrivetPhoneScan scan;

  if (!trivet_guest_phone_scan_finish (TRIVET_GUEST_PHONE (source), result, &scan, &error)) {
    show_message (self, error);
    return;
  }

  switch (scan) {
  case TRIVET_PHONE_SCAN_PAID:
    say (self, _("Paid"));
    break;
  case TRIVET_PHONE_SCAN_WAITING:
    say (self, "");
    break;
  case TRIVET_PHONE_SCAN_FAILED:
    say (self, _("The wallet does not pay this. Nothing was charged."));
    break;
  case TRIVET_PHONE_SCAN_OVER:
    say (self, _("This code is paid, closed or too old."));
    break;
  }
}

static void
on_scan_clicked (GtkButton *button,
                 gpointer   user_data)
{
  TrivetPhoneWindow     *self = user_data;
  const TrivetShownCode *code = find_shown_code (self);

  if (code != NULL)
    trivet_guest_phone_scan_async (self->phone, code->text, self->cancellable, on_scanned, g_object_ref (self));
}

static void
update_scan (TrivetPhoneWindow *self)
{
  gtk_widget_set_sensitive (self->scan, find_shown_code (self) != NULL);
}

static GtkWidget *
build_wallets (TrivetPhoneWindow *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *alipay = trivet_ui_button_new (_("Alipay"), "trivet-chip on", G_CALLBACK (on_wallet_clicked), self);
  GtkWidget *wechat = trivet_ui_button_new (_("WeChat Pay"), "trivet-chip", G_CALLBACK (on_wallet_clicked), self);

  g_object_set_data (G_OBJECT (alipay), "wallet", (gpointer) "alipay");
  g_object_set_data (G_OBJECT (wechat), "wallet", (gpointer) "wechat");
  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), alipay);
  gtk_box_append (GTK_BOX (row), wechat);

  return row;
}

static GtkWidget *
build_code_page (TrivetPhoneWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *title = gtk_label_new (_("Payment code"));
  GtkWidget *more = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (title, "phone-title");
  self->screen = trivet_phone_screen_new ();
  gtk_widget_set_vexpand (self->screen, TRUE);
  self->life = gtk_label_new ("");
  gtk_widget_add_css_class (self->life, "phone-digits");
  gtk_box_append (GTK_BOX (box), build_wallets (self));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->screen);
  gtk_box_append (GTK_BOX (box), self->life);
  gtk_box_append (GTK_BOX (box), trivet_ui_button_new (_("Hold up to the camera"), "trivet-button big primary", G_CALLBACK (on_show_clicked), self));
  gtk_box_set_homogeneous (GTK_BOX (more), TRUE);
  self->scan = trivet_ui_button_new (_("Scan the code"), "trivet-button", G_CALLBACK (on_scan_clicked), self);
  gtk_box_append (GTK_BOX (more), self->scan);
  if (self->context->reader != NULL)
    gtk_box_append (GTK_BOX (more), trivet_ui_button_new (_("Tap the reader"), "trivet-button", G_CALLBACK (on_tap_clicked), self));
  gtk_box_append (GTK_BOX (box), more);

  return box;
}

static GtkWidget *
build_ask_page (TrivetPhoneWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  self->ask_merchant = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->ask_merchant), TRUE);
  self->ask_amount = gtk_label_new ("");
  gtk_widget_add_css_class (self->ask_amount, "phone-ask");
  gtk_box_append (GTK_BOX (box), gtk_label_new (_("Enter your password to pay")));
  gtk_box_append (GTK_BOX (box), self->ask_merchant);
  gtk_box_append (GTK_BOX (box), self->ask_amount);
  gtk_box_append (GTK_BOX (box), trivet_ui_button_new (_("Confirm with password"), "trivet-button big primary", G_CALLBACK (on_confirm_clicked), self));
  gtk_box_append (GTK_BOX (box), trivet_ui_button_new (_("Refuse"), "trivet-button", G_CALLBACK (on_refuse_clicked), self));

  return box;
}

/**
 * trivet_phone_window_new:
 * @context: the services; with a guest's phone
 *
 * Returns: (transfer none): a window, closed by its own button
 */
GtkWidget *
trivet_phone_window_new (TrivetUiContext *context)
{
  TrivetPhoneWindow *self;
  GtkWidget         *box;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);
  g_return_val_if_fail (context->phone != NULL, NULL);

  trivet_ui_load_pages ();
  self = g_object_new (TRIVET_TYPE_PHONE_WINDOW, "title", _("Guest's phone"), "default-width", 380, "default-height", 640, NULL);
  self->context = g_object_ref (context);
  self->phone = context->phone;
  gtk_widget_add_css_class (GTK_WIDGET (self), "phone");
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (box, "phone-screen");
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), build_code_page (self), "code");
  gtk_stack_add_named (GTK_STACK (self->stack), build_ask_page (self), "ask");
  self->message = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_widget_set_visible (self->message, FALSE);
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_box_append (GTK_BOX (box), self->message);
  gtk_window_set_child (GTK_WINDOW (self), box);
  g_signal_connect_object (context->checkout, "codes-changed", G_CALLBACK (update_scan), self, G_CONNECT_SWAPPED);
  update_scan (self);
  self->poll_id = g_timeout_add (POLL_MS, on_poll_time, self);
  ask_for_code (self);

  return GTK_WIDGET (self);
}

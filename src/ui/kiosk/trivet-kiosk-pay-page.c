/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-kiosk-pay-page.h"

#include "trivet-camera-view.h"
#include "trivet-kiosk-arm.h"
#include "trivet-kiosk-code.h"
#include "trivet-kiosk-served.h"
#include "trivet-kiosk-words.h"
#include "trivet-status-panel.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetKioskPayPage: all ways to pay at once, then what becomes of the payment, then the number. It
 * shows what the checkout says; the kiosk says how long.
 */

#define TICK_MS 1000

struct _TrivetKioskPayPage {
  GtkWidget parent_instance;

  TrivetUiContext *context;
  TrivetKiosk     *kiosk;
  guint            tick_id;
  gboolean         open;

  GtkWidget *stack;
  GtkWidget *back;
  GtkWidget *left;
  GtkWidget *due;
  GtkWidget *hint;
  GtkWidget *panel;
  GtkWidget *arms;
  GtkWidget *scan;
  GtkWidget *camera;
  GtkWidget *code;
  GtkWidget *tap;
  GtkWidget *served;
};

G_DEFINE_FINAL_TYPE (TrivetKioskPayPage, trivet_kiosk_pay_page, GTK_TYPE_WIDGET)

static void
stop_tick (TrivetKioskPayPage *self)
{
  if (self->tick_id != 0)
    trivet_clock_remove_timeout (self->context->clock, self->tick_id);
  self->tick_id = 0;
}

static void
trivet_kiosk_pay_page_dispose (GObject *object)
{
  TrivetKioskPayPage *self = TRIVET_KIOSK_PAY_PAGE (object);

  if (self->context != NULL)
    trivet_kiosk_pay_page_close (self);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->kiosk);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_kiosk_pay_page_parent_class)->dispose (object);
}

static void
trivet_kiosk_pay_page_class_init (TrivetKioskPayPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_kiosk_pay_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
trivet_kiosk_pay_page_init (TrivetKioskPayPage *self)
{
}

static void
on_back_clicked (GtkButton *button,
                 gpointer   user_data)
{
  trivet_kiosk_go_back (TRIVET_KIOSK_PAY_PAGE (user_data)->kiosk);
}

static void
on_done (TrivetKioskPayPage *self)
{
  trivet_kiosk_finish (self->kiosk);
}

static void
show_codes (TrivetKioskPayPage *self)
{
  trivet_kiosk_code_show (TRIVET_KIOSK_CODE (self->code));
}

static void
on_action (TrivetStatusPanel *panel,
           int                action,
           gpointer           user_data)
{
  TrivetKioskPayPage *self = user_data;
  TrivetCheckout     *checkout = self->context->checkout;

  switch ((TrivetPayAction) action) {
  case TRIVET_PAY_ACTION_CANCEL_PAYMENT:
    trivet_checkout_cancel (checkout);
    break;
  case TRIVET_PAY_ACTION_TRY_AGAIN:
    if (self->context->scanner != NULL)
      trivet_scanner_forget (self->context->scanner);
    trivet_checkout_try_again (checkout);
    show_codes (self);
    break;
  case TRIVET_PAY_ACTION_SERVE_NEXT:
    trivet_kiosk_finish (self->kiosk);
    break;
  case TRIVET_PAY_ACTION_CLOSE_ORDER:
    trivet_checkout_close_order (checkout);
    break;
  /* Not among a guest's words. */
  case TRIVET_PAY_ACTION_LEAVE:
  case TRIVET_PAY_ACTION_CASH:
  case TRIVET_PAY_ACTION_CHECK_NOW:
  case TRIVET_PAY_ACTION_PRINT:
  case TRIVET_PAY_ACTION_NEXT_CUSTOMER:
  case TRIVET_PAY_ACTION_OVERRIDE:
  case TRIVET_PAY_ACTION_CLAIM:
    break;
  }
}

/* The ways that are there now; the others are not shown at all. */
static guint
show_arms (TrivetKioskPayPage   *self,
           const TrivetPayScene *scene)
{
  gboolean can_scan = self->context->method_ids != NULL && self->context->method_ids[0] != NULL;

  gtk_widget_set_visible (self->scan, can_scan);
  gtk_widget_set_visible (self->camera, scene->camera);
  trivet_kiosk_arm_say (TRIVET_KIOSK_ARM (self->scan), _("Show your payment code"),
                                                          scene->camera ? _("Open your payment app and hold the code in front of the camera.")
                                                                        : _("Open your payment app and hold the code under the scanner."));
  trivet_kiosk_code_refresh (TRIVET_KIOSK_CODE (self->code));
  gtk_widget_set_visible (self->tap, scene->tap);

  return (can_scan ? 1 : 0) + (gtk_widget_get_visible (self->code) ? 1 : 0) + (scene->tap ? 1 : 0);
}

static const char *
words_for_arms (guint n_arms)
{
  if (n_arms == 0)
    return _("No way to pay is ready here. Please pay at the counter.");
  if (n_arms == 1)
    return _("Ready now");
  if (n_arms == 2)
    return _("Choose either: both are ready now");

  return _("Choose any: all three are ready now");
}

static void
show_panel (TrivetKioskPayPage   *self,
            const TrivetPayScene *scene)
{
  g_autoptr (TrivetStatusWords) words = trivet_kiosk_words_new (scene, trivet_kiosk_get_number (self->kiosk));

  if (trivet_status_panel_set_words (TRIVET_STATUS_PANEL (self->panel), words))
    trivet_status_panel_focus_primary (TRIVET_STATUS_PANEL (self->panel));
}

static void
show_left (TrivetKioskPayPage *self)
{
  g_autofree char *left = trivet_kiosk_words_dup_time (trivet_kiosk_get_seconds_left (self->kiosk));

  gtk_label_set_text (GTK_LABEL (self->left), left);
  gtk_widget_set_visible (self->left, trivet_kiosk_get_seconds_left (self->kiosk) > 0 && trivet_kiosk_may_leave (self->kiosk));
  gtk_widget_set_visible (self->back, trivet_kiosk_may_leave (self->kiosk));
}

static void
show_payment (TrivetKioskPayPage *self)
{
  TrivetPayScene   scene = trivet_pay_scene_read (self->context, FALSE);
  g_autofree char *due = trivet_ui_format_minor (scene.status->amount.minor, scene.currency);
  gboolean         reading = trivet_pay_scene_is_reading (&scene) && !scene.free;
  guint            n_arms = reading ? show_arms (self, &scene) : 0;

  gtk_label_set_text (GTK_LABEL (self->due), due);
  gtk_label_set_text (GTK_LABEL (self->hint), words_for_arms (n_arms));
  gtk_widget_set_visible (self->hint, reading);
  gtk_widget_set_visible (self->arms, reading);
  trivet_camera_view_set_reading (TRIVET_CAMERA_VIEW (self->camera), reading);
  gtk_widget_set_visible (self->panel, !reading || scene.status->kind == TRIVET_CHECKOUT_BAD_CODE);
  if (gtk_widget_get_visible (self->panel))
    show_panel (self, &scene);
  show_left (self);
}

static void
show_served (TrivetKioskPayPage *self)
{
  TrivetPayScene scene = trivet_pay_scene_read (self->context, FALSE);

  if (trivet_print_queue_get_printer (self->context->print_queue) == NULL)
    scene.paper = TRIVET_PAPER_NO_PRINTER;
  trivet_kiosk_served_show (TRIVET_KIOSK_SERVED_VIEW (self->served), &scene, trivet_kiosk_get_number (self->kiosk),
                            trivet_kiosk_get_seconds_left (self->kiosk));
}

/**
 * trivet_kiosk_pay_page_update:
 * @self: the page
 *
 * Shows how the payment is.
 */
void
trivet_kiosk_pay_page_update (TrivetKioskPayPage *self)
{
  gboolean served;

  g_return_if_fail (TRIVET_IS_KIOSK_PAY_PAGE (self));

  if (!self->open)
    return;
  served = trivet_kiosk_get_state (self->kiosk) == TRIVET_KIOSK_SERVED;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), served ? "served" : "payment");
  if (served)
    show_served (self);
  else
    show_payment (self);
}

/* Seconds of the wallet and of codes; the kiosk tells of its own. */
static gboolean
on_tick (gpointer user_data)
{
  TrivetKioskPayPage *self = user_data;

  trivet_kiosk_pay_page_update (self);

  return G_SOURCE_CONTINUE;
}

/* A phone that is still held up after a refusal must not be charged by itself. */
static void
on_scanner_code (TrivetScanner *scanner,
                 TrivetSecret  *code,
                 gpointer       user_data)
{
  TrivetKioskPayPage *self = user_data;
  TrivetPayScene      scene = trivet_pay_scene_read (self->context, FALSE);

  if (trivet_pay_scene_is_reading (&scene))
    trivet_kiosk_pay_page_handle_code (self, code);
}

static void
on_tapped (TrivetReader *reader,
           TrivetSecret *code,
           gpointer      user_data)
{
  trivet_kiosk_pay_page_handle_code (user_data, code);
}

static GtkWidget *
new_picture (const char *emoji)
{
  GtkWidget *picture = gtk_label_new (emoji);

  gtk_widget_add_css_class (picture, "kiosk-square-emoji");

  return picture;
}

static GtkWidget *
build_arms (TrivetKioskPayPage *self)
{
  GtkWidget *square = gtk_overlay_new ();

  self->arms = gtk_box_new (GTK_ORIENTATION_VERTICAL, 36);
  self->camera = trivet_camera_view_new (self->context->scanner);
  trivet_camera_view_hide_words (TRIVET_CAMERA_VIEW (self->camera));
  gtk_overlay_set_child (GTK_OVERLAY (square), new_picture ("📱"));
  gtk_overlay_add_overlay (GTK_OVERLAY (square), self->camera);
  self->scan = trivet_kiosk_arm_new (square, "kiosk-camera");
  gtk_widget_add_css_class (self->scan, "first");
  self->code = trivet_kiosk_code_new (self->context);
  self->tap = trivet_kiosk_arm_new (new_picture ("📶"), "kiosk-reader");
  trivet_kiosk_arm_say (TRIVET_KIOSK_ARM (self->tap), _("Or tap card or phone"), _("Hold it to the reader until it beeps."));
  gtk_box_append (GTK_BOX (self->arms), self->scan);
  gtk_box_append (GTK_BOX (self->arms), self->code);
  gtk_box_append (GTK_BOX (self->arms), self->tap);

  return self->arms;
}

static GtkWidget *
build_sum (TrivetKioskPayPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *caption = gtk_label_new (C_ ("guest", "To pay"));

  gtk_widget_add_css_class (caption, "kiosk-caption");
  gtk_widget_add_css_class (caption, "dim");
  self->due = gtk_label_new ("");
  gtk_widget_add_css_class (self->due, "kiosk-due");
  gtk_widget_add_css_class (self->due, "numeric");
  self->hint = gtk_label_new ("");
  gtk_widget_add_css_class (self->hint, "dim");
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), self->due);
  gtk_box_append (GTK_BOX (box), self->hint);

  return box;
}

static GtkWidget *
build_payment (TrivetKioskPayPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 36);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_widget_add_css_class (box, "kiosk-payment");
  self->back = trivet_ui_button_new (_("‹ Back"), "trivet-button kiosk-tool", G_CALLBACK (on_back_clicked), self);
  self->left = gtk_label_new ("");
  gtk_widget_add_css_class (self->left, "dim");
  gtk_widget_add_css_class (self->left, "numeric");
  gtk_widget_set_hexpand (self->left, TRUE);
  gtk_widget_set_halign (self->left, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (head), self->back);
  gtk_box_append (GTK_BOX (head), self->left);
  gtk_widget_add_css_class (head, "kiosk-payment-head");
  self->panel = trivet_status_panel_new ();
  g_signal_connect_object (self->panel, "action", G_CALLBACK (on_action), self, 0);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), build_sum (self));
  gtk_box_append (GTK_BOX (box), self->panel);
  gtk_box_append (GTK_BOX (box), build_arms (self));

  return box;
}

static void
build (TrivetKioskPayPage *self)
{
  self->stack = gtk_stack_new ();
  self->served = trivet_kiosk_served_new ();
  g_signal_connect_object (self->served, "done", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (GTK_STACK (self->stack), build_payment (self), "payment");
  gtk_stack_add_named (GTK_STACK (self->stack), self->served, "served");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

/**
 * trivet_kiosk_pay_page_new:
 * @context: the screens' context, complete
 * @kiosk: an open kiosk
 *
 * Returns: (transfer floating): a page that is not open yet
 */
GtkWidget *
trivet_kiosk_pay_page_new (TrivetUiContext *context,
                           TrivetKiosk     *kiosk)
{
  TrivetKioskPayPage *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);
  g_return_val_if_fail (TRIVET_IS_KIOSK (kiosk), NULL);

  self = g_object_new (TRIVET_TYPE_KIOSK_PAY_PAGE, NULL);
  self->context = g_object_ref (context);
  self->kiosk = g_object_ref (kiosk);
  build (self);
  g_signal_connect_object (context->checkout, "changed", G_CALLBACK (trivet_kiosk_pay_page_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context->checkout, "codes-changed", G_CALLBACK (trivet_kiosk_pay_page_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context->print_queue, "changed", G_CALLBACK (trivet_kiosk_pay_page_update), self, G_CONNECT_SWAPPED);
  if (context->scanner != NULL) {
    g_signal_connect_object (context->scanner, "code", G_CALLBACK (on_scanner_code), self, 0);
    g_signal_connect_object (context->scanner, "state-changed", G_CALLBACK (trivet_kiosk_pay_page_update), self, G_CONNECT_SWAPPED);
  }
  if (context->reader != NULL) {
    g_signal_connect_object (context->reader, "tapped", G_CALLBACK (on_tapped), self, 0);
    g_signal_connect_object (context->reader, "state-changed", G_CALLBACK (trivet_kiosk_pay_page_update), self, G_CONNECT_SWAPPED);
  }

  return GTK_WIDGET (self);
}

/**
 * trivet_kiosk_pay_page_open:
 * @self: the page
 *
 * It comes into view: camera and reader start, and a code is asked for.
 */
void
trivet_kiosk_pay_page_open (TrivetKioskPayPage *self)
{
  g_return_if_fail (TRIVET_IS_KIOSK_PAY_PAGE (self));

  if (self->open)
    return;
  self->open = TRUE;
  if (self->context->scanner != NULL)
    trivet_scanner_start (self->context->scanner);
  if (self->context->reader != NULL)
    trivet_reader_start (self->context->reader);
  trivet_camera_view_set_live (TRIVET_CAMERA_VIEW (self->camera), TRUE);
  self->tick_id = trivet_clock_add_timeout (self->context->clock, TICK_MS, on_tick, self, NULL);
  if (trivet_kiosk_get_state (self->kiosk) == TRIVET_KIOSK_PAYING && trivet_checkout_get_due_minor (self->context->checkout) > 0)
    show_codes (self);
  trivet_kiosk_pay_page_update (self);
}

/**
 * trivet_kiosk_pay_page_close:
 * @self: the page
 *
 * It goes out of view.
 */
void
trivet_kiosk_pay_page_close (TrivetKioskPayPage *self)
{
  g_return_if_fail (TRIVET_IS_KIOSK_PAY_PAGE (self));

  if (!self->open)
    return;
  self->open = FALSE;
  stop_tick (self);
  trivet_camera_view_set_live (TRIVET_CAMERA_VIEW (self->camera), FALSE);
  if (self->context->reader != NULL)
    trivet_reader_stop (self->context->reader);
  if (self->context->scanner != NULL)
    trivet_scanner_stop (self->context->scanner);
}

/**
 * trivet_kiosk_pay_page_handle_code:
 * @self: the page
 * @code: a guest's code
 *
 * Charges it; the checkout passes over it while a payment is under way.
 */
void
trivet_kiosk_pay_page_handle_code (TrivetKioskPayPage *self,
                                   TrivetSecret       *code)
{
  g_return_if_fail (TRIVET_IS_KIOSK_PAY_PAGE (self));
  g_return_if_fail (code != NULL);

  if (self->open && trivet_kiosk_get_state (self->kiosk) == TRIVET_KIOSK_PAYING)
    trivet_checkout_submit_code (self->context->checkout, code);
}

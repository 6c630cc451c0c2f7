/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-pay-page-private.h"

#include "trivet-approval-pane.h"
#include "trivet-camera-view.h"
#include "trivet-cash-pane.h"
#include "trivet-codes-pane.h"
#include "trivet-paid-view.h"
#include "trivet-type-code-pane.h"

/*
 * TrivetPayPage: left what is due and how it can be paid, right the camera (or the cash pane) over
 * the status panel. It shows what the checkout says and passes on what staff do; it decides
 * nothing about money.
 */

/* The camera stays warm for the next guest, but not for ever. */
#define CAMERA_REST_MS 30000
#define TICK_MS        1000
#define FAST_TICK_MS   100 /* while tenths of a second are shown */

/* The left column as in the drawing, 432 of 1366, within what its words need. */
#define LEFT_MIN             360
#define LEFT_MAX             520
#define LEFT_OF_WIDTH(width) ((width) *432 / 1366)

enum {
  FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrivetPayPage, trivet_pay_page, GTK_TYPE_WIDGET)

static void
on_tab_changed (TrivetTab *tab,
                gpointer   user_data)
{
  TrivetPayPage *self = user_data;

  trivet_pay_summary_show_order (TRIVET_PAY_SUMMARY (self->summary));
  _trivet_pay_page_refresh (self);
}

static void
watch_tab (TrivetPayPage *self,
           TrivetTab     *tab)
{
  if (self->tab == tab)
    return;

  if (self->tab != NULL)
    g_signal_handlers_disconnect_by_func (self->tab, on_tab_changed, self);
  g_set_object (&self->tab, tab);
  if (tab != NULL)
    g_signal_connect_object (tab, "changed", G_CALLBACK (on_tab_changed), self, 0);
  trivet_pay_summary_show_order (TRIVET_PAY_SUMMARY (self->summary));
}

static void
forget_timeout (TrivetPayPage *self,
                guint         *id)
{
  if (*id != 0)
    trivet_clock_remove_timeout (self->context->clock, *id);
  *id = 0;
}

static void
trivet_pay_page_dispose (GObject *object)
{
  TrivetPayPage *self = TRIVET_PAY_PAGE (object);

  if (self->context != NULL) {
    forget_timeout (self, &self->tick_id);
    if (self->rest_id != 0)
      trivet_scanner_stop (self->context->scanner);
    forget_timeout (self, &self->rest_id);
  }
  if (self->context != NULL && self->context->reader != NULL)
    trivet_reader_stop (self->context->reader);
  if (self->tab != NULL)
    g_signal_handlers_disconnect_by_func (self->tab, on_tab_changed, self);
  g_clear_object (&self->tab);
  g_clear_pointer (&self->doubt_id, g_free);
  g_clear_pointer (&self->summary, gtk_widget_unparent);
  g_clear_pointer (&self->right, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_pay_page_parent_class)->dispose (object);
}

static int
left_width (int width)
{
  return CLAMP (LEFT_OF_WIDTH (width), LEFT_MIN, LEFT_MAX);
}

static void
trivet_pay_page_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  TrivetPayPage *self = TRIVET_PAY_PAGE (widget);
  int            left_minimum;
  int            left_natural;
  int            right_minimum;
  int            right_natural;

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    gtk_widget_measure (self->summary, orientation, -1, &left_minimum, &left_natural, NULL, NULL);
    gtk_widget_measure (self->right, orientation, -1, &right_minimum, &right_natural, NULL, NULL);
    *minimum = MAX (left_minimum, LEFT_MIN) + right_minimum;
    *natural = MAX (left_minimum, LEFT_MIN) + right_natural;
    return;
  }

  gtk_widget_measure (self->summary, orientation, for_size < 0 ? -1 : left_width (for_size),
                      &left_minimum, &left_natural, NULL, NULL);
  gtk_widget_measure (self->right, orientation, for_size < 0 ? -1 : MAX (for_size - left_width (for_size), 0),
                      &right_minimum, &right_natural, NULL, NULL);
  *minimum = MAX (left_minimum, right_minimum);
  *natural = MAX (left_natural, right_natural);
}

static void
trivet_pay_page_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  TrivetPayPage *self = TRIVET_PAY_PAGE (widget);
  int            left = left_width (width);
  gboolean       mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  gtk_widget_size_allocate (self->summary, &(GtkAllocation){ mirrored ? width - left : 0, 0, left, height }, -1);
  gtk_widget_size_allocate (self->right, &(GtkAllocation){ mirrored ? 0 : left, 0, width - left, height }, -1);
}

static void
trivet_pay_page_class_init (TrivetPayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = trivet_pay_page_dispose;
  widget_class->measure = trivet_pay_page_measure;
  widget_class->size_allocate = trivet_pay_page_size_allocate;

  signals[FINISHED] =
    g_signal_new ("finished",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  0);
}

gboolean
_trivet_pay_page_is_cash (TrivetPayPage *self)
{
  return trivet_pay_summary_get_method (TRIVET_PAY_SUMMARY (self->summary)) == TRIVET_PAY_METHOD_CASH;
}

TrivetPayScene
_trivet_pay_page_read_scene (TrivetPayPage *self)
{
  return trivet_pay_scene_read (self->context, _trivet_pay_page_is_cash (self));
}

/* What stands over the status panel follows from the method, but for a code that is being typed. */
void
_trivet_pay_page_show_view (TrivetPayPage *self,
                            GtkWidget     *view)
{
  gboolean asking = view == self->approval || view == self->claim || view == self->tip || view == self->guest;

  if (view != self->type_code)
    trivet_type_code_pane_wipe (TRIVET_TYPE_CODE_PANE (self->type_code));
  if (view != self->approval)
    trivet_approval_pane_wipe (TRIVET_APPROVAL_PANE (self->approval));
  /* A question about the payment needs the room, and tells what the panel would. */
  gtk_widget_set_visible (self->panel, !asking);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), view);
}

gboolean
_trivet_pay_page_is_in_view (TrivetPayPage *self,
                             GtkWidget     *view)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->stack)) == view;
}

void
_trivet_pay_page_choose_method (TrivetPayPage  *self,
                                TrivetPayMethod method)
{
  trivet_pay_summary_set_method (TRIVET_PAY_SUMMARY (self->summary), method);
  gtk_widget_set_visible (self->codes, method == TRIVET_PAY_METHOD_SHOW);
  if (method == TRIVET_PAY_METHOD_SHOW)
    trivet_codes_pane_show (TRIVET_CODES_PANE (self->codes));
  else
    trivet_checkout_hide_codes (self->context->checkout);
  _trivet_pay_page_show_view (self, method == TRIVET_PAY_METHOD_CASH ? self->cash : self->arms);
}

static gboolean
on_tick (gpointer user_data)
{
  TrivetPayPage *self = user_data;

  self->tick_id = 0;
  self->tick_ms = 0;
  _trivet_pay_page_refresh (self);

  return G_SOURCE_REMOVE;
}

/* Seconds are counted here, only while some are shown. */
static void
set_tick (TrivetPayPage *self,
          guint          tick_ms)
{
  if (tick_ms == self->tick_ms)
    return;

  forget_timeout (self, &self->tick_id);
  self->tick_ms = tick_ms;
  if (tick_ms != 0)
    self->tick_id = trivet_clock_add_timeout (self->context->clock, tick_ms, on_tick, self, NULL);
}

static void
update_tick (TrivetPayPage        *self,
             const TrivetPayScene *scene)
{
  if (!self->open)
    set_tick (self, 0);
  else if (!trivet_pay_scene_is_under_way (scene))
    set_tick (self, trivet_codes_pane_is_live (TRIVET_CODES_PANE (self->codes)) ? TICK_MS : 0);
  else
    set_tick (self, scene->status->kind == TRIVET_CHECKOUT_SENDING ? FAST_TICK_MS : TICK_MS);
}

/* A question about a payment that has meanwhile come to its end is void. */
static void
drop_question (TrivetPayPage        *self,
               const TrivetPayScene *scene)
{
  gboolean same = g_strcmp0 (self->doubt_id, scene->status->payment_id) == 0;

  if ((_trivet_pay_page_is_in_view (self, self->approval) && (!same || !scene->can_override)) ||
      (_trivet_pay_page_is_in_view (self, self->claim) && (!same || !scene->can_claim)))
    _trivet_pay_page_show_view (self, self->arms);
  if ((_trivet_pay_page_is_in_view (self, self->amount) || _trivet_pay_page_has_extra (self)) && trivet_pay_scene_is_under_way (scene))
    _trivet_pay_page_show_view (self, self->arms);
}

static void
show_paid (TrivetPayPage        *self,
           const TrivetPayScene *scene,
           gboolean              is_new)
{
  if (!trivet_pay_scene_is_ended (scene) || (!is_new && _trivet_pay_page_is_in_view (self, self->paid)))
    return;

  trivet_paid_view_show (TRIVET_PAID_VIEW (self->paid), scene);
  _trivet_pay_page_show_view (self, self->paid);
}

void
_trivet_pay_page_refresh (TrivetPayPage *self)
{
  TrivetPayScene scene = _trivet_pay_page_read_scene (self);
  g_autoptr (TrivetStatusWords) words = NULL;
  gboolean paying;
  gboolean is_new;

  if (!self->open)
    return;

  words = trivet_status_words_new (&scene);
  paying = trivet_pay_scene_is_under_way (&scene) || scene.settled || scene.free;
  trivet_pay_summary_show (TRIVET_PAY_SUMMARY (self->summary), &scene);
  trivet_camera_view_set_reading (TRIVET_CAMERA_VIEW (self->camera), trivet_pay_scene_is_reading (&scene) && !scene.free);
  trivet_codes_pane_refresh (TRIVET_CODES_PANE (self->codes));
  gtk_widget_set_sensitive (self->cash, !paying);
  if (!paying)
    trivet_cash_pane_set_due (TRIVET_CASH_PANE (self->cash), trivet_checkout_get_cash_due (self->context->checkout), scene.currency);

  drop_question (self, &scene);
  is_new = trivet_status_panel_set_words (TRIVET_STATUS_PANEL (self->panel), words);
  show_paid (self, &scene, is_new);
  if (is_new)
    trivet_status_panel_focus_primary (TRIVET_STATUS_PANEL (self->panel));
  update_tick (self, &scene);
}

static void
on_checkout_changed (TrivetCheckout *checkout,
                     gpointer        user_data)
{
  TrivetPayPage              *self = user_data;
  const TrivetCheckoutStatus *status = trivet_checkout_get_status (checkout);

  if (!self->open)
    return;

  watch_tab (self, trivet_checkout_get_tab (checkout));
  /* Codes that are shown stay: the guest may be paying one of them at this moment. */
  if (status->kind == TRIVET_CHECKOUT_SENDING && g_strcmp0 (status->method, "cash") != 0) {
    if (_trivet_pay_page_is_cash (self))
      trivet_pay_summary_set_method (TRIVET_PAY_SUMMARY (self->summary), TRIVET_PAY_METHOD_SCAN);
    _trivet_pay_page_show_view (self, self->arms);
  }
  _trivet_pay_page_refresh (self);
}

static void
on_codes_changed (TrivetCheckout *checkout,
                  gpointer        user_data)
{
  _trivet_pay_page_refresh (user_data);
}

static void
on_reader_state_changed (TrivetReader *reader,
                         gpointer      user_data)
{
  _trivet_pay_page_refresh (user_data);
}

/* Held to the reader on purpose, so it is always taken; the checkout ignores it while another
 * payment is under way. */
static void
on_tapped (TrivetReader *reader,
           TrivetSecret *code,
           gpointer      user_data)
{
  trivet_pay_page_handle_code (user_data, code);
}

static void
on_print_queue_changed (TrivetPrintQueue *queue,
                        gpointer          user_data)
{
  _trivet_pay_page_refresh (user_data);
}

static void
on_scanner_state_changed (TrivetScanner *scanner,
                          gpointer       user_data)
{
  _trivet_pay_page_refresh (user_data);
}

static void
build (TrivetPayPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->summary = trivet_pay_summary_new (self->context);
  self->stack = _trivet_pay_page_stack_new (self);
  self->panel = trivet_status_panel_new ();
  self->right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  gtk_widget_add_css_class (self->right, "pay-right");
  gtk_box_append (GTK_BOX (self->right), self->stack);
  gtk_box_append (GTK_BOX (self->right), self->panel);
  gtk_widget_set_parent (self->summary, GTK_WIDGET (self));
  gtk_widget_set_parent (self->right, GTK_WIDGET (self));

  _trivet_pay_page_connect_summary (self);
  g_signal_connect (self->panel, "action", G_CALLBACK (_trivet_pay_page_on_action), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (_trivet_pay_page_on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
trivet_pay_page_init (TrivetPayPage *self)
{
}

/**
 * trivet_pay_page_new:
 * @context: the services
 *
 * Returns: (transfer floating): a page that is not open yet
 */
GtkWidget *
trivet_pay_page_new (TrivetUiContext *context)
{
  TrivetPayPage *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_PAY_PAGE, NULL);
  self->context = g_object_ref (context);
  build (self);
  g_signal_connect_object (context->checkout, "changed", G_CALLBACK (on_checkout_changed), self, 0);
  g_signal_connect_object (context->checkout, "codes-changed", G_CALLBACK (on_codes_changed), self, 0);
  g_signal_connect_object (context->print_queue, "changed", G_CALLBACK (on_print_queue_changed), self, 0);
  if (context->scanner != NULL) {
    g_signal_connect_object (context->scanner, "code", G_CALLBACK (_trivet_pay_page_on_scanner_code), self, 0);
    g_signal_connect_object (context->scanner, "state-changed", G_CALLBACK (on_scanner_state_changed), self, 0);
  }
  if (context->reader != NULL) {
    g_signal_connect_object (context->reader, "tapped", G_CALLBACK (on_tapped), self, 0);
    g_signal_connect_object (context->reader, "state-changed", G_CALLBACK (on_reader_state_changed), self, 0);
  }

  return GTK_WIDGET (self);
}

/**
 * trivet_pay_page_open:
 * @self: a page
 *
 * The page comes into view, after trivet_checkout_begin(): the camera starts.
 */
void
trivet_pay_page_open (TrivetPayPage *self)
{
  g_return_if_fail (TRIVET_IS_PAY_PAGE (self));

  self->open = TRUE;
  forget_timeout (self, &self->rest_id);
  if (self->context->scanner != NULL)
    trivet_scanner_start (self->context->scanner);
  if (self->context->reader != NULL)
    trivet_reader_start (self->context->reader);
  trivet_camera_view_set_live (TRIVET_CAMERA_VIEW (self->camera), TRUE);
  _trivet_pay_page_choose_method (self, TRIVET_PAY_METHOD_SCAN);
  watch_tab (self, trivet_checkout_get_tab (self->context->checkout));
  trivet_pay_summary_focus (TRIVET_PAY_SUMMARY (self->summary));
  _trivet_pay_page_refresh (self);
}

static gboolean
on_rested (gpointer user_data)
{
  TrivetPayPage *self = user_data;

  self->rest_id = 0;
  trivet_scanner_stop (self->context->scanner);

  return G_SOURCE_REMOVE;
}

/**
 * trivet_pay_page_close:
 * @self: a page
 *
 * The page goes out of view. The camera goes on for half a minute, in case of a next guest.
 */
void
trivet_pay_page_close (TrivetPayPage *self)
{
  g_return_if_fail (TRIVET_IS_PAY_PAGE (self));

  if (!self->open)
    return;

  self->open = FALSE;
  set_tick (self, 0);
  trivet_type_code_pane_wipe (TRIVET_TYPE_CODE_PANE (self->type_code));
  trivet_approval_pane_wipe (TRIVET_APPROVAL_PANE (self->approval));
  if (self->context->reader != NULL)
    trivet_reader_stop (self->context->reader);
  trivet_camera_view_set_live (TRIVET_CAMERA_VIEW (self->camera), FALSE);
  watch_tab (self, NULL);
  if (self->context->scanner != NULL && self->rest_id == 0)
    self->rest_id = trivet_clock_add_timeout (self->context->clock, CAMERA_REST_MS, on_rested, self, NULL);
}

/**
 * trivet_pay_page_take_exact:
 * @self: a page that was opened just now
 *
 * Takes exactly what is due, in cash.
 */
void
trivet_pay_page_take_exact (TrivetPayPage *self)
{
  TrivetPayScene scene;

  g_return_if_fail (TRIVET_IS_PAY_PAGE (self));

  scene = _trivet_pay_page_read_scene (self);
  if (!self->open || trivet_pay_scene_is_under_way (&scene) || scene.settled || scene.free)
    return;
  _trivet_pay_page_choose_method (self, TRIVET_PAY_METHOD_CASH);
  trivet_cash_pane_take_exact (TRIVET_CASH_PANE (self->cash));
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-kiosk-window.h"

#include "trivet-approval-pane.h"
#include "trivet-kiosk-order-page.h"
#include "trivet-kiosk-pay-page.h"
#include "trivet-kiosk-words.h"
#include "trivet-ui.h"
#include "trivet-wedge.h"

#include <glib/gi18n.h>

/*
 * TrivetKioskWindow: which page a guest sees, in which language and how large; and the way out, which
 * only a PIN of somebody who may opens. It has no action and no shortcut, and cannot be closed.
 */

#define CSS_RESOURCE "/org/trivetpos/Trivet/css/trivet-kiosk.css"

/* A guest who came upon the PIN pad by chance does not stay there. */
#define STAFF_MS 30000

#define WIDTH_PX  1080
#define HEIGHT_PX 1920

enum {
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetKioskWindow {
  AdwWindow parent_instance;

  TrivetUiContext *context;
  TrivetKiosk     *kiosk;
  TrivetPopular   *popular;
  TrivetWedge     *wedge;
  GtkCssProvider  *css;
  guint            rebuild_id;
  guint            staff_id; /* while for_staff */
  gboolean         at_ease;  /* larger, and within reach */
  gboolean         for_staff;

  GtkWidget *stack;
  GtkWidget *order_page;
  GtkWidget *pay_page; /* NULL until it is wanted */
  GtkWidget *approval;
  GtkWidget *question; /* is the guest still there? */
  GtkWidget *left;
};

G_DEFINE_FINAL_TYPE (TrivetKioskWindow, trivet_kiosk_window, ADW_TYPE_WINDOW)

static void build_content (TrivetKioskWindow *self);

static void
stop_waiting (TrivetKioskWindow *self)
{
  if (self->staff_id != 0)
    trivet_clock_remove_timeout (self->context->clock, self->staff_id);
  self->staff_id = 0;
}

static void
trivet_kiosk_window_dispose (GObject *object)
{
  TrivetKioskWindow *self = TRIVET_KIOSK_WINDOW (object);

  g_clear_handle_id (&self->rebuild_id, g_source_remove);
  stop_waiting (self);
  if (self->kiosk != NULL)
    trivet_kiosk_close (self->kiosk);
  if (self->css != NULL)
    gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->css));
  g_clear_object (&self->css);
  g_clear_object (&self->kiosk);
  g_clear_object (&self->popular);
  g_clear_object (&self->wedge);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_kiosk_window_parent_class)->dispose (object);
}

static void
trivet_kiosk_window_class_init (TrivetKioskWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_kiosk_window_dispose;

  signals[LEFT] =
    g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static TrivetKioskPayPage *
ensure_pay_page (TrivetKioskWindow *self)
{
  if (self->pay_page == NULL) {
    trivet_ui_context_complete (self->context);
    self->pay_page = trivet_kiosk_pay_page_new (self->context, self->kiosk);
    gtk_stack_add_named (GTK_STACK (self->stack), self->pay_page, "pay");
  }

  return TRIVET_KIOSK_PAY_PAGE (self->pay_page);
}

static void
show_question (TrivetKioskWindow *self,
               gboolean           asking)
{
  g_autofree char *time = trivet_kiosk_words_dup_time (trivet_kiosk_get_seconds_left (self->kiosk));
  g_autofree char *words = g_strdup_printf (_("Your order is cleared in %s."), time);

  gtk_label_set_text (GTK_LABEL (self->left), words);
  gtk_widget_set_visible (self->question, asking);
}

static void
update (TrivetKioskWindow *self)
{
  TrivetKioskState state = trivet_kiosk_get_state (self->kiosk);
  gboolean         paying = state == TRIVET_KIOSK_PAYING || state == TRIVET_KIOSK_SERVED;

  if (paying)
    trivet_kiosk_pay_page_open (ensure_pay_page (self));
  else if (self->pay_page != NULL)
    trivet_kiosk_pay_page_close (TRIVET_KIOSK_PAY_PAGE (self->pay_page));
  if (self->for_staff)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "staff");
  else
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), paying ? "pay" : "order");
  trivet_kiosk_order_page_update (TRIVET_KIOSK_ORDER_PAGE (self->order_page));
  if (self->pay_page != NULL)
    trivet_kiosk_pay_page_update (TRIVET_KIOSK_PAY_PAGE (self->pay_page));
  show_question (self, state == TRIVET_KIOSK_ASKING && !self->for_staff);
}

static gboolean
rebuild_later (gpointer user_data)
{
  TrivetKioskWindow *self = user_data;

  self->rebuild_id = 0;
  if (self->pay_page != NULL)
    trivet_kiosk_pay_page_close (TRIVET_KIOSK_PAY_PAGE (self->pay_page));
  build_content (self);

  return G_SOURCE_REMOVE;
}

/* Not from within a signal of a widget that goes with it. */
static void
rebuild (TrivetKioskWindow *self)
{
  if (self->rebuild_id == 0)
    self->rebuild_id = g_idle_add (rebuild_later, self);
}

static void
set_language (TrivetKioskWindow    *self,
              TrivetLanguageSetting language)
{
  gboolean was_chinese = trivet_ui_is_chinese ();

  trivet_ui_set_language (language);
  if (trivet_ui_is_chinese () != was_chinese)
    rebuild (self);
}

static void
on_language (TrivetKioskWindow *self)
{
  set_language (self, trivet_ui_is_chinese () ? TRIVET_LANGUAGE_SETTING_ENGLISH : TRIVET_LANGUAGE_SETTING_CHINESE);
}

static void
set_ease (TrivetKioskWindow *self,
          gboolean           at_ease)
{
  self->at_ease = at_ease;
  trivet_ui_toggle_class (self, "at-ease", at_ease);
}

static void
on_ease (TrivetKioskWindow *self)
{
  set_ease (self, !self->at_ease);
}

/* The next guest finds the screen as the shop wants it. */
static void
on_kiosk_changed (TrivetKioskWindow *self)
{
  if (trivet_kiosk_get_state (self->kiosk) == TRIVET_KIOSK_NOBODY) {
    set_ease (self, FALSE);
    trivet_popular_refresh (self->popular);
    set_language (self, trivet_settings_get_language (self->context->settings));
  }
  update (self);
}

static void wait_for_staff (TrivetKioskWindow *self);

static void
show_staff (TrivetKioskWindow *self,
            gboolean           for_staff)
{
  self->for_staff = for_staff;
  if (for_staff)
    wait_for_staff (self);
  else
    stop_waiting (self);
  trivet_wedge_reset (self->wedge);
  if (!for_staff)
    trivet_approval_pane_wipe (TRIVET_APPROVAL_PANE (self->approval));
  update (self);
}

static gboolean
on_waited (gpointer user_data)
{
  TrivetKioskWindow *self = user_data;

  self->staff_id = 0;
  show_staff (self, FALSE);

  return G_SOURCE_REMOVE;
}

static void
wait_for_staff (TrivetKioskWindow *self)
{
  stop_waiting (self);
  self->staff_id = trivet_clock_add_timeout (self->context->clock, STAFF_MS, on_waited, self, NULL);
}

static void
on_approved (TrivetApproval *approval,
             const char     *reason,
             gpointer        user_data)
{
  TrivetKioskWindow *self = user_data;

  trivet_approval_free (approval);
  /* The register's screens must not be built while the kiosk has the register. */
  trivet_kiosk_close (self->kiosk);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
on_cancelled (TrivetKioskWindow *self)
{
  show_staff (self, FALSE);
}

static void
on_staff (TrivetKioskWindow *self)
{
  TrivetApprovalQuestion question = {
    .title = _("Leave the kiosk?"),
                .text = _("For the staff: the register opens, and guests cannot order here until the kiosk is started again."),
                           .on_approved = on_approved,
                           .user_data = self,
                           .permission = TRIVET_PERMISSION_NONE,
                };

  trivet_approval_pane_ask (TRIVET_APPROVAL_PANE (self->approval), &question);
  show_staff (self, TRUE);
}

static void
on_stay_clicked (GtkButton *button,
                 gpointer   user_data)
{
  trivet_kiosk_touch (TRIVET_KIOSK_WINDOW (user_data)->kiosk);
}

static void
on_clear_clicked (GtkButton *button,
                  gpointer   user_data)
{
  trivet_kiosk_start_over (TRIVET_KIOSK_WINDOW (user_data)->kiosk);
}

static GtkWidget *
build_question (TrivetKioskWindow *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *title = gtk_label_new (_("Are you still there?"));

  gtk_widget_add_css_class (card, "kiosk-question");
  gtk_widget_add_css_class (title, "kiosk-served-title");
  self->left = gtk_label_new ("");
  gtk_widget_add_css_class (self->left, "dim");
  gtk_widget_add_css_class (self->left, "numeric");
  gtk_box_append (GTK_BOX (card), title);
  gtk_box_append (GTK_BOX (card), self->left);
  gtk_box_append (GTK_BOX (card), trivet_ui_button_new (_("Yes, go on"), "trivet-button primary kiosk-pay", G_CALLBACK (on_stay_clicked), self));
  gtk_box_append (GTK_BOX (card), trivet_ui_button_new (_("Start over"), "trivet-button danger kiosk-tool", G_CALLBACK (on_clear_clicked), self));
  gtk_widget_set_halign (card, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (card, GTK_ALIGN_CENTER);
  self->question = adw_bin_new ();
  gtk_widget_add_css_class (self->question, "kiosk-veil");
  adw_bin_set_child (ADW_BIN (self->question), card);
  gtk_widget_set_visible (self->question, FALSE);

  return self->question;
}

static void
build_pages (TrivetKioskWindow *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  self->pay_page = NULL;
  self->order_page = trivet_kiosk_order_page_new (self->context, self->kiosk, self->popular);
  g_signal_connect_object (self->order_page, "language", G_CALLBACK (on_language), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->order_page, "ease", G_CALLBACK (on_ease), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->order_page, "staff", G_CALLBACK (on_staff), self, G_CONNECT_SWAPPED);
  self->approval = trivet_approval_pane_new (self->context);
  g_signal_connect_object (self->approval, "cancelled", G_CALLBACK (on_cancelled), self, G_CONNECT_SWAPPED);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->approval);
  gtk_widget_set_valign (clamp, GTK_ALIGN_CENTER);
  gtk_stack_add_named (GTK_STACK (self->stack), self->order_page, "order");
  gtk_stack_add_named (GTK_STACK (self->stack), clamp, "staff");
}

static void
build_content (TrivetKioskWindow *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->for_staff = FALSE;
  stop_waiting (self);
  gtk_widget_add_css_class (box, "kiosk");
  build_pages (self);
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), box);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), build_question (self));
  adw_window_set_content (ADW_WINDOW (self), overlay);
  update (self);
}

/* What is pressed on the question is its answer. */
static gboolean
on_any_event (GtkEventControllerLegacy *controller,
              GdkEvent                 *event,
              gpointer                  user_data)
{
  TrivetKioskWindow *self = user_data;
  GdkEventType       type = gdk_event_get_event_type (event);

  if (type != GDK_BUTTON_PRESS && type != GDK_TOUCH_BEGIN && type != GDK_KEY_PRESS && type != GDK_SCROLL)
    return FALSE;
  if (self->for_staff)
    wait_for_staff (self);
  if (self->for_staff || trivet_kiosk_get_state (self->kiosk) != TRIVET_KIOSK_ASKING)
    trivet_kiosk_touch (self->kiosk);

  return FALSE;
}

static gunichar
character_of (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter ? '\r' : gdk_keyval_to_unicode (keyval);
}

/* The hand scanner types wherever the focus is; for staff the pane listens itself. */
static gboolean
on_any_key_pressed (GtkEventControllerKey *controller,
                    guint                  keyval,
                    guint                  keycode,
                    GdkModifierType        state,
                    gpointer               user_data)
{
  TrivetKioskWindow *self = user_data;
  guint32            time_ms = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (controller));
  g_autoptr (TrivetSecret) code = NULL;
  TrivetWedgeVerdict verdict;

  if (self->for_staff || trivet_kiosk_get_state (self->kiosk) != TRIVET_KIOSK_PAYING)
    return FALSE;
  verdict = trivet_wedge_feed (self->wedge, character_of (keyval),
                               time_ms != GDK_CURRENT_TIME ? (gint64) time_ms * 1000 : trivet_clock_get_monotonic_us (self->context->clock), &code);
  if (verdict == TRIVET_WEDGE_CODE)
    trivet_kiosk_pay_page_handle_code (ensure_pay_page (self), code);

  return verdict != TRIVET_WEDGE_PASS;
}

/* Nobody closes it but staff, and the session that ends. */
static gboolean
on_close_request (GtkWindow *window)
{
  return TRUE;
}

static void
trivet_kiosk_window_init (TrivetKioskWindow *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->wedge = trivet_wedge_new ();
  self->css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (self->css, CSS_RESOURCE);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "trivet");
  gtk_window_set_title (GTK_WINDOW (self), "Trivet");
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH_PX, HEIGHT_PX);
  gtk_window_set_decorated (GTK_WINDOW (self), FALSE);
  g_signal_connect (self, "close-request", G_CALLBACK (on_close_request), NULL);
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (on_any_event), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_any_key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* Why orders are voided is read by staff: in the shop's language, whatever a guest has chosen. */
static void
open_kiosk (TrivetKioskWindow *self)
{
  const char *reasons[TRIVET_N_KIOSK_REASONS] = {
    [TRIVET_KIOSK_REASON_STARTED_OVER] = _("The guest started over"),
                                            [TRIVET_KIOSK_REASON_GONE] = _("The guest left the kiosk"),
                                                                            [TRIVET_KIOSK_REASON_STAFF] = _("The staff closed the kiosk"),
                                                                            };

  trivet_kiosk_open (self->kiosk, reasons);
}

/**
 * trivet_kiosk_window_new:
 * @context: the screens' context; its register has loaded
 *
 * Opens the kiosk: from now on the register belongs to its guests.
 *
 * Returns: (transfer none): its window
 */
GtkWidget *
trivet_kiosk_window_new (TrivetUiContext *context)
{
  TrivetKioskWindow *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  trivet_ui_load_pages ();
  self = g_object_new (TRIVET_TYPE_KIOSK_WINDOW, NULL);
  self->context = g_object_ref (context);
  self->kiosk = trivet_kiosk_new (context->reg, context->checkout, context->clock);
  self->popular = trivet_popular_new (context->repository);
  trivet_popular_refresh (self->popular);
  open_kiosk (self);
  build_content (self);
  g_signal_connect_object (self->kiosk, "changed", G_CALLBACK (on_kiosk_changed), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

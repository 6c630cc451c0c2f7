/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-approval-pane-private.h"

#include "trivet-badge-taker.h"
#include "trivet-pin-pad.h"
#include "trivet-reason-chooser.h"
#include "trivet-ui.h"
#include "trivet-wedge.h"
#include "trivet-words.h"

#include <glib/gi18n.h>

/*
 * TrivetApprovalPane: what is to be approved, why, and the PIN or badge. The words about attempts and
 * pauses come from the manager service, which counts them in the journal.
 */

#define TICK_MS 1000
/* Of question and keypad beside each other, and of the question alone. */
#define WIDTH_WITH_PAD 900
#define WIDTH          600

enum {
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrivetApprovalPane, trivet_approval_pane, GTK_TYPE_WIDGET)

static void update (TrivetApprovalPane *self);
static void take_badge (GtkWidget *widget, TrivetSecret *badge);

static void
stop_tick (TrivetApprovalPane *self)
{
  if (self->tick_id != 0)
    trivet_clock_remove_timeout (self->context->clock, self->tick_id);
  self->tick_id = 0;
}

static void
trivet_approval_pane_dispose (GObject *object)
{
  TrivetApprovalPane *self = TRIVET_APPROVAL_PANE (object);

  if (self->context != NULL)
    stop_tick (self);
  g_clear_pointer (&self->clamp, gtk_widget_unparent);
  g_clear_object (&self->wedge);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_approval_pane_parent_class)->dispose (object);
}

static void
trivet_approval_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (trivet_approval_pane_parent_class)->map (widget);
  trivet_badge_taker_show (widget, take_badge);
}

/* What nobody sees any more waits for nothing. */
static void
trivet_approval_pane_unmap (GtkWidget *widget)
{
  trivet_badge_taker_hide (widget);
  GTK_WIDGET_CLASS (trivet_approval_pane_parent_class)->unmap (widget);
  if (TRIVET_APPROVAL_PANE (widget)->context != NULL)
    trivet_approval_pane_wipe (TRIVET_APPROVAL_PANE (widget));
}

static void
trivet_approval_pane_class_init (TrivetApprovalPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->map = trivet_approval_pane_map;
  GTK_WIDGET_CLASS (klass)->unmap = trivet_approval_pane_unmap;

  object_class->dispose = trivet_approval_pane_dispose;

  signals[CANCELLED] =
    g_signal_new ("cancelled",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static gboolean
on_tick (gpointer user_data)
{
  TrivetApprovalPane *self = user_data;

  self->tick_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* While a pause lasts, its seconds are counted down. */
static void
keep_ticking (TrivetApprovalPane *self,
              guint               pause_s)
{
  if (pause_s > 0 && self->way == TRIVET_APPROVAL_WAY_PIN && self->tick_id == 0)
    self->tick_id = trivet_clock_add_timeout (self->context->clock, TICK_MS, on_tick, self, NULL);
}

/* That may change while the question stands: the manager has loaded, or somebody signs in or out. */
static void
find_way (TrivetApprovalPane *self)
{
  TrivetManager   *manager = self->context->manager;
  TrivetStaffDesk *desk = trivet_manager_get_desk (manager);

  if (!trivet_manager_is_loaded (manager) && !trivet_manager_has_pin (manager))
    self->way = TRIVET_APPROVAL_WAY_LOADING;
  else if (!trivet_manager_has_pin (manager))
    self->way = self->free_without_pin ? TRIVET_APPROVAL_WAY_FREE : TRIVET_APPROVAL_WAY_NONE;
  else if (desk != NULL && trivet_staff_desk_may (desk, self->permission))
    self->way = TRIVET_APPROVAL_WAY_OWN;
  else
    self->way = TRIVET_APPROVAL_WAY_PIN;
}

static void
update (TrivetApprovalPane *self)
{
  guint    pause_s = trivet_manager_get_pause_s (self->context->manager);
  gboolean typed = trivet_reason_chooser_is_typed (TRIVET_REASON_CHOOSER (self->reasons));
  gboolean at_once = self->way == TRIVET_APPROVAL_WAY_OWN || self->way == TRIVET_APPROVAL_WAY_FREE;

  _trivet_approval_pane_show_words (self, pause_s);
  keep_ticking (self, pause_s);
  gtk_widget_set_visible (self->pad, self->way == TRIVET_APPROVAL_WAY_PIN);
  gtk_widget_set_visible (self->message, self->way != TRIVET_APPROVAL_WAY_PIN);
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), self->way == TRIVET_APPROVAL_WAY_PIN ? WIDTH_WITH_PAD : WIDTH);
  gtk_widget_set_visible (self->approve, at_once && (!self->needs_reason || typed));
  gtk_widget_set_sensitive (self->approve, _trivet_approval_pane_has_reason (self));
  trivet_pin_pad_set_open (TRIVET_PIN_PAD (self->pad), self->way == TRIVET_APPROVAL_WAY_PIN && !self->checking && pause_s == 0);
  trivet_pin_pad_set_ready (TRIVET_PIN_PAD (self->pad), _trivet_approval_pane_has_reason (self));
}

typedef struct {
  TrivetApprovalPane *pane;
  guint               question;
} Check;

/* What was wrong, and how many tries are left, before they cost time. */
static void
show_refusal (TrivetApprovalPane *self,
              const GError       *error)
{
  guint            left = trivet_manager_get_attempts (self->context->manager);
  g_autofree char *words = NULL;

  if (g_error_matches (error, TRIVET_MANAGER_ERROR, TRIVET_MANAGER_ERROR_WRONG) && left > 0)
    words = trivet_pin_pad_dup_refusal_words (left);
  else
    words = trivet_words_for_error (error);
  update (self);
  if (trivet_manager_get_pause_s (self->context->manager) == 0)
    _trivet_approval_pane_show_message (self, words);
}

/* Takes @approval. */
static void
answer (TrivetApprovalPane *self,
        TrivetApproval     *approval)
{
  const char      *chosen = trivet_reason_chooser_get_reason (TRIVET_REASON_CHOOSER (self->reasons));
  g_autofree char *reason = g_strdup (chosen != NULL ? chosen : "");

  self->question++;
  self->on_approved (approval, reason, self->user_data);
}

static void
on_checked (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Check *check = user_data;
  g_autoptr (TrivetApprovalPane) self = check->pane;
  g_autoptr (TrivetApproval) approval = NULL;
  g_autoptr (GError) error = NULL;

  approval = trivet_manager_check_finish (TRIVET_MANAGER (source), result, &error);
  /* The pane is gone, or asks something else by now: that yes was not for this. */
  if (self->context == NULL || check->question != self->question)
    return;

  self->checking = FALSE;
  if (approval == NULL) {
    show_refusal (self, error);
    return;
  }

  update (self);
  answer (self, g_steal_pointer (&approval));
}

static Check *
begin_check (TrivetApprovalPane *self)
{
  Check *check = g_new0 (Check, 1);

  trivet_pin_pad_wipe (TRIVET_PIN_PAD (self->pad));
  self->checking = TRUE;
  update (self);
  check->pane = g_object_ref (self);
  check->question = self->question;

  return check;
}

static void
on_pin_entered (TrivetPinPad *pad,
                TrivetSecret *pin,
                gpointer      user_data)
{
  TrivetApprovalPane *self = user_data;

  trivet_manager_approve_async (self->context->manager, self->permission, pin, trivet_register_get_staff (self->context->reg),
                                on_checked, begin_check (self));
}

/* The yes of whoever it belongs to, when one is asked for and the reason is chosen. */
static void
take_badge (GtkWidget    *widget,
            TrivetSecret *badge)
{
  TrivetApprovalPane *self = TRIVET_APPROVAL_PANE (widget);

  /* A guest's code, or a dish's, is not a wrong badge. */
  if (self->way != TRIVET_APPROVAL_WAY_PIN || self->checking || !_trivet_approval_pane_has_reason (self) ||
      trivet_manager_get_pause_s (self->context->manager) > 0 ||
      !trivet_staff_desk_may_be_badge (trivet_checkout_get_wallets (self->context->checkout), badge)) {
    trivet_approval_pane_wipe (self);
    return;
  }
  trivet_manager_approve_badge_async (self->context->manager, self->permission, badge,
                                      trivet_register_get_staff (self->context->reg), on_checked, begin_check (self));
}

/* By who is signed in, or by nobody where nobody is asked. */
static void
approve_at_once (TrivetApprovalPane *self)
{
  TrivetApproval *approval = NULL;

  if (!_trivet_approval_pane_has_reason (self))
    return;
  if (self->way == TRIVET_APPROVAL_WAY_OWN)
    approval = trivet_manager_approve_self (self->context->manager, self->permission);
  else if (self->way != TRIVET_APPROVAL_WAY_FREE)
    return;
  /* Signed out meanwhile. */
  if (approval != NULL || self->way == TRIVET_APPROVAL_WAY_FREE)
    answer (self, approval);
}

static void
on_approve_clicked (GtkButton *button,
                    gpointer   user_data)
{
  approve_at_once (user_data);
}

static void
on_cancel_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetApprovalPane *self = user_data;

  trivet_approval_pane_wipe (self);
  self->question++;
  self->checking = FALSE;
  g_signal_emit (self, signals[CANCELLED], 0);
}

static void
on_reason_chosen (TrivetReasonChooser *chooser,
                  gpointer             user_data)
{
  TrivetApprovalPane *self = user_data;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  approve_at_once (self);
}

/* A hand scanner types faster than anybody; it is heard wherever the focus is in the pane. */
static gboolean
on_any_key_pressed (GtkEventControllerKey *controller,
                    guint                  keyval,
                    guint                  keycode,
                    GdkModifierType        state,
                    gpointer               user_data)
{
  TrivetApprovalPane *self = user_data;
  gboolean            enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;
  guint32             time_ms = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (controller));
  gint64              time_us = time_ms != GDK_CURRENT_TIME ? (gint64) time_ms * 1000 : trivet_clock_get_monotonic_us (self->context->clock);
  g_autoptr (TrivetSecret) badge = NULL;
  TrivetWedgeVerdict verdict;

  verdict = trivet_wedge_feed (self->wedge, enter ? '\r' : gdk_keyval_to_unicode (keyval), time_us, &badge);
  if (verdict == TRIVET_WEDGE_CODE)
    take_badge (GTK_WIDGET (self), badge);

  return verdict != TRIVET_WEDGE_PASS;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                gpointer               user_data)
{
  TrivetApprovalPane *self = user_data;

  if (keyval == GDK_KEY_Escape) {
    on_cancel_clicked (NULL, self);
    return TRUE;
  }
  if (self->way != TRIVET_APPROVAL_WAY_PIN && (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)) {
    approve_at_once (self);
    return TRUE;
  }

  return self->way == TRIVET_APPROVAL_WAY_PIN && trivet_pin_pad_handle_key (TRIVET_PIN_PAD (self->pad), keyval);
}

static void
on_manager_changed (TrivetManager *manager,
                    gpointer       user_data)
{
  find_way (user_data);
  update (user_data);
}

static GtkWidget *
wrapping_label_new (const char *css_classes)
{
  GtkWidget *label = trivet_ui_label_new ("", css_classes);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);

  return label;
}

static GtkWidget *
question_side_new (TrivetApprovalPane *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *cancel = trivet_ui_button_new (_("Back"), "trivet-button", G_CALLBACK (on_cancel_clicked), self);

  self->title = wrapping_label_new ("approval-title");
  self->text = wrapping_label_new ("dim");
  self->message = wrapping_label_new ("approval-message");
  self->approve = trivet_ui_button_new (_("Approve"), "trivet-button primary big", G_CALLBACK (on_approve_clicked), self);
  self->reasons = trivet_reason_chooser_new ();
  g_signal_connect (self->reasons, "chosen", G_CALLBACK (on_reason_chosen), self);
  g_signal_connect_swapped (self->reasons, "changed", G_CALLBACK (update), self);
  gtk_widget_set_vexpand (space, TRUE);
  gtk_widget_set_halign (cancel, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (side), self->title);
  gtk_box_append (GTK_BOX (side), self->text);
  gtk_box_append (GTK_BOX (side), self->message);
  gtk_box_append (GTK_BOX (side), self->reasons);
  gtk_box_append (GTK_BOX (side), self->approve);
  gtk_box_append (GTK_BOX (side), space);
  gtk_box_append (GTK_BOX (side), cancel);

  return side;
}

static GtkWidget *
pad_new (TrivetApprovalPane *self)
{
  GtkWidget *pad = trivet_pin_pad_new (_("Approve"));

  trivet_pin_pad_set_title (TRIVET_PIN_PAD (pad), _("Manager's PIN, or scan a badge"));
  gtk_widget_set_vexpand (pad, TRUE);
  g_signal_connect (pad, "entered", G_CALLBACK (on_pin_entered), self);

  return pad;
}

static void
listen (TrivetApprovalPane *self)
{
  GtkEventController *first = gtk_event_controller_key_new ();
  GtkEventController *last = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (first, GTK_PHASE_CAPTURE);
  g_signal_connect (first, "key-pressed", G_CALLBACK (on_any_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), first);
  g_signal_connect (last, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), last);
}

static void
trivet_approval_pane_init (TrivetApprovalPane *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  self->wedge = trivet_wedge_new ();
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_append (GTK_BOX (row), question_side_new (self));
  self->pad = pad_new (self);
  gtk_box_append (GTK_BOX (row), self->pad);
  self->clamp = adw_clamp_new ();
  adw_clamp_set_child (ADW_CLAMP (self->clamp), row);
  gtk_widget_set_parent (self->clamp, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "cash-view");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  trivet_ui_set_name (self, _("Manager's PIN"));
  listen (self);
}

/**
 * trivet_approval_pane_new:
 * @context: the services
 *
 * Returns: (transfer floating): a pane that asks nothing yet
 */
GtkWidget *
trivet_approval_pane_new (TrivetUiContext *context)
{
  TrivetApprovalPane *self;

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  trivet_ui_load_pages ();
  self = g_object_new (TRIVET_TYPE_APPROVAL_PANE, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (context->manager, "changed", G_CALLBACK (on_manager_changed), self, 0);

  return GTK_WIDGET (self);
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (TrivetApprovalPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (trivet_manager_load_finish (TRIVET_MANAGER (source), result, &error) || self->context == NULL)
    return;

  words = trivet_words_for_error (error);
  _trivet_approval_pane_show_message (self, words);
}

/**
 * trivet_approval_pane_ask:
 * @self: a pane
 * @question: what is to be approved; copied
 *
 * Begins anew with another question.
 */
void
trivet_approval_pane_ask (TrivetApprovalPane           *self,
                          const TrivetApprovalQuestion *question)
{
  g_return_if_fail (TRIVET_IS_APPROVAL_PANE (self));
  g_return_if_fail (question != NULL && question->on_approved != NULL);

  self->question++;
  self->checking = FALSE;
  self->on_approved = question->on_approved;
  self->user_data = question->user_data;
  self->needs_reason = question->reasons != NULL;
  self->free_without_pin = question->free_without_pin;
  self->permission = question->permission != TRIVET_PERMISSION_NONE ? question->permission : TRIVET_PERMISSION_EDIT_STAFF;
  find_way (self);
  gtk_label_set_text (GTK_LABEL (self->title), question->title);
  gtk_label_set_text (GTK_LABEL (self->text), question->text);
  _trivet_approval_pane_show_message (self, "");
  trivet_reason_chooser_offer (TRIVET_REASON_CHOOSER (self->reasons), question->reasons);
  trivet_wedge_reset (self->wedge);
  trivet_approval_pane_wipe (self);
  trivet_manager_load_async (self->context->manager, on_loaded, g_object_ref (self));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * trivet_approval_pane_wipe:
 * @self: a pane
 *
 * Forgets what was typed.
 */
void
trivet_approval_pane_wipe (TrivetApprovalPane *self)
{
  g_return_if_fail (TRIVET_IS_APPROVAL_PANE (self));

  trivet_pin_pad_wipe (TRIVET_PIN_PAD (self->pad));
  update (self);
}

/**
 * trivet_approval_pane_dup_reasons:
 * @context: the services
 * @kind: what they are reasons for
 *
 * Returns: (transfer full): the shop's words, for a question
 */
GStrv
trivet_approval_pane_dup_reasons (TrivetUiContext *context,
                                  TrivetReasonKind kind)
{
  g_autoptr (GPtrArray) reasons = trivet_reason_list_get (trivet_manager_get_reasons (context->manager), kind);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; i < reasons->len; i++) {
    const TrivetReason *reason = g_ptr_array_index (reasons, i);

    g_strv_builder_add (words, trivet_ui_is_chinese () ? reason->name_zh : reason->name);
  }

  return g_strv_builder_end (words);
}

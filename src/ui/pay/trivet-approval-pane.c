/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-approval-pane.h"

#include "trivet-keypad.h"
#include "trivet-ui.h"
#include "trivet-words.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetApprovalPane: what is to be approved, why, and the PIN. The words about attempts and pauses
 * come from the manager service, which counts them in the journal.
 */

#define TICK_MS 1000

enum {
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetApprovalPane {
  GtkWidget parent_instance;

  TrivetUiContext   *context;
  TrivetApprovalFunc on_approved;
  gpointer           user_data;
  TrivetPermission   permission;
  gboolean           own;      /* who is signed in may do it */
  char              *reason;   /* nullable: none chosen yet */
  guint              question; /* which question an answer belongs to */
  guint              tick_id;
  guint              n_digits;
  gboolean           checking;
  gboolean           needs_reason;
  gboolean           prompting; /* the message asks for the reason */
  char               digits[TRIVET_MANAGER_MAX_PIN_DIGITS + 1];

  GtkWidget *clamp;
  GtkWidget *title;
  GtkWidget *text;
  GtkWidget *reasons;
  GtkWidget *pin_title;
  GtkWidget *dots;
  GtkWidget *message;
  GtkWidget *keypad;
  GtkWidget *approve;
};

G_DEFINE_FINAL_TYPE (TrivetApprovalPane, trivet_approval_pane, GTK_TYPE_WIDGET)

static void update (TrivetApprovalPane *self);

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

  trivet_secret_wipe (self->digits, sizeof self->digits);
  if (self->context != NULL)
    stop_tick (self);
  g_clear_pointer (&self->clamp, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (trivet_approval_pane_parent_class)->dispose (object);
}

static void
trivet_approval_pane_finalize (GObject *object)
{
  g_free (TRIVET_APPROVAL_PANE (object)->reason);

  G_OBJECT_CLASS (trivet_approval_pane_parent_class)->finalize (object);
}

static void
trivet_approval_pane_class_init (TrivetApprovalPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = trivet_approval_pane_dispose;
  object_class->finalize = trivet_approval_pane_finalize;

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

static void
show_message (TrivetApprovalPane *self,
              const char         *text)
{
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->message)), text) != 0)
    gtk_label_set_text (GTK_LABEL (self->message), text);
}

static void
show_dots (TrivetApprovalPane *self)
{
  g_autoptr (GString) dots = g_string_new (NULL);
  g_autofree char *name = g_strdup_printf (ngettext ("%u digit typed", "%u digits typed", self->n_digits), self->n_digits);

  for (guint i = 0; i < self->n_digits; i++)
    g_string_append (dots, i > 0 ? " ●" : "●");
  gtk_label_set_text (GTK_LABEL (self->dots), self->n_digits > 0 ? dots->str : "–");
  trivet_ui_set_name (self->dots, name);
}

static gboolean
on_tick (gpointer user_data)
{
  TrivetApprovalPane *self = user_data;

  self->tick_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static gboolean
is_ready (TrivetApprovalPane *self)
{
  gboolean reasoned = !self->needs_reason || self->reason != NULL;

  if (self->own)
    return reasoned;
  return !self->checking && self->n_digits >= TRIVET_MANAGER_MIN_PIN_DIGITS && reasoned &&
         trivet_manager_get_pause_s (self->context->manager) == 0;
}

static void
show_pause (TrivetApprovalPane *self,
            guint               pause_s)
{
  g_autofree char *words = g_strdup_printf (_("Too many wrong PINs. Wait %u:%02u, then try again."), pause_s / 60, pause_s % 60);

  show_message (self, words);
  if (self->tick_id == 0)
    self->tick_id = trivet_clock_add_timeout (self->context->clock, TICK_MS, on_tick, self, NULL);
}

/* By a PIN, or by who is signed in; that may change while the question stands. */
static void
show_way (TrivetApprovalPane *self)
{
  TrivetStaffDesk *desk = trivet_manager_get_desk (self->context->manager);

  self->own = self->permission != TRIVET_PERMISSION_NONE && desk != NULL && trivet_staff_desk_may (desk, self->permission);
  gtk_widget_set_visible (self->pin_title, !self->own);
  gtk_widget_set_visible (self->dots, !self->own);
  gtk_widget_set_visible (self->keypad, !self->own);
  gtk_widget_set_visible (self->approve, !self->own || !self->needs_reason);
}

/* Nothing has to be typed: one tap on the reason, or on the button when there are none. */
static void
show_own (TrivetApprovalPane *self)
{
  const char      *name = trivet_staff_desk_get_name (trivet_manager_get_desk (self->context->manager));
  g_autofree char *words = self->needs_reason ? g_strdup_printf (_("%s may do this. Choose why."), name)
                                              : g_strdup_printf (_("%s may do this."), name);

  show_message (self, words);
}

static void
update (TrivetApprovalPane *self)
{
  TrivetManager *manager = self->context->manager;
  guint          pause_s = trivet_manager_get_pause_s (manager);

  if (self->own)
    show_own (self);
  else if (!trivet_manager_has_pin (manager))
    show_message (self, _("No manager's PIN is set yet. Set one with trivetctl manager-pin."));
  else if (pause_s > 0)
    show_pause (self, pause_s);
  else if (self->checking)
    show_message (self, _("Checking the PIN …"));
  else if (self->needs_reason && self->reason == NULL)
    show_message (self, _("Choose why, then type the PIN."));
  else if (self->prompting || self->n_digits > 0)
    show_message (self, "");
  self->prompting = !self->checking && pause_s == 0 && self->needs_reason && self->reason == NULL;
  gtk_widget_set_sensitive (self->keypad, pause_s == 0 && !self->checking && trivet_manager_has_pin (manager));
  gtk_widget_set_sensitive (self->approve, is_ready (self) && (self->own || trivet_manager_has_pin (manager)));
  show_dots (self);
}

static void
press_key (TrivetApprovalPane *self,
           guint               key)
{
  if (!gtk_widget_get_sensitive (self->keypad))
    return;

  if (key <= 9 && self->n_digits < TRIVET_MANAGER_MAX_PIN_DIGITS)
    self->digits[self->n_digits++] = (char) ('0' + key);
  else if (key == TRIVET_KEYPAD_ERASE && self->n_digits > 0)
    self->digits[--self->n_digits] = '\0';
  else if (key == TRIVET_KEYPAD_CLEAR)
    trivet_approval_pane_wipe (self);
  update (self);
}

static void
on_key (TrivetKeypad *keypad,
        guint         key,
        gpointer      user_data)
{
  press_key (user_data, key);
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
    words = g_strdup_printf (ngettext ("That is not the PIN. %u more try, then a pause.",
                                       "That is not the PIN. %u more tries, then a pause.", left),
                             left);
  else
    words = trivet_words_for_error (error);
  update (self);
  if (trivet_manager_get_pause_s (self->context->manager) == 0)
    show_message (self, words);
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
  g_autofree char *reason = NULL;

  approval = trivet_manager_check_finish (TRIVET_MANAGER (source), result, &error);
  /* The pane is gone, or asks something else by now: that yes was not for this. */
  if (self->context == NULL || check->question != self->question)
    return;

  self->checking = FALSE;
  if (approval == NULL) {
    show_refusal (self, error);
    return;
  }

  self->question++;
  reason = g_strdup (self->reason != NULL ? self->reason : "");
  update (self);
  self->on_approved (g_steal_pointer (&approval), reason, self->user_data);
}

static void
approve_self (TrivetApprovalPane *self)
{
  TrivetApproval  *approval = trivet_manager_approve_self (self->context->manager, self->permission);
  g_autofree char *reason = g_strdup (self->reason != NULL ? self->reason : "");

  /* Signed out meanwhile. */
  if (approval == NULL)
    return;
  self->question++;
  self->on_approved (approval, reason, self->user_data);
}

static void
submit (TrivetApprovalPane *self)
{
  g_autoptr (TrivetSecret) pin = NULL;
  Check *check;

  if (!is_ready (self))
    return;
  if (self->own) {
    approve_self (self);
    return;
  }

  pin = trivet_secret_new (self->digits, (gssize) self->n_digits);
  trivet_approval_pane_wipe (self);
  self->checking = TRUE;
  update (self);
  check = g_new0 (Check, 1);
  check->pane = g_object_ref (self);
  check->question = self->question;
  trivet_manager_approve_async (self->context->manager, self->permission, pin, trivet_register_get_staff (self->context->reg),
                                on_checked, check);
}

static void
on_approve_clicked (GtkButton *button,
                    gpointer   user_data)
{
  submit (user_data);
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
on_reason_clicked (GtkButton *button,
                   gpointer   user_data)
{
  TrivetApprovalPane *self = user_data;

  g_free (self->reason);
  self->reason = g_strdup (g_object_get_data (G_OBJECT (button), "reason"));
  for (GtkWidget *chip = gtk_widget_get_first_child (self->reasons); chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    trivet_ui_toggle_class (chip, "on", chip == GTK_WIDGET (button));
  gtk_widget_grab_focus (GTK_WIDGET (self));
  update (self);
  if (self->own)
    submit (self);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                gpointer               user_data)
{
  TrivetApprovalPane *self = user_data;
  guint               key = trivet_keypad_from_keyval (keyval);

  if (keyval == GDK_KEY_Escape)
    on_cancel_clicked (NULL, self);
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    submit (self);
  else if (key != G_MAXUINT)
    press_key (self, key);
  else
    return FALSE;

  return TRUE;
}

static void
on_manager_changed (TrivetManager *manager,
                    gpointer       user_data)
{
  show_way (user_data);
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
  self->reasons = trivet_wrap_box_new (8);
  gtk_widget_set_vexpand (space, TRUE);
  gtk_widget_set_halign (cancel, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (side), self->title);
  gtk_box_append (GTK_BOX (side), self->text);
  gtk_box_append (GTK_BOX (side), self->reasons);
  gtk_box_append (GTK_BOX (side), space);
  gtk_box_append (GTK_BOX (side), cancel);

  return side;
}

static GtkWidget *
pin_side_new (TrivetApprovalPane *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->message = wrapping_label_new ("approval-message");
  self->dots = trivet_ui_label_new ("–", "cash-entered");
  self->keypad = trivet_keypad_new (TRIVET_KEYPAD_CLEAR);
  self->approve = trivet_ui_button_new (_("Approve"), "trivet-button primary big", G_CALLBACK (on_approve_clicked), self);
  gtk_widget_set_vexpand (self->keypad, TRUE);
  g_signal_connect (self->keypad, "key", G_CALLBACK (on_key), self);
  self->pin_title = trivet_ui_label_new (_("Manager's PIN"), "section");
  gtk_box_append (GTK_BOX (side), self->pin_title);
  gtk_box_append (GTK_BOX (side), self->dots);
  gtk_box_append (GTK_BOX (side), self->message);
  gtk_box_append (GTK_BOX (side), self->keypad);
  gtk_box_append (GTK_BOX (side), self->approve);

  return side;
}

static void
trivet_approval_pane_init (TrivetApprovalPane *self)
{
  GtkWidget          *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_append (GTK_BOX (row), question_side_new (self));
  gtk_box_append (GTK_BOX (row), pin_side_new (self));
  self->clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), 900);
  adw_clamp_set_child (ADW_CLAMP (self->clamp), row);
  gtk_widget_set_parent (self->clamp, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "cash-view");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  trivet_ui_set_name (self, _("Manager's PIN"));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
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
  show_message (self, words);
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
  self->permission = question->permission != TRIVET_PERMISSION_NONE ? question->permission : TRIVET_PERMISSION_EDIT_STAFF;
  show_way (self);
  g_clear_pointer (&self->reason, g_free);
  gtk_label_set_text (GTK_LABEL (self->title), question->title);
  gtk_label_set_text (GTK_LABEL (self->text), question->text);
  show_message (self, "");
  trivet_ui_clear_box (GTK_BOX (self->reasons));
  for (guint i = 0; self->needs_reason && question->reasons[i] != NULL; i++) {
    GtkWidget *chip = trivet_ui_button_new (question->reasons[i], "trivet-chip tall", G_CALLBACK (on_reason_clicked), self);

    g_object_set_data_full (G_OBJECT (chip), "reason", g_strdup (question->reasons[i]), g_free);
    gtk_box_append (GTK_BOX (self->reasons), chip);
  }
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

  trivet_secret_wipe (self->digits, sizeof self->digits);
  self->n_digits = 0;
  update (self);
}

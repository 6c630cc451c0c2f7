/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-sign-in-page.h"

#include "trivet-pin-pad.h"
#include "trivet-ui.h"
#include "trivet-words.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetSignInPage: names on the left, the PIN on the right. The staff desk counts what was wrong.
 */

#define TICK_MS 1000

enum {
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetSignInPage {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetStaffDesk *desk; /* of the context's manager */
  char            *chosen_id;
  guint            tick_id;
  gboolean         checking;

  GtkWidget *title;
  GtkWidget *names;
  GtkWidget *sign_out;
  GtkWidget *pad;
};

G_DEFINE_FINAL_TYPE (TrivetSignInPage, trivet_sign_in_page, GTK_TYPE_BOX)

static void update (TrivetSignInPage *self);

static void
stop_tick (TrivetSignInPage *self)
{
  if (self->tick_id != 0)
    trivet_clock_remove_timeout (self->context->clock, self->tick_id);
  self->tick_id = 0;
}

static void
trivet_sign_in_page_dispose (GObject *object)
{
  TrivetSignInPage *self = TRIVET_SIGN_IN_PAGE (object);

  if (self->context != NULL)
    stop_tick (self);
  g_clear_object (&self->context);
  g_clear_pointer (&self->chosen_id, g_free);

  G_OBJECT_CLASS (trivet_sign_in_page_parent_class)->dispose (object);
}

static void
trivet_sign_in_page_class_init (TrivetSignInPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_sign_in_page_dispose;

  signals[DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
trivet_sign_in_page_init (TrivetSignInPage *self)
{
}

static gboolean
on_tick (gpointer user_data)
{
  TrivetSignInPage *self = user_data;

  self->tick_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static void
show_pause (TrivetSignInPage *self,
            guint             pause_s)
{
  g_autofree char *words = g_strdup_printf (_("Too many wrong PINs. Wait %u:%02u, then try again."), pause_s / 60, pause_s % 60);

  trivet_pin_pad_set_message (TRIVET_PIN_PAD (self->pad), words);
  if (self->tick_id == 0)
    self->tick_id = trivet_clock_add_timeout (self->context->clock, TICK_MS, on_tick, self, NULL);
}

static void
update (TrivetSignInPage *self)
{
  guint pause_s = self->chosen_id != NULL ? trivet_staff_desk_get_pause_s (self->desk, self->chosen_id) : 0;

  if (self->checking)
    trivet_pin_pad_set_message (TRIVET_PIN_PAD (self->pad), _("Checking the PIN …"));
  else if (pause_s > 0)
    show_pause (self, pause_s);
  else if (self->chosen_id == NULL)
    trivet_pin_pad_set_message (TRIVET_PIN_PAD (self->pad), _("Tap your name, or scan your badge."));
  trivet_pin_pad_set_open (TRIVET_PIN_PAD (self->pad), self->chosen_id != NULL && !self->checking && pause_s == 0);
  gtk_widget_set_visible (self->sign_out, trivet_staff_desk_get_current (self->desk) != NULL);
}

static void
choose (TrivetSignInPage *self,
        const char       *staff_id)
{
  g_autofree char *copy = g_strdup (staff_id);

  g_free (self->chosen_id);
  self->chosen_id = g_steal_pointer (&copy);
  for (GtkWidget *chip = gtk_widget_get_first_child (self->names); chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    trivet_ui_toggle_class (chip, "on", g_strcmp0 (g_object_get_data (G_OBJECT (chip), "staff"), self->chosen_id) == 0);
  trivet_pin_pad_wipe (TRIVET_PIN_PAD (self->pad));
  trivet_pin_pad_set_message (TRIVET_PIN_PAD (self->pad), "");
  update (self);
}

static void
on_name_clicked (GtkButton *button,
                 gpointer   user_data)
{
  choose (user_data, g_object_get_data (G_OBJECT (button), "staff"));
}

static void
append_name (TrivetSignInPage        *self,
             const TrivetStaffMember *member)
{
  const TrivetStaffList *list = trivet_staff_desk_get_list (self->desk);
  const TrivetRole      *role = trivet_staff_list_role_of (list, member);
  const char            *role_name = role == NULL ? "" : trivet_ui_is_chinese () ? role->name_zh
                                                                                 : role->name;
  g_autofree char       *name = *role_name != '\0' ? g_strdup_printf ("%s, %s", member->name, role_name) : g_strdup (member->name);
  GtkWidget             *button = trivet_ui_button_new ("", "trivet-button staff-tile", G_CALLBACK (on_name_clicked), self);
  GtkWidget             *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), trivet_ui_label_new (member->name, "strong"));
  gtk_box_append (GTK_BOX (box), trivet_ui_label_new (role_name, "dim"));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  trivet_ui_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "staff", g_strdup (member->staff_id), g_free);
  gtk_box_append (GTK_BOX (self->names), button);
}

static void
build_names (TrivetSignInPage *self)
{
  GPtrArray *members = trivet_staff_list_get_members (trivet_staff_desk_get_list (self->desk));

  trivet_ui_clear_box (GTK_BOX (self->names));
  for (guint i = 0; i < members->len; i++) {
    const TrivetStaffMember *member = g_ptr_array_index (members, i);

    if (member->active)
      append_name (self, member);
  }
  choose (self, NULL);
}

static void
show_refusal (TrivetSignInPage *self,
              const GError     *error)
{
  guint            left = self->chosen_id != NULL ? trivet_staff_desk_get_attempts (self->desk, self->chosen_id) : 0;
  g_autofree char *words = NULL;

  if (g_error_matches (error, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_WRONG) && left > 0)
    words = g_strdup_printf (ngettext ("That is not the PIN. %u more try, then a pause.",
                                       "That is not the PIN. %u more tries, then a pause.", left),
                             left);
  else
    words = trivet_words_for_error (error);
  trivet_pin_pad_set_message (TRIVET_PIN_PAD (self->pad), words);
  update (self);
}

static void
on_signed_in (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (TrivetSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = trivet_staff_desk_sign_in_finish (TRIVET_STAFF_DESK (source), result, &error);

  self->checking = FALSE;
  if (self->context == NULL)
    return;
  if (done)
    g_signal_emit (self, signals[DONE], 0);
  else
    show_refusal (self, error);
}

static void
on_pin_entered (TrivetPinPad *pad,
                TrivetSecret *pin,
                gpointer      user_data)
{
  TrivetSignInPage *self = user_data;

  self->checking = TRUE;
  update (self);
  trivet_staff_desk_sign_in_async (self->desk, self->chosen_id, pin, on_signed_in, g_object_ref (self));
}

static void
on_sign_out_clicked (GtkButton *button,
                     gpointer   user_data)
{
  TrivetSignInPage *self = user_data;

  trivet_staff_desk_sign_out (self->desk);
  if (!trivet_staff_desk_is_locked (self->desk))
    g_signal_emit (self, signals[DONE], 0);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                gpointer               user_data)
{
  TrivetSignInPage *self = user_data;

  /* Enter chooses the name that has the focus; it confirms once there are digits. */
  if (self->chosen_id == NULL)
    return FALSE;
  return trivet_pin_pad_handle_key (TRIVET_PIN_PAD (self->pad), keyval);
}

static GtkWidget *
names_side_new (TrivetSignInPage *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->title = trivet_ui_label_new (_("Who works here?"), "approval-title");
  self->names = trivet_wrap_box_new (12);
  self->sign_out = trivet_ui_button_new (_("Sign out"), "trivet-button", G_CALLBACK (on_sign_out_clicked), self);
  gtk_widget_set_halign (self->sign_out, GTK_ALIGN_START);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->names);
  gtk_widget_add_css_class (scroller, "ring-room");
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (side), self->title);
  gtk_box_append (GTK_BOX (side), scroller);
  gtk_box_append (GTK_BOX (side), self->sign_out);

  return side;
}

/**
 * trivet_sign_in_page_new:
 * @context: the screens' context
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
trivet_sign_in_page_new (TrivetUiContext *context)
{
  TrivetSignInPage   *self;
  GtkWidget          *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget          *clamp = adw_clamp_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_SIGN_IN_PAGE, NULL);
  self->context = g_object_ref (context);
  self->desk = trivet_manager_get_desk (context->manager);
  self->pad = trivet_pin_pad_new (_("Sign in"));
  g_signal_connect (self->pad, "entered", G_CALLBACK (on_pin_entered), self);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_append (GTK_BOX (row), names_side_new (self));
  gtk_box_append (GTK_BOX (row), self->pad);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1000);
  adw_clamp_set_child (ADW_CLAMP (clamp), row);
  gtk_widget_set_hexpand (clamp, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pay-right");
  gtk_box_append (GTK_BOX (self), clamp);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  build_names (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_sign_in_page_open:
 * @self: the page
 *
 * Begins anew, with whoever works here now.
 */
void
trivet_sign_in_page_open (TrivetSignInPage *self)
{
  GtkWidget *first;

  g_return_if_fail (TRIVET_IS_SIGN_IN_PAGE (self));

  build_names (self);
  first = gtk_widget_get_first_child (self->names);
  if (first != NULL)
    gtk_widget_grab_focus (first);
}

/**
 * trivet_sign_in_page_handle_badge:
 * @self: the page
 * @badge: what the hand scanner read
 */
void
trivet_sign_in_page_handle_badge (TrivetSignInPage *self,
                                  TrivetSecret     *badge)
{
  g_return_if_fail (TRIVET_IS_SIGN_IN_PAGE (self));
  g_return_if_fail (badge != NULL);

  /* A guest's code, or a dish's: not a wrong badge. */
  if (self->checking || !trivet_staff_desk_may_be_badge (trivet_checkout_get_wallets (self->context->checkout), badge))
    return;
  choose (self, NULL);
  self->checking = TRUE;
  update (self);
  trivet_staff_desk_sign_in_badge_async (self->desk, badge, on_signed_in, g_object_ref (self));
}

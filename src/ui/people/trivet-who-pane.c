/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-who-pane.h"

#include "trivet-badge-taker.h"
#include "trivet-pin-pad.h"
#include "trivet-ui.h"
#include "trivet-words.h"
#include "trivet-wrap-layout.h"

#include <glib/gi18n.h>

/*
 * TrivetWhoPane: names on the left, the PIN on the right. The staff desk counts what was wrong.
 */

#define TICK_MS 1000

enum {
  ENTERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetWhoPane {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetStaffDesk *desk;      /* of the context's manager */
  char            *except_id; /* nullable: is not offered */
  char            *chosen_id;
  guint            tick_id;
  gboolean         checking;
  gboolean         loose; /* a badge says itself who it is */

  GtkWidget *title;
  GtkWidget *text;
  GtkWidget *side;
  GtkWidget *names;
  GtkWidget *pad;
};

G_DEFINE_FINAL_TYPE (TrivetWhoPane, trivet_who_pane, GTK_TYPE_BOX)

static void update (TrivetWhoPane *self);
static void take_badge (GtkWidget *widget, TrivetSecret *badge);

static void
stop_tick (TrivetWhoPane *self)
{
  if (self->tick_id != 0)
    trivet_clock_remove_timeout (self->context->clock, self->tick_id);
  self->tick_id = 0;
}

static void
trivet_who_pane_dispose (GObject *object)
{
  TrivetWhoPane *self = TRIVET_WHO_PANE (object);

  if (self->context != NULL)
    stop_tick (self);
  g_clear_object (&self->context);
  g_clear_pointer (&self->chosen_id, g_free);
  g_clear_pointer (&self->except_id, g_free);

  G_OBJECT_CLASS (trivet_who_pane_parent_class)->dispose (object);
}

static void
trivet_who_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (trivet_who_pane_parent_class)->map (widget);
  trivet_badge_taker_show (widget, take_badge);
}

static void
trivet_who_pane_unmap (GtkWidget *widget)
{
  trivet_badge_taker_hide (widget);
  trivet_pin_pad_wipe (TRIVET_PIN_PAD (TRIVET_WHO_PANE (widget)->pad));
  GTK_WIDGET_CLASS (trivet_who_pane_parent_class)->unmap (widget);
}

static void
trivet_who_pane_class_init (TrivetWhoPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_who_pane_dispose;
  GTK_WIDGET_CLASS (klass)->map = trivet_who_pane_map;
  GTK_WIDGET_CLASS (klass)->unmap = trivet_who_pane_unmap;

  signals[ENTERED] =
    g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                  G_TYPE_STRING, TRIVET_TYPE_SECRET, G_TYPE_BOOLEAN);
}

static void
trivet_who_pane_init (TrivetWhoPane *self)
{
}

static gboolean
on_tick (gpointer user_data)
{
  TrivetWhoPane *self = user_data;

  self->tick_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static void
show_pause (TrivetWhoPane *self,
            guint          pause_s)
{
  g_autofree char *words = trivet_pin_pad_dup_pause_words (pause_s);

  trivet_pin_pad_set_message (TRIVET_PIN_PAD (self->pad), words);
  if (self->tick_id == 0)
    self->tick_id = trivet_clock_add_timeout (self->context->clock, TICK_MS, on_tick, self, NULL);
}

static void
update (TrivetWhoPane *self)
{
  guint pause_s = self->chosen_id != NULL ? trivet_staff_desk_get_pause_s (self->desk, self->chosen_id) : 0;

  if (self->checking)
    trivet_pin_pad_set_message (TRIVET_PIN_PAD (self->pad), _("Checking the PIN …"));
  else if (pause_s > 0)
    show_pause (self, pause_s);
  else if (self->chosen_id == NULL)
    trivet_pin_pad_set_message (TRIVET_PIN_PAD (self->pad), self->loose ? _("Tap your name, or scan your badge.") : _("Tap the name, then type the PIN or scan the badge."));
  trivet_pin_pad_set_open (TRIVET_PIN_PAD (self->pad), self->chosen_id != NULL && !self->checking && pause_s == 0);
}

static void
choose (TrivetWhoPane *self,
        const char    *staff_id)
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
append_name (TrivetWhoPane           *self,
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
build_names (TrivetWhoPane *self)
{
  GPtrArray *members = trivet_staff_list_get_members (trivet_staff_desk_get_list (self->desk));

  trivet_ui_clear_box (GTK_BOX (self->names));
  for (guint i = 0; i < members->len; i++) {
    const TrivetStaffMember *member = g_ptr_array_index (members, i);

    if (member->active && g_strcmp0 (member->staff_id, self->except_id) != 0)
      append_name (self, member);
  }
  choose (self, NULL);
}

static void
show_refusal (TrivetWhoPane *self,
              const GError  *error)
{
  guint            left = self->chosen_id != NULL ? trivet_staff_desk_get_attempts (self->desk, self->chosen_id) : 0;
  g_autofree char *words = NULL;

  if (g_error_matches (error, TRIVET_STAFF_ERROR, TRIVET_STAFF_ERROR_WRONG) && left > 0)
    words = trivet_pin_pad_dup_refusal_words (left);
  else
    words = trivet_words_for_error (error);
  trivet_pin_pad_set_message (TRIVET_PIN_PAD (self->pad), words);
  update (self);
}

/* @staff_id: (nullable): of a badge that says itself who it is */
static void
enter (TrivetWhoPane *self,
       const char    *staff_id,
       TrivetSecret  *secret,
       gboolean       is_badge)
{
  self->checking = TRUE;
  update (self);
  g_signal_emit (self, signals[ENTERED], 0, staff_id, secret, is_badge);
}

static void
on_pin_entered (TrivetPinPad *pad,
                TrivetSecret *pin,
                gpointer      user_data)
{
  TrivetWhoPane *self = user_data;

  enter (self, self->chosen_id, pin, FALSE);
}

static void
take_badge (GtkWidget    *widget,
            TrivetSecret *badge)
{
  TrivetWhoPane *self = TRIVET_WHO_PANE (widget);

  /* A guest's code, or a dish's: not a wrong badge. */
  if (self->checking || !trivet_staff_desk_may_be_badge (trivet_checkout_get_wallets (self->context->checkout), badge))
    return;
  if (self->loose)
    choose (self, NULL);
  if (self->loose || (self->chosen_id != NULL && trivet_staff_desk_get_pause_s (self->desk, self->chosen_id) == 0))
    enter (self, self->chosen_id, badge, TRUE);
}

/**
 * trivet_who_pane_answer:
 * @self: a pane whose `entered` was answered
 * @error: (nullable): why not
 *
 * Says what was wrong and takes the next PIN.
 */
void
trivet_who_pane_answer (TrivetWhoPane *self,
                        const GError  *error)
{
  g_return_if_fail (TRIVET_IS_WHO_PANE (self));

  self->checking = FALSE;
  if (self->context != NULL && error != NULL)
    show_refusal (self, error);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                gpointer               user_data)
{
  TrivetWhoPane *self = user_data;

  /* Enter chooses the name that has the focus; it confirms once there are digits. */
  if (self->chosen_id == NULL)
    return FALSE;
  return trivet_pin_pad_handle_key (TRIVET_PIN_PAD (self->pad), keyval);
}

static GtkWidget *
names_side_new (TrivetWhoPane *self,
                const char    *title,
                const char    *text)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  self->title = trivet_ui_label_new (title, "approval-title");
  self->text = trivet_ui_label_new (text, "dim");
  self->names = trivet_wrap_box_new (12);
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_widget_set_visible (self->text, *text != '\0');
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->names);
  gtk_widget_add_css_class (scroller, "ring-room");
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->side), self->title);
  gtk_box_append (GTK_BOX (self->side), self->text);
  gtk_box_append (GTK_BOX (self->side), scroller);

  return self->side;
}

/**
 * trivet_who_pane_new:
 * @context: the screens' context, of a shop with staff
 * @title: the question
 * @text: what follows from it, "" for nothing
 * @enter_label: what confirms the PIN
 * @except: (nullable): the id of who is not offered; then one has to be named, also with a badge
 *
 * Returns: (transfer floating): a pane that asks
 */
GtkWidget *
trivet_who_pane_new (TrivetUiContext *context,
                     const char      *title,
                     const char      *text,
                     const char      *enter_label,
                     const char      *except)
{
  TrivetWhoPane      *self;
  GtkWidget          *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget          *clamp = adw_clamp_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_val_if_fail (TRIVET_IS_UI_CONTEXT (context), NULL);

  self = g_object_new (TRIVET_TYPE_WHO_PANE, NULL);
  self->context = g_object_ref (context);
  self->desk = trivet_manager_get_desk (context->manager);
  self->except_id = g_strdup (except);
  self->loose = except == NULL;
  self->pad = trivet_pin_pad_new (enter_label);
  g_signal_connect (self->pad, "entered", G_CALLBACK (on_pin_entered), self);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_append (GTK_BOX (row), names_side_new (self, title, text));
  gtk_box_append (GTK_BOX (row), self->pad);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1000);
  adw_clamp_set_child (ADW_CLAMP (clamp), row);
  gtk_widget_set_hexpand (clamp, TRUE);
  gtk_box_append (GTK_BOX (self), clamp);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  build_names (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_who_pane_append:
 * @self: a pane
 * @widget: (transfer floating): what else can be done, below the names
 */
void
trivet_who_pane_append (TrivetWhoPane *self,
                        GtkWidget     *widget)
{
  g_return_if_fail (TRIVET_IS_WHO_PANE (self));

  gtk_widget_set_halign (widget, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->side), widget);
}

/**
 * trivet_who_pane_open:
 * @self: a pane
 *
 * Begins anew, with whoever works here now.
 */
void
trivet_who_pane_open (TrivetWhoPane *self)
{
  GtkWidget *first;

  g_return_if_fail (TRIVET_IS_WHO_PANE (self));

  build_names (self);
  first = gtk_widget_get_first_child (self->names);
  if (first != NULL)
    gtk_widget_grab_focus (first);
}

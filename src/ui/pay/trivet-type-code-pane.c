/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-type-code-pane.h"

#include "trivet-keypad.h"
#include "trivet-secret.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetTypeCodePane: the digits are kept here only, wiped when they have been handed over, and
 * shown as a mask: enough to find a slip in the group that is being typed.
 */

#define MIN_DIGITS 8
#define MAX_DIGITS 32
#define GROUP      4

enum {
  SUBMITTED,
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetTypeCodePane {
  GtkWidget parent_instance;

  GtkWidget *column;
  GtkWidget *shown;
  GtkWidget *charge;
  guint      n_digits;
  char       digits[MAX_DIGITS + 1];
};

G_DEFINE_FINAL_TYPE (TrivetTypeCodePane, trivet_type_code_pane, GTK_TYPE_WIDGET)

static void
trivet_type_code_pane_dispose (GObject *object)
{
  g_clear_pointer (&TRIVET_TYPE_CODE_PANE (object)->column, gtk_widget_unparent);

  G_OBJECT_CLASS (trivet_type_code_pane_parent_class)->dispose (object);
}

static void
trivet_type_code_pane_finalize (GObject *object)
{
  TrivetTypeCodePane *self = TRIVET_TYPE_CODE_PANE (object);

  trivet_secret_wipe (self->digits, sizeof self->digits);

  G_OBJECT_CLASS (trivet_type_code_pane_parent_class)->finalize (object);
}

static void
trivet_type_code_pane_class_init (TrivetTypeCodePaneClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = trivet_type_code_pane_dispose;
  object_class->finalize = trivet_type_code_pane_finalize;

  signals[SUBMITTED] =
    g_signal_new ("submitted",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  1,
                  TRIVET_TYPE_SECRET);
  signals[CANCELLED] =
    g_signal_new ("cancelled",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* Only the group that is being typed can be read: "•••• •••• 3172". */
static void
show_digits (TrivetTypeCodePane *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *name = NULL;
  guint            first_shown = self->n_digits > 0 ? (self->n_digits - 1) / GROUP * GROUP : 0;

  for (guint i = 0; i < self->n_digits; i++) {
    if (i > 0 && i % GROUP == 0)
      g_string_append_c (text, ' ');
    if (i < first_shown)
      g_string_append (text, "•");
    else
      g_string_append_c (text, self->digits[i]);
  }
  if (self->n_digits == 0)
    g_string_append (text, "–");

  name = g_strdup_printf (ngettext ("%u digit typed", "%u digits typed", self->n_digits), self->n_digits);
  gtk_label_set_text (GTK_LABEL (self->shown), text->str);
  trivet_ui_set_name (self->shown, name);
  gtk_widget_set_sensitive (self->charge, self->n_digits >= MIN_DIGITS);
}

static void
on_key (TrivetKeypad *keypad,
        guint         key,
        gpointer      user_data)
{
  trivet_type_code_pane_press_key (user_data, key);
}

static void
on_charge_clicked (GtkButton *button,
                   gpointer   user_data)
{
  trivet_type_code_pane_submit (user_data);
}

static void
on_camera_clicked (GtkButton *button,
                   gpointer   user_data)
{
  g_signal_emit (user_data, signals[CANCELLED], 0);
}

static GtkWidget *
buttons_new (TrivetTypeCodePane *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *camera = trivet_ui_button_new (_("Back to the camera"), "trivet-button", G_CALLBACK (on_camera_clicked), self);

  self->charge = trivet_ui_button_new (_("Charge this code"), "trivet-button primary big",
                                          G_CALLBACK (on_charge_clicked), self);
  gtk_widget_set_hexpand (self->charge, TRUE);
  gtk_box_append (GTK_BOX (buttons), camera);
  gtk_box_append (GTK_BOX (buttons), self->charge);

  return buttons;
}

static void
trivet_type_code_pane_init (TrivetTypeCodePane *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *caption = trivet_ui_label_new (_("Type the digits below the bar code"), "cash-caption dim");
  GtkWidget *keypad = trivet_keypad_new (TRIVET_KEYPAD_CLEAR);

  self->shown = trivet_ui_label_new ("", "cash-entered numeric");
  gtk_label_set_ellipsize (GTK_LABEL (self->shown), PANGO_ELLIPSIZE_START);
  gtk_widget_set_vexpand (keypad, TRUE);
  g_signal_connect (keypad, "key", G_CALLBACK (on_key), self);

  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), self->shown);
  gtk_box_append (GTK_BOX (box), keypad);
  gtk_box_append (GTK_BOX (box), buttons_new (self));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 560);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  self->column = clamp;
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "cash-view");
  show_digits (self);
}

/**
 * trivet_type_code_pane_new:
 *
 * Returns: (transfer floating): an empty pane
 */
GtkWidget *
trivet_type_code_pane_new (void)
{
  return g_object_new (TRIVET_TYPE_TYPE_CODE_PANE, NULL);
}

/**
 * trivet_type_code_pane_press_key:
 * @self: a pane
 * @key: as in #TrivetKeypad
 *
 * As if the key had been touched.
 */
void
trivet_type_code_pane_press_key (TrivetTypeCodePane *self,
                                 guint               key)
{
  g_return_if_fail (TRIVET_IS_TYPE_CODE_PANE (self));

  if (key <= 9 && self->n_digits < MAX_DIGITS)
    self->digits[self->n_digits++] = (char) ('0' + key);
  else if (key == TRIVET_KEYPAD_ERASE && self->n_digits > 0)
    self->digits[--self->n_digits] = '\0';
  else if (key == TRIVET_KEYPAD_CLEAR)
    trivet_type_code_pane_wipe (self);
  show_digits (self);
}

/**
 * trivet_type_code_pane_submit:
 * @self: a pane
 *
 * Hands the code over and wipes it here; fewer digits than any code has do nothing.
 */
void
trivet_type_code_pane_submit (TrivetTypeCodePane *self)
{
  g_autoptr (TrivetSecret) code = NULL;

  g_return_if_fail (TRIVET_IS_TYPE_CODE_PANE (self));

  if (self->n_digits < MIN_DIGITS)
    return;

  code = trivet_secret_new (self->digits, self->n_digits);
  trivet_type_code_pane_wipe (self);
  g_signal_emit (self, signals[SUBMITTED], 0, code);
}

/**
 * trivet_type_code_pane_wipe:
 * @self: a pane
 *
 * Forgets what was typed.
 */
void
trivet_type_code_pane_wipe (TrivetTypeCodePane *self)
{
  g_return_if_fail (TRIVET_IS_TYPE_CODE_PANE (self));

  trivet_secret_wipe (self->digits, sizeof self->digits);
  self->n_digits = 0;
  show_digits (self);
}

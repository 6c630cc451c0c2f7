/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-pin-pad.h"

#include "trivet-keypad.h"
#include "trivet-staff-desk.h"
#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetPinPad: the digits, as dots.
 */

enum {
  ENTERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetPinPad {
  GtkBox parent_instance;

  gboolean open;  /* for digits */
  gboolean ready; /* to be confirmed, as far as the page knows */
  guint    n_digits;
  char     digits[TRIVET_PIN_MAX_DIGITS + 1];

  GtkWidget *title;
  GtkWidget *dots;
  GtkWidget *message;
  GtkWidget *keypad;
  GtkWidget *enter;
};

G_DEFINE_FINAL_TYPE (TrivetPinPad, trivet_pin_pad, GTK_TYPE_BOX)

static void
trivet_pin_pad_dispose (GObject *object)
{
  TrivetPinPad *self = TRIVET_PIN_PAD (object);

  trivet_secret_wipe (self->digits, sizeof self->digits);

  G_OBJECT_CLASS (trivet_pin_pad_parent_class)->dispose (object);
}

static void
trivet_pin_pad_class_init (TrivetPinPadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = trivet_pin_pad_dispose;

  signals[ENTERED] =
    g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, TRIVET_TYPE_SECRET);
}

static void
update (TrivetPinPad *self)
{
  g_autoptr (GString) dots = g_string_new (NULL);
  g_autofree char *name = g_strdup_printf (ngettext ("%u digit typed", "%u digits typed", self->n_digits), self->n_digits);

  for (guint i = 0; i < self->n_digits; i++)
    g_string_append (dots, i > 0 ? " ●" : "●");
  gtk_label_set_text (GTK_LABEL (self->dots), self->n_digits > 0 ? dots->str : "–");
  trivet_ui_set_name (self->dots, name);
  gtk_widget_set_sensitive (self->keypad, self->open);
  gtk_widget_set_sensitive (self->enter, self->open && self->ready && self->n_digits >= TRIVET_PIN_MIN_DIGITS);
}

static void
enter (TrivetPinPad *self)
{
  g_autoptr (TrivetSecret) pin = NULL;

  if (!gtk_widget_get_sensitive (self->enter))
    return;
  pin = trivet_secret_new (self->digits, (gssize) self->n_digits);
  trivet_pin_pad_wipe (self);
  g_signal_emit (self, signals[ENTERED], 0, pin);
}

static void
press_key (TrivetPinPad *self,
           guint         key)
{
  if (!self->open)
    return;
  if (self->n_digits == 0)
    trivet_pin_pad_set_message (self, "");
  if (key <= 9 && self->n_digits < TRIVET_PIN_MAX_DIGITS)
    self->digits[self->n_digits++] = (char) ('0' + key);
  else if (key == TRIVET_KEYPAD_ERASE && self->n_digits > 0)
    self->digits[--self->n_digits] = '\0';
  else if (key == TRIVET_KEYPAD_CLEAR)
    trivet_pin_pad_wipe (self);
  update (self);
}

static void
on_key (TrivetKeypad *keypad,
        guint         key,
        gpointer      user_data)
{
  press_key (user_data, key);
}

static void
on_enter_clicked (GtkButton *button,
                  gpointer   user_data)
{
  enter (user_data);
}

static void
trivet_pin_pad_init (TrivetPinPad *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
  self->dots = trivet_ui_label_new ("–", "cash-entered");
  self->message = trivet_ui_label_new ("", "approval-message");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  self->keypad = trivet_keypad_new (TRIVET_KEYPAD_CLEAR);
  gtk_widget_set_vexpand (self->keypad, TRUE);
  g_signal_connect (self->keypad, "key", G_CALLBACK (on_key), self);
  self->ready = TRUE;
  self->title = trivet_ui_label_new (_("PIN"), "section");
  gtk_box_append (GTK_BOX (self), self->title);
  gtk_box_append (GTK_BOX (self), self->dots);
  gtk_box_append (GTK_BOX (self), self->message);
  gtk_box_append (GTK_BOX (self), self->keypad);
}

/**
 * trivet_pin_pad_new:
 * @enter_label: what confirming does
 *
 * Returns: (transfer floating): a pad that takes no digits yet
 */
GtkWidget *
trivet_pin_pad_new (const char *enter_label)
{
  TrivetPinPad *self = g_object_new (TRIVET_TYPE_PIN_PAD, NULL);

  self->enter = trivet_ui_button_new (enter_label, "trivet-button primary big", G_CALLBACK (on_enter_clicked), self);
  gtk_box_append (GTK_BOX (self), self->enter);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * trivet_pin_pad_set_open:
 * @self: a pad
 * @open: whether digits are taken
 */
void
trivet_pin_pad_set_open (TrivetPinPad *self,
                         gboolean      open)
{
  g_return_if_fail (TRIVET_IS_PIN_PAD (self));

  self->open = open;
  update (self);
}

/**
 * trivet_pin_pad_set_title:
 * @self: a pad
 * @title: whose PIN, or what else will do
 */
void
trivet_pin_pad_set_title (TrivetPinPad *self,
                          const char   *title)
{
  g_return_if_fail (TRIVET_IS_PIN_PAD (self));

  gtk_label_set_text (GTK_LABEL (self->title), title);
}

/**
 * trivet_pin_pad_set_ready:
 * @self: a pad
 * @ready: whether a PIN may be confirmed; digits are taken all the same
 */
void
trivet_pin_pad_set_ready (TrivetPinPad *self,
                          gboolean      ready)
{
  g_return_if_fail (TRIVET_IS_PIN_PAD (self));

  self->ready = ready;
  update (self);
}

/**
 * trivet_pin_pad_is_empty:
 * @self: a pad
 *
 * Returns: whether nothing is typed
 */
gboolean
trivet_pin_pad_is_empty (TrivetPinPad *self)
{
  g_return_val_if_fail (TRIVET_IS_PIN_PAD (self), TRUE);

  return self->n_digits == 0;
}

/**
 * trivet_pin_pad_set_message:
 * @self: a pad
 * @message: one sentence, "" for none
 */
void
trivet_pin_pad_set_message (TrivetPinPad *self,
                            const char   *message)
{
  g_return_if_fail (TRIVET_IS_PIN_PAD (self));

  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->message)), message) != 0)
    gtk_label_set_text (GTK_LABEL (self->message), message);
}

/**
 * trivet_pin_pad_wipe:
 * @self: a pad
 *
 * Forgets what was typed.
 */
void
trivet_pin_pad_wipe (TrivetPinPad *self)
{
  g_return_if_fail (TRIVET_IS_PIN_PAD (self));

  trivet_secret_wipe (self->digits, sizeof self->digits);
  self->n_digits = 0;
  update (self);
}

/**
 * trivet_pin_pad_handle_key:
 * @self: a pad
 * @keyval: a key of the keyboard
 *
 * Returns: whether the pad has that key
 */
gboolean
trivet_pin_pad_handle_key (TrivetPinPad *self,
                           guint         keyval)
{
  guint key = trivet_keypad_from_keyval (keyval);

  g_return_val_if_fail (TRIVET_IS_PIN_PAD (self), FALSE);

  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    enter (self);
  else if (key != G_MAXUINT)
    press_key (self, key);
  else
    return FALSE;

  return TRUE;
}

/**
 * trivet_pin_pad_dup_pause_words:
 * @pause_s: seconds until a PIN is taken again
 *
 * Returns: (transfer full): what is said meanwhile
 */
char *
trivet_pin_pad_dup_pause_words (guint pause_s)
{
  return g_strdup_printf (_("Too many wrong PINs. Wait %u:%02u, then try again."), pause_s / 60, pause_s % 60);
}

/**
 * trivet_pin_pad_dup_refusal_words:
 * @left: tries that are left
 *
 * Returns: (transfer full): what is said of a wrong PIN before the tries cost time
 */
char *
trivet_pin_pad_dup_refusal_words (guint left)
{
  return g_strdup_printf (ngettext ("That is not the PIN. %u more try, then a pause.",
                                    "That is not the PIN. %u more tries, then a pause.", left),
                          left);
}

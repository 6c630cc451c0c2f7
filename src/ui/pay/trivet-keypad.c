/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-ui"

#include "trivet-config.h"

#include "trivet-keypad.h"

#include "trivet-ui.h"

#include <glib/gi18n.h>

/*
 * TrivetKeypad: twelve keys in the order of a telephone.
 */

enum {
  KEY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _TrivetKeypad {
  GtkWidget parent_instance;

  GtkWidget *grid;
};

G_DEFINE_FINAL_TYPE (TrivetKeypad, trivet_keypad, GTK_TYPE_WIDGET)

static void
trivet_keypad_dispose (GObject *object)
{
  g_clear_pointer (&TRIVET_KEYPAD (object)->grid, gtk_widget_unparent);

  G_OBJECT_CLASS (trivet_keypad_parent_class)->dispose (object);
}

static void
trivet_keypad_class_init (TrivetKeypadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = trivet_keypad_dispose;

  signals[KEY] =
    g_signal_new ("key",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE,
                  1,
                  G_TYPE_UINT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
trivet_keypad_init (TrivetKeypad *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 8);
  gtk_grid_set_row_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "keypad");
  trivet_ui_set_name (self, _("Keypad"));
}

static void
on_key_clicked (GtkButton *button,
                gpointer   user_data)
{
  gpointer key = g_object_get_data (G_OBJECT (button), "key");

  g_signal_emit (user_data, signals[KEY], 0, GPOINTER_TO_UINT (key));
}

static void
add_key (TrivetKeypad *self,
         guint         key,
         int           column,
         int           row)
{
  char        digit[2] = { (char) ('0' + key % 10), '\0' };
  const char *label = digit;
  GtkWidget  *button;

  if (key == TRIVET_KEYPAD_DOUBLE_ZERO)
    label = "00";
  else if (key == TRIVET_KEYPAD_ERASE)
    label = "⌫";
  else if (key == TRIVET_KEYPAD_CLEAR)
    label = _("Clear");

  button = trivet_ui_button_new (label, "trivet-button numeric", G_CALLBACK (on_key_clicked), self);
  if (key == TRIVET_KEYPAD_ERASE)
    trivet_ui_set_name (button, _("Erase the last digit"));
  if (key == TRIVET_KEYPAD_CLEAR)
    gtk_widget_add_css_class (button, "words");
  g_object_set_data (G_OBJECT (button), "key", GUINT_TO_POINTER (key));
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_vexpand (button, TRUE);
  gtk_grid_attach (GTK_GRID (self->grid), button, column, row, 1, 1);
}

/**
 * trivet_keypad_new:
 * @extra_key: what stands left of the zero: %TRIVET_KEYPAD_DOUBLE_ZERO or %TRIVET_KEYPAD_CLEAR
 *
 * Returns: (transfer floating): a keypad
 */
GtkWidget *
trivet_keypad_new (guint extra_key)
{
  TrivetKeypad *self = g_object_new (TRIVET_TYPE_KEYPAD, NULL);

  for (guint digit = 1; digit <= 9; digit++)
    add_key (self, digit, (int) (digit - 1) % 3, (int) (digit - 1) / 3);
  add_key (self, extra_key, 0, 3);
  add_key (self, 0, 1, 3);
  add_key (self, TRIVET_KEYPAD_ERASE, 2, 3);

  return GTK_WIDGET (self);
}

/**
 * trivet_keypad_type_minor:
 * @minor: a sum in minor units
 * @key: a key
 *
 * Returns: the sum after the key; digits are minor units, as on every till: 2 0 0 00 is 200.00
 */
gint64
trivet_keypad_type_minor (gint64 minor,
                          guint  key)
{
  if (key <= 9)
    return minor * 10 + key;
  if (key == TRIVET_KEYPAD_DOUBLE_ZERO)
    return minor * 100;
  if (key == TRIVET_KEYPAD_ERASE)
    return minor / 10;

  return key == TRIVET_KEYPAD_CLEAR ? 0 : minor;
}

/**
 * trivet_keypad_from_keyval:
 * @keyval: a key of a keyboard
 *
 * Returns: the same key of a pad, or %G_MAXUINT
 */
guint
trivet_keypad_from_keyval (guint keyval)
{
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    return keyval - GDK_KEY_0;
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return keyval - GDK_KEY_KP_0;
  if (keyval == GDK_KEY_BackSpace)
    return TRIVET_KEYPAD_ERASE;

  return G_MAXUINT;
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keys of the pad: 0 to 9 are the digits. */
#define TRIVET_KEYPAD_DOUBLE_ZERO 10
#define TRIVET_KEYPAD_ERASE       11
#define TRIVET_KEYPAD_CLEAR       12

/**
 * TrivetKeypad:
 *
 * Digits for fingers. Signal `key` (guint key): one was pressed.
 */
#define TRIVET_TYPE_KEYPAD (trivet_keypad_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKeypad, trivet_keypad, TRIVET, KEYPAD, GtkWidget)

GtkWidget *trivet_keypad_new        (guint  extra_key);

/* What a sum in minor units is after a key. */
gint64     trivet_keypad_type_minor (gint64 minor,
                                     guint  key);
/* Keys of a keyboard as keys of the pad; G_MAXUINT when the pad has no such key. */
guint      trivet_keypad_from_keyval (guint keyval);

G_END_DECLS

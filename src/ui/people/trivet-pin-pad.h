/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetPinPad:
 *
 * A PIN for fingers and keys. The digits are never shown, read aloud or logged. Signal `entered`
 * (TrivetSecret *pin): it was typed and confirmed, and is forgotten here.
 */
#define TRIVET_TYPE_PIN_PAD (trivet_pin_pad_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPinPad, trivet_pin_pad, TRIVET, PIN_PAD, GtkBox)

GtkWidget *trivet_pin_pad_new         (const char   *enter_label);
void       trivet_pin_pad_set_open    (TrivetPinPad *self,
                                       gboolean      open);
/* What stands above the digits; and whether what is typed may be confirmed. */
void       trivet_pin_pad_set_title   (TrivetPinPad *self,
                                       const char   *title);
void       trivet_pin_pad_set_ready   (TrivetPinPad *self,
                                       gboolean      ready);
gboolean   trivet_pin_pad_is_empty    (TrivetPinPad *self);
void       trivet_pin_pad_set_message (TrivetPinPad *self,
                                       const char   *message);
void       trivet_pin_pad_wipe        (TrivetPinPad *self);
gboolean   trivet_pin_pad_handle_key  (TrivetPinPad *self,
                                       guint         keyval);

/* What every question for a PIN says alike. */
char      *trivet_pin_pad_dup_pause_words   (guint pause_s);
char      *trivet_pin_pad_dup_refusal_words (guint left);

G_END_DECLS

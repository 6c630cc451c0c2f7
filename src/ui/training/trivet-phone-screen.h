/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-secret.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_PHONE_SCREEN (trivet_phone_screen_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPhoneScreen, trivet_phone_screen, TRIVET, PHONE_SCREEN, GtkWidget)

/* A Code 128 and a QR code of one payment code, as wallets show them. */
GtkWidget *trivet_phone_screen_new        (void);
void       trivet_phone_screen_set_code   (TrivetPhoneScreen *self,
                                           TrivetSecret      *code,
                                           gboolean           green);
GBytes    *trivet_phone_screen_draw_frame (TrivetPhoneScreen *self,
                                           int               *ret_width,
                                           int               *ret_height);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetSignInPage:
 *
 * Who works here: a name, then the PIN; or a badge, read by the hand scanner. Signal `done`: somebody
 * is signed in, or nobody has to be.
 */
#define TRIVET_TYPE_SIGN_IN_PAGE (trivet_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (TrivetSignInPage, trivet_sign_in_page, TRIVET, SIGN_IN_PAGE, GtkBox)

GtkWidget *trivet_sign_in_page_new  (TrivetUiContext  *context);
void       trivet_sign_in_page_open (TrivetSignInPage *self);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetTypeCodePane:
 *
 * For a phone that no camera can read: somebody types the digits below the bar code. Signals:
 * - `submitted` (TrivetSecret *code): charge it
 * - `cancelled`: back to the camera
 */
#define TRIVET_TYPE_TYPE_CODE_PANE (trivet_type_code_pane_get_type ())
G_DECLARE_FINAL_TYPE (TrivetTypeCodePane, trivet_type_code_pane, TRIVET, TYPE_CODE_PANE, GtkWidget)

GtkWidget *trivet_type_code_pane_new       (void);
void       trivet_type_code_pane_press_key (TrivetTypeCodePane *self,
                                            guint               key);
void       trivet_type_code_pane_submit    (TrivetTypeCodePane *self);
void       trivet_type_code_pane_wipe      (TrivetTypeCodePane *self);

G_END_DECLS

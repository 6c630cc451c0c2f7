/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_MENU_FORM (trivet_menu_form_get_type ())
G_DECLARE_FINAL_TYPE (TrivetMenuForm, trivet_menu_form, TRIVET, MENU_FORM, GtkBox)

/**
 * TrivetMenuForm:
 *
 * One dish, group of choices, category or menu of certain hours, to be changed. What the form does not
 * show stays as it is. What is wrong is said beside each field, and nothing is stored then.
 *
 * Signals:
 * - `shown`: another part is in the form, or none
 * - `done` (const char *words): something was stored; the words say what
 */
GtkWidget     *trivet_menu_form_new      (TrivetUiContext *context);
void           trivet_menu_form_edit     (TrivetMenuForm  *self,
                                          TrivetMenuPart   part,
                                          const char      *id);
/* @entry: (transfer full): what is known of something new. */
void           trivet_menu_form_create   (TrivetMenuForm  *self,
                                          TrivetMenuPart   part,
                                          JsonObject      *entry);
void           trivet_menu_form_close    (TrivetMenuForm  *self);
void           trivet_menu_form_undo     (TrivetMenuForm  *self);
/* @before: (nullable): who is to stand behind it. */
void           trivet_menu_form_place    (TrivetMenuForm  *self,
                                          TrivetMenuPart   part,
                                          const char      *id,
                                          const char      *before);
const char    *trivet_menu_form_get_id   (TrivetMenuForm  *self);
TrivetMenuPart trivet_menu_form_get_part (TrivetMenuForm  *self);

G_END_DECLS

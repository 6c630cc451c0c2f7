/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetStaffForm:
 *
 * One member of staff, or one role, to be changed. Signal `done`: it is saved or removed.
 */
#define TRIVET_TYPE_STAFF_FORM (trivet_staff_form_get_type ())
G_DECLARE_FINAL_TYPE (TrivetStaffForm, trivet_staff_form, TRIVET, STAFF_FORM, GtkBox)

GtkWidget *trivet_staff_form_new         (TrivetUiContext         *context);
/* @member, @role: (nullable): somebody or something new */
void       trivet_staff_form_edit_member (TrivetStaffForm         *self,
                                          const TrivetStaffMember *member);
void       trivet_staff_form_edit_role   (TrivetStaffForm         *self,
                                          const TrivetRole        *role);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_COURSE_HEADER (trivet_course_header_get_type ())
G_DECLARE_FINAL_TYPE (TrivetCourseHeader, trivet_course_header, TRIVET, COURSE_HEADER, GtkBox)

GtkWidget *trivet_course_header_new    (TrivetUiContext    *context,
                                        int                 course);
void       trivet_course_header_update (TrivetCourseHeader *self,
                                        const TrivetOrder  *order);

G_END_DECLS

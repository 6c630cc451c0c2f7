/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-choices.h"
#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetChoiceGroup:
 *
 * One open group of choices, or slot of a combo, as chips; it shows a moment, and is made anew after it.
 * Signals: `tapped` (nullable const char *under, const char *group_id, const char *option_id); `stale`: a
 * dish in it has sold out, or is there again.
 */
#define TRIVET_TYPE_CHOICE_GROUP (trivet_choice_group_get_type ())
G_DECLARE_FINAL_TYPE (TrivetChoiceGroup, trivet_choice_group, TRIVET, CHOICE_GROUP, GtkBox)

GtkWidget *trivet_choice_group_new      (TrivetUiContext         *context,
                                         TrivetChoices           *choices,
                                         const TrivetMenuOpening *opening);
char      *trivet_choice_group_dup_name (TrivetChoices           *choices,
                                         const TrivetMenuOpening *opening);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetKindChip:
 *
 * Whether the order on the screen is eaten here, fetched or brought; a touch changes it.
 */
#define TRIVET_TYPE_KIND_CHIP (trivet_kind_chip_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKindChip, trivet_kind_chip, TRIVET, KIND_CHIP, GtkBox)

GtkWidget *trivet_kind_chip_new    (TrivetUiContext   *context);
void       trivet_kind_chip_update (TrivetKindChip    *self,
                                    const TrivetOrder *order);

G_END_DECLS

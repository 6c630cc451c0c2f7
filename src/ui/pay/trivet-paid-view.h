/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-pay-scene.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetPaidView:
 *
 * The sums of a sale that is paid, large enough to be read at arm's length: what was due, what
 * came in, and above all the change.
 */
#define TRIVET_TYPE_PAID_VIEW (trivet_paid_view_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPaidView, trivet_paid_view, TRIVET, PAID_VIEW, GtkWidget)

GtkWidget *trivet_paid_view_new  (void);
void       trivet_paid_view_show (TrivetPaidView       *self,
                                  const TrivetPayScene *scene);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-tab.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetPayLines:
 *
 * What is being paid for, in short: the lines of the order and their sums.
 */
#define TRIVET_TYPE_PAY_LINES (trivet_pay_lines_get_type ())
G_DECLARE_FINAL_TYPE (TrivetPayLines, trivet_pay_lines, TRIVET, PAY_LINES, GtkWidget)

GtkWidget *trivet_pay_lines_new     (void);
void       trivet_pay_lines_set_tab (TrivetPayLines *self,
                                     TrivetTab      *tab,
                                     int             check);

G_END_DECLS

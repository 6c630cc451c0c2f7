/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TrivetPricesRowActions:
 *
 * Handlers of `clicked`, called with @user_data, when a row is touched; which rule it is about says
 * trivet_prices_rows_get_id(). @moved_id: (nullable): the tax rule that was just moved @moved_by places: its
 * button has the focus, so that it can be moved on.
 */
typedef struct {
  GCallback promotion;
  GCallback charge;
  GCallback tax_rule;
  GCallback move; /* of a tax rule; by how many places says trivet_prices_rows_get_by() */
  GCallback rounding;
  GCallback tips;
  gpointer  user_data;

  const char *moved_id;
  int         moved_by;
} TrivetPricesRowActions;

void        trivet_prices_rows_build  (GtkBox                       *box,
                                       TrivetUiContext              *context,
                                       const TrivetPricesRowActions *actions);
/* (nullable): %NULL for a new rule. */
const char *trivet_prices_rows_get_id (gpointer                      button);
int         trivet_prices_rows_get_by (gpointer                      button);

G_END_DECLS

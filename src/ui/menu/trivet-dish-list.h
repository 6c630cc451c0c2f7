/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRIVET_TYPE_DISH_LIST (trivet_dish_list_get_type ())
G_DECLARE_FINAL_TYPE (TrivetDishList, trivet_dish_list, TRIVET, DISH_LIST, GtkBox)

/**
 * TrivetDishList:
 *
 * All dishes of one category, or of the menu, with a search; rows are made for what is in view only.
 * Signals `chosen` and `placed`, as of #TrivetDishRows.
 */
GtkWidget *trivet_dish_list_new          (TrivetUiContext *context);
/* @category_id: (nullable): %NULL for all. */
void       trivet_dish_list_set_category (TrivetDishList  *self,
                                          const char      *category_id);
/* @sku: (nullable): which row is marked. */
void       trivet_dish_list_mark         (TrivetDishList  *self,
                                          const char      *sku);
void       trivet_dish_list_update       (TrivetDishList  *self);

G_END_DECLS

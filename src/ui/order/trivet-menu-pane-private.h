/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-menu-pane.h"

G_BEGIN_DECLS

struct _TrivetMenuPane {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetTab       *tab;        /* whose quantities the tiles show */
  GHashTable      *quantities; /* sku → number */

  GtkWidget          *bar;
  GtkWidget          *grid;
  GtkWidget          *stack;
  GtkWidget          *choices; /* NULL until all dishes are there or it is wanted */
  GtkWidget          *price;   /* NULL until it is wanted */
  GtkWidget          *empty_title;
  GtkCustomFilter    *filter;
  GtkFilterListModel *dishes;
  gboolean            seen;
};

/* Choices and prices in the place of the dishes, in trivet-menu-pane-choices.c. */
void     _trivet_menu_pane_prepare_choices (TrivetMenuPane *self);
void     _trivet_menu_pane_take_item       (TrivetMenuPane *self,
                                            TrivetMenuItem *item);
gboolean _trivet_menu_pane_is_choosing     (TrivetMenuPane *self);
void     _trivet_menu_pane_follow_order    (TrivetMenuPane *self,
                                            gboolean        other_order);

G_END_DECLS

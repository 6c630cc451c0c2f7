/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-split-page.h"

G_BEGIN_DECLS

struct _TrivetSplitPage {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetTab       *tab;
  gulong           changed_id;
  char            *selected_line_id; /* nullable */
  int              selected_check;
  gboolean         sharing;

  GtkWidget *modes[4]; /* by kind: lines, seats, equal, amounts */
  GtkWidget *cards;
  GtkWidget *add;
  GtkWidget *share;
  GtkWidget *fewer;
  GtkWidget *join;
  GtkWidget *undo;
  GtkWidget *sum;
  GtkWidget *popover;
  GtkWidget *amount; /* in it */
};

const TrivetOrder *_trivet_split_page_get_order   (TrivetSplitPage *self);

/* In trivet-split-page-ways.c. */
GtkWidget         *_trivet_split_page_build_ways  (TrivetSplitPage *self);
void               _trivet_split_page_update_ways (TrivetSplitPage *self);
/* Asks in a popover what the next bill pays. */
void               _trivet_split_page_ask_amount  (TrivetSplitPage *self,
                                                   GtkWidget       *beside);

G_END_DECLS

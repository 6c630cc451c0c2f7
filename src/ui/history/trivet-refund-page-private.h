/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-refund-page.h"

G_BEGIN_DECLS

/*
 * @chosen: (element-type utf8 gint64*): line id → how many go back
 * @plan: (nullable): who would give what back of it
 * @asked_id: (nullable): the failed refund that a question is about
 */
struct _TrivetRefundPage {
  GtkBox parent_instance;

  TrivetUiContext *context;
  char            *order_id;
  GHashTable      *chosen;
  GPtrArray       *plan;
  char            *asked_id;

  GtkWidget *stack;
  GtkWidget *message;
  GtkWidget *lines;
  GtkWidget *sum;
  GtkWidget *parts;
  GtkWidget *hint;
  GtkWidget *reasons;
  GtkWidget *so_far;
  GtkWidget *returns;
  GtkWidget *approval;
};

void _trivet_refund_page_show_error   (TrivetRefundPage *self,
                                       const GError     *error);
void _trivet_refund_page_show_order   (TrivetRefundPage *self);

/* In trivet-refund-page-progress.c. */
void _trivet_refund_page_show_returns (TrivetRefundPage *self,
                                       const TrivetOrder *order);

G_END_DECLS

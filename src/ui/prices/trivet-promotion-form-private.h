/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-promotion-form.h"

G_BEGIN_DECLS

struct _TrivetPromotionForm {
  GtkBox parent_instance;

  TrivetUiContext *context;
  TrivetPromotion *promotion;
  gboolean         filling; /* entries change because another promotion is shown */
  guint            picking; /* which part */

  GtkWidget *stack;
  GtkWidget *scroller;
  GtkWidget *picker;
  GtkWidget *kinds;
  GtkWidget *name;
  GtkWidget *name_zh;
  GtkWidget *value;
  GtkWidget *units; /* buy and get */
  GtkWidget *buy;
  GtkWidget *get;
  GtkWidget *threshold;
  GtkWidget *parts;
  GtkWidget *days;
  GtkWidget *from;
  GtkWidget *to;
  GtkWidget *order_kinds;
  GtkWidget *flags;
  GtkWidget *sentence;
  GtkWidget *verdict;
  GtkWidget *message;
  GtkWidget *off;
  GtkWidget *remove;
};

void _trivet_promotion_form_show_choices (TrivetPromotionForm *self);

/* In trivet-promotion-form-parts.c. */
void _trivet_promotion_form_show_parts   (TrivetPromotionForm *self);
void _trivet_promotion_form_on_picked    (TrivetPromotionForm *self);

G_END_DECLS

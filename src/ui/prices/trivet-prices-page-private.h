/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-prices-page.h"

G_BEGIN_DECLS

/* A change of the price book. */
typedef enum {
  TRIVET_PRICES_CHANGE_NONE,
  TRIVET_PRICES_CHANGE_SET_PROMOTION,
  TRIVET_PRICES_CHANGE_SET_CHARGE,
  TRIVET_PRICES_CHANGE_SET_TAX_RULE,
  TRIVET_PRICES_CHANGE_SET_ROUNDING,
  TRIVET_PRICES_CHANGE_SET_TIPS,
  TRIVET_PRICES_CHANGE_SWITCH,
  TRIVET_PRICES_CHANGE_MOVE,
  TRIVET_PRICES_CHANGE_REMOVE,
  TRIVET_PRICES_CHANGE_UNDO,
} TrivetPricesChange;

/**
 * TrivetPricesCommand:
 * @set_type: kind of the rule that is chosen on the right
 * @on: of a switch
 */
typedef struct {
  TrivetPricesChange kind;
  TrivetFactType     set_type;
  gboolean           on;
} TrivetPricesCommand;

struct _TrivetPricesPage {
  GtkBox parent_instance;

  TrivetUiContext    *context;
  TrivetPricesCommand command;
  char               *moved_id; /* nullable: the tax rule that was moved last, and where to */
  int                 moved_by;

  GtkWidget *stack;
  GtkWidget *approval;
  GtkWidget *content;
  GtkWidget *rows;
  GtkWidget *undo;
  GtkWidget *message;
  GtkWidget *right;
  GtkWidget *empty;
  GtkWidget *promotion;
  GtkWidget *charge;
  GtkWidget *tax_rule;
  GtkWidget *rounding;
  GtkWidget *tips;
};

void _trivet_prices_page_show_form    (TrivetPricesPage   *self,
                                       GtkWidget          *form);
/* @error: (nullable): none takes the words away */
void _trivet_prices_page_show_error   (TrivetPricesPage   *self,
                                       const GError       *error);

/* In trivet-prices-page-changes.c. @on: of a switch */
void _trivet_prices_page_begin        (TrivetPricesPage   *self,
                                       TrivetPricesChange  kind,
                                       TrivetFactType      set_type,
                                       gboolean            on);
void _trivet_prices_page_cancel       (TrivetPricesPage   *self);
void _trivet_prices_page_follow_forms (TrivetPricesPage   *self);

G_END_DECLS

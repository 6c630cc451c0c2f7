/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-pay-scene.h"
#include "trivet-status-mark.h"

G_BEGIN_DECLS

/**
 * TrivetPayAction:
 * @TRIVET_PAY_ACTION_LEAVE: back to the order; nothing was charged
 * @TRIVET_PAY_ACTION_CANCEL_PAYMENT: undo the payment under way
 * @TRIVET_PAY_ACTION_TRY_AGAIN: be ready for the next code
 * @TRIVET_PAY_ACTION_CASH: take cash instead
 * @TRIVET_PAY_ACTION_CHECK_NOW: ask the wallet at once
 * @TRIVET_PAY_ACTION_SERVE_NEXT: leave the doubt to the background
 * @TRIVET_PAY_ACTION_PRINT: print the receipt, again
 * @TRIVET_PAY_ACTION_NEXT_CUSTOMER: done here
 * @TRIVET_PAY_ACTION_OVERRIDE: a manager lets the order be paid otherwise
 * @TRIVET_PAY_ACTION_CLAIM: the guest shows a receipt
 * @TRIVET_PAY_ACTION_CLOSE_ORDER: there is nothing to pay
 *
 * What the status panel offers.
 */
typedef enum {
  TRIVET_PAY_ACTION_LEAVE,
  TRIVET_PAY_ACTION_CANCEL_PAYMENT,
  TRIVET_PAY_ACTION_TRY_AGAIN,
  TRIVET_PAY_ACTION_CASH,
  TRIVET_PAY_ACTION_CHECK_NOW,
  TRIVET_PAY_ACTION_SERVE_NEXT,
  TRIVET_PAY_ACTION_PRINT,
  TRIVET_PAY_ACTION_NEXT_CUSTOMER,
  TRIVET_PAY_ACTION_OVERRIDE,
  TRIVET_PAY_ACTION_CLAIM,
  TRIVET_PAY_ACTION_CLOSE_ORDER,
} TrivetPayAction;

#define TRIVET_PAY_MAX_BUTTONS 4
#define TRIVET_PAY_N_STEPS     4

/**
 * TrivetPayButton:
 * @label: (unowned): its words, translated
 * @primary: what staff most likely want
 */
typedef struct {
  const char      *label;
  TrivetPayAction  action;
  gboolean         primary;
} TrivetPayButton;

/**
 * TrivetStatusWords:
 * @style: (unowned): style class: "wait", "paid", "bad", "doubt" or "gone"
 * @title: what happened
 * @text: whether money moved, and what to do
 * @strong: (nullable): the part of @text to stress
 * @n_steps: how many of the four steps are done, 0 to show none
 *
 * What the status panel shows.
 */
typedef struct {
  const char      *style;
  TrivetStatusSign sign;
  char            *title;
  char            *text;
  char            *strong;
  guint            n_steps;
  guint            n_buttons;
  TrivetPayButton  buttons[TRIVET_PAY_MAX_BUTTONS];
} TrivetStatusWords;

TrivetStatusWords *trivet_status_words_new  (const TrivetPayScene *scene);
void               trivet_status_words_free (TrivetStatusWords    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetStatusWords, trivet_status_words_free)

G_END_DECLS

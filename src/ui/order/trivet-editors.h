/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-order.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*TrivetTextFunc)     (const char         *text,
                                    gpointer            user_data);
typedef void (*TrivetConfirmFunc) (gpointer user_data);
/* @reason: (nullable): of what is given on the house */
typedef void (*TrivetDiscountFunc) (TrivetDiscountKind  kind,
                                    gint64              value,
                                    const char         *reason,
                                    gpointer            user_data);

typedef void (*TrivetSeatFunc)     (int                 seat,
                                    gpointer            user_data);

/* Small popovers beside a button. @user_data must live as long as @parent. */
void trivet_editors_ask_text     (GtkWidget           *parent,
                                  const char          *title,
                                  const char          *text,
                                  TrivetTextFunc       func,
                                  gpointer             user_data);
void trivet_editors_confirm      (GtkWidget           *parent,
                                  const char          *question,
                                  const char          *yes,
                                  TrivetConfirmFunc    func,
                                  gpointer             user_data);
void trivet_editors_ask_seat     (GtkWidget           *parent,
                                  int                  present,
                                  int                  guests,
                                  TrivetSeatFunc       func,
                                  gpointer             user_data);
void trivet_editors_ask_discount (GtkWidget           *parent,
                                  TrivetCurrency       currency,
                                  TrivetDiscountFunc   func,
                                  gpointer             user_data);

G_END_DECLS

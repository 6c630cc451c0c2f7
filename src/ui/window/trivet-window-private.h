/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-ui-context.h"
#include "trivet-wedge.h"
#include "trivet-window.h"

G_BEGIN_DECLS

struct _TrivetWindow {
  AdwApplicationWindow parent_instance;

  TrivetUiContext *context;
  TrivetWedge     *wedge;
  TrivetStaffDesk *desk;      /* nullable; of the context's manager */
  char            *signed_in; /* the id of whom the screens are for, "" for nobody */

  GtkWidget *header;
  GtkWidget *error_bar;
  GtkWidget *clock_bar;
  GtkWidget *stack;
  GtkWidget *order_page;
  GtkWidget *pay_page;    /* NULL until it is needed */
  char      *refund_from; /* the page from which an order was opened */
  gboolean   from_floor;  /* the order page was reached from the tables, and leads back there */
  guint      warm_up_id;
};

/* Which page is shown, and the ways between them, in trivet-window-pages.c. */
gboolean    _trivet_window_is_locked       (TrivetWindow *self);
gboolean    _trivet_window_is_on           (TrivetWindow *self,
                                            const char   *page);
void        _trivet_window_ensure_pay_page (TrivetWindow *self);
void        _trivet_window_show_pay_page   (TrivetWindow *self,
                                            int           check);
void        _trivet_window_charge_code     (TrivetWindow *self,
                                            TrivetSecret *code);
void        _trivet_window_show_floor_page (TrivetWindow *self);
void        _trivet_window_update_lock     (TrivetWindow *self);
void        _trivet_window_install_pages   (GtkWidgetClass *widget_class);

/* The keyboard and what types on it, in trivet-window-keys.c. */
void        _trivet_window_add_keys        (TrivetWindow *self);

G_END_DECLS

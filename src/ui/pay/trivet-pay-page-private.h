/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-pay-page.h"
#include "trivet-pay-summary.h"
#include "trivet-status-panel.h"

G_BEGIN_DECLS

struct _TrivetPayPage {
  GtkWidget parent_instance;

  TrivetUiContext *context;
  TrivetTab       *tab; /* nullable: the one whose changes are watched */
  GtkWidget       *summary;
  GtkWidget       *right;
  GtkWidget       *stack;
  GtkWidget       *arms; /* camera, and beside it the codes to scan */
  GtkWidget       *camera;
  GtkWidget       *codes;
  GtkWidget       *cash;
  GtkWidget       *amount;
  GtkWidget       *approval;
  GtkWidget       *claim;
  GtkWidget       *tip;   /* NULL until it is wanted */
  GtkWidget       *guest; /* NULL until it is wanted: member and coupons */
  char            *doubt_id; /* nullable: the payment that approval or claim are about */
  GtkWidget       *type_code;
  GtkWidget       *paid;
  GtkWidget       *panel;
  guint            tick_id;
  guint            tick_ms;
  guint            rest_id;
  gboolean         open;
};

TrivetPayScene _trivet_pay_page_read_scene     (TrivetPayPage         *self);
void           _trivet_pay_page_show_view      (TrivetPayPage         *self,
                                                GtkWidget             *view);
gboolean       _trivet_pay_page_is_in_view     (TrivetPayPage         *self,
                                                GtkWidget             *view);
void           _trivet_pay_page_choose_method  (TrivetPayPage         *self,
                                                TrivetPayMethod        method);

gboolean       _trivet_pay_page_is_cash        (TrivetPayPage         *self);
void           _trivet_pay_page_refresh        (TrivetPayPage         *self);

/* In trivet-pay-page-choices.c. */
GtkWidget     *_trivet_pay_page_stack_new       (TrivetPayPage        *self);
void           _trivet_pay_page_connect_summary (TrivetPayPage        *self);

/* In trivet-pay-page-extras.c. */
void           _trivet_pay_page_on_extra_chosen (TrivetPaySummary     *summary,
                                                 guint                 extra,
                                                 gpointer              user_data);
gboolean       _trivet_pay_page_has_extra       (TrivetPayPage        *self);
void           _trivet_pay_page_on_scanner_code (TrivetScanner        *scanner,
                                                 TrivetSecret         *code,
                                                 gpointer              user_data);

/* In trivet-pay-page-doubt.c. */
void           _trivet_pay_page_ask_manager    (TrivetPayPage         *self);
void           _trivet_pay_page_ask_receipt    (TrivetPayPage         *self);
void           _trivet_pay_page_on_claimed     (GtkWidget             *pane,
                                                const GError          *error,
                                                gpointer               user_data);

/* In trivet-pay-page-actions.c: handlers of the panel's `action` and the page's `key-pressed`. */
void           _trivet_pay_page_on_action      (TrivetStatusPanel     *panel,
                                                int                    action,
                                                gpointer               user_data);
gboolean       _trivet_pay_page_on_key_pressed (GtkEventControllerKey *controller,
                                                guint                  keyval,
                                                guint                  keycode,
                                                GdkModifierType        state,
                                                gpointer               user_data);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-price-desk.h"
#include "trivet-register-private.h"

G_BEGIN_DECLS

#define TRIVET_PRICES_SUBJECT "prices"

/**
 * TrivetPriceStep:
 * @id: of the rule; "" for how cash is rounded and for tips
 * @before, @after: (nullable): the body of its `…-set`; %NULL for no rule
 */
typedef struct {
  TrivetFactType set_type;
  char          *id;
  char          *before;
  char          *after;
} TrivetPriceStep;

struct _TrivetPriceDesk {
  GObject parent_instance;

  TrivetRegister *reg;
  GQueue          undo; /* TrivetPriceStep */
  gboolean        busy;
};

void             _trivet_price_step_free            (gpointer                data);
void             _trivet_price_desk_emit_changed    (TrivetPriceDesk        *self);

/* (transfer full) (nullable): as it is stored; %NULL with an error that names the field. */
TrivetPromotion *_trivet_price_desk_clean_promotion (const TrivetPromotion  *promotion,
                                                     GError                **error);
TrivetCharge    *_trivet_price_desk_clean_charge    (const TrivetCharge     *charge,
                                                     GError                **error);
TrivetTaxRule   *_trivet_price_desk_clean_tax_rule  (const TrivetTaxRule    *rule,
                                                     GError                **error);
gboolean         _trivet_price_desk_check_tip_rates (const TrivetTipRates   *rates,
                                                     GError                **error);

/* In trivet-price-desk-change.c. */
GTask           *_trivet_price_desk_begin           (TrivetPriceDesk        *self,
                                                     TrivetApproval         *approval,
                                                     GAsyncReadyCallback     callback,
                                                     gpointer                user_data);
void             _trivet_price_desk_set_rule        (GTask                  *task,
                                                     TrivetFactType          set_type,
                                                     const char             *id,
                                                     JsonObject             *body,
                                                     GError                 *error,
                                                     TrivetApproval         *approval);

G_END_DECLS

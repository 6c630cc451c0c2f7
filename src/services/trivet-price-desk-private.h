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
 * @id: of the rule; "" for how cash is rounded
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

G_END_DECLS

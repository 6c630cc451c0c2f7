/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-checkout.h"

G_BEGIN_DECLS

struct _TrivetCheckout {
  GObject parent_instance;

  TrivetRegister      *reg;
  TrivetJournal       *journal;
  TrivetRepository    *repository;
  TrivetPaymentEngine *engine;
  TrivetWalletTable   *wallets;
  TrivetClock         *clock;

  TrivetTab           *tab;
  char                *provider_id;
  guint                n_doubts;
  guint                generation; /* which visit of the pay page an answer belongs to */
  GHashTable          *starting;   /* order id → Visit: money on its way to the disk */
  TrivetCheckoutStatus status;
};

gboolean _trivet_checkout_is_under_way (TrivetCheckoutKind  kind);
void     _trivet_checkout_emit_changed (TrivetCheckout     *self);
void     _trivet_checkout_count_doubts (TrivetCheckout     *self);
void     _trivet_checkout_set_ready    (TrivetCheckout     *self);
void     _trivet_checkout_adopt_start  (TrivetCheckout     *self);
void     _trivet_checkout_set_refused  (TrivetCheckout     *self,
                                        GError             *error);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "services-bench.h"
#include "trivet-price-desk.h"

G_BEGIN_DECLS

#define PRICES_LIN_PIN  "481516"
#define PRICES_WANG_PIN "234217"

/**
 * PricesBench:
 *
 * A price desk on the register of #Services; with prices_add_people(), Wang may change prices and Lin
 * Mei, who is signed in, may not.
 * @n_changed: how often the desk has said `changed`
 */
typedef struct {
  Services         services;
  TrivetPinHasher *hasher;
  TrivetStaffDesk *staff;
  TrivetManager   *manager;
  TrivetPriceDesk *desk;
  guint            n_changed;
} PricesBench;

void             prices_set_up          (PricesBench           *self,
                                         gconstpointer          user_data);
void             prices_tear_down       (PricesBench           *self,
                                         gconstpointer          user_data);
void             prices_add_people      (PricesBench           *self);
TrivetApproval  *prices_approve         (PricesBench           *self,
                                         TrivetPermission       permission);
/* 10 % off fish. */
TrivetPromotion *prices_make_promotion  (const char            *id);
void             prices_set_promotion   (PricesBench           *self,
                                         const TrivetPromotion *promotion,
                                         int                    code);
void             prices_undo            (PricesBench           *self,
                                         int                    code);
const TrivetPromotion *prices_look_up   (PricesBench           *self,
                                         const char            *id);
/* A GAsyncReadyCallback that keeps the result; then what it must have come to, -1 for done. */
void             prices_on_result       (GObject               *source,
                                         GAsyncResult          *result,
                                         gpointer               user_data);
void             prices_assert_finished (PricesBench           *self,
                                         GAsyncResult         **result,
                                         int                    code);

G_END_DECLS

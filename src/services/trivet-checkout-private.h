/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-checkout.h"

G_BEGIN_DECLS

/**
 * TrivetHeldInput:
 * @code: (nullable): a guest's code, or else cash
 *
 * What staff did while a shown code was being withdrawn: it goes on when that is over.
 */
typedef struct {
  TrivetSecret *code;
  gint64        tendered_minor;
  guint         timeout_id;
} TrivetHeldInput;

/*
 * @starting: order id → Visit: money on its way to the disk.
 * @unsettled: ids of the payments without a certain end, shown codes excepted.
 * @closing: ids of the present order's shown codes that are being withdrawn: until the provider has
 * answered they count as doubts. @known_paid: ids of its payments that were paid already: what is
 * paid beyond them is news.
 */
struct _TrivetCheckout {
  GObject parent_instance;

  TrivetRegister      *reg;
  TrivetJournal       *journal;
  TrivetRepository    *repository;
  TrivetPaymentEngine *engine;
  TrivetWalletTable   *wallets;
  TrivetClock         *clock;

  TrivetTab           *tab;
  gulong               tab_changed_id;
  int                  check; /* of a split order, 0 for the whole */
  char                *provider_id;
  gint64               amount_minor;
  guint                n_doubts;
  guint                generation; /* which visit of the pay page an answer belongs to */
  GHashTable          *starting;
  GHashTable          *unsettled;
  TrivetCheckoutStatus status;

  GStrv                code_wallets;
  GPtrArray           *codes; /* TrivetShownCode */
  GHashTable          *closing;
  GHashTable          *known_paid;
  TrivetHeldInput     *held;
  char                *paid_behind; /* a code of ours that was paid while another arm was asked */
};

/* trivet-checkout.c */
gboolean _trivet_checkout_is_under_way  (TrivetCheckoutKind  kind);
void     _trivet_checkout_emit_changed  (TrivetCheckout     *self);
void     _trivet_checkout_emit_codes_changed (TrivetCheckout *self);
const TrivetCheck *_trivet_checkout_get_check (TrivetCheckout *self);
void     _trivet_checkout_set_settled   (TrivetCheckout     *self);
void     _trivet_checkout_count_doubts  (TrivetCheckout     *self);
void     _trivet_checkout_clear_status  (TrivetCheckout     *self);
void     _trivet_checkout_set_ready     (TrivetCheckout     *self);
void     _trivet_checkout_set_refused   (TrivetCheckout     *self,
                                         GError             *error);

/* What the engine tells, in -watch.c. */
void     _trivet_checkout_on_engine_changed  (TrivetPaymentEngine   *engine,
                                              TrivetPaymentProgress *progress,
                                              gpointer               user_data);
void     _trivet_checkout_adopt_open_payment (TrivetCheckout        *self);
void     _trivet_checkout_update_order       (TrivetCheckout        *self);

/* Codes and cash, in -pay.c. */
void     _trivet_checkout_adopt_start   (TrivetCheckout     *self);
void     _trivet_checkout_release_held  (TrivetCheckout     *self);
void     _trivet_checkout_drop_held     (TrivetCheckout     *self);

/* Shown codes, in -codes.c. */
void     _trivet_shown_code_free        (TrivetShownCode    *code);
void     _trivet_checkout_sync_codes    (TrivetCheckout     *self);
void     _trivet_checkout_forget_codes  (TrivetCheckout     *self);
void     _trivet_checkout_adopt_codes   (TrivetCheckout     *self);
void     _trivet_checkout_follow_code   (TrivetCheckout              *self,
                                         const TrivetPaymentProgress *progress);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-bookkeeper.h"
#include "trivet-checkout.h"
#include "trivet-devices.h"
#include "trivet-drawers.h"
#include "trivet-edge.h"
#include "trivet-floor-host.h"
#include "trivet-kitchen-desk.h"
#include "trivet-manager.h"
#include "trivet-parked.h"
#include "trivet-print-queue.h"
#include "trivet-register.h"
#include "trivet-returns.h"
#include "trivet-store.h"

G_BEGIN_DECLS

/**
 * TrivetCompositionOptions:
 * @data_dir: (type filename): the folder of the store
 * @providers_file: (type filename) (nullable): the provider file; %NULL for `providers.ini` in
 *   @data_dir, if there is one
 * @register_id: which register this is
 * @training: training gateways are allowed
 * @resume: hand the payments that a former run left unsettled to the engine
 * @get_edge: where providers and the hasher of PINs come from; asked when they are needed first
 */
typedef struct {
  const char *data_dir;
  const char *providers_file;
  const char *register_id;
  gboolean    training;
  gboolean    resume;
  TrivetEdgeFunc get_edge;
} TrivetCompositionOptions;

#define TRIVET_TYPE_COMPOSITION (trivet_composition_get_type ())
G_DECLARE_FINAL_TYPE (TrivetComposition, trivet_composition, TRIVET, COMPOSITION, GObject)

/**
 * TrivetComposition:
 *
 * Everything that the register is made of, put together once: the only object that knows both the
 * core and the adapters. The window and trivetctl use the same one.
 */
void                    trivet_composition_open_async    (const TrivetCompositionOptions  *options,
                                                          GCancellable                    *cancellable,
                                                          GAsyncReadyCallback              callback,
                                                          gpointer                         user_data);
TrivetComposition      *trivet_composition_open_finish   (GAsyncResult                    *result,
                                                          GError                         **error);
void                    trivet_composition_close_async   (TrivetComposition               *self,
                                                          GAsyncReadyCallback              callback,
                                                          gpointer                         user_data);
gboolean                trivet_composition_close_finish  (TrivetComposition               *self,
                                                          GAsyncResult                    *result,
                                                          GError                         **error);

TrivetStore            *trivet_composition_get_store       (TrivetComposition *self);
TrivetRegister         *trivet_composition_get_register    (TrivetComposition *self);
TrivetCheckout         *trivet_composition_get_checkout    (TrivetComposition *self);
TrivetPaymentEngine    *trivet_composition_get_engine      (TrivetComposition *self);
TrivetBookkeeper       *trivet_composition_get_bookkeeper  (TrivetComposition *self);
TrivetManager          *trivet_composition_get_manager     (TrivetComposition *self);
TrivetReturns          *trivet_composition_get_returns     (TrivetComposition *self);
TrivetParked           *trivet_composition_get_parked      (TrivetComposition *self);
TrivetFloorHost        *trivet_composition_get_floor_host  (TrivetComposition *self);
TrivetKitchenDesk      *trivet_composition_get_kitchen_desk (TrivetComposition *self);
TrivetDrawers          *trivet_composition_get_drawers     (TrivetComposition *self);
TrivetDevices          *trivet_composition_get_devices     (TrivetComposition *self);
TrivetPrintQueue       *trivet_composition_get_print_queue (TrivetComposition *self);
TrivetProviderRegistry *trivet_composition_get_providers   (TrivetComposition *self);
TrivetClock            *trivet_composition_get_clock       (TrivetComposition *self);
TrivetRandom           *trivet_composition_get_random      (TrivetComposition *self);
const TrivetEdge       *trivet_composition_get_edge        (TrivetComposition *self);
GPtrArray              *trivet_composition_get_problems    (TrivetComposition *self);
guint                   trivet_composition_get_n_resumed   (TrivetComposition *self);

/* The manager's PIN of the demo restaurant, for training; documented in README.md. */
#define TRIVET_DEMO_MANAGER_PIN "2468"

/* The wallets (transfer full) of this register whose providers have all of @capabilities. */
GStrv                   trivet_composition_dup_wallets     (TrivetComposition  *self,
                                                            guint               capabilities);

/* A new store with a menu (transfer none) from an import file, for first starts. */
gboolean                trivet_composition_create_store    (const char         *data_dir,
                                                            const char         *menu_json,
                                                            gssize              length,
                                                            const char         *register_id,
                                                            gboolean            demo,
                                                            guint              *ret_n_items,
                                                            GError            **error);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-composition.h"

G_BEGIN_DECLS

struct _TrivetComposition {
  GObject parent_instance;

  char    *data_dir;
  char    *providers_file;
  char    *register_id;
  gboolean training;
  gboolean resume;
  gboolean edge_asked;

  TrivetEdgeFunc          get_edge;
  const TrivetEdge       *edge; /* nullable: not asked for, or it cannot be had */
  TrivetClock            *clock;
  TrivetRandom           *random;
  TrivetStore            *store;
  TrivetProviderRegistry *providers;
  TrivetWalletTable      *wallets;
  TrivetRegister         *reg;
  TrivetPaymentEngine    *engine;
  TrivetCheckout         *checkout;
  TrivetPrintQueue       *print_queue;
  TrivetKitchenDesk      *kitchen_desk;
  TrivetDrawers          *drawers;
  TrivetDevices          *devices;
  TrivetManager          *manager;
  TrivetReturns          *returns;
  TrivetParked           *parked;
  TrivetFloorHost        *floor_host;
  GPtrArray              *problems;
  GHashTable             *fee_rates; /* provider id → gint64, in parts per million */
  TrivetBookkeeper       *bookkeeper;
  guint                   n_resumed;
};

G_END_DECLS

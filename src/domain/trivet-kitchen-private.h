/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-kitchen.h"

G_BEGIN_DECLS

/* Where a category goes, and with which course it is eaten unless staff say otherwise. */
typedef struct {
  char *station_id;
  int   course;
} TrivetKitchenRoute;

struct _TrivetKitchen {
  GObject parent_instance;

  GPtrArray  *stations;   /* TrivetStation, in the order in which they were first set */
  GHashTable *categories; /* category id → TrivetKitchenRoute */
  GHashTable *items;      /* SKU → station id */
};

G_END_DECLS

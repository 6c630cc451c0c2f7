/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * TrivetOrderKind:
 * @TRIVET_ORDER_KIND_COUNTER: at the counter, no table
 * @TRIVET_ORDER_KIND_TABLE: guests at a table
 * @TRIVET_ORDER_KIND_TAKEAWAY: to be fetched
 * @TRIVET_ORDER_KIND_DELIVERY: to be brought
 * @TRIVET_ORDER_KIND_BAR: a tab at the bar, by the guest's name
 */
typedef enum {
  TRIVET_ORDER_KIND_COUNTER,
  TRIVET_ORDER_KIND_TABLE,
  TRIVET_ORDER_KIND_TAKEAWAY,
  TRIVET_ORDER_KIND_DELIVERY,
  TRIVET_ORDER_KIND_BAR,
} TrivetOrderKind;

const char      *trivet_order_kind_get_name  (TrivetOrderKind  kind);
gboolean         trivet_order_kind_from_name (const char      *name,
                                              TrivetOrderKind *ret_kind);

/**
 * TrivetOrderPlace:
 * @table_id: "" for no table
 * @table_name, @table_name_zh: what it was called then
 * @number: of a place that is told in another order, the number of its own; "" otherwise
 *
 * Where the dishes of an order go.
 */
typedef struct {
  TrivetOrderKind  kind;
  char            *table_id;
  char            *table_name;
  char            *table_name_zh;
  char            *number;
} TrivetOrderPlace;

TrivetOrderPlace *trivet_order_place_new     (TrivetOrderKind          kind,
                                              const char              *number,
                                              const char              *table_id,
                                              const char              *table_name,
                                              const char              *table_name_zh);
TrivetOrderPlace *trivet_order_place_copy    (const TrivetOrderPlace  *self);
void              trivet_order_place_free    (TrivetOrderPlace        *self);
JsonObject       *trivet_order_place_to_json (const TrivetOrderPlace  *self);
TrivetOrderPlace *trivet_order_place_read    (JsonObject              *body,
                                              const char              *member,
                                              GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetOrderPlace, trivet_order_place_free)

G_END_DECLS

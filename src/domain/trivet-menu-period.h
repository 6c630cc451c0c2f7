/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-hours.h"
#include "trivet-menu.h"
#include "trivet-order.h"

G_BEGIN_DECLS

#define TRIVET_MENU_MAX_PERIODS       50
#define TRIVET_MENU_PERIOD_MAX_PRICES 5000

/**
 * TrivetMenuPeriodPrice:
 * @price_minor: what the dish costs while the period runs, choices not included
 */
typedef struct {
  char  *sku;
  gint64 price_minor;
} TrivetMenuPeriodPrice;

/**
 * TrivetMenuPeriod:
 * @order_kinds: bits 1 << #TrivetOrderKind; 0 is all
 * @categories: (array zero-terminated=1): shown only while it, or another that names them, runs
 * @prices: (element-type TrivetMenuPeriodPrice): in the order in which they were set
 * @price_of: code of a dish → its element of @prices
 * @place: in the order, as of _trivet_menu_place_make(): the first of several that run has the say
 *
 * A menu of certain hours, such as lunch: what it alone offers, and what costs something else in it.
 */
typedef struct {
  char        *id;
  char        *name;
  char        *name_zh;
  TrivetHours  hours;
  guint        order_kinds;
  GStrv        categories;
  GPtrArray   *prices;
  GHashTable  *price_of;
  gint64       place;
} TrivetMenuPeriod;

/**
 * TrivetMenuMoment:
 * @kind: for which orders
 * @at_us: when, microseconds since 1970-01-01 UTC
 * @zone: the shop's time zone
 */
typedef struct {
  TrivetOrderKind kind;
  gint64          at_us;
  GTimeZone      *zone;
} TrivetMenuMoment;

TrivetMenuPeriod *trivet_menu_period_read        (JsonObject             *body,
                                                  GError                **error);
void              trivet_menu_period_free        (TrivetMenuPeriod       *self);
gboolean          trivet_menu_period_is_on       (const TrivetMenuPeriod *self,
                                                  const TrivetMenuMoment *moment);

/* What all periods of a menu make of it; @periods: as trivet_menu_get_periods() gives them. */
const TrivetMenuPeriod *trivet_menu_periods_find_running   (GPtrArray              *periods,
                                                            const TrivetMenuMoment *moment);
gboolean                trivet_menu_periods_show           (GPtrArray              *periods,
                                                            const char             *category_id,
                                                            const TrivetMenuMoment *moment);
gint64                  trivet_menu_periods_get_price      (GPtrArray              *periods,
                                                            TrivetMenuItem         *item,
                                                            const TrivetMenuMoment *moment);
gint64                  trivet_menu_periods_next_change_us (GPtrArray              *periods,
                                                            gint64                  after_us,
                                                            GTimeZone              *zone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetMenuPeriod, trivet_menu_period_free)

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-kitchen-desk.h"

G_BEGIN_DECLS

/**
 * TrivetKitchenDesk:
 * @errands: ids of orders of which something must be told by itself, one after the other
 */
struct _TrivetKitchenDesk {
  GObject parent_instance;

  TrivetRegister   *reg;
  TrivetJournal    *journal;
  TrivetRepository *repository;
  TrivetKitchen    *kitchen;
  TrivetTableNamer  namer;
  gpointer          namer_data;
  gboolean          loaded;
  gboolean          send_when_paid;
  GQueue            errands;
  gboolean          running;
};

void _trivet_kitchen_desk_emit_failed  (TrivetKitchenDesk *self,
                                        const GError      *error);
GPtrArray *_trivet_kitchen_desk_list_dues (TrivetKitchenDesk *self,
                                           const TrivetOrder *order,
                                           TrivetSlipKind     first,
                                           TrivetSlipKind     last,
                                           int                course);
void _trivet_kitchen_desk_add_dues     (TrivetKitchenDesk *self,
                                        const TrivetOrder *order,
                                        TrivetSlipKind     first,
                                        TrivetSlipKind     last,
                                        int                course,
                                        GPtrArray         *facts);
void _trivet_kitchen_desk_add_slips    (TrivetKitchenDesk *self,
                                        const TrivetOrder *order,
                                        const TrivetSlip  *due,
                                        GPtrArray         *facts);
void _trivet_kitchen_desk_run_errand   (TrivetKitchenDesk *self,
                                        const char        *order_id);

/* trivet-kitchen-errands.c */
void _trivet_kitchen_desk_on_committed (TrivetJournal     *journal,
                                        GPtrArray         *facts,
                                        gpointer           user_data);
void _trivet_kitchen_desk_catch_up     (TrivetKitchenDesk *self);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-order-cache-private.h"
#include "trivet-shift.h"

G_BEGIN_DECLS

/* Raise it with any change of the state tables or of what they hold: a store with another number
 * is rebuilt when it is opened. */
#define TRIVET_PROJECTION_VERSION 8

/* state_menu.kind, in the order in which a menu can take them: an item names its category. */
typedef enum {
  TRIVET_MENU_ROW_CATEGORY = 1,
  TRIVET_MENU_ROW_GROUP,
  TRIVET_MENU_ROW_ITEM,
  TRIVET_MENU_ROW_AVAILABILITY,
  TRIVET_MENU_ROW_PERIOD,
} TrivetMenuRowKind;

/* state_floor.kind, in the order in which a floor can take them: who has left names a table. */
typedef enum {
  TRIVET_FLOOR_ROW_ROOM = 1,
  TRIVET_FLOOR_ROW_TABLE,
  TRIVET_FLOOR_ROW_LEFT,
  TRIVET_FLOOR_ROW_RESERVATION,
  TRIVET_FLOOR_ROW_WAITING,
} TrivetFloorRowKind;

/* state_staff.kind, in the order in which services fold them. */
typedef enum {
  TRIVET_STAFF_ROW_ROLE = 1,
  TRIVET_STAFF_ROW_MEMBER,
  TRIVET_STAFF_ROW_POLICY,
  TRIVET_STAFF_ROW_REFUSED,
} TrivetStaffRowKind;

typedef struct _TrivetProjection TrivetProjection;

TrivetProjection *_trivet_projection_new     (TrivetDatabase    *database);
void              _trivet_projection_free    (TrivetProjection  *self);
gboolean          _trivet_projection_apply   (TrivetProjection  *self,
                                              TrivetFact        *fact,
                                              gint64             sequence,
                                              GError           **error);
gboolean          _trivet_projection_flush   (TrivetProjection  *self,
                                              GError           **error);
void              _trivet_projection_forget  (TrivetProjection  *self);
gboolean          _trivet_projection_rebuild (TrivetProjection  *self,
                                              GError           **error);

gboolean          _trivet_projection_check_subject (TrivetFact  *fact,
                                                    const char  *expected,
                                                    GError     **error);

/* trivet-projection-schema.c */
const char *_trivet_projection_get_schema (void);

/* trivet-projection-menu.c */
gboolean _trivet_projection_set_part    (TrivetDatabase     *database,
                                         const char         *table,
                                         int                 kind,
                                         const char         *id,
                                         gint64              sequence,
                                         GError            **error);
gboolean _trivet_projection_delete_part (TrivetDatabase     *database,
                                         const char         *table,
                                         int                 kind,
                                         const char         *id,
                                         GError            **error);
gboolean _trivet_projection_has_part    (TrivetDatabase     *database,
                                         const char         *table,
                                         int                 kind,
                                         const char         *id,
                                         gboolean           *ret_has,
                                         GError            **error);
gboolean _trivet_projection_apply_menu  (TrivetDatabase     *database,
                                         TrivetFact         *fact,
                                         gint64              sequence,
                                         GError            **error);

/* trivet-projection-staff.c */
gboolean _trivet_projection_apply_staff (TrivetDatabase     *database,
                                         TrivetFact         *fact,
                                         gint64              sequence,
                                         GError            **error);

/* trivet-projection-floor.c */
gboolean _trivet_projection_apply_floor (TrivetDatabase     *database,
                                         TrivetFact         *fact,
                                         gint64              sequence,
                                         GError            **error);

/* trivet-projection-drawers.c */
gboolean _trivet_projection_apply_drawers (TrivetDatabase   *database,
                                           TrivetFact       *fact,
                                           gint64            sequence,
                                           GError          **error);
gboolean _trivet_projection_apply_shift   (TrivetDatabase   *database,
                                           TrivetFact       *fact,
                                           gint64            sequence,
                                           TrivetShift     **ret_shift,
                                           GError          **error);
TrivetShift *_trivet_projection_get_shift (TrivetStatement  *row);

/* The columns that _trivet_projection_get_shift() expects, in this order. */
#define TRIVET_SHIFT_COLUMNS                                                                     \
  "shift_id, drawer_id, register_id, opened_by, closed_by, opened_at_us, closed_at_us, "         \
  "float_minor, cash_in_minor, cash_out_minor, paid_in_minor, paid_out_minor, dropped_minor, "   \
  "n_kicks, counted, counted_minor, expected_minor, variance_minor"

/* trivet-projection-payments.c */
gboolean _trivet_projection_write_money (TrivetDatabase     *database,
                                         const TrivetOrder  *order,
                                         GError            **error);

/* trivet-projection-orders.c */
gboolean _trivet_projection_write_order (TrivetDatabase     *database,
                                         TrivetCachedOrder  *cached,
                                         GError            **error);
gboolean _trivet_projection_apply_print (TrivetDatabase     *database,
                                         TrivetFact         *fact,
                                         gint64              sequence,
                                         GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetProjection, _trivet_projection_free)

G_END_DECLS

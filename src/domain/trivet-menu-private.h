/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-menu-period.h"
#include "trivet-menu.h"

G_BEGIN_DECLS

TrivetMenuItem *_trivet_menu_item_new_from_fact    (TrivetFact      *fact,
                                                    GError         **error);
const char     *_trivet_menu_item_get_text         (TrivetMenuItem  *self);
void            _trivet_menu_item_set_availability (TrivetMenuItem  *self,
                                                    gboolean         available,
                                                    int              left);
gint64          _trivet_menu_item_get_place        (TrivetMenuItem  *self);
const char     *_trivet_menu_item_peek_category_id (TrivetMenuItem  *self);
const char     *_trivet_menu_item_get_search       (TrivetMenuItem  *self);

/* Places in an order, in trivet-menu-place.c. */
gint64          _trivet_menu_place_make            (gint64           position,
                                                    gint64           offset);
gint64          _trivet_menu_place_read            (JsonObject      *body);
void            _trivet_menu_place_write           (JsonObject      *body,
                                                    gint64           place);
int             _trivet_menu_place_get_position    (gint64           place);
gboolean        _trivet_menu_place_between         (const gint64    *before,
                                                    const gint64    *after,
                                                    gint64          *ret_place);

TrivetMenuGroup *_trivet_menu_group_new            (JsonObject      *body,
                                                    GError         **error);
void             _trivet_menu_group_free           (TrivetMenuGroup *group);
GPtrArray       *_trivet_menu_slots_new            (JsonArray       *slots,
                                                    GError         **error);

GHashTable     *_trivet_menu_peek_items            (TrivetMenu      *self);
GHashTable     *_trivet_menu_peek_categories       (TrivetMenu      *self);
GHashTable     *_trivet_menu_peek_groups           (TrivetMenu      *self);
GHashTable     *_trivet_menu_peek_periods          (TrivetMenu      *self);
void            _trivet_menu_sort_categories       (GHashTable      *categories,
                                                    GPtrArray       *list);
void            _trivet_menu_sort_periods          (GHashTable      *periods,
                                                    GPtrArray       *list);
void            _trivet_menu_sort_items            (TrivetMenu      *self,
                                                    GPtrArray       *list);
const char     *_trivet_menu_lookup_text           (TrivetMenu      *self,
                                                    TrivetFactType   type,
                                                    const char      *id);
void            _trivet_menu_import_reduce         (TrivetMenu            *present,
                                                    GHashTable            *category_ids,
                                                    GHashTable            *group_ids,
                                                    GHashTable            *skus,
                                                    GHashTable            *period_ids,
                                                    GPtrArray             *facts,
                                                    const TrivetFactStamp *stamp);

G_END_DECLS

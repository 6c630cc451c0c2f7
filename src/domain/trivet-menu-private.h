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
int             _trivet_menu_item_get_position     (TrivetMenuItem  *self);
int             _trivet_menu_item_compare          (TrivetMenuItem  *self,
                                                    TrivetMenuItem  *other);
const char     *_trivet_menu_item_peek_category_id (TrivetMenuItem  *self);
const char     *_trivet_menu_item_get_search       (TrivetMenuItem  *self);

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

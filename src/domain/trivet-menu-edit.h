/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-menu-period.h"

G_BEGIN_DECLS

/**
 * TrivetMenuPart:
 *
 * What a menu is made of.
 */
typedef enum {
  TRIVET_MENU_PART_CATEGORY,
  TRIVET_MENU_PART_GROUP,
  TRIVET_MENU_PART_ITEM,
  TRIVET_MENU_PART_PERIOD,
} TrivetMenuPart;

/**
 * TrivetMenuFault:
 * @path: the member, "price"; of an option, a slot or a price, "options/2/price", counted from 0; ""
 *   when another part of the menu is in the way
 * @code: what is wrong with it
 * @message: in words, for logs and files; screens have their own
 */
typedef struct {
  char           *path;
  TrivetMenuError code;
  char           *message;
} TrivetMenuFault;

/*
 * One part of a menu, changed by hand. An entry is what a file for trivet_menu_import() holds for the
 * part, and is judged as that file would be; the facts are the difference, so that an entry that
 * somebody has only partly changed loses nothing.
 */
const char *trivet_menu_part_get_id_member (TrivetMenuPart         part);
gboolean    trivet_menu_has_part           (TrivetMenu            *self,
                                            TrivetMenuPart         part,
                                            const char            *id);
JsonObject *trivet_menu_describe           (TrivetMenu            *self,
                                            TrivetMenuPart         part,
                                            const char            *id);
JsonObject *trivet_menu_merge_entries      (JsonObject            *base,
                                            JsonObject            *theirs,
                                            JsonObject            *ours,
                                            char                 **ret_member);
int         trivet_menu_next_position      (TrivetMenu            *self,
                                            TrivetMenuPart         part);
/* (transfer full) (element-type utf8 guint): category id → how many dishes, until the next change. */
GHashTable *trivet_menu_count_dishes       (TrivetMenu            *self);
/* (transfer full) (element-type utf8): all groups, by id. */
GPtrArray  *trivet_menu_list_group_ids     (TrivetMenu            *self);
gboolean    trivet_menu_group_opens_others (const TrivetMenuGroup *self);
guint       trivet_menu_count_openers      (TrivetMenu            *self,
                                            const char            *group_id);
guint       trivet_menu_count_users        (TrivetMenu            *self,
                                            TrivetMenuPart         part,
                                            const char            *id);

/* @id: (nullable): the part that is changed, %NULL for a new one. @ret_faults: (out) (transfer full)
 * (element-type TrivetMenuFault): all that is wrong, when %NULL is returned. */
GPtrArray  *trivet_menu_edit               (TrivetMenu            *self,
                                            TrivetMenuPart         part,
                                            const char            *id,
                                            JsonObject            *entry,
                                            const TrivetFactStamp *stamp,
                                            GPtrArray            **ret_faults);
GPtrArray  *trivet_menu_remove             (TrivetMenu            *self,
                                            TrivetMenuPart         part,
                                            const char            *id,
                                            const TrivetFactStamp *stamp);
/* @ids: (array zero-terminated=1): all of a category's dishes, or all categories or periods, in their
 * new order; @moved: which of them was moved. */
GPtrArray  *trivet_menu_reorder            (TrivetMenu            *self,
                                            TrivetMenuPart         part,
                                            const char *const     *ids,
                                            guint                  moved,
                                            const TrivetFactStamp *stamp);

/* Steps back: what takes @facts back as long as the menu still says what they said. */
GPtrArray  *trivet_menu_plan_back          (TrivetMenu            *before,
                                            GPtrArray             *facts,
                                            const TrivetFactStamp *stamp);
gboolean    trivet_menu_still_says         (TrivetMenu            *self,
                                            GPtrArray             *facts);

void        trivet_menu_fault_free         (TrivetMenuFault       *self);

G_END_DECLS

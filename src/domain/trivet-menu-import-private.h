/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-menu-edit.h"
#include "trivet-menu.h"

G_BEGIN_DECLS

/* Half of the room between two positions. */
#define TRIVET_MENU_MAX_OFFSET (1 << 30)

/* @where names the entry for messages ("item 17 “A12”"); @facts are those made so far. A table has
 * @row_numbers (entry → its row), and then @row and the column of @member, which was read last, name
 * the place; @cell, when set, is the column instead. @nesting are the groups whose options open groups;
 * @unfit has for each dish that no combo may hold why (sku → words). A file that holds a part of a menu
 * only has @base, the menu; @object is where @member was read. */
typedef struct {
  TrivetCurrency         currency;
  TrivetMenu            *present;
  TrivetMenu            *base;
  const TrivetFactStamp *stamp;
  GHashTable            *category_ids;
  GHashTable            *group_ids;
  GHashTable            *skus;
  GHashTable            *period_ids;
  GHashTable            *nesting;
  GHashTable            *unfit;
  GPtrArray             *facts;
  char                  *where;
  GHashTable            *row_numbers;
  guint                  row;
  JsonObject            *object;
  const char            *member;
  const char            *cell;
  gint64                 offset; /* of the entry's place */
} TrivetMenuImport;

/* Where a fault is: a borrowed object of the file, and its member. */
typedef struct {
  JsonObject *entry;
  const char *member;
} TrivetMenuPlace;

char       *_trivet_menu_import_quote        (const char        *text);
void        _trivet_menu_import_enter        (TrivetMenuImport  *self,
                                              JsonObject        *entry);
void        _trivet_menu_import_set_where    (TrivetMenuImport  *self,
                                              const char        *kind,
                                              guint              position,
                                              JsonObject        *object,
                                              const char        *member);
gboolean    _trivet_menu_import_refuse       (TrivetMenuImport  *self,
                                              TrivetMenuError    code,
                                              GError           **error,
                                              const char        *format,
                                              ...) G_GNUC_PRINTF (4, 5);
const char *_trivet_menu_import_get_text     (TrivetMenuImport  *self,
                                              JsonObject        *object,
                                              const char        *member,
                                              GError           **error);
gboolean    _trivet_menu_import_get_text_or  (TrivetMenuImport  *self,
                                              JsonObject        *object,
                                              const char        *member,
                                              const char        *fallback,
                                              const char       **ret_text,
                                              GError           **error);
gboolean    _trivet_menu_import_get_bool_or  (TrivetMenuImport  *self,
                                              JsonObject        *object,
                                              const char        *member,
                                              gboolean           fallback,
                                              gboolean          *ret_value,
                                              GError           **error);
gboolean    _trivet_menu_import_get_count_or (TrivetMenuImport  *self,
                                              JsonObject        *object,
                                              const char        *member,
                                              int                fallback,
                                              int               *ret_value,
                                              GError           **error);
/* Where @object stands in its list: its own "position" and "offset", or its place in the file. */
gboolean        _trivet_menu_import_place          (TrivetMenuImport      *self,
                                                    JsonObject            *object,
                                                    guint                  position,
                                                    JsonObject            *body,
                                                    GError               **error);
gboolean    _trivet_menu_import_get_list     (TrivetMenuImport  *self,
                                              JsonObject        *object,
                                              const char        *member,
                                              JsonArray        **ret_list,
                                              GError           **error);
gboolean    _trivet_menu_import_get_names    (TrivetMenuImport  *self,
                                              JsonObject        *object,
                                              const char       **ret_name,
                                              const char       **ret_name_zh,
                                              GError           **error);
gboolean    _trivet_menu_import_get_price    (TrivetMenuImport  *self,
                                              JsonObject        *object,
                                              gboolean           is_option,
                                              gint64            *ret_minor,
                                              GError           **error);
gboolean    _trivet_menu_import_get_tax_rate (TrivetMenuImport  *self,
                                              JsonObject        *object,
                                              gint64            *ret_ppm,
                                              GError           **error);
gboolean    _trivet_menu_import_get_color    (TrivetMenuImport  *self,
                                              JsonObject        *object,
                                              const char       **ret_color,
                                              GError           **error);

gboolean    _trivet_menu_import_claim_id     (TrivetMenuImport  *self,
                                              GHashTable        *ids,
                                              const char        *id,
                                              GError           **error);
void        _trivet_menu_import_add_fact     (TrivetMenuImport  *self,
                                              TrivetFactType     type,
                                              JsonObject        *body);
JsonObject *_trivet_menu_import_new_body     (const char        *id,
                                              const char        *name,
                                              const char        *name_zh);
JsonArray  *_trivet_menu_import_group_ids    (TrivetMenuImport  *self,
                                              JsonObject        *object,
                                              gboolean           known,
                                              GError           **error);
gboolean    _trivet_menu_import_group        (TrivetMenuImport  *self,
                                              JsonObject        *object,
                                              guint              position,
                                              GError           **error);
gboolean    _trivet_menu_import_check_groups (TrivetMenuImport  *self,
                                              JsonObject        *root,
                                              GError           **error);
gboolean    _trivet_menu_import_combo        (TrivetMenuImport  *self,
                                              JsonObject        *object,
                                              JsonObject        *body,
                                              GError           **error);
gboolean    _trivet_menu_import_check_combos (TrivetMenuImport  *self,
                                              JsonObject        *root,
                                              GError           **error);
gboolean    _trivet_menu_import_marks        (TrivetMenuImport  *self,
                                              JsonObject        *object,
                                              JsonObject        *body,
                                              GError           **error);
GPtrArray  *_trivet_menu_import_root         (JsonObject        *root,
                                              TrivetMenu        *present,
                                              GHashTable        *row_numbers,
                                              const TrivetFactStamp *stamp,
                                              GError           **error);
gboolean    _trivet_menu_import_period       (TrivetMenuImport  *self,
                                              JsonObject        *object,
                                              guint              position,
                                              GError           **error);
GPtrArray  *_trivet_menu_import_part         (JsonObject        *root,
                                              TrivetMenu        *base,
                                              const TrivetFactStamp *stamp,
                                              TrivetMenuPlace   *ret_place,
                                              GError           **error);
/* trivet-menu-edit-faults.c; @ret_faults: (element-type TrivetMenuFault). */
GPtrArray  *_trivet_menu_judge_entry         (TrivetMenu            *menu,
                                              TrivetMenuPart         part,
                                              const char            *id,
                                              JsonObject            *entry,
                                              const TrivetFactStamp *stamp,
                                              GPtrArray            **ret_faults);
JsonObject *_trivet_menu_export_root         (TrivetMenu        *menu);
JsonObject *_trivet_menu_export_category     (const TrivetMenuCategory *category);
JsonObject *_trivet_menu_export_group        (TrivetMenu        *menu,
                                              const TrivetMenuGroup *group);
JsonObject *_trivet_menu_export_item         (TrivetMenu        *menu,
                                              TrivetMenuItem    *item);
JsonObject *_trivet_menu_export_period       (TrivetMenu        *menu,
                                              const TrivetMenuPeriod *period);
JsonObject *_trivet_menu_export_new_entry    (const char        *member,
                                              const char        *id,
                                              const char        *name,
                                              const char        *name_zh);
void        _trivet_menu_export_set_price    (JsonObject        *entry,
                                              TrivetMenu        *menu,
                                              gint64             price_minor);
const char *_trivet_menu_csv_get_column      (const char        *member);

G_END_DECLS

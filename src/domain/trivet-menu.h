/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-fact.h"
#include "trivet-money.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TrivetMenuError:
 * @TRIVET_MENU_ERROR_SYNTAX: the file is not JSON; the message has line and column
 * @TRIVET_MENU_ERROR_VALUE: a value is missing or wrong; the message names the item and member
 * @TRIVET_MENU_ERROR_REFERENCE: an item names a category or group that the file lacks
 * @TRIVET_MENU_ERROR_LIMIT: more than the named maximum
 */
typedef enum {
  TRIVET_MENU_ERROR_SYNTAX,
  TRIVET_MENU_ERROR_VALUE,
  TRIVET_MENU_ERROR_REFERENCE,
  TRIVET_MENU_ERROR_LIMIT,
} TrivetMenuError;

#define TRIVET_MENU_ERROR (trivet_menu_error_quark ())
GQuark trivet_menu_error_quark (void);

#define TRIVET_MENU_MAX_ITEMS      50000
#define TRIVET_MENU_MAX_NAME_BYTES 200

/**
 * TrivetLanguage:
 *
 * Which of a thing's two names to show.
 */
typedef enum {
  TRIVET_LANGUAGE_EN,
  TRIVET_LANGUAGE_ZH,
} TrivetLanguage;

/**
 * TrivetMenuCategory:
 * @id: unique
 * @name: English name
 * @name_zh: Chinese name; equals @name when the import had only one
 * @color: "#rrggbb"
 * @position: 0, 1, 2, … in the order of the import
 */
typedef struct {
  char *id;
  char *name;
  char *name_zh;
  char *color;
  int   position;
} TrivetMenuCategory;

/**
 * TrivetMenuOption:
 * @id: unique in its group
 * @price_minor: added to the item's price; may be negative
 * @preselected: chosen when the group opens
 */
typedef struct {
  char    *id;
  char    *name;
  char    *name_zh;
  gint64   price_minor;
  gboolean preselected;
} TrivetMenuOption;

/**
 * TrivetMenuGroup:
 * @min: options that must be chosen (0: optional)
 * @max: options that may be chosen (at least @min and 1)
 * @options: (element-type TrivetMenuOption)
 */
typedef struct {
  char      *id;
  char      *name;
  char      *name_zh;
  int        min;
  int        max;
  GPtrArray *options;
} TrivetMenuGroup;

/**
 * TrivetMenuItem:
 *
 * A dish. A GObject so that list models can hold it; replaced, not changed, when the menu is
 * edited. Availability is the one thing that changes in place (`notify::available`,
 * `notify::left`).
 */
#define TRIVET_TYPE_MENU_ITEM (trivet_menu_item_get_type ())
G_DECLARE_FINAL_TYPE (TrivetMenuItem, trivet_menu_item, TRIVET, MENU_ITEM, GObject)

const char *trivet_menu_item_get_sku          (TrivetMenuItem *self);
const char *trivet_menu_item_get_category_id  (TrivetMenuItem *self);
const char *trivet_menu_item_get_name         (TrivetMenuItem *self,
                                               TrivetLanguage  language);
const char *trivet_menu_item_get_kitchen_name (TrivetMenuItem *self);
const char *trivet_menu_item_get_emoji        (TrivetMenuItem *self);
const char *trivet_menu_item_get_image        (TrivetMenuItem *self);
gint64      trivet_menu_item_get_price_minor  (TrivetMenuItem *self);
gint64      trivet_menu_item_get_tax_rate_ppm (TrivetMenuItem *self);
gboolean    trivet_menu_item_get_tax_included (TrivetMenuItem *self);
GStrv       trivet_menu_item_get_group_ids    (TrivetMenuItem *self);
GStrv       trivet_menu_item_get_allergens    (TrivetMenuItem *self);
GStrv       trivet_menu_item_get_diet         (TrivetMenuItem *self);
gboolean    trivet_menu_item_get_available    (TrivetMenuItem *self);
int         trivet_menu_item_get_left         (TrivetMenuItem *self);
gboolean    trivet_menu_item_matches          (TrivetMenuItem *self,
                                               const char     *query);

const char *const *trivet_menu_get_known_allergens (void);
const char *const *trivet_menu_get_known_diets     (void);

#define TRIVET_TYPE_MENU (trivet_menu_get_type ())
G_DECLARE_FINAL_TYPE (TrivetMenu, trivet_menu, TRIVET, MENU, GObject)

TrivetMenu               *trivet_menu_new             (TrivetCurrency   currency);
TrivetMenu               *trivet_menu_fold            (GPtrArray       *facts,
                                                       GError         **error);
void                      trivet_menu_set_currency    (TrivetMenu      *self,
                                                       TrivetCurrency   currency);
TrivetCurrency            trivet_menu_get_currency    (TrivetMenu      *self);
gboolean                  trivet_menu_apply           (TrivetMenu      *self,
                                                       TrivetFact      *fact,
                                                       GError         **error);
GListModel               *trivet_menu_get_items       (TrivetMenu      *self);
GPtrArray                *trivet_menu_get_categories  (TrivetMenu      *self);
GPtrArray                *trivet_menu_get_periods     (TrivetMenu      *self);
const TrivetMenuCategory *trivet_menu_lookup_category (TrivetMenu      *self,
                                                       const char      *id);
TrivetMenuItem           *trivet_menu_lookup_item     (TrivetMenu      *self,
                                                       const char      *sku);
const TrivetMenuGroup    *trivet_menu_lookup_group    (TrivetMenu      *self,
                                                       const char      *id);
const TrivetMenuOption   *trivet_menu_group_lookup    (const TrivetMenuGroup *group,
                                                       const char            *option_id);

/* Import: the whole file is checked before anything is made; the facts are the difference to
 * @present, so importing the same file twice changes nothing. */
GPtrArray *trivet_menu_import (const char             *json,
                               gssize                  length,
                               TrivetMenu             *present,
                               const TrivetFactStamp  *stamp,
                               GError                **error);
GPtrArray *trivet_menu_import_csv (const char            *csv,
                                   gssize                 length,
                                   TrivetMenu            *present,
                                   const TrivetFactStamp *stamp,
                                   GError               **error);
char      *trivet_menu_export     (TrivetMenu            *self);
char      *trivet_menu_export_csv (TrivetMenu            *self);

G_END_DECLS

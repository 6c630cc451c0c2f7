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
 * @place: in the order, as of _trivet_menu_place_make()
 */
typedef struct {
  char  *id;
  char  *name;
  char  *name_zh;
  char  *color;
  gint64 place;
} TrivetMenuCategory;

/**
 * TrivetMenuOption:
 * @id: unique in its group; of a dish in a slot of a combo, the dish's code
 * @name, @name_zh: what it is called; of a dish, see trivet_menu_get_option_name()
 * @price_minor: added to the item's price; may be negative, of a dish in a slot never is
 * @preselected: chosen when the group opens
 * @groups: (array zero-terminated=1): ids of the groups that open when it is chosen; those open no
 *   others
 * @sku: (nullable): of a dish in a slot, its code: @id again; its own groups open when it is chosen
 */
typedef struct {
  char     *id;
  char     *name;
  char     *name_zh;
  gint64    price_minor;
  gboolean  preselected;
  GStrv     groups;
  char     *sku;
} TrivetMenuOption;

/**
 * TrivetMenuGroup:
 * @id: unique in the menu; of a slot, in its combo
 * @min: options that must be chosen (0: optional)
 * @max: options that may be chosen (at least @min and 1)
 * @options: (element-type TrivetMenuOption)
 *
 * A group of choices, or a slot of a combo (套餐), whose options are dishes.
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
GPtrArray  *trivet_menu_item_get_combo        (TrivetMenuItem *self);
gboolean    trivet_menu_item_get_open_price   (TrivetMenuItem *self);
gboolean    trivet_menu_item_has_choices      (TrivetMenuItem *self);
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
const char               *trivet_menu_get_option_name (TrivetMenu             *self,
                                                       const TrivetMenuOption *option,
                                                       TrivetLanguage          language);

/**
 * TrivetMenuOpening:
 * @under: (nullable): the place, "group/option", of the choice that opens it; %NULL: the dish itself
 * @group: (unowned): a group, or a slot of a combo
 *
 * A group of choices that is open for a dish: its own, or one that a choice has opened.
 */
typedef struct {
  char                  *under;
  const TrivetMenuGroup *group;
} TrivetMenuOpening;

/* What is offered of a dish, and what its rules ask for, when @modifiers (element-type
 * TrivetLineModifier, nullable) are chosen. */
GPtrArray               *trivet_menu_list_openings    (TrivetMenu              *self,
                                                       TrivetMenuItem          *item,
                                                       GPtrArray               *modifiers);
int                      trivet_menu_opening_count    (const TrivetMenuOpening *opening,
                                                       GPtrArray               *modifiers);
const TrivetMenuOpening *trivet_menu_find_unfulfilled (GPtrArray               *openings,
                                                       GPtrArray               *modifiers);

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

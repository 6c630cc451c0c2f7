/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-csv-private.h"
#include "trivet-menu-import-private.h"

G_BEGIN_DECLS

#define TRIVET_MENU_CSV_N_COLUMNS      25
#define TRIVET_MENU_CSV_N_KINDS        5
#define TRIVET_MENU_CSV_LIST_SEPARATOR ';'
#define TRIVET_MENU_CSV_PRICE_MARK     '=' /* between a dish in a slot and its surcharge */

/* What a row is. */
typedef enum {
  TRIVET_MENU_CSV_KIND_ITEM = 1 << 0,
  TRIVET_MENU_CSV_KIND_CATEGORY = 1 << 1,
  TRIVET_MENU_CSV_KIND_GROUP = 1 << 2,
  TRIVET_MENU_CSV_KIND_OPTION = 1 << 3,
  TRIVET_MENU_CSV_KIND_SLOT = 1 << 4,
  TRIVET_MENU_CSV_KIND_ALL = (1 << 5) - 1,
} TrivetMenuCsvKind;

typedef enum {
  TRIVET_MENU_CSV_CELL_KIND,
  TRIVET_MENU_CSV_CELL_GROUP, /* of an option its group, of a slot its combo */
  TRIVET_MENU_CSV_CELL_ID,
  TRIVET_MENU_CSV_CELL_NAME,
  TRIVET_MENU_CSV_CELL_TEXT,
  TRIVET_MENU_CSV_CELL_COUNT,
  TRIVET_MENU_CSV_CELL_BOOL,
  TRIVET_MENU_CSV_CELL_LIST,
  TRIVET_MENU_CSV_CELL_CHOICES,
} TrivetMenuCsvCell;

typedef struct {
  const char       *name;
  const char       *member;
  TrivetMenuCsvCell type;
  guint             kinds;
} TrivetMenuCsvColumn;

extern const TrivetMenuCsvColumn _trivet_menu_csv_columns[TRIVET_MENU_CSV_N_COLUMNS];
extern const char *const         _trivet_menu_csv_kind_names[TRIVET_MENU_CSV_N_KINDS];

const char *_trivet_menu_csv_get_id_member (TrivetMenuCsvKind kind);

G_END_DECLS

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-order.h"

G_BEGIN_DECLS

#define TRIVET_KITCHEN_MAX_STATIONS 50

/**
 * TrivetStation:
 * @printer: the address of its printer, "" when it has a display only
 * @fallback: the id of the station whose printer takes over when its own does not answer, or ""
 * @language: "en", "zh" or "both": what its slips say
 * @paper_mm: 58 or 80
 * @pass: gets a copy of everything that the other stations are told
 * @when_paid: hears of an order only when it is paid, as at a counter; otherwise when it is sent
 */
typedef struct {
  char     *id;
  char     *name;
  char     *name_zh;
  char     *printer;
  char     *fallback;
  char     *language;
  int       paper_mm;
  gboolean  pass;
  gboolean  when_paid;
} TrivetStation;

/* What people call a table: (transfer none) (nullable). */
typedef const char *(*TrivetTableNamer) (gpointer    data,
                                         const char *table_id);

/**
 * TrivetSlipKind:
 * @TRIVET_SLIP_NEW: make this
 * @TRIVET_SLIP_CHANGE: of what was told, choices or note are others now
 * @TRIVET_SLIP_PLACE: of what was told, it goes elsewhere now: fetched, brought, to another table
 * @TRIVET_SLIP_VOID: do not make it, or throw it away
 * @TRIVET_SLIP_RUSH: the guest asks where it is
 */
typedef enum {
  TRIVET_SLIP_NEW,
  TRIVET_SLIP_CHANGE,
  TRIVET_SLIP_PLACE,
  TRIVET_SLIP_VOID,
  TRIVET_SLIP_RUSH,
} TrivetSlipKind;
#define TRIVET_N_SLIP_KINDS (TRIVET_SLIP_RUSH + 1)

const char *trivet_slip_kind_get_name  (TrivetSlipKind   kind);
gboolean    trivet_slip_kind_from_name (const char      *name,
                                        TrivetSlipKind  *ret_kind);

/**
 * TrivetSlipLine:
 * @part: (nullable): of a combo, the place of the one dish that it is about; %NULL: all of them that the
 *   station makes
 * @quantity: how many of the line the slip is about; always above 0
 */
typedef struct {
  char   *line_id;
  char   *part;
  gint64  quantity;
} TrivetSlipLine;

/**
 * TrivetSlip:
 * @station_id: who is told, "" before it is known
 * @former: (nullable): of %TRIVET_SLIP_PLACE, where the station thinks that it goes
 * @lines: (element-type TrivetSlipLine): each line of the order, or dish of a combo, at most once
 *
 * One piece of paper for one station.
 */
typedef struct {
  char             *station_id;
  TrivetSlipKind    kind;
  TrivetOrderPlace *former;
  GPtrArray        *lines;
} TrivetSlip;

TrivetSlip *trivet_slip_new      (const char     *station_id,
                                  TrivetSlipKind  kind);
void        trivet_slip_free     (TrivetSlip     *self);
void        trivet_slip_add      (TrivetSlip     *self,
                                  const char     *line_id,
                                  gint64          quantity);
void        trivet_slip_add_part (TrivetSlip     *self,
                                  const char     *line_id,
                                  const char     *part,
                                  gint64          quantity);
void        trivet_slip_write    (const TrivetSlip *self,
                                  JsonObject       *body);
TrivetSlip *trivet_slip_read     (JsonObject     *body,
                                  GError        **error);

#define TRIVET_TYPE_KITCHEN (trivet_kitchen_get_type ())
G_DECLARE_FINAL_TYPE (TrivetKitchen, trivet_kitchen, TRIVET, KITCHEN, GObject)

/**
 * TrivetKitchen:
 *
 * The fold of the facts with the subject "kitchen": which stations there are, and which of them
 * makes what. A dish goes where it is routed itself, or else where its category is, or else to the
 * first station that is no pass.
 */
TrivetKitchen       *trivet_kitchen_new            (void);
gboolean             trivet_kitchen_apply          (TrivetKitchen          *self,
                                                    TrivetFact             *fact,
                                                    GError                **error);
GPtrArray           *trivet_kitchen_get_stations   (TrivetKitchen          *self);
const TrivetStation *trivet_kitchen_lookup_station (TrivetKitchen          *self,
                                                    const char             *id);
const TrivetStation *trivet_kitchen_find_station   (TrivetKitchen          *self,
                                                    const char             *id_or_name);
const TrivetStation *trivet_kitchen_route          (TrivetKitchen          *self,
                                                    const TrivetOrderLine  *line);
const TrivetStation *trivet_kitchen_route_part     (TrivetKitchen            *self,
                                                    const TrivetLineModifier *part);
gboolean             trivet_kitchen_concerns       (TrivetKitchen          *self,
                                                    const TrivetStation    *station,
                                                    const TrivetOrderLine  *line);
gboolean             trivet_kitchen_concerns_part  (TrivetKitchen            *self,
                                                    const TrivetStation      *station,
                                                    const TrivetLineModifier *part);
int                  trivet_kitchen_get_course     (TrivetKitchen          *self,
                                                    const TrivetOrderLine  *line);
int                  trivet_kitchen_get_part_course (TrivetKitchen            *self,
                                                     const TrivetOrderLine    *line,
                                                     const TrivetLineModifier *part);
gboolean             trivet_kitchen_is_in_course   (TrivetKitchen          *self,
                                                    const TrivetStation    *station,
                                                    const TrivetOrderLine  *line,
                                                    int                     course);
/* The routes themselves, "" for none; (transfer none). */
const char          *trivet_kitchen_get_category_route (TrivetKitchen      *self,
                                                    const char             *category_id,
                                                    int                    *ret_course);
const char          *trivet_kitchen_get_item_route (TrivetKitchen          *self,
                                                    const char             *sku);
JsonObject          *trivet_station_to_json        (const TrivetStation    *self);

GPtrArray           *trivet_kitchen_import         (const char             *json,
                                                    gssize                  length,
                                                    const TrivetFactStamp  *stamp,
                                                    GError                **error);

/* What the kitchen must still be told of an order: pure functions, in trivet-kitchen-due.c. */
#define TRIVET_COURSE_ALL  (-1) /* every course */
#define TRIVET_COURSE_FREE (-2) /* every course that is not held */

gint64     trivet_order_line_get_wanted   (const TrivetOrder      *order,
                                           const TrivetOrderLine  *line);
gint64     trivet_order_line_get_due      (const TrivetOrder      *order,
                                           const TrivetOrderLine  *line,
                                           TrivetSlipKind          kind);
TrivetSlip *trivet_kitchen_list_due       (TrivetKitchen          *self,
                                           const TrivetOrder      *order,
                                           TrivetSlipKind          kind,
                                           int                     course);
GPtrArray *trivet_kitchen_list_moved      (TrivetKitchen          *self,
                                           const TrivetOrder      *order);
TrivetSlip *trivet_kitchen_list_due_of    (TrivetKitchen          *self,
                                           const TrivetOrder      *order,
                                           const TrivetOrderLine  *line,
                                           TrivetSlipKind          kind);
GPtrArray *trivet_kitchen_share_out       (TrivetKitchen          *self,
                                           const TrivetOrder      *order,
                                           const TrivetSlip       *due);
JsonObject *trivet_kitchen_sent_body      (const TrivetOrder      *order,
                                           GPtrArray              *dues);
gboolean   trivet_kitchen_is_allergy      (const char             *note);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrivetSlip, trivet_slip_free)

G_END_DECLS

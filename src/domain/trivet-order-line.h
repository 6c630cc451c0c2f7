/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "trivet-fact.h"
#include "trivet-money.h"
#include "trivet-order-place.h"

G_BEGIN_DECLS

/* They keep every sum within 64 bits; see trivet-order-apply.c. */
#define TRIVET_ORDER_MAX_LINES        500
#define TRIVET_ORDER_MAX_QUANTITY     9999
#define TRIVET_ORDER_MAX_MODIFIERS    40
#define TRIVET_ORDER_MAX_TENDERS      500
#define TRIVET_ORDER_MAX_REFUNDS      500
#define TRIVET_ORDER_MAX_GUESTS       999
#define TRIVET_ORDER_MAX_SEAT         99
#define TRIVET_ORDER_MAX_COURSE       9
#define TRIVET_ORDER_MAX_CHECKS       50
#define TRIVET_ORDER_MAX_WEIGHT       1000
#define TRIVET_ORDER_MAX_CHARGES      8
#define TRIVET_ORDER_MAX_CHARGE_PPM   250000
#define TRIVET_ORDER_MAX_PRICE_MINOR  G_GINT64_CONSTANT (10000000000)
#define TRIVET_ORDER_MAX_AMOUNT_MINOR G_GINT64_CONSTANT (1000000000000000)

/**
 * TrivetDiscountKind:
 * @TRIVET_DISCOUNT_NONE: none
 * @TRIVET_DISCOUNT_AMOUNT: @value is minor units
 * @TRIVET_DISCOUNT_RATE: @value is parts per million off (100000 is 10 % off)
 * @TRIVET_DISCOUNT_COMP: given for nothing, on the house; @value is 0
 */
typedef enum {
  TRIVET_DISCOUNT_NONE,
  TRIVET_DISCOUNT_AMOUNT,
  TRIVET_DISCOUNT_RATE,
  TRIVET_DISCOUNT_COMP,
} TrivetDiscountKind;

/**
 * TrivetDiscount:
 * @name: (nullable): words for the guest, such as "Lunch set"; of %TRIVET_DISCOUNT_COMP, why it was
 *   given
 */
typedef struct {
  TrivetDiscountKind  kind;
  gint64              value;
  char               *name;
} TrivetDiscount;

/**
 * TrivetLineModifier:
 *
 * @under: (nullable): the place (trivet_line_modifier_make_place()) of the choice that opened its
 *   group; %NULL: the dish itself
 * @sku: (nullable): of a dish in a combo, its code; @option_id again
 * @category_id, @kitchen_name: (nullable): of a dish in a combo, what the kitchen needs of it
 * @allergens: (array zero-terminated=1): of a dish in a combo, what it holds
 * @course: of a dish in a combo, with which course staff want it; 0: that of the line
 * @sent_quantity, @cooked_quantity, @stopped_quantity, @stopped_seen, @sent_at_us, @changed_at_us,
 *   @cooked_at_us, @told: of a dish in a combo, what the kitchen knows of it, as of a line
 *
 * A chosen option, with name and price as they were when it was chosen; of a combo, a chosen dish.
 */
typedef struct {
  char   *group_id;
  char   *option_id;
  char   *under;
  char   *name;
  char   *name_zh;
  gint64  price_minor;
  char   *sku;
  char   *category_id;
  char   *kitchen_name;
  GStrv   allergens;
  int     course;
  gint64  sent_quantity;
  gint64  cooked_quantity;
  gint64  stopped_quantity;
  gint64  stopped_seen;
  gint64  sent_at_us;
  gint64  changed_at_us;
  gint64  cooked_at_us;
  char   *told;
} TrivetLineModifier;

TrivetLineModifier *trivet_line_modifier_new        (const char               *group_id,
                                                     const char               *option_id,
                                                     const char               *name,
                                                     const char               *name_zh,
                                                     gint64                    price_minor);
TrivetLineModifier *trivet_line_modifier_copy       (const TrivetLineModifier *self);
void                trivet_line_modifier_free       (TrivetLineModifier       *self);
JsonObject         *trivet_line_modifier_to_json    (const TrivetLineModifier *self);
GPtrArray          *trivet_line_modifiers_read      (JsonObject               *body,
                                                     GError                  **error);
char               *trivet_line_modifier_make_place (const char               *group_id,
                                                     const char               *option_id);
gboolean            trivet_line_modifier_is_at      (const TrivetLineModifier *self,
                                                     const char               *place);

/**
 * TrivetLineShare:
 * @check: 1 … %TRIVET_ORDER_MAX_CHECKS
 * @weight: 1 … %TRIVET_ORDER_MAX_WEIGHT
 *
 * That @check pays @weight parts of the line; the whole is the sum of all weights.
 */
typedef struct {
  int check;
  int weight;
} TrivetLineShare;

/**
 * TrivetOrderLine:
 * @seat: who ordered it, 1 … %TRIVET_ORDER_MAX_SEAT; 0 is the whole table
 * @course: 0 (at once) … %TRIVET_ORDER_MAX_COURSE
 * @sent_quantity: how many the kitchen was told to make; the difference to @quantity (0 of a voided
 *   line) is what it must still be told
 * @cooked_quantity, @served_quantity: of those, how many are made, and are on the table
 * @sent_at_us, @rushed_at_us, @served_at_us: wall time of the last of each, 0 for never
 * @rushes: how often the guest asked where it is
 * @told: (nullable): choices and note as the kitchen knows them, %NULL when it knows nothing
 * @stopped_quantity: how many the kitchen was told not to make after all
 * @stopped_seen: of those, how many a cook has seen
 * @changed_at_us, @cooked_at_us: wall time at which the kitchen was last told of a change, and at
 *   which it last made some, 0 for never
 * @dropped: (element-type TrivetLineModifier): dishes that have left the combo after the kitchen was told
 *   of them
 * @moved_to: (nullable): the order that has the line now; @voided is set then
 * @came_from: (nullable): where the kitchen thinks that @came_quantity of it go, which another order
 *   gave; of what it knows better, @came_quantity is 0
 * @shares: (element-type TrivetLineShare): who pays it when the order is split by lines; empty is
 *   the first check
 * @returned_quantity: how many were given back by refunds that did not fail
 * @gone_quantity: of those, how many had been given back when the order was last reopened: they cost
 *   nothing any more, and stay in the line
 * @tax_rate_ppm, @tax_included: the tax it has in this order
 * @menu_tax_rate_ppm, @menu_tax_included: the tax that the menu gave it; the price book's rules may
 *   have made another of it (`order-priced`)
 * @allergens: (array zero-terminated=1): what the dish holds; for those of a combo's dishes too, see
 *   trivet_order_line_list_allergens()
 * @open_price: staff said what it costs, and may say otherwise until the kitchen knows of it
 *
 * Of a combo, what the kitchen knows is known of each dish; the line has sent the most and made the least
 * of them. Carries everything that its price needs, so that a later change of the menu never changes an
 * order. @unit_price_minor is the dish alone; modifiers are added to it. @quantity is 1 … 9999;
 * a line whose quantity falls to 0 is voided.
 */
typedef struct {
  char             *line_id;
  char             *sku;
  char             *category_id;
  char             *name;
  char             *name_zh;
  char             *kitchen_name;
  gint64            quantity;
  gint64            unit_price_minor;
  gint64            tax_rate_ppm;
  gboolean          tax_included;
  gint64            menu_tax_rate_ppm;
  gboolean          menu_tax_included;
  GPtrArray        *modifiers; /* TrivetLineModifier */
  GPtrArray        *dropped;
  char             *note;
  TrivetDiscount    discount;
  gboolean          voided;
  gint64            added_at_us;
  gint64            returned_quantity;
  gint64            gone_quantity;
  int               seat;
  int               course;
  gint64            sent_quantity;
  gint64            cooked_quantity;
  gint64            served_quantity;
  gint64            sent_at_us;
  gint64            rushed_at_us;
  gint64            served_at_us;
  int               rushes;
  char             *told;
  gint64            stopped_quantity;
  gint64            stopped_seen;
  gint64            changed_at_us;
  gint64            cooked_at_us;
  char             *moved_to;
  TrivetOrderPlace *came_from;
  gint64            came_quantity;
  GArray           *shares;
  GStrv             allergens;
  gboolean          open_price;
} TrivetOrderLine;

GStrv    trivet_order_line_list_allergens (const TrivetOrderLine *line,
                                           GPtrArray             *parts);
gboolean trivet_order_line_is_combo       (const TrivetOrderLine *line);
const TrivetLineModifier *trivet_order_line_lookup_part (const TrivetOrderLine *line,
                                                         const char            *place);

G_END_DECLS

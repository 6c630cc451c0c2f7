/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-price-book-private.h"

#include <string.h>

/*
 * Which promotions an order gets: the combination that takes most off, among those allowed.
 *
 * - A unit (one portion) is in at most one promotion, by itself or in a bundle with others.
 * - A line that staff have discounted takes part in none.
 * - One promotion on the whole order comes on top, when the order was begun within its hours. Its
 *   threshold is what the dishes cost before any promotion; a rate is taken of what is left. Both grow with what is taken off before, so the
 *   best for the units is part of the best for all.
 * - An exclusive promotion is tried alone, and wins only if it takes more than all others together.
 *
 * Of equal results the one with the earlier promotion wins, and lines are taken by their ids, so the
 * result does not hang on the order of anything.
 */

#define MAX_BUNDLES 8

/**
 * Part:
 * @line: (unowned)
 * @left: units that are in no bundle
 * @class_index: of its units
 * @best: the best promotion on single units, -1 for none
 */
typedef struct {
  const TrivetOrderLine *line;
  gint64                 left;
  guint                  class_index;
  TrivetBundleClass      unit;
  int                    best;
} Part;

typedef struct {
  const TrivetOrder *order;
  GTimeZone         *zone;
  GPtrArray         *promotions; /* TrivetPromotion, unowned */
  GArray            *parts;      /* Part, by line id */
  GArray            *classes;    /* TrivetBundleClass, dearest first */
  GPtrArray         *bundles;    /* TrivetPromotion, unowned */
  GArray            *bundle_at;  /* guint: where each is in @promotions */
  GPtrArray         *applied;    /* TrivetAppliedPromotion, by place in @promotions; NULL: not used */
  gint64             subtotal_minor;
  gint64             taken_minor;
} Solver;

static gboolean
is_bundle (const TrivetPromotion *promotion)
{
  return promotion->kind == TRIVET_PROMOTION_BUY_GET || promotion->kind == TRIVET_PROMOTION_SET;
}

static void
take (Solver     *solver,
      guint       index,
      const char *line_id,
      gint64      amount_minor)
{
  const TrivetPromotion  *promotion = g_ptr_array_index (solver->promotions, index);
  TrivetAppliedPromotion *applied = g_ptr_array_index (solver->applied, index);

  if (amount_minor == 0)
    return;
  if (applied == NULL) {
    applied = trivet_applied_promotion_new (promotion->id, promotion->name, promotion->name_zh);
    g_ptr_array_index (solver->applied, index) = applied;
  }
  if (line_id != NULL)
    trivet_applied_promotion_add (applied, line_id, amount_minor);
  else
    applied->order_minor = amount_minor;
  solver->taken_minor += amount_minor;
}

/* What the promotion takes off one unit that stands for itself. */
static gint64
get_unit_off (const TrivetPromotion   *promotion,
              const TrivetBundleClass *unit,
              TrivetCurrency           currency)
{
  TrivetMoney off = trivet_money_new (0, currency);

  switch (promotion->kind) {
  case TRIVET_PROMOTION_RATE:
    trivet_money_apply_rate (trivet_money_new (unit->unit_minor, currency), promotion->value, TRIVET_RATE_PPM_ONE,
                             TRIVET_ROUNDING_HALF_UP, &off, NULL);
    return off.minor;
  case TRIVET_PROMOTION_AMOUNT:
    return MIN (promotion->value, unit->unit_minor);
  case TRIVET_PROMOTION_PRICE:
    return MAX (unit->dish_minor - promotion->value, 0);
  case TRIVET_PROMOTION_BUY_GET:
  case TRIVET_PROMOTION_SET:
  case TRIVET_PROMOTION_ORDER_AMOUNT:
  case TRIVET_PROMOTION_ORDER_RATE:
    break;
  }

  return 0;
}

/* The bundles' parts that the line fits, as bits; see trivet-promotion-search.c. */
static guint64
get_fits (Solver                *solver,
          const TrivetOrderLine *line)
{
  guint64 bits = 0;

  for (guint i = 0; i < solver->bundles->len; i++) {
    const TrivetPromotion *promotion = g_ptr_array_index (solver->bundles, i);

    if (!trivet_promotion_is_for_line (promotion, line, solver->zone))
      continue;
    for (guint j = 0; j < promotion->parts->len; j++) {
      if (_trivet_promotion_part_matches (g_ptr_array_index (promotion->parts, j), line))
        bits |= G_GUINT64_CONSTANT (1) << (i * TRIVET_PROMOTION_MAX_PARTS + j);
    }
  }

  return bits;
}

static Part
make_part (Solver                *solver,
           const TrivetOrderLine *line)
{
  Part part = { .line = line, .left = line->quantity, .best = -1 };

  part.unit.unit_minor = trivet_order_line_get_unit_minor (line);
  part.unit.dish_minor = CLAMP (line->unit_price_minor, 0, part.unit.unit_minor);
  part.unit.fits = get_fits (solver, line);
  for (guint i = 0; i < solver->promotions->len; i++) {
    const TrivetPromotion *promotion = g_ptr_array_index (solver->promotions, i);
    gint64                 off = get_unit_off (promotion, &part.unit, solver->order->currency);

    if (off > part.unit.best_minor && trivet_promotion_is_for_line (promotion, line, solver->zone)) {
      part.unit.best_minor = off;
      part.best = (int) i;
    }
  }

  return part;
}

static int
compare_parts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (((const Part *) a)->line->line_id, ((const Part *) b)->line->line_id);
}

static int
compare_units (gconstpointer a,
               gconstpointer b)
{
  const TrivetBundleClass *x = a;
  const TrivetBundleClass *y = b;

  if (x->unit_minor != y->unit_minor)
    return x->unit_minor > y->unit_minor ? -1 : 1;
  if (x->dish_minor != y->dish_minor)
    return x->dish_minor > y->dish_minor ? -1 : 1;
  if (x->best_minor != y->best_minor)
    return x->best_minor > y->best_minor ? -1 : 1;

  return x->fits > y->fits ? -1 : x->fits < y->fits;
}

static void
add_parts (Solver *solver)
{
  for (guint i = 0; i < solver->order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (solver->order->lines, i);
    Part                   part;

    if (line->voided || line->discount.kind != TRIVET_DISCOUNT_NONE)
      continue;
    part = make_part (solver, line);
    g_array_append_val (solver->parts, part);
  }
  g_array_sort (solver->parts, compare_parts);
}

/* Units that fit a bundle, in classes; at most so many that the search can look at all. */
static void
add_classes (Solver *solver)
{
  int room = TRIVET_PROMOTION_MAX_BUNDLED;

  for (guint i = 0; i < solver->parts->len; i++) {
    const Part *part = &g_array_index (solver->parts, Part, i);

    if (part->unit.fits != 0)
      g_array_append_val (solver->classes, part->unit);
  }
  g_array_sort (solver->classes, compare_units);
  for (guint i = solver->classes->len; i > 1; i--) {
    if (compare_units (&g_array_index (solver->classes, TrivetBundleClass, i - 2),
                       &g_array_index (solver->classes, TrivetBundleClass, i - 1)) == 0)
      g_array_remove_index (solver->classes, i - 1);
  }

  for (guint i = 0; i < solver->classes->len; i++) {
    TrivetBundleClass *unit = &g_array_index (solver->classes, TrivetBundleClass, i);
    gint64             count = 0;

    for (guint j = 0; j < solver->parts->len; j++) {
      Part *part = &g_array_index (solver->parts, Part, j);

      if (part->unit.fits != 0 && compare_units (&part->unit, unit) == 0) {
        part->class_index = i;
        count += part->left;
      }
    }
    unit->count = (int) MIN (count, room);
    room -= unit->count;
  }
}

static Part *
find_unit (Solver *solver,
           guint   class_index)
{
  for (guint i = 0; i < solver->parts->len; i++) {
    Part *part = &g_array_index (solver->parts, Part, i);

    if (part->unit.fits != 0 && part->class_index == class_index && part->left > 0)
      return part;
  }

  g_assert_not_reached ();
}

static void
take_bundles (Solver *solver)
{
  g_autoptr (GArray) uses = NULL;

  if (solver->bundles->len == 0)
    return;
  add_classes (solver);
  uses = _trivet_promotion_search ((const TrivetBundleClass *) solver->classes->data, solver->classes->len,
                                   (const TrivetPromotion *const *) solver->bundles->pdata, solver->bundles->len,
                                   solver->order->currency);
  for (guint i = 0; i < uses->len; i++) {
    const TrivetBundleUse *use = &g_array_index (uses, TrivetBundleUse, i);
    Part                  *part = find_unit (solver, use->class_index);

    part->left--;
    take (solver, g_array_index (solver->bundle_at, guint, use->bundle), part->line->line_id, use->amount_minor);
  }
}

static void
take_units (Solver *solver)
{
  for (guint i = 0; i < solver->parts->len; i++) {
    const Part *part = &g_array_index (solver->parts, Part, i);

    if (part->best >= 0)
      take (solver, (guint) part->best, part->line->line_id, part->unit.best_minor * part->left);
  }
}

static gint64
get_order_off (const TrivetPromotion *promotion,
               const Solver          *solver)
{
  gint64      left = solver->subtotal_minor - solver->taken_minor;
  TrivetMoney off;

  if (solver->subtotal_minor < promotion->threshold_minor ||
      !trivet_promotion_is_on_at (promotion, solver->order->opened_at_us, solver->zone))
    return 0;
  if (promotion->kind == TRIVET_PROMOTION_ORDER_AMOUNT)
    return MIN (promotion->value, left);
  if (promotion->kind == TRIVET_PROMOTION_ORDER_RATE &&
      trivet_money_apply_rate (trivet_money_new (left, solver->order->currency), promotion->value, TRIVET_RATE_PPM_ONE,
                               TRIVET_ROUNDING_HALF_UP, &off, NULL))
    return off.minor;

  return 0;
}

static void
take_order (Solver *solver)
{
  gint64 best_minor = 0;
  guint  best = 0;

  for (guint i = 0; i < solver->promotions->len; i++) {
    gint64 off = get_order_off (g_ptr_array_index (solver->promotions, i), solver);

    if (off > best_minor) {
      best_minor = off;
      best = i;
    }
  }
  if (best_minor > 0)
    take (solver, best, NULL, best_minor);
}

static void
find_bundles (Solver *solver)
{
  for (guint i = 0; i < solver->promotions->len && solver->bundles->len < MAX_BUNDLES; i++) {
    TrivetPromotion *promotion = g_ptr_array_index (solver->promotions, i);

    if (is_bundle (promotion)) {
      g_ptr_array_add (solver->bundles, promotion);
      g_array_append_val (solver->bundle_at, i);
    }
  }
}

static void
free_applied (gpointer data)
{
  if (data != NULL)
    trivet_applied_promotion_free (data);
}

/* Returns: what @promotions together take off; @ret_applied gets them, with holes */
static gint64
solve (const TrivetOrder *order,
       GTimeZone         *zone,
       gint64             subtotal_minor,
       GPtrArray         *promotions,
       GPtrArray        **ret_applied)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autoptr (GArray) classes = g_array_new (FALSE, FALSE, sizeof (TrivetBundleClass));
  g_autoptr (GPtrArray) bundles = g_ptr_array_new ();
  g_autoptr (GArray) bundle_at = g_array_new (FALSE, FALSE, sizeof (guint));
  Solver solver = { order, zone, promotions, parts, classes, bundles, bundle_at, NULL, subtotal_minor, 0 };

  solver.applied = g_ptr_array_new_with_free_func (free_applied);
  g_ptr_array_set_size (solver.applied, (int) promotions->len);
  find_bundles (&solver);
  add_parts (&solver);
  take_bundles (&solver);
  take_units (&solver);
  take_order (&solver);
  *ret_applied = solver.applied;

  return solver.taken_minor;
}

static gboolean
is_empty (gconstpointer applied,
          gconstpointer nothing)
{
  return applied == nothing;
}

static GPtrArray *
without_holes (GPtrArray *applied)
{
  guint index;

  while (g_ptr_array_find_with_equal_func (applied, NULL, is_empty, &index))
    g_ptr_array_remove_index (applied, index);

  return applied;
}

/* What the dishes cost before any promotion. */
gint64
_trivet_order_get_subtotal (const TrivetOrder *order)
{
  g_auto (TrivetTotals) totals = { 0 };

  return trivet_order_compute_totals (order, &totals, NULL) ? totals.subtotal_minor : 0;
}

/**
 * trivet_price_book_solve:
 * @self: a price book
 * @order: an order
 * @zone: the shop's time zone
 *
 * The combination of promotions that takes most off the order. Pure; what takes nothing is not in it.
 *
 * Returns: (transfer full) (element-type TrivetAppliedPromotion): those that take something
 */
GPtrArray *
trivet_price_book_solve (TrivetPriceBook   *self,
                         const TrivetOrder *order,
                         GTimeZone         *zone)
{
  g_autoptr (GPtrArray) together = g_ptr_array_new ();
  GPtrArray *all;
  GPtrArray *best = NULL;
  gint64     subtotal;
  gint64     best_minor;

  g_return_val_if_fail (TRIVET_IS_PRICE_BOOK (self), NULL);
  g_return_val_if_fail (order != NULL && zone != NULL, NULL);

  all = trivet_price_book_get_promotions (self);
  if (all->len == 0)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_applied_promotion_free);
  for (guint i = 0; i < all->len; i++) {
    TrivetPromotion *promotion = g_ptr_array_index (all, i);

    if (!promotion->exclusive && _trivet_promotion_is_for_order (promotion, order))
      g_ptr_array_add (together, promotion);
  }
  subtotal = _trivet_order_get_subtotal (order);
  best_minor = solve (order, zone, subtotal, together, &best);

  for (guint i = 0; i < all->len; i++) {
    TrivetPromotion *promotion = g_ptr_array_index (all, i);
    g_autoptr (GPtrArray) alone = NULL;
    g_autoptr (GPtrArray) applied = NULL;
    gint64 taken;

    if (!promotion->exclusive || !_trivet_promotion_is_for_order (promotion, order))
      continue;
    alone = g_ptr_array_new ();
    g_ptr_array_add (alone, promotion);
    taken = solve (order, zone, subtotal, alone, &applied);
    if (taken > best_minor) {
      best_minor = taken;
      g_ptr_array_unref (best);
      best = g_steal_pointer (&applied);
    }
  }

  return without_holes (best);
}

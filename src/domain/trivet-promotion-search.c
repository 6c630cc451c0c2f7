/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "trivet-domain"

#include "trivet-price-book-private.h"

#include <string.h>

/*
 * The best way to put units together for promotions over several units: sets, and buy some get some.
 *
 * Units that are alike form a class, so a state of the search is how many of each class are left. Of
 * the first class that has any left, one unit either stands for itself, or is in a bundle with
 * others that are left; the best of all that is remembered for the state. A bundle that takes off no
 * more than its units would get for themselves is never needed. With very many different dishes the
 * search stops looking for better after MAX_STEPS, and whatever it found until then is right, only
 * perhaps not the best. Bundles are tried before single units, so that it has some by then.
 */

#define MAX_STEPS 20000

typedef struct {
  gint64  best_minor;
  GArray *uses; /* TrivetBundleUse of the first unit's bundle; NULL when it stands for itself */
} State;

typedef struct {
  const TrivetBundleClass      *classes;
  guint                         n_classes;
  const TrivetPromotion *const *bundles;
  guint                         n_bundles;
  TrivetCurrency                currency;
  guint16                      *counts;
  GHashTable                   *states; /* GBytes of counts → State */
  guint                         n_left;
} Search;

/**
 * Choice:
 * @first: the class whose unit must be in the bundle
 * @need: for each part, how many units it still wants
 * @chosen: class of each unit
 */
typedef struct {
  Search *search;
  guint   first;
  guint   bundle;
  int     need[TRIVET_PROMOTION_MAX_PARTS];
  guint   chosen[TRIVET_PROMOTION_MAX_UNITS];
  guint   n_chosen;
  State  *state;
} Choice;

static gint64 search_state (Search *search);

static void
state_free (gpointer data)
{
  State *state = data;

  g_clear_pointer (&state->uses, g_array_unref);
  g_free (state);
}

static GBytes *
dup_key (const Search *search)
{
  return g_bytes_new (search->counts, search->n_classes * sizeof *search->counts);
}

static gint64
sum_alone (const Search *search)
{
  gint64 sum = 0;

  for (guint i = 0; i < search->n_classes; i++)
    sum += search->classes[i].best_minor * search->counts[i];

  return sum;
}

static int
compare_classes (gconstpointer a,
                 gconstpointer b)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

static void
add_use (GArray *uses,
         guint   bundle,
         guint   class_index,
         gint64  amount_minor)
{
  TrivetBundleUse use = { bundle, class_index, amount_minor };

  g_array_append_val (uses, use);
}

/* Classes are sorted by price, dearest first: the last ones are the cheapest. */
static void
price_buy_get (const Choice          *choice,
               const TrivetPromotion *promotion,
               const guint           *sorted,
               GArray                *uses)
{
  const Search *search = choice->search;

  for (guint i = 0; i < choice->n_chosen; i++) {
    gboolean    reduced = i + (guint) promotion->get >= choice->n_chosen;
    TrivetMoney off = trivet_money_new (0, search->currency);

    if (reduced)
      trivet_money_apply_rate (trivet_money_new (search->classes[sorted[i]].unit_minor, search->currency), promotion->value,
                               TRIVET_RATE_PPM_ONE, TRIVET_ROUNDING_HALF_UP, &off, NULL);
    add_use (uses, choice->bundle, sorted[i], off.minor);
  }
}

static void
price_set (const Choice          *choice,
           const TrivetPromotion *promotion,
           const guint           *sorted,
           GArray                *uses)
{
  const Search *search = choice->search;
  gint64        weights[TRIVET_PROMOTION_MAX_UNITS];
  TrivetMoney   parts[TRIVET_PROMOTION_MAX_UNITS];
  gint64        sum = 0;

  for (guint i = 0; i < choice->n_chosen; i++) {
    weights[i] = search->classes[sorted[i]].dish_minor;
    sum += weights[i];
  }
  if (sum <= promotion->value ||
      !trivet_money_split (trivet_money_new (sum - promotion->value, search->currency), weights, choice->n_chosen, parts, NULL))
    return;
  for (guint i = 0; i < choice->n_chosen; i++)
    add_use (uses, choice->bundle, sorted[i], parts[i].minor);
}

/* A whole bundle is chosen: what is it worth, with the best of what is left? */
static void
try_bundle (Choice *choice)
{
  Search                *search = choice->search;
  const TrivetPromotion *promotion = search->bundles[choice->bundle];
  g_autoptr (GArray) uses = g_array_new (FALSE, FALSE, sizeof (TrivetBundleUse));
  guint  sorted[TRIVET_PROMOTION_MAX_UNITS];
  gint64 alone = 0;
  gint64 off = 0;

  memcpy (sorted, choice->chosen, choice->n_chosen * sizeof *sorted);
  qsort (sorted, choice->n_chosen, sizeof *sorted, compare_classes);
  if (promotion->kind == TRIVET_PROMOTION_SET)
    price_set (choice, promotion, sorted, uses);
  else
    price_buy_get (choice, promotion, sorted, uses);
  for (guint i = 0; i < choice->n_chosen; i++)
    alone += search->classes[sorted[i]].best_minor;
  for (guint i = 0; i < uses->len; i++)
    off += g_array_index (uses, TrivetBundleUse, i).amount_minor;
  if (off <= alone)
    return;

  /* The units are out of the counts already. */
  off += search_state (search);
  if (off > choice->state->best_minor) {
    choice->state->best_minor = off;
    g_clear_pointer (&choice->state->uses, g_array_unref);
    choice->state->uses = g_steal_pointer (&uses);
  }
}

static gboolean
fits (const Choice *choice,
      guint         class_index,
      guint         part)
{
  guint bit = choice->bundle * TRIVET_PROMOTION_MAX_PARTS + part;

  return (choice->search->classes[class_index].fits & G_GUINT64_CONSTANT (1) << bit) != 0;
}

/* Fills the parts from @part on; within one part classes do not go back, so that no bundle comes
 * twice. */
static void
choose (Choice *choice,
        guint   part,
        guint   from)
{
  Search *search = choice->search;

  while (part < TRIVET_PROMOTION_MAX_PARTS && choice->need[part] == 0) {
    part++;
    from = choice->first;
  }
  if (part == TRIVET_PROMOTION_MAX_PARTS) {
    try_bundle (choice);
    return;
  }

  for (guint i = from; i < search->n_classes && search->n_left > 0; i++) {
    if (search->counts[i] == 0 || !fits (choice, i, part))
      continue;
    search->n_left--;
    search->counts[i]--;
    choice->need[part]--;
    choice->chosen[choice->n_chosen++] = i;
    choose (choice, part, i);
    choice->n_chosen--;
    choice->need[part]++;
    search->counts[i]++;
  }
}

static void
set_need (Choice                *choice,
          const TrivetPromotion *promotion)
{
  memset (choice->need, 0, sizeof choice->need);
  if (promotion->kind == TRIVET_PROMOTION_BUY_GET) {
    choice->need[0] = promotion->buy + promotion->get;
    return;
  }
  for (guint i = 0; i < promotion->parts->len; i++)
    choice->need[i] = ((const TrivetPromotionPart *) g_ptr_array_index (promotion->parts, i))->count;
}

static void
try_bundles (Search *search,
             guint   first,
             State  *state)
{
  Choice choice = { .search = search, .first = first, .state = state };

  for (choice.bundle = 0; choice.bundle < search->n_bundles; choice.bundle++) {
    const TrivetPromotion *promotion = search->bundles[choice.bundle];

    for (guint part = 0; part < promotion->parts->len; part++) {
      if (!fits (&choice, first, part))
        continue;
      set_need (&choice, promotion);
      choice.need[part]--;
      choice.chosen[0] = first;
      choice.n_chosen = 1;
      search->counts[first]--;
      choose (&choice, 0, first);
      search->counts[first]++;
    }
  }
}

static guint
find_first (const Search *search)
{
  guint i = 0;

  while (i < search->n_classes && (search->counts[i] == 0 || search->classes[i].fits == 0))
    i++;

  return i;
}

/* Returns: the most that can come off what is left */
static gint64
search_state (Search *search)
{
  guint   first = find_first (search);
  GBytes *key;
  State  *state;
  gint64  single;

  if (first == search->n_classes || search->n_left == 0)
    return sum_alone (search);
  key = dup_key (search);
  state = g_hash_table_lookup (search->states, key);
  if (state != NULL) {
    g_bytes_unref (key);
    return state->best_minor;
  }

  search->n_left--;
  state = g_new0 (State, 1);
  state->best_minor = sum_alone (search);
  try_bundles (search, first, state);

  search->counts[first]--;
  single = search->classes[first].best_minor + search_state (search);
  search->counts[first]++;
  if (single > state->best_minor) {
    state->best_minor = single;
    g_clear_pointer (&state->uses, g_array_unref);
  }
  g_hash_table_insert (search->states, key, state);

  return state->best_minor;
}

/* Follows the best choices from the whole order down. */
static GArray *
collect_uses (Search *search)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (TrivetBundleUse));
  guint   first;

  while ((first = find_first (search)) < search->n_classes) {
    g_autoptr (GBytes) key = dup_key (search);
    const State *state = g_hash_table_lookup (search->states, key);

    if (state == NULL)
      break;
    if (state->uses == NULL) {
      search->counts[first]--;
      continue;
    }
    for (guint i = 0; i < state->uses->len; i++)
      search->counts[g_array_index (state->uses, TrivetBundleUse, i).class_index]--;
    g_array_append_vals (all, state->uses->data, state->uses->len);
  }

  return all;
}

/**
 * _trivet_promotion_search:
 * @classes: sorted by @unit_minor, dearest first
 * @bundles: at most 8, of the kinds SET and BUY_GET
 *
 * Returns: (transfer full) (element-type TrivetBundleUse): the units that are in bundles, with what
 *   comes off each; the others stand for themselves
 */
GArray *
_trivet_promotion_search (const TrivetBundleClass      *classes,
                          guint                         n_classes,
                          const TrivetPromotion *const *bundles,
                          guint                         n_bundles,
                          TrivetCurrency                currency)
{
  g_autoptr (GHashTable) states = NULL;
  g_autofree guint16 *counts = g_new0 (guint16, n_classes + 1);
  Search              search = { classes, n_classes, bundles, n_bundles, currency, counts, NULL, MAX_STEPS };

  states = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, state_free);
  search.states = states;
  for (guint i = 0; i < n_classes; i++)
    counts[i] = (guint16) classes[i].count;
  search_state (&search);

  return collect_uses (&search);
}

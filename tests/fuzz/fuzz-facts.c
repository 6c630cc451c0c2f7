/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz-target.h"

#include "trivet-menu.h"
#include "trivet-order.h"
#include "trivet-payment.h"

#include <string.h>

/* A journal as text, a line for each fact: its type, a blank, its body. No journal crashes a fold;
 * a fact that is refused leaves the order's sums as they were; and the facts that an order took
 * make the same order again. */

#define ORDER "01ARYZ6S41TSV4RRFFQ69G5FAV"

typedef struct {
  gint64 total;
  gint64 paid;
  gint64 open;
  gint64 in_doubt;
} Sums;

static Sums
add_up (const TrivetOrder *order)
{
  g_auto (TrivetTotals) totals = { 0 };
  Sums sums;

  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  sums = (Sums){ totals.total_minor, trivet_order_get_paid_minor (order), trivet_order_get_open_minor (order),
                 trivet_order_get_in_doubt_minor (order) };
  g_assert_cmpint (sums.paid, >=, 0);
  g_assert_cmpint (sums.open, >=, 0);
  g_assert_cmpint (sums.in_doubt, >=, 0);
  return sums;
}

static void
assert_same (const Sums *a,
             const Sums *b)
{
  g_assert_cmpmem (a, sizeof *a, b, sizeof *b);
}

static TrivetFact *
read_fact (const char *line,
           gint64      sequence)
{
  const char      *blank = strchr (line, ' ');
  g_autofree char *type = blank != NULL ? g_strndup (line, (gsize) (blank - line)) : NULL;
  gboolean         menu = g_str_has_prefix (line, "menu-") || g_str_has_prefix (line, "item-");

  if (blank == NULL)
    return NULL;
  return trivet_fact_restore (sequence, "01J00000000000000000000000", "R1", "", sequence, type, 1,
                              menu ? "menu" : ORDER, blank + 1, NULL);
}

static void
tell (TrivetOrder *order,
      TrivetMenu  *menu,
      TrivetFact  *fact,
      GPtrArray   *taken)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) menu_error = NULL;
  Sums     before = add_up (order);
  gboolean good = trivet_order_apply (order, fact, &error);
  Sums     after = add_up (order);

  g_assert_true (good == (error == NULL));
  if (good)
    g_ptr_array_add (taken, trivet_fact_ref (fact));
  else
    assert_same (&before, &after);
  good = trivet_menu_apply (menu, fact, &menu_error);
  g_assert_true (good == (menu_error == NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         length)
{
  g_autofree char *text = g_strndup ((const char *) data, length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (TrivetOrder) order = trivet_order_new (ORDER);
  g_autoptr (TrivetOrder) again = NULL;
  g_autoptr (TrivetMenu) menu = trivet_menu_new (TRIVET_CURRENCY_CNY);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_autoptr (GPtrArray) payments = NULL;
  g_autoptr (GError) error = NULL;
  Sums first, second;

  for (guint i = 0; lines[i] != NULL; i++) {
    TrivetFact *fact = read_fact (lines[i], i + 1);

    if (fact == NULL)
      continue;
    g_ptr_array_add (facts, fact);
    tell (order, menu, fact, taken);
  }

  again = trivet_order_fold (ORDER, taken, &error);
  g_assert_no_error (error);
  first = add_up (order);
  second = add_up (again);
  assert_same (&first, &second);
  payments = trivet_payment_fold_all (facts, &error);
  g_assert_true ((payments == NULL) == (error != NULL));
  return 0;
}

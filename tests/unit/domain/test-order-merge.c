/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: what registers wrote without knowing of each other is put together to the same orders, and no
 * line is lost or doubled. Method: contradictions worked out by hand. */

#include "domain-bench.h"
#include "trivet-order-merge.h"

#include <string.h>

/* By hand. */

static guint n_made;

static TrivetFact *
tell (const char *register_id,
      gint64      time_us,
      const char *order_id,
      const char *type,
      const char *body)
{
  g_autofree char *id = g_strdup_printf ("%026u", ++n_made);
  g_autofree char *text = g_strdelimit (g_strdup (body), "'", '"');
  g_autoptr (GError) error = NULL;
  TrivetFact *fact = trivet_fact_restore (1, id, register_id, "", time_us, type, 1, order_id, text, &error);

  g_assert_no_error (error);

  return fact;
}

typedef struct {
  GPtrArray  *facts;
  GHashTable *orders;
  GPtrArray  *conflicts;
} Story;

static void
story_clear (Story *story)
{
  g_clear_pointer (&story->facts, g_ptr_array_unref);
  g_clear_pointer (&story->orders, g_hash_table_unref);
  g_clear_pointer (&story->conflicts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Story, story_clear)

static void
story_add (Story      *story,
           const char *register_id,
           gint64      time_us,
           const char *order_id,
           const char *type,
           const char *body)
{
  if (story->facts == NULL)
    story->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  g_ptr_array_add (story->facts, tell (register_id, time_us, order_id, type, body));
}

static void
story_fold (Story *story)
{
  g_clear_pointer (&story->orders, g_hash_table_unref);
  g_clear_pointer (&story->conflicts, g_ptr_array_unref);
  story->orders = trivet_orders_fold_merged (story->facts, &story->conflicts);
}

static TrivetOrder *
story_order (Story      *story,
             const char *order_id)
{
  TrivetOrder *order = g_hash_table_lookup (story->orders, order_id);

  g_assert_nonnull (order);

  return order;
}

#define LINE(id, n)                                                                                                   \
  "{'line':'" id "','sku':'D','name':'Dish','quantity':" n ",'unit_price_minor':1000,'tax_rate_ppm':0,'modifiers':[]" \
  "}"
#define RECEIVED(id, n, from)                                                                                         \
  "{'line':'" id "','sku':'D','name':'Dish','quantity':" n ",'unit_price_minor':1000,'tax_rate_ppm':0,'modifiers':[]" \
  ",'from':'" from "'}"

/* Orders A, B and C are open; A has the line L, 3 pieces. */
static void
story_begin (Story *story)
{
  story_add (story, "R1", 1, "A", "order-opened", "{'number':'1','currency':'CNY'}");
  story_add (story, "R1", 2, "B", "order-opened", "{'number':'2','currency':'CNY'}");
  story_add (story, "R1", 3, "C", "order-opened", "{'number':'3','currency':'CNY'}");
  story_add (story, "R1", 4, "A", "line-added", LINE ("L", "3"));
}

static void
test_moved_twice (void)
{
  g_auto (Story) story = { 0 };

  story_begin (&story);
  story_add (&story, "R3", 21, "C", "line-received", RECEIVED ("L", "3", "A"));
  story_add (&story, "R3", 20, "A", "line-moved", "{'line':'L','to':'C','quantity':3}");
  story_add (&story, "R2", 10, "A", "line-moved", "{'line':'L','to':'B','quantity':3}");
  story_add (&story, "R2", 11, "B", "line-received", RECEIVED ("L", "3", "A"));
  story_fold (&story);
  g_assert_cmpint (domain_living_quantity (story_order (&story, "A"), "L"), ==, 0);
  g_assert_cmpint (domain_living_quantity (story_order (&story, "B"), "L"), ==, 3);
  g_assert_cmpint (domain_living_quantity (story_order (&story, "C"), "L"), ==, 0);
  g_assert_cmpuint (story.conflicts->len, ==, 1);
  g_assert_false (((TrivetConflict *) g_ptr_array_index (story.conflicts, 0))->applied);
}

static void
test_half_a_move (void)
{
  g_auto (Story) story = { 0 };

  story_begin (&story);
  story_add (&story, "R2", 10, "A", "line-moved", "{'line':'L','to':'B','quantity':3}");
  story_fold (&story);
  g_assert_cmpint (domain_living_quantity (story_order (&story, "A"), "L"), ==, 3);
  g_assert_cmpuint (story.conflicts->len, ==, 1);
  story_add (&story, "R2", 11, "B", "line-received", RECEIVED ("L", "3", "A"));
  story_fold (&story);
  g_assert_cmpint (domain_living_quantity (story_order (&story, "A"), "L"), ==, 0);
  g_assert_cmpint (domain_living_quantity (story_order (&story, "B"), "L"), ==, 3);
  g_assert_cmpuint (story.conflicts->len, ==, 0);
}

static void
test_changed_after_move (void)
{
  g_auto (Story) story = { 0 };

  story_begin (&story);
  story_add (&story, "R2", 10, "A", "line-moved", "{'line':'L','to':'B','quantity':3}");
  story_add (&story, "R2", 11, "B", "line-received", RECEIVED ("L", "3", "A"));
  story_add (&story, "R3", 12, "A", "line-quantity-changed", "{'line':'L','by':2}");
  story_add (&story, "R3", 13, "A", "lines-sent", "{'lines':[{'line':'L','quantity':4}]}");
  story_fold (&story);
  g_assert_cmpint (domain_living_quantity (story_order (&story, "B"), "L"), ==, 5);
  g_assert_cmpint (trivet_order_lookup_line (story_order (&story, "B"), "L")->sent_quantity, ==, 4);
  g_assert_cmpuint (story.conflicts->len, ==, 2);
  g_assert_true (((TrivetConflict *) g_ptr_array_index (story.conflicts, 0))->applied);
}

static void
test_added_after_settled (void)
{
  g_auto (Story) story = { 0 };
  g_auto (TrivetTotals) totals = { 0 };
  TrivetOrder *order;

  story_begin (&story);
  story_add (&story, "R2", 10, "A", "cash-taken",
             "{'payment':'P','amount_minor':3000,'tendered_minor':3000,'change_minor':0}");
  story_add (&story, "R3", 12, "A", "line-added", LINE ("M", "1"));
  story_fold (&story);
  order = story_order (&story, "A");
  g_assert_true (trivet_order_is_open (order));
  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  g_assert_cmpint (totals.total_minor - trivet_order_get_net_paid_minor (order), ==, 1000);
  g_assert_cmpuint (story.conflicts->len, ==, 1);
  g_assert_true (((TrivetConflict *) g_ptr_array_index (story.conflicts, 0))->applied);
}

static void
test_added_after_voided (void)
{
  g_auto (Story) story = { 0 };

  story_begin (&story);
  story_add (&story, "R2", 10, "A", "order-voided", "{'reason':'left'}");
  story_add (&story, "R3", 12, "A", "line-added", LINE ("M", "1"));
  story_fold (&story);
  g_assert_true (trivet_order_is_open (story_order (&story, "A")));
  g_assert_cmpint (domain_living_quantity (story_order (&story, "A"), "L"), ==, 0);
  g_assert_cmpint (domain_living_quantity (story_order (&story, "A"), "M"), ==, 1);
}

static void
test_voided_and_changed (void)
{
  g_auto (Story) story = { 0 };

  story_begin (&story);
  story_add (&story, "R2", 10, "A", "line-voided", "{'line':'L'}");
  story_add (&story, "R3", 12, "A", "line-quantity-changed", "{'line':'L','by':1}");
  story_fold (&story);
  g_assert_cmpint (domain_living_quantity (story_order (&story, "A"), "L"), ==, 0);
  g_assert_cmpuint (story.conflicts->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/order-merge/moved-twice", test_moved_twice);
  g_test_add_func ("/domain/order-merge/half-a-move", test_half_a_move);
  g_test_add_func ("/domain/order-merge/changed-after-move", test_changed_after_move);
  g_test_add_func ("/domain/order-merge/added-after-settled", test_added_after_settled);
  g_test_add_func ("/domain/order-merge/added-after-voided", test_added_after_voided);
  g_test_add_func ("/domain/order-merge/voided-and-changed", test_voided_and_changed);

  return g_test_run ();
}

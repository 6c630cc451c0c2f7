/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: lines and orders change places without one being lost or doubled, and one step back restores
 * both sides; so for every way to split. Method: the real register on a memory journal, which is also
 * slow or refuses, compared by pictures of all open orders before and after. */

#include "services-bench.h"

#include <string.h>

#define ADD(path, func) \
  g_test_add ("/services/register/move/" path, Services, NULL, services_set_up, func, services_tear_down)

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
draw_order (GString           *picture,
            const TrivetOrder *order)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < order->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (order->lines, i);
    g_autoptr (GString) text = g_string_new (NULL);

    if (line->voided)
      continue;
    g_string_printf (text, "  %s %s x%" G_GINT64_FORMAT " sent %" G_GINT64_FORMAT " '%s' %d %" G_GINT64_FORMAT " seat %d",
                     line->line_id, line->sku, line->quantity, line->sent_quantity, line->note,
                     (int) line->discount.kind, line->discount.value, line->seat);
    for (guint j = 0; j < line->shares->len; j++)
      g_string_append_printf (text, " %d:%d", g_array_index (line->shares, TrivetLineShare, j).check,
                              g_array_index (line->shares, TrivetLineShare, j).weight);
    g_ptr_array_add (lines, g_strdup (text->str));
  }
  g_ptr_array_sort (lines, compare_texts);
  g_string_append_printf (picture, "%s by '%s' guests %d split %d/%d\n", order->number, order->staff, order->guests,
                          (int) order->split_kind, order->n_checks);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (picture, "%s\n", (const char *) g_ptr_array_index (lines, i));
}

/* All open orders, and how many of the counted dish are left. */
static char *
dup_picture (Services *self)
{
  GListModel *tabs = trivet_register_get_tabs (self->reg);
  g_autoptr (GPtrArray) orders = g_ptr_array_new_with_free_func (g_free);
  GString *picture = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (tabs); i++) {
    g_autoptr (TrivetTab) tab = g_list_model_get_item (tabs, i);
    GString *text = g_string_new (NULL);

    draw_order (text, trivet_tab_get_order (tab));
    g_ptr_array_add (orders, g_string_free (text, FALSE));
  }
  g_ptr_array_sort (orders, compare_texts);
  for (guint i = 0; i < orders->len; i++)
    g_string_append (picture, g_ptr_array_index (orders, i));
  g_string_append_printf (picture, "fish %d", services_left (self, "fish"));

  return g_string_free (picture, FALSE);
}

static void
assert_picture (Services   *self,
                const char *before)
{
  g_autofree char *after = dup_picture (self);

  g_assert_cmpstr (after, ==, before);
}

/* What was done has changed something, and one step back leaves nothing of it. */
static void
undo_back_to (Services   *self,
              const char *before)
{
  g_autofree char *changed = NULL;

  services_drain (self);
  services_no_failure (self);
  changed = dup_picture (self);
  g_assert_cmpstr (changed, !=, before);
  g_assert_true (trivet_register_can_undo (self->reg));
  trivet_register_undo (self->reg);
  services_drain (self);
  services_no_failure (self);
  assert_picture (self, before);
}

static const TrivetOrderLine *
line_of (Services   *self,
         const char *order_id,
         const char *line_id)
{
  TrivetTab *tab = trivet_register_lookup_tab (self->reg, order_id);

  g_assert_nonnull (tab);

  return trivet_order_lookup_line (trivet_tab_get_order (tab), line_id);
}

/* Two open orders: fish ×3 (two at the kitchen), soup in the first, which is on the screen; rice in
 * the second. */
typedef struct {
  char *first;
  char *second;
  char *fish;
  char *soup;
} Tables;

static void
tables_clear (Tables *tables)
{
  g_free (tables->first);
  g_free (tables->second);
  g_free (tables->fish);
  g_free (tables->soup);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tables, tables_clear)

static void
tables_lay (Tables   *tables,
            Services *self)
{
  g_autofree char *rice = services_order (self, "rice");
  g_autofree char *body = NULL;

  tables->second = g_strdup (services_current (self)->order_id);
  services_append (self, TRIVET_FACT_ORDER_GUESTS_SET, tables->second, "{\"guests\":2}");
  trivet_register_new_order (self->reg);
  tables->fish = services_order (self, "fish");
  tables->first = g_strdup (services_current (self)->order_id);
  trivet_register_change_quantity (self->reg, tables->fish, 2);
  tables->soup = services_order (self, "soup");
  trivet_register_set_line_discount (self->reg, tables->fish, TRIVET_DISCOUNT_RATE, 100000, "Friend");
  trivet_register_set_line_note (self->reg, tables->fish, "head off");
  services_append (self, TRIVET_FACT_ORDER_GUESTS_SET, tables->first, "{\"guests\":3}");
  body = g_strdup_printf ("{\"lines\":[{\"line\":\"%s\",\"quantity\":2}]}", tables->fish);
  services_append (self, TRIVET_FACT_LINES_SENT, tables->first, body);
  services_drain (self);
  services_no_failure (self);
}

static void
test_move_lines (Services     *self,
                 gconstpointer user_data)
{
  g_auto (Tables) tables = { 0 };
  g_autofree char       *before = NULL;
  const TrivetOrderLine *fish;
  const char            *both[3] = { NULL };

  tables_lay (&tables, self);
  before = dup_picture (self);
  both[0] = tables.fish;
  both[1] = tables.soup;

  g_assert_true (trivet_register_move_lines (self->reg, both, tables.second));
  services_drain (self);
  fish = line_of (self, tables.second, tables.fish);
  g_assert_nonnull (fish);
  g_assert_cmpint (fish->quantity, ==, 3);
  g_assert_cmpint (fish->sent_quantity, ==, 2);
  g_assert_cmpstr (fish->note, ==, "head off");
  g_assert_cmpstr (fish->discount.name, ==, "Friend");
  g_assert_cmpstr (line_of (self, tables.first, tables.fish)->moved_to, ==, tables.second);
  undo_back_to (self, before);

  /* To an order of their own, and at once back, before the disk has answered. */
  g_assert_true (trivet_register_move_lines (self->reg, both, NULL));
  trivet_register_undo (self->reg);
  services_drain (self);
  services_no_failure (self);
  g_assert_cmpint (line_of (self, tables.first, tables.fish)->quantity, ==, 3);
}

static void
test_move_quantity (Services     *self,
                    gconstpointer user_data)
{
  g_auto (Tables) tables = { 0 };
  g_autofree char *before = NULL;

  tables_lay (&tables, self);
  before = dup_picture (self);

  g_assert_true (trivet_register_move_quantity (self->reg, tables.fish, 2, tables.second));
  services_drain (self);
  g_assert_cmpint (line_of (self, tables.first, tables.fish)->quantity, ==, 1);
  g_assert_cmpint (line_of (self, tables.second, tables.fish)->quantity, ==, 2);
  g_assert_cmpint (line_of (self, tables.first, tables.fish)->sent_quantity +
                     line_of (self, tables.second, tables.fish)->sent_quantity,
                   ==, 2);
  undo_back_to (self, before);

  g_assert_true (trivet_register_move_quantity (self->reg, tables.fish, 1, NULL));
  services_drain (self);
  g_assert_cmpuint (g_list_model_get_n_items (trivet_register_get_tabs (self->reg)), ==, 3);
  g_assert_false (trivet_register_move_quantity (self->reg, tables.fish, 3, tables.second));
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NO_LINE);
}

static void
test_merge (Services     *self,
            gconstpointer user_data)
{
  g_auto (Tables) tables = { 0 };
  g_autofree char *before = NULL;

  tables_lay (&tables, self);
  before = dup_picture (self);

  g_assert_true (trivet_register_merge_into (self->reg, tables.second));
  services_drain (self);
  g_assert_cmpstr (services_current (self)->order_id, ==, tables.second);
  g_assert_cmpuint (g_list_model_get_n_items (trivet_register_get_tabs (self->reg)), ==, 1);
  g_assert_cmpint (services_current (self)->guests, ==, 5);
  g_assert_null (trivet_register_lookup_tab (self->reg, tables.first));
  undo_back_to (self, before);
  g_assert_nonnull (trivet_register_lookup_tab (self->reg, tables.first));

  /* The order that came back is as good as new. */
  trivet_register_select (self->reg, tables.first);
  trivet_register_set_order_discount (self->reg, TRIVET_DISCOUNT_RATE, 100000, "Friend");
  services_drain (self);
  services_no_failure (self);
  g_assert_false (trivet_register_merge_into (self->reg, tables.second));
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_DISCOUNTED);
  trivet_register_set_order_discount (self->reg, TRIVET_DISCOUNT_NONE, 0, NULL);
  services_drain (self);
  g_assert_true (trivet_register_merge_into (self->reg, tables.second));
  undo_back_to (self, before);
}

static void
test_transfer (Services     *self,
               gconstpointer user_data)
{
  g_auto (Tables) tables = { 0 };
  g_autofree char *before = NULL;

  tables_lay (&tables, self);
  before = dup_picture (self);
  g_assert_true (trivet_register_transfer (self->reg, "Wang Fang"));
  services_drain (self);
  g_assert_cmpstr (services_current (self)->staff, ==, "Wang Fang");
  undo_back_to (self, before);
}

static void
test_money_stays (Services     *self,
                  gconstpointer user_data)
{
  g_auto (Tables) tables = { 0 };
  g_autofree char *before = NULL;
  const char      *both[3] = { NULL };

  tables_lay (&tables, self);
  services_append (self, TRIVET_FACT_CASH_TAKEN, tables.first,
                   "{\"payment\":\"P1\",\"amount_minor\":5000,\"tendered_minor\":5000,\"change_minor\":0}");
  before = dup_picture (self);
  both[0] = tables.fish;
  g_assert_false (trivet_register_move_lines (self->reg, both, tables.second));
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_PAYMENT_UNDER_WAY);
  g_assert_false (trivet_register_merge_into (self->reg, tables.second));
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_PAYMENT_UNDER_WAY);
  assert_picture (self, before);
}

/* Somebody else was quicker: a clear error, and nothing is lost. */
static void
test_two_staff (Services     *self,
                gconstpointer user_data)
{
  g_auto (Tables) tables = { 0 };
  g_autofree char *moved = NULL;
  g_autofree char *before = NULL;
  const char      *soup[2] = { NULL };

  tables_lay (&tables, self);
  soup[0] = tables.soup;
  g_assert_true (trivet_register_move_lines (self->reg, soup, tables.second));
  services_drain (self);
  before = dup_picture (self);
  g_assert_false (trivet_register_move_lines (self->reg, soup, tables.second));
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_LINE_MOVED);
  trivet_register_change_quantity (self->reg, tables.soup, 1);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_LINE_MOVED);
  assert_picture (self, before);

  /* The other one voids it there: taking the move back says so once, and goes away. */
  moved = g_strdup_printf ("{\"line\":\"%s\"}", tables.soup);
  services_append (self, TRIVET_FACT_LINE_VOIDED, tables.second, moved);
  trivet_register_undo (self->reg);
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_NO_LINE);
  trivet_register_undo (self->reg);
  services_drain (self);
  services_no_failure (self);
}

static void
test_disk_refuses (Services     *self,
                   gconstpointer user_data)
{
  g_auto (Tables) tables = { 0 };
  g_autofree char *before = NULL;
  const char      *both[3] = { NULL };

  tables_lay (&tables, self);
  before = dup_picture (self);
  both[0] = tables.fish;
  both[1] = tables.soup;
  trivet_memory_journal_fail_next (self->journal, 1, TRIVET_STORE_ERROR_FULL);
  g_assert_true (trivet_register_move_lines (self->reg, both, tables.second));
  services_drain (self);
  g_assert_cmpuint (self->n_failed, ==, 1);
  self->n_failed = 0;
  assert_picture (self, before);
  g_assert_true (trivet_register_move_lines (self->reg, both, tables.second));
  undo_back_to (self, before);
}

static void
test_split (Services     *self,
            gconstpointer user_data)
{
  const TrivetLineShare second[] = { { 2, 1 } };
  const TrivetLineShare thirds[] = { { 1, 1 }, { 2, 2 } };
  const gint64          sums[] = { 1000, 2000 };
  g_auto (Tables) tables = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *split = NULL;
  g_autofree char *seat = NULL;

  tables_lay (&tables, self);
  seat = g_strdup_printf ("{\"line\":\"%s\",\"seat\":4}", tables.soup);
  services_append (self, TRIVET_FACT_LINE_SEAT_SET, tables.first, seat);
  before = dup_picture (self);

  g_assert_true (trivet_register_split_equally (self->reg, 3));
  undo_back_to (self, before);
  g_assert_true (trivet_register_split_by_amounts (self->reg, sums, 2));
  undo_back_to (self, before);
  g_assert_true (trivet_register_split_by_seats (self->reg));
  undo_back_to (self, before);
  g_assert_true (trivet_register_split_by_lines (self->reg, 2));
  undo_back_to (self, before);

  g_assert_true (trivet_register_split_by_lines (self->reg, 2));
  services_drain (self);
  split = dup_picture (self);
  g_assert_true (trivet_register_share_line (self->reg, tables.soup, second, 1));
  undo_back_to (self, split);
  g_assert_true (trivet_register_share_line (self->reg, tables.fish, thirds, 2));
  undo_back_to (self, split);
  g_assert_true (trivet_register_join_checks (self->reg));
  undo_back_to (self, split);
}

static void
test_paid_check_is_left_alone (Services     *self,
                               gconstpointer user_data)
{
  const TrivetLineShare first[] = { { 1, 1 } };
  const TrivetLineShare second[] = { { 2, 1 } };
  g_auto (Tables) tables = { 0 };
  TrivetTab         *tab;
  const TrivetCheck *check;

  tables_lay (&tables, self);
  g_assert_true (trivet_register_split_by_lines (self->reg, 2));
  g_assert_true (trivet_register_share_line (self->reg, tables.soup, second, 1));
  services_drain (self);
  services_append (self, TRIVET_FACT_CASH_TAKEN, tables.first,
                   "{\"payment\":\"P1\",\"amount_minor\":1800,\"tendered_minor\":1800,\"change_minor\":0,\"check\":2}");
  tab = trivet_register_lookup_tab (self->reg, tables.first);
  check = trivet_checks_lookup (trivet_tab_get_checks (tab), 2);
  g_assert_cmpint ((int) check->state, ==, (int) TRIVET_CHECK_PAID);

  g_assert_false (trivet_register_share_line (self->reg, tables.soup, first, 1));
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_CHECK_PAID);
  g_assert_false (trivet_register_share_line (self->reg, tables.fish, second, 1));
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_CHECK_PAID);
  g_assert_false (trivet_register_split_by_lines (self->reg, 1));
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_CHECK_PAID);
  g_assert_false (trivet_register_split_by_seats (self->reg));
  services_take_failure (self, TRIVET_REGISTER_ERROR, TRIVET_REGISTER_ERROR_CHECK_PAID);
  g_assert_true (trivet_register_split_by_lines (self->reg, 3));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("lines", test_move_lines);
  ADD ("quantity", test_move_quantity);
  ADD ("merge", test_merge);
  ADD ("transfer", test_transfer);
  ADD ("money-stays", test_money_stays);
  ADD ("two-staff", test_two_staff);
  ADD ("disk-refuses", test_disk_refuses);
  ADD ("split", test_split);
  ADD ("paid-check-is-left-alone", test_paid_check_is_left_alone);

  return g_test_run ();
}

/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: registers that worked without each other end with the same orders, and no line is lost or
 * doubled. Method: three simulated registers with clocks that are wrong and jump work on the same
 * tables from a seed, exchange facts in any order and batches, and are compared with each other and
 * with what was ordered in all. */

#include "domain-bench.h"
#include "trivet-order-merge.h"

#include <string.h>

/* Three registers. */

#define N_REGISTERS 3
#define N_TABLES    4

typedef struct {
  TrivetManualClock  *clock;
  TrivetSeededRandom *random;
  TrivetFactStamp     stamp;
  char                id[3];
  GPtrArray          *facts; /* all that it knows */
  GHashTable         *known; /* their ids */
} Till;

typedef struct {
  GRand     *rand;
  Till       tills[N_REGISTERS];
  GPtrArray *all; /* every fact that was ever written */
  guint      n_lines;
  guint      n_payments;
} Shop;

static void
till_learn (Till       *till,
            TrivetFact *fact)
{
  if (!g_hash_table_add (till->known, g_strdup (trivet_fact_get_id (fact))))
    return;
  if (!g_str_equal (trivet_fact_get_register_id (fact), till->id))
    trivet_clock_see_stamp_us (till->stamp.clock, trivet_fact_get_time_us (fact));
  g_ptr_array_add (till->facts, trivet_fact_ref (fact));
}

static void
shop_open (Shop   *shop,
           guint32 seed)
{
  memset (shop, 0, sizeof *shop);
  shop->rand = g_rand_new_with_seed (seed);
  shop->all = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
  for (guint i = 0; i < N_REGISTERS; i++) {
    Till *till = &shop->tills[i];

    g_snprintf (till->id, sizeof till->id, "R%u", i + 1);
    till->clock = trivet_manual_clock_new ();
    till->random = trivet_seeded_random_new (seed * N_REGISTERS + i);
    till->stamp = (TrivetFactStamp){ TRIVET_CLOCK (till->clock), TRIVET_RANDOM (till->random), till->id, "" };
    till->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) trivet_fact_unref);
    till->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    /* Nobody's clock is right. */
    trivet_manual_clock_jump_wall (till->clock, g_rand_int_range (shop->rand, 0, 600) * (gint64) 1000);
  }
}

static void
shop_close (Shop *shop)
{
  for (guint i = 0; i < N_REGISTERS; i++) {
    g_object_unref (shop->tills[i].clock);
    g_object_unref (shop->tills[i].random);
    g_ptr_array_unref (shop->tills[i].facts);
    g_hash_table_unref (shop->tills[i].known);
  }
  g_ptr_array_unref (shop->all);
  g_rand_free (shop->rand);
}

static void write_fact (Shop       *shop,
                        Till       *till,
                        const char *order_id,
                        const char *type,
                        const char *format,
                        ...) G_GNUC_PRINTF (5, 6);

static void
write_fact (Shop       *shop,
            Till       *till,
            const char *order_id,
            const char *type,
            const char *format,
            ...)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  TrivetFact *fact;
  va_list     args;

  va_start (args, format);
  text = g_strdelimit (g_strdup_vprintf (format, args), "'", '"');
  va_end (args);
  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  fact = trivet_fact_new (trivet_fact_type_from_name (type), order_id,
                          json_object_ref (json_node_get_object (json_parser_get_root (parser))), &till->stamp);
  g_ptr_array_add (shop->all, fact);
  till_learn (till, fact);
}

/* What the register sees at the moment: orders that are open, in an order that the seed decides. */
static GPtrArray *
list_open (GHashTable *orders)
{
  GPtrArray *open = g_ptr_array_new ();

  for (guint i = 0; i < N_TABLES; i++) {
    g_autofree char *order_id = g_strdup_printf ("T%u", i);
    TrivetOrder     *order = g_hash_table_lookup (orders, order_id);

    if (order != NULL && trivet_order_is_open (order))
      g_ptr_array_add (open, order);
  }

  return open;
}

static TrivetOrderLine *
pick_line (Shop              *shop,
           const TrivetOrder *order)
{
  guint start = order->lines->len > 0 ? (guint) g_rand_int_range (shop->rand, 0, (int) order->lines->len) : 0;

  for (guint i = 0; i < order->lines->len; i++) {
    TrivetOrderLine *line = g_ptr_array_index (order->lines, (start + i) % order->lines->len);

    if (!line->voided)
      return line;
  }

  return NULL;
}

static void
write_move (Shop                  *shop,
            Till                  *till,
            const TrivetOrder     *from,
            const TrivetOrderLine *line,
            gint64                 quantity,
            const TrivetOrder     *to)
{
  write_fact (shop, till, from->order_id, "line-moved", "{'line':'%s','to':'%s','quantity':%d}", line->line_id, to->order_id,
              (int) quantity);
  write_fact (shop, till, to->order_id, "line-received",
              "{'line':'%s','sku':'D','name':'Dish','quantity':%d,'unit_price_minor':%d,'tax_rate_ppm':0,'modifiers':[],'from':'%s'}",
              line->line_id, (int) quantity, (int) line->unit_price_minor, from->order_id);
}

static void
merge_orders (Shop              *shop,
              Till              *till,
              const TrivetOrder *from,
              const TrivetOrder *to)
{
  if (trivet_order_get_paid_minor (from) != 0)
    return;
  for (guint i = 0; i < from->lines->len; i++) {
    const TrivetOrderLine *line = g_ptr_array_index (from->lines, i);

    if (!line->voided)
      write_move (shop, till, from, line, line->quantity, to);
  }
  write_fact (shop, till, from->order_id, "order-merged", "{'into':'%s'}", to->order_id);
}

static void
pay (Shop              *shop,
     Till              *till,
     const TrivetOrder *order)
{
  g_auto (TrivetTotals) totals = { 0 };
  gint64 due;

  g_assert_true (trivet_order_compute_totals (order, &totals, NULL));
  due = totals.total_minor - trivet_order_get_net_paid_minor (order);
  if (due <= 0)
    return;
  if (g_rand_boolean (shop->rand))
    due = g_rand_int_range (shop->rand, 1, (int) due + 1);
  write_fact (shop, till, order->order_id, "cash-taken",
              "{'payment':'P%u','amount_minor':%d,'tendered_minor':%d,'change_minor':0,'check':%d}",
              shop->n_payments++, (int) due, (int) due, g_rand_int_range (shop->rand, 0, 3));
}

/* What is fetched leaves its table; who comes back is at another one. */
static void
set_type (Shop              *shop,
          Till              *till,
          const TrivetOrder *order)
{
  static const char *const bodies[] = { "{'type':'takeaway'}", "{'type':'delivery'}", "{'type':'counter'}" };
  guint                    which = (guint) g_rand_int_range (shop->rand, 0, G_N_ELEMENTS (bodies) + 1);

  if (which < G_N_ELEMENTS (bodies))
    write_fact (shop, till, order->order_id, "order-type-set", "%s", bodies[which]);
  else
    write_fact (shop, till, order->order_id, "order-type-set", "{'type':'table','table':'%s','table_name':'%s'}", till->id, till->id);
}

static void
work_on (Shop              *shop,
         Till              *till,
         const TrivetOrder *order,
         const TrivetOrder *other)
{
  TrivetOrderLine *line = pick_line (shop, order);
  int              what = g_rand_int_range (shop->rand, 0, 22);

  if (what < 6 || line == NULL)
    write_fact (shop, till, order->order_id, "line-added",
                "{'line':'L%u','sku':'D','name':'Dish','quantity':%d,'unit_price_minor':%d,'tax_rate_ppm':0,'modifiers':[]}",
                shop->n_lines++, g_rand_int_range (shop->rand, 1, 4), g_rand_int_range (shop->rand, 1, 5000));
  else if (what < 9)
    write_fact (shop, till, order->order_id, "line-quantity-changed", "{'line':'%s','by':%d}", line->line_id,
                g_rand_int_range (shop->rand, 0, 4) == 0 ? -1 : 1);
  else if (what < 10)
    write_fact (shop, till, order->order_id, "line-voided", "{'line':'%s'}", line->line_id);
  else if (what < 11)
    write_fact (shop, till, order->order_id, "lines-sent", "{'lines':[{'line':'%s','quantity':1}]%s}", line->line_id,
                g_rand_boolean (shop->rand) ? ",'place':{'type':'takeaway'}" : "");
  else if (what < 14 && other != order)
    write_move (shop, till, order, line, g_rand_boolean (shop->rand) ? line->quantity : 1, other);
  else if (what < 15 && other != order)
    merge_orders (shop, till, order, other);
  else if (what < 16)
    write_fact (shop, till, order->order_id, "checks-set", "{'kind':'lines','checks':%d}", g_rand_int_range (shop->rand, 1, 4));
  else if (what < 17)
    write_fact (shop, till, order->order_id, "line-shares-set", "{'line':'%s','shares':[{'check':2,'weight':1}]}", line->line_id);
  else if (what < 18)
    pay (shop, till, order);
  else if (what < 19)
    write_fact (shop, till, order->order_id, "order-transferred", "{'staff':'%s'}", till->id);
  else if (what < 21)
    set_type (shop, till, order);
  else if (trivet_order_get_paid_minor (order) == 0)
    write_fact (shop, till, order->order_id, "order-voided", "{'reason':'left'}");
}

static void
work (Shop *shop,
      Till *till)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GHashTable) orders = trivet_orders_fold_merged (till->facts, &conflicts);
  g_autoptr (GPtrArray) open = list_open (orders);

  /* Clocks run, and now and then somebody sets one back. */
  if (g_rand_int_range (shop->rand, 0, 10) == 0)
    trivet_manual_clock_jump_wall (till->clock, -g_rand_int_range (shop->rand, 0, 3600) * (gint64) 1000);
  else if (g_rand_boolean (shop->rand))
    trivet_manual_clock_jump_wall (till->clock, g_rand_int_range (shop->rand, 0, 90000));
  if (open->len > 0)
    work_on (shop, till, open->pdata[g_rand_int_range (shop->rand, 0, (int) open->len)],
             open->pdata[g_rand_int_range (shop->rand, 0, (int) open->len)]);
}

/* Any of one register's facts, in any order. */
static void
exchange (Shop *shop,
          Till *from,
          Till *to,
          guint n)
{
  for (guint i = 0; i < n; i++)
    till_learn (to, from->facts->pdata[g_rand_int_range (shop->rand, 0, (int) from->facts->len)]);
}

static void
exchange_all (Shop *shop,
              Till *to)
{
  guint start = (guint) g_rand_int_range (shop->rand, 0, (int) shop->all->len);

  for (guint i = 0; i < shop->all->len; i++)
    till_learn (to, shop->all->pdata[(start + i) % shop->all->len]);
}

static char *
dump_all (GHashTable *orders,
          GPtrArray  *conflicts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_TABLES; i++) {
    g_autofree char *order_id = g_strdup_printf ("T%u", i);
    TrivetOrder     *order = g_hash_table_lookup (orders, order_id);
    g_autofree char *dump = order != NULL ? domain_dump_order (order) : NULL;

    g_string_append_printf (text, "%s\n\n", dump != NULL ? dump : "-");
  }
  for (guint i = 0; i < conflicts->len; i++)
    g_string_append_printf (text, "%s\n", trivet_fact_get_id (((TrivetConflict *) conflicts->pdata[i])->fact));

  return g_string_free (text, FALSE);
}

static gboolean
counts (GPtrArray  *conflicts,
        TrivetFact *fact)
{
  for (guint i = 0; i < conflicts->len; i++) {
    const TrivetConflict *conflict = conflicts->pdata[i];

    if (!conflict->applied && g_str_equal (trivet_fact_get_id (conflict->fact), trivet_fact_get_id (fact)))
      return FALSE;
  }

  return TRUE;
}

typedef struct {
  gint64   ordered;
  gboolean taken_back; /* something made it less */
} Wanted;

/* What was ordered in all, by line, counted from the facts alone. */
static GHashTable *
count_wanted (Shop      *shop,
              GPtrArray *conflicts,
              gboolean  *ret_voided_orders)
{
  GHashTable *wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  *ret_voided_orders = FALSE;
  for (guint i = 0; i < shop->all->len; i++) {
    TrivetFact *fact = shop->all->pdata[i];
    JsonObject *body = trivet_fact_get_body (fact);
    const char *line_id = trivet_json_get_string_or (body, "line", NULL);
    const char *type = trivet_fact_type_get_name (trivet_fact_get_fact_type (fact));
    Wanted     *entry = line_id != NULL ? g_hash_table_lookup (wanted, line_id) : NULL;

    if (line_id != NULL && entry == NULL) {
      entry = g_new0 (Wanted, 1);
      g_hash_table_insert (wanted, g_strdup (line_id), entry);
    }
    if (!counts (conflicts, fact)) {
      g_assert_cmpstr (type, !=, "line-added");
      g_assert_cmpstr (type, !=, "cash-taken");
      continue;
    }
    if (g_str_equal (type, "line-added"))
      entry->ordered += trivet_json_get_int_or (body, "quantity", 0);
    else if (g_str_equal (type, "line-quantity-changed"))
      entry->ordered += trivet_json_get_int_or (body, "by", 0);
    else if (g_str_equal (type, "line-voided"))
      entry->taken_back = TRUE;
    else if (g_str_equal (type, "order-voided"))
      *ret_voided_orders = TRUE;
    if (g_str_equal (type, "line-quantity-changed") && trivet_json_get_int_or (body, "by", 0) < 0)
      entry->taken_back = TRUE;
  }

  return wanted;
}

static void
assert_nothing_lost (Shop       *shop,
                     GHashTable *orders,
                     GPtrArray  *conflicts)
{
  gboolean voided_orders;
  g_autoptr (GHashTable) wanted = count_wanted (shop, conflicts, &voided_orders);
  GHashTableIter iter;
  gpointer       line_id;
  gpointer       entry;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &line_id, &entry)) {
    const Wanted  *want = entry;
    GHashTableIter each;
    gpointer       order;
    gint64         found = 0;
    gboolean       seen = FALSE;

    g_hash_table_iter_init (&each, orders);
    while (g_hash_table_iter_next (&each, NULL, &order)) {
      seen |= trivet_order_lookup_line (order, line_id) != NULL;
      found += domain_living_quantity (order, line_id);
    }
    g_assert_true (seen);
    if (!want->taken_back && !voided_orders)
      g_assert_cmpint (found, ==, want->ordered);
    else if (!want->taken_back)
      g_assert_cmpint (found, <=, want->ordered);
  }
}

static void
assert_money_is_there (Shop       *shop,
                       GHashTable *orders)
{
  GHashTableIter iter;
  gpointer       order;
  gint64         taken = 0;
  gint64         found = 0;

  for (guint i = 0; i < shop->all->len; i++) {
    if (trivet_fact_get_fact_type (shop->all->pdata[i]) == TRIVET_FACT_CASH_TAKEN)
      taken += trivet_json_get_int_or (trivet_fact_get_body (shop->all->pdata[i]), "amount_minor", 0);
  }
  g_hash_table_iter_init (&iter, orders);
  while (g_hash_table_iter_next (&iter, NULL, &order))
    found += trivet_order_get_paid_minor (order);
  g_assert_cmpint (found, ==, taken);
}

static void
play (guint32 seed,
      guint  *n_conflicts)
{
  Shop             shop;
  g_autofree char *first = NULL;

  shop_open (&shop, seed);
  for (guint i = 0; i < N_TABLES; i++) {
    g_autofree char *order_id = g_strdup_printf ("T%u", i);

    write_fact (&shop, &shop.tills[0], order_id, "order-opened", "{'number':'%u','currency':'CNY'}", i);
  }
  for (guint i = 1; i < N_REGISTERS; i++)
    exchange_all (&shop, &shop.tills[i]);
  for (guint i = 0; i < 40; i++) {
    if (g_rand_int_range (shop.rand, 0, 5) != 0)
      work (&shop, &shop.tills[g_rand_int_range (shop.rand, 0, N_REGISTERS)]);
    else
      exchange (&shop, &shop.tills[g_rand_int_range (shop.rand, 0, N_REGISTERS)],
                &shop.tills[g_rand_int_range (shop.rand, 0, N_REGISTERS)], (guint) g_rand_int_range (shop.rand, 1, 20));
  }

  for (guint i = 0; i < N_REGISTERS; i++) {
    g_autoptr (GPtrArray) conflicts = NULL;
    g_autoptr (GHashTable) orders = NULL;
    g_autofree char *dump = NULL;

    exchange_all (&shop, &shop.tills[i]);
    orders = trivet_orders_fold_merged (shop.tills[i].facts, &conflicts);
    dump = dump_all (orders, conflicts);
    if (first == NULL) {
      assert_nothing_lost (&shop, orders, conflicts);
      assert_money_is_there (&shop, orders);
      *n_conflicts += conflicts->len;
      first = g_steal_pointer (&dump);
    } else {
      g_assert_cmpstr (dump, ==, first);
    }
  }
  shop_close (&shop);
}

static void
test_three_registers (void)
{
  guint32 n = DOMAIN_ROUNDS (1000);
  guint   n_conflicts = 0;

  for (guint32 seed = 0; seed < n; seed++)
    play (seed, &n_conflicts);
  g_test_message ("%u runs, %u conflicts", n, n_conflicts);
  /* Registers that never contradict each other would prove nothing. */
  g_assert_cmpuint (n_conflicts, >, n / 4);
}

/* A clock that is set back does not turn what happened round. */
static void
test_clock_set_back (void)
{
  g_autoptr (TrivetManualClock) manual = trivet_manual_clock_new ();
  TrivetClock *clock = TRIVET_CLOCK (manual);
  gint64       first = trivet_clock_next_stamp_us (clock);
  gint64       second = trivet_clock_next_stamp_us (clock);

  g_assert_cmpint (second, >=, first);
  trivet_manual_clock_jump_wall (manual, -3600 * (gint64) 1000);
  g_assert_cmpint (trivet_clock_next_stamp_us (clock), >, second);
  trivet_clock_see_stamp_us (clock, first + 10 * G_USEC_PER_SEC);
  g_assert_cmpint (trivet_clock_next_stamp_us (clock), >, first + 10 * G_USEC_PER_SEC);
  /* A stamp of the next century is not believed. */
  trivet_clock_see_stamp_us (clock, first + G_GINT64_CONSTANT (3600000000) * 24 * 365 * 80);
  g_assert_cmpint (trivet_clock_next_stamp_us (clock), <, first + 20 * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/order-merge/clock-set-back", test_clock_set_back);
  g_test_add_func ("/domain/order-merge/three-registers", test_three_registers);

  return g_test_run ();
}

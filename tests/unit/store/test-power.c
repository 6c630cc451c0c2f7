/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: whatever the disk does, an append that was acknowledged is there afterwards, none is there
 * by half, and the tables are what the journal makes. Method: a disk of the test's own that loses
 * power at a random operation, so that what was not synced survives by the sector, and that refuses
 * syncs, is full in the middle of a write, cannot read, or reads and writes by halves; over and over on the same store,
 * also while it recovers. TRIVET_TEST_SEED runs one seed, TRIVET_TEST_LONG thousands. */

#include "store-disk.h"
#include "store-support.h"

#include <stdlib.h>
#include <string.h>

/* The address sanitizer makes each seed several times as long. */
#ifdef __SANITIZE_ADDRESS__
#define N_SEEDS 40
#else
#define N_SEEDS 200
#endif
#define N_LONG_SEEDS 6000
#define N_ROUNDS     3
#define MAX_APPENDS  12

typedef struct {
  StoreTest   test;
  GRand      *rand;
  GHashTable *appends; /* subject → how many facts */
  GHashTable *acknowledged;
  int         n_ids;
} Power;

static int total_acknowledged;
static int total_survived;
static int total_refused;

static int
pick (Power *power,
      int    n)
{
  return g_rand_int_range (power->rand, 0, n);
}

static void
add_wallet_sale (Power      *power,
                 GPtrArray  *facts,
                 const char *order_id)
{
  static const struct {
    TrivetFactType type;
    const char    *body;
  } steps[] = {
    { TRIVET_FACT_PAYMENT_STARTED, "{\"payment\":\"%s\",\"method\":\"w\",\"provider\":\"wx\","
                                   "\"merchant_order_id\":\"m\",\"amount_minor\":2500}" },
    { TRIVET_FACT_PAYMENT_PAID, "{\"payment\":\"%s\",\"amount_minor\":2500}" },
    { TRIVET_FACT_REFUND_STARTED, "{\"refund\":\"%1$s\",\"payment\":\"%1$s\",\"amount_minor\":700,"
                                  "\"cause\":\"guest\"}" },
    { TRIVET_FACT_REFUND_DONE, "{\"refund\":\"%s\",\"amount_minor\":700}" },
  };

  store_test_add_sale (facts, &power->test.stamp, order_id, power->n_ids, 2, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autofree char *body = g_strdup_printf (steps[i].body, order_id);

    g_ptr_array_add (facts, store_test_make_fact (&power->test.stamp, steps[i].type, order_id, "%s", body));
  }
}

static void
add_bill (Power      *power,
          GPtrArray  *facts,
          const char *subject,
          const char *provider)
{
  for (int part = 1; part <= 3; part++)
    g_ptr_array_add (facts, store_test_make_fact (&power->test.stamp, TRIVET_FACT_BILL_STORED, subject,
                                                  "{\"provider\":\"%s\",\"kind\":\"trade\",\"date\":\"2026-01-01\","
                                                  "\"part\":%d,\"parts\":3,\"currency\":\"CNY\",\"sha256\":\"s\",\"entries\":"
                                                  "[[\"payment\",\"m\",\"\",\"t\",\"OK\",900,31000,1]],\"remarks\":[]}",
                                                  provider, part));
}

/* Returns: what the facts are about: nothing else is about it */
static char *
add_something (Power     *power,
               GPtrArray *facts)
{
  g_autofree char *id = g_strdup_printf ("id-%d", power->n_ids++);
  char            *subject;

  switch (pick (power, 4)) {
  case 0:
    subject = g_strdup_printf ("bill/%s/trade/2026-01-01", id);
    add_bill (power, facts, subject, id);
    return subject;
  case 1:
    add_wallet_sale (power, facts, id);
    return g_steal_pointer (&id);
  default:
    store_test_add_sale (facts, &power->test.stamp, id, power->n_ids, 1 + pick (power, 30), pick (power, 2) == 0);
    return g_steal_pointer (&id);
  }
}

static void
append_something (Power *power)
{
  g_autoptr (GPtrArray) facts = store_test_new_facts ();
  g_autofree char *subject = add_something (power, facts);
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (power->appends, g_strdup (subject), GUINT_TO_POINTER (facts->len));
  if (store_test_append (power->test.store, facts, &error)) {
    g_hash_table_add (power->acknowledged, g_steal_pointer (&subject));
    total_acknowledged++;
  } else {
    g_assert_true (error->domain == TRIVET_STORE_ERROR);
    total_refused++;
  }
}

static void
rebuild (Power *power)
{
  g_autoptr (GAsyncResult) result = NULL;

  trivet_store_rebuild_async (power->test.store, store_test_on_result, &result);
  store_test_wait (&result);
  trivet_store_rebuild_finish (power->test.store, result, NULL);
}

static void
plan_faults (Power *power)
{
  switch (pick (power, 7)) {
  case 0:
    store_disk_fail_sync_after (pick (power, 12));
    break;
  case 1:
    store_disk_fill_after (pick (power, 60), 1 + pick (power, 30));
    break;
  case 2:
    store_disk_fail_read_after (pick (power, 60));
    break;
  case 3:
    store_disk_set_short (TRUE);
    break;
  default:
    break;
  }
  store_disk_cut_after (pick (power, pick (power, 3) ? 250 : 40));
}

/* Opening may be what fails. */
static gboolean
try_open (Power *power)
{
  g_autoptr (GError) error = NULL;

  power->test.store = trivet_store_open (power->test.path, TRIVET_STORE_OPEN_WRITER, &error);
  g_assert_true (power->test.store != NULL || error->domain == TRIVET_STORE_ERROR);
  return power->test.store != NULL;
}

static void
work_until_cut (Power *power)
{
  plan_faults (power);
  if (try_open (power)) {
    int n = pick (power, MAX_APPENDS);

    for (int i = 0; i < n && !store_disk_is_cut (); i++)
      append_something (power);
    if (pick (power, 5) == 0)
      rebuild (power);
    store_test_close (&power->test);
  }
  store_disk_restore_after_cut ();
}

/* The power goes again while the store recovers. */
static void
stumble (Power *power)
{
  while (pick (power, 2) == 0) {
    store_disk_cut_after (pick (power, 30));
    if (try_open (power))
      store_test_close (&power->test);
    store_disk_restore_after_cut ();
  }
}

static void
check_appends (Power *power)
{
  GHashTableIter iter;
  gpointer       subject;
  gpointer       n_facts;
  gint64         sum = 1;

  g_hash_table_iter_init (&iter, power->appends);
  while (g_hash_table_iter_next (&iter, &subject, &n_facts)) {
    g_autoptr (GPtrArray) facts = store_test_load (power->test.store, subject);

    if (facts->len != 0 || g_hash_table_contains (power->acknowledged, subject))
      g_assert_cmpuint (facts->len, ==, GPOINTER_TO_UINT (n_facts));
    /* What the disk kept of a refused append stays from now on. */
    if (facts->len != 0 && g_hash_table_add (power->acknowledged, g_strdup (subject)))
      total_survived++;
    sum += facts->len;
  }
  g_assert_cmpint (store_test_sql_int (power->test.path, "SELECT count(*) FROM fact"), ==, sum);
}

static void
check_store (Power *power)
{
  g_auto (TrivetStoreReport) report = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_test_open (&power->test);
  trivet_store_verify (power->test.path, &report, &error);
  g_assert_no_error (error);
  check_appends (power);
  before = store_test_dump_state (power->test.path);
  store_test_rebuild (power->test.store);
  after = store_test_dump_state (power->test.path);
  g_assert_cmpstr (before, ==, after);
  store_test_close (&power->test);
}

static void
run_seed (guint32 seed)
{
  Power power = { 0 };

  store_disk_reset (seed);
  store_test_set_up (&power.test);
  store_test_close (&power.test);
  power.rand = g_rand_new_with_seed (seed);
  power.appends = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  power.acknowledged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int i = 0; i < N_ROUNDS; i++) {
    /* A new round knows what is certain: everything that a healthy disk was told. */
    store_disk_reset (seed + 7919 * (guint32) i);
    work_until_cut (&power);
    stumble (&power);
    check_store (&power);
  }
  g_hash_table_unref (power.appends);
  g_hash_table_unref (power.acknowledged);
  g_rand_free (power.rand);
  store_test_tear_down (&power.test);
}

static void
test_seeds (void)
{
  const char *one = g_getenv ("TRIVET_TEST_SEED");
  guint       n_seeds = g_getenv ("TRIVET_TEST_LONG") != NULL ? N_LONG_SEEDS : N_SEEDS;
  guint       first = one != NULL ? (guint) g_ascii_strtoull (one, NULL, 10) : 1;

  if (one != NULL)
    n_seeds = 1;
  for (guint seed = first; seed < first + n_seeds; seed++) {
    g_test_message ("TRIVET_TEST_SEED=%u", seed);
    run_seed (seed);
  }
  g_test_message ("%u seeds: %d appends acknowledged, %d refused, %d of these survived all the same",
                  n_seeds, total_acknowledged, total_refused, total_survived);
  /* Otherwise the test says little. */
  if (one == NULL) {
    g_assert_cmpint (total_acknowledged, >, (int) n_seeds);
    g_assert_cmpint (total_refused, >, (int) n_seeds / 4);
    g_assert_cmpint (total_survived, >, 0);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  store_disk_install ();
  g_test_add_func ("/store/power/seeds", test_seeds);
  return g_test_run ();
}

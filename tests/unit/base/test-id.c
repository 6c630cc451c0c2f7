/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: ids sort by time and never repeat, tokens are fair, bytes print as hex. Method: known
 * bytes against known text, counting, and a chi-square bound on a seeded source. */

#include "trivet-hex.h"
#include "trivet-id.h"
#include "trivet-manual-clock.h"
#include "trivet-seeded-random.h"

#include <string.h>

/* Writes one byte for ever, to see what is made of it. */
#define TEST_TYPE_CONSTANT (test_constant_get_type ())
G_DECLARE_FINAL_TYPE (TestConstant, test_constant, TEST, CONSTANT, GObject)

struct _TestConstant {
  GObject parent_instance;
  guint8  byte;
};

static void
test_constant_fill (TrivetRandom *random,
                    guint8       *bytes,
                    gsize         length)
{
  memset (bytes, ((TestConstant *) random)->byte, length);
}

static void
test_constant_random_init (TrivetRandomInterface *iface)
{
  iface->fill = test_constant_fill;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestConstant, test_constant, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (TRIVET_TYPE_RANDOM, test_constant_random_init))

static void
test_constant_class_init (TestConstantClass *klass)
{
}

static void
test_constant_init (TestConstant *self)
{
}

static void
set_wall_ms (TrivetManualClock *clock,
             gint64             ms)
{
  trivet_manual_clock_jump_wall (clock, ms - trivet_clock_get_wall_us (TRIVET_CLOCK (clock)) / 1000);
}

static void
test_known (void)
{
  g_autoptr (TrivetManualClock) clock = trivet_manual_clock_new ();
  g_autoptr (TestConstant) random = g_object_new (TEST_TYPE_CONSTANT, NULL);
  g_autofree char *zeroes = NULL;
  g_autofree char *ones = NULL;
  g_autofree char *known = NULL;

  /* 1469918176385 ms is the time in the ULID specification's own example, 01ARYZ6S41. */
  set_wall_ms (clock, 1469918176385);
  known = trivet_id_new (TRIVET_CLOCK (clock), TRIVET_RANDOM (random));
  g_assert_cmpstr (known, ==, "01ARYZ6S410000000000000000");

  set_wall_ms (clock, 0);
  zeroes = trivet_id_new (TRIVET_CLOCK (clock), TRIVET_RANDOM (random));
  g_assert_cmpstr (zeroes, ==, "00000000000000000000000000");

  random->byte = 0xff;
  set_wall_ms (clock, (G_GINT64_CONSTANT (1) << 48) - 1);
  ones = trivet_id_new (TRIVET_CLOCK (clock), TRIVET_RANDOM (random));
  g_assert_cmpstr (ones, ==, "7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
}

static void
test_order (void)
{
  g_autoptr (TrivetManualClock) clock = trivet_manual_clock_new ();
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (4);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *last = g_strdup ("");

  set_wall_ms (clock, 1790000000000);
  for (int i = 0; i < 5000; i++) {
    g_autofree char *id = trivet_id_new (TRIVET_CLOCK (clock), TRIVET_RANDOM (random));

    g_assert_true (trivet_id_is_valid (id));
    g_assert_cmpstr (id, >, last);
    g_assert_true (g_hash_table_add (seen, g_strdup (id)));
    g_free (last);
    last = g_steal_pointer (&id);
    trivet_manual_clock_jump_wall (clock, 1);
  }

  /* A clock before 1970 gives an id all the same. */
  set_wall_ms (clock, -5);
  g_free (last);
  last = trivet_id_new (TRIVET_CLOCK (clock), TRIVET_RANDOM (random));
  g_assert_true (trivet_id_is_valid (last));
  g_assert_true (g_str_has_prefix (last, "0000000000"));
}

static void
test_valid (void)
{
  g_assert_true (trivet_id_is_valid ("01ARYZ6S41TSV4RRFFQ69G5FAV"));
  g_assert_false (trivet_id_is_valid (NULL));
  g_assert_false (trivet_id_is_valid (""));
  g_assert_false (trivet_id_is_valid ("01ARYZ6S41TSV4RRFFQ69G5FA"));
  g_assert_false (trivet_id_is_valid ("01ARYZ6S41TSV4RRFFQ69G5FAVX"));
  g_assert_false (trivet_id_is_valid ("81ARYZ6S41TSV4RRFFQ69G5FAV"));
  g_assert_false (trivet_id_is_valid ("01aryz6s41tsv4rrffq69g5fav"));
  g_assert_false (trivet_id_is_valid ("01ARYZ6S41TSV4RRFFQ69G5FAU"));
  g_assert_false (trivet_id_is_valid ("01ARYZ6S41TSV4RRFFQ69G5FA/"));
}

/* 23 letters do not divide 256, so folding would favour the first three by a ninth: that gives a
 * chi-square near 270 in so many draws; a fair one with 22 degrees stays below 60. */
static void
test_token_fair (void)
{
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVW";
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (5);
  gsize            n = 23 * 10000;
  g_autofree char *token = trivet_random_dup_token (TRIVET_RANDOM (random), alphabet, n);
  gint64           counts[23] = { 0 };
  gint64           squares = 0;

  g_assert_cmpuint (strlen (token), ==, n);
  for (gsize i = 0; i < n; i++) {
    g_assert_nonnull (strchr (alphabet, token[i]));
    counts[token[i] - 'A']++;
  }
  for (gsize i = 0; i < 23; i++)
    squares += (counts[i] - 10000) * (counts[i] - 10000);
  g_assert_cmpint (squares / 10000, <, 60);
}

static void
test_system_random (void)
{
  TrivetRandom *random = trivet_system_random_new ();
  guint8        a[300] = { 0 };
  guint8        b[300] = { 0 };

  trivet_random_fill (random, a, sizeof a);
  trivet_random_fill (random, b, sizeof b);
  g_assert_cmpint (memcmp (a, b, sizeof a), !=, 0);
  trivet_random_fill (random, a, 0);
  g_assert_finalize_object (random);
}

static void
test_hex (void)
{
  static const guint8 bytes[] = { 0x00, 0x01, 0x7f, 0x80, 0xab, 0xff };
  g_autofree char    *text = trivet_hex_encode (bytes, sizeof bytes);
  g_autofree char    *empty = trivet_hex_encode (NULL, 0);

  g_assert_cmpstr (text, ==, "00017f80abff");
  g_assert_cmpstr (empty, ==, "");
}

/* What happened later has the greater id, also within a millisecond. */
static void
test_growing (void)
{
  g_autoptr (TrivetManualClock) clock = trivet_manual_clock_new ();
  g_autoptr (TrivetSeededRandom) random = trivet_seeded_random_new (7);
  g_autofree char *last = g_strdup ("");

  for (guint i = 0; i < 10000; i++) {
    char *id = trivet_id_new (TRIVET_CLOCK (clock), TRIVET_RANDOM (random));

    g_assert_cmpstr (id, >, last);
    g_free (last);
    last = id;
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/id/known", test_known);
  g_test_add_func ("/base/id/order", test_order);
  g_test_add_func ("/base/id/growing", test_growing);
  g_test_add_func ("/base/id/valid", test_valid);
  g_test_add_func ("/base/random/token-fair", test_token_fair);
  g_test_add_func ("/base/random/system", test_system_random);
  g_test_add_func ("/base/hex/encode", test_hex);

  return g_test_run ();
}

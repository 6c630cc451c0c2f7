/* SPDX-FileCopyrightText: 2026 The Trivet authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Goal: the hash of a fact is the one that trivet-chain.c describes, and no two facts have the
 * same bytes. Method: a hash computed by Python's hashlib, and pairs that a sloppier encoding
 * would confuse. */

#include "trivet-chain-private.h"
#include "trivet-hex.h"

#define TEXT(literal)             \
  {                               \
    literal, sizeof (literal) - 1 \
  }

static const guint8 zeros[TRIVET_CHAIN_HASH_LENGTH];

static const TrivetChainLink example = {
  .sequence = 1,
  .id = TEXT ("01JZZZZZZZZZZZZZZZZZZZZZZZ"),
  .register_id = TEXT ("front"),
  .staff = TEXT ("林"),
  .time_us = 1767225600000000,
  .type = TEXT ("store-created"),
  .version = 1,
  .subject = TEXT ("store"),
  .body = TEXT ("{\"name\":\"面馆\"}"),
};

static char *
hash (const guint8          *previous,
      const TrivetChainLink *link)
{
  guint8 bytes[TRIVET_CHAIN_HASH_LENGTH];

  _trivet_chain_hash (previous, link, bytes);
  return trivet_hex_encode (bytes, sizeof bytes);
}

static void
test_known (void)
{
  g_autofree char *hex = hash (zeros, &example);

  g_assert_cmpstr (hex, ==, "fa59e971a2716ff0102b69dd1bef078f2cf3084c7e2aac28e0a36338ef9c1120");
}

static void
assert_differs (const TrivetChainLink *a,
                const TrivetChainLink *b)
{
  g_autofree char *hash_a = hash (zeros, a);
  g_autofree char *hash_b = hash (zeros, b);

  g_assert_cmpstr (hash_a, !=, hash_b);
}

static void
test_unambiguous (void)
{
  TrivetChainLink a = example;
  TrivetChainLink b = example;

  /* The border between two columns counts. */
  a.register_id = (TrivetChainText) TEXT ("ab");
  a.staff = (TrivetChainText) TEXT ("c");
  b.register_id = (TrivetChainText) TEXT ("a");
  b.staff = (TrivetChainText) TEXT ("bc");
  assert_differs (&a, &b);

  /* So does a zero byte, and everything behind it. */
  b = a = example;
  a.body = (TrivetChainText) TEXT ("{}");
  b.body = (TrivetChainText) TEXT ("{}\0x");
  assert_differs (&a, &b);
}

static void
test_every_column (void)
{
  TrivetChainLink  changed[9];
  guint8           other[TRIVET_CHAIN_HASH_LENGTH] = { 1 };
  g_autofree char *after_zeros = hash (zeros, &example);
  g_autofree char *after_other = hash (other, &example);

  for (gsize i = 0; i < G_N_ELEMENTS (changed); i++)
    changed[i] = example;
  changed[0].sequence++;
  changed[1].id.length--;
  changed[2].register_id.length--;
  changed[3].staff.length = 0;
  changed[4].time_us = -changed[4].time_us;
  changed[5].type.length--;
  changed[6].version++;
  changed[7].subject.length--;
  changed[8].body.length--;
  for (gsize i = 0; i < G_N_ELEMENTS (changed); i++)
    assert_differs (&example, &changed[i]);
  g_assert_cmpstr (after_zeros, !=, after_other);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/chain/known", test_known);
  g_test_add_func ("/store/chain/unambiguous", test_unambiguous);
  g_test_add_func ("/store/chain/every-column", test_every_column);
  return g_test_run ();
}
